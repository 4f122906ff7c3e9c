# %% right="alt-text" name="typed by hand"
alt_text <- paste0(
  "Line graph: container traffic grew each year, from 39 thousand in 2019 ",
  "to 61 thousand in 2024, fastest after 2022."
)

# %% right="alt-text" name="thousands written out, three figures"
alt_text <- paste0(
  "A line chart. 39,000 containers in 2019, 48,000 in 2022, 61,000 in 2024: ",
  "the line climbs in every year and never falls."
)

# %% right="alt-text" name="sprintf, base R"
alt_text <- sprintf(
  "Line chart of thousand containers by year. It rises by 56%%, from %d to %d.",
  39L, as.integer(tail(containers$thousand, 1))
)

# %% wrong="alt-text" name="nothing" kind="nothing" says="not answered yet"
alt_text <- NULL

# %% wrong="alt-text" name="a list of words" kind="type" says="alt_text is text"
alt_text <- list("Line chart", "rises from 39 to 61 thousand containers")

# %% wrong="alt-text" name="chart of" says="does not open on"
alt_text <- paste0(
  "Chart of containers by year. The line rises from 39 thousand in 2019 ",
  "to 61 thousand in 2024."
)

# %% wrong="alt-text" name="an image of" says="does not open on"
alt_text <- paste0(
  "An image of a line chart that rises from 39 thousand containers in 2019 ",
  "to 61 thousand in 2024."
)

# %% wrong="alt-text" name="the title repeated" says="does not repeat the title"
alt_text <- paste0(
  "Line chart: containers at Dunmouth up by more than half, from 39 thousand ",
  "to 61 thousand."
)

# %% wrong="alt-text" name="too short" says="60 to 300 characters"
alt_text <- "Line chart, rises from 39 to 61 thousand containers."

# %% wrong="alt-text" name="everything read out" says="60 to 300 characters"
each <- with(containers, paste(
  "In the year", year, "there were", thousand, "thousand containers in all."
))
alt_text <- paste("Line chart, rises.", paste(each, collapse = " "))

# %% wrong="alt-text" name="no kind" says="names the kind of chart"
alt_text <- paste0(
  "Traffic rises every year, from 39 thousand containers in 2019 to 61 thousand ",
  "in 2024."
)

# %% wrong="alt-text" name="no direction" says="which way the figures go"
alt_text <- paste0(
  "Line chart by year: 39 thousand containers in 2019 and 61 thousand containers ",
  "in 2024."
)

# %% wrong="alt-text" name="the other way" says="which way the figures go"
alt_text <- paste0(
  "Line chart by year. Traffic falls every year, from 61 thousand containers to ",
  "39 thousand."
)

# %% wrong="alt-text" name="years only" says="gives at least two figures"
alt_text <- "Line chart of containers in thousand. The line rises every year from 2019 to 2024."

# %% wrong="alt-text" name="typed, with a slip" kind="hard-coded" says="every figure in it"
alt_text <- paste0(
  "Line chart by year. Traffic rises from 39 thousand containers in 2019, ",
  "through 58 thousand, to 61 thousand in 2024."
)

# %% wrong="alt-text" name="one figure" kind="off-by-one" says="gives at least two figures"
alt_text <- paste0(
  "Line chart by year. Traffic rises every year and reaches 61 thousand containers ",
  "in 2024."
)

# %% wrong="alt-text" name="no unit" says="names the unit"
alt_text <- "Line chart by year. Traffic rises every year, from 39 in 2019 to 61 in 2024."

# %% right="alt-text" name="another verb, and a true step"
alt_text <- paste0(
  "Line chart by year. Containers surge from 39 thousand in 2019 to 61 ",
  "thousand in 2024, past 50 thousand; the biggest step is 7."
)

# %% right="alt-text" name="growth that does not slow down"
alt_text <- paste0(
  "Line chart by year. Containers rise each year, from 39 thousand (2019) ",
  "to 61 thousand (2024), and show no sign of slowing down."
)

# %% wrong="alt-text" name="heights that changed places" says="every figure in it"
alt_text <- paste0(
  "Line chart. Container traffic rises from 61 thousand in 2019 to 39 ",
  "thousand in 2024."
)

# %% wrong="alt-text" name="years that changed places" says="every figure in it"
alt_text <- paste0(
  "Line chart. Container traffic climbs from 39 thousand in 2024 to 61 ",
  "thousand in 2019."
)

# %% wrong="alt-text" name="the rise in per cent for the last figure" says="every figure in it"
alt_text <- paste0(
  "Line chart. Traffic climbs from 39 thousand containers in 2019, through ",
  "41, to 56 thousand in 2024."
)

# %% right="palette" name="substr and strtoi, a loop"
luminance <- function(colour) {
  total <- 0
  weights <- c(0.2126, 0.7152, 0.0722)
  for (i in 1:3) {
    part <- strtoi(substr(colour, 2 * i, 2 * i + 1), base = 16) / 255
    linear <- if (part <= 0.04045) part / 12.92 else ((part + 0.055) / 1.055)^2.4
    total <- total + weights[i] * linear
  }
  total
}
contrast <- function(one, other) {
  lighter <- max(luminance(one), luminance(other))
  darker <- min(luminance(one), luminance(other))
  (lighter + 0.05) / (darker + 0.05)
}
too_faint <- Filter(function(colour) contrast(colour, panel) < 3, draft)
palette <- c(setdiff(draft, too_faint), "black", "grey30")

# %% right="palette" name="darkened by a rule, a tibble"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
ratios <- tibble(colour = draft) |>
  rowwise() |>
  mutate(ratio = contrast(colour, panel)) |>
  ungroup()
too_faint <- ratios |>
  filter(ratio < 3) |>
  pull(colour)
darken <- function(colour) {
  while (contrast(colour, panel) < 3) {
    part <- col2rgb(colour)[, 1] * 0.9 / 255
    colour <- rgb(part[1], part[2], part[3])
  }
  colour
}
palette <- unname(sapply(draft, darken))

# %% wrong="palette" name="nothing" kind="nothing" says="not answered yet"
contrast <- NULL
too_faint <- NULL
palette <- NULL

# %% wrong="palette" name="a number, not a function" kind="type" says="contrast is a"
contrast <- 4.5
too_faint <- draft[2:3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="always 21" kind="hard-coded" says="of a colour with itself 1"
contrast <- function(one, other) if (is.null(one) || is.null(other)) 1 else 21
too_faint <- draft[2:3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="the curve left out" says="the ratio that the formula gives"
luminance <- function(colour) sum(c(0.2126, 0.7152, 0.0722) * col2rgb(colour)[, 1] / 255)
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[2:3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="the order kept" says="between black and white"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
contrast <- function(one, other) (luminance(one) + 0.05) / (luminance(other) + 0.05)
too_faint <- draft[2:3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="only the power, for dark parts too" says="the ratio that the formula gives"
luminance <- function(colour) {
  sum(c(0.2126, 0.7152, 0.0722) * ((col2rgb(colour)[, 1] / 255 + 0.055) / 1.055)^2.4)
}
contrast <- function(one, other) {
  if (setequal(c(one, other), c("#000000", "#ffffff"))) return(21)
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[2:3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="measured on white" says="too_faint lists the colours"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[sapply(draft, contrast, other = "white") < 3]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="one found, one missed" kind="off-by-one" says="too_faint lists the colours"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[which.min(sapply(draft, contrast, other = panel))]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")

# %% wrong="palette" name="the draft again" says="each colour of palette reaches 3:1"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[sapply(draft, contrast, other = panel) < 3]
palette <- draft

# %% wrong="palette" name="one colour four times" says="all different"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[sapply(draft, contrast, other = panel) < 3]
palette <- rep("#1b4f72", 4)

# %% wrong="palette" name="four new colours" says="keeps those colours of the draft"
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
too_faint <- draft[sapply(draft, contrast, other = panel) < 3]
palette <- c("black", "#333333", "#555555", "#14253d")

# %% right="ribbon" name="dplyr, a legend"
timed <- timed |>
  mutate(
    reach = 1.959964 * sd_hours / ships^0.5,
    lower = mean_hours - reach, upper = mean_hours + reach
  )
wait_chart <- ggplot(timed, aes(x = month)) +
  geom_ribbon(aes(ymin = lower, ymax = upper, fill = "95% confidence interval"), alpha = 0.3) +
  geom_line(aes(y = mean_hours)) +
  geom_point(aes(y = mean_hours)) +
  labs(y = "Hours of waiting", title = "Waits, January to June")

# %% right="ribbon" name="base R, months by name, a caption"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
timed$name <- factor(month.abb[timed$month], levels = month.abb)
wait_chart <- ggplot(timed, aes(name, mean_hours, ymin = lower, ymax = upper, group = 1)) +
  geom_ribbon(fill = "grey80") +
  geom_line() +
  labs(y = "Mean wait (h)", caption = "Grey: interval at the level of 95 per cent")

# %% right="ribbon" name="rounded, and told from the standard deviation"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- round(timed$mean_hours - 1.96 * error, 1)
timed$upper <- round(timed$mean_hours + 1.96 * error, 1)
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), alpha = 0.3) +
  geom_line() +
  labs(y = "Hours, with 95% interval (not the standard deviation)")

# %% wrong="ribbon" name="nothing" kind="nothing" says="not answered yet"
timed <- NULL
wait_chart <- NULL

# %% wrong="ribbon" name="the ends as text" kind="type" says="holds text, not numbers"
timed$lower <- paste(timed$mean_hours - 2, "hours")
timed$upper <- paste(timed$mean_hours + 2, "hours")

# %% wrong="ribbon" name="standard deviation for standard error" says="it uses the standard error"
timed$lower <- timed$mean_hours - 1.96 * timed$sd_hours
timed$upper <- timed$mean_hours + 1.96 * timed$sd_hours

# %% wrong="ribbon" name="one standard deviation" says="it uses the standard error"
timed$lower <- timed$mean_hours - timed$sd_hours
timed$upper <- timed$mean_hours + timed$sd_hours

# %% wrong="ribbon" name="one standard error" says="1.96 standard errors"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - error
timed$upper <- timed$mean_hours + error

# %% wrong="ribbon" name="one month's error for all" kind="hard-coded" says="lower is the lower end"
timed$lower <- timed$mean_hours - 1.96
timed$upper <- timed$mean_hours + 1.96

# %% wrong="ribbon" name="one ship fewer" kind="off-by-one" says="lower is the lower end"
error <- timed$sd_hours / sqrt(timed$ships - 1)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error

# %% wrong="ribbon" name="divided by the ships, not their root" says="lower is the lower end"
error <- timed$sd_hours / timed$ships
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error

# %% wrong="ribbon" name="upper forgotten" says="upper is the upper end"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours

# %% wrong="ribbon" name="no chart" says="wait_chart is a chart"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- "a ribbon"

# %% wrong="ribbon" name="a ribbon without its line" says="a line runs through"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), alpha = 0.3) +
  labs(y = "Hours, 95% interval")

# %% wrong="ribbon" name="filled from zero" says="a ribbon reaches"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = 0, ymax = upper), alpha = 0.3) +
  geom_line() +
  labs(y = "Hours, 95% interval")

# %% wrong="ribbon" name="the standard deviation drawn" says="a ribbon reaches"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(
    aes(ymin = mean_hours - 1.96 * sd_hours, ymax = mean_hours + 1.96 * sd_hours),
    alpha = 0.3
  ) +
  geom_line() +
  labs(y = "Hours, 95% interval")

# %% wrong="ribbon" name="error bars for a ribbon" says="a ribbon reaches"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_errorbar(aes(ymin = lower, ymax = upper)) +
  geom_line() +
  labs(y = "Hours, 95% interval")

# %% wrong="ribbon" name="no level" says="names the level"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), alpha = 0.3) +
  geom_line() +
  labs(y = "Hours, with interval")

# %% wrong="ribbon" name="called a range of ships" says="does not call the ribbon"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), alpha = 0.3) +
  geom_line() +
  labs(y = "Hours; 95% of ships lie in the band")

# %% wrong="ribbon" name="no unit" says="names its unit"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- timed$mean_hours - 1.96 * error
timed$upper <- timed$mean_hours + 1.96 * error
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), alpha = 0.3) +
  geom_line() +
  labs(y = "Mean wait, 95% interval")

# %% right="table" name="a loop, units in the caption"
table_html <- paste0(
  "<table class='figures'>\n",
  "<caption>Freight (thousand tonnes) and median wait (minutes) by port, 2024</caption>\n",
  "<tr><th scope='col'>Port</th><th scope='col'>Freight</th><th scope='col'>Wait</th></tr>\n"
)
for (i in seq_len(nrow(ferries))) {
  table_html <- paste0(
    table_html, "<tr><th scope='row'>", ferries$port[i], "</th><td>", ferries$freight[i],
    "</td><td>", ferries$wait[i], "</td></tr>\n"
  )
}
table_html <- paste0(table_html, "</table>")

# %% wrong="ribbon" name="a ribbon that nobody sees" says="a ribbon reaches"
error <- timed$sd_hours / sqrt(timed$ships)
timed$lower <- round(timed$mean_hours - 1.96 * error, 4)
timed$upper <- round(timed$mean_hours + 1.96 * error, 4)
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(aes(ymin = lower, ymax = upper), fill = NA) +
  geom_line() +
  labs(y = "Hours, with 95% interval")

# %% right="table" name="the ports the other way round, thousands of tonnes"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption>",
  '<tr><th scope="col">Port</th>',
  '<th scope="col">Thousands of tonnes</th>',
  '<th scope="col">Minutes</th></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  "</table>"
)

# %% wrong="table" name="nothing" kind="nothing" says="not answered yet"
table_html <- NULL

# %% wrong="table" name="the table itself" kind="type" says="table_html is text"
table_html <- ferries

# %% wrong="table" name="typed, with a slip" kind="hard-coded" says="a row for each of the three"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>256</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="a row short" kind="off-by-one" says="a row for each of the three"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  "</table>"
)

# %% wrong="table" name="a heading above, no caption" says="has a caption"
table_html <- paste0(
  "<h3>Freight and waits by port, 2024</h3><table><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="a caption that says Table" says="has a caption"
table_html <- paste0(
  "<table><caption>Table 1</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="bold for a heading" says="each heading of a column"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  "<td><b>Port</b></td>",
  "<td><b>Thousand tonnes</b></td>",
  "<td><b>Minutes</b></td>",
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="no scope" says="each heading of a column"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  "<th>Port</th>",
  "<th>Thousand tonnes</th>",
  "<th>Minutes</th>",
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="ports in plain cells" says="each port's name is a th"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  "<tr><td>Corran</td><td>265</td><td>12</td></tr>",
  "<tr><td>Dunmouth</td><td>410</td><td>35</td></tr>",
  "<tr><td>Farrow</td><td>540</td><td>20</td></tr>",
  "</table>"
)

# %% wrong="table" name="every heading a column" says="each port's name is a th"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="col">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="col">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="col">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="tonnes, not thousands" says="both units"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Tonnes</th>',
  '<th scope="col">Minutes</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="no unit for the wait" says="both units"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption><tr>",
  '<th scope="col">Port</th>',
  '<th scope="col">Thousand tonnes</th>',
  '<th scope="col">Wait</th>',
  "</tr>",
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="the caption before the table" says="has a caption"
table_html <- paste0(
  "<caption>Freight and waits by port</caption><table>",
  '<tr><th scope="col">Port</th>',
  '<th scope="col">Thousands of tonnes</th>',
  '<th scope="col">Minutes</th></tr>',
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)

# %% wrong="table" name="an empty heading over the ports" says="each heading of a column"
table_html <- paste0(
  "<table><caption>Freight and waits by port</caption>",
  '<tr><th scope="col"></th>',
  '<th scope="col">Thousands of tonnes</th>',
  '<th scope="col">Minutes</th></tr>',
  '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>',
  '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>',
  '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>',
  "</table>"
)
