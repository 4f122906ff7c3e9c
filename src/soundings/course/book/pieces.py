"""Pieces that directives of several kinds put together: HTML with Markdown in it."""

from __future__ import annotations

import html

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective


class Pieces:
    """
    Raw HTML and rendered Markdown, one after the other.

    Parameters
    ----------
    directive : SphinxDirective
        Whose text is rendered.
    """

    def __init__(self, directive: SphinxDirective) -> None:
        self._directive = directive
        self._nodes: list[nodes.Node] = []

    def add_html(self, text: str) -> None:
        """Add HTML as it is."""
        self._nodes.append(nodes.raw("", text, format="html"))

    def add_text(self, text: str) -> None:
        """Add Markdown of one line: links, emphasis, code, words of the glossary."""
        state, line = self._directive.state, self._directive.lineno
        children, messages = state.inline_text(text, line)
        self._nodes += [*children, *messages]

    def finish(self) -> list[nodes.Node]:
        """Give what a directive returns."""
        # Transparent in HTML; it lets links stand between pieces of raw HTML.
        return [addnodes.compact_paragraph("", "", *self._nodes)]


def escape(text: str) -> str:
    """
    Write text so that HTML shows it, in attributes too.

    Examples
    --------
    >>> escape('3 < 4 & "so on"')
    '3 &lt; 4 &amp; &quot;so on&quot;'
    """
    return html.escape(text, quote=True)
