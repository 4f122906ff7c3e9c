"""
What receivers make of it: which report is heard, by whom, and when it says it was.

A station on land hears ships within its range, fewer of them far away and when the
channel is busy; a satellite hears whole seas, in passes, and loses most of what it
hears there to collisions. Several stations hear the same report: each sends a copy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soundings.simulator.chance import Ints, stream, words
from soundings.simulator.intervals import CYCLE, HOUR_MS
from soundings.simulator.movements import DEGREE_RAW, NM_PER_DEGREE
from soundings.simulator.portable import PI, cos
from soundings.simulator.reports import LONG_RANGE

SLOTS_PER_MINUTE = 4500
"""Time slots on both radio channels together (ITU-R M.1371-5)."""


@dataclass(frozen=True)
class Receiver:
    """
    One receiver.

    Attributes
    ----------
    name : str
    lon, lat : float
        Degrees; for a satellite, the middle of the sea it looks at.
    range_nm : float
        Where it hears nothing more: 20 to 40 for an antenna on the coast.
    loss : float
        Share of reports lost even nearby, from 0 to 1.
    skew_ms : int
        How far its clock is ahead.
    outages : tuple of (int, int)
        Epoch seconds, half-open, in which it hears nothing.
    pass_s, period_s : int
        A satellite hears for `pass_s` in every `period_s`; on land both are 0.
    """

    name: str
    lon: float
    lat: float
    range_nm: float = 30.0
    loss: float = 0.05
    skew_ms: int = 0
    outages: tuple[tuple[int, int], ...] = ()
    pass_s: int = 0
    period_s: int = 0


def load(
    line: dict[str, np.ndarray],
    paces: Ints,
    receivers: tuple[Receiver, ...],
    start_s: int,
    end_s: int,
) -> np.ndarray:
    """
    Return how full the channel is at each receiver, hour by hour.

    Parameters
    ----------
    line : dict of ndarray
        From `reports.stretches`.
    paces : ndarray of int
        From `reports.paces_of`: reports a millisecond, times CYCLE.
    receivers : tuple of Receiver
    start_s, end_s : int

    Returns
    -------
    ndarray
        (receivers, hours): reports sent in range as a share of the slots.
    """
    hours = -(-(end_s - start_s) // 3600)
    full = np.zeros((len(receivers), hours))
    middle_ms = (line["begin_ms"] + line["end_ms"]) // 2
    since = middle_ms - line["from_ms"]
    lon = line["lon"] + line["lon_ms"] * since
    lat = line["lat"] + line["lat_ms"] * since
    for number, receiver in enumerate(receivers):
        east = (lon - receiver.lon) * float(cos(receiver.lat * PI / 180))
        north = lat - receiver.lat
        near = (east * east + north * north) * NM_PER_DEGREE**2 <= receiver.range_nm**2
        for hour in range(hours):
            first = (start_s + 3600 * hour) * 1000
            begins = np.maximum(line["begin_ms"][near], first)
            ends = np.minimum(line["end_ms"][near], first + HOUR_MS)
            sent = int((np.maximum(ends - begins, 0) * paces[near]).sum()) / CYCLE
            full[number, hour] = sent / (60 * SLOTS_PER_MINUTE)
    return full


def receive(
    reports: dict[str, np.ndarray],
    receivers: tuple[Receiver, ...],
    full: np.ndarray,
    start_s: int,
    seed: int,
) -> dict[str, np.ndarray]:
    """
    Return the received copies of reports, receiver by receiver.

    Parameters
    ----------
    reports : dict of ndarray
        With `ship`, `time_ms`, `lon_raw`, `lat_raw`, the true ones. Of type 27, if
        `message_type` is there, only satellites hear.
    receivers : tuple of Receiver
    full : ndarray
        From `load`.
    start_s : int
        When the first hour of `full` begins.
    seed : int

    Returns
    -------
    dict of ndarray
        `report`, the place of the report; `station`, the place of the receiver;
        `received_ms` by its clock; `copy`, how many receivers before it in the list
        heard the report too; `arrival_ms`, when it reached the archive. The order of
        arrivals differs from that of `received_ms` by up to three seconds.
    """
    time_ms = reports["time_ms"]
    noise = words(stream(seed, "reception"), reports["ship"], time_ms)
    copies = np.zeros(len(time_ms), dtype=np.uint8)
    empty = np.array([], dtype=np.int64)
    found: dict[str, list[np.ndarray]] = {
        "report": [empty],
        "station": [empty.astype(np.int16)],
        "received_ms": [empty],
        "copy": [empty.astype(np.uint8)],
        "arrival_ms": [empty],
    }
    for number, receiver in enumerate(receivers):
        near = _in_reach(reports, receiver)
        if not near.size:
            continue
        draw = _mixed(noise[near], stream(seed, f"reception/{receiver.name}"))
        room = 1 / (1 + full[number])
        is_heard = _is_heard(reports, near, receiver, draw, room, start_s)
        heard, draw = near[is_heard], draw[is_heard]
        sent = time_ms[heard]
        late = ((draw >> np.uint64(4)) & np.uint64(0x1FF)).astype(np.int64)
        slow = ((draw >> np.uint64(16)) & np.uint64(0xFFF)).astype(np.int64) * 3 // 4
        found["report"].append(heard)
        found["station"].append(np.full(len(heard), number, dtype=np.int16))
        found["received_ms"].append(sent + 30 + late + receiver.skew_ms)
        found["copy"].append(copies[heard])
        found["arrival_ms"].append(sent + slow)
        copies[heard] += 1
    return {name: np.concatenate(parts) for name, parts in found.items()}


def order_of(arrival: Ints) -> Ints:
    """Return the places in order of arrival; of two in one millisecond the first."""
    if not arrival.size:
        return arrival
    # One key of time and place: all differ, so any way of sorting gives this order.
    keys = (arrival - arrival.min()).astype(np.uint64) << np.uint64(32)
    keys |= np.arange(len(arrival), dtype=np.uint64)
    keys.sort()
    return np.asarray((keys & np.uint64(0xFFFFFFFF)).astype(np.int64))


def _mixed(noise: np.ndarray, key: int) -> np.ndarray:
    """Return bits of a receiver's own from a report's bits."""
    mixed = noise ^ np.uint64(key)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(32)))


def _in_reach(reports: dict[str, np.ndarray], receiver: Receiver) -> Ints:
    """Return the places of the reports in the square round a receiver."""
    high = receiver.range_nm * DEGREE_RAW / NM_PER_DEGREE
    wide = high / max(float(cos(receiver.lat * PI / 180)), 0.02)
    lon, lat = receiver.lon * DEGREE_RAW, receiver.lat * DEGREE_RAW
    x, y = reports["lon_raw"], reports["lat_raw"]
    inside = (y >= int(lat - high)) & (y <= int(lat + high))
    inside &= (x >= int(lon - wide)) & (x <= int(lon + wide))
    if not receiver.period_s and "message_type" in reports:
        inside &= reports["message_type"] != LONG_RANGE
    return np.flatnonzero(inside)


def _is_heard(
    reports: dict[str, np.ndarray],
    near: Ints,
    receiver: Receiver,
    draw: np.ndarray,
    room: np.ndarray,
    start_s: int,
) -> np.ndarray:
    """Say which of the reports in reach a receiver hears."""
    nm_per_raw = NM_PER_DEGREE / DEGREE_RAW
    north = (reports["lat_raw"][near] - receiver.lat * DEGREE_RAW) * nm_per_raw
    east = (reports["lon_raw"][near] - receiver.lon * DEGREE_RAW) * nm_per_raw
    east *= float(cos(receiver.lat * PI / 180))
    share = (north * north + east * east) / receiver.range_nm**2
    second = reports["time_ms"][near] // 1000
    chance = np.where(share <= 1, 1 - receiver.loss, 0.0)
    hour = np.clip((second - start_s) // 3600, 0, len(room) - 1)
    chance *= np.clip(1.15 - share * share, 0, 1) * room[hour]
    heard = (draw >> np.uint64(32)).astype(np.float64) * 2.0**-32 < chance
    for start, end in receiver.outages:
        heard &= (second < start) | (second >= end)
    if receiver.period_s:
        heard &= second % receiver.period_s < receiver.pass_s
    return heard
