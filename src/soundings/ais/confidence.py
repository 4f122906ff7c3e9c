"""How sure a port visit is, on the scale of Global Fishing Watch."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.runs import STOPPED
from soundings.ais.tables import vessel_key


def rate_visits(
    visits: pd.DataFrame, runs: pd.DataFrame, gap_minutes: float = 240.0
) -> pd.DataFrame:
    """
    Add how much of each visit was seen, and Global Fishing Watch's confidence in it.

    4: a stop or a gap, the entry and the exit were seen. 3: a stop or gap, and one of
    the two. 2: a stop or gap alone. 1: an entry or exit alone, such as a ship that
    passed through. The scale and the four hours are those of
    GlobalFishingWatch/pipe-anchorages; its stops begin at 0.2 knots, ours where
    `movement` says, and its fences are circles about anchorages, ours are drawn.

    A visit whose entry was not seen may have begun earlier: it is open at the start,
    as is every ship that was in port when the data began.

    Parameters
    ----------
    visits : DataFrame
        With the vessel, `port`, `entered_utc` and `left_utc`, each a moment of a run.
    runs : DataFrame
        The runs they were made of, ordered by vessel and time.
    gap_minutes : float
        A silence longer than this is a gap. An entry was seen if a position outside
        came at most so long before the first inside; an exit likewise.

    Returns
    -------
    DataFrame
        The visits with `confidence`, `is_open_start`, `is_open_end` and
        `longest_silence_hours`.

    Examples
    --------
    A ship that was seen to come and to stop, and then no more.

    >>> times = pd.date_range("2024-05-01", periods=3, freq="h", tz="UTC")
    >>> runs = pd.DataFrame({
    ...     "mmsi": "232999001", "port": [None, "harbour", "harbour"],
    ...     "movement": [0, 0, 1], "first_utc": times, "last_utc": times,
    ... })
    >>> visits = pd.DataFrame(
    ...     {"mmsi": ["232999001"], "entered_utc": times[[1]], "left_utc": times[[2]]}
    ... )
    >>> rate_visits(visits, runs)[["confidence", "is_open_end"]].values.tolist()
    [[3, True]]
    """
    key, gap = vessel_key(visits), pd.Timedelta(minutes=gap_minutes)
    vessel = runs.groupby(key)
    silence = runs["first_utc"] - vessel["last_utc"].shift()
    until_next = vessel["first_utc"].shift(-1) - runs["last_utc"]
    runs = runs.assign(silence=silence, until_next=until_next)
    rows = visits[[*key, "entered_utc", "left_utc"]].assign(visit=range(len(visits)))

    entries = rows.merge(
        runs[[*key, "first_utc", "silence"]],
        left_on=[*key, "entered_utc"],
        right_on=[*key, "first_utc"],
    ).set_index("visit")
    exits = rows.merge(
        runs[[*key, "last_utc", "until_next"]],
        left_on=[*key, "left_utc"],
        right_on=[*key, "last_utc"],
    ).set_index("visit")
    saw_entry = (entries["silence"] <= gap).groupby(level=0).any()
    saw_exit = (exits["until_next"] <= gap).groupby(level=0).any()

    placed = pd.merge_asof(
        runs.sort_values("first_utc", kind="stable"),
        rows.sort_values("entered_utc", kind="stable"),
        left_on="first_utc",
        right_on="entered_utc",
        by=key,
    )
    inside = placed[placed["first_utc"] <= placed["left_utc"]]
    stops = (inside["movement"] == STOPPED) & inside["port"].notna()
    has_stop = stops.groupby(inside["visit"]).any()
    within = inside[inside["first_utc"] > inside["entered_utc"]]
    longest = within.groupby("visit")["silence"].max()

    index = range(len(visits))
    longest = longest.reindex(index).fillna(pd.Timedelta(0))
    entry, exit_, stop = (
        said.reindex(index, fill_value=False).to_numpy(bool)
        for said in (saw_entry, saw_exit, has_stop)
    )
    has_either = stop | (longest > gap).to_numpy()
    confidence = np.where(has_either, 2 + entry + exit_, 1)
    return visits.assign(
        confidence=confidence.astype("int8"),
        is_open_start=~entry,
        is_open_end=~exit_,
        longest_silence_hours=longest.dt.total_seconds().to_numpy() / 3600,
    )
