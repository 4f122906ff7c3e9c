"""What a marked submission holds, read again from the gradebook and the notebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click
import nbformat
from nbformat import NotebookNode

from soundings.course.marking.checked import Claim, read_claims
from soundings.course.marking.cohort import Cohort
from soundings.course.marking.gradebook import Grade, read_grades
from soundings.course.marking.journal import Entry
from soundings.course.marking.tables import Mark, Total, total

UNENDED = "its marking did not come to an end: run `course grade` again"
"""Said of a submission without a line in the journal; its marks are for now."""


@dataclass(frozen=True)
class Question:
    """
    One question of one submission.

    Attributes
    ----------
    grade : Grade
    title : str
        The heading above it; empty if there is none.
    answer : str
        The learner's, as it was marked.
    claims : list of Claim
        Empty for a written answer, and where no test came to a result.
    hint : str
        The next one for the first claim unmet.
    error : str
        The name of what a test met instead of a result.
    """

    grade: Grade
    title: str
    answer: str
    claims: list[Claim]
    hint: str = ""
    error: str = ""

    @property
    def stopped_by(self) -> str:
        """The first claim that was not met; empty if all were."""
        return next((claim.says for claim in self.claims if not claim.is_met), "")


@dataclass(frozen=True)
class Result:
    """One submission: what was noted of it, and its questions in their order."""

    entry: Entry
    student: str
    title: str
    questions: list[Question]
    late_penalty: float

    @property
    def total(self) -> Total:
        """Add it up, as a row of `marks.csv`."""
        row = total(self.marks())[0]
        row.late_penalty = self.late_penalty
        row.points = max(0.0, row.points - self.late_penalty)
        row.isolated = self.entry.isolated
        return row

    def marks(self) -> list[Mark]:
        """Give its rows of `questions.csv`."""
        entry = self.entry
        return [
            Mark(
                learner=entry.learner,
                exercise=entry.exercise,
                question=question.grade.question,
                points=question.grade.points,
                out_of=question.grade.out_of,
                waits_for_a_person=question.grade.waits_for_a_person,
                note=entry.remarks,
                stopped_by=question.stopped_by,
                flagged=bool(entry.flags),
                handed_in=entry.handed_in,
                title=question.title,
            )
            for question in self.questions
        ]


def read_results(cohort: Cohort) -> Iterator[Result]:
    """
    Read every submission of a cohort as it stands now.

    Raises
    ------
    click.ClickException
        If one has never been marked.
    """
    grades = read_grades(cohort.output) if cohort.has_gradebook() else {}
    for submission in cohort.submissions:
        slug, learner = submission.exercise, submission.learner
        found = grades.get((submission.student_id, slug))
        if found is None:
            raise click.ClickException(
                f"{learner}/{slug} is not in {cohort.output}/gradebook.db. "
                "Run `course grade` without --marks-only first."
            )
        path = cohort.output / "autograded" / submission.student_id / slug
        # nbgrader wrote it a moment ago, and looked whether it is sound.
        notebook = nbformat.v4.reads((path / f"{slug}.ipynb").read_text("utf8"))
        unended = Entry(learner, slug, "", flags=(UNENDED,))
        entry = cohort.journal.entries.get((learner, slug), unended)
        yield Result(
            entry=entry,
            student=submission.student_id,
            title=_title(notebook),
            questions=_questions(notebook, found[0]),
            late_penalty=found[1],
        )


def _questions(notebook: NotebookNode, grades: Iterable[Grade]) -> list[Question]:
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: (cell, heading)
        for cell, heading in _with_headings(notebook)
        if "nbgrader" in cell.metadata
    }
    order = list(cells)
    questions = []
    for grade in sorted(grades, key=lambda grade: order.index(grade.question)):
        answer, heading = cells[grade.question]
        test = cells.get(f"{grade.question}-test", (None, ""))[0]
        claims, hint = read_claims(test) if test else ([], "")
        questions.append(
            Question(
                grade=grade,
                title=heading,
                answer=answer.source,
                claims=claims,
                hint=hint,
                error=_error(test) if test and not claims else "",
            )
        )
    return questions


def _with_headings(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, str]]:
    """Give each cell with the last `## heading` above it."""
    heading = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "nbgrader" not in cell.metadata:
            for line in cell.source.splitlines():
                if line.startswith("## "):
                    heading = line[3:]
        yield cell, heading


def _title(notebook: NotebookNode) -> str:
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return str(cell.source.splitlines()[0][2:])
    return ""


OURS = {"KernelEnded", "NotRun", "Stopped"}
"""Errors that marking itself writes; their words are for the learner, too."""


def _error(test: NotebookNode) -> str:
    """Name an error without quoting the test that met it."""
    for output in test.outputs:
        if output.output_type == "error":
            if output.ename in OURS:
                return f"The check could not run: {output.evalue}."
            return f"The check could not run: {output.ename}."
    return ""
