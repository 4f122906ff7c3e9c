"""Parquet files of positions, some whole vessel-days at a time, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.ais.engine.stretch import MS_PER_DAY, Ints, Stretch

COLUMNS: Final = ("mmsi", "time_utc", "lon", "lat", "speed_knots")
"""What runs are made from; the first four are never missing."""

ROWS_AT_ONCE: Final = 125_000


def read_vessel_days(
    path: Path, columns: Sequence[str] = COLUMNS, rows_at_once: int = ROWS_AT_ONCE
) -> Iterator[pa.Table]:
    """
    Yield the rows of a sorted file, some at a time, no vessel-day in two parts.

    Memory depends on `rows_at_once` and on the longest vessel-day, not on the file:
    a day of the store and a sorted month need the same.

    Parameters
    ----------
    path : Path
        A Parquet file sorted by mmsi and time.
    columns : sequence of str
        Which to read; `mmsi` and `time_utc` must be among them.
    rows_at_once : int
        About how many rows to hold.

    Raises
    ------
    ValueError
        If a column is missing, or if a row comes before the row above it: nothing
        that follows would be right.
    """
    file = pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
    missing = [name for name in columns if name not in file.schema_arrow.names]
    if missing:
        raise ValueError(
            f"{path}: no column {' or '.join(missing)}. "
            f"Found {', '.join(file.schema_arrow.names)}. "
            "Write the file with `soundings ingest`."
        )
    held: list[pa.RecordBatch] = []
    for batch in file.iter_batches(
        rows_at_once, columns=list(columns), use_threads=False
    ):
        rows = pa.Table.from_batches([*held, batch]).combine_chunks()
        cut = _start_of_last_vessel_day(rows, path)
        if cut:
            yield rows.slice(0, cut)
        # A copy: a slice would keep all of its table alive.
        held = rows.take(np.arange(cut, len(rows))).combine_chunks().to_batches()
    if held:
        yield pa.Table.from_batches(held)


def _start_of_last_vessel_day(rows: pa.Table, path: Path) -> int:
    if not len(rows):
        return 0
    mmsi, time_ms = _integers(rows["mmsi"]), _moments(rows["time_utc"])
    is_early = (mmsi[1:] == mmsi[:-1]) & (time_ms[1:] < time_ms[:-1])
    is_early |= mmsi[1:] < mmsi[:-1]
    if is_early.any():
        raise ValueError(
            f"{path}: not sorted by mmsi and time (at mmsi {mmsi[1:][is_early][0]:09d}). "
            "Write the file with `soundings ingest`, which sorts each day."
        )
    vessel = int(np.searchsorted(mmsi, mmsi[-1], "left"))
    midnight = time_ms[-1] // MS_PER_DAY * MS_PER_DAY
    return vessel + int(np.searchsorted(time_ms[vessel:], midnight, "left"))


def as_stretch(table: pa.Table) -> Stretch:
    """
    Return an Arrow table of positions as arrays; a missing speed becomes nan.

    Raises
    ------
    ValueError
        If a vessel, a time or a place is missing: the store holds no such row.
    """
    for name in COLUMNS[:4]:
        if table[name].null_count:
            raise ValueError(
                f"{table[name].null_count} rows have no {name}. "
                "Write the file with `soundings ingest`: it sets such lines aside."
            )
    return Stretch(
        _integers(table["mmsi"]),
        _moments(table["time_utc"]),
        table["lon"].to_numpy().astype(np.float64, copy=False),
        table["lat"].to_numpy().astype(np.float64, copy=False),
        table["speed_knots"].to_numpy(),
        np.arange(len(table)),
    )


def _integers(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy().astype(np.int64, copy=False))


def _moments(column: pa.ChunkedArray) -> Ints:
    """Return times as milliseconds since 1970."""
    moments = column.cast(pa.timestamp("ms", tz="UTC"), safe=False)
    return np.asarray(moments.cast(pa.int64()).to_numpy())
