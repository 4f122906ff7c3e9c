"""
What goes wrong on board: faults in what ships send, and a list of every one.

Rates are shares of reports, or of ship-hours where a fault lasts; the realistic ones
were set so that the data shows what was measured on real terrestrial AIS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.simulator.chance import Ints, stream, uniform, words
from soundings.simulator.identities import free_mmsi
from soundings.simulator.intervals import HOUR_MS
from soundings.simulator.movements import ACTIVITIES, DEGREE_RAW
from soundings.simulator.portable import PI, cos, sin_cos
from soundings.simulator.reports import TRUE_STATUS

FAULTS: Final = (
    "no_fix",
    "speed_unknown",
    "course_unknown",
    "heading_unknown",
    "second_invalid",
    "swapped",
    "jump",
    "frozen",
    "circle",
    "mmsi_invalid",
    "mmsi_shared",
    "mmsi_reused",
    "status_wrong",
    "local_time",
)
"""Each fault; its place is its bit in a report's `faults`."""

BIT: Final = {fault: np.uint32(1 << place) for place, fault in enumerate(FAULTS)}
OF_THE_CREW: Final = BIT["heading_unknown"] | BIT["status_wrong"]
_TOUCHES: Final = {
    "lon_raw": ("no_fix", "swapped", "jump", "frozen", "circle"),
    "lat_raw": ("no_fix", "swapped", "jump", "frozen", "circle"),
    "sog_raw": ("no_fix", "speed_unknown", "circle"),
    "cog_raw": ("no_fix", "course_unknown", "circle"),
    "second": ("no_fix", "second_invalid"),
    "mmsi": ("mmsi_invalid", "mmsi_shared", "mmsi_reused"),
    "received_ms": ("local_time",),
}
INVALID_MMSI: Final = (0, 123456789, 1193046)
_STATUS = np.array([TRUE_STATUS.get(a, 0) for a in ACTIVITIES], dtype=np.uint8)


@dataclass(frozen=True)
class Dirt:
    """
    How often each fault comes: shares from 0 to 1.

    `no_fix`, `frozen`, `circle`, `mmsi_invalid` and `off` are shares of spells of 20
    to 100 minutes, each ship's own;
    `speed_unknown` to `jump` without them are shares of reports; `local_time` of
    station-hours; `destination_unset`, `destination_odd` and `eta_unset` of voyages; all
    others of ships.
    """

    no_fix: float = 0.011
    speed_unknown: float = 0.003
    course_unknown: float = 0.004
    course_unknown_at_rest: float = 0.2
    second_invalid: float = 0.017
    swapped: float = 0.0004
    jump: float = 0.004
    frozen: float = 0.004
    circle: float = 0.0006
    mmsi_invalid: float = 0.025
    mmsi_shared: float = 0.01
    mmsi_reused: float = 0.006
    off: float = 0.012
    local_time: float = 0.002
    name_typo: float = 0.02
    imo_unset: float = 0.12
    imo_typo: float = 0.06
    type_unset: float = 0.05
    size_unset: float = 0.07
    draught_unset: float = 0.10
    destination_unset: float = 0.13
    destination_odd: float = 0.40
    eta_unset: float = 0.18

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not 0 <= value <= 1:
                raise ValueError(
                    f"dirt.{field.name} is {value}. A share lies between 0 and 1."
                )


CLEAN: Final = Dirt(**{field.name: 0.0 for field in fields(Dirt)})
"""No faults but those of the crew: status and gyro stay as they are."""


def spoil(
    sent: dict[str, np.ndarray],
    fleet: pd.DataFrame,
    dirt: Dirt,
    seed: int,
    start_s: int,
) -> dict[str, np.ndarray]:
    """
    Return the reports as the ships really send them.

    Parameters
    ----------
    sent : dict of ndarray
        From `reports.position_reports`, in order of ship and time.
    fleet : DataFrame
        For `mmsi`.
    dirt : Dirt
    seed : int
    start_s : int
        When the simulated world begins: MMSIs change hands after that.

    Returns
    -------
    dict of ndarray
        As `sent`, without the reports of radios that are off, with `mmsi`, `second`,
        `faults`, and for each field that a fault may touch its true value under
        `true_<field>`.
    """
    hour = _by_spell(seed, sent["ship"], sent["time_ms"])
    is_on = _piece(hour, 0) >= dirt.off
    true = {name: column[is_on] for name, column in sent.items()}
    true["mmsi"] = fleet["mmsi"].to_numpy(str).astype(np.int64)[true["ship"]]
    true["second"] = ((true["time_ms"] // 1000) % 60).astype(np.uint8)
    draw = words(stream(seed, "fault by report"), true["ship"], true["time_ms"])
    marks = _draw(true, hour[is_on], draw, fleet, dirt, seed)
    out = {name: column.copy() for name, column in true.items()}
    _move(out, marks, draw, seed)
    _blank(out, marks, draw)
    marks |= _rename(out, marks["mmsi_invalid"], identities(fleet, dirt, seed, start_s))
    true["heading"] = true["true_heading"]
    set_by_crew = true["message_type"] < 4
    right = np.where(set_by_crew, _STATUS[true["activity"]], true["status"])
    marks["status_wrong"] = set_by_crew & (true["status"] != right)
    true["status"] = right
    out["faults"] = np.zeros(len(draw), dtype=np.uint32)
    for fault, mark in marks.items():
        out["faults"][mark] |= BIT[fault]
    out |= {f"true_{name}": true[name] for name in _TOUCHES if name in true}
    return out


def _draw(
    true: dict[str, np.ndarray],
    hour: npt.NDArray[np.uint64],
    draw: npt.NDArray[np.uint64],
    fleet: pd.DataFrame,
    dirt: Dirt,
    seed: int,
) -> dict[str, npt.NDArray[np.bool_]]:
    """Return which reports each fault befalls."""
    lasting, single = _piece(hour, 16), _piece(draw, 0)
    ends = np.cumsum([dirt.no_fix, dirt.frozen, dirt.circle])
    no_fix = lasting < ends[0]
    at_rest = uniform(stream(seed, "course"), np.arange(len(fleet)))
    lazy = (at_rest < dirt.course_unknown_at_rest)[true["ship"]] & (true["sog_raw"] < 3)
    fits = np.abs(true["lon_raw"]) < 90 * DEGREE_RAW
    jump_or_swap = dirt.jump + dirt.swapped
    marks = {
        "frozen": (lasting >= ends[0]) & (lasting < ends[1]),
        "circle": (lasting >= ends[1]) & (lasting < ends[2]),
        "jump": single < dirt.jump,
        "swapped": (single >= dirt.jump) & (single < jump_or_swap) & fits,
        "speed_unknown": _piece(draw, 16) < dirt.speed_unknown,
        "course_unknown": lazy | (_piece(draw, 32) < dirt.course_unknown),
        "second_invalid": _piece(draw, 48) < dirt.second_invalid,
    }
    # A radio without a fix sends the codes for "unknown" everywhere.
    marks = {fault: mark & ~no_fix for fault, mark in marks.items()}
    marks |= {"no_fix": no_fix, "heading_unknown": true["heading"] == 511}
    marks["mmsi_invalid"] = _piece(hour, 32) < dirt.mmsi_invalid
    return marks


def _move(
    out: dict[str, np.ndarray],
    marks: dict[str, npt.NDArray[np.bool_]],
    draw: npt.NDArray[np.uint64],
    seed: int,
) -> None:
    """Put ships where they are not."""
    first = _first_of_spell(out["ship"], _spells(seed, out["ship"], out["time_ms"]))
    _freeze(out, np.flatnonzero(marks["frozen"]), first)
    _circle(out, np.flatnonzero(marks["circle"]), first)
    _jump(out, np.flatnonzero(marks["jump"]), draw)
    rows = np.flatnonzero(marks["swapped"])
    lon, lat = out["lon_raw"][rows], out["lat_raw"][rows]
    out["lon_raw"][rows], out["lat_raw"][rows] = lat, lon


def _blank(
    out: dict[str, np.ndarray],
    marks: dict[str, npt.NDArray[np.bool_]],
    draw: npt.NDArray[np.uint64],
) -> None:
    """Put the codes for "unknown" in place of values."""
    no_fix = marks["no_fix"]
    out["lon_raw"][no_fix], out["lat_raw"][no_fix] = 181 * DEGREE_RAW, 91 * DEGREE_RAW
    out["sog_raw"][marks["speed_unknown"] | no_fix] = 1023
    out["cog_raw"][marks["course_unknown"] | no_fix] = 3600
    codes = marks["second_invalid"] | no_fix
    out["second"][codes] = 60 + (draw[codes] & np.uint64(3)).astype(np.uint8)


def _piece(bits: npt.NDArray[np.uint64], shift: int) -> npt.NDArray[np.float64]:
    """Return a number from 0 to 1 from 16 of the bits."""
    return np.asarray(((bits >> np.uint64(shift)) & np.uint64(0xFFFF)) * 2.0**-16)


def _spells(seed: int, ship: Ints, time_ms: Ints) -> Ints:
    """Return which spell a report is in: each ship's own length, 20 to 100 minutes."""
    draw = words(stream(seed, "spell"), ship)
    length_ms = 1_200_000 + (draw % np.uint64(4_800_000)).astype(np.int64)
    offset_ms = ((draw >> np.uint64(32)) % np.uint64(HOUR_MS)).astype(np.int64)
    return np.asarray((time_ms + offset_ms) // length_ms)


def _by_spell(seed: int, ship: Ints, time_ms: Ints) -> npt.NDArray[np.uint64]:
    """Return random bits that a ship's reports of one spell share."""
    spell = _spells(seed, ship, time_ms)
    first = _first_of_spell(ship, spell)
    starts = np.flatnonzero(first == np.arange(len(first)))
    bits = words(stream(seed, "fault by spell"), ship[starts], spell[starts])
    return np.repeat(bits, np.diff(np.append(starts, len(first))))


def _first_of_spell(ship: Ints, spell: Ints) -> Ints:
    """Return for each report the place of its ship's first one in that spell."""
    starts = np.append(True, (ship[1:] != ship[:-1]) | (spell[1:] != spell[:-1]))
    starts = starts[: len(ship)]
    return np.maximum.accumulate(np.where(starts, np.arange(len(ship)), 0))


def _freeze(out: dict[str, np.ndarray], rows: Ints, first: Ints) -> None:
    """Repeat a ship's first position of the spell."""
    for name in ("lon_raw", "lat_raw"):
        out[name][rows] = out[name][first[rows]]


def _circle(out: dict[str, np.ndarray], rows: Ints, first: Ints) -> None:
    """Send ships round a circle that a jammer makes up, half a mile from the truth."""
    if not rows.size:
        return
    minutes = (out["time_ms"][rows] % HOUR_MS) / 60_000
    sine, cosine = sin_cos(2 * PI * minutes / 7)
    radius = 0.35 / 60 * DEGREE_RAW
    out["lat_raw"][rows] = np.rint(
        out["lat_raw"][first[rows]] + radius * (cosine + 1.2)
    )
    out["lon_raw"][rows] = np.rint(out["lon_raw"][first[rows]] + 1.6 * radius * sine)
    course = np.rint(np.mod(90 + 360 * minutes / 7, 360.0) * 10)
    out["cog_raw"][rows] = np.mod(course, 3600)
    out["sog_raw"][rows] = 190


def _jump(out: dict[str, np.ndarray], rows: Ints, draw: npt.NDArray[np.uint64]) -> None:
    """Throw single positions 5 to 200 nautical miles away."""
    if not rows.size:
        return
    angle = 2 * PI * _piece(draw[rows], 8)
    far = (5 + 195 * _piece(draw[rows], 40) ** 2) / 60 * DEGREE_RAW
    sine, cosine = sin_cos(angle)
    narrow = np.maximum(cos(out["lat_raw"][rows] / DEGREE_RAW * (PI / 180)), 0.05)
    lon = out["lon_raw"][rows] + np.rint(far * sine / narrow)
    out["lon_raw"][rows] = np.clip(lon, -180 * DEGREE_RAW, 180 * DEGREE_RAW).astype(
        np.int32
    )
    lat = out["lat_raw"][rows] + np.rint(far * cosine)
    out["lat_raw"][rows] = np.clip(lat, -90 * DEGREE_RAW, 90 * DEGREE_RAW).astype(
        np.int32
    )


def identities(
    fleet: pd.DataFrame, dirt: Dirt, seed: int, start_s: int
) -> pd.DataFrame:
    """
    Return who uses which MMSI instead of the fleet's, and from when.

    `mmsi_shared`: the number of another ship, always. `mmsi_reused`: a ship changes its
    flag and so its number, and a month later another ship is given the old one; both
    are listed. Columns: `ship`, `mmsi`, `from_s`, `fault`, `of_ship`.
    """
    ship = np.arange(len(fleet))
    key = stream(seed, "identity")
    draw = uniform(key, ship, 0)
    other = np.floor(uniform(key, ship, 1) * len(fleet)).astype(np.int64)
    when = start_s + np.floor(uniform(key, ship, 2) * 400 * 86_400).astype(np.int64)
    mmsi = fleet["mmsi"].to_numpy(str)
    used = set(mmsi.tolist())
    rows: list[tuple[int, str, int, str, int]] = []
    is_wrong = (draw < dirt.mmsi_shared + dirt.mmsi_reused) & (other != ship)
    for s in np.flatnonzero(is_wrong):
        o = int(other[s])
        if draw[s] < dirt.mmsi_shared:
            rows.append((int(s), mmsi[o], 0, "mmsi_shared", o))
            continue
        new = free_mmsi(mmsi[(o + 1) % len(mmsi)][:3], int(s), used)
        rows.append((o, new, int(when[s]), "mmsi_reused", o))
        rows.append((int(s), mmsi[o], int(when[s]) + 30 * 86_400, "mmsi_reused", o))
    return pd.DataFrame(rows, columns=["ship", "mmsi", "from_s", "fault", "of_ship"])


def _rename(
    out: dict[str, np.ndarray],
    invalid: npt.NDArray[np.bool_],
    changes: pd.DataFrame,
) -> dict[str, npt.NDArray[np.bool_]]:
    """Put other MMSIs in place of the fleet's; return which reports each fault befell."""
    marks = {
        fault: np.zeros(len(invalid), dtype=bool)
        for fault in ("mmsi_shared", "mmsi_reused")
    }
    for change in changes.to_dict("records"):
        is_theirs = (out["ship"] == change["ship"]) & ~invalid
        where = is_theirs & (out["time_ms"] >= change["from_s"] * 1000)
        out["mmsi"][where] = int(change["mmsi"])
        marks[change["fault"]] |= where
    wrong = np.array(INVALID_MMSI, dtype=np.int64)
    out["mmsi"][invalid] = wrong[out["ship"][invalid] % len(wrong)]
    return marks


def corruptions(
    sent: dict[str, np.ndarray], rows: dict[str, np.ndarray]
) -> pd.DataFrame:
    """
    Return every corrupted value: `row`, `fault`, `field`, `true_value`, `sent_value`.

    Not listed are a heading that no gyro gives and a status that the crew never set:
    their rows carry the faults, and what a ship does is in the truth of every row.

    Parameters
    ----------
    sent : dict of ndarray
        From `spoil`.
    rows : dict of ndarray
        Received copies: `row`, its number; `report`, the place of its report;
        `received_ms` and `true_received_ms`, by the station's clock and a right one.
    """
    fields = list(_TOUCHES)
    flags = sent["faults"][rows["report"]]
    is_late = rows["received_ms"] != rows["true_received_ms"]
    hit = np.flatnonzero(((flags & ~OF_THE_CREW) != 0) | is_late)
    at, flags = rows["report"][hit], flags[hit]
    parts: list[tuple[Ints, Ints, Ints, Ints, Ints]] = []
    for place, field in enumerate(fields):
        if field == "received_ms":
            true, out = rows["true_received_ms"][hit], rows["received_ms"][hit]
        else:
            true, out = sent[f"true_{field}"][at], sent[field][at]
        changed = np.flatnonzero(true != out)
        fault = np.full(len(changed), FAULTS.index("local_time"), dtype=np.int64)
        for name in reversed(_TOUCHES[field]):
            fault[(flags[changed] & BIT[name]) != 0] = FAULTS.index(name)
        code = np.full(len(changed), place, dtype=np.int64)
        parts.append(
            (rows["row"][hit[changed]], fault, code, true[changed], out[changed])
        )
    row, fault, code, true, out = (
        np.concatenate(column) for column in zip(*parts, strict=True)
    )
    order = np.argsort(row, kind="stable")
    return pd.DataFrame(
        {
            "row": row[order],
            "fault": _words(fault[order], FAULTS),
            "field": _words(code[order], fields),
            "true_value": true[order].astype(np.int64),
            "sent_value": out[order].astype(np.int64),
        },
        copy=False,
    )


def _words(codes: Ints, words_: Sequence[str]) -> pd.Categorical[str]:
    """Return words by their places, each kept once."""
    return pd.Categorical.from_codes(codes, pd.Index(list(words_)))
