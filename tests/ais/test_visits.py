import itertools

import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.runs import as_runs
from soundings.ais.visits import (
    RULES,
    CallSettings,
    find_calls,
    find_calls_in_runs,
    service_craft,
)
from tests.ais.tracks import HARBOUR, TERMINALS, WEEK, make_track, minutes, square

OFFSHORE = ais.make_fences(
    [
        {"fence": "harbour", "kind": "port", "ring": square(0, 0, 0.04)},
        {"fence": "quay", "kind": "berth", "ring": square(0, 0, 0.01)},
        {"fence": "pier", "kind": "berth", "ring": square(0.01, 0, 0.01)},
        {"fence": "roads", "kind": "anchorage", "ring": square(0.1, 0, 0.02)},
        {"fence": "next", "kind": "port", "ring": square(0.3, 0, 0.04)},
    ]
)
PLACES = {"sea": 0.06, "channel": 0.03, "quay": 0.005, "pier": 0.015, "roads": 0.11}
PLACES |= {"next": 0.32}


def sail(*legs: tuple[str, float, float, float], mmsi: str = "232999001"):
    """Return positions every ten minutes from (place, from, to minute, knots)."""
    points, speeds = [], []
    for place, first, last, knots in legs:
        times = np.arange(first, last + 1, 10)
        points += [(float(t), PLACES[place], 0.005) for t in times]
        speeds += [knots] * len(times)
    return make_track(*points, mmsi=mmsi).assign(speed_knots=speeds)


CALL = (
    ("sea", 0, 30, 9.0),
    ("channel", 40, 60, 6.0),
    ("quay", 70, 370, 0.1),
    ("channel", 380, 400, 6.0),
    ("sea", 410, 500, 9.0),
)


def test_a_call_is_seen_from_entry_to_exit():
    """In at forty minutes, moored from seventy to three hundred and seventy, out."""
    call = find_calls(sail(*CALL), OFFSHORE).calls

    assert minutes(call["entered_utc"]) == [40]
    assert minutes(call["arrived_utc"]) == [70]
    assert minutes(call["departed_utc"]) == [370]
    assert minutes(call["left_utc"]) == [400]
    assert call["berth_hours"].tolist() == [5]
    assert call["other_hours"].tolist() == [1]
    assert call["confidence"].tolist() == [4]
    assert not call["is_open_start"].any()
    assert not call["is_open_end"].any()


def test_waiting_outside_the_port_belongs_to_the_call():
    """Four hours in the roads, then in: they count as waiting, and not as other time."""
    track = sail(
        ("sea", -400, -380, 9.0),
        ("roads", -370, -130, 0.1),
        ("sea", -120, -10, 9.0),
        *CALL,
    )

    call = find_calls(track, OFFSHORE).calls

    assert call["anchor_hours"].tolist() == [4]
    assert call["waiting_hours"].tolist() == [4]
    assert call["n_shifts"].tolist() == [0]


def test_out_to_anchor_and_back_is_one_call_with_two_shifts():
    """The ship makes room at the quay for half a day, and comes back to it."""
    track = sail(
        *CALL,
        ("roads", 510, 1200, 0.1),
        ("sea", 1210, 1230, 9.0),
        ("channel", 1240, 1260, 6.0),
        ("quay", 1270, 1500, 0.1),
        ("sea", 1510, 1600, 9.0),
    )

    found = find_calls(track, OFFSHORE)

    assert len(found.calls) == 1
    assert found.calls["n_stays"].tolist() == [2]
    assert found.shifts["from_place"].tolist() == ["quay", "roads"]
    assert found.shifts["to_place"].tolist() == ["roads", "quay"]
    assert found.calls["waiting_hours"].tolist() == [0]
    assert found.calls["anchor_hours"].tolist() == [11.5]


def test_a_shift_between_berths_is_one_call():
    """From quay to pier through the channel."""
    track = sail(
        ("sea", 0, 10, 9.0),
        ("quay", 20, 120, 0.1),
        ("channel", 130, 170, 3.0),
        ("pier", 180, 300, 0.1),
        ("sea", 310, 400, 9.0),
    )

    found = find_calls(track, OFFSHORE)

    assert found.calls["n_shifts"].tolist() == [1]
    assert minutes(found.shifts["left_utc"]) == [120]
    assert minutes(found.shifts["reached_utc"]) == [180]


def test_every_visit_is_a_call_or_says_why_not():
    """A passing ship, a base station, a tug and a caller."""
    passing = sail(("sea", 0, 30, 9.0), ("channel", 40, 60, 9.0), mmsi="232999002")
    tracks = [passing, sail(*CALL), sail(*CALL, mmsi="002329999")]
    tracks += [sail(*CALL, mmsi="232999003")]

    found = find_calls(pd.concat(tracks), OFFSHORE, service_mmsi={"232999003"})

    assert dict(
        zip(found.visits["mmsi"], found.visits["why_no_call"], strict=True)
    ) == {
        "002329999": "not a ship's number",
        "232999001": "",
        "232999002": "no stay at a berth",
        "232999003": "a service craft",
    }
    assert found.calls["mmsi"].tolist() == ["232999001"]


def test_what_the_data_cut_is_marked_open():
    """In port when the data begin and when they end: nobody saw it come or go."""
    found = find_calls(sail(("quay", 0, 300, 0.1)), OFFSHORE).calls

    assert found["is_open_start"].tolist() == [True]
    assert found["is_open_end"].tolist() == [True]
    assert found["confidence"].tolist() == [2]


def test_minutes_in_another_port_are_false_positions():
    """Two strays in the next port amid a call do not make two calls of it."""
    track = sail(
        ("sea", 0, 30, 9.0),
        ("quay", 40, 200, 0.1),
        ("next", 203, 204, 0.1),
        ("quay", 210, 400, 0.1),
        ("sea", 410, 500, 9.0),
    )

    assert len(find_calls(track, OFFSHORE).calls) == 1


def test_the_rule_decides_how_many_calls_a_ferry_makes():
    """Away for two hours: two calls by the hour, one if a day outside is asked for."""
    back = [(place, a + 620, b + 620, v) for place, a, b, v in CALL]
    track = sail(*CALL, *back)

    assert len(find_calls(track, OFFSHORE).calls) == 2
    assert len(find_calls(track, OFFSHORE, RULES["outside_24_hours"]).calls) == 1


def test_a_silence_of_five_hours_ends_a_visit_by_the_four_hour_rule_alone():
    """Silent in the channel, neither at rest nor gone."""
    track = sail(("sea", 0, 30, 9.0), ("channel", 40, 60, 3.0), ("quay", 360, 500, 0.1))

    assert len(find_calls(track, OFFSHORE).visits) == 1
    assert len(find_calls(track, OFFSHORE, RULES["gap_4_hours"]).visits) == 2


def test_two_hulls_of_one_mmsi_make_two_calls():
    """One calls while the other is out at sea."""
    other = sail(("sea", 5, 495, 9.0))

    both = pd.concat([sail(*CALL).assign(hull=1), other.assign(hull=2)])
    found = find_calls(both, OFFSHORE)

    assert found.calls[["mmsi", "hull"]].values.tolist() == [["232999001", 1]]
    assert minutes(found.calls["left_utc"]) == [400]


def test_runs_give_what_positions_give():
    """Wherever the positions are cut, into days or anything else."""
    track = sail(*CALL, ("roads", 510, 1200, 0.1), ("next", 1300, 1500, 0.2))
    cuts = (0, 1, 5, 8, 9, 30, 41, 60, len(track))
    parts = [track.iloc[a:b] for a, b in itertools.pairwise(cuts)]
    alone = pd.concat([as_runs(part, OFFSHORE) for part in parts])

    whole, pieces = find_calls(track, OFFSHORE), find_calls_in_runs(alone)

    for name in ("visits", "stays", "shifts", "calls"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(pieces, name))


def test_on_the_real_week_it_agrees_with_the_simple_form():
    """Each call of the lesson is within one of these, at the same berth."""
    fences = ais.read_fences(TERMINALS)
    week = ais.clean_positions(ais.read_positions(WEEK))
    simple = ais.port_calls(week, fences)

    found = find_calls(week, fences).calls

    pairs = simple.merge(found, on=["mmsi", "port"], suffixes=("", "_full"))
    since, until = pairs["arrived_utc_full"], pairs["departed_utc_full"]
    same = pairs[pairs["arrived_utc"].between(since, until)]
    assert (same["berth"] == same["berth_full"]).all()
    assert len(same) == len(simple) == 13
    assert len(found) >= len(simple)


def test_no_positions_give_no_calls():
    """Empty in, empty out, with every column."""
    some, none = (
        find_calls(sail(*CALL), OFFSHORE),
        find_calls(sail(*CALL).head(0), OFFSHORE),
    )

    for name in ("visits", "stays", "shifts", "calls"):
        assert getattr(none, name).empty
        assert list(getattr(none, name)) == list(getattr(some, name))


def test_calls_without_a_berth_are_refused():
    """No table of calls is better than one that had to be empty."""
    with pytest.raises(ValueError, match="no fence of kind berth"):
        find_calls(sail(*CALL), HARBOUR[HARBOUR["kind"] == "port"])


def test_a_negative_threshold_is_refused():
    """The message names it."""
    with pytest.raises(ValueError, match="stay_minutes is -1"):
        CallSettings(stay_minutes=-1)


def test_service_craft_are_those_that_only_ever_said_so():
    """One that was also a cargo ship, or never said, is none."""
    statics = pd.DataFrame(
        {"mmsi": ["1", "2", "2", "3", "4"], "ship_type": [31, 52, 70, 0, np.nan]}
    )

    assert service_craft(statics) == {"1"}
