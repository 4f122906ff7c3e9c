import json
from functools import cache
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, KFold, cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from soundings.ais.geometry import is_inside
from soundings.simulator.approaches import (
    LATE_H,
    MAKERS,
    N_SNAPSHOTS,
    N_VOYAGES,
    approach_states,
    make_approach_states,
    way_in,
)
from soundings.simulator.geography import Geography, read_geography
from tests.ais.tracks import ROOT

FEATURES = [
    "previous_distance_nm",
    "length_m",
    "gross_tonnage",
    "hour_utc",
    "lon",
    "lat",
    "speed_knots",
    "distance_to_go_nm",
    "wind_knots",
    "pressure_hpa",
    "temperature_c",
]


@cache
def geography() -> Geography:
    return read_geography()


@cache
def states(seed: int = 2020) -> pd.DataFrame:
    return approach_states(seed, geography())


def two_scores(model, table: pd.DataFrame) -> tuple[float, float]:
    """Return the area under the curve by rows at random and by whole voyages."""
    known, is_late = table[FEATURES].to_numpy(float), table["is_late"].to_numpy()
    splits = {
        "rows": (KFold(5, shuffle=True, random_state=1), None),
        "voyages": (GroupKFold(5), table["voyage_id"]),
    }
    found = []
    for split, groups in splits.values():
        judged = cross_val_predict(
            model, known, is_late, cv=split, groups=groups, method="predict_proba"
        )
        found.append(roc_auc_score(is_late, judged[:, 1]))
    return found[0], found[1]


@pytest.mark.parametrize("seed", [2020, 7])
def test_rows_at_random_flatter(seed):
    """Planted: 0.15 of area or more is lost when whole voyages are held out."""
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(15))

    by_row, by_voyage = two_scores(model, states(seed).iloc[::2])
    assert by_row > 0.85
    assert 0.5 < by_voyage < 0.75
    assert by_row - by_voyage >= 0.15


def test_rows_flatter_a_forest_too():
    """It is the split, not the model."""
    model = RandomForestClassifier(25, min_samples_leaf=5, random_state=1)

    by_row, by_voyage = two_scores(model, states().iloc[::4])
    assert by_row - by_voyage >= 0.15


def test_there_is_something_to_learn():
    """Small ships are late twice as often; wind delays."""
    voyages = states().groupby("voyage_id").last()

    late = voyages.groupby(voyages["length_m"] < 200)["is_late"].mean()
    assert late[True] > 1.5 * late[False]
    assert voyages["delay_h"].corr(voyages["wind_knots"]) > 0.15


def test_a_voyage_is_one_way_in():
    """Forty snapshots in time order, within 24 hours, ever nearer; one delay."""
    table = states()
    voyage = table.groupby("voyage_id")

    span = voyage["time_s"].agg(np.ptp)
    nearer = voyage["distance_to_go_nm"].diff().dropna()
    assert (voyage.size() == N_SNAPSHOTS).all()
    assert len(voyage) == N_VOYAGES
    assert (voyage["time_s"].diff().dropna() > 0).all()
    assert (span < 24 * 3600).all()
    assert (nearer < 0).all()
    assert (voyage["delay_h"].nunique() == 1).all()
    assert ((table["delay_h"] >= LATE_H) == table["is_late"]).all()
    assert (table["hour_utc"] == table["time_s"] % 86_400 // 3600).all()


def test_ships_cover_the_ground_their_speed_says():
    """Distance to go falls by speed times time, to a tenth of a mile."""
    voyage = states().groupby("voyage_id")

    hours = voyage["time_s"].agg(lambda t: t.iloc[-1] - t.iloc[0]) / 3600
    covered = voyage["distance_to_go_nm"].agg(lambda d: d.iloc[0] - d.iloc[-1])
    mean_speed = voyage["speed_knots"].mean()
    assert (covered / hours - mean_speed).abs().max() < 0.4


def test_no_snapshot_lies_on_land():
    """On the maps of the harbour windows, nor on the coarse one of the world."""
    places = states()[["lon", "lat"]].round(2).drop_duplicates()
    world = json.loads((ROOT / "datasets/basemap/world_countries.geojson").read_text())

    lon, lat = places["lon"].to_numpy(), places["lat"].to_numpy()
    for country in world["features"]:
        shape = country["geometry"]["coordinates"]
        parts = [shape] if country["geometry"]["type"] == "Polygon" else shape
        for ring in (np.array(part[0], dtype=float) for part in parts):
            (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
            near = (lon > west) & (lon < east) & (lat > south) & (lat < north)
            if near.any():
                on_land = is_inside(lon[near], lat[near], ring)
                assert not on_land.any(), f"{lon[near][on_land][0]} E"
    assert len(geography().land) > 0
    assert not geography().is_land(states()["lon"], states()["lat"]).any()


def test_a_port_without_a_sea_leg_is_refused():
    """The message names the port."""
    with pytest.raises(ValueError, match="XXNIL: no sea leg to GBFXT"):
        way_in(geography(), "XXNIL")


def test_the_same_seed_makes_the_same_bytes():
    """And another seed others; the file reads back whole."""
    one, again = (make_approach_states(7, geography()) for _ in range(2))

    assert one == again
    assert not states(7).equals(states(2020))
    table = pd.read_csv(BytesIO(one), compression="gzip")
    assert len(table) == N_VOYAGES * N_SNAPSHOTS
    assert not table.isna().any(axis=None)
    assert len(MAKERS) == 2
