# %% [markdown]
# # Filter, choose, make: three small tables
#
# All three are made up, and small enough to check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.
# With dplyr or in base R, as you like.

# %%
if (requireNamespace("dplyr", quietly = TRUE)) library(dplyr, warn.conflicts = FALSE)
source("check.R")

# %% [markdown]
# ## One winter's containers
#
# A made-up harbour with two terminals returns its calls each month.
# As in the lesson, `month` is text.

# %%
writeLines("return_id,year,month,terminal,cargo_group,calls
R01,2020,1,North,container,41
R02,2020,1,North,tanker,7
R03,2020,2,North,container,38
R04,2020,2,South,tanker,11
R05,2020,3,South,container,29
R06,2020,10,North,container,45
R07,2020,11,South,container,31
R08,2020,11,South,tanker,12
R09,2020,12,North,container,36
R10,2020,12,South,container,24
R11,2020,12,South,tanker,9
R12,2021,1,North,container,33
R13,2021,1,South,container,22
R14,2021,1,North,tanker,8
R15,2021,2,North,container,35
R16,2021,2,South,container,27
R17,2021,2,South,tanker,10
R18,2021,3,North,container,40
R19,2021,10,North,container,44
R20,2021,11,South,container,30
R21,2021,12,North,container,37
R22,2021,12,South,tanker,13", "harbour_returns.csv")
harbour_returns <- read.csv("harbour_returns.csv", colClasses = c(month = "character"))
harbour_returns

# %% [markdown]
# Keep the container returns of one winter: December 2020, January 2021 and February 2021.
# Keep all the columns, and call the table `winter_containers`.

# %% solution="winter-containers"
winter_containers <- NULL
### BEGIN SOLUTION
winter_containers <- harbour_returns |>
  mutate(month = as.integer(month)) |>
  filter(
    cargo_group == "container",
    (year == 2020 & month == 12) | (year == 2021 & month <= 2)
  )
### END SOLUTION

# %% test="winter-containers" points=4
filed <- read.csv("harbour_returns.csv")
find_filed <- function(kept) filed[match(kept$return_id, filed$return_id), ]
expected_ids <- c("R09", "R10", "R12", "R13", "R15", "R16")

q <- check("winter-containers", points = 4)
q$table("winter_containers", winter_containers,
  columns = c("return_id", "year", "month", "terminal", "cargo_group", "calls"),
  says = "winter_containers is a table with all the columns of the returns",
  hint = c(
    "`filter()` keeps whole rows; so does `subset()`, and so do square brackets with a comma.",
    "Begin with: winter_containers <- harbour_returns |> filter(...)",
    "Or with: winter_containers <- harbour_returns[..., ]"
  )
)
q$that(
  "some returns came through the filter",
  nrow(winter_containers) > 0,
  hint = c(
    "No row meets all your conditions at once. Try them one by one, and count.",
    "`&&` looks at one row only, `&` at each."
  ),
  weight = 0.5
)
q$that(
  "every return in it is about container ships",
  setequal(find_filed(winter_containers)$cargo_group, "container"),
  hint = c(
    "A filter on the months lets tankers through. Which column knows about them?",
    "Conditions after a comma in `filter()` have to be true as well; `&` says the same.",
    "`&` goes before `|`: round brackets about your months keep them together."
  )
)
q$that(
  "every return in it is of December, January or February",
  nrow(winter_containers) > 0 && all(find_filed(winter_containers)$month %in% c(12, 1, 2)),
  hint = c(
    "List the months that you kept: unique(winter_containers$month). Which came uninvited?",
    'As text, "3" comes after "12" and "10" comes before "2".',
    "Make numbers of the months first: as.integer(month)"
  )
)
q$that(
  "it holds one winter: its December is in 2020, its January and February in 2021",
  with(find_filed(winter_containers), setequal((month == 12) == (year == 2020), TRUE)),
  hint = c(
    "A winter is in two years. Which year is your December in, and which your January?",
    "Two conditions, each with a year of its own, and a row may meet either: `|`."
  )
)
q$same_values(
  "every container return of that winter is there, just as it was filed",
  winter_containers,
  filed[filed$return_id %in% expected_ids, c("return_id", "terminal", "cargo_group", "calls")],
  hint = c(
    "Go through the months: which of the three has no rows, or too few?",
    "Each terminal sends a return of its own."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Hours of waiting
#
# Ten made-up calls, with their times read as times.

# %%
writeLines("call_id,berth_id,arrived_utc,berthed_utc
K01,NORTH-1,2021-01-04T06:00:00Z,2021-01-04T08:30:00Z
K02,NORTH-2,2021-01-04T22:45:00Z,2021-01-05T03:00:00Z
K03,SOUTH-1,2021-01-05T09:00:00Z,2021-01-05T09:40:00Z
K04,NORTH-1,2021-01-05T10:00:00Z,2021-01-07T04:00:00Z
K05,SOUTH-1,2021-01-06T14:00:00Z,2021-01-06T02:00:00Z
K06,NORTH-2,2021-01-06T15:30:00Z,2021-01-06T17:15:00Z
K07,SOUTH-2,2021-01-07T23:50:00Z,2021-01-09T00:05:00Z
K08,SOUTH-1,2021-01-08T05:00:00Z,
K09,NORTH-1,2021-01-08T18:20:00Z,2021-01-08T18:20:00Z
K10,SOUTH-2,2021-01-09T23:15:00Z,2021-01-09T22:45:00Z", "arrivals.csv")
read_time <- function(text) as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
arrivals <- read.csv("arrivals.csv") |>
  transform(arrived_utc = read_time(arrived_utc), berthed_utc = read_time(berthed_utc))
arrivals

# %% [markdown]
# Give `arrivals` a column `wait_hours`: how many hours each ship waited, from arrival to berth, as a number.
# By the record some ships were moored before they came.
# Nobody knows how long they waited, so their cells are empty, as is that of the ship still at anchor.
# Keep all ten rows.

# %% solution="waiting-hours"
### BEGIN SOLUTION
arrivals <- arrivals |>
  mutate(
    wait_hours = as.numeric(berthed_utc - arrived_utc, units = "hours"),
    wait_hours = if_else(wait_hours < 0, NA_real_, wait_hours)
  )
### END SOLUTION

# %% test="waiting-hours" points=4
recorded <- read.csv("arrivals.csv")
true_hours <- as.numeric(difftime(
  read_time(recorded$berthed_utc), read_time(recorded$arrived_utc),
  units = "hours"
))
true_waits <- data.frame(
  call_id = recorded$call_id,
  wait_hours = ifelse(true_hours < 0, NA, true_hours)
)

q <- check("waiting-hours", points = 4)
q$table("arrivals", arrivals,
  columns = c("call_id", "wait_hours"),
  rows = 10,
  says = "arrivals still has its ten calls, and a column wait_hours",
  hint = c(
    "Subtract one column of times from the other.",
    "A step made has to be kept: arrivals <- arrivals |> mutate(wait_hours = ...)",
    "A filter drops whole rows. Here each row stays, and a cell is emptied."
  )
)
q$column("wait_hours", arrivals$wait_hours,
  kind = "number",
  says = "wait_hours holds numbers: not text, and not lengths of time",
  hint = c(
    "One time minus another is a length of time. Which word did the lesson give to `as.numeric()`?",
    "`as.numeric()` takes `units =`. Whatever has a unit in it is not yet a number."
  )
)
q$equals(
  "K01 came at 06:00 and was moored at 08:30",
  arrivals$wait_hours[arrivals$call_id == "K01"],
  2.5,
  within = 0.01,
  unit = "hours",
  hint = c(
    "From 06:00 to 08:30 by the clock on the wall: which unit is yours in?",
    "150 are minutes, 9000 seconds, and 2 has lost its half hour.",
    "Minus means that you subtracted the other way round.",
    'R chooses a unit unless it is told one: units = "hours".'
  )
)
q$equals(
  "K04 was moored two days after it came, and those days count",
  arrivals$wait_hours[arrivals$call_id == "K04"],
  42,
  within = 0.01,
  unit = "hours",
  hint = c(
    "Count by hand from 10:00 on the 5th to 04:00 on the 7th. Where did the days go?",
    "The hour on the clock forgets the day. Subtract whole times, and then name the unit."
  )
)
q$that(
  "no ship waited for less than no time",
  !any(arrivals$wait_hours < 0, na.rm = TRUE),
  hint = c(
    "Which rows have a wait below zero? Look at their two times.",
    "`ifelse()` gives one value where a condition is true, another where not. NA is empty.",
    "Or give NA to those cells alone: in square brackets, on the left of `<-`."
  )
)
q$same_values(
  "each wait is with its own call, and what nobody knows is empty",
  arrivals,
  true_waits,
  within = 0.06,
  hint = c(
    "Unknown is neither zero nor the same number without its minus: those cells are empty.",
    "K09 was moored as it came: it waited for no time at all, and that is known.",
    "Part of an hour counts too: K03 waited for forty minutes."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## The ten longest average waits
#
# Sixteen made-up berths: a winter's calls at each, and the hours that they waited, all together.

# %%
writeLines("berth_id,calls,waited_hours
NORTH-1,16,104
NORTH-2,40,130
NORTH-3,8,100
NORTH-4,24,204
NORTH-5,0,0
EAST-1,4,26
EAST-2,10,110
EAST-3,30,180
EAST-4,6,43.5
SOUTH-1,12,174
SOUTH-2,8,52
SOUTH-3,2,11
SOUTH-4,20,195
WEST-1,16,176
WEST-2,4,36
WEST-3,18,144", "quays.csv")
quays <- read.csv("quays.csv")
quays

# %% [markdown]
# Make a column `average_hours`, the average wait of a call at each berth.
# Keep the ten berths with the longest, and any that tie with the tenth, longest first.
# Choose two columns, `berth_id` and `average_hours`, and call the table `longest`.

# %% solution="longest-waits"
longest <- NULL
### BEGIN SOLUTION
longest <- quays |>
  mutate(average_hours = waited_hours / calls) |>
  slice_max(average_hours, n = 10) |>
  select(berth_id, average_hours)
### END SOLUTION

# %% test="longest-waits" points=5
listed <- read.csv("quays.csv")
averages <- setNames(listed$waited_hours / listed$calls, listed$berth_id)
cut_hours <- sort(averages, decreasing = TRUE)[[10]]
names_of <- function(kept) as.character(kept$berth_id)
left_out <- function(kept) averages[!names(averages) %in% names_of(kept)]

q <- check("longest-waits", points = 5)
q$table("longest", longest,
  columns = c(berth_id = NA, average_hours = "number"),
  hint = c(
    "`longest` is made from `quays`, which gets one more column first.",
    "Begin with: quays |> mutate(average_hours = ...), or quays$average_hours <- ...",
    "Pick columns last: `select()` in dplyr, or names in square brackets."
  )
)
q$that(
  "some berths are in it",
  nrow(longest) > 0,
  hint = "No row meets your condition. Look at the averages before you filter them.",
  weight = 0.5
)
q$that(
  "those two are its only columns",
  setequal(names(longest), c("average_hours", "berth_id")),
  hint = "`select()` keeps the columns that you name; so do their names in square brackets.",
  weight = 0.5
)
q$that(
  "each average is that berth's hours shared among its calls",
  {
    off <- abs(longest$average_hours - averages[names_of(longest)])
    is_unknown <- is.na(longest$average_hours) & is.na(averages[names_of(longest)])
    nrow(longest) > 0 && all(is_unknown | (!is.na(off) & off < 0.06))
  },
  hint = c(
    "At NORTH-3 eight calls waited 100 hours together: 12.5 hours each.",
    "Divide the column of hours by the column of calls, row by row."
  )
)
q$that(
  "NORTH-5, which had no calls, has no average and is not in it",
  nrow(longest) > 0 && !any(c("NORTH-5", NA) %in% names_of(longest)),
  hint = c(
    "Nothing divided by nothing is not zero, and not the largest either.",
    "A filter on the calls, before the division, leaves that berth out.",
    "A row of NA? Square brackets let one in where the condition is NA; `subset()` does not."
  ),
  weight = 0.5
)
q$that(
  "no berth left out waited longer, on average, than one in the table",
  nrow(longest) > 0 &&
    min(longest$average_hours, na.rm = TRUE) >= max(left_out(longest), na.rm = TRUE),
  hint = c(
    "Compare the berths in your table with those left out: which end did you keep?",
    "Sorted, the smallest stand first unless you ask for `desc()` or `decreasing = TRUE`."
  )
)
q$same_values(
  "the ten longest are there, and all that tie with the tenth, but none after them",
  names_of(longest),
  names(averages)[!is.na(averages) & averages >= cut_hours],
  hint = c(
    "Which is the tenth average, and how many berths have just that one?",
    "`head` cuts between berths that are level. In the lesson, `slice_max` did not.",
    "Without dplyr: `rank()` with `ties.method = \"min\"` gives berths that are level one rank."
  ),
  weight = 2
)
q$that(
  "the longest wait stands first, and none is longer than the one above it",
  nrow(longest) > 0 && !is.unsorted(-longest$average_hours),
  hint = c(
    "The right berths, or some of them, in another order: sort by the average.",
    "`arrange()` sorts, and `desc()` turns the order round.",
    "Without dplyr: `order()`, in the square brackets before the comma."
  ),
  weight = 0.5
)
q$score()
