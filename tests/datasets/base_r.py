"""Run the base-R half of a test, which finds what was planted in its own way."""

import shutil
import subprocess
from pathlib import Path

import pytest


def run_r(script: str, folder: Path) -> str:
    """Return what a script beside the tests prints of a folder of data."""
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    path = Path(__file__).with_name(script)
    done = subprocess.run(
        ["Rscript", "--vanilla", str(path), str(folder)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def find_in_r(script: str, folder: Path) -> dict[str, float]:
    """Return the figures of a script that prints a name, a comma and a number a line."""
    pairs = (line.split(",") for line in run_r(script, folder).splitlines())
    return {name: float(value) for name, value in pairs}
