"""The report's tables: the figures behind each chart, for eyes and for screen readers."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

MOST_CALLS: Final = 200
"""So many calls of a port, the latest, are listed; the rest are in the file of calls."""
CALL_COLUMNS: Final = {
    "mmsi": "Ship (MMSI)",
    "name": "Name as sent",
    "berth": "First berth",
    "arrived_utc": "Arrived (UTC)",
    "departed_utc": "Left berth (UTC)",
    "berth_hours": "Hours at berth",
    "anchor_hours": "Hours at anchor",
    "confidence": "Confidence, 1 to 4",
}
WEEK_COLUMNS: Final = {
    "week_utc": "Week from",
    "visits": "Calls",
    "visits_low": "From",
    "visits_high": "To",
    "ships": "Ships",
    "ship_hours": "Ship-hours",
    "coverage": "Coverage",
    "hours_dark": "Hours unheard",
}


def weeks_table(weeks: pd.DataFrame, name: str) -> str:
    """Return a port's weeks (see `indicators.INDICATORS`), of one class, as a table."""
    rows = weeks.assign(
        week_utc=[date_words(day) for day in weeks["week_utc"]],
        visits=[rounded(v, 0) for v in weeks["visits"]],
        visits_low=[rounded(v, 0) for v in weeks["visits_low"]],
        visits_high=[rounded(v, 0) for v in weeks["visits_high"]],
        ships=[rounded(v, 0) for v in weeks["ships"]],
        ship_hours=[rounded(v, 0) for v in weeks["ship_hours"]],
        coverage=[rounded(100 * v, 0, " %") for v in weeks["coverage"]],
        hours_dark=[rounded(v, 0) for v in weeks["hours_dark"]],
    )
    return plain_table(rows, WEEK_COLUMNS, f"{name} by week, intervals of 90 %")


def berths_table(berths: pd.DataFrame, name: str) -> str:
    """Return how full each berth of a port was: `name`, `ship_hours`, `mean_ships`."""
    rows = berths.assign(
        ship_hours=[rounded(v, 0) for v in berths["ship_hours"]],
        mean_ships=[rounded(v, 2) for v in berths["mean_ships"]],
    )
    columns = {
        "name": "Berth or terminal",
        "ship_hours": "Ship-hours",
        "mean_ships": "Ships at a time",
    }
    return plain_table(rows, columns, f"{name}: berths")


def calls_table(
    calls: pd.DataFrame, fences: pd.DataFrame, statics: pd.DataFrame, name: str
) -> str:
    """Return the latest calls of a port, folded away under a line that says how many."""
    if calls.empty:
        return "<p>No ship lay at a berth of this port: there were no calls.</p>"
    latest = calls.nlargest(MOST_CALLS, "arrived_utc")
    places = fences.set_index("fence")["name"]
    sent = statics.dropna(subset=["name"]) if len(statics) else None
    called = sent.groupby("mmsi")["name"].last() if sent is not None else pd.Series()
    rows = latest.assign(
        name=latest["mmsi"].map(called).fillna("not known"),
        berth=latest["berth"].map(places).fillna(latest["berth"]),
        arrived_utc=[f"{t:%Y-%m-%d %H:%M}" for t in latest["arrived_utc"]],
        departed_utc=[f"{t:%Y-%m-%d %H:%M}" for t in latest["departed_utc"]],
        berth_hours=[rounded(v, 1) for v in latest["berth_hours"]],
    )
    if "anchor_hours" in rows:
        rows["anchor_hours"] = [rounded(v, 1) for v in latest["anchor_hours"]]
    columns = {c: words for c, words in CALL_COLUMNS.items() if c in rows}
    which = (
        f"the latest {MOST_CALLS} of {len(calls):,}"
        if len(calls) > MOST_CALLS
        else f"all {len(calls):,}"
    )
    caption = f"Calls at {name}: {which}"
    return (
        f"<details><summary>{html.escape(caption)}</summary>"
        f"{plain_table(rows, columns, caption)}</details>"
    )


def date_words(moment: pd.Timestamp) -> str:
    """Return a day as people write it: 6 May 2024."""
    return f"{moment.day} {moment:%B %Y}"


def rounded(value: Any, places: int, unit: str = "") -> str:
    """Return a number with so many places, and a dash for a missing one."""
    return "–" if pd.isna(value) else f"{value:,.{places}f}{unit}"


def plain_table(rows: pd.DataFrame, columns: Mapping[str, str], caption: str) -> str:
    """Return an accessible table; the first column names the row."""
    head = "".join(
        f'<th scope="col"{_left(i)}>{html.escape(words)}</th>'
        for i, words in enumerate(columns.values())
    )
    body = []
    for row in rows[list(columns)].itertuples(index=False, name=None):
        first, *rest = (html.escape(str(value)) for value in row)
        cells = "".join(f"<td>{value}</td>" for value in rest)
        body.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    words = html.escape(caption)
    return (
        f'<div class="scroll" role="region" aria-label="{words}" tabindex="0"><table>'
        f"<caption>{words}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _left(i: int) -> str:
    return ' class="text"' if i == 0 else ""
