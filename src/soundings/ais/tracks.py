"""
Positions as tracks: whose each one is, where a track breaks off, how the ship moves.

Several hulls may send under one MMSI, by mistake or on purpose. `assign_hulls` tells
them apart by where they are alone; the vessel's key is then `mmsi` and `hull`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats, distance_nm
from soundings.ais.hulls import SEGMENTS, link_segments, summarise_segments
from soundings.ais.reach import TrackLimits
from soundings.ais.segments import split_day, split_days
from soundings.ais.tables import REQUIRED, check_columns

__all__ = [
    "SEGMENTS",
    "TrackLimits",
    "add_motion",
    "assign_hulls",
    "link_segments",
    "number_tracks",
    "split_day",
    "split_days",
    "summarise_segments",
]

CLASS_A = (1, 2, 3, 5)
CLASS_B = (18, 19, 24)


def assign_hulls(
    positions: pd.DataFrame, limits: TrackLimits | None = None
) -> pd.DataFrame:
    """
    Return positions with `hull`: 1, 2, … for hulls under one MMSI, 0 for strays.

    Each vessel and UTC day is split by what one hull could have sailed (`split_days`),
    and the days' segments are linked (`link_segments`). Two hulls that are heard at
    the same time are told apart if more than about a third of a nautical mile lies
    between them. Hulls that are never heard at once, and close enough for one ship to
    have sailed from one to the other, stay one: look at their names and sizes.

    Drop copies before (`repair.drop_copies`), and repair clocks: an hour of reports
    stamped an hour late looks like a second ship that follows the first.

    Parameters
    ----------
    positions : DataFrame
        A positions table, in any order. `speed_knots` is used if it is there, and
        `message_type`, which tells class A from class B.
    limits : TrackLimits, optional

    Returns
    -------
    DataFrame
        All positions, ordered by vessel and time, with `hull`.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=4, freq="min", tz="UTC"),
    ...     "lon": [1.30, 98.70, 1.31, 98.71],
    ...     "lat": [51.9, 3.8, 51.9, 3.8],
    ... })
    >>> assign_hulls(positions)["hull"].tolist()
    [1, 2, 1, 2]
    """
    check_columns(positions, REQUIRED, "assign_hulls")
    ordered = positions.sort_values(["mmsi", "time_utc", "lon", "lat"], kind="stable")
    ordered = ordered.reset_index(drop=True)
    on_globe = ordered["lon"].between(-180, 180) & ordered["lat"].between(-90, 90)
    known = ordered[on_globe & ordered["mmsi"].notna() & ordered["time_utc"].notna()]
    columns = _columns(known)
    mmsi, day = columns["mmsi"], columns["time_s"] // 86_400
    is_first = np.append(True, (mmsi[1:] != mmsi[:-1]) | (day[1:] != day[:-1]))
    segment = split_days(
        is_first[: len(known)],
        columns["time_s"],
        columns["lon"],
        columns["lat"],
        columns["speed_knots"],
        columns["transceiver"],
        limits,
    )
    found = summarise_segments(
        mmsi,
        columns["time_s"],
        columns["lon"],
        columns["lat"],
        segment,
        columns["transceiver"],
    )
    hulls = found.assign(hull=link_segments(found, limits))
    days = day.astype("datetime64[D]").astype("datetime64[s]")
    rows = pd.DataFrame({"mmsi": mmsi, "day": days, "segment": segment})
    rows = rows.merge(
        hulls[["mmsi", "day", "segment", "hull"]],
        on=["mmsi", "day", "segment"],
        how="left",
    )
    hull = pd.Series(np.int16(0), index=ordered.index)
    hull[known.index] = rows["hull"].fillna(0).to_numpy(np.int16)
    return ordered.assign(hull=hull)


def _columns(positions: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return what splitting needs, as arrays; speeds and classes if they are known."""
    times = positions["time_utc"].dt.tz_convert("UTC").dt.tz_localize(None)
    unknown = pd.Series(np.nan, index=positions.index)
    kind = positions.get("message_type", unknown)
    return {
        "mmsi": pd.factorize(positions["mmsi"])[0],
        "time_s": times.to_numpy("datetime64[s]").astype(np.int64),
        "lon": positions["lon"].to_numpy(float),
        "lat": positions["lat"].to_numpy(float),
        "speed_knots": positions.get("speed_knots", unknown).to_numpy(float),
        "transceiver": np.select([kind.isin(CLASS_A), kind.isin(CLASS_B)], [1, 2], 0),
    }


def number_tracks(positions: pd.DataFrame, max_gap_hours: float = 8.0) -> pd.DataFrame:
    """
    Return positions with `track`: 1, 2, … within each vessel, a new one after a gap.

    Parameters
    ----------
    positions : DataFrame
        A positions table, in any order, with or without `hull`.
    max_gap_hours : float
        A track ends when nothing is heard for longer. Global Fishing Watch's segmenter
        takes eight hours, its pipeline a day.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.to_datetime(
    ...         ["2024-05-01T00:00Z", "2024-05-01T08:00Z", "2024-05-01T17:00Z"]
    ...     ),
    ...     "lon": 1.3,
    ...     "lat": 51.9,
    ... })
    >>> number_tracks(positions)["track"].tolist()
    [1, 1, 2]
    """
    check_columns(positions, REQUIRED, "number_tracks")
    ordered, is_same = _by_vessel(positions)
    gap_hours = ordered["time_utc"].diff().dt.total_seconds() / 3600
    starts = ~is_same | (gap_hours > max_gap_hours).to_numpy()
    number = pd.Series(starts.astype(int), index=ordered.index).groupby(
        [ordered[name] for name in _key(ordered)], dropna=False
    )
    return ordered.assign(track=number.cumsum())


def add_motion(positions: pd.DataFrame) -> pd.DataFrame:
    """
    Return positions with how each was reached: distance, time, speed and turn.

    `step_nm` and `step_seconds` since the vessel's previous position, `made_good_knots`
    the mean speed over that step, `bearing_degrees` its direction, and
    `turn_degrees_per_minute` how the direction changes here, to starboard positive:
    the angle at a position over the time to the next (as the Data Science Campus
    derives turn from three fixes, since ships' own rates of turn are seldom right).

    Directions mean little at rest: a few metres of noise point anywhere. Speeds made
    good never exceed the true ones, since a straight line is the shortest way.

    Examples
    --------
    North for a minute, then east for a minute: a right angle in one minute.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=3, freq="min", tz="UTC"),
    ...     "lon": [0.0, 0.0, 0.01],
    ...     "lat": [0.0, 0.01, 0.01],
    ... })
    >>> moved = add_motion(positions)
    >>> moved["bearing_degrees"].round(0).tolist()
    [nan, 0.0, 90.0]
    >>> moved["turn_degrees_per_minute"].round(0).tolist()
    [nan, 90.0, nan]
    """
    check_columns(positions, REQUIRED, "add_motion")
    ordered, is_same = _by_vessel(positions)
    lon, lat = ordered["lon"].to_numpy(float), ordered["lat"].to_numpy(float)
    before = np.maximum(np.arange(len(lon)) - 1, 0)
    nm = np.where(is_same, distance_nm(lon[before], lat[before], lon, lat), np.nan)
    seconds = ordered["time_utc"].diff().dt.total_seconds().to_numpy(float)
    seconds = np.where(is_same, seconds, np.nan)
    hours = np.where(seconds > 0, seconds, np.nan) / 3600
    bearing = np.where(nm > 0, _bearing(lon[before], lat[before], lon, lat), np.nan)
    turn = np.full(len(lon), np.nan)
    turn[:-1] = (bearing[1:] - bearing[:-1] + 180) % 360 - 180
    turn[:-1] /= hours[1:] * 60
    return ordered.assign(
        step_nm=nm,
        step_seconds=seconds,
        made_good_knots=nm / hours,
        bearing_degrees=bearing,
        turn_degrees_per_minute=turn,
    )


def _bearing(lon_1: Floats, lat_1: Floats, lon_2: Floats, lat_2: Floats) -> Floats:
    """Return the direction of short steps, degrees from north."""
    east = (lon_2 - lon_1 + 180) % 360 - 180
    east = east * np.cos(np.radians((lat_1 + lat_2) / 2))
    return np.asarray(np.degrees(np.arctan2(east, lat_2 - lat_1)) % 360)


def _key(positions: pd.DataFrame) -> list[str]:
    return [name for name in ("mmsi", "hull") if name in positions.columns]


def _by_vessel(positions: pd.DataFrame) -> tuple[pd.DataFrame, Bools]:
    """Return positions by vessel and time, and which have one of theirs before."""
    key = _key(positions)
    ordered = positions.sort_values([*key, "time_utc"], kind="stable")
    ordered = ordered.reset_index(drop=True)
    is_same = (ordered[key] == ordered[key].shift()).all(axis=1).to_numpy(dtype=bool)
    return ordered, is_same
