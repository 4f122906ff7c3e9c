"""Each check accepts other right answers, and meets each wrong one with its own words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from soundings.course.sources import find_sources, read_source
from tests.content.answers import ROOT, Answer, Bench, find_answers, find_source

ANSWERS = find_answers()


def grouped(answer: Answer) -> object:
    mark = pytest.mark.xdist_group(answer.slug)
    return pytest.param(answer, id=str(answer), marks=mark)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bench]]:
    opened: dict[str, Bench] = {}

    class Benches(dict[str, Bench]):
        def __missing__(self, slug: str) -> Bench:
            folder = tmp_path_factory.mktemp(slug)
            opened[slug] = self[slug] = Bench(find_source(slug), folder)
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


@pytest.mark.parametrize("path", find_sources(ROOT), ids=lambda p: p.stem)
def test_every_question_has_been_tried_to_fool(path):
    """A question has at least three wrong answers, "nothing" among them."""
    questions = {
        cell.metadata["nbgrader"]["grade_id"].removesuffix("-test")
        for cell in read_source(path).notebook.cells
        if cell.metadata.get("nbgrader", {}).get("locked")
    }
    wrong = [a for a in ANSWERS if a.slug == path.stem and not a.is_right]

    assert {a.question for a in wrong} <= questions
    for question in questions:
        names = [a.name for a in wrong if a.question == question]
        assert len(names) >= 3, f"{question} has {names}"
        assert "nothing" in names, f"{question} has {names}"
