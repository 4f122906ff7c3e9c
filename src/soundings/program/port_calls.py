"""`soundings port-calls`: which ships called where, from a store of reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from soundings.program.findings import find, say_written
from soundings.program.options import (
    calls_options,
    columns_option,
    output_option,
    plain_errors,
)

TABLES = ("calls", "visits", "stays", "shifts", "voyages")


def _columns() -> dict[str, Mapping[str, str]]:
    from soundings.ais.rests import STAYS
    from soundings.ais.tables import VOYAGES
    from soundings.ais.visits import FULL_VISITS, SHIFTS

    return {
        "calls, visits": FULL_VISITS,
        "stays": {**STAYS, "visit": "row of the visit it belongs to, from 0; -1: none"},
        "shifts": {**SHIFTS, "visit": "row of the visit, from 0"},
        "voyages": VOYAGES,
    }


@click.command()
@columns_option(_columns)
@calls_options
@output_option
@click.option(
    "--table",
    type=click.Choice(TABLES),
    default="calls",
    show_default=True,
    help="visits: every presence in a port, also of ships that passed. stays: at berths "
    "and anchorages. shifts: moves between them. voyages: from call to call.",
)
@plain_errors
def port_calls(
    store: Path,
    ports_file: Path,
    output: Path,
    table: str,
    rule: str,
    processes: int,
    scheduler: str,
) -> None:
    """
    Find port calls: visits to a port in which the ship lay at a berth.

    Days that were worked on before are not computed again, so an interrupted run is
    simply started again, and another table of the same calls is written at once.

    \b
    Examples
      soundings port-calls --store ships --ports ports.geojson -o calls.csv
      soundings port-calls --store ships --ports ports.geojson --table stays -o stays.geojson
    """
    from soundings.ais.export import write_table

    results, fences, _ = find(store, ports_file, rule, scheduler, processes)
    found = getattr(results, table)
    say_written(write_table(found, output, fences), len(found), table)
