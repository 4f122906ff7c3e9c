"""Ways of ships at sea that can be read at a glance, for the tests of rescues."""

from __future__ import annotations

import numpy as np
import pandas as pd

START = pd.Timestamp("2024-05-01T00:00:00Z")
NM_PER_DEGREE = 60.04
PORTS = pd.DataFrame({"port": ["Safety"], "lon": [13.0], "lat": [36.0]})
"""One port, 180 nautical miles north of 33 degrees."""


def make_way(
    *legs: tuple[float, float, float],
    mmsi: str = "232999001",
    lon: float = 13.0,
    lat: float = 33.0,
    start_hours: float = 0.0,
    step_minutes: float = 10.0,
) -> pd.DataFrame:
    """Return positions of a ship from legs of (hours, knots, course in degrees)."""
    hours = np.cumsum([0.0, *(leg[0] for leg in legs)])
    east = np.cumsum([0.0, *(h * v * np.sin(np.radians(c)) for h, v, c in legs)])
    north = np.cumsum([0.0, *(h * v * np.cos(np.radians(c)) for h, v, c in legs)])
    at = np.arange(0.0, hours[-1], step_minutes / 60)
    leg = np.searchsorted(hours, at, "right") - 1
    wide = NM_PER_DEGREE * np.cos(np.radians(lat))
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "time_utc": START + pd.to_timedelta((at + start_hours) * 3600, unit="s"),
            "lon": lon + np.interp(at, hours, east) / wide,
            "lat": lat + np.interp(at, hours, north) / NM_PER_DEGREE,
            "speed_knots": np.array([v for _, v, _ in legs], dtype=float)[leg],
        }
    )


PATROL, DASH, ON_SCENE = (10, 5.0, 0), (2, 15.0, 0), (3, 0.5, 45)
RUN = (11, 14.0, 0)


def make_rescue(mmsi: str = "232999001", **where: float) -> pd.DataFrame:
    """Return a ship that patrols, dashes, stays for three hours and runs to port."""
    return make_way(PATROL, DASH, ON_SCENE, RUN, mmsi=mmsi, **where)


def seen_by_satellite(positions: pd.DataFrame) -> pd.DataFrame:
    """Keep what a satellite hears: a quarter of an hour in every hour and a half."""
    seconds = (positions["time_utc"] - START).dt.total_seconds()
    return positions[seconds % 5400 < 900]
