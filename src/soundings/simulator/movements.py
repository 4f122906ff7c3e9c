"""
Where each ship is, from its port calls: a table of knots joined by straight lines.

A port call becomes: in from the sea gate at service speed, perhaps to anchor, up the
channel at its limit, slowly alongside, moored, and out the same way.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats, is_inside
from soundings.simulator.chance import stream, uniform
from soundings.simulator.geography import (
    MANOEUVRE_S,
    Geography,
    Lane,
    Quay,
    path_nm,
)
from soundings.simulator.portable import cos_latitude

ACTIVITIES = (
    "sailing",
    "manoeuvring",
    "anchored",
    "moored",
    "fishing",
    "drifting",
    "loitering",
    "working",
)
"""What a ship may be doing; the place of a word in this list is its code."""

SAILING, MANOEUVRING, ANCHORED, MOORED = range(4)
METRE_NM = 1 / 1852
OTHER_SIDE = 0.4
"""Share of calls in which a ship lies with her bow the other way (assumed)."""
SEA_ROOM_M, CHANNEL_ROOM_M = 400.0, 25.0
"""How far ships keep from a lane's middle, outside the pilot station and inside."""
DEGREE_RAW = 600_000
"""What AIS counts to in a degree: 1/10,000 minutes (ITU-R M.1371-5)."""
NM_PER_DEGREE = 60.04
"""Nautical miles in a degree of latitude on the sphere that `ais.geometry` uses."""

KNOTS = {
    "ship": "the ship's row in the fleet",
    "track": "knots of one track are joined by straight lines, others are not",
    "time_s": "seconds since 1970, UTC",
    "lon": "degrees east",
    "lat": "degrees north",
    "activity": "code of ACTIVITIES, until the next knot",
    "heading_degrees": "where the bow points; missing where it is the course",
}
"""One row is one knot: a place and a moment between which a ship moves evenly."""

Way: TypeAlias = tuple[Floats, Floats, Floats]
"""When and where a ship turns: times, longitudes and latitudes of its knots."""


def ways_by_ship(knots: pd.DataFrame) -> dict[int, Way]:
    """Return the way of every ship, for `numpy.interp`; tracks are not kept apart."""
    return {
        int(own["ship"].iloc[0]): (
            own["time_s"].to_numpy(dtype=float),
            own["lon"].to_numpy(),
            own["lat"].to_numpy(),
        )
        for _, own in knots.groupby("ship")
    }


Knots: TypeAlias = dict[str, np.ndarray]
"""Columns of `KNOTS` as arrays."""


@dataclass(frozen=True)
class Leg:
    """A stretch of a ship's way: points, when each is reached, and what it does there."""

    time_s: Floats
    points: Floats
    activity: int
    heading_degrees: float = float("nan")


def knots_of(ship: int, track: int, legs: list[Leg]) -> Knots:
    """
    Return the knots of one ship's legs, in whole seconds, without repeated times.

    Examples
    --------
    >>> leg = Leg(np.array([0.0, 60.0]), np.array([[1.0, 50.0], [1.0, 50.01]]), SAILING)
    >>> knots = knots_of(7, 1, [leg])
    >>> knots["ship"].tolist(), knots["time_s"].tolist(), knots["lat"].tolist()
    ([7, 7], [0, 60], [50.0, 50.01])
    """
    times = np.concatenate([np.rint(leg.time_s) for leg in legs]).astype(np.int64)
    points = np.concatenate([leg.points for leg in legs])
    counts = [len(leg.time_s) for leg in legs]
    # Of two knots in one second the later leg's counts.
    keep = np.append(times[1:] > times[:-1], True)
    return {
        "ship": np.full(int(keep.sum()), ship, dtype=np.int32),
        "track": np.full(int(keep.sum()), track, dtype=np.int64),
        "time_s": times[keep],
        "lon": points[keep, 0].round(6),
        "lat": points[keep, 1].round(6),
        "activity": np.repeat([leg.activity for leg in legs], counts)[keep],
        "heading_degrees": np.repeat([leg.heading_degrees for leg in legs], counts)[
            keep
        ],
    }


def in_order(parts: Sequence[Knots]) -> pd.DataFrame:
    """Return knots as one table, in order of ship, track and time."""
    if not parts:
        return pd.DataFrame({name: np.array([]) for name in KNOTS})
    table = pd.DataFrame(
        {name: np.concatenate([part[name] for part in parts]) for name in KNOTS}
    )
    return table.sort_values(
        ["ship", "track", "time_s"], kind="stable", ignore_index=True
    )


def step_nm(points: Floats) -> Floats:
    """Return the length of each step of a path in nautical miles."""
    narrow = cos_latitude((points[1:, 1] + points[:-1, 1]) / 2)
    east = (points[1:, 0] - points[:-1, 0]) * narrow
    north = points[1:, 1] - points[:-1, 1]
    return np.asarray(NM_PER_DEGREE * np.sqrt(east * east + north * north))


def sail(points: Floats, start_s: float, end_s: float, activity: int = SAILING) -> Leg:
    """Return a leg at even speed along a path, from one moment to another."""
    steps = np.maximum(step_nm(points), 1e-6)
    share = np.concatenate([[0.0], np.cumsum(steps)])
    return Leg(start_s + (end_s - start_s) * share / share[-1], points, activity)


def rest(
    point: Floats,
    start_s: float,
    end_s: float,
    activity: int,
    heading_degrees: float = float("nan"),
) -> Leg:
    """Return a leg that stays at one place."""
    times = np.array([start_s, end_s])
    return Leg(times, np.stack([point, point]), activity, heading_degrees)


def call_legs(
    call: Mapping[Hashable, Any],
    geography: Geography,
    seed: int,
    speed_knots: float,
    shifts: Sequence[Mapping[Hashable, Any]] = (),
) -> list[Leg]:
    """
    Return the legs of one port call, from the sea gate to the sea gate.

    Parameters
    ----------
    call : mapping
        A row of the calls table (see `world`).
    geography : Geography
    seed : int
        For the place in the anchorage, the ship's own line in the channel.
    speed_knots : float
        Service speed, kept outside the pilot station.
    shifts : sequence of mapping
        The moves within this call (see `world.World`).

    Returns
    -------
    list of Leg
        In order of time. The ship is at the pilot station at `arrived_s` and
        `departed_s`.
    """
    key = stream(seed, f"line/{call['call_id']}")
    inward = own_line(
        geography.lane(call["terminal_id"], call["previous_port_id"]), key
    )
    legs = [_approach(inward, call["arrived_s"], speed_knots)]
    pilot_s = call["arrived_s"]
    if call["anchored_s"] >= 0:
        waiting, pilot_s = _at_anchor(call, geography, seed)
        legs += waiting
    berth_id, now_s = str(call["berth_id"]), call["berthed_s"]
    legs += _to_berth(
        inward, _lying(geography.quays[berth_id], call, seed), pilot_s, now_s
    )
    place = berth_id
    for shift in shifts:
        legs.append(_stay(place, geography, call, now_s, shift["left_s"], seed))
        way = _way_between(place, shift["to_place"], geography, call, seed)
        legs.append(sail(way, shift["left_s"], shift["reached_s"], MANOEUVRING))
        place, now_s = str(shift["to_place"]), shift["reached_s"]
    legs.append(_stay(place, geography, call, now_s, call["unberthed_s"], seed))
    terminal_id = geography.quays[place].terminal_id
    outward = own_line(geography.lane(terminal_id, call["next_port_id"]), key + 1)
    berth = _lying(geography.quays[place], call, seed)
    legs += _from_berth(outward, berth, call["unberthed_s"], call["departed_s"])
    way_out = outward.approach()[::-1]
    out_s = call["departed_s"] + 3600 * path_nm(way_out) / speed_knots
    legs.append(sail(way_out, call["departed_s"], out_s))
    return legs


def _lying(quay: Quay, call: Mapping[Hashable, Any], seed: int) -> Quay:
    """Return a quay as a ship lies at it: with the other side to it now and then."""
    turned = uniform(stream(seed, f"side/{call['call_id']}"), 0) < OTHER_SIDE
    heading = (quay.heading_degrees + 180 * bool(turned)) % 360
    return replace(quay, heading_degrees=heading)


def _stay(
    place: str,
    geography: Geography,
    call: Mapping[Hashable, Any],
    start_s: float,
    end_s: float,
    seed: int,
) -> Leg:
    """Return a stay at a berth, or at anchor."""
    if place not in geography.quays:
        return rest(anchor_spot(geography, call, seed), start_s, end_s, ANCHORED)
    quay = _lying(geography.quays[place], call, seed)
    return rest(quay.point, start_s, end_s, MOORED, quay.heading_degrees)


def _way_between(
    start: str, end: str, geography: Geography, call: Mapping[Hashable, Any], seed: int
) -> Floats:
    """Return the way from one berth, or the anchorage, to another, by the channels."""
    stops, lanes = [], []
    for place in (start, end):
        quay = geography.quays.get(place)
        terminal_id = quay.terminal_id if quay else place
        lanes.append(geography.lanes_to(terminal_id)[0])
        stops.append(quay.point if quay else anchor_spot(geography, call, seed))
    return np.vstack([stops[0], between(*lanes), stops[1]])


def between(start: Lane, end: Lane) -> Floats:
    """Return the way from one lane's end to another's, by the channel they share."""
    out, back = start.channel(), end.channel()
    # Channels are the same from the pilot station on until they part.
    shared, length = 1, min(len(out), len(back))
    while shared < length and (out[shared] == back[shared]).all():
        shared += 1
    return np.vstack([out[shared - 1 :][::-1], back[shared:]])


def own_line(lane: Lane, key: int) -> Lane:
    """Return a lane as one ship sails it: beside the others', closer in the channel."""
    room_m = np.full(len(lane.points), CHANNEL_ROOM_M)
    room_m[: lane.pilot_vertex] = SEA_ROOM_M
    shift = (2 * uniform(key, np.arange(2)) - 1) * room_m[:, None]
    return replace(lane, points=lane.points + shift * METRE_NM / NM_PER_DEGREE)


def _approach(lane: Lane, pilot_s: float, speed_knots: float) -> Leg:
    way_in = lane.approach()
    return sail(way_in, pilot_s - 3600 * path_nm(way_in) / speed_knots, pilot_s)


def _at_anchor(
    call: Mapping[Hashable, Any], geography: Geography, seed: int
) -> tuple[list[Leg], float]:
    """Return the wait, and the moment the ship is back at the pilot station."""
    anchorage = geography.anchorage(call["port_id"])
    if anchorage is None:
        raise ValueError(
            f"{call['call_id']}: waits at {call['port_id']}, no anchorage."
        )
    spot = anchor_spot(geography, call, seed)
    lane = geography.lanes_to(anchorage.terminal_id)[0]
    way = np.vstack([lane.channel(), spot])
    back_s = call["weighed_s"] + geography.anchoring_s(call["port_id"])
    return [
        sail(way, call["arrived_s"], call["anchored_s"], MANOEUVRING),
        rest(spot, call["anchored_s"], call["weighed_s"], ANCHORED),
        sail(way[::-1], call["weighed_s"], back_s, SAILING),
    ], back_s


def anchor_spot(
    geography: Geography, call: Mapping[Hashable, Any], seed: int
) -> Floats:
    """Return where a ship anchors during a call."""
    anchorage = geography.anchorage(call["port_id"])
    if anchorage is None:
        raise ValueError(
            f"{call['call_id']}: waits at {call['port_id']}, no anchorage."
        )
    return point_inside(anchorage.ring, stream(seed, f"anchor/{call['call_id']}"))


def _to_berth(lane: Lane, berth: Quay, start_s: float, end_s: float) -> list[Leg]:
    channel = lane.channel()
    hours = path_nm(channel) / lane.channel_speed_knots
    off_s = end_s - MANOEUVRE_S
    # A ship that has time to spare waits at the pilot station, under way.
    go_s = max(start_s, off_s - 3600 * hours)
    legs = []
    if go_s - start_s > 60:
        legs.append(rest(channel[0], start_s, go_s, MANOEUVRING))
    # The last stretch is sideways: tugs push the ship to the quay.
    last = sail(np.stack([channel[-1], berth.point]), off_s, end_s, MANOEUVRING)
    pushed = replace(last, heading_degrees=berth.heading_degrees)
    return [*legs, sail(channel, go_s, off_s), pushed]


def _from_berth(lane: Lane, berth: Quay, start_s: float, end_s: float) -> list[Leg]:
    channel = lane.channel()[::-1]
    clear_s = start_s + min(MANOEUVRE_S, (end_s - start_s) / 2)
    first = sail(np.stack([berth.point, channel[0]]), start_s, clear_s, MANOEUVRING)
    pushed = replace(first, heading_degrees=berth.heading_degrees)
    return [pushed, sail(channel, clear_s, end_s)]


def point_inside(ring: Floats, key: int) -> Floats:
    """Return a point inside a ring, any one as likely as any other."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    tries = np.arange(200)
    points = low + (high - low) * np.stack(
        [uniform(key, tries, 0), uniform(key, tries, 1)], axis=1
    )
    inside = np.flatnonzero(is_inside(points[:, 0], points[:, 1], ring))
    if inside.size == 0:
        raise ValueError("an outline has hardly any area: draw it wider")
    return np.asarray(points[inside[0]])


def transit_legs(lane: Lane, start_s: float, speed_knots: float) -> list[Leg]:
    """Return the legs of a ship that passes through a port to another."""
    pilot_s = start_s + 3600 * path_nm(lane.approach()) / speed_knots
    end_s = pilot_s + 3600 * path_nm(lane.channel()) / lane.channel_speed_knots
    return [
        sail(lane.approach(), start_s, pilot_s),
        sail(lane.channel(), pilot_s, end_s),
    ]


def call_knots(
    calls: pd.DataFrame,
    shifts: pd.DataFrame,
    fleet: pd.DataFrame,
    geography: Geography,
    seed: int,
) -> Iterator[Knots]:
    """Yield the knots of each call, in the calls' order; its index is the track."""
    speeds = fleet["service_speed_knots"].to_numpy(float)
    moves: dict[str, list[Mapping[Hashable, Any]]] = {}
    for shift in shifts.to_dict("records"):
        moves.setdefault(shift["call_id"], []).append(shift)
    for track, call in zip(calls.index.tolist(), calls.to_dict("records"), strict=True):
        ship, own = call["ship"], moves.get(call["call_id"], [])
        legs = call_legs(call, geography, seed, float(speeds[ship]), own)
        yield knots_of(ship, track, legs)
