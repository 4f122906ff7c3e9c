"""The same cohort on warm, isolated kernels and on stock ones: the same marks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from soundings.course.release import release
from tests.course.handed_in import OPEN, STOCK, grade, hand_in

pytestmark = pytest.mark.xdist_group("marking")

ANSWERS = {
    "ash": ("total = 4", "total <- 4"),
    "beech": ("total = 5", "total <- 5"),
    "cedar": ("", ""),
    "dogwood": ("total = None", "total <- NULL"),
    "elm": ("raise ValueError('no')", "stop('no')"),
    "fir": ("total = )", "total <- )"),
    "gorse": ("import os\nos._exit(3)", "quit(status = 3)"),
    "hazel": ("total = input()", "total <- readline()"),
}


@pytest.fixture(scope="module")
def tables(small_course: Path) -> dict[str, list[dict[str, str]]]:
    release(small_course, said=lambda line: None)
    for tree, (python, r) in ANSWERS.items():
        hand_in(small_course, "both", tree, "sums", python)
        hand_in(small_course, "both", tree, "sums_r", r)
    found = {}
    for name, arguments in (("warm", OPEN), ("stock", STOCK)):
        result = grade(small_course, "both", "-o", name, *arguments)
        assert result.exit_code == 0, result.output
        path = small_course / name / "questions.csv"
        with path.open(newline="", encoding="utf8") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_both_ways_give_the_same_marks(tables: dict[str, list[dict[str, str]]]):
    """Question by question, with the same claim unmet first and the same notes."""
    assert tables["warm"] == tables["stock"]


def test_the_marks_are_what_the_answers_deserve(
    tables: dict[str, list[dict[str, str]]],
):
    """Only a right answer has all points, only a number has half."""
    points = {
        (row["learner"], row["exercise"]): float(row["points"])
        for row in tables["warm"]
        if row["question"] == "add"
    }

    assert {key for key, earned in points.items() if earned == 4} == {
        ("ash", "sums"), ("ash", "sums_r"),
    }  # fmt: skip
    assert {key for key, earned in points.items() if earned == 2} == {
        ("beech", "sums"), ("beech", "sums_r"),
    }  # fmt: skip
