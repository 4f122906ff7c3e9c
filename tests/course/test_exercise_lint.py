"""An exercise is refused without what its checks are proved with."""

from __future__ import annotations

from pathlib import Path

import pytest

from soundings.course.prove import check_answers
from soundings.course.steps import Steps
from soundings.course.trials.exercise_lint import lint_exercises

PYTHON = """\
# %% solution="add"
### BEGIN SOLUTION
total = 2 + 2
### END SOLUTION

# %% test="add" points=4
q = check("add", points=4)
q.that("total is what two and two make", lambda: total == 4)
q.score()
"""

R = """\
# %% solution="add"
### BEGIN SOLUTION
total <- 2 + 2
### END SOLUTION

# %% test="add" points=4
q <- check("add", points = 4)
q$that("total is what two and two make", identical(total, 4))
q$score()
"""

ANSWERS = """\
# %% right="add" name="typed"
total = 4

# %% wrong="add" name="nothing" kind="nothing" says="two and two"
total = NULL

# %% wrong="add" name="text" kind="type" says="two and two"
total = "4"

# %% wrong="add" name="the lesson's sum" kind="hard-coded" says="two and two"
total = 7

# %% wrong="add" name="one too many" kind="off-by-one" says="two and two"
total = 5
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """One exercise in each language, with all that is asked of it."""
    write(tmp_path / "solutions" / "sums.py", PYTHON)
    write(tmp_path / "solutions" / "sums_r.R", R)
    write(tmp_path / "tests" / "answers" / "sums.py", ANSWERS)
    write(tmp_path / "tests" / "answers" / "sums_r.R", ANSWERS)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf8")


def test_a_whole_exercise_passes(course: Path):
    """Nothing is said of an exercise that has everything, in either language."""
    assert lint_exercises(course) == []


def test_an_exercise_without_answers_is_refused(course: Path):
    """Each language has answers of its own; the file that is missing is named."""
    (course / "tests" / "answers" / "sums_r.R").unlink()

    (fault,) = lint_exercises(course, has_r=False)

    assert fault.startswith("sums_r.R has no answers")
    assert fault.endswith("Add tests/answers/sums_r.R.")


def test_answers_without_an_exercise_are_refused(course: Path):
    """A file of answers that nobody asks for is named."""
    write(course / "tests" / "answers" / "sum.py", ANSWERS)

    (fault,) = lint_exercises(course, has_r=False)

    assert fault.startswith("tests/answers/sum.py belongs to no exercise")


@pytest.mark.parametrize("kind", ["nothing", "type", "hard-coded", "off-by-one"])
@pytest.mark.parametrize("file", ["sums.py", "sums_r.R"])
def test_every_kind_of_mistake_is_wanted(course: Path, file: str, kind: str):
    """The kind that is missing is named, with the mark to add."""
    change(course / "tests" / "answers" / file, f' kind="{kind}"', "")

    (fault,) = lint_exercises(course, has_r=False)

    assert fault == (
        f"{file}: add has no wrong answer of kind {kind}. Add a cell for each: "
        f'# %% wrong="add" name="…" kind="{kind}" says="…"'
    )


def test_another_right_answer_is_wanted(course: Path):
    """The solution alone does not show that a check takes other ways."""
    old = '# %% right="add" name="typed"\ntotal = 4\n'
    change(course / "tests" / "answers" / "sums.py", old, "")

    (fault,) = lint_exercises(course, has_r=False)

    assert fault.startswith("sums.py: add has no right answer besides the solution")


def test_an_answer_to_no_question_is_refused(course: Path):
    """A question that was renamed leaves its answers behind: they are named."""
    more = '\n# %% wrong="subtract" name="two" says="total"\ntotal = 2\n'
    write(course / "tests" / "answers" / "sums.py", ANSWERS + more)

    (fault,) = lint_exercises(course, has_r=False)

    assert fault == (
        'sums.py: wrong="subtract" name="two" answers no question of sums.py. '
        "Use one of add."
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('kind="type"', 'kind="types"', "nothing, type, hard-coded, off-by-one"),
        ('kind="type" says="two and two"', 'kind="type"', 'Add says="…"'),
        ('name="text"', 'title="text"', 'name="…"'),
        ('name="text"', 'name="text" points=2', "has points, which is no mark"),
        ('name="typed"', 'name="typed" kind="type"', "Only wrong answers have it"),
    ],
)
def test_a_mark_that_means_nothing_is_refused(
    course: Path, old: str, new: str, found: str
):
    """A slip in an answer's marks is named with what to write."""
    change(course / "tests" / "answers" / "sums.py", old, new)

    (fault,) = lint_exercises(course, has_r=False)

    assert fault.startswith("sums.py: ")
    assert found in fault


@pytest.mark.parametrize(
    "claim",
    [
        "total == 4",
        "total != 5",
        "!(total != 4)",
        "is.numeric(total) && total == 4",
        "all(total == 4)",
        "isTRUE(total == 4)",
        "if (is.numeric(total)) total == 4 else FALSE",
        "{\n  total == 4\n}",
    ],
)
def test_bare_equality_is_refused_in_r(course: Path, claim: str):
    """A claim that is `==`, or hands one on, says nothing of NULL and text."""
    change(course / "solutions" / "sums_r.R", "identical(total, 4)", claim)

    (fault,) = lint_exercises(course)

    assert fault.startswith('sums_r.R: test="add" compares with ')
    assert "in line 8" in fault or "in line 9" in fault
    assert "use identical(…)" in fault


@pytest.mark.parametrize(
    "claim",
    [
        "identical(total[total == 4], 4)",
        "sum(total == 4) > 0",
        "length(which(total == 4)) > 0",
        "nrow(subset(ships, speed == 4)) > 0",
        "isTRUE(all.equal(total, 4))",
    ],
)
def test_equality_that_chooses_is_no_bare_one(course: Path, claim: str):
    """Choosing and counting by `==` is what it is for."""
    change(course / "solutions" / "sums_r.R", "identical(total, 4)", claim)

    assert lint_exercises(course) == []


@pytest.mark.parametrize("call", ["stopifnot(total > 3)", "base::stopifnot(TRUE)"])
def test_stopifnot_is_refused(course: Path, call: str):
    """It passes for NULL, wherever in the test it stands."""
    source = course / "solutions" / "sums_r.R"
    change(source, "q$score()", f"f <- function() {call}\nq$score()")

    (fault,) = lint_exercises(course)

    assert fault.startswith('sums_r.R: test="add" uses stopifnot in line 9')


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        ("sums.py", "q.score()", "points = q.score()", "last line: q.score()"),
        ("sums_r.R", "q$score()", "print(q$score())", "last line: q$score()"),
        ("sums.py", "q.score()", "q.score()\nprint(total)", "last line: q.score()"),
        ("sums_r.R", "q$score()", "q$score()\ntotal", "last line: q$score()"),
        ("sums.py", "q.score()", "p.score()", "p, which no line of it sets"),
        ("sums_r.R", "q$score()", "p$score()", "p, which no line of it sets"),
        ("sums.py", "points=4)", "points=3)", "worth 4 by its mark"),
        ("sums_r.R", "points = 4)", "points = 3)", "worth 4 by its mark"),
        ("sums.py", 'check("add", points=4)', 'check("add")', "worth 4 by its mark"),
        ("sums.py", 'check("add", points=4)', 'check("sum", 4)', "check('sum', "),
        ("sums_r.R", 'check("add", ', 'check("sum", ', "check('sum', "),
    ],
)
def test_a_test_cell_scores_its_own_check(
    course: Path, file: str, old: str, new: str, found: str
):
    """The points and the name of mark and check agree, and the score comes last."""
    change(course / "solutions" / file, old, new)

    (fault,) = lint_exercises(course)

    assert fault.startswith(f'{file}: test="add" ')
    assert found in fault


@pytest.mark.parametrize(
    ("file", "old", "found"),
    [("sums.py", "lambda:", "is not Python"), ("sums_r.R", '"total is', "is not R")],
)
def test_a_test_cell_that_cannot_be_read_is_named(
    course: Path, file: str, old: str, found: str
):
    """A slip of syntax is a fault like others, not the end of the lint."""
    change(course / "solutions" / file, old, f"){old}")

    (fault,) = lint_exercises(course)

    assert fault.startswith(f'{file}: test="add" {found}')


FUNCTION = {
    "sums.py": ("total = 2 + 2", "def twice(n):\n    return 2 * n"),
    "sums_r.R": ("total <- 2 + 2", "twice <- function(n) 2 * n"),
}
FIXED = {
    "sums.py": ("total == 4", "twice(2) == 4"),
    "sums_r.R": ("identical(total, 4)", "identical(twice(2), 4)"),
}
RANDOM = {
    "sums.py": (
        'q = check("add"',
        'import random\n\nn = random.randint(1, 9)\nq = check("add"',
    ),
    "sums_r.R": ('q <- check("add"', 'n <- sample(9, 1)\nq <- check("add"'),
}


@pytest.mark.parametrize("file", ["sums.py", "sums_r.R"])
def test_a_function_is_tried_with_random_inputs(course: Path, file: str):
    """A function that knows the answers by heart would pass the same inputs."""
    source = course / "solutions" / file
    change(source, *FUNCTION[file])
    change(source, *FIXED[file])

    (fault,) = lint_exercises(course)

    assert fault.startswith(f'{file}: test="add" tries twice, which the learner writes')

    change(source, *RANDOM[file])
    assert lint_exercises(course) == []


@pytest.mark.parametrize("place", ['# %% solution="add"', 'q = check("add"'])
def test_a_name_from_the_module_random_makes_random_inputs(course: Path, place: str):
    """Whether the test takes it from there itself, or a cell before the test does."""
    source = course / "solutions" / "sums.py"
    change(source, *FUNCTION["sums.py"])
    change(source, "total == 4", "twice(draw(1, 9)) % 2 == 0")

    (fault,) = lint_exercises(course, has_r=False)
    cell = "# %%\n" if place.startswith("#") else ""
    change(source, place, f"{cell}from random import randint as draw\n\n{place}")

    assert "with no random inputs" in fault
    assert lint_exercises(course, has_r=False) == []


@pytest.mark.parametrize("file", ["sums.py", "sums_r.R"])
def test_a_helper_is_no_function_exercise(course: Path, file: str):
    """A function that no test calls is the solution's own business."""
    old, new = FUNCTION[file]
    change(course / "solutions" / file, old, f"{new}\n\n{old}")

    assert lint_exercises(course) == []


def test_without_r_its_tests_alone_are_left_out(course: Path):
    """Answers in R are looked at by Python; tests in R only by R."""
    change(course / "solutions" / "sums_r.R", "identical(total, 4)", "total == 4")
    change(course / "tests" / "answers" / "sums_r.R", ' kind="type"', "")

    (fault,) = lint_exercises(course, has_r=False)

    assert "has no wrong answer of kind type" in fault


def test_course_check_fails_for_a_fault(
    course: Path, capsys: pytest.CaptureFixture[str]
):
    """It is a step of `course check`, which says what to add and goes on."""
    change(course / "tests" / "answers" / "sums.py", ' kind="type"', "")
    steps = Steps()

    check_answers(course, steps, has_r=False)

    assert steps.failed == ["Answers"]
    shown = capsys.readouterr().out
    assert "sums.py: add has no wrong answer of kind type" in shown
    assert "not looked at: the tests of the exercises in R" in shown
