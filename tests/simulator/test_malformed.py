"""Spoilt lines: what pyais makes of them, and whether the truth says which."""

from __future__ import annotations

import io

import numpy as np
import pyais
import pytest
from pyais.exceptions import AISBaseException
from pyais.messages import NMEASentenceFactory

from soundings.simulator.chance import stream
from soundings.simulator.malformed import FAULTS, READABLE, spoil_line, spoil_lines
from soundings.simulator.nmea import Station, write_nmea
from soundings.simulator.sixbit import ARMOUR
from tests.simulator.radio import START_S, make_reports, make_statics

KEY = stream(1, "malformed")


def make_lines(count: int = 400) -> list[bytes]:
    """Return a feed with tag blocks: positions, and each fifth message in two parts."""
    file = io.BytesIO()
    times = [{"row": k, "received_ms": (START_S + k) * 1000} for k in range(count)]
    write_nmea(
        file,
        make_reports(*(row for row in times if row["row"] % 5)),
        make_statics(*(row for row in times if not row["row"] % 5)),
        [Station("SIM1")],
    )
    return file.getvalue().splitlines()


def messages(lines):
    """Return what pyais reads with a good checksum."""
    found = []
    for sentence in pyais.IterMessages(lines):
        try:
            message = sentence.decode()
        except AISBaseException:
            continue
        if sentence.is_valid:
            found.append(message)
    return found


SINGLE = next(line for line in make_lines(5) if b",1,1,," in line)
UNREADABLE = [
    f for f in FAULTS if f not in (*READABLE, "lost_part", "outside_alphabet")
]


@pytest.mark.parametrize("fault", UNREADABLE)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 46, 2**62 - 1])
def test_no_message_is_read_from_a_spoilt_line(fault, number):
    """Whichever form the fault takes, pyais finds an error or nothing."""
    assert len(messages([SINGLE])) == 1

    spoilt = spoil_line(SINGLE, fault, number)

    assert messages([spoilt]) == []


@pytest.mark.parametrize("number", range(20))
def test_a_character_outside_the_alphabet_keeps_its_checksum(number):
    """Only the alphabet gives the line away: pyais takes it for whole."""
    spoilt = spoil_line(SINGLE, "outside_alphabet", number)

    payload = spoilt.split(b",")[-2]
    strange = [byte for byte in payload if byte not in ARMOUR]
    assert len(strange) == 1
    assert NMEASentenceFactory.produce(spoilt).is_valid


@pytest.mark.parametrize("fault", READABLE)
@pytest.mark.parametrize("number", range(4))
def test_what_is_readable_holds_the_whole_sentence(fault, number):
    """Log text before a line, or odd ends of line, leave the message as it was sent."""
    spoilt = spoil_line(SINGLE, fault, number)

    assert spoilt != SINGLE
    assert SINGLE in spoilt


@pytest.mark.parametrize(
    "fault",
    [
        "total_zero",
        "part_above_total",
        "not_a_number",
        "no_payload",
        "outside_alphabet",
    ],
)
def test_a_line_has_one_thing_wrong_with_it(fault):
    """Where the fault is not the checksum, the checksum agrees."""
    sentence = spoil_line(SINGLE, fault, 7).rsplit(b"\\", 1)[1]
    body, stated = sentence.split(b"*")

    assert int(stated, 16) == np.bitwise_xor.reduce(np.frombuffer(body[1:], np.uint8))


@pytest.mark.parametrize(
    ("line", "fault", "says"),
    [
        (SINGLE, "rust", "fault is 'rust'"),
        (b"# a comment, not a report", "truncated", "is not a sentence"),
        (b"!AIVDM,1,1,,A,15RTgt0", "truncated", "is not a sentence"),
    ],
)
def test_what_cannot_be_spoilt_is_refused(line, fault, says):
    """An unknown fault and a line without a sentence are errors."""
    with pytest.raises(ValueError, match=says):
        spoil_line(line, fault, 0)


def test_the_truth_lists_every_changed_line_and_no_other():
    """Lines not listed stand where the truth says they stand, byte for byte."""
    lines = make_lines()

    written, truth = spoil_lines(lines, KEY, 0.3)

    assert set(truth["fault"]) == set(FAULTS)
    assert (truth["written_line"] == -1).tolist() == (
        truth["fault"] == "lost_part"
    ).tolist()
    kept = np.delete(
        np.arange(len(written)), truth["written_line"][truth["written_line"] >= 0]
    )
    untouched = np.delete(np.arange(len(lines)), truth["line"])
    assert [written[k] for k in kept] == [lines[k] for k in untouched]
    changed = truth[truth["written_line"] >= 0]
    for line, place in zip(changed["line"], changed["written_line"], strict=True):
        assert written[place] != lines[line]


def test_about_the_share_asked_for_is_spoilt():
    """Of 480 lines a tenth is 48; chance keeps it within 30 to 66."""
    lines = make_lines()

    _, truth = spoil_lines(lines, KEY, 0.1)

    assert len(lines) == 480
    assert 30 <= len(truth) <= 66


def test_only_a_part_of_several_is_lost():
    """A line that is a whole message is not called a lost part."""
    lines = make_lines()

    written, truth = spoil_lines(lines, KEY, 1.0, ["lost_part"])

    assert len(written) == 320
    assert all(b",1,1,," in line for line in written)
    assert len(truth) == 160


def test_more_lines_leave_the_earlier_ones_as_they_were():
    """What happens to a line depends on its place, not on how many follow."""
    lines = make_lines()

    short, _ = spoil_lines(lines[:100], KEY, 0.3, UNREADABLE)
    long, _ = spoil_lines(lines, KEY, 0.3, UNREADABLE)

    assert long[:100] == short


def test_messages_read_are_those_not_spoilt():
    """
    Of messages in one sentence pyais reads exactly those without a fault.

    Not so of two: it joins the first part of one to the second part of another if
    the parts between are lost, for their numbers come round again after ten.
    """
    lines = [line for line in make_lines() if b",1,1,," in line]
    written, truth = spoil_lines(lines, KEY, 0.3, UNREADABLE)

    read = messages(written)

    assert len(read) == len(lines) - len(truth)
