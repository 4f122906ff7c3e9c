"""Where vessels lay at rest: at a berth or at anchor, from runs."""

from __future__ import annotations

from typing import Final

import pandas as pd

from soundings.ais.port_calls import sessions
from soundings.ais.runs import STOPPED, UNKNOWN
from soundings.ais.tables import vessel_key

STAYS: Final = {
    "mmsi": "the ship's radio",
    "hull": "which of the ships that share this mmsi, if runs tell",
    "kind": "berth or anchorage",
    "place": "the fence",
    "arrived_utc": "first position at rest there",
    "departed_utc": "last position at rest there",
    "n_positions": "positions at rest there",
}
"""One row is one stay of one vessel."""


def find_stays(
    runs: pd.DataFrame,
    visits: pd.DataFrame,
    stay_minutes: float = 10.0,
    anchor_minutes: float = 30.0,
    away_minutes: float = 30.0,
    gap_minutes: float = 720.0,
    rejoin_minutes: float = 120.0,
    least_share: float = 0.2,
) -> pd.DataFrame:
    """
    Return the stays of vessels at berths and at anchor.

    A *rest* is a time in which a vessel does not move for longer than `away_minutes`.
    A vessel that has not moved has not left: a ship that swings at her anchor across
    the edge of the anchorage, or whose positions scatter over two berths, makes one
    stay, at the place where she spent most of the rest. Two places of one rest make
    two stays only if the second was reached after the last position at the first: a
    ship warped along the quay.

    Parameters
    ----------
    runs : DataFrame
        A runs table with movement settled (see `runs.settle_movement`).
    visits : DataFrame
        Presences in ports: the vessel, `entered_utc` and `left_utc`.
    stay_minutes, anchor_minutes : float
        Shortest time between the first and the last position at rest that makes a
        stay at a berth, and at anchor. Ferries turn round in a quarter of an hour; a
        ship that stops in an anchorage for the pilot has not anchored.
    away_minutes, gap_minutes : float
        As in `sessions`: a move shorter than the one, and a silence shorter than the
        other, do not end a rest.
    rejoin_minutes : float
        A vessel back at the same place within this time, without a stay elsewhere, is
        taken to have stayed: strings of false positions last about as long. A
        berth is not rejoined on another visit.
    least_share : float
        Least share of the time between the first and the last position at rest at a
        place that must have been spent there. A ship that swings across an outline
        spends half of it inside; stray positions are far below.

    Returns
    -------
    DataFrame
        A stays table (see `STAYS`), ordered by vessel and time. A stay lies between
        positions; the moments of mooring and of letting go lie outside it, by up to
        one interval between reports.

    Examples
    --------
    At a quay for an hour, with a few positions that fall on the pier beside it.

    >>> def at(minute):
    ...     return pd.Timestamp("2024-05-01T06:00Z") + pd.Timedelta(minutes=minute)
    >>> runs = pd.DataFrame({
    ...     "mmsi": "232999001", "port": "harbour", "berth": ["quay", "pier", "quay"],
    ...     "anchorage": None, "movement": 1, "n_positions": [10, 1, 10],
    ...     "first_utc": [at(0), at(31), at(32)], "last_utc": [at(30), at(31), at(60)],
    ... })
    >>> visits = pd.DataFrame(
    ...     {"mmsi": ["232999001"], "entered_utc": [at(-20)], "left_utc": [at(80)]}
    ... )
    >>> find_stays(runs, visits)["place"].tolist()
    ['quay']
    """
    key = vessel_key(runs)
    runs = runs.sort_values([*key, "first_utc"], kind="stable", ignore_index=True)
    rests = _rests(runs, away_minutes, gap_minutes)
    times = _times_at_places(runs, rests)
    span = (times["departed_utc"] - times["arrived_utc"]).dt.total_seconds()
    found = _one_place_at_a_time(times[times["seconds"] >= least_share * span])
    found = _rejoined(found, visits, rejoin_minutes)
    length = found["departed_utc"] - found["arrived_utc"]
    least = found["kind"].map(
        {
            "berth": pd.Timedelta(minutes=stay_minutes),
            "anchorage": pd.Timedelta(minutes=anchor_minutes),
        }
    )
    kept = found[length >= least]
    return kept[
        [*key, *(name for name in STAYS if name not in ("mmsi", "hull"))]
    ].reset_index(drop=True)


def _rests(runs: pd.DataFrame, away_minutes: float, gap_minutes: float) -> pd.DataFrame:
    """Return when each vessel was at rest, wherever that was."""
    says = runs[runs["movement"] != UNKNOWN]
    at_rest = says.assign(rest=says["movement"].map({STOPPED: "rest"}).astype("str"))
    at_rest["rest"] = at_rest["rest"].where(says["movement"] == STOPPED)
    rests = sessions(at_rest, "rest", away_minutes, gap_minutes)
    return rests.assign(number=range(len(rests)))


def _times_at_places(runs: pd.DataFrame, rests: pd.DataFrame) -> pd.DataFrame:
    """Return for each rest and place: first, last, positions, and seconds spent."""
    key = vessel_key(runs)
    until = runs.groupby(key)["first_utc"].shift(-1)
    seconds = (until.fillna(runs["last_utc"]) - runs["first_utc"]).dt.total_seconds()
    still = runs.assign(seconds=seconds)[runs["movement"] == STOPPED]
    still = pd.merge_asof(
        still.sort_values("first_utc", kind="stable"),
        rests[[*key, "first_utc", "number"]]
        .rename(columns={"first_utc": "rest_utc"})
        .sort_values("rest_utc", kind="stable"),
        left_on="first_utc",
        right_on="rest_utc",
        by=key,
    )
    # Berths count only inside a port, so that every stay belongs to one visit.
    at_berth = still["berth"].where(still["port"].notna())
    place = at_berth.fillna(still["anchorage"])
    kind = at_berth.notna().map({True: "berth", False: "anchorage"})
    still = still.assign(place=place, kind=kind)[place.notna()]
    return (
        still.groupby([*key, "number", "kind", "place"], observed=True)
        .agg(
            arrived_utc=("first_utc", "min"),
            departed_utc=("last_utc", "max"),
            n_positions=("n_positions", "sum"),
            seconds=("seconds", "sum"),
        )
        .reset_index()
    )


def _one_place_at_a_time(times: pd.DataFrame) -> pd.DataFrame:
    """Let places whose times overlap be one stay, where most of the time was spent."""
    key = vessel_key(times)
    times = times.sort_values(
        [*key, "number", "arrived_utc", "place"], kind="stable", ignore_index=True
    )
    ends = times["departed_utc"].groupby(times["number"]).cummax()
    ends = ends.groupby(times["number"]).shift()
    starts = ends.isna() | (times["arrived_utc"] > ends)
    times = times.assign(stay=starts.cumsum())
    longest = times.sort_values(
        ["stay", "seconds", "n_positions"],
        ascending=[True, False, False],
        kind="stable",
    ).drop_duplicates("stay")
    return longest.reset_index(drop=True)


def _rejoined(
    found: pd.DataFrame, visits: pd.DataFrame, rejoin_minutes: float
) -> pd.DataFrame:
    """Make one stay of neighbours at the same place with a short time between them."""
    key = vessel_key(found)
    if found.empty:
        return found
    rows = visits[[*key, "entered_utc"]].assign(visit=range(len(visits)))
    found = pd.merge_asof(
        found.sort_values("arrived_utc", kind="stable"),
        rows.sort_values("entered_utc", kind="stable"),
        left_on="arrived_utc",
        right_on="entered_utc",
        by=key,
    ).sort_values([*key, "arrived_utc"], kind="stable", ignore_index=True)
    # Anchorages lie outside ports: there, visits say nothing.
    found["visit"] = found["visit"].where(found["kind"] == "berth", -1)
    before = found.groupby(key)[["kind", "place", "departed_utc", "visit"]].shift()
    absent = found["arrived_utc"] - before["departed_utc"]
    goes_on = (
        (found["kind"] == before["kind"])
        & (found["place"] == before["place"])
        & (found["visit"] == before["visit"])
        & (absent <= pd.Timedelta(minutes=rejoin_minutes))
    )
    return (
        found.assign(stay=(~goes_on).cumsum())
        .groupby([*key, "stay"])
        .agg(
            kind=("kind", "first"),
            place=("place", "first"),
            arrived_utc=("arrived_utc", "min"),
            departed_utc=("departed_utc", "max"),
            n_positions=("n_positions", "sum"),
            seconds=("seconds", "sum"),
        )
        .reset_index()
    )
