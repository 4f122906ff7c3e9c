"""What a confined submission can see and do, as root marks it and as others do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.course.confined import MARKS, SERVER, TRY, Server, server, user

__all__ = ["server", "user"]  # fixtures, which pytest finds by name

ROOT = Path(__file__).parents[2]
SOURCE = str(ROOT / "src")
IN_TREE = Path(sys.prefix).is_relative_to(ROOT)

pytestmark = MARKS


def test_the_submission_has_its_files_and_the_datasets(server: Server):
    """It starts in a copy of its folder; datasets lie where a notebook expects them."""
    found = server.found(
        """
        import os
        found["here"] = os.getcwd()
        found["files"] = sorted(os.listdir("."))
        found["own"] = open("ports.csv").read()
        found["ships"] = open("../../datasets/ships.csv").read()
        open("notes.txt", "w").write("mine")
        open(os.path.expanduser("~/note.txt"), "w").write("mine")
        open(os.environ["TMPDIR"] + "/note.txt", "w").write("mine")
        found["home"] = os.environ["HOME"]
        """,
        files={"ports.csv": "name\nBergen\n", "marked.ipynb": "hidden tests"},
    )

    assert found == {
        "here": "/course/exercises/exercise-0",
        "files": ["ports.csv"],
        "own": "name\nBergen\n",
        "ships": "mmsi\n244660000\n",
        "home": "/course/home",
    }
    assert "exercise-0/notes.txt" not in server.outside


def test_both_languages_still_run(server: Server):
    """A program of this Python, with its packages, and R start inside."""
    found = server.found(
        """
        import subprocess, sys
        def said(*command):
            return subprocess.run(command, capture_output=True, text=True).stdout.strip()
        found["python"] = said(sys.executable, "-c", "import numpy; print(1 + 1)")
        found["r"] = said("Rscript", "--vanilla", "-e", "cat(1 + 1)")
        import pty  # IPython's `!command` needs a terminal
        found["terminal"] = len(pty.openpty())
        """
    )

    assert found["python"] == "2"
    assert found["r"] == "2"
    assert found["terminal"] == 2


def test_the_submission_has_no_rights(server: Server):
    """It is not root, holds no capability, and can gain none."""
    found = server.found(
        """
        for line in open("/proc/self/status"):
            name, _, value = line.partition(":")
            found[name] = value.split()
        """
    )

    assert found["Uid"][0] != "0"
    assert len(set(found["Uid"])) == 1
    assert found["NoNewPrivs"] == ["1"]
    capabilities = [found[f"Cap{kind}"] for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")]
    assert capabilities == [["0" * 16]] * 5


def test_nothing_outside_can_be_read(server: Server):
    """The gradebook, other submissions, solutions, tests and homes are not there."""
    found = server.found(
        TRY
        + f"""
import os
repository = {str(ROOT)!r}
for path in (around + "/secret.txt", around + "/exercise-0", repository + "/solutions",
             repository + "/tests", repository + "/.git", repository + "/pyproject.toml"):
    found[path] = attempt(lambda: os.stat(path) and "seen")
found["/sys"] = attempt(lambda: os.listdir("/sys"))
found["the key"] = attempt(lambda: os.listdir(os.path.expanduser("~root") + "/.ssh"))
found["shadow"] = attempt(lambda: open("/etc/shadow").read())
found["supervisor"] = attempt(lambda: open("/proc/1/environ").read())
found["its memory"] = attempt(lambda: open("/proc/1/mem", "rb").read(1))
found["its root"] = attempt(lambda: os.listdir("/proc/1/root"))
"""
    )

    assert set(found.values()) <= {"FileNotFoundError", "PermissionError"}, found


def test_the_course_shows_no_more_than_its_package(server: Server):
    """Of the repository there is `src/soundings`, and Python's packages if they are in it."""
    found = server.found(
        f"import os; found.update((f, os.listdir(f)) for f in ({str(ROOT)!r}, {SOURCE!r}))"
    )

    inside = {Path(sys.prefix).relative_to(ROOT).parts[0]} if IN_TREE else set()
    assert set(found[str(ROOT)]) == {"src"} | inside
    assert found[SOURCE] == ["soundings"]


def test_no_file_of_the_server_stays_open(server: Server):
    """Sockets, pipes and logs of the server are out of reach by number, too."""
    found = server.found(
        """
        import os, stat
        kinds = [os.fstat(int(n)) for n in os.listdir("/proc/self/fd")[:-1]]
        null = os.stat("/dev/null").st_rdev
        found["others"] = [oct(k.st_mode) for k in kinds if k.st_rdev != null]
        """
    )

    assert found["others"] == [oct(0o140777)], "only the test's own socket"


def test_links_out_of_the_folder_are_not_followed(server: Server):
    """A link to the gradebook is left out of the copy, and so is one to a folder."""
    found = server.found(
        "import os; found['files'] = os.listdir('.')",
        links={"marks.db": "{around}/secret.txt", "others": "{around}"},
    )

    assert found["files"] == []


def test_nothing_outside_can_be_written(server: Server):
    """System, packages, datasets and the root are read-only."""
    found = server.found(
        TRY
        + """
import os, sys
for folder in ("/", "/usr", "/etc", "/dev", sys.prefix, sys.base_prefix,
               "/course/datasets", "/proc/sys/kernel"):
    found[folder] = attempt(lambda: open(folder + "/new", "w") and "written")
found["a dataset"] = attempt(lambda: open("/course/datasets/ships.csv", "a") and "written")
found["a device"] = attempt(lambda: os.mknod("disk", 0o60666, 8 << 8))
attempt(lambda: open(around + "/new", "w"))
"""
    )

    refused = {"OSError", "PermissionError", "FileNotFoundError"}
    assert set(found.values()) <= refused, found
    assert "new" not in server.outside


def test_there_is_no_network(server: Server):
    """Neither TCP nor UDP gets out, not even to a listener on this machine."""
    found = server.found(
        TRY
        + """
import socket
def send(kind, host, port):
    with socket.socket(type=kind) as s:
        s.settimeout(2)
        s.connect((host, port))
        s.send(b"answers")
        return "sent"
found["tcp"] = attempt(lambda: send(socket.SOCK_STREAM, "127.0.0.1", tcp))
found["udp"] = attempt(lambda: send(socket.SOCK_DGRAM, "127.0.0.1", udp))
found["far"] = attempt(lambda: send(socket.SOCK_DGRAM, "192.0.2.1", 53))
found["vsock"] = attempt(lambda: socket.socket(40, socket.SOCK_STREAM))
"""
    )

    assert found == dict.fromkeys(("tcp", "udp", "far", "vsock"), "OSError")


def test_other_processes_are_neither_seen_nor_reached(server: Server):
    """It sees itself and its supervisor; signals to others find nobody."""
    found = server.found(
        TRY
        + """
import os, signal
found["seen"] = [name for name in os.listdir("/proc") if name.isdigit()]
found["server"] = attempt(lambda: os.kill(server, signal.SIGKILL))
found["stopped"] = attempt(lambda: os.kill(1, signal.SIGSTOP))
found["all"] = attempt(lambda: os.getpid())
"""
    )

    assert found["seen"] == ["1", str(found["all"])]
    assert found["server"] == "ProcessLookupError"
    assert server.died_of == 0


def test_it_cannot_unshare_or_mount_its_way_out(server: Server):
    """More namespaces, mounts and uncounted memory are refused."""
    found = server.found(
        TRY
        + """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
found["unshare"] = libc.unshare(0x10000000 | 0x00020000)
found["mount"] = libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)
found["remount"] = libc.mount(b"none", b"/usr", None, 32 | 4096, None)
found["unmount"] = libc.umount2(b"/course/datasets", 2)
found["clone"] = libc.syscall(56 if os.uname().machine == "x86_64" else 220,
                              ctypes.c_long(0x10000000 | 17), None, None, None, None)
if found["clone"] == 0:
    os._exit(0)
found["memfd"] = attempt(lambda: os.memfd_create("hoard"))
found["shmget"] = libc.shmget(0, 4096, 0o1600)
found["secret"] = attempt(lambda: open(around + "/secret.txt").read())
"""
    )

    assert found.pop("secret") == "FileNotFoundError"
    assert found.pop("memfd") == "PermissionError"
    assert set(found.values()) == {-1}, found


def test_the_connection_folder_closes_once_the_kernel_listens(server: Server):
    """Its sockets are made there; afterwards nothing there can be changed."""
    found = server.found(
        TRY
        + """
import ctypes, os, socket, time
kept = [socket.socket(socket.AF_UNIX) for _ in range(5)]
for number, one in enumerate(kept, 1):
    one.bind(f"{folder}/kernel-ipc-{number}")
give_up = time.monotonic() + 10
def write():
    open(folder + "/new", "w").close()
    return "written"
while time.monotonic() < give_up and attempt(write) == "written":
    time.sleep(0.001)
found["write"] = attempt(write)
found["remove"] = attempt(lambda: os.remove(folder + "/kernel-ipc-1"))
found["read"] = attempt(lambda: open(folder + "/kernel.json").read()[:1])
"""
    )

    assert found == {"write": "OSError", "remove": "OSError", "read": "{"}


def test_a_second_submission_sees_nothing_of_the_first(server: Server):
    """Files in shared places and shared memory are gone with the submission."""
    leave = """
    import os
    for path in ("/tmp", "/dev/shm", os.environ["HOME"], "."):
        open(path + "/answer", "w").write("42")
    """
    look = """
    import os
    places = ("/tmp", "/dev/shm", os.environ["HOME"], "..", ".")
    found["answers"] = [p for p in places if os.path.exists(p + "/answer")]
    found["others"] = os.listdir("..")
    found["uid"] = os.getuid()
    """

    first, second = server.run(leave, look)

    assert (first["status"], second["status"]) == (0, 0)
    assert second["found"]["answers"] == []
    assert second["found"]["others"] == ["exercise-1"]


@pytest.mark.parametrize("datasets", ["{around}", "{around}/missing"])
def test_a_step_that_fails_leaves_no_kernel(server: Server, datasets: str):
    """Datasets above the submissions would show them all; absent ones stop it, too."""
    [result] = server.run("found['started'] = True", datasets=datasets)

    assert (result["status"], result["found"]) == (71, {})


def test_why_not_says_in_plain_words_what_is_refused():
    """Where the system gives no more namespaces, the reason names that."""
    program = f"""
import sys
sys.path.insert(0, {str(SERVER.parent)!r})
import os, shut_in
from pathlib import Path
from soundings.course.warm import confinement, linux
if os.geteuid() == 0:
    shut_in.become_ordinary()
linux.unshare_with_user(0)
Path("/proc/sys/user/max_user_namespaces").write_text("0")
print(confinement.why_not())
"""
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout == (
        "Linux refuses a new namespace (unshare): No space left on device\n"
    )
