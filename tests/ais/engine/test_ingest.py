import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from soundings.ais.decoding.stream import decode
from soundings.ais.engine.ingest import NULLS, _workbench, ingest
from soundings.ais.engine.store import Store
from soundings.ais.reading import read

AIS = Path(__file__).parents[3] / "datasets" / "ais"
HEADER = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,VesselType,Status,Length\n"


def write_rows(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text(header + "".join(f"{row}\n" for row in rows))
    return path


def row(
    mmsi=232999001,
    time="2024-05-01T06:00:00",
    where="51.9,1.3",
    rest="0.1,90.0,88,A,,70,5,90",
):
    return f"{mmsi},{time},{where},{rest}"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def three_files(tmp_path_factory):
    """Return three files over three days, each sharing a day with the next."""
    folder = tmp_path_factory.mktemp("raw")
    chance = random.Random(1)
    days = [("01", "02"), ("02", "03"), ("03", "01")]
    for number, pair in enumerate(days):
        rows = [
            row(
                mmsi=232999001 + chance.randrange(9),
                time=f"2024-05-{chance.choice(pair)}T{chance.randrange(24):02}:{i % 60:02}:00",
                where=f"51.{chance.randrange(100):02},{chance.choice(['1.30', '1.31', '181'])}",
            )
            for i in range(400)
        ]
        write_rows(folder / f"ais_{number}.csv", *rows)
    return sorted(folder.glob("*.csv"))


def test_rows_go_to_the_day_of_their_own_time(tmp_path, three_files):
    """Files share days; all their rows are there, sorted by ship and time."""
    files = ingest(three_files, tmp_path / "store")

    store = Store(tmp_path / "store")
    assert store.days() == ["2024-05-01", "2024-05-02", "2024-05-03"]
    assert files["days"].tolist()[0] == ["2024-05-01", "2024-05-02"]
    total = 0
    for day in store.days():
        rows = store.read("positions", day).to_pandas()
        total += len(rows)
        assert rows["source"].nunique() == 2
        assert (rows["time_utc"].dt.strftime("%Y-%m-%d") == day).all()
        order = rows.sort_values(
            ["mmsi", "time_utc", "lat", "lon"], kind="stable"
        ).index
        assert (order == rows.index).all()
    assert total == files["kept"].sum()
    assert store.sources()["source"].tolist() == files["source"].tolist()
    assert files["lines"].sum() == 1200 == total + files["quarantined"].sum()


def test_the_order_of_the_files_does_not_show(tmp_path, three_files):
    """One by one, backwards: the same bytes in every file."""
    ingest(three_files, tmp_path / "together")
    for path in reversed(three_files):
        ingest(path, tmp_path / "apart")

    assert bytes_of(tmp_path / "apart") == bytes_of(tmp_path / "together")


def test_the_same_file_again_changes_nothing(tmp_path, three_files):
    """Nor does it under another name, in another packing."""
    ingest(three_files, tmp_path / "store")
    before = bytes_of(tmp_path / "store")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.write(three_files[0], "renamed.csv")

    again = ingest([three_files[0], tmp_path / "other.zip"], tmp_path / "store")

    assert bytes_of(tmp_path / "store") == before
    assert again["is_new"].tolist() == [False, False]
    assert again["warning"].tolist() == ["in the store already"] * 2
    assert again["kept"].nunique() == 1


def test_a_day_that_was_removed_is_made_again(tmp_path, three_files):
    """The record of a file is not believed: the days themselves are asked."""
    ingest(three_files, tmp_path / "store")
    before = bytes_of(tmp_path / "store")
    Store(tmp_path / "store").path("positions", "2024-05-02").unlink()

    ingest(three_files, tmp_path / "store")

    assert bytes_of(tmp_path / "store") == before


def test_two_files_of_one_name_are_both_kept_and_named(tmp_path):
    """A download that was repeated may hold more, or the wrong day."""
    path = tmp_path / "ais.csv"
    ingest(write_rows(path, row()), tmp_path / "store")

    files = ingest(
        write_rows(path, row(), row(time="2024-05-01T07:00:00")), tmp_path / "store"
    )

    assert "another file called ais.csv" in files["warning"][0]
    assert Store(tmp_path / "store").read("positions", "2024-05-01").num_rows == 3


def test_a_bad_file_does_not_undo_the_good_ones_before_it(tmp_path, three_files):
    """And the next run goes on from there."""
    bad = tmp_path / "bad.csv"
    bad.write_text("MMSI,LAT\n1,2\n")

    with pytest.raises(ValueError, match=r"^bad\.csv"):
        ingest([three_files[0], bad], tmp_path / "store")

    assert ingest(three_files[0], tmp_path / "store")["is_new"].tolist() == [False]


def test_every_file_of_a_zip_is_a_source(tmp_path, three_files):
    """As in the Danish months before 2024."""
    path = tmp_path / "month.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in three_files:
            archive.write(file, file.name)

    files = ingest(path, tmp_path / "store")

    assert files["source"].tolist() == [f"month.zip/ais_{i}.csv" for i in range(3)]
    assert files["lines"].tolist() == [400] * 3


def test_progress_is_told_file_by_file(tmp_path):
    """With the sum that must come out."""
    told = []

    ingest(
        write_rows(tmp_path / "ais.csv", row()),
        tmp_path / "store",
        progress=told.append,
    )

    assert told == ["ais.csv: 1 lines = 1 kept + 0 set aside + 0 blank"]


def test_reasons_are_told_with_their_counts_and_a_line(tmp_path):
    """The commonest first, each with a line to look at; five, and how many more."""
    bad = [row(where="91.0,181.0")] * 2 + [row(where="north,1.3")] * 3
    odd = [row(mmsi=0), row(mmsi=""), row(time="1970-01-01"), row(time=""), "1"]
    path = write_rows(tmp_path / "ais.csv", *bad, *[row()] * 95, *odd)
    told = []

    files = ingest(path, tmp_path / "store", progress=told.append)

    assert told[0].split("\n")[:3] == [
        "ais.csv: 105 lines = 95 kept + 10 set aside + 0 blank",
        "  3 set aside: lat cannot be read (the first is line 4)",
        "  2 set aside: position not available (the first is line 2)",
    ]
    assert told[0].endswith("\n  and for 2 reasons more")
    assert files["reasons"][0]["lat cannot be read"] == [3, 4]


def test_a_file_whose_columns_are_swapped_is_asked_about(tmp_path):
    """Where lon is beyond 90, no line can be kept, and the warning says what to see."""
    path = write_rows(tmp_path / "ais.csv", *[row(where="-120.1,33.9")] * 9)

    files = ingest(path, tmp_path / "store")

    assert "lon and lat over the right columns?" in files["warning"][0]


def test_what_duckdb_says_of_ctrl_c_is_ctrl_c_again(tmp_path):
    """Then the program says Aborted, and the store that reading was not finished."""
    store = Store.make(tmp_path / "store")

    with pytest.raises(KeyboardInterrupt), _workbench(store):
        raise RuntimeError("Query interrupted")

    assert store.has_unfinished()
    ingest(write_rows(tmp_path / "ais.csv", row()), store.folder)
    assert not store.has_unfinished()


def test_an_ingest_stopped_between_files_is_unfinished(tmp_path, three_files):
    """Files that were read are whole; the store tells that others were not."""

    def stop(line):
        raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt):
        ingest(three_files, tmp_path / "store", progress=stop)

    store = Store(tmp_path / "store")
    assert len(store.sources()) == 1
    assert store.has_unfinished()
    ingest(three_files, tmp_path / "store")
    assert not store.has_unfinished()


@pytest.mark.parametrize(
    ("rest", "value", "reasons"),
    [
        ("102.3,90.0,88,A,,70,5,90", None, ["speed_not_available"]),
        ("102.2,90.0,88,A,,70,5,90", 102.2, []),
        (",90.0,88,A,,70,5,90", None, ["speed_not_available"]),
        ("-1,90.0,88,A,,70,5,90", None, ["speed_out_of_range"]),
        (
            "9,360.0,511.0,A,,70,15,90",
            9,
            ["course_not_available", "heading_not_available", "status_not_available"],
        ),
        (
            "9,390.5,400,A,,70,asleep,90",
            9,
            ["course_out_of_range", "heading_out_of_range", "status_out_of_range"],
        ),
        ("9,0.0,0,A,,70,0.0,90", 9, []),
    ],
)
def test_what_a_ship_does_not_know_is_missing_with_a_reason(
    tmp_path, rest, value, reasons
):
    """102.2 knots is a speed; 102.3 is none."""
    ingest(write_rows(tmp_path / "ais.csv", row(rest=rest)), tmp_path / "store")

    (found,) = Store(tmp_path / "store").read("positions", "2024-05-01").to_pylist()

    assert found["speed_knots"] == (None if value is None else pytest.approx(value))
    assert found["nulls"] == sum(NULLS[reason] for reason in reasons)
    assert ("status_not_available" in reasons) <= (found["status"] is None)


def test_words_and_decimals_become_one_status(tmp_path):
    """5, 5.0, moored and Moored are the same."""
    rows = [
        row(time=f"2024-05-01T06:0{i}:00", rest=f"0.1,90,88,A,,70,{s},90")
        for i, s in enumerate(("5", "5.0", "moored", "Moored"))
    ]

    ingest(write_rows(tmp_path / "ais.csv", *rows), tmp_path / "store")

    status = Store(tmp_path / "store").read("positions", "2024-05-01")["status"]
    assert status.to_pylist() == [5] * 4


def test_courses_read_as_signed_are_mended(tmp_path):
    """The real hour of 2020: 51 % of its courses are negative, and none lies above 204.7."""
    path = AIS / "noaa_nyharbor_2020_06_30.csv.gz"
    ingest(path, tmp_path / "store")

    rows = Store(tmp_path / "store").read("positions", "2020-06-30").to_pandas()

    raw = read(path)["course_degrees"]
    is_mended = (rows["nulls"] & NULLS["course_repaired"]) > 0
    assert is_mended.sum() == (raw < 0).sum() > 4000
    # -49.6 is 360.0, which is no course.
    assert rows.loc[is_mended, "course_degrees"].isna().sum() == (raw == -49.6).sum()
    assert (
        rows["course_degrees"].between(0, 359.9).sum()
        == len(raw) - (raw == -49.6).sum()
    )


def test_courses_from_minus_180_to_180_are_not_taken_for_signed_ones(tmp_path):
    """They are out of range: nobody knows what they mean."""
    rows = [
        row(time=f"2024-05-01T06:{i:02}:00", rest=f"9,{c},88,A,,70,5,90")
        for i, c in enumerate(range(-180, 181, 20))
    ]

    ingest(write_rows(tmp_path / "ais.csv", *rows), tmp_path / "store")

    found = Store(tmp_path / "store").read("positions", "2024-05-01").to_pandas()
    assert found["course_degrees"].isna().sum() == 9
    assert (found["nulls"] & NULLS["course_repaired"]).sum() == 0


def test_what_is_no_ship_has_its_own_place(tmp_path):
    """Base stations and buoys are not lost, and not at berth."""
    path = write_rows(
        tmp_path / "ais.csv",
        *(row(mmsi=m) for m in ("002320001", "992351000", "111232001", "232999001")),
    )

    files = ingest(path, tmp_path / "store")

    store = Store(tmp_path / "store")
    assert store.read("shore", "2024-05-01")["mmsi"].to_pylist() == [2320001, 992351000]
    assert store.read("positions", "2024-05-01")["mmsi"].to_pylist() == [
        111232001,
        232999001,
    ]
    assert (files["kept"][0], files["shore"][0]) == (4, 2)


def test_statics_are_one_row_a_change(tmp_path):
    """A name said a hundred times is said once; 0 metres is not a length."""
    rows = [
        row(time="2024-05-01T06:00:00", rest="9,9,9,SIM A,IMO3000007,70,5,0"),
        row(time="2024-05-01T07:00:00", rest="9,9,9,SIM A,IMO3000007,70,5,0"),
        row(time="2024-05-01T08:00:00", rest="9,9,9,SIM A,IMO3000007,71,5,0"),
        row(time="2024-05-02T08:00:00", rest="9,9,9,SIM B@X,IMO3000007,71,5,90"),
    ]
    ingest(write_rows(tmp_path / "ais.csv", *rows), tmp_path / "store")

    statics = Store(tmp_path / "store").statics()

    assert statics["time_utc"].dt.strftime("%d %H").tolist() == [
        "01 06",
        "01 08",
        "02 08",
    ]
    assert statics["name"].tolist() == ["SIM A", "SIM A", "SIM B"]
    assert statics["imo"].tolist() == [3000007] * 3
    assert statics["ship_type"].tolist() == [70, 71, 71]
    assert statics["length_m"].isna().tolist() == [True, True, False]


def test_radio_sentences_go_the_same_way(tmp_path):
    """Every line has an outcome, and the positions are those that `decode` finds."""
    path = AIS / "sim_ais_sample.nmea"

    files = ingest(path, tmp_path / "store")

    decoded = decode(path)
    store = Store(tmp_path / "store")
    rows = store.read("positions", "2021-06-08").to_pandas()
    ships = decoded.positions.dropna(subset=["lon", "lat"])
    ships = ships[ships["mmsi"].between("100000000", "989999999")]
    assert len(rows) == len(ships) > 2000
    assert sorted(rows["lon"]) == pytest.approx(sorted(ships["lon"]))
    aside = [
        r
        for d in store.days("quarantine")
        for r in store.read("quarantine", d).to_pylist()
    ]
    causes = pd.Series([r["reason"] for r in aside]).value_counts()
    assert causes["wrong_checksum"] == decoded.counts["wrong_checksum"]
    assert causes["no position"] > 0
    assert all(r["text"] for r in aside)
    assert files["lines"][0] == files[["kept", "quarantined", "blank"]].sum(axis=1)[0]
    assert set(store.statics()["mmsi"]) <= set(decoded.statics["mmsi"])


KILLER = """
import os, random, signal, sys, time
from soundings.ais.engine.ingest import ingest

chance, longest = random.Random(7), float(sys.argv[1])
for _ in range(10):
    child = os.fork()
    if child == 0:
        ingest(sys.argv[3:], sys.argv[2])
        os._exit(0)
    time.sleep(chance.uniform(0, longest / 2))
    os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot kill like this")
def test_a_run_killed_at_any_moment_loses_nothing(tmp_path, three_files):
    """Killed ten times, then left to finish: the bytes of a run that was not."""
    started = time.monotonic()
    ingest(three_files, tmp_path / "whole")
    longest = time.monotonic() - started

    command = [sys.executable, "-c", KILLER, str(longest), tmp_path / "killed"]
    ends = subprocess.run(
        [*command, *three_files], capture_output=True, text=True, check=True
    )
    left = ingest(three_files, tmp_path / "killed")

    assert ends.stdout.split().count(str(int(signal.SIGKILL))) > 2
    assert bytes_of(tmp_path / "killed") == bytes_of(tmp_path / "whole")
    assert left["lines"].tolist() == [400] * 3
