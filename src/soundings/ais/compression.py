"""
Files as bytes, whatever packed them, with every packer's own check of what it packed.

The packing is told from the first bytes and not from the name: browsers unpack files
on the way and keep the name.
"""

from __future__ import annotations

import re
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

_UTF_16: Final = "text in UTF-16"
_NEVER_IN_TEXT: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"


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
    if isinstance(error, EOFError):
        found = "it ends before its packer had finished"
    elif isinstance(error, zipfile.BadZipFile) and "not a zip" in str(error):
        found = "the list of what is in it, at its end, is missing"
    else:
        found = "its bytes are not those that were packed"
    return ValueError(f"{name}: cut short or damaged: {found}. Download it again.")


def check_is_text(start: bytes, name: str, wanted: str = "ship reports") -> None:
    """
    Refuse a file whose first bytes are no text that can be read.

    Raises
    ------
    ValueError
        If they are those of something else, or of text in UTF-16.

    Examples
    --------
    >>> check_is_text("MMSI,LAT".encode("utf-16"), "ais.csv")
    Traceback (most recent call last):
        ...
    ValueError: ais.csv: text in UTF-16. Save it as UTF-8, and read that.
    """
    kind = what_is_it(start)
    if kind == _UTF_16:
        raise ValueError(f"{name}: {kind}. Save it as UTF-8, and read that.")
    if kind is not None:
        raise ValueError(f"{name}: {kind}, not {wanted}. Find the data's own file.")


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
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _has_every_second_nul(start):
        return _UTF_16
    # One such byte may be a slip; text that is full of them is no text.
    if len(start) - len(start.translate(None, _NEVER_IN_TEXT)) > max(
        1, len(start) // 20
    ):
        return "binary data"
    return None


def with_line_feeds(data: bytes) -> bytes:
    r"""
    Return text whose lines all end in LF, whether they ended in LF, CR LF or CR.

    Examples
    --------
    CR CR LF is what a program makes of CR LF that takes it for LF: it is one end.

    >>> with_line_feeds(b"one\r\r\ntwo\r\nthree\r\rfive\n")
    b'one\ntwo\nthree\n\nfive\n'
    """
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
        if b"\r" in data:
            data = re.sub(rb"\r+\n?", _line_ends, data)
    return data


def _line_ends(match: re.Match[bytes]) -> bytes:
    return b"\n" if match[0].endswith(b"\n") else b"\n" * len(match[0])


def _has_every_second_nul(start: bytes) -> bool:
    half = len(start) // 2
    few, many = sorted((start[0::2].count(0), start[1::2].count(0)))
    return half > 8 and many > 0.9 * half and few < 0.1 * half


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
