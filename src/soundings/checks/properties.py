"""The properties of an answer in their order, and the first that is not as asked.

Each `find_…_fault` looks at one answer and returns None, or why the claim is unmet:
that it exists, its type, its shape, its values. `check.R` says the same in R.
"""

from __future__ import annotations

import datetime as dt
import inspect
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soundings.checks.values import (
    KINDS,
    UTC_NAMES,
    count,
    describe,
    find_kind,
    is_fraction,
    is_missing,
    is_table,
    name_kind,
    plain,
    read_cells,
    show,
)  # fmt: skip

INFINITE = (
    "It is infinite: was something divided by zero, or nothing left to take it from?"
)


NOTHING = (
    "not answered yet, or the cell above stopped with an error: read its last line"
)


@dataclass(frozen=True)
class Fault:
    """Why a claim is unmet; a fault in `kind` makes later claims on it pointless."""

    reason: str | None
    is_answered: bool = True
    is_of_kind: bool = True


def _advise(value: Any, wanted: str) -> str:
    """Say what to do about a value of another type than the wanted one."""
    cells = read_cells(value)
    if value is None:
        return NOTHING
    if is_missing(value):
        return "an empty cell or an empty column gives it"
    if inspect.isroutine(value):
        return "did you leave out the brackets that call it?"
    if cells is not None and len(cells) == 0:
        return "was anything left to take it from?"
    if is_table(value) and wanted != "column":
        return "take the value out of its column"
    if cells is not None and len(cells) == 1:
        return "take the value out"
    if isinstance(value, str) and wanted == "number":
        try:
            float(value)
        except ValueError:
            return ""
        return "take the quotes away, or make it a number"
    if isinstance(value, dt.timedelta) and wanted == "number":
        return "divide it by the unit you want"
    return ""


def refuse_kind(value: Any, wanted: str, noun: str) -> Fault:
    """Say what a value is instead of the kind wanted, and what to do about it."""
    advice = _advise(value, wanted)
    ending = f": {advice}" if advice else f", not {noun}"
    ending += "" if ending.endswith("?") else "."
    return Fault(f"It is {describe(value)}{ending}", value is not None, False)


def find_number_fault(
    value: Any,
    whole: bool = False,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Fault | None:
    """
    Say why a value is not one finite number in its range.

    Examples
    --------
    >>> find_number_fault("33.9").reason
    "It is text, '33.9': take the quotes away, or make it a number."
    """
    value = plain(value)
    if is_missing(value) or name_kind(value) != "number":
        return refuse_kind(value, "number", "a number")
    if not math.isfinite(value):
        return Fault(INFINITE, True, False)
    if whole and is_fraction(value):
        return Fault(f"It is {show(value)}, not a whole number.")
    if at_least is not None and value < at_least:
        return Fault(f"It is {show(value)}, less than {show(at_least)}.")
    if at_most is not None and value > at_most:
        return Fault(f"It is {show(value)}, more than {show(at_most)}.")
    return None


def find_kind_fault(value: Any, wanted: str, noun: str) -> Fault | None:
    """Say why a value is not one text, truth, time or day."""
    value = plain(value)
    if is_missing(value) or name_kind(value) != wanted:
        return refuse_kind(value, wanted, noun)
    return None


def find_column_fault(
    value: Any, kind: str | None = None, length: int | None = None
) -> Fault | None:
    """Say why a value is not a column, array or list of this kind and length."""
    cells = read_cells(value)
    if cells is None:
        return refuse_kind(value, "column", "a column or a list")
    if length != 0 and not cells:
        return Fault("It is empty: was anything left to take it from?", True, False)
    fault = _find_cells_fault(value, cells, kind, "It holds", "It holds")
    if fault is None and length is not None and len(cells) != length:
        return Fault(f"It holds {count(len(cells), 'value')}, not {length}.")
    return fault


def _find_cells_fault(
    value: Any, cells: Sequence[Any], kind: str | None, subject: str, clock: str
) -> Fault | None:
    """Say why cells are not all of a kind, beginning with the subject."""
    if kind is None:
        return None
    found = find_kind(value, cells)
    wanted = {"whole": "number", "utc": "time"}.get(kind, kind)
    if found != wanted:
        nouns = KINDS | {
            "length": "lengths of time", "category": "categories",
            "mixed": "values of several types", "empty": "nothing but missing values",
            "of day": "times of day without their date", "other": "something else",
        }  # fmt: skip
        return Fault(f"{subject} {nouns[found]}, not {KINDS[kind]}.", True, False)
    known = [cell for cell in cells if cell is not None]
    if kind == "whole" and (part := [c for c in known if is_fraction(c)]):
        return Fault(f"{subject} {show(part[0])}, which is not a whole number.")
    if kind == "utc":
        zones = {str(cell.tzinfo) for cell in known}
        if "None" in zones:
            return Fault(f"{clock} times on no clock: which clock is it?")
        if other := sorted(zones - UTC_NAMES):
            return Fault(f"{clock} times on the clock of {other[0]}, not UTC.")
    return None


def find_table_fault(
    value: Any, columns: Mapping[str, str | None], rows: int | None = None
) -> Fault | None:
    """Say why a value is not a table with these columns, kinds and rows, or any rows."""
    if not is_table(value):
        return refuse_kind(value, "table", "a table")
    names = [str(name) for name in value.columns]
    for name in (name for name in columns if name not in names):
        near = [other for other in names if other.casefold() == name.casefold()]
        if near:
            ending = f", but {near[0]}: capitals count."
        elif name in value.index.names:
            ending = ": it is the index. `.reset_index()` makes it a column."
        else:
            ending = f". It has {', '.join(names) or 'none'}."
        return Fault(f"It has no column {name}{ending}", True, False)
    if rows is not None and len(value) != rows:
        return Fault(f"It has {count(len(value), 'row')}, not {rows}.")
    if rows is None and not len(value):
        return Fault("It has no rows.")
    for name, kind in columns.items():
        cells = read_cells(value[name]) if kind else None
        if cells is None:
            continue
        subject = f"Its column {name} holds"
        if fault := _find_cells_fault(value[name], cells, kind, subject, subject):
            return fault
    return None


def find_function_fault(value: Any, takes: int | None = None) -> Fault | None:
    """Say why a value is not a function, or does not take so many arguments."""
    if not callable(value) or isinstance(value, type):
        return refuse_kind(value, "function", "a function")
    if takes is None:
        return None
    try:
        inspect.signature(value).bind(*range(takes))
    except TypeError:
        own = len(inspect.signature(value).parameters)
        reason = f"It takes {count(own, 'argument')}, not {takes}."
        return Fault(reason, True, False)
    except ValueError:  # some functions written in C do not say what they take
        return None
    return None
