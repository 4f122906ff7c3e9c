"""A cohort is marked whole: right, wrong, empty and broken submissions alike."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result

from soundings.course.cli import main
from soundings.course.marking import Mark, Total, total, write_table
from soundings.course.release import release

pytestmark = pytest.mark.xdist_group("marking")

NOISY = "import sys\nprint('a warning', file=sys.stderr)\ntotal = 4"
R_NOISY = "message('a note')\ntotal <- 4"


def hand_in(course: Path, learner: str, slug: str, answer: str, why: str = "") -> None:
    """Fill in a released exercise as a learner would."""
    notebook = nbformat.read(course / "exercises" / slug / f"{slug}.ipynb", 4)
    for cell in notebook.cells:
        if cell.id == "add" and answer:
            cell.source = answer
        if cell.id == "why" and why:
            cell.source = why
    folder = course / "cohort" / learner / slug
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{slug}.ipynb")


@pytest.fixture(scope="module")
def graded(small_course: Path) -> Result:
    release(small_course, said=lambda line: None)
    hand_in(small_course, "ash", "sums", "total = 4", "Two more than two.")
    hand_in(small_course, "ash", "sums_r", "total <- 4")
    hand_in(small_course, "beech", "sums", "total = 5")
    hand_in(small_course, "beech", "sums_r", "total <- 5")
    hand_in(small_course, "cedar", "sums", "")
    hand_in(small_course, "cedar", "sums_r", "")
    hand_in(small_course, "dogwood", "sums", NOISY)
    hand_in(small_course, "dogwood", "sums_r", R_NOISY)
    hand_in(small_course, "gorse", "sums", "total = open('../../datasets/ships.csv')")
    hand_in(small_course, "hazel", "sums", "total = '<script>alert(1)</script>'")
    broken = small_course / "cohort" / "elm" / "sums"
    broken.mkdir(parents=True)
    (broken / "sums.ipynb").write_text("{ this is no notebook", "utf8")
    (small_course / "cohort" / "elm" / "smus").mkdir()
    before = Path.cwd()
    os.chdir(small_course)
    try:
        return CliRunner().invoke(main, ["grade", "cohort"])
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def output(graded: Result, small_course: Path) -> Path:
    assert graded.exit_code == 0, graded.output
    return small_course / "cohort_marks"


@pytest.fixture(scope="module")
def rows(output: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (output / "marks.csv").open(newline="", encoding="utf8") as file:
        return {(row["learner"], row["exercise"]): row for row in csv.DictReader(file)}


@pytest.mark.parametrize("slug", ["sums", "sums_r"])
@pytest.mark.parametrize(
    ("learner", "points"),
    [("ash", "4.0"), ("beech", "2.0"), ("cedar", "0.0"), ("dogwood", "4.0")],
)
def test_marks_are_what_the_answers_deserve(rows, learner: str, slug: str, points: str):
    """Right 4, half right 2, untouched 0; a warning costs nothing."""
    assert rows[learner, slug]["points"] == points


def test_a_broken_notebook_is_zero_and_named(rows):
    """It has its row, with the reason, and the others have theirs."""
    assert rows["elm", "sums"]["points"] == "0.0"
    assert "is not a notebook" in rows["elm", "sums"]["note"]
    assert len(rows) == 11


def test_what_was_not_marked_is_said(graded: Result):
    """A folder that names no exercise is in the output."""
    assert "not marked: elm/smus: no exercise is called smus" in graded.output


def test_a_written_answer_waits_for_a_person(rows, graded: Result):
    """An answer waits; an untouched one is zero at once."""
    assert rows["ash", "sums"]["waiting_for_a_person"] == "3.0"
    assert rows["cedar", "sums"]["waiting_for_a_person"] == "0.0"
    assert "1 written answers wait" in graded.output


def test_data_is_where_the_exercise_expects_it(output: Path):
    """`../../datasets` leads to the course's data while marking."""
    page = (output / "feedback" / "gorse" / "sums.html").read_text("utf8")
    assert "FileNotFoundError" not in page
    assert "TextIOWrapper" not in page


def test_feedback_holds_claims_and_no_test(output: Path):
    """A hidden test appears as its sentence alone; markup of a learner's is harmless."""
    pages = {p: p.read_text("utf8") for p in output.glob("feedback/*/*.html")}
    assert len(pages) == 11
    for page in pages.values():
        assert "canary" not in page
        assert "lambda" not in page
        assert "<script>alert" not in page
    beech = pages[output / "feedback" / "beech" / "sums.html"]
    assert re.search(r"Not yet:</strong> total is what two and two make", beech)
    assert "2 of 4 points" in beech


def test_a_persons_mark_reaches_the_table(
    output: Path, small_course: Path, monkeypatch: pytest.MonkeyPatch
):
    """Mark by hand in nbgrader's gradebook, then `--marks-only`: nothing runs again."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("why", "sums", "sums", "ash")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.find_comment("why", "sums", "sums", "ash").manual_comment = "Nearly."
        gradebook.db.commit()
    monkeypatch.chdir(small_course)

    result = CliRunner().invoke(main, ["grade", "cohort", "--marks-only"])

    assert result.exit_code == 0, result.output
    assert "ash,sums,6.5,7.0,0.0," in (output / "marks.csv").read_text("utf8")
    assert "Comment: Nearly." in (output / "feedback/ash/sums.html").read_text("utf8")


def test_nbgrader_itself_works_on_the_cohort(output: Path):
    """The folder is an nbgrader course: its own command gives the same mark."""
    program = Path(sys.executable).with_name("nbgrader")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program, "autograde", "sums_r", "--student=beech", "--force"],
        cwd=output, env={**os.environ, "PATH": path},
        capture_output=True, text=True,
    )  # fmt: skip

    from nbgrader.api import Gradebook

    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("sums_r", "beech").score == 2


def test_an_empty_folder_is_refused(
    small_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The message says what was expected in it."""
    monkeypatch.chdir(small_course)

    result = CliRunner().invoke(main, ["grade", str(tmp_path)])

    assert result.exit_code == 1
    assert "holds no learners" in result.output


def test_a_spreadsheet_takes_nothing_for_a_formula(tmp_path: Path):
    """A learner's name is text, whatever it begins with."""
    mark = Mark("=cmd()", "sums", "add", 1.0, 4.0, False, "-1")

    write_table(total([mark]), Total, tmp_path / "marks.csv")

    assert (tmp_path / "marks.csv").read_text("utf8").splitlines()[1] == (
        "'=cmd(),sums,1.0,4.0,0.0,'-1"
    )
