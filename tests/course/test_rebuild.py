"""Whatever was handed in, the notebook that is marked is the released one."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from soundings.course.marking.rebuild import Rebuilt, rebuild, with_tests
from soundings.course.sources import read_source

TEXT = """\
# %%
from soundings import check

# %% solution="add"
total = None

# %% test="add" points=4
q = check("add", points=4)
### BEGIN HIDDEN TESTS
q.that("total is four", lambda: total == 4)
### END HIDDEN TESTS
q.score()

# %%
ships = [1, 2]

# %% solution="count"
count = None

# %% test="count" points=2
q = check("count", points=2)
q.that("two ships", lambda: count == 2)
q.score()

# %% [markdown] written="why" points=3
# Your answer.
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    path = tmp_path_factory.mktemp("course") / "sums.py"
    path.write_text(TEXT, "utf8")
    return read_source(path).notebook


@pytest.fixture
def release(source: NotebookNode) -> NotebookNode:
    released = copy.deepcopy(source)
    test = find(released, "add-test")
    lines = test.source.split("\n")
    test.source = "\n".join([lines[0], lines[-1]])
    return released


@pytest.fixture
def filled(release: NotebookNode) -> NotebookNode:
    notebook = copy.deepcopy(release)
    find(notebook, "add").source = "total = 4"
    find(notebook, "count").source = "count = 2"
    find(notebook, "why").source = "Because."
    return notebook


def find(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(
        c
        for c in notebook.cells
        if c.metadata.get("nbgrader", {}).get("grade_id") == name
    )


def sources(rebuilt: Rebuilt) -> list[str]:
    nbformat.validate(rebuilt.notebook)
    return [cell.source for cell in rebuilt.notebook.cells]


def test_honest_work_is_taken_without_a_word(release, filled):
    """Nothing to note, and the notebook as it was handed in."""
    rebuilt = rebuild(release, filled)

    assert sources(rebuilt) == [cell.source for cell in filled.cells]
    assert rebuilt.notes == []
    assert rebuilt.answered == {"add", "count", "why"}


def test_what_cannot_be_read_is_the_empty_release(release):
    """It earns nothing, and has its place."""
    rebuilt = rebuild(release, None)

    assert sources(rebuilt) == [cell.source for cell in release.cells]
    assert rebuilt.answered == frozenset()


def test_tests_come_from_the_release(release, filled):
    """Edited, renamed or deleted: the released one runs, and the note accuses nobody."""
    find(filled, "add-test").source = "pass"
    find(filled, "add-test").metadata.nbgrader["points"] = 400
    filled.cells = [c for c in filled.cells if c.id != "count-test"]

    rebuilt = rebuild(release, filled)

    test = find(rebuilt.notebook, "add-test")
    assert test.source.startswith("q = check")
    assert test.metadata.nbgrader["points"] == 4
    assert rebuilt.notes == [
        "add-test is not as released (edited, or from another release): "
        "the released one is used",
        "count-test is missing: the released one is put back",
    ]


def test_hidden_tests_are_put_in_for_running(source, release, filled):
    """Only the tests change; what was rebuilt stays as it was."""
    rebuilt = rebuild(release, filled)

    full = with_tests(rebuilt.notebook, source)

    assert "total == 4" in find(full, "add-test").source
    assert "total == 4" not in find(rebuilt.notebook, "add-test").source
    assert find(full, "add").source == "total = 4"


def test_an_answer_split_in_two_runs_as_a_whole(release, filled):
    """The second part stays behind the first, before the test."""
    index = filled.cells.index(find(filled, "add"))
    second = copy.deepcopy(filled.cells[index])
    second.id, second.source = "other", "total += 1"
    filled.cells.insert(index + 1, second)

    rebuilt = rebuild(release, filled)

    assert sources(rebuilt)[1:3] == ["total = 4", "total += 1"]
    assert "add stands twice" in rebuilt.notes[0]


def test_a_copy_that_was_filled_in_counts(release, filled):
    """The first, still as released, is no answer."""
    index = filled.cells.index(find(filled, "add"))
    empty = copy.deepcopy(filled.cells[index])
    empty.source = "total = None"
    filled.cells.insert(index, empty)

    rebuilt = rebuild(release, filled)

    assert find(rebuilt.notebook, "add").source == "total = 4"
    assert rebuilt.notes == []


def test_an_answer_turned_into_text_is_code_again(release, filled):
    """A key pressed by accident costs nothing."""
    index = filled.cells.index(find(filled, "add"))
    mark = filled.cells[index].metadata
    filled.cells[index] = new_markdown_cell("total = 4", metadata=mark)

    rebuilt = rebuild(release, filled)

    assert find(rebuilt.notebook, "add").cell_type == "code"
    assert find(rebuilt.notebook, "add").source == "total = 4"
    assert rebuilt.notes == ["add was turned into Markdown: read as code again"]


def test_answers_without_marks_are_found_where_they_stand(release, filled):
    """Some editors throw nbgrader's marks and the ids away."""
    for number, cell in enumerate(filled.cells):
        cell.metadata = NotebookNode()
        cell.id = f"new{number}"

    rebuilt = rebuild(release, filled)

    assert find(rebuilt.notebook, "count").source == "count = 2"
    assert "count had lost its mark: the cell in its place is taken" in rebuilt.notes


def test_own_cells_stay_without_what_could_matter(release, filled):
    """No outputs, no metadata, ids of their own."""
    own = new_code_cell("print(total)", metadata={"tags": ["x"]}, id="add-test")
    own.metadata["nbgrader"] = {"grade_id": "mine", "grade": False, "solution": True}
    own.id = "zz"
    filled.cells.insert(4, own)

    rebuilt = rebuild(release, filled)

    kept = next(c for c in rebuilt.notebook.cells if c.source == "print(total)")
    assert (kept.metadata, kept.outputs, kept.id) == ({}, [], "own-1")
    assert "mine is no answer of this exercise" in rebuilt.notes[0]


def test_an_edited_released_cell_runs_before_the_original(release, filled):
    """What it adds is there; what it changes is put back."""
    cell = next(c for c in filled.cells if c.source.startswith("ships"))
    cell.source = "ships = [1, 2, 3]\nfleet = 4"

    rebuilt = rebuild(release, filled)

    where = sources(rebuilt).index("ships = [1, 2, 3]\nfleet = 4")
    assert sources(rebuilt)[where + 1] == "ships = [1, 2]"
    assert "a released cell was edited" in rebuilt.notes[0]


def test_the_other_language_is_not_marked(release, filled):
    """An R notebook for the Python exercise has the same questions."""
    filled.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}
    for cell in filled.cells:
        cell.source = cell.source.replace("=", "<-").replace("from ", "library(")

    rebuilt = rebuild(release, filled)

    assert rebuilt.answered == frozenset()
    assert rebuilt.notes == ["a notebook in R, for an exercise in Python"]


def test_a_kernel_named_by_another_editor_changes_nothing(release, filled):
    """The code decides what language it is."""
    filled.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}

    rebuilt = rebuild(release, filled)

    assert rebuilt.answered == {"add", "count", "why"}
    assert rebuilt.notes == ["its kernel was ir: run with python3"]
    assert rebuilt.notebook.metadata.kernelspec.name == "python3"


def test_a_huge_answer_is_not_taken(release, filled):
    """Nobody types 200,000 characters."""
    find(filled, "add").source = "#" * 200_001

    rebuilt = rebuild(release, filled)

    assert rebuilt.answered == {"count", "why"}
    assert rebuilt.notes == ["add has 200001 characters: not taken"]


def test_an_untouched_notebook_has_no_answers(release):
    """What is still as released was not answered."""
    assert rebuild(release, release).answered == frozenset()


def test_the_place_of_a_missing_answer_is_kept(release, filled, tmp_path: Path):
    """The empty answer stands where it stood, and the notebook can be written."""
    filled.cells = [c for c in filled.cells if c.id != "add"]

    rebuilt = rebuild(release, filled)
    nbformat.write(rebuilt.notebook, tmp_path / "sums.ipynb")

    assert find(rebuilt.notebook, "add").source == "total = None"
    assert rebuilt.notes == ["add is missing"]
