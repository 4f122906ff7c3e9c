"""What learners write, their record and `setup.json`: the same from Python and from R."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from soundings import check_setup, record, setup_check
from soundings.course.cli import main
from soundings.course.record import seals
from tests.course.records import make_one_of_each, make_random_record

PACKAGE = Path(record.__file__).parent
WORDS = 'Málaga, "Þórshöfn" \\ 😀\tand\nmore'

needs_r = pytest.mark.skipif(
    not shutil.which("Rscript"), reason="R is not installed: ./course setup says how"
)


def run_r(folder: Path, code: str, **environment: str) -> str:
    script = folder / "script.R"
    sources = "".join(
        f"source({json.dumps((PACKAGE / name).as_posix())}, encoding = 'UTF-8')\n"
        for name in ("record.R", "setup_check.R")
    )
    script.write_text(sources + code, "utf8")
    done = subprocess.run(
        ["Rscript", "--vanilla", script.name],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def write_with_r(folder: Path) -> None:
    words = "".join(f"\\U{ord(c):08x}" for c in WORDS)
    run_r(
        folder,
        f'record$add_name("my.json", "Ash")\n'
        f'record$add_text("my.json", "My question", "{words}")\n',
    )


def write_with_python(folder: Path) -> None:
    record.add_name(folder / "my.json", "Ash")
    record.add_text(folder / "my.json", "My question", WORDS)


writers = pytest.mark.parametrize(
    "write", [write_with_python, pytest.param(write_with_r, marks=needs_r)]
)


# ---- The record


@writers
def test_the_course_accepts_what_a_learner_wrote(tmp_path: Path, write):
    """`course record check` finds every entry good, as the learner's word."""
    write(tmp_path)

    found = CliRunner().invoke(main, ["record", "check", str(tmp_path / "my.json")])

    assert found.exit_code == 0, found.output
    assert found.output.count("good, the learner says so") == 2
    assert "2 entries: 2 good" in found.output


@writers
def test_a_record_holds_only_what_was_typed(tmp_path: Path, write):
    """Besides the words: kind, who says so, date, a random number, and the seal."""
    write(tmp_path)

    name, text = record.read(tmp_path / "my.json")["entries"]

    assert name.keys() == {"kind", "says", "date", "text", "record", "id"}
    assert text.keys() == name.keys() | {"title"}
    assert (name["text"], text["title"], text["text"]) == ("Ash", "My question", WORDS)
    assert name["record"] == text["record"]


@writers
def test_writing_twice_adds_nothing(tmp_path: Path, write):
    """A cell that is run again leaves the file as it was, byte for byte."""
    write(tmp_path)
    before = (tmp_path / "my.json").read_bytes()

    write(tmp_path)

    assert (tmp_path / "my.json").read_bytes() == before


def test_entries_that_others_signed_are_kept(tmp_path: Path):
    """What is added to a marked record leaves its signatures as they were."""
    marked, _ = make_one_of_each(tmp_path)
    content = {"format": record.FORMAT, "version": 1, "entries": list(marked.entries)}
    record.write_json(tmp_path / "my.json", content)

    mine = record.add_text(tmp_path / "my.json", "Exercise 2", "5 of 10")

    assert mine["entries"][:-1] == list(marked.entries)
    assert mine["entries"][-1]["record"] == marked.entries[0]["record"]


def test_an_edited_entry_loses_its_seal(tmp_path: Path):
    """One changed letter shows."""
    write_with_python(tmp_path)
    (tmp_path / "my.json").write_text(
        (tmp_path / "my.json").read_text("utf8").replace("Ash", "Oak"), "utf8"
    )

    name, text = record.read(tmp_path / "my.json")["entries"]

    assert not record.is_sealed(name)
    assert record.is_sealed(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not JSON that can be read"),
        ('{"format": "soundings-record", "version": 1', "not JSON that can be read"),
        ("{}", "is no record"),
        (
            '{"format": "soundings-record", "version": 2, "entries": []}',
            "not version 1",
        ),
        ('{"format": "soundings-record", "version": 1}', "not version 1"),
        ('{"format": "soundings-record", "format": "x"}', "stands twice"),
    ],
)
def test_what_is_no_record_is_refused_and_left(tmp_path: Path, text: str, says: str):
    """Nothing is written over a file that cannot be read, in either language."""
    path = tmp_path / "my.json"
    path.write_text(text, "utf8")

    with pytest.raises(ValueError, match=says):
        record.add_text(path, "Exercise 2", "5 of 10")
    if shutil.which("Rscript"):
        said = run_r(
            tmp_path,
            'cat(tryCatch(record$add_text("my.json", "a", "b"), '
            "error = conditionMessage))",
        )
        assert says in said

    assert path.read_text("utf8") == text


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 501])
def test_a_title_is_one_line(tmp_path: Path, title: str):
    """Otherwise `course record check` would call the entry altered."""
    with pytest.raises(ValueError, match=r"one line|nothing between"):
        record.add_text(tmp_path / "my.json", title, "5 of 10")
    assert not (tmp_path / "my.json").exists()


# ---- One form, one digest


def test_a_learner_sees_the_breaks_that_the_course_sees():
    """`is_sealed` and `course record check` agree, whatever else an entry holds."""
    rng = random.Random(7)
    for _ in range(50):
        for entry in make_random_record(rng).entries:
            reasons = set(seals.judge(entry, {}).reasons)
            broken = {"it is not what was sealed", "it is no entry"}
            assert record.is_sealed(entry) == (not reasons & broken)


@needs_r
def test_r_knows_sha256(tmp_path: Path):
    """Around the length of a block, where padding goes wrong, and beyond."""
    sizes = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000]
    shown = run_r(
        tmp_path,
        f"for (n in c({', '.join(map(str, sizes))})) "
        "cat(record$sha256(as.raw(seq_len(n) %% 256)), '\\n')",
    )

    expected = [hashlib.sha256(bytes(i % 256 for i in range(1, n + 1))) for n in sizes]
    assert shown.split() == [digest.hexdigest() for digest in expected]


@needs_r
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_r_writes_the_same_bytes(tmp_path: Path, locale: str):
    """What Python wrote, R reads and writes again as it was, in any locale."""
    rng = random.Random(8)
    content = {
        "entries": [e for _ in range(5) for e in make_random_record(rng).entries],
        "numbers": [0, -3, 17.5, 0.1, 1 / 3, 1e-7, 2**53, 123456789.125],
        "texts": [WORDS, "", "\u007f\u2028\x01", "/", "\b\f\r"],
        "others": [True, False, None, [], {}, {"é": 1, "e": [], "z": {"a": None}}],
    }
    record.write_json(tmp_path / "one.json", content)

    digest = run_r(
        tmp_path,
        'found <- record$read_json("one.json")\n'
        'record$write_json("two.json", found)\n'
        "cat(record$digest(found))",
        LC_ALL=locale,
    )

    assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()
    assert digest == record.digest(content)


@needs_r
def test_r_reads_letters_that_were_escaped(tmp_path: Path):
    """JSON can be written in ASCII alone; it means the same."""
    (tmp_path / "one.json").write_text(json.dumps({"a": WORDS}), "ascii")

    digest = run_r(tmp_path, 'cat(record$digest(record$read_json("one.json")))')

    assert digest == record.digest({"a": WORDS})


# ---- The set-up


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A learner's folder in a course that has the data."""
    data = tmp_path / setup_check.DATA
    data.parent.mkdir(parents=True)
    data.touch()
    here = tmp_path / "work" / "start_here"
    here.mkdir(parents=True)
    return here


def check_with_python(here: Path) -> str:
    check_setup(here)
    return (here / "setup.json").read_text("utf8")


def check_with_r(here: Path) -> str:
    run_r(here, "check_setup()")
    return (here / "setup.json").read_text("utf8")


checkers = pytest.mark.parametrize(
    "check", [check_with_python, pytest.param(check_with_r, marks=needs_r)]
)


@checkers
def test_the_set_up_is_read_back_whole(course: Path, check):
    """Its digest fits, in whichever language it was written, and its counts add up."""
    check(course)

    setup = setup_check.read_setup(course / "setup.json")

    states = [finding["state"] for finding in setup["findings"]]
    assert setup_check.is_untouched(setup)
    assert {s: setup[s] for s in setup_check.STATES} == {
        s: states.count(s) for s in setup_check.STATES
    }
    assert "../../datasets/" in str(setup["findings"])


@needs_r
def test_both_languages_find_the_same_fields(course: Path):
    """A program that reads one file can read the other."""
    setups = [json.loads(check(course)) for check in (check_with_python, check_with_r)]

    assert list(setups[0]) == list(setups[1])
    fields = {tuple(it) for setup in setups for it in setup["findings"]}
    assert fields == {("what", "state", "found", "why", "do")}
    assert setups[0]["system"] == setups[1]["system"]


@needs_r
def test_r_looks_for_each_package_of_the_course(course: Path):
    """A package that the course installs is one that a platform may lack."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())

    found = {it["what"] for it in json.loads(check_with_r(course))["findings"]}

    assert found >= set(project["tool"]["soundings"]["r"]["packages"])


@checkers
def test_the_set_up_names_nobody(tmp_path: Path, check):
    """No account, no computer, no folder: not even the one it was written in."""
    here = tmp_path / "home" / "ash.unal"
    here.mkdir(parents=True)

    text = check(here)

    for secret in ("ash.unal", str(tmp_path), str(Path.home()) + os.sep):
        assert secret not in text
    for name in (platform.node(), getpass.getuser()):
        assert json.dumps(name) not in text


@checkers
def test_each_run_has_a_number_of_its_own(course: Path, check):
    """So a file from elsewhere is told from this run's."""
    first, second = (json.loads(check(course))["run"] for _ in range(2))

    assert first != second
    assert len(first) == len(second) == 16


def test_what_is_missing_comes_with_why_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Without the data, the course still says how to go on."""
    setup = check_setup(tmp_path)

    assert setup["missing"] == 1
    said = capsys.readouterr().out
    assert "missing  the data" in said
    assert "do: keep the course's folders together" in said


def test_it_runs_where_nothing_is_installed(tmp_path: Path):
    """A Python without a single package can say what it lacks."""
    done = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            "from soundings import check_setup; check_setup()",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "missing  pandas: not here" in done.stdout
