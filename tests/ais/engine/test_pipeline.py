import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.engine.joining import by_vessels, join_calls, join_days
from soundings.ais.engine.kernel import RunSettings
from soundings.ais.engine.pipeline import find_port_calls
from soundings.ais.engine.store import Store
from soundings.ais.runs import as_runs
from soundings.ais.visits import (
    RULES,
    find_calls,
    find_calls_in_runs,
)
from tests.ais.engine.random_ships import PORTS, make_store, random_ships
from tests.ais.state_machine import state_machine
from tests.ais.test_sessions import as_tuples
from tests.ais.tracks import square

ONE_HULL = RunSettings(many_fast_steps=None)
TABLES = ("calls", "visits", "stays", "shifts")


def engine_of(folder: Path, positions: pd.DataFrame, **options):
    return find_port_calls(make_store(folder, positions), PORTS, **options)


def day_tables(store: Store) -> list[pd.DataFrame]:
    """The runs and the segments of all days, as they were built."""
    return [
        pd.concat(map(pd.read_parquet, sorted(store.folder.glob(f"{name}/*/*/*"))))
        for name in ("runs", "segments")
    ]


def hashes(folder: Path) -> dict[str, str]:
    """What is in every file of the store, by name."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module", params=range(2))
def built(request, tmp_path_factory):
    """Positions, a store of them whose days are built, and what was found there."""
    positions = random_ships(request.param, n_rows=60)
    folder = tmp_path_factory.mktemp("engine") / "store"
    found = engine_of(folder, positions, run_settings=ONE_HULL)
    return positions, Store(folder), found


def test_runs_of_days_are_those_of_all_positions(built):
    """Midnight leaves no trace, not even between two thresholds of speed."""
    positions, _, found = built

    clean = ais.clean_positions(positions)
    expected = as_runs(clean.assign(hull=np.int16(1)), PORTS)
    pd.testing.assert_frame_equal(
        found.runs[list(expected)], expected, check_dtype=False
    )
    assert found.n_built == found.n_days > 5


@pytest.mark.parametrize("rule", RULES)
def test_calls_are_those_of_all_positions(built, rule):
    """Visits, stays, shifts and calls: exactly those that the positions give."""
    positions, store, _ = built

    found = find_port_calls(store, PORTS, RULES[rule], ONE_HULL)

    clean = ais.clean_positions(positions).assign(hull=1)
    expected = find_calls(clean, PORTS, RULES[rule])
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(found, name), getattr(expected, name), check_dtype=False
        )
    assert len(found.visits) > 5


@pytest.mark.parametrize(("away_s", "gap_s"), [(3600, 14400), (86400, 14400)])
def test_sessions_of_days_agree_with_the_state_machine(built, away_s, gap_s):
    """Ports from runs, judged by the loop over positions."""
    positions, _, found = built

    sessions = ais.sessions(found.runs, "port", away_s / 60, gap_s / 60)
    clean = ais.locate(ais.clean_positions(positions), PORTS)
    # The loop counts whole seconds, and every position has a second of its own.
    assert as_tuples(sessions, "port") == state_machine(
        clean.assign(time_utc=clean["time_utc"].dt.floor("s")), "port", away_s, gap_s
    )


def test_the_visits_of_the_lesson_are_found_in_days_too(built):
    """Port visits of a lesson, day by day: the same presences."""
    positions, _, found = built

    expected = ais.port_visits(ais.clean_positions(positions), PORTS)
    visits = ais.sessions(found.runs, "port")
    columns = ["mmsi", "port", "n_positions"]
    pd.testing.assert_frame_equal(visits[columns], expected[columns])
    assert visits["first_utc"].tolist() == expected["entered_utc"].tolist()
    assert visits["last_utc"].tolist() == expected["left_utc"].tolist()


def test_several_processes_write_the_same_bytes(tmp_path):
    """Where a day is built does not show."""
    positions = random_ships(1, n_rows=30)

    engine_of(tmp_path / "one", positions)
    engine_of(tmp_path / "two", positions, processes=2)

    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_only_what_is_new_is_built(tmp_path):
    """Nothing the second time; one day if one changed; all of them for other fences."""
    positions = random_ships(1, n_rows=30)
    store = make_store(tmp_path / "store", positions)
    n_days = len(store.days())
    told = []
    first = find_port_calls(
        store, PORTS, progress=lambda done, of: told.append((done, of))
    )

    again = find_port_calls(store, PORTS)
    days = positions["time_utc"].dt.floor("D")
    in_fullest = positions.index[days == days.mode()[0]]
    make_store(tmp_path / "store", positions.drop(in_fullest[0]))
    changed = find_port_calls(store, PORTS)
    elsewhere = find_port_calls(store, PORTS.iloc[1:])

    assert first.n_built == first.n_days == n_days
    assert told == [(day, n_days) for day in range(1, n_days + 1)]
    assert (again.n_built, changed.n_built, elsewhere.n_built) == (0, 1, n_days)


def test_a_day_that_is_taken_away_takes_its_runs_along(tmp_path):
    """The calls are then those of the days that are left."""
    positions = random_ships(2, n_rows=30)
    store = make_store(tmp_path / "store", positions)
    find_port_calls(store, PORTS)
    day = store.days()[0]

    store.path("positions", day).unlink()
    left = find_port_calls(store, PORTS)

    assert left.n_built == 0
    assert not list((tmp_path / "store").glob(f"runs/*/day={day}"))
    assert left.runs["first_utc"].min() >= pd.Timestamp(day, tz="UTC") + pd.Timedelta(
        days=1
    )


def test_vessels_joined_apart_are_vessels_joined_together(built):
    """One vessel at a time: the same rows, and stays know their visits."""
    _, store, whole = built
    runs, segments = day_tables(store)

    parts = [
        find_calls_in_runs(join_days(own, None))
        for own, _ in by_vessels(runs, segments, 1)
    ]

    assert len(parts) == 3
    found = join_calls(parts)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(whole, name))


def test_two_ships_with_one_number_make_two_calls(tmp_path):
    """One lies at the quay for two days, the other at a jetty 600 miles away."""
    fences = ais.make_fences(
        [
            {"fence": "here", "kind": "port", "ring": square(0, 0, 0.04)},
            {"fence": "quay", "kind": "berth", "ring": square(0, 0, 0.01)},
            {"fence": "there", "kind": "port", "ring": square(10, 0, 0.04)},
            {"fence": "jetty", "kind": "berth", "ring": square(10, 0, 0.01)},
        ]
    )
    minutes = pd.date_range("2024-05-01 06:00", periods=96, freq="30min", tz="UTC")
    quay = pd.DataFrame({"time_utc": minutes, "lon": 0.005, "lat": 0.005})
    jetty = quay.assign(lon=10.005, time_utc=minutes + pd.Timedelta(minutes=11))
    both = pd.concat([quay, jetty], ignore_index=True)
    both = both.assign(mmsi="232999001", speed_knots=0.0)

    found = find_port_calls(make_store(tmp_path / "store", both), fences)

    assert found.calls[["hull", "port", "berth"]].to_numpy().tolist() == [
        [1, "here", "quay"],
        [2, "there", "jetty"],
    ]
    assert found.calls["n_positions"].tolist() == [96, 96]
    assert found.voyages.empty


def test_coverage_counts_what_was_due(tmp_path):
    """A moored ship, heard every three minutes for an hour: 20 of 20, or one fewer."""
    minutes = pd.date_range("2024-05-01 06:00", periods=21, freq="3min", tz="UTC")
    moored = pd.DataFrame(
        {"mmsi": "232999001", "time_utc": minutes, "lon": 0.005, "lat": 0.005}
    ).assign(speed_knots=0.0)

    found = engine_of(tmp_path / "store", moored)

    first = found.coverage.iloc[0]
    assert (first["port"], first["n_ships"]) == ("harbour", 1)
    assert first["n_received"] == 19
    assert first["n_expected"] == pytest.approx(20.0)


KILLER = """
import os, random, signal, sys, time
from soundings.ais.engine.pipeline import find_port_calls
from soundings.ais.engine.store import Store
from tests.ais.engine.random_ships import PORTS

chance = random.Random(1)
for _ in range(6):
    child = os.fork()
    if child == 0:
        find_port_calls(Store(sys.argv[1]), PORTS)
        os._exit(0)
    time.sleep(chance.uniform(0.01, 0.3))
    os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot kill like this")
def test_a_run_that_is_killed_again_and_again_ends_the_same(tmp_path):
    """Six kills at random moments, then to the end: the same bytes, and nothing to do."""
    positions = random_ships(3, n_rows=40)
    engine_of(tmp_path / "whole", positions)
    make_store(tmp_path / "killed", positions)
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}

    command = [sys.executable, "-c", KILLER, str(tmp_path / "killed")]
    ends = subprocess.run(command, capture_output=True, text=True, env=here, check=True)
    store = Store(tmp_path / "killed")
    find_port_calls(store, PORTS)

    assert ends.stdout.split().count(str(int(signal.SIGKILL))) > 2
    assert hashes(tmp_path / "killed") == hashes(tmp_path / "whole")
    assert find_port_calls(store, PORTS).n_built == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"scheduler": "dask"}, "scheduler is 'dask'. Choose local or spark"),
        ({"processes": 0}, "processes is 0. Give 1 or more"),
        (
            {"run_settings": RunSettings(silence_minutes=300)},
            "Give silence_minutes=240 or less",
        ),
    ],
)
def test_options_that_cannot_be_are_refused(options, says, tmp_path):
    """The error says what was found and what to do."""
    with pytest.raises(ValueError, match=says):
        engine_of(tmp_path / "store", random_ships(1, n_rows=5), **options)


def test_fences_without_a_berth_are_refused(tmp_path):
    """Nothing could be a call, and an empty table would hide why."""
    store = make_store(tmp_path / "store", random_ships(1, n_rows=5))

    with pytest.raises(ValueError, match=r"no fence of kind berth\. Found port"):
        find_port_calls(store, PORTS[PORTS["kind"] == "port"])


def test_a_store_without_positions_is_refused(tmp_path):
    """There is nothing to find calls in."""
    with pytest.raises(ValueError, match="Run `soundings ingest` first"):
        find_port_calls(Store.make(tmp_path / "store"), PORTS)
