"""A scenario run into a folder: whole, restartable, readable."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from pyais.stream import IterMessages

from soundings import ais
from soundings.program import main
from soundings.simulator.run import FORMATS, simulate
from soundings.simulator.scenario import SCENARIOS, read_scenario
from soundings.simulator.store import written_whole

HUB = read_scenario(Path(__file__).parent / "hub.yml")
FEW = ("positions", "nmea")
TEXTS = tuple(name for name in FORMATS if name != "positions")


def contents(folder: Path) -> dict[str, str]:
    """Return a hash of every file of a simulation."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return a folder with two days of the hub in every format."""
    folder = tmp_path_factory.mktemp("hub")
    simulate(HUB, folder, FORMATS)
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """Return a folder with two days of the hub as Parquet and sentences."""
    folder = tmp_path_factory.mktemp("plain")
    simulate(HUB, folder, FEW)
    return folder


def test_the_same_seed_gives_the_same_bytes(run, plain):
    """Every file that both have, those of the truth too."""
    both = contents(run).keys() & contents(plain).keys() - {"simulation.json"}
    assert len(both) > 12
    assert all(contents(run)[name] == contents(plain)[name] for name in both)


def test_another_seed_gives_other_ships(run, tmp_path):
    """And says so in its log."""
    simulate(replace(HUB, seed=4, days=1), tmp_path)
    name = "positions/day=2021-05-03/sim_2021-05-03.parquet"
    assert contents(tmp_path)[name] != contents(run)[name]


def test_a_run_that_was_stopped_goes_on_where_it_was(plain, tmp_path):
    """The first day is not made again; the end is the same, and no half file is left."""

    def stop(line: str) -> None:
        raise KeyboardInterrupt(line)

    with pytest.raises(KeyboardInterrupt):
        simulate(HUB, tmp_path, FEW, stop)
    lines: list[str] = []
    simulate(HUB, tmp_path, FEW, lines.append)
    assert [line[:10] for line in lines] == ["2021-05-04"]
    assert contents(tmp_path) == contents(plain)


def test_a_killed_run_leaves_no_half_file(plain, tmp_path):
    """Killed in the middle of a day, by the operating system."""
    path = Path(__file__).parent / "hub.yml"
    formats = [word for name in FEW for word in ("--format", name)]
    program = [sys.executable, "-c", "from soundings.program import main; main()"]
    process = subprocess.Popen(
        [*program, "simulate", str(path), "-o", str(tmp_path), *formats]
    )
    first = tmp_path / "positions" / "day=2021-05-03" / "sim_2021-05-03.parquet"
    deadline = time.monotonic() + 60
    while not first.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=10)
    whole = {p for p in contents(tmp_path) if not p.endswith(".partial")}
    for name in whole - {"simulation.json"}:
        assert contents(tmp_path)[name] == contents(plain)[name]
    simulate(HUB, tmp_path, FEW)
    assert contents(tmp_path) == contents(plain)


def test_a_folder_with_another_simulation_is_left_alone(run):
    """The settings that differ are named."""
    before = contents(run)
    with pytest.raises(ValueError, match="another simulation: seed differ"):
        simulate(replace(HUB, seed=99), run, FORMATS)
    assert contents(run) == before


def test_positions_have_the_toolkits_columns(run):
    """Decoded, in the course's units; the true sender is not among them."""
    table = pq.read_table(
        run / "positions/day=2021-05-03/sim_2021-05-03.parquet"
    ).to_pandas()
    assert {"mmsi", "time_utc", "lon", "lat", "speed_knots", "status"} <= set(table)
    assert "ship" not in table
    assert table["mmsi"].astype(str).str.fullmatch(r"\d{9}").all()
    assert (
        table["time_utc"]
        .dt.date.astype(str)
        .isin(["2021-05-02", "2021-05-03", "2021-05-04"])
        .all()
    )
    assert table["speed_knots"].between(0, 102.3).all()


def test_the_truth_names_every_rows_sender(run):
    """One row of truth for each row of positions, and a fault for each corruption."""
    day = "day=2021-05-03/sim_2021-05-03.parquet"
    positions = pq.read_table(run / "positions" / day, columns=["row"]).to_pandas()
    truth = pq.read_table(run / "truth/rows" / day).to_pandas()
    wrong = pq.read_table(run / "truth/corruptions" / day).to_pandas()
    assert (positions["row"] == truth["row"]).all()
    assert set(wrong["row"]) <= set(truth.loc[truth["faults"] != 0, "row"])
    fleet = pd.read_csv(run / "truth/sim_fleet.csv")
    assert truth["ship"].max() < len(fleet)


@pytest.mark.parametrize(
    "table",
    [
        "calls",
        "shifts",
        "voyages",
        "stays",
        "events",
        "identities",
        "static_faults",
        "silences",
        "transfers",
    ],
)
def test_the_truth_has_its_tables(run, table):
    """Each with a header, also where nothing happened."""
    assert len((run / "truth" / f"sim_{table}.csv").read_text("utf8").splitlines()) >= 1


def test_stays_are_what_the_calls_say(run):
    """Each call lies at its berth from berthing to unberthing, shifts apart."""
    calls = pd.read_csv(run / "truth/sim_calls.csv").set_index("call_id")
    stays = pd.read_csv(run / "truth/sim_stays.csv")
    at_berth = stays[stays["kind"] == "berth"].groupby("call_id")
    assert (
        at_berth["start_s"].min() == calls["berthed_s"].reindex(at_berth.groups)
    ).all()
    assert (
        at_berth["end_s"].max() == calls["unberthed_s"].reindex(at_berth.groups)
    ).all()


def test_the_sentences_decode_to_the_positions(run):
    """Every message of the day, by pyais."""
    with gzip.open(run / "nmea/sim_2021-05-03.nmea.gz") as file:
        lines = [line.rsplit(b"\\", 1)[-1].strip() for line in file]
    decoded = [message.decode() for message in IterMessages(lines[:6000])]
    assert len(decoded) > 5000
    table = pq.read_table(
        run / "positions/day=2021-05-03/sim_2021-05-03.parquet"
    ).to_pandas()
    seen = set(zip(table["mmsi"].astype(str), table["lat"].round(4), strict=True))
    places = [m for m in decoded if m.msg_type in (1, 2, 3)]
    hit = [(f"{int(m.mmsi):09d}", round(m.lat, 4)) in seen for m in places]
    assert sum(hit) / len(hit) > 0.99


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith("noaa")])
def test_noaas_files_are_read_by_the_toolkit(run, name):
    """In each dialect."""
    table = ais.read_positions(run / name / "sim_2021-05-03.csv.gz")
    assert len(table) > 1000


@pytest.mark.parametrize("name", [name for name in TEXTS if name.startswith("danish")])
def test_danish_files_have_a_line_for_each_message(run, name):
    """Base stations and buoys among them."""
    with gzip.open(run / name / "sim_2021-05-03.csv.gz") as file:
        lines = file.read().splitlines()
    positions = pq.read_table(run / "positions/day=2021-05-03/sim_2021-05-03.parquet")
    header = 0 if name == "danish-2015" else 1
    assert len(lines) - header == positions.num_rows


def test_every_file_says_that_it_is_simulated(run):
    """By its name; the log says what it is by its settings."""
    names = {path.name for path in run.rglob("*") if path.is_file()} - {
        "simulation.json"
    }
    assert len(names) > 10
    assert all(name.startswith("sim_") for name in names)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("archipelago", {"sim_archipelago_ports.csv", "sim_archipelago_calls.csv.gz"}),
        ("rescue", {"sim_rescue_vessels.csv", "sim_rescue_warnings.csv"}),
    ],
)
def test_a_scenario_has_its_own_tables_and_hides_its_truth(tmp_path, name, files):
    """What everybody could know lies open, the rest under truth/."""
    simulate(replace(SCENARIOS[name], days=3), tmp_path)
    open_files = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert open_files - {"simulation.json"} == files
    assert list((tmp_path / "truth").glob("*truth*"))


def test_an_unknown_format_is_refused(tmp_path):
    """With the known ones."""
    with pytest.raises(ValueError, match="format 'xml' is not known"):
        simulate(HUB, tmp_path, ("xml",))


def test_the_program_lists_scenarios():
    """By name, with their days and ports."""
    result = CliRunner().invoke(main, ["simulate", "--list"])
    assert result.exit_code == 0
    assert "felixstowe_starter" in result.output
    assert "rescue" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["simulate", "atlantis", "-o", "x"], "scenario 'atlantis' is not known"),
        (["simulate", "month"], "no folder to write to"),
        (
            ["simulate", "felixstowe_starter", "--format", "xml", "-o", "x"],
            "'xml' is not known",
        ),
    ],
)
def test_the_program_says_what_is_wrong(tmp_path, arguments, message, monkeypatch):
    """And leaves with an error."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code != 0
    assert message in result.output


def test_a_file_that_fails_is_not_written(tmp_path):
    """Neither whole nor half, and the old one stays."""
    path = tmp_path / "kept.csv"
    path.write_text("old")

    def fail() -> None:
        with written_whole(path) as partial:
            partial.write_text("half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk"):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
