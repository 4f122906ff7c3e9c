"""Kernels for Jupyter from the warm servers, wherever Jupyter starts a kernel."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import time
from pathlib import Path
from typing import Any, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict

from soundings.course.warm.servers import (
    CHOICE,
    connect,
    keep_harmless,
    make_private_folder,
    read_log,
)

STEP_SECONDS = 0.001
START_SECONDS = 60.0
END_SECONDS = 5.0
_CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


class ForkedKernel:
    """
    A kernel that a warm server forked: what a provisioner needs of a `Popen`.

    Parameters
    ----------
    connection : socket
        To the server, with the request sent and the first answer heard.
    pid : int
        The kernel's; it leads a process group of its own.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.connection = connection
        self.pid = pid
        self.returncode: int | None = None
        self.reason = ""
        self.said = ""
        self._heard = b""

    def poll(self) -> int | None:
        """Give the exit status, negative for a signal, or None while it runs."""
        while self.returncode is None:
            try:
                part = self.connection.recv(65536)
            except BlockingIOError:
                return None
            self._heard += part
            if self._heard.endswith(b"\n"):
                end = json.loads(self._heard)
                self.returncode = end["exit"]
                self.reason, self.said = end["reason"], end["said"]
            elif not part:  # the server is gone, and the kernel with it
                self.returncode = -signal.SIGKILL
        self.connection.close()
        return self.returncode

    def let_go(self) -> None:
        """Hang up: the server ends a kernel that nobody listens to."""
        if self.returncode is None:
            self.returncode = -signal.SIGKILL
        self.connection.close()

    def wait(self) -> int:
        """Wait for the end, and give the exit status."""
        while (code := self.poll()) is None:
            time.sleep(STEP_SECONDS)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class WarmProvisioner(LocalProvisioner):
    """
    Starts kernels by asking a warm server to fork one.

    Kernelspecs that name this provisioner are written by `kernels.make_kernels`.
    """

    confinement: Dict[str, Any] = Dict(
        default_value=None,
        allow_none=True,
        help="Limits of a confined kernel, or None.",
    ).tag(config=True)

    ended_because = ""
    """The limit that ended the kernel: time, memory, processes or files; else ''."""

    _folder: Path | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Give the kernel a private folder for its connection file and sockets."""
        manager = self.parent
        if manager is not None and manager.transport == "ipc":
            if self._folder is None:
                self._folder = make_private_folder()
                manager.connection_file = str(self._folder / "k.json")
                manager.ip = str(self._folder / "k-ipc")
            for left in self._folder.glob("k-ipc-*"):  # by a kernel that is restarted
                left.unlink()
        elif self.confinement is not None:
            raise RuntimeError(
                "A confined kernel has no network. Set KernelManager.transport = 'ipc' "
                "(soundings.course.kernels.settings does)."
            )
        return await super().pre_launch(**kwargs)

    async def launch_kernel(
        self, cmd: list[str], **kwargs: Any
    ) -> KernelConnectionInfo:
        """
        Have a kernel forked, and come back when its sockets listen.

        Raises
        ------
        RuntimeError
            If the server did not start, or the kernel ended before it listened; the
            message gives their own words.
        """
        if self.parent is None:
            raise RuntimeError("A warm kernel needs a kernel manager.")
        self.ended_because = ""
        self.cwd = str(Path(kwargs.get("cwd") or Path.cwd()).resolve())
        environment = dict(kwargs.get("env") or os.environ)
        environment.pop("JPY_PARENT_PID", None)  # that would be a kernel around us
        if self.confinement is not None:
            environment = keep_harmless(environment)
        kernel = await self._fork(
            cmd,
            {
                "connection_file": str(Path(self.parent.connection_file).resolve()),
                "cwd": self.cwd,
                "env": environment,
                "argv": cmd[3:],
                "confinement": self.confinement,
            },
        )
        self.process = cast(Any, kernel)  # it does for LocalProvisioner as a Popen does
        self.pid = self.pgid = kernel.pid
        try:
            await self._wait_until_it_listens(kernel)
        except BaseException:
            self.ended_because = kernel.reason
            await self.cleanup()
            self.process = None
            raise
        return self.connection_info

    async def _fork(self, cmd: list[str], request: dict[str, Any]) -> ForkedKernel:
        language = self.kernel_spec.language.lower()
        line = json.dumps(request).encode() + b"\n"
        said = ""
        for _ in range(2):  # a server may end just as it is asked; another is started
            connection = connect(language, cmd[0], self.confinement is not None)
            connection.setblocking(False)
            answer = await _ask(connection, line)
            if "pid" in answer:
                return ForkedKernel(connection, answer["pid"])
            said = answer.get("error") or read_log(connection)
            connection.close()
            if answer:
                break
        raise RuntimeError(
            f"The warm server for {self.kernel_spec.language} gave no kernel: {said}\n"
            f"{CHOICE}=stock does without it."
        )

    async def _wait_until_it_listens(self, kernel: ForkedKernel) -> None:
        """Wait for the sockets: ZeroMQ would try again only after 0.1 seconds."""
        if self._folder is None:
            return
        info = self.connection_info
        sockets = [
            Path(f"{self._folder / 'k-ipc'}-{info[f'{name}_port']}")  # type: ignore[literal-required]
            for name in _CHANNELS
        ]
        give_up = time.monotonic() + START_SECONDS
        while not all(path.exists() for path in sockets):
            if kernel.poll() is not None:
                raise RuntimeError(
                    f"The kernel ended as it began (status {kernel.returncode}). "
                    f"{kernel.said.strip()}"
                )
            if time.monotonic() > give_up:
                raise RuntimeError(
                    f"The kernel did not listen within {START_SECONDS:.0f} seconds."
                )
            await asyncio.sleep(STEP_SECONDS)

    async def poll(self) -> int | None:
        """Give the exit status, or None while the kernel runs."""
        kernel = cast(ForkedKernel | None, self.process)
        code = await super().poll()
        if kernel is not None and code is not None:
            self.ended_because = kernel.reason
        return code

    async def wait(self) -> int | None:
        """Wait for the end, noticing it at once."""
        while (code := await self.poll()) is None:
            await asyncio.sleep(STEP_SECONDS)
        self.process = None
        return code

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all its processes, and wait until they are gone."""
        await super().kill(restart)
        give_up = time.monotonic() + END_SECONDS
        while await self.poll() is None and time.monotonic() < give_up:
            await asyncio.sleep(STEP_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the private folder, unless the kernel is about to start again."""
        await super().cleanup(restart)
        kernel = cast(ForkedKernel | None, self.process)
        if kernel is not None and not restart:
            kernel.let_go()
        if self._folder is not None and not restart:
            with contextlib.suppress(OSError):
                shutil.rmtree(self._folder)
            self._folder = None


async def _ask(connection: socket.socket, line: bytes) -> dict[str, Any]:
    """Send a request; give the answer, or nothing if the server is gone."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(START_SECONDS):
            await loop.sock_sendall(connection, line)
            heard = await loop.sock_recv(connection, 65536)
    except (OSError, TimeoutError):
        return {}
    answer: dict[str, Any] = json.loads(heard or b"{}")
    return answer
