"""A small course to attack: the same exercise in Python and in R, and its data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from soundings.course.release import release

ROOT = Path(__file__).parents[2]

OUT_OF = {"add": 4.0, "calls": 3.0, "twice": 2.0, "why": 3.0}
"""The questions, and what each is worth."""

CANARIES = (
    "canary-hidden", "canary-solution", "canary-neighbour", "canary-token", "canary-home",
)  # fmt: skip
"""Words that stand where no submission may read, and must come out nowhere."""

VISITS = "port,ship\nOslo,ELM\nOslo,ASH\nBergen,ELM\n"

HARBOUR = """\
# %% [markdown]
# # Harbour

# %%
import pandas as pd
from soundings import check

visits = pd.read_csv("../../datasets/visits.csv")

# %% [markdown]
# ## Add
#
# Call it `total`.

# %% solution="add"
### BEGIN SOLUTION
total = 2 + 2  # canary-solution
### END SOLUTION

# %% test="add" points=4
q = check("add", points=4)
q.number("total", lambda: total)
### BEGIN HIDDEN TESTS
q.equals(
    "total is what two and two make",
    lambda: total,
    4,  # canary-hidden
    hint="Count on your fingers.",
)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# ## Calls
#
# A table `calls` with the columns `port` and `calls`.

# %% solution="calls"
### BEGIN SOLUTION
calls = visits.groupby("port").size().reset_index(name="calls")  # canary-solution
### END SOLUTION

# %% test="calls" points=3
q = check("calls", points=3)
q.table("calls", lambda: calls, columns=("port", "calls"))
### BEGIN HIDDEN TESTS
expected = pd.DataFrame({"port": ["Bergen", "Oslo"], "calls": [1, 2]})  # canary-hidden
q.same_values("calls are counted by port", lambda: calls, expected, weight=2)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# ## Twice

# %% solution="twice"
### BEGIN SOLUTION
def twice(number):
    return 2 * number  # canary-solution
### END SOLUTION

# %% test="twice" points=2
q = check("twice", points=2)
q.callable("twice", lambda: twice, takes=1)
### BEGIN HIDDEN TESTS
q.for_inputs("it doubles a number", lambda: twice, range(5), lambda n: n + n)  # canary-hidden
### END HIDDEN TESTS
q.score()

# %% [markdown] written="why" points=3
# ### BEGIN SOLUTION
# Two more than two. canary-solution
# ### END SOLUTION
"""

HARBOUR_R = """\
# %% [markdown]
# # Harbour

# %%
source("check.R")
library(dplyr)

visits <- read.csv("../../datasets/visits.csv")

# %% [markdown]
# ## Add
#
# Call it `total`.

# %% solution="add"
### BEGIN SOLUTION
total <- 2 + 2 # canary-solution
### END SOLUTION

# %% test="add" points=4
q <- check("add", points = 4)
q$number("total", total)
### BEGIN HIDDEN TESTS
q$equals(
  "total is what two and two make", total, 4, # canary-hidden
  hint = "Count on your fingers."
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## Calls
#
# A table `calls` with the columns `port` and `calls`.

# %% solution="calls"
### BEGIN SOLUTION
calls <- count(visits, port, name = "calls") # canary-solution
### END SOLUTION

# %% test="calls" points=3
q <- check("calls", points = 3)
q$table("calls", calls, columns = c("port", "calls"))
### BEGIN HIDDEN TESTS
expected <- data.frame(port = c("Bergen", "Oslo"), calls = 1:2) # canary-hidden
q$same_values("calls are counted by port", calls, expected, weight = 2)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## Twice

# %% solution="twice"
### BEGIN SOLUTION
twice <- function(number) 2 * number # canary-solution
### END SOLUTION

# %% test="twice" points=2
q <- check("twice", points = 2)
q$callable("twice", twice, takes = 1)
### BEGIN HIDDEN TESTS
q$for_inputs("it doubles a number", twice, 0:4, function(n) n + n) # canary-hidden
### END HIDDEN TESTS
q$score()

# %% [markdown] written="why" points=3
# ### BEGIN SOLUTION
# Two more than two. canary-solution
# ### END SOLUTION
"""

RIGHT = {
    "harbour": {
        "add": "total = 4",
        "calls": "calls = visits.value_counts('port').reset_index(name='calls')",
        "twice": "twice = lambda number: number * 2",
        "why": "Because. canary-neighbour",
    },
    "harbour_r": {
        "add": "total <- 4",
        "calls": "calls <- setNames(as.data.frame(table(visits$port)), c('port', 'calls'))\n"
        "calls$port <- as.character(calls$port)",
        "twice": "twice <- function(number) number * 2",
        "why": "Because. canary-neighbour",
    },
}
"""Answers as an honest learner gives them, which are not the author's own."""


def make_course(root: Path, told: dict[str, object]) -> None:
    """
    Make and release the course.

    Parameters
    ----------
    root : Path
        Made.
    told : dict
        What an attacker knows of this machine (paths, ports): `datasets/told.json`.
    """
    for name in ("solutions", "datasets", "src/soundings"):
        (root / name).mkdir(parents=True)
    (root / "datasets" / "visits.csv").write_text(VISITS, "utf8")
    (root / "datasets" / "told.json").write_text(json.dumps(told), "utf8")
    (root / "solutions" / "harbour.py").write_text(HARBOUR, "utf8")
    (root / "solutions" / "harbour_r.R").write_text(HARBOUR_R, "utf8")
    shutil.copy(ROOT / "src" / "soundings" / "check.R", root / "src" / "soundings")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "_config.yml").touch()
    release(root, said=lambda line: None)


def fill_in(root: Path, slug: str, answers: dict[str, str]) -> NotebookNode:
    """Fill in a released exercise: right, but for the answers given."""
    notebook: NotebookNode = nbformat.read(
        root / "exercises" / slug / f"{slug}.ipynb", as_version=4
    )
    for cell in notebook.cells:
        if cell.id in OUT_OF:
            cell.source = {**RIGHT[slug], **answers}[cell.id]
    return notebook
