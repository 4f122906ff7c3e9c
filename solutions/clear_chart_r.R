# %% [markdown]
# # A clear chart: four to draw or put into words
#
# One table is made up, one is simulated and one is real; each is small enough to check by eye.
# Run the cells from the top; each exercise says what name to give your answer.
# The checks read ggplot2 charts.

# %%
library(dplyr, warn.conflicts = FALSE)
library(ggplot2)
source("chart.R")
source("check.R")
source("readout.R")

# %% [markdown]
# ## A target line
#
# Share of a ferry's sailings that left on time, by month; made up.
# The target is 90%, and exactly 90% meets it.

# %%
sailings <- tibble(
  month = c("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"),
  on_time_pct = c(94, 92, 91, 88, 86, 90, 93, 89)
)
sailings

# %% [markdown]
# Draw the months as a line, and the target as a second, level line that looks different.
# The months are text: which order will they take?
# Name the months and the unit, and let every month and the target be seen.
# If the value axis does not begin at zero, say so on the chart.
# Write a title that says in how many months the target was missed.
# Call the chart `on_time_chart`.

# %% solution="target-line"
### BEGIN SOLUTION
missed <- sum(sailings$on_time_pct < 90)
on_time_chart <- sailings |>
  mutate(month = factor(month, levels = month)) |>
  ggplot(aes(month, on_time_pct, group = 1)) +
  geom_line() +
  geom_point() +
  geom_hline(
    yintercept = 90, colour = soundings_colours[["magenta"]], linetype = "dashed"
  ) +
  annotate("text", "Jan", 89.5, label = "target", colour = soundings_colours[["magenta"]]) +
  labs(
    title = paste("Sailings missed the target in", missed, "months of", nrow(sailings)),
    x = NULL, y = "Sailings on time (%, axis from 85)"
  ) +
  scale_y_continuous(limits = c(85, 95), expand = expansion(0))
on_time_chart
### END SOLUTION

# %% test="target-line" points=5
calendar <- c("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug")
month_name <- "\\b(jan|feb|mar|apr|may|jun|jul|aug)(?:uary|ruary|ch|il|e|y|ust)?\\b"
cut_words <- paste0(
  "\\b(from|begin\\w*|start\\w*)( at| from)? [1-9]\\d?(?!\\d)|\\baxis:? [1-9]\\d?(?!\\d)",
  "|(not|n['\u2019]t) (begin|start)|\\b(cut|truncated|broken)\\b"
)

missed_words <- "\\b(miss\\w*|below|under|short|fail\\w*|behind)\\b"
not_met <- paste0(
  "(\\b(not|never|fail\\w* to)|n['\u2019]t)\\s+(be |been )?",
  "(met|meet|hit|reach\\w*|kept|above|on target)\\b",
  "|\\bunmet\\b|\\boff[ -]target\\b|\\b(fewer|less) than 90\\b"
)
met_in_all_but <- "\\b(met|hit|kept|reached|on target)\\b[^,;]*\\ball but\\b"
denied <- "(\\b(no|not|never)|\\w+n['\u2019]t)( an?| be| been)? [\\w.%]+"
met_words <- "\\b(met|meets?|hits?|reach\\w*|achiev\\w*|above|exceed\\w*|kept|on target)\\b"
three <- "(?<![\\d.,])\\b(3|three)\\b(?![.,]?\\d|\\s*(%|per|points?))"
not_three <- paste0(
  "\\ball but\\b|\\b(than|least|most|month|of) (3|three)\\b",
  "|\\b(?!([358]|8[6-9]|9[0-4]|100|20\\d\\d)\\b)\\d+\\b"
)
other_count <- "\\b(5|one|two|four|five|six|seven)( of (8|eight))? (months|times)\\b"
months_word <- "month|times\\b|misses|\\b(8|eight)\\b"

has <- function(text, pattern) grepl(pattern, text, perl = TRUE)
drop <- function(text, pattern) gsub(pattern, "", text, perl = TRUE)
find_all <- function(text, pattern) {
  regmatches(text, gregexpr(pattern, text, perl = TRUE))[[1]]
}

# Are the first misses that the title speaks of three months?
counts_the_misses <- function(title) {
  said <- gsub(not_met, " missed", title, perl = TRUE)
  said <- gsub(met_in_all_but, " missed in", said, perl = TRUE)
  said <- drop(said, denied) # what is denied is not said
  if (has(said, not_three)) return(FALSE)
  named <- unique(substr(find_all(said, month_name), 1, 3))
  if (setequal(named, c("apr", "may", "aug"))) {
    return(has(said, missed_words) && !has(said, met_words))
  }
  clauses <- strsplit(said, "[.,;:]\\s|\\s(?:and|but|while)\\s", perl = TRUE)[[1]]
  first <- c(clauses[has(clauses, missed_words)], "")[1]
  has(first, three) && has(said, months_word) && !has(first, met_words) &&
    !has(first, other_count)
}

# The lines through the eight months in order, as per cent or as shares of one.
month_lines <- function(chart, whole = c(1, 100)) {
  is_the_months <- function(line) {
    on_time <- c(94, 92, 91, 88, 86, 90, 93, 89)
    is_same <- function(one) isTRUE(all.equal(line$y * 100 / one, on_time))
    any(vapply(whole, is_same, NA)) && all(diff(line$x) > 0)
  }
  Filter(is_the_months, readout$find_lines(chart))
}

# What stands for all sailings on this chart: 100, or 1 if it draws shares.
find_whole <- function(chart) if (length(month_lines(chart, 1))) 1 else 100

# The level lines at 90% that reach from the first month to the last.
target_lines <- function(chart) {
  reaches_as_far <- function(line, months) {
    min(line$x) <= min(months$x) && max(line$x) >= max(months$x)
  }
  Filter(function(line) {
    length(line$y) > 1 && all(abs(line$y * 100 / find_whole(chart) - 90) < 1e-6) &&
      any(vapply(month_lines(chart), reaches_as_far, NA, line = line))
  }, readout$find_lines(chart))
}

# Do two lines differ in pattern, or in colour so that one sees it?
look_different <- function(one, other) {
  looks <- strsplit(c(one$look, other$look), " ")
  colours <- grDevices::col2rgb(c(looks[[1]][1], looks[[2]][1]))
  looks[[1]][2] != looks[[2]][2] || sum(abs(colours[, 1] - colours[, 2])) > 90
}

is_target_apart <- function(chart) {
  pairs <- expand.grid(target = target_lines(chart), months = month_lines(chart))
  any(mapply(look_different, pairs$target, pairs$months))
}

# Do three or more months stand along the axis, in calendar order?
names_the_months <- function(chart) {
  words <- readout$read_axes(chart)
  for (month in seq_along(calendar)) {
    words <- gsub(paste0("\\b20\\d\\d-0", month, "\\b"), calendar[month], words, perl = TRUE)
  }
  backwards <- rev(match(substr(find_all(words, month_name), 1, 3), calendar))
  # what stands before the last in order is a label, such as "Jan to Aug"
  length(backwards) > 2 && all(diff(backwards[1:3]) < 0)
}

# Where each value axis begins and ends, in per cent.
find_limits <- function(chart) {
  lapply(readout$find_value_limits(chart), function(each) each * 100 / find_whole(chart))
}

# Do 86 to 94 lie in view, with more above less and little beyond 100?
shows_every_month <- function(chart) {
  is_fit <- function(limits) {
    limits[1] >= -10 && limits[1] <= 86 && limits[2] >= 94 && limits[2] <= 110
  }
  any(vapply(find_limits(chart), is_fit, NA))
}

# Is a number where an axis begins, but for rounding and a margin?
is_near_the_start <- function(number, limits) {
  abs(number - limits[1]) < max(0.99, 0.051 * diff(limits))
}

# Does the axis begin at zero, or does the chart say truly that it does not?
says_where_it_begins <- function(chart) {
  if (!readout$is_chart(chart)) return(FALSE)
  title <- readout$read_title(chart)
  words <- paste(
    readout$read_words(chart), tolower(chart$labels$caption), if (has(title, "axis")) title
  )
  every <- find_limits(chart)
  is_true <- function(said) {
    number <- as.numeric(find_all(said, "[0-9]+$")) # none: the axis only "does not begin" at 0
    length(number) == 0 || any(vapply(every, is_near_the_start, NA, number = number))
  }
  any(vapply(every, function(limits) limits[1] <= 0, NA)) ||
    any(vapply(find_all(words, cut_words), is_true, NA))
}

# Does the axis say per cent, and do its ticks not belie it?
names_per_cent <- function(chart) {
  words <- readout$read_value_axis(chart)
  if (has(words, "\\d[ ,]?\\d{3}%")) return(FALSE) # 9000%: a percentage taken for a share
  if (find_whole(chart) == 1) { # a share must read as 90%
    return(has(words, "(?<![.\\d])\\d\\d(\\.\\d+)?\\s?%"))
  }
  has(words, "%|per ?cent|\\bpct\\b")
}

q <- check("target-line", points = 5)
q$that(
  "on_time_chart is a chart made by ggplot()",
  readout$is_chart(on_time_chart),
  hint = "Begin with: on_time_chart <- ggplot(sailings, aes(...))"
)
q$that(
  "one line runs through the eight months, January to August, left to right",
  length(month_lines(on_time_chart)) > 0,
  hint = c(
    "A change over time is a line. Are the months in calendar order, or in the alphabet's?",
    "Text is put in alphabetical order; a factor keeps the order of its levels.",
    "Begin with: mutate(sailings, month = factor(month, levels = month)), and group = 1 in aes()"
  )
)
q$that(
  "a level line marks the target of 90%, from the first month to the last",
  length(target_lines(on_time_chart)) > 0,
  hint = c(
    "Readers should not have to find 90 on the axis and follow it by eye.",
    "One geom draws a level line from edge to edge.",
    "Begin with: geom_hline(yintercept = ...)"
  )
)
q$that(
  "the target looks different from the months: another colour, or dashes",
  is_target_apart(on_time_chart),
  hint = 'Give the level line a `colour`, or `linetype = "dashed"`.'
)
q$that(
  "the months are named along their axis, in calendar order",
  names_the_months(on_time_chart),
  hint = "Which month is the lowest point? Map the names to the axis: `aes(month, ...)`."
)
q$that(
  "the axis shows every month and the target, 86 to 94, with more above less",
  shows_every_month(on_time_chart),
  hint = "Could a reader tell the months apart? Look at where the axis begins and ends."
)
q$that(
  "the axis names its unit: % or per cent",
  names_per_cent(on_time_chart),
  hint = c(
    "94 of what? Say it with `labs(y = ...)`; a column's name means nothing to a reader.",
    "If you draw shares of one, let the ticks read as per cent: `scales::label_percent()`."
  )
)
q$that(
  "the title says in how many months the target was missed",
  counts_the_misses(readout$read_title(on_time_chart)),
  hint = c(
    "A title is a sentence. What should a reader remember of these months?",
    "Say how many months missed: those below 90. Exactly 90 met the target.",
    'Complete: labs(title = "The target was missed in ... months")'
  )
)
q$that(
  "the value axis begins at zero, or the chart says where it begins",
  says_where_it_begins(on_time_chart),
  hint = c(
    "A line may begin elsewhere than at zero, if it says so. Where does yours begin?",
    'Complete: labs(y = "Sailings on time (%, axis from ...)")'
  )
)
q$score()

# %% [markdown]
# ## Bars in order
#
# December 2020 in the lesson's record of port calls, which is simulated.
# At each port, nine ships in ten had a berth within `berth_hours` of arriving.
# The next cell makes the table `waits`; you need not read how.
# It reads the folder `datasets`, so keep the folders as they came.
# One week of that month had a strike, so the order is not the one on the page.

# %%
# Hours within which nine ships in ten had a berth, by port, December 2020.
read_waits <- function() {
  calls <- readr::read_csv(
    "../../datasets/calls/sim_port_calls.csv.gz", show_col_types = FALSE
  )
  ports <- readr::read_csv("../../datasets/reference/ports.csv", show_col_types = FALSE)
  calls |>
    filter(format(arrived_utc, "%Y-%m") == "2020-12") |>
    left_join(ports, by = "port_id") |>
    mutate(
      port = sub(" \\(.*", "", port_name),
      berth_hours = as.numeric(berthed_utc - arrived_utc, units = "hours")
    ) |>
    group_by(port) |>
    summarise(berth_hours = round(quantile(berth_hours, 0.9, names = FALSE), 1))
}
waits <- read_waits()
waits

# %% [markdown]
# Where did a berth take longest, by this figure?
# Draw one bar for each port, in order of size, lying or standing as you like.
# Each bar carries its port's name, and the axis that gives the figures names their unit.
# The title answers the question, by the port's name.
# Somewhere on the chart a reader is told the month, and that it is simulated.
# Call the chart `port_chart`.

# %% solution="ordered-bars"
### BEGIN SOLUTION
slowest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col(fill = soundings_colours[["sea_blue"]], width = 0.8) +
  geom_text(aes(label = sprintf("%.1f", berth_hours)), hjust = -0.15) +
  scale_x_continuous(expand = expansion(c(0, 0.1))) +
  labs(
    title = paste("A berth took longest at", slowest, "(simulated)"),
    x = "Hours until nine ships in ten had a berth, December 2020", y = NULL
  ) +
  theme(panel.grid.major.y = element_blank())
port_chart
### END SOLUTION

# %% test="ordered-bars" points=5
port_hours <- with(read_waits(), setNames(berth_hours, port))

# Where bars have names on the axis, each name must have its own figure.
is_each_port_its_own <- function(bars) {
  named <- bars[bars$name %in% names(port_hours), ]
  isTRUE(all.equal(named$end, unname(port_hours[named$name])))
}

is_in_order <- function(lengths) {
  length(lengths) > 1 && (all(diff(lengths) >= 0) || all(diff(lengths) <= 0))
}

denied <- "(\\b(no|not|never)|\\w+n['\u2019]t)( an?| be| been)? [\\w.%]+"
hours_words <- "\\b(hours?|hrs?|h)\\b"
other_words <- "\\b(days?|minutes?|medians?|means?|averages?)\\b"
december <- "\\bdec(ember)?\\b.{0,3}20\\b|\\bdec(ember)?\\b.{0,2}2020|2020-12|12/2020"
least <- "\\b(least|shortest|quickest|fastest|soonest)\\b"

has <- function(text, pattern) grepl(pattern, text, perl = TRUE)
drop <- function(text, pattern) gsub(pattern, "", text, perl = TRUE)

# Every word on the chart but what is denied: title, axes and notes.
read_all <- function(chart) {
  if (!readout$is_chart(chart)) return("")
  words <- c(readout$read_title(chart), readout$read_words(chart), tolower(chart$labels$caption))
  drop(paste(words, collapse = " "), denied)
}

names_hours <- function(chart) {
  axis <- drop(readout$read_value_axis(chart), denied)
  has(axis, hours_words) && !has(axis, other_words)
}

# Is the first port that the title names the one of the longest bar?
answers_with_the_longest <- function(title) {
  said <- drop(title, denied)
  clauses <- strsplit(said, "[.,;:]\\s|\\s(?:and|but|while)\\s", perl = TRUE)[[1]]
  ports <- paste(tolower(names(port_hours)), collapse = "|")
  first <- c(clauses[has(clauses, ports)], "")[1]
  named <- regmatches(first, regexpr(ports, first))
  identical(named, tolower(names(which.max(port_hours)))) && !has(first, least)
}

q <- check("ordered-bars", points = 5)
q$that(
  "port_chart is a chart made by ggplot()",
  readout$is_chart(port_chart),
  hint = "Begin with: port_chart <- ggplot(waits, aes(...))"
)
q$that(
  "it has eight bars, one for each port",
  identical(nrow(readout$find_bars(port_chart)), 8L),
  hint = "To compare amounts, use bars: `geom_col()`."
)
q$that(
  "each bar is as long as its port's figure",
  isTRUE(all.equal(sort(readout$find_bars(port_chart)$end), sort(unname(port_hours)))) &&
    is_each_port_its_own(readout$find_bars(port_chart)),
  hint = c(
    "Take one port in the table and look for its bar. Is it as long as its figure?",
    "`geom_bar()` counts rows; `geom_col()` takes the figures as they are.",
    "Begin with: ggplot(waits, aes(berth_hours, port)) + geom_col()"
  )
)
q$that(
  "the bars and their axis begin at zero, so that length means hours",
  readout$begins_at_zero(port_chart),
  hint = "ggplot2 begins bars at zero by itself: is there a limit to take away?"
)
q$that(
  "the axis reaches the longest bar, and not twice as far",
  readout$shows_whole_bars(port_chart),
  hint = "Where does the longest bar end, and where does the axis? Is there a limit?"
)
q$that(
  "the bars stand in order of size",
  is_in_order(readout$find_bars(port_chart)$end),
  hint = c(
    "The alphabet says nothing about waits. Which order does?",
    "Text is put in alphabetical order; `reorder` puts it in the order of a number.",
    "Begin with: aes(berth_hours, reorder(port, ...))"
  )
)
q$that(
  "every bar carries the name of its port",
  all(vapply(tolower(names(port_hours)), grepl, NA, readout$read_words(port_chart))),
  hint = "Map the ports to an axis: `aes(y = port)`."
)
q$that(
  "the axis names the unit: hours, and calls them nothing that they are not",
  names_hours(port_chart),
  hint = c(
    "A bare figure could be hours, days or ships. Which axis carries the figures?",
    "Write words for a reader: a column's name will not do, nor is this an average."
  )
)
q$that(
  "title, axis or note says that the figures are simulated",
  has(read_all(port_chart), "simulat|\\bmade[- ]up\\b|synthetic"),
  hint = c(
    "The chart may travel without this page. What would its reader believe?",
    "One word will do: simulated."
  )
)
q$that(
  "title, axis or note names the month: December 2020",
  has(read_all(port_chart), december),
  hint = "One month speaks for itself alone. Which month do the figures come from?"
)
q$that(
  "the title answers the question: it names the port of the longest bar",
  answers_with_the_longest(readout$read_title(port_chart)),
  hint = c(
    "The page's figure counts other calls. Look at your own bars: which is longest?",
    'Complete: labs(title = "A berth took longest at ...")'
  )
)
q$score()

# %% [markdown]
# ## Repair a chart
#
# Real figures this time: freight through UK ports by quarter.
# It is counted in million tonnes, and in million freight units.
# The figures are the Department for Transport's, as first published; we hold none for 2023Q3.
# Contains public sector information licensed under the Open Government Licence v3.0.

# %%
seven_quarters <- tibble(
  quarter = c("2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4"),
  tonnes_m = c(113.5, 111.6, 110.5, 109.5, 110.3, NA, 102.6),
  units_m = c(5.2, 5.8, 4.8, 4.5, 5.4, NA, 4.6)
)
shown <- filter(seven_quarters, !is.na(tonnes_m))
ggplot(shown, aes(quarter, tonnes_m)) +
  geom_col(fill = soundings_colours[["sea_blue"]]) +
  geom_line(
    aes(y = 100 + 10 * (units_m - 4.4), group = 1), colour = soundings_colours[["magenta"]]
  ) +
  scale_y_continuous(
    expand = expansion(0), sec.axis = sec_axis(~ 4.4 + (. - 100) / 10)
  ) +
  coord_cartesian(ylim = c(100, 115)) +
  labs(title = "Freight collapses", x = NULL, y = NULL)

# %% [markdown]
# That draft cuts its axis, has a second one, hides a quarter and names no unit.
# Redraw the tonnes as bars that keep their proportions, on one axis with its unit.
# Name the quarters, leave an empty place for 2023Q3, and leave the freight units out.
# Freight has seasons, so let the title compare the same one:
# by how many per cent did tonnes fall from 2022Q4 to 2023Q4?
# Call the chart `repaired`.

# %% solution="repair"
### BEGIN SOLUTION
tonnes_m <- with(seven_quarters, setNames(tonnes_m, quarter))
fall_pct <- 100 * (1 - tonnes_m[["2023Q4"]] / tonnes_m[["2022Q4"]])
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col(fill = soundings_colours[["sea_blue"]], na.rm = TRUE) +
  scale_y_continuous(expand = expansion(c(0, 0.05))) +
  labs(
    title = sprintf("Port freight fell by %.0f%% from 2022Q4 to 2023Q4", fall_pct),
    x = NULL, y = "Million tonnes a quarter"
  )
repaired
### END SOLUTION

# %% test="repair" points=5
known_quarters <- c("2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q4")
known_tonnes_m <- c(113.5, 111.6, 110.5, 109.5, 110.3, 102.6)
million_tonnes <- paste0(
  "\\bmillions?( of)?( metric)? t(on(ne)?s?)?\\b",
  "|\\bt(on(ne)?s)?,? [(\\[]?(in )?(millions?|mn?)\\b|\\bmn? ?t(on(ne)?s?)?\\b|megatonnes?"
)
seven <- "(7([.,](0|1(4\\d*|5)?))?(?![.,]?\\d)\\s*(%|per ?cent\\b)|seven per ?cent\\b)"
fell <- paste0(
  "\\b(f[ae]ll\\w*|down|drop\\w*|declin\\w*|decreas\\w*|contract\\w*|cut|reduc\\w*|minus",
  "|shr[aiu]nk\\w*|lost|loses|loss|lower|smaller|slipp?\\w*|dipp?\\w*|s[au]nk)\\b"
)
fewer <- paste0(
  "(fewer|less|lower|smaller|below|under|down|fall|drop|decline|decrease|loss",
  "|reduction|contraction|dip)\\b"
)
denied <- "(\\b(no|not|never)|\\w+n['\u2019]t)( an?| be| been)? [\\w.%]+"
opinion <- "collaps|crash|plung|plummet|\\b(r[io]se|rising|increas|grew|grow|gain|climb)"
other_span <- "\\b(an?|one|each|every|per|single) quarter\\b"

has <- function(text, pattern) grepl(pattern, text, perl = TRUE)

# Does the title say that tonnes fell, and by 7%?
gives_the_fall <- function(title) {
  said <- gsub(denied, "", title, perl = TRUE) # what is denied is not said
  is_units <- has(said, "\\bunits\\b") && !has(said, "tonnes")
  if (is_units || has(said, opinion) || has(said, other_span)) return(FALSE)
  number <- paste0("(?<![\\d.,])(?<!\\bto )", seven)
  has(said, paste0(fell, "[^%]*?", number)) ||
    has(said, paste0(number, " (\\w+ )?", fewer)) ||
    has(said, paste0("(-|\u2212|\u2013) ?", seven))
}

# Does it name the fourth quarters of two years, and no other quarter?
names_the_period <- function(title) {
  has(title, "q4|4q|\\bq ?4|fourth|last quarter|oct\\w* to dec") &&
    has(title, "2022|year") && !has(title, "q ?[1-3]|\\b[1-3]q")
}

# Has the axis years on it, and has no bar another quarter's name?
names_the_quarters <- function(chart) {
  names <- readout$find_bars(chart)$name
  find_all <- function(pattern) regmatches(names, gregexpr(pattern, names, perl = TRUE))
  is_own <- function(found, own) all(found == own)
  length(names) == 6 &&
    all(mapply(is_own, find_all("20\\d\\d"), substr(known_quarters, 1, 4))) &&
    all(mapply(is_own, find_all("(?<=[Qq])[1-4]"), substr(known_quarters, 6, 6))) &&
    has(readout$read_axes(chart), "202[23]")
}

# Does no line but a level one, or one of tonnes, stand with the bars?
draws_only_tonnes <- function(chart) {
  is_fit <- function(line) {
    y <- unique(round(line$y[!is.na(line$y)], 6))
    length(y) <= 2 || all(y %in% known_tonnes_m)
  }
  readout$is_chart(chart) && all(vapply(readout$find_lines(chart), is_fit, NA))
}

# From each bar to the next, how many places it is.
count_steps <- function(chart) {
  steps <- diff(readout$find_bars(chart)$place)
  round(steps / median(steps))
}

q <- check("repair", points = 5)
q$that(
  "repaired is a chart made by ggplot()",
  readout$is_chart(repaired),
  hint = "Begin with: repaired <- ggplot(seven_quarters, aes(...))"
)
q$that(
  "six bars show the tonnes of the six known quarters, in order of time",
  isTRUE(all.equal(readout$find_bars(repaired)$end, known_tonnes_m)),
  hint = c(
    "Time goes from left to right, only tonnes are asked for, and 2023Q3 is unknown.",
    "`geom_col()` leaves out a bar whose height is missing; zero is not missing.",
    "Begin with: ggplot(seven_quarters, aes(quarter, ...)) + geom_col()"
  )
)
q$that(
  "the bars and their axis begin at zero",
  readout$begins_at_zero(repaired),
  hint = "Which one line of the draft cut the bars off?"
)
q$that(
  "the axis reaches the longest bar, and not twice as far",
  readout$shows_whole_bars(repaired),
  hint = "Where does the longest bar end, and where does the axis? Is there a limit?"
)
q$that(
  "the quarters are named along their axis, each under its own bar",
  names_the_quarters(repaired),
  hint = "Map the quarters to the axis, and let it name them: `aes(quarter, tonnes_m)`."
)
q$that(
  "2023Q3 keeps an empty place, as wide as the others",
  identical(count_steps(repaired), c(1, 1, 1, 1, 2)),
  hint = c(
    "Which line of the draft made the quarter vanish?",
    "A row with an empty value still has a place on the axis; a dropped row has none.",
    "Draw from `seven_quarters`, not from `shown`."
  )
)
q$that(
  "there is one value axis, with no second one on the other side",
  readout$has_one_value_axis(repaired),
  hint = "`sec.axis` made the second axis. Leave out what was drawn on it."
)
q$that(
  "only the tonnes are drawn: the freight units are left out",
  draws_only_tonnes(repaired),
  hint = "On an axis of million tonnes, what would a reader take the units for?"
)
q$that(
  "the axis names the unit: million tonnes",
  grepl(million_tonnes, readout$read_value_axis(repaired), perl = TRUE),
  hint = "The draft has two sorts of millions on it. Which is yours?"
)
q$that(
  "the title gives the fall in per cent, from 110.5 to 102.6, as a fall",
  gives_the_fall(readout$read_title(repaired)),
  hint = c(
    "A collapse is an opinion; a percentage can be checked.",
    "One minus last over first, times 100; then round it, as with `round()`.",
    'Complete: labs(title = "Freight fell by ...% from 2022Q4 to 2023Q4")'
  )
)
q$that(
  "the title names the period: the fourth quarters, a year apart",
  names_the_period(readout$read_title(repaired)),
  hint = c(
    "A fall from when to when? Another season is another figure.",
    'Complete: labs(title = "Freight fell by ...% from 2022Q4 to 2023Q4")'
  )
)
q$score()

# %% [markdown]
# ## Say it without the picture
#
# In words, marked by a person.
# Your repaired chart goes to a minister, and to a colleague who cannot see it.
# Write its title, then its alt text in two or three sentences.
# End with one sentence on what these seven quarters cannot tell.

# %% [markdown] written="say-it" points=3
# ### BEGIN SOLUTION
# *Title.* Port freight in the fourth quarter fell by 7% from 2022 to 2023.
#
# *Alt text.* Bar chart of freight through UK ports by quarter, from zero. It goes
# down gently from 113.5 million tonnes in 2022Q2 to 110.3 in 2023Q2; 2023Q3 is not
# known; 2023Q4 is lowest, at 102.6.
#
# *What they cannot tell.* Whether 2023Q4 was low for the season: that needs the fourth
# quarter of more years than two.
#
# *For whoever marks:* 1 point for a title that is a sentence with the change in it;
# 1 for alt text that names the kind of chart, the direction, at least two figures with
# their unit, and the missing quarter; 1 for a limit that these rows really have.
# Accept: why freight fell; what happened in 2023Q3; that first figures are revised.
# ### END SOLUTION
