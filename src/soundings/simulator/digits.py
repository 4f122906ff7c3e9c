"""
Numbers and texts as columns of bytes, so that a file is formatted a chunk at a time.

Formatting a number with Python costs about a microsecond; a day of AIS has 200 million
of them. Here a column of n texts, each at most w characters long, is an array of bytes
of shape (w, n) in which zero bytes are blanks to be squeezed out. Columns are stacked,
turned, and squeezed into lines in a few passes over the whole chunk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

_ZERO = np.uint8(ord("0"))
_MINUS = np.uint8(ord("-"))
DAY_S = 86_400


def constant(text: str) -> Bytes:
    """
    Return a text as a column that every line shares: shape (length, 1).

    Examples
    --------
    >>> constant(",A").ravel().tolist()
    [44, 65]
    """
    return np.frombuffer(text.encode(), np.uint8)[:, None]


def whole(values: npt.ArrayLike, width: int, keep_zeros: bool = False) -> Bytes:
    """
    Return whole numbers as a column of digits.

    Parameters
    ----------
    values : array_like of int
        Not below zero.
    width : int
        Digits of the largest.
    keep_zeros : bool
        Keep leading zeros, as in 007.

    Raises
    ------
    ValueError
        If a number is negative or has more digits.

    Examples
    --------
    >>> join([whole([7, 42], 3), constant(" ")])
    b'7 42 '
    >>> join([whole([7, 42], 3, keep_zeros=True), constant(" ")])
    b'007 042 '
    """
    rest = np.asarray(values).astype(np.int64)
    if rest.size and (rest.min() < 0 or rest.max() >= 10**width):
        wrong = rest[(rest < 0) | (rest >= 10**width)][0]
        raise ValueError(
            f"whole: {wrong} does not fit {width} digits without a sign. Widen it."
        )
    if width <= 9:
        rest = rest.astype(np.uint32)
    column = np.empty((width, rest.size), np.uint8)
    for place in range(width - 1, -1, -1):
        quotient = rest // 10
        column[place] = rest - quotient * 10
        if not keep_zeros and place < width - 1:
            is_leading = (rest == 0) & (column[place] == 0)
            column[place] += np.where(is_leading, np.uint8(0), _ZERO)
        else:
            column[place] += _ZERO
        rest = quotient
    return column


def decimal(scaled: npt.ArrayLike, places: int, width: int, point: str = ".") -> Bytes:
    """
    Return numbers held as whole multiples of a power of ten.

    Parameters
    ----------
    scaled : array_like of int
        The numbers times ten to the power of `places`; may be negative.
    places : int
        Digits after the point.
    width : int
        Digits before the point, at most.
    point : str
        What separates the two.

    Examples
    --------
    >>> join([decimal([1023, -496, -5, 0], 1, 3), constant(" ")])
    b'102.3 -49.6 -0.5 0.0 '
    """
    values = np.asarray(scaled).astype(np.int64)
    size = np.abs(values)
    scale = 10**places
    before = size // scale
    return np.concatenate(
        [
            np.where(values < 0, _MINUS, np.uint8(0))[None, :],
            whole(before, width),
            np.broadcast_to(constant(point), (1, values.size)),
            whole(size - before * scale, places, keep_zeros=True),
        ]
    )


def words(codes: npt.ArrayLike, texts: Sequence[str]) -> Bytes:
    """
    Return for each code the text in its place; code -1 is blank.

    Examples
    --------
    >>> join([words([1, -1, 0], ["no", "yes"]), constant(";")])
    b'yes;;no;'
    """
    places = np.asarray(codes)
    # As wide as the longest text that is used: rare long ones cost time otherwise.
    is_used = np.bincount(places.astype(np.int64) + 1, minlength=len(texts) + 1)[1:] > 0
    encoded = [
        text.encode() if used else b""
        for text, used in zip(texts, is_used, strict=True)
    ]
    width = max(map(len, encoded), default=0)
    table = np.zeros((len(encoded) + 1, width), np.uint8)
    for row, text in enumerate(encoded):
        table[row, : len(text)] = np.frombuffer(text, np.uint8)
    return np.take(table.T, places, axis=1)


def csv_words(column: pd.Series, missing: str = "", separator: str = ",") -> Bytes:
    """
    Return a column of categories as CSV cells, quoted where they need it.

    Examples
    --------
    >>> names = pd.Series(["SIM A", None, 'A "B" C', "D, E"], dtype="category")
    >>> join([csv_words(names, missing="?"), constant(";")])
    b'SIM A;?;"A ""B"" C";"D, E";'
    """
    texts = [
        f'"{text.replace(chr(34), chr(34) * 2)}"'
        if '"' in text or separator in text
        else text
        for text in column.cat.categories
    ]
    codes = column.cat.codes.to_numpy()
    return words(np.where(codes < 0, len(texts), codes), [*texts, missing])


def nine_digits(mmsi: npt.ArrayLike) -> Bytes:
    """
    Return MMSIs with their leading zeros; the field could hold a tenth digit.

    Examples
    --------
    >>> join([nine_digits([2320001, 1_073_741_823]), constant(" ")])
    b'002320001 1073741823 '
    """
    numbers = np.asarray(mmsi).astype(np.int64)
    tenth = blank(whole(numbers // 10**9, 1), numbers < 10**9)
    return np.concatenate([tenth, whole(numbers % 10**9, 9, keep_zeros=True)])


def clock(time_s: Ints, day_form: str, between: str) -> Bytes:
    """
    Return times as text: the day, what stands between, and HH:MM:SS.

    Parameters
    ----------
    time_s : array of int
        Seconds since 1970, UTC.
    day_form : str
        How the day is written, for `strftime`.
    between : str
        What separates day and time.

    Examples
    --------
    >>> join([clock(np.array([1_600_000_000]), "%d/%m/%Y", " ")])
    b'13/09/2020 12:26:40'
    """
    day = time_s // DAY_S
    second = time_s - day * DAY_S
    days, place = np.unique(day, return_inverse=True)
    epoch = dt.date(1970, 1, 1)
    texts = [(epoch + dt.timedelta(int(d))).strftime(day_form) for d in days]
    return np.concatenate(
        [
            words(place, texts),
            np.broadcast_to(constant(between), (len(between), time_s.size)),
            whole(second // 3600, 2, keep_zeros=True),
            np.broadcast_to(constant(":"), (1, time_s.size)),
            whole(second // 60 % 60, 2, keep_zeros=True),
            np.broadcast_to(constant(":"), (1, time_s.size)),
            whole(second % 60, 2, keep_zeros=True),
        ]
    )


def blank(column: Bytes, where: Bools) -> Bytes:
    """
    Return a column with the texts of some rows removed.

    Examples
    --------
    >>> join([blank(whole([1, 2], 1), np.array([True, False])), constant(",")])
    b',2,'
    """
    return column * ~where


def stack(columns: Sequence[Bytes]) -> Bytes:
    """Return columns one after the other as one; columns of one row are repeated."""
    rows = max(column.shape[1] for column in columns)
    return np.concatenate(
        [np.broadcast_to(column, (len(column), rows)) for column in columns]
    )


def join(columns: Sequence[Bytes]) -> bytes:
    """Return the rows of some columns, read from left to right, as one text."""
    return squeeze(np.ascontiguousarray(stack(columns).T))


def join_csv(cells: Sequence[Bytes], separator: str = ",") -> bytes:
    """Return the rows of some cells as lines of CSV."""
    gap, end = constant(separator), constant("\n")
    columns = [column for cell in cells for column in (cell, gap)]
    return join([*columns[:-1], end])


def squeeze(lines: Bytes) -> bytes:
    """Return an array of lines, one a row, as one text without its zero bytes."""
    flat = lines.ravel()
    return bytes(flat[flat != 0].tobytes())
