"""Every line of a feed has one outcome, whatever stands in it and around it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from soundings.ais.decoding import decode, decode_stream
from soundings.ais.decoding.outcomes import CAUSES, OUTCOMES
from soundings.simulator.chance import stream
from soundings.simulator.malformed import FAULTS, spoil_line, spoil_lines
from soundings.simulator.nmea import Station
from tests.ais.sentences import tagged, with_checksum
from tests.simulator.radio import START_S, make_reports, write_lines

REPORT = "!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F"
"""Of MMSI 232999001, at second 0; START_S is a full minute."""
LONG_NAME = "a name of more than 16 letters"
START = pd.Timestamp("2021-06-08T00:00:00Z")


def outcomes(lines):
    """Return the outcomes there are, and check that every line has one."""
    counts = decode(lines).counts
    assert counts.sum() == len(lines)
    return counts[counts > 0].to_dict()


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (tagged(REPORT, f"s:SIM1,c:{START_S}"), "tag_block"),
        (tagged(REPORT, f"c:{START_S}000"), "tag_block"),
        (tagged(REPORT, f"c:{START_S},s:SIM1,d:AB,t:log"), "tag_block"),
        (tagged(tagged(REPORT, f"c:{START_S}"), "s:SIM1"), "tag_block"),
        (tagged(tagged(REPORT, "s:SIM1,n:7"), f"c:{START_S}"), "tag_block"),
        ("06:59:58 port 2> " + tagged(REPORT, f"c:{START_S}"), "tag_block"),
        (f"{REPORT},{START_S}", "trailing"),
        (f"{REPORT},{START_S}000", "trailing"),
        (f"{REPORT},{START_S}.000", "trailing"),
        (f"{REPORT},rSIM1,{START_S}", "trailing"),
        (f"{REPORT},d-089,S1234,T35.12,x12,rSIM1,{START_S}", "trailing"),
        (f"{REPORT},2021-06-08T00:00:00Z", "trailing"),
        (f"{REPORT} 2021-06-08 00:00:00.000", "trailing"),
        (f"{REPORT},20210608000000", "trailing"),
        (f"2021-06-08T02:00:00+02:00 {REPORT}", "log_text"),
        (f"[2021/06/08 00:00:00] {REPORT}", "log_text"),
        (f"{START_S} {REPORT}", "log_text"),
        (f"{START_S}.000;{REPORT}", "log_text"),
    ],
)
def test_the_receive_time_is_found_wherever_stations_write_it(line, source):
    """In tag blocks, behind the checksum or before the sentence, as number or text."""
    found = decode([line]).positions.iloc[0]

    assert (found["received_utc"], found["time_source"]) == (START, source)
    assert pd.isna(found["time_reason"])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (REPORT, "not_sent"),
        (tagged(REPORT, "s:SIM1"), "unparsable"),
        (tagged(REPORT, "c:12"), "unparsable"),
        (tagged(REPORT, "c:noon"), "unparsable"),
        (tagged(REPORT, f"c:{START_S}").replace("*58", "*59"), "wrong_checksum"),
        ("06:59:58 port 2> " + REPORT, "not_sent"),
        (f"232999001 {REPORT}", "not_sent"),
    ],
)
def test_a_time_that_cannot_be_told_is_missing_with_a_reason(line, reason):
    """The position is good all the same; a time of day without a date is no time."""
    if reason == "wrong_checksum":
        inside = f"c:{START_S}"
        line = tagged(REPORT, inside).replace(inside, f"c:{START_S + 1}")

    found = decode([line]).positions.iloc[0]

    assert found["lon"] == 1.3
    assert pd.isna(found["time_utc"])
    if line != tagged(REPORT, "s:SIM1"):
        assert found["time_reason"] == reason


@pytest.mark.parametrize(
    ("line", "station"),
    [
        (tagged(REPORT, f"s:SIM1,c:{START_S}"), "SIM1"),
        (tagged(tagged(REPORT, f"c:{START_S}"), f"s:{LONG_NAME}"), LONG_NAME),
        (f"{REPORT},rNORTH,{START_S}", "NORTH"),
        (REPORT, None),
    ],
)  # fmt: skip
def test_the_station_is_who_the_envelope_says(line, station):
    """By tag block, or by the field that begins with r behind the sentence."""
    found = decode([line, line]).positions["station"]

    assert found.astype(object).where(found.notna(), None).tolist() == [station] * 2


@pytest.mark.parametrize("head", ["AIVDM", "AIVDO", "BSVDM", "ABVDM", "ANVDM", "SAVDM"])
@pytest.mark.parametrize("channel", ["A", "B", "1", "2", "0", ""])
def test_any_talker_and_any_channel_is_heard(head, channel):
    """Base stations and own ships speak too."""
    payload = REPORT.split(",")[5]
    line = with_checksum(f"!{head},1,1,,{channel},{payload},0")

    found = decode([line]).positions

    assert found["mmsi"].tolist() == ["232999001"]
    assert found["channel"].fillna("").tolist() == [channel]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("", "blank"),
        (" \t", "blank"),
        ("06:59:58 station started!", "log_text"),
        ("<html>", "log_text"),
        (with_checksum("$GPGGA,1"), "other_sentence"),
        (tagged("", "s:SIM1").rstrip(), "tag_block_only"),
        ("$GPGGA,1*4E", "damaged_head"),
        ("AAVDM,0,1", "damaged_head"),
        ("!AIVD", "damaged_head"),
        ("!AIVDM,1,1,,A,13N=8F", "too_few_fields"),
        ("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0", "no_checksum"),
        ("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2", "no_checksum"),
        ("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2E", "wrong_checksum"),
        (with_checksum("!AIVDM,x,1,,A,13N=8F@01s05to0MfMl1j1J00000,0"), "not_a_number"),
        (with_checksum("!AIVDM,1,1,y,A,13N=8F@01s05to0MfMl1j1J00000,0"), "not_a_number"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,"), "not_a_number"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0,0"), "not_a_number"),
        (with_checksum("!AIVDM,0,1,,A,13N=8F@01s05to0MfMl1j1J00000,0"), "total_zero"),
        (with_checksum("!AIVDM,1,0,,A,13N=8F@01s05to0MfMl1j1J00000,0"), "part_zero"),
        (with_checksum("!AIVDM,2,3,1,A,13N=8F@01s05to0MfMl1j1J00000,0"), "part_above_total"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,6"), "too_many_fill_bits"),
        (with_checksum("!AIVDM,1,1,,A,,0"), "no_payload"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05to0MfM[1j1J00000,0"), "outside_alphabet"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05to0MfM!1j1J00000,0"), "outside_alphabet"),
        (with_checksum("!AIVDM,2,1,1,A,13N=8F@01s05to0MfMl1j1J00000,0"), "part_missing"),
        (with_checksum("!AIVDM,1,1,,A,13N=8F@01s05,0"), "too_short"),
        (with_checksum("!AIVDM,1,1,,A,0000000,0"), "unknown_type"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_message_has_one_outcome_and_stops_nothing(line, outcome):
    """Before and behind it, lines are read."""
    found = decode([REPORT, line, REPORT])

    assert found.counts[found.counts > 0].to_dict() == {"position": 2, outcome: 1}
    is_rejected = outcome in CAUSES
    assert found.rejected["line"].tolist() == [2] * is_rejected
    assert found.rejected["cause"].tolist() == [outcome] * is_rejected


@pytest.mark.parametrize("fault", FAULTS)
def test_the_faults_that_the_simulator_makes_are_found(fault):
    """Two of them leave the sentence whole; of the others none is read."""
    spoilt = [spoil_line(REPORT.encode(), fault, number) for number in range(60)]

    counts = decode([line for line in spoilt if line is not None]).counts

    whole = 60 if fault in ("log_text", "carriage_return") else 0
    assert counts["position"] == whole
    assert counts[list(CAUSES)].sum() == (0 if fault == "lost_part" else 60 - whole)


def test_a_spoilt_feed_loses_the_spoilt_lines_and_no_others():
    """Each line left whole gives its message, and the counts add up."""
    reports = make_reports(*({"mmsi": 232_000_000 + k} for k in range(400)))
    lines, _ = write_lines(reports, stations=[Station("SIM1")])
    spoilt, truth = spoil_lines(lines, stream(3, "spoil"), 0.3)

    found = decode(io.BytesIO(b"\n".join(spoilt) + b"\n"))

    is_readable = truth["fault"].isin(("log_text", "carriage_return"))
    gone = truth.loc[~is_readable, "line"]
    assert found.positions["mmsi"].astype(int).tolist() == [
        232_000_000 + k for k in range(400) if k not in set(gone)
    ]
    assert found.counts.sum() == 400
    assert set(found.rejected["line"] - 1) == set(
        truth.loc[~is_readable, "written_line"]
    )


@pytest.mark.parametrize("seed", range(3))
def test_no_line_of_random_bytes_stops_anything(seed):
    """Noise, and good lines with noise in them: one outcome a line, no exception."""
    chance = np.random.default_rng(seed)
    parts = [
        b"!AIVDM,",
        b"\\s:A,c:1623110400*",
        b"1,1,,A,",
        b"*",
        b",",
        b"\\",
        b"2,1,3,B,",
    ]
    parts += [
        REPORT.encode(),
        b"!",
        b"\x00\xff",
        b"13N=8F@01s05to0MfMl1j1J00000",
        b"g:1-2-3",
    ]
    lines = []
    for _ in range(600):
        words = [
            parts[k] for k in chance.integers(0, len(parts), chance.integers(0, 8))
        ]
        noise = chance.integers(
            0, 256, chance.integers(0, 12), dtype=np.uint8
        ).tobytes()
        place = chance.integers(0, len(words) + 1)
        line = b"".join([*words[:place], noise, *words[place:]])
        lines.append(line.replace(b"\n", b"").replace(b"\r", b""))
    lines = [line for line in lines if line.count(b"*2F!") == 0]

    for chunk_lines in (97, 1000):
        blocks = list(decode_stream(lines, chunk_lines=chunk_lines))

        counts = sum(block.counts for block in blocks)
        assert counts.sum() == len(lines)
        assert sum(len(b.rejected) for b in blocks) == counts[list(CAUSES)].sum()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("size", [7, 64, 5000])
def test_any_line_end_will_do(end, size):
    """And wherever the reading of a file is cut."""
    text = (end.join([REPORT] * 9) + end).encode()

    class Slow(io.BytesIO):
        def read(self, _=-1):
            return super().read(size)

    counts = decode(Slow(text)).counts

    assert counts[counts > 0].to_dict() == {"position": 9}


def test_two_sentences_on_one_line_are_both_read():
    """A line end that was lost; both have the number of the line."""
    found = decode([REPORT, REPORT + REPORT, "!AIVDM,1,1,,A,13N=8" + REPORT])

    assert found.positions["line"].tolist() == [1, 2, 2, 3]


PACKED = {
    "plain": bytes,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": lambda text: pa.compress(text, "zstd", asbytes=True),
}


@pytest.mark.parametrize("kind", [*PACKED, "zip"])
def test_a_file_is_unpacked_by_what_is_in_it(tmp_path, kind):
    """Whatever its name says."""
    path = tmp_path / "feed.nmea"
    text = (REPORT + "\n").encode() * 3
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.nmea", text[:-1])
            archive.writestr("b.nmea", text)
    else:
        path.write_bytes(PACKED[kind](text))

    assert decode(path).counts["position"] == (6 if kind == "zip" else 3)


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz", "zstd", "zip"])
def test_a_file_cut_short_is_refused(tmp_path, kind):
    """Half of a packed file is not silently half of the feed."""
    path = tmp_path / "feed.nmea"
    chance = np.random.default_rng(1)
    text = b"\n".join(
        chance.integers(33, 127, 60, dtype=np.uint8).tobytes() for _ in range(900)
    )
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.nmea", text)
    else:
        path.write_bytes(PACKED[kind](text))
    path.write_bytes(path.read_bytes()[:-2000])

    with pytest.raises(ValueError, match=r"feed\.nmea: .*(damaged|cut short)"):
        decode(path)


def test_what_is_no_feed_is_refused_with_what_to_do(tmp_path):
    """A folder, a file that is not there, a sentence for a file, a number for a line."""
    with pytest.raises(IsADirectoryError, match="is a folder"):
        decode(tmp_path)
    with pytest.raises(FileNotFoundError, match="no such file"):
        decode(tmp_path / "none.nmea")
    with pytest.raises(ValueError, match="Give sentences in a list"):
        decode(REPORT)
    with pytest.raises(TypeError, match="a line is of type int"):
        decode([1])
    with pytest.raises(TypeError, match="open as text"):
        decode(io.StringIO(REPORT))
    with pytest.raises(ValueError, match="chunk_lines is 0"):
        list(decode_stream([], chunk_lines=0))
    with pytest.raises(ValueError, match="max_shift_seconds is -1"):
        decode([], max_shift_seconds=-1)


def test_nothing_in_gives_empty_tables_with_all_columns():
    """So that what follows need not ask."""
    empty, some = decode([]), decode([REPORT])

    assert empty.positions.columns.tolist() == some.positions.columns.tolist()
    assert (
        empty.positions.dtypes.astype(str).tolist()
        == some.positions.dtypes.astype(str).tolist()
    )
    assert empty.counts.index.tolist() == [*OUTCOMES, *CAUSES]
    assert empty.counts.sum() == 0
