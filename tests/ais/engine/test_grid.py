import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.engine.grid import make_grid, place_codes, place_names
from soundings.ais.runs import PLACES
from tests.ais.engine.random_ships import PORTS
from tests.ais.tracks import square


def named_places(lon, lat, fences):
    grid = make_grid(fences)
    codes = place_codes(np.asarray(lon, float), np.asarray(lat, float), grid)
    return {
        kind: pd.Series(place_names(codes, kind, grid), dtype="str") for kind in PLACES
    }


def star(lon, lat, size, n_corners, seed):
    """A closed ring with corners at random distances round a centre."""
    angle = np.linspace(0, 2 * np.pi, n_corners, endpoint=False)
    radius = size * np.random.default_rng(seed).uniform(0.3, 1.0, n_corners)
    ring = np.column_stack([lon + radius * np.cos(angle), lat + radius * np.sin(angle)])
    return np.vstack([ring, ring[:1]])


@pytest.mark.parametrize("seed", range(8))
def test_grid_places_every_position_as_locate_does(seed):
    """Rugged outlines, any hemisphere, corners and sides included: one result."""
    chance = np.random.default_rng(seed)
    lon, lat = chance.uniform(-170, 170), chance.uniform(-80, 80)
    fences = ais.make_fences(
        [
            {"fence": "port", "kind": "port", "ring": star(lon, lat, 0.2, 28, seed)},
            {"fence": "far", "kind": "port", "ring": square(lon + 0.3, lat, 0.03)},
            {"fence": "beside", "kind": "port", "ring": square(lon + 0.33, lat, 0.03)},
            {"fence": "berth", "kind": "berth", "ring": star(lon, lat, 0.02, 5, seed)},
            {"fence": "tiny", "kind": "berth", "ring": square(lon + 0.1, lat, 0.0004)},
            {"fence": "roads", "kind": "anchorage", "ring": square(lon, lat, 0.1)},
        ]
    )
    spread = chance.normal(0, 0.15, (5000, 2)) + np.array([lon + 0.1, lat])
    walk = np.cumsum(chance.normal(0, 0.001, (5000, 2)), axis=0) + np.array([lon, lat])
    corners = np.vstack([*fences["ring"]])
    sides = np.vstack([(r[1:] + r[:-1]) / 2 for r in fences["ring"]])
    rounded = np.round(spread[:2000], 2)
    points = np.vstack([spread, walk, corners, sides, rounded])
    positions = pd.DataFrame(points, columns=["lon", "lat"])

    found = named_places(positions["lon"], positions["lat"], fences)

    expected = ais.locate(positions, fences)
    for kind in PLACES:
        pd.testing.assert_series_equal(found[kind], expected[kind], check_names=False)


def test_a_place_of_each_kind_at_once():
    """At the quay a ship is in the harbour too; pilots' grounds are not asked for."""
    found = named_places([0.005, 0.055], [0.005, 0.055], PORTS)

    assert found["port"].isna().tolist() == [False, True]
    assert found["berth"].tolist()[0] == "quay"
    assert found["anchorage"].isna().all()


def test_no_fences_and_no_positions_are_nowhere():
    """Empty tables pass through."""
    assert named_places([1.0], [1.0], PORTS.head(0))["port"].isna().all()
    assert named_places([], [], PORTS)["port"].empty


def test_a_missing_column_is_named():
    """The error says which column, and what was found instead."""
    with pytest.raises(ValueError, match=r"no column ring\. Found fence"):
        make_grid(PORTS.drop(columns="ring"))
