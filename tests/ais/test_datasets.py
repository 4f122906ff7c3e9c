import json

import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import HOUR, ROOT, WEEK

DATASETS = ROOT / "datasets"
COAST = DATASETS / "basemap" / "new_york_harbor.geojson"


def test_the_real_files_hold_what_their_datasheet_says():
    """Rows, ships and span."""
    week, hour = ais.read_positions(WEEK), ais.read_positions(HOUR)

    assert (len(week), week["mmsi"].nunique()) == (172_679, 140)
    assert (len(hour), hour["mmsi"].nunique()) == (8_689, 295)
    assert week["time_utc"].min() >= pd.Timestamp("2020-12-01", tz="UTC")
    assert week["time_utc"].max() < pd.Timestamp("2020-12-08", tz="UTC")
    assert week["mmsi"].str.fullmatch(r"\d{9}").all()
    assert not week.duplicated(["mmsi", "time_utc"]).any()
    silence = week.sort_values("time_utc").groupby("mmsi")["time_utc"].diff()
    assert (silence > pd.Timedelta(minutes=20)).sum() == 394
    assert (silence > pd.Timedelta(hours=12)).sum() == 148


@pytest.mark.parametrize(
    ("place", "lon", "lat", "is_land"),
    [
        ("Manhattan", -73.97, 40.78, True),
        ("Staten Island", -74.15, 40.58, True),
        ("Newark", -74.20, 40.73, True),
        ("Brooklyn", -73.95, 40.65, True),
        ("Upper Bay", -74.05, 40.67, False),
        ("Lower Bay", -74.05, 40.53, False),
        ("the open sea", -73.70, 40.45, False),
    ],
)
def test_the_coast_puts_known_places_on_the_right_side(place, lon, lat, is_land):
    """Land is land and water is water, as anybody can look up."""
    features = json.loads(COAST.read_text())["features"]
    rings = [feature["geometry"]["coordinates"][0] for feature in features]

    inside = any(ais.is_inside([lon], [lat], ring)[0] for ring in rings)

    assert inside == is_land, place
