"""An exercise's text becomes the notebook its marks describe, or says what is wrong."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from soundings.course.sources import read_source

SOUND = """\
# %% [markdown]
# # Two questions

# %% solution="sum"
### BEGIN SOLUTION
total = 2 + 2
### END SOLUTION

# %% test="sum" points=2
q = check("sum", points=2)

# %% [markdown] written="why" points=1
# Because.
"""


def write(folder: Path, text: str, name: str = "sums.py") -> Path:
    path = folder / name
    path.write_text(text, "utf8")
    return path


def test_each_mark_becomes_nbgraders_own(tmp_path: Path):
    """Solution, test and written cells carry the flags nbgrader knows."""
    cells = read_source(write(tmp_path, SOUND)).notebook.cells

    marks = [c.metadata.nbgrader for c in cells if "nbgrader" in c.metadata]
    flags = [(m.grade_id, m.solution, m.grade, m.locked) for m in marks]
    assert flags == [
        ("sum", True, False, False),
        ("sum-test", False, True, True),
        ("why", True, True, False),
    ]
    assert [m.get("points") for m in marks] == [None, 2, 1]


def test_a_test_cell_is_folded(tmp_path: Path):
    """JupyterLab shows what a check says, not the hints in its source."""
    cells = read_source(write(tmp_path, SOUND)).notebook.cells

    folded = [c.id for c in cells if c.metadata.get("jupyter", {}).get("source_hidden")]
    assert folded == ["sum-test"]


def test_the_suffix_decides_the_kernel(tmp_path: Path):
    """A .R file runs on the R kernel."""
    text = SOUND.replace("total = 2", "total <- 2")
    source = read_source(write(tmp_path, text, "sums_r.R"))

    assert source.slug == "sums_r"
    assert source.notebook.metadata.kernelspec.name == "ir"


def test_ids_depend_on_the_text_alone(tmp_path: Path):
    """A cell added at the top renames no other cell."""
    before = [c.id for c in read_source(write(tmp_path, SOUND)).notebook.cells]
    longer = "# %% [markdown]\n# A new first cell.\n\n" + SOUND
    after = [c.id for c in read_source(write(tmp_path, longer)).notebook.cells]

    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_blank_lines_before_a_function_are_no_mark(tmp_path: Path):
    """A formatter leaves two of them, and jupytext notes it."""
    text = SOUND.replace("q = check", "\n\ndef f():\n    pass\n\n\nq = check")
    cells = read_source(write(tmp_path, text)).notebook.cells

    assert all(set(c.metadata) <= {"nbgrader", "jupyter"} for c in cells)


@pytest.mark.parametrize(
    ("found", "replacement", "message"),
    [
        (" points=2", "", 'sums.py: test="sum" has no points. Add points=1 after it.'),
        ("points=2\n", "points=0\n", 'test="sum" has points=0. Give it more than 0.'),
        ('test="sum"', 'tset="sum"', 'sums.py: tset="sum" is not a mark.'),
        ('test="sum"', 'test="total"', 'solution="sum" has no test.'),
        ('solution="sum"', 'solution="s p"', 'solution="s p" is not a name.'),
        ("[markdown] written", "written", 'written="why" is on a code cell.'),
        ("### END SOLUTION\n", "", "1 × '### BEGIN SOLUTION' and 0 × '### END"),
        (
            '# %% [markdown] written="why"',
            '# %% [markdown] written="sum"',
            'written="sum" is also a solution. Rename one of them.',
        ),
    ],
)
def test_a_malformed_mark_is_named(
    tmp_path: Path, found: str, replacement: str, message: str
):
    """The error names the file, the mark and what to do."""
    path = write(tmp_path, SOUND.replace(found, replacement, 1))

    with pytest.raises(click.ClickException) as error:
        read_source(path)

    assert message in error.value.message
    assert error.value.message.startswith("sums.py:")


def test_a_repeated_name_is_named(tmp_path: Path):
    """Two cells of one name would share one mark."""
    path = write(tmp_path, SOUND + '\n# %% solution="sum"\npass\n')

    with pytest.raises(click.ClickException, match=r'solution="sum" stands twice'):
        read_source(path)
