from pathlib import Path

import pytest

from soundings.simulator import approaches, archipelago, rescue, windows
from soundings.simulator.geography import read_geography
from tests.datasets.base_r import run_r

SEED = 2020


@pytest.fixture(scope="module")
def in_r(tmp_path_factory) -> dict[str, str]:
    """Return the figures that base R finds in the scenarios' files."""
    folder = tmp_path_factory.mktemp("scenarios")
    geography = read_geography()
    made = [
        (archipelago.MAKERS, (archipelago.make_archipelago(SEED),)),
        (rescue.MAKERS, (rescue.make_rescue(SEED),)),
        (approaches.MAKERS, (SEED, geography)),
        (windows.MAKERS, (SEED,)),
    ]
    for makers, arguments in made:
        for name, make in makers.items():
            (folder / Path(name).name).write_bytes(make(*arguments))
    return dict(line.split(",") for line in run_r("scenarios.R", folder).splitlines())


def test_r_finds_the_critical_port(in_r):
    """Thirteen islands hang on the fourth quietest port, at most two on any other."""
    assert in_r["most_cut_off"] == "13"
    assert int(in_r["second_most_cut_off"]) <= 2
    assert in_r["critical_rank"] == "4"
    assert in_r["critical_is_planted"] == "TRUE"
    assert in_r["stranded_are_planted"] == "TRUE"
    assert in_r["busiest_cuts_off"] == "0"


def test_r_finds_that_rows_flatter(in_r):
    """Nearest neighbours by hand: rows at random against whole voyages, 0.15 at least."""
    by_row, by_voyage = float(in_r["auc_by_row"]), float(in_r["auc_by_voyage"])

    assert by_row > 0.85
    assert 0.5 < by_voyage < 0.72
    assert by_row - by_voyage >= 0.15
    assert in_r["n_voyages"] == "700"
    assert 0.2 < float(in_r["late_share"]) < 0.4


def test_r_finds_that_heading_learns_the_compass(in_r):
    """Tighter clusters at the first port, wrong ones at the second."""
    figure = {name: float(in_r[name]) for name in in_r if "heading" in name}

    assert (
        figure["silhouette_with_heading"] > figure["silhouette_without_heading"] + 0.03
    )
    assert figure["rand_away_without_heading"] > 0.6
    assert figure["rand_away_with_heading"] < figure["rand_away_without_heading"] - 0.15
    assert (
        figure["silhouette_away_with_heading"]
        < figure["silhouette_away_without_heading"] - 0.05
    )


def test_r_finds_the_crescents(in_r):
    """k-means cuts across them; density follows them."""
    assert float(in_r["crescents_kmeans"]) < 0.5
    assert float(in_r["crescents_dbscan"]) > 0.98
    assert in_r["crescents_clusters"] == "2"


def test_r_finds_trawlers_where_a_naive_rule_sees_rescues(in_r):
    """And warnings late by 0.5 to 6 hours, off by 1 to 5 nautical miles."""
    assert float(in_r["best_are_trawlers"]) >= 0.8
    assert 0.03 <= float(in_r["rescue_share"]) <= 0.05
    assert float(in_r["warning_least_late_h"]) >= 0.5
    assert float(in_r["warning_most_late_h"]) <= 6
    assert float(in_r["warning_least_off_nm"]) > 0.9
    assert float(in_r["warning_most_off_nm"]) < 5.1
