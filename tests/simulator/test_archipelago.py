import dataclasses
import hashlib
from functools import cache
from io import BytesIO

import networkx as nx
import pandas as pd
import pytest

from soundings.simulator.archipelago import (
    MAKERS,
    Archipelago,
    ArchipelagoSettings,
    make_archipelago,
)

SEEDS = pytest.mark.parametrize("seed", [2021, 5])


@cache
def made(seed: int = 2021) -> Archipelago:
    return make_archipelago(seed)


def voyages(islands: Archipelago) -> nx.DiGraph:
    """Return the graph of voyages: from the previous port, if there is another."""
    calls = islands.calls
    went = calls[
        (calls["previous_port_id"] != "")
        & (calls["previous_port_id"] != calls["port_id"])
    ]
    weights = went.groupby(["previous_port_id", "port_id"]).size()
    graph = nx.DiGraph()
    graph.add_nodes_from(islands.ports["port_id"])
    graph.add_weighted_edges_from((a, b, int(n)) for (a, b), n in weights.items())
    return graph


def cut_off(graph: nx.DiGraph, port: str) -> set[str]:
    """Return the islands that cannot be reached both ways once a port closes."""
    rest = graph.subgraph([p for p in graph if p != port])
    mainland = max(nx.strongly_connected_components(rest), key=len)
    return set(rest) - mainland


def planted(islands: Archipelago, column: str) -> list[str]:
    return islands.truth.loc[islands.truth[column], "port_id"].tolist()


@SEEDS
def test_the_fourth_quietest_port_cuts_off_a_third(seed):
    """Planted: 13 of the 39 other islands, exactly those the truth names."""
    islands = made(seed)
    (critical,) = planted(islands, "is_critical")

    n_calls = islands.calls["port_id"].value_counts().sort_values()
    assert len(islands.ports) == 40
    assert n_calls.index[3] == critical
    assert n_calls.iloc[2] < n_calls.iloc[3] < n_calls.iloc[4]
    assert cut_off(voyages(islands), critical) == set(planted(islands, "is_stranded"))
    assert len(planted(islands, "is_stranded")) * 3 == 39


@SEEDS
def test_the_busiest_port_cuts_off_nobody(seed):
    """All stay joined; most pairs of islands wait longer for the ships between them."""
    islands = made(seed)
    graph = voyages(islands)
    (busiest,) = planted(islands, "is_busiest")

    # A voyage sailed ten times as often is a tenth of the wait.
    for _, _, voyage in graph.edges(data=True):
        voyage["wait"] = 1 / voyage["weight"]
    rest = graph.subgraph([p for p in graph if p != busiest])
    before, after = (
        dict(nx.all_pairs_dijkstra_path_length(g, weight="wait")) for g in (graph, rest)
    )
    pairs = [(a, b) for a in rest for b in rest if a != b]
    longer = [after[a][b] > before[a][b] + 1e-12 for a, b in pairs]
    assert busiest == islands.calls["port_id"].value_counts().idxmax()
    assert cut_off(graph, busiest) == set()
    assert sum(longer) / len(pairs) > 0.5


@SEEDS
def test_no_other_port_is_critical(seed):
    """Islands cut off name one port; no other cuts off more than two."""
    graph = voyages(made(seed))
    (critical,) = planted(made(seed), "is_critical")

    others = {len(cut_off(graph, port)) for port in graph if port != critical}
    assert max(others) <= 2
    betweenness = nx.betweenness_centrality(graph)
    assert max(betweenness, key=betweenness.get) == critical


@SEEDS
def test_louvain_finds_the_planted_communities(seed):
    """On weighted voyages; the quiet port may go with either side of its strait."""
    islands = made(seed)
    graph = nx.Graph()
    for a, b, weight in voyages(islands).edges(data="weight"):
        known = graph.get_edge_data(a, b, {"weight": 0})["weight"]
        graph.add_edge(a, b, weight=known + weight)

    groups = nx.community.louvain_communities(graph, weight="weight", seed=1)
    place = {port: i for i, group in enumerate(groups) for port in group}
    truth = islands.truth.assign(found=islands.truth["port_id"].map(place))
    counts = truth.groupby(["community", "found"]).size()
    agreed = counts.groupby("community").max().sum()
    assert len(groups) == 4
    assert agreed >= 39


def test_ships_are_in_one_place_at_a_time_and_calls_follow_each_other():
    """Each ship leaves before it arrives; its next port is that of its next call."""
    calls = made().calls.sort_values(["vessel_id", "arrived_s"])
    ship = calls.groupby("vessel_id")

    following = ship["port_id"].shift(-1).fillna("")
    preceding = ship["port_id"].shift().fillna("")
    gap_s = ship["arrived_s"].shift(-1) - calls["departed_s"]
    assert (calls["departed_s"] > calls["arrived_s"]).all()
    assert (gap_s.dropna() >= 0).all()
    assert (calls["next_port_id"] == following).all()
    assert (calls["previous_port_id"] == preceding).all()
    assert calls["call_id"].is_unique
    assert calls["port_id"].isin(made().ports["port_id"]).all()


def test_some_calls_are_at_the_port_just_left():
    """So that an edge list that keeps self-loops goes wrong: one to two in a hundred."""
    calls = made().calls

    assert 0.01 < (calls["previous_port_id"] == calls["port_id"]).mean() < 0.02


def test_the_same_seed_makes_the_same_tables():
    """Made twice, and on whichever machine this digest was written down."""
    short = ArchipelagoSettings(weeks=8)
    one, again, other = (make_archipelago(s, short) for s in (7, 7, 8))

    table = one.calls.to_csv(index=False, lineterminator="\n").encode()
    assert table == again.calls.to_csv(index=False, lineterminator="\n").encode()
    assert table != other.calls.to_csv(index=False, lineterminator="\n").encode()
    assert hashlib.sha256(table).hexdigest()[:16] == "ca226aec83261d5f"


def test_another_tramp_leaves_the_other_ships_alone():
    """One stream per ship: the calls of all others stay as they were."""
    short = ArchipelagoSettings(weeks=8)
    more = dataclasses.replace(short, n_tramps=13)

    before, after = (
        make_archipelago(7, s).calls.drop(columns="call_id") for s in (short, more)
    )
    after = after[after["vessel_id"].isin(before["vessel_id"])]
    pd.testing.assert_frame_equal(before, after.reset_index(drop=True))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weeks", 4),
        ("n_tramps", -1),
        ("cancelled_share", 0.9),
        ("repeated_share", -0.1),
        ("repeated_share", float("nan")),
    ],
)
def test_impossible_settings_are_refused_by_name(name, value):
    """The message names the setting and what was given."""
    with pytest.raises(ValueError, match=f"ArchipelagoSettings: {name} is {value}"):
        ArchipelagoSettings(**{name: value})


def test_files_read_back():
    """Forty islands, the same calls; times end in Z; nothing of the truth is in them."""
    files = {
        name: pd.read_csv(
            BytesIO(make(made())), compression="gzip" if name.endswith("gz") else None
        )
        for name, make in MAKERS.items()
    }

    calls = files["sim_archipelago_calls.csv.gz"]
    assert len(calls) == len(made().calls)
    assert calls["arrived_utc"].str.endswith("Z").all()
    assert calls["previous_port_id"].isna().sum() == calls["vessel_id"].nunique()
    assert len(files["sim_archipelago_ports.csv"]) == 40
    assert files["sim_archipelago_truth.csv"]["is_stranded"].sum() == 13
    for name in files.keys() - {"sim_archipelago_truth.csv"}:
        assert "truth" not in name
        assert not any(c.startswith("is_") for c in files[name].columns)
