"""Lines of a directive's body that begin with a dash, with the lines that go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def join_items(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """
    Join each `- item` with the indented lines below it.

    Parameters
    ----------
    lines : iterable of str
        A directive's body.

    Yields
    ------
    tuple of int and str
        The number of the line an item begins on, from 0, and its text. A line that
        neither begins an item nor is indented comes out as an item of its own, for
        the caller to refuse.

    Examples
    --------
    >>> list(join_items(["- a ship", "  at anchor", "", "- a tug"]))
    [(0, '- a ship at anchor'), (3, '- a tug')]
    """
    start, text = 0, ""
    for number, line in enumerate(lines):
        if text and line[:1].isspace() and line.strip():
            text = f"{text} {line.strip()}"
            continue
        if text:
            yield start, text
        start, text = number, line.strip()
    if text:
        yield start, text
