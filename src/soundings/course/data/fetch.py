"""
Fetch publishers' own files into a folder outside version control.

No lesson needs them. A file with a known checksum must have it. Of the others the
first download is trusted and locked: if a later one differs, that is said, and the
old one is never replaced silently.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import click
import requests

from soundings.course.data.download import (
    HEADERS,
    TIMEOUT_S,
    discard,
    download,
    plain_disk_errors,
)
from soundings.course.data.manifest import LINK, Publication
from soundings.course.data.records import write_whole

LOCK = "lock.json"


@dataclass
class Fetch:
    """
    One run of `course data fetch`.

    Attributes
    ----------
    folder : Path
        Where files go, each in a folder of its own id.
    base_url : str
        A mirror with the same layout as `folder`; empty for the publishers.
    accepts : bool
        Whether terms that are not an open licence are accepted.
    refresh : bool
        Whether to ask for files again that may have a new release.
    """

    folder: Path
    base_url: str = ""
    accepts: bool = False
    refresh: bool = False
    say: Callable[[str], None] = click.echo

    def run(self, publication: Publication) -> Path:
        """
        Fetch one file, unless it is here as it should be.

        Raises
        ------
        click.ClickException
            If it cannot be had, is not what it should be, or its terms are not
            accepted; what was there before is still there.
        """
        p = publication
        self.say(f"{p.id}: {p.title} ({p.publisher})")
        self.say(f"  Licence: {p.licence}. {p.attribution}")
        with plain_disk_errors(self.folder):
            target = self.folder / p.id / p.file_name
            if target.exists() and not self._is_wanted_again(p, target):
                return target
            if p.is_open != "true" and not self.accepts:
                raise click.ClickException(
                    f"{p.id}: its terms are not an open licence. Read them at "
                    f"{p.landing_url}, then add --accept-licence."
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            try:
                url = self._address(p)
                download(url, part, p.file_name)
            except requests.RequestException as error:
                raise click.ClickException(_explain(p, error)) from error
            except click.ClickException as error:
                raise click.ClickException(_add_advice(p, target, error)) from error
            self._settle(p, url, part, target)
            return target

    def _is_wanted_again(self, p: Publication, target: Path) -> bool:
        """Check the file that is here; lock it if somebody saved it by hand."""
        found, locked = hash_of(target), self._locked(p)
        expected = p.sha256 or locked.get("sha256", "")
        if not expected:
            self._lock(p, "saved by hand", target)
            self.say(f"  Found {target}, saved by hand, and locked it.")
            return False
        if found != expected:
            raise click.ClickException(
                f"{target} is not as it was fetched: SHA-256 is {found}, expected "
                f"{expected}. Move it away, and run this again."
            )
        if self.refresh and not p.sha256:
            return True
        self.say(f"  Here already, and as it should be: {target}")
        return False

    def _address(self, p: Publication) -> str:
        if self.base_url:
            return f"{self.base_url.rstrip('/')}/{p.id}/{p.file_name}"
        if not p.file_url.startswith(LINK):
            return p.file_url
        page = requests.get(p.landing_url, headers=HEADERS, timeout=TIMEOUT_S)
        page.raise_for_status()
        return find_link(page.text, page.url, p.file_url.removeprefix(LINK))

    def _settle(self, p: Publication, url: str, part: Path, target: Path) -> None:
        """Put a whole download in its place, if it is what it should be."""
        found, locked = hash_of(part), self._locked(p)
        if p.sha256 and found != p.sha256:
            discard(part)
            raise click.ClickException(
                f"{p.id}: SHA-256 of what came is {found}, expected {p.sha256}. "
                "Nothing was kept. The publisher may have changed the file: see "
                f"{p.landing_url}"
            )
        before = locked.get("sha256", found)
        if before != found and not self.refresh:
            discard(part)
            raise click.ClickException(
                f"{p.id}: the publisher's file has changed since "
                f"{locked['retrieved_on']}: SHA-256 was {before} and is {found}. "
                "Nothing was kept. To take the new one, add --refresh."
            )
        if before != found and target.exists():
            old = target.with_name(f"{locked['retrieved_on']}_{target.name}")
            target.replace(old)
            self.say(f"  Changed since {locked['retrieved_on']}: SHA-256 was {before}")
            self.say(f"  and is {found}. The old file is now {old}")
        elif target.exists():
            self.say(f"  Unchanged since {locked['retrieved_on']}.")
        part.replace(target)
        self._lock(p, url, target)
        if not p.sha256:
            self.say(f"  Nobody has verified this file; locked as SHA-256 {found}")
        self.say(f"  Saved {target}")

    def _locked(self, p: Publication) -> dict[str, str]:
        return dict(self._read_lock().get(p.id, {}))

    def _read_lock(self) -> dict[str, Any]:
        path = self.folder / LOCK
        try:
            lock = json.loads(path.read_text("utf8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise click.ClickException(
                f"{path} cannot be read ({error}). Restore it, or delete it to trust "
                "the files that are here as they are."
            ) from error
        return dict(lock)

    def _lock(self, p: Publication, url: str, target: Path) -> None:
        entry = {
            "file": f"{p.id}/{target.name}",
            "url": url,
            "sha256": hash_of(target),
            "bytes": target.stat().st_size,
            "retrieved_on": datetime.date.today().isoformat(),
            "licence": p.licence,
            "attribution": p.attribution,
        }
        lock = self._read_lock() | {p.id: entry}
        text = json.dumps(lock, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        write_whole(self.folder / LOCK, text.encode("utf-8"))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, read a little at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_link(page: str, address: str, pattern: str) -> str:
    """
    Return the first link of a page that fits a pattern.

    Examples
    --------
    >>> page = '<a href="/media/6f1/port0101.ods">PORT0101</a>'
    >>> find_link(page, "https://www.gov.uk/ports", "*/port0101.ods")
    'https://www.gov.uk/media/6f1/port0101.ods'
    """
    from bs4 import BeautifulSoup

    for link in BeautifulSoup(page, "html.parser").find_all("a", href=True):
        if fnmatchcase(str(link["href"]), pattern):
            return urljoin(address, str(link["href"]))
    raise click.ClickException(
        f"{address} has no link like {pattern}; the page may have changed."
    )


def _explain(p: Publication, error: requests.RequestException) -> str:
    """Say that there is no connection, and what to use instead."""
    url = p.landing_url if error.request is None else str(error.request.url)
    host = urlsplit(url).hostname
    reason = " ".join(str(error).split())[:200]
    advice = (
        "If this network checks encrypted traffic, name its certificates with "
        "REQUESTS_CA_BUNDLE."
        if isinstance(error, requests.exceptions.SSLError)
        else "Behind a proxy, set HTTPS_PROXY. What has come is kept: run this again."
    )
    return (
        f"{p.id}: no whole answer from {host} ({reason}). {advice}\n"
        f"No lesson needs this file. Offline, use {_substitute(p)}."
    )


def _add_advice(p: Publication, target: Path, error: click.ClickException) -> str:
    return (
        f"{p.id}: {error.message}\n"
        f"The publisher's page is {p.landing_url}. A file saved by hand as {target} "
        f"is taken too. Until then use {_substitute(p)}."
    )


def _substitute(p: Publication) -> str:
    if not p.substitute:
        return "the files in datasets/"
    return f"datasets/{p.substitute}, which comes with the course"
