"""The `quiz` directive: one question, with something said about every option."""

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
from soundings.course.book.pieces import Pieces

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

    With `:enough: N`, finding N of the right answers will do.

    Without JavaScript the feedback stands below each option, as text to read.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"enough": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Make the form."""
        options: list[Option] = []
        for offset, line in join_items(self.content):
            option = parse_option(line)
            if option is None:
                number = self.lineno + 1 + len(self.options) + offset
                raise self.error(
                    f"quiz: line {number} is not an option: {line!r}."
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
        enough = self.options.get("enough", 0)
        if enough >= right:
            raise self.error(
                f"quiz: {enough} cannot be enough, since {right} of the options of "
                f"“{self.arguments[0]}” are right. Give :enough: fewer, or leave it out."
            )
        kind = "checkbox" if right > 1 else "radio"
        name = f"quiz-{self.env.new_serialno('quiz') + 1}"
        limit = f' data-enough="{enough}"' if enough else ""
        pieces = Pieces(self)
        pieces.add_html(
            f'<form class="quiz" id="{name}"{limit}><fieldset>'
            '<legend class="quiz-question">',
        )
        pieces.add_text(self.arguments[0])
        pieces.add_html("</legend>")
        if enough:
            pieces.add_html(
                f'<p class="quiz-hint">There are {right} to find; {enough} will do.</p>'
            )
        elif kind == "checkbox":
            pieces.add_html('<p class="quiz-hint">Tick all that apply.</p>')
        for place, option in enumerate(options, 1):
            _add_option(pieces, option, f"{name}-{place}", name, kind)
        pieces.add_html(
            '<button type="submit" class="button quiz-check needs-script">Check'
            '</button><p class="quiz-status" role="status"></p></fieldset></form>',
        )
        return pieces.finish()


def _add_option(pieces: Pieces, option: Option, key: str, name: str, kind: str) -> None:
    right = "yes" if option.is_right else "no"
    sign, verdict = ("✓", "Right.") if option.is_right else ("✗", "Wrong.")
    pieces.add_html(
        f'<div class="quiz-option" data-right="{right}">'
        f'<input type="{kind}" name="{name}" id="{key}" '
        f'aria-describedby="{key}-said"><label for="{key}">',
    )
    pieces.add_text(option.text)
    pieces.add_html(
        f'</label><p class="quiz-feedback" id="{key}-said">'
        f'<span class="quiz-verdict"><span aria-hidden="true">{sign}</span>'
        f'<span class="out-of-sight">{verdict}</span></span> ',
    )
    pieces.add_text(option.feedback)
    pieces.add_html("</p></div>")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("quiz", QuizDirective)
