"""
Positions of whole vessel-days as arrays: cleaned, and dealt to the hulls that sent them.

The rules, the formulas and the results of `clean.drop_out_of_range`, `drop_repeats` and
`drop_impossible_jumps`; and of `tracks.split_days` where one lone stray is not the whole
story. No vessel-day looks at another.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.geometry import EARTH_RADIUS_NM, Bools, Floats, distance_nm
from soundings.ais.tracks import SEGMENTS, TrackLimits, split_days

Ints = npt.NDArray[np.int64]

MS_PER_DAY: Final = 86_400_000
# Any vessel's next row is less than 2**32 seconds later; the next vessel's is more.
TIME_BITS: Final = 33
# Degrees never measure more than this on the sphere of `geometry`.
NM_PER_DEGREE: Final = float(np.radians(1.0) * EARTH_RADIUS_NM)


class Stretch(NamedTuple):
    """Positions as columns; a vessel-day is either wholly in it or not at all."""

    mmsi: Ints
    time_ms: Ints
    lon: Floats
    lat: Floats
    speed_knots: npt.NDArray[np.floating]
    row: Ints
    """Which row of its table a position was, for columns that are not here."""

    def take(self, rows: Ints | Bools | slice) -> Stretch:
        """Return the rows asked for."""
        return Stretch(
            self.mmsi[rows],
            self.time_ms[rows],
            self.lon[rows],
            self.lat[rows],
            self.speed_knots[rows],
            self.row[rows],
        )


def drop_repeats(positions: Stretch) -> Stretch:
    """
    Return positions on the globe, one per vessel and second, by vessel and time.

    Of several in a second the earliest is kept, then the smallest lon, then lat: the
    rules of `clean.drop_out_of_range` and `clean.drop_repeats`. Of reports that differ
    in nothing but speed the lowest speed is kept, so the order of arrival never counts.
    """
    on_globe = (np.abs(positions.lon) <= 180) & (np.abs(positions.lat) <= 90)
    if not on_globe.all():
        positions = positions.take(on_globe)
    key = seconds_keys(positions)
    step = np.diff(key)
    if step.size and step.min() < 0:
        order = np.argsort(key, kind="stable")
        positions, key = positions.take(order), key[order]
        step = np.diff(key)
    if not step.size or step.min() > 0:
        return positions
    again = np.flatnonzero(step == 0)
    rows = np.union1d(again, again + 1)
    tied = positions.take(rows)
    best_first = np.lexsort(
        (tied.speed_knots, tied.lat, tied.lon, tied.time_ms, key[rows])
    )
    order = np.arange(len(key))
    order[rows] = rows[best_first]
    return positions.take(np.delete(order, again + 1))


def seconds_keys(positions: Stretch) -> Ints:
    """Return one integer per position that orders it by vessel and second."""
    return (positions.mmsi << TIME_BITS) + positions.time_ms // 1000


def fast_steps(positions: Stretch, max_speed_knots: float) -> Ints:
    """
    Return the rows whose next row, of the same vessel and day, is too far for the time.

    Parameters
    ----------
    positions : Stretch
        Ordered by vessel and time.
    """
    # First a bound without root and cosine, which every fast step exceeds. The true
    # time may be nearly a second less than the difference of whole seconds.
    step_s = np.diff(seconds_keys(positions))
    slack_s = float((positions.time_ms % 1000).any())
    degrees = np.abs(np.diff(positions.lon))
    degrees += np.abs(np.diff(positions.lat))
    degrees *= NM_PER_DEGREE * (1 + 1e-9) * 3600 / max_speed_knots
    row = np.flatnonzero(degrees > step_s - slack_s)
    near, after = positions.take(row), positions.take(row + 1)
    is_same = (near.mmsi == after.mmsi) & (day_numbers(near) == day_numbers(after))
    seconds = (after.time_ms - near.time_ms) / 1000
    nm = distance_nm(near.lon, near.lat, after.lon, after.lat)
    return np.asarray(row[is_same & (nm > max_speed_knots * seconds / 3600)])


def day_numbers(positions: Stretch) -> Ints:
    """Return the UTC day of each position, counted from 1970."""
    return positions.time_ms // MS_PER_DAY


def deal_to_hulls(
    positions: Stretch, max_speed_knots: float, many_fast_steps: int | None
) -> tuple[Stretch, Ints]:
    """
    Drop strays, and say which segment of its vessel-day each position belongs to.

    A vessel-day whose fast steps are few, and all to and from lone strays, loses these
    and is one segment: by the rule and the formula of `clean.drop_impossible_jumps`.
    Any other is dealt out by `tracks.split_days`: hulls that share the mmsi, or a spell
    of false positions.

    Parameters
    ----------
    positions : Stretch
        From `drop_repeats`.
    max_speed_knots : float
        Fastest believable speed between two reports.
    many_fast_steps : int or None
        More than these in a vessel-day are looked at one by one; None: never.

    Returns
    -------
    tuple of Stretch and array
        Positions ordered by vessel, day, segment and time; segments count from 1.
    """
    fast = fast_steps(positions, max_speed_knots)
    segment = np.ones(len(positions.mmsi), dtype=np.int64)
    segment[fast[1:][np.diff(fast) == 1]] = 0
    if not fast.size:
        return positions, segment
    order = np.arange(len(segment))
    if many_fast_steps is not None:
        is_lone = (segment[fast] == 0) | (segment[fast + 1] == 0)
        begins, ends = _doubtful_days(positions, fast, is_lone, many_fast_steps)
        if begins.size:
            rows = spread(begins, ends - begins)
            is_first = np.isin(rows, begins, assume_unique=True)
            segment[rows] = _split(positions.take(rows), is_first, max_speed_knots)
            order[rows] = rows[np.lexsort((segment[rows], np.cumsum(is_first)))]
    order = order[segment[order] > 0]
    return positions.take(order), segment[order]


def _split(positions: Stretch, is_first: Bools, max_speed_knots: float) -> Ints:
    found = split_days(
        is_first,
        positions.time_ms / 1000,
        positions.lon,
        positions.lat,
        positions.speed_knots,
        limits=TrackLimits(max_speed_knots=max_speed_knots),
    )
    return found.astype(np.int64)


def _doubtful_days(
    positions: Stretch, fast: Ints, is_lone: Bools, many_fast_steps: int
) -> tuple[Ints, Ints]:
    """Return where the vessel-days begin and end that are to be dealt to hulls."""
    steps = positions.take(fast)
    midnight = seconds_keys(steps) - steps.time_ms // 1000 + day_numbers(steps) * 86_400
    days, day, count = np.unique(midnight, return_inverse=True, return_counts=True)
    is_doubtful = count > many_fast_steps
    is_doubtful[day[~is_lone]] = True
    keys = seconds_keys(positions)
    begins = np.searchsorted(keys, days[is_doubtful])
    ends = np.searchsorted(keys, days[is_doubtful] + 86_400)
    return begins, ends


def spread(begins: Ints, lengths: Ints) -> Ints:
    """Return the row numbers of stretches: 5, 6, 9 for begins 5, 9 and lengths 2, 1."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1]) + np.repeat(begins - ends + lengths, lengths)


def summarise_segments(positions: Stretch, segment: Ints) -> pd.DataFrame:
    """
    Return what each segment of each vessel-day was (see `tracks.SEGMENTS`).

    Parameters
    ----------
    positions, segment : Stretch and array
        From `deal_to_hulls`.
    """
    day = day_numbers(positions)
    is_new = np.ones(len(day), dtype=bool)
    is_new[1:] = (
        (np.diff(positions.mmsi) != 0) | (np.diff(day) != 0) | (np.diff(segment) != 0)
    )
    first = np.flatnonzero(is_new)
    last = np.append(first[1:], len(day))[: len(first)] - 1
    begin, end = positions.take(first), positions.take(last)
    table = pd.DataFrame(
        {
            "mmsi": begin.mmsi,
            "day": utc_times(day[first] * MS_PER_DAY),
            "segment": segment[first],
            "first_s": begin.time_ms / 1000,
            "last_s": end.time_ms / 1000,
            "first_lon": begin.lon,
            "first_lat": begin.lat,
            "last_lon": end.lon,
            "last_lat": end.lat,
            "n_positions": last - first + 1,
        }
    )
    return table[list(SEGMENTS)]


def utc_times(time_ms: Ints) -> pd.Series:
    """Return milliseconds since 1970 as times."""
    return pd.Series(time_ms.astype("datetime64[ms]")).dt.tz_localize("UTC")
