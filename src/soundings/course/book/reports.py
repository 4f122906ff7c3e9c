"""What a build has to say: warnings as they are, failing cells by page and number."""

from __future__ import annotations

import logging
import multiprocessing
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging as sphinx_logging

LOGGER = sphinx_logging.getLogger(__name__)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_FAILED_CELL = re.compile(r"-{6,}\n(.*?)\n-{6,}", re.S)
_MISSING_GLUE = ("glue", "ref.glue")


@dataclass(frozen=True)
class Report:
    """One warning: where, what, and Sphinx's name for its kind."""

    where: str
    what: str
    kind: str


class Collector(logging.Handler):
    """Keeps warnings instead of printing them as they come."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reports: list[Report] = []
        self.env: BuildEnvironment | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        kind = ".".join(
            part
            for name in ("type", "subtype")
            if (part := str(getattr(record, name, None) or ""))
        )
        where = self._find_place(getattr(record, "location", None))
        # Sphinx's own getMessage() puts place and level in front.
        what = _ANSI.sub("", logging.LogRecord.getMessage(record))
        self.reports.append(Report(where, what, kind))

    def _find_place(self, location: Any) -> str:
        """Turn any of Sphinx's ways to say where into `path` or `path:line`."""
        if isinstance(location, nodes.Node):
            place = sphinx_logging.get_node_location(location) or ""
        elif isinstance(location, tuple):
            docname, line = location
            place = (
                f"{self._find_path(docname)}:{line}"
                if line
                else self._find_path(docname)
            )
        else:
            place = self._find_path(str(location or ""))
        return _ANSI.sub("", place).rstrip(":")

    def _find_path(self, name: str) -> str:
        if self.env is not None and name in self.env.found_docs:
            return str(self.env.doc2path(name))
        return name


# Set by whoever starts a build in this process, before Sphinx forks its workers.
collector: Collector | None = None
say: Callable[[str], None] | None = None
_count: Any = None
_total = 0


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("builder-inited", _collect_warnings)
    app.connect("env-before-read-docs", _count_pages)
    app.connect("source-read", _tell_page)
    app.connect("doctree-read", _name_failing_cell)


def _collect_warnings(app: Sphinx) -> None:
    if collector is None:
        return
    collector.env = app.env
    collector.addFilter(sphinx_logging.WarningSuppressor(app))
    collector.addFilter(sphinx_logging.OnceFilter())
    logging.getLogger(sphinx_logging.NAMESPACE).addHandler(collector)


def _count_pages(_app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    global _count, _total
    _count = multiprocessing.Value("i", 0)  # shared with the workers
    _total = len(docnames)


def _tell_page(_app: Sphinx, docname: str, _content: list[str]) -> None:
    if say is None or _count is None:
        return
    with _count.get_lock():
        _count.value += 1
        number = _count.value
    say(f"  page {number} of {_total}: {docname}")


def _name_failing_cell(app: Sphinx, _doctree: nodes.document) -> None:
    env = app.env
    metadata = getattr(env, "nb_metadata", {}).get(env.docname, {})
    data = metadata.get("exec_data")
    if not data or not data.get("traceback"):
        return
    said = describe_failure(Path(env.doc2path(env.docname)), str(data["traceback"]))
    LOGGER.warning(said, location=env.docname, type="soundings", subtype="cell")


def describe_failure(page: Path, traceback: str) -> str:
    """
    Say which cell of a page failed, with what error, and how the cell begins.

    Parameters
    ----------
    page : Path
        The page's Markdown or notebook.
    traceback : str
        What nbclient tells of the failure.

    Returns
    -------
    str
        For example `cell 3: NameError: name 'ship' is not defined`, and below it
        the cell's first lines. Cells are counted as code cells, from 1.
    """
    plain = _ANSI.sub("", traceback).strip()
    lines = [line for line in plain.splitlines() if line.strip()]
    error = lines[-1].strip() if lines else "no reason given"
    found = _FAILED_CELL.search(plain)
    if not found:
        return error
    code = found.group(1).strip()
    # R says "Error in f(): reason" first, and Python its "NameError: reason" last.
    for line in lines:
        if re.match(r"(Error in |Error:|ERROR:)", line):
            error = line.strip()
            break
    number = _find_cell(page, code)
    first = "\n".join(f"      {line}" for line in code.splitlines()[:3])
    return f"cell {number or '?'}: {error}\n{first}"


def _find_cell(page: Path, code: str) -> int | None:
    fmt = "md:myst" if page.suffix == ".md" else None
    cells = [c for c in jupytext.read(page, fmt=fmt).cells if c.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        if cell.source.strip() == code:
            return number
    return None
