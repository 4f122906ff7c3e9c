"""
What bad reception hides of visits that are found: hours that nobody heard, and beginnings.

Where a receiver was deaf, the ships that were there stay out of the sums; when it comes
back, ships appear that came days before. Both can be estimated from the hours around.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.ais.occupancy import ships_by_hour
from soundings.ais.reception import REPORTS_PER_HOUR, week_of

NEAR_HOURS: Final = 56 * 24
"""What is usual is taken from so many hours, half of them before."""
LEAST_SHARE: Final = 0.005


def stay_hours(visits: pd.DataFrame, began: str, ended: str) -> dict[str, Floats]:
    """Return how long the visits to each port lasted, in hours."""
    hours = (visits[ended] - visits[began]).dt.total_seconds().dropna() / 3600
    return {
        str(port): np.asarray(lengths, dtype=float)
        for port, lengths in hours.groupby(visits["port"])
    }


def hidden_hours(
    visits: pd.DataFrame, hourly: pd.DataFrame, began: str, ended: str
) -> pd.DataFrame:
    """
    Return the ship-hours that were not heard, by port and week, and their variance.

    In each dark hour the ships usually there in those weeks, less those whose visit spans
    the hour: they were seen before and after. And at both ends of each visit the time to
    the first report that came: 3 minutes for a moored ship, more where few are heard.

    Parameters
    ----------
    visits : DataFrame
    hourly : DataFrame
        From `reception.hourly_reception`.
    began, ended : str
        Columns of `visits`.

    Returns
    -------
    DataFrame
        `port`, `week_utc`, `hours_hidden`, `hidden_variance`.
    """
    lengths = stay_hours(visits, began, ended)
    present = ships_by_hour(visits, "port", began, ended)
    ends = pd.concat(
        [
            pd.DataFrame({"port": visits["port"], "hour_utc": visits[c].dt.floor("h")})
            for c in (began, ended)
        ]
    )
    n_ends = ends.value_counts().rename("n_ends").reset_index()
    tables = []
    for port, hours in hourly.groupby("port"):
        clock = hours["hour_utc"].dt.as_unit("s")
        ships, cuts = (
            table[table["port"] == port]
            .set_index(table.loc[table["port"] == port, "hour_utc"].dt.as_unit("s"))[
                name
            ]
            .reindex(clock, fill_value=0)
            .to_numpy(float)
            for table, name in ((present, "ship_hours"), (n_ends, "n_ends"))
        )
        is_dark = hours["is_dark"].to_numpy(bool)
        usual, spread, n_heard = _usual(pd.Series(np.where(is_dark, np.nan, ships)))
        unheard = np.where(is_dark, np.maximum(usual - ships, 0.0), 0.0)
        share = hours["share_heard"].clip(lower=LEAST_SHARE).to_numpy(float)
        wait = 1 / (REPORTS_PER_HOUR * share)
        cut_off = np.where(is_dark, 0.0, cuts * wait)
        weeks = pd.DataFrame(
            {
                "week_utc": week_of(clock).to_numpy(),
                "hours_hidden": unheard + cut_off,
                # A wait for something at random varies as much as it lasts.
                "waits": cut_off * wait,
                "n_dark": (unheard > 0).astype(int),
                "spread": np.where(unheard > 0, spread, 0.0),
                "per_heard": np.where(unheard > 0, 1 / n_heard, 0.0),
            }
        )
        found = weeks.groupby("week_utc", as_index=False).sum()
        # Each ship that is there is there for a while: hours are not so many draws. And
        # what is usual is itself a mean of the hours that were heard.
        length = lengths.get(str(port), np.ones(1))
        together = np.minimum(
            found["n_dark"], max(float((length**2).mean() / length.mean()), 1.0)
        )
        widened = found["spread"] * together * (1 + found["per_heard"])
        variance = found["waits"] + widened
        found = found.assign(port=port, hidden_variance=variance)
        tables.append(found[["port", "week_utc", "hours_hidden", "hidden_variance"]])
    return _with_utc(pd.concat(tables, ignore_index=True))


def late_finds(
    visits: pd.DataFrame, hourly: pd.DataFrame, began: str, ended: str
) -> pd.DataFrame:
    """
    Return the visits that were found just as a deaf receiver came back, by port and week.

    Such a ship has been there for some time. A ship found at a random moment of its visit
    has been there for less than `a` hours with the chance mean(min(L, a)) / mean(L), L
    being the lengths of visits (renewal theory). It is old if that takes it back to
    before Monday, or to before the dark hours, where it was counted already.

    Returns
    -------
    DataFrame
        `port`, `week_utc`, `n_late`, `old_share` (the chance that one of them is old).
    """
    lengths = stay_hours(visits, began, ended)
    rows: list[dict[str, object]] = []
    for port, hours in hourly.groupby("port"):
        length = lengths.get(str(port), np.empty(0))
        if not len(length) or length.mean() == 0:
            continue
        dark = np.concatenate([[0], hours["is_dark"].to_numpy(int), [0]])
        edges = np.flatnonzero(np.diff(dark))
        starts = visits.loc[visits["port"] == port, began]
        clock = hours["hour_utc"].reset_index(drop=True)
        for first, stop in zip(edges[::2], edges[1::2], strict=True):
            if stop >= len(clock):
                continue
            back = clock[stop]
            is_late = (starts >= back) & (starts < back + pd.Timedelta(hours=1))
            monday = week_of(clock[[stop]]).iloc[0]
            age = min(stop - first, (back - monday) / pd.Timedelta(hours=1))
            new_share = np.minimum(length, age).mean() / length.mean()
            n_late = int(is_late.sum())
            rows.append(
                {
                    "port": port,
                    "week_utc": monday,
                    "n_late": n_late,
                    "n_old": n_late * (1 - new_share),
                }
            )
    found = pd.DataFrame(rows, columns=["port", "week_utc", "n_late", "n_old"])
    found = found.groupby(["port", "week_utc"], as_index=False).sum()
    share = found.pop("n_old") / found["n_late"].where(found["n_late"] > 0, 1)
    return _with_utc(found.assign(old_share=share.astype(float)))


def _usual(ships: pd.Series) -> tuple[Floats, Floats, Floats]:
    """Return mean, variance and number of the heard hours near each hour."""
    near = ships.rolling(NEAR_HOURS, center=True, min_periods=7 * 24)
    mean = near.mean().fillna(ships.mean()).fillna(0.0)
    variance = near.var().fillna(ships.var()).fillna(0.0)
    n_heard = near.count().clip(lower=7 * 24).to_numpy(float)
    least = mean.to_numpy(float)
    return least, np.maximum(variance.to_numpy(float), least), n_heard


def _with_utc(table: pd.DataFrame) -> pd.DataFrame:
    week = pd.to_datetime(table["week_utc"], utc=True).dt.as_unit("s")
    return table.assign(week_utc=week)
