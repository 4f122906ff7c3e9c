"""
A raw file as plain lines on disk, counted and with its SHA-256, and any line of it again.

What follows reads the plain copy: it checks nothing, so the packers' checks come here.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from soundings.ais.compression import open_raw, what_is_it

_BLOCK: Final = 1 << 20
MARK_OF_NUL: Final = "\ufffd"
"""Stands where a NUL byte was."""


@dataclass(frozen=True)
class RawFile:
    """
    A plain copy of a file.

    Attributes
    ----------
    name : str
        The file's own name, and its name inside the zip if it came in one.
    path : Path
        The copy: UTF-8 without byte-order mark, lines ending in LF, each of them.
    n_lines : int
        All lines, the header and blank ones too.
    sha256 : str
        Of the bytes before they were changed, but after they were unpacked: packing a
        file anew does not make it another.
    marks : tuple of (int, int)
        Line numbers, and where in the copy those lines begin: about one a megabyte.
    """

    name: str
    path: Path
    n_lines: int
    sha256: str
    marks: tuple[tuple[int, int], ...]

    @property
    def source(self) -> str:
        """What rows from this file carry in their column `source`."""
        return self.sha256[:12]

    def first_lines(self, count: int) -> list[str]:
        """Return the first lines, those of them that are UTF-8."""
        lines = []
        with self.path.open("rb") as file:
            for _, data in zip(range(count), file, strict=False):
                try:
                    lines.append(data.decode().rstrip("\n"))
                except UnicodeDecodeError:
                    continue
        return lines

    def first_filled(self) -> int:
        """Return the number of the first line that holds anything, from 1."""
        with self.path.open("rb") as file:
            return next((i for i, line in enumerate(file, 1) if line.strip()), 1)

    def blank_lines(self) -> list[int]:
        """Return the numbers of lines that hold blanks and nothing else, from 1."""
        with self.path.open("rb") as file:
            return [i for i, line in enumerate(file, 1) if not line.strip()]

    def texts_of(self, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield the text of lines, in order of their numbers, counted from 1."""
        starts = [line for line, _ in self.marks]
        with self.path.open("rb") as file:
            at = 0
            for number in sorted(set(numbers)):
                mark = self.marks[bisect_right(starts, number) - 1]
                if not at or mark[0] > at:
                    at = mark[0]
                    file.seek(mark[1])
                while at < number:
                    file.readline()
                    at += 1
                data, at = file.readline(), at + 1
                yield number, data.decode("utf-8", "replace").rstrip("\n")


def unpack(path: Path, member: str, target: Path) -> RawFile:
    """
    Unpack a file to `target`, with one kind of line end and no byte-order mark.

    Raises
    ------
    ValueError
        If the file is missing, damaged, or no text.
    """
    name = f"{path.name}/{member}" if member else path.name
    digest = hashlib.sha256()
    n_lines, size, last = 0, 0, b"\n"
    marks = [(1, 0)]
    with open_raw(path, member) as source, target.open("wb") as out:
        held, is_start = b"", True
        while data := bytes(source.read(_BLOCK)):
            digest.update(data)
            if is_start:
                kind = what_is_it(data[:512])
                if kind is not None:
                    raise ValueError(
                        f"{name}: {kind}, not ship reports. Find the data's own file."
                    )
                data, is_start = data.removeprefix(b"\xef\xbb\xbf"), False
            data, held = held + data, b""
            if data.endswith(b"\r"):  # its LF may open the next block
                data, held = data[:-1], b"\r"
            plain = _plain(data)
            out.write(plain)
            n_lines, size = n_lines + plain.count(b"\n"), size + len(plain)
            last = plain[-1:] or last
            end = plain.rfind(b"\n")
            if end >= 0:
                marks.append((n_lines + 1, size - len(plain) + end + 1))
        if last != b"\n":
            out.write(b"\n")
            n_lines += 1
    return RawFile(name, target, n_lines, digest.hexdigest(), tuple(marks))


def _plain(data: bytes) -> bytes:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    if b"\x00" in data:
        data = data.replace(b"\x00", MARK_OF_NUL.encode())
    return data
