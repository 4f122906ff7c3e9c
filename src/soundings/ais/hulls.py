"""Segments of single days, linked to hulls over all days: one small table."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.chains import match
from soundings.ais.geometry import Bools, distance_nm
from soundings.ais.reach import Codes, TrackLimits, reach_nm
from soundings.ais.tables import check_columns

SEGMENTS: Final = {
    "mmsi": "the ship's radio",
    "day": "the UTC day",
    "segment": "1, 2, … within the vessel's day",
    "first_s": "its first position, seconds since 1970",
    "last_s": "its last position",
    "first_lon": "where it begins",
    "first_lat": "where it begins",
    "last_lon": "where it ends",
    "last_lat": "where it ends",
    "n_positions": "positions in it",
}
"""
One row is what one hull sent in one day, as far as positions can tell.

`transceiver` may be there as well: 1 for class A, 2 for class B, 0 for unknown.
"""


def summarise_segments(
    mmsi: npt.ArrayLike,
    time_s: npt.ArrayLike,
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    segment: Codes,
    transceiver: npt.ArrayLike | None = None,
) -> pd.DataFrame:
    """
    Return one row a vessel, day and segment (`SEGMENTS`); strays are left out.

    Parameters
    ----------
    mmsi, time_s, lon, lat : array_like
        In order of vessel and time.
    segment : array of int
        From `segments.split_days`.
    transceiver : array_like of int, optional
        As for `segments.split_days`.
    """
    columns = {"mmsi": mmsi, "time_s": time_s, "lon": lon, "lat": lat}
    table = pd.DataFrame(columns | {"segment": segment, "transceiver": 0})
    if transceiver is not None:
        table["transceiver"] = np.asarray(transceiver)
    days = np.floor(table["time_s"].to_numpy(float) / 86_400).astype(np.int64)
    table["day"] = days.astype("datetime64[D]").astype("datetime64[s]")
    return (
        table[table["segment"] > 0]
        .groupby(["mmsi", "day", "segment"], sort=True, observed=True)
        .agg(
            first_s=("time_s", "first"),
            last_s=("time_s", "last"),
            first_lon=("lon", "first"),
            first_lat=("lat", "first"),
            last_lon=("lon", "last"),
            last_lat=("lat", "last"),
            n_positions=("lon", "size"),
            transceiver=("transceiver", "max"),
        )
        .reset_index()
    )


def link_segments(
    segments: pd.DataFrame, limits: TrackLimits | None = None
) -> pd.Series:
    """
    Return the hull of each segment, 1, 2, … within its MMSI; 0 for a stray.

    Day by day, each segment goes to the hull it can have come from by the shortest
    way. What begins `apart_nm` or more from where any hull can be is another hull; so
    is what a day has at the same time as the hull. Two hulls that are never heard at
    once, and could have been one, are taken for one: positions alone cannot tell.

    Hulls are numbered by their first positions, so that later days never change the
    numbers of earlier ones.

    Parameters
    ----------
    segments : DataFrame
        All days' segments (`SEGMENTS`), in any order.
    limits : TrackLimits, optional

    Returns
    -------
    Series of int16
        `hull`, with the index of `segments`.

    Examples
    --------
    Felixstowe, Belawan a day later, and Felixstowe again: two hulls, one MMSI.

    >>> segments = pd.DataFrame({
    ...     "mmsi": 232999001, "segment": 1, "n_positions": 50,
    ...     "day": pd.date_range("2024-05-01", periods=3),
    ...     "first_s": [0, 86_400, 172_800], "last_s": [80_000, 160_000, 250_000],
    ...     "first_lon": [1.3, 98.7, 1.3], "first_lat": [51.9, 3.8, 51.9],
    ...     "last_lon": [1.3, 98.7, 1.3], "last_lat": [51.9, 3.8, 51.9],
    ... })
    >>> link_segments(segments).tolist()
    [1, 2, 1]
    """
    check_columns(segments, tuple(SEGMENTS), "link_segments")
    limits = limits or TrackLimits()
    ordered = segments.reset_index(drop=True)
    if "transceiver" not in ordered.columns:
        ordered = ordered.assign(transceiver=0)
    ordered = ordered.sort_values(["mmsi", "day", "first_s", "segment"], kind="stable")
    hull = np.ones(len(ordered), dtype=np.int16)
    mmsi = ordered["mmsi"].to_numpy()
    starts = np.flatnonzero(np.append(True, mmsi[1:] != mmsi[:-1])[: len(mmsi)])
    ends = np.append(starts[1:], len(mmsi))
    is_odd = ~_follows_plainly(ordered, limits)
    is_odd[starts] = False
    columns = {n: ordered[n].to_numpy() for n in (*SEGMENTS, "transceiver")}
    odd = np.unique(np.searchsorted(starts, np.flatnonzero(is_odd), side="right") - 1)
    for begin, end in zip(starts[odd], ends[odd], strict=True):
        own = {name: column[begin:end] for name, column in columns.items()}
        hull[begin:end] = _link_vessel(own, limits)
    numbers = pd.Series(hull, index=ordered.index, name="hull").sort_index()
    return numbers.set_axis(segments.index)


def _follows_plainly(ordered: pd.DataFrame, limits: TrackLimits) -> Bools:
    """Say which rows continue the row before: later, and reachable or near enough."""
    before = ordered.shift()
    seconds = (ordered["first_s"] - before["last_s"]).to_numpy(float)
    nm = distance_nm(
        before["last_lon"],
        before["last_lat"],
        ordered["first_lon"],
        ordered["first_lat"],
    )
    reach = reach_nm(np.maximum(seconds, 0), np.nan, np.nan, limits)
    is_later = seconds >= -limits.skew_seconds
    is_new_day = (ordered["day"] != before["day"]).to_numpy()
    fits = (nm <= reach) | (nm < limits.apart_nm)
    # Class B may follow unknown may follow class A: only a vessel of one class is plain.
    return np.asarray(is_later & is_new_day & fits & ~_has_both(ordered))


def _has_both(ordered: pd.DataFrame) -> Bools:
    """Say for each row whether its vessel sends as class A and as class B."""
    is_a, is_b = ordered["transceiver"] == 1, ordered["transceiver"] == 2
    a = is_a.groupby(ordered["mmsi"]).transform("max")
    b = is_b.groupby(ordered["mmsi"]).transform("max")
    return (a & b).to_numpy(dtype=bool)


def _link_vessel(own: dict[str, np.ndarray], limits: TrackLimits) -> Codes:
    """Return the hulls of one vessel's segments, in order of day and time."""
    hull = np.zeros(len(own["day"]), dtype=np.int16)
    # The row each hull was last seen in.
    latest: list[int] = []
    classes = own["transceiver"].copy()
    is_stray = _lone_segments(own, limits)
    rows = np.flatnonzero(~is_stray)
    cuts = np.flatnonzero(own["day"][rows][1:] != own["day"][rows][:-1]) + 1
    for today in np.split(rows, cuts):
        after = np.full(0, -1)
        if latest:
            last = np.array(latest)[:, None]
            nm = distance_nm(
                own["last_lon"][last],
                own["last_lat"][last],
                own["first_lon"][today],
                own["first_lat"][today],
            )
            seconds = (own["first_s"][today] - own["last_s"][last]).astype(float)
            follows = seconds >= -limits.skew_seconds
            before, now = classes[last], own["transceiver"][today]
            follows &= (before == now) | (np.minimum(before, now) == 0)
            after = match(nm, seconds, follows, limits)
        for number, column in enumerate(after.tolist()):
            if column >= 0:
                hull[today[column]] = number + 1
                row = int(today[column])
                classes[row] = max(classes[row], classes[latest[number]])
                latest[number] = row
        for row in today[hull[today] == 0].tolist():
            latest.append(row)
            hull[row] = len(latest)
    return hull


def _lone_segments(own: dict[str, np.ndarray], limits: TrackLimits) -> Bools:
    """
    Say which segments are strays: a few positions that fit neither neighbour.

    A vessel that sends once a day has no neighbours within the day.
    """
    is_lone = np.zeros(len(own["day"]), dtype=bool)
    if len(is_lone) < 3:
        return is_lone
    seconds = np.maximum((own["first_s"][1:] - own["last_s"][:-1]).astype(float), 0)
    nm = distance_nm(
        own["last_lon"][:-1],
        own["last_lat"][:-1],
        own["first_lon"][1:],
        own["first_lat"][1:],
    )
    is_far = nm > reach_nm(seconds, np.nan, np.nan, limits)
    across_nm = distance_nm(
        own["last_lon"][:-2],
        own["last_lat"][:-2],
        own["first_lon"][2:],
        own["first_lat"][2:],
    )
    span_s = np.maximum((own["first_s"][2:] - own["last_s"][:-2]).astype(float), 0)
    fits_across = across_nm <= reach_nm(span_s, np.nan, np.nan, limits)
    is_small = own["n_positions"][1:-1] <= limits.stray_positions
    is_lone[1:-1] = is_far[:-1] & is_far[1:] & fits_across & is_small
    return is_lone
