import pandas as pd
import pytest

from soundings.simulator.arrivals import DAY_S
from soundings.simulator.shocks import Shock, seconds
from soundings.simulator.weather import MOST_RAIN_MM, climate, make_weather
from tests.simulator.small_world import make_geography

PORTS = make_geography().ports
START_S, END_S = seconds("2020-01-01T00:00"), seconds("2022-01-01T00:00")


def weather(*port_ids, shocks=(), seed=7):
    return make_weather(PORTS, port_ids, shocks, START_S, END_S, seed)


def test_there_is_one_row_a_port_and_day():
    """731 days, nothing missing, nothing beyond belief."""
    found = weather("GBFXT", "SGSIN")

    assert len(found) == 2 * 731
    assert not found.duplicated(["port_id", "day"]).any()
    assert found["rain_mm"].between(0, MOST_RAIN_MM).all()
    assert found["wind_kn"].between(2, 60).all()


def test_winters_are_windier_and_wetter_at_felixstowe():
    """November to February against May to August."""
    found = weather("GBFXT")
    month = pd.to_datetime(found["day"], unit="D").dt.month
    winter, summer = found[month.isin([11, 12, 1, 2])], found[month.isin([5, 6, 7, 8])]

    assert winter["wind_kn"].mean() > 1.2 * summer["wind_kn"].mean()
    assert (winter["rain_mm"] > 0).mean() > (summer["rain_mm"] > 0).mean()


def test_storms_show():
    """A gale on each day that the storm touches, and on no other."""
    start = START_S + 30 * DAY_S
    storm = Shock("storm", "GBFXT", start + 6 * 3600, start + DAY_S + 18 * 3600, 0.5)

    wind = weather("GBFXT", shocks=(storm,)).set_index("day")["wind_kn"]
    calm = weather("GBFXT").set_index("day")["wind_kn"]

    first = start // DAY_S
    assert wind.loc[first : first + 1].min() >= 44
    pd.testing.assert_series_equal(
        wind.drop([first, first + 1]), calm.drop([first, first + 1])
    )


def test_a_port_has_its_own_weather():
    """Whichever others are asked for."""
    alone = weather("GBFXT")
    both = weather("GBSOU", "GBFXT")

    same = both[both["port_id"] == "GBFXT"].reset_index(drop=True)
    pd.testing.assert_frame_equal(same, alone)
    assert not weather("GBFXT", seed=8).equals(alone)


@pytest.mark.parametrize(
    ("lat", "kind"), [(52.0, "temperate"), (-36.0, "mediterranean"), (1.3, "tropical")]
)
def test_climates_go_by_latitude(lat, kind):
    """North or south."""
    assert climate(lat) == kind
