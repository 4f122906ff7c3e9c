"""A case of the hostile cohort: what is handed in, and what must come of it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from soundings.course.marking.intake import Submission
from tests.hostile.course import ROOT, fill_in

ALL: tuple[float, float, float] = (4, 3, 2)
NONE: tuple[float, float, float] = (0, 0, 0)

TOLD = """\
import json, os, sys
told = json.load(open("../../datasets/told.json"))
def attempt(what):
    try:
        return what()
    except BaseException as error:
        return type(error).__name__
"""

TOLD_R = """\
told <- jsonlite::read_json("../../datasets/told.json", simplifyVector = TRUE)
attempt <- function(what) {
  tryCatch(what, error = function(e) "refused", warning = function(w) "refused")
}
"""

HandIn = Callable[[Path, NotebookNode], None]
"""Puts a filled-in notebook into a learner's folder, in a way of its own."""


@dataclass(frozen=True)
class Case:
    """
    One hostile submission.

    Attributes
    ----------
    learner : str
        The name of its folder, which says what it does.
    slug : str
        `harbour` (Python) or `harbour_r`.
    points : tuple of float
        What `add`, `calls` and `twice` must earn, of 4, 3 and 2.
    answers : dict of str to str
        Answers other than the right ones, by question.
    note : str
        Words in the note for the instructor, as a pattern; '' if there must be no note.
    flagged : bool
        Whether a person must be told to look at it.
    shows : str
        What its cells must show: that the attack ran, and what it came to.
    hand_in : callable or None
        How it is handed in, if not as `<learner>/<slug>/<slug>.ipynb`.
    waits : bool
        Whether its written answer waits for a person.
    """

    learner: str
    slug: str
    points: tuple[float, float, float] = (4, 3, 2)
    answers: dict[str, str] = field(default_factory=dict)
    note: str = ""
    flagged: bool = False
    shows: str = ""
    hand_in: HandIn | None = None
    waits: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Learner and exercise, as the tables have them; a name as what it reads as."""
        name = self.learner.encode("utf8", "surrogateescape")
        text = name.decode("utf8", "backslashreplace")
        return f"'{text}" if text.startswith(tuple("=+-@")) else text, self.slug

    @property
    def student(self) -> str:
        """The name under which nbgrader knows the learner."""
        name = self.learner.encode("utf8", "surrogateescape")
        text = name.decode("utf8", "backslashreplace")
        return Submission(text, self.slug, None).student_id


def attack(
    learner: str,
    question: str,
    points: tuple[float, float, float],
    *,
    code: str,
    is_told: bool = False,
    **more: Any,
) -> Case:
    """
    Make a case in Python of one answer.

    `is_told` puts before it what an attacker may know of this machine, as `told`, and
    a function `attempt` that says what a try came to.
    """
    return _attack("harbour", learner, question, points, TOLD * is_told, code, more)


def attack_r(
    learner: str,
    question: str,
    points: tuple[float, float, float],
    *,
    code: str,
    is_told: bool = False,
    **more: Any,
) -> Case:
    """Make a case in R of one answer; see `attack`."""
    return _attack("harbour_r", learner, question, points, TOLD_R * is_told, code, more)


def _attack(
    slug: str,
    learner: str,
    question: str,
    points: tuple[float, float, float],
    told: str,
    code: str,
    more: dict[str, Any],
) -> Case:
    answer = told + textwrap.dedent(code).strip("\n")
    return Case(learner, slug, points, {question: answer}, **more)


def put(folder: Path, notebook: NotebookNode, name: str) -> None:
    """Write a notebook as it is, sound or not."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(notebook), "utf8")


def hand_in(root: Path, cohort: Path, case: Case) -> None:
    """Hand in one case."""
    notebook = fill_in(root, case.slug, case.answers)
    learner = cohort / case.learner
    learner.mkdir(parents=True, exist_ok=True)
    if case.hand_in:
        case.hand_in(learner, notebook)
    else:
        put(learner / case.slug, notebook, f"{case.slug}.ipynb")


@dataclass(frozen=True)
class Marked:
    """
    A cohort after it was marked.

    Attributes
    ----------
    output : Path
    said : str
        All that marking printed.
    left : list of str
        The processes that it left behind.
    seconds : float
    """

    output: Path
    said: str
    left: list[str]
    seconds: float

    def totals(self) -> dict[tuple[str, str], dict[str, str]]:
        """Read `marks.csv` by learner and exercise."""
        return {(r["learner"], r["exercise"]): r for r in self._read("marks.csv")}

    def questions(self) -> dict[tuple[str, str], dict[str, dict[str, str]]]:
        """Read `questions.csv` by learner and exercise, then by question."""
        found: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
        for row in self._read("questions.csv"):
            key = (row["learner"], row["exercise"])
            found.setdefault(key, {})[row["question"]] = row
        return found

    def shown(self, student: str, slug: str) -> str:
        """Give all that the cells of a submission showed, as text."""
        path = self.output / "autograded" / student / slug / f"{slug}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        return "\n".join(
            "\n".join(output.get("traceback", []))
            + output.get("text", output.get("data", {}).get("text/plain", ""))
            for output in outputs
        )

    def feedback(self, student: str) -> dict[str, str]:
        """Give a learner's feedback pages by their names."""
        pages = (self.output / "feedback" / student).glob("*.html")
        return {page.name: page.read_text("utf8") for page in pages}

    def _read(self, name: str) -> list[dict[str, str]]:
        with (self.output / name).open(newline="", encoding="utf8") as file:
            return list(csv.DictReader(file))


def mark(root: Path, cohort: Path, output: Path, around: dict[str, str]) -> Marked:
    """
    Mark a cohort with low limits, in a program of its own.

    Parameters
    ----------
    root, cohort, output : Path
    around : dict of str to str
        Added to the environment.
    """
    command = [sys.executable, "-m", "tests.hostile.low_limits"]
    done = subprocess.run(
        [*command, str(root), str(cohort), str(output)],
        cwd=ROOT, env=os.environ | around, text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]
    said, _, last = done.stdout.rstrip().rpartition("\n")
    return Marked(output, said, **json.loads(last))
