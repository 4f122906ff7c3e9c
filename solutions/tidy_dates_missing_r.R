# %% [markdown]
# # Reshape, dates, missing and messy text: five tables to put right
#
# The first is a sheet of the simulated workbook; the next three are made up; the last is real.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
Sys.setenv(TZ = "UTC")
library(dplyr, warn.conflicts = FALSE)
library(lubridate, warn.conflicts = FALSE)
library(readxl)
library(stringr)
library(tidyr)
source("check.R")

# %% [markdown]
# ## Tidy the sheet
#
# Southampton's sheet has the same form as Felixstowe's, with six cargo groups instead of four.
# It reads the folder `datasets`, so keep the folders as they came.

# %%
workbook <- "../../datasets/calls/sim_port_returns.xlsx"
read_excel(workbook, sheet = "Southampton", col_names = FALSE, .name_repair = "unique_quiet") |>
  head(8)

# %% [markdown]
# Make a table `southampton` in which one row is one month of one cargo group.
# Its columns are `month` (a number from 1 to 12), `cargo_group` (the sheet's own words),
# `calls`, `tonnes_in` and `tonnes_out` (numbers, empty where the sheet has `:` or `c`).

# %% solution="tidy-sheet"
southampton <- NULL
### BEGIN SOLUTION
heads <- read_excel(
  workbook,
  sheet = "Southampton", range = "A4:S5",
  col_names = FALSE, .name_repair = "unique_quiet"
)
labels <- tibble(cargo = unlist(heads[1, ]), measure = unlist(heads[2, ])) |>
  fill(cargo) |>
  unite("label", cargo, measure, sep = ": ", na.rm = TRUE)
southampton <- read_excel(
  workbook,
  sheet = "Southampton", skip = 5,
  col_names = labels$label, col_types = "text", na = c(":", "c")
) |>
  filter(Month %in% 1:12) |>
  pivot_longer(-Month, names_to = c("cargo_group", ".value"), names_sep = ": ") |>
  rename(month = Month, calls = Calls, tonnes_in = `Tonnes in`, tonnes_out = `Tonnes out`) |>
  mutate(across(c(month, calls, tonnes_in, tonnes_out), as.numeric))
### END SOLUTION

# %% test="tidy-sheet" points=5
# The sheet as it stands: its cells as text, without names.
read_cells <- function(range) {
  cells <- read_excel(
    workbook,
    sheet = "Southampton", range = range,
    col_names = FALSE, col_types = "text", .name_repair = "unique_quiet"
  )
  as.matrix(cells)
}

# One measure of each month and group, as the sheet shows it.
find_figures <- function(measure, name) {
  heads <- read_cells("B4:S5")
  groups <- rep(heads[1, !is.na(heads[1, ])], each = 3)
  cells <- read_cells("B6:S17")[, heads[2, ] == measure]
  cells[cells %in% c(":", "c")] <- NA
  figures <- expand.grid(
    month = 1:12, cargo_group = groups[heads[2, ] == measure], stringsAsFactors = FALSE
  )
  figures[[name]] <- as.numeric(cells)
  figures
}

# One measure of the answer, its groups as text, whatever kind they are.
take_cells <- function(name) {
  cells <- as.data.frame(southampton)[c("month", "cargo_group", name)]
  cells$cargo_group <- as.character(cells$cargo_group)
  cells
}

q <- check("tidy-sheet", points = 5)
q$table("southampton", southampton,
  columns = c("month", "cargo_group", "calls", "tonnes_in", "tonnes_out"),
  rows = 72,
  says = "southampton has five named columns, and 72 rows: twelve months of six groups",
  hint = c(
    paste(
      "Put your headings and your number of rows beside the question's:",
      "six rows too many are a total taken for a month; more are footnotes."
    ),
    paste(
      "Fewer columns, or more, are headings that still stand over cells:",
      "`pivot_longer` makes it long, `pivot_wider` gives each measure a column."
    ),
    "Begin with lines 4 and 5: read_excel(workbook, sheet = ..., range = \"A4:S5\", ...)"
  )
)
q$column("southampton", southampton$month,
  kind = "whole",
  says = "month is a whole number, so that October does not come before February",
  hint = c(
    "The sheet holds the months as text. What does `as.integer` make of them?",
    "It warns at `Total`: keep the rows that are months before you convert."
  )
)
q$that(
  "calls, tonnes_in and tonnes_out are numbers: no mark is left in them",
  all(vapply(southampton[c("calls", "tonnes_in", "tonnes_out")], is.numeric, NA)),
  hint = c(
    "One `c` among the figures keeps a whole column from being added up.",
    "`as.numeric` empties what is not a number; `read_excel` takes `na =`."
  )
)
q$that(
  "each of the sheet's six cargo groups has each month once, under its own name",
  setequal(southampton$cargo_group, find_figures("Calls", "calls")$cargo_group) &&
    !anyDuplicated(as.data.frame(southampton)[c("month", "cargo_group")]) &&
    setequal(southampton$month, 1:12),
  hint = c(
    "Compare your groups with line 4 of the sheet: each name covers three columns.",
    "`fill` carries a name down to the next one: it has to stand in a column for that."
  )
)
q$same_values(
  "every call that the sheet shows is with its own month and group, and no other cell is filled",
  take_cells("calls"),
  find_figures("Calls", "calls"),
  within = 0.001,
  hint = c(
    "What is suppressed or not available is not zero: leave it empty.",
    "Take one cell of the sheet and look for it in your table, by month and group."
  )
)
q$same_values(
  "so is every tonne that came in",
  take_cells("tonnes_in"),
  find_figures("Tonnes in", "tonnes_in"),
  within = 0.001,
  hint = "Did the two columns of tonnes change places, or move up a row?"
)
q$same_values(
  "and every tonne that went out",
  take_cells("tonnes_out"),
  find_figures("Tonnes out", "tonnes_out"),
  within = 0.001,
  hint = "Did the two columns of tonnes change places, or move up a row?"
)
q$score()

# %% [markdown]
# ## Weeks across three New Years
#
# Twelve made-up ships, and the day each arrived, written as the harbour writes it: day, month, year.

# %%
arrivals <- data.frame(
  ship = paste("SIM", c(
    "ASH", "BEECH", "CEDAR", "DOGWOOD", "ELM", "FIR",
    "GORSE", "HAZEL", "IVY", "JUNIPER", "LARCH", "MAPLE"
  )),
  arrived = c(
    "30/12/2019", "05/01/2020", "06/01/2020", "27/12/2020",
    "28/12/2020", "31/12/2020", "01/01/2021", "03/01/2021",
    "04/01/2021", "01/02/2021", "02/01/2022", "03/01/2022"
  )
)
arrivals

# %% [markdown]
# Give `arrivals` two more columns: `day`, the date, and `iso_week`, its ISO week as text.
# Write a week as `2020-W07`: the week's own year, then W, then two digits.

# %% solution="iso-weeks"
### BEGIN SOLUTION
arrivals <- arrivals |>
  mutate(
    day = dmy(arrived),
    iso_week = sprintf("%d-W%02d", as.integer(isoyear(day)), as.integer(isoweek(day)))
  )
### END SOLUTION

# %% test="iso-weeks" points=5
read_day <- function(text) as.Date(text, format = "%d/%m/%Y")
name_week <- function(day) {
  thursday <- day + 3 - (as.POSIXlt(day)$wday + 6) %% 7
  sprintf("%s-W%02d", format(thursday, "%Y"), as.POSIXlt(thursday)$yday %/% 7 + 1)
}
is_at <- function(text, week) identical(as.character(arrivals$iso_week[arrivals$arrived == text]), week)

q <- check("iso-weeks", points = 5)
q$table("arrivals", arrivals,
  columns = c("ship", "arrived", "day", "iso_week"),
  rows = 12,
  says = "arrivals still has its twelve ships, and columns day and iso_week",
  hint = c(
    "Two new columns of `arrivals`, made from `arrived`.",
    "Begin with: arrivals$day <- ..."
  )
)
q$that(
  "arrived is still as the harbour wrote it",
  all(grepl("^\\d\\d/\\d\\d/\\d{4}$", arrivals$arrived)),
  hint = c(
    "The date goes in a column of its own, `day`.",
    "Run the cell that makes `arrivals` again, then your answer."
  ),
  weight = 0.5
)
q$that(
  "day is a date, not text that looks like one",
  inherits(arrivals$day, c("Date", "POSIXt")) && !anyNA(arrivals$day),
  hint = c(
    "`dmy`, or `as.Date` with a format, reads text as dates; NA is a date that it could not read.",
    "Begin with: arrivals$day <- dmy(...)"
  )
)
q$that(
  "the day comes first: 03/01/2021 is the third of January",
  identical(format(arrivals$day, "%Y-%m-%d"), format(read_day(arrivals$arrived))),
  hint = c(
    "Print the days of SIM HAZEL and SIM JUNIPER. Are both where the harbour means?",
    "Say how the text is written: d is the day, m the month, y the year."
  )
)
q$column("iso_week", arrivals$iso_week,
  kind = "text",
  says = "iso_week is text",
  hint = c(
    "A number cannot hold both a year and a week.",
    "`sprintf` or `paste0` joins the parts as text."
  )
)
q$that(
  "every week is written as year, W and two digits: 2020-W07",
  all(grepl("^20\\d\\d-W\\d\\d$", arrivals$iso_week)),
  hint = c(
    "As text, W7 would come after W10: a zero keeps the order.",
    "`sprintf(\"%02d\", 7L)` gives two digits; so does `str_pad`."
  )
)
q$that(
  "the second and fourth day of January 2021 lie on either side: week 53 ended on Sunday the 3rd",
  is_at("03/01/2021", "2020-W53") && is_at("04/01/2021", "2021-W01") &&
    is_at("28/12/2020", "2020-W53") && is_at("27/12/2020", "2020-W52"),
  hint = c(
    "There are three ways to number weeks: only one has weeks 52, 53 and 1 here.",
    "`week` counts sevens from 1 January; `isoweek` counts ISO weeks.",
    "A week's own year is `isoyear`; `year` is the calendar's."
  )
)
q$that(
  "so do the other New Years: each ship's week has the year of its Thursday",
  identical(as.character(arrivals$iso_week), name_week(read_day(arrivals$arrived))),
  hint = c(
    "Look at SIM ASH: Thursday of its week was 2 January 2020.",
    "Week number and year have to come from the same count."
  )
)
q$score()

# %% [markdown]
# ## Three ways to have no ships
#
# Ten made-up harbours, and their calls in 2020 as their returns give them.
# `c` is suppressed: from 1 to 4 calls. `:` is not available. 0 is none.
# People typed them, so look closely.

# %%
returns <- data.frame(
  harbour = c(
    "Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gorse", "Heath", "Iris", "Juniper"
  ),
  cell = c("14", "c", "0", ":", " C", "1,204", "7", ": ", "0", "c")
)
returns$cell

# %% [markdown]
# Give `returns` a column `calls`, a number, empty where there is no figure.
# Give it a column `state`, with the words `shown`, `suppressed` and `not available`.
# Then work out the fewest calls that these ten harbours can have had together, and call the number `fewest_calls`.

# %% solution="three-states"
fewest_calls <- NULL
### BEGIN SOLUTION
returns <- returns |>
  mutate(
    clean = cell |> str_trim() |> str_to_lower() |> str_remove(","),
    state = case_when(
      clean == "c" ~ "suppressed",
      clean == ":" ~ "not available",
      TRUE ~ "shown"
    ),
    calls = as.numeric(na_if(na_if(clean, "c"), ":"))
  )
fewest_calls <- sum(returns$calls, na.rm = TRUE) + sum(returns$state == "suppressed")
### END SOLUTION

# %% test="three-states" points=6
figures <- c(Alder = 14, Cedar = 0, Fern = 1204, Gorse = 7, Iris = 0)
secret <- c("Birch", "Elm", "Juniper")
gaps <- c("Dune", "Heath")
in_state <- function(word) returns$harbour[returns$state %in% word]

q <- check("three-states", points = 6)
q$table("returns", returns,
  columns = c(harbour = "text", calls = "number", state = "text"),
  rows = 10,
  says = "returns still has ten harbours, a number calls and a text state",
  hint = c(
    "Keep the rows without a figure: they are what this exercise is about.",
    "Empty what is not a number, after you have put its meaning in `state`.",
    "Begin with: returns$clean <- str_trim(returns$cell)"
  )
)
q$that(
  "the harbours that show a figure have it: Cedar and Iris 0, Fern over a thousand",
  isTRUE(all.equal(
    returns$calls[match(names(figures), returns$harbour)], unname(figures)
  )),
  hint = c(
    "Zero is a figure: somebody looked, and nobody came.",
    "What does `as.numeric` make of a number with a comma in it?",
    "`str_remove`, or `sub`, can take the comma away first."
  )
)
q$that(
  "the other five have no figure: an unknown is not 0, nor any other number",
  all(is.na(returns$calls[returns$harbour %in% c(secret, gaps)])),
  hint = "Leave a `c` and a `:` empty in `calls`; what they mean is for `state`."
)
q$that(
  "state has three different words: shown, suppressed, not available",
  setequal(returns$state, c("shown", "suppressed", "not available")),
  hint = c(
    "A secret, a gap and a figure are three things: two words are too few.",
    "Use the words of the question, letter for letter."
  )
)
q$that(
  "Birch, Elm and Juniper are suppressed, however they typed it",
  setequal(in_state("suppressed"), secret),
  hint = c(
    "Print the ten cells: a blank and a capital hide there.",
    "`str_trim` and `str_to_lower` make them alike; so do `trimws` and `tolower`."
  )
)
q$that(
  "Dune and Heath are not available; a harbour without calls, and the rest, are shown",
  setequal(in_state("not available"), gaps) && setequal(in_state("shown"), names(figures)),
  hint = c(
    "Which harbours looked and found nobody? Their figure is known.",
    "Make `state` from the marks, not from which cells of `calls` are empty."
  )
)
q$number("fewest_calls", fewest_calls,
  says = "fewest_calls is one number",
  hint = c(
    "One number, the sum of what is certain: `sum` adds up a column.",
    "`na.rm = TRUE` leaves out what has no figure."
  ),
  weight = 0.5
)
q$equals(
  "it is the least that the ten can add up to",
  fewest_calls,
  sum(figures) + length(secret),
  within = 0.5,
  hint = c(
    "A shown figure counts in full. How few can a `c` be, and how few a `:`?",
    "Nobody has said that a `:` is more than none; a `c` is more than none."
  )
)
q$score()

# %% [markdown]
# ## A change log that adds up
#
# Thirteen lines of a made-up register, as they were typed.
# `c` is suppressed, 0 is none, and the harbours are three.

# %%
register <- data.frame(
  line = 1:13,
  harbour = c(
    "Holm Bay", "HOLM BAY", "Holm Bay [1]", " Port Larch", "Port Larch",
    "port larch", "Port  Larch", "Eastness", "Eastness", "Eastness [2]",
    "Total", "[1] Estimated.", "[2] Closed for dredging."
  ),
  month = c("1", "2", "3", "1", "2", "2", "3", "1", "2", "3", "", "", ""),
  calls = c("12", "9", "11", "30", "28", "28", "31", "5", "c", "0", "126", "", "")
)
register

# %% [markdown]
# Make two tables out of it.
# `kept` has one row for each harbour and month, with its `line`, its `month` and its `calls` as they are,
# and `harbour` written in one way: `Holm Bay`, `Port Larch`, `Eastness`.
# `change_log` has the `line` of every row that you took out, and a `reason` in words.

# %% solution="change-log"
kept <- NULL
change_log <- NULL
### BEGIN SOLUTION
judged <- register |>
  mutate(harbour = harbour |> str_remove("\\[\\d\\]") |> str_squish() |> str_to_title()) |>
  group_by(harbour, month) |>
  mutate(reason = case_when(
    harbour == "Total" ~ "total",
    month == "" ~ "footnote",
    row_number() > 1 ~ "entered twice"
  )) |>
  ungroup()
kept <- judged |>
  filter(is.na(reason)) |>
  select(-reason)
change_log <- judged |>
  filter(!is.na(reason)) |>
  select(line, reason)
### END SOLUTION

# %% test="change-log" points=6
reason_of <- function(lines) {
  tolower(trimws(as.character(change_log$reason[match(lines, change_log$line)])))
}

is_reasoned <- function() {
  copies <- reason_of(change_log$line[change_log$line < 11])
  total <- reason_of(11)
  notes <- reason_of(12:13)
  all(nzchar(c(copies, total, notes)) & !is.na(c(copies, total, notes))) &&
    !any(copies %in% c(total, notes)) && !total %in% notes
}

q <- check("change-log", points = 6)
q$table("kept", kept,
  columns = c("line", "harbour", "month", "calls"),
  says = "kept is a table with the four columns of the register",
  hint = c(
    "Keep the columns of `register`; only the rows and the names change.",
    "Begin with a clean `harbour`, then choose the rows."
  ),
  weight = 0.5
)
q$table("change_log", change_log,
  columns = c(line = "whole", reason = "text"),
  says = "change_log is a table with a line and a reason",
  hint = c(
    "One row for each row that you took out: its number, and why, in words.",
    "Begin with the rows that `kept` leaves out, and give them a new column."
  ),
  weight = 0.5
)
q$that(
  "rows in are rows out plus rows listed: 13 in all",
  identical(nrow(kept) + nrow(change_log), 13L),
  hint = "Add up the two lengths. Is a row lost, or is one in both tables?"
)
q$that(
  "each line of the register is in one of the two tables, and in only one",
  identical(sort(as.integer(c(kept$line, change_log$line))), 1:13),
  hint = "Put the lines of both tables in a row. Which one stands there twice, or never?"
)
q$that(
  "the harbours of kept are three, each written in one way",
  setequal(kept$harbour, c("Holm Bay", "Port Larch", "Eastness")),
  hint = c(
    "Print the harbours one by one, so that blanks show.",
    "Capitals, blanks at the ends, two blanks for one, a mark in brackets: four faults.",
    "In a pattern, \\\\[ is a bracket and \\\\d a digit; `str_squish` mends the blanks."
  )
)
q$that(
  "each harbour has months 1, 2 and 3 once: nine rows",
  identical(
    sort(paste(kept$harbour, kept$month)),
    sort(paste(rep(c("Eastness", "Holm Bay", "Port Larch"), each = 3), 1:3))
  ),
  hint = c(
    "Once the names are clean, one harbour has a month twice: which line is the copy?",
    "A suppressed month and a month of no calls are observations: they stay.",
    "`duplicated` of the two columns is TRUE for the second of two."
  )
)
q$that(
  "month and calls of the kept rows are as they were typed, c and 0 included",
  nrow(kept) > 0 && identical(
    paste(kept$month, kept$calls),
    paste(register$month, register$calls)[match(kept$line, register$line)]
  ),
  hint = "Clean the names, and leave the other columns alone."
)
q$that(
  "every row that went has a reason, and total, copy and footnote have different ones",
  is_reasoned(),
  hint = c(
    "A reader of the log asks why. What would you answer for each line?",
    "The copied line did not go for the reason that the total did."
  )
)
q$score()

# %% [markdown]
# ## The missing quarter, in units
#
# Real figures: freight through UK ports in million units, such as containers and lorries.
# The columns are each quarter as the Department for Transport first published it,
# and the rolling year, four quarters up to that one, as the same release stated it.
# Contains public sector information licensed under the Open Government Licence v3.0.

# %%
units <- data.frame(
  quarter = c("2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1", "2024Q2"),
  units_m = c(4.5, 5.4, NA, 4.6, 4.6, 5.4),
  rolling_year_units_m = c(20.3, 20.5, NA, 20.5, 20.9, 20.9)
)
units

# %% [markdown]
# Work out the units of 2023Q3 twice: from the release for 2023Q4, and from the release for 2024Q2.
# Call the numbers `from_2023q4` and `from_2024q2`, in million units.

# %% solution="missing-quarter"
from_2023q4 <- NULL
from_2024q2 <- NULL
### BEGIN SOLUTION
quarterly <- setNames(units$units_m, units$quarter)
rolling <- setNames(units$rolling_year_units_m, units$quarter)
from_2023q4 <- rolling[["2023Q4"]] - sum(quarterly[c("2023Q1", "2023Q2", "2023Q4")])
from_2024q2 <- rolling[["2024Q2"]] - sum(quarterly[c("2023Q4", "2024Q1", "2024Q2")])
### END SOLUTION

# %% test="missing-quarter" points=4
q <- check("missing-quarter", points = 4)
q$number("from_2023q4", from_2023q4,
  at_least = 0,
  says = "from_2023q4 is one number, in million units",
  hint = c(
    "A sum with NA in it is NA: name the quarters that you know.",
    "Begin with: quarterly <- setNames(units$units_m, units$quarter)"
  ),
  weight = 0.5
)
q$number("from_2024q2", from_2024q2,
  at_least = 0,
  says = "from_2024q2 is one number, in million units",
  hint = "It is worked out as the other is, from another release.",
  weight = 0.5
)
q$equals(
  "added to 2023Q1, 2023Q2 and 2023Q4, it gives the year that the release for 2023Q4 states",
  from_2023q4 + 4.5 + 5.4 + 4.6,
  20.5,
  within = 0.02,
  hint = c(
    "A rolling year is four quarters up to its own: which four end with 2023Q4?",
    "Take the three that you know away from that year.",
    "Round at the end, to one decimal place, or not at all."
  )
)
q$equals(
  "added to 2023Q4, 2024Q1 and 2024Q2, it gives the year that the release for 2024Q2 states",
  from_2024q2 + 4.6 + 4.6 + 5.4,
  20.9,
  within = 0.02,
  hint = c(
    "Which four quarters end with 2024Q2?",
    "The missing one is now the oldest of the four."
  )
)
q$score()

# %% [markdown]
# ## Which would you publish?
#
# In words, marked by a person.
# For tonnes the page found 103.9 and 104.5 million; for units you have found two figures of your own.
# Which figure for 2023Q3 would you publish, of tonnes or of units, and what would stand beside it?
# Could rounding alone explain the difference?
# Three or four sentences will do.

# %% [markdown] written="publish-which" points=3
# ### BEGIN SOLUTION
# I would publish 103.9 million tonnes, marked *derived*, with a note: the rolling year of
# the release for 2023Q4, less three quarters as first published. Two releases give it,
# and the figures taken away are the nearest to it in time. Rounding moves each route by
# at most 0.2, so it cannot explain 0.6: earlier quarters were revised before the release
# for 2024Q2. Before publishing I would ask the Department for its own release.
#
# *For whoever marks:* 1 point for a choice with a reason; 1 for what stands beside it
# (that it is derived, and from which release); 1 for an argument about rounding with
# numbers. Accept: 104.5, as nearer to the Department's latest view, if the revisions
# that it carries are named; a range; neither, with whom to ask. For units, 6.0 and 6.3
# lie 0.3 apart, within the 0.4 that two routes can drift: rounding alone may just do it
# (strictly 0.3, for both take away the same 2023Q4).
# ### END SOLUTION
