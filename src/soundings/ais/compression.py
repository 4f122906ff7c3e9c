"""
Files as bytes, whatever packed them, with every packer's own check of what it packed.

The packing is told from the first bytes and not from the name: browsers unpack files
on the way and keep the name.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

_PACKINGS: Final = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}
_NOT_TEXT: Final = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word document",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"SQLite format 3": "an SQLite database",
    b"DUCK": "a DuckDB database",
    b"PAR1": "a Parquet file",
}


def packing_of(path: Path) -> str:
    """
    Return gzip, zstd, zip, bzip2, xz, or plain.

    Raises
    ------
    ValueError
        If there is no file at `path`.
    """
    if not path.exists():
        raise ValueError(f"{path}: no such file. Check the name and the folder.")
    if not path.is_file():
        raise ValueError(f"{path}: a folder, not a file. Name the files in it.")
    with path.open("rb") as file:
        start = file.read(8)
    return next((p for mark, p in _PACKINGS.items() if start.startswith(mark)), "plain")


def members_of(path: Path) -> list[str]:
    """
    Return the names of the files in a zip; of any other file, one empty name.

    Folders, and the notes that macOS adds to a zip, are not counted.

    Raises
    ------
    ValueError
        If the zip is damaged or empty.
    """
    if packing_of(path) != "zip":
        return [""]
    try:
        with zipfile.ZipFile(path) as archive:
            names = [
                name
                for name in archive.namelist()
                if not name.endswith("/") and not name.startswith("__MACOSX/")
            ]
    except zipfile.BadZipFile as error:
        raise damaged(path.name, error) from None
    if not names:
        raise ValueError(f"{path.name}: nothing is in this zip. Download it again.")
    return sorted(names)


@contextmanager
def open_raw(path: Path, member: str = "") -> Iterator[IO[bytes]]:
    """
    Open a file and give its bytes, unpacked.

    Every packer here checks its own sums, so a file cut short or damaged is an error,
    and never simply fewer rows.

    Parameters
    ----------
    path : Path
        A file, plain or packed with gzip, zstd, zip, bzip2 or xz.
    member : str
        Which file of a zip; `members_of` has them.

    Raises
    ------
    ValueError
        If the file is missing, damaged, locked with a password, or no text.
    """
    name = f"{path.name}/{member}" if member else path.name
    packing = packing_of(path)
    try:
        with _opened(path, packing, member) as file:
            yield file
    except _errors_of(packing) as error:
        raise damaged(name, error) from None
    except OSError as error:
        # Damage, if a packer speaks; the system's own errors carry a number.
        if error.errno is not None or packing == "plain":
            raise
        raise damaged(name, error) from None
    except (RuntimeError, NotImplementedError) as error:
        if packing != "zip":
            raise
        raise ValueError(
            f"{name}: {error}. Unpack it with the program that made it."
        ) from None


def damaged(name: str, error: Exception) -> ValueError:
    """Return what to raise for a file that its packer refuses."""
    return ValueError(
        f"{name}: cut short or damaged ({type(error).__name__}: {error}). "
        "Download it again."
    )


def what_is_it(start: bytes) -> str | None:
    """
    Return what a file holds instead of text, told from its first bytes.

    Examples
    --------
    >>> what_is_it(b"%PDF-1.7"), what_is_it(b"MMSI,LAT")
    ('a PDF document', None)
    """
    for mark, kind in _NOT_TEXT.items():
        if start.startswith(mark):
            return kind
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if plain.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")):
        return "a web page"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text in UTF-16: save it as UTF-8, which is this, or"
    # One NUL may be a slip; text that is full of them is no text.
    if start.count(b"\x00") > len(start) // 10:
        return "not text"
    return None


@contextmanager
def _opened(path: Path, packing: str, member: str) -> Iterator[IO[bytes]]:
    # The packers are imported here: a Python may be built without one.
    if packing == "gzip":
        import gzip

        with gzip.open(path, "rb") as file:
            yield cast(IO[bytes], file)
    elif packing == "bzip2":
        import bz2

        with bz2.open(path, "rb") as file:
            yield cast(IO[bytes], file)
    elif packing == "xz":
        import lzma

        with lzma.open(path, "rb") as file:
            yield cast(IO[bytes], file)
    elif packing == "zstd":
        import pyarrow as pa

        with (
            pa.OSFile(str(path)) as packed,
            pa.CompressedInputStream(packed, "zstd") as file,
        ):
            yield cast(IO[bytes], file)
    elif packing == "zip":
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def _errors_of(packing: str) -> tuple[type[Exception], ...]:
    """Return what a packer raises when its sums do not agree."""
    if packing != "xz":
        return (EOFError, zipfile.BadZipFile, zlib.error)
    import lzma

    return (EOFError, lzma.LZMAError)
