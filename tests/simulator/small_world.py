"""Made-up harbours with straight lanes, and one winter of port calls in them."""

from functools import cache

import numpy as np
import pandas as pd

from soundings.simulator.arrivals import (
    CONTAINER_DAY,
    CONTAINER_WEEK,
    FERRY_DAY,
    PortSettings,
    Traffic,
)
from soundings.simulator.geography import Geography, Lane, Terminal
from soundings.simulator.shocks import seconds
from soundings.simulator.world import World, make_world

START_S, END_S = seconds("2020-11-16T00:00"), seconds("2021-01-11T00:00")

# Length of quay, depth, groups.
QUAYS = {
    "container": [
        *((420, 16.5, "container"), (420, 16.0, "container")),
        *((320, 14.5, "container"), (320, 14.5, "container")),
        *((230, 11.5, "container"), (230, 11.5, "container")),
    ],
    "ferry": [(230, 8.5, "passenger ro_ro"), (230, 8.5, "passenger ro_ro")],
    "bulk": [
        *((260, 14.5, "dry_bulk"), (260, 14.5, "dry_bulk"), (260, 14.5, "dry_bulk")),
        *((260, 14.0, "tanker"), (170, 10.0, "tanker")),
        *((150, 9.0, "dry_bulk general_cargo"), (150, 9.0, "general_cargo")),
    ],
}

PLACES = {
    "GBFXT": ("GBR", 1.32, 51.95),
    "GBSOU": ("GBR", -1.40, 50.90),
    "GBDVR": ("GBR", 1.33, 51.12),
    "GBIMM": ("GBR", -0.20, 53.63),
    "NLRTM": ("NLD", 4.10, 51.95),
    "BEANR": ("BEL", 4.30, 51.28),
    "FRCQF": ("FRA", 1.85, 50.97),
    "SGSIN": ("SGP", 103.80, 1.25),
}

PARTNERS = {"NLRTM": 5.0, "BEANR": 2.0, "FRCQF": 1.0, "SGSIN": 0.5}

SETTINGS = (
    PortSettings(
        "GBDVR",
        (Traffic("ferry", weekly_slots=60, partners={"FRCQF": 1.0}, lateness=0.2),),
        PARTNERS,
        hour=FERRY_DAY,
    ),
    PortSettings(
        "GBFXT",
        (
            Traffic("container_large", rate_per_day=1.0),
            Traffic("container_feeder", rate_per_day=2.0, weekly_slots=7),
        ),
        PARTNERS,
        weekday=CONTAINER_WEEK,
        hour=CONTAINER_DAY,
    ),
    PortSettings(
        "GBSOU",
        (
            Traffic("container_medium", rate_per_day=1.0),
            Traffic("bulk_large", rate_per_day=0.6),
            Traffic("general_coastal", rate_per_day=0.8),
            Traffic("tanker_coastal", rate_per_day=0.1),
        ),
        PARTNERS,
    ),
)


def make_geography(tide_range_m: float = 4.0, **kinds: str) -> Geography:
    """Return ports with the quays of each kind named: GBFXT="container ferry"."""
    berths, lanes = [], []
    terminals: dict[str, Terminal] = {}
    square = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]) * 0.02
    for port_id, names in kinds.items():
        _, lon, lat = PLACES[port_id]
        anchorage = f"{port_id}-ANC"
        ring = square + np.array([lon + 0.3, lat])
        terminals[anchorage] = Terminal(anchorage, port_id, "Roads", "anchorage", ring)
        lanes.append(make_lane(port_id, anchorage, lon + 0.31, lat))
        for name in names.split():
            terminal = f"{port_id}-{name[:3].upper()}"
            ring = square + np.array([lon, lat])
            terminals[terminal] = Terminal(terminal, port_id, name, "berth", ring)
            lanes.append(make_lane(port_id, terminal, lon, lat))
            for n, quay in enumerate(QUAYS[name], start=1):
                berths.append((f"{terminal}-{n}", terminal, port_id, lon, lat, *quay))
    columns = "berth_id terminal_id port_id lon lat quay_m depth_m cargo_groups"
    ports = [
        (port_id, port_id.title(), country, lon, lat, tide_range_m, 12.5)
        for port_id, (country, lon, lat) in PLACES.items()
    ]
    heads = "port_id port_name country_iso3 lon lat tide_range_m channel_depth_m"
    return Geography(
        ports=pd.DataFrame(ports, columns=heads.split()).set_index("port_id"),
        berths=pd.DataFrame(berths, columns=columns.split()).set_index("berth_id"),
        terminals=terminals,
        lanes=tuple(lanes),
        legs={},
    )


def make_lane(port_id: str, terminal_id: str, lon: float, lat: float) -> Lane:
    """Return a lane from the east by the pilot station to a place."""
    pilot = PLACES[port_id][1] + 0.2
    points = np.array([(pilot + 0.3, lat), (pilot, lat), (lon, lat)])
    return Lane(f"{terminal_id}-IN", port_id, terminal_id, "sea", 1, 10.0, None, points)


@cache
def winter(seed: int = 7) -> World:
    """Return eight weeks with a storm, a strike and Christmas."""
    geography = make_geography(GBDVR="ferry", GBFXT="container", GBSOU="container bulk")
    return make_world(geography, SETTINGS, seed, start_s=START_S, end_s=END_S)


def stays_at_places(world: World) -> pd.DataFrame:
    """Return every span at a berth or, between berths, at anchor: place, from, to."""
    rows = []
    moves = dict(iter(world.shifts.groupby("call_id")))
    for call in world.calls.itertuples():
        place, since = call.berth_id, call.berthed_s
        if call.call_id in moves:
            for move in moves[call.call_id].itertuples():
                assert move.from_place == place
                rows.append((place, since, move.left_s))
                place, since = move.to_place, move.reached_s
        assert place == call.last_berth_id
        rows.append((place, since, call.unberthed_s))
    return pd.DataFrame(rows, columns=["place", "from_s", "to_s"])
