"""Repairs to the body of each page, so that it meets WCAG 2.2 AA."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from soundings.course.book.tables import repair_table

LOGGER = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", _repair_page, priority=900)


def _repair_page(
    _app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    if not context.get("body") or doctree is None:
        return
    body, faults = repair_body(context["body"])
    context["body"] = body
    for fault in faults:
        LOGGER.warning(fault, location=pagename, type="soundings", subtype="picture")


def repair_body(body: str) -> tuple[str, list[str]]:
    """
    Mend a page's HTML, and say what cannot be mended.

    Parameters
    ----------
    body : str
        The page's article, as Sphinx wrote it.

    Returns
    -------
    tuple of str and list of str
        The mended article, and what a person must see to.
    """
    soup = BeautifulSoup(body, "lxml")
    for number, table in enumerate(soup.select("table:not(.table-frame table)"), 1):
        repair_table(soup, table, number)
    _name_blocks_that_scroll(soup)
    _name_frames(soup)
    _drop_size_of_pictures(soup)
    _plain_bibliography(soup)
    _name_folds(soup)
    for style in soup.select(".cell_output style"):
        style.decompose()
    faults = [
        f"the picture {picture.get('src', '')} has no alternative text. In its cell "
        "write mystnb: image: alt: (or in Markdown, between the square brackets) "
        "what it shows to somebody who cannot see it."
        for picture in soup.find_all("img")
        if _has_no_alt(picture)
    ]
    return (soup.body.decode_contents() if soup.body else body), faults


def _has_no_alt(picture: Tag) -> bool:
    # Sphinx fills a missing text with the file's name, which passes every checker.
    alt = str(picture.get("alt") or "").strip()
    source = str(picture.get("src") or "")
    return (
        not alt or alt == source or PurePosixPath(alt).name == source.rpartition("/")[2]
    )


def _name_blocks_that_scroll(soup: BeautifulSoup) -> None:
    # soundings.js makes those that do scroll reachable by keyboard, under this name.
    counts = {"Code": 0, "Output": 0}
    for block in soup.find_all("pre"):
        kind = "Output" if block.find_parent(class_="cell_output") else "Code"
        counts[kind] += 1
        if kind == "Output":
            _drop_empty_traceback(block)
        block["data-scroll-name"] = f"{kind} {counts[kind]}"


def _drop_empty_traceback(block: Tag) -> None:
    # R's kernel writes this word even when there are no calls to list below it.
    last = block.find_all(string=True)[-2:]
    for text in last:
        if text.rstrip().endswith("Traceback:"):
            text.replace_with(text.rstrip().removesuffix("Traceback:").rstrip() + "\n")


def _drop_size_of_pictures(soup: BeautifulSoup) -> None:
    # R says how wide a chart should be shown; matplotlib leaves it to the page.
    for picture in soup.select(".cell_output img[style]"):
        del picture["style"]


def _name_frames(soup: BeautifulSoup) -> None:
    for frame in soup.find_all("iframe"):
        frame["title"] = frame.get("title") or "Interactive map"
    for diagram in soup.select("object.graphviz"):
        told = diagram.find(class_="warning")
        diagram["role"] = "img"
        diagram["aria-label"] = told.get_text(" ", strip=True) if told else "Diagram"


def _plain_bibliography(soup: BeautifulSoup) -> None:
    for entries in soup.select("div.citation-list"):
        entries["role"] = "list"
        for entry in entries.select("div.citation"):
            entry["role"] = "listitem"
            for label in entry.select("span.label"):
                label.decompose()


def _name_folds(soup: BeautifulSoup) -> None:
    for summary in soup.select("details > summary[aria-label]"):
        del summary["aria-label"]  # it contradicts the text, which is name enough
