"""Marks to test with: one question of one submission a row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from soundings.course.marking.cohort_page import CohortResult

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
TREES = (
    "alder", "ash", "aspen", "beech", "birch", "cedar",
    "cherry", "elm", "gorse", "hawthorn", "hazel", "holly",
)  # fmt: skip


def make_row(
    learner: str,
    points: float = 4,
    exercise: str = "port_calls",
    question: str = "fence",
    days_ago: float | None = 1,
    **others: Any,
) -> CohortResult:
    """Make a question out of 4 that met every check, but for what is said."""
    row: dict[str, Any] = {
        "title": question.capitalize(),
        "out_of": 4,
        "waits_for_a_person": False,
        "flagged": False,
        "stopped_by": "" if points == 4 else "the fence has a corner on land",
        "note": "",
        "handed_in": None if days_ago is None else NOON - timedelta(days=days_ago),
    }
    return CohortResult(learner, exercise, question, points=points, **(row | others))
