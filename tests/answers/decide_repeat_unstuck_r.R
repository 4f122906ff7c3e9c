# Answers to `solutions/decide_repeat_unstuck_r.R` that must pass, and answers that must
# not. Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="on-time-rate" name="one minus the share of late calls"
on_time_rate <- function(calls, late) {
  if (is.na(calls) || is.na(late) || calls == 0) {
    return(NA_real_)
  }
  1 - late / calls
}

# %% right="on-time-rate" name="one if, with both its branches"
on_time_rate <- function(calls, late) {
  if (isTRUE(calls > 0)) 1 - late / calls else NA
}

# %% right="on-time-rate" name="ifelse, for whole columns too"
on_time_rate <- function(calls, late) {
  ifelse(calls == 0, NA, (calls - late) / calls)
}

# %% right="on-time-rate" name="dplyr"
on_time_rate <- function(calls, late) {
  dplyr::if_else(calls == 0, NA_real_, (calls - late) / calls)
}

# %% wrong="on-time-rate" name="nothing" kind="nothing" says="not answered yet"
on_time_rate <- NULL

# %% wrong="on-time-rate" name="a number, not a function" kind="type" says="not a function"
on_time_rate <- (8 - 2) / 8

# %% wrong="on-time-rate" name="one argument" says="It takes 1 argument, not 2"
on_time_rate <- function(calls) (calls - 2) / calls

# %% wrong="on-time-rate" name="the example written down" kind="hard-coded" says="the share of them that was on time"
on_time_rate <- function(calls, late) 0.75

# %% wrong="on-time-rate" name="whole numbers only" says="the share of them that was on time"
on_time_rate <- function(calls, late) (calls - late) %/% calls

# %% wrong="on-time-rate" name="divides by the late calls" says="the share of them that was on time"
on_time_rate <- function(calls, late) (calls - late) / late

# %% wrong="on-time-rate" name="the late share" says="the share of them that was on time"
on_time_rate <- function(calls, late) late / calls

# %% wrong="on-time-rate" name="per cent" says="the share of them that was on time"
on_time_rate <- function(calls, late) 100 * (calls - late) / calls

# %% wrong="on-time-rate" name="rounded" says="the share of them that was on time"
on_time_rate <- function(calls, late) round((calls - late) / calls, 2)

# %% wrong="on-time-rate" name="printed, not returned" says="the share of them that was on time"
on_time_rate <- function(calls, late) cat((calls - late) / calls)

# %% wrong="on-time-rate" name="one call too many" kind="off-by-one" says="the share of them that was on time"
on_time_rate <- function(calls, late) (calls - late) / (calls + 1)

# %% wrong="on-time-rate" name="always the same berth" says="the share of them that was on time"
on_time_rate <- function(calls, late) {
  calls <- 12
  late <- 3
  (calls - late) / calls
}

# %% wrong="on-time-rate" name="no late calls taken for unknown" says="where every call was late"
on_time_rate <- function(calls, late) {
  if (calls == 0 || late == 0 || late == calls) {
    return(NA)
  }
  (calls - late) / calls
}

# %% wrong="on-time-rate" name="the tidy answer" says="a berth without calls has no rate"
on_time_rate <- function(calls, late) 1 - late / max(calls, 1)

# %% wrong="on-time-rate" name="no calls, no praise" says="a berth without calls has no rate"
on_time_rate <- function(calls, late) {
  if (is.na(calls)) {
    return(NA)
  }
  if (calls == 0) 0 else (calls - late) / calls
}

# %% wrong="on-time-rate" name="a word for unknown" says="a berth without calls has no rate"
on_time_rate <- function(calls, late) {
  if (calls == 0) "unknown" else (calls - late) / calls
}

# %% wrong="on-time-rate" name="if stops at a missing count" says="where a count is missing"
on_time_rate <- function(calls, late) {
  if (calls == 0) {
    return(NA)
  }
  (calls - late) / calls
}

# %% wrong="on-time-rate" name="unknown taken for none late" says="where a count is missing"
on_time_rate <- function(calls, late) {
  if (is.na(late)) late <- 0
  (calls - late) / calls
}

# %% wrong="on-time-rate" name="unknown taken for a rate of zero" says="where a count is missing"
on_time_rate <- function(calls, late) {
  if (is.na(calls) || is.na(late)) {
    return(0)
  }
  (calls - late) / calls
}

# %% wrong="on-time-rate" name="zero divided by zero" says="no calls give an NA that you decided on"
on_time_rate <- function(calls, late) (calls - late) / calls

# %% wrong="on-time-rate" name="an if without its else" says="no calls give an NA that you decided on"
on_time_rate <- function(calls, late) {
  if (isTRUE(calls > 0)) 1 - late / calls
}

# %% right="every-berth" name="whole columns"
rates <- quay
rates$rate <- (quay$calls - quay$late) / quay$calls

# %% right="every-berth" name="whole columns, only where there were calls, last berth first"
called <- which(quay$calls > 0)
rates <- data.frame(berth = quay$berth, rate = NA)
rates$rate[called] <- 1 - quay$late[called] / quay$calls[called]
rates <- rates[order(rates$berth, decreasing = TRUE), ]

# %% right="every-berth" name="a loop over rows"
found <- c()
for (i in seq_len(nrow(quay))) {
  found[i] <- if (quay$calls[i] > 0) 1 - quay$late[i] / quay$calls[i] else NA
}
rates <- data.frame(berth = quay$berth, rate = found)

# %% right="every-berth" name="dplyr"
library(dplyr, warn.conflicts = FALSE)
rates <- quay |>
  mutate(rate = if_else(calls == 0, NA_real_, (calls - late) / calls)) |>
  select(berth, rate)

# %% right="every-berth" name="Map, and one row after another"
rate_of <- function(berth, calls, late) {
  data.frame(berth = berth, rate = if (calls == 0) NA else 1 - late / calls)
}
rates <- do.call(rbind, Map(rate_of, quay$berth, quay$calls, quay$late))

# %% wrong="every-berth" name="nothing" kind="nothing" says="not answered yet"
rates <- NULL

# %% wrong="every-berth" name="the columns, and no row" says="It has no rows."
rates <- transform(quay, rate = 1 - late / calls)[0, ]

# %% wrong="every-berth" name="a vector, not a table" kind="type" says="rates is a table"
rates <- (quay$calls - quay$late) / quay$calls

# %% wrong="every-berth" name="rates as text" kind="type" says="Its column rate holds text"
rates <- data.frame(
  berth = quay$berth,
  rate = c("75%", "100%", "", "60%", "0%", "", "75%", "90%")
)

# %% wrong="every-berth" name="no names of berths" says="It has no column berth"
rates <- data.frame(rate = (quay$calls - quay$late) / quay$calls)

# %% wrong="every-berth" name="the berth without calls dropped" says="every berth of the quay has one row"
rates <- subset(quay, calls > 0)
rates$rate <- (rates$calls - rates$late) / rates$calls

# %% wrong="every-berth" name="those that nobody can know dropped" says="every berth of the quay has one row"
rates <- quay
rates$rate <- (quay$calls - quay$late) / quay$calls
rates <- na.omit(rates)

# %% wrong="every-berth" name="the last berth left behind" kind="off-by-one" says="every berth of the quay has one row"
rates <- quay[-nrow(quay), ]
rates$rate <- (rates$calls - rates$late) / rates$calls

# %% wrong="every-berth" name="the last berth only" says="every berth of the quay has one row"
for (i in seq_len(nrow(quay))) {
  rates <- data.frame(berth = quay$berth[i], rate = 1 - quay$late[i] / quay$calls[i])
}

# %% wrong="every-berth" name="upside down" says="none is above 1"
rates <- transform(quay, rate = calls / (calls - late))

# %% wrong="every-berth" name="per cent" says="none is above 1"
rates <- transform(quay, rate = 100 * (calls - late) / calls)

# %% wrong="every-berth" name="the example for everyone" kind="hard-coded" says="each berth has its own rate"
rates <- data.frame(berth = quay$berth, rate = 0.75)

# %% wrong="every-berth" name="the late shares" says="each berth has its own rate"
rates <- transform(quay, rate = late / calls)

# %% wrong="every-berth" name="a perfect score for no calls" says="each berth has its own rate"
rates <- transform(quay, rate = 1 - late / pmax(calls, 1))

# %% wrong="every-berth" name="zero for unknown" says="each berth has its own rate"
rates <- transform(quay, rate = (calls - late) / calls)
rates$rate[is.na(rates$rate)] <- 0

# %% wrong="every-berth" name="rates beside the wrong berths" kind="off-by-one" says="each berth has its own rate"
found <- (quay$calls - quay$late) / quay$calls
rates <- data.frame(berth = quay$berth, rate = c(found[-1], found[1]))

# %% right="repair-script" name="without a loop inside"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] > 1))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% right="repair-script" name="a table of all berths, counted at once"
late_report <- function(calls, berths) {
  late <- table(factor(calls$berth[calls$delay_h > 1], levels = berths))
  data.frame(berth = names(late), late = as.vector(late))
}
late_counts <- late_report(march_calls, march_berths)

# %% right="repair-script" name="dplyr"
library(dplyr, warn.conflicts = FALSE)
late_report <- function(calls, berths) {
  found <- calls |>
    filter(delay_h > 1) |>
    count(berth, name = "late")
  data.frame(berth = berths) |>
    left_join(found, by = "berth") |>
    mutate(late = coalesce(late, 0L))
}
late_counts <- late_report(march_calls, march_berths)

# %% right="repair-script" name="a table of a factor, as it comes"
late_report <- function(calls, berths) {
  late <- factor(calls$berth[calls$delay_h > 1], levels = berths)
  as.data.frame(table(berth = late), responseName = "late")
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="nothing" kind="nothing" says="not answered yet"
late_counts <- NULL

# %% wrong="repair-script" name="a vector of counts" kind="type" says="not a table"
late_report <- function(calls, berths) {
  sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] > 1))
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="the function, not called" kind="type" says="brackets that call it"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] > 1))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report

# %% wrong="repair-script" name="a table counted by eye" kind="hard-coded" says="exactly one hour after its time"
late_report <- draft_report
late_counts <- data.frame(berth = march_berths, late = c(2, 2, 1, 0))

# %% wrong="repair-script" name="always March" kind="hard-coded" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  data.frame(berth = march_berths, late = c(2, 2, 1, 0))
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="only the stop repaired" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  counts <- c()
  late <- 0
  for (berth in berths) {
    for (delay in calls[calls$berth == berth, "delay_h"]) {
      if (delay >= 1) late <- late + 1
    }
    counts <- c(counts, late)
  }
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="one hour is late" kind="off-by-one" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] >= 1))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="one hour mended to two" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] >= 2))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="the counter never starts anew" says="each berth starts from zero"
late_report <- function(calls, berths) {
  counts <- c()
  late <- 0
  for (berth in berths) {
    for (delay in calls[calls$berth == berth, "delay_h"]) {
      if (delay > 1) late <- late + 1
    }
    counts <- c(counts, late)
  }
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="the berth without calls dropped" says="each berth starts from zero"
late_report <- function(calls, berths) {
  found <- aggregate(delay_h ~ berth, calls, function(delays) sum(delays > 1))
  data.frame(berth = found$berth, late = found$delay_h)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="zeroed for every call" says="each berth starts from zero"
late_report <- function(calls, berths) {
  counts <- c()
  for (berth in berths) {
    late <- 0
    for (delay in calls[calls$berth == berth, "delay_h"]) {
      late <- if (delay > 1) 1 else 0
    }
    counts <- c(counts, late)
  }
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="mended, but the table is from before" says="what the script gives for March"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] > 1))
  data.frame(berth = berths, late = counts)
}
late_counts <- data.frame(berth = march_berths, late = c(2, 4, 6, 6))

# %% wrong="repair-script" name="a function that fits the cases seen" says="for other calls and berths"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] > 1))
  data.frame(berth = berths, late = if (length(berths) < 5) counts else 0)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="the limit moved to fit March" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls$delay_h[calls$berth == berth] >= 1.1))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% wrong="repair-script" name="a column that is not there, with rows" says="exactly one hour after its time"
late_report <- function(calls, berths) {
  counts <- sapply(berths, function(berth) sum(calls[calls$berth == berth, "delay"] > 1))
  data.frame(berth = berths, late = counts)
}
late_counts <- late_report(march_calls, march_berths)

# %% right="two-answers" name="much evidence, and shares that lie close together"
evidence <- c(rep(c(3.0, 0.2), 50), NA)
true_share <- 0.5
wrong_one <- "A"

# %% right="two-answers" name="several unknown, and a share in full"
evidence <- c(2, NA, NA, 0.1, 5)
true_share <- 2 / 3
wrong_one <- "A"

# %% right="two-answers" name="one late call and one unknown"
evidence <- c(2, NaN)
true_share <- 1
wrong_one <- "A"

# %% right="two-answers" name="rounded to two places"
evidence <- c(2.0, 0.2, 0.3, NA)
true_share <- 0.33
wrong_one <- "A"

# %% wrong="two-answers" name="nothing" kind="nothing" says="not answered yet"
evidence <- NULL
true_share <- NULL
wrong_one <- NULL

# %% wrong="two-answers" name="a guess without evidence" says="not answered yet"
evidence <- NULL
true_share <- 0.5
wrong_one <- "A"

# %% wrong="two-answers" name="a table, not a vector" kind="type" says="evidence is a vector of delays"
evidence <- data.frame(delay_h = c(3.0, 0.5, NA))
true_share <- 0.5
wrong_one <- "A"

# %% wrong="two-answers" name="delays as text" kind="type" says="It holds text"
evidence <- c("3.0", "0.5", "NA")
true_share <- 0.5
wrong_one <- "A"

# %% wrong="two-answers" name="the four calls on which they agree" kind="hard-coded" says="tells the answers apart"
evidence <- c(0.5, 3.0, -2.0, 1.0)
true_share <- 0.25
wrong_one <- "A"

# %% wrong="two-answers" name="no late call" says="tells the answers apart"
evidence <- c(0.5, NA)
true_share <- 0
wrong_one <- "A"

# %% wrong="two-answers" name="no known call" says="evidence is a vector of delays"
evidence <- c(NA, NA)
true_share <- 0
wrong_one <- "A"

# %% wrong="two-answers" name="a share in per cent" says="true_share is one number from 0 to 1"
evidence <- c(3.0, 0.5, NA)
true_share <- 50
wrong_one <- "A"

# %% wrong="two-answers" name="the unknown among the whole" kind="off-by-one" says="among those whose delay is known"
evidence <- c(3.0, 0.5, NA)
true_share <- 1 / 3
wrong_one <- "A"

# %% wrong="two-answers" name="taken in by A" says="among those whose delay is known"
evidence <- c(3.0, 0.5, NA)
true_share <- 1 / 3
wrong_one <- "B"

# %% wrong="two-answers" name="the right evidence, the wrong one accused" says="wrong_one names the answer"
evidence <- c(3.0, 0.5, NA)
true_share <- 0.5
wrong_one <- "B"

# %% wrong="two-answers" name="shares that lie close together, the wrong one accused" says="wrong_one names the answer"
evidence <- c(rep(c(3.0, 0.2), 50), NA)
true_share <- 0.495
wrong_one <- "B"

# %% wrong="two-answers" name="a number for a letter" says="wrong_one names the answer"
evidence <- c(3.0, 0.5, NA)
true_share <- 0.5
wrong_one <- 1

# %% wrong="two-answers" name="a small letter" says="wrong_one names the answer"
evidence <- c(3.0, 0.5, NA)
true_share <- 0.5
wrong_one <- "a"
