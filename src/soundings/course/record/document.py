"""The record as one page: what a learner shows to somebody who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from soundings.course.page_templates import TEMPLATES
from soundings.course.record.entries import LEVELS, has_level, split_skill
from soundings.course.record.records import Record
from soundings.course.record.seals import Judgement, Standing, judge

SKILLS = {
    "MAT": "Applied maths, statistics and scientific practices",
    "ENG": "Data engineering and manipulation",
    "PROG": "Programming and build",
    "LIFE": "Understanding analysis across the life cycle",
    "INN": "Data science innovation",
    "DOM": "Domain expertise",
    "CAP": "Developing data science capability",
}
"""What the codes stand for; working names."""


@dataclass(frozen=True)
class Judged:
    """An entry, and how far it can be believed."""

    entry: Any
    judgement: Judgement

    @property
    def is_altered(self) -> bool:
        """Whether it was changed after it was sealed, or never was whole."""
        return self.judgement.standing is Standing.ALTERED

    @property
    def is_unknown(self) -> bool:
        """Whether the reader does not know the key that signed it."""
        return self.judgement.standing is Standing.UNKNOWN_KEY


@dataclass(frozen=True)
class SkillShown:
    """How often a skill was shown at a level, and who says so."""

    code: str
    name: str
    level: str
    signed: int
    """By keys the reader knows."""
    unknown: int
    """By keys the reader does not know."""
    by_self: int


def judge_all(record: Record, trusted: Mapping[str, str]) -> list[Judged]:
    """Judge every entry of a record, in its order."""
    return [Judged(entry, judge(entry, trusted)) for entry in record.entries]


def find_numbers(judged: Iterable[Judged]) -> list[str]:
    """List the numbers of the records that the unaltered entries were made for."""
    return sorted({item.entry["record"] for item in judged if not item.is_altered})


def count_skills(judged: Iterable[Judged]) -> list[SkillShown]:
    """
    Count the entries that show each skill at each level, altered ones left out.

    Returns
    -------
    list of SkillShown
        By skill; for each, the highest level first.
    """
    counts: dict[tuple[str, str], Counter[str]] = {}
    for item in judged:
        if item.is_altered or item.entry["kind"] not in ("exercise", "evidence"):
            continue
        if item.entry["says"] == "self":
            column = "by_self"
        else:
            column = "unknown" if item.is_unknown else "signed"
        for skill in filter(has_level, item.entry["skills"]):
            counts.setdefault(split_skill(skill), Counter())[column] += 1
    levels, codes = list(LEVELS.values()), list(SKILLS)

    def place(key: tuple[str, str]) -> tuple[int, str, int]:
        code, level = key
        return (
            codes.index(code) if code in codes else len(codes),
            code,
            -levels.index(level),
        )

    return [
        SkillShown(
            code,
            SKILLS.get(code, ""),
            level,
            counts[code, level]["signed"],
            counts[code, level]["unknown"],
            counts[code, level]["by_self"],
        )
        for code, level in sorted(counts, key=place)
    ]


def render_document(record: Record, trusted: Mapping[str, str]) -> str:
    """
    Write the record as an HTML page: no script, nothing fetched, A4 when printed.

    Parameters
    ----------
    record : Record
    trusted : mapping of str to str
        Public keys the reader trusts, each with the name the reader knows it by.

    Returns
    -------
    str
        The page. Altered entries are listed on it and count for nothing.
    """
    judged = judge_all(record, trusted)
    whole = [item for item in judged if not item.is_altered]
    names = [item.entry["text"] for item in whole if item.entry["kind"] == "name"]
    return TEMPLATES.get_template("record.html").render(
        names=list(dict.fromkeys(reversed(names))),
        exercises=[i for i in whole if i.entry["kind"] == "exercise"],
        evidence=[i for i in whole if i.entry["kind"] == "evidence"],
        texts=[i for i in whole if i.entry["kind"] == "text"],
        altered=[item for item in judged if item.is_altered],
        unusual=[item for item in whole if item.judgement.remarks],
        has_unknown_keys=any(item.is_unknown for item in whole),
        unsealed=[_name_field(field) for field in record.unknown],
        numbers=find_numbers(judged),
        skills=count_skills(judged),
        describe=describe_entry,
    )


def describe_entry(entry: Any) -> str:
    """
    Say in a line what an entry is, whatever has become of it.

    Examples
    --------
    >>> describe_entry({"kind": "text", "title": "My question", "date": "2026-03-14"})
    'text of 2026-03-14: My question'
    >>> describe_entry(7)
    'entry without a date: 7'
    """
    if not isinstance(entry, dict):
        return f"entry without a date: {str(entry)[:60]}"
    words = next(
        (entry[k] for k in ("title", "what", "text", "slug") if entry.get(k)), ""
    )
    kind, date = entry.get("kind", "entry"), entry.get("date")
    when = f"of {str(date)[:10]}" if date else "without a date"
    return f"{str(kind)[:20]} {when}: {str(words)[:60]}"


def _name_field(field: Any) -> str:
    name = field.get("field") if isinstance(field, dict) else field
    return str(name)[:60]
