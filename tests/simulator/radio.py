"""Reports and statics with chosen or random codes, and the lines they make."""

from __future__ import annotations

import io
import re

import numpy as np
import pandas as pd

from soundings.simulator.chance import stream, words
from soundings.simulator.messages import LAYOUTS
from soundings.simulator.nmea import Station, write_nmea
from soundings.simulator.sixbit import ALPHABET

START_S = 1_623_110_400
"""2021-06-08 00:00:00 UTC."""

NOWHERE = {"lon_raw": 181 * 600_000, "lat_raw": 91 * 600_000}
"""The code for a position that is not available."""

EDGES = {
    "sog_raw": (999, 1000, 1022),
    "cog_raw": (2047, 2048, 3599, 3600),
    "heading": (359, 360),
}
"""Codes beside which the meaning changes."""

REPORT = {
    "row": (0, "int64"),
    "ship": (0, "int32"),
    "mmsi": (232_999_001, "int32"),
    "time_s": (START_S, "int64"),
    "received_ms": (START_S * 1000 + 300, "int64"),
    "station": (0, "int16"),
    "message_type": (1, "uint8"),
    "status": (0, "uint8"),
    "rot_raw": (0, "int8"),
    "sog_raw": (123, "uint16"),
    "lon_raw": (780_000, "int32"),
    "lat_raw": (31_170_000, "int32"),
    "cog_raw": (456, "uint16"),
    "heading": (45, "uint16"),
    "second": (0, "uint8"),
}
"""A ship off Felixstowe at 12.3 knots; the type is that of the contract."""

STATIC = {
    **{
        k: REPORT[k]
        for k in ("row", "ship", "mmsi", "time_s", "received_ms", "station")
    },
    "message_type": (5, "uint8"),
    "part": (0, "uint8"),
    "imo": (3_000_003, "int32"),
    "call_sign": ("SIM1", "str"),
    "name": ("SIM ALDER", "str"),
    "ship_type": (70, "uint8"),
    "to_bow_m": (100, "uint16"),
    "to_stern_m": (20, "uint16"),
    "to_port_m": (12, "uint8"),
    "to_starboard_m": (8, "uint8"),
    "epfd": (1, "uint8"),
    "eta_month": (6, "uint8"),
    "eta_day": (9, "uint8"),
    "eta_hour": (4, "uint8"),
    "eta_minute": (30, "uint8"),
    "draught_raw": (82, "uint8"),
    "destination": ("GB FXT", "str"),
    "dte": (0, "uint8"),
}


def make_reports(*rows: dict[str, int]) -> pd.DataFrame:
    """Return reports like `REPORT`, each changed as its row says."""
    return _table(REPORT, rows)


def make_statics(*rows: dict[str, int | str | None]) -> pd.DataFrame:
    """Return statics like `STATIC`, each changed as its row says."""
    return _table(STATIC, rows)


def _table(usual, rows):
    table = pd.DataFrame(
        {
            name: pd.Series([row.get(name, value) for row in rows], dtype=kind)
            for name, (value, kind) in usual.items()
        }
    )
    table["row"] = [row.get("row", place) for place, row in enumerate(rows)]
    for name in {name for row in rows for name in row} - set(usual):
        table[name] = [row[name] for row in rows]
    return table


def random_codes(name: str, low: int, high: int, count: int) -> np.ndarray:
    """Return `count` whole numbers: the limits and `EDGES` first, then any between."""
    drawn = words(stream(1, name), np.arange(count)) % np.uint64(high - low + 1)
    codes = drawn.astype(np.int64) + low
    first = (low, high, *EDGES.get(name, ()))
    codes[: len(first)] = first
    return codes


def random_texts(name: str, alphabet: str, longest: int, count: int) -> list[str]:
    """Return texts of any length: an empty one, the longest, then any."""
    key = stream(1, name)
    lengths = random_codes(name, 0, longest, count)
    return [
        "".join(
            alphabet[int(w % np.uint64(64))] for w in words(key, text, range(length))
        )
        if length
        else ""
        for text, length in enumerate(lengths)
    ]


PLAIN = [Station("SIM1", time_form="none")]
NO_REPORTS, NO_STATICS = make_reports(), make_statics()


def write_lines(reports=NO_REPORTS, statics=NO_STATICS, stations=PLAIN, **options):
    """Return the lines and the row of each."""
    file = io.BytesIO()
    rows = write_nmea(file, reports, statics, stations, **options)
    return file.getvalue().splitlines(), rows.tolist()


def random_tables(layout, count=120):
    """Return reports and statics of one kind with random codes in all its fields."""
    kind = int(re.match(r"\d+", layout).group())
    table = {"row": np.arange(count), "message_type": kind}
    for field in LAYOUTS[layout]:
        if field.is_text:
            table[field.name] = random_texts(
                field.name, ALPHABET, field.bits // 6, count
            )
        elif field.name and field.name != "message_type":
            table[field.name] = random_codes(field.name, field.low, field.high, count)
    table["part"] = 1 if "B" in layout else 0
    if "craft" in layout:
        table["mmsi"] = 980_000_000 + np.arange(count)
    elif layout == "24B":
        table["mmsi"] = 232_000_000 + np.arange(count)
    rows = pd.DataFrame(table).to_dict("records")
    reports = make_reports(*rows) if layout[:2] not in ("5", "24") else NO_REPORTS
    statics = (
        make_statics(*rows) if layout[:2] in ("5", "19", "21", "24") else NO_STATICS
    )
    return reports, statics, rows
