"""
Fields of bits, packed into the six-bit characters that AIS sends.

Works on columns: all messages of one type at once. Refuses a value that its field
cannot hold, where wrapping it would make a wrong message in silence; every code that
fits is let through, reserved ones too.

Source: ITU-R M.1371-5, annex 8 (fields, table 47 for the text alphabet); IEC 61162-1
for the printable form of six bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]

ALPHABET: Final = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?"
"""What a six-bit code means in a text: its place in this string."""

ARMOUR: Final = np.frombuffer(
    b"0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw", np.uint8
)
"""What six bits look like in a sentence."""

_NO_CODE: Final = 255
_CODES: Final = np.full(256, _NO_CODE, np.uint8)
_CODES[np.frombuffer(ALPHABET.encode(), np.uint8)] = np.arange(64)


@dataclass(frozen=True)
class Field:
    """
    A run of bits: which column fills it, how wide it is, how it is coded.

    `default` is sent where the table has no such column or no value in it; None means
    that it must have both.
    """

    name: str
    bits: int
    is_signed: bool = False
    is_text: bool = False
    default: int | None = None

    @property
    def low(self) -> int:
        """The smallest number the field can hold."""
        return -(1 << (self.bits - 1)) if self.is_signed else 0

    @property
    def high(self) -> int:
        """The largest number the field can hold."""
        return (1 << (self.bits - self.is_signed)) - 1


def number(name: str, bits: int, default: int | None = None) -> Field:
    """Return a field for a number from zero."""
    return Field(name, bits, default=default)


def signed(name: str, bits: int) -> Field:
    """Return a field for a number in two's complement."""
    return Field(name, bits, is_signed=True)


def text(name: str, characters: int) -> Field:
    """Return a field for a text of at most so many characters."""
    return Field(name, 6 * characters, is_text=True)


def spare(bits: int) -> Field:
    """Return bits that are always zero."""
    return Field("", bits, default=0)


def pack(layout: tuple[Field, ...], table: pd.DataFrame) -> tuple[Bytes, int]:
    """
    Return messages of one layout as six-bit values.

    Parameters
    ----------
    layout : tuple of Field
        The message's fields in order.
    table : DataFrame
        One column a field, of whole numbers or texts, and `row`, which names a message
        in errors.

    Returns
    -------
    sextets : array of uint8, shape (characters, messages)
        Values from 0 to 63; the last is filled up with zero bits.
    fill_bits : int
        How many bits were added to fill the last character.

    Raises
    ------
    ValueError
        If a column is missing or has more than whole numbers, a value does not fit its field,
        or a text is too long or has a character that AIS has not.

    Examples
    --------
    Eight bits make two characters, with four bits to fill: 000001 11(0000).

    >>> table = pd.DataFrame({"row": [0], "kind": [1], "age": [3]})
    >>> sextets, fill_bits = pack((number("kind", 6), number("age", 2)), table)
    >>> sextets.ravel().tolist(), fill_bits
    ([1, 48], 4)
    """
    size = sum(field.bits for field in layout)
    sextets = np.zeros((-(-size // 6), len(table["row"])), np.uint8)
    start = 0
    for field in layout:
        if field.is_text:
            _add_text(sextets, start, _sextets_of_text(field, table))
        elif field.name:
            _add_number(sextets, start, field, table)
        start += field.bits
    return sextets, 6 * len(sextets) - size


def _add_number(sextets: Bytes, start: int, field: Field, table: pd.DataFrame) -> None:
    values = _numbers(field, table)
    end = start + field.bits
    for place in range(start // 6, (end - 1) // 6 + 1):
        # How far the field's last bit lies beyond this character's last bit.
        beyond = end - 6 * (place + 1)
        part = values >> beyond if beyond >= 0 else values << -beyond
        sextets[place] |= (part & 63).astype(np.uint8)


def _numbers(field: Field, table: pd.DataFrame) -> Ints | np.int64:
    if field.name not in table:
        if field.default is None:
            raise ValueError(
                f"AIS: no column {field.name}. Found {', '.join(map(str, table))}. Add it."
            )
        return np.int64(field.default)
    column = table[field.name]
    if field.default is not None and column.hasnans:
        column = column.fillna(field.default)
    kind = column.dtype.kind
    # A column that other rows leave empty holds its whole numbers as floats.
    if kind not in "iubf" or (kind == "f" and (column != column // 1).any()):
        raise ValueError(
            f"AIS: column {field.name} holds {column.dtype}, and not whole numbers only. "
            "Write AIS's own code for 'unknown' in the gaps."
        )
    values = column.to_numpy().astype(np.int64)
    if values.size and (values.min() < field.low or values.max() > field.high):
        at = int(((values < field.low) | (values > field.high)).argmax())
        raise ValueError(
            f"AIS: row {table['row'].iloc[at]}: {field.name} is {values[at]}. "
            f"Its {field.bits} bits hold {field.low} to {field.high}: change the value."
        )
    # Two's complement, cut to the field's width.
    return values & ((1 << field.bits) - 1)


def _add_text(sextets: Bytes, start: int, characters: Bytes) -> None:
    place, shift = divmod(start, 6)
    count = len(characters)
    sextets[place : place + count] |= characters >> shift
    if shift:
        sextets[place + 1 : place + count + 1] |= (characters << (6 - shift)) & 63


def _sextets_of_text(field: Field, table: pd.DataFrame) -> Bytes:
    """Return texts as six-bit values, filled up with `@`; a missing text is all `@`."""
    if field.name not in table:
        raise ValueError(
            f"AIS: no column {field.name}. Found {', '.join(map(str, table))}. Add it."
        )
    # Ships repeat their names endlessly, so each spelling is coded once.
    codes, spellings = pd.factorize(table[field.name])
    width = field.bits // 6
    texts = [spelling.encode("ascii", "replace") for spelling in spellings]
    padded = b"".join(text[:width].ljust(width, b"@") for text in [*texts, b""])
    coded = _CODES[np.frombuffer(padded, np.uint8)].reshape(-1, width)
    is_long = np.array([len(text) > width for text in [*texts, b""]])
    # A letter beyond ASCII was replaced by "?", which AIS has.
    is_strange = (coded == _NO_CODE).any(axis=1) | ~np.array(
        [spelling.isascii() for spelling in [*spellings, ""]]
    )
    if (is_long | is_strange).any():
        at = int((is_long | is_strange).argmax())
        strange = "".join(sorted(set(spellings[at]) - set(ALPHABET)))
        raise ValueError(
            f"AIS: row {table['row'].iloc[int((codes == at).argmax())]}: {field.name} "
            f"is {spellings[at]!r}. "
            + (
                f"AIS has no {strange!r}: use capitals, digits and punctuation."
                if strange
                else f"{width} characters fit, not {len(texts[at])}: shorten it."
            )
        )
    return np.take(coded.T, codes, axis=1)
