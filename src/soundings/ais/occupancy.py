"""
Ships in port hour by hour, and how full the berths are.

Both come from intervals, [began, ended): cut at every full hour (or day, or week), and
added up. Cutting loses nothing and counts nothing twice: the seconds of the pieces add
up to the seconds of the whole.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.coverage import HOUR_S, Ints, seconds_of
from soundings.ais.geometry import Floats
from soundings.ais.tables import check_columns

DAY_S: Final = 24 * HOUR_S
WEEK_S: Final = 7 * DAY_S
MONDAY_S: Final = 4 * DAY_S
"""The first Monday after 1 January 1970, a Thursday: weeks begin so, at 00:00 UTC."""
MARGIN_M: Final = 20.0
"""Free quay between two ships, fore and aft together; our assumption."""


def cut(
    began_s: Floats, ended_s: Floats, step_s: int, anchor_s: int = 0
) -> tuple[Ints, Ints, Floats]:
    """
    Cut intervals at every step, and return the pieces.

    Parameters
    ----------
    began_s, ended_s : ndarray
        Half-open, seconds since 1970. One that ends as it begins has one empty piece.
    step_s, anchor_s : int
        Cuts are at the anchor and at whole steps from it.

    Returns
    -------
    row, step_start_s, seconds
        The interval's place in the input, when the piece's step starts, and how long
        the piece is.

    Raises
    ------
    ValueError
        If an interval ends before it begins, or has no end.

    Examples
    --------
    Half an hour before midnight to two hours after, cut at the hours.

    >>> _, hour_s, seconds = cut(np.array([84_600.0]), np.array([93_600.0]), 3600)
    >>> hour_s.tolist(), seconds.tolist()
    ([82800, 86400, 90000], [1800.0, 3600.0, 3600.0])
    """
    bad = ~(ended_s >= began_s)
    if bad.any():
        n = int(np.flatnonzero(bad)[0])
        raise ValueError(
            f"interval {n}: it begins at {began_s[n]} and ends at {ended_s[n]}, in "
            "seconds since 1970. Give an end that is not before the beginning."
        )
    first = np.floor((began_s - anchor_s) / step_s)
    last = np.ceil((ended_s - anchor_s) / step_s)
    count = np.maximum(last - first, 1).astype(np.int64)
    row = np.repeat(np.arange(len(count)), count)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    start_s = ((first[row] + nth) * step_s + anchor_s).astype(np.int64)
    inside = np.minimum(ended_s[row], start_s + step_s) - np.maximum(
        began_s[row], start_s
    )
    return row, start_s, np.asarray(inside, dtype=float)


def count_present(
    intervals: pd.DataFrame,
    place: str = "port",
    began: str = "entered_utc",
    ended: str = "left_utc",
) -> pd.DataFrame:
    """
    Return how many are present from each moment on: the sweep line.

    A ship that leaves in the second another arrives does not meet it.

    Parameters
    ----------
    intervals : DataFrame
        Visits, stays or calls.
    place, began, ended : str
        Columns.

    Returns
    -------
    DataFrame
        `place`, `time_utc`, `n_ships`: one row for each change, in order.

    Examples
    --------
    >>> hours = pd.to_datetime(["2024-05-01 01:00Z", "2024-05-01 02:00Z", "2024-05-01 04:00Z"])
    >>> visits = pd.DataFrame({
    ...     "port": "harbour", "entered_utc": [hours[0], hours[1]],
    ...     "left_utc": [hours[2], hours[2]],
    ... })
    >>> count_present(visits)["n_ships"].tolist()
    [1, 2, 0]
    """
    check_columns(intervals, (place, began, ended), "count_present")
    both = pd.concat(
        [
            pd.DataFrame({place: intervals[place], "time_utc": times, "n_ships": step})
            for times, step in ((intervals[began], 1), (intervals[ended], -1))
        ]
    )
    steps = both.groupby([place, "time_utc"])["n_ships"].sum()
    present = steps[steps != 0].groupby(level=place).cumsum()
    return present.reset_index()


def ships_by_hour(
    visits: pd.DataFrame,
    place: str = "port",
    began: str = "entered_utc",
    ended: str = "left_utc",
) -> pd.DataFrame:
    """
    Return the ships in port in each hour: port loading.

    After the ONS Data Science Campus (Bonham and others 2018), who count distinct MMSI
    in the port by the minute.

    Parameters
    ----------
    visits : DataFrame
        With `mmsi` and the columns named; `hull` is minded if there.
    place, began, ended : str
        Columns.

    Returns
    -------
    DataFrame
        `place`, `hour_utc`, `n_ships` (distinct ships there at any time in the hour) and
        `ship_hours` (1 is one ship for the whole hour), for every hour with a ship.

    Examples
    --------
    Half an hour before midnight to an hour after.

    >>> visits = pd.DataFrame({
    ...     "mmsi": ["232999001"], "port": ["harbour"],
    ...     "entered_utc": pd.to_datetime(["2024-05-01 23:30Z"]),
    ...     "left_utc": pd.to_datetime(["2024-05-02 01:00Z"]),
    ... })
    >>> ships_by_hour(visits)["ship_hours"].tolist()
    [0.5, 1.0]
    """
    check_columns(visits, ("mmsi", place, began, ended), "ships_by_hour")
    row, hour_s, seconds = cut(
        seconds_of(visits[began]), seconds_of(visits[ended]), HOUR_S
    )
    pieces = pd.DataFrame(
        {
            place: visits[place].to_numpy()[row],
            "hour_utc": pd.to_datetime(hour_s, unit="s", utc=True),
            "ship": vessels(visits)[row],
            "seconds": seconds,
        }
    )
    found = pieces.groupby([place, "hour_utc"], as_index=False).agg(
        n_ships=("ship", "nunique"), seconds=("seconds", "sum")
    )
    return found.assign(ship_hours=found.pop("seconds") / HOUR_S)


def vessels(table: pd.DataFrame) -> Ints:
    """Return one number for each vessel of a table: each `mmsi`, or each `hull` of it."""
    key = ["mmsi", "hull"] if "hull" in table else ["mmsi"]
    return np.asarray(table.groupby(key).ngroup(), dtype=np.int64)


def berth_occupancy(
    stays: pd.DataFrame,
    berths: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    hours: int = 168,
    margin_m: float = MARGIN_M,
) -> pd.DataFrame:
    """
    Return how full berths are, in both usual forms.

    By time: ship-hours at the berths ÷ (berths · hours). By length: Σ (ship's length +
    margin) · hours ÷ (quay length · hours), for quays where ships of any length lie
    anywhere. Where it stays above 65 % ships are likely to queue, a rule of thumb for
    ports of a few berths.

    Parameters
    ----------
    stays : DataFrame
        `place`, `arrived_utc`, `departed_utc`; `length_m` for the form by length. A ship
        whose length is missing counts with the mean of the others.
    berths : DataFrame
        `place`, `n_berths`, `quay_m`; `quay_m` may be missing. Every place of `stays`
        that is to be counted; one that nobody used is 0, not missing.
    start, end : Timestamp
        Half-open; what lies outside is cut off. Counted from `start` in steps of `hours`.
    hours : int
        168 is a week; the last period may be shorter.
    margin_m : float
        Free quay that each ship needs besides its length.

    Returns
    -------
    DataFrame
        `place`, `from_utc`, `ship_hours`, `occupancy` (share by time), `quay_occupancy`
        (share by length; missing where unknown), `mean_length_m` used for the unknown.

    Raises
    ------
    ValueError
        If a stay is at a place that `berths` does not have, or nothing is between start
        and end.

    Examples
    --------
    One of two berths, for the first half of a day.

    >>> midnight = pd.Timestamp("2024-05-01", tz="UTC")
    >>> stays = pd.DataFrame({
    ...     "place": ["quay"], "arrived_utc": [midnight],
    ...     "departed_utc": [midnight + pd.Timedelta(hours=12)], "length_m": [180.0],
    ... })
    >>> berths = pd.DataFrame({"place": ["quay"], "n_berths": [2], "quay_m": [400.0]})
    >>> found = berth_occupancy(stays, berths, midnight, midnight + pd.Timedelta(days=1), 24)
    >>> found[["occupancy", "quay_occupancy"]].iloc[0].tolist()
    [0.25, 0.25]
    """
    check_columns(stays, ("place", "arrived_utc", "departed_utc"), "berth_occupancy")
    check_columns(berths, ("place", "n_berths"), "berth_occupancy")
    if end <= start:
        raise ValueError(f"berth_occupancy: from {start} to {end} is no time at all.")
    unknown = set(stays["place"].dropna()) - set(berths["place"])
    if unknown:
        raise ValueError(
            f"berth_occupancy: stays at {', '.join(sorted(unknown))}, which berths does "
            "not have. Add a row with n_berths, or leave those stays out."
        )
    first_s, last_s = start.timestamp(), end.timestamp()
    began = np.clip(seconds_of(stays["arrived_utc"]), first_s, last_s)
    ended = np.clip(seconds_of(stays["departed_utc"]), first_s, last_s)
    row, step_s, seconds = cut(began, ended, hours * HOUR_S, int(first_s))
    length = (
        stays["length_m"] if "length_m" in stays else pd.Series(np.nan, stays.index)
    )
    mean_m = float(length.mean())
    metres = length.fillna(mean_m).to_numpy(float) + margin_m
    pieces = pd.DataFrame(
        {
            "place": stays["place"].to_numpy()[row],
            "from_s": step_s,
            "ship_hours": seconds / HOUR_S,
            "metre_hours": metres[row] * seconds / HOUR_S,
        }
    )
    steps = np.arange(int(first_s), int(last_s), hours * HOUR_S)
    every = pd.MultiIndex.from_product(
        [berths["place"], steps], names=["place", "from_s"]
    )
    # Without a single length the hours by metre are unknown, not none.
    used = pieces.groupby(["place", "from_s"]).sum(min_count=1)
    used = used.reindex(every, fill_value=0.0)
    found = used.reset_index().merge(berths, on="place")
    period = np.minimum(found["from_s"] + hours * HOUR_S, last_s) - found["from_s"]
    quay = found.get("quay_m", np.nan)
    return pd.DataFrame(
        {
            "place": found["place"],
            "from_utc": pd.to_datetime(found["from_s"], unit="s", utc=True),
            "ship_hours": found["ship_hours"],
            "occupancy": found["ship_hours"] / (found["n_berths"] * period / HOUR_S),
            "quay_occupancy": found["metre_hours"] / (quay * period / HOUR_S),
            "mean_length_m": mean_m,
        }
    )
