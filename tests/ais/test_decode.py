"""What messages say, to the bit: against what was encoded, and against pyais."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyais
import pytest

from soundings.ais.decoding import decode
from tests.ais.sentences import sentence, write_bits
from tests.simulator.radio import make_reports, make_statics, random_tables, write_lines

RAW_NAMES = {
    "sog_raw": "speed_raw",
    "cog_raw": "course_raw",
    "heading": "heading_raw",
    "rot_raw": "rate_of_turn_raw",
    "second": "second_raw",
    "status": "status_raw",
    "imo": "imo_raw",
    "draught_raw": "draught_raw",
    "ship_type": "ship_type_raw",
    "eta_month": "eta_month_raw",
    "lon_tenths": "lon_raw",
}
TEXTS = ("name", "call_sign", "destination")
SIDES = ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m")


def as_read(text):
    """Return a text as it should be read: up to the first `@`, without outer blanks."""
    return text.split("@")[0].strip(" ") or None


def one(**report):
    """Return the decoded position of one report that says this."""
    lines, _ = write_lines(make_reports(report))
    return decode(lines).positions.iloc[0]


@pytest.mark.parametrize(
    "layout", ["1", "18", "19", "5", "24A", "24B", "24B of a craft"]
)
def test_every_number_and_text_is_the_one_that_was_encoded(layout):
    """Random codes, the limits of each field included, come back as they were sent."""
    reports, statics, rows = random_tables(layout)
    lines, _ = write_lines(reports, statics)

    found = decode(lines)

    tables = [t for t in (found.positions, found.statics) if len(t)]
    assert tables
    for table in tables:
        assert table["mmsi"].astype(int).tolist() == [r["mmsi"] for r in rows]
        for theirs in {*RAW_NAMES, "lon_raw", "lat_raw"} & rows[0].keys():
            ours = RAW_NAMES.get(theirs, theirs)
            if ours in table and table[ours].notna().any():
                assert table[ours].tolist() == [r[theirs] for r in rows], theirs
        for side in set(SIDES) & rows[0].keys() & set(table):
            assert table[side].tolist() == [r[side] for r in rows]
        for text in set(TEXTS) & rows[0].keys() & set(table):
            said = table[text].astype(object).where(table[text].notna(), None)
            assert said.tolist() == [as_read(r[text]) for r in rows]
    if "craft" in layout:
        mothers = [f"{r['mothership_mmsi']:09d}" for r in rows]
        got = found.statics["mothership_mmsi"].fillna("000000000").tolist()
        assert got == mothers
        assert found.statics["to_bow_m"].isna().all()


def test_a_coarse_report_has_units_of_its_own():
    """Type 27: tenths of a minute, whole knots, whole degrees."""
    found = one(message_type=27, sog_raw=123, cog_raw=456)

    assert (found["speed_knots"], found["course_degrees"]) == (12, 46)
    assert (found["lon_raw"], found["lon"]) == (780, 1.3)
    assert found["heading_reason"] == "not_sent"
    unknown = one(message_type=27, sog_raw=1023, cog_raw=3600, lon_raw=181 * 600_000)
    assert unknown[["speed_raw", "course_raw", "lon_raw"]].tolist() == [
        63,
        511,
        108_600,
    ]
    assert unknown[["speed_knots", "course_degrees", "lon"]].isna().all()


@pytest.mark.parametrize(
    ("sent", "column", "value", "reason"),
    [
        ({"sog_raw": 1022}, "speed_knots", 102.2, None),
        ({"sog_raw": 1023}, "speed_knots", None, "not_available"),
        ({"cog_raw": 3599}, "course_degrees", 359.9, None),
        ({"cog_raw": 3600}, "course_degrees", None, "not_available"),
        ({"cog_raw": 3601}, "course_degrees", None, "out_of_range"),
        ({"cog_raw": 4095}, "course_degrees", None, "out_of_range"),
        ({"heading": 359}, "heading_degrees", 359, None),
        ({"heading": 511}, "heading_degrees", None, "not_available"),
        ({"heading": 360}, "heading_degrees", None, "out_of_range"),
        ({"lon_raw": 181 * 600_000}, "lon", None, "not_available"),
        ({"lon_raw": 180 * 600_000}, "lon", 180, None),
        ({"lon_raw": -180 * 600_000 - 1}, "lon", None, "out_of_range"),
        ({"lat_raw": 91 * 600_000}, "lat", None, "not_available"),
        ({"lat_raw": -90 * 600_000 - 1}, "lat", None, "out_of_range"),
        ({"status": 14}, "status", 14, None),
        ({"status": 15}, "status", None, "not_available"),
        ({"second": 59}, "second", 59, None),
        ({"second": 60}, "second", None, "not_available"),
        ({"second": 61}, "second", None, "manual_input"),
        ({"second": 62}, "second", None, "dead_reckoning"),
        ({"second": 63}, "second", None, "inoperative"),
        ({"rot_raw": -128}, "rate_of_turn_degrees_per_minute", None, "not_available"),
        ({"rot_raw": 127}, "rate_of_turn_degrees_per_minute", None, "direction_only"),
        ({"rot_raw": -127}, "rate_of_turn_degrees_per_minute", None, "direction_only"),
    ],
)
def test_a_code_is_a_value_or_missing_with_a_reason(sent, column, value, reason):
    """What means "unknown" is missing, what does not stays, and each says why."""
    found = one(**sent)

    stem = column.replace("_degrees_per_minute", "")
    stem = stem.removesuffix("_knots").removesuffix("_degrees")
    said = found[f"{stem}_reason"]
    assert (None if pd.isna(found[column]) else found[column]) == value
    assert (None if pd.isna(said) else said) == reason


def test_the_rate_of_turn_is_the_square_of_the_code():
    """ROT = (code / 4.733)², with the sign of the code: 20 degrees a minute is 21."""
    turns = [
        one(rot_raw=code)["rate_of_turn_degrees_per_minute"] for code in (21, -21, 0)
    ]

    assert np.round(turns, 1).tolist() == [19.7, -19.7, 0.0]


@pytest.mark.parametrize("ship_type", [1, 39, 99, 100, 144, 204, 255])
def test_a_ship_type_outside_the_table_passes_through(ship_type):
    """What the table of ship types does not have is still what the ship said."""
    lines, _ = write_lines(statics=make_statics({"ship_type": ship_type}))

    assert decode(lines).statics["ship_type"].tolist() == [ship_type]


def test_what_nobody_typed_in_is_missing():
    """Zeros, empty texts and the codes of the ETA mean "not available"."""
    nothing = {
        "imo": 0, "ship_type": 0, "draught_raw": 0, "name": "", "call_sign": "",
        "destination": "", "eta_month": 0, "eta_day": 0, "eta_hour": 24,
        "eta_minute": 60, **dict.fromkeys(SIDES, 0),
    }  # fmt: skip
    lines, _ = write_lines(statics=make_statics(nothing))

    found = decode(lines).statics.iloc[0]

    for name in ("imo", "ship_type", "name", "call_sign", "destination"):
        assert pd.isna(found[name])
        assert found[f"{name}_reason"] == "not_available"
    for name in ("length", "width", "draught"):
        assert pd.isna(found[f"{name}_m"])
        assert found[f"{name}_reason"] == "not_available"
    for name in ("eta_month", "eta_day", "eta_hour", "eta_minute"):
        assert pd.isna(found[name])
        assert found[f"{name}_reason"] == "not_available"


def test_a_static_report_has_lengths_draught_and_voyage():
    """100 m before the antenna and 20 behind make 120; draughts are in tenths."""
    lines, _ = write_lines(statics=make_statics({}))

    found = decode(lines).statics.iloc[0]

    assert found[["length_m", "width_m", "draught_m"]].tolist() == [120, 20, 8.2]
    assert found[["imo", "transceiver"]].tolist() == ["3000003", "A"]
    assert found[["eta_month", "eta_day", "eta_hour", "eta_minute"]].tolist() == [
        6,
        9,
        4,
        30,
    ]


def test_a_base_station_tells_the_time_and_an_aid_its_name():
    """Types 4 and 21 are in `others`, and no positions."""
    reports, statics, rows = random_tables("21", 20)
    base = make_reports({"message_type": 4, "mmsi": 2_320_001, "row": 99})
    lines, _ = write_lines(pd.concat([reports, base]), statics)

    found = decode(lines)

    base, aids = found.others.iloc[-1], found.others.iloc[:-1]
    assert base["mmsi"] == "002320001"
    assert base["reported_utc"] == pd.Timestamp("2021-06-08T00:00:00Z")
    assert aids["aid_type"].tolist() == [row["ship_type"] for row in rows]
    assert aids["lon_raw"].tolist() == [row["lon_raw"] for row in rows]
    assert aids["name"].fillna("").tolist() == [as_read(r["name"]) or "" for r in rows]
    assert found.positions.empty


@pytest.mark.parametrize("n_more", [0, 1, 14])
def test_an_aid_with_a_long_name_goes_on_behind_the_message(n_more):
    """The name extension holds up to 14 more characters, and blanks stay inside."""
    name = "NORTH CARDINAL BUOY " + "ABCDEFGHIJKLMN"[:n_more]
    bits = write_bits(
        (21, 6), (0, 2), (992_351_001, 30), (1, 5), (name[:20], 20), (0, 1),
        (600_000, 28), (1_200_000, 27), (0, 30), (1, 4), (60, 6), (0, 13),
        (name[20:], n_more),
    )  # fmt: skip

    found = decode([sentence(bits)]).others

    assert found["name"].tolist() == [name.strip()]
    assert found[["lon", "lat"]].values.tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ((2024, 2, 29, 23, 59, 59), None),
        ((2023, 2, 29, 0, 0, 0), "out_of_range"),
        ((2023, 13, 1, 0, 0, 0), "out_of_range"),
        ((0, 0, 0, 24, 60, 60), "not_available"),
        ((2023, 1, 1, 25, 0, 0), "out_of_range"),
    ],
)
def test_a_time_that_cannot_be_is_missing(date, reason):
    """There is no 29 February in 2023."""
    fields = zip(date, (14, 4, 5, 5, 6, 6), strict=True)
    bits = write_bits((4, 6), (0, 2), (2_320_001, 30), *fields, (0, 90))

    found = decode([sentence(bits)]).others.iloc[0]

    said = found["reported_reason"]
    assert (None if pd.isna(said) else said) == reason
    assert pd.isna(found["reported_utc"]) == (reason is not None)


def test_search_and_rescue_aircraft_fly_at_whole_knots():
    """Type 9: altitude in metres, speed in knots, 4095 and 1023 not known."""
    said = {
        "type": 9,
        "mmsi": 111_232_001,
        "lon": 1.5,
        "lat": 52,
        "course": 90,
        "second": 7,
    }
    lines = [
        pyais.encode_dict({**said, "alt": 300, "speed": 120})[0],
        pyais.encode_dict({**said, "alt": 4095, "speed": 1023})[0],
    ]

    found = decode(lines).positions

    assert found["mmsi"].tolist() == ["111232001"] * 2
    assert found["altitude_m"].fillna(-1).tolist() == [300, -1]
    assert found["speed_knots"].fillna(-1).tolist() == [120, -1]
    assert found["lon"].tolist() == [1.5, 1.5]
    assert found["transceiver"].isna().all()


def test_random_bits_mean_to_us_what_they_mean_to_pyais():
    """Where pyais is right: positions of every type, to its sixth decimal."""
    chance = np.random.default_rng(5)
    lines, theirs = [], []
    for kind, n_bits in (
        (1, 168),
        (2, 168),
        (3, 168),
        (9, 168),
        (18, 168),
        (19, 312),
        (27, 96),
    ):
        for _ in range(40):
            bits = f"{kind:06b}" + "".join(map(str, chance.integers(0, 2, n_bits - 6)))
            lines.append(sentence(bits))
            theirs.append(pyais.decode(lines[-1]).asdict())

    found = decode(lines).positions

    assert len(found) == len(lines)
    assert found["message_type"].tolist() == [t["msg_type"] for t in theirs]
    units = np.where(found["message_type"] == 27, 600, 600_000)
    lons = found["lon_raw"] / units
    assert np.allclose(lons, [t["lon"] for t in theirs], atol=1e-6, rtol=0)
    lats = found["lat_raw"] / units
    assert np.allclose(lats, [t["lat"] for t in theirs], atol=1e-6, rtol=0)
    knots = np.where(found["message_type"].isin((9, 27)), 1, 10)
    assert np.allclose(found["speed_raw"] / knots, [t["speed"] for t in theirs])
    tenths = np.where(found["message_type"] == 27, 1, 10)
    assert np.allclose(found["course_raw"] / tenths, [t["course"] for t in theirs])
    for ours, name in (("heading_raw", "heading"), ("second_raw", "second")):
        said = [t.get(name) for t in theirs]
        got = found[ours].astype(object).where(found[ours].notna(), None)
        assert got.tolist() == said


def test_random_bits_of_clocks_mean_what_they_mean_to_pyais():
    """Types 4 and 11 say date, time and place; where the date can be, it is theirs."""
    chance = np.random.default_rng(6)
    lines = [
        sentence(f"{kind:06b}" + "".join(map(str, chance.integers(0, 2, 162))))
        for kind in (4, 11)
        for _ in range(60)
    ]
    theirs = [pyais.decode(line) for line in lines]

    found = decode(lines).others

    assert found["second_raw"].tolist() == [t.second for t in theirs]
    assert np.allclose(
        found["lon_raw"] / 600_000, [t.lon for t in theirs], atol=1e-6, rtol=0
    )
    said = found["reported_utc"].dropna()
    for place, time in said.items():
        t = theirs[place]
        assert (time.year, time.month, time.day) == (t.year, t.month, t.day)
        assert (time.hour, time.minute, time.second) == (t.hour, t.minute, t.second)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (1, 149),
        (4, 149),
        (5, 420),
        (9, 149),
        (11, 149),
        (18, 149),
        (19, 301),
        (21, 271),
        (27, 94),
    ],
)
def test_a_message_may_lack_its_spare_bits_and_no_others(kind, least):
    """One bit fewer than a type needs and it is an error, not a message of nulls."""
    bits = f"{kind:06b}" + "0" * (least - 6)

    whole, short = decode([sentence(bits)]), decode([sentence(bits[:-1])])

    assert whole.rejected.empty
    assert short.rejected["cause"].tolist() == ["too_short"]


def test_both_parts_of_type_24_have_their_own_least_length():
    """Part A needs 160 bits, part B 162, and parts 2 and 3 do not exist."""
    head = f"{24:06b}" + "0" * 32
    lines = [
        sentence(head + part + "0" * (n_bits - 40))
        for part, n_bits in (
            ("00", 160),
            ("00", 159),
            ("01", 162),
            ("01", 161),
            ("10", 168),
        )
    ]

    found = decode(lines)

    assert found.statics["part"].tolist() == ["A", "B"]
    assert found.rejected["cause"].tolist() == [
        "too_short",
        "too_short",
        "unknown_part",
    ]


def test_a_letter_cut_in_half_is_left_out():
    """Of a type 5 without its last bits, the 20th letter of the destination is unknown."""
    lines, _ = write_lines(
        statics=make_statics({"destination": "ABCDEFGHIJKLMNOPQRST"})
    )
    joined = "".join(line.decode().split(",")[5] for line in lines)
    cut = "".join(f"{(ord(c) - 48 if c < '`' else ord(c) - 56):06b}" for c in joined)[
        :420
    ]

    found = decode([sentence(cut)]).statics

    assert found["destination"].tolist() == ["ABCDEFGHIJKLMNOPQRS"]


def test_other_types_are_counted_and_nothing_else():
    """A text broadcast (type 14) is sound, and says neither where nor who."""
    line = pyais.encode_dict({"type": 14, "mmsi": 232_999_001, "text": "SART TEST"})[0]

    found = decode([line, sentence("0" * 168), sentence("111111" + "0" * 162)])

    assert found.counts[["other_type", "unknown_type"]].tolist() == [1, 2]
    assert found.types[14] == 1
