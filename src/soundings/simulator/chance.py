"""
Random numbers that depend on what they are for, not on what was drawn before.

Each number is a hash of a seed, the name of a process, an entity and an index. So a
new ship or port leaves all others as they were, any slice of a long simulation can be
made alone, and the same seed gives the same numbers on every machine: whole-number
arithmetic does not depend on the build, as the streams of numpy's Generator may (NEP 19).

Source of the hash: the output function of SplitMix64 (Steele, Lea and Flood, *Fast
splittable pseudorandom number generators*, 2014), used as a counter-based generator as
in Salmon and others, *Parallel random numbers: as easy as 1, 2, 3* (2011).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from soundings.simulator.portable import PI, Floats, exp, log, sin_cos

Ints: TypeAlias = npt.NDArray[np.int64]
_Words: TypeAlias = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def stream(seed: int, name: str) -> int:
    """
    Return the key of one process: a 63-bit number from the seed and the name.

    Examples
    --------
    >>> stream(1, "wind") == stream(1, "wind"), stream(1, "wind") == stream(1, "rain")
    (True, False)
    """
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return int.from_bytes(digest[:8], "little") >> 1


def _mix(word: _Words) -> _Words:
    word = word ^ (word >> np.uint64(30))
    word *= _MIX_1
    word ^= word >> np.uint64(27)
    word *= _MIX_2
    word ^= word >> np.uint64(31)
    return word


def words(key: int, entity: npt.ArrayLike, index: npt.ArrayLike = 0) -> _Words:
    """Return 64 random bits for each pair of entity and index (whole numbers)."""
    entity = np.asarray(entity).astype(np.int64, copy=False).view(np.uint64)
    index = np.asarray(index).astype(np.int64, copy=False).view(np.uint64)
    with np.errstate(over="ignore"):
        lane = _mix(np.atleast_1d(entity * _GOLDEN + np.uint64(key)))
        mixed = _mix(lane + np.atleast_1d(index * _GOLDEN))
    return mixed.reshape(np.broadcast_shapes(entity.shape, index.shape))


def uniform(key: int, entity: npt.ArrayLike, index: npt.ArrayLike = 0) -> Floats:
    """
    Return numbers from 0 up to, not including, 1.

    Parameters
    ----------
    key : int
        The process, from `stream`.
    entity, index : array_like of int
        Whose number, and which of them; broadcast against each other.

    Examples
    --------
    A ship's number does not depend on which other ships are asked for.

    >>> key = stream(2020, "delay")
    >>> bool(uniform(key, [3, 4, 5])[1] == uniform(key, 4))
    True
    """
    bits = words(key, entity, index) >> np.uint64(11)
    return np.asarray(bits.astype(np.float64) * 2.0**-53)


def normal(key: int, entity: npt.ArrayLike, index: npt.ArrayLike = 0) -> Floats:
    """Return standard normal numbers, by the method of Box and Muller (1958)."""
    index = 2 * np.asarray(index).astype(np.int64)
    radius = np.sqrt(-2 * log(1 - uniform(key, entity, index)))
    return np.asarray(radius * sin_cos(2 * PI * uniform(key, entity, index + 1))[1])


def bell(key: int, entity: npt.ArrayLike, index: npt.ArrayLike = 0) -> Floats:
    """
    Return roughly normal numbers, fast: the sum of four 16-bit uniforms, scaled.

    Mean 0, standard deviation 1, never beyond 3.5: for noise that is drawn millions
    of times, where the tail must not matter.
    """
    word = words(key, entity, index)
    low = np.uint64(0xFFFF)
    total = (word & low) + ((word >> np.uint64(16)) & low)
    total += ((word >> np.uint64(32)) & low) + (word >> np.uint64(48))
    return (total.astype(float) / 65535 - 2) * 1.7320508075688772


def exponential(
    key: int, entity: npt.ArrayLike, index: npt.ArrayLike = 0, mean: float = 1.0
) -> Floats:
    """Return exponential numbers with the given mean."""
    return -mean * log(1 - uniform(key, entity, index))


def lognormal(
    key: int,
    entity: npt.ArrayLike,
    index: npt.ArrayLike = 0,
    median: npt.ArrayLike = 1.0,
    sigma: npt.ArrayLike = 1.0,
) -> Floats:
    """Return lognormal numbers with the given median and sigma of the logarithm."""
    return np.asarray(median) * exp(np.asarray(sigma) * normal(key, entity, index))


def choose(
    key: int,
    entity: npt.ArrayLike,
    weights: Sequence[float] | Floats,
    index: npt.ArrayLike = 0,
) -> Ints:
    """
    Return for each entity the place of one weight, chosen in proportion to it.

    Raises
    ------
    ValueError
        If a weight is negative, or all are zero.

    Examples
    --------
    >>> choose(stream(1, "x"), [1, 2, 3], [0, 5, 0]).tolist()
    [1, 1, 1]
    """
    shares = np.asarray(weights, dtype=float)
    if shares.size == 0 or (shares < 0).any() or not (shares > 0).any():
        raise ValueError(
            f"choose: weights are {shares.tolist()}. Give none below zero, one above."
        )
    edges = np.cumsum(shares)
    drawn = uniform(key, entity, index) * edges[-1]
    found = np.searchsorted(edges, drawn, side="right")
    return np.asarray(np.minimum(found, np.flatnonzero(shares)[-1]), dtype=np.int64)


def whole(
    key: int, entity: npt.ArrayLike, low: int, high: int, index: npt.ArrayLike = 0
) -> Ints:
    """Return whole numbers from `low` up to and including `high`."""
    steps = np.floor(uniform(key, entity, index) * (high - low + 1))
    return np.asarray(low + steps, dtype=np.int64)
