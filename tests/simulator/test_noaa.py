"""NOAA's files: what an independent reader and our own find in them."""

from __future__ import annotations

import csv
import io
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.simulator.archive import archive_chunks
from soundings.simulator.noaa import write_noaa
from tests.simulator.radio import (
    NOWHERE,
    START_S,
    make_reports,
    make_statics,
    random_codes,
)

DIALECTS = ("2015", "2020", "2025")
# Their columns in the order of ours, and what the three dialects call them.
SPELLINGS = {
    "mmsi": ("MMSI", "mmsi"),
    "time": ("BaseDateTime", "base_date_time"),
    "lat": ("LAT", "latitude"),
    "lon": ("LON", "longitude"),
    "sog": ("SOG", "sog"),
    "cog": ("COG", "cog"),
    "heading": ("Heading", "heading"),
    "name": ("VesselName", "vessel_name"),
    "imo": ("IMO", "imo"),
    "call_sign": ("CallSign", "call_sign"),
    "ship_type": ("VesselType", "vessel_type"),
    "status": ("Status", "status"),
    "length": ("Length", "length"),
    "width": ("Width", "width"),
    "draught": ("Draft", "draft"),
    "cargo": ("Cargo", "cargo"),
    "transceiver": ("TransceiverClass", "TranscieverClass", "transceiver"),
    "eta": ("ETA",),
}


def write(reports, statics=None, dialect="2015", **options) -> tuple[str, list[int]]:
    """Return the text of a file and the row of each line."""
    file = io.BytesIO()
    statics = make_statics() if statics is None else statics
    rows = write_noaa(file, reports, statics, dialect, **options)
    return file.getvalue().decode(), rows.tolist()


def read(text: str) -> list[dict[str, str]]:
    """Return lines as text by our names: a reader by the columns' names alone."""
    ours = {theirs: name for name, names in SPELLINGS.items() for theirs in names}
    return [
        {ours[column]: cell for column, cell in line.items()}
        for line in csv.DictReader(io.StringIO(text))
    ]


def column(text: str, name: str) -> list[str]:
    return [line[name] for line in read(text)]


def degrees(raw: int) -> str:
    """Return 1/10,000 minutes as degrees with five decimals, in exact arithmetic."""
    exact = Decimal(int(raw)) / 600_000
    text = str(exact.quantize(Decimal("0.00001"), ROUND_HALF_UP))
    return text.removeprefix("-") if Decimal(text) == 0 else text


def make_ships(count: int = 300) -> pd.DataFrame:
    """Return reports with any code that a report with a position can have."""
    limits = {
        "sog_raw": (0, 1023),
        "cog_raw": (0, 4095),
        "heading": (0, 511),
        "status": (0, 15),
        "lon_raw": (-180 * 600_000, 180 * 600_000),
        "lat_raw": (-90 * 600_000, 90 * 600_000),
        "mmsi": (200_000_000, 799_999_999),
    }
    codes = {name: random_codes(name, *ends, count) for name, ends in limits.items()}
    kinds = np.resize([1, 2, 3, 18, 19], count)
    times = (START_S + np.arange(count) * 61) * 1000
    return make_reports(
        *(
            {name: int(values[k]) for name, values in codes.items()}
            | {"message_type": int(kinds[k]), "received_ms": int(times[k])}
            for k in range(count)
        )
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_dialect_has_the_header_of_the_real_files(dialect):
    """Names, misspellings and order are those of the files that NOAA publishes."""
    text, _ = write(make_reports({}), dialect=dialect)

    assert (
        text.splitlines()[0]
        == {
            "2015": "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,"
            "VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass",
            "2020": "BaseDateTime,LON,LAT,MMSI,SOG,COG,Heading,VesselName,IMO,CallSign,"
            "VesselType,Status,Length,Width,Draft,Cargo,TranscieverClass,ETA",
            "2025": "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,"
            "call_sign,vessel_type,status,length,width,draft,cargo,transceiver",
        }[dialect]
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_report_is_a_line_with_its_values(dialect):
    """Row for row: ship, time and place to the last digit, class by message type."""
    reports = make_ships()

    text, rows = write(reports, dialect=dialect)

    lines = read(text)
    assert rows == reports["row"].tolist()
    assert len(lines) == len(reports)
    gap = " " if dialect == "2025" else "T"
    for line, report in zip(lines, reports.itertuples(), strict=True):
        sent = pd.Timestamp(report.received_ms // 1000, unit="s")
        assert line["mmsi"] == str(report.mmsi)
        assert line["time"] == sent.isoformat(sep=gap)
        assert line["lon"] == degrees(report.lon_raw)
        assert line["lat"] == degrees(report.lat_raw)
        is_class_b = report.message_type in (18, 19)
        assert line["transceiver"] == ("B" if is_class_b else "A")


def expected_motion(dialect, report):
    """Return speed, course, heading and status as the dialect writes them."""
    speed, course = report.sog_raw, report.cog_raw
    status = None if report.message_type in (18, 19) else report.status
    if dialect == "2020" and course > 2047:
        course -= 4096
    if dialect == "2025":
        speed = speed if speed <= 999 else None
        course = course if course < 3600 else None
        status = None if status == 15 else status
    heading = None if dialect == "2025" and report.heading > 359 else report.heading
    tenths = [None if v is None else v / 10 for v in (speed, course)]
    return [*tenths, heading, status]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_codes_for_unknown_are_as_the_dialect_has_them(dialect):
    """102.3, 360.0 and 511 stand to 2024, with the overflow in 2020, and not in 2025."""
    reports = make_ships()

    lines = read(write(reports, dialect=dialect)[0])

    found = [
        [
            float(line[c]) if line[c] else None
            for c in ("sog", "cog", "heading", "status")
        ]
        for line in lines
    ]
    assert found == [
        expected_motion(dialect, report) for report in reports.itertuples()
    ]


def test_a_course_that_is_unknown_becomes_minus_49_6():
    """The defect of 2020: 3600 tenths, read as a signed number of twelve bits."""
    reports = make_reports({"cog_raw": 3600}, {"cog_raw": 2047}, {"cog_raw": 2048})

    text, _ = write(reports, dialect="2020", thin_to_minute=False)

    assert column(text, "cog") == ["-49.6", "204.7", "-204.8"]


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        ("2015", {"ship_type": "70", "length": "120", "width": "20", "cargo": "70"}),
        (
            "2020",
            {"ship_type": "70.0", "length": "120.0", "eta": "2021-06-09T04:30:00"},
        ),
        ("2025", {"ship_type": "70", "length": "120", "width": "20", "cargo": "70"}),
    ],
)
def test_a_ship_that_has_said_who_she_is(dialect, expected):
    """Name, number, size and draught come from her last static report."""
    text, _ = write(make_reports({}), make_statics({}), dialect)

    (line,) = read(text)
    expected |= {"name": "SIM ALDER", "imo": "IMO3000003", "call_sign": "SIM1"}
    expected |= {"draught": "8.2"}
    assert {name: line[name] for name in expected} == expected


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_ship_that_has_said_nothing_is_blank(dialect):
    """Without a static report there is no name, number, size, type or draught."""
    text, _ = write(make_reports({"mmsi": 232_999_009}), make_statics({}), dialect)

    (line,) = read(text)
    names = ("name", "imo", "call_sign", "ship_type", "length", "width", "draught")
    assert [line[name] for name in (*names, "cargo")] == [""] * 8


def test_a_small_boat_says_who_she_is_in_two_halves():
    """The name is from part A of type 24, the rest from part B; there is no IMO number."""
    half = {"message_type": 24, "imo": 0, "draught_raw": 0, "ship_type": 37}
    statics = make_statics(
        {**half, "part": 0, "name": "SIM WREN", "call_sign": None},
        {**half, "part": 1, "name": None, "call_sign": "SIM7"},
    )

    text, _ = write(make_reports({"message_type": 18}), statics)

    (line,) = read(text)
    assert (line["name"], line["call_sign"], line["length"]) == (
        "SIM WREN",
        "SIM7",
        "120",
    )
    assert (line["ship_type"], line["imo"], line["draught"]) == ("37", "", "")


def test_the_last_name_heard_is_the_one_written():
    """Before any was heard the first stands; the names of others do not matter."""
    at = START_S * 1000
    statics = make_statics(
        {"name": "SIM FIRST", "received_ms": at + 100_000},
        {"name": "SIM SECOND", "received_ms": at + 300_000},
        {"name": "SIM OTHER", "received_ms": at, "mmsi": 232_999_000},
        {"name": "SIM OTHER", "received_ms": at + 250_000, "mmsi": 232_999_002},
    )
    minutes = (0, 2, 5, 9)
    reports = make_reports(*({"received_ms": at + 60_000 * m} for m in minutes))

    names = column(write(reports, statics)[0], "name")

    assert names == ["SIM FIRST", "SIM FIRST", "SIM SECOND", "SIM SECOND"]


def test_names_are_read_as_text_and_quoted_as_csv():
    """Text ends at the first @; commas and quotes survive, except in 2025."""
    names = ["SIM A@@B", "  SIM B ", "C, SIM", 'SIM "D"', "SIM'S E", "@"]
    ships = [{"mmsi": 232_999_000 + k} for k in range(6)]
    statics = make_statics(
        *(ship | {"name": name} for ship, name in zip(ships, names, strict=True))
    )

    old, new = (write(make_reports(*ships), statics, d)[0] for d in ("2015", "2025"))

    assert column(old, "name") == ["SIM A", "SIM B", "C, SIM", 'SIM "D"', "SIM'S E", ""]
    assert column(new, "name") == ["SIM A", "SIM B", "C SIM", 'SIM "D"', "SIMS E", ""]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_no_ship_or_has_no_place_is_left_out(dialect):
    """Base stations, aids, satellite reports and latitude 91 are not in these files."""
    reports = make_reports(
        {},
        *({"message_type": kind} for kind in (4, 21, 27)),
        NOWHERE,
        {"mmsi": 232_999_002},
    )

    _, rows = write(reports, dialect=dialect)

    assert rows == [0, 5]


def test_the_newest_files_have_ships_only():
    """An MMSI that does not begin with 2 to 7 is in the files to 2024 alone."""
    numbers = [
        0,
        2_320_001,
        199_999_999,
        200_000_000,
        799_999_999,
        800_000_000,
        1 << 29,
    ]
    reports = make_reports(*({"mmsi": number} for number in numbers))

    old, new = (write(reports, dialect=d)[0] for d in ("2015", "2025"))

    assert column(old, "mmsi") == [f"{number:09}" for number in numbers]
    assert column(new, "mmsi") == ["200000000", "799999999", "536870912"]


def test_one_report_a_minute_is_kept():
    """The first of each ship in each minute of the clock, whoever heard it."""
    at = START_S * 1000
    reports = make_reports(
        {"received_ms": at + 59_999},
        {"received_ms": at + 10_000},
        {"received_ms": at + 60_000},
        {"received_ms": at + 61_000, "station": 1},
        {"received_ms": at + 50_000, "mmsi": 232_999_002},
    )

    thinned, whole = write(reports)[1], write(reports, thin_to_minute=False)[1]

    assert thinned == [1, 4, 2]
    assert whole == [1, 4, 0, 2, 3]


def test_sizes_outside_the_stated_domain_are_blank_in_2025():
    """Length 1 to 509, width 1 to 61, draught 1 to 24: else nothing."""
    ships = [{"mmsi": 232_999_000 + k} for k in range(3)]
    sizes = [
        {"to_bow_m": 509, "to_stern_m": 0, "to_port_m": 61, "to_starboard_m": 0},
        {"to_bow_m": 510, "to_stern_m": 0, "to_port_m": 31, "to_starboard_m": 31},
        {"to_bow_m": 0, "to_stern_m": 0, "to_port_m": 0, "to_starboard_m": 0},
    ]
    draughts = [{"draught_raw": 240}, {"draught_raw": 241}, {"draught_raw": 9}]
    statics = make_statics(
        *(a | b | c for a, b, c in zip(ships, sizes, draughts, strict=True))
    )

    text, _ = write(make_reports(*ships), statics, "2025")

    assert column(text, "length") == ["509", "", ""]
    assert column(text, "width") == ["61", "", ""]
    assert column(text, "draught") == ["24.0", "", ""]


@pytest.mark.parametrize(
    ("heard", "month", "day", "hour", "minute", "written"),
    [
        ("2021-12-08", 1, 2, 3, 4, "2022-01-02T03:04:00"),
        ("2021-12-08", 12, 31, 23, 59, "2021-12-31T23:59:00"),
        ("2021-01-08", 7, 1, 0, 0, "2021-07-01T00:00:00"),
        ("2021-01-08", 8, 1, 0, 0, "2020-08-01T00:00:00"),
        ("2021-12-08", 5, 1, 0, 0, "2022-05-01T00:00:00"),
        ("2021-12-08", 6, 1, 0, 0, "2021-06-01T00:00:00"),
        ("2021-12-08", 0, 2, 3, 4, ""),
        ("2021-12-08", 2, 30, 3, 4, ""),
        ("2021-12-08", 6, 9, 24, 4, ""),
        ("2021-12-08", 6, 9, 3, 60, ""),
    ],
)
def test_an_announced_arrival_is_a_date_or_blank(
    heard, month, day, hour, minute, written
):
    """Its year is the one within six months of hearing it; 30 February is no date."""
    heard_ms = int(pd.Timestamp(heard, tz="UTC").timestamp()) * 1000
    eta = {"eta_month": month, "eta_day": day, "eta_hour": hour, "eta_minute": minute}

    text, _ = write(make_reports({"received_ms": heard_ms}), make_statics(eta), "2020")

    assert column(text, "eta") == [written]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_our_own_reader_takes_every_dialect(dialect, tmp_path):
    """`ais.read_positions` finds the same rows, times and places."""
    reports = make_ships()
    path = tmp_path / "ais.csv"
    path.write_text(write(reports, make_statics({}), dialect)[0], encoding="utf-8")

    positions = ais.read_positions(path)

    assert positions["mmsi"].tolist() == reports["mmsi"].astype(str).tolist()
    times = pd.to_datetime(reports["received_ms"] // 1000, unit="s", utc=True)
    assert (positions["time_utc"] == times).all()
    half_a_digit = 0.500001e-5
    assert (positions["lon"] - reports["lon_raw"] / 600_000).abs().max() < half_a_digit
    assert (positions["lat"] - reports["lat_raw"] / 600_000).abs().max() < half_a_digit
    is_known = (reports["sog_raw"] <= 999) | (dialect != "2025")
    expected = (reports["sog_raw"] / 10).where(is_known)
    pd.testing.assert_series_equal(
        positions["speed_knots"], expected, check_names=False
    )


def test_the_size_of_a_chunk_changes_nothing():
    """An archive read seven rows at a time has the rows of one read in one go."""
    reports = make_ships(50)
    statics = make_statics({"mmsi": int(reports["mmsi"][9])})

    whole, pieces = (
        list(archive_chunks(reports, statics, (1, 2, 3, 18, 19), rows_per_chunk=size))
        for size in (50, 7)
    )

    assert len(pieces) == 8
    pd.testing.assert_frame_equal(pd.concat(pieces, ignore_index=True), whole[0])


def test_an_unknown_dialect_is_refused():
    """The message lists those there are."""
    with pytest.raises(ValueError, match="dialect is '2019'"):
        write(make_reports({}), dialect="2019")
