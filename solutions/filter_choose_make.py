# %% [markdown]
# # Filter, choose, make: three small tables
#
# All three are made up, and small enough to check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from pathlib import Path

import pandas as pd

from soundings import check

# %% [markdown]
# ## One winter's containers
#
# A made-up harbour with two terminals returns its calls each month.
# As in the lesson, `month` is text.

# %%
Path("harbour_returns.csv").write_text("""\
return_id,year,month,terminal,cargo_group,calls
R01,2020,1,North,container,41
R02,2020,1,North,tanker,7
R03,2020,2,North,container,38
R04,2020,2,South,tanker,11
R05,2020,3,South,container,29
R06,2020,10,North,container,45
R07,2020,11,South,container,31
R08,2020,11,South,tanker,12
R09,2020,12,North,container,36
R10,2020,12,South,container,24
R11,2020,12,South,tanker,9
R12,2021,1,North,container,33
R13,2021,1,South,container,22
R14,2021,1,North,tanker,8
R15,2021,2,North,container,35
R16,2021,2,South,container,27
R17,2021,2,South,tanker,10
R18,2021,3,North,container,40
R19,2021,10,North,container,44
R20,2021,11,South,container,30
R21,2021,12,North,container,37
R22,2021,12,South,tanker,13
""")
harbour_returns = pd.read_csv("harbour_returns.csv", dtype={"month": "str"})
harbour_returns

# %% [markdown]
# Keep the container returns of one winter: December 2020, January 2021 and February 2021.
# Keep all the columns, and call the table `winter_containers`.

# %% solution="winter-containers"
winter_containers = None
### BEGIN SOLUTION
numbered = harbour_returns.assign(month=harbour_returns["month"].astype("int"))
is_winter = ((numbered["year"] == 2020) & (numbered["month"] == 12)) | (
    (numbered["year"] == 2021) & (numbered["month"] <= 2)
)
winter_containers = numbered[is_winter & (numbered["cargo_group"] == "container")]
### END SOLUTION

# %% test="winter-containers" points=4
q = check("winter-containers", points=4)
filed = pd.read_csv("harbour_returns.csv").set_index("return_id")


def find_filed(kept):
    """Look up the returns that were kept, as they were filed."""
    return filed.loc[list(kept["return_id"])]


q.table(
    "winter_containers",
    lambda: winter_containers,
    columns=["return_id", "year", "month", "terminal", "cargo_group", "calls"],
    says="winter_containers is a table with all the columns of the returns",
    hint=(
        "A condition inside square brackets keeps whole rows.",
        "Two conditions are joined by `&`, each in round brackets of its own.",
        "Begin with: winter_containers = harbour_returns[...]",
    ),
)
q.that(
    "some returns came through the filter",
    lambda: len(winter_containers) > 0,
    hint="No row meets all your conditions at once. Try them one by one, and count.",
    weight=0.5,
)
q.that(
    "every return in it is about container ships",
    lambda: set(find_filed(winter_containers)["cargo_group"]) == {"container"},
    hint=(
        "A filter on the months lets tankers through. Which column knows about them?",
        "`&` asks for two conditions at once; round brackets about each keep them apart.",
    ),
)
q.that(
    "every return in it is of December, January or February",
    lambda: set() < set(find_filed(winter_containers)["month"]) <= {12, 1, 2},
    hint=(
        'List the months that you kept: winter_containers["month"].unique(). Which came uninvited?',
        'As text, "3" comes after "12" and "10" comes before "2".',
        'Make numbers of the months first: harbour_returns["month"].astype("int")',
    ),
)
q.that(
    "it holds one winter: its December is in 2020, its January and February in 2021",
    lambda: (
        set(find_filed(winter_containers).eval("(month == 12) == (year == 2020)"))
        == {True}
    ),
    hint=(
        "A winter is in two years. Which year is your December in, and which your January?",
        "Two conditions, each with a year of its own, and a row may meet either: `|`.",
    ),
)
q.same_values(
    "every container return of that winter is there, just as it was filed",
    lambda: winter_containers,
    filed.loc[
        ["R09", "R10", "R12", "R13", "R15", "R16"], ["terminal", "cargo_group", "calls"]
    ].reset_index(),
    hint=(
        "Go through the months: which of the three has no rows, or too few?",
        "Each terminal sends a return of its own.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Hours of waiting
#
# Ten made-up calls, with their times read as times.

# %%
Path("arrivals.csv").write_text("""\
call_id,berth_id,arrived_utc,berthed_utc
K01,NORTH-1,2021-01-04T06:00:00Z,2021-01-04T08:30:00Z
K02,NORTH-2,2021-01-04T22:45:00Z,2021-01-05T03:00:00Z
K03,SOUTH-1,2021-01-05T09:00:00Z,2021-01-05T09:40:00Z
K04,NORTH-1,2021-01-05T10:00:00Z,2021-01-07T04:00:00Z
K05,SOUTH-1,2021-01-06T14:00:00Z,2021-01-06T02:00:00Z
K06,NORTH-2,2021-01-06T15:30:00Z,2021-01-06T17:15:00Z
K07,SOUTH-2,2021-01-07T23:50:00Z,2021-01-09T00:05:00Z
K08,SOUTH-1,2021-01-08T05:00:00Z,
K09,NORTH-1,2021-01-08T18:20:00Z,2021-01-08T18:20:00Z
K10,SOUTH-2,2021-01-09T23:15:00Z,2021-01-09T22:45:00Z
""")
arrivals = pd.read_csv("arrivals.csv", parse_dates=["arrived_utc", "berthed_utc"])
arrivals

# %% [markdown]
# Give `arrivals` a column `wait_hours`: how many hours each ship waited, from arrival to berth, as a number.
# By the record some ships were moored before they came.
# Nobody knows how long they waited, so their cells are empty, as is that of the ship still at anchor.
# Keep all ten rows.

# %% solution="waiting-hours"
### BEGIN SOLUTION
wait = arrivals["berthed_utc"] - arrivals["arrived_utc"]
arrivals["wait_hours"] = wait / pd.Timedelta(hours=1)
arrivals["wait_hours"] = arrivals["wait_hours"].mask(arrivals["wait_hours"] < 0)
### END SOLUTION

# %% test="waiting-hours" points=4
q = check("waiting-hours", points=4)
recorded = pd.read_csv("arrivals.csv", parse_dates=["arrived_utc", "berthed_utc"])
seconds = (recorded["berthed_utc"] - recorded["arrived_utc"]).dt.total_seconds()
true_waits = recorded[["call_id"]].assign(
    wait_hours=(seconds / 3600).where(seconds >= 0)
)
q.table(
    "arrivals",
    lambda: arrivals,
    columns=["call_id", "wait_hours"],
    rows=10,
    says="arrivals still has its ten calls, and a column wait_hours",
    hint=(
        "Subtract one column of times from the other.",
        'Put the result into the table: arrivals["wait_hours"] = ...',
        "A filter drops whole rows. Here each row stays, and a cell is emptied.",
    ),
)
q.column(
    "wait_hours",
    lambda: arrivals["wait_hours"],
    kind="number",
    says="wait_hours holds numbers: not text, and not lengths of time",
    hint=(
        "One time minus another is a length of time. What did the lesson divide it by?",
        "An hour is `pd.Timedelta(hours=1)`. What has an hour in it is not yet a number.",
    ),
)
q.equals(
    "K01 came at 06:00 and was moored at 08:30",
    lambda: arrivals.set_index("call_id")["wait_hours"]["K01"],
    2.5,
    within=0.01,
    unit="hours",
    hint=(
        "From 06:00 to 08:30 by the clock on the wall: which unit is yours in?",
        "150 are minutes, 9000 seconds. Minus means that you subtracted the other way round.",
        "2 has lost its half hour: `//` drops it, and `/` keeps it.",
    ),
)
q.equals(
    "K04 was moored two days after it came, and those days count",
    lambda: arrivals.set_index("call_id")["wait_hours"]["K04"],
    42,
    within=0.01,
    unit="hours",
    hint=(
        "Count by hand from 10:00 on the 5th to 04:00 on the 7th. Where did the days go?",
        "`.dt.seconds` is what is left over after whole days. Divide the whole length of time.",
    ),
)
q.that(
    "no ship waited for less than no time",
    lambda: not (arrivals["wait_hours"] < 0).any(),
    hint=(
        "Which rows have a wait below zero? Look at their two times.",
        "`mask` empties the cells where a condition is true. Did you keep what it gave?",
    ),
)
q.same_values(
    "each wait is with its own call, and what nobody knows is empty",
    lambda: arrivals,
    true_waits,
    within=0.06,
    hint=(
        "Unknown is neither zero nor the same number without its minus: those cells are empty.",
        "K09 was moored as it came: it waited for no time at all, and that is known.",
        "Part of an hour counts too: K03 waited for forty minutes.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## The ten longest average waits
#
# Sixteen made-up berths: a winter's calls at each, and the hours that they waited, all together.

# %%
Path("quays.csv").write_text("""\
berth_id,calls,waited_hours
NORTH-1,16,104
NORTH-2,40,130
NORTH-3,8,100
NORTH-4,24,204
NORTH-5,0,0
EAST-1,4,26
EAST-2,10,110
EAST-3,30,180
EAST-4,6,43.5
SOUTH-1,12,174
SOUTH-2,8,52
SOUTH-3,2,11
SOUTH-4,20,195
WEST-1,16,176
WEST-2,4,36
WEST-3,18,144
""")
quays = pd.read_csv("quays.csv")
quays

# %% [markdown]
# Make a column `average_hours`, the average wait of a call at each berth.
# Keep the ten berths with the longest, and any that tie with the tenth, longest first.
# Choose two columns, `berth_id` and `average_hours`, and call the table `longest`.

# %% solution="longest-waits"
longest = None
### BEGIN SOLUTION
longest = (
    quays
    .assign(average_hours=lambda t: t["waited_hours"] / t["calls"])
    .nlargest(10, "average_hours", keep="all")
    .loc[:, ["berth_id", "average_hours"]]
)  # fmt: skip
### END SOLUTION

# %% test="longest-waits" points=5
q = check("longest-waits", points=5)
listed = pd.read_csv("quays.csv").set_index("berth_id")
averages = listed["waited_hours"] / listed["calls"]
cut = averages.sort_values(ascending=False).iloc[9]
q.table(
    "longest",
    lambda: longest,
    columns={"berth_id": "text", "average_hours": "number"},
    hint=(
        "`longest` is made from `quays`, which gets one more column first.",
        "Begin with: quays.assign(average_hours=...)",
        "Pick columns last: a list of names, in square brackets.",
    ),
)
q.that(
    "some berths are in it",
    lambda: len(longest) > 0,
    hint="No row meets your condition. Look at the averages before you filter them.",
    weight=0.5,
)
q.that(
    "those two are its only columns",
    lambda: sorted(longest.columns) == ["average_hours", "berth_id"],
    hint="A list of names in the brackets picks several columns, and only those.",
    weight=0.5,
)
q.that(
    "each average is that berth's hours shared among its calls",
    lambda: (
        (
            longest.set_index("berth_id")["average_hours"].astype("float").fillna(-1)
            - averages.fillna(-1)[list(longest["berth_id"])]
        )
        .abs()
        .lt(0.06)
        .all()
    ),
    hint=(
        "At NORTH-3 eight calls waited 100 hours together: 12.5 hours each.",
        "Divide the column of hours by the column of calls, row by row.",
    ),
)
q.that(
    "NORTH-5, which had no calls, has no average and is not in it",
    lambda: "NORTH-5" not in list(longest["berth_id"]),
    hint=(
        "Nothing divided by nothing is not zero, and not the largest either.",
        "A filter on the calls, before the division, leaves that berth out.",
    ),
    weight=0.5,
)
q.that(
    "no berth left out waited longer, on average, than one in the table",
    lambda: longest["average_hours"].min() >= averages.drop(longest["berth_id"]).max(),
    hint=(
        "Compare the berths in your table with those left out: which end did you keep?",
        "Sorted, the smallest stand first unless you ask for `ascending=False`.",
    ),
)
q.same_values(
    "the ten longest are there, and all that tie with the tenth, but none after them",
    lambda: longest["berth_id"],
    averages.index[averages >= cut].tolist(),
    hint=(
        "Which is the tenth average, and how many berths have just that one?",
        "`head` cuts between berths that are level, and so does `nlargest` unless told.",
        "What did the lesson give to `keep=`?",
    ),
    weight=2,
)
q.that(
    "the longest wait stands first, and none is longer than the one above it",
    lambda: longest["average_hours"].is_monotonic_decreasing,
    hint=(
        "The right berths, or some of them, in another order: sort by the average.",
        'Begin with: .sort_values("average_hours", ...)',
    ),
    weight=0.5,
)
q.score()
