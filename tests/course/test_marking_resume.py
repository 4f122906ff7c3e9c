"""Nothing is lost: a marking that was cut off goes on, and ends with the same marks."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from click import ClickException

from soundings.course.marking.journal import Entry, Journal, sole_use
from soundings.course.release import release
from tests.course.handed_in import (
    OPEN,
    grade,
    hand_in,
    read_points,
    start_grading,
)

pytestmark = pytest.mark.xdist_group("marking")

TREES = ("ash", "beech", "cedar", "dogwood", "elm", "fir", "gorse")


@pytest.fixture(scope="module")
def cohort(small_course: Path) -> Path:
    """Seven learners, of whom every second is right."""
    release(small_course, said=lambda line: None)
    for number, tree in enumerate(TREES):
        hand_in(small_course, "seven", tree, "sums", f"total = {4 + number % 2}")
    return small_course


def read_journal(output: Path) -> list[str]:
    path = output / "journal.jsonl"
    lines = path.read_bytes().splitlines() if path.exists() else []
    return [json.loads(line)["learner"] for line in lines]


def test_a_killed_marking_goes_on(cohort: Path):
    """After SIGKILL the same command marks what has no line, and no more."""
    output = cohort / "cut"
    program = start_grading(cohort, "seven", "-o", "cut", "--jobs", "1", *OPEN)
    while len(read_journal(output)) < 3:
        assert program.poll() is None, program.communicate()[0]
        os.sched_yield()
    program.send_signal(signal.SIGKILL)
    program.communicate()
    before = read_journal(output)

    went_on = grade(cohort, "seven", "-o", "cut", *OPEN)
    whole = grade(cohort, "seven", "-o", "whole", *OPEN)

    assert went_on.exit_code == whole.exit_code == 0, went_on.output
    assert f"{len(before)} are marked already" in went_on.output
    assert sorted(read_journal(output)) == sorted(TREES)
    assert read_points(output) == read_points(cohort / "whole")
    assert sorted(read_points(output).values()) == [2.0] * 3 + [4.0] * 4


def test_what_was_handed_in_again_is_marked_again(cohort: Path):
    """The others are left alone."""
    grade(cohort, "seven", "-o", "twice", *OPEN)
    path = cohort / "seven" / "beech" / "sums" / "sums.ipynb"
    was = path.read_text("utf8")
    path.write_text(was.replace("total = 5", "total = 4"), "utf8")

    result = grade(cohort, "seven", "-o", "twice", *OPEN)
    path.write_text(was, "utf8")

    assert "6 are marked already" in result.output
    assert read_journal(cohort / "twice").count("beech") == 2
    assert read_points(cohort / "twice")["beech", "sums"] == 4


def test_a_line_cut_off_in_the_middle_counts_for_nothing(tmp_path: Path):
    """The lines before it do, and so do those written after."""
    Journal(tmp_path).add(Entry("ash", "sums", "d1"))
    with (tmp_path / "journal.jsonl").open("a") as file:
        file.write('{"learner": "beech", "exerc')

    Journal(tmp_path).add(Entry("cedar", "sums", "d3"))

    assert sorted(Journal(tmp_path).entries) == [("ash", "sums"), ("cedar", "sums")]


def test_two_markings_do_not_share_a_folder(cohort: Path):
    """The second is told why, and changes nothing."""
    with sole_use(cohort / "busy"):
        result = grade(cohort, "seven", "-o", "busy", *OPEN)

    assert result.exit_code == 1
    assert "another `course grade` is writing to it" in result.output
    assert not (cohort / "busy" / "gradebook.db").exists()


def test_the_lock_ends_with_its_holder(tmp_path: Path):
    """One marking after the other is no conflict."""
    with sole_use(tmp_path):
        pass
    with sole_use(tmp_path), pytest.raises(ClickException), sole_use(tmp_path):
        pass
