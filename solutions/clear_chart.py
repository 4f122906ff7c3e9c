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
# Name the months and the unit, and let every month and the target be seen.
# If the value axis does not begin at zero, say so on the chart.
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
MONTH = r"\b(jan|feb|mar|apr|may|jun|jul|aug)(?:uary|ruary|ch|il|e|y|ust)?\b"
CALENDAR = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug"]
CUT = (
    r"\b(from|begin\w*|start\w*)( at| from)? [1-9]\d?(?!\d)|\baxis:? [1-9]\d?(?!\d)"
    r"|(not|n['’]t) (begin|start)|\b(cut|truncated|broken)\b"
)

MISSED = r"\b(miss\w*|below|under|short|fail\w*|behind)\b"
NOT_MET = (
    r"(\b(not|never|fail\w* to)|n['’]t)\s+(be |been )?"
    r"(met|meet|hit|reach\w*|kept|above|on target)\b"
    r"|\bunmet\b|\boff[ -]target\b|\b(fewer|less) than 90\b"
)
MET_IN_ALL_BUT = r"\b(met|hit|kept|reached|on target)\b[^,;]*\ball but\b"
DENIED = r"(\b(no|not|never)|\w+n['’]t)( an?| be| been)? [\w.%]+"
MET = r"\b(met|meets?|hits?|reach\w*|achiev\w*|above|exceed\w*|kept|on target)\b"
THREE = r"(?<![\d.,])\b(3|three)\b(?![.,]?\d|\s*(%|per|points?))"
NOT_THREE = (
    r"\ball but\b|\b(than|least|most|month|of) (3|three)\b"
    r"|\b(?!([358]|8[6-9]|9[0-4]|100|20\d\d)\b)\d+\b"
)
OTHER = r"\b(5|one|two|four|five|six|seven)( of (8|eight))? (months|times)\b"
MONTHS = r"month|times\b|misses|\b(8|eight)\b"


def counts_the_misses(title):
    """Tell whether the first misses that the title speaks of are three months."""
    said = re.sub(NOT_MET, " missed", title)
    said = re.sub(MET_IN_ALL_BUT, " missed in", said)
    said = re.sub(DENIED, "", said)  # what is denied is not said
    if re.search(NOT_THREE, said):
        return False
    if set(re.findall(MONTH, said)) == {"apr", "may", "aug"}:
        return bool(re.search(MISSED, said)) and not re.search(MET, said)
    clauses = re.split(r"[.,;:]\s|\s(?:and|but|while)\s", said)
    first = next((clause for clause in clauses if re.search(MISSED, clause)), "")
    is_other = re.search(MET, first) or re.search(OTHER, first)
    return bool(re.search(THREE, first) and re.search(MONTHS, said)) and not is_other


def month_lines(chart, whole=None):
    """The lines through the eight months in order, as per cent or as shares of one."""
    return [
        line
        for line in readout.find_lines(chart)
        for one in ([whole] if whole else [1, 100])
        if (line.y * 100 / one).round(6).tolist() == ON_TIME_PCT
        and line.x.tolist() == sorted(set(line.x))
    ]


def find_whole(chart):
    """What stands for all sailings on this chart: 100, or 1 if it draws shares."""
    return 1 if month_lines(chart, 1) else 100


def target_lines(chart):
    """The level lines at 90% that reach from the first month to the last."""
    return [
        line
        for line in readout.find_lines(chart)
        for months in month_lines(chart)
        if set((line.y * 100 / find_whole(chart)).round(6)) == {90}
        and line.x.min() <= months.x.min() + 0.01
        and line.x.max() >= months.x.max() - 0.01
    ]


def look_different(one, other):
    """Tell whether two lines differ in pattern, or in colour so that one sees it."""
    (colour, pattern), (its_colour, its_pattern) = (
        one.look.split(" ", 1),
        other.look.split(" ", 1),
    )
    steps = zip(bytes.fromhex(colour[1:]), bytes.fromhex(its_colour[1:]), strict=True)
    return pattern != its_pattern or sum(abs(a - b) for a, b in steps) > 90


def names_the_months(chart):
    """Tell whether three or more months stand along the axis, in calendar order."""
    words = re.sub(
        r"\b20\d\d-0([1-8])\b",
        lambda m: CALENDAR[int(m[1]) - 1],
        readout.read_axes(chart),
    )
    last = []
    for month in reversed(re.findall(MONTH, words)):
        if last and CALENDAR.index(month) >= CALENDAR.index(last[-1]):
            break  # what stands before is a label, such as "Jan to Aug"
        last.append(month)
    return len(last) >= 3


def find_limits(chart):
    """Where each value axis begins and ends, in per cent."""
    whole = find_whole(chart)
    limits = readout.find_value_limits(chart)
    return [(first * 100 / whole, last * 100 / whole) for first, last in limits]


def shows_every_month(chart):
    """Tell whether 86 to 94 lie in view, with more above less and little beyond 100."""
    return any(
        -10 <= first <= 86 and 94 <= last <= 110 for first, last in find_limits(chart)
    )


def is_near_the_start(number, limits):
    """Tell whether a number is where an axis begins, but for rounding and a margin."""
    first, last = limits
    return abs(float(number) - first) < max(0.99, 0.051 * (last - first))


def says_where_it_begins(chart):
    """Tell whether the axis begins at zero, or the chart says truly that it does not."""
    title = readout.read_title(chart)
    words = readout.read_words(chart) + (title if "axis" in title else "")
    every = find_limits(chart)
    said = [  # the number of "from 85", or "" where the axis only "does not begin" at 0
        re.search(r"\d*$", match[0])[0] for match in re.finditer(CUT, words)
    ]
    return any(first <= 0 for first, _ in every) or any(
        not number or any(is_near_the_start(number, limits) for limits in every)
        for number in said
    )


def names_per_cent(chart):
    """Tell whether the axis says per cent, and its ticks do not belie it."""
    words = readout.read_value_axis(chart)
    if re.search(r"\d[ ,]?\d{3}%", words):
        return False  # 9000%: a percentage taken for a share
    pattern = r"%|per ?cent|\bpct\b"
    if find_whole(chart) == 1:
        pattern = r"(?<![.\d])\d\d(\.\d+)?\s?%"  # a share must read as 90%
    return bool(re.search(pattern, words))


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
        look_different(target, months)
        for months in month_lines(on_time_chart)
        for target in target_lines(on_time_chart)
    ),
    hint='`color="C1"` takes the second colour of the style; `linestyle="--"` dashes it.',
)
q.that(
    "the months are named along their axis, in calendar order",
    lambda: names_the_months(on_time_chart),
    hint="Which month is the lowest point? Give the names first: `.plot(names, figures)`.",
)
q.that(
    "the axis shows every month and the target, 86 to 94, with more above less",
    lambda: shows_every_month(on_time_chart),
    hint="Could a reader tell the months apart? Look at where the axis begins and ends.",
)
q.that(
    "the axis names its unit: % or per cent",
    lambda: names_per_cent(on_time_chart),
    hint=(
        "94 of what? Say it with `set_ylabel`; a column's name means nothing to a reader.",
        "If you draw shares of one, let the ticks read as per cent: `PercentFormatter(1)`.",
    ),
)
q.that(
    "the title says in how many months the target was missed",
    lambda: counts_the_misses(readout.read_title(on_time_chart)),
    hint=(
        "A title is a sentence. What should a reader remember of these months?",
        "Say how many months missed: those below 90. Exactly 90 met the target.",
        'Complete: on_time_chart.set_title("The target was missed in ... months")',
    ),
)
q.that(
    "the value axis begins at zero, or the chart says where it begins",
    lambda: says_where_it_begins(on_time_chart),
    hint=(
        "A line may begin elsewhere than at zero, if it says so. Where does yours begin?",
        'Complete: on_time_chart.set_ylabel("Sailings on time (%, axis from ...)")',
    ),
)
q.score()

# %% [markdown]
# ## Bars in order
#
# December 2020 in the lesson's record of port calls, which is simulated.
# At each port, nine ships in ten had a berth within `berth_hours` of arriving.
# The next cell makes the table `waits`; you need not read how.
# It reads the folder `datasets`, so keep the folders as they came.
# One week of that month had a strike, so the order is not the one on the page.


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
    return nine_in_ten.round(1).rename_axis("port").reset_index(name="berth_hours")


waits = read_waits()
waits

# %% [markdown]
# Where did a berth take longest, by this figure?
# Draw one bar for each port, in order of size, lying or standing as you like.
# Each bar carries its port's name, and the axis that gives the figures names their unit.
# The title answers the question, by the port's name.
# Somewhere on the chart a reader is told the month, and that it is simulated.
# Call the chart `port_chart`.

# %% solution="ordered-bars"
### BEGIN SOLUTION
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
bars = port_chart.barh(in_order["port"], in_order["berth_hours"], color="C2")
port_chart.bar_label(bars, fmt="{:.1f}", padding=3)
port_chart.grid(visible=False)
port_chart.set(
    title=f"A berth took longest at {in_order['port'].iloc[-1]} (simulated)",
    xlabel="Hours until nine ships in ten had a berth, December 2020",
)
### END SOLUTION

# %% test="ordered-bars" points=5
import re

HOURS = read_waits().set_index("port")["berth_hours"].to_dict()


def is_each_port_its_own(bars):
    """Tell whether no bar that has a port's name has another port's figure."""
    named = bars[bars["name"].isin(HOURS)]
    return named["end"].round(6).tolist() == [HOURS[name] for name in named["name"]]


def is_in_order(lengths):
    is_sorted = lengths.is_monotonic_increasing or lengths.is_monotonic_decreasing
    return len(lengths) > 1 and is_sorted


DENIED = r"(\b(no|not|never)|\w+n['’]t)( an?| be| been)? [\w.%]+"
OTHER_WORDS = r"\b(days?|minutes?|medians?|means?|averages?)\b"
DECEMBER = r"\bdec(ember)?\b.{0,3}20\b|\bdec(ember)?\b.{0,2}2020|2020-12|12/2020"
LEAST = r"\b(least|shortest|quickest|fastest|soonest)\b"


def read_all(chart):
    """Every word on the chart but what is denied: title, axes and notes."""
    words = f"{readout.read_title(chart)} {readout.read_words(chart)}"
    return re.sub(DENIED, "", words)


def names_hours(chart):
    """Tell whether the axis says hours, and not another unit or an average."""
    axis = re.sub(DENIED, "", readout.read_value_axis(chart))
    is_hours = re.search(r"\b(hours?|hrs?|h)\b", axis)
    return bool(is_hours) and not re.search(OTHER_WORDS, axis)


def answers_with_the_longest(title):
    """Tell whether the first port that the title names is the one of the longest bar."""
    said = re.sub(DENIED, "", title)
    clauses = re.split(r"[.,;:]\s|\s(?:and|but|while)\s", said)
    ports = "|".join(re.escape(port.lower()) for port in HOURS)
    first = next((clause for clause in clauses if re.search(ports, clause)), "")
    named = re.findall(ports, first)
    return named[:1] == [max(HOURS, key=HOURS.get).lower()] and not re.search(
        LEAST, first
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
        'Begin with: in_order = waits.sort_values("berth_hours")',
    ),
)
q.that(
    "the bars and their axis begin at zero, so that length means hours",
    lambda: readout.begins_at_zero(port_chart),
    hint="Matplotlib begins bars at zero by itself: is there a limit to take away?",
)
q.that(
    "the axis reaches the longest bar, and not twice as far",
    lambda: readout.shows_whole_bars(port_chart),
    hint="Where does the longest bar end, and where does the axis? Is there a limit?",
)
q.that(
    "the bars stand in order of size",
    lambda: is_in_order(readout.find_bars(port_chart)["end"]),
    hint=(
        "The alphabet says nothing about waits. Which order does?",
        "Bars stand in the order of the rows.",
        'Begin with: in_order = waits.sort_values("berth_hours")',
    ),
)
q.that(
    "every bar carries the name of its port",
    lambda: all(port.lower() in readout.read_words(port_chart) for port in HOURS),
    hint="Give the names as the first argument: `.bar(names, lengths)`.",
)
q.that(
    "the axis names the unit: hours, and calls them nothing that they are not",
    lambda: names_hours(port_chart),
    hint=(
        "A bare figure could be hours, days or ships. Which axis carries the figures?",
        "Write words for a reader: a column's name will not do, nor is this an average.",
    ),
)
q.that(
    "title, axis or note says that the figures are simulated",
    lambda: bool(re.search(r"simulat|\bmade[- ]up\b|synthetic", read_all(port_chart))),
    hint=(
        "The chart may travel without this page. What would its reader believe?",
        "One word will do: simulated.",
    ),
)
q.that(
    "title, axis or note names the month: December 2020",
    lambda: bool(re.search(DECEMBER, read_all(port_chart))),
    hint="One month speaks for itself alone. Which month do the figures come from?",
)
q.that(
    "the title answers the question: it names the port of the longest bar",
    lambda: answers_with_the_longest(readout.read_title(port_chart)),
    hint=(
        "The page's figure counts other calls. Look at your own bars: which is longest?",
        'Complete: port_chart.set_title("A berth took longest at ...")',
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
# Name the quarters, leave an empty place for 2023Q3, and leave the freight units out.
# Freight has seasons, so let the title compare the same one:
# by how many per cent did tonnes fall from 2022Q4 to 2023Q4?
# Call the chart `repaired`.

# %% solution="repair"
### BEGIN SOLUTION
tonnes_m = seven_quarters.set_index("quarter")["tonnes_m"]
fall_pct = 100 * (1 - tonnes_m["2023Q4"] / tonnes_m["2022Q4"])
figure, repaired = plt.subplots()
repaired.bar(tonnes_m.index, tonnes_m, color="C2")
repaired.set(
    title=f"Port freight fell by {fall_pct:.0f}% from 2022Q4 to 2023Q4",
    ylabel="Million tonnes a quarter",
)
### END SOLUTION

# %% test="repair" points=5
import re

KNOWN_QUARTERS = ["2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q4"]
KNOWN_TONNES_M = [113.5, 111.6, 110.5, 109.5, 110.3, 102.6]
MILLION_TONNES = (
    r"\bmillions?( of)?( metric)? t(on(ne)?s?)?\b"
    r"|\bt(on(ne)?s)?,? [(\[]?(in )?(millions?|mn?)\b|\bmn? ?t(on(ne)?s?)?\b|megatonnes?"
)
SEVEN = r"(7([.,](0|1(4\d*|5)?))?(?![.,]?\d)\s*(%|per ?cent\b)|seven per ?cent\b)"
FELL = (
    r"\b(f[ae]ll\w*|down|drop\w*|declin\w*|decreas\w*|contract\w*|cut|reduc\w*|minus"
    r"|shr[aiu]nk\w*|lost|loses|loss|lower|smaller|slipp?\w*|dipp?\w*|s[au]nk)\b"
)
FEWER = (
    r"(fewer|less|lower|smaller|below|under|down|fall|drop|decline|decrease|loss"
    r"|reduction|contraction|dip)\b"
)
DENIED = r"(\b(no|not|never)|\w+n['’]t)( an?| be| been)? [\w.%]+"
OPINION = r"collaps|crash|plung|plummet|\b(r[io]se|rising|increas|grew|grow|gain|climb)"
OTHER_SPAN = r"\b(an?|one|each|every|per|single) quarter\b"


def gives_the_fall(title):
    """Tell whether the title says that tonnes fell, and by 7%."""
    said = re.sub(DENIED, "", title)  # what is denied is not said
    is_units = re.search(r"\bunits\b", said) and "tonnes" not in said
    if is_units or re.search(OPINION, said) or re.search(OTHER_SPAN, said):
        return False
    number = rf"(?<![\d.,])(?<!\bto ){SEVEN}"
    says_so = (
        rf"{FELL}[^%]*?{number}",
        rf"{number} (\w+ )?{FEWER}",
        rf"[-−–] ?{SEVEN}",
    )
    return any(re.search(pattern, said) for pattern in says_so)


def names_the_period(title):
    """Tell whether it names the fourth quarters of two years, and no other quarter."""
    is_fourth = re.search(r"q4|4q|\bq ?4|fourth|last quarter|oct\w* to dec", title)
    is_other = re.search(r"q ?[1-3]|\b[1-3]q", title)
    return bool(is_fourth and re.search("2022|year", title)) and not is_other


def names_the_quarters(chart):
    """Tell whether the axis has years on it, and no bar has another quarter's name."""
    for own, name in zip(KNOWN_QUARTERS, readout.find_bars(chart)["name"], strict=True):
        years = re.findall(r"20\d\d", name)
        numbers = re.findall(r"q ?([1-4])", name.lower())
        if set(years) - {own[:4]} or set(numbers) - {own[-1]}:
            return False
    return bool(re.search("202[23]", readout.read_axes(chart)))


def draws_only_tonnes(chart):
    """Tell whether no line but a level one, or one of tonnes, stands with the bars."""
    lines = [line.y[~pd.isna(line.y)].round(6) for line in readout.find_lines(chart)]
    is_fit = all(len(set(y)) <= 2 or set(y) <= set(KNOWN_TONNES_M) for y in lines)
    return readout.is_chart(chart) and is_fit


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
        "Time goes from left to right, only tonnes are asked for, and 2023Q3 is unknown.",
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
    "the axis reaches the longest bar, and not twice as far",
    lambda: readout.shows_whole_bars(repaired),
    hint="Where does the longest bar end, and where does the axis? Is there a limit?",
)
q.that(
    "the quarters are named along their axis, each under its own bar",
    lambda: names_the_quarters(repaired),
    hint="Give the quarters as the first argument: `.bar(quarters, tonnes)`.",
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
    "only the tonnes are drawn: the freight units are left out",
    lambda: draws_only_tonnes(repaired),
    hint="On an axis of million tonnes, what would a reader take the units for?",
)
q.that(
    "the axis names the unit: million tonnes",
    lambda: bool(re.search(MILLION_TONNES, readout.read_value_axis(repaired))),
    hint="The draft has two sorts of millions on it. Which is yours?",
)
q.that(
    "the title gives the fall in per cent, from 110.5 to 102.6, as a fall",
    lambda: gives_the_fall(readout.read_title(repaired)),
    hint=(
        "A collapse is an opinion; a percentage can be checked.",
        "One minus last over first, times 100; then round it, as in `{fall:.0f}`.",
        'Complete: repaired.set_title("Freight fell by ...% from 2022Q4 to 2023Q4")',
    ),
)
q.that(
    "the title names the period: the fourth quarters, a year apart",
    lambda: names_the_period(readout.read_title(repaired)),
    hint=(
        "A fall from when to when? Another season is another figure.",
        'Complete: repaired.set_title("Freight fell by ...% from 2022Q4 to 2023Q4")',
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
# *Title.* Port freight in the fourth quarter fell by 7% from 2022 to 2023.
#
# *Alt text.* Bar chart of freight through UK ports by quarter, from zero. It goes
# down gently from 113.5 million tonnes in 2022Q2 to 110.3 in 2023Q2; 2023Q3 is not
# known; 2023Q4 is lowest, at 102.6.
#
# *What they cannot tell.* Whether 2023Q4 was low for the season: that needs the fourth
# quarter of more years than two.
#
# *For whoever marks:* 1 point for a title that is a sentence with the change in it;
# 1 for alt text that names the kind of chart, the direction, at least two figures with
# their unit, and the missing quarter; 1 for a limit that these rows really have.
# Accept: why freight fell; what happened in 2023Q3; that first figures are revised.
# ### END SOLUTION
