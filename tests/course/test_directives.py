"""The extension's directives and repairs, on a small project without Jupyter Book."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from soundings.course.book.lesson_card import SCHEMA, find_faults
from soundings.course.book.pages import repair_body
from soundings.course.book.theme import repair_page
from tests.course.small_books import SOURCE, Built, build, run_sphinx

LESSON = """\
---
lesson:
  id: P2
  audience: Beginners
  minutes_read: 30
  minutes_do: 45
  needs: [ships, not_yet_written]
  question: Can I believe this file?
  objectives: [say what one row is]
  skills: [SP]
  data: []
  ai_policy: "off"
---

# Look at a table
"""
PAGES = {
    "index": "# Course\n\n```{toctree}\nships\nquiz\nlesson\nlesson_r\nexercise\n```\n",
    "ships": "# Ships and radios\n",
    "quiz": """\
# Quiz

:::{quiz} What does `hour.shape` give?
- [ ] Ships :: No. See {doc}`the lesson <lesson>`.
- [x] Rows and
  columns :: Yes.
:::

:::{quiz} Which are ports?
- [x] Hull :: Yes.
- [x] Leith :: Yes, in Edinburgh.
- [ ] Leeds :: No.
:::

:::{quiz} Which are faults?
:enough: 2
- [x] No test :: None.
- [x] No user :: Nobody.
- [x] No price :: It costs.
- [ ] A name :: No fault.
:::

:::{ranking} Order these two
:orders: A B
- B. A *model*
- A. A count,
  by week
- A > B :: It is there on {doc}`Friday <ships>`.
:::

:::{decision} The table
? start: Does it name {doc}`people <ships>`?
- Yes, it *does* -> ask :: Then ask.
- No -> out :: Really?
! ask: Ask first.
!! out: Publish it.
:::

:::{levels} Which level?
:scale: not seen | low | high
- Tests = low :: There is *one*; see {doc}`ships <ships>`.
- Docs = not seen :: There are none.
:::

```{instructor}
:time: 5 minutes
Vote *before* the chart.
```

:::{form} My question
:name: my-question
- What do I want to know? :: One sentence.
- What would make me stop? :: Say it <now>.
- lines {5-40 words, plain} | Tell the public :: Two lines.
:::
""",
    "lesson": LESSON,
    "lesson_r": LESSON.replace("# Look", "# Look again"),
    "exercise": "# Exercise\n\n## Exercises\n\n```{exercises} calls\n```\n",
}
FORM = ":::{form} Mine\n:name: mine\n"
TREE = ":::{decision} Mine\n? ask: Publish?\n"
LEVELS = ":::{levels} Mine\n:scale: low | high\n"
RANK = ":::{ranking} Mine\n:orders: A B\n"
FAULTY = {
    "index": "# Course\n\n```{toctree}\n:glob:\n*\n```\n",
    "wrong": "# Wrong\n\n:::{quiz} Which?\n- [ ] Leeds :: No.\n:::\n",
    "line": "# Line\n\n:::{quiz} Which?\n- [x] Hull :: Yes.\n- [x] Leith\n:::\n",
    "form": "# Form\n\n:::{form} Mine\n- What? :: Say.\n:::\n",
    "enough": "# E\n\n:::{quiz} Which?\n:enough: 1\n- [x] Hull :: Yes.\n:::\n",
    "formkey": f"# K\n\n{FORM}- Two Lines | Why? :: Say.\n:::\n",
    "formrule": f"# R\n\n{FORM}- why {{5 lines}} | Why? :: Say.\n:::\n",
    "formdate": f"# D\n\n{FORM}- date | When? :: Say.\n:::\n",
    "formtwice": f"# T\n\n{FORM}- a | When? :: Say.\n- a | Why? :: Say.\n:::\n",
    "treeend": f"# T\n\n{TREE}- Yes -> nowhere :: So.\n:::\n",
    "treeround": f"# T\n\n{TREE}- Yes -> ask :: So.\n- No -> out :: So.\n!! out: So.\n:::\n",
    "treelost": f"# T\n\n{TREE}- Yes -> out :: So.\n!! out: So.\n! lost: So.\n:::\n",
    "treeopen": f"# T\n\n{TREE}- Yes -> out :: So.\n! out: So.\n:::\n",
    "treeline": f"# T\n\n{TREE}- Yes :: So.\n:::\n",
    "rankshown": f"# R\n\n{RANK}- A. One\n- B. Two\n- A > B :: So.\n:::\n",
    "rankunsaid": f"# R\n\n{RANK}- B. Two\n- A. One\n:::\n",
    "rankagainst": f"# R\n\n{RANK}- B. Two\n- A. One\n- B > A :: So.\n:::\n",
    "rankother": f"# R\n\n{RANK}- B. Two\n- C. One\n:::\n",
    "levelsline": f"# L\n\n{LEVELS}- Tests: low\n:::\n",
    "levelsscale": f"# L\n\n{LEVELS}- Tests = middle :: So.\n:::\n",
    "levelsnone": f"# L\n\n{LEVELS}:::\n",
    "levelsone": "# L\n\n:::{levels} Mine\n- Tests = low :: So.\n:::\n",
    "lesson": LESSON.replace("minutes_do: 45", "minuts_do: 45"),
    "exercise": "# Exercise\n\n```{exercises} nowhere\n```\n",
    "picture": "# Picture\n\n![](dot.svg)\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the pages that are as they should be."""
    return build(tmp_path_factory.mktemp("good"), PAGES)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the pages that each have a fault."""
    return build(tmp_path_factory.mktemp("faulty"), FAULTY)


def test_good_pages_bring_no_warning(built: Built) -> None:
    """Plain Sphinx, without Jupyter Book, builds every directive in silence."""
    assert built.warned == ""


def test_quiz_with_one_answer_has_round_buttons(built: Built) -> None:
    """One right option: radio buttons; each with a label and its feedback."""
    quiz = built.page("quiz").select("form.quiz")[0]

    assert [i["type"] for i in quiz.select("input")] == ["radio", "radio"]
    assert quiz.select_one("legend code").get_text() == "hour.shape"
    labels = [label.get_text(" ", strip=True) for label in quiz.select("label")]
    assert labels == ["Ships", "Rows and columns"]
    assert quiz.select_one(".quiz-feedback a")["href"] == "lesson.html"
    assert [o["data-right"] for o in quiz.select(".quiz-option")] == ["no", "yes"]


def test_quiz_with_two_answers_has_boxes(built: Built) -> None:
    """Several right options: boxes to tick, and the reader is told so."""
    quiz = built.page("quiz").select("form.quiz")[1]

    assert {i["type"] for i in quiz.select("input")} == {"checkbox"}
    assert "Tick all that apply" in quiz.get_text()


def test_instructor_note_says_its_time(built: Built) -> None:
    """The note is named, and its Markdown is rendered."""
    note = built.page("quiz").select_one(".instructor")

    assert note["aria-label"] == "Instructor notes · 5 minutes"
    assert note.select_one("em").get_text() == "before"


def test_form_has_a_label_and_a_hint_for_each_box(built: Built) -> None:
    """Each box is named by its prompt and described by its hint."""
    form = built.page("quiz").select_one("form.worksheet")
    box = form.select("textarea")[1]

    assert form["data-name"] == "my-question"
    label = form.select_one(f"label[for={box['id']}]")
    assert label.get_text() == "What would make me stop?"
    hint, said = (form.find(id=key) for key in box["aria-describedby"].split())
    assert hint.get_text() == "Say it <now>."
    assert said["class"] == ["worksheet-said", "needs-script"]


def test_form_says_what_is_asked_of_an_answer(built: Built) -> None:
    """A key and rules before the bar; without them a field is called by its place."""
    fields = built.page("quiz").select(".worksheet-field")

    assert [f["data-key"] for f in fields] == ["field_1", "field_2", "lines"]
    assert fields[2]["data-words"] == "5-40"
    hint = fields[2].select_one(".worksheet-hint").get_text()
    assert hint == "Two lines. 5 to 40 words. Plain words."
    assert not fields[1].has_attr("data-plain")


def test_quiz_says_how_many_are_enough(built: Built) -> None:
    """Nobody has to find every one of them."""
    quiz = built.page("quiz").select("form.quiz")[2]

    assert quiz["data-enough"] == "2"
    assert "There are 3 to find; 2 will do." in quiz.get_text()


def test_ranking_is_shown_as_written(built: Built) -> None:
    """Markdown in the things and the reasons; the orders stand below."""
    ranking = built.page("quiz").select_one("form.ranking")

    letters = [item["data-letter"] for item in ranking.select(".ranking-item")]
    assert letters == ["B", "A"]
    assert ranking.select_one(".ranking-item em").get_text() == "model"
    assert ranking.select_one(".ranking-reasons a")["href"] == "ships.html"
    assert "A count, by week" in ranking.get_text()
    assert "Accepted: A, B." in ranking.get_text()


def test_levels_offer_the_scale_and_say_our_reading(built: Built) -> None:
    """Each thing has its label, every level to choose, our level and the reason."""
    levels = built.page("quiz").select_one("form.levels")
    items = levels.select(".levels-item")

    assert [item["data-ours"] for item in items] == ["1", "0"]
    select = items[0].select_one("select")
    assert levels.select_one(f"label[for={select['id']}]").get_text() == "Tests"
    offered = [option.get_text() for option in select.select("option")]
    assert offered == ["choose", "not seen", "low", "high"]
    said = levels.find(id=select["aria-describedby"])
    assert "Our reading: low. There is one; see ships." in said.get_text()


def test_tree_links_each_answer_to_what_follows(built: Built) -> None:
    """Links lead to parts that are there, and are named by their first words."""
    tree = built.page("quiz").select_one(".decision")

    links = tree.select("a.decision-next")
    assert all(tree.find(id=link["href"].removeprefix("#")) for link in links)
    assert [link.get_text() for link in links] == [
        "It ends with “Ask first.”",
        "It ends with “Publish it.”",
    ]
    ends = [end["data-defended"] for end in tree.select(".decision-end")]
    assert ends == ["no", "yes"]


def test_card_stands_under_the_title(built: Built) -> None:
    """It tells the question, the time, what is needed first, and the twin page."""
    title = built.page("lesson").find("h1")
    card = title.find_next_sibling()

    assert "lesson-card" in card["class"]
    text = card.get_text(" ", strip=True)
    assert "Can I believe this file?" in text
    assert "30 minutes to read, 45 to do" in text
    assert "Not yet written" in text
    links = {a.get_text(): a["href"] for a in card.select("a")}
    assert links == {"R": "lesson_r.html", "Ships and radios": "ships.html"}


def test_exercise_shows_prompts_and_folded_answers(built: Built) -> None:
    """Titles, points, prompts; the answer in a fold, and how to get the notebook."""
    page = built.page("exercise")
    first, second = page.select("div.exercise")

    assert first.select_one("h3").get_text(strip=True).startswith("Count the calls")
    assert "2 points" in first.get_text()
    assert "calls = 40 + 2" in first.select_one("details pre").get_text()
    assert "3 points, marked by a person" in second.get_text()
    assert "one report" in second.select_one("details em").get_text()
    links = [a["href"] for a in page.select(".exercise-actions a")]
    assert links == ["/open/calls", "exercises/calls/calls.ipynb", "index.html#start"]


def test_exercise_shows_no_test_and_no_advice_to_markers(built: Built) -> None:
    """Hidden tests, marks and advice stay out of the page."""
    text = (built.site / "exercise.html").read_text("utf8")

    for secret in ("secret claim", "BEGIN", "q.that", "whoever marks"):
        assert secret not in text


def test_exercise_follows_its_source(tmp_path: Path) -> None:
    """An edit to the solution alone builds its page again."""
    built = build(tmp_path, PAGES)
    source = tmp_path / "solutions" / "calls.py"
    source.write_text(SOURCE.replace("Count the calls", "Count them again"), "utf8")

    run_sphinx(tmp_path)

    assert "Count them again" in built.page("exercise").get_text()


def test_exercise_that_was_not_released_is_a_fault(tmp_path: Path) -> None:
    """The page could not offer its notebook; the remedy is named."""
    warned = build(tmp_path, PAGES, released=False).warned

    assert "exercises/calls/calls.ipynb is missing. Run: course release" in warned


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("wrong.md:3", "none of the 1 options of “Which?” is right"),
        ("line.md:3", "line 5 is not an option: '- [x] Leith'"),
        ("form.md:3", "Add :name:"),
        ("enough.md:3", "1 cannot be enough, since 1 of the options"),
        ("formkey.md:3", "line 5 has 'Two Lines' before its bar, which is no key"),
        ("formrule.md:3", "line 5 has the rule '5 lines', and there is none"),
        ("formdate.md:3", "has the key 'date', with which every saved form begins"),
        ("formtwice.md:3", "line 6 has the key 'a', and so has a line above"),
        ("treeend.md:3", "“Yes” leads to 'nowhere', and there is none"),
        ("treeround.md:3", "ask -> ask goes in a circle"),
        ("treelost.md:3", "nothing leads to 'lost'"),
        ("treeopen.md:3", "Mark it with !! in place of !"),
        ("treeline.md:3", "line 2 is no part of a tree: '- Yes :: So.'"),
        ("rankshown.md:3", "stand in an accepted order already"),
        (
            "rankunsaid.md:3",
            "B A is not accepted, and no pair says why. Add one: - A > B",
        ),
        ("rankagainst.md:3", "B > A contradicts the order A B"),
        ("rankother.md:3", "the order A B is not one of B C"),
        ("levelsline.md:3", "line 1 is no judgement: '- Tests: low'"),
        ("levelsscale.md:3", "the level 'middle', and the scale has low, high"),
        ("levelsnone.md:3", "there is nothing to judge"),
        ("levelsone.md:3", "Add :scale: low | high"),
        ("lesson.md", "'minuts_do' is not a key"),
        ("lesson.md", "'minutes_do' is missing. Add minutes_do: a whole number"),
        ("exercise.md:3", "there is no solutions/nowhere.py"),
        ("picture", "has no alternative text"),
    ],
)
def test_fault_names_page_and_remedy(faulty: Built, page: str, said: str) -> None:
    """Whoever wrote the fault learns where it is and what to do."""
    lines = [line for line in faulty.warned.splitlines() if said in line]

    assert len(lines) == 1
    assert page in lines[0]


def test_schema_refuses_minutes_as_text() -> None:
    """A number in quotation marks is not a number."""
    lesson = dict.fromkeys(SCHEMA, "text")

    faults = find_faults(lesson)

    assert any(f.startswith("'minutes_read' is 'text'. It must be") for f in faults)


def repair_table(html: str) -> Tag:
    """Repair a page that holds one table; give the table."""
    body, _ = repair_body(html)
    table = BeautifulSoup(body, "lxml").select_one("div.table-frame > table")
    assert table is not None
    return table


def test_numbers_stand_right_and_identities_left() -> None:
    """A speed is a quantity; an MMSI and an index are names made of digits."""
    table = repair_table(
        "<table><thead><tr><th></th><th>mmsi</th><th>knots</th></tr></thead><tbody>"
        "<tr><th>0</th><td>232999001</td><td>14.2</td></tr>"
        "<tr><th>1</th><td>232999002</td><td>NaN</td></tr></tbody></table>"
    )

    assert [c.get_text() for c in table.select(".number")] == ["knots", "14.2", "NaN"]
    assert [c.name for c in table.select("thead tr > *")] == ["td", "th", "th"]
    assert [c["scope"] for c in table.select("th")] == ["col", "col", "row", "row"]


def test_remarks_of_r_are_taken_out() -> None:
    """R's note of the size and its row of types are not for readers."""
    table = repair_table(
        "<table><caption>A data.frame: 1 × 2</caption><thead>"
        "<tr><th>port</th><th>calls</th></tr>"
        "<tr><th>&lt;chr&gt;</th><th>&lt;dbl&gt;</th></tr></thead>"
        "<tbody><tr><td>Hull</td><td>12</td></tr></tbody></table>"
    )

    assert table.get_text(" ", strip=True) == "port calls Hull 12"


def test_name_of_an_index_joins_the_header() -> None:
    """Pandas puts it on a row of its own, where it heads nothing."""
    table = repair_table(
        "<table><thead><tr><th></th><th>calls</th></tr>"
        "<tr><th>port</th><th></th></tr></thead>"
        "<tbody><tr><th>Hull</th><td>12</td></tr></tbody></table>"
    )

    rows = [tr.get_text(" ", strip=True) for tr in table.select("tr")]
    assert rows == ["port calls", "Hull 12"]


def test_picture_described_by_its_file_name_is_a_fault() -> None:
    """Sphinx fills a missing description with the file's name."""
    _, faults = repair_body('<img src="../_images/a1.png" alt="../_images/a1.png">')
    _, none = repair_body('<img src="../_images/a1.png" alt="Two ships at anchor.">')

    assert len(faults) == 1
    assert none == []


def test_theme_repair_is_safe_to_run_twice() -> None:
    """A page repaired again stays as it was."""
    page = (
        '<html><body><header id="pst-header"><button class="search-button__button" '
        'aria-label="Search" title="Search">Search'
        '<span class="search-button__kbd-shortcut">Ctrl+K</span></button></header>'
        '<div id="pst-primary-sidebar"><nav class="bd-links"><ul><li>'
        '<a href="calls_r.html">Calls</a></li></ul></nav></div>'
        "<main >x < y</main></body></html>"
    )

    once = repair_page(page)

    assert repair_page(once) == once
    assert "Calls in R" in once
    assert "Ctrl" not in once
    assert "title=" not in once
    assert "<main >x < y</main>" in once
