"""`soundings report`: one page per store that opens anywhere, without a network."""

from __future__ import annotations

from pathlib import Path

import click

from soundings.program.findings import find, span_of, stays_of_calls
from soundings.program.options import calls_options, plain_errors

SIMULATED = "Simulated data: no real ship, call or port is described."


@click.command()
@calls_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The page to write; ends in .html.",
)
@click.option("--title", default="", help="Instead of the names of the ports.")
@click.option("--note", default="", help="Stands at the head of the page.")
@plain_errors
def report(
    store: Path,
    ports_file: Path,
    output: Path,
    title: str,
    note: str,
    rule: str,
    processes: int,
    scheduler: str,
) -> None:
    """
    Write one page with a map, charts and tables for each port.

    The page carries all it needs: it can be sent by e-mail or opened from a USB
    stick. Give --ports a file with the ports you want to show and no others.

    \b
    Example
      soundings report --store ships --ports felixstowe.geojson -o felixstowe.html
    """
    from dataclasses import asdict

    from soundings.ais.report.page import Findings, write_report

    found, fences, held = find(store, ports_file, rule, scheduler, processes)
    start, end = span_of(held)
    sources = held.sources()["source"].tolist()
    is_simulated = any(Path(name).name.startswith("sim_") for name in sources)
    files = f"{len(sources)} file{'s' if len(sources) != 1 else ''}"
    findings = Findings(
        fences=fences,
        calls=found.calls,
        stays=stays_of_calls(found),
        coverage=found.coverage,
        statics=held.statics(),
        start=start,
        end=end,
        settings={**asdict(found.run_settings), **asdict(found.call_settings)},
        source=f"From AIS reports in {files}.",
        note=" ".join(
            text for text in (SIMULATED if is_simulated else "", note) if text
        ),
    )
    path = write_report(findings, output, title)
    click.echo(f"{path}: open it in any browser")
