"""From port calls to voyages: where a ship went next."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.tables import VOYAGES, check_columns, vessel_key


def find_voyages(calls: pd.DataFrame, max_days: float | None = None) -> pd.DataFrame:
    """
    Return a voyage for every two calls of a ship, one after the other, at two ports.

    A ship's first call has no voyage to it, for where it came from was not seen. A
    second call at the same port makes none either. Only ports that are watched count:
    a call at any other in between is not seen, and the voyage then seems direct.

    Parameters
    ----------
    calls : DataFrame
        Calls in any order, with `mmsi` (and `hull` if there is one), `port`,
        `arrived_utc` and `departed_utc`.
    max_days : float, optional
        Leave out voyages that took longer: the ship will have been elsewhere.

    Returns
    -------
    DataFrame
        A voyages table (see `ais.tables`), ordered by vessel and time.

    Raises
    ------
    ValueError
        If a column is missing, or `max_days` is not above zero.

    Examples
    --------
    Three calls, two of them at one port: one voyage.

    >>> calls = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "port": ["GBFXT", "GBFXT", "NLRTM"],
    ...     "arrived_utc": pd.date_range("2024-05-01", periods=3, freq="D", tz="UTC"),
    ...     "departed_utc": pd.date_range("2024-05-01 12:00", periods=3, freq="D", tz="UTC"),
    ... })
    >>> find_voyages(calls)[["from_port", "to_port"]].values.tolist()
    [['GBFXT', 'NLRTM']]
    """
    columns = ("mmsi", "port", "arrived_utc", "departed_utc")
    check_columns(calls, columns, "find_voyages")
    if max_days is not None and not max_days > 0:
        raise ValueError(f"max_days is {max_days}. Give a number above zero.")
    key = vessel_key(calls)
    ordered = calls.dropna(subset=["port", "arrived_utc"])
    ordered = ordered.sort_values([*key, "arrived_utc"], kind="stable")
    before = ordered.groupby(key)[["port", "departed_utc"]].shift()
    legs = ordered.assign(
        from_port=before["port"],
        to_port=ordered["port"],
        departed_utc=before["departed_utc"],
    )
    has_moved = legs["from_port"].notna() & (legs["from_port"] != legs["to_port"])
    if max_days is not None:
        days = (legs["arrived_utc"] - legs["departed_utc"]).dt.total_seconds() / 86_400
        has_moved &= days <= max_days
    kept = [*key, *(column for column in VOYAGES if column != "mmsi")]
    return legs.loc[has_moved, kept].reset_index(drop=True)


def drop_skipped_calls(
    voyages: pd.DataFrame, missed_share: float = 0.1
) -> pd.DataFrame:
    """
    Leave out the few direct voyages that a missed call explains.

    A ship that sails A, B, C all year and is once not seen at B seems to have sailed
    from A to C. A network drawn from such voyages has an edge for every missed call,
    and no port in it is ever critical. A ship's voyages from A to C go if they are at
    most `missed_share` of its voyages A to B or B to C, whichever are fewer.

    Parameters
    ----------
    voyages : DataFrame
        From `find_voyages`.
    missed_share : float
        Share of calls that may have been missed, from 0 to below 1: one minus the
        recall of the calls, on the cautious side.

    Raises
    ------
    ValueError
        If `missed_share` is not a share.

    Examples
    --------
    Ten rounds, in one of which the middle port was missed.

    >>> ports = ["A", "B", "C"] * 10
    >>> ports.remove("B")
    >>> times = pd.date_range("2024-05-01", periods=29, freq="D", tz="UTC")
    >>> calls = pd.DataFrame(
    ...     {"mmsi": "232999001", "port": ports, "arrived_utc": times, "departed_utc": times}
    ... )
    >>> legs = find_voyages(calls)
    >>> len(legs), len(drop_skipped_calls(legs, 0.2))
    (28, 27)
    """
    check_columns(voyages, ("mmsi", "from_port", "to_port"), "drop_skipped_calls")
    if not 0 <= missed_share < 1:
        raise ValueError(
            f"missed_share is {missed_share}. Give a share from 0 to below 1."
        )
    key = vessel_key(voyages)
    counts = voyages.groupby([*key, "from_port", "to_port"]).size()
    legs = counts.rename("n").reset_index()
    # Every way of a vessel from A to C by way of B, beside its voyages straight there.
    ways = legs.merge(
        legs,
        left_on=[*key, "to_port"],
        right_on=[*key, "from_port"],
        suffixes=("", "_on"),
    )
    ways = ways.rename(columns={"to_port": "by", "to_port_on": "to_port"})
    ways["n_by"] = np.minimum(ways["n"], ways["n_on"])
    by_way = ways.groupby([*key, "from_port", "to_port"])["n_by"].max().reset_index()
    judged = legs.merge(by_way, on=[*key, "from_port", "to_port"], how="left")
    is_skip = judged["n"] <= missed_share * judged["n_by"].fillna(0)
    names = [*key, "from_port", "to_port"]
    marked = voyages.merge(
        judged.loc[is_skip, names].assign(is_skip=True), on=names, how="left"
    )
    return voyages[marked["is_skip"].isna().to_numpy()].reset_index(drop=True)
