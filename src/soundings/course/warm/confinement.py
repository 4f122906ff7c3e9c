"""
Shut one submission in: its own root, processes and users, no network, fixed limits.

Two processes stand between the server and a confined kernel. The forked child, the
*outer* process, stays outside and passes on signals and the exit status. Its child, the
*supervisor*, is process 1 of a new process namespace: it builds the root, starts the
kernel and watches it. Nothing inside outlives the supervisor, the supervisor does not
outlive the outer process, and that one does not outlive the server.

Any step that fails ends the child before it becomes a kernel.
"""

from __future__ import annotations

import contextlib
import functools
import json
import math
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from soundings.course.warm import call_filter, linux, mounts, supervisor
from soundings.course.warm.limits import Confinement, Limits

_FAILED = 71
_OPEN_FILES = 256
_THREADS_BESIDES_PROCESSES = 64


@functools.cache
def why_not() -> str:
    """
    Say why this machine cannot confine, in plain words.

    A child really confines itself; the answer is kept.

    Returns
    -------
    str
        '' if it can.
    """
    reason = linux.why_unknown()
    if reason:
        return reason
    tried = subprocess.run(
        [sys.executable, "-m", __name__],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if tried.returncode == 0:
        return ""
    said = tried.stderr.strip().splitlines() or [f"it ended with {tried.returncode}"]
    return said[-1]


def isolate_server() -> None:
    """
    Take this process off the network and out of shared memory, for all it will fork.

    Call it once, while the process has one thread. An ordinary user gets a user
    namespace for it.

    Raises
    ------
    OSError
        If the system refuses.
    """
    spaces = linux.NEW_NETWORK | linux.NEW_IPC
    if _own_numbers() is None:
        linux.unshare_with_user(spaces)
    else:
        linux.unshare(spaces)


def enter(
    confinement: Confinement, work: Path, connection: Path, report_fd: int
) -> None:
    """
    Confine this process; it returns in the process that becomes the kernel.

    Call it in a child forked from a server that called `isolate_server`, with one
    thread. Signal handlers stay as they are. Open files are closed, and the three
    standard ones lead nowhere, since whoever holds one could write to it without end.

    Parameters
    ----------
    confinement : Confinement
        What may be read, and the limits.
    work : Path
        The submission's folder, absolute. A copy becomes `/course/exercises/<its name>`
        and the working folder; links and notebooks are left out.
    connection : Path
        The connection file, absolute, alone with its IPC sockets in a folder.
    report_fd : int
        The writing end of a pipe that the server reads as long as it lives. It gets one
        word if a limit ended the submission: "time", "memory", "processes" or "files".
    """
    try:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, supervisor.SIGNALS)
        with contextlib.suppress(PermissionError):  # it leads a session already
            os.setsid()
        linux.die_with_parent(signal.SIGKILL)
        # If the machine runs out of memory, this goes first.
        Path("/proc/self/oom_score_adj").write_text("1000", "ascii")
        alive, held = os.pipe()
        _let_go_of_files({0, 1, 2, report_fd, alive, held})
        os.umask(0o022)
        spaces = linux.NEW_MOUNTS | linux.NEW_PIDS | linux.NEW_IPC
        own = _own_numbers()
        if own is None:
            linux.unshare_with_user(spaces)
            # A new user namespace forgets the wish to die with the parent.
            linux.die_with_parent(signal.SIGKILL)
        else:
            linux.unshare(spaces)
        process = os.fork()
        if process:
            # Nothing here may look at files: the child will change the root for both.
            os.close(alive)
            os.close(report_fd)
            _pass_on(process)
        os.close(held)
        _start_supervisor(alive)
        owner = own or (os.geteuid(), os.getegid())
        listening = supervisor.sockets(connection)
        if own:
            mounts.own_connection(connection.parent, owner)
        try:
            mounts.build_root(confinement, work, connection.parent, owner)
        except mounts.TooManyFilesError:
            os.write(report_fd, b"files")
            raise
        baseline_kb = supervisor.resident_kb()
        process = os.fork()
        if process:
            limits = confinement.limits
            supervisor.supervise(process, limits, listening, baseline_kb, report_fd)
        _become_unprivileged(confinement.limits, None if own is None else owner)
        _live_in(mounts.COURSE / "exercises" / work.name)
        _let_go_of_files(set())
        call_filter.apply()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    except BaseException as error:  # whatever it is: no kernel
        _refuse(error)


def _own_numbers() -> tuple[int, int] | None:
    """
    Choose a user and group for this process alone, which only root can become.

    Returns
    -------
    (int, int) or None
        None for ordinary users, and for a root that has no such numbers to give, as in
        some containers.
    """
    if os.geteuid() != 0:
        return None
    for first in (100_000, 10_000):
        wanted = range(first, first + 50_000)
        if _has_all("/proc/self/uid_map", wanted) and _has_all(
            "/proc/self/gid_map", wanted
        ):
            number = wanted[os.getpid() % len(wanted)]
            return number, number
    return None


def _has_all(file: str, wanted: range) -> bool:
    """Say whether a user or group map holds a whole range of numbers."""
    for line in Path(file).read_text("ascii").splitlines():
        start, _, count = map(int, line.split())
        if start <= wanted.start and wanted.stop <= start + count:
            return True
    return False


def _let_go_of_files(kept: set[int]) -> None:
    """
    Point every open file but those at nothing.

    They are not closed: an object of the server that still holds such a number would
    later close whatever got the number next.
    """
    nothing = os.open(os.devnull, os.O_RDWR)
    for entry in list(Path("/proc/self/fd").iterdir()):
        number = int(entry.name)
        # The listing itself had a number, which is free again.
        if number not in kept and number != nothing:
            with contextlib.suppress(OSError):
                os.fstat(number)
                os.dup2(nothing, number, inheritable=number < 3)
    os.close(nothing)


def _pass_on(process: int) -> NoReturn:
    """Hand signals to the supervisor until it ends, then end as it did."""
    while True:
        received = signal.sigwait(supervisor.SIGNALS)
        if received == signal.SIGINT:
            os.kill(process, signal.SIGINT)
        elif received == signal.SIGTERM:
            os.kill(process, signal.SIGKILL)
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            os._exit(supervisor.exit_status(status))


def _start_supervisor(alive: int) -> None:
    """
    Make this process one that ends with its parent and that nobody looks into.

    Parameters
    ----------
    alive : int
        The reading end of a pipe whose writing end only the parent holds.
    """
    linux.die_with_parent(signal.SIGKILL)
    parent = select.poll()
    parent.register(alive, 0)
    if parent.poll(0):  # it ended before we asked
        os._exit(_FAILED)
    os.close(alive)
    os.setsid()
    linux.set_readable_by_peers(False)


def _become_unprivileged(limits: Limits, owner: tuple[int, int] | None) -> None:
    """Take the limits and give up every right, for this process and all it starts."""
    os.setsid()
    mb = 1024 * 1024
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    processor_seconds = math.ceil(limits.notebook_seconds) * (os.cpu_count() or 1) + 5
    for what, most in (
        (resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory_mb * mb),
        (resource.RLIMIT_NPROC, limits.processes + _THREADS_BESIDES_PROCESSES),
        (resource.RLIMIT_FSIZE, limits.files_mb * mb),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
    linux.empty_bounding_set()
    if owner:
        user, group = owner
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
    linux.drop_capabilities()
    linux.set_readable_by_peers(True)


def _live_in(folder: Path) -> None:
    """Move to the exercise, with everything programs keep for a user in its own home."""
    os.chdir(folder)
    home = mounts.HOME
    os.environ.update(
        {
            "HOME": str(home),
            "TMPDIR": "/tmp",
            "IPYTHONDIR": str(home / ".ipython"),
            "MPLCONFIGDIR": str(home / ".config" / "matplotlib"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local" / "share"),
            "XDG_RUNTIME_DIR": str(home),
            "XDG_STATE_HOME": str(home / ".local" / "state"),
        }
    )
    tempfile.tempdir = None  # what the server found out about its own


def _refuse(error: BaseException) -> NoReturn:
    """Say why there is no kernel, and end."""
    with contextlib.suppress(OSError):
        reason = f"{type(error).__name__}: {error}"
        if isinstance(error, OSError):
            reason = f"{error.strerror}: {error.filename}".removesuffix(": None")
        os.write(2, f"{reason}\n".encode())
    os._exit(_FAILED)


def _try() -> NoReturn:
    """Confine a child that does nothing, and end with its exit status."""
    with tempfile.TemporaryDirectory() as folder:
        work, datasets = Path(folder, "work"), Path(folder, "datasets")
        connection = Path(folder, "connection", "kernel.json")
        for needed in (work, datasets, connection.parent):
            needed.mkdir()
        ports = {
            f"{name}_port": 1 for name in ("shell", "iopub", "stdin", "control", "hb")
        }
        told = {
            "transport": "ipc",
            "ip": str(connection.with_name("kernel-ipc")),
            **ports,
        }
        connection.write_text(json.dumps(told), "utf8")
        reader, writer = os.pipe()
        try:
            isolate_server()
        except OSError as error:
            _refuse(error)
        child = os.fork()
        if child == 0:
            enter(Confinement(datasets), work, connection, writer)
            os._exit(0)
        ended = supervisor.exit_status(os.waitpid(child, 0)[1])
        os.close(reader)
    sys.exit(ended)


if __name__ == "__main__":
    _try()
