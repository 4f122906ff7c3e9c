# %% [markdown]
# # Charts for everyone: describe, colour, band, tabulate
#
# Five questions on tables short enough to check by eye; all of them are made up.
# Run the cells from the top; each question says what name to give your answer.
# The folded cell after an answer checks it: run it too.
# The checks read ggplot2 charts.

# %%
library(dplyr, warn.conflicts = FALSE)
library(ggplot2)
source("chart.R")
source("check.R")
source("readout.R")

# %% [markdown]
# ## Alt text
#
# A line chart of these figures has the title *Containers at Dunmouth up by more than half*.

# %%
containers <- tibble(
  year = 2019:2024,
  thousand = c(39, 41, 44, 48, 55, 61)
)
containers

# %% [markdown]
# Write the chart's description for somebody who cannot see it, and call it `alt_text`.
# Name the kind of chart, its unit, which way the figures go, and at least two of them.
# Use 60 to 300 characters, and do not repeat the title: a screen reader has just read it.

# %% solution="alt-text"
alt_text <- NULL
### BEGIN SOLUTION
alt_text <- paste0(
  "Line chart by year. Traffic rises every year, from ", first(containers$thousand),
  " thousand containers in 2019 to ", last(containers$thousand), " thousand in 2024."
)
### END SOLUTION

# %% test="alt-text" points=4
bare <- paste0(
  "^\\s*(here is |this is )?(an?|the|this)? ?(image|picture|photo|graphic|figure|",
  "chart|graph|plot|diagram|visuali[sz]ation)\\b"
)
rise <- paste0(
  "\\b(ris(e|es|ing|en)|rose|grow(s|ing|n|th)?|grew|climb\\w*|increas\\w*|",
  "up(ward|wards)?|higher|jump\\w*|surg\\w*|soar\\w*|expan\\w*|gain\\w*|accelerat\\w*|",
  "more (containers )?(each|every) year|(each|every) year more)\\b"
)
fall <- paste0(
  "\\b(fall(s|ing|en)?|fell|drop(s|ped)?|declin\\w*|decreas\\w*|(?<!slowing )down(ward|wards)?|",
  "shr[aiu]nk\\w*|lower)\\b"
)
never <- "\\b(never|not|no|without|nor)\\b( \\w+){0,2}"

has <- function(text, pattern) grepl(pattern, text, perl = TRUE, ignore.case = TRUE)

# The text in lower case, with one space between words and no marks.
plain <- function(text) gsub("\\W+", " ", tolower(text), perl = TRUE)

# Thousands in words, and without round numbers that a figure has passed.
in_words <- function(text) {
  text <- gsub("[, ]000\\b", " thousand", tolower(text), perl = TRUE)
  gsub("\\b(past|above|over|beyond|passing|passes) (40|50|60)\\b", "", text, perl = TRUE)
}

# The numbers of a text that are not years, nor otherwise true.
figures_in <- function(text) {
  # 61 less 39; in per cent, twice; years; the steps from year to year, their mean
  true <- c(22, 56, 56.4, 5, 2, 3, 4, 7, 6, 4.4, 2019:2024)
  text <- in_words(text)
  numbers <- regmatches(text, gregexpr("(?<![\\w.])\\d+(?:\\.\\d+)?", text, perl = TRUE))
  setdiff(as.numeric(numbers[[1]]), true)
}

heights <- c(39, 41, 44, 48, 55, 61)

# Do figures stand beside their own years, and "from" before "to"?
are_in_place <- function(text) {
  both_of <- function(pattern) {
    found <- regmatches(in_words(text), gregexpr(pattern, in_words(text), perl = TRUE))[[1]]
    cbind(as.numeric(sub(pattern, "\\1", found, perl = TRUE)),
      as.numeric(sub(pattern, "\\2", found, perl = TRUE)))
  }
  beside <- both_of(paste0(
    "\\b([3-9]\\d) ?k?(?: thousand)?(?: containers)?,? ?(?:in |\\()(20\\d\\d)\\b"
  ))
  ends <- both_of("\\bfrom ([3-9]\\d)\\b[^.]*? to ([3-9]\\d)\\b")
  identical(beside[, 1], heights[match(beside[, 2], 2019:2024)]) &&
    all(ends[, 1] < ends[, 2])
}

q <- check("alt-text", points = 4)
q$text(
  "alt_text",
  alt_text,
  hint = "Words in quotation marks, such as a caller would hear over the telephone."
)
q$that(
  "it has 60 to 300 characters",
  nchar(trimws(alt_text)) >= 60 && nchar(trimws(alt_text)) <= 300,
  hint = c(
    "One or two sentences: enough to know the news, short enough to hear out.",
    "`nchar(alt_text)` counts the characters."
  ),
  weight = 0.5
)
q$that(
  'it does not open on "chart of" or "image of"',
  !has(alt_text, bare),
  hint = c(
    "A screen reader has already said that this is an image.",
    "Spend the first words on what a listener cannot know: which kind of chart?"
  )
)
q$that(
  "it does not repeat the title",
  !grepl("containers at dunmouth up by more than half", plain(alt_text), fixed = TRUE),
  hint = c(
    "The title has just been read aloud. What does the chart add to it?",
    "Where does the line begin, where does it end, and how does it get there?"
  )
)
q$that(
  "it names the kind of chart: a line",
  has(alt_text, "\\bline\\b"),
  hint = "What would you draw in the air while you describe it?",
  weight = 0.5
)
q$that(
  "it says which way the figures go",
  has(alt_text, rise) &&
    !has(gsub(never, "", tolower(alt_text), perl = TRUE), fall),
  hint = c(
    "Two figures alone leave the listener to subtract. Say the direction.",
    "From 39 to 61 in six years: which verb?"
  )
)
q$that(
  "it gives at least two figures of the chart",
  length(intersect(heights, figures_in(alt_text))) >= 2,
  hint = c(
    "Years are not figures: how many containers?",
    "The first and the last figure usually serve best."
  )
)
q$that(
  "every figure in it is true of the chart",
  length(figures_in(alt_text)) > 0 && all(figures_in(alt_text) %in% heights) &&
    are_in_place(alt_text),
  hint = c(
    "Look each number up in the table: is it there, and is it that year's?",
    "A number taken from the table by code cannot be mistyped."
  )
)
q$that(
  "it names the unit: thousand containers",
  has(alt_text, "container") && has(alt_text, "thousand|[,. ]000\\b|\\d ?k\\b"),
  hint = "39 of what? The table counts in thousands.",
  weight = 0.5
)
q$score()

# %% [markdown]
# ## A palette that can be seen
#
# A department draws its charts on a pale blue panel, and has chosen four colours.

# %%
panel <- "#dfe8f0"
draft <- c("#1b4f72", "#d98200", "#4f9d69", "#a3195b")

# %% [markdown]
# Write a function `contrast(one, other)` of two colours such as `"#1b4f72"`, in any order.
# Each of a colour's three parts, red, green and blue, is a number from 0 to 255; divide it by 255.
# A part up to 0.04045 is then divided by 12.92; any other becomes ((part + 0.055) / 1.055) to the power 2.4.
# The luminance is 0.2126 red + 0.7152 green + 0.0722 blue.
# The contrast is (lighter luminance + 0.05) / (darker luminance + 0.05).
#
# Then list in `too_faint` those colours of `draft` that do not reach 3 on the panel.
# Make a vector `palette` of four different colours that all do; keep what can be kept.
# (R has a function `palette` too; your vector stands in front of it.)

# %% solution="palette"
contrast <- NULL
too_faint <- NULL
palette <- NULL
### BEGIN SOLUTION
luminance <- function(colour) {
  part <- col2rgb(colour)[, 1] / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  sum(c(0.2126, 0.7152, 0.0722) * linear)
}
contrast <- function(one, other) {
  light <- c(luminance(one), luminance(other)) + 0.05
  max(light) / min(light)
}
is_faint <- sapply(draft, contrast, other = panel) < 3
too_faint <- draft[is_faint]
palette <- c("#1b4f72", "#8f5600", "#2f6b45", "#a3195b")
### END SOLUTION

# %% test="palette" points=6
the_panel <- "#dfe8f0"
the_draft <- c("#1b4f72", "#d98200", "#4f9d69", "#a3195b")

# The contrast ratio of WCAG 2.2.
true_contrast <- function(one, other) {
  part <- grDevices::col2rgb(c(one, other)) / 255
  linear <- ifelse(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055)^2.4)
  light <- colSums(c(0.2126, 0.7152, 0.0722) * linear) + 0.05
  max(light) / min(light)
}
reaches_three <- function(colours) {
  vapply(as.character(colours), true_contrast, 0, other = the_panel) >= 3
}

# Colours as hex codes in lower case, however they were named.
as_hex <- function(colours) {
  tolower(grDevices::rgb(t(grDevices::col2rgb(unlist(colours, use.names = FALSE))), maxColorValue = 255))
}
random_colour <- function(low = 0, high = 255) {
  parts <- sample(low:high, 3, replace = TRUE)
  tolower(grDevices::rgb(parts[1], parts[2], parts[3], maxColorValue = 255))
}
pairs <- c(
  lapply(1:12, function(i) list(random_colour(), random_colour())),
  lapply(1:4, function(i) list(random_colour(0, 10), random_colour(200, 255)))
)

q <- check("palette", points = 6)
q$callable(
  "contrast",
  contrast,
  takes = 2,
  hint = c(
    "A function of two colours. It may call another that finds one colour's luminance.",
    "Begin with: contrast <- function(one, other) {"
  ),
  weight = 0.5
)
q$for_inputs(
  "between black and white it gives 21, and of a colour with itself 1",
  contrast,
  inputs = list(
    list("#000000", "#ffffff"), list("#ffffff", "#000000"), list("#a3195b", "#a3195b")
  ),
  expected = true_contrast,
  within = 0.01,
  hint = c(
    "White's luminance is 1 and black's is 0. What is 1.05 over 0.05?",
    "Which of the two is lighter? It may be given first or second."
  ),
  weight = 0.5
)
q$for_inputs(
  "for other pairs it gives the ratio that the formula gives",
  contrast,
  inputs = pairs,
  expected = true_contrast,
  within = 0.01,
  hint = c(
    "Work out #808080 on white: 3.95. Which step does yours leave out?",
    'Each part first: 0 to 255, then 0 to 1, then the curve. `col2rgb("#808080")` has the parts.',
    "Dark parts, up to 0.04045, take the division; the others take the power."
  ),
  weight = 2
)
q$same_values(
  "too_faint lists the colours of the draft below 3:1 on the panel, and no others",
  as_hex(too_faint),
  the_draft[!reaches_three(the_draft)],
  hint = c(
    "Against which ground did you measure? The panel is not white.",
    "Ask `contrast(colour, panel)` of each colour, and keep those below 3."
  )
)
q$that(
  "palette has four colours, all different",
  is.character(palette) && identical(length(unique(as_hex(palette))), 4L) &&
    identical(length(palette), 4L),
  hint = 'Four texts such as `"#1b4f72"` in `c()`. `unique` shows a double.',
  weight = 0.5
)
q$that(
  "each colour of palette reaches 3:1 against the panel",
  is.character(palette) && length(palette) > 0 && all(reaches_three(palette)),
  hint = c(
    "Print each colour with its contrast. Which are below 3?",
    "A darker shade of the same colour: make all three parts smaller."
  )
)
q$that(
  "palette keeps those colours of the draft that could be seen",
  is.character(palette) && all(the_draft[reaches_three(the_draft)] %in% as_hex(palette)),
  hint = "Readers know the old colours. Replace only what is in `too_faint`.",
  weight = 0.5
)
q$score()

# %% [markdown]
# ## A band that says how sure
#
# Each month somebody timed a random sample of `ships` at a small port.
# `mean_hours` is their mean wait, and `sd_hours` the standard deviation of the waits.

# %%
timed <- tibble(
  month = 1:6,
  ships = c(25, 36, 16, 64, 100, 49),
  mean_hours = c(9, 10, 12, 8, 7.5, 9.5),
  sd_hours = c(5, 9, 8, 6, 7, 7)
)
timed

# %% [markdown]
# Add to `timed` the columns `lower` and `upper`: the ends of a 95% interval for the mean wait.
# The standard error of a mean is the standard deviation divided by the square root of the number of ships.
# The interval reaches 1.96 standard errors to either side.
#
# Then draw the mean by month as a line, with the interval as a ribbon round it.
# Say on the chart what the ribbon is, with its level, and name the unit on the axis.
# Call the chart `wait_chart`.

# %% solution="ribbon"
wait_chart <- NULL
### BEGIN SOLUTION
timed <- timed |>
  mutate(
    standard_error = sd_hours / sqrt(ships),
    lower = mean_hours - 1.96 * standard_error,
    upper = mean_hours + 1.96 * standard_error
  )
wait_chart <- ggplot(timed, aes(month, mean_hours)) +
  geom_ribbon(
    aes(ymin = lower, ymax = upper),
    fill = soundings_colours[["sea_blue"]], alpha = 0.25
  ) +
  geom_line() +
  scale_y_continuous(limits = c(0, 18), expand = expansion(0)) +
  labs(
    title = "The longest mean wait, in March, rests on 16 ships",
    x = "Month", y = "Mean wait, hours\n(band: 95% interval)"
  )
wait_chart
### END SOLUTION

# %% test="ribbon" points=6
the_ships <- c(25, 36, 16, 64, 100, 49)
the_means <- c(9, 10, 12, 8, 7.5, 9.5)
the_spreads <- c(5, 9, 8, 6, 7, 7)
true_error <- the_spreads / sqrt(the_ships)
low <- the_means - 1.96 * true_error
high <- the_means + 1.96 * true_error

is_near <- function(values, expected, within = 0.051) {
  length(values) == length(expected) && isTRUE(all(abs(values - expected) < within))
}
has <- function(text, pattern) grepl(pattern, text, perl = TRUE, ignore.case = TRUE)

half_width <- function() (timed$upper - timed$lower) / 2

# For each ribbon, its ends at each place, from left to right.
find_ribbons <- function(chart) {
  if (!readout$is_chart(chart)) return(list())
  drawn <- ggplot_build(chart)$data
  is_ribbon <- vapply(chart$layers, function(layer) inherits(layer$geom, "GeomRibbon"), NA)
  is_hidden <- vapply(drawn, function(layer) {
    isTRUE(layer$alpha[1] == 0) || ("fill" %in% names(layer) && is.na(layer$fill[1]))
  }, NA)
  lapply(drawn[is_ribbon & !is_hidden], function(layer) layer[order(layer$x), ])
}

# Titles, axes, notes and legends, in lower case.
read_everything <- function(chart) {
  if (!readout$is_chart(chart)) return("")
  scales <- lapply(chart$scales$scales, function(scale) {
    Filter(is.character, list(scale$name, scale$labels))
  })
  drawn <- ggplot_build(chart)$data
  mapped <- lapply(chart$layers, function(layer) vapply(layer$mapping, rlang::as_label, ""))
  words <- c(
    readout$read_title(chart), readout$read_words(chart),
    unlist(chart$labels), unlist(scales), unlist(mapped), unlist(lapply(drawn, `[[`, "label"))
  )
  tolower(paste(words, collapse = " "))
}

q <- check("ribbon", points = 6)
q$table(
  "timed",
  timed,
  columns = c(lower = "number", upper = "number"),
  rows = 6,
  hint = c(
    "Two new columns, made from those that are there.",
    "Begin with: timed <- mutate(timed, lower = mean_hours - ...)"
  ),
  weight = 0.5
)
q$that(
  "the interval is that of the mean: it uses the standard error, not the standard deviation",
  is.data.frame(timed) && is.numeric(timed$lower) && is.numeric(timed$upper) &&
    !is_near(half_width(), 1.96 * the_spreads, within = 0.02) &&
    !is_near(half_width(), the_spreads, within = 0.02),
  hint = c(
    "A standard deviation says how ships differ; it does not shrink as you time more.",
    "Each month has its own number of ships. Where does it come in?"
  )
)
q$that(
  "it reaches 1.96 standard errors to either side, not one",
  is.data.frame(timed) && is.numeric(timed$lower) && is.numeric(timed$upper) &&
    !is_near(half_width(), true_error, within = 0.02),
  hint = "One standard error to either side is a level of about 68%.",
  weight = 0.5
)
q$same_values(
  "lower is the lower end in each month",
  timed$lower,
  low,
  within = 0.051,
  in_order = TRUE,
  hint = c(
    "In January 25 ships were timed: the standard error is 5 over 5.",
    "Divide `sd_hours` by the square root of `ships`, row by row."
  )
)
q$same_values(
  "upper is the upper end in each month",
  timed$upper,
  high,
  within = 0.051,
  in_order = TRUE,
  hint = "As far above the mean as `lower` is below it."
)
q$that(
  "wait_chart is a chart made by ggplot()",
  readout$is_chart(wait_chart),
  hint = "Begin with: wait_chart <- ggplot(timed, aes(...))",
  weight = 0.5
)
q$that(
  "a line runs through the six means",
  any(vapply(
    readout$find_lines(wait_chart), function(line) is_near(line$y, the_means), NA
  )),
  hint = "The ribbon is one layer, the line another: `geom_line()`.",
  weight = 0.5
)
q$that(
  "a ribbon reaches from lower to upper in every month",
  any(vapply(find_ribbons(wait_chart), function(band) {
    is_near(band$ymin, low) && is_near(band$ymax, high)
  }, NA)),
  hint = c(
    "`geom_ribbon` fills what lies between `ymin` and `ymax`.",
    "Begin with: geom_ribbon(aes(ymin = ..., ymax = ...), alpha = 0.25)"
  ),
  weight = 1.5
)
q$that(
  "the chart names the level of the ribbon, 95%",
  has(read_everything(wait_chart), "\\b95 ?(%|per ?cent)"),
  hint = c(
    "A reader sees a band, and cannot know what it promises.",
    "In the axis title, a caption, or a legend: what is the band, and of what level?"
  )
)
q$that(
  "it does not call the ribbon a standard deviation or a range",
  readout$is_chart(wait_chart) && !has(
    gsub("\\bnot (of )?(an? |the )?", "not_", read_everything(wait_chart), perl = TRUE),
    "\\bstandard deviation|\\bsd\\b|\\brange of\\b|\\bmost ships|95 ?% of (the )?ships"
  ),
  hint = "It is an interval for the mean; single ships wait far less and far longer.",
  weight = 0.5
)
q$that(
  "the axis names its unit: hours",
  has(gsub("_", " _", readout$read_value_axis(wait_chart)), "\\b(hours?|hrs?|h)\\b"),
  hint = "Say it with `labs(y = ...)`; a column's name means nothing to a reader.",
  weight = 0.5
)
q$score()

# %% [markdown]
# ## A table that can be heard
#
# A screen reader reads a table cell by cell, and says which row and column each is in, if the page tells it.

# %%
ferries <- tibble(
  port = c("Corran", "Dunmouth", "Farrow"),
  freight = c(265, 410, 540),
  wait = c(12, 35, 20)
)
ferries

# %% [markdown]
# Freight is in thousand tonnes, in 2024; the wait is a median, in minutes.
# Make the table as HTML, in one text called `table_html`, with a caption.
# Each heading of a column is a `th` with `scope="col"`, and each port's name a `th` with `scope="row"`.
# Say both units, in the headings or in the caption, and give every figure.

# %% solution="table"
table_html <- NULL
### BEGIN SOLUTION
headings <- c("Port", "Freight (thousand tonnes)", "Median wait (minutes)")
head_cells <- paste0('<th scope="col">', headings, "</th>", collapse = "")
rows <- with(ferries, sprintf(
  '<tr><th scope="row">%s</th><td>%.0f</td><td>%.0f</td></tr>', port, freight, wait
))
table_html <- paste0(
  "<table><caption>Freight and waits at three ports, 2024</caption>",
  "<thead><tr>", head_cells, "</tr></thead>",
  "<tbody>", paste(rows, collapse = ""), "</tbody></table>"
)
### END SOLUTION

# %% test="table" points=5
the_ferries <- list(
  list("Corran", 265, 12), list("Dunmouth", 410, 35), list("Farrow", 540, 20)
)
has <- function(text, pattern) grepl(pattern, text, perl = TRUE, ignore.case = TRUE)
find_all <- function(text, pattern) {
  regmatches(text, gregexpr(pattern, text, perl = TRUE, ignore.case = TRUE))[[1]]
}
one_text <- function(html) if (length(html)) paste(as.character(html), collapse = "\n") else ""
drop_tags <- function(text) trimws(gsub("<[^>]*>", "", text))

# The cells of each row: what they are, their scope and their words.
read_rows <- function(html) {
  rows <- find_all(one_text(html), "(?s)<tr\\b.*?(?=<tr\\b|</table>|$)")
  lapply(rows, function(row) {
    cells <- find_all(row, "(?s)<t[dh]\\b.*?(?=<t[dh]\\b|</tr>|</thead>|</tbody>|</table>|$)")
    scope <- ifelse(
      has(cells, "^<t[dh][^>]*\\bscope\\s*=\\s*[\"']?(col|row)\\b"),
      tolower(sub("(?s)^<t[dh][^>]*?\\bscope\\s*=\\s*[\"']?(col|row)\\b.*$", "\\1", cells,
        perl = TRUE, ignore.case = TRUE
      )), ""
    )
    data.frame(
      tag = tolower(substr(cells, 2, 3)), scope = scope, words = drop_tags(cells)
    )
  })
}
headings_of <- function(html) c(read_rows(html), list(data.frame()))[[1]]
port_rows <- function(html) {
  rows <- Filter(function(row) any(nzchar(row$words)), read_rows(html)[-1])
  rows[order(vapply(rows, function(row) row$words[1], ""))]
}
caption_of <- function(html) {
  table <- sub("(?is)^.*?(?=<table\\b)", "", one_text(html), perl = TRUE)
  drop_tags(c(find_all(table, "(?s)<caption\\b.*?</caption>"), "")[1])
}
reads_as <- function(words, number) has(words, paste0("^", number, "(\\.0+)?\\s*[a-z ]*$"))
is_row_of <- function(row, ferry) {
  nrow(row) == 3 && row$words[1] == ferry[[1]] && reads_as(row$words[2], ferry[[2]]) &&
    reads_as(row$words[3], ferry[[3]])
}

q <- check("table", points = 5)
q$text(
  "table_html",
  table_html,
  hint = 'HTML is text: it begins with "<table>". `paste0` puts pieces together.',
  weight = 0.5
)
q$that(
  "it is one table",
  identical(length(find_all(one_text(table_html), "<table\\b")), 1L) &&
    has(one_text(table_html), "</table>"),
  hint = "It begins with `<table>` and ends with `</table>`.",
  weight = 0.5
)
q$that(
  "it has a row of headings, and a row for each of the three ports with its figures",
  identical(nrow(headings_of(table_html)), 3L) &&
    identical(length(port_rows(table_html)), 3L) &&
    all(mapply(is_row_of, port_rows(table_html), the_ferries)),
  hint = c(
    "Four rows, `<tr>`, of three cells each: port, freight, wait.",
    "`paste` with `collapse` makes one text of several."
  )
)
q$that(
  "it has a caption that says what the table shows",
  length(find_all(caption_of(table_html), "\\w{2,}")) >= 3,
  hint = c(
    "A list of tables on the page would show only this. Which words?",
    "`<caption>` stands right after `<table>`; a heading above the table is not part of it."
  )
)
q$that(
  'each heading of a column is a th with scope="col"',
  nrow(headings_of(table_html)) > 0 &&
    all(headings_of(table_html)$tag %in% "th", headings_of(table_html)$scope %in% "col") &&
    all(nzchar(headings_of(table_html)$words)),
  hint = c(
    "Bold type looks like a heading, and is heard as nothing; so is an empty heading.",
    'Complete: <th scope="...">Port</th>'
  )
)
q$that(
  'each port\'s name is a th with scope="row", and its figures are td',
  identical(length(port_rows(table_html)), 3L) &&
    all(vapply(port_rows(table_html), function(row) {
      row$tag[1] == "th" && row$scope[1] == "row" && all(row$tag[-1] == "td")
    }, NA)),
  hint = c(
    "Whoever hears 410 wants to hear *Dunmouth* with it.",
    "The first cell of each row names it: a th of another scope."
  )
)
q$that(
  "it says both units: thousand tonnes and minutes",
  has(
    paste(c(caption_of(table_html), headings_of(table_html)$words), collapse = " "),
    paste0(
      "thousands? (of )?tonnes|tonnes,? \\(?(in )?(thousand|'?000)|'000s? (of )?t|1,?000 t|",
      "\\bkt\\b|\\bkilotonnes?\\b|thousand t\\b"
    )
  ) && has(
    paste(c(caption_of(table_html), headings_of(table_html)$words), collapse = " "),
    "\\bmin(ute)?s?\\b"
  ),
  hint = c(
    "410 of what? A unit in the text above is lost when the table travels.",
    "In the heading of its column, or in the caption."
  )
)
q$score()

# %% [markdown]
# ## Word it honestly
#
# In words, marked by a person.
# A press notice says: *Survey proves most people in Farrow (52%) want the new ferry; Selby Cross (47%) is against.*
# Both towns are made up; a random sample was asked in each.
# Farrow's 95% interval is 46% to 58%, and that of Selby Cross 42% to 52%.
# Write two or three sentences that the figures bear, for a reader in a hurry.

# %% [markdown] written="word-it" points=3
# ### BEGIN SOLUTION
# About half of the people in each town want the new ferry: we estimate 52% in Farrow
# (95% interval 46% to 58%) and 47% in Selby Cross (42% to 52%). The survey cannot tell
# whether more than half are in favour in either town, nor which town is keener.
#
# *For whoever marks:* 1 point for both estimates with their intervals and the level;
# 1 for saying that neither majority is shown (both intervals hold 50%); 1 for not ranking
# the towns, and not calling them the same. Take no point for rounding to "about half".
# "Proves", "most people" or "against" without a reserve loses the second point. Accept: the
# difference, 5 points, with an interval of about -3 to 13 (the standard errors, 3.1 and
# 2.6, put together by squares).
# ### END SOLUTION
