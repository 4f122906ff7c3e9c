"""The `soundings` program as its user types it: from files to tables and a page."""

from __future__ import annotations

import json
import random
import re

import click
import pandas as pd
import pytest
from click.testing import CliRunner

from soundings.program import main
from tests.program.two_ports import write_fences, write_ferry

COMMANDS = (
    "ingest",
    "decode",
    "port-calls",
    "indicators",
    "network",
    "rescue",
    "report",
    "simulate",
    "evaluate",
)


def run(*words, fails=False):
    """Run the program and return what it printed; it must end as expected."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code != 0) == fails, result.output
    return result.output


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give a folder with a store of three days and the fences of two harbours."""
    folder = tmp_path_factory.mktemp("program")
    write_fences(folder / "ports.geojson")
    write_ferry(folder / "sim_ferry.csv")
    run("ingest", folder / "sim_ferry.csv", "--store", folder / "ships")
    return folder


def of(place):
    """Return the options that say which store and which ports."""
    return ("--store", place / "ships", "--ports", place / "ports.geojson")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_teaches_by_an_example(name):
    """Every command shows a line that can be typed, and every option says what it is."""
    text = run(name, "--help")

    assert f"soundings {name}" in text.split("Usage:")[1].split("\n", 1)[1]
    options = [p for p in main.commands[name].params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_commands_are_those_that_are_promised():
    """None is missing and none has slipped in."""
    assert set(main.commands) == set(COMMANDS)


def test_every_line_is_accounted_for(place, tmp_path):
    """One of the lines has no time: it is set aside, and the sum says so."""
    text = run("ingest", place / "sim_ferry.csv", "--store", tmp_path / "again")

    assert "457 lines = 456 kept + 1 set aside + 0 blank" in text


LINES = {
    "bad": "232999001,2024-05-01T06:00:02,1.3,north,0.1\n",
    "good": "232999001,2024-05-01T06:00:02,1.3,51.9,0.1\n",
}


@pytest.mark.parametrize(
    ("kinds", "is_failure", "has_next"),
    [("bad bad", True, False), ("", False, False), ("good bad", False, True)],
    ids=["every line set aside", "header only", "some kept"],
)
def test_what_holds_no_report_does_not_look_like_success(
    tmp_path, kinds, is_failure, has_next
):
    """No next step from nothing; set-aside lines are told with a reason and a line."""
    rows = "".join(LINES[kind] for kind in kinds.split())
    (tmp_path / "a.csv").write_text("mmsi,time_utc,lon,lat,speed_knots\n" + rows)
    words = ("ingest", tmp_path / "a.csv", "--store", tmp_path / "ships")

    text = run(*words, fails=is_failure)

    assert ("Next:" in text) == has_next
    assert ("no line of a.csv could be used" in text) == is_failure
    assert ("set aside: lat cannot be read" in text) == ("bad" in kinds)
    assert ("pandas.read_parquet" in text) == ("bad" in kinds)
    assert ("is the download complete?" in text) == (not kinds)


def test_a_file_that_was_read_is_not_read_again(place):
    """The second time says so and changes nothing."""
    before = sorted(
        (p.name, p.stat().st_mtime_ns) for p in (place / "ships").rglob("*.parquet")
    )

    run("ingest", place / "sim_ferry.csv", "--store", place / "ships")

    after = sorted(
        (p.name, p.stat().st_mtime_ns) for p in (place / "ships").rglob("*.parquet")
    )
    assert before == after


def test_the_ferry_calls_three_times_a_day_and_passing_ships_never(place, tmp_path):
    """Three days, eight hours from quay to quay: nine calls."""
    run("port-calls", *of(place), "-o", tmp_path / "calls.csv")

    calls = pd.read_csv(tmp_path / "calls.csv", dtype={"mmsi": str})
    assert len(calls) == 9
    assert set(calls["mmsi"]) == {"232000001"}
    assert calls["port"].value_counts().to_dict() == {"west": 5, "east": 4}
    assert calls["arrived_utc"].iloc[1] == "2024-05-06T08:00:00Z"


def test_calls_are_points_and_voyages_lines(place, tmp_path):
    """GeoJSON by the ending of the name."""
    run("port-calls", *of(place), "-o", tmp_path / "calls.geojson")
    run("port-calls", *of(place), "--table", "voyages", "-o", tmp_path / "v.geojson")

    kinds = {
        name: {
            feature["geometry"]["type"]
            for feature in json.loads((tmp_path / name).read_text())["features"]
        }
        for name in ("calls.geojson", "v.geojson")
    }
    assert kinds == {"calls.geojson": {"Point"}, "v.geojson": {"LineString"}}


def test_indicators_of_the_week(place, tmp_path):
    """Four arrivals: the ship lay there when the data began, and that is none."""
    run("indicators", *of(place), "-o", tmp_path / "weeks.csv")

    weeks = pd.read_csv(tmp_path / "weeks.csv")
    west = weeks[(weeks["port"] == "west") & (weeks["ship_class"] == "all")].iloc[0]
    assert west["week_utc"] == "2024-05-06T00:00:00Z"
    assert west["visits"] == 4
    assert west["ships"] == 1
    assert not west["is_whole"]
    assert 0 < west["coverage"] <= 1


@pytest.mark.parametrize(
    "table", ["index", "hourly", "occupancy", "shocks", "coverage"]
)
def test_every_table_of_indicators_is_written(place, tmp_path, table):
    """Each with a header, whether or not there are rows."""
    run("indicators", *of(place), "--table", table, "-o", tmp_path / "t.csv")

    assert "port" in (tmp_path / "t.csv").read_text() or table == "occupancy"


def test_the_network_of_two_ports(place, tmp_path):
    """Four voyages to the east and four back."""
    run("network", *of(place), "-o", tmp_path / "net")

    edges = pd.read_csv(tmp_path / "net" / "edges.csv")
    assert edges.values.tolist() == [["east", "west", 4], ["west", "east", 4]]
    ports = pd.read_csv(tmp_path / "net" / "ports.csv")
    assert {"betweenness", "pagerank", "community"} <= set(ports)


def test_the_report_opens_with_no_network(place, tmp_path):
    """It asks for nothing outside, says that it is simulated, and names both ports."""
    run("report", *of(place), "-o", tmp_path / "report.html")

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "Simulated data" in page
    assert re.findall(r"<h2 id=[^>]*>(\w+)</h2>", page) == ["West", "East"]
    assert page.count("<table>") == page.count("<caption>") >= 4
    assert len(re.findall(r'<svg role="img" aria-label="[^"]{40,}"', page)) >= 4


def test_the_report_is_the_same_every_time(place, tmp_path):
    """Apart from the names that the map gives its parts."""
    pages = []
    for name in ("a.html", "b.html"):
        run("report", *of(place), "-o", tmp_path / name)
        page = (tmp_path / name).read_text(encoding="utf-8")
        pages.append(re.sub(r"[0-9a-f]{32}", "", page))

    assert pages[0] == pages[1]


def test_rescues_are_blurred_unless_asked_for_exactly(place, tmp_path):
    """Nobody is found here; what would be written has no minutes."""
    (tmp_path / "ports.csv").write_text("port_id,lon,lat\nwest,0.02,0.02\n")
    words = ("rescue", "--store", place / "ships", "--ports", tmp_path / "ports.csv")

    text = run(*words, "-o", tmp_path / "events.csv")
    exact = run(*words, "--exact", "-o", tmp_path / "exact.csv")

    assert "0 events, blurred" in text
    assert "start_utc" not in (tmp_path / "events.csv").read_text()
    assert "start_utc" in (tmp_path / "exact.csv").read_text()
    assert exact.endswith("0 events\n")


def test_sentences_are_decoded_and_counted(tmp_path):
    """One position, one line of noise: two lines, two outcomes."""
    (tmp_path / "log.nmea").write_text(
        "!AIVDM,1,1,,B,15M67FC000G?ufbE`FepT@3n00Sa,0*5C\nnot a sentence\n"
    )

    text = run(
        "decode", tmp_path / "log.nmea", "-o", tmp_path / "out", "--format", "csv"
    )

    positions = pd.read_csv(tmp_path / "out" / "positions.csv", dtype={"mmsi": str})
    assert positions["mmsi"].tolist() == ["366053209"]
    assert re.search(r"lines in all\s+2$", text, re.M)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "an empty file"),
        (b"<!doctype html><html></html>", "a web page"),
        (b"MMSI,LAT,LON\n1,2,3\n", "other text"),
        (random.Random(1).randbytes(3000), "binary data"),
    ],
    ids=["empty", "web page", "table", "noise"],
)
def test_a_file_without_sentences_is_refused(tmp_path, data, found):
    """And nothing is written, so that nobody takes empty tables for a result."""
    (tmp_path / "log.nmea").write_bytes(data)

    text = run("decode", tmp_path / "log.nmea", "-o", tmp_path / "out", fails=True)

    assert "no AIS sentence in" in text
    assert f"expected lines with !AIVDM, found {found}" in text
    assert not (tmp_path / "out").exists()


def test_scores_are_written_beside_their_bars(tmp_path):
    """`evaluate` runs on any seed, and its table can be kept."""
    text = run("evaluate", "payload", "--seed", "1234", "-o", tmp_path / "scores.csv")

    scores = pd.read_csv(tmp_path / "scores.csv")
    assert scores["is_met"].all()
    assert f"{len(scores)} of {len(scores)} bars reached with seed 1234." in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("port-calls", "-o", "calls.csv"), "not a store"),
        (("report", "-o", "report.html"), "not a store"),
        (("indicators", "-o", "weeks.csv"), "not a store"),
        (("network", "-o", "net"), "not a store"),
    ],
)
def test_a_folder_that_is_no_store_is_refused_plainly(place, tmp_path, words, says):
    """One line that says what to give instead; no traceback."""
    command, *rest = words

    text = run(
        command,
        *("--store", tmp_path, "--ports", place / "ports.geojson"),
        *(tmp_path / word if "." in word or word == "net" else word for word in rest),
        fails=True,
    )

    assert says in text
    assert "Traceback" not in text


def test_an_ending_that_is_not_known_is_refused(place, tmp_path):
    """Before anything is written."""
    text = run("port-calls", *of(place), "-o", tmp_path / "calls.xlsx", fails=True)

    assert "this ending is not known" in text
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["port-calls", "indicators"])
def test_the_columns_can_be_asked_for(command):
    """Each name with its meaning, without a store."""
    lines = run(command, "--columns").splitlines()

    described = [line for line in lines if line.startswith("  ")]
    assert len(described) > 20
    assert all(re.match(r"  \w+\s+\S", line) for line in described)


def test_a_port_that_was_not_heard_is_named(place, tmp_path):
    """And if it is all of them, the usual mistake is."""
    far = json.loads((place / "ports.geojson").read_text())
    for feature in far["features"]:
        ring = feature["geometry"]["coordinates"][0]
        feature["geometry"]["coordinates"] = [[[lon + 40, lat] for lon, lat in ring]]
    (tmp_path / "far.geojson").write_text(json.dumps(far))

    text = run(
        *("port-calls", "--store", place / "ships"),
        *("--ports", tmp_path / "far.geojson", "-o", tmp_path / "calls.csv"),
    )

    assert "Are longitude and latitude exchanged" in text


def test_a_report_just_past_midnight_makes_no_other_day(place, tmp_path):
    """The span ends with the last hour that was watched."""
    path = write_ferry(tmp_path / "sim_late.csv", days=1)
    lines = path.read_text().splitlines()[:-1]
    lines.append(lines[1].replace("2024-05-06T00:00:00", "2024-05-07T00:00:01"))
    path.write_text("\n".join(lines) + "\n")
    run("ingest", path, "--store", tmp_path / "late")
    words = ("--store", tmp_path / "late", "--ports", place / "ports.geojson")

    run("report", *words, "-o", tmp_path / "report.html")

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "6 May 2024 to 6 May 2024, 1 day (UTC)" in page


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("port,lon\nwest,0\n", "ports.csv: no column lat. Found port, lon"),
        ("port,lon,lat\nwest,0,abc\n", "ports.csv: 'abc' in data row 1 of lat"),
    ],
)
def test_harbours_that_cannot_be_read_are_refused_by_name(place, tmp_path, text, says):
    """Before a single day is read."""
    (tmp_path / "ports.csv").write_text(text)
    words = ("rescue", "--store", place / "ships", "--ports", tmp_path / "ports.csv")

    assert says in run(*words, "-o", tmp_path / "events.csv", fails=True)


@pytest.mark.parametrize(
    ("command", "tables"),
    [
        ("port-calls", ["calls", "visits", "stays", "shifts", "voyages"]),
        (
            "indicators",
            ["weekly", "index", "hourly", "occupancy", "shocks", "coverage"],
        ),
    ],
)
def test_every_column_that_is_written_is_explained(place, tmp_path, command, tables):
    """What --columns says and what the file has are the same names."""
    told = {line.split()[0] for line in run(command, "--columns").splitlines()}

    for table in tables:
        run(command, *of(place), "--table", table, "-o", tmp_path / f"{table}.csv")
        header = (tmp_path / f"{table}.csv").read_text().splitlines()[0].split(",")
        assert set(header) <= told, table
