"""What a reader does with a page: by keyboard, on a phone, from a disk, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.site

LESSON = "first_programs/look_at_a_table.html"
WITH_FORM = "art_of_the_possible/what_data_science_can_do.html"
FOCUS = """
() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return [at.closest(".skip-link") !== null, style.outlineStyle !== "none"
          && parseFloat(style.outlineWidth) >= 2, at.outerHTML.slice(0, 120)];
}
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page in a browser that remembers nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_tab_begins_at_the_skip_link_and_is_always_seen(
    page: Page, address: str
) -> None:
    """Whoever steers by keyboard can pass the menu, and sees where they are."""
    page.goto(f"{address}/{LESSON}")

    stops = []
    for _ in range(25):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))

    assert stops[0][0], f"the first stop is {stops[0][2]}"
    assert [stop[2] for stop in stops if not stop[1]] == []


def test_quiz_is_answered_by_keyboard(page: Page, address: str) -> None:
    """Space chooses, Enter checks, and the reader is told."""
    page.goto(f"{address}/{LESSON}")
    quiz = page.locator("form.quiz").first
    option = quiz.locator('.quiz-option[data-right="yes"]').first

    option.locator("input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert "ight." in quiz.locator(".quiz-status").inner_text()
    assert option.locator(".quiz-feedback").is_visible()
    assert quiz.locator(".quiz-feedback:visible").count() == 1


def test_quiz_with_several_answers_names_those_left_out(
    page: Page, address: str
) -> None:
    """After Check, a right answer that was not ticked says why it is right."""
    page.goto(f"{address}/{WITH_FORM}")
    quiz = page.locator("form.quiz:has(input[type=checkbox])").first
    right = quiz.locator('.quiz-option[data-right="yes"]')

    right.first.locator("input").check()
    quiz.locator(".quiz-check").click()

    assert right.nth(1).locator(".quiz-feedback").is_visible()
    assert "1 of" in quiz.locator(".quiz-status").inner_text()


def test_instructor_notes_stay_on(page: Page, address: str) -> None:
    """One switch shows them, here and on the next page."""
    page.goto(f"{address}/{LESSON}")
    notes = page.locator(".instructor").first
    assert not notes.is_visible()

    page.locator(".bd-header .instructor-switch").click()
    assert notes.is_visible()

    page.goto(f"{address}/{WITH_FORM}")
    assert page.locator(".instructor").first.is_visible()


def test_form_keeps_and_saves_what_is_written(page: Page, address: str) -> None:
    """Words survive a visit elsewhere, and can be taken away as YAML."""
    page.goto(f"{address}/{WITH_FORM}")
    page.locator("form.worksheet textarea").first.fill("How long do ships wait?")
    page.goto(f"{address}/index.html")
    page.goto(f"{address}/{WITH_FORM}")
    assert "1 of" in page.locator(".worksheet-status").first.inner_text()

    with page.expect_download() as saved:
        page.locator("form.worksheet button[type=submit]").first.click()

    text = Path(saved.value.path()).read_text("utf8")
    assert "How long do ships wait?" in text
    assert ': ""' in text
    assert saved.value.suggested_filename in page.inner_text(".worksheet-status")


def test_clearing_a_form_asks_first(page: Page, address: str) -> None:
    """One wrong click does not lose what somebody wrote."""
    page.goto(f"{address}/{WITH_FORM}")
    box = page.locator("form.worksheet textarea").first
    box.fill("How long do ships wait?")
    page.once("dialog", lambda dialog: dialog.dismiss())

    page.locator("form.worksheet button[type=reset]").click()

    assert box.input_value() == "How long do ships wait?"


def test_phone_menu_opens(browser: Browser, address: str) -> None:
    """At 390 pixels the button at the top opens the list of lessons."""
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}/{LESSON}")
        link = page.locator(".bd-links a").first
        assert not link.is_visible()

        page.locator("button.primary-toggle:visible").click()

        link.wait_for(state="visible", timeout=3000)


def test_page_is_whole_without_javascript(browser: Browser, address: str) -> None:
    """Answers and notes can be read; buttons that would do nothing are not there."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{LESSON}")

        assert page.locator(".quiz-feedback").first.is_visible()
        assert page.locator(".instructor").first.is_visible()
        assert not page.locator(".quiz-check").first.is_visible()
        assert not page.locator(".bd-header .instructor-switch").is_visible()


def test_page_opens_from_a_disk(page: Page, site: Path) -> None:
    """From file:// a lesson has its style, its face and its pictures."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(request.url))

    page.goto((site / LESSON).as_uri())
    page.evaluate("document.fonts.ready")

    assert errors == []
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")
    assert page.evaluate(
        "[...document.images].every((image) => image.complete && image.naturalWidth)"
    )
    assert not page.locator(".button-open").first.is_visible()
