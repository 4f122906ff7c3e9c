# Answers to `solutions/look_at_a_table_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="read-hour" name="readr, every type named"
library(readr)
second_hour <- read_csv("second_hour.csv", col_types = cols(
  BaseDateTime = col_datetime(), MMSI = col_character(), SOG = col_double(),
  Heading = col_double(), VesselName = col_character()
))

# %% right="read-hour" name="readr and dplyr"
second_hour <- readr::read_csv("second_hour.csv", col_types = "ccddc") |>
  dplyr::mutate(BaseDateTime = readr::parse_datetime(BaseDateTime))

# %% right="read-hour" name="a lucky guess"
# The zeros of the shore station make readr guess text. Without it, it would not.
second_hour <- readr::read_csv("second_hour.csv", show_col_types = FALSE)

# %% right="read-hour" name="everything as text, then the time by strptime"
second_hour <- read.table("second_hour.csv",
  header = TRUE, sep = ",", colClasses = "character"
)
second_hour <- transform(second_hour,
  BaseDateTime = strptime(BaseDateTime, "%Y-%m-%dT%H:%M:%S", tz = "UTC")
)

# %% right="read-hour" name="the latest report first, and the clock called GMT"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "GMT"
)
second_hour <- second_hour[order(second_hour$BaseDateTime, decreasing = TRUE), ]

# %% wrong="read-hour" name="nothing" kind="nothing" says="not answered yet"
second_hour <- NULL

# %% wrong="read-hour" name="the answer without its name" says="not answered yet"
second_hour <- NULL
read.csv("second_hour.csv", colClasses = c(MMSI = "character"))

# %% wrong="read-hour" name="the lines of the file" kind="type" says="a vector of 13 values, not a table"
second_hour <- readLines("second_hour.csv")

# %% wrong="read-hour" name="the header read as a report" kind="off-by-one" says="It has no column BaseDateTime"
second_hour <- read.csv("second_hour.csv", header = FALSE)

# %% wrong="read-hour" name="an identity read as a number" kind="type" says="MMSI is text"
second_hour <- read.csv("second_hour.csv")
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC"
)

# %% wrong="read-hour" name="an identity read as a category" says="holds categories, not text"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "factor"))

# %% wrong="read-hour" name="text too late" says="with both its zeros"
second_hour <- read.csv("second_hour.csv")
second_hour$MMSI <- as.character(second_hour$MMSI)

# %% wrong="read-hour" name="a time made, but not kept" says="BaseDateTime is a time"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
as.POSIXct(second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC")

# %% wrong="read-hour" name="a day is not a moment" says="BaseDateTime is a time"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.Date(second_hour$BaseDateTime)

# %% wrong="read-hour" name="the hour dropped for want of a format" says="its clock is UTC"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%d", tz = "UTC"
)

# %% wrong="read-hour" name="a time on the clock of this computer" says="on this computer's clock"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S"
)

# %% wrong="read-hour" name="a time on the wrong clock" says="06:00:02 EDT"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "America/New_York"
)

# %% wrong="read-hour" name="three reports copied by hand" kind="hard-coded" says="It has 3 rows, not 12"
second_hour <- data.frame(
  BaseDateTime = as.POSIXct("2024-05-01 06:00:02", tz = "UTC") + c(0, 38, 73),
  MMSI = c("232999001", "232999002", "002329999")
)

# %% wrong="read-hour" name="the last report left behind" kind="off-by-one" says="It has 11 rows, not 12"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"), nrows = 11)
second_hour$BaseDateTime <- as.POSIXct(
  second_hour$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC"
)

# %% wrong="read-hour" name="one time for every report" says="no two of the twelve"
second_hour <- read.csv("second_hour.csv", colClasses = c(MMSI = "character"))
second_hour$BaseDateTime <- as.POSIXct("2024-05-01 06:00:02", tz = "UTC")

# %% right="fastest-ship" name="sort, then take the top"
known <- reports[which(reports$SOG < 102.3), ]
fastest_knots <- known[order(-known$SOG), "SOG"][1]

# %% right="fastest-ship" name="the code replaced by an empty cell"
speeds <- replace(reports$SOG, reports$SOG >= 102.3, NA)
fastest_knots <- max(speeds, na.rm = TRUE)

# %% right="fastest-ship" name="dplyr"
library(dplyr, warn.conflicts = FALSE)
fastest_knots <- reports |>
  filter(SOG < 102.3) |>
  arrange(desc(SOG)) |>
  pull(SOG) |>
  first()

# %% right="fastest-ship" name="dplyr, the code replaced by an empty cell"
fastest_knots <- max(dplyr::na_if(reports$SOG, 102.3), na.rm = TRUE)

# %% wrong="fastest-ship" name="nothing" kind="nothing" says="not answered yet"
fastest_knots <- NULL

# %% wrong="fastest-ship" name="a name misspelt" says="not answered yet"
fastest_knots <- NULL
fastest_knot <- 33.9

# %% wrong="fastest-ship" name="a number written as text" kind="type" says="take the quotes away"
fastest_knots <- "33.9"

# %% wrong="fastest-ship" name="a table with one row" says="a table of 1 row"
known <- subset(reports, SOG < 102.3)
fastest_knots <- known[which.max(known$SOG), ]

# %% wrong="fastest-ship" name="all known speeds, fastest first" says="one number"
fastest_knots <- sort(reports$SOG[reports$SOG < 102.3], decreasing = TRUE)

# %% wrong="fastest-ship" name="the empty cell spread to the answer" says="It is NA, a missing value"
fastest_knots <- max(reports$SOG)

# %% wrong="fastest-ship" name="the code taken for a speed" says="102.3 means unknown"
fastest_knots <- max(reports$SOG, na.rm = TRUE)

# %% wrong="fastest-ship" name="an average" says="that some ship reported"
fastest_knots <- mean(subset(reports, SOG < 102.3)$SOG)

# %% wrong="fastest-ship" name="a number larger than the table" says="that some ship reported"
fastest_knots <- 34

# %% wrong="fastest-ship" name="the code of the headings" says="that some ship reported"
fastest_knots <- max(reports$Heading)

# %% wrong="fastest-ship" name="a hundred" says="that some ship reported"
fastest_knots <- 100

# %% wrong="fastest-ship" name="read off too soon" kind="hard-coded" says="reported a faster one"
fastest_knots <- 31.7

# %% wrong="fastest-ship" name="the row read as the speed" says="that some ship reported"
fastest_knots <- which.max(replace(reports$SOG, reports$SOG >= 102.3, NA))

# %% wrong="fastest-ship" name="the smallest for the largest" says="reported a faster one"
fastest_knots <- min(reports$SOG, na.rm = TRUE)

# %% wrong="fastest-ship" name="a ship at rest" says="reported a faster one"
fastest_knots <- 0.0

# %% wrong="fastest-ship" name="the first row" says="reported a faster one"
fastest_knots <- reports$SOG[1]

# %% wrong="fastest-ship" name="a column of another name" says="It is infinite"
fastest_knots <- max(reports$speed_knots)

# %% wrong="fastest-ship" name="a bare NA" says="It is NA, a missing value"
fastest_knots <- NA

# %% wrong="fastest-ship" name="the second from the top" kind="off-by-one" says="reported a faster one"
known <- subset(reports, SOG < 102.3)
fastest_knots <- sort(known$SOG, decreasing = TRUE)[2]

# %% right="fastest-ship" name="the column renamed first, as in the lesson"
names(reports)[names(reports) == "SOG"] <- "speed_knots"
fastest_knots <- max(subset(reports, speed_knots < 102.3)$speed_knots)

# %% right="no-speed" name="ifelse, and a count of the rest"
harbour$speed_knots <- ifelse(harbour$SOG < 102.3, harbour$SOG, NA)
no_speed <- nrow(harbour) - sum(!is.na(harbour$speed_knots))

# %% right="no-speed" name="readr, the code named while reading, the column renamed"
harbour <- readr::read_csv(
  "second_hour.csv",
  na = c("", "102.3"), show_col_types = FALSE
)
harbour <- dplyr::rename(harbour, speed_knots = SOG)
no_speed <- sum(is.na(harbour$speed_knots))

# %% right="no-speed" name="dplyr, the fastest first"
library(dplyr, warn.conflicts = FALSE)
harbour <- harbour |>
  mutate(speed_knots = na_if(SOG, 102.3)) |>
  arrange(desc(speed_knots))
no_speed <- harbour |>
  filter(is.na(speed_knots)) |>
  nrow()

# %% wrong="no-speed" name="nothing" kind="nothing" says="not answered yet"
no_speed <- NULL

# %% wrong="no-speed" name="no table" says="not answered yet"
harbour <- NULL
no_speed <- 4

# %% wrong="no-speed" name="a number counted by eye" kind="hard-coded" says="a column of numbers"
no_speed <- 4

# %% wrong="no-speed" name="the rows dropped" says="It has 8 rows, not 12"
harbour <- subset(harbour, SOG < 102.3)
harbour$speed_knots <- harbour$SOG
no_speed <- 4

# %% wrong="no-speed" name="the code left in" says="none of its speeds is 102.3"
harbour$speed_knots <- harbour$SOG
no_speed <- sum(is.na(harbour$speed_knots))

# %% wrong="no-speed" name="zero for unknown" says="It holds 1 missing value, which is too few"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), 0)
no_speed <- 4

# %% wrong="no-speed" name="zero emptied too" says="every known speed is still there"
harbour$speed_knots <- harbour$SOG
harbour$speed_knots[harbour$SOG == 0 | harbour$SOG >= 102.3] <- NA
no_speed <- sum(is.na(harbour$speed_knots))

# %% wrong="no-speed" name="text in the column" says="holds text, not numbers"
harbour$speed_knots <- sub("102.3", "", harbour$SOG)
no_speed <- 4

# %% wrong="no-speed" name="the empty cells of the code alone" says="how many of the reports"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- sum(harbour$SOG >= 102.3, na.rm = TRUE)

# %% wrong="no-speed" name="NA spread to the count" says="It is NA, a missing value"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- sum(harbour$SOG >= 102.3)

# %% wrong="no-speed" name="the known counted" says="how many of the reports"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- sum(!is.na(harbour$speed_knots))

# %% wrong="no-speed" name="true and false, not added up" says="a vector of 12 values"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- is.na(harbour$speed_knots)

# %% wrong="no-speed" name="a number written as text" kind="type" says="take the quotes away"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- "4"

# %% wrong="no-speed" name="one too few" kind="off-by-one" says="how many of the reports"
harbour$speed_knots <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
no_speed <- sum(is.na(harbour$speed_knots)) - 1

# %% wrong="no-speed" name="the mean for unknown, rows and all" says="no missing values, which is too few"
known <- replace(harbour$SOG, which(harbour$SOG >= 102.3), NA)
harbour$speed_knots <- ifelse(is.na(known), mean(known, na.rm = TRUE), known)
no_speed <- 4
