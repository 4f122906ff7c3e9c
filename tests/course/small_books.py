"""Small books on plain Sphinx, to look at what a directive makes."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SOURCE = """\
# %% [markdown]
# # A second hour

# %%
from soundings import check

# %% [markdown]
# ## Count the calls
#
# How many calls were there? Call the number `calls`.

# %% solution="count-calls"
### BEGIN SOLUTION
calls = 40 + 2
### END SOLUTION

# %% test="count-calls" points=2
q = check("count-calls", points=2)
q.that("calls is a number", lambda: calls > 0)
### BEGIN HIDDEN TESTS
q.that("the secret claim", lambda: calls == 42)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# ## Believe it?
#
# Say what one row is.

# %% [markdown] written="believe-it" points=3
# ### BEGIN SOLUTION
# One row is *one report*.
#
# *For whoever marks:* 1 point for the word report.
# ### END SOLUTION
"""


@dataclass
class Built:
    """A small built site and what Sphinx warned of."""

    site: Path
    warned: str

    def page(self, name: str) -> BeautifulSoup:
        """Parse one page."""
        text = (self.site / f"{name}.html").read_text("utf8")
        return BeautifulSoup(text, "lxml")


def build(root: Path, pages: dict[str, str], released: bool = True) -> Built:
    """Build pages with the extension on plain Sphinx, executing nothing."""
    (root / "book").mkdir()
    for name, text in pages.items():
        (root / "book" / f"{name}.md").write_text(text, "utf8")
    (root / "book" / "dot.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>'
    )
    (root / "solutions").mkdir()
    (root / "solutions" / "calls.py").write_text(SOURCE, "utf8")
    (root / "exercises" / "calls").mkdir(parents=True)
    if released:
        (root / "exercises" / "calls" / "calls.ipynb").write_text("{}")
    return Built(root / "site", run_sphinx(root))


def run_sphinx(root: Path) -> str:
    """Build what is out of date; give the warnings."""
    warned = io.StringIO()
    settings = {
        "extensions": ["myst_nb", "sphinxcontrib.bibtex", "soundings.course.book"],
        "bibtex_bibfiles": [],
        "nb_execution_mode": "off",
        "myst_enable_extensions": ["colon_fence"],
        "html_theme": "basic",
    }
    with warnings.catch_warnings(), patch_docutils(), docutils_namespace():
        warnings.simplefilter("ignore")
        Sphinx(
            root / "book", None, root / "site", root / "doctrees", "html",
            confoverrides=settings, status=None, warning=warned,
        ).build()  # fmt: skip
    return re.sub(r"\x1b\[[\d;]*m", "", warned.getvalue())
