"""What a learner's value is, in plain words, and its seal.

pandas and NumPy values are looked at only where a learner imported them, so that
this also runs without them. `check.R` says the same of an R value.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import math
import sys
from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any

KINDS = {
    "number": "numbers", "whole": "whole numbers", "text": "text",
    "truth": "True or False", "time": "times", "utc": "times in UTC", "day": "days",
}  # fmt: skip
"""What a column can be asked to hold, and how a sentence says it."""

FEWEST_GUESSES = 1000
"""A value found with fewer guesses than this is not worth a seal."""

UTC_NAMES = {"UTC", "GMT", "Etc/UTC", "Etc/GMT", "UTC+00:00"}


def _pandas() -> Any:
    return sys.modules.get("pandas")


def is_table(value: object) -> bool:
    """Tell whether this is a pandas table."""
    return _pandas() is not None and isinstance(value, _pandas().DataFrame)


def is_column(value: object) -> bool:
    """Tell whether this is a column of a pandas table, or an index."""
    pandas = _pandas()
    return pandas is not None and isinstance(value, pandas.Series | pandas.Index)


_KINDS_OF_OWN: dict[type, Callable[[Any], Any]] = {
    int: int.__int__,
    float: float.__float__,
    str: str.__str__,
}
"""Kinds whose classes could be equal to anything, with how to get at what they hold."""


def plain(value: Any) -> Any:
    """Take a value out of NumPy's wrapping, or out of a class that redefines it."""
    is_numpy = type(value).__module__ == "numpy"
    if not is_numpy and not isinstance(value, bool):
        for kind, take_out in _KINDS_OF_OWN.items():
            if isinstance(value, kind):
                return take_out(value)
    is_one = is_numpy and getattr(value, "shape", None) == ()
    # NumPy's times would become bare counts: pandas has a type for them.
    if is_one and value.dtype.kind in "mM" and _pandas() is not None:
        is_time = value.dtype.kind == "M"
        return _pandas().Timestamp(value) if is_time else _pandas().Timedelta(value)
    return value.item() if is_one else value


def is_missing(value: object) -> bool:
    """Tell whether this is pandas' NA or NaT, or not a number."""
    pandas = _pandas()
    if pandas is not None and (value is pandas.NA or value is pandas.NaT):
        return True
    return isinstance(value, float) and math.isnan(value)


def read_cells(value: Any) -> list[Any] | None:
    """List what a column, an array or a list holds, None where a value is missing."""
    if is_column(value):
        pairs = zip(value.astype(object).tolist(), value.isna().tolist(), strict=True)
        return [None if is_gap else cell for cell, is_gap in pairs]
    if getattr(value, "ndim", 0) == 1 and hasattr(value, "tolist"):
        cells = value.tolist()
    elif isinstance(value, list | tuple | range | set | frozenset) or (
        type(value) in (type({}.keys()), type({}.values()))
    ):
        cells = list(value)
    else:
        return None
    return [None if c is None or is_missing(c) else plain(c) for c in cells]


def name_kind(cell: object) -> str:
    """Name what one value is: a key of KINDS, "length", "of day" or "other"."""
    if isinstance(cell, bool):
        return "truth"
    if isinstance(cell, Real):
        return "number"
    if isinstance(cell, str):
        return "text"
    if isinstance(cell, dt.timedelta):
        return "length"
    if isinstance(cell, dt.datetime):
        return "time"
    if isinstance(cell, dt.time):
        return "of day"
    return "day" if isinstance(cell, dt.date) else "other"


def is_fraction(value: Any) -> bool:
    """Tell whether this is a number that is not whole."""
    is_finite = name_kind(value) == "number" and math.isfinite(value)
    return is_finite and bool(value != round(value))


def find_kind(value: Any, cells: Sequence[object]) -> str:
    """Name what all cells are: a key of KINDS, or "category", "mixed" or "empty"."""
    dtype = getattr(value, "dtype", None)
    if str(dtype) == "category":
        return "category"
    by_dtype = {"i": "number", "u": "number", "f": "number", "M": "time"}
    sort = getattr(dtype, "kind", "O")
    if is_column(value) and sort in by_dtype:
        return by_dtype[sort]
    kinds = {name_kind(cell) for cell in cells if cell is not None}
    if not kinds and cells and getattr(dtype, "kind", "O") in "iuf":
        return "number"
    return next(iter(kinds)) if len(kinds) == 1 else "mixed" if kinds else "empty"


def name_cells(kind: str) -> str:
    """Say what a column of this kind holds; refuse a kind that is none."""
    if kind not in KINDS:
        raise ValueError(
            f'"{kind}" is no kind of column. Use one of {", ".join(KINDS)}.'
        )
    return KINDS[kind]


def count(number: int, noun: str) -> str:
    """Say how many: "no values", "1 value", "3 values"."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def show(value: Any, digits: int = 15) -> str:
    """Write a value as a learner would read it, a whole number with all its digits."""
    value = plain(value)
    if isinstance(value, str):
        return f"'{value if len(value) <= 40 else value[:39] + '…'}'"
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, Real) and not is_missing(value):
        number = float(value)
        return f"{number:.{15 if number.is_integer() else digits}g}"
    if isinstance(value, dt.datetime) and not is_missing(value):
        return value.strftime("%Y-%m-%d %H:%M:%S %Z").rstrip()
    return str(value) if isinstance(value, dt.date | dt.timedelta) else describe(value)


def describe(value: Any) -> str:
    """Say in a few words what a value is."""
    value = plain(value)
    if value is None:
        return "None, nothing at all"
    if is_missing(value):
        return f"{str(value).strip('<>')}, a missing value"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return f"text, {show(value)}"
    if isinstance(value, Real):
        return f"the number {show(value)}"
    if is_table(value):
        return f"a table of {count(len(value), 'row')}"
    names = {
        "length": "a length of time", "time": "a time", "day": "a day",
        "of day": "a time of day without its date",
    }  # fmt: skip
    if name_kind(value) in names:
        return names[name_kind(value)]
    if isinstance(value, dict):
        return f"a dictionary of {count(len(value), 'value')}"
    cells = read_cells(value)
    if cells is not None:
        noun = "a column" if is_column(value) else "an array"
        is_list = isinstance(value, list | tuple)
        return f"{'a list' if is_list else noun} of {count(len(cells), 'value')}"
    if inspect.isroutine(value):
        return "a function"
    return f"something of type {type(value).__name__}"


def normalise(value: Any, digits: int | None) -> str:
    """
    Write a value in the one form that Python and R agree on, type first.

    Numbers are written with so many significant digits; with none given only whole
    numbers have a form. A time is its whole seconds in UTC since 1970, a time on no
    clock being taken as UTC. A list of one is that one.

    Raises
    ------
    ValueError
        If a value has no such form; the message is a reason for a learner.

    Examples
    --------
    >>> normalise([40_004, None, "ALDER"], 4)
    '[number:4.000e+04;missing;text:5:ALDER]'
    """
    value = plain(value)
    cells = read_cells(value)
    if cells is not None and len(cells) != 1:
        if not cells:
            raise ValueError("It is empty: was anything left to take it from?")
        return f"[{';'.join(_normalise_one(cell, digits) for cell in cells)}]"
    if cells is not None:
        value = cells[0]
    return _normalise_one(value, digits)


def _normalise_one(value: Any, digits: int | None) -> str:
    if value is None or is_missing(value):
        return "missing"
    kind = name_kind(value)
    if kind == "truth":
        return f"truth:{str(value).lower()}"
    if kind == "text":
        return f"text:{len(value.encode())}:{value}"
    if kind == "day":
        return f"day:{value.isoformat()}"
    if kind == "time":
        clocked = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
        return f"time:{math.floor(clocked.timestamp() + 0.5)}"
    if kind != "number":
        raise ValueError(f"It is {describe(value)}: it has no form to compare.")
    number = float(value)
    if math.isinf(number):
        return f"number:{'-' if number < 0 else ''}inf"
    if digits is None and is_fraction(number):
        raise ValueError(f"It is {show(value)}, not a whole number.")
    form = f"{number:.0f}" if digits is None else f"{number:.{digits - 1}e}"
    return f"number:{form.removeprefix('-') if float(form) == 0 else form}"


def _count_guesses(value: Any, digits: int | None) -> float:
    """Estimate how many guesses would find a value: the product over a list."""
    cells = read_cells(value)
    if cells is not None:
        return math.prod(_count_guesses(cell, digits) for cell in cells)
    value = plain(value)
    kind = name_kind(value)
    if kind == "number":
        is_whole = not is_fraction(value)
        return float(max(abs(value), 1) if is_whole else 10 ** (digits or 1))
    if kind == "text":
        return 30.0 ** max(len(value) - 10, 1)
    return {"truth": 2.0, "day": 1e4, "time": 1e6}.get(kind, 1.0)


def refuse_to_seal(value: Any, digits: int | None) -> None:
    """
    Refuse to seal what a few guesses would find.

    Raises
    ------
    ValueError
        For a choice, a truth, a whole number under 1,000 or a short text.
    """
    if _count_guesses(value, digits) < FEWEST_GUESSES:
        raise ValueError(
            f"{show(value)} is found with fewer than {FEWEST_GUESSES} guesses: a "
            "choice, a truth, a small number or a short text. Use a hidden test."
        )


def make_seal(question: str, value: Any, digits: int | None) -> str:
    """Digest a value for one question; md5 is the one digest that base R has."""
    text = f"{question}|{normalise(value, digits)}"
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
