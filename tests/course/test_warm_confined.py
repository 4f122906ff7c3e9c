"""Warm kernels that are shut in: both languages, through the same confinement."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import AsyncKernelManager

from soundings.course import kernels
from soundings.course.warm import confinement, servers
from soundings.course.warm.limits import Confinement, Limits

pytestmark = [
    pytest.mark.xdist_group("warm"),
    pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux"),
]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a course with a data set and a submission, and confined kernels for it."""
    reason = confinement.why_not()
    if reason:
        pytest.skip(reason)
    before = dict(os.environ)
    root = tmp_path_factory.mktemp("course")
    (root / "datasets").mkdir()
    (root / "datasets" / "ships.csv").write_text("ship\nELM\n", "utf8")
    work = root / "exercises" / "sums"
    work.mkdir(parents=True)
    (work / "check.R").write_text("kept <- 1\n", "utf8")
    os.environ["GITHUB_TOKEN"] = "secret-of-the-instructor"
    shut_in = Confinement(root / "datasets", Limits(notebook_seconds=20))
    kernels.make_kernels(ROOT, root / "kernels", confinement=shut_in)
    yield root
    kernels.end_servers()
    os.environ.clear()
    os.environ.update(before)


def in_kernel(
    kernel: str, course: Path, act: Callable[[AsyncKernelManager, Any], Awaitable[Any]]
) -> Any:
    """Start a confined kernel in the submission's folder, and act on it."""

    async def go() -> Any:
        manager = AsyncKernelManager(
            kernel_name=kernel, config=kernels.settings(kernel)
        )
        await manager.start_kernel(cwd=str(course / "exercises" / "sums"))
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            return await act(manager, client)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    return asyncio.run(go())


async def ask(client: Any, code: str) -> str:
    """Execute code and give what was printed or shown, errors included."""
    said: list[str] = []

    def keep(message: dict[str, Any]) -> None:
        content = message["content"]
        shown = content.get("data", {}).get("text/plain", "")
        said.append(content.get("text") or content.get("evalue") or shown)

    await client.execute_interactive(
        code, allow_stdin=False, output_hook=keep, timeout=60
    )
    return "".join(said)


def test_a_confined_kernel_works_in_a_course_of_its_own(
    kernel: str, course: Path
) -> None:
    """It stands in its exercise, reads the data, and writes files; nothing is outside."""
    code = {
        "python3": (
            "import os, tempfile\nfrom pathlib import Path\nprint(os.getcwd(), "
            "Path('../../datasets/ships.csv').read_text().split(), os.listdir())\n"
            "with tempfile.NamedTemporaryFile('w') as file: print(file.write('ash'))\n"
            f"print(os.path.exists('{course}'), os.getuid() == 0)"
        ),
        "ir": (
            "cat(getwd(), readLines('../../datasets/ships.csv'), list.files(), '\\n')\n"
            "file <- tempfile(); writeLines('ash', file)\ncat(file.size(file) - 1, '\\n')\n"
            f"cat(file.exists('{course}'), file.access('/', 2) == 0)"
        ),
    }

    async def look(_manager: AsyncKernelManager, client: Any) -> str:
        return await ask(client, code[kernel])

    said = in_kernel(kernel, course, look)

    assert "/course/exercises/sums" in said
    assert "ELM" in said
    assert "check.R" in said
    assert "3" in said
    assert said.upper().split()[-2:] == ["FALSE", "FALSE"]


def test_a_confined_kernel_holds_no_token(kernel: str, course: Path) -> None:
    """Neither its own environment nor that of a process it sees has one."""
    code = {
        "python3": (
            "import glob, os\nseen = str(dict(os.environ))\n"
            "for name in glob.glob('/proc/[0-9]*/environ'):\n"
            "    try:\n        seen += open(name).read()\n"
            "    except OSError:\n        pass\n"
            "print('PATH' in seen, 'secret-of-the-instructor' in seen)"
        ),
        "ir": (
            "seen <- c(Sys.getenv(), unlist(lapply(Sys.glob('/proc/[0-9]*/environ'), "
            "function(file) try(suppressWarnings(readLines(file, skipNul = TRUE)), "
            "silent = TRUE))), names(Sys.getenv()))\n"
            "cat('PATH' %in% seen, any(grepl('secret-of-the-instructor', seen)))"
        ),
    }

    async def look(_manager: AsyncKernelManager, client: Any) -> str:
        return await ask(client, code[kernel])

    said = in_kernel(kernel, course, look)

    assert said.upper().split() == ["TRUE", "FALSE"]


def test_a_confined_kernel_can_be_interrupted(kernel: str, course: Path) -> None:
    """An endless loop ends at an interrupt, and the kernel answers again."""
    loop = {
        "python3": "print('begun', flush=True)\nwhile True:\n    pass",
        "ir": "cat('begun')\nwhile (TRUE) {}",
    }

    async def interrupt(manager: AsyncKernelManager, client: Any) -> str:
        request = client.execute(loop[kernel])
        while True:
            message = await client.get_iopub_msg(timeout=20)
            if message["msg_type"] == "stream":
                break
        await manager.interrupt_kernel()
        while True:  # until it is idle: IRkernel drops what it is asked before
            heard = await client.get_iopub_msg(timeout=20)
            if (
                heard["content"].get("execution_state") == "idle"
                and heard["parent_header"]["msg_id"] == request
            ):
                break
        await client.get_shell_msg(timeout=20)
        return await ask(client, "print(6 * 7)")

    assert "42" in in_kernel(kernel, course, interrupt)


def test_a_limit_that_ends_a_kernel_is_named(
    kernel: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provisioner says which limit it was, once the kernel is gone."""
    monkeypatch.setenv("JUPYTER_PATH", os.environ["JUPYTER_PATH"])
    shut_in = Confinement(course / "datasets", Limits(notebook_seconds=1.5))
    kernels.make_kernels(ROOT, course / "short", confinement=shut_in)

    async def dawdle(manager: AsyncKernelManager, client: Any) -> str:
        client.execute("while True: pass" if kernel == "python3" else "repeat {}")
        provisioner = manager.provisioner
        assert provisioner is not None
        await asyncio.wait_for(provisioner.wait(), timeout=20)
        return str(provisioner.ended_because)  # type: ignore[attr-defined]

    assert in_kernel(kernel, course, dawdle) == "time"


@pytest.mark.usefixtures("course")
def test_a_server_for_confined_kernels_forks_no_other() -> None:
    """A kernelspec that forgot its confinement gets no kernel from that server."""
    server = servers.connect("python", sys.executable, True)
    request = b'{"confinement": null, "cwd": "/", "env": {}, "argv": []}\n'

    with server:
        server.sendall(request)
        answer = server.recv(65536)

    assert b"forks confined kernels only" in answer


def test_a_confinement_that_fails_gives_no_kernel(
    kernel: str, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever starts the kernel is told why there is none."""
    monkeypatch.setenv("JUPYTER_PATH", os.environ["JUPYTER_PATH"])
    shut_in = Confinement(course / "no such folder")
    kernels.make_kernels(ROOT, course / "wrong", confinement=shut_in)

    async def nothing(_manager: AsyncKernelManager, _client: Any) -> None:
        raise AssertionError("there is a kernel")

    with pytest.raises(RuntimeError, match="no such folder"):
        in_kernel(kernel, course, nothing)
