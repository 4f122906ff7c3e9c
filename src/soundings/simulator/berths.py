"""
One port at work: who waits, who gets which berth, when the tide and the weather allow.

A port call runs: pilot station, anchorage if there is no berth yet, berth, pilot
station. The queue is served by arrival, with a head start for priority; a ship gets a free
berth that takes its kind, its length and its draught, and is not much too long. A berth
is kept from the decision until the ship has left it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.geography import Geography
from soundings.simulator.portable import PI, cos
from soundings.simulator.shocks import Shock, closures

HOUR_S: Final = 3600
TIDE_STEP_S: Final = 600
QUAY_MARGIN: Final = 1.05
"""A ship needs this much quay for each metre of its length."""
SPARE_QUAY_M: Final = 50.0
"""Berths longer than the shortest free one by more than this are kept for others."""
UNDER_KEEL_M: Final = 0.3
"""Least water under a ship at its berth at low water."""
UNDER_KEEL_SHARE: Final = 1.10
"""Depth of water a moving ship needs for each metre of draught."""
TIDE_SHARE: Final = 0.6
"""The share of the range that every tide reaches, neaps included."""
HEAD_START_S: Final = 12 * HOUR_S
"""What a step of priority is worth: who comes so much earlier is served first."""
PATIENCE_S: Final = 40 * 60
"""A ship that would wait longer goes to anchor."""
M2_S: Final = 44_714
S2_S: Final = 43_200


@dataclass
class Berth:
    """A place for one ship at a time."""

    berth_id: str
    terminal_id: str
    quay_m: float
    depth_m: float
    groups: frozenset[str]
    opens_s: int
    channel_s: int
    is_free: bool = True
    n_taken: int = 0


@dataclass
class Call:
    """One port call as it unfolds; times in seconds since 1970, -1 for never."""

    ship: int
    group: str
    length_m: float
    priority: int
    arrived_s: int
    draught_dm: int
    stagger: float
    demand: int = -1
    anchored_s: int = -1
    weighed_s: int = -1
    berthed_s: int = -1
    unberthed_s: int = -1
    departed_s: int = -1
    berth: Berth | None = None
    last_berth: Berth | None = None


class Port:
    """
    Berths, queue and conditions of one port.

    Parameters
    ----------
    geography : Geography
        The berths and ways in.
    port_id : str
        Which port.
    channel_depth_m : float or None
        Depth below chart datum on the way in; the port table's if None.
    shocks : tuple of Shock
        Storms, strikes and new berths of the port.
    start_s, end_s : int
        The span for which a tide is needed.
    seed : int
        The scenario's seed.

    Raises
    ------
    ValueError
        If the port has no berth.
    """

    def __init__(
        self,
        geography: Geography,
        port_id: str,
        channel_depth_m: float | None,
        shocks: tuple[Shock, ...],
        start_s: int,
        end_s: int,
        seed: int,
    ) -> None:
        self.port_id = port_id
        self.shut = closures(shocks, port_id)
        self.strikes = closures(shocks, port_id, ("strike",))
        self.opens = {s.place: s.start_s for s in shocks if s.kind == "new_berth"}
        self.berths = list(_berths(geography, port_id, self.opens))
        if not self.berths:
            raise ValueError(f"{port_id}: no berth. Add rows to berths.csv.")
        self.waiting: list[Call] = []
        anchorage = geography.anchorage(port_id)
        self.anchorage_id = "" if anchorage is None else anchorage.terminal_id
        self.anchoring_s = (
            HOUR_S if anchorage is None else geography.anchoring_s(port_id)
        )
        row = geography.ports.loc[port_id]
        self.range_m = _number(row.get("tide_range_m"), 1.0)
        self.channel_m = (
            channel_depth_m
            if channel_depth_m is not None
            else _number(row.get("channel_depth_m"), 99.0)
        )
        self.tide_start_s = start_s
        self.tide_m = tide(port_id, self.range_m, start_s, end_s, seed)

    def deepest_m(self, group: str, length_m: float) -> float:
        """
        Return the greatest draught the port can take of such a ship; 0 if none.

        Berths that open later do not count.
        """
        depths = [
            b.depth_m
            for b in self.berths
            if b.opens_s == 0 and _takes(b, group, length_m)
        ]
        if not depths:
            return 0.0
        by_channel = (self.channel_m + TIDE_SHARE * self.range_m) / UNDER_KEEL_SHARE
        return min(max(depths) - UNDER_KEEL_M, by_channel)

    def free_berth(self, call: Call, now_s: int) -> Berth | None:
        """Return a free berth that takes the ship: not too large, and used least."""
        free = [
            berth
            for berth in self.berths
            if berth.is_free
            and berth.opens_s <= now_s
            and _takes(berth, call.group, call.length_m)
            and berth.depth_m - UNDER_KEEL_M >= call.draught_dm / 10 - 1e-9
        ]
        if not free:
            return None
        # A terminal for this trade first; one for many trades only if that is full.
        fewest = min(len(berth.groups) for berth in free)
        free = [berth for berth in free if len(berth.groups) == fewest]
        largest_m = free[0].quay_m + SPARE_QUAY_M
        return min(
            (berth for berth in free if berth.quay_m <= largest_m),
            key=lambda berth: berth.n_taken,
        )

    def admit(self, now_s: int) -> list[Call]:
        """Give free berths to those who wait; return the calls that got one."""
        admitted: list[Call] = []
        if not self.waiting:
            return admitted
        self.waiting.sort(
            key=lambda c: (c.arrived_s + c.priority * HEAD_START_S, c.ship)
        )
        still: list[Call] = []
        for call in self.waiting:
            berth = self.free_berth(call, now_s)
            if berth is None:
                still.append(call)
                continue
            self._berth_ship(call, berth, now_s)
            admitted.append(call)
        self.waiting = still
        return admitted

    def _berth_ship(self, call: Call, berth: Berth, now_s: int) -> None:
        berth.is_free = False
        berth.n_taken += 1
        call.berth = call.last_berth = berth
        go_s = self.allowed_s(now_s, berth.channel_s, call)
        if go_s - call.arrived_s <= PATIENCE_S or not self.anchorage_id:
            call.berthed_s = go_s + berth.channel_s
            return
        call.anchored_s = call.arrived_s + self.anchoring_s
        weigh_s = max(now_s + 900, call.anchored_s + HOUR_S // 2)
        pass_s = self.allowed_s(weigh_s + self.anchoring_s, berth.channel_s, call)
        call.weighed_s = pass_s - self.anchoring_s
        call.berthed_s = pass_s + berth.channel_s

    def allowed_s(self, from_s: int, channel_s: int, call: Call) -> int:
        """Return when, at the earliest, the ship may start up the channel."""
        time_s = from_s
        while True:
            before_s = time_s
            for start_s, end_s in self.shut + self.strikes:
                if time_s < end_s and time_s + channel_s >= start_s:
                    time_s = end_s + int(call.stagger * 4 * HOUR_S)
            time_s = self._high_enough_s(time_s, channel_s, call.draught_dm / 10)
            if time_s == before_s:
                return time_s

    def _high_enough_s(self, time_s: int, channel_s: int, draught_m: float) -> int:
        """Return the first time when the tide, halfway up the channel, is enough."""
        need_m = draught_m * UNDER_KEEL_SHARE - self.channel_m
        if need_m <= 0:
            return time_s
        step = (time_s + channel_s // 2 - self.tide_start_s) // TIDE_STEP_S
        ahead = 0
        while self.tide_m[step + ahead] < need_m:
            ahead += 1
        return time_s + ahead * TIDE_STEP_S

    def leave(self, call: Call, ready_s: int) -> None:
        """Set when the ship leaves its berth, once it is `ready_s`, and the port."""
        berth = call.last_berth
        assert berth is not None, "a call is served before it leaves"
        time_s = self.with_strikes(call.berthed_s, ready_s)
        for start_s, end_s in self.shut:
            if time_s < end_s and time_s + berth.channel_s >= start_s:
                time_s = end_s + int(call.stagger * 4 * HOUR_S)
        call.unberthed_s = time_s
        call.departed_s = time_s + berth.channel_s

    def with_strikes(self, berthed_s: int, ready_s: int) -> int:
        """Return when work that would end at `ready_s` ends if strikes interrupt it."""
        for start_s, end_s in self.strikes:
            if berthed_s < start_s < ready_s:
                ready_s += end_s - start_s
        return ready_s

    def is_calm(self, from_s: int, until_s: int) -> bool:
        """Say whether neither storm nor strike touches a span."""
        spans = self.shut + self.strikes
        return all(until_s < start or from_s >= end for start, end in spans)


def tide(
    port_id: str, range_m: float, start_s: int, end_s: int, seed: int
) -> list[float]:
    """
    Return heights above chart datum every ten minutes, in metres.

    The moon's and the sun's half-daily tides (M2 and S2) make springs and neaps.
    """
    key = chance.stream(seed, f"tide/{port_id}")
    times = np.arange(start_s, end_s + 120 * 24 * HOUR_S, TIDE_STEP_S)
    phase = chance.uniform(key, [0, 1])
    # Whole periods are taken off first: cosines of huge arguments lose digits.
    moon = cos(2 * PI * ((times % M2_S) / M2_S + phase[0]))
    sun = cos(2 * PI * ((times % S2_S) / S2_S + phase[1]))
    heights = range_m / 2 * (1 + 0.75 * moon + 0.25 * sun)
    found: list[float] = np.round(heights, 3).tolist()
    return found


def _takes(berth: Berth, group: str, length_m: float) -> bool:
    return group in berth.groups and length_m * QUAY_MARGIN <= berth.quay_m


def _berths(geography: Geography, port_id: str, opens: dict[str, int]) -> list[Berth]:
    """Return a port's berths in use, the smallest first."""
    rows = geography.berths[geography.berths["port_id"] == port_id]
    found = []
    for berth_id, row in rows.iterrows():
        if _is_true(row.get("is_idle", False)):
            continue
        found.append(
            Berth(
                berth_id=str(berth_id),
                terminal_id=str(row["terminal_id"]),
                quay_m=float(row["quay_m"]),
                depth_m=float(row["depth_m"]),
                groups=frozenset(str(row["cargo_groups"]).split()),
                opens_s=opens.get(str(berth_id), 0),
                channel_s=geography.channel_s(str(row["terminal_id"])),
            )
        )
    return sorted(found, key=lambda b: (b.quay_m, b.depth_m, b.berth_id))


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"


def _number(value: object, otherwise: float) -> float:
    found = float(str(value)) if value is not None else otherwise
    return otherwise if pd.isna(found) else found
