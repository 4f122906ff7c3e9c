"""
Check every data file against its record and its schema.

Records need nothing but Python. Schemas need `frictionless`, which comes with the
tests; without it they are skipped, and that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from soundings.course.data.csvw import DESCRIPTOR, METADATA, is_table, write_metadata
from soundings.course.data.records import (
    CHECKSUMS,
    UNREADABLE,
    Record,
    list_data_files,
    measure,
    read_records,
    unpack,
)

FULL_ROWS = 10_000
"""Tables up to this many rows are read whole; of longer ones, the first few."""
SOME_ROWS = 2_000
ERRORS_SHOWN = 5


def verify(
    folder: Path, say: Callable[[str], None] = print, reads_all: bool = False
) -> list[str]:
    """
    Return a sentence for each thing that is wrong with the data files.

    Parameters
    ----------
    folder : Path
        The data folder.
    say : callable
        Is told how far it is.
    reads_all : bool
        Whether to compare every row of long tables with their schemas too.
    """
    records = read_records(folder)
    problems = check_records(folder, records)
    say(f"{len(records)} files compared with {CHECKSUMS}")
    for path in sorted(folder.glob(f"*/{DESCRIPTOR}")):
        problems += check_paths(path, records)
        problems += check_metadata(path)
    if find_spec("frictionless") is None:
        say("schemas not checked: frictionless is not installed. "
            "To check them too: pip install frictionless")  # fmt: skip
        return problems
    for path in sorted(folder.glob(f"*/{DESCRIPTOR}")):
        say(f"{path.parent.name}: tables compared with their schemas")
        problems += check_schemas(path, records, reads_all)
    return problems


def check_records(folder: Path, records: dict[str, Record]) -> list[str]:
    """Compare files with their records, both ways."""
    wrong: dict[str, str] = {}
    for name in sorted(records.keys() | set(list_data_files(folder))):
        expected, path = records.get(name), folder / name
        if expected is None:
            wrong[name] = f"not in {CHECKSUMS}"
            continue
        try:
            found = measure(name, path.read_bytes())
        except FileNotFoundError:
            wrong[name] = f"missing; expected {expected}"
        except (OSError, ValueError) as error:
            wrong[name] = f"{error}; expected {expected}".removeprefix(f"{name}: ")
        else:
            if found != expected:
                wrong[name] = f"expected {expected}; found {found}"
    if not wrong:
        return []
    made = list_outputs(folder)
    return [
        f"{name}: {what}. {remedy(name, name in records, name in made)}"
        for name, what in wrong.items()
    ]


def list_outputs(folder: Path) -> list[str]:
    """Ask the building program which files it makes; it alone knows."""
    program = folder / "build.py"
    if not program.exists():
        return []
    done = subprocess.run(
        [sys.executable, str(program), "--list"], capture_output=True, text=True
    )
    return done.stdout.split()


def remedy(name: str, is_recorded: bool, is_made: bool) -> str:
    """Say which command puts a file right."""
    if not is_recorded:
        family = name.split("/")[0]
        return (
            "If it belongs here, run: "
            f"course data build --only {family} --accept. If not, move it away."
        )
    if is_made:
        return f"Make it again: course data build --only {name.split('/')[0]}"
    return f"Restore it: git restore datasets/{name}"


def check_paths(descriptor: Path, records: dict[str, Record]) -> list[str]:
    """Check that a family's descriptor names all of its files, and no others."""
    family = descriptor.parent.name
    package = json.loads(descriptor.read_text("utf8"))
    named = {resource["path"] for resource in package["resources"]}
    outside = {path for path in named if path.startswith("../")}
    here = {
        name.removeprefix(f"{family}/")
        for name in records
        if name.startswith(f"{family}/")
    }
    return [
        *(
            f"{family}/{name}: no resource in {DESCRIPTOR}. Describe it there."
            for name in sorted(here - named)
        ),
        *(
            f"{family}/{DESCRIPTOR}: {name} is not in {CHECKSUMS}. "
            "Correct the path, or make the file."
            for name in sorted(named - here - outside)
        ),
    ]


def check_metadata(descriptor: Path) -> list[str]:
    """Check that the CSVW metadata still follows the descriptor."""
    folder = descriptor.parent
    derived, path = write_metadata(folder), folder / METADATA
    if derived == (path.read_bytes() if path.exists() else None):
        return []
    return [
        f"{folder.name}/{METADATA}: does not follow {DESCRIPTOR}. "
        f"Run: course data build --only {folder.name}"
    ]


def check_schemas(
    descriptor: Path, records: dict[str, Record], reads_all: bool = False
) -> list[str]:
    """
    Check a family's tables with Frictionless: header, types, constraints, keys.

    Frictionless is given what the files hold, since it leaves packed files open. A
    resource may be another family's table, by a path that goes up, as a key's target.
    """
    from frictionless import FrictionlessException, Package, Resource, system

    folder = descriptor.parent
    said = json.loads(descriptor.read_text("utf8"))
    said["resources"] = [r for r in said["resources"] if is_table(r)]
    try:
        with system.use_context(trusted=True):
            package = Package.from_descriptor(said, basepath=str(folder))
        tables = [
            Resource(
                _read(folder / str(resource.path)),
                name=resource.name,
                format="csv",
                encoding="utf-8",
                dialect=resource.dialect,
                schema=resource.schema,
            )
            for resource in package.resources
        ]
    except FrictionlessException as error:
        reasons = error.reasons or [error.error]
        return [f"{folder.name}/{DESCRIPTOR}: {e.message}" for e in reasons]
    except UNREADABLE:
        return []  # the records' check has named the file
    Package(name=folder.name, resources=tables)
    paths = {resource["name"]: resource["path"] for resource in said["resources"]}
    problems = []
    for table in tables:
        path = paths[table.name]
        if path.startswith("../"):
            continue
        limit = None if reads_all else _limit(records.get(f"{folder.name}/{path}"))
        report = table.validate(limit_rows=limit, limit_errors=ERRORS_SHOWN)
        errors = [*report.errors, *(e for task in report.tasks for e in task.errors)]
        problems += [f"{folder.name}/{path}: {error.message}" for error in errors]
    return problems


def _read(path: Path) -> bytes:
    return unpack(path.name, path.read_bytes())


def _limit(record: Record | None) -> int | None:
    """Return how many rows to read of a long table; None for all of a short one."""
    is_long = record is not None and int(record.rows or 0) > FULL_ROWS
    return SOME_ROWS if is_long else None
