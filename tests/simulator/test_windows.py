import hashlib
from functools import cache
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.preprocessing import StandardScaler

from soundings.simulator.windows import MAKERS, crescents, motion_windows

SEEDS = pytest.mark.parametrize("seed", [2020, 7])
MOTION = ["mean_speed_knots", "sd_speed_knots", "mean_turn_degrees_per_minute"]
HEADING = "mean_heading_degrees"


@cache
def scores(seed: int, n_clusters: int, heading: str) -> dict[str, float]:
    """Cluster the first port; carry its centres to the second."""
    windows, truth = motion_windows(seed)
    table = windows[MOTION].copy()
    if heading == "degrees":
        table[HEADING] = windows[HEADING]
    elif heading == "circle":
        table["sine"] = np.sin(np.radians(windows[HEADING]))
        table["cosine"] = np.cos(np.radians(windows[HEADING]))
    here = windows["port_id"] == "GBFXT"
    scale = StandardScaler().fit(table[here])
    home, away = scale.transform(table[here]), scale.transform(table[~here])
    found = KMeans(n_clusters, n_init=5, random_state=1).fit(home)
    taken = found.predict(away)
    return {
        "here": silhouette_score(home, found.labels_),
        "away": silhouette_score(away, taken),
        "rand_here": adjusted_rand_score(truth["behaviour"][here], found.labels_),
        "rand_away": adjusted_rand_score(truth["behaviour"][~here], taken),
    }


@SEEDS
@pytest.mark.parametrize("n_clusters", [4, 5])
@pytest.mark.parametrize("heading", ["degrees", "circle"])
def test_heading_looks_better_and_does_not_travel(seed, n_clusters, heading):
    """Planted: the score rises at Felixstowe and falls at the port that faces away."""
    without = scores(seed, n_clusters, "none")
    with_it = scores(seed, n_clusters, heading)

    assert with_it["here"] > without["here"] + 0.02
    assert with_it["away"] < without["away"]
    assert with_it["rand_away"] < without["rand_away"] - 0.1
    assert with_it["rand_away"] < with_it["rand_here"] - 0.15
    assert abs(without["rand_away"] - without["rand_here"]) < 0.08


@SEEDS
def test_speed_and_turn_find_the_behaviours(seed):
    """Four behaviours; five clusters of speed and turn agree with them at both ports."""
    found = scores(seed, 5, "none")

    assert found["rand_here"] > 0.65
    assert found["rand_away"] > 0.65


@SEEDS
def test_the_ports_differ_in_heading_alone(seed):
    """The same shares of behaviours, and the same speeds, at both."""
    windows, truth = motion_windows(seed)
    both = windows.merge(truth, on="window_id")

    shares = pd.crosstab(both["port_id"], both["behaviour"], normalize="index")
    speed = both.pivot_table("mean_speed_knots", "behaviour", "port_id")
    assert (shares.loc["GBFXT"] == shares.loc["IDSUB"]).all()
    assert (speed["GBFXT"] - speed["IDSUB"]).abs().max() < 0.6
    heading = both[both["behaviour"] == "moored"].groupby("port_id")[HEADING].median()
    assert heading["GBFXT"] == pytest.approx(107, abs=1)
    assert heading["IDSUB"] == pytest.approx(307, abs=1)


@SEEDS
def test_crescents_defeat_k_means_and_yield_to_density(seed):
    """Two groups by DBSCAN at 350 m and five neighbours; k-means cuts across both."""
    boats, truth = crescents(seed)
    places = boats[["east_km", "north_km"]].to_numpy()

    by_means = KMeans(2, n_init=5, random_state=1).fit_predict(places)
    by_density = DBSCAN(eps=0.35, min_samples=5).fit_predict(places)
    assert adjusted_rand_score(truth["crescent"], by_means) < 0.5
    assert adjusted_rand_score(truth["crescent"], by_density) > 0.98
    assert len(set(by_density) - {-1}) == 2


def test_truth_is_in_files_of_its_own():
    """The learner's files have no column that gives the answer away."""
    tables = {
        name: pd.read_csv(
            BytesIO(make(2020)), compression="gzip" if name.endswith("gz") else None
        )
        for name, make in MAKERS.items()
    }

    for name, table in tables.items():
        is_truth = "truth" in name
        answers = {"behaviour", "crescent"} & set(table.columns)
        assert bool(answers) == is_truth, name
    assert len(tables["ais/sim_motion_windows.csv.gz"]) == 2400
    assert tables["ais/sim_motion_windows.csv.gz"][MOTION].ge(0).all(axis=None)


def test_the_same_seed_makes_the_same_tables():
    """Made twice, and on whichever machine this digest was written down."""
    windows, again, other = (
        motion_windows(seed)[0].round(4).to_csv(index=False, lineterminator="\n")
        for seed in (7, 7, 8)
    )

    assert windows == again
    assert windows != other
    assert hashlib.sha256(windows.encode()).hexdigest()[:16] == "c4b71d4a7eb5462b"
