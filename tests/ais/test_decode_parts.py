"""Messages in several sentences: late, twice, in between others, or never whole."""

from __future__ import annotations

import itertools

import pytest

from soundings.ais.decoding import decode, decode_stream
from soundings.simulator.nmea import Station
from tests.ais.sentences import tagged, with_checksum
from tests.simulator.radio import START_S, make_statics, write_lines


def parts_of(name, sequence=0, channel="A", head="AIVDM", envelope=None):
    """Return the two sentences in which a ship says its name."""
    lines, _ = write_lines(statics=make_statics({"name": name}))
    parts = []
    for number, line in enumerate(lines, 1):
        payload, fill = line.decode().split("*")[0].split(",")[5:]
        said = with_checksum(
            f"!{head},2,{number},{sequence},{channel},{payload},{fill}"
        )
        parts.append(tagged(said, envelope.format(number)) if envelope else said)
    return parts


def names(lines, **options):
    """Return the names read, and check that every line has an outcome."""
    found = decode(lines, **options)
    assert found.counts.sum() == len(lines)
    return found.statics["name"].tolist()


A1, A2 = parts_of("ALDER")
B1, B2 = parts_of("BEECH", sequence=1)


@pytest.mark.parametrize("lines", list(itertools.permutations([A1, A2, B1, B2])))
def test_parts_come_in_any_order_with_others_in_between(lines):
    """The number in sequence tells what belongs together."""
    assert sorted(names(lines)) == ["ALDER", "BEECH"]


@pytest.mark.parametrize(
    "differs",
    [
        {"channel": "B"},
        {"head": "BSVDM"},
        {"sequence": 3},
        {"envelope": "s:SOUTH,g:{}-2-17"},
        {"envelope": "s:SOUTH"},
    ],
)
def test_stations_talk_over_one_another(differs):
    """Channel, talker, sequence, group or station keep two messages apart."""
    usual = {"envelope": "s:NORTH,g:{}-2-16"} if "envelope" in differs else {}
    (a1, a2), (b1, b2) = parts_of("ALDER", **usual), parts_of("BEECH", **differs)

    for lines in ([a1, b1, a2, b2], [a1, b1, b2, a2], [a2, b1, b2, a1]):
        assert sorted(names(lines)) == ["ALDER", "BEECH"]


def test_a_lost_part_is_counted_and_the_rest_of_its_message_with_it():
    """Silence would be worse: it is how a ship's name goes missing."""
    found = decode([A1, B1, B2])

    assert found.statics["name"].tolist() == ["BEECH"]
    assert found.rejected.values.tolist() == [[1, "part_missing", A1]]
    assert found.counts[["static", "part", "part_missing"]].tolist() == [1, 1, 1]


def test_a_part_heard_twice_is_a_copy_and_no_loss():
    """First or second, and even after the message is whole."""
    for lines in ([A1, A1, A2], [A1, A2, A2], [A1, A2, A1]):
        found = decode(lines)

        assert found.statics["name"].tolist() == ["ALDER"]
        assert found.counts[["static", "part", "repeated_part"]].tolist() == [1, 1, 1]
        assert found.rejected.empty


def test_a_message_heard_twice_is_read_twice():
    """Which of them to keep is for `drop_copies` to say."""
    assert names([A1, A1, A2, A2]) == ["ALDER", "ALDER"]


def test_a_sequence_that_comes_round_again_does_not_join_the_last_round():
    """A new first part with the number of a lost message starts a new message."""
    again = parts_of("CEDAR")

    assert names([A1, *again]) == ["CEDAR"]
    assert names([A2, *[B1, B2] * 20, *again]) == ["BEECH"] * 20 + ["CEDAR"]


def test_a_group_waits_for_longer_than_a_sequence_number():
    """Nothing else can be meant by its name."""
    filler = [B1, B2] * 100
    bare, grouped = parts_of("ALDER"), parts_of("ALDER", envelope="g:{}-2-16")

    assert "ALDER" not in names([bare[0], *filler, bare[1]])
    assert "ALDER" in names([grouped[0], *filler, grouped[1]])
    assert "ALDER" not in names([grouped[0], *filler, grouped[1]], part_lines=100)


def test_parts_far_apart_in_time_are_not_one_message():
    """Ten seconds, unless the caller says otherwise."""
    first = parts_of("ALDER", envelope=f"c:{START_S}")[0]
    second = parts_of("ALDER", envelope=f"c:{START_S + 11}")[1]

    assert names([first, second]) == []
    assert names([first, second], part_seconds=11) == ["ALDER"]


@pytest.mark.parametrize("chunk_lines", [1, 2, 3])
def test_parts_find_each_other_across_blocks(chunk_lines):
    """A feed read in pieces gives the same tables and counts as one read whole."""
    lines = [A1, B1, A2, "noise", B2, A1, B1]

    blocks = list(decode_stream(lines, chunk_lines=chunk_lines))

    whole = decode(lines)
    assert [n for b in blocks for n in b.statics["name"]] == ["ALDER", "BEECH"]
    assert sum(b.counts for b in blocks).equals(whole.counts)
    rejected = sorted(r for b in blocks for r in b.rejected["line"])
    assert rejected == whole.rejected["line"].tolist()


def test_the_first_part_with_a_time_says_when_and_who():
    """The second part of a group has neither."""
    lines, _ = write_lines(statics=make_statics({}), stations=[Station("SIM1")])

    for order in (lines, lines[::-1]):
        found = decode(order).statics.iloc[0]

        assert found["station"] == "SIM1"
        assert found["received_utc"].timestamp() == START_S


def test_fill_bits_count_in_the_last_part_only():
    """The message of 424 bits is whole, and so are 423."""
    for fill, expected in (("2", ["ALDER"]), ("3", ["ALDER"])):
        payload = A2.split(",")[5]
        second = with_checksum(f"!AIVDM,2,2,0,A,{payload},{fill}")
        assert names([A1, second]) == expected
