"""
The walk through a vessel's day that needs one: pieces of track dealt to segments.

Every piece is free of steps that are too fast. It goes to the segment it fits best, or
opens one. What a few positions make amid another segment are strays; what follows in
time is one hull; what interleaves is several.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from soundings.ais.chains import chain
from soundings.ais.geometry import Bools
from soundings.ais.live import LiveSegments, Segment
from soundings.ais.reach import Codes, Day, TrackLimits, can_follow, reach_nm, step_nm

MOST = 200
"""No more segments than this, the largest, are told apart in a vessel's day."""

FEW_TURNS = 3
"""Segments that take turns no more often, or than once in `silence_minutes`, are not two
hulls heard at once."""

Pieces: TypeAlias = npt.NDArray[np.int64]


def deal(day: Day, is_cut: Bools, limits: TrackLimits) -> Codes:
    """Return the segment of each position of one vessel's day, 0 for a stray."""
    begins = np.append(0, np.flatnonzero(is_cut[1:]) + 1)
    ends = np.append(begins[1:], len(is_cut))
    segments = _deal(day, begins, ends, limits)
    kept = _without_strays(day, segments, begins, ends, limits)
    numbers = np.zeros(len(begins), dtype=np.int16)
    for number, track in enumerate(_join(day, kept, begins, limits), start=1):
        for segment in _without_spells(day, track, limits):
            numbers[segment.pieces] = number
    return np.repeat(numbers, ends - begins)


def _deal(
    day: Day,
    begins: Pieces,
    ends: Pieces,
    limits: TrackLimits,
) -> list[Segment]:
    """Deal pieces, in order of time, to the segments they fit best."""
    segments: list[Segment] = []
    live = LiveSegments(day, limits)
    spans = zip(begins.tolist(), ends.tolist(), strict=True)
    for piece, (begin, end) in enumerate(spans):
        segment = live.best_for(begin)
        if segment is None:
            segment = live.open(begin)
            segments.append(segment)
        live.extend(segment, piece, begin, end)
    return segments


def _without_strays(
    day: Day,
    segments: list[Segment],
    begins: Pieces,
    ends: Pieces,
    limits: TrackLimits,
) -> list[Segment]:
    """Return the segments that are not strays, in order of their first positions."""
    kept: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: -segment.n_positions):
        larger = [k for k in kept if k.n_positions > segment.n_positions]
        beside = [
            k for k in larger if k.first < segment.last and segment.first < k.last
        ]
        if segment.n_positions <= limits.stray_positions:
            is_stray = bool(beside) or _is_out_of_the_way(day, segment, larger, limits)
        else:
            n_meanwhile = sum(_n_between(k, segment, begins, ends) for k in beside)
            is_sparse = segment.n_positions < limits.stray_share * n_meanwhile
            is_few = segment.n_positions <= 10 * limits.stray_positions
            is_stray = (is_few and is_sparse) or (
                _is_flicker(day, segment, beside, begins, ends, limits)
            )
        if not is_stray:
            kept.append(segment)
    # Hundreds of ships under one number: the largest segments are enough.
    return sorted(kept[:MOST], key=lambda segment: segment.first)


def _is_flicker(
    day: Day,
    segment: Segment,
    beside: list[Segment],
    begins: Pieces,
    ends: Pieces,
    limits: TrackLimits,
) -> bool:
    """Say whether a segment is short, and never far from one that lasts longer."""
    minutes = (day.time_s[segment.last] - day.time_s[segment.first]) / 60
    if minutes > limits.spell_minutes:
        return False
    starts = begins[segment.pieces]
    for other in beside:
        before = np.searchsorted(begins[other.pieces], starts) - 1
        places = ends[np.array(other.pieces)[np.maximum(before, 0)]] - 1
        if np.median(step_nm(day, places, starts)) <= limits.near_nm:
            return True
    return False


def _n_between(
    around: Segment,
    segment: Segment,
    begins: Pieces,
    ends: Pieces,
) -> int:
    """Return how many positions a segment has while another lasts."""
    first = np.maximum(begins[around.pieces], segment.first)
    last = np.minimum(ends[around.pieces], segment.last)
    return int(np.maximum(last - first, 0).sum())


def _is_out_of_the_way(
    day: Day, segment: Segment, larger: list[Segment], limits: TrackLimits
) -> bool:
    """Say whether a small segment fits neither what comes before nor what comes after."""
    before = [k.last for k in larger if k.last < segment.first]
    after = [k.first for k in larger if k.first > segment.last]
    if not before and not after:
        return False
    fits_before = before and can_follow(day, before, segment.first, limits).any()
    fits_after = after and can_follow(day, segment.last, after, limits).any()
    return not fits_before and not fits_after


def _join(
    day: Day,
    segments: list[Segment],
    begins: Pieces,
    limits: TrackLimits,
) -> list[list[Segment]]:
    """Join segments that follow one another to what one hull sent."""
    first = np.array([s.first for s in segments])
    last = np.array([s.last for s in segments])
    seconds = day.time_s[first][None, :] - day.time_s[last][:, None]
    nm = step_nm(day, last[:, None], first[None, :])
    follows = seconds >= -limits.skew_seconds
    for i, j in zip(*np.nonzero(~follows & (nm <= limits.near_nm)), strict=True):
        if i < j:
            follows[i, j] = _barely_mix(day, segments[i], segments[j], begins, limits)
    follows &= np.arange(len(first))[:, None] < np.arange(len(first))[None, :]
    ends, starts = day.transceiver[last][:, None], day.transceiver[first][None, :]
    follows &= (ends == starts) | (np.minimum(ends, starts) == 0)
    return [[segments[i] for i in c] for c in chain(nm, seconds, follows, limits)]


def _barely_mix(
    day: Day, one: Segment, other: Segment, begins: Pieces, limits: TrackLimits
) -> bool:
    """
    Say whether two segments seldom take turns while both last.

    Two hulls that are both heard take turns all the time.
    """
    places = np.concatenate([begins[one.pieces], begins[other.pieces]])
    is_other = np.repeat([False, True], [len(one.pieces), len(other.pieces)])
    turns = np.diff(is_other[np.argsort(places)].astype(int))
    together_s = day.time_s[min(one.last, other.last)] - day.time_s[other.first]
    many = max(FEW_TURNS, together_s / 60 / limits.silence_minutes)
    return bool(np.abs(turns).sum() <= many)


def _without_spells(
    day: Day, track: list[Segment], limits: TrackLimits
) -> list[Segment]:
    """Return a track without short segments where the hull cannot have been."""
    kept = track[:1]
    for number, segment in enumerate(track[1:], start=1):
        minutes = (day.time_s[segment.last] - day.time_s[segment.first]) / 60
        following = track[number + 1 :][:1]
        if (
            following
            and minutes <= limits.spell_minutes
            and not _can_sail(day, kept[-1].last, segment.first, limits)
            and not _can_sail(day, segment.last, following[0].first, limits)
            and _can_sail(day, kept[-1].last, following[0].first, limits)
        ):
            continue
        kept.append(segment)
    return kept


def _can_sail(day: Day, place: int, next_place: int, limits: TrackLimits) -> bool:
    """Say whether a hull of whatever reported speed can get from place to place."""
    seconds = abs(day.time_s[next_place] - day.time_s[place])
    reach = reach_nm(seconds, np.nan, np.nan, limits)
    return bool(step_nm(day, place, next_place) <= reach)
