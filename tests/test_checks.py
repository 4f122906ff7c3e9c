"""`check` says the same of an answer in Python and in R."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from jupyter_client.manager import start_new_kernel

from soundings import check
from soundings.checks import RESULT

pytestmark = pytest.mark.xdist_group("checks")

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

MISSING = (
    "does not exist yet: write your answer above and run that cell, or check the "
    "spelling."
)
NOTHING = (
    "not answered yet, or the cell above stopped with an error: read its last line."
)
AGAIN = "  The same answer as last time: did your change reach `x`?"

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
            f"  `y` {MISSING}",
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
            f"  `y` {MISSING}",
            "✗ y is even",
            "0 of 1 points",
        ],
    ),
    "the second failing try gives a hint, and the first unmet claim has it": (
        'for x in (5, 7, 8):\n    q = check("h")\n'
        '    q.that("x is 4", lambda: x == 4, hint=("one", "two"))\n'
        '    q.that("x is 6", lambda: x == 6, hint="never")\n    q.score()',
        'for (x in c(5, 7, 8)) {\n  q <- check("h")\n'
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
                    f"  `z` {MISSING}",
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
    "the same answer once more is no try, and from then on it is one": (
        'def ask():\n    q = check("j")\n'
        '    q.that("x is 4", lambda: x == 4, hint=("one", "two")); q.score()\n'
        "x = 5; ask(); ask(); x = 6; ask(); ask(); ask(); ask()",
        'ask <- function() {\n  q <- check("j")\n'
        '  q$that("x is 4", x == 4, hint = c("one", "two")); q$score()\n}\n'
        "x <- 5; ask(); ask(); x <- 6; ask(); ask(); ask(); ask()",
        [
            *["✗ x is 4", "0 of 1 points"],
            *["✗ x is 4", AGAIN, "0 of 1 points"],
            *["✗ x is 4", "  Hint: one", "0 of 1 points"],
            *["✗ x is 4", AGAIN, "  Hint: one", "0 of 1 points"],
            *["✗ x is 4", "  Hint: two", "0 of 1 points"] * 2,
        ],
    ),
    "an answer that the question has named is asked about by its name": (
        'x = 5; n = 4\nfor _ in range(2):\n    q = check("s", points=2)\n'
        '    q.number("x", lambda: x); q.that("x is n", lambda: n == x)\n    q.score()',
        'x <- 5; n <- 4\nfor (i in 1:2) {\n  q <- check("s", points = 2)\n'
        '  q$number("x", x); q$that("x is n", n == x)\n  q$score()\n}',
        [
            *["✓ x is a number", "✗ x is n", "1 of 2 points"],
            *["✓ x is a number", "✗ x is n", AGAIN, "1 of 2 points"],
        ],
    ),
    "nothing is no try, in whichever claim": (
        'def ask():\n    q = check("t")\n'
        '    q.that("x is 4", lambda: -x == -4, hint="one"); q.score()\n'
        "x = None; ask(); ask(); x = 5; ask(); x = 6; ask()",
        'ask <- function() {\n  q <- check("t")\n'
        '  q$that("x is 4", if (x == 4) TRUE else FALSE, hint = "one"); q$score()\n}\n'
        "x <- NULL; ask(); ask(); x <- 5; ask(); x <- 6; ask()",
        [
            *["✗ x is 4", f"  `x` is None, nothing at all: {NOTHING}", "0 of 1 points"]
            * 2,
            *["✗ x is 4", "0 of 1 points"],
            *["✗ x is 4", "  Hint: one", "0 of 1 points"],
        ],
    ),
    "of a missing name only the learner's is said": (
        "def share_of(name):\n    place = calls[name]\n    return place / 2\n"
        'q = check("u"); q.that("half", lambda: share_of("a") == 1); q.score()',
        "share_of <- function(name) {\n  place <- calls[[name]]\n  place$b / 2\n}\n"
        'q <- check("u"); q$that("half", share_of("a")$place[1, ] == 1); q$score()',
        ["✗ half", f"  `calls` {MISSING}", "0 of 1 points"],
    ),
    "a column of the wrong kind is not spoken of in what the test makes of it": (
        'x = {"hour": ["7"]}; q = check("w", points=3)\n'
        'q.column("hour", lambda: x["hour"], kind="number")\n'
        'q.equals("the hour is 8", lambda: int(x["hour"][0]), 8)\n'
        'q.equals("there is one", lambda: len(x["hour"]), 1); q.score()',
        'x <- data.frame(hour = "7"); q <- check("w", points = 3)\n'
        'q$column("hour", x$hour, kind = "number")\n'
        'q$equals("the hour is 8", as.numeric(x$hour), 8)\n'
        'q$equals("there is one", length(x[["hour"]]), 1); q$score()',
        [
            "✗ hour holds numbers",
            "  It holds text, not numbers.",
            "✗ the hour is 8",
            "✓ there is one",
            "1 of 3 points",
        ],
    ),
    "a helper of the test leads to the answer": (
        "def is_four(): return x == 4\n"
        'for x in (5, 6):\n    q = check("k")\n'
        '    q.that("x is 4", lambda: is_four(), hint="one"); q.score()',
        "is_four <- function() x == 4\n"
        'for (x in c(5, 6)) {\n  q <- check("k")\n'
        '  q$that("x is 4", is_four(), hint = "one"); q$score()\n}',
        ["✗ x is 4", "0 of 1 points", "✗ x is 4", "  Hint: one", "0 of 1 points"],
    ),
    "an answer of the wrong kind is not looked at again": (
        'x = "4"; y = 2; q = check("l", points=3); q.number("x", lambda: x)\n'
        'q.that("x is small", lambda: x < 9); q.that("y too", lambda: y < 9); q.score()',
        'x <- "4"; y <- 2; q <- check("l", points = 3); q$number("x", x)\n'
        'q$that("x is small", x < 9); q$that("y too", y < 9); q$score()',
        [
            "✗ x is a number",
            "  It is text, '4': take the quotes away, or make it a number.",
            "✗ x is small",
            "✓ y too",
            "1 of 3 points",
        ],
    ),
    "a number out of its range is looked at again": (
        'x = 12; q = check("m", points=2); q.number("x", lambda: x, at_most=9)\n'
        'q.that("x is even", lambda: x % 2 == 0); q.score()',
        'x <- 12; q <- check("m", points = 2); q$number("x", x, at_most = 9)\n'
        'q$that("x is even", x %% 2 == 0); q$score()',
        [
            "✗ x is a number of at most 9",
            "  It is 12, more than 9.",
            "✓ x is even",
            "1 of 2 points",
        ],
    ),
    "an author may say it in other words": (
        'x = 4; q = check("n"); q.number("x", lambda: x, says="a speed"); q.score()',
        'x <- 4; q <- check("n"); q$number("x", x, says = "a speed"); q$score()',
        ["✓ a speed", "1 of 1 points"],
    ),
    "an answer that holds itself can be wrong as well": (
        'x = []; x.append(x)\nfor _ in range(2):\n    q = check("p")\n'
        '    q.that("x is empty", lambda: not x, hint="one"); q.score()',
        'x <- new.env(); x$x <- x\nfor (i in 1:2) {\n  q <- check("p")\n'
        '  q$that("x is empty", length(ls(x)) < 1, hint = "one"); q$score()\n}',
        ["✗ x is empty", "0 of 1 points", "✗ x is empty", AGAIN, "0 of 1 points"],
    ),
    "code that stops is a reason and not an error": (
        "def f(n): raise SystemExit('enough')\n"
        'q = check("r"); q.for_inputs("f works", lambda: f, [2], lambda n: n)\n'
        'q.that("f(1) is 1", lambda: f(1) == 1); q.score()',
        "f <- function(n) stop('enough')\n"
        'q <- check("r"); q$for_inputs("f works", f, 2, function(n) n)\n'
        'q$that("f(1) is 1", f(1) == 1); q$score()',
        [
            "✗ f works",
            "  f(2) stopped with: enough",
            "✗ f(1) is 1",
            "  The check stopped with: enough",
            "0 of 1 points",
        ],
    ),
    "what the learner calls its names does not matter": (
        "def len(x): return 1 / 0\n"
        'x = [1, 2]; q = check("o"); q.same_values("both", lambda: x, [2, 1]); q.score()',
        "length <- isTRUE <- paste <- identical <- function(...) stop('mine')\n"
        'x <- c(1, 2); q <- check("o"); q$same_values("both", x, c(2, 1)); q$score()',
        ["✓ both", "1 of 1 points"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_python_says(case: str, capsys: pytest.CaptureFixture[str]):
    """Each case is told in the expected words in Python."""
    python, _, expected = CASES[case]
    lines = run_python(python, capsys)
    assert [line.replace(" SystemExit", "") for line in lines] == expected


@needs_r
@pytest.mark.parametrize("case", CASES)
def test_r_says(case: str):
    """Each case is told in the same words in R."""
    _, r, expected = CASES[case]
    assert [line.replace(" NULL", " None") for line in run_r(r)] == expected


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


def test_a_time_of_day_is_called_one(capsys: pytest.CaptureFixture[str]):
    """It is told from a time, and from text; R has no such thing."""
    lines = run_python(
        "import datetime as dt\nx = dt.time(7)\ny = [x]\n"
        'q = check("y"); q.equals("seven", lambda: x, dt.datetime(2024, 5, 1, 7))\n'
        'q.column("y", lambda: y, kind="time"); q.score()',
        capsys,
    )
    assert lines[1] == "  It is a time of day without its date, not a time."
    assert lines[3] == "  It holds times of day without their date, not times."


def test_a_question_needs_a_claim():
    """A score over nothing would be a gift."""
    with pytest.raises(ValueError, match=r'check\("empty"\) has no claims'):
        check("empty").score()


@needs_r
@pytest.mark.parametrize("value", ["'TRUE'", "1", "list(TRUE)", "data.frame(a = TRUE)"])
def test_r_wants_true_or_false(value: str):
    """Only one TRUE is a claim that is met."""
    lines = run_r(f'q <- check("v"); q$that("fine", {value}); q$score()')
    assert lines[0] == "✗ fine"
    assert "This check is broken" in lines[1]


@pytest.mark.parametrize(
    ("claim", "remedy"),
    [
        ('q.that("x is 4", 2 + 2 == 4)', "Write `lambda:` before it"),
        ('q.equals("x is a third", lambda: x, 1 / 3)', "as in within=0.01"),
        ('q.column("x", lambda: x, kind="float")', "Use one of number, whole, text"),
    ],
)
def test_an_author_is_told_what_to_write(claim: str, remedy: str):
    """A mistake in a test is an error at once, and not a learner's."""
    with pytest.raises((TypeError, ValueError), match=re.escape(remedy)):
        exec(f'x = 4\nq = check("a")\n{claim}', {"check": check})


SEALS = {
    "a number": ("check('a').seal(33.94, 4)", "check('a')$seal(33.94, 4)"),
    "near enough": ("check('a').seal(33.9400001, 4)", "check('a')$seal(33.93999, 4)"),
    "a whole number": ("check('a').seal(40_004)", "check('a')$seal(40004L)"),
    "a large number": ("check('a').seal(123456789012)", "check('a')$seal(123456789012)"),
    "no sign of nought": (
        "check('a').seal([-0.0, 1e9], 3)",
        "check('a')$seal(c(0, 1e9), 3)",
    ),
    "a gap": (
        "check('a').seal([float('nan'), 40_004, None])",
        "check('a')$seal(c(NaN, 40004, NA))",
    ),
    "words": (
        "check('a').seal('it\\'s SIM Ålesund')",
        "check('a')$seal('it\\'s SIM \\u00c5lesund')",
    ),
    "a category": (
        "check('a').seal(pd.Series(['SIM BLACKTHORN', 'SIM ROWAN TREE'], dtype='category'))",
        "check('a')$seal(factor(c('SIM BLACKTHORN', 'SIM ROWAN TREE')))",
    ),
    "one in a list": ("check('a').seal([40_004])", "check('a')$seal(40004)"),
    "a day": ("check('a').seal(dt.date(2024, 5, 1))", "check('a')$seal(as.Date('2024-05-01'))"),
    "a time": (
        "check('a').seal(pd.Timestamp('2024-05-01 08:00+02:00'))",
        "check('a')$seal(as.POSIXct('2024-05-01 06:00', tz = 'UTC'))",
    ),
    "truths": ("check('a').seal([True, False] * 6)", "check('a')$seal(rep(c(TRUE, FALSE), 6))"),
}  # fmt: skip


@pytest.fixture(scope="module")
def r_seals() -> list[str]:
    """Every seal that R makes, in one run of it."""
    return run_r("\n".join(f"cat({r}, '\\n')" for _, r in SEALS.values()))


@needs_r
@pytest.mark.parametrize("case", SEALS)
def test_a_seal_is_the_same_in_both_languages(case: str, r_seals: list[str]):
    """Numbers, text, gaps, days and times have one form each."""
    names = {"check": check, "dt": dt, "pd": pd}

    assert eval(SEALS[case][0], names) == r_seals[list(SEALS).index(case)].strip()


def test_a_seal_tells_values_questions_and_types_apart():
    """What differs has another seal."""
    values = [40_000, 40_004, "40,000 tonnes", [40_000, 40_000], dt.date(2024, 5, 1)]
    seals = {check(q).seal(value) for q in ("a", "b") for value in values}

    assert len(seals) == 2 * len(values)


@pytest.mark.parametrize("value", [True, 999, -12, 3.5, "SIM ELM", [True, False], None])
def test_what_a_few_guesses_would_find_is_not_sealed(value: object):
    """A choice behind a seal is as good as readable."""
    with pytest.raises(ValueError, match="fewer than 1000 guesses"):
        check("a").seal(value, digits=2)


@needs_r
@pytest.mark.parametrize("value", ["TRUE", "999", "-12", "3.5", "'SIM ELM'", "NA"])
def test_r_does_not_seal_it_either(value: str):
    """The same values are refused, in the same words."""
    lines = run_r(
        f"cat(tryCatch(check('a')$seal({value}, 2), error = conditionMessage))"
    )
    assert "fewer than 1000 guesses" in lines[0]


SEALED = {
    "40_004": (True, None),
    "40_003": (False, None),
    "40_004.2": (False, "It is 40004.2, not a whole number."),
    "None": (False, f"It is None, nothing at all: {NOTHING}"),
    "print": (False, "It is a function: it has no form to compare."),
}  # fmt: skip


@pytest.mark.parametrize("answer", SEALED)
def test_a_sealed_answer_is_recognised(answer: str, capsys: pytest.CaptureFixture[str]):
    """And a wrong one is told no more than what its form gives away."""
    seal = check("a").seal(40_004)
    code = f'x = {answer}\nq = check("a"); q.sealed("right", lambda: x, "{seal}")\nq.score()'
    is_met, reason = SEALED[answer]

    lines = run_python(code, capsys)

    assert lines[0] == f"{'✓' if is_met else '✗'} right"
    assert lines[1:-1] == ([f"  {reason}"] if reason else [])


@needs_r
def test_r_keeps_the_parts_of_check_out_of_reach():
    """One name is exported, and what it is made of cannot be changed."""
    lines = run_r(
        "cat(ls(), '\\n')\n"
        "cat(inherits(try(assign('judge', 1, environment(check)), TRUE), 'try-error'))"
    )
    assert [line.strip() for line in lines] == ["check", "TRUE"]


ASK = {
    "python3": "from soundings import check\nx = 5\nq = check('a', points=3)\n"
    "q.number('x', lambda: x)\n"
    "q.that('x is 4', lambda: x == 4, hint='Count.', weight=2)\nq.score()",
    "ir": f"source('{CHECK_R}')\nx <- 5\nq <- check('a', points = 3)\n"
    "q$number('x', x)\n"
    "q$that('x is 4', x == 4, hint = 'Count.', weight = 2)\nq$score()",
}


@pytest.mark.parametrize("kernel", ["python3", pytest.param("ir", marks=needs_r)])
def test_a_notebook_is_sent_the_result_as_data(kernel: str):
    """The bundle that marking reads is the same from both kernels."""
    manager, client = start_new_kernel(kernel_name=kernel)
    sent = []
    try:
        client.execute_interactive(ASK[kernel], output_hook=sent.append, timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)

    shown = [m["content"]["data"] for m in sent if m["msg_type"] == "display_data"]
    assert [data[RESULT] for data in shown] == [
        {
            "question": "a", "points": 1, "out_of": 3,
            "hint": None, "next_hint": "Count.",
            "claims": [
                {"says": "x is a number", "is_met": True, "reason": None, "weight": 1},
                {"says": "x is 4", "is_met": False, "reason": None, "weight": 2},
            ],
        }
    ]  # fmt: skip
