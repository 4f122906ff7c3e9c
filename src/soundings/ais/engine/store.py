"""
The store: tables cut into UTC days, one Parquet file each, written whole or not at all.

    store.json                                    what makes a folder a store
    positions/day=2024-01-01/part-0.parquet       sorted (mmsi, time_utc, lat, lon)
    statics/day=2024-01-01/part-0.parquet         names, sizes, destinations, on change
    shore/day=2024-01-01/part-0.parquet           as positions, of what is no ship
    quarantine/day=2024-01-01/part-0.parquet      lines set aside, and why
    runs/<hash>/day=2024-01-01/part-0.parquet     and other results, by day
    sources/<source>.json                         one file of input that is in the store

A file carries in its footer the `key` of what it was made from: it is its own mark of
being done. It appears under its name complete or not at all, so a run that was stopped
goes on where it was.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.ais.engine.changes import keep_changes
from soundings.ais.export import write_text, written_whole

ROWS_PER_GROUP: Final = 250_000
FORMAT: Final = 1
_MARK: Final = "store.json"
_WORKBENCHES: Final = ".ingest.*.tmp"
_REPEATED: Final = ("transceiver", "source")
"""Texts of few values: read as codes and a short list of texts."""

_MOMENT: Final = pa.timestamp("ms", tz="UTC")
POSITIONS: Final = pa.schema(
    [
        ("mmsi", pa.int64()),
        ("time_utc", _MOMENT),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("speed_knots", pa.float32()),
        ("course_degrees", pa.float32()),
        ("heading_degrees", pa.float32()),
        ("status", pa.int8()),
        ("transceiver", pa.string()),
        ("nulls", pa.int16()),
        ("source", pa.string()),
    ]
)
"""
`positions` and `shore`. Speed, course, heading and status are missing where the report
does not know them; `nulls` says why (see `ingest.NULLS`). `source` is the first twelve
digits of the SHA-256 of the file a row came from.
"""
STATICS: Final = pa.schema(
    [
        ("mmsi", pa.int64()),
        ("time_utc", _MOMENT),
        ("imo", pa.int64()),
        ("name", pa.string()),
        ("call_sign", pa.string()),
        ("ship_type", pa.int16()),
        ("length_m", pa.float32()),
        ("width_m", pa.float32()),
        ("draught_m", pa.float32()),
        ("destination", pa.string()),
        ("transceiver", pa.string()),
        ("source", pa.string()),
    ]
)
"""What a source knows of a vessel from `time_utc` on: a row for each change in a day."""
QUARANTINE: Final = pa.schema(
    [
        ("source", pa.string()),
        ("line", pa.int64()),
        ("reason", pa.string()),
        ("text", pa.string()),
    ]
)
"""Lines of input that are not in `positions`; day `unknown` if the line tells no day."""


class Store:
    """
    A folder of day files.

    Parameters
    ----------
    path : str or Path
        The folder. It must be a store: `Store.make` makes one.

    Raises
    ------
    ValueError
        If there is no store at `path`, or one of a later format.
    """

    def __init__(self, path: str | Path) -> None:
        self.folder = Path(path)
        mark = self.folder / _MARK
        if not mark.is_file():
            found = (
                "no such folder" if not self.folder.exists() else f"no {_MARK} in it"
            )
            raise ValueError(
                f"{self.folder}: not a store ({found}). "
                "Give the folder that `soundings ingest` was told to write to."
            )
        made = json.loads(mark.read_text(encoding="utf-8")).get("format")
        if made != FORMAT:
            raise ValueError(
                f"{self.folder}: a store of format {made}; this version reads format "
                f"{FORMAT}. Ingest the files again into a new folder."
            )

    @classmethod
    def make(cls, path: str | Path) -> Store:
        """
        Open the store at `path`; make it if the folder is missing or empty.

        Raises
        ------
        ValueError
            If the folder holds something else.
        """
        folder = Path(path)
        if folder.exists() and not folder.is_dir():
            raise ValueError(f"{folder}: a file, not a folder. Name another place.")
        if not (folder / _MARK).is_file():
            held = sorted(p.name for p in folder.iterdir()) if folder.exists() else []
            if [name for name in held if not name.startswith(f".{_MARK}.")]:
                raise ValueError(
                    f"{folder}: not a store, and not empty: it holds {held[0]}. "
                    "Name a new folder for the store."
                )
            folder.mkdir(parents=True, exist_ok=True)
            write_text(f'{{"format": {FORMAT}}}\n', folder / _MARK)
        return cls(folder)

    def days(self, table: str = "positions") -> list[str]:
        """Return the days that `table` has, such as "2024-01-01", in order."""
        found = self.folder.glob(f"{table}/day=*/part-0.parquet")
        return sorted(path.parent.name.removeprefix("day=") for path in found)

    def path(self, table: str, day: str) -> Path:
        """Return where `table` keeps a day, whether or not it is there."""
        return self.folder / table / f"day={day}" / "part-0.parquet"

    def read(
        self, table: str, day: str, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """
        Return one day of a table, all columns or those named.

        Raises
        ------
        ValueError
            If the table does not have the day.
        """
        path = self.path(table, day)
        if not path.is_file():
            days = self.days(table)
            found = f"it has {days[0]} to {days[-1]}" if days else "it has none"
            raise ValueError(
                f"{self.folder}: no day {day} of {table}; {found}. "
                "Ingest the file of that day, or ask for another."
            )
        wanted = None if columns is None else list(columns)
        # Without `partitioning=None` a column `day` would appear.
        return pq.read_table(
            path, columns=wanted, partitioning=None, read_dictionary=list(_REPEATED)
        )

    def statics(self) -> pd.DataFrame:
        """
        Return what is known of each vessel from when on, one row for each change.

        Rows that add nothing to those of an earlier day or another source are left out
        (see `keep_changes`). `mmsi` is text of nine digits here. The columns are those
        of `STATICS` without `source`.
        """
        columns = [name for name in STATICS.names if name != "source"]
        parts = [self.read("statics", day, columns) for day in self.days("statics")]
        empty = pa.schema([STATICS.field(name) for name in columns]).empty_table()
        table = pa.concat_tables([empty, *(part.cast(empty.schema) for part in parts)])
        rows: pd.DataFrame = table.to_pandas().astype(
            {"imo": "Int64", "ship_type": "Int16"}
        )
        rows = keep_changes(rows)
        rows["mmsi"] = rows["mmsi"].astype("str").str.zfill(9)
        return rows

    def sources(self) -> pd.DataFrame:
        """
        Return the files of input that are in the store, one row each, by name.

        The columns are those of `ingest.INGESTED` that do not depend on the run.
        """
        found = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((self.folder / "sources").glob("*.json"))
        ]
        if not found:
            return pd.DataFrame(columns=["source", "form", "sha256"], dtype="str")
        table = pd.DataFrame(found).drop(columns="files", errors="ignore")
        return table.sort_values("source", ignore_index=True)

    def has_unfinished(self) -> bool:
        """
        Tell whether files were being read into the store and the end was not reached.

        True while `ingest` runs, and after it was killed or stopped by Ctrl-C, until
        it is run again. A file that was refused does not count: that was an error.
        """
        return any(self.folder.glob(_WORKBENCHES))

    def remove_stale(self) -> None:
        """
        Remove what a run that was stopped left half written.

        Call it before work begins: it would also remove what another process is
        writing at that moment. What `ingest` left stays, as the sign that it was not
        finished (see `has_unfinished`).
        """
        for path in self.folder.rglob(".*.tmp"):
            if path.is_file():
                path.unlink(missing_ok=True)

    def make_workbench(self) -> Path:
        """
        Make the folder in which `ingest` works; remove those that others left.

        Whoever asks for it removes it, whether the work went well or not.
        """
        for path in self.folder.glob(_WORKBENCHES):
            shutil.rmtree(path)
        workbench = self.folder / _WORKBENCHES.replace("*", str(os.getpid()))
        workbench.mkdir()
        return workbench


def write_whole(
    table: pa.Table | pa.RecordBatchReader,
    path: Path,
    key: str,
    footer: dict[str, str] | None = None,
) -> None:
    """
    Write a table as Parquet beside `path`, flush it to disk, and let it take its place.

    A reader never sees half a file. Equal tables and keys make equal bytes, whatever
    the batches they come in.

    Parameters
    ----------
    table : Table or RecordBatchReader
        What to write; a reader is written batch by batch, without holding it all.
    path : Path
        Where; its folder is made if it is missing.
    key : str
        What the table was made from; `is_done` asks for it.
    footer : dict of str to str, optional
        More to keep in the footer.
    """
    words = {"key": key, **(footer or {})}
    schema = table.schema.with_metadata(words)
    with (
        written_whole(path) as partial,
        pq.ParquetWriter(
            partial, schema, compression="zstd", use_dictionary=_repeating(schema)
        ) as writer,
    ):
        for group in _groups(table):
            # In one piece: how it came must not show in the bytes.
            whole = group.combine_chunks().replace_schema_metadata(words)
            writer.write_table(whole)


def read_footer(path: Path) -> dict[str, str]:
    """Return what a Parquet file's footer holds; nothing if it cannot be read."""
    try:
        words = pq.read_metadata(path).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    return {
        name.decode(): text.decode()
        for name, text in words.items()
        if name != b"ARROW:schema"
    }


def is_done(path: Path, key: str) -> bool:
    """Tell whether the file is there, whole, and made from what `key` stands for."""
    return read_footer(path).get("key") == key


def _repeating(schema: pa.Schema) -> list[str]:
    """Return the columns whose values repeat; a list of the others costs, and saves nothing."""
    return [
        field.name
        for field in schema
        if not (pa.types.is_float64(field.type) or pa.types.is_timestamp(field.type))
    ]


def _groups(table: pa.Table | pa.RecordBatchReader) -> Iterator[pa.Table]:
    """Yield tables of `ROWS_PER_GROUP` rows and a last one of what is left."""
    batches = table.to_batches() if isinstance(table, pa.Table) else table
    held: list[pa.RecordBatch] = []
    n_held, n_groups = 0, 0
    for batch in batches:
        held.append(batch)
        n_held += batch.num_rows
        while n_held >= ROWS_PER_GROUP:
            rows = pa.Table.from_batches(held)
            yield rows.slice(0, ROWS_PER_GROUP)
            held = rows.slice(ROWS_PER_GROUP).to_batches()
            n_held, n_groups = n_held - ROWS_PER_GROUP, n_groups + 1
    if n_held or not n_groups:
        yield pa.Table.from_batches(held, table.schema)
