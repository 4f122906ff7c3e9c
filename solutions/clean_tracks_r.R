# %% [markdown]
# # Clean positions, build tracks: dots of your own
#
# Five exercises on made-up ships.
# Everything lies near the equator, where 0.1 degrees are 6 nautical miles, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
source("ais.R")
source("check.R")

writeLines("mmsi,speed_knots,course_degrees,heading_degrees
232999001,14.2,92.0,90
232999002,11.8,204.7,206
232999003,18.0,-141.2,271
232999004,9.6,-108.1,299
232999005,12.1,-50.4,1
232999006,7.3,-178.7,234
232999007,21.4,-204.8,203
232999008,5.6,3.6,359
232999009,8.8,-49.6,145
232999010,0.1,-121.6,12
232999011,0.0,-49.6,511
232999012,15.5,-76.3,511
232999013,5.0,180.0,190
232999014,10.4,41.7,40
232999015,0.3,0.0,511
232999016,13.9,-129.7,282", "night.csv")
writeLines("mmsi,time_utc,lon,lat
232999001,2024-05-01T06:00:00Z,0.000,0.000
232999003,2024-05-01T06:02:00Z,0.500,0.500
232999002,2024-05-01T06:05:00Z,0.500,0.000
232999001,2024-05-01T06:10:00Z,0.100,0.000
232999002,2024-05-01T06:15:00Z,0.700,0.020
232999001,2024-05-01T06:20:00Z,0.200,0.000
232999002,2024-05-01T06:25:00Z,0.500,0.040
232999001,2024-05-01T06:30:00Z,0.300,2.500
232999002,2024-05-01T06:35:00Z,0.500,0.060
232999001,2024-05-01T06:40:00Z,0.400,0.000
232999002,2024-05-01T06:45:00Z,0.500,0.080
232999001,2024-05-01T06:50:00Z,0.500,0.000
232999002,2024-05-01T06:55:00Z,0.500,0.100
232999001,2024-05-01T07:00:00Z,8.000,0.000
232999002,2024-05-01T07:05:00Z,0.500,0.120
232999001,2024-05-01T07:10:00Z,0.700,0.000
232999002,2024-05-01T07:15:00Z,0.500,-0.200
232999001,2024-05-01T07:20:00Z,0.800,0.000
232999002,2024-05-01T07:25:00Z,0.500,0.160
232999001,2024-05-01T07:30:00Z,0.900,0.000
232999002,2024-05-01T07:35:00Z,0.500,0.180
232999003,2024-05-01T12:02:00Z,1.500,0.500
232999003,2024-05-01T12:12:00Z,1.520,0.500
232999003,2024-05-01T12:22:00Z,1.540,1.500
232999003,2024-05-01T12:32:00Z,1.560,0.500", "crossing.csv")
writeLines("mmsi,time_utc,lon,lat
232999001,2024-05-01T06:00:00Z,0.100,0.200
232999002,2024-05-01T06:05:00Z,0.500,0.200
232999001,2024-05-01T06:10:00Z,0.110,0.200
232999001,2024-05-01T06:20:00Z,0.120,0.200
232999003,2024-05-01T07:00:00Z,0.900,0.200
232999002,2024-05-01T07:55:00Z,0.510,0.200
232999001,2024-05-01T08:20:00Z,0.130,0.200
232999002,2024-05-01T09:50:00Z,0.520,0.200
232999003,2024-05-01T10:00:00Z,0.910,0.200
232999003,2024-05-01T10:10:00Z,0.920,0.200
232999001,2024-05-01T10:30:00Z,0.140,0.200
232999002,2024-05-01T11:40:00Z,0.530,0.200
232999003,2024-05-01T13:00:00Z,0.930,0.200
232999004,2024-05-01T15:30:00Z,0.700,0.200
232999004,2024-05-01T15:40:00Z,0.710,0.200", "watch.csv")
writeLines("mmsi,time_utc,lon,lat
232999011,2024-05-01T06:00:00Z,0.000,0.000
000000000,2024-05-01T06:00:00Z,0.300,0.300
000000000,2024-05-01T06:00:00Z,0.900,0.900
235999016,2024-05-01T06:00:00Z,0.700,0.100
232999012,2024-05-01T06:05:00Z,0.500,0.100
232999011,2024-05-01T06:10:00Z,0.020,0.000
232999011,2024-05-01T06:10:00Z,0.020,0.000
000000000,2024-05-01T06:10:00Z,181.000,91.000
235999016,2024-05-01T06:10:00Z,0.700,-5.000
123456789,2024-05-01T06:12:00Z,0.310,0.310
232999012,2024-05-01T06:15:00Z,0.500,0.120
232999011,2024-05-01T06:20:00Z,3.000,1.000
235999016,2024-05-01T06:20:00Z,0.700,0.140
123456789,2024-05-01T06:22:00Z,0.310,0.320
232999012,2024-05-01T06:25:00Z,181.000,91.000
232999011,2024-05-01T06:30:00Z,0.060,0.000
992321001,2024-05-01T06:30:00Z,0.200,0.200
235999016,2024-05-01T06:30:00Z,0.700,0.160
232999012,2024-05-01T06:35:00Z,0.500,0.160
232999012,2024-05-01T06:35:00Z,0.510,0.160
232999011,2024-05-01T06:40:00Z,181.000,91.000
232999012,2024-05-01T06:45:00Z,0.500,0.180
232999011,2024-05-01T06:50:00Z,0.100,0.000", "messy.csv")
cat(readLines("night.csv"), sep = "\n")

# %% [markdown]
# ## Prove the repair
#
# Sixteen ships at night, read by the same program as the hour in New York.

# %%
night <- read.csv("night.csv", colClasses = c(mmsi = "character"))

# %% [markdown]
# Give `night` a column `course_mended`: courses from 0 to 359.9, empty (`NA`) where the course is unknown.
#
# Then prove it.
# Take the ships faster than 5 knots whose heading and mended course are both known.
# Call the median difference between the two `median_error`, in degrees and not rounded.
# Directions go round: no difference is more than 180.

# %% solution="prove-repair"
median_error <- NULL
### BEGIN SOLUTION
night <- night |>
  mutate(
    course_mended = course_degrees + if_else(course_degrees < 0, 409.6, 0),
    course_mended = if_else(course_mended < 359.95, course_mended, NA_real_)
  )
fast <- filter(night, speed_knots > 5, heading_degrees < 360)
difference <- fast$course_mended - fast$heading_degrees
median_error <- median(abs((difference + 180) %% 360 - 180), na.rm = TRUE)
### END SOLUTION

# %% test="prove-repair" points=5
q <- check("prove-repair", points = 5)
given <- read.csv("night.csv", colClasses = c(mmsi = "character"))
tenths <- round(10 * given$course_degrees) %% 4096
courses <- ifelse(tenths < 3600, tenths / 10, NA)
was_right <- given$course_degrees >= 0
mended <- function() night$course_mended[match(given$mmsi, night$mmsi)]
q$number(
  "median_error", median_error,
  at_least = 0,
  says = "median_error is one number of degrees, zero or more",
  hint = c(
    "A difference counts without its sign: abs(), then median().",
    "The median is one number. A column of differences is not there yet.",
    "Some mended courses are empty: median() takes na.rm = TRUE."
  ),
  weight = 0.5
)
q$table(
  "night", night,
  columns = c(mmsi = "text", course_mended = "number"), rows = 16,
  says = "night still has its 16 ships, and a column of numbers, course_mended",
  hint = c(
    "A new column: mutate(night, course_mended = ...), made from course_degrees.",
    "A wrong course is no reason to lose a ship: mend the value and keep the row."
  ),
  weight = 0.5
)
q$that(
  "every mended course is on the compass: from 0 to 359.9",
  all(night$course_mended >= 0 & night$course_mended < 359.95, na.rm = TRUE),
  hint = c(
    "What is the smallest of yours, and the largest?",
    "360.0 is not north, which is 0. What does AIS mean by it?"
  )
)
q$that(
  "ships whose course was 0 to 204.7 keep it: nothing was wrong with those",
  isTRUE(all.equal(mended()[was_right], given$course_degrees[was_right])),
  hint = c(
    "Which rows need a repair, and which had none to make?",
    "if_else() keeps a value where a condition is true, and else takes another."
  ),
  weight = 0.5
)
q$same_values(
  "ships with a negative course get back what the misread bits took from it",
  mended(), courses,
  within = 0.01, in_order = TRUE,
  hint = c(
    "Look at a fast one: its heading says roughly where it went. How far off are you?",
    "How many values do twelve bits have? Each is a tenth of a degree.",
    "After the repair, one value is left that no compass has: empty those cells."
  ),
  weight = 1.5
)
q$that(
  "median_error proves it: under 3 degrees for ships that make way",
  median_error < 3,
  hint = c(
    "A ship at rest drifts anywhere: its bow is no witness.",
    "Leave out the heading that is a code, and speeds of 5 knots or less."
  ),
  weight = 0.5
)
q$equals(
  "median_error counts every ship faster than 5 knots that knows both directions",
  median_error, 2.05,
  within = 0.001,
  hint = c(
    "How far is 359.2 from 1? Not 358.2 degrees.",
    "One ship makes exactly 5 knots: that is not faster than 5.",
    "Begin with: (difference + 180) %% 360 - 180"
  ),
  weight = 0.5
)
q$score()

# %% [markdown]
# ## The dots that never were
#
# Three ships cross a sound: a ferry, a tug and a coaster that nobody heard for six hours.
# The reports stand in the order in which they came, so the ships take turns.

# %%
crossing <- read_positions("crossing.csv")
head(crossing)

# %% [markdown]
# Some positions are strays: to go there and come back, a ship would need more than 50 knots both ways.
# Give `crossing` a column `is_stray`, true for a stray and false for any other report.
# Keep all rows.
#
# `distance_nm(lon_1, lat_1, lon_2, lat_2)` gives nautical miles; `drop_impossible_jumps` may help too.
# That one returns a new table, ordered by ship and time.

# %% solution="find-strays"
### BEGIN SOLUTION
crossing <- crossing |>
  arrange(mmsi, time_utc) |>
  group_by(mmsi) |>
  mutate(
    hours = (as.numeric(time_utc) - lag(as.numeric(time_utc))) / 3600,
    knots = distance_nm(lag(lon), lag(lat), lon, lat) / hours,
    is_too_fast = coalesce(knots > 50, FALSE),
    is_stray = is_too_fast & lead(is_too_fast, default = FALSE)
  ) |>
  ungroup()
### END SOLUTION

# %% test="find-strays" points=6
q <- check("find-strays", points = 6)
planted <- c("01 06:30", "01 07:00", "02 06:15", "02 07:15", "03 12:22")
all_reports <- read.csv("crossing.csv", colClasses = c(mmsi = "character"))
all_reports$time_utc <- as.POSIXct(
  all_reports$time_utc,
  tz = "UTC", format = "%Y-%m-%dT%H:%M:%SZ"
)
keys_of <- function(reports) {
  paste(substr(reports$mmsi, 8, 9), format(reports$time_utc, "%H:%M", tz = "UTC"))
}
called_stray <- function() keys_of(crossing[crossing$is_stray, ])
q$table(
  "crossing", crossing,
  columns = c(mmsi = "text", time_utc = "time", is_stray = "truth"), rows = 25,
  says = "crossing still has its 25 reports, and a column of true and false, is_stray",
  hint = c(
    "A new column: mutate(crossing, is_stray = ...), one true or false for each report.",
    "Mark strays, but keep them. read_positions(\"crossing.csv\") starts afresh."
  ),
  weight = 0.5
)
q$that(
  "each report is called TRUE or FALSE: none is left open, as NA",
  identical(length(crossing$is_stray), 25L) && !anyNA(crossing$is_stray),
  hint = c(
    "A ship's first report has no row before it, and its last none after it.",
    "No neighbour, no proof: such a report is not a stray.",
    "lag() and lead() take a default; coalesce(x, FALSE) puts FALSE for NA."
  ),
  weight = 0.5
)
q$that(
  "they are the reports that came: each ship and minute once",
  setequal(keys_of(crossing), keys_of(all_reports)),
  hint = "Some reports are there twice, and others are gone. Start afresh.",
  weight = 0.5
)
q$that(
  "the ferry's 36 knots are a ferry's, and ten knots through a silence are no jump",
  is.logical(crossing$is_stray) &&
    !any(c("01 06:10", "01 07:30", "03 12:02") %in% called_stray()),
  hint = c(
    "Divide the distance by the time it took, for each ship by itself.",
    "Is the row before a row of the same ship?"
  )
)
q$that(
  "precision: the good report after a stray is not called one, nor the one before",
  is.logical(crossing$is_stray) && all(called_stray() %in% planted),
  hint = c(
    "A ship that was thrown off has to come back. Which report is the false one?",
    "A stray is too far from the report before it and from the one after.",
    "lead() brings the next row's value up; group by ship first."
  ),
  weight = 2
)
q$that(
  "recall: every planted stray is found, near ones too",
  is.logical(crossing$is_stray) && all(planted %in% called_stray()),
  hint = c(
    "There are five, at least one for each ship.",
    "Twelve miles in ten minutes are 72 knots: look at speeds, not at distances."
  ),
  weight = 1.5
)
q$score()

# %% [markdown]
# ## Where a track ends
#
# Four ships, heard at their own pace.

# %%
watch <- read_positions("watch.csv")
watch

# %% [markdown]
# Give `watch` a column `track`: 1, 2, … within each ship, in whole numbers.
# A new track begins when nothing was heard of the ship for more than two hours.

# %% solution="number-tracks"
### BEGIN SOLUTION
watch <- watch |>
  arrange(mmsi, time_utc) |>
  group_by(mmsi) |>
  mutate(
    seconds = as.numeric(time_utc) - lag(as.numeric(time_utc)),
    track = cumsum(coalesce(seconds > 2 * 3600, TRUE))
  ) |>
  ungroup()
### END SOLUTION

# %% test="number-tracks" points=5
q <- check("number-tracks", points = 5)
tracks_of <- function(ship) {
  own <- watch[watch$mmsi == ship, ]
  as.numeric(own$track[order(own$time_utc)])
}
q$table(
  "watch", watch,
  columns = c(mmsi = "text", time_utc = "time", track = "whole"), rows = 15,
  says = "watch still has its 15 reports, and a column of whole numbers, track",
  hint = c(
    "A new column: mutate(watch, track = ...), one number for each report.",
    "Adding up true and false gives whole numbers: cumsum()."
  )
)
q$that(
  "each ship begins with track 1",
  identical(length(watch$track), 15L) &&
    all(sapply(unique(watch$mmsi), function(ship) {
      identical(as.numeric(tracks_of(ship)[1]), 1)
    })),
  hint = c(
    "The tracks of one ship do not go on from those of another.",
    "Count within each ship: group_by(), then cumsum(). Does yours begin at 0?"
  )
)
q$that(
  "a ship that reports every two hours or sooner keeps its track, however few its rows",
  identical(tracks_of("232999002"), c(1, 1, 1, 1)),
  hint = c(
    "232999002 was never silent for more than 115 minutes.",
    "Measure silence on the clock and within one ship, not in rows."
  )
)
q$that(
  "a silence of two hours exactly is not more than two hours",
  identical(tracks_of("232999001")[1:4], c(1, 1, 1, 1)),
  hint = "232999001 was heard at 06:20, and again at 08:20."
)
q$that(
  "a longer silence begins a new track, and the reports after it belong to that",
  identical(tracks_of("232999001"), c(1, 1, 1, 1, 2)) &&
    identical(tracks_of("232999003"), c(1, 2, 2, 3)),
  hint = c(
    "232999003 fell silent twice for longer than two hours.",
    "The time since the same ship's report before: group_by(), then lag().",
    "Are you sure of the unit? as.numeric() of a time gives seconds."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## A receipt
#
# A last file, with a little of everything.

# %%
messy <- read_positions("messy.csv")
messy

# %% [markdown]
# Apply four rules, in this order, each to what the one before has left.
#
# 1. `position`: the report knows where it was; latitude 91 with longitude 181 does not.
# 2. `identity`: a ship can have its MMSI, nine digits of which the first is 2 to 7.
# 3. `repeat`: one report of a ship and second.
# 4. `stray`: no lone jump above 50 knots, there and back.
#
# Call what is left `believed`.
# Make a table `receipt`, a row for each rule in order.
# Its columns are `rule` (the four words above) and `n_lost`, how many reports the rule took.

# %% solution="receipt"
believed <- NULL
receipt <- NULL
### BEGIN SOLUTION
known <- drop_out_of_range(messy)
by_ships <- filter(known, grepl("^[2-7][0-9]{8}$", mmsi))
once <- drop_repeats(by_ships)
believed <- drop_impossible_jumps(once)
left <- sapply(list(messy, known, by_ships, once, believed), nrow)
receipt <- tibble(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = -diff(left)
)
### END SOLUTION

# %% test="receipt" points=5
q <- check("receipt", points = 5)
lost_to <- function(rule) sum(as.numeric(receipt$n_lost[receipt$rule == rule]))
is_receipt <- function() is.data.frame(receipt) && is.data.frame(believed)
q$table(
  "believed", believed,
  columns = c("mmsi", "time_utc", "lon", "lat"),
  says = "believed is a table of reports",
  hint = "What the last rule has left, with the columns that `messy` has.",
  weight = 0.5
)
q$table(
  "receipt", receipt,
  columns = c(rule = "text", n_lost = "whole"), rows = 4,
  says = "receipt is a table of 4 rules, with what each took",
  hint = c(
    "data.frame() or tibble() makes a table from columns.",
    "Begin with: receipt <- data.frame(rule = c(...), n_lost = c(...))"
  ),
  weight = 0.5
)
q$same_values(
  "the rules stand in the order in which they were used",
  receipt$rule, c("position", "identity", "repeat", "stray"),
  in_order = TRUE,
  hint = "position, identity, repeat, stray: spelt as the exercise does.",
  weight = 0.5
)
q$that(
  "the totals reconcile: 23 reports came in, and each was lost to one rule or is believed",
  is_receipt() &&
    identical(sum(as.numeric(receipt$n_lost)) + nrow(believed), 23),
  hint = c(
    "Add up n_lost and nrow(believed). Is it nrow(messy)?",
    "What a rule took is the rows before it less the rows after it.",
    "Each rule starts from the table that the one before it has left."
  )
)
q$that(
  "three reports did not know where they were",
  is_receipt() && identical(lost_to("position"), 3),
  hint = "drop_out_of_range() drops latitude 91. How many rows has it left?",
  weight = 0.5
)
q$that(
  "five more came from a number that no ship has: one of them is a buoy's",
  is_receipt() && identical(lost_to("identity"), 5),
  hint = c(
    "grepl() asks a whole column: \"^[2-7]\" is a text that begins with 2 to 7.",
    "A report without a position was lost already: no rule takes it twice."
  ),
  weight = 0.5
)
q$that(
  "two more said a second time where a ship was in that second",
  is_receipt() && identical(lost_to("repeat"), 2),
  hint = c(
    "A repeat has the ship and the second of another, wherever it says it was.",
    "Of each pair one stays: the rule takes the other."
  ),
  weight = 0.5
)
q$that(
  "two strays went, and the eleven reports that are left are the true ones",
  is_receipt() && identical(lost_to("stray"), 2) && identical(nrow(believed), 11L) &&
    setequal(believed$mmsi, c("232999011", "232999012", "235999016")) &&
    all(between(believed$lon, 0, 1), between(believed$lat, 0, 1)),
  hint = c(
    "One stray is at longitude 3, one at latitude -5. What went beside them?",
    "drop_impossible_jumps() asks both neighbours."
  )
)
q$score()

# %% [markdown]
# ## What would you say?
#
# The eleven reports go to a colleague who counts ships.
# Which of the four rules took something that was true, and for which question would you have kept it?
# Which false report would none of the four rules find, and what could give it away?
# Three or four sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="believe-tracks" points=3
# ### BEGIN SOLUTION
# The rule on identities took positions where some ship really was; only the name was
# false. To count dots in a harbour, I would have kept those of 000000000 and 123456789,
# but not to follow or count ships.
#
# None of the rules finds a position that froze: it makes no jump at all. The speed that
# the ship sends would give it away, if it says 10 knots while the dot stands still. Nor
# do they find a ship that uses another's number, if the other is never heard.
#
# *For whoever marks:* 1 point for a rule and what was true in what it took (a repeat is
# accepted: two receivers heard one true report); 1 for a question in which that would
# matter; 1 for a false report that passes all four rules, with a witness for it.
# ### END SOLUTION
