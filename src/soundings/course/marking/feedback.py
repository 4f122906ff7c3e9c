"""What a learner gets back: one page per exercise, made from check results alone."""

from __future__ import annotations

from pathlib import Path

from soundings.course.marking.journal import write_whole
from soundings.course.marking.results import Result
from soundings.course.page_templates import TEMPLATES


def write_feedback(output: Path, result: Result) -> Path:
    """
    Write `feedback/<learner>/<exercise>.html`.

    The page holds the learner's own answers and what `check` said of them; no
    test's source, hidden or not, is ever read for it, and no output either, since
    an error quotes the test that met it.

    Parameters
    ----------
    output : Path
        The cohort's nbgrader course, marked.
    result : Result

    Returns
    -------
    Path
        The page, whole: it is never seen half-written.
    """
    slug, row = result.entry.exercise, result.total
    page = TEMPLATES.get_template("feedback.html").render(
        title=result.title or slug,
        learner=result.entry.learner,
        notes=result.entry.notes,
        is_flagged=bool(result.entry.flags),
        questions=result.questions,
        late_penalty=row.late_penalty,
        points=row.points,
        out_of=row.out_of,
    )
    path = output / "feedback" / result.student / f"{slug}.html"
    write_whole(path, page)
    return path
