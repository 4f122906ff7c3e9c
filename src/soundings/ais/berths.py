"""Berths as fences: drawn wider than they are, or made from quays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from soundings.ais.fences import make_fences
from soundings.ais.geometry import EARTH_RADIUS_NM, Floats
from soundings.ais.tables import FENCES, check_columns

METRES_PER_DEGREE: Final = float(np.radians(1.0) * EARTH_RADIUS_NM * 1852)
STEP_M: Final = 5.0
"""Outlines are compared at points so far apart."""
SEAM_M: Final = 1.0
"""Neighbours are kept so far apart: fences of one kind must not overlap."""


def widen_fences(
    fences: pd.DataFrame, berth_m: float = 0.0, anchorage_m: float = 300.0
) -> pd.DataFrame:
    """
    Return fences with berths and anchorages grown outwards.

    Outlines are drawn by hand, antennas stand tens of metres from where a ship
    touches the quay, and a ship swings about her anchor by the length of cable and
    hull. Where two grown fences would meet, each keeps what is nearer to it, so a
    position near two berths is in the nearer one. Nothing that was inside a fence
    falls out of it.

    Tugs and pilots often lie just off the ends of berths: the wider the berths, the
    more of their stays count. Ports are not grown.

    Parameters
    ----------
    fences : DataFrame
        A fences table (see `ais.tables`).
    berth_m, anchorage_m : float
        By how much, in metres. Widen berths, by 20 to 50 metres, if their outlines are
        drawn tight along the quay; the course's own are generous.

    Returns
    -------
    DataFrame
        A fences table in the order of the one given.

    Examples
    --------
    >>> quay = [(0, 0), (0.001, 0), (0.001, 0.001), (0, 0.001), (0, 0)]
    >>> fences = make_fences([{"fence": "quay", "kind": "berth", "ring": quay}])
    >>> ring = widen_fences(fences, berth_m=111.2)["ring"][0]
    >>> [round(float(degrees), 3) for degrees in (*ring.min(axis=0), *ring.max(axis=0))]
    [-0.001, -0.001, 0.002, 0.002]
    """
    check_columns(fences, tuple(FENCES), "widen_fences")
    for name, metres in (("berth_m", berth_m), ("anchorage_m", anchorage_m)):
        if not metres >= 0:
            raise ValueError(
                f"widen_fences: {name} is {metres}. Give 0 or more metres."
            )
    rings = dict(zip(fences["fence"], fences["ring"], strict=True))
    for kind, metres in (("berth", berth_m), ("anchorage", anchorage_m)):
        names = fences.loc[fences["kind"] == kind, "fence"].tolist()
        shapes = [shapely.Polygon(rings[name]) for name in names]
        if metres > 0:
            rings |= zip(names, _grow(shapes, metres), strict=True)
    columns = (fences["fence"], fences["name"], fences["kind"])
    return make_fences(
        [
            {"fence": fence, "name": name, "kind": kind, "ring": rings[fence]}
            for fence, name, kind in zip(*columns, strict=True)
        ]
    )


def fence_berths(
    berths: pd.DataFrame, reach_m: float = 60.0, spare_m: float = 20.0
) -> pd.DataFrame:
    """
    Return a fence round each single berth of a list of quays.

    Terminals have many berths; their outline says which terminal a ship lay at, and
    this which berth.

    Parameters
    ----------
    berths : DataFrame
        `berth_id`, `lon` and `lat` of the middle of a ship that lies there,
        `quay_heading_degrees` along the quay, and `quay_m`, its length. The course's
        `berths.csv` has them.
    reach_m : float
        How far the fence reaches to either side of the line through the middle.
    spare_m : float
        How far it reaches beyond the ends. Between neighbours the nearer one wins.

    Returns
    -------
    DataFrame
        A fences table of kind berth.

    Examples
    --------
    >>> berths = pd.DataFrame({
    ...     "berth_id": ["east", "west"], "lon": [0.003, 0.0], "lat": 0.0,
    ...     "quay_heading_degrees": 90.0, "quay_m": 300.0,
    ... })
    >>> fences = fence_berths(berths)
    >>> from soundings.ais.fences import locate
    >>> locate(pd.DataFrame({"lon": [0.001, 0.002], "lat": 0.0}), fences)["berth"].tolist()
    ['west', 'east']
    """
    columns = ("berth_id", "lon", "lat", "quay_heading_degrees", "quay_m")
    check_columns(berths, columns, "fence_berths")
    turn = np.radians(berths["quay_heading_degrees"].to_numpy(float))
    half = berths["quay_m"].to_numpy(float) / 2 + spare_m
    lon, lat = berths["lon"].to_numpy(float), berths["lat"].to_numpy(float)
    north = half * np.cos(turn) / METRES_PER_DEGREE
    east = half * np.sin(turn) / METRES_PER_DEGREE / np.cos(np.radians(lat))
    ends = np.stack([lon - east, lat - north, lon + east, lat + north], axis=1)
    lines = [shapely.LineString(end.reshape(2, 2)) for end in ends]
    names = berths["berth_id"].astype(str)
    rings = _grow(lines, reach_m)
    rows = zip(names, rings, strict=True)
    return make_fences([{"fence": n, "kind": "berth", "ring": r} for n, r in rows])


def _grow(shapes: Sequence[BaseGeometry], metres: float) -> list[Floats]:
    """Return the ring of each shape, grown, without what is nearer to another."""
    tree = shapely.STRtree(shapes)
    rings = []
    for own, shape in enumerate(shapes):
        middle = np.array(shape.centroid.coords[0])
        scale = METRES_PER_DEGREE * np.array([np.cos(np.radians(middle[1])), 1.0])
        reach = shapely.box(
            *(np.array(shape.bounds[:2]) - 3 * metres / scale),
            *(np.array(shape.bounds[2:]) + 3 * metres / scale),
        )
        near = [int(n) for n in tree.query(reach) if n != own]
        local = [_local(shapes[n], middle, scale) for n in (own, *near)]
        grown = _grown(local[0], local[1:], metres)
        rings.append(np.asarray(grown.exterior.coords) / scale + middle)
    return rings


def _local(shape: BaseGeometry, middle: Floats, scale: Floats) -> BaseGeometry:
    return shapely.transform(shape, lambda points: (points - middle) * scale)


def _grown(
    shape: BaseGeometry, others: Sequence[BaseGeometry], metres: float
) -> shapely.Polygon:
    """Grow a shape in metres, up to the line halfway to its neighbours."""
    is_line = isinstance(shape, shapely.LineString)
    grown = shape.buffer(metres, quad_segs=4, cap_style="flat" if is_line else "round")
    if others:
        grown = grown.intersection(_nearer(shape, others).buffer(-SEAM_M / 2))
        if not is_line:
            apart = shapely.union_all(others).buffer(SEAM_M / 2)
            grown = grown.difference(apart).union(shape)
    parts = [part for part in shapely.get_parts(grown) if part.area > 0]
    return max(parts, key=lambda part: part.area)


def _nearer(shape: BaseGeometry, others: Sequence[BaseGeometry]) -> BaseGeometry:
    """Return all that is nearer to a shape than to any other."""
    corners = [
        shapely.get_coordinates(shapely.segmentize(s, STEP_M)) for s in (shape, *others)
    ]
    points = shapely.points(np.unique(np.vstack(corners), axis=0))
    frame = shapely.box(*shapely.MultiPoint(points).bounds).buffer(1e5)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=frame)
    cells = shapely.get_parts(cells)
    tree = shapely.STRtree(cells)
    own, theirs = (
        np.unique(tree.query(shapely.points(p), predicate="intersects")[1])
        for p in (corners[0], np.vstack(corners[1:]))
    )
    # Where outlines touch, a cell is nobody's.
    return shapely.union_all(cells[np.setdiff1d(own, theirs)])
