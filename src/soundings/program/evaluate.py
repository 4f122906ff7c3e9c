"""`soundings evaluate`: what the toolkit finds, against what the simulator did."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import Final

import click

from soundings.program.options import plain_errors, with_known_ending

TOPICS: Final = (
    "decode",
    "cleaning",
    "port_calls",
    "indicators",
    "shocks",
    "network",
    "payload",
    "rescue",
)


@click.command()
@click.argument("topics", nargs=-1, type=click.Choice(TOPICS), metavar="[TOPIC]...")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Another seed, other ships. Seeds below 100 served to build the toolkit.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is simulated here; a temporary folder if not given.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=with_known_ending,
    help="Write the scores as .csv or .parquet too.",
)
@plain_errors
def evaluate(
    topics: tuple[str, ...], seed: int, folder: Path | None, output: Path | None
) -> None:
    """
    Simulate ships with a seed, find what they did, and compare with the truth.

    TOPIC is one or more of decode, cleaning, port_calls, indicators, shocks, network,
    payload and rescue; all of them if none is given, which takes half an hour. Each
    score stands beside the bar it is held to and the number of cases it rests on: of
    ten cases, one is ten per cent.

    \b
    Examples
      soundings evaluate payload network
      soundings evaluate port_calls --seed 2024 -o scores.csv
    """
    import pandas as pd

    from soundings.ais.export import write_table
    from soundings.evaluation.scores import Score, as_table

    chosen = [topic for topic in TOPICS if topic in topics or not topics]
    scores: list[Score] = []
    with tempfile.TemporaryDirectory() as scratch:
        for topic in chosen:
            module = importlib.import_module(f"soundings.evaluation.{topic}")
            place = (folder or Path(scratch)) / topic
            place.mkdir(parents=True, exist_ok=True)
            found = module.evaluate(
                seed, place, lambda line: click.echo(line, err=True)
            )
            scores += found
            with pd.option_context("display.width", 160, "display.max_colwidth", 70):
                click.echo(
                    as_table(found).to_string(index=False, float_format="{:.3f}".format)
                )
    n_met = sum(score.is_met for score in scores)
    click.echo(f"{n_met} of {len(scores)} bars reached with seed {seed}.")
    if output is not None:
        write_table(as_table(scores), output)
        click.echo(f"Scores: {output}")
