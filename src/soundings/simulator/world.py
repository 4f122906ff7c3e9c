"""
The simulated world: ships, their port calls over years, and where they were between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from soundings.simulator.arrivals import PortSettings
from soundings.simulator.geography import Geography
from soundings.simulator.shocks import SHOCKS, Shock, seconds
from soundings.simulator.simulation import Simulation
from soundings.simulator.voyages import weighted

START_S: Final = seconds("2020-01-01T00:00")
END_S: Final = seconds("2022-01-01T00:00")
FORGOTTEN_SHARE: Final = 0.40
"""Share of departures whose new draught nobody reports."""


@dataclass(frozen=True, eq=False)
class World:
    """
    What truly happened.

    Attributes
    ----------
    fleet : DataFrame
        Ships; the row number is `ship` elsewhere.
    calls : DataFrame
        Port calls in order of arrival, times in whole seconds since 1970, -1 for never.
    shifts : DataFrame
        Moves within a call: `call_id`, `ship`, `from_place`, `to_place` (a berth or
        the anchorage), `left_s`, `reached_s`.
    voyages : DataFrame
        Legs between calls: `ship`, `from_port_id`, `to_port_id`, `left_s`,
        `reached_s`, `from_call_id`, `to_call_id` (empty at a port that is not ours).
    weather : DataFrame
        `rain_mm` and `wind_kn` by `port_id` and `day` since 1970.
    events : tuple of Shock
        Storms, strikes and so on.
    seed : int
        What it was made with.
    n_lost : int
        Arrivals that no free ship could make.
    """

    fleet: pd.DataFrame
    calls: pd.DataFrame
    shifts: pd.DataFrame
    voyages: pd.DataFrame
    weather: pd.DataFrame
    events: tuple[Shock, ...]
    seed: int
    n_lost: int


def make_world(
    geography: Geography,
    settings: tuple[PortSettings, ...],
    seed: int,
    shocks: tuple[Shock, ...] = SHOCKS,
    start_s: int = START_S,
    end_s: int = END_S,
) -> World:
    """
    Simulate the port calls of a fleet.

    Parameters
    ----------
    geography : Geography
        Ports, berths, lanes and legs.
    settings : tuple of PortSettings
        The ports to simulate, and what comes to them.
    seed : int
        The same seed gives the same world, byte for byte.
    shocks : tuple of Shock
        Dated events.
    start_s, end_s : int
        Ships arrive from the start up to, not including, the end.

    Raises
    ------
    ValueError
        If a port has no berth for what is to come, or none of its partners is known.
    """
    done = Simulation(geography, settings, seed, shocks, start_s, end_s).run()
    return _tables(done)


def _tables(done: Simulation) -> World:
    """Return what a simulation leaves: its kept calls in order, with names."""
    kept = [
        n
        for n, call in enumerate(done.calls)
        if done.start_s <= call.arrived_s < done.end_s and call.berthed_s >= 0
    ]
    kept.sort(key=lambda n: (done.calls[n].arrived_s, n))
    names = {n: f"C{i + 1:06d}" for i, n in enumerate(kept)}
    rows = [_row(done, n, names[n]) for n in kept]
    calls = pd.DataFrame(rows)
    shifts = pd.DataFrame(
        [
            (names[n], done.calls[n].ship, *rest)
            for n, *rest in done.shifts
            if n in names
        ],
        columns=[
            "call_id",
            "ship",
            "from_place",
            "to_place",
            "left_s",
            "reached_s",
        ],
    ).sort_values(["call_id", "left_s"], kind="stable", ignore_index=True)
    columns = ["ship", "from_port_id", "to_port_id", "left_s", "reached_s"]
    voyages = pd.DataFrame(
        [
            (*leg[:5], names.get(leg[5], ""), names.get(leg[6], ""))
            for leg in done.legs
            if leg[4] >= done.start_s
        ],
        columns=[*columns, "from_call_id", "to_call_id"],
    ).sort_values(["ship", "left_s"], kind="stable", ignore_index=True)
    return World(
        done.fleet, calls, shifts, voyages, done.weather, done.shocks, done.seed,
        done.n_lost,
    )  # fmt: skip


def _row(done: Simulation, n: int, call_id: str) -> dict[str, object]:
    call, load = done.calls[n], done.loads[n]
    _, eta_s, place, traffic, is_scheduled = done.wanted[call.demand]
    u = done.draws[call.demand]
    port_id = done.settings[place].port_id
    assert call.berth is not None, "a call in the table was served"
    assert call.last_berth is not None, "a call in the table was served"
    next_port = done.following[n] or weighted(done.partners[place][traffic], u[8])
    is_told = u[12] >= FORGOTTEN_SHARE
    return {
        "call_id": call_id,
        "ship": call.ship,
        "port_id": port_id,
        "terminal_id": call.berth.terminal_id,
        "berth_id": call.berth.berth_id,
        "last_berth_id": call.last_berth.berth_id,
        "previous_port_id": done.previous[n],
        "next_port_id": next_port,
        "eta_s": eta_s,
        "arrived_s": call.arrived_s,
        "anchored_s": call.anchored_s,
        "weighed_s": call.weighed_s,
        "berthed_s": call.berthed_s,
        "unberthed_s": call.unberthed_s,
        "departed_s": call.departed_s,
        "cargo_group": call.group,
        "is_scheduled": is_scheduled,
        "tonnes_in": load.tonnes_in,
        "tonnes_out": load.tonnes_out,
        "draught_in_dm": load.draught_in_dm,
        "draught_out_dm": load.draught_out_dm,
        "draught_reported_out_dm": (
            load.draught_out_dm if is_told else load.draught_in_dm
        ),
    }
