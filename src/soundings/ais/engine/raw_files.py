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

from soundings.ais.compression import check_is_text, open_raw, with_line_feeds

_BLOCK: Final = 1 << 20
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_BLANKS: Final = b"\n \t\v\f"
_MOST_HELD: Final = 4
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
    may_have_blanks : bool
        Whether a line begins with a blank: only then can it hold nothing else.
    """

    name: str
    path: Path
    n_lines: int
    sha256: str
    marks: tuple[tuple[int, int], ...]
    may_have_blanks: bool

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

    def without_blanks(self, target: Path) -> tuple[Path, list[int]]:
        """
        Return a copy without the lines that hold blanks alone, and their numbers.

        Numbers count from 1; if there are none, the copy is the file itself.
        """
        blank: list[int] = []
        if not self.may_have_blanks:
            return self.path, blank
        with self.path.open("rb") as file, target.open("wb") as out:
            for number, line in enumerate(file, 1):
                if line.strip():
                    out.write(line)
                else:
                    blank.append(number)
        return target, blank

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

    A line ends at LF, CR LF or CR, however many CR there are before an LF.

    Raises
    ------
    ValueError
        If the file is missing, damaged, or no text.
    """
    name = f"{path.name}/{member}" if member else path.name
    digest = hashlib.sha256()
    n_lines, size, last = 0, 0, b"\n"
    marks = [(1, 0)]
    may_have_blanks = False
    with open_raw(path, member) as source, target.open("wb") as out:
        held, is_start = b"", True
        while data := bytes(source.read(_BLOCK)):
            digest.update(data)
            if is_start:
                check_is_text(data[:512], name)
                data, is_start = data.removeprefix(_BYTE_ORDER_MARK), False
            data = held + data
            # Its LF may open the next block; of many CR, the first ones need not wait.
            n_held = min(len(data) - len(data.rstrip(b"\r")), _MOST_HELD)
            data, held = data[: len(data) - n_held], data[len(data) - n_held :]
            plain = _plain(data)
            out.write(plain)
            n_lines, size = n_lines + plain.count(b"\n"), size + len(plain)
            may_have_blanks = may_have_blanks or _has_blank_start(last, plain)
            last = plain[-1:] or last
            end = plain.rfind(b"\n")
            if end >= 0:
                marks.append((n_lines + 1, size - len(plain) + end + 1))
        rest = _plain(held)
        if last != b"\n" and not rest:
            rest = b"\n"
        may_have_blanks = may_have_blanks or _has_blank_start(last, rest)
        out.write(rest)
        n_lines += rest.count(b"\n")
    return RawFile(
        name, target, n_lines, digest.hexdigest(), tuple(marks), may_have_blanks
    )


def _plain(data: bytes) -> bytes:
    data = with_line_feeds(data)
    if b"\x00" in data:
        data = data.replace(b"\x00", MARK_OF_NUL.encode())
    return data


def _has_blank_start(last: bytes, plain: bytes) -> bool:
    """Tell whether a line in a block begins with a blank or ends at once."""
    if last == b"\n" and plain[:1] and plain[0] in _BLANKS:
        return True
    return any(b"\n" + bytes([blank]) in plain for blank in _BLANKS)
