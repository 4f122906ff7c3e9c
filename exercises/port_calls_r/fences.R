# Outlines of ports and places in them, which of them a position is in, and maps.
#
# The twin of `soundings.ais.fences` in Python; `ais.R` beside it finds the port calls.
# Needs dplyr and jsonlite, and ggplot2 for the maps. Longitude comes first.

suppressPackageStartupMessages(library(dplyr))

fence_kinds <- c("port", "berth", "anchorage", "pilot")

#' Read fences from a GeoJSON file, and check them
#'
#' @return A tibble: fence, name, kind (port, berth, anchorage, pilot), ring (a matrix).
read_fences <- function(path) {
  features <- jsonlite::fromJSON(path, simplifyVector = FALSE)$features
  if (!length(features)) {
    stop(
      basename(path), ": no features. Export it as a FeatureCollection.",
      call. = FALSE
    )
  }
  fences <- lapply(features, function(feature) {
    properties <- feature$properties
    fence <- properties$terminal_id
    if (is.null(fence)) {
      stop(basename(path), ": a feature has no terminal_id. Give it one.", call. = FALSE)
    }
    rings <- feature$geometry$coordinates
    if (!identical(feature$geometry$type, "Polygon") || length(rings) != 1) {
      stop(
        basename(path), ": ", fence, " is a ", feature$geometry$type, " of ",
        length(rings), " parts. Draw it as one Polygon without holes.",
        call. = FALSE
      )
    }
    list(
      fence = fence, name = properties$name, kind = properties$kind,
      ring = do.call(rbind, lapply(rings[[1]], unlist))
    )
  })
  make_fences(fences)
}

#' Make a fences table of outlines you drew yourself, and check it
#'
#' @param fences A list of lists, each with fence, kind, ring (a matrix of lon and lat)
#'   and, if you like, name.
make_fences <- function(fences) {
  if ("fence" %in% names(fences)) {
    stop(
      "make_fences: this is one fence, and a list of them is wanted. ",
      "Write list( ) round it.",
      call. = FALSE
    )
  }
  if (!is.list(fences) || is.data.frame(fences) || !all(vapply(fences, is.list, NA))) {
    stop(
      "make_fences: expected a list of fences, found ", class(fences)[[1]],
      ". Write list(list(fence = ..., kind = ..., ring = ...)).",
      call. = FALSE
    )
  }
  for (fence in fences) check_fence(fence)
  table <- tibble(
    fence = vapply(fences, `[[`, "", "fence"),
    name = vapply(fences, function(x) if (is.null(x$name)) x$fence else x$name, ""),
    kind = vapply(fences, `[[`, "", "kind"),
    ring = lapply(fences, `[[`, "ring")
  )
  twice <- table$fence[duplicated(table$fence)]
  if (length(twice)) {
    stop(twice[[1]], ": two fences have this name. Rename one.", call. = FALSE)
  }
  for (kind in unique(table$kind)) refuse_overlap(table[table$kind == kind, ], kind)
  table
}

check_fence <- function(fence) {
  refuse <- function(...) {
    stop(c(fence$fence, "make_fences")[[1]], ": ", ..., call. = FALSE)
  }
  missing <- setdiff(c("fence", "kind", "ring"), names(fence))
  if (length(missing)) {
    refuse(
      "no ", missing[[1]], ". Found ", paste(names(fence), collapse = ", "),
      ". A fence has fence, kind and ring."
    )
  }
  point <- function(corner) {
    paste0("(", format(corner[[1]], digits = 6), ", ", format(corner[[2]], digits = 6), ")")
  }
  ring <- fence$ring
  if (!is.matrix(ring) || !is.numeric(ring) || ncol(ring) != 2 || !all(is.finite(ring))) {
    refuse(
      "the outline is not a matrix of (lon, lat) numbers. ",
      "Write ring = rbind(c(lon, lat), c(lon, lat), ...)."
    )
  }
  n <- nrow(ring)
  if (any(ring[1, ] != ring[n, ])) {
    refuse(
      "the outline is not closed: it starts at ", point(ring[1, ]), " and ends at ",
      point(ring[n, ]), ". Repeat the first corner at the end."
    )
  }
  off <- abs(ring[, 1]) > 180 | abs(ring[, 2]) > 90
  if (any(off)) {
    refuse(point(ring[which(off)[[1]], ]), " is off the globe. Longitude comes first.")
  }
  if (any(abs(diff(ring[, 1])) > 180)) {
    refuse(
      "the outline crosses the antimeridian. ",
      "Split it into two fences at longitude 180."
    )
  }
  if (any(sides_cross(ring, ring))) {
    refuse("the outline crosses itself. Put the corners in order round the edge.")
  }
  if (n < 4 || ring_area(ring) == 0) {
    refuse(
      "the outline has ", n - 1, " corners and no area. ",
      "Draw at least three that are not in line."
    )
  }
  if (!isTRUE(fence$kind %in% fence_kinds)) {
    refuse("kind is '", fence$kind, "'. Use one of ", paste(fence_kinds, collapse = ", "), ".")
  }
}

ring_area <- function(ring) {
  n <- nrow(ring)
  abs(sum(ring[-n, 1] * ring[-1, 2] - ring[-1, 1] * ring[-n, 2])) / 2
}

refuse_overlap <- function(fences, kind) {
  for (i in seq_len(nrow(fences))) {
    for (j in seq_len(i - 1)) {
      if (rings_overlap(fences$ring[[i]], fences$ring[[j]])) {
        stop(
          fences$fence[[j]], " and ", fences$fence[[i]],
          " overlap, and both are of kind ", kind, ". A ship can be in one ", kind,
          " at a time: redraw one of them.",
          call. = FALSE
        )
      }
    }
  }
}

# Two outlines share some area; a shared side or corner is none.
rings_overlap <- function(a, b) {
  apart <- apply(a, 2, max) <= apply(b, 2, min) | apply(b, 2, max) <= apply(a, 2, min)
  if (any(apart)) return(FALSE)
  any(sides_cross(a, b)) || has_a_point_in(a, b) || has_a_point_in(b, a)
}

# A corner, a side's middle or an inner point of one outline lies within the other.
has_a_point_in <- function(a, b) {
  n <- nrow(a)
  points <- rbind(a, (a[-n, ] + a[-1, ]) / 2, inner_point(a))
  any(is_inside(points[, 1], points[, 2], b) & !is_on_outline(points, b))
}

# A point inside: halfway along the widest stretch of a level line.
inner_point <- function(ring) {
  levels <- sort(unique(ring[, 2]))
  y <- (levels[[1]] + levels[[2]]) / 2
  n <- nrow(ring)
  from <- ring[-n, ]
  to <- ring[-1, ]
  cut <- (from[, 2] > y) != (to[, 2] > y)
  x <- sort(((to - from)[, 1] * (y - from[, 2]) / (to - from)[, 2] + from[, 1])[cut])
  west <- x[c(TRUE, FALSE)]
  east <- x[c(FALSE, TRUE)]
  widest <- which.max(east - west)
  c((west[[widest]] + east[[widest]]) / 2, y)
}

# +1 where p, q, r turn left, -1 where right, 0 where straight on, to rounding.
turn <- function(p, q, r) {
  cross <- (q[, 1] - p[, 1]) * (r[, 2] - p[, 2]) - (q[, 2] - p[, 2]) * (r[, 1] - p[, 1])
  ifelse(abs(cross) < 1e-14, 0, sign(cross))
}

# For every side of one outline and every side of the other: do they cross?
sides_cross <- function(a, b) {
  sides <- expand.grid(i = seq_len(nrow(a) - 1), j = seq_len(nrow(b) - 1))
  p <- a[sides$i, , drop = FALSE]
  q <- a[sides$i + 1, , drop = FALSE]
  r <- b[sides$j, , drop = FALSE]
  s <- b[sides$j + 1, , drop = FALSE]
  turn(p, q, r) * turn(p, q, s) < 0 & turn(r, s, p) * turn(r, s, q) < 0
}

is_on_outline <- function(points, ring) {
  pairs <- expand.grid(i = seq_len(nrow(points)), j = seq_len(nrow(ring) - 1))
  p <- ring[pairs$j, , drop = FALSE]
  q <- ring[pairs$j + 1, , drop = FALSE]
  r <- points[pairs$i, , drop = FALSE]
  within <- r >= pmin(p, q) - 1e-12 & r <= pmax(p, q) + 1e-12
  on <- turn(p, q, r) == 0 & within[, 1] & within[, 2]
  as.vector(tapply(on, pairs$i, any))
}

#' Add the columns port, berth, anchorage and pilot: the fence a position is in
#'
#' Missing where the position is in no fence of that kind.
locate <- function(positions, fences) {
  for (kind in fence_kinds) {
    place <- rep(NA_character_, nrow(positions))
    for (i in which(fences$kind == kind)) {
      inside <- is_inside(positions$lon, positions$lat, fences$ring[[i]])
      place[inside] <- fences$fence[[i]]
    }
    positions[[kind]] <- place
  }
  positions
}

#' Which points lie inside a closed ring, by the even-odd rule
#'
#' @param ring A matrix with two columns, lon and lat, the first corner repeated last.
is_inside <- function(lon, lat, ring) {
  inside <- rep(FALSE, length(lon))
  for (i in seq_len(nrow(ring) - 1)) {
    x_1 <- ring[i, 1]
    y_1 <- ring[i, 2]
    x_2 <- ring[i + 1, 1]
    y_2 <- ring[i + 1, 2]
    if (y_1 == y_2) next
    crosses <- (y_1 > lat) != (y_2 > lat) &
      lon < (x_2 - x_1) * (lat - y_1) / (y_2 - y_1) + x_1
    inside <- xor(inside, coalesce(crosses, FALSE))
  }
  inside
}

# --- Maps ---------------------------------------------------------------------

#' The land of a coast file as one table of corners, for geom_polygon
#'
#' @return A tibble: land (a number for each polygon), lon, lat.
read_coast <- function(path) {
  features <- jsonlite::fromJSON(path, simplifyVector = FALSE)$features
  bind_rows(lapply(seq_along(features), function(i) {
    corners <- do.call(rbind, lapply(features[[i]]$geometry$coordinates[[1]], unlist))
    tibble(land = i, lon = corners[, 1], lat = corners[, 2])
  }))
}

#' A map of land and sea to add points and outlines to; needs ggplot2
#'
#' @param coast The land, from `read_coast`.
sea_map <- function(coast) {
  degrees <- function(x) format(x, digits = 6)
  ggplot2::ggplot() +
    ggplot2::geom_polygon(
      ggplot2::aes(lon, lat, group = land), coast,
      fill = "#f6ecd2", colour = "#8a7f63", linewidth = 0.2
    ) +
    ggplot2::scale_x_continuous(labels = degrees) +
    ggplot2::scale_y_continuous(labels = degrees) +
    ggplot2::labs(x = "Longitude", y = "Latitude") +
    ggplot2::theme(
      panel.background = ggplot2::element_rect(fill = "#d9ebf4", colour = NA),
      panel.grid = ggplot2::element_blank(),
      axis.title.y = ggplot2::element_text(angle = 90)
    )
}

#' The corners of all fences as one table, for geom_polygon
fence_corners <- function(fences) {
  bind_rows(lapply(seq_len(nrow(fences)), function(i) {
    ring <- fences$ring[[i]]
    tibble(fence = fences$fence[[i]], kind = fences$kind[[i]], lon = ring[, 1], lat = ring[, 2])
  }))
}
