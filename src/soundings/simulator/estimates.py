"""
What a sample says about its population, and how sure it is.

Only what the harbour-towns survey needs: a share from a stratified sample in two
stages, with its standard error, and the same after calibration to known totals. The
figures are those of `svymean`, `svydesign` and `postStratify` in R's package survey.

Source: C.-E. Särndal, B. Swensson and J. Wretman, *Model Assisted Survey Sampling*
(1992), chapters 5 and 7; the variance takes neighbourhoods as drawn with
replacement, which errs a little on the safe side.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Z_95 = 1.959964  # the normal distribution's 97.5th percentile


class Estimate(NamedTuple):
    """A share and its standard error, both from 0 to 1."""

    share: float
    standard_error: float

    @property
    def lower(self) -> float:
        """The lower end of the 95 % interval."""
        return self.share - Z_95 * self.standard_error

    @property
    def upper(self) -> float:
        """The upper end of the 95 % interval."""
        return self.share + Z_95 * self.standard_error

    def covers(self, truth: float) -> bool:
        """Say whether the 95 % interval contains the truth."""
        return self.lower <= truth <= self.upper


def unweighted(claims: npt.ArrayLike) -> Estimate:
    """
    Return the plain share, as if every adult had had the same chance.

    Examples
    --------
    >>> half = unweighted([True, False] * 50)
    >>> half.share, round(half.standard_error, 4)
    (0.5, 0.0503)
    """
    values = np.asarray(claims, dtype=float)
    share = float(values.mean())
    spread = float(np.sqrt(share * (1 - share) / (len(values) - 1)))
    return Estimate(share, spread)


def weighted(
    sample: pd.DataFrame,
    claim: str = "supports_expansion",
    within: npt.ArrayLike | None = None,
) -> Estimate:
    """
    Return the weighted share, with the standard error the design gives it.

    Parameters
    ----------
    sample : DataFrame
        Columns `stratum`, `neighbourhood`, `design_weight` and the claim.
    claim : str
        The column of true and false.
    within : array_like of bool, optional
        Which rows the share is of; the others still count for the design.
    """
    counts = np.ones(len(sample), bool) if within is None else np.asarray(within)
    weight = sample["design_weight"].to_numpy() * counts
    value = sample[claim].to_numpy(dtype=float)
    share = float(weight @ value / weight.sum())
    return Estimate(share, _spread(sample, weight * (value - share) / weight.sum()))


def calibrated(
    sample: pd.DataFrame,
    group: str,
    totals: pd.Series,
    claim: str = "supports_expansion",
) -> Estimate:
    """
    Return the share after the weights of each group are scaled to its known total.

    Parameters
    ----------
    sample : DataFrame
        As for `weighted`, with a column `group`.
    group : str
        The column to calibrate by.
    totals : Series
        Adults of each group, by its name.

    Raises
    ------
    ValueError
        If nobody of a group was asked.
    """
    found = sample.groupby(group)["design_weight"].sum()
    missed = totals.index.difference(found.index)
    if len(missed):
        raise ValueError(
            f"calibrated: nobody of {group} {missed[0]} was asked. "
            "Join it to another group."
        )
    names = sample[group]
    scale = names.map(totals / found).to_numpy(dtype=float)
    weight = sample["design_weight"].to_numpy() * scale
    value = sample[claim].to_numpy(dtype=float)
    share = float(weight @ value / weight.sum())
    sums = pd.Series(weight * value).groupby(names.to_numpy()).sum()
    expected = names.map(sums / totals).to_numpy(dtype=float)
    return Estimate(share, _spread(sample, weight * (value - expected) / weight.sum()))


def _spread(sample: pd.DataFrame, parts: npt.NDArray[np.float64]) -> float:
    """Return the standard error from what each row adds to the error."""
    keys = [sample["stratum"].to_numpy(), sample["neighbourhood"].to_numpy()]
    by_place = pd.Series(parts).groupby(keys).sum()
    by_stratum = by_place.groupby(level=0)
    return float(np.sqrt((by_stratum.var(ddof=1) * by_stratum.size()).sum()))


def kappa(first: pd.Series, second: pd.Series) -> float:
    """
    Return Cohen's kappa: agreement beyond what chance would give.

    Examples
    --------
    Three of four agree; by chance two would.

    >>> kappa(pd.Series(list("aabb")), pd.Series(list("aaba")))
    0.5
    """
    agree = float((first.to_numpy() == second.to_numpy()).mean())
    shares = first.value_counts(normalize=True), second.value_counts(normalize=True)
    by_chance = float((shares[0] * shares[1]).sum())
    return (agree - by_chance) / (1 - by_chance)
