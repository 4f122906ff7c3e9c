# Base R alone finds what is planted in the rescue tracks, for test_rescue_tracks.py.
#
#     Rscript --vanilla tests/datasets/rescue_tracks.R FOLDER
#
# FOLDER is datasets/ais. Prints one `name,value` a line.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
tracks <- read.csv(file.path(folder, "sim_rescue_tracks.csv.gz"))
truth <- read.csv(file.path(folder, "sim_rescue_tracks_truth.csv"))
votes <- read.csv(file.path(folder, "sim_rescue_forest_votes.csv"))

say <- function(name, value) cat(name, ",", format(value, digits = 10), "\n", sep = "")

tracks$east <- (tracks$lon - 13) * 60 * cos(34 * pi / 180)
tracks$north <- (tracks$lat - 34) * 60
hour <- paste(tracks$event, tracks$ship, substr(tracks$time_utc, 1, 13))
measure <- function(own) {
  east <- diff(own$east)
  north <- diff(own$north)
  step <- sqrt(east^2 + north^2)
  turn <- abs((diff(atan2(east, north) * 180 / pi) + 180) %% 360 - 180)
  c(speed = sum(step) / (55 / 60), turn = sum(turn), fastest = max(step) * 12)
}
hours <- as.data.frame(t(vapply(split(tracks, hour), measure, numeric(3))))
key <- paste(truth$event, truth$ship, substr(truth$hour_utc, 1, 13))
hours <- cbind(truth, hours[key, ])
hours$is_rescue <- hours$is_rescue == "true"

before <- function(fastest) c(0, head(cummax(fastest), -1))
hours$before <- ave(hours$fastest, hours$event, hours$ship, FUN = before)
slow <- hours[hours$speed < 5, ]
best <- head(slow[order(-slow$turn), ], 50)
rescues <- unique(hours$event[hours$is_rescue])
dashed <- unique(slow$event[slow$before >= 9])

say("best_trawlers", sum(best$behaviour == "trawling"))
say("rescues", length(rescues))
say("dashed", length(dashed))
say("dashed_right", sum(dashed %in% rescues))
stopifnot(identical(votes$ship, truth$ship), identical(votes$hour_utc, truth$hour_utc))
say("false_by_hours", sum(votes$by_hours > 0.5 & !hours$is_rescue))
say("false_by_events", sum(votes$by_events > 0.5 & !hours$is_rescue))
