"""`check` says the same of an answer in Python and in R."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from soundings import check

CHECK_R = Path(__file__).parents[1] / "src" / "soundings" / "check.R"


def run_r(code: str) -> list[str]:
    script = f'source("{CHECK_R}")\n{code}'
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", script],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def run_python(code: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    exec(code, {"check": check})
    return capsys.readouterr().out.splitlines()


needs_r = pytest.mark.skipif(
    not shutil.which("Rscript"), reason="R is not installed: ./course setup says how"
)

CASES = {
    "all is well": (
        'x = 4; q = check("a", points=2); q.that("x is 4", lambda: x == 4); q.score()',
        'x <- 4; q <- check("a", points = 2); q$that("x is 4", x == 4); q$score()',
        ["✓ x is 4", "2 of 2 points"],
    ),
    "half is well": (
        'x = 5; q = check("b", points=2); q.that("x is 4", lambda: x == 4)\n'
        'q.that("x is odd", lambda: x % 2 == 1); q.score()',
        'x <- 5; q <- check("b", points = 2); q$that("x is 4", x == 4)\n'
        'q$that("x is odd", x %% 2 == 1); q$score()',
        ["✗ x is 4", "✓ x is odd", "1 of 2 points"],
    ),
    "a name is missing": (
        'q = check("c"); q.that("y is 4", lambda: y == 4); q.score()',
        'q <- check("c"); q$that("y is 4", y == 4); q$score()',
        [
            "✗ y is 4",
            "  `y` does not exist yet: run the cell above, or check the spelling.",
            "0 of 1 points",
        ],
    ),
    "nothing is written yet": (
        "def f(): raise NotImplementedError()\n"
        'q = check("d"); q.that("f gives 4", lambda: f() == 4); q.score()',
        "f <- function() stop('Not answered yet')\n"
        'q <- check("d"); q$that("f gives 4", f() == 4); q$score()',
        ["✗ f gives 4", "  Not answered yet.", "0 of 1 points"],
    ),
    "a reason is said once": (
        'q = check("g"); q.that("y is 4", lambda: y == 4)\n'
        'q.that("y is even", lambda: y % 2 == 0); q.score()',
        'q <- check("g"); q$that("y is 4", y == 4)\n'
        'q$that("y is even", y %% 2 == 0); q$score()',
        [
            "✗ y is 4",
            "  `y` does not exist yet: run the cell above, or check the spelling.",
            "✗ y is even",
            "0 of 1 points",
        ],
    ),
    "the second failing run gives a hint, and the first unmet claim has it": (
        'x = 5\nfor _ in range(3):\n    q = check("h")\n'
        '    q.that("x is 4", lambda: x == 4, hint=("one", "two"))\n'
        '    q.that("x is 6", lambda: x == 6, hint="never")\n    q.score()',
        'x <- 5\nfor (i in 1:3) {\n  q <- check("h")\n'
        '  q$that("x is 4", x == 4, hint = c("one", "two"))\n'
        '  q$that("x is 6", x == 6, hint = "never")\n  q$score()\n}',
        [
            "✗ x is 4",
            "✗ x is 6",
            "0 of 1 points",
            "✗ x is 4",
            "  Hint: one",
            "✗ x is 6",
            "0 of 1 points",
            "✗ x is 4",
            "  Hint: two",
            "✗ x is 6",
            "0 of 1 points",
        ],
    ),
    "an empty answer is no try": (
        'for _ in range(2):\n    q = check("i")\n'
        '    q.that("z is 4", lambda: z == 4, hint="one"); q.score()\n'
        'z = 5\nq = check("i"); q.that("z is 4", lambda: z == 4, hint="one"); q.score()',
        'for (i in 1:2) {\n  q <- check("i")\n'
        '  q$that("z is 4", z == 4, hint = "one"); q$score()\n}\n'
        'z <- 5; q <- check("i"); q$that("z is 4", z == 4, hint = "one"); q$score()',
        [
            *(
                [
                    "✗ z is 4",
                    "  `z` does not exist yet: run the cell above, or check "
                    "the spelling.",
                    "0 of 1 points",
                ]
                * 2
            ),
            "✗ z is 4",
            "0 of 1 points",
        ],
    ),
    "weights share the points": (
        'q = check("e", points=4); q.that("yes", lambda: True, weight=3)\n'
        'q.that("no", lambda: False); q.score()',
        'q <- check("e", points = 4); q$that("yes", TRUE, weight = 3)\n'
        'q$that("no", FALSE); q$score()',
        ["✓ yes", "✗ no", "3 of 4 points"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_python_says(case: str, capsys: pytest.CaptureFixture[str]):
    """Each case is told in the expected words in Python."""
    python, _, expected = CASES[case]
    assert run_python(python, capsys) == expected


@needs_r
@pytest.mark.parametrize("case", CASES)
def test_r_says(case: str):
    """Each case is told in the same words in R."""
    _, r, expected = CASES[case]
    assert run_r(r) == expected


@needs_r
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("NULL", "There is nothing to compare: is the answer NULL or empty?"),
        ("numeric(0)", "There is nothing to compare: is the answer NULL or empty?"),
        ("NA", "There is nothing to compare: is a value missing (NA)?"),
        ("c(4, 4)", "This check is broken: it gave logical of length 2, not TRUE or "
         "FALSE. Please tell whoever runs the course."),
    ],
)  # fmt: skip
def test_r_does_not_take_nothing_for_true(answer: str, reason: str):
    """What `stopifnot` lets pass in silence fails here, with its reason."""
    lines = run_r(
        f'x <- {answer}; q <- check("n"); q$that("x is 4", x == 4); q$score()'
    )
    assert lines == ["✗ x is 4", f"  {reason}", "0 of 1 points"]


@pytest.mark.parametrize("value", ["'yes'", "1", "None", "[]", "float('nan')"])
def test_python_wants_true_or_false(value: str, capsys: pytest.CaptureFixture[str]):
    """A check that gives neither is the course's mistake, and says so."""
    lines = run_python(
        f'q = check("v"); q.that("fine", lambda: {value}); q.score()', capsys
    )
    assert lines[0] == "✗ fine"
    assert "This check is broken" in lines[1]


def test_a_question_needs_a_claim():
    """A score over nothing would be a gift."""
    with pytest.raises(ValueError, match=r'check\("empty"\) has no claims'):
        check("empty").score()
