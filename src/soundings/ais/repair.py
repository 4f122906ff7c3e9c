"""
Faults that can be undone: courses that overflowed, latitude and longitude swapped.

And copies: one report heard by several stations, which is no fault but counts twice.
Every repair says in a column which rows it touched.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats
from soundings.ais.reach import TrackLimits, can_follow, make_day
from soundings.ais.segments import split_days
from soundings.ais.tables import REQUIRED, check_columns

OVERFLOW_DEGREES: Final = 409.6
"""Twelve bits of tenths of a degree."""

_SAYS_THE_SAME: Final = (
    "mmsi",
    "message_type",
    "lon",
    "lat",
    "speed_knots",
    "course_degrees",
    "heading_degrees",
    "second",
)


def repair_course(positions: pd.DataFrame) -> pd.DataFrame:
    """
    Undo courses below zero; courses of 360 and more become missing.

    A course is sent as twelve bits of tenths of a degree. Read as signed, 204.8 degrees
    and more come out 409.6 too small: -204.8 to -49.7 are courses, and -49.6 is the code
    for unknown, 360. NOAA's files of 2020 have it. Elsewhere negative courses are
    those of a scale from -180 to 180: then 360 is missing from them.

    Which it is, the file must say, and it is one or the other for the whole table:
    between 180 and 204.8, or beyond -180, only the overflow has values; above 204.7
    neither has, so a table with both kinds is refused.

    Parameters
    ----------
    positions : DataFrame
        With `course_degrees`, codes for unknown not yet blanked.

    Returns
    -------
    DataFrame
        With `course_degrees` from 0 to 359.9 or missing, and `is_course_repaired`.

    Raises
    ------
    ValueError
        If negative courses stand beside ones above 204.7: then they are neither.

    Examples
    --------
    >>> courses = pd.DataFrame({"course_degrees": [204.7, -204.8, -49.6, -49.7, 90.0]})
    >>> repair_course(courses)["course_degrees"].tolist()
    [204.7, 204.8, nan, 359.9, 90.0]
    """
    check_columns(positions, ("course_degrees",), "repair_course")
    course = positions["course_degrees"].to_numpy(float)
    tenths = np.rint(course * 10)
    is_negative = tenths < 0
    if is_negative.any():
        highest, lowest = np.nanmax(tenths), np.nanmin(tenths)
        if highest > 2047 or lowest < -2048:
            raise ValueError(
                f"repair_course: courses from {lowest / 10:g} to {highest / 10:g}. "
                "Negative ones stand beside ones that no overflow gives. "
                "Repair each source's file by itself."
            )
        is_overflow = highest > 1800 or lowest < -1800
        tenths = tenths + np.where(is_negative, 4096 if is_overflow else 3600, 0)
    repaired = np.where((tenths >= 0) & (tenths < 3600), tenths / 10, np.nan)
    return positions.assign(course_degrees=repaired, is_course_repaired=is_negative)


def drop_copies(positions: pd.DataFrame, window_seconds: float = 5.0) -> pd.DataFrame:
    """
    Keep one of each report that several stations heard: the earliest.

    Rows are copies if all that was sent is the same (`mmsi`, position, speed, course,
    heading, UTC second, as far as there are columns) and each came within
    `window_seconds` of the one before. Copies come up to three seconds apart; a ship at
    rest reports every ten seconds at the fastest, and might well say the same again.

    Parameters
    ----------
    positions : DataFrame
        A positions table, in any order.
    window_seconds : float
        Longest time from one copy to the next.

    Returns
    -------
    DataFrame
        The rows kept, in their order, with `n_copies`: how many each stood for.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.to_datetime(
    ...         ["2024-05-01T06:00:02Z", "2024-05-01T06:00:00Z", "2024-05-01T06:00:10Z"]
    ...     ),
    ...     "lon": 1.3,
    ...     "lat": 51.9,
    ... })
    >>> drop_copies(positions)["n_copies"].tolist()
    [2, 1]
    """
    check_columns(positions, REQUIRED, "drop_copies")
    if window_seconds < 0:
        raise ValueError(
            f"drop_copies: window_seconds is {window_seconds}. Give 0 or more."
        )
    same = [name for name in _SAYS_THE_SAME if name in positions.columns]
    report = positions.groupby(same, dropna=False, sort=False, observed=True).ngroup()
    heard = pd.DataFrame(
        {"place": range(len(positions)), "report": report.to_numpy()}
    ).assign(time_utc=positions["time_utc"].to_numpy("datetime64[ms]"))
    heard = heard.sort_values(["report", "time_utc", "place"], kind="stable")
    seconds = heard["time_utc"].diff().dt.total_seconds()
    starts = (heard["report"] != heard["report"].shift()) | ~(seconds <= window_seconds)
    counts = starts.groupby(starts.cumsum()).transform("size")
    first = heard[starts].assign(n_copies=counts[starts]).sort_values("place")
    kept: pd.DataFrame = positions.iloc[first["place"].to_numpy()]
    return kept.assign(n_copies=first["n_copies"].to_numpy())


def repair_swapped(
    positions: pd.DataFrame, limits: TrackLimits | None = None
) -> pd.DataFrame:
    """
    Put right positions whose latitude and longitude are swapped.

    Only where the track proves it: as it is, the position is a stray of its vessel and
    UTC day (`segments.split_days`); swapped, it fits the last position before it that
    is none and the next one after. A vessel that swaps all day is consistent, and not
    found.

    Parameters
    ----------
    positions : DataFrame
        A positions table, in any order.
    limits : TrackLimits, optional

    Returns
    -------
    DataFrame
        The positions, ordered by vessel and time, with `is_swap_repaired`.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=3, freq="min", tz="UTC"),
    ...     "lon": [1.30, 51.9, 1.31],
    ...     "lat": [51.9, 1.30, 51.9],
    ... })
    >>> repair_swapped(positions)["lat"].tolist()
    [51.9, 51.9, 51.9]
    """
    check_columns(positions, REQUIRED, "repair_swapped")
    ordered = positions.sort_values(["mmsi", "time_utc"], kind="stable")
    ordered = ordered.reset_index(drop=True)
    lon, lat = (ordered[name].to_numpy(float) for name in ("lon", "lat"))
    is_swapped = _are_swapped(ordered, lon, lat, limits or TrackLimits())
    return ordered.assign(
        lon=np.where(is_swapped, lat, lon),
        lat=np.where(is_swapped, lon, lat),
        is_swap_repaired=is_swapped,
    )


def _are_swapped(
    ordered: pd.DataFrame, lon: Floats, lat: Floats, limits: TrackLimits
) -> Bools:
    """Say which strays fit between their vessel's other positions if swapped."""
    n = len(ordered)
    times = ordered["time_utc"].to_numpy("datetime64[ms]").astype(np.int64) / 1000
    speeds = None
    if "speed_knots" in ordered.columns:
        speeds = ordered["speed_knots"].to_numpy(float)
    vessel = pd.factorize(ordered["mmsi"])[0].astype(np.int64)
    key = vessel * 100_000 + (times // 86_400).astype(np.int64)
    is_first = np.append(True, key[1:] != key[:-1])[:n]
    is_stray = split_days(is_first, times, lon, lat, speeds, limits=limits) == 0
    here = np.arange(n)
    before = np.maximum.accumulate(np.where(is_stray, -1, here))
    after = np.minimum.accumulate(np.where(is_stray, n, here)[::-1])[::-1]
    # Positions as they are, then swapped, so that pairs of both can be asked about.
    day = make_day(
        np.tile(times, 2),
        np.concatenate([lon, lat]),
        np.concatenate([lat, lon]),
        None if speeds is None else np.tile(speeds, 2),
    )
    is_swapped = is_stray & (np.abs(lon) <= 90)
    strays = np.flatnonzero(is_swapped)
    fits = np.zeros((2, len(strays)), dtype=bool)
    has = np.zeros((2, len(strays)), dtype=bool)
    for side, neighbour in enumerate((before[strays], after[strays])):
        known = np.clip(neighbour, 0, n - 1)
        has[side] = (neighbour == known) & (key[known] == key[strays])
        fits[side] = can_follow(day, known, strays + n, limits)
    is_swapped[strays] = (fits | ~has).all(axis=0) & has.any(axis=0)
    return np.asarray(is_swapped)
