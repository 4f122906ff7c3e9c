import numpy as np
import pandas as pd
import pytest

from soundings.ais.indicators import usual_level, weekly_indicators

MONDAY = pd.Timestamp("2024-04-29", tz="UTC")
WEEKS = 12
END = MONDAY + pd.Timedelta(days=7 * WEEKS)


def make_world(seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return twelve weeks of about 40 visits of half a day, and perfect coverage."""
    rng = np.random.default_rng(seed)
    n = 40 * WEEKS
    entered = MONDAY + pd.to_timedelta(
        np.sort(rng.uniform(0, 168 * WEEKS - 12, n)), unit="h"
    )
    visits = pd.DataFrame(
        {
            "mmsi": [f"{k % 150:09d}" for k in range(n)],
            "port": "harbour",
            "berth": np.where(np.arange(n) % 4 == 0, "ferries", "quay"),
            "entered_utc": entered,
            "left_utc": entered + pd.Timedelta(hours=12),
        }
    )
    coverage = pd.DataFrame(
        {
            "port": "harbour",
            "hour_utc": pd.date_range(MONDAY, END, freq="h", inclusive="left"),
            "n_ships": 3,
            "n_received": 54,
            "n_expected": 60.0,
        }
    )
    return visits, coverage


def test_every_figure_has_coverage_and_lies_in_its_interval():
    """Where all was heard, the figure is in the interval, and the interval is narrow."""
    table = weekly_indicators(*make_world(), MONDAY, END)

    assert len(table) == WEEKS
    assert table["coverage"].to_numpy() == pytest.approx(0.9)
    for figure in ("visits", "ships", "ship_hours"):
        inside = table[figure].between(table[f"{figure}_low"], table[f"{figure}_high"])
        assert inside.mean() > 0.9
        width = table[f"{figure}_high"] - table[f"{figure}_low"]
        assert (width / table[figure]).max() < 0.15


def test_an_outage_week_is_flagged_and_its_interval_holds_the_truth():
    """The sixth week is deaf: found is nothing, and the interval says what there was."""
    visits, coverage = make_world()
    first, last = MONDAY + pd.Timedelta(days=35), MONDAY + pd.Timedelta(days=42)
    truth = weekly_indicators(visits, coverage, MONDAY, END).loc[5]
    is_heard = (visits["entered_utc"] < first) | (visits["entered_utc"] >= last)
    is_deaf = coverage["hour_utc"].between(first, last, inclusive="left")

    week = weekly_indicators(visits[is_heard], coverage[~is_deaf], MONDAY, END).loc[5]

    assert (week["hours_dark"], week["coverage"]) == (168, 0.0)
    for figure in ("visits", "ships", "ship_hours"):
        assert week[f"{figure}_low"] <= truth[figure] <= week[f"{figure}_high"]


def test_cargo_ships_and_tankers_are_told_from_all():
    """Every fourth visit is a ferry's; ships without a type follow their berth."""
    visits, coverage = make_world()
    visits["mmsi"] = [f"{berth}{k % 30}" for k, berth in enumerate(visits["berth"])]
    names = pd.Series(visits["mmsi"].unique())
    statics = pd.DataFrame(
        {"mmsi": names, "ship_type": np.where(names.str.startswith("f"), 60, 70)}
    )

    table = weekly_indicators(visits, coverage, MONDAY, END, statics.iloc[3:])

    merchant = table[table["ship_class"] == "cargo and tanker"]
    assert merchant["visits"].sum() == 3 * len(visits) / 4
    assert 0 < merchant["unknown_type_share"].mean() < 0.2


def test_a_watched_port_to_which_nothing_came_is_zero():
    """Ships passed and none called: rows of zeros, not an absent port."""
    visits, coverage = make_world()

    table = weekly_indicators(visits.iloc[:0], coverage, MONDAY, END)

    assert table["visits"].tolist() == [0] * WEEKS
    assert table["ship_hours_high"].max() == 0


def test_the_settings_travel_with_the_table():
    """Every threshold is reported with the result."""
    table = weekly_indicators(*make_world(), MONDAY, END, missed_share=0.03)

    assert table.attrs["settings"]["missed_share"] == 0.03


def test_a_port_without_coverage_is_refused():
    """A figure without its coverage is half a figure."""
    visits, coverage = make_world()

    with pytest.raises(ValueError, match="no coverage of elsewhere"):
        weekly_indicators(visits.assign(port="elsewhere"), coverage, MONDAY, END)


def test_usual_is_what_near_heard_weeks_say():
    """Neither the week itself nor an unheard one counts."""
    values = np.array([10.0, 10.0, 50.0, 10.0, 0.0])
    is_heard = np.array([True, True, True, True, False])

    mean, _ = usual_level(values, is_heard)

    assert mean[2] == 10
    assert mean[4] == 10
