"""Exercise sources: percent text with three cell marks, turned into notebooks.

A source is `solutions/<slug>.py` or `solutions/<slug>_r.R`. Besides nbgrader's own
`### BEGIN SOLUTION` and `### BEGIN HIDDEN TESTS`, three marks say what a cell is:

    # %% solution="count-calls"             the learner fills this in
    # %% test="count-calls" points=2        marked by machine
    # %% [markdown] written="why" points=3  marked by a person
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import jupytext
from nbformat import NotebookNode, from_dict

KERNELS = {
    ".py": {"name": "python3", "language": "python", "display_name": "Python 3"},
    ".R": {"name": "ir", "language": "R", "display_name": "R"},
}

ROLES: dict[str, dict[str, bool]] = {
    "solution": {"grade": False, "locked": False, "solution": True, "task": False},
    "test": {"grade": True, "locked": True, "solution": False, "task": False},
    "written": {"grade": True, "locked": False, "solution": True, "task": False},
}
"""What each mark means to nbgrader."""

LAYOUT = {"lines_to_next_cell", "lines_to_end_of_cell_marker"}
"""What jupytext notes of blank lines, which a formatter may have put there."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,59}")  # with "-test" behind it, nbgrader's limit


@dataclass(frozen=True)
class Source:
    """One exercise in one language, read from its text file."""

    path: Path
    notebook: NotebookNode

    @property
    def slug(self) -> str:
        """The exercise's name: its folder and its notebook are called so."""
        return self.path.stem

    @property
    def language(self) -> str:
        """`python` or `R`."""
        return str(KERNELS[self.path.suffix]["language"])


def find_sources(root: Path) -> list[Path]:
    """Every exercise source below `root/solutions`, by name."""
    folder = root / "solutions"
    return sorted(path for path in folder.glob("*") if path.suffix in KERNELS)


def read_source(path: Path) -> Source:
    """
    Read an exercise's text into a notebook that nbgrader understands.

    Parameters
    ----------
    path : Path
        A `.py` or `.R` file of percent text; `<slug>_r.R` for R.

    Returns
    -------
    Source
        Its notebook carries nbgrader's metadata and cell ids that depend on the
        text alone, so that the same text always gives the same bytes.

    Raises
    ------
    click.ClickException
        If a mark is unknown, repeated, without its points or without its partner;
        the message names the file, the mark and the remedy.
    """
    text = path.read_text("utf8")
    notebook = jupytext.reads(text, fmt=f"{path.suffix[1:]}:percent")
    notebook.metadata = from_dict({"kernelspec": KERNELS[path.suffix]})
    names: dict[str, set[str]] = {role: set() for role in ROLES}
    ids: set[str] = set()
    for cell in notebook.cells:
        role, metadata = _expand(dict(cell.metadata), cell.cell_type, path)
        if role:
            name = str(cell.metadata[role])
            if name in names[role]:
                raise _fault(path, role, name, "stands twice", "Rename one of them.")
            names[role].add(name)
        cell.metadata = from_dict(metadata)
        cell.id = _cell_id(cell, ids)
    _demand_pairs(path, names)
    _demand_closed_marks(path, text)
    return Source(path, notebook)


def _expand(
    marks: dict[str, Any], cell_type: str, path: Path
) -> tuple[str | None, dict[str, Any]]:
    """Turn a cell's short mark into nbgrader's metadata."""
    unknown = set(marks) - set(ROLES) - {"points", "tags"} - LAYOUT
    if unknown:
        name = sorted(unknown)[0]
        raise click.ClickException(
            f'{path.name}: {name}="{marks[name]}" is not a mark. '
            'Use solution="…", test="…" points=N or written="…" points=N.'
        )
    roles = [role for role in ROLES if role in marks]
    if len(roles) > 1:
        both = f'{roles[0]}="{marks[roles[0]]}" and {roles[1]}="{marks[roles[1]]}"'
        raise click.ClickException(
            f"{path.name}: one cell is marked {both}. Split it in two."
        )
    if not roles:
        return None, {"tags": marks["tags"]} if "tags" in marks else {}
    role, name = roles[0], str(marks[roles[0]])
    if not _NAME.fullmatch(name):
        raise _fault(
            path, role, name, "is not a name",
            "Use 1 to 59 letters, digits, - and _.",
        )  # fmt: skip
    if (cell_type == "markdown") != (role == "written"):
        kind = "[markdown] " if role == "written" else ""
        raise _fault(
            path, role, name, f"is on a {cell_type} cell",
            f"Write: # %% {kind}{role}=\"{name}\"",
        )  # fmt: skip
    flags = ROLES[role]
    nbgrader: dict[str, Any] = {
        **flags,
        "grade_id": f"{name}-test" if role == "test" else name,
        "schema_version": 3,
        "cell_type": cell_type,
    }
    if flags["grade"]:
        points = marks.get("points")
        if isinstance(points, bool) or not isinstance(points, int | float):
            found = "no points" if points is None else f"points={points!r}"
            raise _fault(path, role, name, f"has {found}", "Add points=1 after it.")
        if points <= 0:
            raise _fault(
                path, role, name, f"has points={points}", "Give it more than 0."
            )
        nbgrader["points"] = points
    elif "points" in marks:
        raise _fault(
            path, role, name, "has points", "Points belong on test and written cells."
        )
    metadata: dict[str, Any] = {"nbgrader": nbgrader}
    if role == "test":  # folded in JupyterLab, where its hints would be read first
        metadata["jupyter"] = {"source_hidden": True}
    return role, metadata


def _demand_pairs(path: Path, names: dict[str, set[str]]) -> None:
    for name in sorted(names["solution"] - names["test"]):
        remedy = f'Add a cell: # %% test="{name}" points=1'
        raise _fault(path, "solution", name, "has no test", remedy)
    for name in sorted(names["test"] - names["solution"]):
        remedy = f'Add a cell: # %% solution="{name}"'
        raise _fault(path, "test", name, "has no solution", remedy)
    for name in sorted(names["written"] & names["solution"]):
        raise _fault(path, "written", name, "is also a solution", "Rename one of them.")


def _demand_closed_marks(path: Path, text: str) -> None:
    for block in ("SOLUTION", "HIDDEN TESTS"):
        begins = text.count(f"### BEGIN {block}")
        ends = text.count(f"### END {block}")
        if begins != ends:
            raise click.ClickException(
                f"{path.name}: {begins} × '### BEGIN {block}' and {ends} × "
                f"'### END {block}'. Each BEGIN needs its END."
            )


def _cell_id(cell: NotebookNode, taken: set[str]) -> str:
    """Name a cell by its mark, or else by what it says."""
    nbgrader = cell.metadata.get("nbgrader")
    if nbgrader:
        name = str(nbgrader["grade_id"])
    else:
        said = f"{cell.cell_type}\n{cell.source}".encode()
        name = hashlib.sha256(said).hexdigest()[:8]
    while name in taken:
        name += "x"
    taken.add(name)
    return name


def _fault(
    path: Path, role: str, name: str, found: str, remedy: str
) -> click.ClickException:
    return click.ClickException(f'{path.name}: {role}="{name}" {found}. {remedy}')
