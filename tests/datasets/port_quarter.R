# Base R alone finds what is planted in the quarter of calls, for test_port_quarter.py.
#
#     Rscript --vanilla tests/datasets/port_quarter.R FOLDER
#
# FOLDER is datasets/ais. Prints one `name,value` a line.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
read_table <- function(name) read.csv(file.path(folder, name))
say <- function(name, value) cat(name, ",", format(value, digits = 10), "\n", sep = "")

# The Monday of each time's UTC week. `%u` counts Monday as 1.
monday <- function(times) {
  day <- as.Date(substr(times, 1, 10))
  as.character(day - (as.integer(format(day, "%u")) - 1))
}

calls <- read_table("sim_port_quarter_calls.csv.gz")
hours <- read_table("sim_port_quarter_coverage.csv.gz")
deaf <- "2020-12-14"
strike <- "2020-12-07"

visits <- table(calls$port, monday(calls$arrived_utc))
weeks <- paste(hours$port, monday(hours$hour_utc))
coverage <- c(tapply(hours$n_received, weeks, sum) / tapply(hours$n_expected, weeks, sum))
deaf_week <- paste("GBIMM", deaf)
is_deaf <- weeks == deaf_week & hours$n_received == 0

for (port in rownames(visits)) {
  for (week in colnames(visits)) {
    if (visits[port, week] > 0) say(paste(port, week), visits[port, week])
  }
}
usual <- mean(visits["GBIMM", colnames(visits) < strike])
say("fall", 1 - visits["GBIMM", deaf] / usual)
say("strike_visits", visits["GBSOU", strike])
say("strike_coverage", coverage[[paste("GBSOU", strike)]])
say("deaf_coverage", coverage[[deaf_week]])
say("least_other_coverage", min(coverage[names(coverage) != deaf_week]))
say("deaf_hours", sum(is_deaf))
