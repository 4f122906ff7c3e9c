# %% [markdown]
# # Port utilisation: a harbour and its neighbours
#
# Four exercises on made-up ships.
# The first two are about one harbour, two weeks and fourteen calls, so you can check every answer by eye.
# The other two are about three ports and the ears that listened to them.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from io import StringIO
from random import Random

import pandas as pd

from soundings import check

HARBOUR = """\
mmsi,ship_type,n_reports,arrived_utc,departed_utc
232999001,70,240,2024-05-06T02:00:00Z,2024-05-06T14:00:00Z
232999002,80,840,2024-05-07T06:00:00Z,2024-05-09T00:00:00Z
232999003,60,40,2024-05-07T09:00:00Z,2024-05-07T11:00:00Z
232999005,31,60,2024-05-08T06:00:00Z,2024-05-08T07:00:00Z
232999003,60,40,2024-05-09T09:00:00Z,2024-05-09T11:00:00Z
232999001,70,240,2024-05-10T14:00:00Z,2024-05-11T02:00:00Z
232999004,70,170,2024-05-12T23:30:00Z,2024-05-13T08:00:00Z
232999002,80,240,2024-05-14T08:00:00Z,2024-05-14T20:00:00Z
232999006,89,280,2024-05-14T20:00:00Z,2024-05-15T10:00:00Z
232999004,70,480,2024-05-15T09:00:00Z,2024-05-16T09:00:00Z
232999007,90,60,2024-05-15T09:30:00Z,2024-05-15T10:30:00Z
232999001,70,140,2024-05-17T05:00:00Z,2024-05-17T12:00:00Z
232999008,69,600,2024-05-18T07:00:00Z,2024-05-18T17:00:00Z
232999006,89,160,2024-05-18T20:00:00Z,2024-05-19T04:00:00Z
"""
times = ["arrived_utc", "departed_utc"]
harbour = pd.read_csv(StringIO(HARBOUR), dtype={"mmsi": "str"}, parse_dates=times)
harbour.head(3)

# %% [markdown]
# ## Two weeks of trade
#
# One row is a port call; `n_reports` is how many reports the ship sent during it.
# The weeks begin on Monday 6 May and Monday 13 May 2024, at midnight UTC.
#
# Count cargo ships and tankers, types 70 to 89, by the week in which they arrived.
# Make a table called `weekly`, one row for each week.
# Its columns are `week` (its Monday), `visits` and `ships`, the different ships.

# %% solution="weekly"
weekly = None
### BEGIN SOLUTION
trade = harbour[harbour["ship_type"].between(70, 89)]
midnight = trade["arrived_utc"].dt.floor("D")
monday = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
by_week = trade.groupby(monday.rename("week"))["mmsi"]
weekly = by_week.agg(visits="size", ships="nunique").reset_index()
### END SOLUTION

# %% test="weekly" points=4
q = check("weekly", points=4)


def in_week(monday, column):
    weeks = weekly["week"].astype("str").str[:10]
    return float(weekly.loc[weeks == monday, column].sum())


q.table(
    "weekly",
    lambda: weekly,
    columns={"visits": "number", "ships": "number"},
    hint=(
        "Are visits and ships columns of numbers, and week a column, not the index?",
        "`.reset_index()` makes a column of an index.",
        'Begin with: trade = harbour[harbour["ship_type"].between(...)]',
    ),
)
q.that(
    "week is a column, and holds the Mondays 6 May and 13 May",
    lambda: (
        sorted(weekly["week"].astype("str").str[:10]) == ["2024-05-06", "2024-05-13"]
    ),
    hint=(
        "A time less its day of the week, in days, is its Monday; Monday is day 0.",
        "Cut the time off first: `.dt.floor('D')` gives midnight.",
    ),
)
q.that(
    "visits are calls, not reports: the harbour had fourteen calls in all",
    lambda: weekly["visits"].sum() <= 14,
    hint="One row is one call. Which function counts rows?",
)
q.that(
    "ferries, tugs and ships of other types are left out, and no tanker is",
    lambda: weekly["visits"].sum() == 9,
    hint=(
        "Types 70 to 79 are cargo ships, 80 to 89 tankers.",
        "Is type 89 among yours? `between` keeps both ends.",
    ),
)
q.equals(
    "the call of Sunday 12 May, 23:30 UTC, belongs to the week of 6 May",
    lambda: in_week("2024-05-06", "visits"),
    4,
    hint=(
        "By which clock did your week begin? In Britain it was already Monday.",
        "The times are on UTC: work out the Monday without changing the zone.",
    ),
)
q.equals(
    "the other visits are in the week of 13 May",
    lambda: in_week("2024-05-13", "visits"),
    5,
)
q.that(
    "a ship that called twice in a week is one ship",
    lambda: (in_week("2024-05-06", "ships"), in_week("2024-05-13", "ships")) == (3, 4),
    hint=(
        "What counts the different values of a column?",
        "Count the ships within each week, not over both.",
    ),
)
q.score()

# %% [markdown]
# ## How many at once?
#
# Now all fourteen calls, of whatever ship.
# Stays are half-open: a ship that leaves as another arrives does not meet it.
#
# Write a function `most_present(arrived, departed)`.
# It takes two lists of the same length, when each ship arrived and when it left, in hours.
# It returns the most ships that were there at once.
# `most_present([0, 2, 5], [5, 4, 6])` is 2.
#
# Then make a table `by_day` with the columns `day` and `hours`.
# For each of the fourteen days, 6 to 19 May, it says how many hours ships spent in the harbour, all ships together.

# %% solution="presence"
most_present = None
by_day = None
### BEGIN SOLUTION


def most_present(arrived, departed):
    """Return the most ships present at once; stays are half-open."""
    came = pd.DataFrame({"hour": arrived, "step": 1})
    left = pd.DataFrame({"hour": departed, "step": -1})
    steps = pd.concat([came, left]).groupby("hour")["step"].sum()
    return int(steps.cumsum().max())


days = pd.date_range("2024-05-06", periods=14, tz="UTC")
hours = []
for day in days:
    began = harbour["arrived_utc"].clip(lower=day)
    ended = harbour["departed_utc"].clip(upper=day + pd.Timedelta(days=1))
    inside = (ended - began) / pd.Timedelta(hours=1)
    hours.append(float(inside.clip(lower=0).sum()))
by_day = pd.DataFrame({"day": days, "hours": hours})
### END SOLUTION

# %% test="presence" points=5
q = check("presence", points=5)
dice = Random()


def stays_of(n):
    arrived = [dice.randint(0, 40) for _ in range(n)]
    return arrived, [hour + dice.randint(1, 12) for hour in arrived]


def hours_on(day):
    days = by_day["day"].astype("str").str[:10]
    return float(by_day.loc[days == day, "hours"].sum())


q.callable(
    "most_present",
    lambda: most_present,
    takes=2,
    hint="It begins with: def most_present(arrived, departed):",
)
q.for_inputs(
    "it gives the 2 of the example",
    lambda: most_present,
    inputs=[([0, 2, 5], [5, 4, 6])],
    expected=lambda arrived, departed: 2,
    hint=(
        "At hour 3, two of the three ships are there.",
        "Add 1 where a ship arrives, take 1 where it leaves, in order of time.",
    ),
)
q.for_inputs(
    "a ship that leaves at 5 and one that comes at 5 never meet",
    lambda: most_present,
    inputs=[([0, 5], [5, 9]), ([3, 7, 7], [7, 8, 9])],
    expected=lambda arrived, departed: len(arrived) - 1,
    hint=(
        "Half-open: the hour of departure no longer belongs to the stay.",
        "Add up all the steps of one hour before you look at the total.",
    ),
)
### BEGIN HIDDEN TESTS
q.for_inputs(
    "for any stays, it gives the most ships that were there at once",
    lambda: most_present,
    inputs=[stays_of(n) for n in (1, 2, 5, 9, 14, 20, 30)],
    expected=lambda arrived, departed: max(
        sum(a <= hour < d for a, d in zip(arrived, departed, strict=True))
        for hour in arrived
    ),
    weight=2,
    hint=(
        "Does it use the lists it is given, and no others?",
        "The lists are in no order: sort the steps by time before you add them up.",
    ),
)
### END HIDDEN TESTS
q.table(
    "by_day",
    lambda: by_day,
    columns={"hours": "number"},
    hint=(
        "A length of time divided by `pd.Timedelta(hours=1)` is a number of hours.",
        "Go through the days; of each stay, keep what lies in that day.",
    ),
)
q.that(
    "day is a column, with each of the fourteen days once",
    lambda: (
        sorted(by_day["day"].astype("str").str[:10])
        == [f"2024-05-{day:02d}" for day in range(6, 20)]
    ),
    hint="`pd.date_range('2024-05-06', periods=14, tz='UTC')` gives the days.",
)
q.equals(
    "no hour is counted twice over midnight, and none is lost: the days add up to the stays",
    lambda: by_day["hours"].sum(),
    155.5,
    within=0.01,
    hint=(
        "Add up departed less arrived over all calls. Do your days give as much?",
        "Of a stay over midnight, each day holds its own part.",
    ),
)
q.equals(
    "on 15 May three ships shared out their hours by day, not by arrival",
    lambda: hours_on("2024-05-15"),
    26,
    within=0.01,
    hint=(
        "One ship came on the 14th and left on the 15th; another stayed until the 16th.",
        "`.clip(lower=day)` begins a stay no earlier than the day does.",
    ),
)
q.equals(
    "the tanker that left at midnight was not there on 9 May",
    lambda: hours_on("2024-05-09"),
    2,
    within=0.01,
    hint="A stay that ends at 00:00 belongs wholly to the day before.",
)
q.score()

# %% [markdown]
# ## Fall, or deaf?
#
# Three made-up ports, six weeks: visits found by radio, reports received and reports due.

# %%
PORTS = """\
port,week,visits,n_received,n_expected
Northsand,2024-06-03,80,8280,9000
Northsand,2024-06-10,84,8370,9300
Northsand,2024-06-17,76,8008,8800
Northsand,2024-06-24,82,8463,9100
Northsand,2024-07-01,48,2288,5200
Northsand,2024-07-08,59,6440,7000
Eastmouth,2024-06-03,30,2100,3000
Eastmouth,2024-06-10,28,2726,2900
Eastmouth,2024-06-17,31,2945,3100
Eastmouth,2024-06-24,12,1302,1400
Eastmouth,2024-07-01,29,2850,3000
Eastmouth,2024-07-08,30,2880,3000
Weir,2024-06-03,52,3720,6000
Weir,2024-06-10,50,1740,5800
Weir,2024-06-17,55,3721,6100
Weir,2024-06-24,51,3717,5900
Weir,2024-07-01,53,3600,6000
Weir,2024-07-08,39,3420,5700
"""
weeks = pd.read_csv(StringIO(PORTS))
weeks.head(3)

# %% [markdown]
# Coverage is the share of the reports due that was received.
# Add a column `finding` and call the table `findings`, eighteen rows:
#
# - `not heard` if the week's coverage is less than three quarters of the port's median coverage;
# - else `fall` if its visits are less than three quarters of the median visits of the port's *heard* weeks;
# - else `as usual`.

# %% solution="outage"
findings = None
### BEGIN SOLUTION
findings = weeks.copy()
findings["coverage"] = findings["n_received"] / findings["n_expected"]
usual_coverage = findings.groupby("port")["coverage"].transform("median")
is_heard = findings["coverage"] >= 0.75 * usual_coverage
heard_visits = findings["visits"].where(is_heard)
usual_visits = heard_visits.groupby(findings["port"]).transform("median")
findings["finding"] = "as usual"
findings.loc[findings["visits"] < 0.75 * usual_visits, "finding"] = "fall"
findings.loc[~is_heard, "finding"] = "not heard"
### END SOLUTION

# %% test="outage" points=5
q = check("outage", points=5)


def found(port, week):
    rows = findings[
        (findings["port"] == port) & (findings["week"].astype("str").str[:10] == week)
    ]
    return str(rows["finding"].iloc[0])


q.table(
    "findings",
    lambda: findings,
    columns={"port": "text", "finding": "text"},
    rows=18,
    hint=(
        "All eighteen weeks stay; each gets one of three words.",
        "`.copy()` makes a table of your own to which you can add a column.",
        "Begin with the coverage of each week: received divided by due.",
    ),
)
q.that(
    "each finding is one of: as usual, fall, not heard",
    lambda: set(findings["finding"]) <= {"as usual", "fall", "not heard"},
    hint="Spell them as in the question, in small letters.",
)
q.equals(
    "Northsand's week of 1 July is not reported as a fall: it was not heard",
    lambda: found("Northsand", "2024-07-01"),
    "not heard",
    hint=(
        "What share of the reports due came in that week, and in others?",
        "Ask about coverage before you ask about visits.",
    ),
)
q.equals(
    "Eastmouth's week of 24 June is a fall: it was heard as ever",
    lambda: found("Eastmouth", "2024-06-24"),
    "fall",
    hint="Few reports came, and few were due. What matters is their ratio.",
)
q.equals(
    "Weir's week of 10 June was not heard, though its visits look usual",
    lambda: found("Weir", "2024-06-10"),
    "not heard",
    hint="A deaf week need not show a fall: ships that stay for days are found all the same.",
)
q.equals(
    "Weir is always heard badly, and only one of its weeks is not heard",
    lambda: int(
        (findings.loc[findings["port"] == "Weir", "finding"] == "not heard").sum()
    ),
    1,
    hint=(
        "Compare each port with itself: which coverage is usual there?",
        "`.groupby('port')[...].transform('median')` gives each row its port's median.",
    ),
)
q.equals(
    "Northsand's week of 8 July is a fall: the deaf week does not lower what is usual",
    lambda: found("Northsand", "2024-07-08"),
    "fall",
    hint=(
        "What is usual comes from weeks that were heard.",
        "`.where(is_heard)` blanks the others, and a median leaves blanks out.",
    ),
)
q.equals(
    "Eastmouth's week of 3 June was not heard: 70% came, where 94.5% is its median",
    lambda: found("Eastmouth", "2024-06-03"),
    "not heard",
    hint="Is what is usual the median of the port's coverage, or the mean?",
)
q.equals(
    "Weir's week of 8 July has three quarters of the usual visits, and not less",
    lambda: found("Weir", "2024-07-08"),
    "as usual",
    hint="Less than: a week of exactly three quarters is no fall.",
)
q.equals(
    "all other weeks are as usual",
    lambda: int((findings["finding"] == "as usual").sum()),
    13,
    hint="Less than three quarters, not less than the median itself.",
)
q.score()

# %% [markdown]
# ## A release note
#
# It is 15 July, and Northsand's week of 1 July, held back so far, is to be published.
# Its row is in `weeks`.
# A colleague has worked out an interval for the true visits: from 63 to 88, right 19 times in 20.
#
# First the facts.
# Fill in `note`: the visits seen, the coverage in per cent, and the two ends of the interval.
# Last, `goes_into_index`: does the week go into the index, `True` or `False`?

# %% solution="note"
note = {
    "seen": None,
    "coverage_percent": None,
    "low": None,
    "high": None,
    "goes_into_index": None,
}
### BEGIN SOLUTION
deaf_week = weeks[(weeks["port"] == "Northsand") & (weeks["week"] == "2024-07-01")]
share = deaf_week["n_received"].sum() / deaf_week["n_expected"].sum()
note = {
    "seen": int(deaf_week["visits"].sum()),
    "coverage_percent": float(100 * share),
    "low": 63,
    "high": 88,
    "goes_into_index": False,
}
### END SOLUTION

# %% test="note" points=2
q = check("note", points=2)
q.number(
    "seen",
    lambda: note["seen"],
    at_least=0,
    hint="The visits of Northsand in the week of 1 July, as found.",
)
q.number(
    "coverage_percent",
    lambda: note["coverage_percent"],
    at_least=1,
    at_most=100,
    hint="Received divided by due, times 100.",
)
q.number("low", lambda: note["low"], hint="The interval is in the question.")
q.number("high", lambda: note["high"], hint="The interval is in the question.")
q.truth(
    "goes_into_index",
    lambda: note["goes_into_index"],
    hint="True or False, without quotes.",
)
q.equals(
    "the visits are those that were seen",
    lambda: note["seen"],
    48,
    hint="A release says what was counted first, and then what it may stand for.",
)
q.equals(
    "the coverage is that week's, at that port",
    lambda: note["coverage_percent"],
    44,
    within=0.05,
    hint="2,288 reports came. How many were due?",
)
q.that(
    "the interval has its lower end first",
    lambda: (note["low"], note["high"]) == (63, 88),
    hint="From 63 to 88.",
)
q.equals(
    "a week that was not heard is a gap in the index",
    lambda: note["goes_into_index"],
    False,
    hint="Would its 48 be a fall of the ships?",
)
q.score()

# %% [markdown]
# Now write the note, in three or four sentences for a reader who has never heard of AIS.
# Say what was seen and what counts as a visit, how well the port was heard, and between which figures the truth lies.
# Say too what will happen to the week in the index.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="release-note" points=3
# ### BEGIN SOLUTION
# In the week from 1 July, 48 visits to Northsand were found in ships' radio reports; a
# visit is a ship that lay at a berth for half an hour or more. The receiver took in 44%
# of the reports that were due, where 92% is usual, so visits are missing from this
# count: the true figure lies between 63 and 88, 19 times in 20. The week is left blank
# in the index, and neither the 48 nor the usual is put in its place. We cannot say
# whether visits fell.
#
# *For whoever marks:* 1 point for the figure with its unit and definition; 1 for
# coverage and interval, both with their numbers; 1 for the gap, with no claim that
# visits fell or did not. Accept other words for coverage. Nothing for "48 visits, down
# 40%", however careful the rest.
# ### END SOLUTION
