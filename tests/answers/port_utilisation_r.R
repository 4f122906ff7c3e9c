# Answers to `solutions/port_utilisation_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="weekly" name="read off by eye"
weekly <- data.frame(
  week = c("2024-05-13", "2024-05-06"), visits = c(5, 4), ships = c(4, 3)
)

# %% right="weekly" name="base R"
trade <- harbour[harbour$ship_type >= 70 & harbour$ship_type <= 89, ]
is_second <- trade$arrived_utc >= as.POSIXct("2024-05-13", tz = "UTC")
week <- as.Date(ifelse(is_second, "2024-05-13", "2024-05-06"))
weekly <- aggregate(trade$mmsi, list(week = week), function(x) {
  c(length(x), length(unique(x)))
})
weekly <- data.frame(week = weekly$week, visits = weekly$x[, 1], ships = weekly$x[, 2])

# %% wrong="weekly" name="nothing" kind="nothing" says="not answered yet"
weekly <- NULL

# %% wrong="weekly" name="a number" says="It is the number 9, not a table"
weekly <- 9

# %% wrong="weekly" name="numbers as text" kind="type" says="visits"
weekly <- data.frame(
  week = c("2024-05-06", "2024-05-13"), visits = c("4", "5"), ships = c("3", "4")
)

# %% wrong="weekly" name="positions counted" says="visits are calls, not reports"
weekly <- harbour |>
  filter(between(ship_type, 70, 89)) |>
  group_by(week = floor_date(arrived_utc, "week", week_start = 1)) |>
  summarise(visits = sum(n_reports), ships = n_distinct(mmsi))

# %% wrong="weekly" name="week by local time" says="the call of Sunday 12 May"
weekly <- harbour |>
  filter(between(ship_type, 70, 89)) |>
  mutate(local = with_tz(arrived_utc, "Europe/London")) |>
  group_by(week = floor_date(local, "week", week_start = 1)) |>
  summarise(visits = n(), ships = n_distinct(mmsi))

# %% wrong="weekly" name="weeks that begin on Sunday" says="holds the Mondays"
weekly <- harbour |>
  filter(between(ship_type, 70, 89)) |>
  group_by(week = floor_date(arrived_utc, "week")) |>
  summarise(visits = n(), ships = n_distinct(mmsi))

# %% wrong="weekly" name="every ship" says="ferries, tugs and ships of other types"
weekly <- harbour |>
  group_by(week = floor_date(arrived_utc, "week", week_start = 1)) |>
  summarise(visits = n(), ships = n_distinct(mmsi))

# %% wrong="weekly" name="type 89 forgotten" kind="off-by-one" says="no tanker is"
weekly <- harbour |>
  filter(ship_type >= 70, ship_type < 89) |>
  group_by(week = floor_date(arrived_utc, "week", week_start = 1)) |>
  summarise(visits = n(), ships = n_distinct(mmsi))

# %% wrong="weekly" name="ships counted like visits" says="called twice in a week is one ship"
weekly <- data.frame(
  week = c("2024-05-06", "2024-05-13"), visits = c(4, 5), ships = c(4, 5)
)

# %% wrong="weekly" name="guessed" kind="hard-coded" says="the call of Sunday 12 May"
weekly <- data.frame(
  week = c("2024-05-06", "2024-05-13"), visits = c(5, 4), ships = c(3, 4)
)

# %% right="presence" name="a loop, and a table read off by eye"
most_present <- function(arrived, departed) {
  most <- 0
  for (hour in arrived) {
    most <- max(most, sum(arrived <= hour & hour < departed))
  }
  most
}
by_day <- data.frame(
  day = seq(as.Date("2024-05-06"), by = "day", length.out = 14),
  hours = c(12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4)
)

# %% right="presence" name="dplyr"
most_present <- function(arrived, departed) {
  bind_rows(
    tibble(hour = arrived, step = 1),
    tibble(hour = departed, step = -1)
  ) |>
    arrange(hour, step) |>
    summarise(most = max(cumsum(step))) |>
    pull(most)
}
days <- tibble(day = ymd("2024-05-06", tz = "UTC") + days(0:13))
by_day <- full_join(days, harbour, by = character()) |>
  mutate(
    began = pmax(arrived_utc, day),
    ended = pmin(departed_utc, day + days(1)),
    hours = pmax(as.numeric(ended - began, units = "hours"), 0)
  ) |>
  group_by(day) |>
  summarise(hours = sum(hours))

# %% wrong="presence" name="nothing" kind="nothing" says="not answered yet"
most_present <- by_day <- NULL

# %% wrong="presence" name="a number in place of a function" kind="type" says="most_present"
most_present <- 3
by_day <- data.frame(
  day = seq(as.Date("2024-05-06"), by = "day", length.out = 14),
  hours = c(12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4)
)

# %% wrong="presence" name="the example written down" kind="hard-coded" says="never meet"
most_present <- function(arrived, departed) 2
by_day <- data.frame(
  day = seq(as.Date("2024-05-06"), by = "day", length.out = 14),
  hours = c(12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4)
)

# %% wrong="presence" name="closed intervals" kind="off-by-one" says="never meet"
most_present <- function(arrived, departed) {
  max(sapply(arrived, function(h) sum(arrived <= h & h <= departed)))
}
by_day <- data.frame(
  day = seq(as.Date("2024-05-06"), by = "day", length.out = 14),
  hours = c(12, 20, 25, 2, 10, 2, 0.5, 8, 16, 26, 9, 7, 14, 4)
)

# %% wrong="presence" name="all hours on the day of arrival" says="shared out their hours by day"
most_present <- function(arrived, departed) {
  max(sapply(arrived, function(h) sum(arrived <= h & h < departed)))
}
lasted <- as.numeric(harbour$departed_utc - harbour$arrived_utc, units = "hours")
days <- seq(as.Date("2024-05-06"), by = "day", length.out = 14)
by_day <- data.frame(
  day = days,
  hours = sapply(days, function(d) sum(lasted[as.Date(harbour$arrived_utc) == d]))
)

# %% wrong="presence" name="a whole day for each ship present" says="no hour is counted twice"
most_present <- function(arrived, departed) {
  max(sapply(arrived, function(h) sum(arrived <= h & h < departed)))
}
days <- seq(as.POSIXct("2024-05-06", tz = "UTC"), by = "day", length.out = 14)
is_there <- function(day) harbour$arrived_utc < day + 86400 & harbour$departed_utc > day
by_day <- data.frame(
  day = days,
  hours = 24 * sapply(seq_along(days), function(n) sum(is_there(days[n])))
)

# %% right="outage" name="base R"
share <- weeks$n_received / weeks$n_expected
is_heard <- share >= 0.75 * ave(share, weeks$port, FUN = median)
known <- ifelse(is_heard, weeks$visits, NA)
usual <- ave(known, weeks$port, FUN = function(x) median(x, na.rm = TRUE))
findings <- weeks
findings$finding <- ifelse(weeks$visits < 0.75 * usual, "fall", "as usual")
findings$finding[!is_heard] <- "not heard"

# %% right="outage" name="read off by eye"
findings <- weeks
findings$finding <- "as usual"
findings$finding[c(5, 7, 14)] <- "not heard"
findings$finding[c(6, 10)] <- "fall"

# %% wrong="outage" name="nothing" kind="nothing" says="not answered yet"
findings <- NULL

# %% wrong="outage" name="true and false" kind="type" says="finding"
findings <- mutate(weeks, finding = n_received < 0.6 * n_expected)

# %% wrong="outage" name="the outage reported as a fall" says="is not reported as a fall"
findings <- weeks |>
  group_by(port) |>
  mutate(finding = if_else(visits < 0.75 * median(visits), "fall", "as usual"))

# %% wrong="outage" name="reports in place of coverage" says="is a fall: it was heard as ever"
findings <- weeks |>
  group_by(port) |>
  mutate(
    finding = if_else(n_received < 0.75 * median(n_received), "not heard", "as usual")
  )

# %% wrong="outage" name="not heard only where visits fell" says="though its visits look usual"
findings <- weeks |>
  mutate(share = n_received / n_expected) |>
  group_by(port) |>
  mutate(
    is_heard = share >= 0.75 * median(share),
    is_low = visits < 0.75 * median(visits[is_heard]),
    finding = case_when(
      is_low & !is_heard ~ "not heard", is_low ~ "fall", TRUE ~ "as usual"
    )
  )

# %% wrong="outage" name="one threshold for every port" says="Weir is always heard badly"
findings <- weeks |>
  mutate(is_heard = n_received / n_expected >= 0.75) |>
  group_by(port) |>
  mutate(finding = case_when(
    !is_heard ~ "not heard",
    visits < 0.75 * median(visits[is_heard]) ~ "fall",
    TRUE ~ "as usual"
  ))

# %% wrong="outage" name="the deaf week in what is usual" says="does not lower what is usual"
findings <- weeks |>
  mutate(share = n_received / n_expected) |>
  group_by(port) |>
  mutate(finding = case_when(
    share < 0.75 * median(share) ~ "not heard",
    visits < 0.75 * median(visits) ~ "fall",
    TRUE ~ "as usual"
  ))

# %% wrong="outage" name="one row too low" kind="off-by-one" says="is not reported as a fall"
findings <- weeks
findings$finding <- "as usual"
findings$finding[c(6, 15)] <- "not heard"
findings$finding[c(7, 11)] <- "fall"

# %% wrong="outage" name="one word for all" kind="hard-coded" says="is not reported as a fall"
findings <- mutate(weeks, finding = "fall")

# %% right="note" name="typed in"
note <- list(
  seen = 48, coverage_percent = 44, low = 63, high = 88, goes_into_index = FALSE
)

# %% wrong="note" name="nothing" kind="nothing" says="not answered yet"
note <- list()

# %% wrong="note" name="text" kind="type" says="take the quotes away"
note <- list(
  seen = "48", coverage_percent = "44", low = "63", high = "88", goes_into_index = FALSE
)

# %% wrong="note" name="a share" says="coverage_percent"
note <- list(
  seen = 48, coverage_percent = 0.44, low = 63, high = 88, goes_into_index = FALSE
)

# %% wrong="note" name="the week after" kind="off-by-one" says="those that were seen"
note <- list(
  seen = 59, coverage_percent = 92, low = 63, high = 88, goes_into_index = FALSE
)

# %% wrong="note" name="the usual week put in its place" kind="hard-coded" says="those that were seen"
note <- list(
  seen = 80, coverage_percent = 44, low = 63, high = 88, goes_into_index = TRUE
)

# %% wrong="note" name="coverage of all ports" says="that week's, at that port"
that_week <- weeks[weeks$week == "2024-07-01", ]
note <- list(
  seen = 48,
  coverage_percent = 100 * sum(that_week$n_received) / sum(that_week$n_expected),
  low = 63, high = 88, goes_into_index = FALSE
)

# %% wrong="note" name="ends swapped" says="lower end first"
note <- list(
  seen = 48, coverage_percent = 44, low = 88, high = 63, goes_into_index = FALSE
)

# %% wrong="note" name="reported as a fall" says="a gap in the index"
note <- list(
  seen = 48, coverage_percent = 44, low = 63, high = 88, goes_into_index = TRUE
)
