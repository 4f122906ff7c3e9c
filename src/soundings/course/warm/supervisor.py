"""Process 1 inside a submission: it waits, watches the limits, and takes all with it."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from soundings.course.warm import linux
from soundings.course.warm.limits import Limits

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGCHLD})

_CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
_FAILED, _KILLED = 71, 128 + signal.SIGKILL
_WHILE_STARTING_SECONDS, _BETWEEN_LOOKS_SECONDS = 0.002, 0.05


def sockets(connection: Path) -> list[Path]:
    """
    Say where a kernel will listen, from its connection file.

    Raises
    ------
    ValueError
        If it would listen on TCP, or outside the connection file's folder: nobody
        could reach it.
    """
    told = json.loads(connection.read_text("utf8"))
    if told["transport"] != "ipc" or Path(told["ip"]).parent != connection.parent:
        raise ValueError(f"{connection.name} must name IPC sockets in its own folder")
    return [Path(f"{told['ip']}-{told[name + '_port']}") for name in _CHANNELS]


def supervise(
    kernel: int, limits: Limits, listening: list[Path], baseline_kb: int, report: int
) -> NoReturn:
    """
    Wait for the kernel, and end everything at its end or when a limit is met.

    As process 1 of its namespace this process adopts and reaps what the kernel leaves
    behind, and its own end kills all that is left. `SIGNALS` must be blocked.

    Parameters
    ----------
    kernel : int
        The kernel's process, as numbered inside.
    limits : Limits
        The wall time, memory and processes of the submission.
    listening : list of Path
        The kernel's sockets. Once all exist their folder becomes read-only.
    baseline_kb : int
        Memory of the warm kernel at its start, in KiB, which is not counted.
    report : int
        File descriptor that gets one word when a limit ended the submission: "time",
        "memory", "processes" or "files". When its reader goes, everything ends.
    """
    reader = select.poll()
    reader.register(report, 0)  # errors only: POLLERR once nobody reads the pipe
    started = next_look = time.monotonic()
    sealed_by: float | None = None
    pause = _WHILE_STARTING_SECONDS
    while True:
        received = signal.sigtimedwait(SIGNALS, pause)
        if received is not None and received.si_signo == signal.SIGTERM:
            os._exit(128 + signal.SIGTERM)
        if received is not None and received.si_signo == signal.SIGINT:
            _interrupt(kernel)
        _reap(kernel)
        now = time.monotonic()
        if pause == _WHILE_STARTING_SECONDS and all(map(os.path.exists, listening)):
            sealed_by = sealed_by or now + 1
            if _sealed(listening[0].parent):
                pause = _BETWEEN_LOOKS_SECONDS
            elif now > sealed_by:  # somebody keeps a file open there for writing
                _end(report, "files")
        if now < next_look:
            continue
        next_look = now + _BETWEEN_LOOKS_SECONDS
        if reader.poll(0):
            os._exit(_KILLED)
        if now - started > limits.notebook_seconds:
            _end(report, "time")
        names = [entry.name for entry in Path("/proc").iterdir()]
        processes = [int(name) for name in names if name.isdigit() and name != "1"]
        if len(processes) > limits.processes:
            _end(report, "processes")
        if _uses_more(processes, baseline_kb + limits.memory_mb * 1024):
            _end(report, "memory")


def resident_kb(process: int | str = "self") -> int:
    """Add up what a process holds in memory and in swap, in KiB, shared pages in full."""
    return _sum_of(Path(f"/proc/{process}/status"), ("VmRSS:", "VmSwap:"))


def _interrupt(kernel: int) -> None:
    """Interrupt the kernel and what it started, as Jupyter would from outside."""
    try:
        os.killpg(kernel, signal.SIGINT)
    except ProcessLookupError:  # it does not lead its group yet
        with contextlib.suppress(ProcessLookupError):
            os.kill(kernel, signal.SIGINT)


def _reap(kernel: int) -> None:
    """Reap all that ended; if that is the kernel, end as it did."""
    while True:
        try:
            process, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if process == kernel:
            os._exit(exit_status(status))
        if process == 0:
            return


def exit_status(status: int) -> int:
    """Turn what `waitpid` gives into a shell's exit status: 128 and more for a signal."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _sealed(folder: Path) -> bool:
    """Make the folder of the sockets read-only; False if a file there is being written."""
    try:
        linux.make_read_only(folder)
    except OSError as error:
        if error.errno == errno.EBUSY:
            return False
        os._exit(_FAILED)
    return True


def _uses_more(processes: Iterable[int], limit_kb: int) -> bool:
    """Say whether processes together hold more than that; the cheap question first."""
    processes = list(processes)
    if sum(resident_kb(process) for process in processes) <= limit_kb:
        return False
    return sum(_proportional_kb(process) for process in processes) > limit_kb


def _proportional_kb(process: int) -> int:
    """Add up a process's memory in KiB, each shared page divided among its holders."""
    wanted = ("Pss:", "SwapPss:")
    try:
        return _sum_of(Path(f"/proc/{process}/smaps_rollup"), wanted)
    except PermissionError:  # it hides its memory: then nothing is divided
        return resident_kb(process)


def _sum_of(file: Path, names: tuple[str, ...]) -> int:
    """Add up some lines of a file in /proc; 0 for a process that has just ended."""
    try:
        lines = file.read_text("ascii", "replace").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(names))


def _end(report: int, word: str) -> NoReturn:
    """Say which limit was met, and end everything."""
    with contextlib.suppress(OSError):
        os.write(report, word.encode("ascii"))
    os._exit(_KILLED)
