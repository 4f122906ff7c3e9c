import re

import numpy as np
import pandas as pd
import pytest

from soundings.simulator import survey
from soundings.simulator.comments import TOPICS, fragments, write_comments
from soundings.simulator.estimates import calibrated, kappa, unweighted, weighted
from soundings.simulator.respondents import (
    NEIGHBOURHOODS,
    calibrate,
    population,
    published_repeat,
)
from soundings.simulator.towns import REGIONS, TOWNS, WRONG_CODES, make_adults

SEED = 2020


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    """A file is fixed by its seed alone."""
    population.cache_clear()
    survey.answers.cache_clear()
    first = survey.survey_csv(SEED)
    other = survey.survey_csv(SEED + 1)
    population.cache_clear()
    survey.answers.cache_clear()

    again = survey.survey_csv(SEED)

    assert again == first
    assert other != first


def test_another_town_leaves_the_people_of_the_others_as_they_were():
    """One stream an entity: a list that grows changes nothing before its end."""
    three = make_adults(SEED, TOWNS[:3])

    four = make_adults(SEED, TOWNS[:4])

    assert len(four) > len(three)
    pd.testing.assert_frame_equal(four.head(len(three)), three)


def test_a_sample_has_the_design_it_states():
    """200 neighbourhoods of 15, weights that add up to each stratum's adults."""
    sample = survey.draw(SEED, repeat=7)

    places = sample.groupby("stratum")["neighbourhood"].nunique()
    each = sample.groupby("neighbourhood").size()
    adults = population(SEED).groupby("stratum").size()
    weights = sample.groupby("stratum")["design_weight"].sum()
    assert places.tolist() == list(NEIGHBOURHOODS.values()) == [100, 60, 40]
    assert set(each) == {15}
    assert sample["person"].is_unique
    assert sample["is_pilot"].sum() == 300
    np.testing.assert_allclose(weights, adults, rtol=1e-9)


def test_the_pilot_gives_every_adult_the_same_chance():
    """Over forty samples the pilot's strata are the population's, within noise."""
    adults = population(SEED)["stratum"].value_counts(normalize=True).sort_index()

    pilots = pd.concat(
        [sample[sample["is_pilot"]] for r in range(40) for sample in [draw(r)]]
    )

    found = pilots["stratum"].value_counts(normalize=True).sort_index()
    assert found.to_numpy() == pytest.approx(adults.to_numpy(), abs=0.01)


def draw(repeat: int) -> pd.DataFrame:
    return survey.draw(SEED, repeat)


def test_intervals_hold_the_truth_as_often_as_the_lesson_says():
    """Weighted and pilot about 95 times in 100; the replies as they are, never."""
    truth = float(population(SEED)["supports_expansion"].mean())
    held = {"unweighted": 0, "pilot": 0, "weighted": 0, "calibrated": 0}
    for sample in map(draw, range(60)):
        support = sample["supports_expansion"]
        for name, found in {
            "unweighted": unweighted(support),
            "pilot": unweighted(support[sample["is_pilot"]]),
            "weighted": weighted(sample),
            "calibrated": calibrate(SEED, sample),
        }.items():
            held[name] += found.covers(truth)

    assert held["unweighted"] == 0
    # Of 60 tries at 93 in 100, fewer than 50 come up once in a thousand times.
    assert min(held["pilot"], held["weighted"], held["calibrated"]) >= 50


def test_weights_undo_unequal_chances_on_a_town_one_can_count():
    """Two strata of 10 and 90 adults, two neighbourhoods each, half asked in one."""
    sample = pd.DataFrame(
        {
            "stratum": [0, 0, 0, 0, 1, 1, 1, 1],
            "neighbourhood": [1, 1, 2, 2, 3, 3, 4, 4],
            "design_weight": [2.5] * 4 + [22.5] * 4,
            "supports_expansion": [True, True, True, True, True, False, False, False],
        }
    )

    found = weighted(sample)

    # (10 × 1 + 90 × 1/4) / 100; only the second stratum's neighbourhoods differ.
    # They add 22.5 × (0.75 − 0.25) / 100 and 22.5 × (−0.25 − 0.25) / 100 to the
    # stratum's middle: a variance of 2 × 2 × 0.1125².
    assert found.share == pytest.approx(0.325)
    assert found.standard_error == pytest.approx(0.225)


def test_calibration_scales_each_group_to_its_total():
    """Half of those asked are of a group that is nine tenths of the people."""
    sample = pd.DataFrame(
        {
            "stratum": 0,
            "neighbourhood": [1, 2, 3, 4],
            "design_weight": 25.0,
            "region": ["north", "north", "south", "south"],
            "supports_expansion": [True, True, False, False],
        }
    )

    found = calibrated(sample, "region", pd.Series({"north": 10, "south": 90}))

    assert found.share == pytest.approx(0.1)
    assert found.standard_error == pytest.approx(0.0, abs=1e-12)


def test_calibration_refuses_a_group_that_nobody_speaks_for():
    """It names the group and says what to do."""
    sample = pd.DataFrame(
        {"design_weight": [1.0], "region": ["north"], "supports_expansion": [True]}
    )

    with pytest.raises(ValueError, match="nobody of region south"):
        calibrated(sample, "region", pd.Series({"north": 1, "south": 1}))


def test_a_design_that_wants_more_than_there_is_is_refused():
    """It names the stratum and how many neighbourhoods it has."""
    with pytest.raises(ValueError, match="5000 neighbourhoods wanted in quayside"):
        survey.draw(SEED, 0, {"quayside": 5000, "coast": 1, "inland": 1})


@pytest.mark.parametrize("seed", [SEED, 1, 99])
def test_what_is_planted_does_not_hang_on_the_seed(seed):
    """Other seeds too publish a sample that shows the lesson, and say the same."""
    truth = float(population(seed)["supports_expansion"].mean())
    said = survey.answers(seed)

    own = said[(said["comment"] != "") & (said["edit"] == "")]
    plain, by_weight = unweighted(said["supports_expansion"]), weighted(said)
    assert published_repeat(seed) < 50
    assert plain.lower > truth + 0.02
    assert by_weight.covers(truth)
    assert abs(calibrate(seed, said).share - truth) < abs(by_weight.share - truth)
    assert 0.6 <= kappa(own["topic_a"], own["topic_b"]) <= 0.7


def test_each_topic_has_sentences_enough_that_none_is_a_template():
    """Several hundred by hand, more than twenty a topic, and no two alike."""
    parts = fragments()
    by_topic = [*parts["topics"].values(), *parts["short"].values()]
    sentences = [s for group in by_topic for s in group]

    everything = [*sentences, *parts["openers"], *parts["closers"]]
    assert tuple(parts["topics"]) == TOPICS
    assert min(len(parts["topics"][topic]) for topic in TOPICS) > 20
    assert len(everything) > 300
    assert len(set(everything)) == len(everything)


def test_comments_are_plain_text_that_every_reader_reads_alike():
    """No line ends, no leftover choices, and nothing pandas or R takes for missing."""
    written = survey.answers(SEED)["comment"]
    written = written[written != ""]

    odd = written[~written.map(lambda text: re.fullmatch(r"[ -~]+", text) is not None)]
    assert odd.empty
    assert not written.str.contains(r'[{}|"]').any()
    assert not written.str.strip().isin(["NA", "N/A", "n/a", "None", "null"]).any()


def test_only_those_who_oppose_paste_the_letter():
    """The campaign does not reach East Java or the Saronic."""
    said = survey.answers(SEED)
    letters = said[said["edit"] != ""]

    assert not letters["supports_expansion"].any()
    assert set(letters["region"]) == set(REGIONS.values()) - {"East Java", "Saronic"}
    assert set(letters["edit"]) >= {"exact", "spacing", "spelling", "added"}


def test_a_comment_depends_on_its_writer_alone():
    """Asking fewer people leaves what each of them wrote as it was."""
    people = survey.answers(SEED)[
        [
            "person",
            "age",
            "region",
            "works_in_port",
            "noise_problem",
            "supports_expansion",
        ]
    ]

    few = write_comments(SEED, people.iloc[100:200].reset_index(drop=True))

    all_of_them = write_comments(SEED, people)
    pd.testing.assert_frame_equal(few, all_of_them.iloc[100:200].reset_index(drop=True))


def test_the_wrong_codes_are_of_no_port():
    """Each differs from the code meant."""
    meant = {town.name: town.port_id for town in TOWNS}

    assert len(WRONG_CODES) == 2
    for name, code in WRONG_CODES.items():
        assert code != meant[name]
        assert code not in REGIONS
