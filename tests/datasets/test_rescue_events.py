"""Blurred, the rescues keep their finding and lose their boats; rows stay alone."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.datasets.base_r import find_in_r

FOLDER = Path(__file__).parents[2] / "datasets" / "ais"
PLANTED = json.loads((FOLDER / "sim_rescue_events_truth.json").read_text("utf8"))
NM_PER_LON = 60 * np.cos(np.radians(33.5))


def apart_nm(lon, lat, to_lon, to_lat):
    """Return distances on a map as small as this."""
    return np.hypot((lon - to_lon) * NM_PER_LON, (lat - to_lat) * 60)


def share_near(lon, lat):
    """Return the share of places within 45 nautical miles of their middle."""
    return (apart_nm(lon, lat, lon.mean(), lat.mean()) <= 45).mean()


def in_python() -> dict[str, float]:
    """Find what is planted with pandas."""
    times = ["alerted_utc", "on_scene_utc", "ended_utc"]
    rescues = pd.read_csv(FOLDER / "sim_rescue_events.csv", parse_dates=times)
    lon = (rescues["lon"] // 0.2 + 0.5) * 0.2
    lat = (rescues["lat"] * 6 // 1 + 0.5) / 6
    day = rescues["on_scene_utc"].dt.floor("D")
    noon = day + pd.Timedelta(hours=12)
    is_sought = (rescues["alerted_utc"] <= noon) & (noon <= rescues["ended_utc"])
    is_in_sight = apart_nm(rescues["lon"], rescues["lat"], lon, lat) <= 1.2
    middle = rescues["lon"].mean(), rescues["lat"].mean()
    return {
        "n_rescues": len(rescues),
        "moved_nm": apart_nm(*middle, lon.mean(), lat.mean()),
        "share_exact": share_near(rescues["lon"], rescues["lat"]),
        "share_blurred": share_near(lon, lat),
        "seen": (is_sought & is_in_sight).sum(),
        "rows_alone": (rescues.groupby([lon, lat, day]).size() == 1).sum(),
        "one_ship_near": (rescues["ships_within_2_nm"] == 1).sum(),
        "one_ship_in_square": (rescues["ships_in_square_that_day"] == 1).sum(),
    }


def in_r() -> dict[str, float]:
    """Find the same in base R."""
    return find_in_r("rescue_events.R", FOLDER)


@pytest.fixture(scope="module", params=[in_python, in_r], ids=["python", "r"])
def found(request) -> dict[str, float]:
    """Return the figures, once by each language."""
    return request.param()


def test_the_finding_survives_the_blur(found):
    """A ship would wait at the same place, and reach as many in three hours."""
    holds = PLANTED["finding_holds"]

    assert found["moved_nm"] < holds["waiting_place_moves_less_than_nm"]
    assert (
        abs(found["share_exact"] - found["share_blurred"])
        < holds["share_within_45_nm_changes_by_less_than"]
    )


def test_no_boat_is_where_the_blurred_map_says(found):
    """Whoever waits in the middle of the squares sees two boats of 96 at most."""
    assert found["seen"] <= 2


def test_a_blurred_row_is_still_alone(found):
    """Nearly every square and day holds one rescue, and often one ship."""
    assert found["rows_alone"] >= 0.95 * found["n_rescues"]
    assert found["one_ship_in_square"] == PLANTED["one_ship_in_square"]
    assert found["one_ship_near"] == PLANTED["one_ship_near"]


def test_the_record_lacks_the_boats_that_nobody_reached(found):
    """A record of rescues has no row for an incident that found no ship."""
    unreached = len(PLANTED["no_ship_came"])

    assert unreached > 0
    assert found["n_rescues"] == PLANTED["n_incidents"] - unreached
