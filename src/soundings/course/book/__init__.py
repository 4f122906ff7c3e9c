"""The course's Sphinx extension: its directives, its page repairs and its look.

It imports nothing of Jupyter Book, so that the same pages build on plain Sphinx.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from soundings.course.book import (
    citations,
    decision,
    execution,
    exercises,
    figures,
    form,
    instructor,
    lesson_card,
    levels,
    pages,
    quiz,
    ranking,
    reports,
    theme,
)

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parents[1] / "_vendor"

# In this order: each may use what those before it made.
SCRIPTS = (
    "soundings.js",
    *(
        f"soundings/{name}.js"
        for name in (
            "quiz",
            "wording",
            "yaml",
            "sheet",
            "record",
            "worksheet",
            "ranking",
            "decision",
            "levels",
        )
    ),
)

_UNDECLARED = (
    "sphinx_multitoc_numbering",
    "sphinx_jupyterbook_latex",
    "sphinx_comments",
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.connect("config-inited", _add_our_files)
    app.connect("builder-inited", _copy_vendored_files)
    app.connect("builder-inited", _make_ready_for_workers)
    # Behind the theme's own style sheet, and in front of every script.
    app.add_css_file("soundings.css", priority=900)
    early = (HERE / "early.js").read_text("utf8")
    app.add_js_file(None, body=early, priority=1)
    for name in SCRIPTS:
        app.add_js_file(name, priority=900, loading_method="defer")
    for part in (
        citations,
        decision,
        execution,
        exercises,
        figures,
        form,
        instructor,
        lesson_card,
        levels,
        pages,
        quiz,
        ranking,
        reports,
        theme,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_our_files(_app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(HERE / "static"))
    config.templates_path.append(str(HERE / "templates"))


def _copy_vendored_files(app: Sphinx) -> None:
    # Not through html_static_path, which would take every vendored package.
    if app.builder.format != "html":
        return
    for name in ("fonts", "mathjax"):
        target = Path(app.outdir) / "_static" / name
        if (VENDOR / name).exists() and not target.exists():
            shutil.copytree(VENDOR / name, target)


def _make_ready_for_workers(app: Sphinx) -> None:
    # These hold nothing per page; they only lack the declaration, and block -j.
    for name in _UNDECLARED:
        if name in app.extensions:
            app.extensions[name].parallel_read_safe = True
    # Two workers that both make the cache's tables fail: make them before the fork.
    if getattr(app.config, "nb_execution_mode", "off") == "cache":
        from jupyter_cache import get_cache

        path = app.config.nb_execution_cache_path
        get_cache(
            path or str(Path(app.outdir).parent / ".jupyter_cache")
        ).list_cache_records()
