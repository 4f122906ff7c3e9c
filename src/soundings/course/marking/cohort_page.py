"""The cohort page: who is stuck where, in one file that opens anywhere."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from soundings.course.page_templates import TEMPLATES

LONG = timedelta(days=14)
"""How long without a submission is long."""


@dataclass(frozen=True)
class CohortResult:
    """What one question of one submission earned, and what stopped its learner."""

    learner: str
    exercise: str
    question: str
    title: str
    """The question's heading; empty if it has none."""
    points: float
    out_of: float
    waits_for_a_person: bool
    flagged: bool
    """Whether a person has to look at how this was marked."""
    stopped_by: str
    """The sentence of the first claim that was not met; empty if all were."""
    note: str
    """What was unusual about the submission; empty if nothing was."""
    handed_in: datetime | None
    """With a time zone; None if nobody knows."""


@dataclass(frozen=True)
class Cell:
    """One learner's standing in one exercise."""

    points: float
    out_of: float
    waiting: int
    """How many questions wait for a person."""
    out_of_marked: float
    """What there was to earn in the questions that do not wait."""
    is_flagged: bool
    is_stopped: bool
    """Whether half or more of the questions marked by machine earned nothing."""


@dataclass(frozen=True)
class Person:
    """One learner, as the page shows them."""

    label: str
    number: int
    """Where they stand in the page's tables."""
    cells: Mapping[str, Cell]
    """By exercise; what is not in it was not handed in."""
    last: datetime | None
    reasons: tuple[str, ...]
    """Why they may need help."""

    @property
    def share(self) -> float:
        """Points earned, of those there were in what has been marked."""
        out_of = sum(cell.out_of_marked for cell in self.cells.values())
        return (
            sum(cell.points for cell in self.cells.values()) / out_of if out_of else 0
        )


@dataclass(frozen=True)
class Obstacle:
    """A question, and the check that stops most of those it stops."""

    exercise: str
    question: str
    handed_in: int
    stopped: int
    """How many did not meet one of its checks."""
    check: str
    """The sentence at which most of them stopped."""
    by_check: int
    """How many that one stopped."""


def write_cohort_page(
    rows: Iterable[CohortResult],
    path: Path,
    names: bool = True,
    now: datetime | None = None,
) -> None:
    """
    Write the cohort as one HTML file: no script, nothing fetched.

    Parameters
    ----------
    rows : iterable of CohortResult
        Every question of every submission.
    path : Path
        The file, by custom `cohort.html`.
    names : bool
        Whether learners are named. If not they are "Learner 1" and so on, in an
        order drawn anew for each page; notes, and times of day, are left out.
        Points and days can still give a person away to those who know the room.
    now : datetime, optional
        When the page is made; by default, now.

    Raises
    ------
    ValueError
        If a time has no time zone.
    """
    rows = list(rows)
    now = (now or datetime.now(UTC)).astimezone(UTC)
    for row in rows:
        if row.handed_in is not None and row.handed_in.tzinfo is None:
            raise ValueError(
                f"{row.learner}/{row.exercise}: handed_in has no time zone."
            )
    labels = _label({row.learner for row in rows}, names)
    if not names:
        rows = [_without_names(row, labels) for row in rows]
    people = find_people(rows, labels, now, names)
    text = TEMPLATES.get_template("cohort.html").render(
        people=people,
        in_need=sorted(
            (p for p in people if p.reasons),
            key=lambda p: (-len(p.reasons), p.share, p.number),
        ),
        by_silence=sorted(
            people, key=lambda p: (p.last is not None, p.last or now, p.number)
        ),
        exercises=sorted({row.exercise for row in rows}),
        obstacles=find_obstacles(rows),
        waiting=sum(row.waits_for_a_person for row in rows),
        flagged=len({(r.learner, r.exercise) for r in rows if r.flagged}),
        submissions=len({(row.learner, row.exercise) for row in rows}),
        now=now,
        names=names,
        long_days=LONG.days,
        say_ago=say_ago if names else _say_days_ago,
        date=lambda when: f"{when.day} {when:%B %Y}",  # Windows knows no %-d
    )
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(text, "utf8")
    partial.replace(path)


def find_people(
    rows: Iterable[CohortResult],
    labels: Mapping[str, tuple[int, str]],
    now: datetime,
    names: bool,
) -> list[Person]:
    """
    Put together each learner's exercises, and say why they may need help.

    Parameters
    ----------
    rows : iterable of CohortResult
    labels : mapping of str to (int, str)
        For each learner their place on the page, and what the page calls them.
    now : datetime
    names : bool
        Whether notes may be quoted.

    Returns
    -------
    list of Person
        In the order of the page.
    """
    rows = list(rows)
    exercises = {row.exercise for row in rows}
    by_learner: dict[str, list[CohortResult]] = {}
    for row in rows:
        by_learner.setdefault(row.learner, []).append(row)
    people = []
    for learner, (number, label) in sorted(labels.items(), key=lambda item: item[1]):
        own = by_learner[learner]
        cells = {
            slug: _make_cell([row for row in own if row.exercise == slug])
            for slug in sorted({row.exercise for row in own})
        }
        last = max((row.handed_in for row in own if row.handed_in), default=None)
        reasons = _find_reasons(own, cells, names)
        left = len(exercises) - len(cells)
        if last is not None and now - last > LONG and left:
            reasons.append(
                f"nothing handed in for {(now - last).days} days, and "
                f"{_count(left, 'exercise')} to go"
            )
        people.append(Person(label, number, cells, last, tuple(reasons)))
    return people


def find_obstacles(rows: Iterable[CohortResult]) -> list[Obstacle]:
    """List the questions whose checks stop people, those that stop most first."""
    by_question: dict[tuple[str, str], list[CohortResult]] = {}
    for row in rows:
        by_question.setdefault((row.exercise, row.question), []).append(row)
    obstacles = []
    for (exercise, question), found in by_question.items():
        checks = Counter(row.stopped_by for row in found if row.stopped_by)
        if not checks:
            continue
        check, count = min(checks.items(), key=lambda item: (-item[1], item[0]))
        title = next((row.title for row in found if row.title), question)
        obstacles.append(
            Obstacle(exercise, title, len(found), checks.total(), check, count)
        )
    return sorted(obstacles, key=lambda o: (-o.stopped, o.exercise, o.question))


def say_ago(when: datetime, now: datetime) -> str:
    """
    Say how long before the page a thing was, in whole days or hours.

    Examples
    --------
    >>> noon = datetime(2026, 3, 14, 12, tzinfo=UTC)
    >>> say_ago(noon - timedelta(days=3, hours=5), noon)
    '3 days'
    >>> say_ago(noon - timedelta(minutes=70), noon)
    '1 hour'
    >>> say_ago(noon + timedelta(minutes=5), noon)
    'less than an hour'
    """
    past = now - when
    if past >= timedelta(days=1):
        return _count(past.days, "day")
    hours = int(past.total_seconds() // 3600)
    return _count(hours, "hour") if hours > 0 else "less than an hour"


def _say_days_ago(when: datetime, now: datetime) -> str:
    """Say it in days alone: an hour can be remembered."""
    days = max((now - when).days, 0)
    return _count(days, "day") if days else "less than a day"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _make_cell(rows: list[CohortResult]) -> Cell:
    by_machine = [row for row in rows if not row.waits_for_a_person]
    nothing = sum(row.points == 0 for row in by_machine)
    return Cell(
        points=sum(row.points for row in rows),
        out_of=sum(row.out_of for row in rows),
        waiting=len(rows) - len(by_machine),
        out_of_marked=sum(row.out_of for row in by_machine),
        is_flagged=any(row.flagged for row in rows),
        is_stopped=bool(by_machine) and 2 * nothing >= len(by_machine),
    )


def _find_reasons(
    rows: list[CohortResult], cells: Mapping[str, Cell], names: bool
) -> list[str]:
    reasons = []
    for slug, cell in cells.items():
        note = next((row.note for row in rows if row.exercise == slug and row.note), "")
        if cell.is_flagged:
            because = f": {note}" if note and names else ""
            reasons.append(f"a person has to look at {slug}{because}")
        elif cell.is_stopped:
            reasons.append(f"stopped early in {slug}")
    return reasons


def _label(learners: Iterable[str], names: bool) -> dict[str, tuple[int, str]]:
    order = sorted(learners)
    if names:
        return {learner: (i, learner) for i, learner in enumerate(order, start=1)}
    # Nobody may work back from the number to the alphabet, nor from page to page.
    secrets.SystemRandom().shuffle(order)
    return {learner: (i, f"Learner {i}") for i, learner in enumerate(order, start=1)}


def _without_names(
    row: CohortResult, labels: Mapping[str, tuple[int, str]]
) -> CohortResult:
    """Leave out what a learner or a marker wrote freely, and sentences with a name."""
    has_name = any(
        re.search(rf"(?<!\w){re.escape(learner)}(?!\w)", row.stopped_by, re.I)
        for learner in labels
    )
    check = "(a check that names a learner)" if has_name else row.stopped_by
    return replace(row, note="", stopped_by=check)
