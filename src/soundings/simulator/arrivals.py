"""
When ships come to a port: timetables, and arrivals at random with a profile.

Each stream of traffic has random numbers of its own, so what a port is asked for does
not depend on which other ports there are.

Sources: weekday and hour profile of Felixstowe and the tail of delays 24 hours ahead
follow Bonham and others, *Analysing port and shipping operations using big data* (ONS
Data Science Campus, 2018); random arrivals by thinning, after Lewis and Shedler (1979).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.chance import Ints
from soundings.simulator.portable import Floats
from soundings.simulator.shocks import Shock, closures, demand_factor

HOUR_S: Final = 3600
DAY_S: Final = 86_400
WEEK_S: Final = 7 * DAY_S

FLAT_WEEK: Final = (1.0,) * 7
FLAT_DAY: Final = (1.0,) * 24
CONTAINER_WEEK: Final = (0.80, 1.08, 1.10, 1.08, 1.06, 0.95, 0.93)
CONTAINER_DAY: Final = (
    *(1.0, 1.0, 1.0, 1.0, 0.75, 0.75, 0.75, 0.75, 0.55, 0.75, 0.75, 0.75, 0.75),
    *(1.27, 1.27, 1.27, 1.27, 1.27, 1.27, 1.27, 1.27, 1.27, 1.0, 1.0),
)
"""Felixstowe's 2018 study: few ships from 04 to 13 h, most from 13 to 22 h UTC."""
FERRY_DAY: Final = (
    *(0.7, 0.6, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.1, 1.2, 1.2, 1.2),
    *(1.2, 1.2, 1.2, 1.2, 1.2, 1.1, 1.1, 1.0, 1.0, 0.9, 0.9, 0.9),
)
SEASON: Final = (0.96, 0.96, 1.0, 1.01, 1.04, 1.06, 1.07, 1.06, 0.97, 0.96, 0.96, 0.95)
"""A small summer high, January first."""

# Share of calls later than so many hours against the ETA of 24 hours before.
_LATE: Final = (
    *((1.0, -8.0), (0.96, -4.0), (0.88, -2.0), (0.78, -1.0), (0.62, -0.5), (0.43, 0.0)),
    *((0.24, 1.0), (0.17, 2.0), (0.12, 3.0), (0.08, 4.0), (0.06, 5.0), (0.03, 8.0)),
    *((0.012, 12.0), (0.0, 24.0)),
)


@dataclass(frozen=True)
class Traffic:
    """
    One stream of ships to one port.

    Attributes
    ----------
    ship_class : str
        Which ships come; a class of `fleet`.
    rate_per_day : float
        Arrivals a day at random.
    weekly_slots : int
        Arrivals a week by timetable.
    partners : mapping, optional
        Weights of the ports they come from and go to, by port, if not the port's own.
    lateness : float
        Delays are this many times the usual ones.
    """

    ship_class: str
    rate_per_day: float = 0.0
    weekly_slots: int = 0
    partners: Mapping[str, float] | None = None
    lateness: float = 1.0


@dataclass(frozen=True)
class PortSettings:
    """
    What comes to one port, and how fast it is served.

    Attributes
    ----------
    port_id : str
        UN/LOCODE without the space.
    traffic : tuple of Traffic
        The streams; each is told apart by its place in this tuple.
    partners : mapping
        Weights of the ports that ships come from and go to, by port.
    weekday, hour, season : tuple of float
        Indices for arrivals: 7 from Monday, 24 from midnight UTC, 12 from January.
    service : mapping
        Hours at berth by ship group, as a multiple of the usual.
    channel_depth_m : float, optional
        Depth below chart datum on the way in; the port table's if not given.
    shift_after_s : tuple of int
        After each of these times one cargo ship moves to another berth, by plan.
    """

    port_id: str
    traffic: tuple[Traffic, ...]
    partners: Mapping[str, float]
    weekday: tuple[float, ...] = FLAT_WEEK
    hour: tuple[float, ...] = FLAT_DAY
    season: tuple[float, ...] = SEASON
    service: Mapping[str, float] = field(default_factory=dict)
    channel_depth_m: float | None = None
    shift_after_s: tuple[int, ...] = ()


def intensity(port: PortSettings, times_s: Floats | Ints) -> Floats:
    """Return the profile's index at each time; its mean over a week of May is 1.04."""
    days = np.asarray(times_s).astype(np.int64) // DAY_S
    hours = np.asarray(times_s).astype(np.int64) % DAY_S // HOUR_S
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
    week, day, season = (np.asarray(p) for p in (port.weekday, port.hour, port.season))
    # 1 January 1970 was a Thursday.
    return np.asarray(week[(days + 3) % 7] * day[hours] * season[months], dtype=float)


def delays_h(key: int, numbers: Ints) -> Floats:
    """
    Return hours late against the ETA of 24 hours before; negative is early.

    Examples
    --------
    43 in 100 are late, and the median is about zero.

    >>> late = delays_h(chance.stream(1, "delay"), np.arange(10_000))
    >>> round(float((late > 0).mean()), 2), round(float(np.median(late)), 1)
    (0.43, -0.2)
    """
    u = 1 - chance.uniform(key, numbers)
    hours = np.zeros_like(u)
    for (high, early), (low, late) in pairwise(_LATE):
        between = early + (high - u) / (high - low) * (late - early)
        hours = np.where((u <= high) & (u > low), between, hours)
    return hours


def random_times(
    key: int, port: PortSettings, rate_per_day: float, start_s: int, end_s: int
) -> tuple[Ints, Ints]:
    """
    Return arrival times in seconds, and each one's number, which shocks do not change.

    Candidates come at the highest rate of the profile; each is kept with the
    probability that the profile has there.
    """
    top = max(port.weekday) * max(port.hour) * max(port.season)
    mean_s = DAY_S / (rate_per_day * top)
    n = int((end_s - start_s) / mean_s * 1.1 + 100)
    numbers = np.arange(n)
    while True:
        times = start_s + np.cumsum(chance.exponential(key, numbers, 0, mean_s))
        if times[-1] >= end_s:
            break
        numbers = np.arange(2 * len(numbers))
    kept = (times < end_s) & (
        chance.uniform(key, numbers, 1) * top < intensity(port, times)
    )
    return times[kept].astype(np.int64), numbers[kept]


def timetable(
    key: int, port: PortSettings, shares: Floats, start_s: int, end_s: int
) -> tuple[Ints, Ints]:
    """
    Return arrival times by a weekly timetable, within 90 minutes, and their numbers.

    `shares` is a column of days and one of hours: after which share of the week's
    and of the day's profile each slot lies.
    """
    days = _on_profile(port.weekday, shares[:, 0])
    hours = _on_profile(port.hour, shares[:, 1])
    slots_s = np.floor(days) * DAY_S + hours * HOUR_S
    first = (start_s // DAY_S + 3) // 7 * 7 - 3
    mondays = np.arange(first, end_s // DAY_S + 1, 7) * DAY_S
    times = (mondays[:, None] + slots_s[None, :]).ravel()
    # Numbered from 1970, so that a longer simulation has the same ships.
    numbers = (mondays[:, None] // WEEK_S * 1_000 + np.arange(len(shares))).ravel()
    times = times + (chance.uniform(key, numbers, 1) - 0.5) * 3 * HOUR_S
    kept = (times >= start_s) & (times < end_s)
    return times[kept].astype(np.int64), numbers[kept]


def make_demand(
    port: PortSettings,
    shocks: tuple[Shock, ...],
    start_s: int,
    end_s: int,
    seed: int,
) -> pd.DataFrame:
    """
    Return who would like to come to a port, one row an arrival, in order of time.

    Returns
    -------
    DataFrame
        `time_s` at the pilot station, `eta_s` as told 24 hours before, `port_id`,
        `traffic` (place in the settings), `number` (unique in its traffic),
        `is_scheduled`, `held_s` (how long a storm kept it).
    """
    tables = []
    for place, traffic in enumerate(port.traffic):
        key = chance.stream(seed, f"arrivals/{port.port_id}/{place}")
        if traffic.rate_per_day > 0:
            times, numbers = random_times(
                key, port, traffic.rate_per_day, start_s, end_s
            )
            tables.append(_one_stream(port, place, key, times, numbers, False, shocks))
        if traffic.weekly_slots > 0:
            key = chance.stream(seed, f"timetable/{port.port_id}/{place}")
            shares = _slot_shares(port, place, seed)
            times, numbers = timetable(key, port, shares, start_s, end_s)
            tables.append(_one_stream(port, place, key, times, numbers, True, shocks))
    if not tables:
        raise ValueError(
            f"{port.port_id}: no traffic. Give a rate_per_day or weekly_slots above zero."
        )
    demand = pd.concat(tables, ignore_index=True)
    order = ["time_s", "traffic", "is_scheduled", "number"]
    return demand.sort_values(order, kind="stable", ignore_index=True)


def _on_profile(index: tuple[float, ...], shares: Floats) -> Floats:
    """Return the place on a profile, counted in its steps, below which a share lies."""
    edges = np.concatenate([[0.0], np.cumsum(index)])
    targets = shares * edges[-1]
    steps = np.searchsorted(edges, targets, side="right") - 1
    return np.asarray(steps + (targets - edges[steps]) / np.asarray(index)[steps])


def _slot_shares(port: PortSettings, place: int, seed: int) -> Floats:
    """
    Return where one stream's slots lie, as shares of the week's profile.

    The slots of all streams together are evenly spread over the days, and by the
    golden section over the hours; the streams take turns.
    """
    turns = sorted(
        ((slot + 0.5) / traffic.weekly_slots, other)
        for other, traffic in enumerate(port.traffic)
        for slot in range(traffic.weekly_slots)
    )
    first = float(chance.uniform(chance.stream(seed, f"timetable/{port.port_id}"), 0))
    ours = [turn for turn, (_, other) in enumerate(turns) if other == place]
    days = (np.asarray(ours) + first) / len(turns)
    return np.stack([days, (np.asarray(ours) * 0.6180339887 + first) % 1], axis=1)


def _one_stream(
    port: PortSettings,
    place: int,
    key: int,
    times: Ints,
    numbers: Ints,
    is_scheduled: bool,
    shocks: tuple[Shock, ...],
) -> pd.DataFrame:
    """Drop what shocks keep away, hold what storms delay, and tell the ETA."""
    factors = [demand_factor(shocks, port.port_id, t) for t in times.tolist()]
    comes = chance.uniform(key, numbers, 2) < np.asarray(factors)
    times, numbers = times[comes], numbers[comes]
    held = np.zeros(len(times), dtype=np.int64)
    for start, end in closures(shocks, port.port_id):
        is_held = (times >= start) & (times < end)
        is_held &= chance.uniform(key, numbers, 3) < 0.5
        after = end + chance.exponential(key, numbers, 4, 5.0 * HOUR_S)
        held = np.where(is_held, after.astype(np.int64) - times, held)
    late = delays_h(chance.stream(key, "delay"), numbers)
    late_s = (late * port.traffic[place].lateness * HOUR_S).astype(np.int64)
    return pd.DataFrame(
        {
            "time_s": times + held,
            "eta_s": times - late_s,
            "port_id": port.port_id,
            "traffic": place,
            "number": numbers,
            "is_scheduled": is_scheduled,
            "held_s": held,
        }
    )
