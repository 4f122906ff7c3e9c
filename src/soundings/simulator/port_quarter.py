"""
A quarter of port calls as radio found them, and how well the radio was heard.

Thirteen ISO weeks of four ports, cut from the world whose record is family C: what the
lesson on indicators needs without hundreds of millions of reports. No position is
simulated here: a call is seen from the first to the last moment at the berth at which
its port's receiver worked, and the coverage table counts what was due and received.

The last weeks hold a strike at Southampton, during which reception is as usual, and the
outage of the Humber. In the scenario `month` that week is dark from end to end. Here the
receiver comes back in between, since a port that falls silent altogether fools nobody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator import chance
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.shocks import seconds, utc_text
from soundings.simulator.world import World

PORT_IDS: Final = ("GBFXT", "GBSOU", "GBDVR", "GBIMM")
START_S: Final = seconds("2020-10-05")
END_S: Final = seconds("2021-01-04")
HOUR_S: Final = 3600
LEAST_SEEN_S: Final = 30 * 60
"""At rest for so long, by what was heard, makes a call."""

DEAF_PORT_ID: Final = "GBIMM"
DEAF_S: Final = (
    (seconds("2020-12-14T15:00"), seconds("2020-12-15T19:00")),
    (seconds("2020-12-15T23:00"), seconds("2020-12-17T12:00")),
    (seconds("2020-12-17T21:00"), seconds("2020-12-19T12:00")),
)
"""When the Humber's receiver hears nothing."""
FAILING_S: Final = (DEAF_S[0][0], DEAF_S[-1][1])
FAILING_SHARE: Final = 0.4
"""What is left of the usual share between the deaf spells."""

USUAL_SHARE: Final = {"GBFXT": 0.94, "GBSOU": 0.92, "GBDVR": 0.95, "GBIMM": 0.91}
"""Share of the reports due that a port's receiver hears."""
SHARE_SPREAD: Final = 0.02
RATES: Final = (20, 60)
"""Reports an hour at rest, one a minute kept: status "moored", or still "under way"."""
STUCK_SHARE: Final = 0.47
"""Share of ships at rest whose status says under way, as measured on real AIS."""


def seen_spans(
    began_s: int, ended_s: int, deaf_s: tuple[tuple[int, int], ...]
) -> list[tuple[int, int]]:
    """
    Return what is left of a stay when the deaf spells are taken out.

    Examples
    --------
    >>> seen_spans(0, 100, ((20, 30), (90, 200)))
    [(0, 20), (30, 90)]
    """
    spans, here = [], began_s
    for start, end in deaf_s:
        if start < ended_s and end > here:
            if start > here:
                spans.append((here, start))
            here = max(here, end)
    if here < ended_s:
        spans.append((here, ended_s))
    return spans


def deaf_spells(port_id: str) -> tuple[tuple[int, int], ...]:
    """Return when a port's receiver hears nothing."""
    return DEAF_S if port_id == DEAF_PORT_ID else ()


def true_stays(world: World) -> pd.DataFrame:
    """Return the stays at berth that touch the quarter, with who stayed."""
    calls = world.calls[world.calls["port_id"].isin(PORT_IDS)]
    touches = (calls["berthed_s"] < END_S) & (calls["unberthed_s"] > START_S)
    stays = calls.loc[touches, ["call_id", "ship", "port_id"]]
    stays = stays.rename(columns={"port_id": "port"})
    stays["began_s"] = calls["berthed_s"].clip(lower=START_S)
    stays["ended_s"] = calls["unberthed_s"].clip(upper=END_S - 60)
    stays["is_open_start"] = calls["berthed_s"] < START_S
    fleet = world.fleet.iloc[stays["ship"]]
    stays["mmsi"] = fleet["mmsi"].to_numpy()
    stays["ship_type"] = fleet["ship_type"].to_numpy()
    return stays.sort_values(["began_s", "call_id"], ignore_index=True)


def found_calls(world: World) -> pd.DataFrame:
    """
    Return the calls that radio found, with the times at which it did.

    A call that the quarter's first midnight finds at its berth is left out: nobody saw
    it arrive. `n_due` is how many reports an hour the ship sends at rest.
    """
    stays = true_stays(world)
    ends = []
    for port, began_s, ended_s in zip(
        stays["port"], stays["began_s"], stays["ended_s"], strict=True
    ):
        spans = seen_spans(began_s, ended_s, deaf_spells(port))
        ends.append((spans[0][0], spans[-1][1]) if spans else (0, 0))
    stays[["arrived_s", "departed_s"]] = np.array(ends, dtype=np.int64)
    # A radio's habits are its ship's, whenever it calls.
    key = chance.stream(world.seed, "port quarter, status")
    is_stuck = chance.uniform(key, stays["ship"]) < STUCK_SHARE
    stays["n_due"] = np.where(is_stuck, RATES[1], RATES[0])
    # A receiver that comes back hears each ship when that ship next reports.
    key = chance.stream(world.seed, "port quarter, next report")
    wait_s = chance.uniform(key, stays.index) * HOUR_S / stays["n_due"]
    is_late = stays["arrived_s"] > stays["began_s"]
    stays["arrived_s"] += np.where(is_late, wait_s, 0).astype(np.int64)
    is_found = stays["departed_s"] - stays["arrived_s"] >= LEAST_SEEN_S
    found = stays[is_found & ~stays["is_open_start"]]
    return found.sort_values(["arrived_s", "call_id"], ignore_index=True)


def calls_file(world: World) -> bytes:
    """Return `sim_port_quarter_calls.csv.gz`."""
    found = found_calls(world)
    columns = ["mmsi", "ship_type", "port", "arrived_s", "departed_s"]
    # A radio's report is good to the second; the archive keeps one a minute.
    minutes = {name: found[name] // 60 * 60 for name in ("arrived_s", "departed_s")}
    return gzipped(csv_bytes(found.assign(**minutes)[columns]))


def coverage_table(world: World) -> pd.DataFrame:
    """
    Return reports due and received by port and hour, one row for every hour with a ship.

    Due is what ships found before and after must have sent in between: a ship that came
    and went in a deaf spell is not missed, since nobody knows of it.
    """
    key = chance.stream(world.seed, "port quarter, reception")
    weather = chance.stream(world.seed, "port quarter, weather")
    rows = []
    for port, calls in found_calls(world).groupby("port"):
        number = PORT_IDS.index(str(port))
        hours = np.arange(START_S, END_S, HOUR_S)
        due, heard = np.zeros(len(hours)), np.zeros(len(hours))
        ships = np.zeros(len(hours), dtype=int)
        deaf = deaf_spells(str(port))
        for arrived_s, departed_s, n_due in zip(
            calls["arrived_s"], calls["departed_s"], calls["n_due"], strict=True
        ):
            due += n_due * _overlap_s(hours, arrived_s, departed_s) / HOUR_S
            here = np.zeros(len(hours))
            for start, end in seen_spans(arrived_s, departed_s, deaf):
                here += _overlap_s(hours, start, end)
            heard += n_due * here / HOUR_S
            ships += here > 0
        hourly = chance.bell(key, hours // HOUR_S, number)
        daily = chance.bell(weather, hours // (24 * HOUR_S), number)
        noise = SHARE_SPREAD * (hourly + daily)
        share = np.minimum(USUAL_SHARE[str(port)] + noise, 0.995)
        if deaf:
            is_failing = (hours >= FAILING_S[0]) & (hours < FAILING_S[1])
            share = np.where(is_failing, share * FAILING_SHARE, share)
        rows.append(
            pd.DataFrame(
                {
                    "port": port,
                    "hour_s": hours,
                    "n_ships": ships,
                    "n_received": np.rint(heard * share).astype(int),
                    "n_expected": np.rint(due).astype(int),
                }
            )
        )
    table = pd.concat(rows, ignore_index=True)
    # As a receiver's log has it: where nothing was heard or due, there is no row.
    kept = table[(table["n_expected"] > 0) | (table["n_ships"] > 0)]
    return kept.reset_index(drop=True)


def _overlap_s(hours: np.ndarray, start: int, end: int) -> np.ndarray:
    """Return how many seconds of each hour lie between two moments."""
    inside = np.minimum(hours + HOUR_S, end) - np.maximum(hours, start)
    return np.asarray(np.maximum(inside, 0))


def coverage_file(world: World) -> bytes:
    """Return `sim_port_quarter_coverage.csv.gz`."""
    return gzipped(csv_bytes(coverage_table(world)))


def truth_file(world: World) -> bytes:
    """Return `sim_port_quarter_truth.json`: what was hidden, and how to see that it was."""
    stays = true_stays(world)
    stays = stays[~stays["is_open_start"]]
    found = found_calls(world)
    weeks = {}
    for name, table, column in (
        ("true", stays, "began_s"),
        ("found", found, "arrived_s"),
    ):
        # 1 January 1970 was a Thursday.
        week = (table[column] // (24 * HOUR_S) + 3) // 7
        keys = table["port"].astype("str") + " " + week.map(_monday)
        weeks[name] = {
            str(key): int(n) for key, n in keys.value_counts(sort=False).items()
        }
        weeks[name] = dict(sorted(weeks[name].items()))
    told = {
        "about": "Planted by the simulator; describes no real port. Not for learners.",
        "synthetic": True,
        "seed": world.seed,
        "lesson": "AIS4",
        "outage": {
            "port": DEAF_PORT_ID,
            "deaf": [[utc_text(start), utc_text(end)] for start, end in DEAF_S],
            "share_left_between": FAILING_SHARE,
            "recover": "n_received over n_expected by week: it falls at GBIMM in the week "
            "of 2020-12-14 and at no other port, while n_received per ship falls too.",
        },
        "strike": "GBSOU, week of 2020-12-07: no arrival at berth, coverage as usual.",
        "christmas": "All ports, week of 2020-12-21, coverage as usual.",
        "n_hidden": int(len(stays) - len(found)),
        "calls_by_week": weeks,
    }
    return (json.dumps(told, indent=1) + "\n").encode()


def _monday(week: int) -> str:
    return utc_text((week * 7 - 3) * 24 * HOUR_S)[:10]


MAKERS: Final[dict[str, Callable[[World], bytes]]] = {
    "ais/sim_port_quarter_calls.csv.gz": calls_file,
    "ais/sim_port_quarter_coverage.csv.gz": coverage_file,
    "ais/sim_port_quarter_truth.json": truth_file,
}
"""Part of family E's files: path under `datasets/`, and what makes its bytes."""
