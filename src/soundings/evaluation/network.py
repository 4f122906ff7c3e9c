"""Whether the network of calls as detected is that of the calls as made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from soundings.ais.closing import close_each_port
from soundings.ais.network import Network, centralities, communities, make_network
from soundings.ais.voyages import drop_skipped_calls, find_voyages
from soundings.evaluation.scores import Score, f1
from soundings.simulator.archipelago import make_archipelago

MISSED: Final = (0.0, 0.02, 0.05, 0.10)
"""Shares of calls that detection misses."""
TOP: Final = 10


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """
    Compare edges, central ports, groups and the critical port with the truth.

    Parameters
    ----------
    seed : int
    folder : Path
        Not used: everything fits in memory.
    report : callable
        Is given a line on how far it is.
    """
    del folder
    islands = make_archipelago(seed)
    made = _as_calls(islands.calls)
    true = make_network(find_voyages(made))
    planted = islands.truth.set_index("port_id")
    scores: list[Score] = []
    rng = np.random.default_rng(seed)
    for missed in MISSED:
        report(f"network: {missed:.0%} of {len(made):,} calls missed")
        seen = made[rng.random(len(made)) >= missed]
        found = make_network(drop_skipped_calls(find_voyages(seen), 2 * missed))
        scores += _scores(true, found, planted, f"archipelago, {missed:.0%} missed")
    return scores


def _as_calls(record: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "mmsi": record["vessel_id"],
            "port": record["port_id"],
            "arrived_utc": pd.to_datetime(record["arrived_s"], unit="s", utc=True),
            "departed_utc": pd.to_datetime(record["departed_s"], unit="s", utc=True),
        }
    )


def _scores(
    true: Network, found: Network, planted: pd.DataFrame, setting: str
) -> list[Score]:
    edges, seen = set(true.edges), set(found.edges)
    right = len(edges & seen)
    top = [
        set(centralities(network).nlargest(TOP, "betweenness")["port"])
        for network in (true, found)
    ]
    groups = communities(found).set_index("port")["community"].rename("found")
    both = planted.join(groups, how="inner")
    worst = close_each_port(found).iloc[0]
    is_critical = bool(planted.loc[worst["port"], "is_critical"])
    return [
        Score(
            "network edges, F1",
            setting,
            f1(right, len(seen), len(edges)),
            0.95,
            n=len(edges),
        ),
        Score(
            "ten most between ports, found of 10",
            setting,
            len(top[0] & top[1]),
            9,
            n=TOP,
        ),
        Score(
            "communities, adjusted Rand",
            setting,
            float(adjusted_rand_score(both["community"], both["found"])),
            0.9,
            n=len(both),
        ),
        Score(
            "critical port found (1 = yes)",
            setting,
            float(is_critical),
            1.0,
            n=1,
            note=f"closing it cuts off {worst['n_cut_off']} ports",
        ),
    ]
