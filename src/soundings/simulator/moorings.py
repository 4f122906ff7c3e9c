"""Where small craft lie: beyond the ends of rows of berths, on the water."""

from __future__ import annotations

from typing import Final
from weakref import WeakKeyDictionary

import numpy as np

from soundings.ais.geometry import Floats, is_inside
from soundings.simulator.geography import Geography
from soundings.simulator.portable import PI, sin_cos

DEGREES_A_METRE: Final = np.array([1.6, 1.0]) / (1852 * 60.04)
"""East and north; right in Britain, near enough elsewhere."""
ROOMS_M: Final = (45.0, 80.0, 120.0, 170.0, 230.0)
"""How far a craft keeps from the end of a berth: the first that is outside outlines."""
_known: WeakKeyDictionary[Geography, dict[str, Floats]] = WeakKeyDictionary()


def moorings(geography: Geography, terminal_id: str) -> Floats:
    """
    Return the free places beyond the ends of a terminal's berths: (n, 2), degrees.

    A place is free if it lies in no outline of berths, is clear of every berth of the
    terminal, and the straight way from the lane's end to it is at sea.
    """
    known = _known.setdefault(geography, {})
    if terminal_id not in known:
        known[terminal_id] = _find(geography, terminal_id)
    return known[terminal_id]


def _find(geography: Geography, terminal_id: str) -> Floats:
    own = geography.berths[geography.berths["terminal_id"] == terminal_id]
    quays = [geography.quays[str(name)] for name in own.index]
    points = np.array([quay.point for quay in quays]).reshape(-1, 2)
    halves = own["quay_m"].to_numpy(float) / 2
    lane = geography.lanes_to(terminal_id)[0]
    end = lane.points[-1]
    outlines = [
        terminal.ring
        for terminal in geography.terminals.values()
        if terminal.kind == "berth" and terminal.port_id == lane.port_id
    ]
    found = []
    for quay, half in zip(quays, halves.tolist(), strict=True):
        sine, cosine = sin_cos(quay.heading_degrees * PI / 180)
        for side in (-1.0, 1.0):
            along = np.array([float(sine), float(cosine)]) * side * DEGREES_A_METRE
            spots = (quay.point + along * (half + room) for room in ROOMS_M)
            spot = next((s for s in spots if not _in_berths(s, outlines)), None)
            if spot is None:
                continue
            metres = np.sqrt(np.square((points - spot) / DEGREES_A_METRE).sum(axis=1))
            way = spot + np.linspace(0, 1, 12)[:, None] * (end - spot)
            on_land = geography.is_land(way[:, 0], way[:, 1]).any()
            if not on_land and (metres >= halves + ROOMS_M[0] - 5).all():
                found.append(spot)
    return np.array(found).reshape(-1, 2)


def _in_berths(spot: Floats, outlines: list[Floats]) -> bool:
    """Say whether a place lies in, or within a boat's length of, an outline of berths."""
    corners = np.array([(0, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)])
    around = spot + corners * (30 * DEGREES_A_METRE)
    return any(is_inside(around[:, 0], around[:, 1], ring).any() for ring in outlines)
