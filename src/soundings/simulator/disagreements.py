"""
Where the administrative record, the ships' radio and the truth differ, on purpose.

A learner who scores calls found in AIS against the record meets each kind at
Felixstowe in the three days of the starter file, and one kind for two summers.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from soundings.simulator.arrivals import HOUR_S
from soundings.simulator.shocks import seconds
from soundings.simulator.world import World

PORT_ID: Final = "GBFXT"
STARTER_S: Final = (seconds("2021-06-08T00:00"), seconds("2021-06-11T00:00"))
"""The three days of the starter file."""
CLOCK_TERMINAL_ID: Final = "GBFXT-LAN"
"""This terminal logs berthing and unberthing in local time and calls it UTC."""
SUMMER_TIMES_S: Final = (
    (seconds("2020-03-29T01:00"), seconds("2020-10-25T01:00")),
    (seconds("2021-03-28T01:00"), seconds("2021-10-31T01:00")),
)
"""When British local time is an hour ahead of UTC."""

REASONS: Final = {
    "silent": "The ship's AIS was off: the call is in the record and not in AIS.",
    "not_recorded": "The call was never entered: it is in AIS and not in the record.",
    "wrong_berth": "The record names a neighbouring berth.",
    "shift": "The ship moved during the call; the record names only its last berth.",
}


def is_summer_time(time_s: pd.Series) -> pd.Series:
    """Say at which times British clocks are an hour ahead of UTC."""
    summer = pd.Series(False, index=time_s.index)
    for start, end in SUMMER_TIMES_S:
        summer |= (time_s >= start) & (time_s < end)
    return summer


def list_disagreements(world: World) -> pd.DataFrame:
    """
    Return one row for each call of the starter's days that differs, with the reason.

    Returns
    -------
    DataFrame
        `call_id`, `reason` (a key of `REASONS`), `true_berth_id`, `recorded_berth_id`
        (empty if not in the record).
    """
    calls = world.calls
    here = calls[
        (calls["port_id"] == PORT_ID)
        & (calls["arrived_s"] >= STARTER_S[0] + 6 * HOUR_S)
        & (calls["departed_s"] < STARTER_S[1] - 6 * HOUR_S)
        & (calls["terminal_id"] != CLOCK_TERMINAL_ID)
    ]
    rows: list[tuple[str, str, str, str]] = []
    moved = calls[
        (calls["port_id"] == PORT_ID)
        & (calls["berth_id"] != calls["last_berth_id"])
        & (calls["departed_s"] >= STARTER_S[0])
        & (calls["berthed_s"] < STARTER_S[1])
    ]
    moves = moved[["call_id", "berth_id", "last_berth_id"]].to_numpy().tolist()
    for call_id, first, last in moves:
        rows.append((call_id, "shift", first, last))
    steady = here[~here["call_id"].isin(moved["call_id"])].reset_index(drop=True)
    # Spread over the days: a quarter, a half and so on of the way through.
    for share, reason in (
        (0.15, "silent"),
        (0.40, "not_recorded"),
        (0.60, "wrong_berth"),
        (0.85, "silent"),
    ):
        if len(steady) < 4:
            break
        call = steady.iloc[int(share * len(steady))]
        true, recorded = str(call["berth_id"]), str(call["berth_id"])
        if reason == "not_recorded":
            recorded = ""
        elif reason == "wrong_berth":
            recorded = _neighbour(calls, true)
        rows.append((str(call["call_id"]), reason, true, recorded))
    columns = ["call_id", "reason", "true_berth_id", "recorded_berth_id"]
    return pd.DataFrame(rows, columns=columns).sort_values("call_id", ignore_index=True)


def silent_call_ids(world: World) -> tuple[str, ...]:
    """Return the calls during which the ship's AIS is off."""
    found = list_disagreements(world)
    return tuple(found.loc[found["reason"] == "silent", "call_id"])


def _neighbour(calls: pd.DataFrame, berth_id: str) -> str:
    """Return the berth after this one at its terminal, or before the last."""
    terminal_id = calls.loc[calls["berth_id"] == berth_id, "terminal_id"].iloc[0]
    same = calls.loc[calls["terminal_id"] == terminal_id, "berth_id"]
    berths = sorted(same.unique().tolist())
    place = berths.index(berth_id)
    return str(berths[place + 1 if place + 1 < len(berths) else place - 1])
