"""
One vessel's day as segments, each of which a single hull could have sailed.

A transponder is in one place. Where a day's reports need two places at once, either
one of them is false or two hulls send under one number. The day is cut wherever a step
is too fast, and the pieces are dealt to segments (`dealing`).

After the segmenter of Global Fishing Watch (pipe-segment), which deals every single
position to the live segment it fits best. Dealing pieces gives the same where nothing
is wrong and costs nothing there: only days with more than lone strays are walked.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from soundings.ais.dealing import deal
from soundings.ais.geometry import Bools
from soundings.ais.reach import (
    Codes,
    Day,
    TrackLimits,
    can_follow,
    is_too_fast,
    make_day,
    step_nm,
)

FEW = 0.1
"""Lone strays are taken for that only if no more than this share of a day's positions."""

FINE = 20_000
"""Days of several hulls are looked at step by step up to so many positions."""


def split_days(
    is_first: Bools,
    time_s: npt.ArrayLike,
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    speed_knots: npt.ArrayLike | None = None,
    transceiver: npt.ArrayLike | None = None,
    limits: TrackLimits | None = None,
) -> Codes:
    """
    Return the segment of each position, 0 for a stray; many vessel-days at once.

    Vessel-days without a step that is too fast are one segment. Neighbours count only
    within a vessel-day, so a month cut into days gives the same segments.

    Parameters
    ----------
    is_first : array of bool
        Marks the first position of each vessel-day.
    time_s, lon, lat : array_like
        In order of vessel and time; positions on the globe, copies removed.
    speed_knots : array_like, optional
        Reported speeds, missing where unknown. With them, a hull at rest that is
        suddenly miles away is noticed; without, only what no ship could sail is.
    transceiver : array_like of int, optional
        1 for class A, 2 for class B, 0 for unknown, from the type of message. One hull
        has one class. Do not give a column that changes within a ship: NOAA's does.
    limits : TrackLimits, optional

    Returns
    -------
    ndarray of int16
        Segments 1, 2, … within the vessel-day in order of their first positions.

    Examples
    --------
    Two ships; the second sends one position from another sea.

    >>> split_days(
    ...     is_first=np.array([True, False, True, False, False]),
    ...     time_s=[0, 60, 0, 60, 120],
    ...     lon=[1.30, 1.31, 4.10, 10.70, 4.11],
    ...     lat=[51.9, 51.9, 51.9, 59.9, 51.9],
    ... ).tolist()
    [1, 1, 1, 0, 1]
    """
    limits = limits or TrackLimits()
    day = make_day(time_s, lon, lat, speed_knots, transceiver)
    is_first = np.asarray(is_first, dtype=bool)
    segments = np.ones(len(is_first), dtype=np.int16)
    is_cut = _cuts(day, limits)
    is_cut[is_first] = False
    cuts = np.flatnonzero(is_cut)
    if not cuts.size:
        return segments
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(is_first))
    vessel_of = np.searchsorted(starts, cuts, side="right") - 1
    lone = _lone_strays(day, cuts, vessel_of, limits)
    segments[lone] = 0
    n_lone = np.bincount(
        np.searchsorted(starts, lone, side="right") - 1, minlength=len(starts)
    )
    n_cuts = np.bincount(vessel_of, minlength=len(starts))
    is_few = n_lone <= FEW * (ends - starts)
    for vessel in np.flatnonzero((n_cuts > 0) & ~(is_few & (n_cuts == 2 * n_lone))):
        begin, end = int(starts[vessel]), int(ends[vessel])
        # Lone strays are left out, so that they do not prolong segments long over;
        # unless they are many: then one of two hulls looks like strays.
        rest = np.arange(begin, end)
        if is_few[vessel]:
            rest = rest[segments[begin:end] > 0]
        part = _of(day, rest)
        segments[rest] = deal(part, _cuts(part, limits), limits)
        if segments[begin:end].max() > 1 and end - begin <= FINE:
            part = _of(day, np.arange(begin, end))
            segments[begin:end] = deal(part, _fine_cuts(part, limits), limits)
    return segments


def _of(day: Day, places: npt.NDArray[np.int64]) -> Day:
    return Day(*(column[places] for column in vars(day).values()))


def _cuts(day: Day, limits: TrackLimits) -> Bools:
    """Say before which positions a day of one vessel is cut."""
    return is_too_fast(day, limits) | _changes_class(day)


def _fine_cuts(day: Day, limits: TrackLimits) -> Bools:
    """
    Say before which positions a day of several hulls is cut.

    Wherever a step is not quite what its reported speeds lead one to expect: it may
    lead to the other hull, which lies at the next berth.
    """
    hours = np.diff(day.time_s) / 3600
    before = np.arange(len(hours))
    nm = step_nm(day, before, before + 1)
    speeds = np.nan_to_num(day.speed_knots)
    expected_nm = (speeds[:-1] + speeds[1:]) / 2 * hours
    is_off = np.abs(nm - expected_nm) > limits.tolerance_nm / 3
    is_off |= np.abs(np.diff(speeds)) > limits.margin_knots / 2
    # Two hulls that meet look like one: there, which way each goes decides.
    is_off |= (speeds[1:] > limits.margin_knots / 2) & (nm > 0)
    is_off |= hours * 60 > limits.free_minutes
    return np.append(False, is_off) | _cuts(day, limits)


def split_day(
    time_s: npt.ArrayLike,
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    speed_knots: npt.ArrayLike | None = None,
    transceiver: npt.ArrayLike | None = None,
    limits: TrackLimits | None = None,
) -> Codes:
    """
    Return the segment of each position of one vessel-day, 0 for a stray.

    Examples
    --------
    Two hulls, 60 nautical miles apart, take turns under one MMSI.

    >>> split_day([0, 60, 120, 180], [0, 1, 0, 1], [0, 0, 0, 0]).tolist()
    [1, 2, 1, 2]
    """
    is_first = np.zeros(np.asarray(lon).size, dtype=bool)
    is_first[:1] = True
    return split_days(is_first, time_s, lon, lat, speed_knots, transceiver, limits)


def _lone_strays(
    day: Day,
    cuts: npt.NDArray[np.int64],
    vessel_of: npt.NDArray[np.int64],
    limits: TrackLimits,
) -> npt.NDArray[np.int64]:
    """
    Return the places of single positions that stand apart from all else.

    The step to it and the step from it are too fast, the one past it is not, and it
    does not fit the vessel's stray before or after it.
    """
    place = cuts[:-1]
    is_lone = (cuts[1:] == place + 1) & (vessel_of[1:] == vessel_of[:-1])
    is_lone[1:] &= ~((cuts[:-2] == place[1:] - 1) & (vessel_of[:-2] == vessel_of[1:-1]))
    place, vessel = place[is_lone], vessel_of[:-1][is_lone]
    fits = can_follow(day, place - 1, place + 1, limits)
    place, vessel = place[fits], vessel[fits]
    seconds = day.time_s[place[1:]] - day.time_s[place[:-1]]
    is_pair = (vessel[1:] == vessel[:-1]) & (seconds <= 60 * limits.silence_minutes)
    is_pair &= can_follow(day, place[:-1], place[1:], limits)
    is_paired = np.append(False, is_pair) | np.append(is_pair, False)
    return np.asarray(place[~is_paired[: len(place)]])


def _changes_class(day: Day) -> Bools:
    """Say which positions come from a transceiver of another class than the last."""
    changes = np.zeros(day.lon.shape, dtype=bool)
    known = np.flatnonzero(day.transceiver)
    classes = day.transceiver[known]
    changes[known[1:][classes[1:] != classes[:-1]]] = True
    return changes
