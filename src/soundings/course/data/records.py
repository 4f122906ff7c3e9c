"""
What each data file holds, in one line: its path, rows, bytes and SHA-256.

A checksum is of what a file says, not of how it is packed: another zlib packs the same
bytes differently, and a spreadsheet is a zip archive.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import click

CHECKSUMS = "checksums.csv"
DATA_SUFFIXES = (".csv", ".csv.gz", ".geojson", ".json", ".nmea", ".nmea.gz", ".xlsx")
UNREADABLE = (OSError, EOFError, ValueError, KeyError, zlib.error, zipfile.BadZipFile)
"""What unpacking and reading a damaged file may raise."""
NOT_DATA = (CHECKSUMS, "sources.csv", "datapackage.json", "csv-metadata.json")
"""Files with such a suffix that describe data; each is checked in its own way."""


@dataclass(frozen=True, order=True)
class Record:
    """
    One data file as it was accepted.

    Attributes
    ----------
    path : str
        Where it is, from the data folder, with `/`.
    rows : str
        Data rows of a table, features of a map, lines of NMEA; else empty.
    bytes : str
        Length of the content, unpacked.
    sha256 : str
        Of the content, in hexadecimal.
    """

    path: str
    rows: str
    bytes: str
    sha256: str

    def __str__(self) -> str:
        """Say what the file holds, for messages."""
        rows = f"{self.rows} rows, " if self.rows else ""
        return f"{rows}{self.bytes} bytes, SHA-256 {self.sha256}"


def measure(path: str, packed: bytes) -> Record:
    r"""
    Return the record of a file from its bytes.

    Parameters
    ----------
    path : str
        Its path; the ending says what kind of file it is.
    packed : bytes
        The file as it is on the disk.

    Raises
    ------
    ValueError
        If it cannot be unpacked or read as what its name says.

    Examples
    --------
    >>> measure("ships.csv", b"ship\nELM\nOAK\n").rows
    '2'
    """
    try:
        content = unpack(path, packed)
        rows = count_rows(path, content)
    except UNREADABLE as error:
        raise ValueError(f"{path}: cannot be read ({error})") from error
    digest = hashlib.sha256(content).hexdigest()
    return Record(path, rows, str(len(content)), digest)


def unpack(path: str, packed: bytes) -> bytes:
    """Return what a file says: a `.gz` unpacked, a spreadsheet's members one by one."""
    if path.endswith(".gz"):
        return gzip.decompress(packed)
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            names = sorted(archive.namelist())
            return b"".join(name.encode() + archive.read(name) for name in names)
    return packed


def pack(content: bytes) -> bytes:
    """Return `content` gzipped, with no time and no name in the header."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def count_rows(path: str, content: bytes) -> str:
    r"""
    Count what a reader would call rows; empty for files that have none.

    Examples
    --------
    A line end inside quotes is part of a value.

    >>> count_rows("said.csv", b'who,what\n1,"two\nlines"\n')
    '1'
    """
    name = path.removesuffix(".gz")
    if name.endswith(".csv"):
        lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        return str(sum(1 for line in lines if line) - 1)
    if name.endswith(".geojson"):
        return str(len(json.loads(content)["features"]))
    if name.endswith(".nmea"):
        return str(content.count(b"\n"))
    return ""


def list_data_files(folder: Path) -> list[str]:
    """Return the paths of all data files under `folder`, sorted."""
    found = (path for path in folder.rglob("*") if path.name.endswith(DATA_SUFFIXES))
    return sorted(
        path.relative_to(folder).as_posix()
        for path in found
        if path.name not in NOT_DATA
    )


def read_records(folder: Path) -> dict[str, Record]:
    """Read the checksums file of a data folder; nothing if there is none."""
    path = folder / CHECKSUMS
    if not path.exists():
        return {}
    wanted = [field.name for field in fields(Record)]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != wanted:
            raise click.ClickException(
                f"{path}: the columns are {reader.fieldnames}, not {wanted}. "
                f"Restore it: git restore {path}"
            )
        records = [Record(**row) for row in reader]
    return {record.path: record for record in records}


def write_records(folder: Path, records: dict[str, Record]) -> None:
    """Write the checksums file, ordered by path."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in fields(Record))
    writer.writerows(astuple(record) for record in sorted(records.values()))
    write_whole(folder / CHECKSUMS, text.getvalue().encode("utf-8"))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that there is never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    partial.write_bytes(content)
    partial.replace(path)
