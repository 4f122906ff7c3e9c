"""
Files as the Danish Maritime Authority publishes them, in each of their three dialects.

Source: the authority's note on the columns of its CSV files. The words for codes are
those its files use; letters A to D follow ITU-R M.1371-5, where C is to port.
"""

from __future__ import annotations

from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.simulator.archive import archive_chunks, eta_texts
from soundings.simulator.digits import (
    Bytes,
    Ints,
    blank,
    clock,
    constant,
    csv_words,
    decimal,
    join_csv,
    stack,
    whole,
    words,
)

COLUMNS: Final = (
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,"
    "Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,"
    "Type of position fixing device,Draught,Destination,ETA,Data source type"
)
DIALECTS: Final = ("2006", "2015", "2023")
"""
From 2006, with commas and a header; about 2015, with semicolons, decimal commas and no
header; from 2023, with commas, a header and four more columns, A to D.
"""

_MOBILES: Final = {1: 0, 2: 0, 3: 0, 18: 1, 19: 1, 4: 2, 21: 3}
_MOBILE_WORDS: Final = ("Class A", "Class B", "Base Station", "AtoN")
_STATUS_WORDS: Final = (
    "Under way using engine",
    "At anchor",
    "Not under command",
    "Restricted maneuverability",
    "Constrained by her draught",
    "Moored",
    "Aground",
    "Engaged in fishing",
    "Under way sailing",
    "Reserved for future amendment [HSC]",
    "Reserved for future amendment [WIG]",
    "Reserved for future use [11]",
    "Reserved for future use [12]",
    "Reserved for future use [13]",
    "AIS-SART (active)",
    "Unknown value",
)
_NEW_STATUS_WORDS: Final = (
    *_STATUS_WORDS[:11],
    "Power-driven vessel towing astern",
    "Power-driven vessel pushing ahead or towing alongside",
    "Reserved for future use",
    *_STATUS_WORDS[14:],
)
_FIXING_WORDS: Final = (
    "Undefined",
    "GPS",
    "GLONASS",
    "Combined GPS/GLONASS",
    "Loran-C",
    "Chayka",
    "Integrated navigation system",
    "Surveyed",
    "Galileo",
    *["Undefined"] * 6,
    "Internal",
)
_SURVEYED: Final = 7
_TENS: Final = {2: "WIG", 4: "HSC", 6: "Passenger", 7: "Cargo", 8: "Tanker", 9: "Other"}
_SINGLE: Final = {
    30: "Fishing",
    31: "Towing",
    32: "Towing long/wide",
    33: "Dredging",
    34: "Diving",
    35: "Military",
    36: "Sailing",
    37: "Pleasure",
    50: "Pilot",
    51: "SAR",
    52: "Tug",
    53: "Port tender",
    54: "Anti-pollution",
    55: "Law enforcement",
    56: "Spare 1",
    57: "Spare 2",
    58: "Medical",
    59: "Not party to conflict",
}
_CARGO: Final = {
    1: "Category X",
    2: "Category Y",
    3: "Category Z",
    4: "Category OS",
    **dict.fromkeys((5, 6, 7, 8), "Reserved for future use"),
    9: "No additional information",
}


def ship_type_words(code: int) -> tuple[str, str]:
    """
    Return what the Danish files call a ship type and its cargo.

    Examples
    --------
    >>> ship_type_words(71), ship_type_words(52), ship_type_words(0)
    (('Cargo', 'Category X'), ('Tug', ''), ('Undefined', ''))
    """
    if code in _SINGLE:
        return _SINGLE[code], ""
    if code // 10 in _TENS:
        return _TENS[code // 10], _CARGO.get(code % 10, "")
    return ("Reserved" if 1 <= code <= 99 else "Undefined"), ""


_SHIP_WORDS: Final = [ship_type_words(code)[0] for code in range(256)]
_CARGO_WORDS: Final = [ship_type_words(code)[1] for code in range(256)]
# Degrees a minute in tenths, by the code from -127 to 127: the square of code / 4.733.
_TURN_TENTHS: Final = [
    (1 if code > 0 else -1) * int((code / 4.733) * (code / 4.733) * 10 + 0.5)
    for code in range(-127, 128)
]


def write_danish(
    file: BinaryIO,
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    dialect: str = "2023",
    order_by: str = "received_ms",
) -> Ints:
    """
    Write positions as one of the Danish files; return the `row` of each line.

    Ships, base stations and aids to navigation are mixed, each message a line, copies
    from several stations too. Times are those of receipt. A position that is not
    available is latitude 91, longitude 0, as in the real files. Other unknown values
    are blank, or `Unknown`, or `Undefined`, or a single space, as the dialect has it.

    Parameters
    ----------
    file : binary file
        Where the lines go.
    reports, statics : DataFrame
        As for `archive.archive_chunks`.
    dialect : str
        One of `DIALECTS`.
    order_by : str
        The column of `reports` that orders the lines; ties go by `row`.

    Raises
    ------
    ValueError
        If the dialect is unknown.
    """
    if dialect not in DIALECTS:
        raise ValueError(
            f"Danish: dialect is {dialect!r}. Use one of {', '.join(DIALECTS)}."
        )
    if dialect != "2015":
        more = ",A,B,C,D" if dialect == "2023" else ""
        file.write(f"{COLUMNS}{more}\n".encode())
    separator, point = (";", ",") if dialect == "2015" else (",", ".")
    written = [np.empty(0, np.int64)]
    for rows in archive_chunks(reports, statics, tuple(_MOBILES), order_by=order_by):
        cells = _cells(rows, point, dialect, separator)
        if dialect == "2023":
            cells += _antenna(rows)
        file.write(join_csv(cells, separator))
        written.append(rows["row"].to_numpy().astype(np.int64))
    return np.concatenate(written)


def _cells(rows: pd.DataFrame, point: str, dialect: str, separator: str) -> list[Bytes]:
    mobile = rows["message_type"].map(_MOBILES).to_numpy().astype(np.int64)
    is_class_a, is_moving = mobile == 0, mobile <= 1
    status = np.where(is_class_a, rows["status"].to_numpy(), 15)
    turn = rows["rot_raw"].to_numpy().astype(np.int64)
    ship_type = rows["ship_type"].to_numpy()
    fixing = np.where(mobile == 2, _SURVEYED, rows["epfd"].to_numpy())
    lon, lat = _millionths(rows["lon_raw"]), _millionths(rows["lat_raw"])
    is_nowhere = (abs(lat) > 90_000_000) | (abs(lon) > 180_000_000)
    return [
        clock(rows["received_ms"].to_numpy() // 1000, "%d/%m/%Y", " "),
        words(mobile, _MOBILE_WORDS),
        whole(rows["mmsi"], 10),
        decimal(np.where(is_nowhere, 91_000_000, lat), 6, 3, point),
        decimal(np.where(is_nowhere, 0, lon), 6, 3, point),
        words(status, _NEW_STATUS_WORDS if dialect == "2023" else _STATUS_WORDS),
        blank(
            decimal(np.take(_TURN_TENTHS, np.maximum(turn, -127) + 127), 1, 3, point),
            ~is_class_a | (turn == -128),
        ),
        _known(rows["sog_raw"], 1022, is_moving, point),
        _known(rows["cog_raw"], 3599, is_moving, point),
        blank(
            whole(rows["heading"], 3), ~is_moving | (rows["heading"].to_numpy() > 359)
        ),
        *_who(rows, dialect, separator),
        words(ship_type, _SHIP_WORDS),
        words(ship_type, _CARGO_WORDS),
        _size(rows["to_port_m"] + rows["to_starboard_m"], 3),
        _size(rows["to_bow_m"] + rows["to_stern_m"], 4),
        words(fixing, _FIXING_WORDS),
        blank(
            decimal(rows["draught_raw"], 1, 2, point),
            rows["draught_raw"].to_numpy() == 0,
        ),
        _text(rows["destination"], dialect, separator),
        eta_texts(rows, "%d/%m/%Y %H:%M:%S"),
        constant("AIS"),
    ]


def _who(rows: pd.DataFrame, dialect: str, separator: str) -> list[Bytes]:
    """Return IMO number, call sign and name."""
    imo = rows["imo"].to_numpy()
    unknown = blank(constant("Unknown"), imo != 0)
    return [
        stack([blank(whole(imo, 10), imo == 0), unknown]),
        _text(rows["call_sign"], dialect, separator),
        # A name that was never heard is blank where the other texts are "Unknown".
        _text(rows["name"], "2006" if dialect == "2023" else dialect, separator),
    ]


def _antenna(rows: pd.DataFrame) -> list[Bytes]:
    """Return how far bow, stern, port and starboard side are from the antenna."""
    sides = ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m")
    is_unheard = (rows[list(sides)] == 0).all(axis=1).to_numpy()
    return [blank(whole(rows[side], 3), is_unheard) for side in sides]


def _text(column: pd.Series, dialect: str, separator: str) -> Bytes:
    missing = {"2006": "", "2015": " ", "2023": "Unknown"}[dialect]
    return csv_words(column, missing, separator)


def _known(
    raw: pd.Series, highest: int, is_moving: npt.NDArray[np.bool_], point: str
) -> Bytes:
    return blank(decimal(raw, 1, 3, point), ~is_moving | (raw.to_numpy() > highest))


def _size(metres: pd.Series, width: int) -> Bytes:
    return blank(whole(metres, width), metres.to_numpy() == 0)


def _millionths(raw: pd.Series) -> Ints:
    """Return 1/10,000 minutes as 1/1,000,000 degrees, rounded."""
    values = raw.to_numpy().astype(np.int64)
    return np.asarray(np.sign(values) * ((np.abs(values) * 10 + 3) // 6))
