"""Pages that `course` writes for people to keep: accessible, complete, printable."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from soundings.course.marking.cohort_page import write_cohort_page
from soundings.course.record.document import render_document
from soundings.course.record.keys import make_key
from soundings.course.record.records import make_record
from tests.course.cohorts import NOON, TREES, make_row
from tests.course.records import (
    make_evidence,
    make_exercise,
    make_flagged,
    make_name,
    make_text,
)
from tests.site.test_pages import find_violations, visit

pytestmark = pytest.mark.site


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_cohort_page_is_accessible_from_a_file(
    browser: Browser,
    tmp_path: Path,
    scheme: str,
) -> None:
    """From a USB stick: no request, no violation, and it fits a phone."""
    rows = [make_row(tree, i % 5, days_ago=i * 3, flagged=i == 3)
            for i, tree in enumerate(TREES)]  # fmt: skip
    rows += [make_row(tree, exercise="clear_chart") for tree in TREES[::2]]
    rows += [make_row("ash", question="why", waits_for_a_person=True)]
    write_cohort_page(rows, tmp_path / "cohort.html", scheme == "light", NOON)

    with visit(browser, (tmp_path / "cohort.html").as_uri(), scheme, 320) as visited:
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= 320
        narrow = find_violations(visited.page)
        visited.page.set_viewport_size({"width": 1280, "height": 900})
        wide = find_violations(visited.page)

    assert narrow == wide == []
    assert visited.foreign == visited.failed == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_record_s_page_is_accessible_from_a_file(
    browser: Browser,
    tmp_path: Path,
    scheme: str,
) -> None:
    """With every flag shown: no request, no violation, and it fits a phone."""
    path = tmp_path / "record.html"
    path.write_text(render_document(make_flagged(tmp_path), {}), "utf8")

    with visit(browser, path.as_uri(), scheme, 320) as visited:
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= 320
        narrow = find_violations(visited.page)
        visited.page.set_viewport_size({"width": 1280, "height": 900})
        wide = find_violations(visited.page)

    assert narrow == wide == []
    assert visited.foreign == visited.failed == []


def test_the_record_of_a_whole_course_prints_on_one_sheet(
    browser: Browser,
    tmp_path: Path,
) -> None:
    """Thirty-five lessons, four pieces of evidence, a text: one page of A4."""
    key = make_key(tmp_path / "key.json", "Pine")
    entries = [make_name(), make_text()]
    entries += [make_exercise(key, day) for day in range(35)]
    entries += [make_evidence(key, 60 + day) for day in range(4)]
    path = tmp_path / "record.html"
    path.write_text(
        render_document(make_record(entries), {key.public.key: "Pine"}), "utf8"
    )

    with visit(browser, path.as_uri()) as visited:
        pdf = visited.page.pdf(prefer_css_page_size=True)

    pages = re.findall(rb"/Type /Page\b", pdf)
    width, height = map(float, re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", pdf)[0])
    assert len(pages) == 1
    assert (round(width), round(height)) == (595, 842)  # 210 × 297 mm in points
