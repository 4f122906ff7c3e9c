"""The cohort page tells the truth, names nobody when asked, and opens anywhere."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from soundings.course.marking.cohort_page import (
    CohortResult,
    find_obstacles,
    write_cohort_page,
)
from tests.course.cohorts import NOON, TREES, make_row


def write(
    folder: Path, rows: Iterable[CohortResult], names: bool = True
) -> BeautifulSoup:
    write_cohort_page(rows, folder / "cohort.html", names, NOON)
    return BeautifulSoup((folder / "cohort.html").read_text("utf8"), "lxml")


def read_table(page: BeautifulSoup, heading: str) -> list[list[str]]:
    """Read the rows of the table below a heading, without its head."""
    rows = page.find(id=heading).find_next("table").find("tbody").find_all("tr")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in rows
    ]


def test_points_stand_by_learner_and_exercise(tmp_path: Path) -> None:
    """A cell says what was earned, what waits, what is flagged, what never came."""
    page = write(tmp_path, [
        make_row("ash", 3),
        make_row("ash", 0, question="why", waits_for_a_person=True),
        make_row("beech", 4, exercise="clear_chart", flagged=True),
        make_row("cedar", 4),
    ])  # fmt: skip

    assert read_table(page, "points") == [
        ["ash", "not handed in", "3 of 8 1 waits for a person"],
        ["beech", "✓ 4 of 4 ! look at it", "not handed in"],
        ["cedar", "not handed in", "✓ 4 of 4"],
    ]


def test_those_with_most_reasons_stand_first(tmp_path: Path) -> None:
    """Flagged, stopped early or long silent: each is a reason, and is named."""
    page = write(tmp_path, [
        make_row("ash", 4),
        make_row("ash", 4, exercise="clear_chart"),
        make_row("beech", 0, days_ago=15),
        make_row("cedar", 4, flagged=True, note="a decoy came out wrong"),
        make_row("cedar", 4, exercise="clear_chart"),
        make_row("elm", 1, days_ago=13.9),
        make_row("gorse", 4, days_ago=30),
        make_row("gorse", 4, days_ago=30, exercise="clear_chart"),
    ])  # fmt: skip

    found = read_table(page, "help")

    assert found == [
        ["beech", "stopped early in port_calls nothing handed in for 15 days, and 1 "
         "exercise to go", "0%"],
        ["cedar", "a person has to look at port_calls: a decoy came out wrong", "100%"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("earned", "is_stopped"),
    [((4, 4, 0), False), ((4, 0, 0), True), ((4, 0), True), ((1, 1, 1), False)],
)
def test_half_of_the_questions_without_a_point_is_stopping_early(
    tmp_path: Path, earned: tuple[int, ...], is_stopped: bool
) -> None:
    """A written answer that waits is no question that earned nothing."""
    rows = [make_row("ash", p, question=f"q{i}") for i, p in enumerate(earned)]
    rows.append(make_row("ash", 0, question="why", waits_for_a_person=True))

    page = write(tmp_path, rows)

    assert ("stopped early" in page.find(id="help").find_next("td", "says").text
            if is_stopped else "Nobody, by this rule" in page.text)  # fmt: skip


def test_the_check_that_stops_most_is_named() -> None:
    """Three stopped at one question, two of them by the same check."""
    rows = [make_row(tree, 4) for tree in TREES[:3]]
    rows += [make_row(tree, 1, stopped_by="it is a table") for tree in TREES[3:5]]
    rows += [make_row(TREES[5], 2, stopped_by="it has 4 rows")]
    rows += [make_row(TREES[6], 2, question="calls")]

    first, second = find_obstacles(rows)

    assert (first.question, first.handed_in, first.stopped) == ("Fence", 6, 3)
    assert (first.check, first.by_check) == ("it is a table", 2)
    assert (second.question, second.stopped) == ("Calls", 1)


def test_silence_is_counted_back_from_the_page(tmp_path: Path) -> None:
    """The last of several submissions counts; nobody's is in the future."""
    page = write(tmp_path, [
        make_row("ash", days_ago=9),
        make_row("ash", days_ago=2, exercise="clear_chart"),
        make_row("beech", days_ago=None),
        make_row("cedar", days_ago=-1),
    ])  # fmt: skip

    assert read_table(page, "silence") == [
        ["beech", "not known", "not known"],
        ["ash", "2 days", "2026-03-12 12:00 UTC"],
        ["cedar", "less than an hour", "2026-03-15 12:00 UTC"],
    ]
    assert "14 March 2026 at 12:00 UTC" in page.text


def test_a_time_without_a_zone_is_refused(tmp_path: Path) -> None:
    """Nobody can say how long ago it was."""
    row = make_row("ash", handed_in=datetime(2026, 3, 14))

    with pytest.raises(ValueError, match="ash/port_calls: handed_in has no time zone"):
        write_cohort_page([row], tmp_path / "cohort.html")


def test_without_names_nothing_tells_who_is_who(tmp_path: Path) -> None:
    """No name, note or time of day is in the file, in whatever case or place."""
    rows = [
        make_row(
            tree,
            0,
            flagged=True,
            note=f"the file was called {tree}.ipynb",
            stopped_by=f"the table of {tree.title()} has 4 rows",
            days_ago=i + 0.25,
        )
        for i, tree in enumerate(TREES)
    ]

    page = write(tmp_path, rows, names=False)

    text = (tmp_path / "cohort.html").read_text("utf8")
    for tree in TREES:
        assert not re.search(rf"\b{tree}\b", text, re.I), tree
    assert "ipynb" not in text
    assert "06:00" not in text
    assert {row[0] for row in read_table(page, "silence")} == {
        f"Learner {i}" for i in range(1, len(TREES) + 1)
    }


def test_numbers_are_not_the_alphabet_and_agree_within_a_page(tmp_path: Path) -> None:
    """Twelve learners, told apart by their points, in ten pages' orders."""
    rows = [make_row(tree, i / 3) for i, tree in enumerate(TREES)]
    orders = set()
    for _ in range(10):
        page = write(tmp_path, rows, names=False)
        shares = {row[0]: row[2] for row in read_table(page, "help")}
        points = {row[0]: float(row[1].strip("✓ ").split()[0])
                  for row in read_table(page, "points")}  # fmt: skip
        for label, share in shares.items():
            assert share == f"{100 * points[label] / 4:.0f}%"
        orders.add(tuple(points.values()))

    assert len(orders) > 1
    assert list(points) == [f"Learner {i}" for i in range(1, 13)]


def test_what_learners_wrote_is_text(tmp_path: Path) -> None:
    """A name, a note or a sentence with markup in it is shown, not obeyed."""
    evil = "<script>alert(1)</script>"

    page = write(
        tmp_path, [make_row(evil, 0, flagged=True, note=evil, stopped_by=evil)]
    )

    assert page.find("script") is None
    assert page.text.count(evil) == 5


def test_an_empty_cohort_has_a_page(tmp_path: Path) -> None:
    """Nothing is handed in yet: the page says so and does not fail."""
    page = write(tmp_path, [])

    assert "Nobody, by this rule" in page.text
    assert [path.name for path in tmp_path.iterdir()] == ["cohort.html"]
