"""The Danish files: what a reader that knows the three dialects finds in them."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from soundings.simulator.danish import write_danish
from tests.simulator.radio import (
    NOWHERE,
    START_S,
    make_reports,
    make_statics,
    random_codes,
)

DIALECTS = ("2006", "2015", "2023")
COLUMNS = [
    *("# Timestamp", "Type of mobile", "MMSI", "Latitude", "Longitude"),
    *("Navigational status", "ROT", "SOG", "COG", "Heading", "IMO", "Callsign", "Name"),
    *("Ship type", "Cargo type", "Width", "Length", "Type of position fixing device"),
    *("Draught", "Destination", "ETA", "Data source type"),
]


def write(reports, statics=None, dialect="2023", **options) -> tuple[str, list[int]]:
    """Return the text of a file and the row of each line."""
    file = io.BytesIO()
    statics = make_statics() if statics is None else statics
    rows = write_danish(file, reports, statics, dialect, **options)
    return file.getvalue().decode(), rows.tolist()


def read(text: str, dialect: str) -> pd.DataFrame:
    """Return a file as a table of numbers and words, by the rules of its dialect."""
    form = {"sep": ";", "decimal": ",", "header": None} if dialect == "2015" else {}
    table = pd.read_csv(
        io.StringIO(text), na_values=["Unknown", "Undefined", " "], **form
    )
    if dialect == "2015":
        table.columns = COLUMNS
    return table


def cells(text: str, column: str) -> list[str]:
    """Return one column of a file of 2023 as it is written."""
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return table[column].tolist()


def make_traffic(count: int = 300) -> pd.DataFrame:
    """Return reports of all kinds with any code that they can have."""
    limits = {
        "sog_raw": (0, 1023),
        "cog_raw": (0, 4095),
        "heading": (0, 511),
        "status": (0, 15),
        "rot_raw": (-128, 127),
        "lon_raw": (-(1 << 27), (1 << 27) - 1),
        "lat_raw": (-(1 << 26), (1 << 26) - 1),
        "mmsi": (0, (1 << 30) - 1),
    }
    codes = {name: random_codes(name, *ends, count) for name, ends in limits.items()}
    kinds = np.resize([1, 2, 3, 4, 18, 19, 21], count)
    return make_reports(
        *(
            {name: int(values[k]) for name, values in codes.items()}
            | {"message_type": int(kinds[k]), "received_ms": (START_S + k) * 1000}
            for k in range(count)
        )
    )


@pytest.mark.parametrize(
    ("dialect", "header"),
    [
        ("2006", ",".join(COLUMNS)),
        ("2023", ",".join([*COLUMNS, "A", "B", "C", "D"])),
    ],
)
def test_two_dialects_have_a_header(dialect, header):
    """It begins with `# Timestamp`, and four columns came in 2023."""
    text, _ = write(make_reports({}), dialect=dialect)

    assert text.splitlines()[0] == header


def test_the_middle_dialect_has_none():
    """About 2015: semicolons, decimal commas, and the first line is data."""
    reports = make_reports({"lon_raw": 780_000, "lat_raw": 31_170_000})

    text, _ = write(reports, make_statics({"name": "SIM; A"}), "2015")

    assert text == (
        "08/06/2021 00:00:00;Class A;232999001;51,950000;1,300000;"
        'Under way using engine;0,0;12,3;45,6;45;3000003;SIM1;"SIM; A";Cargo;;20;120;'
        "GPS;8,2;GB FXT;09/06/2021 04:30:00;AIS\n"
    )


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_report_is_a_line_with_its_values(dialect):
    """Row for row: time, ship, place to a millionth of a degree, speed and course."""
    reports = make_traffic()

    text, rows = write(reports, dialect=dialect)

    table = read(text, dialect)
    assert rows == reports["row"].tolist()
    assert len(table) == len(reports)
    times = pd.to_datetime(table["# Timestamp"], format="%d/%m/%Y %H:%M:%S")
    assert (times == pd.to_datetime(reports["received_ms"], unit="ms")).all()
    assert table["MMSI"].tolist() == reports["mmsi"].tolist()
    lon, lat = reports["lon_raw"] / 600_000, reports["lat_raw"] / 600_000
    is_nowhere = (lon.abs() > 180) | (lat.abs() > 90)
    assert 30 < is_nowhere.sum() < 200
    half_a_digit = 0.500001e-6
    assert (table["Longitude"] - lon.mask(is_nowhere, 0)).abs().max() < half_a_digit
    assert (table["Latitude"] - lat.mask(is_nowhere, 91)).abs().max() < half_a_digit
    is_ship = reports["message_type"].isin((1, 2, 3, 18, 19))
    for column, raw, highest, scale in (
        ("SOG", "sog_raw", 1022, 10),
        ("COG", "cog_raw", 3599, 10),
        ("Heading", "heading", 359, 1),
    ):
        expected = (reports[raw] / scale).where(is_ship & (reports[raw] <= highest))
        pd.testing.assert_series_equal(
            table[column].astype(float), expected, check_names=False
        )


def test_the_kind_of_sender_is_a_word():
    """Ships of both classes, base stations and aids are mixed; satellite reports not."""
    kinds = (1, 2, 3, 18, 19, 4, 21, 27)
    reports = make_reports(*({"message_type": kind} for kind in kinds))

    text, rows = write(reports)

    assert rows == list(range(7))
    assert cells(text, "Type of mobile") == [
        *(["Class A"] * 3 + ["Class B"] * 2),
        *("Base Station", "AtoN"),
    ]


@pytest.mark.parametrize(
    ("dialect", "word_11"),
    [
        ("2006", "Reserved for future use [11]"),
        ("2023", "Power-driven vessel towing astern"),
    ],
)
def test_status_is_a_word_that_changed_once(dialect, word_11):
    """Of the sixteen codes, 11 to 13 got a meaning; 15 is no value, as in class B."""
    reports = make_reports(
        *({"status": code} for code in range(16)), {"message_type": 18, "status": 0}
    )

    words = read(write(reports, dialect=dialect)[0], dialect)["Navigational status"]

    assert words[0] == "Under way using engine"
    assert words[5] == "Moored"
    assert words[11] == word_11
    assert words[15] == words[16] == "Unknown value"
    assert words[:16].nunique() == 16


def test_the_rate_of_turn_is_in_degrees_a_minute():
    """The code is 4.733 times a root: 50 is 111.6; -128 is unknown, class B has none."""
    codes = (0, 50, -50, 127, -127, -128)
    reports = make_reports(
        *({"rot_raw": code} for code in codes), {"message_type": 18, "rot_raw": 50}
    )

    text, _ = write(reports)

    assert cells(text, "ROT") == ["0.0", "111.6", "-111.6", "720.0", "-720.0", "", ""]


@pytest.mark.parametrize(
    ("code", "ship", "cargo"),
    [
        (0, "Undefined", ""),
        (7, "Reserved", ""),
        (30, "Fishing", ""),
        (37, "Pleasure", ""),
        (38, "Reserved", ""),
        (49, "HSC", "No additional information"),
        (52, "Tug", ""),
        (60, "Passenger", ""),
        (71, "Cargo", "Category X"),
        (84, "Tanker", "Category OS"),
        (85, "Tanker", "Reserved for future use"),
        (100, "Undefined", ""),
        (255, "Undefined", ""),
    ],
)
def test_ship_type_is_a_word(code, ship, cargo):
    """The tens are the ship, the units the hazard of her cargo."""
    text, _ = write(make_reports({}), make_statics({"ship_type": code}))

    assert (cells(text, "Ship type"), cells(text, "Cargo type")) == ([ship], [cargo])


@pytest.mark.parametrize(
    ("dialect", "blank", "no_name"),
    [("2006", "", ""), ("2015", " ", " "), ("2023", "Unknown", "")],
)
def test_unknown_is_written_in_several_ways(dialect, blank, no_name):
    """Blank, a single space, `Unknown` and `Undefined`, by dialect and column."""
    text, _ = write(make_reports({}), dialect=dialect)

    separator = ";" if dialect == "2015" else ","
    line = text.splitlines()[-1].split(separator)[-26 if dialect == "2023" else -22 :]
    found = dict(zip(COLUMNS, line, strict=False))
    assert (found["IMO"], found["Callsign"], found["Name"]) == (
        "Unknown",
        blank,
        no_name,
    )
    assert (found["Ship type"], found["Destination"]) == ("Undefined", blank)
    assert [found[c] for c in ("Width", "Length", "Draught", "ETA")] == [""] * 4


def test_a_base_station_is_a_surveyed_place():
    """It has no speed, course, name or size."""
    reports = make_reports({"message_type": 4, "mmsi": 2_320_001})

    text, _ = write(reports)

    assert text.splitlines()[1] == (
        "08/06/2021 00:00:00,Base Station,2320001,51.950000,1.300000,Unknown value,,,,,"
        "Unknown,Unknown,,Undefined,,,,Surveyed,,Unknown,,AIS,,,,"
    )


def test_an_aid_has_the_name_of_its_own_message():
    """Type 21 is in both tables; its size is that of the buoy, its kind no ship type."""
    aid = {"message_type": 21, "mmsi": 992_320_001, "ship_type": 19}
    reports = make_reports({"message_type": 21, "mmsi": 992_320_001})

    text, _ = write(reports, make_statics({**aid, "name": "SIM BUOY"}))

    assert cells(text, "Name") == ["SIM BUOY"]
    assert cells(text, "Ship type") == ["Undefined"]
    assert cells(text, "SOG") == [""]


def test_the_antenna_is_where_the_letters_say():
    """A to D are the metres to bow, stern, port and starboard side."""
    text, _ = write(make_reports({}), make_statics({}))

    assert [cells(text, letter) for letter in "ABCD"] == [
        ["100"],
        ["20"],
        ["12"],
        ["8"],
    ]
    assert (cells(text, "Length"), cells(text, "Width")) == (["120"], ["20"])


def test_nowhere_is_91_and_0():
    """A position that is not available has that latitude and longitude, as in the files."""
    text, _ = write(make_reports(NOWHERE))

    assert cells(text, "Latitude") == ["91.000000"]
    assert cells(text, "Longitude") == ["0.000000"]


def test_copies_from_several_stations_are_kept():
    """Nothing is thinned: the same report heard twice is two lines, in order of receipt."""
    at = START_S * 1000
    reports = make_reports(
        {"received_ms": at + 900}, {"received_ms": at + 400, "station": 1}
    )

    assert write(reports)[1] == [1, 0]
    assert write(reports, order_by="row")[1] == [0, 1]


def test_an_unknown_dialect_is_refused():
    """The message lists those there are."""
    with pytest.raises(ValueError, match="dialect is '1999'"):
        write(make_reports({}), dialect="1999")
