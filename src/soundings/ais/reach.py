"""How far a hull can get between two reports: what decides whose position it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from soundings.ais.geometry import Bools, Floats, distance_nm

Codes: TypeAlias = npt.NDArray[np.int16]
Places: TypeAlias = npt.NDArray[np.int64] | list[int] | int


@dataclass(frozen=True)
class TrackLimits:
    """
    What a hull can do, and what counts as false.

    Attributes
    ----------
    max_speed_knots : float
        Nothing on the water is faster.
    sustained_knots : float
        Nothing keeps up more than this for longer than `free_minutes`.
    tolerance_nm : float
        How far off a position may be: rounding (type 27 rounds to 0.1 nm), the antenna,
        a clock some seconds wrong.
    margin_knots : float
        How much faster than both reported speeds a hull may have gone between two
        reports. It grows to `max_speed_knots` for reports `free_minutes` apart.
    free_minutes : float
        After so long, what a hull reported says nothing of how fast it went.
    stray_positions : int
        A segment of so few positions amid a longer one is a stray.
    stray_share : float
        So is one of up to ten times as many, if it has less than this share of the
        positions that the longer one has in the same time: false positions that
        happen to fit one another, not a hull.
    spell_minutes : float
        A hull that goes where it cannot get, alone, and is back where it can have been
        all the while within this time, has sent a spell of false positions.
    near_nm : float
        So has one that flickers for no longer than that between two places no further
        apart than this: two hulls would hardly be so near.
    silence_minutes : float
        A segment that falls silent for so long, just when another begins, was the same
        transponder: a position that froze and caught up.
    apart_nm : float
        What follows a step that is too fast, with no return, is another hull from this
        distance on; below it the position had been wrong. Global Fishing Watch joins
        the segments of a port visit up to the same distance.
    skew_seconds : float
        Two copies of one report may be stamped so far apart.
    """

    max_speed_knots: float = 50.0
    sustained_knots: float = 30.0
    tolerance_nm: float = 0.3
    margin_knots: float = 10.0
    free_minutes: float = 60.0
    stray_positions: int = 3
    stray_share: float = 0.05
    spell_minutes: float = 120.0
    near_nm: float = 2.0
    silence_minutes: float = 30.0
    apart_nm: float = 60.0
    skew_seconds: float = 30.0


@dataclass(frozen=True)
class Day:
    """Positions of one vessel in one day, in order of time; speeds may be missing."""

    time_s: Floats
    lon: Floats
    lat: Floats
    speed_knots: Floats
    transceiver: Codes


def make_day(
    time_s: npt.ArrayLike,
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    speed_knots: npt.ArrayLike | None = None,
    transceiver: npt.ArrayLike | None = None,
) -> Day:
    """Return arrays of one kind; what is not given is unknown."""
    lon = np.asarray(lon, dtype=float)
    if speed_knots is None:
        speed = np.full(lon.shape, np.nan)
    else:
        speed = np.asarray(speed_knots, dtype=float)
    if transceiver is None:
        transceiver = np.zeros(lon.shape, dtype=np.int16)
    return Day(
        time_s=np.asarray(time_s, dtype=float),
        lon=lon,
        lat=np.asarray(lat, dtype=float),
        # 102.2 means "or more", 102.3 unknown: neither says what is too fast.
        speed_knots=np.where(speed < 102.15, speed, np.nan),
        transceiver=np.asarray(transceiver, dtype=np.int16),
    )


def reach_nm(
    seconds: npt.ArrayLike,
    speed_1: npt.ArrayLike,
    speed_2: npt.ArrayLike,
    limits: TrackLimits,
) -> Floats:
    """
    Return how far apart two reports of one hull can be.

    Examples
    --------
    At rest a minute ago and at rest now: ten knots for a minute, and the tolerance.
    If nothing is known of its speed, 50 knots.

    >>> reach_nm([60, 60], [0.0, np.nan], [0.0, np.nan], TrackLimits()).round(2).tolist()
    [0.48, 1.13]
    """
    hours = np.asarray(seconds, dtype=float) / 3600
    free = np.minimum(hours * 60 / limits.free_minutes, 1.0)
    most = limits.max_speed_knots
    knots = np.maximum(speed_1, speed_2) + limits.margin_knots
    knots = knots + (most - limits.margin_knots) * free
    knots = np.where(np.isnan(knots), most, np.minimum(knots, most))
    soon = np.minimum(hours, limits.free_minutes / 60)
    late = limits.sustained_knots * (hours - soon)
    return np.asarray(limits.tolerance_nm + knots * soon + late)


def is_too_fast(day: Day, limits: TrackLimits) -> Bools:
    """Say which positions a hull could not have reached from the one before."""
    too_fast = np.zeros(day.lon.shape, dtype=bool)
    # Most steps are shorter than the tolerance: ask only about the others.
    lon, lat = day.lon, day.lat
    wide = np.abs(np.diff(lon)) * np.cos(np.radians(lat[1:]))
    is_far = (wide * 60 > limits.tolerance_nm * 0.7) | (
        np.abs(np.diff(lat)) * 60 > limits.tolerance_nm * 0.7
    )
    before = np.flatnonzero(is_far)
    too_fast[before + 1] = ~can_follow(day, before, before + 1, limits)
    return too_fast


def can_follow(day: Day, before: Places, after: Places, limits: TrackLimits) -> Bools:
    """Say for pairs of places in the day whether one hull could have been at both."""
    seconds = np.abs(day.time_s[after] - day.time_s[before])
    speeds = day.speed_knots
    reach = reach_nm(seconds, speeds[before], speeds[after], limits)
    return np.asarray(step_nm(day, before, after) <= reach)


def step_nm(day: Day, before: Places, after: Places) -> Floats:
    """Return the distance between positions at pairs of places in the day."""
    lon, lat = day.lon, day.lat
    return distance_nm(lon[before], lat[before], lon[after], lat[after])
