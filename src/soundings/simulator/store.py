"""
Where a simulation is kept: one small file per day and table, written whole or not at all.

    positions/day=2021-06-08/sim_2021-06-08.parquet   what was received, decoded
    statics/day=2021-06-08/sim_2021-06-08.parquet     names, sizes, destinations
    nmea/sim_2021-06-08.nmea.gz                       as radio sentences, if asked for
    truth/…                                           who sent what: not for learners
    simulation.json                                   the settings, and the days done

A day that is there is not made again, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.simulator.movements import DEGREE_RAW

_WORDS: Final = (
    "mmsi",
    "station",
    "fault",
    "field",
    "name",
    "call_sign",
    "destination",
)
_TEXTS: Final = ("call_sign", "name", "destination")
_RISING: Final = ("row", "time_utc")
"""Columns of few values, and columns that rise: each has an encoding that suits it."""
_LOOSE: Final = ("lon", "lat", *_RISING)
"""Columns that are written as they are: packing them costs more than it saves."""


def positions_table(reports: pd.DataFrame, stations: list[str]) -> pa.Table:
    """
    Return received reports as an Arrow table with decoded columns.

    Codes for "unknown" stay: 91 and 181 degrees, 102.3 knots, 360 degrees, heading 511.
    `mmsi` is text of nine digits; times are UTC, in milliseconds; the true sender is
    left out.
    """
    received = pa.array(reports["received_ms"].to_numpy(), type=pa.int64())
    columns = {
        "row": pa.array(reports["row"].to_numpy()),
        "mmsi": _nine_digits(reports["mmsi"]),
        "time_utc": received.cast(pa.timestamp("ms", tz="UTC")),
        "lon": pa.array(reports["lon_raw"].to_numpy() / DEGREE_RAW),
        "lat": pa.array(reports["lat_raw"].to_numpy() / DEGREE_RAW),
        "speed_knots": pa.array(
            (reports["sog_raw"].to_numpy() / 10).astype(np.float32)
        ),
        "course_degrees": pa.array(
            (reports["cog_raw"].to_numpy() / 10).astype(np.float32)
        ),
        "heading_degrees": pa.array(reports["heading"].to_numpy()),
        "rate_of_turn_raw": pa.array(reports["rot_raw"].to_numpy()),
        "status": pa.array(reports["status"].to_numpy()),
        "second": pa.array(reports["second"].to_numpy()),
        "message_type": pa.array(reports["message_type"].to_numpy()),
        "station": pa.DictionaryArray.from_arrays(
            reports["station"].to_numpy().astype(np.int16), stations
        ),
    }
    return pa.table(columns)


def statics_table(statics: pd.DataFrame, stations: list[str]) -> pa.Table:
    """Return received static reports as an Arrow table, the true sender left out."""
    columns: dict[str, pa.Array] = {}
    for name in statics.columns:
        values = statics[name]
        if name == "mmsi":
            columns[name] = _nine_digits(values)
        elif name == "received_ms":
            received = pa.array(values.to_numpy(), type=pa.int64())
            columns["time_utc"] = received.cast(pa.timestamp("ms", tz="UTC"))
        elif name == "station":
            codes = values.to_numpy().astype(np.int16)
            columns[name] = pa.DictionaryArray.from_arrays(codes, stations)
        elif name in _TEXTS:
            columns[name] = pa.array(values.to_numpy(dtype=object), type=pa.string())
        elif name not in ("ship", "time_s"):
            columns[name] = pa.array(values.to_numpy().astype(np.int64))
    return pa.table(columns)


def _nine_digits(mmsi: pd.Series) -> pa.DictionaryArray:
    """Return numbers as text of nine digits, each text kept once."""
    codes, numbers = pd.factorize(mmsi.to_numpy())
    texts = [f"{number:09d}" for number in numbers.tolist()]
    words = pa.array(texts, type=pa.string())
    return pa.DictionaryArray.from_arrays(codes.astype(np.int32), words)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a name beside `path` to write to; take its place only if all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        os.replace(partial, path)  # noqa: PTH105 - replaces on Windows too
    finally:
        partial.unlink(missing_ok=True)


class DayFiles:
    """Parquet files of one day, part by part, and all of them or none in the end."""

    def __init__(self, folder: Path, day: str) -> None:
        self.folder, self.day = folder, day
        self.writers: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}

    def path(self, table: str) -> Path:
        """Return where a table of this day goes."""
        return self.folder / table / f"day={self.day}" / f"sim_{self.day}.parquet"

    def partial(self, table: str) -> Path:
        """Return where it is while it is being written."""
        return self.path(table).with_suffix(".parquet.partial")

    def write(self, table: str, rows: pa.Table) -> None:
        """Add rows to a table."""
        if table not in self.writers:
            self.partial(table).parent.mkdir(parents=True, exist_ok=True)
            self.writers[table] = pq.ParquetWriter(
                self.partial(table),
                rows.schema,
                compression={
                    n: "none" if n in _LOOSE else "snappy" for n in rows.column_names
                },
                use_dictionary=[n for n in _WORDS if n in rows.column_names],
                column_encoding={
                    n: "DELTA_BINARY_PACKED" for n in _RISING if n in rows.column_names
                },
                write_statistics=[n for n in _RISING if n in rows.column_names],
            )
            self.rows[table] = 0
        self.writers[table].write_table(rows)
        self.rows[table] += rows.num_rows

    def close(self) -> dict[str, int]:
        """Put all files in place and return how many rows each has."""
        for writer in self.writers.values():
            writer.close()
        for table in self.writers:
            os.replace(self.partial(table), self.path(table))  # noqa: PTH105
        return self.rows

    def abandon(self) -> None:
        """Remove what was written of a day that was not finished."""
        for table, writer in self.writers.items():
            writer.close()
            self.partial(table).unlink(missing_ok=True)


class Log:
    """`simulation.json`: the settings of the run and the days that are done."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        self.path = folder / "simulation.json"
        self.content: dict[str, Any] = {"settings": dict(settings), "days": {}}
        if not self.path.exists():
            return
        found = json.loads(self.path.read_text(encoding="utf-8"))
        if found["settings"] != self.content["settings"]:
            changed = sorted(
                name
                for name in {*found["settings"], *self.content["settings"]}
                if found["settings"].get(name) != self.content["settings"].get(name)
            )
            raise ValueError(
                f"{folder} holds another simulation: {', '.join(changed)} differ. "
                "Choose an empty folder, or the same settings to go on."
            )
        self.content = found

    def is_done(self, day: str) -> bool:
        """Say whether a day is there."""
        return day in self.content["days"]

    def add(self, day: str, rows: Mapping[str, int]) -> None:
        """Note that a day is done."""
        self.content["days"][day] = dict(rows)
        with written_whole(self.path) as partial:
            text = json.dumps(self.content, indent=1, sort_keys=True)
            partial.write_text(text + "\n", encoding="utf-8", newline="\n")
