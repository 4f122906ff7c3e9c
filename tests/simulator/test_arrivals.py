from dataclasses import replace

import numpy as np
import pytest

from soundings.simulator.arrivals import (
    CONTAINER_DAY,
    CONTAINER_WEEK,
    DAY_S,
    PortSettings,
    Traffic,
    make_demand,
)
from soundings.simulator.shocks import SHOCKS, Shock, demand_factor, seconds

START_S, END_S = seconds("2020-01-01T00:00"), seconds("2022-01-01T00:00")
PORT = PortSettings(
    "GBFXT",
    (Traffic("container_feeder", rate_per_day=6.0),),
    {"NLRTM": 1.0},
    weekday=CONTAINER_WEEK,
    hour=CONTAINER_DAY,
)


def demand_of(port=PORT, shocks=(), seed=7, end_s=END_S):
    return make_demand(port, shocks, START_S, end_s, seed)


def hours(times_s):
    return times_s % DAY_S // 3600


def weekdays(times_s):
    return (times_s // DAY_S + 3) % 7


@pytest.mark.parametrize(
    "traffic",
    [
        Traffic("container_feeder", rate_per_day=40.0),
        Traffic("ferry", weekly_slots=140),
    ],
    ids=["at random", "by timetable"],
)
def test_arrivals_follow_the_profile(traffic):
    """Weekdays and hours come out as they were put in, either way."""
    times = demand_of(replace(PORT, traffic=(traffic,)))["time_s"]

    by_day = np.bincount(weekdays(times), minlength=7) / len(times) * 7
    by_hour = np.bincount(hours(times), minlength=24) / len(times) * 24
    assert abs(by_day - CONTAINER_WEEK).max() < 0.04
    # The timetable's 90 minutes either way blur the edges.
    assert abs(by_hour - CONTAINER_DAY).mean() < 0.08


def test_rates_are_kept():
    """Six a day over two years, to within chance (three standard deviations)."""
    n = len(demand_of())

    assert abs(n / 731 - 6.0) < 3 * np.sqrt(6.0 / 731) + 0.03


def test_timetables_have_their_weekly_slots():
    """Ten a week for 104 weeks and three days."""
    port = replace(PORT, traffic=(Traffic("ferry", weekly_slots=10),))

    assert abs(len(demand_of(port)) - 10 * 731 / 7) <= 6


def test_delays_have_the_published_tail():
    """43 % late, 24 % by an hour and more, 17, 12, 8, 6; the median about zero."""
    demand = demand_of(replace(PORT, traffic=(Traffic("x", rate_per_day=20.0),)))
    late_h = (demand["time_s"] - demand["eta_s"]) / 3600

    tail = [(late_h > h).mean() for h in range(6)]
    assert tail == pytest.approx([0.43, 0.24, 0.17, 0.12, 0.08, 0.06], abs=0.015)
    assert abs(late_h.median()) < 0.3


def test_a_fall_is_a_step_and_a_slow_recovery():
    """A quarter fewer at once; nothing missing half a year later."""
    demand = demand_of(
        replace(PORT, traffic=(Traffic("x", rate_per_day=60.0),)), SHOCKS
    )
    normal = demand_of(replace(PORT, traffic=(Traffic("x", rate_per_day=60.0),)))

    def left(start, end):
        span = (seconds(start), seconds(end))
        return (
            demand["time_s"].between(*span).sum()
            / normal["time_s"].between(*span).sum()
        )

    assert left("2020-03-23T00:00", "2020-04-06T00:00") == pytest.approx(0.76, abs=0.03)
    assert left("2020-06-20T00:00", "2020-06-27T00:00") == pytest.approx(
        0.875, abs=0.03
    )
    assert left("2020-10-01T00:00", "2020-12-01T00:00") == 1.0
    assert left("2020-12-24T00:00", "2020-12-28T00:00") == pytest.approx(0.5, abs=0.06)


def test_a_storm_holds_ships_and_lets_them_go_in_a_bunch():
    """Half of those due in the storm arrive after it, late by what they waited."""
    storm = Shock("storm", "GBFXT", START_S, START_S + 2 * DAY_S, 0.5)
    port = replace(PORT, traffic=(Traffic("x", rate_per_day=100.0),))

    demand, normal = demand_of(port, (storm,)), demand_of(port)

    held = demand[demand["held_s"] > 0]
    assert len(demand) == len(normal)
    assert len(held) == pytest.approx(100, abs=25)
    assert (held["time_s"] >= storm.end_s).all()
    assert (held["time_s"] - held["eta_s"] >= held["held_s"] - 8 * 3600).all()


def test_streams_do_not_disturb_each_other():
    """A further stream, a shorter horizon or a shock leave the others' arrivals."""
    alone = demand_of()
    both = demand_of(replace(PORT, traffic=(*PORT.traffic, Traffic("x", 3.0))))
    short = demand_of(end_s=START_S + 30 * DAY_S)
    shocked = demand_of(shocks=SHOCKS)

    assert both.loc[both["traffic"] == 0, "time_s"].tolist() == alone["time_s"].tolist()
    assert short["time_s"].tolist() == alone["time_s"].tolist()[: len(short)]
    assert set(shocked["number"]) < set(alone["number"])


def test_seeds_matter():
    """The same seed, the same arrivals; another seed, others."""
    assert demand_of().equals(demand_of())
    assert not demand_of()["time_s"].equals(demand_of(seed=8)["time_s"])


def test_a_port_without_traffic_is_refused():
    """Rather than simulated empty."""
    with pytest.raises(ValueError, match="GBFXT: no traffic"):
        demand_of(replace(PORT, traffic=()))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "flood"}, "kind is 'flood'. Choose from storm"),
        ({"end_s": 0}, "not after its start"),
        ({"factor": 1.5}, "factor is 1.5"),
    ],
)
def test_impossible_shocks_are_refused(change, says):
    """With what was found and what would do."""
    good = {"kind": "storm", "place": "*", "start_s": 10, "end_s": 20, "factor": 0.5}

    with pytest.raises(ValueError, match=says):
        Shock(**{**good, **change})


def test_shocks_elsewhere_do_not_matter():
    """A strike at one port leaves the next alone."""
    strike = Shock("strike", "GBSOU", 0, 10, 0.0)

    assert demand_factor((strike,), "GBSOU", 5) == 0.0
    assert demand_factor((strike,), "GBFXT", 5) == 1.0
