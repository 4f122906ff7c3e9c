"""The entries of a record: what each kind holds, and what is wrong with one."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

import click
from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    ValidationError,
)
from jsonschema.validators import extend  # type: ignore[import-untyped]

SCHEMA: dict[str, Any] = json.loads(
    files("soundings.course.record").joinpath("schema.json").read_text("utf8")
)
"""The JSON Schema of a record."""

KINDS = ("name", "exercise", "evidence", "text")
LEVELS = {"a": "awareness", "w": "working", "p": "practitioner"}
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def make_record_number() -> str:
    """Draw the number that the entries of one record share; it holds no name."""
    return secrets.token_hex(8)


def make_content(
    kind: str, record: str, when: datetime, **fields: Any
) -> dict[str, Any]:
    """
    Make an entry that is not yet sealed.

    Parameters
    ----------
    kind : {"name", "exercise", "evidence", "text"}
    record : str
        The number of the record it is for.
    when : datetime
        With a time zone.
    **fields
        What this kind holds; see `schema.json`.

    Raises
    ------
    click.ClickException
        If a field is not what the schema asks for.
    """
    content = {"kind": kind, "record": record, "date": to_text(when), **fields}
    # A seal is made when the content is right; until then, any will do.
    faults = find_faults({**content, "says": "self", "id": "0" * 64})
    if faults:
        raise click.ClickException(f"This {kind} cannot be entered: {faults[0]}.")
    return content


def to_text(when: datetime) -> str:
    """
    Write a time in UTC, to the second.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> to_text(datetime(2026, 3, 14, 10, 30, tzinfo=timezone(timedelta(hours=1))))
    '2026-03-14T09:30:00Z'
    """
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone. Give one, such as UTC.")
    return when.astimezone(UTC).strftime(_TIME)


def find_faults(entry: Mapping[str, Any]) -> list[str]:
    """
    List in words where an entry is not what the schema asks for.

    Examples
    --------
    >>> find_faults({"kind": "shanty", "says": "self", "date": "today",
    ...              "record": "0" * 16, "id": "0" * 64})
    ['date is "today"; it must be a time in UTC, such as 2026-03-14T09:30:00Z']
    """
    faults = []
    kind = entry.get("kind")
    for name in ("entry", kind if kind in KINDS else "entry"):
        faults += [_say(error, name) for error in _validator(name).iter_errors(entry)]
    if not faults:
        try:
            datetime.strptime(entry["date"], _TIME)
        except ValueError:
            faults.append(f"date is {entry['date']}; there is no such time")
    return list(dict.fromkeys(faults))


def find_unknown(entry: Mapping[str, Any]) -> list[str]:
    """List in words what an entry holds that this version does not know."""
    kind = entry.get("kind")
    if kind not in KINDS:
        return [f"version 1 knows no entry of the kind {kind!r}"]
    known = _properties("entry").keys() | _properties(kind).keys()
    return [f"version 1 knows no field {key!r}" for key in entry if key not in known]


def arrange(entry: Any) -> Any:
    """Put an entry's fields in the order in which people read them."""
    if not isinstance(entry, dict):
        return entry
    kind = entry.get("kind")
    own = _properties(kind) if kind in KINDS else {}
    order = list(dict.fromkeys(("kind", "says", "date", *own, *_properties("entry"))))
    known = [key for key in order if key in entry]
    return {key: entry[key] for key in (*known, *sorted(entry.keys() - set(known)))}


def split_skill(skill: str) -> tuple[str, str]:
    """
    Part a skill's code from its level.

    Examples
    --------
    >>> split_skill("ENG-w")
    ('ENG', 'working')
    """
    code, letter = skill.rsplit("-", 1)
    return code, LEVELS[letter]


def has_level(skill: str) -> bool:
    """
    Whether a code is that of a skill with its level, and not of a module.

    Examples
    --------
    >>> has_level("ENG-w"), has_level("SP")
    (True, False)
    """
    return "-" in skill


def _properties(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA["$defs"][name]["properties"]
    return found


def _match_pattern(
    validator: Any, pattern: str, value: Any, schema: Any
) -> Iterator[ValidationError]:
    """Match as the schema means it: Python's `$` lets one more line break through."""
    del validator, schema
    if isinstance(value, str) and not re.fullmatch(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern}")


_Validator = extend(Draft202012Validator, {"pattern": _match_pattern})


@cache
def _validator(name: str) -> Any:
    return _Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})


def _say(error: Any, name: str) -> str:
    if error.validator == "required":
        missing = next(k for k in error.validator_value if k not in error.instance)
        return f"{missing} is missing"
    if error.validator_value is False or error.validator is None:
        return "it says that nobody signed it, and carries a signature"
    field = str(error.path[0])
    wanted = _properties(name)[field]["description"]
    return f"{field} is {json.dumps(error.instance)[:60]}; it must be {wanted}"
