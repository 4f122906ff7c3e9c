"""Whether every number decoded is the one that was sent, and every line accounted for."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.decoding import Decoded, decode
from soundings.ais.decoding.outcomes import CAUSES
from soundings.evaluation.scores import Score
from soundings.simulator.chance import stream
from soundings.simulator.malformed import READABLE, spoil_lines
from soundings.simulator.messages import LAYOUTS
from soundings.simulator.run import simulate
from soundings.simulator.scenario import find_scenario
from soundings.simulator.sixbit import (
    ALPHABET,
    ARMOUR,
    Field,
    number,
    pack,
    signed,
    spare,
)

MESSAGES_A_LAYOUT: Final = 2_000
SPOILT_SHARE: Final = 0.2

_PLACE: Final = (number("accuracy", 1), signed("lon_raw", 28), signed("lat_raw", 27))
_AIRCRAFT: Final = (
    number("message_type", 6),
    number("repeat", 2),
    number("mmsi", 30),
    number("altitude", 12),
    number("sog_raw", 10),
    *_PLACE,
    number("cog_raw", 12),
    number("second", 6),
    number("regional", 8),
    number("dte", 1),
    spare(3),
    number("assigned", 1),
    number("raim", 1),
    number("radio", 20),
)
_LAYOUTS: Final = {
    **LAYOUTS,
    "2": LAYOUTS["1"],
    "3": LAYOUTS["1"],
    "9": _AIRCRAFT,
    "11": LAYOUTS["4"],
}
"""What is sent: types 1 to 5, 9, 11, 18, 19, 21, 24 and 27."""

_OURS: Final = {
    "sog_raw": "speed_raw",
    "cog_raw": "course_raw",
    "heading": "heading_raw",
    "rot_raw": "rate_of_turn_raw",
    "second": "second_raw",
    "utc_second": "second_raw",
    "status": "status_raw",
    "accuracy": "position_accuracy",
    "imo": "imo_raw",
    "draught_raw": "draught_raw",
    "ship_type": "ship_type_raw",
    "lon_tenths": "lon_raw",
    "lat_tenths": "lat_raw",
    **{f"eta_{unit}": f"eta_{unit}_raw" for unit in ("month", "day", "hour", "minute")},
    **{
        name: name
        for name in (
            *("repeat", "raim", "manoeuvre", "epfd", "lon_raw", "lat_raw"),
            *("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m"),
        )
    },
}
"""Our column for each field of the simulator's layouts that is returned as a number."""

_UNKNOWN: Final = {
    "lon": ("lon_raw", 180),
    "lat": ("lat_raw", 90),
}
_TEXTS: Final = ("name", "call_sign", "destination")


def evaluate(
    seed: int, folder: Path, report: Callable[[str], None] = print
) -> list[Score]:
    """
    Return how exactly messages and files are decoded.

    Three settings: random codes in every field of every type; a day of a port as
    stations log it, with copies, parts and dirt; and the same with a fifth of the
    lines spoilt.
    """
    scores = _every_code(seed)
    report(f"every code: {len(scores)} layouts")
    scenario = replace(find_scenario("felixstowe_starter", seed), days=1)
    simulate(scenario, folder, ("positions", "nmea"), report)
    path = next((folder / "nmea").glob("*.nmea.gz"))
    found = decode(path)
    scores += _a_day(folder, found)
    report(f"a day: {int(found.counts.sum()):,} lines")
    scores += _spoilt(path, seed)
    report("spoilt lines: done")
    return scores


def _every_code(seed: int) -> list[Score]:
    scores = []
    for layout, fields in _LAYOUTS.items():
        sent = _random_messages(layout, fields, seed)
        found = decode(_sentences(fields, sent))
        n_right, n_asked = _agreement(layout, fields, sent, found)
        scores.append(
            Score(
                f"type {layout}, fields equal to what was sent",
                "random codes",
                n_right / n_asked,
                1.0,
                n=n_asked,
            )
        )
    return scores


def _random_messages(layout: str, fields: tuple[Field, ...], seed: int) -> pd.DataFrame:
    """Return messages with random codes, the limits of each field among them."""
    chance = np.random.default_rng([seed, sum(map(ord, layout))])
    n = MESSAGES_A_LAYOUT
    table: dict[str, object] = {"row": np.arange(n)}
    for field in fields:
        if field.is_text:
            width = field.bits // 6
            letters = chance.integers(0, 64, (n, width))
            lengths = chance.integers(0, width + 1, n).tolist()
            table[field.name] = [
                "".join(ALPHABET[k] for k in row[:length])
                for row, length in zip(letters.tolist(), lengths, strict=True)
            ]
        elif field.name:
            codes = chance.integers(field.low, field.high, n, endpoint=True)
            limits = [field.low, field.high, *_edges(field)]
            codes[: len(limits)] = limits
            table[field.name] = chance.permutation(codes)
    kind = int("".join(filter(str.isdigit, layout)))
    table["message_type"] = np.full(n, kind)
    table["part"] = np.full(n, int("B" in layout))
    # Who is an auxiliary craft decides what part B of type 24 holds.
    first = 980_000_000 if "craft" in layout else 232_000_000
    table["mmsi"] = first + chance.integers(0, 9_999_999, n)
    return pd.DataFrame(table)


def _edges(field: Field) -> list[int]:
    """Return the codes that mean "unknown", and their neighbours."""
    codes = {
        "lon_raw": (181 * 600_000, 180 * 600_000, 180 * 600_000 + 1),
        "lat_raw": (91 * 600_000, 90 * 600_000, -90 * 600_000 - 1),
        "lon_tenths": (181 * 600, 180 * 600),
        "lat_tenths": (91 * 600, 90 * 600),
        "sog_raw": (1022, 1023),
        "cog_raw": (3599, 3600, 3601),
        "heading": (359, 360, 511),
        "second": (59, 60, 61),
    }
    return list(codes.get(field.name, ()))


def _sentences(fields: tuple[Field, ...], sent: pd.DataFrame) -> list[bytes]:
    """Return each message as one sentence, however long."""
    sextets, fill_bits = pack(fields, sent)
    lines = []
    for payload in ARMOUR[sextets].T:
        body = b"AIVDM,1,1,,A,%s,%d" % (payload.tobytes(), fill_bits)
        checksum = int(np.bitwise_xor.reduce(np.frombuffer(body, np.uint8)))
        lines.append(b"!%s*%02X" % (body, checksum))
    return lines


def _agreement(
    layout: str, fields: tuple[Field, ...], sent: pd.DataFrame, found: Decoded
) -> tuple[int, int]:
    """Return how many values are right, and how many there are to be right."""
    n_right = n_asked = 0
    tables = [t for t in (found.positions, found.statics, found.others) if len(t)]
    for field in fields:
        ours = field.name if field.is_text else _OURS.get(field.name)
        if layout == "21" and field.name == "ship_type":
            ours = "aid_type"
        holding = [t for t in tables if ours in t and t[ours].notna().any()]
        if not field.name or ours is None:
            continue
        n_asked += len(sent)
        if holding and len(holding[0]) == len(sent):
            n_right += int(
                (_as_sent(holding[0][ours], field) == _truth(sent, field)).sum()
            )
    mmsi = sent["mmsi"].map("{:09d}".format).to_numpy()
    for table in tables:
        n_asked += len(sent)
        if len(table) == len(sent):
            n_right += int((table["mmsi"].to_numpy() == mmsi).sum())
    for name, (raw, limit) in _UNKNOWN.items():
        for table in tables:
            if raw in table:
                degree = 600 if layout == "27" else 600_000
                is_value = (table[raw].abs() <= limit * degree).to_numpy()
                n_asked += len(table)
                n_right += int((is_value == table[name].notna().to_numpy()).sum())
    return n_right, n_asked


def _truth(sent: pd.DataFrame, field: Field) -> np.ndarray:
    if not field.is_text:
        return sent[field.name].to_numpy()
    said = [text.split("@")[0].strip(" ") for text in sent[field.name]]
    return np.array(said, dtype=object)


def _as_sent(column: pd.Series, field: Field) -> np.ndarray:
    if field.is_text:
        return column.astype(object).where(column.notna(), "").to_numpy()
    return column.to_numpy(dtype=np.int64, na_value=-1)


def _a_day(folder: Path, found: Decoded) -> list[Score]:
    """Compare a day's log with the table of what was received."""
    parts = [
        pd.read_parquet(p) for p in sorted((folder / "positions").rglob("*.parquet"))
    ]
    sent = pd.concat(parts).sort_values("row", kind="stable", ignore_index=True)
    ours = pd.concat([found.positions, found.others]).sort_values(
        "line", ignore_index=True
    )
    is_fine = sent["message_type"] != 27
    if len(ours) != len(sent):
        share = 0.0
    else:
        degree = np.where(is_fine, 600_000, 600)
        pairs = [
            (ours["mmsi"], sent["mmsi"].astype(str)),
            (ours["message_type"], sent["message_type"]),
            (ours["lon_raw"], np.rint(sent["lon"] * degree)),
            (ours["lat_raw"], np.rint(sent["lat"] * degree)),
            (ours["station"], sent["station"].astype(str)),
            (ours["received_utc"].dt.floor("s"), sent["time_utc"].dt.floor("s")),
        ]
        share = float(
            np.mean([(a.to_numpy() == b.to_numpy()).mean() for a, b in pairs])
        )
    n_lines = int(found.counts.sum())
    n_bad = int(found.counts[list(CAUSES)].sum())
    return [
        Score("positions equal to what was received", "a day", share, 1.0, n=len(sent)),
        Score("lines rejected", "a day", n_bad, 0, is_at_most=True, n=n_lines),
    ]


def _spoilt(path: Path, seed: int) -> list[Score]:
    """Spoil lines: all others must be read, none of the spoilt, and each counted."""
    lines = gzip.decompress(path.read_bytes()).split(b"\n")[:-1][:60_000]
    spoilt, truth = spoil_lines(lines, stream(seed, "spoil"), SPOILT_SHARE)
    found = decode(spoilt)
    is_readable = truth["fault"].isin(READABLE)
    is_written = truth["written_line"] >= 0
    bad = set(truth.loc[~is_readable & is_written, "written_line"] + 1)
    listed = set(found.rejected["line"])
    # A part left without the others is not spoilt and cannot be read.
    cause = found.rejected.set_index("line")["cause"]
    extra = [line for line in listed - bad if cause[line] != "part_missing"]
    n_lines = len(spoilt)
    return [
        Score(
            "lines with one outcome, share",
            "a fifth spoilt",
            float(found.counts.sum()) / n_lines,
            1.0,
            n=n_lines,
        ),
        Score(
            "spoilt lines rejected, share",
            "a fifth spoilt",
            len(bad & listed) / len(bad),
            1.0,
            n=len(bad),
        ),
        Score("sound lines rejected", "a fifth spoilt", len(extra), 0, is_at_most=True),
    ]
