"""Which halts are gathered into one event."""

from __future__ import annotations

import numpy as np
import pandas as pd

from soundings.ais.rescue_events import group_halts, halts_together
from soundings.ais.rescue_settings import RescueSettings
from tests.ais.sea_tracks import START

SETTINGS = RescueSettings()


def make_halts(*halts: tuple[str, float, float, float]) -> pd.DataFrame:
    """Return halts from (mmsi, first hour, last hour, miles north)."""
    return pd.DataFrame(
        {
            "mmsi": [mmsi for mmsi, *_ in halts],
            "start_utc": [START + pd.Timedelta(hours=h) for _, h, _, _ in halts],
            "end_utc": [START + pd.Timedelta(hours=h) for _, _, h, _ in halts],
            "lon": 13.0,
            "lat": [34.0 + nm / 60.04 for *_, nm in halts],
        }
    )


def test_halts_together_are_near_in_space_and_in_time():
    """Two miles and an hour apart is one place; four miles, or a day, is another."""
    halts = make_halts(("1", 0, 2, 0), ("2", 3, 5, 2), ("3", 0, 2, 6), ("4", 24, 26, 0))

    together = halts_together(halts, SETTINGS)

    assert together[["a", "b"]].to_numpy().tolist() == [[0, 1]]


def test_halts_together_tells_ships_side_by_side():
    """A cable apart for eight hours: cargo is handed across."""
    halts = make_halts(("1", 0, 8, 0), ("2", 0, 8, 0.1), ("3", 0, 8, 1.0))

    together = halts_together(halts, SETTINGS)

    assert together.loc[together["is_alongside"], ["a", "b"]].to_numpy().tolist() == [
        [0, 1]
    ]


def test_halts_together_agrees_with_a_comparison_of_all_pairs():
    """Sorting by time spares comparisons and loses none."""
    random = np.random.default_rng(11)
    start, hours = random.uniform(0, 200, 80), random.uniform(0, 9, 80)
    miles = random.uniform(0, 30, 80)
    rows = zip(start, hours, miles, strict=True)
    halts = make_halts(*((str(n), s, s + h, nm) for n, (s, h, nm) in enumerate(rows)))
    first = halts["start_utc"].to_numpy()
    last = halts["end_utc"].to_numpy()
    patience = np.timedelta64(int(SETTINGS.beside_hours * 3600), "s")
    gap = np.maximum(np.subtract.outer(first, last), np.subtract.outer(first, last).T)
    near = (
        abs(np.subtract.outer(halts["lat"].to_numpy(), halts["lat"].to_numpy())) * 60.04
    )
    expected = np.argwhere(np.triu((gap <= patience) & (near <= 3.0), 1)).tolist()

    together = halts_together(halts, SETTINGS)

    assert together[["a", "b"]].to_numpy().tolist() == expected


def test_group_halts_joins_in_chains():
    """The first lies by the second, the second by the third: one event."""
    together = pd.DataFrame({"a": [0, 1], "b": [1, 2]})

    groups = group_halts(np.array([2.0, 1.0, 1.0, 1.0]), together, SETTINGS)

    assert groups.tolist() == [0, 0, 0, -1]


def test_group_halts_leaves_out_a_bystander_without_points():
    """A trawler that circles nearby is not part of the rescue."""
    groups = group_halts(
        np.array([2.0, -1.0]), pd.DataFrame({"a": [0], "b": [1]}), SETTINGS
    )

    assert groups.tolist() == [0, -1]


def test_group_halts_makes_no_event_of_company_alone():
    """Two halts with a point each are no event."""
    groups = group_halts(
        np.array([1.0, 1.0]), pd.DataFrame({"a": [0], "b": [1]}), SETTINGS
    )

    assert groups.tolist() == [-1, -1]
