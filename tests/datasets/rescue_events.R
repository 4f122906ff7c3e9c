# Base R alone finds what is planted in the rescues, for test_rescue_events.py.
#
#     Rscript --vanilla tests/datasets/rescue_events.R FOLDER
#
# FOLDER is datasets/ais. Prints one `name,value` a line.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
rescues <- read.csv(file.path(folder, "sim_rescue_events.csv"))

say <- function(name, value) cat(name, ",", format(value, digits = 10), "\n", sep = "")
clock <- function(text) as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")

nm_per_lon <- 60 * cos(33.5 * pi / 180)
apart_nm <- function(lon, lat, to_lon, to_lat) {
  sqrt(((lon - to_lon) * nm_per_lon)^2 + ((lat - to_lat) * 60)^2)
}
share_near <- function(lon, lat) mean(apart_nm(lon, lat, mean(lon), mean(lat)) <= 45)

lon <- (floor(rescues$lon / 0.2) + 0.5) * 0.2
lat <- (floor(rescues$lat * 6) + 0.5) / 6
day <- substr(rescues$on_scene_utc, 1, 10)
noon <- clock(paste0(day, "T12:00:00Z"))
is_sought <- clock(rescues$alerted_utc) <= noon & noon <= clock(rescues$ended_utc)
is_in_sight <- apart_nm(rescues$lon, rescues$lat, lon, lat) <= 1.2

say("n_rescues", nrow(rescues))
say("moved_nm", apart_nm(mean(rescues$lon), mean(rescues$lat), mean(lon), mean(lat)))
say("share_exact", share_near(rescues$lon, rescues$lat))
say("share_blurred", share_near(lon, lat))
say("seen", sum(is_sought & is_in_sight))
say("rows_alone", sum(table(paste(lon, lat, day)) == 1))
say("one_ship_near", sum(rescues$ships_within_2_nm == 1))
say("one_ship_in_square", sum(rescues$ships_in_square_that_day == 1))
