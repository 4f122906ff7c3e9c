"""How much of the machine a confined submission can use, and that it ends."""

from __future__ import annotations

import pytest

from tests.course.confined import MARKS, TRY, Server, server, user

__all__ = ["server", "user"]  # fixtures, which pytest finds by name

pytestmark = MARKS


def test_a_fork_bomb_ends(server: Server):
    """More processes than allowed end the submission, and all of them."""
    [result] = server.run(
        """
        import os, time
        while True:
            try:
                os.fork()
            except OSError:
                time.sleep(0.01)
        """,
        processes=30,
    )

    assert result["word"] == "processes"
    assert result["seconds"] < 10
    assert server.left_over() == []


def test_one_process_cannot_have_more_memory_than_allowed(server: Server):
    """A table too large is a MemoryError for the learner; the kernel lives on."""
    found = server.found(
        TRY + "found['large'] = attempt(lambda: len(bytearray(300 * 1024 * 1024)))",
        memory_mb=200,
    )

    assert found["large"] == "MemoryError"


def test_many_processes_cannot_have_more_memory_together(server: Server):
    """Each within its bound, together beyond it: the submission ends."""
    [result] = server.run(
        """
        import os, time
        for _ in range(6):
            if os.fork() == 0:
                break
        hoard = b"x" * (100 * 1024 * 1024)
        time.sleep(60)
        """,
        memory_mb=300,
    )

    assert result["word"] == "memory"
    assert server.left_over() == []


def test_forks_that_share_their_memory_are_counted_once(server: Server):
    """A pool of workers over one large table stays within the limit."""
    found = server.found(
        """
        import os, time
        hoard = b"x" * (150 * 1024 * 1024)
        children = []
        for _ in range(5):
            child = os.fork()
            if child == 0:
                time.sleep(0.3)
                os._exit(0)
            children.append(child)
        found["ends"] = [os.waitpid(child, 0)[1] for child in children]
        """,
        memory_mb=300,
    )

    assert found["ends"] == [0] * 5


def test_the_disk_cannot_be_filled(server: Server):
    """All places that can be written share one size and one number of files."""
    found = server.found(
        """
        import os
        block = b"x" * 1024 * 1024
        written = 0
        for number, folder in enumerate(("/tmp", "/dev/shm", os.environ["HOME"], ".") * 3):
            try:
                with open(f"{folder}/{number}", "wb", buffering=0) as file:
                    for _ in range(3):
                        written += file.write(block)
            except OSError as error:
                found["error"] = error.strerror
        found["mb"] = written // len(block)
        """,
        files_mb=10,
    )

    assert found["error"] == "No space left on device"
    assert found["mb"] <= 10


def test_a_folder_too_large_to_copy_is_refused(server: Server):
    """No kernel starts for a submission with more files than it may have."""
    [result] = server.run(
        "found['started'] = True", files={"large": "x" * 2_000_000}, files_mb=1
    )

    assert result["found"] == {}
    assert (result["word"], result["status"]) == ("files", 71)


def test_wall_time_ends(server: Server):
    """Whoever sleeps longer than the notebook may take is ended."""
    [result] = server.run(
        "import time\nwhile True: time.sleep(60)", notebook_seconds=0.5
    )

    assert result["word"] == "time"
    assert result["seconds"] < 10


DETACH = """
import os, subprocess
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(3):
            os.dup2(os.open("/dev/null", os.O_RDWR), number)
        os.execvp("python3", ["python3", "-c", "import time; time.sleep(300)", token])
    os._exit(0)
os.wait()
"""


def test_a_detached_process_ends_with_the_kernel(server: Server):
    """Neither a new session nor a double fork outlives the submission."""
    found = server.found(
        DETACH
        + """
import time
while not found.get("detached"):
    for name in os.listdir("/proc"):
        if name.isdigit() and name not in ("1", str(os.getpid())):
            line = open(f"/proc/{name}/cmdline").read()
            found["detached"] = "time.sleep(300)" in line
"""
    )

    assert found == {"detached": True}
    assert server.left_over() == []


def test_an_interrupt_reaches_the_kernel(server: Server):
    """A signal to the process the server knows interrupts the code, once."""
    [result] = server.run(
        """
        import time
        try:
            ready()
            while True: time.sleep(60)
        except KeyboardInterrupt:
            found["interrupted"] = True
        """,
        when_ready="SIGINT",
    )

    assert (result["found"], result["word"]) == ({"interrupted": True}, "")
    assert result["status"] == 0


@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
def test_ending_the_outer_process_ends_everything(server: Server, how: str):
    """The one process that the server knows takes all others with it."""
    server.run(DETACH + "ready()\nimport signal\nsignal.pause()", when_ready=how)

    assert server.left_over() == []


def test_everything_ends_with_the_server(server: Server):
    """A server that is killed leaves no kernel behind."""
    server.run(DETACH + "ready()\nimport signal\nsignal.pause()", when_ready="die")

    assert server.died_of == 9
    assert server.left_over() == []
