"""`soundings ingest`: files of reports into a store, every line accounted for."""

from __future__ import annotations

from pathlib import Path

import click

from soundings.program.options import plain_errors, progress


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write; made if it is not there, added to if it is a store.",
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Threads that read a file.",
)
@click.option(
    "--memory-mb",
    type=click.IntRange(min=100),
    default=500,
    show_default=True,
    help="What reading and sorting may use, about.",
)
@plain_errors
def ingest(files: tuple[Path, ...], store: Path, threads: int, memory_mb: int) -> None:
    """
    Read files of ship reports into a store of one file a day.

    FILES are NOAA's or the Danish authority's CSV of any year, NMEA sentences, or
    Parquet with our columns; plain, .gz, .zst or .zip. The kind of file is found by
    what is in it. Every line is kept, set aside with a reason, or blank; a file where
    that does not add up, or that is cut off, is refused as a whole. If every line of
    a file was set aside, the exit status is 1.

    A file that is in the store already is passed over, so an interrupted run is
    simply started again.

    \b
    Example
      soundings ingest AIS_2024_01_*.zip --store ships
    """
    from soundings.ais.engine.ingest import ingest as read

    said: list[str] = []
    try:
        with progress("Reading") as advance:
            advance(0, len(files))

            def tell(line: str) -> None:
                said.append(line)
                advance(min(len(said), len(files)), len(files), line.split(":")[0])

            table = read(
                list(files), store, threads=threads, memory_mb=memory_mb, progress=tell
            )
    finally:
        # Files before one that was refused are in the store: their account is due.
        for line in said:
            click.echo(line)
    if table["quarantined"].sum():
        folder = store / "quarantine"
        click.echo(
            f"Lines set aside are in {folder}, with reasons (Parquet): "
            f'in Python, pandas.read_parquet("{folder.as_posix()}").'
        )
    if table["kept"].sum():
        click.echo(
            f"Next: soundings port-calls --store {store} --ports PORTS.geojson "
            "-o calls.csv"
        )
    unusable = table.loc[table["kept"].eq(0) & table["quarantined"].gt(0), "source"]
    if len(unusable):
        names = ", ".join(unusable.head(3)) + " …" * (len(unusable) > 3)
        raise click.ClickException(
            f"no line of {names} could be used: every one was set aside. Look at the "
            "reasons above and at the file, correct it, and ingest it again."
        )
