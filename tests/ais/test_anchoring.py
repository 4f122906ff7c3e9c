import numpy as np
import pandas as pd

from soundings.ais.anchoring import STILLNESS, describe_rests
from tests.ais.tracks import make_track

METRE = 1 / 111_200
HOURS = 12


def rest_at(radius_m: float, hours: float = HOURS, **columns: object) -> pd.DataFrame:
    """Return a rest at (0, 0), half way round a circle, a position every two minutes."""
    minutes = np.arange(0, hours * 60, 2.0)
    angle = np.pi * minutes / (HOURS * 60)
    points = zip(
        minutes,
        radius_m * METRE * np.sin(angle),
        radius_m * METRE * np.cos(angle),
        strict=True,
    )
    return make_track(*points).assign(speed_knots=0.1, **columns)


def test_a_ship_that_goes_half_round_lies_at_anchor():
    """Two hundred metres of cable, half a circle in twelve hours."""
    found = describe_rests(rest_at(200))

    assert found["lies"].tolist() == ["anchored"]
    assert found["n_positions"].tolist() == [360]


def test_a_ship_that_keeps_her_place_is_moored():
    """Five metres are what the receiver errs."""
    assert describe_rests(rest_at(5))["lies"].tolist() == ["moored"]


def test_a_short_rest_without_a_swing_is_unclear():
    """In two hours the tide need not turn."""
    assert describe_rests(rest_at(5, hours=2))["lies"].tolist() == ["unclear"]


def test_the_bow_tells_of_a_short_rest():
    """Held by ropes it keeps its direction; at anchor it turns with the stream."""
    moored = rest_at(5, hours=2, heading_degrees=90.0)
    turning = np.linspace(350, 380, len(moored)) % 360

    assert describe_rests(moored)["lies"].tolist() == ["moored"]
    anchored = moored.assign(heading_degrees=turning).assign(lon=0.0)
    assert describe_rests(anchored, swing_degrees=5)["lies"].tolist() == ["anchored"]


def test_positions_in_a_burst_count_no_more_than_others():
    """Two hundred positions pushed alongside, then a night of one in two minutes."""
    push = [(t / 10, 100 * METRE * (1 - t / 200), 0.0) for t in range(200)]
    night = [(20.0 + t, 0.0, 0.0) for t in range(0, 180, 2)]

    found = describe_rests(make_track(*push, *night).assign(speed_knots=0.2))

    assert found["lies"].tolist() == ["moored"]


def test_nothing_at_rest_gives_an_empty_table():
    """Every column is there."""
    found = describe_rests(rest_at(5).assign(speed_knots=9.0))

    assert found.empty
    assert list(found) == [name for name in STILLNESS if name != "hull"]
