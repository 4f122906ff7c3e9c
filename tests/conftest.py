"""What tests of several folders share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from soundings.course.kernels import make_kernels

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def warm_kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put warm kernels first on Jupyter's search path, for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", os.environ.get("JUPYTER_PATH", ""))
        make_kernels(ROOT, tmp_path_factory.mktemp("kernels"))
        yield
