import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from soundings.course.cli import main
from soundings.course.data.making import Build, Output, Source
from soundings.course.data.records import read_records

SHIPS = b"ship\nELM\nOAK\n"


def make_build(root: Path, *outputs: Output, **options) -> Build:
    return Build(outputs, root / "datasets", root / ".cache" / "data.json", **options)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "datasets" / "calls").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def ships(root: Path) -> Path:
    """Build one file, as accepted, and return it."""
    assert make_build(root, ships_output(), accept=True).run() == []
    return root / "datasets" / "calls" / "sim_ships.csv"


def ships_output(
    make: Callable[[], bytes] = lambda: SHIPS, needs: tuple[Source, ...] = ()
) -> Output:
    return Output("calls/sim_ships.csv", make, ("simulator.py",), needs)


def must_not_run() -> bytes:
    raise AssertionError("this file was to be left as it is")


def test_an_accepted_file_is_written_and_recorded(root, ships):
    """The file is there, and its record has its rows."""
    record = read_records(root / "datasets")["calls/sim_ships.csv"]

    assert ships.read_bytes() == SHIPS
    assert (record.rows, record.bytes) == ("2", "13")


@pytest.mark.usefixtures("ships")
def test_what_is_as_recorded_is_not_made_again(root):
    """A second build has nothing to do, unless it is told to."""
    again = make_build(root, ships_output(must_not_run))
    forced = make_build(root, ships_output(must_not_run), force=True)

    assert again.run() == []
    with pytest.raises(AssertionError, match="left as it is"):
        forced.run()


@pytest.mark.usefixtures("ships")
def test_a_changed_program_makes_the_file_again(root):
    """The stamp is of what decides the bytes."""
    (root / "simulator.py").write_text("KNOTS = 12\n", "utf8")

    with pytest.raises(AssertionError, match="left as it is"):
        make_build(root, ships_output(must_not_run)).run()


@pytest.mark.parametrize("damage", [b"ship\nELM\n", None], ids=["changed", "missing"])
def test_a_lost_file_comes_back(root, ships, damage):
    """What is not as recorded is made again, the same as before."""
    if damage:
        ships.write_bytes(damage)
    else:
        ships.unlink()

    assert make_build(root, ships_output()).run() == []
    assert ships.read_bytes() == SHIPS


def test_a_maker_that_drifted_spoils_nothing(root, ships):
    """The error names file, expectation and finding; the file stays."""
    drifted = ships_output(lambda: b"ship\nASH\nELM\nOAK\n")

    (problem,) = make_build(root, drifted, force=True).run()

    assert problem.startswith("calls/sim_ships.csv: expected 2 rows, 13 bytes")
    assert "found 3 rows, 17 bytes" in problem
    assert problem.endswith("course data build --only calls --accept")
    assert ships.read_bytes() == SHIPS


def test_a_change_that_is_meant_is_accepted(root, ships):
    """With `--accept` the file and its record change together."""
    changed = ships_output(lambda: b"ship\nASH\n")

    make_build(root, changed, force=True, accept=True).run()

    assert ships.read_bytes() == b"ship\nASH\n"
    assert read_records(root / "datasets")["calls/sim_ships.csv"].rows == "1"


def test_checking_makes_everything_and_writes_nothing(root, ships):
    """A check finds drift even where file, record and stamp agree."""
    ships.unlink()
    right = make_build(root, ships_output(), check=True)
    wrong = make_build(root, ships_output(lambda: b"ship\n"), check=True)

    assert (len(right.run()), len(wrong.run())) == (0, 1)
    assert not ships.exists()


def missing_source() -> Source:
    return Source("coast 2.3.7", lambda: False, "Run: apt-get install coast")


def test_without_its_source_a_file_is_compared_instead(root, ships, capsys):
    """The line says what is missing and how to get it."""
    output = ships_output(must_not_run, (missing_source(),))
    right = make_build(root, output, force=True).run()
    said = capsys.readouterr().out
    ships.write_bytes(b"ship\n")
    wrong = make_build(root, output, force=True).run()

    assert right == []
    assert "coast 2.3.7 is not here. Run: apt-get install coast" in said
    assert wrong[0].endswith("Restore it: git restore datasets/calls/sim_ships.csv")


def test_without_its_source_a_damaged_file_is_not_accepted(root, ships):
    """Accepting is for what was made, not for what happens to lie there."""
    before = read_records(root / "datasets")
    ships.write_bytes(b"ship\n")

    problems = make_build(
        root, ships_output(must_not_run, (missing_source(),)), accept=True
    ).run()

    assert len(problems) == 1
    assert read_records(root / "datasets") == before


@pytest.mark.usefixtures("ships")
def test_files_written_by_hand_are_compared_and_accepted(root):
    """A new table is a problem until it is accepted."""
    (root / "datasets" / "calls" / "ports.csv").write_bytes(b"port_id\nGBDVR\n")

    before = make_build(root, ships_output()).run()
    accepted = make_build(root, ships_output(), accept=True).run()
    after = make_build(root, ships_output()).run()

    assert [problem.split(":")[0] for problem in before] == ["calls/ports.csv"]
    assert (accepted, after) == ([], [])


@pytest.mark.usefixtures("ships")
def test_only_one_family_is_touched(root):
    """Accepting one family leaves the records of others as they are."""
    (root / "datasets" / "survey").mkdir()
    (root / "datasets" / "survey" / "towns.csv").write_bytes(b"town\n")

    problems = make_build(
        root, ships_output(must_not_run), only=("calls",), accept=True
    ).run()

    assert problems == []
    assert list(read_records(root / "datasets")) == ["calls/sim_ships.csv"]


def test_an_unknown_family_is_refused_with_a_choice(root):
    """A slip of the pen does not read as nothing to do."""
    build = make_build(root, ships_output(), only=("cals",))

    with pytest.raises(click.ClickException, match="Choose from calls"):
        build.run()


@pytest.mark.usefixtures("ships")
def test_metadata_follows_the_descriptor(root):
    """CSVW is written by each build, and a check says when it fell behind."""
    schema = {"fields": [{"name": "ship", "type": "string"}]}
    resource = {"name": "ships", "path": "sim_ships.csv", "schema": schema}
    family = root / "datasets" / "calls"
    (family / "datapackage.json").write_text(json.dumps({"resources": [resource]}))

    behind = make_build(root, ships_output(), check=True).run()
    make_build(root, ships_output()).run()
    level = make_build(root, ships_output(), check=True).run()

    assert [problem.split(":")[0] for problem in behind] == ["calls/csv-metadata.json"]
    assert level == []
    tables = json.loads((family / "csv-metadata.json").read_text("utf8"))["tables"]
    assert [table["url"] for table in tables] == ["sim_ships.csv"]


PROGRAM = """
import sys, time
from pathlib import Path
from soundings.course.data.making import Output, main

HERE = Path(__file__).parent

def quick():
    with (HERE / "made.txt").open("a") as log:
        log.write("quick\\n")
    return b"ship\\nELM\\n"

def slow():
    if (HERE / "wait").exists():
        (HERE / "waiting").touch()
        time.sleep(60)
    return b"ship\\nOAK\\n"

outputs = [Output("calls/quick.csv", quick, ()), Output("calls/slow.csv", slow, ())]
main(outputs, HERE, HERE.parent / "stamps.json")
"""


def test_a_killed_build_goes_on_where_it_stopped(root, monkeypatch):
    """What was made stays, nothing is half made, and the next build makes the rest."""
    datasets = root / "datasets"
    (datasets / "build.py").write_text(PROGRAM, "utf8")
    (root / "_config.yml").touch()
    (root / "solutions").mkdir()
    monkeypatch.chdir(root)
    command = [sys.executable, "-m", "soundings.course", "data", "build"]
    assert subprocess.run([*command, "--accept"], capture_output=True).returncode == 0
    for name in ("quick", "slow"):
        (datasets / "calls" / f"{name}.csv").unlink()
    (datasets / "wait").touch()

    program = [sys.executable, str(datasets / "build.py")]
    with subprocess.Popen(program, stdout=subprocess.PIPE) as build:
        deadline = time.monotonic() + 30
        while not (datasets / "waiting").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        build.kill()
    there = sorted(path.name for path in (datasets / "calls").iterdir())
    (datasets / "wait").unlink()
    again = subprocess.run(command, capture_output=True, text=True)

    assert there == ["quick.csv"]
    assert again.returncode == 0, again.stderr
    assert (datasets / "calls" / "slow.csv").read_bytes() == b"ship\nOAK\n"
    assert (datasets / "made.txt").read_text() == "quick\n" * 2


def test_a_killed_acceptance_has_recorded_what_it_wrote(root):
    """File and record stay together, so the next build accepts the rest."""

    def stop() -> bytes:
        raise KeyboardInterrupt

    second = Output("calls/sim_calls.csv", stop, ())
    with pytest.raises(KeyboardInterrupt):
        make_build(root, ships_output(), second, accept=True).run()

    assert list(read_records(root / "datasets")) == ["calls/sim_ships.csv"]
    assert make_build(root, ships_output(must_not_run)).run() == []


def test_a_drifted_build_ends_with_one(root, monkeypatch):
    """A script can rely on the exit code."""
    (root / "datasets" / "build.py").write_text(PROGRAM, "utf8")
    (root / "_config.yml").touch()
    (root / "solutions").mkdir()
    monkeypatch.chdir(root)

    with pytest.raises(SystemExit) as ended:
        main(["data", "build", "--check"], standalone_mode=False)

    assert ended.value.code == 1
