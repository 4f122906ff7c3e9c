"""
A server that shuts code in, run by the tests as a program of its own.

pytest has threads, and a process that forks kernels must have one. It reads what to run
as JSON from its standard input and writes what became of it as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from soundings.course.warm import confinement, linux, mounts
from soundings.course.warm.limits import Confinement, Limits

NOBODY = 65534


def become_ordinary() -> None:
    """Go on as a user without rights, who may read what this Python is made of."""
    linux.unshare(linux.NEW_MOUNTS)
    linux.make_mounts_private()
    views = {}
    for folder in mounts.readable_folders():
        above = reversed(folder.parents)
        closed = [path for path in above if not path.stat().st_mode & stat.S_IXOTH]
        if closed:  # such as /root: shown with nothing in it but what is needed
            views[folder] = (linux.copy_mount(folder), closed[0])
    for path in {closed for _, closed in views.values()}:
        linux.mount_new("tmpfs", path, linux.NO_SUID, "mode=755")
    for folder, (view, _) in views.items():
        folder.mkdir(parents=True)
        linux.place_mount(view, folder, linux.READ_ONLY)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    linux.set_readable_by_peers(True)


class Submission:
    """One piece of code with its folders, its pipe and its way to answer."""

    def __init__(self, around: Path, number: int, files: dict[str, str]) -> None:
        self.work = around / f"exercise-{number}"
        self.work.mkdir()
        for name, text in files.items():
            (self.work / name).write_text(text, "utf8")
        self.folder = around / f"connection-{number}"
        self.folder.mkdir()
        self.connection = self.folder / "kernel.json"
        channels = ("shell", "iopub", "stdin", "control", "hb")
        ports = {f"{name}_port": port for port, name in enumerate(channels, 1)}
        told = {"transport": "ipc", "ip": str(self.folder / "kernel-ipc"), **ports}
        self.connection.write_text(json.dumps(told), "utf8")
        self.answers = socket.socket(socket.AF_UNIX)
        self.answers.bind(str(self.folder / "answers"))
        self.answers.listen()
        self.reader, self.writer = os.pipe()

    def start(self, code: str, confined: Confinement, known: dict[str, Any]) -> None:
        """Fork it, confine it, run it."""
        self.started = time.monotonic()
        self.process = os.fork()
        if self.process:
            os.close(self.writer)
            return
        confinement.enter(confined, self.work, self.connection, self.writer)
        # As ipykernel does; a job started in the background inherits "ignore".
        signal.signal(signal.SIGINT, signal.default_int_handler)
        answer = socket.socket(socket.AF_UNIX)
        answer.connect(str(self.folder / "answers"))
        found: dict[str, Any] = {}

        def ready() -> None:
            answer.sendall(b"{}\n")

        names = {**known, "found": found, "folder": str(self.folder), "ready": ready}
        try:
            exec(code, names)
        finally:
            answer.sendall(json.dumps(found).encode() + b"\n")
        os._exit(0)

    def result(self, when_ready: str | None) -> dict[str, Any]:
        """Do what the test wants once the code is ready; say how it ended."""
        if when_ready:
            self.answers.settimeout(20)
            channel, _ = self.answers.accept()
            said = channel.makefile("r")
            said.readline()
            if when_ready == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            os.kill(self.process, signal.Signals[when_ready])
        _, status = os.waitpid(self.process, 0)
        seconds = time.monotonic() - self.started
        if not when_ready:
            self.answers.setblocking(False)
            try:
                said = self.answers.accept()[0].makefile("r")
            except BlockingIOError:
                said = None
        lines = said.readlines() if said else []
        return {
            "found": json.loads(lines[-1]) if lines else {},
            "word": os.read(self.reader, 100).decode(),
            "status": os.waitstatus_to_exitcode(status),
            "seconds": seconds,
        }


def main() -> None:
    """Run each code after the other; all in the same server."""
    wanted = json.load(sys.stdin)
    if wanted["ordinary"] and os.geteuid() == 0:
        become_ordinary()
    with tempfile.TemporaryDirectory() as name:
        around = Path(name)
        around.chmod(0o755)
        (around / "secret.txt").write_text("the gradebook", "utf8")
        datasets = around / "datasets"
        datasets.mkdir()
        (datasets / "ships.csv").write_text("mmsi\n244660000\n", "utf8")
        stream, packets = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
        for listener in (stream, packets):
            listener.bind(("127.0.0.1", 0))
        stream.listen()
        known = {
            "around": str(around),
            "tcp": stream.getsockname()[1],
            "udp": packets.getsockname()[1],
            "server": os.getpid(),
        }
        confinement.isolate_server()
        shown = Path(wanted["datasets"].format(around=around))
        confined = Confinement(shown, Limits(**wanted["limits"]))
        results = []
        for number, code in enumerate(wanted["codes"]):
            submission = Submission(around, number, wanted["files"])
            for link, target in wanted["links"].items():
                (submission.work / link).symlink_to(target.format(around=around))
            submission.start(code, confined, known)
            results.append(submission.result(wanted["when_ready"]))
        outside = sorted(str(p.relative_to(around)) for p in around.rglob("*"))
    print(json.dumps({"results": results, "outside": outside}))


if __name__ == "__main__":
    main()
