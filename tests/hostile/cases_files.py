"""Attacks by what is handed in: files, folders, notebooks and names; in both languages."""

from __future__ import annotations

import copy
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

from nbformat import NotebookNode

from soundings.checks import RESULT
from tests.hostile.cohort import ALL, NONE, Case, HandIn, put


def changed(change: Callable[[NotebookNode], None]) -> HandIn:
    """Hand in a notebook in the usual place after a change."""

    def hand_in(learner: Path, notebook: NotebookNode) -> None:
        change(notebook)
        slug = slug_of(notebook)
        put(learner / slug, notebook, f"{slug}.ipynb")

    return hand_in


def beside(make: Callable[[Path], None]) -> HandIn:
    """Hand in a right notebook with something else in its folder."""

    def hand_in(learner: Path, notebook: NotebookNode) -> None:
        slug = slug_of(notebook)
        put(learner / slug, notebook, f"{slug}.ipynb")
        make(learner / slug)

    return hand_in


def instead(make: Callable[[Path], None]) -> HandIn:
    """Hand in something where the notebook should be."""

    def hand_in(learner: Path, notebook: NotebookNode) -> None:
        slug = slug_of(notebook)
        (learner / slug).mkdir()
        make(learner / slug / f"{slug}.ipynb")

    return hand_in


def named(name: str) -> HandIn:
    """Hand in a right notebook under another name."""
    return lambda learner, notebook: put(learner / slug_of(notebook), notebook, name)


def slug_of(notebook: NotebookNode) -> str:
    """Tell which exercise it is."""
    return "harbour_r" if notebook.metadata.kernelspec.language == "R" else "harbour"


def find(notebook: NotebookNode, name: str) -> NotebookNode:
    """Find a cell by its id."""
    return next(cell for cell in notebook.cells if cell.id == name)


def outside(learner: Path) -> Path:
    """Find the solutions, which lie beside the cohort's folder."""
    return learner.parents[1] / "course" / "solutions"


def link_notebook(learner: Path, notebook: NotebookNode) -> None:
    slug = slug_of(notebook)
    put(learner / "elsewhere", notebook, "kept.ipynb")
    (learner / slug).mkdir()
    (learner / slug / f"{slug}.ipynb").symlink_to(learner / "elsewhere" / "kept.ipynb")


def link_folder(learner: Path, notebook: NotebookNode) -> None:
    (learner / slug_of(notebook)).symlink_to(outside(learner))


def links_beside(folder: Path) -> None:
    (folder / "file.py").symlink_to(outside(folder.parent) / "harbour.py")
    (folder / "folder").symlink_to(outside(folder.parent))
    (folder / "round").symlink_to(folder)
    os.link(outside(folder.parent) / "harbour.py", folder / "hard.py")


def specials_beside(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "pipe.ipynb")
    here = Path.cwd()
    os.chdir(folder)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    os.chdir(here)


def many_beside(folder: Path) -> None:
    for number in range(3_000):
        (folder / f"{number}.txt").touch()
    deep = folder
    for _ in range(100):
        deep = deep / "d"
    deep.mkdir(parents=True)


def big_beside(folder: Path) -> None:
    with (folder / "big.bin").open("wb") as file:
        file.truncate(10_000_000_000)  # a hole: it takes no room


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'{"cells": [')
        file.truncate(200_000_000)


def empty_folder(learner: Path, notebook: NotebookNode) -> None:
    (learner / slug_of(notebook)).mkdir()


def two_notebooks(learner: Path, notebook: NotebookNode) -> None:
    for name in ("one.ipynb", "two.ipynb"):
        put(learner / slug_of(notebook), notebook, name)


def two_and_a_copy(learner: Path, notebook: NotebookNode) -> None:
    slug = slug_of(notebook)
    put(learner / slug, notebook, f"{slug}.ipynb")
    put(learner / slug, notebook, f"{slug}-Copy1.ipynb")


def other_language(learner: Path, notebook: NotebookNode) -> None:
    slug = slug_of(notebook)
    other = {"harbour": "harbour_r", "harbour_r": "harbour"}[slug]
    path = learner.parents[1] / "course" / "exercises" / other / f"{other}.ipynb"
    put(learner / slug, json.loads(path.read_text("utf8")), f"{slug}.ipynb")


def many_cells(notebook: NotebookNode) -> None:
    notebook.cells += [copy.deepcopy(find(notebook, "add")) for _ in range(20_000)]


def tampered_points(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if mark := cell.metadata.get("nbgrader"):
            mark.update(
                points=400,
                schema_version=99,
                locked=False,
                cell_type="raw",
                checksum="0",
            )


def tests_as_answers(notebook: NotebookNode) -> None:
    for name in ("add-test", "calls-test"):
        find(notebook, name).metadata.nbgrader.update(
            solution=True, locked=False, grade=True
        )


def equal_names(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.id = "add"
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = "add"


def equal_ids(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.id = "same"


def twice(notebook: NotebookNode) -> None:
    place = notebook.cells.index(find(notebook, "add"))
    second = copy.deepcopy(notebook.cells[place])
    second.source = second.source.replace("4", "5")
    notebook.cells.insert(place + 2, second)


def deleted(notebook: NotebookNode) -> None:
    notebook.cells.remove(find(notebook, "add"))


def test_deleted(notebook: NotebookNode) -> None:
    notebook.cells.remove(find(notebook, "add-test"))


def test_edited(notebook: NotebookNode) -> None:
    find(notebook, "add-test").source = "4"


def test_renamed(notebook: NotebookNode) -> None:
    cell = find(notebook, "add-test")
    cell.id = cell.metadata.nbgrader.grade_id = "mine"


def answer_renamed(notebook: NotebookNode) -> None:
    cell = find(notebook, "add")
    cell.id = cell.metadata.nbgrader.grade_id = "mine"


def answer_split(notebook: NotebookNode) -> None:
    place = notebook.cells.index(find(notebook, "calls"))
    first, second = notebook.cells[place], copy.deepcopy(notebook.cells[place])
    is_r = slug_of(notebook) == "harbour_r"
    first.source, second.source = first.source, "1" if is_r else "None"
    notebook.cells.insert(place + 1, second)


def in_markdown(notebook: NotebookNode) -> None:
    find(notebook, "add").cell_type = "markdown"


def other_kernel(notebook: NotebookNode) -> None:
    notebook.metadata.kernelspec.name = "../../evil"


def no_metadata(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata = NotebookNode()


def odd_values(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell["outputs"] = 7
        cell["execution_count"] = "=cmd()"
        cell["attachments"] = [[]]
    notebook.cells += [None, [], 7, {"cell_type": "evil", "source": ""}]


def forged_outputs(notebook: NotebookNode) -> None:
    for name, points in (("add", 4), ("calls", 3), ("twice", 2)):
        find(notebook, name).source = ""
        result = {"question": name, "points": points, "out_of": points, "claims": [
            {"says": "forged", "is_met": True, "reason": None, "weight": 1}]}  # fmt: skip
        find(notebook, f"{name}-test").outputs = [
            {"output_type": "execute_result", "execution_count": 1, "metadata": {},
             "data": {RESULT: result, "text/plain": str(points)}}
        ]  # fmt: skip


def write(content: bytes) -> HandIn:
    """Hand in these bytes as the notebook."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return instead(make)


THE_OTHER_LANGUAGE = (
    "the-other-language", NONE, other_language, "for an exercise in"
)  # fmt: skip

CASES_OF_ONE: list[tuple[str, tuple[float, float, float], HandIn, str]] = [
    ("link-to-a-notebook", NONE, link_notebook, "is a link"),
    ("link-to-a-folder", NONE, link_folder, "is a link, which is not followed"),
    ("links-beside", ALL, beside(links_beside), "is a link to another file: not kept"),
    ("specials-beside", ALL, beside(specials_beside), "is not a file: not kept"),
    ("many-files-beside", ALL, beside(many_beside), "more than 2000 files"),
    ("a-big-file-beside", ALL, beside(big_beside), "big.bin"),
    ("a-notebook-of-200-mb", NONE, instead(huge), "has 200 MB, more than 20"),
    ("a-pipe-for-a-notebook", NONE, instead(os.mkfifo), "is not a file"),
    ("a-folder-for-a-notebook", NONE, instead(Path.mkdir), "is not a file"),
    ("20000-cells", NONE, changed(many_cells), "cells, more than 5000"),
    ("brackets", NONE, write(b"[" * 1_000_000), "brackets within brackets"),
    ("deep-metadata", NONE, write(b'{"cells":' * 100_000), "brackets within brackets"),
    ("a-long-number", NONE, write(b'{"cells": ' + b"9" * 100_000), "is not a notebook"),
    ("broken-json", NONE, write(b'{"cells": ['), "is not a notebook"),
    ("no-bytes", NONE, write(b""), "is empty"),
    ("other-bytes", NONE, write(bytes(range(256)) * 100), "is not"),
    ("an-empty-folder", NONE, empty_folder, "no notebook"),
    ("two-notebooks", NONE, two_notebooks, "2 notebooks"),
    ("a-copy-beside", ALL, beside(lambda f: (f / "harbour-Copy1.ipynb").touch()), ""),
    ("a-name-of-its-own", ALL, named("=cmd|' &calc'!A0 .ipynb"), "the file was called =cmd"),
    THE_OTHER_LANGUAGE,
    ("points-times-100", ALL, changed(tampered_points), ""),
    ("tests-as-answers", ALL, changed(tests_as_answers), ""),
    ("equal-names", ALL, changed(equal_names), "add stands twice"),
    ("equal-ids", ALL, changed(equal_ids), ""),
    ("answer-twice", ALL, changed(twice), "add stands twice"),
    ("answer-deleted", (0, 3, 2), changed(deleted), "add is missing"),
    ("test-deleted", ALL, changed(test_deleted), "add-test is missing"),
    ("test-edited", ALL, changed(test_edited), "add-test is not as released"),
    ("test-renamed", ALL, changed(test_renamed), ""),
    ("answer-renamed", ALL, changed(answer_renamed), "had lost its mark"),
    ("answer-split", ALL, changed(answer_split), "calls stands twice"),
    ("answer-in-markdown", ALL, changed(in_markdown), "turned into Markdown"),
    ("another-kernel", ALL, changed(other_kernel), "its kernel was ../../evil"),
    ("no-metadata", ALL, changed(no_metadata), "add-test had another name"),
    ("odd-values", ALL, changed(odd_values), "broken cells left out"),
    ("forged-outputs", NONE, changed(forged_outputs), ""),
]  # fmt: skip

NAMES = [
    "=cmd()", "@SUM(1)", "spaces in  it ", "*[x]?", "<b>bold<script>alert(1)",
    "emoji 🦀", "日本語", "%2e%2e%2fx", "a;b|c&d`e`$(f)", "'\"quoted\"", "-rf", "x" * 200,
    "line\nbreak", "\u202ereversed", "con", "gradebook.db", "null\u0301", "*" * 120,
    os.fsdecode(b"latin \xe9"), os.fsdecode(b"\xff" * 200),
]  # fmt: skip
TWINS = ["caf\u00e9", "cafe\u0301"]
"""One name, written in two ways."""

_UNREAD = (
    "a-notebook", "a-pipe", "a-folder", "link-to", "20000", "brackets", "deep", "a-long",
    "broken", "no-bytes", "equal-names", "other-bytes", "an-empty", "two-notebooks",
    "the-other",
)  # fmt: skip
"""How the cases begin whose written answer does not arrive."""

IN_R_TOO = CASES_OF_ONE[CASES_OF_ONE.index(THE_OTHER_LANGUAGE) :]
"""What does not depend on how a file is read."""

CASES: list[Case] = [
    Case(name, slug, points, note=note, hand_in=way, waits=not name.startswith(_UNREAD))
    for slug, ways in (("harbour", CASES_OF_ONE), ("harbour_r", IN_R_TOO))
    for name, points, way, note in ways
]
CASES += [Case(name, "harbour") for name in NAMES]
CASES += [Case(name, "harbour_r") for name in NAMES[:3]]
CASES += [Case(name, "harbour", note="a name that looks the same") for name in TWINS]
