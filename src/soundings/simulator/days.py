"""One UTC day of a simulation, made from nothing but the scenario: the unit of work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from soundings.simulator import dirt as dirt_module
from soundings.simulator.arrivals import DAY_S
from soundings.simulator.chance import stream, uniform
from soundings.simulator.dirt import Dirt
from soundings.simulator.geography import Geography
from soundings.simulator.infrastructure import shore_reports, shore_stations
from soundings.simulator.intervals import CYCLE, HOUR_MS
from soundings.simulator.messages import WITH_STATICS
from soundings.simulator.movements import call_knots, in_order
from soundings.simulator.reception import Receiver, load, order_of, receive
from soundings.simulator.reports import (
    Radios,
    cut,
    make_radios,
    paces_of,
    position_reports,
    stretches,
)
from soundings.simulator.sea_legs import in_reach, voyage_knots, voyages_near
from soundings.simulator.statics import (
    AFTER,
    companions,
    identities_sent,
    static_reports,
    voyage_data,
)
from soundings.simulator.traffic import traffic_knots
from soundings.simulator.transfers import transfers

BLOCK_S = 4 * DAY_S
"""Ways over the water are worked out for so long at a time: most calls take days."""
ROWS_PER_DAY = 1_000_000_000
"""Rows are numbered from the day's number times this, so days can be made apart."""
REPORTS_AT_ONCE = 250_000
"""About so many reports are in memory at a time, and fit a processor's cache."""
NEAR_S = 12 * 3600
"""A call is near a day if the ship is at the pilot station this close to it."""

REPORT_COLUMNS = (
    *("row", "ship", "mmsi", "time_s", "received_ms", "station", "message_type"),
    *("status", "rot_raw", "sog_raw", "lon_raw", "lat_raw", "cog_raw", "heading"),
    "second",
)
STATIC_COLUMNS = (
    *(
        "row",
        "ship",
        "mmsi",
        "time_s",
        "received_ms",
        "station",
        "message_type",
        "part",
    ),
    *("imo", "call_sign", "name", "ship_type", "to_bow_m", "to_stern_m", "to_port_m"),
    *("to_starboard_m", "epfd", "eta_month", "eta_day", "eta_hour", "eta_minute"),
    *("draught_raw", "destination", "dte"),
)


@dataclass(frozen=True)
class Part:
    """
    What was received in a span of time, and the truth about it.

    Attributes
    ----------
    reports : DataFrame
        One row a received copy of a position report, in the order it came in
        (`REPORT_COLUMNS`); `ship` is the true sender and belongs to the truth.
    statics : DataFrame
        The same of static reports (`STATIC_COLUMNS`).
    truth : DataFrame
        One row a received row: `row`, `ship`, `activity`, `faults` (bits of
        `dirt.FAULTS`) and `copy`, 0 for the first copy that came in.
    corruptions : DataFrame
        Every value that was sent wrong (see `dirt.corruptions`).
    """

    reports: pd.DataFrame
    statics: pd.DataFrame
    truth: pd.DataFrame
    corruptions: pd.DataFrame


NO_CALLS = pd.DataFrame(
    {
        **{name: pd.Series(dtype="str") for name in ("call_id", "port_id")},
        **{
            name: pd.Series(dtype="str")
            for name in ("previous_port_id", "next_port_id")
        },
        **{name: pd.Series(dtype="int64") for name in ("ship", "arrived_s")},
        **{name: pd.Series(dtype="int64") for name in ("unberthed_s", "departed_s")},
        **{
            name: pd.Series(dtype="int64")
            for name in ("draught_in_dm", "draught_out_dm")
        },
        "draught_reported_out_dm": pd.Series(dtype="int64"),
    }
)
NO_VOYAGES = pd.DataFrame(
    {
        **{name: pd.Series(dtype="int64") for name in ("ship", "left_s", "reached_s")},
        **{name: pd.Series(dtype="str") for name in ("from_call_id", "to_call_id")},
        **{name: pd.Series(dtype="str") for name in ("from_port_id", "to_port_id")},
    }
)
"""A sea whose ships make no port calls."""


@dataclass(frozen=True, eq=False)
class Sea:
    """
    All that days are made from.

    Attributes
    ----------
    fleet, calls, shifts, voyages : DataFrame
        As `world.World` has them; `calls` may be empty.
    geography : Geography
    receivers : tuple of Receiver
    port_ids : tuple of str
        The ports that receivers watch; calls elsewhere are left out.
    dirt : Dirt
    seed : int
    start_s : int
        When the simulated world begins.
    knots : DataFrame, optional
        Movements made elsewhere (see `movements.KNOTS`), in place of those of calls
        and local traffic.
    silent : tuple of str
        Calls during which the ship's radio is off.
    """

    fleet: pd.DataFrame
    calls: pd.DataFrame
    shifts: pd.DataFrame
    voyages: pd.DataFrame
    geography: Geography
    receivers: tuple[Receiver, ...]
    port_ids: tuple[str, ...]
    dirt: Dirt
    seed: int
    start_s: int
    knots: pd.DataFrame | None = None
    silent: tuple[str, ...] = ()


def make_day(sea: Sea, start_s: int, end_s: int | None = None) -> Part:
    """Return what was received in [start, end), by default a day."""
    parts = list(make_parts(sea, start_s, end_s))
    return Part(
        *(
            pd.concat([getattr(part, name) for part in parts], ignore_index=True)
            for name in ("reports", "statics", "truth", "corruptions")
        )
    )


def make_parts(sea: Sea, start_s: int, end_s: int | None = None) -> Iterator[Part]:
    """
    Yield what was received in [start, end), some hours at a time.

    A busy day is cut into more parts than a quiet one, so that memory is bounded and
    the arrays fit a processor's cache.
    """
    end_s = start_s + DAY_S if end_s is None else end_s
    row = start_s // DAY_S * ROWS_PER_DAY
    static_row = row + ROWS_PER_DAY // 2
    ships = _ships(sea)
    for day_s in range(start_s // DAY_S * DAY_S, end_s, DAY_S):
        block = _block(sea, day_s // BLOCK_S)
        span = max(start_s, day_s), min(end_s, day_s + DAY_S)
        line = cut(block.line, *span)
        for window in _windows(line, ships.radios, *span):
            part = _part(sea, ships, cut(line, *window), block, window, row, static_row)
            row, static_row = row + len(part.reports), static_row + len(part.statics)
            yield part


def _part(
    sea: Sea,
    ships: _Ships,
    line: dict[str, np.ndarray],
    block: _Block,
    window: tuple[int, int],
    row: int,
    static_row: int,
) -> Part:
    """Return what was received of some stretches, rows numbered from the given ones."""
    first_s, last_s = window
    radios = ships.radios
    full = load(line, paces_of(line, radios), sea.receivers, first_s, last_s)
    sent = position_reports(line, radios, sea.seed, _has_satellite(sea))
    sent = dirt_module.spoil(sent, sea.fleet, sea.dirt, sea.seed, sea.start_s)
    sent = _with_shore(sent, shore_reports(ships.shore, first_s, last_s, sea.seed))
    rows = _received(sent, sea, full, first_s, last_s, row)
    messages = static_reports(
        line, ships.identities, block.typed_in, radios, ships.mmsi, sea.seed
    )
    statics = _received(messages, sea, full, first_s, last_s, static_row)
    reports = _table(REPORT_COLUMNS, sent, rows)
    in_both = reports[reports["message_type"].isin(WITH_STATICS)]
    alone = _table(STATIC_COLUMNS, messages, statics)
    halves = companions(in_both, ships.identities, ships.shore)[list(STATIC_COLUMNS)]
    return Part(
        reports=reports,
        statics=pd.concat([alone, halves], ignore_index=True),
        truth=_truth(sent, rows),
        corruptions=dirt_module.corruptions(sent, rows),
    )


@dataclass(frozen=True)
class _Ships:
    """What holds for a sea's ships on every day."""

    radios: Radios
    identities: pd.DataFrame
    shore: pd.DataFrame
    mmsi: np.ndarray


@dataclass(frozen=True)
class _Block:
    """Some days' stretches within reach of a receiver, and what crews typed in."""

    line: dict[str, np.ndarray]
    typed_in: pd.DataFrame


@lru_cache(maxsize=2)
def _ships(sea: Sea) -> _Ships:
    radios = make_radios(sea.fleet, sea.seed)
    return _Ships(
        radios=radios,
        identities=identities_sent(sea.fleet, radios, sea.dirt, sea.seed),
        shore=shore_stations(sea.geography, sea.receivers, sea.port_ids),
        mmsi=sea.fleet["mmsi"].to_numpy(str).astype(np.int64),
    )


@lru_cache(maxsize=2)
def _transfers(sea: Sea) -> pd.DataFrame:
    return transfers(sea.calls, sea.fleet, sea.seed)


@lru_cache(maxsize=2)
def _block(sea: Sea, number: int) -> _Block:
    """Return the block of days with this number, made from the scenario alone."""
    start_s, end_s = number * BLOCK_S, (number + 1) * BLOCK_S
    calls = _calls_near(sea, start_s, end_s)
    voyages = voyages_near(sea.voyages, sea.calls, start_s, end_s)
    knots = _knots(sea, calls, voyages, start_s, end_s)
    line = stretches(knots, _ships(sea).radios, start_s, end_s, sea.seed)
    typed = calls.index.union(pd.Index(voyages["track"].unique() % AFTER)).unique()
    typed_in = voyage_data(
        sea.calls.loc[typed], sea.geography.ports, sea.dirt, sea.seed
    )
    return _Block(in_reach(line, sea.receivers), typed_in)


def _has_satellite(sea: Sea) -> bool:
    return any(receiver.period_s for receiver in sea.receivers)


def _windows(
    line: dict[str, np.ndarray], radios: Radios, start_s: int, end_s: int
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a span in whole hours, with few enough reports in each."""
    spans = (line["end_ms"] - line["begin_ms"]) * paces_of(line, radios) // CYCLE
    wanted = int(spans.sum()) // REPORTS_AT_ONCE + 1
    hours = -(-(end_s - start_s) // 3600)
    step = next((h for h in (24, 12, 8, 6, 4, 3, 2) if hours / h >= wanted), 1)
    for first_s in range(start_s, end_s, step * 3600):
        yield first_s, min(first_s + step * 3600, end_s)


def _table(
    columns: tuple[str, ...], sent: dict[str, np.ndarray], rows: dict[str, np.ndarray]
) -> pd.DataFrame:
    """Return received rows: what was sent, and by whom and when it was heard."""
    found = {
        name: rows[name] if name in rows else sent[name][rows["report"]]
        for name in columns
    }
    return pd.DataFrame(found, copy=False)


def _truth(sent: dict[str, np.ndarray], rows: dict[str, np.ndarray]) -> pd.DataFrame:
    """Return who sent each row, what the ship did, and what is wrong with the row."""
    truth = {
        name: sent[name][rows["report"]] for name in ("ship", "activity", "faults")
    }
    late = rows["received_ms"] != rows["true_received_ms"]
    truth["ship"] = truth["ship"].astype(np.int32)
    truth["faults"][late] |= dirt_module.BIT["local_time"]
    columns = {"row": rows["row"], **truth, "copy": rows["copy"]}
    return pd.DataFrame(columns, copy=False)


def _with_shore(
    sent: dict[str, np.ndarray], shore: dict[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return ships' and shore stations' reports in one; the shore's have no faults."""
    if not shore:
        return sent
    return {
        name: np.concatenate(
            [column, shore[name.removeprefix("true_")].astype(column.dtype)]
        )
        for name, column in sent.items()
    }


def _calls_near(sea: Sea, start_s: int, end_s: int) -> pd.DataFrame:
    calls = sea.calls
    if calls.empty:
        return calls
    near = (calls["arrived_s"] - NEAR_S < end_s) & (
        calls["departed_s"] + NEAR_S > start_s
    )
    return calls[near & calls["port_id"].isin(sea.port_ids)]


def _knots(
    sea: Sea, calls: pd.DataFrame, voyages: pd.DataFrame, start_s: int, end_s: int
) -> pd.DataFrame:
    """Return the knots of all ships near the window, in order of ship and time."""
    if sea.knots is not None:
        return sea.knots
    heard = calls[~calls["call_id"].isin(sea.silent)]
    shifts = sea.shifts[sea.shifts["call_id"].isin(heard["call_id"])]
    parts = list(call_knots(heard, shifts, sea.fleet, sea.geography, sea.seed))
    parts += voyage_knots(voyages, sea.geography, sea.fleet, start_s, end_s)
    alongside = _transfers(sea)
    parts += traffic_knots(
        sea.fleet, calls, sea.geography, start_s, end_s, sea.seed, alongside
    )
    return in_order(parts)


def _received(
    sent: dict[str, np.ndarray],
    sea: Sea,
    full: np.ndarray,
    start_s: int,
    end_s: int,
    first_row: int,
) -> dict[str, np.ndarray]:
    """Return for each received copy its report, station, copy, times and number."""
    place = {
        "ship": sent["ship"],
        "time_ms": sent["time_ms"],
        "lon_raw": sent.get("true_lon_raw", sent["lon_raw"]),
        "lat_raw": sent.get("true_lat_raw", sent["lat_raw"]),
        "message_type": sent["message_type"],
    }
    rows = receive(place, sea.receivers, full, start_s, sea.seed)
    # What comes in late counts as the last of its part.
    order = order_of(np.minimum(rows.pop("arrival_ms"), end_s * 1000))
    rows = {name: column[order] for name, column in rows.items()}
    rows["time_s"] = sent["time_ms"][rows["report"]] // 1000
    rows["true_received_ms"] = rows["received_ms"]
    rows["received_ms"] = _by_wrong_clocks(rows, sea)
    rows["row"] = first_row + np.arange(len(order), dtype=np.int64)
    return rows


def _by_wrong_clocks(rows: dict[str, np.ndarray], sea: Sea) -> np.ndarray:
    """Return times of receipt; for an hour now and then a station's are an hour ahead."""
    received, hour_ms = rows["received_ms"], HOUR_MS
    if not received.size or not sea.dirt.local_time:
        return received
    first, last = int(received.min()) // hour_ms, int(received.max()) // hour_ms
    stations = np.arange(len(sea.receivers))[:, None]
    hours = np.arange(first, last + 1)
    is_wrong = uniform(stream(sea.seed, "clock"), stations, hours) < sea.dirt.local_time
    return np.asarray(
        received + is_wrong[rows["station"], received // hour_ms - first] * hour_ms
    )
