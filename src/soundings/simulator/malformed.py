"""
Lines of a receiving station's log, spoilt in the ways that real logs are.

A reader must count such a line under one reason and go on. Two faults leave a whole
sentence in the line (`READABLE`); of the others, no message may be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator.chance import uniform, words

_STRAY: Final = (b"\xff", b"\xc3\x28", b"\x00\xfe", b"\x80\x80\x80")
_NOT_ARMOUR: Final = b"XYZ[]^_xyz"
_LOG_TEXT: Final = (b"[info] ", b"rx: ", b"06:59:58 port 2> ", b"ais_in ")


FAULTS: Final = (
    "wrong_checksum",
    "truncated",
    "no_checksum",
    "total_zero",
    "part_above_total",
    "not_a_number",
    "no_payload",
    "stray_bytes",
    "outside_alphabet",
    "log_text",
    "carriage_return",
    "lost_part",
)
"""What can be wrong with a line; only one part of several can be a lost part."""

READABLE: Final = ("log_text", "carriage_return")
"""Faults that leave the sentence and its checksum whole."""


def spoil_line(line: bytes, fault: str, number: int) -> bytes | None:
    r"""
    Return a line with one fault, or None for a part that is lost.

    Where the fault is not the checksum, the checksum is made to agree, so that each
    line has one thing wrong with it. Stray bytes come from the line between two
    machines, and their checksum is the one of the sentence that was sent.

    Parameters
    ----------
    line : bytes
        A sentence, with or without tag block and trailing time, without line feed.
    fault : str
        One of `FAULTS`.
    number : int
        Not negative; chooses among the forms of the fault.

    Raises
    ------
    ValueError
        If the fault is unknown or the line is not a sentence.

    Examples
    --------
    >>> spoil_line(b"!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A", "total_zero", 0)
    b'!AIVDM,0,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B'
    """
    if fault not in FAULTS:
        raise ValueError(f"fault is {fault!r}. Use one of {', '.join(FAULTS)}.")
    start, star = line.rfind(b"!"), line.rfind(b"*")
    # Six commas make the seven fields of a sentence; the tag block's are before it.
    if start < 0 or star < start or line[start:star].count(b",") != 6:
        raise ValueError(f"{line!r} is not a sentence. Give one like !AIVDM,…,0*4A.")
    head, body, tail = line[:start], line[start:star], line[star + 3 :]
    whole = head + body + b"*%02X" % _xor(body) + tail
    fields = body.split(b",")
    match fault:
        case "wrong_checksum":
            return head + body + b"*%02X" % (_xor(body) ^ (1 + number % 255)) + tail
        case "truncated":
            shortest = len(b"!AIVDM,")
            return head + body[: shortest + number % (len(body) - shortest)]
        case "no_checksum":
            return head + body + tail
        case "stray_bytes":
            at = 1 + number % len(body)
            stray = _STRAY[number % len(_STRAY)]
            return head + body[:at] + stray + body[at:] + b"*%02X" % _xor(body) + tail
        case "log_text":
            return _LOG_TEXT[number % len(_LOG_TEXT)] + whole
        case "carriage_return":
            return whole + (b"\r", b"\r\r")[number % 2]
        case "lost_part":
            return None
        case "total_zero":
            fields[1] = b"0"
        case "part_above_total":
            fields[2] = b"%d" % (int(fields[1]) + 1 + number % 3)
        case "not_a_number":
            fields[1 + number % 2] = (b"x", b"1.5", b"")[number % 3]
        case "no_payload":
            fields[5] = b""
        case "outside_alphabet":
            payload = bytearray(fields[5])
            payload[number % len(payload)] = _NOT_ARMOUR[number % len(_NOT_ARMOUR)]
            fields[5] = bytes(payload)
    changed = b",".join(fields)
    return head + changed + b"*%02X" % _xor(changed) + tail


def spoil_lines(
    lines: Sequence[bytes], key: int, share: float, faults: Sequence[str] = FAULTS
) -> tuple[list[bytes], pd.DataFrame]:
    """
    Return lines of which a share is spoilt, and what was done to which.

    Parameters
    ----------
    lines : sequence of bytes
        Sentences as `nmea.write_nmea` writes them, without line feeds.
    key : int
        Of the random numbers, from `chance.stream`.
    share : float
        Of lines that get a fault, 0 to 1.
    faults : sequence of str
        To choose from, each as likely as the others among those that fit the line.

    Returns
    -------
    lines : list of bytes
        The lines to write; lost parts are left out.
    truth : DataFrame
        One row a fault: `line`, the place in what was given, `written_line`, the place
        in what is returned (-1 if lost), and `fault`. Places count from 0.

    Examples
    --------
    >>> line = b"!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A"
    >>> spoilt, truth = spoil_lines([line], 1, 1.0, ["no_checksum"])
    >>> spoilt, truth["fault"].tolist()
    ([b'!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0'], ['no_checksum'])
    """
    is_chosen = uniform(key, np.arange(len(lines))) < share
    written: list[bytes] = []
    truth = []
    for place, line in enumerate(lines):
        fault = _choose_fault(line, key, place, faults) if is_chosen[place] else None
        if fault is None:
            written.append(line)
            continue
        spoilt = spoil_line(line, fault, int(words(key, place, 2) >> np.uint64(1)))
        truth.append((place, -1 if spoilt is None else len(written), fault))
        if spoilt is not None:
            written.append(spoilt)
    return written, pd.DataFrame(truth, columns=["line", "written_line", "fault"])


def _choose_fault(
    line: bytes, key: int, place: int, faults: Sequence[str]
) -> str | None:
    is_single = b"VDM,1,1," in line
    fitting = [fault for fault in faults if fault != "lost_part" or not is_single]
    if not fitting:
        return None
    return fitting[int(words(key, place, 1) % np.uint64(len(fitting)))]


def _xor(body: bytes) -> int:
    """Return a sentence's checksum: the exclusive or of what follows the `!`."""
    total = 0
    for byte in body[1:]:
        total ^= byte
    return total
