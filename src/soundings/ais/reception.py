"""
How well a port was heard, hour by hour and week by week, and what that can have hidden.

An hour without any report is either an hour without ships or a deaf receiver. Which one
depends on the port: where something is always heard, two silent hours are odd; where
three ships call a week, two silent days are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.coverage import COVERAGE, Ints, seconds_of
from soundings.ais.geometry import Bools, Floats
from soundings.ais.occupancy import MONDAY_S, WEEK_S
from soundings.ais.tables import check_columns

DARK_HOURS: Final = 2
"""The shortest silence of a whole port that is taken for a deaf receiver."""
DARK_TIMES: Final = 10.0
"""... and it is so many times the port's median spell without a report."""
DARK_SHARE: Final = 0.005
"""An hour is dark too if ships were there and so few of their reports came."""
LEAST_DUE: Final = 10.0
"""Reports that must be due in an hour before its own share is believed."""
REPORTS_PER_HOUR: Final = 20.0
"""What a moored ship sends (ITU-R M.1371-5): the fewest that are due in a visit."""

ASSUMED_HOURS: Final = 12.0


def hourly_reception(
    coverage: pd.DataFrame,
    start: pd.Timestamp | None = None,
    end: pd.Timestamp | None = None,
    dark_hours: int = DARK_HOURS,
    dark_times: float = DARK_TIMES,
) -> pd.DataFrame:
    """
    Return every hour of every port, with the share of reports heard and which are dark.

    Parameters
    ----------
    coverage : DataFrame
        A coverage table (see `coverage.COVERAGE`). Hours that are not in it were silent.
    start, end : Timestamp, optional
        Half-open; by default from the first Monday morning at or before the table's
        first hour to the hour after its last. **Give them if data should be there and
        may not be**: nobody sees silence before the first report or after the last.
    dark_hours : int
        Shortest silence that can be a deaf receiver.
    dark_times : float
        How many times the port's median silent spell it must last at least.

    Returns
    -------
    DataFrame
        `port`, `hour_utc`, `n_ships`, `n_received`, `n_expected`, `share_heard` (0 to 1;
        where too little was due, the port's median) and `is_dark`.

    Examples
    --------
    A port where one ship always lies, and nothing is heard from 10 to 20 o'clock.

    >>> hours = pd.date_range("2024-05-01", periods=48, freq="h", tz="UTC")
    >>> heard = pd.DataFrame({
    ...     "port": "harbour", "hour_utc": hours, "n_ships": 1, "n_received": 20,
    ...     "n_expected": 20.0,
    ... }).drop(index=range(10, 20))
    >>> int(hourly_reception(heard, hours[0])["is_dark"].sum())
    10
    """
    check_columns(coverage, tuple(COVERAGE), "hourly_reception")
    if coverage.empty:
        raise ValueError(
            "hourly_reception: the coverage table is empty: no ship was heard in any "
            "port. Check that fences and positions are of the same ports."
        )
    first = coverage["hour_utc"].min() if start is None else start
    last = coverage["hour_utc"].max() + pd.Timedelta(hours=1) if end is None else end
    if start is None:
        first = first.normalize() - pd.Timedelta(days=first.weekday())
    hours = pd.date_range(first, last, freq="h", inclusive="left")
    tables = [
        _one_port(str(port), rows, hours, dark_hours, dark_times)
        for port, rows in coverage.groupby("port")
    ]
    return pd.concat(tables, ignore_index=True)


def _one_port(
    port: str,
    rows: pd.DataFrame,
    hours: pd.DatetimeIndex,
    dark_hours: int,
    dark_times: float,
) -> pd.DataFrame:
    table = rows.set_index("hour_utc")[["n_ships", "n_received", "n_expected"]]
    table = table.reindex(hours, fill_value=0)
    due, received = (table[c].to_numpy(float) for c in ("n_expected", "n_received"))
    is_silent = (table["n_ships"].to_numpy() == 0) & (received == 0)
    share = np.minimum(received / np.where(due > 0, due, np.nan), 1.0)
    is_known = due >= LEAST_DUE
    is_dark = find_dark(is_silent, dark_hours, dark_times)
    is_dark |= is_known & (share <= DARK_SHARE)
    usual = is_known & ~is_dark
    median = float(np.median(share[usual])) if usual.any() else 1.0
    share = np.where(is_dark, 0.0, np.where(is_known, share, median))
    columns = {"share_heard": share, "is_dark": is_dark}
    return table.assign(port=port, hour_utc=hours, **columns)[
        [*COVERAGE, "share_heard", "is_dark"]
    ]


def find_dark(is_silent: Bools, dark_hours: int, dark_times: float) -> Bools:
    """
    Say which hours lie in a silence too long for this port.

    Examples
    --------
    Silent every other hour is a quiet port; silent for a day is not like it.

    >>> quiet = np.tile([True, False], 50)
    >>> dark = find_dark(np.concatenate([quiet, np.full(24, True), quiet]), 2, 10.0)
    >>> int(dark.sum())
    25
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_silent.astype(int), [0]])))
    begins, ends = edges[::2], edges[1::2]
    dark = np.zeros(len(is_silent), dtype=bool)
    if not len(begins):
        return dark
    lengths = ends - begins
    # With few silences the median is an outage itself, unless most hours are silent.
    usual = float(np.median(lengths)) if len(lengths) > 3 else 0.0
    if is_silent.mean() > 0.5:
        usual = max(usual, float(np.median(lengths)))
    limit = max(float(dark_hours), dark_times * usual)
    for begin, end in zip(
        begins[lengths >= limit], ends[lengths >= limit], strict=True
    ):
        dark[begin:end] = True
    return dark


def weekly_reception(
    hourly: pd.DataFrame, stay_hours: Mapping[str, Floats]
) -> pd.DataFrame:
    """
    Return by port and week how well it was heard, and a visit's chance of being found.

    The chance is worked out by playing the given visits again, beginning in every hour of
    the week, against what was heard then. A visit is found in its week if one report of
    it is received before the week is over: a moored ship sends 20 an hour, so it takes a
    deaf receiver, not a weak one, to hide a ship that stays for hours.

    Parameters
    ----------
    hourly : DataFrame
        From `hourly_reception`.
    stay_hours : mapping of str to ndarray
        How long visits last at each port. Half a day is assumed where there is none.

    Returns
    -------
    DataFrame
        `port`, `week_utc` (its Monday, 00:00 UTC), `n_hours` in the table, `hours_dark`,
        `coverage` (share of expected reports received, dark hours counted with what is
        usually due), `chance_found` (of a visit that begins in the week) and
        `chance_seen` (of a ship that is there at any time in it).
    """
    tables = []
    for port, rows in hourly.groupby("port"):
        hours = stay_hours.get(str(port), np.empty(0))
        hours = hours if len(hours) else np.array([ASSUMED_HOURS])
        lengths = np.quantile(hours, np.linspace(0.05, 0.95, 19))
        dark = rows["is_dark"].to_numpy(bool)
        usual = rows["n_expected"][~dark].median() if (~dark).any() else 1.0
        due = rows["n_expected"].where(~rows["is_dark"], max(float(usual), 1.0))
        share = rows["share_heard"].to_numpy(float)
        left = _hours_left(rows["hour_utc"])
        is_first = np.append(True, np.diff(left) > 0)
        monday = np.flatnonzero(is_first)
        seen = chance_seen(share, lengths, monday, left[monday])
        found = pd.DataFrame(
            {
                "week_utc": week_of(rows["hour_utc"]),
                "n_hours": 1,
                "hours_dark": dark.astype(int),
                "received": np.where(dark, 0, np.minimum(rows["n_received"], due)),
                "due": due,
                "chance_found": chance_found(share, lengths, left),
            }
        )
        weeks = found.groupby("week_utc", as_index=False).agg(
            n_hours=("n_hours", "sum"),
            hours_dark=("hours_dark", "sum"),
            received=("received", "sum"),
            due=("due", "sum"),
            chance_found=("chance_found", "mean"),
        )
        heard = weeks.pop("received") / weeks.pop("due").replace(0, np.nan)
        # Of the ships of a week some came in it, and some were there on Monday morning.
        n_there = lengths.mean()
        chance = weeks["chance_found"] * weeks["n_hours"] + seen * n_there
        weeks["chance_seen"] = (chance / (weeks["n_hours"] + n_there)).clip(0.0, 1.0)
        weeks.insert(0, "port", port)
        weeks.insert(4, "coverage", heard.clip(upper=1.0).fillna(1.0))
        tables.append(weeks)
    return pd.concat(tables, ignore_index=True)


def _hours_left(hours: pd.Series) -> Floats:
    """Return how many hours of its week are left at each hour's start."""
    passed = (hours - week_of(hours)).dt.total_seconds() / 3600
    return np.asarray(168 - passed, dtype=float)


def chance_found(
    share_heard: Floats, lengths_hours: Floats, hours_left: Floats | None = None
) -> Floats:
    """
    Return for each hour the chance that a visit that begins in it is heard.

    Parameters
    ----------
    share_heard : ndarray
        Share of reports that is received, hour by hour.
    lengths_hours : ndarray
        How long visits last.
    hours_left : ndarray, optional
        What is heard after so many hours comes too late.

    Examples
    --------
    Three dark hours: visits of one hour that begin in them are lost, one in three of
    the visits of three hours is.

    >>> share = np.array([0.9, 0.0, 0.0, 0.0, 0.9])
    >>> chance_found(share, np.array([1.0])).round(2).tolist()
    [1.0, 0.0, 0.0, 0.0, 1.0]
    >>> chance_found(share, np.array([3.0])).round(2).tolist()
    [1.0, 0.0, 1.0, 1.0, 1.0]
    """
    left = np.full(len(share_heard), np.inf) if hours_left is None else hours_left
    begin = np.arange(len(share_heard))
    chances = [
        _heard(share_heard, begin, np.minimum(length, left)) for length in lengths_hours
    ]
    return np.asarray(np.mean(chances, axis=0))


def chance_seen(
    share_heard: Floats, lengths_hours: Floats, begin: Ints, hours_left: Floats
) -> Floats:
    """
    Return the chance that a ship that is there at the given hours is heard from then on.

    What is left of its visit is anything up to the whole; long visits are met more often.

    Examples
    --------
    Two dark hours: of visits of four hours, half are over when the receiver is back.

    >>> share = np.array([0.0, 0.0, 0.9, 0.9, 0.9])
    >>> chance_seen(share, np.array([4.0]), np.array([0]), np.array([9.0])).round(2).tolist()
    [0.5]
    """
    rests = (np.linspace(0.025, 0.975, 20)[:, None] * lengths_hours).ravel()
    weights = np.tile(lengths_hours, 20)
    chances = [_heard(share_heard, begin, np.minimum(r, hours_left)) for r in rests]
    return np.asarray(np.average(chances, axis=0, weights=weights))


def _heard(share_heard: Floats, begin: Ints, lasts: Floats) -> Floats:
    """Return the chance of one report or more from some hours on, for so many hours."""
    n = len(share_heard)
    miss = REPORTS_PER_HOUR * np.log1p(-np.minimum(share_heard, 1 - 1e-12))
    total = np.concatenate([[0.0], np.cumsum(miss)])
    # The end of the table hides nothing: as the visit's part inside is heard.
    after = np.minimum(begin + lasts, n)
    whole = np.floor(after).astype(int)
    part = (after - whole) * np.append(miss, 0.0)[whole]
    return np.asarray(np.clip(1 - np.exp(total[whole] + part - total[begin]), 0.0, 1.0))


def week_of(times: pd.Series) -> pd.Series:
    """
    Return the Monday, 00:00 UTC, of each time's week.

    Examples
    --------
    >>> sunday_night = pd.Series(pd.to_datetime(["2024-05-05T23:59:59Z"]))
    >>> str(week_of(sunday_night)[0])
    '2024-04-29 00:00:00+00:00'
    """
    seconds = seconds_of(times)
    monday_s = np.floor((seconds - MONDAY_S) / WEEK_S) * WEEK_S + MONDAY_S
    found = pd.to_datetime(pd.Series(monday_s, index=times.index), unit="s", utc=True)
    return found.dt.as_unit("s")


def mondays(start: pd.Timestamp, end: pd.Timestamp) -> Ints:
    """Return the Mondays, in seconds, of the weeks that [start, end) touches."""
    first = (start.timestamp() - MONDAY_S) // WEEK_S * WEEK_S + MONDAY_S
    return np.arange(int(first), int(end.timestamp()), WEEK_S, dtype=np.int64)
