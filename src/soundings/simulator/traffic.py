"""
The ships that no port call records: tugs, pilots, fishing and pleasure craft, transits.

Each small craft lies at its base until it has something to do. What it does on a day
depends on the days around it alone, so any slice of a long simulation can be made.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.chance import stream, uniform
from soundings.simulator.geography import MANOEUVRE_S, Geography, Lane, path_nm
from soundings.simulator.moorings import DEGREES_A_METRE, moorings
from soundings.simulator.movements import (
    ACTIVITIES,
    MANOEUVRING,
    METRE_NM,
    MOORED,
    NM_PER_DEGREE,
    Knots,
    Leg,
    anchor_spot,
    between,
    knots_of,
    own_line,
    rest,
    sail,
    transit_legs,
)
from soundings.simulator.transfers import barges

FISHING, WORKING = ACTIVITIES.index("fishing"), ACTIVITIES.index("working")
BIG_SHIP_M = 150.0
"""Ships longer than this are met by a tug."""
IDLE_S = 1200
"""How long a small boat's radio is on before and after a trip."""
TRANSIT_PERIOD_H = {"passenger": 24, "ro_ro": 36, "general_cargo": 84}
"""Hours from one transit to the next, by ship group."""

SERVED = ("call_id", "port_id", "ship", "terminal_id", "arrived_s", "berthed_s")
"""What tugs and pilots need to know of a call."""

TO_THE_FIRST = ("passenger", "ro_ro")
"""Ferries pass through to the first of the ports beyond, coasters to any."""

Job = tuple[float, float, list[Leg]]


def traffic_knots(
    fleet: pd.DataFrame,
    calls: pd.DataFrame,
    geography: Geography,
    start_s: int,
    end_s: int,
    seed: int,
    alongside: pd.DataFrame,
) -> Iterator[Knots]:
    """
    Yield the knots of each ship without port calls, from `start_s` to `end_s` at least.

    Parameters
    ----------
    fleet : DataFrame
        With `home_port_id`: ships that have one are those without calls.
    calls : DataFrame
        True calls near the window, which tugs and pilots serve.
    geography : Geography
    start_s, end_s : int
        Epoch seconds.
    seed : int
    alongside : DataFrame
        From `transfers.transfers`.
    """
    lengths = fleet["length_m"].to_numpy(float)
    lighters = barges(fleet)
    moves = {move["call_id"]: move for move in alongside.to_dict("records")}
    local = fleet[fleet["home_port_id"] != ""]
    for port_id, craft in local.groupby("home_port_id"):
        lighter = lighters.get(str(port_id))
        found = calls.loc[calls["port_id"] == port_id, list(SERVED)]
        here = found.assign(track=found.index).to_dict("records")
        big = [call for call in here if lengths[call["ship"]] > BIG_SHIP_M]
        lanes = [lane for lane in geography.lanes if lane.port_id == port_id]
        ways = [lane for lane in lanes if geography_kind(geography, lane) == "berth"]
        through = [lane for lane in lanes if lane.terminal_id is None]
        groups = craft.groupby("ship_group").groups
        draws = uniform(stream(seed, "home"), craft.index.to_numpy()[:, None], range(3))
        rows = zip(craft.index, craft.to_dict("records"), draws.tolist(), strict=True)
        for ship, row, draw in rows:
            number, key = int(str(ship)), stream(seed, f"traffic/{row['vessel_id']}")
            if str(row["ship_class"]).startswith("transit"):
                yield from _transits(row, number, through, start_s, end_s, key)
                continue
            home = ways[int(draw[0] * len(ways))]
            base = _base(geography, home, draw[1:])
            span = (start_s, end_s)
            if number == lighter:
                jobs = _transfers(row, home, base, geography, here, moves, span, seed)
            else:
                mates = [mate for mate in groups[row["ship_group"]] if mate != lighter]
                turn = (mates.index(ship), len(mates))
                served = big if row["ship_group"] == "tug" else here
                jobs = _jobs(row, ways, home, base, served, span, turn, key)
            if row["ship_group"] in ("fishing", "pleasure"):
                yield from _outings(base, jobs, number)
                continue
            legs = _day(base, list(jobs), start_s, end_s)
            yield knots_of(number, -1 - number, legs)


def geography_kind(geography: Geography, lane: Lane) -> str | None:
    """Return the kind of the outline that a lane leads to; None for a transit lane."""
    terminal = geography.terminals.get(lane.terminal_id or "")
    return terminal.kind if terminal else None


def _base(geography: Geography, home: Lane, draw: list[float]) -> Floats:
    """
    Return where a craft lies: by the end of a row of berths, out of the ships' way.

    Where every end is another berth or land, near the end of the lane.
    """
    spots = moorings(geography, str(home.terminal_id))
    if not len(spots):
        return np.asarray(
            home.points[-1] + (np.array(draw) - 0.5) * 30 * DEGREES_A_METRE
        )
    spot = spots[int(draw[0] * len(spots))]
    # Craft lie beside each other, outwards from the quay.
    outward = home.points[-1] - spot
    away_m = np.sqrt(np.square(outward / DEGREES_A_METRE).sum())
    return np.asarray(spot + outward / max(away_m, 1.0) * (25 * draw[1]))


def _outings(base: Floats, jobs: Iterable[Job], ship: int) -> Iterator[Knots]:
    """Yield a boat's trips; it switches its radio off when it is back."""
    for begins, ends, job in jobs:
        before = rest(base, begins - IDLE_S, begins, MOORED)
        after = rest(base, ends, ends + IDLE_S, MOORED)
        yield knots_of(ship, int(begins) // DAY_S, [before, *job, after])


def _day(base: Floats, jobs: list[Job], start_s: int, end_s: int) -> list[Leg]:
    """Return a craft's legs: at its base between jobs that do not overlap."""
    legs, now = [], float(start_s - DAY_S // 4)
    ordered = sorted(jobs, key=lambda job: job[0])
    for place, (begins, ends, job) in enumerate(ordered):
        # An earlier job in the way stops this one, whether or not it was done itself.
        if any(other[1] > begins for other in ordered[:place]) or begins <= now:
            continue
        legs += [rest(base, now, begins, MOORED), *job]
        now = ends
    return [*legs, rest(base, now, max(now + 60, end_s + DAY_S / 4), MOORED)]


def _jobs(
    craft: Mapping[Hashable, Any],
    ways: list[Lane],
    home: Lane,
    base: Floats,
    calls: list[dict[Hashable, Any]],
    span: tuple[int, int],
    turn: tuple[int, int],
    key: int,
) -> Iterator[Job]:
    """Yield what a craft has to do near the window."""
    group, speed = craft["ship_group"], float(craft["service_speed_knots"])
    if group in ("tug", "pilot"):
        when = "berthed_s" if group == "tug" else "arrived_s"
        for call in calls:
            is_near = span[0] - DAY_S / 2 <= call[when] <= span[1] + DAY_S / 2
            if is_near and call["track"] % turn[1] == turn[0]:
                lane = next(w for w in ways if w.terminal_id == call["terminal_id"])
                job = _assist if group == "tug" else _fetch
                yield job(lane, np.vstack([base, between(home, lane)]), call, speed)
        return
    chance = {"fishing": 0.55, "pleasure": 0.3, "rescue": 0.1}.get(group, 0.0)
    days = np.arange(span[0] // DAY_S - 1, -(-span[1] // DAY_S))
    draws = uniform(key, np.arange(10, 17), days[:, None])
    for day, draw in zip(days.tolist(), draws.tolist(), strict=True):
        if draw[0] < chance:
            yield _trip(home, base, day * DAY_S, group, speed, draw[1:])


def _transfers(
    barge: Mapping[Hashable, Any],
    home: Lane,
    base: Floats,
    geography: Geography,
    calls: list[dict[Hashable, Any]],
    moves: Mapping[Hashable, Mapping[Hashable, Any]],
    span: tuple[int, int],
    seed: int,
) -> Iterator[Job]:
    """Yield a barge's jobs: out to a ship at anchor, alongside it, and home."""
    speed = float(barge["service_speed_knots"])
    for call in calls:
        move = moves.get(call["call_id"])
        if move is None or move["end_s"] < span[0] or move["start_s"] > span[1]:
            continue
        spot = anchor_spot(geography, call, seed)
        anchorage = geography.anchorage(call["port_id"])
        assert anchorage is not None, "nobody anchors where there is no anchorage"
        lane = geography.lanes_to(anchorage.terminal_id)[0]
        beside = spot + 40 * METRE_NM / NM_PER_DEGREE
        out = np.vstack([base, between(home, lane), beside])
        takes = 3600 * path_nm(out) / speed
        start, end = float(move["start_s"]), float(move["end_s"])
        yield (
            start - takes,
            end + takes,
            [
                sail(out, start - takes, start),
                rest(beside, start, end, WORKING),
                sail(out[::-1], end, end + takes),
            ],
        )


def _assist(
    lane: Lane, way_there: Floats, call: Mapping[Hashable, Any], speed: float
) -> Job:
    """Return a tug's job: out to meet a ship in the channel, alongside it, and home."""
    way = lane.channel()[len(lane.channel()) // 2 :]
    beside = way + 35 * METRE_NM / NM_PER_DEGREE
    moored_s = float(call["berthed_s"])
    meets_s = moored_s - MANOEUVRE_S - 3600 * path_nm(way) / lane.channel_speed_knots
    out = np.vstack([way_there, beside[::-1]])
    begins = meets_s - 3600 * path_nm(out) / speed - 600
    home = np.vstack([beside[-1], way_there[::-1]])
    back_s = moored_s + 3600 * path_nm(home) / speed
    return (
        begins,
        back_s,
        [
            sail(out, begins, meets_s - 300),
            rest(beside[0], meets_s - 300, meets_s, MANOEUVRING),
            sail(beside, meets_s, moored_s - MANOEUVRE_S, WORKING),
            rest(beside[-1], moored_s - MANOEUVRE_S, moored_s, WORKING),
            sail(home, moored_s, back_s),
        ],
    )


def _fetch(
    lane: Lane, way_there: Floats, call: Mapping[Hashable, Any], speed: float
) -> Job:
    """Return a pilot boat's job: out to the pilot station when a ship arrives, and back."""
    out = np.vstack([way_there, lane.channel()[::-1]])
    takes = 3600 * path_nm(out) / speed
    there = float(call["arrived_s"])
    return (
        there - takes - 300,
        there + 300 + takes,
        [
            sail(out, there - takes - 300, there - 300),
            rest(out[-1], there - 300, there + 300, MANOEUVRING),
            sail(out[::-1], there + 300, there + 300 + takes),
        ],
    )


def _trip(
    lane: Lane, base: Floats, day_s: int, group: str, speed: float, draw: list[float]
) -> Job:
    """Return a day out: trawling to and fro beyond the pilot station, or a sail."""
    begins = day_s + 3600 * (3 if group == "fishing" else 9) + 7200 * draw[0]
    out = np.vstack([base, lane.channel()[::-1]])
    there = begins + 3600 * path_nm(out) / speed
    ground = lane.approach()[::-1]
    if group != "fishing" or path_nm(ground) < 1:
        back = there + 600
        ends = back + 3600 * path_nm(out) / speed
        return begins, ends, [sail(out, begins, there), sail(out[::-1], back, ends)]
    legs = [sail(out, begins, there)]
    for haul in range(4):
        pace = 2.5 + 1.5 * draw[1 + haul]
        way = ground if haul % 2 == 0 else ground[::-1]
        until = there + 3600 * path_nm(way) / pace
        legs.append(sail(way, there, until, FISHING))
        there = until
    ends = there + 3600 * path_nm(out) / speed
    return begins, ends, [*legs, sail(out[::-1], there, ends)]


def _moved_back(lane: Lane, ship: int) -> Lane:
    """Return a lane that ends a ship's own stretch before the others', and to a side."""
    points = lane.points.copy()
    step = points[-2] - points[-1]
    way_nm = max(path_nm(points[-2:]), 0.05)
    back_nm = min(0.09 * (ship % 8), 0.8 * way_nm)
    aside = (
        np.array([-step[1], step[0]]) / way_nm * (20 if ship % 2 else -20) * METRE_NM
    )
    points[-1] = points[-1] + step * back_nm / way_nm + aside
    return replace(lane, points=points)


def _transits(
    craft: Mapping[Hashable, Any],
    ship: int,
    lanes: list[Lane],
    start_s: int,
    end_s: int,
    key: int,
) -> Iterator[Knots]:
    """Yield a ship's ways through the port to another, and back after some hours."""
    if not lanes:
        return
    period = TRANSIT_PERIOD_H[craft["ship_group"]] * 3600
    lane = lanes[int(uniform(key, 0) * len(lanes))]
    if craft["ship_group"] in TO_THE_FIRST:
        lane = lanes[0]
    lane = _moved_back(lane, ship)
    speed = float(craft["service_speed_knots"])
    for turn in range((start_s - DAY_S) // period - 1, end_s // period + 1):
        begins = (
            turn * period
            + period * float(uniform(key, 1))
            + 5400 * float(uniform(key, 2, turn))
        )
        own = own_line(lane, stream(key, f"line/{turn}"))
        inward = transit_legs(own, begins, speed)
        moored = float(inward[-1].time_s[-1])
        leaves = moored + 3600 * (2 + 6 * float(uniform(key, 3, turn)))
        outward = transit_legs(own, 0.0, speed)
        takes = float(outward[-1].time_s[-1])
        back = [
            Leg(leaves + takes - leg.time_s[::-1], leg.points[::-1], leg.activity)
            for leg in outward[::-1]
        ]
        if leaves + takes > start_s and begins < end_s:
            stay = rest(own.points[-1], moored, leaves, MOORED)
            yield knots_of(ship, 10_000_000 + turn % 1_000_000, [*inward, stay, *back])
