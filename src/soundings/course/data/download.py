"""
One file over HTTP: resumed after a cut, never half there, with errors that help.

What has come is kept in `NAME.part` and asked to go on from there. Beside it,
`NAME.part.json` holds what the server said of the file, so that two versions are
never joined: the server is asked to resume only if its file is still the same.
"""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
import requests

CHUNK = 1 << 16
ATTEMPTS = 20
"""Each after a cut, and only while more comes."""
TIMEOUT_S = (10.0, 60.0)
"""For the connection, and for each wait while reading."""
# `identity`, so that lengths and ranges are those of the file itself.
HEADERS = {"Accept-Encoding": "identity", "User-Agent": "soundings-course"}
CUTS = (
    requests.exceptions.ChunkedEncodingError,
    requests.ConnectionError,
    requests.Timeout,
)

Fact = Callable[[str], None]


@dataclass(frozen=True)
class Version:
    """What a server said of a file: enough to know it again."""

    url: str
    validator: str
    total: int | None


def download(
    url: str, part: Path, name: str, timeout_s: tuple[float, float] = TIMEOUT_S
) -> None:
    """
    Bring `part` to the whole file, from where it is.

    Parameters
    ----------
    url : str
        Where it is.
    part : Path
        Where it goes; its folder exists.
    name : str
        What to call it on the progress bar.
    timeout_s : tuple of float
        Seconds to wait for a connection, and for more to come.

    Raises
    ------
    click.ClickException
        If the server refuses, sends a web page instead, or the disk is full.
    requests.RequestException
        If there is no connection, or it is cut and nothing more comes.
    """
    for _ in range(ATTEMPTS):
        before = size_of(part)
        try:
            is_whole = _read(url, part, name, timeout_s)
        except CUTS:
            if size_of(part) <= before:
                raise
            click.echo("  The connection was cut; going on.")
        else:
            if is_whole:
                _note(part).unlink(missing_ok=True)
                return
            discard(part)  # what is here is of another version
    raise requests.ConnectionError(f"cut {ATTEMPTS} times", request=None)


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; 0 if there is none."""
    return path.stat().st_size if path.exists() else 0


def discard(part: Path) -> None:
    """Remove an unfinished download and what is known of it."""
    part.unlink(missing_ok=True)
    _note(part).unlink(missing_ok=True)


def _read(url: str, part: Path, name: str, timeout_s: tuple[float, float]) -> bool:
    """Read what is missing; say if the file is whole now, or has to begin again."""
    known = _known_version(part, url)
    begin = size_of(part) if known else 0
    headers = dict(HEADERS)
    if known and begin:
        headers |= {"Range": f"bytes={begin}-", "If-Range": known.validator}
    with requests.get(url, headers=headers, stream=True, timeout=timeout_s) as answer:
        if begin and answer.status_code == 416:  # nothing lies beyond what is here
            return known is not None and known.total == begin
        _refuse_errors(answer, name)
        if answer.status_code != 206:  # the server sends the file from its beginning
            begin = 0
        total = _total(answer, begin)
        _refuse_full_disk(part, total, begin)
        version = Version(url, _validator(answer), total)
        if begin and known and not _goes_on(answer, known, total):
            return False
        if not begin:
            discard(part)
        _note(part).write_text(json.dumps(asdict(version)), "utf8")
        with (
            part.open("ab" if begin else "wb") as file,
            click.progressbar(length=total or 0, label=f"  {name}") as bar,
        ):
            bar.update(begin)
            for chunk in answer.iter_content(CHUNK):
                file.write(chunk)
                bar.update(len(chunk))
    if total is not None and size_of(part) != total:
        raise requests.exceptions.ChunkedEncodingError("the file is shorter than said")
    return True


def _note(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _known_version(part: Path, url: str) -> Version | None:
    """Return what the unfinished file is part of, if that can be asked for again."""
    try:
        version = Version(**json.loads(_note(part).read_text("utf8")))
    except (OSError, ValueError, TypeError):
        return None
    return version if version.url == url and version.validator else None


def _validator(answer: requests.Response) -> str:
    """Return what `If-Range` accepts: a strong tag, else a date, else nothing."""
    tag = answer.headers.get("ETag", "")
    if tag and not tag.startswith("W/"):
        return tag
    return answer.headers.get("Last-Modified", "")


def _goes_on(answer: requests.Response, known: Version, total: int | None) -> bool:
    """Say if an answer is the rest of the version that is here in part."""
    is_same = _validator(answer) in ("", known.validator)
    return is_same and total in (None, known.total)


def _total(answer: requests.Response, begin: int) -> int | None:
    """Return the size of the whole file, if the server says."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return None
    if begin:
        said = answer.headers.get("Content-Range", "")
        if not said.startswith(f"bytes {begin}-"):
            return -1  # not what was asked for: never equal to what is known
        total = said.rpartition("/")[2]
        return int(total) if total.isdigit() else None
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None


def _refuse_errors(answer: requests.Response, name: str) -> None:
    status, host = answer.status_code, urlsplit(answer.url).hostname
    if status in (404, 410):
        raise click.ClickException(
            f"{host} has no such file ({status}): {answer.url}. "
            "It may have moved: look for it on the publisher's page."
        )
    if status in (401, 403, 407):
        raise click.ClickException(
            f"{host} does not let programs take {name} ({status}). "
            "Save it with a browser instead."
        )
    if status >= 400:
        raise click.ClickException(
            f"{host} answered with error {status} for {name}. Try again later: "
            "what has come is kept."
        )
    kind = answer.headers.get("Content-Type", "")
    if kind.startswith("text/html") and not name.endswith((".html", ".htm")):
        raise click.ClickException(
            f"{host} sent a web page instead of {name}: a login or a block page, "
            "perhaps. Open the publisher's page in a browser to see."
        )


def _refuse_full_disk(part: Path, total: int | None, begin: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if total is not None and total - begin > free:
        raise click.ClickException(
            f"{part.parent} has {free / 1e6:,.0f} MB free, and "
            f"{(total - begin) / 1e6:,.0f} MB are to come. Make room, or name "
            "another folder with --to."
        )


@contextmanager
def plain_disk_errors(folder: Path) -> Iterator[None]:
    """Turn what a disk refuses into a sentence."""
    try:
        yield
    except requests.RequestException:
        raise  # these are OSErrors too, and not the disk's
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise click.ClickException(
                f"The disk of {folder} is full. Make room and run this again: it goes "
                "on where it stopped."
            ) from error
        raise click.ClickException(
            f"{error.filename or folder} cannot be written ({error.strerror}). "
            "Name another folder with --to."
        ) from error
