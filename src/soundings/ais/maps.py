"""Maps that ask for nothing outside themselves: no tiles, no libraries from the network."""

from __future__ import annotations

import base64
import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import folium
import numpy as np
import pandas as pd
from branca.element import CssLink, Element, JavascriptLink

from soundings.ais.tables import FENCES, check_columns

VENDOR = Path(__file__).parents[1] / "_vendor" / "leaflet"
BASEMAP = Path(__file__).parents[3] / "datasets" / "basemap"
COAST = BASEMAP / "new_york_harbor.geojson"
WORLD: Final = "world_countries.geojson"
"""Too coarse for a harbour."""
MARGIN: Final = 0.1
"""Degrees of open sea round fences where no coast is carried."""

SEA, LAND, INK, ACCENT = "#d9ebf4", "#f6ecd2", "#14253d", "#a3195b"
FENCE_COLOURS: Final = {
    "port": INK,
    "berth": ACCENT,
    "anchorage": "#1f6488",
    "pilot": "#4c7a3a",
}
FENCE_DASHES: Final = {"port": None, "berth": None, "anchorage": "6 5", "pilot": "2 4"}

# What folium asks for, by the last part of its address. The rest of folium's own list
# serves popups and icons with pictures, which need libraries we do not carry.
CARRIED: Final = {"leaflet.js": "script", "leaflet.css": "style"}
NOT_NEEDED: Final = ("jquery", "bootstrap", "fontawesome", "awesome", "glyphicons")
NEEDS_MORE: Final = {"$(`": "A popup", "L.AwesomeMarkers": "An icon with a picture"}


class SeaMap(folium.Map):
    """
    A `folium.Map` on a coast of our own, that works with no network.

    Use it like `folium.Map`: add lines, circles, polygons, markers and tooltips.
    Popups, icons with pictures and plugins need libraries from the network, and are
    refused when the map is shown.

    Parameters
    ----------
    title : str
        What the map shows, for those who hear it instead: say it in one sentence.
    centre : tuple of float, optional
        Longitude, latitude; folium itself puts latitude first. Without it the map
        shows all that `add_fences` and `add_positions` drew, on a screen of any size.
    zoom : int
        Used with `centre`: 10 shows a harbour, 14 a terminal.
    coast : str, Path or dict, optional
        GeoJSON with the land as polygons, as a file or as read; New York harbour by
        default. See `coast_around` for whatever coast is at hand.
    height_px : int
        Height of the frame in a page.

    Raises
    ------
    FileNotFoundError
        If the coast or the Leaflet library is not there.
    """

    def __init__(
        self,
        title: str,
        centre: tuple[float, float] | None = None,
        zoom: int = 11,
        coast: str | Path | dict[str, Any] | None = None,
        height_px: int = 420,
        **options: Any,
    ) -> None:
        land = coast if isinstance(coast, dict) else read_coast(Path(coast or COAST))
        west, south, east, north = _bounds(land)
        self.frame_title, self.height_px = title, height_px
        self.has_coast = bool(land["features"])
        self.is_fitted = centre is None
        self.drawn: list[tuple[float, float]] = []
        lon, lat = centre or ((west + east) / 2, (south + north) / 2)
        super().__init__(
            location=[lat, lon],
            zoom_start=zoom,
            zoom_snap=0.25,
            tiles=None,
            height="100%",
            prefer_canvas=True,
            min_zoom=9,
            max_zoom=18,
            max_bounds=True,
            min_lon=west,
            max_lon=east,
            min_lat=south,
            max_lat=north,
            **options,
        )
        style = {"fillColor": LAND, "fillOpacity": 1, "color": "#8a7f63", "weight": 0.8}
        folium.GeoJson(
            land,
            name="Land",
            control=False,
            interactive=False,
            style_function=lambda _feature: style,
        ).add_to(self)

    def add_fences(self, fences: pd.DataFrame) -> SeaMap:
        """Draw each fence with its name: ports in ink, berths in magenta."""
        check_columns(fences, tuple(FENCES), "add_fences")
        columns = (fences["name"], fences["kind"], fences["ring"])
        for name, kind, ring in zip(*columns, strict=True):
            folium.Polygon(
                [(lat, lon) for lon, lat in ring],
                color=FENCE_COLOURS[kind],
                dash_array=FENCE_DASHES[kind],
                weight=2,
                fill=True,
                fill_opacity=0.08,
                tooltip=f"{as_label(name)} ({kind})",
            ).add_to(self)
            self.drawn += [tuple(corner) for corner in ring]
        return self

    def add_positions(
        self, positions: pd.DataFrame, colour: str = INK, radius_px: float = 2
    ) -> SeaMap:
        """Draw each position as a dot."""
        check_columns(positions, ("lon", "lat"), "add_positions")
        points = positions[["lon", "lat"]].round(5).to_numpy().tolist()
        self.drawn += [(lon, lat) for lon, lat in points]
        folium.GeoJson(
            {"type": "MultiPoint", "coordinates": points},
            marker=folium.CircleMarker(
                radius=radius_px, color=colour, weight=0, fill=True, fill_opacity=0.8
            ),
            control=False,
        ).add_to(self)
        return self

    def to_html(self) -> str:
        """
        Return the map as a page of its own that asks for nothing outside itself.

        Raises
        ------
        ValueError
            If something on the map needs a library that is not carried.
        """
        root: Any = self.get_root()
        if root is self:
            root = folium.Figure()
            self.add_to(root)
        root.title = html.escape(self.frame_title)
        root.script._children.pop("sea_map", None)
        root.render()
        header = root.header._children
        for key, element in list(header.items()):
            if isinstance(element, JavascriptLink | CssLink):
                inlined = _inline(element.url)
                if inlined is None:
                    del header[key]
                else:
                    header[key] = _raw(inlined)
        root.script._children["sea_map"] = _raw(_accessible(self))
        header["sea_map"] = _raw(f"<style>{_style()}</style>")
        page = str(Element.render(root))
        for mark, what in NEEDS_MORE.items():
            if mark in page.split("</head>", 1)[-1]:
                raise ValueError(
                    f"{what} needs a library from the network. Use tooltip= instead, "
                    "or a marker without an icon."
                )
        # folium forbids zooming by fingers, which many readers need.
        page = re.sub(r",\s*maximum-scale=1.0, user-scalable=no", "", page)
        return page.replace("<html>", '<html lang="en-GB">', 1)

    def _repr_html_(self, **_: Any) -> str:
        return (
            f'<iframe class="sea-map" title="{html.escape(self.frame_title)}" '
            f'srcdoc="{html.escape(self.to_html())}" loading="lazy" '
            f'style="width:100%;height:{self.height_px}px;border:0"></iframe>'
        )


def read_coast(path: Path) -> dict[str, Any]:
    """Read the land as GeoJSON, or say where it comes from."""
    if not path.exists():
        raise FileNotFoundError(
            f"{path.name}: there is no coast at {path}. Give coast= the path of a "
            "GeoJSON file with the land as polygons, such as those in datasets/basemap."
        )
    land: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return land


def coast_around(fences: pd.DataFrame) -> dict[str, Any]:
    """
    Return the coast that the course carries round these fences, as GeoJSON.

    Where it carries none, the map is open sea with a margin round the fences: better
    no coast than a wrong one.

    Parameters
    ----------
    fences : DataFrame
        A fences table (see `ais.tables`) of one port or of neighbours.
    """
    corners = np.vstack(fences["ring"].tolist())
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    for path in sorted(BASEMAP.glob("*.geojson")) if BASEMAP.exists() else []:
        if path.name == WORLD:
            continue
        land = read_coast(path)
        left, foot, right, head = _bounds(land)
        if left <= west and east <= right and foot <= south and north <= head:
            return land
    bbox = [west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN]
    return {"type": "FeatureCollection", "bbox": bbox, "features": []}


def _bounds(land: dict[str, Any]) -> tuple[float, float, float, float]:
    if "bbox" in land:
        west, south, east, north = land["bbox"]
        return west, south, east, north
    rings = (f["geometry"]["coordinates"][0] for f in land["features"])
    lons, lats = zip(*(point for ring in rings for point in ring), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _inline(url: str) -> str | None:
    """Return the library at `url` as an element, or None if the map can do without."""
    file_name = url.rsplit("/", 1)[-1].split("?")[0]
    if file_name in CARRIED:
        tag = CARRIED[file_name]
        return f"<{tag}>{_library(file_name)}</{tag}>"
    if any(word in url.lower() for word in NOT_NEEDED):
        return None
    raise ValueError(
        f"The map asks for {url}, which is not carried. "
        "Draw it with lines, circles, polygons, markers and tooltips."
    )


@cache
def _library(file_name: str) -> str:
    path = VENDOR / file_name
    if not path.exists():
        raise FileNotFoundError(
            f"Leaflet is not there: no {path}. Run `./course setup`, which fetches it."
        )
    text = path.read_text(encoding="utf-8")
    if file_name.endswith(".css"):
        return re.sub(
            r"url\(images/([\w.-]+)\)", lambda m: f"url({_image(m[1])})", text
        )
    text = re.sub(r"//# sourceMappingURL=.*", "", text).replace(
        "</script", r"<\/script"
    )
    # Leaflet finds its pins beside its stylesheet, and here it has no address.
    pins = {
        "iconUrl": _image("marker-icon.png"),
        "iconRetinaUrl": _image("marker-icon-2x.png"),
        "shadowUrl": _image("marker-shadow.png"),
    }
    return (
        f"{text}\ndelete L.Icon.Default.prototype._getIconUrl;"
        f"L.Icon.Default.mergeOptions({json.dumps(pins)});"
    )


def _image(file_name: str) -> str:
    content = (VENDOR / "images" / file_name).read_bytes()
    return f"data:image/png;base64,{base64.b64encode(content).decode('ascii')}"


def _style() -> str:
    return (
        f".leaflet-container{{background:{SEA};color:{INK};"
        "font:14px/1.4 system-ui,sans-serif}"
        ".leaflet-container:focus-visible,.leaflet-container a:focus-visible"
        f"{{outline:3px solid {ACCENT};outline-offset:-3px}}"
        f".leaflet-container .leaflet-control-attribution{{color:{INK};background:#fff}}"
        ".leaflet-bar a.leaflet-disabled{color:#5b6675}"
    )


def _accessible(sea_map: SeaMap) -> str:
    """Return the script that fits the map, and names it for those who cannot see it."""
    fit = ""
    coast = (
        "coast: GSHHS, not for navigation"
        if sea_map.has_coast
        else "no coast at hand, not for navigation"
    )
    if sea_map.is_fitted and sea_map.drawn:
        lons, lats = zip(*sea_map.drawn, strict=True)
        corners = [[min(lats), min(lons)], [max(lats), max(lons)]]
        # At the foot there is more room, for the line that names the coast.
        room = "{paddingTopLeft: [16, 16], paddingBottomRight: [16, 32]}"
        fit = f"map.fitBounds({json.dumps(corners)}, {room});"
    return f"""
        (function (map) {{
            const box = map.getContainer();
            box.setAttribute("role", "region");
            box.setAttribute("aria-label", {_quoted(sea_map.frame_title)});
            map.attributionControl.setPrefix("Leaflet");
            map.attributionControl.addAttribution("{coast}");
            L.control.scale({{imperial: false, position: "topright"}}).addTo(map);
            {fit}
        }})({sea_map.get_name()});
    """


def _quoted(text: str) -> str:
    """Return text as a string of JavaScript that cannot end the script it stands in."""
    return json.dumps(text).replace("</", "<\\/")


def as_label(text: str) -> str:
    """Return text for a tooltip: folium puts it in a template string of JavaScript."""
    return html.escape(text).replace("`", "&#96;").replace("${", "&#36;{")


def _raw(text: str) -> Element:
    """Return an element that is exactly `text`: nothing in it is taken as a template."""
    element: Any = Element("")
    element._template = _Text(text)
    return element  # type: ignore[no-any-return]


class _Text:
    """What branca asks of a template, for text that is none."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render(self, **_: Any) -> str:
        return self.text
