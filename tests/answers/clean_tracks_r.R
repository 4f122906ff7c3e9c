# Answers to `solutions/clean_tracks_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="prove-repair" name="base R, and bits"
tenths <- round(night$course_degrees * 10) %% 4096
night$course_mended <- ifelse(tenths < 3600, tenths / 10, NA)
fast <- subset(night, speed_knots > 5 & heading_degrees != 511)
gap <- abs(fast$course_mended - fast$heading_degrees)
median_error <- median(pmin(gap, 360 - gap), na.rm = TRUE)

# %% right="prove-repair" name="dplyr, sorted, the code blanked first"
night <- night |>
  arrange(desc(speed_knots)) |>
  mutate(
    course_mended = na_if(course_degrees, -49.6),
    course_mended = course_mended + 409.6 * (course_mended < 0),
    gap = abs((course_mended - heading_degrees + 180) %% 360 - 180)
  )
median_error <- night |>
  filter(speed_knots > 5, heading_degrees < 360, !is.na(gap)) |>
  summarise(m = median(gap)) |>
  pull(m)

# %% wrong="prove-repair" name="nothing" kind="nothing" says="not answered yet"
median_error <- NULL

# %% wrong="prove-repair" name="a number as text" kind="type" says="take the quotes away"
median_error <- "2.05"

# %% wrong="prove-repair" name="a proof without a repair" kind="hard-coded" says="a column of numbers, course_mended"
median_error <- 2.05

# %% wrong="prove-repair" name="360 added" says="what the misread bits took"
course <- night$course_degrees
night$course_mended <- ifelse(course < 0, course + 360, course)
median_error <- 49

# %% wrong="prove-repair" name="the sign dropped" says="what the misread bits took"
night$course_mended <- abs(night$course_degrees)
median_error <- 2.05

# %% wrong="prove-repair" name="negative courses emptied" says="what the misread bits took"
night$course_mended <- ifelse(night$course_degrees < 0, NA, night$course_degrees)
median_error <- 2.05

# %% wrong="prove-repair" name="negative rows dropped" says="rows, not 16"
night <- filter(night, course_degrees >= 0) |> mutate(course_mended = course_degrees)
median_error <- 2

# %% wrong="prove-repair" name="4,095 values instead of 4,096" kind="off-by-one" says="what the misread bits took"
course <- night$course_degrees
course <- ifelse(course < 0, course + 409.5, course)
night$course_mended <- ifelse(course < 359.89, course, NA)
median_error <- 2.05

# %% wrong="prove-repair" name="the code left in" says="on the compass"
course <- night$course_degrees
night$course_mended <- ifelse(course < 0, course + 409.6, course)
median_error <- 2.05

# %% wrong="prove-repair" name="every course taken round again" says="keep it"
night$course_mended <- (night$course_degrees + 409.6) %% 360
median_error <- 2.05

# %% wrong="prove-repair" name="ships at rest as witnesses" says="under 3 degrees"
tenths <- round(night$course_degrees * 10) %% 4096
night$course_mended <- ifelse(tenths < 3600, tenths / 10, NA)
median_error <- mean(abs(night$course_mended - night$heading_degrees), na.rm = TRUE)

# %% wrong="prove-repair" name="five knots taken for faster" kind="off-by-one" says="every ship faster than 5 knots"
tenths <- round(night$course_degrees * 10) %% 4096
night$course_mended <- ifelse(tenths < 3600, tenths / 10, NA)
fast <- filter(night, speed_knots >= 5, heading_degrees < 360)
gap <- abs((fast$course_mended - fast$heading_degrees + 180) %% 360 - 180)
median_error <- median(gap, na.rm = TRUE)

# %% wrong="prove-repair" name="no way round" says="every ship faster than 5 knots"
tenths <- round(night$course_degrees * 10) %% 4096
night$course_mended <- ifelse(tenths < 3600, tenths / 10, NA)
fast <- filter(night, speed_knots > 5, heading_degrees < 360)
median_error <- median(abs(fast$course_mended - fast$heading_degrees), na.rm = TRUE)

# %% right="find-strays" name="the toolkit's filter, and who is missing"
kept <- drop_impossible_jumps(crossing)
key <- function(t) paste(t$mmsi, t$time_utc)
crossing$is_stray <- !key(crossing) %in% key(kept)

# %% right="find-strays" name="base R, ship by ship"
crossing <- as.data.frame(crossing)
crossing <- do.call(rbind, lapply(split(crossing, crossing$mmsi), function(ship) {
  n <- nrow(ship)
  nm <- distance_nm(ship$lon[-n], ship$lat[-n], ship$lon[-1], ship$lat[-1])
  fast <- nm / as.numeric(diff(ship$time_utc), units = "hours") > 50
  ship$is_stray <- c(FALSE, fast) & c(fast, FALSE)
  ship
}))

# %% wrong="find-strays" name="nothing" kind="nothing" says="not answered yet"
crossing <- NULL

# %% wrong="find-strays" name="yes and no as text" kind="type" says="is_stray"
crossing$is_stray <- "no"

# %% wrong="find-strays" name="strays dropped, not marked" says="rows, not 25"
crossing <- drop_impossible_jumps(crossing) |> mutate(is_stray = FALSE)

# %% wrong="find-strays" name="the good report after a stray called one, too" says="precision"
crossing <- crossing |>
  arrange(mmsi, time_utc) |>
  group_by(mmsi) |>
  mutate(
    hours = (as.numeric(time_utc) - lag(as.numeric(time_utc))) / 3600,
    is_stray = coalesce(distance_nm(lag(lon), lag(lat), lon, lat) / hours > 50, FALSE)
  ) |>
  ungroup()

# %% wrong="find-strays" name="the good report after a stray, for the stray" kind="off-by-one" says="precision"
crossing <- crossing |>
  arrange(mmsi, time_utc) |>
  group_by(mmsi) |>
  mutate(
    hours = (as.numeric(time_utc) - lag(as.numeric(time_utc))) / 3600,
    fast = coalesce(distance_nm(lag(lon), lag(lat), lon, lat) / hours > 50, FALSE),
    is_stray = fast & lag(fast, default = FALSE)
  ) |>
  ungroup()

# %% wrong="find-strays" name="the last report of a ship left open" says="left open"
crossing <- crossing |>
  group_by(mmsi) |>
  mutate(
    hours = as.numeric(time_utc - lag(time_utc), units = "hours"),
    fast = distance_nm(lag(lon), lag(lat), lon, lat) / hours > 50,
    is_stray = fast & lead(fast)
  ) |>
  ungroup()

# %% wrong="find-strays" name="those far off, picked by eye" kind="hard-coded" says="recall"
crossing$is_stray <- crossing$lat > 1 | crossing$lon > 5

# %% wrong="find-strays" name="no strays at all" says="recall"
crossing$is_stray <- FALSE

# %% right="number-tracks" name="base R, in the file's order"
seconds <- as.numeric(watch$time_utc)
watch$track <- ave(seconds, watch$mmsi, FUN = function(s) {
  cumsum(c(TRUE, diff(s) > 7200))
})

# %% right="number-tracks" name="difftime with its unit"
watch <- watch |>
  group_by(mmsi) |>
  mutate(
    silence = difftime(time_utc, lag(time_utc), units = "hours"),
    track = 1L + cumsum(!is.na(silence) & silence > 2)
  ) |>
  ungroup()

# %% wrong="number-tracks" name="nothing" kind="nothing" says="not answered yet"
watch <- NULL

# %% wrong="number-tracks" name="numbers as text" kind="type" says="track"
watch$track <- "1"

# %% wrong="number-tracks" name="one track for all" kind="hard-coded" says="begins a new track"
watch$track <- 1

# %% wrong="number-tracks" name="counted from nought" kind="off-by-one" says="begins with track 1"
watch$track <- ave(as.numeric(watch$time_utc), watch$mmsi, FUN = function(s) {
  cumsum(c(FALSE, diff(s) > 7200))
})

# %% wrong="number-tracks" name="two hours exactly end a track" kind="off-by-one" says="not more than two hours"
watch$track <- ave(as.numeric(watch$time_utc), watch$mmsi, FUN = function(s) {
  cumsum(c(TRUE, diff(s) >= 7200))
})

# %% wrong="number-tracks" name="a gap in rows" says="keeps its track"
watch$track <- ave(seq_len(15), watch$mmsi, FUN = function(r) (seq_along(r) - 1) %/% 3 + 1)

# %% wrong="number-tracks" name="minutes taken for hours" says="keeps its track"
watch$track <- ave(as.numeric(watch$time_utc), watch$mmsi, FUN = function(s) {
  cumsum(c(TRUE, diff(s) > 120))
})

# %% wrong="number-tracks" name="numbers that go on from ship to ship" says="begins with track 1"
watch <- arrange(watch, mmsi, time_utc)
seconds <- c(Inf, diff(as.numeric(watch$time_utc)))
watch$track <- cumsum(seconds > 7200 | !duplicated(watch$mmsi))

# %% right="receipt" name="base R"
known <- messy[messy$lat != 91 & messy$lon != 181, ]
ours <- known[substr(known$mmsi, 1, 1) %in% 2:7, ]
once <- ours[!duplicated(ours[c("mmsi", "time_utc")]), ]
believed <- drop_impossible_jumps(once)
n <- c(nrow(messy), nrow(known), nrow(ours), nrow(once), nrow(believed))
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = n[1:4] - n[2:5]
)

# %% right="receipt" name="distinct"
known <- filter(messy, between(lat, -90, 90))
ours <- filter(known, mmsi >= "2", mmsi < "8")
once <- distinct(ours, mmsi, time_utc, .keep_all = TRUE)
believed <- drop_impossible_jumps(once, 50)
took <- c(
  position = nrow(messy) - nrow(known),
  identity = nrow(known) - nrow(ours),
  "repeat" = nrow(ours) - nrow(once),
  stray = nrow(once) - nrow(believed)
)
receipt <- data.frame(rule = names(took), n_lost = unname(took))

# %% wrong="receipt" name="nothing" kind="nothing" says="not answered yet"
believed <- NULL
receipt <- NULL

# %% wrong="receipt" name="counts as text" kind="type" says="n_lost"
believed <- head(messy, 11)
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = c("3", "5", "2", "2")
)

# %% wrong="receipt" name="the first eleven rows" kind="hard-coded" says="the eleven reports that are left"
believed <- head(messy, 11)
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = c(3, 5, 2, 2)
)

# %% wrong="receipt" name="each rule asked of the whole file" says="the totals reconcile"
believed <- messy |>
  drop_out_of_range() |>
  filter(grepl("^[2-7]", mmsi)) |>
  drop_repeats() |>
  drop_impossible_jumps()
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = c(
    nrow(messy) - nrow(drop_out_of_range(messy)),
    sum(!grepl("^[2-7]", messy$mmsi)),
    nrow(messy) - nrow(drop_repeats(messy)),
    nrow(messy) - nrow(drop_impossible_jumps(messy))
  )
)

# %% wrong="receipt" name="identities first" says="three reports did not know"
ours <- filter(messy, grepl("^[2-7]", mmsi))
known <- drop_out_of_range(ours)
once <- drop_repeats(known)
believed <- drop_impossible_jumps(once)
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = c(
    nrow(ours) - nrow(known), nrow(messy) - nrow(ours),
    nrow(known) - nrow(once), nrow(once) - nrow(believed)
  )
)

# %% wrong="receipt" name="both of each pair dropped" kind="off-by-one" says="two more said a second time"
known <- drop_out_of_range(messy)
ours <- filter(known, grepl("^[2-7]", mmsi))
once <- ours |>
  group_by(mmsi, time_utc) |>
  filter(n() == 1) |>
  ungroup()
believed <- drop_impossible_jumps(once)
left <- c(nrow(messy), nrow(known), nrow(ours), nrow(once), nrow(believed))
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = -diff(left)
)

# %% wrong="receipt" name="rows left, for rows lost" says="the totals reconcile"
known <- drop_out_of_range(messy)
ours <- filter(known, grepl("^[2-7]", mmsi))
once <- drop_repeats(ours)
believed <- drop_impossible_jumps(once)
receipt <- data.frame(
  rule = c("position", "identity", "repeat", "stray"),
  n_lost = c(nrow(known), nrow(ours), nrow(once), nrow(believed))
)
