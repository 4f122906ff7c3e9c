"""`course record`, as a learner, a marker and a mentor type it."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from soundings.course.cli import main
from soundings.course.record.command import record_command
from soundings.course.record.passed import PASS_SHARE, find_passed
from soundings.course.record.records import merge, read_record
from tests.course.cohorts import make_row
from tests.course.conftest import ROOT

Say = Callable[..., Result]
HEAD = (
    "learner,exercise,question,points,out_of,waits_for_a_person,note,stopped_by,"
    "flagged,handed_in\n"
)


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run `course record` with a key folder of its own; give what it said."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOUNDINGS_KEY", str(tmp_path / "settings" / "key.json"))

    def run(*words: str | Path, status: int = 0, typed: str | None = None) -> str:
        result = CliRunner().invoke(main, ["record", *map(str, words)], input=typed)
        assert result.exit_code == status, result.output
        assert not result.exception or isinstance(result.exception, SystemExit)
        return re.sub(r"\s+", " ", result.output)

    return run


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Give a marked cohort: two learners, one of them named like a formula."""
    folder = tmp_path / "marks"
    folder.mkdir()
    when = "2026-03-14T09:00:00+00:00"
    (folder / "questions.csv").write_text(
        HEAD
        + f"ash,port_calls,fence,4.0,4.0,False,,,False,{when}\n"
        + f"ash,port_calls,calls,2.5,4.0,False,,it is a table,False,{when}\n"
        + f"ash,clear_chart_r,bars,0.0,4.0,False,,it is a chart,False,{when}\n"
        + "'=beech,look_at_a_table,read,4.0,4.0,False,,,False,\n"
        + "cedar,port_calls,fence,0.0,4.0,True,,,False,\n",
        "utf8",
    )
    return folder


def test_a_record_from_its_beginning_to_its_page(
    say: Say, marks: Path, tmp_path: Path
) -> None:
    """A learner, a marker and a mentor; then somebody who trusts them, or does not."""
    own, page = tmp_path / "Ash.json", tmp_path / "ash.html"
    theirs = marks / "records" / "ash.soundings-record.json"
    public = tmp_path / "pine.json"

    say("new", "--name", "Ash", "-o", own)
    say("write", own, "--title", "My question", typed="Why do ships wait?\n")
    fingerprint = say("key", "--name", "Pine", "-o", public)
    say("add", marks)
    say("evidence", own, "--skill", "ENG-p", "--what", "Cleaned it", "--where", "v1")
    joined = say("merge", own, theirs, "-o", own)
    found = say("check", own, "--key", "none", "--trust", public)
    doubted = say("check", own, "--key", "none")
    say("show", own, "-o", page)

    assert re.search(r"Pine: ([0-9a-f]{4} ?){4}", fingerprint)
    assert "4 entries from 2 records. They were made for 2 records" in joined
    assert "Port calls: geofences and berths: good, Pine says so" in found
    assert "name of" in found
    assert "Ash: good, the learner says so" in found
    assert "4 entries: 4 good, 0 signed by unknown keys, 0 altered." in found
    assert "signed by an unknown key, by one who signs as Pine" in doubted
    assert "2 good, 2 signed by unknown keys" in doubted
    assert "Skills record: <bdi>Ash</bdi>" in page.read_text("utf8")


def test_an_edited_record_is_flagged_and_kept(say: Say, tmp_path: Path) -> None:
    """Status 1, the entry named, and still there after a merge and in the page."""
    own, other = tmp_path / "ash.json", tmp_path / "birch.json"
    say("new", "--name", "Ash", "-o", own)
    say("new", "--name", "Birch", "-o", other)
    own.write_text(own.read_text("utf8").replace('"Ash"', '"Oak"'), "utf8")

    found = say("check", own, status=1)
    say("merge", own, other, "-o", tmp_path / "both.json")
    still = say("check", tmp_path / "both.json", status=1)
    say("show", own, "-o", tmp_path / "ash.html")

    assert "Oak: ALTERED: it is not what was sealed" in found
    assert "2 entries: 1 good, 0 signed by unknown keys, 1 altered." in still
    page = (tmp_path / "ash.html").read_text("utf8")
    assert "Altered, and counted nowhere" in page
    assert "<title>Skills record</title>" in page


def test_a_field_beside_the_entries_is_flagged(say: Say, tmp_path: Path) -> None:
    """Nobody sealed it, so it is never accepted in silence; a merge keeps it."""
    own = tmp_path / "ash.json"
    say("new", "--name", "Ash", "-o", own)
    content = json.loads(own.read_text("utf8"))
    own.write_text(json.dumps({**content, "grade": "A"}), "utf8")

    found = say("check", own, status=1)
    say("merge", own, "-o", tmp_path / "again.json")

    assert "SEALED BY NOBODY: {'field': 'grade', 'value': 'A'}" in found
    again = json.loads((tmp_path / "again.json").read_text("utf8"))
    assert again["unknown"] == [{"field": "grade", "value": "A"}]


def test_exercises_are_entered_once(say: Say, marks: Path) -> None:
    """The same marks again add nothing; better marks add an entry."""
    record = marks / "records" / "ash.soundings-record.json"
    beech = marks / "records" / "=beech.soundings-record.json"
    say("key", "--name", "Pine")
    first = say("add", marks)
    before, beech_before = record.read_bytes(), beech.read_bytes()

    again = say("add", marks)

    assert "ash: 1 of 1 entered" in first
    assert "cedar: answers wait for a person in port_calls" in first
    assert "cedar: nothing passed yet, no entry" in first
    assert "ash: 0 of 1 entered" in again
    assert (record.read_bytes(), beech.read_bytes()) == (before, beech_before)
    assert sorted(p.name for p in (marks / "records").iterdir()) == [
        "=beech.soundings-record.json", "ash.soundings-record.json",
    ]  # fmt: skip
    questions = marks / "questions.csv"
    questions.write_text(questions.read_text("utf8").replace("2.5,", "4.0,"), "utf8")
    assert "ash: 1 of 1 entered" in say("add", marks, "--learner", "ash")
    points = [entry["points"] for entry in read_record(record).entries]
    assert sorted(points) == [6.5, 8]


def test_an_exercise_brings_its_lesson_s_skills_and_no_name(
    say: Say, marks: Path
) -> None:
    """Title, code and skills are the page's; the learner's name is not in the file."""
    say("add", marks, "--self")

    (entry,) = read_record(marks / "records" / "ash.soundings-record.json").entries
    text = (marks / "records" / "ash.soundings-record.json").read_text("utf8")

    assert entry["title"] == "Port calls: geofences and berths"
    assert (entry["lesson"], entry["skills"]) == ("AIS3", ["ENG-w", "MAT-w"])
    assert entry["date"] == "2026-03-14T09:00:00Z"
    assert (entry["says"], entry["language"]) == ("self", "Python")
    assert not re.search(r"\bash\b", text)


def test_a_marker_adds_to_the_learner_s_own_record(say: Say, marks: Path) -> None:
    """A record laid there first is added to, and keeps its number."""
    folder = marks / "records"
    folder.mkdir()
    path = folder / "ash.soundings-record.json"
    say("new", "--name", "Ash", "-o", path)
    before = read_record(path)

    say("add", marks, "--self")

    after = read_record(path)
    assert merge([after, before]) == after
    assert len({entry["record"] for entry in after.entries}) == 1


def test_without_a_key_nothing_is_signed(say: Say, marks: Path, tmp_path: Path) -> None:
    """The message says how to make one; no record is begun."""
    own = tmp_path / "ash.json"
    say("new", "--name", "Ash", "-o", own)
    before = own.read_bytes()

    for words in (
        ("add", marks),
        ("evidence", own, "--skill", "ENG-w", "--what", "x", "--where", "y"),
        ("key",),
    ):
        assert "course record key --name NAME" in say(*words, status=1)

    assert not (marks / "records").exists()
    assert own.read_bytes() == before


def test_nothing_is_overwritten(say: Say, tmp_path: Path) -> None:
    """Not by a new record, not by a merge, not by a page."""
    own, other, third = (tmp_path / f"{name}.json" for name in "abc")
    for name, path in (("Ash", own), ("Birch", other), ("Cedar", third)):
        say("new", "--name", name, "-o", path)

    refused = say("new", "--name", "Elm", "-o", own, status=1)
    joined = say("merge", own, other, "-o", third)
    shown = say("show", own, "-o", other, status=1)

    assert "exists. It stays as it is" in refused
    assert "its entries are kept too" in joined
    assert [e["text"] for e in read_record(third).entries if "text" in e] == [
        e["text"] for e in merge(map(read_record, (own, other, third))).entries
    ]
    assert len(read_record(third).entries) == 3
    assert "Give it a name that ends in .html" in shown
    assert len(read_record(other).entries) == 1


def test_a_later_version_is_left_alone(say: Say, tmp_path: Path) -> None:
    """As a source and as the place to write to, it is refused and not touched."""
    own, later = tmp_path / "a.json", tmp_path / "b.json"
    say("new", "--name", "Ash", "-o", own)
    later.write_text(own.read_text("utf8").replace('version": 1', 'version": 2'))
    before = own.read_bytes(), later.read_bytes()

    for words in (
        ("check", later),
        ("merge", own, later, "-o", own),
        ("merge", own, "-o", later),
        ("write", later, "--title", "t", "--text", "x"),
        ("show", later, "-o", tmp_path / "a.html"),
    ):
        assert "is version 2 of the skills record" in say(*words, status=1)

    assert (own.read_bytes(), later.read_bytes()) == before


def test_a_saved_form_is_written_into_a_record(say: Say, tmp_path: Path) -> None:
    """Its title is the entry's, and its words are the file's, prompts and all."""
    own, form = tmp_path / "ash.json", tmp_path / "canvas.yml"
    say("new", "--name", "Ash", "-o", own)
    text = '# Asked\ntitle: "My question"\nquestion: |-\n  Why do ships wait?\n'
    form.write_text(text, "utf8")

    say("write", own, "--from", form)

    (entry,) = [e for e in read_record(own).entries if e["kind"] == "text"]
    assert (entry["title"], entry["text"]) == ("My question", text.strip())
    assert "2 entries: 2 good" in say("check", own)


@pytest.mark.parametrize(
    ("form", "words", "said"),
    [
        (None, [], "cannot be read (No such file"),
        (b"title: My question\nwhy: [", [], "cannot be read as YAML in line 2"),
        (b"why: so", [], "has no title"),
        (b"- title", [], "has no title"),
        (b"title: 7", [], "has no title"),
        (b"title: \xff", [], "is not UTF-8"),
        (b"title: a", ["--title", "b"], "Give either --from, or --title"),
        (b"title: a", ["--text", "b"], "Give either --from, or --title"),
    ],
)
def test_what_is_no_saved_form_is_refused(
    say: Say, tmp_path: Path, form: bytes | None, words: list[str], said: str
) -> None:
    """The record stays as it was."""
    own, path = tmp_path / "ash.json", tmp_path / "canvas.yml"
    say("new", "--name", "Ash", "-o", own)
    before = own.read_bytes()
    if form is not None:
        path.write_bytes(form)

    assert said in say("write", own, "--from", path, *words, status=1)
    assert own.read_bytes() == before


def test_words_without_a_title_are_refused(say: Say, tmp_path: Path) -> None:
    """The message names both ways."""
    own = tmp_path / "ash.json"
    say("new", "--name", "Ash", "-o", own)

    assert "Give either --from" in say("write", own, "--text", "x", status=1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ash,port_calls,fence,four,4,False,,,False,", "line 2, is not as it was"),
        ("ash,port_calls,fence,4,4,maybe,,,False,", "'maybe' is neither True nor"),
        ("ash,port_calls,fence,4,4,False,,,False,2026-03-14", "has no time zone"),
        ("ash,port_calls", "is not as it was written"),
        ("../ash,port_calls,fence,4,4,False,,,False,", "cannot be part of a file"),
    ],
)
def test_odd_marks_are_refused_in_words(
    say: Say, tmp_path: Path, row: str, words: str
) -> None:
    """No record is written anywhere."""
    (tmp_path / "questions.csv").write_text(f"{HEAD}{row}\n", "utf8")

    assert words in say("add", tmp_path, "--self", status=1)
    assert [path.name for path in tmp_path.iterdir()] == ["questions.csv"]


def test_missing_marks_are_named(say: Say, marks: Path, tmp_path: Path) -> None:
    """No folder, no such learner, and marks of an older program."""
    assert "that `course grade` wrote" in say("add", tmp_path / "none", status=1)
    unknown = say("add", marks, "--learner", "elm", "--self", status=1)
    assert "has no learner 'elm'. It has: =beech, ash, cedar." in unknown
    (marks / "questions.csv").write_text("learner,exercise\nash,port_calls\n", "utf8")
    assert "has no column question, points" in say("add", marks, "--self", status=1)


@pytest.mark.parametrize(
    ("points", "others", "is_passed"),
    [
        ((4, 2.4), {}, True),
        ((4, 2.39), {}, False),
        ((4 * 1.6 / 3,) * 3, {"out_of": 8 / 3}, True),
        ((4, 4), {"flagged": True}, False),
        ((4, 4), {"waits_for_a_person": True}, False),
        ((0,), {"out_of": 0}, False),
    ],
)
def test_what_counts_as_passed(
    points: tuple[float, ...], others: dict[str, object], is_passed: bool
) -> None:
    """Four fifths of the points, nothing waiting, nothing flagged."""
    assert PASS_SHARE == 0.8
    rows = [
        make_row("ash", p, question=f"q{i}", **others) for i, p in enumerate(points)
    ]

    assert bool(find_passed(rows)["ash"]) == is_passed


def test_the_book_s_commands_work_in_their_order(
    marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed as the page for instructors has them, in a folder of marks."""
    page = (ROOT / "book" / "instructor" / "skills_record.md").read_text("utf8")
    commands = re.findall(r"^\./course record (.+)$", page, re.M)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOUNDINGS_KEY", str(tmp_path / "settings" / "key.json"))
    marks.rename("FOLDER_marks")
    Path("my-question.yml").write_text("title: My question\nwhy: so\n", "utf8")

    for command in commands:
        words = shlex.split(command)
        result = CliRunner().invoke(record_command, words, obj=ROOT)
        assert result.exit_code == 0, f"{command}: {result.output}"

    assert len(commands) == 9
    names = [
        name for name in record_command.commands if f"\n./course record {name} " in page
    ]
    assert names == list(record_command.commands)
    assert len(read_record(Path("Ash.soundings-record.json")).entries) == 5
