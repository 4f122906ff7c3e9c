"""
What is neither ship nor aircraft: base stations and clocks (4, 11), aids to navigation (21).

Source: ITU-R M.1371-5, annex 8, tables 51 and 73.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.decoding.envelopes import NO_TIME
from soundings.ais.decoding.reports import (
    KNOWN,
    Columns,
    Messages,
    as_reasons,
    coordinate,
    nine_digits,
    nullable,
    reasons,
    whole_seconds,
)
from soundings.ais.decoding.sixbit import (
    Bools,
    Bytes,
    Ints,
    Reasons,
    signed,
    texts,
    unsigned,
)

CLOCK_TYPES: Final = (4, 11)
SHORE_TYPES: Final = (*CLOCK_TYPES, 21)
_DEGREE: Final = 600_000
_EXTENSION: Final = 14
"""Characters by which an aid's name may be longer than 20."""

_CLOCK: Final = {
    "year": (38, 14),
    "month": (52, 4),
    "day": (56, 5),
    "hour": (61, 5),
    "minute": (66, 6),
    "second": (72, 6),
}
_AID: Final = {
    "aid_type": (38, 5),
    "to_bow_m": (219, 9),
    "to_stern_m": (228, 9),
    "to_port_m": (237, 6),
    "to_starboard_m": (243, 6),
    "second": (253, 6),
    "is_off_position": (259, 1),
    "is_virtual": (269, 1),
}


def decode_shore(messages: Messages) -> Columns:
    """Return what messages of `SHORE_TYPES` say, as columns."""
    n = len(messages.kind)
    is_aid = messages.kind == 21
    message = messages.columns(60 if is_aid.any() else 28)

    def either(clock: int, aid: int, bits: int, *, is_signed: bool = False) -> Ints:
        read = signed if is_signed else unsigned
        value = read(message, clock, bits)
        return (
            np.where(is_aid, read(message, aid, bits), value) if is_aid.any() else value
        )

    lon_raw, lat_raw = (
        either(79, 164, 28, is_signed=True),
        either(107, 192, 27, is_signed=True),
    )
    lon, lon_reason = coordinate(lon_raw, _DEGREE, 180)
    lat, lat_reason = coordinate(lat_raw, _DEGREE, 90)
    reported_ms, reported_reason = _reported(message, is_aid)
    aid = {name: np.zeros(n, np.int64) for name in _AID}
    name = np.full(n, None, object)
    if is_aid.any():
        for field, (start, bits) in _AID.items():
            aid[field][is_aid] = unsigned(message[:, is_aid], start, bits)
        name[is_aid] = _names(message[:, is_aid], messages.n_bits[is_aid])
    aid["second"] = np.where(is_aid, aid["second"], unsigned(message, 72, 6))
    second, second_reason = whole_seconds(aid["second"], np.ones(n, bool))
    return {
        "mmsi": nine_digits(unsigned(message, 8, 30)),
        "lon": lon,
        "lat": lat,
        "reported_utc": _as_times(reported_ms),
        "name": pd.array([word or None for word in name.tolist()], dtype="str"),
        "message_type": messages.kind.astype(np.uint8),
        "position_accuracy": either(78, 163, 1).astype(np.uint8),
        "epfd": either(134, 249, 4).astype(np.uint8),
        "raim": either(148, 268, 1).astype(np.uint8),
        "second": second,
        **{
            field: nullable(aid[field], is_aid, "int16")
            for field in _AID
            if field != "second"
        },
        "repeat": unsigned(message, 6, 2).astype(np.uint8),
        "lon_raw": lon_raw.astype(np.int32),
        "lat_raw": lat_raw.astype(np.int32),
        "second_raw": aid["second"].astype(np.uint8),
        "lon_reason": as_reasons(lon_reason),
        "lat_reason": as_reasons(lat_reason),
        "second_reason": second_reason,
        "reported_reason": as_reasons(reported_reason),
    }


def _names(message: Bytes, n_bits: Ints) -> object:
    """Return names of aids, with the extension where the first 20 are not enough."""
    starts = np.array([*range(43, 163, 6), *range(272, 272 + 6 * _EXTENSION, 6)])
    letters = np.stack([unsigned(message, start, 6) for start in starts.tolist()])
    # A letter of which only some bits came is no letter.
    letters[starts[:, None] + 6 > n_bits[None, :]] = 0
    whole = np.full(len(n_bits), 6 * len(starts))
    return texts(letters.astype(np.uint8), 0, len(starts), whole)


def _reported(message: Bytes, is_aid: Bools) -> tuple[Ints, Reasons]:
    """Return the full time that messages hold, and why there is none."""
    field = {name: unsigned(message, *place) for name, place in _CLOCK.items()}
    month = (
        (field["year"] - 1970).astype("datetime64[Y]").astype("datetime64[M]")
        + field["month"]
        - 1
    )
    day = month.astype("datetime64[D]") + field["day"] - 1
    is_unknown = (
        (field["year"] == 0)
        | (field["month"] == 0)
        | (field["day"] == 0)
        | (field["hour"] == 24)
        | (field["minute"] == 60)
        | (field["second"] == 60)
    )
    is_wrong = (
        (field["month"] > 12)
        | (day.astype("datetime64[M]") != month)
        | (field["hour"] > 23)
        | (field["minute"] > 59)
        | (field["second"] > 59)
        | (field["year"] > 9999)
    )
    reason = reasons(
        {"not_sent": is_aid, "not_available": is_unknown, "out_of_range": is_wrong}
    )
    seconds = field["hour"] * 3600 + field["minute"] * 60 + field["second"]
    ms = (day.astype(np.int64) * 86_400 + seconds) * 1000
    return np.where(reason == KNOWN, ms, NO_TIME), reason


def _as_times(ms: Ints) -> object:
    return pd.array(ms.view("datetime64[ms]"), dtype="datetime64[ms, UTC]")
