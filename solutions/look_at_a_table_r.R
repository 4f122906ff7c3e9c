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
### BEGIN SOLUTION
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime,
  format = "%Y-%m-%dT%H:%M:%S",
  tz = "UTC"
)
### END SOLUTION

# %% test="read-hour" points=5
# The table's column, or nothing if it has none of that name.
column <- function(table, name) {
  if (is.data.frame(table) && name %in% names(table)) table[[name]]
}

# Whether times are on the clock of UTC and begin at `first`.
is_on_utc <- function(times, first) {
  if (!inherits(times, "POSIXt")) {
    return(FALSE)
  }
  is_utc <- isTRUE(attr(times, "tzone")[1] %in% c("UTC", "GMT", "Etc/UTC"))
  is_utc && identical(format(min(as.POSIXct(times)), "%F %T"), first)
}

q <- check("read-hour", points = 5)
q$that(
  "second_hour is a table of 12 reports; the line of column names is not a report",
  is.data.frame(second_hour) && nrow(second_hour) == 12,
  hint = c(
    "`second_hour` is the whole table, as `read.csv` gives it.",
    "The file already carries its column names in its first line.",
    'Begin with: second_hour <- read.csv("second_hour.csv", ...)'
  )
)
q$that(
  "MMSI is text: an identity is a name made of digits",
  is.character(column(second_hour, "MMSI")),
  hint = c(
    "MMSI is a column of `second_hour`. What type does `str(second_hour)` give it?",
    "`read.csv` takes `colClasses =`, which says what a column is before it is read.",
    'Begin with: read.csv("second_hour.csv", colClasses = c(MMSI = ...))'
  )
)
q$that(
  "the shore station is still 002329999, with both its zeros",
  "002329999" %in% column(second_hour, "MMSI"),
  hint = "A number has no leading zeros. Once lost, turning it into text is too late."
)
q$that(
  "BaseDateTime is a time, not text that looks like one",
  inherits(column(second_hour, "BaseDateTime"), "POSIXt"),
  hint = c(
    "BaseDateTime is a column of text. Which line of the lesson made it a time?",
    "`as.POSIXct` makes a new column: put it in the old one's place.",
    "Begin with: second_hour$BaseDateTime <- ..."
  )
)
q$that(
  "its clock is UTC: the first report is at 06:00:02 there",
  is_on_utc(column(second_hour, "BaseDateTime"), "2024-05-01 06:00:02"),
  hint = c(
    "Print the first time of the column. Does it show seconds, and the clock?",
    "`as.POSIXct` takes `format =` for how the text is written, `tz =` for the clock.",
    'The text is written "%Y-%m-%dT%H:%M:%S", and the clock is "UTC".'
  )
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
### BEGIN SOLUTION
known <- subset(reports, SOG < 102.3)
fastest_knots <- max(known$SOG)
### END SOLUTION

# %% test="fastest-ship" points=5
# The value if it is one number, or else NaN, of which no claim is true.
number <- function(value) {
  if (is.numeric(value) && length(value) == 1) as.vector(value) else NaN
}

known_knots <- subset(read.csv("second_hour.csv"), SOG < 102.3)$SOG

q <- check("fastest-ship", points = 5)
q$that(
  "fastest_knots is one number: not text, not a column, not a table",
  is.numeric(fastest_knots) && length(fastest_knots) == 1,
  hint = c(
    "The number alone, without its row. `str(fastest_knots)` says what yours is.",
    "A table can be one row long and is still a table: take a column with `$`.",
    "End with the largest value of a column: `max()`."
  )
)
q$that(
  "it is a speed, not NA or -Inf: an empty cell has not spread to it",
  is.finite(number(fastest_knots)),
  hint = c(
    "NA: a cell of the column was empty. -Inf: the column was. Which is yours?",
    "For NA there is `na.rm = TRUE`. For -Inf, compare your names with `names(reports)`."
  )
)
q$that(
  "it is below 102.3, which is how a ship says it does not know",
  isTRUE(number(fastest_knots) < 102.3),
  hint = c(
    "Some rows hold a speed that nobody measured.",
    "In the lesson, `known` kept the rows where a condition was true.",
    "Begin with: known <- subset(reports, SOG < ...)"
  )
)
q$that(
  "some ship that knows its speed gives exactly this one; an average is nobody's speed",
  any(abs(number(fastest_knots) - known_knots) < 1e-6),
  hint = "It is one of the values in the column SOG."
)
q$that(
  "no ship that knows its speed reported a faster one",
  isTRUE(all(number(fastest_knots) > known_knots - 1e-6)),
  hint = c(
    "Some value of SOG below 102.3 is larger than yours.",
    "Let R look through all twelve: `max()` is the largest of a column."
  )
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
# Then count its empty cells, and call the number `no_speed`.

# %% solution="no-speed"
### BEGIN SOLUTION
harbour$speed_knots <- harbour$SOG
harbour$speed_knots[harbour$SOG >= 102.3] <- NA
no_speed <- sum(is.na(harbour$speed_knots))
### END SOLUTION

# %% test="no-speed" points=4
# The column speed_knots, or nothing if it is not one of numbers.
speeds <- function(table) {
  is_there <- is.data.frame(table) && "speed_knots" %in% names(table)
  if (is_there && is.numeric(table[["speed_knots"]])) table[["speed_knots"]]
}

given <- read.csv("second_hour.csv")$SOG

q <- check("no-speed", points = 4)
q$that(
  "harbour has a column of numbers, speed_knots, and none of them is 102.3",
  length(speeds(harbour)) > 0 &&
    !any(abs(speeds(harbour) - 102.3) < 1e-6, na.rm = TRUE),
  hint = c(
    "A new column of `harbour`: harbour$speed_knots <- ..., made from SOG.",
    "In the lesson, `[...] <- NA` emptied the cells where a condition was true.",
    "Begin with a copy of SOG, called speed_knots; then empty some cells of the copy."
  )
)
q$that(
  "it has 12 cells: a report that gives no speed is still a report",
  length(speeds(harbour)) == 12,
  hint = c(
    "Empty the cell, but keep its row.",
    "Run the cell that reads `harbour` again, then only add a column to it."
  )
)
q$that(
  "every known speed is still there, and no number stands for an unknown one",
  isTRUE(all.equal(
    as.vector(sort(speeds(harbour))), as.vector(sort(given[which(given < 102.3)]))
  )),
  hint = c(
    "Unknown is neither nought nor an average: those cells are empty.",
    "A ship at 0.0 knots does know its speed: it lies still."
  )
)
q$that(
  "no_speed is one number: how many of the reports give no speed",
  is.numeric(no_speed) && length(no_speed) == 1 &&
    isTRUE(as.vector(no_speed) == length(given) - sum(given < 102.3, na.rm = TRUE)),
  hint = c(
    "A count of the empty cells in speed_knots, so a whole number.",
    "`is.na()` gives TRUE or FALSE for each cell of a column.",
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
