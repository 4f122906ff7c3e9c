"""Which ways of ships are rescues, which only look like it, and what may be published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from soundings.ais.clean import clean_positions
from soundings.ais.rescue import POINTS, blur_events, find_rescues
from soundings.ais.rescue_settings import RescueSettings
from soundings.ais.tables import read_positions
from tests.ais.sea_tracks import (
    DASH,
    ON_SCENE,
    PATROL,
    PORTS,
    RUN,
    START,
    make_rescue,
    make_way,
    seen_by_satellite,
)
from tests.ais.tracks import HOUR, WEEK


def warning(hours: float, lon: float, lat: float) -> pd.DataFrame:
    """Return one broadcast, so many hours after the start."""
    return pd.DataFrame(
        {
            "warning_id": ["W1"],
            "broadcast_utc": [START + pd.Timedelta(hours=hours)],
            "lon": [lon],
            "lat": [lat],
        }
    )


def test_find_rescues_finds_a_patrol_that_dashes_stays_and_runs_to_port():
    """Its place, its time and its port of safety are those of the halt."""
    events, _ = find_rescues(make_rescue(), PORTS)

    event = events.iloc[0]
    assert len(events) == 1
    assert event["port_of_safety"] == "Safety"
    # Twelve hours after it set out, and eighty miles north.
    assert abs(event["start_utc"] - START - pd.Timedelta(hours=12)) < pd.Timedelta(
        "15min"
    )
    assert abs(event["end_utc"] - START - pd.Timedelta(hours=15)) < pd.Timedelta(
        "15min"
    )
    assert event["lat"] == pytest.approx(33 + 80.5 / 60.04, abs=0.02)
    assert event["reasons"] == "dash, run"


def test_find_rescues_needs_no_more_than_a_satellite_hears():
    """Four sightings of a halt in four hours are enough."""
    events, _ = find_rescues(seen_by_satellite(make_rescue()), PORTS)

    assert events["port_of_safety"].tolist() == ["Safety"]


def test_find_rescues_needs_no_reported_speed():
    """Where speed is not sent, the distance made good stands in for it."""
    events, _ = find_rescues(make_rescue().drop(columns="speed_knots"), PORTS)

    assert len(events) == 1


def test_find_rescues_does_not_depend_on_the_order_of_rows():
    """The same reports give the same events."""
    positions = pd.concat([make_rescue(), make_rescue("232999002", lon=13.5)])
    shuffled = positions.sample(frac=1.0, random_state=1)

    events, _ = find_rescues(positions, PORTS)
    again, _ = find_rescues(shuffled, PORTS)

    pd.testing.assert_frame_equal(events, again)


HALTING = {
    "a merchant ship that drifts and goes on to port": [
        (10, 13.0, 0),
        (5, 0.5, 0),
        (6, 13.0, 0),
    ],
    "a tanker that waits for half a day": [PATROL, DASH, (13, 0.6, 0), RUN],
    "a patrol that stops to look at a ship and goes on": [
        PATROL,
        (1, 20.0, 0),
        (0.9, 0.0, 0),
        (10, 9.0, 270),
    ],
    "a patrol that stops to look at a ship and goes home": [
        PATROL,
        (1, 20.0, 0),
        (0.9, 0.0, 0),
        (9, 14.0, 0),
    ],
    "anglers who hop from mark to mark": [
        (3, 18.0, 180),
        *((2, 0.4, 0), (0.5, 18.0, 90)) * 3,
        (13, 18.0, 330),
    ],
    "a trawler that circles over its net and steams home": [
        *((3, 3.8, 90), *((0.1, 2.4, 30.0 * n) for n in range(12)), (3, 3.8, 270)) * 3,
        *((0.1, 2.4, 30.0 * n) for n in range(12)),
        (18, 9.5, 0),
    ],
}
MOVING = {
    "a trawler that tows back and forth": [(4, 3.4, 90), (4, 3.4, 270)] * 3
    + [(18, 9.5, 0)],
    "a survey ship on its lines": [(2, 4.5, 0), (0.2, 4.5, 90), (2, 4.5, 180)] * 6,
}
"""They have some of a rescue's shape, and none has all of it; some do not even halt."""


@pytest.mark.parametrize("legs", HALTING.values(), ids=HALTING.keys())
def test_find_rescues_is_not_taken_in_by(legs):
    """Each comes to rest at sea, and is seen to; it is no rescue."""
    events, evidence = find_rescues(make_way(*legs), PORTS)

    assert len(evidence) > 0
    assert events.empty


@pytest.mark.parametrize("legs", [*HALTING.values(), *MOVING.values()])
def test_find_rescues_is_not_taken_in_when_a_satellite_sees_little(legs):
    """What is not seen is not made up."""
    events, _ = find_rescues(seen_by_satellite(make_way(*legs)), PORTS)

    assert events.empty


def test_find_rescues_leaves_an_anchorage_alone():
    """Ships that dash to one place day after day, and lie there, wait for a berth."""
    ships = [
        make_rescue(f"23299900{n}", start_hours=20.0 * n, lon=13.0 + 0.002 * n)
        for n in range(6)
    ]

    events, evidence = find_rescues(pd.concat(ships), PORTS)

    assert events.empty
    assert evidence["has_busy"].all()


def test_find_rescues_leaves_a_ship_to_its_habits():
    """A boat that does it every other day in the same place has business there."""
    way = [make_rescue(start_hours=48.0 * n) for n in range(4)]

    events, evidence = find_rescues(pd.concat(way), PORTS)

    assert events.empty
    assert evidence["n_here"].tolist() == [4] * 4


def test_find_rescues_counts_two_ships_beside_one_boat_as_one_event():
    """The second ship came too; it is company and no second rescue."""
    positions = pd.concat([make_rescue(), make_rescue("232999002", lon=13.01)])

    events, _ = find_rescues(positions, PORTS)

    assert events["mmsis"].tolist() == ["232999001 232999002"]
    assert events["n_vessels"].tolist() == [2]
    assert "company" in events["reasons"].item()


def test_find_rescues_takes_numbers_as_the_store_keeps_them():
    """An integer MMSI is written with its leading zero again."""
    positions = make_rescue("023299900")

    events, _ = find_rescues(
        positions.assign(mmsi=positions["mmsi"].astype("int64")), PORTS
    )

    assert events["mmsis"].tolist() == ["023299900"]


def test_find_rescues_keeps_hulls_that_share_a_number_apart():
    """With the column hull, two ships of one number are two tracks."""
    other = make_way((26, 15.0, 90), lon=10.0, lat=35.0)
    strays = make_rescue(lon=20.0)
    positions = pd.concat(
        [make_rescue().assign(hull=1), other.assign(hull=2), strays.assign(hull=0)]
    )

    events, evidence = find_rescues(positions, PORTS)

    assert len(events) == 1
    assert evidence["hull"].tolist() == [1]


def test_find_rescues_uses_a_warning_where_the_track_is_not_enough():
    """A ship that dashes, stays and goes on, near a boat in distress: likely a rescue."""
    positions = make_way(PATROL, DASH, ON_SCENE, (10, 9.0, 180))
    near, late = warning(13, 13.0, 34.4), warning(60, 13.0, 34.4)

    alone, _ = find_rescues(positions, PORTS)
    warned, _ = find_rescues(positions, PORTS, near)
    too_late, _ = find_rescues(positions, PORTS, late)

    assert alone.empty
    assert warned["warning_id"].tolist() == ["W1"]
    assert too_late.empty


def test_find_rescues_finds_nothing_near_a_port():
    """The same way, but the halt lies five miles off a harbour: ships halt there daily."""
    ports = pd.DataFrame({"port": ["Near"], "lon": [13.1], "lat": [34.33]})

    events, _ = find_rescues(make_rescue(), ports)

    assert events.empty


def test_find_rescues_works_across_the_antimeridian():
    """Longitude 180 is no border for a ship that stays on it."""
    ports = pd.DataFrame({"port": ["Safety"], "lon": [-179.99], "lat": [36.0]})

    way = make_rescue(lon=179.995)
    way["lon"] = (way["lon"] + 180) % 360 - 180
    events, _ = find_rescues(way, ports)

    assert len(events) == 1
    assert abs(abs(events["lon"].item()) - 180) < 0.05


def test_find_rescues_reports_every_threshold_with_the_result():
    """Whoever gets the table can see what was asked of it."""
    settings = RescueSettings(dash_knots=16.0)

    events, evidence = find_rescues(make_rescue(), PORTS, settings=settings)

    assert events.empty
    assert events.attrs["settings"]["dash_knots"] == 16.0
    assert evidence.attrs["points"] == dict(POINTS)


def test_find_rescues_gives_empty_tables_for_a_sea_without_ships():
    """No position, no halt, no event, and the columns are there."""
    nothing = make_rescue().iloc[:0]

    events, evidence = find_rescues(nothing, PORTS, warning(1, 13.0, 34.0))

    assert events.empty
    assert evidence.empty
    assert {"start_utc", "confidence"} <= set(events.columns)


def test_find_rescues_works_without_ports():
    """Without a port there is no run; a dash and a near warning remain."""
    events, _ = find_rescues(make_rescue(), PORTS.iloc[:0], warning(13, 13.0, 34.37))

    assert events["reasons"].tolist() == ["dash, warning, close_warning"]
    assert events["port_of_safety"].isna().all()


def test_find_rescues_refuses_points_for_a_reason_it_does_not_know():
    """A slip in a name must not pass as a weight of nothing."""
    with pytest.raises(ValueError, match="points for 'dahs'"):
        find_rescues(make_rescue(), PORTS, points={"dahs": 2.0})


def test_find_rescues_says_which_column_is_missing():
    """Ports need a name of their own."""
    with pytest.raises(ValueError, match="no column port"):
        find_rescues(make_rescue(), PORTS.rename(columns={"port": "name"}))


@pytest.mark.parametrize("path", [HOUR, WEEK], ids=["hour", "week"])
def test_find_rescues_finds_none_in_new_york_harbour(path):
    """Ferries, pilots, tugs and anchored ships of a real week are no rescues."""
    positions = clean_positions(read_positions(path))
    ports = pd.DataFrame({"port": ["New York"], "lon": [-74.02], "lat": [40.67]})

    events, evidence = find_rescues(positions, ports)

    assert events.empty
    assert len(evidence) > 20


def test_blur_events_keeps_the_day_and_ten_miles_and_nothing_else():
    """What is left leads back to no ship, no minute and no place."""
    events, _ = find_rescues(make_rescue(), PORTS)

    blurred = blur_events(events)

    assert blurred.columns.tolist() == ["from_utc", "to_utc", "lon", "lat", "n_events"]
    assert blurred["from_utc"].tolist() == [START]
    assert blurred["to_utc"].tolist() == [START + pd.Timedelta(days=1)]
    assert abs(blurred["lat"].item() - events["lat"].item()) * 60 <= 5.01


def test_blur_events_moves_no_event_out_of_its_square():
    """The middle of a square is never more than half its diagonal away."""
    random = np.random.default_rng(4)
    lat, lon = random.uniform(-70, 70, 500), random.uniform(-180, 180, 500)
    events = pd.DataFrame({"start_utc": START, "lon": lon, "lat": lat})

    blurred = blur_events(events, nm=10.0)

    north = (events["lat"].to_numpy()[:, None] - blurred["lat"].to_numpy()) * 60.04
    east = events["lon"].to_numpy()[:, None] - blurred["lon"].to_numpy()
    east = east * 60.04 * np.cos(np.radians(blurred["lat"].to_numpy()))
    assert blurred["n_events"].sum() == 500
    assert (np.hypot(north, east).min(axis=1) <= 7.1).all()


def test_blur_events_can_leave_out_squares_with_a_single_event():
    """One event in a square on a day can be traced to a ship by who holds the tracks."""
    events = pd.DataFrame(
        {"start_utc": [START] * 3, "lon": [13.0, 13.0, 14.0], "lat": 33.01}
    )

    blurred = blur_events(events, least_events=2)

    assert blurred["n_events"].tolist() == [2]


def test_blur_events_refuses_a_square_without_size():
    """Nothing would be blurred."""
    events = pd.DataFrame({"start_utc": [START], "lon": [13.0], "lat": [33.0]})

    with pytest.raises(ValueError, match="nm 0"):
        blur_events(events, nm=0)
