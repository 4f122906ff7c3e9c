# %% [markdown]
# # Look at a table: a second hour
#
# Four exercises on a second hour of reports, twelve rows long.
# It is made up, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
source("check.R")

writeLines("BaseDateTime,MMSI,SOG,Heading,VesselName
2024-05-01T06:00:02,232999001,14.2,92,SIM ALDER
2024-05-01T06:00:40,232999002,102.3,511,SIM BEECH
2024-05-01T06:01:15,002329999,,511,SIM SHORE STATION
2024-05-01T06:03:30,232999003,31.7,271,SIM CEDAR
2024-05-01T06:04:02,232999001,14.4,93,SIM ALDER
2024-05-01T06:06:51,232999004,102.3,511,SIM DOGWOOD
2024-05-01T06:09:20,232999005,0.0,180,SIM ELM
2024-05-01T06:12:44,232999003,33.9,270,SIM CEDAR
2024-05-01T06:15:00,232999006,9.8,511,
2024-05-01T06:18:33,232999007,102.3,511,SIM GORSE
2024-05-01T06:24:10,232999005,0.1,181,SIM ELM
2024-05-01T06:31:59,232999001,13.9,90,SIM ALDER", "second_hour.csv")
writeLines(readLines("second_hour.csv"))

# %% [markdown]
# ## Read the hour
#
# Read `second_hour.csv` into a table called `second_hour`.
# Keep `MMSI` as text and make `BaseDateTime` a time in UTC, in the same column.
# One station begins with two zeros: it must still have them when you are done.

# %% solution="read-hour"
second_hour <- NULL
### BEGIN SOLUTION
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime,
  format = "%Y-%m-%dT%H:%M:%S",
  tz = "UTC"
)
### END SOLUTION

# %% test="read-hour" points=5
q <- check("read-hour", points = 5)
q$table("second_hour", second_hour,
  columns = c("BaseDateTime", "MMSI"),
  rows = 12,
  says = "second_hour is a table of 12 reports; the line of column names is not a report",
  hint = c(
    "`second_hour` is the whole table, as `read.csv` gives it.",
    "The file already carries its column names in its first line.",
    'Begin with: second_hour <- read.csv("second_hour.csv", ...)'
  )
)
q$column("MMSI", second_hour$MMSI,
  kind = "text",
  says = "MMSI is text: an identity is a name made of digits",
  hint = c(
    "MMSI is a column of `second_hour`. What type does `str(second_hour)` give it?",
    "`read.csv` takes `colClasses =`, which says what a column is before it is read.",
    'Begin with: read.csv("second_hour.csv", colClasses = c(MMSI = ...))'
  )
)
q$that(
  "the shore station is still 002329999, with both its zeros",
  "002329999" %in% second_hour$MMSI,
  hint = "A number has no leading zeros. Once lost, turning it into text is too late."
)
q$column("second_hour", second_hour$BaseDateTime,
  kind = "time",
  says = "BaseDateTime is a time, not text that looks like one",
  hint = c(
    "BaseDateTime is a column of text. Which line of the lesson made it a time?",
    "`as.POSIXct` makes a new column: put it in the old one's place.",
    "Begin with: second_hour$BaseDateTime <- ..."
  )
)
q$equals(
  "its clock is UTC: the first report is at 06:00:02 there",
  min(second_hour$BaseDateTime),
  as.POSIXct("2024-05-01 06:00:02", tz = "UTC"),
  hint = c(
    "Print the first time of the column. Does it show seconds, and the clock?",
    "`as.POSIXct` takes `format =` for how the text is written, `tz =` for the clock.",
    'The text is written "%Y-%m-%dT%H:%M:%S", and the clock is "UTC".'
  )
)
q$that(
  "every report keeps a time of its own: no two of the twelve are the same",
  !anyDuplicated(format(second_hour$BaseDateTime)),
  hint = "Each time is made from the text in its own row, seconds and all."
)
q$score()

# %% [markdown]
# ## The fastest ship that knows its speed
#
# This cell reads the hour afresh and calls it `reports`, whatever happened above.

# %%
reports <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
head(reports[order(reports$SOG, decreasing = TRUE), ], 3)

# %% [markdown]
# Three ships, all at 102.3 knots.
# How fast is the fastest ship that *knows* its speed?
# Call the number `fastest_knots`.

# %% solution="fastest-ship"
fastest_knots <- NULL
### BEGIN SOLUTION
known <- subset(reports, SOG < 102.3)
fastest_knots <- max(known$SOG)
### END SOLUTION

# %% test="fastest-ship" points=5
known_knots <- subset(read.csv("second_hour.csv"), SOG < 102.3)$SOG

q <- check("fastest-ship", points = 5)
q$number("fastest_knots", fastest_knots,
  says = "fastest_knots is one number: not text, not a column, not a table",
  hint = c(
    "NA comes of an empty cell in SOG, -Inf of no rows or of a name not in `names(reports)`.",
    "The number alone, without its row: `$` takes a column, and `max()` its largest value.",
    "A largest value leaves empty cells out if told: `na.rm = TRUE`."
  )
)
q$that(
  "it is a speed below 102.3 that some ship reported: 102.3 means unknown, an average is nobody's",
  any(abs(fastest_knots - known_knots) < 1e-6),
  hint = c(
    "It is one of the values in the column SOG, and some of those nobody measured.",
    "In the lesson, `known` kept the rows where a condition was true.",
    "Begin with: known <- subset(reports, SOG < ...)"
  )
)
q$equals(
  "no ship that knows its speed reported a faster one",
  fastest_knots,
  max(known_knots),
  within = 1e-6,
  hint = c(
    "Some value of SOG below 102.3 is larger than yours.",
    "Let R look through all twelve: `max()` is the largest of a column."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Reports that give no speed
#
# The same hour once more, read afresh and called `harbour`.

# %%
harbour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))

# %% [markdown]
# Some cells of `SOG` are empty, and some hold the code.
# Give `harbour` a column `speed_knots` in which both are empty.
# A condition on an empty cell is NA, and between the brackets of a table that stops R; `which(...)` leaves it out.
# Then count the empty cells of `speed_knots`, and call the number `no_speed`.

# %% solution="no-speed"
no_speed <- NULL
### BEGIN SOLUTION
harbour$speed_knots <- harbour$SOG
harbour$speed_knots[harbour$SOG >= 102.3] <- NA
no_speed <- sum(is.na(harbour$speed_knots))
### END SOLUTION

# %% test="no-speed" points=4
given <- read.csv("second_hour.csv")$SOG

q <- check("no-speed", points = 4)
q$number("no_speed", no_speed,
  says = "no_speed is one number, a count",
  hint = c(
    "Nothing is equal to NA, not even NA: `is.na()` asks whether a cell is empty.",
    "TRUE counts as one: add them up with `sum()`."
  ),
  weight = 0.5
)
q$table("harbour", harbour,
  columns = c(speed_knots = "number"),
  rows = 12,
  says = "harbour still has its 12 reports, and a column of numbers, speed_knots",
  hint = c(
    "A new column of `harbour`: harbour$speed_knots <- ..., made from SOG.",
    "Empty some cells, but keep their rows: read `harbour` again, then add a column.",
    "The column has to exist before some of its cells are emptied: begin with harbour$speed_knots <- harbour$SOG.",
    "In the lesson, `[...] <- NA` emptied the cells where a condition was true: NA, without quotes."
  )
)
q$that(
  "none of its speeds is 102.3, or more",
  !any(harbour$speed_knots >= 102.3, na.rm = TRUE),
  hint = c(
    "A copy of SOG holds the code as well: which of its cells did you empty?",
    "Which condition is true of the code, and of no speed that a ship measured?"
  )
)
q$same_values(
  "every known speed is still there, and no number stands for an unknown one",
  harbour$speed_knots,
  ifelse(given < 102.3, given, NA),
  within = 1e-6,
  hint = c(
    "Unknown is neither zero nor an average: those cells are empty.",
    "A ship at 0.0 knots does know its speed: it lies still."
  )
)
q$equals(
  "no_speed is one number: how many of the reports give no speed",
  no_speed,
  length(given) - sum(given < 102.3, na.rm = TRUE),
  hint = c(
    "A count of the empty cells in speed_knots: those of the code, and those empty before.",
    "Nothing is equal to NA, not even NA: `is.na()` gives TRUE or FALSE for each cell.",
    "TRUE counts as one: add them up with `sum()`."
  )
)
q$score()

# %% [markdown]
# ## Believe it?
#
# What is one row of this table?
# Name one thing a harbour master might ask that these rows cannot answer, and say why.
# Two or three sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="believe-it" points=3
# ### BEGIN SOLUTION
# One row is one report, from one radio, at one moment; a ship has as many rows as it
# sent reports. It cannot say how many vessels were in the harbour, because a vessel
# that sent nothing, or was not heard, has no row.
#
# *For whoever marks:* 1 point for "one report at one moment" (not "one ship");
# 1 for a question the rows cannot answer; 1 for a reason found in the rows or in what
# is missing from them. Accept: the average speed of the harbour, since ships that
# report more often count more.
# ### END SOLUTION
