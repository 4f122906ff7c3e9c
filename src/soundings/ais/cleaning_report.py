"""Cleaning with a receipt: what each rule took, in order, down to the last row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

import pandas as pd

from soundings.ais.clean import SENTINELS, blank_sentinels
from soundings.ais.identity import MMSI_CLASSES, flag_identities
from soundings.ais.reach import TrackLimits
from soundings.ais.repair import drop_copies, repair_course, repair_swapped
from soundings.ais.tables import REQUIRED, check_columns
from soundings.ais.tracks import assign_hulls

CLEANING: Final = {
    "rule": "what was asked of each row",
    "n_before": "rows that were asked",
    "n_lost": "rows that went",
    "n_changed": "rows that stayed and were repaired or blanked",
    "n_after": "rows that stayed: n_before of the next rule",
    "how": "the rule's thresholds",
}
"""One row is one rule, in the order in which they were used."""


def clean_and_report(
    positions: pd.DataFrame,
    limits: TrackLimits | None = None,
    copy_window_seconds: float = 5.0,
    keep_classes: Iterable[str] = ("ship",),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return positions fit for analysis, and a report of what each rule took.

    In order: rows without MMSI or time go; positions unknown (91, 181) or off the
    globe; MMSIs that nobody can have; senders that are no ships; copies of one report.
    Overflowed courses and swapped positions are repaired. Strays go, and hulls under one
    MMSI are told apart (`tracks.assign_hulls`). Codes for unknown become missing.

    A receiver's clock that is wrong by an hour is not noticed.

    Parameters
    ----------
    positions : DataFrame
        A positions table as read, in any order.
    limits : TrackLimits, optional
        What a hull can do.
    copy_window_seconds : float
        Longest time from one copy of a report to the next.
    keep_classes : iterable of str
        Which senders to keep: keys of `identity.MMSI_CLASSES`. With "invalid", too,
        no MMSI is dropped.

    Returns
    -------
    positions : DataFrame
        Ordered by vessel and time, with `hull` and `n_copies`.
    report : DataFrame
        `CLEANING`. The rows lost add up to the rows that are gone.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=4, freq="min", tz="UTC"),
    ...     "lon": [1.30, 10.7, 181.0, 1.31],
    ...     "lat": [51.9, 59.9, 91.0, 51.9],
    ... })
    >>> kept, report = clean_and_report(positions)
    >>> kept["lon"].tolist()
    [1.3, 1.31]
    >>> report.loc[report["n_lost"] > 0, ["rule", "n_lost"]].values.tolist()
    [['position known', 1], ['not a stray', 1]]
    """
    check_columns(positions, REQUIRED, "clean")
    limits = limits or TrackLimits()
    classes = tuple(keep_classes)
    for name in classes:
        if name not in (*MMSI_CLASSES, "invalid"):
            raise ValueError(
                f"clean: keep_classes has {name!r}. "
                f"Choose from {', '.join(MMSI_CLASSES)}, invalid."
            )
    receipt = _Receipt(positions)
    receipt.keep(
        "mmsi and time known", lambda t: t[["mmsi", "time_utc"]].notna().all(axis=1)
    )
    receipt.keep("position known", _is_position_known, "not lon 181, lat 91 or empty")
    receipt.keep("position on the globe", _is_on_globe)
    receipt.table = flag_identities(receipt.table)
    if "invalid" not in classes:
        receipt.keep("MMSI can be", lambda t: t["mmsi_class"] != "invalid")
    receipt.keep(
        "sent by a ship",
        lambda t: t["mmsi_class"].isin([*classes, "invalid"]),
        f"kept: {', '.join(classes)}",
    )
    receipt.change(
        "not a copy",
        lambda t: drop_copies(t, copy_window_seconds),
        how=f"within {copy_window_seconds:g} s",
    )
    if "course_degrees" in positions.columns:
        receipt.change("course not overflowed", repair_course, "is_course_repaired")
    receipt.change(
        "lon and lat not swapped",
        lambda t: repair_swapped(t, limits),
        "is_swap_repaired",
    )
    receipt.change("not a stray", lambda t: _on_tracks(t, limits), how=_words(limits))
    for column, code in SENTINELS.items():
        if column in positions.columns:
            receipt.change(
                f"{column} known",
                partial(_blanked, column=column),
                "is_blanked",
                f"below {code:g}",
            )
    kept = receipt.table.drop(columns=["mmsi_class", "imo_fault"], errors="ignore")
    return kept.reset_index(drop=True), pd.DataFrame(
        receipt.lines, columns=list(CLEANING)
    )


class _Receipt:
    """A table that shrinks rule by rule, and what each rule took."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table
        self.lines: list[tuple[str, int, int, int, int, str]] = []

    def keep(
        self, rule: str, holds: Callable[[pd.DataFrame], pd.Series], how: str = ""
    ) -> None:
        """Keep the rows for which a rule holds."""
        self.change(rule, lambda table: table[holds(table)], how=how)

    def change(
        self,
        rule: str,
        step: Callable[[pd.DataFrame], pd.DataFrame],
        mark: str | None = None,
        how: str = "",
    ) -> None:
        """Take a step; the column `mark` says which rows it changed, and goes."""
        before, self.table = len(self.table), step(self.table)
        changed = 0
        if mark is not None:
            changed = int(self.table[mark].sum())
            self.table = self.table.drop(columns=mark)
        after = len(self.table)
        self.lines.append((rule, before, before - after, changed, after, how))


def _is_position_known(table: pd.DataFrame) -> pd.Series:
    known = (table["lon"] != 181) & (table["lat"] != 91)
    return known & table["lon"].notna() & table["lat"].notna()


def _is_on_globe(table: pd.DataFrame) -> pd.Series:
    return table["lon"].between(-180, 180) & table["lat"].between(-90, 90)


def _on_tracks(table: pd.DataFrame, limits: TrackLimits) -> pd.DataFrame:
    dealt = assign_hulls(blank_sentinels(table)[_for_tracks(table)], limits)
    # In the same order, so the coded values go with them.
    ordered = table.sort_values(["mmsi", "time_utc", "lon", "lat"], kind="stable")
    ordered = ordered.assign(hull=dealt["hull"].to_numpy())
    return ordered[ordered["hull"] > 0]


def _for_tracks(table: pd.DataFrame) -> list[str]:
    wanted = (*REQUIRED, "speed_knots", "message_type")
    return [name for name in wanted if name in table.columns]


def _blanked(table: pd.DataFrame, column: str) -> pd.DataFrame:
    blank = blank_sentinels(table[[column]])[column]
    return table.assign(
        **{column: blank, "is_blanked": table[column].notna() & blank.isna()}
    )


def _words(limits: TrackLimits) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in vars(limits).items())
