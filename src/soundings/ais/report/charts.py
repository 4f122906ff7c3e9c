"""Charts of one port as SVG text, each with the words for those who cannot see it."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import matplotlib
import pandas as pd
from matplotlib import style
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

STYLE: Final = "soundings.chart"
INK, ACCENT, SEA = "#14253d", "#a3195b", "#2f7ea8"
TOP_BERTHS: Final = 15
FEWEST_SLOTS: Final = 8


@contextmanager
def _drawn(seed: str) -> Iterator[Figure]:
    """Give a figure in the house style whose SVG is the same on every run."""
    with style.context(STYLE):
        matplotlib.rcParams["svg.hashsalt"] = seed
        yield Figure(figsize=(7.0, 3.2))


def _svg(figure: Figure, words: str) -> str:
    """Return the figure as an element that says `words` to a screen reader."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    body = text.getvalue().split("<svg", 1)[1]
    return f'<svg role="img" aria-label="{html.escape(words)}"{body}'


def weekly_chart(weeks: pd.DataFrame, port: str, noun: str) -> str:
    """
    Draw visits by week with their interval; weeks that were badly heard are hollow.

    Parameters
    ----------
    weeks : DataFrame
        `week_utc, visits, visits_low, visits_high, coverage, hours_dark, is_whole` of
        one port and class.
    port, noun : str
        What the port is called, and what is counted.
    """
    doubtful = (weeks["hours_dark"] > 0) | ~weeks["is_whole"]
    place = range(len(weeks))
    with _drawn(f"weekly {port}") as figure:
        axes: Any = figure.subplots()
        axes.bar(
            place,
            weeks["visits"],
            width=0.7,
            color=["none" if is_bad else SEA for is_bad in doubtful],
            edgecolor=SEA,
            linewidth=1.2,
        )
        # The interval is for a whole week: beside a part of one it would mislead.
        whole = weeks.where(weeks["is_whole"])
        low = (whole["visits"] - whole["visits_low"]).clip(lower=0)
        high = (whole["visits_high"] - whole["visits"]).clip(lower=0)
        axes.errorbar(
            place,
            weeks["visits"],
            yerr=[low.fillna(0), high.fillna(0)],
            fmt="none",
            ecolor=INK,
            elinewidth=1.2,
            capsize=3,
        )
        step = max(len(weeks) // 12, 1)
        axes.set_xticks(
            list(place)[::step],
            [f"{day.day} {day:%b}" for day in weeks["week_utc"]][::step],
        )
        axes.set_ylim(bottom=0)
        # One week alone must not fill the chart.
        axes.set_xlim(-0.6, max(len(weeks), FEWEST_SLOTS) - 0.4)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("week from Monday")
        axes.set_title(f"{noun} by week, with 90 % intervals")
        words = (
            f"Bars: {noun.lower()} at {port} by week, {len(weeks)} in all, from "
            f"{int(weeks['visits'].min())} to {int(weeks['visits'].max())}. "
            f"Incomplete: {int(doubtful.sum())}. The table below has each."
        )
        return _svg(figure, words)


def hourly_chart(hours: pd.DataFrame, port: str) -> str:
    """
    Draw how many ships were in port at the start of each hour.

    Parameters
    ----------
    hours : DataFrame
        `hour_utc` and `n_ships` of one port.
    port : str
    """
    with _drawn(f"hourly {port}") as figure:
        axes: Any = figure.subplots()
        axes.step(hours["hour_utc"], hours["n_ships"], where="post", color=INK, lw=1.1)
        axes.set_ylim(bottom=0)
        axes.set_title("Ships that called, in port hour by hour (UTC)")
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        days = AutoDateLocator(maxticks=10)
        axes.xaxis.set_major_locator(days)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(days))
        words = (
            f"Line: ships in {port} by the hour, at least "
            f"{hours['n_ships'].min():g}, at most {hours['n_ships'].max():g}, "
            f"on average {hours['n_ships'].mean():.1f}."
        )
        return _svg(figure, words)


def berth_chart(berths: pd.DataFrame, port: str) -> str:
    """
    Draw how many ships lay at each berth or terminal on average, the fullest first.

    Parameters
    ----------
    berths : DataFrame
        `name` and `mean_ships` of one port.
    port : str
    """
    shown = berths.nlargest(TOP_BERTHS, "mean_ships").iloc[::-1]
    with _drawn(f"berths {port}") as figure:
        figure.set_figheight(max(1.6, 0.8 + 0.26 * len(shown)))
        axes: Any = figure.subplots()
        rows = range(len(shown))
        axes.barh(rows, shown["mean_ships"], color=SEA, height=0.65)
        axes.set_yticks(rows, shown["name"])
        axes.grid(axis="x")
        axes.grid(visible=False, axis="y")
        axes.set_xlim(left=0)
        axes.set_xlabel("ships at a time, on average")
        axes.set_title("Ships at each berth or terminal")
        fullest = shown.iloc[-1]
        words = (
            f"Bars: ships at a time at each berth or terminal of {port}, on average. "
            f"Most at {fullest['name']} with {fullest['mean_ships']:.1f}."
        )
        return _svg(figure, words)
