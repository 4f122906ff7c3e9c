"""
Cut the coast of New York harbour from the shoreline that `tracktable-data` carries.

It is GSHHG's shoreline too, one step coarser than the one in `coast.py`. It stays,
because the outlines of that harbour were drawn on it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

PACKAGE, VERSION = "tracktable-data", "1.7.3.1"
COAST_SOURCE = "python_info_data/GSHHS_shp/h/GSHHS_h_L1"  # inside the package
COAST_WINDOW = (-74.40, 40.35, -73.60, 40.92)  # lon min, lat min, lon max, lat max

Point = tuple[float, float]
Ring = list[Point]


def coast_geojson(package: Path) -> bytes:
    """Return the land inside the window as GeoJSON, largest polygon first."""
    import shapefile

    with shapefile.Reader(str(package / COAST_SOURCE)) as reader:
        rings = [
            clip(s.points[:-1], COAST_WINDOW) for s in reader.iterShapes(COAST_WINDOW)
        ]
    rounded = [
        without_repeats([(round(x, 5), round(y, 5)) for x, y in r]) for r in rings
    ]
    land = [turn_left(ring) for ring in rounded if len(ring) >= 3 and area(ring)]
    land.sort(key=lambda ring: (-abs(area(ring)), ring))
    features = [
        {
            "type": "Feature",
            "properties": {"kind": "land"},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for ring in land
    ]
    collection = {
        "type": "FeatureCollection",
        "name": "new_york_harbor",
        "source": f"GSHHS high resolution, level 1, as in {PACKAGE} {VERSION}",
        "licence": "LGPL-3.0-or-later, see datasets/basemap/README.md",
        "bbox": list(COAST_WINDOW),
        "features": features,
    }
    return (json.dumps(collection, separators=(",", ":")) + "\n").encode("ascii")


def clip(ring: Sequence[Point], window: tuple[float, float, float, float]) -> Ring:
    """
    Return the part of `ring` inside the window (Sutherland and Hodgman, 1974).

    Pieces of one polygon stay joined along the window's edge, which adds no area:
    draw the result filled, and its outline only inside the window.
    """
    kept = list(ring)
    for axis, limit, sign in zip((0, 1, 0, 1), window, (1, 1, -1, -1), strict=True):
        kept = clip_side(kept, axis, limit, sign)
    return kept


def clip_side(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """Return `ring` on the inner side of one edge of the window."""
    out: Ring = []
    for here, after in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in = sign * (here[axis] - limit) >= 0
        if is_in:
            out.append(here)
        if is_in != (sign * (after[axis] - limit) >= 0):
            share = (limit - here[axis]) / (after[axis] - here[axis])
            other = 1 - axis
            crossing = here[other] + share * (after[other] - here[other])
            out.append((limit, crossing) if axis == 0 else (crossing, limit))
    return out


def without_repeats(ring: Ring) -> Ring:
    """Return `ring` without a point that equals the one before it."""
    return [point for i, point in enumerate(ring) if point != ring[i - 1]]


def area(ring: Ring) -> float:
    """Return the signed area in square degrees: positive when it turns left."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def turn_left(ring: Ring) -> Ring:
    """Return `ring` anticlockwise, as GeoJSON asks, starting at its smallest point."""
    ring = ring if area(ring) > 0 else ring[::-1]
    first = ring.index(min(ring))
    return ring[first:] + ring[:first]
