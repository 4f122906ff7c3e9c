"""
The second pass: sorted rows are put into the files of their days.

A day's file is rebuilt from what it holds and what is new, sorted by every column, so
that neither the order of the files nor a run that was stopped shows in it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.ais.engine.csv_rows import sql_text
from soundings.ais.engine.day_rows import position_rows
from soundings.ais.engine.readings import Reading
from soundings.ais.engine.store import (
    POSITIONS,
    QUARANTINE,
    ROWS_PER_GROUP,
    STATICS,
    Store,
    read_footer,
    write_whole,
)

CODE: Final = 1
"""Raised when the same input makes other files: a part of every key."""

_FIRST: Final = ("mmsi", "time_utc", "lat", "lon")
_SMALL: Final = {"quarantine": QUARANTINE, "statics": STATICS}


def write_day(
    con: duckdb.DuckDBPyConnection, reading: Reading, store: Store, table: str, day: str
) -> None:
    """Add a reading's rows of one day to `positions` or `shore`, unless they are there."""
    path = store.path(table, day)
    sources = _sources_with(path, reading)
    if sources is None:
        return
    query = position_rows(con, reading, table, day)
    if path.exists():
        # A copy, since Windows replaces no file that is being read.
        copy = reading.folder / "held.parquet"
        shutil.copyfile(path, copy)
        held = ", ".join(
            "epoch_ms(time_utc) as time_utc" if name == "time_utc" else name
            for name in POSITIONS.names
        )
        query += (
            f" union all select {held} from read_parquet({sql_text(copy)},"
            " hive_partitioning=false)"
        )
    order = [*_FIRST, *(name for name in POSITIONS.names if name not in _FIRST)]
    query = f"select * from ({query}) order by {', '.join(order)}"
    batches = con.sql(query).to_arrow_reader(ROWS_PER_GROUP)
    rows = pa.RecordBatchReader.from_batches(
        POSITIONS, (batch.cast(POSITIONS) for batch in batches)
    )
    write_whole(rows, path, _key(table, sources), {"sources": json.dumps(sources)})


def write_small(
    reading: Reading, store: Store, table: str, day: str, rows: pd.DataFrame
) -> None:
    """Add a few rows to a day of `quarantine` or `statics`, unless they are there."""
    path = store.path(table, day)
    sources = _sources_with(path, reading)
    if sources is None:
        return
    schema = _SMALL[table]
    new = pa.Table.from_pandas(
        rows.assign(source=reading.source)[schema.names], schema, preserve_index=False
    ).replace_schema_metadata(None)
    if path.exists():
        new = pa.concat_tables(
            [pq.read_table(path, partitioning=None).cast(schema), new]
        )
    order = ("source", "line") if table == "quarantine" else schema.names
    write_whole(
        new.sort_by([(name, "ascending") for name in order]),
        path,
        _key(table, sources),
        {"sources": json.dumps(sources)},
    )


def sources_of(path: Path) -> list[tuple[str, str]]:
    """Return name and SHA-256 of each file of input that is in a file of the store."""
    held = json.loads(read_footer(path).get("sources", "[]"))
    return [(name, sha256) for name, sha256 in held]


def _sources_with(path: Path, reading: Reading) -> list[tuple[str, str]] | None:
    """Return the sources of a file once the reading is added; None if it is in."""
    held = sources_of(path)
    if reading.sha256 in (sha256 for _, sha256 in held):
        return None
    return sorted([*held, (reading.name, reading.sha256)], key=lambda source: source[1])


def _key(table: str, sources: list[tuple[str, str]]) -> str:
    identity = [CODE, table, *(sha256 for _, sha256 in sources)]
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()
