"""The `instructor` directive: notes for whoever teaches, behind one switch."""

from __future__ import annotations

import html
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec


class InstructorDirective(SphinxDirective):
    """
    Notes for whoever teaches the lesson.

    Readers turn all of them on with the switch in the header; without JavaScript
    they are simply there.
    """

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"time": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Make the box."""
        self.assert_has_content()
        time = self.options.get("time", "").strip()
        title = "Instructor notes" + (f" · {time}" if time else "")
        body = nodes.container(classes=["instructor-body"])
        self.state.nested_parse(self.content, self.content_offset, body)
        opening = (
            f'<div class="instructor" role="note" aria-label="{html.escape(title)}">'
            f'<p class="instructor-title">{html.escape(title)}</p>'
        )
        return [
            nodes.raw("", opening, format="html"),
            body,
            nodes.raw("", "</div>", format="html"),
        ]


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("instructor", InstructorDirective)
