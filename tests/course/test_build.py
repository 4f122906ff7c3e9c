"""Building a small book of its own: what fails is named, and the rest is built."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from soundings.course import build as building
from soundings.course.book.exercise_files import find_exercise_files, stage_exercise
from soundings.course.book.reports import Report, describe_failure
from soundings.course.build import (
    build_book,
    build_command,
    describe_faults,
    is_up_to_date,
)

ROOT = Path(__file__).resolve().parents[2]
HEAD = """\
---
jupytext: {text_representation: {format_name: myst}}
kernelspec: {display_name: NAME, language: LANGUAGE, name: KERNEL}
---

"""
PYTHON = HEAD.replace("NAME", "Python 3").replace("LANGUAGE", "python")
PYTHON = PYTHON.replace("KERNEL", "python3")
R = HEAD.replace("NAME", "R").replace("LANGUAGE", "R").replace("KERNEL", "ir")
GOOD = PYTHON + "# Good\n\n```{code-cell} ipython3\nprint(6 * 7)\n```\n"
BAD = (
    PYTHON
    + """\
# Bad

```{code-cell} ipython3
ships = 3
```

```{code-cell} ipython3
# How many calls?
print(ships + calls)
```

{glue:text}`never_made` follows from the cell, and needs no line of its own.
"""
)


def make_course(root: Path, pages: dict[str, str]) -> Path:
    """Write a course of a few pages, with the settings of the real one."""
    (root / "book").mkdir(parents=True)
    (root / "solutions").mkdir()
    shutil.copy(ROOT / "_config.yml", root)
    (root / "book" / "references.bib").write_text("")
    chapters = "".join(f"  - file: {name}\n" for name in pages)
    toc = f"format: jb-book\nroot: index\nchapters:\n{chapters}"
    (root / "book" / "_toc.yml").write_text(toc)
    (root / "book" / "index.md").write_text("# Course\n\nWords.\n")
    for name, text in pages.items():
        (root / "book" / f"{name}.md").write_text(text, "utf8")
    return root


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.fixture(autouse=True)
def take_assets_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no test to the network."""
    monkeypatch.setattr(building, "fetch_assets", lambda: False)


def test_failing_page_is_named_and_the_others_are_built(
    tmp_path: Path,
) -> None:
    """Page, cell, error and first lines; exit code 1; twice, until it is mended."""
    root = make_course(tmp_path, {"bad": BAD, "good": GOOD})

    for _ in range(2):
        result = CliRunner().invoke(build_command, ["--jobs", "1"], obj=root)

        assert result.exit_code == 1
        assert "book/bad.md, cell 2: NameError: name 'calls' is not" in result.output
        assert "# How many calls?" in result.output
        assert "The book has 1 fault:" in result.output
        assert "42" in (root / "_build" / "html" / "good.html").read_text("utf8")
        assert not is_up_to_date(root)
    (root / "book" / "bad.md").write_text(GOOD, "utf8")

    assert build_book(root, 1, quiet).faults == []
    assert is_up_to_date(root)


def test_progress_counts_pages(tmp_path: Path) -> None:
    """Each page is announced with its number."""
    root = make_course(tmp_path, {"one": "# One\n"})
    said: list[str] = []

    build_book(root, 1, said.append)

    assert "  page 1 of 2: index" in said
    assert "  page 2 of 2: one" in said


def test_site_is_out_of_date_after_an_edit(tmp_path: Path) -> None:
    """A changed page means the site no longer shows what is there."""
    root = make_course(tmp_path, {"one": "# One\n"})
    build_book(root, 1, quiet)
    assert is_up_to_date(root)

    (root / "book" / "one.md").write_text("# One and a half\n")

    assert not is_up_to_date(root)


@pytest.mark.parametrize(
    "file", ["book/rule.sql", "benchmarks/results/runs.csv", "datasets/ships.csv"]
)
def test_site_is_out_of_date_when_a_file_that_pages_read_changes(
    file: str, tmp_path: Path
) -> None:
    """A page that reads a file has to be executed again with what it says now."""
    root = make_course(tmp_path, {"one": "# One\n"})
    build_book(root, 1, quiet)

    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text("other words")

    assert not is_up_to_date(root)


def test_r_pages_are_shown_without_results_where_r_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said aloud, with the way to get R; refused in CI."""
    text = R + "# In R\n\n```{code-cell} r\nmean(c(1, 2))\n```\n\n{glue:text}`gone`\n"
    root = make_course(tmp_path, {"calls_r": text})
    monkeypatch.setattr(building, "has_r_kernel", lambda: False)
    monkeypatch.delenv("CI", raising=False)
    said: list[str] = []

    build = build_book(root, 1, said.append)

    assert build.faults == []
    assert build.pages_without_r == ["calls_r"]
    assert any("calls_r" in line and "./course setup" in line for line in said)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(click.ClickException, match="R, or its Jupyter kernel"):
        build_book(root, 1, quiet)


def test_failure_of_r_is_named(tmp_path: Path) -> None:
    """R's error stands first in what its kernel says."""
    page = tmp_path / "calls_r.md"
    page.write_text(R + "```{code-cell} r\nstop('no ships')\n```\n")
    line = "-" * 18
    traceback = (
        "An error occurred while executing the following cell:\n"
        f"{line}\nstop('no ships')\n{line}\n\n"
        "Error in eval(expr, envir, enclos): no ships\nTraceback:\n"
    )

    said = describe_failure(page, traceback)

    assert (
        said.splitlines()[0] == "cell 1: Error in eval(expr, envir, enclos): no ships"
    )


def test_many_faults_are_listed_briefly() -> None:
    """Twenty are shown, the rest counted."""
    faults = [Report(f"/course/book/a.md:{n}", "a dead link", "ref") for n in range(25)]

    lines = describe_faults(faults, Path("/course")).splitlines()

    assert lines[0] == "The book has 25 faults:"
    assert lines[1] == "  book/a.md:0: a dead link"
    assert lines[-1] == "  and 5 more like these"


def test_download_holds_what_the_notebook_needs(tmp_path: Path) -> None:
    """A zip with the course's own folders, the same bytes each time."""
    folder = tmp_path / "exercises" / "calls_r"
    folder.mkdir(parents=True)
    notebook = '{"source": "read.csv(\\"../../datasets/ais/week.csv\\")"}'
    (folder / "calls_r.ipynb").write_text(notebook)
    (folder / "check.R").write_text("check <- 1")
    (tmp_path / "datasets" / "ais").mkdir(parents=True)
    (tmp_path / "datasets" / "ais" / "week.csv").write_text("mmsi\n232999001\n")

    stage_exercise(tmp_path, "calls_r", tmp_path / "site")
    target = tmp_path / "site" / "exercises" / "calls_r" / "calls_r.zip"
    first = target.read_bytes()
    stage_exercise(tmp_path, "calls_r", tmp_path / "site")

    assert target.read_bytes() == first
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == [
            "exercises/calls_r/calls_r.ipynb",
            "exercises/calls_r/check.R",
            "datasets/ais/week.csv",
        ]
    assert find_exercise_files(tmp_path, "nowhere") == []
