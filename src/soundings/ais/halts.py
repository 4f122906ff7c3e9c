"""
Halts at sea: where a vessel came to rest far from any port, and how it came and went.

Sightings may be an hour and a half apart, as satellites pass. So a halt has three
lengths: what was seen, what the sightings allow at most, and the middle of the two.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats, distance_nm
from soundings.ais.rescue_settings import RescueSettings
from soundings.ais.search_patterns import (
    LEG_NM,
    Ints,
    epoch_seconds,
    port_distance_nm,
    thin_positions,
)
from soundings.ais.tables import vessel_key

HALTS: Final = {
    "mmsi": "the ship's radio",
    "start_utc": "when it came to rest, as near as the sightings tell",
    "end_utc": "when it left, as near as the sightings tell",
    "lon": "middle of the halt, degrees east",
    "lat": "middle of the halt, degrees north",
    "radius_nm": "from the middle to the farthest sighting",
    "n_moments": "thinned positions at rest",
    "seen_hours": "from the first to the last of them",
    "hours": "from `start_utc` to `end_utc`",
    "most_hours": "the longest it can have been, at the speeds it came and went",
    "off_port_nm": "to the nearest port",
    "dash_knots": "fastest it went in the hours before; missing if not seen",
    "gain_knots": "that, less what it used to go before; missing if not seen",
    "slow_share": "share of its sightings before, at towing speed or less",
    "turned_degrees": "its turns, either way, between its dash and its halt",
    "run_knots": "its median speed from here to the next port; missing if none is seen",
    "run_hours": "how long it took to come near that port",
    "run_sinuosity": "its way there over the straight line",
    "port": "that port",
    "n_here": "halts of the same vessel nearby, some days before or after, this one counted",
    "n_others": "other vessels that halted in the same place in those days, at other times",
}
"""One row is one vessel at rest, or nearly, in open water. Nothing is judged yet."""

_Track = dict[str, Floats]


def find_halts(
    positions: pd.DataFrame,
    ports: pd.DataFrame,
    settings: RescueSettings | None = None,
) -> pd.DataFrame:
    """
    Return the halts of each vessel in open sea, with what came before and after.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`), with `speed_knots` or without.
    ports : DataFrame
        `port, lon, lat`: one row a port. A harbour that is not among them counts as
        open sea, and ships that lie there as halting.
    settings : RescueSettings, optional
        The thresholds.

    Returns
    -------
    DataFrame
        A halts table (see `HALTS`), with `hull` if the positions have one, ordered by
        vessel and time.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    Between the last sighting under way and the first at rest a ship needs at least
    the distance over its speed. What is left of the time may have been spent at rest:
    the halt is taken to begin in the middle of it. The same holds for its end.

    Examples
    --------
    A ship comes at 12 knots, lies still from one to two o'clock, and goes on.

    >>> minutes = np.arange(0, 190, 10)
    >>> sailed_nm = 0.2 * np.where(minutes < 60, minutes, np.maximum(60, minutes - 60))
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.Timestamp("2024-05-01", tz="UTC")
    ...     + pd.to_timedelta(minutes, unit="min"),
    ...     "lon": 13.0,
    ...     "lat": 34.0 + sailed_nm / 60.04,
    ... })
    >>> ports = pd.DataFrame({"port": ["A"], "lon": [13.0], "lat": [36.0]})
    >>> halts = find_halts(positions, ports)
    >>> halts[["start_utc", "end_utc"]].iloc[0].dt.strftime("%H:%M").tolist()
    ['01:05', '02:00']
    """
    settings = settings or RescueSettings()
    moments = thin_positions(positions, settings.step_minutes)
    key = vessel_key(moments)
    track = _track(moments, key, ports)
    halt_of = _number_halts(track, settings)
    members = np.flatnonzero(halt_of >= 0)
    starts = np.flatnonzero(np.diff(halt_of[members])) + 1
    described = (
        _describe(track, chosen, settings)
        for chosen in np.split(members, starts)
        if len(chosen)
    )
    rows = [halt for halt in described if halt is not None]
    _count_others(rows, settings)
    rows = [row for row in rows if row["hours"] <= settings.most_halt_hours]
    return _as_table(rows, moments, key, ports["port"].astype(str).tolist())


def _track(moments: pd.DataFrame, key: list[str], ports: pd.DataFrame) -> _Track:
    """Return what the rules ask of each moment, as arrays."""
    vessel = moments.groupby(key, sort=False, observed=True).ngroup().to_numpy()
    lon, lat = moments["lon"].to_numpy(), moments["lat"].to_numpy()
    hour = epoch_seconds(moments["time_utc"]) / 3600
    port_nm = port_distance_nm(lon, lat, ports)
    step_nm = np.append(distance_nm(lon[:-1], lat[:-1], lon[1:], lat[1:]), 0.0)
    step_hours = np.append(np.diff(hour), np.inf)
    step_hours[:-1][vessel[1:] != vessel[:-1]] = np.inf
    return {
        "vessel": vessel,
        "hour": hour,
        "lon": lon,
        "lat": lat,
        "speed": moments["speed_knots"].to_numpy(float),
        "port_nm": port_nm,
        "step_nm": step_nm[: len(lon)],
        "step_hours": step_hours[: len(lon)],
        "port": _nearest(lon, lat, ports),
    }


def _nearest(lon: Floats, lat: Floats, ports: pd.DataFrame) -> Floats:
    """Return the row of each point's nearest port, -1 if there is none."""
    nearest, row = np.full(len(lon), np.inf), np.full(len(lon), -1.0)
    for number, (x, y) in enumerate(zip(ports["lon"], ports["lat"], strict=True)):
        apart = distance_nm(lon, lat, x, y)
        row[apart < nearest] = number
        nearest = np.fmin(nearest, apart)
    return row


def _number_halts(track: _Track, settings: RescueSettings) -> Ints:
    """Number the moments at rest in open sea by halt; -1 for all others."""
    is_slow: Bools = track["speed"] <= settings.halt_knots
    is_slow &= track["port_nm"] >= settings.open_sea_nm
    slow = np.flatnonzero(is_slow)
    halt_of = np.full(len(is_slow), -1, dtype=np.int64)
    if not len(slow):
        return halt_of
    a, b = slow[:-1], slow[1:]
    hours = track["hour"][b] - track["hour"][a]
    apart = distance_nm(
        track["lon"][a], track["lat"][a], track["lon"][b], track["lat"][b]
    )
    # Seen under way between, it may only have moved to another place nearby.
    longest = np.where(b - a == 1, settings.silence_hours, 1.0)
    is_same = (
        (track["vessel"][a] == track["vessel"][b])
        & (hours <= longest)
        & (apart <= np.minimum(settings.halt_nm, settings.halt_knots * hours + 0.2))
    )
    halt_of[slow] = np.concatenate([[0], np.cumsum(~is_same)])
    return halt_of


def _describe(
    track: _Track, chosen: Ints, settings: RescueSettings
) -> dict[str, Any] | None:
    """Return a halt's row, or None if it is too wide or too short."""
    first, last = int(chosen[0]), int(chosen[-1])
    lat = track["lat"][chosen]
    # Counted from the first sighting, so that the antimeridian is no border.
    east = (track["lon"][chosen] - track["lon"][first] + 180.0) % 360.0 - 180.0
    lon = track["lon"][first] + east
    middle_lon, middle_lat = float(np.median(lon)), float(np.median(lat))
    radius = float(distance_nm(lon, lat, middle_lon, middle_lat).max())
    hour = track["hour"]
    earliest = hour[first] - _slack_hours(track, first - 1, settings)
    latest = hour[last] + _slack_hours(track, last, settings)
    start, end = (earliest + hour[first]) / 2, (latest + hour[last]) / 2
    if radius > settings.halt_nm or latest - earliest < settings.least_halt_hours:
        return None
    return {
        "first": first,
        "vessel": track["vessel"][first],
        "start": start,
        "end": end,
        "lon": (middle_lon + 180.0) % 360.0 - 180.0,
        "lat": middle_lat,
        "radius_nm": radius,
        "n_moments": len(chosen),
        "seen_hours": hour[last] - hour[first],
        "hours": end - start,
        "most_hours": latest - earliest,
        "off_port_nm": float(track["port_nm"][chosen].min()),
        **_before(track, first, settings),
        **_after(track, last, settings),
    }


def _slack_hours(track: _Track, a: int, settings: RescueSettings) -> float:
    """Return how much of the time to the next sighting was not needed to get there."""
    # Infinite at the vessel's last sighting, and from one vessel to the next.
    if a < 0 or track["step_hours"][a] > settings.silence_hours:
        return 0.0
    speed = np.nanmax([*track["speed"][a : a + 2], settings.halt_knots])
    return float(max(0.0, track["step_hours"][a] - track["step_nm"][a] / speed))


def _before(track: _Track, first: int, settings: RescueSettings) -> dict[str, float]:
    """Return how the vessel came: its dash, its usual speed, its turns."""
    hour, speed = track["hour"], track["speed"]
    own_first = int(np.searchsorted(track["vessel"], track["vessel"][first]))
    own = hour[own_first : first + 1]
    context = own_first + int(
        np.searchsorted(own, hour[first] - settings.context_hours)
    )
    near = own_first + int(np.searchsorted(own, hour[first] - settings.before_hours))
    if near >= first:
        nothing = dict.fromkeys(("dash_knots", "gain_knots", "slow_share"), np.nan)
        return nothing | {"turned_degrees": 0.0}
    # Between two passes of a satellite a dash is seen only by how far it went.
    hours, gone = track["step_hours"][near:first], track["step_nm"][near:first]
    is_known = (hours > 0.3) & (hours <= settings.silence_hours)
    made_good = np.where(is_known, gone / hours, 0.0)
    fastest = np.fmax(speed[near:first], made_good)
    dash = float(np.nanmax(fastest, initial=0.0))
    begin = near + int(np.argmax(np.nan_to_num(fastest)))
    at_sea = context + np.flatnonzero(
        track["port_nm"][context:first] >= settings.port_nm
    )
    at_sea = _hourly(track, at_sea)
    # A ship that slows on its way in was fast first: only what came before counts.
    earlier = speed[at_sea[at_sea < begin]]
    # Boats that dash from one halt to the next have no lower speed under way.
    under_way = earlier[earlier > settings.halt_knots]
    usual = float(np.quantile(under_way, 0.25)) if len(under_way) else 0.0
    slow = speed[at_sea] <= settings.towing_knots
    return {
        "dash_knots": dash,
        "gain_knots": dash - usual if len(earlier) else np.nan,
        "slow_share": float(np.mean(slow)) if len(at_sea) else np.nan,
        "turned_degrees": _turned_degrees(track, begin, first),
    }


def _hourly(track: _Track, chosen: Ints) -> Ints:
    """Keep one moment an hour, so that good reception does not outweigh bad."""
    _, kept = np.unique(np.floor(track["hour"][chosen]), return_index=True)
    return chosen[kept]


def _turned_degrees(track: _Track, begin: int, end: int) -> float:
    """Return the degrees turned, either way, from one moment to another."""
    lon, lat = track["lon"][begin : end + 1], track["lat"][begin : end + 1]
    dx = np.diff(lon) * np.cos(np.radians(lat[0]))
    dy = np.diff(lat)
    is_leg = track["step_nm"][begin:end] >= LEG_NM
    angle = np.degrees(np.arctan2(dx, dy))[is_leg]
    turns = (np.diff(angle) + 180.0) % 360.0 - 180.0
    return float(np.abs(turns).sum())


def _after(track: _Track, last: int, settings: RescueSettings) -> dict[str, float]:
    """Return how the vessel ran to the next port it came near, if it did."""
    hour = track["hour"]
    own_end = int(np.searchsorted(track["vessel"], track["vessel"][last], "right"))
    latest = hour[last] + settings.run_hours
    end = last + 1 + int(np.searchsorted(hour[last + 1 : own_end], latest, "right"))
    near = np.flatnonzero(track["port_nm"][last + 1 : end] <= settings.port_nm)
    if not len(near):
        return {"run_knots": np.nan, "run_hours": np.nan, "run_sinuosity": np.nan} | {
            "port": -1.0
        }
    there = last + 1 + int(near[0])
    way = _hourly(track, np.arange(last + 1, there + 1))
    knots = track["speed"][way]
    knots = knots[np.isfinite(knots)]
    straight = distance_nm(
        track["lon"][last], track["lat"][last], track["lon"][there], track["lat"][there]
    )
    return {
        "run_knots": float(np.median(knots)) if len(knots) else np.nan,
        "run_hours": float(hour[there] - hour[last]),
        "run_sinuosity": float(
            track["step_nm"][last:there].sum() / max(float(straight), LEG_NM)
        ),
        "port": float(track["port"][there]),
    }


def _count_others(rows: list[dict[str, Any]], settings: RescueSettings) -> None:
    """Add `n_here`, the vessel's own halts nearby, and `n_others`, those who came too."""
    order = sorted(range(len(rows)), key=lambda i: float(rows[i]["start"]))
    columns = ("vessel", "lon", "lat", "start", "end")
    vessel, lon, lat, start, end = (
        np.array([rows[i][column] for i in order], dtype=float) for column in columns
    )
    first = np.searchsorted(start, start - settings.habit_days * 24)
    last = np.searchsorted(start, start + settings.habit_days * 24, "right")
    for i, row in enumerate(order):
        near = np.arange(first[i], last[i])
        apart = distance_nm(lon[i], lat[i], lon[near], lat[near])
        is_own = vessel[near] == vessel[i]
        own_nm = apart[is_own] <= settings.habit_nm
        # Who is there at the same time may have come for the same reason.
        is_apart = (start[near] > end[i] + settings.beside_hours) | (
            end[near] < start[i] - settings.beside_hours
        )
        is_other = ~is_own & is_apart & (apart <= settings.busy_nm)
        rows[row]["n_here"] = int(own_nm.sum())
        rows[row]["n_others"] = len(np.unique(vessel[near[is_other]]))


def _as_table(
    rows: list[dict[str, Any]], moments: pd.DataFrame, key: list[str], names: list[str]
) -> pd.DataFrame:
    """Return the rows as a halts table."""
    columns = [c for c in HALTS if c not in ("mmsi", "start_utc", "end_utc", "port")]
    table = pd.DataFrame(rows, columns=["first", "start", "end", "port", *columns])
    vessels = moments[key].iloc[table["first"].astype(int)].reset_index(drop=True)
    for column in ("start", "end"):
        seconds = (table[column].astype(float) * 3600).round().astype("int64")
        table[f"{column}_utc"] = pd.to_datetime(seconds, unit="s", utc=True)
    port = [names[int(n)] if n >= 0 else None for n in table["port"]]
    table["port"] = pd.Series(port, index=table.index, dtype="str")
    counts = dict.fromkeys(("n_moments", "n_here", "n_others"), "int64")
    ordered = [c for c in HALTS if c != "mmsi"]
    return pd.concat([vessels, table[ordered].astype(counts)], axis=1)
