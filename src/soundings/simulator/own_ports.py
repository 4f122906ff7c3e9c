"""
Ports of your own, from a scenario file: checked, and added to the geography.

    own_ports:
      XXHUB:
        name: Simulated Hub
        point: [-6.2, 47.0]
        gate: [-6.0, 47.0]
        pilot: [-6.1, 47.0]
        anchorage: [[-6.12, 47.03], [-6.06, 47.03], [-6.06, 47.06], [-6.12, 47.06]]
        limit: [[-6.25, 46.9], [-6.0, 46.9], [-6.0, 47.1], [-6.25, 47.1]]
        tide_range_m: 3
        channel_depth_m: 18
        channel_speed_knots: 10
        partners: {NLRTM: 5, SGSIN: 2}
        traffic: {container_feeder: 2.5, container_large: 0.5}
        terminals:
          XXHUB-A:
            channel: [[-6.15, 47.0], [-6.19, 47.001]]
            berths:
              - {point: [-6.192, 47.002], heading: 90, quay_m: 420, depth_m: 17,
                 groups: container}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.arrivals import PortSettings, Traffic
from soundings.simulator.berths import QUAY_MARGIN
from soundings.simulator.fleet import CLASSES
from soundings.simulator.geography import Geography, Lane, Terminal

PORT_SETTINGS: Final = (
    "name",
    "point",
    "gate",
    "pilot",
    "anchorage",
    "limit",
    "tide_range_m",
    "channel_depth_m",
    "channel_speed_knots",
    "partners",
    "traffic",
    "terminals",
)
"""What a port of your own must have."""
STEP_DEGREES: Final = 0.0005


def add_ports(geography: Geography, own_ports: Mapping[str, Any]) -> Geography:
    """
    Return the geography with ports of your own.

    Raises
    ------
    ValueError
        If a setting is missing or unknown, a place lies on land, or a quay is shorter
        than the ships that are to lie there; the message names the setting.
    """
    for port_id, settings in own_ports.items():
        _check(port_id, settings, geography)
        geography = _with_port(geography, port_id, settings)
    return geography


def port_settings(port_id: str, settings: Mapping[str, Any]) -> PortSettings:
    """Return what comes to a port of your own."""
    traffic = tuple(
        Traffic(ship_class, rate_per_day=float(rate))
        for ship_class, rate in settings["traffic"].items()
    )
    partners = {str(p): float(w) for p, w in settings["partners"].items()}
    depth = float(settings["channel_depth_m"])
    return PortSettings(port_id, traffic, partners, channel_depth_m=depth)


def _check(port_id: str, settings: Mapping[str, Any], geography: Geography) -> None:
    at = f"own_ports.{port_id}"
    for name in PORT_SETTINGS:
        if name not in settings:
            raise ValueError(f"{at}.{name} is missing. See `own_ports` for an example.")
    for name in settings:
        if name not in PORT_SETTINGS:
            known = ", ".join(PORT_SETTINGS)
            raise ValueError(f"{at}.{name} is not known. Choose from {known}.")
    if port_id in geography.ports.index:
        raise ValueError(f"{at}: the port table has {port_id} already. Rename yours.")
    for name in ("tide_range_m", "channel_depth_m", "channel_speed_knots"):
        if not float(settings[name]) >= (0 if name == "tide_range_m" else 0.1):
            raise ValueError(f"{at}.{name} is {settings[name]}. Give a number above 0.")
    for partner in settings["partners"]:
        if partner not in geography.ports.index:
            raise ValueError(f"{at}.partners.{partner} is not in the port table.")
    for terminal_id, terminal in settings["terminals"].items():
        here = f"{at}.terminals.{terminal_id}"
        way = [settings["gate"], settings["pilot"], *terminal["channel"]]
        _check_at_sea(f"{here}.channel", np.array(way, dtype=float), geography)
        for number, berth in enumerate(terminal["berths"]):
            place = f"{here}.berths[{number}]"
            spot = [terminal["channel"][-1], berth["point"]]
            _check_at_sea(f"{place}.point", np.array(spot, dtype=float), geography)
    ring = np.array(settings["anchorage"], dtype=float)
    _check_at_sea(f"{at}.anchorage", np.vstack([ring, ring[:1]]), geography)
    for ship_class, rate in settings["traffic"].items():
        _check_traffic(at, ship_class, rate, settings["terminals"])


def _check_at_sea(setting: str, path: Floats, geography: Geography) -> None:
    """Refuse a path that touches land, naming the first point on land."""
    parts = [path[:1]]
    for a, b in pairwise(path):
        steps = max(2, int(np.abs(b - a).max() / STEP_DEGREES))
        parts.append(a + (b - a) * np.linspace(0, 1, steps)[1:, None])
    points = np.vstack(parts)
    on_land = geography.is_land(points[:, 0], points[:, 1])
    if on_land.any():
        lon, lat = points[int(on_land.argmax())]
        raise ValueError(
            f"{setting}: {lon:.4f}, {lat:.4f} lies on land. Move it into the water; "
            "longitude comes first."
        )


def _check_traffic(
    at: str, ship_class: str, rate: float, terminals: Mapping[str, Any]
) -> None:
    known = {c.name: c for c in CLASSES}
    if ship_class not in known:
        raise ValueError(
            f"{at}.traffic.{ship_class} is not known. Choose from {', '.join(known)}."
        )
    if not float(rate) >= 0:
        raise ValueError(
            f"{at}.traffic.{ship_class} is {rate}, a negative rate. Give 0 or more."
        )
    group, longest = known[ship_class].group, known[ship_class].lengths_m[1]
    quays = {
        f"{terminal_id}.berths[{number}].quay_m": float(berth["quay_m"])
        for terminal_id, terminal in terminals.items()
        for number, berth in enumerate(terminal["berths"])
        if group in str(berth["groups"]).split()
    }
    if not quays:
        raise ValueError(
            f"{at}.traffic.{ship_class}: no berth has {group} among its groups. Add one."
        )
    longest_quay = max(quays, key=lambda name: quays[name])
    if quays[longest_quay] < longest * QUAY_MARGIN:
        raise ValueError(
            f"{at}.terminals.{longest_quay} is {quays[longest_quay]:g}, shorter than the "
            f"ships of {ship_class}: up to {longest:g} m, which need "
            f"{longest * QUAY_MARGIN:g} m of quay."
        )


def _with_port(
    geography: Geography, port_id: str, settings: Mapping[str, Any]
) -> Geography:
    lon, lat = settings["point"]
    port = {name: settings[name] for name in ("tide_range_m", "channel_depth_m")}
    port |= {"port_name": settings["name"], "lon": lon, "lat": lat}
    port |= {"country_iso3": settings.get("country_iso3", "GBR")}
    ports = pd.concat([geography.ports, pd.DataFrame(port, index=[port_id])])
    ports.index.name = "port_id"
    anchorage_id = f"{port_id}-ANC"
    outlines = {
        f"{port_id}-PORT": ("port", settings["limit"]),
        anchorage_id: ("anchorage", settings["anchorage"]),
    }
    terminals = dict(geography.terminals)
    for terminal_id, (kind, ring) in outlines.items():
        closed = np.array([*ring, ring[0]], dtype=float)
        terminals[terminal_id] = Terminal(
            terminal_id, port_id, settings["name"], kind, closed
        )
    middle = np.array(settings["anchorage"], dtype=float).mean(axis=0).tolist()
    ends = {anchorage_id: [middle]}
    berths = []
    for terminal_id, terminal in settings["terminals"].items():
        ends[terminal_id] = terminal["channel"]
        points = [berth["point"] for berth in terminal["berths"]]
        ring = _round(np.array([*points, terminal["channel"][-1]], dtype=float))
        terminals[terminal_id] = Terminal(
            terminal_id, port_id, terminal_id, "berth", ring
        )
        for number, berth in enumerate(terminal["berths"]):
            berths.append(_berth(port_id, terminal_id, number, berth))
    lanes = [
        Lane(
            lane_id=f"{port_id}/{terminal_id}",
            port_id=port_id,
            terminal_id=terminal_id,
            gate="sea",
            pilot_vertex=1,
            channel_speed_knots=float(settings["channel_speed_knots"]),
            destination=None,
            points=np.array([settings["gate"], settings["pilot"], *way], dtype=float),
        )
        for terminal_id, way in ends.items()
    ]
    more = pd.DataFrame(berths).set_index("berth_id")
    return replace(
        geography,
        ports=ports,
        berths=pd.concat([geography.berths, more]),
        terminals=terminals,
        lanes=(*geography.lanes, *lanes),
    )


def _berth(
    port_id: str, terminal_id: str, number: int, berth: Mapping[str, Any]
) -> dict[str, object]:
    return {
        "berth_id": f"{terminal_id}-{number + 1}",
        "terminal_id": terminal_id,
        "port_id": port_id,
        "lon": float(berth["point"][0]),
        "lat": float(berth["point"][1]),
        "quay_heading_degrees": float(berth["heading"]),
        "quay_m": float(berth["quay_m"]),
        "depth_m": float(berth["depth_m"]),
        "cargo_groups": str(berth["groups"]),
        "is_idle": False,
    }


def _round(points: Floats) -> Floats:
    """Return a closed box round some points, with a little room."""
    (west, south), (east, north) = (
        points.min(axis=0) - 0.004,
        points.max(axis=0) + 0.004,
    )
    corners = [
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ]
    return np.array(corners)
