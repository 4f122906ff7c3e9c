import random

import pandas as pd
import pytest

from soundings.ais import sessions
from tests.ais.state_machine import state_machine
from tests.ais.tracks import START, make_presence, minutes


def as_tuples(found: pd.DataFrame, place: str) -> list[tuple]:
    return sorted(
        (mmsi, where, int(first.timestamp()), int(last.timestamp()), int(n))
        for mmsi, where, first, last, n in found[
            ["mmsi", place, "first_utc", "last_utc", "n_positions"]
        ].itertuples(index=False)
    )


def random_positions(seed: int) -> pd.DataFrame:
    """Return three ships whose steps sit on and around both thresholds."""
    rng = random.Random(seed)
    steps = (1, 60, 1799, 1800, 1801, 3599, 3600, 3601, 14399, 14400, 14401, 43200)
    rows = []
    for ship in range(3):
        seconds, where = 0, None
        for _ in range(120):
            seconds += rng.choice(steps)
            if rng.random() < 0.4:
                where = rng.choice([None, "north", "south"])
            time = START + pd.Timedelta(seconds=seconds)
            rows.append((f"23299900{ship}", time, where))
    rng.shuffle(rows)
    table = pd.DataFrame(rows, columns=["mmsi", "time_utc", "port"])
    return table.astype({"port": "str"})


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize(
    ("away_s", "gap_s"), [(3600, 14400), (3600, 3600), (14400, 1800)]
)
def test_sessions_agrees_with_the_state_machine(seed, away_s, gap_s):
    """Whichever threshold is the larger, the rule and the loop find the same."""
    positions = random_positions(seed)

    found = sessions(positions, "port", away_s / 60, gap_s / 60)

    assert as_tuples(found, "port") == state_machine(positions, "port", away_s, gap_s)


@pytest.mark.parametrize("seed", range(5))
def test_sessions_of_sessions_change_nothing_inside(seed):
    """Stretches go in as well as positions: runs cut anywhere give the same result."""
    positions = random_positions(seed)
    ordered = positions.sort_values(["mmsi", "time_utc"], kind="stable")
    changes = (ordered["mmsi"] != ordered["mmsi"].shift()) | (
        ordered["port"].fillna("") != ordered["port"].fillna("").shift()
    )
    silent = ordered["time_utc"].diff() > pd.Timedelta(hours=1)
    runs = (
        ordered.groupby((changes | silent).cumsum())
        .agg(
            mmsi=("mmsi", "first"),
            port=("port", "first"),
            first_utc=("time_utc", "min"),
            last_utc=("time_utc", "max"),
            n_positions=("time_utc", "size"),
        )
        .reset_index(drop=True)
    )

    found = sessions(runs, "port", 60, 60)

    pd.testing.assert_frame_equal(found, sessions(positions, "port", 60, 60))


def test_an_absence_of_exactly_the_limit_does_not_end_a_presence():
    """Both comparisons are strict."""
    back_in_time = make_presence((0, "harbour"), (30, None), (60, "harbour"))

    assert len(sessions(back_in_time, "port", away_minutes=60)) == 1
    assert len(sessions(back_in_time, "port", away_minutes=59)) == 2


def test_a_silent_ship_is_given_longer_than_one_seen_outside():
    """Ten hours of silence are a presence; ten hours seen elsewhere are not."""
    silent = make_presence((0, "harbour"), (600, "harbour"))
    seen = make_presence((0, "harbour"), (300, None), (600, "harbour"))

    assert len(sessions(silent, "port")) == 1
    assert len(sessions(seen, "port")) == 2


def test_another_place_is_another_presence():
    """From one port straight into the next, with no position between."""
    found = sessions(make_presence((0, "north"), (5, "south"), (10, "north")), "port")

    assert found["port"].tolist() == ["north", "south", "north"]


def test_one_position_is_a_presence_without_length():
    """It counts, and lasts no time."""
    found = sessions(make_presence((0, None), (5, "harbour"), (10, None)), "port")

    assert minutes(found["first_utc"]) == minutes(found["last_utc"]) == [5]
    assert found["n_positions"].tolist() == [1]


def test_no_positions_are_no_presences():
    """An empty table gives an empty table with all its columns."""
    found = sessions(make_presence((0, "harbour")).head(0), "port")

    assert found.empty
    assert list(found) == ["mmsi", "port", "first_utc", "last_utc", "n_positions"]


def test_positions_all_outside_are_no_presences():
    """A ship seen only elsewhere was never there."""
    assert sessions(make_presence((0, None), (5, None)), "port").empty


def test_a_track_may_end_inside():
    """The last position known bounds the presence."""
    found = sessions(make_presence((0, None), (5, "harbour"), (9, "harbour")), "port")

    assert minutes(found["last_utc"]) == [9]


def test_order_of_rows_does_not_matter():
    """Positions may come in any order."""
    positions = random_positions(1)

    backwards = sessions(positions.iloc[::-1], "port")

    pd.testing.assert_frame_equal(backwards, sessions(positions, "port"))


def test_a_missing_column_is_named():
    """The error says which column, and what was found instead."""
    with pytest.raises(ValueError, match=r"no column port\. Found mmsi"):
        sessions(make_presence((0, "harbour")).drop(columns="port"), "port")
