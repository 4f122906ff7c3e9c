"""Networks by chance, to tell what the sizes of the ports alone would give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.network import Network, make_network
from soundings.ais.tables import check_columns

SWAPS: Final = 100
"""Rounds in which ends are exchanged until no port is joined to itself."""


def shuffled_voyages(
    voyages: pd.DataFrame, n: int = 100, seed: int = 0
) -> Iterator[pd.DataFrame]:
    """
    Yield tables with the same ends of voyages, joined by chance.

    Each port keeps as many departures and as many arrivals as it had; only who is
    joined to whom is drawn anew, never a port to itself. This is the configuration
    model of Molloy and Reed (1995) for weighted, directed networks.

    Raises
    ------
    ValueError
        If one port takes part in so many voyages that it cannot be kept from itself.
    """
    check_columns(voyages, ("from_port", "to_port"), "shuffled_voyages")
    rng = np.random.default_rng(seed)
    start = voyages["from_port"].to_numpy(dtype=object)
    for _ in range(n):
        end = rng.permutation(voyages["to_port"].to_numpy(dtype=object))
        for _ in range(SWAPS):
            loops = np.flatnonzero(start == end)
            if not len(loops):
                break
            swap = rng.integers(len(end), size=len(loops))
            for i, j in zip(loops.tolist(), swap.tolist(), strict=True):
                end[i], end[j] = end[j], end[i]
        if (start == end).any():
            port = start[start == end][0]
            raise ValueError(
                f"shuffled_voyages: {port} is at an end of nearly all voyages, so "
                "chance cannot keep it from itself. Take more ports."
            )
        yield pd.DataFrame({"from_port": start, "to_port": end})


def compare_with_chance(
    voyages: pd.DataFrame,
    measure: Callable[[Network], float],
    n: int = 100,
    seed: int = 0,
) -> dict[str, float]:
    """
    Measure a network, and many of the same ports' voyages joined by chance.

    Parameters
    ----------
    voyages : DataFrame
        From `find_voyages`.
    measure : callable
        Takes a network and returns a number, such as `networkx.transitivity`.
    n : int
        How many networks by chance. The smallest share that can be found is 1/(n + 1).
    seed : int

    Returns
    -------
    dict
        `value`, `by_chance` (their mean), `z` (how many of their standard deviations
        away; missing if they do not vary) and `share_as_high` (of the networks by
        chance and the network itself, how many reach the value).
    """
    value = float(measure(make_network(voyages)))
    chance = np.array(
        [measure(make_network(table)) for table in shuffled_voyages(voyages, n, seed)]
    )
    spread = float(chance.std(ddof=1)) if n > 1 else 0.0
    return {
        "value": value,
        "by_chance": float(chance.mean()),
        "z": (value - float(chance.mean())) / spread if spread > 0 else float("nan"),
        "share_as_high": (1 + int((chance >= value).sum())) / (n + 1),
    }
