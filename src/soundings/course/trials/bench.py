"""Run answers against an exercise's own test cells, in the kernel that marks them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import click
from jupyter_client.manager import KernelManager
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, output_from_msg

from soundings.course.kernels import settings
from soundings.course.marking.checked import read_result
from soundings.course.release import find_companions
from soundings.course.sources import Source

_RESET = {
    "python": "get_ipython().reset(new_session=False)\n"
    "import sys\n"
    "if 'matplotlib.pyplot' in sys.modules:\n"
    "    sys.modules['matplotlib.pyplot'].close('all')",
    "R": "rm(list = ls(all.names = TRUE, envir = globalenv()), envir = globalenv())",
}

_CAN_FORK = sys.platform == "linux"
_ATTEMPT_R = Path(__file__).with_name("attempt.R").read_text("utf8")

_SHOWN = ("stream", "display_data", "execute_result", "error")


class NoScore(click.ClickException):
    """A test cell ended without a score: it failed itself, or took too long."""


class Bench:
    """
    A kernel in an exercise's folder; neither keeps anything of an answer.

    It is the kernel that `make_kernels` chose, if that was called before. It runs the
    cells that stand before a question once; each answer to it, with what follows,
    runs in a fork of that kernel. Where kernels cannot be forked all is run each time.

    Parameters
    ----------
    root : Path
        The course.
    source : Source
        The exercise whose test cells are asked.
    folder : Path
        An empty folder; the exercise's own is laid out in it beside the data.
    seconds : float
        The longest that one cell may run. A kernel that runs longer is replaced.
    """

    def __init__(
        self, root: Path, source: Source, folder: Path, seconds: float = 60
    ) -> None:
        self.source = source
        self._seconds = seconds
        self._here = folder / "exercises" / source.slug
        self._here.mkdir(parents=True)
        (folder / "datasets").symlink_to(root / "datasets")
        self._companions = find_companions(root, source)
        self._before = folder / "before"
        self._ready_for = ""
        self._start()

    def __enter__(self) -> Self:
        """Leave the kernel to a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the kernel, whatever happened."""
        del kind, error, trace
        self.close()

    def close(self) -> None:
        """End the kernel."""
        self._kernel.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def ask(self, question: str, answer: str) -> NotebookNode:
        """
        Run an exercise as far as one question, with this answer.

        Returns
        -------
        NotebookNode
            The question's test cell with what it showed.

        Raises
        ------
        NoScore
            If a cell ran longer than it may.
        """
        before, after, test = _find_cells(self.source.notebook, question)
        if not (_CAN_FORK and self._ready_for == question):
            self._prepare(question, before)
        _copy_over(self._before, self._here)
        cells = [answer, *after, test.source]
        if _CAN_FORK:
            shown = self._run(_attempt(self.source.language, cells))
        else:
            shown = [self._run(code) for code in cells][-1]
        return NotebookNode(
            new_code_cell(test.source, outputs=shown), metadata=test.metadata
        )

    def first_unmet(self, question: str, answer: str) -> str | None:
        """
        Return the first unmet claim with its reason, or None if all are met.

        Raises
        ------
        NoScore
            If the test cell gave no score; the message says what it showed.
        """
        test = self.ask(question, answer)
        result = read_result(test)
        if result is None:
            shown = [
                f"{o.get('ename')}: {o.get('evalue')}" for o in test.outputs
                if o.output_type == "error"
            ]  # fmt: skip
            raise NoScore(
                f"{self.source.path.name}: {question} gave no score: "
                f"{shown or test.outputs}"
            )
        for claim in result["claims"]:
            if not claim["is_met"]:
                return f"{claim['says']}\n{claim['reason'] or ''}"
        return None

    def _prepare(self, question: str, before: Sequence[str]) -> None:
        """Run what stands before a question, and keep the files that it leaves."""
        _clear(self._here)
        for companion in self._companions:
            shutil.copy(companion, self._here)
        for code in (_RESET[self.source.language], *before):
            self._run(code)
        _copy_over(self._here, self._before)
        self._ready_for = question

    def _start(self) -> None:
        self._ready_for = ""
        name = self.source.notebook.metadata.kernelspec.name
        self._manager = KernelManager(kernel_name=name, config=settings(name))
        self._manager.start_kernel(cwd=str(self._here))
        self._kernel = self._manager.client()
        self._kernel.start_channels()
        self._kernel.wait_for_ready(timeout=60)

    def _run(self, code: str) -> list[NotebookNode]:
        """Run a cell; an error is one of its outputs."""
        outputs: list[NotebookNode] = []

        def keep(message: dict[str, Any]) -> None:
            if message["header"]["msg_type"] in _SHOWN:
                outputs.append(output_from_msg(message))

        try:
            self._kernel.execute_interactive(
                code, allow_stdin=False, stop_on_error=False, output_hook=keep,
                timeout=self._seconds,
            )  # fmt: skip
        except (TimeoutError, RuntimeError) as error:  # too slow, or the kernel died
            self.close()
            self._start()
            raise NoScore(
                f"{code.splitlines()[0]!r} took more than {self._seconds:g} seconds, "
                f"or ended its kernel: {error}"
            ) from error
        return outputs


def _find_cells(
    notebook: NotebookNode, question: str
) -> tuple[list[str], list[str], NotebookNode]:
    """Find what is run before an answer and after it, and its test; no other answer."""
    before: list[str] = []
    after: list[str] = []
    found = before
    for cell in notebook.cells:
        mark = cell.metadata.get("nbgrader")
        if cell.cell_type != "code":
            continue
        if mark is None:
            found.append(cell.source)
        elif mark["grade_id"] == question:
            found = after
        elif mark["grade_id"] == f"{question}-test":
            return before, after, cell
    raise click.ClickException(
        f'This exercise has no test="{question}". Name a question that it has.'
    )


def _attempt(language: str, cells: Sequence[str]) -> str:
    """Write the code that has a kernel run cells in a fork; it binds no name."""
    told = json.dumps(cells)
    if language == "python":
        module = "__import__('soundings.course.trials.attempt', fromlist=['attempt'])"
        return f"{module}.attempt({cells!r})"
    return f"({_ATTEMPT_R})(jsonlite::fromJSON({told!r}))"


def _copy_over(source: Path, target: Path) -> None:
    """Make a folder hold what another does; the folder itself stays."""
    target.mkdir(exist_ok=True)
    _clear(target)
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def _clear(folder: Path) -> None:
    for left in folder.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()
