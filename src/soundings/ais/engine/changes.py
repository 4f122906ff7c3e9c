"""What is known of each vessel from when on, out of what she said again and again."""

from __future__ import annotations

from typing import Final

import pandas as pd

SAID: Final = (
    *("imo", "name", "call_sign", "ship_type", "length_m", "width_m", "draught_m"),
    "destination",
)
"""What a ship says of herself. `transceiver` rides along: archives have it wrong too
often for a change of it to mean anything: in the hour of New York, for 90 of 295."""


def keep_changes(rows: pd.DataFrame) -> pd.DataFrame:
    """
    Return what is known of each vessel, leaving out rows that add nothing.

    A value that was said stays known until another is said: radio sends name and size
    in two messages, and each is silent on what the other says.

    Parameters
    ----------
    rows : DataFrame
        Columns of `store.STATICS`, in any order.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "mmsi": 232999001,
    ...     "time_utc": pd.date_range("2024-05-01", periods=3, freq="h", tz="UTC"),
    ...     "name": ["WAVERLEY", None, "WAVERLEY"],
    ...     "length_m": [None, 73.0, None],
    ... })
    >>> keep_changes(rows)[["name", "length_m"]]
           name  length_m
    0  WAVERLEY       NaN
    1  WAVERLEY      73.0
    """
    rows = rows.sort_values(["mmsi", "time_utc"], kind="stable").reset_index(drop=True)
    said = [name for name in (*SAID, "transceiver") if name in rows.columns]
    rows[said] = rows.groupby("mmsi", sort=False)[said].ffill()
    compared = rows[["mmsi", *(name for name in SAID if name in rows.columns)]]
    before = compared.shift()
    is_same = compared.eq(before).fillna(False).astype(bool)
    is_same |= compared.isna() & before.isna()
    says_something = rows[said].notna().any(axis=1)
    return rows[says_something & ~is_same.all(axis=1)].reset_index(drop=True)
