"""The built site on a loopback address, and one browser for each worker."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from soundings.course.build import is_up_to_date
from soundings.course.prove import find_browser

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def list_pages() -> list[str]:
    """List every page of the book, and the search page."""
    toc = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf8"))
    chapters = [
        chapter["file"] for part in toc["parts"] for chapter in part["chapters"]
    ]
    return [f"{name}.html" for name in (toc["root"], *chapters, "search")]


PAGES = list_pages()


@pytest.fixture(scope="session")
def site() -> Path:
    """Give the built site, if it is what the sources make."""
    if not is_up_to_date(ROOT):
        pytest.fail("The site is not built from these sources. Run: course build")
    return SITE


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a loopback address; give the address."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Serve the site; give its address."""
    with serve(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    found = find_browser()
    if found is None:
        reason = "Chromium was not found: install it, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield running
        running.close()
