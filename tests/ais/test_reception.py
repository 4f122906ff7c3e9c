import numpy as np
import pandas as pd
import pytest

from soundings.ais.hidden import hidden_hours, late_finds
from soundings.ais.reception import (
    chance_found,
    find_dark,
    hourly_reception,
    week_of,
    weekly_reception,
)

MONDAY = pd.Timestamp("2024-04-29", tz="UTC")


def make_coverage(
    n_hours: int, share: float = 0.9, port: str = "harbour"
) -> pd.DataFrame:
    """Return the coverage table of a port where one moored ship always lies."""
    return pd.DataFrame(
        {
            "port": port,
            "hour_utc": pd.date_range(MONDAY, periods=n_hours, freq="h"),
            "n_ships": 1,
            "n_received": round(20 * share),
            "n_expected": 20.0,
        }
    )


def make_visits(*hours: tuple[float, float]) -> pd.DataFrame:
    """Return visits from (begin, end) in hours after Monday."""
    return pd.DataFrame(
        {
            "mmsi": [f"{n:09d}" for n in range(len(hours))],
            "port": "harbour",
            "entered_utc": [MONDAY + pd.Timedelta(hours=a) for a, _ in hours],
            "left_utc": [MONDAY + pd.Timedelta(hours=b) for _, b in hours],
        }
    )


def test_days_without_a_file_are_dark():
    """The span says that data should be there; none is."""
    end = MONDAY + pd.Timedelta(days=14)

    hourly = hourly_reception(make_coverage(168), MONDAY, end)

    assert hourly["is_dark"].tolist() == [False] * 168 + [True] * 168


def test_a_quiet_port_is_not_deaf():
    """One ship every second day, for six hours: two silent days are nothing odd."""
    hours = [h for day in range(0, 28, 2) for h in range(day * 24, day * 24 + 6)]
    coverage = make_coverage(28 * 24).iloc[hours]

    hourly = hourly_reception(coverage, MONDAY, MONDAY + pd.Timedelta(days=28))

    assert not hourly["is_dark"].any()


def test_a_busy_port_that_falls_silent_is_deaf():
    """Always a ship, then three hours of nothing."""
    is_silent = np.zeros(500, dtype=bool)
    is_silent[200:203] = True

    assert find_dark(is_silent, 2, 10.0).sum() == 3


def test_ships_that_are_there_and_not_heard_make_an_hour_dark():
    """Fifty reports due, none received, though the ship is heard before and after."""
    coverage = make_coverage(48)
    coverage.loc[10:14, ["n_ships", "n_received"]] = 0

    hourly = hourly_reception(coverage)

    assert hourly.loc[hourly["is_dark"], "hour_utc"].tolist() == (
        coverage.loc[10:14, "hour_utc"].tolist()
    )


def test_weekly_coverage_counts_dark_hours_as_nothing_received():
    """Half a week heard at nine in ten: coverage 45 %, not 90 %."""
    hourly = hourly_reception(make_coverage(84), MONDAY, MONDAY + pd.Timedelta(days=7))

    week = weekly_reception(hourly, {"harbour": np.array([2.0])}).iloc[0]

    assert week["hours_dark"] == 84
    assert week["coverage"] == pytest.approx(0.45)
    assert week["chance_found"] == pytest.approx(0.5, abs=0.01)


def test_weak_reception_hides_no_ship_that_stays():
    """One report in ten: of 120 sent in six hours some come through."""
    chance = chance_found(np.full(50, 0.1), np.array([6.0]))

    assert chance[:40].min() > 0.999


def test_a_ship_heard_only_next_week_is_not_found_this_week():
    """Dark from Saturday: who comes on Saturday is found on Monday, too late."""
    share = np.concatenate([np.full(120, 0.9), np.zeros(48), np.full(168, 0.9)])
    left = np.concatenate([np.arange(168, 0, -1)] * 2).astype(float)

    in_week = chance_found(share, np.array([72.0]), left)
    at_all = chance_found(share, np.array([72.0]))

    assert in_week[130] == 0
    assert at_all[130] == pytest.approx(1.0)


def test_weeks_begin_on_monday_in_utc():
    """A second before midnight is still last week, whatever the clock in London."""
    times = pd.Series([MONDAY - pd.Timedelta("1s"), MONDAY])

    assert week_of(times).tolist() == [MONDAY - pd.Timedelta(days=7), MONDAY]


def test_hidden_hours_are_what_usually_lies_there():
    """One ship always there; a dark day hides 24 ship-hours."""
    coverage = make_coverage(28 * 24).drop(index=range(240, 264))
    hourly = hourly_reception(coverage, MONDAY, MONDAY + pd.Timedelta(days=28))
    visits = make_visits((0, 240), (264, 672))

    found = hidden_hours(visits, hourly, "entered_utc", "left_utc")

    assert found["hours_hidden"].round().tolist() == [0, 24, 0, 0]


def test_a_ship_seen_before_and_after_hides_nothing():
    """Its visit spans the dark hours: they are counted already."""
    coverage = make_coverage(28 * 24).drop(index=range(240, 248))
    hourly = hourly_reception(coverage, MONDAY, MONDAY + pd.Timedelta(days=28))

    found = hidden_hours(make_visits((0, 672)), hourly, "entered_utc", "left_utc")

    assert found["hours_hidden"].max() < 0.1


def test_ships_there_when_the_receiver_comes_back_may_be_old():
    """Dark all Sunday; on Monday at 00:00 a ship is there: it came before Monday."""
    coverage = make_coverage(14 * 24).drop(index=range(144, 168))
    hourly = hourly_reception(coverage, MONDAY, MONDAY + pd.Timedelta(days=14))
    visits = make_visits((10, 20), (30, 40), (168.2, 178))

    found = late_finds(visits, hourly, "entered_utc", "left_utc")

    assert found[["n_late", "old_share"]].to_numpy().tolist() == [[1, 1.0]]


def test_an_empty_coverage_table_is_refused():
    """There is not even a port to say something of."""
    with pytest.raises(ValueError, match="Check that fences and positions"):
        hourly_reception(make_coverage(0))
