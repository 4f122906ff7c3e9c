"""Where ships came to rest at sea, for how long, and how they came and went."""

from __future__ import annotations

import pandas as pd
import pytest

from soundings.ais.halts import find_halts
from soundings.ais.rescue_settings import RescueSettings
from tests.ais.sea_tracks import PORTS, START, make_rescue, make_way, seen_by_satellite


def test_find_halts_says_how_a_ship_came_and_went():
    """Five knots on patrol, fifteen in the dash, fourteen on the run: ten gained."""
    halt = find_halts(make_rescue(), PORTS).iloc[0]

    assert halt["dash_knots"] == 15.0
    assert halt["gain_knots"] == 10.0
    assert halt["run_knots"] == 14.0
    assert halt["port"] == "Safety"
    assert halt["run_sinuosity"] == pytest.approx(1.0, abs=0.01)


def test_find_halts_takes_the_speed_of_an_approach_for_no_dash():
    """A ship that slows on its way in was fast first: it gained nothing."""
    slowing = make_way((20, 18.0, 180), (2, 9.0, 180), (3, 0.3, 0))
    speeding = make_way((20, 9.0, 180), (2, 18.0, 180), (3, 0.3, 0))

    assert find_halts(slowing, PORTS)["gain_knots"].tolist() == [0.0]
    assert find_halts(speeding, PORTS)["gain_knots"].tolist() == [9.0]


def test_find_halts_does_not_know_what_a_ship_gained_that_was_fast_when_first_seen():
    """Nobody saw what it was about before."""
    halts = find_halts(make_way((3, 18.0, 0), (3, 0.3, 0)), PORTS)

    assert halts["dash_knots"].tolist() == [18.0]
    assert halts["gain_knots"].isna().all()


def test_find_halts_counts_the_turns_between_dash_and_halt():
    """Out, across, back and across again: three right angles."""
    square = [(0.5, 8.0, course) for course in (0, 90, 180, 270)]

    halt = find_halts(
        make_way((8, 5.0, 0), (1, 15.0, 0), *square, (2, 0.3, 0)), PORTS
    ).iloc[0]

    assert halt["turned_degrees"] == pytest.approx(270, abs=100)


def test_find_halts_bounds_a_halt_by_what_the_ship_could_have_done():
    """Ninety minutes between sightings, of which it sailed thirty: an hour is open."""
    minutes = [0, 30, 120, 130, 140, 150]
    lat = [33.0, 33.1, 33.2, 33.2, 33.2, 33.2]
    positions = pd.DataFrame(
        {
            "mmsi": "232999001",
            "time_utc": START + pd.to_timedelta(minutes, unit="min"),
            "lon": 13.0,
            "lat": lat,
            "speed_knots": [12.0, 12.0, 0.0, 0.0, 0.0, 0.0],
        }
    )

    halt = find_halts(positions, PORTS).iloc[0]

    # Six miles at twelve knots: it arrived between one o'clock and two.
    assert halt["most_hours"] == pytest.approx(1.5, abs=0.02)
    assert halt["seen_hours"] == pytest.approx(0.5)
    assert abs(halt["start_utc"] - START - pd.Timedelta(minutes=90)) < pd.Timedelta(
        "2min"
    )


def test_find_halts_of_a_satellite_agree_with_those_of_all_reports():
    """Seen one minute in six, the halt is the same to three quarters of an hour."""
    everything = find_halts(make_rescue(), PORTS).iloc[0]
    part = find_halts(seen_by_satellite(make_rescue()), PORTS).iloc[0]

    for column in ("start_utc", "end_utc"):
        assert abs(part[column] - everything[column]) < pd.Timedelta(minutes=45)


def test_find_halts_keeps_a_halt_together_over_a_short_move():
    """Twenty minutes at five knots to stay with a drifting boat do not end it."""
    halts = find_halts(
        make_way((3, 12.0, 0), (2, 0.4, 0), (0.3, 5, 90), (2, 0.4, 0)), PORTS
    )

    assert halts["hours"].tolist() == [pytest.approx(4.3, abs=0.2)]


@pytest.mark.parametrize(
    ("legs", "why"),
    [
        (
            [(5, 12.0, 0), (0.3, 0.0, 0), (5, 12.0, 0)],
            "a quarter of an hour is too short",
        ),
        ([(5, 12.0, 0), (20, 0.2, 0), (5, 12.0, 0)], "twenty hours are too long"),
        ([(5, 12.0, 0), (8, 3.0, 0), (5, 12.0, 0)], "twenty-four miles are no halt"),
    ],
)
def test_find_halts_leaves_out(legs, why):
    """What cannot be a halt by a boat is not in the table."""
    assert find_halts(make_way(*legs), PORTS).empty, why


def test_find_halts_cuts_at_a_long_silence():
    """Nobody knows where a ship was that was not heard for five hours."""
    way = make_way((5, 12.0, 0), (9, 0.2, 0))
    hours = (way["time_utc"] - START).dt.total_seconds() / 3600

    halts = find_halts(way[(hours < 7) | (hours > 12)], PORTS)

    assert len(halts) == 2


def test_find_halts_is_not_misled_by_one_stray_report():
    """Of the reports in ten minutes the middle one counts."""
    way = make_way((5, 12.0, 0), (3, 0.2, 0), (5, 12.0, 0), step_minutes=2)
    stray = way.copy()
    stray.loc[stray.index[180], ["lon", "lat"]] = [14.5, 35.0]

    pd.testing.assert_frame_equal(
        find_halts(way, PORTS), find_halts(stray, PORTS), atol=0.01
    )


def test_find_halts_works_where_speed_is_unknown():
    """A ship heard once, or once a day, has no speed, and so no halt."""
    once = make_rescue().drop(columns="speed_knots").iloc[[0]]
    daily = make_way((96, 0.1, 0), step_minutes=1440).drop(columns="speed_knots")

    assert find_halts(once, PORTS).empty
    assert find_halts(daily, PORTS).empty


def test_find_halts_obeys_its_settings():
    """With two knots for a halt, a ship at three is under way."""
    way = make_way((5, 12.0, 0), (1, 3.0, 0), (5, 12.0, 0))

    assert len(find_halts(way, PORTS)) == 1
    assert find_halts(way, PORTS, RescueSettings(halt_knots=2.0)).empty


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"dash_knots": -1.0}, "dash_knots is -1.0. Give 0 or more"),
        ({"step_minutes": 0.0}, "step_minutes is 0"),
        ({"least_halt_hours": 20.0}, "Give the lower number first"),
        ({"halt_knots": 10.0}, "A dash must be faster"),
    ],
)
def test_rescue_settings_refuses_what_cannot_be(wrong, message):
    """The message names the threshold and what to give."""
    with pytest.raises(ValueError, match=message):
        RescueSettings(**wrong)
