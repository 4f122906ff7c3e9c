# What is planted in the starter, found again in base R: one line of JSON.
args <- commandArgs(trailingOnly = TRUE)
folder <- args[1]
starter <- read.csv(
  file.path(folder, "sim_ais_felixstowe_starter.csv.gz"),
  colClasses = c(mmsi = "character", imo = "character"), na.strings = ""
)
planted <- jsonlite::fromJSON(file.path(folder, "truth.json"))
in_hour <- substr(starter$time_utc, 1, 13) ==
  substr(planted$hour_with_codes$hour_utc, 1, 13)
is_fast <- starter$speed_knots == 102.3
is_off <- starter$lat == 91
still <- starter[starter$transceiver == "A" & starter$speed_knots < 0.5, ]
truth <- read.csv(
  file.path(folder, "sim_ais_felixstowe_starter_truth.csv.gz"),
  colClasses = "character"
)
faults <- table(unlist(strsplit(truth$faults, " ", fixed = TRUE)))
sample_truth <- read.csv(
  file.path(folder, "sim_ais_sample_truth.csv"), colClasses = "character"
)
lines <- readLines(file.path(folder, "sim_ais_sample.nmea"), warn = FALSE, skipNul = TRUE)
cat(jsonlite::toJSON(list(
  rows = nrow(starter),
  ships = length(unique(truth$vessel_id)),
  calls_heard = sort(setdiff(unique(truth$call_id), "")),
  fast = length(unique(starter$mmsi[in_hour & is_fast])),
  off = length(unique(starter$mmsi[in_hour & is_off])),
  share = mean(still$status == 0),
  faults = as.list(faults),
  sample_faults = as.list(table(sample_truth$fault[sample_truth$fault != ""])),
  short_mmsi = sum(nchar(starter$mmsi) != 9)
), auto_unbox = TRUE, digits = NA))
