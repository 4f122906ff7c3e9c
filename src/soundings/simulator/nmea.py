r"""
AIS messages as the sentences a receiving station writes, with the time it heard them.

    \s:SIM1,c:1623110400*58\!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F

Source: IEC 61162-1 (sentences and their checksum), NMEA 0183 4.10 (tag blocks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.simulator.digits import blank, constant, squeeze, stack, whole, words
from soundings.simulator.messages import WITH_STATICS, payloads
from soundings.simulator.sixbit import ARMOUR

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]

TIME_FORMS: Final = ("tag seconds", "tag milliseconds", "trailing seconds", "none")
"""How a station says when it heard a message."""

LONGEST_PAYLOAD: Final = 60
FIRST_PART: Final = 56
"""
Characters of a payload in one sentence, and in the first of two: whole, a sentence may
have 82 with its end of line, and real receivers cut a type 5 after 56.
"""

_TYPES_IN_TWO: Final = (5,)
_HEX: Final = np.frombuffer(b"0123456789ABCDEF", np.uint8)


@dataclass(frozen=True)
class Station:
    """
    A receiving station: its name in tag blocks, who it says it is, how it tells time.

    `talker` is AI for most, BS or AB for a base station. `time_form` is one of
    `TIME_FORMS`.
    """

    name: str
    talker: str = "AI"
    time_form: str = "tag seconds"

    def __post_init__(self) -> None:
        """Refuse what a sentence cannot hold."""
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,15}", self.name):
            raise ValueError(
                f"Station: name is {self.name!r}. Use 1 to 15 letters and digits."
            )
        if not re.fullmatch(r"[A-Z]{2}", self.talker):
            raise ValueError(
                f"Station: talker is {self.talker!r}. Use two capitals, such as AI."
            )
        if self.time_form not in TIME_FORMS:
            raise ValueError(
                f"Station: time_form is {self.time_form!r}. "
                f"Use one of {', '.join(TIME_FORMS)}."
            )


def write_nmea(
    file: BinaryIO,
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    stations: Sequence[Station],
    order_by: str = "received_ms",
) -> Ints:
    """
    Write messages as sentences, one a line, and return the `row` of each line.

    Parameters
    ----------
    file : binary file
        Where the lines go; they end in a line feed.
    reports, statics : DataFrame
        As for `messages.payloads`, and `received_ms` (milliseconds since 1970 by the
        station's clock) and `station` (place in `stations`).
    stations : sequence of Station
        Who heard the messages.
    order_by : str
        The column of both tables that orders the lines; ties go by `row`. A feed that
        is out of order by its own clock is ordered by another column than that clock.

    Raises
    ------
    ValueError
        If a station is unknown, or a message cannot be sent (see `messages.payloads`).
    """
    rows = [np.empty(0, np.int64)]
    for text, rows_of_text in nmea_chunks(reports, statics, stations, order_by):
        file.write(text)
        rows.append(rows_of_text)
    return np.concatenate(rows)


def nmea_chunks(
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    stations: Sequence[Station],
    order_by: str = "received_ms",
    messages_per_chunk: int = 50_000,
) -> Iterator[tuple[bytes, Ints]]:
    """
    Give sentences a chunk at a time, with the `row` of each line, as `write_nmea`.

    A message too long for one sentence takes two, one after the other, with a number
    that runs from 0 to 9 at each station; in a tag block they also share a group. A
    ship sends on channels A and B in turn, and every station hears it on the same one.

    Examples
    --------
    A base station that knows the time and not its place.

    >>> reports = pd.DataFrame({
    ...     "row": [7], "mmsi": [2320001],
    ...     "time_s": [1623110400],
    ...     "received_ms": [1623110400250],
    ...     "station": [0], "message_type": [4],
    ...     "lon_raw": [181 * 600_000], "lat_raw": [91 * 600_000],
    ... })
    >>> statics = pd.DataFrame(columns=["row", "mmsi", "time_s", "received_ms",
    ...     "station", "message_type", "part"], dtype="int64")
    >>> station = Station("SIM1", "BS", "trailing seconds")
    >>> text, rows = next(nmea_chunks(reports, statics, [station]))
    >>> text.decode().strip(), rows.tolist()
    ('!BSVDM,1,1,,A,402=VPAvET000<tSF0l4Q@700000,0*07,1623110400', [7])
    """
    is_half = statics["message_type"].isin(WITH_STATICS).to_numpy()
    halves, alone = statics[is_half], statics[~is_half]
    feed = _feed(reports, alone, stations, order_by)
    for first in range(0, len(feed), messages_per_chunk):
        part = feed.iloc[first : first + messages_per_chunk]
        place = part["place"].to_numpy()
        is_report = place < len(reports)
        yield _lines(
            part,
            reports.iloc[place[is_report]],
            pd.concat([alone.iloc[place[~is_report] - len(reports)], halves]),
            np.concatenate([np.flatnonzero(is_report), np.flatnonzero(~is_report)]),
            stations,
        )


def _feed(
    reports: pd.DataFrame,
    alone: pd.DataFrame,
    stations: Sequence[Station],
    order_by: str,
) -> pd.DataFrame:
    """Return what the stations add to each message, in the order of the lines."""
    columns = dict.fromkeys(
        ["row", "mmsi", "time_s", "received_ms", "station", "message_type", order_by]
    )
    both = {
        name: np.concatenate([reports[name], alone[name]]).astype(np.int64)
        for name in columns
    }
    station = both["station"]
    is_unknown = (station < 0) | (station >= len(stations))
    if is_unknown.any():
        at = int(is_unknown.argmax())
        raise ValueError(
            f"NMEA: row {both['row'][at]}: station is {station[at]}. "
            f"There are {len(stations)}, counted from 0: give one more, or another."
        )
    part = np.concatenate([np.zeros(len(reports), np.int64), alone["part"]])
    order = np.lexsort((both["row"], both[order_by]))
    is_long = np.isin(both["message_type"], _TYPES_IN_TWO)[order]
    return pd.DataFrame(
        {
            "place": order,
            "row": both["row"][order],
            "station": station[order],
            "received_ms": both["received_ms"][order],
            "channel": _channels(both, part)[order],
            "sequence": _sequences(station[order], is_long),
            "group": (np.cumsum(is_long) - 1) % 9999 + 1,
        }
    )


def _channels(messages: dict[str, Ints], part: Ints) -> Bytes:
    """Return A or B for each message, by turns for each ship."""
    since_s = messages["time_s"] - messages["time_s"].min(initial=2**62)
    # One number a transmission: 30 bits the ship, 28 the time, 6 type and part.
    kind = messages["message_type"] * 2 + part
    key = (
        (messages["mmsi"].astype(np.uint64) << np.uint64(34))
        | (since_s.astype(np.uint64) << np.uint64(6))
        | kind.astype(np.uint64)
    )
    order = np.argsort(key)
    is_next = np.diff(key[order], prepend=key[order][:1]) != 0
    count = np.cumsum(is_next)
    is_other_ship = np.diff(key[order] >> np.uint64(34), prepend=np.uint64(0)) != 0
    # Counted from the ship's first transmission, which goes on channel A.
    first = np.maximum.accumulate(np.where(is_other_ship, count, 0))
    channels = np.empty(len(key), np.uint8)
    channels[order] = ord("A") + (count - first) % 2
    return channels


def _sequences(station: Ints, is_long: npt.NDArray[np.bool_]) -> Ints:
    """Return a number from 0 to 9 for each long message, by turns at each station."""
    sequences = np.zeros(len(station), np.int64)
    for number in np.unique(station):
        is_here = is_long & (station == number)
        sequences[is_here] = np.arange(is_here.sum()) % 10
    return sequences


def _lines(
    feed: pd.DataFrame,
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    place_in_feed: Ints,
    stations: Sequence[Station],
) -> tuple[bytes, Ints]:
    encoded = list(payloads(reports, statics))
    n_lines = np.ones(len(feed), np.int64)
    for message in encoded:
        if len(message.sextets) > LONGEST_PAYLOAD:
            n_lines[place_in_feed[message.places]] = 2
    first_line = np.cumsum(n_lines) - n_lines
    blocks = []
    for message in encoded:
        place = place_in_feed[message.places]
        heard = feed.iloc[place]
        cut = len(message.sextets)
        cut = cut if cut <= LONGEST_PAYLOAD else FIRST_PART
        parts = [p for p in (message.sextets[:cut], message.sextets[cut:]) if len(p)]
        for number, sextets in enumerate(parts, 1):
            fill_bits = message.fill_bits if number == len(parts) else 0
            columns = [
                _tag_block(heard, stations, number, len(parts)),
                _sentence(heard, stations, number, len(parts), sextets, fill_bits),
                _trailer(heard, stations),
                constant("\n"),
            ]
            blocks.append((first_line[place] + number - 1, stack(columns)))
    width = max((len(block) for _, block in blocks), default=0)
    lines = np.zeros((int(n_lines.sum()), width), np.uint8)
    for line, block in blocks:
        lines[line, : len(block)] = block.T
    return squeeze(lines), np.repeat(feed["row"].to_numpy(), n_lines)


def _sentence(
    heard: pd.DataFrame,
    stations: Sequence[Station],
    number: int,
    total: int,
    sextets: Bytes,
    fill_bits: int,
) -> Bytes:
    station = heard["station"].to_numpy()
    sequence = whole(heard["sequence"], 1) if total > 1 else constant("")
    body = stack(
        [
            constant("!"),
            words(station, [s.talker for s in stations]),
            constant(f"VDM,{total},{number},"),
            sequence,
            constant(","),
            heard["channel"].to_numpy()[None, :],
            constant(","),
            ARMOUR[sextets],
            constant(f",{fill_bits}"),
        ]
    )
    return stack([body, constant("*"), _checksum(body[1:])])


def _tag_block(
    heard: pd.DataFrame, stations: Sequence[Station], number: int, total: int
) -> Bytes:
    """Return who heard it and when; the second part of a message only has its group."""
    is_tagged = _has_form(heard, stations, "tag seconds", "tag milliseconds")
    if not is_tagged.any():
        return constant("")
    fields = []
    if total > 1:
        fields += [constant(f"g:{number}-{total}-"), whole(heard["group"], 4)]
    if number == 1:
        epoch_ms = whole(heard["received_ms"], 13)
        is_in_seconds = ~_has_form(heard, stations, "tag milliseconds")
        epoch_ms[10:] = blank(epoch_ms[10:], is_in_seconds)
        fields += [
            constant(",s:" if total > 1 else "s:"),
            words(heard["station"], [s.name for s in stations]),
            constant(",c:"),
            epoch_ms,
        ]
    block = stack(fields)
    ends = constant("\\")
    return blank(
        stack([ends, block, constant("*"), _checksum(block), ends]), ~is_tagged
    )


def _trailer(heard: pd.DataFrame, stations: Sequence[Station]) -> Bytes:
    has_trailer = _has_form(heard, stations, "trailing seconds")
    if not has_trailer.any():
        return constant("")
    epoch_s = whole(heard["received_ms"] // 1000, 10)
    return blank(stack([constant(","), epoch_s]), ~has_trailer)


def _has_form(
    heard: pd.DataFrame, stations: Sequence[Station], *forms: str
) -> npt.NDArray[np.bool_]:
    station_has = np.array([station.time_form in forms for station in stations])
    return np.asarray(station_has[heard["station"]])


def _checksum(column: Bytes) -> Bytes:
    """Return the exclusive or of each text's bytes as two hexadecimal digits."""
    total = np.bitwise_xor.reduce(column, axis=0)
    return np.stack([_HEX[total >> 4], _HEX[total & 15]])
