"""
A scan of a weekly count for spells of weeks that differ from the rest.

After Kulldorff's scan (1997), in time alone: every spell of weeks is compared with the
weeks outside it, and the most unusual one is judged by how unusual the most unusual
spell is in series where nothing happened. So a false alarm has the chance asked for *in
the whole series*, whatever its length, and a port with three calls a week is judged by
what chance does to three calls a week.

Two things are as in life rather than as in the paper. Counts are as uneven as the series
itself (timetables make them more even than Poisson's, weather less), and neighbouring
weeks may be alike: both are estimated from the series, by medians, which shocks move
little, and estimated again in each of the series where nothing happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from soundings.ais.coverage import Ints
from soundings.ais.geometry import Floats
from soundings.ais.intervals import draw_counts

N_NULL: Final = 499
WINDOW: Final = 13
"""Weeks of the running median that spread and likeness are measured against."""
LENGTHS: Final = (1, 4, 13, 10_000)
"""Longest spell of each class. A spell is compared with spells of its class, so that chance
among the many long ones does not hide a strike of a week."""
FEW: Final = 2 * 5.375**0.5
"""Five a week, on the steadied scale."""
SEED: Final = 6


@dataclass(frozen=True)
class Spell:
    """
    The most unusual spell of weeks.

    Attributes
    ----------
    first, stop : int
        Its weeks, half-open.
    score : float
        Mean difference from the rest in standard errors; negative is a fall.
    p_value : float
        Share of series without any shock whose most unusual spell is as unusual.
    """

    first: int
    stop: int
    score: float
    p_value: float


def find_spell(counts: Floats, weight: Floats, n_null: int = N_NULL) -> Spell | None:
    """
    Return the most unusual spell of weeks, with its p-value.

    Parameters
    ----------
    counts : ndarray
        One week each, in order.
    weight : ndarray
        Share of each week that was heard: 1 is all, 0 is none. A week counts as it weighs.
    n_null : int
        Series without a shock to compare with; the p-value is never below
        1 / (n_null + 1).

    Returns
    -------
    Spell or None
        None if there are too few weeks, or nothing but zeros.

    Examples
    --------
    Weeks of about 50, and one of 15.

    >>> counts = np.array([50, 47, 55, 52, 48, 51, 46, 53, 15, 49, 54, 50, 47, 52.0])
    >>> spell = find_spell(counts, np.ones(14))
    >>> spell.first, spell.stop, spell.p_value <= 0.05
    (8, 9, True)
    """
    known = weight > 0
    if known.sum() < 8 or not counts[known].any():
        return None
    steady = steadied(counts, weight)
    found = _most_unusual(steady[None, :], weight)
    largest = int(np.abs(found.score[0]).argmax())
    ratio, likeness = found.ratio[0, largest], found.likeness[0, largest]
    usual = float(np.median(counts[known] / weight[known]))
    null = _null(
        max(round(usual, 1 if usual < 20 else 0), 0.1),
        # Scores are in standard errors, so the spread matters for the tails alone: those
        # of small counts are never taken for lighter than Poisson's.
        round(float(np.clip(ratio, 1.0 if usual < 20 else 0.5, 4.0)), 1),
        round(float(np.clip(likeness, 0, 0.6)), 1),
        tuple(np.round(weight, 2).tolist()),
        n_null,
    )
    usual_score, scale = np.quantile(null, [0.5, 0.9], axis=0)
    scale = np.maximum(scale - usual_score, 1e-9)
    unlike_null = ((null - usual_score) / scale).max(axis=1)
    unlike = (np.abs(found.score[0]) - usual_score) / scale
    kind = int(unlike.argmax())
    p_value = (1 + int((unlike_null >= unlike.max()).sum())) / (1 + n_null)
    first, stop = int(found.first[0, kind]), int(found.stop[0, kind])
    return Spell(first, stop, float(found.score[0, kind]), p_value)


def steadied(counts: Floats, weight: Floats) -> Floats:
    """
    Return counts on a scale on which Poisson noise is 1 whatever the mean (Anscombe 1948).

    A week of which half was heard is doubled first; its noise is then larger, and its
    weight smaller. Weeks that nobody heard are missing.

    Examples
    --------
    >>> steadied(np.array([49.0, 24.5, 0.0]), np.array([1.0, 0.5, 0.0])).round(2).tolist()
    [14.05, 14.05, nan]
    """
    share = np.where(weight > 0, weight, np.nan)
    return np.asarray(2 * np.sqrt(counts / share + 0.375))


def dispersion(steady: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """
    Return each series' variance against Poisson's, and how alike neighbours are.

    Both from distances to a running median; the variance from their median absolute
    value, the likeness as a correlation of neighbours with far ones pulled in.
    """
    near = np.full((WINDOW, *steady.shape), np.nan)
    half = WINDOW // 2
    for place, shift in enumerate(range(-half, half + 1)):
        source = slice(max(shift, 0), steady.shape[1] + min(shift, 0))
        target = slice(max(-shift, 0), steady.shape[1] + min(-shift, 0))
        near[place][:, target] = steady[:, source]
    with np.errstate(all="ignore"):
        middle = _median(near)
    rest = (steady - middle) * np.sqrt(weight)
    spread = 1.4826 * np.nanmedian(np.abs(rest), axis=1)
    # The running median follows the series a little: it takes a tenth of the spread.
    # Below five a week, counts are too coarse for medians to tell: Poisson at least.
    least = np.where(np.nanmedian(steady, axis=1) < FEW, 1.0, 0.2)
    spread = np.maximum(spread * 1.1, least)
    tame = np.clip(rest / spread[:, None], -1.5, 1.5)
    pairs = np.nanmean(tame[:, 1:] * tame[:, :-1], axis=1)
    likeness = np.clip(pairs / np.nanmean(tame**2, axis=1), 0.0, 0.8)
    # What so short a series shows by chance alone is not likeness.
    by_chance = 1.3 / np.sqrt(max(int((weight > 0).sum()), 1))
    return spread**2, np.where(likeness > by_chance, likeness, 0.0)


def _median(near: Floats) -> Floats:
    """Return the median over the first axis without those missing; missing if all are."""
    ordered = np.sort(near, axis=0)
    n = (~np.isnan(ordered)).sum(axis=0)
    low = np.take_along_axis(ordered, np.maximum((n - 1) // 2, 0)[None], axis=0)[0]
    high = np.take_along_axis(ordered, np.minimum(n // 2, len(near) - 1)[None], axis=0)[
        0
    ]
    return np.asarray((low + high) / 2)


@dataclass(frozen=True)
class _Spells:
    """The most unusual spells of many series: arrays (series, class of length)."""

    score: Floats
    first: Ints
    stop: Ints
    ratio: Floats
    likeness: Floats


def _most_unusual(steady: Floats, weight: Floats) -> _Spells:
    """Return each series' most unusual spells, and the noise that is left without it."""
    n_series, n = steady.shape
    ratio, likeness = dispersion(steady, weight)
    mass = np.concatenate([[0.0], np.cumsum(weight)])
    sums = np.zeros((n_series, n + 1))
    np.cumsum(np.nan_to_num(steady) * weight, axis=1, out=sums[:, 1:])
    best, gaps = np.zeros((2, n_series, len(LENGTHS)))
    begins = np.zeros((n_series, len(LENGTHS)), dtype=np.int64)
    ends = np.zeros((n_series, len(LENGTHS)), dtype=np.int64)
    rows = np.arange(n_series)
    for length in range(1, n - 3):
        # A spell that begins with the data has no beginning that we could date.
        first = np.arange(1, n - length + 1)
        inside = mass[first + length] - mass[first]
        outside = mass[-1] - inside
        usable = (inside > 0.2) & (outside >= 4)
        if not usable.any():
            continue
        first, inside, outside = first[usable], inside[usable], outside[usable]
        part = sums[:, first + length] - sums[:, first]
        gap = part / inside - (sums[:, -1:] - part) / outside
        score = gap / np.sqrt(1 / inside + 1 / outside)
        place = np.abs(score).argmax(axis=1)
        found = score[rows, place] / np.sqrt(ratio * _inflation(length, likeness))
        kind = next(k for k, longest in enumerate(LENGTHS) if length <= longest)
        better = np.abs(found) > np.abs(best[:, kind])
        best[better, kind] = found[better]
        gaps[better, kind] = gap[rows, place][better]
        begins[better, kind] = first[place[better]]
        ends[better, kind] = first[place[better]] + length
    # A shock scatters, and its weeks are alike: noise is what is left without it.
    weeks = np.arange(n)
    left, alike = np.zeros((2, n_series, len(LENGTHS)))
    for kind in range(len(LENGTHS)):
        first, stop = begins[:, [kind]], ends[:, [kind]]
        inside = (weeks >= first) & (weeks < stop)
        level = steady - inside * gaps[:, [kind]]
        length = np.maximum(stop - first, 1)[:, 0]
        was = ratio * _inflation(length, likeness)
        left[:, kind], alike[:, kind] = dispersion(level, weight)
        now = left[:, kind] * _inflation(length, alike[:, kind])
        best[:, kind] *= np.sqrt(was / now)
    return _Spells(best, begins, ends, left, alike)


def _inflation(length: int | Ints, likeness: Floats) -> Floats:
    """Return how much wider the mean of so many alike neighbours scatters."""
    apart = 1 - likeness
    ends = 2 * likeness * (1 - likeness**length) / (length * apart**2)
    return np.asarray((1 + likeness) / apart - ends)


@lru_cache(maxsize=256)
def _null(
    usual: float, ratio: float, likeness: float, weight: tuple[float, ...], n_null: int
) -> Floats:
    """Return the highest scores, by class of length, of series without a shock."""
    rng = np.random.default_rng(SEED)
    share = np.array(weight)
    # Neighbours alike: levels that wander; the rest of the variance is the counts' own.
    level = _wander(rng, n_null, len(share), likeness) * np.sqrt(
        ratio * likeness * usual
    )
    mean = np.maximum(usual + level, usual / 10)
    drawn = draw_counts(
        mean.ravel() * np.repeat(share[None, :], n_null, axis=0).ravel(),
        _variance(mean, ratio * (1 - likeness), share).ravel(),
        1,
        rng,
    )
    counts = drawn.reshape(n_null, len(share))
    steady = steadied(counts, share)
    return np.abs(_most_unusual(steady, share).score)


def _variance(mean: Floats, ratio: float, share: Floats) -> Floats:
    """Return the variance of counts of which a share is heard, by thinning."""
    return np.asarray(mean * (share**2 * ratio + share * (1 - share)))


def _wander(rng: np.random.Generator, n_series: int, n: int, likeness: float) -> Floats:
    """Return series of unit variance whose neighbours are alike (first order)."""
    noise = rng.standard_normal((n_series, n))
    if likeness == 0:
        return np.zeros((n_series, n))
    # A level of correlation 0.7 from week to week gives counts the likeness asked for.
    keep = 0.7
    for week in range(1, n):
        noise[:, week] = (
            keep * noise[:, week - 1] + np.sqrt(1 - keep**2) * noise[:, week]
        )
    return noise


def is_abrupt(steady: Floats, weight: Floats, spell: Spell, spread: float) -> bool:
    """
    Say whether a spell begins with a step, and not with a drift.

    Compared are up to four weeks from its beginning (of which the first may be a part
    week) with the eight before. A season or a trend also makes spells that differ from
    the rest of the series; it makes no step.
    """
    after = np.arange(spell.first, min(spell.stop, spell.first + 4))
    before = np.arange(max(spell.first - 8, 0), spell.first)
    if not weight[before].sum() or not weight[after].sum():
        return False
    step = np.average(np.nan_to_num(steady[after]), weights=weight[after]) - np.average(
        np.nan_to_num(steady[before]), weights=weight[before]
    )
    noise = spread * np.sqrt(1 / weight[after].sum() + 1 / weight[before].sum())
    return bool(step * np.sign(spell.score) >= 2.0 * noise)
