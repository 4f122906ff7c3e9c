"""
The port calls as an authority would record them, from the true calls.

The record is honest but human: times to five minutes, a terminal whose clock is an
hour ahead in summer, a call that was never entered. What is planted is written to
`truth.json`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.arrivals import DAY_S, HOUR_S
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.disagreements import (
    CLOCK_TERMINAL_ID,
    is_summer_time,
    list_disagreements,
)
from soundings.simulator.fleet import VESSELS
from soundings.simulator.world import World

LONG_STAY_H: Final = 36.0
"""A stay is long above so many hours at berth."""
STEP_S: Final = 300
"""Times are noted to five minutes."""
ETA_STEP_S: Final = 900

CALLS: Final = (
    "call_id",
    "vessel_id",
    "port_id",
    "terminal_id",
    "berth_id",
    "previous_port_id",
    "next_port_id",
    "eta_24h_s",
    "arrived_s",
    "anchored_s",
    "berthed_s",
    "unberthed_s",
    "departed_s",
    "cargo_group",
    "tonnes_in",
    "tonnes_out",
    "draught_in_m",
    "draught_out_m",
    "draught_reported_out_m",
    "rain_mm",
    "wind_kn",
    "is_weekend",
    "delay_h",
    "hours_at_berth",
    "is_long_stay",
)
"""Columns of `sim_port_calls.csv.gz`; `_s` becomes `_utc` in the file."""

PLACES: Final = {
    "length_m": 0,
    "dwt_t": 0,
    "draught_in_m": 1,
    "draught_out_m": 1,
    "draught_reported_out_m": 1,
    "beam_m": 1,
    "design_draught_m": 1,
    "rain_mm": 1,
    "wind_kn": 0,
}
"""Decimals in the files, where they are not two."""


def record_calls(world: World) -> pd.DataFrame:
    """
    Return the record of the world's port calls, in order of arrival (`CALLS`).

    Times are whole seconds since 1970, rounded down to five minutes; -1 is missing.
    """
    truth = world.calls.merge(
        list_disagreements(world)[["call_id", "recorded_berth_id"]],
        on="call_id",
        how="left",
    )
    truth = truth[truth["recorded_berth_id"] != ""].reset_index(drop=True)
    table = pd.DataFrame({"call_id": truth["call_id"]})
    ids = world.fleet["vessel_id"].to_numpy()
    table["vessel_id"] = ids[truth["ship"].to_numpy()]
    for name in ("port_id", "previous_port_id", "next_port_id"):
        table[name] = truth[name]
    table["berth_id"] = truth["recorded_berth_id"].fillna(truth["berth_id"])
    terminals = dict(zip(truth["berth_id"], truth["terminal_id"], strict=True))
    table["terminal_id"] = table["berth_id"].map(terminals)
    # To the nearest quarter of an hour.
    table["eta_24h_s"] = (truth["eta_s"] + ETA_STEP_S // 2) // ETA_STEP_S * ETA_STEP_S
    for name in ("arrived_s", "anchored_s", "departed_s"):
        table[name] = _noted(truth[name])
    has_bad_clock = truth["terminal_id"] == CLOCK_TERMINAL_ID
    for name in ("berthed_s", "unberthed_s"):
        ahead = has_bad_clock & is_summer_time(truth[name])
        table[name] = _noted(truth[name] + HOUR_S * ahead)
    table["cargo_group"] = truth["cargo_group"]
    for name in ("tonnes_in", "tonnes_out"):
        table[name] = truth[name]
    for name in ("draught_in", "draught_out", "draught_reported_out"):
        table[f"{name}_m"] = truth[f"{name}_dm"] / 10
    weather = _weather_at_berthing(world, truth)
    table["rain_mm"], table["wind_kn"] = weather["rain_mm"], weather["wind_kn"]
    table["is_weekend"] = (table["arrived_s"] // DAY_S + 3) % 7 >= 5
    table["delay_h"] = _hours(table["arrived_s"] - table["eta_24h_s"])
    table["hours_at_berth"] = _hours(table["unberthed_s"] - table["berthed_s"])
    table["is_long_stay"] = table["hours_at_berth"] > LONG_STAY_H
    return table[list(CALLS)]


def leaky_stays(world: World) -> pd.DataFrame:
    """
    Return cargo calls with one column too good to be true.

    `gang_shifts` counts the shifts of eight hours that gangs worked: it is written up
    when the worksheet is closed, after the ship has left.
    """
    calls = record_calls(world)
    calls = calls[calls["cargo_group"] != "passenger"].reset_index(drop=True)
    ships = world.fleet.set_index("vessel_id")
    numbers = calls["call_id"].str.slice(1).astype("int64").to_numpy()
    key = chance.stream(world.seed, "record/gang shifts")
    gangs = np.ceil(calls["hours_at_berth"].to_numpy() / 8)
    gangs = np.maximum(gangs + chance.whole(key, numbers, -1, 1), 1).astype(np.int64)
    closed = calls["departed_s"] + 3 * HOUR_S
    closed = closed + chance.whole(key, numbers, 0, 20 * 12, 1) * STEP_S
    leaky = calls[
        ["call_id", "arrived_s", "port_id", "terminal_id", "cargo_group"]
    ].copy()
    for name in ("length_m", "gross_tonnage", "year_built", "flag_iso3"):
        leaky[name] = ships.loc[calls["vessel_id"], name].to_numpy()
    for name in ("tonnes_in", "tonnes_out", "draught_in_m", "rain_mm", "wind_kn"):
        leaky[name] = calls[name]
    leaky["is_weekend"], leaky["delay_h"] = calls["is_weekend"], calls["delay_h"]
    leaky["gang_shifts"] = gangs
    leaky["worksheet_closed_s"] = closed
    leaky["is_long_stay"] = calls["is_long_stay"]
    return leaky


def vessels_file(world: World) -> bytes:
    """Return `sim_vessels.csv`."""
    return csv_bytes(world.fleet.loc[:599, list(VESSELS)], PLACES)


def calls_file(world: World) -> bytes:
    """Return `sim_port_calls.csv.gz`."""
    return gzipped(csv_bytes(record_calls(world), PLACES))


def leaky_file(world: World) -> bytes:
    """Return `sim_long_stays_leaky.csv.gz`."""
    return gzipped(csv_bytes(leaky_stays(world), PLACES))


def _noted(time_s: pd.Series) -> pd.Series:
    """Round down to five minutes; -1 stays."""
    return (time_s // STEP_S * STEP_S).where(time_s >= 0, -1)


def _hours(span_s: pd.Series) -> pd.Series:
    return (span_s / HOUR_S).round(2)


def _weather_at_berthing(world: World, truth: pd.DataFrame) -> pd.DataFrame:
    """Return rain and wind of the port on the day each ship berthed."""
    when = pd.DataFrame(
        {"port_id": truth["port_id"], "day": truth["berthed_s"] // DAY_S}
    )
    return when.merge(world.weather, on=["port_id", "day"], how="left")
