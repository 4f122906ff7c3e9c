import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.engine import kernel, stretch
from soundings.ais.engine.grid import make_grid, place_codes
from soundings.ais.engine.kernel import RunSettings, analyse, name_runs
from tests.ais.engine.random_ships import PORTS, as_stretch, as_table, random_ships

GRID = make_grid(PORTS)
COLUMNS = ["mmsi", "time_utc", "lon", "lat", "speed_knots"]


def runs_of(*rows):
    """The runs of one ship from (time, lon, lat, speed)."""
    positions = pd.DataFrame(rows, columns=COLUMNS[1:]).assign(mmsi="232999001")
    positions["time_utc"] = pd.to_datetime(positions["time_utc"], utc=True)
    return name_runs(analyse(as_stretch(positions), GRID).runs, GRID)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("max_speed_knots", [5.0, 50.0])
def test_cleaning_is_that_of_clean_positions(seed, max_speed_knots):
    """Range, repeats and strays: the same rows, by the same formula, in any order."""
    positions = random_ships(seed)

    kept, _ = stretch.deal_to_hulls(
        stretch.drop_repeats(as_stretch(positions)), max_speed_knots, None
    )

    expected = ais.drop_impossible_jumps(
        ais.drop_repeats(ais.drop_out_of_range(positions)), max_speed_knots
    )
    pd.testing.assert_frame_equal(as_table(kept), expected[COLUMNS])


def test_a_step_of_exactly_the_limit_is_believed():
    """Sixty miles an hour is not more than sixty miles an hour, by the same float."""
    hour = pd.date_range("2024-05-01", periods=3, freq="h", tz="UTC")
    there = pd.DataFrame(
        {"time_utc": hour, "lon": 0.0, "lat": [0.0, 1.0, 0.0], "speed_knots": 1.0}
    ).assign(mmsi="232999001")
    limit = float(ais.distance_nm(0, 0, 0, 1))

    kept = [
        len(stretch.deal_to_hulls(as_stretch(there), knots, None)[0].mmsi)
        for knots in (limit, np.nextafter(limit, 0))
    ]

    assert kept == [3, 2]


@pytest.mark.parametrize("seed", range(3))
def test_runs_do_not_depend_on_the_order_or_on_how_days_are_cut(seed):
    """All at once, day by day, vessel by vessel, backwards: the same runs."""
    positions = random_ships(seed)
    whole = name_runs(analyse(as_stretch(positions), GRID).runs, GRID)

    backwards = name_runs(analyse(as_stretch(positions[::-1]), GRID).runs, GRID)
    day = positions["time_utc"].dt.floor("D")
    parts = [
        name_runs(analyse(as_stretch(part), GRID).runs, GRID)
        for _, part in positions.groupby(["mmsi", day])
    ]

    pd.testing.assert_frame_equal(backwards, whole)
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_a_run_ends_at_another_place_another_state_a_silence_and_midnight():
    """Four reasons to begin anew, and none to stop counting."""
    found = runs_of(
        ("2024-05-01 20:00", 0.02, 0.02, 9.0),
        ("2024-05-01 20:01", 0.02, 0.02, 8.0),
        ("2024-05-01 20:12", 0.005, 0.005, 8.0),
        ("2024-05-01 20:13", 0.005, 0.005, 0.1),
        ("2024-05-01 23:59", 0.005, 0.005, 0.1),
        ("2024-05-02 00:01", 0.005, 0.005, 0.1),
        ("2024-05-02 04:00", 0.005, 0.005, 0.1),
        ("2024-05-02 08:00", 0.005, 0.005, 0.1),
    )

    assert found["berth"].fillna("").tolist() == ["", *["quay"] * 4]
    assert found["movement"].tolist() == [0, 0, 1, 1, 1]
    assert found["n_positions"].tolist() == [2, 1, 2, 2, 1]
    assert found["n_positions"].sum() == 8


def test_between_two_speeds_a_ship_does_as_before():
    """The first of the day has nothing before it; an unknown speed is a word too."""
    found = runs_of(
        ("2024-05-01 20:00", 0.02, 0.02, 0.7),
        ("2024-05-01 20:01", 0.02, 0.02, 0.2),
        ("2024-05-01 20:02", 0.02, 0.02, 0.7),
        ("2024-05-01 20:03", 0.02, 0.02, np.nan),
        ("2024-05-01 20:04", 0.02, 0.02, 0.7),
        ("2024-05-01 20:05", 0.02, 0.02, 1.0),
        ("2024-05-01 20:06", 0.02, 0.02, 102.3),
        ("2024-05-02 00:00", 0.02, 0.02, 0.9),
    )

    assert found["movement"].tolist() == [3, 1, 2, 0, 2, 3]
    assert found["n_positions"].tolist() == [1, 2, 2, 1, 1, 1]


def test_no_positions_are_no_runs():
    """An empty day gives an empty table with all its columns."""
    nothing = as_stretch(random_ships(1).head(0))

    found = name_runs(analyse(nothing, GRID).runs, GRID)

    assert found.empty
    assert list(found) == list(kernel.DAY_RUNS)


def test_hulls_of_one_mmsi_are_cut_apart():
    """Two ships with one number, at one place, make two runs."""
    positions = as_stretch(random_ships(1, n_ships=1, n_rows=20))
    kept = stretch.drop_repeats(positions).take(np.arange(6))
    kept = kept._replace(speed_knots=np.zeros(6), time_ms=np.arange(6) * 1000)
    place = np.zeros(6, dtype=np.int64)

    found = kernel.cut_into_runs(
        kept, np.array([1, 1, 1, 2, 2, 2]), place, RunSettings()
    )

    assert found.segment.tolist() == [1, 2]
    assert found.n_positions.tolist() == [3, 3]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"stop_knots": 1.0}, "Choose a lower speed to stop"),
        ({"silence_minutes": 0}, "silence_minutes is 0. Choose a number above 0"),
        ({"max_speed_knots": -1}, "max_speed_knots is -1. Choose a number above 0"),
    ],
)
def test_settings_that_make_no_sense_are_refused(wrong, says):
    """The error says what was found and what to do."""
    with pytest.raises(ValueError, match=says):
        RunSettings(**wrong)


def test_place_codes_are_those_of_the_kept_positions():
    """A position at the quay and one at sea: the run table names both."""
    codes = place_codes(np.array([0.005, 9.0]), np.array([0.005, 9.0]), GRID)

    assert codes[1] == 0
    assert codes[0] != 0
