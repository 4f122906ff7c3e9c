"""The `quiz` directive: one question, with something said about every option."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from soundings.course.book.lines import join_items

_OPTION = re.compile(r"[-*]\s+\[([ xX])\]\s+(.+?)\s+::\s+(.+)")


@dataclass(frozen=True)
class Option:
    """One option of a question, and what is said to whoever ticks it."""

    is_right: bool
    text: str
    feedback: str


def parse_option(line: str) -> Option | None:
    """
    Read one option, or None if the line is not one.

    Examples
    --------
    >>> parse_option("- [x] One report :: Yes. A row is a report.")
    Option(is_right=True, text='One report', feedback='Yes. A row is a report.')
    >>> parse_option("- [x] One report") is None
    True
    """
    found = _OPTION.fullmatch(line)
    if not found:
        return None
    return Option(found[1] != " ", found[2], found[3])


class QuizDirective(SphinxDirective):
    """
    A question with one right answer (round buttons) or several (square ones).

    Without JavaScript the feedback stands below each option, as text to read.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make the form."""
        options: list[Option] = []
        for offset, line in join_items(self.content):
            option = parse_option(line)
            if option is None:
                raise self.error(
                    f"quiz: line {self.lineno + 1 + offset} is not an option: {line!r}."
                    " Write: - [x] answer :: what to say to whoever ticks it "
                    "(- [ ] for a wrong one)."
                )
            options.append(option)
        right = sum(option.is_right for option in options)
        if right == 0:
            raise self.error(
                f"quiz: none of the {len(options)} options of “{self.arguments[0]}” "
                "is right. Mark at least one with - [x]."
            )
        kind = "checkbox" if right > 1 else "radio"
        number = self.env.new_serialno("quiz") + 1
        name = f"quiz-{number}"
        out: list[nodes.Node] = []
        _add_html(
            out,
            f'<form class="quiz" id="{name}"><fieldset><legend class="quiz-question">',
        )
        out += self._inline(self.arguments[0])
        _add_html(out, "</legend>")
        if kind == "checkbox":
            _add_html(out, '<p class="quiz-hint">Tick all that apply.</p>')
        for place, option in enumerate(options, 1):
            self._add_option(out, option, f"{name}-{place}", name, kind)
        _add_html(
            out,
            '<button type="submit" class="button quiz-check needs-script">Check'
            '</button><p class="quiz-status" role="status"></p></fieldset></form>',
        )
        # Transparent in HTML; it lets links stand between pieces of raw HTML.
        return [addnodes.compact_paragraph("", "", *out)]

    def _add_option(
        self, out: list[nodes.Node], option: Option, key: str, name: str, kind: str
    ) -> None:
        right = "yes" if option.is_right else "no"
        sign, verdict = ("✓", "Right.") if option.is_right else ("✗", "Wrong.")
        _add_html(
            out,
            f'<div class="quiz-option" data-right="{right}">'
            f'<input type="{kind}" name="{name}" id="{key}" '
            f'aria-describedby="{key}-said"><label for="{key}">',
        )
        out += self._inline(option.text)
        _add_html(
            out,
            f'</label><p class="quiz-feedback" id="{key}-said">'
            f'<span class="quiz-verdict"><span aria-hidden="true">{sign}</span>'
            f'<span class="out-of-sight">{verdict}</span></span> ',
        )
        out += self._inline(option.feedback)
        _add_html(out, "</p></div>")

    def _inline(self, text: str) -> list[nodes.Node]:
        children, messages = self.state.inline_text(text, self.lineno)
        return [*children, *messages]


def _add_html(out: list[nodes.Node], text: str) -> None:
    out.append(nodes.raw("", text, format="html"))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("quiz", QuizDirective)
