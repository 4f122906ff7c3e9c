"""Run answers against an exercise's own test cells, in the kernel that marks them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
from jupyter_client.manager import KernelManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, output_from_msg

from soundings.course.release import find_companions
from soundings.course.scores import read_result
from soundings.course.sources import Source, read_source

ROOT = Path(__file__).parents[2]

RESET = {
    "python": "get_ipython().reset(new_session=False)\n"
    "import sys\n"
    "if 'matplotlib.pyplot' in sys.modules:\n"
    "    sys.modules['matplotlib.pyplot'].close('all')",
    "R": "rm(list = ls(all.names = TRUE, envir = globalenv()), envir = globalenv())",
}

SHOWN = ("stream", "display_data", "execute_result", "error")


@dataclass(frozen=True)
class Answer:
    """One answer from `tests/answers/`: what it is, and what a check says of it."""

    slug: str
    question: str
    is_right: bool
    name: str
    says: str
    code: str

    def __str__(self) -> str:
        """Name the answer in a test report."""
        verdict = "right" if self.is_right else "wrong"
        return f"{self.slug}: {self.question}: {verdict}: {self.name}"


def read_answers(path: Path) -> list[Answer]:
    """Read a file of answers; refuse one whose marks are incomplete."""
    notebook = jupytext.read(path, fmt=f"{path.suffix[1:]}:percent")
    answers = []
    for cell in notebook.cells:
        marks = dict(cell.metadata)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if not marks and not answers:
            continue  # the comment that opens the file
        verdicts = {"right", "wrong"} & set(marks)
        if len(verdicts) != 1 or not marks.get("name"):
            raise ValueError(
                f"{path.name}: {marks} before {cell.source.splitlines()[0]!r}. "
                'Mark it right="question" name="…" or wrong="question" name="…" says="…".'
            )
        is_right = verdicts == {"right"}
        if not is_right and not marks.get("says"):
            raise ValueError(
                f'{path.name}: wrong answer "{marks["name"]}" does not say which '
                'claim it meets. Add says="…".'
            )
        question = marks["right" if is_right else "wrong"]
        answers.append(
            Answer(
                path.stem,
                question,
                is_right,
                marks["name"],
                marks.get("says", ""),
                cell.source,
            )
        )
    return answers


class Bench:
    """A kernel in an exercise's folder, cleared before every answer."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        here = folder / "exercises" / source.slug
        here.mkdir(parents=True)
        (folder / "datasets").symlink_to(ROOT / "datasets")
        for companion in find_companions(ROOT, source):
            shutil.copy(companion, here)
        name = source.notebook.metadata.kernelspec.name
        self._manager = KernelManager(kernel_name=name)
        self._manager.start_kernel(cwd=str(here))
        self._kernel = self._manager.client()
        self._kernel.start_channels()
        self._kernel.wait_for_ready(timeout=60)

    def close(self) -> None:
        """End the kernel."""
        self._kernel.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def ask(self, question: str, answer: str) -> NotebookNode:
        """Run an exercise as far as one question, with this answer; return its test."""
        self._run(RESET[self.source.language])
        for cell in _cells_for(self.source.notebook, question, answer):
            cell.outputs = self._run(cell.source)
        return cell

    def _run(self, code: str) -> list[NotebookNode]:
        """Run a cell; an error is one of its outputs."""
        outputs: list[NotebookNode] = []

        def keep(message: dict[str, Any]) -> None:
            if message["header"]["msg_type"] in SHOWN:
                outputs.append(output_from_msg(message))

        self._kernel.execute_interactive(
            code, allow_stdin=False, stop_on_error=False, output_hook=keep, timeout=60
        )
        return outputs

    def first_unmet(self, question: str, answer: str) -> str | None:
        """Return the first unmet claim with its reason, or None if all are met."""
        test = self.ask(question, answer)
        result = read_result(test)
        if result is None:
            shown = [
                f"{o.get('ename')}: {o.get('evalue')}" for o in test.outputs
                if o.output_type == "error"
            ]  # fmt: skip
            raise AssertionError(f"{question} gave no score: {shown or test.outputs}")
        for claim in result["claims"]:
            if not claim["is_met"]:
                return f"{claim['says']}\n{claim['reason'] or ''}"
        return None


def _cells_for(
    notebook: NotebookNode, question: str, answer: str
) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader")
        if cell.cell_type != "code":
            continue
        if mark is None:
            yield new_code_cell(cell.source)
        elif mark["grade_id"] == question:
            yield new_code_cell(answer)
        elif mark["grade_id"] == f"{question}-test":
            yield NotebookNode(new_code_cell(cell.source), metadata=cell.metadata)
            return
    raise LookupError(f'no test="{question}" in this exercise')


def find_answers() -> list[Answer]:
    """Every answer under `tests/answers/`."""
    folder = ROOT / "tests" / "answers"
    return [a for p in sorted(folder.glob("*.*")) for a in read_answers(p)]


def find_source(slug: str) -> Source:
    """Read the source an answer belongs to."""
    for suffix in (".py", ".R"):
        path = ROOT / "solutions" / f"{slug}{suffix}"
        if path.exists():
            return read_source(path)
    raise LookupError(f"no solutions/{slug}.py or .R")
