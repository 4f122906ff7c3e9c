"""
The tables of the toolkit, each described once, and how a file becomes positions.

Times are UTC. Columns carry their unit in their name. `mmsi` is text: nine digits,
of which the first may be zero.
"""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from typing import Final

import pandas as pd

POSITIONS: Final = {
    "mmsi": "the ship's radio, nine digits, as text",
    "time_utc": "the moment of the report",
    "lon": "degrees east",
    "lat": "degrees north",
    "speed_knots": "speed over ground; 102.3 means unknown",
    "course_degrees": "direction of movement; 360 means unknown",
    "heading_degrees": "direction of the bow; 511 means unknown",
    "status": "navigational status as set by the crew, 0 to 15",
    "name": "as the ship spells it",
    "imo": "the hull's number, as text",
    "call_sign": "of the radio",
    "ship_type": "code 0 to 99, sometimes beyond",
    "length_m": "from bow to stern",
    "width_m": "at the widest",
    "draught_m": "depth of the ship under water",
    "cargo": "code, as ship_type",
    "transceiver": "A or B",
}
"""One row is one report. The first four are always there; the rest if the file has them."""

REQUIRED: Final = ("mmsi", "time_utc", "lon", "lat")

FENCES: Final = {
    "fence": "the fence's own name in the file, from `terminal_id`",
    "name": "what people call the place",
    "kind": "port, berth, anchorage or pilot (where pilots board)",
    "ring": "corners as an array of (lon, lat), the first repeated at the end",
}
"""One row is one area with a closed outline."""

SESSIONS: Final = {
    "mmsi": "the ship's radio",
    "<place>": "where it was: the column that was asked for",
    "first_utc": "its first position there",
    "last_utc": "its last position there",
    "n_positions": "how many positions lie between, both ends counted",
}
"""One row is one uninterrupted presence of one ship at one place."""

VISITS: Final = {
    "mmsi": "the ship's radio",
    "port": "the fence it entered",
    "entered_utc": "first position inside the fence",
    "left_utc": "last position inside the fence",
    "n_positions": "positions inside",
    "n_stays": "stays at a berth during the visit",
    "berth": "the first berth it lay at; missing if it lay at none",
    "arrived_utc": "first position at rest at a berth; missing if there is none",
    "departed_utc": "last position at rest at a berth; missing if there is none",
    "berth_hours": "hours at rest at berths, added up",
}
"""One row is one presence inside a port's fence. It is a port call if n_stays > 0."""

VOYAGES: Final = {
    "mmsi": "the ship's radio",
    "from_port": "the port it called at",
    "to_port": "the next port it called at, another one",
    "departed_utc": "when it left the first",
    "arrived_utc": "when it reached the second",
}
"""One row is one voyage: two calls of one ship, one after the other, at two ports."""

# What other files call our columns: lower case, without blanks, `_` and `#`.
ALIASES: Final = {
    "mmsi": ("mmsi",),
    "time_utc": ("timeutc", "basedatetime", "timestamp"),
    "lon": ("lon", "longitude"),
    "lat": ("lat", "latitude"),
    "speed_knots": ("speedknots", "sog"),
    "course_degrees": ("coursedegrees", "cog"),
    "heading_degrees": ("headingdegrees", "heading"),
    "status": ("status", "navigationalstatus"),
    "name": ("name", "vesselname"),
    "imo": ("imo",),
    "call_sign": ("callsign",),
    "ship_type": ("shiptype", "vesseltype"),
    "length_m": ("lengthm", "length"),
    "width_m": ("widthm", "width"),
    "draught_m": ("draughtm", "draft", "draught"),
    "cargo": ("cargo",),
    # The files of 2020 misspell it.
    "transceiver": ("transceiver", "transceiverclass", "transcieverclass"),
}

TEXT: Final = ("mmsi", "time_utc", "name", "imo", "call_sign", "transceiver")


def read_positions(path: str | Path) -> pd.DataFrame:
    r"""
    Read a file of ship reports into a positions table.

    Columns are found by name, whatever their order, as NOAA's files of 2015 to 2025
    spell them or as this course does. Columns that no name fits are left out.

    Parameters
    ----------
    path : str or Path
        A CSV file with a header line, plain or gzipped.

    Returns
    -------
    DataFrame
        A positions table (see `POSITIONS`), rows in the file's order. Codes such as
        heading 511 are left as they are: `blank_sentinels` removes them.

    Raises
    ------
    ValueError
        If a required column is missing, if two columns mean the same, or if a time
        or a number cannot be read.

    Examples
    --------
    >>> from pathlib import Path
    >>> path = Path("two_reports.csv")
    >>> _ = path.write_text(
    ...     "BaseDateTime,LON,LAT,MMSI\n"
    ...     "2024-05-01T06:00:02,-74.01,40.70,002329999\n"
    ...     "2024-05-01T06:01:09,-74.02,40.70,232999001\n"
    ... )
    >>> read_positions(path)["mmsi"].tolist()
    ['002329999', '232999001']
    >>> path.unlink()
    """
    path = Path(path)
    names = map_header(_header(path), path.name)
    table = pd.read_csv(
        path, usecols=list(names), dtype=dict.fromkeys(_text_columns(names), "str")
    ).rename(columns=names)
    numbers = [c for c in table.columns if c not in TEXT]
    for column in numbers:
        table[column] = _as_numbers(table[column], path.name)
    table["time_utc"] = _as_times(table["time_utc"], path.name)
    return table[[column for column in POSITIONS if column in table.columns]]


def map_header(header: list[str], file_name: str) -> dict[str, str]:
    """
    Return our name for each column of a header that has one.

    Examples
    --------
    >>> map_header(["LON", "LAT", "base_date_time", "MMSI", "ETA"], "ais.csv")
    {'LON': 'lon', 'LAT': 'lat', 'base_date_time': 'time_utc', 'MMSI': 'mmsi'}
    """
    ours = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
    plain = [c.lower().translate(str.maketrans("", "", "_ #")) for c in header]
    names = {c: ours[p] for c, p in zip(header, plain, strict=True) if p in ours}
    for name in REQUIRED:
        if name not in names.values():
            raise ValueError(
                f"{file_name}: no column for {name}. Found {', '.join(header)}. "
                f"Rename one of them to {' or '.join(ALIASES[name])}."
            )
    for name in sorted(set(names.values())):
        rivals = [c for c, ours_ in names.items() if ours_ == name]
        if len(rivals) > 1:
            raise ValueError(
                f"{file_name}: {' and '.join(rivals)} both mean {name}. "
                "Remove one of the columns."
            )
    return names


def _header(path: Path) -> list[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
    if not header:
        raise ValueError(
            f"{path.name}: the file is empty. Download or unpack it again."
        )
    return header


def _text_columns(names: dict[str, str]) -> list[str]:
    return [column for column, ours in names.items() if ours in TEXT]


def _as_times(texts: pd.Series, file_name: str) -> pd.Series:
    times = pd.to_datetime(texts, utc=True, format="ISO8601", errors="coerce")
    if times.isna().any():
        row = int(times.isna().to_numpy().argmax())
        raise ValueError(
            f"{file_name}: {texts.iloc[row]!r} in data row {row + 1} is not a time. "
            "Write times as 2020-12-01T11:31:39 in UTC."
        )
    return times


def _as_numbers(values: pd.Series, file_name: str) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce")
    is_bad = (numbers.isna() & values.notna()).to_numpy()
    if is_bad.any():
        row = int(is_bad.argmax())
        raise ValueError(
            f"{file_name}: {values.iloc[row]!r} in data row {row + 1} of "
            f"{values.name} is not a number. Correct it, or leave it empty."
        )
    return numbers


def vessel_key(table: pd.DataFrame) -> list[str]:
    """
    Return the columns that tell vessels apart: `mmsi`, and `hull` where there is one.

    Two ships may send under one number; `assign_hulls` tells them apart.
    """
    return ["mmsi", "hull"] if "hull" in table.columns else ["mmsi"]


def check_columns(
    table: pd.DataFrame, columns: tuple[str, ...], wanted_by: str
) -> None:
    """Refuse what is no table, or lacks a column, naming the column and what is there."""
    if not isinstance(table, pd.DataFrame):
        raise TypeError(
            f"{wanted_by}: expected a table, found {type(table).__name__}. "
            "Read a file first, with read or read_fences; of what find_calls returns "
            "take .calls, .visits or .stays."
        )
    missing = [column for column in columns if column not in table.columns]
    if missing:
        found = ", ".join(map(str, table.columns))
        raise ValueError(
            f"{wanted_by}: no column {' or '.join(missing)}. Found {found}. "
            "See soundings.ais.tables for what each table holds."
        )
