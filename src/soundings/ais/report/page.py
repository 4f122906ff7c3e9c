"""The page itself: a section for each port, its charts, its tables and how they came."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import folium
import numpy as np
import pandas as pd

from soundings.ais.export import write_text
from soundings.ais.geometry import inner_point, is_inside
from soundings.ais.indicators import weekly_indicators
from soundings.ais.maps import SeaMap, as_label, coast_around
from soundings.ais.occupancy import berth_occupancy, ships_by_hour
from soundings.ais.report.charts import berth_chart, hourly_chart, weekly_chart
from soundings.ais.report.tables import (
    berths_table,
    calls_table,
    date_words,
    plain_table,
    rounded,
    weeks_table,
)


@dataclass(frozen=True)
class Findings:
    """
    What a report is written from: the toolkit's tables of some ports and one span.

    Attributes
    ----------
    fences : DataFrame
        Of all ports (see `ais.tables`).
    calls, coverage : DataFrame
    stays : DataFrame
        At berths, of ships that called: barges moored for good fill no berth.
    statics : DataFrame
        May be empty: then ships have no names or kinds.
    start, end : Timestamp
        The span that was watched, half-open, in UTC.
    settings : mapping
        Every threshold that was used, by name.
    source : str
        Where the reports came from, in a sentence.
    note : str
        Stands at the head of the page, such as that the data are simulated.
    """

    fences: pd.DataFrame
    calls: pd.DataFrame
    stays: pd.DataFrame
    coverage: pd.DataFrame
    statics: pd.DataFrame
    start: pd.Timestamp
    end: pd.Timestamp
    settings: Mapping[str, object]
    source: str
    note: str = ""


def write_report(findings: Findings, path: str | Path, title: str = "") -> Path:
    """
    Write one HTML page with map, charts and tables for each port.

    It asks for nothing outside itself, so it opens from a USB stick or an e-mail, and
    every chart stands beside its figures as a table.

    Parameters
    ----------
    findings : Findings
    path : str or Path
        Ends in .html.
    title : str
        The names of the ports if not given.

    Raises
    ------
    ValueError
        If the path does not end in .html, or no fence is a port.
    """
    path = Path(path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"{path.name}: a report is a page. End the name in .html.")
    ports = findings.fences[findings.fences["kind"] == "port"]
    if ports.empty:
        raise ValueError(
            "write_report: no fence of kind port. Give the outline of a port, and of "
            "the berths in it."
        )
    names = [str(name) for name in ports["name"]]
    title = title or f"Ships at {_listed(names)}"
    sections = [
        _section(findings, str(fence), str(name))
        for fence, name in zip(ports["fence"], ports["name"], strict=True)
    ]
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    page = "\n".join(
        [
            "<!doctype html>",
            '<html lang="en-GB">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(title)}</title>",
            f"<style>{style}</style></head>",
            "<body><main>",
            f"<h1>{html.escape(title)}</h1>",
            _opening(findings, names),
            *sections,
            _method(findings),
            "</main></body></html>",
            "",
        ]
    )
    return write_text(page, path)


def _listed(names: list[str]) -> str:
    """Join names as people do: A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _opening(findings: Findings, names: list[str]) -> str:
    last = findings.end - pd.Timedelta(seconds=1)
    days = round((findings.end - findings.start) / pd.Timedelta(days=1), 1)
    note = f'<p class="note">{html.escape(findings.note)}</p>' if findings.note else ""
    links = ""
    if len(names) > 1:
        items = "".join(
            f'<li><a href="#port-{i}">{html.escape(name)}</a></li>'
            for i, name in enumerate(names)
        )
        links = f'<nav aria-label="Ports"><ul>{items}</ul></nav>'
    return (
        f"{note}<p>{date_words(findings.start)} to {date_words(last)}, "
        f"{days:g} day{'' if days == 1 else 's'} (UTC). "
        f"{html.escape(findings.source)}</p>{links}"
    )


def _section(findings: Findings, fence: str, name: str) -> str:
    ports = findings.fences.loc[findings.fences["kind"] == "port", "fence"].tolist()
    number = ports.index(fence)
    calls = findings.calls[findings.calls["port"] == fence]
    heard = findings.coverage[findings.coverage["port"] == fence]
    parts = [f'<h2 id="port-{number}">{html.escape(name)}</h2>']
    if heard.empty and calls.empty:
        parts.append(
            "<p>No ship was heard in this port. Either none was there, or no receiver "
            "reached it: these data cannot tell.</p>"
        )
        return "\n".join(parts)
    weeks = weekly_indicators(
        calls,
        heard,
        findings.start,
        findings.end,
        began="arrived_utc",
        ended="departed_utc",
    )
    weeks = weeks[weeks["ship_class"] == "all"]
    parts += [_headline(calls, heard), _map(findings, fence, name, calls)]
    parts += [
        _chart(weekly_chart(weeks, name, "Calls"), "Calls by week: the figures"),
        weeks_table(weeks, name),
        "</details>",
        f"<p>{_week_notes(calls, weeks)}</p>",
    ]
    if len(calls):
        hours = ships_by_hour(calls, began="arrived_utc", ended="departed_utc")
        parts.append(f"<figure>{hourly_chart(hours, name)}</figure>")
    berths = _berths(findings, fence)
    if len(berths):
        parts += [
            _chart(berth_chart(berths, name), "Berths and terminals: the figures"),
            berths_table(berths, name),
            "</details>",
        ]
    parts += [calls_table(calls, findings.fences, findings.statics, name)]
    return "\n".join(parts)


def _week_notes(calls: pd.DataFrame, weeks: pd.DataFrame) -> str:
    """Say what the bars do not count, and which of them to doubt."""
    notes = [
        "A hollow bar is a week that is not whole, or in which the receiver was deaf for "
        "hours: it may be low because nobody listened.",
        "A dash in the table: nothing says yet what is usual here.",
    ]
    n_before = len(calls) - int(weeks["visits"].sum())
    if n_before > 0:
        notes.insert(
            0,
            f"A call counts in the week in which it began; {n_before} of the "
            f"{len(calls):,} calls had begun before these data did.",
        )
    return " ".join(notes)


def _headline(calls: pd.DataFrame, heard: pd.DataFrame) -> str:
    expected = float(heard["n_expected"].sum())
    coverage = float(heard["n_received"].sum()) / expected if expected else np.nan
    ships = calls[[c for c in ("mmsi", "hull") if c in calls]].drop_duplicates()
    pairs = {
        "Port calls": f"{len(calls):,}",
        "Ships": f"{len(ships):,}",
        "Median hours at berth": rounded(calls["berth_hours"].median(), 1),
        "Reports received of those expected": "unknown"
        if np.isnan(coverage)
        else f"{min(coverage, 1):.0%}",
    }
    items = "".join(
        f"<div><dt>{html.escape(term)}</dt><dd>{html.escape(value)}</dd></div>"
        for term, value in pairs.items()
    )
    return f'<dl class="figures">{items}</dl>'


def _chart(svg: str, summary: str) -> str:
    return f"<figure>{svg}</figure><details><summary>{html.escape(summary)}</summary>"


def _in_port(fences: pd.DataFrame, fence: str) -> pd.DataFrame:
    """Return a port's fence, and the berths and anchorages in it or near it."""
    ring = fences.loc[fences["fence"] == fence, "ring"].iloc[0]
    (west, south), (east, north) = ring.min(axis=0) - 0.3, ring.max(axis=0) + 0.3
    middles = np.array([(r.min(axis=0) + r.max(axis=0)) / 2 for r in fences["ring"]])
    is_near = (middles[:, 0] > west) & (middles[:, 0] < east)
    is_near &= (middles[:, 1] > south) & (middles[:, 1] < north)
    is_wanted = is_near & (fences["kind"].isin(["berth", "anchorage"]))
    is_wanted |= fences["fence"] == fence
    near: pd.DataFrame = fences[is_wanted]
    return near


def _map(findings: Findings, fence: str, name: str, calls: pd.DataFrame) -> str:
    near = _in_port(findings.fences, fence)
    sea = SeaMap(
        f"Map of {name} with its berths; larger dots had more calls",
        coast=coast_around(near),
        height_px=440,
    ).add_fences(near)
    counts = calls["berth"].value_counts()
    for place, place_name, ring in zip(
        near["fence"], near["name"], near["ring"], strict=True
    ):
        n = int(counts.get(place, 0))
        if n:
            lon, lat = inner_point(ring)
            folium.CircleMarker(
                (lat, lon),
                radius=4 + 14 * (n / counts.max()) ** 0.5,
                color="#a3195b",
                weight=1.5,
                fill=True,
                fill_opacity=0.35,
                tooltip=f"{as_label(str(place_name))}: {n} calls",
            ).add_to(sea)
    return sea._repr_html_()


def _berths(findings: Findings, fence: str) -> pd.DataFrame:
    """Return how full each berth of a port was; without berths nothing."""
    near = _in_port(findings.fences, fence)
    ring = near.loc[near["fence"] == fence, "ring"].iloc[0]
    points = np.array([inner_point(berth) for berth in near["ring"]])
    is_own = is_inside(points[:, 0], points[:, 1], ring) & (near["kind"] == "berth")
    names: pd.Series = near[is_own].set_index("fence")["name"]
    stays = findings.stays[findings.stays["place"].isin(names.index)]
    if names.empty or stays.empty:
        return pd.DataFrame()
    berths = pd.DataFrame({"place": names.index, "n_berths": 1, "quay_m": np.nan})
    span_hours = int((findings.end - findings.start) / pd.Timedelta(hours=1))
    taken = berth_occupancy(
        stays, berths, findings.start, findings.end, hours=max(span_hours, 1)
    )
    totals = taken.groupby("place")[["ship_hours"]].sum()
    mean_ships = totals["ship_hours"] / max(span_hours, 1)
    table: pd.DataFrame = totals.assign(mean_ships=mean_ships, name=names).reset_index()
    return table.sort_values(["mean_ships", "name"], ascending=[False, True])


def _method(findings: Findings) -> str:
    rows = pd.DataFrame(
        [(name, str(value)) for name, value in findings.settings.items()],
        columns=["setting", "value"],
    )
    table = plain_table(rows, {"setting": "Setting", "value": "Value"}, "Settings used")
    return (
        "<h2>How these figures came about</h2>"
        "<p>A call is a presence inside the outline of a port during which the ship lay "
        "at a berth; ships that pass, or only wait at anchor, are not counted. Arrival "
        "and departure are the first and the last report at rest at a berth. Coverage "
        "is the share of reports received of those that ships must send by the rules of "
        "ITU-R M.1371. Intervals say what gaps in reception and the usual errors of the "
        "rules may hide, not what would have happened in another week.</p>"
        "<p>AIS is set by crews and can be switched off; berths are outlines drawn by "
        "people. This page is not for navigation, and says nothing about any person."
        f"</p><details><summary>Settings used</summary>{table}</details>"
    )
