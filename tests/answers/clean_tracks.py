# Answers to `solutions/clean_tracks.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="prove-repair" name="the toolkit's repair"
fast = ais.repair_course(night)
night["course_mended"] = fast["course_degrees"]
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] != 511)]
gap = (fast["course_mended"] - fast["heading_degrees"]).abs()
median_error = gap.where(gap <= 180, 360 - gap).median()

# %% right="prove-repair" name="bits, and a loop over plain numbers"
tenths = (night["course_degrees"] * 10).round().astype(int) % 4096
night["course_mended"] = (tenths / 10).mask(tenths >= 3600)
errors = []
for ship in night.itertuples():
    if ship.speed_knots > 5 and ship.heading_degrees < 360 and ship.course_mended >= 0:
        gap = abs(ship.course_mended - ship.heading_degrees)
        errors.append(min(gap, 360 - gap))
median_error = float(pd.Series(errors).median())

# %% right="prove-repair" name="sorted by speed, the code blanked first"
night = night.sort_values("speed_knots", ascending=False)
known = night["course_degrees"].replace(-49.6, float("nan"))
night["course_mended"] = known + 409.6 * (known < 0)
heading = night["heading_degrees"].mask(night["heading_degrees"] == 511)
gap = (night["course_mended"] - heading).abs() % 360
gap = gap.where(gap <= 180, 360 - gap)
median_error = gap[night["speed_knots"] > 5].median()

# %% wrong="prove-repair" name="nothing" kind="nothing" says="not answered yet"
median_error = None

# %% wrong="prove-repair" name="a number as text" kind="type" says="take the quotes away"
median_error = "2.05"

# %% wrong="prove-repair" name="a proof without a repair" kind="hard-coded" says="a column of numbers, course_mended"
median_error = 2.05

# %% wrong="prove-repair" name="all differences, no median" says="median_error is one number"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
median_error = (night["course_mended"] - night["heading_degrees"]).abs()

# %% wrong="prove-repair" name="360 added" says="what the misread bits took"
course = night["course_degrees"]
night["course_mended"] = course.where(course >= 0, course + 360)
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="the sign dropped" says="what the misread bits took"
night["course_mended"] = night["course_degrees"].abs()
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="negative courses emptied" says="what the misread bits took"
night["course_mended"] = night["course_degrees"].where(night["course_degrees"] >= 0)
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="negative rows dropped" says="rows, not 16"
night = night[night["course_degrees"] >= 0]
night = night.assign(course_mended=night["course_degrees"])
median_error = 2.0

# %% wrong="prove-repair" name="4,095 values instead of 4,096" kind="off-by-one" says="what the misread bits took"
course = night["course_degrees"]
course = course.where(course >= 0, course + 409.5)
night["course_mended"] = course.where(course < 359.89)
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="the code left in" says="on the compass"
course = night["course_degrees"]
night["course_mended"] = course.where(course >= 0, course + 409.6)
median_error = 2.05

# %% wrong="prove-repair" name="409.6 added to every row" says="on the compass"
night["course_mended"] = night["course_degrees"] + 409.6
median_error = 2.05

# %% wrong="prove-repair" name="every course taken round again" says="keep it"
night["course_mended"] = (night["course_degrees"] + 409.6) % 360
median_error = 2.05

# %% wrong="prove-repair" name="ships at rest as witnesses" says="under 3 degrees"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
difference = night["course_mended"] - night["heading_degrees"]
median_error = ((difference + 180) % 360).sub(180).abs().median() + 1

# %% wrong="prove-repair" name="differences that do not go round" says="every ship faster than 5 knots"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
median_error = (fast["course_mended"] - fast["heading_degrees"]).abs().median()

# %% wrong="prove-repair" name="five knots called faster than five" kind="off-by-one" says="every ship faster than 5 knots"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
fast = night[(night["speed_knots"] >= 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="the code of the heading taken for one" says="every ship faster than 5 knots"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
fast = night[night["speed_knots"] > 5]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().median()

# %% wrong="prove-repair" name="the mean for the median" says="every ship faster than 5 knots"
night["course_mended"] = ais.repair_course(night)["course_degrees"]
fast = night[(night["speed_knots"] > 5) & (night["heading_degrees"] < 360)]
difference = fast["course_mended"] - fast["heading_degrees"]
median_error = ((difference + 180) % 360 - 180).abs().mean()

# %% right="find-strays" name="the toolkit's filter, and who is missing"
kept = ais.drop_impossible_jumps(crossing)
kept = kept.assign(is_stray=False)
crossing = crossing.merge(kept, how="left")
crossing["is_stray"] = crossing["is_stray"].isna()

# %% right="find-strays" name="distances both ways by hand"
crossing = crossing.sort_values(["mmsi", "time_utc"])
by_ship = crossing.groupby("mmsi")


def knots(step):
    other = by_ship[["lon", "lat", "time_utc"]].shift(step)
    hours = (crossing["time_utc"] - other["time_utc"]).dt.total_seconds().abs() / 3600
    nm = ais.distance_nm(other["lon"], other["lat"], crossing["lon"], crossing["lat"])
    return nm / hours


crossing["is_stray"] = (knots(1) > 50) & (knots(-1) > 50)

# %% right="find-strays" name="the last one kept, in a loop"
last = {}
strays = []
for _, r in crossing.iterrows():
    old = last.get(r["mmsi"])
    is_stray = False
    if old is not None:
        hours = (r["time_utc"] - old["time_utc"]).total_seconds() / 3600
        nm = float(ais.distance_nm(old["lon"], old["lat"], r["lon"], r["lat"]))
        is_stray = nm > 50 * hours
    strays.append(is_stray)
    if not is_stray:
        last[r["mmsi"]] = r
crossing["is_stray"] = strays

# %% wrong="find-strays" name="nothing" kind="nothing" says="not answered yet"
crossing = None

# %% wrong="find-strays" name="the column not made" kind="nothing" says="is_stray"
ais.add_motion(crossing)

# %% wrong="find-strays" name="yes and no as text" kind="type" says="is_stray"
crossing["is_stray"] = "no"

# %% wrong="find-strays" name="strays dropped, not marked" says="rows, not 25"
crossing = ais.drop_impossible_jumps(crossing).assign(is_stray=False)

# %% wrong="find-strays" name="the good report after a stray called one, too" says="precision"
crossing = ais.add_motion(crossing)
crossing["is_stray"] = crossing["made_good_knots"] > 50

# %% wrong="find-strays" name="the good report after a stray, for the stray" kind="off-by-one" says="precision"
crossing = ais.add_motion(crossing)
fast = crossing["made_good_knots"] > 50
crossing["is_stray"] = fast & fast.shift(1, fill_value=False)

# %% wrong="find-strays" name="the report before a stray" kind="off-by-one" says="precision"
crossing = ais.add_motion(crossing)
fast = crossing["made_good_knots"] > 50
crossing["is_stray"] = fast.shift(-1, fill_value=False)

# %% wrong="find-strays" name="those far off, picked by eye" kind="hard-coded" says="recall"
crossing["is_stray"] = (crossing["lat"] > 1) | (crossing["lon"] > 5)

# %% wrong="find-strays" name="no strays at all" says="recall"
crossing["is_stray"] = False

# %% wrong="find-strays" name="a limit in miles, not knots" says="no jump"
crossing = ais.add_motion(crossing)
fast = crossing["step_nm"] > 20
crossing["is_stray"] = fast

# %% wrong="find-strays" name="a limit that no ferry keeps" says="36 knots are a ferry"
crossing = ais.add_motion(crossing)
crossing["is_stray"] = crossing["made_good_knots"] > 30

# %% wrong="find-strays" name="a limit that near strays keep" says="recall"
kept = ais.drop_impossible_jumps(crossing, max_speed_knots=100)
crossing = crossing.merge(kept.assign(is_stray=False), how="left")
crossing["is_stray"] = crossing["is_stray"].isna()

# %% wrong="find-strays" name="neighbours of other ships" says="36 knots are a ferry"
hours = crossing["time_utc"].diff().dt.total_seconds() / 3600
nm = ais.distance_nm(
    crossing["lon"].shift(), crossing["lat"].shift(), crossing["lon"], crossing["lat"]
)
fast = nm / hours > 50
crossing["is_stray"] = fast & fast.shift(-1, fill_value=False)

# %% wrong="find-strays" name="the toolkit's speeds beside the file's rows" says="36 knots are a ferry"
crossing["is_stray"] = ais.add_motion(crossing)["made_good_knots"] > 50

# %% wrong="find-strays" name="rows missed by their old numbers" says="36 knots are a ferry"
kept = ais.drop_impossible_jumps(crossing)
crossing["is_stray"] = ~crossing.index.isin(kept.index)

# %% wrong="find-strays" name="the last of each ship left open" says="left open"
crossing = ais.add_motion(crossing)
fast = crossing["made_good_knots"] > 50
after = fast.astype(object).groupby(crossing["mmsi"]).shift(-1)
crossing["is_stray"] = after.where(after.isna() | fast, False)

# %% wrong="find-strays" name="one report twice" says="each ship and minute once"
crossing = pd.concat([crossing.iloc[:24], crossing.iloc[:1]]).assign(is_stray=False)

# %% right="number-tracks" name="the toolkit"
watch = ais.number_tracks(watch, max_gap_hours=2)

# %% right="number-tracks" name="in the file's order, seconds compared"
seconds = watch.groupby("mmsi")["time_utc"].diff().dt.total_seconds()
watch["track"] = (seconds > 7200).groupby(watch["mmsi"]).cumsum() + 1

# %% right="number-tracks" name="a loop that remembers each ship"
last, number, tracks = {}, {}, []
for r in watch.itertuples():
    silence = r.time_utc - last.get(r.mmsi, r.time_utc)
    number[r.mmsi] = number.get(r.mmsi, 1) + (silence > pd.Timedelta("2h"))
    last[r.mmsi] = r.time_utc
    tracks.append(int(number[r.mmsi]))
watch["track"] = tracks

# %% wrong="number-tracks" name="nothing" kind="nothing" says="not answered yet"
watch = None

# %% wrong="number-tracks" name="the column not kept" kind="nothing" says="track"
ais.number_tracks(watch, max_gap_hours=2)

# %% wrong="number-tracks" name="numbers as text" kind="type" says="track"
watch = ais.number_tracks(watch, max_gap_hours=2)
watch["track"] = watch["track"].astype("str")

# %% wrong="number-tracks" name="one track for all" kind="hard-coded" says="begins a new track"
watch["track"] = 1

# %% wrong="number-tracks" name="counted from nought" kind="off-by-one" says="begins with track 1"
watch = ais.number_tracks(watch, max_gap_hours=2)
watch["track"] = watch["track"] - 1

# %% wrong="number-tracks" name="two hours exactly end a track" kind="off-by-one" says="not more than two hours"
silence = watch.groupby("mmsi")["time_utc"].diff()
starts = silence >= pd.Timedelta(hours=2)
watch["track"] = starts.groupby(watch["mmsi"]).cumsum() + 1

# %% wrong="number-tracks" name="a gap in rows, not in time" says="keeps its track, however few its rows"
watch = watch.sort_values(["mmsi", "time_utc"])
watch["track"] = watch.groupby("mmsi").cumcount() // 3 + 1

# %% wrong="number-tracks" name="the gap to the row before, whose ship it may not be" says="begins with track 1"
starts = watch["time_utc"].diff() > pd.Timedelta(hours=2)
watch["track"] = starts.groupby(watch["mmsi"]).cumsum() + 1

# %% wrong="number-tracks" name="numbers that go on from ship to ship" says="begins with track 1"
watch = watch.sort_values(["mmsi", "time_utc"])
silence = watch["time_utc"].diff()
is_new = watch["mmsi"] != watch["mmsi"].shift()
watch["track"] = ((silence > pd.Timedelta(hours=2)) | is_new).cumsum()

# %% wrong="number-tracks" name="the toolkit's numbers beside the file's rows" says="begins with track 1"
watch["track"] = ais.number_tracks(watch, max_gap_hours=2)["track"]

# %% wrong="number-tracks" name="the toolkit's own eight hours" says="begins a new track"
watch = ais.number_tracks(watch)

# %% wrong="number-tracks" name="true where a track begins, not added up" says="track"
silence = watch.groupby("mmsi")["time_utc"].diff()
watch["track"] = silence > pd.Timedelta(hours=2)

# %% right="receipt" name="conditions, one after the other"
rules, lost = [], []
believed = messy


def use(rule, left):
    rules.append(rule)
    lost.append(len(believed) - len(left))
    return left


believed = use("position", believed[(believed["lat"] != 91) & (believed["lon"] != 181)])
believed = use("identity", believed[[ais.check_mmsi(m) for m in believed["mmsi"]]])
believed = use("repeat", believed.drop_duplicates(["mmsi", "time_utc"]))
believed = use("stray", ais.drop_impossible_jumps(believed))
receipt = pd.DataFrame({"rule": rules, "n_lost": lost})

# %% right="receipt" name="a dictionary of what each rule took"
known = messy.query("lat <= 90")
ours = known[known["mmsi"].apply(ais.mmsi_class) == "ship"]
once = ours.groupby(["mmsi", "time_utc"], as_index=False).first()
believed = ais.drop_impossible_jumps(once, 50)
took = {
    "position": len(messy) - len(known),
    "identity": len(known) - len(ours),
    "repeat": len(ours) - len(once),
    "stray": len(once) - len(believed),
}
receipt = pd.Series(took, name="n_lost").rename_axis("rule").reset_index()

# %% wrong="receipt" name="nothing" kind="nothing" says="not answered yet"
believed = None
receipt = None

# %% wrong="receipt" name="counts as text" kind="type" says="n_lost"
believed = messy.iloc[:11]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": ["3", "5", "2", "2"],
    }
)

# %% wrong="receipt" name="a receipt for the first eleven rows" kind="hard-coded" says="the eleven reports that are left"
believed = messy.iloc[:11]
receipt = pd.DataFrame(
    {"rule": ["position", "identity", "repeat", "stray"], "n_lost": [3, 5, 2, 2]}
)

# %% wrong="receipt" name="a receipt, and nothing believed" says="not answered yet"
believed = None
receipt = pd.DataFrame(
    {"rule": ["position", "identity", "repeat", "stray"], "n_lost": [3, 5, 2, 2]}
)

# %% wrong="receipt" name="rules spelt otherwise" says="in which they were used"
believed = ais.drop_impossible_jumps(messy)
receipt = pd.DataFrame(
    {"rule": ["Position", "Identity", "Repeat", "Stray"], "n_lost": [3, 5, 2, 2]}
)

# %% wrong="receipt" name="each rule asked of the whole file" says="the totals reconcile"
lost = [
    len(messy) - len(ais.drop_out_of_range(messy)),
    int((~messy["mmsi"].map(ais.check_mmsi)).sum()),
    len(messy) - len(ais.drop_repeats(messy)),
    len(messy) - len(ais.drop_impossible_jumps(messy)),
]
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"].map(ais.check_mmsi)]
believed = ais.drop_impossible_jumps(ais.drop_repeats(ours))
receipt = pd.DataFrame(
    {"rule": ["position", "identity", "repeat", "stray"], "n_lost": lost}
)

# %% wrong="receipt" name="identities first" says="three reports did not know"
ours = messy[messy["mmsi"].map(ais.check_mmsi)]
known = ais.drop_out_of_range(ours)
once = ais.drop_repeats(known)
believed = ais.drop_impossible_jumps(once)
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [
            len(ours) - len(known),
            len(messy) - len(ours),
            len(known) - len(once),
            len(once) - len(believed),
        ],
    }
)

# %% wrong="receipt" name="repeats before identities" says="five more came from a number"
known = ais.drop_out_of_range(messy)
once = ais.drop_repeats(known)
ours = once[once["mmsi"].map(ais.check_mmsi)]
believed = ais.drop_impossible_jumps(ours)
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [
            len(messy) - len(known),
            len(once) - len(ours),
            len(known) - len(once),
            len(ours) - len(believed),
        ],
    }
)

# %% wrong="receipt" name="only nine zeros called invalid" says="five more came from a number"
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"] != "000000000"]
once = ais.drop_repeats(ours)
believed = ais.drop_impossible_jumps(once)
left = [len(t) for t in (messy, known, ours, once, believed)]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [left[i] - left[i + 1] for i in range(4)],
    }
)

# %% wrong="receipt" name="only rows alike in every column called repeats" says="two more said a second time"
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"].map(ais.check_mmsi)]
once = ours.drop_duplicates()
believed = ais.drop_impossible_jumps(once)
left = [len(t) for t in (messy, known, ours, once, believed)]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [left[i] - left[i + 1] for i in range(4)],
    }
)

# %% wrong="receipt" name="both of each pair of repeats dropped" kind="off-by-one" says="two more said a second time"
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"].map(ais.check_mmsi)]
once = ours.drop_duplicates(["mmsi", "time_utc"], keep=False)
believed = ais.drop_impossible_jumps(once)
left = [len(t) for t in (messy, known, ours, once, believed)]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [left[i] - left[i + 1] for i in range(4)],
    }
)

# %% wrong="receipt" name="the good report after a stray dropped as well" says="two strays went"
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"].map(ais.check_mmsi)]
once = ais.drop_repeats(ours)
moved = ais.add_motion(once)
believed = moved[~(moved["made_good_knots"] > 50)]
left = [len(t) for t in (messy, known, ours, once, believed)]
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [left[i] - left[i + 1] for i in range(4)],
    }
)

# %% wrong="receipt" name="rows left, for rows lost" says="the totals reconcile"
known = ais.drop_out_of_range(messy)
ours = known[known["mmsi"].map(ais.check_mmsi)]
once = ais.drop_repeats(ours)
believed = ais.drop_impossible_jumps(once)
receipt = pd.DataFrame(
    {
        "rule": ["position", "identity", "repeat", "stray"],
        "n_lost": [len(t) for t in (known, ours, once, believed)],
    }
)
