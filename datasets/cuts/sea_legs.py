"""
Find the way by sea between ports: `sea_legs.geojson`, on searoute 1.6.0's network.

Only the package's network of sea lanes is used (Apache-2.0), not its list of ports.
A leg begins at the gate of a port of `lanes.geojson` and ends at the gate of another,
or, where a port has no lanes here, at the nearest point of the network. The way north
of Canada is closed, as the package itself closes it by default.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import networkx as nx
import shapely
from shapely.geometry import LineString, Polygon

PACKAGE, VERSION = "searoute", "1.6.0"
CLOSED = "northwest"
NEIGHBOURS = 15  # nodes of the network that a gate may be joined to
LAND_COST = 20  # a mile of the network across land counts as so many at sea
DECIMALS = 4
EARTH_RADIUS_NM = 6371.0088 / 1.852

Place = tuple[float, float]


def sea_legs_geojson(reference: Path, basemap: Path) -> bytes:
    """
    Return one line for each pair of ports of which at least one has lanes.

    Parameters
    ----------
    reference, basemap : Path
        The folders of `ports.csv` and `lanes.geojson`, and of the maps.
    """
    land = Land(basemap)
    gates = read_gates(reference / "lanes.geojson")
    network = read_network(land)
    nodes = sorted(network.nodes)
    ends = {}
    for port_id, place in read_ports(reference / "ports.csv").items():
        ends[port_id] = gates.get(port_id) or nearest(place, nodes)[0]
    for gate in gates.values():
        for node in nearest(gate, nodes)[:NEIGHBOURS]:
            if not land.miles_between(gate, node):
                network.add_edge(gate, node, weight=distance_nm(gate, node))
    features = [
        {
            "type": "Feature",
            "properties": {
                "from_port_id": start,
                "to_port_id": finish,
                "distance_nm": round(sum(distance_nm(*p) for p in pairwise(line)), 1),
            },
            "geometry": {
                "type": "LineString",
                "coordinates": [[round(v, DECIMALS) for v in place] for place in line],
            },
        }
        for start, finish, line in legs(network, ends, gates)
    ]
    lines = ",\n".join(json.dumps(leg, separators=(",", ":")) for leg in features)
    return (
        '{"type":"FeatureCollection","name":"sea_legs",'
        f'"source":"sea network of {PACKAGE} {VERSION}","licence":"Apache-2.0",'
        f'"features":[\n{lines}\n]}}\n'
    ).encode("ascii")


class Land:
    """The land of all base maps, and how much of a straight line crosses it."""

    def __init__(self, basemap: Path) -> None:
        self._parts = [
            shapely.make_valid(Polygon(rings[0], rings[1:]))
            for path in sorted(basemap.glob("*.geojson"))
            for rings in read_polygons(path)
        ]
        self._tree = shapely.STRtree(self._parts)

    def miles_between(self, start: Place, finish: Place) -> float:
        """Return the nautical miles of latitude that lie on land, roughly."""
        line = LineString([start, finish])
        crossed = (line.intersection(self._parts[i]) for i in self._tree.query(line))
        return 60 * float(sum(part.length for part in crossed))


def read_polygons(path: Path) -> Iterator[list[list[Place]]]:
    """Yield the rings of each polygon of a map."""
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        yield from [parts] if geometry["type"] == "Polygon" else parts


def read_gates(path: Path) -> dict[str, Place]:
    """Return each port's sea gate: where all its lanes begin."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        lane["properties"]["port_id"]: tuple(lane["geometry"]["coordinates"][0])
        for lane in features
    }


def read_ports(path: Path) -> dict[str, Place]:
    """Return each port's place."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["port_id"]: (float(row["lon"]), float(row["lat"])) for row in rows}


def read_network(land: Land) -> nx.Graph:
    """
    Return the network, weighted by nautical miles; nothing crosses the date line.

    Some of its lines cut a corner of land. Those cost more, so they are taken only
    where there is no other way: up a river, or through the Suez Canal.
    """
    from searoute.data.marnet_dict import edge_list

    network = nx.Graph()
    for start, neighbours in edge_list.items():
        for finish, about in neighbours.items():
            if about.get("passage") == CLOSED or start == finish:
                continue
            if max(abs(start[0]), abs(finish[0]), abs(start[0] - finish[0])) > 180:
                continue
            cost = LAND_COST * land.miles_between(start, finish)
            network.add_edge(start, finish, weight=distance_nm(start, finish) + cost)
    return network


def nearest(place: Place, nodes: Sequence[Place]) -> list[Place]:
    """Return the nodes, nearest first."""
    return sorted(nodes, key=partial(distance_nm, place))


def legs(
    network: nx.Graph, ends: dict[str, Place], gates: Iterable[str]
) -> Iterator[tuple[str, str, list[Place]]]:
    """Yield each pair of ports once, with the cheapest line between their ends."""
    done: set[str] = set()
    for start in gates:
        _, paths = nx.single_source_dijkstra(network, ends[start])
        done.add(start)
        for finish, end in ends.items():
            if finish not in done:
                yield start, finish, paths[end]


def distance_nm(start: Place, finish: Place) -> float:
    """
    Return the great-circle distance (haversine formula; the earth as a sphere).

    Examples
    --------
    A degree of latitude is 60 nautical miles, give or take the shape of the earth.

    >>> round(distance_nm((0.0, 50.0), (0.0, 51.0)), 1)
    60.0
    """
    lon_1, lat_1, lon_2, lat_2 = map(math.radians, (*start, *finish))
    height = math.sin((lat_2 - lat_1) / 2) ** 2
    width = math.sin((lon_2 - lon_1) / 2) ** 2 * math.cos(lat_1) * math.cos(lat_2)
    return 2 * EARTH_RADIUS_NM * math.asin(math.sqrt(height + width))
