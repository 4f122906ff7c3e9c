"""Columns of bytes: what Python's own formatting writes, and what is refused."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from soundings.simulator.digits import clock, constant, decimal, join, whole
from tests.simulator.radio import random_codes


def lines(column) -> list[str]:
    return join([column, constant("\n")]).decode().splitlines()


@pytest.mark.parametrize("keep_zeros", [False, True])
def test_whole_numbers_are_written_as_python_writes_them(keep_zeros):
    """From one digit to nineteen, with leading zeros or without."""
    for width in (1, 3, 9, 10, 18):
        numbers = random_codes(f"width {width}", 0, 10**width - 1, 200)

        written = lines(whole(numbers, width, keep_zeros))

        form = f"0{width}" if keep_zeros else ""
        assert written == [format(int(number), form) for number in numbers]


def test_decimals_keep_their_sign_below_one():
    """-5 tenths is -0.5, and zero has no sign."""
    scaled = [0, -5, 5, -496, 1023, -1_800_000]

    written = lines(decimal(scaled, 1, 6))

    assert written == [f"{number / 10:.1f}" for number in scaled]


@pytest.mark.parametrize("number", [-1, 1000])
def test_a_number_too_wide_is_refused(number):
    """Three digits hold neither a sign nor a thousand."""
    with pytest.raises(ValueError, match=f"whole: {number} does not fit 3 digits"):
        whole([7, number], 3)


def test_clocks_are_written_as_the_calendar_says():
    """Leap days, ends of years and times before 1970 included."""
    times = ["1969-12-31T23:59:59", "2020-02-29T00:00:00", "2020-12-31T23:59:59"]
    seconds = np.array(times, dtype="datetime64[s]").astype(np.int64)

    written = lines(clock(seconds, "%d/%m/%Y", " "))

    form = "%d/%m/%Y %H:%M:%S"
    assert written == [dt.datetime.fromisoformat(t).strftime(form) for t in times]
