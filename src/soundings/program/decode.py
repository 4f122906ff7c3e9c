"""`soundings decode`: radio sentences into tables, no line lost."""

from __future__ import annotations

from pathlib import Path

import click

from soundings.program.options import plain_errors


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write positions, statics, others and rejected lines to.",
)
@click.option(
    "--format",
    "suffix",
    type=click.Choice(["parquet", "csv", "csv.gz"]),
    default="parquet",
    show_default=True,
)
@plain_errors
def decode(file: Path, output: Path, suffix: str) -> None:
    """
    Decode a file of NMEA sentences (!AIVDM …) into tables.

    Takes any envelope: tag blocks, times before or after, several stations, parts out
    of order. Each line has one outcome, and the counts add up to the lines of the
    file. Codes for "unknown" become missing values with a reason beside them.

    For a store and port calls give the file to `soundings ingest` instead.

    \b
    Example
      soundings decode 2024-05-01.nmea.gz -o decoded --format csv
    """
    from soundings.ais.decoding.stream import decode as read
    from soundings.ais.export import write_table

    found = read(file)
    output.mkdir(parents=True, exist_ok=True)
    for name in ("positions", "statics", "others", "rejected"):
        table = getattr(found, name)
        write_table(table, output / f"{name}.{suffix}")
        click.echo(f"{output / name}.{suffix}: {len(table):,} rows")
    counts = found.counts[found.counts > 0]
    width = max(len(str(outcome)) for outcome in counts.index)
    for outcome, n in counts.items():
        click.echo(f"  {outcome!s:{width}} {n:>12,}")
    click.echo(f"  {'lines in all':{width}} {counts.sum():>12,}")
