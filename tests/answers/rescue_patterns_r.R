# Answers to `solutions/rescue_patterns_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="features" name="base R, with complex numbers"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) sum(Mod(steps)) / gone else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(others$ship[is_near]))
  )
}))

# %% right="features" name="dplyr, with lag"
apart_nm <- function(east, north) sqrt(east^2 + north^2)
moved <- fixes |>
  group_by(ship) |>
  arrange(minute, .by_group = TRUE) |>
  mutate(
    step_nm = apart_nm(east_nm - lag(east_nm), north_nm - lag(north_nm)),
    course = atan2(east_nm - lag(east_nm), north_nm - lag(north_nm)) * 180 / pi,
    turn = abs(course - lag(course)),
    turn = pmin(turn, 360 - turn)
  )
pairs_of_ships <- merge(fixes, fixes, by = "minute") |>
  mutate(is_near = apart_nm(east_nm.x - east_nm.y, north_nm.x - north_nm.y) <= 2) |>
  filter(ship.x != ship.y) |>
  group_by(ship = ship.x, ship.y) |>
  summarise(is_near = any(is_near), .groups = "drop_last") |>
  summarise(company = sum(is_near))
features <- moved |>
  summarise(
    path_nm = sum(step_nm, na.rm = TRUE),
    path_over_gone = path_nm /
      na_if(apart_nm(east_nm[7] - east_nm[1], north_nm[7] - north_nm[1]), 0),
    turn_degrees = sum(turn, na.rm = TRUE),
    loiter_nm = max(apart_nm(east_nm - mean(east_nm), north_nm - mean(north_nm)))
  ) |>
  inner_join(pairs_of_ships, by = "ship") |>
  arrange(desc(ship))

# %% wrong="features" name="nothing" kind="nothing" says="not answered yet"
features <- NULL

# %% wrong="features" name="numbers as text" kind="type" says="features has a row"
features <- data.frame(
  ship = c("SIM ALDER", "SIM BEECH", "SIM CEDAR", "SIM ELM"),
  path_nm = c("6", "6.03", "12", "12"), path_over_gone = c("4.24", "1.005", NA, "1"),
  turn_degrees = c("450", "57.1", "180", "0"),
  loiter_nm = c("0.81", "3.0", "3.43", "6"), company = c("1", "0", "0", "1")
)

# %% wrong="features" name="rounded and written down" kind="hard-coded" says="each ship's path"
features <- data.frame(
  ship = c("SIM ALDER", "SIM BEECH", "SIM CEDAR", "SIM ELM"),
  path_nm = c(6, 6, 12, 12), path_over_gone = c(4.24, 1, NA, 1),
  turn_degrees = c(450, 57, 180, 0), loiter_nm = c(0.8, 3, 3.4, 6),
  company = c(1, 0, 0, 1)
)

# %% wrong="features" name="each ship counted as its own company" kind="off-by-one" says="company is another ship"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) sum(Mod(steps)) / gone else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(others$ship[is_near])) + 1
  )
}))

# %% wrong="features" name="turns the long way round" says="turns count to either side"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs(diff(courses %% 360))
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) sum(Mod(steps)) / gone else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(others$ship[is_near]))
  )
}))

# %% wrong="features" name="an endless ratio" says="its ratio is missing, and not infinite"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = sum(Mod(steps)) / gone,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(others$ship[is_near]))
  )
}))

# %% wrong="features" name="displacement over path" says="path over displacement is 1"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) gone / sum(Mod(steps)) else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(others$ship[is_near]))
  )
}))

# %% wrong="features" name="from where it began" says="loitering is measured from the mean"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) sum(Mod(steps)) / gone else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - at[1])),
    company = length(unique(others$ship[is_near]))
  )
}))

# %% wrong="features" name="near at any minute" says="company is another ship"
features <- do.call(rbind, lapply(split(fixes, fixes$ship), function(own) {
  at <- complex(real = own$east_nm, imaginary = own$north_nm)
  steps <- diff(at)
  courses <- Arg(1i / steps) * 180 / pi
  turns <- abs((diff(courses) + 180) %% 360 - 180)
  gone <- Mod(at[7] - at[1])
  others <- fixes[fixes$ship != own$ship[1], ]
  mine <- own[match(others$minute, own$minute), ]
  is_near <- sqrt((others$east_nm - mine$east_nm)^2 +
    (others$north_nm - mine$north_nm)^2) <= 2
  data.frame(
    ship = own$ship[1], path_nm = sum(Mod(steps)),
    path_over_gone = if (gone > 0) sum(Mod(steps)) / gone else NA,
    turn_degrees = sum(turns), loiter_nm = max(Mod(at - mean(at))),
    company = length(unique(fixes$ship[sapply(seq_len(nrow(fixes)), function(row) {
      fixes$ship[row] != own$ship[1] &&
        any(Mod(at - complex(real = fixes$east_nm[row], imaginary = fixes$north_nm[row])) <= 2)
    })]))
  )
}))

# %% wrong="features" name="steps from one ship to the next" says="each ship's path"
fixes$step_nm <- c(0, sqrt(diff(fixes$east_nm)^2 + diff(fixes$north_nm)^2))
features <- aggregate(list(path_nm = fixes$step_nm), list(ship = fixes$ship), sum)
features$path_over_gone <- c(4.2, 1.0, NA, 1.0)
features$turn_degrees <- c(450, 57.1, 180, 0)
features$loiter_nm <- c(0.8, 3.0, 3.4, 6.0)
features$company <- c(1, 0, 0, 1)

# %% right="grouped" name="all pairs at once"
count_right <- function(hours, part) {
  apart <- abs(outer(hours$speed_knots, hours$speed_knots, "-"))
  apart[outer(hours[[part]], hours[[part]], "==")] <- NA
  nearest <- apply(apart, 1, which.min)
  sum(hours$is_rescue == hours$is_rescue[nearest])
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% right="grouped" name="dplyr, a cross join"
count_right <- function(hours, part) {
  numbered <- tibble(
    row = seq_len(nrow(hours)), speed = hours$speed_knots,
    answer = hours$is_rescue, part = hours[[part]]
  )
  merge(numbered, numbered, by = NULL, suffixes = c("", "_other")) |>
    filter(part != part_other) |>
    group_by(row) |>
    slice_min(abs(speed - speed_other), n = 1, with_ties = FALSE) |>
    ungroup() |>
    summarise(n = sum(answer == answer_other)) |>
    pull(n)
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% right="grouped" name="a loop"
count_right <- function(hours, part) {
  n_right <- 0
  for (row in seq_len(nrow(hours))) {
    seen_rows <- which(hours[[part]] != hours[[part]][row])
    apart <- abs(hours$speed_knots[seen_rows] - hours$speed_knots[row])
    nearest <- seen_rows[order(apart)[1]]
    if (hours$is_rescue[nearest] == hours$is_rescue[row]) n_right <- n_right + 1
  }
  n_right
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% wrong="grouped" name="nothing" kind="nothing" says="count_right is a function"
random_right <- grouped_right <- NULL

# %% wrong="grouped" name="numbers as text" kind="type" says="random_right"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[hours[[part]] != hours[[part]][row], ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- "40"
grouped_right <- "28"

# %% wrong="grouped" name="the two numbers written down" kind="hard-coded" says="an hour learns nothing from itself"
count_right <- function(hours, part) if (part == "part_of_hours") 40 else 28
random_right <- 40
grouped_right <- 28

# %% wrong="grouped" name="one too many" kind="off-by-one" says="an hour learns nothing from itself"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[hours[[part]] != hours[[part]][row], ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right) + 1
}
random_right <- 40
grouped_right <- count_right(seen, "part_of_events")

# %% wrong="grouped" name="nothing hidden but the hour itself" says="nor from any hour of its own part"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[-row, ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% wrong="grouped" name="the sign of the difference kept" says="it counts right for any table"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[hours[[part]] != hours[[part]][row], ]
    nearest <- which.min(others$speed_knots - hours$speed_knots[row])
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% wrong="grouped" name="always the parts of events" says="an hour learns nothing from itself"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- seen[seen$part_of_events != seen$part_of_events[row], ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- count_right(seen, "part_of_hours")
grouped_right <- count_right(seen, "part_of_events")

# %% wrong="grouped" name="the random parts taken for both" says="the random split had flattered"
count_right <- function(hours, part) {
  is_right <- sapply(seq_len(nrow(hours)), function(row) {
    others <- hours[hours[[part]] != hours[[part]][row], ]
    nearest <- which.min(abs(others$speed_knots - hours$speed_knots[row]))
    others$is_rescue[nearest] == hours$is_rescue[row]
  })
  sum(is_right)
}
random_right <- grouped_right <- count_right(seen, "part_of_hours")

# %% right="match" name="base R, a loop over halts"
pairs <- do.call(rbind, lapply(seq_len(nrow(halts)), function(i) {
  away <- sqrt((warnings$east_nm - halts$east_nm[i])^2 +
    (warnings$north_nm - halts$north_nm[i])^2)
  late <- warnings$broadcast_hours - halts$began_hours[i]
  may_be <- which(away <= 10 & late >= -12 & late <= 6)
  if (length(may_be) == 0) {
    return(NULL)
  }
  nearest <- may_be[which.min(away[may_be])]
  data.frame(halt = halts$halt[i], warning_id = warnings$warning_id[nearest])
}))

# %% right="match" name="base R, ordered, with duplicates dropped"
both <- merge(warnings, halts, by = NULL, suffixes = c("_said", ""))
both$apart <- Mod(complex(
  real = both$east_nm - both$east_nm_said, imaginary = both$north_nm - both$north_nm_said
))
both <- subset(both, apart <= 10 &
  broadcast_hours >= began_hours - 12 & broadcast_hours <= began_hours + 6)
both <- both[order(both$apart), ]
pairs <- both[!duplicated(both$halt), ]

# %% right="match" name="dplyr, top of each group"
pairs <- halts |>
  full_join(warnings, by = character(), suffix = c("", "_said")) |>
  filter(
    (east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2 <= 100,
    broadcast_hours - began_hours >= -12, broadcast_hours - began_hours <= 6
  ) |>
  arrange((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="nothing" kind="nothing" says="not answered yet"
pairs <- NULL

# %% wrong="match" name="numbers instead of names" kind="type" says="pairs"
pairs <- data.frame(halt = 1:5, warning_id = c(1, 2, 1, 4, 7))

# %% wrong="match" name="a row for each halt" kind="hard-coded" says="H5 has a call in time"
pairs <- data.frame(
  halt = c("H1", "H2", "H3", "H4", "H5", "H6"),
  warning_id = c("W1", "W2", "W1", "W4", "W6", "W7")
)

# %% wrong="match" name="the ends left out" kind="off-by-one" says="both ends count"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm < 10.5, late > -12, late < 6) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="ten miles left out" says="H5 has a call in time"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm < 10, between(late, -12, 6)) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="nearest in space only" says="time counts as well as space"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm <= 10) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="the nearest first, its time afterwards" says="time counts as well as space"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm <= 10) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE) |>
  filter(between(late, -12, 6))

# %% wrong="match" name="nearest in time" says="H3 shares W1"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, abs(late) <= 12) |>
  arrange(abs(late)) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="before and after exchanged" says="both ends count"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm <= 10, between(late, -6, 12)) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE)

# %% wrong="match" name="every pair that may be" says="no halt has two rows"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm <= 10, between(late, -12, 7))

# %% wrong="match" name="each broadcast used once" says="H3 shares W1"
both <- merge(halts, warnings, by = NULL, suffixes = c("", "_said")) |>
  mutate(
    apart_nm = sqrt((east_nm - east_nm_said)^2 + (north_nm - north_nm_said)^2),
    late = broadcast_hours - began_hours
  )
pairs <- filter(both, apart_nm <= 10, between(late, -12, 6)) |>
  arrange(apart_nm) |>
  distinct(halt, .keep_all = TRUE) |>
  arrange(halt) |>
  distinct(warning_id, .keep_all = TRUE)
