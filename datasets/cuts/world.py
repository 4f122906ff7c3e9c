"""
Turn the world's countries of npm `world-atlas` 2.0.2 from TopoJSON into GeoJSON.

The package draws Natural Earth's countries at 1:50 million, which are in the public
domain; the package itself is under the ISC licence. The smaller file of the package,
at 1:110 million, has neither Malta nor Singapore.

TopoJSON keeps each border once, as an arc of small steps on a grid; a country is a
list of arcs. Source: the TopoJSON format specification (Bostock and Metcalf, 2013).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

FILE = "countries-50m.json"
DECIMALS = 2  # about a kilometre: the source is no finer
TOLERANCE_DEGREES = 0.02

Ring = list[list[float]]


def countries_geojson(topojson: Path, iso3: dict[str, str]) -> bytes:
    """
    Return the countries as GeoJSON, in the order of the source.

    Parameters
    ----------
    topojson : Path
        The package's `countries-50m.json`.
    iso3 : dict
        Three-letter code for each three-digit number of ISO 3166. A country without
        a number, such as Kosovo, or without an entry here gets an empty code.
    """
    topology = json.loads(topojson.read_text(encoding="utf-8"))
    arcs = [smooth(decode(arc, topology["transform"])) for arc in topology["arcs"]]
    features = [
        {
            "type": "Feature",
            "properties": {
                "iso3": iso3.get(country.get("id", ""), ""),
                "name": country["properties"]["name"],
            },
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": valid(list(polygons(country, arcs))),
            },
        }
        for country in topology["objects"]["countries"]["geometries"]
    ]
    head = {
        "type": "FeatureCollection",
        "name": "world_countries",
        "source": "Natural Earth 1:50m countries, as in world-atlas 2.0.2",
        "licence": "public domain",
        "features": features,
    }
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False)
    return (text + "\n").encode("utf-8")


def decode(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Ring:
    """
    Return the points of an arc in degrees, from its steps on the grid.

    Examples
    --------
    >>> grid = {"scale": [0.5, 0.5], "translate": [-180.0, -90.0]}
    >>> decode([[0, 0], [2, 4]], grid)
    [[-180.0, -90.0], [-179.0, -88.0]]
    """
    (x_scale, y_scale), (x_0, y_0) = transform["scale"], transform["translate"]
    places = accumulate(arc, lambda here, step: [here[0] + step[0], here[1] + step[1]])
    return [
        [round(x * x_scale + x_0, DECIMALS), round(y * y_scale + y_0, DECIMALS)]
        for x, y in places
    ]


def smooth(arc: Ring) -> Ring:
    """
    Return an arc with fewer points (Douglas and Peucker), or as it is if it is small.

    A border is one arc, so neighbours still meet; and no island vanishes.
    """
    fewer = [
        list(point) for point in LineString(arc).simplify(TOLERANCE_DEGREES).coords
    ]
    return fewer if len(fewer) >= 4 or fewer[0] != fewer[-1] else arc


def polygons(country: dict[str, Any], arcs: Sequence[Ring]) -> Iterator[list[Ring]]:
    """Yield the polygons of a country that are still polygons once rounded."""
    parts = country.get("arcs", [])
    for part in [parts] if country["type"] == "Polygon" else parts:
        rings = [ring for ring in (join(indices, arcs) for indices in part) if ring]
        if rings:
            yield rings


def valid(parts: list[list[Ring]]) -> list[list[Ring]]:
    """Return the polygons, mended where rounding has made two sides of one cross."""
    shape = MultiPolygon([(part[0], part[1:]) for part in parts])
    if shape.is_valid:
        return parts
    mended = shapely.set_precision(
        shapely.make_valid(shape, method="structure", keep_collapsed=False),
        10**-DECIMALS,
    )
    return [
        [
            [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in shapely.get_parts(shapely.normalize(mended))
        if isinstance(part, Polygon)
    ]


def join(indices: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """
    Return one ring from its arcs; ~i is arc i backwards. Too small a ring is empty.

    Examples
    --------
    >>> there, back = [[0, 0], [1, 0], [1, 1]], [[0, 0], [0, 1], [1, 1]]
    >>> join([0, ~1], [there, back])
    [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    """
    points: Ring = []
    for index in indices:
        points += arcs[index] if index >= 0 else arcs[~index][::-1]
    ring = points[:1] + [after for here, after in pairwise(points) if after != here]
    return ring if len(ring) >= 4 else []


def iso3_by_number() -> dict[str, str]:
    """Return ISO 3166's three-letter codes by its three-digit numbers."""
    import pycountry

    return {country.numeric: country.alpha_3 for country in pycountry.countries}
