import numpy as np
import pandas as pd
import pytest

from soundings.ais.weekly import (
    fill_by_berth,
    is_cargo_or_tanker,
    weekly_figures,
    weekly_index,
)

MONDAY = pd.Timestamp("2024-04-29", tz="UTC")
END = MONDAY + pd.Timedelta(days=14)


def make_visits(*spans: tuple[str, float, float]) -> pd.DataFrame:
    """Return visits from (ship, days after Monday at the start, at the end)."""
    return pd.DataFrame(
        {
            "mmsi": [ship for ship, _, _ in spans],
            "port": "harbour",
            "entered_utc": [MONDAY + pd.Timedelta(days=a) for _, a, _ in spans],
            "left_utc": [MONDAY + pd.Timedelta(days=b) for _, _, b in spans],
        }
    )


def test_a_visit_counts_in_the_week_it_begins_a_ship_in_each():
    """From Sunday to Tuesday: one visit, a ship in both weeks, a day in each."""
    weeks = weekly_figures(make_visits(("A", 6, 8)), MONDAY, END)

    assert weeks["visits"].tolist() == [1, 0]
    assert weeks["ships"].tolist() == [1, 1]
    assert weeks["ship_hours"].tolist() == [24.0, 24.0]


def test_a_ship_that_calls_twice_is_two_visits_and_one_ship():
    """Visits are not ships."""
    weeks = weekly_figures(make_visits(("A", 1, 2), ("A", 4, 5)), MONDAY, END)

    assert weeks.loc[0, ["visits", "ships"]].tolist() == [2, 1]


def test_hours_of_weeks_are_hours_of_visits():
    """Nothing is lost or doubled over the end of a week."""
    rng = np.random.default_rng(2)
    begins = rng.uniform(0, 10, 60)
    visits = make_visits(
        *((f"{n}", b, b + rng.uniform(0, 3.9)) for n, b in enumerate(begins))
    )

    weeks = weekly_figures(visits, MONDAY, END)

    hours = (visits["left_utc"] - visits["entered_utc"]).dt.total_seconds().sum() / 3600
    assert weeks["ship_hours"].sum() == pytest.approx(hours)
    assert weeks["visits"].sum() == 60


def test_weeks_in_which_nothing_came_are_there():
    """A missing row reads as missing data; a zero is a zero."""
    weeks = weekly_figures(make_visits(("A", 1, 2)), MONDAY, END)

    assert weeks["visits"].tolist() == [1, 0]


def test_who_was_there_before_the_data_has_not_come_in_it():
    """A visit that began before the span, and one that was open when it began."""
    visits = make_visits(("A", -1, 2), ("B", 0.01, 2), ("C", 1, 2))
    visits["is_open_start"] = [False, True, True]

    weeks = weekly_figures(visits, MONDAY, END)

    assert weeks.loc[0, ["visits", "ships"]].tolist() == [1, 3]


def test_part_weeks_say_that_they_are():
    """A span from Wednesday to Wednesday has two part weeks."""
    three = pd.Timedelta(days=3)

    weeks = weekly_figures(make_visits(("A", 4, 5)), MONDAY + three, END - three)

    assert weeks["is_whole"].tolist() == [False, False]


def test_turnaround_counts_the_visits_that_ended():
    """Medians of the visits that left in the week; waiting likewise."""
    visits = make_visits(("A", 0, 1), ("B", 0, 2), ("C", 5, 8))
    visits["waiting_hours"] = [2.0, 4.0, 9.0]

    weeks = weekly_figures(visits, MONDAY, END)

    assert weeks["turnaround_hours"].tolist() == [36.0, 72.0]
    assert weeks["waiting_hours"].tolist() == [3.0, 9.0]


def test_the_two_hulls_of_one_number_are_two_ships():
    """With a column `hull`."""
    visits = make_visits(("A", 1, 2), ("A", 1, 2)).assign(hull=[1, 2])

    assert weekly_figures(visits, MONDAY, END).loc[0, "ships"] == 2


def test_a_typing_error_does_not_change_a_ships_class():
    """Seventy-one once, sixty four times: a passenger ship."""
    statics = pd.DataFrame(
        {"mmsi": "A", "ship_type": [60, 60, 71, 60, 60, 0, 0, 0, 0, 0]}
    )

    found = is_cargo_or_tanker(pd.DataFrame({"mmsi": ["A"]}), statics)

    assert found.tolist() == [False]


def test_a_ship_without_a_type_is_classed_by_its_berth_then_its_port():
    """At the oil jetty it is a tanker; at a berth nobody knows it is as the port is."""
    visits = pd.DataFrame(
        {"port": "harbour", "berth": ["oil", "oil", "ferries", "ferries", "new"]}
    )
    known = pd.Series([True, None, False, False, None], dtype="boolean")

    assert fill_by_berth(known, visits).tolist() == [True, True, False, False, False]


def test_an_index_without_a_base_is_refused():
    """Dividing by nothing is no index."""
    with pytest.raises(ValueError, match="Choose base weeks in which something came"):
        weekly_index(pd.Series([1.0, 2.0]), [False, False])


def test_a_span_the_wrong_way_round_is_refused():
    """The message names both ends."""
    with pytest.raises(ValueError, match="is no time"):
        weekly_figures(make_visits(("A", 1, 2)), END, MONDAY)


def test_noaas_own_codes_are_cargo_ships_and_tankers_too():
    """Freight ship 1004 and tank ship 1024 are; passengers 1012 and towing 1025 not."""
    ships = ["A", "B", "C", "D"]
    statics = pd.DataFrame({"mmsi": ships, "ship_type": [1004, 1024, 1012, 1025]})

    found = is_cargo_or_tanker(pd.DataFrame({"mmsi": ships}), statics)

    assert found.tolist() == [True, True, False, False]


def test_a_stay_that_the_data_cut_off_has_no_length_yet():
    """One visit of a day; one that began a day before the data end and goes on."""
    visits = make_visits(("A", 2, 3), ("B", 13, 13.99))
    visits = visits.assign(is_open_start=False, is_open_end=[False, True])

    weeks = weekly_figures(visits, MONDAY, END)

    assert weeks["turnaround_hours"].iloc[0] == 24.0
    assert weeks["turnaround_hours"].isna().tolist() == [False, True]
