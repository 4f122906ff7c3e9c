import pandas as pd
import pytest

from soundings.evaluation.heard_calls import Reception, hear

MONDAY = pd.Timestamp("2024-04-29", tz="UTC")
START_S = int(MONDAY.timestamp())
END_S = START_S + 14 * 86_400


def make_calls(*hours: tuple[float, float]) -> pd.DataFrame:
    """Return true calls from (begin, end) in hours after Monday."""
    return pd.DataFrame(
        {
            "mmsi": [f"{n:09d}" for n in range(len(hours))],
            "port": "harbour",
            "entered_utc": [MONDAY + pd.Timedelta(hours=a) for a, _ in hours],
            "left_utc": [MONDAY + pd.Timedelta(hours=b) for _, b in hours],
        }
    )


def outage(first_hour: int, last_hour: int) -> dict[str, Reception]:
    span = (START_S + first_hour * 3600, START_S + last_hour * 3600, 0.0)
    return {"harbour": Reception(0.9, (span,))}


def test_calls_are_found_where_the_receiver_hears():
    """Three calls, one of them within the outage: two visits."""
    calls = make_calls((10, 30), (105, 110), (200, 220))

    visits, _ = hear(calls, outage(100, 148), START_S, END_S, seed=1)

    assert visits["mmsi"].tolist() == ["000000000", "000000002"]


def test_a_call_is_cut_by_a_long_outage_and_not_by_a_short_one():
    """Two days of silence make two visits of it, six hours do not."""
    calls = make_calls((50, 200))

    cut, _ = hear(calls, outage(100, 148), START_S, END_S, seed=1)
    whole, _ = hear(calls, outage(100, 106), START_S, END_S, seed=1)

    assert (len(cut), len(whole)) == (2, 1)


def test_coverage_is_the_share_that_was_to_be_heard():
    """Nine in ten, and no row while the receiver is deaf."""
    _, coverage = hear(make_calls((0, 300)), outage(100, 148), START_S, END_S, seed=1)

    share = coverage["n_received"].sum() / coverage["n_expected"].sum()
    assert share == pytest.approx(0.9, abs=0.02)
    assert len(coverage) == 14 * 24 - 48
