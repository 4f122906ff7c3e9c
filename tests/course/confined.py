"""Running code shut in, for the tests: a server, the user it runs as, what is left."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import subprocess
import sys
import textwrap
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from soundings.course.warm import confinement

SERVER = Path(__file__).with_name("shut_in.py")

MARKS = [
    pytest.mark.xdist_group("confinement"),
    pytest.mark.skipif(confinement.why_not() != "", reason=confinement.why_not()),
]

TRY = """
def attempt(what):
    try:
        return what()
    except BaseException as error:
        return type(error).__name__
"""


@functools.cache
def why_not_ordinary() -> str:
    """Say why an ordinary user cannot confine on this machine, or ''."""
    program = (
        f"import sys; sys.path.insert(0, {str(SERVER.parent)!r}); import os, shut_in\n"
        "if os.geteuid() == 0: shut_in.become_ordinary()\n"
        "print(shut_in.confinement.why_not())"
    )
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture(params=["root", "ordinary"])
def user(request: pytest.FixtureRequest) -> str:
    """Both kinds of user; root only where the tests are root."""
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("only root can mark as root")
    if request.param == "ordinary" and why_not_ordinary():
        pytest.skip(why_not_ordinary())
    return str(request.param)


class Server:
    """Runs code confined, and remembers by which word its processes are known."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.token = f"shut-in-{uuid.uuid4().hex}"
        self.died_of = 0
        self.outside: list[str] = []

    def run(
        self,
        *codes: str,
        files: dict[str, str] | None = None,
        links: dict[str, str] | None = None,
        when_ready: str | None = None,
        datasets: str = "{around}/datasets",
        **limits: float,
    ) -> list[dict[str, Any]]:
        """Run each code in a submission of its own, in turn."""
        wanted = {
            "ordinary": self.user == "ordinary",
            "codes": [f"token = {self.token!r}\n{textwrap.dedent(c)}" for c in codes],
            "files": files or {},
            "links": links or {},
            "limits": {"notebook_seconds": 20.0, **limits},
            "when_ready": when_ready,
            "datasets": datasets,
        }
        done = subprocess.run(
            [sys.executable, str(SERVER), self.token],
            input=json.dumps(wanted),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        self.died_of = -done.returncode
        if done.returncode:
            assert when_ready == "die", done.stderr
            return []
        sys.stderr.write(done.stderr)  # pytest shows it if the test fails
        said = json.loads(done.stdout)
        self.outside = said["outside"]
        results: list[dict[str, Any]] = said["results"]
        return results

    def found(self, code: str, **settings: Any) -> dict[str, Any]:
        """Run one code that ends by itself, and give what it found."""
        [result] = self.run(code, **settings)
        assert (result["status"], result["word"]) == (0, ""), result
        found: dict[str, Any] = result["found"]
        return found

    def left_over(self) -> list[str]:
        """List the processes of this server that live on; those dying get a second."""
        give_up = time.monotonic() + 1
        while (lines := self._processes()) and time.monotonic() < give_up:
            pass
        return lines

    def _processes(self) -> list[str]:
        lines = []
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                lines.append((process / "cmdline").read_text("utf8", "replace"))
        return [line for line in lines if self.token in line]


@pytest.fixture
def server(user: str) -> Server:
    """Give a server that confines."""
    return Server(user)
