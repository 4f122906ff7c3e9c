"""Weekly indicators of ports, each with its coverage and an interval."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats
from soundings.ais.hidden import hidden_hours, late_finds, stay_hours
from soundings.ais.intervals import (
    FALSE_SHARE,
    MISSED_SHARE,
    SHARE_INSIDE,
    count_interval,
    hours_interval,
)
from soundings.ais.reception import hourly_reception, week_of, weekly_reception
from soundings.ais.tables import check_columns
from soundings.ais.weekly import (
    WEEKLY,
    as_utc,
    fill_by_berth,
    is_cargo_or_tanker,
    weekly_figures,
)

HEARD: Final = 0.98
"""A week counts as heard, and says what is usual, from this chance of being found."""
N_USUAL: Final = 8
"""So many heard weeks, the nearest ones, say what is usual."""
INDICATORS: Final = {
    **WEEKLY,
    "ship_class": "all, or cargo and tanker",
    "coverage": "share of expected reports received; 0 in hours of a deaf receiver",
    "hours_dark": "hours in which the receiver was deaf",
    "chance_found": "of a visit that began in the week, given what was heard",
    "unknown_type_share": "visits of ships whose type never came, classed by their berth",
    "visits_low": "lower end of the interval for the true visits",
    "visits_high": "upper end; missing where nothing says what is usual",
    "ships_low": "the same for ships",
    "ships_high": "upper end; missing likewise",
    "ship_hours_low": "the same for ship-hours",
    "ship_hours_high": "upper end",
}
"""One row is one week of one port and class of ship."""


def weekly_indicators(
    visits: pd.DataFrame,
    coverage: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
    statics: pd.DataFrame | None = None,
    began: str = "entered_utc",
    ended: str = "left_utc",
    missed_share: float = MISSED_SHARE,
    false_share: float = FALSE_SHARE,
    share_inside: float = SHARE_INSIDE,
) -> pd.DataFrame:
    """
    Return weekly indicators with coverage and intervals.

    The interval is for the true figure of that week (see `ais.intervals`). It says what
    a deaf receiver can have hidden, and the usual errors of the rules; it knows nothing
    of ships that switch AIS off, unless `missed_share` counts them.

    Parameters
    ----------
    visits : DataFrame
        Visits or calls (see `ais.tables`).
    coverage : DataFrame
        A coverage table of the same ports and span (see `ais.coverage`).
    start, end : Timestamp
        The span that was watched, half-open, in UTC if they name no zone. Days without
        a file belong to it.
    statics : DataFrame, optional
        `mmsi` and `ship_type`: adds the class of cargo ships and tankers.
    began, ended : str
        Columns of `visits` that bound a visit: `entered_utc` and `left_utc` for the
        fence; `arrived_utc` and `departed_utc`, as the program has it, for the berth.
    missed_share, false_share : float
        How often the rules err, as shares of what they find.
    share_inside : float
        What the intervals are to hold.

    Returns
    -------
    DataFrame
        As `INDICATORS`. The settings are in its `attrs`.

    Raises
    ------
    ValueError
        If a port of `visits` is not in `coverage`.

    Examples
    --------
    A ship lies two hours every day for four weeks; in the last week nothing is heard.

    >>> start = pd.Timestamp("2024-04-29", tz="UTC")
    >>> days = start + pd.to_timedelta(range(21), unit="D")
    >>> visits = pd.DataFrame({
    ...     "mmsi": "232999001", "port": "harbour", "entered_utc": days,
    ...     "left_utc": days + pd.Timedelta(hours=2),
    ... })
    >>> coverage = pd.DataFrame({
    ...     "port": "harbour", "n_ships": 1, "n_received": 18, "n_expected": 20.0,
    ...     "hour_utc": pd.date_range(start, periods=3 * 168, freq="h"),
    ... })
    >>> table = weekly_indicators(visits, coverage, start, start + pd.Timedelta(days=28))
    >>> table[["visits", "coverage"]].iloc[-2:].to_numpy().tolist()
    [[7.0, 0.9], [0.0, 0.0]]
    >>> bool(table["visits_low"].iloc[-1] < 7 < table["visits_high"].iloc[-1])
    True
    """
    check_columns(visits, ("mmsi", "port", began, ended), "weekly_indicators")
    check_columns(coverage, ("port", "hour_utc"), "weekly_indicators")
    start, end = as_utc(start), as_utc(end)
    unheard = set(visits["port"].dropna()) - set(coverage["port"])
    if unheard:
        raise ValueError(
            f"weekly_indicators: no coverage of {', '.join(sorted(unheard))}. "
            "Tally coverage over the same positions and fences as the visits."
        )
    hourly = hourly_reception(coverage, start, end)
    parts = {"all": visits}
    unknown = pd.Series(np.nan, index=visits.index)
    if statics is not None:
        is_merchant = is_cargo_or_tanker(visits, statics)
        parts["cargo and tanker"] = visits[fill_by_berth(is_merchant, visits)]
        unknown = is_merchant.isna().astype(float)
    untyped = unknown.groupby([visits["port"], week_of(visits[began])]).mean()
    tables = []
    for name, part in parts.items():
        figures = weekly_figures(part, start, end, began, ended)
        received = weekly_reception(hourly, stay_hours(part, began, ended))
        table = received.merge(figures, on=["port", "week_utc"], how="left")
        zero = {"visits": 0, "ships": 0, "ship_hours": 0.0}
        table = table.fillna({**zero, "is_whole": False}).reset_index(drop=True)
        for hidden in (hidden_hours, late_finds):
            extra = hidden(part, hourly, began, ended)
            table = table.merge(extra, on=["port", "week_utc"], how="left")
        table = table.fillna({"n_late": 0, "old_share": 0.0})
        errors = (missed_share, false_share, share_inside)
        bounded = [_with_intervals(rows, *errors) for _, rows in table.groupby("port")]
        found = pd.concat(bounded, ignore_index=True).assign(ship_class=name)
        keys = pd.MultiIndex.from_frame(found[["port", "week_utc"]])
        tables.append(found.assign(unknown_type_share=untyped.reindex(keys).to_numpy()))
    counts = {"visits": "int64", "ships": "int64", "is_whole": "bool"}
    result = pd.concat(tables, ignore_index=True).astype(counts)[list(INDICATORS)]
    result.attrs["settings"] = {
        "began": began,
        "ended": ended,
        "missed_share": missed_share,
        "false_share": false_share,
        "share_inside": share_inside,
        "heard": HEARD,
    }
    return result


def usual_level(
    values: Floats, is_heard: Bools, n_usual: int = N_USUAL
) -> tuple[Floats, Floats]:
    """
    Return for each week what is usual, and the variance about it.

    Usual is the median of the nearest heard weeks, the week itself left out. The variance
    is robust (from the median distance of all heard weeks to what was usual then, times
    1.4826); with fewer than twice `n_usual` weeks it is at least Poisson's. It includes
    that the median is uncertain. Missing where no week was heard.

    Examples
    --------
    >>> mean, variance = usual_level(np.array([9.0, 11.0, 0.0, 10.0]),
    ...                              np.array([True, True, False, True]))
    >>> mean.tolist()
    [10.5, 9.5, 10.0, 10.0]
    """
    weeks = np.arange(len(values))
    mean, n_near = np.full(len(values), np.nan), np.zeros(len(values))
    for week in weeks:
        others = weeks[is_heard & (weeks != week)]
        near = others[np.argsort(np.abs(others - week), kind="stable")[:n_usual]]
        if len(near):
            mean[week], n_near[week] = np.median(values[near]), len(near)
    distances = np.abs(values - mean)[is_heard & (n_near > 0)]
    spread = 1.4826 * float(np.median(distances)) if len(distances) else 0.0
    least = mean if is_heard.sum() < 2 * n_usual else mean / 4
    variance = np.maximum(spread**2, least) * (1 + 1.5 / np.maximum(n_near, 1))
    return mean, variance


def _with_intervals(
    rows: pd.DataFrame, missed_share: float, false_share: float, share_inside: float
) -> pd.DataFrame:
    """Add the ends of the intervals to one port's weeks."""
    chance = rows["chance_found"].to_numpy(float)
    is_heard = (chance >= HEARD) & rows["is_whole"].to_numpy(bool)
    errors = (missed_share, false_share, share_inside)
    visits, ships = rows["visits"].to_numpy(float), rows["ships"].to_numpy(float)
    # A ship is unseen only if all its visits are.
    per_ship = max(float(visits.sum() / max(ships.sum(), 1)), 1.0)
    ends: dict[str, Floats] = {}
    for name, counts, seen in (
        ("visits", visits, chance),
        ("ships", ships, 1 - (1 - rows["chance_seen"].to_numpy(float)) ** per_ship),
    ):
        usual = usual_level(counts, is_heard)
        late = (rows["n_late"], rows["old_share"]) if name == "visits" else (0, 0)
        low, high = count_interval(counts, seen, *usual, *errors, *late)
        ends[f"{name}_low"], ends[f"{name}_high"] = low, high
    hours_low, hours_high = hours_interval(
        rows["ship_hours"].to_numpy(float),
        rows["hours_hidden"].to_numpy(float),
        np.sqrt(rows["hidden_variance"].to_numpy(float)),
        missed_share + false_share,
        share_inside,
    )
    # What was seen is seen, however much more was hidden.
    hours_low = np.minimum(hours_low, rows["ship_hours"].to_numpy(float))
    return rows.assign(**ends, ship_hours_low=hours_low, ship_hours_high=hours_high)
