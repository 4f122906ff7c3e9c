# Recover what was planted in the scenarios, with base R alone.
#
#     Rscript scenarios.R FOLDER
#
# FOLDER holds the files of `rescue`, `archipelago`, `approaches` and `windows`. Prints
# one line a figure: its name and its value.

folder <- commandArgs(trailingOnly = TRUE)[1]

read <- function(name, ...) {
  read.csv(file.path(folder, name), na.strings = "", stringsAsFactors = FALSE, ...)
}

say <- function(name, value) cat(name, ",", format(value, digits = 10), "\n", sep = "")

# --- Measures -------------------------------------------------------------------------

auc <- function(score, is_true) {
  # The share of pairs in which the true one has the higher score (Mann and Whitney).
  ranks <- rank(score)
  n <- sum(is_true)
  (sum(ranks[is_true]) - n * (n + 1) / 2) / (n * sum(!is_true))
}

adjusted_rand <- function(a, b) {
  pairs <- function(n) sum(n * (n - 1) / 2)
  counts <- table(a, b)
  both <- pairs(counts)
  by_a <- pairs(rowSums(counts))
  by_b <- pairs(colSums(counts))
  expected <- by_a * by_b / pairs(length(a))
  (both - expected) / ((by_a + by_b) / 2 - expected)
}

silhouette <- function(points, cluster) {
  distances <- as.matrix(dist(points))
  to_cluster <- sapply(sort(unique(cluster)), function(k) {
    rowSums(distances[, cluster == k, drop = FALSE])
  })
  sizes <- as.vector(table(cluster))
  own <- cbind(seq_along(cluster), match(cluster, sort(unique(cluster))))
  within <- to_cluster[own] / (sizes[own[, 2]] - 1)
  means <- sweep(to_cluster, 2, sizes, "/")
  means[own] <- Inf
  other <- apply(means, 1, min)
  mean((other - within) / pmax(other, within))
}

nearest <- function(points, centres) {
  squares <- sapply(seq_len(nrow(centres)), function(k) {
    rowSums(sweep(points, 2, centres[k, ])^2)
  })
  max.col(-squares, ties.method = "first")
}

# --- Archipelago: close every port in turn --------------------------------------------

calls <- read("sim_archipelago_calls.csv.gz")
islands <- read("sim_archipelago_truth.csv")
went <- !is.na(calls$previous_port_id) & calls$previous_port_id != calls$port_id
ports <- sort(unique(calls$port_id))
joined <- table(
  factor(calls$previous_port_id[went], ports), factor(calls$port_id[went], ports)
) > 0

reached <- function(joined, from) {
  # Spread from one port along the voyages until nothing new is reached.
  seen <- rownames(joined) == from
  repeat {
    more <- seen | colSums(joined[seen, , drop = FALSE]) > 0
    if (all(more == seen)) return(rownames(joined)[seen])
    seen <- more
  }
}

components <- function(joined) {
  left <- rownames(joined)
  sizes <- list()
  while (length(left) > 0) {
    there <- reached(joined, left[1])
    back <- reached(t(joined), left[1])
    group <- intersect(there, back)
    sizes <- c(sizes, list(group))
    left <- setdiff(left, group)
  }
  sizes
}

cut_off <- sapply(ports, function(port) {
  rest <- joined[ports != port, ports != port]
  nrow(rest) - max(lengths(components(rest)))
})
traffic <- sort(table(calls$port_id))
say("most_cut_off", max(cut_off))
say("second_most_cut_off", sort(cut_off, decreasing = TRUE)[2])
say("critical_rank", match(names(which.max(cut_off)), names(traffic)))
critical <- islands$port_id[islands$is_critical == "true"]
say("critical_is_planted", names(which.max(cut_off)) == critical)
say("busiest_cuts_off", cut_off[[names(traffic)[length(traffic)]]])
rest <- components(joined[ports != critical, ports != critical])
stranded <- rest[[which.min(lengths(rest))]]
say("stranded_are_planted",
    setequal(stranded, islands$port_id[islands$is_stranded == "true"]))

# --- Approach states: rows at random against whole voyages ----------------------------

states <- read("sim_approach_states.csv.gz")
features <- c(
  "previous_distance_nm", "length_m", "gross_tonnage", "hour_utc", "lon", "lat",
  "speed_knots", "distance_to_go_nm", "wind_knots", "pressure_hpa", "temperature_c"
)
known <- scale(as.matrix(states[features]))
is_late <- states$is_late == "true"

score_by_neighbours <- function(train, test, k = 15) {
  # |a - b|^2 = |a|^2 + |b|^2 - 2ab; |a|^2 does not change the order within a row.
  squares <- sweep(-2 * known[test, ] %*% t(known[train, ]), 2,
                   rowSums(known[train, ]^2), "+")
  apply(squares, 1, function(row) {
    mean(is_late[train][order(row)[seq_len(k)]])
  })
}

set.seed(1)
n <- nrow(states)
is_test <- seq_len(n) %in% sample(n, n / 5)
tried <- sample(which(is_test), 1000)
by_row <- score_by_neighbours(which(!is_test), tried)
say("auc_by_row", auc(by_row, is_late[tried]))
voyages <- unique(states$voyage_id)
is_test <- states$voyage_id %in% sample(voyages, length(voyages) / 5)
tried <- sample(which(is_test), 1000)
by_voyage <- score_by_neighbours(which(!is_test), tried)
say("auc_by_voyage", auc(by_voyage, is_late[tried]))
say("n_voyages", length(voyages))
say("late_share", mean(is_late))

# --- Motion windows: what the heading adds, and what it is worth elsewhere ------------

windows <- merge(read("sim_motion_windows.csv.gz"), read("sim_motion_windows_truth.csv.gz"))
motion <- c("mean_speed_knots", "sd_speed_knots", "mean_turn_degrees_per_minute")
here <- windows$port_id == "GBFXT"
for (with_heading in c(FALSE, TRUE)) {
  columns <- c(motion, if (with_heading) "mean_heading_degrees")
  points <- scale(as.matrix(windows[here, columns]))
  away <- scale(as.matrix(windows[!here, columns]),
                attr(points, "scaled:center"), attr(points, "scaled:scale"))
  set.seed(1)
  found <- kmeans(points, 5, nstart = 20, iter.max = 50)
  taken <- nearest(away, found$centers)
  mark <- if (with_heading) "with_heading" else "without_heading"
  say(paste0("silhouette_", mark), silhouette(points, found$cluster))
  say(paste0("rand_here_", mark), adjusted_rand(found$cluster, windows$behaviour[here]))
  say(paste0("silhouette_away_", mark), silhouette(away, taken))
  say(paste0("rand_away_", mark), adjusted_rand(taken, windows$behaviour[!here]))
}

# --- Crescents ------------------------------------------------------------------------

dbscan <- function(points, radius, at_least) {
  # Core points within reach of each other share a cluster; others join a core or none.
  near <- as.matrix(dist(points)) <= radius
  is_core <- rowSums(near) >= at_least
  cluster <- rep(0, nrow(points))
  for (seed in which(is_core)) {
    if (cluster[seed] > 0) next
    cluster[seed] <- max(cluster) + 1
    front <- seed
    while (length(front) > 0) {
      new <- which(colSums(near[front, , drop = FALSE]) > 0 & cluster == 0)
      cluster[new] <- cluster[seed]
      front <- new[is_core[new]]
    }
  }
  cluster
}

boats <- merge(read("sim_crescents.csv"), read("sim_crescents_truth.csv"))
places <- as.matrix(boats[c("east_km", "north_km")])
set.seed(1)
say("crescents_kmeans", adjusted_rand(kmeans(places, 2, nstart = 20)$cluster, boats$crescent))
grouped <- dbscan(places, 0.35, 5)
say("crescents_dbscan", adjusted_rand(grouped, boats$crescent))
say("crescents_clusters", length(setdiff(grouped, 0)))

# --- Rescue: which windows turn most --------------------------------------------------

seconds <- function(text) {
  as.numeric(as.POSIXct(text, format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC"))
}
moves <- read("sim_rescue_movements_truth.csv.gz")
moves$time_s <- seconds(moves$time_utc)
stretches <- read("sim_rescue_windows_truth.csv.gz")
stretches$start_s <- seconds(stretches$start_utc)
stretches$knots <- stretches$turn <- NA
for (ship in unique(stretches$ship)) {
  own <- stretches$ship == ship
  path <- moves[moves$ship == ship, ]
  at <- outer(stretches$start_s[own], seq(0, 3600, 300), "+")
  lon <- matrix(approx(path$time_s, path$lon, at, rule = 2)$y, nrow(at))
  lat <- matrix(approx(path$time_s, path$lat, at, rule = 2)$y, nrow(at))
  east <- (lon[, -1, drop = FALSE] - lon[, -13, drop = FALSE]) *
    cos(lat[, -1, drop = FALSE] * pi / 180)
  north <- lat[, -1, drop = FALSE] - lat[, -13, drop = FALSE]
  course <- atan2(east, north) * 180 / pi
  change <- course[, -1, drop = FALSE] - course[, -12, drop = FALSE]
  stretches$knots[own] <- 60 * rowSums(sqrt(east^2 + north^2))
  stretches$turn[own] <- rowSums(abs((change + 180) %% 360 - 180))
}
slow <- stretches[stretches$knots < 4, ]
best <- slow[order(-slow$turn), ][1:100, ]
say("best_are_trawlers", mean(best$behaviour == "trawling"))
say("rescue_share", mean(stretches$is_rescue == "true"))
warnings_sent <- read("sim_rescue_warnings.csv")
events <- read("sim_rescue_events_truth.csv")
both <- merge(events, warnings_sent, by = "warning_id")
late_h <- (seconds(both$broadcast_utc) - seconds(both$incident_utc)) / 3600
off_nm <- 60.04 * sqrt(
  (both$incident_lat - both$lat.y)^2 +
    ((both$incident_lon - both$lon.y) * cos(both$lat.y * pi / 180))^2
)
say("warning_least_late_h", min(late_h))
say("warning_most_late_h", max(late_h))
say("warning_least_off_nm", min(off_nm))
say("warning_most_off_nm", max(off_nm))
