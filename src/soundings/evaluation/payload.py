"""How much better payloads are than those of draughts as reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from soundings.ais.payload import (
    BLOCK,
    OTHER_BLOCK,
    displacement_t,
    estimate_payloads,
)
from soundings.evaluation.scores import Score
from soundings.simulator.laden import make_laden_calls

HALF = 0.5
COVERED = 0.85
"""A 90 % interval that rests on stated errors should not fall below this."""


def evaluate(seed: int, folder: Path, report: Callable[[str], None]) -> list[Score]:
    """
    Compare tonnes moved with the truth, by back-propagation and at face value.

    Parameters
    ----------
    seed : int
    folder : Path
        Not used: everything fits in memory.
    report : callable
        Is given a line on how far it is.
    """
    del folder
    report("payload: 200 ships, 12 calls each")
    vessels, calls = make_laden_calls(seed)
    calls = calls.merge(vessels[["vessel_id", "mmsi"]], on="vessel_id")
    sent = pd.DataFrame(
        {
            "mmsi": calls["mmsi"].astype(str),
            "port": calls["number"].map("P{:02d}".format),
            "arrived_utc": pd.to_datetime(calls["arrived_s"], unit="s", utc=True),
            "draught_in_m": calls["sent_in_dm"] / 10,
            "draught_out_m": calls["sent_out_dm"] / 10,
        }
    )
    hulls = vessels.assign(mmsi=vessels["mmsi"].astype(str))
    hulls = hulls.drop_duplicates("mmsi")
    found = estimate_payloads(sent, hulls)
    truth = sent.assign(true_t=calls["moved_t"])
    both = found.merge(truth, on=["mmsi", "arrived_utc"], suffixes=("", "_sent"))
    both = both.merge(hulls, on="mmsi")
    both["block"] = both["ship_group"].map(BLOCK).fillna(OTHER_BLOCK)
    face = _weight(both, "draught_out_m_sent") - _weight(both, "draught_in_m_sent")
    both = both.assign(face_t=face).dropna(subset=["face_t", "moved_t"])
    error = (both["moved_t"] - both["true_t"]).abs().mean()
    at_face = (both["face_t"] - both["true_t"]).abs().mean()
    covered = both["true_t"].between(both["low_t"], both["high_t"])
    is_told = both["draught_from"] != "missing"
    setting = "4 in 10 draughts not set on departure"
    note = f"{error:,.0f} t instead of {at_face:,.0f} t, mean over calls"
    return [
        Score(
            "payload error, share of that at face value",
            setting,
            float(error / at_face),
            HALF,
            is_at_most=True,
            n=len(both),
            note=note,
        ),
        Score(
            "payload, 90 % intervals that cover",
            setting,
            float(covered[is_told].mean()),
            COVERED,
            n=int(is_told.sum()),
        ),
    ]


def _weight(calls: pd.DataFrame, draught: str) -> pd.Series:
    weight = displacement_t(
        calls[draught],
        calls["length_m"],
        calls["beam_m"],
        calls["design_draught_m"],
        calls["block"],
    )
    return pd.Series(weight, index=calls.index)
