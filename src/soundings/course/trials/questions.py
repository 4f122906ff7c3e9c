"""The machine-marked questions of an exercise, and where they stand in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from soundings.course.sources import Source


@dataclass(frozen=True)
class Cell:
    """A code cell: its text, and the line of the source file where that begins."""

    code: str
    line: int


@dataclass(frozen=True)
class Question:
    """One question: the cell that the learner fills in, and the one that checks it."""

    name: str
    points: float
    solution: Cell
    test: Cell


def find_questions(source: Source) -> list[Question]:
    """
    Find an exercise's machine-marked questions, in the order of the source.

    Parameters
    ----------
    source : Source
        As `read_source` gives it, so every test has its solution.
    """
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: cell
        for cell in source.notebook.cells
        if "nbgrader" in cell.metadata
    }
    questions = []
    for grade_id, cell in cells.items():
        mark = cell.metadata["nbgrader"]
        if not (mark["grade"] and mark["locked"]):
            continue
        name = grade_id.removesuffix("-test")
        questions.append(
            Question(
                name=name,
                points=float(mark["points"]),
                solution=_find_cell(source.path, "solution", name, cells[name].source),
                test=_find_cell(source.path, "test", name, cell.source),
            )
        )
    return questions


def _find_cell(path: Path, role: str, name: str, code: str) -> Cell:
    """Find the line on which a marked cell's own text begins."""
    lines = path.read_text("utf8").splitlines()
    mark = re.compile(rf'# %% .*\b{role}="{re.escape(name)}"')
    at = next(i for i, line in enumerate(lines) if mark.match(line)) + 1
    while not lines[at].strip():
        at += 1
    return Cell(code, at + 1)
