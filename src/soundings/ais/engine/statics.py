"""Who a ship says she is, from when on: one row for each change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from soundings.ais.dialects import ship_type_code
from soundings.ais.engine.changes import SAID, keep_changes
from soundings.ais.engine.csv_rows import sql_text
from soundings.ais.engine.readings import Reading

_LARGEST: Final = {"length_m": 1022, "width_m": 126, "draught_m": 25.5}
"""The most that a message can hold; 0 means that the crew did not say."""


def statics_of(con: duckdb.DuckDBPyConnection, reading: Reading) -> pd.DataFrame:
    """
    Return what a reading tells of each ship, a row for each change, with its `day`.

    Rows whose position is unknown count too, as long as they say who and when.
    """
    path = reading.statics
    rows = _from_rows(con) if path is None else _from_file(con, path)
    if not len(rows):
        return pd.DataFrame()
    rows = keep_changes(_clean(rows))
    return rows.assign(day=rows["time_utc"].dt.strftime("%Y-%m-%d"))


def _from_rows(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    names = {row[0] for row in con.execute("describe rows").fetchall()}
    said = [name for name in (*SAID, "cargo") if name in names]
    if not set(said) - {"cargo"}:
        return pd.DataFrame()
    con.execute(
        "create or replace temp view saying as"
        f" select place, line, mmsi, time_utc, hash({', '.join(said)}) as says"
        " from checked where not is_shore"
        " and (reason is null or reason like '%position%')"
    )
    # Most ships say one thing all day: only the others have to be put in order.
    con.execute(
        "create or replace temp table ships as"
        " select mmsi, min(says) <> max(says) as has_changes, min(time_utc) as first_utc"
        " from saying group by mmsi"
    )
    con.execute(
        "create or replace temp table changes as"
        " select min(place) as place, min(line) as line from saying join ships"
        " using (mmsi) where not has_changes and time_utc = first_utc group by mmsi"
        " union all select place, line from (select place, line, says, lag(says) over"
        " (partition by mmsi order by time_utc, place, line) as said"
        " from saying join ships using (mmsi) where has_changes)"
        " where said is distinct from says"
    )
    wanted = ", ".join(["mmsi", "time_utc", "transceiver", "mobile", *said])
    order = "order by mmsi, time_utc, place, line"
    table = con.sql(
        f"select {wanted} from checked where place in (select place from changes)"
        f" or line in (select line from changes where place is null) {order}"
    ).to_arrow_table()
    rows: pd.DataFrame = table.to_pandas()
    return rows


def _from_file(con: duckdb.DuckDBPyConnection, path: Path) -> pd.DataFrame:
    table = con.sql(
        f"select * from read_parquet({sql_text(path)}, hive_partitioning=false)"
        " where mmsi between 1 and 999999999 and time_utc is not null"
    ).to_arrow_table()
    rows: pd.DataFrame = table.to_pandas()
    return rows


def _clean(rows: pd.DataFrame) -> pd.DataFrame:
    """Return values as the store has them; what says nothing becomes missing."""
    table = rows[["mmsi"]].copy()
    table["time_utc"] = pd.to_datetime(rows["time_utc"], utc=True).dt.as_unit("ms")
    table["imo"] = _coded(rows, "imo", _imo_number).astype("Int64")
    for name in ("name", "call_sign", "destination"):
        table[name] = _coded(rows, name, _plain_text).astype("object")
    table["ship_type"] = _ship_types(rows).astype("Int16")
    for name, largest in _LARGEST.items():
        values = rows[name] if name in rows else pd.Series(np.nan, rows.index)
        values = values.astype("float32")
        table[name] = values.where((values > 0) & (values <= largest))
    words = rows["mobile"] if "mobile" in rows else pd.Series(None, rows.index)
    classes = rows.get("transceiver", words).fillna(words).astype("object").str.upper()
    classes = classes.str.replace("CLASS ", "", regex=False)
    table["transceiver"] = classes.where(classes.isin(["A", "B"]), None)
    return table


def _ship_types(rows: pd.DataFrame) -> pd.Series:
    if "ship_type" not in rows:
        return pd.Series(pd.NA, rows.index)
    kinds = rows["ship_type"].fillna("").astype("str")
    if "cargo" in rows:
        kinds = kinds + "\n" + rows["cargo"].fillna("").astype("str")
    codes = {kind: _ship_type(kind) for kind in kinds.unique()}
    return kinds.map(codes)


def _ship_type(kind: str) -> int | None:
    code = ship_type_code(*kind.split("\n"))
    return code if code and 0 < code < 1 << 15 else None


def _coded(
    rows: pd.DataFrame, name: str, value_of: Callable[[str], object]
) -> pd.Series:
    if name not in rows:
        return pd.Series(pd.NA, rows.index)
    texts = rows[name].astype("object")
    values = {text: value_of(text) for text in texts.dropna().unique()}
    return texts.map(values)


def _imo_number(text: str) -> int | None:
    digits = text.strip().upper().removeprefix("IMO").strip().removesuffix(".0")
    return (
        int(digits)
        if digits.isdecimal() and 0 < len(digits) < 11 and int(digits)
        else None
    )


def _plain_text(text: str) -> str | None:
    """Return a text up to its first @, where it ends in AIS, without needless blanks."""
    plain = " ".join(text.strip().strip('"').split("@")[0].split())
    return plain or None
