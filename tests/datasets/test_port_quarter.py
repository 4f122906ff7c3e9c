"""What is planted in the quarter of port calls can be found, in either language."""

import json
from pathlib import Path

import pandas as pd
import pytest

from tests.datasets.base_r import find_in_r

FOLDER = Path(__file__).parents[2] / "datasets" / "ais"
PLANTED = json.loads((FOLDER / "sim_port_quarter_truth.json").read_text("utf8"))
DEAF = "2020-12-14"
STRIKE = "2020-12-07"


def mondays(times):
    """Return the Monday of each time's UTC week, as text."""
    midnight = times.dt.floor("D")
    first = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
    return first.dt.strftime("%Y-%m-%d")


def in_python() -> dict[str, float]:
    """Find what is planted with pandas."""
    path = FOLDER / "sim_port_quarter_calls.csv.gz"
    calls = pd.read_csv(path, parse_dates=["arrived_utc"])
    path = FOLDER / "sim_port_quarter_coverage.csv.gz"
    hours = pd.read_csv(path, parse_dates=["hour_utc"])
    week = mondays(hours["hour_utc"])
    visits = calls.groupby(["port", mondays(calls["arrived_utc"])]).size()
    sums = hours.groupby(["port", week])[["n_received", "n_expected"]].sum()
    coverage = sums["n_received"] / sums["n_expected"]
    immingham = visits["GBIMM"]
    is_deaf = (hours["port"] == "GBIMM") & (week == DEAF) & (hours["n_received"] == 0)
    return {
        **{f"{port} {week}": n for (port, week), n in visits.items()},
        "fall": 1 - immingham[DEAF] / immingham[immingham.index < STRIKE].mean(),
        "strike_visits": visits.get(("GBSOU", STRIKE), 0),
        "strike_coverage": coverage["GBSOU", STRIKE],
        "deaf_coverage": coverage["GBIMM", DEAF],
        "least_other_coverage": coverage.drop(("GBIMM", DEAF)).min(),
        "deaf_hours": is_deaf.sum(),
    }


def in_r() -> dict[str, float]:
    """Find the same in base R."""
    return find_in_r("port_quarter.R", FOLDER)


@pytest.fixture(scope="module", params=[in_python, in_r], ids=["python", "r"])
def found(request) -> dict[str, float]:
    """Return the figures, once by each language."""
    return request.param()


def test_the_deaf_week_looks_like_a_fall_of_two_fifths(found):
    """Immingham's visits are 40 % below the nine weeks before the strike."""
    assert found["fall"] == pytest.approx(0.40, abs=0.02)


def test_only_the_deaf_week_was_heard_badly(found):
    """Every other week of every port has nine tenths of its reports, or nearly."""
    assert found["deaf_coverage"] < 0.6
    assert found["least_other_coverage"] > 0.88


def test_nothing_is_heard_in_the_deaf_spells(found):
    """The hours without a report are as many as the truth file's spells are long."""
    spells = [pd.to_datetime(spell) for spell in PLANTED["outage"]["deaf"]]
    planted = sum((end - start) / pd.Timedelta(hours=1) for start, end in spells)

    assert found["deaf_hours"] == planted


def test_the_strike_was_heard_and_nobody_came(found):
    """Southampton has no arrival in the week of 7 December, and reports all the same."""
    assert found["strike_visits"] == 0
    assert found["strike_coverage"] > 0.9


def test_the_truth_file_counts_what_the_calls_hold(found):
    """Calls found, by port and week, are those of the file."""
    weeks = PLANTED["calls_by_week"]

    assert {name: n for name, n in found.items() if " " in name} == weeks["found"]
    assert weeks["true"][f"GBIMM {DEAF}"] == 58
