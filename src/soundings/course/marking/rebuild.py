"""Put a learner's answers into the released notebook, so that all the rest is sound.

nbgrader never sees what was handed in. It sees the release, with the learner's
answers in their places and the learner's own cells between them; every departure
from the release is a note in plain words, and none is a reason to stop.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

MAX_ANSWER = 200_000
"""Characters in an answer that are still believed to be typed."""

_MAX_OWN = 1_000_000

OTHER_TEST = (
    "is not as released (edited, or from another release): the released one is used"
)
"""Ends the note on a test that differs, which says nothing of the learner's work."""


@dataclass(frozen=True)
class Rebuilt:
    """
    A submission on the release.

    Attributes
    ----------
    notebook : NotebookNode
        Valid, with the release's cells and metadata, without outputs.
    notes : list of str
        What was not as released, for the instructor and the learner.
    answered : frozenset of str
        The grade ids of the answers that are no longer as released.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    answered: frozenset[str] = frozenset()


def rebuild(release: NotebookNode, submission: NotebookNode | None) -> Rebuilt:
    """
    Fill the release with the answers of a submission.

    Answers are found by grade id, else by cell id, else by where they stand. An
    answer that stands twice is marked where it was first filled in; the others
    stay where they stood as cells of the learner's own, so that an answer split
    in two still runs as a whole. A released cell without marks that was edited
    runs before the original: what it adds is there, what it changes is put back,
    because a test speaks of the released data.

    Parameters
    ----------
    release : NotebookNode
        The released exercise.
    submission : NotebookNode or None
        As `read_notebook` gives it; None if it could not be read, which makes the
        empty release.

    Returns
    -------
    Rebuilt
        A test that differs from the release may be edited or come from an earlier
        release: the note says both, since nothing in the notebook tells.
    """
    empty = _bare(release)
    if submission is None:
        return Rebuilt(empty)
    if note := _wrong_language(release, submission):
        return Rebuilt(empty, [note])
    plan = _Plan(empty)
    for cell in submission.cells:
        plan.place(cell)
    plan.find_lost_answers()
    plan.note_what_is_missing()
    plan.note_the_kernel(submission)
    return plan.carry_out()


def with_tests(notebook: NotebookNode, source: NotebookNode) -> NotebookNode:
    """
    Return a notebook with the full tests, hidden ones too, to be run.

    Parameters
    ----------
    notebook : NotebookNode
        A rebuilt submission; not changed.
    source : NotebookNode
        The exercise as its author wrote it.
    """
    full = {_name(cell): cell.source for cell in source.cells if _is_test(cell)}
    result = copy.deepcopy(notebook)
    for cell in result.cells:
        if _is_test(cell):
            cell.source = full.get(_name(cell), cell.source)
    return result


class _Plan:
    """Where each submitted cell goes, while they are looked at one by one."""

    def __init__(self, release: NotebookNode) -> None:
        self.notebook = release
        self.notes: list[str] = []
        self.graded = {_name(c): i for i, c in enumerate(release.cells) if _name(c)}
        self.plain_ids = {c.id: i for i, c in enumerate(release.cells) if not _name(c)}
        self.given_texts = {
            _trim(c.source): i for i, c in enumerate(release.cells) if not _is_answer(c)
        }
        self.answers: dict[int, NotebookNode] = {}
        self.seen: set[int] = set()
        self.own: dict[int, list[NotebookNode]] = defaultdict(list)
        self.last = -1
        self.own_size = 0

    def place(self, cell: NotebookNode) -> None:
        """Decide what one submitted cell is."""
        index = self.graded.get(_name(cell), self.graded.get(cell.get("id", "")))
        if index is not None:
            if _is_answer(self.notebook.cells[index]):
                self._answer(cell, index)
            else:
                self._test(cell, index)
        elif (index := self.given_texts.get(_trim(cell.source))) is not None:
            self._pass(index)
        elif (index := self.plain_ids.get(cell.get("id", ""))) is not None:
            self._edited(cell, index)
        elif _name(cell) and _is_test(cell):
            self.note(f"{_short(_name(cell))} is no test of this exercise: left out")
        else:
            if _name(cell):
                self.note(
                    f"{_short(_name(cell))} is no answer of this exercise: kept as a "
                    "cell of the learner's own"
                )
            self._keep(cell, self.last)

    def _answer(self, cell: NotebookNode, index: int) -> None:
        name, released = _name(self.notebook.cells[index]), self.notebook.cells[index]
        first = self.answers.get(index)
        if first is not None and _trim(first.source) == _trim(released.source):
            first = None  # still as released: the copy is the answer
        if first is not None:
            self.note(
                f"{name} stands twice: the first is marked, the other kept where it stood"
            )
            self._keep(cell, max(self.last, index))
            return
        if len(cell.source) > MAX_ANSWER:
            self.note(f"{name} has {len(cell.source)} characters: not taken")
        else:
            self.answers[index] = cell
        if cell.cell_type != released.cell_type:
            kinds = {"code": "code", "markdown": "Markdown"}
            made = kinds.get(cell.cell_type, "raw text")
            self.note(
                f"{name} was turned into {made}: read as {kinds[released.cell_type]} again"
            )
        self._pass(index)

    def _test(self, cell: NotebookNode, index: int) -> None:
        released = self.notebook.cells[index]
        name = _name(released)
        if _trim(cell.source) != _trim(released.source):
            self.note(f"{name} {OTHER_TEST}")
        elif _name(cell) != name:
            self.note(f"{name} had another name: the released one is used")
        self._pass(index)

    def _edited(self, cell: NotebookNode, index: int) -> None:
        if cell.cell_type == "code":
            first = _trim(self.notebook.cells[index].source).split("\n")[0]
            self.note(
                f"a released cell was edited ({_short(first)}): it runs, and then the "
                "original"
            )
        self._keep(cell, max(self.last, index - 1))
        self._pass(index)

    def _pass(self, index: int) -> None:
        self.seen.add(index)
        self.last = max(self.last, index)

    def _keep(self, cell: NotebookNode, after: int) -> None:
        """Keep a cell of the learner's own behind a released one."""
        if not cell.source.strip():
            return
        self.own_size += len(cell.source)
        if self.own_size > _MAX_OWN:
            self.note(f"own cells of over {_MAX_OWN} characters: the rest is left out")
            return
        if cell.cell_type == "code":
            own = new_code_cell(cell.source)
        else:
            own = new_markdown_cell(cell.source)
            if "attachments" in cell:
                own.attachments = cell.attachments
        self.own[after].append(own)

    def find_lost_answers(self) -> None:
        """Take for a missing answer the own cell that stands in its place."""
        for index, cell in enumerate(self.notebook.cells):
            if index in self.seen or not _is_answer(cell):
                continue
            before = max((i for i in self.seen if i < index), default=-1)
            here = self.own[before]
            alike = [own for own in here if own.cell_type == cell.cell_type]
            if alike:
                lost = alike[-1]
                here.remove(lost)
                self.answers[index] = lost
                self.seen.add(index)
                self.note(
                    f"{_name(cell)} had lost its mark: the cell in its place is taken"
                )

    def note_what_is_missing(self) -> None:
        """Name answers and tests that were not handed in."""
        for name, index in self.graded.items():
            if index not in self.seen:
                is_answer = _is_answer(self.notebook.cells[index])
                put_back = "" if is_answer else ": the released one is put back"
                self.note(f"{name} is missing{put_back}")

    def note_the_kernel(self, submission: NotebookNode) -> None:
        """Say that another kernel was named, which changes nothing."""
        ours, theirs = _kernel(self.notebook), _kernel(submission)
        if theirs.get("name") and theirs.get("name") != ours.get("name"):
            self.note(
                f"its kernel was {_short(theirs['name'])}: run with {ours.get('name')}"
            )

    def note(self, line: str) -> None:
        """Add a note, once."""
        if line not in self.notes:
            self.notes.append(line)

    def carry_out(self) -> Rebuilt:
        """Put every cell where it goes."""
        answered = set()
        cells = list(self.own[-1])
        for index, cell in enumerate(self.notebook.cells):
            if index in self.answers:
                answer = self.answers[index]
                if _trim(answer.source) != _trim(cell.source):
                    answered.add(_name(cell))
                cell.source = answer.source
                if "attachments" in answer and cell.cell_type == "markdown":
                    cell.attachments = answer.attachments
            cells += [cell, *self.own[index]]
        taken = {cell.id for cell in self.notebook.cells}
        own = [cell for cells_here in self.own.values() for cell in cells_here]
        for cell in own:
            cell.id = ""
        for number, cell in enumerate((c for c in cells if not c.id), start=1):
            cell.id = f"own-{number}"
            while cell.id in taken:
                cell.id += "x"
            taken.add(cell.id)
        self.notebook.cells = cells
        return Rebuilt(self.notebook, self.notes, frozenset(answered))


def _bare(release: NotebookNode) -> NotebookNode:
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return notebook


def _wrong_language(release: NotebookNode, submission: NotebookNode) -> str:
    """Say that this is the same exercise in the other language; '' if it is not."""
    ours = str(_kernel(release).get("language", "")).lower()
    theirs = str(_kernel(submission).get("language", "")).lower()
    if not theirs or theirs == ours or theirs not in ("python", "r"):
        return ""
    # Some editors write their own kernel over any notebook: the code decides.
    code = {_trim(c.source) for c in release.cells if c.cell_type == "code"} - {""}
    if any(c.cell_type == "code" and _trim(c.source) in code for c in submission.cells):
        return ""
    names = {"python": "Python", "r": "R"}
    return f"a notebook in {names[theirs]}, for an exercise in {names.get(ours, ours)}"


def _kernel(notebook: NotebookNode) -> dict[str, str]:
    return dict(notebook.metadata.get("kernelspec", {}))


def _mark(cell: NotebookNode) -> dict[str, object]:
    return dict(cell.metadata.get("nbgrader", {}))


def _name(cell: NotebookNode) -> str:
    return str(_mark(cell).get("grade_id", ""))


def _is_answer(cell: NotebookNode) -> bool:
    return bool(_mark(cell).get("solution"))


def _is_test(cell: NotebookNode) -> bool:
    return bool(_mark(cell).get("grade")) and not _is_answer(cell)


def _trim(source: str) -> str:
    """Forget the white space at line ends, which editors take away."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
