"""What is planted in the tracks of rescues can be found, in both languages."""

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.datasets.base_r import find_in_r

FOLDER = Path(__file__).parents[2] / "datasets" / "ais"
HOUR = ["event", "ship", "hour_utc"]
SHIP = ["event", "ship"]
PLACE = ["east", "north"]
FEATURES = ["path", "gone", "turn", "loiter", "company", "fastest", "before"]


def read(name, time):
    """Return a file with its times."""
    return pd.read_csv(FOLDER / name, parse_dates=[time])


@cache
def measured() -> pd.DataFrame:
    """Return the features of each hour, as lesson AIS6 makes them, with the truth."""
    tracks = read("sim_rescue_tracks.csv.gz", "time_utc")
    tracks["hour_utc"] = tracks["time_utc"].dt.floor("h")
    tracks["east"] = (tracks["lon"] - 13) * 60 * np.cos(np.radians(34))
    tracks["north"] = (tracks["lat"] - 34) * 60
    step = tracks.groupby(HOUR)[PLACE].diff()
    tracks["step"] = np.hypot(step["east"], step["north"])
    tracks["course"] = np.degrees(np.arctan2(step["east"], step["north"]))
    turn = tracks.groupby(HOUR)["course"].diff()
    tracks["turn"] = ((turn + 180) % 360 - 180).abs()
    each = tracks.groupby(HOUR)
    off = tracks[PLACE] - each[PLACE].transform("mean")
    tracks["off"] = np.hypot(off["east"], off["north"])
    each = tracks.groupby(HOUR)
    hours = each.agg(path=("step", "sum"), turn=("turn", "sum"), loiter=("off", "max"))
    gone = each[PLACE].last() - each[PLACE].first()
    hours["gone"] = np.hypot(gone["east"], gone["north"])
    hours["fastest"] = each["step"].max() * 12
    pairs = tracks.merge(tracks, on=["event", "time_utc"], suffixes=("", "_b"))
    apart = np.hypot(pairs["east"] - pairs["east_b"], pairs["north"] - pairs["north_b"])
    beside = pairs[(apart < 2) & (pairs["ship"] != pairs["ship_b"])]
    company = beside.groupby(HOUR)["ship_b"].nunique()
    hours["company"] = company.reindex(hours.index, fill_value=0)
    truth = read("sim_rescue_tracks_truth.csv", "hour_utc")
    hours = hours.reset_index().merge(truth, on=HOUR, validate="1:1")
    fastest = hours.groupby(SHIP)["fastest"].cummax()
    before = fastest.groupby([hours[name] for name in SHIP]).shift()
    return hours.assign(before=before.fillna(0))


def in_python() -> dict[str, float]:
    """Find what is planted with pandas."""
    hours = measured()
    slow = hours[hours["path"] / (55 / 60) < 5]
    best = slow.nlargest(50, "turn")
    rescues = set(hours.loc[hours["is_rescue"], "event"])
    dashed = set(slow.loc[slow["before"] >= 9, "event"])
    votes = read("sim_rescue_forest_votes.csv", "hour_utc").merge(hours, on=HOUR)
    calm = votes[~votes["is_rescue"]]
    return {
        "best_trawlers": (best["behaviour"] == "trawling").sum(),
        "rescues": len(rescues),
        "dashed": len(dashed),
        "dashed_right": len(dashed & rescues),
        "false_by_hours": (calm["by_hours"] > 0.5).sum(),
        "false_by_events": (calm["by_events"] > 0.5).sum(),
    }


def in_r() -> dict[str, float]:
    """Find the same in base R."""
    return find_in_r("rescue_tracks.R", FOLDER)


@pytest.fixture(scope="module", params=[in_python, in_r], ids=["python", "r"])
def found(request) -> dict[str, float]:
    """Return the figures, once by each language."""
    return request.param()


def test_the_hours_that_turn_most_are_trawlers(found):
    """All of the fifty slow hours in which ships turn most."""
    assert found["best_trawlers"] == 50


def test_a_dash_before_tells_a_rescue(found):
    """Slow after nine knots: nine rescues in ten, and few others."""
    assert found["dashed_right"] >= 0.9 * found["rescues"]
    assert found["dashed_right"] >= 0.8 * found["dashed"]


def test_hours_drawn_at_random_flatter_the_forest(found):
    """On events that it has not seen, it raises over twice as many false alarms."""
    assert found["false_by_events"] > 2 * found["false_by_hours"]


def test_the_votes_are_those_of_a_forest_grown_here():
    """Another version of scikit-learn may draw otherwise: it is held to be near."""
    ensemble = pytest.importorskip("sklearn.ensemble")
    selection = pytest.importorskip("sklearn.model_selection")
    hours = measured()
    forest = ensemble.RandomForestClassifier(n_estimators=100, random_state=1)

    grown = selection.cross_val_predict(
        forest,
        hours[FEATURES],
        hours["is_rescue"],
        cv=selection.GroupKFold(5),
        groups=hours["event"],
        method="predict_proba",
    )[:, 1]

    votes = read("sim_rescue_forest_votes.csv", "hour_utc").merge(hours[HOUR], on=HOUR)
    assert len(votes) == len(hours)
    assert (votes["by_events"] - grown).abs().mean() < 0.03
