# %% [markdown]
# # Rescue patterns: an afternoon at sea
#
# People drown in the sea that this lesson is about.
# Everything below is made up: no ship, boat, warning or request is real.
#
# Three exercises and a written answer.
# Places are in nautical miles east and north of a buoy, so you can draw them on squared paper.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from io import StringIO

import numpy as np
import pandas as pd

from soundings import check

# %% [markdown]
# ## One hour in numbers
#
# One hour of four ships, a position every ten minutes.
# The rows stand in the order in which they were heard, so the ships take turns.

# %%
fixes_text = """\
ship,minute,east_nm,north_nm
SIM ALDER,0,0.0,0.0
SIM BEECH,0,5.0,0.0
SIM CEDAR,0,8.0,0.0
SIM ELM,0,-5.0,2.0
SIM BEECH,10,5.1,1.0
SIM ALDER,10,0.0,1.0
SIM CEDAR,10,10.0,0.0
SIM ELM,10,-3.0,2.0
SIM ALDER,20,1.0,1.0
SIM CEDAR,20,12.0,0.0
SIM BEECH,20,5.0,2.0
SIM ELM,20,-1.0,2.0
SIM ALDER,30,1.0,0.0
SIM BEECH,30,5.1,3.0
SIM ELM,30,1.0,2.0
SIM CEDAR,30,14.0,0.0
SIM CEDAR,40,12.0,0.0
SIM ALDER,40,0.0,0.0
SIM BEECH,40,5.0,4.0
SIM ELM,40,3.0,2.0
SIM ALDER,50,0.0,1.0
SIM ELM,50,5.0,2.0
SIM BEECH,50,5.1,5.0
SIM CEDAR,50,10.0,0.0
SIM ALDER,60,1.0,1.0
SIM BEECH,60,5.0,6.0
SIM CEDAR,60,8.0,0.0
SIM ELM,60,7.0,2.0
"""
fixes = pd.read_csv(StringIO(fixes_text))
fixes.head()

# %% [markdown]
# Make a table called `features`, one row for each ship, with these columns:
#
# - `ship`
# - `path_nm`, the miles that it went
# - `path_over_gone`, the path over the straight line from its first position to its last; empty (missing) if it ended where it began
# - `turn_degrees`, the sum of all its turns, to either side, none of them more than 180
# - `loiter_nm`, the farthest that it was from the mean of its positions
# - `company`, how many other ships were two miles away or less at some moment, both at the same minute
#
# Round nothing.

# %% solution="features"
features = None
### BEGIN SOLUTION
place = ["east_nm", "north_nm"]
fixes = fixes.sort_values(["ship", "minute"])
step = fixes.groupby("ship")[place].diff()
fixes["step_nm"] = np.hypot(step["east_nm"], step["north_nm"])
fixes["course"] = np.degrees(np.arctan2(step["east_nm"], step["north_nm"]))
turn = fixes.groupby("ship")["course"].diff()
fixes["turn"] = ((turn + 180) % 360 - 180).abs()
off = fixes[place] - fixes.groupby("ship")[place].transform("mean")
fixes["off_nm"] = np.hypot(off["east_nm"], off["north_nm"])
each = fixes.groupby("ship")
features = each.agg(
    path_nm=("step_nm", "sum"),
    turn_degrees=("turn", "sum"),
    loiter_nm=("off_nm", "max"),
)
gone = each[place].last() - each[place].first()
gone_nm = np.hypot(gone["east_nm"], gone["north_nm"])
features["path_over_gone"] = features["path_nm"] / gone_nm.where(gone_nm > 0)
pairs = fixes.merge(fixes, on="minute", suffixes=("", "_other"))
apart = np.hypot(
    pairs["east_nm"] - pairs["east_nm_other"],
    pairs["north_nm"] - pairs["north_nm_other"],
)
beside = pairs[(apart <= 2) & (pairs["ship"] != pairs["ship_other"])]
company = beside.groupby("ship")["ship_other"].nunique()
features["company"] = company.reindex(features.index, fill_value=0)
features = features.reset_index()
### END SOLUTION

# %% test="features" points=6
q = check("features", points=6)


def of_ship(ship, name):
    return float(features.loc[features["ship"] == ship, name].iloc[0])


def is_near(ship, name, expected):
    return abs(of_ship(ship, name) - expected) < 0.001


q.table(
    "features",
    lambda: features,
    columns={
        "ship": "text",
        "path_nm": "number",
        "turn_degrees": "number",
        "loiter_nm": "number",
        "company": "number",
    },
    rows=4,
    says="features has a row for each of the four ships, and the columns asked for",
    hint=(
        "`features.columns` says what yours are called. Is ship one of them?",
        "After `groupby`, the ship is the index: `.reset_index()` makes it a column.",
        'Begin with: fixes.groupby("ship")[["east_nm", "north_nm"]].diff()',
    ),
)
q.that(
    "each ship's path is the sum of its own six steps",
    lambda: (
        is_near("SIM ALDER", "path_nm", 6)
        and is_near("SIM BEECH", "path_nm", 6.029925)
        and is_near("SIM CEDAR", "path_nm", 12)
        and is_near("SIM ELM", "path_nm", 12)
    ),
    hint=(
        "SIM CEDAR makes six steps of two miles. How many are yours?",
        "A step leads from a ship to itself: take differences within each ship.",
        "`np.hypot(east, north)` is the length of a step.",
    ),
)
q.that(
    "path over displacement is 1 for SIM ELM, which goes straight, and 4.24 for SIM ALDER",
    lambda: (
        is_near("SIM ELM", "path_over_gone", 1)
        and is_near("SIM ALDER", "path_over_gone", 6 / 2**0.5)
        and is_near("SIM BEECH", "path_over_gone", 1.004988)
    ),
    hint=(
        "SIM ALDER ends a mile east and a mile north of where it began.",
        "`.first()` and `.last()` of each ship, and the straight line between them.",
    ),
)
q.that(
    "SIM CEDAR ends where it began: its ratio is missing, and not infinite",
    lambda: (
        features.loc[features["ship"] == "SIM CEDAR", "path_over_gone"].isna().all()
    ),
    hint=(
        "What does twelve divided by nothing give in your table?",
        "`.where(gone > 0)` empties what is not more than nothing.",
    ),
    weight=0.5,
)
q.that(
    "turns count to either side, the short way round: 450, 57, 180 and 0 degrees",
    lambda: (
        is_near("SIM ALDER", "turn_degrees", 450)
        and is_near("SIM BEECH", "turn_degrees", 57.105931)
        and is_near("SIM CEDAR", "turn_degrees", 180)
        and is_near("SIM ELM", "turn_degrees", 0)
    ),
    hint=(
        "SIM BEECH wavers about north. How far is 354 degrees from 6?",
        "SIM ALDER turns right five times, by 90 degrees.",
        "(difference + 180) % 360 - 180, without its sign, and then the sum.",
    ),
    weight=1.5,
)
q.that(
    "loitering is measured from the mean of a ship's own positions",
    lambda: (
        is_near("SIM ALDER", "loiter_nm", 0.808122)
        and is_near("SIM CEDAR", "loiter_nm", 3.428571)
        and is_near("SIM ELM", "loiter_nm", 6)
    ),
    hint=(
        "SIM ELM's mean is half-way, and it began six miles from there.",
        '`.transform("mean")` gives each position its ship\'s mean.',
    ),
)
q.that(
    "company is another ship, near at the same minute: SIM ALDER and SIM ELM have one",
    lambda: (
        [
            of_ship(f"SIM {name}", "company")
            for name in ("ALDER", "BEECH", "CEDAR", "ELM")
        ]
        == [1, 0, 0, 1]
    ),
    hint=(
        "SIM ELM goes where SIM BEECH had been. Was that company? And two miles are near.",
        "No ship keeps company with itself, and one without company has 0.",
        'Merge the table with itself on "minute", and look at pairs of two ships.',
    ),
)
q.score()

# %% [markdown]
# ## The one that remembers
#
# Ten events of four hours each: five dashes to a boat, five passages.
# Each hour has its speed.
# The last two columns deal the hours into five parts: once hour by hour, once by whole events.

# %%
seen_text = """\
event,hour,speed_knots,is_rescue,part_of_hours,part_of_events
E01,1,14.31,True,2,1
E01,2,14.36,True,4,1
E01,3,14.28,True,1,1
E01,4,14.33,True,5,1
E02,1,12.62,True,3,2
E02,2,12.57,True,1,2
E02,3,12.65,True,2,2
E02,4,12.55,True,4,2
E03,1,16.94,True,5,3
E03,2,17.01,True,2,3
E03,3,16.99,True,4,3
E03,4,16.91,True,3,3
E04,1,15.48,True,1,4
E04,2,15.41,True,3,4
E04,3,15.52,True,5,4
E04,4,15.44,True,2,4
E05,1,13.19,True,4,5
E05,2,13.24,True,5,5
E05,3,13.12,True,3,5
E05,4,13.16,True,1,5
E06,1,11.31,False,2,1
E06,2,11.36,False,5,1
E06,3,11.27,False,1,1
E06,4,11.22,False,3,1
E07,1,14.72,False,4,2
E07,2,14.66,False,1,2
E07,3,14.78,False,3,2
E07,4,14.69,False,5,2
E08,1,17.92,False,1,3
E08,2,17.97,False,4,3
E08,3,17.88,False,2,3
E08,4,18.00,False,5,3
E09,1,10.92,False,3,4
E09,2,11.03,False,2,4
E09,3,10.97,False,5,4
E09,4,10.88,False,4,4
E10,1,18.63,False,5,5
E10,2,18.57,False,3,5
E10,3,18.66,False,1,5
E10,4,18.71,False,4,5
"""
seen = pd.read_csv(StringIO(seen_text))
seen.head()

# %% [markdown]
# A nearest neighbour guesses that an hour is what the most similar hour is.
# Here that is the hour whose speed is nearest, out of all hours in other parts.
# Hours of its own part are hidden.
#
# Write a function `count_right(hours, part)` that returns how many hours of such a table are guessed right.
# `part` is the name of the column that says which part an hour is in.
# Where two hours are equally near, they agree.
#
# Call the number for parts of hours `random_right`, and the one for parts of events `grouped_right`.

# %% solution="grouped"
random_right = None
grouped_right = None
### BEGIN SOLUTION


def count_right(hours, part):
    n_right = 0
    for one in hours.to_dict("records"):
        others = hours[hours[part] != one[part]]
        nearest = (others["speed_knots"] - one["speed_knots"]).abs().idxmin()
        n_right += others.loc[nearest, "is_rescue"] == one["is_rescue"]
    return int(n_right)


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")
### END SOLUTION

# %% test="grouped" points=6
q = check("grouped", points=6)
given = pd.read_csv(StringIO(seen_text))
drawn = np.random.default_rng()


def make_hours():
    n = 24
    return pd.DataFrame(
        {
            "event": [f"E{i // 3:02d}" for i in range(n)],
            "speed_knots": drawn.permutation(np.arange(n) ** 1.5 + 3.0),
            "is_rescue": drawn.random(n) < 0.5,
            "part_of_hours": drawn.permutation(np.arange(n) % 4),
        }
    )


def guessed_right(hours, part):
    speed = hours["speed_knots"].to_numpy()
    parts, answer = hours[part].to_numpy(), hours["is_rescue"].to_numpy()
    apart = np.abs(speed[:, None] - speed[None, :])
    apart[parts[:, None] == parts[None, :]] = np.inf
    return int((answer[apart.argmin(axis=1)] == answer).sum())


q.that(
    "count_right is a function of a table and the name of a column",
    lambda: callable(count_right) and count_right(given, "part_of_hours") is not None,
    hint=(
        "def count_right(hours, part): ... and at its end, return the number.",
        "`hours[part]` is the column whose name is in `part`.",
    ),
    weight=0.5,
)
q.number(
    "random_right",
    lambda: random_right,
    whole=True,
    at_least=0,
    at_most=40,
    hint='random_right = count_right(seen, "part_of_hours")',
    weight=0.25,
)
q.number(
    "grouped_right",
    lambda: grouped_right,
    whole=True,
    at_least=0,
    at_most=40,
    hint='grouped_right = count_right(seen, "part_of_events")',
    weight=0.25,
)
q.that(
    "an hour learns nothing from itself, nor from any hour of its own part",
    lambda: (
        count_right(
            pd.DataFrame(
                {
                    "speed_knots": [10.0, 10.1, 14.0, 14.2],
                    "is_rescue": [True, True, False, False],
                    "part": [1, 1, 2, 2],
                }
            ),
            "part",
        )
        == 0
    ),
    hint=(
        "Which hours may each one look at? Those whose part is another.",
        "Leave out the whole part, and not only the hour itself.",
    ),
    weight=1.5,
)
q.that(
    "it counts right for any table of hours, and whichever column holds the parts",
    lambda: all(
        count_right(hours, "part_of_hours") == guessed_right(hours, "part_of_hours")
        and count_right(hours.rename(columns={"part_of_hours": "fold"}), "fold")
        == guessed_right(hours, "part_of_hours")
        for hours in [make_hours() for _ in range(10)]
    ),
    hint=(
        "For each hour: which other has the smallest difference in speed, without sign?",
        "Does your function use `hours` and `part`, or `seen` and a name of its own?",
        "`.abs().idxmin()` says where the smallest is.",
    ),
    weight=2,
)
q.equals(
    "hours hidden one by one: their own event gives nearly all of them away",
    lambda: random_right,
    guessed_right(given, "part_of_hours"),
    hint="Each hour has three of its own event to look at, mostly in other parts.",
    weight=0.5,
)
q.equals(
    "events hidden whole: the random split had flattered",
    lambda: grouped_right,
    guessed_right(given, "part_of_events"),
    hint="The column part_of_events hides all four hours of an event together.",
    weight=1,
)
q.score()

# %% [markdown]
# ## Which call was it?
#
# Six halts that a rule has flagged, and eleven broadcasts.
# Times are hours since midnight of the first day.
# A broadcast's place is where the boat was last known to be.

# %%
halts = pd.read_csv(
    StringIO("""\
halt,began_hours,east_nm,north_nm
H1,10,0,0
H2,30,20,5
H3,11,3,4
H4,52,40,0
H5,75,-20,10
H6,90,60,60
""")
)
warnings = pd.read_csv(
    StringIO("""\
warning_id,broadcast_hours,east_nm,north_nm
W10,13,6,-6
W1,8,4,3
W2,18,26,13
W3,80,1,1
W4,58,44,3
W5,3,20,6
W6,62,-21,10
W7,77,-14,18
W8,59,41,1
W9,12.2,80,-40
W11,91,66.5,68
""")
)
halts.merge(warnings, how="cross", suffixes=("", "_said")).head(3)

# %% [markdown]
# A broadcast may be about a halt if it lies ten miles away or less, and came at most 12 hours before the halt began and at most 6 hours after.
# Both ends count.
#
# Make a table called `pairs` with the columns `halt` and `warning_id`.
# For each halt it has the nearest broadcast that may be about it.
# A halt without one has no row.
# Two halts may share a broadcast: two ships can come to one boat.

# %% solution="match"
pairs = None
### BEGIN SOLUTION
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late_hours = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] <= 10) & late_hours.between(-12, 6)]
pairs = may_be.sort_values("apart_nm").drop_duplicates("halt")[["halt", "warning_id"]]
### END SOLUTION

# %% test="match" points=5
q = check("match", points=5)


def said_of(halt):
    return pairs.loc[pairs["halt"] == halt, "warning_id"].tolist()


q.table(
    "pairs",
    lambda: pairs,
    columns={"halt": "text", "warning_id": "text"},
    hint=(
        "Two columns, with these names, and a row for each halt that has a broadcast.",
        'Begin with: halts.merge(warnings, how="cross", suffixes=("", "_said"))',
    ),
    weight=0.5,
)
q.that(
    "no halt has two rows",
    lambda: pairs["halt"].is_unique,
    hint=(
        "Of all broadcasts that may be about a halt, which one do you keep?",
        'Sort by distance, then `.drop_duplicates("halt")`.',
    ),
    weight=0.5,
)
q.that(
    "H1's nearest call came three days later: time counts as well as space",
    lambda: said_of("H1") == ["W1"],
    hint=(
        "W3 is a mile and a half from H1. When was it broadcast?",
        "Ask both questions of each pair, and only then take the nearest.",
    ),
    weight=1.5,
)
q.that(
    "H3 shares W1 with H1: W9 is nearer in time alone, and 80 miles away",
    lambda: said_of("H3") == ["W1"],
    hint=(
        "Two ships can come to one boat: drop no broadcast that was used before.",
        "How far from H3 is the broadcast that you gave it? Ten miles is the limit.",
    ),
)
q.that(
    "H5 has a call in time, though a nearer one came too early",
    lambda: said_of("H5") == ["W7"],
    hint=(
        "Take the nearest first and ask for its time afterwards, and H5 is left with none.",
        "W6 came 13 hours before H5 began, W7 two hours after it and ten miles away.",
    ),
)
q.that(
    "both ends count: ten miles are near enough, 12 hours early and six late are in time",
    lambda: said_of("H2") == ["W2"] and said_of("H4") == ["W4"],
    hint=(
        "W2 lies ten miles from H2 and came 12 hours before, W4 six hours after H4 began.",
        "Is your limit `<` where it should be `<=`? And is W8 not too late for H4?",
    ),
    weight=1,
)
q.same_values(
    "all pairs are there, and no other: nothing was said about H6",
    lambda: pairs[["halt", "warning_id"]],
    pd.DataFrame(
        {
            "halt": ["H1", "H2", "H3", "H4", "H5"],
            "warning_id": ["W1", "W2", "W1", "W4", "W7"],
        }
    ),
    hint=(
        "Your pairs should be of five halts. Which do you lack, or have too many?",
        "No broadcast lies within ten miles of H6; W11 is 10.3 away.",
    ),
    weight=0.5,
)
q.score()

# %% [markdown]
# ## What to delay, blur, withhold
#
# Your detector works, and three requests lie on your desk.
#
# - A newspaper wants a live map: each rescue's place, time and ship.
# - A university wants ten years of the same, "old data, so no harm", to put on its website.
# - The planners of the rescue service want to know where to base a second ship next summer.
#
# Write a harm assessment, in 200 words or fewer.
# Who could be hurt by each release, and how?
# For each request say what you would delay, what blur, and what withhold, and from whom.
# Name one harm that is left when you have done so, and who should sign for it.

# %% [markdown] written="harm" points=5
# ### BEGIN SOLUTION
# The newspaper: a live place leads anyone to a boat whose people are in the water, and
# the ship's name to its crew and to the port where survivors go ashore. I would publish
# a count each month, after its end, and withhold places and ships. Delay alone
# protects those who were found.
#
# The university: ten exact years show which way boats take and where ships wait, and
# that holds for next year's boats, so their age does not cure it. On the website: counts
# by season and wide area, small ones merged. Exact rows stay with the service, shown to
# named researchers under an agreement. Ships' tracks are public, so a day and a square
# of ten miles can still name a ship: withhold the day.
#
# The planners: they need places, not hours and names. Squares of ten miles give them the
# same base; shown to them, and not passed on.
#
# What is left: counts that fall look as if need had fallen, though boats that nobody
# reached are in no row. The head of the rescue service should sign, after asking an
# organisation that speaks for those who cross.
#
# *For whoever marks:* 1 point for people named who could be hurt (in the boats, crews,
# survivors ashore) and how; 1 for a decision on each request that says what is delayed,
# blurred and withheld; 1 for seeing that delay does not protect the pattern, so old data
# can hurt; 1 for purpose: no one gets more than the use needs, and linkage with ships'
# tracks or the news is considered; 1 for a harm that remains, with somebody who signs.
# Withholding everything, without a word about what planners then lose, earns 3 at most.
# ### END SOLUTION
