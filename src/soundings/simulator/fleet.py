"""
The ships: 600 that make port calls, and small craft that only AIS sees.

Every identity is made up (`identities`). Sources: the dimensions are rounded from
published particulars of common designs; each group's table is read off by straight
lines between its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Final

import pandas as pd

from soundings.simulator import chance
from soundings.simulator.identities import FLAGS, call_sign, imo_number, mmsi, name

VESSELS: Final = (
    "vessel_id",
    "mmsi",
    "imo",
    "name",
    "call_sign",
    "flag_iso3",
    "ship_type",
    "ship_group",
    "length_m",
    "beam_m",
    "design_draught_m",
    "dwt_t",
    "gross_tonnage",
    "year_built",
    "operator_id",
    "transceiver",
)
"""What a register of ships says: the columns of `sim_vessels.csv`."""

FLEET_COLUMNS: Final = (
    *VESSELS,
    "service_speed_knots",
    "ship_class",
    "home_port_id",
)
"""One row is one ship; its row number is its index `ship` everywhere."""


@dataclass(frozen=True)
class ShipClass:
    """
    Ships of one group, size and trade, that may stand in for each other.

    Attributes
    ----------
    name : str
        What a port's demand asks for, such as `container_large`.
    group : str
        `ship_group` of each of them.
    count : int
        How many there are.
    lengths_m : tuple of float
        Shortest and longest.
    flags : str
        Key of `FLAGS`: where they are registered.
    types : tuple of int
        AIS ship types, the first for most of them.
    """

    name: str
    group: str
    count: int
    lengths_m: tuple[float, float]
    flags: str
    types: tuple[int, ...]


CLASSES: Final = (
    ShipClass("container_large", "container", 58, (300, 400), "world", (70, 71, 79)),
    ShipClass("container_medium", "container", 52, (200, 300), "world", (70, 71, 79)),
    ShipClass("container_feeder", "container", 40, (120, 200), "europe", (70, 79)),
    ShipClass("container_feeder_med", "container", 20, (120, 200), "med", (70, 79)),
    ShipClass("container_feeder_asia", "container", 34, (120, 200), "asia", (70, 79)),
    ShipClass("tanker_large", "tanker", 30, (170, 250), "world", (80, 81, 89)),
    ShipClass("tanker_coastal", "tanker", 34, (90, 150), "europe", (80, 82)),
    ShipClass("tanker_asia", "tanker", 16, (90, 170), "asia", (80, 89)),
    ShipClass("tanker_med", "tanker", 8, (90, 150), "med", (80,)),
    ShipClass("bulk_large", "dry_bulk", 50, (170, 229), "world", (70, 79)),
    ShipClass("bulk_coastal", "dry_bulk", 20, (85, 130), "europe", (70, 79)),
    ShipClass("bulk_asia", "dry_bulk", 18, (100, 190), "asia", (70, 79)),
    ShipClass("ro_ro_ferry", "ro_ro", 30, (140, 235), "europe", (70, 79)),
    ShipClass("car_carrier", "ro_ro", 18, (170, 200), "world", (70, 79)),
    ShipClass("ro_ro_med", "ro_ro", 8, (140, 200), "med", (70,)),
    ShipClass("ferry", "passenger", 22, (150, 204), "europe", (60, 69)),
    ShipClass("ferry_med", "passenger", 14, (100, 200), "med", (60, 69)),
    ShipClass("ferry_asia", "passenger", 8, (100, 190), "asia", (60,)),
    ShipClass("cruise", "passenger", 18, (200, 345), "world", (60, 69)),
    ShipClass("general_coastal", "general_cargo", 48, (80, 130), "europe", (70, 79)),
    ShipClass("general_asia", "general_cargo", 40, (80, 140), "asia", (70, 79)),
    ShipClass("general_med", "general_cargo", 14, (80, 130), "med", (70, 79)),
)
"""The 600 ships that make port calls."""

SMALL_CLASSES: Final = (
    ShipClass("tug", "tug", 6, (24, 34), "home", (52,)),
    ShipClass("pilot", "pilot", 3, (12, 17), "home", (50,)),
    ShipClass("fishing", "fishing", 10, (10, 28), "home", (30,)),
    ShipClass("pleasure", "pleasure", 18, (8, 15), "home", (37, 36)),
    ShipClass("rescue", "rescue", 1, (13, 17), "home", (51,)),
)
"""Small craft of each port: `count` is per port."""

TRANSIT_CLASSES: Final = (
    ShipClass("transit_ferry", "passenger", 4, (160, 204), "europe", (60,)),
    ShipClass("transit_ro_ro", "ro_ro", 4, (140, 200), "europe", (70,)),
    ShipClass("transit_coaster", "general_cargo", 14, (75, 100), "europe", (70, 79)),
)
"""Ships that cross one port's waters on their way to another."""

# length, beam, draught, deadweight, gross tonnage, speed
_PARTICULARS: Final = {
    "container": (
        (120, 20.0, 7.3, 8_500, 7_000, 16.0),
        (200, 30.0, 10.6, 30_000, 26_000, 18.5),
        (294, 32.3, 13.2, 67_000, 54_000, 20.0),
        (366, 48.4, 15.2, 145_000, 141_000, 20.5),
        (400, 60.0, 16.2, 205_000, 218_000, 20.5),
    ),
    "tanker": (
        (90, 14.0, 5.9, 4_000, 2_800, 11.5),
        (145, 22.5, 8.6, 16_500, 11_400, 12.5),
        (183, 32.2, 12.3, 47_000, 29_400, 13.0),
        (250, 43.8, 14.8, 108_000, 61_000, 13.0),
    ),
    "dry_bulk": (
        (85, 13.0, 5.4, 3_500, 2_500, 10.5),
        (130, 20.0, 8.0, 13_500, 9_300, 11.5),
        (180, 29.5, 10.1, 34_000, 21_500, 12.5),
        (229, 32.3, 14.2, 81_000, 43_500, 13.0),
    ),
    "ro_ro": (
        (140, 21.5, 6.1, 6_800, 14_500, 16.0),
        (200, 30.0, 8.2, 15_500, 45_000, 18.0),
        (235, 33.5, 8.4, 19_500, 72_000, 18.5),
    ),
    "passenger": (
        (100, 17.5, 4.6, 1_300, 6_000, 16.0),
        (160, 25.0, 6.0, 4_600, 22_500, 20.0),
        (215, 31.0, 6.7, 8_500, 48_000, 21.0),
        (345, 41.5, 9.0, 16_000, 172_000, 20.0),
    ),
    "general_cargo": (
        (75, 11.5, 4.3, 2_100, 1_500, 10.0),
        (100, 15.5, 6.1, 5_200, 3_900, 11.5),
        (140, 21.5, 8.5, 13_000, 9_800, 13.0),
    ),
    "tug": ((24, 9.5, 4.0, 120, 250, 11.0), (34, 12.5, 5.2, 250, 480, 12.0)),
    "pilot": ((12, 4.2, 1.2, 5, 20, 20.0), (17, 5.2, 1.5, 8, 40, 22.0)),
    "fishing": ((10, 4.0, 1.6, 10, 18, 8.0), (28, 7.5, 3.6, 120, 190, 9.5)),
    "pleasure": ((8, 2.8, 1.4, 2, 5, 5.5), (15, 4.4, 2.2, 6, 25, 8.0)),
    "rescue": ((13, 4.5, 1.3, 4, 20, 25.0), (17, 5.4, 1.5, 8, 42, 25.0)),
}


def particulars(group: str, length_m: float) -> tuple[float, ...]:
    """
    Return beam, draught (m), deadweight (t), gross tonnage and speed (knots).

    Raises
    ------
    ValueError
        If no table is known for the group.

    Examples
    --------
    Halfway between the ships of 120 and 200 m.

    >>> particulars("container", 160)[:3]
    (25.0, 8.95, 19250.0)
    """
    if group not in _PARTICULARS:
        raise ValueError(
            f"particulars: no ships of group {group!r}. "
            f"Choose from {', '.join(_PARTICULARS)}."
        )
    rows = _PARTICULARS[group]
    for low, high in pairwise(rows):
        if length_m <= high[0] or high is rows[-1]:
            share = (length_m - low[0]) / (high[0] - low[0])
            return tuple(
                a + share * (b - a) for a, b in zip(low[1:], high[1:], strict=True)
            )
    raise AssertionError("unreachable: every table has two rows")


def make_fleet(seed: int) -> pd.DataFrame:
    """
    Return the 600 ships that make port calls (`FLEET_COLUMNS`).

    Examples
    --------
    >>> fleet = make_fleet(1)
    >>> len(fleet), fleet["imo"].is_unique, fleet["name"].iloc[0][:4]
    (600, True, 'SIM ')
    """
    wanted = [
        (ship_class, None) for ship_class in CLASSES for _ in range(ship_class.count)
    ]
    return _make_ships(seed, wanted, first=0)


def add_small_craft(
    fleet: pd.DataFrame, ports: pd.DataFrame, port_ids: Sequence[str], seed: int
) -> pd.DataFrame:
    """
    Return the fleet with each port's tugs, pilots, fishing and pleasure craft after it.

    Ships that cross Felixstowe's waters to Harwich and Ipswich follow where GBFXT is
    among the ports.

    Parameters
    ----------
    fleet : DataFrame
        From `make_fleet`.
    ports : DataFrame
        `country_iso3` by `port_id`: the craft fly their own port's flag.
    port_ids : sequence of str
        The ports that get small craft.
    seed : int
        The scenario's seed.
    """
    wanted: list[tuple[ShipClass, str | None]] = []
    for port_id in port_ids:
        for ship_class in SMALL_CLASSES:
            wanted += [(ship_class, port_id)] * ship_class.count
        if port_id == "GBFXT":
            for ship_class in TRANSIT_CLASSES:
                wanted += [(ship_class, port_id)] * ship_class.count
    flags = {str(p): str(c) for p, c in ports["country_iso3"].items()}
    craft = _make_ships(seed, wanted, first=len(fleet), home_flags=flags)
    return pd.concat([fleet, craft], ignore_index=True)


def _make_ships(
    seed: int,
    wanted: Sequence[tuple[ShipClass, str | None]],
    first: int,
    home_flags: dict[str, str] | None = None,
) -> pd.DataFrame:
    """Return one row for each wanted ship, numbered from `first`."""
    index = range(first, first + len(wanted))
    drawn = {
        what: chance.uniform(chance.stream(seed, f"fleet/{what}"), list(index)).tolist()
        for what in ("length", "size", "speed", "age", "type", "owner", "radio", "mid")
    }
    turn: dict[str, int] = {}
    used_mmsi: set[str] = set()
    rows = []
    for place, (ship_class, home) in enumerate(wanted):
        ship = first + place
        u = {what: numbers[place] for what, numbers in drawn.items()}
        low, high = ship_class.lengths_m
        length = round(low + (high - low) * u["length"])
        beam, draught, dwt, tonnage, speed = particulars(ship_class.group, length)
        bulk = 0.95 + 0.1 * u["size"]
        if home is not None and home_flags is not None and ship_class.flags == "home":
            flag = home_flags[home]
        else:
            # By turns, with a skip each round, so that size and flag are unrelated.
            flags = FLAGS[ship_class.flags]
            n = turn.get(ship_class.name, 0)
            turn[ship_class.name] = n + 1
            flag = flags[(n + n // len(flags)) % len(flags)]
        rows.append(
            {
                "vessel_id": f"V{ship + 1:04d}",
                "mmsi": mmsi(flag, ship, u["mid"], used_mmsi),
                # 7919 is coprime to 100,000: every number once, in no visible order.
                "imo": imo_number(300_000 + (seed * 31 + ship * 7_919) % 100_000),
                "name": name(ship, seed),
                "call_sign": call_sign(ship, seed),
                "flag_iso3": flag,
                "ship_type": ship_class.types[
                    _weighted(u["type"], len(ship_class.types))
                ],
                "ship_group": ship_class.group,
                "length_m": float(length),
                "beam_m": round(beam * (0.98 + 0.04 * u["size"]), 1),
                "design_draught_m": round(draught * bulk, 1),
                "dwt_t": round(dwt * bulk, -1 if dwt < 1_000 else -2),
                "gross_tonnage": round(tonnage * bulk),
                "year_built": 1994 + int(26 * sqrt(u["age"])),
                "operator_id": f"OP{1 + int(60 * u['owner']):02d}",
                "transceiver": _transceiver(ship_class.group, u["radio"]),
                "service_speed_knots": round(speed * (0.94 + 0.12 * u["speed"]), 1),
                "ship_class": ship_class.name,
                "home_port_id": home or "",
            }
        )
    return pd.DataFrame(rows, columns=list(FLEET_COLUMNS))


def _weighted(u: float, n: int) -> int:
    """Return 0 for three in four, else one of the other places."""
    return 0 if n == 1 or u < 0.75 else 1 + int((u - 0.75) / 0.25 * (n - 1))


def _transceiver(group: str, u: float) -> str:
    """Return the class of AIS on board: ships must carry class A, small craft need not."""
    if group == "fishing":
        return "A" if u < 0.3 else "B_CS" if u < 0.7 else "B_SO" if u < 0.85 else "none"
    if group == "pleasure":
        return "B_CS" if u < 0.6 else "B_SO" if u < 0.7 else "none"
    return "A"
