"""The starter and the sample hold what was planted, in Python and in R."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from pyais.stream import IterMessages

from soundings import ais
from tests.datasets.base_r import run_r

FOLDER = Path(__file__).parents[2] / "datasets" / "ais"
PLANTED = json.loads((FOLDER / "truth.json").read_text("utf8"))
STARTER = FOLDER / "sim_ais_felixstowe_starter.csv.gz"


def in_python() -> dict:
    """Find again what was planted, with pandas alone."""
    starter = pd.read_csv(STARTER, dtype={"mmsi": "str", "imo": "str"})
    truth = pd.read_csv(
        FOLDER / "sim_ais_felixstowe_starter_truth.csv.gz",
        keep_default_na=False,
        dtype="str",
    )
    sample = pd.read_csv(
        FOLDER / "sim_ais_sample_truth.csv", keep_default_na=False, dtype="str"
    )
    hour = starter["time_utc"].str[:13] == PLANTED["hour_with_codes"]["hour_utc"][:13]
    still = starter[(starter["transceiver"] == "A") & (starter["speed_knots"] < 0.5)]
    faults = truth["faults"].str.split().explode().dropna().value_counts()
    spoilt = sample.loc[sample["fault"] != "", "fault"].value_counts()
    return {
        "rows": len(starter),
        "ships": truth["vessel_id"].nunique(),
        "calls_heard": sorted(set(truth["call_id"]) - {""}),
        "fast": starter.loc[hour & (starter["speed_knots"] == 102.3), "mmsi"].nunique(),
        "off": starter.loc[hour & (starter["lat"] == 91), "mmsi"].nunique(),
        "share": (still["status"] == 0).mean(),
        "faults": faults.to_dict(),
        "sample_faults": spoilt.to_dict(),
        "short_mmsi": int((starter["mmsi"].str.len() != 9).sum()),
    }


def in_r() -> dict:
    """Find it again in base R."""
    return json.loads(run_r("starter.R", FOLDER))


@pytest.mark.parametrize("find", [in_python, in_r], ids=["Python", "R"])
def test_what_was_planted_is_found(find):
    """Rows, ships, calls, the hour with the codes for "unknown", every fault."""
    found = find()
    codes = PLANTED["hour_with_codes"]
    assert found["rows"] == PLANTED["rows"]
    assert found["ships"] == PLANTED["ships"]
    assert found["calls_heard"] == PLANTED["calls_heard"]
    assert found["fast"] == codes["ships_at_102_3_knots"] >= 2
    assert found["off"] == codes["ships_at_latitude_91"] >= 1
    assert found["share"] == pytest.approx(
        PLANTED["status_0_at_rest"]["share"], abs=1e-4
    )
    assert found["faults"] == PLANTED["rows_by_fault"]
    assert found["sample_faults"] == PLANTED["sample_lines_by_fault"]
    assert found["short_mmsi"] == 0


def test_every_fault_of_the_list_is_in_the_starter():
    """Ships that do not know, that jump, that freeze, that share a number."""
    assert {
        *("no_fix", "speed_unknown", "course_unknown", "heading_unknown", "jump"),
        *("swapped", "frozen", "mmsi_invalid", "status_wrong"),
    } <= set(PLANTED["rows_by_fault"])


def test_the_starter_is_about_as_large_as_was_planned():
    """Three days, some 60,000 rows, little over a megabyte."""
    assert 45_000 < PLANTED["rows"] < 90_000
    assert STARTER.stat().st_size < 1_600_000


def test_silent_calls_are_not_heard():
    """They are in the record, and their ship's radio was off."""
    assert len(PLANTED["silent_calls"]) == 2
    assert set(PLANTED["silent_calls"]).isdisjoint(PLANTED["calls_heard"])


def test_the_toolkit_reads_the_starter():
    """In its columns, with the codes still in place; cleaning drops what cannot be."""
    positions = ais.read_positions(STARTER)
    assert {"mmsi", "time_utc", "speed_knots", "status", "draught_m"} <= set(positions)
    clean = ais.clean_positions(positions)
    assert 0.9 * len(positions) < len(clean) < len(positions)
    assert clean["lat"].between(51.4, 52.4).mean() > 0.99


def test_one_position_a_minute_is_kept():
    """As archives do: no number twice in a minute."""
    starter = pd.read_csv(STARTER, dtype={"mmsi": "str"})
    twice = starter.assign(minute=starter["time_utc"].str[:16]).duplicated(
        ["mmsi", "minute"]
    )
    assert not twice.any()


def test_the_sample_decodes_but_for_its_malformed_lines():
    """By pyais: types 1 to 5, 18, 19, 21 and 24, and parts that belong together."""
    lines = (FOLDER / "sim_ais_sample.nmea").read_bytes().split(b"\n")
    truth = pd.read_csv(FOLDER / "sim_ais_sample_truth.csv", keep_default_na=False)
    assert len([line for line in lines if line.strip()]) == (truth["line"] > 0).sum()
    sound = truth[(truth["line"] > 0) & (truth["fault"] == "")]
    bare = [
        lines[n - 1].rsplit(b"\\", 1)[-1].split(b" ")[0].strip() for n in sound["line"]
    ]
    decoded = [message.decode() for message in IterMessages(bare)]
    kinds = {message.msg_type for message in decoded}
    assert {1, 3, 4, 5, 18, 21, 24} <= kinds
    assert len(decoded) > 0.9 * (sound["message_type"] != 5).sum()
