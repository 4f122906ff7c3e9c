"""Pages are executed on warm kernels, where `course build` made such kernels."""

from __future__ import annotations

from typing import Any

import nbclient
from nbformat import NotebookNode
from sphinx.application import Sphinx

from soundings.course.kernels import settings


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("builder-inited", _execute_with_our_settings)


def _execute_with_our_settings(_app: Sphinx) -> None:
    # myst-nb executes through this module, and hands it no configuration. Workers are
    # forked later, and inherit the change.
    from jupyter_cache.executors import utils

    utils.executenb = execute


def execute(notebook: NotebookNode, **options: Any) -> NotebookNode:
    """
    Execute a notebook as nbclient does, without waiting for a warm kernel.

    Parameters
    ----------
    notebook : NotebookNode
        Executed in place, on the kernel it names.
    **options
        For `nbclient.execute`.

    Returns
    -------
    NotebookNode
        The same notebook.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails that must not.
    """
    kernel = notebook.metadata.get("kernelspec", {}).get("name", "python3")
    return nbclient.execute(notebook, config=settings(kernel), **options)
