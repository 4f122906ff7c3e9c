"""How long a kernel takes to its first result, forked warm against started anew.

    .venv/bin/python benchmarks/kernels.py --rounds 10

Warm and stock take turns in every round, Python and R. "kernel" is one kernel: start,
ready, `1 + 1`, end. "notebook" is a short lesson through nbclient, as the book runs it,
imports and a chart included. Prints medians in seconds and their ratio; the warm
servers' own start, once a run, is printed beside them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbclient
import nbformat
from jupyter_client.manager import AsyncKernelManager

from soundings.course import kernels
from soundings.course.warm import confinement
from soundings.course.warm.limits import Confinement

LESSONS = {
    "python3": (
        "import pandas as pd\nimport matplotlib.pyplot as plt",
        "ships = pd.DataFrame({'name': ['ash', 'elm'], 'knots': [1.5, 2]})\nships",
        "fig, axes = plt.subplots()\naxes.bar(ships.name, ships.knots);",
    ),
    "ir": (
        "library(dplyr, warn.conflicts = FALSE)",
        "ships <- tibble(name = c('ash', 'elm'), knots = c(1.5, 2))\nships",
        "plot(ships$knots)",
    ),
}
NAMES = {"python3": "Python", "ir": "R"}


def time_kernel(kernel: str, folder: Path) -> float:
    """Start a kernel, ask it for one sum, end it; give the seconds."""

    async def go() -> float:
        start = time.perf_counter()
        manager = AsyncKernelManager(
            kernel_name=kernel, config=kernels.settings(kernel)
        )
        await manager.start_kernel(cwd=str(folder))
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        await client.execute_interactive(
            "1 + 1", allow_stdin=False, output_hook=lambda _: None
        )
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        return time.perf_counter() - start

    return asyncio.run(go())


def time_notebook(kernel: str, folder: Path) -> float:
    """Run a short lesson; give the seconds."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in LESSONS[kernel]]
    client = nbclient.NotebookClient(
        nbformat.v4.new_notebook(cells=cells),
        kernel_name=kernel,
        resources={"metadata": {"path": str(folder)}},
        config=kernels.settings(kernel),
    )
    start = time.perf_counter()
    client.execute()
    return time.perf_counter() - start


def main() -> None:
    """Measure in turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    rounds = parser.parse_args().rounds
    measures = {"kernel": time_kernel, "notebook": time_notebook}
    taken: dict[tuple[str, str, str], list[float]] = {}
    before = os.environ.get("JUPYTER_PATH", "")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "datasets").mkdir()
        (folder / "work").mkdir()
        shut_in = Confinement(folder / "datasets")
        kinds = {
            "stock": {"warm": False},
            "warm": {},
            "warm, confined": {"confinement": shut_in},
        }
        reason = confinement.why_not()
        if reason:
            print(f"Not measured confined: {reason}")
            del kinds["warm, confined"]
        paths = {}
        for kind, options in kinds.items():
            os.environ["JUPYTER_PATH"] = before
            kernels.make_kernels(folder, Path(kind), **options)
            paths[kind] = os.environ["JUPYTER_PATH"]
        languages = [name for name in NAMES if not kernels.why_not_warm(name)]
        for number in range(rounds + 1):
            for kind, path in paths.items():
                os.environ["JUPYTER_PATH"] = path
                for kernel in languages:
                    for what, measure in measures.items():
                        seconds = measure(kernel, folder / "work")
                        if number == 0:  # the servers warm up, and the disk's cache
                            if kind != "stock" and what == "kernel":
                                said = f"{NAMES[kernel]}, {kind}: with the server's"
                                print(f"{said} own start {seconds:.2f} s", flush=True)
                            continue
                        taken.setdefault((what, kernel, kind), []).append(seconds)
            print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
        kernels.end_servers()
    print(f"\n| medians of {rounds} | {' | '.join(kinds)} | ratios |")
    print("|---|" + "---|" * (len(kinds) + 1))
    for what in measures:
        for kernel in languages:
            medians = [statistics.median(taken[what, kernel, kind]) for kind in kinds]
            shown = " | ".join(f"{seconds:.3f} s" for seconds in medians)
            ratios = ", ".join(f"{seconds / medians[0]:.2f}" for seconds in medians[1:])
            print(f"| {what}, {NAMES[kernel]} | {shown} | {ratios} |")


if __name__ == "__main__":
    main()
