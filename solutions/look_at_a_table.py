# %% [markdown]
# # Look at a table: a second hour
#
# Four exercises on a second hour of reports, twelve rows long.
# It is made up, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
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
second_hour = None
### BEGIN SOLUTION
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
second_hour["BaseDateTime"] = pd.to_datetime(second_hour["BaseDateTime"], utc=True)
### END SOLUTION

# %% test="read-hour" points=5
q = check("read-hour", points=5)
q.table(
    "second_hour",
    lambda: second_hour,
    columns=["BaseDateTime", "MMSI"],
    rows=12,
    says="second_hour is a table of 12 reports; the line of column names is not a report",
    hint=(
        "`second_hour` is the whole table, as `pd.read_csv` gives it.",
        "The file already carries its column names in its first line.",
        'Begin with: second_hour = pd.read_csv("second_hour.csv", ...)',
    ),
)
q.column(
    "MMSI",
    lambda: second_hour["MMSI"],
    kind="text",
    says="MMSI is text: an identity is a name made of digits",
    hint=(
        "MMSI is a column of `second_hour`. What type does `second_hour.dtypes` give it?",
        "`pd.read_csv` takes `dtype=`, which says what a column is before it is read.",
        'Begin with: pd.read_csv("second_hour.csv", dtype={"MMSI": ...})',
    ),
)
q.that(
    "the shore station is still 002329999, with both its zeros",
    lambda: "002329999" in second_hour["MMSI"].tolist(),
    hint="A number has no leading zeros. Once lost, turning it into text is too late.",
)
q.column(
    "second_hour",
    lambda: second_hour["BaseDateTime"],
    kind="time",
    says="BaseDateTime is a time, not text that looks like one",
    hint=(
        "BaseDateTime is a column of text. Which line of the lesson made it a time?",
        "`pd.to_datetime` makes a new column: put it in the old one's place.",
        'Begin with: second_hour["BaseDateTime"] = pd.to_datetime(...)',
    ),
)
q.equals(
    "its clock is UTC: the first report is at 06:00:02 there",
    lambda: second_hour["BaseDateTime"].min(),
    pd.Timestamp("2024-05-01 06:00:02", tz="UTC"),
    hint=(
        "Print the first time of the column. In the lesson it ended in `+00:00`.",
        "`pd.to_datetime` leaves out the clock unless you ask for it.",
        "It takes `utc=True`.",
    ),
)
q.that(
    "every report keeps a time of its own: no two of the twelve are the same",
    lambda: second_hour["BaseDateTime"].nunique() == 12,
    hint="Each time is made from the text in its own row, seconds and all.",
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
fastest_knots = None
### BEGIN SOLUTION
known = reports[reports["SOG"] < 102.3]
fastest_knots = known["SOG"].max()
### END SOLUTION

# %% test="fastest-ship" points=5
q = check("fastest-ship", points=5)
known_knots = [x for x in pd.read_csv("second_hour.csv")["SOG"] if x < 102.3]
q.number(
    "fastest_knots",
    lambda: fastest_knots,
    says="fastest_knots is one number: not text, not a column, not a table",
    hint=(
        "The number alone, without its row. `type(fastest_knots)` says what yours is.",
        "A column can be one row long and is still a column.",
        "End with the largest value of a column: `.max()`.",
    ),
)
q.that(
    "it is a speed below 102.3 that some ship reported: 102.3 means unknown, an average is nobody's",
    lambda: any(abs(fastest_knots - x) < 1e-6 for x in known_knots),
    hint=(
        "It is one of the values in the column SOG, and some of those nobody measured.",
        "In the lesson, `known` kept the rows where a condition was true.",
        'Begin with: known = reports[reports["SOG"] < ...]',
    ),
)
q.equals(
    "no ship that knows its speed reported a faster one",
    lambda: fastest_knots,
    max(known_knots),
    within=1e-6,
    hint=(
        "Some value of SOG below 102.3 is larger than yours.",
        "Let Python look through all twelve: `.max()` is the largest of a column.",
    ),
    weight=2,
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
# Then count the empty cells of `speed_knots`, and call the number `no_speed`.

# %% solution="no-speed"
no_speed = None
### BEGIN SOLUTION
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["speed_knots"].isna().sum()
### END SOLUTION

# %% test="no-speed" points=4
q = check("no-speed", points=4)
given = pd.read_csv("second_hour.csv")["SOG"]
q.number(
    "no_speed",
    lambda: no_speed,
    says="no_speed is one number, a count",
    hint=(
        "`.isna()` gives a column that is true where a cell is empty.",
        "True counts as one: add that column up with `.sum()`.",
    ),
    weight=0.5,
)
q.table(
    "harbour",
    lambda: harbour,
    columns={"speed_knots": "number"},
    rows=12,
    says="harbour still has its 12 reports, and a column of numbers, speed_knots",
    hint=(
        'A new column of `harbour`: harbour["speed_knots"] = ..., made from SOG.',
        "Empty some cells, but keep their rows: read `harbour` again, then add a column.",
        "In the lesson, `mask` emptied the cells where a condition was true.",
        'Begin with: harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] ...)',
    ),
)
q.that(
    "none of its speeds is 102.3, or more",
    lambda: not (harbour["speed_knots"] >= 102.3).any(),
    hint=(
        "`mask` gives a new column and leaves the old one alone: which did you keep?",
        "Which condition is true of the code, and of no speed that a ship measured?",
    ),
)
q.same_values(
    "every known speed is still there, and no number stands for an unknown one",
    lambda: harbour["speed_knots"],
    given.where(given < 102.3),
    within=1e-6,
    hint=(
        "Unknown is neither zero nor an average: those cells are empty.",
        "A ship at 0.0 knots does know its speed: it lies still.",
    ),
)
q.equals(
    "no_speed is one number: how many of the reports give no speed",
    lambda: no_speed,
    len(given) - sum(given < 102.3),
    hint=(
        "A count of the empty cells in speed_knots: those of the code, and those empty before.",
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
