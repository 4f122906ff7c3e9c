# %% [markdown]
# # A clear chart: four to draw or put into words
#
# One table is made up, one is simulated and one is real; each is small enough to check by eye.
# Run the cells from the top; each exercise says what name to give your answer.

# %%
import matplotlib.pyplot as plt
import pandas as pd

from soundings import check, readout

plt.style.use("soundings.chart")

# %% [markdown]
# ## A target line
#
# Share of a ferry's sailings that left on time, by month; made up.
# The target is 90%, and exactly 90% meets it.

# %%
sailings = pd.DataFrame(
    {
        "month": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"],
        "on_time_pct": [94, 92, 91, 88, 86, 90, 93, 89],
    }
)
sailings

# %% [markdown]
# Draw the months as a line, and the target as a second, level line that looks different.
# Name the unit on the axis, and let every month and the target be seen.
# Write a title that says in how many months the target was missed.
# Call the chart (its axes or its figure) `on_time_chart`.

# %% solution="target-line"
### BEGIN SOLUTION
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"], marker="o")
on_time_chart.axhline(90, color="C1", linestyle="--")
on_time_chart.text(0, 89.6, "target", color="C1", va="top")
missed = (sailings["on_time_pct"] < 90).sum()
on_time_chart.set(
    title=f"Sailings missed the target in {missed} months of {len(sailings)}",
    ylabel="Sailings on time (%, axis from 85)",
    ylim=(85, 95),
)
### END SOLUTION

# %% test="target-line" points=5
import re

ON_TIME_PCT = [94, 92, 91, 88, 86, 90, 93, 89]
MISSED = r"\b(miss\w*|below|under|short|fail\w*|behind)\b"
NOT_MET = (
    r"(\b(not|never|fail\w* to)|n't)\s+(be |been )?(met|meet|hit|reach\w*)|\bunmet\b"
)
MET = r"\b(met|meets?|hits?|reach\w*|achiev\w*|above|exceed\w*|kept)\b"
THREE = r"(?<![\d.,])\b(3|three)\b(?![.,]?\d|\s*(%|per|points?))"
OTHER = r"\b([124-7]|one|two|four|five|six|seven)( of (8|eight))? (months|times)\b"
MONTHS = r"month|times\b|misses|\b(8|eight)\b"


def counts_the_misses(title):
    """Tell whether it is three misses that the title counts, and in months."""
    title = re.sub(NOT_MET, " missed", title)
    if not re.search(MONTHS, title):
        return False
    if not re.search(MET, title):
        is_other = re.search(OTHER, re.sub(r"\bof (8|eight) months", "", title))
        return (
            bool(re.search(MISSED, title) and re.search(THREE, title)) and not is_other
        )
    clauses = re.split(r"[.,;:]\s|\s(?:and|but|while)\s", title)
    return any(
        re.search(MISSED, clause) and re.search(THREE, clause)
        for clause in clauses
        if not re.search(MET, clause)
    )


def shows_every_month(chart):
    """Tell whether 86 to 94 lie in view, with more above less."""
    limits = readout.find_value_limits(chart)
    return any(first <= 86 and last >= 94 for first, last in limits)


def month_lines(chart):
    """The lines that pass through the eight months in order."""
    return [
        line
        for line in readout.find_lines(chart)
        if line.y.round(6).tolist() == ON_TIME_PCT
        and line.x.tolist() == sorted(set(line.x))
    ]


def target_lines(chart):
    """The level lines at 90 that reach from the first month to the last."""
    return [
        line
        for line in readout.find_lines(chart)
        for months in month_lines(chart)
        if set(line.y.round(6)) == {90}
        and line.x.min() <= months.x.min() + 0.01
        and line.x.max() >= months.x.max() - 0.01
    ]


q = check("target-line", points=5)
q.that(
    "on_time_chart is a chart: the axes or the figure that you drew on",
    lambda: readout.is_chart(on_time_chart),
    hint="`figure, on_time_chart = plt.subplots()` gives both; then draw on the axes.",
)
q.that(
    "one line runs through the eight months, January to August, left to right",
    lambda: bool(month_lines(on_time_chart)),
    hint=(
        "A change over time is a line. Are the months still in calendar order?",
        "`.plot(x, y)` joins the points in the order of the rows.",
        'Begin with: on_time_chart.plot(sailings["month"], ...)',
    ),
)
q.that(
    "a level line marks the target of 90%, from the first month to the last",
    lambda: bool(target_lines(on_time_chart)),
    hint=(
        "Readers should not have to find 90 on the axis and follow it by eye.",
        "Axes have a method for a level line from edge to edge: `axhline`.",
        "Begin with: on_time_chart.axhline(...)",
    ),
)
q.that(
    "the target looks different from the months: another colour, or dashes",
    lambda: any(
        target.look != months.look
        for months in month_lines(on_time_chart)
        for target in target_lines(on_time_chart)
    ),
    hint='`color="C1"` takes the second colour of the style; `linestyle="--"` dashes it.',
)
q.that(
    "the axis shows every month and the target, 86 to 94, with more above less",
    lambda: shows_every_month(on_time_chart),
    hint="Which months would a reader not see? Look at the limits of the axis.",
)
q.that(
    "the axis names its unit: % or per cent",
    lambda: bool(re.search(r"%|per ?cent", readout.read_value_axis(on_time_chart))),
    hint="94 of what? Say it with `set_ylabel`.",
)
q.that(
    "the title says in how many months the target was missed",
    lambda: counts_the_misses(readout.read_title(on_time_chart)),
    hint=(
        "A title is a sentence. What should a reader remember of these months?",
        "Say how many months missed: those below 90. Exactly 90 met the target.",
        'Begin with: on_time_chart.set_title("The target was missed in ...")',
    ),
)
q.score()

# %% [markdown]
# ## Bars in order
#
# December 2020 in the lesson's record of port calls, which is simulated.
# At each port, nine ships in ten had a berth within `wait_hours` of arriving.
# The next cell makes the table `waits`; you need not read how.


# %%
def read_waits():
    """Hours within which nine ships in ten had a berth, by port, December 2020."""
    calls = pd.read_csv(
        "../../datasets/calls/sim_port_calls.csv.gz",
        parse_dates=["arrived_utc", "berthed_utc"],
    )
    ports = pd.read_csv("../../datasets/reference/ports.csv", index_col="port_id")
    names = ports["port_name"].str.replace(r" \(.*", "", regex=True)
    december = calls[calls["arrived_utc"].dt.strftime("%Y-%m") == "2020-12"]
    wait = december["berthed_utc"] - december["arrived_utc"]
    hours = wait / pd.Timedelta(hours=1)
    nine_in_ten = hours.groupby(december["port_id"].map(names)).quantile(0.9)
    return nine_in_ten.round(1).rename_axis("port").reset_index(name="wait_hours")


waits = read_waits()
waits

# %% [markdown]
# Where do ships wait longest, by this figure?
# Draw one bar for each port, in order of size, lying or standing as you like.
# Each bar carries its port's name, and the axis that gives the figures names their unit.
# Somewhere on the chart a reader is told that it is simulated.
# Call the chart `port_chart`.

# %% solution="ordered-bars"
### BEGIN SOLUTION
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
bars = port_chart.barh(in_order["port"], in_order["wait_hours"], color="C2")
port_chart.bar_label(bars, fmt="{:.1f}", padding=3)
port_chart.grid(visible=False)
port_chart.set(
    title=f"{in_order['port'].iloc[-1]} keeps ships waiting longest (simulated)",
    xlabel="Hours until nine ships in ten had a berth",
)
### END SOLUTION

# %% test="ordered-bars" points=5
import re

HOURS = read_waits().set_index("port")["wait_hours"].to_dict()


def is_each_port_its_own(bars):
    """Tell whether no bar that has a port's name has another port's figure."""
    named = bars[bars["name"].isin(HOURS)]
    return named["end"].round(6).tolist() == [HOURS[name] for name in named["name"]]


def is_in_order(lengths):
    is_sorted = lengths.is_monotonic_increasing or lengths.is_monotonic_decreasing
    return len(lengths) > 1 and is_sorted


def says_it_is_simulated(chart):
    """Tell whether titles, axes or notes say so."""
    return bool(
        re.search("simulat", readout.read_title(chart) + readout.read_words(chart))
    )


q = check("ordered-bars", points=5)
q.that(
    "port_chart is a chart: the axes or the figure that you drew on",
    lambda: readout.is_chart(port_chart),
    hint="`figure, port_chart = plt.subplots()` gives both; then draw on the axes.",
)
q.that(
    "it has eight bars, one for each port",
    lambda: len(readout.find_bars(port_chart)) == 8,
    hint="To compare amounts, use bars: `.bar(...)` stands them up, `.barh(...)` lays them.",
)
q.that(
    "each bar is as long as its port's figure",
    lambda: (
        sorted(readout.find_bars(port_chart)["end"].round(6)) == sorted(HOURS.values())
        and is_each_port_its_own(readout.find_bars(port_chart))
    ),
    hint=(
        "Take one port in the table and look for its bar. Is it as long as its figure?",
        "Names and figures must be sorted together: sort the table, not one column.",
        'Begin with: in_order = waits.sort_values("wait_hours")',
    ),
)
q.that(
    "the bars and their axis begin at zero, so that length means hours",
    lambda: readout.begins_at_zero(port_chart),
    hint="Matplotlib begins bars at zero by itself: is there a limit to take away?",
)
q.that(
    "the bars stand in order of size",
    lambda: is_in_order(readout.find_bars(port_chart)["end"]),
    hint=(
        "The alphabet says nothing about waits. Which order does?",
        "Bars stand in the order of the rows.",
        'Begin with: in_order = waits.sort_values("wait_hours")',
    ),
)
q.that(
    "every bar carries the name of its port",
    lambda: all(port.lower() in readout.read_words(port_chart) for port in HOURS),
    hint="Give the names as the first argument: `.bar(names, lengths)`.",
)
q.that(
    "the axis names the unit: hours",
    lambda: bool(
        re.search(r"\b(hours?|hrs?|h)\b", readout.read_value_axis(port_chart))
    ),
    hint="A bare figure could be hours, days or ships. Which axis carries the figures?",
)
q.that(
    "title, axis or note says that the figures are simulated",
    lambda: says_it_is_simulated(port_chart),
    hint=(
        "The chart may travel without this page. What would its reader believe?",
        "One word will do: simulated.",
    ),
)
q.score()

# %% [markdown]
# ## Repair a chart
#
# Real figures this time: freight through UK ports by quarter.
# It is counted in million tonnes, and in million freight units.
# The figures are the Department for Transport's, as first published; we hold none for 2023Q3.
# Contains public sector information licensed under the Open Government Licence v3.0.

# %%
seven_quarters = pd.DataFrame(
    {
        "quarter": [
            "2022Q2",
            "2022Q3",
            "2022Q4",
            "2023Q1",
            "2023Q2",
            "2023Q3",
            "2023Q4",
        ],
        "tonnes_m": [113.5, 111.6, 110.5, 109.5, 110.3, None, 102.6],
        "units_m": [5.2, 5.8, 4.8, 4.5, 5.4, None, 4.6],
    }
)
figure, draft = plt.subplots()
shown = seven_quarters.dropna()
draft.bar(shown["quarter"], shown["tonnes_m"], color="C2")
draft.set(title="Freight collapses", ylim=(100, 115))
other = draft.twinx()
other.plot(shown["quarter"], shown["units_m"], "C1o-")
other.grid(visible=False)

# %% [markdown]
# That draft cuts its axis, has a second one, hides a quarter and names no unit.
# Redraw the tonnes as bars that keep their proportions, on one axis with its unit.
# Leave an empty place for 2023Q3, and leave the freight units out.
# The title says by how many per cent tonnes fell from the first quarter to the last.
# Call the chart `repaired`.

# %% solution="repair"
### BEGIN SOLUTION
tonnes_m = seven_quarters["tonnes_m"]
fall_pct = 100 * (1 - tonnes_m.iloc[-1] / tonnes_m.iloc[0])
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], tonnes_m, color="C2")
repaired.set(
    title=f"Port freight fell by {fall_pct:.0f}% in a year and a half",
    ylabel="Million tonnes a quarter",
)
### END SOLUTION

# %% test="repair" points=5
import re

KNOWN_TONNES_M = [113.5, 111.6, 110.5, 109.5, 110.3, 102.6]
MILLION_TONNES = (
    r"\bmillions?( of)?( metric)? t(on(ne)?s?)?\b"
    r"|\bt(on(ne)?s)?,? [(\[]?(in )?(millions?|mn?)\b|\bmn? ?t(on(ne)?s?)?\b|megatonnes?"
)
TENTH = (
    r"(?<![\d.,])(9[.,]6(0|04)?|10([.,]0)?)(?![.,]?\d)\s*(%|per ?cent\b)"
    r"|\bten per ?cent\b|\b(a|one)[ -]tenth\b"
)
FALLING = (
    r"\b(f[ae]ll\w*|down|drop\w*|declin\w*|decreas\w*|low\w*|less|below|reduc\w*"
    r"|shr[aiu]nk\w*|lost|loses|loss|slipp?\w*|dipp?\w*|s[au]nk|minus)\b|-(?=9|10)"
)
RISING = (
    r"\b(r[io]se[sn]?|rising|increas\w*|grew|grow\w*|up(?! to)|gain\w*|climb\w*"
    r"|collaps\w*|crash\w*|plung\w*|plummet\w*|not fall)\b"
)


def gives_the_fall(title):
    """Tell whether the title says that freight fell, and by 9.6% or about 10%."""
    says_so = re.search(TENTH, title) and re.search(FALLING, title)
    return bool(says_so) and not re.search(RISING, title)


def count_steps(chart):
    """From each bar to the next, how many places it is."""
    steps = readout.find_bars(chart)["place"].diff().dropna()
    return (steps / steps.median()).round().tolist()


q = check("repair", points=5)
q.that(
    "repaired is a chart: the axes or the figure that you drew on",
    lambda: readout.is_chart(repaired),
    hint="`figure, repaired = plt.subplots()` gives both; then draw on the axes.",
)
q.that(
    "six bars show the tonnes of the six known quarters, in order of time",
    lambda: readout.find_bars(repaired)["end"].round(6).tolist() == KNOWN_TONNES_M,
    hint=(
        "Time goes from left to right, and only tonnes are asked for.",
        "`.bar(x, height)` leaves out a bar whose height is missing; zero is not missing.",
        'Begin with: repaired.bar(seven_quarters["quarter"], ...)',
    ),
)
q.that(
    "the bars and their axis begin at zero",
    lambda: readout.begins_at_zero(repaired),
    hint="Which one argument of the draft cut the bars off?",
)
q.that(
    "2023Q3 keeps an empty place, as wide as the others",
    lambda: count_steps(repaired) == [1, 1, 1, 1, 2],
    hint=(
        "Which line of the draft made the quarter vanish?",
        "A row with an empty value still has a place on the axis; a dropped row has none.",
        "Draw from `seven_quarters`, not from `shown`.",
    ),
)
q.that(
    "there is one value axis, with no second one on the other side",
    lambda: readout.has_one_value_axis(repaired),
    hint="`twinx` made the second axis. Leave out what was drawn on it.",
)
q.that(
    "the axis names the unit: million tonnes",
    lambda: bool(re.search(MILLION_TONNES, readout.read_value_axis(repaired))),
    hint="The draft has two sorts of millions on it. Which is yours?",
)
q.that(
    "the title gives the fall in per cent, from 113.5 to 102.6, as a fall",
    lambda: gives_the_fall(readout.read_title(repaired)),
    hint=(
        "A collapse is an opinion; a percentage can be checked.",
        "One minus last over first, times 100.",
        "Begin with: 100 * (1 - 102.6 / ...)",
    ),
)
q.score()

# %% [markdown]
# ## Say it without the picture
#
# In words, marked by a person.
# Your repaired chart goes to a minister, and to a colleague who cannot see it.
# Write its title, then its alt text in two or three sentences.
# End with one sentence on what these seven quarters cannot tell.

# %% [markdown] written="say-it" points=3
# ### BEGIN SOLUTION
# *Title.* Port freight fell by 10% between spring 2022 and the end of 2023.
#
# *Alt text.* Bar chart of freight through UK ports by quarter, from zero. It goes
# down gently from 113.5 million tonnes in 2022Q2 to 110.3 in 2023Q2; 2023Q3 is not
# known; 2023Q4 is lowest, at 102.6.
#
# *What they cannot tell.* Whether 2023Q4 was low for the season: that needs the fourth
# quarter of several years.
#
# *For whoever marks:* 1 point for a title that is a sentence with the change in it;
# 1 for alt text that names the kind of chart, the direction, at least two figures with
# their unit, and the missing quarter; 1 for a limit that these rows really have.
# Accept: why freight fell; what happened in 2023Q3; that first figures are revised.
# ### END SOLUTION
