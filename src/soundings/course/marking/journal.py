"""What has been marked so far, so that a marking that was cut off can go on.

`journal.jsonl` in the output folder has a line per finished submission, written
after the gradebook has its marks. A submission with no line, or whose line speaks
of another file, another exercise or other settings, is marked again. A flag that is
settled is one more line, and the last line on a submission counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import click

Key = tuple[str, str]
"""A learner and an exercise."""


@dataclass(frozen=True)
class Entry:
    """
    One finished submission.

    Attributes
    ----------
    learner, exercise : str
    digest : str
        Of all that its marks depend on; see `digest`.
    handed_in : str
        UTC, ISO 8601; empty if unknown.
    notes : tuple of str
        What was unusual, in words for the learner and the instructor.
    flags : tuple of str
        What a person has to look at, in words for the instructor alone.
    asides : tuple of str
        What the instructor alone reads, and need not act upon.
    failed : bool
        Whether it was marked zero because there was nothing that could be marked.
    isolated : bool
        Whether it ran shut in.
    """

    learner: str
    exercise: str
    digest: str
    handed_in: str = ""
    notes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    failed: bool = False
    isolated: bool = True

    @property
    def key(self) -> Key:
        """The learner and the exercise."""
        return self.learner, self.exercise

    @property
    def remarks(self) -> str:
        """All that was noted, on one line for the instructor."""
        return "; ".join((*self.notes, *self.asides, *self.flags))

    def looked_at(self) -> Entry:
        """Return it with its flags settled: said still, and asking for nothing."""
        seen = (f"{flag} (looked at)" for flag in self.flags)
        return replace(self, flags=(), asides=(*self.asides, *seen))


class Journal:
    """
    The journal of one output folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     Journal(Path(folder)).add(Entry("ash", "sums", "d1"))
    ...     Journal(Path(folder)).entries["ash", "sums"].digest
    'd1'
    """

    def __init__(self, output: Path) -> None:
        self.path = output / "journal.jsonl"
        self.entries: dict[Key, Entry] = {}
        text = self.path.read_bytes() if self.path.exists() else b""
        for line in text.splitlines():
            if entry := _read(line):
                self.entries[entry.key] = entry
        if text and not text.endswith(b"\n"):  # the line that a kill cut off
            with self.path.open("ab") as file:
                file.write(b"\n")

    def add(self, entry: Entry) -> None:
        """Write a line, to the disk and not only to the system's memory."""
        self.entries[entry.key] = entry
        with self.path.open("ab") as file:
            file.write(json.dumps(asdict(entry)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def forget(self) -> None:
        """Begin an empty journal."""
        self.path.unlink(missing_ok=True)
        self.entries.clear()


_LISTS = ("notes", "flags", "asides")


def _read(line: bytes) -> Entry | None:
    """Read a line; one that was not written to its end is none."""
    try:
        values: dict[str, Any] = json.loads(line)
        lists = {name: tuple(values[name]) for name in _LISTS}
        return Entry(**{**values, **lists})
    except (ValueError, TypeError, KeyError):
        return None


def digest(*parts: str | bytes | Path) -> str:
    """
    Return one digest of texts and of files' contents, in their order.

    A file that cannot be read has a digest of its own.

    Examples
    --------
    >>> digest("a", "b") == digest("ab")
    False
    """
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            try:
                part = part.read_bytes()
            except OSError as error:
                part = type(error).__name__
        content = part.encode("utf8", "replace") if isinstance(part, str) else part
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


@contextmanager
def sole_use(output: Path) -> Iterator[None]:
    """
    Keep an output folder to this process; the lock ends with it, however it ends.

    Raises
    ------
    click.ClickException
        If another marking is writing to the folder.
    """
    output.mkdir(parents=True, exist_ok=True)
    with (output / ".lock").open("a") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise click.ClickException(
                f"{output} is in use: another `course grade` is writing to it. Wait "
                "until it has ended, or give another folder with --output."
            ) from error
        yield


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    # A name that is no Unicode, as a disk can hold, is written as `\udcff`.
    half.write_text(text, "utf8", "backslashreplace", newline="")
    half.replace(path)
