"""Forms, trees, rankings, levels and quizzes of a small book, as a reader uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Download, Locator, Page

from soundings.course.cli import main
from soundings.course.record.records import merge, read_record
from soundings.course.record.seals import Standing, judge
from tests.course.small_books import build
from tests.site.conftest import serve
from tests.site.test_pages import find_violations

pytestmark = pytest.mark.site

PAGES = {
    "index": "# Course\n\n```{toctree}\nforms\ntree\nranking\nlevels\nquiz\n```\n",
    "forms": """\
# Scope a project

:::{form} Scoping: “one page”
:name: canvas
:own-words:
- question | What do we want to know? :: One sentence.
- why | What is it for? :: Another.
- plain_words {5-40 words, plain} | Tell the public :: Two lines.
- When will it stop? :: Say it now.
:::

:::{form} Second form
:name: second
- answer | Anything else? :: Or not.
:::
""",
    "tree": """\
# Tree

:::{decision} The league table
? start: Does the table name people?
- Yes -> people :: Masters can be found from a ship's name.
- No -> fair :: Look again at *small* ports.
? people: Is it open data already?
- Yes -> end-publish :: Open is not the same as harmless.
- No -> end-stop :: Then ask first.
? fair: Are small ports told from noise?
- Yes -> end-publish :: With intervals.
! end-publish: You missed who is hurt.
!! end-stop: Ask the data protection officer first.
:::
""",
    "ranking": """\
# Ranking

:::{ranking} Order these three projects
:orders: A B C | B A C
- C. A model of every ship, to be bought whole
- A. A count of calls
- B. A list of late ships
- A > C :: The count is there on Friday.
- B > C :: The list has a user.
:::
""",
    "levels": """\
# Levels

:::{levels} The first folder
:scale: not seen | low | high
- Tests = low :: There is one.
- Docs = not seen :: There are none.
:::

:::{levels} The second folder
:scale: not seen | low | high
- Tests = high :: Each was seen to fail.
:::
""",
    "quiz": """\
# Quiz

:::{quiz} Which are faults?
:enough: 2
- [x] No test :: None was shown.
- [x] No user :: Nobody asked.
- [x] No price :: It costs.
- [ ] A name :: That is no fault.
:::
""",
}
AWKWARD = (
    'He said: "no" — # not a comment\n\n'
    "  - indented: {as: yaml}\n"
    "\tafter a tab, 'quoted', 100 % of £5 | ships ⚓ 船\n"
    "key: value\\n"
)


LEAVE_DIRECTIVES = """
() => {
  const main = document.createElement("main");
  main.className = "bd-article";
  const kept = "h1, form.worksheet, form.quiz, form.ranking, form.levels, .decision";
  main.append(...document.querySelectorAll(kept));
  document.body.replaceChildren(main);
}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages; give the folder of the site."""
    built = build(tmp_path_factory.mktemp("book"), PAGES)
    assert built.warned == ""
    return built.site


@pytest.fixture(scope="module")
def at(book: Path) -> Iterator[str]:
    """Serve the small book; give its address."""
    with serve(book) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page in a browser that remembers nothing."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    context.set_default_timeout(5000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def box(page: Page, key: str) -> Locator:
    """Find the text box of a field."""
    return page.locator(f"#form-canvas-{key}")


def press(page: Page, name: str) -> None:
    """Press a button of the first form."""
    page.locator("#form-canvas").get_by_role("button", name=name).click()


def save_yaml(page: Page) -> str:
    """Save the first form; give the text of the file."""
    with page.expect_download() as saved:
        press(page, "Save as YAML")
    assert saved.value.suggested_filename == "canvas.yml"
    return read(saved.value)


def read(saved: Download) -> str:
    """Give the text of a file that was saved."""
    return Path(saved.path()).read_text("utf8")


def run_record(*words: str | Path, status: int = 0) -> str:
    """Run `course record`; give what it said."""
    result = CliRunner().invoke(main, ["record", *map(str, words)])
    assert result.exit_code == status, result.output
    return " ".join(result.output.split())


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["forms", "tree", "ranking", "levels", "quiz"])
def test_directive_is_accessible_and_fits(
    browser: Browser, at: str, name: str, scheme: str, width: int
) -> None:
    """Opened, answered and told about, in light and dark, at a desk and on a phone."""
    with browser.new_context(
        viewport={"width": width, "height": 800}, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{at}/{name}.html")
        page.evaluate("s => { document.documentElement.dataset.theme = s; }", scheme)
        use_everything(page)

        page.evaluate(LEAVE_DIRECTIVES)
        violations = find_violations(page)
        sizes = page.evaluate(
            """[...document.querySelectorAll(
                 "form :is(button, input, select), .decision button")]
               .map((e) => e.getBoundingClientRect()).filter((r) => r.width)
               .map((r) => Math.min(r.width, r.height))"""
        )

        assert violations == []
        assert min(sizes) >= 24
        needed = page.evaluate("document.documentElement.scrollWidth")
        assert needed <= width


def use_everything(page: Page) -> None:
    """Bring each directive on the page to the state in which it says most."""
    if page.locator("#form-canvas").count():
        box(page, "why").fill("AI in order to use AI")
        box(page, "plain_words").fill("It is envisaged that we leverage data.")
        box(page, "plain_words").blur()
        press(page, "Add to my record")
        press(page, "Add to it")
    if page.locator(".decision").count():
        page.get_by_role("button", name="Yes").click()
        page.get_by_role("button", name="No").click()
    if page.locator("form.ranking").count():
        page.get_by_role("button", name="Check").click()
    for level in page.locator("form.levels select").all():
        level.select_option("high")
    for button in page.get_by_role("button", name="Compare").all():
        button.click()
    if page.locator("form.quiz").count():
        for option in page.locator(".quiz-option input").all():
            option.check()
        page.get_by_role("button", name="Check").click()


def test_saved_form_is_yaml_with_every_word(page: Page, at: str) -> None:
    """Quotes, colons, tabs, other scripts, several lines: read back as written."""
    page.goto(f"{at}/forms.html")
    box(page, "question").fill(AWKWARD)
    box(page, "plain_words").fill("A line\u2028and \u0085 odd \u007f ends \ufeff")

    text = save_yaml(page)
    found = yaml.safe_load(text)

    assert found["form"] == "canvas"
    assert found["title"] == "Scoping: “one page”"
    assert found["question"] == AWKWARD.strip()
    assert found["plain_words"] == "A line\u2028and \u0085 odd \u007f ends"
    assert (found["why"], found["field_4"]) == ("", "")
    assert "# What do we want to know?\nquestion: |-\n" in text


def test_the_first_click_saves_though_a_remark_is_due(page: Page, at: str) -> None:
    """Leaving a box brings its remark after the click, not under the pointer."""
    page.goto(f"{at}/forms.html")
    box(page, "plain_words").fill("Too short")

    with page.expect_download():
        press(page, "Save as YAML")

    form = page.locator("#form-canvas")
    assert "Saved as canvas.yml" in form.locator(".worksheet-status").inner_text()
    assert form.locator(".has-remark").count() == 1


def test_words_survive_a_field_added_and_a_visit_elsewhere(page: Page, at: str) -> None:
    """Answers are kept by key, so a field put in between moves none of them."""
    page.goto(f"{at}/forms.html")
    box(page, "why").fill("To staff the lock")
    page.goto(f"{at}/tree.html")
    page.route(
        "**/forms.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body=route.fetch()
            .text()
            .replace(
                '<div class="worksheet-field" data-key="why">',
                '<div class="worksheet-field" data-key="new"><label for="n">New?</label>'
                '<textarea id="n"></textarea><div class="worksheet-said"></div></div>'
                '<div class="worksheet-field" data-key="why">',
            ),
        ),
    )

    page.goto(f"{at}/forms.html")

    assert page.locator("#n").input_value() == ""
    assert box(page, "why").input_value() == "To staff the lock"
    status = page.locator("#form-canvas .worksheet-status")
    assert status.inner_text() == "1 of 5 answered."


def test_remarks_come_on_leaving_a_box_and_go_while_typing(page: Page, at: str) -> None:
    """Nobody is interrupted by a remark; whoever mends sees it go."""
    page.goto(f"{at}/forms.html")
    said = page.locator("#form-canvas-plain_words-said")

    box(page, "plain_words").press_sequentially("We leverage ships")
    assert "leverage" not in said.inner_text()
    box(page, "plain_words").blur()
    remarks = said.inner_text()
    box(page, "plain_words").fill("We count the ships that wait")

    assert "3 words; 5 to 40 are asked for." in remarks
    assert "“leverage”: say “use”." in remarks
    assert said.inner_text() == "6 words."


@pytest.mark.parametrize(
    ("question", "why", "said"),
    [
        ("", "We will use AI in order to use AI", "goes in a circle"),
        ("We will use AI", "In order to use AI", "what you wrote under"),
        ("What we want to know", "", ""),
        ("How long do ships wait?", "To staff the lock by the hour", ""),
        ("Which ships are late?", "So that the lock is staffed when ships are due", ""),
        ("", "Stop, because nobody would act on it", ""),
    ],
)
def test_circular_answers_are_pointed_out(
    page: Page, at: str, question: str, why: str, said: str
) -> None:
    """An answer that says only itself, the question or another answer."""
    page.goto(f"{at}/forms.html")

    box(page, "question").fill(question)
    box(page, "why").fill(why)
    box(page, "why").blur()

    found = page.locator("#form-canvas-why-said").inner_text()
    assert said in found if said else found == ""
    if question == "What we want to know":
        first = page.locator("#form-canvas-question-said").inner_text()
        assert "says the question again" in first


def test_print_gives_one_clean_sheet(page: Page, at: str) -> None:
    """Prompts and answers alone, empty ones with room, on one page of A4."""
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?\nAt which berth?")
    page.evaluate("window.print = () => {}")

    press(page, "Print this page’s answers")
    page.emulate_media(media="print")
    seen = page.locator("body").inner_text()
    boxes = page.locator("textarea:visible").count()
    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert "Scoping: “one page”" in seen
    assert "How long do ships wait?\nAt which berth?" in seen
    assert "When will it stop?" in seen
    assert "Save as YAML" not in seen
    assert "Second form" not in seen
    assert boxes == 0
    assert printed.count(b"/Type /Page\n") == 1
    page.emulate_media(media="screen")
    assert page.locator(".sheets").count() == 0


def test_form_prints_with_room_without_javascript(browser: Browser, at: str) -> None:
    """The page on paper shows every prompt, and space below it."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{at}/forms.html")
        page.emulate_media(media="print")

        heights = [b.bounding_box()["height"] for b in page.locator("textarea").all()]

        assert min(heights) >= 3 * 96 / 2.54
        assert page.get_by_text("Tell the public").is_visible()
        assert not page.get_by_role("button", name="Print").is_visible()


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_form_begins_a_record_that_the_program_finds_good(
    page: Page, at: str, book: Path, tmp_path: Path, scheme: str
) -> None:
    """Made in the browser, checked and shown by `course record`."""
    page.goto(f"{at if scheme == 'http' else book.as_uri()}/forms.html")
    box(page, "question").fill(AWKWARD)
    press(page, "Add to my record")
    page.locator("#form-canvas-owner").fill(" Ash  & Ólafur ")

    with page.expect_download() as saved:
        page.locator("#form-canvas-owner").press("Enter")
    record = tmp_path / saved.value.suggested_filename
    saved.value.save_as(record)
    found = run_record("check", record)
    run_record("show", record, "-o", tmp_path / "ash.html")

    assert record.name == "Ash-Ólafur.soundings-record.json"
    assert "2 entries: 2 good, 0 signed by unknown keys, 0 altered." in found
    shown = (tmp_path / "ash.html").read_text("utf8")
    assert "Ash  &amp; Ólafur" in shown
    assert "100 % of £5 | ships ⚓ 船" in shown
    texts = [e for e in read_record(record).entries if e["kind"] == "text"]
    assert [e["title"] for e in texts] == ["Scoping: “one page”"]
    assert yaml.safe_load(texts[0]["text"])["question"] == AWKWARD.strip()
    status = page.locator(".record-status").first.inner_text()
    assert record.name in status


def test_form_adds_to_a_record_and_loses_nothing(
    page: Page, at: str, tmp_path: Path
) -> None:
    """Unknown fields, odd and altered entries come out as they went in."""
    record = tmp_path / "Ash.soundings-record.json"
    run_record("new", "--name", "Ash", "-o", record)
    content = json.loads(record.read_text("utf8"))
    number = content["entries"][0]["record"]
    altered = {**content["entries"][0], "text": "Oak"}
    odd = {"kind": "shanty", "n": [1.5, 10**15, True, None, "é\u2028"], "__proto__": 1}
    content["entries"] = [altered, 7, odd, *content["entries"]]
    content["room"] = {"2": "b", "1": "a"}
    record.write_text(json.dumps(content), "utf8")
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?")

    made = tmp_path / "new.json"
    add_to(page, record).save_as(made)

    before, after = read_record(record), read_record(made)
    assert merge([after, before]) == after
    assert len(after.entries) == len(before.entries) + 1
    (entry,) = [e for e in after.entries if e not in before.entries]
    assert judge(entry, {}).standing is Standing.GOOD
    assert entry["record"] == number
    assert "1 altered" not in run_record("check", made, status=1)


def test_form_added_to_a_new_record_is_found_good(
    page: Page, at: str, tmp_path: Path
) -> None:
    """Once it is in, the same words are not added again."""
    record = tmp_path / "Ash.soundings-record.json"
    run_record("new", "--name", "Ash", "-o", record)
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?")

    saved = add_to(page, record)
    saved.save_as(record)

    assert saved.suggested_filename == record.name
    assert "2 entries: 2 good" in run_record("check", record)
    assert "holds these very words already" in refuse(page, record)


def add_to(page: Page, record: Path) -> Download:
    """Add the first form to a record; give the file that was saved."""
    press(page, "Add to my record")
    page.locator("#form-canvas-file").set_input_files(record)
    with page.expect_download() as saved:
        press(page, "Add to it")
    return saved.value


def refuse(page: Page, record: Path) -> str:
    """Try to add the first form to a record; give what is said."""
    saved: list[Any] = []
    page.on("download", lambda download: saved.append(download))
    page.locator("#form-canvas-file").set_input_files(record)
    press(page, "Add to it")
    status = page.locator("#form-canvas .record-status")
    page.wait_for_function(
        "e => e.textContent.includes('.json')", arg=status.element_handle()
    )
    assert saved == []
    return status.inner_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"format": "soundings-record", "version": 2, "entries": []}', "is version 2"),
        ('{"format": "soundings-record", "version": true, "entries": []}', "true as"),
        ('{"format": "soundings-record", "version": 1}', "has no list of entries"),
        ('{"format": "soundings-record", "version": 1, "entries": [', "is not JSON"),
        ("[1]", "is no skills record"),
        ("null", "is no skills record"),
        (
            '{"format": "soundings-record", "version": 1, "entries": [], "a": {"b": 1, '
            '"b": 2}}',
            "says “b” twice",
        ),
        (
            '{"format": "soundings-record", "version": 1, "entries": '
            "[12345678901234567891]}",
            "cannot keep as it is",
        ),
        ('{"format": "soundings-record", "version": 1, "entries": [1e999]}', "1e999"),
        (
            '{"format": "soundings-record", "version": 1, "entries": ["\\ud800"]}',
            "half",
        ),
        ('\ufeff{"format": "soundings-record"}', "byte order mark"),
    ],
)
def test_form_refuses_what_is_no_whole_record(
    page: Page, at: str, tmp_path: Path, text: str, said: str
) -> None:
    """The reader is told what is wrong, and nothing is written."""
    record = tmp_path / "odd.json"
    record.write_text(text, "utf8")
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?")
    press(page, "Add to my record")

    assert said in refuse(page, record)


def test_form_says_so_where_no_seal_can_be_made(page: Page, at: str) -> None:
    """Plain http from another machine has no `subtle`: the YAML is offered."""
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?")

    press(page, "Add to my record")

    assert "Press Save as YAML" in page.locator(".worksheet-status").first.inner_text()
    assert not page.locator("#form-canvas-record").is_visible()


def test_saved_form_is_entered_later_by_the_program(
    page: Page, at: str, tmp_path: Path
) -> None:
    """From the YAML comes the same entry that the page would have made."""
    record = tmp_path / "Ash.soundings-record.json"
    run_record("new", "--name", "Ash", "-o", record)
    page.goto(f"{at}/forms.html")
    box(page, "question").fill("How long do ships wait?")
    canvas = tmp_path / "canvas.yml"
    canvas.write_text(save_yaml(page), "utf8")

    run_record("write", record, "--from", canvas)

    assert "holds these very words already" in refuse_opened(page, record)


def refuse_opened(page: Page, record: Path) -> str:
    """Open the panel first."""
    press(page, "Add to my record")
    return refuse(page, record)


def test_tree_is_walked_by_keyboard(page: Page, at: str) -> None:
    """Each answer is told about, stays, can be taken back; the end sums the path up."""
    page.goto(f"{at}/tree.html")
    page.get_by_role("button", name="Yes").focus()

    page.keyboard.press("Enter")
    told = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Tab")  # Take this answer back
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tree = page.locator(".decision").inner_text()

    assert told == "Masters can be found from a ship’s name."
    assert "Open is not the same as harmless." in tree
    assert "Not a path we would defend." in tree
    assert "Does the table name people? Yes" in tree
    assert "Is it open data already? Yes" in tree
    assert "Then ask first." not in tree
    page.get_by_role("button", name="Take this answer back").nth(1).click()
    page.get_by_role("button", name="No").click()
    assert "A path we would defend." in page.locator(".decision").inner_text()
    page.get_by_role("button", name="Begin again").click()
    assert page.locator(".decision-step:visible").count() == 1
    page.get_by_role("button", name="No").click()
    asked = page.locator(".decision-question:visible").all_inner_texts()
    assert asked == [
        "Does the table name people?",
        "Are small ports told from noise?",
    ]


def test_tree_can_be_read_without_javascript(browser: Browser, at: str) -> None:
    """Every step, what is said to every answer, and links from one to the next."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{at}/tree.html")
        tree = page.locator(".decision").inner_text()

        for text in ("Then ask first.", "With intervals.", "You missed who is hurt."):
            assert text in tree
        link = page.get_by_role("link", name="On to “Is it open data already?”")
        link.click()
        assert page.url.endswith("#decision-1-people")
        assert page.locator(".decision button").count() == 0


def test_ranking_is_done_by_keyboard(page: Page, at: str) -> None:
    """Each pair the wrong way round has its reason; then the order is accepted."""
    page.goto(f"{at}/ranking.html")
    ranking = page.locator("form.ranking")
    page.get_by_role("button", name="Check").click()
    both = ranking.inner_text()
    page.get_by_role("button", name="Down: C.").focus()

    page.keyboard.press("Enter")
    moved = page.locator(".ranking-status").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Check").click()

    assert "2 pairs stand the other way round" in both
    assert "The count is there on Friday." in both
    assert moved == "C is now number 2 of 3."
    assert "Accepted." in page.locator(".ranking-status").inner_text()
    assert "Accepted: A, B, C; or B, A, C." in ranking.inner_text()
    assert "Friday" not in ranking.inner_text()


def test_ranking_can_be_read_without_javascript(browser: Browser, at: str) -> None:
    """The accepted orders and the reasons stand below."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{at}/ranking.html")
        ranking = page.locator("form.ranking").inner_text()

        assert "The list has a user." in ranking
        assert "Accepted: A, B, C; or B, A, C." in ranking
        assert not page.get_by_role("button").first.is_visible()


def test_levels_are_compared_by_keyboard_once_all_are_chosen(
    page: Page, at: str
) -> None:
    """Nothing is given away before; then each distance, and the sum of all forms."""
    page.goto(f"{at}/levels.html")
    first, second = page.locator("form.levels").all()
    selects = page.locator("form.levels select")

    selects.nth(0).select_option("low")
    first.get_by_role("button", name="Compare").press("Enter")
    early = first.inner_text()
    selects.nth(1).focus()
    page.keyboard.press("h")
    first.get_by_role("button", name="Compare").press("Enter")
    compared = first.inner_text()
    selects.nth(2).select_option("low")
    second.get_by_role("button", name="Compare").press("Enter")

    assert "1 still to choose." in early
    assert "Our reading" not in early
    assert "Yours: low, the same. Our reading: low. There is one." in compared
    assert "Yours: high, two levels apart." in compared
    assert "The same for 1 of 2, within one level for 1." in compared
    total = second.locator(".levels-status").inner_text()
    assert "All 3 on this page: the same for 1, within one level for 2." in total
    assert "Whoever chose “low” every time would have 1 and 3." in total


def test_a_level_changed_is_not_compared_any_more(page: Page, at: str) -> None:
    """What was said of the old level goes, and with it the sum."""
    page.goto(f"{at}/levels.html")
    form = page.locator("form.levels").first
    for select in form.locator("select").all():
        select.select_option("low")
    form.get_by_role("button", name="Compare").click()

    form.locator("select").first.select_option("high")

    assert form.locator(".levels-said").first.is_hidden()
    assert form.locator(".levels-said").nth(1).is_visible()
    assert form.locator(".levels-status").inner_text() == ""


def test_levels_can_be_read_without_javascript(browser: Browser, at: str) -> None:
    """Our levels and the reasons stand below, and nothing waits to be chosen."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{at}/levels.html")
        form = page.locator("form.levels").first

        assert "Our reading: not seen. There are none." in form.inner_text()
        assert not form.locator("select").first.is_visible()
        assert not form.get_by_role("button").first.is_visible()


@pytest.mark.parametrize(
    ("ticked", "status", "missed"),
    [
        ((0,), "1 of 3 found; 2 are enough. Look again.", 0),
        ((0, 3), "1 of 3 found; 2 are enough. 1 ticked wrongly. Look again.", 0),
        ((0, 2), "2 of 3 found: that is enough. Also: No user", 1),
        ((0, 1, 3), "2 of 3 found: that is enough, but 1 ticked wrongly. Read why", 1),
        ((0, 1, 2), "All right.", 0),
    ],
)
def test_enough_of_several_right_answers(
    page: Page, at: str, ticked: tuple[int, ...], status: str, missed: int
) -> None:
    """The others are named only to whoever has found enough."""
    page.goto(f"{at}/quiz.html")
    for place in ticked:
        page.locator(".quiz-option input").nth(place).check()

    page.get_by_role("button", name="Check").click()

    assert status in page.locator(".quiz-status").inner_text()
    assert page.locator('.quiz-option[data-said="missed"]').count() == missed
