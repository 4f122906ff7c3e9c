# Answers to `solutions/look_at_a_table.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="read-hour" name="the time named while reading"
second_hour = pd.read_csv(
    "second_hour.csv",
    dtype={"MMSI": "str"},
    parse_dates=["BaseDateTime"],
    date_format="%Y-%m-%dT%H:%M:%S",
)
second_hour["BaseDateTime"] = second_hour["BaseDateTime"].dt.tz_localize("UTC")

# %% right="read-hour" name="everything as text, then each column its type"
second_hour = pd.read_csv("second_hour.csv", dtype="str")
second_hour["SOG"] = second_hour["SOG"].astype(float)
second_hour = second_hour.assign(
    BaseDateTime=pd.to_datetime(second_hour["BaseDateTime"] + "Z")
)

# %% right="read-hour" name="a converter, and the latest report first"
second_hour = pd.read_csv("second_hour.csv", converters={"MMSI": str})
second_hour["BaseDateTime"] = pd.to_datetime(
    second_hour["BaseDateTime"], format="%Y-%m-%dT%H:%M:%S", utc=True
)
second_hour = second_hour.sort_values("BaseDateTime", ascending=False)

# %% wrong="read-hour" name="nothing" kind="nothing" says="not answered yet"
second_hour = None

# %% wrong="read-hour" name="the answer without its name" says="not answered yet"
second_hour = None
pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})

# %% wrong="read-hour" name="the text of the file" kind="type" says="It is text"
second_hour = Path("second_hour.csv").read_text()

# %% wrong="read-hour" name="the header read as a report" kind="off-by-one" says="It has no column BaseDateTime"
second_hour = pd.read_csv("second_hour.csv", header=None, dtype="str")

# %% wrong="read-hour" name="the first report read as a header" kind="off-by-one" says="It has no column BaseDateTime"
second_hour = pd.read_csv("second_hour.csv", header=1, dtype="str")

# %% wrong="read-hour" name="an identity read as a number" kind="type" says="MMSI is text"
second_hour = pd.read_csv("second_hour.csv")
second_hour["BaseDateTime"] = pd.to_datetime(second_hour["BaseDateTime"], utc=True)

# %% wrong="read-hour" name="a column of another name" says="no column MMSI, but mmsi"
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
second_hour = second_hour.rename(columns={"MMSI": "mmsi"})

# %% wrong="read-hour" name="text too late" says="with both its zeros"
second_hour = pd.read_csv("second_hour.csv")
second_hour["MMSI"] = second_hour["MMSI"].astype("str")
second_hour["BaseDateTime"] = pd.to_datetime(second_hour["BaseDateTime"], utc=True)

# %% wrong="read-hour" name="a time made, but not kept" says="BaseDateTime is a time"
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
pd.to_datetime(second_hour["BaseDateTime"], utc=True)

# %% wrong="read-hour" name="a time on no clock" says="on no clock"
second_hour = pd.read_csv(
    "second_hour.csv", dtype={"MMSI": "str"}, parse_dates=["BaseDateTime"]
)

# %% wrong="read-hour" name="a time on the wrong clock" says="06:00:02 EDT"
second_hour = pd.read_csv(
    "second_hour.csv", dtype={"MMSI": "str"}, parse_dates=["BaseDateTime"]
)
second_hour["BaseDateTime"] = second_hour["BaseDateTime"].dt.tz_localize(
    "America/New_York"
)

# %% wrong="read-hour" name="three reports copied by hand" kind="hard-coded" says="It has 3 rows, not 12"
second_hour = pd.DataFrame(
    {
        "BaseDateTime": pd.to_datetime(
            ["2024-05-01T06:00:02", "2024-05-01T06:00:40", "2024-05-01T06:01:15"],
            utc=True,
        ),
        "MMSI": ["232999001", "232999002", "002329999"],
    }
)

# %% wrong="read-hour" name="the last report left behind" kind="off-by-one" says="It has 11 rows, not 12"
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"}, nrows=11)
second_hour["BaseDateTime"] = pd.to_datetime(second_hour["BaseDateTime"], utc=True)

# %% wrong="read-hour" name="one time for every report" says="no two of the twelve"
second_hour = pd.read_csv("second_hour.csv", dtype={"MMSI": "str"})
second_hour["BaseDateTime"] = pd.Timestamp("2024-05-01 06:00:02", tz="UTC")

# %% right="fastest-ship" name="sort, then take the top"
known = reports.query("SOG < 102.3").sort_values("SOG", ascending=False)
fastest_knots = known["SOG"].iloc[0]

# %% right="fastest-ship" name="the code replaced by an empty cell"
fastest_knots = reports["SOG"].replace(102.3, float("nan")).max()

# %% right="fastest-ship" name="a loop over plain numbers"
fastest_knots = 0.0
for knots in reports["SOG"].tolist():
    if fastest_knots < knots < 102.3:
        fastest_knots = knots

# %% wrong="fastest-ship" name="nothing" kind="nothing" says="not answered yet"
fastest_knots = None

# %% wrong="fastest-ship" name="a name misspelt" says="not answered yet"
fastest_knots = None
fastest_knot = 33.9

# %% wrong="fastest-ship" name="a number written as text" kind="type" says="take the quotes away"
fastest_knots = "33.9"

# %% wrong="fastest-ship" name="the largest as text is 9.8" says="one number"
speeds = reports.loc[reports["SOG"] < 102.3, "SOG"].astype("str")
fastest_knots = speeds.max()

# %% wrong="fastest-ship" name="a table with one row" says="a table of 1 row"
fastest_knots = reports[reports["SOG"] < 102.3].nlargest(1, "SOG")

# %% wrong="fastest-ship" name="a column with one row" says="a column of 1 value: take the value out"
fastest_knots = reports.loc[reports["SOG"] < 102.3, "SOG"].nlargest(1)

# %% wrong="fastest-ship" name="the empty cell taken for the largest" says="It is nan, a missing value"
fastest_knots = reports["SOG"].max(skipna=False)

# %% wrong="fastest-ship" name="the code taken for a speed" says="102.3 means unknown"
fastest_knots = reports["SOG"].max()

# %% wrong="fastest-ship" name="an average" says="that some ship reported"
fastest_knots = reports.loc[reports["SOG"] < 102.3, "SOG"].mean()

# %% wrong="fastest-ship" name="a number larger than the table" says="that some ship reported"
fastest_knots = 34

# %% wrong="fastest-ship" name="the code of the headings" says="that some ship reported"
fastest_knots = reports["Heading"].max()

# %% wrong="fastest-ship" name="a hundred" says="that some ship reported"
fastest_knots = 100

# %% wrong="fastest-ship" name="read off too soon" kind="hard-coded" says="no ship that knows its speed reported a faster one"
fastest_knots = 31.7

# %% wrong="fastest-ship" name="the slowest instead" says="no ship that knows its speed reported a faster one"
fastest_knots = reports.sort_values("SOG")["SOG"].iloc[0]

# %% wrong="fastest-ship" name="the smallest for the largest" says="reported a faster one"
fastest_knots = reports["SOG"].min()

# %% wrong="fastest-ship" name="a ship at rest" says="reported a faster one"
fastest_knots = 0.0

# %% wrong="fastest-ship" name="the first row" says="reported a faster one"
fastest_knots = 14.2

# %% wrong="fastest-ship" name="no rows left" says="It is nan, a missing value"
fastest_knots = reports[reports["SOG"] > 102.3]["SOG"].max()

# %% wrong="fastest-ship" name="the second from the top" kind="off-by-one" says="reported a faster one"
known = reports[reports["SOG"] < 102.3]
fastest_knots = known["SOG"].sort_values(ascending=False).iloc[1]

# %% wrong="fastest-ship" name="the method, but not called" says="brackets that call it"
fastest_knots = reports.loc[reports["SOG"] < 102.3, "SOG"].max

# %% right="fastest-ship" name="the column renamed first, as in the lesson"
reports = reports.rename(columns={"SOG": "speed_knots"})
fastest_knots = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"].max()

# %% right="no-speed" name="where, and a count of the rest"
harbour["speed_knots"] = harbour["SOG"].where(harbour["SOG"] < 102.3)
no_speed = len(harbour) - harbour["speed_knots"].count()

# %% right="no-speed" name="the code named while reading, the column renamed"
harbour = pd.read_csv("second_hour.csv", na_values={"SOG": [102.3]})
harbour = harbour.rename(columns={"SOG": "speed_knots"})
no_speed = int(harbour["speed_knots"].isna().sum())

# %% right="no-speed" name="a type that has a missing value of its own, sorted"
knots = harbour["SOG"].astype("Float64").replace(102.3, pd.NA)
harbour = harbour.assign(speed_knots=knots).sort_values("speed_knots")
no_speed = harbour["speed_knots"].isna().sum()

# %% wrong="no-speed" name="nothing" kind="nothing" says="not answered yet"
no_speed = None

# %% wrong="no-speed" name="no table" says="not answered yet"
harbour = None
no_speed = 4

# %% wrong="no-speed" name="a number counted by eye" kind="hard-coded" says="a column of numbers"
no_speed = 4

# %% wrong="no-speed" name="the rows dropped" says="It has 8 rows, not 12"
harbour = harbour[harbour["SOG"] < 102.3]
harbour = harbour.assign(speed_knots=harbour["SOG"])
no_speed = 4

# %% wrong="no-speed" name="the code left in" says="none of its speeds is 102.3"
harbour["speed_knots"] = harbour["SOG"]
no_speed = harbour["speed_knots"].isna().sum()

# %% wrong="no-speed" name="a mask made, but not kept" says="a column of numbers"
harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["SOG"].isna().sum()

# %% wrong="no-speed" name="zero for unknown" says="It holds 1 missing value, which is too few"
harbour["speed_knots"] = harbour["SOG"].replace(102.3, 0)
no_speed = 4

# %% wrong="no-speed" name="zero emptied too" says="every known speed is still there"
is_speed = (harbour["SOG"] > 0) & (harbour["SOG"] < 102.3)
harbour["speed_knots"] = harbour["SOG"].where(is_speed)
no_speed = harbour["speed_knots"].isna().sum()

# %% wrong="no-speed" name="text in the column" says="holds text, not numbers"
harbour["speed_knots"] = harbour["SOG"].astype("str").replace("102.3", "")
no_speed = 4

# %% wrong="no-speed" name="the empty cells of the code alone" says="how many of the reports"
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = (harbour["SOG"] >= 102.3).sum()

# %% wrong="no-speed" name="the known counted" says="how many of the reports"
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["speed_knots"].count()

# %% wrong="no-speed" name="true and false, not added up" says="a column of 12 values"
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["speed_knots"].isna()

# %% wrong="no-speed" name="a number written as text" kind="type" says="take the quotes away"
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = "4"

# %% wrong="no-speed" name="one too few" kind="off-by-one" says="how many of the reports"
harbour["speed_knots"] = harbour["SOG"].mask(harbour["SOG"] >= 102.3)
no_speed = harbour["speed_knots"].isna().sum() - 1

# %% wrong="no-speed" name="the mean for unknown, rows and all" says="no missing values, which is too few"
known = harbour["SOG"].where(harbour["SOG"] < 102.3)
harbour["speed_knots"] = known.fillna(known.mean())
no_speed = 4
