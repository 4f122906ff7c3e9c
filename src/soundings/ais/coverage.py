"""
Coverage: of the reports that ships in port must have sent, how many were received.

A fall in ship visits may be a fall in ships or a deaf receiver. What tells them apart is
how often a ship that is there is heard. ITU-R M.1371-5 (tables 1 and 2) says how often a
ship must report; between two reports of a ship at one port we know how many were due.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.geometry import Bools, Floats, distance_nm
from soundings.ais.tables import check_columns

Ints: TypeAlias = npt.NDArray[np.int64]

COVERAGE: Final = {
    "port": "the fence",
    "hour_utc": "the hour's start",
    "n_ships": "ships with a report inside the fence in the hour",
    "n_received": "reports received, each next to an earlier one of the same ship",
    "n_expected": "reports those ships must have sent, by the reporting table",
}
"""One row is one hour at one port in which anything was heard or due."""

HOUR_S: Final = 3600
COPY_S: Final = 1.5
GAP_MINUTES: Final = 240.0
STILL_NM: Final = 0.1
"""A ship that is at rest before and after a silence, and so near, has not sailed."""
STILL_KNOTS: Final = 0.5
TURN_DEGREES: Final = 5.0
TURN_S: Final = 30.0


def expected_reports(
    seconds: npt.ArrayLike,
    speed_knots: npt.ArrayLike,
    status: npt.ArrayLike,
    is_class_b: npt.ArrayLike = False,
    is_turning: npt.ArrayLike = False,
    thinned_s: float = 0.0,
) -> Floats:
    """
    Return how many reports a ship sends in so many seconds.

    After ITU-R M.1371-5, tables 1 and 2. The interval follows the status that the crew
    *set*: a ship at the quay whose status says "under way" reports every ten seconds.
    Class B is taken as carrier-sense, the common kind; the self-organised kind reports
    up to six times as often, so its coverage comes out above 1.

    Parameters
    ----------
    seconds : array_like
        How long the ship was in that state.
    speed_knots : array_like
        Missing where unknown; so is then the result.
    status : array_like
        Navigational status; 1 is at anchor, 5 moored. Missing counts as under way.
    is_class_b, is_turning : array_like of bool
    thinned_s : float
        If the archive keeps one report of a ship in so many seconds: 60 for files that
        keep one a minute, 0 for all that was heard.

    Examples
    --------
    An hour moored, an hour at 12 knots, and the same in an archive of one a minute.

    >>> expected_reports(3600, [0, 12], [5, 0]).tolist()
    [20.0, 360.0]
    >>> expected_reports(3600, [0, 12], [5, 0], thinned_s=60).tolist()
    [20.0, 60.0]
    """
    speed = np.asarray(speed_knots, dtype=float)
    said = np.asarray(status, dtype=float)
    turning = np.asarray(is_turning, dtype=bool)
    says_still = (said == 1) | (said == 5)
    under_way = np.select(
        [speed > 23, (speed > 14) & turning, speed > 14, turning],
        [2.0, 2.0, 6.0, 10 / 3],
        10.0,
    )
    class_a = np.where(says_still, np.where(speed <= 3, 180.0, 10.0), under_way)
    class_b = np.where(speed <= 2, 180.0, 30.0)
    interval_s = np.where(np.asarray(is_class_b, dtype=bool), class_b, class_a)
    interval_s = np.maximum(interval_s, thinned_s)
    count = np.asarray(seconds, dtype=float) / interval_s
    return np.asarray(np.where(np.isnan(speed), np.nan, count), dtype=float)


def tally(
    vessel: Ints,
    time_s: npt.ArrayLike,
    port: Ints,
    lon: Floats,
    lat: Floats,
    speed_knots: Floats,
    status: npt.ArrayLike,
    is_class_b: npt.ArrayLike = False,
    course_degrees: Floats | None = None,
    gap_s: float = GAP_MINUTES * 60,
    thinned_s: float = 0.0,
) -> pd.DataFrame:
    """
    Return received and expected reports by port and hour, from sorted arrays.

    Counted is each stretch between two reports of one ship in one port. Its longer
    interval of both ends is taken as the one in force, so that a ship that stopped
    unheard is not held to what it sent while under way: expectations err to the low side.
    A silence longer than `gap_s` counts only if the ship was at rest, in one place,
    before and after. A first report has no stretch: it counts among the ships alone.

    It looks at nothing but these arrays, so days can be tallied apart; the silence over
    midnight is then left out, and a day without any report has no row. Hours that are
    missing are `reception.hourly_reception`'s matter.

    Parameters
    ----------
    vessel, time_s : array_like
        Sorted by both; seconds since 1970.
    port : ndarray of int
        Which port's fence the position is in; negative is none.
    lon, lat, speed_knots : ndarray
        Speed missing where unknown.
    status, is_class_b : array_like
        As in `expected_reports`.
    course_degrees : ndarray, optional
        To tell turning ships, which report more often.
    gap_s, thinned_s : float

    Returns
    -------
    DataFrame
        `port` (the code), `hour_s`, `n_ships`, `n_received`, `n_expected`, in order.
    """
    vessel = np.asarray(vessel, dtype=np.int64)
    port = np.asarray(port, dtype=np.int64)
    time = np.asarray(time_s, dtype=float)
    ships = _ships(vessel, time, port)

    same = (vessel[1:] == vessel[:-1]) & (port[1:] == port[:-1]) & (port[1:] >= 0)
    here = np.flatnonzero(same)
    after = here + 1
    silence = time[after] - time[here]
    if thinned_s == 0:
        # What comes so soon is another station's copy, not another report.
        fresh = silence > COPY_S
        here, after, silence = here[fresh], after[fresh], silence[fresh]
    stays = _is_still(here, after, lon, lat, speed_knots)
    known = (silence <= gap_s) | stays
    here, after, silence = here[known], after[known], silence[known]

    turning = _is_turning(here, after, time, course_degrees, speed_knots)
    said = np.broadcast_to(np.asarray(status, dtype=float), vessel.shape)
    small = np.broadcast_to(np.asarray(is_class_b, dtype=bool), vessel.shape)
    due = np.fmin(
        *(
            expected_reports(
                silence, speed_knots[end], said[end], small[end], turning, thinned_s
            )
            for end in (here, after)
        )
    )
    counted = ~np.isnan(due)
    begin, end = time[here][counted], time[after][counted]
    rate = due[counted] / (end - begin)
    reports = _by_hour(port[here][counted], begin, end, rate)
    found = reports.merge(ships, on=["port", "hour_s"], how="outer")
    found = found.sort_values(["port", "hour_s"], ignore_index=True)
    whole = {"n_ships": "int64", "n_received": "int64"}
    return found.fillna(
        dict.fromkeys(("n_ships", "n_received", "n_expected"), 0)
    ).astype(whole)[["port", "hour_s", "n_ships", "n_received", "n_expected"]]


def tally_coverage(
    positions: pd.DataFrame,
    gap_minutes: float = GAP_MINUTES,
    thinned_s: float = 0.0,
) -> pd.DataFrame:
    """
    Return the coverage table of located positions.

    Parameters
    ----------
    positions : DataFrame
        Clean positions with `speed_knots` and `port` (from `locate`), in any order. Used
        if there: `status`, `transceiver` (A or B; missing is A), `course_degrees`.
    gap_minutes, thinned_s : float
        As in `tally`.

    Returns
    -------
    DataFrame
        A coverage table (see `COVERAGE`).

    Examples
    --------
    A moored ship must report 20 times an hour. Of the second hour we have half.

    >>> minutes = [*range(0, 60, 3), *range(60, 120, 6)]
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.Timestamp("2024-05-01", tz="UTC")
    ...     + pd.to_timedelta(minutes, unit="min"),
    ...     "lon": 1.3, "lat": 51.9, "speed_knots": 0.0, "status": 5, "port": "harbour",
    ... })
    >>> found = tally_coverage(positions)
    >>> found["n_received"].tolist(), found["n_expected"].round().tolist()
    ([19, 10], [20.0, 18.0])
    """
    columns = ("mmsi", "time_utc", "lon", "lat", "speed_knots", "port")
    check_columns(positions, columns, "tally_coverage")
    key = ["mmsi", "hull"] if "hull" in positions else ["mmsi"]
    ordered = positions.sort_values([*key, "time_utc"], kind="stable")
    code, names = pd.factorize(ordered["port"])
    course = ordered.get("course_degrees")
    found = tally(
        np.asarray(ordered.groupby(key).ngroup(), dtype=np.int64),
        seconds_of(ordered["time_utc"]),
        code,
        ordered["lon"].to_numpy(float),
        ordered["lat"].to_numpy(float),
        ordered["speed_knots"].to_numpy(float),
        ordered["status"].to_numpy(float) if "status" in ordered else np.nan,
        (ordered["transceiver"] == "B").to_numpy()
        if "transceiver" in ordered
        else False,
        None if course is None else course.to_numpy(float),
        gap_minutes * 60,
        thinned_s,
    )
    port = pd.Series(np.asarray(names, dtype=object)[found["port"]], dtype="str")
    hour = pd.to_datetime(found["hour_s"], unit="s", utc=True)
    table = found.assign(port=port, hour_utc=hour)[list(COVERAGE)]
    return table.sort_values(["port", "hour_utc"], ignore_index=True)


def seconds_of(times: pd.Series) -> Floats:
    """
    Return times as seconds since 1970, missing where they are.

    Examples
    --------
    >>> seconds_of(pd.Series(pd.to_datetime(["1970-01-02T00:00Z", None]))).tolist()
    [86400.0, nan]
    """
    since = times - pd.Timestamp(0, tz="UTC")
    return np.asarray(since.dt.total_seconds(), dtype=float)


def _ships(vessel: Ints, time: Floats, port: Ints) -> pd.DataFrame:
    """Count the ships with a report in each port and hour."""
    inside = port >= 0
    hour = (time[inside] // HOUR_S * HOUR_S).astype(np.int64)
    columns = {"port": port[inside], "hour_s": hour, "ship": vessel[inside]}
    # Neighbours are mostly alike: without them there is a hundredth left to compare.
    is_new = np.ones(len(hour), dtype=bool)
    is_new[1:] = np.any([np.diff(column) != 0 for column in columns.values()], axis=0)
    seen = pd.DataFrame({name: column[is_new] for name, column in columns.items()})
    ships = seen.drop_duplicates().groupby(["port", "hour_s"]).size()
    return ships.rename("n_ships").reset_index()


def _is_still(
    here: Ints, after: Ints, lon: Floats, lat: Floats, speed_knots: Floats
) -> Bools:
    slow = (speed_knots[here] <= STILL_KNOTS) & (speed_knots[after] <= STILL_KNOTS)
    moved_nm = distance_nm(lon[here], lat[here], lon[after], lat[after])
    return np.asarray(slow & (moved_nm <= STILL_NM))


def _is_turning(
    here: Ints,
    after: Ints,
    time: Floats,
    course_degrees: Floats | None,
    speed_knots: Floats,
) -> Bools:
    if course_degrees is None:
        return np.zeros(len(here), dtype=bool)
    turn = np.abs(course_degrees[after] - course_degrees[here])
    turn = np.minimum(turn, 360 - turn)
    # At rest the course is noise.
    moves = speed_knots[here] > 3
    soon = time[after] - time[here] <= TURN_S
    return np.asarray((turn > TURN_DEGREES) & moves & soon)


def _by_hour(port: Ints, begin: Floats, end: Floats, rate: Floats) -> pd.DataFrame:
    """Spread what was expected over the hours; what was received counts in its own."""
    first, last = begin // HOUR_S, end // HOUR_S
    n_hours = (last - first).astype(np.int64) + 1
    row = np.repeat(np.arange(len(begin)), n_hours)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(n_hours) - n_hours, n_hours)
    hour_s = (first[row] + nth) * HOUR_S
    inside_s = np.minimum(end[row], hour_s + HOUR_S) - np.maximum(begin[row], hour_s)
    return (
        pd.DataFrame(
            {
                "port": port[row],
                "hour_s": hour_s.astype(np.int64),
                "n_received": (nth == n_hours[row] - 1).astype(np.int64),
                "n_expected": rate[row] * inside_s,
            }
        )
        .groupby(["port", "hour_s"], as_index=False)
        .sum()
    )
