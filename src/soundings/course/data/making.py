"""
Make data files again and compare them with their records.

`datasets/build.py` lists what there is to make. A file is written only when it is what
its record says, or when the change is accepted by name: a maker that has drifted can
spoil nothing.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

import click

from soundings.course.data.csvw import METADATA, write_metadata
from soundings.course.data.records import (
    CHECKSUMS,
    Record,
    list_data_files,
    measure,
    read_records,
    write_records,
    write_whole,
)

ACCEPT = "course data build --only {family} --accept"


@dataclass(frozen=True)
class Source:
    """
    Something files are cut from that a machine may lack.

    Attributes
    ----------
    name : str
        What it is called, with its version.
    is_here : callable
        Says whether it can be used.
    how : str
        How to get it.
    """

    name: str
    is_here: Callable[[], bool]
    how: str


@dataclass(frozen=True)
class Output:
    """
    One file that is made by a program.

    Attributes
    ----------
    path : str
        Where it goes, from the data folder, with `/`.
    make : callable
        Returns the file's bytes.
    inputs : tuple of str
        Patterns of the files, from the course's folder, that decide what comes out.
    needs : tuple of Source
        What it is cut from. Where one is missing, the file is compared instead.
    """

    path: str
    make: Callable[[], bytes]
    inputs: tuple[str, ...]
    needs: tuple[Source, ...] = ()


@dataclass
class Build:
    """
    One run over a data folder.

    Attributes
    ----------
    outputs : sequence of Output
        All that can be made, each after what it is made from.
    folder : Path
        The data folder; its parent is the course.
    stamps : Path
        A file outside version control that remembers what was made from what.
    packages : tuple of str
        Python packages whose version may decide what comes out.
    only : tuple of str
        Families (sub-folders) to make; all if empty.
    """

    outputs: Sequence[Output]
    folder: Path
    stamps: Path
    packages: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    force: bool = False
    check: bool = False
    accept: bool = False
    problems: list[str] = field(default_factory=list)

    def run(self) -> list[str]:
        """Make, compare and write; return a sentence for each problem."""
        families = self._families()
        records = read_records(self.folder)
        stamps = self._read_stamps()
        chosen = [o for o in self.outputs if self._is_chosen(o.path)]
        for number, output in enumerate(chosen, 1):
            click.echo(f"[{number:{len(str(len(chosen)))}}/{len(chosen)}] ", nl=False)
            self._run_one(output, records, stamps)
        self._settle_the_rest(records)
        self._derive_metadata(families)
        if self.accept:
            self._save(records)
        return self.problems

    def _run_one(
        self, output: Output, records: dict[str, Record], stamps: dict[str, str]
    ) -> None:
        path = self.folder / output.path
        click.echo(f"{output.path} ", nl=False)
        expected, found = records.get(output.path), _measure_file(self.folder, path)
        is_right = expected is not None and found == expected
        stamp = self._fingerprint(output)
        is_stamped = stamps.get(output.path) == stamp
        if is_right and is_stamped and not self.force and not self.check:
            click.echo("is as recorded")
            return
        missing = [source for source in output.needs if not source.is_here()]
        if missing:
            click.echo("is not made again: " + "; ".join(_ask_for(s) for s in missing))
            self._settle_unmade(output.path, found, records)
            return
        start = time.monotonic()
        try:
            content = output.make()
            made = measure(output.path, content)
        except Exception as error:
            error.add_note(f"This happened while {output.path} was being made.")
            raise
        rows = f", {int(made.rows):,} rows" if made.rows else ""
        click.echo(f"{time.monotonic() - start:.1f} s{rows}")
        if made != expected and not self.accept:
            self.problems.append(self._drift(output.path, expected, made))
            return
        if self.check:
            return
        if made != found:
            write_whole(path, content)
        if made != expected:
            records[output.path] = made
            self._save(records)
        stamps[output.path] = stamp
        write_whole(self.stamps, json.dumps(stamps, indent=1).encode())

    def _settle_unmade(
        self, name: str, found: Record | str, records: dict[str, Record]
    ) -> None:
        """Compare a file that cannot be made here; record it if nothing else has."""
        if name not in records and self.accept and isinstance(found, Record):
            records[name] = found
        elif found != records.get(name):
            self.problems.append(
                f"{name}: expected {records.get(name, 'no such file')}; found {found}. "
                f"It cannot be made here. Restore it: git restore datasets/{name}"
            )

    def _settle_the_rest(self, records: dict[str, Record]) -> None:
        """Compare, or accept, the files that are written by hand."""
        made = {output.path for output in self.outputs}
        here = set(list_data_files(self.folder))
        for name in sorted((here | records.keys()) - made):
            if not self._is_chosen(name):
                continue
            found = _measure_file(self.folder, self.folder / name)
            if self.accept and isinstance(found, Record):
                records[name] = found
            elif self.accept and name not in here:
                del records[name]
            elif found != records.get(name):
                self.problems.append(self._drift(name, records.get(name), found))

    def _derive_metadata(self, families: Sequence[str]) -> None:
        for family in families:
            path = self.folder / family / METADATA
            derived = write_metadata(self.folder / family)
            if derived is None or (path.exists() and path.read_bytes() == derived):
                continue
            if self.check:
                self.problems.append(
                    f"{family}/{METADATA}: does not follow datapackage.json. "
                    f"Run: course data build --only {family}"
                )
            else:
                write_whole(path, derived)
                click.echo(f"{family}/{METADATA} derived from datapackage.json")

    def _save(self, records: dict[str, Record]) -> None:
        """Write the records of the chosen families; others' are as they are now."""
        others = read_records(self.folder)
        kept = {name: r for name, r in others.items() if not self._is_chosen(name)}
        chosen = {name: r for name, r in records.items() if self._is_chosen(name)}
        write_records(self.folder, kept | chosen)

    def _drift(self, name: str, expected: Record | None, found: Record | str) -> str:
        what = expected or f"nothing, since {CHECKSUMS} does not name it"
        family = name.split("/")[0]
        return (
            f"{name}: expected {what}; found {found}. The file was left as it was. "
            f"If the change is meant, run: {ACCEPT.format(family=family)}"
        )

    def _families(self) -> list[str]:
        here = (p.parent.name for p in self.folder.glob("*/datapackage.json"))
        paths = (output.path.split("/")[0] for output in self.outputs)
        families = sorted({*here, *paths})
        unknown = sorted(set(self.only) - set(families))
        if unknown:
            raise click.ClickException(
                f"There is no data family {', '.join(unknown)}. "
                f"Choose from {', '.join(families)}."
            )
        return [name for name in families if self._is_chosen(name)]

    def _is_chosen(self, name: str) -> bool:
        return not self.only or name.split("/")[0] in self.only

    def _read_stamps(self) -> dict[str, str]:
        try:
            stamps = json.loads(self.stamps.read_text("utf8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def _fingerprint(self, output: Output) -> str:
        """Hash what decides the bytes of an output: programs, inputs, versions."""
        parts = hashlib.sha256()
        for path in _matching(self.folder.parent, output.inputs):
            parts.update(
                path.name.encode() + hashlib.sha256(path.read_bytes()).digest()
            )
        for package in self.packages:
            parts.update(f"{package} {_version(package)}".encode())
        parts.update("".join(source.name for source in output.needs).encode())
        return parts.hexdigest()


def _matching(root: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in root.glob(pattern)})


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _ask_for(source: Source) -> str:
    return f"{source.name} is not here. {source.how}"


def _measure_file(folder: Path, path: Path) -> Record | str:
    """Return a file's record, or why there is none."""
    try:
        return measure(path.relative_to(folder).as_posix(), path.read_bytes())
    except FileNotFoundError:
        return "no file"
    except (OSError, ValueError) as error:
        return f"a file that {str(error).split(': ', 1)[-1]}"


def main(
    outputs: Sequence[Output],
    folder: Path,
    stamps: Path,
    packages: tuple[str, ...] = (),
) -> None:
    """Run the program `datasets/build.py` with these outputs; ends the process."""

    @click.command("build", context_settings={"help_option_names": ["-h", "--help"]})
    @click.option(
        "--only", multiple=True, metavar="FAMILY", help="A folder of datasets/."
    )
    @click.option("--force", is_flag=True, help="Make again what is as recorded too.")
    @click.option("--check", is_flag=True, help="Make all, compare all, write nothing.")
    @click.option(
        "--accept", is_flag=True, help=f"Take what is made and write it to {CHECKSUMS}."
    )
    @click.option("--list", "wants_list", is_flag=True, help="List what can be made.")
    def build(
        only: tuple[str, ...], force: bool, check: bool, accept: bool, wants_list: bool
    ) -> None:
        """Make the course's data files again, the same bytes from the same sources."""
        if check and accept:
            raise click.UsageError("--check writes nothing, so it cannot --accept.")
        run = Build(outputs, folder, stamps, packages, only, force, check, accept)
        if wants_list:
            click.echo("\n".join(output.path for output in outputs))
            return
        finish(run.run(), "Every data file is as recorded.")

    build(prog_name="course data build")


def finish(problems: Sequence[str], otherwise: str) -> None:
    """List all problems and end with an error, or say that all is well."""
    if not problems:
        click.echo(otherwise)
        return
    click.echo("\n" + "\n".join(problems), err=True)
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    raise click.ClickException(f"{count} with the data, listed above.")
