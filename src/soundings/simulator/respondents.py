"""
A sample survey of the harbour towns: who was asked, and what they said.

Neighbourhoods are drawn in three strata with chances in proportion to their size, and
15 adults in each. Half of all interviews are held beside the quays, where few people
live: good for saying something about them, and the reason why the replies must be
weighted. A pilot of 300 gave every adult the same chance.

Source of the design and its variance: C.-E. Särndal, B. Swensson and J. Wretman, *Model
Assisted Survey Sampling* (1992), chapters 3 and 4; systematic draws in a random
order after W. G. Madow (1949).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.simulator.chance import Ints, stream, uniform
from soundings.simulator.comments import write_comments
from soundings.simulator.estimates import Estimate, calibrated, unweighted, weighted
from soundings.simulator.portable import Floats
from soundings.simulator.towns import STRATA, make_adults, make_towns

NEIGHBOURHOODS = {"quayside": 100, "coast": 60, "inland": 40}
INTERVIEWS_EACH = 15
PILOT = 300

COMMUTE_MISSING = 0.12  # whoever you are: MCAR
NOISE_MISSING_BY_AGE = (0.03, 0.06, 0.20, 0.45)  # depends on age, known: MAR
INCOME_MISSING_BY_BAND = (0.06, 0.08, 0.15, 0.40)  # depends on the answer: MNAR


@lru_cache(maxsize=1)
def population(seed: int) -> pd.DataFrame:
    """Return `make_adults`, kept between calls; read it, do not change it."""
    return make_adults(seed)


def draw(
    seed: int, repeat: int = 0, neighbourhoods: Mapping[str, int] = NEIGHBOURHOODS
) -> pd.DataFrame:
    """
    Draw a sample from the population of the towns.

    Parameters
    ----------
    seed : int
        Fixes the population.
    repeat : int
        Which sample of it; `published_repeat` says which one is published.
    neighbourhoods : mapping of str to int
        How many neighbourhoods to draw in each stratum.

    Returns
    -------
    DataFrame
        Rows of `population`, ordered by neighbourhood, with `design_weight` (adults
        whom the row stands for: within a stratum the weights add up to its adults)
        and `is_pilot`.

    Raises
    ------
    ValueError
        If a stratum has not enough neighbourhoods.
    """
    size, start, stratum, person = _frame(seed)
    chosen, weights = [], []
    for code, name in enumerate(STRATA):
        blocks = np.flatnonzero(stratum == code)
        wanted, living = neighbourhoods[name], int(size[blocks].sum())
        if wanted * int(size[blocks].max()) > living:
            raise ValueError(
                f"draw: {wanted} neighbourhoods wanted in {name}, which has "
                f"{len(blocks)}. Ask for fewer."
            )
        key = stream(seed, f"sample {repeat} {name}")
        lots = _in_proportion(key, person[start[blocks]], size[blocks], wanted)
        chosen.append(np.sort(blocks[lots]))
        weights.append(np.full(wanted, living / (wanted * INTERVIEWS_EACH)))
    block, weight = np.concatenate(chosen), np.concatenate(weights)
    order = np.argsort(block, kind="stable")
    block, weight = block[order], weight[order]
    taken = _adults_of(stream(seed, f"adults {repeat}"), block, size, start, person)
    sample = population(seed).iloc[taken].reset_index(drop=True)
    sample["design_weight"] = np.repeat(weight, INTERVIEWS_EACH)
    # A pilot drawn in proportion to the weights: the same chance for every adult.
    key = stream(seed, f"pilot {repeat}")
    weight = sample["design_weight"].to_numpy()
    sample["is_pilot"] = False
    pilot = _in_proportion(key, sample["person"].to_numpy(), weight, PILOT)
    sample.loc[pilot, "is_pilot"] = True
    return sample


@lru_cache(maxsize=1)
def _frame(seed: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return each neighbourhood's size, first row and stratum, and each row's person."""
    adults = population(seed)
    size = np.bincount(adults["neighbourhood"].to_numpy())
    start = np.cumsum(size) - size
    stratum = adults["stratum"].to_numpy()[start]
    return size, start, stratum, adults["person"].to_numpy()


def _adults_of(key: int, block: Ints, size: Ints, start: Ints, person: Ints) -> Ints:
    """Return the rows of 15 adults of each neighbourhood, all with the same chance."""
    count = size[block]
    place = np.repeat(np.arange(len(block)), count)
    rank = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    inside = np.repeat(start[block], count) + rank
    by_lot = np.lexsort((uniform(key, person[inside]), place))
    return np.sort(inside[by_lot[rank < INTERVIEWS_EACH]])


def _in_proportion(key: int, entity: Ints, size: Ints | Floats, wanted: int) -> Ints:
    """Return the places of `wanted` entities drawn in proportion to their size."""
    order = np.argsort(uniform(key, entity), kind="stable")
    edges = np.cumsum(size[order])
    points = (uniform(key, -1) + np.arange(wanted)) * (edges[-1] / wanted)
    return np.asarray(order[np.searchsorted(edges, points, side="right")])


@lru_cache(maxsize=1)
def published_repeat(seed: int) -> int:
    """
    Return which sample is published: the first that shows what the lesson needs.

    Its replies as they are miss the truth, its pilot and its weighted replies do not,
    and calibration to the regions brings it nearer. Most samples show the first three,
    and calibration helps more often than not; a reader sees one sample only.
    """
    truth = float(population(seed)["supports_expansion"].mean())
    for repeat in range(1000):
        sample = draw(seed, repeat)
        pilot = sample.loc[sample["is_pilot"], "supports_expansion"]
        plain, said = unweighted(sample["supports_expansion"]), weighted(sample)
        nearer = calibrate(seed, sample)
        error, left = abs(said.share - truth), abs(nearer.share - truth)
        honest = unweighted(pilot).covers(truth) and said.covers(truth)
        if honest and not plain.covers(truth) and left < error - 0.004:
            return repeat
    raise ValueError(f"survey: no sample of seed {seed} will do. Take another seed.")


def calibrate(seed: int, sample: pd.DataFrame) -> Estimate:
    """Return the support in the sample, calibrated to the adults of each region."""
    region, totals = _regions(seed)
    sample = sample.assign(region=region[sample["town"].to_numpy()])
    return calibrated(sample, "region", totals)


@lru_cache(maxsize=1)
def _regions(seed: int) -> tuple[npt.NDArray[np.object_], pd.Series]:
    """Return each town's region, and the adults of each region."""
    towns = make_towns(seed)
    names = towns["region"].to_numpy(dtype=object)
    return names, towns.groupby("region")["adults"].sum()


@lru_cache(maxsize=1)
def answers(seed: int) -> pd.DataFrame:
    """
    Return the published sample with comments, and with answers missing.

    Adds `respondent_id`, the comment's columns, and `commute_missing`,
    `noise_missing` and `income_missing`; the answers themselves are all there. Read
    it, do not change it.
    """
    sample = draw(seed, published_repeat(seed))
    person = sample["person"].to_numpy()
    towns = make_towns(seed)
    sample["region"] = towns["region"].to_numpy()[sample["town"]]
    sample["town_id"] = towns["town_id"].to_numpy()[sample["town"]]
    sample = sample.join(write_comments(seed, sample))
    for name, share in {
        "commute": COMMUTE_MISSING,
        "noise": np.array(NOISE_MISSING_BY_AGE)[sample["age"].to_numpy()],
        "income": np.array(INCOME_MISSING_BY_BAND)[sample["income"].to_numpy()],
    }.items():
        sample[f"{name}_missing"] = (
            uniform(stream(seed, f"{name} missing"), person) < share
        )
    lot = np.argsort(uniform(stream(seed, "respondent"), person), kind="stable")
    sample = sample.iloc[lot].reset_index(drop=True)
    sample["respondent_id"] = [f"R{i + 1:04d}" for i in range(len(sample))]
    return sample
