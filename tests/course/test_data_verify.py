import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from soundings.course.cli import main
from soundings.course.data.csvw import write_metadata
from soundings.course.data.records import (
    Record,
    list_data_files,
    measure,
    read_records,
    write_records,
)
from soundings.course.data.verify import FULL_ROWS, verify

PORTS = "port_id,name\nGBDVR,Dover\nGBFXT,Felixstowe\n"
CALLS = (
    "call_id,mmsi,port_id,arrived_utc,is_long\nC1,002,GBDVR,2020-01-01T06:00:00Z,true\n"
)


def field(name: str, kind: str = "string", **more) -> dict:
    return {"name": name, "type": kind, **more}


PORTS_SCHEMA = {"fields": [field("port_id"), field("name")], "primaryKey": "port_id"}
CALLS_SCHEMA = {
    "fields": [
        field("call_id"),
        field("mmsi"),
        field("port_id"),
        field("arrived_utc", "datetime"),
        field("is_long", "boolean"),
    ],
    "primaryKey": "call_id",
    "foreignKeys": [
        {
            "fields": "port_id",
            "reference": {"resource": "ports", "fields": "port_id"},
        }
    ],
}


def record_all(datasets: Path) -> None:
    names = list_data_files(datasets)
    found = {name: measure(name, (datasets / name).read_bytes()) for name in names}
    write_records(datasets, found)


def describe(datasets: Path, family: str, resources: dict[str, dict]) -> None:
    listed = [
        {"name": Path(path).name.split(".")[0], "path": path, "schema": schema}
        for path, schema in resources.items()
    ]
    descriptor = {"name": family, "resources": listed}
    (datasets / family / "datapackage.json").write_text(json.dumps(descriptor), "utf8")
    metadata = write_metadata(datasets / family)
    (datasets / family / "csv-metadata.json").write_bytes(metadata)


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    """Make two families; the calls lead to the ports of the other one."""
    folder = tmp_path / "datasets"
    for family in ("reference", "calls"):
        (folder / family).mkdir(parents=True)
    (folder / "reference" / "ports.csv").write_text(PORTS, "utf8")
    (folder / "calls" / "calls.csv.gz").write_bytes(gzip.compress(CALLS.encode()))
    record_all(folder)
    describe(folder, "reference", {"ports.csv": PORTS_SCHEMA})
    ports = {"../reference/ports.csv": PORTS_SCHEMA}
    describe(folder, "calls", {"calls.csv.gz": CALLS_SCHEMA, **ports})
    return folder


def problems_of(datasets: Path) -> list[str]:
    return verify(datasets, say=lambda line: None)


def write_calls(datasets: Path, text: str) -> None:
    path = datasets / "calls" / "calls.csv.gz"
    path.write_bytes(gzip.compress(text.encode()))
    record_all(datasets)


def test_whole_data_has_no_problems(datasets):
    """Two families that fit their records and schemas pass."""
    assert problems_of(datasets) == []


def test_a_changed_file_is_named_with_what_was_expected_and_found(datasets):
    """Rows and checksum of both stand in the sentence, and how to restore the file."""
    expected = read_records(datasets)["reference/ports.csv"]
    path = datasets / "reference" / "ports.csv"
    path.write_text(PORTS + "GBSOU,Southampton\n", "utf8")

    (problem,) = problems_of(datasets)

    assert problem.startswith("reference/ports.csv: expected 2 rows")
    assert expected.sha256 in problem
    assert "found 3 rows" in problem
    assert problem.endswith("git restore datasets/reference/ports.csv")


def test_a_file_that_a_program_makes_is_made_again(datasets):
    """The remedy for a made file is to make it, not to restore it."""
    (datasets / "build.py").write_text("print('reference/ports.csv')\n", "utf8")
    (datasets / "reference" / "ports.csv").write_text("port_id,name\n", "utf8")

    problem = problems_of(datasets)[0]

    assert problem.endswith("Make it again: course data build --only reference")


def test_missing_unlisted_and_damaged_files_are_all_listed(datasets):
    """One run names every fault."""
    (datasets / "reference" / "ports.csv").unlink()
    (datasets / "calls" / "more.csv").write_text("call_id\n", "utf8")
    half = (datasets / "calls" / "calls.csv.gz").read_bytes()[:40]
    (datasets / "calls" / "calls.csv.gz").write_bytes(half)

    said = "\n".join(problems_of(datasets))

    assert "reference/ports.csv: missing; expected 2 rows" in said
    assert "calls/more.csv: not in checksums.csv. If it belongs here" in said
    assert "calls/calls.csv.gz: cannot be read" in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CALLS.replace("GBDVR", "GBXXX"), "GBXXX"),
        (CALLS.replace("true", "perhaps"), "perhaps"),
        (CALLS.replace("2020-01-01T", "1 January "), "1 January"),
        (CALLS.replace("mmsi", "ship"), "ship"),
        (CALLS + CALLS.splitlines()[1] + "\n", "primary key"),
    ],
    ids=["key that leads nowhere", "boolean", "time", "header", "key twice"],
)
def test_a_table_that_breaks_its_schema_is_named(datasets, text, fault):
    """What is recorded may still be wrong: types, header, keys."""
    pytest.importorskip("frictionless")
    write_calls(datasets, text)

    problems = problems_of(datasets)

    assert problems
    assert all(problem.startswith("calls/calls.csv.gz: ") for problem in problems)
    assert any(fault in problem for problem in problems)


def test_a_file_that_no_descriptor_names_is_a_problem(datasets):
    """A recorded file without a description is named."""
    (datasets / "calls" / "truth.json").write_text("{}", "utf8")
    record_all(datasets)

    (problem,) = problems_of(datasets)

    assert problem.startswith("calls/truth.json: no resource in datapackage.json.")


def test_metadata_that_fell_behind_is_a_problem(datasets):
    """CSVW is derived; who edits the descriptor is told to derive it again."""
    path = datasets / "calls" / "csv-metadata.json"
    path.write_bytes(path.read_bytes().replace(b"arrived_utc", b"arrived"))

    (problem,) = problems_of(datasets)

    assert problem.startswith("calls/csv-metadata.json: does not follow")


def test_the_command_ends_with_one_and_lists_every_problem(datasets, monkeypatch):
    """A script can rely on the exit code; a person sees all that is wrong."""
    (datasets.parent / "_config.yml").touch()
    (datasets.parent / "solutions").mkdir()
    monkeypatch.chdir(datasets.parent)
    whole = CliRunner().invoke(main, ["data", "verify"])
    (datasets / "reference" / "ports.csv").unlink()
    (datasets / "calls" / "calls.csv.gz").unlink()

    broken = CliRunner().invoke(main, ["data", "verify"])

    assert whole.exit_code == 0, whole.output
    assert broken.exit_code == 1
    assert "reference/ports.csv: missing" in broken.output
    assert "calls/calls.csv.gz: missing" in broken.output


def test_a_checksum_is_of_the_content_not_of_its_packing():
    """Packing harder changes the file and not its record."""
    loose, tight = (gzip.compress(CALLS.encode(), level) for level in (1, 9))

    assert loose != tight
    assert measure("a.csv.gz", loose) == measure("a.csv.gz", tight)


@pytest.mark.parametrize(
    ("path", "content", "rows"),
    [
        ("a.csv", b'id,said\n1,"two\nlines"\n2,one\n', "2"),
        ("a.geojson", b'{"features": [1, 2, 3]}', "3"),
        ("a.nmea", b"!AIVDM\n!AIVDM\n", "2"),
        ("truth.json", b"{}", ""),
    ],
)
def test_rows_are_what_a_reader_would_count(path, content, rows):
    """Data rows, features, lines; nothing for what has no rows."""
    assert measure(path, content).rows == rows


def test_records_survive_writing_and_reading(tmp_path):
    """What is written is what is read, whatever the order."""
    records = {
        name: Record(name, "", "3", "0" * 64) for name in ("b/2.json", "a/1.json")
    }

    write_records(tmp_path, records)

    assert read_records(tmp_path) == records
    assert list(read_records(tmp_path)) == ["a/1.json", "b/2.json"]


def test_long_tables_are_read_to_the_end_when_asked(datasets):
    """A fault in the last of many rows is found in full, and not in passing."""
    pytest.importorskip("frictionless")
    rows = [f"C{n},002,GBDVR,2020-01-01T06:00:00Z,true\n" for n in range(FULL_ROWS)]
    header = CALLS.splitlines()[0] + "\n"
    write_calls(datasets, header + "".join(rows) + "C,002,GBDVR,,perhaps\n")

    quick = verify(datasets, say=lambda line: None)
    full = verify(datasets, say=lambda line: None, reads_all=True)

    assert quick == []
    assert len(full) == 1
    assert "perhaps" in full[0]
