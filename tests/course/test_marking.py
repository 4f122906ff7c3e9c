"""A cohort is marked whole: right, wrong, empty and broken submissions alike."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from soundings.course.marking.tables import Mark, Total, total, write_table
from soundings.course.release import release
from tests.course.handed_in import OPEN, grade, hand_in, read_rows

pytestmark = pytest.mark.xdist_group("marking")

NOISY = "import sys\nprint('a warning', file=sys.stderr)\ntotal = 4"
THIEF = """\
import gc

class Thief(int):
    def __eq__(self, other):
        found = [t for t in gc.get_objects() if isinstance(t, (str, dict, tuple))]
        raise ValueError([t for t in map(repr, found) if "can" + "ary-python" in t][:9])

total = Thief(4)"""
R_NOISY = "message('a note')\ntotal <- 4"


@pytest.fixture(scope="module")
def graded(small_course: Path) -> Result:
    release(small_course, said=lambda line: None)

    def hand(learner: str, slug: str, answer: str = "", why: str = "") -> Path:
        return hand_in(small_course, "cohort", learner, slug, answer, why)

    hand("ash", "sums", "total = 4", "Two more than two.")
    hand("ash", "sums_r", "total <- 4")
    hand("beech", "sums", "total = 5")
    hand("beech", "sums_r", "total <- 5")
    hand("cedar", "sums")
    hand("cedar", "sums_r")
    hand("dogwood", "sums", NOISY)
    hand("dogwood", "sums_r", R_NOISY)
    hand("gorse", "sums", "total = open('../../datasets/ships.csv')")
    hand("hazel", "sums", "total = '<script>alert(1)</script>'")
    hand("iris", "sums", THIEF)
    broken = small_course / "cohort" / "elm" / "sums"
    broken.mkdir(parents=True)
    (broken / "sums.ipynb").write_text("{ this is no notebook", "utf8")
    (small_course / "cohort" / "elm" / "smus").mkdir()
    return grade(small_course, "cohort", *OPEN)


@pytest.fixture(scope="module")
def output(graded: Result, small_course: Path) -> Path:
    assert graded.exit_code == 0, graded.output
    return small_course / "cohort_marks"


@pytest.fixture(scope="module")
def rows(output: Path) -> dict[tuple[str, str], dict[str, str]]:
    return read_rows(output)


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
    assert len(rows) == 12


def test_what_came_in_is_kept_for_an_appeal(output: Path):
    """Byte for byte, a broken notebook too."""
    kept = output / "originals" / "elm" / "sums" / "sums.ipynb"
    assert kept.read_text("utf8") == "{ this is no notebook"


def test_what_was_not_marked_is_said(graded: Result):
    """A folder that names no exercise is in the output."""
    assert "not marked: elm/smus: no exercise is called smus" in graded.output


def test_a_written_answer_waits_for_a_person(rows, graded: Result):
    """An answer waits; an untouched one is zero at once."""
    assert rows["ash", "sums"]["waiting_for_a_person"] == "3.0"
    assert rows["cedar", "sums"]["waiting_for_a_person"] == "0.0"
    assert "1 answers wait" in graded.output


def test_data_is_where_the_exercise_expects_it(output: Path):
    """`../../datasets` leads to the course's data while marking."""
    page = (output / "feedback" / "gorse" / "sums.html").read_text("utf8")
    assert "FileNotFoundError" not in page
    assert "TextIOWrapper" not in page


def test_feedback_holds_claims_and_no_test(output: Path):
    """
    A hidden test appears as its sentence alone, even if an answer went to steal it;
    markup of a learner's is harmless.
    """
    pages = {p: p.read_text("utf8") for p in output.glob("feedback/*/*.html")}
    assert len(pages) == 12
    for page in pages.values():
        assert "canary" not in page
        assert "lambda" not in page
        assert "<script>alert" not in page
    thief = pages[output / "feedback" / "iris" / "sums.html"]
    assert "The check stopped" in thief
    beech = pages[output / "feedback" / "beech" / "sums.html"]
    assert re.search(r"Not yet:</strong> total is what two and two make", beech)
    assert "2 of 4 points" in beech
    assert "Hint:</strong> Count on your fingers." in beech


def test_the_tables_say_what_stopped_a_learner(output: Path):
    """The first claim unmet, the heading above it, and when it was handed in."""
    with (output / "questions.csv").open(newline="", encoding="utf8") as file:
        rows = [row for row in csv.DictReader(file) if row["question"] == "add"]
    beech = next(r for r in rows if (r["learner"], r["exercise"]) == ("beech", "sums"))

    assert beech["stopped_by"] == "total is what two and two make"
    assert beech["title"] == "Add"
    assert datetime.fromisoformat(beech["handed_in"]).utcoffset() == timedelta(0)
    assert "beech" in (output / "cohort.html").read_text("utf8")


def test_a_persons_mark_reaches_the_table(output: Path, small_course: Path):
    """Mark by hand in nbgrader's gradebook, then `--marks-only`: nothing runs again."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        mark = gradebook.find_grade("why", "sums", "sums", "ash")
        mark.manual_score, mark.needs_manual_grade = 2.5, False
        gradebook.find_comment("why", "sums", "sums", "ash").manual_comment = "Nearly."
        gradebook.find_comment("add", "sums", "sums", "ash").manual_comment = "Neat."
        gradebook.db.commit()
    result = grade(small_course, "cohort", "--marks-only")

    assert result.exit_code == 0, result.output
    assert "ash,sums,6.5,7.0,0.0," in (output / "marks.csv").read_text("utf8")
    page = (output / "feedback/ash/sums.html").read_text("utf8")
    assert "Comment: Nearly." in page
    assert "Comment: Neat." in page
    untouched = (output / "feedback/cedar/sums_r.html").read_text("utf8")
    assert "No response." not in untouched


def test_a_persons_mark_survives_another_marking(output: Path, small_course: Path):
    """The answer is what it was: its points stay, and it does not wait again."""
    from nbgrader.api import Gradebook

    result = grade(small_course, "cohort", "--again", "--jobs", "1", *OPEN)

    assert result.exit_code == 0, result.output
    assert "wait for a person" not in result.output
    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        mark = gradebook.find_grade("why", "sums", "sums", "ash")
        assert (mark.manual_score, mark.needs_manual_grade) == (2.5, False)


@pytest.mark.usefixtures("output")
def test_a_new_answer_waits_for_a_person_again(small_course: Path):
    """Its old points stay until somebody has read it, and the command says how."""
    from nbgrader.api import Gradebook

    folder = hand_in(small_course, "new", "ash", "sums", "total = 4", "One and one.")
    output = small_course / "new in here"
    grade(small_course, "new", "-o", str(output), *OPEN)
    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        for cell in ("why", "add-test"):
            mark = gradebook.find_grade(cell, "sums", "sums", "ash")
            mark.manual_score, mark.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    path = folder / "sums.ipynb"
    path.write_text(path.read_text("utf8").replace("One and", "Two and"), "utf8")

    result = grade(small_course, "new", "-o", str(output), *OPEN)

    assert "1 answers wait for a person: run `jupyter lab` in" in result.output
    assert f"-o '{output}' --marks-only`" in result.output
    with Gradebook(f"sqlite:///{output / 'gradebook.db'}") as gradebook:
        marks = {
            cell: gradebook.find_grade(cell, "sums", "sums", "ash")
            for cell in ("why", "add-test")
        }
        assert (marks["why"].score, marks["why"].needs_manual_grade) == (1.5, True)
        assert not marks["add-test"].needs_manual_grade
        assert marks["add-test"].score == 1.5


@pytest.mark.usefixtures("output")
def test_a_flag_is_settled_by_whoever_looked(small_course: Path):
    """The row is no longer flagged, its note says why, and nothing runs again."""
    hand_in(small_course, "odd", "juniper", "sums_r", "total <- 4")
    hand_in(small_course, "odd", "ash", "sums", "import builtins\ntotal = 4")
    flagged = grade(small_course, "odd", *OPEN)
    page = small_course / "odd_marks/feedback/ash/sums.html"
    before = page.read_text("utf8")

    settled = grade(small_course, "odd", "--looked-at", "ash/sums")
    refused = grade(small_course, "odd", "--looked-at", "ash/sums")
    later = grade(small_course, "odd", *OPEN)

    assert "--looked-at LEARNER/EXERCISE" in flagged.output
    assert "A person will look" in before
    assert settled.exit_code == later.exit_code == 0, settled.output + later.output
    assert "2 are marked already" in later.output
    row = read_rows(small_course / "odd_marks")["ash", "sums"]
    assert (row["flagged"], row["points"]) == ("False", "4.0")
    assert row["note"].endswith("(looked at)")
    assert "ook" not in re.findall("<h1>.*<section>", page.read_text("utf8"), re.S)[0]
    assert refused.exit_code == 1
    assert "ash/sums is not flagged. Flagged are: none." in refused.output


@pytest.mark.usefixtures("output")
def test_another_release_is_the_instructors_to_know(small_course: Path):
    """A test that differs has a note in the table, and none on the learner's page."""
    folder = hand_in(small_course, "mended", "ash", "sums", "total = 4")
    path = folder / "sums.ipynb"
    old = path.read_text("utf8").replace("total is a number", "total is a figure")
    path.write_text(old, "utf8")

    result = grade(small_course, "mended", *OPEN)

    assert result.exit_code == 0, result.output
    row = read_rows(small_course / "mended_marks")["ash", "sums"]
    assert "add-test is not as released" in row["note"]
    assert (row["flagged"], row["points"]) == ("False", "4.0")
    page = (small_course / "mended_marks/feedback/ash/sums.html").read_text("utf8")
    assert "released" not in page


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


@pytest.mark.usefixtures("output")
def test_late_work_loses_what_nbgrader_takes(small_course: Path):
    """A due date in the gradebook and nbgrader's `timestamp.txt` are enough."""
    from nbgrader.api import Gradebook

    folder = hand_in(small_course, "late", "iris", "sums_r", "total <- 4")
    (folder / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC", "utf8")
    hand_in(small_course, "late", "juniper", "sums_r", "total <- 4")
    late = small_course / "late_marks"
    settings = small_course / "nbgrader_config.py"
    before = settings.read_text("utf8")
    grade(small_course, "late", *OPEN)
    with Gradebook(f"sqlite:///{late / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_assignment(
            "sums_r", duedate="2026-03-01 00:00:00 UTC"
        )
    settings.write_text(
        f'{before}c.LateSubmissionPlugin.penalty_method = "zero"\n', "utf8"
    )

    result = grade(small_course, "late", *OPEN)
    settings.write_text(before, "utf8")

    assert result.exit_code == 0, result.output
    rows = read_rows(late)
    iris, juniper = rows["iris", "sums_r"], rows["juniper", "sums_r"]
    assert (iris["points"], iris["late_penalty"]) == ("0.0", "4.0")
    assert (juniper["points"], juniper["late_penalty"]) == ("4.0", "0.0")
    assert "4 points less" in (late / "feedback/iris/sums_r.html").read_text("utf8")


def test_the_formgrader_reads_the_gradebook(output: Path):
    """Its own questions to nbgrader are answered: scores, and that nothing waits."""
    from nbgrader.apps import NbGraderAPI

    from soundings.course.release import load_config, working_in

    with working_in(output):
        api = NbGraderAPI(config=load_config(output))
        student = api.get_student("ash")
        submissions = api.get_submissions("sums")

    assert student["max_score"] == 11
    assert {s["student"]: s["score"] for s in submissions}["ash"] == 6.5
    assert not any(s["needs_manual_grade"] for s in submissions)


def test_without_isolation_it_refuses(small_course: Path):
    """Stock kernels run as the instructor does: that has to be asked for by name."""
    result = grade(small_course, "cohort", "--stock-kernels")

    assert result.exit_code == 1
    assert "cannot be isolated here: stock kernels" in result.output
    assert "--unconfined" in result.output


def test_an_empty_folder_is_refused(small_course: Path, tmp_path: Path):
    """The message says what was expected in it."""
    result = grade(small_course, str(tmp_path))

    assert result.exit_code == 1
    assert "holds no learners" in result.output


def test_a_spreadsheet_takes_nothing_for_a_formula(tmp_path: Path):
    """A learner's name is text, whatever it begins with."""
    mark = Mark("=cmd()", "sums", "add", 1.0, 4.0, False, "-1")

    write_table(total([mark]), Total, tmp_path / "marks.csv")

    assert (tmp_path / "marks.csv").read_text("utf8").splitlines()[1] == (
        "'=cmd(),sums,1.0,4.0,0.0,0.0,False,True,,'-1"
    )
