import numpy as np
import pytest

from soundings.ais.geometry import distance_nm
from soundings.ais.live import LIVE, LiveSegments, _distance_nm, _reach_nm
from soundings.ais.reach import TrackLimits, make_day, reach_nm


def test_single_numbers_follow_the_rules_for_arrays():
    """Reach and distance are those of `reach` and `geometry`, unknown speeds included."""
    chance = np.random.default_rng(1)
    seconds = chance.uniform(0, 20_000, 200)
    speeds = chance.choice([0.0, 0.3, 12.0, 45.0, np.nan], (2, 200))
    lon, lat = chance.uniform(-180, 180, (2, 200)), chance.uniform(-90, 90, (2, 200))
    limits = TrackLimits()

    reach = [_reach_nm(*row, limits) for row in zip(seconds, *speeds, strict=True)]
    nm = [
        _distance_nm(*row) for row in zip(lon[0], lat[0], lon[1], lat[1], strict=True)
    ]

    assert reach == pytest.approx(reach_nm(seconds, *speeds, limits), rel=1e-14)
    assert nm == pytest.approx(distance_nm(lon[0], lat[0], lon[1], lat[1]), rel=1e-12)


def test_the_segment_heard_longest_ago_makes_room():
    """Of one more than can be continued, the first is gone."""
    n = LIVE + 2
    day = make_day(np.arange(n) * 60.0, np.arange(n) * 1.0, np.zeros(n))
    live = LiveSegments(day, TrackLimits())
    opened = []

    for place in range(LIVE + 1):
        assert live.best_for(place) is None
        opened.append(live.open(place))
        live.extend(opened[-1], place, place, place + 1)

    assert len(live.segments) == LIVE
    assert opened[0] not in live.segments
    assert opened[-1] in live.segments
