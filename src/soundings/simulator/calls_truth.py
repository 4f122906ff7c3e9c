"""
What is planted in the record of port calls, and the list of the family's files.

`truth.json` is for those who teach and test. It is not handed to learners.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from soundings.simulator import dirty_record, disagreements, record, returns
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.cargo import (
    LATE_WEEKEND_EFFECT,
    MOST_LATE_H,
    RAIN_EFFECT,
    WATER_T_PER_M3,
    WATERPLANE,
)
from soundings.simulator.csv_files import csv_bytes
from soundings.simulator.geography import REFERENCE, Geography
from soundings.simulator.identities import OPEN_REGISTRIES
from soundings.simulator.shocks import Shock, utc_text
from soundings.simulator.world import FORGOTTEN_SHARE, World

SIMPSON: Final = ("GBFXT", "GBSOU")
LARGE_M: Final = 250.0
DUPLICATED: Final = ("IDSUB", "GRPIR", "MTMLA")
"""Keys that stand twice in `sim_ports_duplicated.csv`."""


def truth_file(world: World, geography: Geography) -> bytes:
    """Return `truth.json`."""
    found = {
        "about": "Planted by the simulator; describes no real port. Not for learners.",
        "synthetic": True,
        "seed": world.seed,
        "n_true_calls": len(world.calls),
        "n_recorded_calls": len(record.record_calls(world)),
        "effects": _effects(world, geography),
        "shocks": [_shock(shock) for shock in world.events],
        "clock": _clock(world),
        "disagreements": _disagreements(world),
        "dirt": dict(dirty_record.FAULTS),
        "dirt_local_time": {
            "port_id": dirty_record.LOCAL_PORT_ID,
            "arrived_from": utc_text(dirty_record.LOCAL_SPAN_S[0]),
            "arrived_before": utc_text(dirty_record.LOCAL_SPAN_S[1]),
            "hours_ahead": 1,
        },
    }
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def _effects(world: World, geography: Geography) -> dict[str, Any]:
    calls = record.record_calls(world)
    berths = geography.berths
    used = set(calls["berth_id"])
    operating = berths[berths["port_id"].isin(calls["port_id"].unique())]
    idle = sorted(str(b) for b in operating.index if b not in used)
    short = float((~calls["is_long_stay"]).mean())
    small = float(calls["port_id"].isin(DUPLICATED).mean())
    return {
        "short_stays": {
            "lesson": "A4, M1",
            "planted": 0.92,
            "measured": round(short, 4),
            "tolerance": 0.005,
            "recover": "Share of calls with is_long_stay false; "
            f"long is hours_at_berth above {record.LONG_STAY_H:.0f}.",
        },
        "idle_berth": {
            "lesson": "P3",
            "planted": idle,
            "recover": "Berths of the eight ports in reference/berths.csv that no call "
            "names: their share of calls on time is 0/0.",
        },
        "duplicated_ports": {
            "lesson": "W2",
            "planted": list(DUPLICATED),
            "measured": round(small, 4),
            "tolerance": 0.015,
            "recover": "Join calls to sim_ports_duplicated.csv by port_id: rows grow by "
            "this share.",
        },
        "rain_and_dry_bulk": {
            "lesson": "T2",
            "planted": RAIN_EFFECT,
            "tolerance": 0.006,
            "recover": "Coefficient of rain_mm × (cargo_group is dry_bulk) in a linear "
            "model of log(hours_at_berth) on rain_mm × is_dry_bulk, cargo_group and "
            "port_id, cargo ships only. Each mm adds 3 %.",
        },
        "late_at_weekends": {
            "lesson": "T2",
            "planted": LATE_WEEKEND_EFFECT,
            "tolerance": 0.008,
            "recover": f"late_h is delay_h cut to 0 to {MOST_LATE_H:.0f}. Coefficient of "
            "late_h × is_weekend in a linear model of log(hours_at_berth) on late_h × "
            "is_weekend, cargo_group and port_id, cargo ships only. On weekdays: none.",
        },
        "simpson": {
            "lesson": "T2",
            "planted": list(SIMPSON),
            "recover": "Mean hours_at_berth of container calls: the first port is "
            f"faster below {LARGE_M:.0f} m and from there on, and slower over all.",
        },
        "no_effect_of_flag": {
            "lesson": "T2",
            "planted": 0.0,
            "tolerance": 0.02,
            "open_registries": list(OPEN_REGISTRIES),
            "recover": "Coefficient of an open registry's flag in a linear model of "
            "log(hours_at_berth) with cargo_group, port_id and length_m, cargo ships "
            "only; or container calls alone: no evidence of an effect. Without regard "
            "to the kind of ship there is a difference, which is confounding.",
        },
        "costs_beat_accuracy": {
            "lesson": "A4, M1",
            "planted": {"missed_long_stay": 10, "false_alarm": 1},
            "recover": "Call a stay long where the share of long ones among like calls "
            "(cargo_group, port_id, length_m in steps of 50 m) is above 1/11: less "
            "accurate than always short, and cheaper.",
        },
        "leak": {
            "lesson": "M2",
            "planted": "gang_shifts",
            "recover": "In sim_long_stays_leaky.csv.gz it alone nearly tells long stays "
            "from short; worksheet_closed_utc is after the call's departed_utc.",
        },
        "draught_not_updated": {
            "lesson": "AIS2, AIS3",
            "planted": FORGOTTEN_SHARE,
            "tolerance": 0.02,
            "recover": "Among calls whose draught changed, the share with "
            "draught_reported_out_m equal to draught_in_m.",
        },
        "payload": {
            "lesson": "AIS2",
            "planted": WATERPLANE,
            "recover": "tonnes_out - tonnes_in = (draught_out_m - draught_in_m) × "
            f"length_m × beam_m × {WATER_T_PER_M3} × the group's number, to ten tonnes.",
        },
        "delays": {
            "lesson": "W2, V1",
            "planted": {
                "0": 0.43,
                "1": 0.24,
                "2": 0.17,
                "3": 0.12,
                "4": 0.08,
                "5": 0.06,
            },
            "tolerance": 0.03,
            "recover": "Share of tanker, dry bulk and general cargo calls at GB ports "
            "with delay_h above so many hours.",
        },
        "weekly_calls": {
            "lesson": "T3, AIS4",
            "planted": _weeks(calls),
            "recover": "Calls by ISO week of arrival; 2020 has a week 53.",
        },
    }


def _weeks(calls: pd.DataFrame) -> dict[str, int]:
    """Return calls in the weeks from Monday that shocks shaped."""
    first = {
        "2020-02-03": "before the February storm",
        "2020-03-16": "before the fall",
        "2020-03-23": "the fall",
        "2020-12-07": "the strike at GBSOU",
        "2020-12-21": "Christmas",
        "2020-12-28": "ISO week 53",
    }
    # 1 January 1970 was a Thursday.
    week = (calls["arrived_s"] // DAY_S + 3) // 7
    found = {}
    for day, what in first.items():
        monday_s = pd.Timestamp(day).timestamp()
        number = int((monday_s // DAY_S + 3) // 7)
        found[f"{day}, {what}"] = int((week == number).sum())
    return found


def _clock(world: World) -> dict[str, Any]:
    calls = world.calls
    at_terminal = calls["terminal_id"] == disagreements.CLOCK_TERMINAL_ID
    wrong = calls[at_terminal & disagreements.is_summer_time(calls["berthed_s"])]
    start, end = disagreements.STARTER_S
    starter = wrong[(wrong["departed_s"] >= start) & (wrong["arrived_s"] < end)]
    return {
        "terminal_id": disagreements.CLOCK_TERMINAL_ID,
        "columns": ["berthed_utc", "unberthed_utc"],
        "hours_ahead": 1,
        "spans": [[utc_text(a), utc_text(b)] for a, b in disagreements.SUMMER_TIMES_S],
        "n_calls": len(wrong),
        "call_ids_2021_06_08_to_10": wrong.loc[starter.index, "call_id"].tolist(),
    }


def _disagreements(world: World) -> list[dict[str, str]]:
    found = disagreements.list_disagreements(world)
    rows = [
        {str(k): str(v) for k, v in row.items()} for row in found.to_dict("records")
    ]
    return [{**row, "why": disagreements.REASONS[row["reason"]]} for row in rows]


def _shock(shock: Shock) -> dict[str, Any]:
    return {
        "kind": shock.kind,
        "place": shock.place,
        "start": utc_text(shock.start_s),
        "end": utc_text(min(shock.end_s, 4_000_000_000)),
        "factor": shock.factor,
        "note": shock.note,
    }


def duplicated_ports_file() -> bytes:
    """
    Return `sim_ports_duplicated.csv`: the course's port table with three keys twice.

    The second row of a key spells the name in capitals, as a hasty paste would.
    """
    ports = pd.read_csv(REFERENCE / "ports.csv", dtype="str", keep_default_na=False)
    again = ports[ports["port_id"].isin(DUPLICATED)].copy()
    again["port_name"] = again["port_name"].str.upper()
    both = pd.concat([ports, again]).sort_values("port_name", kind="stable")
    return csv_bytes(both)


MAKERS: Final[dict[str, Callable[[World, Geography], bytes]]] = {
    "calls/sim_vessels.csv": lambda world, _: record.vessels_file(world),
    "calls/sim_port_calls.csv.gz": lambda world, _: record.calls_file(world),
    "calls/sim_port_calls_dirty.csv.gz": lambda world, _: dirty_record.dirty_file(
        world
    ),
    "calls/sim_port_calls_dirty_truth.csv.gz": lambda world, _: (
        dirty_record.dirty_truth_file(world)
    ),
    "calls/sim_long_stays_leaky.csv.gz": lambda world, _: record.leaky_file(world),
    "calls/sim_port_returns.xlsx": lambda world, geography: returns.returns_file(
        world, {str(p): str(n) for p, n in geography.ports["port_name"].items()}
    ),
    "calls/sim_port_returns_truth.csv": lambda world, _: returns.returns_truth_file(
        world
    ),
    "calls/sim_port_months.csv": lambda world, _: returns.months_file(world),
    "calls/sim_ports_duplicated.csv": lambda _, __: duplicated_ports_file(),
    "calls/truth.json": truth_file,
}
"""The files of the family: path under `datasets/`, and what makes its bytes."""
