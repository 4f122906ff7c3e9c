"""
The loop that makes port calls happen, one event after another.

A ship is wanted at a port, it waits, it berths, it shifts, it leaves. Which ship comes
is chosen among those that are free and can have sailed there.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.arrivals import DAY_S, HOUR_S, PortSettings, make_demand
from soundings.simulator.berths import UNDER_KEEL_SHARE, Call, Port
from soundings.simulator.cargo import Load, hours_of_service, make_load
from soundings.simulator.fleet import make_fleet
from soundings.simulator.geography import Geography
from soundings.simulator.shocks import Shock
from soundings.simulator.voyages import FOREVER_S, Routes, choose_stops, weighted
from soundings.simulator.weather import make_weather

WARM_UP_S: Final = 21 * DAY_S
"""Berths fill up for so long before the first call is kept."""
REST_S: Final = {"passenger": HOUR_S, "ro_ro": 4 * HOUR_S}
"""Least stay at a port between two calls; eight hours for the groups not named."""
SHIFT_SHARE: Final = 0.025
"""Share of cargo ships that move during the call, if worked for over `SHIFT_HOURS`."""
SHIFT_HOURS: Final = 8.0
_WANTED, _FREE, _SHIFT, _LOOK = range(4)
_DRAWS: Final = 13


@dataclass
class Ship:
    """What the simulation remembers of a ship."""

    index: int
    group: str
    ship_class: str
    length_m: float
    beam_m: float
    draught_m: float
    dwt_t: float
    speed_knots: float
    free_s: int = 0
    last: int = -1
    port_id: str = ""


@dataclass
class Simulation:
    """Works off the events of all ports; `run`, then read what is left in it."""

    geography: Geography
    settings: tuple[PortSettings, ...]
    seed: int
    shocks: tuple[Shock, ...]
    start_s: int
    end_s: int
    calls: list[Call] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    previous: list[str] = field(default_factory=list)
    following: list[str] = field(default_factory=list)
    shifts: list[tuple[int, str, str, int, int]] = field(default_factory=list)
    legs: list[tuple[int, str, str, int, int, int, int]] = field(default_factory=list)
    heap: list[tuple[int, int, int, int, int, str]] = field(default_factory=list)
    away_s: dict[tuple[int, str, int, int], int] = field(default_factory=dict)
    planned: dict[tuple[str, int], int] = field(default_factory=dict)
    n_lost: int = 0

    def run(self) -> Simulation:
        """Simulate from the warm-up to the last departure."""
        warm_s = self.start_s - WARM_UP_S
        self.fleet = make_fleet(self.seed)
        self.ships = _ships(self.fleet)
        self.routes = Routes(self.geography)
        ids = tuple(p.port_id for p in self.settings)
        self.place_of = {port_id: place for place, port_id in enumerate(ids)}
        self.weather = make_weather(
            self.geography.ports, ids, self.shocks, warm_s, self.end_s + 60 * DAY_S,
            self.seed,
        )  # fmt: skip
        rain = self.weather[["port_id", "day", "rain_mm"]].to_numpy().tolist()
        self.rain = {(p, d): mm for p, d, mm in rain}
        self.ports = [
            Port(
                self.geography, p.port_id, p.channel_depth_m,
                self.shocks, warm_s, self.end_s, self.seed,
            )
            for p in self.settings
        ]  # fmt: skip
        self.partners = [
            [
                self.routes.known_partners(p.port_id, t.partners or p.partners)
                for t in p.traffic
            ]
            for p in self.settings
        ]
        self._find_pools()
        self._draw_demand(warm_s)
        self._loop()
        return self

    def _find_pools(self) -> None:
        """For each stream of traffic, the ships that may make it, and how deep."""
        self.pools: list[list[list[tuple[Ship, float]]]] = []
        for place, port in enumerate(self.settings):
            pools = []
            for traffic in port.traffic:
                pool = [
                    (ship, self.ports[place].deepest_m(ship.group, ship.length_m))
                    for ship in self.ships
                    if ship.ship_class == traffic.ship_class
                ]
                pool = [(s, deep) for s, deep in pool if deep >= 0.6 * s.draught_m]
                if not pool:
                    raise ValueError(
                        f"{port.port_id}: no berth takes any ship of class "
                        f"{traffic.ship_class}. Add a berth, or drop the traffic."
                    )
                pools.append(pool)
            self.pools.append(pools)

    def _draw_demand(self, warm_s: int) -> None:
        """Put every arrival on the heap, with its own random numbers."""
        tables = [
            make_demand(p, self.shocks, warm_s, self.end_s, self.seed)
            for p in self.settings
        ]
        draws, normals = [], []
        for port, table in zip(self.settings, tables, strict=True):
            entity = (
                table["traffic"].to_numpy() * 20_000_000 + table["number"].to_numpy()
            )
            entity = entity + table["is_scheduled"].to_numpy() * 10_000_000
            key = chance.stream(self.seed, f"calls/{port.port_id}")
            draws.append(chance.uniform(key, entity[:, None], np.arange(_DRAWS)))
            key = chance.stream(self.seed, f"service/{port.port_id}")
            normals.append(chance.normal(key, entity))
        self.draws: list[list[float]] = np.concatenate(draws).tolist()
        self.normals: list[float] = np.concatenate(normals).tolist()
        demand = pd.concat(tables, keys=range(len(tables)), names=["place", "row"])
        demand = demand.reset_index("place").reset_index(drop=True)
        self.demand = demand
        columns = ("time_s", "eta_s", "place", "traffic", "is_scheduled")
        self.wanted: list[tuple[int, int, int, int, bool]] = list(
            zip(*(demand[c].tolist() for c in columns), strict=True)
        )
        for row, (time_s, _, place, _, _) in enumerate(self.wanted):
            self.heap.append((time_s, _WANTED, place, row, -1, ""))
        for place, port_ in enumerate(self.ports):
            for opens_s in sorted(set(port_.opens.values())):
                self.heap.append((opens_s, _LOOK, place, -1, -1, ""))
        heapq.heapify(self.heap)

    def _loop(self) -> None:
        while self.heap:
            now_s, kind, place, number, ready_s, berth_id = heapq.heappop(self.heap)
            port = self.ports[place]
            if kind == _WANTED:
                if not self._arrive(place, number, now_s):
                    continue
            elif kind == _FREE:
                next(b for b in port.berths if b.berth_id == berth_id).is_free = True
            elif kind == _SHIFT:
                self._shift(place, number, now_s, ready_s)
            for call in port.admit(now_s):
                self._serve(place, call)

    def _arrive(self, place: int, row: int, now_s: int) -> bool:
        """Choose a ship for a wanted arrival; say whether there was one."""
        _, _, _, traffic, is_scheduled = self.wanted[row]
        port = self.settings[place]
        u = self.draws[row]
        ready = [
            (ship, deep)
            for ship, deep in self.pools[place][traffic]
            if ship.free_s <= now_s and self._ready_s(ship, place, traffic) <= now_s
        ]
        if not ready:
            self.n_lost += 1
            return False
        ship, deep = ready[int(u[0] * len(ready))]
        load = make_load(
            ship.group, ship.length_m, ship.beam_m, ship.draught_m, ship.dwt_t,
            deep, u[1:5],
        )  # fmt: skip
        number = len(self.calls)
        call = Call(
            ship=ship.index,
            group=ship.group,
            length_m=ship.length_m,
            priority=0 if ship.group == "passenger" else 1 if is_scheduled else 2,
            arrived_s=now_s,
            draught_dm=max(load.draught_in_dm, load.draught_out_dm),
            stagger=u[5],
            demand=row,
        )
        self.calls.append(call)
        self.loads.append(load)
        self.following.append("")
        self.previous.append(self._come_from(ship, port, traffic, number, now_s, u))
        ship.free_s, ship.last, ship.port_id = FOREVER_S, number, port.port_id
        self.ports[place].waiting.append(call)
        return True

    def _ready_s(self, ship: Ship, place: int, traffic: int) -> int:
        """Return when a ship that has left its last port can be here."""
        if not ship.port_id:
            return ship.free_s
        key = (ship.index, ship.port_id, place, traffic)
        if key not in self.away_s:
            port_id = self.settings[place].port_id
            if ship.port_id != port_id:
                self.away_s[key] = self.routes.sailing_s(
                    ship.speed_knots, ship.port_id, port_id
                )
            else:
                self.away_s[key] = self.routes.shortest_absence_s(
                    port_id, self.partners[place][traffic], ship.speed_knots,
                    REST_S.get(ship.group, 8 * HOUR_S),
                )  # fmt: skip
        return ship.free_s + self.away_s[key]

    def _come_from(
        self,
        ship: Ship,
        port: PortSettings,
        traffic: int,
        number: int,
        now_s: int,
        u: list[float],
    ) -> str:
        """Tell where the ship was since its last call; return the port before this."""
        partners = self.partners[self.place_of[port.port_id]][traffic]
        if ship.last < 0:
            return weighted(partners, u[6])
        here = ship.port_id
        last_call = self.calls[ship.last]
        last_place = self.place_of[here]
        before = self.partners[last_place][self.wanted[last_call.demand][3]]
        absent_s = now_s - ship.free_s
        rest_s = REST_S.get(ship.group, 8 * HOUR_S)
        stops = choose_stops(
            self.routes, here, port.port_id, before, partners,
            (absent_s, ship.speed_knots, rest_s), (u[7], u[6], u[8]),
        )  # fmt: skip
        chain = (here, *stops, port.port_id)
        self.following[ship.last] = chain[1]
        self._sail(ship, chain, absent_s, number)
        return chain[-2]

    def _sail(
        self, ship: Ship, chain: tuple[str, ...], absent_s: int, number: int
    ) -> None:
        """Write the legs: what time is left over is spent in the ports between."""
        hauls = [
            self.routes.sailing_s(ship.speed_knots, a, b) for a, b in pairwise(chain)
        ]
        over_s = absent_s - sum(hauls)
        time_s = ship.free_s
        for leg, haul_s in enumerate(hauls):
            # Straight from port to port, all the time there is goes into the leg.
            reached_s = time_s + (absent_s if len(hauls) == 1 else haul_s)
            self.legs.append(
                (
                    ship.index, chain[leg], chain[leg + 1], time_s, reached_s,
                    ship.last if leg == 0 else -1,
                    number if leg == len(hauls) - 1 else -1,
                )
            )  # fmt: skip
            time_s = reached_s
            if leg < len(hauls) - 1:
                time_s += over_s // (len(hauls) - 1)
                if leg == len(hauls) - 2:
                    time_s = ship.free_s + absent_s - hauls[-1]

    def _serve(self, place: int, call: Call) -> None:
        """Work out how long a ship that was given a berth lies there."""
        port, settings = self.ports[place], self.settings[place]
        ship = self.ships[call.ship]
        u = self.draws[call.demand]
        hours = hours_of_service(
            ship.ship_class,
            ship.group,
            ship.length_m,
            settings.service.get(ship.group, 1.0),
            self.normals[call.demand],
            self.rain.get((port.port_id, call.berthed_s // DAY_S), 0.0),
            (call.arrived_s - self.wanted[call.demand][1]) / HOUR_S,
            (call.arrived_s // DAY_S + 3) % 7 >= 5,
        )
        ready_s = call.berthed_s + int(hours * HOUR_S)
        number = self.ships[call.ship].last
        can_shift = hours > SHIFT_HOURS and ship.group != "passenger"
        if can_shift and (u[9] < SHIFT_SHARE or self._is_planned(place, call, number)):
            shift_s = call.berthed_s + int(hours * HOUR_S * 0.55)
            event = (shift_s, _SHIFT, place, number, ready_s, "")
            heapq.heappush(self.heap, event)
        else:
            self._leave(place, call, ready_s)

    def _is_planned(self, place: int, call: Call, number: int) -> bool:
        """Say whether the ship is to shift by plan: the first that finds room to."""
        port = self.settings[place]
        for time_s in port.shift_after_s:
            plan = (port.port_id, time_s)
            if call.berthed_s < time_s or plan in self.planned:
                continue
            if self.ports[place].free_berth(call, call.berthed_s) is not None:
                self.planned[plan] = number
                return True
        return False

    def _leave(self, place: int, call: Call, ready_s: int) -> None:
        self.ports[place].leave(call, ready_s)
        ship = self.ships[call.ship]
        ship.free_s = call.departed_s
        assert call.last_berth is not None, "a call is served before it leaves"
        event = (call.unberthed_s, _FREE, place, -1, -1, call.last_berth.berth_id)
        heapq.heappush(self.heap, event)

    def _shift(self, place: int, number: int, now_s: int, ready_s: int) -> None:
        """Move a ship to another free berth, or out to anchor and back; or let it be."""
        port, call = self.ports[place], self.calls[number]
        u = self.draws[call.demand]
        old = call.last_berth
        assert old is not None, "a ship shifts from a berth"
        new = port.free_berth(call, now_s)
        outside_s = int((4 + 10 * u[10]) * HOUR_S)
        trip_s = old.channel_s + port.anchoring_s
        is_shallow = call.draught_dm / 10 * UNDER_KEEL_SHARE <= port.channel_m
        plans = [plan for plan, of in self.planned.items() if of == number]
        if not port.is_calm(now_s, now_s + outside_s + 2 * trip_s + HOUR_S):
            pass
        elif plans and new is None:
            # No berth to move to: the plan waits for another ship.
            del self.planned[plans[0]]
        elif new is not None and (u[11] < 0.7 or plans):
            same = new.terminal_id == old.terminal_id
            reached_s = now_s + (45 if same else 90) * 60
            self.shifts.append((number, old.berth_id, new.berth_id, now_s, reached_s))
            new.is_free = False
            call.last_berth = new
            heapq.heappush(self.heap, (now_s, _FREE, place, -1, -1, old.berth_id))
            ready_s += reached_s - now_s
        elif is_shallow and port.anchorage_id:
            out_s = now_s + trip_s
            back_s = out_s + outside_s
            self.shifts.append((number, old.berth_id, port.anchorage_id, now_s, out_s))
            self.shifts.append(
                (number, port.anchorage_id, old.berth_id, back_s, back_s + trip_s)
            )
            ready_s += 2 * trip_s + outside_s
        self._leave(place, call, ready_s)


def _ships(fleet: pd.DataFrame) -> list[Ship]:
    columns = (
        "ship_group", "ship_class", "length_m", "beam_m",
        "design_draught_m", "dwt_t", "service_speed_knots",
    )  # fmt: skip
    rows = zip(*(fleet[c].tolist() for c in columns), strict=True)
    return [Ship(i, *row) for i, row in enumerate(rows)]
