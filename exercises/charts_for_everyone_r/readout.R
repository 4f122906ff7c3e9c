# What a chart shows, read off the chart: its bars, its lines and its words.
#
# The twin of `soundings.readout` in Python: same names, a ggplot2 chart instead of a
# matplotlib one. After source("readout.R"), `readout$find_bars(chart)` is a table.
# What is no chart shows nothing: no bars, no lines, no words. Everything lives in an
# environment of its own, where names of the learner's cannot reach.

readout <- new.env(parent = baseenv())

# --- Axes ----------------------------------------------------------------------

local({
  #' Tell whether this is a chart made by ggplot()
  is_chart <- function(chart) inherits(chart, "ggplot")

  # The chart as it is drawn. A test reads one chart many times: the last is kept.
  last <- new.env()
  build <- function(chart) {
    if (!identical(chart, last$chart)) {
      last$built <- ggplot2::ggplot_build(chart)
      last$chart <- chart
    }
    last$built
  }

  #' Tell whether no second axis gives the same chart another scale
  has_one_value_axis <- function(chart) {
    if (!is_chart(chart)) return(FALSE)
    layout <- build(chart)$layout
    scales <- c(layout$panel_scales_x, layout$panel_scales_y)
    is_doubled <- function(scale) inherits(scale$secondary.axis, "AxisSecondary")
    !any(vapply(scales, is_doubled, NA))
  }

  # The axis of an aesthetic as it is drawn; NULL where there is none, as on a pie.
  find_axis <- function(built, aesthetic) {
    is_flipped <- inherits(built$layout$coord, "CoordFlip")
    shown_on <- if (is_flipped) setdiff(c("x", "y"), aesthetic) else aesthetic
    built$layout$panel_params[[1]][[shown_on]]
  }

  # Where an axis has words, by the words.
  read_ticks <- function(built, aesthetic) {
    axis <- find_axis(built, aesthetic)
    if (is.null(axis) || length(axis$get_labels()) == 0) return(numeric())
    places <- as.numeric(axis$map(axis$get_breaks()))
    names(places) <- as.character(axis$get_labels())
    places[!is.na(places)]
  }

  # What values run along: x where bars lie, y everywhere else.
  find_value_aesthetic <- function(built) {
    is_lying <- function(drawn) isTRUE(drawn$flipped_aes[1])
    if (any(vapply(built$data, is_lying, NA))) "x" else "y"
  }

  #' Find where the axis that gives the values begins and ends
  #'
  #' Upside down, it begins higher. On scale_y_reverse(), both have a minus.
  find_value_limits <- function(chart) {
    if (!is_chart(chart)) return(list())
    built <- build(chart)
    range <- find_axis(built, find_value_aesthetic(built))$continuous_range
    if (is.null(range)) list() else list(as.numeric(range))
  }
}, envir = readout)

# --- Bars ----------------------------------------------------------------------

local({
  #' List the bars of a chart from left to right, or from the foot upwards
  #'
  #' A missing figure has no bar, and a figure of zero has a bar of no length. Where
  #' ggplot2 itself adds up weights, both give zero: such bars are left out.
  #'
  #' @return A data frame: `place` on the axis a bar stands on, in that axis's units, and
  #'   `name`, the word the axis shows there; `start` and `end` on the other axis, and
  #'   `axis_from`, the lowest value which that other axis shows.
  find_bars <- function(chart) {
    nothing <- data.frame(
      place = numeric(), name = character(), start = numeric(), end = numeric(),
      axis_from = numeric()
    )
    if (!is_chart(chart)) return(nothing)
    built <- build(chart)
    is_bars <- vapply(chart$layers, function(layer) inherits(layer$geom, "GeomBar"), NA)
    tables <- Map(
      function(layer, drawn) read_bars(built, layer, drawn),
      chart$layers[is_bars], built$data[is_bars]
    )
    bars <- do.call(rbind, c(list(nothing), tables))
    bars <- bars[!is.na(bars$start + bars$end), ]
    bars <- bars[order(bars$place, bars$start), ]
    rownames(bars) <- NULL
    bars
  }

  read_bars <- function(built, layer, drawn) {
    if (nrow(drawn) == 0) return(NULL)
    is_lying <- isTRUE(drawn$flipped_aes[1])
    along <- if (is_lying) "x" else "y"
    across <- if (is_lying) "y" else "x"
    low <- drawn[[paste0(along, "min")]]
    high <- drawn[[paste0(along, "max")]]
    is_down <- high <= 0
    place <- (drawn[[paste0(across, "min")]] + drawn[[paste0(across, "max")]]) / 2
    ticks <- read_ticks(built, across)
    name <- as.character(names(ticks))[match(round(place, 6), round(ticks, 6))]
    axis_from <- find_axis(built, along)$continuous_range
    bars <- data.frame(
      place = as.numeric(place), name = ifelse(is.na(name), "", name),
      start = as.numeric(ifelse(is_down, high, low)),
      end = as.numeric(ifelse(is_down, low, high)),
      axis_from = if (is.null(axis_from)) NA_real_ else min(axis_from)
    )
    if (inherits(layer$stat, "StatCount")) subset(bars, start != end) else bars
  }

  #' Tell whether the bars begin at zero, and their axis shows it
  begins_at_zero <- function(chart) {
    bars <- find_bars(chart)
    nrow(bars) > 0 && all(abs(bars$start) < 1e-8) && isTRUE(max(bars$axis_from) <= 0)
  }

  #' Tell whether the axis reaches the longest bar, and no more than twice as far
  shows_whole_bars <- function(chart) {
    ends <- find_bars(chart)$end
    if (length(ends) == 0) return(FALSE)
    is_near <- function(limits) {
      max(limits) >= max(ends) - 1e-6 && max(limits) <= 2 * max(ends)
    }
    any(vapply(find_value_limits(chart), is_near, NA))
  }
}, envir = readout)

# --- Lines ---------------------------------------------------------------------

local({
  #' List the lines of a chart, each with `x`, `y` and its `look`: colour and pattern
  #'
  #' A line drawn from edge to edge, as by geom_hline(), has the edges for its points. A
  #' line that nobody can see, of no width or no colour, is left out.
  find_lines <- function(chart) {
    if (!is_chart(chart)) return(list())
    built <- build(chart)
    edges <- find_axis(built, "x")$continuous_range
    lines <- Map(
      function(layer, drawn) read_lines(layer, drawn, edges), chart$layers, built$data
    )
    as.list(unlist(unname(lines), recursive = FALSE))
  }

  is_seen <- function(row) {
    opacity <- grDevices::col2rgb(row$colour, alpha = TRUE)["alpha", 1]
    width <- if (is.null(row$linewidth)) 1 else row$linewidth
    opacity > 0 && width > 0 && !isTRUE(row$alpha == 0) && !row$linetype %in% c(0, "blank")
  }

  read_lines <- function(layer, drawn, edges) {
    kinds <- c("GeomHline", "GeomAbline", "GeomSegment", "GeomPath")
    if (!inherits(layer$geom, kinds)) return(list())
    drawn <- drawn[vapply(split(drawn, seq_len(nrow(drawn))), is_seen, NA), ]
    line <- function(x, y, row) {
      list(x = as.numeric(x), y = as.numeric(y), look = read_look(row))
    }
    each_row <- function(make) lapply(seq_len(nrow(drawn)), function(i) make(drawn[i, ]))
    geom <- layer$geom
    if (inherits(geom, "GeomHline")) {
      each_row(function(row) line(edges, rep(row$yintercept, length(edges)), row))
    } else if (inherits(geom, "GeomAbline")) {
      each_row(function(row) line(edges, row$intercept + row$slope * edges, row))
    } else if (inherits(geom, "GeomSegment")) {
      each_row(function(row) line(c(row$x, row$xend), c(row$y, row$yend), row))
    } else if (inherits(geom, "GeomPath")) {
      groups <- unname(split(drawn, drawn$group))
      lapply(groups, function(path) line(path$x, path$y, path[1, ]))
    } else {
      list()
    }
  }

  read_look <- function(row) {
    patterns <- c("blank", "solid", "dashed", "dotted", "dotdash", "longdash", "twodash")
    pattern <- row$linetype
    if (is.numeric(pattern)) pattern <- patterns[pattern + 1]
    colour <- grDevices::rgb(t(grDevices::col2rgb(row$colour)), maxColorValue = 255)
    paste(tolower(colour), pattern)
  }
}, envir = readout)

# --- Words ---------------------------------------------------------------------

local({
  #' Read the title and the subtitle of a chart, in one piece of lower case
  read_title <- function(chart) {
    if (!is_chart(chart)) return("")
    join(chart$labels[c("title", "subtitle")])
  }

  #' Read every word that stands on an axis, in one piece of lower case
  read_axes <- function(chart) {
    if (!is_chart(chart)) return("")
    built <- build(chart)
    both <- c("x", "y")
    ticks <- lapply(both, function(aesthetic) names(read_ticks(built, aesthetic)))
    join(lapply(both, function(aesthetic) read_axis_title(built, aesthetic)), ticks)
  }

  #' Read every word on the axis that gives the values, in one piece of lower case
  #'
  #' Values run along the foot where bars lie, and up the side everywhere else.
  read_value_axis <- function(chart) {
    if (!is_chart(chart)) return("")
    built <- build(chart)
    aesthetic <- find_value_aesthetic(built)
    join(read_axis_title(built, aesthetic), names(read_ticks(built, aesthetic)))
  }

  #' Read every word on the axes or beside the bars and lines, in lower case
  #'
  #' Titles and legends are left out: their words stand apart from what they name.
  read_words <- function(chart) {
    if (!is_chart(chart)) return("")
    kinds <- c("GeomText", "GeomLabel")
    is_text <- vapply(chart$layers, function(layer) inherits(layer$geom, kinds), NA)
    drawn <- build(chart)$data[is_text]
    join(read_axes(chart), lapply(drawn, `[[`, "label"))
  }

  read_axis_title <- function(built, aesthetic) {
    for (scale in built$layout[[paste0("panel_scales_", aesthetic)]]) {
      if (!inherits(scale$name, "waiver")) return(scale$name)
    }
    built$plot$labels[[aesthetic]]
  }

  join <- function(...) {
    words <- as.character(unlist(list(...)))
    tolower(paste(words[!is.na(words) & words != ""], collapse = " "))
  }
}, envir = readout)
