import numpy as np
import pytest

from soundings.simulator.berths import Call, Port, tide
from soundings.simulator.shocks import Shock, seconds
from tests.simulator.small_world import make_geography

START_S = seconds("2020-06-01T00:00")
END_S = seconds("2020-07-01T00:00")
HOUR_S = 3600
NOON_S = START_S + 12 * HOUR_S
GEOGRAPHY = make_geography(GBFXT="container", GBDVR="ferry")


def make_port(*shocks, channel_m=20.0, port_id="GBFXT", geography=GEOGRAPHY):
    return Port(geography, port_id, channel_m, shocks, START_S, END_S, 7)


def make_call(arrived_s=NOON_S, length_m=350.0, draught_dm=140, priority=2, ship=0):
    return Call(ship, "container", length_m, priority, arrived_s, draught_dm, 0.5)


def berth_all(port, *calls, now_s=NOON_S):
    port.waiting += calls
    return port.admit(now_s)


def test_a_ship_that_finds_a_berth_goes_straight_in():
    """It lies at the berth after the channel's time, and never anchors."""
    port, call = make_port(), make_call()

    berth_all(port, call)

    assert call.berthed_s == NOON_S + call.berth.channel_s
    assert (call.anchored_s, call.weighed_s) == (-1, -1)


def test_the_smallest_berth_that_fits_is_taken():
    """350 m needs 367.5 m of quay; 180 m is content with 230 m."""
    port = make_port()
    large, small = make_call(), make_call(length_m=180.0, draught_dm=90)

    berth_all(port, large, small)

    assert (large.berth.quay_m, small.berth.quay_m) == (420, 230)


def test_a_deep_ship_needs_a_deep_berth():
    """11.3 m does not fit over 11.5 m with 30 cm under the keel."""
    port = make_port()
    deep, shallow = (
        make_call(length_m=180.0, draught_dm=113),
        make_call(length_m=180.0, draught_dm=112),
    )

    berth_all(port, deep, shallow)

    assert (deep.berth.depth_m, shallow.berth.depth_m) == (14.5, 11.5)


def test_who_finds_no_berth_anchors_until_one_is_free():
    """Two berths take 350 m; the third ship weighs anchor when one has left."""
    port = make_port()
    calls = [make_call(ship=n) for n in range(3)]
    berth_all(port, *calls)
    first, _, third = calls
    assert third.berth is None

    first.berth.is_free = True
    later_s = NOON_S + 30 * HOUR_S
    port.admit(later_s)

    assert third.berth is first.berth
    assert third.anchored_s == NOON_S + port.anchoring_s
    assert third.weighed_s == later_s + 900
    assert third.berthed_s == third.weighed_s + port.anchoring_s + third.berth.channel_s


def test_priority_is_a_head_start():
    """A timetabled ship overtakes one that came just before; equals keep their order."""
    port = make_port()
    calls = [
        make_call(ship=1, priority=2, arrived_s=NOON_S - 9),
        make_call(ship=2, priority=2, arrived_s=NOON_S - 8),
        make_call(ship=3, priority=1, arrived_s=NOON_S - 7),
    ]

    admitted = berth_all(port, *calls)

    assert [call.ship for call in admitted] == [3, 1]


def test_nobody_waits_for_ever():
    """Who came 13 hours before a timetabled ship is served before it."""
    port = make_port()
    patient = make_call(ship=1, priority=2, arrived_s=NOON_S - 13 * HOUR_S)
    liners = [make_call(ship=n, priority=1) for n in (2, 3)]

    admitted = berth_all(port, patient, *liners)

    assert [call.ship for call in admitted] == [1, 2]


def test_a_deep_ship_waits_for_the_tide():
    """With 12.5 m in the channel 14 m of draught needs 2.9 m of tide."""
    port, call = make_port(channel_m=12.5), make_call()
    low = int(np.argmin(port.tide_m[72:150])) + 72
    low_s = START_S + low * 600
    call.arrived_s = low_s

    berth_all(port, call, now_s=low_s)

    passing_s = call.berthed_s - call.berth.channel_s // 2
    step = (passing_s - START_S) // 600
    assert port.tide_m[step] >= 14.0 * 1.1 - 12.5
    assert HOUR_S < call.berthed_s - low_s < 8 * HOUR_S


def test_nobody_berths_or_leaves_in_a_storm():
    """Neither the way in nor the way out touches the closure."""
    storm = Shock("storm", "GBFXT", NOON_S - HOUR_S, NOON_S + 20 * HOUR_S, 0.5)
    port, call = make_port(storm), make_call()

    berth_all(port, call)
    assert call.berthed_s - call.berth.channel_s >= storm.end_s

    late = make_call(arrived_s=NOON_S - 40 * HOUR_S)
    late.berth = late.last_berth = call.berth
    late.berthed_s = NOON_S - 38 * HOUR_S
    port.leave(late, NOON_S)
    assert late.unberthed_s >= storm.end_s


def test_a_strike_stops_the_work_and_the_clock_goes_on():
    """What was left to do before the strike is done after it."""
    strike = Shock("strike", "GBFXT", NOON_S, NOON_S + 48 * HOUR_S, 0.4)
    port, call = make_port(strike), make_call(arrived_s=NOON_S - 9 * HOUR_S)
    berth_all(port, call, now_s=NOON_S - 9 * HOUR_S)

    port.leave(call, NOON_S + 5 * HOUR_S)

    assert call.berthed_s < strike.start_s
    assert call.unberthed_s == strike.end_s + 5 * HOUR_S


def test_a_new_berth_is_not_used_before_it_opens():
    """And does not count for what the port can take."""
    opening = Shock("new_berth", "GBFXT-CON-1", NOON_S, END_S)
    port = make_port(opening)

    assert port.deepest_m("container", 350) == pytest.approx(16.0 - 0.3)
    assert port.free_berth(make_call(), NOON_S - 1).berth_id == "GBFXT-CON-2"
    port.berths[-2].is_free = False
    assert port.free_berth(make_call(), NOON_S - 1) is None
    assert port.free_berth(make_call(), NOON_S).berth_id == "GBFXT-CON-1"


def test_tides_rise_and_fall_twice_a_day_by_the_range():
    """Springs reach the range, neaps half of it; two highs in 25 hours."""
    heights = np.array(tide("GBFXT", 4.0, START_S, END_S, 7))

    month = heights[: 30 * 144]
    assert month.max() == pytest.approx(4.0, abs=0.05)
    assert month.min() == pytest.approx(0.0, abs=0.05)
    highs = (month[1:-1] > month[:-2]) & (month[1:-1] >= month[2:])
    assert highs.sum() == pytest.approx(30 * 24 / 12.42, abs=2)


def test_a_port_without_berths_is_refused():
    """By name."""
    with pytest.raises(ValueError, match="GBSOU: no berth"):
        make_port(port_id="GBSOU")


def test_an_idle_berth_is_never_given():
    """However long the queue."""
    berths = GEOGRAPHY.berths.assign(is_idle="false")
    berths.loc["GBDVR-FER-1", "is_idle"] = "true"
    geography = make_geography(GBDVR="ferry")
    object.__setattr__(geography, "berths", berths)
    port = make_port(port_id="GBDVR", geography=geography)

    assert [berth.berth_id for berth in port.berths] == ["GBDVR-FER-2"]
