"""What if a port closes: who is cut off, and who gains and loses rank."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from soundings.ais.network import Network, centralities


def close_port(network: Network, port: str) -> list[str]:
    """
    Return the ports that are cut off when one closes.

    Cut off is a port that could be reached from the network's largest part, and back,
    and no longer can be. The closed port itself is not counted.

    Raises
    ------
    ValueError
        If the port is not in the network.

    Examples
    --------
    >>> from soundings.ais.network import make_network
    >>> legs = [("A", "B"), ("B", "A"), ("A", "C"), ("C", "A"), ("C", "D"), ("D", "C"),
    ...         ("A", "E"), ("E", "B"), ("B", "E")]
    >>> close_port(make_network(pd.DataFrame(legs, columns=["from_port", "to_port"])), "C")
    ['D']
    """
    _check_port(network, port, "close_port")
    before = _largest_part(network) - {port}
    after = _largest_part(network.subgraph(set(network) - {port}))
    return sorted(before - after)


def close_each_port(network: Network) -> pd.DataFrame:
    """
    Return what closing each port would cost, the worst first.

    A count of ports cut off rests on every single edge: an edge of one voyage, or a
    voyage that was never made, joins islands that are not joined. See
    `drop_skipped_calls`, and look at `n_voyages` before you believe a zero.

    Returns
    -------
    DataFrame
        `port, n_cut_off, voyages_lost_share, n_voyages`: ports cut off by its closing,
        share of all voyages that start or end there, and their number.
    """
    total = sum(n for _, _, n in network.edges(data="n_voyages"))
    rows = []
    for port in network:
        n = network.in_degree(port, weight="n_voyages")
        n += network.out_degree(port, weight="n_voyages")
        rows.append(
            {
                "port": port,
                "n_cut_off": len(close_port(network, port)),
                "voyages_lost_share": n / total if total else 0.0,
                "n_voyages": n,
            }
        )
    table = pd.DataFrame(
        rows, columns=["port", "n_cut_off", "voyages_lost_share", "n_voyages"]
    )
    order = table.sort_values(["n_cut_off", "port"], ascending=[False, True])
    return order.reset_index(drop=True)


def rank_changes(
    network: Network, port: str, measure: str = "betweenness"
) -> pd.DataFrame:
    """
    Return each other port's rank by a measure before and after one closes.

    Ranks of ports with few voyages swing by chance: `n_voyages` stands beside.

    Returns
    -------
    DataFrame
        `port, before, after, n_voyages`, ranks from 1; equal values share the better.
    """
    _check_port(network, port, "rank_changes")
    rest = network.subgraph(set(network) - {port}).copy()
    before = centralities(network).set_index("port")
    after = centralities(rest).set_index("port")
    table = pd.DataFrame(
        {
            "before": before[measure].drop(port).rank(ascending=False, method="min"),
            "after": after[measure].rank(ascending=False, method="min"),
            "n_voyages": before["in_strength"].add(before["out_strength"]).drop(port),
        }
    )
    return (
        table.astype(int)
        .rename_axis("port")
        .reset_index()
        .sort_values(["after", "port"], ignore_index=True)
    )


def _check_port(network: Network, port: str, wanted_by: str) -> None:
    if port not in network:
        raise ValueError(
            f"{wanted_by}: {port} is not in the network. "
            f"Choose from {', '.join(sorted(network))}."
        )


def _largest_part(network: Network) -> set[str]:
    """Return the largest set of ports that all reach each other."""
    parts = [set(part) for part in nx.strongly_connected_components(network)]
    return min(parts, key=lambda part: (-len(part), min(part)), default=set())
