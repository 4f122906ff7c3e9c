"""Whatever a cell does, the notebook comes back, and says what happened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from soundings.course.kernels import end_servers, make_kernels, start_servers
from soundings.course.marking.execution import Executed, run
from soundings.course.marking.guard import Guard
from soundings.course.marking.slot import make_sound
from soundings.course.warm.limits import Limits

pytestmark = pytest.mark.xdist_group("marking")

QUICK = Limits(cell_seconds=1, notebook_seconds=20, output_mb=1)

KERNELS = {
    "python": {"name": "python3", "language": "python", "display_name": "Python 3"},
    "R": {"name": "ir", "language": "R", "display_name": "R"},
}


@pytest.fixture(scope="module", autouse=True)
def _kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = os.environ.get("JUPYTER_PATH")
    folder = tmp_path_factory.mktemp("kernels")
    make_kernels(folder, folder)
    start_servers("python3", "ir")
    yield
    end_servers()
    if before is None:
        del os.environ["JUPYTER_PATH"]
    else:
        os.environ["JUPYTER_PATH"] = before


def make_notebook(language: str, *sources: str) -> NotebookNode:
    cells = [new_code_cell(source) for source in sources]
    return new_notebook(cells=cells, metadata={"kernelspec": KERNELS[language]})


def run_cells(
    folder: Path, language: str, *sources: str, limits: Limits = QUICK
) -> Executed:
    notebook = make_notebook(language, *sources)
    return run(notebook, folder, Guard(notebook), limits)


def text_of(cell: NotebookNode) -> str:
    return "".join(o.get("text", o.get("evalue", "")) for o in cell.outputs)


@pytest.mark.parametrize(
    ("language", "loop", "after"),
    [
        ("python", "while True: pass", "print('after')"),
        ("R", "repeat {}", "cat('after')"),
    ],
)
def test_a_cell_without_end_is_interrupted(
    tmp_path: Path, language: str, loop: str, after: str
):
    """It says so, and the next cell runs."""
    done = run_cells(tmp_path, language, loop, after)

    assert "ran for longer than 1 seconds" in text_of(done.notebook.cells[0])
    assert text_of(done.notebook.cells[1]).strip() == "after"
    assert done.notes == ["a cell ran for longer than 1 seconds and was stopped"]


def test_a_cell_that_refuses_to_end_is_killed(tmp_path: Path):
    """What ran before keeps its outputs; what comes after says why it did not run."""
    stubborn = "import signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True: pass"
    done = run_cells(tmp_path, "python", "print('before')", stubborn, "print('after')")

    before, _, after = done.notebook.cells
    assert text_of(before) == "before\n"
    assert "a cell did not end when it was told to" in text_of(after)


@pytest.mark.parametrize(
    ("language", "ends"),
    [("python", "import os\nos._exit(1)"), ("R", "tools::pskill(Sys.getpid(), 9)")],
)
def test_a_dead_kernel_leaves_what_it_had_done(
    tmp_path: Path, language: str, ends: str
):
    """In both languages, and the cells that could not run say so."""
    shows = {"python": "print('before')", "R": "cat('before')"}[language]

    done = run_cells(tmp_path, language, shows, ends, shows)

    assert text_of(done.notebook.cells[0]).strip() == "before"
    assert done.notes == ["the code before this point ended the kernel"]
    assert done.notebook.cells[2].outputs[0].ename == "KernelEnded"


def test_the_notebook_as_a_whole_has_a_limit(tmp_path: Path):
    """Cells that each keep their time can still take too long together."""
    limits = Limits(cell_seconds=5, notebook_seconds=2)
    cells = ["import time\ntime.sleep(0.7)"] * 6

    done = run_cells(tmp_path, "python", *cells, limits=limits)

    assert done.notes == [
        "the notebook ran for longer than 2 seconds, so its kernel was ended"
    ]


def test_output_without_end_is_stopped_while_it_is_written(tmp_path: Path):
    """No more than the limit is kept, and the next cell runs."""
    done = run_cells(
        tmp_path, "python", "while True: print('x' * 10_000)", "print('after')",
        limits=Limits(cell_seconds=15, output_mb=1),
    )  # fmt: skip

    assert done.notes == ["a cell showed more than 1 MB and was stopped"]
    assert len(text_of(done.notebook.cells[0])) < 1_100_000
    assert text_of(done.notebook.cells[1]) == "after\n"


def test_one_message_too_large_to_read_is_lost_alone(tmp_path: Path):
    """It is never held in memory whole; the cell's end is not missed for ever."""
    done = run_cells(
        tmp_path, "python", "print('x' * 30_000_000)", "print('after')",
        limits=Limits(cell_seconds=15, output_mb=1),
    )  # fmt: skip

    assert len(text_of(done.notebook.cells[0])) < 1_100_000
    assert "after" in text_of(done.notebook.cells[1])


def test_what_is_no_output_is_dropped(tmp_path: Path):
    """A kernel can be made to send anything; the notebook stays one."""
    sends = (
        "kernel = get_ipython().kernel\n"
        "for kind, content in [('display_data', {'data': 7}), ('stream', {'name': 3}),\n"
        "                      ('error', {}), ('display_data', {'data': {'a': 'b'}}),\n"
        "                      ('update_display_data', {'transient': 5}),\n"
        "                      ('clear_output', {'wait': [1]}), ('comm_open', {})]:\n"
        "    kernel.session.send(kernel.iopub_socket, kind, content,\n"
        "                        parent=kernel.get_parent('shell'))\n"
        "print('sent')"
    )

    done = run_cells(tmp_path, "python", sends, "print('after')")
    make_sound(done.notebook)

    nbformat.validate(done.notebook)
    assert "sent" in text_of(done.notebook.cells[0])
    assert text_of(done.notebook.cells[1]) == "after\n"


def test_a_later_cell_cannot_change_an_earlier_output_of_a_test(tmp_path: Path):
    """A display's name is forgotten once the test it was shown in is over."""
    test = new_code_cell("display({'text/plain': 'one'}, raw=True, display_id='d')")
    test.metadata["nbgrader"] = {
        "grade": True, "locked": True, "solution": False, "grade_id": "q-test",
        "points": 1, "cell_type": "code", "schema_version": 3, "task": False,
    }  # fmt: skip
    notebook = make_notebook("python", "pass")
    change = "display({'text/plain': 'two'}, raw=True, display_id='d', update=True)"
    notebook.cells += [test, new_code_cell(change)]

    done = run(notebook, tmp_path, Guard(notebook), QUICK)

    assert "two" not in str(done.notebook.cells[1].outputs)


def test_a_silent_error_is_an_error(tmp_path: Path):
    """A notebook that keeps errors quiet does not make a failed cell look whole."""
    quiet = "get_ipython().showtraceback = lambda *a, **k: None"

    done = run_cells(tmp_path, "python", quiet, "1 / 0")

    assert done.notebook.cells[1].outputs[0].ename == "ZeroDivisionError"


def test_nobody_is_asked(tmp_path: Path):
    """A cell that waits for an answer gets an error, at once."""
    done = run_cells(tmp_path, "python", "name = input('Who are you?')")

    assert done.notebook.cells[0].outputs[0].ename == "StdinNotImplementedError"
