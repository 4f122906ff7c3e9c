"""`soundings decode`: radio sentences into tables, no line lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from soundings.program.options import plain_errors

if TYPE_CHECKING:
    from soundings.ais.decoding.stream import Decoded

_SAYS_NOTHING: Final = ("other_sentence", "tag_block_only", "log_text", "blank")
"""Outcomes of lines that hold no sentence of AIS, sound or not."""


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
    help="What the tables are written as.",
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
    _refuse_no_sentence(file, found)
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


def _refuse_no_sentence(file: Path, found: Decoded) -> None:
    """Refuse a file of something else: its tables would be empty, and look like results."""
    from soundings.ais.compression import members_of, open_raw, what_is_it

    n_lines = int(found.counts.sum())
    has_sentences = n_lines > found.counts[list(_SAYS_NOTHING)].sum()
    if has_sentences and found.types.sum():
        return
    with open_raw(file, members_of(file)[0]) as start:
        kind = what_is_it(start.read(512))
    # Where there are damaged sentences the list of them is of use; noise has them too.
    if has_sentences and kind is None:
        return
    text = "other text" if n_lines else "an empty file"
    raise click.ClickException(
        f"no AIS sentence in {file}: expected lines with !AIVDM, found {kind or text}. "
        "For tables of reports (CSV, Parquet) use `soundings ingest`."
    )
