"""What calls moved, by displacement, with forgotten draughts put right."""

import numpy as np
import pandas as pd
import pytest

from soundings.ais.payload import displacement_t, estimate_payloads

VESSEL = pd.DataFrame(
    {
        "mmsi": ["232999001"],
        "length_m": [200.0],
        "beam_m": [30.0],
        "design_draught_m": [10.0],
        "block": [0.8],
    }
)


def calls(*draughts, mmsi="232999001"):
    """A call a day, with the draught on arrival and on departure."""
    times = pd.date_range("2024-05-01", periods=len(draughts), freq="D", tz="UTC")
    come, gone = zip(*draughts, strict=True)
    return pd.DataFrame(
        {
            "mmsi": mmsi,
            "port": [f"P{i}" for i in range(len(draughts))],
            "arrived_utc": times,
            "draught_in_m": come,
            "draught_out_m": gone,
        }
    )


def test_a_ship_that_leaves_deeper_has_loaded():
    """From 5 m to 10 m it displaces 49,200 t instead of 23,001."""
    (row,) = estimate_payloads(calls((5.0, 10.0)), VESSEL).to_dict("records")

    assert row["draught_from"] == "reported"
    assert row["moved_t"] == pytest.approx(49_200 - 23_001, abs=1)
    assert row["low_t"] < row["moved_t"] < row["high_t"]


def test_a_draught_that_was_not_set_is_taken_from_the_next_arrival():
    """Unchanged, missing or zero on departure, it is what the ship arrives with next."""
    for unset in (8.0, np.nan, 0.0):
        found = estimate_payloads(calls((8.0, unset), (6.0, 6.0)), VESSEL)

        assert found["draught_out_m"].tolist() == [6.0, 6.0]
        assert found["draught_from"].tolist() == ["next call", "reported"]
        assert found["moved_t"].iloc[0] < 0


def test_the_last_call_keeps_what_was_reported_and_says_so():
    """There is no next call: unchanged means nothing moved."""
    found = estimate_payloads(calls((8.0, 8.0)), VESSEL)

    assert found["moved_t"].tolist() == [0.0]
    assert found["draught_from"].tolist() == ["reported"]


def test_another_ships_next_call_is_not_taken():
    """Vessels are kept apart."""
    table = pd.concat([calls((8.0, 8.0)), calls((6.0, 6.0), mmsi="232999002")])

    found = estimate_payloads(table, VESSEL)

    assert found["draught_out_m"].tolist() == [8.0, 6.0]
    assert found["moved_t"].isna().tolist() == [False, True]


def test_unknown_draughts_stay_unknown():
    """Zero is AIS's word for unknown, not a ship that floats on nothing."""
    found = estimate_payloads(calls((0.0, 8.0), (7.0, np.nan)), VESSEL)

    assert found["moved_t"].isna().all()
    assert found["draught_from"].tolist() == ["reported", "missing"]


def test_a_change_of_one_step_is_a_change():
    """AIS sends tenths of a metre: 8.0 to 8.1 was set by the crew."""
    found = estimate_payloads(calls((8.0, 8.1), (6.0, 6.0)), VESSEL)

    assert found["draught_out_m"].iloc[0] == 8.1


def test_a_kind_stands_in_for_a_block_coefficient():
    """A tanker is fuller than a container ship of the same size, so it loads more."""
    hulls = VESSEL.drop(columns="block")
    moved = [
        estimate_payloads(calls((5.0, 9.0)), hulls.assign(ship_group=group))["moved_t"]
        for group in ("tanker", "container")
    ]

    assert moved[0].iloc[0] > moved[1].iloc[0]


def test_displacement_grows_with_draught():
    """Over the whole range a loaded ship sails in."""
    weights = displacement_t(np.arange(2.0, 12.0, 0.1), 200, 30, 10, 0.6)

    assert (np.diff(weights) > 0).all()


def test_a_vessel_that_stands_twice_is_refused():
    """Nothing says which of its sizes counts."""
    with pytest.raises(ValueError, match="232999001 stands twice"):
        estimate_payloads(calls((5.0, 9.0)), pd.concat([VESSEL, VESSEL]))
