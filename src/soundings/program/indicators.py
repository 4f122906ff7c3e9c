"""`soundings indicators`: figures by week or hour, each with its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from soundings.program.findings import find, say_written, span_of, stays_of_calls
from soundings.program.options import (
    calls_options,
    columns_option,
    output_option,
    plain_errors,
)

if TYPE_CHECKING:
    import pandas as pd

    from soundings.ais.engine.pipeline import Results

SERIES: Final = ["port", "ship_class"]
BASE_WEEKS: Final = 8
"""The first whole weeks with an open ear, at most so many, are 100."""
TABLES: Final = ("weekly", "index", "hourly", "occupancy", "shocks", "coverage")


def _columns() -> dict[str, Mapping[str, str]]:
    from soundings.ais.coverage import COVERAGE
    from soundings.ais.indicators import INDICATORS
    from soundings.ais.shocks import SHOCKS

    return {
        "weekly": INDICATORS,
        "index": {
            **INDICATORS,
            "is_base": "the week is one of those whose mean is 100",
            "visits_index": "visits, 100 in the mean of the base weeks",
        },
        "hourly": {
            "port": "the fence",
            "hour_utc": "the hour's start",
            "n_ships": "ships there at any time in the hour",
            "ship_hours": "hours that they spent there in it, added up",
        },
        "occupancy": {
            "place": "the berth's or terminal's fence",
            "from_utc": "start of the week",
            "ship_hours": "hours that ships lay there, added up",
            "occupancy": "ships there at a time, on average",
            "quay_occupancy": "missing: outlines do not say how long a quay is",
            "mean_length_m": "of the ships whose length is known",
        },
        "coverage": COVERAGE,
        "shocks": SHOCKS,
    }


@click.command()
@columns_option(_columns)
@calls_options
@output_option
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="weekly",
    show_default=True,
    help="weekly: calls that began, ships, time at berth, turnaround, waiting; each "
    "week stands twice, for all ships and for cargo ships and tankers. index: calls, "
    "the first eight sound weeks = 100; empty without one. hourly: ships that called "
    "and were there. occupancy: ships at each outlined berth on average, which is the "
    "share of time it was taken if it holds one ship. shocks: weeks that broke with the "
    "usual. coverage: reports received of those expected.",
)
@plain_errors
def indicators(
    store: Path,
    ports_file: Path,
    output: Path,
    table: str,
    rule: str,
    processes: int,
    scheduler: str,
) -> None:
    """
    Turn port calls into indicators; weekly ones with coverage and 90 % intervals.

    Weeks run from Monday 00:00 UTC. A week in which the receiver was deaf is marked,
    and its fall is not reported as a shock. Days without a file count as deaf. The
    tables hourly and occupancy have no such mark: look at coverage beside them.

    \b
    Example
      soundings indicators --store ships --ports ports.geojson -o weeks.csv
    """
    from soundings.ais.export import write_table

    found, fences, held = find(store, ports_file, rule, scheduler, processes)
    made = _table(table, found, held.statics(), fences, *span_of(held))
    say_written(write_table(made, output, fences), len(made), "rows")


def _table(
    table: str,
    found: Results,
    statics: pd.DataFrame,
    fences: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> pd.DataFrame:
    import pandas as pd

    from soundings.ais.indicators import weekly_indicators
    from soundings.ais.occupancy import berth_occupancy, ships_by_hour
    from soundings.ais.shocks import find_shocks

    if table == "coverage":
        return found.coverage
    if table == "hourly":
        return ships_by_hour(found.calls, began="arrived_utc", ended="departed_utc")
    if table == "occupancy":
        berths = fences.loc[fences["kind"] == "berth", ["fence"]]
        berths = berths.set_axis(["place"], axis=1).assign(n_berths=1, quay_m=None)
        at_berth = stays_of_calls(found)
        lengths = statics.dropna(subset=["length_m"]).groupby("mmsi")["length_m"].last()
        at_berth = at_berth.assign(length_m=at_berth["mmsi"].map(lengths).astype(float))
        return berth_occupancy(at_berth, berths, start, end)
    weeks = weekly_indicators(
        found.calls,
        found.coverage,
        start,
        end,
        statics,
        began="arrived_utc",
        ended="departed_utc",
    )
    if table == "index":
        return pd.concat([_with_index(rows) for _, rows in weeks.groupby(SERIES)])
    if table == "shocks":
        return find_shocks(weeks[weeks["ship_class"] == "all"])
    return weeks


def _with_index(weeks: pd.DataFrame) -> pd.DataFrame:
    """Add the index of one port and class; missing where no week can be its base."""
    from soundings.ais.weekly import weekly_index

    is_sound = weeks["is_whole"] & (weeks["hours_dark"] == 0) & (weeks["visits"] > 0)
    is_base = is_sound & (is_sound.cumsum() <= BASE_WEEKS)
    index = weekly_index(weeks["visits"], is_base) if is_base.any() else None
    return weeks.assign(is_base=is_base, visits_index=index)
