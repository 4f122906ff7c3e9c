"""The card at the head of a lesson, from the page's own front matter."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\s*\n", re.S)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_minutes(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(item) for item in value)


SCHEMA: dict[str, tuple[Callable[[Any], bool], str]] = {
    "id": (_is_text, "a lesson's code, such as P2"),
    "audience": (_is_text, "a sentence"),
    "minutes_read": (_is_minutes, "a whole number of minutes"),
    "minutes_do": (_is_minutes, "a whole number of minutes"),
    "needs": (_is_list_of_text, "a list of slugs, or []"),
    "question": (_is_text, "a sentence that ends in a question mark"),
    "objectives": (
        lambda value: _is_list_of_text(value) and len(value) > 0,
        "a list of what a reader can do at the end",
    ),
    "skills": (_is_list_of_text, "a list of codes, or []"),
    "data": (_is_list_of_text, "a list of data sets, or []"),
    "ai_policy": (
        lambda value: value in ("on", "off", "critique"),
        '"on", "off" or "critique", in quotation marks',
    ),
}
"""Each key of `lesson:`, its test, and what it must be."""


def read_front_matter(text: str) -> dict[str, Any]:
    r"""
    Read the YAML at the head of a page.

    Examples
    --------
    >>> read_front_matter("---\nlesson:\n  id: P2\n---\n# Look at a table\n")
    {'lesson': {'id': 'P2'}}
    >>> read_front_matter("# No front matter\n")
    {}
    """
    found = _FRONT_MATTER.match(text)
    loaded = yaml.safe_load(found[1]) if found else None
    return loaded if isinstance(loaded, dict) else {}


def find_faults(lesson: Any) -> list[str]:
    """
    List what is wrong with a page's `lesson:` block, in words.

    Examples
    --------
    >>> find_faults({"id": "P2", "minuts": 5})[0]
    "'minuts' is not a key. Take it out, or correct it."
    """
    if not isinstance(lesson, dict):
        return ["lesson: is not a list of keys. Write one key a line below it."]
    faults = [
        f"{key!r} is not a key. Take it out, or correct it."
        for key in lesson
        if key not in SCHEMA
    ]
    for key, (is_good, wanted) in SCHEMA.items():
        if key not in lesson:
            faults.append(f"{key!r} is missing. Add {key}: {wanted}.")
        elif not is_good(lesson[key]):
            faults.append(f"{key!r} is {lesson[key]!r}. It must be {wanted}.")
    return faults


def find_twin(env: BuildEnvironment, docname: str) -> str | None:
    """Name the same lesson's page in the other language, if there is one."""
    twin = docname.removesuffix("_r") if docname.endswith("_r") else f"{docname}_r"
    return twin if twin in env.found_docs else None


def find_lesson(env: BuildEnvironment, slug: str, docname: str) -> str | None:
    """Find a lesson's page by its slug, in the language of the page that asks."""
    names = [f"{slug}_r", slug] if docname.endswith("_r") else [slug]
    for name in names:
        for found in sorted(env.found_docs):
            if found.rpartition("/")[2] == name:
                return found
    return None


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("doctree-read", _add_card)


def _add_card(app: Sphinx, doctree: nodes.document) -> None:
    env = app.env
    path = Path(env.doc2path(env.docname))
    if path.suffix != ".md":
        return
    try:
        front_matter = read_front_matter(path.read_text("utf8"))
    except yaml.YAMLError as error:
        _warn(env.docname, f"the front matter is not YAML: {error}")
        return
    if "lesson" not in front_matter:
        return
    lesson = front_matter["lesson"]
    faults = find_faults(lesson)
    for fault in faults:
        _warn(env.docname, fault)
    section = next(iter(doctree.findall(nodes.section)), None)
    if faults or section is None:
        return
    place = 1 + next(
        (i for i, child in enumerate(section) if isinstance(child, nodes.title)), -1
    )
    # Transparent in HTML; it lets links stand between pieces of raw HTML.
    section.insert(place, addnodes.compact_paragraph("", "", *_make_card(env, lesson)))


def _warn(docname: str, fault: str) -> None:
    LOGGER.warning(
        f"lesson: {fault}", location=docname, type="soundings", subtype="lesson"
    )


def _make_card(env: BuildEnvironment, lesson: dict[str, Any]) -> list[nodes.Node]:
    docname = env.docname
    parts: list[nodes.Node] = []

    def add(text: str) -> None:
        parts.append(nodes.raw("", text, format="html"))

    add('<div class="lesson-card">')
    twin = find_twin(env, docname)
    if twin:
        is_r = docname.endswith("_r")
        add('<div class="twin" role="group" aria-label="Language of this lesson">')
        for name, here in (("Python", not is_r), ("R", is_r)):
            if here:
                add(f'<span class="twin-here" aria-current="true">{name}</span>')
            else:
                add('<span class="twin-there">')
                parts.append(_link(twin, name, docname))
                add("</span>")
        add("</div>")
    add(f'<p class="lesson-question">{html.escape(lesson["question"])}</p>')
    add('<dl class="lesson-facts"><div><dt>For</dt><dd>')
    add(f"{html.escape(lesson['audience'])}</dd></div><div><dt>Time</dt><dd>")
    add(_say_minutes(lesson["minutes_read"], lesson["minutes_do"]))
    add("</dd></div>")
    if lesson["needs"]:
        add("<div><dt>You need first</dt><dd>")
        for place, slug in enumerate(lesson["needs"]):
            if place:
                add(", ")
            needed = find_lesson(env, slug, docname)
            if needed:
                parts.append(_link(needed, None, docname))
            else:
                add(html.escape(slug.replace("_", " ").capitalize()))
        add("</dd></div>")
    add('</dl><p class="lesson-goal">By the end you can</p><ul class="lesson-goals">')
    for objective in lesson["objectives"]:
        add(f"<li>{html.escape(objective)}</li>")
    add("</ul></div>")
    return parts


def _say_minutes(read: int, do: int) -> str:
    if do == 0:
        return f"{read} minutes to read"
    return f"{read} minutes to read, {do} to do"


def _link(target: str, text: str | None, docname: str) -> nodes.Node:
    reference = addnodes.pending_xref(
        "",
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refexplicit=text is not None,
        refdoc=docname,
        refwarn=True,
    )
    reference += nodes.inline(text or "", text or "")
    return reference
