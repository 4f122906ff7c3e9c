"""Ships keep their draught from port to port, and crews forget to say so."""

import pytest

from soundings.simulator.laden import FORGOTTEN, MOST_FUEL_DM, make_laden_calls


def test_a_ship_arrives_as_deep_as_it_left_less_its_fuel():
    """Nothing is loaded at sea."""
    _, calls = make_laden_calls(1, n_vessels=30)

    before = calls.groupby("vessel_id")["draught_out_dm"].shift()
    burnt = (before - calls["draught_in_dm"]).dropna()

    assert burnt.between(0, MOST_FUEL_DM).all()


def test_the_share_of_forgotten_draughts_is_as_set():
    """Four in ten departures repeat the arrival's draught."""
    _, calls = make_laden_calls(2)
    is_sent = (calls["sent_in_dm"] > 0) & (calls["sent_out_dm"] > 0)
    has_changed = calls["draught_out_dm"] != calls["draught_in_dm"]
    told = calls[is_sent & has_changed]

    forgotten = (told["sent_out_dm"] == told["sent_in_dm"]).mean()

    assert forgotten == pytest.approx(FORGOTTEN, abs=0.04)


def test_the_same_seed_gives_the_same_calls():
    """And another seed others."""
    tables = [make_laden_calls(seed, 5, 3)[1] for seed in (1, 1, 2)]

    assert tables[0].equals(tables[1])
    assert not tables[0].equals(tables[2])
