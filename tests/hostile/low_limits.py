"""
`course grade` with limits so low that a hostile cohort is soon marked.

A program of its own: `python -m tests.hostile.low_limits COURSE FOLDER OUTPUT`. Its last
line is JSON: the processes that marking left behind, and the seconds that it took.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from pathlib import Path

from soundings.course.marking.cohort import Cohort, Way
from soundings.course.marking.command import mark_cohort, report
from soundings.course.marking.journal import sole_use
from soundings.course.warm.limits import Limits

LIMITS = Limits(
    cell_seconds=3,
    notebook_seconds=15,
    memory_mb=1000,
    processes=32,
    files_mb=20,
    output_mb=1,
)

_ADOPT_ORPHANS = 36
"""Linux's PR_SET_CHILD_SUBREAPER."""


def main() -> None:
    """Mark a cohort, then look for what is left of it."""
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    root, folder, output = map(Path, sys.argv[1:])
    cohort = Cohort(root, folder, output)
    for stray in cohort.strays:
        print(f"  not marked: {stray}")
    with sole_use(cohort.output):
        before = time.monotonic()
        mark_cohort(cohort, Way(jobs=2, limits=LIMITS), is_warm=True, again=False)
        seconds = time.monotonic() - before
        report(cohort, folder, names=True)
    print(json.dumps({"left": _left_behind(), "seconds": round(seconds, 1)}))


def _left_behind() -> list[str]:
    """List the processes below this one; those that are ending get a moment."""
    ends = time.monotonic() + 2
    while time.monotonic() < ends:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return []
    children = [
        number
        for task in Path("/proc/self/task").iterdir()
        for number in (task / "children").read_text("ascii").split()
    ]
    return [
        Path("/proc", number, "cmdline").read_text("utf8", "replace").replace("\0", " ")
        for number in children
    ]


if __name__ == "__main__":
    main()
