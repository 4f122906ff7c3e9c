# %% [markdown]
# # Port calls: a harbour of your own
#
# Seven exercises in a made-up harbour.
# The first four are about one day, five ships and 33 reports.
# Everything lies near the equator, where 0.01 degrees are 0.6 nautical miles, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from io import StringIO
from numbers import Real
from pathlib import Path

import pandas as pd

from soundings import ais, check

Path("harbour.csv").write_text("""\
MMSI,BaseDateTime,LON,LAT,SOG,Status
232999001,2024-05-01T06:00:00,0.060,0.020,12.0,0
232999001,2024-05-01T06:30:00,0.030,0.020,6.0,0
232999001,2024-05-01T07:00:00,0.005,0.020,0.1,0
232999001,2024-05-01T09:00:00,0.005,0.020,0.0,0
232999001,2024-05-01T11:00:00,0.005,0.020,0.1,0
232999001,2024-05-01T11:10:00,0.008,0.020,3.0,0
232999001,2024-05-01T11:30:00,0.030,0.020,6.5,0
232999001,2024-05-01T12:00:00,0.060,0.020,12.0,0
232999002,2024-05-01T06:10:00,0.020,0.060,9.0,0
232999002,2024-05-01T06:20:00,0.020,0.030,9.0,0
232999002,2024-05-01T06:30:00,0.008,0.010,8.5,0
232999002,2024-05-01T06:40:00,0.020,-0.020,9.0,0
232999002,2024-05-01T17:00:00,0.020,-0.020,9.0,0
232999002,2024-05-01T17:20:00,0.020,0.020,9.0,0
232999002,2024-05-01T17:40:00,0.020,0.060,9.0,0
232999003,2024-05-01T07:30:00,0.060,0.035,8.0,0
232999003,2024-05-01T08:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T10:00:00,0.036,0.034,0.2,1
232999003,2024-05-01T13:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T13:10:00,0.039,0.035,3.0,1
232999003,2024-05-01T13:30:00,0.060,0.035,7.0,0
232999004,2024-05-01T06:40:00,0.060,0.030,9.0,0
232999004,2024-05-01T07:00:00,0.034,0.036,0.4,5
232999004,2024-05-01T08:00:00,0.035,0.035,0.2,5
232999004,2024-05-01T09:00:00,0.034,0.036,0.3,5
232999004,2024-05-01T09:30:00,0.020,0.025,4.0,5
232999004,2024-05-01T10:00:00,0.005,0.030,0.1,5
232999004,2024-05-01T11:00:00,0.005,0.030,0.0,5
232999004,2024-05-01T11:30:00,0.060,0.020,9.0,0
232999005,2024-05-01T12:00:00,0.060,0.010,6.0,8
232999005,2024-05-01T12:20:00,0.022,0.012,0.2,8
232999005,2024-05-01T14:20:00,0.022,0.012,0.1,8
232999005,2024-05-01T14:40:00,0.060,0.010,6.0,8
""")
ais.read_positions("harbour.csv").head()

# %% [markdown]
# ## Find the calls
#
# The harbour reaches from longitude 0 to 0.04 and from latitude 0 to 0.04.
# Its quay is the western strip of it: longitude 0 to 0.01, all latitudes.
# A call is a visit to the harbour with half an hour or more at rest at the quay.
#
# Make a table called `calls`, one row for each call, with the columns `mmsi`, `arrived_utc` and `departed_utc`: the first and last report at rest at the quay.
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


def found():
    if calls is None:
        raise NotImplementedError
    return calls


def is_table_with(table, *columns):
    return isinstance(table, pd.DataFrame) and set(columns) <= set(table.columns)


def time_of(mmsi, column):
    rows = found()[found()["mmsi"].astype("str") == mmsi]
    return pd.to_datetime(rows[column].iloc[0] if len(rows) else None, utc=True)


def hours_from(start, end):
    return (end - pd.to_datetime(start, utc=True)) / pd.Timedelta(hours=1)


q.that(
    "calls is a table with the columns mmsi, arrived_utc and departed_utc",
    lambda: is_table_with(found(), "mmsi", "arrived_utc", "departed_utc"),
    hint=(
        "Which of the toolkit's functions gives a table with these columns?",
        "Is mmsi in the index? `.reset_index()` makes it a column.",
        "`ais.port_calls(positions, fences)` needs both fences in one table.",
        'Begin with: ais.make_fences([{"fence": "harbour", "kind": "port", "ring": ...}, ...])',
    ),
)
q.that(
    "calls has rows: the fences stand where the ships are, longitude first",
    lambda: len(found()) > 0,
    hint=(
        "How many reports lie in each fence? `ais.locate` says.",
        "The quay runs along the western side: its longitudes are 0 and 0.01.",
    ),
)
q.that(
    "mmsi is text: an identity is a name made of digits",
    lambda: pd.api.types.is_string_dtype(found()["mmsi"]),
    hint="`ais.read_positions` keeps it as text; `pd.read_csv` needs to be told.",
)
q.that(
    "the ship that sailed past the quay at 8.5 knots did not call",
    lambda: len(found()) > 0 and "232999002" not in found()["mmsi"].tolist(),
    hint="Being inside the fence is not enough. What must a ship do to call?",
)
q.that(
    "a ship at anchor, or at rest away from the quay, did not call",
    lambda: len(found()) > 0 and not {"232999003", "232999005"} & set(found()["mmsi"]),
    hint="Rest counts only inside the quay's fence. Is the quay a fence of kind berth?",
)
q.that(
    "the two ships that lay at the quay are there, once each",
    lambda: sorted(found()["mmsi"].astype("str")) == ["232999001", "232999004"],
    hint=(
        "Which ships have reports below half a knot with a longitude under 0.01?",
        "A call is one row, however many reports it has.",
    ),
)
q.that(
    "ship …004 came to rest at the quay three hours after it entered the harbour",
    lambda: (
        abs(hours_from("2024-05-01T07:00", time_of("232999004", "arrived_utc")) - 3)
        < 0.1
    ),
    hint=(
        "Look at the reports of ship …004: where did it lie before the quay?",
        "A ship arrives with its first report at rest at the quay, not in the harbour.",
    ),
)
q.that(
    "ship …001 lay at the quay for four hours, from first to last report at rest",
    lambda: (
        abs(
            hours_from(
                time_of("232999001", "arrived_utc"),
                time_of("232999001", "departed_utc"),
            )
            - 4
        )
        < 0.1
    ),
    hint=(
        "A ship departs with its last report at rest, before it is seen moving.",
        "Which reports at the quay are of a ship that moves? Look at 11:10.",
    ),
)
q.that(
    "ship …004 lay at the quay for one hour",
    lambda: (
        abs(
            hours_from(
                time_of("232999004", "arrived_utc"),
                time_of("232999004", "departed_utc"),
            )
            - 1
        )
        < 0.1
    ),
    hint="A ship has gone when it is seen outside; its last report at rest is earlier.",
)
q.that(
    "both ships arrive and depart with their own first and last report at rest",
    lambda: (
        abs(hours_from("2024-05-01T07:00", time_of("232999001", "arrived_utc"))) < 0.1
        and abs(hours_from("2024-05-01T11:00", time_of("232999004", "departed_utc")))
        < 0.1
    ),
    hint="Both are in calls, but not both with their own times: look at each ship.",
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
# How many ships are in port by her definition, within 0.75, 1.5 and 2.5 nautical miles?
# Make a table called `by_radius` with the columns `radius_nm` and `ships`, three rows.

# %% solution="radius"
by_radius = None
### BEGIN SOLUTION
at_rest = day[day["speed_knots"] <= 0.5]
radii = [0.75, 1.5, 2.5]
ships = []
for radius in radii:
    near = at_rest[at_rest["from_quay_nm"] <= radius]
    ships.append(near["mmsi"].nunique())
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})
### END SOLUTION

# %% test="radius" points=4
q = check("radius", points=4)


def found():
    if by_radius is None:
        raise NotImplementedError
    return by_radius


def ships_within():
    counts = found().set_index("radius_nm")["ships"].sort_index()
    return [float(n) for n in counts]


q.that(
    "by_radius is a table with the columns radius_nm and ships",
    lambda: (
        isinstance(found(), pd.DataFrame)
        and {"radius_nm", "ships"} <= set(found().columns)
    ),
    hint=(
        "pd.DataFrame takes a dictionary: each column's name with its list of values.",
        "Is radius_nm in the index? `.reset_index()` makes it a column.",
    ),
)
q.that(
    "it has one row for each of the three radii",
    lambda: sorted(found()["radius_nm"].astype(float)) == [0.75, 1.5, 2.5],
    hint="The radii are 0.75, 1.5 and 2.5.",
)
q.that(
    "ships are counted, not reports: there are only five ships",
    lambda: max(ships_within()) <= 5 and all(n == int(n) for n in ships_within()),
    hint="A ship at rest sends many reports. What counts the different values of a column?",
)
q.that(
    "a ship that sails past within the circle is not at rest in it",
    lambda: ships_within()[0] <= 2,
    hint=(
        "Which ship came near the quay at 8.5 knots?",
        'Begin with: at_rest = day[day["speed_knots"] <= ...]',
    ),
)
q.that(
    "the two ships that lay at the quay are in the smallest circle",
    lambda: ships_within()[0] >= 2,
    hint="A radius holds whatever is as near as that or nearer: less than or equal.",
)
q.that(
    "a larger circle holds the ships of the smaller, and some more",
    lambda: ships_within() == sorted(set(ships_within())),
    hint="Count everything up to the radius, not only what lies beyond the last one.",
)
q.that(
    "even the largest leaves out the ship that never came to rest",
    lambda: ships_within() == [2, 3, 4],
    hint="Which ships are there at all, and which of them has no report at rest?",
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
# Count from the first to the last report at rest of each stay.
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


def is_a_number(value):
    if value is None:
        raise NotImplementedError
    return isinstance(value, Real) and not isinstance(value, bool) and value == value


def are_numbers():
    return is_a_number(anchor_hours) and is_a_number(berth_hours)


q.that(
    "anchor_hours and berth_hours are two numbers: not text, not a length of time",
    are_numbers,
    hint=(
        "Divide a length of time by `pd.Timedelta(hours=1)` to get hours.",
        "`ais.stays(reports, ...)` gives each stay's first and last report.",
        'Begin with: waits = ais.stays(reports, "anchorage")',
    ),
)
q.that(
    "both are hours: five ships have only 120 of them in a day",
    lambda: are_numbers() and anchor_hours + berth_hours <= 120,
    hint="Minutes, or seconds? Divide by `pd.Timedelta(hours=1)`.",
)
q.that(
    "ships spent more hours waiting than at the quay; are the two swapped?",
    lambda: are_numbers() and anchor_hours > berth_hours,
    hint="The anchorage is where ships wait, and the quay where they work.",
)
q.that(
    "one ship waited five hours and one two, whatever its crew's status said",
    lambda: are_numbers() and abs(anchor_hours - 7) < 0.1,
    hint=(
        "Go by where a ship was and what it did, not by what somebody typed.",
        "Which reports at rest lie in the anchorage, and whose are they? `is_stopped` says.",
    ),
)
q.that(
    "one ship lay at the quay for hours with the status under way; it was not the only one",
    lambda: are_numbers() and berth_hours > 4.1,
    hint="Which ship never changed its status all day? Which other lay at the quay?",
)
q.that(
    "hours at the quay go from the first to the last report at rest, for each ship",
    lambda: are_numbers() and abs(berth_hours - 5) < 0.1,
    hint=(
        "Take the last report at rest, and leave out those under way: `is_stopped`.",
        "How long did each of the two ships lie there? Add both.",
    ),
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


def counts():
    if confusion is None:
        raise NotImplementedError
    if not isinstance(confusion, pd.DataFrame):
        return pd.DataFrame()
    is_column = "place" in confusion.columns
    return (confusion.set_index("place") if is_column else confusion).fillna(0)


def is_confusion():
    return {"quay", "roads"} <= set(counts().index) and {"at anchor", "moored"} <= set(
        counts().columns
    )


def counted(place, says):
    return counts().loc[place, says] if is_confusion() else None


def is_a_share(value):
    if value is None:
        raise NotImplementedError
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    return is_number and 0 <= value <= 1


q.that(
    "confusion is a table with the rows quay and roads, and at anchor and moored among its columns",
    is_confusion,
    hint=(
        "A row for each place, a column for each thing said: are the two swapped?",
        "`pd.crosstab` counts how often two columns go together.",
        'Begin with: confusion = pd.crosstab(resting["place"], ...)',
    ),
)
q.that(
    "two reports were sent moored at the quay, and none from there says at anchor",
    lambda: counted("quay", "moored") == 2 and counted("quay", "at anchor") == 0,
    hint="Count the reports of `resting`, not the ships and not all the day's reports.",
)
q.that(
    "half of those who lay in the roads say at anchor, and half moored",
    lambda: counted("roads", "moored") == counted("roads", "at anchor") == 3,
    hint="One of the two ships that waited never changed its status.",
)
q.that(
    "right_share is one number from 0 to 1",
    lambda: is_a_share(right_share),
    hint="A share, not a percentage and not a count.",
)
q.that(
    "a status that says something else is not right",
    lambda: is_a_share(right_share) and right_share < 0.6,
    hint="Which ship lay at the quay and said that it was under way?",
)
q.that(
    "the share is of all reports at rest, at both places",
    lambda: is_a_share(right_share) and abs(right_share - 5 / 11) < 0.002,
    hint="Add what is right at both places; divide by all rows of `resting`, and round late.",
)
q.score()

# %% [markdown]
# ## Score yourself against a record
#
# Next day you found seven calls by radio, and the harbour's office has a record of its own.
# The radio was heard on 2 May only, from midnight to midnight.

# %%
radio_calls = pd.read_csv(
    StringIO("""\
found_id,mmsi,quay,arrived_utc,departed_utc
F1,232999011,north,2024-05-02T06:04Z,2024-05-02T10:02Z
F2,232999012,south,2024-05-02T07:03Z,2024-05-02T12:01Z
F3,232999013,north,2024-05-02T11:06Z,2024-05-02T11:55Z
F4,232999013,north,2024-05-02T20:03Z,2024-05-02T22:30Z
F5,000000000,south,2024-05-02T09:20Z,2024-05-02T10:15Z
F6,232999014,south,2024-05-02T14:32Z,2024-05-02T15:10Z
F7,232999015,north,2024-05-02T16:10Z,2024-05-02T18:40Z
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
R4,232999013,north,2024-05-02T20:00Z,2024-05-02T22:30Z
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
# Then work out `precision`, for all seven calls found before any is left out, and `recall`, for all calls that the record berths on 2 May.

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


def matches():
    if matched is None:
        raise NotImplementedError
    return matched


def pairs_found():
    return set(zip(matches()["found_id"], matches()["call_id"], strict=True))


def is_a_share(value):
    if value is None:
        raise NotImplementedError
    is_number = isinstance(value, Real) and not isinstance(value, bool)
    return is_number and 0 <= value <= 1


def are_shares():
    return is_a_share(precision) and is_a_share(recall)


q.that(
    "matched is a table with the columns found_id and call_id",
    lambda: (
        isinstance(matches(), pd.DataFrame)
        and {"found_id", "call_id"} <= set(matches().columns)
        and len(matches()) > 0
    ),
    hint=(
        "`radio_calls.merge(record, on=...)` pairs the rows that have a value in common.",
        'Begin with: pairs = radio_calls.merge(record, on="mmsi")',
    ),
)
q.that(
    "the ship that called twice has two pairs, and its morning is not its evening",
    lambda: (
        {pair for pair in pairs_found() if pair[0] in ("F3", "F4")}
        == {("F3", "R3"), ("F4", "R4")}
    ),
    hint="The same ship is not enough. How far apart are arrival and berthing?",
)
q.that(
    "a ship that the record berths an hour after you is matched, however short its call",
    lambda: {("F2", "R2"), ("F6", "R5")} <= pairs_found(),
    hint=(
        "Less than two hours apart, either way: `.abs()` takes the sign off.",
        "Do not ask that the two stays overlap: look at F6 and R5.",
    ),
)
q.that(
    "matched holds the five pairs of one ship each, and no other",
    lambda: (
        pairs_found()
        == {("F1", "R1"), ("F2", "R2"), ("F3", "R3"), ("F4", "R4"), ("F6", "R5")}
        and len(matches()) == 5
    ),
    hint=(
        "Every pair is one row, and a pair has one ship.",
        "The rule asks for ship and time. Did your join ask for the quay as well?",
    ),
)
q.that(
    "precision and recall are two numbers from 0 to 1",
    are_shares,
    hint="Divide the number of pairs by the number of calls.",
)
q.that(
    "precision is the share of the calls found, recall of those recorded; are they swapped?",
    lambda: (
        are_shares()
        and not (abs(precision - 5 / 6) < 0.01 and abs(recall - 5 / 7) < 0.01)
    ),
    hint="Which of the two is divided by what was found, and which by what was recorded?",
)
q.that(
    "precision is for all the calls found, even those with an odd number",
    lambda: are_shares() and abs(precision - 5 / 7) < 0.01,
    hint="Five of how many? The question says all seven, F5 among them.",
)
q.that(
    "recall is for the recorded calls of 2 May",
    lambda: are_shares() and abs(recall - 5 / 6) < 0.01,
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
    if not isinstance(reasons, dict) or not any(reasons.values()):
        raise NotImplementedError
    return str(reasons.get(row)).lower().replace("\u2019", "'")


q.that(
    "reasons gives one of the five reasons for each of the five rows",
    lambda: all(reason(row) in CHOICES for row in ("F5", "F7", "R5", "R6", "R7")),
    hint=(
        "Write the reasons as they stand in the question.",
        'Has every reason its row\'s name? `{"F5": ..., "F7": ...}`',
    ),
)
q.that(
    "what the radio could not have heard is not held against it",
    lambda: reason("R7") == "not our day",
    hint="When did R7 berth, and when was the radio heard?",
)
q.that(
    "a ship that was there and said nothing is told from one that nobody wrote down",
    lambda: reason("R6") == "silent radio" and reason("F7") == "not written down",
    hint=(
        "Which of the two ships is in the table of what the radio heard?",
        "Who made the mistake: the radio, or the office?",
    ),
)
q.that(
    "a name that no ship may bear is no call of a new ship",
    lambda: reason("F5") == "no ship's number",
    hint="With which digits may the number of a ship begin?",
)
q.that(
    "both ships at one quay are off by the same time, at both ends",
    lambda: reason("R5") == "wrong clock",
    hint=(
        "Compare F6 and R5, then F2 and R2. What have they in common?",
        "The ship was heard, and the office did write it down.",
    ),
)
q.score()

# %% [markdown]
# ## What will you publish?
#
# Three or four sentences, marked by a person.
# The harbour's owner asks how many ships called on 1 May, the day of the five ships.
# Give a number with its definition, and name one other number somebody could defend.
# Say who would prefer that other number, and why.

# %% [markdown] written="publish" points=3
# ### BEGIN SOLUTION
# Two ships called: each lay at rest at the quay for half an hour or more. Five ships
# were inside the harbour's fence, which somebody who plans traffic in the channel may
# well count, since passing ships need room too. Whoever runs the anchorage would count
# the two that waited.
#
# *For whoever marks:* 1 point for a number with a definition that gives it, thresholds
# included; 1 for a second number and the definition that gives it; 1 for a reason why a
# person with another task would prefer it. Accept any defensible pair, such as six
# visits, or three ships at rest alongside if the small boat's jetty counts as a berth.
# ### END SOLUTION
