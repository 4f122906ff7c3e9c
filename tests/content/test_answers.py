"""Each check accepts other right answers, and meets each wrong one with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from soundings.course.sources import find_sources, read_source
from soundings.course.trials.answers import Answer, find_answers
from soundings.course.trials.bench import Bench

pytestmark = pytest.mark.usefixtures("warm_kernels")

ROOT = Path(__file__).parents[2]
ANSWERS = find_answers(ROOT)


def grouped(answer: Answer) -> object:
    mark = pytest.mark.xdist_group(answer.slug)
    return pytest.param(answer, id=str(answer), marks=mark)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bench]]:
    paths = {path.stem: path for path in find_sources(ROOT)}
    opened: dict[str, Bench] = {}

    class Benches(dict[str, Bench]):
        def __missing__(self, slug: str) -> Bench:
            folder = tmp_path_factory.mktemp(slug)
            opened[slug] = self[slug] = Bench(ROOT, read_source(paths[slug]), folder)
            return opened[slug]

    yield Benches()
    for bench in opened.values():
        bench.close()


@pytest.mark.parametrize("answer", [grouped(a) for a in ANSWERS if a.is_right])
def test_a_right_answer_passes(answer: Answer, benches: dict[str, Bench]):
    """However a learner gets there, a right answer earns every point."""
    assert benches[answer.slug].first_unmet(answer.question, answer.code) is None


@pytest.mark.parametrize("answer", [grouped(a) for a in ANSWERS if not a.is_right])
def test_a_wrong_answer_is_told_why(answer: Answer, benches: dict[str, Bench]):
    """The first claim a wrong answer fails is the one that explains it."""
    unmet = benches[answer.slug].first_unmet(answer.question, answer.code)

    assert unmet is not None, "every claim was met"
    assert answer.says in unmet
