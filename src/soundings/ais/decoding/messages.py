"""From sentences to whole messages: parts joined, types and lengths checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from soundings.ais.decoding.envelopes import NO_TIME, Envelopes, read_envelopes
from soundings.ais.decoding.fragments import Assembler, Part
from soundings.ais.decoding.outcomes import CODE, NAMES, OUTCOMES
from soundings.ais.decoding.reports import POSITION_TYPES, Messages
from soundings.ais.decoding.sentences import (
    Block,
    Sentences,
    find_sentences,
    split_lines,
)
from soundings.ais.decoding.shore import SHORE_TYPES
from soundings.ais.decoding.sixbit import Bytes, Ints, sextets_of
from soundings.ais.decoding.statics import STATIC_TYPES, part_of_24

WAITING: Final = 255
"""Outcome of a part whose message is not settled yet."""

LAST_TYPE: Final = 27
_HEAD_BITS: Final = 38
LEAST_BITS: Final = {
    **dict.fromkeys((1, 2, 3, 4, 9, 11, 18), 149),
    5: 420,
    19: 301,
    21: 271,
    24: 160,
    27: 94,
}
"""
Bits without which a message is rejected; what may be missing is spare or radio state,
and of type 5 the last two bits of the destination. Part B of type 24 needs 162.
"""
_LEAST_BITS_24B: Final = 162

_NEEDED: Final = np.array([LEAST_BITS.get(kind, _HEAD_BITS) for kind in range(64)])
_OUTCOME: Final = np.full(64, CODE["unknown_type"], np.uint8)
_OUTCOME[1 : LAST_TYPE + 1] = CODE["other_type"]
_OUTCOME[list(POSITION_TYPES)] = CODE["position"]
_OUTCOME[[k for k in STATIC_TYPES if k not in POSITION_TYPES]] = CODE["static"]
_OUTCOME[list(SHORE_TYPES)] = CODE["other_report"]
_IS_DECODED: Final = np.array(
    [name in ("position", "static", "other_report") for name in NAMES]
)


@dataclass
class Heard:
    """
    The messages of a block and when and by whom they were heard, in the feed's order.

    `place` is the line of each in the block, of several sentences that of the last to
    come. `types` counts all sound messages by type. The rest is as in `Envelopes`.
    """

    messages: Messages
    text: Bytes
    place: Ints
    received_ms: Ints
    source: Ints
    reason: Ints
    station: Ints
    channel: Ints
    stations: list[str]
    types: Ints

    def at(self, which: Ints) -> Heard:
        """Return some of the messages."""
        return Heard(
            messages=self.messages.at(which),
            text=self.text,
            place=self.place[which],
            received_ms=self.received_ms[which],
            source=self.source[which],
            reason=self.reason[which],
            station=self.station[which],
            channel=self.channel[which],
            stations=self.stations,
            types=self.types,
        )


@dataclass
class Feed:
    """
    What is carried from one block of lines to the next.

    Attributes
    ----------
    assembler : Assembler
        Parts that wait for the rest of their message.
    next_line : int
        Number of the next line, from 1.
    late_counts : Counter
        Outcomes of lines of earlier blocks, settled in this one.
    late_rejected : list
        Of those, the line, cause and text of each that is rejected.
    """

    assembler: Assembler
    next_line: int = 1
    late_counts: Counter[str] = field(default_factory=Counter)
    late_rejected: list[tuple[int, str, bytes]] = field(default_factory=list)

    def hear(self, raw: bytes) -> tuple[Block, Heard]:
        """Return the lines of a block of text, and the messages that they complete."""
        block = split_lines(raw, self.next_line)
        sentences = find_sentences(block)
        envelopes = read_envelopes(block, sentences)
        heard = self._whole_messages(block, sentences, envelopes)
        self.next_line += block.n_lines
        for part in list(self.assembler.expire(self.next_line)):
            self._give_up(part, block)
        return block, _checked(block, heard)

    def end(self) -> None:
        """Give up all parts that still wait."""
        for part in list(self.assembler.expire(None)):
            self._give_up(part, None)

    def _give_up(self, part: Part, block: Block | None) -> None:
        cause = "repeated_part" if self.assembler.is_repeated(part) else "part_missing"
        self._settle(part, cause, block)

    def _settle(self, part: Part, outcome: str, block: Block | None) -> None:
        """Write down what became of a part, now or in an earlier block."""
        if block is not None and part.block is block:
            block.outcome[part.place] = CODE[outcome]
            return
        self.late_counts[outcome] += 1
        if outcome == "part_missing":
            self.late_rejected.append((part.line, outcome, part.text))

    def _whole_messages(
        self, block: Block, sentences: Sentences, envelopes: Envelopes
    ) -> Heard:
        is_single = sentences.total == 1
        several: list[list[Part]] = []
        place_of: list[int] = []
        for k in np.flatnonzero(~is_single).tolist():
            part = _part(block, sentences, envelopes, k)
            block.outcome[part.place] = WAITING
            message, given_up = self.assembler.add(part)
            for lost in given_up:
                self._give_up(lost, block)
            if message:
                for other in message:
                    if other is not part:
                        self._settle(other, "part", block)
                several.append(message)
                place_of.append(part.place)
        single = np.flatnonzero(is_single)
        start = sentences.payload_start[single]
        n_bits = (
            6 * (sentences.payload_end[single] - start) - sentences.fill_bits[single]
        )
        codes = {name: code for code, name in enumerate(envelopes.stations)}
        joined = [b"".join(part.payload for part in parts) for parts in several]
        lengths = np.array([len(payload) for payload in joined], np.int64)
        fill = np.array([parts[-1].fill_bits for parts in several], np.int64)
        extra = b"".join(joined)
        firsts = [_first_heard(parts) for parts in several]
        named = [next((p.station for p in parts if p.station), "") for parts in several]

        def both(of_single: Ints, of_several: list[int]) -> Ints:
            if not of_several:
                return of_single
            return np.concatenate([of_single, np.array(of_several, np.int64)])

        place = both(sentences.place[single], place_of)
        order = np.argsort(place, kind="stable") if several else slice(None)
        starts = len(block.text) + np.cumsum(lengths) - lengths
        text, sextets = block.text, block.sextets
        if several:
            text = np.concatenate([text, np.frombuffer(extra, np.uint8)])
            sextets = np.concatenate(
                [sextets, sextets_of(np.frombuffer(extra, np.uint8))]
            )
        start = both(start, starts.tolist())[order]
        return Heard(
            messages=Messages(
                sextets=sextets,
                start=start,
                n_bits=both(n_bits, (6 * lengths - fill).tolist())[order],
                kind=sextets[start].astype(np.int64),
            ),
            text=text,
            place=place[order],
            received_ms=both(
                envelopes.received_ms[single], [p.received_ms for p in firsts]
            )[order],
            source=both(envelopes.source[single], [p.source for p in firsts])[order],
            reason=both(envelopes.reason[single], [p.reason for p in firsts])[order],
            station=both(
                envelopes.station[single],
                [codes.setdefault(n, len(codes)) if n else -1 for n in named],
            )[order],
            channel=both(
                sentences.channel[single].astype(np.int64),
                [parts[0].key[1] for parts in several],
            )[order],
            stations=list(codes),
            types=np.zeros(LAST_TYPE + 1, np.int64),
        )


def _first_heard(parts: list[Part]) -> Part:
    """Return the part that says when the message was heard: the first with a time."""
    return next((p for p in parts if p.received_ms != NO_TIME), parts[0])


def _part(block: Block, sentences: Sentences, envelopes: Envelopes, k: int) -> Part:
    place, station = int(sentences.place[k]), int(envelopes.station[k])
    head = int(sentences.head[k])
    start, end = sentences.payload_start[k], sentences.payload_end[k]
    return Part(
        key=(
            block.text[head + 1 : head + 6].tobytes(),
            int(sentences.channel[k]),
            int(sentences.sequence[k]),
            int(sentences.total[k]),
        ),
        number=int(sentences.part[k]),
        payload=block.text[start:end].tobytes(),
        fill_bits=int(sentences.fill_bits[k]),
        line=int(block.number[place]),
        place=place,
        block=block,
        received_ms=int(envelopes.received_ms[k]),
        source=int(envelopes.source[k]),
        reason=int(envelopes.reason[k]),
        station=envelopes.stations[station] if station >= 0 else "",
        group=envelopes.groups.get(k, b""),
    )


def _checked(block: Block, heard: Heard) -> Heard:
    """Write an outcome for every message, and return those that can be decoded."""
    messages = heard.messages
    outcome = _OUTCOME[messages.kind]
    outcome[messages.n_bits < _NEEDED[messages.kind]] = CODE["too_short"]
    outcome[messages.n_bits < 6] = CODE["too_short"]
    # Its type cannot be known better with more bits.
    is_strange = (messages.kind == 0) | (messages.kind > LAST_TYPE)
    outcome[is_strange & (messages.n_bits >= 6)] = CODE["unknown_type"]
    of_24 = np.flatnonzero(messages.kind == 24)
    if len(of_24):
        some = messages.at(of_24)
        part = part_of_24(some)
        outcome[of_24[(part == 1) & (some.n_bits < _LEAST_BITS_24B)]] = CODE[
            "too_short"
        ]
        outcome[of_24[(part > 1) & (some.n_bits >= 40)]] = CODE["unknown_part"]
    block.outcome[heard.place] = outcome
    is_sound = outcome < len(OUTCOMES)
    types = np.bincount(messages.kind[is_sound], minlength=LAST_TYPE + 1)
    is_kept = _IS_DECODED.take(outcome)
    if not is_kept.all():
        heard = heard.at(np.flatnonzero(is_kept))
    return replace(heard, types=types)
