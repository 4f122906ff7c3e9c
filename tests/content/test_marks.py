"""Through nbgrader: every solution earns full marks, every untouched exercise none."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from soundings.course.marking.cohort import Cohort, Way
from soundings.course.marking.command import kernels_for
from soundings.course.marking.progress import Progress
from soundings.course.marking.results import read_results
from soundings.course.marking.slots import count_cores
from soundings.course.marking.tables import Mark
from soundings.course.sources import find_sources, read_source
from soundings.course.warm import confinement

ROOT = Path(__file__).parents[2]
SLUGS = [path.stem for path in find_sources(ROOT)]

pytestmark = pytest.mark.xdist_group("marks")


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> list[Mark]:
    folder = tmp_path_factory.mktemp("cohort")
    for path in find_sources(ROOT):
        source = read_source(path)
        for cell in source.notebook.cells:
            cell.source = re.sub(r"(?m)^(# )?### (BEGIN|END) .*\n?", "", cell.source)
        blank = nbformat.read(ROOT / "exercises" / path.stem / f"{path.stem}.ipynb", 4)
        for learner, notebook in (("solution", source.notebook), ("blank", blank)):
            here = folder / "in" / learner / path.stem
            here.mkdir(parents=True)
            nbformat.write(notebook, here / f"{path.stem}.ipynb")
    cohort = Cohort(ROOT, folder / "in", folder / "out")
    way = Way(jobs=count_cores(), is_isolated=not confinement.why_not())
    unmarked = cohort.find_unmarked(way)
    cohort.prepare(SLUGS)
    with kernels_for(cohort, way, is_warm=True):
        cohort.mark(unmarked, way, Progress(len(unmarked), said=print))
    entries = cohort.journal.entries.values()
    assert len(entries) == 2 * len(SLUGS)
    assert {e.key: (*e.notes, *e.flags) for e in entries if e.notes or e.flags} == {}
    return [mark for result in read_results(cohort) for mark in result.marks()]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_solution_earns_all_a_machine_can_give(slug: str, marks: list[Mark]):
    """And its written answers wait for a person."""
    own = [m for m in marks if m.exercise == slug and m.learner == "solution"]
    assert own
    for mark in own:
        assert mark.waits_for_a_person or mark.points == mark.out_of, mark


@pytest.mark.parametrize("slug", SLUGS)
def test_the_untouched_exercise_earns_nothing(slug: str, marks: list[Mark]):
    """Not a point, and nobody has to look at it."""
    own = [m for m in marks if m.exercise == slug and m.learner == "blank"]
    assert own
    assert all(m.points == 0 and not m.waits_for_a_person for m in own), own


@pytest.mark.parametrize("slug", SLUGS)
def test_a_release_holds_no_solution_and_no_hidden_test(slug: str):
    """No line of what was taken out stands anywhere under exercises/."""
    path = next(p for p in find_sources(ROOT) if p.stem == slug)
    block = r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)\n *(# )?### END"
    text = path.read_text("utf8")
    taken_out = "\n".join(m[1] for m in re.findall(block, text, re.S))
    left_in = re.sub(block, "", text, flags=re.S)
    secret = {line.strip(" #") for line in taken_out.splitlines()}
    secret = {line for line in secret if len(line) > 25 and line not in left_in}
    released = "".join(read_cells(ROOT / "exercises" / slug / f"{slug}.ipynb"))

    assert secret
    assert {line for line in secret if line in released} == set()


def read_cells(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, 4).cells]
