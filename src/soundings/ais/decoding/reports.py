"""
Position reports: types 1, 2, 3, 9, 18, 19 and 27, all messages of a block at once.

Source: ITU-R M.1371-5, annex 8, tables 48, 54, 70, 71 and 94.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.decoding.outcomes import NULL_REASONS, REASON
from soundings.ais.decoding.sixbit import (
    Bools,
    Bytes,
    Ints,
    Reasons,
    signed,
    take_sextets,
    unsigned,
)

Floats: TypeAlias = npt.NDArray[np.float64]
Columns: TypeAlias = dict[str, object]


class Field(NamedTuple):
    """Where a number stands in a message."""

    start: int
    bits: int
    is_signed: bool = False


_CLASS_B: Final = {
    "speed": Field(46, 10),
    "accuracy": Field(56, 1),
    "lon": Field(57, 28, True),
    "lat": Field(85, 27, True),
    "course": Field(112, 12),
    "heading": Field(124, 9),
    "second": Field(133, 6),
}
LAYOUTS: Final[dict[tuple[int, ...], dict[str, Field]]] = {
    (1, 2, 3): {
        "status": Field(38, 4),
        "rate_of_turn": Field(42, 8, True),
        "speed": Field(50, 10),
        "accuracy": Field(60, 1),
        "lon": Field(61, 28, True),
        "lat": Field(89, 27, True),
        "course": Field(116, 12),
        "heading": Field(128, 9),
        "second": Field(137, 6),
        "manoeuvre": Field(143, 2),
        "raim": Field(148, 1),
    },
    (18,): {**_CLASS_B, "raim": Field(147, 1)},
    (19,): {**_CLASS_B, "raim": Field(305, 1)},
    (9,): {
        "altitude": Field(38, 12),
        "speed": Field(50, 10),
        "accuracy": Field(60, 1),
        "lon": Field(61, 28, True),
        "lat": Field(89, 27, True),
        "course": Field(116, 12),
        "second": Field(128, 6),
        "raim": Field(147, 1),
    },
    (27,): {
        "accuracy": Field(38, 1),
        "raim": Field(39, 1),
        "status": Field(40, 4),
        "lon": Field(44, 18, True),
        "lat": Field(62, 17, True),
        "speed": Field(79, 6),
        "course": Field(85, 9),
    },
}
"""What the types hold, in bits; every message begins with type, repeat and MMSI."""

POSITION_TYPES: Final = tuple(sorted(kind for kinds in LAYOUTS for kind in kinds))

_REASON_TYPE: Final = pd.CategoricalDtype(list(NULL_REASONS))
KNOWN: Final = -1
"""Reason of a value that is there."""


@dataclass(frozen=True)
class Messages:
    """
    Whole messages, one an element.

    `sextets` holds all payloads; the others say where each lies in it, how many bits it
    has, and which type it is of.
    """

    sextets: Bytes
    start: Ints
    n_bits: Ints
    kind: Ints

    def at(self, place: Ints) -> Messages:
        """Return some of the messages."""
        return Messages(
            self.sextets, self.start[place], self.n_bits[place], self.kind[place]
        )

    def columns(self, width: int) -> Bytes:
        """Return the first `width` characters (see `sixbit.take_sextets`)."""
        return take_sextets(self.sextets, self.start, self.n_bits, width)


def decode_positions(messages: Messages) -> Columns:
    """
    Return what position reports say, as columns: values, raw integers and reasons.

    Parameters
    ----------
    messages : Messages
        Of `POSITION_TYPES`, long enough for their type.
    """
    raw, is_sent = _raw_fields(messages)
    kind = messages.kind
    is_coarse, is_whole_knots = kind == 27, (kind == 27) | (kind == 9)
    degree = _either(is_coarse, 600, 600_000)
    lon, lon_reason = coordinate(raw["lon"], degree, 180)
    lat, lat_reason = coordinate(raw["lat"], degree, 90)
    speed_reason = reasons(
        {"not_available": raw["speed"] == _either(is_coarse, 63, 1023)}
    )
    course_unit = _either(is_coarse, 1, 10)
    no_course = _either(is_coarse, 511, 3600)
    course_reason = reasons(
        {
            "not_available": raw["course"] == no_course,
            "out_of_range": raw["course"] >= 360 * course_unit,
        }
    )
    heading = raw["heading"]
    heading_reason = reasons(
        {
            "not_sent": ~is_sent["heading"],
            "not_available": heading == 511,
            "out_of_range": heading >= 360,
        }
    )
    turn, turn_reason = _rate_of_turn(raw["rate_of_turn"], is_sent["rate_of_turn"])
    second, second_reason = whole_seconds(raw["second"], is_sent["second"])
    status_reason = reasons(
        {"not_sent": ~is_sent["status"], "not_available": raw["status"] == 15}
    )
    return {
        "mmsi": nine_digits(raw["mmsi"]),
        "lon": lon,
        "lat": lat,
        "speed_knots": _known(
            raw["speed"] / _either(is_whole_knots, 1, 10), speed_reason
        ),
        "course_degrees": _known(raw["course"] / course_unit, course_reason),
        "heading_degrees": _known(heading.astype(float), heading_reason),
        "status": nullable(raw["status"], status_reason == KNOWN, "int8"),
        "transceiver": _transceiver(kind),
        "message_type": kind.astype(np.uint8),
        "second": second,
        "rate_of_turn_degrees_per_minute": turn,
        "position_accuracy": raw["accuracy"].astype(np.uint8),
        "altitude_m": _altitude(raw["altitude"], is_sent["altitude"]),
        "repeat": raw["repeat"].astype(np.uint8),
        "manoeuvre": nullable(raw["manoeuvre"], is_sent["manoeuvre"], "int8"),
        "raim": raw["raim"].astype(np.uint8),
        "lon_raw": raw["lon"].astype(np.int32),
        "lat_raw": raw["lat"].astype(np.int32),
        "speed_raw": raw["speed"].astype(np.int16),
        "course_raw": raw["course"].astype(np.int16),
        "heading_raw": nullable(heading, is_sent["heading"], "int16"),
        "status_raw": nullable(raw["status"], is_sent["status"], "int8"),
        "rate_of_turn_raw": nullable(
            raw["rate_of_turn"], is_sent["rate_of_turn"], "int16"
        ),
        "second_raw": nullable(raw["second"], is_sent["second"], "int8"),
        "lon_reason": as_reasons(lon_reason),
        "lat_reason": as_reasons(lat_reason),
        "speed_reason": as_reasons(speed_reason),
        "course_reason": as_reasons(course_reason),
        "heading_reason": as_reasons(heading_reason),
        "status_reason": as_reasons(status_reason),
        "rate_of_turn_reason": as_reasons(turn_reason),
        "second_reason": second_reason,
    }


def _raw_fields(messages: Messages) -> tuple[dict[str, Ints], dict[str, Bools]]:
    """Return the numbers as sent, 0 where a type has no such field, and where it has."""
    n = len(messages.kind)
    names = [
        "repeat",
        "mmsi",
        *{name: 0 for fields in LAYOUTS.values() for name in fields},
    ]
    raw = {name: np.zeros(n, np.int32) for name in names}
    is_sent = {name: np.zeros(n, bool) for name in names}
    for kinds, fields in LAYOUTS.items():
        at = np.flatnonzero(is_of(kinds, messages.kind))
        if not len(at):
            continue
        last = max(field.start + field.bits for field in fields.values())
        message = messages.at(at).columns(-(-last // 6))
        head = {"repeat": Field(6, 2), "mmsi": Field(8, 30)}
        for name, (start, bits, is_signed) in {**head, **fields}.items():
            read = signed if is_signed else unsigned
            raw[name][at] = read(message, start, bits)
            is_sent[name][at] = True
    return raw, is_sent


def is_of(kinds: tuple[int, ...], kind: Ints) -> Bools:
    """Say which messages are of some types."""
    listed = np.zeros(64, bool)
    listed[list(kinds)] = True
    return listed.take(kind)


def coordinate(raw: Ints, degree: Ints | int, limit: int) -> tuple[Floats, Reasons]:
    """
    Return degrees and reasons of coordinates in parts of a degree.

    One degree beyond the limit, 181 or 91, means that it is not known.

    Examples
    --------
    >>> degrees, reason = coordinate(np.array([600_000, 181 * 600_000]), 600_000, 180)
    >>> degrees.tolist(), reason.tolist()
    ([1.0, nan], [-1, 0])
    """
    reason = reasons(
        {
            "not_available": raw == (limit + 1) * degree,
            "out_of_range": np.abs(raw) > limit * degree,
        }
    )
    return _known(raw / degree, reason), reason


def whole_seconds(raw: Ints, is_sent: Bools) -> tuple[object, pd.Categorical]:
    """Return the UTC second of reports, where it is one, and else why not."""
    reason = reasons(
        {
            "not_sent": ~is_sent,
            "not_available": raw == 60,
            "manual_input": raw == 61,
            "dead_reckoning": raw == 62,
            "inoperative": raw == 63,
        }
    )
    return nullable(raw, reason == KNOWN, "int8"), as_reasons(reason)


def reasons(cases: dict[str, Bools]) -> Reasons:
    """Return the place in `NULL_REASONS` of the first case that holds, or `KNOWN`."""
    first = next(iter(cases.values()))
    found = np.full(len(first), KNOWN, np.int8)
    for name, holds in reversed(cases.items()):
        np.putmask(found, holds, REASON[name])
    return found


def as_reasons(codes: Reasons) -> pd.Categorical:
    """Return reasons as words; missing where the value is there."""
    return pd.Categorical.from_codes(codes, dtype=_REASON_TYPE, validate=False)


def nullable(values: Ints, is_known: Bools, kind: str) -> object:
    """Return whole numbers of which some are missing."""
    return pd.arrays.IntegerArray(values.astype(kind), ~is_known)


def nine_digits(numbers: Ints) -> object:
    """Return numbers as text of nine digits, each text made once."""
    codes, distinct = pd.factorize(numbers)
    texts = pd.array([f"{number:09d}" for number in distinct.tolist()], dtype="str")
    return texts.take(codes)


def _known(values: Floats, reason: Reasons) -> Floats:
    values = values.astype(np.float64, copy=False)
    np.putmask(values, reason != KNOWN, np.nan)
    return values


def _either(is_special: Bools, special: int, usual: int) -> Ints | int:
    """Return the one or the other; one number where there is nothing special."""
    return np.where(is_special, special, usual) if is_special.any() else usual


def _rate_of_turn(raw: Ints, is_sent: Bools) -> tuple[Floats, Reasons]:
    reason = reasons(
        {
            "not_sent": ~is_sent,
            "not_available": raw == -128,
            "direction_only": np.abs(raw) == 127,
        }
    )
    # Degrees a minute: the sensor's rate is coded as 4.733 times its square root.
    return _known(np.sign(raw) * (raw / 4.733) ** 2, reason), reason


def _altitude(raw: Ints, is_sent: Bools) -> Floats:
    metres = raw.astype(float)
    metres[~is_sent | (raw == 4095)] = np.nan
    return metres


def _transceiver(kind: Ints) -> object:
    """Return A or B; type 27 may be of either, and an aircraft is of neither."""
    code = np.where(kind <= 3, 0, np.where((kind == 18) | (kind == 19), 1, -1))
    return pd.array(["A", "B", None], dtype="str").take(code)
