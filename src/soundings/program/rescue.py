"""`soundings rescue`: halts at sea that look like rescues, blurred unless told not to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from soundings.program.findings import say_written
from soundings.program.options import (
    output_option,
    plain_errors,
    progress,
    store_option,
)

if TYPE_CHECKING:
    import pandas as pd


@click.command()
@store_option
@click.option(
    "--ports",
    "ports_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="CSV with port (or port_id), lon and lat: one row for every harbour around.",
)
@click.option(
    "--warnings",
    "warnings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of broadcast warnings: warning_id, broadcast_utc, and lon and lat, or text.",
)
@output_option
@click.option(
    "--exact",
    is_flag=True,
    help="Write minutes and miles, for rescuers' own records. Do not publish it.",
)
@plain_errors
def rescue(
    store: Path,
    ports_file: Path,
    warnings_file: Path | None,
    output: Path,
    exact: bool,
) -> None:
    """
    Find halts at sea that look like rescues, and the evidence for each.

    People in danger may be behind every row, and a map of rescues, exact and prompt,
    helps whoever wants to stop them. What is written is blurred to a day and ten
    nautical miles unless you say --exact.

    \b
    Example
      soundings rescue --store sea --ports harbours.csv --warnings navarea.csv -o events.csv
    """
    import pandas as pd

    from soundings.ais.clean import clean_positions
    from soundings.ais.engine.store import Store
    from soundings.ais.export import write_table
    from soundings.ais.rescue import blur_events, find_rescues
    from soundings.ais.search_patterns import thin_positions
    from soundings.ais.warnings_at_sea import read_warnings

    held = Store(store)
    ports = _read_ports(ports_file)
    warnings = read_warnings(warnings_file) if warnings_file else None
    columns = ["mmsi", "time_utc", "lon", "lat", "speed_knots", "course_degrees"]
    parts = []
    days = held.days()
    with progress("Days") as advance:
        for i, day in enumerate(days, start=1):
            positions = held.read("positions", day, columns).to_pandas()
            parts.append(thin_positions(clean_positions(positions)))
            advance(i, len(days), day)
    if not parts:
        raise ValueError(f"{store}: no positions in the store. Ingest files first.")
    events, _ = find_rescues(pd.concat(parts, ignore_index=True), ports, warnings)
    written = events if exact else blur_events(events)
    path = write_table(written, output)
    say_written(path, len(written), "events" if exact else "events, blurred")


def _read_ports(path: Path) -> pd.DataFrame:
    """Read harbours from CSV, and say which file and column is at fault."""
    import pandas as pd

    table = pd.read_csv(path, encoding_errors="replace")
    if "port" not in table.columns:
        table = table.rename(columns={"port_id": "port"})
    lacking = [name for name in ("port", "lon", "lat") if name not in table.columns]
    if lacking:
        raise ValueError(
            f"{path.name}: no column {' or '.join(lacking)}. "
            f"Found {', '.join(table.columns)}."
        )
    for name in ("lon", "lat"):
        numbers = pd.to_numeric(table[name], errors="coerce")
        if numbers.isna().any():
            row = int(numbers.isna().to_numpy().argmax())
            raise ValueError(
                f"{path.name}: {table[name].iloc[row]!r} in data row {row + 1} of "
                f"{name} is not a number."
            )
        table[name] = numbers
    return table[["port", "lon", "lat"]]
