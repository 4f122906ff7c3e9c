"""Messages in several sentences, put together though parts come late, twice or never."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from soundings.ais.decoding.envelopes import NO_TIME
from soundings.ais.decoding.sentences import Block

Key: TypeAlias = tuple[bytes, int, int, int]


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """
    One sentence of several.

    `key` is talker, channel, sequence and total; `group` and `station` are empty where
    the sentence does not say. `line` counts lines from the start of the feed, and

    """

    key: Key
    number: int
    payload: bytes
    fill_bits: int
    line: int
    place: int
    block: Block
    received_ms: int
    source: int
    reason: int
    station: str
    group: bytes

    @property
    def text(self) -> bytes:
        """The line as it came."""
        return self.block.line_text(self.place)


@dataclass(slots=True, eq=False)
class Waiting:
    """A message of which some parts are there."""

    parts: dict[int, Part]
    line: int
    station: str
    group: bytes

    def fits(self, part: Part, window_ms: int) -> bool:
        """Say whether a part may belong to this message."""
        if part.number in self.parts:
            return False
        if part.group and self.group and part.group != self.group:
            return False
        if part.station and self.station and part.station != self.station:
            return False
        known = [p.received_ms for p in self.parts.values() if p.received_ms != NO_TIME]
        return part.received_ms == NO_TIME or all(
            abs(part.received_ms - ms) <= window_ms for ms in known
        )

    def is_over(self, line: int, window_lines: int) -> bool:
        """Say whether this message has waited too long."""
        if not self.group:
            window_lines //= 10 if 1 in self.parts else 50
        return self.line < line - window_lines

    def add(self, part: Part) -> None:
        """Take a part in."""
        self.parts[part.number] = part
        self.station = self.station or part.station
        self.group = self.group or part.group


@dataclass
class Assembler:
    """
    Parts that wait for the rest of their message, from one block of lines to the next.

    A part joins the latest message that has the same talker, channel, sequence and
    total, lacks this part, and is not of another group or station. What has waited for
    longer than `window_lines` lines is given up: a tenth of that where no group says
    what belongs together, for the sequence is used again after ten messages, and a
    fiftieth where it is the first part that is missing.
    """

    window_lines: int
    window_ms: int
    waiting: dict[Key, list[Waiting]] = field(default_factory=dict)
    latest: dict[Key, list[bytes]] = field(default_factory=dict)

    def add(self, part: Part) -> tuple[list[Part], list[Part]]:
        """
        Take a part in.

        Returns
        -------
        message : list of Part
            All parts in order, if this one was the last to come; else empty.
        given_up : list of Part
            Of messages that waited too long.
        """
        queue = self.waiting.setdefault(part.key, [])
        over = [w for w in queue if w.is_over(part.line, self.window_lines)]
        given_up = [p for w in over for p in w.parts.values()]
        if over:
            queue[:] = [w for w in queue if w not in over]
        fitting = next(
            (w for w in reversed(queue) if w.fits(part, self.window_ms)), None
        )
        if fitting is None:
            queue.append(
                Waiting({part.number: part}, part.line, part.station, part.group)
            )
            return [], given_up
        fitting.add(part)
        if len(fitting.parts) < part.key[3]:
            return [], given_up
        queue.remove(fitting)
        message = [fitting.parts[k] for k in sorted(fitting.parts)]
        self.latest[part.key] = [p.payload for p in message]
        return message, given_up

    def expire(self, line: int | None) -> Iterator[Part]:
        """Give the parts that have waited too long by `line`, or all that wait."""
        for key, queue in list(self.waiting.items()):
            kept = []
            for waiting in queue:
                if line is None or waiting.is_over(line, self.window_lines):
                    yield from waiting.parts.values()
                else:
                    kept.append(waiting)
            self.waiting[key] = kept
            if not kept:
                del self.waiting[key]

    def is_repeated(self, part: Part) -> bool:
        """Say whether a part given up was a copy of one whose message came through."""
        latest = self.latest.get(part.key)
        return latest is not None and latest[part.number - 1] == part.payload
