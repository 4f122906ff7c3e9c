"""Runs of all days, put together: what each day alone could not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.runs import RUNS, join_runs, settle_movement
from soundings.ais.tracks import link_segments
from soundings.ais.visits import Calls

RUNS_AT_ONCE: Final = 100_000
"""So many runs are joined at once, or those of one vessel: bounds the memory needed."""


def by_vessels(
    runs: pd.DataFrame, segments: pd.DataFrame, runs_at_once: int = RUNS_AT_ONCE
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """
    Yield the runs and segments of some vessels at a time, in order of mmsi.

    Nothing that is made of runs looks from one vessel to another.

    Parameters
    ----------
    runs, segments : DataFrame
        As in `join_days`.
    runs_at_once : int
        About how many runs to yield at once; all of a vessel's are together.

    Examples
    --------
    >>> runs = pd.DataFrame({"mmsi": [3, 1, 2, 3, 1]})
    >>> segments = pd.DataFrame({"mmsi": [1, 2, 3]})
    >>> [part["mmsi"].tolist() for part, _ in by_vessels(runs, segments, 2)]
    [[1, 1], [2], [3, 3]]
    """
    vessels = runs["mmsi"].to_numpy()
    ordered = np.sort(vessels)
    firsts = np.setdiff1d(ordered[runs_at_once::runs_at_once], ordered[:1])
    part_of_runs = np.searchsorted(firsts, vessels, side="right")
    part_of_segments = np.searchsorted(firsts, segments["mmsi"], side="right")
    for part in range(len(firsts) + 1):
        yield runs[part_of_runs == part], segments[part_of_segments == part]


def join_days(
    runs: pd.DataFrame,
    segments: pd.DataFrame | None,
    silence_minutes: float = 240.0,
) -> pd.DataFrame:
    """
    Return the runs of all days as one table, as if there had been no days.

    Segments of each day become hulls, movement that a day left open is settled by the
    run before, and runs that midnight cut are made one: the result is that of
    `runs.as_runs` on all positions at once, wherever the days are cut.

    Parameters
    ----------
    runs : DataFrame
        The days' runs (see `kernel.DAY_RUNS`), in any order.
    segments : DataFrame or None
        The days' segments (see `tracks.SEGMENTS`), in any order. None: an mmsi is a
        ship, and every ship is hull 1.
    silence_minutes : float
        What the runs were cut with, or more.

    Returns
    -------
    DataFrame
        A runs table (see `runs.RUNS`), ordered by vessel and time, with `mmsi` as text
        of nine digits. Segments that fit no hull are left out.
    """
    keyed = (
        runs.assign(hull=np.int16(1))
        if segments is None
        else _with_hulls(runs, segments)
    )
    joined = join_runs(settle_movement(keyed[list(RUNS)]), silence_minutes)
    return joined.assign(mmsi=nine_digits(joined["mmsi"]))


def _with_hulls(runs: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    hulls = segments[["mmsi", "day", "segment"]].assign(hull=link_segments(segments))
    # Nearly every mmsi is one ship: only the others need to be looked up.
    several = hulls.loc[hulls["hull"] != 1, "mmsi"].unique()
    runs = runs.assign(hull=np.int16(1))
    is_plain = ~runs["mmsi"].isin(several)
    if is_plain.all():
        return runs
    shared = runs[~is_plain].drop(columns="hull")
    day = shared["first_utc"].dt.floor("D").astype(hulls["day"].dtype)
    keyed = shared.assign(day=day).merge(
        hulls, on=["mmsi", "day", "segment"], how="left", validate="many_to_one"
    )
    known = keyed.loc[keyed["hull"] > 0, list(runs.columns)]
    return pd.concat([runs[is_plain], known], ignore_index=True)


def nine_digits(mmsi: pd.Series) -> pd.Series:
    """
    Return integers as the text of nine digits that public tables hold.

    Examples
    --------
    >>> nine_digits(pd.Series([2320001, 232999001])).tolist()
    ['002320001', '232999001']
    """
    codes, vessels = pd.factorize(mmsi)
    texts = pd.Series(vessels).astype("str").str.zfill(9)
    return pd.Series(texts.to_numpy()[codes], index=mmsi.index, dtype="str")


def join_calls(parts: Sequence[Calls]) -> Calls:
    """
    Return what was found for some vessels at a time as if it had been found at once.

    Parameters
    ----------
    parts : sequence of Calls
        In the order of `by_vessels`, found with the same settings.
    """
    n_visits = np.cumsum([0, *(len(part.visits) for part in parts)])
    stays, shifts = (
        [
            table.assign(
                visit=table["visit"].where(table["visit"] < 0, table["visit"] + n)
            )
            for table, n in zip(tables, n_visits, strict=False)
        ]
        for tables in ([p.stays for p in parts], [p.shifts for p in parts])
    )
    return Calls(
        _stack([part.visits for part in parts]),
        _stack(stays),
        _stack(shifts),
        _stack([part.calls for part in parts]),
        parts[0].settings,
    )


def _stack(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    # A table without rows has not always found out what its columns hold.
    return pd.concat([t for t in tables if len(t)] or tables[:1], ignore_index=True)
