import numpy as np
import pandas as pd
import pytest

from soundings.ais.tracks import (
    SEGMENTS,
    TrackLimits,
    add_motion,
    assign_hulls,
    link_segments,
    number_tracks,
    split_day,
    split_days,
    summarise_segments,
)
from tests.ais.tracks import make_track

KNOT = 1 / 3600 / 60
"""Degrees of latitude a second, at one knot."""


def sail(start_s, step_s, n, lon, lat, knots=0.0):
    """Return times, longitudes and latitudes of a ship that goes north."""
    time_s = start_s + step_s * np.arange(n)
    return time_s, np.full(n, lon), lat + knots * KNOT * (time_s - start_s)


def merged(*ships):
    """Return positions of several ships in order of time, and whose each one is."""
    ship = np.repeat(np.arange(len(ships)), [len(s[0]) for s in ships])
    columns = [np.concatenate(parts) for parts in zip(*ships, strict=True)]
    order = np.argsort(columns[0], kind="stable")
    return [column[order] for column in columns], ship[order]


def test_a_straight_track_is_one_segment():
    """A ship at 15 knots is never faster than it can be."""
    track = sail(0, 10, 100, 1.3, 51.9, knots=15)

    assert set(split_day(*track).tolist()) == {1}


def test_a_fast_ferry_and_a_gap_are_believed():
    """Forty knots is a catamaran; 90 miles in four silent hours is 22 knots."""
    fast = sail(0, 60, 60, 1.3, 50.0, knots=40)
    later = sail(5 * 3600, 60, 60, 1.3, 52.3, knots=40)
    both, _ = merged(fast, later)

    assert set(split_day(*both).tolist()) == {1}


@pytest.mark.parametrize("places", [[50], [50, 51], [0], [99], [0, 99], [20, 50, 80]])
def test_strays_go_wherever_they_are(places):
    """Single, in a row, first or last of the day: strays go and nothing else does."""
    time_s, lon, lat = sail(0, 10, 100, 1.3, 51.9, knots=10)
    for number, place in enumerate(places):
        lon[place] += 1 + number

    segment = split_day(time_s, lon, lat)

    assert np.flatnonzero(segment == 0).tolist() == places
    assert segment.max() == 1


def test_a_stray_is_noticed_by_the_speed_that_was_reported():
    """Five miles in ten minutes is 30 knots: too fast for a ship that says it lies still."""
    time_s, lon, lat = sail(0, 600, 20, 1.3, 51.9)
    lat[10] += 5 / 60

    without = split_day(time_s, lon, lat)
    told = split_day(time_s, lon, lat, speed_knots=np.zeros(20))

    assert without.tolist() == [1] * 20
    assert np.flatnonzero(told == 0).tolist() == [10]


def test_two_hulls_far_apart_are_told_apart():
    """Every position goes to the hull it came from, at whatever intervals they report."""
    both, ship = merged(
        sail(0, 180, 100, 1.3, 51.9), sail(5, 10, 1500, 98.7, 3.8, knots=12)
    )

    segment = split_day(*both)

    assert segment.tolist() == (ship + 1).tolist()


def test_two_hulls_in_one_port_are_told_apart():
    """Half a mile apart, both at rest: near, but not one ship."""
    ahead = sail(0, 180, 60, 1.3, 51.9)
    behind = sail(60, 180, 60, 1.3, 51.91)
    both, ship = merged(ahead, behind)

    segment = split_day(*both, speed_knots=np.zeros(120))

    # 0.6 nautical miles in 60 s is 36 knots; in the 120 s back, 18: neither is at rest.
    assert segment.tolist() == (ship + 1).tolist()


def test_a_frozen_position_that_catches_up_is_one_hull():
    """After an hour of the same position the ship is suddenly 15 miles on, and stays."""
    time_s, lon, lat = sail(0, 10, 1000, 1.3, 51.0, knots=15)
    lat[200:560] = lat[200]

    segment = split_day(time_s, lon, lat, speed_knots=np.full(1000, 15.0))

    assert set(segment.tolist()) == {1}


def test_a_spell_at_a_false_place_goes():
    """Half an hour at an airport, alone, and back: positions of a jammer, not a hull."""
    time_s, lon, lat = sail(0, 10, 1000, 1.3, 51.0)
    lon[400:580] += 0.3

    segment = split_day(time_s, lon, lat)

    assert np.flatnonzero(segment == 0).tolist() == list(range(400, 580))
    assert segment.max() == 1


def test_one_hull_sends_as_one_class():
    """A class A ship leaves and a class B boat appears at its berth: two hulls."""
    both, ship = merged(sail(0, 60, 50, 1.3, 51.9), sail(3600, 60, 50, 1.3, 51.9))

    segment = split_day(*both, transceiver=ship + 1)

    assert segment.tolist() == (ship + 1).tolist()


def test_vessel_days_are_split_one_by_one():
    """The same segments whether days come together or alone, at any seed."""
    rng = np.random.default_rng(7)
    parts = []
    for _ in range(20):
        n = int(rng.integers(1, 60))
        time_s, lon, lat = sail(0, 30, n, float(rng.uniform(0, 5)), 51.0, knots=8)
        lon[rng.random(n) < 0.1] += rng.uniform(0.5, 2)
        parts.append((time_s, lon, lat))
    is_first = np.concatenate([np.arange(len(p[0])) == 0 for p in parts])

    together = split_days(
        is_first, *(np.concatenate(c) for c in zip(*parts, strict=True))
    )

    alone = np.concatenate([split_day(*part) for part in parts])
    assert together.tolist() == alone.tolist()


def test_random_positions_never_raise():
    """Whatever comes, each position gets a segment, numbered without gaps."""
    rng = np.random.default_rng(3)
    for _ in range(30):
        n = int(rng.integers(0, 80))
        time_s = np.sort(rng.integers(0, 86_400, n))
        lon, lat = rng.uniform(-180, 180, n), rng.uniform(-90, 90, n)
        speed = np.where(rng.random(n) < 0.3, np.nan, rng.uniform(0, 103, n))

        segment = split_day(time_s, lon, lat, speed)

        assert len(segment) == n
        assert set(segment.tolist()) - {0} == set(range(1, segment.max(initial=0) + 1))


def make_segments(*rows):
    """Return segments from (day, first hour, last hour, lon, lat, n_positions)."""
    start = pd.Timestamp("2024-05-01")
    days = [start + pd.Timedelta(days=row[0]) for row in rows]
    table = pd.DataFrame(
        {
            "mmsi": 232999001,
            "day": days,
            "segment": 1,
            "first_s": [86_400 * r[0] + 3600 * r[1] for r in rows],
            "last_s": [86_400 * r[0] + 3600 * r[2] for r in rows],
            "first_lon": [r[3] for r in rows],
            "first_lat": [r[4] for r in rows],
            "last_lon": [r[3] for r in rows],
            "last_lat": [r[4] for r in rows],
            "n_positions": [r[5] for r in rows],
        }
    )
    table["segment"] = table.groupby("day").cumcount() + 1
    return table


def test_a_hull_that_was_silent_for_days_is_known_again():
    """Felixstowe and Belawan on the first day, one of them on the fourth."""
    segments = make_segments(
        (0, 0, 20, 1.3, 51.9, 99), (0, 1, 21, 98.7, 3.8, 99), (3, 2, 4, 98.7, 3.8, 99)
    )

    assert link_segments(segments).tolist() == [1, 2, 2]


def test_a_ship_that_sails_overnight_is_one_hull_and_one_that_flies_is_two():
    """Just under a hundred miles in ten hours, then 174 in four: too fast, and too far."""
    segments = make_segments(
        (0, 0, 20, 1.3, 51.0, 99),
        (1, 6, 20, 1.3, 52.6, 99),
        (2, 0, 3, 1.3, 55.5, 99),
    )

    assert link_segments(segments).tolist() == [1, 1, 2]


def test_a_lone_report_from_another_sea_is_a_stray():
    """A ship heard once a day has no neighbours within the day."""
    segments = make_segments(
        (0, 12, 12, 1.3, 51.9, 1), (1, 12, 12, 98.7, 3.8, 1), (2, 12, 12, 1.3, 51.9, 1)
    )

    assert link_segments(segments).tolist() == [1, 0, 1]


def test_a_hull_of_another_class_is_another_hull():
    """Class B on one day and class A on the next, at one berth."""
    segments = make_segments((0, 0, 20, 1.3, 51.9, 99), (1, 0, 20, 1.3, 51.9, 99))

    found = link_segments(segments.assign(transceiver=[2, 1]))

    assert found.tolist() == [1, 2]


def test_link_segments_keeps_the_index_it_was_given():
    """Rows may come in any order, under any index."""
    segments = make_segments((0, 0, 20, 1.3, 51.9, 99), (1, 0, 20, 98.7, 3.8, 99))
    turned = segments.iloc[::-1].set_axis(["b", "a"])

    assert link_segments(turned).to_dict() == {"b": 2, "a": 1}


def test_link_segments_names_the_column_that_is_missing():
    """The message says what is missing."""
    with pytest.raises(ValueError, match="no column last_s"):
        link_segments(make_segments((0, 0, 1, 1.3, 51.9, 9)).drop(columns="last_s"))


def test_summarise_segments_leaves_strays_out():
    """One row a vessel, day and segment, with its ends."""
    summary = summarise_segments(
        [1, 1, 1, 1],
        [0, 60, 120, 90_000],
        [1, 9, 2, 3],
        [5, 9, 6, 7],
        np.array([1, 0, 1, 1]),
    )

    assert list(summary.columns)[: len(SEGMENTS)] == list(SEGMENTS)
    assert summary["n_positions"].tolist() == [2, 1]
    assert summary[["first_lon", "last_lon"]].values.tolist() == [[1, 2], [3, 3]]


def test_assign_hulls_keeps_every_row_and_column():
    """Positions off the globe and strays are there, with hull 0."""
    track = make_track((0, 1.3, 51.9), (1, 181, 91), (2, 9.0, 51.9), (3, 1.3, 51.9))

    dealt = assign_hulls(track.assign(name="SIM"))

    assert dealt["hull"].tolist() == [1, 0, 0, 1]
    assert dealt["name"].tolist() == ["SIM"] * 4


def test_assign_hulls_leaves_other_vessels_alone():
    """Two vessels take turns in the file: one hull each."""
    other = make_track((0, 98.7, 3.8), (2, 98.7, 3.8), mmsi="232999002")
    both = pd.concat([make_track((1, 1.3, 51.9), (3, 1.3, 51.9)), other])

    assert assign_hulls(both)["hull"].tolist() == [1, 1, 1, 1]


def test_assign_hulls_of_nothing_is_nothing():
    """An empty table stays one."""
    dealt = assign_hulls(make_track((0, 1.3, 51.9)).iloc[:0])

    assert dealt.empty
    assert "hull" in dealt.columns


def test_limits_decide():
    """At 20 miles in an hour a sailing boat of ten knots at most is two."""
    track = sail(0, 3600, 4, 1.3, 51.0, knots=20)
    slow = TrackLimits(
        max_speed_knots=10, sustained_knots=10, margin_knots=0, apart_nm=1
    )

    assert set(split_day(*track).tolist()) == {1}
    assert len(set(split_day(*track, limits=slow).tolist())) == 4


def test_number_tracks_counts_within_a_hull():
    """Each hull has its own first track."""
    track = make_track((0, 1.3, 51.9), (0.5, 9.0, 51.9), (600, 1.3, 51.9))

    numbered = number_tracks(track.assign(hull=[1, 2, 1]))

    assert numbered[["hull", "track"]].values.tolist() == [[1, 1], [1, 2], [2, 1]]


def test_add_motion_measures_each_step():
    """Six miles north in half an hour are 12 knots."""
    moved = add_motion(make_track((0, 1.3, 51.0), (30, 1.3, 51.1)))

    assert moved["step_nm"].round(1).tolist()[1] == 6.0
    assert moved["made_good_knots"].round(1).tolist()[1] == 12.0
    assert moved["bearing_degrees"].tolist()[1] == 0
    assert moved["step_seconds"].isna().tolist() == [True, False]


def test_add_motion_turns_the_short_way():
    """From 350 to 10 degrees is 20 to starboard, not 340 to port."""
    west, east = np.tan(np.radians(-10)) * 0.01, np.tan(np.radians(10)) * 0.01
    track = make_track((0, 0, 0), (1, west, 0.01), (2, west + east, 0.02))

    turn = add_motion(track)["turn_degrees_per_minute"]

    assert turn.round(1).tolist()[1] == 20.0
