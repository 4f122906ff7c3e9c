# %% [markdown]
# # Port calls: a harbour of your own
#
# Four exercises on one day in a made-up harbour: five ships, 31 reports.
# Everything lies near the equator, where 0.01 degrees are 0.6 nautical miles, so you can check every answer by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
source("ais.R")
source("fences.R")
source("check.R")

writeLines("MMSI,BaseDateTime,LON,LAT,SOG,Status
232999001,2024-05-01T06:00:00,0.060,0.020,12.0,0
232999001,2024-05-01T06:30:00,0.030,0.020,6.0,0
232999001,2024-05-01T07:00:00,0.005,0.020,0.1,0
232999001,2024-05-01T09:00:00,0.005,0.020,0.0,0
232999001,2024-05-01T11:00:00,0.005,0.020,0.1,0
232999001,2024-05-01T11:30:00,0.030,0.020,6.5,0
232999001,2024-05-01T12:00:00,0.060,0.020,12.0,0
232999002,2024-05-01T06:10:00,0.020,0.060,9.0,0
232999002,2024-05-01T06:20:00,0.020,0.030,9.0,0
232999002,2024-05-01T06:30:00,0.008,0.010,8.5,0
232999002,2024-05-01T06:40:00,0.020,-0.020,9.0,0
232999002,2024-05-01T17:00:00,0.020,-0.020,9.0,0
232999002,2024-05-01T17:20:00,0.020,0.020,9.0,0
232999002,2024-05-01T17:40:00,0.020,0.060,9.0,0
232999003,2024-05-01T07:30:00,0.060,0.035,8.0,0
232999003,2024-05-01T08:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T10:00:00,0.036,0.034,0.2,1
232999003,2024-05-01T13:00:00,0.035,0.035,0.3,1
232999003,2024-05-01T13:30:00,0.060,0.035,7.0,0
232999004,2024-05-01T06:40:00,0.060,0.030,9.0,0
232999004,2024-05-01T07:00:00,0.034,0.036,0.4,5
232999004,2024-05-01T08:00:00,0.035,0.035,0.2,5
232999004,2024-05-01T09:00:00,0.034,0.036,0.3,5
232999004,2024-05-01T09:30:00,0.020,0.025,4.0,5
232999004,2024-05-01T10:00:00,0.005,0.030,0.1,5
232999004,2024-05-01T11:00:00,0.005,0.030,0.0,5
232999004,2024-05-01T11:30:00,0.060,0.020,9.0,0
232999005,2024-05-01T12:00:00,0.060,0.010,6.0,8
232999005,2024-05-01T12:20:00,0.022,0.012,0.2,8
232999005,2024-05-01T14:20:00,0.022,0.012,0.1,8
232999005,2024-05-01T14:40:00,0.060,0.010,6.0,8", "harbour.csv")
head(read_positions("harbour.csv"))

# %% [markdown]
# ## Find the calls
#
# The harbour reaches from longitude 0 to 0.04 and from latitude 0 to 0.04.
# Its quay is the western strip of it: longitude 0 to 0.01, all latitudes.
# A call is a visit to the harbour with half an hour or more at rest at the quay.
#
# Make a table called `calls`, one row for each call, with the columns `mmsi`,
# `arrived_utc` and `departed_utc`: the first and last report at rest at the quay.
# `make_fences` takes a list of fences, each a list with `fence`, `kind` ("port" or
# "berth") and `ring`, a matrix of corners.
# Other columns do no harm.

# %% solution="call-table"
calls <- NULL
### BEGIN SOLUTION
harbour_day <- clean_positions(read_positions("harbour.csv"))
harbour <- rbind(
  c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0)
)
quay <- rbind(
  c(0, 0), c(0.01, 0), c(0.01, 0.04), c(0, 0.04), c(0, 0)
)
harbour_fences <- make_fences(list(
  list(fence = "harbour", kind = "port", ring = harbour),
  list(fence = "quay", kind = "berth", ring = quay)
))
calls <- port_calls(harbour_day, harbour_fences)
### END SOLUTION

# %% test="call-table" points=5
found <- function() {
  if (is.null(calls)) stop("Not answered yet")
  calls
}
is_table_with <- function(table, columns) {
  is.data.frame(table) && all(columns %in% names(table))
}
seconds_of <- function(times) {
  if (is.character(times)) times <- as.POSIXct(times, tz = "UTC", format = "%Y-%m-%dT%H:%M:%S")
  as.numeric(times)
}
time_of <- function(ship, column) {
  seconds_of(found()[[column]][match(ship, found()[["mmsi"]])])
}
hours_from <- function(start, end) (end - start) / 3600

q <- check("call-table", points = 5)
q$that(
  "calls is a table with the columns mmsi, arrived_utc and departed_utc",
  is_table_with(found(), c("mmsi", "arrived_utc", "departed_utc")),
  hint = c(
    "Which of the toolkit's functions gives a table with these columns?",
    "`port_calls(positions, fences)` needs both fences in one table.",
    'Begin with: make_fences(list(list(fence = "harbour", kind = "port", ring = ...), ...))'
  )
)
q$that(
  "calls has rows: the fences stand where the ships are, longitude first",
  nrow(found()) > 0,
  hint = c(
    "How many reports lie in each fence? `locate` says.",
    "The quay runs along the western side: its longitudes are 0 and 0.01."
  )
)
q$that(
  "mmsi is text: an identity is a name made of digits",
  is.character(found()[["mmsi"]]),
  hint = "`read_positions` keeps it as text; `read_csv` needs to be told."
)
q$that(
  "the ship that sailed past the quay at 8.5 knots did not call",
  nrow(found()) > 0 && !"232999002" %in% found()[["mmsi"]],
  hint = "Being inside the fence is not enough. What must a ship do to call?"
)
q$that(
  "a ship at anchor, or at rest away from the quay, did not call",
  nrow(found()) > 0 && !any(c("232999003", "232999005") %in% found()[["mmsi"]]),
  hint = "Rest counts only inside the quay's fence. Is the quay a fence of kind berth?"
)
q$that(
  "the two ships that lay at the quay are there, once each",
  identical(sort(as.character(found()[["mmsi"]])), c("232999001", "232999004")),
  hint = c(
    "Which ships have reports below half a knot with a longitude under 0.01?",
    "A call is one row, however many reports it has."
  )
)
q$that(
  "ship \u2026004 came to rest at the quay three hours after it entered the harbour",
  abs(hours_from(seconds_of("2024-05-01T07:00:00"), time_of("232999004", "arrived_utc")) - 3) < 0.1,
  hint = c(
    "Look at the reports of ship \u2026004: where did it lie before the quay?",
    "A ship arrives with its first report at rest at the quay, not in the harbour."
  )
)
q$that(
  "ship \u2026001 lay at the quay for four hours, from first to last report at rest",
  abs(hours_from(time_of("232999001", "arrived_utc"), time_of("232999001", "departed_utc")) - 4) < 0.1,
  hint = "A ship departs with its last report at rest, before it is seen moving."
)
### BEGIN HIDDEN TESTS
q$that(
  "both ships arrive and depart with their own first and last report at rest",
  abs(hours_from(seconds_of("2024-05-01T07:00:00"), time_of("232999001", "arrived_utc"))) < 0.1 &&
    abs(hours_from(seconds_of("2024-05-01T11:00:00"), time_of("232999004", "departed_utc"))) < 0.1
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## How wide is a port?
#
# A colleague draws no outline.
# Whatever lies still within so many nautical miles of the quay's middle, at longitude
# 0.005 and latitude 0.02, is *in port* for her.
# This cell works out the distances; still means 0.5 knots or less.

# %%
day <- read_positions("harbour.csv") |>
  mutate(from_quay_nm = distance_nm(lon, lat, 0.005, 0.02))
head(day, 3)

# %% [markdown]
# How many ships are in port by her definition, within 0.75, 1.5 and 2.5 nautical miles?
# Make a table called `by_radius` with the columns `radius_nm` and `ships`, three rows.

# %% solution="radius"
by_radius <- NULL
### BEGIN SOLUTION
at_rest <- filter(day, speed_knots <= 0.5)
radii <- c(0.75, 1.5, 2.5)
ships_near <- function(radius) {
  near <- filter(at_rest, from_quay_nm <= radius)
  n_distinct(near$mmsi)
}
by_radius <- tibble(
  radius_nm = radii, ships = vapply(radii, ships_near, 1L)
)
### END SOLUTION

# %% test="radius" points=4
found <- function() {
  if (is.null(by_radius)) stop("Not answered yet")
  by_radius
}
ships_within <- function() {
  ships <- found()[["ships"]]
  if (!is.numeric(ships)) stop("ships is not a column of numbers")
  as.numeric(ships[order(found()[["radius_nm"]])])
}

q <- check("radius", points = 4)
q$that(
  "by_radius is a table with the columns radius_nm and ships",
  is.data.frame(found()) && all(c("radius_nm", "ships") %in% names(found())),
  hint = "`tibble(radius_nm = ..., ships = ...)` makes a table of two columns."
)
q$that(
  "it has one row for each of the three radii",
  isTRUE(all.equal(sort(found()[["radius_nm"]]), c(0.75, 1.5, 2.5))),
  hint = "The radii are 0.75, 1.5 and 2.5."
)
q$that(
  "ships are counted, not reports: there are only five ships",
  max(ships_within()) <= 5,
  hint = "A ship at rest sends many reports. What counts the different values of a column?"
)
q$that(
  "a ship that sails past within the circle is not at rest in it",
  ships_within()[[1]] <= 2,
  hint = c(
    "Which ship came near the quay at 8.5 knots?",
    "Begin with: at_rest <- filter(day, speed_knots <= ...)"
  )
)
q$that(
  "the two ships that lay at the quay are in the smallest circle",
  ships_within()[[1]] >= 2,
  hint = "A radius holds whatever is as near as that or nearer: less than or equal."
)
q$that(
  "a larger circle holds the ships of the smaller, and some more",
  all(diff(ships_within()) > 0),
  hint = "Count everything up to the radius, not only what lies beyond the last one."
)
q$that(
  "even the largest leaves out the ship that never came to rest",
  max(ships_within()) < 5,
  hint = "Which ships are there at all, and which of them has no report at rest?"
)
q$score()

# %% [markdown]
# ## Waiting or working?
#
# The harbour's anchorage is its north-eastern corner: longitude 0.03 to 0.04, latitude 0.03 to 0.04.
# The quay is as before.
# This cell makes both, and adds what the toolkit can say of each report.
# Then it draws the fences with every report at rest: do they lie where you expect?

# %%
roads <- rbind(
  c(0.03, 0.03), c(0.04, 0.03), c(0.04, 0.04), c(0.03, 0.04),
  c(0.03, 0.03)
)
quay <- rbind(
  c(0, 0), c(0.01, 0), c(0.01, 0.04), c(0, 0.04), c(0, 0)
)
places <- make_fences(list(
  list(fence = "roads", kind = "anchorage", ring = roads),
  list(fence = "quay", kind = "berth", ring = quay)
))
reports <- read_positions("harbour.csv") |>
  locate(places) |>
  mark_stopped()
plot(lat ~ lon, data = filter(reports, is_stopped), pch = 19)
for (ring in places$ring) lines(ring)
reports |>
  select(mmsi, berth, anchorage, is_stopped) |>
  head(3)

# %% [markdown]
# How many hours did ships spend at rest in the anchorage, all ships together, and how many at the quay?
# Count from the first to the last report at rest of each stay.
# Call the two numbers `anchor_hours` and `berth_hours`.
# The crews typed a status, 1 for at anchor and 5 for moored: is it any help?

# %% solution="waiting"
anchor_hours <- berth_hours <- NULL
### BEGIN SOLUTION
waits <- stays(reports, "anchorage")
work <- stays(reports, "berth")
hours_of <- function(found) {
  lengths <- found$last_utc - found$first_utc
  sum(as.numeric(lengths, units = "hours"))
}
anchor_hours <- hours_of(waits)
berth_hours <- hours_of(work)
### END SOLUTION

# %% test="waiting" points=4
is_a_number <- function(value) {
  if (is.null(value)) stop("Not answered yet")
  is.numeric(value) && !inherits(value, "difftime") && length(value) == 1 && !is.na(value)
}
are_numbers <- function() is_a_number(anchor_hours) && is_a_number(berth_hours)

q <- check("waiting", points = 4)
q$that(
  "anchor_hours and berth_hours are two numbers: not text, not a length of time",
  are_numbers(),
  hint = c(
    '`as.numeric(..., units = "hours")` turns a length of time into hours.',
    "`stays(reports, ...)` gives each stay's first and last report.",
    'Begin with: waits <- stays(reports, "anchorage")'
  )
)
q$that(
  "ships spent more hours waiting than at the quay; are the two swapped?",
  are_numbers() && anchor_hours > berth_hours,
  hint = "The anchorage is where ships wait, and the quay where they work."
)
q$that(
  "one ship waited five hours and one two, whatever its crew's status said",
  are_numbers() && abs(anchor_hours - 7) < 0.1,
  hint = c(
    "Go by where a ship was and what it did, not by what somebody typed.",
    "Which reports at rest lie in the anchorage, and whose are they?"
  )
)
q$that(
  "one ship lay at the quay for hours with the status under way; it was not the only one",
  are_numbers() && berth_hours > 4.1,
  hint = "Which ship never changed its status all day? Which other lay at the quay?"
)
q$that(
  "hours at the quay end with the last report at rest, not when the ship has left",
  are_numbers() && berth_hours < 5.4,
  hint = "Take the last report at rest, and leave out those under way."
)
### BEGIN HIDDEN TESTS
q$that(
  "both ships' hours at the quay are counted from first to last report at rest",
  are_numbers() && abs(berth_hours - 5) < 0.1
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## What will you publish?
#
# Three or four sentences, marked by a person.
# The harbour's owner asks how many ships called that day.
# Give a number with its definition, and name one other number somebody could defend.
# Say who would prefer that other number, and why.

# %% [markdown] written="publish" points=3
# ### BEGIN SOLUTION
# Two ships called: each lay at rest at the quay for half an hour or more. Five ships
# were inside the harbour's fence, which somebody who plans traffic in the channel may
# well count, since passing ships need room too. Whoever runs the anchorage would count
# the two that waited.
#
# *For whoever marks:* 1 point for a number with a definition that gives it, thresholds
# included; 1 for a second number and the definition that gives it; 1 for a reason why a
# person with another task would prefer it. Accept any defensible pair, such as six
# visits, or three ships at rest alongside if the small boat's jetty counts as a berth.
# ### END SOLUTION
