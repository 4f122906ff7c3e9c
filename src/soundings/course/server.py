"""A Jupyter server extension: the book, and the way from it into a notebook."""

from __future__ import annotations

import shutil
from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado import web

SITE = Path("_build", "html")
WORK = "work"
"""The folder, not under version control, that holds the learner's own notebooks."""


def open_exercise(root: Path, slug: str) -> Path:
    """
    Make a learner's own copy of an exercise, once.

    What is there already is never touched: it is the learner's work.

    Returns
    -------
    Path
        The notebook, relative to `root`.

    Raises
    ------
    FileNotFoundError
        If no exercise has this name.
    """
    released = root / "exercises" / slug
    known = sorted(path.name for path in (root / "exercises").iterdir())
    if slug not in known:
        raise FileNotFoundError(
            f"No exercise is called {slug}. There are: {', '.join(known)}."
        )
    own = root / WORK / slug
    own.mkdir(parents=True, exist_ok=True)
    for file in released.iterdir():
        if file.is_file() and not (own / file.name).exists():
            shutil.copy(file, own)
    return Path(WORK, slug, f"{slug}.ipynb")


class PageHandler(JupyterHandler):
    """Send a page of the book, telling it that a notebook server is here."""

    @web.authenticated
    def get(self, path: str) -> None:
        """Mark the page so that its "Open the exercises" shows."""
        site = Path(self.settings["server_root_dir"]).expanduser() / SITE
        page = (site / (path or "index.html")).resolve()
        if not page.is_relative_to(site.resolve()) or not page.is_file():
            raise web.HTTPError(404, f"The book has no page {path}.")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        text = page.read_text("utf8")
        self.finish(text.replace("<html", '<html data-lab=""', 1))


class AssetHandler(JupyterHandler, web.StaticFileHandler):
    """Send any other file of the site."""

    @web.authenticated
    async def get(self, path: str, include_body: bool = True) -> None:  # type: ignore[override]
        """Send it as it is."""
        await web.StaticFileHandler.get(self, path, include_body)


class OpenHandler(JupyterHandler):
    """Turn "Open the exercises" into a notebook of the learner's own."""

    @web.authenticated
    def get(self, slug: str) -> None:
        """Copy the exercise if need be, then go to it."""
        root = Path(self.settings["server_root_dir"]).expanduser()
        try:
            notebook = open_exercise(root, slug)
        except FileNotFoundError as error:
            raise web.HTTPError(404, str(error)) from error
        self.redirect(url_path_join(self.base_url, "lab/tree", notebook.as_posix()))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "soundings.course.server"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    base = app.base_url
    site = {"path": str(Path(app.root_dir) / SITE)}
    app.web_app.add_handlers(  # type: ignore[no-untyped-call]
        ".*$",
        [
            (url_path_join(base, r"/book/((?:.+\.html)?)"), PageHandler),
            (url_path_join(base, r"/book/(.+)"), AssetHandler, site),
            (url_path_join(base, r"/open/([\w-]+)"), OpenHandler),
        ],
    )
