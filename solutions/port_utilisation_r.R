# %% [markdown]
# # Port utilisation: a harbour and its neighbours
#
# Four exercises on made-up ships.
# The first two are about one harbour, two weeks and fourteen calls, so you can check every answer by eye.
# The other two are about three ports and the ears that listened to them.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.


# %%
library(dplyr, warn.conflicts = FALSE)
library(lubridate, warn.conflicts = FALSE)
source("check.R")

text <- "mmsi,ship_type,n_reports,arrived_utc,departed_utc
232999001,70,240,2024-05-06T02:00:00Z,2024-05-06T14:00:00Z
232999002,80,840,2024-05-07T06:00:00Z,2024-05-09T00:00:00Z
232999003,60,40,2024-05-07T09:00:00Z,2024-05-07T11:00:00Z
232999005,31,60,2024-05-08T06:00:00Z,2024-05-08T07:00:00Z
232999003,60,40,2024-05-09T09:00:00Z,2024-05-09T11:00:00Z
232999001,70,240,2024-05-10T14:00:00Z,2024-05-11T02:00:00Z
232999004,70,170,2024-05-12T23:30:00Z,2024-05-13T08:00:00Z
232999002,80,240,2024-05-14T08:00:00Z,2024-05-14T20:00:00Z
232999006,89,280,2024-05-14T20:00:00Z,2024-05-15T10:00:00Z
232999004,70,480,2024-05-15T09:00:00Z,2024-05-16T09:00:00Z
232999007,90,60,2024-05-15T09:30:00Z,2024-05-15T10:30:00Z
232999001,70,140,2024-05-17T05:00:00Z,2024-05-17T12:00:00Z
232999008,69,600,2024-05-18T07:00:00Z,2024-05-18T17:00:00Z
232999006,89,160,2024-05-18T20:00:00Z,2024-05-19T04:00:00Z"
calls_text <- textConnection(text)
harbour <- read.csv(calls_text, colClasses = c(mmsi = "character"))
read_time <- function(x) as.POSIXct(x, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
harbour$arrived_utc <- read_time(harbour$arrived_utc)
harbour$departed_utc <- read_time(harbour$departed_utc)
head(harbour, 3)

# %% [markdown]
# ## Two weeks of trade
#
# One row is a port call; `n_reports` is how many reports the ship sent during it.
# The weeks begin on Monday 6 May and Monday 13 May 2024, at midnight UTC.
#
# Count cargo ships and tankers, types 70 to 89, by the week in which they arrived.
# Make a table called `weekly`, one row for each week.
# Its columns are `week` (its Monday), `visits` and `ships`, the different ships.

# %% solution="weekly"
weekly <- NULL
### BEGIN SOLUTION
weekly <- harbour |>
  filter(between(ship_type, 70, 89)) |>
  mutate(week = floor_date(arrived_utc, "week", week_start = 1)) |>
  group_by(week) |>
  summarise(visits = n(), ships = n_distinct(mmsi))
### END SOLUTION

# %% test="weekly" points=4
in_week <- function(monday, column) {
  weeks <- substr(format(weekly$week), 1, 10)
  sum(weekly[[column]][weeks == monday])
}

q <- check("weekly", points = 4)
q$table("weekly", weekly,
  columns = c(visits = "number", ships = "number"),
  hint = c(
    "Are visits and ships columns of numbers?",
    "`summarise()` makes one row of each group.",
    "Begin with: harbour |> filter(between(ship_type, ...))"
  )
)
q$that(
  "week is a column, and holds the Mondays 6 May and 13 May",
  identical(sort(substr(format(weekly$week), 1, 10)), c("2024-05-06", "2024-05-13")),
  hint = c(
    "Does your week begin on Monday? `floor_date` begins it on Sunday unless told.",
    'With lubridate: floor_date(..., "week", week_start = 1).'
  )
)
q$that(
  "visits are calls, not reports: the harbour had fourteen calls in all",
  sum(weekly$visits) <= 14,
  hint = "One row is one call. Which function counts rows?"
)
q$that(
  "ferries, tugs and ships of other types are left out, and no tanker is",
  isTRUE(all.equal(sum(weekly$visits), 9)),
  hint = c(
    "Types 70 to 79 are cargo ships, 80 to 89 tankers.",
    "Is type 89 among yours? `between` keeps both ends."
  )
)
q$equals(
  "the call of Sunday 12 May, 23:30 UTC, belongs to the week of 6 May",
  in_week("2024-05-06", "visits"),
  4,
  hint = c(
    "By which clock did your week begin? In Britain it was already Monday.",
    "The times are on UTC: work out the Monday without changing the zone."
  )
)
q$equals(
  "the other visits are in the week of 13 May",
  in_week("2024-05-13", "visits"),
  5
)
q$that(
  "a ship that called twice in a week is one ship",
  isTRUE(all.equal(
    c(in_week("2024-05-06", "ships"), in_week("2024-05-13", "ships")), c(3, 4)
  )),
  hint = c(
    "What counts the different values of a column?",
    "Count the ships within each week, not over both."
  )
)
q$score()

# %% [markdown]
# ## How many at once?
#
# Now all fourteen calls, of whatever ship.
# Stays are half-open: a ship that leaves as another arrives does not meet it.
#
# Write a function `most_present(arrived, departed)`.
# It takes two vectors of the same length, when each ship arrived and when it left, in hours.
# It returns the most ships that were there at once.
# `most_present(c(0, 2, 5), c(5, 4, 6))` is 2.
#
# Then make a table `by_day` with the columns `day` and `hours`.
# For each of the fourteen days, 6 to 19 May, it says how many hours ships spent in the harbour, all ships together.

# %% solution="presence"
most_present <- NULL
by_day <- NULL
### BEGIN SOLUTION
most_present <- function(arrived, departed) {
  steps <- rep(c(1, -1), each = length(arrived))
  by_time <- tapply(steps, c(arrived, departed), sum)
  max(cumsum(by_time))
}

days <- seq(as.POSIXct("2024-05-06", tz = "UTC"), by = "day", length.out = 14)
hours_on_day <- function(day) {
  began <- pmax(as.numeric(harbour$arrived_utc), as.numeric(day))
  ended <- pmin(as.numeric(harbour$departed_utc), as.numeric(day) + 24 * 3600)
  sum(pmax(ended - began, 0)) / 3600
}
by_day <- data.frame(day = days, hours = vapply(days, hours_on_day, numeric(1)))
### END SOLUTION

# %% test="presence" points=5
stays_of <- function(n) {
  arrived <- sample(0:40, n, replace = TRUE)
  list(arrived, arrived + sample(1:12, n, replace = TRUE))
}
hours_on <- function(day) {
  sum(by_day$hours[substr(format(by_day$day), 1, 10) == day])
}

q <- check("presence", points = 5)
q$callable("most_present", most_present,
  takes = 2,
  hint = "It begins with: most_present <- function(arrived, departed) {"
)
q$for_inputs(
  "it gives the 2 of the example",
  most_present,
  inputs = list(list(c(0, 2, 5), c(5, 4, 6))),
  expected = function(arrived, departed) 2,
  hint = c(
    "At hour 3, two of the three ships are there.",
    "Add 1 where a ship arrives, take 1 where it leaves, in order of time."
  )
)
q$for_inputs(
  "a ship that leaves at 5 and one that comes at 5 never meet",
  most_present,
  inputs = list(list(c(0, 5), c(5, 9)), list(c(3, 7, 7), c(7, 8, 9))),
  expected = function(arrived, departed) length(arrived) - 1,
  hint = c(
    "Half-open: the hour of departure no longer belongs to the stay.",
    "Add up all the steps of one hour before you look at the total."
  )
)
### BEGIN HIDDEN TESTS
q$for_inputs(
  "for any stays, it gives the most ships that were there at once",
  most_present,
  inputs = lapply(c(1, 2, 5, 9, 14, 20, 30), stays_of),
  expected = function(arrived, departed) {
    max(vapply(arrived, function(h) sum(arrived <= h & h < departed), numeric(1)))
  },
  weight = 2,
  hint = c(
    "Does it use the vectors it is given, and no others?",
    "The vectors are in no order: sort the steps by time before you add them up."
  )
)
### END HIDDEN TESTS
q$table("by_day", by_day,
  columns = c(hours = "number"),
  hint = c(
    "Times as numbers are seconds: divide by 3600 for hours.",
    "Go through the days; of each stay, keep what lies in that day."
  )
)
q$that(
  "day is a column, with each of the fourteen days once",
  identical(sort(substr(format(by_day$day), 1, 10)), sprintf("2024-05-%02d", 6:19)),
  hint = '`seq(as.Date("2024-05-06"), by = "day", length.out = 14)` gives the days.'
)
q$equals(
  "no hour is counted twice over midnight, and none is lost: the days add up to the stays",
  sum(by_day$hours),
  155.5,
  within = 0.01,
  hint = c(
    "Add up departed less arrived over all calls. Do your days give as much?",
    "Of a stay over midnight, each day holds its own part."
  )
)
q$equals(
  "on 15 May three ships shared out their hours by day, not by arrival",
  hours_on("2024-05-15"),
  26,
  within = 0.01,
  hint = c(
    "One ship came on the 14th and left on the 15th; another stayed until the 16th.",
    "`pmax(arrived, day)` begins a stay no earlier than the day does."
  )
)
q$equals(
  "the tanker that left at midnight was not there on 9 May",
  hours_on("2024-05-09"),
  2,
  within = 0.01,
  hint = "A stay that ends at 00:00 belongs wholly to the day before."
)
q$score()

# %% [markdown]
# ## Fall, or deaf?
#
# Three made-up ports, six weeks: visits found by radio, reports received and reports due.

# %%
text <- "port,week,visits,n_received,n_expected
Northsand,2024-06-03,80,8280,9000
Northsand,2024-06-10,84,8370,9300
Northsand,2024-06-17,76,8008,8800
Northsand,2024-06-24,82,8463,9100
Northsand,2024-07-01,48,2288,5200
Northsand,2024-07-08,59,6440,7000
Eastmouth,2024-06-03,30,2100,3000
Eastmouth,2024-06-10,28,2726,2900
Eastmouth,2024-06-17,31,2945,3100
Eastmouth,2024-06-24,12,1302,1400
Eastmouth,2024-07-01,29,2850,3000
Eastmouth,2024-07-08,30,2880,3000
Weir,2024-06-03,52,3720,6000
Weir,2024-06-10,50,1740,5800
Weir,2024-06-17,55,3721,6100
Weir,2024-06-24,51,3717,5900
Weir,2024-07-01,53,3600,6000
Weir,2024-07-08,39,3420,5700"
weeks <- read.csv(text = text)
head(weeks, 3)

# %% [markdown]
# Coverage is the share of the reports due that was received.
# Add a column `finding` and call the table `findings`, eighteen rows:
#
# - `not heard` if the week's coverage is less than three quarters of the port's median coverage;
# - else `fall` if its visits are less than three quarters of the median visits of the port's *heard* weeks;
# - else `as usual`.

# %% solution="outage"
findings <- NULL
### BEGIN SOLUTION
findings <- weeks |>
  mutate(coverage = n_received / n_expected) |>
  group_by(port) |>
  mutate(
    is_heard = coverage >= 0.75 * median(coverage),
    finding = case_when(
      !is_heard ~ "not heard",
      visits < 0.75 * median(visits[is_heard]) ~ "fall",
      TRUE ~ "as usual"
    )
  ) |>
  ungroup()
### END SOLUTION

# %% test="outage" points=5
found <- function(port, week) {
  is_row <- findings$port == port & substr(format(findings$week), 1, 10) == week
  as.character(findings$finding[is_row])[1]
}

q <- check("outage", points = 5)
q$table("findings", findings,
  columns = c(port = "text", finding = "text"),
  rows = 18,
  hint = c(
    "All eighteen weeks stay; each gets one of three words.",
    "`mutate()` adds a column, `case_when()` chooses among words.",
    "Begin with the coverage of each week: received divided by due."
  )
)
q$that(
  "each finding is one of: as usual, fall, not heard",
  all(findings$finding %in% c("as usual", "fall", "not heard")),
  hint = "Spell them as in the question, in small letters."
)
q$equals(
  "Northsand's week of 1 July is not reported as a fall: it was not heard",
  found("Northsand", "2024-07-01"),
  "not heard",
  hint = c(
    "What share of the reports due came in that week, and in others?",
    "Ask about coverage before you ask about visits."
  )
)
q$equals(
  "Eastmouth's week of 24 June is a fall: it was heard as ever",
  found("Eastmouth", "2024-06-24"),
  "fall",
  hint = "Few reports came, and few were due. What matters is their ratio."
)
q$equals(
  "Weir's week of 10 June was not heard, though its visits look usual",
  found("Weir", "2024-06-10"),
  "not heard",
  hint = "A deaf week need not show a fall: ships that stay for days are found all the same."
)
q$equals(
  "Weir is always heard badly, and only one of its weeks is not heard",
  sum(findings$finding[findings$port == "Weir"] %in% "not heard"),
  1,
  hint = c(
    "Compare each port with itself: which coverage is usual there?",
    "After `group_by(port)`, `median()` is the port's own."
  )
)
q$equals(
  "Northsand's week of 8 July is a fall: the deaf week does not lower what is usual",
  found("Northsand", "2024-07-08"),
  "fall",
  hint = c(
    "What is usual comes from weeks that were heard.",
    "`visits[is_heard]` keeps those weeks alone."
  )
)
q$equals(
  "Eastmouth's week of 3 June was not heard: 70% came, where 94.5% is its median",
  found("Eastmouth", "2024-06-03"),
  "not heard",
  hint = "Is what is usual the median of the port's coverage, or the mean?"
)
q$equals(
  "Weir's week of 8 July has three quarters of the usual visits, and not less",
  found("Weir", "2024-07-08"),
  "as usual",
  hint = "Less than: a week of exactly three quarters is no fall."
)
q$equals(
  "all other weeks are as usual",
  sum(findings$finding %in% "as usual"),
  13,
  hint = "Less than three quarters, not less than the median itself."
)
q$score()

# %% [markdown]
# ## A release note
#
# It is 15 July, and Northsand's week of 1 July, held back so far, is to be published.
# Its row is in `weeks`.
# A colleague has worked out an interval for the true visits: from 63 to 88, right 19 times in 20.
#
# First the facts.
# Make a list `note` with `seen` (the visits), `coverage_percent`, and the ends of the interval, `low` and `high`.
# Last, `goes_into_index`: does the week go into the index, `TRUE` or `FALSE`?

# %% solution="note"
note <- list()
### BEGIN SOLUTION
deaf_week <- weeks[weeks$port == "Northsand" & weeks$week == "2024-07-01", ]
note <- list(
  seen = deaf_week$visits,
  coverage_percent = 100 * deaf_week$n_received / deaf_week$n_expected,
  low = 63,
  high = 88,
  goes_into_index = FALSE
)
### END SOLUTION

# %% test="note" points=2
q <- check("note", points = 2)
q$number("seen", note$seen,
  at_least = 0,
  hint = "The visits of Northsand in the week of 1 July, as found."
)
q$number("coverage_percent", note$coverage_percent,
  at_least = 1, at_most = 100,
  hint = "Received divided by due, times 100."
)
q$number("low", note$low, hint = "The interval is in the question.")
q$number("high", note$high, hint = "The interval is in the question.")
q$truth("goes_into_index", note$goes_into_index,
  hint = "TRUE or FALSE, without quotes."
)
q$equals(
  "the visits are those that were seen",
  note$seen,
  48,
  hint = "A release says what was counted first, and then what it may stand for."
)
q$equals(
  "the coverage is that week's, at that port",
  note$coverage_percent,
  44,
  within = 0.05,
  hint = "2,288 reports came. How many were due?"
)
q$that(
  "the interval has its lower end first",
  isTRUE(all.equal(c(note$low, note$high), c(63, 88))),
  hint = "From 63 to 88."
)
q$equals(
  "a week that was not heard is a gap in the index",
  note$goes_into_index,
  FALSE,
  hint = "Would its 48 be a fall of the ships?"
)
q$score()

# %% [markdown]
# Now write the note, in three or four sentences for a reader who has never heard of AIS.
# Say what was seen and what counts as a visit, how well the port was heard, and between which figures the truth lies.
# Say too what will happen to the week in the index.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="release-note" points=3
# ### BEGIN SOLUTION
# In the week from 1 July, 48 visits to Northsand were found in ships' radio reports; a
# visit is a ship that lay at a berth for half an hour or more. The receiver took in 44%
# of the reports that were due, where 92% is usual, so visits are missing from this
# count: the true figure lies between 63 and 88, 19 times in 20. The week is left blank
# in the index, and neither the 48 nor the usual is put in its place. We cannot say
# whether visits fell.
#
# *For whoever marks:* 1 point for the figure with its unit and definition; 1 for
# coverage and interval, both with their numbers; 1 for the gap, with no claim that
# visits fell or did not. Accept other words for coverage. Nothing for "48 visits, down
# 40%", however careful the rest.
# ### END SOLUTION
