"""Positions whose steps sit on and around every threshold, for the engine's tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from soundings import ais
from soundings.ais.engine.store import POSITIONS, Store, write_whole
from soundings.ais.engine.stretch import Stretch
from tests.ais.tracks import square

PORTS = ais.make_fences(
    [
        {"fence": "harbour", "kind": "port", "ring": square(0, 0, 0.04)},
        {"fence": "creek", "kind": "port", "ring": square(0.06, 0, 0.04)},
        {"fence": "quay", "kind": "berth", "ring": square(0.001, 0.001, 0.008)},
        {"fence": "jetty", "kind": "berth", "ring": square(0.061, 0.001, 0.008)},
        {"fence": "roads", "kind": "anchorage", "ring": square(0.03, 0.03, 0.009)},
        {"fence": "pilots", "kind": "pilot", "ring": square(0.05, 0.05, 0.01)},
    ]
)
"""Two harbours with a quay each, and an anchorage inside the first."""

STATIONS = (
    (0.005, 0.005),
    (0.065, 0.005),
    (0.02, 0.02),
    (0.035, 0.035),
    (0.05, 0.02),
    (0.0, -0.02),
)
"""At the quays, within a harbour, at anchor, between the two, and outside."""

STEPS_S = (1, 60, 1799, 1800, 1801, 3599, 3600, 3601, 14399, 14400, 14401, 43200)
SPEEDS = (0.0, 0.5, 0.51, 0.7, 0.99, 1.0, 9.0, np.nan, 102.2, 102.3)


def random_ships(seed: int, n_ships: int = 3, n_rows: int = 150) -> pd.DataFrame:
    """Return ships that come and go for about a week, some reports of them wrong."""
    chance = np.random.default_rng(seed)
    parts = []
    for ship in range(n_ships):
        step = chance.choice(STEPS_S, n_rows, p=[0.1, 0.3, *[0.06] * 10])
        start = pd.Timestamp("2024-05-01T21:00:00Z")
        # Sails only where it has the time, at most 9 knots.
        sails = (step >= 1799) & (chance.random(n_rows) < 0.4)
        place = chance.integers(0, len(STATIONS), n_rows)
        place = place[np.maximum.accumulate(np.where(sails, np.arange(n_rows), 0))]
        lon, lat = np.array(STATIONS)[place].T
        speed = chance.choice(SPEEDS, n_rows)
        stays = np.repeat(chance.random(n_rows) < 0.3, 5)[:n_rows]
        speed[stays] = chance.choice([0.2, 0.7], n_rows)[stays]
        parts.append(
            pd.DataFrame(
                {
                    "mmsi": f"23299900{ship}",
                    "time_utc": start
                    + pd.to_timedelta(np.cumsum(step) * 1000, unit="ms"),
                    "lon": lon,
                    "lat": lat,
                    "speed_knots": speed,
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    table["time_utc"] = table["time_utc"].astype("datetime64[ms, UTC]")
    wrong = chance.random(len(table))
    table.loc[wrong < 0.03, "lat"] = 91.0
    table.loc[(wrong > 0.03) & (wrong < 0.06), "lon"] += 30.0
    again = table.sample(15, random_state=seed)
    again = again.assign(
        lon=again["lon"] + chance.choice([0.0, 0.0001, -0.0001], len(again)),
        time_utc=again["time_utc"]
        + pd.to_timedelta(chance.choice([0, 1, 400, 999], len(again)), unit="ms"),
    )
    again["time_utc"] = again["time_utc"].astype("datetime64[ms, UTC]")
    mixed = pd.concat([table, again]).sample(frac=1.0, random_state=seed)
    return mixed.reset_index(drop=True)


def as_stretch(positions: pd.DataFrame) -> Stretch:
    """Return a positions table as the kernel takes it."""
    return Stretch(
        positions["mmsi"].astype("int64").to_numpy(),
        positions["time_utc"].astype("datetime64[ms, UTC]").astype("int64").to_numpy(),
        positions["lon"].to_numpy(),
        positions["lat"].to_numpy(),
        positions["speed_knots"].to_numpy(),
        np.arange(len(positions)),
    )


def as_table(stretch: Stretch) -> pd.DataFrame:
    """Return what the kernel gives as a positions table."""
    moments = pd.Series(stretch.time_ms.astype("datetime64[ms]")).dt.tz_localize("UTC")
    return pd.DataFrame(
        {
            "mmsi": pd.Series(stretch.mmsi).astype("str").str.zfill(9),
            "time_utc": moments,
            "lon": stretch.lon,
            "lat": stretch.lat,
            "speed_knots": stretch.speed_knots,
        }
    )


def make_store(folder: Path, positions: pd.DataFrame) -> Store:
    """Return a store of these positions, as `ingest` would have written it."""
    store = Store.make(folder)
    rows = positions.assign(
        mmsi=positions["mmsi"].astype("int64"),
        status=pd.array([5] * len(positions), dtype="Int8"),
        transceiver="A",
        source="test",
    )
    rows = rows.sort_values(["mmsi", "time_utc", "lat", "lon"], kind="stable")
    for name in POSITIONS.names:
        if name not in rows:
            rows[name] = None
    for day, part in rows.groupby(rows["time_utc"].dt.strftime("%Y-%m-%d")):
        table = pa.Table.from_pandas(
            part[POSITIONS.names], schema=POSITIONS, preserve_index=False
        )
        write_whole(table, store.path("positions", str(day)), f"made of {len(part)}")
    return store
