# Answers to `solutions/clear_chart_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="target-line" name="months by number, with names on the axis"
on_time_chart <- ggplot(sailings, aes(seq_along(month), on_time_pct)) +
  geom_line() +
  geom_hline(yintercept = 90, linetype = "dotted") +
  scale_x_continuous(breaks = 1:8, labels = sailings$month) +
  ggtitle("Three months below target") +
  ylab("Per cent of sailings on time")

# %% right="target-line" name="real dates, and the target as a column of its own"
on_time_chart <- sailings |>
  mutate(starts = as.Date(paste("2024", 1:8, 1, sep = "-")), target = 90) |>
  ggplot(aes(starts)) +
  geom_line(aes(y = on_time_pct)) +
  geom_line(aes(y = target), colour = "red") +
  labs(title = "The target was missed in 3 months", y = "On time (percent)")

# %% right="target-line" name="the order given to the scale, and a segment"
on_time_chart <- ggplot(sailings, aes(month, on_time_pct, group = 1)) +
  geom_path() +
  annotate("segment", x = 1, xend = 8, y = 90, yend = 90, colour = "red") +
  scale_x_discrete(limits = sailings$month) +
  scale_y_continuous("", labels = function(value) paste0(value, "%")) +
  labs(title = "On time", subtitle = "The target was missed three times")

# %% right="target-line" name="a level abline, the limits narrowed"
on_time_chart <- sailings |>
  mutate(month = factor(month, month.abb)) |>
  ggplot(aes(month, on_time_pct, group = 1)) +
  geom_line(colour = "grey30") +
  geom_abline(slope = 0, intercept = 90, colour = "red") +
  coord_cartesian(ylim = c(80, 100)) +
  labs(title = "Target missed in 3 of 8 months", y = "%")

# %% right="target-line" name="eight months, of which three"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Of 8 months, 3 missed the target", y = "On time (%)")

# %% right="target-line" name="not met"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "The target was not met in three months", y = "On time (%)")

# %% right="target-line" name="both counts"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Target met in 5 of 8 months, missed in 3", y = "On time (%)")

# %% wrong="target-line" name="nothing" says="made by ggplot()"
on_time_chart <- NULL

# %% wrong="target-line" name="the table, not the chart" says="made by ggplot()"
on_time_chart <- sailings

# %% wrong="target-line" name="bars" says="one line runs through the eight months"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct)) +
  geom_col() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="dots that no line joins" says="one line runs through the eight months"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct)) +
  geom_point() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="months in alphabetical order" says="January to August"
on_time_chart <- ggplot(sailings, aes(month, on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="no group, so no line" says="one line runs through"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="typed by hand, one month off by one" says="one line runs through"
by_hand <- mutate(sailings, on_time_pct = c(94, 92, 91, 88, 86, 90, 93, 90))
on_time_chart <- ggplot(by_hand, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="no target" says="a level line marks the target"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="the target as a share of one" says="a level line marks the target"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 0.9, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="a target that stops half way" says="from the first month to the last"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  annotate("segment", x = 1, xend = 5, y = 90, yend = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="a target like the months" says="looks different"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line(colour = "black") +
  geom_hline(yintercept = 90, colour = "black") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="a target like the months, in other words" says="looks different"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line(colour = "black") +
  geom_hline(yintercept = 90, colour = "#000000", linetype = "solid") +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="a bare number on the axis" says="names its unit"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "Punctuality")

# %% wrong="target-line" name="no title" says="the title says in how many months"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(y = "Sailings on time (%)")

# %% wrong="target-line" name="90 counted as a miss" says="the title says in how many months"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 4 months", y = "Sailings on time (%)")

# %% wrong="target-line" name="three months met" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "The target was met in only 3 months", y = "On time (%)")

# %% wrong="target-line" name="the counts exchanged" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Target missed in 5 months, met in 3", y = "On time (%)")

# %% wrong="target-line" name="by three points" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Some months missed the target by 3%", y = "On time (%)")

# %% wrong="target-line" name="target and misses out of view" says="shows every month"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  coord_cartesian(ylim = c(91, 95)) +
  labs(title = "Missed in 3 months", y = "On time (%)")

# %% wrong="target-line" name="an axis upside down" says="more above less"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  coord_cartesian(ylim = c(95, 85)) +
  labs(title = "Missed in 3 months", y = "On time (%)")

# %% right="ordered-bars" name="standing bars, longest first"
port_chart <- ggplot(waits, aes(reorder(port, -wait_hours), wait_hours)) +
  geom_bar(stat = "identity") +
  labs(x = NULL, y = "Hours to a berth", title = "Simulated waits")

# %% right="ordered-bars" name="the coordinates flipped"
port_chart <- ggplot(waits, aes(reorder(port, wait_hours), wait_hours)) +
  geom_col() +
  coord_flip() +
  scale_y_continuous(
    "Wait for a berth, hours (simulated)", expand = expansion(c(0, 0.05))
  )

# %% right="ordered-bars" name="geom_bar with a weight, the order given to the scale"
in_order <- arrange(waits, desc(wait_hours))
port_chart <- ggplot(waits, aes(port, weight = wait_hours)) +
  geom_bar() +
  scale_x_discrete(limits = in_order$port) +
  labs(y = "Wait (h)", caption = "Source: simulated port calls, December 2020")

# %% right="ordered-bars" name="levels of a factor, a colour each"
port_chart <- waits |>
  arrange(wait_hours) |>
  mutate(port = factor(port, levels = port)) |>
  ggplot(aes(y = port, x = wait_hours, fill = port)) +
  geom_col(show.legend = FALSE) +
  scale_fill_viridis_d() +
  labs(x = "hrs", y = NULL, subtitle = "A simulation")

# %% right="ordered-bars" name="names written in the bars, the unit on the ticks"
in_order <- arrange(waits, wait_hours)
port_chart <- ggplot(in_order, aes(seq_along(port), wait_hours)) +
  geom_col() +
  geom_text(aes(label = port), vjust = -0.5) +
  scale_x_continuous(NULL, breaks = NULL) +
  scale_y_continuous("", labels = function(value) paste(value, "h")) +
  ggtitle("SIMULATED")

# %% right="ordered-bars" name="a note in the corner"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  annotate("text", 10, 1, label = "Simulated.") +
  xlab("Hours")

# %% wrong="ordered-bars" name="nothing" says="made by ggplot()"
port_chart <- NULL

# %% wrong="ordered-bars" name="the name of a chart, as text" says="made by ggplot()"
port_chart <- "geom_col()"

# %% wrong="ordered-bars" name="a line through the ports" says="eight bars"
port_chart <- ggplot(waits, aes(reorder(port, wait_hours), wait_hours, group = 1)) +
  geom_line() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="the longest five" says="eight bars"
port_chart <- slice_max(waits, wait_hours, n = 5) |>
  ggplot(aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="rows counted" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port)) +
  geom_bar() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="figures without their names" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port, sort(wait_hours))) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="figures as text" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port, as.character(wait_hours))) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="one figure a tenth off" says="as long as its port's figure"
by_hand <- mutate(waits, wait_hours = wait_hours + 0.1 * (rank(wait_hours) == 8))
port_chart <- ggplot(by_hand, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="days" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(wait_hours / 24, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="an axis cut at half an hour" says="begin at zero"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  scale_x_continuous(expand = expansion(0)) +
  coord_cartesian(xlim = c(0.5, 30)) +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="an axis cut, the coordinates flipped" says="begin at zero"
port_chart <- ggplot(waits, aes(reorder(port, wait_hours), wait_hours)) +
  geom_col() +
  coord_flip(ylim = c(0.5, 30), expand = FALSE) +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="alphabetical" says="in order of size"
port_chart <- ggplot(waits, aes(port, wait_hours)) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="the table sorted, the axis not" says="in order of size"
port_chart <- arrange(waits, wait_hours) |>
  ggplot(aes(wait_hours, port)) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="bars without names" says="carries the name of its port"
port_chart <- arrange(waits, wait_hours) |>
  ggplot(aes(1:8, wait_hours)) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="names only in a legend" says="carries the name of its port"
port_chart <- arrange(waits, wait_hours) |>
  ggplot(aes(1:8, wait_hours, fill = port)) +
  geom_col() +
  scale_fill_viridis_d() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="a unit left off" says="names the unit"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Wait", title = "Simulated")

# %% wrong="ordered-bars" name="the column's name for a label" says="names the unit"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(title = "Simulated")

# %% wrong="ordered-bars" name="another unit" says="names the unit"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Wait (days)", title = "Simulated waits in hours")

# %% wrong="ordered-bars" name="the unit on the axis of the ports" says="names the unit"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Wait", y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="passed off as real" says="simulated"
port_chart <- ggplot(waits, aes(wait_hours, reorder(port, wait_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = "Waits at eight ports, December 2020")

# %% right="repair" name="geom_bar, limits on the scale"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_bar(stat = "identity") +
  scale_y_continuous(limits = c(0, 120)) +
  labs(title = "Freight fell by 9.6% from 2022Q2 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="on a time axis, the empty row dropped"
repaired <- seven_quarters |>
  mutate(starts = seq(as.Date("2022-04-01"), by = "quarter", length.out = 7)) |>
  filter(!is.na(tonnes_m)) |>
  ggplot(aes(starts, tonnes_m)) +
  geom_col() +
  labs(title = "Freight down 10%", y = "Million tonnes")

# %% right="repair" name="geom_bar with a weight, which makes none of the missing one"
repaired <- ggplot(seven_quarters, aes(quarter, weight = tonnes_m)) +
  geom_bar() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% right="repair" name="lying bars"
repaired <- ggplot(seven_quarters, aes(tonnes_m, quarter)) +
  geom_col() +
  labs(title = "Freight fell by a tenth", x = "Freight (Mt)", y = NULL)

# %% right="repair" name="the quarter dropped, its place kept by the scale"
repaired <- filter(seven_quarters, !is.na(tonnes_m)) |>
  ggplot(aes(quarter, tonnes_m)) +
  geom_col() +
  scale_x_discrete(limits = seven_quarters$quarter) +
  coord_cartesian(ylim = c(0, 120)) +
  labs(title = "Tonnes fell by ten per cent", y = "Million tonnes")

# %% right="repair" name="two decimals, millions of tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight fell by 9.60%", y = "Millions of tonnes")

# %% right="repair" name="three decimals, tonnes in millions"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight dropped 9.604% up to 2023Q4", y = "Tonnes, millions")

# %% right="repair" name="m tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight is 10 per cent lower", y = "m tonnes")

# %% wrong="repair" name="nothing" says="made by ggplot()"
repaired <- NULL

# %% wrong="repair" name="a percentage, not a chart" says="made by ggplot()"
repaired <- 9.6

# %% wrong="repair" name="the unknown filled in" says="six bars"
filled <- mutate(seven_quarters, tonnes_m = coalesce(tonnes_m, 106.5))
repaired <- ggplot(filled, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="the unknown called zero" says="six bars"
filled <- mutate(seven_quarters, tonnes_m = coalesce(tonnes_m, 0))
repaired <- ggplot(filled, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="units for tonnes" says="six bars show the tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, units_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="sorted by size" says="in order of time"
repaired <- ggplot(seven_quarters, aes(reorder(quarter, tonnes_m), tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="limits on the scale, which removes the bars" says="six bars"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  ylim(100, 115) +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="the axis still cut" says="begin at zero"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  coord_cartesian(ylim = c(100, 115)) +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="the quarter still hidden" says="keeps an empty place"
repaired <- filter(seven_quarters, !is.na(tonnes_m)) |>
  ggplot(aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="the second axis still there" says="one value axis"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  geom_line(aes(y = units_m * 20, group = 1)) +
  scale_y_continuous(sec.axis = sec_axis(~ . / 20)) +
  labs(title = "Freight fell by 10%", y = "Million tonnes")

# %% wrong="repair" name="a nameless million" says="million tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", y = "Freight (millions)")

# %% wrong="repair" name="an opinion for a title" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight collapses", y = "Million tonnes")

# %% wrong="repair" name="the fall as it was drawn" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 81%", y = "Million tonnes")

# %% wrong="repair" name="the wrong divisor" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10.6%", y = "Million tonnes")

# %% wrong="repair" name="a slip in the sum" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10.9%", y = "Million tonnes")

# %% wrong="repair" name="a rise" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight rose by 10%", y = "Million tonnes")

# %% wrong="repair" name="the fall in tonnes" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10.9 million tonnes", y = "Million tonnes")

# %% wrong="repair" name="a collapse with a figure" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight collapses by 10%", y = "Million tonnes")

# %% wrong="repair" name="the unit on the axis of the quarters" says="million tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 10%", x = "Million tonnes", y = "Freight")
