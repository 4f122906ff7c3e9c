# %% [markdown]
# # Billions of rows: four jobs on a small scale
#
# The days here are small and made up, and the rules are those of a large machine's life.
# A reader counts what you hold, files count what you read, and a battery fails while you save.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
library(dplyr, warn.conflicts = FALSE)
source("check.R")

# One day of made-up reports; 102.3 knots stands for unknown.
make_day <- function(day, seed, n_rows) {
  i <- seq_len(n_rows) + 7 * seed
  speed_knots <- round((i * 7919 + seed) %% 10007 / 10007 * (8 + 2 * day), 1)
  speed_knots[(i * 104729 + day) %% 53 == 0] <- 102.3
  data.frame(
    mmsi = 232999000 + (i * 31 + seed) %% (60 + 10 * day), speed_knots = speed_knots
  )
}

held_mb <- function() gc()["Vcells", 2]

# `read`, which hands out one day at a time and refuses above the cap.
make_reader <- function(seed, sizes, cap_mb = 4.5) {
  before <- held_mb()
  function(day) {
    if (day == 1) before <<- held_mb()
    held <- held_mb() - before
    if (held > cap_mb) {
      stop("you hold ", round(held, 1), " MB, and the cap is ", cap_mb, " MB", call. = FALSE)
    }
    make_day(day, seed, sizes[day])
  }
}

days <- 1:8
sizes <- c(60000, 78000, 9000, 72000, 66000, 75000, 15000, 63000)
read <- make_reader(1, sizes)
head(read(1), 3)

# %% [markdown]
# ## Under a cap
#
# `read(day)` hands out one day of reports, for each `day` in `days`.
# It looks at your memory first, and counts from the moment you ask for day 1.
# If you still hold more than 4.5 megabytes, some four days, it stops you with an error.
#
# Write a function `week_at_sea(read, days)`.
# It returns a list with two numbers for all the days together:
#
# - `ships`: how many different ships reported. Most report on several days.
# - `mean_knots`: the mean of all known speeds. 102.3 means unknown, and the days differ in size.
#
# dplyr, with every row in memory, would give the same two numbers.

# %% solution="under-a-cap"
week_at_sea <- NULL
### BEGIN SOLUTION
week_at_sea <- function(read, days) {
  ships <- c()
  total_knots <- 0
  n_known <- 0
  for (day in days) {
    reports <- read(day)
    known <- reports$speed_knots[reports$speed_knots < 102.3]
    ships <- union(ships, reports$mmsi)
    total_knots <- total_knots + sum(known)
    n_known <- n_known + length(known)
  }
  list(ships = length(ships), mean_knots = total_knots / n_known)
}
### END SOLUTION

# %% test="under-a-cap" points=5
q <- check("under-a-cap", points = 5)

all_rows <- function(seed, sizes) {
  bind_rows(lapply(seq_along(sizes), function(day) make_day(day, seed, sizes[day])))
}

truth <- function(seed, sizes) {
  reports <- all_rows(seed, sizes)
  known <- reports$speed_knots[reports$speed_knots < 102.3]
  list(ships = length(unique(reports$mmsi)), mean_knots = mean(known))
}

under_cap <- function(seed, sizes) week_at_sea(make_reader(seed, sizes), seq_along(sizes))

# The week is read once, however many claims look at it.
memory <- new.env()
this_week <- function() {
  if (is.null(memory$found)) memory$found <- under_cap(1, sizes)
  memory$found
}
is_number <- function(x) is.numeric(x) && length(x) == 1 && is.finite(x)
right <- truth(1, sizes)

q$callable("week_at_sea", week_at_sea,
  takes = 2,
  hint = "It begins with: week_at_sea <- function(read, days) {"
)
q$that("it reads the week without holding more than the cap",
  is.function(week_at_sea) && !is.null(this_week()),
  hint = c(
    "A list of all the days is the whole week. What can you keep of a day instead?",
    "Read a day, take from it what the answer needs, and let the next take its place.",
    "Begin with: for (day in days) {"
  )
)
q$that("it returns a list with ships and mean_knots, both numbers",
  is.list(this_week()) && is_number(this_week()$ships) && is_number(this_week()$mean_knots),
  hint = "End with: list(ships = ..., mean_knots = ...)"
)
q$equals("a ship that reports on several days is one ship",
  this_week()$ships, right$ships,
  hint = c(
    "Daily counts of different ships cannot be added. Daily sets of ships can.",
    "`union()` drops what it has already: it adds a day's ships."
  )
)
q$that("102.3 knots is not a speed: no ship here does more than 24 on average",
  isTRUE(this_week()$mean_knots < right$mean_knots + 1),
  hint = "Keep the reports below 102.3 before you add up speeds."
)
q$equals("every report weighs the same, on a quiet day and on a busy one",
  this_week()$mean_knots, right$mean_knots,
  within = 1e-6,
  hint = c(
    "The mean of daily means gives a small day as much weight as a large one.",
    "Two things can be added over days: the sum of the speeds, and their number."
  )
)
### BEGIN HIDDEN TESTS
is_right <- function(seed, sizes) {
  isTRUE(all.equal(
    unlist(under_cap(seed, sizes)[c("ships", "mean_knots")]),
    unlist(truth(seed, sizes)),
    tolerance = 1e-8
  ))
}
q$that("it gives the right numbers for other days too, whatever their sizes",
  is_right(3, c(900, 4000, 80)) && is_right(sample(10:99, 1), c(70, 5000)),
  hint = "Does it use the days it is given, and no others?"
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## Read no more than you need
#
# This cell writes twelve days of reports into the folder `archive`, each day a partition of its own.
# `read_part(path)` reads one file and notes how many bytes it was.
# The file of 28 May is damaged: reading it is an error.

# %%
counter <- new.env()

# Read one file of reports, and note its size.
read_part <- function(path) {
  counter$bytes <- c(counter$bytes, file.size(path))
  if (!startsWith(readLines(path, 1), "\"mmsi")) stop(path, " is damaged", call. = FALSE)
  read.csv(path, colClasses = c(mmsi = "character"))
}

archive <- "archive"
unlink(archive, recursive = TRUE)
dates_written <- format(as.Date("2024-05-25") + 0:11)
for (number in seq_along(dates_written)) {
  part <- make_day(number %% 4, number, 30 + 7 * (number * 5) %% 12)
  folder <- file.path(archive, paste0("day=", dates_written[number]))
  dir.create(folder, recursive = TRUE)
  file <- file.path(folder, "part-0.csv")
  if (number == 4) writeLines("<html>Sorry</html>", file)
  if (number != 4) write.csv(part, file, row.names = FALSE)
}
head(list.files(archive), 2)

# %% [markdown]
# Write a function `reports_between(archive, first, last, read_part)`.
# It returns one table: the reports of all days from `first` to `last`, both included, such as
# `"2024-05-30"` and `"2024-06-02"`.
# It may open no file but those of these days.

# %% solution="pruning"
reports_between <- NULL
### BEGIN SOLUTION
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  wanted <- days[days >= first & days <= last]
  files <- file.path(archive, paste0("day=", wanted), "part-0.csv")
  bind_rows(lapply(files, read_part))
}
### END SOLUTION

# %% test="pruning" points=5
q <- check("pruning", points = 5)

paths_of <- function(first, last) {
  wanted <- format(seq(as.Date(first), as.Date(last), by = "day"))
  file.path(archive, paste0("day=", wanted), "part-0.csv")
}

# The table found, the bytes read for it, and what both should be.
ask <- function(first, last) {
  counter$bytes <- c()
  found <- reports_between(archive, first, last, read_part)
  read_for_it <- sum(counter$bytes)
  paths <- paths_of(first, last)
  list(
    found = found, bytes = read_for_it, to_read = sum(file.size(paths)),
    right = bind_rows(lapply(paths, read.csv, colClasses = c(mmsi = "character")))
  )
}

four_days <- function(what) ask("2024-05-30", "2024-06-02")[[what]]
rows_of <- function(table) sort(paste(table$mmsi, table$speed_knots))

q$callable("reports_between", reports_between,
  takes = 4,
  hint = "It begins with: reports_between <- function(archive, first, last, read_part) {"
)
q$that("it answers for 30 May to 2 June, and leaves the damaged file alone",
  is.function(reports_between) && !is.null(four_days("found")),
  hint = c(
    "28 May is not among the days asked for. Who opens it?",
    "The folder's name says the day, before anything is read.",
    '`sub("day=", "", list.files(archive))` gives the days there are.'
  )
)
q$that("it is one table, with the columns mmsi and speed_knots",
  is.data.frame(four_days("found")) &&
    setequal(names(four_days("found")), c("mmsi", "speed_knots")),
  hint = "`bind_rows()` makes one table of a list of tables."
)
q$that("first and last are both included: the table has as many reports as the four days",
  identical(nrow(four_days("found")), nrow(four_days("right"))),
  hint = c(
    "How many days lie from 30 May to 2 June? Four.",
    "Days written as 2024-05-30 are in order as text: days >= first & days <= last."
  )
)
q$that("every report of the four days is there, once",
  identical(rows_of(four_days("found")), rows_of(four_days("right"))),
  hint = "Are all four days different in your table?"
)
q$equals("it read the bytes of these four files, all through read_part, and no others",
  four_days("bytes"), sum(file.size(paths_of("2024-05-30", "2024-06-02"))),
  hint = c(
    "Choose the files first, and read afterwards.",
    "Each file is read once, by read_part."
  ),
  weight = 2
)
### BEGIN HIDDEN TESTS
is_right_for <- function(first, last) {
  asked <- ask(first, last)
  identical(nrow(asked$found), nrow(asked$right)) &&
    isTRUE(all.equal(asked$bytes, asked$to_read))
}
q$that("it does so for other days too, and for a single one",
  is_right_for("2024-05-25", "2024-05-27") && is_right_for("2024-06-05", "2024-06-05") &&
    is_right_for(paste0("2024-05-", sample(29:31, 1)), paste0("2024-06-0", sample(5, 1))),
  hint = "Does it use the days it is given? A single day is its own first and last."
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# ## How long for a billion?
#
# The course's simulator was run twice, and measured on a machine with two cores.
# Before its first row it makes two years of port calls, whatever is written after them.
# Then it makes the reports of a part of a day, writes them, and forgets them.

# %%
measured <- data.frame(
  rows = c(1136713, 14825821),
  cpu_s = c(10.6, 24.6),
  peak_mb = c(330, 372),
  bytes = c(40800000, 535200000)
)
measured

# %% [markdown]
# Write a function `estimate(measured, rows)` that takes such a table of two runs, the small one
# first, and a number of rows.
# It returns a list with three numbers for a run of so many rows:
#
# - `cpu_s`: seconds of processor time,
# - `gigabytes`: what it writes to disk, in thousands of millions of bytes,
# - `peak_mb`: the memory it needs, in megabytes.
#
# Then call it for a billion rows, and call the result `billion`.
# The third run of the same program was larger still: you are right if you come within a factor of two of what it says.

# %% solution="estimate"
estimate <- NULL
billion <- NULL
### BEGIN SOLUTION
estimate <- function(measured, rows) {
  s_per_row <- diff(measured$cpu_s) / diff(measured$rows)
  large <- measured[2, ]
  list(
    cpu_s = large$cpu_s + s_per_row * (rows - large$rows),
    gigabytes = large$bytes / large$rows * rows / 1e9,
    peak_mb = large$peak_mb
  )
}

billion <- estimate(measured, 1e9)
### END SOLUTION

# %% test="estimate" points=5
q <- check("estimate", points = 5)
q$callable("estimate", estimate,
  takes = 2,
  hint = "It begins with: estimate <- function(measured, rows) {"
)
q$number("cpu_s", billion$cpu_s, says = "billion$cpu_s is one number", weight = 0.3)
q$number("gigabytes", billion$gigabytes,
  says = "billion$gigabytes is one number", weight = 0.3
)
q$number("peak_mb", billion$peak_mb, says = "billion$peak_mb is one number", weight = 0.4)
q$that("the disk is within a factor of two: bytes do grow as rows do",
  isTRUE(billion$gigabytes > 18.05 && billion$gigabytes < 72.2),
  hint = c(
    "How many bytes is one row of the larger run?",
    "A gigabyte is 1e9 bytes here. Did you divide once?"
  )
)
q$that("the memory is within a factor of two: a part of a day is all it holds",
  isTRUE(billion$peak_mb > 186 && billion$peak_mb < 746),
  hint = c(
    "Thirteen times the rows took how many times the memory?",
    "A run of more days has more parts. Is one part larger?"
  )
)
q$that("the seconds are within a factor of two of the generator's own",
  isTRUE(billion$cpu_s > 597 && billion$cpu_s < 2390),
  hint = c(
    "The small run spent most of its seconds before the first row.",
    "What did the rows between the two runs cost?",
    "Seconds a row: the difference in seconds, divided by the difference in rows."
  ),
  weight = 2
)
### BEGIN HIDDEN TESTS
is_near <- function(rows) {
  start_s <- runif(1, 40, 90)
  rows_a_second <- runif(1, 4e5, 9e5)
  sizes <- c(1e6, round(runif(1, 2e6, 4e6)))
  runs <- data.frame(
    rows = sizes, cpu_s = start_s + sizes / rows_a_second,
    peak_mb = c(400, 410), bytes = 20 * sizes
  )
  found <- estimate(runs, rows)
  ratios <- c(
    found$cpu_s / (start_s + rows / rows_a_second),
    found$gigabytes / (rows * 20 / 1e9), found$peak_mb / 410
  )
  all(ratios > 0.5 & ratios < 2)
}

q$that("two runs of another such program give an estimate within a factor of two as well",
  is_near(2e8) && is_near(1e9) && is_near(3e9),
  hint = c(
    "Does it use the table it is given?",
    "To scale up the larger run pays for the start many times over."
  )
)
### END HIDDEN TESTS
q$score()

# %% [markdown]
# Somebody offers a cluster for this billion rows.
# Write three or four sentences to whoever signs: what the run takes on one core, what you took for
# granted in that estimate, and under what condition you would want the cluster after all.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="laptop-or-cluster" points=3
# ### BEGIN SOLUTION
# A billion simulated rows take about a thousand seconds of one core, 36 gigabytes of
# disk and less than half a gigabyte of memory: one laptop and a coffee break. The figure
# extends two runs of 1 and 15 million rows in a straight line, so it takes for granted
# that a later row costs what an early one did, that the disk keeps up, and that the
# machine is like the one that was measured; a run of 150 million rows would test that.
# I would want the cluster if the data lay in it already, if many people needed the
# answer at once, or if an estimate came to days where we have hours.
#
# *For whoever marks:* 1 point for time, disk and memory with their units; 1 for an
# assumption that could turn out false, and is this run's; 1 for a condition about data,
# people or time. Nothing of the third for "when it gets too big" without a figure.
# ### END SOLUTION

# %% [markdown]
# ## Start again after a kill
#
# `work(day)` makes a day's table; pretend that it takes an hour.
# `save(table, path)` writes it as CSV, and the battery may end in the middle of that.
# This cell saves one day, to show both.

# %%
diary <- new.env()

# The day's result; note that the day was worked on.
work <- function(day) {
  diary$worked <- c(diary$worked, day)
  number <- as.integer(substr(day, 9, 10))
  make_day(number %% 5, number, 25)
}

save <- function(table, path) write.csv(table, path, row.names = FALSE)

dates <- sprintf("2024-05-%02d", 6:11)
save(work(dates[1]), "trial.csv")

# %% [markdown]
# Write a function `build(dates, folder, work, save)`.
# For each date it puts the result of `work` into the folder, under the date with `.csv`, such as `2024-05-06.csv`.
# All other files there are your affair.
#
# Killed at any moment and started again, it must end with the same files as a run that nobody killed.
# A date whose file is complete is not worked on again.
# After a kill nothing of yours runs: to catch the end and clear up does not help.

# %% solution="resume"
build <- NULL
### BEGIN SOLUTION
build <- function(dates, folder, work, save) {
  for (date in dates) {
    file <- file.path(folder, paste0(date, ".csv"))
    if (!file.exists(file)) {
      partial <- paste0(file, ".partial")
      save(work(date), partial)
      file.rename(partial, file)
    }
  }
}
### END SOLUTION

# %% test="resume" points=5
q <- check("resume", points = 5)
disk <- "disk"

# The hash of every result in a folder, by its name.
hashes_of <- function(folder) {
  files <- list.files(folder, pattern = "\\.csv$", full.names = TRUE)
  stats::setNames(unname(tools::md5sum(files)), basename(files))
}

fresh <- function() {
  unlink(c(disk, "after_kill"), recursive = TRUE)
  dir.create(disk)
}

# Build on the disk; the battery ends half way into a save. How many were worked on?
run <- function(dates, dies_at = 0) {
  diary$worked <- c()
  n_saved <- 0
  save_or_die <- function(table, path) {
    n_saved <<- n_saved + 1
    save(table, path)
    if (n_saved == dies_at) {
      text <- readChar(path, file.size(path))
      cat(substr(text, 1, nchar(text) %/% 2), file = path)
      dir.create("after_kill")
      file.copy(list.files(disk, full.names = TRUE), "after_kill")
      end <- list(message = "the battery is empty", call = NULL)
      stop(structure(end, class = c("killed", "condition")))
    }
  }
  end <- function(condition) {
    # What the function does after the kill has not happened.
    unlink(disk, recursive = TRUE)
    file.rename("after_kill", disk)
  }
  tryCatch(build(dates, disk, work, save_or_die), killed = end)
  length(diary$worked)
}

# The hashes that a run without a kill should have.
unbroken <- function(dates) {
  fresh()
  for (date in dates) save(work(date), file.path(disk, paste0(date, ".csv")))
  right <- hashes_of(disk)
  fresh()
  right
}

is_whole_run <- function(dates) {
  right <- unbroken(dates)
  run(dates)
  identical(hashes_of(disk), right)
}

# Kill a run at one save, run again: the same hashes? How many dates were repeated?
killed_run <- function(dates, dies_at) {
  right <- unbroken(dates)
  n_worked <- run(dates, dies_at) + run(dates)
  list(is_same = identical(hashes_of(disk), right), n_repeated = n_worked - length(dates))
}

q$callable("build", build,
  takes = 4,
  hint = "It begins with: build <- function(dates, folder, work, save) {"
)
q$that("left alone, it puts one file for each date into the folder",
  is_whole_run(dates),
  hint = c(
    "Go through the dates: work, then save under the date with .csv.",
    'The path of a file: file.path(folder, paste0(date, ".csv"))'
  )
)
q$that("asked again at once, it works on no date",
  is_whole_run(dates) && identical(run(dates), 0L),
  hint = "Is the file there already? `file.exists()` says so."
)
q$that("killed in the middle of the third date and started again, it ends with the same hash",
  killed_run(dates, 3)$is_same,
  hint = c(
    "The half file of the third date exists. What did the second run take it for?",
    "Save under another name first. When the file is whole, give it its own.",
    "`file.rename(partial, file)` renames a file, all at once."
  ),
  weight = 2
)
q$that("of the dates that were complete before the kill, none is worked on again",
  killed_run(dates, 5)$n_repeated <= 1,
  hint = "Only the date that was cut off has to be done twice."
)
### BEGIN HIDDEN TESTS
survives <- function(dates, dies_at) {
  found <- killed_run(dates, dies_at)
  found$is_same && found$n_repeated <= 1
}
others <- paste0("2024-05-", sample(12:28, 3))
q$that("so it is at whichever date the battery ends, the first and the last among them",
  all(sapply(c(1, 2, 6), function(at) survives(dates, at))) &&
    all(sapply(1:3, function(at) survives(others, at))),
  hint = "Does it use the dates it is given, in any order, and every one of them?"
)
### END HIDDEN TESTS
q$score()
