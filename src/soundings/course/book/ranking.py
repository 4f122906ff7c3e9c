"""The `ranking` directive: things to put in order, with a reason for each pair."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from soundings.course.book.lines import join_items
from soundings.course.book.pieces import Pieces

_ITEM = re.compile(r"[-*]\s+([A-Za-z0-9]+)\.\s+(.+)")
_PAIR = re.compile(r"[-*]\s+([A-Za-z0-9]+)\s+>\s+([A-Za-z0-9]+)\s+::\s+(.+)")

Order = tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Of two things, which comes first, and why."""

    first: str
    second: str
    reason: str


def parse_items(lines: Iterable[str]) -> tuple[dict[str, str], list[Pair]]:
    """
    Read the things to order, by letter, and the pairs.

    Raises
    ------
    ValueError
        With what is wrong, as a sentence.

    Examples
    --------
    >>> parse_items(["- A. A count", "- B. A model", "- A > B :: It is cheaper."])[0]
    {'A': 'A count', 'B': 'A model'}
    """
    items: dict[str, str] = {}
    pairs: list[Pair] = []
    for offset, line in join_items(lines):
        if pair := _PAIR.fullmatch(line):
            pairs.append(Pair(*pair.groups()))
        elif (item := _ITEM.fullmatch(line)) and item[1] not in items:
            items[item[1]] = item[2]
        else:
            raise ValueError(
                f"line {offset + 1} is neither a thing nor a pair, or its letter is "
                f"there already: {line!r}. Write: - A. thing, or - A > B :: why"
            )
    return items, pairs


def find_faults(
    items: dict[str, str], pairs: list[Pair], orders: list[Order]
) -> list[str]:
    """
    List where things, pairs and accepted orders do not belong together.

    Examples
    --------
    >>> find_faults({"A": "a count", "B": "a model"}, [], [("B", "A")])
    ['A B is not accepted, and no pair says why. Add one: - B > A :: why']
    """
    shown = tuple(items)
    if len(items) < 2 or not orders:
        return ["there must be two things at least, and one of :orders: too."]
    faults = [
        f"the order {' '.join(order)} is not one of {' '.join(shown)}."
        for order in orders
        if sorted(order) != sorted(shown)
    ]
    faults += [
        f"{pair.first} > {pair.second} names a thing that is not there."
        for pair in pairs
        if not {pair.first, pair.second} <= items.keys() or pair.first == pair.second
    ]
    if faults:
        return faults
    faults = [
        f"{pair.first} > {pair.second} contradicts the order {' '.join(order)}."
        for pair in pairs
        for order in orders
        if order.index(pair.first) > order.index(pair.second)
    ]
    if shown in orders:
        faults.append("the things stand in an accepted order already. Shuffle them.")
    if not faults:
        unsaid = next((o for o in _list_orders(shown, pairs) if o not in orders), None)
        if unsaid:
            faults.append(
                f"{' '.join(unsaid)} is not accepted, and no pair says why. "
                + _advise(unsaid, orders)
            )
    return faults


def _list_orders(items: Order, pairs: list[Pair]) -> Iterator[Order]:
    """Give each order to which no pair objects."""
    if not items:
        yield ()
    for item in items:
        if any(pair.second == item and pair.first in items for pair in pairs):
            continue
        others = tuple(other for other in items if other != item)
        yield from ((item, *rest) for rest in _list_orders(others, pairs))


def _advise(wrong: Order, orders: list[Order]) -> str:
    """Name a pair on which all accepted orders agree against a wrong one."""
    for earlier, later in combinations(wrong, 2):
        if all(order.index(later) < order.index(earlier) for order in orders):
            return f"Add one: - {later} > {earlier} :: why"
    return "No pair could: accept it in :orders: too, or accept fewer."


class RankingDirective(SphinxDirective):
    """
    Things to put in order with two buttons each; one or more orders are accepted.

    Without JavaScript the accepted orders and the reasons stand below, to read.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"orders": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Make the form."""
        question = self.arguments[0]
        orders = [
            tuple(order.split())
            for order in self.options.get("orders", "").split("|")
            if order.strip()
        ]
        try:
            items, pairs = parse_items(self.content)
        except ValueError as fault:
            raise self.error(f"ranking: “{question}”: {fault}") from None
        faults = find_faults(items, pairs, orders)
        if faults:
            raise self.error(f"ranking: “{question}”: {' '.join(faults)}")
        key = f"ranking-{self.env.new_serialno('ranking') + 1}"
        pieces = Pieces(self)
        accepted = "|".join(" ".join(order) for order in orders)
        pieces.add_html(
            f'<form class="ranking" id="{key}" data-orders="{accepted}" '
            f'aria-labelledby="{key}-asks"><p class="ranking-question" '
            f'id="{key}-asks">'
        )
        pieces.add_text(question)
        pieces.add_html('</p><ol class="ranking-items">')
        for letter, text in items.items():
            pieces.add_html(
                f'<li class="ranking-item" data-letter="{letter}">'
                f'<span class="ranking-text"><b>{letter}.</b> '
            )
            pieces.add_text(text)
            pieces.add_html("</span></li>")
        pieces.add_html(
            '</ol><button type="submit" class="button ranking-check needs-script">Check'
            '</button><p class="ranking-status" role="status"></p>'
            '<ul class="ranking-reasons">'
        )
        for pair in pairs:
            pieces.add_html(
                f'<li data-first="{pair.first}" data-second="{pair.second}">'
                f"<b>{pair.first} before {pair.second}.</b> "
            )
            pieces.add_text(pair.reason)
            pieces.add_html("</li>")
        written = "; or ".join(", ".join(order) for order in orders)
        pieces.add_html(
            f'</ul><p class="ranking-accepted">Accepted: {written}.</p></form>'
        )
        return pieces.finish()


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("ranking", RankingDirective)
