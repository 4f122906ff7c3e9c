import pandas as pd

from soundings.ais.rests import find_stays
from tests.ais.tracks import START, minutes


def make_runs(*runs: tuple[float, float, str | None, str | None, int]):
    """Return runs from (first, last minute after six, berth, anchorage, movement)."""
    table = pd.DataFrame(runs, columns=["a", "b", "berth", "anchorage", "movement"])
    return pd.DataFrame(
        {
            "mmsi": "232999001",
            "port": "harbour",
            "berth": table["berth"].astype("str").where(table["berth"].notna()),
            "anchorage": table["anchorage"]
            .astype("str")
            .where(table["anchorage"].notna()),
            "movement": table["movement"],
            "first_utc": START + pd.to_timedelta(table["a"], unit="min"),
            "last_utc": START + pd.to_timedelta(table["b"], unit="min"),
            "n_positions": 10,
        }
    )


def find(runs: pd.DataFrame, **settings: float) -> list[tuple[str, float, float]]:
    """Return the stays as (place, first, last minute after six), in one long visit."""
    visits = pd.DataFrame(
        {
            "mmsi": ["232999001"],
            "entered_utc": [START],
            "left_utc": [START + pd.Timedelta("30D")],
        }
    )
    stays = find_stays(runs, visits, **settings)
    return list(
        zip(
            stays["place"],
            minutes(stays["arrived_utc"]),
            minutes(stays["departed_utc"]),
            strict=True,
        )
    )


def test_a_ferry_that_turns_in_a_quarter_of_an_hour_makes_a_stay():
    """Fifteen minutes at rest count, nine do not."""
    turn = make_runs((0, 15, "quay", None, 1), (16, 90, None, None, 0))
    stop = make_runs((0, 9, "quay", None, 1), (16, 90, None, None, 0))

    assert find(turn) == [("quay", 0, 15)]
    assert find(stop) == []


def test_positions_scattered_over_two_berths_make_one_stay():
    """The ship lay where most of her time was spent."""
    runs = make_runs(
        (0, 60, "quay", None, 1),
        (61, 62, "pier", None, 1),
        (63, 200, "quay", None, 1),
        (201, 203, "pier", None, 1),
        (204, 300, "quay", None, 1),
    )

    assert find(runs) == [("quay", 0, 300)]


def test_a_ship_warped_along_the_quay_makes_two_stays():
    """First one berth, then the other, and never back: she shifted."""
    runs = make_runs((0, 100, "quay", None, 1), (110, 300, "pier", None, 1))

    assert find(runs) == [("quay", 0, 100), ("pier", 110, 300)]


def test_a_ship_that_swings_across_the_outline_stays_at_anchor():
    """Half of every tide outside, without moving: one stay, from first to last."""
    runs = make_runs(
        (0, 100, None, "roads", 1),
        (110, 450, None, None, 1),
        (460, 800, None, "roads", 1),
        (810, 1100, None, None, 1),
        (1110, 1200, None, "roads", 1),
    )

    assert find(runs) == [("roads", 0, 1200)]


def test_a_few_stray_positions_are_no_stay():
    """Four positions in the roads in days of rest elsewhere mean nothing."""
    runs = make_runs(
        (0, 1000, None, None, 1),
        (1001, 1001, None, "roads", 1),
        (1002, 2000, None, None, 1),
        (2001, 2001, None, "roads", 1),
        (2002, 3000, None, None, 1),
    )

    assert find(runs) == []


def test_an_hour_of_false_positions_does_not_end_a_stay():
    """Back at the same berth after an hour and a half, without a stay elsewhere."""
    runs = make_runs(
        (0, 100, "quay", None, 1),
        (101, 190, None, None, 0),
        (191, 400, "quay", None, 1),
    )

    assert find(runs) == [("quay", 0, 400)]
    assert find(runs, rejoin_minutes=60) == [("quay", 0, 100), ("quay", 191, 400)]


def test_moving_through_a_berth_is_no_stay():
    """Being inside the outline is not enough."""
    assert find(make_runs((0, 60, "quay", None, 0))) == []


def test_unknown_speed_neither_makes_nor_ends_a_stay():
    """It says nothing."""
    runs = make_runs(
        (0, 30, "quay", None, 1),
        (31, 80, "quay", None, 2),
        (81, 100, "quay", None, 1),
    )

    assert find(runs) == [("quay", 0, 100)]
    assert find(make_runs((0, 60, "quay", None, 2))) == []
