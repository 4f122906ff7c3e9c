"""
Make berths, outlines and lanes from the harbours drawn in `harbours.yml`.

The drawing gives, for each port: the port's `limit`, an `anchorage`, the `channel`
from the sea gate inwards with the pilot's `point` on it, and `terminals`. A terminal's
quays are lines along which the ships lie, in the water, with the length and depth of
each berth from the line's first end on. Its `lane` leaves the channel after so many
points and goes on by points of its own. `transits` lead through the port to another.

Everything is an approximation for this course, and not for navigation. Where the old
shoreline lacks a modern terminal, ships lie off the drawn shore.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
import yaml
from shapely.geometry import LineString, Polygon

DRAWING = Path(__file__).with_name("harbours.yml")
DRAWN_ON = "2026-11-22"
IDLE = "GBSOU-WES-3"  # no simulated ship ever calls here; a lesson asks why
METRES_PER_DEGREE = 111_195.0
PILOT_RADIUS_M = 900.0
BERTH_HALF_WIDTH_M = 90.0  # of a terminal's strip of water, either side of its line
BERTH_MARGIN_M = 20.0  # beyond the line's ends
DECIMALS = 5

Place = list[float]


def read_drawing(path: Path = DRAWING) -> dict[str, Any]:
    """Return the harbours by `port_id`."""
    drawing: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return drawing


# --- Berths ---------------------------------------------------------------------------


def berths_csv() -> bytes:
    """Return one row for each berth: where a ship lies, how, and what fits."""
    rows = [row for port in read_drawing().items() for row in berths(*port)]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("ascii")


def berths(port_id: str, port: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Yield a port's berths, numbered from 1 in each terminal."""
    for terminal in port["terminals"]:
        terminal_id, number = f"{port_id}-{terminal['id']}", 0
        for quay in terminal["quays"]:
            plane = Plane(*quay["line"][0])
            line = plane.metres(quay["line"])
            heading = round(bearing_degrees(line)) % 360
            gap = (line.length - sum(quay["quay_m"])) / len(quay["quay_m"])
            begin = gap / 2
            for length, depth in zip(quay["quay_m"], quay["depth_m"], strict=True):
                number += 1
                middle = line.interpolate(begin + length / 2)
                begin += length + gap
                ((lon, lat),) = plane.degrees(middle)
                berth_id = f"{terminal_id}-{number}"
                yield {
                    "berth_id": berth_id,
                    "terminal_id": terminal_id,
                    "port_id": port_id,
                    "lon": f"{lon:.{DECIMALS}f}",
                    "lat": f"{lat:.{DECIMALS}f}",
                    "quay_heading_degrees": str(heading),
                    "quay_m": str(length),
                    "depth_m": str(depth),
                    "cargo_groups": quay.get("cargo_groups", terminal["cargo_groups"]),
                    "is_idle": "true" if berth_id == IDLE else "false",
                    "method": "invented for the simulation",
                    "not_for_navigation": "true",
                }


def bearing_degrees(line: LineString) -> float:
    """
    Return the direction from a line's first end to its last, clockwise from north.

    Examples
    --------
    >>> bearing_degrees(LineString([(0, 0), (10, 10)]))
    45.0
    """
    (x_1, y_1), (x_2, y_2) = line.coords[0], line.coords[-1]
    return math.degrees(math.atan2(x_2 - x_1, y_2 - y_1)) % 360


# --- Outlines -------------------------------------------------------------------------


def terminals_geojson() -> bytes:
    """Return the outlines of ports, anchorages, pilot stations and terminals."""
    features = [
        feature
        for port_id, port in read_drawing().items()
        for feature in outlines(port_id, port)
    ]
    return collection("terminals", features)


def outlines(port_id: str, port: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a port's outlines, its limit first."""
    pilot = port["pilot"]
    areas = [
        ("PORT", port["name"], "port", Polygon(port["limit"])),
        ("ANC", port["anchorage"]["name"], "anchorage", anchorage(port)),
        ("PIL", pilot["name"], "pilot", octagon(pilot_place(port))),
    ]
    for terminal in port["terminals"]:
        areas.append((terminal["id"], terminal["name"], "berth", strip(terminal)))
    for suffix, name, kind, area in areas:
        ring = shapely.orient_polygons(area).exterior
        yield {
            "type": "Feature",
            "properties": {
                "terminal_id": f"{port_id}-{suffix}",
                "port_id": port_id,
                "name": name,
                "kind": kind,
                "method": "hand-drawn approximation",
                "drawn_on": DRAWN_ON,
                "accuracy_m": 300,
                "not_for_navigation": True,
            },
            "geometry": {"type": "Polygon", "coordinates": [rounded(ring.coords)]},
        }


def anchorage(port: dict[str, Any]) -> Polygon:
    """Return a port's anchorage."""
    return Polygon(port["anchorage"]["outline"])


def pilot_place(port: dict[str, Any]) -> Place:
    """Return where the pilot boards."""
    place: Place = port["channel"]["points"][port["pilot"]["point"] - 1]
    return place


def octagon(place: Place) -> Polygon:
    """Return eight sides around a place."""
    turns = [math.pi * (2 * corner + 1) / 8 for corner in range(8)]
    ring = [(PILOT_RADIUS_M * math.cos(t), PILOT_RADIUS_M * math.sin(t)) for t in turns]
    return Polygon(Plane(*place).degrees(Polygon(ring)))


def strip(terminal: dict[str, Any]) -> Polygon:
    """
    Return the water in which a terminal's berths lie.

    That is a strip along each quay; what lies between one quay and the next is
    taken in.
    """
    quays = terminal["quays"]
    plane = Plane(*quays[0]["line"][0])
    half_width = terminal.get("half_width_m", BERTH_HALF_WIDTH_M)
    parts, last = [], None
    for quay in quays:
        line = plane.metres(quay["line"])
        longer = lengthen(line, BERTH_MARGIN_M)
        parts.append(longer.buffer(half_width, cap_style="flat"))
        if last is not None:
            between = LineString([last, line.coords[0]])
            parts.append(between.buffer(half_width * 0.8, cap_style="square"))
        last = line.coords[-1]
    whole = shapely.union_all(parts)
    return Polygon(plane.degrees(Polygon(whole.exterior).simplify(8)))


def lengthen(line: LineString, margin_m: float) -> LineString:
    """
    Return a straight line made longer at both ends.

    Examples
    --------
    >>> list(lengthen(LineString([(0, 0), (10, 0)]), 5).coords)
    [(-5.0, 0.0), (15.0, 0.0)]
    """
    (x_1, y_1), (x_2, y_2) = line.coords[0], line.coords[-1]
    x, y = margin_m * (x_2 - x_1) / line.length, margin_m * (y_2 - y_1) / line.length
    return LineString([(x_1 - x, y_1 - y), (x_2 + x, y_2 + y)])


# --- Lanes ----------------------------------------------------------------------------


def lanes_geojson() -> bytes:
    """Return the lanes from each port's sea gate."""
    features = [
        feature
        for port_id, port in read_drawing().items()
        for feature in lanes(port_id, port)
    ]
    return collection("lanes", features)


def lanes(port_id: str, port: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a port's lanes: to its terminals, to its anchorage, and through it."""
    channel = port["channel"]
    pilot_vertex = port["pilot"]["point"] - 1
    middle = anchorage(port).centroid.coords[0]
    ways = [(t["id"], t["lane"], None) for t in port["terminals"]]
    ways.append(("ANC", {"leaves_at": pilot_vertex + 1, "points": [middle]}, None))
    for transit in port.get("transits", []):
        ways.append((transit["destination"], transit["lane"], transit["destination"]))
    for suffix, lane, destination in ways:
        line = channel["points"][: lane["leaves_at"]] + lane["points"]
        yield {
            "type": "Feature",
            "properties": {
                "lane_id": f"{port_id}-{suffix}",
                "port_id": port_id,
                "terminal_id": None if destination else f"{port_id}-{suffix}",
                "gate": channel["gate"],
                "pilot_vertex": pilot_vertex,
                "channel_speed_knots": channel["speed_knots"],
                "destination": destination,
            },
            "geometry": {"type": "LineString", "coordinates": rounded(line)},
        }


# --- Common ---------------------------------------------------------------------------


class Plane:
    """Metres east and north of a place; flat, which is fine at the size of a port."""

    def __init__(self, lon: float, lat: float) -> None:
        self._origin = (lon, lat)
        self._north = METRES_PER_DEGREE
        self._east = METRES_PER_DEGREE * math.cos(math.radians(lat))

    def metres(self, line: list[Place]) -> LineString:
        """Return a line of degrees in metres."""
        lon, lat = self._origin
        return LineString(
            [((x - lon) * self._east, (y - lat) * self._north) for x, y in line]
        )

    def degrees(self, shape: shapely.Geometry) -> list[Place]:
        """Return the points of a shape in metres as degrees."""
        lon, lat = self._origin
        points = shapely.get_coordinates(shape).tolist()
        return [[lon + x / self._east, lat + y / self._north] for x, y in points]


def rounded(line: Any) -> list[Place]:
    """Return the points of a line, rounded."""
    return [[round(float(x), DECIMALS), round(float(y), DECIMALS)] for x, y in line]


def collection(name: str, features: list[dict[str, Any]]) -> bytes:
    """Return GeoJSON with one feature a line, so that a change shows as one line."""
    lines = ",\n".join(
        json.dumps(feature, separators=(",", ":")) for feature in features
    )
    head = f'{{"type":"FeatureCollection","name":"{name}","features":['
    return f"{head}\n{lines}\n]}}\n".encode("ascii")
