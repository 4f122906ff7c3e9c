"""Records to test with: one entry of each kind, and random ones."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from soundings.course.record.entries import make_content
from soundings.course.record.keys import Key, make_key
from soundings.course.record.records import Record, make_record
from soundings.course.record.seals import seal, sign

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
NUMBER = "00112233445566aa"
SKILLS = ["ENG-w", "MAT-w", "PROG-a", "DOM-w", "INN-p", "LIFE-w", "CAP-a"]


def make_name(text: str = "Ash") -> dict[str, Any]:
    return seal(make_content("name", NUMBER, START, text=text))


def make_exercise(key: Key, day: int = 1, **others: Any) -> dict[str, Any]:
    fields = {
        "slug": "port_calls",
        "title": "Port calls: geofences and berths",
        "lesson": "AIS3",
        "language": "Python",
        "points": 17.5,
        "out_of": 20,
        "skills": ["SP", SKILLS[day % 7]],
    } | others
    when = START + timedelta(days=day)
    return sign(make_content("exercise", NUMBER, when, **fields), "marked", key)


def make_evidence(key: Key, day: int = 2) -> dict[str, Any]:
    content = make_content(
        "evidence", NUMBER, START + timedelta(days=day),
        what="Cleaned a week of reports alone, and said what was dropped",
        where="team repository, tag v1", skills=["ENG-p", "LIFE-p"],
    )  # fmt: skip
    return sign(content, "mentor", key)


def make_text(day: int = 3, text: str = "Why do ships wait?") -> dict[str, Any]:
    when = START + timedelta(days=day)
    return seal(make_content("text", NUMBER, when, title="My question", text=text))


def make_one_of_each(folder: Path) -> tuple[Record, Key]:
    """Make a record of four entries, and the key that signed two of them."""
    key = make_key(folder / "key.json", "Pine")
    entries = [make_name(), make_exercise(key), make_evidence(key), make_text()]
    return make_record(entries), key


def make_random_record(rng: random.Random) -> Record:
    """Make a record of few days and values, so that two of them have much in common."""
    entries: list[Any] = []
    for _ in range(rng.randint(0, 6)):
        entry = make_text(rng.randint(1, 3), rng.choice("abc"))
        match rng.randint(0, 5):
            case 0:
                entry["text"] = "altered"
            case 1:
                del entry[rng.choice(list(entry))]
            case 2:
                entry = rng.choice([7, 7.0, None, "entry", [], {}, {"date": 5}])
            case 3:
                entry["more"] = {"b": 1.0, "a": [rng.randint(0, 1)]}
        entries.append(entry)
    unknown = [{"field": "room", "value": rng.randint(1, 2)}] * rng.randint(0, 1)
    return make_record(entries, unknown)


def make_flagged(folder: Path) -> Record:
    """Make a record with every flag a page can show."""
    record, key = make_one_of_each(folder)
    altered = {**make_exercise(key, 5), "points": 20}
    content = {k: v for k, v in make_text(6).items() if k not in ("id", "says")}
    unknown = seal({**content, "mood": "calm", "record": "f" * 16})
    return make_record(
        [*record.entries, altered, unknown, 7, {"kind": ["x"], "title": {"a": 1}}],
        [{"field": "grade", "value": "A"}],
    )
