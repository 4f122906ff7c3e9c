# Answers to `solutions/filter_choose_make.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="winter-containers" name="pairs of year and month, as text"
pairs = harbour_returns["year"].astype("str") + "-" + harbour_returns["month"]
is_winter = pairs.isin(["2020-12", "2021-1", "2021-2"])
winter_containers = harbour_returns[
    is_winter & (harbour_returns["cargo_group"] == "container")
]

# %% right="winter-containers" name="one query, months left as text, latest first"
winter_containers = harbour_returns.query(
    "cargo_group == 'container' and (year == 2020 and month == '12'"
    " or year == 2021 and month in ['1', '2'])"
).sort_values("return_id", ascending=False)

# %% right="winter-containers" name="a date made of year and month"
starts = pd.to_datetime(
    {
        "year": harbour_returns["year"],
        "month": harbour_returns["month"].astype("int"),
        "day": 1,
    }
)
winter_containers = harbour_returns.assign(starts=starts).loc[
    lambda t: t["starts"].between("2020-12-01", "2021-02-28")
]
winter_containers = winter_containers.query("cargo_group == 'container'")

# %% right="winter-containers" name="two tables, one below the other, and an index of names"
boxes = harbour_returns[harbour_returns["cargo_group"].eq("container")]
winter_containers = pd.concat(
    [
        boxes[(boxes["year"] == 2020) & (boxes["month"] == "12")],
        boxes[(boxes["year"] == 2021) & boxes["month"].isin(["1", "2"])],
    ]
).reset_index(drop=True)

# %% right="winter-containers" name="a loop over the rows"
rows = []
for row in harbour_returns.to_dict("records"):
    is_winter = (row["year"], row["month"]) in [(2020, "12"), (2021, "1"), (2021, "2")]
    if is_winter and row["cargo_group"] == "container":
        rows.append(row)
winter_containers = pd.DataFrame(rows)

# %% wrong="winter-containers" name="nothing" kind="nothing" says="not answered yet"
winter_containers = None

# %% wrong="winter-containers" name="a list of returns" kind="type" says="winter_containers is a table"
winter_containers = ["R09", "R10", "R12", "R13", "R15", "R16"]

# %% wrong="winter-containers" name="true and false, not used to filter" says="winter_containers is a table"
winter_containers = harbour_returns["month"].isin(["12", "1", "2"])

# %% wrong="winter-containers" name="one column alone, as a table" says="no column year"
winter_containers = harbour_returns[["return_id"]]

# %% wrong="winter-containers" name="everything" says="about container ships"
winter_containers = harbour_returns

# %% wrong="winter-containers" name="tankers too" says="about container ships"
numbered = harbour_returns.assign(month=harbour_returns["month"].astype("int"))
winter_containers = numbered[
    ((numbered["year"] == 2020) & (numbered["month"] == 12))
    | ((numbered["year"] == 2021) & (numbered["month"] <= 2))
]

# %% wrong="winter-containers" name="month filtered as text" says="of December, January or February"
boxes = harbour_returns[harbour_returns["cargo_group"] == "container"]
winter_containers = boxes[(boxes["month"] >= "12") | (boxes["month"] <= "2")]

# %% wrong="winter-containers" name="from December on as text, in both years" says="of December, January or February"
boxes = harbour_returns[harbour_returns["cargo_group"] == "container"]
winter_containers = boxes[boxes["month"] >= "12"]

# %% wrong="winter-containers" name="November for December" kind="off-by-one" says="of December, January or February"
boxes = harbour_returns[harbour_returns["cargo_group"] == "container"]
winter_containers = boxes[
    ((boxes["year"] == 2020) & boxes["month"].isin(["11", "12"]))
    | ((boxes["year"] == 2021) & (boxes["month"] == "1"))
]

# %% wrong="winter-containers" name="March kept as well" says="of December, January or February"
numbered = harbour_returns.assign(month=harbour_returns["month"].astype("int"))
numbered = numbered[numbered["cargo_group"] == "container"]
winter_containers = numbered[
    ((numbered["year"] == 2020) & (numbered["month"] == 12))
    | ((numbered["year"] == 2021) & (numbered["month"] <= 3))
]

# %% wrong="winter-containers" name="the months of 2020" says="it holds one winter"
boxes = harbour_returns[harbour_returns["cargo_group"] == "container"]
winter_containers = boxes[
    (boxes["year"] == 2020) & boxes["month"].isin(["12", "1", "2"])
]

# %% wrong="winter-containers" name="the months of 2021" says="it holds one winter"
winter_containers = harbour_returns.query(
    "cargo_group == 'container' and year == 2021 and month in ['12', '1', '2']"
)

# %% wrong="winter-containers" name="three winters" says="it holds one winter"
boxes = harbour_returns[harbour_returns["cargo_group"] == "container"]
winter_containers = boxes[boxes["month"].isin(["12", "1", "2"])]

# %% wrong="winter-containers" name="the winter after" says="it holds one winter"
winter_containers = harbour_returns.query(
    "cargo_group == 'container' and year == 2021 and month == '12'"
)

# %% wrong="winter-containers" name="no December" says="too few"
winter_containers = harbour_returns.query(
    "cargo_group == 'container' and year == 2021 and month in ['1', '2']"
)

# %% wrong="winter-containers" name="one terminal" says="too few"
winter_containers = harbour_returns[
    harbour_returns["return_id"].isin(["R09", "R12", "R15"])
]

# %% wrong="winter-containers" name="no rows at all" says="It has no rows."
winter_containers = harbour_returns[harbour_returns["month"] == "December"]

# %% wrong="winter-containers" name="first of each kind, typed" kind="hard-coded" says="too few"
winter_containers = harbour_returns.iloc[[8, 11, 14]]

# %% wrong="winter-containers" name="the right rows with one twice" says="too many"
winter_containers = harbour_returns.iloc[[8, 9, 11, 12, 14, 15, 15]]

# %% wrong="winter-containers" name="one return for another" says="more often than it should"
winter_containers = harbour_returns.iloc[[8, 9, 11, 12, 15, 15]]

# %% wrong="winter-containers" name="calls altered" says="its calls is"
winter_containers = harbour_returns.iloc[[8, 9, 11, 12, 14, 15]]
winter_containers = winter_containers.assign(calls=winter_containers["calls"].cumsum())

# %% wrong="winter-containers" name="terminals overwritten" says="its terminal is"
winter_containers = harbour_returns.iloc[[8, 9, 11, 12, 14, 15]].assign(
    terminal="North"
)

# %% wrong="winter-containers" name="brackets that let tankers in" says="about container ships"
is_container = harbour_returns["cargo_group"] == "container"
is_december = (harbour_returns["year"] == 2020) & (harbour_returns["month"] == "12")
is_later = (harbour_returns["year"] == 2021) & harbour_returns["month"].isin(["1", "2"])
winter_containers = harbour_returns[is_container & is_december | is_later]

# %% right="waiting-hours" name="total seconds, then where"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]).dt.total_seconds()
arrivals["wait_hours"] = (wait / 3600).where(wait >= 0)

# %% right="waiting-hours" name="assign, rounded, longest first"
arrivals = arrivals.assign(
    wait_hours=lambda t: (
        (t["berthed_utc"] - t["arrived_utc"]).div(pd.Timedelta("1h")).round(2)
    )
)
arrivals.loc[arrivals["wait_hours"] < 0, "wait_hours"] = None
arrivals = arrivals.sort_values("wait_hours", ascending=False)

# %% right="waiting-hours" name="a loop over the rows"
hours = []
for row in arrivals.itertuples():
    seconds = (row.berthed_utc - row.arrived_utc).total_seconds()
    hours.append(seconds / 3600 if seconds >= 0 else float("nan"))
arrivals["wait_hours"] = hours

# %% right="waiting-hours" name="the wrong times emptied first, and a type of its own for missing"
berthed = arrivals["berthed_utc"].where(
    arrivals["berthed_utc"] >= arrivals["arrived_utc"]
)
wait = (berthed - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.astype("Float64")

# %% right="waiting-hours" name="rounded as in the lesson"
hours = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = hours.mask(hours < 0).round(1)

# %% right="waiting-hours" name="none put into the cells"
hours = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = hours
arrivals.loc[arrivals["wait_hours"] < 0, "wait_hours"] = None

# %% wrong="waiting-hours" name="nothing" kind="nothing" says="no column wait_hours"
pass

# %% wrong="waiting-hours" name="no table" says="not answered yet"
arrivals = None

# %% wrong="waiting-hours" name="a column made, but not kept" says="no column wait_hours"
arrivals.assign(
    wait_hours=(arrivals["berthed_utc"] - arrivals["arrived_utc"])
    / pd.Timedelta(hours=1)
)

# %% wrong="waiting-hours" name="the rows of the wrong records dropped" says="It has 7 rows, not 10"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals = arrivals.assign(wait_hours=wait).query("wait_hours >= 0")

# %% wrong="waiting-hours" name="lengths of time" says="wait_hours holds numbers"
arrivals["wait_hours"] = arrivals["berthed_utc"] - arrivals["arrived_utc"]

# %% wrong="waiting-hours" name="hours as text" kind="type" says="wait_hours holds numbers"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.round(2).astype("str") + " h"

# %% wrong="waiting-hours" name="minutes" says="Yours is 150 hours"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(minutes=1)
arrivals["wait_hours"] = wait.mask(wait < 0)

# %% wrong="waiting-hours" name="seconds" says="Yours is 9000 hours"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]).dt.total_seconds()
arrivals["wait_hours"] = wait.mask(wait < 0)

# %% wrong="waiting-hours" name="days" says="K01 came at 06:00"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(days=1)
arrivals["wait_hours"] = wait.mask(wait < 0)

# %% wrong="waiting-hours" name="the other way round" says="Yours is -2.5 hours"
arrivals["wait_hours"] = (
    arrivals["arrived_utc"] - arrivals["berthed_utc"]
) / pd.Timedelta(hours=1)

# %% wrong="waiting-hours" name="the first wait for all" kind="hard-coded" says="K04 was moored two days after"
arrivals["wait_hours"] = 2.5

# %% wrong="waiting-hours" name="whole days dropped" says="Yours is 18 hours"
wait = arrivals["berthed_utc"] - arrivals["arrived_utc"]
arrivals["wait_hours"] = wait.dt.seconds / 3600

# %% wrong="waiting-hours" name="negative waits kept" says="less than no time"
arrivals["wait_hours"] = (
    arrivals["berthed_utc"] - arrivals["arrived_utc"]
) / pd.Timedelta(hours=1)

# %% wrong="waiting-hours" name="a mask made, but not kept" says="less than no time"
arrivals["wait_hours"] = (
    arrivals["berthed_utc"] - arrivals["arrived_utc"]
) / pd.Timedelta(hours=1)
arrivals["wait_hours"].mask(arrivals["wait_hours"] < 0)

# %% wrong="waiting-hours" name="the minus taken away" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.abs()

# %% wrong="waiting-hours" name="zero for unknown" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.clip(lower=0).fillna(0)

# %% wrong="waiting-hours" name="a half day added to mend the clock" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.where(wait > 0, wait + 24)

# %% wrong="waiting-hours" name="no wait taken for an unknown one" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.where(wait > 0)

# %% wrong="waiting-hours" name="short waits emptied too" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.mask(wait < 1)

# %% wrong="waiting-hours" name="one hour too many" kind="off-by-one" says="each wait is with its own call"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
wait = wait.mask(wait < 0)
arrivals["wait_hours"] = wait.where(wait.isin([2.5, 42]), wait + 1)

# %% wrong="waiting-hours" name="whole hours" says="K01 came at 06:00"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) // pd.Timedelta(hours=1)
arrivals["wait_hours"] = wait.mask(wait < 0)

# %% wrong="waiting-hours" name="sorted without their calls" says="K01 came at 06:00"
wait = (arrivals["berthed_utc"] - arrivals["arrived_utc"]) / pd.Timedelta(hours=1)
arrivals["wait_hours"] = sorted(wait.mask(wait < 0).fillna(999))

# %% wrong="waiting-hours" name="whole hours by division" says="Yours is 2 hours"
wait = arrivals["berthed_utc"] - arrivals["arrived_utc"]
arrivals["wait_hours"] = wait // pd.Timedelta(hours=1)

# %% right="longest-waits" name="sorted, then all from the tenth value on"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
in_order = quays.sort_values("average_hours", ascending=False)
tenth = in_order["average_hours"].iloc[9]
longest = in_order.loc[
    in_order["average_hours"] >= tenth, ["berth_id", "average_hours"]
]

# %% right="longest-waits" name="by rank, the idle berth left out first"
busy = quays.query("calls > 0").assign(
    average_hours=lambda t: t["waited_hours"].div(t["calls"])
)
is_long = busy["average_hours"].rank(method="min", ascending=False) <= 10
longest = busy[is_long].sort_values(
    ["average_hours", "berth_id"], ascending=[False, True]
)
longest = longest[["average_hours", "berth_id"]]

# %% right="longest-waits" name="a column of averages, then a table again"
averages = quays.set_index("berth_id").eval("waited_hours / calls")
longest = averages.nlargest(10, keep="all").rename("average_hours").reset_index()

# %% right="longest-waits" name="rounded"
longest = (
    quays.assign(average_hours=quays["waited_hours"] / quays["calls"])
    .nlargest(10, "average_hours", keep="all")[["berth_id", "average_hours"]]
    .round(3)
)

# %% right="longest-waits" name="rounded as in the lesson"
longest = (
    quays.assign(
        average_hours=(quays["waited_hours"] / quays["calls"]).round(1)
    ).nlargest(10, "average_hours", keep="all")
)[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="rounded to whole hours" says="shared among its calls"
longest = (
    quays.assign(
        average_hours=(quays["waited_hours"] / quays["calls"]).round()
    ).nlargest(10, "average_hours", keep="all")
)[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="nothing" kind="nothing" says="not answered yet"
longest = None

# %% wrong="longest-waits" name="a list of names" kind="type" says="longest is a table"
longest = ["SOUTH-1", "NORTH-3", "EAST-2", "WEST-1"]

# %% wrong="longest-waits" name="averages as text" says="Its column average_hours holds text"
longest = (
    quays.assign(average_hours=quays["waited_hours"] / quays["calls"])
    .nlargest(10, "average_hours", keep="all")[["berth_id", "average_hours"]]
    .astype("str")
)

# %% wrong="longest-waits" name="the name left in the index" says="it is the index"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.set_index("berth_id").nlargest(10, "average_hours", keep="all")

# %% wrong="longest-waits" name="no berth left" says="average_hours"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.query("average_hours > 100")[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="columns not chosen" says="those two are its only columns"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.nlargest(10, "average_hours", keep="all")

# %% wrong="longest-waits" name="calls divided by hours" says="shared among its calls"
quays["average_hours"] = quays["calls"] / quays["waited_hours"]
longest = quays.nlargest(10, "average_hours", keep="all")[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="the total taken for the average" says="shared among its calls"
longest = quays.rename(columns={"waited_hours": "average_hours"}).nlargest(
    10, "average_hours", keep="all"
)[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="every berth" says="NORTH-5, which had no calls"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.sort_values("average_hours", ascending=False)[
    ["berth_id", "average_hours"]
]

# %% wrong="longest-waits" name="sorted ascending" says="no berth left out waited longer"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.sort_values("average_hours").head(10)[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="the longest in all, not on average" says="no berth left out waited longer"
longest = quays.nlargest(10, "waited_hours", keep="all")
longest = longest.assign(average_hours=longest["waited_hours"] / longest["calls"])
longest = longest[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="the first ten of the file" says="no berth left out waited longer"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays[quays["calls"] > 0].head(10)[["berth_id", "average_hours"]]
longest = longest.sort_values("average_hours", ascending=False)

# %% wrong="longest-waits" name="ties dropped by head" says="too few"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.sort_values("average_hours", ascending=False).head(10)[
    ["berth_id", "average_hours"]
]

# %% wrong="longest-waits" name="ties dropped by nlargest" says="too few"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.nlargest(10, "average_hours")[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="nine berths" kind="off-by-one" says="too few"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.nlargest(9, "average_hours")[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="above the tenth, not level with it" says="too few"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.query("average_hours > 6.5")[["berth_id", "average_hours"]]
longest = longest.sort_values("average_hours", ascending=False)

# %% wrong="longest-waits" name="ten different averages" says="too many"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
is_long = quays["average_hours"].rank(method="dense", ascending=False) <= 10
longest = quays[is_long].sort_values("average_hours", ascending=False)
longest = longest[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="three berths typed" kind="hard-coded" says="no berth left out waited"
longest = pd.DataFrame(
    {"berth_id": ["NORTH-1", "EAST-1", "SOUTH-2"], "average_hours": [6.5, 6.5, 6.5]}
)

# %% wrong="longest-waits" name="right berths, shortest first" says="the longest wait stands first"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays.nlargest(10, "average_hours", keep="all").sort_values("average_hours")
longest = longest[["berth_id", "average_hours"]]

# %% wrong="longest-waits" name="in the order of the file" says="the longest wait stands first"
quays["average_hours"] = quays["waited_hours"] / quays["calls"]
longest = quays[quays["average_hours"] >= 6.5][["berth_id", "average_hours"]]
