"""Presences in ports, before it is known what a vessel did there."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.call_settings import CallSettings
from soundings.ais.port_calls import sessions
from soundings.ais.runs import PLACES
from soundings.ais.tables import vessel_key


def find_presences(runs: pd.DataFrame, settings: CallSettings) -> pd.DataFrame:
    """
    Return each presence in a port: `port, entered_utc, left_utc, n_positions`.

    It is `sessions` of ports with the settings' `away_minutes` and `gap_minutes`.
    """
    found = sessions(runs, "port", settings.away_minutes, settings.gap_minutes)
    return found.rename(columns={"first_utc": "entered_utc", "last_utc": "left_utc"})


def drop_stray_ports(runs: pd.DataFrame, settings: CallSettings) -> pd.DataFrame:
    """
    Take a vessel that seems to be in another port for minutes to be outside.

    A few false positions in a row pass the cleaning, and ports have no room to be
    in one, in the next and back again within minutes.
    """
    key = vessel_key(runs)
    seen = find_presences(runs, settings)
    length = seen["left_utc"] - seen["entered_utc"]
    before = seen.groupby(key)[["port", "left_utc"]].shift()
    after = seen.groupby(key)[["port", "entered_utc"]].shift(-1)
    absent = after["entered_utc"] - before["left_utc"]
    is_stray = (
        (before["port"] == after["port"])
        & (seen["port"] != before["port"])
        & (length <= pd.Timedelta(minutes=settings.stray_minutes))
        & (absent <= pd.Timedelta(minutes=settings.away_minutes))
    )
    strays = seen[is_stray]
    if strays.empty:
        return runs
    rows = strays[[*key, "port", "entered_utc", "left_utc"]]
    table = runs.assign(row=range(len(runs))).merge(rows, on=[*key, "port"])
    inside = table["first_utc"].between(table["entered_utc"], table["left_utc"])
    is_false = np.isin(np.arange(len(runs)), table.loc[inside, "row"])
    return runs.assign(**{name: runs[name].mask(is_false) for name in PLACES})


def join_trips_to_anchor(
    visits: pd.DataFrame, stays: pd.DataFrame, settings: CallSettings
) -> pd.DataFrame:
    """
    Join visits between which the vessel only went out to anchor and came back.

    A port sends a ship out to make room at its berth, and takes it in again: that is
    one call with two shifts. A ship that anchors on its way to the next port, or that
    comes back from a voyage and waits, takes longer than `to_anchor_minutes` one way.

    Parameters
    ----------
    visits : DataFrame
        From `find_presences`.
    stays : DataFrame
        From `find_stays`.
    settings : CallSettings
        `to_anchor_minutes` and `at_anchor_minutes`.
    """
    key = vessel_key(visits)
    if visits.empty:
        return visits
    to_anchor = pd.Timedelta(minutes=settings.to_anchor_minutes)
    before = visits.groupby(key)[["port", "left_utc"]].shift()
    number = visits.assign(number=range(len(visits)))[[*key, "number", "entered_utc"]]
    anchored = stays[stays["kind"] == "anchorage"].sort_values("departed_utc")
    after = pd.merge_asof(
        anchored,
        number.sort_values("entered_utc"),
        left_on="departed_utc",
        right_on="entered_utc",
        by=key,
        direction="forward",
        tolerance=to_anchor,
    ).dropna(subset="number")
    first = after.groupby(after["number"].astype(int))["arrived_utc"].min()
    first = first.reindex(visits.index)
    absent = visits["entered_utc"] - before["left_utc"]
    goes_on = (
        (visits["port"] == before["port"]).fillna(False)
        & (absent <= pd.Timedelta(minutes=settings.at_anchor_minutes))
        & (first >= before["left_utc"])
        & (first - before["left_utc"] <= to_anchor)
    )
    if not goes_on.any():
        return visits
    return (
        visits.assign(visit=(~goes_on).cumsum())
        .groupby([*key, "visit"])
        .agg(
            port=("port", "first"),
            entered_utc=("entered_utc", "min"),
            left_utc=("left_utc", "max"),
            n_positions=("n_positions", "sum"),
        )
        .reset_index()
        .drop(columns="visit")
    )
