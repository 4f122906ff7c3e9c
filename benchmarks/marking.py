"""What marking costs: `course grade` with all its protection, against stock nbgrader.

    .venv/bin/python benchmarks/marking.py --size 10 --rounds 3

The same right answers of the same exercise are marked in each round in three ways:
by nbgrader's own `autograde`, one after the other, after one import; by ours in one
slot; and by ours in a slot per core. Ours is isolated, guarded and journalled; its
figures hold the start of servers and slots, some seconds once per cohort, so that a
larger cohort costs less per head. CPU is that of the whole machine, since nobody is
told what a process used that ended with its namespace: run nothing else meanwhile.
Last, how long a learner waits for one check once its cell is run, in a stock kernel as
they have it.

Prints medians over rounds, and their ratios to stock.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel
from nbgrader.apps import NbGraderAPI
from nbgrader.preprocessors import Execute

from soundings.course.kernels import make_quiet_kernel
from soundings.course.marking.cohort import Cohort, Way
from soundings.course.marking.command import kernels_for
from soundings.course.marking.gradebook import quiet
from soundings.course.marking.progress import Progress
from soundings.course.marking.slots import count_cores
from soundings.course.release import find_companions, load_config, working_in
from soundings.course.sources import Source, read_source

ROOT = Path(__file__).resolve().parents[1]
SLUGS = {"Python": "look_at_a_table", "R": "look_at_a_table_r"}

Cost = tuple[float, float]
"""Seconds by the clock and seconds of CPU."""


@contextmanager
def measured(found: list[Cost]) -> Iterator[None]:
    """Add what a block costs, whatever process it is done in."""
    start, used = time.perf_counter(), cpu_seconds()
    yield
    found.append((time.perf_counter() - start, cpu_seconds() - used))


def cpu_seconds() -> float:
    """Sum the CPU time that all processes of this machine have used."""
    busy = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:]
    user, nice, system, _idle, _waiting, interrupts, soft = map(int, busy[:7])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def fill_in(source: Source, folder: Path, size: int) -> None:
    """Hand in the solution as often as asked."""
    for cell in source.notebook.cells:
        cell.source = re.sub(r"(?m)^(# )?### (BEGIN|END) .*\n?", "", cell.source)
    for number in range(size):
        here = folder / f"learner-{number:03}" / source.slug
        here.mkdir(parents=True)
        nbformat.write(source.notebook, here / f"{source.slug}.ipynb")


def mark_stock(cohort: Cohort, slug: str) -> Cost:
    """Mark as nbgrader does, submission by submission; return the cost of one."""
    cohort.prepare([slug])
    (cohort.output / "submitted").symlink_to(cohort.submissions[0].path.parents[2])
    make_quiet_kernel(ROOT)
    found: list[Cost] = []
    with working_in(cohort.output), quiet(), measured(found):
        config = load_config(cohort.output)
        config.Autograde.autograde_preprocessors[0] = Execute
        api = NbGraderAPI(config=config)
        for submission in cohort.submissions:
            result = api.autograde(slug, submission.student_id)
            assert result["success"], result
    return share(found[0], len(cohort.submissions))


def mark_ours(cohort: Cohort, slug: str, jobs: int) -> Cost:
    """Mark as `course grade` does; return the cost of one."""
    way = Way(jobs)
    cohort.prepare([slug])
    found: list[Cost] = []
    with measured(found), kernels_for(cohort, way, is_warm=True):
        unmarked = cohort.find_unmarked(way)
        cohort.mark(unmarked, way, Progress(len(unmarked), lambda line: None))
    assert len(cohort.journal.entries) == len(cohort.submissions)
    return share(found[0], len(cohort.submissions))


def share(cost: Cost, size: int) -> Cost:
    """Return one submission's share of a cohort's cost."""
    return cost[0] / size, cost[1] / size


def time_check(source: Source) -> float:
    """Run an exercise's cells; return the longest that a test took, in seconds."""
    manager, client = start_new_kernel(
        kernel_name=source.notebook.metadata.kernelspec.name
    )
    taken = 0.0
    with tempfile.TemporaryDirectory() as folder:
        sources = [f"import os; os.chdir({folder!r})", f"setwd({folder!r})"]
        client.execute_interactive(sources[source.language == "R"])
        for companion in find_companions(ROOT, source):
            (Path(folder) / companion.name).write_bytes(companion.read_bytes())
        for cell in source.notebook.cells:
            if cell.cell_type == "code":
                start = time.perf_counter()
                client.execute_interactive(cell.source, output_hook=lambda m: None)
                if cell.metadata.get("nbgrader", {}).get("grade"):
                    taken = max(taken, time.perf_counter() - start)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return taken


def main() -> None:
    """Mark in turn, print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10, help="submissions a cohort")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    cores = count_cores()
    ways: dict[str, Callable[[Cohort, str], Cost]] = {
        "stock nbgrader": mark_stock,
        "course grade, 1 slot": lambda c, slug: mark_ours(c, slug, 1),
        f"course grade, {cores} slots": lambda c, slug: mark_ours(c, slug, cores),
    }
    costs: dict[tuple[str, str], list[Cost]] = {}
    checks: dict[str, list[float]] = {language: [] for language in SLUGS}
    for number in range(1, options.rounds + 1):
        for language, slug in SLUGS.items():
            for name, mark in ways.items():
                with tempfile.TemporaryDirectory() as scratch:
                    folder = Path(scratch)
                    source = read_source(next(ROOT.glob(f"solutions/{slug}.*")))
                    fill_in(source, folder / "in", options.size)
                    cohort = Cohort(ROOT, folder / "in", folder / "out")
                    cost = mark(cohort, slug)
                costs.setdefault((language, name), []).append(cost)
                print(
                    f"round {number}: {language}, {name}: {cost[0]:.3f} s, "
                    f"{cost[1]:.3f} s of CPU",
                    flush=True,
                )
            checks[language].append(
                time_check(read_source(next(ROOT.glob(f"solutions/{slug}.*"))))
            )
    print(
        f"\n| medians of {options.rounds}, one of {options.size} | wall | CPU | ratio |"
    )
    print("|---|---|---|---|")
    for language in SLUGS:
        stock = [statistics.median(c[i] for c in costs[language, "stock nbgrader"])
                 for i in (0, 1)]  # fmt: skip
        for name in ways:
            wall, cpu = (
                statistics.median(c[i] for c in costs[language, name]) for i in (0, 1)
            )
            print(
                f"| {language}, {name} | {wall:.3f} s | {cpu:.3f} s | "
                f"{wall / stock[0]:.2f}, CPU {cpu / stock[1]:.2f} |"
            )
    times = (f"{statistics.median(checks[k]) * 1000:.0f} ms" for k in SLUGS)
    print(f"\nThe longest check of an exercise, Python and R: {', '.join(times)}")


if __name__ == "__main__":
    main()
