"""Run the base-R half of a test, which finds what was planted in its own way."""

import shutil
import subprocess
from pathlib import Path

import pytest


def run_r(script: str, *arguments: object) -> str:
    """Return what a script beside the tests prints, of a folder of data first of all."""
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    path = Path(__file__).with_name(script)
    done = subprocess.run(
        ["Rscript", "--vanilla", str(path), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def find_in_r(
    script: str, *arguments: object, separator: str = ","
) -> dict[str, float]:
    """Return the figures of a script that prints a name and a number a line."""
    lines = run_r(script, *arguments).splitlines()
    pairs = (line.split(separator) for line in lines)
    return {name: float(value) for name, value in pairs}
