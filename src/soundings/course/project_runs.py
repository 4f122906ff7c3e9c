"""Run a project twice, as two colleagues would, and compare what comes out."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PIPELINES = {"python": "pipeline.py", "r": "pipeline.R"}
OUTPUTS = "outputs"
_SKIPPED = {".git", ".venv", "__pycache__", OUTPUTS, ".ipynb_checkpoints"}
_FAILED = ("FAILED tests", "ERROR tests", "FAIL: ", "ERROR: ")
_MACHINES = (
    {"TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
)
"""What differs between the two runs, besides the folder."""


@dataclass(frozen=True)
class Run:
    """What one run gave: a digest of each file, or why it gave none."""

    outputs: dict[str, str]
    failed: str = ""


def find_language(folder: Path) -> str | None:
    """Say what the project is written in, or None if it has no pipeline."""
    found = [name for name, file in PIPELINES.items() if (folder / file).is_file()]
    return found[0] if found else None


def list_files(folder: Path) -> list[Path]:
    """List what a colleague would get: all but what git ignores."""
    git = shutil.which("git")
    if git and (folder / ".git").exists():
        done = subprocess.run(
            # A stranger's settings could name a program for git to run.
            [git, "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached",
             "--others", "--exclude-standard"],
            cwd=folder, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode == 0:
            names = os.fsdecode(done.stdout).split("\0")
            paths = [folder / name for name in sorted(set(names)) if name]
            return [path for path in paths if path.is_file()]
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not _SKIPPED & set(path.relative_to(folder).parts)
    )


def run_twice(folder: Path, language: str, seconds: int) -> tuple[Run, Run]:
    """Run the pipeline in two fresh copies, whose clocks and folders differ."""
    command = [*_interpreter(language), PIPELINES[language]]
    kept_here = _list_ignored_data(folder)
    with tempfile.TemporaryDirectory() as place:
        runs = []
        for name, machine in zip(("a", "a colleague's"), _MACHINES, strict=True):
            copy = Path(place, name)
            _copy(folder, copy)
            failed = _run(command, copy, machine, seconds, kept_here)
            outputs = {} if failed else _digest(copy / OUTPUTS)
            runs.append(Run(outputs, failed))
    return runs[0], runs[1]


def run_tests(folder: Path, language: str, seconds: int) -> str:
    """Run the project's tests in a fresh copy; give the reason if they fail."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place, "tested")
        _copy(folder, copy)
        for command in list_tests(copy, language):
            if failed := _run(command, copy, {}, seconds, _list_ignored_data(folder)):
                return failed
    return ""


def list_tests(folder: Path, language: str) -> list[list[str]]:
    """List the commands that run a project's tests; none if there are none."""
    run = _interpreter(language)
    if language == "r":
        files = sorted((folder / "tests").glob("test*.R"))
        return [[*run, file.relative_to(folder).as_posix()] for file in files]
    if not any((folder / "tests").glob("test*.py")):
        return []
    if find_spec("pytest"):
        return [[*run, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]]
    return [[*run, "-m", "unittest", "discover", "tests"]]


def _interpreter(language: str) -> list[str]:
    return [sys.executable] if language == "python" else ["Rscript", "--vanilla"]


def _list_ignored_data(folder: Path) -> list[str]:
    """List the files under data/ that a colleague would not get."""
    given = set(list_files(folder))
    found = (path for path in sorted((folder / "data").rglob("*")) if path.is_file())
    return [path.relative_to(folder).as_posix() for path in found if path not in given]


def _copy(folder: Path, copy: Path) -> None:
    for path in list_files(folder):
        target = copy / path.relative_to(folder)
        if target.relative_to(copy).parts[0] == OUTPUTS:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


def _run(
    command: list[str],
    folder: Path,
    machine: dict[str, str],
    seconds: int,
    kept_here: list[str],
) -> str:
    """Run a command; give what it complained of, or nothing."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **machine}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=seconds,
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return (
            f"it was stopped after {seconds // 60} minutes. Give it a smaller sample."
        )
    except OSError as error:
        return f"{command[0]} cannot be run ({error.strerror}). Is it installed?"
    said = (done.stderr or done.stdout).decode("utf8", "replace").strip()
    if "Ran 0 tests" in said:
        return "none was found in tests/. With pytest's kind, install pytest."
    if done.returncode == 0:
        return ""
    for name in kept_here:
        # R may quote the path, Windows turn its slashes round.
        if re.search(re.escape(name).replace("/", r"[/\\]+"), said):
            return (
                f"it reads {name}, which git does not give to a colleague. Name a "
                "made-up sample in settings.json, and the real file in a second one."
            )
    lines = [line for line in said.splitlines() if line != "Execution halted"]
    # Above the last line, which only counts, test runners name what failed.
    named = [line for line in lines if line.startswith(_FAILED)]
    last = (named or lines or [f"it ended with status {done.returncode}"])[-1].strip()
    return f"it failed: {last[:200]}"


def _digest(outputs: Path) -> dict[str, str]:
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(outputs.rglob("*"))
        if path.is_file()
    }
