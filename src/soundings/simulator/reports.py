"""
What the ships' radios send: position reports along their knots.

Between two knots a ship moves evenly; a bend is turned in a minute. At anchor it
swings round its anchor with the tide; at the quay only the receiver's noise moves it.
Status and heading are what the crew and the gyro say, right or wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.simulator.chance import Ints, bell, stream, uniform, words
from soundings.simulator.intervals import (
    CLASS_A,
    CYCLE,
    NO_RADIO,
    TRANSCEIVERS,
    pace,
    ticks,
)
from soundings.simulator.movements import (
    ACTIVITIES,
    ANCHORED,
    DEGREE_RAW,
    MOORED,
    NM_PER_DEGREE,
)
from soundings.simulator.portable import PI, Floats, atan2, cos, sin_cos

TURN_MS = 60_000
SET_KNOTS = 0.8
"""The tidal stream across a ship's way at its strongest (assumed)."""
LONG_RANGE = 27
TIDE_MS = 44_714_164
"""Milliseconds of the principal lunar tide, M2: 12.42 hours."""
METRE = 1 / (1852 * NM_PER_DEGREE)
"""Degrees of latitude in a metre."""

STUCK_AT_0, NEVER_SET = 0.09, 0.98
"""Crews below the first never change the status; from the second on, it is 15."""

TRUE_STATUS = {"anchored": 1, "moored": 5, "fishing": 7, "working": 3}
"""The status a careful crew sets (ITU-R M.1371-5); 0, under way by engine, elsewhere."""
_STATUS = np.array([TRUE_STATUS.get(a, 0) for a in ACTIVITIES], dtype=np.uint8)


@dataclass(frozen=True)
class Radios:
    """
    What each ship's set-up does to its reports; arrays by ship.

    Attributes
    ----------
    radio : ndarray of int
        A code of `intervals.TRANSCEIVERS`.
    to_bow_m, to_stern_m, to_port_m, to_starboard_m : ndarray of int
        From the antenna of the satellite receiver to the hull's ends and sides.
    has_gyro, has_rate : ndarray of bool
        Whether heading, and the rate of turn, are sent.
    crew : ndarray of float
        From 0 to 1: how they treat the status (see STUCK_AT_0 and NEVER_SET).
    """

    radio: Ints
    to_bow_m: Ints
    to_stern_m: Ints
    to_port_m: Ints
    to_starboard_m: Ints
    has_gyro: npt.NDArray[np.bool_]
    has_rate: npt.NDArray[np.bool_]
    crew: Floats


def make_radios(fleet: pd.DataFrame, seed: int) -> Radios:
    """Return the radios of a fleet; a ship's does not depend on the other ships."""
    names = list(TRANSCEIVERS)
    radio = np.array([names.index(t) for t in fleet["transceiver"]], dtype=np.int64)
    ship = np.arange(len(fleet))
    key = stream(seed, "radio")
    length = fleet["length_m"].to_numpy(float)
    beam = fleet["beam_m"].to_numpy(float)
    # Bridges stand aft on most cargo ships.
    to_bow = np.clip(np.rint(length * (0.45 + 0.45 * uniform(key, ship, 0))), 0, 511)
    to_port = np.clip(np.rint(beam * (0.3 + 0.4 * uniform(key, ship, 1))), 0, 63)
    is_a = radio == CLASS_A
    return Radios(
        radio=radio,
        to_bow_m=to_bow.astype(np.int64),
        to_stern_m=np.clip(np.rint(length) - to_bow, 0, 511).astype(np.int64),
        to_port_m=to_port.astype(np.int64),
        to_starboard_m=np.clip(np.rint(beam) - to_port, 0, 63).astype(np.int64),
        # From 500 gross tons a gyrocompass is the rule (SOLAS V/19); boats have few.
        has_gyro=uniform(key, ship, 2)
        < np.where(
            ~is_a, 0.05, np.select([length >= 100, length >= 50], [0.98, 0.9], 0.35)
        ),
        has_rate=is_a & (uniform(key, ship, 3) < 0.8),
        crew=uniform(key, ship, 4),
    )


def stretches(
    knots: pd.DataFrame, radios: Radios, start_s: int, end_s: int, seed: int
) -> dict[str, np.ndarray]:
    """
    Return the straight stretches between knots that fall in [start, end).

    Each is cut where a turn ends. Columns: ship, activity, status, turning, speed in
    knots, course and heading in degrees, rate of turn in degrees a minute, the
    stretch's own start and end in milliseconds (cut to the window), and a line:
    longitude and latitude at `from_ms` and their change in a millisecond; `bow` is
    where the ship points.
    """
    ship = knots["ship"].to_numpy(np.int64)
    track = knots["track"].to_numpy(np.int64)
    time = knots["time_s"].to_numpy(np.int64) * 1000
    lon, lat = knots["lon"].to_numpy(float), knots["lat"].to_numpy(float)
    joined = np.flatnonzero((ship[1:] == ship[:-1]) & (track[1:] == track[:-1]))
    a, b = joined, joined + 1
    duration = (time[b] - time[a]).astype(float)
    per_lat = cos((lat[a] + lat[b]) * (PI / 360))
    east, north = (lon[b] - lon[a]) * per_lat, lat[b] - lat[a]
    knots_nm = NM_PER_DEGREE * np.sqrt(east * east + north * north)
    course = np.mod(atan2(east, north) * (180 / PI), 360.0)
    speed = knots_nm * 3_600_000 / duration
    activity = knots["activity"].to_numpy(np.int8)[a]
    table = {
        "ship": ship[a],
        "track": track[a],
        "activity": activity,
        "speed": speed,
        "course": course,
        "from_ms": time[a],
        "lon": lon[a],
        "lat": lat[a],
        "lon_ms": (lon[b] - lon[a]) / duration,
        "lat_ms": (lat[b] - lat[a]) / duration,
        "metres_east": METRE / per_lat,
        "heading": knots["heading_degrees"].to_numpy(float)[a],
    }
    table["turn"] = _turns(table, a)
    start_ms, end_ms = time[a], time[b]
    turn_end = np.minimum(start_ms + TURN_MS, (start_ms + end_ms) // 2)
    turns = np.flatnonzero(np.abs(table["turn"]) > 5.0)
    is_turning = np.concatenate([np.zeros(len(a), bool), np.ones(len(turns), bool)])
    first = np.where(np.abs(table["turn"]) > 5.0, turn_end, start_ms)
    pieces = np.concatenate([np.arange(len(a)), turns])
    begins = np.concatenate([first, start_ms[turns]])
    ends = np.concatenate([end_ms, turn_end[turns]])
    begins = np.maximum(begins, start_s * 1000)
    ends = np.minimum(ends, end_s * 1000)
    kept = np.flatnonzero((ends > begins) & (radios.radio[ship[a][pieces]] != NO_RADIO))
    order = kept[np.lexsort((begins[kept], ship[a][pieces][kept]))]
    result = {name: column[pieces[order]] for name, column in table.items()}
    result["begin_ms"], result["end_ms"] = begins[order], ends[order]
    result["turning"] = is_turning[order]
    turn_ms = (turn_end - start_ms)[pieces[order]]
    result["rate"] = np.where(
        result["turning"], result["turn"] * (60_000.0 / np.maximum(turn_ms, 1)), 0.0
    )
    result["turn_ms"] = turn_ms
    result["status"] = _set_status(result, radios, seed)
    at_quay = result.pop("heading")
    unknown = 360 * uniform(stream(seed, "quay"), result["ship"], result["track"])
    free = np.where(result["speed"] < 0.05, unknown, result["course"])
    result["bow"] = np.where(np.isnan(at_quay), free, at_quay)
    return result


def _turns(table: dict[str, np.ndarray], a: Ints) -> Floats:
    """Return the change of course at the start of each stretch, in degrees."""
    speed, course = table["speed"], table["course"]
    turn = np.zeros(len(course))
    follows = (np.diff(a) == 1) & (speed[1:] > 1) & (speed[:-1] > 1)
    change = np.mod(course[1:] - course[:-1] + 180.0, 360.0) - 180.0
    turn[1:] = np.where(follows, change, 0.0)
    return turn


def _set_status(
    table: dict[str, np.ndarray], radios: Radios, seed: int
) -> npt.NDArray[np.uint8]:
    """Return the status the crew has set, which is often not what the ship does."""
    ship, track = table["ship"], table["track"]
    crew = radios.crew[ship]
    key = stream(seed, "status")
    forgets = uniform(key, ship, 2 * track)
    status = _STATUS[table["activity"]]
    is_still = np.isin(table["activity"], (ANCHORED, MOORED))
    # Forgotten on arrival, for this whole stay; or left at "moored" on the way out.
    status = np.where(is_still & (forgets < 0.16), 0, status)
    status = np.where(~is_still & (forgets > 0.985) & (status == 0), 5, status)
    status = np.where(crew < STUCK_AT_0, 0, status)
    return np.where(crew >= NEVER_SET, 15, status).astype(np.uint8)


def cut(line: dict[str, np.ndarray], start_s: int, end_s: int) -> dict[str, np.ndarray]:
    """Return the parts of stretches that fall in [start, end)."""
    begins = np.maximum(line["begin_ms"], start_s * 1000)
    ends = np.minimum(line["end_ms"], end_s * 1000)
    kept = ends > begins
    some = {name: column[kept] for name, column in line.items()}
    return {**some, "begin_ms": begins[kept], "end_ms": ends[kept]}


def paces_of(line: dict[str, np.ndarray], radios: Radios) -> Ints:
    """Return each stretch's pace of position reports (see `intervals.pace`)."""
    radio = radios.radio[line["ship"]]
    return pace(radio, line["status"], line["speed"], line["turning"])


def due(line: dict[str, np.ndarray], paces: Ints, key: int) -> tuple[Ints, Ints]:
    """Return the place of the stretch, and the moment, of each report on a line."""
    ship = line["ship"]
    starts = np.append(True, ship[1:] != ship[:-1])[: len(ship)]
    # Clocks start anew with each part of a day, so that any part can be made alone.
    start_ms = int(line["begin_ms"].min()) if len(ship) else 0
    phase = words(key, ship, start_ms) % np.uint64(CYCLE)
    return ticks(
        line["begin_ms"], line["end_ms"], paces, starts, phase.astype(np.int64)
    )


def position_reports(
    line: dict[str, np.ndarray], radios: Radios, seed: int, long_range: bool = False
) -> dict[str, np.ndarray]:
    """
    Return the position reports sent on the stretches, in order of ship and time.

    Parameters
    ----------
    line : dict of ndarray
        From `stretches`.
    radios : Radios
    seed : int
    long_range : bool
        Add what class A sends for satellites every three minutes: type 27.

    Returns
    -------
    dict of ndarray
        `ship, track, activity, time_ms, message_type, status, rot_raw, sog_raw,
        lon_raw, lat_raw, cog_raw, heading, true_heading`, raw as in ITU-R M.1371-5:
        positions in 1/10,000 minute, speeds in tenths of a knot, courses in tenths of
        a degree.
    """
    p, time_ms = due(line, paces_of(line, radios), stream(seed, "position"))
    is_long = np.zeros(len(p), dtype=bool)
    if long_range:
        every = np.where(radios.radio[line["ship"]] == CLASS_A, CYCLE // 180_000, 0)
        more, then = due(line, every, stream(seed, "long range"))
        p, time_ms = np.append(p, more), np.append(time_ms, then)
        is_long = np.append(is_long, np.ones(len(more), dtype=bool))
        order = np.lexsort((time_ms, line["ship"][p]))
        p, time_ms, is_long = p[order], time_ms[order], is_long[order]
    ship = line["ship"][p]
    noise = words(stream(seed, "noise"), ship, time_ms)
    at_rest = line["speed"] < 0.05
    rests = at_rest[p]
    since = (time_ms - line["from_ms"][p]).astype(float)
    heading = _headings(line, p, since)
    heading += _crab_angle(line, p, time_ms)
    lon, lat = _antenna(line, p, since, radios)
    swings = np.flatnonzero(line["activity"][p] == ANCHORED)
    if swings.size:
        _swing(line, p, swings, time_ms, lon, lat, heading, seed)
    east, north = _pair(noise, 0), _pair(noise, 16)
    lat += north * (4.0 * METRE)
    lon += east * (4.0 * line["metres_east"][p])
    small = _pair(noise, 32)
    sog = np.where(rests, np.abs(small) * 0.9, line["speed"][p] * 10 + small * 1.2)
    wander = (20.0 / np.maximum(line["speed"], 0.5))[p]
    bits = (noise >> np.uint64(48)).astype(np.int64)
    cog = line["course"][p] * 10 + small * wander
    cog = np.where(rests, bits % 3600, cog)
    gyro = np.mod(np.rint(heading + east * 0.4), 360.0).astype(np.uint16)
    types = _types(radios.radio[ship], line["turning"][p], bits)
    return {
        "ship": ship,
        "track": line["track"][p],
        "activity": line["activity"][p],
        "time_ms": time_ms,
        "message_type": np.where(is_long, np.uint8(LONG_RANGE), types),
        "status": line["status"][p],
        "rot_raw": _rate_raw(line["rate"][p], radios.has_rate[ship]),
        "sog_raw": np.clip(np.rint(sog), 0, 1022).astype(np.uint16),
        "lon_raw": np.rint(lon * DEGREE_RAW).astype(np.int32),
        "lat_raw": np.rint(lat * DEGREE_RAW).astype(np.int32),
        "cog_raw": np.mod(np.rint(cog), 3600.0).astype(np.uint16),
        "heading": np.where(radios.has_gyro[ship], gyro, np.uint16(511)),
        "true_heading": gyro,
    }


def _pair(noise: npt.NDArray[np.uint64], shift: int) -> Floats:
    """Return roughly normal numbers from 16 bits: two bytes added, scaled to sd 1."""
    low = (noise >> np.uint64(shift)) & np.uint64(0xFF)
    high = (noise >> np.uint64(shift + 8)) & np.uint64(0xFF)
    return np.asarray(((low + high).astype(np.int64) - 255) * (2.449489742783178 / 255))


def _headings(line: dict[str, np.ndarray], p: Ints, since: Floats) -> Floats:
    """Return where the bow points, on its way round while the ship turns."""
    heading = line["bow"][p]
    turning = np.flatnonzero(line["turning"][p])
    if turning.size:
        q = p[turning]
        left = 1 - since[turning] / np.maximum(line["turn_ms"][q], 1)
        heading[turning] -= line["turn"][q] * np.clip(left, 0, 1)
    return np.asarray(heading)


def _crab_angle(line: dict[str, np.ndarray], p: Ints, time_ms: Ints) -> Floats:
    """Return how many degrees a ship points off its course, against the tide's set."""
    speed = line["speed"]
    # Degrees for a set of SET_KNOTS from the side, at most 15; none at rest.
    most = np.where(
        speed > 2, np.minimum(57.3 * SET_KNOTS / np.maximum(speed, 2), 15), 0
    )
    most = np.where(line["ship"] % 2 == 0, most, -most)
    return np.asarray(most[p] * _tide_wave(time_ms))


def _tide_wave(time_ms: Ints) -> Floats:
    """Return the tide's stream, from -1 to 1 and back in 12.42 hours."""
    tide = (time_ms % TIDE_MS) / TIDE_MS
    wave = 1 - np.abs(2 * tide - 1) * 2
    return np.asarray(wave * (1.5 - 0.5 * wave * wave))


def _antenna(
    line: dict[str, np.ndarray], p: Ints, since: Floats, radios: Radios
) -> tuple[Floats, Floats]:
    """Return the antenna's position: the hull's middle, moved along its bow."""
    ship = line["ship"]
    ahead_m = (radios.to_stern_m - radios.to_bow_m)[ship] / 2
    sine, cosine = sin_cos(line["bow"] * (PI / 180))
    lon_0 = line["lon"] + ahead_m * sine * line["metres_east"]
    lat_0 = line["lat"] + ahead_m * cosine * METRE
    lon = lon_0[p] + line["lon_ms"][p] * since
    lat = lat_0[p] + line["lat_ms"][p] * since
    return lon, lat


def _swing(
    line: dict[str, np.ndarray],
    p: Ints,
    rows: Ints,
    time_ms: Ints,
    lon: Floats,
    lat: Floats,
    heading: Floats,
    seed: int,
) -> None:
    """Move ships at anchor round it: out on their cable, with the tide's direction."""
    q = p[rows]
    key = stream(seed, "anchor swing")
    ship, track = line["ship"], line["track"]
    radius_m = (80 + 220 * uniform(key, ship, 2 * track))[q]
    base = (2 * PI * uniform(key, ship, 2 * track + 1))[q]
    # Half a turn and back in a tide, quicker near the turn of the tide.
    angle = (
        base
        + _tide_wave(time_ms[rows]) * (PI / 2)
        + bell(key, ship[q], time_ms[rows] // 600_000) * 0.08
    )
    sine, cosine = sin_cos(angle)
    lat[rows] += radius_m * cosine * METRE
    lon[rows] += radius_m * sine * line["metres_east"][q]
    heading[rows] = np.mod(angle * (180 / PI) + 180, 360.0)


def _types(
    radio: Ints, turning: npt.NDArray[np.bool_], bits: Ints
) -> npt.NDArray[np.uint8]:
    """Return message types: mostly 1, 3 where the interval just changed, 18 for B."""
    # Of 1,024 reports with a steady interval 110 are of type 3 and 3 of type 2.
    chance = bits & 0x3FF
    types = np.ones(len(radio), dtype=np.uint8)
    types += (chance < 3).view(np.uint8)
    types[turning | (chance >= 1024 - 110)] = 3
    # Of class B's one in 33 says who it is as well.
    types[radio != CLASS_A] = 18
    types[(radio != CLASS_A) & (chance < 31)] = 19
    return types


def _rate_raw(rate: Floats, has_rate: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """Return 4.733 times the root of the rate of turn, signed; -128 without a sensor."""
    raw = np.clip(np.rint(4.733 * np.sqrt(np.abs(rate))), 0, 126)
    return np.where(has_rate, np.where(rate < 0, -raw, raw), -128).astype(np.int8)
