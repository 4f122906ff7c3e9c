"""How well port calls, stays and berths are found, against the simulator's truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.ais.berths import fence_berths
from soundings.ais.engine.grid import make_grid
from soundings.ais.engine.joining import join_days
from soundings.ais.engine.kernel import analyse, name_runs
from soundings.ais.engine.stream import as_stretch
from soundings.ais.fences import read_fences
from soundings.ais.visits import Calls, find_calls_in_runs, service_craft
from soundings.evaluation.matching import (
    match_intervals,
    read_truth,
    true_calls,
    true_stays,
)
from soundings.evaluation.scores import Score, f1
from soundings.simulator.dirt import CLEAN
from soundings.simulator.geography import REFERENCE
from soundings.simulator.run import simulate
from soundings.simulator.scenario import HARSH_LOSS, find_scenario

SETTINGS: Final[dict[str, tuple[dict[str, Any], float]]] = {
    "clean": ({"dirt": CLEAN, "loss": 0.0}, 0.98),
    "realistic": ({}, 0.95),
    "harsh": ({"loss": HARSH_LOSS}, 0.90),
}
"""What is changed in the scenario, and the bar for the calls' F1."""
PORTS: Final = ("GBFXT", "GBMLF", "GBLON", "GBBEL", "IDBLW", "IDUPG")
"""All but the first were never used while the methods were made."""
DAYS: Final = 4
LATEST: Final = pd.Timedelta(minutes=30)
"""A call that begins later before the end of the data leaves too little to find."""
SHIPS: Final = (1, 2, 3, 18, 19, 27)
COLUMNS: Final = ("mmsi", "time_utc", "lon", "lat", "speed_knots", "message_type")
NOTE: Final = (
    "true calls whose berthing lies in the data, half an hour or more before its end; "
    "left out: calls with the radio off from beginning to end"
)


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """
    Simulate ports clean, realistic and with 60 % of reports lost, and find their calls.

    Parameters
    ----------
    seed : int
        Of the simulation; 1 to 99 were used while the methods were made.
    folder : Path
        Where the simulations go.
    report : callable
        Is given a line for each step.
    """
    scores = []
    for setting, (changes, bar) in SETTINGS.items():
        place = folder / f"port_calls_{setting}"
        scenario = replace(
            find_scenario("felixstowe_starter"),
            name=f"port_calls_{setting}",
            seed=seed,
            start="2021-03-01",
            days=DAYS,
            ports=PORTS,
            **changes,
        )
        rows = simulate(scenario, place)
        report(f"{setting}: {rows['positions']:,} positions")
        start = pd.Timestamp(scenario.start_s, unit="s", tz="UTC")
        scores += score_folder(place, setting, bar, start, DAYS)
        report(f"{setting}: scored")
    return scores


def score_folder(
    folder: Path, setting: str, bar: float, start_utc: pd.Timestamp, days: int
) -> list[Score]:
    """
    Return the scores of one simulation that is there already.

    Calls are found with the terminals as drawn, single berths with a fence round
    each.
    """
    end = start_utc + pd.Timedelta(days=days)
    terminals = read_fences(REFERENCE / "terminals.geojson")
    berths = pd.read_csv(REFERENCE / "berths.csv")
    ports = true_calls(folder)["port_id"]
    berths = fence_berths(berths[berths["port_id"].isin(ports)])
    others = terminals[terminals["kind"] != "berth"]
    by_berth = pd.concat([others, berths], ignore_index=True)
    calls = find(folder, terminals)
    return [
        *_score_calls(folder, calls, setting, bar, (start_utc, end)),
        *_score_stays(folder, find(folder, by_berth), setting, (start_utc, end)),
    ]


def find(folder: Path, fences: pd.DataFrame) -> Calls:
    """Return the calls in what `simulate` wrote, found as the engine does."""
    grid = make_grid(fences)
    parts = []
    for path in sorted(folder.glob("positions/day=*/*.parquet")):
        # Read as one file: a folder's name would become a column.
        table = pq.ParquetFile(path).read(list(COLUMNS))
        table = table.filter(np.isin(table["message_type"].to_numpy(), SHIPS))
        number = pd.to_numeric(table["mmsi"].to_pandas().astype("str")).to_numpy()
        parts.append(table.set_column(0, "mmsi", [number.astype(np.int64)]))
    # By a receiver's wrong clock a report may stand in the file of the day before.
    positions = as_stretch(pa.concat_tables(parts))
    found = analyse(positions, grid)
    joined = join_days(name_runs(found.runs, grid), found.segments)
    statics = pd.concat(
        [
            pd.read_parquet(path, columns=["mmsi", "ship_type"])
            for path in sorted(folder.glob("statics/day=*/*.parquet"))
        ]
    )
    statics = statics.assign(mmsi=statics["mmsi"].astype("str").str.zfill(9))
    service = service_craft(statics.drop_duplicates())
    return find_calls_in_runs(joined, service_mmsi=service)


def _score_calls(
    folder: Path,
    found: Calls,
    setting: str,
    bar: float,
    span: tuple[pd.Timestamp, pd.Timestamp],
) -> list[Score]:
    """Score port calls and their arrival."""
    true = true_calls(folder)
    calls = found.calls.assign(port_id=found.calls["port"].str.split("-").str[0])
    calls = calls[calls["port_id"].isin(true["port_id"])].reset_index(drop=True)
    pairs = match_intervals(calls, true, ("mmsi", "port_id"))
    in_time = true["arrived_utc"].between(span[0], span[1] - LATEST)
    counts = (in_time & ~true["is_silent"]).to_numpy()
    right = pairs[counts[pairs["true"]]]
    n_found = len(calls) - (len(pairs) - len(right))
    late = (
        calls["arrived_utc"].to_numpy()[right["found"]]
        - true["arrived_utc"].to_numpy()[right["true"]]
    )
    minutes = np.abs(late / np.timedelta64(1, "m"))
    n = int(counts.sum())
    value = f1(len(right), n_found, n)
    detail = f"{len(right)} right of {n_found} found; {NOTE}"
    error = float(np.median(minutes)) if len(minutes) else float("nan")
    return [
        Score("port calls, F1", setting, value, bar, n=n, note=detail),
        Score("arrival error, median minutes", setting, error, 10.0, True, n),
    ]


def _score_stays(
    folder: Path, found: Calls, setting: str, span: tuple[pd.Timestamp, pd.Timestamp]
) -> list[Score]:
    """Score stays at single berths, the right berth, and anchored against moored."""
    true, stays = true_stays(folder), found.stays
    fleet = read_truth(folder, "fleet")
    # Small craft have no place in the truth of stays.
    small = set(fleet.loc[fleet["home_port_id"].notna(), "mmsi"])
    stays = stays[~stays["mmsi"].isin(small - set(true["mmsi"]))].reset_index(drop=True)
    ports = stays["place"].str.split("-").str[0]
    stays = stays[ports.isin(true["port_id"])].reset_index(drop=True)
    in_time = (true["arrived_utc"] < span[1] - LATEST) & (
        true["departed_utc"] > span[0] + LATEST
    )
    counts = (in_time & ~true["is_silent"]).to_numpy()
    scores = []
    for kind, bar in (("berth", 0.95), ("anchorage", 0.95)):
        true_kind = true[true["kind"] == kind].reset_index(drop=True)
        found_kind = stays[stays["kind"] == kind].reset_index(drop=True)
        count = counts[(true["kind"] == kind).to_numpy()]
        pairs = match_intervals(found_kind, true_kind, ("mmsi",))
        right = pairs[count[pairs["true"]]]
        n_found = len(found_kind) - (len(pairs) - len(right))
        n = int(count.sum())
        value = f1(len(right), n_found, n)
        scores.append(Score(f"{kind} stays, F1", setting, value, bar, n=n))
        if kind == "berth":
            place = found_kind["place"].to_numpy()[right["found"]]
            is_same = place == true_kind["place"].to_numpy()[right["true"]]
            share = float(is_same.mean()) if n else float("nan")
            scores.append(Score("right berth, share", setting, share, 0.95, n=n))
    pairs = match_intervals(stays, true, ("mmsi",))
    right = pairs[counts[pairs["true"]]]
    is_same = (
        stays["kind"].to_numpy()[right["found"]]
        == true["kind"].to_numpy()[right["true"]]
    )
    share = float(is_same.mean()) if len(right) else float("nan")
    what = "anchored against moored, share right"
    return [*scores, Score(what, setting, share, 0.97, n=len(right))]
