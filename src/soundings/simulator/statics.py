"""
Who the ships say they are and where they are bound: messages 5, 19 and 24.

The crew types these in, so they are late, misspelt, or never set. What is wrong is
decided ship by ship and voyage by voyage, and listed.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.simulator.chance import Ints, stream, uniform
from soundings.simulator.dirt import Dirt
from soundings.simulator.intervals import CLASS_A, CYCLE, STATIC_S
from soundings.simulator.movements import DEGREE_RAW
from soundings.simulator.reports import Radios, due

AFTER: Final = 1_000_000_000
BEFORE: Final = 2 * AFTER
"""Added to a call's track: the voyage after it, and the voyage before it."""
SPECIAL_MARK: Final = 30
"""Kind of aid to navigation (ITU-R M.1371-5, table 74)."""
ODD_DESTINATIONS: Final = (
    "{here}>{there}",
    ">{there_spaced}",
    "{there_spaced}",
    "{there_name} ANCH",
    "{there_name} OFF",
    "{typo}",
    "HOME",
    "SELAMAT HARI RAYA",
    "MERRY XMAS",
    "KALA CHRISTOUGENNA",
    "{before}",
)
"""Ways in which real crews fill in the field, imitated."""


def voyage_data(
    calls: pd.DataFrame, ports: pd.DataFrame, dirt: Dirt, seed: int
) -> pd.DataFrame:
    """
    Return what the crew typed in for each call: before the berth, and after it.

    One row a call, indexed like `calls`: `to_before`, `to_after` (destinations as
    broadcast), `eta_before_s`, `eta_after_s` (0 if not set), `draught_before_dm`,
    `draught_after_dm`, and `typed_s`, when the second set took over. A draught that was
    never changed at departure is marked in `draught_is_stale`.
    """
    track = calls.index.to_numpy(np.int64)
    key = stream(seed, "voyage data")
    names = {str(p): str(n) for p, n in ports["port_name"].items()}
    styles = uniform(key, track, 0) / max(dirt.destination_odd, 1e-9)
    unset = uniform(key, track, 1) < dirt.destination_unset
    before, after = [], []
    ways = (calls["port_id"], calls["next_port_id"], calls["previous_port_id"])
    rows = zip(*(way.tolist() for way in ways), strict=True)
    for style, nothing, (here, there, last) in zip(
        styles.tolist(), unset.tolist(), rows, strict=True
    ):
        known = "" if nothing else _destination(style, last, here, last, names)
        before.append(known)
        known = "" if nothing else _destination(style, here, there, last, names)
        after.append(known)
    typed = calls["unberthed_s"] - 1800 + np.floor(uniform(key, track, 3) * 4 * 3600)
    no_eta = uniform(key, track, 4) < dirt.eta_unset
    draught_in = calls["draught_in_dm"].to_numpy(np.int64)
    draught_out = calls["draught_reported_out_dm"].to_numpy(np.int64)
    stale = draught_out != calls["draught_out_dm"].to_numpy(np.int64)
    return pd.DataFrame(
        {
            "to_before": before,
            "to_after": after,
            "eta_before_s": np.where(no_eta, 0, calls["arrived_s"]),
            "eta_after_s": np.where(no_eta, 0, calls["departed_s"] + 30 * 3600),
            "draught_before_dm": draught_in,
            "draught_after_dm": draught_out,
            "typed_s": typed.to_numpy(np.int64),
            "draught_is_stale": stale,
        },
        index=calls.index,
    )


def _destination(
    style: float, here: str, there: str, before: str, names: dict[str, str]
) -> str:
    """Return a destination of at most 20 characters of the six-bit alphabet."""
    if style >= 1:
        return there
    form = ODD_DESTINATIONS[int(style * len(ODD_DESTINATIONS))]
    name = names.get(there, there).upper().split(" (")[0]
    text = form.format(
        here=f"{here[:2]} {here[2:]}",
        there=f"{there[:2]} {there[2:]}",
        there_spaced=f"{there[:2]} {there[2:]}",
        there_name=name[:14],
        typo=name[:2] + name[3:4] + name[2:3] + name[4:],
        before=before,
    )
    return "".join(c for c in text.upper() if " " <= c <= "_")[:20]


def identities_sent(
    fleet: pd.DataFrame, radios: Radios, dirt: Dirt, seed: int
) -> pd.DataFrame:
    """
    Return what each ship's radio says of the ship, right or wrong; one row a ship.

    Columns `imo` (0 if not set), `call_sign`, `name`, `ship_type`, `to_bow_m`,
    `to_stern_m`, `to_port_m`, `to_starboard_m`, `draught_is_set`, and `draught_dm`, which
    holds where nobody typed in another.
    """
    ship = np.arange(len(fleet))
    key = stream(seed, "identity sent")
    imo = pd.to_numeric(fleet["imo"]).fillna(0).to_numpy(np.int64)
    draw = uniform(key, ship, 0)
    typo = (draw < dirt.imo_typo) & (imo > 0)
    unset = (draw >= dirt.imo_typo) & (draw < dirt.imo_typo + dirt.imo_unset)
    # A slip of one in the third digit changes the check sum.
    slipped = np.where(imo // 10_000 % 10 == 9, imo - 10_000, imo + 10_000)
    sizes = uniform(key, ship, 2) < dirt.size_unset
    misspelt = uniform(key, ship, 3) < dirt.name_typo
    names = [
        _misspell(str(n)) if bad else str(n)
        for n, bad in zip(fleet["name"], misspelt, strict=True)
    ]
    table = {
        "imo": np.where(typo, slipped, np.where(unset, 0, imo)),
        "call_sign": fleet["call_sign"].astype(str).to_numpy(),
        "name": names,
        "ship_type": np.where(
            uniform(key, ship, 1) < dirt.type_unset,
            0,
            fleet["ship_type"].to_numpy(np.int64),
        ),
        "draught_is_set": uniform(key, ship, 4) >= dirt.draught_unset,
        "draught_dm": np.rint(fleet["design_draught_m"].to_numpy(float) * 10),
    }
    for side in ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m"):
        table[side] = np.where(sizes, 0, getattr(radios, side))
    return pd.DataFrame(table)


def _misspell(name: str) -> str:
    """Return a name with two letters in the wrong order."""
    return name[:-2] + name[-1] + name[-2] if len(name) > 5 else name + "S"


def static_faults(
    fleet: pd.DataFrame, sent: pd.DataFrame, radios: Radios, voyages: pd.DataFrame
) -> pd.DataFrame:
    """
    Return what is wrong in static reports: `ship, track, field, true_value, sent_value`.

    `track` is -1 for what holds on every voyage.
    """
    ship = np.arange(len(fleet))
    imo = pd.to_numeric(fleet["imo"]).fillna(0).to_numpy(np.int64)
    true = {"imo": imo, "name": fleet["name"], "ship_type": fleet["ship_type"]}
    true |= {side: getattr(radios, side) for side in ("to_bow_m", "to_port_m")}
    parts = []
    for field, right in true.items():
        wrong = np.asarray(right) != sent[field].to_numpy()
        parts.append(
            pd.DataFrame(
                {
                    "ship": ship[wrong],
                    "track": -1,
                    "field": field,
                    "true_value": np.asarray(right)[wrong].astype(str),
                    "sent_value": sent[field].to_numpy()[wrong].astype(str),
                }
            )
        )
    late = voyages[voyages["draught_is_stale"]]
    parts.append(
        pd.DataFrame(
            {
                "ship": late["ship"],
                "track": late.index,
                "field": "draught_raw",
                "true_value": late["draught_out_dm"].astype(str),
                "sent_value": late["draught_after_dm"].astype(str),
            }
        )
    )
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values(
        ["ship", "track", "field"], kind="stable", ignore_index=True
    )


def static_reports(
    line: dict[str, np.ndarray],
    sent: pd.DataFrame,
    voyages: pd.DataFrame,
    radios: Radios,
    mmsi: Ints,
    seed: int,
) -> dict[str, np.ndarray]:
    """
    Return the static reports sent on the stretches, every six minutes: types 5 and 24.

    Parameters
    ----------
    line : dict of ndarray
        From `reports.stretches`.
    sent : DataFrame
        From `identities_sent`.
    voyages : DataFrame
        From `voyage_data`. A track of BEFORE or AFTER a call has that call's data; one
        that is not in the index has nothing typed in.
    mmsi : ndarray of int
        By ship.

    Returns
    -------
    dict of ndarray
        Columns of the statics table, with the true `lon_raw`, `lat_raw` of the sender.
    """
    p, time_ms = due(
        line,
        np.full(len(line["ship"]), CYCLE // (STATIC_S * 1000)),
        stream(seed, "static"),
    )
    ship, track = line["ship"][p], line["track"][p]
    is_a = radios.radio[ship] == CLASS_A
    # Class B sends name and particulars in two messages.
    p = np.concatenate([p, p[~is_a]])
    part = np.concatenate(
        [np.zeros(len(ship), np.int8), np.ones((~is_a).sum(), np.int8)]
    )
    time_ms = np.concatenate([time_ms, time_ms[~is_a] + 1000])
    ship, track = line["ship"][p], line["track"][p]
    is_a = radios.radio[ship] == CLASS_A
    since = time_ms - line["from_ms"][p]
    voyage = _typed(voyages, track, time_ms // 1000)
    draught = np.where(
        voyage["draught"] > 0, voyage["draught"], sent["draught_dm"].to_numpy()[ship]
    )
    draught = np.where(sent["draught_is_set"].to_numpy()[ship] & is_a, draught, 0)
    eta = pd.to_datetime(voyage["eta"], unit="s")
    has_eta = voyage["eta"] > 0
    result = {
        "ship": ship,
        "track": track,
        "time_ms": time_ms,
        "mmsi": mmsi[ship],
        "message_type": np.where(is_a, 5, 24).astype(np.uint8),
        "part": np.where(is_a, 0, part).astype(np.uint8),
        "epfd": np.ones(len(ship), dtype=np.uint8),
        "eta_month": np.where(has_eta, eta.month, 0).astype(np.uint8),
        "eta_day": np.where(has_eta, eta.day, 0).astype(np.uint8),
        "eta_hour": np.where(has_eta, eta.hour, 24).astype(np.uint8),
        "eta_minute": np.where(has_eta, eta.minute, 60).astype(np.uint8),
        "draught_raw": draught.astype(np.uint8),
        "destination": voyage["to"],
        "dte": np.zeros(len(ship), dtype=np.uint8),
        "lon_raw": np.rint((line["lon"][p] + line["lon_ms"][p] * since) * DEGREE_RAW),
        "lat_raw": np.rint((line["lat"][p] + line["lat_ms"][p] * since) * DEGREE_RAW),
    }
    for field in ("imo", "call_sign", "name", "ship_type", "to_bow_m", "to_stern_m"):
        result[field] = sent[field].to_numpy()[ship]
    for field in ("to_port_m", "to_starboard_m"):
        result[field] = sent[field].to_numpy()[ship]
    return result


def companions(
    reports: pd.DataFrame, sent: pd.DataFrame, shore: pd.DataFrame
) -> pd.DataFrame:
    """
    Return the other half of messages that say where and who at once: types 19 and 21.

    Parameters
    ----------
    reports : DataFrame
        Received position reports of these types; their `row` is kept.
    sent : DataFrame
        From `identities_sent`.
    shore : DataFrame
        From `infrastructure.shore_stations`; its first row is `ship` -1.
    """
    ship = reports["ship"].to_numpy(np.int64)
    is_aid = ship < 0
    shore_place, place = np.where(is_aid, -1 - ship, 0), np.where(is_aid, 0, ship)
    table = reports[["row", "ship", "mmsi", "time_s", "received_ms", "station"]].copy()
    table["message_type"] = reports["message_type"]
    table["part"] = np.uint8(0)
    for field in ("imo", "draught_raw", "eta_month", "eta_day", "dte"):
        table[field] = 0
    table["eta_hour"], table["eta_minute"], table["epfd"] = 24, 60, 1
    table["destination"] = table["call_sign"] = ""
    names = np.append(shore["name"].to_numpy(object), "")
    own = sent["name"].to_numpy(object)[place]
    table["name"] = np.where(is_aid, names[shore_place], own)
    types = sent["ship_type"].to_numpy()[place]
    table["ship_type"] = np.where(is_aid, SPECIAL_MARK, types)
    for side in ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m"):
        table[side] = np.where(is_aid, 2, sent[side].to_numpy()[place])
    return table


def _typed(voyages: pd.DataFrame, track: Ints, time_s: Ints) -> dict[str, np.ndarray]:
    """Return destination, ETA and draught as typed in at each moment."""
    call = np.where(track >= BEFORE, track - BEFORE, track)
    call = np.where((track >= AFTER) & (track < BEFORE), track - AFTER, call)
    place = voyages.index.get_indexer(pd.Index(call))
    known = place >= 0
    if voyages.empty:
        blank = np.zeros(len(track), dtype=np.int64)
        return {
            "to": np.full(len(track), "", dtype=object),
            "eta": blank,
            "draught": blank,
        }
    later = time_s >= voyages["typed_s"].to_numpy()[place]
    later = (later | (track >= AFTER)) & (track < BEFORE)

    def pick(before: str, after: str, missing: object) -> np.ndarray:
        typed = np.where(
            later, voyages[after].to_numpy()[place], voyages[before].to_numpy()[place]
        )
        typed = typed.astype(object) if missing == "" else typed
        typed[~known] = missing
        return np.asarray(typed)

    return {
        "to": pick("to_before", "to_after", ""),
        "eta": pick("eta_before_s", "eta_after_s", 0),
        "draught": pick("draught_before_dm", "draught_after_dm", 0),
    }
