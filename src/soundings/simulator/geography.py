"""
Where the simulated ships may go: ports, berths, lanes and sea legs.

Read from `datasets/reference/`, whose outlines are approximations drawn for this
course: not for navigation, and no port's official limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats, distance_nm, is_inside

REFERENCE = Path(__file__).parents[3] / "datasets" / "reference"
MANOEUVRE_S = 25 * 60
"""Seconds from the end of the channel until the ship is moored, or back."""


@dataclass(frozen=True)
class Lane:
    """
    A way in from the open sea, sailed backwards on the way out.

    Attributes
    ----------
    points : ndarray
        (n, 2), longitude and latitude in degrees: from the sea gate, by the pilot
        station, to the water off a terminal's berths or into an anchorage.
    pilot_vertex : int
        The point where the pilot boards; from there on the speed limit holds.
    terminal_id : str or None
        Where it ends; None if it leads through the port to another, `destination`.
    """

    lane_id: str
    port_id: str
    terminal_id: str | None
    gate: str
    pilot_vertex: int
    channel_speed_knots: float
    destination: str | None
    points: Floats

    def approach(self) -> Floats:
        """Return the points from the sea gate to the pilot station."""
        return self.points[: self.pilot_vertex + 1]

    def channel(self) -> Floats:
        """Return the points from the pilot station to the end."""
        return self.points[self.pilot_vertex :]


@dataclass(frozen=True)
class Terminal:
    """An outline: a port's limit, a terminal's berths, an anchorage, a pilot station."""

    terminal_id: str
    port_id: str
    name: str
    kind: str
    ring: Floats


@dataclass(frozen=True)
class Quay:
    """A berth as a moored ship sees it: its terminal, (lon, lat), and its bow."""

    terminal_id: str
    point: Floats
    heading_degrees: float


@dataclass(frozen=True, eq=False)
class Geography:
    """
    Everything the simulated ships know of the world.

    Attributes
    ----------
    ports : DataFrame
        One row a port, indexed by `port_id`; `lon`, `lat`, `tide_range_m` and so on.
    berths : DataFrame
        One row a berth, indexed by `berth_id`; see `datasets/reference/README.md`.
    terminals : dict
        Outlines by `terminal_id`.
    lanes : tuple of Lane
        Every way in.
    legs : dict
        Sea legs by (from, to): points (n, 2) and length in nautical miles.
    land : tuple of ndarray
        Rings of land, of the base maps at harbour scale.
    """

    ports: pd.DataFrame
    berths: pd.DataFrame
    terminals: Mapping[str, Terminal]
    lanes: tuple[Lane, ...]
    legs: Mapping[tuple[str, str], tuple[Floats, float]]
    land: tuple[Floats, ...] = field(default=(), repr=False)

    @cached_property
    def quays(self) -> dict[str, Quay]:
        """Return where and how a ship lies at each berth, by `berth_id`."""
        columns = ("terminal_id", "lon", "lat", "quay_heading_degrees")
        rows = zip(*(self.berths[column].tolist() for column in columns), strict=True)
        return {
            str(berth_id): Quay(str(terminal_id), np.array([lon, lat], float), heading)
            for berth_id, (terminal_id, lon, lat, heading) in zip(
                self.berths.index, rows, strict=True
            )
        }

    @cached_property
    def approach_nm(self) -> dict[str, float]:
        """Return the way from the sea gate to the pilot station, by port."""
        return {lane.port_id: path_nm(lane.approach()) for lane in reversed(self.lanes)}

    def leg_nm(self, from_port_id: str, to_port_id: str) -> float:
        """
        Return the way from one port's pilot station to another's in nautical miles.

        Two ports without a leg of their own are as far apart as the great circle
        and a quarter more.
        """
        ends = from_port_id, to_port_id
        approaches = sum(self.approach_nm.get(port_id, 0.0) for port_id in ends)
        leg = self.legs.get(ends)
        if leg is not None:
            return leg[1] + approaches
        places = self.ports.loc[list(ends), ["lon", "lat"]]
        (lon_1, lat_1), (lon_2, lat_2) = places.to_numpy(dtype=float)
        return 1.25 * great_circle_nm(lon_1, lat_1, lon_2, lat_2)

    def lanes_to(self, terminal_id: str) -> list[Lane]:
        """Return the lanes to a terminal or anchorage, or say that there is none."""
        found = [lane for lane in self.lanes if lane.terminal_id == terminal_id]
        if not found:
            raise ValueError(
                f"{terminal_id}: no lane leads there. Found lanes to "
                f"{', '.join(sorted({str(lane.terminal_id) for lane in self.lanes}))}."
            )
        return found

    def lane(self, terminal_id: str, partner_port_id: str | None = None) -> Lane:
        """Return the lane to a terminal whose gate faces the partner port best."""
        found = self.lanes_to(terminal_id)
        if len(found) == 1 or partner_port_id is None:
            return found[0]
        leg = self.legs.get((partner_port_id, found[0].port_id))
        if leg is None:
            return found[0]
        # The leg's own end may lie at another gate: judge by where it comes from.
        end = leg[0][max(0, len(leg[0]) - 3)]
        gates = np.array([lane.points[0] for lane in found])
        return found[int(np.argmin(distance_nm(end[0], end[1], *gates.T)))]

    def anchorage(self, port_id: str) -> Terminal | None:
        """Return a port's anchorage; None if it has none."""
        for terminal in self.terminals.values():
            if terminal.port_id == port_id and terminal.kind == "anchorage":
                return terminal
        return None

    def channel_s(self, terminal_id: str) -> int:
        """Return the seconds from the pilot station until a ship is moored there."""
        lane = self.lanes_to(terminal_id)[0]
        hours = path_nm(lane.channel()) / lane.channel_speed_knots
        return round(hours * 3600) + MANOEUVRE_S

    def anchoring_s(self, port_id: str) -> int:
        """Return the seconds from the pilot station to the middle of the anchorage."""
        anchorage = self.anchorage(port_id)
        if anchorage is None:
            raise ValueError(f"{port_id}: no anchorage. Draw one, or let nobody wait.")
        lane = self.lanes_to(anchorage.terminal_id)[0]
        hours = path_nm(lane.channel()) / lane.channel_speed_knots
        return round(hours * 3600) + MANOEUVRE_S // 2

    def is_land(self, lon: Any, lat: Any) -> Bools:
        """Say which points lie on land of any base map that was read."""
        x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
        found = np.zeros(np.broadcast(x, y).shape, dtype=bool)
        for ring in self.land:
            (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
            near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
            if near.any():
                found[near] |= is_inside(x[near], y[near], ring)
        return found


def path_nm(points: Floats) -> float:
    """
    Return the length of a path in nautical miles.

    Examples
    --------
    >>> round(path_nm(np.array([[1.0, 50.0], [1.0, 51.0], [1.0, 50.5]])), 1)
    90.1
    """
    a, b = points[:-1], points[1:]
    return float(sum(distance_nm(a[:, 0], a[:, 1], b[:, 0], b[:, 1]).tolist()))


def great_circle_nm(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """
    Return the shortest way over the globe in nautical miles (haversine).

    Examples
    --------
    A quarter of the equator.

    >>> round(great_circle_nm(0, 0, 90, 0))
    5404
    """
    x_1, y_1, x_2, y_2 = np.radians([lon_1, lat_1, lon_2, lat_2])
    half = (
        np.sin((y_2 - y_1) / 2) ** 2
        + np.cos(y_1) * np.cos(y_2) * np.sin((x_2 - x_1) / 2) ** 2
    )
    return float(2 * 6371.0088 / 1.852 * np.arcsin(np.sqrt(half)))


def read_geography(folder: str | Path | None = None) -> Geography:
    """
    Read ports, berths, outlines, lanes and legs.

    Parameters
    ----------
    folder : str or Path, optional
        The reference folder, with `basemap/` beside it; the course's own if not given.

    Raises
    ------
    FileNotFoundError
        If a file is not there, naming it.
    """
    folder = Path(folder) if folder is not None else REFERENCE
    for name in ("ports.csv", "berths.csv", "terminals.geojson", "lanes.geojson"):
        if not (folder / name).exists():
            raise FileNotFoundError(
                f"{folder / name} is not there. The simulator needs the course's "
                "folder datasets/: run it from a clone, or pass its reference folder."
            )
    text = {"port_id": "str", "berth_id": "str", "terminal_id": "str"}
    ports = pd.read_csv(folder / "ports.csv", dtype=text).set_index("port_id")
    berths = pd.read_csv(folder / "berths.csv", dtype=text).set_index("berth_id")
    return Geography(
        ports=ports,
        berths=berths,
        terminals={t.terminal_id: t for t in _terminals(folder / "terminals.geojson")},
        lanes=tuple(_lanes(folder / "lanes.geojson")),
        legs=_legs(folder / "sea_legs.geojson"),
        land=tuple(read_land(sorted((folder.parent / "basemap").glob("*.geojson")))),
    )


def _features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["features"]
    return features


def _terminals(path: Path) -> Iterable[Terminal]:
    for feature in _features(path):
        known = feature["properties"]
        yield Terminal(
            terminal_id=known["terminal_id"],
            port_id=known["port_id"],
            name=known["name"],
            kind=known["kind"],
            ring=np.array(feature["geometry"]["coordinates"][0], dtype=float),
        )


def _lanes(path: Path) -> Iterable[Lane]:
    for feature in _features(path):
        known = feature["properties"]
        yield Lane(
            lane_id=known["lane_id"],
            port_id=known["port_id"],
            terminal_id=known.get("terminal_id"),
            gate=known["gate"],
            pilot_vertex=int(known["pilot_vertex"]),
            channel_speed_knots=float(known["channel_speed_knots"]),
            destination=known.get("destination"),
            points=np.array(feature["geometry"]["coordinates"], dtype=float),
        )


def _legs(path: Path) -> dict[tuple[str, str], tuple[Floats, float]]:
    legs: dict[tuple[str, str], tuple[Floats, float]] = {}
    for feature in _features(path) if path.exists() else []:
        known = feature["properties"]
        a, b = known["from_port_id"], known["to_port_id"]
        points = np.array(feature["geometry"]["coordinates"], dtype=float)
        legs[a, b] = points, float(known["distance_nm"])
        legs[b, a] = points[::-1], float(known["distance_nm"])
    return legs


def read_land(paths: Iterable[Path]) -> Iterable[Floats]:
    """Yield the outer rings of land of base maps; coarse ones are left out."""
    for path in paths:
        if path.stem.startswith(("world", "central")):
            continue
        for feature in _features(path):
            shape = feature["geometry"]
            parts = shape["coordinates"]
            for part in [parts] if shape["type"] == "Polygon" else parts:
                yield np.array(part[0], dtype=float)
