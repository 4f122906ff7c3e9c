"""Whatever a cohort's folder holds is taken or named."""

from __future__ import annotations

from pathlib import Path

import click
import nbformat
import pytest

from soundings.course.intake import Submission, find_submissions, read_notebook


def hand_in(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(), path)
    return path


def test_both_layouts_are_found(tmp_path: Path):
    """A folder per exercise, or the notebook alone."""
    hand_in(tmp_path / "ash" / "sums" / "sums.ipynb")
    hand_in(tmp_path / "elm" / "sums.ipynb")

    found, strays = find_submissions(tmp_path, ["sums"])

    assert [(s.learner, s.exercise) for s in found] == [
        ("ash", "sums"),
        ("elm", "sums"),
    ]
    assert strays == []


def test_a_notebook_under_another_name_is_taken(tmp_path: Path):
    """The only notebook in the folder is meant, and a note says what it was called."""
    hand_in(tmp_path / "ash" / "sums" / "my answers.ipynb")

    (submission,), _ = find_submissions(tmp_path, ["sums"])

    assert submission.note == "the file was called my answers.ipynb"


def test_a_folder_without_a_notebook_is_kept(tmp_path: Path):
    """It gets a zero and a note, not silence."""
    (tmp_path / "ash" / "sums").mkdir(parents=True)

    (submission,), _ = find_submissions(tmp_path, ["sums"])

    assert submission.path is None
    assert "no notebooks" in submission.note


def test_what_belongs_to_no_exercise_is_named(tmp_path: Path):
    """A misspelt folder and a loose file are reported, not skipped."""
    hand_in(tmp_path / "ash" / "smus" / "smus.ipynb")
    (tmp_path / "list.txt").touch()

    found, strays = find_submissions(tmp_path, ["sums"])

    assert found == []
    assert strays == [
        "list.txt: not a learner's folder",
        "ash/smus: no exercise is called smus",
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    """The message says what to give instead."""
    with pytest.raises(click.ClickException, match="is not a folder"):
        find_submissions(tmp_path / "nowhere", ["sums"])


@pytest.mark.parametrize(
    "content",
    [b"", b"{ not json", b"[]", b"4", b'{"cells": 1}', b"\xff\xfe\x00", b"PK\x03\x04"],
)
def test_what_is_not_a_notebook_is_read_as_nothing(tmp_path: Path, content: bytes):
    """Any bytes give a note; none gives an exception."""
    path = tmp_path / "sums.ipynb"
    path.write_bytes(content)

    notebook, note = read_notebook(Submission("ash", "sums", path))

    assert notebook is None
    assert note.startswith("sums.ipynb is not a notebook")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path):
    """Some editors on Windows write one."""
    path = hand_in(tmp_path / "sums.ipynb")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    notebook, note = read_notebook(Submission("ash", "sums", path))

    assert notebook is not None
    assert note == ""


def test_a_link_is_not_followed(tmp_path: Path):
    """A link could lead to the gradebook."""
    (tmp_path / "sums.ipynb").symlink_to(hand_in(tmp_path / "other.ipynb"))

    notebook, note = read_notebook(Submission("ash", "sums", tmp_path / "sums.ipynb"))

    assert notebook is None
    assert "is a link" in note


def test_a_name_that_nbgrader_would_read_as_a_pattern_is_escaped():
    """`*` would stand for every learner."""
    assert Submission("a*[b]", "sums", None).student_id == "a%2A%5Bb%5D"
    assert Submission("Zoë Ash", "sums", None).student_id == "Zoë Ash"
