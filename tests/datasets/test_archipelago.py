"""The islands hang on a port that hardly anybody calls at, and not on the busiest."""

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from tests.datasets.base_r import find_in_r

FOLDER = Path(__file__).parents[2] / "datasets" / "calls"


@pytest.fixture(scope="module")
def calls():
    return pd.read_csv(FOLDER / "sim_archipelago_calls.csv.gz")


@pytest.fixture(scope="module")
def planted():
    return pd.read_csv(FOLDER / "sim_archipelago_truth.csv").set_index("port_id")


def cut_off(calls: pd.DataFrame) -> pd.Series:
    """Return, by port, how many others its closing cuts off."""
    start, end = calls["previous_port_id"], calls["port_id"]
    is_voyage = start.notna() & (start != end)
    network = nx.DiGraph(zip(start[is_voyage], end[is_voyage], strict=True))
    costs = {}
    for port in network:
        rest = network.subgraph(set(network) - {port})
        largest = max(nx.strongly_connected_components(rest), key=len)
        costs[port] = len(rest) - len(largest)
    return pd.Series(costs)


def test_closing_the_fourth_quietest_port_costs_most(calls, planted):
    """It cuts 13 of the 39 others off, the busiest none, any other two at most."""
    costs = cut_off(calls)
    n_calls = calls["port_id"].value_counts()
    critical = planted.index[planted["is_critical"]].item()

    assert n_calls.rank()[critical] == 4
    assert costs[critical] == planted["is_stranded"].sum() == 13
    assert costs[n_calls.idxmax()] == 0
    assert costs.drop(critical).max() == 2


def test_the_truth_counts_the_calls(calls, planted):
    """As many as the record has, and the same port is busiest."""
    n_calls = calls["port_id"].value_counts()

    assert n_calls.reindex(planted.index).equals(planted["n_calls"].rename("count"))
    assert n_calls.idxmax() == planted.index[planted["is_busiest"]].item()


def test_base_r_finds_the_same(calls):
    """Without a package for networks, by who can be reached."""
    found = find_in_r("archipelago.R", FOLDER)

    assert found == cut_off(calls).to_dict()
