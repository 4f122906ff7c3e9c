"""
How often a ship reports: the intervals of ITU-R M.1371-5, tables 1 and 2.

The interval follows the status that the crew *set*. A ship at the quay whose status
still says "under way" reports every ten seconds, not every three minutes.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from soundings.simulator.chance import Ints

CLASS_A, CLASS_B_SO, CLASS_B_CS, NO_RADIO = 0, 1, 2, 3
TRANSCEIVERS: Final = ("A", "B_SO", "B_CS", "none")
"""The words of the fleet table's `transceiver`; the place of a word is its code."""

CYCLE = 1_800_000
"""
A report is due whenever a ship's clock passes a multiple of this. The clock gains
`pace` in a millisecond, so every interval of the tables is a whole number of paces.
"""

HOUR_MS = 3_600_000
STATIC_S = 360
"""Seconds between static reports (types 5, 19 and 24)."""


def pace(
    radio: npt.ArrayLike,
    status: npt.ArrayLike,
    speed_knots: npt.ArrayLike,
    is_turning: npt.ArrayLike,
) -> Ints:
    """
    Return how much a ship's report clock gains in a millisecond: CYCLE / interval.

    Parameters
    ----------
    radio : array_like of int
        CLASS_A, CLASS_B_SO, CLASS_B_CS or NO_RADIO.
    status : array_like of int
        Navigational status as set by the crew; 1 is at anchor, 5 moored.
    speed_knots : array_like of float
    is_turning : array_like of bool

    Examples
    --------
    Moored, at sea, turning at 18 knots; and moored with a status nobody set.

    >>> paces = pace(0, [5, 0, 0, 0], [0, 12, 18, 0], [False, False, True, False])
    >>> (CYCLE / 1000 / paces).tolist()
    [180.0, 10.0, 2.0, 10.0]
    """
    radio, status = np.asarray(radio), np.asarray(status)
    speed, is_turning = np.asarray(speed_knots), np.asarray(is_turning, dtype=bool)
    says_still = (status == 1) | (status == 5)
    under_way = np.select(
        [speed > 23, (speed > 14) & is_turning, speed > 14, is_turning],
        [900, 900, 300, 540],
        180,
    )
    class_a = np.where(says_still, np.where(speed <= 3, 10, 180), under_way)
    carrier_sense = np.where(speed <= 2, 10, 60)
    self_organised = np.select([speed > 23, speed > 14, speed > 2], [360, 120, 60], 10)
    return np.select(
        [radio == CLASS_A, radio == CLASS_B_SO, radio == CLASS_B_CS],
        [class_a, self_organised, carrier_sense],
        0,
    ).astype(np.int64)


def ticks(
    start_ms: Ints,
    end_ms: Ints,
    paces: Ints,
    starts_ship: npt.NDArray[np.bool_],
    phase: Ints,
) -> tuple[Ints, Ints]:
    """
    Return when reports are due on stretches of time, in order.

    Parameters
    ----------
    start_ms, end_ms : ndarray of int
        The stretches, half-open, in order of ship and time.
    paces : ndarray of int
        The clock's pace on each.
    starts_ship : ndarray of bool
        True where the clock starts anew, at `phase`.
    phase : ndarray of int
        From 0 to CYCLE, read where the clock starts.

    Returns
    -------
    stretch, time_ms : ndarray of int
        The place of the stretch, and the moment, of each report.

    Examples
    --------
    Ten-second reports on 25 seconds, then three-minute reports.

    >>> stretch, time_ms = ticks(
    ...     np.array([0, 25_000]), np.array([25_000, 400_000]), np.array([180, 10]),
    ...     np.array([True, False]), np.array([0, 0]),
    ... )
    >>> stretch.tolist(), time_ms.tolist()
    ([0, 0, 1, 1], [10000, 20000, 115000, 295000])
    """
    gain = (end_ms - start_ms) * paces
    total = np.cumsum(gain) - gain
    first = np.maximum.accumulate(np.where(starts_ship, np.arange(len(total)), 0))
    before = total - total[first] + phase[first]
    done = before // CYCLE
    count = (before + gain) // CYCLE - done
    # A report due exactly at the end, which is not in the stretch, comes a little early.
    is_at_end = (count > 0) & ((before + gain) % CYCLE == 0)
    stretch = np.repeat(np.arange(len(total)), count)
    nth = np.arange(len(stretch)) - np.repeat(np.cumsum(count) - count, count)
    due = (done[stretch] + 1 + nth) * CYCLE - before[stretch]
    time_ms = start_ms[stretch] - (-due // paces[stretch])
    time_ms -= is_at_end[stretch] & (time_ms >= end_ms[stretch])
    return stretch, time_ms
