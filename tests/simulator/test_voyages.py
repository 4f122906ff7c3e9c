import pytest

from soundings.simulator.voyages import Routes, choose_stops, weighted
from tests.simulator.small_world import make_geography

ROUTES = Routes(make_geography())
HOUR_S = 3600
NEAR = {"NLRTM": 1.0}
FAR = {"SGSIN": 1.0}


def stops(here, there, hours, before=NEAR, after=NEAR, straight=0.9):
    spare = (hours * HOUR_S, 15.0, 8 * HOUR_S)
    return choose_stops(ROUTES, here, there, before, after, spare, (straight, 0.5, 0.5))


def test_sailing_takes_distance_over_speed():
    """There and back takes twice as long, to the second."""
    out = ROUTES.sailing_s(15.0, "GBFXT", "NLRTM")

    assert out == pytest.approx(ROUTES.nm("GBFXT", "NLRTM") / 15 * HOUR_S, abs=1)
    assert ROUTES.sailing_s(15.0, "GBFXT", "NLRTM", "GBFXT") == pytest.approx(
        2 * out, abs=2
    )


def test_a_ship_that_comes_back_has_been_somewhere():
    """At the partner that it had time for."""
    assert stops("GBFXT", "GBFXT", 48) == ("NLRTM",)
    shortest_s = ROUTES.shortest_absence_s("GBFXT", NEAR, 15.0, 8 * HOUR_S)
    assert stops("GBFXT", "GBFXT", shortest_s / HOUR_S) == ("NLRTM",)


def test_no_time_no_detour():
    """Felixstowe to Southampton in 15 hours leaves none for Singapore."""
    assert stops("GBFXT", "GBSOU", 15, after=FAR) == ()


def test_two_ends_with_different_partners_make_two_stops():
    """Out to where ships go from here, in from where they come to there."""
    assert stops("GBFXT", "GBSOU", 3000, before=NEAR, after=FAR) == ("NLRTM", "SGSIN")


def test_some_sail_straight_on():
    """A quarter of those that can."""
    assert stops("GBFXT", "GBSOU", 48, straight=0.1) == ()
    assert stops("GBFXT", "GBFXT", 48, straight=0.1) == ("NLRTM",)


def test_choices_follow_their_weights():
    """One in four, and never the one without weight."""
    draws = [n / 100 for n in range(100)]
    chosen = [weighted({"a": 1.0, "none": 0.0, "b": 3.0}, u) for u in draws]

    assert (chosen.count("a"), chosen.count("b")) == (25, 75)
