import json

import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais import geometry
from soundings.ais.fences import read_fences
from tests.ais.tracks import HARBOUR, PORTS, TERMINALS, square


def port(fence: str, ring) -> dict:
    return {"fence": fence, "kind": "port", "ring": ring}


BAD_RINGS = {
    "not closed": ([(0, 0), (1, 0), (1, 1)], "not closed: it starts at"),
    "two corners": ([(0, 0), (1, 0), (0, 0)], "2 corners and no area"),
    "no area": ([(0, 0), (1, 1), (2, 2), (0, 0)], "no area"),
    "figure of eight": ([(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)], "crosses itself"),
    "latitude first": (
        [(40, -174), (41, -174), (41, -173), (40, -174)],
        "Longitude comes",
    ),
    "antimeridian": (
        [(179, 0), (-179, 0), (-179, 1), (179, 1), (179, 0)],
        "crosses the antimeridian",
    ),
    "a missing number": ([(0, 0), (1, float("nan")), (1, 1), (0, 0)], "not a list of"),
    "words": ("a harbour", "not a list of"),
}


@pytest.mark.parametrize("name", BAD_RINGS)
def test_a_bad_outline_is_refused_by_name(name):
    """The error says which fence, what is wrong, and what to do."""
    ring, says = BAD_RINGS[name]

    with pytest.raises(ValueError, match=says) as error:
        ais.make_fences([port("harbour", ring)])

    assert str(error.value).startswith("harbour: ")


@pytest.mark.parametrize(
    "other",
    [square(1, 1, 2), square(0.5, 0.5, 1), square(0, 0, 2), square(-1, -1, 5)],
    ids=["across a corner", "within", "the same", "around"],
)
def test_fences_of_one_kind_may_not_overlap(other):
    """A ship has at most one port."""
    with pytest.raises(ValueError, match="north and south overlap"):
        ais.make_fences([port("north", square(0, 0, 2)), port("south", other)])


def test_a_cross_of_two_bars_overlaps_though_no_corner_lies_in_the_other():
    """Sides that cross are enough."""
    upright = [(1, 0), (2, 0), (2, 3), (1, 3), (1, 0)]
    level = [(0, 1), (3, 1), (3, 2), (0, 2), (0, 1)]

    assert geometry.overlap(upright, level)


def test_neighbours_that_share_a_side_are_no_overlap():
    """Berths along one quay touch."""
    fences = ais.make_fences([port("a", square(0, 0, 1)), port("b", square(1, 0, 1))])

    assert len(fences) == 2


def test_a_berth_may_lie_in_a_port():
    """Only fences of one kind exclude each other."""
    assert set(HARBOUR["kind"]) == {"port", "berth", "anchorage"}


def test_a_pilot_station_is_a_place_of_its_own():
    """Where pilots board may lie across the anchorage, and is told from it."""
    fences = ais.make_fences(
        [
            {"fence": "roads", "kind": "anchorage", "ring": square(0, 0, 2)},
            {"fence": "pilots", "kind": "pilot", "ring": square(1, 1, 2)},
        ]
    )

    located = ais.locate(pd.DataFrame({"lon": [0.5, 1.5], "lat": [0.5, 1.5]}), fences)

    assert located["pilot"].isna().tolist() == [True, False]
    assert located["anchorage"].tolist() == ["roads", "roads"]


def test_the_outlines_of_all_the_courses_ports_are_fences():
    """Each port has its limit, and berths within it."""
    fences = ais.read_fences(PORTS)
    ports = fences[fences["kind"] == "port"]

    assert set(fences["kind"]) == {"port", "berth", "anchorage", "pilot"}
    for berth in fences["fence"][fences["kind"] == "berth"]:
        ring = fences.set_index("fence")["ring"][berth]
        corners = pd.DataFrame(ring, columns=["lon", "lat"])
        found = ais.locate(corners, ports)["port"].dropna().unique().tolist()
        assert found == [f"{berth[:5]}-PORT"], berth


def test_an_unknown_kind_and_a_name_twice_are_refused():
    """Both are named."""
    with pytest.raises(ValueError, match="a: kind is 'dock'"):
        ais.make_fences([{"fence": "a", "kind": "dock", "ring": square(0, 0, 1)}])
    with pytest.raises(ValueError, match="a: two fences have this name"):
        ais.make_fences([port("a", square(0, 0, 1)), port("a", square(5, 5, 1))])


@pytest.mark.parametrize(
    ("fences", "says"),
    [
        (port("harbour", square(0, 0, 1)), "Write \\[ \\] round it"),
        ([square(0, 0, 1)], "expected a list of fences, found list"),
        ("harbour", "expected a list of fences, found str"),
    ],
    ids=["one fence", "an outline", "a name"],
)
def test_what_is_no_list_of_fences_is_refused(fences, says):
    """The error shows how to write one."""
    with pytest.raises(TypeError, match=says):
        ais.make_fences(fences)


@pytest.mark.parametrize(
    ("fence", "says"),
    [
        ({"fence": "a", "kind": "port"}, "a: no ring. Found fence, kind"),
        ({"kind": "port", "ring": square(0, 0, 1)}, "make_fences: no fence"),
    ],
)
def test_a_fence_that_lacks_a_part_is_refused(fence, says):
    """The part is named."""
    with pytest.raises(ValueError, match=says):
        ais.make_fences([fence])


def test_locate_finds_each_kind_of_place():
    """A position at the quay is also in the harbour."""
    positions = pd.DataFrame(
        {"lon": [0.005, 0.02, 0.035, 9], "lat": [0.005, 0.02, 0.035, 9]}
    )

    located = ais.locate(positions, HARBOUR)

    assert located["port"].notna().tolist() == [True, True, True, False]
    assert located["berth"].notna().tolist() == [True, False, False, False]
    assert located["anchorage"].notna().tolist() == [False, False, True, False]


def test_locate_with_no_fences_or_no_positions():
    """Nothing is in nothing, and the columns are there all the same."""
    positions = pd.DataFrame({"lon": [0.005, np.nan], "lat": [0.005, 0.005]})

    assert ais.locate(positions, ais.make_fences([]))["port"].isna().all()
    assert ais.locate(positions.head(0), HARBOUR)["berth"].empty
    assert ais.locate(positions, HARBOUR)["port"].isna().tolist() == [False, True]


def test_even_odd_works_for_an_outline_with_a_bay():
    """A point in the bay of a U is outside; its arms are inside."""
    u = [(0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3), (0, 0)]

    inside = ais.is_inside([0.5, 1.5, 2.5, 1.5], [2, 2, 2, 0.5], u)

    assert inside.tolist() == [True, False, True, True]


def test_the_committed_terminals_say_what_they_are():
    """Every fence owns up to being drawn by hand."""
    features = json.loads(TERMINALS.read_text())["features"]

    assert len(ais.read_fences(TERMINALS)) == len(features)
    for feature in features:
        properties = feature["properties"]
        assert properties["method"] == "hand-drawn approximation"
        assert properties["not_for_navigation"] is True
        assert 50 <= properties["accuracy_m"] <= 300


@pytest.mark.parametrize(
    ("feature", "says"),
    [
        ({"properties": {"kind": "port"}, "geometry": {}}, "no terminal_id"),
        (
            {
                "properties": {"terminal_id": "a", "kind": "port"},
                "geometry": {"type": "MultiPolygon", "coordinates": [[], []]},
            },
            "a is a MultiPolygon of 2 parts",
        ),
    ],
)
def test_a_feature_that_is_no_fence_is_refused(tmp_path, feature, says):
    """The file and the feature are named."""
    path = tmp_path / "fences.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    with pytest.raises(ValueError, match=says):
        ais.read_fences(path)


def test_a_multipolygon_of_one_part_is_that_polygon(tmp_path):
    """Map programs write one outline so."""
    outline = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 1)]]}
    properties = {"terminal_id": "harbour", "kind": "port"}
    feature = {"type": "Feature", "properties": properties, "geometry": outline}
    path = tmp_path / "ports.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    fences = read_fences(path)

    assert fences["fence"].tolist() == ["harbour"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<html></html>", "ports.geojson: not GeoJSON, for it is no JSON"),
        ("[1, 2]", "ports.geojson: no features"),
        (
            '{"features": [{"properties": {"terminal_id": "quay"}, "geometry": null}]}',
            "quay has no outline",
        ),
    ],
)
def test_a_file_without_outlines_is_refused_by_name(tmp_path, text, says):
    """The message says which file, what is wrong and what to do."""
    path = tmp_path / "ports.geojson"
    path.write_text(text)

    with pytest.raises(ValueError, match=says):
        read_fences(path)


def test_numbers_serve_as_names(tmp_path):
    """Map programs number what they draw; in tables the names are text."""
    outline = {"type": "Polygon", "coordinates": [square(0, 0, 1)]}
    properties = {"terminal_id": 1, "name": 7, "kind": "port"}
    feature = {"type": "Feature", "properties": properties, "geometry": outline}
    path = tmp_path / "ports.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

    fences = read_fences(path)

    assert fences[["fence", "name"]].values.tolist() == [["1", "7"]]
