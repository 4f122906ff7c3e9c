"""Sentences: their parts, their order, who heard them and when."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyais
import pytest
from pyais import messages as theirs

from soundings.simulator.messages import LAYOUTS
from soundings.simulator.nmea import Station, nmea_chunks
from tests.simulator.radio import (
    PLAIN,
    START_S,
    make_reports,
    make_statics,
    random_tables,
    write_lines,
)


def test_a_long_message_takes_two_numbered_sentences():
    """Type 5 is cut after 56 characters; numbers run 0 to 9 at each station."""
    statics = make_statics(
        *({"station": place % 2, "time_s": START_S + place} for place in range(24))
    )

    lines, rows = write_lines(
        statics=statics, stations=[PLAIN[0], Station("B", "BS", "none")]
    )

    fields = [line.decode().split(",") for line in lines]
    assert rows == [row for row in range(24) for _ in "12"]
    assert [f[1:3] for f in fields] == [["2", "1"], ["2", "2"]] * 24
    assert {(len(f[5]), f[6][0]) for f in fields} == {(56, "0"), (15, "2")}
    for station in ("!AIVDM", "!BSVDM"):
        numbers = [int(f[3]) for f in fields if f[0] == station]
        assert numbers == [k % 10 for k in range(12) for _ in "12"]


def test_no_sentence_is_longer_than_the_standard_allows():
    """With its end of line a sentence has at most 82 characters."""
    lengths = []
    for layout in LAYOUTS:
        lines, _ = write_lines(*random_tables(layout, 9)[:2])
        lengths += [len(line) + len("\r\n") for line in lines]

    assert max(lengths) <= 82


def tag_blocks(lines):
    """Return the tag blocks that pyais reads, and whether they hold together."""
    sentences = [theirs.NMEASentenceFactory.produce(line) for line in lines]
    for sentence in sentences:
        sentence.tag_block.init()
    return [sentence.tag_block for sentence in sentences]


def test_a_tag_block_says_who_heard_it_and_when():
    """Station and time stand before the sentence, with a checksum of their own."""
    stations = [Station("SIM1"), Station("HILL", time_form="tag milliseconds")]
    reports = make_reports({"station": 0}, {"station": 1})

    blocks = tag_blocks(write_lines(reports, stations=stations)[0])

    assert all(block.is_valid for block in blocks)
    assert [block.source_station for block in blocks] == ["SIM1", "HILL"]
    times = [int(block.receiver_timestamp) for block in blocks]
    assert times == [START_S, START_S * 1000 + 300]


def test_the_parts_of_a_message_share_a_group():
    """Both sentences carry the group; only the first says who and when."""
    statics = make_statics({}, {})

    blocks = tag_blocks(write_lines(statics=statics, stations=[Station("SIM1")])[0])

    assert all(block.is_valid for block in blocks)
    assert [str(b.group) for b in blocks] == ["1-2-1", "2-2-1", "1-2-2", "2-2-2"]
    assert [b.source_station for b in blocks] == ["SIM1", None, "SIM1", None]


def test_the_time_can_trail_the_checksum():
    """The oldest form: seconds after the sentence, on every part of it."""
    lines, _ = write_lines(
        statics=make_statics({}), stations=[Station("A", "AI", "trailing seconds")]
    )

    sentences = [line.decode().rsplit(",", 1) for line in lines]

    assert [int(time) for _, time in sentences] == [START_S, START_S]
    assert pyais.decode(*(s for s, _ in sentences)).shipname == "SIM ALDER"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": "SIM,1"}, "name is 'SIM,1'"),
        ({"talker": "ai"}, "talker is 'ai'"),
        ({"time_form": "epoch"}, "time_form is 'epoch'"),
    ],
)
def test_a_station_that_no_sentence_could_name_is_refused(wrong, says):
    """A comma in a station's name would move every field after it."""
    with pytest.raises(ValueError, match=says):
        Station(**{"name": "SIM1", **wrong})


def channels(lines):
    return [line.decode().split(",")[4] for line in lines]


def test_a_ship_uses_its_two_channels_in_turn():
    """Each ship alternates from A, and a copy at another station is on the same one."""
    reports = make_reports(
        {"time_s": START_S, "mmsi": 232_999_001},
        {"time_s": START_S, "mmsi": 232_999_002},
        {"time_s": START_S + 10, "mmsi": 232_999_001},
        {"time_s": START_S + 10, "mmsi": 232_999_001, "station": 1},
        {"time_s": START_S + 20, "mmsi": 232_999_001},
        {"time_s": START_S + 20, "mmsi": 232_999_002},
    )

    lines, _ = write_lines(reports, stations=PLAIN * 2)

    assert channels(lines) == ["A", "A", "B", "B", "A", "B"]


def test_lines_come_in_the_order_asked_for():
    """By the stations' clocks, with ties by row; or by any other column."""
    reports = make_reports(
        {"row": 3, "received_ms": START_S * 1000 + 900},
        {"row": 2, "received_ms": START_S * 1000 + 500},
    )
    statics = make_statics({"row": 1, "received_ms": START_S * 1000 + 900})

    by_clock, by_row = (
        write_lines(reports, statics)[1],
        write_lines(reports, statics, order_by="row")[1],
    )

    assert by_clock == [2, 1, 1, 3]
    assert by_row == [1, 1, 2, 3]


def test_the_size_of_a_chunk_changes_nothing():
    """A feed written three messages at a time has the same bytes as in one go."""
    reports = pd.concat([random_tables(kind, 9)[0] for kind in ("1", "4", "19", "27")])
    statics = pd.concat(
        [random_tables(kind, 9)[1] for kind in ("5", "19", "24A", "24B")]
    )
    reports["row"] = np.arange(36)
    # The names of type 19 are in the statics that have the same row.
    statics["row"] = [*range(100, 109), *range(18, 27), *range(109, 127)]
    reports["received_ms"] += np.arange(36) * 7 % 10
    reports["time_s"] = START_S

    whole, small = (
        list(nmea_chunks(reports, statics, [Station("SIM1")], messages_per_chunk=size))
        for size in (1000, 3)
    )

    assert len(small) == 63 / 3
    assert b"".join(text for text, _ in small) == whole[0][0]
    assert np.concatenate([rows for _, rows in small]).tolist() == whole[0][1].tolist()


def test_nothing_to_send_is_no_line():
    """Empty tables make an empty feed."""
    assert write_lines() == ([], [])
