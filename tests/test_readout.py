"""`readout` reads the same off a matplotlib chart and off its sibling in ggplot2."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from soundings import readout

READOUT_R = Path(__file__).parents[1] / "src" / "soundings" / "readout.R"

needs_r = pytest.mark.skipif(
    not shutil.which("Rscript"), reason="R is not installed: ./course setup says how"
)

QUARTERS = ["Q1", "Q2", "Q3"]
DAYS = pd.to_datetime(["2024-01-01", "2024-04-01", "2024-10-01"])


def standing(axes: Axes) -> None:
    axes.bar(QUARTERS, [3, 5, 4])
    axes.set(title="Most in Q2", xlabel="Quarter", ylabel="Calls", yticks=[0, 5])


def lying(axes: Axes) -> None:
    axes.barh(QUARTERS, [3, 5, 4])
    axes.set(xlabel="Calls", xlim=(1, 6), xticks=[2, 4])


def missing_and_zero(axes: Axes) -> None:
    axes.bar(QUARTERS, [3, np.nan, 0])


def below_zero(axes: Axes) -> None:
    axes.bar(QUARTERS, [3, -5, 4])


def stacked(axes: Axes) -> None:
    axes.bar(["Q1", "Q2"], [3, 4])
    axes.bar(["Q1", "Q2"], [1, 2], bottom=[3, 4])


def on_dates(axes: Axes) -> None:
    axes.bar(DAYS, [3, 5, 4], width=20)
    axes.set_xticks([])  # each language writes dates in its own way


def named_numbers(axes: Axes) -> None:
    axes.bar([1, 2, 4], [3, 5, 4])
    axes.set_xticks([1, 4], ["first", "last"])
    axes.text(2, 5, "Strike")


def line_and_target(axes: Axes) -> None:
    axes.plot([1, 2, 3], [94, 88, 91], color="black")
    axes.axhline(90, color="#a3195b", linestyle="--")
    axes.set(xlim=(1, 3), xticks=[1, 2, 3], ylabel="On time (%)")


def short_target(axes: Axes) -> None:
    axes.plot([1, 2, 3], [94, 88, 91], color="#14253d", linestyle=":")
    axes.hlines([90, 80], 1, 2, colors="#14253d")


def dots(axes: Axes) -> None:
    axes.plot([1, 2, 3], [94, 88, 91], "o")


def unseen(axes: Axes) -> None:
    axes.plot([1, 2, 3], [94, 88, 91], linewidth=0)
    axes.axhline(90, alpha=0)
    axes.hlines([80], 1, 2, colors="none")


def two_scales(axes: Axes) -> None:
    axes.bar(QUARTERS, [3, 5, 4])
    axes.twinx().set_ylim(0, 100)


SIBLINGS: dict[Callable[[Axes], None], str] = {
    standing: """quarters(c(3, 5, 4)) + geom_col() + scale_y_continuous(breaks = c(0, 5)) +
        labs(title = "Most in Q2", x = "Quarter", y = "Calls")""",
    lying: """ggplot(data.frame(calls = c(3, 5, 4), quarter), aes(calls, quarter)) +
        geom_col() + scale_x_continuous("Calls", breaks = c(2, 4)) + labs(y = NULL) +
        coord_cartesian(xlim = c(1, 6), expand = FALSE)""",
    missing_and_zero: "quarters(c(3, NA, 0)) + geom_col()",
    below_zero: "quarters(c(3, -5, 4)) + geom_col()",
    stacked: """ggplot(
        data.frame(q = c("Q1", "Q2", "Q1", "Q2"), n = 1:4, kind = c("b", "b", "a", "a")),
        aes(q, c(3, 4, 1, 2), fill = kind)) + geom_col(position = position_stack(TRUE))""",
    on_dates: """ggplot(data.frame(n = c(3, 5, 4)), aes(
        as.Date(c("2024-01-01", "2024-04-01", "2024-10-01")), n)) + geom_col() +
        scale_x_date(breaks = NULL)""",
    named_numbers: """ggplot(data.frame(x = c(1, 2, 4), y = c(3, 5, 4)), aes(x, y)) +
        geom_col() + scale_x_continuous(breaks = c(1, 4), labels = c("first", "last")) +
        annotate("text", 2, 5, label = "Strike")""",
    line_and_target: """ggplot(data.frame(x = 1:3, y = c(94, 88, 91)), aes(x, y)) +
        geom_line(colour = "black") +
        geom_hline(yintercept = 90, colour = "#A3195B", linetype = 2) +
        scale_x_continuous(NULL, breaks = 1:3, expand = expansion(0)) +
        labs(y = "On time (%)")""",
    short_target: """ggplot(data.frame(x = 1:3, y = c(94, 88, 91)), aes(x, y)) +
        geom_line(colour = "#14253d", linetype = "dotted") +
        annotate("segment", x = 1, xend = 2, y = c(90, 80), yend = c(90, 80),
            colour = "#14253d")""",
    dots: "ggplot(data.frame(x = 1:3, y = 4:6), aes(x, y)) + geom_point()",
    unseen: """ggplot(data.frame(x = 1:3, y = c(94, 88, 91)), aes(x, y)) +
        geom_line(linewidth = 0) + geom_hline(yintercept = 90, alpha = 0) +
        annotate("segment", x = 1, xend = 2, y = 80, yend = 80, colour = NA)""",
    two_scales: """quarters(c(3, 5, 4)) + geom_col() +
        scale_y_continuous(sec.axis = sec_axis(~ . * 20))""",
}

SHOW_R = """
library(ggplot2)
quarter <- c("Q1", "Q2", "Q3")
quarters <- function(calls) ggplot(data.frame(quarter, calls), aes(quarter, calls))
source("readout.R")
functions <- c(
  "find_bars", "find_lines", "read_title", "read_axes", "read_words",
  "read_value_axis", "find_value_limits",
  "begins_at_zero", "shows_whole_bars", "has_one_value_axis"
)
all_of <- function(chart) lapply(mget(functions, readout), function(f) f(chart))
charts <- list(NAMED)
cat(jsonlite::toJSON(lapply(charts, all_of), auto_unbox = TRUE, digits = NA))
"""


def draw(sibling: Callable[[Axes], None]) -> Axes:
    axes = Figure().subplots()
    sibling(axes)
    return axes


def run_r(charts: dict[str, str], folder: Path) -> dict[str, Any]:
    shutil.copy(READOUT_R, folder)
    named = ",\n".join(f"{name} = {code}" for name, code in charts.items())
    (folder / "show.R").write_text(SHOW_R.replace("NAMED", named), "utf8")
    done = subprocess.run(
        ["Rscript", "--vanilla", "show.R"], capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


@pytest.fixture(scope="module")
def in_r(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    charts = {sibling.__name__: code for sibling, code in SIBLINGS.items()}
    no_chart = {"nothing": "NULL", "text": "'geom_col()'", "blank": "ggplot()"}
    return run_r(charts | no_chart, tmp_path_factory.mktemp("r"))


@needs_r
@pytest.mark.parametrize("sibling", SIBLINGS, ids=lambda s: s.__name__)
def test_both_languages_read_the_same_bars(
    sibling: Callable[[Axes], None], in_r: dict[str, Any]
):
    """Names, starts and ends agree, and how far each bar is from the next."""
    r = in_r[sibling.__name__]

    bars = readout.find_bars(draw(sibling))

    assert [bar["name"] for bar in r["find_bars"]] == bars["name"].tolist()
    for column in ("start", "end"):
        assert [bar[column] for bar in r["find_bars"]] == pytest.approx(bars[column])
    places = [bar["place"] for bar in r["find_bars"]]
    assert np.diff(places) == pytest.approx(np.diff(bars["place"]))
    assert r["begins_at_zero"] == readout.begins_at_zero(draw(sibling))
    assert r["shows_whole_bars"] == readout.shows_whole_bars(draw(sibling))
    assert r["has_one_value_axis"] == readout.has_one_value_axis(draw(sibling))


@needs_r
@pytest.mark.parametrize("sibling", SIBLINGS, ids=lambda s: s.__name__)
def test_both_languages_read_the_same_lines(
    sibling: Callable[[Axes], None], in_r: dict[str, Any]
):
    """Points, colour and pattern agree, for lines that end and lines that do not."""
    lines = readout.find_lines(draw(sibling))

    r = in_r[sibling.__name__]["find_lines"]

    assert [line["look"] for line in r] == [line.look for line in lines]
    for found, line in zip(r, lines, strict=True):
        assert found["x"] == pytest.approx(line.x)
        assert found["y"] == pytest.approx(line.y)


@needs_r
@pytest.mark.parametrize(
    ("sibling", "title", "axes", "words"),
    [
        (standing, "most in q2", {"quarter", "calls", "q1", "0"}, {"q3"}),
        (lying, "", {"calls", "q1", "2", "4"}, {"q3"}),
        (named_numbers, "", {"first", "last"}, {"strike", "last"}),
        (line_and_target, "", {"on", "time", "(%)", "3"}, {"(%)"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_both_languages_read_the_same_words(
    sibling: Callable[[Axes], None],
    title: str,
    axes: set[str],
    words: set[str],
    in_r: dict[str, Any],
):
    """Titles, words on an axis and words in the chart are told apart, in lower case."""
    r, chart = in_r[sibling.__name__], draw(sibling)

    assert r["read_title"] == readout.read_title(chart) == title
    for found in (r["read_axes"], readout.read_axes(chart)):
        assert axes <= set(found.split())
        assert "strike" not in found
    for found in (r["read_words"], readout.read_words(chart)):
        assert words <= set(found.split())
        assert "most" not in found


@needs_r
@pytest.mark.parametrize(
    ("sibling", "words"),
    [(standing, "calls 0 5"), (lying, "calls 2 4")],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_both_languages_read_the_same_value_axis(
    sibling: Callable[[Axes], None], words: str, in_r: dict[str, Any]
):
    """The side that the bars are measured on, whichever way they lie."""
    r = in_r[sibling.__name__]

    assert r["read_value_axis"] == readout.read_value_axis(draw(sibling)) == words


@needs_r
def test_both_languages_find_the_same_value_limits(in_r: dict[str, Any]):
    """Lying bars are measured along the foot: from 1 to 6."""
    limits = readout.find_value_limits(draw(lying))

    assert limits == [(1, 6)]
    assert in_r["lying"]["find_value_limits"] == [[1, 6]]


@pytest.mark.parametrize(("last", "is_whole"), [(4, False), (5, True), (11, False)])
def test_bars_are_whole_where_the_axis_reaches_the_longest(last: float, is_whole: bool):
    """Clipped bars look alike, and so do bars on an axis far too long."""
    axes = draw(standing)
    axes.set_ylim(0, last)

    assert readout.shows_whole_bars(axes) is is_whole


@needs_r
def test_a_line_that_nobody_can_see_is_none(in_r: dict[str, Any]):
    """No width, no opacity, no colour: none of the three is on the chart."""
    assert readout.find_lines(draw(unseen)) == in_r["unseen"]["find_lines"] == []


def test_an_axis_upside_down_begins_higher():
    """Without it, a fall drawn as a rise would pass."""
    axes = Figure().subplots()
    axes.set_ylim(95, 85)

    assert readout.find_value_limits(axes) == [(95, 85)]


@needs_r
@pytest.mark.parametrize("what", ["nothing", "text", "blank"])
def test_what_is_no_chart_shows_nothing_in_r(what: str, in_r: dict[str, Any]):
    """No bars, no lines, no words; and no error that hides the first claim."""
    assert in_r[what]["find_bars"] == in_r[what]["find_lines"] == []
    assert in_r[what]["read_title"] == in_r[what]["read_words"] == ""
    assert in_r[what]["begins_at_zero"] is in_r[what]["shows_whole_bars"] is False


@pytest.mark.parametrize("answer", [None, "plt.bar()", 9.6, [], plt, Figure()])
def test_what_is_no_chart_shows_nothing(answer: object):
    """No bars, no lines, no words; and no error that hides the first claim."""
    assert not readout.is_chart(answer)
    assert len(readout.find_bars(answer)) == len(readout.find_lines(answer)) == 0
    assert readout.read_title(answer) == readout.read_words(answer) == ""
    assert readout.read_value_axis(answer) == ""
    assert readout.find_value_limits(answer) == []
    assert not readout.begins_at_zero(answer)
    assert not readout.shows_whole_bars(answer)
    assert not readout.has_one_value_axis(answer)


def test_a_chart_is_found_from_whatever_leads_to_it():
    """Axes, figure, the pair, an array of axes and the bars themselves."""
    figure = Figure()
    axes = figure.subplots()
    bars = axes.bar(QUARTERS, [3, 5, 4])

    for chart in (axes, figure, (figure, axes), np.array([axes]), bars):
        assert readout.find_bars(chart)["end"].tolist() == [3, 5, 4]


def test_a_missing_figure_has_no_bar_when_pandas_draws():
    """Where pandas draws zero for a missing figure, both are left out, as nothing is shown."""
    calls = pd.Series([3, np.nan, 4], index=QUARTERS, name="calls")

    bars = readout.find_bars(calls.plot.bar(ax=Figure().subplots()))

    assert bars["name"].tolist() == ["Q1", "Q3"]
    assert bars["place"].tolist() == [0, 2]


def test_panels_have_an_axis_each():
    """Two charts side by side are no second axis; one upon the other is."""
    figure = Figure()
    left, _ = figure.subplots(1, 2)
    assert readout.has_one_value_axis(figure)

    left.secondary_yaxis("right")
    assert not readout.has_one_value_axis(figure)
