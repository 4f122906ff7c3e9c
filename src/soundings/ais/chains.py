"""Which segment follows which: the fewest hulls that explain all, by the shortest ways."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from soundings.ais.geometry import Bools, Floats
from soundings.ais.reach import TrackLimits, reach_nm

NOT_AT_ALL = 1e9
ALTHOUGH_TOO_FAST = 1e4
"""What a link costs that cannot be, and one that is too fast but not far."""


def chain(
    nm: Floats, seconds: Floats, follows: Bools, limits: TrackLimits
) -> list[list[int]]:
    """
    Return chains of segments, in order of their first members.

    Parameters
    ----------
    nm, seconds : array of float
        From the end of one segment (row) to the beginning of another (column).
    follows : array of bool
        Which segment (column) may come after which (row) at all; never the other way
        round as well.

    Examples
    --------
    Two hulls at once: the third segment begins where the first ended.

    >>> nm = np.array([[0.0, 20.0, 1.0], [0.0, 0.0, 15.0], [0.0, 0.0, 0.0]])
    >>> follows = np.array([[0, 1, 1], [0, 0, 0], [0, 0, 0]], dtype=bool)
    >>> chain(nm, np.full((3, 3), 7200.0), follows, TrackLimits())
    [[0, 2], [1]]
    """
    after = match(nm, seconds, follows, limits)
    is_followed = np.isin(np.arange(len(nm)), after)
    chains = []
    for start in np.flatnonzero(~is_followed).tolist():
        links = [start]
        while after[links[-1]] >= 0:
            links.append(int(after[links[-1]]))
        chains.append(links)
    return chains


def match(
    nm: Floats, seconds: Floats, follows: Bools, limits: TrackLimits
) -> np.ndarray:
    """
    Return which column comes after each row, -1 for none: as many as can, then nearest.

    A link that is too fast is made only where the distance is below `apart_nm`: the
    position had been wrong for a while.
    """
    reach = reach_nm(np.maximum(seconds, 0), np.nan, np.nan, limits)
    cost = np.where(nm <= reach, nm, nm + ALTHOUGH_TOO_FAST)
    can_be = follows & ((nm <= reach) | (nm < limits.apart_nm))
    # Of two that are as near, the one heard last.
    cost = np.where(can_be, cost + np.maximum(seconds, 0) / 3.6e5, NOT_AT_ALL)
    rows, columns = linear_sum_assignment(cost)
    after = np.full(len(nm), -1)
    chosen = can_be[rows, columns]
    after[rows[chosen]] = columns[chosen]
    return after
