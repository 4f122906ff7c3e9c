"""Find what was handed in, and read it, whatever it is.

Nothing that a learner can put in a folder stops this: links are not followed, only
regular files are opened, sizes are looked at before reading, and what cannot be
marked becomes a note in plain words.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import click
from nbformat import NotebookNode

from soundings.course.marking.opened import Unreadable, open_notebook

MAX_NOTEBOOK_BYTES = 20_000_000
MAX_FOLDER_BYTES = 100_000_000
MAX_FILES = 2_000
_MAX_DEPTH = 20
_MAX_LISTED = 20_000
_MAX_NAME = 255  # bytes, on every file system that Linux is used with
_TIMESTAMP = "timestamp.txt"


@dataclass(frozen=True)
class Submission:
    """
    One learner's work for one exercise, as found in the folder.

    Attributes
    ----------
    learner : str
        As the folder is called; text from outside, not to be trusted in a path,
        a page or a table.
    exercise : str
        A known slug.
    path : Path or None
        The notebook; None if there is none to read.
    note : str
        What was unusual, for the instructor.
    folder : Path or None
        The exercise's folder, if it was handed in as one.
    """

    learner: str
    exercise: str
    path: Path | None
    note: str = ""
    folder: Path | None = None

    @property
    def student_id(self) -> str:
        """The learner's name, escaped where nbgrader misreads it, cut where it is long."""
        special = r"[*?\[\]%\x00-\x1f\x7f]|^[.\s]+|\s+$"
        name = re.sub(special, lambda m: quote(m[0], safe=""), self.learner)
        if len(name.encode("utf8")) <= _MAX_NAME:
            return name
        return f"{name[:50]}-{hashlib.sha256(name.encode('utf8')).hexdigest()[:16]}"

    @property
    def handed_in(self) -> datetime:
        """
        When it was handed in, in UTC.

        nbgrader's `timestamp.txt` says so; without a readable one, the time at which
        the notebook (or else its folder) was last changed.
        """
        if self.folder is not None:
            # Here, since nbgrader takes a second to import and slots need no more of it.
            from nbgrader.utils import parse_utc

            try:
                said = _read(self.folder / _TIMESTAMP, 200).decode("utf-8-sig")
                return parse_utc(said.strip()).replace(tzinfo=UTC)  # type: ignore[no-any-return]
            except (OSError, ValueError, OverflowError, AttributeError, TypeError):
                pass
        place = self.path or self.folder
        try:
            seconds = place.lstat().st_mtime if place else 0.0
            return datetime.fromtimestamp(seconds, UTC)
        except (OSError, ValueError, OverflowError):
            return datetime.fromtimestamp(0, UTC)


def find_submissions(
    folder: Path, exercises: Iterable[str]
) -> tuple[list[Submission], list[str]]:
    """
    Find every submission in a cohort's folder.

    Parameters
    ----------
    folder : Path
        Holds a folder per learner. In it an exercise is a folder with a notebook
        (`ada/port_calls/port_calls.ipynb`, which is also nbgrader's layout) or the
        notebook alone (`ada/port_calls.ipynb`).
    exercises : iterable of str
        The slugs that can be marked.

    Returns
    -------
    submissions : list of Submission
        By learner, then exercise. One that holds no notebook is kept, with a note.
    strays : list of str
        What was found and is not marked, each with the reason.

    Raises
    ------
    click.ClickException
        If there is no such folder, or no learner in it.
    """
    known = {_fold(slug): slug for slug in exercises}
    if not folder.is_dir():
        raise click.ClickException(
            f"{folder} is not a folder. Give the folder that holds one folder per "
            "learner."
        )
    entries = _list(folder)
    learners = [p for p in entries if _kind(p) == "folder"]
    if not learners:
        raise click.ClickException(
            f"{folder} holds no learners. Expected {folder.name}/<learner>/"
            "<exercise>/<exercise>.ipynb."
        )
    strays = [_say_stray(path) for path in entries if path not in learners]
    looks = Counter(_fold(path.name) for path in learners)
    found = []
    for learner in learners:
        note = ""
        if looks[_fold(learner.name)] > 1:
            note = "another learner's folder has a name that looks the same"
        for entry in _list(learner):
            slug = entry.stem if entry.suffix == ".ipynb" else entry.name
            if _fold(slug) not in known:
                place = f"{_text(learner.name)}/{_text(entry.name)}"
                strays.append(f"{place}: no exercise is called {_text(slug)}")
                continue
            submission = _look_at(_text(learner.name), known[_fold(slug)], entry)
            found.append(replace(submission, note=_join(note, submission.note)))
    kept = _one_each(found, strays)
    return kept, strays


def read_notebook(submission: Submission) -> tuple[NotebookNode | None, str]:
    """
    Read a submitted notebook.

    Returns
    -------
    notebook : NotebookNode or None
        None if it cannot be read. Otherwise as `open_notebook` gives it: without
        outputs, without metadata but nbgrader's and the kernel's.
    note : str
        What was unusual about it, for the instructor; empty if nothing was.
    """
    if submission.path is None:
        return None, submission.note
    name = _text(submission.path.name)
    try:
        content = _read(submission.path, MAX_NOTEBOOK_BYTES)
        notebook, note = open_notebook(content)
    except (Unreadable, OSError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        why = f"{name} is not a notebook ({said}): marked zero"
        if isinstance(error, _Refused):
            why = f"{name} {error}: not read, marked zero"
        return None, _join(submission.note, why)
    return notebook, _join(submission.note, note)


def keep_original(submission: Submission, folder: Path) -> list[str]:
    """
    Copy what came in, as it is, for an appeal.

    Regular files only; links, pipes and devices are left out, and so is what goes
    beyond `MAX_FILES` and `MAX_FOLDER_BYTES`. The notebook comes first.

    Parameters
    ----------
    submission : Submission
    folder : Path
        Made if need be; should be empty.

    Returns
    -------
    list of str
        What was left out, for the instructor.
    """
    folder.mkdir(parents=True, exist_ok=True)
    left: list[str] = []
    count = size = 0
    for path, name in _files(submission, left):
        try:
            content = _read(path, MAX_FOLDER_BYTES - size)
        except OSError as error:
            left.append(f"{_text(name)} {error}: not kept")
            continue
        count += 1
        size += len(content)
        if count > MAX_FILES:
            left.append(f"there are more than {MAX_FILES} files: the rest is not kept")
            break
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return left


class _Refused(OSError):  # noqa: N818  (a file is; nothing broke)
    """A file that is not opened, or not read to its end."""


def _read(path: Path, most: int) -> bytes:
    """Read a regular file of at most so many bytes; follow no link."""
    try:
        # Not blocking, because opening a pipe would otherwise wait for a writer.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
        flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if path.is_symlink():
            raise _Refused("is a link to another file")
        handle = os.open(path, flags)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise _Refused("is not a file but a folder, pipe or device")
    except _Refused:
        raise
    except OSError as error:
        raise _Refused(f"cannot be opened ({error.strerror})") from error
    with os.fdopen(handle, "rb") as file:
        size = os.fstat(handle).st_size
        if size > most:
            raise _Refused(f"has {size / 1e6:.0f} MB, more than {most / 1e6:.0f}")
        content = file.read(most + 1)
    if len(content) > most:
        raise _Refused(f"has more than {most / 1e6:.0f} MB")
    return content


def _list(folder: Path) -> list[Path]:
    """List what a folder shows, by name; nothing if it cannot be opened."""
    try:
        with os.scandir(folder) as entries:
            names = [
                entry.name
                for entry, _ in zip(entries, range(_MAX_LISTED), strict=False)
            ]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _kind(path: Path) -> str:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "unreadable"
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "special"


def _say_stray(path: Path) -> str:
    if _kind(path) == "link":
        return f"{_text(path.name)}: a link, which is not followed"
    return f"{_text(path.name)}: not a learner's folder"


def _look_at(learner: str, slug: str, entry: Path) -> Submission:
    """Find the notebook of one exercise: the entry itself, or one in it."""
    kind = _kind(entry)
    misnamed = entry.name not in (slug, f"{slug}.ipynb")
    note = f"it was handed in as {_text(entry.name)}" if misnamed else ""
    if kind == "file":
        return Submission(learner, slug, entry, note)
    if kind != "folder":
        what = "a link, which is not followed" if kind == "link" else "not a file"
        return Submission(
            learner, slug, None, f"{_text(entry.name)} is {what}: marked zero"
        )
    notebooks = [p for p in _list(entry) if p.suffix == ".ipynb"]
    meant = [p for p in notebooks if p.name == f"{slug}.ipynb"] or notebooks
    if len(meant) > 1:
        meant = [p for p in notebooks if _fold(p.stem) == _fold(slug)]
    if len(meant) == 1:
        if meant[0].name != f"{slug}.ipynb":
            note = _join(note, f"the file was called {_text(meant[0].name)}")
        return Submission(learner, slug, meant[0], note, entry)
    count = "no" if not notebooks else str(len(notebooks))
    why = f"{count} notebooks, none called {slug}.ipynb: marked zero"
    return Submission(learner, slug, None, _join(note, why), entry)


def _one_each(found: list[Submission], strays: list[str]) -> list[Submission]:
    """Keep one submission of an exercise: one with a notebook, in a folder, well named."""
    kept: dict[tuple[str, str], Submission] = {}

    def rank(submission: Submission) -> tuple[object, ...]:
        is_folder = submission.folder is not None
        place = submission.folder or submission.path
        is_named = place is not None and place.stem == submission.exercise
        return (
            submission.learner, submission.exercise, not submission.path,
            not is_named, not is_folder,
        )  # fmt: skip

    for submission in sorted(found, key=rank):
        key = (submission.learner, submission.exercise)
        if kept.setdefault(key, submission) is not submission:
            place = submission.folder or submission.path
            name = _text(place.name) if place else "an entry without a notebook"
            strays.append(
                f"{submission.learner}/{name}: {submission.exercise} was handed in "
                "twice, and the other one is marked"
            )
    return list(kept.values())


def _files(submission: Submission, left: list[str]) -> Iterator[tuple[Path, str]]:
    """Every file handed in with its name below the folder, the notebook first."""
    if submission.path is not None:
        yield submission.path, submission.path.name
    if submission.folder is None:
        return
    waiting = [(submission.folder, "", 0)]
    while waiting:
        folder, above, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = [e for e, _ in zip(entries, range(_MAX_LISTED), strict=False)]
        except OSError:
            left.append(f"{_text(above)} cannot be opened: not kept")
            continue
        for entry in sorted(listed, key=lambda entry: entry.name):
            name, path = f"{above}{entry.name}", Path(entry.path)
            kind = _kind(path)
            if kind == "folder" and depth < _MAX_DEPTH:
                waiting.append((path, f"{name}/", depth + 1))
            elif kind == "file" and path != submission.path:
                yield path, name
            elif kind == "link":
                left.append(f"{_text(name)} is a link to another file: not kept")
            elif kind != "file":
                left.append(f"{_text(name)} is not a file: not kept")


def _fold(name: str) -> str:
    """Make names that look the same equal: case, and how accents are written."""
    return unicodedata.normalize("NFKC", _text(name)).casefold()


def _text(name: str) -> str:
    """Write a name that is not UTF-8 so that it can be printed and stored."""
    return name.encode("utf8", "surrogateescape").decode("utf8", "backslashreplace")


def _join(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
