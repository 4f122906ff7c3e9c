"""Every page, as a browser shows it: accessible, complete in itself, never too wide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from soundings.course.assets import VENDOR
from tests.site.conftest import PAGES

pytestmark = pytest.mark.site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOW_ALL = """
document.querySelectorAll("details").forEach((fold) => { fold.open = true; });
document.querySelectorAll("iframe").forEach((frame) => { frame.loading = "eager"; });
document.querySelectorAll(".quiz-option").forEach((option) => {
  option.dataset.said = option.dataset.right === "yes" ? "right" : "wrong";
});
document.documentElement.dataset.view = "instructor";
document.documentElement.dataset.lab = "";
"""
RUN_AXE = """
async (rules) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: rules},
                                         resultTypes: ["violations"]});
  return found.violations.map((rule) =>
    `${rule.id}: ${rule.nodes.length} × ${rule.nodes[0].html.slice(0, 160)} `
    + `at ${rule.nodes[0].target.join(" ")}: `
    + rule.nodes[0].failureSummary.replaceAll(/\\s+/g, " "));
}
"""


@dataclass
class Visit:
    """A page that was opened, and what went wrong while it opened."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@contextmanager
def visit(
    browser: Browser, url: str, scheme: str = "light", width: int = 1280
) -> Iterator[Visit]:
    """Open a page with everything on it shown, in a browser that remembers nothing."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    visited = Visit(page)
    home = (
        url.split("/", 3)[0] + "//" + url.split("/", 3)[2],
        "data:",
        "blob:",
        "about:",
    )

    def note_request(asked: str) -> None:
        if not asked.startswith(home):
            visited.foreign.append(asked)

    page.on("request", lambda request: note_request(request.url))
    page.on("pageerror", lambda error: visited.failed.append(str(error)))
    page.on(
        "response",
        lambda answer: (
            visited.failed.append(f"{answer.status} {answer.url}")
            if answer.status >= 400
            else None
        ),
    )
    page.goto(url, wait_until="load")
    page.evaluate(SHOW_ALL)
    page.evaluate("document.fonts.ready")
    try:
        yield visited
    finally:
        context.close()


def find_violations(page: Page) -> list[str]:
    """Run axe on the page and in every frame of it."""
    axe = (VENDOR / "axe" / "axe.min.js").read_text("utf8")
    for frame in page.frames:
        frame.wait_for_load_state()
        frame.evaluate(axe)
    found: list[str] = page.evaluate(RUN_AXE, RULES)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_asks_for_nothing_outside(
    browser: Browser, address: str, name: str, scheme: str
) -> None:
    """At a desk: no violation, no foreign request, no script error, nothing missing."""
    with visit(browser, f"{address}/{name}", scheme) as visited:
        violations = find_violations(visited.page)

        assert visited.foreign == []
        assert visited.failed == []
        assert violations == []
        assert visited.page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize("name", PAGES)
def test_page_fits_a_phone(browser: Browser, address: str, name: str) -> None:
    """At 390 and 320 pixels nothing scrolls sideways, and no rule is broken."""
    with visit(browser, f"{address}/{name}", width=390) as visited:
        for width in (390, 320):
            visited.page.set_viewport_size({"width": width, "height": 800})

            needed = visited.page.evaluate("document.documentElement.scrollWidth")

            assert needed <= width, f"{needed} pixels wide on a screen of {width}"
        assert find_violations(visited.page) == []
