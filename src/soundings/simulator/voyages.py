"""
Where a ship was between two calls: straight from port to port, or by way of others.

A ship's life is kept consistent: it never needs to sail faster than its service speed,
and wherever a call says the ship goes next, the ship's next call or voyage begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from soundings.simulator.geography import Geography

HOUR_S: Final = 3600
FOREVER_S: Final = 1 << 60


@dataclass
class Routes:
    """Sailing times, remembered."""

    geography: Geography
    _known: dict[tuple[str, str], float] = field(default_factory=dict)

    def nm(self, from_port_id: str, to_port_id: str) -> float:
        """Return the length of the leg in nautical miles."""
        pair = (from_port_id, to_port_id)
        if pair not in self._known:
            # Rounded, so that the last bit of a sine cannot matter.
            self._known[pair] = round(self.geography.leg_nm(*pair), 2)
        return self._known[pair]

    def sailing_s(self, speed_knots: float, *port_ids: str) -> int:
        """Return seconds to sail from the first port by way of all to the last."""
        total = 0.0
        for here, there in pairwise(port_ids):
            total += self.nm(here, there)
        return int(total / speed_knots * HOUR_S) + 1

    def known_partners(
        self, port_id: str, weights: Mapping[str, float]
    ) -> dict[str, float]:
        """
        Return the partners that the port table has.

        Raises
        ------
        ValueError
            If it has none of them.
        """
        known = {
            p: w
            for p, w in weights.items()
            if p in self.geography.ports.index and p != port_id and w > 0
        }
        if not known:
            raise ValueError(
                f"{port_id}: none of its partners {', '.join(weights) or '(none given)'} "
                "is in the port table. Name ports of ports.csv."
            )
        return known

    def shortest_absence_s(
        self,
        port_id: str,
        partners: Mapping[str, float],
        speed_knots: float,
        rest_s: int,
    ) -> int:
        """Return the least seconds until a ship that left a port can be back."""
        nearest = min(partners, key=lambda p: (self.nm(port_id, p), p))
        return self.sailing_s(speed_knots, port_id, nearest, port_id) + rest_s


def weighted(weights: Mapping[str, float], u: float) -> str:
    """
    Return one key, in proportion to its weight.

    Examples
    --------
    >>> weighted({"a": 1, "b": 3}, 0.2), weighted({"a": 1, "b": 3}, 0.3)
    ('a', 'b')
    """
    left = u * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return next(reversed(list(weights)))


def choose_stops(
    routes: Routes,
    here: str,
    there: str,
    partners_here: Mapping[str, float],
    partners_there: Mapping[str, float],
    spare: tuple[int, float, int],
    draws: tuple[float, float, float],
) -> tuple[str, ...]:
    """
    Return the ports between two calls of a ship: none, one, or two.

    Parameters
    ----------
    here, there : str
        The port left and the port reached; they may be the same.
    partners_here, partners_there : mapping
        Where ships go from the first, and come from to the second.
    spare : tuple
        Seconds between departure and arrival, speed in knots, and the least seconds
        spent at a port between.
    draws : tuple of float
        Three numbers from 0 to 1: straight or not, the last port, the first.
    """
    absent_s, speed, rest_s = spare
    straight, last_u, first_u = draws
    can_go_straight = here != there
    if can_go_straight and straight < 0.25 and absent_s < 240 * HOUR_S:
        return ()
    reachable = {
        p: w
        for p, w in partners_there.items()
        if p != here and routes.sailing_s(speed, here, p, there) + rest_s <= absent_s
    }
    if not reachable:
        return ()
    last = weighted(reachable, last_u)
    before = {
        p: w
        for p, w in partners_here.items()
        if p not in (last, there)
        and routes.sailing_s(speed, here, p, last, there) + 2 * rest_s <= absent_s
    }
    if last in partners_here or not before:
        # One port between serves both ends, if it is where ships go from here.
        return (last,)
    return (weighted(before, first_u), last)
