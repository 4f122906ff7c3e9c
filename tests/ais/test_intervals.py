import numpy as np
import pytest

from soundings.ais.intervals import count_interval, draw_counts, hours_interval


def test_a_week_that_was_heard_without_errors_is_known():
    """Nothing missed and nothing false: the interval is the count."""
    found = np.array([60.0])

    low, high = count_interval(found, np.ones(1), found, found, 0.0, 0.0)

    assert (low, high) == (60, 60)


def test_an_unheard_week_where_nothing_is_usual_has_no_upper_end():
    """Without a week to compare with, nobody can say."""
    unknown = np.array([np.nan])

    low, high = count_interval(np.zeros(1), np.zeros(1), unknown, unknown)

    assert low == 0
    assert np.isnan(high).all()


@pytest.mark.parametrize("chance", [0.0, 0.3, 0.7, 0.95])
@pytest.mark.parametrize(("mean", "variance"), [(60, 30), (60, 60), (60, 120), (4, 4)])
def test_nine_in_ten_intervals_hold_the_truth(chance, mean, variance):
    """True counts are drawn, thinned by the chance, and looked for in the interval."""
    rng = np.random.default_rng(11)
    true = draw_counts(np.array([mean]), np.array([variance]), 600, rng)[:, 0]
    found = rng.binomial(true.astype(int), chance).astype(float)
    level = np.full(600, float(mean))

    low, high = count_interval(
        found, np.full(600, chance), level, np.full(600, float(variance)), 0.0, 0.0
    )

    assert 0.86 <= ((true >= low) & (true <= high)).mean() <= 1.0


def test_late_finds_pull_the_interval_down():
    """Ten of sixty were there when the receiver came back; each is likely old."""
    found = np.array([60.0])

    low, high = count_interval(
        found, np.ones(1), found, found, 0.0, 0.0, n_late=10, old_share=0.8
    )

    assert low < 52 + 1
    assert high <= 55


def test_hours_nobody_heard_move_and_widen_the_interval():
    """A hundred hidden hours more or less."""
    low, high = hours_interval(
        np.array([1000.0]), np.array([100.0]), np.array([50.0]), error_share=0.0
    )

    assert (low + high) / 2 == pytest.approx(1100)
    assert (high - low) / 2 == pytest.approx(1.645 * 50, rel=0.01)
