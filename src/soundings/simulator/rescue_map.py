"""
The rescues of the rescue scenario as an office might hold them, before it publishes.

Content note. People die on this route. Nothing here is a record of anybody, and there
are no numbers of people, on purpose.

Planted. Blurred to a day and a square of ten nautical miles, the table still says where
a rescue ship should wait, and no longer where a boat was. But a row is still about one
event, and often one ship alone crossed that square that day: whoever holds the ships'
tracks can name it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats, distance_nm
from soundings.simulator.csv_files import csv_bytes
from soundings.simulator.movements import Way, ways_by_ship
from soundings.simulator.rescue import DAY, RescueScenario, make_rescue

SQUARE_LON, SQUARE_LAT = 0.2, 1 / 6
"""Sides of a square in degrees: ten nautical miles each, 33.5 degrees from the line."""
NEAR_NM = 2.0
STEP_S = 600


@cache
def _scenario(seed: int) -> RescueScenario:
    return make_rescue(seed)


def make_rescue_events(seed: int) -> bytes:
    """Return one row for each rescue, and how many ships were about."""
    return csv_bytes(_rescues(_scenario(seed)), {"lon": 5, "lat": 5})


def make_rescue_events_truth(seed: int) -> bytes:
    """Return what is planted in the table, and how to find it."""
    made = _scenario(seed)
    rescues = _rescues(made)
    truth = {
        "about": "Planted by the simulator; describes no real rescue. Not for learners.",
        "synthetic": True,
        "seed": seed,
        "n_incidents": len(made.events),
        "n_rescues": len(rescues),
        "no_ship_came": made.events.loc[
            made.events["ships"] == "", "event_id"
        ].tolist(),
        "square_degrees": {"lon": SQUARE_LON, "lat": round(SQUARE_LAT, 6)},
        "one_ship_near": int((rescues["ships_within_2_nm"] == 1).sum()),
        "one_ship_in_square": int((rescues["ships_in_square_that_day"] == 1).sum()),
        "finding_holds": {
            "waiting_place_moves_less_than_nm": 1.0,
            "share_within_45_nm_changes_by_less_than": 0.02,
        },
        "recover": "Move each place to the middle of its square and each time to noon. "
        "The mean place hardly moves, and about as many rescues lie within 45 nautical "
        "miles of it. Two boats at most are within 1.2 nautical miles of their square's "
        "middle while being sought or rescued at noon. Nearly every square and day "
        "holds one rescue: blurring does not hide a row among others.",
    }
    return (json.dumps(truth, indent=1) + "\n").encode()


def _rescues(made: RescueScenario) -> pd.DataFrame:
    """Return the events that found a ship, in the order in which it reached them."""
    reached = made.events[made.events["on_scene_s"] >= 0]
    reached = reached.sort_values(["on_scene_s", "event_id"], ignore_index=True)
    ways = list(ways_by_ship(made.movements).values())
    places = list(
        zip(reached["lon"], reached["lat"], reached["on_scene_s"], strict=True)
    )
    return pd.DataFrame(
        {
            "rescue_id": [f"R{number:03d}" for number in range(1, len(reached) + 1)],
            "alerted_s": reached["alerted_s"],
            "on_scene_s": reached["on_scene_s"],
            "ended_s": reached["ended_s"],
            "lon": reached["lon"],
            "lat": reached["lat"],
            "ships_within_2_nm": [_near(ways, *place) for place in places],
            "ships_in_square_that_day": [_in_square(ways, *place) for place in places],
        }
    )


def _near(ways: list[Way], lon: float, lat: float, time_s: int) -> int:
    """Count the ships that are near a place at a moment."""

    def is_near(lons: Floats, lats: Floats) -> Bools:
        close: Bools = distance_nm(lons, lats, lon, lat) <= NEAR_NM
        return close

    return _count(ways, np.array([time_s], dtype=float), is_near)


def _in_square(ways: list[Way], lon: float, lat: float, time_s: int) -> int:
    """Count the ships that are in a place's square at any time of its day."""
    west, south = lon // SQUARE_LON, lat // SQUARE_LAT
    midnight_s = time_s // DAY * DAY

    def is_in(lons: Floats, lats: Floats) -> Bools:
        inside: Bools = (lons // SQUARE_LON == west) & (lats // SQUARE_LAT == south)
        return inside

    return _count(
        ways, np.arange(midnight_s, midnight_s + DAY, STEP_S, dtype=float), is_in
    )


def _count(
    ways: list[Way], times_s: Floats, is_there: Callable[[Floats, Floats], Bools]
) -> int:
    """Count the ships of which something is true at any of the moments."""
    found = 0
    for known_s, lons, lats in ways:
        at_s = times_s[(times_s >= known_s[0]) & (times_s <= known_s[-1])]
        there = is_there(np.interp(at_s, known_s, lons), np.interp(at_s, known_s, lats))
        found += bool(there.any())
    return found


MAKERS: dict[str, Callable[[int], bytes]] = {
    "ais/sim_rescue_events.csv": make_rescue_events,
    "ais/sim_rescue_events_truth.json": make_rescue_events_truth,
}
"""What writes each file, by its path in the folder of data sets."""
