import pandas as pd
import pytest

from soundings.ais.confidence import rate_visits
from tests.ais.test_rests import make_runs
from tests.ais.tracks import START

SEA_BEFORE, SEA_AFTER = (0, 30, None, None, 0), (200, 230, None, None, 0)
STOP, PASS = (60, 170, "quay", None, 1), (60, 170, None, None, 0)


@pytest.mark.parametrize(
    ("runs", "confidence"),
    [
        ((SEA_BEFORE, STOP, SEA_AFTER), 4),
        ((SEA_BEFORE, STOP), 3),
        ((STOP, SEA_AFTER), 3),
        ((STOP,), 2),
        ((SEA_BEFORE, PASS, SEA_AFTER), 1),
        (((-400, -300, None, None, 0), STOP, SEA_AFTER), 3),
    ],
)
def test_confidence_grows_with_what_was_seen(runs, confidence):
    """The last: six hours of silence before the first position are no entry."""
    table = make_runs(*runs)
    visit = pd.DataFrame(
        {
            "mmsi": ["232999001"],
            "entered_utc": [START + pd.Timedelta("60min")],
            "left_utc": [START + pd.Timedelta("170min")],
        }
    )

    rated = rate_visits(visit, table)

    assert rated["confidence"].tolist() == [confidence]


def test_a_long_silence_counts_as_a_stop():
    """Nobody crosses a harbour for five hours."""
    table = make_runs(
        SEA_BEFORE,
        (60, 70, None, None, 0),
        (370, 380, None, None, 0),
        (390, 400, None, None, 0),
    )
    visit = pd.DataFrame(
        {
            "mmsi": ["232999001"],
            "entered_utc": [START + pd.Timedelta("60min")],
            "left_utc": [START + pd.Timedelta("380min")],
        }
    )

    rated = rate_visits(visit, table)

    assert rated["confidence"].tolist() == [4]
    assert rated["longest_silence_hours"].tolist() == [5]
