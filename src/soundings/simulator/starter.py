"""
Family E's committed files: three days at Felixstowe, and a quarter of an hour of radio.

The starter is what an archive keeps: one position a minute of each ship, with names
and sizes as last heard. The sample is what a receiver writes, malformed lines and all.
Both are cut from the world whose port calls are family C.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance, nmea
from soundings.simulator.archive import archive_chunks
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.days import Part, make_day
from soundings.simulator.dirt import BIT, FAULTS
from soundings.simulator.disagreements import silent_call_ids
from soundings.simulator.malformed import spoil_lines
from soundings.simulator.movements import ACTIVITIES, DEGREE_RAW
from soundings.simulator.scenario import SCENARIOS
from soundings.simulator.seas import make_sea
from soundings.simulator.world import World

SCENARIO: Final = SCENARIOS["felixstowe_starter"]
SHIPS_ONLY: Final = (1, 2, 3, 18, 19)
SAMPLE_S: Final = 12 * 60
"""Seconds of the sample, from 08:00 on the first day."""
MALFORMED_SHARE: Final = 0.02


@cache
def starter_tables(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the starter's positions, and the truth about each row.

    The truth: `row_id`, `vessel_id` of the true sender, its `true_mmsi`, `activity`,
    `faults` (names apart by blanks) and `call_id` (empty if it makes no port call).
    """
    sea, _ = make_sea(SCENARIO, world)
    days = [
        make_day(sea, start_s)
        for start_s in range(SCENARIO.start_s, SCENARIO.end_s, DAY_S)
    ]
    reports, statics, truth = (
        pd.concat([getattr(day, name) for day in days], ignore_index=True)
        for name in ("reports", "statics", "truth")
    )
    rows = pd.concat(
        archive_chunks(reports, statics, SHIPS_ONLY, thin_to_minute=True),
        ignore_index=True,
    )
    positions = _decoded(rows)
    known = truth.set_index("row").loc[rows["row"]].reset_index(drop=True)
    track = _tracks(world, known["ship"], rows["received_ms"] // 1000)
    fleet = sea.fleet
    right = pd.DataFrame(
        {
            "row_id": positions["row_id"],
            "vessel_id": fleet["vessel_id"].to_numpy()[known["ship"]],
            "true_mmsi": fleet["mmsi"].to_numpy()[known["ship"]],
            "activity": np.array(ACTIVITIES)[known["activity"]],
            # The UTC second is no column of an archive.
            "faults": _fault_names(known["faults"].to_numpy() & ~BIT["second_invalid"]),
            "call_id": track,
        }
    )
    return positions, right


def _decoded(rows: pd.DataFrame) -> pd.DataFrame:
    """Return an archive's rows in the course's columns and units."""
    is_a = rows["message_type"] < 4
    known = {name: rows[name].where(rows[name] != 0) for name in ("imo", "ship_type")}
    length, width = rows["to_bow_m"] + rows["to_stern_m"], rows["to_port_m"]
    width = width + rows["to_starboard_m"]
    return pd.DataFrame(
        {
            "row_id": np.arange(1, len(rows) + 1),
            "mmsi": rows["mmsi"].map("{:09d}".format),
            "time_s": rows["received_ms"] // 1000,
            "lon": (rows["lon_raw"] / DEGREE_RAW).map("{:.5f}".format),
            "lat": (rows["lat_raw"] / DEGREE_RAW).map("{:.5f}".format),
            "speed_knots": (rows["sog_raw"] / 10).map("{:.1f}".format),
            "course_degrees": (rows["cog_raw"] / 10).map("{:.1f}".format),
            "heading_degrees": rows["heading"].astype(int),
            "status": rows["status"].astype("Int64").where(is_a),
            "name": rows["name"],
            "imo": known["imo"].astype("Int64").astype("string"),
            "call_sign": rows["call_sign"],
            "ship_type": known["ship_type"].astype("Int64"),
            "length_m": length.where(length > 0).astype("Int64"),
            "width_m": width.where(width > 0).astype("Int64"),
            "draught_m": (rows["draught_raw"] / 10).where(rows["draught_raw"] > 0),
            "destination": rows["destination"],
            "transceiver": np.where(is_a, "A", "B"),
        }
    )


def _tracks(world: World, ship: pd.Series, time_s: pd.Series) -> list[str]:
    """Return the call that each ship was making at each time; empty for none."""
    calls = world.calls[world.calls["port_id"].isin(SCENARIO.ports)]
    by_ship = {int(str(n)): rows for n, rows in calls.groupby("ship")}
    found = np.full(len(ship), "", dtype=object)
    for number, places in pd.Series(np.arange(len(ship))).groupby(ship.to_numpy()):
        for call in by_ship.get(int(str(number)), calls.iloc[:0]).itertuples():
            near = time_s.to_numpy()[places]
            during = (near >= call.arrived_s) & (near <= call.departed_s)
            found[places.to_numpy()[during]] = call.call_id
    return [str(call_id) for call_id in found]


def _fault_names(faults: np.ndarray) -> list[str]:
    """Return the names of the faults in each row, apart by blanks."""
    kinds, place = np.unique(faults, return_inverse=True)
    names = [
        " ".join(name for bit, name in enumerate(FAULTS) if kind >> bit & 1)
        for kind in kinds.tolist()
    ]
    return [names[p] for p in place.tolist()]


@cache
def sample_lines(world: World) -> tuple[list[bytes], pd.DataFrame]:
    """
    Return the sample's sentences, some of them malformed, and the truth about each.

    The truth: `line` from 1, `vessel_id` of the sender (empty for the shore),
    `message_type`, `part` of the message, `fault` (empty if the line is sound).
    """
    sea, _ = make_sea(SCENARIO, world)
    start_s = SCENARIO.start_s + 8 * 3600
    part = make_day(sea, start_s, start_s + SAMPLE_S)
    text, owners = _sentences(part, [receiver.name for receiver in sea.receivers])
    lines = text.splitlines()
    spoilt, faults = spoil_lines(
        lines, chance.stream(sea.seed, "malformed"), MALFORMED_SHARE
    )
    kept = np.ones(len(lines), dtype=bool)
    kept[faults.loc[faults["written_line"] < 0, "line"]] = False
    both = pd.concat([part.reports, part.statics], ignore_index=True)
    sent = both.drop_duplicates("row").set_index("row").loc[owners]
    ship = sent["ship"].to_numpy()
    vessels = sea.fleet["vessel_id"].to_numpy()
    truth = pd.DataFrame(
        {
            "vessel_id": np.where(ship >= 0, vessels[np.maximum(ship, 0)], ""),
            "message_type": sent["message_type"].to_numpy(),
            "fault": "",
        }
    )
    truth.loc[faults["line"], "fault"] = faults["fault"].to_numpy()
    lost = truth[~kept]
    truth = truth[kept].reset_index(drop=True)
    truth.insert(0, "line", np.arange(1, len(truth) + 1))
    # A lost part has no line of its own: it is listed with line 0.
    return spoilt, pd.concat([truth, lost.assign(line=0)], ignore_index=True)


def _sentences(part: Part, stations: list[str]) -> tuple[bytes, np.ndarray]:
    """Return a part's messages as sentences, and the row of each."""
    forms = ("tag seconds", "tag milliseconds", "trailing seconds", "none")
    who = [
        nmea.Station(name, "AI" if place % 2 == 0 else "BS", forms[place % 3])
        for place, name in enumerate(stations)
    ]
    file = io.BytesIO()
    rows = nmea.write_nmea(file, part.reports, part.statics, who, order_by="row")
    return file.getvalue(), rows


def starter_csv(world: World) -> bytes:
    """Return the starter's positions, gzipped."""
    return gzipped(csv_bytes(starter_tables(world)[0], {"draught_m": 1}))


def starter_truth_csv(world: World) -> bytes:
    """Return the truth about the starter's rows, gzipped."""
    return gzipped(csv_bytes(starter_tables(world)[1]))


def sample_nmea(world: World) -> bytes:
    """Return the sample."""
    return b"\n".join(sample_lines(world)[0]) + b"\n"


def sample_truth_csv(world: World) -> bytes:
    """Return the truth about the sample's lines."""
    return csv_bytes(sample_lines(world)[1])


def planted(world: World) -> bytes:
    """Return what the files hold and how to find it again, as JSON."""
    positions, truth = starter_tables(world)
    lines = sample_lines(world)[1]
    hour = pd.to_datetime(positions["time_s"] // 3600 * 3600, unit="s")
    fast = (
        positions[positions["speed_knots"] == "102.3"].groupby(hour)["mmsi"].nunique()
    )
    off = positions[positions["lat"] == "91.00000"].groupby(hour)["mmsi"].nunique()
    both = pd.DataFrame({"fast": fast, "off": off}).dropna()
    lesson = both[(both["fast"] >= 2) & (both["off"] >= 1)].iloc[0]
    still = positions[
        (positions["transceiver"] == "A")
        & (positions["speed_knots"].astype(float) < 0.5)
    ]
    faults = truth["faults"].str.split().explode().value_counts()
    content = {
        "about": "Planted by the simulator; describes no real ship. Not for learners.",
        "synthetic": True,
        "seed": SCENARIO.seed,
        "rows": len(positions),
        "ships": int(truth["vessel_id"].nunique()),
        "calls_heard": sorted(set(truth["call_id"]) - {""}),
        "silent_calls": list(silent_call_ids(world)),
        "hour_with_codes": {
            "lesson": "P2, AIS1",
            "hour_utc": f"{lesson.name:%Y-%m-%dT%H:%M:%SZ}",
            "ships_at_102_3_knots": int(lesson["fast"]),
            "ships_at_latitude_91": int(lesson["off"]),
            "recover": "Distinct mmsi with speed_knots 102.3, and with lat 91, in it.",
        },
        "status_0_at_rest": {
            "lesson": "AIS3",
            "share": round(float((still["status"] == 0).mean()), 4),
            "recover": "Share of status 0 among class A rows below 0.5 knots.",
        },
        "rows_by_fault": {str(name): int(n) for name, n in sorted(faults.items())},
        "sample_lines_by_fault": {
            str(name): int(n)
            for name, n in sorted(lines["fault"].value_counts().items())
            if name
        },
    }
    return (json.dumps(content, indent=1) + "\n").encode()


MAKERS: Final[dict[str, Callable[[World], bytes]]] = {
    "ais/sim_ais_felixstowe_starter.csv.gz": starter_csv,
    "ais/sim_ais_felixstowe_starter_truth.csv.gz": starter_truth_csv,
    "ais/sim_ais_sample.nmea": sample_nmea,
    "ais/sim_ais_sample_truth.csv": sample_truth_csv,
    "ais/truth.json": planted,
}
"""Family E's files that are cut from the world of family C."""
