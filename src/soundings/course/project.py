"""`course project`: begin an accelerator project's repository, and check one."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import click

from soundings.course.project_check import (
    ASKED_OF_AN_ANSWER,
    TEMPLATES,
    WEEKS,
    check_project,
    is_stopped,
)
from soundings.course.project_runs import find_language

SUFFIX = ".template"
_NAME = re.compile(r"[a-z][a-z0-9_-]{1,59}")
_WORDS = {
    "python": {
        "RUN_PIPELINE": "python pipeline.py",
        "RUN_TESTS": "python -m unittest discover tests",
        "NEEDED": "Python 3.11 or later, and the packages in `requirements.txt`",
        "GET_PACKAGES": "python -m pip install -r requirements.txt",
    },
    "r": {
        "RUN_PIPELINE": "Rscript pipeline.R",
        "RUN_TESTS": "Rscript tests/test_pipeline.R",
        "NEEDED": "R, and the packages in `packages.csv`",
        "GET_PACKAGES": (
            'Rscript -e "chooseCRANmirror(ind = 1); '
            "install.packages(read.csv('packages.csv')[[1]])\""
        ),
    },
}


class NameOrCommand(click.Group):
    """A group in which a word that is no command is the name of a new project."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take `course project NAME` for `course project new NAME`."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["new", *args]
        return super().resolve_command(ctx, args)


@click.group("project", cls=NameOrCommand)
def project_command() -> None:
    """
    Begin a project with `course project NAME`, and check one.

    A project is a repository of its own, outside the course's.
    """


@project_command.command("new")
@click.argument("name")
@click.option(
    "--language",
    type=click.Choice(list(_WORDS)),
    default="python",
    show_default=True,
    help="What its pipeline is written in.",
)
@click.option(
    "--into",
    "parent",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that it shall stand in.  [default: work/projects]",
)
@click.pass_obj
def new_command(root: Path, name: str, language: str, parent: Path | None) -> None:
    """Make the folder NAME, with a pipeline that runs, its tests and its papers."""
    folder = make_project(parent or root / "work" / "projects", name, language)
    root, folder = root.resolve(), folder.resolve()
    here = folder.relative_to(root) if folder.is_relative_to(root) else folder
    run = _WORDS[language]["RUN_PIPELINE"].replace("python", _find_python(), 1)
    click.echo(
        f"{folder}: a project in {'R' if language == 'r' else 'Python'} that runs.\n"
        "In the course's folder, this says what the first week asks:\n"
        f"  {_find_course(root)} project check {shlex.quote(str(here))} --week 1\n"
        "And this runs it:\n"
        f"  cd {shlex.quote(str(here))}\n"
        f"  {run}"
    )


def _find_course(root: Path) -> str:
    """Say how this course's command is called here."""
    # The script beside the book is all there is where no environment is active.
    has_script_alone = not shutil.which("course") and (root / "course").is_file()
    return "./course" if has_script_alone else "course"


def _find_python() -> str:
    """Say how the Python that has the course's packages is called here."""
    found = shutil.which("python")
    if found and Path(found).parent == Path(sys.executable).parent:
        return "python"
    return shlex.quote(sys.executable)


@project_command.command("check")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--week",
    type=click.IntRange(1, WEEKS),
    default=WEEKS,
    show_default=True,
    help="Ask only for what is due by this week.",
)
@click.option(
    "--no-run",
    is_flag=True,
    help="Read only; needed for work by somebody whom you do not trust.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    help="The longest that one run may take.",
)
def check_command(folder: Path, week: int, no_run: bool, minutes: int) -> None:
    """
    Say what FOLDER has of what is due, and whether it gives the same twice.

    It runs the project's code, with your rights, on copies in two new folders.
    What it cannot see is whether anything in the project is right or worth having.
    """
    findings = check_project(folder, week, None if no_run else 60 * minutes)
    for finding in findings:
        mark = "✓" if finding.is_met else "✗"
        click.echo(f"  {mark} {finding.says}")
        if not finding.is_met:
            reason = "".join(c if c.isprintable() else " " for c in finding.reason)
            click.echo(f"    {reason}")
    unmet = sum(not finding.is_met for finding in findings)
    click.echo(
        f"Week {week}: {len(findings) - unmet} of {len(findings)} met. "
        "The rest is for a reader to judge."
    )
    if week >= min(ASKED_OF_AN_ANSWER) and is_stopped(folder):
        click.echo("It was stopped, so nobody asks for checks of an answer.")
    if unmet:
        raise SystemExit(1)


def make_project(parent: Path, name: str, language: str) -> Path:
    """
    Make a project's folder, and a git repository in it where git is there.

    Parameters
    ----------
    parent : Path
        The folder that it shall stand in; made where it is not there.
    name : str
    language : {"python", "r"}

    Raises
    ------
    click.ClickException
        If the name would trouble some system, or the folder is there already.
    """
    if not _NAME.fullmatch(name) or name in ("check", "new"):
        raise click.ClickException(
            f"{name!r} is no name for a project. Use 2 to 60 lower-case "
            "letters, digits, - and _, a letter first, such as crane-waits."
        )
    folder = parent / name
    if folder.exists():
        raise click.ClickException(
            f"{folder} exists. It stays as it is: choose another name."
        )
    words = {"PROJECT_NAME": name, **_WORDS[language]}
    words["PANDAS_PIN"] = f"pandas=={metadata.version('pandas')}"
    for part in ("common", language):
        for source in sorted((TEMPLATES / part).rglob(f"*{SUFFIX}")):
            file = source.relative_to(TEMPLATES / part).as_posix()
            file = file.removesuffix(SUFFIX).replace("gitignore", ".gitignore")
            text = source.read_text("utf8")
            for word, value in words.items():
                text = text.replace(word, value)
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf8", newline="\n")
    assert find_language(folder) == language
    if git := shutil.which("git"):
        subprocess.run([git, "init", "--quiet", str(folder)], check=False)
    return folder
