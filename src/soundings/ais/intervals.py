"""
Intervals: what the true figure of a week can be, given what was received.

The interval is for the *true figure of that week at that port*, such as the number of
visits that began, and not for a long-run mean. It covers visits that nobody
heard or that were heard too late, and visits that the rules missed or counted twice, and
nothing else.
If the rules' definition is not yours, no interval helps.

The model, a thinned count (the true count is what was found, less what was counted
wrongly, plus what was not found):

- not heard: of a usual week's visits, each with the chance that `weekly_reception` gives;
  as uneven as weeks at this port are (binomial, Poisson or negative binomial, whichever
  has the variance seen);
- found late: ships that are there when a deaf receiver comes back began before, some of
  them in another week (binomial);
- missed, and counted wrongly: Poisson, as shares of what was found. The shares come from
  comparing with a record, and are the caller's to give.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import Final

import numpy as np

from soundings.ais.geometry import Floats

SHARE_INSIDE: Final = 0.90
MISSED_SHARE: Final = 0.01
FALSE_SHARE: Final = 0.01
"""Of a hundred calls found on simulated data, about one too few and one too many."""
N_DRAWS: Final = 4000
SEED: Final = 6


def count_interval(
    n_found: Floats,
    chance_found: Floats,
    usual: Floats,
    usual_variance: Floats,
    missed_share: float = MISSED_SHARE,
    false_share: float = FALSE_SHARE,
    share_inside: float = SHARE_INSIDE,
    n_late: Floats | float = 0.0,
    old_share: Floats | float = 0.0,
) -> tuple[Floats, Floats]:
    """
    Return the lower and upper end of the interval for true counts.

    Parameters
    ----------
    n_found : ndarray
        What was found in each week.
    chance_found : ndarray
        From `reception.weekly_reception`.
    usual, usual_variance : ndarray
        Mean and variance of such weeks when they are heard; missing where unknown, which
        makes the upper end missing unless everything was heard.
    missed_share, false_share : float
        Shares of what was found.
    share_inside : float
        0.9: of ten such intervals nine hold the truth.
    n_late, old_share : float or ndarray
        Of what was found, how many were found as a deaf receiver came back, and the
        chance of each of having begun in an earlier week, or of being known already.

    Examples
    --------
    A week that was heard; one of which half was; one in which nothing was.

    >>> low, high = count_interval(
    ...     np.array([60.0, 30.0, 0.0]), np.array([1.0, 0.5, 0.0]),
    ...     np.full(3, 60.0), np.full(3, 40.0),
    ... )
    >>> low.tolist(), high.tolist()
    ([58.0, 52.0, 50.0], [62.0, 68.0, 70.0])
    """
    rng = np.random.default_rng(SEED)
    lost = 1 - np.asarray(chance_found, dtype=float)
    mean = np.nan_to_num(lost * usual)
    # Thinning: the part that follows the weeks' own ups and downs, and the part by lot.
    variance = np.nan_to_num(lost**2 * usual_variance + lost * (1 - lost) * usual)
    unheard = draw_counts(mean, variance, N_DRAWS, rng)
    missed = rng.poisson(missed_share * n_found, (N_DRAWS, len(n_found)))
    false = rng.poisson(false_share * n_found, (N_DRAWS, len(n_found)))
    size = (N_DRAWS, len(n_found))
    late = np.broadcast_to(np.asarray(n_late, dtype=int), (len(n_found),))
    old = rng.binomial(late, np.broadcast_to(old_share, late.shape), size)
    truth = np.maximum(n_found + unheard + missed - false - old, 0)
    tail = (1 - share_inside) / 2
    low, high = np.quantile(truth, [tail, 1 - tail], axis=0, method="inverted_cdf")
    unknown = np.isnan(usual) & (lost > 0)
    return np.asarray(low), np.where(unknown, np.nan, high)


def hours_interval(
    hours_found: Floats,
    hours_unheard: Floats,
    unheard_sd: Floats,
    error_share: float = 0.01,
    share_inside: float = SHARE_INSIDE,
) -> tuple[Floats, Floats]:
    """
    Return the lower and upper end of the interval for true ship-hours.

    Parameters
    ----------
    hours_found : ndarray
    hours_unheard, unheard_sd : ndarray
        What ships usually spend in port in the hours nobody heard, and how unsure that is.
    error_share : float
        Standard error of the hours found, as a share: from ends of stays that are a
        little early or late, and whole visits missed or too many.

    Examples
    --------
    >>> low, high = hours_interval(np.array([1000.0]), np.array([0.0]), np.array([0.0]))
    >>> low.round().tolist(), high.round().tolist()
    ([984.0], [1016.0])
    """
    tail = (1 - share_inside) / 2
    times = NormalDist().inv_cdf(1 - tail)
    spread = times * np.hypot(error_share * hours_found, unheard_sd)
    middle = hours_found + hours_unheard
    return np.maximum(middle - spread, 0.0), middle + spread


def draw_counts(
    mean: Floats, variance: Floats, n_draws: int, rng: np.random.Generator
) -> Floats:
    """
    Draw counts of given means and variances, one column for each.

    Negative binomial where the variance is above the mean, binomial where it is below,
    Poisson where they are alike. A binomial needs whole trials, so its variance is met
    nearly, not exactly.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> counts = draw_counts(np.array([50.0, 50.0]), np.array([20.0, 90.0]), 20_000, rng)
    >>> counts.mean(axis=0).round().tolist(), (counts.var(axis=0) / 10).round().tolist()
    ([50.0, 50.0], [2.0, 9.0])
    """
    mean, variance = np.broadcast_arrays(
        np.asarray(mean, dtype=float), np.asarray(variance, dtype=float)
    )
    found = np.zeros((n_draws, len(mean)))
    ratio = np.divide(variance, mean, out=np.ones_like(mean), where=mean > 0)
    over, under = ratio > 1.01, (ratio < 0.99) & (mean > 0)
    plain = ~over & ~under
    shape = mean[over] / (ratio[over] - 1)
    found[:, over] = rng.negative_binomial(
        shape, 1 / ratio[over], (n_draws, over.sum())
    )
    trials = np.maximum(np.ceil(mean[under] / (1 - np.maximum(ratio[under], 0.05))), 1)
    share = mean[under] / trials
    found[:, under] = rng.binomial(trials.astype(int), share, (n_draws, under.sum()))
    found[:, plain] = rng.poisson(mean[plain], (n_draws, plain.sum()))
    return found
