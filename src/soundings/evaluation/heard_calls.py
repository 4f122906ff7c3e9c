"""
What AIS would make of two years of true calls, without simulating a single report.

Positions of two years are far too many to look for shocks in. But what an hour of bad
reception does to calls is simple: a ship that lies in port is heard or not, hour by hour.
So true calls are cut by the hours in which the receiver was deaf, and the reports of each
hour are drawn as so many out of those that were due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.coverage import HOUR_S
from soundings.ais.geometry import Floats
from soundings.ais.occupancy import cut, ships_by_hour
from soundings.ais.reception import REPORTS_PER_HOUR

GAP_S: Final = 12 * HOUR_S
"""A ship that was silent for longer is taken to have come anew."""
N_CRAFT: Final = 2
"""Harbour craft that report all day."""
TINY_SHARE: Final = 0.1
"""One ship in ten: what comes to a port of three to ten calls a week."""


@dataclass(frozen=True)
class Reception:
    """
    How one port is heard.

    Attributes
    ----------
    share : float
        Of the reports, in a usual hour.
    outages : tuple of (int, int, float)
        Epoch seconds, half-open, and the share that is left.
    change : tuple of (int, float), optional
        From when on the share is another, for good: a change of the data's source.
    """

    share: float
    outages: tuple[tuple[int, int, float], ...] = ()
    change: tuple[int, float] | None = None

    def shares(self, hours_s: Floats, rng: np.random.Generator) -> Floats:
        """Return the share of reports that is heard in each hour."""
        share = np.full(len(hours_s), self.share)
        if self.change is not None:
            share[hours_s >= self.change[0]] = self.change[1]
        # Weather and traffic on the channel: a few hundredths from hour to hour.
        share = np.clip(share + rng.normal(0, 0.03, len(hours_s)), 0.02, 1.0)
        for start_s, end_s, left in self.outages:
            share[(hours_s >= start_s) & (hours_s < end_s)] *= left
        return np.asarray(share)


def hear(
    calls: pd.DataFrame,
    receptions: dict[str, Reception],
    start_s: int,
    end_s: int,
    seed: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the visits that are found, and the coverage table.

    Parameters
    ----------
    calls : DataFrame
        True calls: `mmsi`, `port`, `entered_utc`, `left_utc`.
    receptions : dict
        By port.
    start_s, end_s : int
    seed : int
        For the reports that are drawn.
    """
    rng = np.random.default_rng([seed, 77])
    hours = np.arange(start_s, end_s, HOUR_S, dtype=float)
    there = ships_by_hour(calls).set_index(["port", "hour_utc"])["n_ships"]
    visits, tables = [], []
    for port, reception in receptions.items():
        share = reception.shares(hours, rng)
        hour_utc = pd.to_datetime(hours, unit="s", utc=True).as_unit("s")
        n_ships = _n_ships(there, port, hour_utc)
        due = (n_ships + N_CRAFT) * REPORTS_PER_HOUR
        received = rng.binomial(due.astype(int), share)
        table = pd.DataFrame(
            {
                "port": port,
                "hour_utc": hour_utc,
                "n_ships": np.where(received > 0, n_ships + N_CRAFT, 0),
                "n_received": received,
                "n_expected": due,
            }
        )
        tables.append(table[received > 0])
        here = calls[calls["port"] == port]
        visits.append(_as_heard(here, hours, share, rng))
    return pd.concat(visits, ignore_index=True), pd.concat(tables, ignore_index=True)


def _n_ships(there: pd.Series, port: str, hours: pd.DatetimeIndex) -> Floats:
    if port not in there.index.get_level_values("port"):
        return np.zeros(len(hours))
    found = there.loc[port]
    found.index = found.index.as_unit("s")
    return np.asarray(found.reindex(hours, fill_value=0), dtype=float)


def _as_heard(
    calls: pd.DataFrame, hours: Floats, share: Floats, rng: np.random.Generator
) -> pd.DataFrame:
    """Return calls from the hours in which a report came; short gaps are joined."""
    begins = _seconds(calls["entered_utc"])
    ends = _seconds(calls["left_utc"])
    row, hour_s, seconds = cut(begins, ends, HOUR_S)
    place = ((hour_s - hours[0]) // HOUR_S).astype(int)
    inside = (place >= 0) & (place < len(hours))
    row, hour_s, seconds = row[inside], hour_s[inside], seconds[inside]
    due = REPORTS_PER_HOUR * seconds / HOUR_S
    heard = rng.random(len(row)) < 1 - (1 - share[place[inside]]) ** due
    row, hour_s = row[heard], hour_s[heard]
    pieces = pd.DataFrame(
        {
            "row": row,
            "begin": np.maximum(hour_s, begins[row]),
            "end": np.minimum(hour_s + HOUR_S, ends[row]),
        }
    )
    silent = pieces["begin"] - pieces.groupby("row")["end"].shift()
    number = (~(silent <= GAP_S)).cumsum()
    found = pieces.groupby(number).agg(
        row=("row", "first"), begin=("begin", "min"), end=("end", "max")
    )
    # The first report comes a while after the ship, and the last one before she leaves.
    wait_s = HOUR_S / REPORTS_PER_HOUR / np.maximum(np.median(share), 0.02)
    middle = (found["begin"] + found["end"]) / 2
    early = rng.exponential(wait_s, len(found))
    found["begin"] = np.minimum(found["begin"] + early, middle)
    late = rng.exponential(wait_s, len(found))
    found["end"] = np.maximum(found["end"] - late, middle)
    origin = calls.iloc[found["row"].to_numpy()]
    return pd.DataFrame(
        {
            "mmsi": origin["mmsi"].to_numpy(),
            "port": origin["port"].to_numpy(),
            "entered_utc": _times(found["begin"]),
            "left_utc": _times(found["end"]),
        }
    )


def _seconds(times: pd.Series) -> Floats:
    since = times - pd.Timestamp(0, tz="UTC")
    return np.asarray(since.dt.total_seconds(), dtype=float)


def _times(seconds: pd.Series) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(pd.to_datetime(seconds.to_numpy(), unit="s", utc=True))
