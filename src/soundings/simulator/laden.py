"""
Ships that load and discharge from port to port, and crews that forget to say so.

The calls of the record hold one port at a time: how deep a ship comes in does not
depend on how deep it left the port before. Here it does, less the fuel it burnt, so
that a draught reported at the next call tells something about the call before.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from soundings.simulator.cargo import WATER_T_PER_M3, WATERPLANE, make_load
from soundings.simulator.fleet import make_fleet
from soundings.simulator.passage import Dice

FORGOTTEN: Final = 0.4
"""Share of departures on which the crew leaves the draught as it was on arrival."""
UNKNOWN: Final = 0.03
"""Share of draughts that are sent as 0."""
MOST_FUEL_DM: Final = 2
DAY_S: Final = 86_400
START_S: Final = 1_609_459_200  # 2021-01-01
GROUPS: Final = ("container", "tanker", "dry_bulk", "general_cargo")


def make_laden_calls(
    seed: int, n_vessels: int = 200, n_calls: int = 12
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Make the calls of some cargo ships, with their draughts as true and as sent.

    Parameters
    ----------
    seed : int
    n_vessels, n_calls : int
        At most so many ships of the fleet, and calls of each.

    Returns
    -------
    vessels, calls : DataFrame
        `vessels` as the fleet has them. `calls` has `vessel_id, number, arrived_s,
        departed_s, draught_in_dm, draught_out_dm` (true), `sent_in_dm, sent_out_dm`
        (0 where the crew has none set) and `moved_t`, loaded less discharged.

    Examples
    --------
    >>> vessels, calls = make_laden_calls(1, n_vessels=5, n_calls=3)
    >>> len(vessels), len(calls)
    (5, 15)
    """
    fleet = make_fleet(seed)
    vessels = fleet[fleet["ship_group"].isin(GROUPS)].head(n_vessels)
    rows: list[dict[str, Any]] = []
    for ship in vessels.to_dict("records"):
        rows += _calls(Dice(seed, f"laden/{ship['vessel_id']}"), ship, n_calls)
    return vessels.reset_index(drop=True), pd.DataFrame(rows)


def _calls(dice: Dice, ship: dict[Any, Any], n_calls: int) -> list[dict[str, Any]]:
    group, length, beam = ship["ship_group"], ship["length_m"], ship["beam_m"]
    per_dm = WATER_T_PER_M3 * WATERPLANE[group] * length * beam / 10
    time_s = START_S + int(dice.between(0, 7 * DAY_S))
    draught_dm: int | None = None
    rows = []
    for number in range(n_calls):
        load = make_load(
            group,
            length,
            beam,
            ship["design_draught_m"],
            ship["dwt_t"],
            np.inf,
            [dice.between(0, 1) for _ in range(4)],
        )
        come_dm = load.draught_in_dm if draught_dm is None else draught_dm
        gone_dm = load.draught_out_dm
        is_set = not dice.happens(FORGOTTEN)
        left_s = time_s + int(dice.between(0.5, 3.0) * DAY_S)
        rows.append(
            {
                "vessel_id": ship["vessel_id"],
                "number": number,
                "arrived_s": time_s,
                "departed_s": left_s,
                "draught_in_dm": come_dm,
                "draught_out_dm": gone_dm,
                "sent_in_dm": 0 if dice.happens(UNKNOWN) else come_dm,
                "sent_out_dm": 0
                if dice.happens(UNKNOWN)
                else (gone_dm if is_set else come_dm),
                "moved_t": (gone_dm - come_dm) * per_dm,
            }
        )
        draught_dm = gone_dm - round(dice.between(0, MOST_FUEL_DM))
        time_s = left_s + int(dice.between(1.0, 8.0) * DAY_S)
    return rows
