"""A wrong answer gets no point by changing the notebook, or a person is told."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from nbformat.v4 import output_from_msg

from soundings.checks import RESULT
from soundings.course.kernels import make_kernels, settings
from soundings.course.marking.guard import Guard, Verdict, suspicious
from soundings.course.sources import read_source

pytestmark = pytest.mark.xdist_group("guard")

PYTHON = """\
# %%
import math

import pandas as pd

from soundings import ais, check

# %% solution="add"
### BEGIN SOLUTION
total = 2 + 2
### END SOLUTION

# %% test="add" points=5
def is_number(value):
    return isinstance(value, int | float)

q = check("add", points=5)
q.that("total is a number", lambda: is_number(total))
### BEGIN HIDDEN TESTS
q.that("total is what two and two make", lambda: math.isclose(total, 4), weight=2)
### END HIDDEN TESTS
table = pd.DataFrame({"n": [total]})
q.that("a table of it adds up to four", lambda: len(table) == 1 and table["n"].sum() == 4)
q.that("it is near four degrees north", lambda: ais.distance_nm(0, total, 0, 4) < 1)
q.score()

# %% solution="say"
### BEGIN SOLUTION
said = "four"
### END SOLUTION

# %% test="say" points=2
import re

q = check("say", points=2)
q.that("total is still a number", lambda: is_number(total))
q.that("said is four", lambda: re.fullmatch("four", str(said)) is not None)
q.score()
"""

R = """\
# %%
source("check.R")

# %% solution="add"
### BEGIN SOLUTION
total <- 2 + 2
### END SOLUTION

# %% test="add" points=4
is_number <- function(value) is.numeric(value) && length(value) == 1
drop <- function(value) value[[1]]
q <- check("add", points = 4)
q$that("total is a number", is_number(total))
### BEGIN HIDDEN TESTS
q$that("total is what two and two make", isTRUE(all.equal(total, 4)), weight = 2)
### END HIDDEN TESTS
q$that("it is equal to itself", F || identical(total, sum(total)))
q$score()

# %% solution="say"
### BEGIN SOLUTION
said <- "four"
### END SOLUTION

# %% test="say" points=2
q <- check("say", points = 2)
q$that("said is four", is_number(total) && identical(drop(said), "four"))
q$score()
"""

FULL = {"python": [5.0, 2.0], "R": [4.0, 2.0]}
RIGHT = {
    "python": 'total = 4\nsaid = "four"',
    "R": 'total <- 4; said <- "four"',
}
WRONG = {"python": 'total = "5"\nsaid = None', "R": 'total <- "5"; said <- NULL'}


@dataclass
class Marked:
    """What came of one notebook's two questions."""

    points: list[float | None]
    tampered: str
    notes: str
    outputs: list[list[NotebookNode]]


class Desk:
    """A kernel that is started anew for each notebook, as when marking."""

    def __init__(self, text: str, suffix: str, folder: Path) -> None:
        path = folder / f"sums{suffix}"
        path.write_text(text, "utf8")
        self.source = read_source(path)
        self.language = self.source.language
        if self.language == "R":
            package = Path(__file__).parents[2] / "src" / "soundings"
            (folder / "check.R").write_bytes((package / "check.R").read_bytes())
        self._folder = folder
        self._loop = asyncio.Runner()
        self._is_open = False

    def _open(self) -> None:
        """Start a kernel for one notebook."""
        self._loop.run(self._close())
        self._loop.run(self._start())

    def close(self) -> None:
        """End the kernel, if one runs."""
        self._loop.run(self._close())
        self._loop.close()

    async def _start(self) -> None:
        name = self.source.notebook.metadata.kernelspec.name
        config = settings(name)  # a warm kernel is not waited for
        self._manager = AsyncKernelManager(kernel_name=name, config=config)
        await self._manager.start_kernel(cwd=str(self._folder))
        self._client = self._manager.client()
        self._client.start_channels()
        self._is_open = True
        await self._client.wait_for_ready(timeout=60)

    async def _close(self) -> None:
        if self._is_open:
            self._client.stop_channels()
            await self._manager.shutdown_kernel(now=True)
            self._is_open = False

    def run(self, code: str, history: bool = True) -> list[NotebookNode]:
        """Run a cell; an error is one of its outputs."""
        outputs: list[NotebookNode] = []

        def keep(message: dict[str, Any]) -> None:
            kind = message["header"]["msg_type"]
            if kind in ("stream", "display_data", "execute_result", "error"):
                outputs.append(output_from_msg(message))

        running = self._client.execute_interactive(
            code, allow_stdin=False, stop_on_error=False, output_hook=keep,
            timeout=30, store_history=history,
        )  # fmt: skip
        self._loop.run(running)
        return outputs

    @property
    def _cells(self) -> dict[str, NotebookNode]:
        return {
            c.metadata["nbgrader"]["grade_id"] if "nbgrader" in c.metadata else "": c
            for c in self.source.notebook.cells
        }

    def mark_unguarded(self, *answers: str) -> list[float]:
        """
        Give the points for the same cells as nbgrader would, without a guard.

        An error is worth nothing, a result its last points, and silence full points.
        """
        self._open()
        cells = self._cells
        for source in (cells[""].source, *answers):
            self.run(source)
        earned = []
        for name in ("add-test", "say-test"):
            outputs = self.run(cells[name].source)
            results = [o.data[RESULT] for o in outputs if RESULT in o.get("data", {})]
            full = float(cells[name].metadata["nbgrader"]["points"])
            points = float(results[-1]["points"]) if results else full
            failed = any(o.output_type == "error" for o in outputs)
            earned.append(0.0 if failed else points)
        return earned

    def mark(self, *answers: str) -> Marked:
        """Mark a notebook: released cells, these answers, then both tests."""
        self._open()
        guard = Guard(self.source.notebook)
        cells = self._cells
        assert self.run(guard.opening, history=False) == []
        for source in (cells[""].source, *answers):
            self.run(source)
        verdicts: list[Verdict] = []
        shown: list[list[NotebookNode]] = []
        for name in ("add-test", "say-test"):
            guarded = guard.prepare(cells[name])
            outputs, verdict = guard.judge(self.run(guarded.source, False), guarded)
            verdicts.append(verdict)
            shown.append(outputs)
        return Marked(
            [v.points for v in verdicts],
            guard.tampered,
            "; ".join(n for v in verdicts for n in v.notes),
            shown,
        )


@pytest.fixture(scope="module")
def kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Warm kernels where there are any: each notebook has one of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", os.environ.get("JUPYTER_PATH", ""))
        folder = tmp_path_factory.mktemp("kernels")
        yield make_kernels(folder, folder)


@pytest.fixture(scope="module")
def python(kernels: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    assert kernels.is_dir()
    desk = Desk(PYTHON, ".py", tmp_path_factory.mktemp("python"))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def r(kernels: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    assert kernels.is_dir()
    desk = Desk(R, ".R", tmp_path_factory.mktemp("r"))
    yield desk
    desk.close()


@pytest.fixture(params=["python", "r"])
def desk(request: pytest.FixtureRequest) -> Desk:
    chosen: Desk = request.getfixturevalue(request.param)
    return chosen


def test_a_right_answer_gets_its_points(desk: Desk):
    """The guard changes nothing for an honest notebook, and shows no decoy."""
    marked = desk.mark(RIGHT[desk.language])

    assert marked.points == FULL[desk.language]
    assert (marked.tampered, marked.notes) == ("", "")
    (shown,) = [o for o in marked.outputs[0] if RESULT in o.get("data", {})]
    lines = {"python": 5, "R": 4}[desk.language]
    assert len(shown.data[RESULT]["claims"]) == lines - 1
    assert len(shown.data["text/plain"].splitlines()) == lines
    assert shown.data["text/plain"].endswith(" points")


def test_a_wrong_answer_gets_what_its_claims_weigh(desk: Desk):
    """Points are computed again from the test's own claims."""
    wrong = {"python": "total = 5\nsaid = 4", "R": "total <- 5; said <- 4"}
    worth = {"python": [1.0, 1.0], "R": [2.0, 0.0]}

    marked = desk.mark(wrong[desk.language])

    assert marked.points == worth[desk.language]
    assert marked.tampered == ""


FORGE = """\
def forge(content):
    for value in content.get("data", {}).values():
        if isinstance(value, dict) and "claims" in value:
            for claim in value["claims"]:
                claim["is_met"] = True
            value["points"] = value["out_of"]
    return content
"""
PYTHON_ATTACKS = {
    "input transformer": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"
    ),
    "ast transformer": (
        "import ast\n"
        "class Pass(ast.NodeTransformer):\n"
        "    def visit_Module(self, node):\n"
        "        return ast.parse('pass')\n"
        "get_ipython().ast_transformers.append(Pass())"
    ),
    "a check of one's own": (
        "class check:\n"
        "    def __init__(self, *a, **k): pass\n"
        "    def that(self, *a, **k): pass\n"
        "    def score(self): return 4.0"
    ),
    "check patched": (
        "import soundings, soundings.checks as c\n"
        "old = c.check.that\n"
        "def that(self, says, test, *a, **k): old(self, says, lambda: True)\n"
        "c.check.that = soundings.check.that = that"
    ),
    "score patched": (
        "import soundings.checks as c\nc.check.score = lambda self: self.points"
    ),
    "internals patched": (
        "import soundings.checks.question as c\n"
        "c.attempt = lambda value, find_fault: None"
    ),
    "builtins": (
        "import builtins\n"
        "old = builtins.isinstance\n"
        "builtins.isinstance = lambda x, t: t == (int | float) or old(x, t)"
    ),
    "isclose patched": "import math\nmath.isclose = lambda *a, **k: True",
    "names masked": "isinstance = lambda *a, **k: True\nlen = lambda x: 1",
    "display patched": (
        f"{FORGE}import IPython.display as d, IPython.core.display_functions as f\n"
        "old = d.display\n"
        "def display(bundle, *a, **k):\n"
        "    return old(forge({'data': bundle})['data'], *a, **k)\n"
        "d.display = f.display = display"
    ),
    "hook on what is shown": (
        f"{FORGE}def hook(message):\n"
        "    forge(message['content'])\n"
        "    return message\n"
        "get_ipython().display_pub.register_hook(hook)"
    ),
    "publish patched": (
        f"{FORGE}p = get_ipython().display_pub\nold = p.publish\n"
        "def publish(data, *a, **k):\n"
        "    return old(forge({'data': data})['data'], *a, **k)\n"
        "p.publish = publish"
    ),
    "a result before, after and instead": (
        "from IPython.display import display\n"
        "def forge(*a):\n"
        "    display({'text/plain': 'x', 'application/vnd.soundings.check+json':\n"
        "      {'question': 'add', 'points': 4, 'out_of': 4, 'hint': None,\n"
        "       'claims': [{'says': 'x', 'is_met': True, 'reason': None}]}}, raw=True)\n"
        "get_ipython().events.register('post_run_cell', forge)\nforge()"
    ),
    "a result instead": (
        "from IPython.display import display, clear_output\n"
        "forged = {'question': 'add', 'points': 4, 'out_of': 4, 'claims':\n"
        "  [{'says': 'x', 'is_met': True, 'reason': None}]}\n"
        "def swap(lines):\n"
        '    return [\'__import__("IPython").display.display({"text/plain": "x",'
        ' "application/vnd.soundings.check+json": forged}, raw=True)\']\n'
        "get_ipython().input_transformers_cleanup.append(swap)"
    ),
    "settrace": (
        "import sys\n"
        "def trace(frame, event, arg):\n"
        "    if 'is_met' in frame.f_locals or frame.f_code.co_name == '<lambda>':\n"
        "        frame.f_globals['total'] = 4\n"
        "    return trace\n"
        "sys.settrace(trace)"
    ),
    "setprofile": (
        "import sys\n"
        "def profile(frame, event, arg):\n"
        "    if frame.f_code.co_name == '<lambda>': frame.f_globals['total'] = 4\n"
        "sys.setprofile(profile)"
    ),
    "session patched": (
        f"{FORGE}s = get_ipython().kernel.session\nold = s.msg\n"
        "def msg(kind, content=None, *a, **k):\n"
        "    return old(kind, forge(content) if kind == 'display_data' else content,"
        " *a, **k)\n"
        "s.msg = msg"
    ),
    "the publisher's class patched": (
        f"{FORGE}c = type(get_ipython().display_pub)\nold = c.publish\n"
        "def publish(self, data, *a, **k):\n"
        "    return old(self, forge({'data': data})['data'], *a, **k)\n"
        "c.publish = publish"
    ),
    "a method of tables patched": (
        "import pandas as pd\npd.Series.sum = lambda self, *a, **k: 4"
    ),
    "a method put before one that is inherited": (
        "import pandas as pd\n"
        "old = pd.Series.__getattribute__\n"
        "pd.Series.__getattribute__ = lambda self, name:"
        " (lambda: 4) if name == 'sum' else old(self, name)"
    ),
    "a helper of ais patched": (
        "import soundings.ais.geometry as g\n"
        "class Zero:\n"
        "    def __getattr__(self, name): return lambda *a, **k: 0.0\n"
        "g.np = Zero()"
    ),
    "a module replaced": (
        "import sys, types\nm = types.ModuleType('re')\n"
        "m.fullmatch = lambda *a, **k: True\nsys.modules['re'] = m"
    ),
    "showtraceback silenced": (
        "get_ipython().showtraceback = lambda *a, **k: None\ncheck = None"
    ),
}

PYTHON_ATTACKS_ON_THE_GUARD = {
    "an honest module of one's own": (
        "import sys, types, soundings.honest as h\n"
        "h.run = lambda *a: None\n"
        "sys.modules['soundings.honest'] = types.ModuleType('h')"
    ),
    "the runner replaced": (
        "import sys\n"
        "for n, m in list(sys.modules.items()):\n"
        "    if hasattr(m, '_put_back'): m.run = lambda *a: None"
    ),
    "the tests' own check patched": (
        "import sys\n"
        "for n, m in list(sys.modules.items()):\n"
        "    if hasattr(m, '_put_back'):\n"
        "        own = m._private['soundings.checks.question']\n"
        "        own.attempt = lambda value, find_fault: None"
    ),
}
"""They would do nothing to an unguarded test: they go for what guards it."""


FLAGGED = {
    "input transformer", "ast transformer", "the runner replaced",
    "a result before, after and instead", "a result instead",
}  # fmt: skip


@pytest.mark.parametrize("name", PYTHON_ATTACKS)
def test_a_python_attack_earns_points_only_without_the_guard(python: Desk, name: str):
    """Guarded, the wrong answer stays wrong, or the notebook is flagged."""
    answers = (WRONG["python"], PYTHON_ATTACKS[name])

    unguarded = python.mark_unguarded(*answers)
    marked = python.mark(*answers)

    assert any(unguarded), unguarded
    assert not any(marked.points), marked
    assert bool(marked.tampered) == (name in FLAGGED), marked


@pytest.mark.parametrize("name", PYTHON_ATTACKS_ON_THE_GUARD)
def test_a_python_attack_on_the_guard_earns_nothing(python: Desk, name: str):
    """What runs a test is put back as well, or its loss is noticed."""
    marked = python.mark(WRONG["python"], PYTHON_ATTACKS_ON_THE_GUARD[name])

    assert not any(marked.points), marked
    assert bool(marked.tampered) == (name in FLAGGED), marked


@pytest.mark.parametrize(
    "masks",
    [
        "len = 3\nisinstance = None\nlist = [1]",
        "math = 'near'\nq = 4\nis_number = 3",
        "check = 'on'\npd = None",
        "def run(): pass\ntest = 1\nprint = None\nsum = 5",
    ],
)
def test_a_right_python_answer_may_mask_names(python: Desk, masks: str):
    """A name is the learner's own affair: the test still knows what it means."""
    marked = python.mark(RIGHT["python"], masks)

    assert marked.points == FULL["python"], marked
    assert marked.tampered == ""


def test_a_masked_name_is_noted_and_stays_masked(python: Desk):
    """Later cells of the learner's see what they made."""
    marked = python.mark(RIGHT["python"], "import math\nlen = 3\nmath.isclose = 7")

    assert "math.isclose" in marked.notes
    assert "`len`" in marked.notes
    (shown,) = python.run("print(len, math.isclose)")
    assert shown.text == "3 7\n"


R_ATTACKS = {
    "stopifnot, identical, isTRUE": (
        "stopifnot <- identical <- isTRUE <- all.equal <- is.numeric <- "
        "function(...) TRUE\nis_number <- length <- function(...) 1"
    ),
    "a check of one's own": (
        "check <- function(...) list(that = function(...) NULL, "
        "score = function() 4)\nlockBinding('check', globalenv())"
    ),
    "base patched": (
        "unlockBinding('all.equal', baseenv())\n"
        "assign('all.equal', function(...) TRUE, baseenv())"
    ),
    "publishing patched": (
        "unlockBinding('publish_mimebundle', asNamespace('IRdisplay'))\n"
        "assignInNamespace('publish_mimebundle', function(data, ...) NULL, 'IRdisplay')"
    ),
    "display option": (
        "old <- getOption('jupyter.base_display_func')\n"
        "options(jupyter.base_display_func = function(data, ...) {\n"
        "  for (n in names(data)) if (is.list(data[[n]])) {\n"
        "    data[[n]]$points <- data[[n]]$out_of\n"
        "    for (i in seq_along(data[[n]]$claims)) data[[n]]$claims[[i]]$is_met <- TRUE\n"
        "  }\n  old(data, ...) })"
    ),
    "methods": (
        "all.equal.character <- function(...) TRUE\n"
        "all.equal.numeric <- function(...) TRUE"
    ),
    "attached": "attach(list(all.equal = function(...) TRUE, isTRUE = function(...) TRUE))",
    "T and F": "F <- TRUE; T <- FALSE",
}

R_ATTACKS_ON_THE_GUARD = {
    "runner taken away": "detach('soundings', character.only = TRUE)",
    "parse": "parse <- function(...) expression(NULL)\neval <- function(...) NULL",
    "the tests' own check patched": (
        "run <- get(ls('soundings')[[1]], 'soundings')\n"
        "place <- environment(environment(run)$check)\n"
        "unlockBinding('judge', place)\n"
        "assign('judge', function(value) NULL, place)"
    ),
}


@pytest.mark.parametrize("name", R_ATTACKS)
def test_an_r_attack_earns_points_only_without_the_guard(r: Desk, name: str):
    """Guarded, the wrong answer stays wrong, or the notebook is flagged."""
    answers = (WRONG["R"], R_ATTACKS[name])

    unguarded = r.mark_unguarded(*answers)
    marked = r.mark(*answers)

    assert any(unguarded), unguarded
    assert not any(marked.points), marked


@pytest.mark.parametrize("name", R_ATTACKS_ON_THE_GUARD)
def test_an_r_attack_on_the_guard_earns_nothing(r: Desk, name: str):
    """What runs a test is put back as well, or its loss is noticed."""
    marked = r.mark(WRONG["R"], R_ATTACKS_ON_THE_GUARD[name])

    assert not any(marked.points), marked


@pytest.mark.parametrize(
    "masks",
    [
        "c <- 3; sum <- 5; length <- function(x) 0; T <- 0; F <- 1",
        "identical <- function(x) x; isTRUE <- NULL; q <- 1",
        "check <- 'on'; is_number <- NULL; lockBinding('check', globalenv())",
        "lockBinding('total', globalenv()); q <- 1; lockBinding('q', globalenv())",
        "options(OutDec = ',', warn = 2, digits = 3)",
    ],
)
def test_a_right_r_answer_may_mask_names(r: Desk, masks: str):
    """A name is the learner's own affair: the test still knows what it means."""
    marked = r.mark(RIGHT["R"], masks)

    assert marked.points == FULL["R"], marked
    assert marked.tampered == ""
    if "identical" in masks:
        assert "`identical`" in marked.notes


def test_a_value_made_anew_at_each_look_is_looked_at_once(r: Desk):
    """An answer cannot be one thing to one claim and another to the next."""
    marked = r.mark(
        'said <- "four"; n <- 0',
        "makeActiveBinding('total', function() { n <<- n + 1; n }, globalenv())",
    )

    assert marked.points == [2.0, 2.0], marked
    assert "what total is at each look" in marked.notes


def test_the_reason_for_suspicion_names_the_word():
    """What a learner has no reason to touch is named for the instructor."""
    python = "import builtins\nget_ipython().input_transformers_cleanup.append(f)"

    assert suspicious(python, "python") == ["builtins", "input_transformers"]
    assert suspicious("lockBinding('q', globalenv())", "R") == ["lockBinding"]
    assert suspicious("total = 2 + 2  # mind the order", "python") == []
