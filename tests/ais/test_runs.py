import numpy as np
import pandas as pd
import pytest

from soundings import ais
from soundings.ais.runs import as_runs, bridge_silences, join_runs, settle_movement
from tests.ais.tracks import HARBOUR, START, make_track, minutes

TRACK = make_track(
    (0, 0.06, 0.005),
    (10, 0.05, 0.005),
    (20, 0.02, 0.005),
    (30, 0.005, 0.005),
    (40, 0.005, 0.005),
    (50, 0.005, 0.005),
).assign(speed_knots=[9.0, 9.0, 6.0, 0.1, 0.8, 0.2])


def make_rests(*spells: tuple[float, float], berth: str = "quay"):
    """Return runs at rest at a berth from (first, last minute after six)."""
    return pd.DataFrame(
        {
            "mmsi": "232999001",
            "port": "harbour",
            "berth": berth,
            "anchorage": None,
            "movement": 1,
            "first_utc": [START + pd.Timedelta(minutes=a) for a, _ in spells],
            "last_utc": [START + pd.Timedelta(minutes=b) for _, b in spells],
            "n_positions": 2,
        }
    )


def test_positions_alike_make_one_run():
    """Outside, in port, at rest at the quay: three runs of two, one and three."""
    runs = as_runs(TRACK, HARBOUR)

    assert runs["n_positions"].tolist() == [2, 1, 3]
    assert runs["movement"].tolist() == [0, 0, 1]
    assert minutes(runs["first_utc"]) == [0, 20, 30]
    assert minutes(runs["last_utc"]) == [10, 20, 50]


def test_a_silence_cuts_a_run():
    """What a vessel did in four hours of silence, its positions before do not say."""
    later = TRACK.tail(1).assign(time_utc=START + pd.Timedelta("290min"))

    runs = as_runs(pd.concat([TRACK, later]), HARBOUR)

    assert runs["n_positions"].tolist() == [2, 1, 3, 1]


def test_runs_of_days_join_to_the_runs_of_all():
    """Wherever a track is cut, the runs put together are the same."""
    whole = as_runs(TRACK, HARBOUR)
    single = [as_runs(TRACK.iloc[[n]], HARBOUR) for n in (0, 1, 2, 3, 5)]

    joined = join_runs(pd.concat(single))

    assert joined["n_positions"].tolist() == [2, 1, 2]
    pd.testing.assert_series_equal(joined["first_utc"], whole["first_utc"])


def test_hulls_of_one_mmsi_are_apart():
    """Two ships under one number: each has its own runs and its own state."""
    other = TRACK.assign(hull=2, speed_knots=0.8)

    runs = as_runs(pd.concat([TRACK.assign(hull=1), other]), HARBOUR)

    assert runs.groupby("hull")["n_positions"].sum().tolist() == [6, 6]
    assert set(runs.loc[runs["hull"] == 2, "movement"]) == {2}


def test_as_before_is_what_the_run_before_did():
    """A day that opens between the two speeds goes on as the day before ended."""
    runs = make_rests((0, 10), (20, 30), (40, 50)).assign(movement=[3, 0, 3])

    assert settle_movement(runs)["movement"].tolist() == [2, 0, 0]


def test_a_ship_silent_at_its_berth_has_stayed():
    """Twenty hours without a word between two rests at one quay are bridged."""
    runs = make_rests((0, 60), (1260, 1300))

    bridged = bridge_silences(runs, gap_minutes=720, silent_at_berth_minutes=1440)

    assert minutes(bridged["last_utc"]) == [1260, 1300]


@pytest.mark.parametrize(
    "change",
    [{"berth": ["quay", "pier"]}, {"movement": [1, 0]}, {"berth": [None, None]}],
)
def test_any_other_silence_is_not_bridged(change):
    """Another berth, a ship on the move, no berth: nobody knows what it did."""
    runs = make_rests((0, 60), (1260, 1300)).assign(**change)

    bridged = bridge_silences(runs, gap_minutes=720, silent_at_berth_minutes=1440)

    assert minutes(bridged["last_utc"]) == [60, 1300]


def test_no_positions_make_no_runs():
    """Empty in, empty out, with every column."""
    runs = as_runs(TRACK.head(0), HARBOUR)

    assert runs.empty
    assert list(runs) == list(as_runs(TRACK, HARBOUR))


def test_presences_of_runs_are_those_of_positions():
    """`sessions` gives the same of random positions and of their runs."""
    rng = np.random.default_rng(7)
    for _ in range(10):
        n = 60
        track = make_track(
            *zip(
                np.cumsum(rng.choice([1, 29, 30, 31, 60, 61], n)),
                rng.choice([0.005, 0.02, 0.06], n),
                np.full(n, 0.005),
                strict=True,
            )
        ).assign(speed_knots=rng.choice([0.1, 0.8, 5.0, np.nan], n))
        placed = ais.locate(track, HARBOUR)

        of_runs = ais.sessions(as_runs(track, HARBOUR), "port")

        pd.testing.assert_frame_equal(of_runs, ais.sessions(placed, "port"))
