import numpy as np
import pytest

from soundings.ais.intervals import draw_counts
from soundings.ais.scan import Spell, dispersion, find_spell, is_abrupt, steadied


def draw(mean: float, variance: float, n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return draw_counts(np.full(n, mean), np.full(n, variance), 1, rng)[0]


@pytest.mark.parametrize(("mean", "variance"), [(60, 30), (60, 150), (3, 3)])
def test_quiet_series_seldom_alarm(mean, variance):
    """Of twenty series without a shock at most three have p ≤ 0.05."""
    series = [draw(mean, variance, 60, seed) for seed in range(20)]

    spells = [find_spell(counts, np.ones(60), 99) for counts in series]

    assert sum(s is not None and s.p_value <= 0.05 for s in spells) <= 3


def test_weeks_that_nobody_heard_are_no_fall():
    """Zeros of weight zero do not speak."""
    counts, weight = draw(60, 40, 80, 1), np.ones(80)
    counts[30:33], weight[30:33] = 0, 0

    spell = find_spell(counts, weight, 199)

    assert spell is not None
    assert spell.p_value > 0.05


def test_half_heard_weeks_are_judged_by_what_was_heard():
    """Thirty found where half of sixty could be: as usual."""
    counts, weight = draw(60, 40, 80, 2), np.ones(80)
    counts[40:43], weight[40:43] = [30, 28, 33], 0.5

    spell = find_spell(counts, weight, 199)

    assert spell is not None
    assert spell.p_value > 0.05


def test_a_step_is_dated_where_it_begins():
    """A fall by a third from the 41st week on."""
    counts = np.concatenate([draw(60, 40, 40, 3), draw(40, 30, 40, 4)])

    spell = find_spell(counts, np.ones(80), 199)

    assert spell is not None
    assert abs(spell.first - 40) <= 1
    assert (spell.stop, spell.p_value) == (80, 1 / 200)


def test_the_spread_is_measured_past_a_shock():
    """Poisson noise is 1 on the steadied scale, strike or no strike."""
    counts = draw(60, 60, 100, 5)
    counts[50:53] = 5

    ratio, _ = dispersion(steadied(counts, np.ones(100))[None, :], np.ones(100))

    assert 0.6 < ratio[0] < 1.6


def test_a_season_is_no_step():
    """A slow wave differs from the rest of the year; it does not begin abruptly."""
    weeks = np.arange(104)
    counts = np.round(60 + 15 * np.sin(weeks / 104 * 2 * np.pi))
    steady = steadied(counts, np.ones(104))

    assert not is_abrupt(steady, np.ones(104), Spell(55, 100, -9.0, 0.01), 1.0)


def test_too_few_weeks_say_nothing():
    """Seven weeks are no series."""
    assert find_spell(np.ones(7), np.ones(7)) is None
