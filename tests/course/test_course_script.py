"""`./course` sets up once, is quick after that, and stops with a way out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ["awk", "basename", "cat", "cksum", "date", "dirname", "grep", "id", "rm", "sh"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a script for POSIX shells")

OLD_PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.9.2"
exit 1
"""

# Makes an environment whose pip does what PIP says, and counts how often it is asked.
PYTHON = """#!/bin/sh
[ "$1" = --version ] && echo "Python 3.11.2"
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p .venv/bin
    printf '#!/bin/sh\\n[ "$2" = pip ] || exit 0\\necho asked >>asked\\n%s\\n' "$PIP" \\
        >.venv/bin/python
    printf '#!/bin/sh\\necho "course says $*"\\n' >.venv/bin/course
    chmod +x .venv/bin/python .venv/bin/course
fi
exit 0
"""


@pytest.fixture
def run(tmp_path: Path):
    """Run the script in a folder of its own, on a machine with few programs."""
    course, tools = tmp_path / "course", tmp_path / "bin"
    (course / "tests").mkdir(parents=True)
    tools.mkdir()
    for name in ("course", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    shutil.copy(ROOT / "tests" / "requirements.lock", course / "tests")
    for name in [*TOOLS, "mkdir", "chmod"]:
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)

    def go(*arguments: str, python: str = PYTHON, pip: str = "exit 0"):
        program = tools / "python3"
        program.write_text(python)
        program.chmod(0o755)
        return subprocess.run(
            [course / "course", *arguments],
            env={"PATH": str(tools), "PIP": pip}, capture_output=True, text=True,
        )  # fmt: skip

    go.folder = course
    return go


def test_an_old_python_is_named_with_the_way_out(run):
    """It says what is needed, what was found, and the conda route."""
    done = run("start", python=OLD_PYTHON)

    assert done.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13; found: Python 3.9.2" in done.stderr
    assert "conda env create -f environment.yml" in done.stderr


def test_the_first_run_sets_up_and_the_second_does_not(run):
    """Both end in the real program, with the arguments given."""
    first, second = run("build", "--jobs", "2"), run("build", "--jobs", "2")

    assert "Making .venv" in first.stdout
    assert (
        "166 packages" in first.stdout or "packages from requirements" in first.stdout
    )
    assert first.stdout.endswith("course says build --jobs 2\n")
    assert second.stdout == "course says build --jobs 2\n"
    assert (run.folder / "asked").read_text().count("asked") == 2


def test_without_a_network_it_says_what_still_works(run):
    """What pip said is shown, and a later run goes on."""
    done = run("start", pip="echo 'ERROR: No matching distribution'; exit 1")

    assert done.returncode == 1
    assert "ERROR: No matching distribution" in done.stdout
    assert "No network? Connect and run this again" in done.stderr
    assert "you can read the lessons as text" in done.stderr
    assert "conda env create" in done.stderr

    (run.folder / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 0\n")
    again = run("start")
    assert again.stdout.endswith("course says start\n")


def test_an_interrupted_set_up_is_taken_up_again(run):
    """A pip killed half way leaves no mark that says all is there."""
    done = run("start", pip="kill -9 $$")
    assert done.returncode == 1

    (run.folder / ".venv" / "bin" / "python").write_text(
        '#!/bin/sh\n[ "$2" = pip ] && echo asked >>asked\nexit 0\n'
    )
    again = run("start")

    assert "Installing Python packages" in again.stdout


def test_the_tests_need_more_packages_than_a_learner(run):
    """`./course test` installs the longer list; `start` is content with it."""
    run("start")
    longer, start = run("test"), run("start")

    assert "tests/requirements.lock" in longer.stdout
    assert start.stdout == "course says start\n"
