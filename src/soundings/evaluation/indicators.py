"""
How near weekly figures and berth occupancy come to the truth, and what intervals hold.

From positions: three weeks at two ports, as realistic as the simulator makes them, and
the same with six reports in ten lost and one port's receiver deaf for two days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.berths import widen_fences
from soundings.ais.clean import clean_positions
from soundings.ais.coverage import tally_coverage
from soundings.ais.fences import locate, read_fences
from soundings.ais.indicators import weekly_indicators
from soundings.ais.occupancy import berth_occupancy
from soundings.ais.runs import as_runs
from soundings.ais.visits import Calls, find_calls_in_runs, service_craft
from soundings.ais.weekly import CARGO_AND_TANKER, weekly_figures
from soundings.evaluation.matching import read_truth, true_calls, true_stays
from soundings.evaluation.scores import FIRST_UNSEEN_SEED, Score
from soundings.simulator.geography import REFERENCE
from soundings.simulator.run import simulate
from soundings.simulator.scenario import HARSH_LOSS, Scenario, find_scenario
from soundings.simulator.shocks import Shock, seconds

TRAINING_PORTS: Final = ("GBFXT", "GBIMM")
UNSEEN_PORTS: Final = ("GBMLF", "GBLON", "IDUPG")
START: Final = "2021-03-01"
DAYS: Final = 15
"""A Monday, and two whole weeks; a day after them, in which ships leave."""
OUTAGE: Final = ("2021-03-10T06:00", "2021-03-12T06:00")
FIGURES: Final = ("visits", "ships", "ship_hours")


@dataclass(frozen=True)
class Found:
    """What the toolkit makes of a simulated folder."""

    calls: Calls
    coverage: pd.DataFrame
    statics: pd.DataFrame


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """Return the scores of indicators; seeds from 1000 use ports never tuned on."""
    ports = TRAINING_PORTS if seed < FIRST_UNSEEN_SEED else UNSEEN_PORTS
    base = replace(
        find_scenario("month", seed), start=START, days=DAYS, ports=ports, shocks=()
    )
    # At one port: the others show that the same weeks, heard, need no wide interval.
    outage = Shock("outage", ports[0], seconds(OUTAGE[0]), seconds(OUTAGE[1]))
    settings = {
        "realistic": base,
        "60 % lost, one port deaf for two days": replace(
            base, loss=HARSH_LOSS, shocks=(outage,)
        ),
    }
    scores: list[Score] = []
    for setting, scenario in settings.items():
        place = (
            folder / f"indicators_{'deaf' if scenario.shocks else 'realistic'}_{seed}"
        )
        simulate(scenario, place)
        report(f"indicators: {setting} simulated")
        found = find(place)
        report(f"indicators: {setting} read")
        scores += score(setting, scenario, place, found)
    return scores


def find(folder: Path) -> Found:
    """Run the toolkit over a simulated folder, a day at a time."""
    fences = widen_fences(read_fences(REFERENCE / "terminals.geojson"))
    runs, coverage = [], []
    for path in sorted(folder.glob("positions/day=*/*.parquet")):
        positions = clean_positions(read_day(path))
        runs.append(as_runs(positions, fences, silence_minutes=240.0))
        coverage.append(tally_coverage(locate(positions, fences)))
    statics = pd.concat(
        [
            pd.read_parquet(path, columns=["mmsi", "ship_type"])
            for path in sorted(folder.glob("statics/day=*/*.parquet"))
        ],
        ignore_index=True,
    )
    statics = (
        statics.assign(mmsi=statics["mmsi"].astype(str)).value_counts().reset_index()
    )
    statics = statics[statics["ship_type"] > 0].drop_duplicates("mmsi")
    calls = find_calls_in_runs(
        pd.concat(runs, ignore_index=True), service_mmsi=service_craft(statics)
    )
    hours = pd.concat(coverage).groupby(["port", "hour_utc"], as_index=False).sum()
    return Found(calls, hours, statics)


def read_day(path: Path) -> pd.DataFrame:
    """Return a day of the simulator's positions, without stations' copies."""
    columns = ["mmsi", "time_utc", "lon", "lat", "speed_knots", "course_degrees"]
    columns += ["heading_degrees", "status", "message_type"]
    table = pd.read_parquet(path, columns=columns)
    is_ship = table["message_type"].isin([1, 2, 3, 18, 19])
    table = table[is_ship].assign(mmsi=table["mmsi"].astype(str))
    same = ["mmsi", "lon", "lat", "speed_knots", "course_degrees", "heading_degrees"]
    table = table.sort_values([*same, "time_utc"])
    is_copy = table.duplicated(same) & (table["time_utc"].diff() < pd.Timedelta("3s"))
    is_b = table["message_type"].isin([18, 19])
    table = table.assign(transceiver=np.where(is_b, "B", "A"))
    return table[~is_copy].drop(columns="message_type")


def score(setting: str, scenario: Scenario, folder: Path, found: Found) -> list[Score]:
    """Return the scores of one setting."""
    start, end = (
        pd.Timestamp(t, unit="s", tz="UTC") for t in (scenario.start_s, scenario.end_s)
    )
    truth = _true_weeks(folder, start, end)
    weeks = weekly_indicators(
        found.calls.calls, found.coverage, start, end, found.statics,
        began="arrived_utc", ended="departed_utc",
    )  # fmt: skip
    keys = ["port", "week_utc", "ship_class"]
    both = weeks[weeks["is_whole"]].merge(truth, on=keys, suffixes=("", "_true"))
    is_plain = setting == "realistic"
    scores = []
    for figure in FIGURES:
        for ship_class, rows in both.groupby("ship_class"):
            true = rows[f"{figure}_true"]
            error = (rows[figure] - true).abs().sum() / true.sum()
            scores.append(
                Score(
                    f"weekly {figure}, mean error as a share",
                    f"{setting}, {ship_class}",
                    float(error),
                    0.02 if is_plain else 1.0,
                    is_at_most=True,
                    n=round(float(true.sum())),
                    note=f"in all {rows[figure].sum() / true.sum() - 1:+.1%}",
                )
            )
    for figure in FIGURES:
        true = both[f"{figure}_true"]
        inside = (true >= both[f"{figure}_low"]) & (true <= both[f"{figure}_high"])
        width = (both[f"{figure}_high"] - both[f"{figure}_low"]) / true.clip(lower=1)
        scores.append(
            Score(
                f"90 % interval of weekly {figure} holds the truth, share",
                setting,
                float(inside.mean()),
                0.8,
                n=len(both),
                note=f"median width {width.median():.0%}, "
                f"coverage {both['coverage'].mean():.0%}",
            )
        )
    return [*scores, *_occupancy_scores(setting, folder, found, start, end)]


def _true_weeks(folder: Path, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return the true weekly figures, by class of ship; each ship by its true self."""
    calls, fleet = true_calls(folder), read_truth(folder, "fleet")
    # No receiver could hear them: their AIS was off throughout.
    calls = calls[~calls["is_silent"]].assign(
        port=lambda t: t["port_id"] + "-PORT", mmsi=lambda t: t["ship"].astype(str)
    )
    types = fleet["ship_type"].reindex(calls["ship"]).to_numpy()
    is_merchant = (types >= CARGO_AND_TANKER[0]) & (types <= CARGO_AND_TANKER[1])
    tables = []
    for name, part in (("all", calls), ("cargo and tanker", calls[is_merchant])):
        weeks = weekly_figures(part, start, end, "arrived_utc", "departed_utc")
        tables.append(weeks.assign(ship_class=name))
    return pd.concat(tables)[["port", "week_utc", "ship_class", *FIGURES]]


def _occupancy_scores(
    setting: str, folder: Path, found: Found, start: pd.Timestamp, end: pd.Timestamp
) -> list[Score]:
    """Compare weekly occupancy of terminals, by time, in points."""
    end = start + (end - start) // pd.Timedelta(days=7) * pd.Timedelta(days=7)
    true = true_stays(folder)
    true = true[(true["kind"] == "berth") & ~true["is_silent"]].assign(
        place=lambda t: t["terminal"]
    )
    stays = found.calls.stays
    # Tugs and barges have moorings of their own there: only ships that call count.
    is_call = found.calls.visits["why_no_call"] == ""
    of_call = stays["visit"].isin(np.flatnonzero(is_call))
    stays = stays[(stays["kind"] == "berth") & of_call]
    berths = pd.read_csv(REFERENCE / "berths.csv")
    berths = berths.groupby("terminal_id").agg(
        n_berths=("berth_id", "size"), quay_m=("quay_m", "sum")
    )
    berths = berths.rename_axis("place").reset_index()
    used = set(true["place"])
    berths = berths[berths["place"].isin(used)]
    stays = stays[stays["place"].isin(used)]
    ours, theirs = (
        berth_occupancy(table, berths, start, end).set_index(["place", "from_utc"])
        for table in (stays, true)
    )
    error = (ours["occupancy"] - theirs["occupancy"]).abs()
    return [
        Score(
            "weekly berth occupancy of a terminal, mean error in points",
            setting,
            float(100 * error.mean()),
            1.0 if setting == "realistic" else 100.0,
            is_at_most=True,
            n=len(error),
            note=f"worst {100 * error.max():.1f}; true mean "
            f"{100 * theirs['occupancy'].mean():.0f}",
        )
    ]
