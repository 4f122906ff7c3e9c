# Answers to `solutions/port_calls_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="call-table" name="read off by eye"
calls <- tibble(
  mmsi = c("232999004", "232999001"),
  arrived_utc = as.POSIXct(c("2024-05-01 10:00", "2024-05-01 07:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:00", "2024-05-01 11:30"), tz = "UTC")
)

# %% right="call-table" name="base R"
raw <- read.csv("harbour.csv", colClasses = c(MMSI = "character"))
raw <- raw[raw$SOG <= 0.5 & raw$LON <= 0.01 & raw$LAT <= 0.04, ]
raw$time <- as.POSIXct(raw$BaseDateTime, format = "%Y-%m-%dT%H:%M:%S", tz = "UTC")
first <- aggregate(time ~ MMSI, raw, min)
last <- aggregate(time ~ MMSI, raw, max)
calls <- data.frame(mmsi = first$MMSI, arrived_utc = first$time, departed_utc = last$time)
calls <- calls[as.numeric(last$time - first$time, units = "mins") >= 30, ]
attr(calls$arrived_utc, "tzone") <- "UTC"
attr(calls$departed_utc, "tzone") <- "UTC"

# %% wrong="call-table" name="nothing" kind="nothing" says="not answered yet"
calls <- NULL

# %% wrong="call-table" name="a number" says="It is the number 2, not a table"
calls <- 2

# %% wrong="call-table" name="fences in the wrong place" says="It has no rows."
far <- rbind(c(1, 1), c(1.04, 1), c(1.04, 1.01), c(1, 1.01), c(1, 1))
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(fence = "harbour", kind = "port", ring = far),
  list(fence = "quay", kind = "berth", ring = far)
)))

# %% wrong="call-table" name="no quay" says="not answered yet"
calls <- NULL
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(
    fence = "harbour", kind = "port",
    ring = rbind(c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0))
  )
)))

# %% wrong="call-table" name="identities read as numbers" kind="type" says="mmsi is text"
calls <- tibble(
  mmsi = c(232999001, 232999004),
  arrived_utc = as.POSIXct(c("2024-05-01 07:00", "2024-05-01 10:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:30", "2024-05-01 11:00"), tz = "UTC")
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

# %% wrong="call-table" name="the quay's northern end forgotten" says="at rest away from the quay"
calls <- read_positions("harbour.csv") |>
  filter(lon <= 0.01, speed_knots <= 0.5) |>
  group_by(mmsi) |>
  summarise(arrived_utc = min(time_utc), departed_utc = max(time_utc))

# %% wrong="call-table" name="a quay and a harbour too long" says="at rest away from the quay"
long <- rbind(c(0, 0), c(0.01, 0), c(0.01, 0.4), c(0, 0.4), c(0, 0))
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(fence = "harbour", kind = "port", ring = long),
  list(fence = "quay", kind = "berth", ring = long)
)))

# %% wrong="call-table" name="one row for each report" says="less than half an hour at rest"
calls <- read_positions("harbour.csv") |>
  filter(lon <= 0.01, lat <= 0.04, speed_knots <= 0.5) |>
  mutate(arrived_utc = time_utc, departed_utc = time_utc)

# %% wrong="call-table" name="one row for each report of those that called" says="which is too many"
calls <- read_positions("harbour.csv") |>
  filter(lon <= 0.01, lat <= 0.04, speed_knots <= 0.5, mmsi != "232999006") |>
  mutate(arrived_utc = time_utc, departed_utc = time_utc)

# %% wrong="call-table" name="arrival at the harbour's edge" says="arrived when it came to rest"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = as.POSIXct(c("2024-05-01 06:30", "2024-05-01 07:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:30", "2024-05-01 11:00"), tz = "UTC")
)

# %% wrong="call-table" name="departure at the harbour's edge" says="before it was seen moving off"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = as.POSIXct(c("2024-05-01 07:00", "2024-05-01 10:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 12:00", "2024-05-01 11:00"), tz = "UTC")
)

# %% wrong="call-table" name="half an hour inside the quay, at any speed" says="before it was seen moving off"
calls <- read_positions("harbour.csv") |>
  filter(between(lon, 0, 0.01), between(lat, 0, 0.04)) |>
  group_by(mmsi) |>
  summarise(arrived_utc = min(time_utc), departed_utc = max(time_utc)) |>
  filter(as.numeric(departed_utc - arrived_utc, units = "mins") >= 30)

# %% wrong="call-table" name="one departs when seen outside" kind="off-by-one" says="Yours is 2024-05-01 11:30"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = as.POSIXct(c("2024-05-01 07:00", "2024-05-01 10:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:30", "2024-05-01 11:30"), tz = "UTC")
)

# %% wrong="call-table" name="the right length, at other times" kind="hard-coded" says="its own first report"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = as.POSIXct(c("2024-05-01 06:30", "2024-05-01 10:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:00", "2024-05-01 11:00"), tz = "UTC")
)

# %% wrong="call-table" name="the kinds swapped" says="each call is one row"
harbour <- rbind(c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0))
quay <- rbind(c(0, 0), c(0.01, 0), c(0.01, 0.04), c(0, 0.04), c(0, 0))
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(fence = "harbour", kind = "berth", ring = harbour),
  list(fence = "quay", kind = "port", ring = quay)
)))

# %% wrong="call-table" name="stays with other names" says="each call is one row"
harbour <- rbind(c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0))
quay <- rbind(c(0, 0), c(0.01, 0), c(0.01, 0.04), c(0, 0.04), c(0, 0))
fences <- make_fences(list(list(fence = "quay", kind = "berth", ring = quay)))
calls <- read_positions("harbour.csv") |>
  locate(fences) |>
  mark_stopped() |>
  stays("berth") |>
  rename(arrived_utc = first_utc, departed_utc = last_utc)

# %% wrong="call-table" name="any rest is a call" says="less than half an hour at rest"
harbour <- rbind(c(0, 0), c(0.04, 0), c(0.04, 0.04), c(0, 0.04), c(0, 0))
quay <- rbind(c(0, 0), c(0.01, 0), c(0.01, 0.04), c(0, 0.04), c(0, 0))
calls <- port_calls(read_positions("harbour.csv"), make_fences(list(
  list(fence = "harbour", kind = "port", ring = harbour),
  list(fence = "quay", kind = "berth", ring = quay)
)), stay_minutes = 0)

# %% wrong="call-table" name="times left as text" kind="type" says="holds text, not times in UTC"
calls <- tibble(
  mmsi = c("232999001", "232999004"),
  arrived_utc = c("2024-05-01T07:00:00Z", "2024-05-01T10:00:00Z"),
  departed_utc = c("2024-05-01T11:30:00Z", "2024-05-01T11:00:00Z")
)

# %% wrong="call-table" name="one ship missing" says="every ship that called is there"
calls <- tibble(
  mmsi = c("232999001"),
  arrived_utc = as.POSIXct(c("2024-05-01 07:00"), tz = "UTC"),
  departed_utc = as.POSIXct(c("2024-05-01 11:30"), tz = "UTC")
)

# %% right="radius" name="base R, other order"
radii <- c(3.5, 1.5, 1)
still <- day[day$speed_knots < 0.6, ]
ships <- vapply(radii, function(r) length(unique(still$mmsi[still$from_quay_nm < r])), 1L)
by_radius <- data.frame(ships = ships, radius_nm = radii)
added_last <- "232999003"

# %% wrong="radius" name="nothing" kind="nothing" says="not answered yet"
by_radius <- NULL

# %% wrong="radius" name="a vector" says="a vector of 3 values, not a table"
by_radius <- c(3, 4, 5)

# %% wrong="radius" name="two radii" says="2 values, which is too few"
by_radius <- tibble(radius_nm = c(1, 1.5), ships = c(3, 4))

# %% wrong="radius" name="counts as text" kind="type" says="Its column ships holds text, not numbers"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c("3", "4", "5"))

# %% wrong="radius" name="reports counted" says="not reports"
still <- filter(day, speed_knots <= 0.5)
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) sum(still$from_quay_nm <= r), 1L)
)

# %% wrong="radius" name="passing ships counted" says="none that only sails past"
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) n_distinct(day$mmsi[day$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="moving ships counted" says="none that only sails past"
moving <- filter(day, speed_knots > 0.5)
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) n_distinct(moving$mmsi[moving$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="half a knot not counted as still" says="a larger circle holds"
still <- filter(day, speed_knots < 0.5)
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) n_distinct(still$mmsi[still$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="slow ships counted as still" says="none that only sails past"
still <- filter(day, speed_knots <= 5)
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) n_distinct(still$mmsi[still$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="a knot counted as still" says="never came to rest"
still <- filter(day, speed_knots <= 1)
by_radius <- tibble(
  radius_nm = c(1, 1.5, 3.5),
  ships = vapply(radius_nm, function(r) n_distinct(still$mmsi[still$from_quay_nm <= r]), 1L)
)

# %% wrong="radius" name="rings instead of circles" says="a larger circle holds"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 1, 1))

# %% wrong="radius" name="parts of ships" says="not reports"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 3.5, 4.9))

# %% wrong="radius" name="off by one" kind="off-by-one" says="never came to rest"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 4, 6))

# %% wrong="radius" name="guessed" kind="hard-coded" says="holds every ship at rest in it"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(0, 1, 2))

# %% right="radius" name="by sets of ships"
still <- filter(day, speed_knots <= 0.5)
held <- lapply(c(1, 1.5, 3.5), function(r) unique(still$mmsi[still$from_quay_nm <= r]))
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = lengths(held))
added_last <- setdiff(held[[3]], held[[2]])

# %% wrong="radius" name="a number for a name" says="added_last is the one ship"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 4, 5))
added_last <- 232999003

# %% wrong="radius" name="a ship that waited and then came to the quay" says="added_last is the one ship"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 4, 5))
still <- filter(day, speed_knots <= 0.5)
added_last <- still$mmsi[which.max(still$from_quay_nm)]

# %% wrong="radius" name="both ships that waited" says="added_last is the one ship"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 4, 5))
added_last <- c("232999003", "232999004")

# %% wrong="radius" name="nobody named" says="not answered yet"
by_radius <- tibble(radius_nm = c(1, 1.5, 3.5), ships = c(3, 4, 5))
added_last <- NULL

# %% right="waiting" name="by hand"
anchor_hours <- 5 + 2
berth_hours <- 1.5 + 1 + 1

# %% right="waiting" name="base R"
hours_at <- function(kind) {
  rest <- reports[reports$speed_knots <= 0.5 & !is.na(reports[[kind]]), ]
  rest <- rest[order(rest$mmsi, rest$time_utc), ]
  seconds <- as.numeric(rest$time_utc)
  left <- rest$mmsi == "232999001" & c(0, diff(seconds)) > 1.5 * 3600
  lengths <- tapply(seconds, list(rest$mmsi, cumsum(left)), function(s) max(s) - min(s))
  sum(lengths[lengths >= 1800], na.rm = TRUE) / 3600
}
anchor_hours <- hours_at("anchorage")
berth_hours <- hours_at("berth")

# %% wrong="waiting" name="nothing" kind="nothing" says="not answered yet"
anchor_hours <- NULL
berth_hours <- NULL

# %% wrong="waiting" name="text" kind="type" says="take the quotes away"
anchor_hours <- "7"
berth_hours <- "3.5"

# %% wrong="waiting" name="lengths of time" says="It is a length of time"
anchor_hours <- as.difftime(7, units = "hours")
berth_hours <- as.difftime(3.5, units = "hours")

# %% wrong="waiting" name="swapped" says="are they swapped"
anchor_hours <- 3.5
berth_hours <- 7

# %% wrong="waiting" name="status taken as truth" says="at least one of the two is right"
hours_with_status <- function(code) {
  typed <- reports[reports$status == code, ]
  sum(tapply(as.numeric(typed$time_utc), typed$mmsi, function(s) max(s) - min(s))) / 3600
}
anchor_hours <- hours_with_status(1)
berth_hours <- hours_with_status(5)

# %% wrong="waiting" name="only ships that say moored are at the quay" says="those of every stay there"
anchor_hours <- 7
berth_hours <- 1

# %% wrong="waiting" name="off by one" kind="off-by-one" says="Yours is 8."
anchor_hours <- 8
berth_hours <- 3.5

# %% wrong="waiting" name="one ship each" says="at least one of the two is right"
anchor_hours <- 5
berth_hours <- 2.5

# %% wrong="waiting" name="hours until the ship is seen outside" says="those of every stay there"
anchor_hours <- 7
berth_hours <- 4.5

# %% wrong="waiting" name="minutes" says="both are hours"
anchor_hours <- 420
berth_hours <- 210

# %% wrong="waiting" name="moving reports counted too" says="at least one of the two is right"
hours_inside <- function(kind) {
  inside <- reports[!is.na(reports[[kind]]), ]
  seconds <- tapply(as.numeric(inside$time_utc), inside$mmsi, function(s) max(s) - min(s))
  sum(seconds) / 3600
}
anchor_hours <- hours_inside("anchorage")
berth_hours <- hours_inside("berth")

# %% wrong="waiting" name="moving reports counted at the quay" says="from its first to its last report at rest"
inside <- reports[!is.na(reports$berth), ]
seconds <- tapply(as.numeric(inside$time_utc), inside$mmsi, function(s) max(s) - min(s))
anchor_hours <- 7
berth_hours <- sum(seconds) / 3600

# %% wrong="waiting" name="the time between two stays counted" says="Yours is 5.5."
anchor_hours <- 7
berth_hours <- 4.5 + 1

# %% wrong="waiting" name="a rest of ten minutes counted" says="those of every stay there"
found <- stays(reports, "berth", stay_minutes = 0)
anchor_hours <- 7
berth_hours <- sum(as.numeric(found$last_utc - found$first_utc, units = "hours"))

# %% wrong="waiting" name="means" says="at least one of the two is right"
mean_hours <- function(place) {
  found <- stays(reports, place)
  mean(as.numeric(found$last_utc - found$first_utc, units = "hours"))
}
anchor_hours <- mean_hours("anchorage")
berth_hours <- mean_hours("berth")

# %% wrong="waiting" name="reports at rest counted" says="at least one of the two is right"
still <- filter(reports, is_stopped)
anchor_hours <- sum(!is.na(still$anchorage))
berth_hours <- sum(!is.na(still$berth))

# %% wrong="waiting" name="far too many, and one nearly" says="at least one of the two is right"
anchor_hours <- 100
berth_hours <- 4.2

# %% wrong="waiting" name="guessed" kind="hard-coded" says="Yours is 3."
anchor_hours <- 7
berth_hours <- 3

# %% right="crews" name="by hand"
confusion <- matrix(
  c(6, 1, 2, 3, 3, 2),
  nrow = 2,
  dimnames = list(c("quay", "roads"), c("something else", "moored", "at anchor"))
)
right_share <- 0.24

# %% right="crews" name="a data frame"
confusion <- data.frame(
  "at anchor" = c(3, 2), moored = c(2, 3),
  row.names = c("quay", "roads"), check.names = FALSE
)
right_share <- (2 + 2) / 17

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
right_share <- 4 / 17

# %% right="crews" name="summarise"
confusion <- resting |>
  group_by(place) |>
  summarise(`at anchor` = sum(says == "at anchor"), moored = sum(says == "moored"))
right_share <- 4 / 17

# %% wrong="crews" name="a long table" says="It has no column at anchor"
confusion <- count(resting, place, says)
right_share <- 4 / 17

# %% wrong="crews" name="a number" kind="type" says="It is the number 5, not a table"
confusion <- 5
right_share <- 4 / 17

# %% wrong="crews" name="nothing" kind="nothing" says="not answered yet"
confusion <- NULL
right_share <- NULL

# %% wrong="crews" name="turned round" says="It has no column at anchor"
confusion <- table(resting$says, resting$place)
right_share <- 4 / 17

# %% wrong="crews" name="one column" says="It is a vector of 2 values, not a table"
confusion <- table(resting$place)
right_share <- 4 / 17

# %% wrong="crews" name="shares instead of counts" says="at the quay that say moored"
confusion <- prop.table(table(resting$place, resting$says), 1)
right_share <- 4 / 17

# %% wrong="crews" name="status taken as truth" kind="hard-coded" says="at the quay that say at anchor"
confusion <- matrix(
  c(0, 6, 2, 0),
  nrow = 2,
  dimnames = list(c("quay", "roads"), c("at anchor", "moored"))
)
right_share <- 1

# %% wrong="crews" name="every report of the fences" says="in the roads that say at anchor"
inside <- filter(reports, !is.na(berth) | !is.na(anchorage))
words <- ifelse(inside$status == 1, "at anchor", ifelse(inside$status == 5, "moored", "else"))
confusion <- table(coalesce(inside$berth, inside$anchorage), words)
right_share <- 4 / 17

# %% wrong="crews" name="percent" says="It is 36.4, more than 1"
confusion <- table(resting$place, resting$says)
right_share <- 36.4

# %% wrong="crews" name="text" says="take the quotes away"
confusion <- table(resting$place, resting$says)
right_share <- "0.45"

# %% wrong="crews" name="something else counted as right" says="something else fits neither"
confusion <- table(resting$place, resting$says)
right_share <- 14 / 17

# %% wrong="crews" name="moored at both places" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- sum(confusion[, "moored"]) / nrow(resting)

# %% wrong="crews" name="the columns of the roads swapped" says="Yours is 3."
confusion <- matrix(
  c(3, 3, 2, 2),
  nrow = 2,
  dimnames = list(c("quay", "roads"), c("at anchor", "moored"))
)
right_share <- 5 / 17

# %% wrong="crews" name="the mean of two shares" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- (2 / 11 + 2 / 6) / 2

# %% wrong="crews" name="one place only" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- 2 / 11

# %% wrong="crews" name="one report left out" kind="off-by-one" says="at both places"
confusion <- table(resting$place, resting$says)
right_share <- (confusion["roads", "at anchor"] + 1) / nrow(resting)

# %% wrong="crews" name="one row too few" says="it has the rows quay and roads"
confusion <- table(resting$place, resting$says)["roads", , drop = FALSE]
right_share <- 4 / 17

# %% right="score" name="read off by eye"
matched <- data.frame(
  call_id = c("R4", "R3", "R5", "R2", "R1"),
  found_id = c("F4", "F3", "F6", "F2", "F1")
)
precision <- 0.625
recall <- 0.833

# %% right="score" name="the record cut first"
sure <- record[format(record$berthed_utc, "%d") == "02", ]
both <- merge(sure, radio_calls, by = "mmsi")
late <- as.numeric(both$berthed_utc) - as.numeric(both$arrived_utc)
matched <- both[abs(late) < 7200, ]
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(sure)

# %% wrong="score" name="nothing" kind="nothing" says="not answered yet"
matched <- NULL
precision <- NULL
recall <- NULL

# %% wrong="score" name="a number" says="It is the number 5, not a table"
matched <- 5
precision <- 5 / 8
recall <- 5 / 6

# %% wrong="score" name="by ship alone" says="its morning is not its evening"
matched <- inner_join(radio_calls, record, by = "mmsi")
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(record)

# %% wrong="score" name="stays that overlap" says="however short its call"
matched <- inner_join(radio_calls, record, by = "mmsi") |>
  filter(arrived_utc <= unberthed_utc, departed_utc >= berthed_utc)
precision <- nrow(matched) / 8
recall <- nrow(matched) / 6

# %% wrong="score" name="two hours counted as less than two" says="exactly two hours before you"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart <= 2, ]
precision <- nrow(matched) / 8
recall <- nrow(matched) / 6

# %% wrong="score" name="by row instead of ship" says="every pair that the rule makes"
matched <- tibble(
  found_id = c("F1", "F2", "F3", "F4", "F6", "F7"),
  call_id = c("R1", "R2", "R3", "R4", "R5", "R6")
)
precision <- 6 / 8
recall <- 6 / 7

# %% wrong="score" name="within two minutes, not hours" says="however short its call"
pairs <- inner_join(radio_calls, record, by = "mmsi")
matched <- filter(pairs, abs(arrived_utc - berthed_utc) < 2)
precision <- nrow(matched) / 8
recall <- nrow(matched) / 6

# %% wrong="score" name="by ship and quay" says="every pair that the rule makes"
matched <- inner_join(radio_calls, record, by = c("mmsi", "quay")) |>
  filter(abs(as.numeric(arrived_utc - berthed_utc, units = "hours")) < 2)
precision <- nrow(matched) / 8
recall <- nrow(matched) / 6

# %% wrong="score" name="five pairs, one of two ships" kind="hard-coded" says="a row with found_id 'F7' that should not"
matched <- tibble(
  found_id = c("F7", "F2", "F3", "F4", "F6"),
  call_id = c("R6", "R2", "R3", "R4", "R5")
)
precision <- 5 / 8
recall <- 5 / 6

# %% wrong="score" name="text" kind="type" says="It is text, '5/7', not a number"
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
recall <- 5 / 8

# %% wrong="score" name="the day after counted" kind="off-by-one" says="recall is for the recorded calls"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- nrow(matched) / nrow(radio_calls)
recall <- nrow(matched) / nrow(record)

# %% wrong="score" name="the impossible number left out" says="even those with a number no ship"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- 5 / 7
recall <- 5 / 6

# %% wrong="score" name="the silent ship left out" says="recall is for the recorded calls"
pairs <- inner_join(radio_calls, record, by = "mmsi")
apart <- abs(as.numeric(pairs$arrived_utc - pairs$berthed_utc, units = "hours"))
matched <- pairs[apart < 2, ]
precision <- 5 / 8
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

# %% right="reasons" name="with blanks round it"
reasons <- c(
  F5 = "no ship's number ", F7 = "not written down", R5 = " wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="nothing" kind="nothing" says="Not answered yet"
reasons <- c(F5 = NA, F7 = NA, R5 = NA, R6 = NA, R7 = NA)

# %% wrong="reasons" name="words of one's own" says="F5: bad mmsi"
reasons <- c(
  F5 = "bad mmsi", F7 = "not written down", R5 = "wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="without names" kind="type" says="no value is named F5"
reasons <- c(
  "no ship's number", "not written down", "wrong clock", "silent radio", "not our day"
)

# %% wrong="reasons" name="half filled" says="R6: nothing"
reasons <- c(
  F5 = "no ship's number", F7 = "not written down", R5 = "wrong clock", R6 = NA, R7 = NA
)

# %% wrong="reasons" name="text" says="no value is named F5"
reasons <- "no ship's number"

# %% wrong="reasons" name="one reason for all" kind="hard-coded" says="the reason for R7"
reasons <- c(
  F5 = "silent radio", F7 = "silent radio", R5 = "silent radio",
  R6 = "silent radio", R7 = "silent radio"
)

# %% wrong="reasons" name="silent and not entered swapped" says="Yours is 'not written down'"
reasons <- c(
  F5 = "no ship's number", F7 = "silent radio", R5 = "wrong clock",
  R6 = "not written down", R7 = "not our day"
)

# %% wrong="reasons" name="the impossible number not written down" says="the reason for F5"
reasons <- c(
  F5 = "not written down", F7 = "not written down", R5 = "wrong clock",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="the late ship not of the day" says="Yours is 'not our day'"
reasons <- c(
  F5 = "no ship's number", F7 = "not written down", R5 = "not our day",
  R6 = "silent radio", R7 = "not our day"
)

# %% wrong="reasons" name="every reason one row too low" kind="off-by-one" says="the reason for R7"
reasons <- c(
  F5 = "not our day", F7 = "no ship's number", R5 = "not written down",
  R6 = "wrong clock", R7 = "silent radio"
)
