"""What speaks from the shore: base stations (message 4) and aids to navigation (21)."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator.chance import stream, words
from soundings.simulator.geography import Geography
from soundings.simulator.movements import DEGREE_RAW
from soundings.simulator.reception import Receiver

BASE_S: Final = 10
AID_S: Final = 180
"""Seconds between reports of a base station and of an aid (ITU-R M.1371-5)."""


def shore_stations(
    geography: Geography, receivers: tuple[Receiver, ...], port_ids: tuple[str, ...]
) -> pd.DataFrame:
    """
    Return who speaks from the shore: `mmsi`, `name`, `lon`, `lat`, `message_type`.

    A base station stands at each receiver on land, with an MMSI that begins 00; a buoy,
    99, marks each port's pilot station and the bend before its berths.
    """
    rows: list[dict[str, object]] = []
    for number, receiver in enumerate(receivers):
        if not receiver.period_s:
            place = {"lon": receiver.lon, "lat": receiver.lat, "message_type": 4}
            rows.append({"mmsi": 2_329_900 + number, "name": receiver.name, **place})
    for number, port_id in enumerate(port_ids):
        lanes = [lane for lane in geography.lanes if lane.port_id == port_id]
        for mark, vertex in enumerate((lanes[0].pilot_vertex, -2)):
            lon, lat = lanes[0].points[vertex]
            mmsi = 992_329_900 + 10 * number + mark
            name = f"SIM {port_id} {'PILOT' if mark == 0 else 'BEND'}"
            place = {"lon": lon, "lat": lat, "message_type": 21}
            rows.append({"mmsi": mmsi, "name": name, **place})
    return pd.DataFrame(rows, columns=["mmsi", "name", "lon", "lat", "message_type"])


def shore_reports(
    shore: pd.DataFrame, start_s: int, end_s: int, seed: int
) -> dict[str, np.ndarray]:
    """
    Return what shore stations send in [start, end), faultless.

    Columns as `dirt.spoil` gives them; `ship` is -1 for the first station, -2 for the
    second and so on.
    """
    parts: list[dict[str, np.ndarray]] = []
    for place, station in enumerate(shore.to_dict("records")):
        step = (BASE_S if station["message_type"] == 4 else AID_S) * 1000
        key = stream(seed, f"shore/{station['name']}")
        phase = int(words(key, 0)) % step
        times = np.arange(start_s * 1000 + phase, end_s * 1000, step, dtype=np.int64)
        parts.append(
            {
                "ship": np.full(len(times), -1 - place, dtype=np.int64),
                "time_ms": times,
                "mmsi": np.full(len(times), station["mmsi"], dtype=np.int64),
                "message_type": np.full(len(times), station["message_type"], np.uint8),
                "lon_raw": np.full(
                    len(times), round(station["lon"] * DEGREE_RAW), np.int32
                ),
                "lat_raw": np.full(
                    len(times), round(station["lat"] * DEGREE_RAW), np.int32
                ),
            }
        )
    if not parts:
        return {}
    out = {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}
    count = len(out["ship"])
    unknown = {"status": 15, "rot_raw": -128, "sog_raw": 1023, "cog_raw": 3600}
    kinds = {
        "status": np.uint8,
        "rot_raw": np.int8,
        "sog_raw": np.uint16,
        "cog_raw": np.uint16,
    }
    for name, code in unknown.items():
        out[name] = np.full(count, code, dtype=kinds[name])
    out["heading"] = np.full(count, 511, dtype=np.uint16)
    out["second"] = ((out["time_ms"] // 1000) % 60).astype(np.uint8)
    out["activity"] = np.full(count, -1, dtype=np.int8)
    out["track"] = np.full(count, -1, dtype=np.int64)
    out["faults"] = np.zeros(count, dtype=np.uint32)
    return out
