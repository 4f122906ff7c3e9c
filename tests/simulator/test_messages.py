"""Messages: what pyais reads from their bits, and what is refused."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pyais
import pytest
from pyais import messages as theirs

from soundings.simulator.messages import LAYOUTS
from soundings.simulator.sixbit import ALPHABET
from tests.simulator.radio import (
    NO_REPORTS,
    NO_STATICS,
    NOWHERE,
    make_reports,
    make_statics,
    random_codes,
    random_tables,
    write_lines,
)

# What pyais calls our columns.
THEIR_NAMES = {
    "rot_raw": "turn",
    "sog_raw": "speed",
    "lon_raw": "lon",
    "lat_raw": "lat",
    "cog_raw": "course",
    "manoeuvre": "maneuver",
    "message_type": "msg_type",
    "call_sign": "callsign",
    "name": "shipname",
    "draught_raw": "draught",
    "to_bow_m": "to_bow",
    "to_stern_m": "to_stern",
    "to_port_m": "to_port",
    "to_starboard_m": "to_starboard",
    "eta_month": "month",
    "eta_day": "day",
    "eta_hour": "hour",
    "eta_minute": "minute",
    "part": "partno",
    "regional": "reserved_1",
    "regional_2": "reserved_2",
    **{f"utc_{u}": u for u in ("year", "month", "day", "hour", "minute", "second")},
}
THEIR_CLASSES = {
    "4": theirs.MessageType4,
    "5": theirs.MessageType5,
    "18": theirs.MessageType18,
    "19": theirs.MessageType19,
    "21": theirs.MessageType21,
    "24A": theirs.MessageType24PartA,
    "24B": theirs.MessageType24PartB,
    "24B of a craft": theirs.MessageType24PartBAuxiliaryCraft,
    "27": theirs.MessageType27,
}


def raw_fields(sentence, layout):
    """Return what pyais's layout finds in a sentence: whole numbers, or texts' codes."""
    fields, start = {}, 0
    for field in layout.fields():
        width = field.metadata["width"]
        if field.metadata["d_type"] is str and field.name != "vendorid":
            value = [sentence.bv.get(start + 6 * k, 6) for k in range(width // 6)]
        else:
            value = sentence.bv.get(start, width)
            if field.metadata["signed"] and value >= 1 << (width - 1):
                value -= 1 << width
        fields[field.name] = value
        start += width
    return fields


@pytest.mark.parametrize("layout", [*THEIR_CLASSES, "1", "2", "3"])
def test_every_code_of_every_field_is_what_pyais_reads(layout):
    """The bits of each field, by pyais's own layout, are the codes that were given."""
    their_layout = THEIR_CLASSES.get(layout, theirs.MessageType1)
    reports, statics, rows = random_tables(layout if layout not in "23" else "1")
    if layout in "23":
        reports["message_type"] = int(layout)
    if layout == "4":
        reports["time_s"] = random_codes("time", 946_684_800, 2_147_483_647, len(rows))
    lines, _ = write_lines(reports, statics, order_by="row")

    sentences = list(pyais.IterMessages(lines))

    assert len(sentences) == len(rows)
    for place, (sentence, row) in enumerate(zip(sentences, rows, strict=True)):
        assert sentence.is_valid
        read = raw_fields(sentence, their_layout)
        assert (
            read["msg_type"]
            == (reports if len(reports) else statics)["message_type"].iloc[place]
        )
        for name, value in expected_fields(layout, row, reports, place).items():
            assert read[name] == value, (name, row)


def expected_fields(layout, row, reports, place):
    """Return what one message should say, in pyais's words."""
    expected = {}
    for field in LAYOUTS["1" if layout in "123" else layout]:
        name = THEIR_NAMES.get(field.name, field.name)
        if field.is_text:
            text = row[field.name].ljust(field.bits // 6, "@")
            expected[name] = [ALPHABET.index(character) for character in text]
        elif field.name:
            expected[name] = row[field.name]
    if layout == "4":
        sent = pd.Timestamp(reports["time_s"].iloc[place], unit="s")
        expected |= {
            u: getattr(sent, u)
            for u in ("year", "month", "day", "hour", "minute", "second")
        }
    return renamed(layout, expected)


def renamed(layout, expected):
    """Return fields under the names that pyais has for one kind of message."""
    del expected["msg_type"]
    if layout == "18":
        for place, flag in enumerate(("cs", "display", "dsc", "band", "msg22")):
            expected[flag] = expected["unit_flags"] >> (4 - place) & 1
        del expected["unit_flags"]
    elif layout == "21":
        expected["name"] = expected.pop("shipname")
        expected["aid_type"] = expected.pop("ship_type")
    elif layout == "27":
        for ours in ("lon_tenths", "lat_tenths", "speed_knots", "course_degrees"):
            del expected[ours]
        expected["gnss"] = expected.pop("no_gnss")
    elif layout.startswith("24B"):
        vendor = expected.pop("vendor")
        expected |= {
            "vendorid": vendor >> 24,
            "model": vendor >> 20 & 15,
            "serial": vendor & 0xFFFFF,
        }
        # The edition of the standard that pyais follows has six spare bits here.
        expected["spare_1"] = expected.pop("epfd") << 2
    return expected


# Sentences and what they say, published with gpsd as test/sample.aivdm (BSD licence).
# The hour of arrival of the fourth is printed there as 16; its bits say 14.
PUBLISHED = [
    (
        "15RTgt0PAso;90TKcjM8h6g208CQ,0",
        {
            **{"message_type": 1, "mmsi": 371_798_000, "status": 0, "rot_raw": -127},
            **{"sog_raw": 123, "accuracy": 1, "lon_raw": -74_037_230},
            **{"lat_raw": 29_028_980, "cog_raw": 2240, "heading": 215, "second": 33},
            "radio": 2 << 14 | 1249,
        },
    ),
    (
        "25Cjtd0Oj;Jp7ilG7=UkKBoB0<06,0",
        {
            **{"message_type": 2, "mmsi": 356_302_000, "status": 0, "rot_raw": 127},
            **{"sog_raw": 139, "lon_raw": -42_975_686, "lat_raw": 24_235_415},
            **{"cog_raw": 877, "heading": 91, "second": 41, "radio": 3 << 14 | 6},
        },
    ),
    (
        "403OviQuMGCqWrRO9>E6fE700@GO,0",
        {
            **{"message_type": 4, "mmsi": 3_669_702, "accuracy": 1, "epfd": 7},
            "time_s": int(pd.Timestamp("2007-05-14 19:57:39").timestamp()),
            **{"lon_raw": -45_811_417, "lat_raw": 22_130_260, "radio": 4 << 14 | 1503},
        },
    ),
    (
        "55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880,2",
        {
            **{"message_type": 5, "mmsi": 351_759_000, "imo": 9_134_270, "epfd": 1},
            **{"call_sign": "3FOF8  ", "name": "EVER DIADEM         "},
            **{"ship_type": 70, "to_bow_m": 225, "to_stern_m": 70, "to_port_m": 1},
            **{"to_starboard_m": 31, "eta_month": 5, "eta_day": 15, "eta_hour": 14},
            **{"eta_minute": 0, "draught_raw": 122, "dte": 0},
            "destination": "NEW YORK            ",
        },
    ),
    (
        "B5O6hr00<veEKmUaMFdEow`UWP06,0",
        {
            **{"message_type": 18, "mmsi": 368_161_000, "sog_raw": 51, "accuracy": 1},
            **{"lon_raw": -43_340_309, "lat_raw": 23_688_555, "cog_raw": 349},
            **{"heading": 511, "second": 17, "unit_flags": 0b10110, "raim": 1},
        },
    ),
    (
        "H42O55i18tMET00000000000000,2",
        {"message_type": 24, "part": 0, "mmsi": 271_041_815, "name": "PROGUY"},
    ),
    (
        "H42O55lti4hhhilD3nink000?050,0",
        {
            **{"message_type": 24, "part": 1, "mmsi": 271_041_815, "ship_type": 60},
            **{"call_sign": "TC6163", "to_bow_m": 0, "to_stern_m": 15, "to_port_m": 0},
            **{"to_starboard_m": 5, "epfd": 0},
            # The seven characters 1D00014.
            "vendor": int("".join(f"{ALPHABET.index(c):06b}" for c in "1D00014"), 2),
        },
    ),
]


@pytest.mark.parametrize(("published", "said"), PUBLISHED)
def test_a_published_message_is_encoded_to_its_published_characters(published, said):
    """From the values that gpsd prints come the characters that were on the air."""
    is_static = said["message_type"] in (5, 24)
    tables = (
        (NO_REPORTS, make_statics(said))
        if is_static
        else (make_reports(said), NO_STATICS)
    )

    lines, _ = write_lines(*tables)

    parts = [re.fullmatch(rb"!AIVDM(,\w*){4},(.*),(\d)\*..", line) for line in lines]
    payload = b"".join(part[2] for part in parts)
    assert f"{payload.decode()},{parts[-1][3].decode()}" == published


def test_a_satellite_report_is_rounded_to_its_coarser_units():
    """Type 27 has tenths of a minute, whole knots and degrees; 'unknown' stays so."""
    reports = make_reports(
        {"message_type": 27, "lon_raw": 780_499, "lat_raw": -780_501, "sog_raw": 126},
        {"message_type": 27, "lon_raw": 780_500, "cog_raw": 3596, "sog_raw": 900},
        {"message_type": 27, "cog_raw": 3600, "sog_raw": 1023, **NOWHERE},
    )

    read = [m.decode() for m in pyais.IterMessages(write_lines(reports)[0])]

    assert [round(m.lon * 600) for m in read] == [780, 781, 181 * 600]
    assert [round(m.lat * 600) for m in read] == [-781, 31_170, 91 * 600]
    assert [m.speed for m in read] == [13, 62, 63]
    assert [m.course for m in read] == [46, 0, 511]


@pytest.mark.parametrize(
    ("table", "change", "says"),
    [
        ("reports", {"sog_raw": 1024}, "row 5: sog_raw is 1024"),
        ("reports", {"status": 16}, "row 5: status is 16"),
        ("reports", {"heading": 512}, "row 5: heading is 512"),
        ("reports", {"second": 64}, "row 5: second is 64"),
        ("reports", {"cog_raw": 4096}, "row 5: cog_raw is 4096"),
        ("reports", {"mmsi": 1 << 30}, "row 5: mmsi is 1073741824"),
        ("reports", {"lon_raw": 1 << 27}, "row 5: lon_raw is 134217728"),
        ("reports", {"lat_raw": -(1 << 26) - 1}, "row 5: lat_raw is -67108865"),
        ("reports", {"message_type": 9}, "row 5 of reports is of type 9"),
        ("reports", {"message_type": 19}, "no row 5 in statics"),
        ("reports", {"station": 1}, "row 5: station is 1"),
        ("statics", {"imo": 1 << 30}, "row 5: imo is 1073741824"),
        ("statics", {"to_port_m": 64}, "row 5: to_port_m is 64"),
        ("statics", {"eta_month": 16}, "row 5: eta_month is 16"),
        ("statics", {"name": "sim alder"}, "row 5: name is 'sim alder'"),
        ("statics", {"name": "SIM ÅL"}, "AIS has no 'Å'"),
        ("statics", {"call_sign": "SIM12345"}, "7 characters fit, not 8"),
        ("statics", {"message_type": 24, "part": 2}, "row 5: part is 2"),
        (
            "statics",
            {"message_type": 24, "part": 1, "mmsi": 982_320_001},
            "no column mothership_mmsi",
        ),
    ],
)
def test_what_a_field_cannot_hold_is_refused_by_name(table, change, says):
    """Nothing is wrapped or cut in silence; the message names row, field and value."""
    make = make_reports if table == "reports" else make_statics
    wrong = make({"row": 4}, {"row": 5})
    for name, value in change.items():
        kind = "str" if isinstance(value, str) else "int64"
        wrong[name] = wrong[name].astype(kind)
        wrong.loc[1, name] = value
    tables = (wrong, NO_STATICS) if table == "reports" else (NO_REPORTS, wrong)

    with pytest.raises(ValueError, match=re.escape(says)):
        write_lines(*tables)


def test_a_number_with_a_gap_is_refused():
    """A missing heading must be AIS's own code for it, not a blank."""
    reports = make_reports({}, {}).assign(heading=[45, np.nan])

    with pytest.raises(ValueError, match="heading holds float64"):
        write_lines(reports)


def test_what_only_some_messages_say_has_a_usual_value():
    """A flag that a table lacks, or leaves out for one ship, is sent as usual."""
    reports = make_reports({"message_type": 18}, {"message_type": 18})

    with_gap = write_lines(reports.assign(raim=[1, np.nan]))[0]

    assert [m.decode().raim for m in pyais.IterMessages(with_gap)] == [True, False]
    assert with_gap[1] == write_lines(reports)[0][1]


def test_a_missing_name_is_sent_as_not_available():
    """A ship without a name sends nothing but the fill character."""
    lines, _ = write_lines(statics=make_statics({"name": None}))

    (read,) = pyais.IterMessages(lines)

    assert read.decode().shipname == ""
    assert [read.bv.get(112 + 6 * k, 6) for k in range(20)] == [0] * 20
