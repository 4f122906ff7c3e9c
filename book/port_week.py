"""
The figure on the front door: a port, its ships, its week.

Run it from the folder it lies in, and it draws `port_week.png` again:

    python port_week.py

A test keeps the picture equal to what this draws.
"""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from soundings import ais

HERE = Path(__file__).parent
DATASETS = HERE.parent / "datasets"
WEEK = pd.Timestamp("2020-12-01", tz="UTC"), pd.Timestamp("2020-12-08", tz="UTC")
WEST, EAST, SOUTH, NORTH = -74.175, -74.035, 40.625, 40.668
DEGREES_LON_PER_LAT = 1.318  # on the map, at 40.6 degrees north
SEA, LAND, SHORE = "#d9ebf4", "#f6ecd2", "#b9a877"
INK, ALONGSIDE, PASSING = "#14253d", "#a3195b", "#6d7d93"


def draw() -> Figure:
    """Above, the ships in the port; below, when each of them was there."""
    week = ais.read_positions(DATASETS / "ais/noaa_nyharbor_2020_12_week1.csv.gz")
    fences = ais.read_fences(DATASETS / "ais/new_york_terminals.geojson")
    positions = ais.locate(ais.clean_positions(week), fences)
    visits = ais.sessions(positions, "port", away_minutes=60, gap_minutes=12 * 60)
    calls = ais.port_calls(positions, fences, stay_minutes=30)
    with plt.style.context("soundings.chart"):
        figure, (above, below) = plt.subplots(
            2, 1, figsize=(6, 6.4), height_ratios=[1, 1.45]
        )
        draw_port(above, positions, calls)
        draw_week(below, visits, calls)
    return figure


def draw_port(chart: Axes, positions: pd.DataFrame, calls: pd.DataFrame) -> None:
    """Draw the land, every ship's track, and where the calls lay."""
    coast = json.loads((DATASETS / "basemap/new_york_harbor.geojson").read_text("utf8"))
    rings = [feature["geometry"]["coordinates"][0] for feature in coast["features"]]
    land = PatchCollection([Polygon(ring) for ring in rings])
    land.set(facecolor=LAND, edgecolor=SHORE, linewidth=0.6)
    chart.add_collection(land)

    is_silent = positions.groupby("mmsi")["time_utc"].diff() > pd.Timedelta(minutes=20)
    for _, track in positions.groupby([positions["mmsi"], is_silent.cumsum()]):
        chart.plot(track["lon"], track["lat"], color=INK, linewidth=0.25, alpha=0.3)

    rows = positions.merge(calls[["mmsi", "arrived_utc", "departed_utc"]], on="mmsi")
    is_alongside = rows["time_utc"].between(rows["arrived_utc"], rows["departed_utc"])
    lying = rows[is_alongside]
    chart.scatter(lying["lon"], lying["lat"], s=7, color=ALONGSIDE, zorder=3)

    chart.set(xlim=(WEST, EAST), ylim=(SOUTH, NORTH), xticks=[], yticks=[])
    chart.set(facecolor=SEA, aspect=DEGREES_LON_PER_LAT)
    chart.grid(visible=False)
    chart.spines["bottom"].set_visible(False)
    chart.set_title("A port: the Kill Van Kull, New York")


def draw_week(chart: Axes, visits: pd.DataFrame, calls: pd.DataFrame) -> None:
    """Draw a row for each ship: thin while in the strait, thick while alongside."""
    ships = visits.groupby("mmsi")["first_utc"].min().sort_values(ascending=False)
    rows = {ship: row for row, ship in enumerate(ships.index)}
    chart.hlines(
        visits["mmsi"].map(rows),
        visits["first_utc"],
        visits["last_utc"],
        color=PASSING,
        linewidth=4,
    )
    chart.hlines(
        calls["mmsi"].map(rows),
        calls["arrived_utc"],
        calls["departed_utc"],
        color=ALONGSIDE,
        linewidth=6,
    )
    chart.xaxis.set_major_locator(mdates.DayLocator())
    chart.xaxis.set_major_formatter(mdates.DateFormatter("%a"))
    chart.set(xlim=WEEK, yticks=[], ylim=(-1, len(ships)))
    title = f"Its ships, its week: {len(visits)} visits, {len(calls)} port calls"
    chart.set_title(title)
    words = [
        ("a row for each ship", INK),
        ("in the strait", PASSING),
        ("alongside", ALONGSIDE),
    ]
    for line, (word, colour) in enumerate(words):
        chart.text(WEEK[0], 7 - 3 * line, word, color=colour, va="center")


if __name__ == "__main__":
    draw().savefig(HERE / "port_week.png", dpi=160)
