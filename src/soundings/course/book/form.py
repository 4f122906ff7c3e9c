"""The `form` directive: questions answered in the reader's own words."""

from __future__ import annotations

import html
import re
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from soundings.course.book.lines import join_items

_FIELD = re.compile(r"[-*]\s+(.+?)\s+::\s+(.+)")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class FormDirective(SphinxDirective):
    """
    Text boxes, each with its prompt and a hint.

    What is written stays in the reader's browser; a button saves it as a text file.
    Nothing is sent anywhere.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"name": directives.unchanged_required}

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
        fields = []
        for offset, line in join_items(self.content):
            found = _FIELD.fullmatch(line)
            if not found:
                raise self.error(
                    f"form: line {self.lineno + 2 + offset} is not a field: {line!r}. "
                    "Write: - prompt :: hint"
                )
            fields.append((found[1], found[2]))
        if not fields:
            raise self.error(
                f"form: “{title}” has no fields. Write one a line: - prompt :: hint"
            )
        return [nodes.raw("", _make_html(title, name, fields), format="html")]


def _make_html(title: str, name: str, fields: list[tuple[str, str]]) -> str:
    parts = [
        f'<form class="worksheet" id="form-{name}" data-name="{name}" '
        f'data-fields="{len(fields)}" aria-labelledby="form-{name}-title">',
        f'<p class="worksheet-title" id="form-{name}-title">{html.escape(title)}</p>',
    ]
    for place, (prompt, hint) in enumerate(fields, 1):
        key = f"form-{name}-{place}"
        parts.append(
            f'<div class="worksheet-field"><label for="{key}">{html.escape(prompt)}'
            f'</label><p class="worksheet-hint" id="{key}-hint">{html.escape(hint)}</p>'
            f'<textarea id="{key}" name="{key}" rows="3" '
            f'aria-describedby="{key}-hint"></textarea></div>'
        )
    parts.append(
        '<p class="worksheet-status needs-script" role="status"></p>'
        '<p class="worksheet-actions needs-script">'
        '<button type="submit" class="button">Save as a text file</button> '
        '<button type="reset" class="button button-quiet">Clear</button></p>'
        '<p class="worksheet-note">Your words stay in this browser, on this device; '
        "nothing is sent. On a shared machine, save the file and press Clear.</p>"
        "</form>"
    )
    return "".join(parts)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("form", FormDirective)
