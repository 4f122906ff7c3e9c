"""
The record of port calls with the dirt of real files, and a list of every speck.

Clean and dirty come from one truth: undo each row of the list, drop the copies, and
the clean record is back.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final

import pandas as pd

from soundings.simulator import chance
from soundings.simulator.arrivals import HOUR_S
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.record import PLACES, record_calls
from soundings.simulator.shocks import seconds
from soundings.simulator.world import World

FAULTS: Final = {
    "duplicate": "the row stands twice, word for word",
    "double_entry": "the call was entered twice, the second time with other tonnes",
    "draught_missing": "the draught on departure was left empty",
    "local_time": "times of one port are local, an hour ahead of UTC, but say Z",
    "imo_typo": "one digit of the IMO number is wrong; the check digit finds most",
    "name_typo": "two letters of the ship's name changed places",
    "port_code": "the port's code is written with a space, or in small letters",
    "tonnes_in_kilograms": "tonnes were entered as kilograms",
    "departed_missing": "the departure was never entered",
}
"""What can be wrong with a row of the dirty file."""

SHARES: Final = {
    "duplicate": 0.008,
    "double_entry": 0.004,
    "draught_missing": 0.03,
    "imo_typo": 0.015,
    "name_typo": 0.015,
    "port_code": 0.01,
    "tonnes_in_kilograms": 0.003,
    "departed_missing": 0.004,
}
"""Share of rows with each fault; `local_time` holds for a port and a span instead."""

LOCAL_PORT_ID: Final = "GBIMM"
LOCAL_SPAN_S: Final = (seconds("2020-06-01T00:00"), seconds("2020-08-01T00:00"))
_TIMES: Final = (
    "arrived_utc",
    "anchored_utc",
    "berthed_utc",
    "unberthed_utc",
    "departed_utc",
)


@lru_cache(maxsize=1)
def make_dirty(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the dirty record and the list of its faults.

    Returns
    -------
    dirty : DataFrame
        All text, as in the file: `row_id`, then the record's columns with `imo` and
        `vessel_name` after `vessel_id`.
    faults : DataFrame
        `row_id`, `call_id`, `fault` (a key of `FAULTS`), `column`, `true_value`. A row
        too many has no column.
    """
    clean = _as_text(record_calls(world))
    ships = world.fleet.set_index("vessel_id")
    clean.insert(2, "imo", ships.loc[clean["vessel_id"], "imo"].to_numpy())
    clean.insert(3, "vessel_name", ships.loc[clean["vessel_id"], "name"].to_numpy())
    numbers = clean["call_id"].str.slice(1).astype("int64").to_numpy()
    struck = {
        fault: chance.uniform(chance.stream(world.seed, f"dirt/{fault}"), numbers)
        < share
        for fault, share in SHARES.items()
    }
    copies = [
        clean[struck[fault]].assign(extra=fault)
        for fault in ("duplicate", "double_entry")
    ]
    dirty = pd.concat([clean.assign(extra=""), *copies])
    dirty = dirty.sort_values(["call_id", "extra"], kind="stable", ignore_index=True)
    dirty.insert(0, "row_id", [str(n) for n in range(1, len(dirty) + 1)])
    place_of = pd.Series(range(len(clean)), index=clean["call_id"])
    source = place_of[dirty["call_id"]].to_numpy()
    faults = _Faults(dirty, world.seed)
    extra = dirty.pop("extra").to_numpy()
    for row in (extra == "duplicate").nonzero()[0].tolist():
        faults.note(row, "duplicate", "", "")
    for row in (extra == "double_entry").nonzero()[0].tolist():
        faults.note(row, "double_entry", "", "")
        tonnes = int(str(dirty.at[row, "tonnes_in"]))
        dirty.at[row, "tonnes_in"] = str(tonnes + 10 * (1 + row % 9))
    _local_times(dirty, extra == "", faults)
    for fault in (
        "draught_missing",
        "imo_typo",
        "name_typo",
        "port_code",
        "tonnes_in_kilograms",
        "departed_missing",
    ):
        # A copy is made before the rest goes wrong, so it is clean but for itself.
        for row in (struck[fault][source] & (extra == "")).nonzero()[0].tolist():
            faults.strike(row, fault)
    return dirty, faults.table()


class _Faults:
    """Writes faults into the dirty table, and down in a list."""

    def __init__(self, dirty: pd.DataFrame, seed: int) -> None:
        self.dirty = dirty
        self.key = chance.stream(seed, "dirt/what")
        self.rows: list[tuple[int, str, str, str, str]] = []

    def note(self, row: int, fault: str, column: str, true_value: str) -> None:
        call_id = str(self.dirty.at[row, "call_id"])
        self.rows.append((row + 1, call_id, fault, column, true_value))

    def put(self, row: int, fault: str, column: str, value: str) -> None:
        true_value = str(self.dirty.at[row, column])
        if value != true_value:
            self.note(row, fault, column, true_value)
            self.dirty.at[row, column] = value

    def strike(self, row: int, fault: str) -> None:
        u = float(chance.uniform(self.key, row))
        if fault == "draught_missing":
            self.put(row, fault, "draught_out_m", "")
        elif fault == "departed_missing":
            self.put(row, fault, "departed_utc", "")
        elif fault == "tonnes_in_kilograms":
            tonnes = str(self.dirty.at[row, "tonnes_in"])
            self.put(row, fault, "tonnes_in", f"{tonnes}000" if tonnes != "0" else "0")
        elif fault == "port_code":
            code = str(self.dirty.at[row, "port_id"])
            wrong = f"{code[:2]} {code[2:]}" if u < 0.5 else code.lower()
            self.put(row, fault, "port_id", wrong)
        elif fault == "imo_typo":
            self.put(row, fault, "imo", _mistyped(str(self.dirty.at[row, "imo"]), u))
        else:
            name = str(self.dirty.at[row, "vessel_name"])
            self.put(row, fault, "vessel_name", _swapped(name, u))

    def table(self) -> pd.DataFrame:
        columns = ["row_id", "call_id", "fault", "column", "true_value"]
        found = pd.DataFrame(self.rows, columns=columns)
        return found.sort_values(
            ["row_id", "fault", "column"], kind="stable", ignore_index=True
        )


def _local_times(dirty: pd.DataFrame, is_first: pd.Series, faults: _Faults) -> None:
    arrived = pd.to_datetime(dirty["arrived_utc"], utc=True)
    arrived_s = (arrived - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(seconds=1)
    rows = (
        is_first
        & (dirty["port_id"] == LOCAL_PORT_ID)
        & (arrived_s >= LOCAL_SPAN_S[0])
        & (arrived_s < LOCAL_SPAN_S[1])
    )
    for column in _TIMES:
        ahead = pd.to_datetime(dirty.loc[rows, column], utc=True) + pd.Timedelta(
            seconds=HOUR_S
        )
        texts = ahead.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        for row, text in texts.dropna().items():
            faults.put(int(str(row)), "local_time", column, str(text))


def _mistyped(imo: str, u: float) -> str:
    """Return the number with one digit after the first one higher, 9 becoming 0."""
    place = 1 + int(u * 6)
    digit = (int(imo[place]) + 1 + int(u * 600) % 8) % 10
    return f"{imo[:place]}{digit}{imo[place + 1 :]}"


def _swapped(name: str, u: float) -> str:
    """Return the name with two neighbouring letters, after SIM, the other way round."""
    place = 4 + int(u * (len(name) - 5))
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as its file reads, every value as text."""
    content = BytesIO(csv_bytes(table, PLACES))
    return pd.read_csv(content, dtype="str", keep_default_na=False)


def dirty_file(world: World) -> bytes:
    """Return `sim_port_calls_dirty.csv.gz`."""
    return gzipped(csv_bytes(make_dirty(world)[0]))


def dirty_truth_file(world: World) -> bytes:
    """Return `sim_port_calls_dirty_truth.csv.gz`."""
    return gzipped(csv_bytes(make_dirty(world)[1]))
