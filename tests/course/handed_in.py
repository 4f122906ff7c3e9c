"""Cohorts of a small course: what learners hand in, and `course grade` on it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from click.testing import CliRunner, Result

from soundings.course.cli import main
from soundings.course.warm import confinement

OPEN = ["--unconfined"] if confinement.why_not() else []
"""What a machine that cannot isolate has to be told."""

STOCK = ["--stock-kernels", "--unconfined"]


def hand_in(
    course: Path,
    cohort: str,
    learner: str,
    slug: str,
    answer: str = "",
    why: str = "",
) -> Path:
    """Fill in a released exercise as a learner would; return its folder."""
    notebook = nbformat.read(course / "exercises" / slug / f"{slug}.ipynb", 4)
    for cell in notebook.cells:
        if cell.id == "add" and answer:
            cell.source = answer
        if cell.id == "why" and why:
            cell.source = why
    folder = course / cohort / learner / slug
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{slug}.ipynb")
    return folder


def grade(course: Path, *arguments: str) -> Result:
    """Run `course grade` in a course."""
    before = Path.cwd()
    os.chdir(course)
    try:
        return CliRunner().invoke(main, ["grade", *arguments])
    finally:
        os.chdir(before)


def start_grading(course: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `course grade` as a program of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "soundings.course", "grade", *arguments],
        cwd=course, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def read_rows(output: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Read `marks.csv` by learner and exercise."""
    with (output / "marks.csv").open(newline="", encoding="utf8") as file:
        return {(row["learner"], row["exercise"]): row for row in csv.DictReader(file)}


def read_points(output: Path) -> dict[tuple[str, str], float]:
    """Read the points of `marks.csv`."""
    return {key: float(row["points"]) for key, row in read_rows(output).items()}
