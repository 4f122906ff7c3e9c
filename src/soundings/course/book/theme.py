"""Repairs to what the theme prints round a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from bs4.element import Tag
from sphinx.application import Sphinx
from sphinx.util.matching import Matcher

_MOST_LINKS = 6
_PRINTED_BY_THEME = re.compile(
    r'<header id="pst-header".*?</header>'
    r'|<div id="pst-primary-sidebar".*?(?=<main )'
    r'|<footer class="prev-next-footer.*?</footer>',
    re.S,
)


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", _add_links)
    app.connect("builder-inited", _note_start)
    app.connect("build-finished", _repair_theme)


def _add_links(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: Any
) -> None:
    toc = Path(app.srcdir) / "_toc.yml"
    context["soundings_links"] = (
        find_links(toc.read_text("utf8")) if toc.exists() else []
    )


def find_links(toc: str) -> list[tuple[str, str]]:
    """
    Name the parts of the book and the first page of each, for the header.

    Examples
    --------
    >>> find_links("parts: [{caption: Ports, chapters: [{file: ports/calls}]}]")
    [('Ports', 'ports/calls')]
    """
    parts = (yaml.safe_load(toc) or {}).get("parts", [])
    links = [
        (str(part["caption"]), str(part["chapters"][0]["file"]).removesuffix(".md"))
        for part in parts
        if part.get("caption") and part.get("chapters")
    ]
    return links[:_MOST_LINKS]


def _note_start(app: Sphinx) -> None:
    marker = Path(app.doctreedir) / ".started"
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _repair_theme(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    site = Path(app.outdir)
    started = (Path(app.doctreedir) / ".started").stat().st_mtime_ns
    ours = Matcher(["_static/**", "exercises/**"])
    for page in site.glob("**/*.html"):
        if page.stat().st_mtime_ns < started or ours(page.relative_to(site).as_posix()):
            continue
        text = page.read_text("utf8")
        page.write_text(repair_page(text, is_r=page.stem.endswith("_r")), "utf8")
    for stray in site.glob("**/*.map"):
        stray.unlink()


def repair_page(text: str, is_r: bool = False) -> str:
    """
    Mend a whole page's HTML; mending it twice changes nothing more.

    Names that contradict the visible text go, as do titles that repeat a name. Links
    to a lesson's R page say so, the one to this page too if it `is_r`. Only the parts
    that the theme prints are parsed: a page with maps is long.
    """
    return _PRINTED_BY_THEME.sub(lambda part: _repair_part(part[0], is_r), text)


def _repair_part(text: str, is_r: bool) -> str:
    soup = BeautifulSoup(text, "html.parser")
    for shortcut in soup.select(".search-button__kbd-shortcut"):
        shortcut.decompose()  # it would be part of the text, and contradict the name
    for button in soup.select("button.search-button__button"):
        for attribute in ("title", "data-bs-toggle", "data-bs-placement"):
            button.attrs.pop(attribute, None)
    for icon in soup.select("button.theme-switch-button i[title]"):
        del icon["title"]
        icon["aria-hidden"] = "true"
    for button in soup.select("button.theme-switch-button"):
        button["aria-label"] = "Light or dark"
        for attribute in ("data-bs-title", "data-bs-toggle", "data-bs-placement"):
            button.attrs.pop(attribute, None)
    for link in soup.select(
        ".bd-links a[href$='_r.html'], .prev-next-area a[href$='_r.html']"
    ):
        _say_language(link, " in R")
    here = soup.select_one(".bd-links li.current > a[href='#']")
    if here and is_r:
        _say_language(here, " in R")
    for toggle in soup.select("button.sidebar-toggle > span"):
        toggle["aria-hidden"] = "true"
    return str(soup)


def _say_language(link: Tag, language: str) -> None:
    # Both pages of a lesson have the same title.
    title = link.select_one(".prev-next-title") or link
    text = title.get_text(strip=True)
    if not text.endswith(language):
        title.string = text + language
