"""
Cut the base maps of the ports from the GSHHG shoreline, full resolution.

The shoreline is the file `binned_GSHHS_f.nc` of Debian's package `gmt-gshhg-full`
2.3.7. It holds the world in bins of one degree, and in each bin the pieces of coast
as directed lines with land to the left. Everything here stays in the file's own unit,
1/65535 of a degree, until the end: bins then meet exactly, and no seam is left
between them.

Source: Wessel and Smith (1996), A global, self-consistent, hierarchical,
high-resolution shoreline database, Journal of Geophysical Research 101(B4).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import h5py
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Polygon

SOURCE = Path("/usr/share/gmt-gshhg/binned_GSHHS_f.nc")
PACKAGE, VERSION = "gmt-gshhg-full", "2.3.7"
UNITS = 65535  # to a degree
DECIMALS = 5  # about a metre


class Window(NamedTuple):
    """A map's edges in degrees, and how much its coast may be smoothed."""

    west: float
    south: float
    east: float
    north: float
    tolerance_degrees: float = 0.0
    smallest_square_degrees: float = 0.0


WINDOWS = {
    "belawan": Window(98.55, 3.65, 99.0, 4.1),
    "belfast": Window(-6.0, 54.55, -5.3, 54.85),
    "central_mediterranean": Window(10.0, 32.0, 16.0, 38.5, 0.002, 2e-5),
    "dover_strait": Window(0.9, 50.7, 2.1, 51.3),
    "felixstowe_harwich": Window(1.05, 51.8, 1.8, 52.1),
    "gibraltar": Window(-6.0, 35.75, -5.1, 36.3),
    "humber": Window(-0.5, 53.45, 0.35, 53.8),
    "liverpool_bay": Window(-3.6, 53.25, -2.85, 53.65),
    "makassar": Window(119.15, -5.3, 119.6, -4.95),
    "malta": Window(14.1, 35.75, 14.65, 36.1),
    "milford_haven": Window(-5.45, 51.55, -4.85, 51.9),
    "piraeus": Window(23.35, 37.75, 23.85, 38.05),
    "singapore_strait": Window(103.4, 1.0, 104.3, 1.5),
    "solent": Window(-1.6, 50.55, -0.85, 50.98),
    "surabaya": Window(112.5, -7.45, 113.1, -6.85),
    "tanjung_priok": Window(106.65, -6.25, 107.1, -5.85),
    "thames_estuary": Window(0.2, 51.35, 1.5, 51.65),
}


def coast_geojson(name: str, source: Path = SOURCE) -> bytes:
    """
    Return the land inside one of `WINDOWS` as GeoJSON, largest polygon first.

    Lakes (level 2 of the shoreline and above) are left out, so a dock that the
    shoreline draws as a lake is land.

    Raises
    ------
    FileNotFoundError
        If the shoreline is not on this machine; says which package holds it.
    """
    if not source.exists():
        raise FileNotFoundError(
            f"The shoreline is not at {source}. On Debian or Ubuntu: "
            f"apt-get install {PACKAGE}"
        )
    window = WINDOWS[name]
    collection = {
        "type": "FeatureCollection",
        "name": name,
        "source": f"GSHHG {VERSION} full resolution, level 1",
        "licence": "LGPL-3.0-or-later, see datasets/basemap/README.md",
        "bbox": list(window[:4]),
        "features": [
            {
                "type": "Feature",
                "properties": {"kind": "land"},
                "geometry": {"type": "Polygon", "coordinates": rings},
            }
            for rings in polygons(window, source)
        ],
    }
    return (json.dumps(collection, separators=(",", ":")) + "\n").encode("ascii")


def polygons(window: Window, source: Path) -> list[list[list[list[float]]]]:
    """Return the rings of each polygon of land, in degrees, in a fixed order."""
    with h5py.File(source) as file:
        bins = [bin_land(file, *corner) for corner in corners(window)]
    frame = shapely.box(*(round(edge * UNITS) for edge in window[:4]))
    land = shapely.intersection(shapely.union_all(bins), frame)
    land = shapely.transform(land, lambda units: units / UNITS)
    land = shapely.simplify(land, window.tolerance_degrees)
    land = shapely.set_precision(land, 10**-DECIMALS)
    smallest = window.smallest_square_degrees
    parts = [part for part in areas(land) if part.area > smallest]
    parts = [shapely.normalize(part) for part in parts]
    parts.sort(key=lambda part: (-round(part.area, 9), part.wkt))
    return [rings_of(part, smallest) for part in parts]


def corners(window: Window) -> Iterator[tuple[int, int]]:
    """Yield the south-west corner, in whole degrees, of each bin under the window."""
    for lat in range(math.floor(window.south), math.ceil(window.north)):
        for lon in range(math.floor(window.west), math.ceil(window.east)):
            yield lon, lat


def bin_land(file: h5py.File, lon: int, lat: int) -> MultiPolygon:
    """
    Return the land of one bin, in the file's units.

    The pieces of coast that cross the bin cut its square into faces. A face is land
    if it lies to the left of them. A closed ring inside the bin is an island.
    """
    number = (89 - lat) * 360 + lon % 360
    square = shapely.box(*(UNITS * degree for degree in (lon, lat, lon + 1, lat + 1)))
    islands, crossing = [], []
    for points in segments(file, number):
        points = points + np.array([lon * UNITS, lat * UNITS])
        if (points[0] == points[-1]).all():
            islands.append(shapely.make_valid(Polygon(points)))
        else:
            crossing.append(points)
    if crossing:
        lines = shapely.union_all([square.exterior, *map(LineString, crossing)])
        faces = shapely.polygonize(list(shapely.get_parts(lines)))
        left = {edge for points in crossing for edge in edges(points)}
        land = [face for face in faces.geoms if is_left(face, left)]
    else:
        land = [square] if corner_is_land(file, number) else []
    return shapely.union_all([*land, *islands])


def segments(file: h5py.File, number: int) -> Iterator[np.ndarray]:
    """Yield each piece of level 1 coast in a bin, one row (x, y) a point."""
    first = int(file["Id_of_first_segment_in_a_bin"][number])
    count = int(file["N_segments_in_a_bin"][number])
    packed = file["Embedded_npts_levels_exit_entry_for_a_segment"]
    starts = file["Id_of_first_point_in_a_segment"]
    for segment in range(first, first + count):
        info, start = int(packed[segment]), int(starts[segment])
        n_points, level = info >> 9, (info >> 6) & 7
        if level != 1:
            continue
        part = slice(start, start + n_points)
        x = file["Relative_longitude_from_SW_corner_of_bin"][part]
        y = file["Relative_latitude_from_SW_corner_of_bin"][part]
        # Unsigned 16 bits, which the file's format could only store as signed.
        yield np.column_stack([x, y]).astype(np.int64) & 0xFFFF


def edges(points: np.ndarray) -> Iterator[tuple[float, ...]]:
    """Yield each side of a line as one tuple, in the line's direction."""
    sides = np.hstack([points[:-1], points[1:]]).astype(float)
    return map(tuple, sides.tolist())


def is_left(face: Polygon, left: set[tuple[float, ...]]) -> bool:
    """Say whether a face lies to the left of the directed sides in `left`."""
    ring = shapely.get_coordinates(shapely.orient_polygons(face).exterior)
    with_us = sum(edge in left for edge in edges(ring))
    against = sum(edge in left for edge in edges(ring[::-1]))
    return with_us > against


def corner_is_land(file: h5py.File, number: int) -> bool:
    """Say whether a bin without coast is land, from the level of its first corner."""
    return int(file["Embedded_node_levels_in_a_bin"][number]) >> 9 & 7 > 0


def areas(land: shapely.Geometry) -> list[Polygon]:
    """Return the polygons in a geometry, without the lines and points."""
    return [part for part in shapely.get_parts(land) if isinstance(part, Polygon)]


def rings_of(part: Polygon, smallest: float) -> list[list[list[float]]]:
    """Return a polygon's rings as GeoJSON has them: outer anticlockwise, closed."""
    turned = shapely.orient_polygons(part)
    holes = [hole for hole in turned.interiors if Polygon(hole).area > smallest]
    return [
        [[round(value, DECIMALS) for value in point] for point in ring.coords]
        for ring in (turned.exterior, *holes)
    ]
