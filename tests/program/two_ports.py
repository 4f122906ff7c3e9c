"""Two harbours and a ferry between them, as files that anybody could have."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from tests.ais.tracks import square

EAST_LON = 0.5
PLACES = {
    "west": ("port", square(0.0, 0.0, 0.04)),
    "west quay": ("berth", square(0.0, 0.0, 0.01)),
    "east": ("port", square(EAST_LON, 0.0, 0.04)),
    "east quay": ("berth", square(EAST_LON, 0.0, 0.01)),
}
FIRST_DAY = pd.Timestamp("2024-05-06", tz="UTC")
"""A Monday."""
HEADER = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType"


def write_fences(path: Path) -> Path:
    """Write both harbours as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {"terminal_id": name, "name": name.title(), "kind": kind},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, (kind, ring) in PLACES.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def write_ferry(path: Path, days: int = 3) -> Path:
    """
    Write a ferry that lies six hours at each quay, and two ships that pass by.

    From midnight in the west, from eight in the east, from sixteen in the west again;
    two hours of way between. A report every ten minutes.
    """
    rows = [HEADER]
    for minute in range(0, days * 1440, 10):
        time = FIRST_DAY + pd.Timedelta(minutes=minute)
        turn, since = divmod(minute, 480)
        start, end = (0.005, EAST_LON + 0.005)[:: 1 if turn % 2 == 0 else -1]
        under_way = max(since - 360, 0) / 120
        lon = start + (end - start) * under_way
        rows.append(_row("232000001", time, lon, 0.0 if not under_way else 15.0))
    for minute in range(0, 120, 5):
        time = FIRST_DAY + pd.Timedelta(minutes=minute)
        rows.append(_row("232000002", time, -0.1 + 0.3 * minute / 60, 18.0))
    rows.append("232000003,not a time,0,0,1,2,3,SIM ODD,,,70")
    path.write_text("\n".join(rows) + "\n")
    return path


def _row(mmsi: str, time: pd.Timestamp, lon: float, speed_knots: float) -> str:
    return (
        f"{mmsi},{time:%Y-%m-%dT%H:%M:%S},0.005,{lon:.5f},{speed_knots:.1f},90.0,90,"
        f"SIM SHIP {mmsi[-1]},,,70"
    )
