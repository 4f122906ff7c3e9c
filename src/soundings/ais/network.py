"""Ports as a network: who is joined to whom, how well, and in which groups."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import networkx as nx
import numpy as np
import pandas as pd

from soundings.ais.geometry import distance_nm
from soundings.ais.tables import check_columns

Network: TypeAlias = "nx.DiGraph[str]"
EDGES: Final = {
    "from_port": "where voyages start",
    "to_port": "where they end",
    "n_voyages": "how many there were: the edge's weight",
    "distance_nm": "between the two ports in a straight line, if places are known",
}
"""One row is one direction between two ports."""
RANDOM_STARTS: Final = 20


def make_network(
    voyages: pd.DataFrame, ports: pd.DataFrame | None = None, min_voyages: int = 1
) -> Network:
    """
    Return the directed network of voyages; an edge's weight is `n_voyages`.

    Parameters
    ----------
    voyages : DataFrame
        With `from_port` and `to_port`, from `find_voyages`.
    ports : DataFrame, optional
        With `port`, `lon` and `lat`: adds `distance_nm` to the edges, and ports that
        no voyage touches as nodes.
    min_voyages : int
        Edges of fewer voyages are left out. The Data Science Campus (2018) drew edges
        above ten a year.

    Returns
    -------
    networkx.DiGraph
        Nodes and edges in alphabetical order, so that results do not depend on the
        order of the table.

    Raises
    ------
    ValueError
        If a voyage leads back to where it began, or a port is placed nowhere.

    Examples
    --------
    >>> voyages = pd.DataFrame({"from_port": ["A", "A", "B"], "to_port": ["B", "B", "A"]})
    >>> make_network(voyages)["A"]["B"]["n_voyages"]
    2
    """
    check_columns(voyages, ("from_port", "to_port"), "make_network")
    loops = voyages[voyages["from_port"] == voyages["to_port"]]
    if len(loops):
        raise ValueError(
            f"make_network: {len(loops)} voyages lead from {loops['from_port'].iloc[0]} "
            "to itself. Take them out, or make the voyages with find_voyages."
        )
    counts = voyages.groupby(["from_port", "to_port"]).size().rename("n").reset_index()
    network: Network = nx.DiGraph()
    names = set(voyages["from_port"]) | set(voyages["to_port"])
    places: dict[str, tuple[float, float]] = {}
    if ports is not None:
        check_columns(ports, ("port", "lon", "lat"), "make_network")
        spots = ports[["lon", "lat"]].itertuples(index=False, name=None)
        places = dict(zip(ports["port"], spots, strict=True))
        unknown = sorted(names - set(places))
        if unknown:
            raise ValueError(
                f"make_network: ports has no place for {', '.join(unknown)}. "
                "Add rows with port, lon and lat, or leave ports out."
            )
    network.add_nodes_from(sorted(names | set(places)))
    for start, end, n in counts.itertuples(index=False, name=None):
        if n >= min_voyages:
            network.add_edge(start, end, n_voyages=int(n))
            if places:
                way = distance_nm(*places[start], *places[end])
                network[start][end]["distance_nm"] = float(way)
    return network


def as_edges(network: Network) -> pd.DataFrame:
    """Return the network's edges as a table (see `EDGES`)."""
    rows = [
        {"from_port": start, "to_port": end, **data}
        for start, end, data in network.edges(data=True)
    ]
    columns = [c for c in EDGES if c != "distance_nm" or any(c in row for row in rows)]
    return pd.DataFrame(rows, columns=columns)


def centralities(network: Network, distance: str | None = None) -> pd.DataFrame:
    """
    Return how central each port is, by the measures of the field.

    Ways are counted in hops unless `distance` names an edge's length. The number of
    voyages is no length: taken as one, the busiest edge would be the longest way.

    Parameters
    ----------
    network : networkx.DiGraph
        From `make_network`.
    distance : str, optional
        `distance_nm` for ways in nautical miles.

    Returns
    -------
    DataFrame
        One row a port, by name: `in_degree, out_degree` (ports), `in_strength,
        out_strength` (voyages), `betweenness` (share of shortest ways between two
        others that lead through it), `harmonic_closeness` (mean of one over the way
        from every other port, 0 where there is none), `pagerank` (by voyages, damping
        0.85), `clustering` (share of its neighbours that are neighbours, directions
        put aside). igraph gives the same numbers with `normalized = TRUE`.

    Raises
    ------
    ValueError
        If an edge lacks the length that was asked for.

    Examples
    --------
    All ways between A and C lead through B.

    >>> legs = [("A", "B"), ("B", "A"), ("B", "C"), ("C", "B")]
    >>> table = centralities(make_network(pd.DataFrame(legs, columns=["from_port", "to_port"])))
    >>> table.set_index("port")["betweenness"].to_dict()
    {'A': 0.0, 'B': 1.0, 'C': 0.0}
    """
    if distance is not None:
        lacking = [e for e in network.edges if distance not in network.edges[e]]
        if lacking:
            raise ValueError(
                f"centralities: the edge from {lacking[0][0]} to {lacking[0][1]} has no "
                f"{distance}. Give make_network the ports with lon and lat."
            )
    others = max(len(network) - 1, 1)
    columns: dict[str, dict[str, Any]] = {
        "in_degree": dict(network.in_degree()),
        "out_degree": dict(network.out_degree()),
        "in_strength": dict(network.in_degree(weight="n_voyages")),
        "out_strength": dict(network.out_degree(weight="n_voyages")),
        "betweenness": nx.betweenness_centrality(network, weight=distance),
        "harmonic_closeness": {
            port: value / others
            for port, value in nx.harmonic_centrality(
                network, distance=distance
            ).items()
        },
        "pagerank": nx.pagerank(network, weight="n_voyages", tol=1e-12, max_iter=1000),
        "clustering": nx.clustering(network.to_undirected()),
    }
    return pd.DataFrame(columns).rename_axis("port").reset_index()


def communities(
    network: Network, resolution: float = 1.0, seed: int = 0
) -> pd.DataFrame:
    """
    Return groups of ports with more voyages inside than chance would give.

    Louvain's method (Blondel and others, 2008) on voyages of both directions added
    up. It depends on the order in which ports are tried, so it is run from twenty
    random starts and the best by modularity is kept. A small difference in modularity
    may hide a very different grouping: try several seeds before you name a group.

    Parameters
    ----------
    network : networkx.DiGraph
        From `make_network`.
    resolution : float
        Above 1 gives more and smaller groups.
    seed : int

    Returns
    -------
    DataFrame
        `port, community`; communities are numbered from 1, the largest first.

    Examples
    --------
    >>> legs = [(a, b) for group in ("ABC", "XYZ") for a in group for b in group if a != b]
    >>> legs.append(("C", "X"))
    >>> found = communities(make_network(pd.DataFrame(legs, columns=["from_port", "to_port"])))
    >>> found.set_index("port")["community"].to_dict()
    {'A': 1, 'B': 1, 'C': 1, 'X': 2, 'Y': 2, 'Z': 2}
    """
    both_ways = _both_ways(network)
    best: list[set[str]] = []
    best_modularity = -np.inf
    for start in range(RANDOM_STARTS):
        found = nx.community.louvain_communities(
            both_ways, weight="n_voyages", resolution=resolution, seed=seed + start
        )
        value = (
            nx.community.modularity(
                both_ways, found, weight="n_voyages", resolution=resolution
            )
            if both_ways.size()
            else 0.0
        )
        if value > best_modularity + 1e-12:
            best, best_modularity = found, value
    ordered = sorted(best, key=lambda group: (-len(group), min(group)))
    rows = [(port, i) for i, group in enumerate(ordered, start=1) for port in group]
    return pd.DataFrame(sorted(rows), columns=["port", "community"])


def _both_ways(network: Network) -> Any:
    """Return the network without directions, the voyages of both added up."""
    graph = nx.Graph()
    graph.add_nodes_from(network)
    for start, end, n in network.edges(data="n_voyages"):
        before = graph.get_edge_data(start, end, {"n_voyages": 0})["n_voyages"]
        graph.add_edge(start, end, n_voyages=before + n)
    return graph
