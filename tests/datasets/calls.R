# What base R finds in the simulated port calls: one line each, a name and a number.
# Arguments: the folder of data sets.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
read_table <- function(...) {
  # Identities and codes are text; `read.csv` guesses the rest.
  text <- c(mmsi = "character", imo = "character", month = "character")
  path <- file.path(folder, ...)
  header <- strsplit(readLines(path, 1), ",")[[1]]
  table <- read.csv(path, na.strings = "", colClasses = text[names(text) %in% header])
  # `read.csv` leaves true and false as text.
  is_claim <- vapply(table, function(x) all(x %in% c("true", "false", NA)), NA)
  table[is_claim] <- lapply(table[is_claim], as.logical)
  table
}
moment <- function(x) as.POSIXct(x, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")

say <- function(name, value) {
  stopifnot(length(value) == 1, is.numeric(value), !is.na(value))
  cat(name, sprintf("%.6f", value), sep = "\t")
  cat("\n")
}

calls <- read_table("calls", "sim_port_calls.csv.gz")
vessels <- read_table("calls", "sim_vessels.csv")
berths <- read_table("reference", "berths.csv")
ports <- read_table("calls", "sim_ports_duplicated.csv")
leaky <- read_table("calls", "sim_long_stays_leaky.csv.gz")
dirty <- read_table("calls", "sim_port_calls_dirty.csv.gz")
months <- read_table("calls", "sim_port_months.csv")

# --- Counting ---------------------------------------------------------------

say("calls", nrow(calls))
say("ships", nrow(vessels))
say("short", mean(!calls$is_long_stay))
operating <- berths[berths$port_id %in% calls$port_id, ]
say("idle_berths", sum(!operating$berth_id %in% calls$berth_id))
say("idle_berth_on_time", sum(operating$is_idle & operating$berth_id %in% calls$berth_id))
say("joined_to_duplicates", nrow(merge(calls["port_id"], ports["port_id"])) / nrow(calls))
say("months_late_as_text", length(unique(months$month[months$month >= "10"])))
say("january_late_as_text", sum(months$month == "1" & months$month >= "10"))
say("dirty_rows", nrow(dirty))
say("dirty_ids_once", sum(!duplicated(dirty$call_id)))

# --- Effects ----------------------------------------------------------------

ours <- c("vessel_id", "flag_iso3", "length_m", "beam_m")
cargo <- merge(calls[calls$cargo_group != "passenger", ], vessels[ours])
cargo$log_hours <- log(cargo$hours_at_berth)
cargo$dry_bulk <- as.numeric(cargo$cargo_group == "dry_bulk")
cargo$weekend <- as.numeric(cargo$is_weekend)
cargo$late_h <- pmin(pmax(cargo$delay_h, 0), 24)
cargo$open <- as.numeric(cargo$flag_iso3 %in% c("ATG", "BHS", "CYP", "LBR", "MHL", "MLT", "PAN"))

model <- lm(log_hours ~ rain_mm * dry_bulk + cargo_group + port_id, cargo)
say("rain_and_dry_bulk", coef(model)[["rain_mm:dry_bulk"]])
say("rain_alone", coef(model)[["rain_mm"]])
model <- lm(log_hours ~ late_h * weekend + cargo_group + port_id, cargo)
say("late_at_weekends", coef(model)[["late_h:weekend"]])
say("late_on_weekdays", coef(model)[["late_h"]])
model <- lm(log_hours ~ open + cargo_group + port_id + length_m, cargo)
say("open_registry", coef(model)[["open"]])
say("open_registry_p", summary(model)$coefficients["open", "Pr(>|t|)"])

boxes <- cargo[cargo$cargo_group == "container", ]
boxes$large <- boxes$length_m >= 250
for (port in c("GBFXT", "GBSOU")) {
  here <- boxes[boxes$port_id == port, ]
  say(paste0("hours_all_", port), mean(here$hours_at_berth))
  say(paste0("hours_small_", port), mean(here$hours_at_berth[!here$large]))
  say(paste0("hours_large_", port), mean(here$hours_at_berth[here$large]))
}

changed <- calls[calls$draught_in_m != calls$draught_out_m, ]
say("draught_not_updated", mean(changed$draught_reported_out_m == changed$draught_in_m))

# --- Predicting -------------------------------------------------------------

is_test <- as.integer(sub("C", "", cargo$call_id)) %% 2 == 0
model <- suppressWarnings(glm(
  is_long_stay ~ cargo_group * length_m + port_id + rain_mm + rain_mm:dry_bulk + late_h * weekend,
  binomial, cargo[!is_test, ]
))
test <- cargo[is_test, ]
is_called_long <- predict(model, test, "response") > 1 / 11
say("accuracy_always_short", mean(!test$is_long_stay))
say("accuracy_model", mean(is_called_long == test$is_long_stay))
cost <- function(called) sum(10 * (test$is_long_stay & !called) + (called & !test$is_long_stay))
say("cost_always_short", cost(FALSE))
say("cost_model", cost(is_called_long))

auc <- function(score, truth) {
  ranks <- rank(score)
  (mean(ranks[truth]) - (sum(truth) + 1) / 2) / sum(!truth)
}
say("auc_leak", auc(leaky$gang_shifts, leaky$is_long_stay))
say("auc_length", auc(leaky$length_m, leaky$is_long_stay))
left <- moment(calls$departed_utc)[match(leaky$call_id, calls$call_id)]
say("leak_known_after_h", min(as.numeric(moment(leaky$worksheet_closed_utc) - left, "hours")))

# --- Weeks ------------------------------------------------------------------

week <- as.integer(as.numeric(as.Date(moment(calls$arrived_utc))) + 3) %/% 7L
in_week <- function(monday) sum(week == (as.numeric(as.Date(monday)) + 3) %/% 7)
before <- mean(vapply(c("2020-02-24", "2020-03-02", "2020-03-09", "2020-03-16"), in_week, 0))
after <- mean(vapply(c("2020-03-23", "2020-03-30", "2020-04-06", "2020-04-13"), in_week, 0))
say("fall", after / before)
say("christmas", in_week("2020-12-21") / in_week("2020-12-14"))
say("week_53", sum(format(moment(calls$arrived_utc), "%G-%V") == "2020-53"))
say("strike_berthed", sum(
  calls$port_id == "GBSOU" & moment(calls$berthed_utc) >= moment("2020-12-07T00:00:00Z") &
    moment(calls$berthed_utc) < moment("2020-12-14T00:00:00Z")
))
landguard <- calls[calls$terminal_id == "GBFXT-LAN", ]
out_h <- as.numeric(moment(landguard$departed_utc) - moment(landguard$unberthed_utc), "hours")
is_summer <- format(moment(landguard$unberthed_utc), "%m") %in% sprintf("%02d", 4:9)
say("clock_ahead_h", median(out_h[!is_summer]) - median(out_h[is_summer]))
