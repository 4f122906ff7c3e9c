"""Which of the calls and stays that were found are the true ones: one to one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd


def read_truth(folder: Path, name: str) -> pd.DataFrame:
    """
    Return a table of a simulation's truth, its times as `_utc` columns.

    Parameters
    ----------
    folder : Path
        What `simulate` wrote into.
    name : str
        Such as "calls" or "stays".
    """
    path = folder / "truth" / f"sim_{name}.csv"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is not there. Give the folder that `soundings simulate` wrote into."
        )
    table = pd.read_csv(path, dtype={"mmsi": "str", "imo": "str", "name": "str"})
    times = [column for column in table.columns if column.endswith("_s")]
    for column in times:
        known = table[column].where(table[column] >= 0)
        table[column.removesuffix("_s") + "_utc"] = pd.to_datetime(
            known, unit="s", utc=True
        )
    return table.drop(columns=times)


def mmsi_of(
    ships: pd.Series, when_utc: pd.Series, fleet: pd.DataFrame, identities: pd.DataFrame
) -> pd.Series:
    """
    Return the MMSI that each ship was sending at a moment, as text.

    Parameters
    ----------
    ships : Series of int
        Rows in the fleet.
    when_utc : Series
        The moments.
    fleet, identities : DataFrame
        From `read_truth`: ships that took another's number, and since when.
    """
    sent = fleet["mmsi"].reindex(ships).set_axis(ships.index)
    for change in identities.sort_values("from_utc").to_dict("records"):
        since = (ships == change["ship"]) & (when_utc >= change["from_utc"])
        sent = sent.mask(since, str(change["mmsi"]).zfill(9))
    return sent


def true_stays(folder: Path) -> pd.DataFrame:
    """
    Return the true stays at berths and at anchor: who, where, from when until when.

    Columns: `call_id, ship, mmsi, port_id, kind` (berth or anchorage)`, place,
    terminal, arrived_utc, departed_utc, is_silent`: nobody could have heard the ship,
    whose radio was off during the whole call.
    """
    calls, fleet = read_truth(folder, "calls"), read_truth(folder, "fleet")
    stays = read_truth(folder, "stays").rename(
        columns={"start_utc": "arrived_utc", "end_utc": "departed_utc"}
    )
    stays["kind"] = stays["kind"].replace({"anchor": "anchorage"})
    stays["port_id"] = stays["call_id"].map(calls.set_index("call_id")["port_id"])
    # A berth's name is its terminal's with a number behind.
    at_berth = stays["kind"] == "berth"
    stays["terminal"] = stays["place"].where(
        ~at_berth, stays["place"].str.rsplit("-", n=1).str[0]
    )
    identities = read_truth(folder, "identities")
    stays["mmsi"] = mmsi_of(stays["ship"], stays["arrived_utc"], fleet, identities)
    silent = set(read_truth(folder, "silences")["call_id"])
    return stays.assign(is_silent=stays["call_id"].isin(silent))


def true_calls(folder: Path) -> pd.DataFrame:
    """
    Return the true port calls, one row each, as `true_stays` has its stays.

    `arrived_utc` and `departed_utc` are when it first berthed and last let go, `place`
    and `terminal` those of the first berth.
    """
    stays = true_stays(folder)
    berths = stays[stays["kind"] == "berth"].sort_values("arrived_utc")
    return (
        berths.groupby("call_id")
        .agg(
            **{
                name: (name, "first")
                for name in (
                    "ship",
                    "mmsi",
                    "port_id",
                    "place",
                    "terminal",
                    "is_silent",
                )
            },
            arrived_utc=("arrived_utc", "min"),
            departed_utc=("departed_utc", "max"),
        )
        .reset_index()
    )


def match_intervals(
    found: pd.DataFrame, true: pd.DataFrame, by: tuple[str, ...]
) -> pd.DataFrame:
    """
    Match found intervals with true ones that they overlap, each at most once.

    The pair with the longest overlap is matched first.

    Parameters
    ----------
    found, true : DataFrame
        With `arrived_utc`, `departed_utc` and the columns `by`, which must be equal.

    Returns
    -------
    DataFrame
        Columns `found` and `true`: the rows' places in the two tables.

    Examples
    --------
    >>> hours = pd.date_range("2024-05-01", periods=4, freq="h", tz="UTC")
    >>> true = pd.DataFrame(
    ...     {"mmsi": "1", "arrived_utc": hours[[0]], "departed_utc": hours[[2]]}
    ... )
    >>> found = pd.DataFrame(
    ...     {"mmsi": "1", "arrived_utc": hours[[0, 1]], "departed_utc": hours[[1, 3]]}
    ... )
    >>> len(match_intervals(found, true, ("mmsi",)))
    1
    """
    columns = [*by, "arrived_utc", "departed_utc"]
    pairs = (
        found[columns]
        .assign(found=range(len(found)))
        .merge(
            true[columns].assign(true=range(len(true))),
            on=list(by),
            suffixes=("", "_true"),
        )
    )
    start = pairs[["arrived_utc", "arrived_utc_true"]].max(axis=1)
    end = pairs[["departed_utc", "departed_utc_true"]].min(axis=1)
    pairs = pairs.assign(overlap=end - start)
    pairs = pairs[pairs["overlap"] > pd.Timedelta(0)].sort_values(
        ["overlap", "found", "true"], ascending=[False, True, True]
    )
    taken_found: set[int] = set()
    taken_true: set[int] = set()
    rows = []
    for f, t in zip(pairs["found"].tolist(), pairs["true"].tolist(), strict=True):
        if f not in taken_found and t not in taken_true:
            taken_found.add(f)
            taken_true.add(t)
            rows.append((f, t))
    return pd.DataFrame(rows, columns=["found", "true"], dtype=np.int64)
