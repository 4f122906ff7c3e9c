"""What a long marking says while it runs: a live line, or a line now and then."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable

import click

EVERY_SECONDS = 10.0
"""How often a line is written where there is no terminal to keep one on."""


class Progress:
    """
    Count submissions as they are marked.

    Parameters
    ----------
    total : int
    said : callable
        Takes a line.
    is_live : bool
        Whether the last line can be written over.

    Examples
    --------
    >>> progress = Progress(2, print, is_live=False)
    >>> progress.began("ash/sums")
    >>> progress.ended("ash/sums", "the file was called a.ipynb", failed=False)
      1/2  ash/sums: the file was called a.ipynb
    >>> progress.done, progress.left
    (1, 1)
    """

    def __init__(
        self, total: int, said: Callable[[str], None], is_live: bool = False
    ) -> None:
        self.total = total
        self.done = self.failed = self.flagged = 0
        self.start = self._last = time.monotonic()
        self._said = said
        self._is_live = is_live
        self._running: dict[str, None] = {}
        self._lock = threading.Lock()

    @property
    def left(self) -> int:
        """How many are not marked yet."""
        return self.total - self.done

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self.start

    def began(self, name: str) -> None:
        """Note that a slot has taken a submission; called from any thread."""
        with self._lock:
            self._running[name] = None

    def ended(
        self, name: str, note: str, failed: bool = False, flagged: bool = False
    ) -> None:
        """Note that a submission is marked, and say what was unusual about it."""
        with self._lock:
            self._running.pop(name, None)
            running = list(self._running)
        self.done += 1
        self.failed += failed
        self.flagged += flagged
        if note:
            width = len(str(self.total))
            self._clear()
            self._said(f"  {self.done:{width}}/{self.total}  {name}: {note}")
        if self._is_live:
            self._show(running)
        elif time.monotonic() - self._last > EVERY_SECONDS:
            self._last = time.monotonic()
            self._said(f"  {self._line(running)}")

    def close(self) -> None:
        """Take the live line away."""
        self._clear()

    def _line(self, running: list[str]) -> str:
        names = ", ".join(running[:4]) + (", …" if len(running) > 4 else "")
        return (
            f"{self.done} done, {self.failed} failed, {self.flagged} flagged, "
            f"{self.left} left, {self.seconds:.0f} s"
            f"{'; running: ' + names if names else ''}"
        )

    def _show(self, running: list[str]) -> None:
        width = shutil.get_terminal_size().columns - 1
        click.echo(f"\r\x1b[K{self._line(running)[:width]}", nl=False)

    def _clear(self) -> None:
        if self._is_live:
            click.echo("\r\x1b[K", nl=False)
