"""What stands in the site's files: links that lead somewhere, and no answers let out."""

from __future__ import annotations

import functools
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.site.conftest import PAGES, ROOT

pytestmark = pytest.mark.site

_HIDDEN = re.compile(r"### BEGIN HIDDEN TESTS\n(.*?)### END HIDDEN TESTS", re.S)
_SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)#* ?### END SOLUTION", re.S)
_CLAIM = re.compile(r"""q[.$]that\(\s*["'](.+?)["'],""")
SOURCES = sorted(
    path for path in (ROOT / "solutions").glob("*") if path.suffix in (".py", ".R")
)


@functools.cache
def read_page(path: Path) -> BeautifulSoup:
    """Parse a page once."""
    return BeautifulSoup(path.read_text("utf8"), "lxml")


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(site: Path, name: str) -> None:
    """Every link within the site has its file, and every # its place on the page."""
    dead = []
    for link in read_page(site / name).select("[href], [src]"):
        where = str(link.get("href") or link.get("src"))
        parts = urlsplit(where)
        if parts.scheme or where.startswith("/open/"):
            continue
        path = (site / name).parent / unquote(parts.path) if parts.path else site / name
        if path.is_dir() or not path.exists():
            dead.append(where)
        elif parts.fragment and path.suffix == ".html":
            wanted = unquote(parts.fragment)
            if not read_page(path.resolve()).find(id=wanted):
                dead.append(where)
    assert dead == []


@pytest.mark.parametrize("name", PAGES)
def test_no_directive_is_shown_as_text(site: Path, name: str) -> None:
    """A fence that broke would print its own marks."""
    article = BeautifulSoup((site / name).read_text("utf8"), "lxml").select_one("main")
    assert article is not None
    for code in article.select("pre"):
        code.extract()
    text = article.get_text(" ")

    marks = (
        "{quiz}",
        "{ranking}",
        "{levels}",
        "{decision}",
        "{form}",
        "{instructor}",
        "{exercises}",
        "{glue",
        "{term}",
        ":::",
    )
    assert [mark for mark in marks if mark in text] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_answers_are_not_let_out(site: Path, source: Path) -> None:
    """The notebook to take away holds no answer; the site, no hidden test."""
    text = source.read_text("utf8")
    folder = site / "exercises" / source.stem
    files = [path.read_text("utf8") for path in folder.glob("*.ipynb")]
    for path in folder.glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".ipynb")]
            files += [archive.read(name).decode() for name in names]
    assert files, f"{source.stem} is not in the site"
    code = "\n".join(
        "".join(cell["source"]) for text in files for cell in json.loads(text)["cells"]
    )
    hidden = [
        claim for block in _HIDDEN.findall(text) for claim in _CLAIM.findall(block)
    ]
    shown = {"the notebook": code}
    for path in site.rglob("*.html"):
        shown[path.relative_to(site).as_posix()] = path.read_text("utf8")
    marks = ("BEGIN SOLUTION", "HIDDEN TESTS", "For whoever marks")

    assert [(m, name) for m in marks for name in shown if m in shown[name]] == []
    assert [block for block in _SOLUTION.findall(text) if block.strip() in code] == []
    assert [(c, name) for c in hidden for name in shown if c in shown[name]] == []


def test_site_holds_no_source_maps_and_little_else(site: Path) -> None:
    """A site that fits on any stick: no maps, under 40 MB."""
    files = [path for path in site.rglob("*") if path.is_file()]

    assert [path.name for path in files if path.suffix == ".map"] == []
    assert sum(path.stat().st_size for path in files) < 40_000_000
