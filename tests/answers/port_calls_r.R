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

# %% wrong="waiting" name="hours until the ship is seen outside" says="end with the last report"
anchor_hours <- 7
berth_hours <- 6

# %% wrong="waiting" name="guessed" says="both ships' hours at the quay"
anchor_hours <- 7
berth_hours <- 4.5
