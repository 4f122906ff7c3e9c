"""What a learner gets back: one page per exercise, made from check results alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from jinja2 import Environment, PackageLoader, StrictUndefined
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from soundings.course.intake import Submission
from soundings.course.scores import read_result

if TYPE_CHECKING:
    from soundings.course.marking import Mark

_TEMPLATES = Environment(
    loader=PackageLoader("soundings.course"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Question:
    """One question of one submission, as its page shows it."""

    title: str
    answer: str
    claims: list[dict[str, Any]]
    error: str
    points: float
    out_of: float
    waits_for_a_person: bool
    comment: str


def write_feedback(
    output: Path, submissions: Iterable[Submission], marks: Iterable[Mark]
) -> None:
    """
    Write `feedback/<learner>/<exercise>.html` for every submission.

    The pages hold the learner's own answers and what `check` said of them; no
    test's source, hidden or not, is ever read for them.

    Parameters
    ----------
    output : Path
        The cohort's nbgrader course, marked.
    submissions : iterable of Submission
    marks : iterable of Mark
        Every question of those submissions.
    """
    page = _TEMPLATES.get_template("feedback.html")
    by_key: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        by_key.setdefault((mark.learner, mark.exercise), []).append(mark)
    shutil.rmtree(output / "feedback", ignore_errors=True)
    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        for submission in submissions:
            slug = submission.exercise
            notebook = nbformat.read(
                output / "autograded" / submission.student_id / slug / f"{slug}.ipynb",
                as_version=4,
            )
            own = by_key[(submission.learner, slug)]
            questions = _questions(notebook, own, gradebook, submission)
            folder = output / "feedback" / submission.learner
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{slug}.html").write_text(
                page.render(
                    title=_title(notebook) or slug,
                    learner=submission.learner,
                    note=own[0].note,
                    questions=questions,
                    points=sum(q.points for q in questions),
                    out_of=sum(q.out_of for q in questions),
                ),
                "utf8",
            )


def _questions(
    notebook: NotebookNode,
    marks: Iterable[Mark],
    gradebook: Gradebook,
    submission: Submission,
) -> list[Question]:
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: (cell, heading)
        for cell, heading in _with_headings(notebook)
        if "nbgrader" in cell.metadata
    }
    questions = []
    for mark in marks:
        answer, heading = cells[mark.question]
        test = cells.get(f"{mark.question}-test", (None, ""))[0]
        result = read_result(test) if test else None
        questions.append(
            Question(
                title=heading or mark.question,
                answer=answer.source,
                claims=result["claims"] if result else [],
                error=_error(test) if test and not result else "",
                points=mark.points,
                out_of=mark.out_of,
                waits_for_a_person=mark.waits_for_a_person,
                comment=_comment(gradebook, submission, mark.question),
            )
        )
    order = list(cells)
    marked = sorted(
        zip(marks, questions, strict=True), key=lambda p: order.index(p[0].question)
    )
    return [question for _, question in marked]


def _with_headings(notebook: NotebookNode) -> Iterable[tuple[NotebookNode, str]]:
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


def _error(test: NotebookNode) -> str:
    """Name an error without quoting the test that met it."""
    for output in test.outputs:
        if output.output_type == "error":
            return f"The check could not run: {output.ename}."
    return ""


def _comment(gradebook: Gradebook, submission: Submission, question: str) -> str:
    try:
        found = gradebook.find_comment(
            question, submission.exercise, submission.exercise, submission.student_id
        )
    except MissingEntry:
        return ""
    return found.comment or ""
