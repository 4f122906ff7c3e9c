"""What the figures of a window say of a track, on shapes that can be drawn by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from soundings.ais.geometry import distance_nm
from soundings.ais.search_patterns import search_features, thin_positions
from tests.ais.sea_tracks import PORTS, START, make_way


def window_of(*legs: tuple[float, float, float]) -> pd.Series:
    """Return the features of the first hour of a way."""
    return search_features(make_way(*legs, step_minutes=1), PORTS).iloc[0]


def test_search_features_of_a_straight_way():
    """Ten knots for an hour: no turn, no loop, as long as the crow flies."""
    window = window_of((1, 10.0, 0))

    assert window["sinuosity"] == pytest.approx(1.0)
    assert window["turns_per_nm"] == pytest.approx(0.0, abs=1e-6)
    assert window["speed_knots"] == 10.0


def test_search_features_of_parallel_legs():
    """Back and forth along one line: all legs parallel, hardly any distance gained."""
    legs = [(0.25, 8.0, 0), (0.25, 8.0, 180)] * 2

    window = window_of(*legs)

    assert window["parallel_share"] == pytest.approx(1.0, abs=0.01)
    assert window["sinuosity"] > 10


def test_search_features_of_a_square():
    """Legs at right angles: not parallel, but square."""
    window = window_of(*((0.25, 8.0, course) for course in (0, 90, 180, 270)))

    assert window["square_share"] > 0.6
    assert window["parallel_share"] < 0.4
    assert window["loops"] == pytest.approx(0.75, abs=0.26)


def test_search_features_of_two_circles_to_starboard():
    """Every half hour once round: two loops, less the turn that is not closed."""
    circle = [(1 / 24, 4.0, 30.0 * n) for n in range(12)]

    window = window_of(*circle, *circle)

    assert window["loops"] == pytest.approx(1.8, abs=0.25)
    assert window["square_share"] < 0.2


def test_search_features_of_a_ship_at_rest_has_no_direction():
    """Nothing is divided by a path of nothing."""
    window = window_of((1, 0.0, 0))

    assert np.isnan(window["sinuosity"])
    assert np.isnan(window["turns_per_nm"])
    assert window["radius_nm"] == 0.0


def test_search_features_sees_the_drop_from_transit():
    """From fifteen knots in one hour to one in the next: a drop of fourteen."""
    windows = search_features(make_way((1, 15.0, 0), (1, 1.0, 0)), PORTS)

    assert np.isnan(windows["drop_knots"].iloc[0])
    assert windows["drop_knots"].iloc[1] == 14.0


def test_search_features_counts_the_ships_nearby():
    """One ship a mile off is near; one ten miles off is not."""
    ships = [
        make_way((1, 2.0, 0), mmsi="232999001"),
        make_way((1, 2.0, 0), mmsi="232999002", lat=33 + 1 / 60),
        make_way((1, 2.0, 0), mmsi="232999003", lat=33 + 10 / 60),
    ]

    windows = search_features(pd.concat(ships), PORTS)

    assert windows["n_near"].tolist() == [1, 1, 0]


def test_search_features_counts_each_neighbour_as_a_comparison_of_all_pairs_does():
    """The squares that spare comparisons leave nobody out."""
    random = np.random.default_rng(7)
    ships = pd.DataFrame(
        {
            "mmsi": [f"2329990{n:02d}" for n in range(60)],
            "time_utc": START,
            "lon": random.uniform(13.0, 13.4, 60),
            "lat": random.uniform(34.0, 34.4, 60),
        }
    )
    lon, lat = ships["lon"].to_numpy(), ships["lat"].to_numpy()
    apart_nm = distance_nm(lon[:, None], lat[:, None], lon, lat)

    windows = search_features(ships, PORTS, near_nm=3.0)

    assert windows["n_near"].tolist() == ((apart_nm <= 3.0).sum(axis=1) - 1).tolist()


def test_search_features_makes_windows_from_midnight():
    """All ships' windows begin together, so that labels fit them."""
    windows = search_features(make_way((2, 5.0, 0), start_hours=0.5), PORTS)

    assert windows["start_utc"].tolist() == [
        START + pd.Timedelta(hours=h) for h in (0, 1, 2)
    ]


def test_search_features_refuses_a_window_shorter_than_its_steps():
    """One position a window has no shape."""
    with pytest.raises(ValueError, match="A window must hold several steps"):
        search_features(make_way((1, 5.0, 0)), PORTS, window_minutes=5)


def test_thin_positions_weighs_a_burst_as_one():
    """A hundred reports in ten minutes are one position; so is a single one."""
    burst = make_way((0.16, 5.0, 0), step_minutes=0.1)
    single = make_way((0.16, 5.0, 0), start_hours=1)

    thinned = thin_positions(pd.concat([burst, single]))

    assert len(thinned) == 2
    assert thinned["n_positions"].tolist() == [len(burst), len(single)]


def test_thin_positions_keeps_to_its_side_of_the_antimeridian():
    """The middle of 179.99 and -179.99 is 180, not 0."""
    positions = pd.DataFrame(
        {
            "mmsi": "232999001",
            "time_utc": START + pd.to_timedelta([0, 1], unit="min"),
            "lon": [179.99, -179.99],
            "lat": 10.0,
        }
    )

    assert abs(thin_positions(positions)["lon"].item()) == pytest.approx(180.0)


def test_thin_positions_does_not_depend_on_the_unit_of_time():
    """Files keep times in seconds, milliseconds or nanoseconds."""
    way = make_way((2, 5.0, 0))
    expected = thin_positions(way)

    for unit in ("s", "ms", "us", "ns"):
        other = way.assign(time_utc=way["time_utc"].dt.as_unit(unit))
        pd.testing.assert_frame_equal(thin_positions(other), expected)


def test_thin_positions_takes_mmsi_as_it_comes():
    """Text or category: the same positions."""
    way = make_way((2, 5.0, 0))

    thinned = thin_positions(way.assign(mmsi=way["mmsi"].astype("category")))

    assert (
        thinned["mmsi"].astype("str").tolist() == thin_positions(way)["mmsi"].tolist()
    )


def test_thin_positions_changes_nothing_that_is_thin_already():
    """Day by day and then together is the same as all at once."""
    way = make_way((30, 5.0, 0), step_minutes=0.7)
    day = way["time_utc"].dt.floor("D")

    by_day = pd.concat([thin_positions(part) for _, part in way.groupby(day)])
    columns = ["mmsi", "time_utc", "lon", "lat", "speed_knots"]

    pd.testing.assert_frame_equal(
        thin_positions(by_day)[columns], thin_positions(way)[columns]
    )
