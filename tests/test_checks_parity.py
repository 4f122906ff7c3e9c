"""`check` meets every sort of answer with the same words in Python and in R."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from soundings import check

pytestmark = [
    pytest.mark.xdist_group("checks"),
    pytest.mark.skipif(
        not shutil.which("Rscript"),
        reason="R is not installed: ./course setup says how",
    ),
]

CHECK_R = Path(__file__).parents[1] / "src" / "soundings" / "check.R"

IMPORTS = "import datetime as dt\nimport numpy as np\nimport pandas as pd\n"

# The answer, and the claim on it, in each language. The last two are what is said of
# it: nothing where the claim is met, and R's words only where its nouns are others.
NUMBER = 'q.number("x", lambda: x)', 'q$number("x", x)'
WHOLE = 'q.number("x", lambda: x, whole=True)', 'q$number("x", x, whole = TRUE)'
SHARE = (
    'q.number("x", lambda: x, at_least=0, at_most=1)',
    'q$number("x", x, at_least = 0, at_most = 1)',
)
TEXT = 'q.text("x", lambda: x)', 'q$text("x", x)'
TRUTH = 'q.truth("x", lambda: x)', 'q$truth("x", x)'
COLUMN = (
    'q.column("x", lambda: x, kind="number", length=3)',
    'q$column("x", x, kind = "number", length = 3)',
)
TEXTS = 'q.column("x", lambda: x, kind="text")', 'q$column("x", x, kind = "text")'
TIMES = 'q.column("x", lambda: x, kind="utc")', 'q$column("x", x, kind = "utc")'
TABLE = (
    'q.table("x", lambda: x, columns={"mmsi": "text", "hours": "number"}, rows=2)',
    'q$table("x", x, columns = c(mmsi = "text", hours = "number"), rows = 2)',
)
ANY_ROWS = (
    'q.table("x", lambda: x, columns=["mmsi"])',
    'q$table("x", x, columns = "mmsi")',
)
FUNCTION = 'q.callable("x", lambda: x, takes=1)', 'q$callable("x", x, takes = 1)'
DOUBLES = (
    'q.for_inputs("x", lambda: x, [1, 2], lambda n: 2 * n)',
    'q$for_inputs("x", x, c(1, 2), function(n) 2 * n)',
)
IS_MISSING = (
    'q.for_inputs("x", lambda: x, [1], lambda n: float("nan"))',
    'q$for_inputs("x", x, 1, function(n) NA_real_)',
)
IS_FIVE = 'q.equals("x", lambda: x, 5)', 'q$equals("x", x, 5)'
IS_A_THIRD = (
    'q.equals("x", lambda: x, 1 / 3, within=0.01)',
    'q$equals("x", x, 1 / 3, within = 0.01)',
)
IS_ELM = 'q.equals("x", lambda: x, "SIM ELM")', 'q$equals("x", x, "SIM ELM")'
IS_SIX_OCLOCK = (
    'q.equals("x", lambda: x, pd.Timestamp("2024-05-01 06:00Z"), within=60)',
    'q$equals("x", x, as.POSIXct("2024-05-01 06:00", tz = "UTC"), within = 60)',
)
ONE_TO_THREE = (
    'q.same_values("x", lambda: x, [1, 2, 3])',
    'q$same_values("x", x, c(1, 2, 3))',
)
IN_ORDER = (
    'q.same_values("x", lambda: x, [1, 2, 3], in_order=True)',
    'q$same_values("x", x, c(1, 2, 3), in_order = TRUE)',
)
NEARLY = (
    'q.same_values("x", lambda: x, [0.5, 1.5], within=0.1)',
    'q$same_values("x", x, c(0.5, 1.5), within = 0.1)',
)
WITH_A_GAP = (
    'q.same_values("x", lambda: x, [1, None])',
    'q$same_values("x", x, c(1, NA))',
)
ROWS = (
    'q.same_values("x", lambda: x, pd.DataFrame({"hours": [0.5, 7.25], '
    '"mmsi": ["1", "2"]}), within=0.1)',
    'q$same_values("x", x, data.frame(hours = c(0.5, 7.25), mmsi = c("1", "2")), '
    "within = 0.1)",
)
ROWS_IN_ORDER = (
    'q.same_values("x", lambda: x, pd.DataFrame({"mmsi": ["1", "2"]}), in_order=True)',
    'q$same_values("x", x, data.frame(mmsi = c("1", "2")), in_order = TRUE)',
)
NOTHING = (
    "not answered yet, or the cell above stopped with an error: read its last line."
)
GAP = "a missing value: an empty cell or an empty column gives it."
SUM_OF_GAP = (
    "It is NA, a missing value: one empty cell makes a sum or a largest value NA, "
    "unless it is left out."
)
IS_FOUR_HOURS = (
    'q.equals("x", lambda: x, 4, unit="hours")',
    'q$equals("x", x, 4, unit = "hours")',
)
IS_A_LIST = 'q.equals("x", lambda: x, ["a", "b"])', 'q$equals("x", x, c("a", "b"))'
WORDS = (
    'q.same_values("x", lambda: x, ["a", "b"], in_order=True)',
    'q$same_values("x", x, c("a", "b"), in_order = TRUE)',
)
TODAY = dt.datetime.now(dt.UTC).strftime("%Y-%m-%d")
ON_NO_CLOCK_R = "on this computer's clock, as none is named: which clock is it?"
FRAME = 'pd.DataFrame({"mmsi": ["1", "2"], "hours": [0.5, 7.25]})'
FRAME_R = 'data.frame(mmsi = c("1", "2"), hours = c(0.5, 7.25))'

CASES = [
    # One number.
    (NUMBER, "5", "5", None),
    (NUMBER, "np.float64(5)", "c(a = 5)", None),
    (NUMBER, "np.array(5)", "5L", None),
    (NUMBER, "None", "NULL", f"It is None, nothing at all: {NOTHING}"),
    (NUMBER, "float('nan')", "NA",
     f"It is nan, {GAP}", SUM_OF_GAP),
    (NUMBER, "pd.NA", "NA_real_", f"It is NA, {GAP}", SUM_OF_GAP),
    (NUMBER, "float('nan')", "NaN", f"It is nan, {GAP}", f"It is NaN, {GAP}"),
    (NUMBER, "-np.inf", "-Inf",
     "It is infinite: was something divided by zero, or nothing left to take it from?"),
    (NUMBER, "'33.9'", "'33.9'",
     "It is text, '33.9': take the quotes away, or make it a number."),
    (NUMBER, "'fast'", "'fast'", "It is text, 'fast', not a number."),
    (NUMBER, "True", "TRUE", "It is True, not a number."),
    (NUMBER, "[5]", "list(5)", "It is a list of 1 value: take the value out."),
    (NUMBER, "pd.Series([5, 6])", "c(5, 6)", "It is a column of 2 values, not a number.",
     "It is a vector of 2 values, not a number."),
    (NUMBER, "pd.Series([], dtype=float)", "numeric(0)",
     "It is a column of no values: was anything left to take it from?",
     "It is a vector of no values: was anything left to take it from?"),
    (NUMBER, "pd.Series(['5'], dtype='category')", "factor('5')",
     "It is a column of 1 value: take the value out.",
     "It is a factor of 1 value: `as.character` makes it text."),
    (NUMBER, FRAME, FRAME_R,
     "It is a table of 2 rows: take the value out of its column."),
    (NUMBER, "len", "length",
     "It is a function: did you leave out the brackets that call it?"),
    (NUMBER, "dt.timedelta(hours=5)", "as.difftime(5, units = 'hours')",
     "It is a length of time: divide it by the unit you want.",
     'It is a length of time: `as.numeric(..., units = "hours")` makes it a number.'),
    (NUMBER, "dt.date(2024, 5, 1)", "as.Date('2024-05-01')",
     "It is a day, not a number."),
    (WHOLE, "4.0", "4", None),
    (WHOLE, "4.5", "4.5", "It is 4.5, not a whole number."),
    (SHARE, "0.1 + 0.2", "0.1 + 0.2", None),
    (SHARE, "45.5", "45.5", "It is 45.5, more than 1."),
    (SHARE, "-0.25", "-0.25", "It is -0.25, less than 0."),
    # One text, one truth.
    (TEXT, "'it\\'s Ålesund'", "'it\\'s \\u00c5lesund'", None),
    (TEXT, "5", "5", "It is the number 5, not text."),
    (TEXT, "pd.NA", "NA_character_",
     f"It is NA, {GAP}",
     "It is NA, a missing value: an empty cell gives it, or a name that is not there."),
    (TRUTH, "np.bool_(False)", "FALSE", None),
    (TRUTH, "1", "1", "It is the number 1, not True or False."),
    (TRUTH, "'True'", "'TRUE'", "It is text, 'True', not True or False."),
    # Columns.
    (COLUMN, "pd.Series([1, 2, None], dtype='Int64')", "c(1L, 2L, NA)", None),
    (COLUMN, "np.array([1.5, 2, 3])", "list(1.5, 2, 3)", None),
    (COLUMN, "(1, 2)", "c(1, 2)", "It holds 2 values, not 3."),
    (COLUMN, "['1', '2', '3']", "c('1', '2', '3')", "It holds text, not numbers."),
    (COLUMN, "[1, '2', 3]", "list(1, '2', 3)",
     "It holds values of several types, not numbers."),
    (COLUMN, "[None, None, None]", "c(NA, NA, NA)",
     "It holds nothing but missing values, not numbers."),
    (COLUMN, "[]", "list()", "It is empty: was anything left to take it from?"),
    (COLUMN, FRAME, FRAME_R, "It is a table of 2 rows, not a column or a list.",
     "It is a table of 2 rows, not a vector."),
    (TEXTS, "pd.Series(['a', None])", "c('a', NA)", None),
    (TEXTS, "pd.Series(['a', 'b'], dtype='category')", "factor(c('a', 'b'))",
     "It holds categories, not text."),
    (TIMES, "pd.to_datetime(['2024-05-01'], utc=True)",
     "as.POSIXct('2024-05-01', tz = 'UTC')", None),
    (TIMES, "pd.to_datetime(['2024-05-01'])", "as.POSIXct('2024-05-01')",
     "It holds times on no clock: which clock is it?",
     f"It holds times {ON_NO_CLOCK_R}"),
    (TIMES, "['2024-05-01 06:00']", "'2024-05-01 06:00'",
     "It holds text, not times in UTC."),
    (TIMES, "pd.to_datetime(['2024-05-01']).tz_localize('America/New_York')",
     "as.POSIXlt('2024-05-01', tz = 'America/New_York')",
     "It holds times on the clock of America/New_York, not UTC."),
    (TIMES, "[dt.date(2024, 5, 1)]", "as.Date('2024-05-01')",
     "It holds days, not times in UTC."),
    # Tables.
    (TABLE, FRAME, FRAME_R, None),
    (TABLE, f"{FRAME}.astype({{'hours': 'Float64'}})",
     f"structure({FRAME_R}, class = c('tbl_df', 'tbl', 'data.frame'))", None),
    (TABLE, "None", "NULL", f"It is None, nothing at all: {NOTHING}"),
    (TABLE, f"{FRAME}['hours']", f"{FRAME_R}$hours",
     "It is a column of 2 values, not a table.",
     "It is a vector of 2 values, not a table."),
    (TABLE, "print", "print",
     "It is a function: did you leave out the brackets that call it?"),
    (TABLE, f"{FRAME}.rename(columns={{'mmsi': 'MMSI'}})",
     "data.frame(MMSI = c('1', '2'), hours = c(0.5, 7.25))",
     "It has no column mmsi, but MMSI: capitals count."),
    (TABLE, f"{FRAME}[['mmsi']]", f"{FRAME_R}['mmsi']",
     "It has no column hours. It has mmsi."),
    (TABLE, f"{FRAME}[:1]", f"{FRAME_R}[1, ]", "It has 1 row, not 2."),
    (TABLE, f"{FRAME}.assign(mmsi=[1, 2])", "data.frame(mmsi = 1:2, hours = 1:2)",
     "Its column mmsi holds numbers, not text."),
    # Functions.
    (FUNCTION, "lambda n: n", "function(n) n", None),
    (FUNCTION, "lambda n, m=2: n", "function(n, m = 2) n", None),
    (FUNCTION, "lambda n, m: n", "function(n, m) n", "It takes 2 arguments, not 1."),
    (FUNCTION, "lambda: 5", "function() 5", "It takes no arguments, not 1."),
    (FUNCTION, "5", "5", "It is the number 5, not a function."),
    (DOUBLES, "lambda n: n + n", "function(n) n + n", None),
    (DOUBLES, "lambda n: 2", "function(n) 2", "x(2) gave 2, not 4."),
    (DOUBLES, "lambda n: None", "function(n) NULL",
     "x(1) gave None, not 2."),
    (DOUBLES, "lambda n: '2'", "function(n) '2'", "x(1) gave '2', not 2."),
    # One value.
    (IS_FIVE, "5.0", "5L", None),
    (IS_FIVE, "5.0001", "5.0001", "Yours is 5.0001."),
    (IS_FIVE, "'5'", "'5'",
     "It is text, '5': take the quotes away, or make it a number."),
    (IS_A_THIRD, "0.333", "0.333", None),
    (IS_A_THIRD, "0.3", "0.3", "Yours is 0.3."),
    (IS_ELM, "'SIM ELM'", "'SIM ELM'", None),
    (IS_ELM, "'SIM ELM '", "'SIM ELM '",
     "Yours is 'SIM ELM ': there is a blank before or after it."),
    (IS_ELM, "'Sim Elm '", "'Sim Elm '",
     "Only capitals or spaces differ: yours is 'Sim Elm '."),
    (IS_ELM, "'SIM OAK'", "'SIM OAK'", "Yours is 'SIM OAK'."),
    (IS_SIX_OCLOCK, "pd.Timestamp('2024-05-01 08:00:30+02:00')",
     "as.POSIXct('2024-05-01 06:00:30', tz = 'UTC')", None),
    (IS_SIX_OCLOCK, "pd.Timestamp('2024-05-01 07:00Z')",
     "as.POSIXlt('2024-05-01 07:00', tz = 'UTC')", "Yours is 2024-05-01 07:00:00 UTC."),
    (IS_SIX_OCLOCK, "pd.Timestamp('2024-05-01 06:00')", "as.POSIXct('2024-05-01 06:00')",
     "It is a time on no clock: which clock is it?", f"It is a time {ON_NO_CLOCK_R}"),
    (IS_SIX_OCLOCK, f"pd.Timestamp('{TODAY} 06:00Z')",
     f"as.POSIXct('{TODAY} 06:00', tz = 'UTC')",
     f"Yours is {TODAY} 06:00:00 UTC, which is today: give the day as well."),
    (IS_SIX_OCLOCK, "'06:00'", "'06:00'", "It is text, '06:00', not a time."),
    (IS_FOUR_HOURS, "5", "5", "Yours is 5 hours."),
    (IS_FOUR_HOURS, "1", "1", "Yours is 1 hour."),
    (IS_A_LIST, "'a, b'", "'a, b'", "It is text, 'a, b', not a column or a list.",
     "It holds 1 value, which is too few."),
    # Many values.
    (ONE_TO_THREE, "[3, 1, 2]", "c(3, 1, 2)", None),
    (ONE_TO_THREE, "pd.Series([3, 1, 2], dtype='Int64')", "list(3L, 1L, 2L)", None),
    (ONE_TO_THREE, "[1, 2, 2]", "c(1, 2, 2)", "It holds 2 more often than it should."),
    (ONE_TO_THREE, "[2, 3, 4]", "c(2, 3, 4)", "It holds 4, which should not be there."),
    (ONE_TO_THREE, "[1, 2]", "c(1, 2)", "It holds 2 values, which is too few."),
    (ONE_TO_THREE, "[1, 2, None]", "c(1, 2, NA)",
     "It holds 1 missing value, which is too many."),
    (ONE_TO_THREE, "['1', '2', '3']", "c('1', '2', '3')", "It holds text, not numbers."),
    (IN_ORDER, "[3, 1, 2]", "c(3, 1, 2)",
     "It holds the right values, but in another order."),
    (WORDS, "['b', 'a']", "c('b', 'a')",
     "It holds the right values, but in another order."),
    (WORDS, "{'n': 'b', 'm': 'a'}.values()", "c(n = 'b', m = 'a')", ""),
    (WORDS, "['a', ' b']", "c('a', ' b')",
     "It holds ' b': there is a blank before or after it."),
    (NEARLY, "[1.45, 0.55]", "c(1.45, 0.55)", None),
    (NEARLY, "[1.45, 0.75]", "c(1.45, 0.75)", "It holds 0.75, which should not be there."),
    (WITH_A_GAP, "pd.Series([None, 1], dtype='Int64')", "c(NA, 1L)", None),
    (ROWS, f"{FRAME}[::-1]", f"{FRAME_R}[2:1, ]", None),
    (ROWS, f"{FRAME}.assign(hours=[0.55, 7.2], more=1)",
     "data.frame(more = 1, mmsi = c('1', '2'), hours = c(0.55, 7.2))", None),
    (ROWS, f"{FRAME}[:1]", f"{FRAME_R}[1, ]", "It has 1 row, which is too few."),
    (ROWS, f"{FRAME}.assign(hours=[7.25, 0.5])",
     "data.frame(mmsi = c('1', '2'), hours = c(7.25, 0.5))",
     "Look at the row with mmsi '1': its hours is 7.25."),
    (ROWS, f"{FRAME}.assign(mmsi=['2', '3'])",
     "data.frame(mmsi = c('2', '3'), hours = c(0.5, 7.25))",
     "It has a row with mmsi '3' that should not be there."),
    (ROWS, f"{FRAME}.assign(mmsi='2')",
     "data.frame(mmsi = c('2', '2'), hours = c(0.5, 7.25))",
     "It has a row with mmsi '2' more often than it should."),
    (ROWS, f"{FRAME}.assign(mmsi=[None, '2'])",
     "data.frame(mmsi = c(NA, '2'), hours = c(0.5, 7.25))",
     "It has a row whose mmsi is missing, that should not be there."),
    (ROWS, f"{FRAME}[:0]", f"{FRAME_R}[0, ]", "It has no rows."),
    (ANY_ROWS, f"{FRAME}[:0]", f"{FRAME_R}[0, ]", "It has no rows."),
    (IS_MISSING, "lambda n: None", "function(n) NA", None),
    (IS_MISSING, "lambda n: n", "function(n) n", "x(1) gave 1, not a missing value."),
    (ROWS_IN_ORDER, f"{FRAME}[::-1]", f"{FRAME_R}[2:1, ]",
     "It has the right rows, but in another order."),
    (ROWS, f"{FRAME}.assign(mmsi=['1', '3'])",
     "data.frame(mmsi = c('1', '3'), hours = c(0.5, 7.25))",
     "It has a row with mmsi '3' that should not be there."),
]  # fmt: skip

NOUNS = {"None": "NULL", "True": "TRUE", "False": "FALSE", "nan": "NA"}


def in_r(reason: str | None) -> str | None:
    for noun, other in NOUNS.items():
        reason = reason and reason.replace(noun, other)
    return reason


@pytest.fixture(scope="module")
def r_lines() -> list[list[str]]:
    """All cases in one R: what it shows for each."""
    scripts = [
        f'cat("=====\\n"); x <- {case[2]}; q <- check("{i}"); {case[0][1]}; q$score()'
        for i, case in enumerate(CASES)
    ]
    done = subprocess.run(
        ["Rscript", "--vanilla", "-"],
        input="\n".join([f'source("{CHECK_R}")', *scripts]),
        capture_output=True,
        encoding="utf8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert not done.returncode, done.stderr
    return [block.splitlines()[1:] for block in done.stdout.split("=====")[1:]]


def reason_in(lines: list[str]) -> str | None:
    """The reason of the one claim; None if it is met."""
    is_met = lines[0].startswith("✓")
    return None if is_met else lines[1].strip() if len(lines) > 2 else ""


@pytest.mark.parametrize("case", range(len(CASES)))
def test_both_languages_say_the_same_of_an_answer(
    case: int, r_lines: list[list[str]], capsys: pytest.CaptureFixture[str]
):
    """The same sentence and the same reason, up to each language's own nouns."""
    claim, answer, _, expected, *own_words = CASES[case]
    code = f'{IMPORTS}x = {answer}\nq = check("{case}")\n{claim[0]}\nq.score()'

    exec(code, {"check": check})

    lines = capsys.readouterr().out.splitlines()
    assert reason_in(lines) == expected
    assert reason_in(r_lines[case]) == (own_words[0] if own_words else in_r(expected))
    assert in_r(lines[0]) == r_lines[case][0].replace("a vector", "a column")
