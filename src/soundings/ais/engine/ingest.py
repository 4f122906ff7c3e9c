"""
Files of ship reports into the store, with every line accounted for.

Two passes bound the memory: the first reads a file into typed rows on disk, the second
checks and sorts them, day by day. What the packers, the header and the values are
checked for, and what happens then, is in `compression`, `dialects`, `csv_rows` and
`day_rows`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
import pandas as pd

from soundings.ais.compression import members_of
from soundings.ais.dialects import is_sentence
from soundings.ais.engine.account import as_text, reasons_of, warning_of
from soundings.ais.engine.day_files import sources_of, write_day, write_small
from soundings.ais.engine.day_rows import NULLS, check_rows, days_of, quarantined_of
from soundings.ais.engine.raw_files import unpack
from soundings.ais.engine.readings import Reading, read_parquet, read_table
from soundings.ais.engine.sentences import read_sentences
from soundings.ais.engine.statics import statics_of
from soundings.ais.engine.store import Store
from soundings.ais.export import write_text

__all__ = ["NULLS", "ingest"]

INGESTED: Final = {
    "source": "the file's name, and the name inside the zip if it came in one",
    "form": "how it is written, such as NOAA, 2025",
    "lines": "lines without the header; rows, if it is Parquet",
    "kept": "lines that are in the store, shore stations among them",
    "shore": "lines of what is no ship: base stations, buoys",
    "quarantined": "lines set aside, with a reason",
    "blank": "lines that hold nothing",
    "rescued": "lines kept only because they were read a second time",
    "days": "the days it has rows of, as text",
    "sha256": "of its bytes, unpacked",
    "reasons": "why lines were set aside: of each reason, how many and the first one",
    "is_new": "False if it was in the store before",
    "warning": "what to look at; empty if there is nothing",
}
"""One row is one file of input. Always, lines = kept + quarantined + blank."""

_IS_KNOWN: Final = "in the store already"

EARLIEST: Final = pd.Timestamp("1995-01-01", tz="UTC")
"""Before this, no ship sent AIS."""


def ingest(
    paths: str | Path | Iterable[str | Path],
    store: str | Path,
    *,
    threads: int = 2,
    memory_mb: int = 500,
    earliest_utc: pd.Timestamp = EARLIEST,
    latest_utc: pd.Timestamp | None = None,
    progress: Callable[[str], None] | None = None,
) -> pd.DataFrame:
    r"""
    Put files of ship reports into a store, and tell what became of each line.

    A file that is in the store already, under whatever name and packing, is not put in
    again; a run that was stopped goes on with the same call. Files may share days, and
    a file may span several: each row goes to the day of its own time.

    Parameters
    ----------
    paths : path or iterable of paths
        CSV files of NOAA, of the Danish authority, or with our column names, radio
        sentences, plain or packed (gzip, zip, zstd, bzip2, xz); Parquet files, or
        folders of them, with our column names.
    store : str or Path
        The folder of the store; it is made if it is missing.
    threads : int
        How many threads DuckDB may use.
    memory_mb : int
        What reading and sorting may take; what does not fit is sorted on disk. With
        Python and its libraries, the process needs about 150 MB more.
    earliest_utc, latest_utc : Timestamp
        Rows before the one, or from the other on, are set aside; by default, the
        latest is the day after tomorrow, so that a clock may be wrong by a day.
    progress : callable, optional
        Is given a line of text for each file.

    Returns
    -------
    DataFrame
        One row for each file (see `INGESTED`).

    Raises
    ------
    ValueError
        If a file is missing, damaged, no table of reports, lacks a column, or if its
        lines do not add up. Files before it are in the store; nothing of it is.

    Notes
    -----
    Two processes must not write to one store at once.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "ais.csv").write_text(
    ...     "MMSI,BaseDateTime,LAT,LON,SOG\n"
    ...     "232999001,2024-05-01T06:00:02,51.9,1.3,0.1\n"
    ...     "232999001,2024-05-01T06:01:02,91.0,181.0,0.1\n"
    ... )
    >>> files = ingest(folder / "ais.csv", folder / "store")
    >>> files[["source", "lines", "kept", "quarantined", "blank"]]
        source  lines  kept  quarantined  blank
    0  ais.csv      2     1            1      0
    """
    if latest_utc is None:
        latest_utc = pd.Timestamp.now(tz="UTC").ceil("D") + pd.Timedelta(days=1)
    target = Store.make(store)
    target.remove_stale()
    tell = progress or (lambda line: None)
    names = {record["source"] for record in target.sources().to_dict("records")}
    records = []
    with _workbench(target) as folder:
        for path, name in _files_of(paths):
            for member in [""] if _is_parquet(path) else members_of(path):
                with _connection(folder / "file", threads, memory_mb) as con:
                    reading = _read(con, target, folder / "file", path, name, member)
                    if isinstance(reading, Reading):
                        record = _write(con, target, reading, earliest_utc, latest_utc)
                        _warn_of_namesake(record, names)
                    else:
                        record = {**reading, "is_new": False, "warning": _IS_KNOWN}
                records.append(record)
                tell(as_text(record))
    return pd.DataFrame(records, columns=list(INGESTED))


def _files_of(
    paths: str | Path | Iterable[str | Path],
) -> Iterator[tuple[Path, str]]:
    """Yield files and their names; of a folder, its Parquet files, positions first."""
    several = [paths] if isinstance(paths, (str, Path)) else list(paths)
    for path in map(Path, several):
        if not path.is_dir():
            if not path.exists():
                raise ValueError(
                    f"{path}: no such file. Check the name and the folder."
                )
            yield path, path.name
            continue
        # A simulation has its truth beside its data: that is not to be ingested.
        parts = [path / "positions", path / "statics"]
        roots = [part for part in parts if part.is_dir()] or [path]
        found = [file for root in roots for file in sorted(root.rglob("*.parquet"))]
        if not found:
            raise ValueError(
                f"{path}: a folder without Parquet files. "
                "Name the files themselves, such as FOLDER/*.csv."
            )
        for file in found:
            yield file, file.relative_to(path).as_posix()


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


@contextmanager
def _workbench(store: Store) -> Iterator[Path]:
    """Give a folder for what does not stay; it stays, empty, if Ctrl-C ends the work."""
    folder = store.make_workbench()
    is_stopped = False
    try:
        yield folder
    except (KeyboardInterrupt, duckdb.InterruptException, RuntimeError) as error:
        # A query that Ctrl-C ended says "Query interrupted", in an error of its own.
        is_ours = isinstance(error, KeyboardInterrupt)
        is_stopped = is_ours or "interrupt" in str(error).lower()
        if is_ours or not is_stopped:
            raise
        raise KeyboardInterrupt from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_stopped:
            folder.mkdir(exist_ok=True)


@contextmanager
def _connection(
    folder: Path, threads: int, memory_mb: int
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection that spills to `folder`, which is there as long."""
    folder.mkdir()
    con = duckdb.connect(
        config={
            "threads": threads,
            # The rows that leave DuckDB, on their way to disk, are beyond its count.
            "memory_limit": f"{memory_mb * 6 // 10}MB",
            "temp_directory": str(folder / "spill"),
        }
    )
    try:
        con.execute("set TimeZone = 'UTC'")
        yield con
    finally:
        con.close()
        shutil.rmtree(folder, ignore_errors=True)


def _read(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    folder: Path,
    path: Path,
    name: str,
    member: str,
) -> Reading | dict[str, Any]:
    """Return the file after the first pass; its record if it is in the store already."""
    if _is_parquet(path):
        reading = read_parquet(con, path, name, folder)
        return _known(store, reading.sha256) or reading
    raw = unpack(path, member, folder / "plain.txt")
    known = _known(store, raw.sha256)
    if known:
        return known
    if any(is_sentence(line) for line in raw.first_lines(1000)):
        return read_sentences(raw, folder)
    return read_table(con, raw, folder)


def _write(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    reading: Reading,
    earliest_utc: pd.Timestamp,
    latest_utc: pd.Timestamp,
) -> dict[str, Any]:
    """Write a reading's rows to their days, its record last, and return that."""
    counts: dict[str, dict[str, int]] = {"positions": {}, "shore": {}}
    if reading.has_reports:
        check_rows(con, reading, earliest_utc, latest_utc)
        counts = days_of(con)
    n_shore = sum(counts["shore"].values())
    n_kept = n_shore + sum(counts["positions"].values())
    quarantined = list(quarantined_of(con, reading))
    # A line may hold two sentences, each with a fault of its own.
    n_quarantined = len({line for _, rows in quarantined for line in rows["line"]})
    if not reading.is_line_by_line:
        n_kept = reading.n_lines - reading.n_blank - n_quarantined
    if n_kept + n_quarantined + reading.n_blank != reading.n_lines:
        raise ValueError(
            f"{reading.name}: {reading.n_lines:,} lines, but {n_kept:,} kept, "
            f"{n_quarantined:,} set aside and {reading.n_blank:,} blank. "
            "A line was lost: please report it, with the file."
        )
    # What can still go wrong goes wrong before anything is in the store.
    statics = statics_of(con, reading)
    for table, found in counts.items():
        for day in found:
            write_day(con, reading, store, table, day)
    files = {table: list(days) for table, days in counts.items() if days}
    small = [("quarantine", day, rows) for day, rows in quarantined]
    if len(statics):
        small += [("statics", str(day), rows) for day, rows in statics.groupby("day")]
    for table, day, rows in small:
        write_small(
            reading, store, table, day, rows.drop(columns="day", errors="ignore")
        )
        files.setdefault(table, []).append(day)
    days = sorted({day for some in counts.values() for day in some})
    record = {
        "source": reading.name,
        "form": reading.form,
        "lines": reading.n_lines,
        "kept": n_kept,
        "shore": n_shore,
        "quarantined": n_quarantined,
        "blank": reading.n_blank,
        "rescued": reading.n_rescued,
        "days": days,
        "sha256": reading.sha256,
        "reasons": reasons_of([rows for _, rows in quarantined]),
    }
    write_text(
        json.dumps({**record, "files": files}, indent=1) + "\n",
        store.folder / "sources" / f"{reading.source}.json",
    )
    return {**record, "is_new": True, "warning": warning_of(record)}


def _known(store: Store, sha256: str) -> dict[str, Any] | None:
    """Return the record of a file that is in the store, wholly."""
    path = store.folder / "sources" / f"{sha256[:12]}.json"
    if not path.is_file():
        return None
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    record.setdefault("reasons", {})
    for table, days in record.pop("files").items():
        for day in days:
            if sha256 not in {sha for _, sha in sources_of(store.path(table, day))}:
                return None
    return record


def _warn_of_namesake(record: dict[str, Any], names: set[str]) -> None:
    """Say if another file of this name is in the store, and note the name."""
    if record["source"] in names:
        more = f"another file called {record['source']} is in the store: both are kept"
        record["warning"] = "; ".join(filter(None, (record["warning"], more)))
    names.add(record["source"])
