"""What the simulator makes looks like what was measured on real AIS, and stays afloat."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from soundings.simulator.days import make_day
from soundings.simulator.dirt import BIT
from soundings.simulator.scenario import DAY_S, SCENARIOS, Scenario
from soundings.simulator.sea_legs import voyage_knots, voyages_near
from soundings.simulator.seas import make_sea
from soundings.simulator.shocks import seconds
from tests.simulator.course_world import geography, world

pytestmark = pytest.mark.xdist_group("world")

MISPLACED = BIT["no_fix"] | BIT["swapped"] | BIT["jump"] | BIT["frozen"] | BIT["circle"]


@pytest.fixture(scope="module")
def raw():
    """Return six days of Felixstowe as received, with the truth."""
    sea, _ = make_sea(SCENARIOS["felixstowe_starter"], world())
    days = [make_day(sea, seconds("2021-06-08") + DAY_S * day) for day in range(6)]
    return tuple(
        pd.concat([getattr(day, name) for day in days], ignore_index=True)
        for name in ("reports", "truth", "statics")
    )


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("message type 1", 0.45, 0.68),
        ("message type 3", 0.08, 0.18),
        ("message type 4", 0.10, 0.20),
        ("message type 18", 0.03, 0.12),
        ("repeated", 0.25, 0.50),
        ("no position", 0.006, 0.018),
        ("speed 102.3", 0.009, 0.021),
        ("course 360", 0.04, 0.13),
        ("heading 511", 0.15, 0.32),
        ("second 60 or more", 0.02, 0.04),
        ("MMSI outside 2 to 7", 0.015, 0.045),
        ("no rate of turn", 0.08, 0.22),
        ("status 0 at rest", 0.15, 0.35),
        ("status 1 or 5 under way", 0.001, 0.012),
        ("status 15", 0.01, 0.12),
    ],
)
def test_shares_are_near_those_of_real_terrestrial_ais(raw, name, low, high):
    """Measured: 56, 11, 16, 8, 32, 1.1, 1.4, 7.2, 24, 2.8, 3.0, 15.6, 26, 0.4 and 8.6 %."""
    reports, truth, _ = raw
    ships = reports[~reports["message_type"].isin([4, 21])]
    a = ships[ships["message_type"] < 4]
    types = reports["message_type"].value_counts(normalize=True)
    moving = (a["sog_raw"] > 20) & (a["sog_raw"] < 1000)
    found = {
        **{f"message type {kind}": share for kind, share in types.items()},
        "repeated": (truth["copy"] > 0).mean(),
        "no position": (ships["lat_raw"] == 91 * 600_000).mean(),
        "speed 102.3": (ships["sog_raw"] == 1023).mean(),
        "course 360": (ships["cog_raw"] == 3600).mean(),
        "heading 511": (ships["heading"] == 511).mean(),
        "second 60 or more": (ships["second"] >= 60).mean(),
        "MMSI outside 2 to 7": (~ships["mmsi"].between(2e8, 8e8 - 1)).mean(),
        "no rate of turn": (a["rot_raw"] == -128).mean(),
        "status 0 at rest": ((a["sog_raw"] < 5) & (a["status"] == 0)).mean(),
        "status 1 or 5 under way": (a["status"].isin([1, 5]) & moving).mean(),
        "status 15": (a["status"] == 15).mean(),
    }
    assert low <= found[name] <= high, found


def test_what_crews_type_in_is_as_careless_as_in_life(raw):
    """IMO 0 or wrong, no type, no size, no destination: shares of ships."""
    _, _, statics = raw
    fives = statics[statics["message_type"] == 5].drop_duplicates("ship")
    assert 0.05 < (fives["imo"] == 0).mean() < 0.25
    assert 0.01 < (fives["ship_type"] == 0).mean() < 0.15
    assert 0.01 < (fives["to_bow_m"] == 0).mean() < 0.20
    assert 0.05 < (fives["draught_raw"] == 0).mean() < 0.25
    assert len(set(fives["destination"])) > 10


@pytest.mark.parametrize("day", ["2020-02-10", "2020-12-24", "2021-07-17"])
def test_no_ship_is_on_land(day):
    """At all eight ports, on the base maps that the lessons draw."""
    scenario = SCENARIOS["two_years"]
    sea, _ = make_sea(scenario, world())
    part = make_day(sea, seconds(day))
    right = ((part.truth["faults"] & MISPLACED) == 0) & (part.reports["ship"] >= 0)
    seen = part.reports[right]
    on_land = geography().is_land(seen["lon_raw"] / 600_000, seen["lat_raw"] / 600_000)
    assert len(seen) > 400_000
    assert seen[on_land].groupby("ship").size().to_dict() == {}


def test_unseen_ports_stay_afloat_too():
    """The five ports that no committed file holds."""
    scenario = replace(SCENARIOS["unseen_ports"], days=1)
    sea, _ = make_sea(scenario)
    part = make_day(sea, scenario.start_s)
    right = ((part.truth["faults"] & MISPLACED) == 0) & (part.reports["ship"] >= 0)
    seen = part.reports[right]
    on_land = geography().is_land(seen["lon_raw"] / 600_000, seen["lat_raw"] / 600_000)
    assert len(seen) > 50_000
    assert seen[on_land].groupby("ship").size().to_dict() == {}


def test_ships_sail_the_lanes_between_ports():
    """On a voyage's leg, at a speed a ship can keep, from gate to gate."""
    voyages = world().voyages
    day = seconds("2020-06-01")
    some = voyages_near(voyages, world().calls, day, day + DAY_S)
    fleet = world().fleet
    knots = list(voyage_knots(some, geography(), fleet, day, day + DAY_S))
    assert len(knots) > 30
    for track in knots:
        hours = np.diff(track["time_s"]) / 3600
        east = np.diff(track["lon"]) * np.cos(np.radians(track["lat"][1:]))
        speed = 60 * np.hypot(east, np.diff(track["lat"])) / hours
        assert speed.max() < 30


def test_an_outage_at_one_port_leaves_the_others():
    """The Humber falls silent for a week; its port calls go on."""
    sea, truth = make_sea(SCENARIOS["month"], world())
    part = make_day(sea, seconds("2020-12-16"), seconds("2020-12-16T03:00"))
    names = np.array([receiver.name for receiver in sea.receivers])
    heard = set(names[part.reports["station"].unique()])
    assert not any(name.startswith("GBIMM") for name in heard)
    assert {name[:5] for name in heard} == {"GBFXT", "GBSOU", "GBDVR"}
    calls = truth["calls"]
    week = calls["arrived_s"].between(seconds("2020-12-14"), seconds("2020-12-21"))
    assert (week & (calls["port_id"] == "GBIMM")).sum() > 30


def test_the_rescue_scenario_is_heard_from_space_and_from_shore():
    """Ships far from any coast are in it, and nothing on the coarse base map's land."""
    scenario = replace(SCENARIOS["rescue"], days=3)
    sea, _ = make_sea(scenario)
    part = make_day(sea, scenario.start_s + DAY_S)
    assert len(part.reports) > 10_000
    assert set(part.reports["station"]) >= {0, 1}


def test_a_scenario_of_a_course_port_is_the_courses_world():
    """Whichever ports are watched, the calls are those of family C."""
    one, _ = make_sea(SCENARIOS["felixstowe_starter"], world())
    assert one.calls is world().calls
    assert Scenario("x", ports=("GBDVR",)).seed == 2020
