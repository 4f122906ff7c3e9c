"""Options that several commands share, progress, and errors as one plain line."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

ENGINES = ("duckdb", "_duckdb", "concurrent", "pyspark", "py4j")
"""Whose errors are about the machine: memory, disk, Java."""
P = ParamSpec("P")
T = TypeVar("T")


def plain_errors(command: Callable[P, T]) -> Callable[P, T]:
    """Show what the toolkit refuses as a message, without a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        # What the toolkit raises with a message for people; anything else is our mistake.
        except (ValueError, OSError, ImportError) as error:
            raise click.ClickException(str(error)) from error
        except Exception as error:
            # Named, not imported: `--help` must not wait for DuckDB.
            if type(error).__module__.split(".")[0] not in ENGINES:
                raise
            raise click.ClickException(
                f"the engine stopped: {error} "
                "What was finished is kept; with more memory or disk, run it again."
            ) from error

    return run


store_option = click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder that `soundings ingest` wrote.",
)
ports_option = click.option(
    "--ports",
    "ports_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="GeoJSON with outlines of ports, berths and anchorages: polygons with the "
    "properties terminal_id, name and kind (port, berth, anchorage or pilot).",
)


def with_known_ending(
    _: click.Context, __: click.Parameter, path: Path | None
) -> Path | None:
    """Refuse an ending before any work is done."""
    from soundings.ais.export import check_ending

    if path is not None:
        try:
            check_ending(path)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
    return path


output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    callback=with_known_ending,
    help="The file to write: .csv, .csv.gz, .parquet or .geojson, by its ending.",
)
processes_option = click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Days worked on at a time.",
)
scheduler_option = click.option(
    "--scheduler",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="spark needs `pip install soundings[spark]` and Java 17; same results.",
)


rule_option = click.option(
    "--rule",
    type=click.Choice(["soundings", "gap_4_hours", "outside_24_hours"]),
    default="soundings",
    show_default=True,
    help="When a visit ends: soundings, after an hour seen outside or half a day of "
    "silence; gap_4_hours, after four hours of silence; outside_24_hours, after a day "
    "outside, as the World Bank.",
)


def calls_options(command: Callable[P, T]) -> Callable[P, T]:
    """Add the options of every command that starts from the calls in a store."""
    for option in (
        scheduler_option,
        processes_option,
        rule_option,
        ports_option,
        store_option,
    ):
        command = option(command)
    return command


def columns_option(
    describe: Callable[[], dict[str, Mapping[str, str]]],
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Add --columns, which says what each column of each table means, and ends."""

    def show(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
        if not is_asked:
            return
        for table, columns in describe().items():
            click.echo(f"{table}")
            for name, meaning in columns.items():
                click.echo(f"  {name:22} {meaning}")
        context.exit()

    return click.option(
        "--columns",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Say what the columns of each table mean, and end.",
    )


def _name(item: Any) -> str:
    return str(item or "")


@contextmanager
def progress(label: str) -> Iterator[Callable[..., None]]:
    """
    Give a function to call with how much is done, of how much, and what was last.

    On a terminal it draws a bar, on the error stream; in a log only the label.
    """
    with ExitStack() as stack:
        bar: Any = None

        def advance(done: int, total: int, what: str = "") -> None:
            nonlocal bar
            if bar is None:
                shown: Any = click.progressbar(
                    length=max(total, 1),
                    label=label,
                    item_show_func=_name,
                    file=sys.stderr,
                )
                bar = stack.enter_context(shown)
            bar.update(done - bar.pos, what)

        yield advance
