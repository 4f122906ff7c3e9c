# %% [markdown]
# # Port networks: a lagoon of eight ports
#
# Four exercises and a short answer about eight ports that are made up: Ardo, Brim,
# Cole, Dune, Eddy, Fell, Gull and Holm.
# There are few enough to draw on paper, and that helps.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
library(dplyr, warn.conflicts = FALSE)
library(igraph, warn.conflicts = FALSE)
source("check.R")

# %% [markdown]
# ## From calls to voyages
#
# One week of calls, as the ports sent them in: in no good order, and nobody wrote down
# where a ship had been before.

# %%
week <- read.csv(text = "vessel,port,arrived_utc
SIM ALDER,Cole,2024-05-04T07:00Z
SIM BEECH,Ardo,2024-05-02T10:00Z
SIM CEDAR,Eddy,2024-05-03T09:00Z
SIM ALDER,Ardo,2024-05-01T06:00Z
SIM ALDER,Ardo,2024-05-05T11:00Z
SIM ELM,Eddy,2024-05-03T21:00Z
SIM BEECH,Brim,2024-05-01T08:00Z
SIM GORSE,Holm,2024-05-03T15:00Z
SIM BEECH,Ardo,2024-05-02T18:00Z
SIM CEDAR,Cole,2024-05-01T20:00Z
SIM ELM,Fell,2024-05-02T12:00Z
SIM ALDER,Brim,2024-05-06T09:00Z
SIM CEDAR,Eddy,2024-05-07T06:00Z
SIM ELM,Gull,2024-05-05T02:00Z
SIM ALDER,Brim,2024-05-02T16:00Z
SIM BEECH,Brim,2024-05-04T13:00Z
SIM ELM,Eddy,2024-05-01T05:00Z
SIM CEDAR,Cole,2024-05-05T17:00Z")
week$arrived_utc <- as.POSIXct(
  week$arrived_utc,
  format = "%Y-%m-%dT%H:%MZ", tz = "UTC"
)
head(week, 3)

# %% [markdown]
# A voyage runs from one call of a ship to its next, at another port.
# A ship's first call of the week ends no voyage, since nobody saw where it came from.
# Make a table called `edges` with the columns `from_port`, `to_port` and `n_voyages`:
# one row for each direction between two ports in which a ship sailed.

# %% solution="edge-list"
edges <- NULL
### BEGIN SOLUTION
edges <- week |>
  arrange(arrived_utc) |>
  group_by(vessel) |>
  mutate(from_port = lag(port)) |>
  ungroup() |>
  filter(!is.na(from_port), from_port != port) |>
  count(from_port, to_port = port, name = "n_voyages")
### END SOLUTION

# %% test="edge-list" points=4
rows_between <- function(start, end) {
  is_it <- edges$from_port == start & edges$to_port == end
  as.numeric(edges$n_voyages[is_it])
}

q <- check("edge-list", points = 4)
q$table("edges", edges,
  columns = c(from_port = "text", to_port = "text", n_voyages = "number"),
  hint = c(
    "Three columns, with these names; `names(edges)` says what yours are called.",
    "Within each ship, in order of time, `lag` gives the port before.",
    "Begin with: week |> arrange(arrived_utc) |> group_by(vessel) |> ..."
  )
)
q$that(
  "no voyage leads back to the port it left: SIM BEECH called twice running at Ardo",
  nrow(edges) > 0 &&
    !any(mapply(identical, as.character(edges$from_port), as.character(edges$to_port))),
  hint = "Keep the rows whose two ports differ."
)
q$that(
  "SIM GORSE called once, so nothing leads to Holm, or away from it",
  nrow(edges) > 0 && !"Holm" %in% c(edges$from_port, edges$to_port),
  hint = c(
    "Whose call did you take for the one before? Each ship has a week of its own.",
    "Look at the call before within a ship: group by vessel first."
  )
)
q$that(
  "direction counts: SIM ELM went on to Gull, and no ship came back from there",
  identical(rows_between("Eddy", "Gull"), 1) && !length(rows_between("Gull", "Eddy")),
  hint = c(
    "Is from_port the port before, and to_port the one that the ship came to?",
    "Sort by time before you look at the call before."
  )
)
q$that(
  "one row holds all voyages of its direction: two from Cole to Eddy",
  identical(rows_between("Cole", "Eddy"), 2),
  hint = "`count` takes both ports, and makes one row of each pair."
)
q$same_values(
  "every direction is there with all its voyages, of all ships, and no other",
  data.frame(
    from_port = edges$from_port, to_port = edges$to_port, n_voyages = edges$n_voyages
  ),
  data.frame(
    from_port = c("Ardo", "Brim", "Brim", "Cole", "Cole", "Eddy", "Eddy", "Eddy", "Fell"),
    to_port = c("Brim", "Ardo", "Cole", "Ardo", "Eddy", "Cole", "Fell", "Gull", "Eddy"),
    n_voyages = c(3, 1, 1, 1, 2, 1, 1, 1, 1)
  ),
  within = 1e-9,
  hint = c(
    "Follow SIM ALDER with a pencil, in order of time: which voyages has it?",
    "Two ships sailed from Ardo to Brim, and one of them twice."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Two programs, one number
#
# A year of voyages on the lagoon, read afresh and called `year`.
# The second table, `colleague`, is betweenness of three ports as a colleague worked it
# out in networkx, a package that Python people use.

# %%
year_text <- "from_port,to_port,n_voyages
Ardo,Brim,104
Brim,Ardo,98
Ardo,Cole,88
Cole,Ardo,93
Brim,Cole,60
Cole,Brim,52
Ardo,Dune,75
Dune,Ardo,71
Dune,Brim,26
Cole,Dune,12
Cole,Eddy,9
Eddy,Cole,8
Dune,Eddy,4
Eddy,Dune,5
Eddy,Fell,7
Fell,Eddy,6
Eddy,Gull,5
Gull,Eddy,6
Fell,Gull,22
Gull,Holm,16
Holm,Fell,15"
year <- read.csv(text = year_text)
colleague <- read.csv(text = "port,betweenness
Cole,0.119047619048
Dune,0.380952380952
Eddy,0.714285714286")
colleague

# %% [markdown]
# Work betweenness out yourself: the network is directed, every edge is one hop, and
# values are shares of pairs, as igraph gives them when they are normalised.
# Make a table called `between` with the columns `port` and `betweenness`, eight rows.
# Your colleague's three numbers are not yours.
# What did she take for the length of an edge: voyages, or one over voyages?
# Find the choice that gives her three numbers to nine digits.
# Make a table called `hers` with the same columns: all eight ports by her length.

# %% solution="between"
between <- hers <- NULL
### BEGIN SOLUTION
lagoon <- graph_from_data_frame(year)
shares <- betweenness(lagoon, normalized = TRUE)
between <- data.frame(port = names(shares), betweenness = unname(shares))
shares <- betweenness(lagoon, weights = E(lagoon)$n_voyages, normalized = TRUE)
hers <- data.frame(port = names(shares), betweenness = unname(shares))
### END SOLUTION

# %% test="between" points=4
share_of <- function(ports, table) table$betweenness[match(ports, table$port)]

q <- check("between", points = 4)
q$table("between", between,
  columns = c(port = "text", betweenness = "number"), rows = 8,
  hint = c(
    "`betweenness` gives a vector with names: the ports are its names.",
    "`data.frame(port = names(...), betweenness = ...)` makes columns of both.",
    "Begin with: lagoon <- graph_from_data_frame(year)"
  )
)
q$same_values(
  "each of the eight ports has its row",
  between$port,
  c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
  hint = "The ports are in from_port and to_port of `year`."
)
q$that(
  "betweenness is a share of pairs: none is below 0, none above 1",
  all(between$betweenness >= 0 & between$betweenness <= 1),
  hint = "Shares, not counts: `betweenness` has an argument, `normalized`."
)
q$that(
  "Fell and Gull are on the way of some pairs, each in its own direction",
  isTRUE(all(share_of(c("Fell", "Gull"), between) > 0.13)),
  hint = "Can a ship of this lagoon sail from Holm to Gull and back the same way? Keep the network directed."
)
q$that(
  "Cole is on more shortest ways than Dune, if every edge is one hop",
  isTRUE(share_of("Cole", between) > share_of("Dune", between)),
  hint = c(
    "Count hops: a way of two edges is shorter than one of three, however busy.",
    "igraph takes an edge column called `weight` for its length. `weights = NA` forbids it."
  )
)
q$same_values(
  "every share is that of shortest ways in hops, to nine digits",
  data.frame(port = between$port, betweenness = between$betweenness),
  data.frame(
    port = c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
    betweenness = c(
      5 / 252, 1 / 126, 21 / 84, 6 / 42, 149 / 252, 6 / 42, 6 / 42, 1 / 84
    )
  ),
  within = 1e-9,
  hint = "Did you round? igraph gives more digits than it shows: keep them all."
)
q$table("hers", hers,
  columns = c(port = "text", betweenness = "number"), rows = 8,
  hint = c(
    "The same two columns, and all eight ports, not only her three.",
    "`betweenness(lagoon, weights = ...)` takes one length for each edge."
  )
)
q$that(
  "her length gives her own numbers, to nine digits: for Cole, Dune and Eddy",
  isTRUE(all(abs(share_of(colleague$port, hers) - colleague$betweenness) < 1e-9)),
  hint = c(
    "Work each choice out, and subtract: the largest gap has to be below 1e-9.",
    "The edges' voyages are `E(lagoon)$n_voyages`; a length may be made of them."
  )
)
q$same_values(
  "by her length all eight ports have their share, to nine digits",
  data.frame(port = hers$port, betweenness = hers$betweenness),
  data.frame(
    port = c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
    betweenness = c(0, 0, 5, 16, 30, 6, 6, 0) / 42
  ),
  within = 1e-9,
  hint = "Her length for every edge, and one network: are the ports beside their own shares?"
)
q$score()

# %% [markdown]
# ## The port you cannot spare
#
# The same year once more, called `trips`, whatever happened above.

# %%
trips <- read.csv(text = year_text)
sailed <- c(
  rep(trips$from_port, trips$n_voyages), rep(trips$to_port, trips$n_voyages)
)
sort(table(sailed))

# %% [markdown]
# Close each port in turn, with all its voyages.
# Of the ports that are left, take the largest set that can all reach each other, there
# and back; the others are cut off.
# The closed port itself is not counted.
# Make a table called `closing` with the columns `port` and `n_cut_off`, eight rows.
# Then call the port whose closing cuts most off `critical`.

# %% solution="closing"
closing <- critical <- NULL
### BEGIN SOLUTION
all_trips <- graph_from_data_frame(trips)
count_cut_off <- function(port) {
  rest <- delete_vertices(all_trips, port)
  vcount(rest) - max(components(rest, mode = "strong")$csize)
}
closing <- data.frame(port = V(all_trips)$name)
closing$n_cut_off <- vapply(closing$port, count_cut_off, numeric(1))
critical <- closing$port[which.max(closing$n_cut_off)]
### END SOLUTION

# %% test="closing" points=5
n_cut_off <- function(port) as.numeric(closing$n_cut_off[closing$port == port])

q <- check("closing", points = 5)
q$table("closing", closing,
  columns = c(port = "text", n_cut_off = "number"), rows = 8,
  hint = c(
    "One row for each port that closes: its name, and how many are cut off.",
    "Write a function of one port, and use it on each with `vapply` or `sapply`.",
    "Begin with: rest <- delete_vertices(network, port)"
  )
)
q$same_values(
  "each of the eight ports is closed once",
  closing$port,
  c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
  hint = "The ports are in from_port and to_port of `trips`."
)
q$that(
  "closing Ardo, the busiest port, cuts nobody off: the closed port is not counted",
  identical(n_cut_off("Ardo"), 0),
  hint = c(
    "Seven ports are left. How many of them are outside the largest part?",
    "Count ports, not voyages."
  )
)
q$that(
  "closing Gull cuts Holm off: from there one still comes away, but no longer to it",
  identical(n_cut_off("Gull"), 1),
  hint = c(
    "There and back: is your network one with directions?",
    '`components` has a `mode`: "strong" asks for both directions.',
    "Does each closing begin with the whole network, the port closed before back in it?"
  )
)
q$that(
  "closing a port that holds two parts together cuts the smaller part off, all of it",
  identical(n_cut_off("Eddy"), 3),
  hint = c(
    "Draw the eight ports without Eddy. Which is the largest part, and who is outside?",
    "How many ports, not how many parts."
  )
)
q$same_values(
  "every closing is counted",
  data.frame(port = closing$port, n_cut_off = closing$n_cut_off),
  data.frame(
    port = c("Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
    n_cut_off = c(0, 0, 0, 0, 3, 1, 1, 0)
  ),
  within = 1e-9,
  hint = "Begin each closing with the whole network: does the port closed before come back?"
)
q$text("critical", critical, hint = "The name of one port, as text.", weight = 0.5)
q$that(
  "critical is the port whose closing cuts most off, not the one with most voyages",
  identical(tolower(trimws(unname(critical))), "eddy"),
  hint = c(
    "Which row of `closing` has the largest n_cut_off?",
    "Traffic does not come into it."
  )
)
q$score()

# %% [markdown]
# ## When Ardo closes
#
# The same year, called `before_closing`.
# The owner of Dune asks for his rank if Ardo, the busiest port, closes.

# %%
before_closing <- read.csv(text = year_text)

# %% [markdown]
# Rank the other seven ports by their voyages, in and out together, 1 for the most; ports
# that are level share the better rank.
# Then take away all voyages from and to Ardo, and rank them again.
# Make a table called `ranks` with the columns `port`, `before` and `after`, seven rows.
# Call the port that falls by most ranks `fallen`.

# %% solution="rank-change"
ranks <- fallen <- NULL
### BEGIN SOLUTION
whole <- graph_from_data_frame(before_closing)
others <- setdiff(V(whole)$name, "Ardo")
voyages_of <- function(net) strength(net, weights = E(net)$n_voyages)[others]
rest <- delete_vertices(whole, "Ardo")
ranks <- data.frame(
  port = others,
  before = rank(-voyages_of(whole), ties.method = "min"),
  after = rank(-voyages_of(rest), ties.method = "min")
)
fallen <- ranks$port[which.max(ranks$after - ranks$before)]
### END SOLUTION

# %% test="rank-change" points=4
rank_of <- function(port, column) as.numeric(ranks[[column]][ranks$port == port])

q <- check("rank-change", points = 4)
q$table("ranks", ranks,
  columns = c(port = "text", before = "number", after = "number"), rows = 7,
  hint = c(
    "Seven rows: Ardo is closed, so it has no rank after, and none before.",
    "Voyages of a port are those that leave it and those that come to it.",
    "`rank(-x)` gives 1 to the largest."
  )
)
q$same_values(
  "the seven others are there, and Ardo is not",
  ranks$port,
  c("Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
  hint = "Leave Ardo out before you rank, or every rank is one too many."
)
q$that(
  "Brim, with most voyages of the seven, is first before",
  identical(rank_of("Brim", "before"), 1),
  hint = c(
    "Rank 1 is for the most voyages, among the seven.",
    "Leave Ardo out before you rank, or every rank is one too many."
  )
)
q$that(
  "Eddy and Fell are level before, and share the better rank",
  identical(rank_of("Eddy", "before"), 4) && identical(rank_of("Fell", "before"), 4),
  hint = '`rank` has a `ties.method`: "min" gives both the better rank.'
)
q$that(
  "voyages from and to Ardo are gone after: Cole passes Brim",
  isTRUE(rank_of("Cole", "after") < rank_of("Brim", "after")),
  hint = c(
    "Which rows of `before_closing` name Ardo, at either end?",
    "Take them all away, and count the voyages of each port once more."
  )
)
q$same_values(
  "every rank, before and after, counts voyages in and out",
  data.frame(port = ranks$port, before = ranks$before, after = ranks$after),
  data.frame(
    port = c("Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"),
    before = c(1, 2, 3, 4, 4, 6, 7),
    after = c(2, 1, 6, 3, 3, 5, 7)
  ),
  within = 1e-9,
  hint = c(
    "A port's voyages are the sum of n_voyages where it stands first, and where it stands second.",
    "Count voyages, not neighbours."
  ),
  weight = 2
)
q$text("fallen", fallen, hint = "The name of one port, as text.", weight = 0.5)
q$that(
  "fallen is the port whose rank grew most: a larger rank is a worse one",
  identical(tolower(trimws(unname(fallen))), "dune"),
  hint = "Subtract the rank before from the rank after, port by port."
)
q$score()

# %% [markdown]
# ## Which ranks would you report?
#
# Three or four sentences, marked by a person.
# After the closing, ports have these voyages in the year: Cole 141, Brim 138, Eddy and
# Fell 50, Gull 49, Dune 47, Holm 31.
# The owner of Dune wants one sentence for the newspaper, with his rank in it.
# Which of these ranks would you report, which not, and what would you write in its place?
# Name one thing the ships would do that the numbers leave out.

# %% [markdown] written="small-numbers" points=3
# ### BEGIN SOLUTION
# I would not report that Dune falls to sixth: from third to sixth place there are three
# voyages in a year, and one cancelled round could reverse it. I would write that Dune
# loses 146 of its 193 voyages, about three in four, and is then level with Eddy, Fell
# and Gull. That Cole passes Brim rests on three voyages too. The ships that served
# Ardo would not stop sailing: some would go to Dune instead, and these numbers give it
# none of them.
#
# *For whoever marks:* 1 point for refusing a rank because a few voyages decide it, with
# the numbers; 1 for a sentence that could be printed (the loss of about three quarters,
# or a group of ports that are level); 1 for ships that would go elsewhere, or any other
# thing left out, such as what the voyages carried.
# ### END SOLUTION
