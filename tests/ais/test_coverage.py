import numpy as np
import pandas as pd
import pytest

from soundings.ais.coverage import expected_reports, tally, tally_coverage
from tests.ais.tracks import START


def make_reports(*minutes: float, mmsi: str = "232999001", **columns) -> pd.DataFrame:
    """Return reports of a moored ship, so many minutes after six."""
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "time_utc": [START + pd.Timedelta(minutes=m) for m in minutes],
            "lon": 1.3,
            "lat": 51.9,
            "speed_knots": 0.0,
            "status": 5,
            "port": "harbour",
        }
    ).assign(**columns)


@pytest.mark.parametrize(
    ("speed", "status", "is_class_b", "is_turning", "interval_s"),
    [
        (0, 1, False, False, 180),
        (0, 5, False, False, 180),
        (3.1, 5, False, False, 10),
        (0, 0, False, False, 10),
        (14, 0, False, False, 10),
        (14, 0, False, True, 10 / 3),
        (20, 0, False, False, 6),
        (20, 0, False, True, 2),
        (24, 0, False, False, 2),
        (2, 15, True, False, 180),
        (12, 15, True, True, 30),
    ],
)
def test_expected_reports_follow_the_table(
    speed, status, is_class_b, is_turning, interval_s
):
    """Each line of the reporting table, by the interval it prescribes."""
    found = expected_reports(3600, speed, status, is_class_b, is_turning)

    assert float(found) == pytest.approx(3600 / interval_s)


def test_a_ship_of_unknown_speed_is_expected_nothing_of():
    """A missing speed gives a missing count, not zero."""
    assert np.isnan(expected_reports(60, np.nan, 5))


def test_a_ship_that_is_always_heard_has_full_coverage():
    """Every three minutes, moored: of 20 reports an hour, 20."""
    found = tally_coverage(make_reports(*range(0, 180, 3)))

    share = found["n_received"].sum() / found["n_expected"].sum()
    assert share == pytest.approx(1.0)
    assert found["n_ships"].tolist() == [1, 1, 1]


def test_copies_from_several_stations_are_one_report():
    """The same report a second later does not make coverage better."""
    once = make_reports(*range(0, 60, 3))
    again = once.assign(time_utc=once["time_utc"] + pd.Timedelta("1s"))

    found = tally_coverage(pd.concat([once, again]))

    assert found["n_received"].sum() == 19


def test_a_long_silence_of_a_ship_at_rest_is_expected_reports_unheard():
    """Eight hours at one berth, heard at both ends only: an outage."""
    found = tally_coverage(make_reports(0, 480))

    assert found["n_received"].sum() == 1
    assert found["n_expected"].sum() == pytest.approx(160)


def test_a_long_silence_of_a_ship_that_may_have_sailed_says_nothing():
    """Five hours without a word, then a mile away: nobody knows where it was."""
    found = tally_coverage(make_reports(0, 300, lat=[51.9, 51.917]))

    assert found["n_expected"].sum() == 0


def test_time_outside_the_port_is_not_counted():
    """Neither there nor on the way back in."""
    found = tally_coverage(
        make_reports(0, 3, 6, 9, port=["harbour", None, None, "harbour"])
    )

    assert found["n_expected"].sum() == 0
    assert found["n_ships"].tolist() == [1]


def test_days_can_be_tallied_apart():
    """The whole is the sum of its days but for the report after midnight."""
    reports = make_reports(*range(0, 48 * 60, 3))
    is_first_day = reports["time_utc"] < START + pd.Timedelta(hours=18)

    whole = tally_coverage(reports)
    parts = pd.concat(
        [tally_coverage(reports[is_first_day]), tally_coverage(reports[~is_first_day])]
    )

    assert len(reports) == 960
    assert whole["n_received"].sum() == 959
    assert parts["n_received"].sum() == 958


def test_thinned_archives_are_expected_one_report_a_minute():
    """A ship under way sends six a minute; an archive that keeps one has all of it."""
    reports = make_reports(*range(60), speed_knots=10.0, status=0)

    thinned = tally_coverage(reports, thinned_s=60)
    raw = tally_coverage(reports)

    assert thinned["n_expected"].sum() == pytest.approx(59)
    assert raw["n_expected"].sum() == pytest.approx(6 * 59)


def test_two_hulls_on_one_number_are_two_ships():
    """With a column `hull`, their reports are not mixed into one ship's."""
    reports = make_reports(*range(0, 60, 3))
    both = pd.concat([reports.assign(hull=1), reports.assign(hull=2)])

    assert tally_coverage(both)["n_ships"].tolist() == [2]


def test_no_positions_in_port_is_an_empty_table():
    """Nobody there is no error."""
    found = tally_coverage(make_reports(0, 3, port=[None, None]))

    assert found.empty
    assert found.columns.tolist()[0] == "port"


def test_random_losses_are_measured():
    """Of a ship's reports four in ten get through, and coverage says so."""
    rng = np.random.default_rng(4)
    heard = np.flatnonzero(rng.random(20 * 24 * 5) < 0.4)
    n = len(heard)

    found = tally(
        np.zeros(n, dtype=np.int64),
        heard * 180.0,
        np.zeros(n, dtype=np.int64),
        np.zeros(n),
        np.zeros(n),
        np.zeros(n),
        np.full(n, 5),
    )

    share = found["n_received"].sum() / found["n_expected"].sum()
    assert share == pytest.approx(0.4, abs=0.03)
