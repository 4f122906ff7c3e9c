r"""
What stands around a sentence: who heard it, when, and which parts belong together.

    \g:1-2-1234,s:SIM1,c:1623110400*15\!AIVDM,…*0A      a tag block before it
    !AIVDM,…*0A,rSIM1,1623110400                         station and time behind it
    2021-06-08T00:00:00Z !AIVDM,…*0A                     the text of a log

The common forms are read for all lines at once; each of the others once a spelling.

Source: NMEA 0183 4.10 (tag blocks); the US Coast Guard's format (fields behind).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

import numpy as np

from soundings.ais.decoding.sentences import (
    BACKSLASH,
    COMMA,
    STAR,
    Block,
    Sentences,
    is_tag_sound,
    xor,
)
from soundings.ais.decoding.sixbit import Bools, Bytes, Ints, number_slices

NO_TIME: Final = np.iinfo(np.int64).min
TIME_SOURCES: Final = (
    "none",
    "tag_block",
    "trailing",
    "log_text",
    "base_station",
    "start_time",
)
"""Where a receive time came from; the last two are worked out (see `clock`)."""
TIME_REASONS: Final = ("", "not_sent", "unparsable", "wrong_checksum")
"""Why there is no receive time: none was given, not a time, or a damaged tag block."""

# AIS began after the first and does not reach the second: 2001 and 2100.
_EARLIEST_S: Final = 1_000_000_000
_LATEST_S: Final = 4_102_444_800
_DIGITS: Final = 14

_BLOCK: Final = re.compile(rb"\\([^\\*]*)(?:\*([0-9A-Fa-f]{2}))?\\")
_EPOCH: Final = re.compile(rb"(?<![\d.])(\d{13}|\d{10}(?:\.\d+)?)(?![\d.])")
_TEXT_TIME: Final = re.compile(
    rb"(\d{4})[-/](\d\d)[-/](\d\d)[T ,_]+(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?"
    rb" ?(Z|UTC|[+-]\d\d:?\d\d)?"
)
_COMPACT_TIME: Final = re.compile(
    rb"(?<!\d)(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)(?:\.(\d{1,9}))?(Z)?(?!\d)"
)
_STATION_BEHIND: Final = re.compile(rb",([rb][A-Za-z0-9_-]+)")


@dataclass(frozen=True)
class Envelopes:
    """
    What the envelope of each sentence says.

    Attributes
    ----------
    received_ms : array
        Milliseconds since 1970; `NO_TIME` if it does not say.
    source, reason : array
        Places in `TIME_SOURCES` and `TIME_REASONS`.
    station : array
        Place in `stations`; -1 if it does not say.
    stations : list of str
    groups : dict
        From a sentence's place to the name of its group, where it has one.
    """

    received_ms: Ints
    source: Ints
    reason: Ints
    station: Ints
    stations: list[str]
    groups: dict[int, bytes]


def read_envelopes(block: Block, sentences: Sentences) -> Envelopes:
    """Return what stands around each sentence. Nothing here raises."""
    n = len(sentences.place)
    start, end = block.start[sentences.place], block.end[sentences.place]
    received_ms = np.full(n, NO_TIME)
    source, reason = np.zeros(n, np.int64), np.ones(n, np.int64)
    station = np.full(n, -1)
    names: list[str] = []
    groups: dict[int, bytes] = {}

    is_tagged = _has_one_tag_block(block, sentences, start)
    is_trailed, trailed_ms = _trailing_epochs(block, sentences, end)
    has_more = (start < sentences.head) & ~is_tagged
    has_more |= (sentences.star + 3 < end) & ~is_trailed

    tagged = np.flatnonzero(is_tagged & ~has_more)
    if len(tagged):
        opened, tag_star = start[tagged] + 1, sentences.head[tagged] - 4
        is_sound = is_tag_sound(block.text, opened, tag_star)
        reason[tagged[~is_sound]] = TIME_REASONS.index("wrong_checksum")
        tagged, tag_star = tagged[is_sound], tag_star[is_sound]
        fields = _tag_fields(block, tagged, sentences.place[tagged], tag_star)
        at, value_start, value_end = fields[b"c"]
        received_ms[at] = _epochs(block.text, value_start, value_end)
        is_time = received_ms[at] != NO_TIME
        source[at] = np.where(is_time, TIME_SOURCES.index("tag_block"), 0)
        reason[at] = np.where(is_time, 0, TIME_REASONS.index("unparsable"))
        at, value_start, value_end = fields[b"s"]
        codes, first = number_slices(block.text, value_start, value_end - value_start)
        station[at] = codes
        for k in first.tolist():
            name = block.text[value_start[k] : value_end[k]].tobytes()
            names.append(_as_text(name))
        at, value_start, value_end = fields[b"g"]
        for k, a, b in zip(
            at.tolist(), value_start.tolist(), value_end.tolist(), strict=True
        ):
            if sentences.total[k] > 1:
                groups[k] = _group_name(block.text[a:b].tobytes())
    trailed = np.flatnonzero(is_trailed & ~has_more & (received_ms == NO_TIME))
    received_ms[trailed] = trailed_ms[trailed]
    is_time = trailed_ms[trailed] != NO_TIME
    source[trailed] = np.where(is_time, TIME_SOURCES.index("trailing"), 0)
    reason[trailed] = np.where(is_time, 0, TIME_REASONS.index("unparsable"))

    places = {name: place for place, name in enumerate(names)}
    for k in np.flatnonzero(has_more).tolist():
        before = block.text[start[k] : sentences.head[k]].tobytes()
        behind = block.text[sentences.star[k] + 3 : end[k]].tobytes()
        found = read_envelope(before, behind)
        received_ms[k], source[k], reason[k] = found[:3]
        if found[3]:
            station[k] = places.setdefault(found[3], len(places))
        if found[4] and sentences.total[k] > 1:
            groups[k] = found[4]
    return Envelopes(received_ms, source, reason, station, list(places), groups)


@lru_cache(maxsize=4096)
def read_envelope(before: bytes, behind: bytes) -> tuple[int, int, int, str, bytes]:
    r"""
    Return time, its source, the reason if there is none, station and group of one line.

    A tag block counts for more than what is behind the sentence, and that for more
    than the text of a log. A time of day without its date is no time.

    Examples
    --------
    >>> read_envelope(b"", b",rNORTH,1623110400")[::3]
    (1623110400000, 'NORTH')
    >>> read_envelope(b"[2021-06-08T00:00:00.250Z] ", b"")[0]
    1623110400250
    """
    station, group, reason, ms = "", b"", "not_sent", NO_TIME
    for content, checksum in _BLOCK.findall(before):
        if checksum and xor(content) != int(checksum, 16):
            reason = "wrong_checksum"
            continue
        for item in content.split(b","):
            key, _, value = item.partition(b":")
            if key == b"s" and not station:
                station = _as_text(value)
            elif key == b"g" and not group:
                group = _group_name(value)
            elif key == b"c" and ms == NO_TIME:
                ms = _epoch_ms(value)
                reason = "" if ms != NO_TIME else "unparsable"
    if ms != NO_TIME:
        return ms, TIME_SOURCES.index("tag_block"), 0, station, group
    if not station and (named := _STATION_BEHIND.search(behind)):
        station = _as_text(named[1][1:])
    log = _BLOCK.sub(b" ", before)
    for text, source in ((behind, "trailing"), (log, "log_text")):
        ms = _find_time(text)
        if ms != NO_TIME:
            return ms, TIME_SOURCES.index(source), 0, station, group
    return NO_TIME, 0, TIME_REASONS.index(reason or "not_sent"), station, group


def _find_time(text: bytes) -> int:
    for pattern in (_TEXT_TIME, _COMPACT_TIME):
        for found in pattern.finditer(text):
            ms = _calendar_ms(found)
            if ms != NO_TIME:
                return ms
    # The last, since a station's own numbers come before it.
    for number in reversed(_EPOCH.findall(text)):
        ms = _epoch_ms(number)
        if ms != NO_TIME:
            return ms
    return NO_TIME


def _calendar_ms(found: re.Match[bytes]) -> int:
    year, month, day, hour, minute, second = (int(found[k]) for k in range(1, 7))
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return NO_TIME
    zone = found[8] or b""
    if zone[:1] in (b"+", b"-"):
        ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment -= ahead if zone[:1] == b"+" else -ahead
    ms = int(moment.timestamp()) * 1000 + int((found[7] or b"0").ljust(3, b"0")[:3])
    return ms if _is_plausible(ms) else NO_TIME


def _epoch_ms(text: bytes) -> int:
    """Return an epoch in seconds, milliseconds or microseconds as milliseconds."""
    found = re.fullmatch(rb"\s*(\d{1,16})(?:\.(\d+))?\s*", text)
    if not found:
        return NO_TIME
    ms = int(found[1])
    if len(found[1]) <= 11:
        ms = ms * 1000 + int((found[2] or b"0").ljust(3, b"0")[:3])
    elif len(found[1]) > 14:
        ms //= 1000
    return ms if _is_plausible(ms) else NO_TIME


def _is_plausible(ms: int) -> bool:
    return _EARLIEST_S * 1000 <= ms < _LATEST_S * 1000


def _group_name(value: bytes) -> bytes:
    """Return what the parts of one message share of `1-2-1234`."""
    return value.rpartition(b"-")[2]


def _as_text(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def _has_one_tag_block(block: Block, sentences: Sentences, start: Ints) -> Bools:
    text, head = block.text, sentences.head
    is_tag = (text[start] == BACKSLASH) & (text[head - 1] == BACKSLASH)
    if not is_tag.any():
        return np.asarray(is_tag)
    backslashes = block.where(BACKSLASH)
    count = np.searchsorted(backslashes, head) - np.searchsorted(backslashes, start)
    # Looking back from a head at the very start wraps to the margin, and finds no `\`.
    return np.asarray(
        is_tag & (count == 2) & (text[head - 4] == STAR) & (head - 4 > start)
    )


def _trailing_epochs(
    block: Block, sentences: Sentences, end: Ints
) -> tuple[Bools, Ints]:
    """Say behind which sentences a comma and 10 to 14 digits stand, and which time."""
    first = sentences.star + 3
    length = end - first - 1
    is_trailed = (block.text[first] == COMMA) & (length >= 10) & (length < _DIGITS)
    ms = np.full(len(end), NO_TIME)
    at = np.flatnonzero(is_trailed)
    if len(at):
        ms[at] = _epochs(block.text, first[at] + 1, end[at])
    is_trailed &= ms != NO_TIME
    return is_trailed, ms


def _tag_fields(
    block: Block, at: Ints, lines: Ints, tag_star: Ints
) -> dict[bytes, tuple[Ints, Ints, Ints]]:
    """Return for each key of tag blocks: the sentences that have it, and where its value is."""
    text = block.text
    # `\c:` or `,c:`: a key is one letter between a mark and a colon.
    marks = np.flatnonzero(text.take(block.marks + 2) == ord(":"))
    row_of_line = np.full(len(block.start), -1)
    row_of_line[lines] = np.arange(len(lines))
    row = row_of_line[block.mark_line[marks]]
    marks, row = marks[row >= 0], row[row >= 0]
    is_inside = block.marks[marks] < tag_star[row]
    marks, row = marks[is_inside], row[is_inside]
    keys = block.marks[marks]
    # A value goes on to the next comma, or to the star.
    value_end = np.minimum(block.marks[marks + 1], tag_star[row])
    found = {}
    for key in (b"c", b"s", b"g"):
        is_key = text[keys + 1] == key[0]
        # The first counts, should there be several.
        rows, first = np.unique(row[is_key], return_index=True)
        value_start = keys[is_key][first] + 3
        found[key] = (at[rows], value_start, value_end[is_key][first])
    return found


def _epochs(text: Bytes, start: Ints, end: Ints) -> Ints:
    """Return numbers of seconds or milliseconds as milliseconds."""
    length = end - start
    value = np.zeros(len(start), np.int64)
    is_number = (length >= 10) & (length < _DIGITS)
    for k in range(_DIGITS - 1):
        digit = text.take(start + k, mode="clip").astype(np.int64) - ord("0")
        is_there = k < length
        is_number &= ~is_there | ((digit >= 0) & (digit <= 9))
        value = np.where(is_there, value * 10 + digit, value)
    ms = np.where(length <= 11, value * 1000, value)
    is_number &= (ms >= _EARLIEST_S * 1000) & (ms < _LATEST_S * 1000)
    ms = np.where(is_number, ms, NO_TIME)
    # What is not whole seconds or milliseconds is read one by one.
    for k in np.flatnonzero(~is_number).tolist():
        ms[k] = _epoch_ms(text[start[k] : end[k]].tobytes())
    return ms
