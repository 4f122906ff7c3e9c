"""The toolkit finds what was planted at the simulated Felixstowe, and nothing else."""

import json

import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import DATA, PORTS, ROOT

CALLS = ROOT / "datasets" / "calls"
HALF_AN_HOUR = pd.Timedelta(minutes=30)


@pytest.fixture(scope="module")
def heard():
    path = DATA / "sim_ais_felixstowe_starter.csv.gz"
    return ais.clean_positions(ais.read_positions(path))


@pytest.fixture(scope="module")
def visits(heard):
    fences = ais.read_fences(PORTS)
    return ais.port_visits(heard, fences[fences["fence"].str.startswith("GBFXT")])


@pytest.fixture(scope="module")
def found(visits):
    """Calls of ships whose number can be a ship's."""
    is_ship = visits["mmsi"].str[0].between("2", "7")
    return visits[is_ship & (visits["n_stays"] > 0)].reset_index(names="found_id")


@pytest.fixture(scope="module")
def record(heard):
    times = ["berthed_utc", "unberthed_utc"]
    calls = pd.read_csv(CALLS / "sim_port_calls.csv.gz", parse_dates=times)
    ships = pd.read_csv(CALLS / "sim_vessels.csv", dtype={"mmsi": "str"})
    is_here = (
        (calls["port_id"] == "GBFXT")
        & (calls["berthed_utc"] < heard["time_utc"].max())
        & (calls["unberthed_utc"] > heard["time_utc"].min())
    )
    columns = ["call_id", "vessel_id", "terminal_id", *times]
    return calls.loc[is_here, columns].merge(ships[["vessel_id", "mmsi"]])


@pytest.fixture(scope="module")
def matched(found, record):
    pairs = found.merge(record, on="mmsi")
    is_same = (pairs["arrived_utc"] <= pairs["unberthed_utc"]) & (
        pairs["departed_utc"] >= pairs["berthed_utc"]
    )
    return pairs[is_same]


@pytest.fixture(scope="module")
def planted():
    truth = json.loads((CALLS / "truth.json").read_text("utf8"))
    return pd.DataFrame(truth["disagreements"]).groupby("reason")["call_id"].agg(set)


def test_most_visits_are_no_calls(visits):
    """Ships bound for Harwich and Ipswich cross the outline, and tugs work in it."""
    assert (visits["n_stays"] == 0).mean() > 0.5


def test_the_register_leaves_out_the_numbers_of_no_ship_alone(visits, found):
    """By register or by first digit, the same calls are left."""
    ships = pd.read_csv(CALLS / "sim_vessels.csv", dtype={"mmsi": "str"})
    calls = visits[visits["n_stays"] > 0]
    listed = calls[calls["mmsi"].isin(ships["mmsi"])]

    assert set(listed.index) == set(found["found_id"])
    assert len(listed) < len(calls)


def test_the_record_holds_every_call_but_the_one_left_out(found, matched, planted):
    """Whoever is found under a good number and is not in the record was left out."""
    extra = found[~found["found_id"].isin(matched["found_id"])]

    assert len(extra) == len(planted["not_recorded"])


def test_the_radio_holds_every_call_but_the_silent_ones(record, matched, planted):
    """No call of a ship that was heard escapes."""
    missed = record[~record["call_id"].isin(matched["call_id"])]

    assert set(missed["call_id"]) == planted["silent"]


def test_no_call_under_a_number_of_no_ship_is_a_missed_one(
    visits, found, record, planted
):
    """None begins or ends within an hour of a silent ship's call."""
    calls = visits[visits["n_stays"] > 0]
    nameless = calls[~calls.index.isin(found["found_id"])]
    silent = record[record["call_id"].isin(planted["silent"])]
    pairs = nameless[["arrived_utc", "departed_utc"]].merge(silent, how="cross")
    begins = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
    ends = (pairs["departed_utc"] - pairs["unberthed_utc"]).abs()

    assert min(begins.min(), ends.min()) > 2 * HALF_AN_HOUR


def test_the_terminals_agree_and_one_clock_is_an_hour_ahead(matched):
    """Of ships seen to come in, nine in ten agree within half an hour elsewhere."""
    seen = matched[matched["arrived_utc"] > matched["entered_utc"]]
    later = seen["berthed_utc"] - seen["arrived_utc"]
    at_landguard = seen["terminal_id"] == "GBFXT-LAN"
    hour_off = (later[at_landguard] - pd.Timedelta(hours=1)).abs()

    assert (matched["berth"] == matched["terminal_id"]).all()
    assert at_landguard.sum() >= 3
    assert hour_off.max() < HALF_AN_HOUR
    assert (later[~at_landguard].abs() < HALF_AN_HOUR).mean() > 0.9
