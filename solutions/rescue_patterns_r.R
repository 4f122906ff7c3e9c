# %% [markdown]
# # Rescue patterns: an afternoon at sea
#
# People drown in the sea that this lesson is about.
# Everything below is made up: no ship, boat, warning or request is real.
#
# Three exercises and a written answer.
# Places are in nautical miles east and north of a buoy, so you can draw them on squared paper.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
library(dplyr, warn.conflicts = FALSE)
source("check.R")

# %% [markdown]
# ## One hour in numbers
#
# One hour of four ships, a position every ten minutes.
# The rows stand in the order in which they were heard, so the ships take turns.

# %%
fixes <- read.csv(text = "ship,minute,east_nm,north_nm
SIM ALDER,0,0.0,0.0
SIM BEECH,0,5.0,0.0
SIM CEDAR,0,8.0,0.0
SIM ELM,0,-5.0,2.0
SIM BEECH,10,5.1,1.0
SIM ALDER,10,0.0,1.0
SIM CEDAR,10,10.0,0.0
SIM ELM,10,-3.0,2.0
SIM ALDER,20,1.0,1.0
SIM CEDAR,20,12.0,0.0
SIM BEECH,20,5.0,2.0
SIM ELM,20,-1.0,2.0
SIM ALDER,30,1.0,0.0
SIM BEECH,30,5.1,3.0
SIM ELM,30,1.0,2.0
SIM CEDAR,30,14.0,0.0
SIM CEDAR,40,12.0,0.0
SIM ALDER,40,0.0,0.0
SIM BEECH,40,5.0,4.0
SIM ELM,40,3.0,2.0
SIM ALDER,50,0.0,1.0
SIM ELM,50,5.0,2.0
SIM BEECH,50,5.1,5.0
SIM CEDAR,50,10.0,0.0
SIM ALDER,60,1.0,1.0
SIM BEECH,60,5.0,6.0
SIM CEDAR,60,8.0,0.0
SIM ELM,60,7.0,2.0")
head(fixes)

# %% [markdown]
# Make a table called `features`, one row for each ship, with these columns:
#
# - `ship`
# - `path_nm`, the miles that it went
# - `path_over_gone`, the path over the straight line from its first position to its last;
#   missing (`NA`) if it ended where it began
# - `turn_degrees`, the sum of all its turns, to either side, none of them more than 180
# - `loiter_nm`, the farthest that it was from the mean of its positions
# - `company`, how many other ships were two miles away or less at some moment, both at the same minute
#
# Round nothing.

# %% solution="features"
features <- NULL
### BEGIN SOLUTION
turned <- function(course) abs((diff(course) + 180) %% 360 - 180)
features <- fixes |>
  arrange(ship, minute) |>
  group_by(ship) |>
  summarise(
    path_nm = sum(sqrt(diff(east_nm)^2 + diff(north_nm)^2)),
    gone_nm = sqrt(
      (last(east_nm) - first(east_nm))^2 + (last(north_nm) - first(north_nm))^2
    ),
    path_over_gone = if_else(gone_nm > 0, path_nm / gone_nm, NA_real_),
    turn_degrees = sum(turned(atan2(diff(east_nm), diff(north_nm)) * 180 / pi)),
    loiter_nm = max(
      sqrt((east_nm - mean(east_nm))^2 + (north_nm - mean(north_nm))^2)
    )
  )
company <- fixes |>
  inner_join(fixes, by = "minute", suffix = c("", "_other")) |>
  filter(
    ship != ship_other,
    (east_nm - east_nm_other)^2 + (north_nm - north_nm_other)^2 <= 2^2
  ) |>
  group_by(ship) |>
  summarise(company = n_distinct(ship_other))
features <- features |>
  left_join(company, by = "ship") |>
  mutate(company = coalesce(company, 0L))
### END SOLUTION

# %% test="features" points=6
q <- check("features", points = 6)
of_ship <- function(ship, name) {
  as.numeric(features[[name]][features$ship == paste("SIM", ship)])
}
is_near <- function(ship, name, expected) {
  value <- of_ship(ship, name)
  length(value) == 1 && !is.na(value) && abs(value - expected) < 0.001
}

q$table("features", features,
  columns = c(
    ship = "text", path_nm = "number", turn_degrees = "number",
    loiter_nm = "number", company = "number"
  ),
  rows = 4,
  says = "features has a row for each of the four ships, and the columns asked for",
  hint = c(
    "`names(features)` says what your columns are called. Is ship one of them?",
    "`summarise` makes one row of each group.",
    "Begin with: fixes |> group_by(ship) |> summarise(...)"
  )
)
q$that(
  "each ship's path is the sum of its own six steps",
  is_near("ALDER", "path_nm", 6) && is_near("BEECH", "path_nm", 6.029925) &&
    is_near("CEDAR", "path_nm", 12) && is_near("ELM", "path_nm", 12),
  hint = c(
    "SIM CEDAR makes six steps of two miles. How many are yours?",
    "A step leads from a ship to itself: take differences within each ship.",
    "`diff` of a ship's own positions, then the length of each step."
  )
)
q$that(
  "path over displacement is 1 for SIM ELM, which goes straight, and 4.24 for SIM ALDER",
  is_near("ELM", "path_over_gone", 1) &&
    is_near("ALDER", "path_over_gone", 6 / sqrt(2)) &&
    is_near("BEECH", "path_over_gone", 1.004988),
  hint = c(
    "SIM ALDER ends a mile east and a mile north of where it began.",
    "`first` and `last` of each ship, and the straight line between them."
  )
)
q$that(
  "SIM CEDAR ends where it began: its ratio is missing, and not infinite",
  isTRUE(is.na(of_ship("CEDAR", "path_over_gone"))),
  hint = c(
    "What does twelve divided by nothing give in your table?",
    "`if_else(gone > 0, ..., NA_real_)` empties what is not more than nothing."
  ),
  weight = 0.5
)
q$that(
  "turns count to either side, the short way round: 450, 57, 180 and 0 degrees",
  is_near("ALDER", "turn_degrees", 450) &&
    is_near("BEECH", "turn_degrees", 57.105931) &&
    is_near("CEDAR", "turn_degrees", 180) && is_near("ELM", "turn_degrees", 0),
  hint = c(
    "SIM BEECH wavers about north. How far is 354 degrees from 6?",
    "SIM ALDER turns right five times, by 90 degrees.",
    "(difference + 180) %% 360 - 180, without its sign, and then the sum."
  ),
  weight = 1.5
)
q$that(
  "loitering is measured from the mean of a ship's own positions",
  is_near("ALDER", "loiter_nm", 0.808122) &&
    is_near("CEDAR", "loiter_nm", 3.428571) && is_near("ELM", "loiter_nm", 6),
  hint = c(
    "SIM ELM's mean is half-way, and it began six miles from there.",
    "Within a group, `mean(east_nm)` is the mean of that ship alone."
  )
)
q$that(
  "company is another ship, near at the same minute: SIM ALDER and SIM ELM have one",
  is_near("ALDER", "company", 1) && is_near("BEECH", "company", 0) &&
    is_near("CEDAR", "company", 0) && is_near("ELM", "company", 1),
  hint = c(
    "SIM ELM goes where SIM BEECH had been. Was that company? And two miles are near.",
    "No ship keeps company with itself, and one without company has 0.",
    "Join the table to itself by \"minute\", and look at pairs of two ships."
  )
)
q$score()

# %% [markdown]
# ## The one that remembers
#
# Ten events of four hours each: five dashes to a boat, five passages.
# Each hour has its speed.
# The last two columns deal the hours into five parts: once hour by hour, once by whole events.

# %%
seen_text <- "event,hour,speed_knots,is_rescue,part_of_hours,part_of_events
E01,1,14.31,TRUE,2,1
E01,2,14.36,TRUE,4,1
E01,3,14.28,TRUE,1,1
E01,4,14.33,TRUE,5,1
E02,1,12.62,TRUE,3,2
E02,2,12.57,TRUE,1,2
E02,3,12.65,TRUE,2,2
E02,4,12.55,TRUE,4,2
E03,1,16.94,TRUE,5,3
E03,2,17.01,TRUE,2,3
E03,3,16.99,TRUE,4,3
E03,4,16.91,TRUE,3,3
E04,1,15.48,TRUE,1,4
E04,2,15.41,TRUE,3,4
E04,3,15.52,TRUE,5,4
E04,4,15.44,TRUE,2,4
E05,1,13.19,TRUE,4,5
E05,2,13.24,TRUE,5,5
E05,3,13.12,TRUE,3,5
E05,4,13.16,TRUE,1,5
E06,1,11.31,FALSE,2,1
E06,2,11.36,FALSE,5,1
E06,3,11.27,FALSE,1,1
E06,4,11.22,FALSE,3,1
E07,1,14.72,FALSE,4,2
E07,2,14.66,FALSE,1,2
E07,3,14.78,FALSE,3,2
E07,4,14.69,FALSE,5,2
E08,1,17.92,FALSE,1,3
E08,2,17.97,FALSE,4,3
E08,3,17.88,FALSE,2,3
E08,4,18.00,FALSE,5,3
E09,1,10.92,FALSE,3,4
E09,2,11.03,FALSE,2,4
E09,3,10.97,FALSE,5,4
E09,4,10.88,FALSE,4,4
E10,1,18.63,FALSE,5,5
E10,2,18.57,FALSE,3,5
E10,3,18.66,FALSE,1,5
E10,4,18.71,FALSE,4,5"
seen <- read.csv(text = seen_text)
head(seen)

# %% [markdown]
# A nearest neighbour guesses that an hour is what the most similar hour is.
# Here that is the hour whose speed is nearest, out of all hours in other parts.
# Hours of its own part are hidden.
#
# Write a function `count_right(hours, part)` that returns how many hours of such a table are guessed right.
# `part` is the name of the column that says which part an hour is in.
# Where two hours are equally near, they agree.
#
# Call the number for parts of hours `random_right`, and the one for parts of events `grouped_right`.

# %% solution="grouped"
random_right <- grouped_right <- NULL
### BEGIN SOLUTION
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[hours[[part]] != hours[[part]][row], ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")
### END SOLUTION

# %% test="grouped" points=6
q <- check("grouped", points = 6)
given <- read.csv(text = seen_text)
make_hours <- function() {
  data.frame(
    event = rep(sprintf("E%02d", 1:8), each = 3),
    speed_knots = sample((0:23)^1.5 + 3),
    is_rescue = runif(24) < 0.5,
    part_of_hours = sample(rep(0:3, 6))
  )
}
guessed_right <- function(hours, part) {
  apart <- abs(outer(hours$speed_knots, hours$speed_knots, "-"))
  apart[outer(hours[[part]], hours[[part]], "==")] <- Inf
  nearest <- apply(apart, 1, which.min)
  sum(hours$is_rescue[nearest] == hours$is_rescue)
}
agrees <- function() {
  hours <- make_hours()
  right <- guessed_right(hours, "part_of_hours")
  renamed <- setNames(hours, sub("part_of_hours", "fold", names(hours)))
  isTRUE(all.equal(as.numeric(count_right(hours, "part_of_hours")), right)) &&
    isTRUE(all.equal(as.numeric(count_right(renamed, "fold")), right))
}

q$that(
  "count_right is a function of a table and the name of a column",
  is.function(count_right) && identical(length(count_right(given, "part_of_hours")), 1L),
  hint = c(
    "count_right <- function(hours, part) { ... }, and its last line is the number.",
    "`hours[[part]]` is the column whose name is in `part`."
  ),
  weight = 0.5
)
q$number("random_right", random_right,
  whole = TRUE, at_least = 0, at_most = 40,
  hint = "random_right <- count_right(seen, \"part_of_hours\")", weight = 0.25
)
q$number("grouped_right", grouped_right,
  whole = TRUE, at_least = 0, at_most = 40,
  hint = "grouped_right <- count_right(seen, \"part_of_events\")", weight = 0.25
)
q$that(
  "an hour learns nothing from itself, nor from any hour of its own part",
  identical(as.numeric(count_right(
    data.frame(
      speed_knots = c(10.0, 10.1, 14.0, 14.2),
      is_rescue = c(TRUE, TRUE, FALSE, FALSE), part = c(1, 1, 2, 2)
    ), "part"
  )), 0),
  hint = c(
    "Which hours may each one look at? Those whose part is another.",
    "Leave out the whole part, and not only the hour itself."
  ),
  weight = 1.5
)
q$that(
  "it counts right for any table of hours, and whichever column holds the parts",
  all(replicate(10, agrees())),
  hint = c(
    "For each hour: which other has the smallest difference in speed, without sign?",
    "Does your function use `hours` and `part`, or `seen` and a name of its own?",
    "`which.min(abs(...))` says where the smallest is."
  ),
  weight = 2
)
q$equals(
  "hours hidden one by one: their own event gives nearly all of them away",
  random_right, guessed_right(given, "part_of_hours"),
  hint = "Each hour has three of its own event to look at, mostly in other parts.",
  weight = 0.5
)
q$equals(
  "events hidden whole: the random split had flattered",
  grouped_right, guessed_right(given, "part_of_events"),
  hint = "The column part_of_events hides all four hours of an event together.",
  weight = 1
)
q$score()

# %% [markdown]
# ## Which call was it?
#
# Six halts that a rule has flagged, and eleven broadcasts.
# Times are hours since midnight of the first day.
# A broadcast's place is where the boat was last known to be.

# %%
halts <- read.csv(text = "halt,began_hours,east_nm,north_nm
H1,10,0,0
H2,30,20,5
H3,11,3,4
H4,52,40,0
H5,75,-20,10
H6,90,60,60")
warnings <- read.csv(text = "warning_id,broadcast_hours,east_nm,north_nm
W10,13,6,-6
W1,8,4,3
W2,18,26,13
W3,80,1,1
W4,58,44,3
W5,3,20,6
W6,62,-21,10
W7,77,-14,18
W8,59,41,1
W9,12.2,80,-40
W11,91,66.5,68")
merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |> head(3)

# %% [markdown]
# A broadcast may be about a halt if it lies ten miles away or less, and came at most 12 hours
# before the halt began and at most 6 hours after.
# Both ends count.
#
# Make a table called `pairs` with the columns `halt` and `warning_id`.
# For each halt it has the nearest broadcast that may be about it.
# A halt without one has no row.
# Two halts may share a broadcast: two ships can come to one boat.

# %% solution="match"
pairs <- NULL
### BEGIN SOLUTION
pairs <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late_hours = broadcast_hours - began_hours
  ) |>
  filter(apart_nm <= 10, between(late_hours, -12, 6)) |>
  group_by(halt) |>
  slice_min(apart_nm, n = 1) |>
  ungroup() |>
  select(halt, warning_id)
### END SOLUTION

# %% test="match" points=5
q <- check("match", points = 5)
is_said_of <- function(halt, warning) {
  identical(as.character(pairs$warning_id[pairs$halt == halt]), warning)
}

q$table("pairs", pairs,
  columns = c(halt = "text", warning_id = "text"),
  hint = c(
    "Two columns, with these names, and a row for each halt that has a broadcast.",
    "Begin with: merge(halts, warnings, by = NULL, suffixes = c(\"\", \"_said\"))"
  ),
  weight = 0.5
)
q$that(
  "no halt has two rows",
  !anyDuplicated(pairs$halt),
  hint = c(
    "Of all broadcasts that may be about a halt, which one do you keep?",
    "Group by halt, and take the smallest distance."
  ),
  weight = 0.5
)
q$that(
  "H1's nearest call came three days later: time counts as well as space",
  is_said_of("H1", "W1"),
  hint = c(
    "W3 is a mile and a half from H1. When was it broadcast?",
    "Ask both questions of each pair, and only then take the nearest."
  ),
  weight = 1.5
)
q$that(
  "H3 shares W1 with H1: W9 is nearer in time alone, and 80 miles away",
  is_said_of("H3", "W1"),
  hint = c(
    "Two ships can come to one boat: drop no broadcast that was used before.",
    "How far from H3 is the broadcast that you gave it? Ten miles is the limit."
  )
)
q$that(
  "H5 has a call in time, though a nearer one came too early",
  is_said_of("H5", "W7"),
  hint = c(
    "Take the nearest first and ask for its time afterwards, and H5 is left with none.",
    "W6 came 13 hours before H5 began, W7 two hours after it and ten miles away."
  )
)
q$that(
  "both ends count: ten miles are near enough, 12 hours early and six late are in time",
  is_said_of("H2", "W2") && is_said_of("H4", "W4"),
  hint = c(
    "W2 lies ten miles from H2 and came 12 hours before, W4 six hours after H4 began.",
    "Is your limit `<` where it should be `<=`? And is W8 not too late for H4?"
  ),
  weight = 1
)
q$same_values(
  "all pairs are there, and no other: nothing was said about H6",
  data.frame(halt = pairs$halt, warning_id = pairs$warning_id),
  data.frame(
    halt = c("H1", "H2", "H3", "H4", "H5"),
    warning_id = c("W1", "W2", "W1", "W4", "W7")
  ),
  hint = c(
    "Your pairs should be of five halts. Which do you lack, or have too many?",
    "No broadcast lies within ten miles of H6; W11 is 10.3 away."
  ),
  weight = 0.5
)
q$score()

# %% [markdown]
# ## What to delay, blur, withhold
#
# Your detector works, and three requests lie on your desk.
#
# - A newspaper wants a live map: each rescue's place, time and ship.
# - A university wants ten years of the same, "old data, so no harm", to put on its website.
# - The planners of the rescue service want to know where to base a second ship next summer.
#
# Write a harm assessment, in 200 words or fewer.
# Who could be hurt by each release, and how?
# For each request say what you would delay, what blur, and what withhold, and from whom.
# Name one harm that is left when you have done so, and who should sign for it.

# %% [markdown] written="harm" points=5
# ### BEGIN SOLUTION
# The newspaper: a live place leads anyone to a boat whose people are in the water, and
# the ship's name to its crew and to the port where survivors go ashore. I would publish
# a count each month, after its end, and withhold places and ships. Delay alone
# protects those who were found.
#
# The university: ten exact years show which way boats take and where ships wait, and
# that holds for next year's boats, so their age does not cure it. On the website: counts
# by season and wide area, small ones merged. Exact rows stay with the service, shown to
# named researchers under an agreement. Ships' tracks are public, so a day and a square
# of ten miles can still name a ship: withhold the day.
#
# The planners: they need places, not hours and names. Squares of ten miles give them the
# same base; shown to them, and not passed on.
#
# What is left: counts that fall look as if need had fallen, though boats that nobody
# reached are in no row. The head of the rescue service should sign, after asking an
# organisation that speaks for those who cross.
#
# *For whoever marks:* 1 point for people named who could be hurt (in the boats, crews,
# survivors ashore) and how; 1 for a decision on each request that says what is delayed,
# blurred and withheld; 1 for seeing that delay does not protect the pattern, so old data
# can hurt; 1 for purpose: no one gets more than the use needs, and linkage with ships'
# tracks or the news is considered; 1 for a harm that remains, with somebody who signs.
# Withholding everything, without a word about what planners then lose, earns 3 at most.
# ### END SOLUTION
