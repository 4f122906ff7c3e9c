# Answers to `solutions/port_utilisation.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="weekly" name="read off by eye"
weekly = pd.DataFrame(
    {"week": ["2024-05-13", "2024-05-06"], "visits": [5, 4], "ships": [4, 3]}
)

# %% right="weekly" name="periods"
trade = harbour[(harbour["ship_type"] // 10).isin([7, 8])]
weeks_of = trade["arrived_utc"].dt.tz_localize(None).dt.to_period("W")
weekly = (
    trade.groupby(weeks_of)
    .agg(visits=("mmsi", "count"), ships=("mmsi", "nunique"))
    .rename_axis("week")
    .reset_index()
)

# %% right="weekly" name="by the day of the month"
trade = harbour.query("70 <= ship_type <= 89").copy()
is_second = trade["arrived_utc"] >= pd.Timestamp("2024-05-13", tz="UTC")
parts = [trade[~is_second], trade[is_second]]
weekly = pd.DataFrame(
    {
        "week": pd.to_datetime(["2024-05-06", "2024-05-13"]),
        "visits": [len(part) for part in parts],
        "ships": [len(set(part["mmsi"])) for part in parts],
    }
)

# %% right="weekly" name="resampled"
trade = harbour[harbour["ship_type"].between(70, 89)]
weekly = (
    trade.resample("W-MON", on="arrived_utc", closed="left", label="left")["mmsi"]
    .agg(visits="count", ships="nunique")
    .rename_axis("week")
    .reset_index()
)

# %% wrong="weekly" name="nothing" kind="nothing" says="not answered yet"
weekly = None

# %% wrong="weekly" name="a number" says="It is the number 9, not a table"
weekly = 9

# %% wrong="weekly" name="numbers as text" kind="type" says="visits"
weekly = pd.DataFrame(
    {"week": ["2024-05-06", "2024-05-13"], "visits": ["4", "5"], "ships": ["3", "4"]}
)

# %% wrong="weekly" name="positions counted" says="visits are calls, not reports"
trade = harbour[harbour["ship_type"].between(70, 89)]
midnight = trade["arrived_utc"].dt.floor("D")
monday = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
by_week = trade.groupby(monday.rename("week"))
weekly = by_week.agg(
    visits=("n_reports", "sum"), ships=("mmsi", "nunique")
).reset_index()

# %% wrong="weekly" name="week by local time" says="the call of Sunday 12 May"
trade = harbour[harbour["ship_type"].between(70, 89)]
local = trade["arrived_utc"].dt.tz_convert("Europe/London").dt.floor("D")
monday = local - pd.to_timedelta(local.dt.day_of_week, unit="D")
by_week = trade.groupby(monday.rename("week"))["mmsi"]
weekly = by_week.agg(visits="size", ships="nunique").reset_index()

# %% wrong="weekly" name="every ship" says="ferries, tugs and ships of other types"
midnight = harbour["arrived_utc"].dt.floor("D")
monday = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
by_week = harbour.groupby(monday.rename("week"))["mmsi"]
weekly = by_week.agg(visits="size", ships="nunique").reset_index()

# %% wrong="weekly" name="type 89 forgotten" kind="off-by-one" says="no tanker is"
trade = harbour[harbour["ship_type"].between(70, 89, inclusive="left")]
midnight = trade["arrived_utc"].dt.floor("D")
monday = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
by_week = trade.groupby(monday.rename("week"))["mmsi"]
weekly = by_week.agg(visits="size", ships="nunique").reset_index()

# %% wrong="weekly" name="weeks that begin on Sunday" says="holds the Mondays"
trade = harbour[harbour["ship_type"].between(70, 89)]
midnight = trade["arrived_utc"].dt.floor("D")
sunday = midnight - pd.to_timedelta((midnight.dt.day_of_week + 1) % 7, unit="D")
by_week = trade.groupby(sunday.rename("week"))["mmsi"]
weekly = by_week.agg(visits="size", ships="nunique").reset_index()

# %% wrong="weekly" name="week left in the index" says="week is a column"
trade = harbour[harbour["ship_type"].between(70, 89)]
midnight = trade["arrived_utc"].dt.floor("D")
monday = midnight - pd.to_timedelta(midnight.dt.day_of_week, unit="D")
weekly = trade.groupby(monday)["mmsi"].agg(visits="size", ships="nunique")

# %% wrong="weekly" name="ships counted like visits" says="called twice in a week is one ship"
weekly = pd.DataFrame(
    {"week": ["2024-05-06", "2024-05-13"], "visits": [4, 5], "ships": [4, 5]}
)

# %% wrong="weekly" name="guessed" kind="hard-coded" says="the call of Sunday 12 May"
weekly = pd.DataFrame(
    {"week": ["2024-05-06", "2024-05-13"], "visits": [5, 4], "ships": [3, 4]}
)

# %% right="presence" name="a loop, and hours by overlap"


def most_present(arrived, departed):
    most = 0
    for hour in arrived:
        there = [a <= hour < d for a, d in zip(arrived, departed, strict=True)]
        most = max(most, sum(there))
    return most


rows = []
for n in range(6, 20):
    day = pd.Timestamp(f"2024-05-{n:02d}", tz="UTC")
    total = 0
    for call in harbour.itertuples():
        began = max(call.arrived_utc, day)
        ended = min(call.departed_utc, day + pd.Timedelta(days=1))
        total += max((ended - began).total_seconds(), 0) / 3600
    rows.append({"day": str(day.date()), "hours": total})
by_day = pd.DataFrame(rows)

# %% right="presence" name="events sorted, departures first"


def most_present(arrived, departed):
    events = sorted([(d, -1) for d in departed] + [(a, 1) for a in arrived])
    there, most = 0, 0
    for _, step in events:
        there += step
        most = max(most, there)
    return most


by_day = pd.DataFrame(
    {
        "day": pd.date_range("2024-05-06", periods=14),
        "hours": [12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4],
    }
)

# %% wrong="presence" name="nothing" kind="nothing" says="not answered yet"
most_present = by_day = None

# %% wrong="presence" name="a number in place of a function" kind="type" says="most_present"
most_present = 3
by_day = pd.DataFrame(
    {
        "day": pd.date_range("2024-05-06", periods=14),
        "hours": [12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4],
    }
)

# %% wrong="presence" name="the example written down" kind="hard-coded" says="never meet"


def most_present(*_):
    return 2


by_day = pd.DataFrame(
    {
        "day": pd.date_range("2024-05-06", periods=14),
        "hours": [12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4],
    }
)

# %% wrong="presence" name="closed intervals" kind="off-by-one" says="never meet"


def most_present(arrived, departed):
    pairs = list(zip(arrived, departed, strict=True))
    return max(sum(a <= hour <= d for a, d in pairs) for hour in arrived)


by_day = pd.DataFrame(
    {
        "day": pd.date_range("2024-05-06", periods=14),
        "hours": [12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4],
    }
)

# %% wrong="presence" name="steps in the order of the lists" says="never meet"


def most_present(arrived, departed):
    most = there = 0
    for place, hour in enumerate(arrived):
        there += 1
        there -= sum(d <= hour for d in departed[:place])
        most = max(most, there)
    return most


by_day = pd.DataFrame(
    {
        "day": pd.date_range("2024-05-06", periods=14),
        "hours": [12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4],
    }
)

# %% wrong="presence" name="all hours on the day of arrival" says="shared out their hours by day"


def most_present(arrived, departed):
    return max(
        sum(a <= h < d for a, d in zip(arrived, departed, strict=True)) for h in arrived
    )


lasted = (harbour["departed_utc"] - harbour["arrived_utc"]) / pd.Timedelta(hours=1)
by_arrival = lasted.groupby(harbour["arrived_utc"].dt.strftime("%Y-%m-%d")).sum()
days = pd.date_range("2024-05-06", periods=14).strftime("%Y-%m-%d")
by_day = by_arrival.reindex(days, fill_value=0).rename_axis("day")
by_day = by_day.rename("hours").reset_index()

# %% wrong="presence" name="a whole day for each ship present" says="no hour is counted twice"


def most_present(arrived, departed):
    return max(
        sum(a <= h < d for a, d in zip(arrived, departed, strict=True)) for h in arrived
    )


days = pd.date_range("2024-05-06", periods=14, tz="UTC")
present = [
    (
        (harbour["arrived_utc"] < day + pd.Timedelta(days=1))
        & (harbour["departed_utc"] > day)
    ).sum()
    for day in days
]
by_day = pd.DataFrame({"day": days, "hours": [24.0 * n for n in present]})

# %% wrong="presence" name="each stay whole on every day it touches" says="no hour is counted twice"


def most_present(arrived, departed):
    return max(
        sum(a <= h < d for a, d in zip(arrived, departed, strict=True)) for h in arrived
    )


lasted = (harbour["departed_utc"] - harbour["arrived_utc"]) / pd.Timedelta(hours=1)
days = pd.date_range("2024-05-06", periods=14, tz="UTC")
hours = []
for day in days:
    touches = (harbour["arrived_utc"] < day + pd.Timedelta(days=1)) & (
        harbour["departed_utc"] > day
    )
    hours.append(float(lasted[touches].sum()))
by_day = pd.DataFrame({"day": days, "hours": hours})

# %% right="outage" name="a dictionary for each port"
tables = []
for _, rows in weeks.groupby("port"):
    rows = rows.copy()
    share = rows["n_received"] / rows["n_expected"]
    heard = share >= 0.75 * share.median()
    least = 0.75 * rows.loc[heard, "visits"].median()
    words = []
    for is_heard, n in zip(heard, rows["visits"], strict=True):
        words.append(
            "not heard" if not is_heard else "fall" if n < least else "as usual"
        )
    rows["finding"] = words
    tables.append(rows)
findings = pd.concat(tables)

# %% right="outage" name="read off by eye"
findings = weeks.assign(finding="as usual")
findings.loc[[4, 6, 13], "finding"] = "not heard"
findings.loc[[5, 9], "finding"] = "fall"

# %% wrong="outage" name="nothing" kind="nothing" says="not answered yet"
findings = None

# %% wrong="outage" name="true and false" kind="type" says="finding"
findings = weeks.assign(finding=weeks["n_received"] < 0.6 * weeks["n_expected"])

# %% wrong="outage" name="the outage reported as a fall" says="is not reported as a fall"
usual = weeks.groupby("port")["visits"].transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[weeks["visits"] < 0.75 * usual, "finding"] = "fall"

# %% wrong="outage" name="reports in place of coverage" says="is a fall: it was heard as ever"
usual = weeks.groupby("port")["n_received"].transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[weeks["n_received"] < 0.75 * usual, "finding"] = "not heard"

# %% wrong="outage" name="not heard only where visits fell" says="though its visits look usual"
share = weeks["n_received"] / weeks["n_expected"]
deaf = share < 0.75 * share.groupby(weeks["port"]).transform("median")
usual = weeks["visits"].where(~deaf).groupby(weeks["port"]).transform("median")
low = weeks["visits"] < 0.75 * usual
findings = weeks.assign(finding="as usual")
findings.loc[low, "finding"] = "fall"
findings.loc[low & deaf, "finding"] = "not heard"

# %% wrong="outage" name="one threshold for every port" says="Weir is always heard badly"
share = weeks["n_received"] / weeks["n_expected"]
findings = weeks.assign(finding="as usual")
usual = weeks["visits"].where(share >= 0.75).groupby(weeks["port"]).transform("median")
findings.loc[weeks["visits"] < 0.75 * usual, "finding"] = "fall"
findings.loc[share < 0.75, "finding"] = "not heard"

# %% wrong="outage" name="the deaf week in what is usual" says="does not lower what is usual"
share = weeks["n_received"] / weeks["n_expected"]
deaf = share < 0.75 * share.groupby(weeks["port"]).transform("median")
usual = weeks.groupby("port")["visits"].transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[weeks["visits"] < 0.75 * usual, "finding"] = "fall"
findings.loc[deaf, "finding"] = "not heard"

# %% wrong="outage" name="means in place of medians" says="Eastmouth's week of 3 June"
share = weeks["n_received"] / weeks["n_expected"]
deaf = share < 0.75 * share.groupby(weeks["port"]).transform("mean")
usual = weeks["visits"].where(~deaf).groupby(weeks["port"]).transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[weeks["visits"] < 0.75 * usual, "finding"] = "fall"
findings.loc[deaf, "finding"] = "not heard"

# %% wrong="outage" name="three quarters itself is a fall" says="Weir's week of 8 July"
share = weeks["n_received"] / weeks["n_expected"]
deaf = share < 0.75 * share.groupby(weeks["port"]).transform("median")
usual = weeks["visits"].where(~deaf).groupby(weeks["port"]).transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[weeks["visits"] <= 0.75 * usual, "finding"] = "fall"
findings.loc[deaf, "finding"] = "not heard"

# %% wrong="outage" name="below the median is a fall" says="all other weeks are as usual"
share = weeks["n_received"] / weeks["n_expected"]
deaf = share < 0.75 * share.groupby(weeks["port"]).transform("median")
usual = weeks["visits"].where(~deaf).groupby(weeks["port"]).transform("median")
findings = weeks.assign(finding="as usual")
findings.loc[
    (weeks["visits"] < 0.97 * usual) & (weeks["port"] != "Weir"), "finding"
] = "fall"
findings.loc[deaf, "finding"] = "not heard"

# %% wrong="outage" name="one row too low" kind="off-by-one" says="is not reported as a fall"
findings = weeks.assign(finding="as usual")
findings.loc[[5, 14], "finding"] = "not heard"
findings.loc[[6, 10], "finding"] = "fall"

# %% wrong="outage" name="one word for all" kind="hard-coded" says="is not reported as a fall"
findings = weeks.assign(finding="fall")

# %% right="note" name="typed in"
note = {
    "seen": 48,
    "coverage_percent": 44,
    "low": 63,
    "high": 88,
    "goes_into_index": False,
}

# %% wrong="note" name="nothing" kind="nothing" says="not answered yet"
note = {
    "seen": None,
    "coverage_percent": None,
    "low": None,
    "high": None,
    "goes_into_index": None,
}

# %% wrong="note" name="text" kind="type" says="take the quotes away"
note = {
    "seen": "48",
    "coverage_percent": "44",
    "low": "63",
    "high": "88",
    "goes_into_index": False,
}

# %% wrong="note" name="a share" says="coverage_percent"
note = {
    "seen": 48,
    "coverage_percent": 0.44,
    "low": 63,
    "high": 88,
    "goes_into_index": False,
}

# %% wrong="note" name="the week after" kind="off-by-one" says="those that were seen"
note = {
    "seen": 59,
    "coverage_percent": 92,
    "low": 63,
    "high": 88,
    "goes_into_index": False,
}

# %% wrong="note" name="the usual week put in its place" kind="hard-coded" says="those that were seen"
note = {
    "seen": 80,
    "coverage_percent": 44,
    "low": 63,
    "high": 88,
    "goes_into_index": True,
}

# %% wrong="note" name="coverage of all ports" says="that week's, at that port"
that_week = weeks[weeks["week"] == "2024-07-01"]
note = {
    "seen": 48,
    "coverage_percent": 100
    * that_week["n_received"].sum()
    / that_week["n_expected"].sum(),
    "low": 63,
    "high": 88,
    "goes_into_index": False,
}

# %% wrong="note" name="ends swapped" says="lower end first"
note = {
    "seen": 48,
    "coverage_percent": 44,
    "low": 88,
    "high": 63,
    "goes_into_index": False,
}

# %% wrong="note" name="reported as a fall" says="a gap in the index"
note = {
    "seen": 48,
    "coverage_percent": 44,
    "low": 63,
    "high": 88,
    "goes_into_index": True,
}
