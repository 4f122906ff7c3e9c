"""Rain and wind at each port and day: a sketch of a climate, not a forecast."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.portable import Floats
from soundings.simulator.shocks import Shock, closures

MOST_RAIN_MM: Final = 40.0
# Share of wet days by month, January first: cool and temperate, mediterranean, tropical.
_WET: Final = {
    "temperate": (0.52, 0.46, 0.42, 0.40, 0.38, 0.36, 0.36, 0.38, 0.40, 0.50, 0.54, 0.54),
    "mediterranean": (0.40, 0.36, 0.28, 0.20, 0.12, 0.05, 0.02, 0.03, 0.12, 0.26, 0.36, 0.42),
    "tropical": (0.70, 0.68, 0.55, 0.45, 0.36, 0.28, 0.22, 0.20, 0.24, 0.36, 0.52, 0.62),
}  # fmt: skip
_MEAN_MM: Final = {"temperate": 5.0, "mediterranean": 7.0, "tropical": 9.0}
_WIND: Final = (1.25, 1.22, 1.15, 1.0, 0.92, 0.85, 0.82, 0.85, 0.95, 1.08, 1.15, 1.22)


def climate(lat: float) -> str:
    """
    Return the kind of climate at a latitude.

    Examples
    --------
    >>> climate(52.0), climate(36.0), climate(-6.1)
    ('temperate', 'mediterranean', 'tropical')
    """
    if abs(lat) < 23.5:
        return "tropical"
    return "mediterranean" if abs(lat) < 45 else "temperate"


def make_weather(
    ports: pd.DataFrame,
    port_ids: tuple[str, ...],
    shocks: tuple[Shock, ...],
    start_s: int,
    end_s: int,
    seed: int,
) -> pd.DataFrame:
    """
    Return `rain_mm` and `wind_kn` by `port_id` and `day` (days since 1970).

    Storms among the shocks show as gales with heavy rain.
    """
    days = np.arange(start_s // DAY_S, -(-end_s // DAY_S))
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12
    tables = []
    for port_id in port_ids:
        kind = climate(float(ports["lat"][port_id]))
        key = chance.stream(seed, f"weather/{port_id}")
        wet = chance.uniform(key, days, 0) < np.asarray(_WET[kind])[months]
        mm = np.where(wet, chance.exponential(key, days, 1, _MEAN_MM[kind]), 0.0)
        calm = 0.7 if kind == "tropical" else 1.0
        key = chance.stream(seed, f"wind/{port_id}")
        wind = (
            calm * np.asarray(_WIND)[months] * chance.lognormal(key, days, 0, 11, 0.35)
        )
        for start, end in closures(shocks, port_id):
            stormy = (days >= start // DAY_S) & (days <= (end - 1) // DAY_S)
            mm = np.where(stormy, 14 + 10 * chance.uniform(key, days, 50), mm)
            wind = np.where(stormy, 44 + 12 * chance.uniform(key, days, 51), wind)
        tables.append(
            pd.DataFrame(
                {
                    "port_id": port_id,
                    "day": days,
                    "rain_mm": _rounded(np.minimum(mm, MOST_RAIN_MM), 1),
                    "wind_kn": _rounded(np.minimum(wind, 60.0), 0),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def _rounded(values: Floats, digits: int) -> Floats:
    return np.round(values, digits)
