"""Report intervals, against the tables of ITU-R M.1371-5."""

from __future__ import annotations

import numpy as np
import pytest

from soundings.simulator.chance import stream, uniform, whole
from soundings.simulator.intervals import (
    CLASS_A,
    CLASS_B_CS,
    CLASS_B_SO,
    CYCLE,
    NO_RADIO,
    pace,
    ticks,
)


@pytest.mark.parametrize(
    ("radio", "status", "speed", "turning", "seconds"),
    [
        (CLASS_A, 1, 0.2, False, 180),
        (CLASS_A, 5, 3.0, False, 180),
        (CLASS_A, 5, 3.1, False, 10),
        (CLASS_A, 0, 0.0, False, 10),
        (CLASS_A, 0, 14.0, False, 10),
        (CLASS_A, 0, 14.0, True, 10 / 3),
        (CLASS_A, 0, 14.1, False, 6),
        (CLASS_A, 0, 23.0, True, 2),
        (CLASS_A, 0, 23.1, False, 2),
        (CLASS_A, 15, 0.0, False, 10),
        (CLASS_B_SO, 15, 2.0, False, 180),
        (CLASS_B_SO, 15, 2.1, False, 30),
        (CLASS_B_SO, 15, 14.1, False, 15),
        (CLASS_B_SO, 15, 23.1, False, 5),
        (CLASS_B_CS, 15, 2.0, False, 180),
        (CLASS_B_CS, 15, 25.0, False, 30),
    ],
)
def test_the_interval_is_that_of_the_tables(radio, status, speed, turning, seconds):
    """It follows the status that the crew set, not what the ship does."""
    assert CYCLE / 1000 / pace(radio, status, speed, turning) == pytest.approx(seconds)


def test_no_radio_never_reports():
    """A pace of nothing."""
    assert pace(NO_RADIO, 0, 10.0, False) == 0


def test_ticks_are_those_of_a_clock_that_is_watched():
    """A clock stepped millisecond by millisecond, over stretches drawn at random."""
    key = stream(3, "ticks")
    lengths = whole(key, np.arange(40), 1, 30_000)
    paces = np.array([0, 10, 180, 540, 900])[whole(key, np.arange(40), 0, 4, 1)]
    starts_ship = uniform(key, np.arange(40), 2) < 0.2
    starts_ship[0] = True
    phase = whole(key, np.arange(40), 0, CYCLE - 1, 3)
    end = np.cumsum(lengths)
    begin = end - lengths

    stretch, time_ms = ticks(begin, end, paces, starts_ship, phase)

    expected = []
    clock = 0
    for place in range(40):
        clock = int(phase[place]) if starts_ship[place] else clock
        for moment in range(int(begin[place]), int(end[place])):
            before, clock = clock, clock + int(paces[place])
            if clock // CYCLE > before // CYCLE:
                # Due at the end of this millisecond, or a little early at the end.
                expected.append((place, min(moment + 1, int(end[place]) - 1)))
    assert list(zip(stretch.tolist(), time_ms.tolist(), strict=True)) == expected
