"""Exercises passed: read from a marked cohort, with the skills of their lessons."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from soundings.course.marking.cohort_page import CohortResult

PASS_SHARE = 0.8
"""The share of an exercise's points from which it counts as passed."""

_COLUMNS = (
    "learner", "exercise", "question", "points", "out_of", "waits_for_a_person",
    "note", "stopped_by", "flagged", "handed_in",
)  # fmt: skip


@dataclass(frozen=True)
class Passed:
    """An exercise that a learner passed."""

    slug: str
    points: float
    out_of: float
    handed_in: datetime | None


def read_results(path: Path) -> list[CohortResult]:
    """
    Read the `questions.csv` of a marked cohort.

    Raises
    ------
    click.ClickException
        If there is no such file, or a row of it is not as `course grade` wrote it.
    """
    if not path.is_file():
        raise click.ClickException(
            f"There is no {path}. Give the folder that `course grade` wrote."
        )
    with path.open(newline="", encoding="utf8") as file:
        reader = csv.DictReader(file, strict=True)
        missing = [c for c in _COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise click.ClickException(
                f"{path} has no column {', '.join(missing)}. Mark the cohort again: "
                "course grade FOLDER --marks-only"
            )
        try:
            return [_read_row(row) for row in reader]
        except (ValueError, TypeError, csv.Error) as error:
            raise click.ClickException(
                f"{path}, line {reader.line_num}, is not as it was written ({error}). "
                "Mark the cohort again: course grade FOLDER --marks-only"
            ) from None


def find_passed(results: Iterable[CohortResult]) -> dict[str, list[Passed]]:
    """
    Find which exercises each learner passed.

    An exercise is passed with at least 80% of its points, once no question of it
    waits for a person and none is flagged.

    Returns
    -------
    dict
        Every learner in the results, with what they passed, by exercise.
    """
    by_exercise: dict[tuple[str, str], list[CohortResult]] = {}
    for row in results:
        by_exercise.setdefault((row.learner, row.exercise), []).append(row)
    passed: dict[str, list[Passed]] = {}
    for (learner, slug), rows in sorted(by_exercise.items()):
        found = passed.setdefault(learner, [])
        points = sum(row.points for row in rows)
        out_of = sum(row.out_of for row in rows)
        is_open = any(row.waits_for_a_person or row.flagged for row in rows)
        # Thirds of a point add up to a hair below the whole.
        if not is_open and out_of > 0 and points >= PASS_SHARE * out_of - 1e-9:
            found.append(Passed(slug, round(points, 6), out_of, rows[0].handed_in))
    return passed


def describe_lesson(root: Path, slug: str) -> dict[str, Any]:
    """
    Say which lesson an exercise belongs to, in the fields of an entry.

    Parameters
    ----------
    root : Path
        The course's folder; lessons are `book/*/<slug>.md`.
    slug : str

    Returns
    -------
    dict
        With the slug, title, lesson, language and skills. An exercise without a
        lesson has its slug for a title, and no skills.
    """
    # Sphinx takes a second to import, and only this needs a part of it.
    from soundings.course.book.lesson_card import read_front_matter

    found: dict[str, Any] = {
        "slug": slug,
        "title": slug.removesuffix("_r").replace("_", " ").capitalize(),
        "lesson": "",
        "language": "R" if slug.endswith("_r") else "Python",
        "skills": [],
    }
    pages = sorted((root / "book").glob(f"*/{slug}.md"))
    if not pages:
        return found
    text = pages[0].read_text("utf8")
    lesson = read_front_matter(text).get("lesson") or {}
    titles = [line[2:].strip() for line in text.splitlines() if line.startswith("# ")]
    found |= {"lesson": str(lesson.get("id", "")), "skills": lesson.get("skills") or []}
    return found | ({"title": titles[0]} if titles else {})


def _read_row(row: dict[str, str]) -> CohortResult:
    return CohortResult(
        learner=_as_written(row["learner"]),
        exercise=row["exercise"],
        question=row["question"],
        title=row.get("title", ""),
        points=float(row["points"]),
        out_of=float(row["out_of"]),
        waits_for_a_person=_read_truth(row["waits_for_a_person"]),
        flagged=_read_truth(row["flagged"]),
        stopped_by=_as_written(row["stopped_by"]),
        note=_as_written(row["note"]),
        handed_in=_read_time(row["handed_in"]),
    )


def _as_written(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return text[1:] if text[:1] == "'" and text[1:2] in "=+-@\t\r" else text


def _read_truth(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError(f"{text!r} is neither True nor False")
    return text == "True"


def _read_time(text: str) -> datetime | None:
    if not text:
        return None
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"{text} has no time zone")
    return when
