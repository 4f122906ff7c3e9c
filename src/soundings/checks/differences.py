"""Where the values of an answer differ from those expected, in any order or exactly.

Whole numbers and text agree exactly, other numbers within a tolerance that the
exercise names, times within seconds, and a missing value agrees with a missing one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from soundings.checks.properties import (
    Fault,
    find_column_fault,
    find_function_fault,
    find_kind_fault,
    find_number_fault,
    find_table_fault,
    refuse_kind,
)
from soundings.checks.values import (
    KINDS,
    count,
    describe,
    find_kind,
    is_fraction,
    is_missing,
    is_table,
    make_seal,
    name_kind,
    plain,
    read_cells,
    show,
)


def demand_tolerance(expected: Any, within: float | None) -> None:
    """
    Refuse to compare fractions exactly: 0.1 + 0.2 is not 0.3 to a computer.

    Raises
    ------
    ValueError
        If a number expected is not whole and no tolerance is given.
    """
    if within is not None:
        return
    columns = [expected]
    if is_table(expected):
        columns = [expected[name] for name in expected]
    for column in columns:
        for cell in read_cells(column) or [plain(column)]:
            if is_fraction(cell):
                raise ValueError(
                    f"{show(cell)} is expected, which is not a whole number. Say how "
                    "near an answer has to be, as in within=0.01."
                )


def find_difference(
    value: Any, expected: Any, within: float | None, unit: str = ""
) -> Fault | None:
    """Say why one value is not the one expected; a number has its unit."""
    value, expected = plain(value), plain(expected)
    kind = name_kind(expected)
    if read_cells(expected) is not None or is_table(expected):
        return find_other_values(value, expected, within, True)
    if kind == "number":
        fault = find_number_fault(value)
    else:
        nouns = {"truth": "True or False", "text": "text"}
        fault = find_kind_fault(value, kind, nouns.get(kind, _name_one(expected)))
    if fault:
        return fault
    if kind == "time" and expected.tzinfo and not value.tzinfo:
        return Fault("It is a time on no clock: which clock is it?")
    if _match(value, expected, within):
        return None
    if kind == "text":
        return Fault(_compare_texts(value, expected) or f"Yours is {show(value)}.")
    if kind == "time" and _is_today(value) and not _is_today(expected):
        return Fault(f"Yours is {show(value)}, which is today: give the day as well.")
    if kind != "number" or not unit:
        return Fault(f"Yours is {show(value)}.")
    noun = unit.removesuffix("s") if value == 1 else unit
    return Fault(f"Yours is {show(value)} {noun}.")


def _name_one(expected: Any) -> str:
    """Name what is wanted where it is no text, truth or number."""
    return "a dictionary" if isinstance(expected, dict) else describe(expected)


def _compare_texts(value: str, expected: str) -> str | None:
    """Say how two texts differ that are nearly the same."""
    if value.strip() == expected:
        return f"Yours is {show(value)}: there is a blank before or after it."
    if _loosely(value) == _loosely(expected):
        return f"Only capitals or spaces differ: yours is {show(value)}."
    return None


def _loosely(text: str) -> str:
    return "".join(text.split()).casefold()


def _is_today(time: dt.datetime) -> bool:
    """Tell whether this is what pandas makes of a time of day alone."""
    return time.date() == dt.datetime.now(time.tzinfo).date()


def _measure(cell: Any) -> Any:
    """Make a cell something to sort and to subtract: a time is its seconds."""
    if isinstance(cell, dt.datetime):
        return (cell if cell.tzinfo else cell.replace(tzinfo=dt.UTC)).timestamp()
    return cell


def _match(value: Any, expected: Any, within: float | None) -> bool:
    """Tell whether two cells agree, times within seconds; missing agrees with missing."""
    if value is None or expected is None:
        return value is expected
    value, expected = _measure(value), _measure(expected)
    if within is None or isinstance(expected, str | bool):
        return bool(value == expected)
    return bool(abs(value - expected) <= within)


def find_other_values(
    value: Any, expected: Any, within: float | None, in_order: bool
) -> Fault | None:
    """Say why a column, list or table does not hold the values expected."""
    if is_table(expected):
        return _find_other_rows(value, expected, within, in_order)
    wanted = read_cells(expected) or []
    fault = find_column_fault(value, length=None if wanted else 0)
    if fault:
        return fault
    cells = read_cells(value) or []
    kind = find_kind(expected, wanted)
    if kind in KINDS and (fault := find_column_fault(value, kind)):
        return fault
    if len(cells) != len(wanted):
        return _find_amount_fault("holds", "value", len(cells), len(wanted))
    gaps, wanted_gaps = cells.count(None), wanted.count(None)
    if gaps != wanted_gaps:
        return _find_amount_fault("holds", "missing value", gaps, wanted_gaps)
    strange = _find_strange(cells, wanted, within)
    if strange is not None:
        return Fault(f"It holds {show(strange)}{_blame(strange, wanted, within)}.")
    if in_order and not all(
        _match(*pair, within) for pair in zip(cells, wanted, strict=True)
    ):
        # What has names has no order, and both words would give the answer away.
        has_names = isinstance(value, type({}.values()))
        order = "It holds the right values, but in another order."
        return Fault(None if has_names else order)
    return None


def _blame(cell: Any, wanted: Iterable[Any], within: float | None) -> str:
    """Say what is wrong about a cell that has no partner among the wanted ones."""
    if any(_match(cell, other, within) for other in wanted):
        return " more often than it should"
    if isinstance(cell, str) and cell.strip() in wanted:
        return ": there is a blank before or after it"
    return ", which should not be there"


def _find_amount_fault(verb: str, noun: str, found: int, wanted: int) -> Fault:
    """Say that there are too many or too few, but not how many are right."""
    amount = "few" if found < wanted else "many"
    return Fault(f"It {verb} {count(found, noun)}, which is too {amount}.")


def _find_strange(
    cells: Iterable[Any], wanted: Iterable[Any], within: float | None
) -> Any:
    """Find a cell that has no partner among as many wanted ones, whatever the order."""
    have = sorted((c for c in cells if c is not None), key=_measure)
    want = sorted((c for c in wanted if c is not None), key=_measure)
    if have == want:
        return None
    place = 0
    for cell in have:
        while (
            place < len(want)
            and not _match(cell, want[place], within)
            and _measure(want[place]) < _measure(cell)
        ):
            place += 1
        if place == len(want) or not _match(cell, want[place], within):
            return cell
        place += 1
    return None


def _find_other_rows(
    value: Any, expected: Any, within: float | None, in_order: bool
) -> Fault | None:
    """Compare tables row by row, sorted by the columns expected unless in order."""
    wanted = {str(name): read_cells(expected[name]) or [] for name in expected.columns}
    kinds = {name: find_kind(expected[name], cells) for name, cells in wanted.items()}
    asked = {name: kind if kind in KINDS else None for name, kind in kinds.items()}
    fault = find_table_fault(value, asked, None if len(expected) else 0)
    if fault:
        return fault
    if len(value) != len(expected):
        return _find_amount_fault("has", "row", len(value), len(expected))
    # Fractions last: what is only nearly equal must not set the order.
    names = sorted(
        wanted, key=lambda n: kinds[n] == "number" and any(map(is_fraction, wanted[n]))
    )
    columns = {name: read_cells(value[name]) or [] for name in names}
    first = names[0]
    strange = _find_strange(columns[first], wanted[first], within)
    if strange is not None:
        cell = f"{first} {show(strange)}"
        blame = _blame(strange, wanted[first], within).replace(", which", " that")
        return Fault(f"It has a row with {cell}{blame}.")
    if columns[first].count(None) > wanted[first].count(None):
        return Fault(
            f"It has a row whose {first} is missing, that should not be there."
        )
    have = _arrange([columns[name] for name in names], in_order)
    want = _arrange([wanted[name] for name in names], in_order)
    for name, mine, theirs in zip(names, have, want, strict=True):
        pairs = enumerate(zip(mine, theirs, strict=True))
        other = (row for row, pair in pairs if not _match(*pair, within))
        row = None if mine == theirs else next(other, None)
        if row is None:
            continue
        if name == first:
            return Fault("It has the right rows, but in another order.")
        place = f"{first} {show(have[0][row])}"
        return Fault(f"Look at the row with {place}: its {name} is {show(mine[row])}.")
    return None


def _arrange(columns: list[list[Any]], in_order: bool) -> list[list[Any]]:
    """Sort the rows of columns unless in order, missing values last."""
    if in_order:
        return columns
    rows = list(range(len(columns[0])))
    for column in reversed(columns):
        keys: list[Any] = [_measure(cell) for cell in column]
        if None in column:
            keys = [(key is None, 0 if key is None else key) for key in keys]
        rows.sort(key=keys.__getitem__)
    return [[column[place] for place in rows] for column in columns]


def find_seal_fault(
    value: Any, question: str, seal: str, digits: int | None
) -> Fault | None:
    """Say why a value is not the one sealed, as far as its form can tell."""
    if value is None:
        return refuse_kind(value, "sealed", "a value")
    try:
        own = make_seal(question, value, digits)
    except ValueError as error:
        return Fault(str(error))
    return None if own == seal else Fault(None)


def find_input_fault(
    value: Any,
    name: str,
    inputs: Iterable[Any],
    expected: Callable[..., object],
    within: float | None,
) -> Fault | None:
    """Say for which input a function gives something else than is expected."""
    if fault := find_function_fault(value):
        return fault
    for given in inputs:
        arguments = given if isinstance(given, tuple) else (given,)
        call = f"{name}({', '.join(show(a, 6) for a in arguments)})"
        wanted = expected(*arguments)
        try:
            gave = value(*arguments)
        except NotImplementedError:
            raise
        except (Exception, SystemExit) as error:
            return Fault(f"{call} stopped with {type(error).__name__}: {error}")
        is_nothing = wanted is None or is_missing(wanted)
        if is_nothing and (gave is None or is_missing(gave)):
            continue
        if is_nothing:
            return Fault(f"{call} gave {show(gave, 6)}, not a missing value.")
        if find_difference(gave, wanted, within):
            same = show(gave, 6) == show(wanted, 6)
            digits = 15 if same else 6
            return Fault(
                f"{call} gave {show(gave, digits)}, not {show(wanted, digits)}."
            )
    return None
