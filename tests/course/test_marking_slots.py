"""A slot that dies takes nothing with it: another one takes its place."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest

from soundings.course.marking.slots import Slot, Slots

pytestmark = pytest.mark.xdist_group("marking")

NO_JOB: dict[str, Any] = {}
"""What a slot cannot do, and answers with an error of its own."""


def test_a_slot_answers_what_it_cannot_do():
    """An error is an answer: the process is there for the next job."""
    slot = Slot(60)

    first, second = slot.ask(NO_JOB), slot.ask(NO_JOB)
    slot.close()

    assert "KeyError" in first["error"]
    assert "KeyError" in second["error"]


def test_a_dead_slot_is_replaced():
    """The next job is done by another process."""
    slot = Slot(60)
    slot.ask(NO_JOB)
    assert slot.process
    first = slot.process.pid
    os.kill(first, signal.SIGKILL)
    slot.process.wait()

    answer = slot.ask(NO_JOB)
    assert slot.process.pid != first
    slot.close()

    assert "KeyError" in answer["error"]


def test_a_slot_that_does_not_answer_is_ended():
    """Nobody waits for ever, and the caller is told."""
    slot = Slot(0.001)

    with pytest.raises(EOFError):
        slot.ask(NO_JOB)

    assert slot.process is None


def test_an_item_that_ends_its_slots_is_given_up():
    """After two tries, in words, and the next one has its turn."""
    slots: Slots[str] = Slots(1, 0.001)

    answers = list(slots.run(["ash", "beech"], lambda item: NO_JOB))

    assert [(answer.item, answer.why_not) for answer in answers] == [
        ("ash", "2 processes ended over it"),
        ("beech", "2 processes ended over it"),
    ]


def test_what_cannot_be_asked_is_raised_where_it_is_waited_for():
    """An error of ours does not leave the marking waiting for an answer."""
    slots: Slots[str] = Slots(2, 60)

    with pytest.raises(KeyError):
        list(slots.run(["ash", "beech"], lambda item: {item: NO_JOB["nothing"]}))


def test_a_slot_ends_when_nobody_listens():
    """Closing its input is enough, and it ends by itself."""
    slot = Slot(60)
    slot.ask(NO_JOB)
    process = slot.process
    assert process

    slot.close()

    assert process.returncode == 0
