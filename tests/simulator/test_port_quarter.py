"""A quarter of calls as radio found them."""

from types import SimpleNamespace

import numpy as np
import pandas as pd

from soundings.simulator import port_quarter
from soundings.simulator.shocks import seconds

DEAF_S = port_quarter.DEAF_S


def make_world(*stays, port_id="GBIMM"):
    """Return a world in which ship n stays from one second to another."""
    calls = pd.DataFrame(
        {
            "call_id": [f"C{n}" for n in range(len(stays))],
            "ship": range(len(stays)),
            "port_id": port_id,
            "berthed_s": [began for began, _ in stays],
            "unberthed_s": [ended for _, ended in stays],
        }
    )
    fleet = pd.DataFrame(
        {
            "mmsi": [f"23299{n:04d}" for n in range(len(stays))],
            "ship_type": np.full(len(stays), 70),
        }
    )
    return SimpleNamespace(calls=calls, fleet=fleet, seed=1)


def test_a_call_in_the_silence_is_not_found():
    """A ship that comes and goes while the receiver is deaf leaves no row."""
    start, end = DEAF_S[0]
    world = make_world((start + 60, end - 60))

    assert port_quarter.found_calls(world).empty


def test_a_call_that_outlasts_the_silence_arrives_late():
    """It is first seen within three minutes of the receiver's return."""
    start, end = DEAF_S[0]
    world = make_world((start + 60, end + 7200))

    call = port_quarter.found_calls(world).iloc[0]

    assert 0 <= call["arrived_s"] - end <= 180
    assert call["departed_s"] == end + 7200


def test_a_ship_heard_before_and_after_a_silence_is_due_in_it():
    """Its reports in the deaf hours are expected, and none is received."""
    start, end = DEAF_S[0]
    table = port_quarter.coverage_table(make_world((start - 7200, end + 7200)))

    is_deaf = (table["hour_s"] >= start) & (table["hour_s"] < end)

    assert (table.loc[is_deaf, "n_received"] == 0).all()
    assert (table.loc[is_deaf, "n_expected"] >= 20).all()


def test_other_ports_hear_on():
    """The outage is Immingham's alone."""
    start, end = DEAF_S[0]
    world = make_world((start + 60, end - 60), port_id="GBSOU")

    call = port_quarter.found_calls(world).iloc[0]

    assert (call["arrived_s"], call["departed_s"]) == (start + 60, end - 60)


def test_a_ship_already_there_is_no_arrival():
    """Nobody saw it come."""
    began = seconds("2020-10-04T12:00")
    world = make_world((began, began + 48 * 3600))

    assert port_quarter.found_calls(world).empty
