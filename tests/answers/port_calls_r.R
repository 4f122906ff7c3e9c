# Answers to `solutions/port_calls_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="call-table" name="read off by eye"
calls <- tibble(
  mmsi = c("232999004", "232999001"),
  arrived_utc = c("2024-05-01T10:00:00Z", "2024-05-01T07:00:00Z"),
  departed_utc = c("2024-05-01T11:00:00Z", "2024-05-01T11:00:00Z")
)

# %% right="call-table" name="base R"
raw <- read.csv("harbour.csv", colClasses = c(MMSI = "character"))
raw <- raw[raw$SOG <= 0.5 & raw$LON <= 0.01, ]
calls <- data.frame(
  mmsi = unique(raw$MMSI),
  arrived_utc = tapply(raw$BaseDateTime, raw$MMSI, min),
  departed_utc = tapply(raw$BaseDateTime, raw$MMSI, max)
)

# %% wrong="call-table" name="nothing" says="calls is a table"
calls <- NULL

# %% wrong="call-table" name="a number" says="calls is a table"
calls <- 2

# %% wrong="call-table" name="fences in the wrong place" says="calls has rows"
far <- rbind(c(1, 1), c(1.04, 1), c(1.04, 1.01), c(1, 1.01), c(1, 1))
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(fence = "harbour", kind = "port", ring = far),
  list(fence = "quay", kind = "berth", ring = far)
)))

# %% wrong="call-table" name="no quay" says="Not answered yet"
calls <- NULL
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(
    fence = "harbour", kind = "port",
    ring = rbind(c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0))
  )
)))

# %% wrong="call-table" name="identities read as numbers" says="mmsi is text"
calls <- tibble(
  mmsi = c(232999001, 232999004),
  arrived_utc = c("2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T11:00:00Z", "2024-05-01T11:00:00Z")
)

# %% wrong="call-table" name="every ship inside the harbour" says="sailed past the quay"
calls <- read_positions("harbour.csv") |>
  filter(between(lon, 0, 0.04), between(lat, 0, 0.04)) |>
  group_by(mmsi) |>
  summarise(arrived_utc = min(time_utc), departed_utc = max(time_utc))

# %% wrong="call-table" name="every ship at rest in the harbour" says="at anchor, or at rest away"
calls <- read_positions("harbour.csv") |>
  filter(between(lon, 0, 0.04), speed_knots <= 0.5) |>
  group_by(mmsi) |>
  summarise(arrived_utc = min(time_utc), departed_utc = max(time_utc))

# %% wrong="call-table" name="one row for each report" says="once each"
calls <- read_positions("harbour.csv") |>
  filter(lon <= 0.01, speed_knots <= 0.5) |>
  mutate(arrived_utc = time_utc, departed_utc = time_utc)

# %% wrong="call-table" name="arrival at the harbour's edge" says="three hours after it entered"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T06:30:00Z", "2024-05-01T07:00:00Z"),
  departed_utc = c("2024-05-01T11:00:00Z", "2024-05-01T11:00:00Z")
)

# %% wrong="call-table" name="departure at the harbour's edge" says="lay at the quay for four hours"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T11:30:00Z", "2024-05-01T11:30:00Z")
)

# %% wrong="call-table" name="half an hour inside the quay, at any speed" says="lay at the quay for four hours"
calls <- read_positions("harbour.csv") |>
  filter(between(lon, 0, 0.01), between(lat, 0, 0.04)) |>
  group_by(mmsi) |>
  summarise(arrived_utc = min(time_utc), departed_utc = max(time_utc)) |>
  filter(as.numeric(departed_utc - arrived_utc, units = "mins") >= 30)

# %% wrong="call-table" name="one ship's departure when it was seen outside" says="lay at the quay for one hour"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T11:00:00Z", "2024-05-01T11:30:00Z")
)

# %% wrong="call-table" name="four hours, at other times" says="their own first and last"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T06:30:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T10:30:00Z", "2024-05-01T11:00:00Z")
)

# %% wrong="call-table" name="one ship's arrival copied to the other" says="their own first and last"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T14:00:00Z", "2024-05-01T11:00:00Z")
)

# %% right="radius" name="base R, other order"
radii <- c(2.5, 1.5, 0.75)
still <- day[day$speed_knots < 0.6, ]
ships <- vapply(radii, function(r) length(unique(still$mmsi[still$from_quay_nm < r])), 1L)
by_radius <- data.frame(ships = ships, radius_nm = radii)

# %% wrong="radius" name="nothing" says="by_radius is a table"
by_radius <- NULL

# %% wrong="radius" name="a vector" says="by_radius is a table"
by_radius <- c(2, 3, 4)

# %% wrong="radius" name="two radii" says="each of the three radii"
by_radius <- tibble(radius_nm = c(0.75, 1.5), ships = c(2, 3))

# %% wrong="radius" name="counts as text" says="not reports"
by_radius <- tibble(radius_nm = c(0.75, 1.5, 2.5), ships = c("2", "3", "4"))

# %% wrong="radius" name="reports counted" says="not reports"
still <- filter(day, speed_knots <= 0.5)
by_radius <- tibble(
  radius_nm = c(0.75, 1.5, 2.5),
  ships = vapply(radius_nm, function(r) sum(still$from_quay_nm <= r), 1L)
)

# %% wrong="radius" name="passing ships counted" says="sails past within the circle"
by_radius <- tibble(
  radius_nm = c(0.75, 1.5, 2.5),
  ships = vapply(radius_nm, function(r) n_distinct(day$mmsi[day$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="rings instead of circles" says="a larger circle holds"
by_radius <- tibble(radius_nm = c(0.75, 1.5, 2.5), ships = c(2, 1, 2))

# %% wrong="radius" name="parts of ships" says="not reports"
by_radius <- tibble(radius_nm = c(0.75, 1.5, 2.5), ships = c(2, 2.5, 4.9))

# %% wrong="radius" name="off by one" says="never came to rest"
by_radius <- tibble(radius_nm = c(0.75, 1.5, 2.5), ships = c(2, 3, 5))

# %% wrong="radius" name="guessed" says="in the smallest circle"
by_radius <- tibble(radius_nm = c(0.75, 1.5, 2.5), ships = c(1, 2, 5))

# %% right="waiting" name="by hand"
anchor_hours <- 5 + 2
berth_hours <- 4 + 1

# %% right="waiting" name="base R"
hours_at <- function(kind) {
  rest <- reports[reports$speed_knots <= 0.5 & !is.na(reports[[kind]]), ]
  seconds <- tapply(as.numeric(rest$time_utc), rest$mmsi, function(s) max(s) - min(s))
  sum(seconds) / 3600
}
anchor_hours <- hours_at("anchorage")
berth_hours <- hours_at("berth")

# %% wrong="waiting" name="nothing" says="two numbers"
anchor_hours <- NULL
berth_hours <- NULL

# %% wrong="waiting" name="text" says="two numbers"
anchor_hours <- "7"
berth_hours <- "5"

# %% wrong="waiting" name="lengths of time" says="two numbers"
anchor_hours <- as.difftime(7, units = "hours")
berth_hours <- as.difftime(5, units = "hours")

# %% wrong="waiting" name="swapped" says="are the two swapped"
anchor_hours <- 5
berth_hours <- 7

# %% wrong="waiting" name="status taken as truth" says="one ship waited five hours"
hours_with_status <- function(code) {
  typed <- reports[reports$status == code, ]
  sum(tapply(as.numeric(typed$time_utc), typed$mmsi, function(s) max(s) - min(s))) / 3600
}
anchor_hours <- hours_with_status(1)
berth_hours <- hours_with_status(5)

# %% wrong="waiting" name="only ships that say moored are at the quay" says="with the status under way"
anchor_hours <- 7
berth_hours <- 1

# %% wrong="waiting" name="off by one" says="one ship waited five hours"
anchor_hours <- 8
berth_hours <- 5

# %% wrong="waiting" name="one ship each" says="one ship waited five hours"
anchor_hours <- 6
berth_hours <- 4

# %% wrong="waiting" name="hours until the ship is seen outside" says="from the first to the last report"
anchor_hours <- 7
berth_hours <- 6

# %% wrong="waiting" name="minutes" says="both are hours"
anchor_hours <- 420
berth_hours <- 300

# %% wrong="waiting" name="moving reports counted too" says="one ship waited five hours"
hours_inside <- function(kind) {
  inside <- reports[!is.na(reports[[kind]]), ]
  seconds <- tapply(as.numeric(inside$time_utc), inside$mmsi, function(s) max(s) - min(s))
  sum(seconds) / 3600
}
anchor_hours <- hours_inside("anchorage")
berth_hours <- hours_inside("berth")

# %% wrong="waiting" name="moving reports counted at the quay" says="from the first to the last report"
inside <- reports[!is.na(reports$berth), ]
seconds <- tapply(as.numeric(inside$time_utc), inside$mmsi, function(s) max(s) - min(s))
anchor_hours <- 7
berth_hours <- sum(seconds) / 3600

# %% wrong="waiting" name="guessed" says="from the first to the last report"
anchor_hours <- 7
berth_hours <- 4.5

# %% right="crews" name="by hand"
confusion <- matrix(
  c(3, 0, 2, 3, 0, 3),
  nrow = 2,
  dimnames = list(c("quay", "roads"), c("something else", "moored", "at anchor"))
)
right_share <- 0.4545

# %% right="crews" name="a data frame"
confusion <- data.frame(
  "at anchor" = c(0, 3), moored = c(2, 3),
  row.names = c("quay", "roads"), check.names = FALSE
)
right_share <- (3 + 2) / 11

# %% right="crews" name="xtabs"
confusion <- xtabs(~ place + says, data = resting)
right_share <- mean(
  resting$place == "quay" & resting$says == "moored" |
    resting$place == "roads" & resting$says == "at anchor"
)

# %% right="crews" name="count and pivot_wider"
confusion <- resting |>
  count(place, says) |>
  tidyr::pivot_wider(names_from = says, values_from = n, values_fill = 0)
right_share <- 5 / 11

# %% right="crews" name="pivot_wider, nothing where nothing was counted"
confusion <- resting |>
  count(place, says) |>
  tidyr::pivot_wider(names_from = says, values_from = n)
right_share <- 5 / 11

# %% right="crews" name="summarise"
confusion <- resting |>
  group_by(place) |>
  summarise(`at anchor` = sum(says == "at anchor"), moored = sum(says == "moored"))
right_share <- 5 / 11

# %% wrong="crews" name="a long table" says="rows quay and roads"
confusion <- count(resting, place, says)
right_share <- 5 / 11

# %% wrong="crews" name="a number" says="rows quay and roads"
confusion <- 5
right_share <- 5 / 11

# %% wrong="crews" name="nothing" says="Not answered yet"
confusion <- NULL
right_share <- NULL

# %% wrong="crews" name="turned round" says="rows quay and roads"
confusion <- table(resting$says, resting$place)
right_share <- 5 / 11

# %% wrong="crews" name="one column" says="rows quay and roads"
confusion <- table(resting$place)
right_share <- 5 / 11

# %% wrong="crews" name="shares instead of counts" says="two reports were sent moored"
confusion <- prop.table(table(resting$place, resting$says), 1)
right_share <- 5 / 11

# %% wrong="crews" name="status taken as truth" says="half of those who lay"
confusion <- matrix(
  c(0, 3, 2, 0),
  nrow = 2,
  dimnames = list(c("quay", "roads"), c("at anchor", "moored"))
)
right_share <- 1

# %% wrong="crews" name="percent" says="from 0 to 1"
confusion <- table(resting$place, resting$says)
right_share <- 45.5

# %% wrong="crews" name="text" says="from 0 to 1"
confusion <- table(resting$place, resting$says)
right_share <- "0.45"

# %% wrong="crews" name="something else counted as right" says="says something else is not right"
confusion <- table(resting$place, resting$says)
right_share <- 8 / 11

# %% wrong="crews" name="the mean of two shares" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- (3 / 6 + 2 / 5) / 2

# %% wrong="crews" name="one place only" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- 3 / 6

# %% right="score" name="read off by eye"
matched <- data.frame(
  call_id = c("R4", "R3", "R5", "R2", "R1"),
  found_id = c("F4", "F3", "F6", "F2", "F1")
)
precision <- 0.714
recall <- 0.833

# %% right="score" name="the record cut first"
sure <- record[format(record$berthed_utc, "%d") == "02", ]
both <- merge(sure, radio_calls, by = "mmsi")
late <- as.numeric(both$berthed_utc) - as.numeric(both$arrived_utc)
matched <- both[abs(late) < 7200, ]
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(sure)

# %% wrong="score" name="nothing" says="Not answered yet"
matched <- NULL
precision <- NULL
recall <- NULL

# %% wrong="score" name="a number" says="matched is a table"
matched <- 5
precision <- 5 / 7
recall <- 5 / 6

# %% wrong="score" name="by ship alone" says="its morning is not its evening"
matched <- inner_join(radio_calls, record, by = "mmsi")
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(record)

# %% wrong="score" name="stays that overlap" says="however short its call"
matched <- inner_join(radio_calls, record, by = "mmsi") |>
  filter(arrived_utc <= unberthed_utc, departed_utc >= berthed_utc)
precision <- nrow(matched) / 7
recall <- nrow(matched) / 6

# %% wrong="score" name="by row instead of ship" says="five pairs"
matched <- tibble(
  found_id = c("F1", "F2", "F3", "F4", "F6", "F7"),
  call_id = c("R1", "R2", "R3", "R4", "R5", "R6")
)
precision <- 6 / 7
recall <- 6 / 7

# %% wrong="score" name="within two minutes, not hours" says="its morning is not its evening"
pairs <- inner_join(radio_calls, record, by = "mmsi")
matched <- filter(pairs, abs(arrived_utc - berthed_utc) < 2)
precision <- nrow(matched) / 7
recall <- nrow(matched) / 6

# %% wrong="score" name="by ship and quay" says="five pairs"
matched <- inner_join(radio_calls, record, by = c("mmsi", "quay")) |>
  filter(abs(as.numeric(arrived_utc - berthed_utc, units = "hours")) < 2)
precision <- nrow(matched) / 7
recall <- nrow(matched) / 6

# %% wrong="score" name="five pairs, one of two ships" says="five pairs"
matched <- tibble(
  found_id = c("F7", "F2", "F3", "F4", "F6"),
  call_id = c("R6", "R2", "R3", "R4", "R5")
)
precision <- 5 / 7
recall <- 5 / 6

# %% wrong="score" name="text" says="two numbers from 0 to 1"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- "5/7"
recall <- "5/6"

# %% wrong="score" name="swapped" says="are they swapped"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- 5 / 6
recall <- 5 / 7

# %% wrong="score" name="the day after counted" says="recall is for the recorded calls"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(record)

# %% wrong="score" name="the odd number left out" says="even those with an odd number"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- 5 / 6
recall <- 5 / 6

# %% wrong="score" name="the silent ship left out" says="recall is for the recorded calls"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- 5 / 7
recall <- 5 / 5

# %% right="reasons" name="a list, in another order"
reasons <- list(
  R7 = "not our day", R6 = "silent radio", R5 = "wrong clock",
  F7 = "not written down", F5 = "no ship's number"
)

# %% right="reasons" name="copied from the page, apostrophe and all"
reasons <- c(
  F5 = "No ship\u2019s number", F7 = "not written down", R5 = "wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="nothing" says="Not answered yet"
reasons <- c(F5 = NA, F7 = NA, R5 = NA, R6 = NA, R7 = NA)

# %% wrong="reasons" name="words of one's own" says="one of the five reasons"
reasons <- c(
  F5 = "bad mmsi", F7 = "not written down", R5 = "wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="without names" says="one of the five reasons"
reasons <- c(
  "no ship's number", "not written down", "wrong clock", "silent radio", "not our day"
)

# %% wrong="reasons" name="one reason for all" says="could not have heard"
reasons <- c(
  F5 = "silent radio", F7 = "silent radio", R5 = "silent radio",
  R6 = "silent radio", R7 = "silent radio"
)

# %% wrong="reasons" name="silent and not entered swapped" says="said nothing is told from"
reasons <- c(
  F5 = "no ship's number", F7 = "silent radio", R5 = "wrong clock",
  R6 = "not written down", R7 = "not our day"
)

# %% wrong="reasons" name="the odd number not written down" says="name that no ship may bear"
reasons <- c(
  F5 = "not written down", F7 = "not written down", R5 = "wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="the late ship not of the day" says="off by the same time"
reasons <- c(
  F5 = "no ship's number", F7 = "not written down", R5 = "not our day",
  R6 = "silent radio", R7 = "not our day"
)
