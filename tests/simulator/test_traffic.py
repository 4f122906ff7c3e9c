"""The ships that no port call records."""

from __future__ import annotations

import numpy as np
import pytest

from soundings.ais.geometry import is_inside
from soundings.simulator.fleet import add_small_craft
from soundings.simulator.moorings import moorings
from soundings.simulator.movements import MOORED, step_nm
from soundings.simulator.shocks import seconds
from soundings.simulator.traffic import WORKING, traffic_knots
from soundings.simulator.transfers import barges, transfers
from tests.simulator.course_world import geography, world

pytestmark = pytest.mark.xdist_group("world")
START, END = seconds("2021-06-08"), seconds("2021-06-10")


@pytest.fixture(scope="module")
def port():
    """Return Felixstowe's fleet, its calls near two days, and the craft's knots by ship."""
    fleet = add_small_craft(world().fleet, geography().ports, ["GBFXT"], 2020)
    calls = world().calls
    near = (calls["arrived_s"] < END) & (calls["departed_s"] > START)
    calls = calls[near & (calls["port_id"] == "GBFXT")]
    alongside = transfers(world().calls, fleet, 2020)
    knots: dict[int, list] = {}
    for part in traffic_knots(fleet, calls, geography(), START, END, 2020, alongside):
        knots.setdefault(int(part["ship"][0]), []).append(part)
    return fleet, calls, knots


def test_small_craft_lie_outside_the_berths_and_on_the_water():
    """At every terminal that has a place for them."""
    rings = [t.ring for t in geography().terminals.values() if t.kind == "berth"]
    found = [
        moorings(geography(), name)
        for name, terminal in geography().terminals.items()
        if terminal.kind == "berth"
    ]
    places = np.vstack([spots for spots in found if len(spots)])
    assert len(places) > 30
    assert not geography().is_land(places[:, 0], places[:, 1]).any()
    assert not any(is_inside(places[:, 0], places[:, 1], ring).any() for ring in rings)


def test_every_craft_of_the_port_has_something_to_do(port):
    """Tugs and pilots lie at their base all day but for their jobs."""
    fleet, _, knots = port
    craft = fleet[fleet["home_port_id"] == "GBFXT"]
    always = craft[craft["ship_group"].isin(["tug", "pilot"])].index
    assert set(always) <= set(knots)
    for ship in always:
        (track,) = knots[ship]
        assert (np.diff(track["time_s"]) > 0).all()
        assert (track["activity"] == MOORED).any()


def test_tugs_are_beside_big_ships_when_they_berth(port):
    """Some tug works within 700 metres of the berth at that moment."""
    fleet, calls, knots = port
    tugs = fleet[(fleet["ship_group"] == "tug") & (fleet["home_port_id"] == "GBFXT")]
    big = calls[
        calls["berthed_s"].between(START, END)
        & (fleet["length_m"].to_numpy()[calls["ship"]] > 150)
    ]
    met = 0
    for call in big.to_dict("records"):
        berth = geography().quays[call["berth_id"]].point
        for ship in tugs.index:
            (track,) = knots[ship]
            place = np.searchsorted(track["time_s"], call["berthed_s"] - 60) - 1
            spot = np.array([track["lon"][place], track["lat"][place]])
            is_near = step_nm(np.stack([spot, berth]))[0] < 0.4
            met += int(track["activity"][place] == WORKING and is_near)
    assert len(big) > 10
    assert met > 0.5 * len(big)


def test_ferries_to_harwich_and_coasters_pass_through(port):
    """In and out, lying beyond the port's outline in between."""
    fleet, _, knots = port
    through = fleet[fleet["ship_class"].str.startswith("transit")].index
    ring = geography().terminals["GBFXT-PORT"].ring
    seen = [track for ship in through for track in knots.get(ship, [])]
    assert len(seen) > 8
    for track in seen:
        rest = track["activity"] == MOORED
        assert is_inside(track["lon"], track["lat"], ring).any()
        assert not is_inside(track["lon"][rest], track["lat"][rest], ring).any()


def test_a_ports_barge_is_one_of_its_tugs():
    """The last; it assists nobody."""
    fleet = add_small_craft(world().fleet, geography().ports, ["GBFXT", "GBSOU"], 2020)
    found = barges(fleet)
    assert set(found) == {"GBFXT", "GBSOU"}
    assert set(fleet.loc[list(found.values()), "ship_group"]) == {"tug"}


def test_transfers_do_not_overlap_and_happen_at_anchor():
    """One barge, one ship at a time, while the ship waits."""
    fleet = add_small_craft(world().fleet, geography().ports, ["GBIMM"], 2020)
    table = transfers(world().calls, fleet, 2020).sort_values("start_s")
    calls = world().calls.set_index("call_id").loc[table["call_id"]]
    assert len(table) > 50
    assert (table["start_s"].to_numpy()[1:] >= table["end_s"].to_numpy()[:-1]).all()
    assert (table["start_s"].to_numpy() >= calls["anchored_s"].to_numpy()).all()
    assert (table["end_s"].to_numpy() <= calls["weighed_s"].to_numpy()).all()
