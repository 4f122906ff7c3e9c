# %% [markdown]
# # Port calls: a harbour of your own
#
# Seven exercises in a made-up harbour.
# The first four are about one day, six ships and 49 reports.
# Everything lies near the equator, where 0.01 degrees are 0.6 nautical miles, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from io import StringIO
from pathlib import Path

import pandas as pd

from soundings import ais, check

Path("harbour.csv").write_text("""\
MMSI,BaseDateTime,LON,LAT,SOG,Status
232999001,2024-05-01T06:00:00,0.060,0.020,12.0,0
232999001,2024-05-01T06:30:00,0.030,0.020,6.0,0
232999001,2024-05-01T07:00:00,0.005,0.020,0.1,0
232999001,2024-05-01T07:30:00,0.005,0.020,0.1,0
232999001,2024-05-01T08:00:00,0.005,0.020,0.0,0
232999001,2024-05-01T08:30:00,0.005,0.020,0.1,0
232999001,2024-05-01T08:40:00,0.020,0.020,3.0,0
232999001,2024-05-01T09:20:00,0.021,0.020,3.0,0
232999001,2024-05-01T10:00:00,0.020,0.020,3.0,0
232999001,2024-05-01T10:30:00,0.005,0.020,0.0,0
232999001,2024-05-01T11:30:00,0.005,0.020,0.1,0
232999001,2024-05-01T11:40:00,0.008,0.020,3.0,0
232999001,2024-05-01T12:00:00,0.030,0.020,6.5,0
232999001,2024-05-01T12:30:00,0.060,0.020,12.0,0
232999002,2024-05-01T06:10:00,0.020,0.060,9.0,0
232999002,2024-05-01T06:20:00,0.020,0.030,9.0,0
232999002,2024-05-01T06:30:00,0.008,0.010,8.5,0
232999002,2024-05-01T06:40:00,0.020,-0.020,9.0,0
232999002,2024-05-01T17:00:00,0.020,-0.020,0.8,0
232999002,2024-05-01T17:20:00,0.020,0.020,9.0,0
232999002,2024-05-01T17:40:00,0.020,0.060,9.0,0
232999003,2024-05-01T07:30:00,0.060,0.035,8.0,0
232999003,2024-05-01T07:50:00,0.038,0.035,4.0,0
232999003,2024-05-01T08:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T10:00:00,0.036,0.034,0.2,0
232999003,2024-05-01T13:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T13:10:00,0.039,0.035,3.0,1
232999003,2024-05-01T13:30:00,0.060,0.035,7.0,0
232999004,2024-05-01T06:40:00,0.060,0.030,9.0,0
232999004,2024-05-01T07:00:00,0.034,0.036,0.4,5
232999004,2024-05-01T08:00:00,0.037,0.037,0.2,5
232999004,2024-05-01T09:00:00,0.034,0.036,0.3,5
232999004,2024-05-01T09:30:00,0.020,0.025,4.0,5
232999004,2024-05-01T10:00:00,0.005,0.030,0.1,5
232999004,2024-05-01T11:00:00,0.005,0.030,0.0,5
232999004,2024-05-01T11:30:00,0.060,0.020,9.0,0
232999005,2024-05-01T12:00:00,0.060,0.010,6.0,8
232999005,2024-05-01T12:20:00,0.022,0.012,0.5,8
232999005,2024-05-01T14:20:00,0.022,0.012,0.5,8
232999005,2024-05-01T14:40:00,0.012,0.022,1.2,8
232999005,2024-05-01T15:10:00,0.005,0.046,0.2,8
232999005,2024-05-01T16:10:00,0.005,0.047,0.1,8
232999005,2024-05-01T16:30:00,0.020,0.060,6.0,8
232999006,2024-05-01T13:00:00,0.060,0.006,8.0,1
232999006,2024-05-01T13:30:00,0.006,0.006,0.4,1
232999006,2024-05-01T13:35:00,0.006,0.006,0.2,1
232999006,2024-05-01T13:40:00,0.006,0.006,0.3,1
232999006,2024-05-01T14:00:00,0.030,0.006,6.0,1
232999006,2024-05-01T14:20:00,0.060,0.006,8.0,1
""")
ais.read_positions("harbour.csv").head()

# %% [markdown]
# ## Find the calls
#
# The harbour reaches from longitude 0 to 0.04 and from latitude 0 to 0.04.
# Its quay is the western strip of it: longitude 0 to 0.01, all latitudes.
# A call is a visit to the harbour with half an hour or more at rest at the quay.
# A ship that leaves the quay and comes back without leaving the harbour has called once.
#
# Make a table called `calls`, one row for each call, with the columns `mmsi`, `arrived_utc` and `departed_utc`: the first and last report at rest at the quay, as times in UTC.
# `ais.make_fences` takes a list of fences, each with `fence`, `kind` ("port" or "berth") and `ring`.
# Other columns do no harm.

# %% solution="call-table"
calls = None
### BEGIN SOLUTION
harbour_day = ais.read_positions("harbour.csv")
harbour_day = ais.clean_positions(harbour_day)
harbour = [(0, 0), (0.04, 0), (0.04, 0.04), (0, 0.04), (0, 0)]
quay = [(0, 0), (0.01, 0), (0.01, 0.04), (0, 0.04), (0, 0)]
harbour_fences = ais.make_fences(
    [
        {"fence": "harbour", "kind": "port", "ring": harbour},
        {"fence": "quay", "kind": "berth", "ring": quay},
    ]
)
calls = ais.port_calls(harbour_day, harbour_fences)
### END SOLUTION

# %% test="call-table" points=5
q = check("call-table", points=5)


def row_1():
    return calls[calls["mmsi"].astype("str") == "232999001"]


def row_4():
    return calls[calls["mmsi"].astype("str") == "232999004"]


q.table(
    "calls",
    lambda: calls,
    columns=["mmsi", "arrived_utc", "departed_utc"],
    hint=(
        "Which of the toolkit's functions gives a table with these columns?",
        "Is mmsi in the index? `.reset_index()` makes it a column.",
        "`ais.port_calls(positions, fences)` takes the reports first, and both fences in one table.",
        'Begin with: ais.make_fences([{"fence": "harbour", "kind": "port", "ring": ...}, ...])',
    ),
)
q.that(
    "calls has rows: the fences stand where the ships are, longitude first",
    lambda: len(calls) > 0,
    hint=(
        "How many reports lie in each fence? `ais.locate` says.",
        "The quay runs along the western side: its longitudes are 0 and 0.01.",
    ),
)
q.column(
    "mmsi",
    lambda: calls["mmsi"],
    kind="text",
    says="mmsi is text: an identity is a name made of digits",
    hint="`ais.read_positions` keeps it as text; `pd.read_csv` needs to be told.",
)
q.that(
    "the ship that sailed past the quay at 8.5 knots did not call",
    lambda: len(calls) > 0 and "232999002" not in calls["mmsi"].tolist(),
    hint="Being inside the fence is not enough. What must a ship do to call?",
)
q.that(
    "a ship at anchor, or at rest away from the quay, did not call",
    lambda: len(calls) > 0 and not {"232999003", "232999005"} & set(calls["mmsi"]),
    hint=(
        "Rest counts only at the quay: how far east does it reach, and how far north?",
        "Is the quay the fence of kind berth, and the harbour the one of kind port?",
    ),
)
q.that(
    "less than half an hour at rest at the quay is no call",
    lambda: len(calls) > 0 and "232999006" not in calls["mmsi"].tolist(),
    hint="How long from a ship's first to its last report at rest at the quay?",
)
q.same_values(
    "every ship that called is there, and each call is one row",
    lambda: calls["mmsi"].astype("str"),
    ["232999001", "232999004"],
    hint=(
        "A call is one row, however many reports or stays at the quay it has.",
        "Whose visit to the harbour is whole? Is the harbour of kind port, the quay of kind berth?",
        "Whose reports below half a knot lie at the quay? It has four sides.",
    ),
)
q.table(
    "calls",
    lambda: calls,
    columns={"arrived_utc": "utc", "departed_utc": "utc"},
    says="arrived_utc and departed_utc are times in UTC, not text",
    hint="`pd.to_datetime(..., utc=True)` makes a column of text one of times.",
)
q.column(
    "row_4", lambda: row_4()["mmsi"], says="ship …004 has a row in calls", weight=0.5
)
q.equals(
    "ship …004 arrived when it came to rest at the quay, not when it entered the harbour",
    lambda: row_4()["arrived_utc"].min(),
    pd.Timestamp("2024-05-01T07:00Z") + pd.Timedelta(hours=3),
    within=360,
    hint=(
        "Look at the reports of ship …004: where did it lie before the quay?",
        "A ship arrives with its first report at rest at the quay, not in the harbour.",
    ),
)
q.equals(
    "ship …004 departed with its last report at rest, not when it was seen outside",
    lambda: row_4()["departed_utc"].min(),
    pd.Timestamp("2024-05-01T10:00Z") + pd.Timedelta(hours=1),
    within=360,
    hint="A ship has gone when it is seen outside; its last report at rest is earlier.",
)
q.column(
    "row_1", lambda: row_1()["mmsi"], says="ship …001 has a row in calls", weight=0.5
)
q.equals(
    "ship …001 arrived with its own first report at rest at the quay",
    lambda: row_1()["arrived_utc"].min(),
    pd.Timestamp("2024-05-01T06:00Z") + pd.Timedelta(hours=1),
    within=360,
    hint="A ship arrives when it lies at the quay, not when it enters the harbour.",
)
q.equals(
    "ship …001 departed with its own last report at rest, before it was seen moving off",
    lambda: row_1()["departed_utc"].min(),
    pd.Timestamp("2024-05-01T07:00Z") + pd.Timedelta(hours=4.5),
    within=360,
    hint=(
        "It left the quay and came back without leaving the harbour: one call, so the last rest counts.",
        "Which reports at the quay are of a ship that moves? Look at 11:40.",
    ),
)
q.score()

# %% [markdown]
# ## How wide is a port?
#
# A colleague draws no outline.
# Whatever lies still within so many nautical miles of the quay's middle, at longitude 0.005 and latitude 0.02, is *in port* for her.
# This cell works out the distances; still means 0.5 knots or less.

# %%
day = ais.read_positions("harbour.csv")
lon, lat = day["lon"], day["lat"]
day["from_quay_nm"] = ais.distance_nm(lon, lat, 0.005, 0.02)
day.head(3)

# %% [markdown]
# How many ships are in port by her definition, within 1, 1.5 and 3.5 nautical miles?
# Make a table called `by_radius` with the columns `radius_nm` and `ships`, three rows.
#
# Then ask who was added, and what it did there.
# Put the mmsi of the ship that only the widest circle holds in `added_last`, as text.

# %% solution="radius"
by_radius = added_last = None
### BEGIN SOLUTION
at_rest = day[day["speed_knots"] <= 0.5]
radii = [1, 1.5, 3.5]
ships = []
for radius in radii:
    near = at_rest[at_rest["from_quay_nm"] <= radius]
    ships.append(near["mmsi"].nunique())
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})
closest_nm = at_rest.groupby("mmsi")["from_quay_nm"].min()
added_last = closest_nm.idxmax()
### END SOLUTION

# %% test="radius" points=4
q = check("radius", points=4)


def ships_within():
    counts = by_radius.set_index("radius_nm")["ships"].sort_index()
    return [float(n) for n in counts]


q.table(
    "by_radius",
    lambda: by_radius,
    columns={"radius_nm": "number", "ships": "number"},
    says="by_radius is a table with the columns radius_nm and ships, both of numbers",
    hint=(
        "Both are columns: `.reset_index()` makes a column of an index.",
        "pd.DataFrame takes a dictionary: each column's name with its list of values.",
        "To count the different values of a column call `.nunique()`, with its brackets.",
    ),
)
q.same_values(
    "it has one row for each of the three radii",
    lambda: by_radius["radius_nm"],
    [1, 1.5, 3.5],
    within=0.001,
    hint="The radii are 1, 1.5 and 3.5.",
)
q.that(
    "ships are counted, not reports: there are only six ships",
    lambda: set(ships_within()) <= {0, 1, 2, 3, 4, 5, 6},
    hint="A ship at rest sends many reports. What counts the different values of a column?",
)
q.that(
    "the smallest circle holds every ship at rest in it, and none that only sails past",
    lambda: ships_within()[0] == 3,
    hint=(
        "Which ships came near the quay? How fast were they there?",
        "A radius holds whatever is as near as that or nearer: less than or equal.",
        'Begin with: at_rest = day[day["speed_knots"] <= ...]',
    ),
)
q.that(
    "a larger circle holds the ships of the smaller, and some more",
    lambda: ships_within()[0] == 3 and ships_within() == sorted(set(ships_within())),
    hint=(
        "Still means 0.5 knots or less: is a ship at exactly 0.5 counted?",
        "Count everything up to the radius, not only what lies beyond the last one.",
    ),
)
q.same_values(
    "even the widest leaves out the ship that never came to rest",
    ships_within,
    [3, 4, 5],
    in_order=True,
    hint=(
        "Which ships are there at all, and which of them has no report at 0.5 knots or less?",
        "Slow is not still: a ship that drifts at 0.8 knots moves.",
    ),
)
q.equals(
    "added_last is the one ship in the widest circle that never lay still in the middle one",
    lambda: added_last,
    "232999003",
    hint=(
        "How near to the quay did each ship lie, at its nearest rest?",
        "A ship may rest at two places: the nearer one puts it into a smaller circle.",
        'For each ship: at_rest.groupby("mmsi")["from_quay_nm"].min()',
    ),
)
q.score()

# %% [markdown]
# ## Waiting or working?
#
# The harbour's anchorage is its north-eastern corner: longitude 0.03 to 0.04, latitude 0.03 to 0.04.
# The quay is as before.
# This cell makes both, and adds what the toolkit can say of each report.
# Then it draws the fences with every report at rest: do they lie where you expect?

# %%
east = [(0.03, 0.03), (0.04, 0.03), (0.04, 0.04), (0.03, 0.04)]
strip = [(0, 0), (0.01, 0), (0.01, 0.04), (0, 0.04)]
roads = {"fence": "roads", "kind": "anchorage"}
quay = {"fence": "quay", "kind": "berth"}
roads["ring"] = [*east, east[0]]
quay["ring"] = [*strip, strip[0]]
places = ais.make_fences([roads, quay])
reports = ais.locate(ais.read_positions("harbour.csv"), places)
reports = ais.mark_stopped(reports)
view = reports[reports["is_stopped"]].plot.scatter("lon", "lat")
for ring in places["ring"]:
    view.plot(ring[:, 0], ring[:, 1])
reports[["mmsi", "berth", "anchorage", "is_stopped"]].head(3)

# %% [markdown]
# How many hours did ships spend at rest in the anchorage, all ships together, and how many at the quay?
# A stay is half an hour or more at rest, from its first to its last report at rest.
# A ship that is seen elsewhere for more than half an hour has ended its stay; the next is another.
# Add the lengths of all stays.
# Call the two numbers `anchor_hours` and `berth_hours`.
# Go by where the ships were and what they did, whatever their crews typed.

# %% solution="waiting"
anchor_hours = berth_hours = None
### BEGIN SOLUTION


def hours_of(found):
    lengths = found["last_utc"] - found["first_utc"]
    return lengths.sum() / pd.Timedelta(hours=1)


anchor_hours = hours_of(ais.stays(reports, "anchorage"))
berth_hours = hours_of(ais.stays(reports, "berth"))
### END SOLUTION

# %% test="waiting" points=4
q = check("waiting", points=4)


def is_near(hours, expected):
    return abs(hours - expected) <= 0.1


q.number(
    "anchor_hours",
    lambda: anchor_hours,
    says="anchor_hours is a number: not text, not a length of time",
    hint=(
        "Divide a length of time by `pd.Timedelta(hours=1)` to get hours.",
        "`ais.stays(reports, ...)` gives each stay's first and last report.",
        'Begin with: waits = ais.stays(reports, "anchorage")',
    ),
    weight=0.5,
)
q.number(
    "berth_hours",
    lambda: berth_hours,
    says="berth_hours is a number: not text, not a length of time",
    hint='As for the anchorage, with `ais.stays(reports, "berth")`.',
    weight=0.5,
)
q.that(
    "both are hours: six ships have only 144 of them in a day",
    lambda: 0 <= anchor_hours + berth_hours <= 144,
    hint="Minutes, or seconds? Divide by `pd.Timedelta(hours=1)`.",
    weight=0.5,
)
q.that(
    "at least one of the two is right for its own place; are they swapped?",
    lambda: is_near(anchor_hours, 7) or is_near(berth_hours, 3.5),
    hint=(
        "All ships together: add all lengths up. No mean, no largest, no count of reports.",
        "The anchorage is where ships wait, and the quay where they work.",
        "Go by where a ship was and what it did, not by what somebody typed.",
    ),
)
q.equals(
    "hours at anchor are those of every ship that waited, whatever its crew typed",
    lambda: anchor_hours,
    7,
    within=0.1,
    hint=(
        "All ships together: add all lengths up. No mean, no largest, no count of reports.",
        "Go by where a ship was and what it did, not by what somebody typed.",
        "Which reports at rest lie in the anchorage, and whose are they? `is_stopped` says.",
    ),
    weight=2,
)
q.equals(
    "hours at the quay are those of every stay there, from its first to its last report at rest",
    lambda: berth_hours,
    3.5,
    within=0.1,
    hint=(
        "All ships together: add all lengths up. No mean, no largest, no count of reports.",
        "A ship left the quay and came back: two stays, without the time between.",
        "Leave out those under way, and a rest of less than half an hour.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Ask the crews
#
# The crews typed a status, 1 for at anchor and 5 for moored: is it any help?
# This cell takes the reports at rest at the quay or in the anchorage, and says for each where it was sent and what its status says.

# %%
words = {1: "at anchor", 5: "moored"}
place = reports["berth"].fillna(reports["anchorage"])
says = reports["status"].map(words).fillna("something else")
resting = pd.DataFrame({"place": place, "says": says})
resting = resting[reports["is_stopped"] & place.notna()]
resting.head(3)

# %% [markdown]
# Make a table called `confusion` that counts these reports: a row for each place, a column for each thing said.
# `pd.crosstab` counts how often the values of two columns go together.
# Then call `right_share` the share of all these reports whose status fits the place: at anchor in the roads, moored at the quay.

# %% solution="crews"
confusion = right_share = None
### BEGIN SOLUTION
confusion = pd.crosstab(resting["place"], resting["says"])
right = confusion.loc["roads", "at anchor"] + confusion.loc["quay", "moored"]
right_share = right / len(resting)
### END SOLUTION

# %% test="crews" points=3
q = check("crews", points=3)


def counted(place, says):
    """What stands there, whether the places are rows or a column."""
    is_column = "place" in confusion.columns
    rows = confusion.set_index("place") if is_column else confusion
    return rows[says].get(place)


COUNTING = (
    "Count the rows of `resting`: not the ships, and not all the day's reports.",
    "Is every report in the row of the place that it was sent from, fit or not?",
)


def places_of():
    is_column = "place" in confusion.columns
    return set(confusion["place"] if is_column else confusion.index)


q.table(
    "confusion",
    lambda: confusion,
    columns=["at anchor", "moored"],
    says="confusion is a table with a row for each place, and at anchor and moored among its columns",
    hint=(
        "A row for each place, a column for each thing said: are the two swapped?",
        "`pd.crosstab` makes rows of the first column it is given, columns of the second.",
        'Begin with: confusion = pd.crosstab(resting["place"], ...)',
    ),
    weight=0.5,
)
q.that(
    "it has the rows quay and roads",
    lambda: {"quay", "roads"} <= places_of(),
    hint="Both places need a row: does yours keep every report of `resting`?",
    weight=0.5,
)
q.equals(
    "the reports at the quay that say moored are counted",
    lambda: counted("quay", "moored"),
    2,
    hint=COUNTING,
    weight=0.5,
)
q.equals(
    "the reports at the quay that say at anchor are counted",
    lambda: counted("quay", "at anchor"),
    3,
    hint=COUNTING,
    weight=0.5,
)
q.equals(
    "the reports in the roads that say at anchor are counted",
    lambda: counted("roads", "at anchor"),
    2,
    hint=COUNTING,
    weight=0.5,
)
q.equals(
    "the reports in the roads that say moored are counted",
    lambda: counted("roads", "moored"),
    3,
    hint=COUNTING,
    weight=0.5,
)
q.number(
    "right_share",
    lambda: right_share,
    at_least=0,
    at_most=1,
    hint="A share, not a percentage and not a count.",
)
q.equals(
    "the share is of all reports at rest, at both places, and something else fits neither",
    lambda: right_share,
    4 / 17,
    within=0.01,
    hint=(
        "Add what is right at both places, then divide by all rows of `resting`.",
        "Right is at anchor in the roads, and moored at the quay: two counts, no more.",
        "A mean of two shares is not the share of all.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Score yourself against a record
#
# Next day you found eight calls by radio, and the harbour's office has a record of its own.
# The radio was heard on 2 May only, from midnight to midnight.

# %%
radio_calls = pd.read_csv(
    StringIO("""\
found_id,mmsi,quay,arrived_utc,departed_utc
F1,232999011,north,2024-05-02T06:04Z,2024-05-02T07:40Z
F2,232999012,south,2024-05-02T07:03Z,2024-05-02T12:01Z
F3,232999013,north,2024-05-02T11:06Z,2024-05-02T11:55Z
F4,232999013,north,2024-05-02T20:03Z,2024-05-02T22:30Z
F5,000000000,south,2024-05-02T09:20Z,2024-05-02T10:15Z
F6,232999014,south,2024-05-02T14:32Z,2024-05-02T15:10Z
F7,232999015,north,2024-05-02T16:10Z,2024-05-02T18:40Z
F8,232999011,north,2024-05-02T08:00Z,2024-05-02T10:02Z
"""),
    dtype={"mmsi": "str"},
    parse_dates=["arrived_utc", "departed_utc"],
)
radio_calls

# %%
record = pd.read_csv(
    StringIO("""\
call_id,mmsi,quay,berthed_utc,unberthed_utc
R1,232999011,east,2024-05-02T06:00Z,2024-05-02T10:00Z
R2,232999012,south,2024-05-02T08:00Z,2024-05-02T13:00Z
R3,232999013,north,2024-05-02T11:05Z,2024-05-02T11:55Z
R4,232999013,north,2024-05-02T21:35Z,2024-05-02T22:30Z
R5,232999014,south,2024-05-02T15:30Z,2024-05-02T16:10Z
R6,232999016,north,2024-05-02T09:00Z,2024-05-02T12:30Z
R7,232999017,north,2024-05-03T02:10Z,2024-05-03T06:00Z
"""),
    dtype={"mmsi": "str"},
    parse_dates=["berthed_utc", "unberthed_utc"],
)
record

# %% [markdown]
# Two rows are the same call if the ship is the same, and your arrival and the record's berthing are less than two hours apart, either way.
# Make a table called `matched`, one row for each such pair, with the columns `found_id` and `call_id`.
# A table's `merge` pairs its rows with those of another that hold the same value in a column.
# Then work out `precision`, the share of the calls found that are matched, for all eight before any is left out.
# Last, `recall`: the share of the recorded calls that are matched, for all that the record berths on 2 May.

# %% solution="score"
matched = precision = recall = None
### BEGIN SOLUTION
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
could_be_heard = record["berthed_utc"] < pd.Timestamp("2024-05-03", tz="UTC")
precision = len(matched) / len(radio_calls)
recall = len(matched) / could_be_heard.sum()
### END SOLUTION

# %% test="score" points=5
q = check("score", points=5)


def pairs_found():
    return set(zip(matched["found_id"], matched["call_id"], strict=True))


q.table(
    "matched",
    lambda: matched,
    columns=["found_id", "call_id"],
    hint=(
        "`radio_calls.merge(record, on=...)` pairs the rows that have a value in common.",
        'Begin with: pairs = radio_calls.merge(record, on="mmsi")',
    ),
)
q.that(
    "the ship that called twice is matched call by call: its morning is not its evening",
    lambda: (
        ("F3", "R3") in pairs_found()
        and not {("F3", "R4"), ("F4", "R3")} & pairs_found()
    ),
    hint="The same ship is not enough. How far apart are arrival and berthing?",
)
q.that(
    "a ship that the record berths less than two hours after you is matched, however short its call",
    lambda: {("F2", "R2"), ("F4", "R4"), ("F6", "R5")} <= pairs_found(),
    hint=(
        "Less than two hours apart, either way: `.abs()` takes the sign off.",
        "Do not ask that the two stays overlap: look at F6 and R5.",
    ),
)
q.that(
    "a ship that the record berths exactly two hours before you is not matched",
    lambda: len(matched) > 0 and ("F8", "R1") not in pairs_found(),
    hint="How far apart are F8 and R1? The rule says less than two hours.",
)
q.same_values(
    "matched holds every pair that the rule makes, and no other",
    lambda: matched,
    pd.DataFrame(
        {
            "found_id": ["F1", "F2", "F3", "F4", "F6"],
            "call_id": ["R1", "R2", "R3", "R4", "R5"],
        }
    ),
    hint=(
        "Every pair is one row, and a pair has one ship.",
        "The rule asks for ship and time. Did your join ask for the quay as well?",
    ),
)
q.number(
    "precision",
    lambda: precision,
    at_least=0,
    at_most=1,
    hint="Divide the number of pairs by the number of calls.",
    weight=0.5,
)
q.number(
    "recall",
    lambda: recall,
    at_least=0,
    at_most=1,
    hint="Divide the number of pairs by the number of calls.",
    weight=0.5,
)
q.that(
    "precision is the share of the calls found, recall of those recorded; are they swapped?",
    lambda: (
        abs(precision - len(matched) / 8) < 0.01
        or abs(recall - len(matched) / 6) < 0.01
        or abs(recall - len(matched) / 7) < 0.01
    ),
    hint="Which of the two is divided by what was found, and which by what was recorded?",
)
q.equals(
    "precision is for all the calls found, even those with a number no ship can have",
    lambda: precision,
    5 / 8,
    within=0.01,
    hint="Out of how many? The question counts all that the radio found, F5 among them.",
)
q.equals(
    "recall is for the recorded calls of 2 May",
    lambda: recall,
    5 / 6,
    within=0.01,
    hint=(
        "Leave out what happened when nobody listened, and nothing else.",
        "The radio was heard on 2 May only. Could it have heard R7?",
    ),
)
q.score()

# %% [markdown]
# ## Name the reasons
#
# Some rows have no partner, or an odd one.
# This is all that the radio heard that day.

# %%
pd.DataFrame(
    {
        "mmsi": radio_calls["mmsi"].unique(),
        "reports": [96, 140, 88, 19, 52, 71],
        "first_heard": ["05:20", "06:15", "10:40", "09:20", "13:50", "15:30"],
        "last_heard": ["10:50", "12:45", "23:10", "10:15", "15:50", "19:20"],
    }
)

# %% [markdown]
# Give the reason for five of them in a dictionary called `reasons`.
# Choose from "silent radio", "not written down", "no ship's number", "wrong clock" and "not our day".
# A reason may serve more than once, or not at all.
# The number of a ship has nine digits, and the first is one from 2 to 7.

# %% solution="reasons"
reasons = {"F5": None, "F7": None, "R5": None, "R6": None, "R7": None}
### BEGIN SOLUTION
reasons = {
    "F5": "no ship's number",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}
### END SOLUTION

# %% test="reasons" points=3
q = check("reasons", points=3)
CHOICES = {
    "silent radio",
    "not written down",
    "no ship's number",
    "wrong clock",
    "not our day",
}


def reason(row):
    given = reasons if isinstance(reasons, dict) else {}
    if reasons is None or (given and not any(given.values())):
        raise NotImplementedError
    said = str(given.get(row) or "nothing").strip().lower()
    return said.replace("\u2019", "'")


def odd_row():
    """The first row without one of the five reasons, and what it has."""
    for row in ("F5", "F7", "R5", "R6", "R7"):
        said = reason(row)
        if not isinstance(reasons, dict) or row not in reasons:
            return f"no value is named {row}"
        if said not in CHOICES:
            return f"{row}: {said}"
    return "none"


q.equals(
    "each of the five rows has one of the five reasons",
    odd_row,
    "none",
    hint=(
        "Write the reasons as they stand in the question.",
        'Has every reason its row\'s name? `{"F5": ..., "F7": ...}`',
    ),
    weight=0.5,
)
q.equals(
    "the reason for R7 fits: compare its day with the radio's",
    lambda: reason("R7"),
    "not our day",
    hint="When did R7 berth, and when was the radio heard?",
)
q.equals(
    "the reason for R6 fits: look for its ship in what the radio heard",
    lambda: reason("R6"),
    "silent radio",
    hint=(
        "Is its ship in the table of what the radio heard?",
        "Who made the mistake: the radio, or the office?",
    ),
)
q.equals(
    "the reason for F7 fits: look for its ship in the record, and in what the radio heard",
    lambda: reason("F7"),
    "not written down",
    hint=(
        "How many reports did its ship send? Has the record any row of it?",
        "Who made the mistake: the radio, or the office?",
    ),
)
q.equals(
    "the reason for F5 fits: look at its ship's number",
    lambda: reason("F5"),
    "no ship's number",
    hint="With which digits may the number of a ship begin? The question says.",
)
q.equals(
    "the reason for R5 fits: compare its times with those of F6, and R2 with F2",
    lambda: reason("R5"),
    "wrong clock",
    hint=(
        "How far are the two apart, at either end? Both are of one quay.",
        "The ship was heard, and the office did write it down.",
    ),
)
q.score()

# %% [markdown]
# ## What will you publish?
#
# Three or four sentences, marked by a person.
# The harbour's owner asks how many ships called on 1 May, the day of the six ships.
# Give a number with its definition, and name one other number somebody could defend.
# Say who would prefer that other number, and why.

# %% [markdown] written="publish" points=3
# ### BEGIN SOLUTION
# Two ships called: each lay at rest at the quay for half an hour or more. All six
# were inside the harbour's fence, which somebody who plans traffic in the channel may
# well count, since passing ships need room too. Whoever runs the anchorage would count
# the two that waited.
#
# *For whoever marks:* 1 point for a number with a definition that gives it, thresholds
# included; 1 for a second number and the definition that gives it; 1 for a reason why a
# person with another task would prefer it. Accept any defensible pair, such as six
# ships inside the fence, or three ships if ten minutes alongside are enough.
# ### END SOLUTION
