"""One slot: a process that reads, rebuilds and runs submissions, one at a time.

    python -m soundings.course.marking.slot

A line of JSON on standard input is one submission; the answer is one line on
standard output. It ends when standard input closes. Whatever a submission does to
this process, it has no gradebook to write to, and another process takes its place.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

import nbformat
from nbformat import NotebookNode

from soundings.checks import RESULT
from soundings.course.marking.execution import run
from soundings.course.marking.guard import Guard, suspicious
from soundings.course.marking.intake import Submission, read_notebook
from soundings.course.marking.rebuild import rebuild, with_tests
from soundings.course.warm.limits import Limits

_SECRET = re.compile(
    r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.*?)\n\s*### END", re.DOTALL
)

TELLING = 12
"""Letters that a line of code needs so as to give anything away."""

MEMORY_BYTES = 4_000_000_000
"""The most this process may take; the kernels have limits of their own."""


def mark(job: dict[str, Any], closing: threading.Event) -> dict[str, Any]:
    """
    Read, rebuild and run one submission.

    Parameters
    ----------
    job : dict
        `submission` (the fields of `Submission`), `release` and `source` (paths of
        notebooks), `files` (names and paths of what stands beside the notebook),
        `datasets` (a path) and `limits` (the fields of `Limits`).
    closing : Event
        Set when nobody waits for the answer any more.

    Returns
    -------
    dict
        `notebook`: rebuilt and not run. `cells`: source, outputs and number of each
        code cell as it ran. `notes`, `flags`: words for everybody, and for the
        instructor. `is_sound`: whether there was a notebook to mark.
    """
    fields = job["submission"]
    path = Path(fields["path"]) if fields["path"] else None
    submission = Submission(fields["learner"], fields["exercise"], path, fields["note"])
    release, source = _read(job["release"]), _read(job["source"])
    notebook, note = read_notebook(submission)
    rebuilt = rebuild(release, notebook)
    full = with_tests(rebuilt.notebook, source)
    answer: dict[str, Any] = {
        "notebook": rebuilt.notebook,
        "is_sound": notebook is not None,
        "notes": [text for text in (note, *rebuilt.notes) if text],
        "flags": find_suspicious(rebuilt.notebook, release),
    }
    with work_folder(job) as folder:
        ran = run(full, folder, Guard(source), Limits(**job["limits"]), closing)
    make_sound(ran.notebook)
    conceal(ran.notebook, source)
    answer["notes"] += ran.notes
    answer["flags"] += ran.flags
    answer["cells"] = [
        {key: cell.get(key) for key in ("source", "outputs", "execution_count")}
        for cell in ran.notebook.cells
        if cell.cell_type == "code"
    ]
    return answer


def find_suspicious(notebook: NotebookNode, release: NotebookNode) -> list[str]:
    """Name what in a learner's cells could be meant to change how tests run."""
    language = str(notebook.metadata.kernelspec.language)
    released = {cell.source for cell in release.cells}
    found = [
        word
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source not in released
        for word in suspicious(cell.source, language)
    ]
    return [f"a cell uses `{word}`" for word in dict.fromkeys(found)]


@lru_cache(maxsize=64)
def _read(path: str) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


@contextmanager
def work_folder(job: dict[str, Any]) -> Iterator[Path]:
    """Lay out `exercises/<slug>` and `datasets` as the course has them, for a while."""
    with tempfile.TemporaryDirectory(
        prefix="soundings-", ignore_cleanup_errors=True
    ) as course:
        folder = Path(course, "exercises", job["submission"]["exercise"])
        folder.mkdir(parents=True)
        for name, path in job["files"].items():
            shutil.copy(path, folder / name)
        # Windows gives few people the right to make a link; reading data is then
        # what the exercise is marked without, and its error says so.
        with suppress(OSError):
            Path(course, "datasets").symlink_to(job["datasets"])
        yield folder


def make_sound(notebook: NotebookNode) -> None:
    """Drop outputs that are no outputs: a kernel can be made to say anything."""
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError:
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs = [o for o in cell.outputs if _is_output(o)]


def conceal(notebook: NotebookNode, source: NotebookNode) -> None:
    """
    Take out of the reasons what the learner may not read: tests and solutions.

    A reason quotes the error that a claim met, and code that reads the test while it
    runs can put the test into its error.
    """
    secret = {
        line
        for cell in source.cells
        for block in _SECRET.findall(cell.source)
        for line in map(_letters, block.splitlines())
        if len(line) >= TELLING
    }
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            result = output.get("data", {}).get(RESULT, {})
            for claim in result.get("claims", []):
                reason = _letters(claim.get("reason") or "")
                if any(line in reason for line in secret):
                    claim["reason"] = "The check stopped with an error."


def _letters(text: str) -> str:
    """Leave out all but letters and digits: quoting code escapes the rest of it."""
    return re.sub(r"[\W_]+", "", text)


def _is_output(output: NotebookNode) -> bool:
    alone = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(outputs=[output])]
    )
    try:
        nbformat.validate(alone)
    except nbformat.ValidationError:
        return False
    return True


def answer(line: str, closing: threading.Event) -> str:
    """Mark what a line asks for; an error of ours is an answer too."""
    try:
        return json.dumps(mark(json.loads(line), closing), ensure_ascii=False)
    except Exception:
        return json.dumps({"error": traceback.format_exc()}, ensure_ascii=False)


def main() -> None:
    """Answer line by line until standard input closes, which also ends a kernel."""
    answers = keep_standard_output()
    bound_memory()
    closing = threading.Event()
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()

    def listen() -> None:
        for line in sys.stdin:
            lines.put(line)
        closing.set()
        lines.put("")

    threading.Thread(target=listen, daemon=True).start()
    while line := lines.get():
        answers.write(answer(line, closing) + "\n")
        answers.flush()


def keep_standard_output() -> TextIO:
    """Keep standard output for answers: whatever else prints goes to the errors."""
    # Half of a surrogate pair, which JSON can hold and UTF-8 cannot, becomes "?".
    answers = os.fdopen(os.dup(1), "w", encoding="utf8", errors="replace")
    os.dup2(2, 1)
    return answers


def bound_memory() -> None:
    """Let a notebook that fills this process end it, and not the machine."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = MEMORY_BYTES if most < 0 else min(MEMORY_BYTES, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))


if __name__ == "__main__":
    main()
