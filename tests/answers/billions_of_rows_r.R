# Answers to `solutions/billions_of_rows_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="under-a-cap" name="dplyr, a small table of each day"
week_at_sea <- function(read, days) {
  parts <- lapply(days, function(day) {
    read(day) |>
      mutate(known = if_else(speed_knots < 102.3, speed_knots, NA_real_)) |>
      group_by(mmsi) |>
      summarise(total = sum(known, na.rm = TRUE), n = sum(!is.na(known)))
  })
  all <- bind_rows(parts)
  list(ships = n_distinct(all$mmsi), mean_knots = sum(all$total) / sum(all$n))
}

# %% right="under-a-cap" name="Reduce, one day after the other"
week_at_sea <- function(read, days) {
  add <- function(so_far, day) {
    reports <- subset(read(day), TRUE)
    known <- reports$speed_knots[reports$speed_knots != 102.3]
    list(
      ships = unique(c(so_far$ships, reports$mmsi)),
      total = so_far$total + sum(known), n = so_far$n + length(known)
    )
  }
  end <- Reduce(add, days, list(ships = c(), total = 0, n = 0))
  list(ships = length(end$ships), mean_knots = end$total / end$n)
}

# %% wrong="under-a-cap" name="nothing" kind="nothing" says="not answered yet"
week_at_sea <- NULL

# %% wrong="under-a-cap" name="the whole week in memory" says="you hold"
week_at_sea <- function(read, days) {
  reports <- bind_rows(lapply(days, read))
  known <- reports$speed_knots[reports$speed_knots < 102.3]
  list(ships = n_distinct(reports$mmsi), mean_knots = mean(known))
}

# %% wrong="under-a-cap" name="a table that grows" says="you hold"
week_at_sea <- function(read, days) {
  reports <- NULL
  for (day in days) reports <- rbind(reports, read(day))
  known <- reports$speed_knots[reports$speed_knots < 102.3]
  list(ships = length(unique(reports$mmsi)), mean_knots = mean(known))
}

# %% wrong="under-a-cap" name="the numbers as text" kind="type" says="both numbers"
week_at_sea <- function(read, days) list(ships = "130", mean_knots = "7.4")

# %% wrong="under-a-cap" name="daily counts added up" says="several days is one ship"
week_at_sea <- function(read, days) {
  ships <- total <- n <- 0
  for (day in days) {
    reports <- read(day)
    known <- reports$speed_knots[reports$speed_knots < 102.3]
    ships <- ships + n_distinct(reports$mmsi)
    total <- total + sum(known)
    n <- n + length(known)
  }
  list(ships = ships, mean_knots = total / n)
}

# %% wrong="under-a-cap" name="the code taken for a speed" says="102.3 knots is not a speed"
week_at_sea <- function(read, days) {
  ships <- c()
  total <- n <- 0
  for (day in days) {
    reports <- read(day)
    ships <- union(ships, reports$mmsi)
    total <- total + sum(reports$speed_knots)
    n <- n + nrow(reports)
  }
  list(ships = length(ships), mean_knots = total / n)
}

# %% wrong="under-a-cap" name="the mean of daily means" says="every report weighs the same"
week_at_sea <- function(read, days) {
  ships <- means <- c()
  for (day in days) {
    reports <- read(day)
    ships <- union(ships, reports$mmsi)
    means <- c(means, mean(reports$speed_knots[reports$speed_knots < 102.3]))
  }
  list(ships = length(ships), mean_knots = mean(means))
}

# %% wrong="under-a-cap" name="the last day left out" kind="off-by-one" says="several days is one ship"
week_at_sea <- function(read, days) {
  ships <- c()
  total <- n <- 0
  for (day in head(days, -1)) {
    reports <- read(day)
    known <- reports$speed_knots[reports$speed_knots < 102.3]
    ships <- union(ships, reports$mmsi)
    total <- total + sum(known)
    n <- n + length(known)
  }
  list(ships = length(ships), mean_knots = total / n)
}

# %% wrong="under-a-cap" name="the answer written down" kind="hard-coded" says="for other days too"
week_at_sea <- function(read, days) truth(1, sizes)

# %% right="pruning" name="base R, days first, then their files"
reports_between <- function(archive, first, last, read_part) {
  dates <- format(seq(as.Date(first), as.Date(last), by = "day"))
  do.call(rbind, lapply(paste0(archive, "/day=", dates, "/part-0.csv"), read_part))
}

# %% right="pruning" name="times instead of text, the last day first"
reports_between <- function(archive, first, last, read_part) {
  table <- NULL
  for (folder in rev(list.files(archive, full.names = TRUE))) {
    day <- as.Date(sub(".*day=", "", folder))
    if (between(day, as.Date(first), as.Date(last))) {
      for (path in list.files(folder, full.names = TRUE)) {
        table <- bind_rows(table, read_part(path))
      }
    }
  }
  as_tibble(table)
}

# %% wrong="pruning" name="nothing" kind="nothing" says="not answered yet"
reports_between <- NULL

# %% wrong="pruning" name="everything read, then filtered" says="is damaged"
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  files <- file.path(archive, paste0("day=", days), "part-0.csv")
  parts <- lapply(files, read_part)
  bind_rows(parts[days >= first & days <= last])
}

# %% wrong="pruning" name="all but the damaged file read" says="it read the bytes of these four files"
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  files <- file.path(archive, paste0("day=", days), "part-0.csv")
  parts <- lapply(files, function(file) tryCatch(read_part(file), error = function(e) NULL))
  bind_rows(parts[days >= first & days <= last])
}

# %% wrong="pruning" name="a list of tables" kind="type" says="it is one table"
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  days <- days[days >= first & days <= last]
  lapply(file.path(archive, paste0("day=", days), "part-0.csv"), read_part)
}

# %% wrong="pruning" name="the last day left out" kind="off-by-one" says="first and last are both included"
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  days <- days[days >= first & days < last]
  bind_rows(lapply(file.path(archive, paste0("day=", days), "part-0.csv"), read_part))
}

# %% wrong="pruning" name="past the counter" says="all through read_part"
reports_between <- function(archive, first, last, read_part) {
  days <- sub("day=", "", list.files(archive))
  days <- days[days >= first & days <= last]
  files <- file.path(archive, paste0("day=", days), "part-0.csv")
  bind_rows(lapply(files, read.csv, colClasses = c(mmsi = "character")))
}

# %% wrong="pruning" name="the days written down" kind="hard-coded" says="for other days too"
reports_between <- function(archive, first, last, read_part) {
  days <- c("2024-05-30", "2024-05-31", "2024-06-01", "2024-06-02")
  bind_rows(lapply(file.path(archive, paste0("day=", days), "part-0.csv"), read_part))
}

# %% right="estimate" name="a straight line by lm"
estimate <- function(measured, rows) {
  line <- function(column) {
    fit <- lm(measured[[column]] ~ measured$rows)
    sum(coef(fit) * c(1, rows))
  }
  list(
    cpu_s = line("cpu_s"), gigabytes = line("bytes") / 1e9, peak_mb = max(measured$peak_mb)
  )
}

billion <- estimate(measured, 1e9)

# %% right="estimate" name="the start left out, which is small"
estimate <- function(measured, rows) {
  more <- sapply(measured, diff)
  list(
    cpu_s = rows * more[["cpu_s"]] / more[["rows"]],
    gigabytes = rows * more[["bytes"]] / more[["rows"]] / 1e9,
    peak_mb = mean(measured$peak_mb)
  )
}

billion <- estimate(measured, 1e9)

# %% wrong="estimate" name="nothing" kind="nothing" says="not answered yet"
estimate <- NULL
billion <- NULL

# %% wrong="estimate" name="the seconds as text" kind="type" says="one number"
estimate <- function(measured, rows) {
  list(cpu_s = "1000 s", gigabytes = "36 GB", peak_mb = "372 MB")
}

billion <- estimate(measured, 1e9)

# %% wrong="estimate" name="the small run scaled up" says="the seconds are within"
estimate <- function(measured, rows) {
  times <- rows / measured$rows[1]
  list(
    cpu_s = measured$cpu_s[1] * times,
    gigabytes = measured$bytes[1] * times / 1e9, peak_mb = measured$peak_mb[1]
  )
}

billion <- estimate(measured, 1e9)

# %% wrong="estimate" name="the large run scaled up" says="another such program"
estimate <- function(measured, rows) {
  times <- rows / measured$rows[2]
  list(
    cpu_s = measured$cpu_s[2] * times,
    gigabytes = measured$bytes[2] * times / 1e9, peak_mb = measured$peak_mb[2]
  )
}

billion <- estimate(measured, 1e9)

# %% wrong="estimate" name="memory scaled with the rows" says="the memory is within"
estimate <- function(measured, rows) {
  times <- rows / measured$rows[2]
  list(
    cpu_s = measured$cpu_s[2] * times,
    gigabytes = measured$bytes[2] * times / 1e9, peak_mb = measured$peak_mb[2] * times
  )
}

billion <- estimate(measured, 1e9)

# %% wrong="estimate" name="a million for a billion" kind="off-by-one" says="the disk is within"
estimate <- function(measured, rows) {
  more <- sapply(measured, diff)
  list(
    cpu_s = rows * more[["cpu_s"]] / more[["rows"]],
    gigabytes = rows * more[["bytes"]] / more[["rows"]] / 1e9,
    peak_mb = mean(measured$peak_mb)
  )
}

billion <- estimate(measured, 1e6)

# %% wrong="estimate" name="three numbers written down" kind="hard-coded" says="another such program"
estimate <- function(measured, rows) list(cpu_s = 1195, gigabytes = 36.1, peak_mb = 373)

billion <- estimate(measured, 1e9)

# %% right="resume" name="a mark of what is done, written after each save"
build <- function(dates, folder, work, save) {
  for (date in dates) {
    mark <- file.path(folder, paste0(date, ".done"))
    if (!file.exists(mark)) {
      save(work(date), file.path(folder, paste0(date, ".csv")))
      file.create(mark)
    }
  }
}

# %% right="resume" name="one partial name for all, dates left to do"
build <- function(dates, folder, work, save) {
  to_do <- setdiff(dates, sub(".csv", "", list.files(folder), fixed = TRUE))
  unfinished <- file.path(folder, "unfinished")
  lapply(to_do, function(date) {
    save(work(date), unfinished)
    file.rename(unfinished, file.path(folder, paste0(date, ".csv")))
  })
}

# %% wrong="resume" name="nothing" kind="nothing" says="not answered yet"
build <- NULL

# %% wrong="resume" name="a table returned, and nothing saved" kind="type" says="one file for each date"
build <- function(dates, folder, work, save) bind_rows(lapply(dates, work))

# %% wrong="resume" name="what exists is taken for done" says="it ends with the same hash"
build <- function(dates, folder, work, save) {
  for (date in dates) {
    path <- file.path(folder, paste0(date, ".csv"))
    if (!file.exists(path)) save(work(date), path)
  }
}

# %% wrong="resume" name="clearing up after the kill" says="it ends with the same hash"
build <- function(dates, folder, work, save) {
  for (date in dates) {
    path <- file.path(folder, paste0(date, ".csv"))
    if (!file.exists(path)) {
      is_whole <- FALSE
      tryCatch(
        {
          save(work(date), path)
          is_whole <- TRUE
        },
        finally = if (!is_whole) unlink(path)
      )
    }
  }
}

# %% wrong="resume" name="everything again, every time" says="works on no date"
build <- function(dates, folder, work, save) {
  for (date in dates) save(work(date), file.path(folder, paste0(date, ".csv")))
}

# %% wrong="resume" name="the last date left out" kind="off-by-one" says="one file for each date"
build <- function(dates, folder, work, save) {
  for (date in head(dates, -1)) {
    path <- file.path(folder, paste0(date, ".csv"))
    if (!file.exists(path)) {
      save(work(date), paste0(path, ".partial"))
      file.rename(paste0(path, ".partial"), path)
    }
  }
}

# %% wrong="resume" name="all dates begun again unless all are there" says="none is worked on again"
build <- function(dates, folder, work, save) {
  done <- file.path(folder, "done")
  if (!file.exists(done)) {
    for (date in dates) save(work(date), file.path(folder, paste0(date, ".csv")))
    file.create(done)
  }
}

# %% wrong="resume" name="the six dates written down" kind="hard-coded" says="whichever date the battery ends"
build <- function(dates, folder, work, save) {
  for (date in sprintf("2024-05-%02d", 6:11)) {
    path <- file.path(folder, paste0(date, ".csv"))
    if (!file.exists(path)) {
      save(work(date), paste0(path, ".partial"))
      file.rename(paste0(path, ".partial"), path)
    }
  }
}
