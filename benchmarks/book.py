"""How long the book takes to build, against plain `jupyter-book build`.

    .venv/bin/python benchmarks/book.py --rounds 3

Both build the same pages in a copy of this repository, each in turn in every round:
cold (no site, no execution cache), then after one sentence of one lesson changed.
Prints medians in seconds and their ratio.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path("book", "first_programs", "look_at_a_table.md")


def copy_repository(target: Path) -> None:
    """Copy what git tracks, and the fetched assets."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)


def time_build(command: list[str], folder: Path) -> float:
    """Run a build and return its seconds; a build that fails ends the benchmark."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return seconds


def edit_prose(folder: Path) -> None:
    """Add a sentence to a lesson."""
    page = folder / PAGE
    page.write_text(page.read_text("utf8") + "\nOne more sentence.\n", "utf8")


def main() -> None:
    """Build in turn, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    beside = Path(sys.executable).parent
    commands = {
        "course build": [sys.executable, "-m", "soundings.course", "build"],
        "jupyter-book build": [
            f"{beside}/jupyter-book", "build", "book",
            "--config", "_config.yml", "--path-output", ".",
        ],
    }  # fmt: skip
    taken: dict[tuple[str, str], list[float]] = {}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                copy_repository(folder)
                for case in ("cold", "after a prose edit"):
                    seconds = time_build(command, folder)
                    taken.setdefault((case, name), []).append(seconds)
                    print(
                        f"round {number}: {name}, {case}: {seconds:.1f} s", flush=True
                    )
                    edit_prose(folder)
    print(f"\n| medians of {rounds} | course build | jupyter-book build | ratio |")
    print("|---|---|---|---|")
    for case in ("cold", "after a prose edit"):
        ours, plain = (statistics.median(taken[case, name]) for name in commands)
        print(f"| {case} | {ours:.1f} s | {plain:.1f} s | {ours / plain:.2f} |")


if __name__ == "__main__":
    main()
