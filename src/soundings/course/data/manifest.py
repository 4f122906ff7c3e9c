"""The publishers' own files that can be fetched: `datasets/sources.csv`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, fields
from pathlib import Path

import click

KINDS = ("pinned", "rolling")
LINK = "link:"
"""A `file_url` that begins so is a pattern for a link on the landing page."""
SAFE_ID = re.compile(r"[a-z0-9_]{1,60}")
SAFE_NAME = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


@dataclass(frozen=True)
class Publication:
    """
    One file of a publisher.

    Attributes
    ----------
    id : str
        How it is asked for.
    title, publisher, landing_url : str
        What it is, whose, and the page about it.
    file_url : str
        Its address; or `link:` and a pattern, where each release has a new address.
    file_name : str
        What it is saved as.
    licence, attribution : str
        Terms, and the words that must go with what is made of it.
    is_open : str
        `true` if the terms are an open licence, else `false`.
    sha256 : str
        Of the file; empty if nobody has verified it.
    kind : str
        `pinned`: never changes. `rolling`: each release replaces the last.
    status : str
        `verified` or `unverified`: whether address and checksum were tried.
    size_hint, retrieved_on, lessons : str
        About how large, when it was verified, and who uses it.
    substitute : str
        The file of the course to use instead, from its folder of data.
    """

    id: str
    title: str
    publisher: str
    landing_url: str
    file_url: str
    file_name: str
    licence: str
    is_open: str
    attribution: str
    sha256: str
    kind: str
    status: str
    size_hint: str
    retrieved_on: str
    lessons: str
    substitute: str


def read_manifest(path: Path) -> dict[str, Publication]:
    """
    Read the manifest, refusing what could write outside its folder.

    Raises
    ------
    click.ClickException
        If a column is missing or a value is not allowed; names the line.
    """
    wanted = [field.name for field in fields(Publication)]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != wanted:
            raise click.ClickException(
                f"{path.name}: the columns are {reader.fieldnames}, not {wanted}. "
                "Restore the file."
            )
        found = [(reader.line_num, Publication(**row)) for row in reader]
    publications: dict[str, Publication] = {}
    for line, publication in found:
        fault = find_fault(publication)
        if publication.id in publications:
            fault = f"the id {publication.id} is there twice"
        if fault:
            raise click.ClickException(f"{path.name}, line {line}: {fault}.")
        publications[publication.id] = publication
    return publications


def find_fault(publication: Publication) -> str | None:
    """Say what is wrong with one line of the manifest, or None."""
    url = publication.file_url
    rules = {
        f"the id {publication.id!r} is not lower-case letters, digits and _": (
            SAFE_ID.fullmatch(publication.id)
        ),
        f"the file name {publication.file_name!r} is not a plain name": (
            SAFE_NAME.fullmatch(publication.file_name)
            and not publication.file_name.endswith((".part", ".partial"))
        ),
        f"the address {url!r} does not begin https://, http:// or {LINK}": (
            url.startswith(("https://", "http://", LINK))
        ),
        f"kind is {publication.kind!r}, not one of {', '.join(KINDS)}": (
            publication.kind in KINDS
        ),
        f"sha256 is {publication.sha256!r}, not 64 hexadecimal digits or nothing": (
            re.fullmatch(r"([0-9a-f]{64})?", publication.sha256)
        ),
        f"is_open is {publication.is_open!r}, not true or false": (
            publication.is_open in ("true", "false")
        ),
        f"status is {publication.status!r}, though sha256 says otherwise": (
            publication.status == ("verified" if publication.sha256 else "unverified")
        ),
    }
    return next((fault for fault, is_met in rules.items() if not is_met), None)
