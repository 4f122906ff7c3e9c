"""What the first pass makes of a file, whatever its form: rows, and lines set aside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from soundings.ais.dialects import find_dialect, map_columns
from soundings.ais.engine.changes import SAID
from soundings.ais.engine.csv_rows import NEEDED, TYPES, read_rows, sql_text
from soundings.ais.engine.raw_files import RawFile

Places = npt.NDArray[np.int64]

_STATICS: Final = (*SAID, "transceiver")
# Of the parts that radio sends: the antenna's distance from each side, and decimetres.
_PARTS: Final = {
    "length_m": (("to_bow_m", "to_stern_m"), "to_bow_m + to_stern_m"),
    "width_m": (("to_port_m", "to_starboard_m"), "to_port_m + to_starboard_m"),
    "draught_m": (("draught_raw",), "draught_raw / 10"),
    "transceiver": (
        ("message_type",),
        "case when message_type in (1, 2, 3, 5) then 'A' "
        "when message_type in (18, 19, 24) then 'B' end",
    ),
    "mobile": (
        ("message_type",),
        "case message_type when 4 then 'Base Station' when 21 then 'AtoN' end",
    ),
}


@dataclass
class Reading:
    """
    A file after the first pass.

    Attributes
    ----------
    name, sha256, form : str
        The file, what identifies it, and how it is written.
    n_lines, n_blank, n_rescued : int
        Lines (rows, in Parquet), and how many of them were blank, or read twice.
    rows : Path or None
        Parquet of reports in the order of the file, with columns of `csv_rows.TYPES`.
    numbered : list of Path
        More of them, in any order, with a column `line`.
    statics : Path or None
        Parquet with columns of `store.STATICS` as far as they are known, as texts.
    rejected : list of (int, str, str)
        Line, reason and text of each line that is no row.
    lines_of : callable
        Gives the lines that stand at places, counted from 0, of `rows`.
    texts_of : callable
        Gives the texts of lines.
    is_line_by_line : bool
        Whether a line is one report. If not, what is no report and was not set aside
        is kept, as read.
    has_signed_courses : bool
        Whether the file took courses for signed numbers: the second pass finds out.
    """

    name: str
    sha256: str
    form: str
    n_lines: int
    n_blank: int = 0
    n_rescued: int = 0
    rows: Path | None = None
    numbered: list[Path] = field(default_factory=list)
    statics: Path | None = None
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    lines_of: Callable[[Places], Places] = lambda places: places + 1
    texts_of: Callable[[Sequence[int]], list[str]] = lambda lines: [""] * len(lines)
    is_line_by_line: bool = True
    has_signed_courses: bool = False

    @property
    def has_reports(self) -> bool:
        """Whether there are reports, and not statics alone."""
        return self.rows is not None or bool(self.numbered)

    @property
    def folder(self) -> Path:
        """Where the first pass put its files: they do not stay."""
        return (self.rows or self.numbered[0]).parent

    @property
    def source(self) -> str:
        """What rows from this file carry in their column `source`."""
        return self.sha256[:12]


def read_table(con: duckdb.DuckDBPyConnection, raw: RawFile, folder: Path) -> Reading:
    """
    Read a CSV file.

    Raises
    ------
    ValueError
        If it is no table of reports, or a line cannot be accounted for.
    """
    lines = raw.first_lines(1000)
    if raw.n_lines and not lines:
        raise ValueError(
            f"{raw.name}: not text in UTF-8, not ship reports. "
            "Find the data's own file, or save it as UTF-8."
        )
    dialect = find_dialect(lines, raw.name)
    rows = read_rows(con, raw, dialect, folder)
    texts = dict(raw.texts_of(rows.rejected))
    return Reading(
        name=raw.name,
        sha256=raw.sha256,
        form=dialect.name,
        n_lines=raw.n_lines - dialect.has_header,
        n_blank=rows.n_blank,
        n_rescued=rows.n_rescued,
        rows=rows.path,
        numbered=[rows.rescued] if rows.rescued else [],
        rejected=[(n, why, texts[n]) for n, why in sorted(rows.rejected.items())],
        lines_of=rows.lines_of,
        texts_of=lambda lines: in_order(dict(raw.texts_of(lines)), lines),
    )


def read_parquet(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, folder: Path
) -> Reading:
    """
    Read a Parquet file of positions or of statics, with columns named as ours.

    Raises
    ------
    ValueError
        If the file is damaged, or lacks a column that is needed.
    """
    try:
        schema = pq.read_schema(path)
        n_rows = pq.read_metadata(path).num_rows
    except (OSError, ValueError):
        raise ValueError(
            f"{name}: cut short or damaged: its end, which says what is in it, cannot "
            "be read. Download it again."
        ) from None
    reading = Reading(name, _sha256(path), "Parquet", n_rows)
    has_positions = "lon" in schema.names or "longitude" in schema.names
    ours = _columns_of(schema.names, name, has_positions)
    target = folder / "rows.parquet"
    typed = ", ".join(
        f"try_cast({value} as {TYPES[column]}) as {column}"
        for column, value in ours.items()
    )
    try:
        con.execute(
            f"copy (select {typed} from read_parquet({sql_text(path)},"
            " hive_partitioning=false))"
            f" to {sql_text(target)} (format parquet, compression lz4)"
        )
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        raise ValueError(
            f"{name}: a column is not what it should be, or damaged ({error}). "
            "Give times as timestamps and the rest as numbers or text."
        ) from None
    if has_positions:
        reading.rows = target
        reading.texts_of = lambda lines: _rows_as_text(con, path, lines)
    else:
        reading.statics = target
        reading.is_line_by_line = False
        reading.form = "Parquet, statics"
        bad = con.execute(
            "select file_row_number + 1, case when time_utc is null then 'no time'"
            " else 'mmsi out of range' end from"
            f" read_parquet({sql_text(target)}, file_row_number=true,"
            " hive_partitioning=false) where"
            " time_utc is null or mmsi is null or mmsi not between 1 and 999999999"
        ).fetchall()
        texts = _rows_as_text(con, path, [line for line, _ in bad])
        reading.rejected = [
            (*found, text) for found, text in zip(bad, texts, strict=True)
        ]
    return reading


def _columns_of(
    names: list[str], file_name: str, has_positions: bool
) -> dict[str, str]:
    """Return what each of our columns is in SQL."""
    if has_positions:
        found = zip(map_columns(names, file_name), names, strict=True)
        ours = {mine: f'"{theirs}"' for mine, theirs in found if mine in TYPES}
    else:
        wanted = ("mmsi", "time_utc", *_STATICS)
        ours = {name: f'"{name}"' for name in wanted if name in names}
    for name, (needs, value) in _PARTS.items():
        if name not in ours and set(needs) <= set(names):
            ours[name] = value
    needed = NEEDED if has_positions else ("mmsi", "time_utc")
    missing = [name for name in needed if name not in ours]
    if missing or (not has_positions and not set(_STATICS) & set(ours)):
        raise ValueError(
            f"{file_name}: no column for {' and '.join(missing) or 'lon'}. "
            f"Found {', '.join(names)}. Rename the columns as in soundings.ais.tables."
        )
    return ours


def _rows_as_text(
    con: duckdb.DuckDBPyConnection, path: Path, lines: Sequence[int]
) -> list[str]:
    con.execute("create or replace temp table wanted (line bigint)")
    con.execute(
        "insert into wanted select unnest(?::bigint[])", [list(map(int, lines))]
    )
    found = con.execute(
        "select w.line, (to_json(t)::varchar) from (select *, file_row_number + 1"
        f" as line from read_parquet({sql_text(path)}, file_row_number=true,"
        " hive_partitioning=false)) t join wanted w using (line)"
    ).fetchall()
    return in_order(dict(found), lines)


def in_order(texts: dict[int, str], lines: Sequence[int]) -> list[str]:
    """Return the text of each line asked for, one asked for twice given twice."""
    return [texts[int(line)] for line in lines]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
