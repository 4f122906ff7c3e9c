"""Warm servers as seen from outside: started once, found by every process below."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from soundings.course.warm import r_kernel

CHOICE = "SOUNDINGS_KERNELS"
"""The one fallback: with this variable set to `stock`, every kernel starts anew."""

HANDED_DOWN = "SOUNDINGS_WARM_SERVERS"
"""The variable that tells processes below where the servers listen."""

LONGEST_SOCKET_PATH = 107  # bytes: what the kernel's address structure holds
_WAITING = 64

_PASSED_ON = {
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TZDIR",
    "TMPDIR", "TERM", "PYTHONPATH", "PYTHONHOME", "PYTHONHASHSEED",
    "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH",
    "MPLCONFIGDIR", "IPYTHONDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    "FONTCONFIG_FILE", "FONTCONFIG_PATH", "JUPYTER_PATH",
    "R_HOME", "R_LIBS", "R_LIBS_SITE", "R_LIBS_USER", "R_ENVIRON", "R_ENVIRON_USER",
    "R_PROFILE", "R_PROFILE_USER", "R_DEFAULT_PACKAGES",
}  # fmt: skip
# What else would start a thread when it is imported: numpy's BLAS, and pyarrow.
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


@dataclass
class _Server:
    process: subprocess.Popen[bytes]
    folder: Path
    owner: int


_started: dict[str, _Server] = {}


def keep_harmless(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Leave out of an environment all that a kernel does not need: tokens, above all.

    Examples
    --------
    >>> keep_harmless({"LC_ALL": "C", "GITHUB_TOKEN": "secret"})
    {'LC_ALL': 'C'}
    """
    return {
        name: value
        for name, value in environment.items()
        if name in _PASSED_ON or name.startswith("LC_")
    }


def connect(language: str, command: str, is_confined: bool) -> socket.socket:
    """
    Connect to a warm server; there is one for each language and command.

    Parameters
    ----------
    language : str
        `python` or `r`.
    command : str
        The Python or the R that the kernelspec names.
    is_confined : bool
        Whether it forks confined kernels.

    Returns
    -------
    socket
        Connected. A server that has yet to warm up answers when it has.

    Raises
    ------
    RuntimeError
        If there can be no such server here; the message says why.
    """
    key = _name(language, command, is_confined)
    path = _handed_down().get(key)
    connection = socket.socket(socket.AF_UNIX)
    try:
        if path is not None:
            with contextlib.suppress(OSError):  # it ended: start another
                connection.connect(path)
                return connection
        connection.connect(_start(key, language, command, is_confined))
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(
    language: str, command: str, is_confined: bool, is_urgent: bool = False
) -> None:
    """
    Start a server before the processes below that will share it.

    It finds its way to them through an environment variable, and warms up at the
    first connection, or at once if that `is_urgent`. Parameters are those of
    `connect`.
    """
    key = _name(language, command, is_confined)
    server = _started.get(key)
    if server is None or server.process.poll() is not None:
        _start(key, language, command, is_confined)
    if is_urgent:
        connect(language, command, is_confined).close()


def _name(language: str, command: str, is_confined: bool) -> str:
    return f"{language} {command} {'confined' if is_confined else 'open'}"


def _handed_down() -> dict[str, str]:
    known: dict[str, str] = json.loads(os.environ.get(HANDED_DOWN, "{}"))
    return known


def _start(key: str, language: str, command: str, is_confined: bool) -> str:
    if key in _started:  # it ended, or this is a worker with its parent's list
        _clear_away(_started.pop(key))
    environment = {**keep_harmless(os.environ), **_ONE_THREAD}
    python = command
    if language == "r":
        found = r_kernel.find_r(command)
        if isinstance(found, str):
            raise RuntimeError(f"No warm R kernels: {found}.")
        environment |= found
        python = sys.executable
    folder = make_private_folder()
    path = str(folder / "server")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        Path(path).chmod(0o600)
        listener.listen(_WAITING)
        specification = {
            "listener": listener.fileno(),
            "language": language,
            "parent": os.getpid(),
            "is_confined": is_confined,
        }
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    python, "-m", "soundings.course.warm.server",
                    json.dumps(specification),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                env=environment,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )  # fmt: skip
    atexit.unregister(end_servers)
    atexit.register(end_servers)
    _started[key] = _Server(process, folder, os.getpid())
    os.environ[HANDED_DOWN] = json.dumps({**_handed_down(), key: path})
    return path


def make_private_folder() -> Path:
    """
    Make a folder for sockets, whose paths may only be short.

    Raises
    ------
    RuntimeError
        If no place for temporary files has a path that is short enough.
    """
    for parent in (tempfile.gettempdir(), "/tmp"):
        folder = Path(tempfile.mkdtemp(prefix="sk-", dir=parent))
        if len(os.fsencode(folder / "k-ipc-99")) <= LONGEST_SOCKET_PATH:
            return folder
        folder.rmdir()
    raise RuntimeError(f"The path of {folder} is too long for a socket. Set TMPDIR.")


def read_log(connection: socket.socket) -> str:
    """Give the last that a server wrote, for the one whom it did not answer."""
    log = Path(connection.getpeername()).with_name("log")
    try:
        return log.read_text("utf8", "replace")[-2000:].strip()
    except OSError:
        return "its log is gone"


def end_servers() -> None:
    """End every server that this process started, with all their kernels."""
    left = _handed_down()
    while _started:
        key, server = _started.popitem()
        _clear_away(server)
        left.pop(key, None)
    if left:
        os.environ[HANDED_DOWN] = json.dumps(left)
    else:
        os.environ.pop(HANDED_DOWN, None)


def _clear_away(server: _Server) -> None:
    if server.owner != os.getpid():
        return
    server.process.terminate()
    server.process.wait()
    shutil.rmtree(server.folder, ignore_errors=True)
