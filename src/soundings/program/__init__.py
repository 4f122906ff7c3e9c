"""The `soundings` program, for people with AIS data: it knows ships and no course."""

from __future__ import annotations

import click

from soundings.program.decode import decode
from soundings.program.evaluate import evaluate
from soundings.program.indicators import indicators
from soundings.program.ingest import ingest
from soundings.program.network import network
from soundings.program.port_calls import port_calls
from soundings.program.report import report
from soundings.program.rescue import rescue
from soundings.program.simulate import simulate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="soundings")
def main() -> None:
    """
    From AIS, the radio by which ships say where they are, to figures about ports.

    \b
    Files of reports    soundings ingest *.csv.zst --store ships
    Calls at ports      soundings port-calls --store ships --ports ports.geojson -o calls.csv
    Figures by week     soundings indicators --store ships --ports ports.geojson -o weeks.csv
    One page to show    soundings report --store ships --ports ports.geojson -o report.html

    No data of your own? `soundings simulate` makes some, with the truth beside it, and
    `soundings evaluate` compares what the commands find with that truth.
    """


for command in (
    ingest,
    decode,
    port_calls,
    indicators,
    network,
    rescue,
    report,
    simulate,
    evaluate,
):
    main.add_command(command)
