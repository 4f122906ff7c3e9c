"""Ships between their port calls: along the sea lanes, from gate to gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.geography import Geography
from soundings.simulator.movements import (
    ACTIVITIES,
    NM_PER_DEGREE,
    Knots,
    Leg,
    knots_of,
    rest,
    sail,
    step_nm,
)
from soundings.simulator.portable import PI, cos
from soundings.simulator.reception import Receiver
from soundings.simulator.statics import AFTER, BEFORE

STEP_S: Final = 1800
"""Long legs are cut at least so often: a straight line is one on the map, not the globe."""
MINUTE_S: Final = 60
SLOW: Final = 0.75
"""Slow steaming, as a share of service speed (assumed)."""
DRIFTING: Final = ACTIVITIES.index("drifting")


def voyages_near(
    voyages: pd.DataFrame, calls: pd.DataFrame, start_s: int, end_s: int
) -> pd.DataFrame:
    """
    Return the voyages in [start, end) that leave or reach one of the calls.

    Columns as `world.World` has them, and `track`: that of the call, AFTER or BEFORE it
    (see `statics`).
    """
    near = (voyages["left_s"] < end_s) & (voyages["reached_s"] > start_s)
    some = voyages[near]
    track = pd.Series(calls.index, index=calls["call_id"].to_numpy())
    before = some["to_call_id"].map(track).astype("float64")
    after = some["from_call_id"].map(track).astype("float64")
    some = some.assign(track=(after + AFTER).fillna(before + BEFORE))
    some = some[some["track"].notna()]
    return some.assign(track=some["track"].astype("int64"))


def voyage_knots(
    voyages: pd.DataFrame,
    geography: Geography,
    fleet: pd.DataFrame,
    start_s: int,
    end_s: int,
) -> Iterator[Knots]:
    """
    Yield the knots of voyages at sea within [start, end).

    Parameters
    ----------
    voyages : DataFrame
        From `voyages_near`.
    geography : Geography
        A voyage without a leg of its own is left out: nobody knows its way.
    fleet : DataFrame
        For the service speed between sea gate and pilot station, where a ship is on
        its call's track and not yet on the voyage's.
    start_s, end_s : int
        Epoch seconds.
    """
    speeds = fleet["service_speed_knots"].to_numpy(float)
    approach_nm = geography.approach_nm
    for voyage in voyages.to_dict("records"):
        ends = voyage["from_port_id"], voyage["to_port_id"]
        leg = geography.legs.get(ends)
        if leg is None:
            continue
        speed = speeds[voyage["ship"]]
        out_s, in_s = (3600 * approach_nm.get(port_id, 0.0) / speed for port_id in ends)
        first, last = voyage["left_s"] + out_s, voyage["reached_s"] - in_s
        if last - first < MINUTE_S:
            continue
        legs = [
            cut
            for whole in _at_speed(
                leg[0], first, last, leg[1], speed, ends, approach_nm
            )
            if (cut := _between(whole, start_s, end_s)) is not None
        ]
        if legs:
            yield knots_of(int(voyage["ship"]), int(voyage["track"]), legs)


def _at_speed(
    points: Floats,
    first_s: float,
    last_s: float,
    length_nm: float,
    speed: float,
    ends: tuple[str, str],
    ours: Mapping[str, float],
) -> list[Leg]:
    """
    Return the legs of a voyage that nobody sails slower than SLOW of service speed.

    A ship with time to spare lies at the partner's port, or, between two of our ports,
    drifts halfway.
    """
    takes_s = min(last_s - first_s, 3600 * length_nm / (SLOW * speed))
    from_ours, to_ours = (port_id in ours for port_id in ends)
    if last_s - first_s - takes_s < MINUTE_S:
        return [sail(points, first_s, last_s)]
    if from_ours and not to_ours:
        return [sail(points, first_s, first_s + takes_s)]
    if to_ours and not from_ours:
        return [sail(points, last_s - takes_s, last_s)]
    steps = np.maximum(step_nm(points), 1e-6)
    share = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    middle = np.array([np.interp(0.5, share, points[:, axis]) for axis in (0, 1)])
    out = np.vstack([points[share < 0.5], middle])
    back = np.vstack([middle, points[share > 0.5]])
    away_s, home_s = first_s + takes_s / 2, last_s - takes_s / 2
    return [
        sail(out, first_s, away_s),
        rest(middle, away_s, home_s, DRIFTING),
        sail(back, home_s, last_s),
    ]


def _between(leg: Leg, start_s: float, end_s: float) -> Leg | None:
    """Return the part of a leg in a span of time, in steps of half an hour at most."""
    first, last = max(start_s, leg.time_s[0]), min(end_s, leg.time_s[-1])
    if last - first < MINUTE_S:
        return None
    inner = leg.time_s[(leg.time_s > first) & (leg.time_s < last)]
    steps = np.arange(first, last, STEP_S)
    times = np.sort(np.concatenate([inner, steps, [last]]))
    points = [np.interp(times, leg.time_s, leg.points[:, axis]) for axis in (0, 1)]
    return Leg(times, np.stack(points, axis=1), leg.activity)


def in_reach(
    line: dict[str, Floats], receivers: tuple[Receiver, ...]
) -> dict[str, Floats]:
    """Return the stretches of which some receiver may hear something."""
    since = (line["end_ms"] - line["begin_ms"]).astype(float)
    lon = line["lon"] + line["lon_ms"] * (line["begin_ms"] - line["from_ms"])
    lat = line["lat"] + line["lat_ms"] * (line["begin_ms"] - line["from_ms"])
    half = since / 2
    middle_lon, middle_lat = lon + line["lon_ms"] * half, lat + line["lat_ms"] * half
    reach = line["speed"] * half / 3_600_000
    kept = np.zeros(len(since), dtype=bool)
    for receiver in receivers:
        narrow = float(cos(receiver.lat * PI / 180))
        east = (middle_lon - receiver.lon) * narrow * NM_PER_DEGREE
        north = (middle_lat - receiver.lat) * NM_PER_DEGREE
        far = 1.3 * receiver.range_nm + reach + 1
        kept |= east * east + north * north <= far * far
    return {name: column[kept] for name, column in line.items()}
