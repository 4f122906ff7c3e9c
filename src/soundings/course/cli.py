"""The `course` command."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

COMMANDS = {
    "start": "start",
    "test": "prove",
    "check": "prove",
    "setup": "install",
    "build": "build",
    "release": "release",
    "grade": "marking.command",
    "record": "record.command",
    "project": "project",
    "data": "data.command",
}
"""Each command and the module that holds it, read only when it is asked for:
nbgrader and Sphinx take seconds to import."""


class Course(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands, the commonest first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"soundings.course.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


def find_root(start: Path) -> Path:
    """Find the course's folder: the nearest one above that holds `_config.yml`."""
    for folder in (start, *start.parents):
        if (folder / "_config.yml").exists() and (folder / "solutions").is_dir():
            return folder
    raise click.ClickException(
        f"{start} is not inside the course: no _config.yml and solutions/ here or "
        "above. Change to the course's folder first."
    )


@click.group(cls=Course, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="soundings")
@click.pass_context
def main(context: click.Context) -> None:
    """Soundings: a data science course for public servants."""
    context.obj = find_root(Path.cwd())
