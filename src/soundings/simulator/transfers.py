"""Ship-to-ship transfers: a barge that lies alongside ships at anchor, for fuel or cargo."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator.chance import stream, uniform

HOUR_S: Final = 3600
SHARE: Final = 0.3
"""Share of long waits at anchor that are used for a transfer (assumed)."""
LONG_WAIT_S: Final = 5 * HOUR_S
LASTS_S: Final = 2 * HOUR_S
ROUND_TRIP_S: Final = 5 * HOUR_S
"""A barge is not asked for again before it can be home."""
COLUMNS: Final = ("call_id", "port_id", "ship", "barge", "start_s", "end_s")


def barges(fleet: pd.DataFrame) -> dict[str, int]:
    """Return each port's barge: the last of its tugs, which does nothing else."""
    tugs = fleet[(fleet["ship_group"] == "tug") & (fleet["home_port_id"] != "")]
    return {
        str(port_id): int(ships.index[-1])
        for port_id, ships in tugs.groupby("home_port_id")
    }


def transfers(calls: pd.DataFrame, fleet: pd.DataFrame, seed: int) -> pd.DataFrame:
    """
    Return the transfers of a world, in order of time: `COLUMNS`, epoch seconds.

    Parameters
    ----------
    calls : DataFrame
        As `world.World` has them; waits at anchor of five hours and more count.
    fleet : DataFrame
        With small craft (see `fleet.add_small_craft`).
    seed : int
    """
    by_port = barges(fleet)
    wait = calls["weighed_s"] - calls["anchored_s"]
    drawn = uniform(stream(seed, "transfers"), calls.index.to_numpy(np.int64))
    wanted = calls[
        (calls["anchored_s"] >= 0)
        & (wait >= LONG_WAIT_S)
        & (drawn < SHARE)
        & calls["port_id"].isin(by_port)
    ].sort_values(["anchored_s", "call_id"], kind="stable")
    columns = ("call_id", "port_id", "ship", "anchored_s")
    free = dict.fromkeys(by_port, 0)
    rows = []
    for call_id, port_id, ship, anchored_s in zip(
        *(wanted[name].tolist() for name in columns), strict=True
    ):
        start_s = anchored_s + HOUR_S
        if start_s >= free[port_id]:
            end_s = start_s + LASTS_S
            free[port_id] = end_s + ROUND_TRIP_S
            rows.append((call_id, port_id, ship, by_port[port_id], start_s, end_s))
    return pd.DataFrame(rows, columns=list(COLUMNS))
