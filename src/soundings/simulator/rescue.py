"""
Rescues in the central Mediterranean, simulated, with the truth beside them.

Content note. People die on this route, most of them unseen. Nothing here is a record
of anybody: ships, warnings and rescues are made up, to teach methods and to practise
weighing the harm that a published map can do. Never use it for operations, nor as
evidence about any person, organisation or state.

A rescue ship leaves a harbour of Sicily, Lampedusa or Malta and patrols off the
southern coast. It hears of a boat, dashes there, searches by one of the patterns of
the IAMSAR Manual, stays for hours at walking pace and runs to a port of safety. The
broadcast about the boat comes late and is miles off. The course of events follows UN
Global Pulse and UNHCR (2017), who read such tracks together with such warnings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator import mediterranean as sea
from soundings.simulator.broadcasts import rounded, warning_text
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.passage import Dice, Passage, Point, apart_nm, offset
from soundings.simulator.portable import PI, sin_cos
from soundings.simulator.rescue_fleet import fleet_table
from soundings.simulator.rescue_settings import RescueSettings
from soundings.simulator.search_patterns import (
    PATTERNS,
    about,
    expanding_square,
    loop,
    parallel_track,
    sector_search,
    until_sighted,
)

HOUR, DAY = 3600, 24 * 3600
SIGHT_NM = 1.2
"""How far a lookout sees a low boat."""
REACH_NM = 90.0
"""How far a rescue ship is sent."""
RESCUE_PHASES = ("dash", "search", "rescue")
PORTS = ("ITAUG", "ITPZL", "ITLMP", "ITCTA", "MTMLA", "ITPEM")


@dataclass(frozen=True)
class RescueScenario:
    """
    The scenario's tables.

    Attributes
    ----------
    fleet, movements : DataFrame
        Ships and their knots (see `movements.KNOTS`).
    warnings : DataFrame
        `warning_id, broadcast_s, lon, lat, text`: what everybody could hear.
    events : DataFrame
        Truth, one row an incident: `event_id, incident_s, alerted_s, on_scene_s,
        ended_s` (-1 if nobody came), `incident_lon, incident_lat`, `lon, lat` of the
        boat by the time it was sought, `ships` (numbers in the fleet, apart by
        blanks), `pattern`, `warning_id`.
    windows : DataFrame
        Truth, one row a ship and stretch of time at sea: `ship, start_s, behaviour`
        at its middle, `is_rescue, event_id`.
    """

    fleet: pd.DataFrame
    movements: pd.DataFrame
    warnings: pd.DataFrame
    events: pd.DataFrame
    windows: pd.DataFrame


@dataclass(frozen=True)
class _Incident:
    number: int
    incident_s: int
    alerted_s: int
    broadcast_s: int
    place: Point
    reported: Point
    boat: Point
    is_warned: bool


class _Rescuer:
    """A rescue ship: plans one mission after another until it is called away."""

    def __init__(self, seed: int, number: int, settings: RescueSettings) -> None:
        self.dice = Dice(seed, f"rescue/ship/{number}")
        self.settings = settings
        self.port = PORTS[number % len(PORTS)]
        self.ship = Passage(settings.start_s, sea.WAYS[self.port][0])
        self.ship.stay(self.dice.between(0.05, 1.2) * DAY, "port", "moored")

    def plan_to(self, time_s: int) -> None:
        """Plan missions until one ends after the moment."""
        while self.ship.end_s <= time_s:
            sea.leave_port(self.ship, self.port, 11.0, "transit")
            self.patrol(self.dice.between(3.0, 7.0) * DAY)

    def patrol(self, seconds: float) -> None:
        """Patrol at an easy speed, then go home."""
        dice, until_s = self.dice, self.ship.end_s + seconds
        lon = dice.between(sea.WEST + 0.4, sea.EAST - 0.4)
        side = dice.sign()
        while self.ship.end_s < until_s:
            east = min(max(lon + side * dice.between(0.1, 0.3), sea.WEST), sea.EAST)
            goal = sea.off_the_coast(east, dice.between(*self.settings.patrol_nm))
            self.ship.sail([goal], dice.between(4.0, 7.5), "patrol")
            if dice.happens(0.2):
                minutes = dice.between(20.0, 90.0)
                self.ship.stay(60 * minutes, "patrol", "drifting")
            side = -side
        self.to_port(self.port, 12.0)

    def to_port(self, port: str, speed_knots: float) -> None:
        """Run to a port and lie there."""
        self.port = port
        sea.run_to_port(self.ship, port, speed_knots, "transit")
        self.ship.stay(self.dice.between(0.5, 2.0) * DAY, "port", "moored")


def make_rescue(seed: int, settings: RescueSettings | None = None) -> RescueScenario:
    """
    Make the scenario.

    Parameters
    ----------
    seed : int
        The same seed gives the same tables on every machine.
    settings : RescueSettings, optional
        How much of everything; the defaults if not given.

    Returns
    -------
    RescueScenario
    """
    settings = settings or RescueSettings()
    rescuers = [_Rescuer(seed, n, settings) for n in range(settings.n_rescue_ships)]
    incidents = _incidents(seed, settings)
    events = [_answer(seed, i, rescuers, settings) for i in incidents]
    for rescuer in rescuers:
        rescuer.plan_to(settings.end_s)
    parts = [("rescue", n, r.ship) for n, r in enumerate(rescuers)]
    parts += _bystanders(seed, settings)
    ships = [ship for _, _, ship in parts]
    for ship in ships:
        if ship.end_s > settings.end_s:
            ship.break_off(settings.end_s)
    warnings, ids = _warnings(seed, incidents, settings)
    for event, incident in zip(events, incidents, strict=True):
        event["warning_id"] = ids.get(incident.number, "")
    columns = ["event_id", "incident_s", "alerted_s", "on_scene_s", "ended_s"]
    columns += ["incident_lon", "incident_lat", "lon", "lat"]
    columns += ["ships", "pattern", "warning_id"]
    table = pd.DataFrame(events, columns=columns)
    return RescueScenario(
        fleet=fleet_table(seed, [(part, n) for part, n, _ in parts]),
        movements=pd.concat(
            [ship.knots(i) for i, ship in enumerate(ships)], ignore_index=True
        ),
        warnings=warnings,
        events=table,
        windows=_windows(ships, table, settings),
    )


def _bystanders(seed: int, settings: RescueSettings) -> list[tuple[str, int, Passage]]:
    """Return part, number and way of every ship that rescues nobody."""
    makers: list[tuple[str, int, Callable[[Dice, int, int], list[Passage]]]] = [
        ("guard", settings.n_guards, sea.guard),
        ("trawler", settings.n_trawlers, sea.trawl),
        ("survey", settings.n_surveys, sea.survey),
        ("drifter", settings.n_drifters, sea.drift_and_bunker),
        ("transfer", settings.n_transfers, sea.ship_to_ship),
        ("merchant", settings.n_merchants, sea.pass_by),
    ]
    found = []
    for part, n_makings, make in makers:
        for number in range(n_makings):
            dice = Dice(seed, f"rescue/{part}/{number}")
            made = make(dice, settings.start_s, settings.end_s)
            found += [(part, len(made) * number + i, s) for i, s in enumerate(made)]
    return found


def _incidents(seed: int, settings: RescueSettings) -> list[_Incident]:
    """Return the boats in distress, in the order in which ships hear of them."""
    found: list[_Incident] = []
    # Twenty hours are enough for the longest dash and search.
    hours = settings.delay_h[1] + settings.on_scene_h[1] + 20
    last_s = settings.end_s - hours * HOUR
    n_most = round(settings.incidents_per_day * settings.days)
    for number in range(n_most):
        dice = Dice(seed, f"rescue/incident/{number}")
        # One in each slice of the time, so that the rate is the setting's.
        slice_s = (last_s - settings.start_s) / n_most
        incident_s = round(settings.start_s + (number + dice.between(0, 1)) * slice_s)
        lon = dice.between(sea.WEST + 0.2, sea.EAST - 0.2)
        place = sea.off_the_coast(lon, dice.between(*settings.patrol_nm))
        delay_s = dice.between(*settings.delay_h) * HOUR
        alerted_s = round(incident_s + dice.between(0.25, 1.0) * delay_s)
        drift_nm = dice.between(0.3, 1.0) * (alerted_s - incident_s) / HOUR
        found.append(
            _Incident(
                number=number,
                incident_s=incident_s,
                alerted_s=alerted_s,
                broadcast_s=round(incident_s + delay_s),
                place=place,
                reported=rounded(_aside(dice, place, dice.between(*settings.noise_nm))),
                boat=_aside(dice, place, drift_nm),
                is_warned=not dice.happens(settings.unwarned_share),
            )
        )
    return sorted(found, key=lambda incident: (incident.alerted_s, incident.number))


def _aside(dice: Dice, place: Point, distance_nm: float) -> Point:
    """Return a point at a distance, in any direction."""
    sine, cosine = sin_cos(dice.between(0.0, 2 * PI))
    return offset(place, distance_nm * float(sine), distance_nm * float(cosine))


def _answer(
    seed: int,
    incident: _Incident,
    rescuers: list[_Rescuer],
    settings: RescueSettings,
) -> dict[str, Any]:
    """Send the nearest ship on patrol, perhaps a second; return the event."""
    dice = Dice(seed, f"rescue/answer/{incident.number}")
    near = []
    for number, rescuer in enumerate(rescuers):
        rescuer.plan_to(incident.alerted_s)
        if rescuer.ship.phase_at(incident.alerted_s) == "patrol":
            place = rescuer.ship.where(incident.alerted_s)
            near.append((apart_nm(place, incident.reported), number))
    sent = [n for distance, n in sorted(near) if distance <= REACH_NM][:2]
    event = {
        "event_id": f"E{incident.number + 1:03d}",
        "incident_s": incident.incident_s,
        "alerted_s": incident.alerted_s,
        "on_scene_s": -1,
        "ended_s": -1,
        "incident_lon": round(incident.place[0], 5),
        "incident_lat": round(incident.place[1], 5),
        "lon": round(incident.boat[0], 5),
        "lat": round(incident.boat[1], 5),
        "pattern": "",
    }
    if not dice.happens(settings.second_ship_share):
        sent = sent[:1]
    for rank, number in enumerate(sent):
        rescuers[number].ship.break_off(incident.alerted_s)
        if rank == 0:
            event |= _rescue(dice, rescuers[number], incident)
        else:
            _assist(dice, rescuers[number], incident)
    return event | {"ships": " ".join(map(str, sent))}


def _rescue(dice: Dice, rescuer: _Rescuer, incident: _Incident) -> dict[str, Any]:
    """Dash, search, take the people on board, and run to a port of safety."""
    ship, boat = rescuer.ship, incident.boat
    speed = dice.between(*rescuer.settings.dash_knots)
    dash, is_seen = until_sighted([ship.place, incident.reported], boat, SIGHT_NM)
    ship.sail(dash, speed, "dash")
    pattern = "" if is_seen else dice.pick(PATTERNS)
    if pattern:
        track = about(incident.reported, _search(pattern, dice.between(0.0, 360.0)))
        found, _ = until_sighted([ship.place, *track], boat, SIGHT_NM)
        ship.sail(found, dice.between(9.0, 11.0), "search")
    # Not seen, it is given a better position; seen, it has a mile to go.
    beside = offset(boat, dice.between(-0.2, 0.2), dice.between(-0.2, 0.2))
    ship.sail([beside], dice.between(5.0, 8.0), "search")
    on_scene_s = ship.end_s
    _keep_station(ship, dice, dice.between(*rescuer.settings.on_scene_h) * HOUR)
    ended_s = ship.end_s
    rescuer.to_port(dice.pick(PORTS), dice.between(12.0, 15.0))
    return {"on_scene_s": on_scene_s, "ended_s": ended_s, "pattern": pattern}


def _search(pattern: str, heading_degrees: float) -> Floats:
    """Return a search of about thirty nautical miles."""
    if pattern == "expanding_square":
        return expanding_square(1.6, 8, heading_degrees)
    if pattern == "sector":
        return sector_search(3.4, heading_degrees)
    return parallel_track(6.0, 1.8, 5, heading_degrees)


def _keep_station(ship: Passage, dice: Dice, seconds: float) -> None:
    """Stay by a boat at 0 to 3 knots: circles, drifting, short moves."""
    until_s, centre = ship.end_s + seconds, ship.place
    while ship.end_s < until_s:
        if dice.happens(0.35):
            circle = loop(dice.between(0.1, 0.3), dice.between(0.0, 360.0))
            speed = dice.between(1.2, 2.8)
            ship.sail(about(ship.place, circle), speed, "rescue", "loitering")
        else:
            goal = offset(centre, dice.between(-0.3, 0.3), dice.between(-0.3, 0.3))
            ship.sail([goal], dice.between(0.3, 1.5), "rescue", "drifting")
    ship.break_off(round(until_s))


def _assist(dice: Dice, rescuer: _Rescuer, incident: _Incident) -> None:
    """Dash to the boat as the second ship, stand by, go back on patrol."""
    ship = rescuer.ship
    beside = offset(incident.boat, 0.4 * dice.sign(), dice.between(-0.3, 0.3))
    ship.sail([beside], dice.between(*rescuer.settings.dash_knots), "dash")
    _keep_station(ship, dice, dice.between(1.0, 3.0) * HOUR)
    rescuer.patrol(dice.between(1.0, 3.0) * DAY)


def _warnings(
    seed: int, incidents: list[_Incident], settings: RescueSettings
) -> tuple[pd.DataFrame, dict[int, str]]:
    """Return the broadcasts, and which of them is about which incident."""
    sent = [
        (incident.broadcast_s, incident.number, incident.reported, incident.incident_s)
        for incident in incidents
        if incident.is_warned
    ]
    for number in range(round(settings.false_warning_share * len(incidents))):
        dice = Dice(seed, f"rescue/false warning/{number}")
        lon = dice.between(sea.WEST + 0.2, sea.EAST - 0.2)
        place = sea.off_the_coast(lon, dice.between(*settings.patrol_nm))
        heard_s = round(dice.between(settings.start_s, settings.end_s - DAY))
        known_s = heard_s - round(dice.between(*settings.delay_h) * HOUR)
        sent.append((heard_s, -1 - number, rounded(place), known_s))
    rows, ids = [], {}
    for i, (heard_s, number, place, known_s) in enumerate(sorted(sent), start=1):
        ids[number] = f"W{i:03d}"
        text = warning_text(i, place, known_s)
        rows.append((ids[number], heard_s, *place, text))
    columns = ["warning_id", "broadcast_s", "lon", "lat", "text"]
    return pd.DataFrame(rows, columns=columns), ids


def _windows(
    ships: list[Passage], events: pd.DataFrame, settings: RescueSettings
) -> pd.DataFrame:
    """Cut each ship's time at sea into windows, labelled by their middle."""
    step = 60 * settings.window_minutes
    answers: dict[int, list[tuple[int, str]]] = {}
    for alerted_s, event_id, sent in zip(
        events["alerted_s"], events["event_id"], events["ships"], strict=True
    ):
        for ship in sent.split():
            answers.setdefault(int(ship), []).append((alerted_s, event_id))
    rows = []
    for number, passage in enumerate(ships):
        first = -(-(passage.time_s[0] - settings.start_s) // step)
        last = (passage.end_s - settings.start_s) // step
        for start_s in range(
            settings.start_s + step * first, settings.start_s + step * last, step
        ):
            middle_s = start_s + step // 2
            behaviour = passage.phase_at(middle_s)
            is_rescue = behaviour in RESCUE_PHASES
            event_id = ""
            if is_rescue:
                # The last event that the ship was called to.
                event_id = max(a for a in answers[number] if a[0] <= middle_s)[1]
            if behaviour != "port":
                rows.append((number, start_s, behaviour, is_rescue, event_id))
    columns = ["ship", "start_s", "behaviour", "is_rescue", "event_id"]
    return pd.DataFrame(rows, columns=columns)


MAKERS: dict[str, Callable[[RescueScenario], bytes]] = {
    "sim_rescue_vessels.csv": lambda made: csv_bytes(
        made.fleet, {"design_draught_m": 1, "service_speed_knots": 1}
    ),
    "sim_rescue_warnings.csv": lambda made: csv_bytes(
        made.warnings, {"lon": 5, "lat": 5}
    ),
    "sim_rescue_movements_truth.csv.gz": lambda made: gzipped(
        csv_bytes(made.movements, {"lon": 6, "lat": 6})
    ),
    "sim_rescue_events_truth.csv": lambda made: csv_bytes(
        made.events, {"lon": 5, "lat": 5, "incident_lon": 5, "incident_lat": 5}
    ),
    "sim_rescue_windows_truth.csv.gz": lambda made: gzipped(csv_bytes(made.windows)),
}
"""What writes each file of the scenario; made on request, never committed."""
