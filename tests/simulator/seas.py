"""A small sea for tests: straight lanes, one port, a handful of ships."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.simulator.days import NO_VOYAGES, Sea
from soundings.simulator.dirt import CLEAN, Dirt
from soundings.simulator.fleet import make_fleet
from soundings.simulator.geography import Geography, Lane, Terminal
from soundings.simulator.movements import MOORED, in_order, knots_of, rest, sail
from soundings.simulator.reception import Receiver

DAY = 1_620_000_000 // 86_400 * 86_400
"""Some midnight, in seconds since 1970."""


def box(west: float, south: float, east: float, north: float) -> np.ndarray:
    """Return a closed ring."""
    return np.array(
        [(west, south), (east, south), (east, north), (west, north), (west, south)],
        float,
    )


def make_geography() -> Geography:
    """Return one port, XXAAA, in open water: a gate, a pilot, an anchorage, two terminals."""
    gate, pilot = (1.0, 50.0), (0.8, 50.0)
    ends = {
        "XXAAA-ONE": [(0.6, 50.0), (0.5, 50.02)],
        "XXAAA-TWO": [(0.6, 50.0), (0.5, 49.98)],
    }
    lanes = [
        Lane(
            name,
            "XXAAA",
            name,
            "east",
            1,
            10.0,
            None,
            np.array([gate, pilot, *way], float),
        )
        for name, way in ends.items()
    ]
    anchorage = np.array([gate, pilot, (0.75, 50.1)], float)
    lanes.append(Lane("anchor", "XXAAA", "XXAAA-ANC", "east", 1, 10.0, None, anchorage))
    berths = pd.DataFrame(
        {
            "berth_id": ["XXAAA-ONE-1", "XXAAA-TWO-1"],
            "terminal_id": ["XXAAA-ONE", "XXAAA-TWO"],
            "port_id": "XXAAA",
            "lon": [0.498, 0.498],
            "lat": [50.022, 49.978],
            "quay_heading_degrees": [90.0, 270.0],
        }
    ).set_index("berth_id")
    shapes = {
        "XXAAA-ANC": ("anchorage", box(0.7, 50.08, 0.8, 50.12)),
        "XXAAA-ONE": ("berth", box(0.49, 50.015, 0.51, 50.03)),
        "XXAAA-TWO": ("berth", box(0.49, 49.97, 0.51, 49.985)),
    }
    terminals = {
        name: Terminal(name, "XXAAA", name, kind, ring)
        for name, (kind, ring) in shapes.items()
    }
    ports = pd.DataFrame(
        {"port_name": ["Test"], "country_iso3": ["GBR"], "lon": [0.5], "lat": [50.0]},
        index=["XXAAA"],
    )
    return Geography(ports, berths, terminals, tuple(lanes), {})


def make_call(**changes: object) -> dict[str, object]:
    """Return a port call: it waits at anchor, works at terminal ONE and leaves."""
    hour = 3600
    call: dict[str, object] = {
        "call_id": "C1",
        "ship": 0,
        "port_id": "XXAAA",
        "terminal_id": "XXAAA-ONE",
        "berth_id": "XXAAA-ONE-1",
        "previous_port_id": "NLRTM",
        "next_port_id": "SGSIN",
        "arrived_s": DAY + 2 * hour,
        "anchored_s": DAY + 3 * hour,
        "weighed_s": DAY + 6 * hour,
        "berthed_s": DAY + 10 * hour,
        "unberthed_s": DAY + 18 * hour,
        "departed_s": DAY + 20 * hour,
        "draught_in_dm": 90,
        "draught_out_dm": 110,
        "draught_reported_out_dm": 110,
    }
    return call | changes


NO_SHIFTS = pd.DataFrame(
    columns=["call_id", "ship", "from_place", "to_place", "left_s", "reached_s"]
)


def make_sea(
    calls: pd.DataFrame | None = None,
    dirt: Dirt = CLEAN,
    receivers: tuple[Receiver, ...] = (Receiver("R1", 0.6, 50.0, 40.0, 0.0),),
    knots: pd.DataFrame | None = None,
    seed: int = 5,
) -> Sea:
    """Return a sea with one call, or with ships that move as told."""
    calls = pd.DataFrame([make_call()]) if calls is None else calls
    return Sea(
        fleet=make_fleet(1),
        calls=calls,
        shifts=NO_SHIFTS,
        voyages=NO_VOYAGES,
        geography=make_geography(),
        receivers=receivers,
        port_ids=("XXAAA",),
        dirt=dirt,
        seed=seed,
        start_s=DAY,
        knots=knots,
    )


def many_ships(count: int = 60, hours: int = 24) -> pd.DataFrame:
    """Return knots: every other ship sails north and south, the others lie moored."""
    parts = []
    end = DAY + hours * 3600
    for ship in range(count):
        lon = 0.3 + 0.01 * (ship % 60)
        if ship % 2:
            legs = [
                sail(np.array([(lon, 49.9), (lon, 50.1)]), start, start + 3600)
                if turn % 2 == 0
                else sail(np.array([(lon, 50.1), (lon, 49.9)]), start, start + 3600)
                for turn, start in enumerate(range(DAY, end, 3600))
            ]
        else:
            legs = [rest(np.array([lon, 50.0]), DAY, end, MOORED, 45.0)]
        parts.append(knots_of(ship, ship, legs))
    return in_order(parts)
