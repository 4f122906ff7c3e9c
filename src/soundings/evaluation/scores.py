"""One measured quality, the bar it is held to, and whether it reaches it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

FIRST_UNSEEN_SEED: Final = 1000
"""From this seed on, evaluations use ports on which nothing was tuned."""


@dataclass(frozen=True)
class Score:
    """
    A measured quality beside its bar.

    Attributes
    ----------
    what : str
        What was measured, with its unit, such as "port calls, F1".
    setting : str
        On what, such as "realistic, GBMLF".
    value, bar : float
    is_at_most : bool
        The bar is a ceiling (an error) instead of a floor.
    n : int
        How many true things the value rests on: of ten calls, one is ten per cent.
    note : str
    """

    what: str
    setting: str
    value: float
    bar: float
    is_at_most: bool = False
    n: int = 0
    note: str = ""

    @property
    def is_met(self) -> bool:
        """
        Say whether the value reaches the bar; a missing value does not.

        Examples
        --------
        >>> Score("arrival error, median minutes", "clean", 4.0, 10.0, is_at_most=True).is_met
        True
        >>> Score("port calls, F1", "clean", float("nan"), 0.98).is_met
        False
        """
        return self.value <= self.bar if self.is_at_most else self.value >= self.bar


def f1(n_right: int, n_found: int, n_true: int) -> float:
    """
    Return the harmonic mean of precision and recall.

    Nothing to find and nothing found is perfect.

    Examples
    --------
    Nine of ten found, and one too many.

    >>> round(f1(9, 10, 10), 2)
    0.9
    """
    return 2 * n_right / (n_found + n_true) if n_found + n_true else 1.0


def as_table(scores: Sequence[Score]) -> pd.DataFrame:
    """Return scores as a table: what, setting, value, bar, is_met, n, note."""
    return pd.DataFrame(
        [
            {
                "what": score.what,
                "setting": score.setting,
                "value": score.value,
                "bar": f"{'at most' if score.is_at_most else 'at least'} {score.bar:g}",
                "is_met": score.is_met,
                "n": score.n,
                "note": score.note,
            }
            for score in scores
        ],
        columns=["what", "setting", "value", "bar", "is_met", "n", "note"],
    )
