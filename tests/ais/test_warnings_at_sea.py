"""Broadcast warnings: how they are read, and which halt each may be about."""

from __future__ import annotations

import pandas as pd
import pytest

from soundings.ais.warnings_at_sea import match_warnings, place_in_text, read_warnings
from tests.ais.sea_tracks import START


def make_halts(*halts: tuple[float, float, float]) -> pd.DataFrame:
    """Return halts of three hours from (hours after the start, lon, lat)."""
    starts = [START + pd.Timedelta(hours=h) for h, _, _ in halts]
    return pd.DataFrame(
        {
            "start_utc": starts,
            "end_utc": [start + pd.Timedelta(hours=3) for start in starts],
            "lon": [lon for _, lon, _ in halts],
            "lat": [lat for _, _, lat in halts],
        }
    )


def make_warnings(*warnings: tuple[float, float, float]) -> pd.DataFrame:
    """Return warnings W1, W2, ... from (hours after the start, lon, lat)."""
    return pd.DataFrame(
        {
            "warning_id": [f"W{n}" for n in range(1, len(warnings) + 1)],
            "broadcast_utc": [START + pd.Timedelta(hours=h) for h, _, _ in warnings],
            "lon": [lon for _, lon, _ in warnings],
            "lat": [lat for _, _, lat in warnings],
        }
    )


def test_match_warnings_asks_for_place_and_time():
    """The nearest warning in space is of another day; the right one is five miles off."""
    halts = make_halts((6, 13.0, 34.0))
    warnings = make_warnings((60, 13.0, 34.0), (8, 13.0, 34 + 5 / 60.04))

    matches = match_warnings(halts, warnings)

    assert matches["warning_id"].tolist() == ["W2"]
    assert matches["apart_nm"].tolist() == [pytest.approx(5.0, abs=0.01)]


@pytest.mark.parametrize(("hours", "is_meant"), [(-13, 0), (-12, 1), (6, 1), (7, 0)])
def test_match_warnings_bounds_how_late_a_broadcast_may_be(hours, is_meant):
    """Six hours after the ship was there, or twelve before, and not an hour more."""
    halts = make_halts((24, 13.0, 34.0))

    assert (
        len(match_warnings(halts, make_warnings((24 + hours, 13.0, 34.0)))) == is_meant
    )


def test_match_warnings_puts_the_nearest_first():
    """Two warnings may be meant; the nearer one comes first."""
    warnings = make_warnings((7, 13.0, 34.1), (7, 13.0, 34.02))

    matches = match_warnings(make_halts((6, 13.0, 34.0)), warnings)

    assert matches["warning_id"].tolist() == ["W2", "W1"]


def test_match_warnings_of_nothing_is_an_empty_table():
    """No warnings, or no halts: no pairs, and the columns are there."""
    halts, warnings = make_halts((6, 13.0, 34.0)), make_warnings((7, 13.0, 34.0))

    for matches in (
        match_warnings(halts, warnings.iloc[:0]),
        match_warnings(halts.iloc[:0], warnings),
    ):
        assert matches.empty
        assert "closeness" in matches.columns


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("IN 33-42.0N 013-06.0E AT 010232Z", (13.1, 33.7)),
        ("position 33-42N, 013-06E.", (13.1, 33.7)),
        ("33-30.0S 070-15.0W", (-70.25, -33.5)),
    ],
)
def test_place_in_text_reads_degrees_and_minutes(text, place):
    """South and west are negative; longitude comes first in what is returned."""
    assert place_in_text(text) == place


def test_place_in_text_says_what_it_found():
    """A text without a place is shown."""
    with pytest.raises(ValueError, match="no place in 'ALL SHIPS'"):
        place_in_text("ALL SHIPS")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("W1,yesterday,13.0,34.0", "'yesterday' in data row 1 is not a time"),
        ("W1,2024-05-01T06:00Z,213.0,34.0", "lon is '213.0' in data row 1"),
        ("W1,2024-05-01T06:00Z,13.0,north", "lat is 'north' in data row 1"),
    ],
)
def test_read_warnings_refuses_what_it_cannot_read(tmp_path, line, message):
    """The message names the row, what was found, and how to write it."""
    path = tmp_path / "warnings.csv"
    path.write_text(f"warning_id,broadcast_utc,lon,lat\n{line}\n")

    with pytest.raises(ValueError, match=message):
        read_warnings(path)


def test_read_warnings_refuses_a_file_without_a_place(tmp_path):
    """Neither lon and lat nor text: the missing column is named."""
    path = tmp_path / "warnings.csv"
    path.write_text("warning_id,broadcast_utc\nW1,2024-05-01T06:00Z\n")

    with pytest.raises(ValueError, match="no column lon"):
        read_warnings(path)
