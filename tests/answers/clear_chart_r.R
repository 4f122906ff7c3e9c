# Answers to `solutions/clear_chart_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="target-line" name="months by number, with names on the axis"
on_time_chart <- ggplot(sailings, aes(seq_along(month), on_time_pct)) +
  geom_line() +
  geom_hline(yintercept = 90, linetype = "dotted") +
  scale_x_continuous(breaks = 1:8, labels = sailings$month) +
  ggtitle("Three months below target") +
  ylab("Per cent of sailings on time (axis from 86)")

# %% right="target-line" name="real dates, and the target as a column of its own"
on_time_chart <- sailings |>
  mutate(starts = as.Date(paste("2024", 1:8, 1, sep = "-")), target = 90) |>
  ggplot(aes(starts)) +
  geom_line(aes(y = on_time_pct)) +
  geom_line(aes(y = target), colour = "red") +
  labs(title = "The target was missed in 3 months", y = "On time (percent)") +
  expand_limits(y = 0)

# %% right="target-line" name="the order given to the scale, and a segment"
on_time_chart <- ggplot(sailings, aes(month, on_time_pct, group = 1)) +
  geom_path() +
  annotate("segment", x = 1, xend = 8, y = 90, yend = 90, colour = "red") +
  scale_x_discrete(limits = sailings$month) +
  scale_y_continuous("", labels = function(value) paste0(value, "%")) +
  labs(
    title = "On time", subtitle = "The target was missed three times",
    caption = "The axis does not begin at zero."
  )

# %% right="target-line" name="a level abline, the limits narrowed"
on_time_chart <- sailings |>
  mutate(month = factor(month, month.abb)) |>
  ggplot(aes(month, on_time_pct, group = 1)) +
  geom_line(colour = "grey30") +
  geom_abline(slope = 0, intercept = 90, colour = "red") +
  coord_cartesian(ylim = c(80, 100)) +
  labs(title = "Target missed in 3 of 8 months", y = "% from 80")

# %% right="target-line" name="eight months, of which three"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Of 8 months, 3 missed the target", y = "% (axis cut)")

# %% right="target-line" name="not met"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "The target was not met in three months", y = "% from 85")

# %% right="target-line" name="both counts"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Target met in 5 of 8 months, missed in 3", y = "On time (%, from 85)")

# %% right="target-line" name="shares of one, on an axis of per cent"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct / 100, group = 1)) +
  geom_line() +
  geom_hline(yintercept = .9, colour = "red") +
  scale_y_continuous("On time (axis from 86%)", labels = scales::label_percent()) +
  labs(title = "Target missed in 3 months")

# %% right="target-line" name="pct, for short"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months", y = "On time (pct)")

# %% right="target-line" name="misses first"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed in three months, on target in five months", y = "%")

# %% right="target-line" name="off target"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Ferry off target in 3 of 8 months", y = "%")

# %% right="target-line" name="the months named"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "On time fell short of 90% in April, May and August", y = "%")

# %% right="target-line" name="fewer than 90%"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "In 3 months fewer than 90% of sailings left on time", y = "%")

# %% right="target-line" name="a detail after it"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Target missed in 3 months, two months in a row in spring", y = "%")

# %% right="target-line" name="all but three"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Ferry hit its target in all but three months", y = "%")

# %% wrong="target-line" name="nothing" kind="nothing" says="made by ggplot()"
on_time_chart <- NULL

# %% wrong="target-line" name="the table, not the chart" kind="type" says="made by ggplot()"
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

# %% wrong="target-line" name="typed by hand, one month off by one" kind="hard-coded" says="one line runs through"
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

# %% wrong="target-line" name="90 counted as a miss" kind="off-by-one" says="the title says in how many months"
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

# %% wrong="target-line" name="missed in all but three" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Target missed in all but three months", y = "%")

# %% wrong="target-line" name="four, not three" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "The target was missed in 4, not 3, months", y = "%")

# %% wrong="target-line" name="not missed" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "The target was not missed in 3 months", y = "%")

# %% wrong="target-line" name="three on target" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "3 months on target; the rest missed", y = "%")

# %% wrong="target-line" name="more than three" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Target missed in more than 3 months", y = "%")

# %% wrong="target-line" name="the month numbered three" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Target missed in month 3", y = "%")

# %% wrong="target-line" name="three of twelve" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed the target in 3 months of 12", y = "%")

# %% wrong="target-line" name="five by three" says="the title says in how many"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "5 months missed the target by 3", y = "%")

# %% wrong="target-line" name="shares of one, called per cent" says="names its unit"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct / 100, group = 1)) +
  geom_line() +
  geom_hline(yintercept = .9, colour = "red") +
  expand_limits(y = 0:1) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="9000 per cent" says="names its unit"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  scale_y_continuous("On time", labels = scales::label_percent(big.mark = "")) +
  labs(title = "Missed in 3 months")

# %% wrong="target-line" name="the column's name for a label" says="names its unit"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months")

# %% wrong="target-line" name="a cut axis that says nothing" says="says where it begins"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "On time (%)")

# %% wrong="target-line" name="a cut axis that claims zero" says="says where it begins"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  labs(title = "Missed in 3 months", y = "On time (%, axis from 0)")

# %% wrong="target-line" name="a cut axis that claims another beginning" says="says where it begins"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  coord_cartesian(ylim = c(85, 95), expand = FALSE) +
  labs(title = "Missed in 3 months", y = "On time (%, axis from 80)")

# %% wrong="target-line" name="months by number" says="the months are named"
on_time_chart <- ggplot(sailings, aes(seq_along(month), on_time_pct)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="names wiped out" says="the months are named"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  scale_x_discrete(breaks = NULL) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="names the wrong way round" says="the months are named"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  scale_x_discrete(labels = rev(sailings$month)) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="a target that nobody sees" says="a level line marks"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, alpha = 0) +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="months that nobody sees" says="one line runs through"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line(linewidth = 0) +
  geom_hline(yintercept = 90, colour = "red") +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="colours a step apart" says="looks different"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line(colour = "#102030") +
  geom_hline(yintercept = 90, colour = "#102031") +
  expand_limits(y = 0) +
  labs(title = "Missed in 3 months", y = "%")

# %% wrong="target-line" name="pressed flat" says="shows every month"
on_time_chart <- ggplot(sailings, aes(factor(month, month), on_time_pct, group = 1)) +
  geom_line() +
  geom_hline(yintercept = 90, colour = "red") +
  coord_cartesian(ylim = c(0, 10000)) +
  labs(title = "Missed in 3 months", y = "%")

# %% right="ordered-bars" name="standing bars, longest first"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(reorder(port, -berth_hours), berth_hours)) +
  geom_bar(stat = "identity") +
  labs(
    x = NULL, y = "Hours to a berth",
    title = paste("Simulated:", longest, "was slowest in December 2020")
  )

# %% right="ordered-bars" name="the coordinates flipped"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(reorder(port, berth_hours), berth_hours)) +
  geom_col() +
  coord_flip() +
  scale_y_continuous(
    "Hours to a berth, Dec 2020 (simulated)", expand = expansion(c(0, 0.05))
  ) +
  ggtitle(paste("Where a berth took longest:", longest))

# %% right="ordered-bars" name="geom_bar with a weight, the order given to the scale"
longest <- waits$port[which.max(waits$berth_hours)]
in_order <- arrange(waits, desc(berth_hours))
port_chart <- ggplot(waits, aes(port, weight = berth_hours)) +
  geom_bar() +
  scale_x_discrete(limits = in_order$port) +
  labs(
    title = paste(longest, "took longest, Dover was soonest"), y = "Wait (h)",
    caption = "Source: simulated port calls, December 2020"
  )

# %% right="ordered-bars" name="levels of a factor, a colour each"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- waits |>
  arrange(berth_hours) |>
  mutate(port = factor(port, levels = port)) |>
  ggplot(aes(y = port, x = berth_hours, fill = port)) +
  geom_col(show.legend = FALSE) +
  scale_fill_viridis_d() +
  labs(
    x = "hrs", y = NULL, title = paste0(longest, ": the longest in Dec. 2020"),
    subtitle = "A simulation"
  )

# %% right="ordered-bars" name="names written in the bars, the unit on the ticks"
longest <- waits$port[which.max(waits$berth_hours)]
in_order <- arrange(waits, berth_hours)
port_chart <- ggplot(in_order, aes(seq_along(port), berth_hours)) +
  geom_col() +
  geom_text(aes(label = port), vjust = -0.5) +
  scale_x_continuous(NULL, breaks = NULL) +
  scale_y_continuous("", labels = function(value) paste(value, "h")) +
  ggtitle(paste0("SIMULATED, 2020-12: ", longest, " is last"))

# %% right="ordered-bars" name="a note in the corner"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  annotate("text", 10, 1, label = "Made-up data, December 2020.") +
  labs(x = "Hours", title = paste0(longest, ", not Immingham, kept ships longest"))

# %% wrong="ordered-bars" name="nothing" kind="nothing" says="made by ggplot()"
port_chart <- NULL

# %% wrong="ordered-bars" name="the name of a chart, as text" kind="type" says="made by ggplot()"
port_chart <- "geom_col()"

# %% wrong="ordered-bars" name="a line through the ports" says="eight bars"
port_chart <- ggplot(waits, aes(reorder(port, berth_hours), berth_hours, group = 1)) +
  geom_line() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="without the first row" kind="off-by-one" says="eight bars"
port_chart <- arrange(waits, berth_hours)[-1, ] |>
  ggplot(aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="the longest five" says="eight bars"
port_chart <- slice_max(waits, berth_hours, n = 5) |>
  ggplot(aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="rows counted" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port)) +
  geom_bar() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="figures without their names" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port, sort(berth_hours))) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="figures as text" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(port, as.character(berth_hours))) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="one figure a tenth off" says="as long as its port's figure"
by_hand <- mutate(waits, berth_hours = berth_hours + 0.1 * (rank(berth_hours) == 8))
port_chart <- ggplot(by_hand, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="days" says="as long as its port's figure"
port_chart <- ggplot(waits, aes(berth_hours / 24, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="an axis cut at half an hour" says="begin at zero"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  scale_x_continuous(expand = expansion(0)) +
  coord_cartesian(xlim = c(0.5, 30)) +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="an axis cut, the coordinates flipped" says="begin at zero"
port_chart <- ggplot(waits, aes(reorder(port, berth_hours), berth_hours)) +
  geom_col() +
  coord_flip(ylim = c(0.5, 30), expand = FALSE) +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="alphabetical" says="in order of size"
port_chart <- ggplot(waits, aes(port, berth_hours)) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="the table sorted, the axis not" says="in order of size"
port_chart <- arrange(waits, berth_hours) |>
  ggplot(aes(berth_hours, port)) +
  geom_col() +
  labs(x = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="bars without names" says="carries the name of its port"
port_chart <- arrange(waits, berth_hours) |>
  ggplot(aes(1:8, berth_hours)) +
  geom_col() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="names only in a legend" says="carries the name of its port"
port_chart <- arrange(waits, berth_hours) |>
  ggplot(aes(1:8, berth_hours, fill = port)) +
  geom_col() +
  scale_fill_viridis_d() +
  labs(y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="a unit left off" says="names the unit"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Wait", title = "Simulated")

# %% wrong="ordered-bars" name="the column's name for a label" says="names the unit"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(title = "Simulated")

# %% wrong="ordered-bars" name="another unit" says="names the unit"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Wait (days)", title = "Simulated waits in hours")

# %% wrong="ordered-bars" name="the unit on the axis of the ports" says="names the unit"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Wait", y = "Hours", title = "Simulated")

# %% wrong="ordered-bars" name="passed off as real" says="simulated"
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = "Waits at eight ports, December 2020")

# %% wrong="ordered-bars" name="expressly real" says="simulated"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = paste(longest, "took longest, December 2020 (real, not simulated)"))

# %% wrong="ordered-bars" name="no month" says="names the month"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = paste(longest, "took longest (simulated)"))

# %% wrong="ordered-bars" name="a year for a month" says="names the month"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = paste(longest, "took longest in 2020 (simulated)"))

# %% wrong="ordered-bars" name="the page's answer" kind="hard-coded" says="the title answers"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = "Immingham took longest, December 2020 (simulated)")

# %% wrong="ordered-bars" name="a title that names no port" says="the title answers"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = "Simulated hours to a berth, December 2020")

# %% wrong="ordered-bars" name="longest called shortest" says="the title answers"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Hours", y = NULL, title = paste("Shortest wait at", longest, "December 2020, simulated"))

# %% wrong="ordered-bars" name="clipped at ten hours" says="the axis reaches the longest"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  coord_cartesian(xlim = c(0, 10)) +
  labs(x = "Hours", y = NULL, title = paste(longest, "took longest, December 2020 (simulated)"))

# %% wrong="ordered-bars" name="an axis ten times too long" says="the axis reaches the longest"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  coord_cartesian(xlim = c(0, 300)) +
  labs(x = "Hours", y = NULL, title = paste(longest, "took longest, December 2020 (simulated)"))

# %% wrong="ordered-bars" name="a median it is not" says="names the unit"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Median hours", y = NULL, title = paste(longest, "took longest, December 2020 (simulated)"))

# %% wrong="ordered-bars" name="days, not hours" says="names the unit"
longest <- waits$port[which.max(waits$berth_hours)]
port_chart <- ggplot(waits, aes(berth_hours, reorder(port, berth_hours))) +
  geom_col() +
  labs(x = "Days (not hours)", y = NULL, title = paste(longest, "took longest, December 2020 (simulated)"))

# %% right="repair" name="geom_bar, limits on the scale"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_bar(stat = "identity") +
  scale_y_continuous(limits = c(0, 120)) +
  labs(title = "Freight fell by 7.1% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="on a time axis, the empty row dropped"
repaired <- seven_quarters |>
  mutate(starts = seq(as.Date("2022-04-01"), by = "quarter", length.out = 7)) |>
  filter(!is.na(tonnes_m)) |>
  ggplot(aes(starts, tonnes_m)) +
  geom_col() +
  labs(title = "Fourth-quarter freight down 7% on the year", y = "Million tonnes")

# %% right="repair" name="geom_bar with a weight, which makes none of the missing one"
repaired <- ggplot(seven_quarters, aes(quarter, weight = tonnes_m)) +
  geom_bar() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="lying bars"
repaired <- ggplot(seven_quarters, aes(tonnes_m, quarter)) +
  geom_col() +
  labs(title = "In 2023Q4 freight was 7% below the year before", x = "Freight (Mt)", y = NULL)

# %% right="repair" name="the quarter dropped, its place kept by the scale"
repaired <- filter(seven_quarters, !is.na(tonnes_m)) |>
  ggplot(aes(quarter, tonnes_m)) +
  geom_col() +
  scale_x_discrete(limits = seven_quarters$quarter) +
  coord_cartesian(ylim = c(0, 120)) +
  labs(title = "Tonnes fell by seven per cent from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="two decimals, millions of tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight fell by 7.15% from 2022Q4 to 2023Q4", y = "Millions of tonnes")

# %% right="repair" name="three decimals, tonnes in millions"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight dropped 7.149% from 2022Q4 to 2023Q4", y = "Tonnes, millions")

# %% right="repair" name="m tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "2023Q4: 7 per cent lower than 2022Q4", y = "m tonnes")

# %% right="repair" name="fewer tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "UK ports handled 7.1% fewer tonnes in 2023Q4 than in 2022Q4", y = "Million tonnes")

# %% right="repair" name="a real minus"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight −7.1%, 2022Q4 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="denies the draft"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell 7.1% from 2022Q4 to 2023Q4: gentle, no collapse", y = "Million tonnes")

# %% right="repair" name="smaller"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight in 2023Q4 is 7.1% smaller than in 2022Q4", y = "Million tonnes")

# %% right="repair" name="contracted"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight contracted by 7.1% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% right="repair" name="has not grown"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight has not grown: down 7.1%, 2023Q4 on 2022Q4", y = "Million tonnes")

# %% right="repair" name="not rounded"
fall_pct <- 100 * (1 - 102.6 / 110.5)
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(
    title = paste0("Freight fell by ", fall_pct, "% from 2022Q4 to 2023Q4"),
    y = "Million tonnes"
  )

# %% wrong="repair" name="nothing" kind="nothing" says="made by ggplot()"
repaired <- NULL

# %% wrong="repair" name="a percentage, not a chart" kind="type" says="made by ggplot()"
repaired <- 9.6

# %% wrong="repair" name="typed by hand, with a slip" kind="hard-coded" says="six bars"
typed <- mutate(
  seven_quarters,
  tonnes_m = c(113.5, 111.6, 110.5, 109.5, 110.3, NA, 106.2)
)
repaired <- ggplot(typed, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="without the first quarter" kind="off-by-one" says="six bars"
repaired <- ggplot(seven_quarters[-1, ], aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the unknown filled in" says="six bars"
filled <- mutate(seven_quarters, tonnes_m = coalesce(tonnes_m, 106.5))
repaired <- ggplot(filled, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the unknown called zero" says="six bars"
filled <- mutate(seven_quarters, tonnes_m = coalesce(tonnes_m, 0))
repaired <- ggplot(filled, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="units for tonnes" says="six bars show the tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, units_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="sorted by size" says="in order of time"
repaired <- ggplot(seven_quarters, aes(reorder(quarter, tonnes_m), tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="limits on the scale, which removes the bars" says="six bars"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  ylim(100, 115) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the axis still cut" says="begin at zero"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  coord_cartesian(ylim = c(100, 115)) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the quarter still hidden" says="keeps an empty place"
repaired <- filter(seven_quarters, !is.na(tonnes_m)) |>
  ggplot(aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the second axis still there" says="one value axis"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  geom_line(aes(y = units_m * 20, group = 1)) +
  scale_y_continuous(sec.axis = sec_axis(~ . / 20)) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="a nameless million" says="million tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Freight (millions)")

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
  labs(title = "Freight fell by 7.7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="a slip in the sum" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7.9% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="a rise" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight rose by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the fall in tonnes" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7 million tonnes from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="a collapse with a figure" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight collapses by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="the unit on the axis of the quarters" says="million tonnes"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", x = "Million tonnes", y = "Freight")

# %% wrong="repair" name="another season" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 9.6% from 2022Q2 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="fell to" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell to 7% of 2022Q4 in 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="in one quarter" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% in one quarter, 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="a quarter" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% a quarter from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="units in the title" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight units fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="another figure first" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 78%, not 7%, from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="denied" says="the fall in per cent"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight hasn't fallen 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="no period" says="names the period"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight fell by 7%", y = "Million tonnes")

# %% wrong="repair" name="whole years" says="names the period"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Port freight fell by 7% from 2022 to 2023", y = "Million tonnes")

# %% wrong="repair" name="seven per cent for another season" says="names the period"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  labs(title = "Freight fell by 7% from 2022Q2 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="every bar clipped" says="the axis reaches the longest"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  coord_cartesian(ylim = c(0, 50)) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="pressed flat" says="the axis reaches the longest"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  coord_cartesian(ylim = c(0, 1000)) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="no quarter named" says="the quarters are named"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  scale_x_discrete(breaks = NULL) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="quarters of the year before" says="the quarters are named"
wrong <- c("2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4")
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  scale_x_discrete(labels = wrong) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="quarters by letter" says="the quarters are named"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  scale_x_discrete(labels = letters[1:7]) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")

# %% wrong="repair" name="units on the axis of the tonnes" says="units are left out"
repaired <- ggplot(seven_quarters, aes(quarter, tonnes_m)) +
  geom_col() +
  geom_line(aes(y = units_m, group = 1)) +
  labs(title = "Freight fell by 7% from 2022Q4 to 2023Q4", y = "Million tonnes")
