"""
Shocks: weeks in which a port's traffic differs from its other weeks, and why they may.

A shock is claimed only if ships, and not their reports, are fewer or more. Weeks that
were not heard are reported as outages, weeks in which reception itself changed as such,
and holidays as holidays.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Bools, Floats
from soundings.ais.scan import (
    N_NULL,
    Spell,
    dispersion,
    find_spell,
    is_abrupt,
    steadied,
)
from soundings.ais.tables import check_columns

SHOCKS: Final = {
    "port": "the fence",
    "kind": "shock, reception, outage or holiday",
    "from_utc": "the Monday of its first week",
    "to_utc": "the Monday after its last week",
    "is_over": "false if it lasts to the end of the data",
    "change": "share by which the weeks differ from the others: -0.3 is a fall of 30 %",
    "p_value": "chance of as unusual weeks anywhere in a series without a shock",
    "coverage": "share of expected reports received in the weeks",
    "coverage_before": "the same in the four weeks before",
    "change_from_last_year": "against the same weeks a year before; missing without them",
    "note": "what speaks for or against it",
}
"""One row is one finding, ordered by port and time."""

FALSE_ALARMS: Final = 0.01
"""Chance of any claim in a port's whole series if nothing happened. Ports are less tidy than
the series they are compared with, so this is below the 5 % that one would put up with."""
LEAST_HEARD: Final = 0.3
"""Weeks of which less was heard are unknown, not low."""
OUTAGE_SHARE: Final = 0.9
OUTAGE_TIMES: Final = 0.5
"""Below this chance of finding a visit, or so far below the port's median coverage, a week
is listed as an outage."""
COVERAGE_STEP: Final = 0.10
"""A change of coverage by so much, at the same time, speaks for the receiver."""
STEP_WEEKS: Final = 4
MOST_FINDINGS: Final = 6
HOLIDAYS: Final = (("12-24", "01-01"),)
"""First and last day, as month and day: weeks that touch them are not like others."""


def find_shocks(
    weekly: pd.DataFrame,
    figure: str = "visits",
    false_alarms: float = FALSE_ALARMS,
    least_heard: float = LEAST_HEARD,
    coverage_step: float = COVERAGE_STEP,
    holidays: tuple[tuple[str, str], ...] = HOLIDAYS,
    n_null: int = N_NULL,
) -> pd.DataFrame:
    """
    Return what stands out in the weekly counts of ports.

    Each port's weeks are scanned for the spell that differs most from the rest (see
    `ais.scan`), then again without it. A spell counts if it begins with a step: a season
    or a trend does not. Weeks are weighed by how much of them was heard, so a week that
    nobody heard speaks neither for a fall nor against one.

    It looks back: the weeks after a shock help to date it, and a shock in the last week
    must be larger to be seen. The first week found may be the one before or after the
    true one if a shock begins at a weekend. **Small ports hide large shocks**: see
    `smallest_visible`.

    Parameters
    ----------
    weekly : DataFrame
        From `weekly_indicators`, one class of ship: `port`, `week_utc`, `is_whole`,
        `chance_found`, `coverage` and the figure. Weeks must follow one another.
    figure : str
        A count: visits or ships.
    false_alarms : float
        Chance of any claim in the series of one port in which nothing happened.
    least_heard : float
        Weeks with a smaller chance of finding a visit are left out.
    coverage_step : float
        A change of coverage as large, at the same weeks, makes a finding "reception".
    holidays : tuple of (str, str)
        Months and days between which weeks are compared with last year's only, both
        ends counted. Empty compares every week.
    n_null : int
        Series without a shock to compare with.

    Returns
    -------
    DataFrame
        As `SHOCKS`.

    Raises
    ------
    ValueError
        If a port has one week twice (give one class of ship), or a week is missing.

    Examples
    --------
    Forty weeks of about 50 visits; a strike in the 21st, and the receiver deaf in the
    31st.

    >>> visits = np.tile([48, 53, 50, 47, 52], 8)
    >>> visits[20], visits[30] = 18, 0
    >>> chance = np.ones(40)
    >>> chance[30] = 0.0
    >>> weekly = pd.DataFrame({
    ...     "port": "harbour", "visits": visits, "is_whole": True,
    ...     "week_utc": pd.date_range("2024-01-01", periods=40, freq="7D", tz="UTC"),
    ...     "chance_found": chance, "coverage": 0.9 * chance,
    ... })
    >>> found = find_shocks(weekly)
    >>> found["kind"].tolist(), found["from_utc"].dt.strftime("%d %b").tolist()
    (['shock', 'outage'], ['20 May', '29 Jul'])
    """
    columns = ("port", "week_utc", "is_whole", "chance_found", "coverage", figure)
    check_columns(weekly, columns, "find_shocks")
    rows: list[dict[str, object]] = []
    for port, weeks in weekly.groupby("port"):
        ordered = weeks.sort_values("week_utc").reset_index(drop=True)
        _check_weeks(str(port), ordered)
        series = _Series(ordered, figure, least_heard, coverage_step, holidays)
        found = series.outages() + series.shocks(false_alarms, n_null)
        rows += [{"port": port, **row} for row in found + series.holiday_dips()]
    table = pd.DataFrame(rows, columns=list(SHOCKS))
    times = {"from_utc": "datetime64[s, UTC]", "to_utc": "datetime64[s, UTC]"}
    return table.astype(times).sort_values(
        ["port", "from_utc", "kind"], ignore_index=True
    )


def smallest_visible(
    weekly: pd.DataFrame, figure: str = "visits", weeks: int = 1
) -> pd.Series:
    """
    Return by port the smallest fall, as a share, that would mostly be seen.

    About five standard errors of the mean of so many weeks. Above 1, not even a closed
    port would be: then count longer periods.

    Examples
    --------
    Three visits a week: a closed week is no more than chance.

    >>> weekly = pd.DataFrame({
    ...     "port": "cove", "visits": [3, 2, 5, 3, 1, 4, 2, 3, 4, 3, 2, 5], "chance_found": 1.0,
    ... })
    >>> bool(smallest_visible(weekly)["cove"] > 1)
    True
    """
    found = {}
    for port, rows in weekly.groupby("port"):
        counts = rows[figure].to_numpy(float)
        weight = rows["chance_found"].to_numpy(float)
        ratio = float(dispersion(steadied(counts, weight)[None, :], weight)[0][0])
        usual = float(np.median(counts[weight > LEAST_HEARD]))
        found[port] = 5 * np.sqrt(ratio / max(usual, 0.1) / weeks)
    return pd.Series(found, name="smallest_visible")


class _Series:
    """One port's weeks, and what can be said of them."""

    def __init__(
        self,
        weeks: pd.DataFrame,
        figure: str,
        least_heard: float,
        coverage_step: float,
        holidays: tuple[tuple[str, str], ...],
    ) -> None:
        self.mondays = weeks["week_utc"]
        self.counts: Floats = weeks[figure].to_numpy(float)
        self.coverage: Floats = weeks["coverage"].to_numpy(float)
        self.chance: Floats = weeks["chance_found"].to_numpy(float)
        self.is_whole: Bools = weeks["is_whole"].to_numpy(bool)
        self.coverage_step = coverage_step
        self.is_holiday = _touch(self.mondays, holidays)
        usable = self.is_whole & (self.chance >= least_heard)
        self.weight: Floats = np.where(usable, self.chance, 0.0)

    def shocks(self, false_alarms: float, n_null: int) -> list[dict[str, object]]:
        """Return shocks, and changes that go with reception, strongest first."""
        weight = np.where(self.is_holiday, 0.0, self.weight)
        found: list[tuple[int, int, float, float]] = []
        for _ in range(MOST_FINDINGS):
            spell = find_spell(self.counts, weight, n_null)
            if spell is None or spell.p_value > false_alarms:
                break
            steady = steadied(self.counts, weight)
            spread = float(np.sqrt(dispersion(steady[None, :], weight)[0][0]))
            spell = _trimmed(spell, weight)
            if is_abrupt(steady, weight, spell, spread):
                found.append((spell.first, spell.stop, spell.score, spell.p_value))
            weight[spell.first : spell.stop] = 0.0
        return [self._row(*spell) for spell in _joined(found, weight > 0)]

    def outages(self) -> list[dict[str, object]]:
        """Return the spells of weeks that were not heard well enough."""
        whole = self.coverage[self.is_whole]
        usual = float(np.median(whole)) if len(whole) else 0.0
        is_out = (self.chance < OUTAGE_SHARE) | (self.coverage < OUTAGE_TIMES * usual)
        is_out &= self.is_whole
        edges = np.flatnonzero(np.diff(np.concatenate([[0], is_out.astype(int), [0]])))
        return [
            self._describe(
                "outage",
                int(first),
                int(stop),
                np.nan,
                np.nan,
                f"{1 - self.chance[first:stop].mean():.0%} of visits cannot have been "
                f"heard, and {self.coverage[first:stop].mean():.0%} of reports were",
            )
            for first, stop in zip(edges[::2], edges[1::2], strict=True)
        ]

    def holiday_dips(self) -> list[dict[str, object]]:
        """Return holidays that differ from the weeks before, and from last year's."""
        is_usable = self.is_holiday & (self.weight > 0)
        edges = np.flatnonzero(
            np.diff(np.concatenate([[0], is_usable.astype(int), [0]]))
        )
        rows = []
        for first, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            change = self._change(first, stop, self._before(first))
            if not change <= -0.1:
                continue
            last_year = self._change_from_last_year(first, stop)
            note = "a holiday; expected" + (
                ""
                if np.isfinite(last_year)
                else ", but there is no year to compare with"
            )
            rows.append(self._describe("holiday", first, stop, change, np.nan, note))
        return rows

    def _row(
        self, first: int, stop: int, score: float, p_value: float
    ) -> dict[str, object]:
        rest = (self.weight > 0) & ~self.is_holiday
        rest[first:stop] = False
        change = self._change(first, stop, rest)
        # Only what happens to reception at the same time can be the reason.
        inside, before = self._coverages(first, min(stop, first + STEP_WEEKS))
        step = inside - before
        # Fewer reports hide ships, more of them show ships: only then is it a reason.
        is_reception = abs(step) >= self.coverage_step and step * score > 0
        note = (
            f"coverage went from {before:.0%} to {inside:.0%} at the same time: "
            "ships or receiver cannot be told apart"
            if is_reception
            else f"coverage was {before:.0%} before and is {inside:.0%}"
        )
        kind = "reception" if is_reception else "shock"
        return self._describe(kind, first, stop, change, p_value, note)

    def _describe(
        self,
        kind: str,
        first: int,
        stop: int,
        change: float,
        p_value: float,
        note: str,
    ) -> dict[str, object]:
        inside, before = self._coverages(first, stop)
        week = pd.Timedelta(days=7)
        return {
            "kind": kind,
            "from_utc": self.mondays.iloc[first],
            "to_utc": self.mondays.iloc[stop - 1] + week,
            "is_over": bool((self.weight[stop:] > 0).any()),
            "change": change,
            "p_value": p_value,
            "coverage": inside,
            "coverage_before": before,
            "change_from_last_year": self._change_from_last_year(first, stop),
            "note": note,
        }

    def _coverages(self, first: int, stop: int) -> tuple[float, float]:
        before = self.coverage[max(first - STEP_WEEKS, 0) : first]
        inside = float(np.median(self.coverage[first:stop]))
        return inside, float(np.median(before)) if len(before) else np.nan

    def _before(self, first: int) -> Bools:
        rest = np.zeros(len(self.counts), dtype=bool)
        rest[max(first - 8, 0) : first] = True
        return np.asarray(rest & (self.weight > 0) & ~self.is_holiday)

    def _change(self, first: int, stop: int, rest: Bools) -> float:
        inside = np.zeros(len(self.counts), dtype=bool)
        inside[first:stop] = True
        inside &= self.weight > 0
        if not inside.any() or not rest.any():
            return float("nan")
        here = self.counts[inside].sum() / self.weight[inside].sum()
        usual = float(np.median(self.counts[rest] / self.weight[rest]))
        return here / usual - 1 if usual else float("nan")

    def _change_from_last_year(self, first: int, stop: int) -> float:
        """Compare with the weeks 52 before, if they were heard."""
        weeks = np.arange(first, stop) - 52
        if not len(weeks) or weeks[0] < 0 or not (self.weight[weeks] > 0).all():
            return float("nan")
        now, then = self.weight[first:stop].sum(), self.weight[weeks].sum()
        earlier = self.counts[weeks].sum() / then
        if now == 0 or earlier == 0:
            return float("nan")
        return float(self.counts[first:stop].sum() / now / earlier - 1)


def _trimmed(spell: Spell, weight: Floats) -> Spell:
    """Take weeks that nobody heard off both ends: they cannot date anything."""
    known = np.flatnonzero(weight[spell.first : spell.stop] > 0) + spell.first
    return Spell(int(known[0]), int(known[-1]) + 1, spell.score, spell.p_value)


def _joined(
    spells: list[tuple[int, int, float, float]], is_between: Bools
) -> list[tuple[int, int, float, float]]:
    """Join spells of one direction with no usable week between: a slow way back."""
    joined: list[tuple[int, int, float, float]] = []
    for spell in sorted(spells):
        if joined:
            first, stop, score, p_value = joined[-1]
            same = score * spell[2] > 0
            if same and not is_between[stop : spell[0]].any():
                merged = (first, max(stop, spell[1]), score, min(p_value, spell[3]))
                joined[-1] = merged
                continue
        joined.append(spell)
    return joined


def _touch(mondays: pd.Series, holidays: tuple[tuple[str, str], ...]) -> Bools:
    """Say which weeks touch a holiday, whichever year it is."""
    touched = np.zeros(len(mondays), dtype=bool)
    for day in range(7):
        dates = (mondays + pd.Timedelta(days=day)).dt.strftime("%m-%d")
        for first, last in holidays:
            inside = (
                dates.between(first, last)
                if first <= last
                else (dates >= first) | (dates <= last)
            )
            touched |= inside.to_numpy(bool)
    return touched


def _check_weeks(port: str, weeks: pd.DataFrame) -> None:
    steps = weeks["week_utc"].diff().dropna()
    odd = steps[steps != pd.Timedelta(days=7)]
    if len(odd):
        at = weeks.loc[odd.index[0], "week_utc"]
        raise ValueError(
            f"find_shocks: at {port} the week of {at:%Y-%m-%d} comes {odd.iloc[0].days} "
            "days after the one before. Give one class of ship, and every week."
        )
