# Answers to `solutions/port_calls.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="call-table" name="read off by eye"
calls = pd.DataFrame(
    {
        "mmsi": ["232999004", "232999001"],
        "arrived_utc": pd.to_datetime(["2024-05-01T10:00Z", "2024-05-01T07:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:00Z", "2024-05-01T11:30Z"]),
    }
)

# %% right="call-table" name="pandas alone"
raw = pd.read_csv("harbour.csv", dtype={"MMSI": "str"}, parse_dates=["BaseDateTime"])
raw = raw[
    (raw["SOG"] <= 0.5) & raw["LON"].between(0, 0.01) & raw["LAT"].between(0, 0.04)
]
calls = raw.groupby("MMSI")["BaseDateTime"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]
calls = calls[calls["departed_utc"] - calls["arrived_utc"] >= pd.Timedelta(minutes=30)]
for column in ("arrived_utc", "departed_utc"):
    calls[column] = calls[column].dt.tz_localize("UTC")

# %% wrong="call-table" name="nothing" kind="nothing" says="not answered yet"
calls = None

# %% wrong="call-table" name="a number" says="It is the number 2, not a table"
calls = 2

# %% wrong="call-table" name="latitude first" says="It has no rows."
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

# %% wrong="call-table" name="no quay" says="not answered yet"
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

# %% wrong="call-table" name="identities read as numbers" kind="type" says="mmsi is text"
calls = pd.DataFrame(
    {
        "mmsi": [232999001, 232999004],
        "arrived_utc": pd.to_datetime(["2024-05-01T07:00Z", "2024-05-01T10:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:30Z", "2024-05-01T11:00Z"]),
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

# %% wrong="call-table" name="the quay's northern end forgotten" says="at rest away from the quay"
raw = ais.read_positions("harbour.csv")
raw = raw[(raw["lon"] <= 0.01) & (raw["speed_knots"] <= 0.5)]
calls = raw.groupby("mmsi")["time_utc"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]

# %% wrong="call-table" name="a quay and a harbour too long" says="at rest away from the quay"
quay = [(0, 0), (0.01, 0), (0.01, 0.4), (0, 0.4), (0, 0)]
calls = ais.port_calls(
    ais.read_positions("harbour.csv"),
    ais.make_fences(
        [
            {"fence": "harbour", "kind": "port", "ring": quay},
            {"fence": "quay", "kind": "berth", "ring": quay},
        ]
    ),
)

# %% wrong="call-table" name="one row for each report" says="less than half an hour at rest"
raw = ais.read_positions("harbour.csv")
raw = raw[(raw["lon"] <= 0.01) & (raw["lat"] <= 0.04) & (raw["speed_knots"] <= 0.5)]
calls = raw.assign(arrived_utc=raw["time_utc"], departed_utc=raw["time_utc"])

# %% wrong="call-table" name="one row for each report of those that called" says="which is too many"
raw = ais.read_positions("harbour.csv")
raw = raw[(raw["lon"] <= 0.01) & (raw["lat"] <= 0.04) & (raw["speed_knots"] <= 0.5)]
raw = raw[raw["mmsi"] != "232999006"]
calls = raw.assign(arrived_utc=raw["time_utc"], departed_utc=raw["time_utc"])

# %% wrong="call-table" name="arrival at the harbour's edge" says="arrived when it came to rest"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": pd.to_datetime(["2024-05-01T06:30Z", "2024-05-01T07:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:30Z", "2024-05-01T11:00Z"]),
    }
)

# %% wrong="call-table" name="departure at the harbour's edge" says="before it was seen moving off"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": pd.to_datetime(["2024-05-01T07:00Z", "2024-05-01T10:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T12:00Z", "2024-05-01T11:00Z"]),
    }
)

# %% wrong="call-table" name="half an hour inside the quay, at any speed" says="before it was seen moving off"
raw = ais.read_positions("harbour.csv")
raw = raw[raw["lon"].between(0, 0.01) & raw["lat"].between(0, 0.04)]
calls = raw.groupby("mmsi")["time_utc"].agg(["min", "max"]).reset_index()
calls.columns = ["mmsi", "arrived_utc", "departed_utc"]
calls = calls[calls["departed_utc"] - calls["arrived_utc"] >= pd.Timedelta(minutes=30)]

# %% wrong="call-table" name="one departs when seen outside" kind="off-by-one" says="Yours is 2024-05-01 11:30"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": pd.to_datetime(["2024-05-01T07:00Z", "2024-05-01T10:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:30Z", "2024-05-01T11:30Z"]),
    }
)

# %% wrong="call-table" name="the right length, at other times" kind="hard-coded" says="its own first report"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": pd.to_datetime(["2024-05-01T06:30Z", "2024-05-01T10:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:00Z", "2024-05-01T11:00Z"]),
    }
)

# %% wrong="call-table" name="one ship twice" says="each call is one row"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004", "232999004"],
        "arrived_utc": pd.to_datetime(
            ["2024-05-01T07:00Z", "2024-05-01T10:00Z", "2024-05-01T11:00Z"]
        ),
        "departed_utc": pd.to_datetime(
            ["2024-05-01T11:30Z", "2024-05-01T11:00Z", "2024-05-01T11:00Z"]
        ),
    }
)

# %% wrong="call-table" name="the kinds swapped" says="each call is one row"
harbour = [(0, 0), (0.04, 0), (0.04, 0.04), (0, 0.04), (0, 0)]
quay = [(0, 0), (0.01, 0), (0.01, 0.04), (0, 0.04), (0, 0)]
calls = ais.port_calls(
    ais.read_positions("harbour.csv"),
    ais.make_fences(
        [
            {"fence": "harbour", "kind": "berth", "ring": harbour},
            {"fence": "quay", "kind": "port", "ring": quay},
        ]
    ),
)

# %% wrong="call-table" name="stays with other names" says="each call is one row"
harbour = [(0, 0), (0.04, 0), (0.04, 0.04), (0, 0.04), (0, 0)]
quay = [(0, 0), (0.01, 0), (0.01, 0.04), (0, 0.04), (0, 0)]
fences = ais.make_fences([{"fence": "quay", "kind": "berth", "ring": quay}])
moving = ais.mark_stopped(ais.locate(ais.read_positions("harbour.csv"), fences))
calls = ais.stays(moving).rename(
    columns={"first_utc": "arrived_utc", "last_utc": "departed_utc"}
)

# %% wrong="call-table" name="any rest is a call" says="less than half an hour at rest"
harbour = [(0, 0), (0.04, 0), (0.04, 0.04), (0, 0.04), (0, 0)]
quay = [(0, 0), (0.01, 0), (0.01, 0.04), (0, 0.04), (0, 0)]
calls = ais.port_calls(
    ais.read_positions("harbour.csv"),
    ais.make_fences(
        [
            {"fence": "harbour", "kind": "port", "ring": harbour},
            {"fence": "quay", "kind": "berth", "ring": quay},
        ]
    ),
    stay_minutes=0,
)

# %% wrong="call-table" name="times left as text" kind="type" says="holds text, not times in UTC"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001", "232999004"],
        "arrived_utc": ["2024-05-01T07:00Z", "2024-05-01T10:00Z"],
        "departed_utc": ["2024-05-01T11:30Z", "2024-05-01T11:00Z"],
    }
)

# %% wrong="call-table" name="one ship missing" says="every ship that called is there"
calls = pd.DataFrame(
    {
        "mmsi": ["232999001"],
        "arrived_utc": pd.to_datetime(["2024-05-01T07:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T11:30Z"]),
    }
)

# %% right="radius" name="in a loop, other order"
rows = []
for radius in (3.5, 1.5, 1):
    near = day[(day["from_quay_nm"] < radius) & (day["speed_knots"] < 0.6)]
    rows.append({"ships": len(set(near["mmsi"])), "radius_nm": radius})
by_radius = pd.DataFrame(rows)
added_last = "232999003"

# %% wrong="radius" name="nothing" kind="nothing" says="not answered yet"
by_radius = None

# %% wrong="radius" name="a list" kind="type" says="It is a list of 3 values, not a table"
by_radius = [3, 4, 5]

# %% wrong="radius" name="two radii" says="2 values, which is too few"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5], "ships": [3, 4]})

# %% wrong="radius" name="reports counted" says="not reports"
still = day[day["speed_knots"] <= 0.5]
by_radius = pd.DataFrame(
    {
        "radius_nm": [1, 1.5, 3.5],
        "ships": [(still["from_quay_nm"] <= r).sum() for r in (1, 1.5, 3.5)],
    }
)

# %% wrong="radius" name="passing ships counted" says="none that only sails past"
by_radius = pd.DataFrame(
    {
        "radius_nm": [1, 1.5, 3.5],
        "ships": [
            day.loc[day["from_quay_nm"] <= r, "mmsi"].nunique() for r in (1, 1.5, 3.5)
        ],
    }
)

# %% wrong="radius" name="moving ships counted" says="none that only sails past"
moving = day[day["speed_knots"] > 0.5]
radii = [1, 1.5, 3.5]
ships = [moving.loc[moving["from_quay_nm"] <= r, "mmsi"].nunique() for r in radii]
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})

# %% wrong="radius" name="half a knot not counted as still" says="a larger circle holds"
still = day[day["speed_knots"] < 0.5]
radii = [1, 1.5, 3.5]
ships = [still.loc[still["from_quay_nm"] <= r, "mmsi"].nunique() for r in radii]
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})

# %% wrong="radius" name="slow ships counted as still" says="none that only sails past"
still = day[day["speed_knots"] <= 5]
radii = [1, 1.5, 3.5]
ships = [still.loc[still["from_quay_nm"] <= r, "mmsi"].nunique() for r in radii]
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})

# %% wrong="radius" name="a knot counted as still" says="never came to rest"
still = day[day["speed_knots"] <= 1]
radii = [1, 1.5, 3.5]
ships = [still.loc[still["from_quay_nm"] <= r, "mmsi"].nunique() for r in radii]
by_radius = pd.DataFrame({"radius_nm": radii, "ships": ships})

# %% wrong="radius" name="rings instead of circles" says="a larger circle holds"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 1, 1]})

# %% wrong="radius" name="parts of ships" says="not reports"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 3.5, 4.9]})

# %% wrong="radius" name="off by one" kind="off-by-one" says="never came to rest"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 4, 6]})

# %% wrong="radius" name="guessed" kind="hard-coded" says="holds every ship at rest in it"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [1, 2, 5]})

# %% right="radius" name="by sets of ships"
still = day[day["speed_knots"] <= 0.5]
held = [set(still.loc[still["from_quay_nm"] <= r, "mmsi"]) for r in (1, 1.5, 3.5)]
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": list(map(len, held))})
(added_last,) = held[2] - held[1]

# %% wrong="radius" name="a number for a name" says="added_last is the one ship"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 4, 5]})
added_last = 232999003

# %% wrong="radius" name="a ship that waited and then came to the quay" says="added_last is the one ship"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 4, 5]})
still = day[day["speed_knots"] <= 0.5]
added_last = still.loc[still["from_quay_nm"].idxmax(), "mmsi"]

# %% wrong="radius" name="the ship that only passed" says="added_last is the one ship"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 4, 5]})
added_last = "232999002"

# %% wrong="radius" name="nobody named" says="not answered yet"
by_radius = pd.DataFrame({"radius_nm": [1, 1.5, 3.5], "ships": [3, 4, 5]})
added_last = None

# %% right="waiting" name="by hand"
anchor_hours, berth_hours = 5 + 2, 1.5 + 1 + 1

# %% right="waiting" name="pandas alone"
resting = reports[reports["speed_knots"] <= 0.5]


def hours_at(kind):
    there = resting.dropna(subset=kind).sort_values(["mmsi", "time_utc"])
    gaps = there.groupby("mmsi")["time_utc"].diff()
    left = there["mmsi"].eq("232999001") & gaps.gt(pd.Timedelta(hours=1.5))
    times = there.groupby(["mmsi", left.cumsum()])["time_utc"]
    lengths = times.max() - times.min()
    return lengths[lengths >= pd.Timedelta(minutes=30)].sum() / pd.Timedelta(hours=1)


anchor_hours, berth_hours = hours_at("anchorage"), hours_at("berth")

# %% wrong="waiting" name="nothing" kind="nothing" says="not answered yet"
anchor_hours = berth_hours = None

# %% wrong="waiting" name="text" kind="type" says="take the quotes away"
anchor_hours, berth_hours = "7", "3.5"

# %% wrong="waiting" name="lengths of time" says="divide it by the unit"
anchor_hours, berth_hours = pd.Timedelta(hours=7), pd.Timedelta(hours=3.5)

# %% wrong="waiting" name="swapped" says="are they swapped"
anchor_hours, berth_hours = 3.5, 7.0

# %% wrong="waiting" name="status taken as truth" says="at least one of the two is right"


def hours_with_status(status):
    times = reports[reports["status"] == status].groupby("mmsi")["time_utc"]
    return (times.max() - times.min()).sum().total_seconds() / 3600


anchor_hours, berth_hours = hours_with_status(1), hours_with_status(5)

# %% wrong="waiting" name="only ships that say moored are at the quay" says="those of every stay there"
anchor_hours, berth_hours = 7.0, 1.0

# %% wrong="waiting" name="off by one" kind="off-by-one" says="Yours is 8."
anchor_hours, berth_hours = 8.0, 3.5

# %% wrong="waiting" name="one ship each" says="at least one of the two is right"
anchor_hours, berth_hours = 5.0, 2.5

# %% wrong="waiting" name="hours until the ship is seen outside" says="those of every stay there"
anchor_hours, berth_hours = 7.0, 4.5

# %% wrong="waiting" name="minutes" says="both are hours"
anchor_hours, berth_hours = 420, 210

# %% wrong="waiting" name="moving reports counted too" says="at least one of the two is right"


def hours_inside(kind):
    times = reports.dropna(subset=kind).groupby("mmsi")["time_utc"]
    return (times.max() - times.min()).sum() / pd.Timedelta(hours=1)


anchor_hours, berth_hours = hours_inside("anchorage"), hours_inside("berth")

# %% wrong="waiting" name="moving reports counted at the quay" says="from its first to its last report at rest"
inside = reports.dropna(subset="berth").groupby("mmsi")["time_utc"]
anchor_hours = 7.0
berth_hours = (inside.max() - inside.min()).sum() / pd.Timedelta(hours=1)

# %% wrong="waiting" name="the time between two stays counted" says="Yours is 5.5."
anchor_hours, berth_hours = 7.0, 4.5 + 1

# %% wrong="waiting" name="a rest of ten minutes counted" says="those of every stay there"
lengths = ais.stays(reports, "berth", stay_minutes=0)
anchor_hours = 7.0
berth_hours = (lengths["last_utc"] - lengths["first_utc"]).sum() / pd.Timedelta(hours=1)

# %% wrong="waiting" name="means" says="at least one of the two is right"
means = []
for place in ("anchorage", "berth"):
    found = ais.stays(reports, place)
    length = (found["last_utc"] - found["first_utc"]).mean()
    means.append(length / pd.Timedelta(hours=1))
anchor_hours, berth_hours = means

# %% wrong="waiting" name="reports at rest counted" says="at least one of the two is right"
still = reports[reports["is_stopped"]]
anchor_hours = int(still["anchorage"].notna().sum())
berth_hours = int(still["berth"].notna().sum())

# %% wrong="waiting" name="far too many, and one nearly" says="at least one of the two is right"
anchor_hours, berth_hours = 100, 4.2

# %% wrong="waiting" name="guessed" kind="hard-coded" says="Yours is 3."
anchor_hours, berth_hours = 7.0, 3.0

# %% right="crews" name="by hand, other columns first"
confusion = pd.DataFrame(
    {"something else": [6, 1], "moored": [2, 3], "at anchor": [3, 2]},
    index=["quay", "roads"],
)
right_share = 0.24

# %% right="crews" name="groupby"
confusion = resting.groupby(["place", "says"]).size().unstack(fill_value=0)
right_share = (2 + 2) / 17

# %% right="crews" name="places as a column"
confusion = pd.crosstab(resting["place"], resting["says"]).reset_index()
right_share = 4 / 17

# %% wrong="crews" name="a long table" says="It has no column at anchor"
confusion = resting.groupby(["place", "says"]).size().reset_index(name="n")
right_share = 4 / 17

# %% wrong="crews" name="a number" kind="type" says="It is the number 5, not a table"
confusion = 5
right_share = 4 / 17

# %% wrong="crews" name="nothing" kind="nothing" says="not answered yet"
confusion = right_share = None

# %% wrong="crews" name="turned round" says="It has no column at anchor"
confusion = pd.crosstab(resting["says"], resting["place"])
right_share = 4 / 17

# %% wrong="crews" name="shares instead of counts" says="at the quay that say moored"
confusion = pd.crosstab(resting["place"], resting["says"], normalize="index")
right_share = 4 / 17

# %% wrong="crews" name="ships instead of reports" says="at the quay that say moored"
confusion = pd.DataFrame(
    {"at anchor": [0, 1], "moored": [1, 1]}, index=["quay", "roads"]
)
right_share = 2 / 4

# %% wrong="crews" name="status taken as truth" kind="hard-coded" says="at the quay that say at anchor"
confusion = pd.DataFrame(
    {"at anchor": [0, 6], "moored": [2, 0]}, index=["quay", "roads"]
)
right_share = 1.0

# %% wrong="crews" name="every report of the day" says="in the roads that say at anchor"
confusion = pd.crosstab(place, says)
right_share = 4 / 17

# %% wrong="crews" name="percent" says="It is 36.4, more than 1"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 36.4

# %% wrong="crews" name="a list of shares" says="It is a list of 2 values"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = [0.5, 0.4]

# %% wrong="crews" name="something else counted as right" says="something else fits neither"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 14 / 17

# %% wrong="crews" name="moored at both places" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = confusion["moored"].sum() / len(resting)

# %% wrong="crews" name="the columns of the roads swapped" says="Yours is 3."
confusion = pd.DataFrame(
    {"at anchor": [3, 3], "moored": [2, 2]}, index=["quay", "roads"]
)
right_share = 5 / 17

# %% wrong="crews" name="the mean of two shares" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = (2 / 11 + 2 / 6) / 2

# %% wrong="crews" name="one place only" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = 2 / 11

# %% wrong="crews" name="one report left out" kind="off-by-one" says="at both places"
confusion = pd.crosstab(resting["place"], resting["says"])
right_share = (confusion.loc["roads", "at anchor"] + 1) / len(resting)

# %% wrong="crews" name="one row too few" says="it has the rows quay and roads"
confusion = pd.crosstab(resting["place"], resting["says"]).drop(index="quay")
right_share = 4 / 17

# %% right="score" name="read off by eye"
matched = pd.DataFrame(
    {
        "call_id": ["R4", "R3", "R5", "R2", "R1"],
        "found_id": ["F4", "F3", "F6", "F2", "F1"],
    }
)
precision, recall = 0.625, 0.833

# %% right="score" name="the record cut first"
sure = record[record["berthed_utc"].dt.day == 2]
both = sure.merge(radio_calls, on="mmsi")
late = (both["berthed_utc"] - both["arrived_utc"]) / pd.Timedelta(minutes=1)
matched = both[late.between(-119, 119)]
precision = matched["found_id"].nunique() / radio_calls["found_id"].nunique()
recall = matched["call_id"].nunique() / sure["call_id"].nunique()

# %% wrong="score" name="nothing" kind="nothing" says="not answered yet"
matched = precision = recall = None

# %% wrong="score" name="a number" says="It is the number 5, not a table"
matched, precision, recall = 5, 5 / 8, 5 / 6

# %% wrong="score" name="by ship alone" says="its morning is not its evening"
matched = radio_calls.merge(record, on="mmsi")
precision, recall = len(matched) / len(radio_calls), len(matched) / len(record)

# %% wrong="score" name="only record later counts, sign kept" says="its morning is not its evening"
pairs = radio_calls.merge(record, on="mmsi")
late = pairs["berthed_utc"] - pairs["arrived_utc"]
matched = pairs[late < pd.Timedelta(hours=2)]
precision, recall = len(matched) / 8, len(matched) / 6

# %% wrong="score" name="stays that overlap" says="however short its call"
pairs = radio_calls.merge(record, on="mmsi")
matched = pairs[
    (pairs["arrived_utc"] <= pairs["unberthed_utc"])
    & (pairs["departed_utc"] >= pairs["berthed_utc"])
]
precision, recall = len(matched) / 8, len(matched) / 6

# %% wrong="score" name="within half an hour" says="however short its call"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(minutes=30)]
precision, recall = len(matched) / 8, len(matched) / 6

# %% wrong="score" name="two hours counted as less than two" says="exactly two hours before you"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart <= pd.Timedelta(hours=2)]
precision, recall = len(matched) / 8, len(matched) / 6

# %% wrong="score" name="by row instead of ship" says="every pair that the rule makes"
matched = pd.DataFrame(
    {
        "found_id": ["F1", "F2", "F3", "F4", "F6", "F7"],
        "call_id": ["R1", "R2", "R3", "R4", "R5", "R6"],
    }
)
precision, recall = 6 / 8, 6 / 7

# %% wrong="score" name="by ship and quay" says="every pair that the rule makes"
pairs = radio_calls.merge(record, on=["mmsi", "quay"])
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = len(matched) / 8, len(matched) / 6

# %% wrong="score" name="five pairs, one of two ships" kind="hard-coded" says="a row with found_id 'F7' that should not"
matched = pd.DataFrame(
    {
        "found_id": ["F7", "F2", "F3", "F4", "F6"],
        "call_id": ["R6", "R2", "R3", "R4", "R5"],
    }
)
precision, recall = 5 / 8, 5 / 6

# %% wrong="score" name="text" kind="type" says="It is text, '5/7', not a number"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = "5/7", "5/6"

# %% wrong="score" name="swapped" says="are they swapped"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 6, 5 / 8

# %% wrong="score" name="the day after counted" kind="off-by-one" says="recall is for the recorded calls"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = len(matched) / len(radio_calls), len(matched) / len(record)

# %% wrong="score" name="the impossible number left out" says="even those with a number no ship"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 7, 5 / 6

# %% wrong="score" name="the silent ship left out" says="recall is for the recorded calls"
pairs = radio_calls.merge(record, on="mmsi")
apart = (pairs["arrived_utc"] - pairs["berthed_utc"]).abs()
matched = pairs[apart < pd.Timedelta(hours=2)]
precision, recall = 5 / 8, 5 / 5

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

# %% right="reasons" name="with blanks round it"
reasons = {
    "F5": "no ship's number ",
    "F7": "not written down",
    "R5": " wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="nothing" kind="nothing" says="Not answered yet"
reasons = {"F5": None, "F7": None, "R5": None, "R6": None, "R7": None}

# %% wrong="reasons" name="words of one's own" says="F5: bad mmsi"
reasons = {
    "F5": "bad mmsi",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="half filled" says="R6: nothing"
reasons = {
    "F5": "no ship's number",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": None,
    "R7": None,
}

# %% wrong="reasons" name="text" says="no value is named F5"
reasons = "no ship's number"

# %% wrong="reasons" name="one reason for all" kind="hard-coded" says="the reason for R7"
reasons = dict.fromkeys(("F5", "F7", "R5", "R6", "R7"), "silent radio")

# %% wrong="reasons" name="silent and not entered swapped" says="Yours is 'not written down'"
reasons = {
    "F5": "no ship's number",
    "F7": "silent radio",
    "R5": "wrong clock",
    "R6": "not written down",
    "R7": "not our day",
}

# %% wrong="reasons" name="the impossible number not written down" says="the reason for F5"
reasons = {
    "F5": "not written down",
    "F7": "not written down",
    "R5": "wrong clock",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="the late ship not of the day" says="Yours is 'not our day'"
reasons = {
    "F5": "no ship's number",
    "F7": "not written down",
    "R5": "not our day",
    "R6": "silent radio",
    "R7": "not our day",
}

# %% wrong="reasons" name="a list without names" kind="type" says="no value is named F5"
reasons = [
    "no ship's number",
    "not written down",
    "wrong clock",
    "silent radio",
    "not our day",
]

# %% wrong="reasons" name="every reason one row too low" kind="off-by-one" says="the reason for R7"
reasons = {
    "F5": "not our day",
    "F7": "no ship's number",
    "R5": "not written down",
    "R6": "wrong clock",
    "R7": "silent radio",
}
