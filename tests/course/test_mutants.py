"""Solutions with one change: which are made, and which a check lets pass."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from soundings.course.prove import check_command
from soundings.course.sources import read_source
from soundings.course.trials.bench import Bench, NoScore
from soundings.course.trials.mutants import find_mutants
from soundings.course.trials.mutants_python import change_python
from soundings.course.trials.mutants_r import change_r
from soundings.course.trials.mutation_report import (
    describe,
    pick_sources,
    report_mutants,
    try_mutants,
)
from soundings.course.trials.r_code import Node, parse_r, plain_r

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.xdist_group("mutants"),
    pytest.mark.usefixtures("warm_kernels"),
]

PYTHON = """\
# %%
from soundings import check

speeds = [8, 9, 12]

# %% solution="fast"
fast = None
### BEGIN SOLUTION
fast = len([speed for speed in speeds if speed >= 9])
### END SOLUTION

# %% test="fast" points=2
q = check("fast", points=2)
q.that("two ships are fast", lambda: fast == 2)
q.score()
"""

LOOSE = "some ships are fast", "lambda: fast in (1, 2)"
TIGHT = "two ships are fast", "lambda: fast == 2"

R = """\
# %%
source("check.R")

speeds <- c(8, 9, 12)

# %% solution="fast"
fast <- NULL
### BEGIN SOLUTION
fast <- sum(speeds >= 9)
### END SOLUTION

# %% test="fast" points=2
q <- check("fast", points = 2)
q$that("two ships are fast", identical(fast, 2L))
q$score()
"""

LOOSE_R = "some ships are fast", "fast %in% 1:2"
TIGHT_R = "two ships are fast", "identical(fast, 2L)"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """One question in each language, and R's file of checks."""
    (tmp_path / "datasets").mkdir()
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "fleet.py").write_text(PYTHON, "utf8")
    (tmp_path / "solutions" / "fleet_r.R").write_text(R, "utf8")
    (tmp_path / "src" / "soundings").mkdir(parents=True)
    shutil.copy(ROOT / "src" / "soundings" / "check.R", tmp_path / "src" / "soundings")
    return tmp_path


def loosen(course: Path) -> None:
    """Let the checks miss a limit that is off by one."""
    for name, tight, loose in (
        ("fleet.py", TIGHT, LOOSE),
        ("fleet_r.R", TIGHT_R, LOOSE_R),
    ):
        path = course / "solutions" / name
        text = path.read_text("utf8")
        for old, new in zip(tight, loose, strict=True):
            text = text.replace(old, new)
        path.write_text(text, "utf8")


def python_changes(code: str) -> set[str]:
    lines = range(1, len(code.splitlines()) + 1)
    return {f"{before} → {after}" for _, before, after, _ in change_python(code, lines)}


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("a = b < c", "b < c → b <= c"),
        ("a = b < c", "b < c → b >= c"),
        ("a = b == c", "b == c → b != c"),
        ("a = b in c", "b in c → b not in c"),
        ("a = b + c", "b + c → b - c"),
        ("a = b * c", "b * c → b / c"),
        ("a = b & c", "b & c → b | c"),
        ("a = b and c", "b and c → b or c"),
        ("a = 7", "7 → 8"),
        ("a = 7", "7 → 6"),
        ("a = 7", "7 → 70"),
        ("a = 'ELM'", "'ELM' → ''"),
        ("a = True", "True → False"),
        ("a = min(b)", "min → max"),
        ("a = b.mean()", "b.mean → b.median"),
        ("a = b.agg('min')", "'min' → 'max'"),
        ("a = b.iloc[-1]", "-1 → 1"),
        ("a = b.head(3)", "b.head → b.tail"),
        ("a = b.sort_values('c')", "b.sort_values('c') → "
         "b.sort_values('c', ascending=False)"),
        ("a = sorted(b)", "sorted(b) → sorted(b, reverse=True)"),
        ("a = b if c else d", "c → not c"),
        ("a = b[c.isna()]", "c.isna() → ~c.isna()"),
        ("a = not b", "not b → b"),
        ("a = b\nc = d", "c = d → (dropped)"),
        ("a = b.dropna().sum()", ".dropna() → (dropped)"),
        ("a = b['mmsi'] - b['imo']", "'mmsi' → 'imo'"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_made_in_python(code: str, change: str):
    """What a learner's slip would do, one at a time."""
    assert change in python_changes(code)


@pytest.fixture(scope="module")
def r_changes() -> dict[str, set[str]]:
    """Every change of each piece of R below, found in one call of R."""
    pieces = [code for code, _ in R_CHANGES]
    changes = {}
    for code, tree in zip(pieces, parse_r(pieces), strict=True):
        assert isinstance(tree, Node)
        made = change_r(tree, range(1, 3))
        changes[code] = {f"{before} → {after}" for _, before, after, _ in made}
    return changes


R_CHANGES = [
    ("a <- b < c", "b < c → b <= c"),
    ("a <- b < c", "b < c → b >= c"),
    ("a <- b == c", "b == c → b != c"),
    ("a <- b %in% c", "b %in% c → !(b %in% c)"),
    ("a <- b + c", "b + c → b - c"),
    ("a <- b * c", "b * c → b / c"),
    ("a <- b & c", "b & c → b | c"),
    ("a <- b && c", "b && c → b || c"),
    ("a <- 7", "7 → 8"),
    ("a <- 7L", "7L → 6L"),
    ("a <- 7", "7 → 70"),
    ("a <- 0", "0 → (-1)"),
    ('a <- "ELM"', '"ELM" → ""'),
    ("a <- TRUE", "TRUE → FALSE"),
    ("a <- min(b)", "min → max"),
    ("a <- mean(b)", "mean → median"),
    ("a <- head(b, 3)", "head → tail"),
    ("a <- order(b)", "order(b) → order(b, decreasing = TRUE)"),
    ("a <- arrange(b, c)", "arrange(b, c) → arrange(b, desc(c))"),
    ("a <- arrange(b, desc(c))", "desc(c) → c"),
    ("a <- if (b) c else d", "b → !(b)"),
    ("a <- !b", "!b → b"),
    ("a <- b\nc <- d", "c <- d → (dropped)"),
    ("a <- b |> filter(c) |> head()", "|> filter(c) → (dropped)"),
    ("a <- b %>% head()", "%>% head() → (dropped)"),
    ("a <- ggplot(b) + geom_col()", "+ geom_col() → (dropped)"),
    ("a <- b$mmsi - b$imo", "mmsi → imo"),
    ('a <- b[["mmsi"]] - b[["imo"]]', '"mmsi" → "imo"'),
    ('a <- b["mmsi", "imo"]', '"mmsi" → "imo"'),
    ("a <- filter(b, mmsi < imo)", "mmsi → imo"),
]


@pytest.mark.parametrize(("code", "change"), R_CHANGES)
def test_each_kind_of_change_is_made_in_r(
    r_changes: dict[str, set[str]], code: str, change: str
):
    """The same slips in R, found in what R's own parser says of the code."""
    assert change in r_changes[code]


def test_a_mutant_can_be_parsed_and_is_no_copy(course: Path):
    """What does not parse, or is the solution again, is never run."""
    sources = [read_source(p) for p in sorted((course / "solutions").iterdir())]

    mutants = find_mutants(sources)

    in_python = [m.code for m in mutants if m.path.suffix == ".py"]
    in_r = [m.code for m in mutants if m.path.suffix == ".R"]
    solution = "fast = None\nfast = len([speed for speed in speeds if speed >= 9])"
    plain = plain_r(["fast <- NULL\nfast <- sum(speeds >= 9)", *in_r])
    assert in_python
    assert in_r
    trees = [ast.dump(ast.parse(code)) for code in [solution, *in_python]]
    assert len(set(trees)) == len(trees)
    assert None not in plain
    assert len(set(plain)) == len(plain)


def test_a_stub_is_not_changed(course: Path):
    """Only what stands between the solution's marks is the solution."""
    sources = [read_source(p) for p in sorted((course / "solutions").iterdir())]

    lines = {(mutant.path.name, mutant.line) for mutant in find_mutants(sources)}

    assert lines == {("fleet.py", 9), ("fleet_r.R", 9)}


def test_a_change_of_text_in_another_script_keeps_its_place():
    """Letters that take more than one byte do not shift what comes after them."""
    (tree,) = parse_r(['a <- c("Århus…é", b > 3)'])
    assert isinstance(tree, Node)

    changed = {code for *_, code in change_r(tree, range(1, 2))}

    assert 'a <- c("Århus…é", b >= 3)' in changed


def test_a_loose_check_is_found_out(course: Path):
    """A limit off by one that the check lets pass is listed, in both languages."""
    loosen(course)
    said: list[str] = []

    tallies = try_mutants(course, pick_sources(course, ["fleet"]), said.append)

    assert [tally.slug for tally in tallies] == ["fleet", "fleet_r"]
    for tally, end in zip(tallies, (".py", "_r.R"), strict=True):
        listed = [str(mutant) for mutant in tally.survivors]
        assert any(
            line.startswith(f"solutions/fleet{end}:9  fast  speed")
            and line.endswith("> 9")
            for line in listed
        )
        assert 0 < tally.noticed < tally.total
        assert f"`{listed[0]}`" in describe(tallies)
    assert said[1].startswith("fleet: fast: ")


def test_a_tight_check_notices_every_change(course: Path):
    """And those that end in an error count as noticed."""
    tallies = try_mutants(course, pick_sources(course, []), lambda line: None)

    assert [(tally.slug, tally.survivors) for tally in tallies] == [
        ("fleet", []),
        ("fleet_r", []),
    ]


def test_a_solution_that_fails_its_own_check_is_no_measure(course: Path):
    """Every change would seem noticed: the question is named instead."""
    path = course / "solutions" / "fleet.py"
    path.write_text(PYTHON.replace("fast == 2", "fast == 3"), "utf8")

    with pytest.raises(click.ClickException, match=r"fleet\.py: the solution of fast"):
        try_mutants(course, pick_sources(course, ["fleet"]), lambda line: None)


def test_an_endless_answer_is_noticed(course: Path, tmp_path: Path):
    """Its kernel is replaced, and the next answer is judged as ever."""
    (source, _) = pick_sources(course, ["fleet"])

    with Bench(course, source, tmp_path / "bench", seconds=1) as bench:
        with pytest.raises(NoScore, match="took more than 1 seconds"):
            bench.first_unmet("fast", "while True:\n    pass")
        after = bench.first_unmet("fast", "fast = 2")

    assert after is None


def test_a_file_of_one_answer_is_gone_before_the_next(course: Path, tmp_path: Path):
    """Otherwise an answer that writes nothing would pass on what another wrote."""
    (source, _) = pick_sources(course, ["fleet"])
    write = "from pathlib import Path\nPath('kept').mkdir()\nPath('fast.txt').touch()\n"
    seen = "import os\nfast = len(os.listdir()) + 2\n"

    with Bench(course, source, tmp_path / "bench") as bench:
        first = bench.first_unmet("fast", write + "fast = 2")
        then = bench.first_unmet("fast", seen)

    assert first is None
    assert then is None


@pytest.mark.parametrize(
    ("number", "change", "look"),
    [
        (0, "speeds.append(10)\nfast = len(speeds) - 2", "fast = len(speeds) - 1"),
        (
            1,
            "speeds[4] <- 10\nfast <- length(speeds) - 2L",
            "fast <- length(speeds) - 1L",
        ),
    ],
    ids=["python", "R"],
)
def test_an_answer_leaves_what_was_made_before_it(
    course: Path, tmp_path: Path, number: int, change: str, look: str
):
    """The cells before a question run once, and every answer finds three speeds."""
    source = pick_sources(course, ["fleet"])[number]

    with Bench(course, source, tmp_path / "bench") as bench:
        first = bench.first_unmet("fast", change)
        then = bench.first_unmet("fast", look)

    assert first is None
    assert then is None


@pytest.mark.parametrize(
    ("number", "end", "right"),
    [
        (0, "import os\nos._exit(0)", "fast = 2"),
        (1, "tools::pskill(Sys.getpid(), 9)", "fast <- 2L"),
    ],
    ids=["python", "R"],
)
def test_an_answer_that_ends_itself_gives_no_score(
    course: Path, tmp_path: Path, number: int, end: str, right: str
):
    """And the next answer is judged as ever."""
    source = pick_sources(course, ["fleet"])[number]

    with Bench(course, source, tmp_path / "bench") as bench:
        with pytest.raises(NoScore, match="gave no score"):
            bench.first_unmet("fast", end)
        after = bench.first_unmet("fast", right)

    assert after is None


def test_the_report_is_kept(course: Path, capsys: pytest.CaptureFixture[str]):
    """Counts and survivors are shown, and written for later."""
    loosen(course)

    report_mutants(course, ["fleet"], has_r=False)

    shown = capsys.readouterr().out
    kept = (course / "_build" / "mutants.md").read_text("utf8")
    survivor = "solutions/fleet.py:9  fast  speed >= 9 → speed > 9"
    assert survivor in shown
    assert survivor in kept
    assert "the exercises in R are left out" in shown
    assert "fleet_r" not in kept


def test_an_exercise_that_is_not_there_is_named(course: Path):
    """With those that are."""
    with pytest.raises(
        click.ClickException, match=r"^flet is no exercise.*fleet, fleet_r"
    ):
        pick_sources(course, ["flet"])


def test_exercises_are_named_for_mutants_alone(course: Path):
    """`course check port_calls` would promise what it does not do."""
    result = CliRunner().invoke(check_command, ["fleet"], obj=course)

    assert result.exit_code == 2
    assert "fleet is only for --mutants" in result.output
