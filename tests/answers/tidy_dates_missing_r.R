# Answers to `solutions/tidy_dates_missing_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="tidy-sheet" name="blocks of three columns, in base R"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% right="tidy-sheet" name="cell by cell, then wide, as on the page"
heads <- read_excel(
  workbook,
  sheet = "Southampton", range = "B4:S5", col_names = FALSE, .name_repair = "unique_quiet"
)
groups <- fill(tibble(group = unlist(heads[1, ])), group)$group
southampton <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_types = "text",
  col_names = c("month", paste(groups, unlist(heads[2, ]), sep = "/"))
) |>
  pivot_longer(-month, names_to = c("cargo_group", "measure"), names_sep = "/") |>
  mutate(
    measure = str_replace(str_to_lower(measure), " ", "_"),
    month = as.integer(month),
    value = suppressWarnings(as.numeric(value))
  ) |>
  pivot_wider(names_from = measure, values_from = value) |>
  arrange(desc(month))

# %% right="tidy-sheet" name="the groups as a factor"
heads <- read_excel(
  workbook,
  sheet = "Southampton", range = "B4:S5", col_names = FALSE, .name_repair = "unique_quiet"
)
groups <- fill(tibble(group = unlist(heads[1, ])), group)$group
southampton <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_types = "text", na = c(":", "c"),
  col_names = c("month", paste(groups, unlist(heads[2, ]), sep = "/"))
) |>
  pivot_longer(-month, names_to = c("cargo_group", ".value"), names_sep = "/") |>
  rename(calls = Calls, tonnes_in = `Tonnes in`, tonnes_out = `Tonnes out`) |>
  mutate(across(-cargo_group, as.numeric), cargo_group = factor(cargo_group))

# %% wrong="tidy-sheet" name="the page's own headings" says="It has no column cargo_group"
heads <- read_excel(
  workbook,
  sheet = "Southampton", range = "B4:S5", col_names = FALSE, .name_repair = "unique_quiet"
)
groups <- fill(tibble(group = unlist(heads[1, ])), group)$group
southampton <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_types = "text", na = c(":", "c"),
  col_names = c("month", paste(groups, unlist(heads[2, ]), sep = "/"))
) |>
  pivot_longer(-month, names_to = c("cargo", ".value"), names_sep = "/") |>
  mutate(across(-cargo, as.numeric))

# %% wrong="tidy-sheet" name="the headings without a row" says="It has no rows"
southampton <- data.frame(
  month = integer(), cargo_group = character(),
  calls = numeric(), tonnes_in = numeric(), tonnes_out = numeric()
)

# %% wrong="tidy-sheet" name="nothing" kind="nothing" says="not answered yet"
southampton <- NULL

# %% wrong="tidy-sheet" name="the sheet as it was read" says="It has no column"
southampton <- read_excel(
  workbook,
  sheet = "Southampton", skip = 3, .name_repair = "unique_quiet"
)

# %% wrong="tidy-sheet" name="one port's name, not its table" kind="type" says="It is text"
southampton <- "Southampton"

# %% wrong="tidy-sheet" name="the total kept as a month" kind="off-by-one" says="It has 78 rows, not 72"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S18", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% wrong="tidy-sheet" name="footnote rows kept" says="It has 102 rows, not 72"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S22", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% wrong="tidy-sheet" name="header levels lost" says="has each month once, under its own name"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})
southampton$cargo_group <- "Containers"

# %% wrong="tidy-sheet" name="the last two groups exchanged" says="every call that the sheet shows"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Liquid bulk", "Ro-ro")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% wrong="tidy-sheet" name="the months left as text" says="month is a whole number"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% wrong="tidy-sheet" name="the marks left among the figures" says="no mark is left in them"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
southampton$month <- as.numeric(southampton$month)

# %% wrong="tidy-sheet" name="zero for secret and for missing" says="no other cell is filled"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})
southampton[is.na(southampton)] <- 0

# %% wrong="tidy-sheet" name="in and out exchanged" says="so is every tonne that came in"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_out", "tonnes_in")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})

# %% wrong="tidy-sheet" name="tonnes out copied from tonnes in" says="and every tonne that went out"
cells <- read_excel(
  workbook,
  sheet = "Southampton", range = "A6:S17", col_names = FALSE, col_types = "text",
  .name_repair = "unique_quiet"
)
groups <- c("Containers", "Dry bulk", "General cargo", "Passenger", "Ro-ro", "Liquid bulk")
cut_block <- function(i) {
  block <- cells[c(1, 3 * i - 1:-1)]
  names(block) <- c("month", "calls", "tonnes_in", "tonnes_out")
  block$cargo_group <- groups[i]
  block
}
southampton <- do.call(rbind, lapply(1:6, cut_block))
figures <- c("month", "calls", "tonnes_in", "tonnes_out")
southampton[figures] <- lapply(southampton[figures], function(cell) {
  suppressWarnings(as.numeric(cell))
})
southampton$tonnes_out <- southampton$tonnes_in

# %% wrong="tidy-sheet" name="two rows copied by hand" kind="hard-coded" says="It has 2 rows, not 72"
southampton <- data.frame(
  month = 1, cargo_group = c("Containers", "Dry bulk"), calls = c(94, 6),
  tonnes_in = c(295260, 12220), tonnes_out = c(254510, 4270)
)

# %% right="iso-weeks" name="base R, with format"
arrivals$day <- as.Date(arrivals$arrived, format = "%d/%m/%Y")
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% right="iso-weeks" name="isoyear, isoweek and padding"
arrivals$day <- dmy(arrivals$arrived)

week <- str_pad(isoweek(arrivals$day), 2, pad = "0")
arrivals$iso_week <- paste0(isoyear(arrivals$day), "-W", week)

# %% right="iso-weeks" name="moments in place of days, latest first"
arrivals <- arrivals |>
  mutate(
    day = as.POSIXct(arrived, format = "%d/%m/%Y", tz = "UTC"),
    iso_week = strftime(day, "%G-W%V", tz = "UTC")
  ) |>
  arrange(desc(day))

# %% right="iso-weeks" name="the Thursday of each week"
arrivals$day <- dmy(arrivals$arrived)

thursday <- arrivals$day + 4 - wday(arrivals$day, week_start = 1)
arrivals$iso_week <- sprintf("%d-W%02d", year(thursday), (yday(thursday) - 1) %/% 7 + 1)

# %% wrong="iso-weeks" name="nothing" kind="nothing" says="It has no column day"
invisible(NULL)

# %% wrong="iso-weeks" name="no table" says="not answered yet"
arrivals <- NULL

# %% wrong="iso-weeks" name="the date left as text" kind="type" says="day is a date"
arrivals$day <- arrivals$arrived
arrivals$iso_week <- format(dmy(arrivals$day), "%G-W%V")

# %% wrong="iso-weeks" name="the month read first where it can be" says="the day comes first"
month_first <- suppressWarnings(mdy(arrivals$arrived))
arrivals$day <- coalesce(month_first, dmy(arrivals$arrived))
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% wrong="iso-weeks" name="what is not month first left empty" says="day is a date"
arrivals$day <- suppressWarnings(mdy(arrivals$arrived))
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% wrong="iso-weeks" name="the number of the week alone" says="iso_week is text"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- isoweek(arrivals$day)

# %% wrong="iso-weeks" name="weeks of one digit" says="two digits"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- paste0(isoyear(arrivals$day), "-W", isoweek(arrivals$day))

# %% wrong="iso-weeks" name="week 1 of the wrong year" says="lie on either side"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- format(arrivals$day, "%Y-W%V")

# %% wrong="iso-weeks" name="sevens from the first of January" says="lie on either side"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- sprintf("%d-W%02d", year(arrivals$day), week(arrivals$day))

# %% wrong="iso-weeks" name="weeks of the calendar year, from Monday" says="lie on either side"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- format(arrivals$day, "%Y-W%W")

# %% wrong="iso-weeks" name="one New Year mended by hand" kind="hard-coded" says="so do the other New Years"
arrivals$day <- dmy(arrivals$arrived)

arrivals$iso_week <- sub("2021-W53", "2020-W53", format(arrivals$day, "%Y-W%V"))

# %% wrong="iso-weeks" name="one week too late" kind="off-by-one" says="lie on either side"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- format(arrivals$day + 7, "%G-W%V")

# %% wrong="iso-weeks" name="weeks that begin on Sunday" says="lie on either side"
arrivals$day <- dmy(arrivals$arrived)
arrivals$iso_week <- format(arrivals$day + 1, "%G-W%V")

# %% wrong="iso-weeks" name="the dates written over the text" says="still as the harbour wrote it"
arrivals$day <- dmy(arrivals$arrived)
arrivals$arrived <- arrivals$day
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% wrong="iso-weeks" name="days that could not be read" says="day is a date"
arrivals$day <- mdy(arrivals$arrived, quiet = TRUE)
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% wrong="iso-weeks" name="a date left to base R's guess" says="the day comes first"
arrivals$day <- as.Date(arrivals$arrived)
arrivals$iso_week <- format(arrivals$day, "%G-W%V")

# %% right="three-states" name="base R, with replace"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- sum(replace(returns$calls, clean == "c", 1), na.rm = TRUE)

# %% right="three-states" name="patterns, and a look-up"
kinds <- c(c = "suppressed", ":" = "not available")
returns <- returns |>
  mutate(
    mark = str_extract(str_to_lower(cell), "[c:]"),
    state = coalesce(unname(kinds[mark]), "shown"),
    calls = readr::parse_number(cell, na = c("c", " C", ":", ": "))
  )
fewest_calls <- returns |>
  summarise(least = sum(calls, na.rm = TRUE) + sum(state == "suppressed")) |>
  pull(least)

# %% wrong="three-states" name="nothing" kind="nothing" says="It has no column"
fewest_calls <- NULL

# %% wrong="three-states" name="all missing: no state kept" says="three different words"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$calls <- suppressWarnings(as.numeric(clean))

returns$state <- ifelse(is.na(returns$calls), "not available", "shown")
fewest_calls <- 1228

# %% wrong="three-states" name="all zero" says="an unknown is not 0"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
returns$calls[is.na(returns$calls)] <- 0
fewest_calls <- 1228

# %% wrong="three-states" name="zero emptied with the rest" says="Cedar and Iris 0"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
returns$calls[returns$calls %in% 0] <- NA
fewest_calls <- 1228

# %% wrong="three-states" name="the thousand lost at its comma" says="Fern over a thousand"
clean <- tolower(trimws(returns$cell))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- 24

# %% wrong="three-states" name="marks looked for as they are typed" says="Birch, Elm and Juniper"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(returns$cell == "c", "suppressed", "shown")
returns$state[returns$cell == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- 1228

# %% wrong="three-states" name="a blank after the colon overlooked" says="Dune and Heath are not available"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[returns$cell == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- 1228

# %% wrong="three-states" name="words of one's own" says="three different words"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
returns$state <- sub("suppressed", "secret", returns$state)
fewest_calls <- 1228

# %% wrong="three-states" name="the rows without a figure dropped" says="It has 5 rows, not 10"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
returns <- na.omit(returns)
fewest_calls <- 1228

# %% wrong="three-states" name="calls left as text" kind="type" says="holds text, not numbers"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- clean
fewest_calls <- 1228

# %% wrong="three-states" name="only what is shown added up" says="the least that the ten can add up to"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- sum(returns$calls, na.rm = TRUE)

# %% wrong="three-states" name="the most in place of the least" says="the least that the ten can add up to"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- sum(replace(returns$calls, clean == "c", 4), na.rm = TRUE)

# %% wrong="three-states" name="one secret too few" kind="off-by-one" says="the least that the ten can add up to"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- sum(returns$calls, na.rm = TRUE) + sum(returns$cell == "c")

# %% wrong="three-states" name="an unknown spread to the sum" says="It is NA, a missing value"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- sum(returns$calls)

# %% wrong="three-states" name="a sum written down" kind="hard-coded" says="It has no column"
fewest_calls <- 1228

# %% wrong="three-states" name="a sum as text" says="take the quotes away"
clean <- sub(",", "", tolower(trimws(returns$cell)))
returns$state <- ifelse(clean == "c", "suppressed", "shown")
returns$state[clean == ":"] <- "not available"
returns$calls <- suppressWarnings(as.numeric(clean))
fewest_calls <- "1228"

# %% right="change-log" name="base R"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
is_note <- register$month == ""
is_copy <- !is_note & duplicated(register[c("harbour", "month")])
kept <- register[!is_note & !is_copy, ]
change_log <- register[is_note | is_copy, "line", drop = FALSE]
change_log$reason <- c("copy of line 5", "sum of the lines above", "footnote", "footnote")

# %% right="change-log" name="an anti-join finds what went, and the first of two goes"
kept <- register |>
  filter(month != "") |>
  mutate(
    harbour = str_to_title(str_squish(str_remove(harbour, "\\[.\\]")))
  ) |>
  arrange(desc(line)) |>
  distinct(harbour, month, .keep_all = TRUE)
change_log <- anti_join(register, kept, by = "line") |>
  transmute(line, reason = case_when(
    harbour == "Total" ~ "total",
    str_starts(harbour, "\\[") ~ "footnote",
    TRUE ~ "entered again as line 6"
  ))

# %% right="change-log" name="a reason of its own for each footnote"
register$harbour <- str_to_title(str_squish(str_remove(register$harbour, "\\[\\d\\]")))
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note 1", "note 2")
)

# %% wrong="change-log" name="a footnote called a total" says="every row that went has a reason"
register$harbour <- str_to_title(str_squish(str_remove(register$harbour, "\\[\\d\\]")))
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note", "total")
)

# %% wrong="change-log" name="the copy called a footnote" says="every row that went has a reason"
register$harbour <- str_to_title(str_squish(str_remove(register$harbour, "\\[\\d\\]")))
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("note", "total", "remark", "note")
)

# %% wrong="change-log" name="two tables without a row" says="It has no rows."
kept <- register[0, ]
change_log <- data.frame(line = integer(), reason = character())

# %% wrong="change-log" name="nothing" kind="nothing" says="not answered yet"
kept <- NULL
change_log <- NULL

# %% wrong="change-log" name="a vector in place of a log" kind="type" says="not a table"
kept <- register[1:10, ]
change_log <- c(6, 11, 12, 13)

# %% wrong="change-log" name="rows dropped without a line in the log" says="rows in are rows out plus rows listed"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(11:13),
  reason = c("total", "note", "note")
)

# %% wrong="change-log" name="the copy in both tables" kind="off-by-one" says="rows in are rows out plus rows listed"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[1:10, ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note", "note")
)

# %% wrong="change-log" name="the wrong line listed" says="in one of the two tables"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(5L, 11:13),
  reason = c("copy", "total", "note", "note")
)

# %% wrong="change-log" name="names left as typed" says="written in one way"
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note", "note")
)

# %% wrong="change-log" name="the double blank overlooked" says="written in one way"
register$harbour <- str_to_title(str_trim(str_remove(register$harbour, "\\[\\d\\]")))
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note", "note")
)

# %% wrong="change-log" name="the copy kept" says="has months 1, 2 and 3 once"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[1:10, ]
change_log <- data.frame(
  line = c(11:13),
  reason = c("total", "note", "note")
)

# %% wrong="change-log" name="the suppressed month taken out" says="has months 1, 2 and 3 once"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 9, 11:13), ]
change_log <- data.frame(
  line = c(6L, 9L, 11:13),
  reason = c("copy", "secret", "total", "note", "note")
)

# %% wrong="change-log" name="the secret made a zero" says="as they were typed"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
kept$calls <- sub("c", "0", kept$calls)
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("copy", "total", "note", "note")
)

# %% wrong="change-log" name="one reason for all" kind="hard-coded" says="every row that went has a reason"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(line = c(6L, 11:13), reason = "removed")

# %% wrong="change-log" name="a reason left blank" says="every row that went has a reason"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c(" ", "total", "note", "note")
)

# %% wrong="change-log" name="the copy called a total" says="every row that went has a reason"
harbour <- trimws(gsub("\\s+", " ", gsub("\\[\\d\\]", "", register$harbour, perl = TRUE)))
harbour <- gsub("\\b([a-z])", "\\U\\1", tolower(harbour), perl = TRUE)
register$harbour <- harbour
kept <- register[-c(6, 11:13), ]
change_log <- data.frame(
  line = c(6L, 11:13),
  reason = c("total", "total", "note", "note")
)

# %% right="missing-quarter" name="rows by place, rounded"
numbers <- units$units_m
from_2023q4 <- round(units$rolling_year_units_m[4] - sum(numbers[c(1, 2, 4)]), 1)
from_2024q2 <- round(units$rolling_year_units_m[6] - sum(numbers[4:6]), 1)

# %% right="missing-quarter" name="a function of the release"
fill_in <- function(last) {
  place <- match(last, units$quarter)
  units$rolling_year_units_m[place] - sum(units$units_m[(place - 3):place], na.rm = TRUE)
}
from_2023q4 <- fill_in("2023Q4")
from_2024q2 <- fill_in("2024Q2")

# %% right="missing-quarter" name="filter and pull"
take <- function(table, column, ...) table |> filter(quarter %in% c(...)) |> pull({{ column }})
from_2023q4 <- take(units, rolling_year_units_m, "2023Q4") -
  sum(take(units, units_m, "2023Q1", "2023Q2", "2023Q4"))
from_2024q2 <- take(units, rolling_year_units_m, "2024Q2") -
  sum(take(units, units_m, "2023Q4", "2024Q1", "2024Q2"))

# %% wrong="missing-quarter" name="nothing" kind="nothing" says="not answered yet"
from_2023q4 <- NULL
from_2024q2 <- NULL

# %% wrong="missing-quarter" name="one route for both" says="the release for 2024Q2 states"
from_2023q4 <- 20.5 - 4.5 - 5.4 - 4.6
from_2024q2 <- from_2023q4

# %% wrong="missing-quarter" name="the two exchanged" says="the release for 2023Q4"
from_2024q2 <- 20.5 - 4.5 - 5.4 - 4.6
from_2023q4 <- 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="three quarters, each one later" kind="off-by-one" says="the release for 2023Q4"
from_2023q4 <- 20.5 - 5.4 - 4.6 - 4.6
from_2024q2 <- 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="a calendar year for a rolling one" says="the release for 2023Q4"
from_2023q4 <- 20.3 - 4.5 - 5.4 - 4.6
from_2024q2 <- 20.9 - 4.6 - 4.6 - 5.4

# %% wrong="missing-quarter" name="the mean of the neighbours" says="the release for 2023Q4"
from_2023q4 <- mean(c(5.4, 4.6))
from_2024q2 <- from_2023q4

# %% wrong="missing-quarter" name="the tonnes of the page" kind="hard-coded" says="the release for 2023Q4"
from_2023q4 <- 103.9
from_2024q2 <- 104.5

# %% wrong="missing-quarter" name="numbers as text" kind="type" says="take the quotes away"
from_2023q4 <- "6.0"
from_2024q2 <- "6.3"

# %% wrong="missing-quarter" name="the empty quarter added in" says="It is NA, a missing value"
from_2023q4 <- 20.5 - sum(units$units_m[1:4])
from_2024q2 <- 20.9 - 4.6 - 4.6 - 5.4
