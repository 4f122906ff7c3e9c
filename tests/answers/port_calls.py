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

# %% wrong="waiting" name="hours until the ship is seen outside" says="end with the last report"
anchor_hours, berth_hours = 7.0, 6.0

# %% wrong="waiting" name="guessed" says="both ships' hours at the quay"
anchor_hours, berth_hours = 7.0, 4.5
