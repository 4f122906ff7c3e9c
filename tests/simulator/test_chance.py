"""Random numbers that belong to what they are for."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from soundings.simulator import chance

KEY = chance.stream(1, "test")


def test_a_number_depends_on_its_entity_and_index_alone():
    """Any slice of a long draw can be made by itself."""
    ships, turns = np.arange(50)[:, None], np.arange(40)

    whole = chance.uniform(KEY, ships, turns)

    assert whole[17, 5] == chance.uniform(KEY, 17, 5)
    np.testing.assert_array_equal(
        whole[20:30, 7], chance.uniform(KEY, ships[20:30, 0], 7)
    )


def test_uniform_numbers_fill_the_interval_evenly():
    """Chi-squared of 100 boxes, and no tie between neighbours of either kind."""
    drawn = chance.uniform(KEY, np.arange(1000)[:, None], np.arange(1000))

    boxes = np.histogram(drawn, 100, (0, 1))[0]

    assert ((boxes - 10_000) ** 2 / 10_000).sum() < 150
    assert abs(np.corrcoef(drawn[:-1].ravel(), drawn[1:].ravel())[0, 1]) < 0.004
    assert abs(np.corrcoef(drawn[:, :-1].ravel(), drawn[:, 1:].ravel())[0, 1]) < 0.004
    assert len(np.unique(drawn)) == drawn.size


@pytest.mark.parametrize("draw", [chance.normal, chance.bell])
def test_normal_numbers_have_mean_0_and_deviation_1(draw):
    """To within the error of 200,000 draws."""
    drawn = draw(KEY, np.arange(200_000))
    assert abs(drawn.mean()) < 0.01
    assert abs(drawn.std() - 1) < 0.01


def test_exponential_and_lognormal_have_their_parameters():
    """Mean of the one, median and spread of the other."""
    ship = np.arange(100_000)
    assert chance.exponential(KEY, ship, mean=3.0).mean() == pytest.approx(
        3.0, rel=0.02
    )
    service = chance.lognormal(KEY, ship, median=14.6, sigma=0.58)
    assert np.median(service) == pytest.approx(14.6, rel=0.02)
    assert np.log(service).std() == pytest.approx(0.58, rel=0.02)


def test_choices_come_in_proportion_and_never_at_weight_zero():
    """Also where the zero is last."""
    drawn = chance.choose(KEY, np.arange(40_000), [1, 0, 3, 0])
    assert np.bincount(drawn, minlength=4) / 40_000 == pytest.approx(
        [0.25, 0, 0.75, 0], abs=0.01
    )


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_weights_that_cannot_be_are_refused(weights):
    """And shown."""
    with pytest.raises(ValueError, match="weights are"):
        chance.choose(KEY, 1, weights)


def test_whole_numbers_reach_both_ends():
    """Low and high are included, nothing else."""
    assert set(chance.whole(KEY, np.arange(1000), 2, 4).tolist()) == {2, 3, 4}


def test_the_numbers_are_the_same_on_every_machine():
    """A hash of what was drawn once."""
    drawn = [
        f(KEY, np.arange(10_000)) for f in (chance.uniform, chance.normal, chance.bell)
    ]
    found = hashlib.sha256(np.concatenate(drawn).astype("<f8").tobytes()).hexdigest()
    assert found == "5fe54400d1883703764b115a7a57ef8d76f70cae03995a6fd6e815b0429cd421"
