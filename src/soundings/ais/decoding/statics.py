"""
Who a ship is: types 5, 19 and 24, each distinct payload decoded once.

Ships repeat themselves every six minutes, so a day holds few distinct messages.

Source: ITU-R M.1371-5, annex 8, tables 52, 71, 80 and 81.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.decoding.reports import (
    KNOWN,
    Columns,
    Messages,
    as_reasons,
    nine_digits,
    nullable,
    reasons,
)
from soundings.ais.decoding.sixbit import Bools, Ints, Reasons, texts, unsigned

STATIC_TYPES: Final = (5, 19, 24)
AUXILIARY_CRAFT: Final = 98
"""First digits of the MMSI of a boat that belongs to a mother ship."""

_SIDES: Final = ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m")


def _sides(start: int) -> dict[str, tuple[int, int]]:
    starts = (start, start + 9, start + 18, start + 24)
    return dict(zip(_SIDES, zip(starts, (9, 9, 6, 6), strict=True), strict=True))


_NUMBERS: Final[dict[str, dict[str, tuple[int, int]]]] = {
    "5": {
        "version": (38, 2),
        "imo": (40, 30),
        "ship_type": (232, 8),
        **_sides(240),
        "epfd": (270, 4),
        "eta_month": (274, 4),
        "eta_day": (278, 5),
        "eta_hour": (283, 5),
        "eta_minute": (288, 6),
        "draught": (294, 8),
    },
    "19": {"ship_type": (263, 8), **_sides(271)},
    "24A": {},
    "24B": {
        "ship_type": (40, 8),
        "unit_model": (66, 4),
        "serial_number": (70, 20),
        **_sides(132),
    },
    "24B of a craft": {
        "ship_type": (40, 8),
        "unit_model": (66, 4),
        "serial_number": (70, 20),
        "mothership": (132, 30),
    },
}
_TEXTS: Final[dict[str, dict[str, tuple[int, int]]]] = {
    "5": {"call_sign": (70, 7), "name": (112, 20), "destination": (302, 20)},
    "19": {"name": (143, 20)},
    "24A": {"name": (40, 20)},
    "24B": {"vendor": (48, 3), "call_sign": (90, 7)},
    "24B of a craft": {"vendor": (48, 3), "call_sign": (90, 7)},
}
"""Where numbers (start, bits) and texts (start, characters) stand in each layout."""

_EPFD_BITS: Final = {
    "5": (270, 4),
    "19": (301, 4),
    "24B": (162, 4),
    "24B of a craft": (162, 4),
}
_LONGEST: Final = 71
_ETA: Final = {
    # What stands for "not available", and the first and last that mean something.
    "eta_month": (0, 1, 12),
    "eta_day": (0, 1, 31),
    "eta_hour": (24, 0, 23),
    "eta_minute": (60, 0, 59),
}


def part_of_24(messages: Messages) -> Ints:
    """Return the part number in bits 38 and 39."""
    return unsigned(messages.columns(7), 38, 2)


def decode_statics(messages: Messages, distinct: Ints, first: Ints) -> pd.DataFrame:
    """
    Return what static reports say, one row a message.

    Parameters
    ----------
    messages : Messages
        Of `STATIC_TYPES`, long enough for their type, and no type 24 but parts A and B.
    distinct, first : array
        The number of each message's payload among the distinct ones, and the place of
        one message for each of them (see `sixbit.number_slices`).
    """
    once = messages.at(first)
    return _decode_all(once).take(distinct).reset_index(drop=True)


def _decode_all(messages: Messages) -> pd.DataFrame:
    n = len(messages.kind)
    message = messages.columns(_LONGEST)
    mmsi = unsigned(message, 8, 30)
    is_b = (messages.kind == 24) & (unsigned(message, 38, 2) == 1)
    is_craft = mmsi // 10_000_000 == AUXILIARY_CRAFT
    masks = {
        "5": messages.kind == 5,
        "19": messages.kind == 19,
        "24A": (messages.kind == 24) & ~is_b,
        "24B": is_b & ~is_craft,
        "24B of a craft": is_b & is_craft,
    }
    raw = {name: np.zeros(n, np.int64) for names in _NUMBERS.values() for name in names}
    words = {
        name: np.full(n, "", object) for names in _TEXTS.values() for name in names
    }
    is_sent = {name: np.zeros(n, bool) for name in (*raw, *words, "epfd")}
    for layout, mask in masks.items():
        at = np.flatnonzero(mask)
        if not len(at):
            continue
        some, n_bits = message[:, at], messages.n_bits[at]
        for name, (start, bits) in _NUMBERS[layout].items():
            raw[name][at] = unsigned(some, start, bits)
            is_sent[name][at] = True
        for name, (start, characters) in _TEXTS[layout].items():
            words[name][at] = texts(some, start, characters, n_bits)
            is_sent[name][at] = True
        if layout in _EPFD_BITS:
            start, bits = _EPFD_BITS[layout]
            raw["epfd"][at] = unsigned(some, start, bits)
            is_sent["epfd"][at] = n_bits >= start + bits
    part = np.where(messages.kind == 24, is_b.astype(int), 2)
    return pd.DataFrame(
        {
            "mmsi": nine_digits(mmsi),
            "imo": _imo(raw["imo"]),
            **{name: _words(words[name]) for name in ("name", "call_sign")},
            "ship_type": _numbers(raw["ship_type"], raw["ship_type"] > 0, "int16"),
            **_size(raw, is_sent),
            "draught_m": np.where(raw["draught"] > 0, raw["draught"] / 10, np.nan),
            "destination": _words(words["destination"]),
            "transceiver": pd.array(["A", "B"], dtype="str").take(
                (messages.kind != 5).astype(int)
            ),
            "message_type": messages.kind.astype(np.uint8),
            "part": pd.array(["A", "B", None], dtype="str").take(part),
            **{side: _numbers(raw[side], is_sent[side], "int16") for side in _SIDES},
            **_eta(raw, is_sent),
            "mothership_mmsi": _mothership(raw["mothership"]),
            "vendor": _words(words["vendor"]),
            **{
                name: _numbers(raw[name], is_sent[name], "int32")
                for name in ("unit_model", "serial_number", "epfd", "version")
            },
            "repeat": unsigned(message, 6, 2).astype(np.uint8),
            **{
                f"{name}_raw": _numbers(raw[name], is_sent[name], "int32")
                for name in ("imo", "ship_type", "draught", *_ETA)
            },
            **{
                f"{name}_reason": as_reasons(
                    _reason(
                        is_sent[name],
                        raw[name] == 0 if name in raw else words[name] == "",
                    )
                )
                for name in (
                    "imo",
                    "name",
                    "call_sign",
                    "ship_type",
                    "draught",
                    "destination",
                )
            },
        },
        copy=False,
    )


def _reason(is_sent: Bools, is_unknown: Bools) -> Reasons:
    return reasons({"not_sent": ~is_sent, "not_available": is_unknown})


def _size(raw: dict[str, Ints], is_sent: dict[str, Bools]) -> Columns:
    """Return length and width, and why they are missing."""
    size: Columns = {}
    for name, ahead, behind in (
        ("length", "to_bow_m", "to_stern_m"),
        ("width", "to_port_m", "to_starboard_m"),
    ):
        metres = raw[ahead] + raw[behind]
        size[f"{name}_m"] = np.where(metres > 0, metres.astype(float), np.nan)
        size[f"{name}_reason"] = as_reasons(_reason(is_sent[ahead], metres == 0))
    return size


def _eta(raw: dict[str, Ints], is_sent: dict[str, Bools]) -> Columns:
    """Return month, day, hour and minute, UTC, and why they are missing."""
    eta: Columns = {}
    for name, (unknown, low, high) in _ETA.items():
        is_known = (raw[name] >= low) & (raw[name] <= high)
        reason = reasons(
            {
                "not_sent": ~is_sent[name],
                "not_available": raw[name] == unknown,
                "out_of_range": ~is_known,
            }
        )
        eta[name] = nullable(raw[name], reason == KNOWN, "int8")
        eta[f"{name}_reason"] = as_reasons(reason)
    return eta


def _numbers(raw: Ints, is_known: Bools, kind: str) -> object:
    return nullable(raw, is_known, kind)


def _imo(raw: Ints) -> object:
    return pd.array(
        [str(number) if number else None for number in raw.tolist()], dtype="str"
    )


def _words(found: npt.NDArray[np.object_]) -> object:
    words: list[str] = found.tolist()
    return pd.array([word or None for word in words], dtype="str")


def _mothership(raw: Ints) -> object:
    return pd.array(
        [f"{number:09d}" if number else None for number in raw.tolist()], dtype="str"
    )
