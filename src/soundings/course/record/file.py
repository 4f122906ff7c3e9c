"""Files on disk: read strictly, written whole or not at all."""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

MAX_BYTES = 10_000_000
MAX_DEPTH = 40


def read_json(path: Path) -> Any:
    """
    Read a JSON file that says one thing only.

    Raises
    ------
    click.ClickException
        If it cannot be read, is longer than 10 MB, is not UTF-8 without a byte
        order mark, is not JSON, names a key twice in one place, or holds a number
        that is none (NaN, Infinity, 1e999).
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise click.ClickException(
            f"{path} cannot be read ({error.strerror}). Check its name."
        ) from error
    try:
        return _parse(raw)
    except _FaultError as fault:
        raise click.ClickException(f"{path} {fault}") from None


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """
    Write a text file so that nobody ever meets half of it.

    Parameters
    ----------
    path : Path
    text : str
    mode : int
        Who may read the file, as `chmod` writes it.

    Raises
    ------
    click.ClickException
        If it cannot be written; what was there before is then still there.
    """
    partial = ""
    try:
        number, partial = tempfile.mkstemp(suffix=".partial", dir=path.parent)
        with open(number, "w", encoding="utf8", newline="\n") as file:  # noqa: PTH123
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).chmod(mode)  # mkstemp lets nobody else read
        Path(partial).replace(path)
    except OSError as error:
        if partial:
            Path(partial).unlink(missing_ok=True)
        raise click.ClickException(
            f"{path} cannot be written ({error.strerror}). Choose another place."
        ) from error


class _FaultError(ValueError):
    """What is wrong with a file, as the end of a sentence."""


def _parse(raw: bytes) -> Any:
    if len(raw) > MAX_BYTES:
        raise _FaultError("has more than 10 MB: that is no file of ours.")
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _FaultError(
            "begins with a byte order mark, so an editor has saved it anew. Save it "
            "as UTF-8 without one, or use the copy it came from."
        )
    try:
        content = json.loads(
            raw.decode("utf8"),
            object_pairs_hook=_one_of_each,
            parse_constant=_refuse_constant,
            parse_float=_read_float,
        )
        _refuse_depth(content, MAX_DEPTH)
        json.dumps(content, ensure_ascii=False).encode("utf8")
    except _FaultError:
        raise
    except UnicodeError:
        raise _FaultError(
            "is not UTF-8 throughout. Use the copy it came from."
        ) from None
    except json.JSONDecodeError as error:
        raise _FaultError(
            f"is not JSON: {error.msg} in line {error.lineno}. Use the copy it came "
            "from, or mend that line."
        ) from None
    except (ValueError, RecursionError):
        raise _FaultError(
            "holds a number too long, or lists too deep, to be one of ours. Use the "
            "copy it came from."
        ) from None
    return content


def _one_of_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _FaultError(
                f"says {key!r} twice in one place, so it could be read in two ways. "
                "Use the copy it came from."
            )
        found[key] = value
    return found


def _refuse_depth(value: Any, left: int) -> None:
    if left == 0:
        raise RecursionError
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            _refuse_depth(item, left - 1)


def _refuse_constant(name: str) -> float:
    raise _FaultError(f"holds {name}, which is no number. Use the copy it came from.")


def _read_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        return _refuse_constant(text)
    return number
