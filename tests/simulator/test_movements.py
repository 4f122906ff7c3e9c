"""Port calls as ways over the water."""

from __future__ import annotations

import numpy as np
import pytest

from soundings.ais.geometry import is_inside
from soundings.simulator.movements import (
    ANCHORED,
    CHANNEL_ROOM_M,
    MOORED,
    SAILING,
    between,
    call_legs,
    knots_of,
    own_line,
    point_inside,
    sail,
    step_nm,
)
from tests.simulator.seas import DAY, box, make_call, make_geography

HOUR = 3600


def at(knots, time_s):
    """Return a ship's place at a moment, straight between knots."""
    return np.array(
        [np.interp(time_s, knots["time_s"], knots[axis]) for axis in ("lon", "lat")]
    )


def test_a_call_is_where_its_times_say():
    """At the pilot station, at anchor, at the berth, at the pilot station again."""
    geography = make_geography()
    knots = knots_of(0, 0, call_legs(make_call(), geography, 1, 15.0))

    room = 1.5 * CHANNEL_ROOM_M / 111_000
    assert at(knots, DAY + 2 * HOUR) == pytest.approx([0.8, 50.0], abs=room)
    spot = at(knots, DAY + 4 * HOUR)
    assert is_inside(*spot, geography.terminals["XXAAA-ANC"].ring)
    assert at(knots, DAY + 6 * HOUR) == pytest.approx(spot)
    for moment in (10 * HOUR, 14 * HOUR, 18 * HOUR):
        assert at(knots, DAY + moment) == pytest.approx([0.498, 50.022])
    assert at(knots, DAY + 20 * HOUR) == pytest.approx([0.8, 50.0], abs=room)


def test_what_a_ship_does_follows_the_call():
    """Anchored for three hours, moored for eight, along the quay."""
    knots = knots_of(0, 0, call_legs(make_call(), make_geography(), 1, 15.0))
    spans = np.diff(knots["time_s"])
    doing = knots["activity"][:-1]
    assert spans[doing == ANCHORED].sum() == 3 * HOUR
    assert spans[doing == MOORED].sum() == 8 * HOUR
    assert set(knots["heading_degrees"][knots["activity"] == MOORED]) <= {90.0, 270.0}


def test_ships_lie_with_either_side_to_the_quay():
    """Four in ten with the bow the other way."""
    headings = []
    for number in range(60):
        call = make_call(call_id=f"C{number}")
        knots = knots_of(0, 0, call_legs(call, make_geography(), 1, 15.0))
        (heading,) = set(knots["heading_degrees"][knots["activity"] == MOORED])
        headings.append(heading)
    assert 12 < headings.count(270.0) < 36


def test_a_ship_keeps_to_its_speed_outside_and_the_limit_inside():
    """Fifteen knots to the pilot station, at most ten in the channel."""
    call = make_call(anchored_s=-1, weighed_s=-1)
    legs = call_legs(call, make_geography(), 1, 15.0)
    speeds = [
        step_nm(leg.points).sum() / ((leg.time_s[-1] - leg.time_s[0]) / 3600)
        for leg in legs
    ]
    assert speeds[0] == pytest.approx(15.0, rel=0.01)
    assert max(speeds[1:-1]) <= 10.1


def test_a_shift_leads_from_berth_to_berth_by_the_channels():
    """Out to where the channels part, and in again; the call ends at the new berth."""
    shift = {
        "to_place": "XXAAA-TWO-1",
        "left_s": DAY + 12 * HOUR,
        "reached_s": DAY + 13 * HOUR,
    }
    knots = knots_of(0, 0, call_legs(make_call(), make_geography(), 1, 15.0, [shift]))
    assert at(knots, DAY + 12 * HOUR) == pytest.approx([0.498, 50.022])
    assert at(knots, DAY + 13 * HOUR) == pytest.approx([0.498, 49.978])
    assert at(knots, DAY + 18 * HOUR) == pytest.approx([0.498, 49.978])
    passed = (knots["lon"] == 0.6) & (knots["lat"] == 50.0)
    assert passed[
        (knots["time_s"] > DAY + 12 * HOUR) & (knots["time_s"] < DAY + 13 * HOUR)
    ].any()


def test_a_shift_to_the_anchorage_is_a_stay_at_anchor():
    """And back."""
    out = {
        "to_place": "XXAAA-ANC",
        "left_s": DAY + 12 * HOUR,
        "reached_s": DAY + 13 * HOUR,
    }
    back = {
        "to_place": "XXAAA-ONE-1",
        "left_s": DAY + 15 * HOUR,
        "reached_s": DAY + 16 * HOUR,
    }
    call = make_call(anchored_s=-1, weighed_s=-1)
    knots = knots_of(0, 0, call_legs(call, make_geography(), 1, 15.0, [out, back]))
    spans, doing = np.diff(knots["time_s"]), knots["activity"][:-1]
    assert spans[doing == ANCHORED].sum() == 2 * HOUR


def test_channels_are_left_where_they_part():
    """The way between two terminals does not go out to the pilot station."""
    one, two, _ = make_geography().lanes
    assert between(one, two).tolist() == [[0.5, 50.02], [0.6, 50.0], [0.5, 49.98]]


def test_a_ships_own_line_stays_near_the_lane():
    """Within 25 metres in the channel, and not on top of the next ship's."""
    lane = make_geography().lanes[0]
    mine, yours = own_line(lane, 1), own_line(lane, 2)
    off = np.abs(mine.points[1:] - lane.points[1:]) * 111_120
    assert off.max() <= CHANNEL_ROOM_M * 1.01
    assert (mine.points != yours.points).all()


def test_points_fill_an_outline():
    """None outside, and both halves are used."""
    ring = box(0, 0, 2, 1)
    points = np.array([point_inside(ring, key) for key in range(200)])
    assert is_inside(points[:, 0], points[:, 1], ring).all()
    assert 60 < (points[:, 0] < 1).sum() < 140


def test_a_leg_without_length_takes_its_time():
    """Two equal points are no division by zero."""
    leg = sail(np.array([(1.0, 50.0), (1.0, 50.0)]), 0.0, 60.0, SAILING)
    assert leg.time_s.tolist() == [0.0, 60.0]
