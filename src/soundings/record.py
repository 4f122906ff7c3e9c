"""Write into a skills record, and read it back; `record.R` is the same in R.

    record.add_text("my.soundings-record.json", "My question", "Why do ships wait?")
    mine = record.read("my.soundings-record.json")

A record is a plain file that belongs to the learner. It holds what they typed, when,
and a random number; no name, unless they type one, and nothing about the computer.
Nothing is sent anywhere. The format is that of the page *The skills record*; what is
written here is the learner's own word, which `course record check` accepts as such.

The standard library is enough, so that it also runs where nothing is installed.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FORMAT = "soundings-record"
VERSION = 1
_LONGEST_LINE = 500


def add_text(path: str | Path, title: str, text: str) -> dict[str, Any]:
    """
    Write some words of your own into a record; begin the record if there is none.

    The same title and text are entered once, however often the cell is run.

    Parameters
    ----------
    path : str or Path
        The record, such as `my.soundings-record.json`.
    title : str
        What it is about: one line of at most 500 characters.
    text : str
        Your words.

    Returns
    -------
    dict
        The record as it now stands in the file.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     mine = add_text(f"{folder}/my.json", "My question", "Why do ships wait?")
    >>> [entry["text"] for entry in mine["entries"]]
    ['Why do ships wait?']
    """
    return _add(Path(path), "text", title=_one_line(title), text=_some_text(text))


def add_name(path: str | Path, name: str) -> dict[str, Any]:
    """
    Write a name into a record: whatever you want it to call you.

    Parameters
    ----------
    path : str or Path
    name : str
        One line, as you want others to read it.

    Returns
    -------
    dict
        The record as it now stands in the file.
    """
    return _add(Path(path), "name", text=_one_line(name))


def read(path: str | Path) -> dict[str, Any]:
    """
    Read a record; altered entries are read too, and told by `is_sealed`.

    Returns
    -------
    dict
        With `format`, `version`, and `entries`, a list of dicts.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file is no record, or one of a later version.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"There is no {path} in this folder. add_text begins one."
        )
    record = read_json(path)
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise ValueError(f'{path} is no record: its "format" is not "{FORMAT}".')
    if record.get("version") != VERSION or not isinstance(record.get("entries"), list):
        raise ValueError(
            f"{path} is not version {VERSION} of a record. It stays as it is; use the "
            "program it came from."
        )
    return record


def is_sealed(entry: Any) -> bool:
    """
    Say whether an entry is as it was when it was sealed.

    It shows an edit made by accident or without care. It is no proof: whoever can
    program can make another seal.

    Examples
    --------
    >>> entry = {"kind": "text", "title": "Ships", "text": "They wait."}
    >>> is_sealed({**entry, "id": digest(entry)})
    True
    >>> is_sealed({**entry, "id": digest(entry), "text": "They do not wait."})
    False
    """
    if not isinstance(entry, dict):
        return False
    content = {k: v for k, v in entry.items() if k not in ("id", "signature")}
    return entry.get("id") == digest(content)


def canonical(value: Any) -> str:
    """
    Write a JSON value in the one form that is sealed.

    Keys are sorted by code point, there is no white space between things, letters
    stand for themselves, and a whole number has no decimal point: 4.0 is 4.

    Examples
    --------
    >>> canonical({"b": [4.0, 2.5], "a": "é"})
    '{"a":"é","b":[4,2.5]}'
    """
    return json.dumps(
        _plain(value),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def digest(value: Any) -> str:
    """
    Give the SHA-256 digest of a JSON value in its one form: 64 digits.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2.0, "a": 1})
    True
    """
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def read_json(path: Path) -> Any:
    """Read a JSON file in UTF-8 in which no key stands twice in one place."""
    try:
        return json.loads(path.read_text("utf8"), object_pairs_hook=_no_key_twice)
    except ValueError as error:
        raise ValueError(f"{path} is not JSON that can be read: {error}.") from None


def write_json(path: Path, value: Any) -> None:
    """Write JSON that people can read, whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    partial.write_text(text, "utf8", newline="\n")
    partial.replace(path)


def now() -> str:
    """Give the time in UTC, to the second, as it stands in a record."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(path: Path, kind: str, **fields: str) -> dict[str, Any]:
    record: dict[str, Any] = {"format": FORMAT, "version": VERSION, "entries": []}
    if path.exists():
        record = read(path)
    sealed = [entry for entry in record["entries"] if is_sealed(entry)]
    own = {"kind": kind, "says": "self", **fields}
    if any({key: entry.get(key) for key in own} == own for entry in sealed):
        return record
    # A name says whose record it is; other entries may have been joined to it.
    sealed.sort(key=lambda entry: entry.get("kind") != "name")
    number = sealed[0]["record"] if sealed else secrets.token_hex(8)
    content = {"kind": kind, "says": "self", "date": now(), **fields, "record": number}
    record["entries"].append({**content, "id": digest(content)})
    write_json(path, record)
    return record


def _one_line(text: str) -> str:
    text = _some_text(text)
    if len(text) > _LONGEST_LINE or re.search(r"[\x00-\x1f\x7f]", text):
        raise ValueError(
            f"A name or a title is one line of at most {_LONGEST_LINE} characters. "
            "Shorten it."
        )
    return text


def _some_text(text: str) -> str:
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is not text. Put it between quotes, or use str().")
    if not text.strip():
        raise ValueError("There is nothing between the quotes. Type some words.")
    return text.strip()


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one place")
    return found
