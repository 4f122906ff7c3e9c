"""How well cleaning finds what the simulator spoiled: fault by fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from sklearn.metrics import adjusted_rand_score

from soundings.ais.clean import blank_sentinels, drop_out_of_range
from soundings.ais.identity import flag_identities
from soundings.ais.repair import drop_copies, repair_course, repair_swapped
from soundings.ais.tracks import assign_hulls
from soundings.evaluation.scores import Score, f1
from soundings.simulator.dirt import FAULTS, INVALID_MMSI, Dirt
from soundings.simulator.run import simulate
from soundings.simulator.scenario import HARSH_LOSS, Scenario

PORTS: Final = ("GBMLF", "GBBEL", "IDUPG")
SHARED: Final = 0.6
"""Share of ships that use another's MMSI in the setting made to try the split."""
ASHORE: Final = (4, 21)
FALSE_PLACE: Final = ("jump", "frozen", "circle", "swapped", "local_time")


def evaluate(
    seed: int,
    folder: Path,
    report: Callable[[str], None],
    ports: Sequence[str] = PORTS,
) -> list[Score]:
    """
    Spoil two or three days at some ports, clean them, and compare with what was spoiled.

    Parameters
    ----------
    seed : int
    folder : Path
        Where the simulations go.
    report : callable
        Is given a line for each setting.
    ports : sequence of str
        Which ports are watched.
    """
    base = Scenario(
        "cleaning", seed=seed, start="2021-06-08", days=2, ports=tuple(ports)
    )
    settings = {
        "realistic": base,
        "harsh": replace(base, loss=HARSH_LOSS),
        "shared": replace(base, days=3, dirt=replace(Dirt(), mmsi_shared=SHARED)),
    }
    scores: list[Score] = []
    for setting, scenario in settings.items():
        report(f"cleaning: {setting}, {', '.join(ports)}")
        simulate(scenario, folder / setting)
        where = f"{setting}, {' '.join(ports)}"
        received = _received(folder / setting)
        if setting != "shared":
            scores += _of_codes(received, where) + _of_copies(received, where)
            scores += _of_numbers(folder / setting, received, where)
        scores += _of_places(received, where)
    return scores


def _received(folder: Path) -> pd.DataFrame:
    """Return all rows with the truth about them: `ship`, `copy` and one flag a fault."""
    rows = pd.read_parquet(folder / "positions").drop(columns="day")
    truth = pd.read_parquet(folder / "truth" / "rows").drop(columns="day")
    table = rows.merge(truth, on="row", validate="one_to_one")
    table["mmsi"] = table["mmsi"].astype("str")
    for place, fault in enumerate(FAULTS):
        table[f"is_{fault}"] = (table["faults"].to_numpy() >> place) & 1 == 1
    return table


def _of_codes(received: pd.DataFrame, where: str) -> list[Score]:
    """Score codes for unknown: each is blanked, and nothing else."""
    # Shore stations send neither speed nor course: for them unknown is the truth.
    received = received[~received["message_type"].isin(ASHORE)]
    blanked = blank_sentinels(received)
    kept = drop_out_of_range(received)
    truth = {
        "speed": (blanked["speed_knots"].isna(), received["is_speed_unknown"]),
        "course": (blanked["course_degrees"].isna(), received["is_course_unknown"]),
        "heading": (
            blanked["heading_degrees"].isna(),
            received["heading_degrees"] == 511,
        ),
        "position": (~received["row"].isin(kept["row"]), received["is_no_fix"]),
    }
    scores = []
    for what, (found, fault) in truth.items():
        # A radio without a fix sends no speed and no course either.
        true = fault if what == "heading" else fault | received["is_no_fix"]
        value = f1(int((found & true).sum()), int(found.sum()), int(true.sum()))
        scores.append(
            Score(f"unknown {what}, F1", where, value, 1.0, n=int(true.sum()))
        )
    speeds = received[~received["is_course_unknown"] & ~received["is_no_fix"]]
    true = speeds["course_degrees"].astype(float).round(1)
    signed = true.where(true < 204.75, (true - 409.6).round(1))
    codes = pd.DataFrame({"course_degrees": [*signed, -49.6]})
    repaired = repair_course(codes)["course_degrees"]
    right = float((repaired.iloc[:-1].to_numpy() == true.to_numpy()).mean())
    right = right if np.isnan(repaired.iloc[-1]) else 0.0
    scores.append(
        Score("course overflow, share repaired", where, right, 1.0, n=len(true))
    )
    return scores


def _of_copies(received: pd.DataFrame, where: str) -> list[Score]:
    """Score copies: as many left of each ship's reports in an hour as it sent."""
    kept = drop_copies(received)
    hour = received["time_utc"].dt.floor("h")
    groups = [received["ship"], hour]
    n_sent = (received["copy"] == 0).groupby(groups).sum()
    n_kept = kept.groupby([kept["ship"], kept["time_utc"].dt.floor("h")]).size()
    off = n_kept.reindex(n_sent.index, fill_value=0) - n_sent
    n_copies = int((received["copy"] > 0).sum())
    # A clock that is an hour wrong makes copies an hour apart: no window finds them.
    is_right_hour = ~received["is_local_time"].groupby(groups).any()
    wrong = int(off[is_right_hour].abs().sum())
    value = 1 - wrong / max(n_copies, 1)
    note = "ship-hours without a wrong clock; a report on the hour counts twice"
    return [
        Score("station copies, share right", where, value, 0.99, n=n_copies, note=note)
    ]


def _of_numbers(folder: Path, received: pd.DataFrame, where: str) -> list[Score]:
    """Score MMSI and IMO checks against who sent what."""
    flagged = flag_identities(received[["mmsi"]])
    ships = received["mmsi"].astype(int)
    is_invalid = ships.isin(INVALID_MMSI)
    right = (flagged["mmsi_class"] == "invalid") == is_invalid
    statics = pd.read_parquet(folder / "statics").drop(columns="day")
    statics = statics[statics["message_type"] == 5]
    fleet = pd.read_csv(folder / "truth" / "sim_fleet.csv", dtype={"imo": "str"})
    found = flag_identities(statics[["mmsi", "imo"]])["imo_fault"]
    is_real = statics["imo"].astype("str").isin(fleet["imo"].dropna())
    is_unset = statics["imo"] == 0
    expected = np.select([is_unset, is_real], ["not set", ""], "wrong check digit")
    imo_right = found.fillna("").to_numpy() == expected
    return [
        Score("MMSI check, share right", where, float(right.mean()), 1.0, n=len(right)),
        Score(
            "IMO check, share right",
            where,
            float(imo_right.mean()),
            1.0,
            n=len(statics),
        ),
    ]


def _of_places(received: pd.DataFrame, where: str) -> list[Score]:
    """Score swapped positions, jumps, and the split of MMSIs that hulls share."""
    ships = flag_identities(drop_out_of_range(received))
    ships = drop_copies(ships[ships["mmsi_class"] == "ship"])
    ships = blank_sentinels(ships)
    repaired = repair_swapped(ships)
    is_mended, is_swapped = repaired["is_swap_repaired"], repaired["is_swapped"]
    swaps = f1(
        int((is_mended & is_swapped).sum()), int(is_mended.sum()), int(is_swapped.sum())
    )
    hulls = assign_hulls(repaired)
    is_dropped = hulls["hull"] == 0
    is_jump = hulls["is_jump"]
    # What else is in a false place is neither right nor wrong to drop.
    is_else = hulls[[f"is_{fault}" for fault in FALSE_PLACE]].any(axis=1) & ~is_jump
    found = is_dropped & ~is_else
    jumps = f1(int((found & is_jump).sum()), int(found.sum()), int(is_jump.sum()))
    scores = [
        Score(
            "swapped positions repaired, F1",
            where,
            swaps,
            0.97,
            n=int(is_swapped.sum()),
        ),
        Score("jumps, F1", where, jumps, 0.97, n=int(is_jump.sum())),
        _false_hulls(hulls, where),
    ]
    return scores + _of_shared(hulls, where)


def _false_hulls(hulls: pd.DataFrame, where: str) -> Score:
    kept = hulls[hulls["hull"] > 0]
    by_mmsi = kept.groupby("mmsi").agg(
        ship=("ship", "nunique"), hull=("hull", "nunique")
    )
    alone = by_mmsi[by_mmsi["ship"] == 1]
    share = float((alone["hull"] > 1).mean()) if len(alone) else 0.0
    what = "MMSIs of one hull taken for several, share"
    return Score(what, where, share, 0.01, is_at_most=True, n=len(alone))


def _of_shared(hulls: pd.DataFrame, where: str) -> list[Score]:
    """Score the split, over all positions of MMSIs that several hulls were heard under."""
    kept = hulls[(hulls["hull"] > 0) & ~hulls["is_local_time"]]
    by_mmsi = kept.groupby("mmsi")["ship"]
    shared = kept[by_mmsi.transform("nunique") > 1]
    if shared.empty:
        return []
    label = shared["mmsi"] + "/" + shared["hull"].astype("str")
    value = float(adjusted_rand_score(shared["ship"], label))
    each = shared.groupby("mmsi")[["ship", "hull"]].apply(
        lambda t: adjusted_rand_score(t["ship"], t["hull"])
    )
    together = _heard_at_once(shared)
    part = shared[shared["mmsi"].isin(together)]
    note = f"{len(each)} MMSIs, of each by itself mean {each.mean():.3f}"
    scores = [
        Score(
            "shared MMSI split, adjusted Rand",
            where,
            value,
            0.95,
            n=len(shared),
            note=note,
        )
    ]
    if len(part):
        at_once = float(adjusted_rand_score(part["ship"], label[part.index]))
        scores.append(
            Score(
                "shared MMSI split where hulls overlap in time, adjusted Rand",
                where,
                at_once,
                0.95,
                n=len(part),
                note=f"{len(together)} MMSIs",
            )
        )
    return scores


def _heard_at_once(shared: pd.DataFrame) -> list[str]:
    """Return the MMSIs two of whose hulls were heard in one hour."""
    hour = shared["time_utc"].dt.floor("h")
    n_ships = shared.groupby(["mmsi", hour])["ship"].nunique()
    return sorted(set(n_ships[n_ships > 1].index.get_level_values("mmsi")))
