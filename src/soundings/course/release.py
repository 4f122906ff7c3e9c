"""From `solutions/` to `exercises/`: what learners get, and nothing more."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import jupytext
from nbgrader.apps import NbGraderAPI
from traitlets.config.loader import Config, PyFileConfigLoader

from soundings.course.sources import Source, find_sources, read_source

_SOURCED = re.compile(r"""^source\(["']([\w.-]+\.R)["']\)""", re.M)


def load_config(root: Path) -> Config:
    """Read `nbgrader_config.py` of the course at `root`."""
    loader = PyFileConfigLoader("nbgrader_config.py", path=str(root))
    config: Config = loader.load_config()
    config.CourseDirectory.root = str(root)
    return config


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """
    Work in a folder for a while: nbgrader's paths depend on where it runs.

    It also calls programs, such as alembic, that stand beside this Python.
    """
    before, path = Path.cwd(), os.environ.get("PATH", "")
    os.chdir(folder)
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), path])
    try:
        yield
    finally:
        os.chdir(before)
        os.environ["PATH"] = path


def stage(root: Path, source: Source) -> Path:
    """
    Write an exercise's source notebook where nbgrader looks for it.

    The folder holds the notebook and the R files it sources, because nbgrader
    publishes everything it finds there.
    """
    folder = root / "_build" / "nbgrader" / "source" / source.slug
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    jupytext.write(source.notebook, folder / f"{source.slug}.ipynb", fmt="ipynb")
    for companion in find_companions(root, source):
        shutil.copy(companion, folder)
    return folder


def find_companions(root: Path, source: Source) -> list[Path]:
    """Find the package's R files that an R exercise sources by name."""
    if source.language != "R":
        return []
    code = "\n".join(c.source for c in source.notebook.cells if c.cell_type == "code")
    found = []
    for name in dict.fromkeys(_SOURCED.findall(code)):
        matches = sorted((root / "src" / "soundings").rglob(name))
        if not matches:
            raise click.ClickException(
                f'{source.path.name}: source("{name}") names no file of the package. '
                f"Put {name} under src/soundings/, or take the line out."
            )
        found.append(matches[0])
    return found


def release(
    root: Path,
    target: Path | None = None,
    said: Callable[[str], None] = click.echo,
) -> list[str]:
    """
    Make every exercise again from its source.

    Parameters
    ----------
    root : Path
        The course.
    target : Path, optional
        Where the exercises go; `root/exercises` unless told otherwise.
    said : callable
        Takes a line of progress.

    Returns
    -------
    list of str
        The slugs released.
    """
    target = target or root / "exercises"
    sources = [read_source(path) for path in find_sources(root)]
    config = load_config(root)
    config.CourseDirectory.release_directory = str(target)
    target.mkdir(parents=True, exist_ok=True)
    with working_in(root):
        api = NbGraderAPI(config=config)
        for source in sources:
            stage(root, source)
            result: dict[str, Any] = api.generate_assignment(source.slug)
            if not result["success"]:
                raise click.ClickException(
                    f"{source.path.name} was not released.\n"
                    f"{result.get('log', '')}{result.get('error', '')}"
                )
            _settle(target / source.slug)
            said(f"  {source.slug}")
    slugs = [source.slug for source in sources]
    for stray in sorted(p for p in target.iterdir() if p.name not in slugs):
        said(f"  {stray.name} has no source in solutions/: removed")
        shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
    return slugs


def _settle(folder: Path) -> None:
    """End each notebook with a new line, as git likes it."""
    for path in folder.glob("*.ipynb"):
        text = path.read_text("utf8")
        path.write_text(text.rstrip("\n") + "\n", "utf8")


def find_differences(left: Path, right: Path) -> list[str]:
    """List the files that differ between two folders, or stand in only one."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (left, right)
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }
    return sorted(
        name
        for name in names
        if not (left / name).is_file()
        or not (right / name).is_file()
        or not filecmp.cmp(left / name, right / name, shallow=False)
    )


@click.command("release")
@click.option(
    "--check", is_flag=True, help="Change nothing; fail if exercises/ is out of date."
)
@click.pass_obj
def release_command(root: Path, check: bool) -> None:
    """Make exercises/ from solutions/."""
    if not check:
        slugs = release(root)
        click.echo(f"{len(slugs)} exercises released to exercises/")
        return
    fresh = root / "_build" / "nbgrader" / "release"
    release(root, fresh, said=lambda line: None)
    if differences := find_differences(root / "exercises", fresh):
        raise click.ClickException(
            "exercises/ is not what solutions/ makes: "
            f"{', '.join(differences)}. Run `course release` and commit the result."
        )
    click.echo("exercises/ is what solutions/ makes")
