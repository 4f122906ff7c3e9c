"""The `form` directive: questions answered in the reader's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from soundings.course.book.lines import join_items
from soundings.course.book.pieces import escape

RESERVED = ("form", "title", "date")
"""Keys that a saved form begins with, and no field may have."""

_ITEM = re.compile(r"[-*]\s+(?:(?P<head>[^|]*?)\s*\|\s*)?(?P<prompt>.+?)\s+::\s+(.+)")
_HEAD = re.compile(r"(?P<key>[a-z][a-z0-9_]*)\s*(?:\{(?P<rules>[^}]*)\})?")
_WORDS = re.compile(r"(\d+)\s*[-–]\s*(\d+)\s+words")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Field:
    """A question on a form, and what is asked of the answer."""

    key: str
    """What a saved form calls it; the browser keeps the answer under it, too."""
    prompt: str
    hint: str
    words: tuple[int, int] | None = None
    """The fewest words and the most."""
    is_plain: bool = False
    """Whether long sentences and office language are pointed out."""

    @property
    def asked(self) -> str:
        """What is asked of the answer, in words for the reader."""
        parts = []
        if self.words:
            parts.append(f"{self.words[0]} to {self.words[1]} words.")
        if self.is_plain:
            parts.append("Plain words.")
        return " ".join(parts)


def parse_field(line: str, place: int) -> Field:
    """
    Read one line of a form.

    Parameters
    ----------
    line : str
        `- key {rules} | prompt :: hint`; what stands before the bar can be left out.
    place : int
        From 1; a field without a key is called after it.

    Raises
    ------
    ValueError
        With what is wrong, as the end of a sentence.

    Examples
    --------
    >>> field = parse_field("- risk {5-40 words, plain} | What else? :: Be frank.", 2)
    >>> field.key, field.prompt, field.words, field.is_plain
    ('risk', 'What else?', (5, 40), True)
    >>> parse_field("- Who asks? :: A person.", 2).key
    'field_2'
    """
    found = _ITEM.fullmatch(line)
    if not found:
        raise ValueError(f"is not a field: {line!r}. Write: - prompt :: hint")
    prompt, hint, key, rules = found["prompt"], found[3], f"field_{place}", ""
    if found["head"] is not None:
        head = _HEAD.fullmatch(found["head"])
        if not head:
            raise ValueError(
                f"has {found['head']!r} before its bar, which is no key. Write: "
                "- key | prompt :: hint, the key in lower-case letters, digits and _"
            )
        key, rules = head["key"], head["rules"] or ""
    if key in RESERVED:
        raise ValueError(
            f"has the key {key!r}, with which every saved form begins. Choose another"
        )
    words, is_plain = None, False
    for rule in filter(None, map(str.strip, rules.split(","))):
        counted = _WORDS.fullmatch(rule)
        if counted and int(counted[1]) <= int(counted[2]):
            words = int(counted[1]), int(counted[2])
        elif rule == "plain":
            is_plain = True
        else:
            raise ValueError(
                f"has the rule {rule!r}, and there is none. There are: 5-40 words (or "
                "any other two numbers, the smaller first), and plain"
            )
    return Field(key, prompt, hint, words, is_plain)


class FormDirective(SphinxDirective):
    """
    Text boxes, each with its prompt and a hint.

    What is written stays in the reader's browser. It can be saved as YAML, printed,
    and sealed into the reader's skills record. Nothing is sent anywhere.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        "name": directives.unchanged_required,
        "own-words": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Make the form."""
        title = self.arguments[0]
        name = self.options.get("name", "")
        if not _NAME.fullmatch(name):
            raise self.error(
                f"form: “{title}” has the name {name!r}. Add :name: with lower-case "
                "letters, digits and dashes, such as my-question; a reader's answers "
                "are kept under it."
            )
        fields: list[Field] = []
        for offset, line in join_items(self.content):
            number = self.lineno + 1 + len(self.options) + offset
            try:
                field = parse_field(line, len(fields) + 1)
            except ValueError as fault:
                raise self.error(f"form: line {number} {fault}.") from None
            if field.key in [other.key for other in fields]:
                raise self.error(
                    f"form: line {number} has the key {field.key!r}, and so has a line "
                    "above. Each answer is kept under its own."
                )
            fields.append(field)
        if not fields:
            raise self.error(
                f"form: “{title}” has no fields. Write one a line: - prompt :: hint"
            )
        text = _make_html(title, name, fields, "own-words" in self.options)
        return [nodes.raw("", text, format="html")]


def _make_html(title: str, name: str, fields: list[Field], is_own_words: bool) -> str:
    own = ' data-own-words=""' if is_own_words else ""
    form = f"form-{name}"
    return "".join(
        [
            f'<form class="worksheet" id="{form}" data-name="{name}"{own} '
            f'aria-labelledby="{form}-title">'
            f'<p class="worksheet-title" id="{form}-title">{escape(title)}</p>',
            *(_make_field(form, field) for field in fields),
            '<p class="worksheet-status needs-script" role="status"></p>'
            '<p class="worksheet-actions needs-script">'
            '<button type="submit" class="button">Save as YAML</button> '
            '<button type="button" class="button button-quiet worksheet-print">'
            "Print this page’s answers</button> "
            '<button type="button" class="button button-quiet worksheet-add" '
            f'aria-expanded="false" aria-controls="{form}-record">Add to my record'
            "</button> "
            '<button type="reset" class="button button-quiet">Clear</button></p>',
            _make_record_panel(form),
            '<p class="worksheet-note needs-script">Your words stay in this browser, on '
            "this device; nothing is sent, and nothing is marked. On a shared machine, "
            "save the file and press Clear.</p></form>",
        ]
    )


def _make_field(form: str, field: Field) -> str:
    key = f"{form}-{field.key}"
    words = f' data-words="{field.words[0]}-{field.words[1]}"' if field.words else ""
    plain = ' data-plain=""' if field.is_plain else ""
    hint = " ".join(filter(None, (field.hint, field.asked)))
    return (
        f'<div class="worksheet-field" data-key="{field.key}"{words}{plain}>'
        f'<label for="{key}">{escape(field.prompt)}</label>'
        f'<p class="worksheet-hint" id="{key}-hint">{escape(hint)}</p>'
        f'<textarea id="{key}" name="{field.key}" rows="3" '
        f'aria-describedby="{key}-hint {key}-said"></textarea>'
        f'<div class="worksheet-said needs-script" id="{key}-said"></div></div>'
    )


def _make_record_panel(form: str) -> str:
    return (
        f'<div class="worksheet-record" id="{form}-record" hidden>'
        "<p>A skills record is one file that you keep. Your words go into a copy of it, "
        "sealed as yours; the file is read on this device and sent nowhere.</p>"
        "<fieldset><legend>You have a record</legend>"
        f'<label for="{form}-file">Your file, which ends in .soundings-record.json'
        f'</label><input type="file" id="{form}-file" class="record-file" '
        'accept=".json,application/json"> '
        '<button type="button" class="button record-join">Add to it</button></fieldset>'
        "<fieldset><legend>You have none yet</legend>"
        f'<label for="{form}-owner">What shall it call you?</label>'
        f'<input type="text" id="{form}-owner" class="record-owner" maxlength="500" '
        'autocomplete="nickname"> '
        '<button type="button" class="button record-begin">Begin a record</button>'
        '</fieldset><p class="record-status" role="status"></p></div>'
    )


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("form", FormDirective)
