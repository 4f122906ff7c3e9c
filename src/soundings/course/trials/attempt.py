"""Cells that leave nothing behind: a fork of the kernel runs them, and ends."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

Output = tuple[str, dict[str, Any]]
"""The type of a Jupyter message, and its content."""


def attempt(cells: Sequence[str]) -> None:
    """
    Run cells in a fork of this kernel, and show what the last of them showed.

    They find all that ran before, and change none of it. What they print is lost.

    Parameters
    ----------
    cells : sequence of str
        Their code. One that fails does not stop the next.
    """
    shell: Any = InteractiveShell.instance()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _run(shell, cells, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf8") as told:
        shown = told.read()
    os.waitpid(child, 0)
    kernel = shell.kernel
    for kind, content in json.loads(shown or "[]"):
        kernel.send_response(kernel.iopub_socket, kind, content)


def _run(shell: Any, cells: Sequence[str], writer: int) -> NoReturn:
    """Be the fork: run, tell, end. Jupyter's own threads and sockets are not in it."""
    try:
        shell.showtraceback = shell.showsyntaxerror = lambda *a, **k: None
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf8")  # noqa: PTH123, SIM115
        # Pictures are not drawn, nor tables laid out: only what is published counts.
        shell.display_formatter.active_types = ["text/plain"]
        shown: list[Output] = []
        for code in cells:
            shown = _run_cell(shell, code)
        with os.fdopen(writer, "w", encoding="utf8") as told:
            json.dump(shown, told, default=repr)
    finally:
        os._exit(0)


def _run_cell(shell: Any, code: str) -> list[Output]:
    with capture_output(stdout=False, stderr=False) as captured:
        ran = shell.run_cell(code)
    shown: list[Output] = [
        ("display_data", {"data": output.data, "metadata": output.metadata or {}})
        for output in captured.outputs
    ]
    error = ran.error_before_exec or ran.error_in_exec
    if error is not None:
        said = {"ename": type(error).__name__, "evalue": str(error), "traceback": []}
        shown.append(("error", said))
    return shown
