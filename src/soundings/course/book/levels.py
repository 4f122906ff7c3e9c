"""The `levels` directive: judge things on a scale, then see another reading beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from soundings.course.book.lines import join_items
from soundings.course.book.pieces import Pieces, escape

_ITEM = re.compile(r"[-*]\s+(.+?)\s+=\s+(.+?)\s+::\s+(.+)")


@dataclass(frozen=True)
class Judgement:
    """A thing to judge, the level that we give it, and why."""

    thing: str
    level: str
    reason: str


def parse_judgements(lines: Iterable[str], scale: list[str]) -> list[Judgement]:
    """
    Read the things to judge, with our level for each.

    Raises
    ------
    ValueError
        With what is wrong, as a sentence.

    Examples
    --------
    >>> parse_judgements(["- Tests = low :: There is none."], ["low", "high"])
    [Judgement(thing='Tests', level='low', reason='There is none.')]
    """
    if len(scale) < 2:
        raise ValueError("a scale has two levels at least. Add :scale: low | high")
    judgements = []
    for offset, line in join_items(lines):
        found = _ITEM.fullmatch(line)
        if not found:
            raise ValueError(
                f"line {offset + 1} is no judgement: {line!r}. "
                "Write: - thing = level :: why"
            )
        if found[2] not in scale:
            raise ValueError(
                f"line {offset + 1} gives the level {found[2]!r}, and the scale has "
                f"{', '.join(scale)}."
            )
        judgements.append(Judgement(*found.groups()))
    if not judgements:
        raise ValueError("there is nothing to judge. Write: - thing = level :: why")
    return judgements


class LevelsDirective(SphinxDirective):
    """
    Things to judge on a scale; then our level, how far apart we are, and why.

    There is no right answer, and no mark. Where a page has several of them, the last
    one compared says how often all of them agree.

    Without JavaScript our levels and the reasons stand below, to read.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"scale": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Make the form."""
        question = self.arguments[0]
        parts = self.options.get("scale", "").split("|")
        scale = [part.strip() for part in parts if part.strip()]
        try:
            judgements = parse_judgements(self.content, scale)
        except ValueError as fault:
            raise self.error(f"levels: “{question}”: {fault}") from None
        key = f"levels-{self.env.new_serialno('levels') + 1}"
        pieces = Pieces(self)
        pieces.add_html(
            f'<form class="levels" id="{key}"><fieldset><legend class="levels-question">'
        )
        pieces.add_text(question)
        pieces.add_html("</legend>")
        for place, judgement in enumerate(judgements, 1):
            _add_judgement(pieces, judgement, scale, f"{key}-{place}")
        pieces.add_html(
            '<button type="submit" class="button levels-check needs-script">Compare'
            '</button><p class="levels-status" role="status"></p></fieldset></form>'
        )
        return pieces.finish()


def _add_judgement(
    pieces: Pieces, judgement: Judgement, scale: list[str], key: str
) -> None:
    pieces.add_html(
        f'<div class="levels-item" data-ours="{scale.index(judgement.level)}">'
        f'<label for="{key}">'
    )
    pieces.add_text(judgement.thing)
    options = "".join(
        f'<option value="{place}">{escape(level)}</option>'
        for place, level in enumerate(scale)
    )
    pieces.add_html(
        f'</label><select id="{key}" class="needs-script" autocomplete="off" '
        f'aria-describedby="{key}-said"><option value="">choose</option>{options}'
        f'</select><p class="levels-said" id="{key}-said">'
        '<b class="levels-yours"></b> '
        f"<b>Our reading: {escape(judgement.level)}.</b> "
    )
    pieces.add_text(judgement.reason)
    pieces.add_html("</p></div>")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("levels", LevelsDirective)
