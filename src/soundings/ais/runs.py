"""
Runs: stretches of one vessel at the same places and in the same state of movement.

Everything about port calls can be said of runs, and there are a hundred times fewer of
them than positions. A position is a run that begins and ends at once.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.clean import add_speed, mark_stopped
from soundings.ais.fences import locate
from soundings.ais.port_calls import by_hull
from soundings.ais.tables import check_columns, vessel_key

RUNS: Final = {
    "mmsi": "the ship's radio",
    "hull": "which of the ships that share this mmsi, from 1; may be left out",
    "port": "the fence it was in; missing outside",
    "berth": "likewise",
    "anchorage": "likewise",
    "movement": "0 moving, 1 stopped, 2 unknown, 3 as before",
    "first_utc": "its first position there",
    "last_utc": "its last position there",
    "n_positions": "how many positions lie between, both ends counted",
}
"""One row is one run; those outside every fence are there too."""

PLACES: Final = ("port", "berth", "anchorage")
MOVING, STOPPED, UNKNOWN, AS_BEFORE = 0, 1, 2, 3


def as_runs(
    positions: pd.DataFrame,
    fences: pd.DataFrame,
    stop_knots: float = 0.5,
    go_knots: float = 1.0,
    silence_minutes: float = 240.0,
) -> pd.DataFrame:
    """
    Return the runs of clean positions.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`), with `hull` if ships share an MMSI.
        `speed_knots` is worked out by `add_speed` if the table has none.
    fences : DataFrame
        A fences table.
    stop_knots, go_knots : float
        As in `mark_stopped`.
    silence_minutes : float
        A silence at least as long ends a run. It must not exceed the `gap_minutes`
        of what is asked of the runs later.

    Returns
    -------
    DataFrame
        A runs table (see `RUNS`), ordered by vessel and time.

    Examples
    --------
    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> fences = pd.DataFrame(
    ...     {"fence": ["harbour"], "name": ["Harbour"], "kind": ["port"], "ring": [square]}
    ... )
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=4, freq="h", tz="UTC"),
    ...     "lon": [3.0, 2.1, 1.9, 1.8], "lat": 1.0, "speed_knots": [9.0, 8.0, 7.0, 6.0],
    ... })
    >>> as_runs(positions, fences)[["port", "n_positions"]].values.tolist()
    [[nan, 2], ['harbour', 2]]
    """
    if "speed_knots" not in positions.columns:
        positions = by_hull(positions, add_speed)
    placed = by_hull(
        locate(positions, fences), lambda p: mark_stopped(p, stop_knots, go_knots)
    )
    stopped = placed["is_stopped"]
    movement = np.where(stopped.isna(), UNKNOWN, stopped.fillna(False).astype(int))
    key = vessel_key(placed)
    table = placed[[*key, *PLACES]].assign(
        movement=movement.astype("int8"),
        first_utc=placed["time_utc"],
        last_utc=placed["time_utc"],
        n_positions=1,
    )
    return join_runs(table, silence_minutes)


def join_runs(runs: pd.DataFrame, silence_minutes: float = 240.0) -> pd.DataFrame:
    """
    Return runs by vessel and time, with equal neighbours made one.

    Parameters
    ----------
    runs : DataFrame
        A runs table, in any order. Those of many days may stand one below the other.
    silence_minutes : float
        Neighbours at least so far apart stay apart.

    Examples
    --------
    A ship that was at the quay over midnight was there once.

    >>> midnight = pd.Timestamp("2024-05-02", tz="UTC")
    >>> runs = pd.DataFrame({
    ...     "mmsi": "232999001", "port": "harbour", "berth": "quay", "anchorage": None,
    ...     "movement": 1, "n_positions": [30, 40],
    ...     "first_utc": [midnight - pd.Timedelta("2h"), midnight],
    ...     "last_utc": [midnight - pd.Timedelta("3min"), midnight + pd.Timedelta("1h")],
    ... })
    >>> join_runs(runs)["n_positions"].tolist()
    [70]
    """
    check_columns(runs, tuple(name for name in RUNS if name != "hull"), "join_runs")
    key = vessel_key(runs)
    runs = runs.sort_values([*key, "first_utc"], kind="stable", ignore_index=True)
    silence = runs["first_utc"] - runs["last_utc"].shift()
    begins = (silence >= pd.Timedelta(minutes=silence_minutes)).to_numpy(copy=True)
    begins[:1] = True
    for name in (*key, *PLACES, "movement"):
        codes = pd.factorize(runs[name])[0]
        begins[1:] |= codes[1:] != codes[:-1]
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(runs))[: len(first)] - 1
    total = np.append(0, runs["n_positions"].to_numpy().cumsum())
    columns = [*key, *PLACES, "movement", "first_utc"]
    joined = runs.loc[first, columns].assign(
        last_utc=runs["last_utc"].take(last).array,
        n_positions=total[last + 1] - total[first],
    )
    return joined.reset_index(drop=True)


def settle_movement(runs: pd.DataFrame) -> pd.DataFrame:
    """
    Return runs by vessel and time in which "as before" is what came before.

    A speed between the thresholds says that a vessel goes on doing what it did. A day
    by itself cannot know what that was if it opens with such a speed; the days together
    can. What no earlier run settles is unknown.

    Examples
    --------
    >>> noon = pd.Timestamp("2024-05-01T12:00Z")
    >>> runs = pd.DataFrame({
    ...     "mmsi": 232999001, "movement": [3, 1, 3],
    ...     "first_utc": [noon, noon + pd.Timedelta("1h"), noon + pd.Timedelta("2h")],
    ... })
    >>> settle_movement(runs)["movement"].tolist()
    [2, 1, 1]
    """
    key = vessel_key(runs)
    runs = runs.sort_values([*key, "first_utc"], kind="stable", ignore_index=True)
    word = runs["movement"].where(runs["movement"] != AS_BEFORE)
    word = word.groupby([runs[k] for k in key]).ffill().fillna(UNKNOWN)
    return runs.assign(movement=word.astype("int8"))


def bridge_silences(
    runs: pd.DataFrame, gap_minutes: float, silent_at_berth_minutes: float
) -> pd.DataFrame:
    """
    Let a ship that falls silent at a berth, and speaks again there, have stayed.

    Crews switch radios off alongside, and receivers fail. A ship at rest at the same
    berth before and after has most likely not sailed in between; a ferry may have.

    Parameters
    ----------
    runs : DataFrame
        From `settle_movement`.
    gap_minutes : float
        Shorter silences end nothing and need no bridge.
    silent_at_berth_minutes : float
        Longest silence over which a ship is taken to have stayed.

    Returns
    -------
    DataFrame
        The runs; the last one before such a silence lasts until it ends.

    Examples
    --------
    Last heard at the quay at six in the morning, and heard there again at midnight.

    >>> six = pd.Timestamp("2024-05-01T06:00Z")
    >>> runs = pd.DataFrame({
    ...     "mmsi": "232999001", "berth": "quay", "movement": 1,
    ...     "first_utc": [six, six + pd.Timedelta("18h")],
    ...     "last_utc": [six, six + pd.Timedelta("20h")],
    ... })
    >>> bridged = bridge_silences(runs, gap_minutes=720, silent_at_berth_minutes=1440)
    >>> bridged["last_utc"].dt.hour.tolist()
    [0, 2]
    """
    key = vessel_key(runs)
    after = runs.groupby(key)[["first_utc", "berth", "movement"]].shift(-1)
    silence = after["first_utc"] - runs["last_utc"]
    stayed = (
        (silence > pd.Timedelta(minutes=gap_minutes))
        & (silence <= pd.Timedelta(minutes=silent_at_berth_minutes))
        & (runs["movement"] == STOPPED)
        & (after["movement"] == STOPPED)
        & (runs["berth"] == after["berth"]).fillna(False)
    )
    return runs.assign(last_utc=runs["last_utc"].mask(stayed, after["first_utc"]))
