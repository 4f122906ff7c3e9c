import shutil
import subprocess
from io import StringIO

import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import HOUR, PORTS, ROOT, TERMINALS, WEEK, hand_made_day

RSCRIPT = shutil.which("Rscript")

pytestmark = pytest.mark.skipif(RSCRIPT is None, reason="R is not installed")


def run_r(program: str, folder) -> str:
    toolkit = ROOT / "src" / "soundings" / "ais"
    path = folder / "program.R"
    sources = [f'source("{(toolkit / f).as_posix()}")\n' for f in ("ais.R", "fences.R")]
    path.write_text("".join(sources) + program)
    done = subprocess.run(
        [RSCRIPT, "--vanilla", str(path)], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


VISITS_IN_R = """
positions <- clean_positions(read_positions("{positions}"))
visits <- port_visits(positions, read_fences("{fences}"), {thresholds})
visits$berth_hours <- sprintf("%.9f", visits$berth_hours)
times <- c("entered_utc", "left_utc", "arrived_utc", "departed_utc")
visits[times] <- lapply(visits[times], as.numeric)
cat(readr::format_csv(visits))
"""


def visits_in_r(positions, fences, folder, **thresholds) -> str:
    program = VISITS_IN_R.format(
        positions=positions.as_posix(),
        fences=fences.as_posix(),
        thresholds=", ".join(f"{name} = {value}" for name, value in thresholds.items()),
    )
    return run_r(program, folder)


def same_visits(positions, fences, folder, **thresholds) -> int:
    """Check that R and Python find the same visits; return how many."""
    python = ais.port_visits(
        ais.clean_positions(ais.read_positions(positions)),
        ais.read_fences(fences),
        **thresholds,
    )
    epoch = pd.Timestamp("1970-01-01T00:00:00Z")
    for column in python.filter(like="_utc"):
        python[column] = (python[column] - epoch).dt.total_seconds()
    in_r = visits_in_r(positions, fences, folder, **thresholds)
    r = pd.read_csv(StringIO(in_r), dtype={"mmsi": "str", "berth": "str"})
    pd.testing.assert_frame_equal(r, python, check_dtype=False, rtol=0, atol=1e-8)
    return len(r)


@pytest.mark.parametrize(
    "thresholds",
    [
        {},
        {"stay_minutes": 10, "away_minutes": 0, "gap_minutes": 20},
        {"stay_minutes": 60, "away_minutes": 1440, "gap_minutes": 240},
    ],
    ids=["as they come", "impatient", "away above gap"],
)
def test_r_and_python_find_the_same_on_the_real_week(tmp_path, thresholds):
    """One rule in two languages: every visit, stay and second agrees."""
    assert same_visits(WEEK, TERMINALS, tmp_path, **thresholds) >= 58


def test_r_and_python_find_the_same_on_the_real_hour(tmp_path):
    """With the file's own speeds and sentinels."""
    assert same_visits(HOUR, TERMINALS, tmp_path, stay_minutes=20) > 20


def test_r_and_python_find_the_same_on_hand_made_tracks(tmp_path):
    """A call, a transit, a wait and a stray."""
    positions, fences = tmp_path / "day.csv", tmp_path / "fences.geojson"
    day = hand_made_day()
    day["time_utc"] = day["time_utc"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    day.to_csv(positions, index=False)
    fences.write_text(HARBOUR_GEOJSON)

    assert same_visits(positions, fences, tmp_path) == 3


HARBOUR_GEOJSON = """{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"terminal_id": "harbour", "kind": "port"},
  "geometry": {"type": "Polygon", "coordinates":
   [[[0, 0], [0.04, 0], [0.04, 0.04], [0, 0.04], [0, 0]]]}},
 {"type": "Feature", "properties": {"terminal_id": "quay", "kind": "berth"},
  "geometry": {"type": "Polygon", "coordinates":
   [[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]]}}
]}"""


def test_r_knows_the_fences_that_python_knows(tmp_path):
    """The outlines of all the course's ports, of every kind, in the same order."""
    program = f'''
    fences <- read_fences("{PORTS.as_posix()}")
    positions <- tibble(lon = c(1.3, 1.7), lat = c(51.95, 51.9))
    located <- locate(positions, fences)
    cat(paste(fences$fence, fences$kind), names(located), sep = "\\n")
    '''

    said = run_r(program, tmp_path).splitlines()

    fences = ais.read_fences(PORTS)
    places = ["lon", "lat", "port", "berth", "anchorage", "pilot"]
    assert said == [*(fences["fence"] + " " + fences["kind"]), *places]


REFUSALS_IN_R = """
said <- function(ring, other = NULL) tryCatch({
  fences <- list(list(fence = "a", kind = "port", ring = ring))
  if (!is.null(other)) fences[[2]] <- list(fence = "b", kind = "port", ring = other)
  nrow(make_fences(fences))
}, error = conditionMessage)
ring <- function(...) matrix(c(...), ncol = 2, byrow = TRUE)
square <- function(x, y, size) ring(x, y, x + size, y, x + size, y + size, x, y + size, x, y)
cat(paste(c(
  said(ring(0, 0, 1, 0, 1, 1)),
  said(ring(0, 0, 1, 1, 2, 2, 0, 0)),
  said(ring(0, 0, 1, 1, 1, 0, 0, 1, 0, 0)),
  said(ring(40, -174, 41, -174, 41, -173, 40, -174)),
  said(ring(179, 0, -179, 0, -179, 1, 179, 1, 179, 0)),
  said(square(0, 0, 2), square(1, 1, 2)),
  said(square(0, 0, 2), square(0.5, 0.5, 1)),
  said(square(0, 0, 2), square(0, 0, 2)),
  said(square(0, 0, 1), square(1, 0, 1)),
  said(c(0, 0, 1)),
  tryCatch(
    make_fences(list(fence = "a", kind = "port", ring = square(0, 0, 1))),
    error = conditionMessage
  ),
  tryCatch(make_fences(list(list(fence = "a", kind = "port"))), error = conditionMessage)
), collapse = "\\n"))
"""


def test_r_refuses_what_python_refuses(tmp_path):
    """The same outlines, with the same reasons; neighbours are fine in both."""
    said = run_r(REFUSALS_IN_R, tmp_path).splitlines()

    assert "not closed: it starts at (0, 0) and ends at (1, 1)" in said[0]
    assert "no area" in said[1]
    assert "crosses itself" in said[2]
    assert "Longitude comes first" in said[3]
    assert "antimeridian" in said[4]
    assert said[5] == said[6] == said[7]
    assert said[5].startswith("a and b overlap, and both are of kind port")
    assert said[8] == "2"
    assert said[9].endswith("Write ring = rbind(c(lon, lat), c(lon, lat), ...).")
    assert said[10].endswith("Write list( ) round it.")
    assert said[11].startswith("a: no ring. Found fence, kind.")


CALLS_IN_R = """
options(warn = 2)
square <- function(x, y, size) {
  rbind(c(x, y), c(x + size, y), c(x + size, y + size), c(x, y + size), c(x, y))
}
fences <- make_fences(list(
  list(fence = "a", kind = "port", ring = square(0, 0, 1)),
  list(fence = "b", kind = "berth", ring = square(0, 0, 0.1))
))
positions <- tibble(
  mmsi = "232999001", time_utc = as.POSIXct(c(0, 600, 1200), "1970-01-01", tz = "UTC"),
  lon = c(0.5, 0.6, 0.7), lat = 0.5
)
said <- function(code) tryCatch(as.character(nrow(code)), error = conditionMessage)
cat(paste(c(
  said(port_calls(positions, fences)),
  said(port_calls(positions, fences[1, ])),
  said(port_calls(positions, fences[0, ])),
  said(port_visits(positions, fences[1, ])),
  said(clean_positions(rename(positions, LON = lon))),
  said(stays(positions))
), collapse = "\\n"))
"""


def test_r_says_why_there_can_be_no_calls(tmp_path):
    """Without a berth as with one that nobody used, and without a warning."""
    said = run_r(CALLS_IN_R, tmp_path).splitlines()

    assert said[0] == "0"
    assert said[1].startswith("port_calls: no fence of kind berth. Found port.")
    assert said[2].startswith("port_calls: no fence of kind port. Found none at all.")
    assert said[3] == "1"
    assert said[4].startswith(
        "clean_positions: no column lon. Found mmsi, time_utc, LON"
    )
    assert said[5].startswith("stays: no column berth or is_stopped.")


def test_r_names_a_missing_column(tmp_path):
    """As Python does."""
    (tmp_path / "ais.csv").write_text("MMSI,BaseDateTime,LAT\n1,2,3\n")
    program = 'cat(tryCatch(read_positions("ais.csv"), error = conditionMessage))'

    assert run_r(program, tmp_path).startswith(
        "ais.csv: no column for lon. Found MMSI, BaseDateTime, LAT"
    )
