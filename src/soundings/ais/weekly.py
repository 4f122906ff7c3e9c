"""
Weekly figures of ports: visits, unique ships, time in port, turnaround, waiting.

Definitions in the manner of the faster indicators of the Office for National Statistics
(2019), whose rules for gaps are not published: a visit counts in the week it begins, a
ship once in each week in which it is there, and time in the week in which it is spent.
Weeks begin on Monday, 00:00 UTC.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.coverage import HOUR_S, Ints, seconds_of
from soundings.ais.geometry import Bools
from soundings.ais.occupancy import MONDAY_S, WEEK_S, cut, vessels
from soundings.ais.reception import mondays
from soundings.ais.tables import check_columns

CARGO_AND_TANKER: Final = (70, 89)
"""Ship types of cargo ships (70 to 79) and tankers (80 to 89), both ends counted."""
NOAA_CARGO_AND_TANKER: Final = (1003, 1004, 1016, 1017, 1024)
"""The same in NOAA's own codes, which stand in its files beside those of AIS."""
OPEN_HOURS: Final = 12
WEEKLY: Final = {
    "port": "the fence",
    "week_utc": "the week's Monday, 00:00 UTC",
    "is_whole": "the week lies in the data from end to end",
    "visits": "visits that began in the week",
    "ships": "ships that were there at any time in the week",
    "ship_hours": "hours that ships spent there in the week, added up",
    "turnaround_hours": "median length of the visits that ended in the week",
    "waiting_hours": "median hours at anchor of the same visits; missing if not known",
}
"""One row is one week of one port, also if nothing came."""


def as_utc(moment: pd.Timestamp | str) -> pd.Timestamp:
    """
    Return a moment in UTC; one that names no zone is taken to be in UTC.

    Examples
    --------
    >>> as_utc("2024-05-01")
    Timestamp('2024-05-01 00:00:00+0000', tz='UTC')
    """
    time = pd.Timestamp(moment)
    return time.tz_localize("UTC") if time.tz is None else time.tz_convert("UTC")


def weekly_figures(
    visits: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    began: str = "entered_utc",
    ended: str = "left_utc",
) -> pd.DataFrame:
    """
    Return weekly figures of each port, as found: `indicators` adds what was not heard.

    A visit that began before `start` counts as a ship and with its hours, not as a visit;
    so does one with `is_open_start` that is first seen within half a day of the start.

    Parameters
    ----------
    visits : DataFrame
        Visits or calls: `mmsi`, `port` and the columns named; `waiting_hours` (or
        `anchor_hours`) if known.
    start, end : Timestamp
        The span that was watched, half-open; needed, as a week without ships has no row.
    began, ended : str
        Columns: `entered_utc` and `left_utc` for the fence, `arrived_utc` and
        `departed_utc` for the berth.

    Returns
    -------
    DataFrame
        As `WEEKLY`, ordered by port and week.

    Raises
    ------
    ValueError
        If the span is empty, or a visit ends before it begins.

    Examples
    --------
    From Sunday evening to Monday noon: one visit, a ship in two weeks, five hours and 12.

    >>> visits = pd.DataFrame({
    ...     "mmsi": ["232999001"], "port": ["harbour"],
    ...     "entered_utc": pd.to_datetime(["2024-05-05 19:00Z"]),
    ...     "left_utc": pd.to_datetime(["2024-05-06 12:00Z"]),
    ... })
    >>> monday = pd.Timestamp("2024-04-29", tz="UTC")
    >>> weeks = weekly_figures(visits, monday, monday + pd.Timedelta(days=14))
    >>> weeks["visits"].tolist(), weeks["ships"].tolist(), weeks["ship_hours"].tolist()
    ([1, 0], [1, 1], [5.0, 12.0])
    """
    check_columns(visits, ("mmsi", "port", began, ended), "weekly_figures")
    start, end = as_utc(start), as_utc(end)
    if not end > start:
        raise ValueError(
            f"weekly_figures: from {start} to {end} is no time. Give an end after start."
        )
    weeks_s = mondays(start, end)
    first_s, last_s = start.timestamp(), end.timestamp()
    begins, ends = seconds_of(visits[began]), seconds_of(visits[ended])
    inside = (begins < last_s) & (ends >= first_s)
    seen = visits[inside].reset_index(drop=True)
    begins, ends = begins[inside], ends[inside]
    ports = seen["port"].to_numpy(object)

    row, week_s, seconds = cut(
        np.clip(begins, first_s, last_s),
        np.clip(ends, first_s, last_s),
        WEEK_S,
        MONDAY_S,
    )
    pieces = pd.DataFrame(
        {
            "port": ports[row],
            "week_s": week_s,
            "ship": vessels(seen)[row],
            "ship_hours": seconds / HOUR_S,
        }
    )
    present = pieces.groupby(["port", "week_s"]).agg(
        ships=("ship", "nunique"), ship_hours=("ship_hours", "sum")
    )
    arrivals = pd.DataFrame({"port": ports, "week_s": _monday(begins)})
    is_known = begins >= first_s
    if "is_open_start" in seen:
        is_open = seen["is_open_start"].to_numpy(bool)
        is_known &= ~(is_open & (begins < first_s + OPEN_HOURS * HOUR_S))
    counted = arrivals[is_known].value_counts().rename("visits")
    has_left = ends < last_s
    if "is_open_end" in seen:
        is_unfinished = seen["is_open_end"].to_numpy(bool)
        has_left &= ~(is_unfinished & (ends > last_s - OPEN_HOURS * HOUR_S))
    # From `find_calls` comes the time at anchor before the first berth.
    waiting = seen.get("waiting_hours", seen.get("anchor_hours", np.nan))
    leaving = pd.DataFrame(
        {
            "port": ports,
            "week_s": _monday(ends),
            "turnaround_hours": (ends - begins) / HOUR_S,
            "waiting_hours": waiting,
        }
    )[has_left & is_known]
    medians = leaving.groupby(["port", "week_s"]).median()

    every = pd.MultiIndex.from_product(
        [sorted(set(ports)), weeks_s], names=["port", "week_s"]
    )
    table = present.join([counted, medians], how="outer").reindex(every)
    table = table.fillna({"visits": 0, "ships": 0, "ship_hours": 0.0}).reset_index()
    monday = table.pop("week_s")
    whole = (monday >= first_s) & (monday + WEEK_S <= last_s)
    table = table.assign(
        week_utc=pd.to_datetime(monday, unit="s", utc=True).dt.as_unit("s"),
        is_whole=whole,
    )
    return table.astype({"visits": "int64", "ships": "int64"})[list(WEEKLY)]


def is_cargo_or_tanker(visits: pd.DataFrame, statics: pd.DataFrame) -> pd.Series:
    """
    Say which visits were of cargo ships or tankers; missing where the type is unknown.

    A ship's type is the one it sent most often (0 is not a type), so one typing error
    does not move it. One ship in twenty never sends its type; left out, it makes every
    count too low by its share.

    Parameters
    ----------
    visits : DataFrame
        With `mmsi`.
    statics : DataFrame
        With `mmsi` and `ship_type`.

    Examples
    --------
    >>> visits = pd.DataFrame({"mmsi": ["232999001", "232999002", "232999003"]})
    >>> statics = pd.DataFrame({
    ...     "mmsi": ["232999001", "232999002"], "ship_type": [79, 60],
    ... })
    >>> is_cargo_or_tanker(visits, statics).tolist()
    [True, False, <NA>]
    """
    check_columns(statics, ("mmsi", "ship_type"), "is_cargo_or_tanker")
    known = statics[statics["ship_type"].fillna(0) > 0]
    counts = known.groupby(["mmsi", "ship_type"]).size().rename("n").reset_index()
    counts = counts.sort_values(
        ["mmsi", "n", "ship_type"], ascending=[True, False, True]
    )
    types = counts.drop_duplicates("mmsi").set_index("mmsi")["ship_type"]
    found = visits["mmsi"].map(types)
    is_merchant = found.between(*CARGO_AND_TANKER) | found.isin(NOAA_CARGO_AND_TANKER)
    return is_merchant.astype("boolean").mask(found.isna())


def fill_by_berth(is_merchant: pd.Series, visits: pd.DataFrame) -> pd.Series:
    """
    Return a class for visits that have none: that of most visits to the same berth.

    Where no class is known at the berth, that of most visits to the port; else false.

    Examples
    --------
    >>> visits = pd.DataFrame({"port": "harbour", "berth": ["oil", "oil", "ferries", "oil"]})
    >>> fill_by_berth(pd.Series([True, True, False, None], dtype="boolean"), visits).tolist()
    [True, True, False, True]
    """
    value = is_merchant.astype("Float64").astype(float)
    filled = value
    for place in ("berth", "port"):
        if place in visits:
            share = value.groupby(visits[place]).transform("mean")
            filled = filled.fillna((share > 0.5).astype(float).where(share.notna()))
    return filled.fillna(0.0) > 0


def weekly_index(
    values: pd.Series, is_base: Bools | pd.Series, base: float = 100.0
) -> pd.Series:
    """
    Return a series as an index, the mean of its base weeks being 100.

    Parameters
    ----------
    values : Series
    is_base : array_like of bool
        The weeks to compare with: well-heard, whole and without holidays, or the index
        carries their faults into every other week.
    base : float

    Raises
    ------
    ValueError
        If no base week has a value, or their mean is zero.

    Examples
    --------
    >>> weekly_index(pd.Series([50, 60, 44]), [True, True, False]).round(1).tolist()
    [90.9, 109.1, 80.0]
    """
    chosen = values[np.asarray(is_base, dtype=bool)].dropna()
    if chosen.empty or chosen.mean() == 0:
        raise ValueError(
            f"weekly_index: {len(chosen)} base weeks with a mean of {chosen.mean()}. "
            "Choose base weeks in which something came."
        )
    return values / chosen.mean() * base


def _monday(seconds: np.ndarray) -> Ints:
    monday = np.floor((seconds - MONDAY_S) / WEEK_S) * WEEK_S + MONDAY_S
    return np.asarray(monday, dtype=np.int64)
