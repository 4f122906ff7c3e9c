"""The warm process: it imports everything once, then forks a kernel per request.

`servers.py` starts it as `python -m soundings.course.warm.server SPECIFICATION`, and
hands it a listening socket. It warms up at the first connection, not before, so that
a server nobody asks costs next to nothing.

A connection is one kernel, in lines of JSON. The caller sends `connection_file`,
`cwd`, `env`, `argv` and `confinement` (or null) and is told `pid`; later, when the
kernel ended, `exit`, `reason` (the limit that ended it, or nothing) and `said`
(what it wrote about a start that failed). Closing the connection ends the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from soundings.course.warm.limits import Confinement

PATIENCE_SECONDS = 5.0  # with a caller that connects and says nothing
MOST_WORDS = 4000  # of what a kernel writes past its notebook
PR_SET_PDEATHSIG = 1

Request = dict[str, Any]


class Language(Protocol):
    """What a server needs of `python_kernel` and of `r_kernel`."""

    def warm_up(self, is_confined: bool) -> None:
        """Import and touch what kernels will need."""

    def own_environment(self) -> dict[str, str]:
        """Give the variables that a kernel keeps, whatever its caller sends."""

    def become(self, request: Request) -> None:
        """Turn this process into a kernel, until it ends."""


@dataclass(eq=False)
class Child:
    """A kernel that runs: its caller's connection, and the pipes it speaks through."""

    pid: int
    handle: int
    connection: socket.socket
    report: int
    said: int
    words: bytes = b""


class Server:
    """
    Forks a kernel for each connection, and tells the caller how it ended.

    Parameters
    ----------
    listener : socket
        Listening; a Unix stream socket.
    parent : int
        A pidfd of the process that started this one: the server ends with it.
    is_confined : bool
        Whether it serves confined requests, and those only.
    """

    def __init__(self, listener: socket.socket, parent: int, is_confined: bool) -> None:
        self.listener = listener
        self.parent = parent
        self.is_confined = is_confined
        self.children: set[Child] = set()
        self.selector = selectors.DefaultSelector()
        self.selector.register(listener, selectors.EVENT_READ)
        self.selector.register(parent, selectors.EVENT_READ)

    def serve(self) -> tuple[Request, int]:
        """
        Serve until the parent ends; come back only in a forked child.

        Returns
        -------
        tuple
            In the child: its request, and the descriptor to report to.
        """
        while True:
            for key, _ in self.selector.select():
                if key.fileobj == self.parent:
                    self._end_everything()
                elif key.fileobj is self.listener:
                    started = self._accept()
                    if started is not None:
                        return started
                elif key.data in self.children:
                    self._hear(key.data, key.fileobj)

    def _accept(self) -> tuple[Request, int] | None:
        connection, _ = self.listener.accept()
        connection.settimeout(PATIENCE_SECONDS)
        try:
            request = _read_request(connection)
            if request is None:
                connection.close()
                return None
            self._refuse_what_cannot_be(request)
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError):
                _tell(connection, error=str(error))
            connection.close()
            return None
        report_out, report_in = os.pipe()
        said_out, said_in = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.dup2(said_in, 1)
            os.dup2(said_in, 2)
            connection.detach()
            self._let_go_of_everything(report_in)
            return request, report_in
        os.close(report_in)
        os.close(said_in)
        child = Child(pid, os.pidfd_open(pid), connection, report_out, said_out)
        self._keep(child)
        return None

    def _refuse_what_cannot_be(self, request: Request) -> None:
        threads = len(list(Path("/proc/self/task").iterdir()))
        if threads != 1:
            raise ValueError(
                f"The warm server has {threads} threads, and forks safely with one "
                "only. Set SOUNDINGS_KERNELS=stock, and report what was imported."
            )
        if (request["confinement"] is not None) != self.is_confined:
            kind = "confined" if self.is_confined else "unconfined"
            raise ValueError(f"This warm server forks {kind} kernels only.")

    def _keep(self, child: Child) -> None:
        self.children.add(child)
        self.selector.register(child.handle, selectors.EVENT_READ, child)
        self.selector.register(child.connection, selectors.EVENT_READ, child)
        self.selector.register(child.said, selectors.EVENT_READ, child)
        with contextlib.suppress(OSError):
            _tell(child.connection, pid=child.pid)

    def _hear(self, child: Child, source: object) -> None:
        """Act on what a kernel says, on its end, or on a caller who is gone."""
        if source == child.said:  # read it all, or a full pipe would stop the kernel
            part = os.read(child.said, 65536)
            child.words = (child.words + part)[:MOST_WORDS]
            if not part:
                self.selector.unregister(child.said)
            return
        if source is child.connection:
            with contextlib.suppress(OSError):
                if child.connection.recv(1):
                    return
            _kill(child.pid)  # its end is heard next
            self.selector.unregister(child.connection)
            return
        _, status = os.waitpid(child.pid, 0)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # what it left behind
        report = _read_what_is_there(child.report)
        said = (child.words + _read_what_is_there(child.said))[:MOST_WORDS]
        code = os.waitstatus_to_exitcode(status)
        with contextlib.suppress(OSError):
            _tell(
                child.connection,
                exit=code,
                reason=report.decode("ascii", "replace").strip(),
                said=said.decode("utf8", "replace"),
            )
        self._forget(child)

    def _forget(self, child: Child) -> None:
        self.children.discard(child)
        self.selector.unregister(child.handle)
        for source in (child.connection, child.said):
            with contextlib.suppress(KeyError):
                self.selector.unregister(source)
        child.connection.close()
        for descriptor in (child.handle, child.report, child.said):
            os.close(descriptor)

    def _end_everything(self) -> None:
        for child in self.children:
            _kill(child.pid)
        _remove_folder(self.listener)
        os._exit(0)

    def _let_go_of_everything(self, keep: int) -> None:
        """Close, in a child, every descriptor that is the server's or another kernel's."""
        self.selector.close()
        os.closerange(3, keep)
        os.closerange(keep + 1, os.sysconf("SC_OPEN_MAX"))
        self.listener.detach()
        for child in self.children:
            child.connection.detach()


def _remove_folder(listener: socket.socket) -> None:
    """Remove the socket's folder, for a parent that ended without doing so."""
    shutil.rmtree(Path(listener.getsockname()).parent, ignore_errors=True)


def _read_request(connection: socket.socket) -> Request | None:
    line = b""
    while not line.endswith(b"\n"):
        part = connection.recv(65536)
        if not part:
            return None
        line += part
    request: Request = json.loads(line)
    return request


def _tell(connection: socket.socket, **answer: object) -> None:
    connection.sendall(json.dumps(answer).encode() + b"\n")


def _read_what_is_there(descriptor: int) -> bytes:
    os.set_blocking(descriptor, False)
    try:
        return os.read(descriptor, 65536)
    except BlockingIOError:
        return b""


def _kill(pid: int) -> None:
    """End a kernel with its process group; a process that is gone is no error."""
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, signal.SIGKILL)


def _settle(request: Request, report: int, language: Language) -> None:
    """Make this forked child the process that the request describes."""
    os.setsid()
    server = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != server:  # it ended before we asked to end with it
        os._exit(0)
    environment = {**language.own_environment(), **request["env"]}
    os.environ.clear()
    os.environ.update(environment)
    if request["confinement"] is None:
        os.close(report)
        os.chdir(request["cwd"])
        return
    from soundings.course.warm import confinement

    confinement.enter(
        Confinement.from_dict(request["confinement"]),
        Path(request["cwd"]),
        Path(request["connection_file"]),
        report,
    )


def main(specification: dict[str, Any]) -> None:
    """Wait to be asked, warm up, serve; in a child, be a kernel to its end."""
    if sys.path[0] == str(Path.cwd()):  # `-m` put it there; kernels have their own
        del sys.path[0]
    listener = socket.socket(fileno=specification["listener"])
    parent = os.pidfd_open(specification["parent"])
    if os.getppid() != specification["parent"]:
        return
    wait = selectors.DefaultSelector()
    wait.register(listener, selectors.EVENT_READ)
    wait.register(parent, selectors.EVENT_READ)
    if any(key.fileobj == parent for key, _ in wait.select()):
        _remove_folder(listener)
        return
    wait.close()
    is_confined = specification["is_confined"]
    if is_confined:
        from soundings.course.warm import confinement

        confinement.isolate_server()
    language: Language
    if specification["language"] == "python":
        from soundings.course.warm import python_kernel as language
    else:
        from soundings.course.warm import r_kernel as language
    language.warm_up(is_confined)
    gc.collect()
    gc.freeze()
    request, report = Server(listener, parent, is_confined).serve()
    try:
        _settle(request, report, language)
        language.become(request)
    except SystemExit as ended:
        os._exit(ended.code if isinstance(ended.code, int) else 0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(70)
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
