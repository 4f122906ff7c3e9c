"""When an event that was found is the true one."""

from __future__ import annotations

import pandas as pd
import pytest

from soundings.evaluation.rescue import compare

START = pd.Timestamp("2024-05-01T06:00:00Z")
TRUE = pd.DataFrame(
    {
        "on_scene_utc": [START],
        "ended_utc": [START + pd.Timedelta(hours=3)],
        "lon": [13.0],
        "lat": [34.0],
    }
)


def found(hours: float, miles: float) -> pd.DataFrame:
    """Return an event of an hour, so many hours later and miles north of the true one."""
    start = START + pd.Timedelta(hours=hours)
    return pd.DataFrame(
        {
            "start_utc": [start],
            "end_utc": [start + pd.Timedelta(hours=1)],
            "lon": [13.0],
            "lat": [34.0 + miles / 60.04],
        }
    )


@pytest.mark.parametrize(
    ("hours", "miles", "n_right"), [(0, 0, 1), (2, 4, 1), (5, 0, 0), (0, 6, 0)]
)
def test_compare_wants_the_same_time_and_place(hours, miles, n_right):
    """Two hours late and four miles off is right; five hours or six miles is not."""
    assert len(compare(found(hours, miles), TRUE).apart_nm) == n_right


def test_compare_takes_each_event_once():
    """A rescue found twice is one right and one wrong event."""
    result = compare(pd.concat([found(0, 1), found(1, 0)]), TRUE)

    assert result.n_found == 2
    assert result.apart_nm == [pytest.approx(0.0)]
