# Answers to `solutions/port_calls.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="call-table" name="read off by eye"
calls = pd.DataFrame(
    {
        "mmsi": ["232999004", "232999001"],
        "arrived_utc": ["2024-05-01T10:00:00Z", "2024-05-01T07:00:00Z"],
        "departed_utc": ["2024-05-01T11:00:00Z", "2024-05-01T11:00:00Z"],
    }
)

# %% right="call-table" name="pandas alone"
raw = pd.read_csv("harbour.csv", dtype={"MMSI": "str"}, parse_dates=["BaseDateTime"])
raw = raw[
    (raw["SOG"] <= 0.5) & raw["LON"].between(0, 0.01) & raw["LAT"].between(0, 0.04)
]
calls = raw.groupby("MMSI")["BaseDateTime"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]

# %% wrong="call-table" name="nothing" says="calls is a table"
calls = None

# %% wrong="call-table" name="a number" says="calls is a table"
calls = 2

# %% wrong="call-table" name="latitude first" says="calls has rows"
quay = [(0, 0), (0, 0.01), (0.04, 0.01), (0.04, 0), (0, 0)]
far = [(lat + 1, lon + 1) for lon, lat in quay]
calls = ais.port_calls(
    ais.read_positions("harbour.csv"),
    ais.make_fences(
        [
            {"fence": "harbour", "kind": "port", "ring": far},
            {"fence": "quay", "kind": "berth", "ring": far},
        ]
    ),
)

# %% wrong="call-table" name="no quay" says="Not answered yet"
calls = None
calls = ais.port_calls(
    ais.read_positions("harbour.csv"),
    ais.make_fences(
        [
            {
                "fence": "harbour",
                "kind": "port",
                "ring": [(0, 0), (0.04, 0), (0.04, 0.04), (0, 0.04), (0, 0)],
            }
        ]
    ),
)

# %% wrong="call-table" name="identities read as numbers" says="mmsi is text"
calls = pd.DataFrame(
    {
        "mmsi": [232999001, 232999004],
        "arrived_utc": ["2024-05-01T07:00Z", "2024-05-01T10:00Z"],
        "departed_utc": ["2024-05-01T11:00Z", "2024-05-01T11:00Z"],
    }
)

# %% wrong="call-table" name="every ship inside the harbour" says="sailed past the quay"
raw = ais.read_positions("harbour.csv")
raw = raw[raw["lon"].between(0, 0.04) & raw["lat"].between(0, 0.04)]
calls = raw.groupby("mmsi")["time_utc"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]

# %% wrong="call-table" name="every ship at rest in the harbour" says="at anchor, or at rest away"
raw = ais.read_positions("harbour.csv")
raw = raw[raw["lon"].between(0, 0.04) & (raw["speed_knots"] <= 0.5)]
calls = raw.groupby("mmsi")["time_utc"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]

# %% wrong="call-table" name="one row for each report" says="once each"
raw = ais.read_positions("harbour.csv")
raw = raw[(raw["lon"] <= 0.01) & (raw["speed_knots"] <= 0.5)]
calls = raw.assign(arrived_utc=raw["time_utc"], departed_utc=raw["time_utc"])

# %% wrong="call-table" name="arrival at the harbour's edge" says="three hours after it entered"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T06:30:00Z", "2024-05-01T07:00:00Z"],
        "departed_utc": ["2024-05-01T11:00:00Z", "2024-05-01T11:00:00Z"],
    }
)

# %% wrong="call-table" name="departure at the harbour's edge" says="lay at the quay for four hours"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"],
        "departed_utc": ["2024-05-01T11:30:00Z", "2024-05-01T11:30:00Z"],
    }
)

# %% wrong="call-table" name="half an hour inside the quay, at any speed" says="lay at the quay for four hours"
raw = ais.read_positions("harbour.csv")
raw = raw[raw["lon"].between(0, 0.01) & raw["lat"].between(0, 0.04)]
calls = raw.groupby("mmsi")["time_utc"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]
calls = calls[calls["departed_utc"] - calls["arrived_utc"] >= pd.Timedelta(minutes=30)]

# %% wrong="call-table" name="one ship's departure when it was seen outside" says="lay at the quay for one hour"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"],
        "departed_utc": ["2024-05-01T11:00:00Z", "2024-05-01T11:30:00Z"],
    }
)

# %% wrong="call-table" name="four hours, at other times" says="their own first and last"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T06:30:00Z", "2024-05-01T10:00:00Z"],
        "departed_utc": ["2024-05-01T10:30:00Z", "2024-05-01T11:00:00Z"],
    }
)

# %% wrong="call-table" name="one ship twice" says="once each"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004", "232999004"],
        "arrived_utc": ["2024-05-01T07:00Z", "2024-05-01T10:00Z", "2024-05-01T11:00Z"],
        "departed_utc": ["2024-05-01T11:00Z", "2024-05-01T11:00Z", "2024-05-01T11:00Z"],
    }
)

# %% wrong="call-table" name="one ship's arrival copied to the other" says="their own first and last"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"],
        "departed_utc": ["2024-05-01T14:00:00Z", "2024-05-01T11:00:00Z"],
    }
)

# %% right="radius" name="in a loop, other order"
rows = []
for radius in (2.5, 1.5, 0.75):
    near = day[(day["from_quay_nm"] < radius) & (day["speed_knots"] < 0.6)]
    rows.append({"ships": len(set(near["mmsi"])), "radius_nm": radius})
by_radius = pd.DataFrame(rows)

# %% wrong="radius" name="nothing" says="by_radius is a table"
by_radius = None

# %% wrong="radius" name="a list" says="by_radius is a table"
by_radius = [2, 3, 4]

# %% wrong="radius" name="two radii" says="each of the three radii"
by_radius = pd.DataFrame({"radius_nm": [0.75, 1.5], "ships": [2, 3]})

# %% wrong="radius" name="reports counted" says="not reports"
still = day[day["speed_knots"] <= 0.5]
by_radius = pd.DataFrame(
    {
        "radius_nm": [0.75, 1.5, 2.5],
        "ships": [(still["from_quay_nm"] <= r).sum() for r in (0.75, 1.5, 2.5)],
    }
)

# %% wrong="radius" name="passing ships counted" says="sails past within the circle"
by_radius = pd.DataFrame(
    {
        "radius_nm": [0.75, 1.5, 2.5],
        "ships": [
            day.loc[day["from_quay_nm"] <= r, "mmsi"].nunique()
            for r in (0.75, 1.5, 2.5)
        ],
    }
)

# %% wrong="radius" name="rings instead of circles" says="a larger circle holds"
by_radius = pd.DataFrame({"radius_nm": [0.75, 1.5, 2.5], "ships": [2, 1, 2]})

# %% wrong="radius" name="parts of ships" says="not reports"
by_radius = pd.DataFrame({"radius_nm": [0.75, 1.5, 2.5], "ships": [2, 2.5, 4.9]})

# %% wrong="radius" name="off by one" says="never came to rest"
by_radius = pd.DataFrame({"radius_nm": [0.75, 1.5, 2.5], "ships": [2, 3, 5]})

# %% wrong="radius" name="guessed" says="in the smallest circle"
by_radius = pd.DataFrame({"radius_nm": [0.75, 1.5, 2.5], "ships": [1, 2, 5]})

# %% right="waiting" name="by hand"
anchor_hours, berth_hours = 5 + 2, 4 + 1

# %% right="waiting" name="pandas alone"
resting = reports[reports["speed_knots"] <= 0.5]


def hours_at(kind):
    times = resting.dropna(subset=kind).groupby("mmsi")["time_utc"]
    return (times.max() - times.min()).sum().total_seconds() / 3600


anchor_hours, berth_hours = hours_at("anchorage"), hours_at("berth")

# %% wrong="waiting" name="nothing" says="two numbers"
anchor_hours = berth_hours = None

# %% wrong="waiting" name="text" says="two numbers"
anchor_hours, berth_hours = "7", "5"

# %% wrong="waiting" name="lengths of time" says="two numbers"
anchor_hours, berth_hours = pd.Timedelta(hours=7), pd.Timedelta(hours=5)

# %% wrong="waiting" name="swapped" says="are the two swapped"
anchor_hours, berth_hours = 5.0, 7.0

# %% wrong="waiting" name="status taken as truth" says="one ship waited five hours"


def hours_with_status(status):
    times = reports[reports["status"] == status].groupby("mmsi")["time_utc"]
    return (times.max() - times.min()).sum().total_seconds() / 3600


anchor_hours, berth_hours = hours_with_status(1), hours_with_status(5)

# %% wrong="waiting" name="only ships that say moored are at the quay" says="with the status under way"
anchor_hours, berth_hours = 7.0, 1.0

# %% wrong="waiting" name="off by one" says="one ship waited five hours"
anchor_hours, berth_hours = 8.0, 5.0

# %% wrong="waiting" name="one ship each" says="one ship waited five hours"
anchor_hours, berth_hours = 6.0, 4.0

# %% wrong="waiting" name="hours until the ship is seen outside" says="from the first to the last report"
anchor_hours, berth_hours = 7.0, 6.0

# %% wrong="waiting" name="minutes" says="both are hours"
anchor_hours, berth_hours = 420, 300

# %% wrong="waiting" name="moving reports counted too" says="one ship waited five hours"


def hours_inside(kind):
    times = reports.dropna(subset=kind).groupby("mmsi")["time_utc"]
    return (times.max() - times.min()).sum() / pd.Timedelta(hours=1)


anchor_hours, berth_hours = hours_inside("anchorage"), hours_inside("berth")

# %% wrong="waiting" name="moving reports counted at the quay" says="from the first to the last report"
inside = reports.dropna(subset="berth").groupby("mmsi")["time_utc"]
anchor_hours = 7.0
berth_hours = (inside.max() - inside.min()).sum() / pd.Timedelta(hours=1)

# %% wrong="waiting" name="guessed" says="from the first to the last report"
anchor_hours, berth_hours = 7.0, 4.5

# %% right="crews" name="by hand, other columns first"
confusion = pd.DataFrame(
    {"something else": [3, 0], "moored": [2, 3], "at anchor": [0, 3]},
    index=["quay", "roads"],
)
right_share = 0.4545

# %% right="crews" name="groupby"
confusion = resting.groupby(["place", "says"]).size().unstack(fill_value=0)
right_share = (3 + 2) / 11

# %% right="crews" name="pivot table, nothing where nothing was counted"
confusion = resting.groupby(["place", "says"]).size().unstack()
right_share = 5 / 11

# %% right="crews" name="places as a column"
confusion = pd.crosstab(resting["place"], resting["says"]).reset_index()
right_share = 5 / 11

# %% wrong="crews" name="a long table" says="rows quay and roads"
confusion = resting.groupby(["place", "says"]).size().reset_index(name="n")
right_share = 5 / 11

# %% wrong="crews" name="a number" says="rows quay and roads"
confusion = 5
right_share = 5 / 11

# %% wrong="crews" name="nothing" says="Not answered yet"
confusion = right_share = None

# %% wrong="crews" name="turned round" says="rows quay and roads"
confusion = pd.crosstab(resting["says"], resting["place"])
right_share = 5 / 11

# %% wrong="crews" name="shares instead of counts" says="two reports were sent moored"
confusion = pd.crosstab(resting["place"], resting["says"], normalize="index")
right_share = 5 / 11

# %% wrong="crews" name="ships instead of reports" says="two reports were sent moored"
confusion = pd.DataFrame(
    {"at anchor": [0, 1], "moored": [1, 1]}, index=["quay", "roads"]
)
right_share = 2 / 4

# %% wrong="crews" name="status taken as truth" says="half of those who lay"
confusion = pd.DataFrame(
    {"at anchor": [0, 3], "moored": [2, 0]}, index=["quay", "roads"]
)
right_share = 1.0

# %% wrong="crews" name="percent" says="from 0 to 1"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 45.5

# %% wrong="crews" name="a list of shares" says="from 0 to 1"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = [0.5, 0.4]

# %% wrong="crews" name="something else counted as right" says="says something else is not right"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 8 / 11

# %% wrong="crews" name="the mean of two shares" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = (3 / 6 + 2 / 5) / 2

# %% wrong="crews" name="one place only" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 3 / 6

# %% right="score" name="read off by eye"
matched = pd.DataFrame(
    {
        "call_id": ["R4", "R3", "R5", "R2", "R1"],
        "found_id": ["F4", "F3", "F6", "F2", "F1"],
    }
)
precision, recall = 0.714, 0.833

# %% right="score" name="the record cut first"
sure = record[record["berthed_utc"].dt.day == 2]
both = sure.merge(radio_calls, on="mmsi")
late = (both["berthed_utc"] - both["arrived_utc"]) / pd.Timedelta(minutes=1)
matched = both[late.between(-119, 119)]
precision = matched["found_id"].nunique() / radio_calls["found_id"].nunique()
recall = matched["call_id"].nunique() / sure["call_id"].nunique()

# %% wrong="score" name="nothing" says="Not answered yet"
matched = precision = recall = None

# %% wrong="score" name="a number" says="matched is a table"
matched, precision, recall = 5, 5 / 7, 5 / 6

# %% wrong="score" name="by ship alone" says="its morning is not its evening"
matched = radio_calls.merge(record, on="mmsi")
precision, recall = len(matched) / len(radio_calls), len(matched) / len(record)

# %% wrong="score" name="only record later counts, sign kept" says="its morning is not its evening"
pairs = radio_calls.merge(record, on="mmsi")
late = pairs["berthed_utc"] - pairs["arrived_utc"]
matched = pairs[late < pd.Timedelta(hours=2)]
precision, recall = len(matched) / 7, len(matched) / 6

# %% wrong="score" name="stays that overlap" says="however short its call"
pairs = radio_calls.merge(record, on="mmsi")
matched = pairs[
    (pairs["arrived_utc"] <= pairs["unberthed_utc"])
    & (pairs["departed_utc"] >= pairs["berthed_utc"])
]
precision, recall = len(matched) / 7, len(matched) / 6

# %% wrong="score" name="within half an hour" says="however short its call"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(minutes=30)]
precision, recall = len(matched) / 7, len(matched) / 6

# %% wrong="score" name="by row instead of ship" says="five pairs"
matched = pd.DataFrame(
    {
        "found_id": ["F1", "F2", "F3", "F4", "F6", "F7"],
        "call_id": ["R1", "R2", "R3", "R4", "R5", "R6"],
    }
)
precision, recall = 6 / 7, 6 / 7

# %% wrong="score" name="by ship and quay" says="five pairs"
pairs = radio_calls.merge(record, on=["mmsi", "quay"])
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = len(matched) / 7, len(matched) / 6

# %% wrong="score" name="five pairs, one of two ships" says="five pairs"
matched = pd.DataFrame(
    {
        "found_id": ["F7", "F2", "F3", "F4", "F6"],
        "call_id": ["R6", "R2", "R3", "R4", "R5"],
    }
)
precision, recall = 5 / 7, 5 / 6

# %% wrong="score" name="text" says="two numbers from 0 to 1"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = "5/7", "5/6"

# %% wrong="score" name="swapped" says="are they swapped"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 6, 5 / 7

# %% wrong="score" name="the day after counted" says="recall is for the recorded calls"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = len(matched) / len(radio_calls), len(matched) / len(record)

# %% wrong="score" name="the odd number left out" says="even those with an odd number"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 6, 5 / 6

# %% wrong="score" name="the silent ship left out" says="recall is for the recorded calls"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 7, 5 / 5

# %% right="reasons" name="in another order"
reasons = {
    "R7": "not our day",
    "R6": "silent radio",
    "R5": "wrong clock",
    "F7": "not written down",
    "F5": "no ship's number",
}

# %% right="reasons" name="copied from the page, apostrophe and all"
reasons = {
    "F5": "No ship\u2019s number",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="nothing" says="Not answered yet"
reasons = {"F5": None, "F7": None, "R5": None, "R6": None, "R7": None}

# %% wrong="reasons" name="words of one's own" says="one of the five reasons"
reasons = {
    "F5": "bad mmsi",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="one reason for all" says="could not have heard"
reasons = dict.fromkeys(("F5", "F7", "R5", "R6", "R7"), "silent radio")

# %% wrong="reasons" name="silent and not entered swapped" says="said nothing is told from"
reasons = {
    "F5": "no ship's number",
    "F7": "silent radio",
    "R5": "wrong clock",
    "R6": "not written down",
    "R7": "not our day",
}

# %% wrong="reasons" name="the odd number not written down" says="name that no ship may bear"
reasons = {
    "F5": "not written down",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="the late ship not of the day" says="off by the same time"
reasons = {
    "F5": "no ship's number",
    "F7": "not written down",
    "R5": "not our day",
    "R6": "silent radio",
    "R7": "not our day",
}
