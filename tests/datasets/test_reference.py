"""The reference tables agree with their authorities, and the drawn ports with the coast."""

import doctest
import math
from itertools import combinations
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
import shapely

from soundings.simulator.fleet import CLASSES, particulars
from soundings.simulator.identities import MIDS
from tests.datasets.places import (
    MAPS,
    PORT_CODES,
    REFERENCE,
    features,
    land_metres,
    lanes,
    load,
    metres,
    read,
)

ANCHORAGES, PILOTS = "-ANC", "-PIL"


def outlines(port_id: str) -> dict[str, dict]:
    """Return a port's outlines by `terminal_id`."""
    found = features(REFERENCE / "terminals.geojson")
    return {
        feature["properties"]["terminal_id"]: feature
        for feature in found
        if feature["properties"]["port_id"] == port_id
    }


def ship_at(berth: pd.Series, port_id: str) -> shapely.LineString:
    """Return the longest ship that fits a berth as a line in metres, bow last."""
    middle = metres(shapely.Point(berth["lon"], berth["lat"]), MAPS[port_id])
    turn = math.radians(berth["quay_heading_degrees"])
    x, y = math.sin(turn) * berth["quay_m"] / 2, math.cos(turn) * berth["quay_m"] / 2
    return shapely.LineString(
        [(middle.x - x, middle.y - y), (middle.x + x, middle.y + y)]
    )


# --- Tables ---------------------------------------------------------------------------


def test_thirty_ports_of_which_eight_are_recorded():
    """The operating ports come first, and each port's code begins with its country."""
    ports, countries = read("ports"), read("countries").set_index("iso3")

    assert len(ports) == 30
    assert ports.loc[ports["is_operating"], "port_id"].tolist() == PORT_CODES[:8]
    assert set(PORT_CODES) <= set(ports["port_id"])
    assert (
        ports["port_id"].str[:2].tolist()
        == countries.loc[ports["country_iso3"], "iso2"].tolist()
    )
    assert all(ZoneInfo(name) for name in ports["timezone"])


@pytest.mark.parametrize(
    ("port_id", "lon", "lat", "tide", "channel", "anchorage", "pier"),
    [
        ("GBFXT", 1.3167, 51.95, 2, 14, 11, 6.4),
        ("GBSOU", -1.4, 50.9, 5, 12.5, 21.6, 14),
        ("GBIMM", -0.2, 53.6333, 5, 7.9, 4.9, 12.5),
        ("IDJKT", 106.8833, -6.1, None, 11, None, 11),
        ("IDUPG", 119.4, -5.1333, 2, 9.4, 21.6, 9.4),
    ],
)
def test_ports_are_as_the_world_port_index_has_them(
    port_id, lon, lat, tide, channel, anchorage, pier
):
    """Its figures, and nothing where it writes 0 for "not known"."""
    port = read("ports").set_index("port_id").loc[port_id]
    depths = ["tide_range_m", "channel_depth_m", "anchorage_depth_m", "pier_depth_m"]

    assert (port["lon"], port["lat"]) == (lon, lat)
    assert [None if pd.isna(port[c]) else port[c] for c in depths] == [
        tide,
        channel,
        anchorage,
        pier,
    ]
    assert (read("ports")[depths].min() > 0).all()


def test_countries_are_those_of_iso_3166():
    """Two letters and three letters belong to one country."""
    pycountry = pytest.importorskip("pycountry")
    theirs = {country.alpha_3: country.alpha_2 for country in pycountry.countries}

    ours = read("countries")

    assert {c: theirs[c] for c in ours["iso3"]} == dict(
        zip(ours["iso3"], ours["iso2"], strict=True)
    )


def test_each_beginning_of_an_mmsi_belongs_to_its_country():
    """As pyais knows them; and each flag of the simulated fleet is there."""
    constants = pytest.importorskip("pyais.constants")
    mids, countries = read("mid", dtype={"mid": "str"}), read("countries")
    iso2 = dict(zip(countries["iso3"], countries["iso2"], strict=True))

    ours = dict(zip(mids["mid"], mids["iso3"], strict=True))

    assert mids["mid"].is_unique
    assert {mid: iso2[iso3] for mid, iso3 in ours.items()} == {
        mid: constants.COUNTRY_MAPPING[int(mid)][0] for mid in ours
    }
    assert {
        str(m): flag for flag, its in MIDS.items() for m in its
    }.items() <= ours.items()


def test_ship_types_are_all_hundred_codes():
    """The tens mean what pyais says too; 70 to 89 are cargo ships and tankers."""
    constants = pytest.importorskip("pyais.constants")
    types = read("ais_ship_types").set_index("code")
    words = {
        "fishing": "Fishing",
        "towing": "Towing",
        "tug": "Tug",
        "pilot": "PilotVessel",
        "search_and_rescue": "SearchAndRescueVessel",
        "pleasure": "PleasureCraft",
        "sailing": "Sailing",
        "wing_in_ground": "WIG",
        "high_speed": "HSC",
        "passenger": "Passenger",
        "cargo": "Cargo",
        "tanker": "Tanker",
        "other": "OtherType",
    }

    assert types.index.tolist() == list(range(100))
    assert types.index[types["is_cargo_or_tanker"]].tolist() == list(range(70, 90))
    for code, group in types["group"].items():
        if group in words:
            assert constants.ShipType(code).name.split("_")[0] == words[group], code
    assert types.loc[71, "label"].endswith("category X")


def test_navigational_status_is_all_sixteen_codes():
    """Only at anchor, moored and aground say that a ship lies still."""
    status = read("nav_status").set_index("code")

    assert status.index.tolist() == list(range(16))
    assert status.index[status["says_stationary"]].tolist() == [1, 5, 6]
    assert status.loc[[1, 5], "label"].tolist() == ["At anchor", "Moored"]


# --- Berths and outlines --------------------------------------------------------------


def test_the_committed_geography_is_what_the_drawing_says():
    """Berths, outlines and lanes are made from harbours.yml, not edited apart from it."""
    harbours = load("harbours")

    assert harbours.berths_csv() == (REFERENCE / "berths.csv").read_bytes()
    assert (
        harbours.terminals_geojson() == (REFERENCE / "terminals.geojson").read_bytes()
    )
    assert harbours.lanes_geojson() == (REFERENCE / "lanes.geojson").read_bytes()


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_ships_lie_in_the_water_inside_their_terminal(port_id):
    """Bow and stern too, 50 metres from the shore: half a broad ship and 20 to spare."""
    berths = read("berths").query("port_id == @port_id")
    areas = outlines(port_id)

    assert len(berths) >= 8
    for _, berth in berths.iterrows():
        ship = ship_at(berth, port_id)
        strip = metres(areas[berth["terminal_id"]]["shape"], MAPS[port_id])
        assert land_metres(MAPS[port_id]).distance(ship) >= 50, berth["berth_id"]
        assert strip.contains(ship), berth["berth_id"]


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_ships_at_neighbouring_berths_do_not_touch(port_id):
    """Two of the longest ships, 50 metres broad, lie clear of each other."""
    berths = read("berths").query("port_id == @port_id")
    ships = {
        berth["berth_id"]: ship_at(berth, port_id).buffer(25, cap_style="flat")
        for _, berth in berths.iterrows()
    }

    touching = [
        pair
        for pair in combinations(ships, 2)
        if ships[pair[0]].intersection(ships[pair[1]]).area > 200
    ]

    assert touching == []


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_outlines_nest_and_do_not_overlap(port_id):
    """Terminals lie within the port; anchorage and pilot station are apart from them."""
    areas = outlines(port_id)
    terminals = {k: f for k, f in areas.items() if f["properties"]["kind"] == "berth"}
    port = areas.pop(f"{port_id}-PORT")["shape"]

    assert all(feature["shape"].is_valid for feature in areas.values())
    assert all(port.contains(feature["shape"]) for feature in terminals.values())
    for one, other in combinations(areas, 2):
        assert not areas[one]["shape"].intersects(areas[other]["shape"]), (one, other)
    for suffix in (ANCHORAGES, PILOTS):
        area = metres(areas[port_id + suffix]["shape"], MAPS[port_id])
        assert land_metres(MAPS[port_id]).distance(area) >= 100


def test_every_outline_says_that_it_is_an_approximation():
    """Nobody may take them for official limits."""
    said = [f["properties"] for f in features(REFERENCE / "terminals.geojson")]

    assert all(p["method"] == "hand-drawn approximation" for p in said)
    assert all(p["not_for_navigation"] is True for p in said)
    assert {p["accuracy_m"] for p in said} == {300}
    assert {p["kind"] for p in said} == {"port", "berth", "anchorage", "pilot"}


def test_exactly_one_berth_is_idle():
    """The planted berth that no ship ever uses, for a lesson on dividing by zero."""
    berths = read("berths")

    assert berths.loc[berths["is_idle"], "berth_id"].tolist() == ["GBSOU-WES-3"]


@pytest.mark.parametrize("ships", CLASSES, ids=lambda ships: ships.name)
def test_every_kind_of_ship_finds_a_berth(ships):
    """Some recorded port has a berth of its group, long enough; and nearly deep enough."""
    berths = read("berths")
    berths = berths[berths["port_id"].isin(PORT_CODES[:8]) & ~berths["is_idle"]]
    longest = ships.lengths_m[1]
    draught = particulars(ships.group, longest)[1]
    takes = berths["cargo_groups"].str.split().map(lambda groups: ships.group in groups)

    fits = berths[takes & (berths["quay_m"] >= longest)]

    # The largest come in on the tide, which adds two metres and more.
    assert (fits["depth_m"] >= draught - 1).any()


def test_trinity_takes_the_largest_container_ships():
    """Four berths of 400 metres and more; berth 9 is the new one."""
    berths = read("berths").query("terminal_id == 'GBFXT-TRI'").set_index("berth_id")

    assert len(berths) == 9
    assert (berths["quay_m"] >= 400).sum() >= 4
    assert berths.loc["GBFXT-TRI-9", "depth_m"] >= 16


# --- Lanes ----------------------------------------------------------------------------


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_lanes_stay_at_sea(port_id):
    """Nowhere is the shore nearer than 60 metres."""
    for lane in lanes(port_id):
        line = metres(lane["shape"], MAPS[port_id])
        gap = land_metres(MAPS[port_id]).distance(line)
        assert gap >= 60, (lane["properties"]["lane_id"], gap)


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_lanes_share_the_gate_and_the_pilot_station(port_id):
    """One gate, one place where the pilot boards, and a lane to each terminal."""
    found = lanes(port_id)
    said = [lane["properties"] for lane in found]
    pilot = outlines(port_id)[port_id + PILOTS]["shape"]
    places = {
        lane["geometry"]["coordinates"][p["pilot_vertex"]][0]
        for lane, p in zip(found, said, strict=True)
    }

    assert len({p["gate"] for p in said}) == 1
    assert len({tuple(lane["geometry"]["coordinates"][0]) for lane in found}) == 1
    assert len(places) == 1
    for lane, p in zip(found, said, strict=True):
        boards = lane["geometry"]["coordinates"][p["pilot_vertex"]]
        assert pilot.contains(shapely.Point(boards))
    wanted = {
        terminal_id
        for terminal_id, area in outlines(port_id).items()
        if area["properties"]["kind"] in ("berth", "anchorage")
    }
    assert {p["terminal_id"] for p in said} - {None} == wanted


@pytest.mark.parametrize("port_id", PORT_CODES)
def test_from_the_end_of_its_lane_a_ship_can_go_straight_to_the_berth(port_id):
    """The lane ends off the terminal, within the port, and no land lies between."""
    berths, areas = read("berths").query("port_id == @port_id"), outlines(port_id)
    ends = {
        lane["properties"]["terminal_id"]: shapely.Point(lane["shape"].coords[-1])
        for lane in lanes(port_id)
        if lane["properties"]["terminal_id"]
    }

    assert areas[port_id + ANCHORAGES]["shape"].contains(ends.pop(port_id + ANCHORAGES))
    for terminal_id, end in ends.items():
        assert areas[f"{port_id}-PORT"]["shape"].contains(end)
        assert not areas[terminal_id]["shape"].contains(end)
    for _, berth in berths.iterrows():
        way = shapely.LineString([ends[berth["terminal_id"]], berth[["lon", "lat"]]])
        gap = land_metres(MAPS[port_id]).distance(metres(way, MAPS[port_id]))
        assert gap >= 30, (berth["berth_id"], gap)


@pytest.mark.parametrize(
    ("port_id", "destinations"), [("GBFXT", {"GBHRW", "GBIPS"}), ("GBIMM", {"GBHUL"})]
)
def test_transit_lanes_cross_the_port_and_touch_no_berth(port_id, destinations):
    """Ships for another port enter this one's limits: the trap of the port-call lesson."""
    areas = outlines(port_id)
    transits = [lane for lane in lanes(port_id) if lane["properties"]["destination"]]

    assert {lane["properties"]["destination"] for lane in transits} == destinations
    for lane in transits:
        assert lane["properties"]["terminal_id"] is None
        assert areas[f"{port_id}-PORT"]["shape"].crosses(lane["shape"])
        for area in areas.values():
            if area["properties"]["kind"] == "berth":
                assert not area["shape"].intersects(lane["shape"])


@pytest.mark.parametrize("name", ["harbours", "sea_legs", "world"])
def test_examples_in_the_programs_hold(name):
    """What their docstrings show is what they do."""
    results = doctest.testmod(load(name))

    assert results.attempted > 0
    assert results.failed == 0
