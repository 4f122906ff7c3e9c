"""
Stretches of track from the rescue scenario: rescues, and what is taken for one.

Content note. People die on this route. Nothing here is a record of anybody: ships,
tracks and warnings are made up, and there are no numbers of people, on purpose.

An event is eight hours of one ship, with every ship that came within three nautical
miles of it. Some hold a rescue; most hold trawlers, patrols, surveys, tankers adrift or
side by side, and ships that pass.

Planted. Of the slow hours in which ships turn most, nearly all are trawlers hauling
their nets. What tells a rescue is what came before: a dash. And a ship keeps its speed
for hours, so hours of one event know one another: scored on hours drawn at random, a
model recalls what it has seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats, distance_nm
from soundings.simulator import chance
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.movements import ways_by_ship
from soundings.simulator.rescue import RescueScenario, make_rescue

HOUR_S: Final = 3600
STEP_S: Final = 300
N_HOURS: Final = 8
NEAR_NM: Final = 3.0
N_RESCUES: Final = 44


@dataclass(frozen=True)
class Look:
    """What else is cut: so many events in which such a ship does such a thing."""

    group: str
    behaviour: str
    n_events: int


LOOK_ALIKES: Final = (
    Look("fishing", "trawling", 60),
    Look("patrol", "inspection", 18),
    Look("rescue", "patrol", 16),
    Look("survey", "survey", 14),
    Look("tanker", "drifting", 12),
    Look("tanker", "transfer", 6),
    Look("", "transit", 18),
)


class Event(NamedTuple):
    """Eight hours from `start_s` of some ships; the first is what it is about."""

    start_s: int
    ships: tuple[int, ...]


class Ways:
    """Where every ship of a scenario is at any time, and what it is at by the hour."""

    def __init__(self, made: RescueScenario) -> None:
        self.knots = ways_by_ship(made.movements)
        columns = ["ship", "start_s", "behaviour", "is_rescue", "event_id"]
        self.hours = {
            (ship, start_s): tuple(rest)
            for ship, start_s, *rest in made.windows[columns].itertuples(index=False)
        }

    def places(self, ship: int, times_s: Floats) -> tuple[Floats, Floats]:
        """Return longitudes and latitudes at some times."""
        known_s, lon, lat = self.knots[ship]
        return np.interp(times_s, known_s, lon), np.interp(times_s, known_s, lat)

    def is_at_sea(self, ship: int, start_s: int) -> bool:
        """Say whether a ship is at sea for all the hours of an event."""
        return all((ship, hour_s) in self.hours for hour_s in hours_of(start_s))

    def near(self, ship: int, start_s: int) -> tuple[int, ...]:
        """Return a ship, and those at sea that come near it in an event's hours."""
        times_s = fixes_of(start_s)
        lon, lat = self.places(ship, times_s)
        found = [ship]
        for other in self.knots:
            if other != ship and self.is_at_sea(other, start_s):
                apart_nm = distance_nm(lon, lat, *self.places(other, times_s))
                if apart_nm.min() <= NEAR_NM:
                    found.append(other)
        return tuple(found)


def hours_of(start_s: int) -> range:
    """Return when an event's hours begin."""
    return range(start_s, start_s + N_HOURS * HOUR_S, HOUR_S)


def fixes_of(start_s: int) -> Floats:
    """Return the times of an event's positions."""
    return np.arange(start_s, start_s + N_HOURS * HOUR_S, STEP_S, dtype=float)


def choose_events(made: RescueScenario, ways: Ways, seed: int) -> list[Event]:
    """
    Return the events in order of time; no ship's hour is in two.

    Rescues begin some two hours before the ship reaches the boat, all others three
    hours before an hour drawn at random from those in which their ship is so busy.
    """
    key = chance.stream(seed, "rescue tracks")
    taken: set[tuple[int, int]] = set()
    events: list[Event] = []

    def take(candidates: list[tuple[int, int]], part: int, n_wanted: int) -> None:
        draws = chance.uniform(key, np.arange(len(candidates)), part)
        n_taken = 0
        for row in np.argsort(draws, kind="stable").tolist():
            ship, start_s = candidates[row]
            if n_taken == n_wanted:
                break
            if not ways.is_at_sea(ship, start_s):
                continue
            ships = ways.near(ship, start_s)
            cells = {(s, hour_s) for s in ships for hour_s in hours_of(start_s)}
            if not cells & taken:
                taken.update(cells)
                events.append(Event(start_s, ships))
                n_taken += 1

    answered = made.events[made.events["on_scene_s"] >= 0]
    reached = zip(answered["ships"], answered["on_scene_s"], strict=True)
    take(
        [(int(s.split()[0]), (t // HOUR_S - 2) * HOUR_S) for s, t in reached],
        0,
        N_RESCUES,
    )
    windows = made.windows
    group = made.fleet["ship_group"].to_numpy()[windows["ship"]]
    rescues = set(
        windows.loc[windows["is_rescue"], ["ship", "start_s"]].itertuples(
            index=False, name=None
        )
    )
    for part, look in enumerate(LOOK_ALIKES, start=1):
        is_like = windows["behaviour"] == look.behaviour
        if look.group:
            is_like &= group == look.group
        else:
            # A passing ship is one that never does anything else.
            is_like &= ~np.isin(group, ["rescue", "fishing", "patrol", "survey"])
        rows = windows.loc[is_like, ["ship", "start_s"]]
        take(
            [
                (ship, start_s - 3 * HOUR_S)
                for ship, start_s in rows.itertuples(index=False, name=None)
                if not any(
                    (ship, hour_s) in rescues
                    for hour_s in hours_of(start_s - 3 * HOUR_S)
                )
            ],
            part,
            look.n_events,
        )
    return sorted(events)


class Cut(NamedTuple):
    """
    The cut's tables.

    Attributes
    ----------
    tracks : DataFrame
        `event, ship, time_s, lon, lat`: a position every five minutes.
    hours : DataFrame
        Truth: `event, ship, hour_s, behaviour, is_rescue, warning_id`, the last that of
        the boat, empty if no broadcast was about it.
    warnings : DataFrame
        All the broadcasts of the scenario's 45 days.
    """

    tracks: pd.DataFrame
    hours: pd.DataFrame
    warnings: pd.DataFrame


@cache
def cut_tracks(seed: int) -> Cut:
    """Make the scenario and cut the events out of it."""
    made = make_rescue(seed)
    ways = Ways(made)
    # Numbers that do not tell what a ship is.
    key = chance.stream(seed, "rescue tracks, names")
    order = np.argsort(chance.uniform(key, np.arange(len(made.fleet))), kind="stable")
    names = {int(ship): f"S{n:02d}" for n, ship in enumerate(order, start=1)}
    warning_of = made.events.set_index("event_id")["warning_id"].to_dict()
    tracks, hours = [], []
    for number, event in enumerate(choose_events(made, ways, seed), start=1):
        name, times_s = f"E{number:03d}", fixes_of(event.start_s)
        for ship in sorted(event.ships, key=names.__getitem__):
            lon, lat = ways.places(ship, times_s)
            track = {"time_s": times_s.astype(np.int64), "lon": lon, "lat": lat}
            tracks.append(pd.DataFrame({"event": name, "ship": names[ship], **track}))
            for hour_s in hours_of(event.start_s):
                behaviour, is_rescue, incident = ways.hours[ship, hour_s]
                warning_id = warning_of.get(incident, "")
                hours.append(
                    (name, names[ship], hour_s, behaviour, is_rescue, warning_id)
                )
    columns = ["event", "ship", "hour_s", "behaviour", "is_rescue", "warning_id"]
    return Cut(
        tracks=pd.concat(tracks, ignore_index=True),
        hours=pd.DataFrame(hours, columns=columns),
        warnings=made.warnings,
    )


def make_rescue_tracks(seed: int) -> bytes:
    """Return `sim_rescue_tracks.csv.gz`."""
    return gzipped(csv_bytes(cut_tracks(seed).tracks, {"lon": 4, "lat": 4}))


def make_rescue_tracks_truth(seed: int) -> bytes:
    """Return `sim_rescue_tracks_truth.csv`."""
    return csv_bytes(cut_tracks(seed).hours)


def make_rescue_warnings(seed: int) -> bytes:
    """Return `sim_rescue_warnings.csv`."""
    return csv_bytes(cut_tracks(seed).warnings, {"lon": 5, "lat": 5})


MAKERS: Final[dict[str, Callable[[int], bytes]]] = {
    "ais/sim_rescue_tracks.csv.gz": make_rescue_tracks,
    "ais/sim_rescue_tracks_truth.csv": make_rescue_tracks_truth,
    "ais/sim_rescue_warnings.csv": make_rescue_warnings,
}
"""What writes each file, by its path in the folder of data sets."""
