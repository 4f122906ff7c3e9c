"""Run answers against an exercise's own test cells, in the kernel that marks them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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

_SHOWN = ("stream", "display_data", "execute_result", "error")


class NoScore(click.ClickException):
    """A test cell ended without a score: it failed itself, or took too long."""


class Bench:
    """
    A kernel in an exercise's folder; both are cleared before every answer.

    It is the kernel that `make_kernels` chose, if that was called before.

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
        self._lay_out()
        self._run(_RESET[self.source.language])
        for cell in _cells_for(self.source.notebook, question, answer):
            cell.outputs = self._run(cell.source)
        return cell

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

    def _lay_out(self) -> None:
        """Take away what the answer before wrote; the folder itself is the kernel's."""
        for left in self._here.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
        for companion in self._companions:
            shutil.copy(companion, self._here)

    def _start(self) -> None:
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
    raise click.ClickException(
        f'This exercise has no test="{question}". Name a question that it has.'
    )
