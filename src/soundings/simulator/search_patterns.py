"""
How ships search, and how others come to look as if they did.

The patterns are those of the IAMSAR Manual (International Maritime Organization and
International Civil Aviation Organization), volume III: the expanding square, the
sector search and the parallel track. Each is given as points in nautical miles east
and north of the datum, the place where the search is centred.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from soundings.ais.geometry import Floats
from soundings.simulator.movements import NM_PER_DEGREE
from soundings.simulator.passage import Point, east_north_nm
from soundings.simulator.portable import PI, cos, sin_cos

PATTERNS = ("expanding_square", "sector", "parallel_track")


def _legs(lengths_nm: Sequence[float], headings: Sequence[float]) -> Floats:
    """Return the corners of a path of legs from the datum; headings in degrees."""
    sine, cosine = sin_cos(np.asarray(headings) * (PI / 180))
    lengths = np.asarray(lengths_nm)
    east, north = np.cumsum(lengths * sine), np.cumsum(lengths * cosine)
    return np.vstack([[0.0, 0.0], np.stack([east, north], axis=1)])


def expanding_square(
    spacing_nm: float, n_legs: int, heading_degrees: float = 0.0
) -> Floats:
    """
    Return an expanding square: legs of 1, 1, 2, 2, 3, 3 … spacings, turning right.

    For a position known to within a mile or two: it begins at the datum.

    Parameters
    ----------
    spacing_nm : float
        Distance between neighbouring tracks.
    n_legs : int
        How many legs.
    heading_degrees : float
        Of the first leg, clockwise from north.

    Returns
    -------
    ndarray
        (n_legs + 1, 2): nautical miles east and north of the datum.

    Examples
    --------
    >>> expanding_square(1.0, 4).round(6).tolist()
    [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]]
    """
    legs = range(n_legs)
    return _legs(
        [spacing_nm * (leg // 2 + 1) for leg in legs],
        [heading_degrees + 90.0 * leg for leg in legs],
    )


def sector_search(radius_nm: float, heading_degrees: float = 0.0) -> Floats:
    """
    Return a sector search: three triangles that all meet at the datum.

    For a position that is known well: it passes the datum again and again.

    Examples
    --------
    Nine legs of one radius; after every third the ship is back at the datum.

    >>> abs(sector_search(2.0)[[3, 6, 9]]).max() < 1e-9
    np.True_
    """
    turns = (0.0, 120.0, 240.0, 240.0, 0.0, 120.0, 120.0, 240.0, 0.0)
    return _legs([radius_nm] * 9, [heading_degrees + turn for turn in turns])


def parallel_track(
    length_nm: float, spacing_nm: float, n_legs: int, heading_degrees: float = 0.0
) -> Floats:
    """
    Return parallel tracks over a rectangle with the datum in its middle.

    For a position that is hardly known. Survey ships sail the same figure.

    Examples
    --------
    >>> parallel_track(4.0, 1.0, 2).round(6).tolist()
    [[-0.5, -2.0], [-0.5, 2.0], [0.5, 2.0], [0.5, -2.0]]
    """
    corners = []
    for leg in range(n_legs):
        x = (leg - (n_legs - 1) / 2) * spacing_nm
        ends = [(x, -length_nm / 2), (x, length_nm / 2)]
        corners += ends if leg % 2 == 0 else ends[::-1]
    return turned(np.array(corners), heading_degrees)


def turned(points: Floats, heading_degrees: float) -> Floats:
    """Return points turned clockwise about the datum."""
    sine, cosine = sin_cos(heading_degrees * (PI / 180))
    east, north = points[:, 0], points[:, 1]
    return np.stack(
        [east * cosine + north * sine, north * cosine - east * sine], axis=1
    )


def loop(radius_nm: float, start_degrees: float, steps: int = 12) -> Floats:
    """Return one turn round a circle that begins and ends at the datum."""
    angles = 2 * PI * np.arange(1, steps + 1) / steps
    sine, cosine = sin_cos(angles)
    circle = np.stack([radius_nm * sine, radius_nm * (1 - cosine)], axis=1)
    return turned(circle, start_degrees)


def about(datum: Point, offsets_nm: Floats) -> list[Point]:
    """Return the points of a pattern as longitude and latitude about a datum."""
    wide = NM_PER_DEGREE * float(cos(datum[1] * PI / 180))
    lon = datum[0] + offsets_nm[:, 0] / wide
    lat = datum[1] + offsets_nm[:, 1] / NM_PER_DEGREE
    return list(zip(lon.tolist(), lat.tolist(), strict=True))


def until_sighted(
    path: Sequence[Point], boat: Point, sight_nm: float
) -> tuple[list[Point], bool]:
    """
    Return a path cut where it first comes within sight of a boat.

    Parameters
    ----------
    path : sequence of (float, float)
        Corners, longitude and latitude; the first is where the ship is.
    boat : (float, float)
        Where the boat lies, taken as still while the ship passes.
    sight_nm : float
        How far the lookout sees it.

    Returns
    -------
    list, bool
        The corners after the first, up to the sighting, and whether there was one.

    Examples
    --------
    Ten miles north; the boat lies ahead at six miles, and is seen two miles off.

    >>> path, found = until_sighted([(13, 34.0), (13, 34 + 10 / 60.04)],
    ...                             (13, 34 + 6 / 60.04), 2.0)
    >>> round((path[-1][1] - 34) * 60.04, 1), found
    (4.0, True)
    """
    corners = np.array([east_north_nm(boat, point) for point in path])
    for i in range(len(path) - 1):
        share = _first_within(corners[i], corners[i + 1], sight_nm)
        if share is not None:
            (lon_1, lat_1), (lon_2, lat_2) = path[i], path[i + 1]
            seen_from = (
                lon_1 + share * (lon_2 - lon_1),
                lat_1 + share * (lat_2 - lat_1),
            )
            return [*path[1 : i + 1], seen_from], True
    return list(path[1:]), False


def _first_within(a: Floats, b: Floats, radius: float) -> float | None:
    """Return how far along the line from a to b it enters the circle round 0."""
    step = b - a
    square = float(step[0] * step[0] + step[1] * step[1])
    inside = float(a[0] * a[0] + a[1] * a[1]) - radius * radius
    if inside <= 0:
        return 0.0
    if square == 0.0:
        return None
    along = float(a[0] * step[0] + a[1] * step[1])
    root = along * along - square * inside
    if root < 0:
        return None
    share = (-along - float(np.sqrt(root))) / square
    return share if 0.0 <= share <= 1.0 else None
