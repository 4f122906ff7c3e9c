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
# Name the unit on the axis, and let every month and the target be seen.
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
# The lines that pass through the eight months in order.
month_lines <- function(chart) {
  Filter(function(line) {
    isTRUE(all.equal(line$y, c(94, 92, 91, 88, 86, 90, 93, 89))) && all(diff(line$x) > 0)
  }, readout$find_lines(chart))
}

# The level lines at 90 that reach from the first month to the last.
target_lines <- function(chart) {
  reaches_as_far <- function(line, months) {
    min(line$x) <= min(months$x) && max(line$x) >= max(months$x)
  }
  Filter(function(line) {
    length(line$y) > 1 && all(abs(line$y - 90) < 1e-6) &&
      any(vapply(month_lines(chart), reaches_as_far, NA, line = line))
  }, readout$find_lines(chart))
}

missed_words <- "\\b(miss\\w*|below|under|short|fail\\w*|behind)\\b"
not_met <- paste0(
  "(\\b(not|never|fail\\w* to)|n't)\\s+(be |been )?(met|meet|hit|reach\\w*)",
  "|\\bunmet\\b"
)
met_words <- "\\b(met|meets?|hits?|reach\\w*|achiev\\w*|above|exceed\\w*|kept)\\b"
three <- "(?<![\\d.,])\\b(3|three)\\b(?![.,]?\\d|\\s*(%|per|points?))"
other_count <- "\\b([124-7]|one|two|four|five|six|seven)( of (8|eight))? (months|times)\\b"
months_word <- "month|times\\b|misses|\\b(8|eight)\\b"

# Is it three misses that the title counts, and in months?
counts_the_misses <- function(title) {
  has <- function(pattern, text) grepl(pattern, text, perl = TRUE)
  title <- gsub(not_met, " missed", title, perl = TRUE)
  if (!has(months_word, title)) return(FALSE)
  if (!has(met_words, title)) {
    is_other <- has(other_count, gsub("\\bof (8|eight) months", "", title, perl = TRUE))
    return(has(missed_words, title) && has(three, title) && !is_other)
  }
  clauses <- strsplit(title, "[.,;:]\\s|\\s(?:and|but|while)\\s", perl = TRUE)[[1]]
  any(has(missed_words, clauses) & has(three, clauses) & !has(met_words, clauses))
}

# Do 86 to 94 lie in view, with more above less?
shows_every_month <- function(chart) {
  is_wide <- function(limits) limits[1] <= 86 && limits[2] >= 94
  any(vapply(readout$find_value_limits(chart), is_wide, NA))
}

looks <- function(lines) vapply(lines, `[[`, "", "look")

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
  any(!looks(target_lines(on_time_chart)) %in% looks(month_lines(on_time_chart))),
  hint = 'Give the level line a `colour`, or `linetype = "dashed"`.'
)
q$that(
  "the axis shows every month and the target, 86 to 94, with more above less",
  shows_every_month(on_time_chart),
  hint = "Which months would a reader not see? Look at the limits of the axis."
)
q$that(
  "the axis names its unit: % or per cent",
  grepl("%|per ?cent", readout$read_value_axis(on_time_chart)),
  hint = "94 of what? Say it with `labs(y = ...)`."
)
q$that(
  "the title says in how many months the target was missed",
  counts_the_misses(readout$read_title(on_time_chart)),
  hint = c(
    "A title is a sentence. What should a reader remember of these months?",
    "Say how many months missed: those below 90. Exactly 90 met the target.",
    'Begin with: labs(title = "The target was missed in ...")'
  )
)
q$score()

# %% [markdown]
# ## Bars in order
#
# December 2020 in the lesson's record of port calls, which is simulated.
# At each port, nine ships in ten had a berth within `wait_hours` of arriving.
# The next cell makes the table `waits`; you need not read how.

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
      wait_hours = as.numeric(berthed_utc - arrived_utc, units = "hours")
    ) |>
    group_by(port) |>
    summarise(wait_hours = round(quantile(wait_hours, 0.9, names = FALSE), 1))
}
waits <- read_waits()
waits

# %% [markdown]
# Where do ships wait longest, by this figure?
# Draw one bar for each port, in order of size, lying or standing as you like.
# Each bar carries its port's name, and the axis that gives the figures names their unit.
# Somewhere on the chart a reader is told that it is simulated.
# Call the chart `port_chart`.

# %% solution="ordered-bars"
### BEGIN SOLUTION
slowest <- waits$port[which.max(waits$wait_hours)]
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col(fill = soundings_colours[["sea_blue"]], width = 0.8) +
  geom_text(aes(label = sprintf("%.1f", wait_hours)), hjust = -0.15) +
  scale_x_continuous(expand = expansion(c(0, 0.1))) +
  labs(
    title = paste(slowest, "keeps ships waiting longest (simulated)"),
    x = "Hours until nine ships in ten had a berth", y = NULL
  ) +
  theme(panel.grid.major.y = element_blank())
port_chart
### END SOLUTION

# %% test="ordered-bars" points=5
port_hours <- with(read_waits(), setNames(wait_hours, port))

# Where bars have names on the axis, each name must have its own figure.
is_each_port_its_own <- function(bars) {
  named <- bars[bars$name %in% names(port_hours), ]
  isTRUE(all.equal(named$end, unname(port_hours[named$name])))
}

is_in_order <- function(lengths) {
  length(lengths) > 1 && (all(diff(lengths) >= 0) || all(diff(lengths) <= 0))
}

# Do titles, axes or notes say so?
says_it_is_simulated <- function(chart) {
  caption <- if (readout$is_chart(chart)) chart$labels$caption
  words <- c(readout$read_title(chart), readout$read_words(chart), tolower(caption))
  any(grepl("simulat", words))
}

q <- check("ordered-bars", points = 5)
q$that(
  "port_chart is a chart made by ggplot()",
  readout$is_chart(port_chart),
  hint = "Begin with: port_chart <- ggplot(waits, aes(...))"
)
q$that(
  "it has eight bars, one for each port",
  nrow(readout$find_bars(port_chart)) == 8,
  hint = "To compare amounts, use bars: `geom_col()`."
)
q$that(
  "each bar is as long as its port's figure",
  isTRUE(all.equal(sort(readout$find_bars(port_chart)$end), sort(unname(port_hours)))) &&
    is_each_port_its_own(readout$find_bars(port_chart)),
  hint = c(
    "Take one port in the table and look for its bar. Is it as long as its figure?",
    "`geom_bar()` counts rows; `geom_col()` takes the figures as they are.",
    "Begin with: ggplot(waits, aes(wait_hours, port)) + geom_col()"
  )
)
q$that(
  "the bars and their axis begin at zero, so that length means hours",
  readout$begins_at_zero(port_chart),
  hint = "ggplot2 begins bars at zero by itself: is there a limit to take away?"
)
q$that(
  "the bars stand in order of size",
  is_in_order(readout$find_bars(port_chart)$end),
  hint = c(
    "The alphabet says nothing about waits. Which order does?",
    "Text is put in alphabetical order; `reorder` puts it in the order of a number.",
    "Begin with: aes(wait_hours, reorder(port, ...))"
  )
)
q$that(
  "every bar carries the name of its port",
  all(vapply(tolower(names(port_hours)), grepl, NA, readout$read_words(port_chart))),
  hint = "Map the ports to an axis: `aes(y = port)`."
)
q$that(
  "the axis names the unit: hours",
  grepl("\\b(hours?|hrs?|h)\\b", readout$read_value_axis(port_chart), perl = TRUE),
  hint = "A bare figure could be hours, days or ships. Which axis carries the figures?"
)
q$that(
  "title, axis or note says that the figures are simulated",
  says_it_is_simulated(port_chart),
  hint = c(
    "The chart may travel without this page. What would its reader believe?",
    "One word will do: simulated."
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
# Leave an empty place for 2023Q3, and leave the freight units out.
# The title says by how many per cent tonnes fell from the first quarter to the last.
# Call the chart `repaired`.

# %% solution="repair"
### BEGIN SOLUTION
tonnes_m <- seven_quarters$tonnes_m
fall_pct <- 100 * (1 - last(tonnes_m) / first(tonnes_m))
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col(fill = soundings_colours[["sea_blue"]], na.rm = TRUE) +
  scale_y_continuous(expand = expansion(c(0, 0.05))) +
  labs(
    title = sprintf("Port freight fell by %.0f%% in a year and a half", fall_pct),
    x = NULL, y = "Million tonnes a quarter"
  )
repaired
### END SOLUTION

# %% test="repair" points=5
known_tonnes_m <- c(113.5, 111.6, 110.5, 109.5, 110.3, 102.6)
million_tonnes <- paste0(
  "\\bmillions?( of)?( metric)? t(on(ne)?s?)?\\b",
  "|\\bt(on(ne)?s)?,? [(\\[]?(in )?(millions?|mn?)\\b|\\bmn? ?t(on(ne)?s?)?\\b|megatonnes?"
)
tenth <- paste0(
  "(?<![\\d.,])(9[.,]6(0|04)?|10([.,]0)?)(?![.,]?\\d)\\s*(%|per ?cent\\b)",
  "|\\bten per ?cent\\b|\\b(a|one)[ -]tenth\\b"
)
falling <- paste0(
  "\\b(f[ae]ll\\w*|down|drop\\w*|declin\\w*|decreas\\w*|low\\w*|less|below|reduc\\w*",
  "|shr[aiu]nk\\w*|lost|loses|loss|slipp?\\w*|dipp?\\w*|s[au]nk|minus)\\b|-(?=9|10)"
)
rising <- paste0(
  "\\b(r[io]se[sn]?|rising|increas\\w*|grew|grow\\w*|up(?! to)|gain\\w*|climb\\w*",
  "|collaps\\w*|crash\\w*|plung\\w*|plummet\\w*|not fall)\\b"
)

# Does the title say that freight fell, and by 9.6% or about 10%?
gives_the_fall <- function(title) {
  has <- function(pattern) grepl(pattern, title, perl = TRUE)
  has(tenth) && has(falling) && !has(rising)
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
    "Time goes from left to right, and only tonnes are asked for.",
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
  "the axis names the unit: million tonnes",
  grepl(million_tonnes, readout$read_value_axis(repaired), perl = TRUE),
  hint = "The draft has two sorts of millions on it. Which is yours?"
)
q$that(
  "the title gives the fall in per cent, from 113.5 to 102.6, as a fall",
  gives_the_fall(readout$read_title(repaired)),
  hint = c(
    "A collapse is an opinion; a percentage can be checked.",
    "One minus last over first, times 100.",
    "Begin with: 100 * (1 - 102.6 / ...)"
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
# *Title.* Port freight fell by 10% between spring 2022 and the end of 2023.
#
# *Alt text.* Bar chart of freight through UK ports by quarter, from zero. It goes
# down gently from 113.5 million tonnes in 2022Q2 to 110.3 in 2023Q2; 2023Q3 is not
# known; 2023Q4 is lowest, at 102.6.
#
# *What they cannot tell.* Whether 2023Q4 was low for the season: that needs the fourth
# quarter of several years.
#
# *For whoever marks:* 1 point for a title that is a sentence with the change in it;
# 1 for alt text that names the kind of chart, the direction, at least two figures with
# their unit, and the missing quarter; 1 for a limit that these rows really have.
# Accept: why freight fell; what happened in 2023Q3; that first figures are revised.
# ### END SOLUTION
