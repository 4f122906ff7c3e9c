"""Run a submission's cells in a kernel, within limits, whatever the cells do.

nbclient runs a cell and keeps its outputs. What it lacks is here: a cell that does
not end is interrupted, then killed; printing without end is stopped while it goes
on; a dead kernel leaves what ran before it; and what a kernel says is believed only
where it can be, since a submission can make its kernel say anything.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import zmq
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_output

from soundings.course.kernels import settings
from soundings.course.marking.checked import is_marked
from soundings.course.marking.guard import Guard
from soundings.course.warm.limits import Limits

GRACE_SECONDS = 5.0
"""How long an interrupted cell may take to end before its kernel is killed: long
enough for a busy machine, since what comes after is lost with the kernel."""

QUIET_SECONDS = 4.0
"""How long the last outputs may take to arrive once a cell has ended."""

STEP_SECONDS = 0.05
"""How often a running cell is looked at."""

MESSAGE_COST = 100
"""Bytes that any message counts for, however little it says."""

ALLOWANCE = 100_000
"""Bytes that every cell may show, even when others before it showed too much."""

SHOWN = 500
"""Outputs of one cell above which neighbouring streams are joined."""


@dataclass
class Executed:
    """
    A notebook after its cells ran.

    Attributes
    ----------
    notebook : NotebookNode
        The same cells, with outputs.
    notes : list of str
        Limits that were met, in words for the learner and the instructor.
    flags : list of str
        What a person has to look at, in words for the instructor alone.
    """

    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def run(
    notebook: NotebookNode,
    folder: Path,
    guard: Guard,
    limits: Limits,
    closing: threading.Event | None = None,
) -> Executed:
    """
    Run a notebook in the kernel that its metadata names.

    Parameters
    ----------
    notebook : NotebookNode
        With the tests in full, hidden ones too. Its cells get outputs in place.
    folder : Path
        Where the kernel starts: the exercise's files are in it.
    guard : Guard
        Of this exercise; tests run as it says. The notebook keeps its own sources.
    limits : Limits
        `cell_seconds`, `notebook_seconds` and `output_mb` are kept here; the others
        are kept by the kernel's confinement, if it has one.
    closing : Event, optional
        Once it is set the kernel is ended, because nobody waits for the outputs.

    Returns
    -------
    Executed

    Raises
    ------
    RuntimeError
        If the kernel did not start, which no submission can bring about.
    """
    runner = Runner(notebook, folder, guard, limits, closing or threading.Event())
    asyncio.run(runner.run())
    return Executed(notebook, runner.notes, runner.flags)


class Runner(NotebookClient):
    """Run one notebook; see `run`."""

    def __init__(
        self,
        notebook: NotebookNode,
        folder: Path,
        guard: Guard,
        limits: Limits,
        closing: threading.Event,
    ) -> None:
        super().__init__(
            notebook,
            config=settings(str(notebook.metadata.kernelspec.name)),
            resources={"metadata": {"path": str(folder)}},
            timeout=None,
            allow_errors=True,
            record_timing=False,
            store_widget_state=False,
            on_cell_executed=_keep_error,
        )
        self.comm_open_handlers = {}  # widgets need a page; nobody reads this one live
        self.guard = guard
        self.limits = limits
        self.closing = closing
        self.notes: list[str] = []
        self.flags: list[str] = []
        self._ends = math.inf  # its time begins once its kernel is there
        self._left = limits.output_mb * 1_000_000
        self._cell_bytes = 0
        self._ended_because = ""

    def create_kernel_manager(self) -> Any:
        """Bound what one message may hold, before any of it is read."""
        manager: Any = super().create_kernel_manager()
        most = 2 * self.limits.output_mb * 1_000_000
        manager.context.setsockopt(zmq.MAXMSGSIZE, most)
        return manager

    async def run(self) -> None:
        """Run every cell; what happens to the kernel is written into the cells."""
        for cell in self.nb.cells:
            if cell.cell_type == "code":
                cell.outputs = []
        async with self.async_setup_kernel():
            self._ends = time.monotonic() + self.limits.notebook_seconds
            # What is genuine is remembered before any of the learner's code.
            await self._execute(self.guard.opening, 0)
            for index, cell in enumerate(self.nb.cells):
                if cell.cell_type != "code":
                    continue
                try:
                    if is_marked(cell):
                        await self._run_test(cell, index)
                    else:
                        await self._run_cell(cell, index)
                except DeadKernelError:
                    await self._bury(index)
                    break

    async def _run_cell(self, cell: NotebookNode, index: int) -> None:
        """Run one of the learner's cells, or one that came with the exercise."""
        try:
            await self.async_execute_cell(cell, index)
        finally:
            self._tidy(cell, index)

    async def _run_test(self, cell: NotebookNode, index: int) -> None:
        """Run a marked cell under guard; it is stored as it was, with its outputs."""
        guarded = self.guard.prepare(cell)
        outputs = await self._execute(guarded.source, index)
        was_tampered = bool(self.guard.tampered)
        cell.outputs, verdict = self.guard.judge(outputs, guarded)
        if verdict.tampered and not was_tampered:
            self.flags.append(verdict.tampered)
        for note in verdict.notes:
            self._note(note)

    async def _execute(self, source: str, index: int) -> list[NotebookNode]:
        """Run a source in the place of a cell and give its outputs alone."""
        own, other = self.nb.cells[index], nbformat.v4.new_code_cell(source)
        try:
            await self.async_execute_cell(other, index, store_history=False)
        finally:
            self.nb.cells[index] = own
            # What later cells show under a display's name must not reach this one.
            self.clear_display_id_mapping(index)
        outputs: list[NotebookNode] = other.outputs
        return outputs

    async def _async_poll_for_reply(
        self,
        msg_id: str,
        cell: NotebookNode,
        timeout: float | None,
        task_poll_output_msg: asyncio.Future[Any],
        task_poll_kernel_alive: asyncio.Future[Any],
    ) -> dict[str, Any]:
        """Wait for a cell's end: interrupt what takes too long, then kill it."""
        del timeout
        task_poll_kernel_alive.cancel()  # it looks once a second; `_end_of` looks more
        self._cell_bytes = 0
        reply = asyncio.ensure_future(self._reply_to(msg_id))
        try:
            await self._end_of(reply, cell)
        finally:
            reply.cancel()
        done, _ = await asyncio.wait({task_poll_output_msg}, timeout=QUIET_SECONDS)
        if not done:
            task_poll_output_msg.cancel()
            self._note("a cell said more at once than can be read: outputs were lost")
        said = f"a cell showed more than {self.limits.output_mb:g} MB"
        if self._is_over() and not any(note.startswith(said) for note in self.notes):
            self._note(said)
        return reply.result()

    async def _reply_to(self, msg_id: str) -> dict[str, Any]:
        assert self.kc
        channel: Any = self.kc.shell_channel
        while True:
            try:
                message: dict[str, Any] = await ensure_async(
                    channel.get_msg(timeout=None)
                )
                is_it = message["parent_header"].get("msg_id") == msg_id
                if is_it and message["content"]["status"]:
                    return message
            except (AttributeError, KeyError, TypeError, ValueError):
                continue  # no reply at all: a kernel can be made to send anything

    async def _end_of(
        self, reply: asyncio.Future[dict[str, Any]], cell: NotebookNode
    ) -> None:
        """Return when the reply is there; raise DeadKernelError if it cannot come."""
        assert self.km
        cell_ends = time.monotonic() + self.limits.cell_seconds
        killed_at: float | None = None
        is_seen = False
        while not (await asyncio.wait({reply}, timeout=STEP_SECONDS))[0]:
            if not await ensure_async(self.km.is_alive()):
                raise DeadKernelError("the kernel ended")
            if self.closing.is_set():
                raise asyncio.CancelledError("nobody waits for the outputs")
            now = time.monotonic()
            if now > self._ends:
                self._ended_because = "time"
                await self._kill()
            if killed_at is None and (why := self._too_much(now > cell_ends)):
                if not is_seen:  # it may be about to end: an interrupt then ends R
                    is_seen = True
                    continue
                self._note(why)
                cell.outputs.append(_error("Stopped", why))
                killed_at = now + GRACE_SECONDS
                await ensure_async(self.km.interrupt_kernel())
            elif killed_at is not None and now > killed_at:
                self._ended_because = "stubborn"
                await self._kill()

    def _too_much(self, is_late: bool) -> str:
        """Say which limit a running cell has passed, if any."""
        if is_late:
            return (
                f"a cell ran for longer than {self.limits.cell_seconds:g} seconds and "
                "was stopped"
            )
        if self._is_over():
            return (
                f"a cell showed more than {self.limits.output_mb:g} MB and was stopped"
            )
        return ""

    def _is_over(self) -> bool:
        """Tell whether a cell has shown more than may be kept."""
        return self._cell_bytes > max(self._left, ALLOWANCE)

    async def _kill(self) -> None:
        assert self.km
        await ensure_async(self.km.shutdown_kernel(now=True))
        raise DeadKernelError("the kernel was ended")

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Keep an output, if there is room for it and it makes sense."""
        try:
            self._cell_bytes += MESSAGE_COST + _size(msg["content"])
            if self._is_over() and msg["msg_type"] != "status":
                return None
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            raise
        except Exception:
            # A submission can send any message it likes: what cannot be read is
            # no output.
            return None

    def _tidy(self, cell: NotebookNode, index: int) -> None:
        """Count what a cell showed, and join a flood of short lines."""
        self._left = max(0, self._left - self._cell_bytes)
        if len(cell.outputs) > SHOWN:
            cell.outputs = _join_streams(cell.outputs)
            self.clear_display_id_mapping(index)

    async def _bury(self, index: int) -> None:
        """Give the cells that could not run the reason why."""
        because = self._ended_because or str(
            getattr(getattr(self.km, "provisioner", None), "ended_because", "")
        )
        says = _describe(because, self.limits)
        self._note(says)
        for cell in self.nb.cells[index:]:
            if cell.cell_type == "code":
                cell.outputs = [*cell.outputs, _error("KernelEnded", says)]

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _describe(because: str, limits: Limits) -> str:
    """Say in plain words why a kernel ended."""
    stopped = {
        "time": f"the notebook ran for longer than {limits.notebook_seconds:g} seconds",
        "memory": f"the notebook used more than {limits.memory_mb} MB of memory",
        "processes": f"the notebook started more than {limits.processes} processes",
        "files": f"the notebook wrote more than {limits.files_mb} MB of files",
        "stubborn": "a cell did not end when it was told to",
    }
    if because in stopped:
        return f"{stopped[because]}, so its kernel was ended"
    return "the code before this point ended the kernel"


def _keep_error(cell: NotebookNode, execute_reply: dict[str, Any], **_: Any) -> None:
    """Let a cell that failed show an error, even where code keeps errors quiet."""
    reply = execute_reply["content"]
    if reply.get("status") != "error":
        return
    if not any(output.output_type == "error" for output in cell.outputs):
        name = str(reply.get("ename") or "Error")
        cell.outputs.append(_error(name, str(reply.get("evalue", ""))))


def _size(content: object) -> int:
    """Estimate how many bytes a message's content holds, without writing it out."""
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return sum(_size(key) + _size(value) for key, value in content.items())
    if isinstance(content, list):
        return sum(map(_size, content))
    return 8


def _join_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Make one output of neighbouring streams of the same name."""
    joined: list[NotebookNode] = []
    for name, group in itertools.groupby(
        outputs, key=lambda o: o.name if o.output_type == "stream" else id(o)
    ):
        if isinstance(name, str):
            text = "".join(output.text for output in group)
            joined.append(new_output("stream", name=name, text=text))
        else:
            joined.extend(group)
    return joined


def _error(name: str, says: str) -> NotebookNode:
    error: NotebookNode = new_output("error", ename=name, evalue=says, traceback=[says])
    return error
