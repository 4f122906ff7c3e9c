"""Where lines come from: files, packed or not, open files, and anything that gives lines."""

from __future__ import annotations

import bz2
import gzip
import io
import itertools
import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, TypeAlias

Source: TypeAlias = str | os.PathLike[str] | IO[bytes] | Iterable[str | bytes]

LONGEST_LINE: Final = 1 << 20
"""Bytes without a line end after which the rest of the line is let go."""
_LINE_BYTES: Final = 80
_MAGIC: Final = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}


def read_blocks(source: Source, chunk_lines: int) -> Iterator[bytes]:
    """
    Give the lines of a source in blocks of about `chunk_lines`, each line ended by LF.

    A line ends at LF, CR LF or CR, however many CR there are. A file is unpacked by
    what its first bytes say, not by its name.

    Raises
    ------
    FileNotFoundError, IsADirectoryError, ValueError, TypeError
        If there is no such file, it is a folder or it is damaged, or if the source
        gives something other than text.
    """
    if isinstance(source, str) and source.startswith(("!", "\\", "$")):
        raise ValueError(
            f"decode: {source[:40]!r} is a sentence and not the name of a file. "
            "Give sentences in a list: decode([sentence])."
        )
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        with _opened(path) as file:
            yield from _blocks_of_file(file.read, chunk_lines, path.name)
    elif hasattr(source, "read"):
        if isinstance(source, io.TextIOBase):
            raise TypeError(
                "decode: the file is open as text. Open it with open(path, 'rb')."
            )
        yield from _blocks_of_file(source.read, chunk_lines, "the open file")
    else:
        items = iter(source)
        while chunk := list(itertools.islice(items, chunk_lines)):
            yield _with_line_feeds(b"".join(map(_as_line, chunk)))


def _as_line(item: str | bytes) -> bytes:
    if isinstance(item, str):
        item = item.encode("utf-8", "surrogateescape")
    elif not isinstance(item, bytes | bytearray):
        raise TypeError(
            f"decode: a line is of type {type(item).__name__}. Give texts or bytes."
        )
    return item if item.endswith((b"\n", b"\r")) else item + b"\n"


def _blocks_of_file(
    read: Callable[[int], bytes], chunk_lines: int, name: str
) -> Iterator[bytes]:
    rest = b""
    try:
        while piece := read(chunk_lines * _LINE_BYTES):
            piece = rest + piece
            # A CR at the very end may be half of a CR LF, so it waits.
            end = piece.rfind(b"\n") + 1 or piece.rstrip(b"\r").rfind(b"\r") + 1
            rest = piece[end:]
            if len(rest) > max(LONGEST_LINE, chunk_lines * _LINE_BYTES):
                rest = rest[:LONGEST_LINE]
            if end:
                yield _with_line_feeds(piece[:end])
    except (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"{name}: the packed file is damaged or cut short: it cannot be unpacked "
            "to its end. Get it again."
        ) from error
    if rest:
        yield _with_line_feeds(rest)


def _with_line_feeds(block: bytes) -> bytes:
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
        if b"\r" in block:
            block = re.sub(rb"\r+\n?", b"\n", block)
    return block if block.endswith(b"\n") else block + b"\n"


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a file for reading bytes, unpacked."""
    if path.is_dir():
        raise IsADirectoryError(
            f"{path} is a folder. Give one of the files in it, or each in turn."
        )
    if not path.exists():
        raise FileNotFoundError(
            f"{path}: there is no such file. Check the name, and where you are."
        )
    with path.open("rb") as plain:
        head = plain.read(8)
        plain.seek(0)
        kind = next((k for magic, k in _MAGIC.items() if head.startswith(magic)), "")
        if kind == "gzip":
            yield gzip.GzipFile(fileobj=plain)
        elif kind == "bzip2":
            yield bz2.BZ2File(plain)
        elif kind == "xz":
            yield lzma.LZMAFile(plain)  # noqa: SIM115 - `plain` is closed
        elif kind == "zstd":
            # Imported here: where nothing is packed this way, PyArrow is not needed.
            import pyarrow

            yield pyarrow.CompressedInputStream(
                pyarrow.PythonFile(plain, mode="r"), "zstd"
            )
        elif kind == "zip":
            yield _Members(plain, path.name)
        else:
            yield plain


class _Members:
    """The files of a zip, read one after the other."""

    def __init__(self, plain: IO[bytes], name: str) -> None:
        try:
            self.archive = zipfile.ZipFile(plain)
        except zipfile.BadZipFile as error:
            raise ValueError(
                f"{name}: the zip file is damaged or cut short: the list of what is in "
                "it, at its end, is missing. Get it again."
            ) from error
        files = [m for m in self.archive.infolist() if not m.is_dir()]
        self.members = iter(files)
        self.open: IO[bytes] | None = None
        self.is_at_line_end = True

    def read(self, size: int) -> bytes:
        while True:
            if self.open is None:
                member = next(self.members, None)
                if member is None:
                    return b""
                self.open = self.archive.open(member)
            piece = self.open.read(size)
            if not piece:
                self.open = None
                piece = b"" if self.is_at_line_end else b"\n"
            if piece:
                self.is_at_line_end = piece.endswith(b"\n")
                return piece
