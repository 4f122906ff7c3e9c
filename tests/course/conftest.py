"""A small course of two exercises, one in each language, and the two kernels."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from soundings.course import kernels

ROOT = Path(__file__).parents[2]

SUMS = """\
# %% [markdown]
# # Sums

# %%
from soundings import check

# %% [markdown]
# ## Add
#
# Call it `total`.

# %% solution="add"
### BEGIN SOLUTION
total = 2 + 2
### END SOLUTION

# %% test="add" points=4
q = check("add", points=4)
q.that("total is a number", lambda: isinstance(total, int))
### BEGIN HIDDEN TESTS
q.that(
    "total is what two and two make",
    lambda: total == 4,  # canary-python
    hint="Count on your fingers.",
)
### END HIDDEN TESTS
q.score()

# %% [markdown] written="why" points=3
# ### BEGIN SOLUTION
# Two more than two.
# ### END SOLUTION
"""

SUMS_R = """\
# %% [markdown]
# # Sums

# %%
source("check.R")

# %% [markdown]
# ## Add

# %% solution="add"
### BEGIN SOLUTION
total <- 2 + 2
### END SOLUTION

# %% test="add" points=4
q <- check("add", points = 4)
q$that("total is a number", is.numeric(total))
### BEGIN HIDDEN TESTS
q$that("total is what two and two make", identical(total, 4)) # canary-r
### END HIDDEN TESTS
q$score()
"""


@pytest.fixture(scope="session")
def small_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sources, the settings and the package's R files; nothing else."""
    root = tmp_path_factory.mktemp("course")
    (root / "solutions").mkdir()
    (root / "datasets").mkdir()
    (root / "datasets" / "ships.csv").write_text("ship\nELM\n", "utf8")
    (root / "solutions" / "sums.py").write_text(SUMS, "utf8")
    (root / "solutions" / "sums_r.R").write_text(SUMS_R, "utf8")
    (root / "src" / "soundings").mkdir(parents=True)
    shutil.copy(ROOT / "src" / "soundings" / "check.R", root / "src" / "soundings")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "_config.yml").touch()
    return root


@pytest.fixture(params=["python3", "ir"])
def kernel(request: pytest.FixtureRequest) -> str:
    """Name a kernel that can be warm here."""
    reason = kernels.why_not_warm(request.param)
    if reason:
        pytest.skip(reason)
    return str(request.param)
