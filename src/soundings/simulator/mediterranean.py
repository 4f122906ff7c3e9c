"""
The sea of the rescue scenario, and the ships in it that rescue nobody.

South of Malta and Lampedusa lies open water without an island. Every ship here moves
within it, or on a way of points that leads there from a harbour, so none crosses
land. The coast is a coarse line of our own: not for navigation.

The bystanders are those that a detector of rescues meets and mistakes: trawlers that
circle at three knots, tankers that drift and lie side by side, survey ships that sail
a search pattern for a living, patrols that dash and stop.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from soundings.simulator.passage import Dice, Passage, Point, offset
from soundings.simulator.search_patterns import about, loop, parallel_track

HOUR = 3600
DAY = 24 * HOUR

WAYS: Final[dict[str, tuple[Point, ...]]] = {
    "ITPZL": ((14.850, 36.665), (14.85, 36.40), (14.85, 35.25)),
    "ITAUG": ((15.270, 37.190), (15.45, 36.95), (15.35, 36.50), (14.95, 35.25)),
    "ITCTA": ((15.150, 37.480), (15.45, 37.10), (15.35, 36.50), (14.95, 35.25)),
    "ITLMP": ((12.615, 35.470), (12.65, 35.30)),
    "ITPEM": ((13.515, 37.235), (13.45, 36.80), (13.45, 35.30)),
    "ITMAZ": ((12.560, 37.600), (12.70, 37.20), (13.35, 36.40), (13.45, 35.30)),
    "MTMLA": ((14.575, 35.785), (14.60, 35.60), (14.60, 35.25)),
}
"""Ways from off a harbour to open water: longitude and latitude."""

LANES: Final[tuple[tuple[Point, ...], ...]] = (
    ((10.60, 37.75), (11.35, 37.45), (12.50, 36.90), (13.80, 35.55), (15.90, 34.90)),
    ((13.20, 33.10), (13.60, 34.50), (14.30, 35.30), (15.00, 35.55), (15.90, 35.90)),
    ((10.60, 37.75), (11.35, 37.45), (12.50, 36.90), (13.45, 35.60), (14.60, 32.75)),
    ((12.30, 33.20), (13.00, 34.40), (14.40, 35.20), (15.90, 35.35)),
)
"""Where merchant ships pass."""

_COAST: Final[tuple[Point, ...]] = (
    (11.5, 33.20),
    (12.1, 32.97),
    (12.7, 32.85),
    (13.2, 32.93),
    (13.9, 32.75),
    (14.3, 32.65),
    (14.9, 32.50),
    (15.3, 32.42),
)
WEST, EAST = 11.8, 15.0
"""Longitudes between which patrols go and boats are found."""


def coast_latitude(lon: float) -> float:
    """
    Return the latitude of the southern coast, roughly.

    Examples
    --------
    >>> round(coast_latitude(13.2), 2)
    32.93
    """
    lon = min(max(lon, _COAST[0][0]), _COAST[-1][0])
    for (lon_1, lat_1), (lon_2, lat_2) in pairwise(_COAST):
        if lon <= lon_2:
            return lat_1 + (lat_2 - lat_1) * (lon - lon_1) / (lon_2 - lon_1)
    return _COAST[-1][1]


def off_the_coast(lon: float, off_nm: float) -> Point:
    """Return the point so many nautical miles north of the southern coast."""
    return offset((lon, coast_latitude(lon)), 0.0, off_nm)


def run_to_port(ship: Passage, port: str, speed_knots: float, phase: str) -> None:
    """Sail from open water to the place off a harbour."""
    ship.sail(WAYS[port][::-1], speed_knots, phase)


def leave_port(ship: Passage, port: str, speed_knots: float, phase: str) -> None:
    """Sail from off a harbour to open water."""
    ship.sail(WAYS[port][1:], speed_knots, phase)


def trawl(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """
    Return the way of a trawler: some days on its ground, a day or two in harbour.

    On the ground it tows at 2 to 4 knots and turns in small circles while it hauls.
    """
    port = dice.pick(("ITMAZ", "ITMAZ", "ITPEM", "ITPZL", "ITLMP"))
    ship = Passage(start_s, WAYS[port][0])
    ship.stay(dice.between(0.1, 2.5) * DAY, "port", "moored")
    while ship.end_s < end_s:
        if dice.happens(0.35) and port in ("ITMAZ", "ITPEM"):
            ground = dice.between(13.3, 13.6), dice.between(36.0, 36.3)
            ways_in = WAYS[port][1:-1]
        else:
            ground = dice.between(12.3, 14.5), dice.between(33.3, 34.5)
            ways_in = WAYS[port][1:]
        steam = dice.between(8.5, 10.5)
        ship.sail([*ways_in, ground], steam, "transit")
        hauled_s = ship.end_s + dice.between(2.0, 4.5) * DAY
        while ship.end_s < hauled_s:
            _tow_and_haul(ship, dice, ground)
        ship.sail([*ways_in[::-1], WAYS[port][0]], steam, "transit")
        ship.stay(dice.between(0.6, 2.2) * DAY, "port", "moored")
    return [ship]


def _tow_and_haul(ship: Passage, dice: Dice, ground: Point) -> None:
    """Tow for some hours near the ground, then circle while the net comes in."""
    for _ in range(int(dice.between(1.0, 4.0))):
        goal = offset(ground, dice.between(-9.0, 9.0), dice.between(-9.0, 9.0))
        ship.sail([goal], dice.between(2.6, 3.8), "trawling", "fishing")
    start, speed = dice.between(0.0, 360.0), dice.between(2.2, 3.4)
    for _ in range(int(dice.between(2.0, 7.0))):
        circle = about(ship.place, loop(dice.between(0.08, 0.2), start))
        ship.sail(circle, speed, "trawling", "fishing")


def drift_and_bunker(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """Return the way of a tanker that drifts off Malta and waits for customers."""
    ground = dice.between(14.75, 15.15), dice.between(35.4, 35.75)
    ship = Passage(start_s, ground)
    while ship.end_s < end_s:
        drifted_s = ship.end_s + dice.between(8.0, 36.0) * HOUR
        set_east, set_north = dice.between(-2.0, 2.0), dice.between(-2.0, 2.0)
        while ship.end_s < drifted_s:
            set_east += dice.between(-0.8, 0.8)
            set_north += dice.between(-0.8, 0.8)
            goal = offset(ground, 1.5 * set_east, 1.5 * set_north)
            ship.sail([goal], dice.between(0.4, 0.9), "drifting", "drifting")
            set_east, set_north = 0.8 * set_east, 0.8 * set_north
        back = offset(ground, dice.between(-2.0, 2.0), dice.between(-2.0, 2.0))
        ship.sail([back], dice.between(5.0, 7.0), "transit")
    return [ship]


def ship_to_ship(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """Return the ways of two tankers that meet at sea and lie side by side."""
    meet = dice.between(13.9, 14.9), dice.between(34.3, 35.0)
    begin_s = round(start_s + dice.between(0.05, 0.75) * (end_s - start_s))
    mother, daughter = Passage(begin_s, LANES[0][0]), Passage(begin_s, LANES[1][-1])
    mother.sail([*LANES[0][1:4], meet], dice.between(11.0, 13.0), "transit")
    daughter.sail([LANES[1][3], (14.85, 35.25)], dice.between(9.0, 12.0), "transit")
    daughter.sail([offset(meet, 0.04, 0.0)], dice.between(6.0, 9.0), "transit")
    first, second = sorted((mother, daughter), key=lambda ship: ship.end_s)
    first.stay(second.end_s - first.end_s, "transfer", "drifting")
    for _ in range(int(dice.between(4.0, 9.0))):
        east, north = dice.between(-1.5, 1.5), dice.between(-1.5, 1.5)
        speed = dice.between(0.3, 0.9)
        seconds = mother.end_s
        mother.sail([offset(mother.place, east, north)], speed, "transfer", "drifting")
        daughter.sail([offset(mother.place, 0.04, 0.0)], speed, "transfer", "drifting")
        # Rounding must not part them: the daughter keeps the mother's clock.
        daughter.time_s[-1] = mother.end_s
        if mother.end_s - seconds > 12 * HOUR:
            break
    mother.sail(LANES[3][2:], dice.between(11.0, 13.0), "transit")
    way_home = ((14.85, 35.25), *LANES[1][3:])
    daughter.sail(way_home, dice.between(9.0, 12.0), "transit")
    return [mother, daughter]


def survey(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """Return the way of a survey ship: parallel lines for days, as a search would."""
    ship = Passage(start_s, WAYS["MTMLA"][0])
    ship.stay(dice.between(0.2, 4.0) * DAY, "port", "moored")
    while ship.end_s < end_s:
        leave_port(ship, "MTMLA", 10.0, "transit")
        datum = dice.between(12.6, 14.6), dice.between(33.5, 34.7)
        lines = parallel_track(
            dice.between(6.0, 11.0), 0.5, 24, dice.between(0.0, 180.0)
        )
        grid = about(datum, lines)
        ship.sail(grid[:1], 10.0, "transit")
        ship.sail(grid[1:], dice.between(4.2, 5.0), "survey", "working")
        run_to_port(ship, "MTMLA", 10.0, "transit")
        ship.stay(dice.between(2.0, 5.0) * DAY, "port", "moored")
    return [ship]


def guard(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """
    Return the way of a coast-guard ship: long legs, short dashes to look at a ship.

    A dash and a stop, as in a rescue; but the stop is short and no port of safety
    follows.
    """
    port = dice.pick(("ITLMP", "ITPZL", "ITCTA"))
    ship = Passage(start_s, WAYS[port][0])
    ship.stay(dice.between(0.1, 1.5) * DAY, "port", "moored")
    while ship.end_s < end_s:
        leave_port(ship, port, 14.0, "transit")
        home_s = ship.end_s + dice.between(1.0, 2.5) * DAY
        while ship.end_s < home_s:
            goal = dice.between(12.2, 14.6), dice.between(33.6, 35.0)
            ship.sail([goal], dice.between(8.0, 13.0), "patrol")
            if dice.happens(0.4):
                near = offset(goal, dice.between(-6.0, 6.0), -dice.between(1.0, 6.0))
                ship.sail([near], dice.between(17.0, 22.0), "inspection")
                minutes = dice.between(15.0, 45.0)
                ship.stay(minutes * 60, "inspection", "loitering")
        run_to_port(ship, port, 14.0, "transit")
        ship.stay(dice.between(0.5, 1.5) * DAY, "port", "moored")
    return [ship]


def pass_by(dice: Dice, start_s: int, end_s: int) -> list[Passage]:
    """Return the way of a merchant ship that passes through, once."""
    lane = dice.pick((LANES[0], LANES[0], *LANES))
    aside = dice.between(-3.0, 3.0)
    points = [offset(point, 0.4 * aside, aside) for point in lane]
    if dice.happens(0.5):
        points.reverse()
    begin_s = round(dice.between(start_s, end_s - 1.2 * DAY))
    ship = Passage(begin_s, points[0])
    ship.sail(points[1:], dice.between(10.5, 19.5), "transit")
    return [ship]
