"""nbgrader's own pass over a submission that ran elsewhere, and what it then holds."""

from __future__ import annotations

import io
import logging
import shutil
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import nbformat
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode
from nbgrader import api
from nbgrader.converters import Autograde, autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import (
    latesubmissions,
    overwritecells,
    overwritekernelspec,
    saveautogrades,
)
from sqlalchemy.exc import SAWarning
from traitlets import import_item
from traitlets.config import Config

from soundings.course.marking.scores import TakeOutputs
from soundings.course.release import working_in

_OPENERS = (
    autograde,
    latesubmissions,
    overwritecells,
    overwritekernelspec,
    saveautogrades,
)
"""nbgrader's modules that open the gradebook, each on its own, nine times in all."""


class NotSavedError(Exception):
    """nbgrader could not mark a submission; the text is its last word."""


@dataclass(frozen=True)
class Grade:
    """
    One question of one submission, as the gradebook has it.

    Attributes
    ----------
    question : str
    points, out_of : float
    waits_for_a_person : bool
    comment : str
        A marker's.
    """

    question: str
    points: float
    out_of: float
    waits_for_a_person: bool
    comment: str


class Writer:
    """
    The one writer of a cohort's gradebook.

    nbgrader opens the gradebook anew for each step of each submission and looks at
    its tables each time, a third of what marking costs it. Here they share one
    connection. Everything else is nbgrader's own converter, step by step.
    """

    def __init__(self, output: Path, config: Config) -> None:
        self.output = output
        config = Config(config)
        # Looked at once, when all steps are done, and not after each.
        config.Exporter.optimistic_validation = True
        # nbgrader's is relative to where it runs.
        config.CourseDirectory.db_url = f"sqlite:///{output / 'gradebook.db'}"
        self._course = CourseDirectory(config=config)
        self._book = api.Gradebook(self._course.db_url, self._course.course_id)
        self.close: Callable[[], None] = self._book.close
        # A step that is done with it makes it forget what was read, no more.
        self._book.close = self._book.db.remove
        self._app = Autograde(coursedir=self._course, config=config)
        self._app.force = True
        self._steps = _read_steps(self._app.autograde_preprocessors)
        self._said = io.StringIO()
        self._app.log = _quiet_log(self._said)

    def save(
        self,
        student: str,
        exercise: str,
        notebook: NotebookNode,
        ran: list[dict[str, Any]],
        timestamp: str = "",
    ) -> None:
        """
        Give nbgrader a submission and what it showed when it ran.

        Parameters
        ----------
        student, exercise : str
        notebook : NotebookNode
            Sound, and not run: what `nbgrader autograde` will find, too.
        ran : list of dict
            See `TakeOutputs`.
        timestamp : str
            For nbgrader's late penalties; empty if it is not known.

        Raises
        ------
        NotSavedError
            If nbgrader refuses it; the gradebook is as it was.

        Notes
        -----
        A person's mark of an answer that has not changed since does not wait for a
        person again, as it would with nbgrader alone.
        """
        settled = self._settled(student, exercise, notebook)
        folder = self.output / "submitted" / student / exercise
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{exercise}.ipynb")
        if timestamp:
            (folder / "timestamp.txt").write_text(timestamp, "utf8")
        self._course.student_id, self._course.assignment_id = student, exercise
        self._app.autograde_preprocessors = [
            TakeOutputs(ran) if _runs_notebooks(step) else step for step in self._steps
        ]
        self._said.truncate(0)
        with working_in(self.output), self._sharing(), quiet():
            try:
                self._app.start()
            except Exception as error:  # nbgrader raises its own for whatever it met
                self._book.db.rollback()
                raise NotSavedError(_last_line(self._said.getvalue(), error)) from error
            if settled:
                for grade in self._by_hand(student, exercise):
                    if grade.name in settled:
                        grade.needs_manual_grade = False
                self._book.db.commit()
                self._book.db.remove()

    def _settled(self, student: str, exercise: str, notebook: NotebookNode) -> set[str]:
        """
        Name the cells whose mark by hand still stands: the answer is what it was.

        The others wait from now on, and not only once nbgrader has come to them: a
        marking that is cut off in between leaves the new answer where the old was.
        """
        settled: set[str] = set()
        with quiet():
            by_hand = self._by_hand(student, exercise)
            if not by_hand:
                return settled
            folder = self.output / "submitted" / student / exercise
            try:
                before = _answers(nbformat.read(folder / f"{exercise}.ipynb", 4))
            except (OSError, ValueError):  # none, or cut off while it was written
                before = {}
            now = _answers(notebook)
            for grade in by_hand:
                cell = to_question(grade.name)
                if before.get(cell) != now.get(cell):
                    grade.needs_manual_grade = True
                elif not grade.needs_manual_grade:
                    settled.add(grade.name)
            self._book.db.commit()
            self._book.db.remove()
        return settled

    def _by_hand(self, student: str, exercise: str) -> list[api.Grade]:
        """Return the grades of a submission that a person gave."""
        found: list[api.Grade] = (
            self._book.db.query(api.Grade)
            .join(
                api.SubmittedNotebook, api.SubmittedNotebook.id == api.Grade.notebook_id
            )
            .join(
                api.SubmittedAssignment,
                api.SubmittedAssignment.id == api.SubmittedNotebook.assignment_id,
            )
            .join(
                api.Assignment,
                api.Assignment.id == api.SubmittedAssignment.assignment_id,
            )
            .filter(
                api.SubmittedAssignment.student_id == student,
                api.Assignment.name == exercise,
                api.Grade.manual_score.is_not(None),
            )
            .all()
        )
        return found

    @contextmanager
    def _sharing(self) -> Iterator[None]:
        """Give nbgrader's steps the gradebook that is open already."""
        for module in _OPENERS:
            module.Gradebook = lambda *_, **__: self._book
        try:
            yield
        finally:
            for module in _OPENERS:
                module.Gradebook = api.Gradebook


def _read_steps(configured: Sequence[Any]) -> list[Any]:
    """
    Read nbgrader's steps, which a configuration gives as classes or by name.

    Raises
    ------
    click.ClickException
        If what ran elsewhere has no place among them.
    """
    steps = [import_item(s) if isinstance(s, str) else s for s in configured]
    found = sum(map(_runs_notebooks, steps))
    if found != 1:
        raise click.ClickException(
            f"nbgrader_config.py: {found} of c.Autograde.autograde_preprocessors run "
            "the notebook, and one has to. Put nbgrader's Execute before FairScores."
        )
    return steps


def _runs_notebooks(step: Any) -> bool:
    kind = step if isinstance(step, type) else type(step)
    return issubclass(kind, ExecutePreprocessor)


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out nbgrader's own warning, of a habit that SQLAlchemy 2 frowns on."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Object of type", SAWarning)
        yield


def read_grades(output: Path) -> dict[tuple[str, str], tuple[list[Grade], float]]:
    """
    Read all that the gradebook holds, in a few questions to the database.

    Returns
    -------
    dict
        By student and exercise: the grades, and the points that nbgrader takes off
        because the work was late.
    """
    book = api.Gradebook(f"sqlite:///{output / 'gradebook.db'}")
    try:
        return _read_all(book)
    finally:
        book.close()


def _read_all(
    book: Any,
) -> dict[tuple[str, str], tuple[list[Grade], float]]:
    comments = {
        (notebook, cell): (text or "", by_hand or "")
        for notebook, cell, text, by_hand in book.db.query(
            api.Comment.notebook_id,
            api.BaseCell.name,
            api.Comment.comment,
            api.Comment.manual_comment,
        ).join(api.BaseCell, api.Comment.cell_id == api.BaseCell.id)
    }
    found: dict[tuple[str, str], tuple[list[Grade], float]] = {}
    rows = (
        book.db.query(
            api.SubmittedAssignment.student_id,
            api.Assignment.name,
            api.SubmittedNotebook.late_submission_penalty,
            api.SubmittedNotebook.id,
            api.GradeCell.name,
            api.GradeCell.max_score,
            api.Grade.score,
            api.Grade.needs_manual_grade,
        )
        .join(
            api.SubmittedNotebook,
            api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id,
        )
        .join(
            api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id
        )
        .join(api.Grade, api.Grade.notebook_id == api.SubmittedNotebook.id)
        .join(api.GradeCell, api.GradeCell.id == api.Grade.cell_id)
    )
    for student, exercise, late, notebook, name, most, score, waits in rows:
        question = to_question(name)
        # nbgrader keeps it with the answer, not with the test, which says for itself
        # that there was no answer.
        comment, by_hand = comments.get((notebook, question), ("", ""))
        grades, _ = found.setdefault((student, exercise), ([], float(late or 0)))
        grades.append(
            Grade(
                question=question,
                points=float(score),
                out_of=float(most),
                waits_for_a_person=bool(waits),
                comment=comment if question == name else by_hand,
            )
        )
    return found


def to_question(name: str) -> str:
    """Return the question, which is its answer's cell, that a graded cell is of."""
    return name.removesuffix("-test")


def _answers(notebook: NotebookNode) -> dict[str, str]:
    """Return the text of each marked cell by its name."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def _quiet_log(said: io.StringIO) -> logging.Logger:
    """Make a log that is read only when something failed."""
    log = logging.Logger("nbgrader", logging.ERROR)
    log.addHandler(logging.StreamHandler(said))
    return log


def _last_line(said: str, error: Exception) -> str:
    """Return the last line of a traceback, or of the error."""
    lines = [line for line in said.splitlines() if line.strip()]
    named = [line for line in lines if "Error" in line or "Exception" in line]
    return (named or [str(error)])[-1].strip()[:200]
