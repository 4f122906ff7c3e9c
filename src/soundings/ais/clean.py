"""Positions that cannot be, taken out; and what a position says of movement."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, distance_nm
from soundings.ais.tables import REQUIRED, check_columns

# From this value on, the field is a code and not a measurement (ITU-R M.1371-5).
SENTINELS = {"speed_knots": 102.3, "course_degrees": 360.0, "heading_degrees": 360.0}


def clean_positions(
    positions: pd.DataFrame, max_speed_knots: float = 50.0
) -> pd.DataFrame:
    """
    Return positions fit for analysis, ordered by vessel and time.

    Four steps, each a function of its own: `drop_out_of_range`, `drop_repeats`,
    `drop_impossible_jumps`, `blank_sentinels`.

    Parameters
    ----------
    positions : DataFrame
        A positions table (see `ais.tables`), in any order.
    max_speed_knots : float
        Fastest believable speed between two reports.
    """
    kept = drop_repeats(drop_out_of_range(positions))
    return blank_sentinels(drop_impossible_jumps(kept, max_speed_knots))


def drop_out_of_range(positions: pd.DataFrame) -> pd.DataFrame:
    """
    Drop positions off the globe; latitude 91 and longitude 181 mean unknown.

    A report with latitude and longitude swapped may still lie on the globe: this
    cannot see it.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=2, freq="min", tz="UTC"),
    ...     "lon": [181.0, -74.0],
    ...     "lat": [91.0, 40.7],
    ... })
    >>> drop_out_of_range(positions)["lat"].tolist()
    [40.7]
    """
    check_columns(positions, REQUIRED, "drop_out_of_range")
    on_globe = positions["lon"].between(-180, 180) & positions["lat"].between(-90, 90)
    is_known = positions["mmsi"].notna() & positions["time_utc"].notna()
    return positions[on_globe & is_known]


def drop_repeats(positions: pd.DataFrame) -> pd.DataFrame:
    """
    Keep one position of a vessel and second: the smallest lon, then lat.

    Which one is kept does not depend on the order of the file, so that the same
    reports always give the same result.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.to_datetime(["2024-05-01T06:00:00Z"] * 2),
    ...     "lon": [-74.01, -74.02],
    ...     "lat": [40.70, 40.70],
    ... })
    >>> drop_repeats(positions)["lon"].tolist()
    [-74.02]
    """
    check_columns(positions, REQUIRED, "drop_repeats")
    ordered = positions.sort_values(["mmsi", "time_utc", "lon", "lat"], kind="stable")
    second = ordered["time_utc"].dt.floor("s")
    is_repeat = ordered.assign(time_utc=second).duplicated(["mmsi", "time_utc"])
    return ordered[~is_repeat].reset_index(drop=True)


def drop_impossible_jumps(
    positions: pd.DataFrame, max_speed_knots: float = 50.0
) -> pd.DataFrame:
    """
    Drop positions a vessel could not have reached, nor come back from, in the time.

    A position goes if it is too fast both from the one before and to the one after,
    so a lone stray is dropped and both neighbours stay. Two strays together survive.
    Comparing with the last position *kept* would catch those, but one stray at the
    start would then condemn the track behind it.

    Neighbours count only within one UTC day: a month cut into days gives the same
    positions, and the first and last of a vessel's day are never dropped.

    Parameters
    ----------
    positions : DataFrame
        A positions table (see `ais.tables`), in any order.
    max_speed_knots : float
        Fastest believable speed between two reports.

    Returns
    -------
    DataFrame
        The positions kept, ordered by vessel and time.

    Examples
    --------
    Rotterdam to Oslo is over 500 nautical miles: not an hour's sail.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "244660000",
    ...     "time_utc": pd.date_range("2024-05-01", periods=3, freq="h", tz="UTC"),
    ...     "lon": [4.10, 10.70, 4.40],
    ...     "lat": [51.95, 59.90, 51.90],
    ... })
    >>> drop_impossible_jumps(positions)["lat"].tolist()
    [51.95, 51.9]
    """
    check_columns(positions, REQUIRED, "drop_impossible_jumps")
    ordered = _by_vessel_and_time(positions)
    day = ordered["time_utc"].dt.floor("D")
    is_same = _same_vessel(ordered) & (day == day.shift()).to_numpy()
    limit_nm = max_speed_knots * _seconds_since_previous(ordered) / 3600
    is_fast_in = is_same & (_nm_since_previous(ordered) > limit_nm).to_numpy()
    is_fast_out = np.append(is_fast_in[1:], False)[: len(is_fast_in)]
    kept: pd.DataFrame = ordered[~(is_fast_in & is_fast_out)]
    return kept.reset_index(drop=True)


def blank_sentinels(positions: pd.DataFrame) -> pd.DataFrame:
    """
    Make unknown speeds, courses and headings missing instead of a code.

    Speed 102.2 stays: it means *102.2 knots or more*.

    Examples
    --------
    >>> blank_sentinels(pd.DataFrame({"speed_knots": [0.1, 102.3]}))["speed_knots"].tolist()
    [0.1, nan]
    """
    present = {c: code for c, code in SENTINELS.items() if c in positions.columns}
    return positions.assign(
        **{c: positions[c].where(positions[c] < code) for c, code in present.items()}
    )


def add_speed(
    positions: pd.DataFrame, max_silence_minutes: float = 240.0
) -> pd.DataFrame:
    """
    Add `speed_knots`, the mean speed since the vessel's previous position.

    It is never more than the true speed, since it knows only the straight line. The
    first position of a vessel has none, nor has one after a long silence: a ship may
    go out and come back in four hours, and seem not to have moved.

    Parameters
    ----------
    positions : DataFrame
        A positions table without a speed of its own, or with one to replace.
    max_silence_minutes : float
        Longest time over which a mean speed still says something. Global Fishing
        Watch, too, calls four hours a gap.

    Examples
    --------
    A tenth of a degree of latitude is 6 nautical miles: in half an hour, 12 knots.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=2, freq="30min", tz="UTC"),
    ...     "lon": [-74.0, -74.0],
    ...     "lat": [40.5, 40.6],
    ... })
    >>> add_speed(positions)["speed_knots"].round(1).tolist()
    [nan, 12.0]
    """
    check_columns(positions, REQUIRED, "add_speed")
    ordered = _by_vessel_and_time(positions)
    seconds = _seconds_since_previous(ordered)
    is_known = (
        _same_vessel(ordered) & (seconds > 0) & (seconds <= max_silence_minutes * 60)
    )
    hours = (seconds / 3600).where(is_known)
    return ordered.assign(speed_knots=_nm_since_previous(ordered) / hours)


def mark_stopped(
    positions: pd.DataFrame, stop_knots: float = 0.5, go_knots: float = 1.0
) -> pd.DataFrame:
    """
    Add `is_stopped`: a vessel stops at one speed and goes again only at a higher one.

    Between the two speeds it stays as it was, so that a ship which swings at its
    anchor does not start and stop all day. Where the speed is unknown, and between
    the two until one of them is first met, `is_stopped` is missing.

    Parameters
    ----------
    positions : DataFrame
        A positions table with `speed_knots`.
    stop_knots, go_knots : float
        Stopped at or below the first; moving at or above the second.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=5, freq="min", tz="UTC"),
    ...     "speed_knots": [5.0, 0.3, 0.8, 1.2, 0.8],
    ... })
    >>> mark_stopped(positions)["is_stopped"].tolist()
    [False, True, True, False, False]
    """
    check_columns(positions, ("mmsi", "time_utc", "speed_knots"), "mark_stopped")
    if stop_knots >= go_knots:
        raise ValueError(
            f"stop_knots is {stop_knots} and go_knots {go_knots}. "
            "Choose a lower speed to stop than to go."
        )
    ordered = _by_vessel_and_time(positions)
    speed = ordered["speed_knots"]
    says = np.select(
        [speed <= stop_knots, speed >= go_knots, speed.isna()], [1, 0, -1], 2
    )
    # 2 says nothing new: carry the last word of the same vessel forward.
    last_word = pd.Series(says, index=ordered.index).where(says != 2)
    state = last_word.groupby(ordered["mmsi"]).ffill().replace(-1, np.nan)
    return ordered.assign(is_stopped=state.astype("boolean"))


def _by_vessel_and_time(positions: pd.DataFrame) -> pd.DataFrame:
    ordered = positions.sort_values(["mmsi", "time_utc"], kind="stable")
    return ordered.reset_index(drop=True)


def _same_vessel(ordered: pd.DataFrame) -> Bools:
    return (ordered["mmsi"] == ordered["mmsi"].shift()).to_numpy(dtype=bool)


def _seconds_since_previous(ordered: pd.DataFrame) -> pd.Series:
    seconds: pd.Series = ordered["time_utc"].diff().dt.total_seconds()
    return seconds


def _nm_since_previous(ordered: pd.DataFrame) -> pd.Series:
    lon, lat = ordered["lon"], ordered["lat"]
    return pd.Series(
        distance_nm(lon.shift(), lat.shift(), lon, lat), index=ordered.index
    )
