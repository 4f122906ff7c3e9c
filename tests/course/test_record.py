"""A skills record: what is sealed shows edits, what is joined is not lost."""

import hashlib
import json
import os
import random
import stat
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from soundings.course.record.entries import SCHEMA, find_faults, make_content
from soundings.course.record.file import write_whole
from soundings.course.record.keys import (
    make_key,
    read_key,
    read_public_key,
    write_public_key,
)
from soundings.course.record.records import (
    Record,
    make_record,
    merge,
    read_record,
    write_record,
)
from soundings.course.record.seals import Standing, judge, seal, sign
from soundings.record import canonical
from tests.course.records import (
    NUMBER,
    START,
    make_evidence,
    make_exercise,
    make_name,
    make_one_of_each,
    make_random_record,
    make_text,
)


def judge_file(path: Path, trusted: dict[str, str]) -> list[Standing]:
    return [judge(entry, trusted).standing for entry in read_record(path).entries]


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Every entry is good, twice over, and the file is the same byte for byte."""
    record, key = make_one_of_each(tmp_path)
    path = tmp_path / "ash.json"

    write_record(path, record)
    first = path.read_bytes()
    write_record(path, read_record(path))

    assert read_record(path) == record
    assert path.read_bytes() == first
    assert judge_file(path, {key.public.key: "Pine"}) == [Standing.GOOD] * 4


def test_a_record_is_what_the_schema_describes(tmp_path: Path) -> None:
    """A program in another language can check a record by the schema alone."""
    record, _ = make_one_of_each(tmp_path)
    write_record(tmp_path / "ash.json", record)
    content = json.loads((tmp_path / "ash.json").read_text("utf8"))
    Draft202012Validator.check_schema(SCHEMA)

    Draft202012Validator(SCHEMA).validate(content)

    for entry in content["entries"]:
        for field in list(entry):
            less = {key: value for key, value in entry.items() if key != field}
            broken = {**content, "entries": [less]}
            assert not Draft202012Validator(SCHEMA).is_valid(broken), field


def test_any_changed_character_is_refused_or_flagged(tmp_path: Path) -> None:
    """Each place in the file in turn: no change passes for what was written."""
    key = make_key(tmp_path / "key.json", "Pine")
    path = tmp_path / "ash.json"
    write_record(path, make_record([make_evidence(key)]))
    text = path.read_text("utf8")
    trusted = {key.public.key: "Pine"}
    silent = []

    for place, letter in enumerate(text):
        other = "7" if letter.isdigit() and letter != "7" else "a"
        if other == letter:
            other = "b"
        write_whole(path, text[:place] + other + text[place + 1 :])
        try:
            found = read_record(path)
        except click.ClickException:
            continue
        standings = {judge(entry, trusted).standing for entry in found.entries}
        if Standing.ALTERED not in standings and not found.unknown:
            silent.append(text[place - 20 : place + 20])

    assert silent == []


@pytest.mark.parametrize("place", range(4))
def test_every_field_is_under_the_seal(tmp_path: Path, place: int) -> None:
    """Changed, or taken away, a field of any kind of entry is missed."""
    record, key = make_one_of_each(tmp_path)
    entry = record.entries[place]
    trusted = {key.public.key: "Pine"}

    for field, value in entry.items():
        for wrong in (None, "", f"{value} ", 1, [], {}, [value]):
            altered = judge({**entry, field: wrong}, trusted)
            assert altered.standing is Standing.ALTERED, (field, wrong)
            assert altered.reasons
        less = {name: kept for name, kept in entry.items() if name != field}
        assert judge(less, trusted).standing is Standing.ALTERED, field
    more = judge({**entry, "grade": "A"}, trusted)
    assert more.standing is Standing.ALTERED
    assert more.remarks == ("version 1 knows no field 'grade'",)


def test_a_signature_that_was_taken_away_is_missed(tmp_path: Path) -> None:
    """An entry that says marked stands or falls with its signature."""
    key = make_key(tmp_path / "key.json", "Pine")
    entry = make_exercise(key)
    del entry["signature"]

    found = judge(entry, {key.public.key: "Pine"})

    assert found.standing is Standing.ALTERED
    assert found.reasons == ("signature is missing",)


def test_a_new_seal_makes_no_signature(tmp_path: Path) -> None:
    """Who alters points and seals again has an entry that says only: self."""
    key = make_key(tmp_path / "key.json", "Pine")
    entry = make_exercise(key)
    content = {k: v for k, v in entry.items() if k not in ("id", "signature")}
    resealed = seal({**content, "points": 20})
    forged = {**resealed, "says": "marked", "signature": entry["signature"]}
    theirs = {k: v for k, v in content.items() if k not in ("says", "signed_by")}

    assert judge(resealed, {}).standing is Standing.ALTERED
    assert judge(forged, {}).standing is Standing.ALTERED
    assert judge(seal(theirs), {}).by == "the learner"


def test_a_signature_by_another_key_does_not_pass_for_one_that_is_trusted(
    tmp_path: Path,
) -> None:
    """A key that calls itself Pine is not Pine's; nor can it sign in Pine's place."""
    pine = make_key(tmp_path / "pine.json", "Pine")
    other = make_key(tmp_path / "other.json", "Pine")
    trusted = {pine.public.key: "Pine"}

    found = judge(make_exercise(other), trusted)
    taken = make_exercise(other)
    taken["signed_by"] = {"name": "Pine", "key": pine.public.key}
    content = {k: v for k, v in taken.items() if k not in ("id", "signature")}
    taken["id"] = hashlib.sha256(canonical(content).encode()).hexdigest()

    assert found.standing is Standing.UNKNOWN_KEY
    assert found.by == "one who signs as Pine"
    assert judge(taken, trusted).reasons == (
        "the signature is not of this entry and this key",
    )


def test_a_sealed_field_of_a_later_program_is_flagged_and_good() -> None:
    """What was sealed with an entry is part of it, known or not."""
    content = make_content("text", NUMBER, START, title="t", text="x")

    found = judge(seal({**content, "mood": "calm"}), {})
    other = judge(seal({**content, "kind": "shanty"}), {})

    assert (found.standing, other.standing) == (Standing.GOOD, Standing.GOOD)
    assert found.remarks == ("version 1 knows no field 'mood'",)
    assert other.remarks == ("version 1 knows no entry of the kind 'shanty'",)


def is_in(part: Record, whole: Record) -> bool:
    texts = {canonical(entry) for entry in (*whole.entries, *whole.unknown)}
    return all(canonical(e) in texts for e in (*part.entries, *part.unknown))


@pytest.mark.parametrize("seed", range(40))
def test_joining_loses_nothing_in_any_order(tmp_path: Path, seed: int) -> None:
    """Commutative, associative, idempotent; altered and odd entries included."""
    rng = random.Random(seed)
    a, b, c = (make_random_record(rng) for _ in range(3))
    one, other = tmp_path / "one.json", tmp_path / "other.json"

    joined = merge([merge([a, b]), c])
    write_record(one, joined)
    write_record(other, merge([c, merge([b, a])]))

    assert one.read_bytes() == other.read_bytes()
    assert merge([a, merge([b, c])]) == joined
    assert merge([joined, joined]) == joined == merge([joined, b])
    assert merge([a]) == a
    assert all(is_in(part, joined) for part in (a, b, c))
    assert len(joined.entries) <= sum(len(part.entries) for part in (a, b, c))
    assert read_record(one) == joined


def test_an_altered_entry_never_takes_the_place_of_the_one_it_was(
    tmp_path: Path,
) -> None:
    """Both have the same id; both are kept, one of them flagged."""
    key = make_key(tmp_path / "key.json", "Pine")
    entry = make_exercise(key)

    joined = merge([make_record([{**entry, "points": 20}]), make_record([entry])])

    found = [judge(e, {key.public.key: "Pine"}).standing for e in joined.entries]
    assert sorted(f.value for f in found) == ["altered", "good"]


def test_entries_stand_in_order_of_date(tmp_path: Path) -> None:
    """The first thing done is the first thing read."""
    key = make_key(tmp_path / "key.json", "Pine")
    entries = [make_text(9), make_evidence(key, 4), make_name(), make_exercise(key, 7)]

    record = make_record(entries)

    kinds = [entry["kind"] for entry in record.entries]
    assert kinds == ["name", "evidence", "exercise", "text"]


def test_unknown_fields_beside_the_entries_are_kept(tmp_path: Path) -> None:
    """Two records that say different things there: both are in the result."""
    for name, room in (("a", 1), ("b", 2)):
        content = {"format": "soundings-record", "version": 1, "entries": []}
        (tmp_path / name).write_text(json.dumps({**content, "room": room}), "utf8")

    joined = merge([read_record(tmp_path / "a"), read_record(tmp_path / "b")])

    assert joined.unknown == (
        {"field": "room", "value": 1},
        {"field": "room", "value": 2},
    )


GOOD = b'{"format": "soundings-record", "version": 1, "entries": []}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not JSON"),
        (GOOD[:-1], "is not JSON: Expecting ',' delimiter in line 1"),
        (b"\xef\xbb\xbf" + GOOD, "begins with a byte order mark"),
        (GOOD.decode().encode("utf-16"), "begins with a byte order mark"),
        (GOOD.replace(b"[]", b'["\xff"]'), "is not UTF-8 throughout"),
        (GOOD.replace(b"[]", b'["\\ud800"]'), "is not UTF-8 throughout"),
        (GOOD.replace(b"[]", b"[], \"entries\": [1]"), "says 'entries' twice"),
        (GOOD.replace(b"[]", b"[NaN]"), "holds NaN, which is no number"),
        (GOOD.replace(b"[]", b"[-Infinity]"), "holds -Infinity"),
        (GOOD.replace(b"[]", b"[1e999]"), "holds 1e999"),
        (GOOD.replace(b"[]", b"9" * 5000), "holds a number too long"),
        (GOOD.replace(b"[]", b"[" * 5000 + b"]" * 5000), "lists too deep"),
        (GOOD.replace(b"[]", b"[" * 50 + b"]" * 50), "lists too deep"),
        (GOOD.replace(b"[]", b"{}"), "has no list of entries"),
        (b"[]", "is no skills record"),
        (GOOD.replace(b"record", b"recipe"), "is no skills record"),
        (GOOD.replace(b"1", b"true"), "gives true as its version"),
        (GOOD.replace(b"1", b"0"), "gives 0 as its version"),
        (GOOD.replace(b"1", b"2"), "is version 2 of the skills record; this program"),
        (b" " * 10_000_001, "has more than 10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused_in_words(
    tmp_path: Path, content: bytes, words: str
) -> None:
    """The message names the file and the fault, and the file is left alone."""
    path = tmp_path / "ash.json"
    path.write_bytes(content)

    with pytest.raises(click.ClickException) as refused:
        read_record(path)

    assert refused.value.message.startswith(f"{path} ")
    assert words in refused.value.message
    assert path.read_bytes() == content


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    """A folder, a missing file and a place that does not exist."""
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(click.ClickException, match="cannot be read"):
            read_record(path)
    with pytest.raises(click.ClickException, match="cannot be written"):
        write_record(tmp_path / "none" / "a.json", make_record([]))
    with pytest.raises(click.ClickException, match="cannot be written"):
        write_record(tmp_path, make_record([]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"skills": ["ENG-x"]}, 'skills is "ENG-x"; it must be a list'),
        ({"skills": ["ENG-w\n"]}, "it must be a list"),
        ({"skills": ["ENG-w", "ENG-w"]}, "it must be a list"),
        ({"points": -1}, "points is -1; it must be points earned"),
        ({"points": True}, "points is true"),
        ({"language": "Fortran"}, "it must be Python or R"),
        ({"title": "two\nlines"}, "it must be the lesson's title"),
        ({"date": "2026-02-30T09:00:00Z"}, "there is no such time"),
        ({"date": "2026-02-20"}, "such as 2026-03-14T09:30:00Z"),
        ({"says": "mentor"}, "it must be self or marked"),
    ],
)
def test_a_fault_is_said_in_words(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    """What the schema refuses is said by field, value and what it must be."""
    entry = make_exercise(make_key(tmp_path / "key.json", "Pine"))

    faults = find_faults({**entry, **change})

    assert len(faults) == 1
    assert words in faults[0]


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_a_key_is_only_its_owner_s(tmp_path: Path) -> None:
    """Made once, mode 600, and refused when others could have read it."""
    path = tmp_path / "config" / "key.json"
    made = make_key(path, " Pine ")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_key(path).public == made.public
    with pytest.raises(click.ClickException, match="holds a key already"):
        make_key(path, "Pine")
    path.chmod(0o644)
    with pytest.raises(click.ClickException, match="can be read by others"):
        read_key(path)


def test_a_key_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    """A missing key, a changed one, half a key, a record."""
    path = tmp_path / "key.json"
    with pytest.raises(click.ClickException, match="Make one: course record key"):
        read_key(path)
    key = make_key(path, "Pine")
    content = json.loads(path.read_text("utf8"))
    for field, value, words in (
        ("key", "0" * 64, "two halves do not belong together"),
        ("private", "xyz", "is no soundings-private-key"),
        ("name", 3, "is no soundings-private-key"),
        ("format", "soundings-record", "is no soundings-private-key"),
        ("version", 2, "is version 2 of soundings-private-key"),
    ):
        write_whole(path, json.dumps({**content, field: value}))
        with pytest.raises(click.ClickException, match=words):
            read_key(path)
    with pytest.raises(click.ClickException, match="is no soundings-public-key"):
        read_public_key(path)
    public = tmp_path / "pine.json"
    write_public_key(public, key.public)
    assert read_public_key(public) == key.public
    assert content["private"] not in public.read_text("utf8")
    other = make_key(tmp_path / "other.json", "Larch")
    with pytest.raises(click.ClickException, match="holds another key"):
        write_public_key(public, other.public)


def test_the_seal_is_the_one_that_the_book_describes() -> None:
    """Computed by hand from the description: SHA-256 of one form of JSON."""
    entry = seal(make_content("name", NUMBER, START, text="Åsh"))
    text = (
        '{"date":"2026-01-05T09:00:00Z","kind":"name","record":"00112233445566aa",'
        '"says":"self","text":"Åsh"}'
    )

    assert entry["id"] == hashlib.sha256(text.encode("utf8")).hexdigest()


def test_a_signature_covers_who_signed(tmp_path: Path) -> None:
    """The owner's name is signed too: nobody can be made to have signed as another."""
    key = make_key(tmp_path / "key.json", "Pine")
    content = make_content("text", NUMBER, START, title="t", text="x")
    entry = sign(content, "mentor", key)
    renamed = {**entry, "signed_by": {**entry["signed_by"], "name": "Larch"}}

    assert judge(renamed, {key.public.key: "Pine"}).standing is Standing.ALTERED
