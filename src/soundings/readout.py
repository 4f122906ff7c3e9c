"""What a chart shows, read off the chart: its bars, its lines and its words.

Exercises look at a matplotlib chart through these functions before they judge it;
`readout.R` beside it reads a ggplot2 chart in the same way, under the same names.
A chart is whatever leads to one: the axes, the figure, or what `plt.subplots()` or
`.bar()` gave back. What is no chart shows nothing: no bars, no lines, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.container import BarContainer
    from matplotlib.figure import Figure

BARS = {
    "place": "float", "name": "str", "start": "float", "end": "float",
    "axis_from": "float",
}  # fmt: skip
DASHES = {"-": "solid", "--": "dashed", ":": "dotted", "-.": "dotdash"}
"""R's names for the patterns of a line."""


class Line(NamedTuple):
    """One line: its points, in the units of its axes, and its colour and pattern."""

    x: np.ndarray
    y: np.ndarray
    look: str


def is_chart(chart: object) -> bool:
    """
    Tell whether this leads to a chart with axes.

    Examples
    --------
    >>> is_chart("a bar chart")
    False
    """
    return bool(_find_axes(chart))


def find_bars(chart: object) -> pd.DataFrame:
    """
    List the bars of a chart from left to right, or from the foot upwards.

    A missing figure has no bar, and a figure of zero has a bar of no length. pandas
    draws both as bars of no length, which are left out: labelled bars may be its own.

    Returns
    -------
    DataFrame
        For each bar, `place` on the axis it stands on, in that axis's units, and
        `name`, the word the axis shows there; `start` and `end` on the other axis, and
        `axis_from`, the lowest value which that other axis shows.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> bars = axes.barh(["Corran", "Dunmouth", "Farrow"], [265, np.nan, 540])
    >>> find_bars(axes)[["name", "start", "end"]]
         name  start    end
    0  Corran    0.0  265.0
    1  Farrow    0.0  540.0
    """
    from matplotlib.container import BarContainer

    found = [
        bar
        for axes in _find_axes(chart)
        for container in axes.containers
        if isinstance(container, BarContainer)
        for bar in _read_bars(axes, container)
    ]
    bars = pd.DataFrame(found, columns=list(BARS)).astype(BARS).dropna(subset="end")
    return bars.sort_values(["place", "start"], ignore_index=True)


def find_lines(chart: object) -> list[Line]:
    """
    List the lines of a chart.

    A line drawn from edge to edge, as by `axhline`, has the edges for its points. A line
    that nobody can see, of no width or no colour, is left out.

    Returns
    -------
    list of Line
        In the order in which they were drawn; those of `hlines` and `vlines` last.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> target = axes.axhline(90, color="black", linestyle="--")
    >>> find_lines(axes)
    [Line(x=array([0., 1.]), y=array([90., 90.]), look='#000000 dashed')]
    """
    return [line for axes in _find_axes(chart) for line in _read_lines(axes)]


def read_title(chart: object) -> str:
    """
    Read every title of a chart, in one piece of lower case.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> title = axes.set_title("Freight fell by 10%", loc="left")
    >>> read_title(axes)
    'freight fell by 10%'
    """
    titles = [
        [figure.get_suptitle(), *(axes.get_title(side) for axes in figure.axes)]
        for figure in _find_figures(chart)
        for side in ("left", "center", "right")
    ]
    return _join(word for some in titles for word in some)


def read_axes(chart: object) -> str:
    """Read every word that stands on an axis, in one piece of lower case."""
    figures = _find_figures(chart)
    words = [word for f in figures for word in (f.get_supxlabel(), f.get_supylabel())]
    for axes in _find_axes(chart):
        words += [axes.get_xlabel(), axes.get_ylabel()]
        words += [*_read_labels(axes.xaxis), *_read_labels(axes.yaxis)]
    return _join(words)


def read_value_axis(chart: object) -> str:
    """
    Read every word on the axis that gives the values, in one piece of lower case.

    Values run along the foot where bars lie, and up the side everywhere else.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> words = axes.set(ylabel="Tonnes", xlabel="Million", xticks=[], yticks=[])
    >>> read_value_axis(axes)
    'tonnes'
    """
    words = []
    for axes in _find_axes(chart):
        axis = _find_value_axis(axes)
        words += [axis.get_label_text(), *_read_labels(axis)]
        figure: Any = axes.get_figure()
        is_lying = axis is axes.xaxis
        words += [figure.get_supxlabel() if is_lying else figure.get_supylabel()]
    return _join(words)


def find_value_limits(chart: object) -> list[tuple[float, float]]:
    """
    Find where each axis that gives values begins and ends; upside down, it begins higher.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> limits = axes.set_ylim(85, 95)
    >>> find_value_limits(axes)
    [(85.0, 95.0)]
    """
    found = [_find_value_axis(axes).get_view_interval() for axes in _find_axes(chart)]
    return [(float(first), float(last)) for first, last in found]


def read_words(chart: object) -> str:
    """
    Read every word on the axes or beside the bars and lines, in lower case.

    Titles and legends are left out: their words stand apart from what they name.
    """
    texts = [text for axes in _find_axes(chart) for text in axes.texts]
    texts += [text for figure in _find_figures(chart) for text in figure.texts]
    return _join([read_axes(chart), *(text.get_text() for text in texts)])


def begins_at_zero(chart: object) -> bool:
    """
    Tell whether the bars begin at zero, and their axis shows it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> bars, limits = axes.bar(["Q1", "Q2"], [113.5, 102.6]), axes.set_ylim(100, 115)
    >>> begins_at_zero(axes)
    False
    """
    bars = find_bars(chart)
    starts_there = np.isclose(bars["start"], 0).all()
    return bool(len(bars) and starts_there and bars["axis_from"].max() <= 0)


def shows_whole_bars(chart: object) -> bool:
    """
    Tell whether the axis reaches the longest bar, and no more than twice as far.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> bars, limits = axes.bar(["Q1", "Q2"], [113.5, 102.6]), axes.set_ylim(0, 50)
    >>> shows_whole_bars(axes)
    False
    """
    longest = find_bars(chart)["end"].max()
    furthest = [max(limits) for limits in find_value_limits(chart)]
    return any(longest - 1e-6 <= last <= 2 * longest for last in furthest)


def has_one_value_axis(chart: object) -> bool:
    """
    Tell whether no second axis gives the same chart another scale.

    Panels beside each other have an axis each. An inset counts as a second axis.
    """
    every = _find_axes(chart)
    pairs = [(one, other) for one in every for other in every if one is not other]
    is_doubled = any(one.bbox.overlaps(other.bbox) for one, other in pairs)
    return bool(every) and not is_doubled and not any(one.child_axes for one in every)


def _find_figures(chart: object) -> list[Figure]:
    from matplotlib.figure import Figure

    if isinstance(chart, np.ndarray):
        chart = chart.ravel().tolist()
    if isinstance(chart, list | tuple):
        parts = [figure for part in chart for figure in _find_figures(part)]
        return list(dict.fromkeys(parts))
    figure = chart if isinstance(chart, Figure) else getattr(chart, "figure", None)
    return [figure] if isinstance(figure, Figure) else []


def _find_axes(chart: object) -> list[Axes]:
    figures = _find_figures(chart)
    for figure in figures:
        if figure.stale:  # the words on an axis are written only when it is drawn
            figure.draw_without_rendering()
    return [axes for figure in figures for axes in figure.axes]


def _find_value_axis(axes: Axes) -> Axis:
    is_lying = any(
        getattr(bars, "orientation", "") == "horizontal" for bars in axes.containers
    )
    return axes.xaxis if is_lying else axes.yaxis


def _read_bars(axes: Axes, container: BarContainer) -> Iterator[tuple[Any, ...]]:
    is_lying = container.orientation == "horizontal"
    limits = axes.get_xlim() if is_lying else axes.get_ylim()
    names = _read_ticks(axes.yaxis if is_lying else axes.xaxis)
    is_labelled = not str(container.get_label()).startswith("_")
    for bar in container.patches:
        sides = [(bar.get_x(), bar.get_width()), (bar.get_y(), bar.get_height())]
        (edge, width), (start, length) = reversed(sides) if is_lying else sides
        if not (is_labelled and length == 0):
            place = float(edge + width / 2)
            name = names.get(round(place, 6), "")
            yield place, name, start, start + length, min(limits)


def _read_ticks(axis: Axis) -> dict[float, str]:
    places = np.round(np.asarray(axis.get_ticklocs(), "float"), 6).tolist()
    return dict(zip(places, _read_labels(axis), strict=False))


def _read_labels(axis: Axis) -> list[str]:
    """Read the words along an axis of a chart that has been drawn."""
    words = [label.get_text() for label in axis.get_ticklabels()]
    # Reading changed nothing, but matplotlib would have all drawn again for it, and a
    # test reads a chart some twenty times.
    figure: Any = axis.get_figure(root=True)
    figure.stale = False
    return words


def _read_lines(axes: Axes) -> Iterator[Line]:
    from matplotlib.collections import LineCollection
    from matplotlib.colors import to_hex, to_rgba

    for line in axes.get_lines():
        dashes = str(line.get_linestyle())
        opacity = to_rgba(line.get_color(), line.get_alpha())[3]
        is_seen = line.get_visible() and opacity > 0 and line.get_linewidth() > 0
        if is_seen and dashes != "None":  # with no line, only points are drawn
            look = f"{to_hex(line.get_color())} {DASHES.get(dashes, dashes)}"
            yield Line(*_to_units(axes, line, line.get_xydata()), look)
    for many in axes.collections:
        if isinstance(many, LineCollection):
            colours: Any = many.get_color()
            patterns: Any = many.get_linestyle()
            segments = many.get_segments() if len(colours) else []  # none: unseen
            for number, points in enumerate(segments):
                colour = to_hex(colours[number % len(colours)])
                dashes = patterns[number % len(patterns)][1] or "solid"
                if to_rgba(colours[number % len(colours)])[3] > 0:
                    yield Line(*_to_units(axes, many, points), f"{colour} {dashes}")


def _to_units(axes: Axes, line: Artist, points: Any) -> tuple[np.ndarray, np.ndarray]:
    drawn = line.get_transform().transform(points)
    x, y = axes.transData.inverted().transform(drawn).T
    return x, y


def _join(words: Iterable[str]) -> str:
    return " ".join(word for word in words if word).lower()
