"""
A cohort that attacks the marking: everybody gets what they earned, and nobody else's.

It is marked once with all protection on, together with learners who do no harm; these
are marked once more alone.
"""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from soundings.course.kernels import why_not_warm
from soundings.course.warm import confinement
from tests.hostile import cases_files, cases_python, cases_r, cheats_python, cheats_r
from tests.hostile.cohort import Case, Marked, hand_in, mark
from tests.hostile.course import CANARIES, make_course

REASON = confinement.why_not() or why_not_warm("ir")

pytestmark = [
    pytest.mark.xdist_group("hostile"),
    pytest.mark.skipif(REASON != "", reason=f"nothing can be shut in here: {REASON}"),
]

HONEST = [
    Case(tree, slug, points, answers)
    for slug, wrong in (
        ("harbour", {"add": "total = 5", "calls": "raise ValueError('no')"}),
        ("harbour_r", {"add": "total <- 5", "calls": "stop('no')"}),
    )
    for tree, points, answers in (("ash", (4, 3, 2), {}), ("zelkova", (2, 0, 2), wrong))
]
"""Whoever is marked first and last, in the order of the alphabet."""

HOSTILE = [
    case
    for table in (cases_python, cheats_python, cases_r, cheats_r, cases_files)
    for case in table.CASES
]

SLEEP = "98765.4321"
"""Seconds for which a process left behind sleeps: by them it is known."""


@dataclass(frozen=True)
class Runs:
    """The cohort marked with and without the hostile ones, and what was seen outside."""

    all: Marked
    honest: Marked
    callers: list[str]
    temporary: list[str]


@pytest.fixture(scope="module")
def runs() -> Iterator[Runs]:
    """Mark both cohorts in a folder with a short name: sockets must fit in it."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name, Listeners() as outside:
        around = Path(name)
        for folder in ("home", "temporary"):
            (around / folder).mkdir()
        (around / "home" / ".netrc").write_text("canary-home", "utf8")
        secret = ["home", "cohort", "course/solutions", "course/exercises", "all"]
        told = {
            **outside.told,
            "secret": [str(around / folder) for folder in secret],
            "output": str(around / "all"),
            "left": SLEEP,
        }
        course = around / "course"
        make_course(course, told)
        for case in HONEST:
            hand_in(course, around / "honest-cohort", case)
        for case in (*HONEST, *HOSTILE):
            hand_in(course, around / "cohort", case)
        environment = {
            "HOME": str(around / "home"),
            "TMPDIR": str(around / "temporary"),
            "API_TOKEN": "canary-token",
        }
        honest = mark(course, around / "honest-cohort", around / "honest", environment)
        everybody = mark(course, around / "cohort", around / "all", environment)
        left = sorted(path.name for path in (around / "temporary").iterdir())
        yield Runs(everybody, honest, outside.callers(), left)


class Listeners:
    """Sockets on this machine that a submission must not reach."""

    def __enter__(self) -> Listeners:
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(type=socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind(f"\0hostile-{os.getpid()}")
        self.abstract.listen()
        self.told = {
            "tcp": self.tcp.getsockname()[1],
            "udp": self.udp.getsockname()[1],
            "abstract": f"hostile-{os.getpid()}",
        }
        return self

    def __exit__(self, *_: object) -> None:
        for listening in (self.tcp, self.udp, self.abstract):
            listening.close()

    def callers(self) -> list[str]:
        """Name the sockets that somebody reached."""
        reached = []
        for name in ("tcp", "udp", "abstract"):
            listening = getattr(self, name)
            listening.setblocking(False)
            try:
                if name == "udp":
                    listening.recv(1)
                else:
                    listening.accept()[0].close()
            except BlockingIOError:
                continue
            reached.append(name)
        return reached


@pytest.mark.parametrize(
    "case", [*HONEST, *HOSTILE], ids=lambda c: f"{c.slug}-{c.learner}"
)
def test_everybody_gets_what_the_answers_deserve(case: Case, runs: Runs):
    """The points of each question, the note, the flag; and the attack did run."""
    rows = runs.all.questions()[case.key]
    total = runs.all.totals()[case.key]

    points = tuple(float(rows[name]["points"]) for name in ("add", "calls", "twice"))
    assert (points, total["note"]) == (tuple(map(float, case.points)), total["note"])
    assert re.search(case.note or "^$", total["note"])
    assert (total["flagged"] == "True") == case.flagged, total["note"]
    assert (rows["why"]["waits_for_a_person"] == "True") == case.waits
    assert case.shows in runs.all.shown(case.student, case.slug)


@pytest.mark.parametrize("case", HONEST, ids=lambda case: f"{case.slug}-{case.learner}")
def test_nobody_else_notices(case: Case, runs: Runs):
    """Marks, notes and pages of honest learners are those without the hostile ones."""
    for table in (Marked.totals, Marked.questions):
        with_all, alone = table(runs.all)[case.key], table(runs.honest)[case.key]
        assert _timeless(with_all) == _timeless(alone)
    assert runs.all.feedback(case.learner) == runs.honest.feedback(case.learner)
    assert runs.all.feedback(case.learner)


def test_every_submission_is_in_the_gradebook(runs: Runs):
    """It opens, and nobody has more points than there are."""
    with Gradebook(f"sqlite:///{runs.all.output / 'gradebook.db'}") as gradebook:
        for slug in ("harbour", "harbour_r"):
            scores = {
                s.student_id: s.score for s in gradebook.assignment_submissions(slug)
            }
            cases = [c for c in (*HONEST, *HOSTILE) if c.slug == slug]
            assert scores == {c.student: sum(c.points) for c in cases}
    assert "could not be run, through no fault" not in runs.all.said


def test_nothing_outlives_the_marking(runs: Runs):
    """No process and no temporary folder is left, and nobody called outside."""
    commands = [
        path.read_bytes()
        for path in Path("/proc").glob("[0-9]*/cmdline")
        if os.access(path, os.R_OK) and path.exists()
    ]

    assert runs.all.left == runs.honest.left == []
    assert [command for command in commands if SLEEP.encode() in command] == []
    assert runs.temporary == []
    assert runs.callers == []


def test_no_secret_comes_out(runs: Runs):
    """Not in the feedback, the tables, the cohort's page; and no outside secret at all."""
    pages = [*runs.all.output.glob("feedback/*/*"), *runs.all.output.glob("*.csv")]
    pages.append(runs.all.output / "cohort.html")
    hidden, outside = CANARIES[:2], CANARIES[3:]

    for page in pages:
        text = page.read_text("utf8")
        assert [word for word in (*hidden, *outside) if word in text] == [], page
    for case in (*HONEST, *HOSTILE):
        shown = runs.all.shown(case.student, case.slug)
        assert [word for word in CANARIES[2:] if word in shown] == [], case.learner


def test_pages_and_tables_take_no_name_for_code(runs: Runs):
    """A learner's name is text in HTML, and no formula in a table."""
    for page in (
        *runs.all.output.glob("feedback/*/*"),
        runs.all.output / "cohort.html",
    ):
        assert not re.search("<script>alert|<b>bold", page.read_text("utf8")), page
    for name in ("marks.csv", "questions.csv"):
        text = (runs.all.output / name).read_text("utf8")
        assert not re.search(r'(^|,)"?[=@+-]', text, re.M)


def _timeless(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out when it was handed in: each cohort was written at its own time."""
    return {
        key: _timeless(value) if isinstance(value, dict) else value
        for key, value in row.items()
        if key != "handed_in"
    }
