# %% [markdown]
# # Clean positions, build tracks: dots of your own
#
# Five exercises on made-up ships.
# Everything lies near the equator, where 0.1 degrees are 6 nautical miles, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from pathlib import Path

import pandas as pd

from soundings import ais, check

Path("night.csv").write_text("""\
mmsi,speed_knots,course_degrees,heading_degrees
232999001,14.2,92.0,90
232999002,11.8,204.7,206
232999003,18.0,-141.2,271
232999004,9.6,-108.1,299
232999005,12.1,-50.4,1
232999006,7.3,-178.7,234
232999007,21.4,-204.8,203
232999008,5.6,3.6,359
232999009,8.8,-49.6,145
232999010,0.1,-121.6,12
232999011,0.0,-49.6,511
232999012,15.5,-76.3,511
232999013,5.0,180.0,190
232999014,10.4,41.7,40
232999015,0.3,0.0,511
232999016,13.9,-129.7,282
""")
Path("crossing.csv").write_text("""\
mmsi,time_utc,lon,lat
232999001,2024-05-01T06:00:00Z,0.000,0.000
232999003,2024-05-01T06:02:00Z,0.500,0.500
232999002,2024-05-01T06:05:00Z,0.500,0.000
232999001,2024-05-01T06:10:00Z,0.100,0.000
232999002,2024-05-01T06:15:00Z,0.700,0.020
232999001,2024-05-01T06:20:00Z,0.200,0.000
232999002,2024-05-01T06:25:00Z,0.500,0.040
232999001,2024-05-01T06:30:00Z,0.300,2.500
232999002,2024-05-01T06:35:00Z,0.500,0.060
232999001,2024-05-01T06:40:00Z,0.400,0.000
232999002,2024-05-01T06:45:00Z,0.500,0.080
232999001,2024-05-01T06:50:00Z,0.500,0.000
232999002,2024-05-01T06:55:00Z,0.500,0.100
232999001,2024-05-01T07:00:00Z,8.000,0.000
232999002,2024-05-01T07:05:00Z,0.500,0.120
232999001,2024-05-01T07:10:00Z,0.700,0.000
232999002,2024-05-01T07:15:00Z,0.500,-0.200
232999001,2024-05-01T07:20:00Z,0.800,0.000
232999002,2024-05-01T07:25:00Z,0.500,0.160
232999001,2024-05-01T07:30:00Z,0.900,0.000
232999002,2024-05-01T07:35:00Z,0.500,0.180
232999003,2024-05-01T12:02:00Z,1.500,0.500
232999003,2024-05-01T12:12:00Z,1.520,0.500
232999003,2024-05-01T12:22:00Z,1.540,1.500
232999003,2024-05-01T12:32:00Z,1.560,0.500
""")
Path("watch.csv").write_text("""\
mmsi,time_utc,lon,lat
232999001,2024-05-01T06:00:00Z,0.100,0.200
232999002,2024-05-01T06:05:00Z,0.500,0.200
232999001,2024-05-01T06:10:00Z,0.110,0.200
232999001,2024-05-01T06:20:00Z,0.120,0.200
232999003,2024-05-01T07:00:00Z,0.900,0.200
232999002,2024-05-01T07:55:00Z,0.510,0.200
232999001,2024-05-01T08:20:00Z,0.130,0.200
232999002,2024-05-01T09:50:00Z,0.520,0.200
232999003,2024-05-01T10:00:00Z,0.910,0.200
232999003,2024-05-01T10:10:00Z,0.920,0.200
232999001,2024-05-01T10:30:00Z,0.140,0.200
232999002,2024-05-01T11:40:00Z,0.530,0.200
232999003,2024-05-01T13:00:00Z,0.930,0.200
232999004,2024-05-01T15:30:00Z,0.700,0.200
232999004,2024-05-01T15:40:00Z,0.710,0.200
""")
Path("messy.csv").write_text("""\
mmsi,time_utc,lon,lat
232999011,2024-05-01T06:00:00Z,0.000,0.000
000000000,2024-05-01T06:00:00Z,0.300,0.300
000000000,2024-05-01T06:00:00Z,0.900,0.900
235999016,2024-05-01T06:00:00Z,0.700,0.100
232999012,2024-05-01T06:05:00Z,0.500,0.100
232999011,2024-05-01T06:10:00Z,0.020,0.000
232999011,2024-05-01T06:10:00Z,0.020,0.000
000000000,2024-05-01T06:10:00Z,181.000,91.000
235999016,2024-05-01T06:10:00Z,0.700,-5.000
123456789,2024-05-01T06:12:00Z,0.310,0.310
232999012,2024-05-01T06:15:00Z,0.500,0.120
232999011,2024-05-01T06:20:00Z,3.000,1.000
235999016,2024-05-01T06:20:00Z,0.700,0.140
123456789,2024-05-01T06:22:00Z,0.310,0.320
232999012,2024-05-01T06:25:00Z,181.000,91.000
232999011,2024-05-01T06:30:00Z,0.060,0.000
992321001,2024-05-01T06:30:00Z,0.200,0.200
235999016,2024-05-01T06:30:00Z,0.700,0.160
232999012,2024-05-01T06:35:00Z,0.500,0.160
232999012,2024-05-01T06:35:00Z,0.510,0.160
232999011,2024-05-01T06:40:00Z,181.000,91.000
232999012,2024-05-01T06:45:00Z,0.500,0.180
232999011,2024-05-01T06:50:00Z,0.100,0.000
""")
print(Path("night.csv").read_text())

# %% [markdown]
# ## Prove the repair
#
# Sixteen ships at night, read by the same program as the hour in New York.

# %%
night = pd.read_csv("night.csv", dtype={"mmsi": "str"})

# %% [markdown]
# Give `night` a column `course_mended`: courses from 0 to 359.9, empty where the course is unknown.
#
# Then prove it.
# Take the ships faster than 5 knots whose heading and mended course are both known.
# Call the median difference between the two `median_error`, in degrees and not rounded.
# Directions go round: no difference is more than 180.

# %% solution="prove-repair"
median_error = None
### BEGIN SOLUTION
course = night["course_degrees"]
course = course.where(course >= 0, course + 409.6).round(1)
night["course_mended"] = course.where(course < 360)
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()
### END SOLUTION

# %% test="prove-repair" points=5
q = check("prove-repair", points=5)
given = pd.read_csv("night.csv", dtype={"mmsi": "str"})
tenths = [round(10 * x) % 4096 for x in given["course_degrees"]]
courses = pd.Series([x / 10 if x < 3600 else float("nan") for x in tenths])
was_right = given[given["course_degrees"] >= 0].set_index("mmsi")["course_degrees"]
q.number(
    "median_error",
    lambda: median_error,
    at_least=0,
    says="median_error is one number of degrees, zero or more",
    hint=(
        "A difference counts without its sign: `.abs()`, then `.median()`.",
        "The median is one number. A column of differences is not there yet.",
    ),
    weight=0.5,
)
q.table(
    "night",
    lambda: night,
    columns={"mmsi": "text", "course_mended": "number"},
    rows=16,
    says="night still has its 16 ships, and a column of numbers, course_mended",
    hint=(
        'A new column: night["course_mended"] = ..., made from course_degrees.',
        "A wrong course is no reason to lose a ship: mend the value and keep the row.",
    ),
    weight=0.5,
)
q.that(
    "every mended course is on the compass: from 0 to 359.9",
    lambda: night["course_mended"].dropna().between(0, 359.95).all(),
    hint=(
        "What is the smallest of yours, and the largest?",
        "360.0 is not north, which is 0. What does AIS mean by it?",
    ),
)
q.that(
    "ships whose course was 0 to 204.7 keep it: nothing was wrong with those",
    lambda: (
        (night.set_index("mmsi")["course_mended"] - was_right)
        .loc[was_right.index]
        .abs()
        < 0.001
    ).all(),
    hint=(
        "Which rows need a repair, and which had none to make?",
        "`where` keeps a value where a condition is true, and else takes another.",
    ),
    weight=0.5,
)
q.same_values(
    "ships with a negative course get back what the misread bits took from it",
    lambda: night.sort_values("mmsi")["course_mended"],
    courses,
    within=0.01,
    in_order=True,
    hint=(
        "Look at a fast one: its heading says roughly where it went. How far off are you?",
        "How many values do twelve bits have? Each is a tenth of a degree.",
        "After the repair, one value is left that no compass has: empty those cells.",
    ),
    weight=1.5,
)
q.that(
    "median_error proves it: under 3 degrees for ships that make way",
    lambda: median_error < 3,
    hint=(
        "A ship at rest drifts anywhere: its bow is no witness.",
        "Leave out the heading that is a code, and speeds of 5 knots or less.",
    ),
    weight=0.5,
)
q.equals(
    "median_error counts every ship faster than 5 knots that knows both directions",
    lambda: median_error,
    2.05,
    within=0.001,
    hint=(
        "How far is 359.2 from 1? Not 358.2 degrees.",
        "One ship makes exactly 5 knots: that is not faster than 5.",
        "Begin with: (difference + 180) % 360 - 180",
    ),
    weight=0.5,
)
q.score()

# %% [markdown]
# ## The dots that never were
#
# Three ships cross a sound: a ferry, a tug and a coaster that nobody heard for six hours.
# The reports stand in the order in which they came, so the ships take turns.

# %%
crossing = ais.read_positions("crossing.csv")
crossing.head()

# %% [markdown]
# Some positions are strays: to go there and come back, a ship would need more than 50 knots both ways.
# Give `crossing` a column `is_stray`, true for a stray and false for any other report.
# Keep all rows.
#
# `ais.distance_nm(lon_1, lat_1, lon_2, lat_2)` gives nautical miles; `ais.add_motion` and `ais.drop_impossible_jumps` may help too.
# Those two return a new table, ordered by ship and time, its rows numbered anew: take all of it, not one column.

# %% solution="find-strays"
### BEGIN SOLUTION
crossing = ais.add_motion(crossing)
crossing["is_too_fast"] = crossing["made_good_knots"] > 50
came_back = crossing.groupby("mmsi")["is_too_fast"].shift(-1, fill_value=False)
crossing["is_stray"] = crossing["is_too_fast"] & came_back
### END SOLUTION

# %% test="find-strays" points=6
q = check("find-strays", points=6)
planted = {"01 06:30", "01 07:00", "02 06:15", "02 07:15", "03 12:22"}
all_reports = ais.read_positions("crossing.csv")


def keys_of(reports):
    return set(reports["mmsi"].str[-2:] + reports["time_utc"].dt.strftime(" %H:%M"))


def called_stray():
    return keys_of(crossing[crossing["is_stray"].astype(bool)])


q.table(
    "crossing",
    lambda: crossing,
    columns={"mmsi": "text", "time_utc": "time", "is_stray": "truth"},
    rows=25,
    says="crossing still has its 25 reports, and a column of true and false, is_stray",
    hint=(
        'A new column: crossing["is_stray"] = ..., one true or false for each report.',
        "Mark strays, but keep them. `crossing = ais.read_positions(...)` starts afresh.",
    ),
    weight=0.5,
)
q.that(
    "each report is called true or false: none is left open",
    lambda: crossing["is_stray"].notna().all(),
    hint=(
        "A ship's first report has no row before it, and its last none after it.",
        "No neighbour, no proof: such a report is not a stray.",
    ),
    weight=0.5,
)
q.that(
    "they are the reports that came: each ship and minute once",
    lambda: keys_of(crossing) == keys_of(all_reports),
    hint="Some reports are there twice, and others are gone. Start afresh.",
    weight=0.5,
)
q.that(
    "the ferry's 36 knots are a ferry's, and ten knots through a silence are no jump",
    lambda: not ({"01 06:10", "01 07:30", "03 12:02"} & called_stray()),
    hint=(
        "Divide the distance by the time it took, for each ship by itself.",
        "Is the row before a row of the same ship?",
        "A column of the toolkit's table has another order than yours: take its table.",
    ),
)
q.that(
    "precision: the good report after a stray is not called one, nor the one before",
    lambda: called_stray() <= planted,
    hint=(
        "A ship that was thrown off has to come back. Which report is the false one?",
        "A stray is too far from the report before it and from the one after.",
        "`.shift(-1)` brings the next row's value up; do it within each ship.",
    ),
    weight=2,
)
q.that(
    "recall: every planted stray is found, near ones too",
    lambda: planted <= called_stray(),
    hint=(
        "There are five, at least one for each ship.",
        "Twelve miles in ten minutes are 72 knots: look at speeds, not at distances.",
    ),
    weight=1.5,
)
q.score()

# %% [markdown]
# ## Where a track ends
#
# Four ships, heard at their own pace.

# %%
watch = ais.read_positions("watch.csv")
watch

# %% [markdown]
# Give `watch` a column `track`: 1, 2, … within each ship, in whole numbers.
# A new track begins when nothing was heard of the ship for more than two hours.
#
# Work it out with `groupby` and `diff`; then see whether `ais.number_tracks` agrees.

# %% solution="number-tracks"
### BEGIN SOLUTION
watch = watch.sort_values(["mmsi", "time_utc"])
silence = watch.groupby("mmsi")["time_utc"].diff()
watch["starts"] = silence > pd.Timedelta(hours=2)
watch["track"] = watch.groupby("mmsi")["starts"].cumsum() + 1
### END SOLUTION

# %% test="number-tracks" points=5
q = check("number-tracks", points=5)
q.table(
    "watch",
    lambda: watch,
    columns={"mmsi": "text", "time_utc": "time", "track": "whole"},
    rows=15,
    says="watch still has its 15 reports, and a column of whole numbers, track",
    hint=(
        'A new column: watch["track"] = ..., one number for each report.',
        "Adding up true and false gives whole numbers: `.cumsum()`.",
    ),
)


def tracks_of(ship):
    own = watch[watch["mmsi"] == ship].sort_values("time_utc")
    return own["track"].astype(int).tolist()


q.that(
    "each ship begins with track 1",
    lambda: all(tracks_of(f"23299900{n}")[0] == 1 for n in (1, 2, 3, 4)),
    hint=(
        "The tracks of one ship do not go on from those of another.",
        "Count within each ship: `groupby`, then `cumsum`. Does yours begin at 0?",
        "A column of the toolkit's table has another order than yours: take its table.",
    ),
)
q.that(
    "a ship that reports every two hours or sooner keeps its track, however few its rows",
    lambda: tracks_of("232999002") == [1, 1, 1, 1],
    hint=(
        "232999002 was never silent for more than 115 minutes.",
        "Measure silence on the clock and within one ship, not in rows.",
    ),
)
q.that(
    "a silence of two hours exactly is not more than two hours",
    lambda: tracks_of("232999001")[:4] == [1, 1, 1, 1],
    hint="232999001 was heard at 06:20, and again at 08:20.",
)
q.that(
    "a longer silence begins a new track, and the reports after it belong to that",
    lambda: (
        tracks_of("232999001") == [1, 1, 1, 1, 2]
        and tracks_of("232999003") == [1, 2, 2, 3]
    ),
    hint=(
        "232999003 fell silent twice for longer than two hours.",
        "The time since the same ship's report before: `groupby`, then `diff`.",
        "Where do you compare it with pd.Timedelta(hours=2)?",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## A receipt
#
# A last file, with a little of everything.

# %%
messy = ais.read_positions("messy.csv")
messy

# %% [markdown]
# Apply four rules, in this order, each to what the one before has left.
#
# 1. `position`: the report knows where it was; latitude 91 with longitude 181 does not.
# 2. `identity`: a ship can have its MMSI, as `ais.check_mmsi` says.
# 3. `repeat`: one report of a ship and second.
# 4. `stray`: no lone jump above 50 knots, there and back.
#
# Call what is left `believed`.
# Make a table `receipt`, a row for each rule in order.
# Its columns are `rule` (the four words above) and `n_lost`, how many reports the rule took.

# %% solution="receipt"
believed = None
receipt = None
### BEGIN SOLUTION
known = ais.drop_out_of_range(messy)
by_ships = known[known["mmsi"].map(ais.check_mmsi)]
once = ais.drop_repeats(by_ships)
believed = ais.drop_impossible_jumps(once)
left = [len(table) for table in (messy, known, by_ships, once, believed)]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [left[i] - left[i + 1] for i in range(4)],
    }
)
### END SOLUTION

# %% test="receipt" points=5
q = check("receipt", points=5)


def lost_to(rule):
    return int(receipt.loc[receipt["rule"] == rule, "n_lost"].sum())


q.table(
    "believed",
    lambda: believed,
    columns=["mmsi", "time_utc", "lon", "lat"],
    says="believed is a table of reports",
    hint="What the last rule has left, with the columns that `messy` has.",
    weight=0.5,
)
q.table(
    "receipt",
    lambda: receipt,
    columns={"rule": "text", "n_lost": "whole"},
    rows=4,
    says="receipt is a table of 4 rules, with what each took",
    hint=(
        "pd.DataFrame makes a table from a dictionary of columns.",
        'Begin with: receipt = pd.DataFrame({"rule": [...], "n_lost": [...]})',
    ),
    weight=0.5,
)
q.same_values(
    "the rules stand in the order in which they were used",
    lambda: receipt["rule"],
    ["position", "identity", "repeat", "stray"],
    in_order=True,
    hint="position, identity, repeat, stray: spelt as the exercise does.",
    weight=0.5,
)
q.that(
    "the totals reconcile: 23 reports came in, and each was lost to one rule or is believed",
    lambda: int(receipt["n_lost"].sum()) + len(believed) == 23,
    hint=(
        "Add up n_lost and len(believed). Is it len(messy)?",
        "What a rule took is the rows before it less the rows after it.",
        "Each rule starts from the table that the one before it has left.",
    ),
)
q.that(
    "three reports did not know where they were",
    lambda: lost_to("position") == 3,
    hint="`ais.drop_out_of_range` drops latitude 91. How many rows has it left?",
    weight=0.5,
)
q.that(
    "five more came from a number that no ship has: one of them is a buoy's",
    lambda: lost_to("identity") == 5,
    hint=(
        "`ais.check_mmsi` takes one MMSI; `.map` asks it of a whole column.",
        "A report without a position was lost already: no rule takes it twice.",
    ),
    weight=0.5,
)
q.that(
    "two more said a second time where a ship was in that second",
    lambda: lost_to("repeat") == 2,
    hint=(
        "A repeat has the ship and the second of another, wherever it says it was.",
        "Of each pair one stays: the rule takes the other.",
    ),
    weight=0.5,
)
q.that(
    "two strays went, and the eleven reports that are left are the true ones",
    lambda: (
        lost_to("stray") == 2
        and len(believed) == 11
        and set(believed["mmsi"]) == {"232999011", "232999012", "235999016"}
        and believed["lon"].between(0, 1).all()
        and believed["lat"].between(0, 1).all()
    ),
    hint=(
        "One stray is at longitude 3, one at latitude -5. What went beside them?",
        "`ais.drop_impossible_jumps` asks both neighbours.",
    ),
)
q.score()

# %% [markdown]
# ## What would you say?
#
# The eleven reports go to a colleague who counts ships.
# Which of the four rules took something that was true, and for which question would you have kept it?
# Which false report would none of the four rules find, and what could give it away?
# Three or four sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="believe-tracks" points=3
# ### BEGIN SOLUTION
# The rule on identities took positions where some ship really was; only the name was
# false. To count dots in a harbour, I would have kept those of 000000000 and 123456789,
# but not to follow or count ships.
#
# None of the rules finds a position that froze: it makes no jump at all. The speed that
# the ship sends would give it away, if it says 10 knots while the dot stands still. Nor
# do they find a ship that uses another's number, if the other is never heard.
#
# *For whoever marks:* 1 point for a rule and what was true in what it took (a repeat is
# accepted: two receivers heard one true report); 1 for a question in which that would
# matter; 1 for a false report that passes all four rules, with a witness for it.
# ### END SOLUTION
