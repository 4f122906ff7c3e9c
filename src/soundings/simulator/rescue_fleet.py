"""Who sails in the rescue scenario: ships with identities that belong to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from soundings.simulator.identities import MIDS, imo_number
from soundings.simulator.passage import Dice

_OPEN = ("LBR", "PAN", "MLT", "CYP", "GRC")
"""Flags of merchant ships."""
_WORDS = ("Alba", "Brine", "Cormorant", "Dolfin", "Eddy", "Fathom", "Gull", "Halyard")


@dataclass(frozen=True)
class Kind:
    """What ships of one part in the scenario are like; lengths in metres."""

    base: int
    group: str
    ship_type: int
    shortest_m: int
    longest_m: int
    speed_knots: tuple[float, float]
    flags: tuple[str, ...]
    transceiver: str = "A"


KINDS = {
    "rescue": Kind(1000, "rescue", 51, 40, 85, (13, 17), ("DEU", "NOR", "NLD", "ITA")),
    "trawler": Kind(2000, "fishing", 30, 18, 34, (9, 11), ("ITA",)),
    "guard": Kind(3000, "patrol", 55, 40, 90, (17, 24), ("ITA", "MLT")),
    "survey": Kind(4000, "survey", 99, 50, 90, (10, 13), ("NOR", "CYP")),
    "drifter": Kind(5000, "tanker", 80, 70, 120, (10, 13), ("MLT", "GRC")),
    "transfer": Kind(6000, "tanker", 80, 140, 250, (12, 14), _OPEN),
    "merchant": Kind(7000, "container", 70, 90, 300, (12, 20), _OPEN),
}
_MERCHANTS = (("container", 70), ("tanker", 80), ("dry_bulk", 70), ("ro_ro", 70))


def vessel(seed: int, part: str, number: int) -> dict[str, Any]:
    """Return one row of the fleet table: the ship of that number in its part."""
    kind, dice = KINDS[part], Dice(seed, f"rescue/fleet/{part}/{number}")
    serial = kind.base + number
    group, ship_type = kind.group, kind.ship_type
    if part == "merchant":
        group, ship_type = dice.pick(_MERCHANTS)
    flag = dice.pick(kind.flags)
    length = round(dice.between(kind.shortest_m, kind.longest_m))
    beam = max(6, round(length / dice.between(5.8, 7.2)))
    draught = round(2.0 + length * dice.between(0.035, 0.05), 1)
    is_cargo = part in ("drifter", "transfer", "merchant")
    tonnage = round(0.3 * length * beam * draught)
    return {
        "vessel_id": f"V{serial:04d}",
        "mmsi": f"{MIDS[flag][0]}98{serial:04d}",
        "imo": imo_number(390_000 + serial),
        "name": f"SIM {dice.pick(_WORDS).upper()} {serial}",
        "call_sign": f"SIM{serial:04d}",
        "flag_iso3": flag,
        "ship_type": ship_type,
        "ship_group": group,
        "length_m": length,
        "beam_m": beam,
        "design_draught_m": draught,
        "dwt_t": round(0.6 * length * beam * draught) if is_cargo else 0,
        "gross_tonnage": tonnage,
        "year_built": int(dice.between(1985, 2020)),
        "operator_id": f"SIM-{part.upper()}",
        "transceiver": kind.transceiver,
        "service_speed_knots": round(dice.between(*kind.speed_knots), 1),
    }


def fleet_table(seed: int, ships: list[tuple[str, int]]) -> pd.DataFrame:
    """Return the fleet: one row for each part and number, in the order given."""
    return pd.DataFrame([vessel(seed, part, number) for part, number in ships])
