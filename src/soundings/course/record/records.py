"""A record: entries in order, joined with those of other records, none lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from soundings.course.record.entries import arrange
from soundings.course.record.file import read_json, write_whole
from soundings.record import FORMAT, VERSION, canonical

SUFFIX = ".soundings-record.json"
_KNOWN = ("format", "version", "entries", "unknown")


@dataclass(frozen=True)
class Record:
    """
    What one learner has done, and who says so.

    Make it with `make_record`, which puts entries in order.
    """

    entries: tuple[Any, ...]
    """By date; an altered entry can be any JSON value."""
    unknown: tuple[dict[str, Any], ...] = ()
    """Fields found beside the entries that version 1 does not know."""


def make_record(entries: Iterable[Any], unknown: Iterable[Any] = ()) -> Record:
    """
    Make a record: the same entries, in any order and however often, make the same.

    Two entries that differ in anything are both kept, even when they claim to be
    one: the altered one is told from the other by its seal.
    """
    return Record(
        tuple(arrange(entry) for entry in _one_of_each(entries, _date)),
        tuple(_one_of_each(unknown, lambda field: "")),
    )


def merge(records: Iterable[Record]) -> Record:
    """
    Join records; whatever stands in one of them stands in the result.

    Examples
    --------
    >>> merge([make_record([{"id": "b"}]), make_record([{"id": "a"}])]).entries
    ({'id': 'a'}, {'id': 'b'})
    """
    records = list(records)
    return make_record(
        (entry for record in records for entry in record.entries),
        (field for record in records for field in record.unknown),
    )


def read_record(path: Path) -> Record:
    """
    Read a record; altered entries are read too, and told by `seals.judge`.

    Raises
    ------
    click.ClickException
        If the file is no record, or a later version of one than this program knows.
    """
    content = read_json(path)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise click.ClickException(
            f'{path} is no skills record: it does not begin with "format": "{FORMAT}".'
        )
    version = content.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise click.ClickException(
            f"{path} gives {json.dumps(version)} as its version, which is none. Use "
            "the copy it came from."
        )
    if version > VERSION:
        raise click.ClickException(
            f"{path} is version {version} of the skills record; this program knows "
            f"version {VERSION}. Nothing was changed. Update this program, and try "
            "again."
        )
    entries, unknown = content.get("entries"), content.get("unknown", [])
    if not isinstance(entries, list) or not isinstance(unknown, list):
        raise click.ClickException(
            f"{path} has no list of entries. Use the copy it came from."
        )
    beside = [{"field": k, "value": v} for k, v in content.items() if k not in _KNOWN]
    return make_record(entries, [*unknown, *beside])


def write_record(path: Path, record: Record) -> None:
    """Write a record, whole, as UTF-8 text that people can read."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    content["entries"] = list(record.entries)
    if record.unknown:
        content["unknown"] = list(record.unknown)
    write_whole(path, json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _one_of_each(values: Iterable[Any], date: Any) -> list[Any]:
    # Read back from the canonical form, so that equal values are written alike.
    texts = {canonical(value) for value in values}
    ordered = sorted((date(json.loads(text)), text) for text in texts)
    return [json.loads(text) for _, text in ordered]


def _date(entry: Any) -> str:
    date = entry.get("date") if isinstance(entry, dict) else None
    return date if isinstance(date, str) else ""
