"""Fences: outlines of ports and places in them, and which of them a position is in."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from soundings.ais import geometry
from soundings.ais.tables import FENCES, check_columns

KINDS = ("port", "berth", "anchorage", "pilot")


def read_fences(path: str | Path) -> pd.DataFrame:
    """
    Read fences from a GeoJSON file, and check them.

    Parameters
    ----------
    path : str or Path
        A FeatureCollection of polygons, each with the properties `terminal_id`,
        `name` and `kind` (port, berth, anchorage or pilot).

    Returns
    -------
    DataFrame
        A fences table (see `ais.tables`).

    Raises
    ------
    ValueError
        As `make_fences`; or if a feature is no polygon, or has a hole.
    """
    path = Path(path)
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise ValueError(
            f"{path.name}: not GeoJSON, for it is no JSON. Export the outlines from "
            "your map program as GeoJSON."
        ) from None
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list) or not features:
        raise ValueError(f"{path.name}: no features. Export it as a FeatureCollection.")
    return make_fences([_fence(feature, path.name) for feature in features])


def _fence(feature: dict[str, Any], file_name: str) -> dict[str, Any]:
    if not isinstance(feature, dict):
        raise ValueError(f"{file_name}: {feature!r} is no feature. Export it again.")
    properties, shape = feature.get("properties") or {}, feature.get("geometry") or {}
    fence = properties.get("terminal_id") if isinstance(properties, dict) else None
    if fence is None or fence == "":
        raise ValueError(f"{file_name}: a feature has no terminal_id. Give it one.")
    fence = str(fence)
    rings, form = shape.get("coordinates") or [], shape.get("type")
    if form is None:
        raise ValueError(
            f"{file_name}: {fence} has no outline (its geometry is null). "
            "Draw one, or delete the feature."
        )
    if form == "MultiPolygon" and len(rings) == 1:
        # Map programs like to write one polygon so.
        rings, form = rings[0], "Polygon"
    if form != "Polygon" or len(rings) != 1:
        raise ValueError(
            f"{file_name}: {fence} is a {form} of {len(rings)} parts. "
            "Draw it as one Polygon without holes."
        )
    name, kind = str(properties.get("name", fence)), properties.get("kind")
    return {"fence": fence, "name": name, "kind": kind, "ring": rings[0]}


def make_fences(fences: list[dict[str, Any]]) -> pd.DataFrame:
    """
    Make a fences table of outlines you drew yourself, and check it.

    Parameters
    ----------
    fences : list of dict
        Each with `fence` (its name in tables), `kind` (port, berth, anchorage or
        pilot), `ring` (corners as (lon, lat), the first repeated at the end), and if
        you like `name` (what people call it).

    Returns
    -------
    DataFrame
        A fences table (see `ais.tables`).

    Raises
    ------
    TypeError
        If `fences` is not a list of dictionaries.
    ValueError
        If a fence has no `fence`, `kind` or `ring`; if an outline is not closed, has
        fewer than three corners, crosses itself, is off the globe or crosses the
        antimeridian; if two fences have one name; or if two of one kind overlap,
        since a ship would then be in both.

    Examples
    --------
    >>> square = [(-74.1, 40.6), (-74.0, 40.6), (-74.0, 40.7), (-74.1, 40.7), (-74.1, 40.6)]
    >>> make_fences([{"fence": "harbour", "kind": "port", "ring": square}])["name"].tolist()
    ['harbour']

    >>> make_fences(
    ...     [{"fence": "harbour", "kind": "port", "ring": square[:-1]}]
    ... )  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: harbour: the outline is not closed: it starts at (-74.1, 40.6) and ...
    """
    for fence in _each_fence(fences):
        missing = [key for key in ("fence", "kind", "ring") if key not in fence]
        if missing:
            raise ValueError(
                f"{fence.get('fence', 'make_fences')}: no {missing[0]}. "
                f"Found {', '.join(fence)}. A fence has fence, kind and ring."
            )
    rows = [
        {**fence, "name": fence.get("name", fence["fence"]), "ring": _ring(fence)}
        for fence in fences
    ]
    table = pd.DataFrame(rows, columns=list(FENCES))
    for fence, kind in zip(table["fence"], table["kind"], strict=True):
        if kind not in KINDS:
            raise ValueError(
                f"{fence}: kind is {kind!r}. Use one of {', '.join(KINDS)}."
            )
    if table["fence"].duplicated().any():
        twice = table.loc[table["fence"].duplicated(), "fence"].iloc[0]
        raise ValueError(f"{twice}: two fences have this name. Rename one.")
    for kind, same_kind in table.groupby("kind"):
        _refuse_overlap(str(kind), same_kind)
    return table


def _each_fence(fences: Any) -> list[dict[str, Any]]:
    """Refuse anything but a list of dictionaries, such as one fence without its list."""
    if isinstance(fences, dict):
        raise TypeError(
            "make_fences: this is one fence, and a list is wanted. Write [ ] round it."
        )
    is_list = isinstance(fences, list | tuple)
    if not is_list or not all(isinstance(fence, dict) for fence in fences):
        raise TypeError(
            f"make_fences: expected a list of fences, found {type(fences).__name__}. "
            'Write [{"fence": ..., "kind": ..., "ring": [...]}].'
        )
    return list(fences)


def _ring(fence: dict[str, Any]) -> geometry.Floats:
    name = fence["fence"]
    try:
        ring = np.asarray(fence["ring"], dtype=float)
    except (TypeError, ValueError):
        ring = np.empty(0)
    if ring.ndim != 2 or ring.shape[1] != 2 or not np.isfinite(ring).all():
        raise ValueError(
            f"{name}: the outline is not a list of (lon, lat) numbers. "
            "Write ring=[(lon, lat), (lon, lat), ...]."
        )
    if (ring[0] != ring[-1]).any():
        raise ValueError(
            f"{name}: the outline is not closed: it starts at {_point(ring[0])} and "
            f"ends at {_point(ring[-1])}. Repeat the first corner at the end."
        )
    if (abs(ring) > (180, 90)).any():
        worst = ring[(abs(ring) > (180, 90)).any(axis=1)][0]
        raise ValueError(
            f"{name}: {_point(worst)} is off the globe. Longitude comes first."
        )
    if (abs(np.diff(ring[:, 0])) > 180).any():
        raise ValueError(
            f"{name}: the outline crosses the antimeridian. "
            "Split it into two fences at longitude 180."
        )
    if geometry.crosses_itself(ring):
        raise ValueError(
            f"{name}: the outline crosses itself. Put the corners in order round the edge."
        )
    if len(ring) < 4 or geometry.area(ring) == 0:
        raise ValueError(
            f"{name}: the outline has {len(ring) - 1} corners and no area. "
            "Draw at least three that are not in line."
        )
    return ring


def _point(corner: geometry.Floats) -> str:
    return f"({corner[0]:g}, {corner[1]:g})"


def _refuse_overlap(kind: str, fences: pd.DataFrame) -> None:
    pairs = itertools.combinations(zip(fences["fence"], fences["ring"], strict=True), 2)
    for (fence_1, ring_1), (fence_2, ring_2) in pairs:
        if geometry.overlap(ring_1, ring_2):
            raise ValueError(
                f"{fence_1} and {fence_2} overlap, and both are of kind {kind}. "
                f"A ship can be in one {kind} at a time: redraw one of them."
            )


def locate(positions: pd.DataFrame, fences: pd.DataFrame) -> pd.DataFrame:
    """
    Add the columns `port`, `berth`, `anchorage` and `pilot`: the fence a position is in.

    The value is the fence's name, and missing where the position is in no fence of
    that kind. A position exactly on an outline may fall either way.

    Parameters
    ----------
    positions : DataFrame
        A table with `lon` and `lat`.
    fences : DataFrame
        A fences table, from `read_fences` or `make_fences`.

    Examples
    --------
    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> fences = make_fences([{"fence": "harbour", "kind": "port", "ring": square}])
    >>> positions = pd.DataFrame({"lon": [1.0, 3.0], "lat": [1.0, 1.0]})
    >>> locate(positions, fences)["port"].tolist()
    ['harbour', nan]
    """
    check_columns(positions, ("lon", "lat"), "locate")
    check_columns(fences, tuple(FENCES), "locate")
    lon, lat = positions["lon"].to_numpy(float), positions["lat"].to_numpy(float)
    places = {kind: _place(lon, lat, fences[fences["kind"] == kind]) for kind in KINDS}
    columns = {
        kind: pd.Series(place, index=positions.index, dtype="str")
        for kind, place in places.items()
    }
    return positions.assign(**columns)


def _place(lon: geometry.Floats, lat: geometry.Floats, fences: pd.DataFrame) -> Any:
    place = np.full(len(lon), None, dtype=object)
    for fence, ring in zip(fences["fence"], fences["ring"], strict=True):
        (west, south), (east, north) = np.min(ring, axis=0), np.max(ring, axis=0)
        # The box rules out nearly everything, so the exact test sees few positions.
        near = np.flatnonzero(
            (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        )
        place[near[geometry.is_inside(lon[near], lat[near], ring)]] = fence
    return place
