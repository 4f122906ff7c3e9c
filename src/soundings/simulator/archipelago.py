"""
Forty islands that exist nowhere, and the calls of the ships that join them.

Inner islands lie in three groups, each with its hub; trunk ships sail between the
hubs, and a second loop between other islands of the groups, so that no single port
holds the inner islands together. The outer islands are busy among themselves, but one
weekly mail boat is all that leads to them, by way of one quiet port. Close the busiest
port and everybody goes another way; close the quiet one and a third of the islands are
cut off.

Ships keep timetables in loops, or tramp between islands of a group in proportion to
their populations over the square of the distance (the gravity model of trade:
Tinbergen, *Shaping the World Economy*, 1962).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.passage import Dice, Point, apart_nm, offset

HOUR, DAY = 3600, 24 * 3600
N_ISLANDS, N_OUTER, N_QUIET = 40, 13, 3
GROUPS = ("North", "West", "East", "Outer")
_CENTRES: dict[str, Point] = {
    "North": (82.0, -26.0),
    "West": (80.2, -28.2),
    "East": (83.6, -28.4),
    "Outer": (88.6, -31.2),
}
"""Open ocean: no land lies within 400 nautical miles of these points."""
_MIDWAY: Point = (86.0, -29.6)
_FIRST = ("Ba", "Ke", "Lu", "Mo", "Ni", "Pa", "Re", "Su", "Ta", "Vo")
_LAST = ("dar", "lima", "nesk", "rowa")


@dataclass(frozen=True)
class ArchipelagoSettings:
    """How long the ships sail, and how well they keep to their timetables."""

    start_s: int = 1_609_459_200  # 2021-01-01
    weeks: int = 52
    n_tramps: int = 12
    cancelled_share: float = 0.06
    repeated_share: float = 0.015

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not value >= 0:
                raise _refused(field.name, value, "Give no number below 0.")
            if field.name.endswith("_share") and value > 0.5:
                raise _refused(field.name, value, "Give a share from 0 to 0.5.")
        if self.weeks < 8:
            advice = "Give 8 or more: the mail boat calls twice a week."
            raise _refused("weeks", self.weeks, advice)


def _refused(name: str, value: Any, advice: str) -> ValueError:
    return ValueError(f"ArchipelagoSettings: {name} is {value}. {advice}")


@dataclass(frozen=True)
class Archipelago:
    """
    The islands and the calls.

    Attributes
    ----------
    ports : DataFrame
        One row an island: `port_id, port_name, country_iso3, region, lon, lat,
        harbour_type, population`. `region` is the group as an atlas has it.
    calls : DataFrame
        One row a call, as in `sim_port_calls` as far as it applies: `call_id,
        vessel_id, port_id, previous_port_id, next_port_id, arrived_s, departed_s,
        cargo_group, tonnes_in, tonnes_out, hours_at_berth`. A ship's first call has
        no previous port, its last no next; now and then a ship calls again at the
        port it has just left.
    truth : DataFrame
        One row an island: `port_id, community, is_critical, is_stranded, is_busiest`.
    """

    ports: pd.DataFrame
    calls: pd.DataFrame
    truth: pd.DataFrame


_Loop: TypeAlias = tuple[tuple[str, ...], float, str, int]
"""Ports, days for a round, cargo group, tonnes: what `_Line` adds a ship to."""


@dataclass(frozen=True)
class _Line:
    """A ship that sails a loop of ports again and again."""

    vessel_id: str
    loop: tuple[str, ...]
    every_days: float
    cargo_group: str
    tonnes: int


def make_archipelago(
    seed: int, settings: ArchipelagoSettings | None = None
) -> Archipelago:
    """
    Make the islands and a year of calls.

    Parameters
    ----------
    seed : int
        The same seed gives the same tables on every machine.
    settings : ArchipelagoSettings, optional
        The defaults if not given.
    """
    settings = settings or ArchipelagoSettings()
    ports = _islands(seed)
    places = dict(
        zip(ports["port_id"], zip(ports["lon"], ports["lat"], strict=True), strict=True)
    )
    members = {
        group: ports.loc[ports["region"] == group, "port_id"].tolist()
        for group in GROUPS
    }
    calls: list[dict[str, Any]] = []
    for line in _lines(members):
        calls += _sail_line(seed, line, places, settings)
    for number in range(settings.n_tramps):
        calls += _tramp(seed, number, members, ports, settings)
    table = pd.DataFrame(calls).sort_values(["arrived_s", "vessel_id"], kind="stable")
    table.insert(0, "call_id", [f"A{i + 1:05d}" for i in range(len(table))])
    return Archipelago(ports, table.reset_index(drop=True), _truth(ports, table))


def _islands(seed: int) -> pd.DataFrame:
    """Return the islands: groups of 9, 9 and 8, the quiet port, 13 outer ones."""
    regions = ["North"] * 9 + ["West"] * 9 + ["East"] * 9 + ["Outer"] * N_OUTER
    names = [f"{first}{last}" for last in _LAST for first in _FIRST]
    rows: list[dict[str, Any]] = []
    for i, (region, name) in enumerate(zip(regions, names, strict=True)):
        dice = Dice(seed, f"archipelago/island/{i}")
        lon, lat = _place(dice, region, rows)
        if i == _CRITICAL:
            lon, lat = _MIDWAY
        is_hub = i in (0, 9, 18, 27)
        rows.append(
            {
                "port_id": f"QS{name[:2]}{name[2]}".upper(),
                "port_name": f"Sim {name}",
                "country_iso3": "QSM",
                "region": region,
                "lon": round(lon, 4),
                "lat": round(lat, 4),
                "harbour_type": dice.pick(
                    ("Coastal (Natural)", "Coastal (Breakwater)")
                ),
                "population": round(
                    dice.between(20, 60) if is_hub else dice.between(2, 15)
                )
                * 1000,
            }
        )
    return pd.DataFrame(rows)


_CRITICAL = 26
"""Row of the quiet port that holds the outer islands: the last of the East."""
_QUIET = (7, 8, 17)
"""Rows of three quieter ports still, on the way of one weekly boat."""


def _place(dice: Dice, region: str, rows: list[dict[str, Any]]) -> Point:
    """Return a place in a group, 12 nautical miles or more from the islands so far."""
    place = _CENTRES[region]
    for _ in range(100):
        east, north = dice.between(-45, 45), dice.between(-45, 45)
        place = offset(_CENTRES[region], east, north)
        if all(apart_nm(place, (row["lon"], row["lat"])) >= 12 for row in rows):
            break
    return place


def _lines(members: dict[str, list[str]]) -> list[_Line]:
    """Return the ships with timetables."""
    north, west, east, outer = (members[group] for group in GROUPS)
    gateway, quiet = east[-1], (north[7], north[8], west[8])
    east = east[:-1]
    lines: list[_Loop] = [
        ((north[0], west[0], east[0]), 3.5, "container", 900),
        ((east[0], west[0], north[0]), 3.5, "container", 900),
        ((north[1], west[1], east[1]), 5.0, "general_cargo", 300),
        ((north[2], quiet[0], north[3], quiet[1]), 7.0, "general_cargo", 40),
        ((west[2], quiet[2], west[3]), 7.0, "general_cargo", 40),
        # By way of the quiet port alone; at either end of two ports, so that the
        # ends are not critical too.
        ((east[1], gateway, east[2], gateway), 14.0, "general_cargo", 60),
        ((outer[1], gateway, outer[2], gateway), 14.0, "general_cargo", 60),
    ]
    lines += _group_lines(north[:7], 1.25)
    lines += _group_lines(west[:8], 1.75)
    lines += _group_lines(east, 1.75)
    lines += _group_lines(outer, 2.5)
    return [_Line(f"A{i + 1:03d}", *loop) for i, loop in enumerate(lines)]


def _group_lines(group: list[str], ferry_days: float) -> list[_Loop]:
    """Return a group's own loops: ferries from the hub, and a loop beside it."""
    hub, others = group[0], group[1:]
    lines: list[_Loop] = []
    for i in range(0, len(others), 2):
        lines.append(((hub, *others[i : i + 2]), ferry_days, "passenger", 20))
    lines.append((tuple(others), 0.6 * len(others), "dry_bulk", 400))
    return lines


def _sail_line(
    seed: int, line: _Line, places: dict[str, Point], settings: ArchipelagoSettings
) -> list[dict[str, Any]]:
    """Return the calls of a ship that keeps a timetable, some rounds cancelled."""
    dice = Dice(seed, f"archipelago/line/{line.vessel_id}")
    end_s = settings.start_s + settings.weeks * 7 * DAY
    stops: list[tuple[str, int, int]] = []
    round_s = settings.start_s + dice.between(0.0, 1.0) * line.every_days * DAY
    while round_s < end_s:
        slot_s = line.every_days * DAY / len(line.loop)
        is_on = not dice.happens(settings.cancelled_share)
        for i, port in enumerate(line.loop if is_on else ()):
            late_s = dice.between(0.0, 0.15) * slot_s
            arrived_s = round(round_s + i * slot_s + late_s)
            stay_s = min(dice.between(1.0, 6.0) * HOUR, 0.3 * slot_s)
            stops.append((port, arrived_s, round(arrived_s + stay_s)))
        round_s += line.every_days * DAY
    _check_reach(line, places)
    return _calls(dice, line, stops, settings)


def _check_reach(line: _Line, places: dict[str, Point]) -> None:
    """Refuse a timetable that no ship could keep: above 25 knots."""
    slot_h = line.every_days * 24 / len(line.loop)
    for a, b in zip(line.loop, (*line.loop[1:], line.loop[0]), strict=True):
        knots = apart_nm(places[a], places[b]) / (0.55 * slot_h)
        if knots > 25:
            raise ValueError(
                f"{line.vessel_id}: {a} to {b} takes {knots:.0f} knots. "
                "Give the loop more days, or fewer ports."
            )


def _tramp(
    seed: int,
    number: int,
    members: dict[str, list[str]],
    ports: pd.DataFrame,
    settings: ArchipelagoSettings,
) -> list[dict[str, Any]]:
    """Return the calls of a ship that goes where there is cargo, within its waters."""
    dice = Dice(seed, f"archipelago/tramp/{number}")
    group = GROUPS[number % len(GROUPS)]
    waters = _waters(group, members)
    known = ports.set_index("port_id").loc[waters]
    pull, way_nm = _gravity(known)
    line = _Line(f"A{500 + number:03d}", (), 0.0, "general_cargo", 250)
    end_s = settings.start_s + settings.weeks * 7 * DAY
    here, time_s = 0, settings.start_s + dice.between(0, 3) * DAY
    stops: list[tuple[str, int, int]] = []
    while time_s < end_s:
        left_s = time_s + dice.between(4.0, 20.0) * HOUR
        stops.append((waters[here], round(time_s), round(left_s)))
        edges = np.cumsum(pull[here])
        drawn = dice.between(0.0, float(edges[-1]))
        there = int(np.searchsorted(edges, drawn, side="right"))
        time_s = left_s + way_nm[here, there] / dice.between(8.0, 11.0) * HOUR
        here = there
    return _calls(dice, line, stops, settings)


def _gravity(ports: pd.DataFrame) -> tuple[Floats, Floats]:
    """Return each port's pull on each other, and how far apart they are (nm)."""
    places = list(zip(ports["lon"].tolist(), ports["lat"].tolist(), strict=True))
    way_nm = np.array([[apart_nm(a, b) for b in places] for a in places])
    people = ports["population"].to_numpy(dtype=float)
    far = np.where(way_nm > 0, way_nm, np.inf)
    return people / (far * far), way_nm


def _waters(group: str, members: dict[str, list[str]]) -> list[str]:
    """Return where a tramp of a group goes: its islands, but no quiet port."""
    east = members["East"][:-1]
    if group == "Outer":
        return members["Outer"]
    inner = {"North": members["North"][:7], "West": members["West"][:8], "East": east}
    # The hubs of the other inner groups, far off, are chosen now and then.
    hubs = [ports[0] for name, ports in inner.items() if name != group]
    return [*inner[group], *hubs]


def _calls(
    dice: Dice,
    line: _Line,
    stops: list[tuple[str, int, int]],
    settings: ArchipelagoSettings,
) -> list[dict[str, Any]]:
    """Return a ship's stops as calls; some stops become two calls, one after another."""
    done: list[tuple[str, int, int]] = []
    for port, arrived_s, departed_s in stops:
        if dice.happens(settings.repeated_share):
            half = (departed_s - arrived_s) // 3
            done.append((port, arrived_s, arrived_s + half))
            arrived_s = departed_s - half
        done.append((port, arrived_s, departed_s))
    rows = []
    for i, (port, arrived_s, departed_s) in enumerate(done):
        rows.append(
            {
                "vessel_id": line.vessel_id,
                "port_id": port,
                "previous_port_id": done[i - 1][0] if i else "",
                "next_port_id": done[i + 1][0] if i + 1 < len(done) else "",
                "arrived_s": arrived_s,
                "departed_s": departed_s,
                "cargo_group": line.cargo_group,
                "tonnes_in": round(line.tonnes * dice.between(0.2, 1.0)),
                "tonnes_out": round(line.tonnes * dice.between(0.2, 1.0)),
                "hours_at_berth": round((departed_s - arrived_s) / HOUR, 2),
            }
        )
    return rows


def _truth(ports: pd.DataFrame, calls: pd.DataFrame) -> pd.DataFrame:
    """Return what was planted, island by island."""
    n_calls = calls["port_id"].value_counts().reindex(ports["port_id"]).to_numpy()
    row = np.arange(len(ports))
    return pd.DataFrame(
        {
            "port_id": ports["port_id"],
            "community": ports["region"].str.lower(),
            "n_calls": n_calls,
            "is_critical": row == _CRITICAL,
            "is_stranded": ports["region"] == "Outer",
            "is_busiest": row == int(np.argmax(n_calls)),
        }
    )


MAKERS: dict[str, Callable[[Archipelago], bytes]] = {
    "sim_archipelago_ports.csv": lambda made: csv_bytes(
        made.ports, {"lon": 4, "lat": 4}
    ),
    "sim_archipelago_calls.csv.gz": lambda made: gzipped(csv_bytes(made.calls)),
    "sim_archipelago_truth.csv": lambda made: csv_bytes(made.truth),
}
"""What writes each file; those of the course's seed are in `datasets/calls`."""
