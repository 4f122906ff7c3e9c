import pandas as pd
import pytest

from soundings.evaluation.matching import match_intervals, mmsi_of, read_truth

HOURS = pd.date_range("2024-05-01", periods=10, freq="h", tz="UTC")


def make_stays(*spans: tuple[int, int], mmsi: str = "232999001"):
    """Return stays from (first, last hour)."""
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "arrived_utc": [HOURS[a] for a, _ in spans],
            "departed_utc": [HOURS[b] for _, b in spans],
        }
    )


def test_a_true_stay_is_matched_once():
    """One stay found in two pieces is one right and one too many."""
    pairs = match_intervals(make_stays((0, 2), (3, 8)), make_stays((0, 9)), ("mmsi",))

    assert pairs.values.tolist() == [[1, 0]]


def test_touching_is_not_overlapping():
    """The next stay begins where the one before ended."""
    assert match_intervals(make_stays((0, 2)), make_stays((2, 4)), ("mmsi",)).empty


def test_another_vessel_is_no_match():
    """However well the times agree."""
    other = make_stays((0, 2), mmsi="232999002")

    assert match_intervals(make_stays((0, 2)), other, ("mmsi",)).empty


def test_a_ship_is_known_by_the_number_it_sent_at_the_time():
    """It took another ship's number at three o'clock."""
    fleet = pd.DataFrame({"mmsi": ["232999001", "232999002"]})
    changes = pd.DataFrame({"ship": [0], "mmsi": ["2329992"], "from_utc": [HOURS[3]]})
    ships, when = pd.Series([0, 0, 1]), pd.Series(HOURS[[2, 4, 4]])

    sent = mmsi_of(ships, when, fleet, changes)

    assert sent.tolist() == ["232999001", "002329992", "232999002"]


def test_a_folder_without_truth_is_refused(tmp_path):
    """The message says what to give."""
    with pytest.raises(FileNotFoundError, match="soundings simulate"):
        read_truth(tmp_path, "calls")
