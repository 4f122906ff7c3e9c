"""A network of ports: edges, centres, groups, chance and closed ports."""

import networkx as nx
import pandas as pd
import pytest

from soundings.ais.chance import compare_with_chance, shuffled_voyages
from soundings.ais.closing import close_each_port, close_port, rank_changes
from soundings.ais.network import as_edges, centralities, communities, make_network


def voyages(*legs):
    return pd.DataFrame([tuple(leg) for leg in legs], columns=["from_port", "to_port"])


def both_ways(*legs):
    return voyages(*legs, *(leg[::-1] for leg in legs))


# Two triangles joined by Q: inner A B C, outer X Y Z.
BRIDGED = both_ways("AB", "BC", "CA", "XY", "YZ", "ZX", "CQ", "QX")


def of(table, port, column):
    return table.set_index("port").loc[port, column]


def test_edges_are_directed_and_weighted():
    """Two voyages out and one back are two edges."""
    edges = as_edges(make_network(voyages("AB", "AB", "BA")))

    assert edges.values.tolist() == [["A", "B", 2], ["B", "A", 1]]


def test_edges_of_few_voyages_can_be_left_out_but_their_ports_stay():
    """The port is still there, alone."""
    network = make_network(voyages("AB", "AB", "BC"), min_voyages=2)

    assert list(network.edges) == [("A", "B")]
    assert list(network) == ["A", "B", "C"]


def test_distance_is_measured_between_the_ports():
    """A degree of latitude is 60 nautical miles."""
    ports = pd.DataFrame({"port": ["A", "B", "C"], "lon": 0.0, "lat": [0.0, 1.0, 5.0]})

    network = make_network(voyages("AB"), ports)

    assert network["A"]["B"]["distance_nm"] == pytest.approx(60.04, abs=0.01)
    assert list(network) == ["A", "B", "C"]


def test_the_number_of_voyages_is_no_distance():
    """A busy direct line does not push the shortest way round by the quiet port."""
    busy = voyages(*["AB"] * 50, *["BA"] * 50, "AC", "CB", "BC", "CA")

    table = centralities(make_network(busy))

    assert of(table, "C", "betweenness") == 0.0


def test_centralities_have_values_a_person_can_count():
    """A star: all ways between its three points lead through the hub."""
    star = both_ways("HA", "HB", "HC")

    table = centralities(make_network(star))

    assert of(table, "H", "betweenness") == 1.0
    assert of(table, "H", "harmonic_closeness") == 1.0
    # From H one hop, from the two others two: (1 + 1/2 + 1/2) / 3.
    assert of(table, "A", "harmonic_closeness") == pytest.approx(2 / 3)
    assert of(table, "H", "in_strength") == of(table, "H", "out_degree") == 3
    assert of(table, "H", "clustering") == 0.0
    assert table["pagerank"].sum() == pytest.approx(1.0)


def test_ways_by_miles_differ_from_ways_by_hops():
    """By hops A to B is direct; by miles the stop on the way costs nothing."""
    ports = pd.DataFrame(
        {"port": list("ABS"), "lon": [0.0, 0.0, 0.0], "lat": [0, 2, 1]}
    )
    network = make_network(both_ways("AB", "AS", "SB"), ports)

    by_hops = centralities(network)
    by_miles = centralities(network, distance="distance_nm")

    assert of(by_hops, "S", "betweenness") == 0.0
    assert of(by_miles, "S", "betweenness") > 0.0


def test_communities_are_the_two_triangles():
    """And the answer does not depend on the seed."""
    groups = {
        tuple(communities(make_network(BRIDGED), seed=seed)["community"])
        for seed in (0, 1, 2)
    }

    (only,) = groups
    found = dict(zip("ABCQXYZ", only, strict=True))
    assert found["A"] == found["B"] == found["C"]
    assert found["X"] == found["Y"] == found["Z"] != found["A"]


def test_chance_keeps_every_ports_departures_and_arrivals():
    """Only who is joined to whom changes, and nobody is joined to itself."""
    for shuffled in shuffled_voyages(BRIDGED, n=5, seed=3):
        for column in ("from_port", "to_port"):
            assert sorted(shuffled[column]) == sorted(BRIDGED[column])
        assert (shuffled["from_port"] != shuffled["to_port"]).all()


def test_triangles_are_more_than_chance():
    """Ports in groups know each other's neighbours; ports joined by chance do not."""
    groups = [
        f"{i}{a}{i}{b}" for i in range(6) for a in "abcd" for b in "abcd" if a < b
    ]
    table = pd.concat(
        [
            both_ways(*((leg[:2], leg[2:]) for leg in groups)),
            both_ways(*((f"{i}a", f"{(i + 1) % 6}b") for i in range(6))),
        ]
    )

    found = compare_with_chance(
        table, lambda g: nx.transitivity(g.to_undirected()), n=30
    )

    assert found["value"] > found["by_chance"]
    assert found["z"] > 3
    assert found["share_as_high"] == pytest.approx(1 / 31)


def test_chance_that_cannot_be_is_refused():
    """One port at both ends of most voyages cannot be kept from itself."""
    star = voyages("AB", "AC", "AD", "BA", "CA", "DA", "EA")

    with pytest.raises(ValueError, match="A is at an end of nearly all"):
        next(
            shuffled_voyages(
                star.replace({"from_port": {"E": "A"}}).assign(to_port="A")
            )
        )


def test_closing_the_quiet_bridge_cuts_off_more_than_closing_the_busiest():
    """Size is not importance: Q has four voyages, A fifty-four."""
    table = pd.concat([BRIDGED, both_ways(*["AB"] * 25)])
    network = make_network(table)

    worst = close_each_port(network).iloc[0]

    assert worst["port"] == "Q"
    assert close_port(network, "Q") == ["X", "Y", "Z"]
    assert close_port(network, "A") == []
    assert worst["voyages_lost_share"] == pytest.approx(4 / 66)


def test_ranks_change_when_a_port_closes():
    """Without A, B is the only way between its neighbours."""
    network = make_network(both_ways("AC", "AD", "BC", "BD", "AE", "BE"))

    table = rank_changes(network, "A")

    assert of(table, "B", "after") == 1
    assert "A" not in set(table["port"])


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: make_network(voyages("AA")), "lead from A to itself"),
        (
            lambda: make_network(
                voyages("AB"), pd.DataFrame({"port": ["A"], "lon": 0.0, "lat": 0.0})
            ),
            "no place for B",
        ),
        (
            lambda: close_port(make_network(voyages("AB")), "Z"),
            "Z is not in the network",
        ),
        (
            lambda: rank_changes(make_network(voyages("AB")), "Z"),
            "Z is not in the network",
        ),
        (
            lambda: centralities(make_network(voyages("AB")), distance="distance_nm"),
            "has no distance_nm",
        ),
    ],
)
def test_what_cannot_be_is_refused(call, says):
    """The message says which port or edge."""
    with pytest.raises(ValueError, match=says):
        call()
