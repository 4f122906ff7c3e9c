# %% [markdown]
# # Port calls: a harbour of your own
#
# Seven exercises in a made-up harbour.
# The first four are about one day, five ships and 33 reports.
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
232999001,2024-05-01T11:10:00,0.008,0.020,3.0,0
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
232999003,2024-05-01T13:10:00,0.039,0.035,3.0,1
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
  hint = c(
    "A ship departs with its last report at rest, before it is seen moving.",
    "Which reports at the quay are of a ship that moves? Look at 11:10."
  )
)
q$that(
  "ship \u2026004 lay at the quay for one hour",
  abs(hours_from(time_of("232999004", "arrived_utc"), time_of("232999004", "departed_utc")) - 1) < 0.1,
  hint = "A ship has gone when it is seen outside; its last report at rest is earlier."
)
q$that(
  "both ships arrive and depart with their own first and last report at rest",
  abs(hours_from(seconds_of("2024-05-01T07:00:00"), time_of("232999001", "arrived_utc"))) < 0.1 &&
    abs(hours_from(seconds_of("2024-05-01T11:00:00"), time_of("232999004", "departed_utc"))) < 0.1,
  hint = "Both are in calls, but not both with their own times: look at each ship."
)
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
  max(ships_within()) <= 5 && all(ships_within() == round(ships_within())),
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
  identical(ships_within(), c(2, 3, 4)),
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
plot(
  lat ~ lon,
  data = filter(reports, is_stopped), pch = 19,
  xlim = c(0, 0.04), ylim = c(0, 0.04), asp = 1
)
for (ring in places$ring) lines(ring)
reports |>
  select(mmsi, berth, anchorage, is_stopped) |>
  head(3)

# %% [markdown]
# How many hours did ships spend at rest in the anchorage, all ships together, and how many at the quay?
# Count from the first to the last report at rest of each stay.
# Call the two numbers `anchor_hours` and `berth_hours`.
# Go by where the ships were and what they did, whatever their crews typed.

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
  "both are hours: five ships have only 120 of them in a day",
  are_numbers() && anchor_hours + berth_hours <= 120,
  hint = 'Minutes, or seconds? A difference of times picks its own unit: `as.numeric(..., units = "hours")`.'
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
    "Which reports at rest lie in the anchorage, and whose are they? `is_stopped` says."
  )
)
q$that(
  "one ship lay at the quay for hours with the status under way; it was not the only one",
  are_numbers() && berth_hours > 4.1,
  hint = "Which ship never changed its status all day? Which other lay at the quay?"
)
q$that(
  "hours at the quay go from the first to the last report at rest, for each ship",
  are_numbers() && abs(berth_hours - 5) < 0.1,
  hint = c(
    "Take the last report at rest, and leave out those under way: `is_stopped`.",
    "How long did each of the two ships lie there? Add both."
  )
)
q$score()

# %% [markdown]
# ## Ask the crews
#
# The crews typed a status, 1 for at anchor and 5 for moored: is it any help?
# This cell takes the reports at rest at the quay or in the anchorage, and says for
# each where it was sent and what its status says.

# %%
resting <- reports |>
  filter(is_stopped, !is.na(berth) | !is.na(anchorage)) |>
  transmute(
    place = coalesce(berth, anchorage),
    says = case_when(
      status == 1 ~ "at anchor",
      status == 5 ~ "moored",
      TRUE ~ "something else"
    )
  )
head(resting, 3)

# %% [markdown]
# Make a table called `confusion` that counts these reports: a row for each place, a
# column for each thing said.
# Then call `right_share` the share of all these reports whose status fits the place: at
# anchor in the roads, moored at the quay.

# %% solution="crews"
confusion <- NULL
right_share <- NULL
### BEGIN SOLUTION
confusion <- table(resting$place, resting$says)
right <- confusion["roads", "at anchor"] + confusion["quay", "moored"]
right_share <- right / nrow(resting)
### END SOLUTION

# %% test="crews" points=3
counts_of <- function() {
  if (is.null(confusion)) stop("Not answered yet")
  counts <- confusion
  if (is.data.frame(counts)) {
    counts <- as.data.frame(counts)
    places <- if ("place" %in% names(counts)) counts[["place"]] else rownames(counts)
    counts <- as.matrix(counts[setdiff(names(counts), "place")])
    rownames(counts) <- places
  }
  counts[is.na(counts)] <- 0
  counts
}
is_confusion <- function() {
  counts <- counts_of()
  length(dim(counts)) == 2 &&
    all(c("quay", "roads") %in% rownames(counts)) &&
    all(c("at anchor", "moored") %in% colnames(counts))
}
counted <- function(place, says) {
  if (is_confusion()) as.numeric(counts_of()[place, says]) else -1
}
is_a_share <- function(value) {
  if (is.null(value)) stop("Not answered yet")
  is.numeric(value) && length(value) == 1 && !is.na(value) && value >= 0 && value <= 1
}

q <- check("crews", points = 3)
q$that(
  "confusion is a table with the rows quay and roads, and at anchor and moored among its columns",
  is_confusion(),
  hint = c(
    "A row for each place, a column for each thing said: are the two swapped?",
    "`table` counts how often two columns go together.",
    "Begin with: confusion <- table(resting$place, ...)"
  )
)
q$that(
  "two reports were sent moored at the quay, and none from there says at anchor",
  counted("quay", "moored") == 2 && counted("quay", "at anchor") == 0,
  hint = "Count the reports of `resting`, not the ships and not all the day's reports."
)
q$that(
  "half of those who lay in the roads say at anchor, and half moored",
  counted("roads", "moored") == 3 && counted("roads", "at anchor") == 3,
  hint = "One of the two ships that waited never changed its status."
)
q$that(
  "right_share is one number from 0 to 1",
  is_a_share(right_share),
  hint = "A share, not a percentage and not a count."
)
q$that(
  "a status that says something else is not right",
  is_a_share(right_share) && right_share < 0.6,
  hint = "Which ship lay at the quay and said that it was under way?"
)
q$that(
  "the share is of all reports at rest, at both places",
  is_a_share(right_share) && abs(right_share - 5 / 11) < 0.002,
  hint = "Add what is right at both places; divide by all rows of `resting`, and round late."
)
q$score()

# %% [markdown]
# ## Score yourself against a record
#
# Next day you found seven calls by radio, and the harbour's office has a record of its own.
# The radio was heard on 2 May only, from midnight to midnight.

# %%
radio_calls <- readr::read_csv(I("found_id,mmsi,quay,arrived_utc,departed_utc
F1,232999011,north,2024-05-02T06:04:00Z,2024-05-02T10:02:00Z
F2,232999012,south,2024-05-02T07:03:00Z,2024-05-02T12:01:00Z
F3,232999013,north,2024-05-02T11:06:00Z,2024-05-02T11:55:00Z
F4,232999013,north,2024-05-02T20:03:00Z,2024-05-02T22:30:00Z
F5,000000000,south,2024-05-02T09:20:00Z,2024-05-02T10:15:00Z
F6,232999014,south,2024-05-02T14:32:00Z,2024-05-02T15:10:00Z
F7,232999015,north,2024-05-02T16:10:00Z,2024-05-02T18:40:00Z
"), col_types = "cccTT")
radio_calls

# %%
record <- readr::read_csv(I("call_id,mmsi,quay,berthed_utc,unberthed_utc
R1,232999011,east,2024-05-02T06:00:00Z,2024-05-02T10:00:00Z
R2,232999012,south,2024-05-02T08:00:00Z,2024-05-02T13:00:00Z
R3,232999013,north,2024-05-02T11:05:00Z,2024-05-02T11:55:00Z
R4,232999013,north,2024-05-02T20:00:00Z,2024-05-02T22:30:00Z
R5,232999014,south,2024-05-02T15:30:00Z,2024-05-02T16:10:00Z
R6,232999016,north,2024-05-02T09:00:00Z,2024-05-02T12:30:00Z
R7,232999017,north,2024-05-03T02:10:00Z,2024-05-03T06:00:00Z
"), col_types = "cccTT")
record

# %% [markdown]
# Two rows are the same call if the ship is the same, and your arrival and the record's
# berthing are less than two hours apart, either way.
# Make a table called `matched`, one row for each such pair, with the columns `found_id`
# and `call_id`.
# Then work out `precision`, for all seven calls found before any is left out, and
# `recall`, for all calls that the record berths on 2 May.

# %% solution="score"
matched <- NULL
precision <- NULL
recall <- NULL
### BEGIN SOLUTION
pairs <- inner_join(radio_calls, record, by = "mmsi")
hours_apart <- function(a, b) abs(as.numeric(a - b, units = "hours"))
matched <- filter(pairs, hours_apart(arrived_utc, berthed_utc) < 2)
end <- as.POSIXct("2024-05-03", tz = "UTC")
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / sum(record$berthed_utc < end)
### END SOLUTION

# %% test="score" points=5
matches <- function() {
  if (is.null(matched)) stop("Not answered yet")
  matched
}
pairs_found <- function() paste(matches()[["found_id"]], matches()[["call_id"]])
is_a_share <- function(value) {
  if (is.null(value)) stop("Not answered yet")
  is.numeric(value) && length(value) == 1 && !is.na(value) && value >= 0 && value <= 1
}
are_shares <- function() is_a_share(precision) && is_a_share(recall)

q <- check("score", points = 5)
q$that(
  "matched is a table with the columns found_id and call_id",
  is.data.frame(matches()) && nrow(matches()) > 0 &&
    all(c("found_id", "call_id") %in% names(matches())),
  hint = c(
    "`inner_join(radio_calls, record, by = ...)` pairs the rows that have a value in common.",
    'Begin with: pairs <- inner_join(radio_calls, record, by = "mmsi")'
  )
)
q$that(
  "the ship that called twice has two pairs, and its morning is not its evening",
  setequal(grep("^F[34]", pairs_found(), value = TRUE), c("F3 R3", "F4 R4")),
  hint = c(
    "The same ship is not enough. How far apart are arrival and berthing?",
    'A difference of times picks its own unit, here minutes: `as.numeric(..., units = "hours")`.'
  )
)
q$that(
  "a ship that the record berths an hour after you is matched, however short its call",
  all(c("F2 R2", "F6 R5") %in% pairs_found()),
  hint = c(
    "Less than two hours apart, either way: `abs` takes the sign off.",
    "Do not ask that the two stays overlap: look at F6 and R5."
  )
)
q$that(
  "matched holds the five pairs of one ship each, and no other",
  setequal(pairs_found(), c("F1 R1", "F2 R2", "F3 R3", "F4 R4", "F6 R5")) &&
    nrow(matches()) == 5,
  hint = c(
    "Every pair is one row, and a pair has one ship.",
    "The rule asks for ship and time. Did your join ask for the quay as well?"
  )
)
q$that(
  "precision and recall are two numbers from 0 to 1",
  are_shares(),
  hint = "Divide the number of pairs by the number of calls."
)
q$that(
  "precision is the share of the calls found, recall of those recorded; are they swapped?",
  are_shares() && !(abs(precision - 5 / 6) < 0.01 && abs(recall - 5 / 7) < 0.01),
  hint = "Which of the two is divided by what was found, and which by what was recorded?"
)
q$that(
  "precision is for all the calls found, even those with an odd number",
  are_shares() && abs(precision - 5 / 7) < 0.01,
  hint = "Five of how many? The question says all seven, F5 among them."
)
q$that(
  "recall is for the recorded calls of 2 May",
  are_shares() && abs(recall - 5 / 6) < 0.01,
  hint = c(
    "Leave out what happened when nobody listened, and nothing else.",
    "The radio was heard on 2 May only. Could it have heard R7?"
  )
)
q$score()

# %% [markdown]
# ## Name the reasons
#
# Some rows have no partner, or an odd one.
# This is all that the radio heard that day.

# %%
tibble(
  mmsi = unique(radio_calls$mmsi),
  reports = c(96, 140, 88, 19, 52, 71),
  first_heard = c("05:20", "06:15", "10:40", "09:20", "13:50", "15:30"),
  last_heard = c("10:50", "12:45", "23:10", "10:15", "15:50", "19:20")
)

# %% [markdown]
# Give the reason for five of them in a vector with names called `reasons`.
# Choose from "silent radio", "not written down", "no ship's number", "wrong clock" and
# "not our day".
# A reason may serve more than once, or not at all.

# %% solution="reasons"
reasons <- c(F5 = NA, F7 = NA, R5 = NA, R6 = NA, R7 = NA)
### BEGIN SOLUTION
reasons <- c(
  F5 = "no ship's number",
  F7 = "not written down",
  R5 = "wrong clock",
  R6 = "silent radio",
  R7 = "not our day"
)
### END SOLUTION

# %% test="reasons" points=3
choices <- c(
  "silent radio", "not written down", "no ship's number", "wrong clock", "not our day"
)
reason <- function(row) {
  if (is.null(reasons) || all(is.na(unlist(reasons)))) stop("Not answered yet")
  gsub("\u2019", "'", tolower(unlist(reasons)[row]), fixed = TRUE)
}

q <- check("reasons", points = 3)
q$that(
  "reasons gives one of the five reasons for each of the five rows",
  all(reason(c("F5", "F7", "R5", "R6", "R7")) %in% choices),
  hint = c(
    "Write the reasons as they stand in the question.",
    "Has every reason its row's name? `c(F5 = ..., F7 = ...)`"
  )
)
q$that(
  "what the radio could not have heard is not held against it",
  reason("R7") == "not our day",
  hint = "When did R7 berth, and when was the radio heard?"
)
q$that(
  "a ship that was there and said nothing is told from one that nobody wrote down",
  reason("R6") == "silent radio" && reason("F7") == "not written down",
  hint = c(
    "Which of the two ships is in the table of what the radio heard?",
    "Who made the mistake: the radio, or the office?"
  )
)
q$that(
  "a name that no ship may bear is no call of a new ship",
  reason("F5") == "no ship's number",
  hint = "With which digits may the number of a ship begin?"
)
q$that(
  "both ships at one quay are off by the same time, at both ends",
  reason("R5") == "wrong clock",
  hint = c(
    "Compare F6 and R5, then F2 and R2. What have they in common?",
    "The ship was heard, and the office did write it down."
  )
)
q$score()

# %% [markdown]
# ## What will you publish?
#
# Three or four sentences, marked by a person.
# The harbour's owner asks how many ships called on 1 May, the day of the five ships.
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
