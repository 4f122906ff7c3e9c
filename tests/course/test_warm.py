"""Warm kernels do what plainly started ones do, only sooner."""

from __future__ import annotations

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import click
import nbclient
import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager

from soundings.course import kernels
from soundings.course.warm import servers
from soundings.course.warm.limits import Confinement
from soundings.course.warm.r_kernel import find_r

pytestmark = [
    pytest.mark.xdist_group("warm"),
    pytest.mark.skipif(sys.platform != "linux", reason="warm kernels are for Linux"),
]

ROOT = Path(__file__).resolve().parents[2]

LESSON = {
    "python3": (
        "import pandas as pd\nimport matplotlib.pyplot as plt",
        "ships = pd.DataFrame({'name': ['ash', 'elm'], 'knots': [1.5, 2]})\nships",
        "fig, axes = plt.subplots(figsize=(2, 1))\naxes.bar(ships.name, ships.knots)\n"
        "plt.show()",
        "day = pd.date_range('2024-05-01', periods=3)\n"
        "plt.figure(figsize=(2, 1))\nplt.plot(day, [1, 2, 3]);",
        "ships.plot(x='name', y='knots', figsize=(2, 1));",
        "ships['speed']",
        "print(ships.knots.sum())\nimport sys\nprint('late', file=sys.stderr)",
        "import os, signal, sys, tempfile\n(sys.path, os.getcwd(), len(sys.argv), "
        "os.path.basename(sys.argv[0]), tempfile.gettempdir(), "
        "sorted(name for name in globals() if not name.startswith('_')), "
        "signal.getsignal(signal.SIGTERM), __name__)",
        "this is no Python",
    ),
    "ir": (
        "library(dplyr, warn.conflicts = FALSE)",
        "ships <- tibble(name = c('ash', 'elm'), knots = c(1.5, 2))\nships",
        "options(repr.plot.width = 2, repr.plot.height = 2)\nplot(1:3)",
        "library(ggplot2)\nggplot(ships, aes(name, knots)) + geom_col()",
        "f <- function() stop('no ships')\nf()",
        "message('late'); warning('later'); print(sum(ships$knots))",
        "list(unique(search()), ls(all.names = TRUE), interactive(), getwd(), "
        "dir.exists(tempdir()), exists('.Random.seed'), getOption('digits'))",
        "system('echo from below', intern = TRUE)",
        "this is no R",
    ),
}
LOOP = {
    "python3": "print('begun', flush=True)\nwhile True:\n    pass",
    "ir": "cat('begun')\nwhile (TRUE) {}",
}
MARK = {
    "python3": (
        "import os, sys, random, numpy as np, pandas as pd, matplotlib as mpl\n"
        "seen = (getattr(pd, 'mark', None), os.environ.get('MARK'), "
        "os.path.exists(mark_file := '/tmp/' + str(os.getsid(0)) + '.mark'), "
        "pd.get_option('display.width'), mpl.rcParams['lines.linewidth'])\nseen",
        "pd.mark = os.environ['MARK'] = 'A'\npd.set_option('display.width', 33)\n"
        "mpl.rcParams['lines.linewidth'] = 7\nsys.modules['json'] = None",
    ),
    "ir": (
        "list(getOption('mark'), Sys.getenv('MARK'), list.files(tempdir()), "
        "loadedNamespaces(), exists('mark'), environmentName(parent.env(globalenv())))",
        "options(mark = 'A'); Sys.setenv(MARK = 'A'); set.seed(1); mark <- 1\n"
        "writeLines('A', file.path(tempdir(), 'mark')); library(jsonlite)",
    ),
}


@pytest.fixture(autouse=True, scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Put warm kernels first, for the tests of this module."""
    before = dict(os.environ)
    yield kernels.make_kernels(ROOT, tmp_path_factory.mktemp("kernels"))
    kernels.end_servers()
    os.environ.clear()
    os.environ.update(before)


def run(kernel: str, cells: tuple[str, ...], folder: Path) -> list[Any]:
    """Run cells as a notebook, and give the outputs of each."""
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    notebook = nbformat.v4.new_notebook(cells=made)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name=kernel,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
        config=kernels.settings(kernel),
    )
    client.execute()
    return [cell.outputs for cell in notebook.cells]


def in_kernel(
    kernel: str, act: Callable[[AsyncKernelManager, Any], Awaitable[Any]]
) -> Any:
    """Start a kernel and a client, and act on them."""

    async def go() -> Any:
        manager = AsyncKernelManager(
            kernel_name=kernel, config=kernels.settings(kernel)
        )
        await manager.start_kernel(cwd=str(ROOT))
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=60)
            return await act(manager, client)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    return asyncio.run(go())


async def ask(client: Any, code: str) -> tuple[str, str]:
    """Execute code; give the reply's status, and what was printed or shown."""
    said: list[str] = []

    def keep(message: dict[str, Any]) -> None:
        content = message["content"]
        said.append(
            content.get("text") or content.get("data", {}).get("text/plain", "")
        )

    reply = await client.execute_interactive(
        code, allow_stdin=False, output_hook=keep, timeout=60
    )
    return reply["content"]["status"], "".join(said)


async def hear_end(client: Any, request: str) -> dict[str, Any]:
    """Wait until a request is dealt with: the reply, and then the kernel is idle.

    IRkernel drops what it is asked between the two, if the request was interrupted.
    """
    while True:
        reply: dict[str, Any] = await client.get_shell_msg(timeout=20)
        if reply["parent_header"]["msg_id"] == request:
            break
    while True:
        heard = await client.get_iopub_msg(timeout=20)
        if (
            heard["content"].get("execution_state") == "idle"
            and heard["parent_header"]["msg_id"] == request
        ):
            return reply


def has_ended(pid: int) -> bool:
    """Wait for a process to end; tell whether it did."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ended = bool(select.select([handle], [], [], 10)[0])
    os.close(handle)
    return ended


def test_a_notebook_looks_as_from_a_stock_kernel(
    kernel: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables, charts, errors, warnings and the state at the start are the same."""
    warm = run(kernel, LESSON[kernel], tmp_path)

    monkeypatch.setenv("JUPYTER_PATH", os.environ["JUPYTER_PATH"])
    kernels.make_kernels(ROOT, tmp_path / "stock", warm=False)
    if kernel == "ir":  # the installed one comes last, behind ours
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "stock"))
    stock = run(kernel, LESSON[kernel], tmp_path)

    for cell, mine, plain in zip(LESSON[kernel], warm, stock, strict=True):
        assert mine == plain, cell


def test_nothing_goes_from_one_kernel_to_the_next(kernel: str, tmp_path: Path) -> None:
    """After a kernel that changed all it could, the next begins as the first did."""
    look, spoil = MARK[kernel]

    first = run(kernel, (look, spoil), tmp_path)
    second = run(kernel, (look,), tmp_path)

    assert first[0] == second[0]
    assert [output.output_type for output in first[0]] != ["error"]


def test_random_numbers_are_new_in_each_kernel(kernel: str, tmp_path: Path) -> None:
    """Kernels forked from one process do not draw the same numbers."""
    draw = {
        "python3": "import random, numpy\nrandom.random(), numpy.random.random()",
        "ir": "runif(1)",
    }

    drawn = [run(kernel, (draw[kernel],), tmp_path) for _ in range(2)]

    assert drawn[0] != drawn[1]


def test_an_interrupt_ends_an_endless_loop(kernel: str) -> None:
    """The loop stops, and the kernel goes on with the next cell."""

    async def interrupt(manager: AsyncKernelManager, client: Any) -> tuple[str, str]:
        await ask(client, "kept = 6" if kernel == "python3" else "kept <- 6")
        request = client.execute(LOOP[kernel])
        while True:  # until the loop has begun
            message = await client.get_iopub_msg(timeout=20)
            if message["msg_type"] == "stream":
                break
        await manager.interrupt_kernel()
        reply = await hear_end(client, request)
        return reply["content"]["status"], (await ask(client, "print(kept * 7)"))[1]

    status, said = in_kernel(kernel, interrupt)

    assert status in ("error", "abort")  # IPython says the one, IRkernel the other
    assert "42" in said


def test_the_end_of_a_kernel_is_noticed_at_once(kernel: str) -> None:
    """A kernel that was killed is not alive, and says how it ended."""

    async def kill(
        manager: AsyncKernelManager, _client: Any
    ) -> tuple[bool, int | None]:
        provisioner = manager.provisioner
        assert provisioner is not None
        os.kill(provisioner.pid, signal.SIGKILL)
        code = await asyncio.wait_for(provisioner.wait(), timeout=1)
        return await manager.is_alive(), code

    is_alive, code = in_kernel(kernel, kill)

    assert not is_alive
    assert code == -signal.SIGKILL


def test_a_kernel_can_be_restarted(kernel: str) -> None:
    """A restarted kernel answers, and has forgotten."""

    async def restart(manager: AsyncKernelManager, client: Any) -> tuple[str, str]:
        await ask(client, "kept = 6" if kernel == "python3" else "kept <- 6")
        await manager.restart_kernel(now=True)
        await client.wait_for_ready(timeout=60)
        return await ask(client, "print(kept)")

    status, _ = in_kernel(kernel, restart)

    assert status == "error"


def test_a_server_that_ended_is_started_again(tmp_path: Path) -> None:
    """The next kernel does not fail because the server of the last one is gone."""
    parent = "import os\nos.getppid()"
    first = run("python3", (parent,), tmp_path)[0][0]["data"]["text/plain"]
    os.kill(int(first), signal.SIGKILL)

    second = run("python3", (parent,), tmp_path)[0][0]["data"]["text/plain"]

    assert first != second


def test_servers_and_kernels_end_with_whoever_started_them(tmp_path: Path) -> None:
    """A course command that is killed leaves no process behind."""
    script = f"""
import asyncio, os, signal
from pathlib import Path
from jupyter_client.manager import AsyncKernelManager
from soundings.course import kernels

kernels.make_kernels(Path("."), Path("{tmp_path}"))

async def start():
    manager = AsyncKernelManager(kernel_name="python3", config=kernels.settings())
    await manager.start_kernel()
    kernel = manager.provisioner.pid
    server = Path(f"/proc/{{kernel}}/stat").read_text().rpartition(")")[2].split()[1]
    print(kernel, server, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(start())
"""
    environment = {**os.environ}
    environment.pop(servers.HANDED_DOWN, None)

    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60,
    )  # fmt: skip

    assert done.returncode == -signal.SIGKILL, done.stderr
    kernel, server = map(int, done.stdout.split())
    assert has_ended(server)
    assert has_ended(kernel)


def test_a_server_starts_with_a_clean_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a server holds in its environment, its kernels could read: no tokens."""
    monkeypatch.setenv("GITHUB_TOKEN", "secret-of-the-instructor")
    monkeypatch.delenv(servers.HANDED_DOWN, raising=False)
    kernels.end_servers()

    parent = run("python3", ("import os\nos.getppid()",), tmp_path)
    server = parent[0][0]["data"]["text/plain"]

    held = Path("/proc", server, "environ").read_text()
    assert "PATH=" in held
    assert "secret-of-the-instructor" not in held


def test_an_unconfined_kernel_takes_the_environment_of_its_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lesson may depend on a variable that was set for the build."""
    monkeypatch.setenv("SHIP", "ELM")

    said = run("python3", ("import os\nos.environ['SHIP']",), tmp_path)

    assert said[0][0]["data"]["text/plain"] == "'ELM'"


def test_one_setting_falls_back_to_stock_kernels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOUNDINGS_KERNELS=stock writes no warm kernelspec, and asks nbclient nothing."""
    monkeypatch.setenv("JUPYTER_PATH", "")
    monkeypatch.setenv(kernels.CHOICE, "stock")

    folder = kernels.make_kernels(ROOT, tmp_path)

    specification = json.loads((folder / "kernels/python3/kernel.json").read_text())
    assert specification["metadata"] == {"debugger": True}
    assert not (folder / "kernels" / "ir").exists()
    assert kernels.settings("python3") == {}
    assert kernels.CHOICE in kernels.why_not_warm("ir")


def test_stock_kernels_are_never_taken_for_confined_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks for both is told that it cannot be."""
    monkeypatch.setenv(kernels.CHOICE, "stock")

    with pytest.raises(click.ClickException, match="cannot be shut in here"):
        kernels.make_kernels(ROOT, tmp_path, confinement=Confinement(tmp_path))


def test_much_output_past_the_notebook_does_not_stop_a_kernel(
    kernel: str, tmp_path: Path
) -> None:
    """What programs below a kernel print is read, not left to fill a pipe."""
    noise = {
        "python3": "import os\nos.system('head -c 300000 /dev/zero >&2')\n6 * 7",
        "ir": "system('head -c 300000 /dev/zero >&2')\nprint(6 * 7)",
    }

    said = run(kernel, (noise[kernel],), tmp_path)

    assert "42" in str(said[0][-1])


def test_an_r_without_a_shared_library_stays_stock(tmp_path: Path) -> None:
    """The reason is said in words."""
    command = tmp_path / "R"
    command.write_text("#!/bin/sh\nprintf 'R_HOME=%s\\0' /nowhere/R\n")
    command.chmod(0o755)

    found = find_r(str(command))

    assert isinstance(found, str)
    assert "no shared library (/nowhere/R/lib/libR.so is missing)" in found


def test_a_server_that_cannot_start_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller reads the server's own words, and the way without it."""
    monkeypatch.delenv(servers.HANDED_DOWN, raising=False)
    kernels.end_servers()
    (tmp_path / "ipykernel").mkdir()
    broken = "raise RuntimeError('half installed')"
    (tmp_path / "ipykernel" / "__init__.py").write_text(broken)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(RuntimeError, match="half installed") as told:
        run("python3", ("1",), tmp_path)

    assert "SOUNDINGS_KERNELS=stock does without it" in str(told.value)
