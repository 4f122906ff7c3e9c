"""`course data`: make the data files, check them, fetch the publishers' own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from soundings.course.data.making import finish
from soundings.course.data.manifest import Publication, read_manifest
from soundings.course.data.verify import verify


@click.group("data")
def data_command() -> None:
    """Make the course's data, check it, or fetch the publishers' own."""


@data_command.command(
    "build",
    add_help_option=False,
    context_settings={"ignore_unknown_options": True},
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def build_command(root: Path, arguments: tuple[str, ...]) -> None:
    """Make the data files again and compare them with their records."""
    # The list of what is made knows ships, so it is a program of its own.
    program = root / "datasets" / "build.py"
    sys.exit(subprocess.run([sys.executable, str(program), *arguments]).returncode)


@data_command.command("verify")
@click.option("--full", is_flag=True, help="Read long tables to their ends too.")
@click.pass_obj
def verify_command(root: Path, full: bool) -> None:
    """Check that every data file is whole and fits its schema."""
    problems = verify(root / "datasets", lambda line: click.echo(f"  {line}"), full)
    finish(problems, "Every data file is whole and as described.")


@data_command.command("fetch")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--list", "wants_list", is_flag=True, help="List what can be fetched.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="SOUNDINGS_DATA",
    help="Where files go; else SOUNDINGS_DATA, else work/data.",
)
@click.option(
    "--from",
    "base_url",
    envvar="SOUNDINGS_DATA_URL",
    default="",
    help="A mirror laid out like the folder; else SOUNDINGS_DATA_URL.",
)
@click.option(
    "--accept-licence", is_flag=True, help="Accept terms that are not an open licence."
)
@click.option("--refresh", is_flag=True, help="Ask again for files that may be newer.")
@click.pass_obj
def fetch_command(
    root: Path,
    ids: tuple[str, ...],
    wants_list: bool,
    folder: Path | None,
    base_url: str,
    accept_licence: bool,
    refresh: bool,
) -> None:
    """Fetch publishers' own files: real, larger, and under their terms."""
    from soundings.course.data.fetch import Fetch  # which imports requests

    manifest = read_manifest(root / "datasets" / "sources.csv")
    if wants_list or not ids:
        for publication in manifest.values():
            click.echo(describe(publication))
        click.echo("\nFetch one: course data fetch ID. No lesson depends on it.")
        return
    unknown = [id_ for id_ in ids if id_ not in manifest]
    if unknown:
        raise click.ClickException(
            f"There is no {', '.join(unknown)}. Choose from {', '.join(manifest)}."
        )
    folder = (folder or root / "work" / "data").resolve()
    if folder.is_relative_to(root / "datasets"):
        raise click.ClickException(
            f"{folder} holds the course's own data. Name another folder with --to."
        )
    fetch = Fetch(folder, base_url, accept_licence, refresh)
    failed = []
    for id_ in ids:
        try:
            fetch.run(manifest[id_])
        except click.ClickException as error:
            error.show()
            failed.append(id_)
    if failed:
        raise click.ClickException(f"not fetched: {', '.join(failed)}")


def describe(publication: Publication) -> str:
    """Say in a few lines what a file is, its terms and its size."""
    p = publication
    terms = p.licence if p.is_open == "true" else f"{p.licence} (--accept-licence)"
    return (
        f"{p.id}\n  {p.title}, {p.publisher}\n"
        f"  {p.size_hint}; {p.kind}, {p.status}; {terms}"
    )
