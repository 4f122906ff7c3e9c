"""Tracks that can be read at a glance, and what else the tests of `ais` share."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from soundings import ais

ROOT = Path(__file__).parents[2]
DATA = ROOT / "datasets" / "ais"
WEEK = DATA / "noaa_nyharbor_2020_12_week1.csv.gz"
HOUR = DATA / "noaa_nyharbor_2020_06_30.csv.gz"
TERMINALS = DATA / "new_york_terminals.geojson"
PORTS = ROOT / "datasets" / "reference" / "terminals.geojson"

START = pd.Timestamp("2024-05-01T06:00:00Z")


def square(west: float, south: float, size: float) -> list[tuple[float, float]]:
    """Return the closed ring of a square."""
    east, north = west + size, south + size
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def make_track(*points: tuple[float, float, float], mmsi: str = "232999001"):
    """Return positions from (minutes after six, lon, lat)."""
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "time_utc": [START + pd.Timedelta(minutes=m) for m, _, _ in points],
            "lon": [float(lon) for _, lon, _ in points],
            "lat": [float(lat) for _, _, lat in points],
        }
    )


def make_presence(*stations: tuple[float, str | None], mmsi: str = "232999001"):
    """Return positions from (minutes after six, port or None)."""
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "time_utc": [START + pd.Timedelta(minutes=m) for m, _ in stations],
            "port": pd.Series([port for _, port in stations], dtype="str"),
        }
    )


def minutes(times: pd.Series) -> list[float]:
    """Return times as minutes after six."""
    return ((times - START).dt.total_seconds() / 60).tolist()


HARBOUR = ais.make_fences(
    [
        {"fence": "harbour", "kind": "port", "ring": square(0, 0, 0.04)},
        {"fence": "quay", "kind": "berth", "ring": square(0, 0, 0.01)},
        {"fence": "roads", "kind": "anchorage", "ring": square(0.03, 0.03, 0.01)},
    ]
)
"""A square harbour of 2.4 nautical miles with a quay in its south-western corner."""


def hand_made_day() -> pd.DataFrame:
    """Return one ship that calls, one that passes, one that waits, one that jumps."""
    return pd.concat(
        [
            make_track(
                (0, 0.06, 0.005),
                (30, 0.02, 0.005),
                (60, 0.005, 0.005),
                (90, 0.005, 0.005),
                (150, 0.0051, 0.005),
                (180, 0.02, 0.005),
                (210, 0.06, 0.005),
                mmsi="232999001",
            ),
            make_track(
                (0, 0.05, 0.005),
                (10, 0.03, 0.005),
                (20, 0.008, 0.005),
                (30, -0.02, 0.005),
                mmsi="232999002",
            ),
            make_track(
                (0, 0.06, 0.035),
                (30, 0.035, 0.035),
                (60, 0.035, 0.035),
                (200, 0.035, 0.035),
                mmsi="232999003",
            ),
            make_track(
                (0, 0.05, 0.02),
                (10, 0.05, 0.021),
                (11, 0.005, 0.005),
                (12, 0.05, 0.022),
                mmsi="232999004",
            ),
        ],
        ignore_index=True,
    )
