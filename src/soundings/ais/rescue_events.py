"""Halts that belong to one incident, gathered over vessels and time into events."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.geometry import Bools, distance_nm
from soundings.ais.rescue_settings import RescueSettings
from soundings.ais.search_patterns import Ints, epoch_seconds
from soundings.ais.tables import vessel_key

EVENTS: Final = {
    "event": "its number, in order of time",
    "start_utc": "when the first vessel came to rest there",
    "end_utc": "when the last one left",
    "lon": "where the halt with most points lies, degrees east",
    "lat": "where the halt with most points lies, degrees north",
    "n_vessels": "vessels that halted there and were counted in",
    "mmsis": "their numbers, apart by blanks",
    "port_of_safety": "where the vessel with most points ran to; missing if unseen",
    "warning_id": "the nearest broadcast that may be meant; missing if there is none",
    "points": "of the best halt (see `soundings.ais.rescue.POINTS`)",
    "confidence": "points over the most there can be, 0 to 1: a rank, no probability",
    "reasons": "what the points were given and taken for",
}
"""One row is one incident that looks like a rescue. It may be none."""


def halts_together(halts: pd.DataFrame, settings: RescueSettings) -> pd.DataFrame:
    """
    Return the pairs of halts that are near in space and in time.

    Parameters
    ----------
    halts : DataFrame
        A halts table (see `ais.halts`).
    settings : RescueSettings
        `beside_nm`, `beside_hours`, `alongside_nm` and `alongside_hours`.

    Returns
    -------
    DataFrame
        `a`, `b` (row numbers, a before b), `is_same_vessel`, `is_alongside`.

    Examples
    --------
    >>> halts = pd.DataFrame({
    ...     "mmsi": ["232999001", "232999002", "232999003"],
    ...     "start_utc": pd.to_datetime(["2024-05-01T06:00Z"] * 3),
    ...     "end_utc": pd.to_datetime(["2024-05-01T09:00Z"] * 3),
    ...     "lon": 13.0, "lat": [34.0, 34.01, 34.5],
    ... })
    >>> halts_together(halts, RescueSettings())[["a", "b"]].values.tolist()
    [[0, 1]]
    """
    start = epoch_seconds(halts["start_utc"]) / 3600
    end = epoch_seconds(halts["end_utc"]) / 3600
    lon, lat = halts["lon"].to_numpy(float), halts["lat"].to_numpy(float)
    vessel = _vessel_codes(halts)
    order = np.argsort(start, kind="stable")
    lon, lat, vessel = lon[order], lat[order], vessel[order]
    start, end = start[order], end[order]
    found: list[npt.NDArray[Any]] = [np.empty((0, 4), dtype=np.int64)]
    stop = np.searchsorted(start, end + settings.beside_hours, "right")
    for a in range(len(start)):
        later = np.arange(a + 1, stop[a])
        apart = distance_nm(lon[a], lat[a], lon[later], lat[later])
        b = later[apart <= settings.beside_nm]
        shared = np.minimum(end[a], end[b]) - start[b]
        is_same = vessel[b] == vessel[a]
        is_alongside: Bools = (
            ~is_same
            & (apart[apart <= settings.beside_nm] <= settings.alongside_nm)
            & (shared >= settings.alongside_hours)
        )
        pairs = np.stack([np.full(len(b), order[a]), order[b]], axis=1)
        pairs = np.sort(pairs, axis=1)
        found.append(np.column_stack([pairs, is_same, is_alongside]))
    columns = ["a", "b", "is_same_vessel", "is_alongside"]
    table = pd.DataFrame(np.concatenate(found), columns=columns)
    return table.sort_values(["a", "b"], ignore_index=True).astype(
        {"is_same_vessel": bool, "is_alongside": bool}
    )


def _vessel_codes(halts: pd.DataFrame) -> Ints:
    number = halts.groupby(vessel_key(halts), observed=True).ngroup()
    return number.to_numpy().astype(np.int64)


def group_halts(
    points: npt.NDArray[np.float64], together: pd.DataFrame, settings: RescueSettings
) -> Ints:
    """
    Return the event of each halt, -1 if it is in none.

    Halts with enough points for a companion are joined to those beside them, and
    theirs; a group is an event if one of its halts has enough points for an event.

    Parameters
    ----------
    points : ndarray
        Points of each halt.
    together : DataFrame
        From `halts_together`.
    settings : RescueSettings
        `points` and `companion_points`.

    Examples
    --------
    The first two lie together; the third is alone, and has too few points.

    >>> together = pd.DataFrame({"a": [0], "b": [1]})
    >>> group_halts(np.array([3.0, 1.0, 1.0]), together, RescueSettings()).tolist()
    [0, 0, -1]
    """
    label = np.arange(len(points))
    counts = points >= min(settings.companion_points, settings.points)
    a, b = together["a"].to_numpy(dtype=int), together["b"].to_numpy(dtype=int)
    is_joined = counts[a] & counts[b]
    a, b = a[is_joined], b[is_joined]
    while True:
        lowest = label.copy()
        np.minimum.at(lowest, a, label[b])
        np.minimum.at(lowest, b, label[a])
        if (lowest == label).all():
            break
        label = lowest
    has_seed = np.zeros(len(points), dtype=bool)
    has_seed[label[points >= settings.points]] = True
    return np.where(has_seed[label] & counts, label, -1)


def events_table(
    evidence: pd.DataFrame, reasons: pd.Series, most_points: float
) -> pd.DataFrame:
    """
    Return one row for each event, from the halts that were counted to it.

    Parameters
    ----------
    evidence : DataFrame
        Halts with `event` (missing if in none), `points` and `warning_id`.
    reasons : Series
        What the points of each halt are for, as text.
    most_points : float
        What a halt can have.

    Returns
    -------
    DataFrame
        An events table (see `EVENTS`).
    """
    inside = evidence.assign(reasons=reasons)[evidence["event"].notna()]
    ranked = inside.sort_values(
        ["event", "points", "start_utc", "mmsi"], ascending=[True, False, True, True]
    )
    rows = []
    for event, halts in ranked.groupby("event", sort=True):
        best = halts.iloc[0]
        rows.append(
            {
                "event": event,
                "start_utc": halts["start_utc"].min(),
                "end_utc": halts["end_utc"].max(),
                "lon": best["lon"],
                "lat": best["lat"],
                "n_vessels": len(halts[vessel_key(halts)].drop_duplicates()),
                "mmsis": " ".join(sorted({f"{mmsi:0>9}" for mmsi in halts["mmsi"]})),
                "port_of_safety": best["port"] if best["has_run"] else None,
                "warning_id": best["warning_id"],
                "points": best["points"],
                "confidence": round(min(1.0, best["points"] / most_points), 2),
                "reasons": best["reasons"],
            }
        )
    table = pd.DataFrame(rows, columns=list(EVENTS))
    times = dict.fromkeys(("start_utc", "end_utc"), "datetime64[ns, UTC]")
    texts = dict.fromkeys(("mmsis", "port_of_safety", "warning_id", "reasons"), "str")
    numbers = dict.fromkeys(("lon", "lat", "points", "confidence"), "float64")
    counts = dict.fromkeys(("event", "n_vessels"), "int64")
    return table.astype({**times, **texts, **numbers, **counts})
