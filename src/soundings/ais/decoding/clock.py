"""
When a position was taken: the station's receive time, put right by the ship's second.

A position report holds only the second of its minute. The station says when it heard
it, to the second or better, but late by a moment, or by seconds in a copy that came
the long way. The two together give the moment itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from soundings.ais.decoding.envelopes import NO_TIME, TIME_SOURCES
from soundings.ais.decoding.sixbit import Ints

NO_SECOND: Final = -1
_BASE_STATION: Final = TIME_SOURCES.index("base_station")
_START_TIME: Final = TIME_SOURCES.index("start_time")

BELIEVED_STEP_MS: Final = 10_000
"""A longer step of the clock needs a second message that agrees."""


def match_second(received_ms: Ints, second: Ints, max_shift_seconds: int) -> Ints:
    """
    Return the time nearest to each receive time that has the message's UTC second.

    Where the message has no second, or the nearest is further away than
    `max_shift_seconds`, the receive time stays.

    Examples
    --------
    Heard at 10.4 seconds past the minute, sent at second 8; and at 1, sent at 59.

    >>> match_second(np.array([70_400, 61_000]), np.array([8, 59]), 30).tolist()
    [68000, 59000]
    """
    # Missing times stay missing: they are kept out of the sums.
    is_known = (received_ms != NO_TIME) & (second != NO_SECOND)
    whole_s = np.where(is_known, received_ms, 0) // 1000
    shift_s = (second - whole_s + 30) % 60 - 30
    is_near = is_known & (np.abs(shift_s) <= max_shift_seconds)
    return np.where(is_near, (whole_s + shift_s) * 1000, received_ms)


@dataclass
class Clock:
    """
    A clock for feeds without receive times, kept from one block to the next.

    It is set by `start_time` and by every base station's report (types 4, 11), and
    goes on by the seconds of the messages in between: each is taken to be the nearest
    time with that second. Two messages more than 30 seconds apart can mislead it, and
    so can a base station with a wrong clock.
    """

    now_ms: int = NO_TIME
    source: int = _START_TIME
    doubted_ms: int = NO_TIME

    def fill(
        self, received_ms: Ints, source: Ints, second: Ints, reported_ms: Ints
    ) -> None:
        """
        Write times into `received_ms` and `source` where there are none.

        `second` is of each message, or `NO_SECOND`; `reported_ms` is the full time
        that a message holds, or `NO_TIME`. All are in the order of the feed.
        """
        lacks = received_ms == NO_TIME
        if self.now_ms == NO_TIME:
            # Until a base station is heard there is no time to go on from.
            sets = np.flatnonzero(lacks & (reported_ms != NO_TIME))
            lacks[: sets[0] if len(sets) else len(lacks)] = False
        for k in np.flatnonzero(lacks).tolist():
            if reported_ms[k] != NO_TIME:
                self.now_ms, self.source = int(reported_ms[k]), _BASE_STATION
                self.doubted_ms = NO_TIME
            elif second[k] != NO_SECOND:
                self._step(int(second[k]))
            received_ms[k], source[k] = self.now_ms, self.source

    def _step(self, second: int) -> None:
        shift_ms = ((second - self.now_ms // 1000 + 30) % 60 - 30) * 1000
        then_ms = self.now_ms + shift_ms
        if shift_ms <= 0:
            # A copy, or a message that waited: the clock does not go back.
            return
        is_second_word = (
            self.doubted_ms != NO_TIME
            and abs(then_ms - self.doubted_ms) <= BELIEVED_STEP_MS // 2
        )
        if shift_ms <= BELIEVED_STEP_MS or is_second_word:
            self.now_ms, self.doubted_ms = then_ms, NO_TIME
        else:
            self.doubted_ms = then_ms
