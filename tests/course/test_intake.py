"""Whatever a cohort's folder holds is taken or named."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import nbformat
import pytest

from soundings.course.marking.intake import (
    MAX_NOTEBOOK_BYTES,
    Submission,
    find_submissions,
    keep_original,
    read_notebook,
)


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


def read(path: Path, content: bytes) -> tuple[nbformat.NotebookNode | None, str]:
    path.write_bytes(content)
    return read_notebook(Submission("ash", "sums", path))


def test_the_reason_is_in_plain_words(tmp_path: Path):
    """Whoever marks can tell the learner what to do."""
    path = tmp_path / "sums.ipynb"
    conflict = b'{"cells": [\n<<<<<<< HEAD\n], "nbformat": 4}'
    deep = b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

    said = [read(path, content)[1] for content in (conflict, deep, b" ", b"\x80")]

    assert "line 2 is git's mark of a conflict" in said[0]
    assert "thousands deep" in said[1]
    assert "the file is empty" in said[2]
    assert "byte 0 is not UTF-8" in said[3]


def test_utf_16_and_format_3_are_converted_with_a_note(tmp_path: Path):
    """An old or foreign editor is no reason for nought."""
    path = tmp_path / "sums.ipynb"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("a = 'é'")])
    wide = nbformat.writes(notebook).encode("utf-16")
    old = nbformat.v3.new_notebook(
        worksheets=[
            nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("b = 1")])
        ]
    )

    from_wide, wide_note = read(path, wide)
    from_old, old_note = read(path, json.dumps(old).encode())

    assert from_wide is not None
    assert from_old is not None
    assert from_wide.cells[0].source == "a = 'é'"
    assert from_old.cells[0].source == "b = 1"
    assert "UTF-16" in wide_note
    assert "format 3" in old_note


def test_a_notebook_is_reduced_to_what_marking_needs(tmp_path: Path):
    """No output, no metadata of others; broken cells are left out and counted."""
    mark = {"grade_id": "add", "points": [1], "solution": True}
    cells = [
        {"cell_type": "code", "source": ["a\n", "b"], "outputs": 4, "id": "a b",
         "metadata": {"nbgrader": mark, "tags": 4}},
        {"cell_type": "code", "source": "half \ud83d"},
        {"cell_type": "tune", "source": "x"}, {"source": 4}, 7,
    ]  # fmt: skip
    content = json.dumps({"nbformat": 4, "metadata": 3, "cells": cells}).encode()

    notebook, note = read(tmp_path / "sums.ipynb", content)

    assert notebook is not None
    nbformat.validate(notebook)
    assert [cell.source for cell in notebook.cells] == ["a\nb", "half ?"]
    assert notebook.cells[0].metadata == {
        "nbgrader": {"grade_id": "add", "solution": True}
    }
    assert note == "3 broken cells left out"


def test_a_huge_notebook_is_not_read(tmp_path: Path):
    """Its size is looked at first: a sparse file costs nothing here."""
    path = tmp_path / "sums.ipynb"
    with path.open("wb") as file:
        file.truncate(MAX_NOTEBOOK_BYTES * 10)

    notebook, note = read_notebook(Submission("ash", "sums", path))

    assert notebook is None
    assert note == "sums.ipynb has 200 MB, more than 20: not read, marked zero"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_regular_file_is_named(tmp_path: Path):
    """Links to folders, notebooks and learners are not followed; a pipe is not opened."""
    real = hand_in(tmp_path / "elm" / "sums" / "sums.ipynb").parent
    (tmp_path / "fir").symlink_to(tmp_path / "elm")
    for learner in ("ash", "oak", "yew"):
        (tmp_path / learner).mkdir()
    (tmp_path / "ash" / "sums").symlink_to(real)
    (tmp_path / "oak" / "sums").mkdir()
    os.mkfifo(tmp_path / "oak" / "sums" / "sums.ipynb")
    os.mkfifo(tmp_path / "yew" / "sums.ipynb")

    found, strays = find_submissions(tmp_path, ["sums"])
    said = {s.learner: read_notebook(s)[1] for s in found}

    assert strays == ["fir: a link, which is not followed"]
    assert said == {
        "ash": "sums is a link, which is not followed: marked zero",
        "elm": "",
        "oak": "sums.ipynb is not a file but a folder, pipe or device: "
        "not read, marked zero",
        "yew": "sums.ipynb is not a file: marked zero",
    }


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS takes such names for one")
def test_names_that_look_the_same_stay_apart(tmp_path: Path):
    """Two ways to write an accent are two folders, and a person should know."""
    hand_in(tmp_path / "Zo\u00eb" / "sums.ipynb")
    hand_in(tmp_path / "Zoe\u0308" / "sums.ipynb")

    found, _ = find_submissions(tmp_path, ["sums"])

    assert len({s.learner for s in found}) == 2
    assert all("looks the same" in s.note for s in found)


def test_an_exercise_in_other_letters_is_taken_once(tmp_path: Path):
    """Case is no reason for nought; of two, the well-named one is marked."""
    hand_in(tmp_path / "ash" / "Sums" / "SUMS.ipynb")
    hand_in(tmp_path / "elm" / "sums" / "sums.ipynb")
    hand_in(tmp_path / "elm" / "sums.ipynb")

    found, strays = find_submissions(tmp_path, ["sums"])

    assert [s.note for s in found] == [
        "it was handed in as Sums; the file was called SUMS.ipynb", "",
    ]  # fmt: skip
    assert strays == [
        "elm/sums.ipynb: sums was handed in twice, and the other one is marked"
    ]


def test_the_time_is_nbgraders_or_the_files(tmp_path: Path):
    """A timestamp that cannot be read is no timestamp."""
    path = hand_in(tmp_path / "ash" / "sums" / "sums.ipynb")
    os.utime(path, (86_400, 86_400))
    (submission,), _ = find_submissions(tmp_path, ["sums"])

    def time(said: str) -> datetime:
        (path.parent / "timestamp.txt").write_text(said, "utf8")
        return submission.handed_in

    assert submission.handed_in == datetime(1970, 1, 2, tzinfo=UTC)
    assert time("2024-05-01 12:00:00 CEST x") == datetime(1970, 1, 2, tzinfo=UTC)
    assert time("2024-05-01 12:00:00 UTC\n") == datetime(2024, 5, 1, 12, tzinfo=UTC)
    assert time("9" * 400) == datetime(1970, 1, 2, tzinfo=UTC)


def test_the_original_is_kept_without_links(tmp_path: Path):
    """What came in is there for an appeal; where a link led is not."""
    notebook = hand_in(tmp_path / "ash" / "sums" / "sums.ipynb")
    (notebook.parent / "more").mkdir()
    (notebook.parent / "more" / "notes.txt").write_text("mine", "utf8")
    (notebook.parent / "book.db").symlink_to(tmp_path / "gradebook.db")
    (submission,), _ = find_submissions(tmp_path, ["sums"])

    left = keep_original(submission, tmp_path / "kept")

    kept = tmp_path / "kept"
    assert (kept / "sums.ipynb").read_bytes() == notebook.read_bytes()
    assert (kept / "more" / "notes.txt").read_text("utf8") == "mine"
    assert left == ["book.db is a link to another file: not kept"]
