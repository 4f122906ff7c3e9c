"""The survey's files give back, in Python and in R, what was planted in them."""

import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from soundings.ais.geometry import is_inside
from soundings.simulator.estimates import kappa
from soundings.simulator.survey import MAKERS
from tests.datasets.base_r import find_in_r

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
SURVEY = DATASETS / "survey"
SLOW = {"survey/sim_harbour_towns_repeats.csv", "survey/truth.json"}


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(SURVEY / f"sim_harbour_towns{name}.csv")


@pytest.fixture(scope="module")
def truth():
    return json.loads((SURVEY / "truth.json").read_text("utf8"))


@pytest.fixture(scope="module")
def planted(truth):
    return {plant["what"]: plant["value"] for plant in truth["planted"]}


@pytest.fixture(scope="module")
def in_r(truth):
    """Return what `survey.R` finds, by name."""
    support = truth["population"]["supports_expansion"]
    return find_in_r("survey.R", DATASETS, support, separator="\t")


@pytest.mark.parametrize("path", sorted(set(MAKERS) - SLOW))
def test_the_files_are_what_the_simulator_makes(path, truth):
    """Byte for byte, from the seed that truth.json states."""
    assert (DATASETS / path).read_bytes() == MAKERS[path](truth["seed"])


# --- Sampling ---------------------------------------------------------------


def test_three_thousand_replies_mislead_and_a_pilot_of_300_does_not(truth):
    """The narrow interval misses by more than its width; the wide one holds."""
    support = truth["population"]["supports_expansion"]
    replies = read("_survey")

    lower, upper = interval(replies["supports_expansion"])
    pilot = interval(replies.loc[replies["pilot"], "supports_expansion"])
    weighted = np.average(replies["supports_expansion"], weights=replies.design_weight)

    assert lower - support > upper - lower
    assert pilot[0] < support < pilot[1]
    assert pilot[1] - pilot[0] > 3 * (upper - lower)
    assert abs(weighted - support) < 0.03


def interval(claims: pd.Series) -> tuple[float, float]:
    share, count = claims.mean(), len(claims)
    half = 1.96 * math.sqrt(share * (1 - share) / count)
    return share - half, share + half


def test_r_finds_the_estimates_that_truth_states(in_r, planted):
    """Four ways to estimate support, and the design's standard error."""
    stated = planted["more data, a surer wrong answer"]
    for name in ("unweighted", "pilot", "weighted", "calibrated"):
        assert in_r[name] == pytest.approx(stated[name]["estimate"], abs=2e-4), name
    for name in ("unweighted", "pilot", "weighted"):
        error = stated[name]["standard_error"]
        assert in_r[f"{name}_se"] == pytest.approx(error, abs=2e-4), name
    assert in_r["weights_off"] < 0.1


def test_the_weighted_interval_holds_and_calibration_comes_nearer(planted):
    """In the published sample; over repeats the error falls by a tenth."""
    stated = planted["more data, a surer wrong answer"]
    support, designs = stated["truth"], planted["two designs at equal cost"]

    assert stated["weighted"]["lower"] < support < stated["weighted"]["upper"]
    assert abs(stated["calibrated"]["estimate"] - support) < 0.005
    assert abs(stated["weighted"]["estimate"] - support) > 0.008
    assert designs["error_calibrated"] < 0.9 * designs["error_weighted"]


def test_intervals_over_repeats_keep_their_word(in_r, planted):
    """Never, and about 19 times in 20."""
    stated = planted["how often the 95 % interval holds the truth"]

    assert stated["unweighted"] == 0
    for name, share in stated.items():
        assert in_r[f"coverage_{name}"] == pytest.approx(share, abs=0.011), name
        assert name == "unweighted" or 0.90 <= share <= 0.98


def test_spreading_interviews_as_people_are_spread_is_surer(in_r, planted):
    """At equal cost the variance is between a half and two thirds of the other's."""
    ratio = planted["two designs at equal cost"]["variance_ratio"]

    assert in_r["variance_ratio"] == pytest.approx(ratio, abs=0.02)
    assert 1.4 < ratio < 2.4


def test_the_supplied_estimates_are_those_of_the_survey():
    """The rows for the strata can be worked out with one line."""
    replies, supplied = read("_survey"), read("_estimates")

    stated = supplied[supplied["by"] == "stratum"].set_index("group")["estimate"]
    found = replies.groupby("stratum")["supports_expansion"].mean()
    assert found.to_numpy() == pytest.approx(stated[found.index].to_numpy(), abs=1e-4)
    assert (supplied["lower"] < supplied["estimate"]).all()
    assert (supplied["estimate"] < supplied["upper"]).all()


# --- Missing values ---------------------------------------------------------


def test_commute_is_missing_alike_in_every_group(in_r):
    """Rates by stratum, age and support differ by no more than chance allows."""
    replies = read("_survey")
    is_missing = replies["commute_min"].isna()

    assert in_r["commute_missing"] == pytest.approx(0.12, abs=0.02)
    for column in ("stratum", "age_group", "supports_expansion", "works_in_port"):
        groups = is_missing.groupby(replies[column])
        away = (groups.mean() - is_missing.mean()) / (0.32 / np.sqrt(groups.size()))
        assert away.abs().max() < 3, column


def test_noise_is_missing_by_age_and_age_mends_it(in_r, planted):
    """Who answered says too little noise; averaging over age groups puts it right."""
    stated = planted["noise_problem is missing at random given age"]

    assert in_r["noise_given"] == pytest.approx(stated["given_answers"], abs=2e-4)
    assert in_r["noise_adjusted"] == pytest.approx(stated["adjusted_by_age"], abs=2e-4)
    assert in_r["noise_all"] == pytest.approx(stated["all_answers"], abs=2e-4)
    assert in_r["noise_all"] - in_r["noise_given"] > 0.015
    assert abs(in_r["noise_all"] - in_r["noise_adjusted"]) < 0.01


def test_income_is_missing_because_of_the_income(in_r, planted):
    """High incomes are hidden, and no other column of the survey says so."""
    stated = planted["income_band is missing not at random"]
    replies, answers = read("_survey"), read("_survey_truth")

    rates = replies["income_band"].isna().groupby(answers["income_band"]).mean()
    assert rates.to_dict() == pytest.approx(stated["rate_by_income_band"], abs=0.06)
    assert in_r["income_given"] == pytest.approx(stated["highest_of_given"], abs=2e-4)
    assert in_r["income_all"] - in_r["income_given"] > 0.05


def test_what_is_there_agrees_with_the_truth_file():
    """An answer goes missing; it is never another one."""
    replies, answers = read("_survey"), read("_survey_truth")

    for column in ("commute_min", "noise_problem", "income_band"):
        given = replies[column].notna()
        assert (replies.loc[given, column] == answers.loc[given, column]).all(), column


def test_interviewers_at_the_door_hear_kinder_answers(in_r, planted):
    """About a fifth of a point, at equal age."""
    stated = planted["an interviewer at the door hears kinder answers"]

    assert 0.15 < stated["points_added_face_to_face"] < 0.30
    assert in_r["kinder"] == pytest.approx(0.22, abs=0.17)


# --- Small cells ------------------------------------------------------------


def test_a_hidden_three_is_the_total_less_the_rest(in_r, planted):
    """Each row that truth names has one cell below five, of three."""
    rows = planted["a suppressed 3 is the row's total less its other cells"]
    replies = read("_survey")

    assert len(rows) == in_r["rows_with_one_hidden_three"] >= 3
    for row in rows:
        is_row = (replies["town_id"] == row["town_id"]) & (
            replies["topic_a"] == row["topic_a"]
        )
        cells = replies.loc[is_row, "age_group"].value_counts()
        shown = cells[cells >= 5].sum()
        assert len(cells) == 4
        assert (cells < 5).sum() == 1
        assert row["row_total"] - shown == 3 == cells[row["age_group"]]


# --- Comments ---------------------------------------------------------------


def test_one_letter_is_the_loudest_theme_and_the_ranking_changes_without_it(
    in_r, planted
):
    """First with the letter, fifth of seven without."""
    stated = planted["one letter is the loudest theme"]
    ranking = list(stated["ranking"])
    without = list(stated["ranking_without_letters"])

    assert ranking[0] == "environment"
    assert without[0] == "traffic"
    assert without.index("environment") >= 3
    assert stated["letters"] > stated["ranking_without_letters"]["traffic"]
    # Found by likeness to the commonest long comment, without the truth file.
    assert in_r["letters"] == pytest.approx(stated["letters"], abs=5)
    assert in_r["letter_theme"] == stated["ranking"]["environment"]


def test_two_coders_agree_moderately(in_r, planted):
    """Cohen's kappa between 0.6 and 0.7 where nobody pasted."""
    stated = planted["two coders agree moderately"]["kappa_without_letters"]

    assert 0.6 <= stated <= 0.7
    assert in_r["kappa"] == pytest.approx(stated, abs=0.005)


def test_a_simple_classifier_agrees_with_a_coder_less_than_the_coders_do(planted):
    """Naive Bayes on half of the comments: better than chance, below the coders."""
    replies, answers = read("_survey"), read("_survey_truth")
    own = replies[replies["comment"].notna() & answers["letter_edit"].isna()]
    half = len(own) // 2
    teach, try_on = own.iloc[:half], own.iloc[half:]

    said = kappa(guess(teach, try_on["comment"]), try_on["topic_a"])

    assert 0.4 < said < planted["two coders agree moderately"]["kappa_without_letters"]


def guess(teach: pd.DataFrame, comments: pd.Series) -> pd.Series:
    counts = {topic: Counter() for topic in sorted(set(teach["topic_a"]))}
    sizes = Counter(teach["topic_a"])
    for text, topic in zip(teach["comment"], teach["topic_a"], strict=True):
        counts[topic].update(words(text))

    def score(text: str, topic: str) -> float:
        seen = (counts[topic][word] for word in words(text))
        odds = (math.log((n + 0.5) / (sizes[topic] + 1)) for n in seen)
        return math.log(sizes[topic]) + sum(odds)

    return comments.map(lambda text: max(counts, key=lambda topic: score(text, topic)))


def words(text: str) -> list[str]:
    return sorted(set(re.findall("[a-z]+", text.lower())))


def test_ten_comments_can_be_read_aloud(planted):
    """Seven topics, two letters and one that the coders disagree on."""
    ten = planted["ten comments to read aloud"]
    replies, answers = read("_survey"), read("_survey_truth")

    chosen = replies[replies["respondent_id"].isin(ten)]
    letters = answers.loc[chosen.index, "letter_edit"].notna()
    assert len(chosen) == 10
    assert letters.sum() == 2
    assert chosen.loc[~letters, "comment"].str.len().between(40, 160).all()
    assert (chosen["topic_a"] != chosen["topic_b"]).sum() == 1


# --- Places -----------------------------------------------------------------


def test_one_town_flips_and_two_codes_are_wrong(in_r, planted):
    """Found from ports.csv alone, as the lesson does."""
    flips = planted["a town's nearest port flips under flat distance"]

    assert in_r["flips"] == 1
    assert in_r["nearer_partner"] == 0
    assert in_r["flipping_town"] == int(flips["town_id"].removeprefix("T"))
    assert in_r["wrong_codes"] == in_r["not_nearest"] == 2
    assert len(planted["two towns name a port by a wrong code"]) == 2


def test_a_circle_in_degrees_loses_people_round_felixstowe(in_r, planted):
    """It is too narrow from east to west."""
    stated = planted["people within 30 km of Felixstowe"]

    assert in_r["people_30_km"] == stated["population"]
    assert in_r["people_degrees"] == stated["population_within_0.27_degrees"]
    assert in_r["people_degrees"] < 0.9 * in_r["people_30_km"]


def test_towns_lie_on_land():
    """Every town within a base map is on it, and most towns are."""
    towns = read("")
    is_checked = np.zeros(len(towns), dtype=bool)
    for path in sorted((DATASETS / "basemap").glob("*.geojson")):
        chart = json.loads(path.read_text("utf8"))
        if path.stem in ("central_mediterranean", "world_countries", "world_land"):
            continue
        rings = [
            ring for f in chart["features"] for ring in f["geometry"]["coordinates"]
        ]
        corners = np.vstack([np.asarray(ring) for ring in rings])
        (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
        is_near = towns["lon"].between(west, east) & towns["lat"].between(south, north)
        on_land = np.zeros(len(towns), dtype=bool)
        for ring in rings:
            on_land ^= is_inside(towns["lon"], towns["lat"], ring)
        assert towns.loc[is_near & ~on_land, "name"].tolist() == [], path.name
        is_checked |= is_near.to_numpy()
    assert is_checked.sum() >= 36


# --- Documents --------------------------------------------------------------


def test_the_datasheet_states_the_right_figures(truth):
    """Adults, kappa and rows, as they are."""
    text = (SURVEY / "README.md").read_text("utf8")

    assert f"{truth['population']['adults']:,}" in text
    assert f"number {truth['published_repeat']} of" in text
    for name in ("", "_survey", "_survey_truth", "_estimates", "_repeats"):
        row = rf"`sim_harbour_towns{name}\.csv` \|[^|]*\| {len(read(name)):,} \|"
        assert re.search(row, text), name
    assert "cannot be used to draw conclusions about" in text


def test_every_resource_says_that_it_is_simulated():
    """In the descriptor, and in the file's name."""
    package = json.loads((SURVEY / "datapackage.json").read_text("utf8"))

    assert all(resource["synthetic"] is True for resource in package["resources"])
    tables = [r["path"] for r in package["resources"] if r["path"] != "truth.json"]
    assert all(path.startswith("sim_") for path in tables)
