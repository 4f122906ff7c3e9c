"""
AIS as stations send it, read into tables: `decode` and, in bounded memory, `decode_stream`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.decoding.clock import NO_SECOND, Clock, match_second
from soundings.ais.decoding.envelopes import NO_TIME, TIME_REASONS, TIME_SOURCES
from soundings.ais.decoding.fragments import Assembler
from soundings.ais.decoding.lines import Source, read_blocks
from soundings.ais.decoding.messages import LAST_TYPE, WAITING, Feed, Heard
from soundings.ais.decoding.outcomes import CAUSES, NAMES, REASON
from soundings.ais.decoding.reports import (
    KNOWN,
    POSITION_TYPES,
    Columns,
    as_reasons,
    decode_positions,
    is_of,
)
from soundings.ais.decoding.sentences import Block
from soundings.ais.decoding.shore import SHORE_TYPES, decode_shore
from soundings.ais.decoding.sixbit import Ints, number_slices
from soundings.ais.decoding.statics import STATIC_TYPES, decode_statics

CHUNK_LINES: Final = 25_000
MAX_SHIFT_SECONDS: Final = 30
PART_LINES: Final = 1000
PART_SECONDS: Final = 10.0
_LONGEST_TEXT: Final = 200
_SOURCE_TYPE: Final = pd.CategoricalDtype(list(TIME_SOURCES[1:]))
_TIME_REASON: Final = np.array(
    [REASON.get(name, KNOWN) for name in TIME_REASONS], np.int8
)


@dataclass(frozen=True)
class Decoded:
    """
    What a feed of AIS sentences says.

    Attributes
    ----------
    positions : DataFrame
        One row a position report (types 1, 2, 3, 9, 18, 19, 27), in the feed's order.
        Columns of a positions table, in its units, without its codes: what a ship does
        not know is missing, `*_reason` says why (see `outcomes.NULL_REASONS`), and
        `*_raw` is the number as sent. Raw numbers are tenths of a knot and of a
        degree and 1/600,000 of a degree; in type 27 whole knots, whole degrees and
        1/600 of a degree, and in type 9 whole knots.
    statics : DataFrame
        One row a report of who a ship is (types 5, 19, 24), likewise.
    others : DataFrame
        Base stations and clocks (types 4 and 11, with the time they hold in
        `reported_utc`), and aids to navigation (21).
    rejected : DataFrame
        One row a line that could not be read: `line`, counted from 1, `cause` (see
        `outcomes.CAUSES`), and the first 200 characters of its `text`.
    counts : Series
        How many lines had each outcome (`outcomes.OUTCOMES` and `outcomes.CAUSES`). The
        sum is the number of lines; a line with two sentences counts twice.
    types : Series
        How many messages of each type were sound, those of other types included.

    In all three tables, `time_utc` is the best time there is, `received_utc` the
    station's and `time_source` what it came from; `station`, `channel` and `line` say
    who heard it, where in the band, and in which line it was complete.
    """

    positions: pd.DataFrame
    statics: pd.DataFrame
    others: pd.DataFrame
    rejected: pd.DataFrame
    counts: pd.Series
    types: pd.Series


def decode(
    source: Source,
    *,
    start_time: pd.Timestamp | str | None = None,
    max_shift_seconds: int = MAX_SHIFT_SECONDS,
    part_lines: int = PART_LINES,
    part_seconds: float = PART_SECONDS,
) -> Decoded:
    r"""
    Decode a whole feed of AIS sentences (NMEA 0183, `!AIVDM`) into tables.

    Nothing in a line stops it: a line that cannot be read is counted and listed with
    its cause. Look at `counts` before you trust the tables. All of the result is in
    memory; for more than a few million lines use `decode_stream`.

    Parameters
    ----------
    source : path, open binary file, or iterable of str or bytes
        Files may be plain or packed (gzip, zip, bzip2, xz, zstd).
    start_time : Timestamp or str, optional
        When the first line was heard, in UTC. Used where lines do not say: a clock
        then goes on by the seconds in the messages. Base stations' reports set that
        clock too, so without a start only what comes before the first has no time.
    max_shift_seconds : int
        `time_utc` is the time nearest to the station's that has the UTC second of the
        message, if it is this near; else the station's. 0 keeps the station's.
    part_lines, part_seconds : int, float
        How far apart the sentences of one message may be. Where nothing but their
        sequence number ties them together, a tenth of the lines.

    Returns
    -------
    Decoded

    Raises
    ------
    FileNotFoundError, IsADirectoryError
        If there is no such file.
    ValueError
        If a packed file is damaged, or a parameter cannot be.
    TypeError
        If the source gives something other than text.

    Notes
    -----
    Fields and codes are those of ITU-R M.1371-5, annex 8. Ship types are passed through
    whether or not the table has them. Texts end at the first `@`.

    Examples
    --------
    >>> found = decode([
    ...     r"\s:SIM1,c:1623110400*58\!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F",
    ...     "!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2E",
    ... ])
    >>> found.positions[["mmsi", "lon", "lat", "speed_knots"]].values.tolist()
    [['232999001', 1.3, 51.95, 12.3]]
    >>> found.rejected["cause"].tolist()
    ['wrong_checksum']
    """
    blocks = list(
        decode_stream(
            source,
            start_time=start_time,
            max_shift_seconds=max_shift_seconds,
            part_lines=part_lines,
            part_seconds=part_seconds,
        )
    )
    positions, statics, others = (
        pd.concat([getattr(b, name) for b in blocks], ignore_index=True)
        for name in ("positions", "statics", "others")
    )
    rejected = pd.concat([b.rejected for b in blocks])
    return Decoded(
        positions,
        statics,
        others,
        rejected.sort_values("line", kind="stable", ignore_index=True),
        sum((b.counts for b in blocks[1:]), blocks[0].counts),
        sum((b.types for b in blocks[1:]), blocks[0].types),
    )


def decode_stream(
    source: Source,
    *,
    chunk_lines: int = CHUNK_LINES,
    start_time: pd.Timestamp | str | None = None,
    max_shift_seconds: int = MAX_SHIFT_SECONDS,
    part_lines: int = PART_LINES,
    part_seconds: float = PART_SECONDS,
) -> Iterator[Decoded]:
    """
    Decode a feed in blocks of about `chunk_lines` lines; at least one comes.

    Parameters and errors as for `decode`. Messages whose sentences lie in two blocks
    come with the second. A part that still waits is counted in the block that settles
    it, so the `counts` of all blocks add up to the lines, those of one need not.
    """
    if chunk_lines < 1:
        raise ValueError(f"decode: chunk_lines is {chunk_lines}. Give 1 or more.")
    if min(max_shift_seconds, part_lines, part_seconds) < 0:
        raise ValueError(
            f"decode: max_shift_seconds is {max_shift_seconds}, part_lines {part_lines} "
            f"and part_seconds {part_seconds}. None of them can be below 0."
        )
    feed = Feed(Assembler(part_lines, int(part_seconds * 1000)))
    clock = Clock()
    if start_time is not None:
        start = pd.Timestamp(start_time)
        start = start.tz_localize("UTC") if start.tz is None else start
        clock.now_ms = start.value // 1_000_000
    held = None
    for raw in read_blocks(source, chunk_lines):
        if held is not None:
            yield held
        block, heard = feed.hear(raw)
        held = _tables(block, heard, feed, clock, max_shift_seconds)
    if held is None:
        block, heard = feed.hear(b"")
        held = _tables(block, heard, feed, clock, max_shift_seconds)
    feed.end()
    yield _with_late(held, feed)


def _tables(
    block: Block, heard: Heard, feed: Feed, clock: Clock, max_shift_seconds: int
) -> Decoded:
    messages = heard.messages
    kind = messages.kind
    of_position = np.flatnonzero(is_of(POSITION_TYPES, kind))
    of_static = np.flatnonzero(is_of(STATIC_TYPES, kind))
    of_shore = np.flatnonzero(is_of(SHORE_TYPES, kind))
    positions = decode_positions(messages.at(of_position))
    shore = decode_shore(messages.at(of_shore)) if len(of_shore) else {}

    second = np.full(len(kind), NO_SECOND, np.int64)
    second[of_position] = _numbers(positions["second"])
    reported_ms = np.full(len(kind), NO_TIME, np.int64)
    if shore:
        second[of_shore] = _numbers(shore["second"])
        reported_ms[of_shore] = shore["reported_utc"].asi8  # type: ignore[attr-defined]
    clock.fill(heard.received_ms, heard.source, second, reported_ms)
    time_ms = match_second(heard.received_ms, second, max_shift_seconds)

    statics = _statics(heard, of_static) if len(of_static) else {}
    result = Decoded(
        _table(positions, _envelope(block, heard, of_position, time_ms)),
        _table(statics, _envelope(block, heard, of_static, time_ms))
        if statics
        else _no_table("statics"),
        _table(shore, _envelope(block, heard, of_shore, time_ms))
        if shore
        else _no_table("others"),
        _rejected(block),
        pd.Series(
            np.bincount(block.outcome[block.outcome != WAITING], minlength=len(NAMES)),
            index=pd.Index(NAMES, name="outcome"),
            name="lines",
        ),
        pd.Series(
            heard.types[1:],
            index=pd.RangeIndex(1, LAST_TYPE + 1, name="message_type"),
            name="messages",
        ),
    )
    return _with_late(result, feed)


def _statics(heard: Heard, at: Ints) -> Columns:
    some = heard.messages.at(at)
    # Payloads of two lengths in bits are two, though their characters be the same.
    length = -(-some.n_bits // 6)
    distinct, first = number_slices(heard.text, some.start, length, some.n_bits)
    return _columns(decode_statics(some, distinct, first))


def _columns(table: pd.DataFrame) -> Columns:
    # Arrays and not columns: a new table need not compare their indexes.
    return {str(name): table[name].array for name in table}


def _no_table(name: str) -> pd.DataFrame:
    """Return a table without rows; most blocks of a filtered feed have one."""
    return _empty_table(name).copy()


@lru_cache
def _empty_table(name: str) -> pd.DataFrame:
    block, heard = Feed(Assembler(PART_LINES, 0)).hear(b"")
    none = np.empty(0, np.int64)
    said = (
        decode_shore(heard.messages)
        if name == "others"
        else _columns(decode_statics(heard.messages, none, none))
    )
    return _table(said, _envelope(block, heard, none, none))


def _with_late(decoded: Decoded, feed: Feed) -> Decoded:
    """Add what became of lines of earlier blocks."""
    if not feed.late_counts:
        return decoded
    counts = decoded.counts.copy()
    for outcome, count in feed.late_counts.items():
        counts[outcome] += count
    late = _rejected_table(feed.late_rejected)
    feed.late_counts.clear()
    feed.late_rejected.clear()
    rejected = pd.concat([late, decoded.rejected], ignore_index=True)
    return Decoded(
        decoded.positions,
        decoded.statics,
        decoded.others,
        rejected,
        counts,
        decoded.types,
    )


def _envelope(block: Block, heard: Heard, at: Ints, time_ms: Ints) -> Columns:
    received_ms = heard.received_ms[at]
    reason = np.where(received_ms == NO_TIME, _TIME_REASON[heard.reason[at]], KNOWN)
    channels, distinct = pd.factorize(heard.channel[at])
    letters = [chr(code) if code else None for code in distinct.tolist()]
    return {
        "time_utc": _times(time_ms[at]),
        "received_utc": _times(received_ms),
        "time_source": pd.Categorical.from_codes(
            heard.source[at].astype(np.int8) - 1, dtype=_SOURCE_TYPE, validate=False
        ),
        "time_reason": as_reasons(reason.astype(np.int8)),
        "station": pd.array([*heard.stations, None], dtype="str").take(
            heard.station[at]
        ),
        "channel": pd.array([*letters, None], dtype="str").take(channels),
        "line": block.number[heard.place[at]],
    }


def _table(said: Columns, envelope: Columns) -> pd.DataFrame:
    """Return a table that begins with the ship and the time."""
    ship_and_time = {"mmsi": said["mmsi"], "time_utc": envelope["time_utc"]}
    return pd.DataFrame({**ship_and_time, **said, **envelope}, copy=False)


def _times(ms: Ints) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(ms.view("datetime64[ms]")).tz_localize("UTC")


def _numbers(column: object) -> Ints:
    return column.to_numpy(dtype=np.int64, na_value=NO_SECOND)  # type: ignore[attr-defined, no-any-return]


def _rejected(block: Block) -> pd.DataFrame:
    first_cause = len(NAMES) - len(CAUSES)
    places = np.flatnonzero((block.outcome >= first_cause) & (block.outcome != WAITING))
    return _rejected_table(
        [
            (int(block.number[k]), NAMES[block.outcome[k]], block.line_text(k))
            for k in places.tolist()
        ]
    )


def _rejected_table(rows: list[tuple[int, str, bytes]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "line": np.array([line for line, _, _ in rows], np.int64),
            "cause": pd.array([cause for _, cause, _ in rows], dtype="str"),
            "text": pd.array(
                [
                    text[:_LONGEST_TEXT].decode("utf-8", "backslashreplace")
                    for _, _, text in rows
                ],
                dtype="str",
            ),
        }
    )
