# Answers to `solutions/rescue_patterns.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="features" name="a loop over ships, with complex numbers"
rows = []
for ship, own in fixes.groupby("ship"):
    own = own.sort_values("minute")
    at = own["east_nm"].to_numpy() + 1j * own["north_nm"].to_numpy()
    steps = np.diff(at)
    turns = np.degrees(np.angle(steps[1:] / steps[:-1]))
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else float("nan"),
            "turn_degrees": abs(turns).sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% right="features" name="wide, a column for each ship"
east = fixes.pivot(index="minute", columns="ship", values="east_nm")
north = fixes.pivot(index="minute", columns="ship", values="north_nm")
course = np.degrees(np.arctan2(east.diff(), north.diff()))
turn = course.diff().abs()
turn = turn.where(turn <= 180, 360 - turn)
path = np.hypot(east.diff(), north.diff()).sum()
gone = np.hypot(east.iloc[-1] - east.iloc[0], north.iloc[-1] - north.iloc[0])
company = [
    sum(
        (np.hypot(east[a] - east[b], north[a] - north[b]) <= 2).any()
        for b in east
        if b != a
    )
    for a in east
]
features = pd.DataFrame(
    {
        "path_nm": path,
        "path_over_gone": (path / gone).replace(np.inf, np.nan),
        "turn_degrees": turn.sum(),
        "loiter_nm": np.hypot(east - east.mean(), north - north.mean()).max(),
        "company": company,
    }
).reset_index()

# %% wrong="features" name="nothing" kind="nothing" says="not answered yet"
features = None

# %% wrong="features" name="numbers as text" kind="type" says="features has a row"
features = pd.DataFrame(
    {
        "ship": ["SIM ALDER", "SIM BEECH", "SIM CEDAR", "SIM ELM"],
        "path_nm": ["6", "6.03", "12", "12"],
        "path_over_gone": ["4.24", "1.005", "", "1"],
        "turn_degrees": ["450", "57.1", "180", "0"],
        "loiter_nm": ["0.81", "3.0", "3.43", "6"],
        "company": ["1", "0", "0", "1"],
    }
)

# %% wrong="features" name="the rounded ones from the page" kind="hard-coded" says="each ship's path"
features = pd.DataFrame(
    {
        "ship": ["SIM ALDER", "SIM BEECH", "SIM CEDAR", "SIM ELM"],
        "path_nm": [6, 6, 12, 12],
        "path_over_gone": [4.24, 1, float("nan"), 1],
        "turn_degrees": [450, 57, 180, 0],
        "loiter_nm": [0.8, 3, 3.4, 6],
        "company": [1, 0, 0, 1],
    }
)

# %% wrong="features" name="each ship counted as its own company" kind="off-by-one" says="company is another ship"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs((np.diff(courses) + 180) % 360 - 180)
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else None,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique() + 1,
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="turns the long way round" says="turns count to either side"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs(np.diff(courses % 360))
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else None,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="an endless ratio" says="its ratio is missing, and not infinite"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs((np.diff(courses) + 180) % 360 - 180)
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else np.inf,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="displacement over path" says="path over displacement is 1"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs((np.diff(courses) + 180) % 360 - 180)
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": gone / abs(steps).sum() if gone else None,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="from where it began" says="loitering is measured from the mean"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs((np.diff(courses) + 180) % 360 - 180)
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, on="minute", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else None,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at[0]).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="near at any minute" says="company is another ship"
rows = []
for ship, own in fixes.groupby("ship"):
    at = (own["east_nm"] + 1j * own["north_nm"]).to_numpy()
    steps = np.diff(at)
    courses = np.degrees(np.angle(1j / steps))
    turns = abs((np.diff(courses) + 180) % 360 - 180)
    gone = abs(at[-1] - at[0])
    others = fixes[fixes["ship"] != ship].merge(own, how="cross", suffixes=("", "_own"))
    apart = np.hypot(
        others["east_nm"] - others["east_nm_own"],
        others["north_nm"] - others["north_nm_own"],
    )
    rows.append(
        {
            "ship": ship,
            "path_nm": abs(steps).sum(),
            "path_over_gone": abs(steps).sum() / gone if gone else None,
            "turn_degrees": turns.sum(),
            "loiter_nm": abs(at - at.mean()).max(),
            "company": others.loc[apart <= 2, "ship"].nunique(),
        }
    )
features = pd.DataFrame(rows)

# %% wrong="features" name="steps from one ship to the next" says="each ship's path"
step = fixes[["east_nm", "north_nm"]].diff()
fixes["step_nm"] = np.hypot(step["east_nm"], step["north_nm"])
features = fixes.groupby("ship").agg(path_nm=("step_nm", "sum")).reset_index()
features["path_over_gone"] = [4.2, 1.0, None, 1.0]
features["turn_degrees"] = [450.0, 57.1, 180.0, 0.0]
features["loiter_nm"] = [0.8, 3.0, 3.4, 6.0]
features["company"] = [1, 0, 0, 1]


# %% right="grouped" name="all pairs at once, with numpy"
def count_right(hours, part):
    speed, answer = hours["speed_knots"].to_numpy(), hours["is_rescue"].to_numpy()
    parts = hours[part].to_numpy()
    apart = np.abs(np.subtract.outer(speed, speed))
    apart[np.equal.outer(parts, parts)] = np.inf
    return (answer[apart.argmin(axis=1)] == answer).sum()


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")


# %% right="grouped" name="a cross join"
def count_right(hours, part):
    numbered = hours[["speed_knots", "is_rescue"]].assign(part=hours[part])
    numbered = numbered.reset_index(drop=True).reset_index()
    pairs = numbered.merge(numbered, how="cross", suffixes=("", "_other"))
    pairs = pairs[pairs["part"] != pairs["part_other"]]
    pairs["apart"] = (pairs["speed_knots"] - pairs["speed_knots_other"]).abs()
    nearest = pairs.sort_values("apart").drop_duplicates("index")
    return len(nearest[nearest["is_rescue"] == nearest["is_rescue_other"]])


random_right, grouped_right = (
    count_right(seen, part) for part in ("part_of_hours", "part_of_events")
)


# %% right="grouped" name="part by part, plain Python"
def count_right(hours, part):
    rows = hours[["speed_knots", "is_rescue", part]].to_numpy().tolist()
    n_right = 0
    for speed, answer, own in rows:
        hidden = [(abs(s - speed), a) for s, a, p in rows if p != own]
        n_right += min(hidden, key=lambda pair: pair[0])[1] == answer
    return n_right


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")

# %% wrong="grouped" name="nothing" kind="nothing" says="count_right is a function"
random_right = None
grouped_right = None


# %% wrong="grouped" name="numbers as text" kind="type" says="take the quotes away"
def count_right(hours, part):
    rows = hours[["speed_knots", "is_rescue", part]].to_numpy().tolist()
    n_right = 0
    for speed, answer, own in rows:
        hidden = [(abs(s - speed), a) for s, a, p in rows if p != own]
        n_right += min(hidden, key=lambda pair: pair[0])[1] == answer
    return n_right


random_right, grouped_right = "40", "28"


# %% wrong="grouped" name="the two numbers written down" kind="hard-coded" says="an hour learns nothing from itself"
def count_right(_hours, part):
    return 40 if part == "part_of_hours" else 28


random_right, grouped_right = 40, 28


# %% wrong="grouped" name="one too many" kind="off-by-one" says="an hour learns nothing from itself"
def count_right(hours, part):
    rows = hours[["speed_knots", "is_rescue", part]].to_numpy().tolist()
    n_right = 1
    for speed, answer, own in rows:
        hidden = [(abs(s - speed), a) for s, a, p in rows if p != own]
        n_right += min(hidden, key=lambda pair: pair[0])[1] == answer
    return n_right


random_right = count_right(seen, "part_of_hours") - 1
grouped_right = count_right(seen, "part_of_events")


# %% wrong="grouped" name="nothing hidden but the hour itself" says="nor from any hour of its own part"
def count_right(hours, _part):
    n_right = 0
    for row in range(len(hours)):
        one, others = hours.iloc[row], hours.drop(hours.index[row])
        nearest = (others["speed_knots"] - one["speed_knots"]).abs().idxmin()
        n_right += others.loc[nearest, "is_rescue"] == one["is_rescue"]
    return int(n_right)


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")


# %% wrong="grouped" name="the sign of the difference kept" says="it counts right for any table"
def count_right(hours, part):
    n_right = 0
    for one in hours.to_dict("records"):
        others = hours[hours[part] != one[part]]
        nearest = (others["speed_knots"] - one["speed_knots"]).idxmin()
        n_right += others.loc[nearest, "is_rescue"] == one["is_rescue"]
    return int(n_right)


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")


# %% wrong="grouped" name="always the table above" says="an hour learns nothing from itself"
def count_right(_hours, _part):
    n_right = 0
    for one in seen.to_dict("records"):
        others = seen[seen["part_of_events"] != one["part_of_events"]]
        nearest = (others["speed_knots"] - one["speed_knots"]).abs().idxmin()
        n_right += others.loc[nearest, "is_rescue"] == one["is_rescue"]
    return int(n_right)


random_right = count_right(seen, "part_of_hours")
grouped_right = count_right(seen, "part_of_events")


# %% wrong="grouped" name="the random parts taken for both" says="the random split had flattered"
def count_right(hours, part):
    rows = hours[["speed_knots", "is_rescue", part]].to_numpy().tolist()
    n_right = 0
    for speed, answer, own in rows:
        hidden = [(abs(s - speed), a) for s, a, p in rows if p != own]
        n_right += min(hidden, key=lambda pair: pair[0])[1] == answer
    return n_right


random_right = grouped_right = count_right(seen, "part_of_hours")

# %% right="match" name="a loop over halts"
rows = []
for halt in halts.itertuples():
    away = np.hypot(
        warnings["east_nm"] - halt.east_nm, warnings["north_nm"] - halt.north_nm
    )
    late = warnings["broadcast_hours"] - halt.began_hours
    away = away[(away <= 10) & (late >= -12) & (late <= 6)]
    if len(away) > 0:
        rows.append((halt.halt, warnings.loc[away.idxmin(), "warning_id"]))
pairs = pd.DataFrame(rows, columns=["halt", "warning_id"])

# %% right="match" name="a matrix, and extra columns"
away = np.hypot(
    np.subtract.outer(halts["east_nm"].to_numpy(), warnings["east_nm"].to_numpy()),
    np.subtract.outer(halts["north_nm"].to_numpy(), warnings["north_nm"].to_numpy()),
)
late = -np.subtract.outer(
    halts["began_hours"].to_numpy(), warnings["broadcast_hours"].to_numpy()
)
away = np.where((away <= 10) & (late >= -12) & (late <= 6), away, np.inf)
pairs = halts.assign(
    warning_id=warnings["warning_id"].to_numpy()[away.argmin(axis=1)],
    apart_nm=away.min(axis=1),
)
pairs = pairs[np.isfinite(pairs["apart_nm"])]

# %% right="match" name="groupby and idxmin, last halt first"
both = warnings.merge(halts, how="cross", suffixes=("_said", ""))
both["apart"] = (
    (both["east_nm"] - both["east_nm_said"]) ** 2
    + (both["north_nm"] - both["north_nm_said"]) ** 2
) ** 0.5
both = both.query(
    "apart <= 10 and began_hours - 12 <= broadcast_hours <= began_hours + 6"
)
pairs = both.loc[both.groupby("halt")["apart"].idxmin(), ["warning_id", "halt"]].iloc[
    ::-1
]

# %% wrong="match" name="nothing" kind="nothing" says="not answered yet"
pairs = None

# %% wrong="match" name="numbers instead of names" kind="type" says="pairs"
pairs = pd.DataFrame({"halt": [1, 2, 3, 4, 5], "warning_id": [1, 2, 1, 4, 7]})

# %% wrong="match" name="a row for each halt, in order of the broadcasts" kind="hard-coded" says="H5 has a call in time"
pairs = pd.DataFrame(
    {
        "halt": ["H1", "H2", "H3", "H4", "H5", "H6"],
        "warning_id": ["W1", "W2", "W1", "W4", "W6", "W7"],
    }
)

# %% wrong="match" name="the ends left out" kind="off-by-one" says="both ends count"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] < 10.5) & (late > -12) & (late < 6)]
pairs = may_be.sort_values("apart_nm").drop_duplicates("halt")[["halt", "warning_id"]]

# %% wrong="match" name="ten miles left out" says="H5 has a call in time"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] < 10) & late.between(-12, 6)]
pairs = may_be.sort_values("apart_nm").drop_duplicates("halt")[["halt", "warning_id"]]

# %% wrong="match" name="nearest in space only" says="time counts as well as space"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[both["apart_nm"] <= 10]
pairs = may_be.sort_values("apart_nm").drop_duplicates("halt")[["halt", "warning_id"]]

# %% wrong="match" name="the nearest first, its time afterwards" says="time counts as well as space"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
both = both[both["apart_nm"] <= 10].sort_values("apart_nm").drop_duplicates("halt")
pairs = both.loc[late[both.index].between(-12, 6), ["halt", "warning_id"]]

# %% wrong="match" name="nearest in time" says="H3 shares W1"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
both["off"] = late.abs()
pairs = both[both["off"] <= 12].sort_values("off").drop_duplicates("halt")
pairs = pairs[["halt", "warning_id"]]

# %% wrong="match" name="before and after exchanged" says="both ends count"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] <= 10) & late.between(-6, 12)]
pairs = may_be.sort_values("apart_nm").drop_duplicates("halt")[["halt", "warning_id"]]

# %% wrong="match" name="every pair that may be" says="no halt has two rows"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] <= 10) & late.between(-12, 7)]
pairs = may_be[["halt", "warning_id"]]

# %% wrong="match" name="each broadcast used once" says="H3 shares W1"
both = halts.merge(warnings, how="cross", suffixes=("", "_said"))
both["apart_nm"] = np.hypot(
    both["east_nm"] - both["east_nm_said"], both["north_nm"] - both["north_nm_said"]
)
late = both["broadcast_hours"] - both["began_hours"]
may_be = both[(both["apart_nm"] <= 10) & late.between(-12, 6)].sort_values("apart_nm")
pairs = may_be.drop_duplicates("halt").sort_values("halt").drop_duplicates("warning_id")
pairs = pairs[["halt", "warning_id"]]
