# %% [markdown]
# # Charts for everyone: describe, colour, band, tabulate
#
# Five questions on tables short enough to check by eye; all of them are made up.
# Run the cells from the top; each question says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from soundings import check, readout

plt.style.use("soundings.chart")

# %% [markdown]
# ## Alt text
#
# A line chart of these figures has the title *Containers at Dunmouth up by more than half*.

# %%
containers = pd.DataFrame(
    {
        "year": [2019, 2020, 2021, 2022, 2023, 2024],
        "thousand": [39, 41, 44, 48, 55, 61],
    }
)
containers

# %% [markdown]
# Write the chart's description for somebody who cannot see it, and call it `alt_text`.
# Name the kind of chart, its unit, which way the figures go, and at least two of them.
# Use 60 to 300 characters, and do not repeat the title: a screen reader has just read it.

# %% solution="alt-text"
alt_text = None
### BEGIN SOLUTION
first, last = containers["thousand"].iloc[0], containers["thousand"].iloc[-1]
alt_text = (
    "Line chart by year. Traffic rises every year, "
    f"from {first} thousand containers in 2019 to {last} thousand in 2024."
)
### END SOLUTION

# %% test="alt-text" points=4
import re

BARE = (
    r"\s*(here is |this is )?(an?|the|this)? ?(image|picture|photo|graphic|figure|"
    r"chart|graph|plot|diagram|visuali[sz]ation)\b"
)
KIND = r"\bline[ -](chart|graph|plot)|\bline\b"
RISE = (
    r"\b(ris(e|es|ing|en)|rose|grow(s|ing|n|th)?|grew|climb\w*|increas\w*|"
    r"up(ward|wards)?|higher|jump\w*|surg\w*|soar\w*|expan\w*|gain\w*|accelerat\w*|"
    r"more (containers )?(each|every) year|(each|every) year more)\b"
)
FALL = (
    r"\b(fall(s|ing|en)?|fell|drop(s|ped)?|declin\w*|decreas\w*|(?<!slowing )down(ward|wards)?|"
    r"shr[aiu]nk\w*|lower)\b"
)
NEVER = r"\b(never|not|no|without|nor)\b( \w+){0,2}"


def plain(text):
    """The text in lower case, with one space between words and no marks."""
    return " ".join(re.findall(r"\w+", str(text).lower()))


def figures_in(text):
    """The numbers of a text that are not years, nor otherwise true."""
    # 61 less 39; in per cent, twice; years; the steps from year to year, their mean
    true = {22, 56, 56.4, 5, 2, 3, 4, 7, 6, 4.4}
    text = re.sub(r"[, ]000\b", " thousand", str(text).lower())
    text = re.sub(r"\b(past|above|over|beyond|passing|passes) (40|50|60)\b", "", text)
    numbers = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)
    return [
        float(number)
        for number in numbers
        if not re.fullmatch(r"20(19|2[0-4])", number) and float(number) not in true
    ]


BY_YEAR = {"2019": 39, "2020": 41, "2021": 44, "2022": 48, "2023": 55, "2024": 61}
HEIGHTS = set(BY_YEAR.values())


def are_in_place(text):
    """Tell whether figures stand beside their own years, and "from" before "to"."""
    text = re.sub(r"[, ]000\b", " thousand", str(text).lower())
    text = re.sub(r"\b(past|above|over|beyond|passing|passes) (40|50|60)\b", "", text)
    beside = re.findall(
        r"\b([3-9]\d) ?k?(?: thousand)?(?: containers)?,? ?(?:in |\()(20\d\d)\b", text
    )
    ends = re.findall(r"\bfrom ([3-9]\d)\b[^.]*? to ([3-9]\d)\b", text)
    return all(BY_YEAR.get(year) == int(figure) for figure, year in beside) and all(
        int(low) < int(high) for low, high in ends
    )


q = check("alt-text", points=4)
q.text(
    "alt_text",
    lambda: alt_text,
    hint="Words in quotation marks, such as a caller would hear over the telephone.",
)
q.that(
    "it has 60 to 300 characters",
    lambda: 60 <= len(alt_text.strip()) <= 300,
    hint=(
        "One or two sentences: enough to know the news, short enough to hear out.",
        "`len(alt_text)` counts the characters.",
    ),
    weight=0.5,
)
q.that(
    'it does not open on "chart of" or "image of"',
    lambda: not re.match(BARE, alt_text, re.I),
    hint=(
        "A screen reader has already said that this is an image.",
        "Spend the first words on what a listener cannot know: which kind of chart?",
    ),
)
q.that(
    "it does not repeat the title",
    lambda: plain("Containers at Dunmouth up by more than half") not in plain(alt_text),
    hint=(
        "The title has just been read aloud. What does the chart add to it?",
        "Where does the line begin, where does it end, and how does it get there?",
    ),
)
q.that(
    "it names the kind of chart: a line",
    lambda: bool(re.search(KIND, alt_text, re.I)),
    hint="What would you draw in the air while you describe it?",
    weight=0.5,
)
q.that(
    "it says which way the figures go",
    lambda: (
        bool(re.search(RISE, alt_text, re.I))
        and not re.search(FALL, re.sub(NEVER, "", alt_text.lower()))
    ),
    hint=(
        "Two figures alone leave the listener to subtract. Say the direction.",
        "From 39 to 61 in six years: which verb?",
    ),
)
q.that(
    "it gives at least two figures of the chart",
    lambda: len(HEIGHTS & set(figures_in(alt_text))) >= 2,
    hint=(
        "Years are not figures: how many containers?",
        "The first and the last figure usually serve best.",
    ),
)
q.that(
    "every figure in it is true of the chart",
    lambda: (
        bool(figures_in(alt_text))
        and set(figures_in(alt_text)) <= HEIGHTS
        and are_in_place(alt_text)
    ),
    hint=(
        "Look each number up in the table: is it there, and is it that year's?",
        "A number taken from the table by code cannot be mistyped.",
    ),
)
q.that(
    "it names the unit: thousand containers",
    lambda: bool(
        re.search(r"container", alt_text, re.I)
        and re.search(r"thousand|[,. ]000\b|\d ?k\b", alt_text, re.I)
    ),
    hint="39 of what? The table counts in thousands.",
    weight=0.5,
)
q.score()

# %% [markdown]
# ## A palette that can be seen
#
# A department draws its charts on a pale blue panel, and has chosen four colours.

# %%
panel = "#dfe8f0"
draft = ["#1b4f72", "#d98200", "#4f9d69", "#a3195b"]

# %% [markdown]
# Write a function `contrast(one, other)` of two colours such as `"#1b4f72"`, in any order.
# Each of a colour's three parts, red, green and blue, is a number from 0 to 255; divide it by 255.
# A part up to 0.04045 is then divided by 12.92; any other becomes ((part + 0.055) / 1.055) to the power 2.4.
# The luminance is 0.2126 red + 0.7152 green + 0.0722 blue.
# The contrast is (lighter luminance + 0.05) / (darker luminance + 0.05).
#
# Then list in `too_faint` those colours of `draft` that do not reach 3 on the panel.
# Make a list `palette` of four different colours that all do; keep what can be kept.

# %% solution="palette"
contrast = None
too_faint = None
palette = None
### BEGIN SOLUTION


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [colour for colour in draft if contrast(colour, panel) < 3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]
### END SOLUTION

# %% test="palette" points=6
from random import randrange

from matplotlib.colors import to_hex, to_rgb

PANEL = "#dfe8f0"
DRAFT = ["#1b4f72", "#d98200", "#4f9d69", "#a3195b"]


def true_contrast(one, other):
    """The contrast ratio of WCAG 2.2."""
    light = []
    for colour in (one, other):
        parts = to_rgb(colour)
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in parts
        ]
        weights = (0.2126, 0.7152, 0.0722)
        light.append(
            0.05 + sum(w * part for w, part in zip(weights, linear, strict=True))
        )
    return max(light) / min(light)


def as_hex(colours):
    """Colours as hex codes in lower case, however they were named."""
    colours = [colours] if isinstance(colours, str) else colours
    return [to_hex(colour) for colour in colours]


def random_colour(low=0, high=255):
    return "#" + "".join(f"{randrange(low, high + 1):02x}" for _ in range(3))


pairs = [(random_colour(), random_colour()) for _ in range(12)]
pairs += [(random_colour(0, 10), random_colour(200, 255)) for _ in range(4)]
q = check("palette", points=6)
q.callable(
    "contrast",
    lambda: contrast,
    takes=2,
    hint=(
        "A function of two colours. It may call another that finds one colour's luminance.",
        "Begin with: def contrast(one, other):",
    ),
    weight=0.5,
)
q.for_inputs(
    "between black and white it gives 21, and of a colour with itself 1",
    lambda: contrast,
    inputs=[("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#a3195b", "#a3195b")],
    expected=true_contrast,
    within=0.01,
    hint=(
        "White's luminance is 1 and black's is 0. What is 1.05 over 0.05?",
        "Which of the two is lighter? It may be given first or second.",
    ),
    weight=0.5,
)
q.for_inputs(
    "for other pairs it gives the ratio that the formula gives",
    lambda: contrast,
    inputs=pairs,
    expected=true_contrast,
    within=0.01,
    hint=(
        "Work out #808080 on white: 3.95. Which step does yours leave out?",
        'Each part first: 0 to 255, then 0 to 1, then the curve. `int("80", 16)` is 128.',
        "Dark parts, up to 0.04045, take the division; the others take the power.",
    ),
    weight=2,
)
q.same_values(
    "too_faint lists the colours of the draft below 3:1 on the panel, and no others",
    lambda: as_hex(too_faint),
    [colour for colour in DRAFT if true_contrast(colour, PANEL) < 3],
    hint=(
        "Against which ground did you measure? The panel is not white.",
        "Ask `contrast(colour, panel)` of each colour, and keep those below 3.",
    ),
)
q.that(
    "palette has four colours, all different",
    lambda: len(palette) == len(set(as_hex(palette))) == 4,
    hint='A list of four texts such as `"#1b4f72"`. `set` shows a double.',
    weight=0.5,
)
q.that(
    "each colour of palette reaches 3:1 against the panel",
    lambda: (
        len(palette) > 0
        and all(true_contrast(colour, PANEL) >= 3 for colour in palette)
    ),
    hint=(
        "Print each colour with its contrast. Which are below 3?",
        "A darker shade of the same colour: make all three parts smaller.",
    ),
)
q.that(
    "palette keeps those colours of the draft that could be seen",
    lambda: (
        {colour for colour in DRAFT if true_contrast(colour, PANEL) >= 3}
        <= set(as_hex(palette))
    ),
    hint="Readers know the old colours. Replace only what is in `too_faint`.",
    weight=0.5,
)
q.score()

# %% [markdown]
# ## A band that says how sure
#
# Each month somebody timed a random sample of `ships` at a small port.
# `mean_hours` is their mean wait, and `sd_hours` the standard deviation of the waits.

# %%
timed = pd.DataFrame(
    {
        "month": [1, 2, 3, 4, 5, 6],
        "ships": [25, 36, 16, 64, 100, 49],
        "mean_hours": [9.0, 10.0, 12.0, 8.0, 7.5, 9.5],
        "sd_hours": [5.0, 9.0, 8.0, 6.0, 7.0, 7.0],
    }
)
timed

# %% [markdown]
# Add to `timed` the columns `lower` and `upper`: the ends of a 95% interval for the mean wait.
# The standard error of a mean is the standard deviation divided by the square root of the number of ships.
# The interval reaches 1.96 standard errors to either side.
#
# Then draw the mean by month as a line, with the interval as a ribbon round it.
# Say on the chart what the ribbon is, with its level, and name the unit on the axis.
# Call the chart (its axes or its figure) `wait_chart`.

# %% solution="ribbon"
wait_chart = None
### BEGIN SOLUTION
standard_error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * standard_error
timed["upper"] = timed["mean_hours"] + 1.96 * standard_error
figure, wait_chart = plt.subplots()
wait_chart.fill_between(
    timed["month"], timed["lower"], timed["upper"], alpha=0.25, color="C2"
)
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.set(
    title="The longest mean wait, in March, rests on 16 ships",
    xlabel="Month",
    ylabel="Mean wait, hours\n(band: 95% interval)",
    ylim=(0, 18),
)
### END SOLUTION

# %% test="ribbon" points=6
import re

import numpy as np
from matplotlib.collections import PolyCollection

SHIPS = np.array([25, 36, 16, 64, 100, 49])
MEANS = np.array([9.0, 10.0, 12.0, 8.0, 7.5, 9.5])
SPREADS = np.array([5.0, 9.0, 8.0, 6.0, 7.0, 7.0])
LOW = MEANS - 1.96 * SPREADS / SHIPS**0.5
HIGH = MEANS + 1.96 * SPREADS / SHIPS**0.5
WRONG_BANDS = {  # how far a wrong band would reach, by its name
    "standard deviation": 1.96 * SPREADS,
    "one standard deviation": SPREADS,
    "one standard error": SPREADS / SHIPS**0.5,
}


def all_axes(chart):
    """Every axes of a chart, if it is one."""
    if not readout.is_chart(chart):
        return []
    part = np.ravel(np.array(chart, dtype=object))[0]
    return part.figure.axes


def find_ribbons(chart):
    """For each filled band, its lowest and highest value at each place."""
    bands = []
    for axes in all_axes(chart):
        for band in axes.collections:
            is_seen = band.get_visible() and np.any(band.get_facecolor()[:, 3:] > 0)
            if isinstance(band, PolyCollection) and is_seen:
                points = np.vstack([path.vertices for path in band.get_paths()])
                table = pd.DataFrame(points, columns=["x", "y"]).round(6)
                bands.append(table.groupby("x")["y"].agg(["min", "max"]))
    return bands


def reaches(band, lower, upper):
    """Tell whether a band of six places has these ends."""
    return (
        len(band) == 6
        and np.allclose(band["min"], lower, atol=0.051)
        and np.allclose(band["max"], upper, atol=0.051)
    )


def read_everything(chart):
    """Title, axes, notes and legends, in lower case."""
    words = [readout.read_title(chart), readout.read_words(chart)]
    for axes in all_axes(chart):
        legends = [axes.get_legend(), *axes.figure.legends]
        for legend in legends:
            if legend is not None:
                words += [text.get_text() for text in legend.get_texts()]
                words.append(legend.get_title().get_text())
    return " ".join(words).lower()


def half_width():
    return (np.asarray(timed["upper"], float) - np.asarray(timed["lower"], float)) / 2


q = check("ribbon", points=6)
q.table(
    "timed",
    lambda: timed,
    columns={"lower": "number", "upper": "number"},
    rows=6,
    hint=(
        "Two new columns, made from those that are there.",
        'Begin with: timed["lower"] = timed["mean_hours"] - ...',
    ),
    weight=0.5,
)
q.that(
    "the interval is that of the mean: it uses the standard error, not the standard deviation",
    lambda: (
        not np.allclose(half_width(), WRONG_BANDS["standard deviation"], atol=0.02)
        and not np.allclose(
            half_width(), WRONG_BANDS["one standard deviation"], atol=0.02
        )
    ),
    hint=(
        "A standard deviation says how ships differ; it does not shrink as you time more.",
        "Each month has its own number of ships. Where does it come in?",
    ),
)
q.that(
    "it reaches 1.96 standard errors to either side, not one",
    lambda: not np.allclose(half_width(), WRONG_BANDS["one standard error"], atol=0.02),
    hint="One standard error to either side is a level of about 68%.",
    weight=0.5,
)
q.same_values(
    "lower is the lower end in each month",
    lambda: timed["lower"],
    LOW.tolist(),
    within=0.051,
    in_order=True,
    hint=(
        "In January 25 ships were timed: the standard error is 5 over 5.",
        "Divide `sd_hours` by the square root of `ships`, row by row.",
    ),
)
q.same_values(
    "upper is the upper end in each month",
    lambda: timed["upper"],
    HIGH.tolist(),
    within=0.051,
    in_order=True,
    hint="As far above the mean as `lower` is below it.",
)
q.that(
    "wait_chart is a chart: the axes or the figure that you drew on",
    lambda: readout.is_chart(wait_chart),
    hint="`figure, wait_chart = plt.subplots()` gives both; then draw on the axes.",
    weight=0.5,
)
q.that(
    "a line runs through the six means",
    lambda: any(
        len(line.y) == 6 and np.allclose(line.y, MEANS, atol=0.01)
        for line in readout.find_lines(wait_chart)
    ),
    hint='Begin with: wait_chart.plot(timed["month"], ...)',
    weight=0.5,
)
q.that(
    "a ribbon reaches from lower to upper in every month",
    lambda: any(reaches(band, LOW, HIGH) for band in find_ribbons(wait_chart)),
    hint=(
        "`fill_between` fills what lies between two lines.",
        'Begin with: wait_chart.fill_between(timed["month"], ...)',
    ),
    weight=1.5,
)
q.that(
    "the chart names the level of the ribbon, 95%",
    lambda: bool(re.search(r"\b95 ?(%|per ?cent)", read_everything(wait_chart))),
    hint=(
        "A reader sees a band, and cannot know what it promises.",
        "In the axis title, a note, or a legend: what is the band, and of what level?",
    ),
)
q.that(
    "it does not call the ribbon a standard deviation or a range",
    lambda: (
        read_everything(wait_chart).strip()
        and not re.search(
            r"\bstandard deviation|\bsd\b|\brange of\b|\bmost ships|95 ?% of (the )?ships",
            re.sub(r"\bnot (of )?(an? |the )?", "not_", read_everything(wait_chart)),
        )
    ),
    hint="It is an interval for the mean; single ships wait far less and far longer.",
    weight=0.5,
)
q.that(
    "the axis names its unit: hours",
    lambda: bool(
        re.search(r"\b(hours?|hrs?|h)\b", readout.read_value_axis(wait_chart))
    ),
    hint="Say it with `set_ylabel`.",
    weight=0.5,
)
q.score()

# %% [markdown]
# ## A table that can be heard
#
# A screen reader reads a table cell by cell, and says which row and column each is in, if the page tells it.

# %%
ferries = pd.DataFrame(
    {
        "port": ["Corran", "Dunmouth", "Farrow"],
        "freight": [265, 410, 540],
        "wait": [12, 35, 20],
    }
)
ferries

# %% [markdown]
# Freight is in thousand tonnes, in 2024; the wait is a median, in minutes.
# Make the table as HTML, in one text called `table_html`, with a caption.
# Each heading of a column is a `th` with `scope="col"`, and each port's name a `th` with `scope="row"`.
# Say both units, in the headings or in the caption, and give every figure.

# %% solution="table"
table_html = None
### BEGIN SOLUTION
rows = [
    f'<tr><th scope="row">{ferry.port}</th>'
    f"<td>{ferry.freight}</td><td>{ferry.wait}</td></tr>"
    for ferry in ferries.itertuples()
]
headings = ["Port", "Freight (thousand tonnes)", "Median wait (minutes)"]
head = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
table_html = (
    "<table><caption>Freight and waits at three ports, 2024</caption>"
    f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
)
### END SOLUTION

# %% test="table" points=5
import re
from html.parser import HTMLParser

FERRIES = [("Corran", 265, 12), ("Dunmouth", 410, 35), ("Farrow", 540, 20)]


class TableReader(HTMLParser):
    """Reads a table's caption and cells, as a screen reader meets them."""

    def __init__(self):
        super().__init__()
        self.tables, self.caption, self.rows, self.inside = 0, "", [], None

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([tag, (dict(attrs).get("scope") or "").lower(), ""])
        if tag in ("td", "th") or (tag == "caption" and self.tables):
            self.inside = tag

    def handle_endtag(self, tag):
        if tag in ("td", "th", "caption"):
            self.inside = None

    def handle_data(self, data):
        if self.inside == "caption":
            self.caption += data
        elif self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1][2] += data


def read(text):
    """The table in this text."""
    reader = TableReader()
    reader.feed(str(text))
    return reader


def headings():
    """The cells of the first row."""
    rows = read(table_html).rows
    return rows[0] if rows else []


def port_rows():
    """The cells of the other rows, by port, without rows that name no port."""
    rows = [row for row in read(table_html).rows[1:] if row]
    rows = [row for row in rows if any(cell[2].strip() for cell in row)]
    return sorted(rows, key=lambda row: row[0][2].strip())


def reads_as_number(cell, number):
    return bool(re.fullmatch(rf"\s*{number}(\.0+)?\s*[A-Za-z ]*", cell))


q = check("table", points=5)
q.text(
    "table_html",
    lambda: table_html,
    hint='HTML is text: it begins with "<table>". Put pieces together with f-strings.',
    weight=0.5,
)
q.that(
    "it is one table",
    lambda: read(table_html).tables == 1 and "</table>" in table_html.lower(),
    hint="It begins with `<table>` and ends with `</table>`.",
    weight=0.5,
)
q.that(
    "it has a row of headings, and a row for each of the three ports with its figures",
    lambda: (
        len(headings()) == 3
        and [row[0][2].strip() for row in port_rows()]
        == [port for port, _, _ in FERRIES]
        and all(
            len(row) == 3
            and reads_as_number(row[1][2], freight)
            and reads_as_number(row[2][2], wait)
            for row, (_, freight, wait) in zip(port_rows(), FERRIES, strict=True)
        )
    ),
    hint=(
        "Four rows, `<tr>`, of three cells each: port, freight, wait.",
        "From `to_html`, a numbered index makes a fourth column, a named one a row of its own.",
    ),
)
q.that(
    "it has a caption that says what the table shows",
    lambda: len(re.findall(r"\w{2,}", read(table_html).caption)) >= 3,
    hint=(
        "A list of tables on the page would show only this. Which words?",
        "`<caption>` stands right after `<table>`; a heading above the table is not part of it.",
    ),
)
q.that(
    'each heading of a column is a th with scope="col"',
    lambda: (
        bool(headings())
        and all(cell[:2] == ["th", "col"] and cell[2].strip() for cell in headings())
    ),
    hint=(
        "Bold type looks like a heading, and is heard as nothing; so is an empty heading.",
        'Complete: <th scope="...">Port</th>',
    ),
)
q.that(
    'each port\'s name is a th with scope="row", and its figures are td',
    lambda: (
        len(port_rows()) == 3
        and all(
            row[0][:2] == ["th", "row"] and all(cell[0] == "td" for cell in row[1:])
            for row in port_rows()
        )
    ),
    hint=(
        "Whoever hears 410 wants to hear *Dunmouth* with it.",
        "The first cell of each row names it: a th of another scope.",
    ),
)
q.that(
    "it says both units: thousand tonnes and minutes",
    lambda: (
        bool(
            re.search(
                r"thousands? (of )?tonnes|tonnes,? \(?(in )?(thousand|'?000)|'000s? (of )?t|1,?000 t|"
                r"\bkt\b|\bkilotonnes?\b|thousand t\b",
                heard := " ".join(
                    [read(table_html).caption, *(cell[2] for cell in headings())]
                ).lower(),
            )
        )
        and bool(re.search(r"\bmin(ute)?s?\b", heard))
    ),
    hint=(
        "410 of what? A unit in the text above is lost when the table travels.",
        "In the heading of its column, or in the caption.",
    ),
)
q.score()

# %% [markdown]
# ## Word it honestly
#
# In words, marked by a person.
# A press notice says: *Survey proves most people in Farrow (52%) want the new ferry; Selby Cross (47%) is against.*
# Both towns are made up; a random sample was asked in each.
# Farrow's 95% interval is 46% to 58%, and that of Selby Cross 42% to 52%.
# Write two or three sentences that the figures bear, for a reader in a hurry.

# %% [markdown] written="word-it" points=3
# ### BEGIN SOLUTION
# About half of the people in each town want the new ferry: we estimate 52% in Farrow
# (95% interval 46% to 58%) and 47% in Selby Cross (42% to 52%). The survey cannot tell
# whether more than half are in favour in either town, nor which town is keener.
#
# *For whoever marks:* 1 point for both estimates with their intervals and the level;
# 1 for saying that neither majority is shown (both intervals hold 50%); 1 for not ranking
# the towns, and not calling them the same. Take no point for rounding to "about half".
# "Proves", "most people" or "against" without a reserve loses the second point. Accept: the
# difference, 5 points, with an interval of about -3 to 13 (the standard errors, 3.1 and
# 2.6, put together by squares).
# ### END SOLUTION
