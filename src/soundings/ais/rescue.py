"""
Which halts at sea look like rescues: rules that can be read, and what they rest on.

A rescue leaves a shape in a track: a ship on patrol dashes to a place, searches, stays
there for hours at walking pace and runs straight to a port of safety (UN Global Pulse
and UNHCR 2017). A broadcast warning may have named the place. Each part of it gives a
halt points, each thing that speaks against it takes some; an event is a halt with
enough. No rule asks for a ship's name, number, flag or owner.

Content note. Behind a true event are people in danger of death, and the ships that
came. A map of them, exact and prompt, helps whoever wants to stop either: see
`blur_events` before you publish anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import EARTH_RADIUS_NM
from soundings.ais.halts import find_halts
from soundings.ais.rescue_events import events_table, group_halts, halts_together
from soundings.ais.rescue_settings import RescueSettings
from soundings.ais.tables import check_columns
from soundings.ais.warnings_at_sea import match_warnings

POINTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "dash": 1.0,
        "search": 0.25,
        "run": 1.0,
        "warning": 1.0,
        "close_warning": 0.5,
        "company": 0.25,
        "short": -0.5,
        "long": -1.0,
        "slow_before": -1.0,
        "habit": -1.0,
        "busy": -1.0,
        "alongside": -1.0,
    }
)
"""
What each observation about a halt is worth.

dash: it came faster than it went before · search: it turned a good deal on the way ·
run: it went straight on to a port, and fast · warning: a broadcast may mean the place ·
close_warning: and names it nearly · company: another vessel dashed there too ·
short: it can only have looked · long: nobody is left in a boat so long ·
slow_before: it had been fishing, drifting or surveying · habit: it halts there often ·
busy: many others do, as at an anchorage ·
alongside: two ships lay side by side for hours.
"""

NM_PER_DEGREE: Final = float(np.radians(1.0)) * EARTH_RADIUS_NM


def find_rescues(
    positions: pd.DataFrame,
    ports: pd.DataFrame,
    warnings: pd.DataFrame | None = None,
    settings: RescueSettings | None = None,
    points: Mapping[str, float] = POINTS,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the incidents that look like rescues, and all halts with their evidence.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`) of all vessels of a sea, with
        `speed_knots` or without; with `hull` if one MMSI is several vessels.
    ports : DataFrame
        `port, lon, lat`: one row a port. A harbour that is left out counts as sea.
    warnings : DataFrame, optional
        Broadcasts (see `ais.warnings_at_sea`). Without them only tracks speak.
    settings : RescueSettings, optional
        The thresholds. They go with the result as `events.attrs["settings"]`.
    points : mapping
        What each observation is worth, by the names of `POINTS`.

    Returns
    -------
    events : DataFrame
        One row an incident (see `ais.rescue_events`), in order of time.
    evidence : DataFrame
        One row a halt (see `ais.halts`), with `event` (missing if in none), `points`,
        `warning_id`, `warning_nm` and a column `has_...` for each name in `POINTS`.

    Raises
    ------
    ValueError
        If a column is missing or a name in `points` is unknown.

    Notes
    -----
    It misleads where a ship does all of this for another reason: a coast guard that
    stops a ship and goes home, a boat that takes crews to a wind farm. It is blind
    near ports, where no ship is heard, and to boats that nobody reached. It finds
    rescues by ships with a transponder switched on; a map of them is a map of who
    rescued in the open, not of who was in distress.

    Examples
    --------
    A ship patrols at 5 knots, dashes north at 15, halts for two hours and runs to
    port at 14.

    >>> minutes = np.arange(0, 1260, 10)
    >>> speed = np.select([minutes < 480, minutes < 600, minutes < 720], [5, 15, 0], 14)
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.Timestamp("2024-05-01", tz="UTC")
    ...     + pd.to_timedelta(minutes, unit="min"),
    ...     "lon": 13.0,
    ...     "lat": 33.0 + np.cumsum(speed / 6) / 60.04,
    ...     "speed_knots": speed.astype(float),
    ... })
    >>> ports = pd.DataFrame({"port": ["Safety"], "lon": [13.0], "lat": [36.0]})
    >>> events, evidence = find_rescues(positions, ports)
    >>> events[["port_of_safety", "points"]].values.tolist()
    [['Safety', 2.0]]
    >>> events["reasons"].item()
    'dash, run'
    """
    settings = settings or RescueSettings()
    unknown = sorted(set(points) - set(POINTS))
    if unknown:
        raise ValueError(
            f"find_rescues: points for {unknown[0]!r}. Choose from {', '.join(POINTS)}."
        )
    worth = {**POINTS, **points}
    evidence = _judge(find_halts(positions, ports, settings), settings)
    evidence = _with_warnings(evidence, warnings, settings)
    together = halts_together(evidence, settings)
    evidence = _with_company(evidence, together)
    has = evidence[[f"has_{name}" for name in worth]].to_numpy(bool)
    total = has @ np.array(list(worth.values()))
    group = group_halts(total, together, settings)
    evidence = evidence.assign(points=total, event=_number(group, evidence))
    names = np.array(list(worth), dtype=object)
    reasons = pd.Series(
        [", ".join(names[row].tolist()) for row in has],
        index=evidence.index,
        dtype="str",
    )
    events = events_table(evidence, reasons, sum(p for p in worth.values() if p > 0))
    for table in (events, evidence):
        table.attrs["settings"] = asdict(settings)
        table.attrs["points"] = worth
    return events, evidence


def _judge(halts: pd.DataFrame, settings: RescueSettings) -> pd.DataFrame:
    """Add what the track alone says of each halt; what is not known is not so."""
    has_dash = (halts["dash_knots"] >= settings.dash_knots) & (
        halts["gain_knots"] >= settings.gain_knots
    )
    has_run = (halts["run_knots"] >= settings.run_knots) & (
        halts["run_sinuosity"] <= settings.run_sinuosity
    )
    return halts.assign(
        has_dash=has_dash,
        has_search=has_dash
        & (halts["turned_degrees"] >= settings.search_turns_degrees),
        has_run=has_run,
        has_short=halts["most_hours"] < settings.short_halt_hours,
        has_long=halts["hours"] >= settings.long_halt_hours,
        has_slow_before=halts["slow_share"] >= settings.slow_share,
        has_habit=halts["n_here"] >= settings.n_habit,
        has_busy=halts["n_others"] >= settings.n_busy,
    )


def _with_warnings(
    evidence: pd.DataFrame, warnings: pd.DataFrame | None, settings: RescueSettings
) -> pd.DataFrame:
    """Add the nearest warning that may be meant."""
    warning_nm = pd.Series(np.nan, index=evidence.index)
    warning_id = pd.Series(None, index=evidence.index, dtype="str")
    if warnings is not None:
        matches = match_warnings(evidence, warnings, settings)
        nearest = matches.drop_duplicates("halt").set_index("halt")
        warning_nm = nearest["apart_nm"].reindex(evidence.index)
        warning_id = nearest["warning_id"].reindex(evidence.index)
    return evidence.assign(
        warning_id=warning_id.astype("str"),
        warning_nm=warning_nm,
        has_warning=warning_nm <= settings.warning_nm,
        has_close_warning=warning_nm <= settings.warning_close_nm,
    )


def _with_company(evidence: pd.DataFrame, together: pd.DataFrame) -> pd.DataFrame:
    """Add whether another vessel dashed there too, or lay alongside for hours."""
    has_dash = evidence["has_dash"].to_numpy(bool)
    company, alongside = (np.zeros(len(evidence), dtype=bool) for _ in range(2))
    others = together[~together["is_same_vessel"]]
    a, b = others["a"].to_numpy(dtype=int), others["b"].to_numpy(dtype=int)
    company[a[has_dash[b]]] = True
    company[b[has_dash[a]]] = True
    is_alongside = others["is_alongside"].to_numpy(dtype=bool)
    alongside[a[is_alongside]] = True
    alongside[b[is_alongside]] = True
    return evidence.assign(has_company=company & has_dash, has_alongside=alongside)


def _number(group: np.ndarray, evidence: pd.DataFrame) -> pd.Series:
    """Return the events' numbers, 1, 2, ... by their first start; missing if in none."""
    label = pd.Series(group, index=evidence.index).where(group >= 0)
    first = evidence["start_utc"].groupby(label).min().sort_values(kind="stable")
    numbers = pd.Series(range(1, len(first) + 1), index=first.index)
    return label.map(numbers).astype("Int64")


def blur_events(
    events: pd.DataFrame,
    minutes: float = 1440.0,
    nm: float = 10.0,
    least_events: int = 1,
) -> pd.DataFrame:
    """
    Return events fit to be looked at by others: counts by square and stretch of time.

    An exact and prompt map tells where boats set out, which way they take and where
    the next ship may be waited for. It helps those who want to stop a boat, to follow
    a rescue ship or to sell a crossing, and it can be held against a crew. A day and
    ten miles still show where people are in danger and how that changes, which is
    what a policy needs; nobody can be found with them.

    Blurring is not enough where one ship alone crossed a square that day: whoever has
    the tracks can name it. Publish late, drop squares with few events
    (`least_events`), and ask whether it must be published at all. Vessels, ports,
    reasons and warnings are left out here: each leads back to the exact place.

    Parameters
    ----------
    events : DataFrame
        `start_utc`, `lon`, `lat` (see `find_rescues`).
    minutes : float
        Length of a stretch of time, counted from 1970 in UTC; 1440 is a day.
    nm : float
        Side of a square. Squares are as high everywhere, and as wide as high at the
        middle of their row.
    least_events : int
        Rows with fewer events are left out.

    Returns
    -------
    DataFrame
        `from_utc`, `to_utc` (half-open), `lon`, `lat` (the square's middle),
        `n_events`; by time, then south to north.

    Raises
    ------
    ValueError
        If a column is missing, or `minutes` or `nm` is not above 0.

    Examples
    --------
    >>> events = pd.DataFrame({
    ...     "start_utc": pd.to_datetime(["2024-05-01T06:12Z", "2024-05-01T19:40Z"]),
    ...     "lon": [13.02, 13.03], "lat": [33.71, 33.73],
    ... })
    >>> blurred = blur_events(events)
    >>> blurred["from_utc"].astype(str).tolist(), blurred["n_events"].tolist()
    (['2024-05-01 00:00:00+00:00'], [2])
    """
    check_columns(events, ("start_utc", "lon", "lat"), "blur_events")
    if not (minutes > 0 and nm > 0):
        raise ValueError(
            f"blur_events: minutes is {minutes} and nm {nm}. Give more than 0, as 1440 "
            "and 10."
        )
    high = nm / NM_PER_DEGREE
    row = np.floor(events["lat"].to_numpy(float) / high)
    middle_lat = np.clip((row + 0.5) * high, -89.0, 89.0)
    wide = high / np.cos(np.radians(middle_lat))
    column = np.floor(events["lon"].to_numpy(float) / wide)
    length = pd.Timedelta(minutes=minutes)
    start = pd.Timestamp(0, tz="UTC") + length * (
        (events["start_utc"] - pd.Timestamp(0, tz="UTC")) // length
    )
    squares = pd.DataFrame(
        {
            "from_utc": start.to_numpy(),
            "lon": np.round((column + 0.5) * wide, 4),
            "lat": np.round(middle_lat, 4),
        }
    )
    squares["from_utc"] = pd.to_datetime(squares["from_utc"], utc=True)
    counts = squares.groupby(["from_utc", "lat", "lon"], as_index=False).size()
    counts = counts.rename(columns={"size": "n_events"})
    counts = counts.assign(to_utc=counts["from_utc"] + length)
    kept = counts[counts["n_events"] >= least_events].reset_index(drop=True)
    return kept[["from_utc", "to_utc", "lon", "lat", "n_events"]]
