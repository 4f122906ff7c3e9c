# AIS positions in, port calls out: the twin of the Python package `soundings.ais`.
#
# Functions, thresholds, columns and results are the same, and a test compares them
# on real data. Needs dplyr and readr, and `fences.R` beside it for outlines and maps.
# Times are UTC; `mmsi` is text.

suppressPackageStartupMessages(library(dplyr))

# What other files call our columns: lower case, without blanks, `_` and `#`.
column_aliases <- list(
  mmsi = "mmsi",
  time_utc = c("timeutc", "basedatetime", "timestamp"),
  lon = c("lon", "longitude"),
  lat = c("lat", "latitude"),
  speed_knots = c("speedknots", "sog"),
  course_degrees = c("coursedegrees", "cog"),
  heading_degrees = c("headingdegrees", "heading"),
  status = c("status", "navigationalstatus"),
  name = c("name", "vesselname"),
  imo = "imo",
  call_sign = "callsign",
  ship_type = c("shiptype", "vesseltype"),
  length_m = c("lengthm", "length"),
  width_m = c("widthm", "width"),
  draught_m = c("draughtm", "draft", "draught"),
  cargo = "cargo",
  transceiver = c("transceiver", "transceiverclass", "transcieverclass")
)
required_columns <- c("mmsi", "time_utc", "lon", "lat")
text_columns <- c("mmsi", "name", "imo", "call_sign", "transceiver")

#' Read a file of ship reports into a positions table
#'
#' Columns are found by name, whatever their order, as NOAA's files of 2015 to 2025
#' spell them or as this course does. Columns that no name fits are left out.
#'
#' @param path A CSV file with a header line, plain or gzipped.
#' @return A tibble: mmsi, time_utc, lon, lat, and what else the file has.
read_positions <- function(path) {
  header <- names(readr::read_csv(path, n_max = 0, col_types = readr::cols(.default = "c")))
  names <- map_header(header, basename(path))
  types <- ifelse(is.na(names), "-", ifelse(
    names == "time_utc", "T", ifelse(names %in% text_columns, "c", "d")
  ))
  table <- readr::read_csv(path, col_types = paste(types, collapse = ""))
  problems <- readr::problems(table)
  if (nrow(problems)) {
    stop(
      basename(path), ": ", sQuote(problems$actual[[1]], FALSE), " in data row ",
      problems$row[[1]] - 1, " is not ", problems$expected[[1]],
      ". Correct it, or leave it empty.",
      call. = FALSE
    )
  }
  names(table) <- names[!is.na(names)]
  if (anyNA(table$time_utc)) {
    stop(
      basename(path), ": data row ", which(is.na(table$time_utc))[[1]], " has no time. ",
      "Write times as 2020-12-01T11:31:39 in UTC.",
      call. = FALSE
    )
  }
  select(table, any_of(names(column_aliases)))
}

#' Our name for each column of a header, NA for those that have none
map_header <- function(header, file_name) {
  plain <- gsub("[_ #]", "", tolower(header))
  ours <- rep(names(column_aliases), lengths(column_aliases))
  names <- ours[match(plain, unlist(column_aliases))]
  missing <- setdiff(required_columns, names)
  if (length(missing)) {
    stop(
      file_name, ": no column for ", missing[[1]], ". Found ",
      paste(header, collapse = ", "), ". Rename one of them to ",
      paste(column_aliases[[missing[[1]]]], collapse = " or "), ".",
      call. = FALSE
    )
  }
  twice <- unique(names[duplicated(names) & !is.na(names)])
  if (length(twice)) {
    stop(
      file_name, ": ", paste(header[names %in% twice[[1]]], collapse = " and "),
      " both mean ", twice[[1]], ". Remove one of the columns.",
      call. = FALSE
    )
  }
  names
}

# Refuse a table that lacks a column, naming the column and what is there.
check_columns <- function(table, columns, wanted_by) {
  missing <- setdiff(columns, names(table))
  if (length(missing)) {
    stop(
      wanted_by, ": no column ", paste(missing, collapse = " or "), ". Found ",
      paste(names(table), collapse = ", "),
      ". `read_positions` gives every file of reports these names.",
      call. = FALSE
    )
  }
}

# --- Distances ----------------------------------------------------------------

#' Distance between points in nautical miles, flat between the two points
distance_nm <- function(lon_1, lat_1, lon_2, lat_2) {
  radians <- pi / 180
  east <- abs(lon_2 - lon_1)
  east <- pmin(east, 360 - east) * radians * cos((lat_1 + lat_2) / 2 * radians)
  north <- (lat_2 - lat_1) * radians
  6371.0088 / 1.852 * sqrt(north^2 + east^2)
}

# --- Cleaning -----------------------------------------------------------------

#' Positions fit for analysis, ordered by vessel and time
#'
#' Drops positions off the globe, all but one of a vessel and second, and lone strays;
#' makes unknown speeds, courses and headings missing instead of a code.
#'
#' @param max_speed_knots Fastest believable speed between two reports.
clean_positions <- function(positions, max_speed_knots = 50) {
  check_columns(positions, required_columns, "clean_positions")
  positions |>
    drop_out_of_range() |>
    drop_repeats() |>
    drop_impossible_jumps(max_speed_knots) |>
    blank_sentinels()
}

#' Drop positions off the globe; latitude 91 and longitude 181 mean unknown
drop_out_of_range <- function(positions) {
  filter(
    positions,
    between(lon, -180, 180), between(lat, -90, 90), !is.na(mmsi), !is.na(time_utc)
  )
}

#' Keep one position of a vessel and second: the smallest lon, then lat
drop_repeats <- function(positions) {
  positions |>
    arrange(mmsi, time_utc, lon, lat) |>
    filter(!duplicated(paste(mmsi, floor(as.numeric(time_utc)))))
}

#' Drop positions too fast both from the one before and to the one after
#'
#' Neighbours count only within one vessel and one UTC day, so that a month cut into
#' days gives the same positions.
drop_impossible_jumps <- function(positions, max_speed_knots = 50) {
  positions |>
    arrange(mmsi, time_utc) |>
    group_by(mmsi, day = floor(as.numeric(time_utc) / 86400)) |>
    mutate(
      is_fast_in = coalesce(
        nm_since_previous(lon, lat) >
          max_speed_knots * seconds_since_previous(time_utc) / 3600,
        FALSE
      ),
      is_fast_out = lead(is_fast_in, default = FALSE)
    ) |>
    ungroup() |>
    filter(!(is_fast_in & is_fast_out)) |>
    select(-day, -is_fast_in, -is_fast_out)
}

#' Make unknown speeds, courses and headings missing instead of a code
blank_sentinels <- function(positions) {
  codes <- c(speed_knots = 102.3, course_degrees = 360, heading_degrees = 360)
  blank <- function(values, code) replace(values, which(values >= code), NA)
  mutate(positions, across(
    any_of(names(codes)), ~ blank(.x, codes[[cur_column()]])
  ))
}

#' Add speed_knots, the mean speed since the vessel's previous position
#'
#' Missing for the first position of a vessel and after a long silence.
add_speed <- function(positions, max_silence_minutes = 240) {
  check_columns(positions, required_columns, "add_speed")
  positions |>
    arrange(mmsi, time_utc) |>
    group_by(mmsi) |>
    mutate(
      seconds = seconds_since_previous(time_utc),
      speed_knots = if_else(
        seconds > 0 & seconds <= max_silence_minutes * 60,
        nm_since_previous(lon, lat) / (seconds / 3600), NA_real_
      )
    ) |>
    ungroup() |>
    select(-seconds)
}

#' Add is_stopped: stop at one speed, go again only at a higher one
#'
#' Missing where the speed is unknown, and between the two speeds until one is met.
mark_stopped <- function(positions, stop_knots = 0.5, go_knots = 1) {
  if (stop_knots >= go_knots) {
    stop(
      "stop_knots is ", stop_knots, " and go_knots ", go_knots,
      ". Choose a lower speed to stop than to go.",
      call. = FALSE
    )
  }
  check_columns(positions, c("mmsi", "time_utc", "speed_knots"), "mark_stopped")
  positions |>
    arrange(mmsi, time_utc) |>
    group_by(mmsi) |>
    mutate(is_stopped = last_word(case_when(
      speed_knots <= stop_knots ~ 1L,
      speed_knots >= go_knots ~ 0L,
      is.na(speed_knots) ~ -1L,
      TRUE ~ NA_integer_
    ))) |>
    ungroup()
}

# 1 says stopped, 0 moving, -1 unknown; NA says nothing new, so the last word stands.
last_word <- function(says) {
  latest <- cummax(if_else(is.na(says), 0L, seq_along(says)))
  word <- c(NA_integer_, says)[latest + 1]
  if_else(word < 0, NA, word == 1)
}

seconds_since_previous <- function(time_utc) {
  as.numeric(time_utc) - lag(as.numeric(time_utc))
}

nm_since_previous <- function(lon, lat) {
  distance_nm(lag(lon), lag(lat), lon, lat)
}

# --- Presences, stays, visits, calls ------------------------------------------

#' Join each vessel's positions at one place into uninterrupted presences
#'
#' A new presence starts when the place changes; when the vessel was *seen* elsewhere
#' and stayed away longer than `away_minutes`; or when it was merely *silent* for
#' longer than `gap_minutes`.
#'
#' @param runs Positions (with time_utc), or stretches (with first_utc, last_utc and
#'   n_positions). Those outside must be there too.
#' @param place The column that says where; missing means outside.
#' @return mmsi, the place, first_utc, last_utc, n_positions.
sessions <- function(runs, place, away_minutes = 60, gap_minutes = 720) {
  if ("time_utc" %in% names(runs) && !"first_utc" %in% names(runs)) {
    runs <- mutate(runs, first_utc = time_utc, last_utc = time_utc, n_positions = 1L)
  }
  columns <- c("mmsi", place, "first_utc", "last_utc", "n_positions")
  check_columns(runs, columns, "sessions")
  seconds <- function(from, to) as.numeric(to) - as.numeric(from)
  runs |>
    transmute(mmsi, place = .data[[place]], first_utc, last_utc, n_positions) |>
    arrange(mmsi, first_utc) |>
    group_by(mmsi) |>
    mutate(
      was_outside = lag(is.na(place), default = TRUE),
      silence = seconds(lag(last_utc), first_utc),
      breaks = cumsum(coalesce(silence > gap_minutes * 60, FALSE))
    ) |>
    filter(!is.na(place)) |>
    mutate(
      absent = seconds(lag(last_utc), first_utc),
      starts = place != lag(place) | breaks != lag(breaks) |
        (was_outside & absent > away_minutes * 60),
      number = cumsum(coalesce(starts, TRUE))
    ) |>
    group_by(mmsi, number) |>
    summarise(
      "{place}" := first(place),
      first_utc = first(first_utc), last_utc = last(last_utc),
      n_positions = sum(n_positions), .groups = "drop"
    ) |>
    select(-number)
}

#' The stays of each vessel at rest at one place
#'
#' A ship that moves through is counted as outside. A position whose speed is unknown
#' proves nothing, and is left out if it lies inside.
#'
#' @param stay_minutes Shortest time from first to last position at rest.
stays <- function(positions, place = "berth", stay_minutes = 30,
                  away_minutes = 30, gap_minutes = 720) {
  check_columns(positions, c("mmsi", "time_utc", place, "is_stopped"), "stays")
  positions |>
    filter(!is.na(is_stopped) | is.na(.data[[place]])) |>
    mutate(
      "{place}" := if_else(coalesce(is_stopped, FALSE), .data[[place]], NA_character_)
    ) |>
    sessions(place, away_minutes, gap_minutes) |>
    filter(as.numeric(last_utc) - as.numeric(first_utc) >= stay_minutes * 60)
}

#' Every presence inside a port's fence, with what the vessel did there
#'
#' Entering and leaving the fence are one definition of arrival and departure; the
#' first and last position at rest at a berth are the other.
#'
#' @return mmsi, port, entered_utc, left_utc, n_positions, n_stays, berth, arrived_utc,
#'   departed_utc, berth_hours.
port_visits <- function(positions, fences, stay_minutes = 30,
                        away_minutes = 60, gap_minutes = 720) {
  if (!"speed_knots" %in% names(positions)) positions <- add_speed(positions)
  placed <- positions |>
    locate(fences) |>
    mark_stopped() |>
    mutate(berth = if_else(is.na(port), NA_character_, berth))
  visits <- placed |>
    sessions("port", away_minutes, gap_minutes) |>
    rename(entered_utc = first_utc, left_utc = last_utc) |>
    mutate(visit = row_number())
  found <- placed |>
    stays("berth", stay_minutes, away_minutes / 2, gap_minutes) |>
    select(-n_positions) |>
    inner_join(select(visits, mmsi, visit, entered_utc, left_utc), by = "mmsi") |>
    filter(first_utc >= entered_utc, first_utc <= left_utc) |>
    arrange(visit, first_utc) |>
    group_by(visit) |>
    summarise(
      n_stays = n(), berth = first(berth),
      arrived_utc = first(first_utc), departed_utc = last(last_utc),
      berth_hours = sum(as.numeric(last_utc) - as.numeric(first_utc)) / 3600
    )
  visits |>
    left_join(found, by = "visit") |>
    mutate(n_stays = coalesce(n_stays, 0L), berth_hours = coalesce(berth_hours, 0)) |>
    select(-visit) |>
    relocate(berth_hours, .after = last_col())
}

#' The port calls: visits in which the vessel lay at a berth
port_calls <- function(positions, fences, stay_minutes = 30,
                       away_minutes = 60, gap_minutes = 720) {
  for (kind in setdiff(c("port", "berth"), fences$kind)) {
    found <- if (nrow(fences)) sort(unique(fences$kind)) else "none at all"
    stop(
      "port_calls: no fence of kind ", kind, ". Found ", paste(found, collapse = ", "),
      ". A call is a stay at a berth during a visit to a port: give both.",
      call. = FALSE
    )
  }
  port_visits(positions, fences, stay_minutes, away_minutes, gap_minutes) |>
    filter(n_stays > 0)
}
