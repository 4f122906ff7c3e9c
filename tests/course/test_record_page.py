"""The record's page: skills counted, flags shown, nothing obeyed."""

from pathlib import Path

from bs4 import BeautifulSoup

from soundings.course.record.document import render_document
from soundings.course.record.keys import make_key
from soundings.course.record.records import Record, make_record
from tests.course.records import (
    SKILLS,
    make_evidence,
    make_exercise,
    make_flagged,
    make_name,
    make_one_of_each,
    make_text,
)


def read(record: Record, trusted: dict[str, str]) -> BeautifulSoup:
    return BeautifulSoup(render_document(record, trusted), "lxml")


def test_the_page_counts_skills_by_level_and_by_who_says_so(tmp_path: Path) -> None:
    """An altered entry counts for nothing; a key that is not known, on its own."""
    record, key = make_one_of_each(tmp_path)
    other = make_key(tmp_path / "other.json", "Larch")
    altered = {**make_evidence(key, 9), "where": "elsewhere"}
    more = [make_exercise(other, 1), make_exercise(key, 8), altered]

    page = read(make_record([*record.entries, *more]), {key.public.key: "Pine"})

    table = page.find(id="skills").find_parent("table")
    rows = [[cell.text for cell in row.find_all(["th", "td"])]
            for row in table.find("tbody").find_all("tr")]  # fmt: skip
    assert SKILLS[1] == "MAT-w"
    assert [row[1:] for row in rows] == [
        ["working", "2", "1", "0"],  # MAT
        ["practitioner", "1", "0", "0"],  # ENG
        ["practitioner", "1", "0", "0"],  # LIFE
    ]


def test_the_page_shows_every_flag(tmp_path: Path) -> None:
    """Altered, sealed by nobody, not known to this version, and joined records."""
    page = read(make_flagged(tmp_path), {})

    flags = page.find("section", "flag").text
    assert "exercise of 2026-01-10: Port calls: geofences" in flags
    assert "it is not what was sealed" in flags
    assert "entry without a date: 7 (it is no entry)" in flags
    assert "a field grade beside the entries" in flags
    assert "version 1 knows no field 'mood'" in flags
    assert "! 2 records are joined here." in page.text
    assert page.text.count("? not known: one who signs as Pine") == 2


def test_a_whole_record_has_no_flags(tmp_path: Path) -> None:
    """Nothing to ask about, nothing shown."""
    record, key = make_one_of_each(tmp_path)

    page = read(record, {key.public.key: "Pine, as the reader knows her"})

    assert page.find(class_="flag") is None
    assert page.find(class_="look") is None
    assert page.text.count("✓ signed: Pine, as the reader knows her") == 2


def test_what_people_typed_is_text(tmp_path: Path) -> None:
    """Markup in a name, a key's name or an altered entry is shown, not obeyed."""
    evil = "<img src=x onerror=alert(1)>"
    key = make_key(tmp_path / "key.json", evil)
    altered = {**make_text(), "title": evil}

    page = read(
        make_record([make_name(evil), make_text(4, evil), make_exercise(key), altered]),
        {},
    )

    assert page.find("img") is None
    assert page.text.count(evil) == 5


def test_an_empty_record_has_a_page() -> None:
    """Nothing is in it yet, and the page says so."""
    page = read(make_record([]), {})

    assert "None yet." in page.text
    assert "Without a name" in page.text
