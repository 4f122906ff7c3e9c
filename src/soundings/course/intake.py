"""Find what was handed in, and make of it something that nbgrader can read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click
import nbformat
from nbformat import NotebookNode

MAX_NOTEBOOK_BYTES = 20_000_000


@dataclass(frozen=True)
class Submission:
    """One learner's notebook for one exercise, as found in the folder."""

    learner: str
    exercise: str
    path: Path | None
    note: str = ""

    @property
    def student_id(self) -> str:
        """The learner's name with what nbgrader would read as a pattern escaped."""
        return re.sub(r"[*?\[\]%]|^\.+", lambda m: quote(m[0], safe=""), self.learner)


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
        What was found and belongs to no exercise, each with the reason.

    Raises
    ------
    click.ClickException
        If there is no such folder, or no learner in it.
    """
    known = set(exercises)
    if not folder.is_dir():
        raise click.ClickException(
            f"{folder} is not a folder. Give the folder that holds one folder per "
            "learner."
        )
    learners = [p for p in _visible(folder) if p.is_dir()]
    if not learners:
        raise click.ClickException(
            f"{folder} holds no learners. Expected {folder.name}/<learner>/"
            "<exercise>/<exercise>.ipynb."
        )
    found, strays = [], [
        f"{path.name}: not a learner's folder"
        for path in _visible(folder) if not path.is_dir()
    ]  # fmt: skip
    for learner in learners:
        for entry in _visible(learner):
            slug = entry.stem if entry.suffix == ".ipynb" else entry.name
            place = f"{learner.name}/{entry.name}"
            if slug not in known:
                strays.append(f"{place}: no exercise is called {slug}")
            elif entry.is_dir():
                found.append(_look_in(learner.name, slug, entry))
            else:
                found.append(Submission(learner.name, slug, entry))
    return _one_each(found), strays


def _visible(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if not p.name.startswith("."))


def _look_in(learner: str, slug: str, folder: Path) -> Submission:
    notebooks = [p for p in _visible(folder) if p.suffix == ".ipynb"]
    named = folder / f"{slug}.ipynb"
    if named in notebooks:
        return Submission(learner, slug, named)
    if len(notebooks) == 1:
        note = f"the file was called {notebooks[0].name}"
        return Submission(learner, slug, notebooks[0], note)
    count = "no" if not notebooks else str(len(notebooks))
    return Submission(
        learner, slug, None, f"{count} notebooks, none called {slug}.ipynb: marked zero"
    )


def _one_each(found: list[Submission]) -> list[Submission]:
    """Keep one submission of an exercise: a folder before a file beside it."""
    kept: dict[tuple[str, str], Submission] = {}
    for submission in sorted(found, key=lambda s: (s.learner, s.exercise, not s.path)):
        kept.setdefault((submission.learner, submission.exercise), submission)
    return list(kept.values())


def read_notebook(submission: Submission) -> tuple[NotebookNode | None, str]:
    """
    Read a submitted notebook.

    Returns
    -------
    notebook : NotebookNode or None
        None if it cannot be read.
    note : str
        What was unusual about it, for the instructor; empty if nothing was.
    """
    if submission.path is None:
        return None, submission.note
    name = submission.path.name
    if submission.path.is_symlink():
        return None, f"{name} is a link to another file: not read, marked zero"
    size = submission.path.stat().st_size
    if size > MAX_NOTEBOOK_BYTES:
        return None, (
            f"{name} has {size / 1e6:.0f} MB, more than {MAX_NOTEBOOK_BYTES / 1e6:.0f}: "
            "not read, marked zero"
        )
    try:
        content = json.loads(submission.path.read_text("utf-8-sig"))
        notebook = nbformat.from_dict(content)
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return None, f"{name} is not a notebook ({_first_line(error)}): marked zero"
    except nbformat.ValidationError as error:
        return None, f"{name} is not a notebook ({_first_line(error)}): marked zero"
    return notebook, submission.note


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]
