"""
Files as NOAA's MarineCadastre publishes them, in each of its three dialects.

Source: the columns and traits in MarineCadastre's data dictionary; the form of 2020,
with its defect, as in the hour of New York in `datasets/ais`.
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
    nine_digits,
    stack,
    whole,
    words,
)
from soundings.simulator.movements import DEGREE_RAW

_HEADER_2015: Final = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
    "Status,Length,Width,Draft,Cargo,TransceiverClass"
)
_HEADER_2020: Final = (
    "BaseDateTime,LON,LAT,MMSI,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
    "Status,Length,Width,Draft,Cargo,TranscieverClass,ETA"
)
_HEADER_2025: Final = (
    "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,"
    "vessel_type,status,length,width,draft,cargo,transceiver"
)
DIALECTS: Final = {"2015": _HEADER_2015, "2020": _HEADER_2020, "2025": _HEADER_2025}
"""
Header of each dialect: of 2015 to 2024; of 2020, which misspells a column, has an ETA
and took the course for a signed number; and of 2025, without codes for "unknown".
"""

_ENDS: Final = (
    *("sog", "cog", "heading", "name", "imo", "call_sign", "ship_type", "status"),
    *("length", "width", "draught", "cargo", "transceiver"),
)
_ORDER: Final = {
    "2015": ["mmsi", "time", "lat", "lon", *_ENDS],
    "2020": ["time", "lon", "lat", "mmsi", *_ENDS, "eta"],
    "2025": ["mmsi", "time", "lon", "lat", *_ENDS],
}
_POSITIONS: Final = (1, 2, 3, 18, 19)
_CLASS_B: Final = (18, 19)


def write_noaa(
    file: BinaryIO,
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    dialect: str = "2015",
    thin_to_minute: bool = True,
    order_by: str = "received_ms",
) -> Ints:
    """
    Write ships' positions as one of NOAA's files; return the `row` of each line.

    Base stations, aids to navigation and satellite reports are left out, and so are
    reports without a position, as in the real files. Times are those of receipt.

    Parameters
    ----------
    file : binary file
        Where the lines go, the header first.
    reports, statics : DataFrame
        As for `archive.archive_chunks`.
    dialect : str
        One of `DIALECTS`.
    thin_to_minute : bool
        Keep the first position of each MMSI in each minute, as NOAA does.
    order_by : str
        The column of `reports` that orders the lines; ties go by `row`.

    Raises
    ------
    ValueError
        If the dialect is unknown.
    """
    if dialect not in DIALECTS:
        raise ValueError(
            f"NOAA: dialect is {dialect!r}. Use one of {', '.join(DIALECTS)}."
        )
    is_kept = _has_position(reports)
    if dialect == "2025":
        is_kept &= reports["mmsi"].between(200_000_000, 799_999_999).to_numpy()
    file.write((DIALECTS[dialect] + "\n").encode())
    written = [np.empty(0, np.int64)]
    for rows in archive_chunks(
        reports[is_kept], statics, _POSITIONS, thin_to_minute, order_by
    ):
        cells = {"2015": _cells_2015, "2020": _cells_2020, "2025": _cells_2025}[
            dialect
        ](rows)
        columns = [cells[name] for name in _ORDER[dialect]]
        file.write(join_csv(columns))
        written.append(rows["row"].to_numpy().astype(np.int64))
    return np.concatenate(written)


def _cells_2015(rows: pd.DataFrame, end_of_whole: str = "") -> dict[str, Bytes]:
    """Return each cell; `end_of_whole` follows whole numbers, which 2020 writes 70.0."""
    kind = rows["message_type"].to_numpy()
    is_class_b = np.isin(kind, _CLASS_B)
    static_type = rows["static_type"].to_numpy()
    is_unheard = static_type == 0
    ship_type = rows["ship_type"].to_numpy()

    def number(
        values: npt.ArrayLike, width: int, is_missing: npt.NDArray[np.bool_]
    ) -> Bytes:
        cell = stack([whole(values, width), constant(end_of_whole)])
        return blank(cell, is_missing)

    return {
        "mmsi": nine_digits(rows["mmsi"].to_numpy()),
        "time": clock(rows["received_ms"].to_numpy() // 1000, "%Y-%m-%d", "T"),
        "lat": decimal(_hundred_thousandths(rows["lat_raw"].to_numpy()), 5, 3),
        "lon": decimal(_hundred_thousandths(rows["lon_raw"].to_numpy()), 5, 3),
        "sog": decimal(rows["sog_raw"], 1, 3),
        "cog": decimal(rows["cog_raw"], 1, 3),
        "heading": stack([whole(rows["heading"], 3), constant(".0")]),
        "name": csv_words(rows["name"]),
        "imo": _imo(rows["imo"].to_numpy(), static_type != 5),
        "call_sign": csv_words(rows["call_sign"]),
        "ship_type": number(ship_type, 3, ship_type == 0),
        "status": number(rows["status"], 2, is_class_b),
        "length": number(rows["to_bow_m"] + rows["to_stern_m"], 4, is_unheard),
        "width": number(rows["to_port_m"] + rows["to_starboard_m"], 3, is_unheard),
        "draught": blank(
            decimal(rows["draught_raw"], 1, 2), rows["draught_raw"].to_numpy() == 0
        ),
        "cargo": number(ship_type, 3, (ship_type == 0) | (static_type != 5)),
        "transceiver": words(is_class_b.astype(np.int64), ["A", "B"]),
    }


def _cells_2020(rows: pd.DataFrame) -> dict[str, Bytes]:
    course = rows["cog_raw"].to_numpy().astype(np.int64)
    # The defect: twelve bits read as a signed number, so that 3600 becomes -49.6.
    as_signed = np.where(course >= 2048, course - 4096, course)
    return {
        **_cells_2015(rows, end_of_whole=".0"),
        "cog": decimal(as_signed, 1, 3),
        "eta": eta_texts(rows, "%Y-%m-%dT%H:%M:%S"),
    }


def _cells_2025(rows: pd.DataFrame) -> dict[str, Bytes]:
    """Return the cells of 2025: blank outside the domains that NOAA states."""
    cells = {**_cells_2015(rows), "heading": whole(rows["heading"], 3)}
    length = (rows["to_bow_m"] + rows["to_stern_m"]).to_numpy()
    width = (rows["to_port_m"] + rows["to_starboard_m"]).to_numpy()
    draught = rows["draught_raw"].to_numpy()
    outside = {
        "sog": rows["sog_raw"].to_numpy() > 999,
        "cog": rows["cog_raw"].to_numpy() > 3599,
        "heading": rows["heading"].to_numpy() > 359,
        "imo": rows["imo"].to_numpy() == 0,
        # The stated domain is 1 to 14, and the files have 0, under way, all the same.
        "status": rows["status"].to_numpy() == 15,
        "length": (length < 1) | (length > 509),
        "width": (width < 1) | (width > 61),
        "draught": (draught < 10) | (draught > 240),
    }
    plain = rows["name"].cat.rename_categories(
        lambda name: name.replace("'", "").replace(",", "")
    )
    return {
        **cells,
        "time": clock(rows["received_ms"].to_numpy() // 1000, "%Y-%m-%d", " "),
        "name": csv_words(plain),
        **{name: blank(cells[name], where) for name, where in outside.items()},
    }


def _has_position(reports: pd.DataFrame) -> npt.NDArray[np.bool_]:
    lon, lat = reports["lon_raw"].to_numpy(), reports["lat_raw"].to_numpy()
    return np.asarray((abs(lon) <= 180 * DEGREE_RAW) & (abs(lat) <= 90 * DEGREE_RAW))


def _hundred_thousandths(raw: Ints) -> Ints:
    """Return 1/10,000 minutes as 1/100,000 degrees, halves rounded away from zero."""
    size = (np.abs(raw.astype(np.int64)) + 3) // 6
    return np.asarray(np.sign(raw) * size)


def _imo(imo: Ints, is_unsaid: npt.NDArray[np.bool_]) -> Bytes:
    # The field holds ten digits; real numbers have seven.
    beyond = blank(whole(imo // 10**7, 3), imo < 10**7)
    digits = whole(imo % 10**7, 7, keep_zeros=True)
    return blank(stack([constant("IMO"), beyond, digits]), is_unsaid)
