"""
Port calls at full strength: visits, stays, shifts and calls from runs or positions.

`ais.port_calls` is the simple form of the same thing, short enough to read in a lesson.
This one also knows ships that swing at anchor outside the port, that scatter over two
berths, that shift, that fall silent at the quay, and that were there before the data.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.call_settings import (
    RULES,
    SERVICE_TYPES,
    CallSettings,
    service_craft,
)
from soundings.ais.confidence import rate_visits
from soundings.ais.presences import (
    drop_stray_ports,
    find_presences,
    join_trips_to_anchor,
)
from soundings.ais.rests import find_stays
from soundings.ais.runs import (
    RUNS,
    as_runs,
    bridge_silences,
    join_runs,
    settle_movement,
)
from soundings.ais.tables import FENCES, VISITS, check_columns, vessel_key

__all__ = [
    "FULL_VISITS",
    "RULES",
    "SERVICE_TYPES",
    "SHIFTS",
    "CallSettings",
    "Calls",
    "find_calls",
    "find_calls_in_runs",
    "service_craft",
]

FULL_VISITS: Final = {
    **VISITS,
    "hull": "which of the ships that share this mmsi, if runs tell",
    "anchor_hours": "hours at anchor during the visit, or before it on the way in",
    "waiting_hours": "of these, before the first stay at a berth",
    "other_hours": "the rest: neither at anchor nor at a berth",
    "n_shifts": "moves from berth to berth, or between berth and anchorage",
    "confidence": "1 to 4, as Global Fishing Watch counts it",
    "is_open_start": "the entry was not seen: it may have come in before",
    "is_open_end": "the exit was not seen: it may have stayed longer",
    "longest_silence_hours": "longest time without a position during the visit",
    "why_no_call": "empty if the visit is a port call",
}
"""One row is one visit, whether it is a port call or not."""

SHIFTS: Final = {
    "mmsi": "the ship's radio",
    "hull": "which of the ships that share this mmsi, if runs tell",
    "port": "the port it did not leave",
    "from_place": "the berth or anchorage it left",
    "to_place": "the one it went to",
    "left_utc": "last position at rest before",
    "reached_utc": "first position at rest after",
}
"""One row is one move within a visit, after the first berth."""


@dataclass(frozen=True)
class Calls:
    """
    What `find_calls` finds.

    Attributes
    ----------
    visits : DataFrame
        Every presence in a port (`FULL_VISITS`); `why_no_call` says why it is no call.
    stays : DataFrame
        At berths and at anchor (see `rests.STAYS`), with the `visit`'s row, or -1.
    shifts : DataFrame
        Moves within visits (`SHIFTS`).
    calls : DataFrame
        The visits that are port calls.
    settings : CallSettings
        What it was found with; report it with every figure.
    """

    visits: pd.DataFrame
    stays: pd.DataFrame
    shifts: pd.DataFrame
    calls: pd.DataFrame
    settings: CallSettings


def find_calls(
    positions: pd.DataFrame,
    fences: pd.DataFrame,
    settings: CallSettings = RULES["soundings"],
    service_mmsi: Container[object] = frozenset(),
) -> Calls:
    """
    Return the port calls in clean positions, and all that they were made from.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`), with `hull` if ships share an MMSI.
    fences : DataFrame
        A fences table with ports, berths and if possible anchorages. Hand-drawn
        berths gain by `widen_fences`.
    settings : CallSettings
    service_mmsi : container
        As in `find_calls_in_runs`.

    Returns
    -------
    Calls

    Raises
    ------
    ValueError
        If there is no port or no berth among the fences: nothing could be a call.

    Examples
    --------
    One ship lies at the quay for two hours; the other passes it.

    >>> harbour = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> quay = [(0, 1), (1, 1), (1, 2), (0, 2), (0, 1)]
    >>> fences = pd.DataFrame({
    ...     "fence": ["harbour", "quay"], "name": ["Harbour", "Quay"],
    ...     "kind": ["port", "berth"], "ring": [harbour, quay],
    ... })
    >>> hours = pd.date_range("2024-05-01", periods=4, freq="h", tz="UTC")
    >>> positions = pd.DataFrame({
    ...     "mmsi": ["232999001"] * 4 + ["232999002"] * 4,
    ...     "time_utc": [*hours, *hours],
    ...     "lon": [3.0, 0.5, 0.5, 0.5, 3.0, 1.5, 0.5, -1.0],
    ...     "lat": [1.5] * 8,
    ...     "speed_knots": [9.0, 0.0, 0.0, 0.0, 9.0, 9.0, 9.0, 9.0],
    ... })
    >>> found = find_calls(positions, fences)
    >>> found.visits[["mmsi", "why_no_call"]].values.tolist()
    [['232999001', ''], ['232999002', 'no stay at a berth']]
    """
    check_columns(fences, tuple(FENCES), "find_calls")
    for kind in ("port", "berth"):
        if kind not in set(fences["kind"]):
            found = ", ".join(sorted(set(fences["kind"]))) or "none at all"
            raise ValueError(
                f"find_calls: no fence of kind {kind}. Found {found}. "
                "A call is a stay at a berth during a visit to a port: give both."
            )
    silence = min(settings.gap_minutes, settings.confidence_gap_minutes)
    runs = as_runs(positions, fences, silence_minutes=silence)
    return find_calls_in_runs(runs, settings, service_mmsi)


def find_calls_in_runs(
    runs: pd.DataFrame,
    settings: CallSettings = RULES["soundings"],
    service_mmsi: Container[object] = frozenset(),
) -> Calls:
    """
    Return the port calls in runs; the same as in the positions they were made of.

    Parameters
    ----------
    runs : DataFrame
        A runs table (see `runs.RUNS`), those outside every fence included, of as many
        days as there are.
    settings : CallSettings
    service_mmsi : container
        Vessels that are known to be tugs, pilots, fishing boats and the like (see
        `SERVICE_TYPES`), in the form that `mmsi` has in the runs. Their visits are
        kept, and are no calls.

    Returns
    -------
    Calls
        Ordered by vessel and time. A number that is no ship's (MMSIs of ships begin
        with 2 to 7) makes no call either.
    """
    check_columns(runs, tuple(n for n in RUNS if n != "hull"), "find_calls_in_runs")
    key = vessel_key(runs)
    silence = min(settings.gap_minutes, settings.confidence_gap_minutes)
    as_heard = join_runs(settle_movement(runs), silence)
    as_heard = drop_stray_ports(as_heard, settings)
    runs = bridge_silences(
        as_heard, settings.gap_minutes, settings.silent_at_berth_minutes
    )
    visits = find_presences(runs, settings)
    stays = find_stays(
        runs[_is_ship(runs["mmsi"])],
        visits,
        settings.stay_minutes,
        settings.anchor_minutes,
        settings.berth_away_minutes,
        settings.gap_minutes,
        settings.rejoin_minutes,
        settings.least_share,
    )
    visits = join_trips_to_anchor(visits, stays, settings)
    visits = rate_visits(visits, as_heard, settings.confidence_gap_minutes)
    stays = _with_visit(stays, visits, settings)
    shifts = _shifts(stays, visits)
    visits = _with_times(visits, stays, shifts)
    visits = visits.assign(why_no_call=_why_no_call(visits, service_mmsi))
    names = [*key, *(n for n in FULL_VISITS if n not in ("mmsi", "hull"))]
    visits = visits[names]
    calls = visits[visits["why_no_call"] == ""].reset_index(drop=True)
    return Calls(visits, stays, shifts, calls, settings)


def _with_visit(
    stays: pd.DataFrame, visits: pd.DataFrame, settings: CallSettings
) -> pd.DataFrame:
    """Add the row of the visit that each stay belongs to; -1 if to none."""
    key = vessel_key(visits)
    rows = visits.assign(visit=range(len(visits)))
    rows = rows[[*key, "visit", "entered_utc", "left_utc"]].sort_values("entered_utc")
    order = stays.assign(row=range(len(stays))).sort_values("arrived_utc")
    during = pd.merge_asof(
        order, rows, left_on="arrived_utc", right_on="entered_utc", by=key
    ).set_index("row")
    inside = during["visit"].where(during["arrived_utc"] <= during["left_utc"])
    later = pd.merge_asof(
        order.sort_values("departed_utc"),
        rows,
        left_on="departed_utc",
        right_on="entered_utc",
        by=key,
        direction="forward",
        tolerance=pd.Timedelta(minutes=settings.waiting_minutes),
    ).set_index("row")
    waits = later["visit"].where(later["kind"] == "anchorage")
    visit = inside.combine_first(waits).reindex(range(len(stays)))
    return stays.assign(visit=visit.fillna(-1).astype(int).to_numpy())


def _shifts(stays: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """Return the moves of each visit from its first berth on."""
    key = vessel_key(stays)
    own = stays[stays["visit"] >= 0].sort_values(
        ["visit", "arrived_utc"], kind="stable"
    )
    was_at_berth = (own["kind"] == "berth").groupby(own["visit"]).cummax()
    own = own[was_at_berth]
    before = own.groupby("visit")[["place", "departed_utc"]].shift()
    moved = before["place"].notna() & (own["place"] != before["place"])
    own, before = own[moved], before[moved]
    table = own[key].assign(
        port=visits["port"].take(own["visit"].to_numpy()).array,
        from_place=before["place"],
        to_place=own["place"],
        left_utc=before["departed_utc"],
        reached_utc=own["arrived_utc"],
        visit=own["visit"],
    )
    return table.reset_index(drop=True)


def _with_times(
    visits: pd.DataFrame, stays: pd.DataFrame, shifts: pd.DataFrame
) -> pd.DataFrame:
    """Add berth, arrival and departure, and where the hours went."""
    own = stays[stays["visit"] >= 0]
    hours = (own["departed_utc"] - own["arrived_utc"]).dt.total_seconds() / 3600
    own = own.assign(hours=hours).sort_values(["visit", "arrived_utc"], kind="stable")
    berths, anchors = own[own["kind"] == "berth"], own[own["kind"] == "anchorage"]
    at_berth = berths.groupby("visit").agg(
        n_stays=("place", "size"),
        berth=("place", "first"),
        arrived_utc=("arrived_utc", "min"),
        departed_utc=("departed_utc", "max"),
        berth_hours=("hours", "sum"),
    )
    visits = visits.join(at_berth)
    arrived = visits["arrived_utc"].reindex(anchors["visit"]).array
    waits = anchors[~(anchors["arrived_utc"].array >= arrived)]
    begins = own.groupby("visit")["arrived_utc"].min().reindex(visits.index)
    begins = visits["entered_utc"].where(~(begins < visits["entered_utc"]), begins)
    total = (visits["left_utc"] - begins).dt.total_seconds() / 3600
    filled = visits.assign(
        n_stays=visits["n_stays"].fillna(0).astype(int),
        berth_hours=visits["berth_hours"].fillna(0.0),
        anchor_hours=_sum_by_visit(anchors, visits),
        waiting_hours=_sum_by_visit(waits, visits),
        n_shifts=shifts["visit"].value_counts().reindex(visits.index, fill_value=0),
    )
    other = total - filled["berth_hours"] - filled["anchor_hours"]
    return filled.assign(other_hours=other.clip(lower=0.0))


def _sum_by_visit(stays: pd.DataFrame, visits: pd.DataFrame) -> pd.Series:
    return stays.groupby("visit")["hours"].sum().reindex(visits.index, fill_value=0.0)


def _why_no_call(visits: pd.DataFrame, service_mmsi: Container[object]) -> np.ndarray:
    is_service = np.array([mmsi in service_mmsi for mmsi in visits["mmsi"]], dtype=bool)
    return np.select(
        [~_is_ship(visits["mmsi"]), visits["n_stays"] == 0, is_service],
        ["not a ship's number", "no stay at a berth", "a service craft"],
        "",
    )


def _is_ship(mmsi: pd.Series) -> np.ndarray:
    """Say which numbers, text or integer, are of the form that ships have."""
    number = pd.to_numeric(mmsi).to_numpy()
    return np.asarray((number >= 200_000_000) & (number < 800_000_000))
