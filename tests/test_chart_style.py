"""The chart style is one: matplotlib and ggplot2 say the same, and it can be read."""

import re
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_hex, to_rgb

PACKAGE = Path(__file__).parents[1] / "src" / "soundings"


def read_style():
    return mpl.rc_params_from_file(
        PACKAGE / "chart.mplstyle", use_default_template=False
    )


def read_chart_r():
    return (PACKAGE / "chart.R").read_text(encoding="utf-8")


def named_colours(vector):
    """The names and colours of one `vector <- c(name = "#rrggbb", …)` of chart.R."""
    body = re.search(rf"^{vector} <- c\((.*?)\)", read_chart_r(), re.S | re.M)[1]
    return dict(re.findall(r'(\w+) = "(#[0-9a-f]{6})"', body))


def contrast(one, other):
    """Contrast ratio of two colours, as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in to_rgb(colour)
    ]
    return sum(
        weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def test_contrast_agrees_with_the_two_ratios_everybody_knows():
    """Black on white is 21 to 1, and the grey #767676 on white just passes 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_both_languages_have_the_same_palette_in_the_same_order():
    """The third series is sea blue in Python and in R."""
    cycle = read_style()["axes.prop_cycle"].by_key()["color"]

    assert [to_hex(c) for c in cycle] == list(
        named_colours("soundings_colours").values()
    )


def test_every_series_stands_out_from_the_ground():
    """Each colour of the palette has a contrast of at least 3 on the plate."""
    ground = named_colours("soundings_plate")["ground"]

    ratios = {
        name: contrast(colour, ground)
        for name, colour in named_colours("soundings_colours").items()
    }

    assert min(ratios.values()) >= 3, ratios


def test_every_word_can_be_read_on_the_ground():
    """Text of every kind has a contrast of at least 4.5 on the plate, in both."""
    style = read_style()
    kinds = (
        "text.color",
        "axes.labelcolor",
        "axes.titlecolor",
        "xtick.labelcolor",
        "ytick.labelcolor",
    )
    in_r = (
        named_colours("soundings_colours")["ink"],
        named_colours("soundings_plate")["faded"],
    )

    ratios = [contrast(style[kind], style["figure.facecolor"]) for kind in kinds]
    ratios += [contrast(c, named_colours("soundings_plate")["ground"]) for c in in_r]

    assert min(ratios) >= 4.5, ratios


def test_both_languages_draw_on_the_same_plate():
    """Ground, faint lines and faded words have one colour each."""
    style = read_style()
    plate = named_colours("soundings_plate")

    assert to_hex(style["figure.facecolor"]) == plate["ground"]
    assert to_hex(style["axes.facecolor"]) == plate["ground"]
    assert to_hex(style["grid.color"]) == plate["grid"]
    assert to_hex(style["xtick.labelcolor"]) == plate["faded"]


def test_both_languages_have_the_same_size_and_face():
    """A chart is as wide, high and fine in R as in Python, in the same letters."""
    style = read_style()
    figure = re.search(r"^soundings_figure <- list\((.*)\)$", read_chart_r(), re.M)[1]
    size = {name: float(n) for name, n in re.findall(r"(\w+) = ([\d.]+)", figure)}
    font = re.search(r'^soundings_font <- "(.*)"$', read_chart_r(), re.M)[1]

    assert [size["width"], size["height"]] == style["figure.figsize"]
    assert size["dpi"] == style["figure.dpi"]
    assert font == style["font.sans-serif"][0]


def test_the_style_is_found_by_its_name():
    """A lesson says plt.style.use("soundings.chart") and no path."""
    with plt.style.context("soundings.chart"):
        ground = mpl.rcParams["figure.facecolor"]

    assert to_hex(ground) == named_colours("soundings_plate")["ground"]
