"""
Monthly returns as a port would send them: a workbook for people, not for machines.

Headers are merged over columns, footnotes stand under the table, and a cell may say
`:` (not available) or `c` (suppressed, fewer than five calls) instead of a number.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import pandas as pd

from soundings.simulator.csv_files import csv_bytes
from soundings.simulator.record import record_calls
from soundings.simulator.world import World

YEAR: Final = 2020
PORTS: Final = ("GBFXT", "GBSOU", "GBIMM")
FEWEST: Final = 5
"""A cell from fewer calls than this is suppressed, unless it is zero."""
NOT_AVAILABLE: Final = {
    ("GBFXT", 4, "container"),
    ("GBSOU", 8, "passenger"),
    ("GBIMM", 2, "tanker"),
}
"""Cells that the port never filled in, whatever is true."""
GROUPS: Final = {
    "container": "Containers",
    "dry_bulk": "Dry bulk",
    "general_cargo": "General cargo",
    "passenger": "Passenger",
    "ro_ro": "Ro-ro",
    "tanker": "Liquid bulk",
}
MEASURES: Final = {
    "calls": "Calls",
    "tonnes_in": "Tonnes in",
    "tonnes_out": "Tonnes out",
}
_STAMP: Final = (2022, 2, 1, 9, 0, 0)


def monthly_returns(world: World) -> pd.DataFrame:
    """
    Return calls and tonnes by port, month and cargo group, with the state of each cell.

    Returns
    -------
    DataFrame
        `port_id`, `year`, `month` (text "1" to "12"), `cargo_group`, `calls`,
        `tonnes_in`, `tonnes_out` (true values), `state`: shown, suppressed or
        not_available.
    """
    calls = record_calls(world)
    arrived = pd.to_datetime(calls["arrived_s"], unit="s")
    calls = calls[calls["port_id"].isin(PORTS) & (arrived.dt.year == YEAR)]
    month = arrived[calls.index].dt.month.rename("month")
    sums = calls.groupby([calls["port_id"], month, calls["cargo_group"]]).agg(
        calls=("call_id", "size"),
        tonnes_in=("tonnes_in", "sum"),
        tonnes_out=("tonnes_out", "sum"),
    )
    known = dict(zip(sums.index.tolist(), sums.to_numpy().tolist(), strict=True))
    rows = []
    for port_id in PORTS:
        groups = calls.loc[calls["port_id"] == port_id, "cargo_group"].unique()
        for group in sorted(groups):
            for number in range(1, 13):
                key = (port_id, number, group)
                counts = known.get(key, [0] * len(MEASURES))
                state = "shown"
                if key in NOT_AVAILABLE:
                    state = "not_available"
                elif 0 < counts[0] < FEWEST:
                    state = "suppressed"
                rows.append((port_id, YEAR, str(number), group, *counts, state))
    columns = ["port_id", "year", "month", "cargo_group", *MEASURES, "state"]
    return pd.DataFrame(rows, columns=columns)


def returns_file(world: World, port_names: dict[str, str]) -> bytes:
    """Return `sim_port_returns.xlsx`: one sheet a port."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    table = monthly_returns(world)
    for port_id in PORTS:
        name = port_names.get(port_id, port_id)
        rows = table[table["port_id"] == port_id]
        if len(rows):
            _fill(book.create_sheet(name[:31]), name, rows)
    book.properties.creator = "Simulated"
    book.properties.created = datetime(*_STAMP)
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def returns_truth_file(world: World) -> bytes:
    """Return `sim_port_returns_truth.csv`."""
    return csv_bytes(monthly_returns(world))


def months_file(world: World) -> bytes:
    """
    Return `sim_port_months.csv`: the same months as one tidy table, month as text.

    Cells that the workbook does not show are empty.
    """
    table = monthly_returns(world)
    hidden = table["state"] != "shown"
    for name in MEASURES:
        table[name] = table[name].astype("Int64").mask(hidden)
    return csv_bytes(table.drop(columns="state"))


def _fill(sheet: Any, port_name: str, rows: pd.DataFrame) -> None:
    """Write one port's table: title, two levels of header, months, total, footnotes."""
    from openpyxl.styles import Alignment, Font

    groups = list(dict.fromkeys(rows["cargo_group"]))
    width = 1 + len(groups) * len(MEASURES)
    sheet.cell(1, 1, f"{port_name}: monthly return {YEAR} (simulated)").font = Font(
        bold=True, size=14
    )
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    sheet.cell(2, 1, "Calls by month of arrival; tonnes to the nearest ten")
    sheet.cell(4, 1, "Month")
    sheet.merge_cells(start_row=4, end_row=5, start_column=1, end_column=1)
    for place, group in enumerate(groups):
        first = 2 + place * len(MEASURES)
        last = first + len(MEASURES) - 1
        sheet.cell(4, first, GROUPS[group]).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=4, end_row=4, start_column=first, end_column=last)
        for step, title in enumerate(MEASURES.values()):
            sheet.cell(5, first + step, title)
        cells = list(_cells(rows[rows["cargo_group"] == group]))
        for row, values in enumerate(cells, start=6):
            for step, value in enumerate(values):
                sheet.cell(row, first + step, value)
    for number in range(1, 13):
        sheet.cell(5 + number, 1, str(number))
    sheet.cell(18, 1, "Total")
    for column in range(2, width + 1):
        shown = [sheet.cell(r, column).value for r in range(6, 18)]
        sheet.cell(18, column, sum(v for v in shown if isinstance(v, int)))
    notes = (
        ": not available when the return was made.",
        f"c suppressed: fewer than {FEWEST} calls. Totals leave out : and c.",
        "Figures are simulated and describe no real port.",
    )
    for row, note in enumerate(notes, start=20):
        sheet.cell(row, 1, note).font = Font(italic=True)


def _cells(rows: pd.DataFrame) -> Iterator[tuple[int | str, ...]]:
    """Yield what the workbook shows for each month of one group."""
    marks = {"suppressed": "c", "not_available": ":"}
    for row in rows.itertuples():
        if row.state in marks:
            yield (marks[str(row.state)],) * len(MEASURES)
        else:
            yield tuple(int(getattr(row, name)) for name in MEASURES)


def _without_clock(content: bytes) -> bytes:
    """Return the workbook packed again with one fixed time, so its bytes stay the same."""
    stamp = datetime(*_STAMP).strftime("%Y-%m-%dT%H:%M:%SZ")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            member = old.read(name)
            if name == "docProps/core.xml":
                member = _with_stamp(member.decode(), stamp).encode()
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 3
            new.writestr(entry, member, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_stamp(xml: str, stamp: str) -> str:
    """Return document properties whose times are all `stamp`."""
    for tag in ("dcterms:created", "dcterms:modified"):
        start = xml.find(f"<{tag}")
        if start >= 0:
            start = xml.index(">", start) + 1
            xml = xml[:start] + stamp + xml[xml.index(f"</{tag}", start) :]
    return xml
