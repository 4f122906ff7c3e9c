"""Figures are numbered from 1 on every page: readers see one page at a time."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

_ALL = "soundings_fignumbers_of_book"


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    # Sphinx numbers through the whole book and rewrites each page whose numbers
    # changed: it must compare with its own numbers, not with ours.
    app.connect("env-before-read-docs", _restore_numbers_of_book)
    app.connect("env-get-updated", _number_each_page, priority=900)


def _restore_numbers_of_book(
    _app: Sphinx, env: BuildEnvironment, _docnames: list[str]
) -> None:
    if hasattr(env, _ALL):
        env.toc_fignumbers = getattr(env, _ALL)


def _number_each_page(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    setattr(env, _ALL, env.toc_fignumbers)
    env.toc_fignumbers = {
        docname: {
            kind: {
                name: (place,)
                for place, name in enumerate(
                    sorted(numbers, key=numbers.__getitem__), 1
                )
            }
            for kind, numbers in kinds.items()
        }
        for docname, kinds in env.toc_fignumbers.items()
    }
    return []
