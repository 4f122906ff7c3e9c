import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import (
    HARBOUR,
    TERMINALS,
    WEEK,
    hand_made_day,
    make_track,
    minutes,
    square,
)

AT_QUAY = [(0, 0.06, 0.005), (30, 0.02, 0.005), (60, 0.005, 0.005)]


@pytest.fixture(scope="module")
def week() -> pd.DataFrame:
    return ais.clean_positions(ais.read_positions(WEEK))


def test_a_ship_that_lies_at_a_berth_calls():
    """Entered at half past six, at rest from half past seven: both are kept."""
    call = ais.port_calls(ais.clean_positions(hand_made_day()), HARBOUR)

    assert call["mmsi"].tolist() == ["232999001"]
    assert call["berth"].tolist() == ["quay"]
    assert minutes(call["entered_utc"]) == [30]
    assert minutes(call["arrived_utc"]) == [90]
    assert minutes(call["departed_utc"]) == [150]
    assert minutes(call["left_utc"]) == [180]
    assert call["berth_hours"].tolist() == [1]


def test_passing_and_waiting_ships_visit_and_do_not_call():
    """A transit crosses even the berth's outline, and is no call."""
    visits = ais.port_visits(ais.clean_positions(hand_made_day()), HARBOUR)

    assert visits["mmsi"].tolist() == ["232999001", "232999002", "232999003"]
    assert visits["n_stays"].tolist() == [1, 0, 0]


def test_a_stray_position_at_the_quay_makes_no_visit():
    """Cleaning takes the jump before anybody counts it."""
    visits = ais.port_visits(ais.clean_positions(hand_made_day()), HARBOUR)

    assert "232999004" not in visits["mmsi"].tolist()


def test_a_short_move_along_the_quay_is_one_stay():
    """Shifted for ten minutes, and back."""
    track = make_track(
        *AT_QUAY,
        (90, 0.005, 0.005),
        (95, 0.015, 0.005),
        (100, 0.005, 0.005),
        (110, 0.005, 0.005),
        (140, 0.005, 0.005),
    )

    assert ais.port_calls(track, HARBOUR)["n_stays"].tolist() == [1]


def test_two_stays_in_one_visit_are_one_call():
    """From the quay to the roads and back again, without leaving the harbour."""
    track = make_track(
        *AT_QUAY,
        (90, 0.005, 0.005),
        (150, 0.005, 0.005),
        (180, 0.035, 0.035),
        (240, 0.035, 0.035),
        (300, 0.035, 0.035),
        (330, 0.005, 0.005),
        (360, 0.005, 0.005),
        (420, 0.005, 0.005),
    )

    calls = ais.port_calls(track, HARBOUR)

    assert calls["n_stays"].tolist() == [2]
    assert calls["berth_hours"].tolist() == [2]
    assert minutes(calls["arrived_utc"]) == [90]
    assert minutes(calls["departed_utc"]) == [420]


def test_a_silence_at_the_quay_is_part_of_the_stay():
    """After ten hours a position has no speed: that alone does not end a stay."""
    track = make_track(
        *AT_QUAY, (90, 0.005, 0.005), (690, 0.005, 0.005), (720, 0.005, 0.005)
    )

    calls = ais.port_calls(track, HARBOUR)

    assert calls["berth_hours"].tolist() == [10.5]


def test_a_track_may_end_at_the_quay():
    """The last position known is the departure, so far."""
    track = make_track(*AT_QUAY, (90, 0.005, 0.005), (150, 0.005, 0.005))

    assert minutes(ais.port_calls(track, HARBOUR)["departed_utc"]) == [150]


def test_a_speed_in_the_file_is_believed():
    """What the ship's own log says comes before what can be worked out."""
    track = make_track(*AT_QUAY, (90, 0.005, 0.005), (150, 0.005, 0.005))

    calls = ais.port_calls(track.assign(speed_knots=5.0), HARBOUR)

    assert calls.empty


def test_a_berth_outside_every_port_makes_no_call():
    """A call is a visit to a port that holds a stay."""
    track = make_track(*AT_QUAY, (90, 0.005, 0.005), (150, 0.005, 0.005))
    elsewhere = {"fence": "elsewhere", "kind": "port", "ring": square(5, 5, 1)}
    berths = HARBOUR[HARBOUR["kind"] == "berth"]

    fences = pd.concat([berths, ais.make_fences([elsewhere])])

    assert ais.port_calls(track, fences).empty


@pytest.mark.parametrize(
    ("kept", "says"),
    [
        (["berth"], "no fence of kind port. Found berth"),
        (["port", "anchorage"], "no fence of kind berth. Found anchorage, port"),
        ([], "no fence of kind port. Found none at all"),
    ],
)
def test_calls_without_a_port_or_a_berth_are_refused(kept, says):
    """No table of calls is better than one that had to be empty."""
    track = make_track(*AT_QUAY)

    with pytest.raises(ValueError, match=says):
        ais.port_calls(track, HARBOUR[HARBOUR["kind"].isin(kept)])


def test_no_positions_give_no_calls_and_no_fences_no_visits():
    """Empty in, empty out, with every column in its place."""
    track = make_track(*AT_QUAY)
    columns = list(ais.port_visits(track, HARBOUR))

    calls = ais.port_calls(track.head(0), HARBOUR)
    visits = ais.port_visits(track, HARBOUR.head(0))

    assert calls.empty
    assert visits.empty
    assert list(calls) == list(visits) == columns


def test_anchored_and_berthed_are_told_apart_by_place():
    """The same rest is a stay in the roads or at the quay."""
    placed = ais.mark_stopped(ais.add_speed(ais.locate(hand_made_day(), HARBOUR)))

    assert ais.stays(placed, "anchorage")["mmsi"].tolist() == ["232999003"]
    assert ais.stays(placed, "berth")["mmsi"].tolist() == ["232999001"]


def test_the_real_week_holds_thirteen_calls_in_a_hundred_and_five_visits(week):
    """The lesson's own figures; each call can be followed on its map."""
    visits = ais.port_visits(week, ais.read_fences(TERMINALS))

    assert len(visits) == 105
    assert visits["mmsi"].nunique() == 34
    assert (visits["n_stays"] > 0).sum() == 13


def test_on_the_real_week_every_stay_lies_within_its_visit(week):
    """No ship arrives before it enters, or leaves before it departs."""
    calls = ais.port_calls(week, ais.read_fences(TERMINALS))

    assert (calls["entered_utc"] <= calls["arrived_utc"]).all()
    assert (calls["departed_utc"] <= calls["left_utc"]).all()
    assert (calls["berth_hours"] >= 0.5).all()


def test_a_longer_stay_never_finds_more_calls(week):
    """Asking for more rest can only lose calls."""
    fences = ais.read_fences(TERMINALS)
    counts = [
        len(ais.port_calls(week, fences, stay_minutes=m)) for m in (10, 30, 60, 120)
    ]

    assert counts == sorted(counts, reverse=True)


def test_ships_that_share_a_number_are_kept_apart():
    """One lies at the quay; the other, under the same MMSI, is far out all day."""
    caller = make_track(*AT_QUAY, (90, 0.005, 0.005), (150, 0.005, 0.005))
    other = make_track(*((m, 0.9, 0.9) for m in range(5, 150, 10)))
    both = pd.concat([caller.assign(hull=1), other.assign(hull=2)])

    calls = ais.port_calls(both, HARBOUR)
    visits = ais.sessions(ais.locate(both, HARBOUR), "port")

    assert calls[["mmsi", "hull"]].values.tolist() == [["232999001", 1]]
    assert minutes(calls["departed_utc"]) == [150]
    assert visits["n_positions"].tolist() == [4]
