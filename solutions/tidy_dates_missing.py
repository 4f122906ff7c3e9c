# %% [markdown]
# # Reshape, dates, missing and messy text: five tables to put right
#
# The first is a sheet of the simulated workbook; the next three are made up; the last is real.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
import pandas as pd

from soundings import check

# %% [markdown]
# ## Tidy the sheet
#
# Southampton's sheet has the same form as Felixstowe's, with six cargo groups instead of four.
# It reads the folder `datasets`, so keep the folders as they came.

# %%
workbook = "../../datasets/calls/sim_port_returns.xlsx"
pd.read_excel(workbook, sheet_name="Southampton", header=None).head(8)

# %% [markdown]
# Make a table `southampton` in which one row is one month of one cargo group.
# Its columns are `month` (a number from 1 to 12), `cargo_group` (the sheet's own words),
# `calls`, `tonnes_in` and `tonnes_out` (numbers, empty where the sheet has `:` or `c`).

# %% solution="tidy-sheet"
southampton = None
### BEGIN SOLUTION
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
months = sheet[sheet.index.isin([str(month) for month in range(1, 13)])]
months = months.rename_axis(index="month", columns=["cargo_group", "measure"])
cells = months.melt(ignore_index=False, value_name="cell").reset_index()
cells["month"] = cells["month"].astype(int)
cells["cell"] = pd.to_numeric(cells["cell"], errors="coerce")
southampton = cells.pivot(
    index=["month", "cargo_group"], columns="measure", values="cell"
).reset_index()
southampton = southampton.rename(
    columns={"Calls": "calls", "Tonnes in": "tonnes_in", "Tonnes out": "tonnes_out"}
)
### END SOLUTION

# %% test="tidy-sheet" points=5
from openpyxl import load_workbook


def read_cells():
    """The sheet as it stands: its rows of cells, without a table."""
    rows = load_workbook(workbook)["Southampton"].iter_rows(values_only=True)
    return list(rows)


def find_figures(measure):
    """One measure of each month and group, as the sheet shows it."""
    rows = read_cells()
    figures, group = [], ""
    for place in range(1, len(rows[3])):
        group = rows[3][place] or group
        if rows[4][place] == measure:
            for row in rows[5:17]:
                cell = row[place] if isinstance(row[place], int) else float("nan")
                figures.append((int(row[0]), group, float(cell)))
    names = ["month", "cargo_group", measure.lower().replace(" ", "_")]
    return pd.DataFrame(figures, columns=names)


def take_cells(measure):
    """One measure of the answer, its groups as text, whatever kind they are."""
    return southampton[["month", "cargo_group", measure]].astype({"cargo_group": "str"})


GROUPS = {cell for cell in read_cells()[3][1:] if cell}

q = check("tidy-sheet", points=5)
q.table(
    "southampton",
    lambda: southampton,
    columns=["month", "cargo_group", "calls", "tonnes_in", "tonnes_out"],
    rows=72,
    says="southampton has five named columns, and 72 rows: twelve months of six groups",
    hint=(
        "Put your headings and your number of rows beside the question's: "
        "six rows too many are a total taken for a month; more are footnotes.",
        "Fewer columns, or more, are headings that still stand over cells: "
        "`melt` makes it long, `pivot` gives each measure a column.",
        "Begin with: pd.read_excel(workbook, sheet_name=..., header=[3, 4], index_col=0)",
    ),
)
q.column(
    "southampton",
    lambda: southampton["month"],
    kind="whole",
    says="month is a whole number, so that October does not come before February",
    hint=(
        "The sheet holds the months as text. What does `.astype(int)` make of them?",
        "It stops at `Total`: keep the rows that are months before you convert.",
    ),
)
q.that(
    "calls, tonnes_in and tonnes_out are numbers: no mark is left in them",
    lambda: all(
        pd.api.types.is_numeric_dtype(southampton[name])
        for name in ["calls", "tonnes_in", "tonnes_out"]
    ),
    hint=(
        "One `c` among the figures keeps a whole column from being added up.",
        '`pd.to_numeric(..., errors="coerce")` empties what is not a number.',
    ),
)
q.that(
    "each of the sheet's six cargo groups has each month once, under its own name",
    lambda: (
        set(southampton["cargo_group"]) == GROUPS
        and not southampton.duplicated(["month", "cargo_group"]).any()
        and set(southampton["month"]) == set(range(1, 13))
    ),
    hint=(
        "Compare your groups with line 4 of the sheet: each name covers three columns.",
        "Two lines of names are two levels: `header=[3, 4]` keeps both.",
    ),
)
q.same_values(
    "every call that the sheet shows is with its own month and group, and no other cell is filled",
    lambda: take_cells("calls"),
    find_figures("Calls"),
    within=0.001,
    hint=(
        "What is suppressed or not available is not zero: leave it empty.",
        "Take one cell of the sheet and look for it in your table, by month and group.",
    ),
)
q.same_values(
    "so is every tonne that came in",
    lambda: take_cells("tonnes_in"),
    find_figures("Tonnes in"),
    within=0.001,
    hint="Did the two columns of tonnes change places, or move up a row?",
)
q.same_values(
    "and every tonne that went out",
    lambda: take_cells("tonnes_out"),
    find_figures("Tonnes out"),
    within=0.001,
    hint="Did the two columns of tonnes change places, or move up a row?",
)
q.score()

# %% [markdown]
# ## Weeks across three New Years
#
# Twelve made-up ships, and the day each arrived, written as the harbour writes it: day, month, year.

# %%
arrivals = pd.DataFrame({
    "ship": [
        "SIM ASH", "SIM BEECH", "SIM CEDAR", "SIM DOGWOOD", "SIM ELM", "SIM FIR",
        "SIM GORSE", "SIM HAZEL", "SIM IVY", "SIM JUNIPER", "SIM LARCH", "SIM MAPLE",
    ],
    "arrived": [
        "30/12/2019", "05/01/2020", "06/01/2020", "27/12/2020",
        "28/12/2020", "31/12/2020", "01/01/2021", "03/01/2021",
        "04/01/2021", "01/02/2021", "02/01/2022", "03/01/2022",
    ],
})  # fmt: skip
arrivals

# %% [markdown]
# Give `arrivals` two more columns: `day`, the date, and `iso_week`, its ISO week as text.
# Write a week as `2020-W07`: the week's own year, then W, then two digits.

# %% solution="iso-weeks"
### BEGIN SOLUTION
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = arrivals["day"].dt.strftime("%G-W%V")
### END SOLUTION

# %% test="iso-weeks" points=5
import datetime as dt
import re


def read_day(text):
    day, month, year = text.split("/")
    return dt.date(int(year), int(month), int(day))


def name_week(day):
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def find_days():
    """The days as plain dates, whatever kind of date they are."""
    return pd.to_datetime(arrivals["day"]).dt.date


def is_at(text, week):
    return arrivals.loc[arrivals["arrived"] == text, "iso_week"].tolist() == [week]


q = check("iso-weeks", points=5)
q.table(
    "arrivals",
    lambda: arrivals,
    columns=["ship", "arrived", "day", "iso_week"],
    rows=12,
    says="arrivals still has its twelve ships, and columns day and iso_week",
    hint=(
        "Two new columns of `arrivals`, made from `arrived`.",
        'Begin with: arrivals["day"] = pd.to_datetime(...)',
    ),
)
q.that(
    "arrived is still as the harbour wrote it",
    lambda: all(
        re.fullmatch(r"\d\d/\d\d/\d{4}", str(text)) for text in arrivals["arrived"]
    ),
    hint=(
        "The date goes in a column of its own, `day`.",
        "Run the cell that makes `arrivals` again, then your answer.",
    ),
    weight=0.5,
)
q.that(
    "day is a date, not text that looks like one",
    lambda: not isinstance(arrivals["day"].iloc[0], str) and find_days().notna().all(),
    hint=(
        "`pd.to_datetime` reads text as dates; NaT is a date that it could not read.",
        'Begin with: pd.to_datetime(arrivals["arrived"], format=...)',
    ),
)
q.that(
    "the day comes first: 03/01/2021 is the third of January",
    lambda: [read_day(text) for text in arrivals["arrived"]] == find_days().tolist(),
    hint=(
        "Print the days of SIM HAZEL and SIM JUNIPER. Are both where the harbour means?",
        "Say how the text is written: %d is the day, %m the month, %Y the year.",
    ),
)
q.column(
    "iso_week",
    lambda: arrivals["iso_week"],
    kind="text",
    says="iso_week is text",
    hint=(
        "A number cannot hold both a year and a week.",
        "`.dt.strftime` writes a date as text, by a pattern.",
    ),
)
q.that(
    "every week is written as year, W and two digits: 2020-W07",
    lambda: all(
        re.fullmatch(r"20\d\d-W\d\d", week) is not None for week in arrivals["iso_week"]
    ),
    hint=(
        "As text, W7 would come after W10: a zero keeps the order.",
        "Begin with a pattern for `.dt.strftime`, with -W between its two parts.",
    ),
)
q.that(
    "the second and fourth day of January 2021 lie on either side: week 53 ended on Sunday the 3rd",
    lambda: (
        is_at("03/01/2021", "2020-W53")
        and is_at("04/01/2021", "2021-W01")
        and is_at("28/12/2020", "2020-W53")
        and is_at("27/12/2020", "2020-W52")
    ),
    hint=(
        "There are three ways to number weeks: only one has weeks 52, 53 and 1 here.",
        "In `strftime`, %W and %U count weeks of the calendar's year; %V counts ISO weeks.",
        "A week's own year is %G, or `isocalendar()['year']`; %Y is the calendar's.",
    ),
)
q.that(
    "so do the other New Years: each ship's week has the year of its Thursday",
    lambda: all(is_at(text, name_week(read_day(text))) for text in arrivals["arrived"]),
    hint=(
        "Look at SIM ASH: Thursday of its week was 2 January 2020.",
        "Week number and year have to come from the same count.",
    ),
)
q.score()

# %% [markdown]
# ## Three ways to have no ships
#
# Ten made-up harbours, and their calls in 2020 as their returns give them.
# `c` is suppressed: from 1 to 4 calls. `:` is not available. 0 is none.
# People typed them, so look closely.

# %%
returns = pd.DataFrame({
    "harbour": [
        "Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gorse", "Heath", "Iris",
        "Juniper",
    ],
    "cell": ["14", "c", "0", ":", " C", "1,204", "7", ": ", "0", "c"],
})  # fmt: skip
returns["cell"].tolist()

# %% [markdown]
# Give `returns` a column `calls`, a number, empty where there is no figure.
# Give it a column `state`, with the words `shown`, `suppressed` and `not available`.
# Then work out the fewest calls that these ten harbours can have had together, and call the number `fewest_calls`.

# %% solution="three-states"
fewest_calls = None
### BEGIN SOLUTION
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = returns["calls"].sum() + (returns["state"] == "suppressed").sum()
### END SOLUTION

# %% test="three-states" points=6
STATES = {
    "Alder": "shown", "Birch": "suppressed", "Cedar": "shown", "Dune": "not available",
    "Elm": "suppressed", "Fern": "shown", "Gorse": "shown", "Heath": "not available",
    "Iris": "shown", "Juniper": "suppressed",
}  # fmt: skip
FIGURES = {"Alder": 14, "Cedar": 0, "Fern": 1204, "Gorse": 7, "Iris": 0}


def states_of(words):
    """The harbours to which the table gives one of these states."""
    return set(returns.loc[returns["state"].isin(words), "harbour"])


def who(*states):
    return {harbour for harbour, state in STATES.items() if state in states}


q = check("three-states", points=6)
q.table(
    "returns",
    lambda: returns,
    columns={"harbour": "text", "calls": "number", "state": "text"},
    rows=10,
    says="returns still has ten harbours, a number calls and a text state",
    hint=(
        "Keep the rows without a figure: they are what this exercise is about.",
        "Empty what is not a number, after you have put its meaning in `state`.",
        'Begin with: clean = returns["cell"].str.strip()',
    ),
)
q.that(
    "the harbours that show a figure have it: Cedar and Iris 0, Fern over a thousand",
    lambda: all(
        returns.loc[returns["harbour"] == name, "calls"].tolist() == [figure]
        for name, figure in FIGURES.items()
    ),
    hint=(
        "Zero is a figure: somebody looked, and nobody came.",
        "What does `pd.to_numeric` make of a number with a comma in it?",
        "`.str.replace` can take the comma away first.",
    ),
)
q.that(
    "the other five have no figure: an unknown is not 0, nor any other number",
    lambda: returns.loc[~returns["harbour"].isin(FIGURES), "calls"].isna().sum() == 5,
    hint="Leave a `c` and a `:` empty in `calls`; what they mean is for `state`.",
)
q.that(
    "state has three different words: shown, suppressed, not available",
    lambda: set(returns["state"]) == set(STATES.values()),
    hint=(
        "A secret, a gap and a figure are three things: two words are too few.",
        "Use the words of the question, letter for letter.",
    ),
)
q.that(
    "Birch, Elm and Juniper are suppressed, however they typed it",
    lambda: states_of(["suppressed"]) == who("suppressed"),
    hint=(
        "Print the ten cells as a list: a blank and a capital hide there.",
        "`.str.strip()` and `.str.lower()` make them alike.",
    ),
)
q.that(
    "Dune and Heath are not available; a harbour without calls, and the rest, are shown",
    lambda: (
        states_of(["not available"]) == who("not available")
        and states_of(["shown"]) == who("shown")
    ),
    hint=(
        "Which harbours looked and found nobody? Their figure is known.",
        "Make `state` from the marks, not from which cells of `calls` are empty.",
    ),
)
q.number(
    "fewest_calls",
    lambda: fewest_calls,
    says="fewest_calls is one number",
    hint="One number, the sum of what is certain: `.sum()` adds up a column.",
    weight=0.5,
)
q.equals(
    "it is the least that the ten can add up to",
    lambda: fewest_calls,
    sum(FIGURES.values()) + len(who("suppressed")),
    within=0.5,
    hint=(
        "A shown figure counts in full. How few can a `c` be, and how few a `:`?",
        "Nobody has said that a `:` is more than none; a `c` is more than none.",
    ),
)
q.score()

# %% [markdown]
# ## A change log that adds up
#
# Thirteen lines of a made-up register, as they were typed.
# `c` is suppressed, 0 is none, and the harbours are three.

# %%
register = pd.DataFrame({
    "line": range(1, 14),
    "harbour": [
        "Holm Bay", "HOLM BAY", "Holm Bay [1]", " Port Larch", "Port Larch",
        "port larch", "Port  Larch", "Eastness", "Eastness", "Eastness [2]",
        "Total", "[1] Estimated.", "[2] Closed for dredging.",
    ],
    "month": ["1", "2", "3", "1", "2", "2", "3", "1", "2", "3", "", "", ""],
    "calls": ["12", "9", "11", "30", "28", "28", "31", "5", "c", "0", "126", "", ""],
})  # fmt: skip
register

# %% [markdown]
# Make two tables out of it.
# `kept` has one row for each harbour and month, with its `line`, its `month` and its `calls` as they are,
# and `harbour` written in one way: `Holm Bay`, `Port Larch`, `Eastness`.
# `change_log` has the `line` of every row that you took out, and a `reason` in words.

# %% solution="change-log"
kept = None
change_log = None
### BEGIN SOLUTION
names = register["harbour"].str.replace(r"\[\d\]", "", regex=True)
names = names.str.replace(r"\s+", " ", regex=True).str.strip().str.title()
tidy = register.assign(harbour=names)
reasons = pd.Series("", index=tidy.index)
reasons[tidy["month"] == ""] = "footnote"
reasons[tidy["harbour"] == "Total"] = "total"
is_month = tidy["month"] != ""
reasons[is_month & tidy.duplicated(["harbour", "month"])] = "entered twice"
kept = tidy[reasons == ""]
change_log = tidy.assign(reason=reasons).loc[reasons != "", ["line", "reason"]]
### END SOLUTION


# %% test="change-log" points=6
def lines_of(table):
    return [int(line) for line in table["line"]]


def reason_of(line):
    found = change_log.loc[change_log["line"] == line, "reason"].tolist()
    is_reason = len(found) == 1 and isinstance(found[0], str)
    return found[0].strip().lower() if is_reason else ""


def are_reasons_apart():
    copies = {reason_of(line) for line in lines_of(change_log) if line < 11}
    total, notes = {reason_of(11)}, {reason_of(12), reason_of(13)}
    shared = copies & total | copies & notes | total & notes
    return not shared and "" not in copies | total | notes


def is_as_typed(line):
    """Tell whether a kept line has the month and the calls of the register."""
    as_typed = register.loc[register["line"] == line, ["month", "calls"]]
    here = kept.loc[kept["line"] == line, ["month", "calls"]]
    return here.astype("str").values.tolist() == as_typed.values.tolist()


q = check("change-log", points=6)
q.table(
    "kept",
    lambda: kept,
    columns=["line", "harbour", "month", "calls"],
    says="kept is a table with the four columns of the register",
    hint=(
        "Keep the columns of `register`; only the rows and the names change.",
        "Begin with a clean `harbour`, then choose the rows.",
    ),
    weight=0.5,
)
q.table(
    "change_log",
    lambda: change_log,
    columns={"line": "whole", "reason": "text"},
    says="change_log is a table with a line and a reason",
    hint=(
        "One row for each row that you took out: its number, and why, in words.",
        "Begin with the rows that `kept` leaves out, and give them a new column.",
    ),
    weight=0.5,
)
q.that(
    "rows in are rows out plus rows listed: 13 in all",
    lambda: len(kept) + len(change_log) == 13,
    hint="Add up the two lengths. Is a row lost, or is one in both tables?",
)
q.that(
    "each line of the register is in one of the two tables, and in only one",
    lambda: sorted(lines_of(kept) + lines_of(change_log)) == list(range(1, 14)),
    hint="Put the lines of both tables in a row. Which one stands there twice, or never?",
)
q.that(
    "the harbours of kept are three, each written in one way",
    lambda: set(kept["harbour"]) == {"Holm Bay", "Port Larch", "Eastness"},
    hint=(
        "Print the harbours as a list, so that blanks show.",
        "Capitals, blanks at the ends, two blanks for one, a mark in brackets: four faults.",
        "In a pattern, \\[ is a bracket, \\d a digit, \\s+ any run of blanks: `.str.replace(..., regex=True)`.",
    ),
)
q.that(
    "each harbour has months 1, 2 and 3 once: nine rows",
    lambda: (
        sorted(zip(kept["harbour"], kept["month"].astype("str"), strict=True))
        == [
            (harbour, month)
            for harbour in ["Eastness", "Holm Bay", "Port Larch"]
            for month in "123"
        ]
    ),
    hint=(
        "Once the names are clean, one harbour has a month twice: which line is the copy?",
        "A suppressed month and a month of no calls are observations: they stay.",
        '`.duplicated(["harbour", "month"])` is true of the second of two.',
    ),
)
q.that(
    "month and calls of the kept rows are as they were typed, c and 0 included",
    lambda: len(kept) > 0 and all(is_as_typed(line) for line in lines_of(kept)),
    hint="Clean the names, and leave the other columns alone.",
)
q.that(
    "every row that went has a reason, and total, copy and footnote have different ones",
    are_reasons_apart,
    hint=(
        "A reader of the log asks why. What would you answer for each line?",
        "The copied line did not go for the reason that the total did.",
    ),
)
q.score()

# %% [markdown]
# ## The missing quarter, in units
#
# Real figures: freight through UK ports in million units, such as containers and lorries.
# The columns are each quarter as the Department for Transport first published it,
# and the rolling year, four quarters up to that one, as the same release stated it.
# Contains public sector information licensed under the Open Government Licence v3.0.

# %%
units = pd.DataFrame({
    "quarter": ["2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2"],
    "units_m": [4.5, 5.4, None, 4.6, 4.6, 5.4],
    "rolling_year_units_m": [20.3, 20.5, None, 20.5, 20.9, 20.9],
})  # fmt: skip
units

# %% [markdown]
# Work out the units of 2023Q3 twice: from the release for 2023Q4, and from the release for 2024Q2.
# Call the numbers `from_2023q4` and `from_2024q2`, in million units.

# %% solution="missing-quarter"
from_2023q4 = None
from_2024q2 = None
### BEGIN SOLUTION
by_quarter = units.set_index("quarter")
quarterly = by_quarter["units_m"]
rolling = by_quarter["rolling_year_units_m"]
from_2023q4 = rolling["2023Q4"] - quarterly[["2023Q1", "2023Q2", "2023Q4"]].sum()
from_2024q2 = rolling["2024Q2"] - quarterly[["2023Q4", "2024Q1", "2024Q2"]].sum()
### END SOLUTION

# %% test="missing-quarter" points=4
q = check("missing-quarter", points=4)
q.number(
    "from_2023q4",
    lambda: from_2023q4,
    at_least=0,
    says="from_2023q4 is one number, in million units",
    hint=(
        "A sum with an empty cell in it can be empty: name the quarters that you know.",
        'Begin with: by_quarter = units.set_index("quarter")',
    ),
    weight=0.5,
)
q.number(
    "from_2024q2",
    lambda: from_2024q2,
    at_least=0,
    says="from_2024q2 is one number, in million units",
    hint="It is worked out as the other is, from another release.",
    weight=0.5,
)
q.equals(
    "added to 2023Q1, 2023Q2 and 2023Q4, it gives the year that the release for 2023Q4 states",
    lambda: from_2023q4 + 4.5 + 5.4 + 4.6,
    20.5,
    within=0.02,
    hint=(
        "A rolling year is four quarters up to its own: which four end with 2023Q4?",
        "Take the three that you know away from that year.",
        "Round at the end, to one decimal place, or not at all.",
    ),
)
q.equals(
    "added to 2023Q4, 2024Q1 and 2024Q2, it gives the year that the release for 2024Q2 states",
    lambda: from_2024q2 + 4.6 + 4.6 + 5.4,
    20.9,
    within=0.02,
    hint=(
        "Which four quarters end with 2024Q2?",
        "The missing one is now the oldest of the four.",
    ),
)
q.score()

# %% [markdown]
# ## Which would you publish?
#
# In words, marked by a person.
# For tonnes the page found 103.9 and 104.5 million; for units you have found two figures of your own.
# Which figure for 2023Q3 would you publish, of tonnes or of units, and what would stand beside it?
# Could rounding alone explain the difference?
# Three or four sentences will do.

# %% [markdown] written="publish-which" points=3
# ### BEGIN SOLUTION
# I would publish 103.9 million tonnes, marked *derived*, with a note: the rolling year of
# the release for 2023Q4, less three quarters as first published. Two releases give it,
# and the figures taken away are the nearest to it in time. Rounding moves each route by
# at most 0.2, so it cannot explain 0.6: earlier quarters were revised before the release
# for 2024Q2. Before publishing I would ask the Department for its own release.
#
# *For whoever marks:* 1 point for a choice with a reason; 1 for what stands beside it
# (that it is derived, and from which release); 1 for an argument about rounding with
# numbers. Accept: 104.5, as nearer to the Department's latest view, if the revisions
# that it carries are named; a range; neither, with whom to ask. For units, 6.0 and 6.3
# lie 0.3 apart, within the 0.4 that two routes can drift: rounding alone may just do it
# (strictly 0.3, for both take away the same 2023Q4).
# ### END SOLUTION
