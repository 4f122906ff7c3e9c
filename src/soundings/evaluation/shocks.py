"""
How well shocks are found, dated, and told from outages, on two simulated years.

Each seed has two worlds, with shocks and without; all else is the same. Both are heard
through receivers that fail once and change once. Small ports are the same ports with one
ship in ten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.indicators import weekly_indicators
from soundings.ais.occupancy import DAY_S, MONDAY_S, WEEK_S
from soundings.ais.shocks import find_shocks
from soundings.ais.weekly import weekly_figures
from soundings.evaluation.heard_calls import TINY_SHARE, Reception, hear
from soundings.evaluation.scores import FIRST_UNSEEN_SEED, Score
from soundings.simulator.eight_ports import SETTINGS
from soundings.simulator.geography import read_geography
from soundings.simulator.more_ports import MORE_SETTINGS
from soundings.simulator.shocks import Shock, seconds
from soundings.simulator.world import make_world

TRAINING_PORTS: Final = ("GBFXT", "GBSOU", "GBIMM", "GBDVR")
N_WORLDS: Final = 4
START_S: Final = seconds("2020-01-06T00:00")
"""A Monday; the first days of the world are left out, so that it has settled."""
END_S: Final = START_S + 103 * WEEK_S
CHRISTMAS: Final = tuple(
    Shock("holiday", "*", seconds(f"{y}-12-24T00:00"), seconds(f"{y}-12-28T00:00"), 0.5)
    for y in (2020, 2021)
)
VISIBLE_ERRORS: Final = 5.0
"""A shock counts as visible if it is so many standard errors of its weeks' mean."""


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """Return the scores of shocks; seeds from 1000 use ports never tuned on."""
    del folder  # Nothing is written: two years of calls fit in memory.
    trials = []
    for number in range(seed, seed + N_WORLDS):
        trials += _trials(number)
        report(f"shocks: world {number - seed + 1} of {N_WORLDS} done")
    return score(trials)


@dataclass(frozen=True)
class Trial:
    """One port's two years: what was planted, what was found, what was true."""

    port: str
    is_tiny: bool
    shock: Shock | None
    effect_errors: float
    outage: tuple[int, int]
    found: pd.DataFrame
    weeks: pd.DataFrame


def _trials(seed: int) -> list[Trial]:
    rng = np.random.default_rng([seed, 5])
    settings = (
        tuple(p for p in SETTINGS if p.port_id in TRAINING_PORTS)
        if seed < FIRST_UNSEEN_SEED
        else MORE_SETTINGS
    )
    ports = [port.port_id for port in settings]
    planted = {port: _draw_shock(port, rng) for port in ports}
    receptions = {port: _draw_reception(planted[port], rng) for port in ports}
    geography = read_geography()
    worlds = [
        make_world(geography, settings, seed, (*CHRISTMAS, *shocks)).calls
        for shocks in ((), tuple(planted.values()))
    ]
    trials = []
    for is_tiny in (False, True):
        quiet, shaken = (_as_calls(world, seed, is_tiny) for world in worlds)
        effects = {p: _effect_errors(quiet, shaken, planted[p]) for p in ports}
        for calls, with_shock in ((quiet, False), (shaken, True)):
            visits, coverage = hear(calls, receptions, START_S, END_S, seed)
            start, end = (pd.Timestamp(t, unit="s", tz="UTC") for t in (START_S, END_S))
            weeks = weekly_indicators(visits, coverage, start, end)
            truth = weekly_figures(calls, start, end)[
                ["port", "week_utc", "visits", "ships", "ship_hours"]
            ]
            weeks = weeks.merge(
                truth, on=["port", "week_utc"], how="left", suffixes=("", "_true")
            )
            found = find_shocks(weeks)
            trials += [
                Trial(
                    port,
                    is_tiny,
                    planted[port] if with_shock else None,
                    effects[port] if with_shock else 0.0,
                    receptions[port].outages[0][:2],
                    found[found["port"] == port],
                    weeks[weeks["port"] == port],
                )
                for port in ports
            ]
    return trials


def score(trials: list[Trial]) -> list[Score]:
    """Return the scores of trials."""
    scores: list[Score] = []
    quiet = [t for t in trials if t.shock is None]
    for is_tiny, size in ((False, "usual ports"), (True, "ports of a tenth")):
        here = [t for t in quiet if t.is_tiny == is_tiny]
        alarms = [(t.found["kind"] == "shock").any() for t in here]
        scores.append(
            Score(
                "series without a shock in which one is claimed, share",
                size,
                float(np.mean(alarms)),
                0.05,
                is_at_most=True,
                n=len(here),
                note="two years each, with an outage, a change of source and Christmas",
            )
        )
    shaken = [t for t in trials if t.shock is not None]
    visible = [t for t in shaken if t.effect_errors >= VISIBLE_ERRORS]
    for name, some, bar in (
        ("visible", visible, 0.9),
        ("all, however small", shaken, 0.0),
    ):
        scores.append(
            Score(
                "shocks found and dated within a week, share",
                name,
                float(np.mean([_is_dated(t) for t in some])) if some else float("nan"),
                bar,
                n=len(some),
                note="visible: at least 5 standard errors of its weeks' mean",
            )
        )
    called = [_overlaps(t, "shock", *t.outage) and not _near_shock(t) for t in trials]
    scores.append(
        Score(
            "outages called a shock, share", "one to three weeks, or half of one",
            float(np.mean(called)), 0.02, is_at_most=True, n=len(trials),
        )
    )  # fmt: skip
    long = [t for t in trials if t.outage[1] - t.outage[0] >= WEEK_S]
    scores.append(
        Score(
            "outages listed as such, share", "a week or longer",
            float(np.mean([_overlaps(t, "outage", *t.outage) for t in long])), 0.95,
            n=len(long),
        )
    )  # fmt: skip
    return scores + _interval_scores(trials)


def _interval_scores(trials: list[Trial]) -> list[Score]:
    weeks = pd.concat([t.weeks for t in trials], ignore_index=True)
    scores = []
    for figure in ("visits", "ships", "ship_hours"):
        true = weeks[f"{figure}_true"]
        inside = (true >= weeks[f"{figure}_low"]) & (true <= weeks[f"{figure}_high"])
        width = (weeks[f"{figure}_high"] - weeks[f"{figure}_low"]) / true.clip(lower=1)
        for setting, rows in (
            ("weeks that were heard", weeks["hours_dark"] == 0),
            ("weeks with dark hours", weeks["hours_dark"] > 0),
        ):
            scores.append(
                Score(
                    f"90 % interval of weekly {figure} holds the truth, share",
                    setting,
                    float(inside[rows].mean()),
                    0.87,
                    n=int(rows.sum()),
                    note=f"median width {width[rows].median():.0%} of the truth",
                )
            )
    return scores


def _draw_shock(port: str, rng: np.random.Generator) -> Shock:
    """Plant one shock at a port: any hour of any day of the middle weeks."""
    start_s = START_S + int(rng.integers(15 * 7 * 24, 80 * 7 * 24)) * 3600
    kind = rng.choice(["strike", "fall", "chokepoint", "storm"], p=[0.3, 0.3, 0.3, 0.1])
    if kind == "strike":
        return Shock("strike", port, start_s, start_s + 7 * DAY_S, 0.4, "strike")
    if kind == "fall":
        return Shock("fall", port, start_s, start_s + 26 * WEEK_S, 0.7, "fall")
    if kind == "storm":
        return Shock("storm", port, start_s, start_s + 36 * 3600, 0.5, "storm")
    days = int(rng.integers(10, 25))
    # The simulator's word for fewer arrivals over a span.
    return Shock("holiday", port, start_s, start_s + days * DAY_S, 0.45, "chokepoint")


def _draw_reception(shock: Shock, rng: np.random.Generator) -> Reception:
    """Return a receiver that fails once and changes once, away from the shock."""
    while True:
        start_s = START_S + int(rng.integers(10 * 7 * 24, 95 * 7 * 24)) * 3600
        days = int(rng.choice([4, 7, 10, 14, 21]))
        end_s = start_s + days * DAY_S
        if end_s < shock.start_s - 4 * WEEK_S or start_s > shock.end_s + 4 * WEEK_S:
            break
    share = float(rng.uniform(0.4, 0.97))
    left = float(rng.choice([0.0, 0.0, 0.05]))
    change = (START_S + int(rng.integers(20, 90)) * WEEK_S, share * 0.8)
    return Reception(share, ((start_s, end_s, left),), change)


def _as_calls(world: pd.DataFrame, seed: int, is_tiny: bool) -> pd.DataFrame:
    calls = pd.DataFrame(
        {
            "mmsi": world["ship"].map("{:09d}".format),
            "port": world["port_id"],
            "entered_utc": pd.to_datetime(world["arrived_s"], unit="s", utc=True),
            "left_utc": pd.to_datetime(world["departed_s"], unit="s", utc=True),
        }
    )
    if not is_tiny:
        return calls
    # By an arrival's time, so that the shaken world keeps the same ones.
    draw = np.random.default_rng([seed, 9]).random(86_400)
    kept = draw[world["eta_s"].to_numpy() % 86_400] < TINY_SHARE
    few: pd.DataFrame = calls.loc[kept]
    return few.reset_index(drop=True)


def _effect_errors(quiet: pd.DataFrame, shaken: pd.DataFrame, shock: Shock) -> float:
    """Return a shock's true effect on its weeks' counts in standard errors."""
    quiet_weeks, shaken_weeks = (_week_counts(c, shock.place) for c in (quiet, shaken))
    first = (shock.start_s - START_S) // WEEK_S
    # A fall comes back by degrees: what is left of it at the end is not visible.
    last_s = min(shock.end_s, shock.start_s + 13 * WEEK_S)
    weeks = np.arange(first, (last_s - 1 - START_S) // WEEK_S + 1)
    effects = quiet_weeks[weeks] - shaken_weeks[weeks]
    spread = max(float(quiet_weeks.std()), 0.5)
    # The best spell of those weeks: a part week at either end need not count.
    best = 0.0
    for a in range(len(effects)):
        for b in range(a + 1, len(effects) + 1):
            best = max(best, effects[a:b].sum() / (spread * np.sqrt(b - a)))
    return float(best)


def _week_counts(calls: pd.DataFrame, port: str) -> np.ndarray:
    entered = calls.loc[calls["port"] == port, "entered_utc"]
    seconds_ = (entered - pd.Timestamp(0, tz="UTC")).dt.total_seconds()
    week = ((seconds_ - START_S) // WEEK_S).astype(int)
    inside = week[(week >= 0) & (week < (END_S - START_S) // WEEK_S)]
    return np.bincount(inside, minlength=(END_S - START_S) // WEEK_S)


def _is_dated(trial: Trial) -> bool:
    """Say whether a shock is claimed whose first week is within one of the true one."""
    assert trial.shock is not None, "only series with a shock can find it"
    week_s = (trial.shock.start_s - MONDAY_S) // WEEK_S * WEEK_S + MONDAY_S
    claimed = trial.found.loc[trial.found["kind"] == "shock", "from_utc"]
    starts = (claimed - pd.Timestamp(0, tz="UTC")).dt.total_seconds()
    return bool((np.abs(starts - week_s) <= WEEK_S).any())


def _overlaps(trial: Trial, kind: str, start_s: int, end_s: int) -> bool:
    """Say whether something of that kind is claimed that begins in the span."""
    found = trial.found[trial.found["kind"] == kind]
    first = (found["from_utc"] - pd.Timestamp(0, tz="UTC")).dt.total_seconds()
    return bool(((first < end_s) & (first > start_s - WEEK_S)).any())


def _near_shock(trial: Trial) -> bool:
    return trial.shock is not None and _is_dated(trial)
