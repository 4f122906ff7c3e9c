"""The ways by sea between ports: every pair, from gate to gate, on the water."""

import math
from itertools import combinations, pairwise

import pytest
import shapely

from tests.datasets.places import (
    MAPS,
    PORT_CODES,
    REFERENCE,
    features,
    land,
    lanes,
    read,
)

NM_PER_DEGREE = 60.04


def leg_ends() -> dict[tuple[str, str], dict]:
    """Return the sea legs by their two ports."""
    return {
        (f["properties"]["from_port_id"], f["properties"]["to_port_id"]): f
        for f in features(REFERENCE / "sea_legs.geojson")
    }


def test_each_pair_of_ports_has_one_leg():
    """13 ports with lanes: 78 pairs among them, and 13 times 17 with the others."""
    legs, others = leg_ends(), set(read("ports")["port_id"]) - set(PORT_CODES)

    assert len(legs) == 78 + 13 * 17
    assert {frozenset(pair) for pair in legs} == {
        *map(frozenset, combinations(PORT_CODES, 2)),
        *(frozenset((port, other)) for port in PORT_CODES for other in others),
    }


def test_legs_run_from_gate_to_gate():
    """A ship that leaves a port's lane is where its leg begins; others' ends are near."""
    gates = {
        port_id: lanes(port_id)[0]["geometry"]["coordinates"][0]
        for port_id in PORT_CODES
    }
    places = read("ports").set_index("port_id")[["lon", "lat"]]

    for (start, finish), leg in leg_ends().items():
        line = leg["geometry"]["coordinates"]
        assert line[0] == pytest.approx(gates[start], abs=1e-4)
        if finish in gates:
            assert line[-1] == pytest.approx(gates[finish], abs=1e-4)
        else:
            lon, lat = places.loc[finish]
            east = (line[-1][0] - lon) * math.cos(math.radians(lat))
            assert math.hypot(east, line[-1][1] - lat) * NM_PER_DEGREE < 25


def test_legs_stay_at_sea():
    """On each harbour's map, and on the world's but for canals and rivers to a port."""
    canal = shapely.box(
        32.2, 29.6, 32.7, 31.5
    )  # Suez, with Port Said on a smoothed map
    world = land("world_countries")
    gates = {
        port_id: lanes(port_id)[0]["geometry"]["coordinates"][0]
        for port_id in PORT_CODES
    }
    on_land = []
    for (start, finish), leg in leg_ends().items():
        line = leg["shape"]
        last = shapely.Point(line.coords[-1])
        river = canal if finish in gates else canal.union(last.buffer(1))
        if line.difference(river).intersection(world).length * 60 > 1:
            on_land.append((start, finish))
        on_land += [
            (start, finish, port)
            for port in (start, finish)
            if port in gates and land(MAPS[port]).difference(river).intersects(line)
        ]

    assert on_land == []


@pytest.mark.parametrize(
    ("pair", "miles", "within"),
    [
        # The package's own answer, which begins and ends at its nearest nodes.
        (("GBFXT", "SGSIN"), 8309, 0.01),
        (("GBDVR", "FRCQF"), 6, 0.2),
        (("GRPIR", "MTMLA"), 530, 0.02),
    ],
)
def test_legs_are_as_long_as_they_should_be(pair, miles, within):
    """Through Suez, across the Strait, and not by the Arctic."""
    leg = leg_ends()[pair]["properties"]["distance_nm"]

    assert leg == pytest.approx(miles, rel=within)


def test_a_leg_is_as_long_as_its_line():
    """The stated length is the sum of great circles along the points."""
    for leg in leg_ends().values():
        line, total = leg["geometry"]["coordinates"], 0.0
        for (x_1, y_1), (x_2, y_2) in pairwise(line):
            a, b, c, d = map(math.radians, (x_1, y_1, x_2, y_2))
            cosine = math.sin(b) * math.sin(d) + math.cos(b) * math.cos(d) * math.cos(
                a - c
            )
            total += math.degrees(math.acos(min(1.0, cosine))) * NM_PER_DEGREE
        assert leg["properties"]["distance_nm"] == pytest.approx(
            total, rel=1e-3, abs=0.2
        )
