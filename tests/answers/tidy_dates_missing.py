# Answers to `solutions/tidy_dates_missing.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="tidy-sheet" name="stacked, in place of melted"
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
sheet = sheet.iloc[:12].rename_axis(index="month", columns=["cargo_group", None])
southampton = pd.concat({name: sheet[name] for name in sheet.columns.levels[0]})
southampton.columns = ["calls", "tonnes_in", "tonnes_out"]
southampton = southampton.apply(pd.to_numeric, errors="coerce")
southampton = southampton.rename_axis(["cargo_group", "month"]).reset_index()
southampton["month"] = southampton["month"].astype(int)

# %% right="tidy-sheet" name="a loop over blocks of three columns, marks named while reading"
grid = pd.read_excel(
    workbook, sheet_name="Southampton", header=None, na_values=[":", "c"]
)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks).astype(
    {"month": int, "calls": float, "tonnes_in": float, "tonnes_out": float}
)

# %% right="tidy-sheet" name="with the state kept beside, the latest month first"
cargo = None
rows = pd.read_excel(workbook, sheet_name="Southampton", header=None)
names = rows.iloc[3].ffill()
southampton = pd.DataFrame(
    [
        {
            "month": int(rows.iloc[line, 0]),
            "cargo_group": names[place],
            "calls": rows.iloc[line, place],
            "tonnes_in": rows.iloc[line, place + 1],
            "tonnes_out": rows.iloc[line, place + 2],
        }
        for line in range(16, 4, -1)
        for place in range(1, 19, 3)
    ]
)
southampton["state"] = southampton["calls"].map({"c": "suppressed", ":": "missing"})
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce")

# %% right="tidy-sheet" name="the groups as categories"
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
sheet = sheet.iloc[:12].rename_axis(index="month", columns=["cargo_group", "measure"])
cells = sheet.melt(ignore_index=False, value_name="cell").reset_index()
cells = cells.astype({"month": int})
cells["cell"] = pd.to_numeric(cells["cell"], errors="coerce")
southampton = cells.pivot(
    index=["month", "cargo_group"], columns="measure", values="cell"
).reset_index()
southampton.columns = southampton.columns.str.lower().str.replace(" ", "_")
southampton = southampton.astype({"cargo_group": "category"})

# %% wrong="tidy-sheet" name="the page's own headings" says="It has no column cargo_group"
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
sheet = sheet.iloc[:12].rename_axis(index="month", columns=["cargo", "measure"])
cells = sheet.melt(ignore_index=False, value_name="cell").reset_index()
cells = cells.astype({"month": int})
cells["cell"] = pd.to_numeric(cells["cell"], errors="coerce")
southampton = cells.pivot(
    index=["month", "cargo"], columns="measure", values="cell"
).reset_index()

# %% wrong="tidy-sheet" name="the headings without a row" says="It has no rows"
southampton = pd.DataFrame(
    columns=["month", "cargo_group", "calls", "tonnes_in", "tonnes_out"]
)

# %% wrong="tidy-sheet" name="nothing" kind="nothing" says="not answered yet"
southampton = None

# %% wrong="tidy-sheet" name="the sheet as it was read" says="It has no column month"
southampton = pd.read_excel(
    workbook, sheet_name="Southampton", header=[3, 4], index_col=0
)

# %% wrong="tidy-sheet" name="one port's name, not its table" kind="type" says="It is text"
southampton = "Southampton"

# %% wrong="tidy-sheet" name="the total kept as a month" kind="off-by-one" says="It has 78 rows, not 72"
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
sheet = sheet.iloc[:13].rename_axis(index="month", columns=["cargo_group", "measure"])
cells = sheet.melt(ignore_index=False, value_name="cell").reset_index()
cells["cell"] = pd.to_numeric(cells["cell"], errors="coerce")
southampton = cells.pivot(
    index=["month", "cargo_group"], columns="measure", values="cell"
).reset_index()
southampton.columns = ["month", "cargo_group", "calls", "tonnes_in", "tonnes_out"]

# %% wrong="tidy-sheet" name="footnote rows kept" says="It has 96 rows, not 72"
sheet = pd.read_excel(workbook, sheet_name="Southampton", header=[3, 4], index_col=0)
sheet = sheet[sheet.index.notna()]
blocks = []
for name in sheet.columns.unique(0):
    block = sheet[name].set_axis(["calls", "tonnes_in", "tonnes_out"], axis=1)
    block = block.apply(pd.to_numeric, errors="coerce")
    blocks.append(block.assign(cargo_group=name).rename_axis("month").reset_index())
southampton = pd.concat(blocks)

# %% wrong="tidy-sheet" name="header levels lost" says="has each month once, under its own name"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = "Containers"
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce")

# %% wrong="tidy-sheet" name="a wide cell carried one column too few" says="has each month once, under its own name"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first] if first < 16 else grid.iloc[3, 13]
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce")

# %% wrong="tidy-sheet" name="the months left as text" says="month is a whole number"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)

# %% wrong="tidy-sheet" name="the marks left among the figures" says="no mark is left in them"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)

# %% wrong="tidy-sheet" name="zero for secret and for missing" says="no other cell is filled"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce").fillna(0)

# %% wrong="tidy-sheet" name="in and out exchanged" says="so is every tonne that came in"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_out", "tonnes_in"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce")

# %% wrong="tidy-sheet" name="tonnes out copied from tonnes in" says="and every tonne that went out"
grid = pd.read_excel(workbook, sheet_name="Southampton", header=None)
blocks = []
for first in range(1, 19, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 1]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)
southampton["month"] = southampton["month"].astype(int)
for name in ["calls", "tonnes_in", "tonnes_out"]:
    southampton[name] = pd.to_numeric(southampton[name], errors="coerce")

# %% wrong="tidy-sheet" name="one month copied by hand" kind="hard-coded" says="It has 2 rows, not 72"
southampton = pd.DataFrame(
    {
        "month": [1, 1],
        "cargo_group": ["Containers", "Dry bulk"],
        "calls": [94, 6],
        "tonnes_in": [295260, 12220],
        "tonnes_out": [254510, 4270],
    }
)

# %% wrong="tidy-sheet" name="the page's port" says="It has 48 rows, not 72"
grid = pd.read_excel(workbook, sheet_name="Felixstowe", header=None)
blocks = []
for first in range(1, 13, 3):
    block = grid.iloc[5:17, [0, first, first + 1, first + 2]].copy()
    block.columns = ["month", "calls", "tonnes_in", "tonnes_out"]
    block["cargo_group"] = grid.iloc[3, first]
    blocks.append(block)
southampton = pd.concat(blocks)

# %% right="iso-weeks" name="isocalendar, and text put together"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], dayfirst=True)
iso = arrivals["day"].dt.isocalendar()
week = iso["week"].astype("str").str.zfill(2)
arrivals["iso_week"] = iso["year"].astype("str") + "-W" + week

# %% right="iso-weeks" name="plain dates of the standard library, in a loop"
import datetime

days, weeks = [], []
for text in arrivals["arrived"]:
    day = datetime.datetime.strptime(text, "%d/%m/%Y").date()
    year, week, _ = day.isocalendar()
    days.append(day)
    weeks.append(f"{year}-W{week:02}")
arrivals["day"] = days
arrivals["iso_week"] = weeks

# %% right="iso-weeks" name="the Thursday of each week, latest first"
arrivals["day"] = pd.to_datetime(
    arrivals["arrived"].str.split("/").str[::-1].str.join("-")
)
thursday = arrivals["day"] + pd.to_timedelta(3 - arrivals["day"].dt.weekday, unit="D")
week = (thursday.dt.dayofyear - 1) // 7 + 1
arrivals["iso_week"] = [
    f"{year}-W{number:02}" for year, number in zip(thursday.dt.year, week, strict=True)
]
arrivals = arrivals.sort_values("day", ascending=False)

# %% wrong="iso-weeks" name="nothing" kind="nothing" says="It has no column day"
pass

# %% wrong="iso-weeks" name="no table" says="not answered yet"
arrivals = None

# %% wrong="iso-weeks" name="the date left as text" kind="type" says="day is a date"
arrivals["day"] = arrivals["arrived"]
arrivals["iso_week"] = pd.to_datetime(arrivals["day"], dayfirst=True).dt.strftime(
    "%G-W%V"
)

# %% wrong="iso-weeks" name="the month read first where it can be" says="the day comes first"
arrivals["day"] = [
    pd.to_datetime(text, format="%m/%d/%Y")
    if int(text[3:5]) <= 12 and int(text[:2]) <= 12
    else pd.to_datetime(text, format="%d/%m/%Y")
    for text in arrivals["arrived"]
]
arrivals["iso_week"] = arrivals["day"].dt.strftime("%G-W%V")

# %% wrong="iso-weeks" name="what is not month first left empty" says="day is a date"
arrivals["day"] = pd.to_datetime(
    arrivals["arrived"], format="%m/%d/%Y", errors="coerce"
)
arrivals["iso_week"] = arrivals["day"].dt.strftime("%G-W%V")

# %% wrong="iso-weeks" name="the number of the week alone" says="iso_week is text"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = arrivals["day"].dt.isocalendar()["week"]

# %% wrong="iso-weeks" name="weeks of one digit" says="two digits"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
iso = arrivals["day"].dt.isocalendar()
arrivals["iso_week"] = iso["year"].astype("str") + "-W" + iso["week"].astype("str")

# %% wrong="iso-weeks" name="week 1 of the wrong year" says="lie on either side"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = arrivals["day"].dt.strftime("%Y-W%V")

# %% wrong="iso-weeks" name="weeks of the calendar year, from Monday" says="lie on either side"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = arrivals["day"].dt.strftime("%Y-W%W")

# %% wrong="iso-weeks" name="weeks of the calendar year, from Sunday" says="lie on either side"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = arrivals["day"].dt.strftime("%Y-W%U")

# %% wrong="iso-weeks" name="one New Year mended by hand" kind="hard-coded" says="so do the other New Years"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["iso_week"] = (
    arrivals["day"].dt.strftime("%Y-W%V").replace("2021-W53", "2020-W53")
)

# %% wrong="iso-weeks" name="one week too late" kind="off-by-one" says="lie on either side"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
later = arrivals["day"] + pd.Timedelta(days=7)
arrivals["iso_week"] = later.dt.strftime("%G-W%V")

# %% wrong="iso-weeks" name="weeks that begin on Sunday" says="lie on either side"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
later = arrivals["day"] + pd.Timedelta(days=1)
arrivals["iso_week"] = later.dt.strftime("%G-W%V")

# %% wrong="iso-weeks" name="the dates written over the text" says="still as the harbour wrote it"
arrivals["day"] = pd.to_datetime(arrivals["arrived"], format="%d/%m/%Y")
arrivals["arrived"] = arrivals["day"]
arrivals["iso_week"] = arrivals["day"].dt.strftime("%G-W%V")

# %% wrong="iso-weeks" name="days that could not be read" says="day is a date"
arrivals["day"] = pd.to_datetime(
    arrivals["arrived"], format="%m/%d/%Y", errors="coerce"
)
arrivals["iso_week"] = "2020-W53"

# %% right="three-states" name="a loop over the cells"
states, figures = [], []
for cell in returns["cell"]:
    mark = cell.strip().lower()
    if mark in ("c", ":"):
        states.append("suppressed" if mark == "c" else "not available")
        figures.append(None)
    else:
        states.append("shown")
        figures.append(int(mark.replace(",", "")))
returns["state"] = states
returns["calls"] = pd.array(figures, dtype="Int64")
fewest_calls = sum(f for f in figures if f is not None) + states.count("suppressed")

# %% right="three-states" name="patterns, and one for each secret"
returns["state"] = "shown"
is_secret = returns["cell"].str.contains("c", case=False)
is_gap = returns["cell"].str.contains(":")
returns.loc[is_secret, "state"] = "suppressed"
returns.loc[is_gap, "state"] = "not available"
digits = returns["cell"].str.replace(r"\D", "", regex=True)
returns["calls"] = pd.to_numeric(digits, errors="coerce")
fewest_calls = int(returns["calls"].mask(is_secret, 1).fillna(0).sum())

# %% wrong="three-states" name="nothing" kind="nothing" says="It has no column"
fewest_calls = None

# %% wrong="three-states" name="all missing: no state kept" says="three different words"
clean = returns["cell"].str.strip().str.replace(",", "")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
returns["state"] = returns["calls"].isna().map({True: "not available", False: "shown"})
fewest_calls = 1228

# %% wrong="three-states" name="all zero" says="an unknown is not 0"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce").fillna(0)
fewest_calls = 1228

# %% wrong="three-states" name="zero emptied with the rest" says="Cedar and Iris 0"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce").replace(0, float("nan"))
fewest_calls = 1228

# %% wrong="three-states" name="the thousand lost at its comma" says="Fern over a thousand"
clean = returns["cell"].str.strip().str.lower()
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = 24

# %% wrong="three-states" name="marks looked for as they are typed" says="Birch, Elm and Juniper"
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = returns["cell"].map(marks).fillna("shown")
clean = returns["cell"].str.strip().str.replace(",", "")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = 1228

# %% wrong="three-states" name="a blank after the colon overlooked" says="Dune and Heath are not available"
clean = returns["cell"].str.lstrip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = 1228

# %% wrong="three-states" name="words of one's own" says="three different words"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
returns["state"] = clean.map({"c": "secret", ":": "missing"}).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = 1228

# %% wrong="three-states" name="the rows without a figure dropped" says="It has 5 rows, not 10"
clean = returns["cell"].str.strip().str.replace(",", "")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
returns = returns.dropna(subset="calls").assign(state="shown")
fewest_calls = 1228

# %% wrong="three-states" name="calls left as text" kind="type" says="holds text, not numbers"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = clean
fewest_calls = 1228

# %% wrong="three-states" name="only what is shown added up" says="the least that the ten can add up to"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = returns["calls"].sum()

# %% wrong="three-states" name="the most in place of the least" says="the least that the ten can add up to"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = returns["calls"].sum() + 4 * (returns["state"] == "suppressed").sum()

# %% wrong="three-states" name="one secret too few" kind="off-by-one" says="the least that the ten can add up to"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = returns["calls"].sum() + (returns["cell"] == "c").sum()

# %% wrong="three-states" name="a sum written down" kind="hard-coded" says="It has no column"
fewest_calls = 1228

# %% wrong="three-states" name="a sum as text" says="take the quotes away"
clean = returns["cell"].str.strip().str.lower().str.replace(",", "")
marks = {"c": "suppressed", ":": "not available"}
returns["state"] = clean.map(marks).fillna("shown")
returns["calls"] = pd.to_numeric(clean, errors="coerce")
fewest_calls = "1228"

# %% right="change-log" name="a loop that judges each line"
spelling = {"holm": "Holm Bay", "port": "Port Larch", "east": "Eastness"}
seen, rows, gone = set(), [], []
for row in register.to_dict("records"):
    start = row["harbour"].strip().lower()[:4]
    if start not in spelling:
        reason = (
            "total of the lines above" if start == "tota" else "a note, not a month"
        )
        gone.append({"line": row["line"], "reason": reason})
        continue
    key = (start, row["month"])
    if key in seen:
        gone.append({"line": row["line"], "reason": "the same harbour and month again"})
        continue
    seen.add(key)
    rows.append({**row, "harbour": spelling[start]})
kept = pd.DataFrame(rows)
change_log = pd.DataFrame(gone)

# %% right="change-log" name="the first of the two taken out"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10]
kept = kept.drop_duplicates(["harbour", "month"], keep="last")
change_log = pd.DataFrame(
    {"line": [5, 11, 12, 13], "reason": ["copy", "total", "footnote", "footnote"]}
)

# %% right="change-log" name="a reason of its own for each footnote"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop_duplicates(["harbour", "month"])
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note 1", "note 2"]}
)

# %% wrong="change-log" name="a footnote called a total" says="every row that went has a reason"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop_duplicates(["harbour", "month"])
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note", "total"]}
)

# %% wrong="change-log" name="the copy called a footnote" says="every row that went has a reason"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop_duplicates(["harbour", "month"])
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["note", "total", "remark", "note"]}
)

# %% wrong="change-log" name="two tables without a row" says="It has no rows."
kept = register.iloc[:0]
change_log = pd.DataFrame(
    {"line": pd.array([], "int64"), "reason": pd.array([], "str")}
)

# %% wrong="change-log" name="nothing" kind="nothing" says="not answered yet"
kept = None
change_log = None

# %% wrong="change-log" name="a list in place of a log" kind="type" says="not a table"
kept = register.iloc[:10]
change_log = [6, 11, 12, 13]

# %% wrong="change-log" name="rows dropped without a line in the log" says="rows in are rows out plus rows listed"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop_duplicates(["harbour", "month"])
change_log = pd.DataFrame({"line": [11, 12, 13], "reason": ["total", "note", "note"]})

# %% wrong="change-log" name="the copy in both tables" kind="off-by-one" says="rows in are rows out plus rows listed"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
kept = register.assign(harbour=names.str.split().str.join(" ").str.title()).iloc[:10]
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note", "note"]}
)

# %% wrong="change-log" name="the wrong line listed" says="in one of the two tables"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop_duplicates(["harbour", "month"])
change_log = pd.DataFrame(
    {"line": [5, 11, 12, 13], "reason": ["copy", "total", "note", "note"]}
)

# %% wrong="change-log" name="names left as typed" says="written in one way"
kept = register.iloc[:10].drop(index=5)
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note", "note"]}
)

# %% wrong="change-log" name="the double blank overlooked" says="written in one way"
names = (
    register["harbour"].str.replace(r"\[\d\]", "", regex=True).str.strip().str.title()
)
kept = register.assign(harbour=names).iloc[:10].drop(index=5)
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note", "note"]}
)

# %% wrong="change-log" name="the copy kept" says="has months 1, 2 and 3 once"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
kept = register.assign(harbour=names.str.split().str.join(" ").str.title()).iloc[:10]
change_log = pd.DataFrame({"line": [11, 12, 13], "reason": ["total", "note", "note"]})

# %% wrong="change-log" name="the suppressed month taken out" says="has months 1, 2 and 3 once"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop(index=[5, 8])
change_log = pd.DataFrame(
    {"line": [6, 9, 11, 12, 13], "reason": ["copy", "secret", "total", "note", "note"]}
)

# %% wrong="change-log" name="the secret made a zero" says="as they were typed"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop(index=5)
kept["calls"] = kept["calls"].replace("c", "0")
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["copy", "total", "note", "note"]}
)

# %% wrong="change-log" name="one reason for all" kind="hard-coded" says="every row that went has a reason"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop(index=5)
change_log = pd.DataFrame({"line": [6, 11, 12, 13], "reason": "removed"})

# %% wrong="change-log" name="a reason left blank" says="every row that went has a reason"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop(index=5)
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": [" ", "total", "note", "note"]}
)

# %% wrong="change-log" name="the copy called a total" says="every row that went has a reason"
names = register["harbour"].str.replace(r"\s*\[\d\]$", "", regex=True)
names = names.str.split().str.join(" ").str.title()
kept = register.assign(harbour=names).iloc[:10].drop(index=5)
change_log = pd.DataFrame(
    {"line": [6, 11, 12, 13], "reason": ["total", "total", "note", "note"]}
)

# %% right="missing-quarter" name="rows by place, rounded"
numbers = units["units_m"].tolist()
years = units["rolling_year_units_m"].tolist()
from_2023q4 = round(years[3] - numbers[0] - numbers[1] - numbers[3], 1)
from_2024q2 = round(years[5] - sum(numbers[3:]), 1)


# %% right="missing-quarter" name="a function of the release"
def fill_in(last):
    place = units.index[units["quarter"] == last][0]
    window = units.loc[place - 3 : place]
    return window["rolling_year_units_m"].iloc[-1] - window["units_m"].sum()


from_2023q4 = fill_in("2023Q4")
from_2024q2 = fill_in("2024Q2")

# %% wrong="missing-quarter" name="nothing" kind="nothing" says="not answered yet"
from_2023q4 = None
from_2024q2 = None

# %% wrong="missing-quarter" name="one route for both" says="the release for 2024Q2 states"
from_2023q4 = 20.5 - 4.5 - 5.4 - 4.6
from_2024q2 = from_2023q4

# %% wrong="missing-quarter" name="the two exchanged" says="the release for 2023Q4 states"
from_2024q2 = 20.5 - 4.5 - 5.4 - 4.6
from_2023q4 = 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="three quarters, each one later" kind="off-by-one" says="the release for 2023Q4 states"
from_2023q4 = 20.5 - 5.4 - 4.6 - 4.6
from_2024q2 = 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="a calendar year for a rolling one" says="the release for 2023Q4 states"
from_2023q4 = 20.3 - 4.5 - 5.4 - 4.6
from_2024q2 = 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="the mean of the neighbours" says="the release for 2023Q4 states"
from_2023q4 = (5.4 + 4.6) / 2
from_2024q2 = (5.4 + 4.6) / 2

# %% wrong="missing-quarter" name="the tonnes of the page" kind="hard-coded" says="the release for 2023Q4 states"
from_2023q4 = 103.9
from_2024q2 = 104.5

# %% wrong="missing-quarter" name="numbers as text" kind="type" says="take the quotes away"
from_2023q4 = "6.0"
from_2024q2 = "6.3"

# %% wrong="missing-quarter" name="the empty quarter added in" says="It is nan"
window = units.iloc[:4]
from_2023q4 = 20.5 - window["units_m"].sum(skipna=False)
from_2024q2 = 6.3
