import numpy as np
import pandas as pd
import pytest

from soundings.ais.occupancy import (
    MONDAY_S,
    WEEK_S,
    berth_occupancy,
    count_present,
    cut,
    ships_by_hour,
)

MIDNIGHT = pd.Timestamp("2024-05-01", tz="UTC")


def hours_after(*hours: float) -> list[pd.Timestamp]:
    return [MIDNIGHT + pd.Timedelta(hours=h) for h in hours]


def make_visits(
    *spans: tuple[str, float, float], port: str = "harbour"
) -> pd.DataFrame:
    """Return visits from (ship, hours after midnight at the start, at the end)."""
    return pd.DataFrame(
        {
            "mmsi": [ship for ship, _, _ in spans],
            "port": port,
            "entered_utc": hours_after(*(begin for _, begin, _ in spans)),
            "left_utc": hours_after(*(end for _, _, end in spans)),
        }
    )


@pytest.mark.parametrize("step_s", [3600, 86_400, WEEK_S])
@pytest.mark.parametrize("seed", range(5))
def test_cutting_neither_loses_nor_doubles_a_second(step_s, seed):
    """Seconds of the pieces are seconds of the whole, piece by piece inside its step."""
    rng = np.random.default_rng(seed)
    began = np.round(rng.uniform(0, 60 * 86_400, 200))
    ended = began + np.round(rng.exponential(86_400, 200)) * (rng.random(200) < 0.9)

    row, start_s, seconds = cut(began, ended, step_s, MONDAY_S)

    assert np.bincount(row, seconds) == pytest.approx(ended - began)
    assert (seconds >= 0).all()
    assert (seconds <= step_s).all()
    assert ((start_s - MONDAY_S) % step_s == 0).all()


def test_a_stay_that_ends_on_the_hour_is_not_in_the_next():
    """Half-open: from one to two o'clock is one hour."""
    found = ships_by_hour(make_visits(("A", 1, 2)))

    assert found["hour_utc"].tolist() == hours_after(1)


def test_a_ship_that_comes_twice_in_an_hour_is_one_ship():
    """Distinct ships, as the port loading of the ONS counts them."""
    found = ships_by_hour(
        make_visits(("A", 1.0, 1.2), ("A", 1.5, 1.7), ("B", 1.1, 1.2))
    )

    assert found["n_ships"].tolist() == [2]
    assert found["ship_hours"].tolist() == pytest.approx([0.5])


def test_a_moment_in_port_counts_as_a_ship_and_no_hours():
    """A visit of one position is there, for no time."""
    found = ships_by_hour(make_visits(("A", 1.5, 1.5)))

    assert found[["n_ships", "ship_hours"]].to_numpy().tolist() == [[1, 0.0]]


def test_ships_that_change_places_in_one_second_never_lie_together():
    """One leaves at two o'clock, the next comes at two o'clock."""
    found = count_present(make_visits(("A", 0, 2), ("B", 2, 3)))

    assert found["n_ships"].tolist() == [1, 0]
    assert found["time_utc"].tolist() == hours_after(0, 3)


def test_the_sweep_line_and_the_hours_agree():
    """The area under the one is the sum of the other."""
    rng = np.random.default_rng(3)
    begins = rng.uniform(0, 300, 80)
    visits = make_visits(
        *((f"{n}", b, b + rng.exponential(20)) for n, b in enumerate(begins))
    )

    swept, hourly = count_present(visits), ships_by_hour(visits)

    lasts = swept["time_utc"].diff().shift(-1).dt.total_seconds() / 3600
    assert (swept["n_ships"] * lasts).sum() == pytest.approx(hourly["ship_hours"].sum())
    assert swept["n_ships"].iloc[-1] == 0


def test_an_interval_that_ends_before_it_begins_is_refused():
    """The message says which, and what to do."""
    with pytest.raises(ValueError, match=r"interval 1: .* not before the beginning"):
        cut(np.array([0.0, 10.0]), np.array([5.0, 9.0]), 3600)


def make_stays(*spans: tuple[str, float, float, float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "place": [place for place, _, _, _ in spans],
            "arrived_utc": hours_after(*(begin for _, begin, _, _ in spans)),
            "departed_utc": hours_after(*(end for _, _, end, _ in spans)),
            "length_m": [length for _, _, _, length in spans],
        }
    )


BERTHS = pd.DataFrame(
    {"place": ["quay", "jetty"], "n_berths": [2, 1], "quay_m": [500.0, 200.0]}
)


def test_occupancy_by_time_and_by_length():
    """Two ships of 230 m, half a day each, at 500 m of quay with two berths."""
    stays = make_stays(("quay", 0, 12, 230.0), ("quay", 12, 24, 230.0))

    found = berth_occupancy(stays, BERTHS, MIDNIGHT, *hours_after(24), hours=24)

    quay = found.set_index("place").loc["quay"]
    assert quay["occupancy"] == pytest.approx(0.5)
    assert quay["quay_occupancy"] == pytest.approx(0.5)


def test_an_idle_berth_is_empty_and_not_missing():
    """Nobody came to the jetty: 0."""
    stays = make_stays(("quay", 0, 12, 230.0))

    found = berth_occupancy(stays, BERTHS, MIDNIGHT, *hours_after(24), hours=24)

    assert found.set_index("place").loc["jetty", "occupancy"] == 0.0


def test_what_lies_outside_the_span_is_cut_off():
    """From the day before until the day after: one full day."""
    stays = make_stays(("jetty", -30, 60, None), ("jetty", 30, 40, 100.0))

    found = berth_occupancy(stays, BERTHS, MIDNIGHT, *hours_after(24), hours=24)

    jetty = found.set_index("place").loc["jetty"]
    assert jetty["occupancy"] == 1.0
    assert jetty["quay_occupancy"] == pytest.approx((100 + 20) / 200)


def test_a_short_last_period_is_divided_by_its_own_length():
    """A day and a half, by days: the half day is full with twelve hours."""
    stays = make_stays(("jetty", 24, 36, 100.0))

    found = berth_occupancy(stays, BERTHS, MIDNIGHT, *hours_after(36), hours=24)

    assert found[found["place"] == "jetty"]["occupancy"].tolist() == [0.0, 1.0]


def test_a_place_without_a_number_of_berths_is_refused():
    """Silently leaving it out would make the port look idle."""
    with pytest.raises(ValueError, match="stays at pier, which berths does not have"):
        berth_occupancy(
            make_stays(("pier", 0, 1, 90.0)), BERTHS, MIDNIGHT, *hours_after(24)
        )


def test_without_any_length_the_quay_is_unknown_and_not_empty():
    """Twelve hours at a quay by a ship of no known length."""
    berths = pd.DataFrame({"place": ["quay"], "n_berths": [1], "quay_m": [200.0]})
    end = MIDNIGHT + pd.Timedelta(days=1)

    found = berth_occupancy(
        make_stays(("quay", 0, 12, None)), berths, MIDNIGHT, end, 24
    )

    assert found["occupancy"].tolist() == [0.5]
    assert found["quay_occupancy"].isna().all()
