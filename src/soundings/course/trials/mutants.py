"""Solutions changed in one place, as a learner's slip would: what checks must notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from soundings.course.sources import Source
from soundings.course.trials.mutants_python import change_python
from soundings.course.trials.mutants_r import change_r
from soundings.course.trials.questions import Cell, find_questions
from soundings.course.trials.r_code import Node, parse_r, plain_r


@dataclass(frozen=True)
class Mutant:
    """A solution cell with one change, and where in the source file that is."""

    path: Path
    question: str
    line: int
    before: str
    after: str
    code: str

    def __str__(self) -> str:
        """Say what was changed, and where."""
        where = f"{self.path.parent.name}/{self.path.name}:{self.line}"
        return f"{where}  {self.question}  {self.before} → {self.after}"


def find_mutants(sources: Sequence[Source]) -> list[Mutant]:
    """
    Change every solution of some exercises, in every place and one at a time.

    Comparisons, arithmetic, constants, TRUE and FALSE, min and max and their like,
    the order of sorting, `and` and `or`, conditions, statements, steps of a chain or
    pipe, and names of columns are changed; see `mutants_python` and `mutants_r`.

    Returns
    -------
    list of Mutant
        Only those that their language can parse, and that are not the solution again
        but for its layout.
    """
    mutants = [
        mutant
        for source in sources
        if source.language == "python"
        for question in find_questions(source)
        for mutant in _in_python(source.path, question.name, question.solution)
    ]
    in_r = [
        (source.path, question.name, question.solution)
        for source in sources
        if source.language == "R"
        for question in find_questions(source)
    ]
    trees = parse_r([cell.code for _, _, cell in in_r])
    candidates = [
        mutant
        for (path, question, cell), tree in zip(in_r, trees, strict=True)
        if isinstance(tree, Node)
        for mutant in _in_r(path, question, cell, tree)
    ]
    originals = plain_r([cell.code for _, _, cell in in_r])
    seen = {
        (path, question, text)
        for (path, question, _), text in zip(in_r, originals, strict=True)
    }
    plain = plain_r([mutant.code for mutant in candidates])
    for mutant, text in zip(candidates, plain, strict=True):
        key = (mutant.path, mutant.question, text)
        if text is not None and key not in seen:
            seen.add(key)
            mutants.append(mutant)
    return sorted(mutants, key=lambda mutant: (mutant.path, mutant.line))


def _in_python(path: Path, question: str, cell: Cell) -> Iterator[Mutant]:
    for line, before, after, code in change_python(cell.code, _answer_lines(cell.code)):
        yield Mutant(path, question, cell.line + line - 1, before, after, code)


def _in_r(path: Path, question: str, cell: Cell, tree: Node) -> Iterator[Mutant]:
    for line, before, after, code in change_r(tree, _answer_lines(cell.code)):
        yield Mutant(path, question, cell.line + line - 1, before, after, code)


def _answer_lines(code: str) -> range:
    """Give the lines, from 1, between the solution's marks: the rest is a stub."""
    lines = code.splitlines()
    begin = [i for i, line in enumerate(lines, 1) if "### BEGIN SOLUTION" in line]
    end = [i for i, line in enumerate(lines, 1) if "### END SOLUTION" in line]
    return range((begin or [0])[0], (end or [len(lines)])[-1] + 1)
