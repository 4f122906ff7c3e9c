"""
What a search looks like in numbers: how a track bends, returns, slows and stays.

The figures are those that published detectors of rescues use: the drop from transit
speed, sinuosity, turns, loops and parallel legs (Chatzikokolakis, Zissis and others
2018; Varlamis, Tserpes and Sardianos 2018), on tracks thinned to one position for each
few minutes. Nothing here knows the name or the number of a ship.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.geometry import EARTH_RADIUS_NM, Floats, distance_nm
from soundings.ais.tables import check_columns, vessel_key

Ints = npt.NDArray[np.int64]

FEATURES: Final = {
    "mmsi": "the ship's radio",
    "start_utc": "when the window begins; it is half-open",
    "n_moments": "thinned positions in the window",
    "lon": "middle place, degrees east",
    "lat": "middle place, degrees north",
    "speed_knots": "median speed",
    "fastest_knots": "highest speed",
    "drop_knots": "highest speed of the vessel's previous window, less the median here",
    "path_nm": "along the track",
    "displacement_nm": "from first to last, as the crow flies",
    "sinuosity": "path over displacement, at most 100; missing for a ship at rest",
    "turns_per_nm": "degrees turned, either way, over the path",
    "loops": "full circles, turns to port and to starboard taken against each other",
    "parallel_share": "1 if all legs lie along one line, back and forth; 0 if anyhow",
    "square_share": "1 if all legs are parallel or at right angles; 0 if anyhow",
    "radius_nm": "from the middle place to the farthest position",
    "port_nm": "from the middle place to the nearest port",
    "n_near": "other vessels whose way in the window comes within `near_nm` of this one",
}
"""One row is one ship and one window of time. What a classifier of windows is fed."""

SILENCE_HOURS: Final = 4.0
"""Over a longer time, the distance made good says little of speed."""

LEG_NM: Final = 0.05
"""Shorter steps are the antenna's noise, and say nothing of direction."""


def thin_positions(positions: pd.DataFrame, step_minutes: float = 10.0) -> pd.DataFrame:
    """
    Return one position of each vessel for each few minutes: the middle of those there.

    A median is not moved by one stray report, and a burst of reports, as when a
    satellite passes, weighs no more than a single one. Where `speed_knots` is missing,
    the speed made good to or from the vessel's nearest position in time stands in for
    it; it is missing if that is more than four hours away.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`), with `speed_knots` or without; with
        `hull` if one MMSI is several vessels.
    step_minutes : float
        Length of the slots, counted from midnight UTC.

    Returns
    -------
    DataFrame
        `mmsi`, `hull` if given, `time_utc` (mean of the slot's reports), `lon`, `lat`,
        `speed_knots`, `n_positions`; ordered by vessel and time.

    Raises
    ------
    ValueError
        If a column is missing, or `step_minutes` is not above 0.

    Examples
    --------
    Three reports within ten minutes; the second is astray.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=3, freq="2min", tz="UTC"),
    ...     "lon": [13.00, 14.00, 13.02],
    ...     "lat": [34.0, 35.0, 34.0],
    ...     "speed_knots": [6.0, 6.0, 6.2],
    ... })
    >>> thin_positions(positions)[["lon", "lat", "speed_knots"]].values.tolist()
    [[13.02, 34.0, 6.0]]
    """
    check_columns(positions, ("mmsi", "time_utc", "lon", "lat"), "thin_positions")
    if not step_minutes > 0:
        raise ValueError(
            f"thin_positions: step_minutes is {step_minutes}. Give more than 0, as 10."
        )
    key = vessel_key(positions)
    seconds = epoch_seconds(positions["time_utc"])
    has_speed = "speed_knots" in positions.columns
    table = positions[key].assign(
        slot=np.floor(seconds / (60 * step_minutes)).astype(np.int64),
        seconds=seconds,
        lon=positions["lon"].to_numpy(float),
        lat=positions["lat"].to_numpy(float),
        speed_knots=positions["speed_knots"].to_numpy(float) if has_speed else np.nan,
    )
    is_known = table["lon"].notna() & table["lat"].notna()
    if "hull" in key:
        # Hull 0 is no vessel: the reports that fit none (`tracks.assign_hulls`).
        is_known &= table["hull"] > 0
    table = table[is_known]
    # Either side of the antimeridian a median would lie half a world away.
    is_wrapped = bool((table["lon"] > 170).any() and (table["lon"] < -170).any())
    if is_wrapped:
        table["lon"] %= 360.0
    slots = table.groupby([*key, "slot"], sort=True, observed=True)
    thinned = slots.agg(
        seconds=("seconds", "mean"),
        lon=("lon", "median"),
        lat=("lat", "median"),
        speed_knots=("speed_knots", "median"),
        n_positions=("seconds", "size"),
    ).reset_index()
    if is_wrapped:
        thinned["lon"] = (thinned["lon"] + 180.0) % 360.0 - 180.0
    for column in key:
        thinned[column] = thinned[column].astype(positions[column].dtype)
    made_good = _made_good_knots(thinned, key)
    thinned["speed_knots"] = thinned["speed_knots"].fillna(made_good)
    # Rounded down, it stays in its slot: thinned once more, nothing changes.
    whole = np.floor(thinned["seconds"]).astype("int64")
    thinned["time_utc"] = pd.to_datetime(whole, unit="s", utc=True)
    columns = [*key, "time_utc", "lon", "lat", "speed_knots", "n_positions"]
    return thinned[columns]


def epoch_seconds(times: pd.Series) -> Floats:
    """Return times as seconds since 1970, whatever unit the column keeps them in."""
    return times.to_numpy("datetime64[ms]").astype(np.int64) / 1000.0


def _made_good_knots(ordered: pd.DataFrame, key: list[str]) -> pd.Series:
    """Return the mean speed to the vessel's nearest row in time, before or after."""
    code = ordered.groupby(key, sort=False, observed=True).ngroup().to_numpy()
    lon, lat = ordered["lon"].to_numpy(), ordered["lat"].to_numpy()
    hours = np.diff(ordered["seconds"].to_numpy()) / 3600
    # Over a longer silence a ship may go out and come back, and seem to lie still.
    is_near = (code[1:] == code[:-1]) & (hours > 0) & (hours <= SILENCE_HOURS)
    step_nm = distance_nm(lon[:-1], lat[:-1], lon[1:], lat[1:])
    hours = np.where(is_near, hours, np.inf)
    knots = np.where(is_near, step_nm / hours, np.nan)
    before = np.concatenate([[np.inf], hours])[: len(code)]
    after = np.concatenate([hours, [np.inf]])[: len(code)]
    knots_before = np.concatenate([[np.nan], knots])[: len(code)]
    knots_after = np.concatenate([knots, [np.nan]])[: len(code)]
    nearer = np.where(before <= after, knots_before, knots_after)
    return pd.Series(nearer, index=ordered.index)


def port_distance_nm(lon: Floats, lat: Floats, ports: pd.DataFrame) -> Floats:
    """
    Return the distance of each point to its nearest port; infinite if there is no port.

    Examples
    --------
    >>> ports = pd.DataFrame({"port": ["A", "B"], "lon": [13.0, 15.0], "lat": 35.0})
    >>> port_distance_nm(np.array([13.0]), np.array([34.0]), ports).round().tolist()
    [60.0]
    """
    check_columns(ports, ("port", "lon", "lat"), "port_distance_nm")
    nearest = np.full(len(lon), np.inf)
    for port_lon, port_lat in zip(ports["lon"], ports["lat"], strict=True):
        nearest = np.fmin(nearest, distance_nm(lon, lat, port_lon, port_lat))
    return nearest


def search_features(
    positions: pd.DataFrame,
    ports: pd.DataFrame,
    window_minutes: float = 60.0,
    step_minutes: float = 5.0,
    near_nm: float = 3.0,
) -> pd.DataFrame:
    """
    Return what each vessel's track looks like in each window of time.

    The windows are counted from midnight UTC, so that those of all vessels agree, and
    with them any labels made elsewhere. A window in which a vessel was not heard has
    no row; one of a few positions says little, and `n_moments` tells.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`).
    ports : DataFrame
        `port, lon, lat`: one row a port.
    window_minutes : float
        Length of a window.
    step_minutes : float
        The track is thinned to one position for each so many minutes.
    near_nm : float
        Which other vessels are near.

    Returns
    -------
    DataFrame
        A features table (see `FEATURES`), ordered by vessel and time.

    Raises
    ------
    ValueError
        If a column is missing, the window is not longer than the step, or `near_nm`
        is not above 0.

    Notes
    -----
    `parallel_share` and `square_share` are the length of the mean of the legs'
    directions, doubled or taken four times, weighted by their lengths. Directions
    doubled make out and back the same; four times, a right angle as well. Trawlers
    that circle have neither, survey lines and parallel-track searches have both, and
    so has a ship on a straight way: look at `sinuosity` too.

    Examples
    --------
    Out and back along one line: far sailed, nowhere reached.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=5, freq="10min", tz="UTC"),
    ...     "lon": [13.0, 13.02, 13.04, 13.02, 13.001],
    ...     "lat": 34.0,
    ... })
    >>> ports = pd.DataFrame({"port": ["A"], "lon": [13.0], "lat": [35.0]})
    >>> window = search_features(positions, ports).iloc[0]
    >>> bool(window["sinuosity"] > 50), round(float(window["parallel_share"]), 2)
    (True, 1.0)
    """
    if window_minutes <= step_minutes:
        raise ValueError(
            f"search_features: window_minutes is {window_minutes} and step_minutes "
            f"{step_minutes}. A window must hold several steps: choose a longer one."
        )
    if not near_nm > 0:
        raise ValueError(
            f"search_features: near_nm is {near_nm}. Give more than 0, as 3."
        )
    moments = thin_positions(positions, step_minutes)
    key = vessel_key(moments)
    moments["window"] = np.floor(
        epoch_seconds(moments["time_utc"]) / (60 * window_minutes)
    ).astype(np.int64)
    groups = moments.groupby([*key, "window"], sort=False, observed=True)
    number = groups.ngroup().to_numpy().astype(np.int64)
    table = groups.agg(
        n_moments=("lon", "size"),
        lon=("lon", "median"),
        lat=("lat", "median"),
        speed_knots=("speed_knots", "median"),
        fastest_knots=("speed_knots", "max"),
    ).reset_index()
    shape = _shapes(moments, number, table)
    table = table.assign(**shape)
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    table["port_nm"] = port_distance_nm(lon, lat, ports)
    table["n_near"] = _count_near(moments, number, len(table), near_nm)
    earlier = table.groupby(key, observed=True)[["fastest_knots", "window"]].shift()
    follows = (table["window"] - earlier["window"]) == 1
    table["drop_knots"] = (earlier["fastest_knots"] - table["speed_knots"]).where(
        follows
    )
    start_s = (table["window"] * 60 * window_minutes).round().astype("int64")
    table["start_utc"] = pd.to_datetime(start_s, unit="s", utc=True)
    columns = [c for c in FEATURES if c != "mmsi"]
    return table[[*key, *columns]]


def _shapes(
    moments: pd.DataFrame, number: Ints, table: pd.DataFrame
) -> dict[str, Floats]:
    """Return the features of shape; `number` is each moment's row in `table`."""
    n = len(table)
    lon, lat = moments["lon"].to_numpy(), moments["lat"].to_numpy()
    middle = np.cos(np.radians(table["lat"].to_numpy()))[number]
    east = (lon - table["lon"].to_numpy()[number] + 180.0) % 360.0 - 180.0
    x = np.radians(east) * middle * EARTH_RADIUS_NM
    y = np.radians(lat - table["lat"].to_numpy()[number]) * EARTH_RADIUS_NM
    radius = np.zeros(n)
    np.maximum.at(radius, number, np.hypot(x, y))

    is_step = number[1:] == number[:-1]
    owner = number[1:][is_step]
    dx, dy = np.diff(x)[is_step], np.diff(y)[is_step]
    length = np.hypot(dx, dy)
    path = _sums(owner, length, n)
    gone = np.hypot(_sums(owner, dx, n), _sums(owner, dy, n))

    is_leg = length >= LEG_NM
    owner, length = owner[is_leg], length[is_leg]
    angle = np.arctan2(dx[is_leg], dy[is_leg])
    turn = (np.diff(angle) + np.pi) % (2 * np.pi) - np.pi
    turn = np.where(owner[1:] == owner[:-1], turn, 0.0)
    turned = np.degrees(_sums(owner[1:], np.abs(turn), n))
    circles = np.abs(_sums(owner[1:], turn, n)) / (2 * np.pi)
    is_sailing = path >= LEG_NM

    def share(times: int) -> Floats:
        cosine = _sums(owner, length * np.cos(times * angle), n)
        sine = _sums(owner, length * np.sin(times * angle), n)
        return _ratio(np.hypot(cosine, sine), _sums(owner, length, n))

    sinuosity = np.minimum(_ratio(path, np.maximum(gone, path / 100)), 100.0)
    return {
        "path_nm": path,
        "displacement_nm": gone,
        "sinuosity": np.where(is_sailing, sinuosity, np.nan),
        "turns_per_nm": np.where(is_sailing, _ratio(turned, path), np.nan),
        "loops": circles,
        "parallel_share": share(2),
        "square_share": share(4),
        "radius_nm": radius,
    }


def _sums(owner: Ints, values: Floats, n: int) -> Floats:
    """Return the sum of the values of each owner, 0 to n - 1."""
    return np.bincount(owner, values, n).astype(np.float64)


def _ratio(above: Floats, below: Floats) -> Floats:
    """Return the quotient; missing where there is nothing to divide by."""
    result = np.full(len(above), np.nan)
    np.divide(above, below, out=result, where=below > 0)
    return result


def _count_near(
    moments: pd.DataFrame, number: Ints, n_windows: int, near_nm: float
) -> Ints:
    """Count for each window the other vessels near some moment of the same window."""
    key = vessel_key(moments)
    vessel = moments.groupby(key, sort=False, observed=True).ngroup().to_numpy()
    window = moments["window"].to_numpy()
    lon, lat = moments["lon"].to_numpy(), moments["lat"].to_numpy()
    # A ship that lies still is looked at once a window; it counts to a tenth of a mile.
    tenths = np.round(np.stack([lon, lat], axis=1) * 600)
    places = pd.DataFrame(tenths).assign(number=number)
    kept = np.flatnonzero(~places.duplicated().to_numpy())
    number, vessel, window = number[kept], vessel[kept], window[kept]
    lon, lat = lon[kept], lat[kept]
    # A square is at least `near_nm` high and wide below 70 degrees of latitude.
    high, wide = near_nm / 60, near_nm / 60 / np.cos(np.radians(70))
    row, column = np.floor(lat / high), np.floor(lon / wide)
    here = pd.DataFrame(
        {"window": window, "row": row, "column": column, "moment": np.arange(len(row))}
    )
    found = []
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            there = here.assign(row=row + north, column=column + east)
            pairs = here.merge(there, on=["window", "row", "column"])
            a, b = pairs["moment_x"].to_numpy(), pairs["moment_y"].to_numpy()
            is_other = vessel[a] != vessel[b]
            a, b = a[is_other], b[is_other]
            is_near = distance_nm(lon[a], lat[a], lon[b], lat[b]) <= near_nm
            found.append(np.stack([number[a[is_near]], vessel[b[is_near]]], axis=1))
    pairs_found = np.unique(np.concatenate(found), axis=0)
    return np.bincount(pairs_found[:, 0], minlength=n_windows).astype(np.int64)
