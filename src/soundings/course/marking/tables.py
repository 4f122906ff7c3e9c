"""The tables that a marking ends with: `marks.csv` and `questions.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from soundings.course.marking.journal import write_whole


@dataclass(frozen=True)
class Mark:
    """
    What one question of one submission earned: a row of `questions.csv`.

    Attributes
    ----------
    learner, exercise, question : str
    points, out_of : float
    waits_for_a_person : bool
        Nobody has read this written answer yet.
    note : str
        What was unusual about the submission, for the instructor.
    stopped_by : str
        The first claim of the question that was not met; empty if all were.
    flagged : bool
        Whether a person has to look at the submission.
    handed_in : str
        UTC, ISO 8601; empty if unknown.
    title : str
        The heading above the question, as learners read it.
    """

    learner: str
    exercise: str
    question: str
    points: float
    out_of: float
    waits_for_a_person: bool
    note: str
    stopped_by: str = ""
    flagged: bool = False
    handed_in: str = ""
    title: str = ""


@dataclass
class Total:
    """
    What one submission earned: a row of `marks.csv`.

    `points` are what counts: the sum of the questions less `late_penalty`, which is
    nbgrader's.
    """

    learner: str
    exercise: str
    points: float = 0.0
    out_of: float = 0.0
    waiting_for_a_person: float = 0.0
    late_penalty: float = 0.0
    flagged: bool = False
    isolated: bool = True
    handed_in: str = ""
    note: str = ""


def total(marks: Iterable[Mark]) -> list[Total]:
    """Add up the questions of each submission."""
    totals: dict[tuple[str, str], Total] = {}
    for mark in marks:
        key = (mark.learner, mark.exercise)
        row = totals.setdefault(
            key,
            Total(*key, note=mark.note, flagged=mark.flagged, handed_in=mark.handed_in),
        )
        row.points += mark.points
        row.out_of += mark.out_of
        if mark.waits_for_a_person:
            row.waiting_for_a_person += mark.out_of
    return list(totals.values())


def write_table(rows: Iterable[Mark | Total], kind: type, path: Path) -> None:
    """Write rows as CSV that a spreadsheet will not take for formulas."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [field.name for field in fields(kind)])
    writer.writeheader()
    for row in rows:
        writer.writerow({k: _harmless(v) for k, v in asdict(row).items()})
    write_whole(path, text.getvalue())


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
