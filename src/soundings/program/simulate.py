"""`soundings simulate`: ships and what receivers hear of them, with the truth."""

from __future__ import annotations

from pathlib import Path

import click

from soundings.program.options import plain_errors


@click.command()
@click.argument("scenario", required=False)
@click.option("--list", "list_scenarios", is_flag=True, help="List the scenarios.")
@click.option("--seed", type=int, help="Another seed than the scenario's.")
@click.option("--days", type=click.IntRange(min=1), help="Fewer or more days.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; made if it is not there.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    default=("positions",),
    show_default=True,
    help="positions, nmea, noaa-2015, noaa-2020, noaa-2025, danish-2006, danish-2015 "
    "or danish-2023; may be given several times.",
)
@plain_errors
def simulate(
    scenario: str | None,
    list_scenarios: bool,
    seed: int | None,
    days: int | None,
    output: Path | None,
    formats: tuple[str, ...],
) -> None:
    """
    Simulate ships and what receivers hear of them, with the truth beside it.

    SCENARIO is a built-in one (see --list) or a YAML file of yours. A run that was
    stopped goes on where it was. Everything it writes is simulated.

    \b
    Example
      soundings simulate felixstowe_starter --days 1 --format noaa-2025 -o ships
    """
    # Imported here: `soundings --help` must not wait for pandas.
    from dataclasses import replace

    from soundings.simulator.run import simulate as run
    from soundings.simulator.scenario import SCENARIOS, find_scenario

    if list_scenarios or scenario is None:
        for known in SCENARIOS.values():
            click.echo(
                f"{known.name:22} {known.kind:12} {known.start}, {known.days} days, "
                f"{', '.join(known.ports) or known.name}"
            )
        return
    if output is None:
        raise click.UsageError("no folder to write to. Give one with -o FOLDER.")
    chosen = find_scenario(scenario, seed)
    if days is not None:
        chosen = replace(chosen, days=days)
    totals = run(chosen, output, formats, click.echo)
    if totals["positions"]:
        click.echo(f"{totals['positions']:,} simulated positions in {output}")
    click.echo("The truth is in its folder truth/: keep it from whoever is to find it.")
