r"""
Sentences in a block of lines: found, checked and cut into fields, all at once.

    \s:SIM1,c:1623110400*58\!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F

Every line gets an outcome; nothing here raises, whatever the bytes.

Source: IEC 61162-1 (sentences and checksum), NMEA 0183 4.10 (tag blocks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from soundings.ais.decoding.outcomes import CODE
from soundings.ais.decoding.sixbit import Bools, Bytes, Ints, sextets_of

LF, BANG, COMMA, STAR, BACKSLASH = 10, 33, 44, 42, 92

MARGIN: Final = 16
"""Bytes kept beyond the last line, so that looking ahead stays inside the block."""

_NO_HEX: Final = 255
_HEX: Final = np.full(256, _NO_HEX, np.uint8)
for _value, _digits in enumerate(
    zip(b"0123456789abcdef", b"0123456789ABCDEF", strict=True)
):
    _HEX[list(_digits)] = _value
NO_SEQUENCE: Final = 99
_NO_DIGIT: Final = np.uint8(10)

_OTHER_SENTENCE: Final = re.compile(rb"[!$]([A-Z0-9]{3,},[^!$*]*)\*([0-9A-Fa-f]{2})")
_LIKE_A_SENTENCE: Final = re.compile(rb"[!$]\S*,|VD[MO]|^[!$]\S*$")
_TAG_BLOCK: Final = re.compile(rb"\s*(\\[^\\]*\\)+\s*")


@dataclass(frozen=True)
class Block:
    """
    Some lines of a feed.

    Attributes
    ----------
    text, sextets : array of uint8
        The bytes, with `MARGIN` more behind them, and each as its six bits.
    number, start, end : array
        Of each line: its number in the feed, from 1, and where it lies in `text`.
    outcome : array of uint8
        Of each line, a code of `outcomes.CODE`; filled in as it becomes known.
    marks, mark_kind, mark_line : array
        Where in `text` line ends, `!`, `,`, `*` and backslashes are, in order; which of
        them each is; and the place of its line.
    n_lines : int
        Line ends; fewer than lines where two sentences stand on one.
    """

    text: Bytes
    sextets: Bytes
    number: Ints
    start: Ints
    end: Ints
    outcome: Bytes
    marks: Ints
    mark_kind: Bytes
    mark_line: Ints
    n_lines: int

    def where(self, mark: int) -> Ints:
        """Return where all marks of one kind are."""
        return np.asarray(self.marks[self.mark_kind == mark])

    def line_text(self, place: int) -> bytes:
        """Return a line as it came, without its end."""
        return self.text[self.start[place] : self.end[place]].tobytes()


@dataclass(frozen=True)
class Sentences:
    """
    Sound sentences of a block, one an element.

    Attributes
    ----------
    place : array
        The line of each in the block.
    head, star : array
        Where the `!` and the `*` before the checksum are.
    payload_start, payload_end : array
    fill_bits, total, part : array
    sequence : array
        The number that the parts of one message share; `NO_SEQUENCE` if there is none.
    channel : array
        The code of its letter; 0 if there is none.
    """

    place: Ints
    head: Ints
    star: Ints
    payload_start: Ints
    payload_end: Ints
    fill_bits: Bytes
    total: Bytes
    part: Bytes
    sequence: Bytes
    channel: Bytes

    def at(self, which: Bools) -> Sentences:
        """Return some of the sentences."""
        return Sentences(*(getattr(self, f.name)[which] for f in fields(self)))


def split_lines(raw: bytes, first_number: int = 1) -> Block:
    """
    Cut text into lines, and where a sentence starts right behind another's checksum.

    Each of two sentences on one line counts as a line; they have the same number.
    """
    text = np.frombuffer(raw + b"\n" * MARGIN, np.uint8)
    is_mark = text == LF
    for mark in (BANG, COMMA, STAR, BACKSLASH):
        is_mark |= text == mark
    marks = np.flatnonzero(is_mark[: len(raw)])
    kind = text.take(marks)
    is_end = kind == LF
    ends = marks[is_end]
    start = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    line = np.cumsum(is_end) - is_end
    number = np.arange(len(ends)) + first_number
    is_joined = np.zeros(len(marks), bool)
    # A `*` before a `!`, with room for two digits.
    at = np.flatnonzero((kind[1:] == BANG) & (kind[:-1] == STAR)) + 1
    at = at[marks[at] - marks[at - 1] == 3]
    is_joined[at] = _stated_checksum(text, marks[at - 1]) >= 0
    if is_joined.any():
        joined = marks[is_joined]
        number = np.concatenate([number, number[line[is_joined]]])
        start = np.concatenate([start, joined])
        order = np.argsort(start, kind="stable")
        start, number = start[order], number[order]
        ends = np.sort(np.concatenate([ends, joined]))
        line += np.cumsum(is_joined)
    return Block(
        text=text,
        sextets=sextets_of(text),
        number=number,
        start=start,
        end=ends,
        outcome=np.zeros(len(start), np.uint8),
        marks=marks,
        mark_kind=kind,
        mark_line=line,
        n_lines=int(is_end.sum()),
    )


def find_sentences(block: Block) -> Sentences:
    """
    Return the sound sentences of a block, and write an outcome for all other lines.

    What is before the sentence is left alone, be it a tag block or the text of a log;
    if there are several heads in a line, the last counts. A line with more than one
    thing wrong is put down to the first of: fields, checksum, numbers, payload.
    """
    text = block.text
    heads = _find_heads(block)
    place = block.mark_line[heads]
    # Of several heads in a line the last.
    is_last = np.append(place[1:] != place[:-1], np.ones(min(len(place), 1), bool))
    heads, place = heads[is_last], place[is_last]
    has_head = np.zeros(len(block.start), bool)
    has_head[place] = True
    for k in np.flatnonzero(~has_head).tolist():
        block.outcome[k] = CODE[_kind_of_other_line(block.line_text(k))]

    # Behind the head: six commas and the star, and no other mark in between.
    is_regular = block.mark_kind.take(heads + 7, mode="clip") == STAR
    for k in range(1, 7):
        is_regular &= block.mark_kind.take(heads + k, mode="clip") == COMMA
    head, star = block.marks[heads], block.marks.take(heads + 7, mode="clip")
    stated = _stated_checksum(text, star)
    is_regular &= stated >= 0
    for k in np.flatnonzero(~is_regular).tolist():
        sentence = text[head[k] : block.end[place[k]]].tobytes()
        block.outcome[place[k]] = CODE[_cause(sentence)]
    if not is_regular.all():
        heads, place = heads[is_regular], place[is_regular]
        head, star, stated = head[is_regular], star[is_regular], stated[is_regular]
    field = [block.marks[heads + k] for k in range(1, 7)]

    wrong = _Wrong(block.outcome, place)
    wrong.note(_checksum(text, head + 1, star) != stated, "wrong_checksum")
    total = _digit(text, field[0] + 1, field[1])
    part = _digit(text, field[1] + 1, field[2])
    sequence = _digit(text, field[2] + 1, field[3])
    sequence[field[3] == field[2] + 1] = NO_SEQUENCE
    fill_bits = _digit(text, field[5] + 1, star)
    for digit in (total, part, sequence, fill_bits):
        wrong.note(digit == _NO_DIGIT, "not_a_number")
    wrong.note(total == 0, "total_zero")
    wrong.note(part == 0, "part_zero")
    wrong.note(part > total, "part_above_total")
    wrong.note(fill_bits > 5, "too_many_fill_bits")
    payload_start, payload_end = field[4] + 1, field[5]
    wrong.note(payload_end == payload_start, "no_payload")
    bits = _over_slices(np.bitwise_or, block.sextets, payload_start, payload_end)
    wrong.note(bits > 63, "outside_alphabet")
    has_channel = field[4] > field[3] + 1
    found = Sentences(
        place=place,
        head=head,
        star=star,
        payload_start=payload_start,
        payload_end=payload_end,
        fill_bits=fill_bits,
        total=total,
        part=part,
        sequence=sequence,
        channel=np.where(has_channel, text[field[3] + 1], 0),
    )
    return found.at(~wrong.is_wrong) if wrong.is_wrong.any() else found


class _Wrong:
    """Notes what is wrong with lines; the first word on a line counts."""

    def __init__(self, outcome: Bytes, place: Ints) -> None:
        self.outcome, self.place = outcome, place
        self.is_wrong = np.zeros(len(place), bool)

    def note(self, is_wrong: Bools, cause: str) -> None:
        new = is_wrong & ~self.is_wrong
        if new.any():
            self.outcome[self.place[new]] = CODE[cause]
            self.is_wrong |= new


def _find_heads(block: Block) -> Ints:
    """Return the marks at which `!`, two characters and VDM or VDO stand, then a comma."""
    text = block.text
    marks = np.flatnonzero(block.mark_kind == BANG)
    # The next mark after a head is the comma behind it.
    marks = marks[block.marks.take(marks + 1, mode="clip") == block.marks[marks] + 6]
    at = block.marks[marks]
    is_head = (
        (text[at + 3] == ord("V"))
        & (text[at + 4] == ord("D"))
        & ((text[at + 5] == ord("M")) | (text[at + 5] == ord("O")))
        & (text[at + 6] == COMMA)
    )
    return np.asarray(marks[is_head])


def _kind_of_other_line(line: bytes) -> str:
    """Return the outcome of a line in which no sentence of AIS begins."""
    if not line.strip(b" \t\x00\x1a"):
        return "blank"
    if _TAG_BLOCK.fullmatch(line):
        return "tag_block_only"
    if found := _OTHER_SENTENCE.search(line):
        if xor(found[1]) == int(found[2], 16):
            return "other_sentence"
        return "damaged_head"
    return "damaged_head" if _LIKE_A_SENTENCE.search(line) else "log_text"


def _cause(sentence: bytes) -> str:
    """Return what is wrong with a sentence that has not six commas and then a checksum."""
    body, _, behind = sentence.partition(b"*")
    n_commas = body.count(b",")
    if n_commas < 6:
        return "too_few_fields"
    if not re.match(rb"[0-9A-Fa-f]{2}", behind):
        return "no_checksum"
    if xor(body[1:]) != int(behind[:2], 16):
        return "wrong_checksum"
    # A stray `!` or backslash, with a checksum made to fit.
    return "outside_alphabet" if n_commas == 6 else "not_a_number"


def xor(text: bytes) -> int:
    """Return the exclusive or of all bytes: the checksum of a sentence or tag block."""
    return int(np.bitwise_xor.reduce(np.frombuffer(text, np.uint8), initial=0))


def _stated_checksum(text: Bytes, star: Ints) -> Ints:
    """Return the number behind each star, or -1."""
    high, low = _HEX[text[star + 1]], _HEX[text[star + 2]]
    is_number = (high != _NO_HEX) & (low != _NO_HEX)
    return np.where(is_number, high.astype(np.int64) * 16 + low, -1)


def is_tag_sound(text: Bytes, start: Ints, star: Ints) -> Bools:
    """Say which tag blocks, from behind the first backslash to the star, are whole."""
    return np.asarray(_checksum(text, start, star) == _stated_checksum(text, star))


def _checksum(text: Bytes, start: Ints, end: Ints) -> Bytes:
    return _over_slices(np.bitwise_xor, text, start, end)


def _over_slices(what: np.ufunc, values: Bytes, start: Ints, end: Ints) -> Bytes:
    """Return `what` over values[start:end] of each slice; they do not overlap."""
    if not len(start):
        return np.empty(0, np.uint8)
    bounds = np.stack([start, end], axis=1).ravel()
    return np.asarray(what.reduceat(values, bounds)[::2])


def _digit(text: Bytes, start: Ints, end: Ints) -> Bytes:
    """Return the one digit of each field, or 10 where it is anything else."""
    # What is below 0 comes out high.
    digit = text.take(start) - np.uint8(ord("0"))
    return np.where(end == start + 1, np.minimum(digit, _NO_DIGIT), _NO_DIGIT)
