import numpy as np
import pytest

from soundings.simulator.passage import Passage, apart_nm
from soundings.simulator.search_patterns import (
    about,
    expanding_square,
    loop,
    parallel_track,
    sector_search,
    until_sighted,
)


def leg_lengths(points):
    return np.hypot(*np.diff(points, axis=0).T)


def test_an_expanding_square_turns_right_and_grows():
    """Legs 1, 1, 2, 2, 3, 3 spacings; tracks lie one spacing apart."""
    square = expanding_square(2.0, 6)

    assert leg_lengths(square) == pytest.approx([2, 2, 4, 4, 6, 6])
    assert square[:, 0].max() == pytest.approx(4.0)
    assert square[:, 0].min() == pytest.approx(-2.0)


@pytest.mark.parametrize("heading", [0.0, 77.0, 300.0])
def test_a_sector_search_looks_every_way(heading):
    """Nine legs of one radius; three ways out, 120 degrees apart."""
    points = sector_search(3.0, heading)

    assert leg_lengths(points) == pytest.approx([3.0] * 9)
    outward = points[[1, 4, 7]]
    bearings = np.sort(np.degrees(np.arctan2(outward[:, 0], outward[:, 1])) % 360)
    assert np.diff(bearings) == pytest.approx([120, 120])


def test_parallel_tracks_cover_the_rectangle():
    """Five legs of eight miles, two apart: eight miles wide, about the datum."""
    points = parallel_track(8.0, 2.0, 5)

    assert leg_lengths(points)[::2] == pytest.approx([8.0] * 5)
    assert points.mean(axis=0) == pytest.approx([0.0, 0.0])
    assert np.ptp(points[:, 0]) == pytest.approx(8.0)


def test_a_loop_comes_back():
    """Twelve points on a circle, the last where it began."""
    points = loop(0.2, 40.0)

    centre = points.mean(axis=0)
    assert np.hypot(*(points - centre).T) == pytest.approx([0.2] * 12)
    assert points[-1] == pytest.approx([0.0, 0.0])


def test_a_boat_out_of_sight_is_not_found():
    """The whole path is sailed, and nothing is claimed."""
    path = about((13.0, 34.0), expanding_square(1.0, 4))

    rest, is_found = until_sighted(path, (14.0, 34.0), 1.0)
    assert not is_found
    assert rest == path[1:]


def test_a_boat_alongside_is_found_at_once():
    """The ship does not move."""
    path = about((13.0, 34.0), expanding_square(1.0, 4))

    rest, is_found = until_sighted(path, (13.0, 34.0), 1.0)
    assert is_found
    assert rest == [path[0]]


def test_a_search_finds_a_boat_within_its_square():
    """Three miles off the datum, by tracks a mile and a half apart."""
    boat = (13.0, 34.0 + 3 / 60)
    path = about((13.0, 34.0), expanding_square(1.5, 10))

    rest, is_found = until_sighted(path, boat, 1.0)
    assert is_found
    assert apart_nm(rest[-1], boat) == pytest.approx(1.0, abs=0.01)


def test_a_ship_that_breaks_off_forgets_what_it_had_planned():
    """It is where it was at that moment, and goes on from there."""
    ship = Passage(0, (13.0, 34.0))
    ship.sail([(13.0, 35.0), (14.0, 35.0)], 10.0, "patrol")
    place = ship.where(3600)

    ship.break_off(3600)
    ship.stay(60, "rescue", "drifting")
    assert ship.end_s == 3660
    assert ship.place == place
    assert ship.phase_at(3599) == "patrol"
    assert ship.phase_at(3600) == "rescue"
    assert apart_nm((13.0, 34.0), place) == pytest.approx(10.0, abs=0.01)
    assert ship.knots(3)["time_s"].tolist() == [0, 3600, 3660]
