import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.repair import drop_copies, repair_course, repair_swapped
from tests.ais.tracks import HOUR, make_track


def test_every_course_survives_the_overflow():
    """All 4,096 codes of twelve bits, read as signed, come back as they were sent."""
    sent = np.arange(4096)
    read = np.where(sent < 2048, sent, sent - 4096) / 10

    repaired = repair_course(pd.DataFrame({"course_degrees": read}))

    course = repaired["course_degrees"].to_numpy()
    assert np.array_equal(course[:3600], sent[:3600] / 10)
    assert np.isnan(course[3600:]).all()
    assert repaired["is_course_repaired"].sum() == 2048


def test_the_overflow_in_a_real_file_is_undone():
    """Fast ships' courses then agree with their headings within a few degrees."""
    hour = repair_course(ais.read_positions(HOUR))

    fast = hour[(hour["speed_knots"] > 5) & (hour["heading_degrees"] < 360)]
    off = (fast["course_degrees"] - fast["heading_degrees"] + 180) % 360 - 180
    assert off[fast["is_course_repaired"]].abs().median() < 3
    assert hour["course_degrees"].dropna().between(0, 359.9).all()


def test_a_scale_of_plus_and_minus_180_is_turned():
    """Without a value beyond 180 there was no overflow."""
    courses = pd.DataFrame({"course_degrees": [-179.9, -10.0, 180.0]})

    assert repair_course(courses)["course_degrees"].tolist() == [180.1, 350.0, 180.0]


def test_good_courses_stay_and_the_code_for_unknown_goes():
    """Nothing below zero: nothing to repair."""
    repaired = repair_course(
        pd.DataFrame({"course_degrees": [0.0, 359.9, 360.0, 409.5]})
    )

    assert repaired["course_degrees"].dropna().tolist() == [0.0, 359.9]
    assert not repaired["is_course_repaired"].any()


def test_courses_of_two_kinds_are_refused():
    """Values that no single fault gives stand side by side."""
    with pytest.raises(ValueError, match="courses from -10 to 300"):
        repair_course(pd.DataFrame({"course_degrees": [-10.0, 300.0]}))


def test_copies_of_one_report_become_one():
    """Three stations within three seconds; the same position a minute later is another."""
    track = make_track(
        (0.05, 1.3, 51.9), (0, 1.3, 51.9), (0.02, 1.3, 51.9), (1, 1.3, 51.9)
    )

    kept = drop_copies(track)

    assert kept["n_copies"].tolist() == [3, 1]
    assert kept.index.tolist() == [1, 3]


def test_reports_that_differ_are_no_copies():
    """Another speed, or another ship, at the same place and time."""
    track = make_track((0, 1.3, 51.9), (0, 1.3, 51.9), (0, 1.3, 51.9))
    track = track.assign(speed_knots=[5.0, 5.1, 5.1], mmsi=["1", "1", "2"])

    assert len(drop_copies(track)) == 3


def test_copies_without_a_speed_are_copies():
    """Missing equals missing."""
    track = make_track((0, 1.3, 51.9), (0, 1.3, 51.9)).assign(speed_knots=np.nan)

    assert drop_copies(track)["n_copies"].tolist() == [2]


def test_a_negative_window_is_refused():
    """The message says what was given."""
    with pytest.raises(ValueError, match="window_seconds is -1"):
        drop_copies(make_track((0, 1.3, 51.9)), window_seconds=-1)


@pytest.mark.parametrize("places", [[2], [0], [4], [1, 3], [2, 3]])
def test_swapped_positions_go_back(places):
    """In the middle, first, last, in a row: all come back to the metre."""
    track = make_track(*((m, 1.3 + m / 1000, 51.9) for m in range(8)))
    swapped = track.copy()
    swapped.loc[places, ["lon", "lat"]] = track.loc[places, ["lat", "lon"]].to_numpy()

    repaired = repair_swapped(swapped)

    assert repaired[["lon", "lat"]].equals(track[["lon", "lat"]])
    assert np.flatnonzero(repaired["is_swap_repaired"]).tolist() == places


def test_a_stray_that_is_not_swapped_stays_as_it_is():
    """Repairing is not the place to drop it."""
    track = make_track((0, 1.3, 51.9), (1, 9.9, 51.9), (2, 1.3, 51.9))

    repaired = repair_swapped(track)

    assert repaired["lon"].tolist() == [1.3, 9.9, 1.3]
    assert not repaired["is_swap_repaired"].any()


def test_a_course_of_minus_49_6_alone_is_no_overflow():
    """On a scale of plus and minus 180 it is a course like any other."""
    table = pd.DataFrame({"course_degrees": [-180.0, -90.0, -49.6, -10.0]})

    repaired = repair_course(table)

    assert repaired["course_degrees"].tolist() == [180.0, 270.0, 310.4, 350.0]
