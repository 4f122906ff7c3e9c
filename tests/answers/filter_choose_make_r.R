# Answers to `solutions/filter_choose_make_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="winter-containers" name="base R, square brackets"
month <- as.numeric(harbour_returns$month)
is_winter <- harbour_returns$year == 2020 & month == 12 |
  harbour_returns$year == 2021 & month < 3
winter_containers <- harbour_returns[is_winter & harbour_returns$cargo_group == "container", ]

# %% right="winter-containers" name="base R, subset, months left as text"
winter_containers <- subset(
  harbour_returns,
  cargo_group == "container" & paste(year, month) %in% c("2020 12", "2021 1", "2021 2")
)

# %% right="winter-containers" name="a date made of year and month, latest first"
winter_containers <- harbour_returns |>
  dplyr::mutate(starts = as.Date(paste(year, month, 1, sep = "-"))) |>
  dplyr::filter(
    starts >= as.Date("2020-12-01"), starts < as.Date("2021-03-01"),
    cargo_group == "container"
  ) |>
  dplyr::arrange(dplyr::desc(starts))

# %% right="winter-containers" name="two tables, one below the other, as a tibble"
winter_containers <- dplyr::bind_rows(
  dplyr::filter(harbour_returns, year == 2020, month == "12"),
  dplyr::filter(harbour_returns, year == 2021, month %in% c("1", "2"))
) |>
  dplyr::filter(cargo_group == "container") |>
  dplyr::as_tibble()

# %% right="winter-containers" name="base R, merged with the three months"
months <- data.frame(year = c(2020, 2021, 2021), month = c("12", "1", "2"))
winter_containers <- merge(subset(harbour_returns, cargo_group == "container"), months)

# %% wrong="winter-containers" name="nothing" kind="nothing" says="not answered yet"
winter_containers <- NULL

# %% wrong="winter-containers" name="the names of the returns" kind="type" says="winter_containers is a table"
winter_containers <- c("R09", "R10", "R12", "R13", "R15", "R16")

# %% wrong="winter-containers" name="true and false, not used to filter" says="winter_containers is a table"
winter_containers <- harbour_returns$month %in% c("12", "1", "2")

# %% wrong="winter-containers" name="one column alone, as a table" says="no column year"
winter_containers <- harbour_returns["return_id"]

# %% wrong="winter-containers" name="everything" says="about container ships"
winter_containers <- harbour_returns

# %% wrong="winter-containers" name="tankers too" says="about container ships"
winter_containers <- subset(
  harbour_returns, year == 2020 & month == 12 | year == 2021 & month %in% 1:2
)

# %% wrong="winter-containers" name="month as text, written as a number" says="of December, January"
winter_containers <- subset(
  harbour_returns, cargo_group == "container" & (month >= 12 | month <= 2)
)

# %% wrong="winter-containers" name="from December on as text" says="of December, January or February"
winter_containers <- dplyr::filter(harbour_returns, cargo_group == "container", month >= "12")

# %% wrong="winter-containers" name="November for December" kind="off-by-one" says="of December, January or February"
winter_containers <- subset(
  harbour_returns,
  cargo_group == "container" &
    (year == 2020 & month %in% 11:12 | year == 2021 & month == 1)
)

# %% wrong="winter-containers" name="March kept as well" says="of December, January or February"
winter_containers <- subset(
  harbour_returns,
  cargo_group == "container" & (year == 2020 & month == 12 | year == 2021 & month %in% 1:3)
)

# %% wrong="winter-containers" name="the months of 2020" says="it holds one winter"
winter_containers <- subset(
  harbour_returns, cargo_group == "container" & year == 2020 & month %in% c(12, 1, 2)
)

# %% wrong="winter-containers" name="the months of 2021" says="it holds one winter"
winter_containers <- dplyr::filter(
  harbour_returns, cargo_group == "container", year == 2021, month %in% c("12", "1", "2")
)

# %% wrong="winter-containers" name="three winters" says="it holds one winter"
winter_containers <- subset(harbour_returns, cargo_group == "container" & month %in% c(12, 1, 2))

# %% wrong="winter-containers" name="the winter after" says="it holds one winter"
winter_containers <- subset(
  harbour_returns, cargo_group == "container" & year == 2021 & month == 12
)

# %% wrong="winter-containers" name="no December" says="too few"
winter_containers <- subset(
  harbour_returns, cargo_group == "container" & year == 2021 & month %in% 1:2
)

# %% wrong="winter-containers" name="one terminal" says="too few"
winter_containers <- subset(harbour_returns, return_id %in% c("R09", "R12", "R15"))

# %% wrong="winter-containers" name="no rows at all" says="It has no rows."
winter_containers <- subset(harbour_returns, month == "December")

# %% wrong="winter-containers" name="first of each month, typed" kind="hard-coded" says="too few"
winter_containers <- harbour_returns[c(9, 12, 15), ]

# %% wrong="winter-containers" name="the right rows with one twice" says="too many"
winter_containers <- harbour_returns[c(9, 10, 12, 13, 15, 16, 16), ]

# %% wrong="winter-containers" name="one return for another" says="more often than it should"
winter_containers <- harbour_returns[c(9, 10, 12, 13, 16, 16), ]

# %% wrong="winter-containers" name="calls altered" says="its calls is"
winter_containers <- harbour_returns[c(9, 10, 12, 13, 15, 16), ]
winter_containers$calls <- cumsum(winter_containers$calls)

# %% wrong="winter-containers" name="terminals overwritten" says="its terminal is"
winter_containers <- harbour_returns[c(9, 10, 12, 13, 15, 16), ]
winter_containers$terminal <- "North"

# %% wrong="winter-containers" name="brackets that let tankers in" says="about container ships"
winter_containers <- subset(
  harbour_returns,
  cargo_group == "container" & year == 2020 & month == 12 | year == 2021 & month %in% 1:2
)

# %% wrong="winter-containers" name="three months recycled along the rows" says="it holds one winter"
winter_containers <- subset(
  harbour_returns, cargo_group == "container" & month == rep(c(12, 1, 2), length.out = 22)
)

# %% wrong="winter-containers" name="a row of NA" says="about container ships"
winter_containers <- harbour_returns[c(9, 10, 12, 13, 15, 16, NA), ]

# %% right="waiting-hours" name="difftime in base R"
arrivals$wait_hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours[which(arrivals$wait_hours < 0)] <- NA

# %% right="waiting-hours" name="seconds as numbers, longest first, rounded"
arrivals <- arrivals |>
  dplyr::mutate(
    wait_hours = round((as.numeric(berthed_utc) - as.numeric(arrived_utc)) / 3600, 2),
    wait_hours = replace(wait_hours, which(wait_hours < 0), NA)
  ) |>
  dplyr::arrange(dplyr::desc(wait_hours))

# %% right="waiting-hours" name="the unit set on the length of time"
wait <- arrivals$berthed_utc - arrivals$arrived_utc
units(wait) <- "hours"
arrivals <- transform(arrivals, wait_hours = ifelse(wait >= 0, as.vector(wait), NA))

# %% right="waiting-hours" name="the wrong times emptied first"
arrivals <- arrivals |>
  dplyr::mutate(
    berthed = dplyr::if_else(berthed_utc < arrived_utc, as.POSIXct(NA), berthed_utc),
    wait_hours = as.numeric(difftime(berthed, arrived_utc, units = "mins")) / 60
  )

# %% right="waiting-hours" name="base R, a loop, rounded as in the lesson"
arrivals$wait_hours <- NA_real_
for (i in seq_len(nrow(arrivals))) {
  hours <- difftime(arrivals$berthed_utc[i], arrivals$arrived_utc[i], units = "hours")
  if (!is.na(hours) && hours >= 0) arrivals$wait_hours[i] <- round(as.numeric(hours), 1)
}

# %% right="waiting-hours" name="base R, within and is.na"
arrivals <- within(arrivals, {
  wait_hours <- as.numeric(berthed_utc - arrived_utc, units = "hours")
  is.na(wait_hours) <- which(wait_hours < 0)
})

# %% wrong="waiting-hours" name="nothing" kind="nothing" says="no column wait_hours"
invisible()

# %% wrong="waiting-hours" name="no table" says="not answered yet"
arrivals <- NULL

# %% wrong="waiting-hours" name="a column made, but not kept" says="no column wait_hours"
arrivals |>
  dplyr::mutate(wait_hours = as.numeric(berthed_utc - arrived_utc, units = "hours"))

# %% wrong="waiting-hours" name="the rows of the wrong records dropped" says="It has 7 rows, not 10"
arrivals <- arrivals |>
  dplyr::mutate(wait_hours = as.numeric(berthed_utc - arrived_utc, units = "hours")) |>
  dplyr::filter(wait_hours >= 0)

# %% wrong="waiting-hours" name="lengths of time" says="wait_hours holds numbers"
arrivals$wait_hours <- arrivals$berthed_utc - arrivals$arrived_utc

# %% wrong="waiting-hours" name="hours as text" kind="type" says="wait_hours holds numbers"
arrivals$wait_hours <- format(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)

# %% wrong="waiting-hours" name="the unit left to R, which takes seconds" says="Yours is 9000 hours"
arrivals$wait_hours <- as.numeric(arrivals$berthed_utc - arrivals$arrived_utc)

# %% wrong="waiting-hours" name="minutes" says="Yours is 150 hours"
arrivals$wait_hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "mins")
)

# %% wrong="waiting-hours" name="seconds" says="Yours is 9000 hours"
arrivals$wait_hours <- as.numeric(arrivals$berthed_utc) - as.numeric(arrivals$arrived_utc)

# %% wrong="waiting-hours" name="days" says="K01 came at 06:00"
arrivals$wait_hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "days")
)

# %% wrong="waiting-hours" name="the other way round" says="Yours is -2.5 hours"
arrivals$wait_hours <- as.numeric(
  difftime(arrivals$arrived_utc, arrivals$berthed_utc, units = "hours")
)

# %% wrong="waiting-hours" name="the first wait for all" kind="hard-coded" says="K04 was moored two days after"
arrivals$wait_hours <- 2.5

# %% wrong="waiting-hours" name="clock hours, whole days dropped" says="Yours is 18 hours"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours <- hours %% 24

# %% wrong="waiting-hours" name="negative waits kept" says="less than no time"
arrivals$wait_hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)

# %% wrong="waiting-hours" name="emptied in a table that was not kept" says="less than no time"
arrivals <- arrivals |>
  dplyr::mutate(wait_hours = as.numeric(berthed_utc - arrived_utc, units = "hours"))
arrivals |> dplyr::mutate(wait_hours = ifelse(wait_hours < 0, NA, wait_hours))

# %% wrong="waiting-hours" name="the minus taken away" says="each wait is with its own call"
arrivals$wait_hours <- abs(as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
))

# %% wrong="waiting-hours" name="zero for unknown" says="each wait is with its own call"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours <- pmax(hours, 0)

# %% wrong="waiting-hours" name="no wait taken for an unknown one" says="each wait is with its own call"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours <- ifelse(hours > 0, hours, NA)

# %% wrong="waiting-hours" name="short waits emptied too" says="each wait is with its own call"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours <- ifelse(hours < 1, NA, hours)

# %% wrong="waiting-hours" name="one hour too many" kind="off-by-one" says="each wait is with its own call"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
hours[which(hours < 0)] <- NA
arrivals$wait_hours <- ifelse(hours %in% c(2.5, 42), hours, hours + 1)

# %% wrong="waiting-hours" name="whole hours" says="K01 came at 06:00"
hours <- as.numeric(
  difftime(arrivals$berthed_utc, arrivals$arrived_utc, units = "hours")
)
arrivals$wait_hours <- floor(ifelse(hours < 0, NA, hours))

# %% right="longest-waits" name="base R, sorted, then all from the tenth value on"
quays$average_hours <- quays$waited_hours / quays$calls
in_order <- quays[order(quays$average_hours, decreasing = TRUE), ]
longest <- subset(
  in_order, average_hours >= average_hours[10],
  select = c(berth_id, average_hours)
)

# %% right="longest-waits" name="base R, by rank, the idle berth left out first"
busy <- subset(quays, calls > 0)
busy$average_hours <- busy$waited_hours / busy$calls
longest <- busy[rank(-busy$average_hours, ties.method = "min") <= 10, ]
longest <- longest[order(-longest$average_hours, longest$berth_id), c("berth_id", "average_hours")]

# %% right="longest-waits" name="dplyr, min_rank, other order of columns"
longest <- quays |>
  dplyr::filter(calls > 0) |>
  dplyr::transmute(average_hours = waited_hours / calls, berth_id) |>
  dplyr::filter(dplyr::min_rank(dplyr::desc(average_hours)) <= 10) |>
  dplyr::arrange(dplyr::desc(average_hours)) |>
  dplyr::as_tibble()

# %% right="longest-waits" name="rounded"
longest <- quays |>
  dplyr::mutate(average_hours = round(waited_hours / calls, 3)) |>
  dplyr::slice_max(average_hours, n = 10, with_ties = TRUE) |>
  dplyr::select(berth_id, average_hours)

# %% right="longest-waits" name="base R, names stacked into a factor"
hours <- sort(with(quays, setNames(waited_hours / calls, berth_id)), decreasing = TRUE)
longest <- setNames(stack(hours[hours >= hours[10]])[2:1], c("berth_id", "average_hours"))

# %% right="longest-waits" name="base R, one pipe, rounded as in the lesson"
longest <- quays |>
  transform(average_hours = round(waited_hours / calls, 1)) |>
  subset(rank(-average_hours, ties.method = "min") <= 10, c(berth_id, average_hours)) |>
  (\(kept) kept[order(kept$average_hours, decreasing = TRUE), ])()

# %% wrong="longest-waits" name="rounded to whole hours" says="shared among its calls"
longest <- quays |>
  dplyr::mutate(average_hours = round(waited_hours / calls)) |>
  dplyr::slice_max(average_hours, n = 10) |>
  dplyr::select(berth_id, average_hours)

# %% wrong="longest-waits" name="a row of NA from square brackets" says="NORTH-5, which had no calls"
quays$average_hours <- quays$waited_hours / quays$calls
longest <- quays[quays$average_hours >= 6.5, c("berth_id", "average_hours")]
longest <- longest[order(-longest$average_hours), ]

# %% wrong="longest-waits" name="nothing" kind="nothing" says="not answered yet"
longest <- NULL

# %% wrong="longest-waits" name="a vector of names" kind="type" says="longest is a table"
longest <- c("SOUTH-1", "NORTH-3", "EAST-2", "WEST-1")

# %% wrong="longest-waits" name="averages as text" says="Its column average_hours holds text"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::slice_max(average_hours, n = 10) |>
  dplyr::transmute(berth_id, average_hours = paste(average_hours, "h"))

# %% wrong="longest-waits" name="no berth left" says="It has no rows."
quays$average_hours <- quays$waited_hours / quays$calls
longest <- subset(quays, average_hours > 100, select = c(berth_id, average_hours))

# %% wrong="longest-waits" name="columns not chosen" says="those two are its only columns"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::slice_max(average_hours, n = 10)

# %% wrong="longest-waits" name="calls divided by hours" says="shared among its calls"
longest <- quays |>
  dplyr::mutate(average_hours = calls / waited_hours) |>
  dplyr::slice_max(average_hours, n = 10) |>
  dplyr::select(berth_id, average_hours)

# %% wrong="longest-waits" name="the total taken for the average" says="shared among its calls"
longest <- quays |>
  dplyr::slice_max(waited_hours, n = 10) |>
  dplyr::select(berth_id, average_hours = waited_hours)

# %% wrong="longest-waits" name="every berth" says="NORTH-5, which had no calls"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::arrange(dplyr::desc(average_hours)) |>
  dplyr::select(berth_id, average_hours)

# %% wrong="longest-waits" name="sorted ascending" says="no berth left out waited longer"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::arrange(average_hours) |>
  dplyr::select(berth_id, average_hours) |>
  head(10)

# %% wrong="longest-waits" name="the longest in all, not on average" says="no berth left out waited longer"
longest <- quays |>
  dplyr::slice_max(waited_hours, n = 10) |>
  dplyr::transmute(berth_id, average_hours = waited_hours / calls) |>
  dplyr::arrange(dplyr::desc(average_hours))

# %% wrong="longest-waits" name="ties dropped by head" says="too few"
quays$average_hours <- quays$waited_hours / quays$calls
in_order <- quays[order(quays$average_hours, decreasing = TRUE), ]
longest <- head(in_order[c("berth_id", "average_hours")], 10)

# %% wrong="longest-waits" name="ties dropped by slice_max" says="too few"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::slice_max(average_hours, n = 10, with_ties = FALSE) |>
  dplyr::select(berth_id, average_hours)

# %% wrong="longest-waits" name="nine berths" kind="off-by-one" says="too few"
quays$average_hours <- quays$waited_hours / quays$calls
in_order <- quays[order(quays$average_hours, decreasing = TRUE), ]
longest <- head(in_order[c("berth_id", "average_hours")], 9)

# %% wrong="longest-waits" name="above the tenth, not level with it" says="too few"
quays$average_hours <- quays$waited_hours / quays$calls
longest <- subset(quays, average_hours > 6.5, select = c(berth_id, average_hours))
longest <- longest[order(-longest$average_hours), ]

# %% wrong="longest-waits" name="ten different averages" says="too many"
longest <- quays |>
  dplyr::mutate(average_hours = waited_hours / calls) |>
  dplyr::filter(dplyr::dense_rank(dplyr::desc(average_hours)) <= 10) |>
  dplyr::arrange(dplyr::desc(average_hours)) |>
  dplyr::select(berth_id, average_hours)

# %% wrong="longest-waits" name="three berths typed" kind="hard-coded" says="no berth left out waited"
longest <- data.frame(berth_id = c("NORTH-1", "EAST-1", "SOUTH-2"), average_hours = 6.5)

# %% wrong="longest-waits" name="right berths, shortest first" says="the longest wait stands first"
quays$average_hours <- quays$waited_hours / quays$calls
longest <- subset(quays, average_hours >= 6.5, select = c(berth_id, average_hours))
longest <- longest[order(longest$average_hours), ]

# %% wrong="longest-waits" name="in the order of the file" says="the longest wait stands first"
quays$average_hours <- quays$waited_hours / quays$calls
longest <- subset(quays, average_hours >= 6.5, select = c(berth_id, average_hours))
