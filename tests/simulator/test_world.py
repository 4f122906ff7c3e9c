import hashlib

import numpy as np
import pytest

from soundings.simulator.arrivals import DAY_S, PortSettings, Traffic, make_demand
from soundings.simulator.shocks import SHOCKS, seconds
from soundings.simulator.world import make_world
from tests.simulator.small_world import (
    END_S,
    PARTNERS,
    SETTINGS,
    START_S,
    make_geography,
    stays_at_places,
    winter,
)

WORLD = winter()
CALLS = WORLD.calls
GEOGRAPHY = make_geography(GBDVR="ferry", GBFXT="container", GBSOU="container bulk")


def digest(world):
    tables = (world.fleet, world.calls, world.shifts, world.voyages, world.weather)
    text = "".join(table.to_csv(index=False) for table in tables)
    return hashlib.sha256(text.encode()).hexdigest()


def test_times_of_a_call_are_in_order():
    """Pilot station, perhaps anchorage, berth, pilot station."""
    has_anchored = CALLS["anchored_s"] >= 0
    waits = CALLS[has_anchored]

    assert (waits["arrived_s"] < waits["anchored_s"]).all()
    assert (waits["anchored_s"] < waits["weighed_s"]).all()
    assert (waits["weighed_s"] < waits["berthed_s"]).all()
    assert (CALLS["arrived_s"] < CALLS["berthed_s"]).all()
    assert (CALLS["berthed_s"] < CALLS["unberthed_s"]).all()
    assert (CALLS["unberthed_s"] < CALLS["departed_s"]).all()
    assert (CALLS.loc[~has_anchored, "weighed_s"] == -1).all()
    assert has_anchored.mean() > 0.02
    assert CALLS["arrived_s"].between(START_S, END_S - 1).all()


def test_no_berth_holds_two_ships():
    """Shifts included."""
    stays = stays_at_places(WORLD)
    stays = stays[~stays["place"].str.endswith("-ANC")].sort_values(["place", "from_s"])
    before = stays.groupby("place")["to_s"].shift()

    assert (stays["from_s"] >= before.fillna(0)).all()
    assert (stays["from_s"] < stays["to_s"]).all()


def test_ships_fit_their_berths():
    """Length with a margin, draught with water under the keel, and the right kind."""
    ships = WORLD.fleet.loc[CALLS["ship"]].reset_index(drop=True)
    for column in ("berth_id", "last_berth_id"):
        berths = GEOGRAPHY.berths.loc[CALLS[column]].reset_index(drop=True)
        assert (ships["length_m"] * 1.05 <= berths["quay_m"]).all()
        assert (CALLS["draught_in_dm"] / 10 + 0.29 <= berths["depth_m"]).all()
        takes = [
            group in groups.split()
            for group, groups in zip(
                CALLS["cargo_group"], berths["cargo_groups"], strict=True
            )
        ]
        assert all(takes)


def test_no_ship_is_in_two_places():
    """And it never had to sail faster than it can."""
    calls = CALLS.sort_values(["ship", "arrived_s"])
    gap_s = calls["arrived_s"] - calls.groupby("ship")["departed_s"].shift()
    assert (gap_s.dropna() > 0).all()

    voyages = WORLD.voyages
    nm = np.array(
        [
            GEOGRAPHY.leg_nm(a, b)
            for a, b in zip(voyages["from_port_id"], voyages["to_port_id"], strict=True)
        ]
    )
    speed = nm / (voyages["reached_s"] - voyages["left_s"]) * 3600
    most = WORLD.fleet["service_speed_knots"].to_numpy()[voyages["ship"]]
    # Legs are rounded to a hundredth of a mile.
    assert (speed <= most + 0.02).all()


def test_calls_and_voyages_tell_one_story():
    """A voyage leaves when the call before it ends, for the port that call names."""
    calls = CALLS.set_index("call_id")
    out = WORLD.voyages[WORLD.voyages["from_call_id"] != ""]
    left = calls.loc[out["from_call_id"]]
    assert (left["departed_s"].to_numpy() == out["left_s"].to_numpy()).all()
    assert (left["next_port_id"].to_numpy() == out["to_port_id"].to_numpy()).all()

    home = WORLD.voyages[WORLD.voyages["to_call_id"] != ""]
    reached = calls.loc[home["to_call_id"]]
    assert (reached["arrived_s"].to_numpy() == home["reached_s"].to_numpy()).all()
    assert (
        reached["previous_port_id"].to_numpy() == home["from_port_id"].to_numpy()
    ).all()

    chain = WORLD.voyages.sort_values(["ship", "left_s"])
    same = chain["ship"] == chain["ship"].shift()
    # Between two voyages lies a stay: in one of our ports, or in another.
    gap = (chain["left_s"] - chain["reached_s"].shift())[same]
    assert (gap > 0).all()
    assert (chain["from_port_id"] != chain["to_port_id"]).all()


def test_nobody_berths_in_a_storm():
    """Dover, 3 December 06:00 to 4 December 12:00."""
    storm = next(s for s in SHOCKS if s.place == "GBDVR" and s.start_s > START_S)
    dover = CALLS[CALLS["port_id"] == "GBDVR"]

    for column in ("berthed_s", "unberthed_s"):
        assert not dover[column].between(storm.start_s, storm.end_s - 1).any()
    after = dover["arrived_s"].between(storm.end_s, storm.end_s + DAY_S)
    assert after.sum() > 1.2 * 60 / 7


def test_a_strike_week_shows_no_service():
    """Southampton, 7 to 13 December: nobody comes alongside, nobody is finished."""
    start_s, end_s = seconds("2020-12-07T00:00"), seconds("2020-12-14T00:00")
    here = CALLS[CALLS["port_id"] == "GBSOU"]

    assert not here["berthed_s"].between(start_s, end_s - 1).any()
    assert not here["unberthed_s"].between(start_s, end_s - 1).any()
    assert here["arrived_s"].between(start_s, end_s - 1).sum() >= 3


def test_four_draughts_in_ten_are_not_reported():
    """Where the draught changed at all."""
    changed = CALLS[CALLS["draught_in_dm"] != CALLS["draught_out_dm"]]
    forgotten = changed["draught_reported_out_dm"] == changed["draught_in_dm"]

    assert forgotten.mean() == pytest.approx(0.4, abs=0.05)
    told = changed.loc[~forgotten]
    assert (told["draught_reported_out_dm"] == told["draught_out_dm"]).all()


def test_ids_are_unique_and_in_order_of_arrival():
    """C000001 came first."""
    assert CALLS["call_id"].is_unique
    assert CALLS["call_id"].iloc[0] == "C000001"
    assert CALLS["arrived_s"].is_monotonic_increasing
    assert WORLD.shifts["call_id"].isin(CALLS["call_id"]).all()
    assert len(WORLD.shifts) > 3


def test_hardly_a_ship_is_missing():
    """The fleet is large enough for what the ports want."""
    assert WORLD.n_lost < 0.01 * len(CALLS)


def test_a_new_port_leaves_the_others_demand():
    """What a port is asked for does not depend on its neighbours."""
    felixstowe = SETTINGS[1]
    wanted = make_demand(felixstowe, SHOCKS, START_S - 21 * DAY_S, END_S, 7)
    alone = make_world(
        make_geography(GBFXT="container"), (felixstowe,), 7, SHOCKS, START_S, END_S
    )
    together = CALLS[CALLS["port_id"] == "GBFXT"]

    arrived = set(wanted["time_s"])
    assert set(together["arrived_s"]) <= arrived
    assert set(alone.calls["arrived_s"]) <= arrived
    shared = set(alone.calls["arrived_s"]) & set(together["arrived_s"])
    assert len(shared) > 0.98 * len(together)


def test_the_same_seed_gives_the_same_bytes():
    """Another seed gives others."""
    again = make_world(GEOGRAPHY, SETTINGS, 7, SHOCKS, START_S, END_S)

    assert digest(again) == digest(WORLD)
    assert digest(winter(8)) != digest(WORLD)


def test_traffic_that_fits_no_berth_is_refused():
    """Before anything is simulated."""
    settings = (PortSettings("GBDVR", (Traffic("tanker_large", 1.0),), PARTNERS),)

    with pytest.raises(ValueError, match="GBDVR: no berth takes any ship of class"):
        make_world(GEOGRAPHY, settings, 7)


def test_unknown_partners_are_refused():
    """With their names."""
    settings = (PortSettings("GBDVR", (Traffic("ferry", 1.0),), {"ATLAN": 1.0}),)

    with pytest.raises(ValueError, match="none of its partners ATLAN"):
        make_world(GEOGRAPHY, settings, 7)
