"""
The first pass over a CSV file: its lines become typed rows, or are set aside.

DuckDB reads; what it does in silence is undone here. It does not compare names, so the
columns are those that `dialects` found in the header. A quote that is never closed would
swallow the lines behind it, so quotes mean nothing to it, and lines with a separator
inside quotes are read again by Python. In the end every line must be accounted for.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import numpy.typing as npt

from soundings.ais.dialects import DANISH_TIME, Dialect
from soundings.ais.engine.raw_files import RawFile

TYPES: Final = {
    "mmsi": "bigint",
    "time_utc": "timestamptz",
    "lon": "double",
    "lat": "double",
    "speed_knots": "float",
    "course_degrees": "float",
    "heading_degrees": "float",
    "status": "varchar",
    "name": "varchar",
    "imo": "varchar",
    "call_sign": "varchar",
    "ship_type": "varchar",
    "length_m": "float",
    "width_m": "float",
    "draught_m": "float",
    "cargo": "varchar",
    "transceiver": "varchar",
    "destination": "varchar",
    "mobile": "varchar",
}
"""Columns of a file of rows, as far as the source has them, and their types in SQL."""
NEEDED: Final = ("mmsi", "time_utc", "lon", "lat", "speed_knots")

_CAUSES: Final = {
    "MISSING COLUMNS": "too few cells",
    "TOO MANY COLUMNS": "too many cells",
    "INVALID ENCODING": "not UTF-8",
    "INVALID UNICODE": "not UTF-8",
    "LINE SIZE OVER MAXIMUM": "longer than a million characters",
    "UNQUOTED VALUE": "a quote in the wrong place",
}


@dataclass(frozen=True)
class Rows:
    """
    What the first pass found.

    `path` is Parquet in the order of the file, with the columns of `TYPES` that the
    source has; `rescued` is the same for lines that were read again, with their `line`
    (None if there are none). `rejected` says why, for each line that is no row.
    `skipped` are the numbers of all lines that are not in `path`.
    """

    path: Path
    columns: tuple[str, ...]
    rescued: Path | None
    n_rescued: int
    rejected: dict[int, str]
    n_blank: int
    skipped: npt.NDArray[np.int64]

    def lines_of(self, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """
        Return the line that stands at each place of `path`, counted from 0.

        A line comes that many after the first, and one later for each line skipped
        before it.
        """
        free = self.skipped - np.arange(len(self.skipped)) - 1
        return places + 1 + np.searchsorted(free, places, side="right")


def read_rows(
    con: duckdb.DuckDBPyConnection, raw: RawFile, dialect: Dialect, folder: Path
) -> Rows:
    """
    Read the lines of a CSV file into files of rows in `folder`.

    Raises
    ------
    ValueError
        If a column that is needed is missing, or a line cannot be accounted for.
    """
    missing = [name for name in NEEDED if name not in dialect.columns]
    if missing:
        raise ValueError(
            f"{raw.name}: no column for {' and '.join(missing)}. "
            f"Found {', '.join(dialect.header)}. Without it, nobody can tell which "
            "ships lie still: ask for a file that has it."
        )
    # DuckDB passes over empty lines, or counts them amiss: it gets none to see.
    filled, blank = raw.without_blanks(folder / "filled.txt")
    header = _numbers([1] if dialect.has_header else [], blank)
    n_filled = raw.n_lines - len(header) - len(blank)
    path = folder / "rows.parquet"
    for quote in ('"', "") if dialect.is_quoted else ("",):
        n_rows, found = _scan(con, raw.name, filled, dialect, path, quote)
        if n_rows + len(found) == n_filled:
            break
    else:
        raise ValueError(
            f"{raw.name}: {raw.n_lines:,} lines, but {n_rows:,} rows, {len(blank):,} "
            f"blank and {len(found):,} set aside. A line was lost: please report it, "
            "with the file."
        )
    rejected = dict(zip(_numbers(list(found), blank), found.values(), strict=True))
    texts = dict(raw.texts_of(rejected))
    skipped = np.array(sorted({*header, *blank, *rejected}), np.int64)
    columns = tuple(name for name in dialect.columns if name in TYPES)
    rescued, n_rescued = _rescue(con, dialect, texts, rejected, folder)
    return Rows(path, columns, rescued, n_rescued, rejected, len(blank), skipped)


def _numbers(numbers: list[int], blank: list[int]) -> list[int]:
    """Return the numbers of lines, given those they have when no blank one is counted."""
    ends = np.array(blank, np.int64) - np.arange(len(blank))
    given = np.array(numbers, np.int64)
    counted: list[int] = (given + np.searchsorted(ends, given, side="right")).tolist()
    return counted


def sql_text(text: str | Path) -> str:
    """
    Return a text as SQL writes it.

    Examples
    --------
    >>> sql_text("the ship's log")
    "'the ship''s log'"
    """
    return "'" + str(text).replace("'", "''") + "'"


def _scan(
    con: duckdb.DuckDBPyConnection,
    file_name: str,
    plain: Path,
    dialect: Dialect,
    path: Path,
    quote: str,
) -> tuple[int, dict[int, str]]:
    """Write the rows to `path`; return their number, and why lines are not among them."""
    names = [name or f"other_{i}" for i, name in enumerate(dialect.columns)]
    types = [_type_of(name, dialect) for name in names]
    schema = ", ".join(f"'{n}': '{t}'" for n, t in zip(names, types, strict=True))
    nulls = ", ".join(sql_text(word) for word in dialect.missing)
    slashed = f"timestampformat={sql_text(DANISH_TIME)}," * (
        dialect.time_form == "slashed"
    )
    known = ", ".join(_typed(n, dialect) for n in names if n in TYPES)
    con.execute("drop table if exists reject_errors")
    con.execute("drop table if exists reject_scans")
    query = (
        f"copy (select {known} from read_csv({sql_text(plain)}, hive_partitioning=false,"
        f" columns={{{schema}}}, auto_detect=false, header=false,"
        f" skip={int(dialect.has_header)}, delim={sql_text(dialect.separator)},"
        f" decimal_separator={sql_text(dialect.decimal)}, nullstr=[{nulls}],"
        f" quote={sql_text(quote)}, escape={sql_text(quote)}, {slashed}"
        " new_line='\\n', store_rejects=true, rejects_limit=0, max_line_size=1000000))"
        f" to {sql_text(path)} (format parquet, compression lz4)"
    )
    try:
        con.execute(query)
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        raise ValueError(
            f"{file_name}: not a table that can be read ({_first_line(error)}). "
            "Open it in an editor and see whether its lines are alike."
        ) from None
    ((n_rows,),) = con.execute(f"select count(*) from {sql_text(path)}").fetchall()
    found = con.execute(
        "select line, error_type, column_name from reject_errors order by all"
    ).fetchall()
    causes: dict[int, list[str]] = {}
    for line, kind, column in found:
        cause = (
            f"{column} cannot be read" if kind == "CAST" else _CAUSES.get(kind, kind)
        )
        if cause not in causes.setdefault(line, []):
            causes[line].append(cause)
    return n_rows, {n: "; ".join(c) for n, c in causes.items()}


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _type_of(name: str, dialect: Dialect) -> str:
    if name == "time_utc" and dialect.time_form == "slashed":
        return "timestamp"
    if name == "time_utc" and dialect.time_form.startswith("epoch"):
        return "double"
    return TYPES.get(name, "varchar")


def _typed(name: str, dialect: Dialect, value: str = "") -> str:
    """Return a column in SQL, of its final type, whatever the file makes of it."""
    value = value or name
    if name == "time_utc" and dialect.time_form.startswith("epoch"):
        factor = 1_000 if dialect.time_form == "epoch_ms" else 1_000_000
        return f"make_timestamptz((({value}) * {factor})::bigint) as time_utc"
    # No cast: DuckDB would move it into the reader, which then forgets the format.
    return f"{value} as {name}"


def _rescue(
    con: duckdb.DuckDBPyConnection,
    dialect: Dialect,
    texts: dict[int, str],
    rejected: dict[int, str],
    folder: Path,
) -> tuple[Path | None, int]:
    """Read lines again that hold quotes, as CSV has them; take them from `rejected`."""
    read: list[list[Any]] = []
    for number in rejected:
        text = texts[number]
        if '"' not in text:
            continue
        try:
            cells = next(csv.reader([text], delimiter=dialect.separator, strict=True))
        except csv.Error:
            continue
        if len(cells) == len(dialect.columns):
            known = zip(dialect.columns, cells, strict=True)
            read.append([number, *(cell for name, cell in known if name in TYPES)])
    if not read:
        return None, 0
    names = [name for name in dialect.columns if name in TYPES]
    spaces = ", ".join(f"{name} varchar" for name in names)
    con.execute(f"create or replace temp table again (line bigint, {spaces})")
    con.executemany(
        f"insert into again values ({', '.join('?' * (len(names) + 1))})", read
    )
    nulls = ", ".join(sql_text(word) for word in dialect.missing)
    values = {n: f"case when {n} not in ({nulls}) then {n} end" for n in names}
    typed = [_typed(n, dialect, _tried(n, values[n], dialect)) for n in names]
    con.execute(
        "create or replace temp table typed as "
        f"select line, {', '.join(typed)} from again"
    )
    # A cell that held something and is nothing now could not be read.
    lost = " or ".join(f"(t.{n} is null and a.{n} not in ({nulls}))" for n in names)
    bad = con.execute(
        f"select line from typed t join again a using (line) where {lost}"
    ).fetchall()
    con.execute(
        f"delete from typed where line in ({', '.join(str(b[0]) for b in bad) or 'null'})"
    )
    path = folder / "rescued.parquet"
    con.execute(f"copy (from typed order by line) to {sql_text(path)} (format parquet)")
    saved = con.execute("select line from typed").fetchall()
    for (number,) in saved:
        del rejected[number]
    return (path, len(saved)) if saved else (None, 0)


def _tried(name: str, value: str, dialect: Dialect) -> str:
    if name == "time_utc" and dialect.time_form == "slashed":
        return f"try_strptime({value}, {sql_text(DANISH_TIME)})"
    if dialect.decimal == "," and TYPES[name] in ("double", "float"):
        value = f"replace({value}, ',', '.')"
    return f"try_cast({value} as {_type_of(name, dialect)})"
