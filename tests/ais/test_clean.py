import numpy as np
import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import make_track


def test_drop_impossible_jumps_keeps_the_track_after_a_stray_report():
    """One report in the wrong sea does not take its neighbours with it."""
    track = make_track((0, 4.1, 51.9), (10, 104.1, 1.2), (20, 4.2, 51.9))

    kept = ais.drop_impossible_jumps(track)

    assert kept["lon"].tolist() == [4.1, 4.2]


def test_a_stray_at_the_start_does_not_condemn_the_track():
    """The first position has no way in, so it stays, and so do the others."""
    track = make_track((0, 104.1, 1.2), (10, 4.1, 51.9), (20, 4.2, 51.9))

    assert len(ais.drop_impossible_jumps(track)) == 3


def test_a_jump_over_midnight_is_left_alone():
    """Neighbours of another day do not count, so days can be cleaned one by one."""
    midnight = 18 * 60
    track = make_track(
        (midnight - 10, 4.1, 51.9),
        (midnight - 1, 104.1, 1.2),
        (midnight + 9, 4.2, 51.9),
    )

    assert len(ais.drop_impossible_jumps(track)) == 3


def test_two_ships_are_not_one_ship_that_jumps():
    """Speed is worked out within one vessel."""
    both = pd.concat(
        [
            make_track((0, 4.1, 51.9), (10, 4.1, 51.9)),
            make_track((5, 104.1, 1.2), mmsi="232999002"),
        ]
    )

    assert len(ais.drop_impossible_jumps(both)) == 3


def test_out_of_range_and_missing_positions_go():
    """181 and 91 mean unknown; so does an empty cell."""
    track = make_track((0, 181, 91), (1, np.nan, 51.9), (2, 4.1, 51.9))

    assert ais.clean_positions(track)["lon"].tolist() == [4.1]


def test_the_same_second_keeps_one_position_whatever_the_order():
    """Which of two is kept depends on the values, not on the file."""
    track = make_track((0, 4.2, 51.9), (0, 4.1, 51.9))

    forwards, backwards = ais.drop_repeats(track), ais.drop_repeats(track.iloc[::-1])

    assert forwards["lon"].tolist() == backwards["lon"].tolist() == [4.1]


def test_cleaning_no_positions_gives_no_positions():
    """An empty table is no error."""
    assert ais.clean_positions(make_track((0, 4.1, 51.9)).head(0)).empty


def test_speed_is_unknown_after_a_long_silence():
    """Four hours and a minute say nothing about speed; four hours just do."""
    track = make_track((0, 0, 0), (240, 0, 0.4), (481, 0, 0.4))

    assert ais.add_speed(track)["speed_knots"].round(0).tolist()[1] == 6
    assert ais.add_speed(track)["speed_knots"].isna().tolist() == [True, False, True]


def test_a_ship_that_swings_at_anchor_does_not_start_and_stop():
    """Between the two speeds a ship stays as it was."""
    track = make_track(*[(i, 0, 0) for i in range(5)])
    track["speed_knots"] = [0.2, 0.9, 0.4, 1.1, 0.6]

    marked = ais.mark_stopped(track)

    assert marked["is_stopped"].tolist() == [True, True, True, False, False]


def test_unknown_speed_is_an_unknown_state_until_a_speed_decides():
    """0.8 knots after an unknown speed says neither."""
    track = make_track(*[(i, 0, 0) for i in range(4)])
    track["speed_knots"] = [0.2, np.nan, 0.8, 0.5]

    assert ais.mark_stopped(track)["is_stopped"].isna().tolist() == [0, 1, 1, 0]


def test_stop_speed_must_be_below_go_speed():
    """Otherwise a ship could be both."""
    track = make_track((0, 0, 0)).assign(speed_knots=0.0)

    with pytest.raises(ValueError, match="Choose a lower speed to stop"):
        ais.mark_stopped(track, stop_knots=1, go_knots=1)


def test_sentinels_become_missing_and_fast_ships_stay():
    """102.3 is a code; 102.2 is a speed, or more."""
    table = pd.DataFrame({"speed_knots": [102.2, 102.3], "heading_degrees": [511, 359]})

    blanked = ais.blank_sentinels(table)

    assert blanked["speed_knots"].isna().tolist() == [False, True]
    assert blanked["heading_degrees"].isna().tolist() == [True, False]
