"""Learners get the exercise and what it needs, never its answers."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from soundings.course.cli import main
from soundings.course.release import find_differences, release


@pytest.fixture(scope="module")
def released(small_course: Path) -> Path:
    release(small_course, said=lambda line: None)
    return small_course / "exercises"


def test_the_release_holds_the_notebook_and_what_it_sources(released: Path):
    """A Python exercise is one file; an R exercise brings check.R along."""
    names = sorted(p.relative_to(released).as_posix() for p in released.rglob("*.*"))
    assert names == ["sums/sums.ipynb", "sums_r/check.R", "sums_r/sums_r.ipynb"]


def test_the_release_holds_no_answer(released: Path):
    """Neither a solution, nor a hidden test, nor a model answer is in it."""
    text = "".join(p.read_text("utf8") for p in released.rglob("*.ipynb"))
    assert "2 + 2" not in text
    assert "canary" not in text
    assert "Two more" not in text


def test_a_blank_answer_says_so_in_both_languages(released: Path):
    """The stub stops with the words that `check` knows."""
    python = (released / "sums" / "sums.ipynb").read_text("utf8")
    r = (released / "sums_r" / "sums_r.ipynb").read_text("utf8")
    assert "raise NotImplementedError()" in python
    assert "stop('Not answered yet')" in r


def test_a_second_release_gives_the_same_bytes(
    small_course: Path, released: Path, tmp_path: Path
):
    """Nothing in a release depends on when or where it was made."""
    release(small_course, tmp_path / "again", said=lambda line: None)
    assert find_differences(released, tmp_path / "again") == []


def test_a_release_that_was_edited_is_noticed(
    small_course: Path, released: Path, monkeypatch: pytest.MonkeyPatch
):
    """`course release --check` names the file that differs, and changes nothing."""
    path = released / "sums" / "sums.ipynb"
    before = path.read_text("utf8")
    path.write_text(before.replace("Sums", "Sum"), "utf8")
    monkeypatch.chdir(small_course)

    result = CliRunner().invoke(main, ["release", "--check"])

    assert result.exit_code == 1
    assert "sums/sums.ipynb" in result.output
    assert "Run `course release`" in result.output
    path.write_text(before, "utf8")


def test_a_file_that_is_not_there_is_named(small_course: Path):
    """An exercise that sources what the package lacks is not released."""
    path = small_course / "solutions" / "lost_r.R"
    path.write_text('# %%\nsource("lost.R")\n', "utf8")

    with pytest.raises(click.ClickException, match=r'source\("lost.R"\) names no file'):
        release(small_course, small_course / "_build" / "lost", said=lambda line: None)

    path.unlink()
