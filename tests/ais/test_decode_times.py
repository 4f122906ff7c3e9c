"""When a message was sent, by the station's clock and the ship's; and its copies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from soundings.ais.decoding import decode, drop_copies
from soundings.simulator.nmea import Station
from tests.simulator.radio import START_S, make_reports, make_statics, write_lines

HEARD = [Station("NORTH"), Station("SOUTH", time_form="tag milliseconds")]
SILENT = [Station("NORTH", time_form="none")]


def seconds_after_start(times):
    """Return times as seconds after the start."""
    return (
        (times - pd.Timestamp(START_S, unit="s", tz="UTC")).dt.total_seconds()
    ).tolist()


def heard(*reports, stations=HEARD):
    """Return lines of reports given as (seconds after the start heard, UTC second, …)."""
    rows = [
        {
            "received_ms": round((START_S + at) * 1000),
            "second": second,
            "row": k,
            **more,
        }
        for k, (at, second, more) in enumerate(reports)
    ]
    return write_lines(make_reports(*rows), stations=stations, order_by="row")[0]


def test_the_second_of_the_message_puts_the_receive_time_right():
    """Heard late by 0 to 3 seconds, over the minute too, it was sent at its second."""
    lines = heard((8, 8, {}), (10, 8, {}), (61, 59, {}), (58, 1, {}), (120, 60, {}))

    found = decode(lines).positions

    assert seconds_after_start(found["time_utc"]) == [8, 8, 59, 61, 120]
    assert seconds_after_start(found["received_utc"]) == [8, 10, 61, 58, 120]
    kept = decode(lines, max_shift_seconds=2).positions
    assert seconds_after_start(kept["time_utc"]) == [8, 8, 59, 58, 120]
    kept = decode(lines, max_shift_seconds=0).positions
    assert seconds_after_start(kept["time_utc"]) == [8, 10, 61, 58, 120]


def test_without_a_receive_time_there_is_no_time_and_a_reason():
    """A made-up date would be worse."""
    found = decode(heard((8, 8, {}), stations=SILENT)).positions.iloc[0]

    assert pd.isna(found["time_utc"])
    assert pd.isna(found["time_source"])
    assert found["time_reason"] == "not_sent"


def test_a_start_time_goes_on_by_the_seconds_of_the_messages():
    """Over the minute; a copy does not set the clock back, nor one odd second forward."""
    lines = heard(
        *((0, second, {}) for second in (50, 55, 53, 3, 25, 4, 60, 13)), stations=SILENT
    )

    found = decode(lines, start_time="2021-06-07T23:59:48Z").positions

    assert seconds_after_start(found["received_utc"]) == [-10, -5, -5, 3, 3, 4, 4, 13]
    assert seconds_after_start(found["time_utc"])[2] == -7
    assert set(found["time_source"]) == {"start_time"}


def test_a_base_station_sets_the_clock_of_a_feed_without_one():
    """What came before the first of its reports has no time."""
    base = {"message_type": 4, "mmsi": 2_320_001, "time_s": START_S + 40}
    lines = heard((0, 38, {}), (0, 40, base), (0, 44, {}), stations=SILENT)

    found = decode(lines)

    assert found.positions["time_utc"].isna().tolist() == [True, False]
    assert seconds_after_start(found.positions["time_utc"])[1] == 44
    assert found.positions["time_source"].tolist()[1] == "base_station"
    assert seconds_after_start(found.others["time_utc"]) == [40]


@pytest.mark.parametrize("seed", range(3))
def test_a_clock_of_seconds_keeps_up_with_a_busy_feed(seed):
    """An hour, one message in a hundred with a wrong second: no minute is lost."""
    chance = np.random.default_rng(seed)
    at = np.sort(chance.uniform(0, 3600, 3000))
    second = at.astype(int) % 60
    is_wrong = chance.random(len(at)) < 0.01
    second[is_wrong] = chance.integers(0, 60, is_wrong.sum())
    lines = heard(*((0, int(s), {}) for s in second), stations=SILENT)

    found = decode(lines, start_time=pd.Timestamp(START_S, unit="s")).positions

    error = np.abs(np.array(seconds_after_start(found["received_utc"])) - at)
    assert np.quantile(error, 0.99) < 15


def test_copies_of_one_message_become_one_row_with_all_stations():
    """The earliest stays; the same words ten seconds later are another message."""
    lines = heard(
        (2, 0, {"station": 0}),
        (1, 0, {"station": 1}),
        (11, 0, {}),
        (1, 0, {"mmsi": 232_999_002}),
    )

    kept = drop_copies(decode(lines).positions)

    assert kept["line"].tolist() == [2, 3, 4]
    assert kept["stations"].tolist() == ["NORTH SOUTH", "NORTH", "NORTH"]
    assert kept["n_copies"].tolist() == [2, 1, 1]


def test_copies_of_static_reports_go_too_and_other_voyages_stay():
    """What differs in one word is no copy."""
    rows = [
        {"received_ms": (START_S + k) * 1000, "destination": where, "station": k % 2}
        for k, where in enumerate(["GB FXT", "GB FXT", "NL RTM"])
    ]
    lines, _ = write_lines(statics=make_statics(*rows), stations=HEARD)

    kept = drop_copies(decode(lines).statics)

    assert kept["destination"].tolist() == ["GB FXT", "NL RTM"]
    assert kept["stations"].tolist() == ["NORTH SOUTH", "NORTH"]


def test_rows_without_a_time_are_never_called_copies():
    """Nothing says that they came together."""
    lines = heard((8, 8, {}), (8, 8, {}), stations=SILENT)

    assert len(drop_copies(decode(lines).positions)) == 2
    assert drop_copies(decode([]).positions).empty
    with pytest.raises(ValueError, match="window_seconds is -1"):
        drop_copies(decode([]).positions, window_seconds=-1)
