"""
Bits, numbers and texts in columns of six-bit characters.

A block of messages is an array of shape (characters, messages): row 0 holds the first
six bits of every message, so a field is a few shifts over whole rows.

Source: ITU-R M.1371-5, annex 8, table 47 (text); IEC 61162-1 (the printable form).
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Bools: TypeAlias = npt.NDArray[np.bool_]
Reasons: TypeAlias = npt.NDArray[np.int8]

NO_SEXTET: Final = 255
_LETTERS: Final = np.frombuffer(
    b"@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?", np.uint8
)


def sextets_of(text: Bytes) -> Bytes:
    """
    Return the six bits that each printable character stands for; 255 if for none.

    Examples
    --------
    >>> sextets_of(np.frombuffer(b"0W`w!X", np.uint8)).tolist()
    [0, 39, 40, 63, 255, 255]
    """
    # Arithmetic on bytes, which wraps, is four times as fast as a table.
    code = text - np.uint8(ord("0"))
    is_high = code >= 48
    is_none = (code >= 72) | ((code >= 40) & ~is_high)
    code -= is_high.view(np.uint8) * np.uint8(8)
    code |= is_none.view(np.uint8) * np.uint8(NO_SEXTET)
    return code


def take_sextets(sextets: Bytes, start: Ints, n_bits: Ints, width: int) -> Bytes:
    """
    Return payloads as columns of at most `width` characters, zero beyond their bits.

    Parameters
    ----------
    sextets : array of uint8
        A whole block of text, each character as its six bits.
    start, n_bits : array
        Where each payload begins, and how many bits it has.
    width : int
        Characters to take.
    """
    taken = np.empty((width, len(start)), np.uint8)
    for row in range(width):
        # Past a payload there may be anything, even the end of the block.
        sextets.take(start + row, mode="clip", out=taken[row])
    short = n_bits < 6 * width
    if short.any():
        left = n_bits[short][None, :] - 6 * np.arange(width)[:, None]
        mask = (63 << (6 - np.clip(left, 0, 6))) & 63
        taken[:, short] &= mask.astype(np.uint8)
    return taken


def unsigned(message: Bytes, start: int, bits: int) -> Ints:
    """
    Return the number in `bits` bits from bit `start` of every message.

    Examples
    --------
    Two characters, 000001 and 110000: the eight bits from the fourth are 00111000.

    >>> unsigned(np.array([[1], [48]], np.uint8), 4, 6).tolist()
    [28]
    """
    first, last = start // 6, (start + bits - 1) // 6
    beyond = 6 * (last + 1) - (start + bits)
    # What is shifted out at the top is of the field before.
    value = message[first].astype(np.int32 if beyond + bits < 32 else np.int64)
    for row in range(first + 1, last + 1):
        value <<= 6
        value |= message[row]
    value >>= beyond
    value &= (1 << bits) - 1
    return np.asarray(value)


def signed(message: Bytes, start: int, bits: int) -> Ints:
    """Return the number in two's complement from bit `start` of every message."""
    value = unsigned(message, start, bits)
    half = 1 << (bits - 1)
    return (value ^ half) - half


def texts(
    message: Bytes, start: int, characters: int, n_bits: Ints
) -> npt.NDArray[np.object_]:
    """
    Return the text of so many characters from bit `start` of every message.

    A text ends at the first `@`; blanks at both ends go. A character of which the
    message holds only some bits is left out, since any of four it could be.

    Examples
    --------
    >>> sextets = np.array([[1], [9], [32], [0], [5]], np.uint8)
    >>> texts(sextets, 0, 5, np.array([30])).tolist()
    ['AI']
    """
    place, offset = divmod(start, 6)
    codes = message[place : place + characters]
    if offset:
        after = message[place + 1 : place + characters + 1]
        codes = (((codes << offset) | (after >> (6 - offset))) & 63).astype(np.uint8)
    ends = start + 6 * np.arange(1, characters + 1)
    is_over = (codes == 0) | (ends[:, None] > n_bits[None, :])
    is_over = np.logical_or.accumulate(is_over, axis=0)
    letters = np.where(is_over, 0, _LETTERS[codes]).astype(np.uint8)
    raw = np.ascontiguousarray(letters.T).view(f"S{characters}").ravel()
    found = np.empty(len(raw), dtype=object)
    found[:] = [text.decode("ascii").strip(" ") for text in raw.tolist()]
    return found


def number_slices(
    text: Bytes, start: Ints, length: Ints, mark: Ints | None = None
) -> tuple[Ints, Ints]:
    """
    Number the distinct slices of a text; return each slice's number and one slice of each.

    Slices with different marks count as different. Exact: slices are compared eight
    bytes at a time, not by a hash.

    Examples
    --------
    >>> text = np.frombuffer(b"tug,tug,buoy", np.uint8)
    >>> number_slices(text, np.array([0, 4, 8]), np.array([3, 3, 4]))
    (array([0, 0, 1]), array([0, 2]))
    """
    width = -(-int(length.max(initial=1)) // 8) * 8
    taken = text.take(start[:, None] + np.arange(width)[None, :], mode="clip")
    taken *= np.arange(width)[None, :] < length[:, None]
    words = taken.view(np.uint64)
    numbers = np.asarray(length if mark is None else mark, np.int64)
    for word in words.T:
        codes, distinct = pd.factorize(word)
        numbers = np.asarray(pd.factorize(numbers * len(distinct) + codes)[0], np.int64)
    if not len(start):
        return numbers, np.empty(0, np.int64)
    _, first = np.unique(numbers, return_index=True)
    return numbers, first.astype(np.int64)
