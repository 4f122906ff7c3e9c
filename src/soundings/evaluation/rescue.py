"""
How many simulated rescues are found among ships that only look as if they rescued.

The bystanders circle at three knots, drift and bunker, lie side by side, survey and
dash to look at a ship. An event that was found is right if it overlaps a true one in
time within `MATCH_NM`, each at most once. A rescue counts as true if a ship came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from soundings.ais.clean import clean_positions
from soundings.ais.geometry import distance_nm
from soundings.ais.rescue import find_rescues
from soundings.ais.warnings_at_sea import read_warnings
from soundings.evaluation.scores import Score
from soundings.simulator.mediterranean import WAYS
from soundings.simulator.run import simulate
from soundings.simulator.scenario import HARSH_LOSS, Scenario, find_scenario

MATCH_NM: Final = 5.0
WRONG_WEEK: Final = pd.Timedelta(days=9)
COLUMNS: Final = ["mmsi", "time_utc", "lon", "lat", "speed_knots", "course_degrees"]
PORTS: Final = pd.DataFrame(
    [(port, *way[0]) for port, way in WAYS.items()], columns=["port", "lon", "lat"]
)


@dataclass(frozen=True, eq=False)
class Result:
    """
    What was found in one simulation, beside what is true.

    Attributes
    ----------
    n_found, n_true : int
    apart_nm : sequence of float
        How far off each event is that was found and is true.
    """

    n_found: int
    n_true: int
    apart_nm: Sequence[float]


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """
    Measure recall and precision of `find_rescues` on fresh rescues.

    Parameters
    ----------
    seed : int
        The scenarios are made with this seed, the next and the one after.
    folder : Path
        Where they are written.
    report : callable
        Is given a line for each step.

    Returns
    -------
    list of Score
        With warnings, without, with those of another week, and with no rescuer at
        sea; as received, and with stations on land that lose most reports.
    """
    base = replace(find_scenario("rescue"), seed=seed)
    scenarios = {
        "realistic": [base, replace(base, seed=seed + 1)],
        "harsh": [replace(base, seed=seed + 2, loss=HARSH_LOSS)],
    }
    scores = []
    for setting, chosen in scenarios.items():
        results: dict[str, list[Result]] = {}
        for scenario in chosen:
            place = folder / f"rescue-{setting}-{scenario.seed}"
            for way, result in _measure(scenario, place, report).items():
                results.setdefault(way, []).append(result)
        scores += _scores(setting, results)
    return scores


def _measure(
    scenario: Scenario, folder: Path, report: Callable[[str], None]
) -> dict[str, Result]:
    """Simulate once, look for rescues in four ways, compare each with the truth."""
    report(f"rescue: simulating seed {scenario.seed}")
    simulate(scenario, folder)
    files = pq.ParquetDataset(folder / "positions", partitioning=None)
    positions = files.read(COLUMNS).to_pandas()
    positions = clean_positions(positions.assign(mmsi=positions["mmsi"].astype("str")))
    warnings = read_warnings(folder / "sim_rescue_warnings.csv")
    later = warnings.assign(broadcast_utc=warnings["broadcast_utc"] + WRONG_WEEK)
    true = _true_events(folder)
    fleet = pd.read_csv(folder / "truth" / "sim_fleet.csv", dtype={"mmsi": "str"})
    rescuers = fleet.loc[fleet["ship_group"] == "rescue", "mmsi"]
    bystanders = positions[~positions["mmsi"].isin(rescuers)]
    report(f"rescue: {len(positions):,} positions, {len(true)} rescues")
    return {
        "with warnings": compare(find_rescues(positions, PORTS, warnings)[0], true),
        "without warnings": compare(find_rescues(positions, PORTS)[0], true),
        "warnings of another week": compare(
            find_rescues(positions, PORTS, later)[0], true
        ),
        "no rescuer at sea": compare(
            find_rescues(bystanders, PORTS, warnings)[0], true.iloc[:0]
        ),
    }


def _true_events(folder: Path) -> pd.DataFrame:
    """Return the rescues that a ship came to."""
    path = folder / "truth" / "sim_rescue_events_truth.csv"
    events = pd.read_csv(path, parse_dates=["on_scene_utc", "ended_utc"])
    return events[events["on_scene_utc"].notna()].reset_index(drop=True)


def compare(found: pd.DataFrame, true: pd.DataFrame) -> Result:
    """
    Match found events with true ones, the nearest pair first, each at most once.

    Parameters
    ----------
    found : DataFrame
        `start_utc, end_utc, lon, lat`.
    true : DataFrame
        `on_scene_utc, ended_utc, lon, lat`.

    Examples
    --------
    One rescue, found twice: one of the two is right.

    >>> hours = pd.date_range("2024-05-01", periods=3, freq="h", tz="UTC")
    >>> found = pd.DataFrame(
    ...     {"start_utc": hours[:2], "end_utc": hours[1:], "lon": 13.0, "lat": [34.0, 34.05]}
    ... )
    >>> true = pd.DataFrame(
    ...     {"on_scene_utc": hours[:1], "ended_utc": hours[2:], "lon": 13.0, "lat": 34.0}
    ... )
    >>> result = compare(found, true)
    >>> result.n_found, result.n_true, result.apart_nm
    (2, 1, [0.0])
    """
    apart = distance_nm(
        found["lon"].to_numpy()[:, None],
        found["lat"].to_numpy()[:, None],
        true["lon"].to_numpy(),
        true["lat"].to_numpy(),
    )
    overlaps = (
        found["start_utc"].to_numpy()[:, None] <= true["ended_utc"].to_numpy()
    ) & (found["end_utc"].to_numpy()[:, None] >= true["on_scene_utc"].to_numpy())
    rows, columns = np.nonzero(overlaps & (apart <= MATCH_NM))
    order = np.argsort(apart[rows, columns], kind="stable")
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    matched = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            matched.append(float(apart[row, column]))
    return Result(len(found), len(true), matched)


def _scores(setting: str, results: dict[str, list[Result]]) -> list[Score]:
    """Pool the seeds of a setting."""
    scores = []
    for way, parts in results.items():
        n_found = sum(part.n_found for part in parts)
        n_true = sum(part.n_true for part in parts)
        apart = [nm for part in parts for nm in part.apart_nm]
        where = f"{setting}, {way}"
        if way == "no rescuer at sea":
            months = 1.5 * len(parts)
            note = f"{n_found} in {months:g} months"
            scores.append(
                Score(
                    "false rescues a month",
                    where,
                    n_found / months,
                    4.0,
                    True,
                    note=note,
                )
            )
            continue
        # Wrong warnings must not add events; they cannot help to find any.
        recall = 0.9 if way == "with warnings" else 0.8
        precision = len(apart) / n_found if n_found else np.nan
        scores += [
            Score("rescues, recall", where, len(apart) / n_true, recall, n=n_true),
            Score("rescues, precision", where, precision, 0.8, n=n_found),
        ]
        if way == "with warnings":
            nm = float(np.median(apart)) if apart else np.nan
            scores.append(
                Score(
                    "place of rescue, median nm off", where, nm, 1.0, True, len(apart)
                )
            )
    return scores
