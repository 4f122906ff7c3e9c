"""
Distances and polygons on arrays of longitude and latitude.

Everything is planar in degrees, which is fine at the size of a port. Nothing here
handles a shape that crosses the antimeridian: `fences` refuses such shapes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]

EARTH_RADIUS_NM = 6371.0088 / 1.852


def distance_nm(
    lon_1: npt.ArrayLike,
    lat_1: npt.ArrayLike,
    lon_2: npt.ArrayLike,
    lat_2: npt.ArrayLike,
) -> Floats:
    """
    Return the distance between points in nautical miles.

    The sphere is taken as flat between the two points, with degrees of longitude as
    wide as halfway. Within 100 nautical miles, and below 70 degrees of latitude, it
    is off by less than one part in a thousand; across an ocean it is too long.

    Examples
    --------
    A degree of latitude is 60 nautical miles, give or take the shape of the earth.

    >>> round(float(distance_nm(-74.0, 40.0, -74.0, 41.0)), 1)
    60.0

    Either side of the date line is near.

    >>> round(float(distance_nm(179.5, 0.0, -179.5, 0.0)), 1)
    60.0
    """
    x_1, y_1, x_2, y_2 = (
        np.asarray(v, dtype=float) for v in (lon_1, lat_1, lon_2, lat_2)
    )
    east = np.abs(x_2 - x_1)
    east = np.radians(np.minimum(east, 360.0 - east))
    north = np.radians(y_2 - y_1)
    east = east * np.cos(np.radians((y_1 + y_2) / 2))
    return np.asarray(EARTH_RADIUS_NM * np.sqrt(north**2 + east**2))


def is_inside(lon: npt.ArrayLike, lat: npt.ArrayLike, ring: npt.ArrayLike) -> Bools:
    """
    Say which points lie inside a closed ring.

    A line from the point eastwards crosses the outline an odd number of times if the
    point is inside (the even-odd rule). A point exactly on the outline may fall
    either way; a missing point is outside.

    Parameters
    ----------
    lon, lat : array_like
        The points.
    ring : array_like
        Corners as (lon, lat), the first repeated at the end.

    Examples
    --------
    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> is_inside([1, 3], [1, 1], square).tolist()
    [True, False]
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    corners = np.asarray(ring, dtype=float)
    inside = np.zeros(np.broadcast(x, y).shape, dtype=bool)
    for (x_1, y_1), (x_2, y_2) in pairwise(corners):
        if y_1 == y_2:
            continue
        crosses = (y_1 > y) != (y_2 > y)
        inside ^= crosses & (x < (x_2 - x_1) * (y - y_1) / (y_2 - y_1) + x_1)
    return inside


def area(ring: npt.ArrayLike) -> float:
    """
    Return the area of a closed ring in square degrees, whichever way it turns.

    Examples
    --------
    >>> area([(0, 0), (2, 0), (2, 1), (0, 1), (0, 0)])
    2.0
    """
    corners = np.asarray(ring, dtype=float)
    x, y = corners.T
    return float(abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2)


def crosses_itself(ring: npt.ArrayLike) -> bool:
    """
    Say whether two sides of a ring cross, as in a figure of eight.

    Examples
    --------
    >>> crosses_itself([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)])
    True
    """
    return bool(_sides_cross(np.asarray(ring, float), np.asarray(ring, float)).any())


def overlap(ring_1: npt.ArrayLike, ring_2: npt.ArrayLike) -> bool:
    """
    Say whether two rings share some area; a shared side or corner is none.

    Examples
    --------
    >>> left = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> right = [(2, 0), (4, 0), (4, 2), (2, 2), (2, 0)]
    >>> overlap(left, right)
    False
    >>> overlap(left, [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)])
    True
    """
    a, b = np.asarray(ring_1, dtype=float), np.asarray(ring_2, dtype=float)
    if (a.max(0) <= b.min(0)).any() or (b.max(0) <= a.min(0)).any():
        return False
    if _sides_cross(a, b).any():
        return True
    return _has_a_point_in(a, b) or _has_a_point_in(b, a)


def _has_a_point_in(a: Floats, b: Floats) -> bool:
    """Say whether a corner, a side's middle or an inner point of `a` is within `b`."""
    points = np.vstack([a, (a[:-1] + a[1:]) / 2, inner_point(a)])
    off_the_line = ~_is_on_outline(points, b)
    return bool((is_inside(points[:, 0], points[:, 1], b) & off_the_line).any())


def inner_point(ring: Floats) -> Floats:
    """Return a point inside `ring`: halfway along the widest stretch of a level line."""
    levels = np.unique(ring[:, 1])
    y = (levels[0] + levels[1]) / 2
    (x_1, y_1), (x_2, y_2) = ring[:-1].T, ring[1:].T
    cut = (y_1 > y) != (y_2 > y)
    x = np.sort((x_2 - x_1)[cut] * (y - y_1[cut]) / (y_2 - y_1)[cut] + x_1[cut])
    widest = int(np.argmax(x[1::2] - x[::2])) * 2
    return np.array([(x[widest] + x[widest + 1]) / 2, y])


def _turn(p: Floats, q: Floats, r: Floats) -> Floats:
    """Return +1 where p → q → r turns left, -1 where right, 0 where straight on."""
    cross = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (
        q[..., 1] - p[..., 1]
    ) * (r[..., 0] - p[..., 0])
    # A turn below this is rounding: a ten-thousandth of a square metre.
    return np.where(np.abs(cross) < 1e-14, 0.0, np.sign(cross))


def _sides_cross(a: Floats, b: Floats) -> Bools:
    """Say for each side of `a` and each of `b` whether they cross in one inner point."""
    p, q = a[:-1, None, :], a[1:, None, :]
    r, s = b[None, :-1, :], b[None, 1:, :]
    return np.asarray(
        (_turn(p, q, r) * _turn(p, q, s) < 0) & (_turn(r, s, p) * _turn(r, s, q) < 0)
    )


def _is_on_outline(points: Floats, ring: Floats) -> Bools:
    """Say which points lie on a side of `ring`, to rounding."""
    p, q, r = ring[None, :-1, :], ring[None, 1:, :], points[:, None, :]
    low, high = np.minimum(p, q) - 1e-12, np.maximum(p, q) + 1e-12
    in_box = ((r >= low) & (r <= high)).all(axis=2)
    return np.asarray(((_turn(p, q, r) == 0) & in_box).any(axis=1))
