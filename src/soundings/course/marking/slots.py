"""The slots of a marking, seen from the process that writes the gradebook."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

TRIES = 2
"""How often a submission is tried when its slot ends or does not answer."""

GRACE_SECONDS = 10
"""How long a slot may take to end its kernel and itself."""

Item = TypeVar("Item")


def count_cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Answer(Generic[Item]):
    """What a slot said of one item: its answer, or why there is none."""

    item: Item
    said: dict[str, Any]
    why_not: str = ""


class Slot:
    """One process that answers questions, and is replaced when it dies."""

    def __init__(self, patience_seconds: float) -> None:
        self._patience_seconds = patience_seconds
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """
        Send a job and wait for its answer.

        Raises
        ------
        EOFError
            If the process ended before it answered, or was ended because it did not.
        """
        process = self._start()
        assert process.stdin
        assert process.stdout
        clock = threading.Timer(self._patience_seconds, process.kill)
        clock.daemon = True
        clock.start()
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            # NaN is no JSON, but a kernel can make Python write it.
            found: dict[str, Any] = json.loads(line, parse_constant=lambda _: None)
        except (OSError, ValueError, RecursionError) as error:
            self.close()
            raise EOFError("the slot ended") from error
        finally:
            clock.cancel()
        return found

    def close(self) -> None:
        """End the process: it ends its kernel once its input closes."""
        if self.process is None:
            return
        process, self.process = self.process, None
        assert process.stdin
        assert process.stdout
        with suppress(OSError):  # it may be gone before the last line is sent
            process.stdin.close()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _start(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "soundings.course.marking.slot"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Ctrl-C is for the process that writes the gradebook.
                start_new_session=True,
            )
        return self.process


class Slots(Generic[Item]):
    """
    Several slots that take items in turn.

    Parameters
    ----------
    count : int
        How many processes run at the same time.
    patience_seconds : float
        How long one may work on one item before it is ended.
    began : callable
        Told of each item as a slot takes it, from another thread.
    """

    def __init__(
        self,
        count: int,
        patience_seconds: float,
        began: Callable[[Item], None] = lambda item: None,
    ) -> None:
        self._slots = [Slot(patience_seconds) for _ in range(count)]
        self._began = began
        self._closing = threading.Event()

    def run(
        self, items: Iterable[Item], make_job: Callable[[Item], dict[str, Any]]
    ) -> Iterator[Answer[Item]]:
        """
        Give each item's answer, in the order in which they are ready.

        Parameters
        ----------
        items : iterable
        make_job : callable
            Makes of an item what a slot is sent; called in a thread of its own.
        """
        waiting: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        count = 0
        for item in items:
            waiting.put(item)
            count += 1
        # Answers can be large: slots wait until the ones before are written.
        ready: queue.Queue[Answer[Item] | BaseException] = queue.Queue(
            2 * len(self._slots)
        )
        for slot in self._slots:
            waiting.put(None)
            arguments = (slot, waiting, ready, make_job)
            threading.Thread(target=self._work, args=arguments, daemon=True).start()
        try:
            for _ in range(count):
                answer = ready.get()
                if isinstance(answer, BaseException):
                    raise answer
                yield answer
        finally:
            self._closing.set()
            for slot in self._slots:
                slot.close()

    def _work(
        self,
        slot: Slot,
        waiting: queue.SimpleQueue[Item | None],
        ready: queue.Queue[Answer[Item] | BaseException],
        make_job: Callable[[Item], dict[str, Any]],
    ) -> None:
        try:
            while (item := waiting.get()) is not None and not self._closing.is_set():
                self._began(item)
                ready.put(self._ask(slot, item, make_job(item)))
        except BaseException as error:  # said by the thread that writes
            ready.put(error)

    def _ask(self, slot: Slot, item: Item, job: dict[str, Any]) -> Answer[Item]:
        answer: Answer[Item] = Answer(item, {}, f"{TRIES} processes ended over it")
        for _ in range(TRIES):
            if self._closing.is_set():
                break
            try:
                said = slot.ask(job)
            except EOFError:
                continue
            answer = Answer(item, said, said.get("error", ""))
            if not answer.why_not:
                break
        return answer
