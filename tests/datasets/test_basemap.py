"""The maps: land where land is, no seams, small, and with their licences."""

import json

import pytest
import shapely

from tests.datasets.places import BASEMAP, MAPS, features, land

PORTS = sorted(path.stem for path in BASEMAP.glob("*.geojson"))


@pytest.mark.parametrize(
    ("name", "place", "lon", "lat", "is_land"),
    [
        ("solent", "Southampton", -1.45, 50.95, True),
        ("solent", "Isle of Wight", -1.30, 50.68, True),
        ("solent", "the middle of the Solent", -1.25, 50.76, False),
        ("solent", "Southampton Water", -1.37, 50.87, False),
        ("felixstowe_harwich", "Felixstowe", 1.34, 51.965, True),
        ("felixstowe_harwich", "Ipswich", 1.155, 52.055, True),
        ("felixstowe_harwich", "Harwich Harbour", 1.30, 51.95, False),
        ("felixstowe_harwich", "the Sunk", 1.68, 51.91, False),
        ("dover_strait", "Dover", 1.31, 51.13, True),
        ("dover_strait", "Calais", 1.85, 50.94, True),
        ("dover_strait", "the Strait", 1.55, 51.05, False),
        ("humber", "Hull", -0.34, 53.76, True),
        ("humber", "Hawke Road", 0.05, 53.59, False),
        ("thames_estuary", "Southend", 0.71, 51.545, True),
        ("thames_estuary", "Gravesend Reach", 0.40, 51.447, False),
        ("piraeus", "Athens", 23.73, 37.98, True),
        ("piraeus", "the Saronic Gulf", 23.60, 37.90, False),
        ("malta", "Mdina", 14.40, 35.886, True),
        ("malta", "Marsaxlokk Bay", 14.55, 35.822, False),
        ("tanjung_priok", "Jakarta", 106.83, -6.18, True),
        ("tanjung_priok", "Jakarta Bay", 106.85, -6.0, False),
        ("surabaya", "Surabaya", 112.74, -7.26, True),
        ("surabaya", "Madura Strait", 112.70, -7.19, False),
        ("singapore_strait", "Singapore", 103.82, 1.35, True),
        ("singapore_strait", "the Strait", 103.75, 1.17, False),
        ("gibraltar", "Tarifa", -5.60, 36.03, True),
        ("gibraltar", "the Strait", -5.55, 35.95, False),
        ("liverpool_bay", "Liverpool", -2.96, 53.40, True),
        ("liverpool_bay", "the Bar", -3.35, 53.53, False),
        ("milford_haven", "Pembroke", -4.91, 51.67, True),
        ("milford_haven", "Milford Haven", -5.06, 51.70, False),
        ("belfast", "Belfast", -5.93, 54.60, True),
        ("belfast", "Belfast Lough", -5.70, 54.69, False),
        ("belawan", "Medan", 98.67, 3.66, True),
        ("belawan", "the Strait of Malacca", 98.85, 4.0, False),
        ("makassar", "Makassar", 119.43, -5.15, True),
        ("makassar", "Makassar Strait", 119.25, -5.15, False),
        # Bins of one degree without any coast: all sea, and all land.
        ("central_mediterranean", "the open sea", 14.5, 34.5, False),
        ("central_mediterranean", "Sicily", 14.2, 37.5, True),
        ("central_mediterranean", "inland Tunisia", 10.2, 33.0, True),
        ("central_mediterranean", "inland Libya", 12.5, 32.2, True),
        ("central_mediterranean", "Malta", 14.40, 35.89, True),
        ("world_countries", "Malta", 14.43, 35.89, True),
        ("world_countries", "Singapore", 103.8, 1.36, True),
        ("world_countries", "the Atlantic", -30.0, 40.0, False),
    ],
)
def test_known_places_are_on_the_right_side_of_the_coast(
    name, place, lon, lat, is_land
):
    """Land is land and water is water, as anybody can look up."""
    assert shapely.contains_xy(land(name), lon, lat) == is_land, place


@pytest.mark.parametrize("name", [name for name in PORTS if name != "world_countries"])
def test_no_seam_is_left_where_the_source_was_cut_into_degrees(name):
    """On both sides of a whole degree, and on it, it is land or none of them is."""
    west, south, east, north = json.loads((BASEMAP / f"{name}.geojson").read_text())[
        "bbox"
    ]
    across = [d for d in range(int(west) - 1, int(east) + 2) if west < d < east]
    along = [d for d in range(int(south) - 1, int(north) + 2) if south < d < north]
    lines = [((d, south, d, north), (3e-5, 0)) for d in across]
    lines += [((west, d, east, d), (0, 3e-5)) for d in along]
    coast, seams = land(name), 0
    for (x_1, y_1, x_2, y_2), (x, y) in lines:
        line = shapely.LineString([(x_1, y_1), (x_2, y_2)])
        for distance in range(1, 2000):
            on = line.interpolate(distance / 2000, normalized=True)
            before = coast.contains(shapely.Point(on.x - x, on.y - y))
            after = coast.contains(shapely.Point(on.x + x, on.y + y))
            seams += before and after and not coast.contains(on)

    assert seams == 0


@pytest.mark.parametrize("name", PORTS)
def test_every_map_is_valid_and_inside_its_window(name):
    """Any program that reads GeoJSON can draw it."""
    content = json.loads((BASEMAP / f"{name}.geojson").read_text("utf8"))
    window = shapely.box(*content.get("bbox", (-180, -90, 180, 90)))
    shapes = [feature["shape"] for feature in features(BASEMAP / f"{name}.geojson")]

    assert content["name"] == name
    assert "licence" in content
    # The harbour of New York was clipped another way, which its datasheet tells.
    assert all(s.is_valid for s in shapes) or name == "new_york_harbor"
    assert all(window.buffer(2e-5).covers(s) for s in shapes)


def test_the_maps_stay_small():
    """A harbour is at most 150 kB, and the world less than a megabyte."""
    sizes = {name: (BASEMAP / f"{name}.geojson").stat().st_size for name in PORTS}

    assert sizes.pop("world_countries") < 1_000_000
    assert max(sizes.values()) < 150_000


def test_the_world_has_the_countries_of_the_course():
    """Malta and Singapore, which smaller maps of the world leave out, are there."""
    world = features(BASEMAP / "world_countries.geojson")
    codes = [feature["properties"]["iso3"] for feature in world]

    assert {"GBR", "IDN", "GRC", "MLT", "SGP"} <= set(codes)
    assert len(world) == 241
    assert codes.count("") == 5  # no number in ISO 3166: Kosovo and four more


def test_each_port_has_a_map_and_the_licences_lie_beside_them():
    """GSHHG is LGPL: its notice, version and text come with the maps."""
    readme = (BASEMAP / "README.md").read_text("utf8")

    assert set(MAPS.values()) <= set(PORTS)
    assert (BASEMAP / "COPYING.LESSERv3").exists()
    assert (BASEMAP / "COPYINGv3").exists()
    for words in ("GSHHG", "2.3.7", "Wessel", "Natural Earth", "public domain"):
        assert words in readme
    assert [name for name in PORTS if name not in readme] == []
