"""`soundings network`: which ports are joined, how well, and which one matters."""

from __future__ import annotations

from pathlib import Path

import click

from soundings.program.findings import find, say_written
from soundings.program.options import calls_options, plain_errors


@click.command()
@calls_options
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write voyages, edges, ports and closures to.",
)
@click.option(
    "--format",
    "suffix",
    type=click.Choice(["csv", "parquet", "geojson"]),
    default="csv",
    show_default=True,
    help="geojson holds voyages and edges as straight lines, ports as points.",
)
@click.option(
    "--max-days",
    type=click.FloatRange(min=0, min_open=True),
    help="Leave out voyages that took longer: the ship was elsewhere.",
)
@click.option(
    "--missed-share",
    type=click.FloatRange(min=0, max=1, max_open=True),
    default=0.1,
    show_default=True,
    help="Share of calls that may have been missed; what they explain is no edge.",
)
@plain_errors
def network(
    store: Path,
    ports_file: Path,
    output: Path,
    suffix: str,
    max_days: float | None,
    missed_share: float,
    rule: str,
    processes: int,
    scheduler: str,
) -> None:
    """
    Join port calls into voyages, and voyages into a network of ports.

    Writes four tables: voyages; edges with their number of voyages; ports with their
    centralities and community; and closures, what closing each port would cut off.
    Only ports with an outline are seen: a network of three ports is three ports.

    \b
    Example
      soundings network --store ships --ports ports.geojson -o network
    """
    from soundings.ais.closing import close_each_port
    from soundings.ais.export import write_table
    from soundings.ais.network import as_edges, centralities, communities, make_network
    from soundings.ais.voyages import drop_skipped_calls, find_voyages

    found, fences, _ = find(store, ports_file, rule, scheduler, processes)
    voyages = drop_skipped_calls(find_voyages(found.calls, max_days), missed_share)
    if voyages.empty:
        raise ValueError(
            "no voyage between two of these ports. "
            "Give outlines of more ports, or ingest more days."
        )
    graph = make_network(voyages)
    ports = centralities(graph).merge(communities(graph), on="port")
    tables = {
        "voyages": voyages,
        "edges": as_edges(graph),
        "ports": ports,
        "closures": close_each_port(graph),
    }
    for name, table in tables.items():
        path = write_table(table, output / f"{name}.{suffix}", fences)
        say_written(path, len(table), name)
