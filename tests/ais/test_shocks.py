import numpy as np
import pandas as pd
import pytest

from soundings.ais.shocks import find_shocks, smallest_visible

MONDAY = pd.Timestamp("2022-01-03", tz="UTC")


def make_weeks(n: int = 104, usual: float = 60.0, seed: int = 2) -> pd.DataFrame:
    """Return weeks of a port, all of them heard: Poisson visits about the usual."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "port": "harbour",
            "week_utc": pd.date_range(MONDAY, periods=n, freq="7D"),
            "is_whole": True,
            "visits": rng.poisson(usual, n),
            "chance_found": 1.0,
            "coverage": 0.9,
        }
    )


def monday(week: int) -> pd.Timestamp:
    return MONDAY + pd.Timedelta(days=7 * week)


def test_a_strike_is_found_and_dated():
    """One week at two fifths."""
    weeks = make_weeks()
    weeks.loc[60, "visits"] = 24

    found = find_shocks(weeks)

    assert found[["kind", "from_utc", "to_utc"]].to_numpy().tolist() == [
        ["shock", monday(60), monday(61)]
    ]
    assert found.loc[0, "change"] == pytest.approx(-0.6, abs=0.06)


def test_an_outage_is_not_a_shock():
    """The same weeks of zeros, once with a deaf receiver and once with idle ships."""
    weeks = make_weeks()
    weeks.loc[60:61, "visits"] = 0
    deaf = weeks.copy()
    deaf.loc[60:61, ["chance_found", "coverage"]] = 0.0

    assert find_shocks(weeks)["kind"].tolist() == ["shock"]
    assert find_shocks(deaf)["kind"].tolist() == ["outage"]


def test_a_fall_that_goes_with_fewer_reports_per_ship_is_the_receivers():
    """The lesson's port: arrivals fell by 40 %, and so did messages per ship."""
    weeks = make_weeks()
    weeks.loc[60:63, "visits"] = [34, 38, 36, 35]
    weeks.loc[60:63, "coverage"] = 0.55

    found = find_shocks(weeks)

    assert found["kind"].tolist() == ["reception"]
    assert "cannot be told apart" in found.loc[0, "note"]


def test_better_coverage_does_not_explain_a_fall():
    """More reports, fewer ships: ships it is."""
    weeks = make_weeks()
    weeks.loc[60:63, "visits"] = [34, 38, 36, 35]
    weeks.loc[60:, "coverage"] = 0.99
    weeks.loc[:59, "coverage"] = 0.7

    assert find_shocks(weeks)["kind"].tolist() == ["shock"]


def test_christmas_is_expected():
    """A dip at Christmas is a holiday; without a year before, it says so."""
    weeks = make_weeks()
    weeks.loc[[50, 51], "visits"] = 35
    weeks.loc[[102, 103], "visits"] = 36

    found = find_shocks(weeks)

    assert found["kind"].tolist() == ["holiday", "holiday"]
    assert "no year to compare" in found.loc[0, "note"]
    assert found["change_from_last_year"].isna().tolist() == [True, False]
    assert abs(found.loc[1, "change_from_last_year"]) < 0.2


def test_a_fall_with_a_slow_way_back_is_one_shock():
    """A third less at once, back over half a year."""
    rng = np.random.default_rng(8)
    weeks = make_weeks()
    level = np.full(104, 60.0)
    level[40:66] *= np.linspace(0.65, 1.0, 26)
    weeks["visits"] = rng.poisson(level)

    found = find_shocks(weeks)

    assert found["kind"].tolist() == ["shock"]
    assert abs(found.loc[0, "from_utc"] - monday(40)) <= pd.Timedelta(days=7)


def test_a_port_of_three_calls_a_week_does_not_alarm():
    """An idle week is chance, and the port says how much it hides."""
    weeks = make_weeks(usual=3.0)
    weeks.loc[60, "visits"] = 0

    assert "shock" not in set(find_shocks(weeks)["kind"])
    assert smallest_visible(weeks)["harbour"] > 1


def test_part_weeks_are_left_out():
    """Data that end on a Tuesday have not lost their traffic."""
    weeks = make_weeks()
    weeks.loc[103, ["visits", "is_whole"]] = [8, False]

    assert find_shocks(weeks).empty


def test_a_missing_week_is_refused():
    """The scan counts weeks: a hole would shift the rest."""
    with pytest.raises(ValueError, match="the week of 2022-03-21 comes 14 days after"):
        find_shocks(make_weeks().drop(index=10))


def test_two_classes_of_ship_at_once_are_refused():
    """Each week would be there twice."""
    with pytest.raises(ValueError, match="Give one class of ship"):
        find_shocks(pd.concat([make_weeks(), make_weeks()]))


def test_the_same_weeks_give_the_same_answer():
    """Chance is seeded."""
    weeks = make_weeks(seed=5)
    weeks.loc[30, "visits"] = 33

    pd.testing.assert_frame_equal(find_shocks(weeks), find_shocks(weeks))


def test_weeks_of_which_none_is_whole_say_nothing():
    """Three days of data are no ground for a claim, and no reason to stop."""
    weekly = pd.DataFrame(
        {
            "port": "harbour",
            "week_utc": pd.date_range("2024-01-01", periods=1, tz="UTC"),
            "visits": [4],
            "is_whole": [False],
            "chance_found": [1.0],
            "coverage": [0.9],
        }
    )

    assert find_shocks(weekly).empty


def test_a_closure_that_runs_into_the_last_part_of_a_week_is_not_over():
    """Five weeks at a tenth, up to a week of which three days are there."""
    weeks = make_weeks()
    weeks.loc[98:103, "visits"] = 6
    weeks.loc[103, ["visits", "is_whole"]] = [3, False]

    found = find_shocks(weeks)

    assert not found["is_over"].iloc[-1]
    assert found["to_utc"].iloc[-1] == monday(103)
