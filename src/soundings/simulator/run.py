"""Run a scenario: its days, one after the other, into a folder."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from soundings.simulator import archipelago, nmea, rescue
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.danish import DIALECTS as DANISH
from soundings.simulator.danish import write_danish
from soundings.simulator.days import Part, Sea, make_parts
from soundings.simulator.noaa import DIALECTS as NOAA
from soundings.simulator.noaa import write_noaa
from soundings.simulator.scenario import Scenario
from soundings.simulator.seas import make_sea, rescue_of
from soundings.simulator.store import (
    DayFiles,
    Log,
    positions_table,
    statics_table,
    written_whole,
)

FORMATS: Final = (
    "positions",
    "nmea",
    *(f"noaa-{dialect}" for dialect in NOAA),
    *(f"danish-{dialect}" for dialect in DANISH),
)
"""What can be written; `positions` is Parquet, the others are text, gzipped."""


def simulate(
    scenario: Scenario,
    folder: str | Path,
    formats: Sequence[str] = ("positions",),
    report: Callable[[str], None] = lambda line: None,
) -> dict[str, int]:
    """
    Simulate a scenario into a folder, or go on with one that was stopped.

    Parameters
    ----------
    scenario : Scenario
    folder : str or Path
        Made if it is not there. The truth goes to `truth/` in it.
    formats : sequence of str
        Of `FORMATS`.
    report : callable
        Is given a line for each day.

    Returns
    -------
    dict
        Rows in all, by table.

    Raises
    ------
    ValueError
        If a format is unknown, a setting cannot be, or the folder holds another
        simulation.
    """
    for name in formats:
        if name not in FORMATS:
            raise ValueError(
                f"format {name!r} is not known. Choose from {', '.join(FORMATS)}."
            )
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    settings = {**_plain(scenario), "formats": sorted(formats)}
    log = Log(folder, settings)
    for name, content in extra_files(scenario).items():
        place = folder / "truth" if "truth" in name else folder
        with written_whole(place / name) as partial:
            partial.write_bytes(content)
        report(f"{name}: written")
    if scenario.kind == "archipelago":
        return {"positions": 0}
    sea, truth = make_sea(scenario)
    for name, table in truth.items():
        _write_csv(folder / "truth" / f"sim_{name}.csv", table)
    for start_s in range(scenario.start_s, scenario.end_s, DAY_S):
        day = f"{datetime.fromtimestamp(start_s, UTC):%Y-%m-%d}"
        if not log.is_done(day):
            rows = _write_day(sea, start_s, day, folder, formats)
            log.add(day, rows)
            report(f"{day}: {rows['positions']:,} rows")
    totals: dict[str, int] = {}
    for counts in log.content["days"].values():
        for name, count in counts.items():
            totals[name] = totals.get(name, 0) + count
    return totals


def extra_files(scenario: Scenario) -> dict[str, bytes]:
    """Return the tables that a scenario has besides AIS, by file name."""
    if scenario.kind == "archipelago":
        islands = archipelago.make_archipelago(scenario.seed)
        return {name: make(islands) for name, make in archipelago.MAKERS.items()}
    if scenario.kind == "rescue":
        made = rescue_of(scenario)
        return {name: make(made) for name, make in rescue.MAKERS.items()}
    return {}


def _write_day(
    sea: Sea, start_s: int, day: str, folder: Path, formats: Sequence[str]
) -> dict[str, int]:
    """Write a day in every format, its own `positions` last, and return its rows."""
    stations = [receiver.name for receiver in sea.receivers]
    files = DayFiles(folder, day)
    texts = [name for name in formats if name != "positions"]
    kept: list[Part] = []
    count = 0
    try:
        for part in make_parts(sea, start_s):
            count += len(part.reports)
            files.write("truth/rows", _arrow(part.truth))
            files.write("truth/corruptions", _arrow(part.corruptions))
            if "positions" in formats:
                files.write("positions", positions_table(part.reports, stations))
                files.write("statics", statics_table(part.statics, stations))
            if texts:
                kept.append(part)
        for name in texts:
            _write_text(name, kept, stations, folder / name, day)
        rows = files.close()
    except BaseException:
        files.abandon()
        raise
    return {"positions": count, **rows}


def _write_text(
    name: str, parts: Sequence[Part], stations: list[str], folder: Path, day: str
) -> None:
    """Write a day's messages as sentences, or as one of the archives' files."""
    reports = pd.concat([part.reports for part in parts], ignore_index=True)
    statics = pd.concat([part.statics for part in parts], ignore_index=True)
    suffix = "nmea" if name == "nmea" else "csv"
    with (
        written_whole(folder / f"sim_{day}.{suffix}.gz") as partial,
        partial.open("wb") as raw,
        gzip.GzipFile(
            filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6
        ) as out,
    ):
        write_messages(name, out, reports, statics, stations)


def write_messages(
    name: str,
    out: BinaryIO | gzip.GzipFile,
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    stations: Sequence[str],
) -> np.ndarray:
    """Write messages in a text format of `FORMATS`; return the `row` of each line."""
    file: BinaryIO = out  # type: ignore[assignment]
    if name == "nmea":
        who = [nmea.Station(station) for station in stations]
        return nmea.write_nmea(file, reports, statics, who, order_by="row")
    source, dialect = name.split("-")
    write = write_noaa if source == "noaa" else write_danish
    return write(file, reports, statics, dialect)


def _arrow(table: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(table, preserve_index=False)


def _write_csv(path: Path, table: pd.DataFrame) -> None:
    with written_whole(path) as partial:
        partial.write_bytes(table.to_csv(index=False, lineterminator="\n").encode())


def _plain(scenario: Scenario) -> dict[str, object]:
    """Return the settings as JSON would give them back."""
    settings = asdict(scenario)
    settings["ports"] = list(settings["ports"])
    settings["shocks"] = [asdict(shock) for shock in scenario.shocks]
    return settings
