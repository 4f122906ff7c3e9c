import dataclasses
import hashlib
import json
from functools import cache
from io import BytesIO

import numpy as np
import pandas as pd
import pytest

from soundings.ais.geometry import distance_nm, is_inside
from soundings.simulator.mediterranean import off_the_coast
from soundings.simulator.movements import ACTIVITIES, KNOTS
from soundings.simulator.rescue import MAKERS, SIGHT_NM, RescueScenario, make_rescue
from soundings.simulator.rescue_settings import RescueSettings
from tests.ais.tracks import ROOT

HOUR = 3600
SHORT = RescueSettings(days=6)


@cache
def scenario(seed: int = 2021) -> RescueScenario:
    return make_rescue(seed)


def digest(made: RescueScenario) -> dict[str, str]:
    return {name: hashlib.sha256(made_bytes(made, name)).hexdigest() for name in MAKERS}


def made_bytes(made: RescueScenario, name: str) -> bytes:
    kind = "gzip" if name.endswith("gz") else None
    table = pd.read_csv(BytesIO(MAKERS[name](made)), dtype="str", compression=kind)
    return table.to_csv(index=False, lineterminator="\n").encode()


def hourly_features(made: RescueScenario) -> pd.DataFrame:
    """Return each window's mean speed and how far it turns, from a fix every 5 min."""
    found = []
    for ship, windows in made.windows.groupby("ship"):
        knots = made.movements[made.movements["ship"] == ship]
        time_s = windows["start_s"].to_numpy()[:, None] + np.arange(0, 3601, 300)
        lon = np.interp(time_s, knots["time_s"], knots["lon"])
        lat = np.interp(time_s, knots["time_s"], knots["lat"])
        east = np.diff(lon) * np.cos(np.radians(lat[:, 1:]))
        north = np.diff(lat)
        course = np.degrees(np.arctan2(east, north))
        turn = np.abs((np.diff(course) + 180) % 360 - 180).sum(axis=1)
        speed = 60 * np.hypot(east, north).sum(axis=1)
        found.append(windows.assign(speed_knots=speed, turn_degrees=turn))
    return pd.concat(found).sort_values(["ship", "start_s"])


def test_the_same_seed_makes_the_same_tables():
    """Made twice, and on whichever machine these digests were written down."""
    made = make_rescue(7, SHORT)

    assert digest(made) == digest(make_rescue(7, SHORT))
    assert digest(made) != digest(make_rescue(8, SHORT))
    assert digest(made)["sim_rescue_movements_truth.csv.gz"][:16] == "01b4b46306ca2e96"


def test_another_trawler_leaves_the_other_ships_alone():
    """One stream per ship: only the new ship is new."""
    before = make_rescue(7, SHORT)
    more = dataclasses.replace(SHORT, n_trawlers=SHORT.n_trawlers + 1)
    after = make_rescue(7, more)

    old, new = (
        m.movements.assign(mmsi=m.fleet["mmsi"].to_numpy()[m.movements["ship"]])
        for m in (before, after)
    )
    same = new[new["mmsi"].isin(old["mmsi"])]
    pd.testing.assert_frame_equal(
        old.drop(columns="ship").reset_index(drop=True),
        same.drop(columns="ship").reset_index(drop=True),
    )
    assert new["mmsi"].nunique() == old["mmsi"].nunique() + 1


def test_knots_keep_to_the_contract():
    """Ordered by ship and time, known activities, no ship faster than 25 knots."""
    knots = scenario().movements

    step_s = knots.groupby("ship")["time_s"].diff()
    previous = knots.groupby("ship")[["lon", "lat"]].shift()
    step_nm = distance_nm(previous["lon"], previous["lat"], knots["lon"], knots["lat"])
    # Positions are rounded to 6 decimals, times to a second: a few metres.
    speed = (step_nm - 0.01) / (step_s / HOUR)
    assert list(knots.columns) == list(KNOTS)
    assert knots["ship"].is_monotonic_increasing
    assert (step_s.dropna() > 0).all()
    assert knots["activity"].between(0, len(ACTIVITIES) - 1).all()
    assert speed.max() < 25
    assert 60 <= len(scenario().fleet) <= 120


def test_identities_belong_to_nobody():
    """Names begin SIM, IMO numbers 39; each MMSI and IMO number comes once."""
    fleet = scenario().fleet

    assert fleet["name"].str.startswith("SIM ").all()
    assert fleet["imo"].str.fullmatch(r"39\d{5}").all()
    assert fleet["mmsi"].str.fullmatch(r"[2-7]\d{8}").all()
    assert fleet["mmsi"].is_unique
    assert fleet["imo"].is_unique
    assert fleet["call_sign"].str.fullmatch(r"SIM\w{1,4}").all()


@pytest.mark.parametrize("seed", [2021, 4])
def test_no_ship_crosses_land(seed):
    """At every knot and every twenty minutes between, on the map the lesson draws."""
    path = ROOT / "datasets" / "basemap" / "central_mediterranean.geojson"
    shapes = [f["geometry"] for f in json.loads(path.read_text("utf-8"))["features"]]
    rings = [
        np.array(part[0])
        for shape in shapes
        for part in (
            [shape["coordinates"]]
            if shape["type"] == "Polygon"
            else shape["coordinates"]
        )
    ]
    assert len(rings) > 10

    places = []
    for _, knots in scenario(seed).movements.groupby("ship"):
        time_s = np.arange(knots["time_s"].min(), knots["time_s"].max(), 1200)
        time_s = np.union1d(time_s, knots["time_s"])
        lon = np.interp(time_s, knots["time_s"], knots["lon"])
        places.append((lon, np.interp(time_s, knots["time_s"], knots["lat"])))
    # To a hundred metres, each place once: many ships lie still for long.
    lon, lat = np.unique(np.concatenate(places, axis=1).round(3), axis=1)
    for ring in rings:
        (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
        near = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        on_land = is_inside(lon[near], lat[near], ring)
        assert not on_land.any(), f"{lon[near][on_land][0]}, {lat[near][on_land][0]}"


def test_events_run_as_described():
    """A dash at 12 to 18 knots, 1 to 6 hours on the scene, a second ship at times."""
    events = scenario().events
    answered = events[events["ships"] != ""]

    on_scene_h = (answered["ended_s"] - answered["on_scene_s"]) / HOUR
    n_ships = answered["ships"].str.split().str.len()
    assert len(answered) >= 60
    assert on_scene_h.between(1, 6).all()
    assert (answered["on_scene_s"] > answered["alerted_s"]).all()
    assert 0.15 < (n_ships == 2).mean() < 0.5
    assert set(answered["pattern"]) == {
        "",
        "expanding_square",
        "sector",
        "parallel_track",
    }
    assert (events.loc[events["ships"] == "", "on_scene_s"] == -1).all()
    features = hourly_features(scenario()).groupby("behaviour")["speed_knots"]
    assert 12 < features.median()["dash"] < 18
    assert features.median()["rescue"] < 3


def test_a_rescue_happens_where_the_boat_is():
    """The first ship stops within the lookout's sight of the boat."""
    made = scenario()
    answered = made.events[made.events["ships"] != ""]

    for event in answered.itertuples():
        ship = int(event.ships.split()[0])
        knots = made.movements[made.movements["ship"] == ship]
        lon = np.interp(event.on_scene_s, knots["time_s"], knots["lon"])
        lat = np.interp(event.on_scene_s, knots["time_s"], knots["lat"])
        assert distance_nm(lon, lat, event.lon, event.lat) < SIGHT_NM


def test_a_rescue_ends_in_a_port():
    """Every first ship that leaves a scene is moored within two days."""
    made = scenario()
    moored = made.movements[made.movements["activity"] == ACTIVITIES.index("moored")]
    finished = made.events["ended_s"].between(0, made.movements["time_s"].max() - 2e5)

    for event in made.events[finished].itertuples():
        ship = int(event.ships.split()[0])
        times = moored.loc[moored["ship"] == ship, "time_s"]
        assert ((times > event.ended_s) & (times < event.ended_s + 48 * HOUR)).any()


def test_warnings_are_late_and_miles_off():
    """By 0.5 to 6 hours and 1 to 5 nautical miles; some are about nothing."""
    made = scenario()
    both = made.events.merge(made.warnings, on="warning_id", suffixes=("", "_said"))

    late_h = (both["broadcast_s"] - both["incident_s"]) / HOUR
    off_nm = distance_nm(
        both["incident_lon"], both["incident_lat"], both["lon_said"], both["lat_said"]
    )
    # A position is given to a tenth of a minute: 0.1 nautical miles.
    assert late_h.between(0.5, 6.0).all()
    assert ((off_nm > 0.9) & (off_nm < 5.1)).all()
    assert (both["alerted_s"] < both["broadcast_s"]).mean() > 0.9
    assert 0.05 < 1 - len(both) / len(made.events) < 0.25
    assert len(made.warnings) > len(both)
    assert made.warnings["text"].str.startswith("SIMULATED").all()
    assert made.warnings["broadcast_s"].is_monotonic_increasing


def test_three_to_five_windows_in_a_hundred_are_rescues():
    """And each of them belongs to an event its ship was sent to."""
    windows, events = scenario().windows, scenario().events

    rescues = windows[windows["is_rescue"]].merge(events, on="event_id")
    sent = [
        str(ship) in ships.split()
        for ship, ships in zip(rescues["ship"], rescues["ships"], strict=True)
    ]
    assert 0.03 <= windows["is_rescue"].mean() <= 0.05
    assert len(rescues) == windows["is_rescue"].sum()
    assert all(sent)
    assert set(events.loc[events["ships"] != "", "event_id"]) == set(
        rescues["event_id"]
    )


@pytest.mark.parametrize("seed", [2021, 4])
def test_the_best_rescues_of_a_naive_detector_are_trawlers(seed):
    """Planted: of the hundred windows that turn most below 4 knots, most trawl."""
    features = hourly_features(scenario(seed))

    slow = features[features["speed_knots"] < 4]
    best = slow.nlargest(100, "turn_degrees")
    assert (best["behaviour"] == "trawling").mean() >= 0.8
    assert best["is_rescue"].mean() <= 0.1


@pytest.mark.parametrize("seed", [2021, 4])
def test_the_dash_before_the_stop_tells_rescues_from_trawlers(seed):
    """The scenario can be solved: slow after fast, and no trawler was fast."""
    features = hourly_features(scenario(seed))

    speed = features.groupby("ship")["speed_knots"]
    before = pd.concat([speed.shift(n) for n in range(1, 8)], axis=1).max(axis=1)
    found = features[(features["speed_knots"] < 4) & (before > 11.5)]
    assert (found["behaviour"] != "trawling").all()
    events = scenario(seed).events
    answered = events.loc[events["ships"] != "", "event_id"]
    assert answered.isin(found["event_id"]).mean() > 0.6
    assert found["is_rescue"].mean() > 0.4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("incidents_per_day", -1.0),
        ("incidents_per_day", float("nan")),
        ("incidents_per_day", float("inf")),
        ("n_trawlers", -1),
        ("n_rescue_ships", 0),
        ("days", 2),
        ("patrol_nm", (-5.0, 40.0)),
        ("patrol_nm", (2.0, 40.0)),
        ("patrol_nm", (60.0, 20.0)),
        ("patrol_nm", (20.0, 300.0)),
        ("delay_h", (6.0, 0.5)),
        ("delay_h", (0.5, 48.0)),
        ("on_scene_h", (1.0, 30.0)),
        ("noise_nm", (-1.0, 5.0)),
        ("noise_nm", (1.0, 30.0)),
        ("dash_knots", (0.0, 18.0)),
        ("second_ship_share", 1.5),
        ("window_minutes", 0),
    ],
)
def test_impossible_settings_are_refused_by_name(name, value):
    """The message names the setting and what was given."""
    with pytest.raises(ValueError, match=f"RescueSettings: {name} is") as refusal:
        RescueSettings(**{name: value})

    assert str(value) in str(refusal.value)


def test_a_sea_without_incidents_has_no_rescues():
    """Nor warnings, if nobody raises a false alarm."""
    made = make_rescue(7, dataclasses.replace(SHORT, incidents_per_day=0.0))

    assert made.events.empty
    assert made.warnings.empty
    assert not made.windows["is_rescue"].any()


def test_every_rescue_ends_within_the_scenario():
    """Even at the longest delays and stays that the settings allow."""
    longest = RescueSettings(
        days=4,
        delay_h=(20.0, 24.0),
        on_scene_h=(20.0, 24.0),
        patrol_nm=(26.0, 100.0),
        dash_knots=(6.0, 6.0),
    )

    made = make_rescue(3, longest)
    answered = made.events[made.events["ships"] != ""]
    assert len(answered) > 0
    assert (answered["ended_s"] <= longest.end_s).all()


def test_rescues_and_trawlers_share_their_waters():
    """Latitude alone does not tell them apart: a fifth of trawling is as far south."""
    made = scenario()
    grounds = []
    for ship, windows in made.windows.groupby("ship"):
        knots = made.movements[made.movements["ship"] == ship]
        lat = np.interp(windows["start_s"], knots["time_s"], knots["lat"])
        grounds.append(windows.assign(lat=lat))
    lat = pd.concat(grounds).groupby("behaviour")["lat"]

    north_end = lat.quantile(0.9)["rescue"]
    trawling = lat.get_group("trawling")
    assert (trawling < north_end).mean() > 0.2


def test_patrols_keep_their_distance():
    """No patrol inside twelve miles, though legs cut corners and boats drift."""
    made = scenario()
    patrol = made.windows[made.windows["behaviour"] == "patrol"]
    is_rescuer = made.fleet["ship_group"] == "rescue"

    for ship, windows in patrol.groupby("ship"):
        if not is_rescuer[ship]:
            continue
        knots = made.movements[made.movements["ship"] == ship]
        middle_s = windows["start_s"] + HOUR // 2
        lon = np.interp(middle_s, knots["time_s"], knots["lon"])
        lat = np.interp(middle_s, knots["time_s"], knots["lat"])
        limit = np.array([off_the_coast(x, 12.0)[1] for x in lon])
        assert (lat > limit).all()
