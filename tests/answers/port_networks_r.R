# Answers to `solutions/port_networks_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="edge-list" name="base R"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
legs <- legs[!is.na(legs$from_port) & legs$from_port != legs$to_port, ]
edges <- aggregate(list(n_voyages = legs$to_port), legs, length)

# %% right="edge-list" name="a loop over ships"
stops <- split(week[order(week$arrived_utc), "port"], week$vessel[order(week$arrived_utc)])
pairs <- do.call(rbind, lapply(stops, function(port) cbind(head(port, -1), port[-1])))
pairs <- pairs[pairs[, 1] != pairs[, 2], ]
edges <- as.data.frame(table(from_port = pairs[, 1], to_port = pairs[, 2]),
  responseName = "n_voyages", stringsAsFactors = FALSE
)
edges <- edges[edges$n_voyages > 0, ]

# %% right="edge-list" name="dplyr, the next port instead"
edges <- week |>
  arrange(arrived_utc) |>
  group_by(vessel) |>
  mutate(to_port = lead(port)) |>
  filter(port != to_port) |>
  group_by(from_port = port, to_port) |>
  summarise(n_voyages = n(), .groups = "drop")

# %% wrong="edge-list" name="nothing" kind="nothing" says="not answered yet"
edges <- NULL

# %% wrong="edge-list" name="a text" kind="type" says="not a table"
edges <- "Ardo to Brim, 3"

# %% wrong="edge-list" name="self-loops kept" says="no voyage leads back"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
edges <- count(filter(legs, !is.na(from_port)), from_port, to_port, name = "n_voyages")

# %% wrong="edge-list" name="first calls given the last ship's port" says="nothing leads to Holm"
edges <- week |>
  arrange(vessel, arrived_utc) |>
  mutate(from_port = lag(port)) |>
  filter(from_port != port) |>
  count(from_port, to_port = port, name = "n_voyages")

# %% wrong="edge-list" name="calls in the order of the file" says="direction counts"
edges <- week |>
  group_by(vessel) |>
  mutate(from_port = lag(port)) |>
  ungroup() |>
  filter(from_port != port) |>
  count(from_port, to_port = port, name = "n_voyages")

# %% wrong="edge-list" name="from and to swapped" says="direction counts"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
legs <- filter(legs, from_port != to_port)
edges <- count(legs, from_port, to_port, name = "n_voyages")
names(edges)[1:2] <- c("to_port", "from_port")

# %% wrong="edge-list" name="undirected" says="one row holds all voyages"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
legs <- filter(legs, from_port != to_port)
edges <- legs |>
  mutate(a = pmin(from_port, to_port), b = pmax(from_port, to_port)) |>
  count(from_port = a, to_port = b, name = "n_voyages")

# %% wrong="edge-list" name="one row for each voyage" says="one row holds all voyages"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
edges <- legs |>
  filter(from_port != to_port) |>
  mutate(n_voyages = 1)

# %% wrong="edge-list" name="the last row left behind" kind="off-by-one" says="every direction is there"
ordered <- week[order(week$vessel, week$arrived_utc), ]
n <- nrow(ordered)
same_ship <- c(FALSE, ordered$vessel[-1] == ordered$vessel[-n])
from <- ifelse(same_ship, c(NA, ordered$port[-n]), NA)
legs <- data.frame(from_port = from, to_port = ordered$port)
edges <- legs |>
  filter(from_port != to_port) |>
  count(from_port, to_port, name = "n_voyages") |>
  head(-1)

# %% wrong="edge-list" name="three rows written down" kind="hard-coded" says="every direction is there"
edges <- data.frame(
  from_port = c("Ardo", "Cole", "Eddy"), to_port = c("Brim", "Eddy", "Gull"),
  n_voyages = c(3, 2, 1)
)

# %% right="between" name="counts of pairs divided by hand"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, weights = NA) / 42
between <- data.frame(port = names(shares), betweenness = unname(shares))
hers <- transform(between,
  betweenness = unname(betweenness(lagoon, weights = year$n_voyages) / 42)
)

# %% right="between" name="tibbles, the column called weight"
lagoon <- graph_from_data_frame(rename(year, weight = n_voyages))
shares <- betweenness(lagoon, normalized = TRUE, weights = NA)
between <- tibble(port = names(shares), betweenness = unname(shares))
shares <- betweenness(lagoon, normalized = TRUE)
hers <- tibble(port = names(shares), betweenness = unname(shares)) |> arrange(port)

# %% wrong="between" name="nothing" kind="nothing" says="not answered yet"
between <- hers <- NULL

# %% wrong="between" name="the vector itself" kind="type" says="not a table"
lagoon <- graph_from_data_frame(year)
between <- hers <- betweenness(lagoon, normalized = TRUE)

# %% wrong="between" name="one port too few" kind="off-by-one" says="It has 7 rows, not 8"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, normalized = TRUE)[-8]
between <- hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="counts of pairs" says="betweenness is a share of pairs"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon)
between <- hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="directions put aside" says="each in its own direction"
lagoon <- as.undirected(graph_from_data_frame(year))
shares <- betweenness(lagoon, normalized = TRUE)
between <- hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="weight used as distance" says="more shortest ways than Dune"
lagoon <- graph_from_data_frame(rename(year, weight = n_voyages))
shares <- betweenness(lagoon, normalized = TRUE)
between <- hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="the colleague's numbers copied" kind="hard-coded" says="It has 3 rows, not 8"
between <- hers <- colleague

# %% wrong="between" name="rounded to three digits" says="to nine digits"
lagoon <- graph_from_data_frame(year)
shares <- round(betweenness(lagoon, normalized = TRUE), 3)
between <- hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="one over voyages" says="her length gives her own numbers"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, normalized = TRUE)
between <- data.frame(port = names(shares), betweenness = unname(shares))
shares <- betweenness(lagoon, normalized = TRUE, weights = 1 / E(lagoon)$n_voyages)
hers <- data.frame(port = names(shares), betweenness = unname(shares))

# %% wrong="between" name="her three ports, not eight" says="It has 3 rows, not 8"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, normalized = TRUE)
between <- data.frame(port = names(shares), betweenness = unname(shares))
hers <- colleague

# %% wrong="between" name="her three numbers put in" kind="hard-coded" says="all eight ports have their share"
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, normalized = TRUE)
between <- data.frame(port = names(shares), betweenness = unname(shares))
hers <- between
hers$betweenness[match(colleague$port, hers$port)] <- colleague$betweenness

# %% right="closing" name="base R, who can be reached"
ports <- sort(unique(c(trips$from_port, trips$to_port)))
reached <- function(start, table) {
  seen <- start
  repeat {
    more <- union(seen, table$to_port[table$from_port %in% seen])
    if (length(more) == length(seen)) return(seen)
    seen <- more
  }
}
cut <- vapply(ports, function(closed) {
  table <- trips[trips$from_port != closed & trips$to_port != closed, ]
  left <- setdiff(ports, closed)
  ways <- sapply(left, function(port) left %in% reached(port, table))
  length(left) - max(rowSums(ways & t(ways)))
}, 1)
closing <- data.frame(port = ports, n_cut_off = unname(cut))
critical <- ports[which.max(cut)]

# %% right="closing" name="a loop, the worst first"
network <- graph_from_data_frame(trips)
ports <- V(network)$name
counts <- c()
for (port in ports) {
  rest <- delete_vertices(network, port)
  parts <- components(rest, "strong")
  counts <- c(counts, sum(parts$membership != which.max(parts$csize)))
}
closing <- arrange(tibble(port = ports, n_cut_off = counts), desc(n_cut_off))
critical <- closing$port[1]

# %% wrong="closing" name="nothing" kind="nothing" says="not answered yet"
closing <- critical <- NULL

# %% wrong="closing" name="a vector with names" kind="type" says="not a table"
closing <- c(Eddy = 3, Fell = 1, Gull = 1)
critical <- "Eddy"

# %% wrong="closing" name="the port with most voyages" says="not the one with most voyages"
network <- graph_from_data_frame(trips)
closing <- data.frame(port = V(network)$name)
closing$n_cut_off <- vapply(closing$port, function(port) {
  rest <- delete_vertices(network, port)
  vcount(rest) - max(components(rest, mode = "strong")$csize)
}, 1)
critical <- names(which.max(table(sailed)))

# %% wrong="closing" name="the closed port counted" kind="off-by-one" says="the closed port is not counted"
network <- graph_from_data_frame(trips)
closing <- data.frame(port = V(network)$name)
closing$n_cut_off <- vapply(closing$port, function(port) {
  rest <- delete_vertices(network, port)
  vcount(network) - max(components(rest, mode = "strong")$csize)
}, 1)
critical <- "Eddy"

# %% wrong="closing" name="directions put aside" says="closing Gull cuts Holm off"
network <- graph_from_data_frame(trips, directed = FALSE)
closing <- data.frame(port = V(network)$name)
closing$n_cut_off <- vapply(closing$port, function(port) {
  rest <- delete_vertices(network, port)
  vcount(rest) - max(components(rest)$csize)
}, 1)
critical <- "Eddy"

# %% wrong="closing" name="parts counted, not ports" says="the smaller part off, all of it"
network <- graph_from_data_frame(trips)
closing <- data.frame(port = V(network)$name)
closing$n_cut_off <- vapply(closing$port, function(port) {
  rest <- delete_vertices(network, port)
  components(rest, mode = "strong")$no - 1
}, 1)
critical <- "Eddy"

# %% wrong="closing" name="Fell forgotten" kind="hard-coded" says="every closing is counted"
closing <- data.frame(
  port = c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
  n_cut_off = c(0, 0, 0, 0, 3, 0, 1, 0)
)
critical <- "Eddy"

# %% right="rank-change" name="base R"
voyages_of <- function(table) {
  ports <- c(rep(table$from_port, table$n_voyages), rep(table$to_port, table$n_voyages))
  counts <- table(ports)
  counts[names(counts) != "Ardo"]
}
kept <- subset(before_closing, from_port != "Ardo" & to_port != "Ardo")
first <- voyages_of(before_closing)
then <- voyages_of(kept)[names(first)]
ranks <- data.frame(
  port = names(first), before = rank(-first, ties.method = "min"),
  after = rank(-then, ties.method = "min")
)
fallen <- ranks$port[which.max(ranks$after - ranks$before)]

# %% right="rank-change" name="dplyr"
ends <- bind_rows(
  transmute(before_closing, port = from_port, other = to_port, n_voyages),
  transmute(before_closing, port = to_port, other = from_port, n_voyages)
)
ranks <- ends |>
  filter(port != "Ardo") |>
  group_by(port) |>
  summarise(first = sum(n_voyages), then = sum(n_voyages[other != "Ardo"])) |>
  mutate(before = min_rank(desc(first)), after = min_rank(desc(then)))
fallen <- slice_max(ranks, after - before, n = 1)$port

# %% wrong="rank-change" name="nothing" kind="nothing" says="not answered yet"
ranks <- fallen <- NULL

# %% wrong="rank-change" name="a vector of ports" kind="type" says="not a table"
ranks <- c("Cole", "Brim", "Eddy", "Fell", "Gull", "Dune", "Holm")
fallen <- "Dune"

# %% wrong="rank-change" name="Ardo ranked, then left out" kind="off-by-one" says="is first before"
whole <- graph_from_data_frame(before_closing)
rest <- delete_vertices(whole, "Ardo")
before <- strength(whole, weights = E(whole)$n_voyages)
after <- strength(rest, weights = E(rest)$n_voyages)
ports <- names(after)
ranks <- data.frame(
  port = ports, before = rank(-before, ties.method = "min")[ports],
  after = rank(-after, ties.method = "min")
)
fallen <- "Dune"

# %% wrong="rank-change" name="level ports share a mean rank" says="share the better rank"
whole <- graph_from_data_frame(before_closing)
rest <- delete_vertices(whole, "Ardo")
before <- strength(whole, weights = E(whole)$n_voyages)
after <- strength(rest, weights = E(rest)$n_voyages)
ports <- names(after)
ranks <- data.frame(port = ports, before = rank(-before[ports]), after = rank(-after))
fallen <- "Dune"

# %% wrong="rank-change" name="nothing taken away" says="gone after"
whole <- graph_from_data_frame(before_closing)
rest <- delete_vertices(whole, "Ardo")
before <- strength(whole, weights = E(whole)$n_voyages)
after <- strength(rest, weights = E(rest)$n_voyages)
ports <- names(after)
ranks <- data.frame(port = ports, before = rank(-before[ports], ties.method = "min"))
ranks$after <- ranks$before
fallen <- "Dune"

# %% wrong="rank-change" name="the fewest voyages first" says="is first before"
whole <- graph_from_data_frame(before_closing)
rest <- delete_vertices(whole, "Ardo")
before <- strength(whole, weights = E(whole)$n_voyages)
after <- strength(rest, weights = E(rest)$n_voyages)
ports <- names(after)
ranks <- data.frame(
  port = ports, before = rank(before[ports], ties.method = "min"),
  after = rank(after, ties.method = "min")
)
fallen <- "Dune"

# %% wrong="rank-change" name="two ranks after swapped" kind="hard-coded" says="every rank"
ranks <- data.frame(
  port = c("Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
  before = c(1, 2, 3, 4, 4, 6, 7), after = c(2, 1, 5, 3, 3, 6, 7)
)
fallen <- "Dune"

# %% wrong="rank-change" name="the port that rose most" says="a larger rank is a worse one"
whole <- graph_from_data_frame(before_closing)
rest <- delete_vertices(whole, "Ardo")
before <- strength(whole, weights = E(whole)$n_voyages)
after <- strength(rest, weights = E(rest)$n_voyages)
ports <- names(after)
ranks <- data.frame(
  port = ports, before = rank(-before[ports], ties.method = "min"),
  after = rank(-after, ties.method = "min")
)
fallen <- ranks$port[which.min(ranks$after - ranks$before)]
