"""
Positions of whole vessel-days in, runs out: one pass over neighbours, in numpy.

A *run* is a stretch of one vessel within one UTC day at the same places (port, berth,
anchorage) and in the same state of movement, without a silence in it. Runs outside
every fence are there too: they are how `sessions` knows that a vessel left.

No vessel-day needs another one, so days can be done in any order, in parallel, again
after an interruption, and on another machine. `engine.joining` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.clean import SENTINELS
from soundings.ais.engine.grid import Grid, place_codes, place_names
from soundings.ais.engine.stretch import (
    MS_PER_DAY,
    Ints,
    Stretch,
    day_numbers,
    deal_to_hulls,
    drop_repeats,
    seconds_keys,
    summarise_segments,
    utc_times,
)
from soundings.ais.runs import AS_BEFORE, MOVING, PLACES, RUNS, STOPPED, UNKNOWN

DAY_RUNS: Final = {
    "mmsi": "the ship's radio, as an integer",
    "segment": "which of the tracks of this mmsi and day, from 1",
    **{name: RUNS[name] for name in RUNS if name not in ("mmsi", "hull")},
}
"""
One row is one run of one day: `hull` is known only when the days are joined. Movement is
AS_BEFORE between both thresholds with no definite word before it on that day.
"""

STATE_BITS: Final = 2


@dataclass(frozen=True)
class RunSettings:
    """
    The thresholds that runs depend on; others can change without touching the runs.

    Parameters
    ----------
    max_speed_knots : float
        As in `clean.drop_impossible_jumps`.
    stop_knots, go_knots : float
        As in `clean.mark_stopped`.
    silence_minutes : float
        A silence at least as long cuts a run. The `gap_minutes` of sessions, stays
        and calls may be anything from this upwards.
    many_fast_steps : int or None
        As in `stretch.deal_to_hulls`: when to ask whether ships share an mmsi. None:
        every mmsi is one ship.
    """

    max_speed_knots: float = 50.0
    stop_knots: float = 0.5
    go_knots: float = 1.0
    silence_minutes: float = 240.0
    many_fast_steps: int | None = 4

    def __post_init__(self) -> None:
        if not 0 <= self.stop_knots < self.go_knots:
            raise ValueError(
                f"stop_knots is {self.stop_knots} and go_knots {self.go_knots}. "
                "Choose a lower speed to stop than to go, and none below 0."
            )
        for name in ("max_speed_knots", "silence_minutes"):
            if not getattr(self, name) > 0:
                raise ValueError(
                    f"{name} is {getattr(self, name)}. Choose a number above 0."
                )


RUN_SETTINGS: Final = RunSettings()


class PlainRuns(NamedTuple):
    """Runs as integers, for files and for travel between machines."""

    mmsi: Ints
    segment: Ints
    place: Ints
    movement: Ints
    first_ms: Ints
    last_ms: Ints
    n_positions: Ints


class Analysis(NamedTuple):
    """What `analyse` finds in some vessel-days."""

    runs: PlainRuns
    segments: pd.DataFrame
    """What each segment of each vessel-day was (see `tracks.SEGMENTS`)."""
    place: Ints
    """The place code of each position in `kept`."""
    kept: Stretch
    """The positions that are left after cleaning."""


def analyse(
    positions: Stretch, grid: Grid, settings: RunSettings = RUN_SETTINGS
) -> Analysis:
    """
    Return the runs of whole vessel-days of positions, and what they were made from.

    Cleaning is that of `clean_positions` (out of range, repeats, lone strays, unknown
    speeds), with the same result, except where ships share an mmsi: those are told
    apart first. Positions on other days are never looked at.

    Parameters
    ----------
    positions : Stretch
        In any order; sorted by (mmsi, time) is a third faster. One day or many.
    grid : Grid
        From `make_grid`.
    settings : RunSettings
        Every threshold.

    Returns
    -------
    Analysis
        Runs are ordered by vessel, day, segment and time; `name_runs` makes a DataFrame
        of them.
    """
    kept, segment = deal_to_hulls(
        drop_repeats(positions), settings.max_speed_knots, settings.many_fast_steps
    )
    place = place_codes(kept.lon, kept.lat, grid)
    runs = cut_into_runs(kept, segment, place, settings)
    return Analysis(runs, summarise_segments(kept, segment), place, kept)


def cut_into_runs(
    positions: Stretch, segment: Ints, place: Ints, settings: RunSettings
) -> PlainRuns:
    """
    Return the runs of clean, placed positions.

    Parameters
    ----------
    positions, segment : Stretch and array
        From `deal_to_hulls`.
    place : array of int64
        From `place_codes`.
    """
    n = len(positions.mmsi)
    if not n:
        return PlainRuns(*(np.empty(0, dtype=np.int64) for _ in PlainRuns._fields))
    state = (place << STATE_BITS) | _movement(positions.speed_knots, settings)
    step_s = np.diff(seconds_keys(positions))
    begins = state[1:] != state[:-1]
    # A step is whole seconds, so at least a silence may be just more than one. Steps
    # to the next vessel are longer than any silence.
    begins |= step_s >= settings.silence_minutes * 60
    if positions.time_ms.min() // MS_PER_DAY != positions.time_ms.max() // MS_PER_DAY:
        day = day_numbers(positions)
        begins |= day[1:] != day[:-1]
    begins |= segment[1:] != segment[:-1]
    first = np.concatenate(([0], np.flatnonzero(begins) + 1))
    last = np.append(first[1:], n) - 1
    runs = PlainRuns(
        positions.mmsi[first],
        segment[first],
        place[first],
        state[first] & (2**STATE_BITS - 1),
        positions.time_ms[first],
        positions.time_ms[last],
        last - first + 1,
    )
    return _carry_movement(runs, settings)


def _movement(speed_knots: npt.NDArray[np.floating], settings: RunSettings) -> Ints:
    """Return what each speed says; AS_BEFORE between the two thresholds."""
    word = np.full(len(speed_knots), AS_BEFORE, dtype=np.int8)
    word[speed_knots <= settings.stop_knots] = STOPPED
    word[speed_knots >= settings.go_knots] = MOVING
    # Comparisons with a missing speed are all false.
    word[~(speed_knots < SENTINELS["speed_knots"])] = UNKNOWN
    return word.astype(np.int64)


def _carry_movement(runs: PlainRuns, settings: RunSettings) -> PlainRuns:
    """Give runs AS_BEFORE the last word of their vessel-day, and join equal ones."""
    if not (runs.movement == AS_BEFORE).any():
        return runs
    day = runs.first_ms // MS_PER_DAY
    is_new = np.ones(len(day), dtype=bool)
    is_new[1:] = (
        (np.diff(runs.mmsi) != 0) | (np.diff(runs.segment) != 0) | (np.diff(day) != 0)
    )
    speaks = is_new | (runs.movement != AS_BEFORE)
    rows = np.arange(len(day))
    movement = runs.movement[np.maximum.accumulate(np.where(speaks, rows, 0))]
    step_s = runs.first_ms[1:] // 1000 - runs.last_ms[:-1] // 1000
    is_new[1:] |= (
        (np.diff(runs.place) != 0)
        | (np.diff(movement) != 0)
        | (step_s >= settings.silence_minutes * 60)
    )
    first = np.flatnonzero(is_new)
    last = np.append(first[1:], len(day)) - 1
    return PlainRuns(
        runs.mmsi[first],
        runs.segment[first],
        runs.place[first],
        movement[first],
        runs.first_ms[first],
        runs.last_ms[last],
        np.add.reduceat(runs.n_positions, first),
    )


def name_runs(runs: PlainRuns, grid: Grid) -> pd.DataFrame:
    """Return runs as a table (see `DAY_RUNS`), with the names of the fences."""
    return pd.DataFrame(
        {
            "mmsi": runs.mmsi,
            "segment": runs.segment.astype(np.int16),
            **{
                kind: pd.Series(place_names(runs.place, kind, grid), dtype="str")
                for kind in PLACES
            },
            "movement": runs.movement.astype(np.int8),
            "first_utc": utc_times(runs.first_ms),
            "last_utc": utc_times(runs.last_ms),
            "n_positions": runs.n_positions,
        }
    )


def join_runs(parts: Iterable[PlainRuns]) -> PlainRuns:
    """Return the runs of several stretches as one, in the order given."""
    empty = PlainRuns(*(np.empty(0, dtype=np.int64) for _ in PlainRuns._fields))
    columns = zip(*[empty, *parts], strict=True)
    return PlainRuns(*(np.concatenate(column) for column in columns))
