"""Events cut out of the rescue scenario."""

from functools import cache

import numpy as np
import pandas as pd

from soundings.ais.geometry import distance_nm
from soundings.simulator.rescue_tracks import (
    HOUR_S,
    N_HOURS,
    N_RESCUES,
    NEAR_NM,
    STEP_S,
    Cut,
    cut_tracks,
)


@cache
def cut() -> Cut:
    return cut_tracks(2021)


def test_each_ship_of_an_event_is_heard_for_all_of_its_hours():
    """Every five minutes for eight hours, and the truth has each of the hours."""
    tracks = cut().tracks.groupby(["event", "ship"])["time_s"]

    assert (tracks.size() == N_HOURS * HOUR_S // STEP_S).all()
    assert (tracks.diff().dropna() == STEP_S).all()
    assert len(cut().hours) == len(tracks) * N_HOURS


def test_no_ships_hour_is_in_two_events():
    """Else an event that was hidden from a model would have a twin that was not."""
    assert not cut().hours.duplicated(["ship", "hour_s"]).any()


def test_the_wanted_rescues_are_there():
    """Forty-four were drawn; another ship's event may hold one by chance."""
    n_events = cut().hours.loc[cut().hours["is_rescue"], "event"].nunique()

    assert N_RESCUES <= n_events <= N_RESCUES + 10


def test_ships_of_an_event_come_near_one_of_them():
    """An event is about one ship: all others come within three miles of it."""
    for _, event in cut().tracks.groupby("event"):
        if event["ship"].nunique() == 1:
            continue
        lon = event.pivot(index="time_s", columns="ship", values="lon")
        lat = event.pivot(index="time_s", columns="ship", values="lat")
        nearest = [
            max(
                distance_nm(lon[ship], lat[ship], lon[other], lat[other]).min()
                for other in lon
                if other != ship
            )
            for ship in lon
        ]
        assert min(nearest) <= NEAR_NM


def test_names_do_not_tell_what_a_ship_is():
    """Rescue ships come first in the fleet, and not in the names."""
    rescuers = cut().hours.loc[cut().hours["is_rescue"], "ship"].unique()

    numbers = np.sort([int(name[1:]) for name in rescuers])

    assert len(numbers) > 3
    assert numbers.max() > 30


def test_a_warning_of_the_truth_was_broadcast():
    """Only hours of a rescue have one, and the warnings' table holds it."""
    hours = cut().hours[cut().hours["warning_id"] != ""]

    assert hours["is_rescue"].all()
    assert set(hours["warning_id"]) <= set(cut().warnings["warning_id"])
    assert pd.Series(cut().warnings["warning_id"]).is_unique
