# %% [markdown]
# # Look at a table: a second hour
#
# Four exercises on a second hour of reports, twelve rows long.
# It is made up, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from math import isclose, isfinite, nan
from numbers import Real
from pathlib import Path

import pandas as pd

from soundings import check

Path("second_hour.csv").write_text("""\
BaseDateTime,MMSI,SOG,Heading,VesselName
2024-05-01T06:00:02,232999001,14.2,92,SIM ALDER
2024-05-01T06:00:40,232999002,102.3,511,SIM BEECH
2024-05-01T06:01:15,002329999,,511,SIM SHORE STATION
2024-05-01T06:03:30,232999003,31.7,271,SIM CEDAR
2024-05-01T06:04:02,232999001,14.4,93,SIM ALDER
2024-05-01T06:06:51,232999004,102.3,511,SIM DOGWOOD
2024-05-01T06:09:20,232999005,0.0,180,SIM ELM
2024-05-01T06:12:44,232999003,33.9,270,SIM CEDAR
2024-05-01T06:15:00,232999006,9.8,511,
2024-05-01T06:18:33,232999007,102.3,511,SIM GORSE
2024-05-01T06:24:10,232999005,0.1,181,SIM ELM
2024-05-01T06:31:59,232999001,13.9,90,SIM ALDER
""")
print(Path("second_hour.csv").read_text())

# %% [markdown]
# ## Read the hour
#
# Read `second_hour.csv` into a table called `second_hour`.
# Keep `MMSI` as text and make `BaseDateTime` a time in UTC, in the same column.
# One station begins with two zeros: it must still have them when you are done.

# %% solution="read-hour"
### BEGIN SOLUTION
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
second_hour["BaseDateTime"] = pd.to_datetime(second_hour["BaseDateTime"], utc=True)
### END SOLUTION

# %% test="read-hour" points=5
q = check("read-hour", points=5)


def column(table, name):
    """The table's column, or an empty one of numbers, of which no claim is true."""
    is_there = isinstance(table, pd.DataFrame) and name in table.columns
    return table[name] if is_there else pd.Series(dtype="float64")


q.that(
    "second_hour is a table of 12 reports; the line of column names is not a report",
    lambda: isinstance(second_hour, pd.DataFrame) and len(second_hour) == 12,
    hint=(
        "`second_hour` is the whole table, as `pd.read_csv` gives it.",
        "The file already carries its column names in its first line.",
        'Begin with: second_hour = pd.read_csv("second_hour.csv", ...)',
    ),
)
q.that(
    "MMSI is text: an identity is a name made of digits",
    lambda: pd.api.types.is_string_dtype(column(second_hour, "MMSI")),
    hint=(
        "MMSI is a column of `second_hour`. What type does `second_hour.dtypes` give it?",
        "`pd.read_csv` takes `dtype=`, which says what a column is before it is read.",
        'Begin with: pd.read_csv("second_hour.csv", dtype={"MMSI": ...})',
    ),
)
q.that(
    "the shore station is still 002329999, with both its zeros",
    lambda: "002329999" in column(second_hour, "MMSI").tolist(),
    hint="A number has no leading zeros. Once lost, turning it into text is too late.",
)
q.that(
    "BaseDateTime is a time, not text that looks like one",
    lambda: pd.api.types.is_datetime64_any_dtype(column(second_hour, "BaseDateTime")),
    hint=(
        "BaseDateTime is a column of text. Which line of the lesson made it a time?",
        "`pd.to_datetime` makes a new column: put it in the old one's place.",
        'Begin with: second_hour["BaseDateTime"] = pd.to_datetime(...)',
    ),
)
q.that(
    "its clock is UTC: the first report is at 06:00:02 there",
    lambda: (
        str(column(second_hour, "BaseDateTime").min()) == "2024-05-01 06:00:02+00:00"
    ),
    hint=(
        "Print the first time of the column. In the lesson it ended in `+00:00`.",
        "`pd.to_datetime` leaves out the clock unless you ask for it.",
        "It takes `utc=True`.",
    ),
)
q.score()

# %% [markdown]
# ## The fastest ship that knows its speed
#
# This cell reads the hour afresh and calls it `reports`, whatever happened above.

# %%
reports = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
reports.nlargest(3, "SOG")

# %% [markdown]
# Three ships, all at 102.3 knots.
# How fast is the fastest ship that *knows* its speed?
# Call the number `fastest_knots`.

# %% solution="fastest-ship"
### BEGIN SOLUTION
known = reports[reports["SOG"] < 102.3]
fastest_knots = known["SOG"].max()
### END SOLUTION

# %% test="fastest-ship" points=5
q = check("fastest-ship", points=5)
known_knots = [x for x in pd.read_csv("second_hour.csv")["SOG"] if x < 102.3]


def number(value):
    """The value if it is one number, or else nan, of which no claim is true."""
    return value if isinstance(value, Real) and not isinstance(value, bool) else nan


q.that(
    "fastest_knots is one number: not text, not a column, not a table",
    lambda: isinstance(fastest_knots, Real) and not isinstance(fastest_knots, bool),
    hint=(
        "The number alone, without its row. `type(fastest_knots)` says what yours is.",
        "A column can be one row long and is still a column.",
        "End with the largest value of a column: `.max()`.",
    ),
)
q.that(
    "it is a speed, not `nan`: an empty cell has not spread to it",
    lambda: isfinite(number(fastest_knots)),
    hint=(
        "`nan` is what you get from empty cells, or from a column with no rows.",
        "Look at the column before you take its largest value: is anything in it?",
    ),
)
q.that(
    "it is below 102.3, which is how a ship says it does not know",
    lambda: number(fastest_knots) < 102.3,
    hint=(
        "Some rows hold a speed that nobody measured.",
        "In the lesson, `known` kept the rows where a condition was true.",
        'Begin with: known = reports[reports["SOG"] < ...]',
    ),
)
q.that(
    "some ship that knows its speed gives exactly this one; an average is nobody's speed",
    lambda: any(isclose(number(fastest_knots), knots) for knots in known_knots),
    hint="It is one of the values in the column SOG.",
)
q.that(
    "no ship that knows its speed reported a faster one",
    lambda: all(number(fastest_knots) > x - 1e-6 for x in known_knots),
    hint=(
        "Some value of SOG below 102.3 is larger than yours.",
        "Let Python look through all twelve: `.max()` is the largest of a column.",
    ),
)
q.score()

# %% [markdown]
# ## Reports that give no speed
#
# The same hour once more, read afresh and called `harbour`.

# %%
harbour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})

# %% [markdown]
# Some cells of `SOG` are empty, and some hold the code.
# Give `harbour` a column `speed_knots` in which both are empty.
# Then count its empty cells, and call the number `no_speed`.

# %% solution="no-speed"
### BEGIN SOLUTION
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["speed_knots"].isna().sum()
### END SOLUTION

# %% test="no-speed" points=4
q = check("no-speed", points=4)
given = pd.read_csv("second_hour.csv")["SOG"]


def speeds(table):
    """The column speed_knots as a list; an empty list if it is not one of numbers."""
    is_there = isinstance(table, pd.DataFrame) and "speed_knots" in table.columns
    if is_there and pd.api.types.is_numeric_dtype(table["speed_knots"]):
        return table["speed_knots"].to_numpy("float64", na_value=nan).tolist()
    return []


q.that(
    "harbour has a column of numbers, speed_knots, and none of them is 102.3",
    lambda: bool(speeds(harbour)) and 102.3 not in speeds(harbour),
    hint=(
        'A new column of `harbour`: harbour["speed_knots"] = ..., made from SOG.',
        "In the lesson, `mask` emptied the cells where a condition was true.",
        'Begin with: harbour["SOG"].mask(harbour["SOG"] ...)',
    ),
)
q.that(
    "it has 12 cells: a report that gives no speed is still a report",
    lambda: len(speeds(harbour)) == 12,
    hint=(
        "Empty the cell, but keep its row.",
        "Run the cell that reads `harbour` again, then only add a column to it.",
    ),
)
q.that(
    "every known speed is still there, and no number stands for an unknown one",
    lambda: (
        sorted(x for x in speeds(harbour) if x == x) == sorted(given[given < 102.3])
    ),
    hint=(
        "Unknown is neither nought nor an average: those cells are empty.",
        "A ship at 0.0 knots does know its speed: it lies still.",
    ),
)
q.that(
    "no_speed is one number: how many of the reports give no speed",
    lambda: (
        isinstance(no_speed, Real)
        and not isinstance(no_speed, bool)
        and no_speed == len(given) - sum(given < 102.3)
    ),
    hint=(
        "A count of the empty cells in speed_knots, so a whole number.",
        "`.isna()` gives a column that is true where a cell is empty.",
        "True counts as one: add that column up with `.sum()`.",
    ),
)
q.score()

# %% [markdown]
# ## Believe it?
#
# What is one row of this table?
# Name one thing a harbour master might ask that these rows cannot answer, and say why.
# Two or three sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="believe-it" points=3
# ### BEGIN SOLUTION
# One row is one report, from one radio, at one moment; a ship has as many rows as it
# sent reports. It cannot say how many vessels were in the harbour, because a vessel
# that sent nothing, or was not heard, has no row.
#
# *For whoever marks:* 1 point for "one report at one moment" (not "one ship");
# 1 for a question the rows cannot answer; 1 for a reason found in the rows or in what
# is missing from them. Accept: the average speed of the harbour, since ships that
# report more often count more.
# ### END SOLUTION
