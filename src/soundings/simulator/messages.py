"""
The messages of AIS that the simulator sends, as their fields of bits.

A table of reports and one of statics (see `payloads`) become the six-bit payloads of
types 1, 2, 3, 4, 5, 18, 19, 21, 24 and 27.

Source: ITU-R M.1371-5, annex 8, tables 48 to 94.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator.sixbit import (
    Bytes,
    Field,
    Ints,
    number,
    pack,
    signed,
    spare,
    text,
)

_HEAD: Final = (number("message_type", 6), number("repeat", 2, 0), number("mmsi", 30))
_PLACE: Final = (number("accuracy", 1, 0), signed("lon_raw", 28), signed("lat_raw", 27))
_SIZE: Final = (
    number("to_bow_m", 9),
    number("to_stern_m", 9),
    number("to_port_m", 6),
    number("to_starboard_m", 6),
)
_CLASS_B: Final = (
    *_HEAD,
    number("regional", 8, 0),
    number("sog_raw", 10),
    *_PLACE,
    number("cog_raw", 12),
    number("heading", 9),
    number("second", 6),
)
_PART: Final = (*_HEAD, number("part", 2))
_VENDOR: Final = (number("ship_type", 8), number("vendor", 42, 0), text("call_sign", 7))

LAYOUTS: Final[dict[str, tuple[Field, ...]]] = {
    "1": (
        *_HEAD,
        number("status", 4),
        signed("rot_raw", 8),
        number("sog_raw", 10),
        *_PLACE,
        number("cog_raw", 12),
        number("heading", 9),
        number("second", 6),
        number("manoeuvre", 2, 0),
        spare(3),
        number("raim", 1, 0),
        number("radio", 19, 0),
    ),
    "4": (
        *_HEAD,
        number("utc_year", 14),
        number("utc_month", 4),
        number("utc_day", 5),
        number("utc_hour", 5),
        number("utc_minute", 6),
        number("utc_second", 6),
        *_PLACE,
        # A base station's place is surveyed.
        number("epfd", 4, 7),
        spare(10),
        number("raim", 1, 0),
        number("radio", 19, 0),
    ),
    "5": (
        *_HEAD,
        number("ais_version", 2, 0),
        number("imo", 30),
        text("call_sign", 7),
        text("name", 20),
        number("ship_type", 8),
        *_SIZE,
        number("epfd", 4),
        number("eta_month", 4),
        number("eta_day", 5),
        number("eta_hour", 5),
        number("eta_minute", 6),
        number("draught_raw", 8),
        text("destination", 20),
        number("dte", 1),
        spare(1),
    ),
    "18": (
        *_CLASS_B,
        number("regional_2", 2, 0),
        # Carrier sense, no display, distress channel, whole band, takes message 22.
        number("unit_flags", 5, 0b10111),
        number("assigned", 1, 0),
        number("raim", 1, 0),
        # The radio state that carrier-sense units always send.
        number("radio", 20, 0b1110_0000_0000_0000_0110),
    ),
    "19": (
        *_CLASS_B,
        number("regional_2", 4, 0),
        text("name", 20),
        number("ship_type", 8),
        *_SIZE,
        number("epfd", 4),
        number("raim", 1, 0),
        number("dte", 1),
        number("assigned", 1, 0),
        spare(4),
    ),
    "21": (
        *_HEAD,
        number("ship_type", 5),
        text("name", 20),
        *_PLACE,
        *_SIZE,
        number("epfd", 4),
        number("second", 6),
        number("off_position", 1, 0),
        number("regional", 8, 0),
        number("raim", 1, 0),
        number("virtual_aid", 1, 0),
        number("assigned", 1, 0),
        spare(1),
    ),
    "24A": (*_PART, text("name", 20)),
    "24B": (*_PART, *_VENDOR, *_SIZE, number("epfd", 4), spare(2)),
    "24B of a craft": (
        *_PART,
        *_VENDOR,
        number("mothership_mmsi", 30),
        number("epfd", 4),
        spare(2),
    ),
    "27": (
        *_HEAD,
        number("accuracy", 1, 0),
        number("raim", 1, 0),
        number("status", 4),
        signed("lon_tenths", 18),
        signed("lat_tenths", 17),
        number("speed_knots", 6),
        number("course_degrees", 9),
        number("no_gnss", 1, 0),
        spare(1),
    ),
}
"""What each message is made of; types 1, 2 and 3 share one layout."""

WITH_STATICS: Final = (19, 21)
"""Types that say where and who in one message: a row in both tables."""

STATIC_ONLY: Final = (5, 24)
POSITION_ONLY: Final = (1, 2, 3, 4, 18, 27)
AUXILIARY_CRAFT: Final = 98
"""First digits of the MMSI of a boat that belongs to a mother ship."""


@dataclass(frozen=True)
class Payloads:
    """
    Messages of one layout: their places among all messages, and their bits.

    `sextets` has shape (characters, messages), values from 0 to 63.
    """

    places: Ints
    sextets: Bytes
    fill_bits: int


def payloads(reports: pd.DataFrame, statics: pd.DataFrame) -> Iterator[Payloads]:
    """
    Encode a table of position reports and a table of static reports.

    Messages are numbered as they stand: first the reports, then those statics that are
    messages of their own. A message of type 19 or 21 is one row in both tables, with
    the same `row`: its position is in `reports`, its name and size in `statics`, and
    it is numbered among the reports. In type 21, `ship_type` is the kind of aid.

    Parameters
    ----------
    reports : DataFrame
        Columns `row, mmsi, time_s, message_type, status, rot_raw, sog_raw, lon_raw,
        lat_raw, cog_raw, heading, second`: whole numbers in the units of types 1 to 3
        (tenths of a knot and of a degree, 1/10,000 minute). Type 27 is coarser and is
        rounded here; the time of type 4 is taken from `time_s`.
    statics : DataFrame
        Columns `row, mmsi, message_type, part, imo, call_sign, name, ship_type,
        to_bow_m, to_stern_m, to_port_m, to_starboard_m, epfd, eta_month, eta_day,
        eta_hour, eta_minute, draught_raw, destination, dte`; and `mothership_mmsi` if
        an auxiliary craft sends part B of type 24.

    Either table may have further columns of `LAYOUTS`, such as `radio` or `raim`.

    Raises
    ------
    ValueError
        If a type is not one of these, if a row of type 19 or 21 lacks its other half,
        or if something does not fit (see `sixbit.pack`).
    """
    _check_types(reports, POSITION_ONLY + WITH_STATICS, "reports")
    _check_types(statics, STATIC_ONLY + WITH_STATICS, "statics")
    kinds = reports["message_type"].to_numpy()
    in_both = statics["message_type"].isin(WITH_STATICS).to_numpy()
    for name in ("1", "4", "18", "19", "21", "27"):
        is_kind = np.isin(kinds, (1, 2, 3)) if name == "1" else kinds == int(name)
        if not is_kind.any():
            continue
        table = reports[is_kind]
        if name == "4":
            table = _with_utc(table)
        elif name == "27":
            table = _coarsened(table)
        elif int(name) in WITH_STATICS:
            table = _with_statics(table, statics[in_both])
        yield Payloads(np.flatnonzero(is_kind), *pack(LAYOUTS[name], table))
    alone = statics[~in_both]
    kind = alone["message_type"].to_numpy()
    part = alone["part"].to_numpy()
    _check_parts(alone)
    is_craft = alone["mmsi"].to_numpy() // 10_000_000 == AUXILIARY_CRAFT
    for name, is_kind in {
        "5": kind == 5,
        "24A": (kind == 24) & (part == 0),
        "24B": (kind == 24) & (part == 1) & ~is_craft,
        "24B of a craft": (kind == 24) & (part == 1) & is_craft,
    }.items():
        if is_kind.any():
            places = len(reports) + np.flatnonzero(is_kind)
            yield Payloads(places, *pack(LAYOUTS[name], alone[is_kind]))


def _check_types(table: pd.DataFrame, known: tuple[int, ...], name: str) -> None:
    is_strange = ~table["message_type"].isin(known).to_numpy()
    if is_strange.any():
        strange = table.iloc[int(is_strange.argmax())]
        raise ValueError(
            f"AIS: row {strange['row']} of {name} is of type {strange['message_type']}. "
            f"{name.capitalize()} can be of types {', '.join(map(str, known))}."
        )


def _check_parts(statics: pd.DataFrame) -> None:
    is_wrong = (
        (statics["message_type"] == 24) & ~statics["part"].isin((0, 1))
    ).to_numpy()
    if is_wrong.any():
        wrong = statics.iloc[int(is_wrong.argmax())]
        raise ValueError(
            f"AIS: row {wrong['row']}: part is {wrong['part']}. "
            "Type 24 has a part 0 (A) and a part 1 (B)."
        )


def _with_utc(reports: pd.DataFrame) -> pd.DataFrame:
    clock = pd.to_datetime(reports["time_s"], unit="s").dt
    return reports.assign(
        **{
            f"utc_{unit}": getattr(clock, unit)
            for unit in ("year", "month", "day", "hour", "minute", "second")
        }
    )


def _coarsened(reports: pd.DataFrame) -> pd.DataFrame:
    """Add what type 27 sends: tenths of a minute, whole knots, whole degrees."""
    speed, course = reports["sog_raw"].astype(int), reports["cog_raw"].astype(int)
    return reports.assign(
        # 181 and 91 degrees, "not available", stay so: they are whole minutes.
        lon_tenths=(reports["lon_raw"].astype(int) + 500) // 1000,
        lat_tenths=(reports["lat_raw"].astype(int) + 500) // 1000,
        speed_knots=np.where(speed == 1023, 63, np.minimum((speed + 5) // 10, 62)),
        course_degrees=np.where(course >= 3600, 511, (course + 5) // 10 % 360),
    )


def _with_statics(reports: pd.DataFrame, statics: pd.DataFrame) -> pd.DataFrame:
    halves = statics.drop_duplicates("row").set_index("row")
    is_alone = ~reports["row"].isin(halves.index).to_numpy()
    if is_alone.any():
        row = reports["row"].iloc[int(is_alone.argmax())]
        raise ValueError(
            f"AIS: row {row} of reports sends its name too and has no row {row} in "
            "statics. Add it there."
        )
    names = [name for name in halves.columns if name not in reports.columns]
    other = halves.loc[reports["row"], names].reset_index(drop=True)
    return pd.concat([reports.reset_index(drop=True), other], axis=1)
