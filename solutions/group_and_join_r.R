# %% [markdown]
# # Group and join: three small sets of tables
#
# Four questions on tables short enough to check by eye.
# The ports are real; the calls and figures are made up.
# Run the cells from the top; each question says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
source("check.R")

writeLines("port_id,country_iso3,quarter,calls,on_time
GBDVR,GBR,2024Q1,400,320
GBDVR,GBR,2024Q2,500,490
GBIMM,GBR,2024Q1,100,70
GBIMM,GBR,2024Q2,100,60
GBSOU,GBR,2024Q1,50,30
GBSOU,GBR,2024Q2,150,120
BEANR,BEL,2024Q1,200,150
BEANR,BEL,2024Q2,300,240
NLRTM,NLD,2024Q1,600,330
NLRTM,NLD,2024Q2,700,490", "returns.csv")

writeLines("call_id,port_id,tonnes
J01,GBFXT,8200
J02,GBDVR,640
J03,NLRTM,15300
J04,NLRTM,6100
J05,NOOSL,2900
J06,GBDVR,710
J07,NLRTM,9800
J08,GRPIR,4300
J09,GBDVR,590
J10,GBDVR,580", "june_calls.csv")

writeLines("port_id,port_name,country_iso3
GBDVR,Dover,GBR
GBFXT,FELIXSTOWE,GBR
GBFXT,Felixstowe,GBR
GRPIR,Piraeus,GRC
MTMLA,Malta,MLT
NLRTM,Rotterdam,NLD", "june_ports.csv")

writeLines("call_id,port_id
K01,GBIMM
K02,gbimm
K03,GBSOU
K04,GB SOU
K05,SEGOT
K06,GBIMM
K07,
K08,SEGOT
K09,FRLEH", "week_calls.csv")

writeLines("port_id,port_name
DEHAM,Hamburg
GBIMM,Immingham
GBMLF,Milford Haven
GBSOU,Southampton
SEGOT,Gothenburg", "week_ports.csv")

# %% [markdown]
# The page uses dplyr.
# Where there is none, leave the next cell out: answers in base R are as good.

# %%
library(dplyr, warn.conflicts = FALSE)

# %% [markdown]
# ## The national share
#
# Five ports sent in two quarters: how many calls, and how many of them on time.

# %%
returns <- read.csv("returns.csv")
returns

# %% [markdown]
# Make a table `uk_ports` with one row for each port of `GBR`, both quarters together.
# It has the columns `calls`, `on_time` and `share`, the part of the calls that was on time, from 0 to 1.
# Then say what share of all calls at UK ports was on time, and call that number `national_share`.

# %% solution="national-share"
uk_ports <- NULL
national_share <- NULL
### BEGIN SOLUTION
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time)) |>
  mutate(share = on_time / calls)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)
### END SOLUTION

# %% test="national-share" points=5
sent <- read.csv("returns.csv")
sent_uk <- sent[sent$country_iso3 == "GBR", ]
sums <- stats::aggregate(cbind(calls, on_time) ~ port_id, sent_uk, sum)
sums$share <- sums$on_time / sums$calls
by_quarter <- stats::aggregate(cbind(calls, on_time) ~ quarter, sent_uk, sum)

q <- check("national-share", points = 5)
q$table("uk_ports", uk_ports,
  columns = c(calls = "number", on_time = "number", share = "number"),
  rows = nrow(sums),
  says = "uk_ports has one row for each UK port, with numbers calls, on_time and share",
  hint = c(
    "First keep the rows of one country, then put the two quarters of a port together.",
    "Group by `port_id`, and take sums of `calls` and of `on_time`. Base R has `aggregate`.",
    "Begin with: returns |> filter(country_iso3 == ...), or subset(returns, country_iso3 == ...)"
  )
)
q$same_values(
  "its calls and on_time are those of both quarters",
  uk_ports[, c("calls", "on_time")],
  sums[, c("calls", "on_time")],
  within = 1e-6,
  hint = c(
    "Dover had 400 calls in one quarter and 500 in the other.",
    "In the lesson each new column was made by a word that stands for a pile: here the word is `sum`."
  )
)
q$same_values(
  "each share is a port's calls on time divided by its calls",
  uk_ports[, c("calls", "on_time", "share")],
  sums[, c("calls", "on_time", "share")],
  within = 0.005,
  hint = c(
    "Southampton's better quarter had three times the calls of its worse one.",
    "Divide after you have added up: one column of `uk_ports` by another."
  )
)
q$number("national_share", national_share,
  at_least = 0, at_most = 1,
  hint = c(
    "One number, the share alone: 0.5 and not 50.",
    "A sum divided by a sum is a number; a column divided by a column is a column."
  )
)
q$that(
  "every call has one vote: it is not the mean of the ports, nor of the quarters",
  min(
    abs(national_share - mean(sums$share)),
    abs(national_share - mean(sent_uk$on_time / sent_uk$calls)),
    abs(national_share - mean(by_quarter$on_time / by_quarter$calls))
  ) > 0.001,
  hint = c(
    "A mean of shares gives Southampton's 200 calls as many votes as Dover's 900.",
    "Forget the shares: how many calls were there, and how many were on time?"
  ),
  weight = 0.5
)
q$equals(
  "national_share counts all calls at UK ports, and no others",
  national_share,
  sum(sums$on_time) / sum(sums$calls),
  within = 0.005,
  hint = c(
    "Which ports are in your sums, and which quarters?",
    "Two sums, both over `uk_ports`: calls on time, and calls.",
    "End with: ... / sum(uk_ports$calls)"
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Join the calls to their ports
#
# Ten calls in June, and a list of ports.

# %%
june_calls <- read.csv("june_calls.csv")
june_ports <- read.csv("june_ports.csv")
june_calls
june_ports

# %% [markdown]
# Make two tables.
# `port_list` is the list of ports with one row for each port; of two spellings keep either.
# `with_ports` has every call once, with its own columns and with `port_name` and `country_iso3`.
# Where the list lacks a call's port, those two stay missing.

# %% solution="join-calls"
port_list <- NULL
with_ports <- NULL
### BEGIN SOLUTION
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- left_join(june_calls, port_list, by = "port_id")
### END SOLUTION

# %% test="join-calls" points=6
june <- read.csv("june_calls.csv")
listed <- read.csv("june_ports.csv")
listed <- listed[!duplicated(listed$port_id), ]
june$country_iso3 <- listed$country_iso3[match(june$port_id, listed$port_id)]
# Base R may have made factors of the text.
with_text <- function(table) {
  is_factor <- vapply(table, is.factor, NA)
  table[is_factor] <- lapply(table[is_factor], as.character)
  table
}

q <- check("join-calls", points = 6)
q$table("port_list", port_list,
  columns = c("port_id", "port_name", "country_iso3"),
  hint = c(
    "It is `june_ports`, or most of it, with the same columns.",
    "`distinct` drops other columns unless told `.keep_all = TRUE`."
  ),
  weight = 0.5
)
q$that(
  "no port stands twice in port_list",
  nrow(port_list) > 0 && !anyDuplicated(as.character(port_list$port_id)),
  hint = c(
    "Two rows that differ in one letter are not duplicates to R: say which column counts.",
    "`distinct` takes the name of the key; in base R, ask `duplicated` about that column."
  )
)
q$same_values(
  "every port of the list is still in port_list",
  unique(as.character(port_list$port_id)),
  listed$port_id,
  hint = c(
    "Felixstowe keeps one of its two rows, and a port without calls keeps its own.",
    "Drop the second row of a pair, not both."
  )
)
q$table("with_ports", with_ports,
  columns = c("call_id", "port_id", "tonnes", "port_name", "country_iso3"),
  rows = nrow(june),
  says = "with_ports has ten rows, as many as there are calls, and the columns of both tables",
  hint = c(
    "More rows than calls: some call found two ports. Fewer: some call found none.",
    "An inner join drops what finds no partner. Which join keeps every call?",
    "Begin with: with_ports <- left_join(june_calls, ...). Base R's `merge` has `all.x`."
  )
)
q$same_values(
  "each of the ten calls is there once: none doubled, none lost",
  as.character(with_ports$call_id),
  june$call_id,
  hint = c(
    "Ten rows prove little: look for J01, and for J05.",
    "Join to `port_list` and not to `june_ports`, and keep calls without a port."
  )
)
q$same_values(
  "each call keeps its port and tonnes, and has its port's country, or none",
  with_text(with_ports),
  june,
  within = 1e-6,
  hint = c(
    "A join matches by the key, not by the place in the table.",
    "The list lacks Oslo, NOOSL. Its name and country stay missing, as the join leaves them."
  )
)
q$that(
  "each port_name belongs to the port of its row",
  all(mapply(
    function(name, right) {
      if (is.na(right)) is.na(name) else isTRUE(tolower(name) == tolower(right))
    },
    with_ports$port_name,
    listed$port_name[match(with_ports$port_id, listed$port_id)]
  )),
  hint = "The name comes with the country, from the same row of the list.",
  weight = 0.5
)
q$score()

# %% [markdown]
# ## What finds no partner
#
# A week of calls, as they were typed, and the ports that were to send them.

# %%
week_calls <- read.csv("week_calls.csv", na.strings = "")
week_ports <- read.csv("week_ports.csv")
week_calls
week_ports

# %% [markdown]
# Make the report that comes before a join; mend nothing yet.
# `calls_without_port` holds the rows of `week_calls` whose `port_id`, as it is typed, is not in the list.
# `ports_without_calls` holds the rows of `week_ports` whose `port_id` no call has.
# Call K07 has no port at all, so it finds none.

# %% solution="no-partner"
calls_without_port <- NULL
ports_without_calls <- NULL
### BEGIN SOLUTION
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- anti_join(week_ports, week_calls, by = "port_id")
### END SOLUTION

# %% test="no-partner" points=5
typed <- read.csv("week_calls.csv", na.strings = "")
known <- read.csv("week_ports.csv")
lost <- typed[!typed$port_id %in% known$port_id, ]
quiet <- known$port_id[!known$port_id %in% typed$port_id]
as_typed <- function(calls) {
  paste(calls$call_id, ifelse(is.na(calls$port_id), "", as.character(calls$port_id)))
}

q <- check("no-partner", points = 5)
q$table("calls_without_port", calls_without_port,
  columns = c(call_id = "text", port_id = NA),
  says = "calls_without_port is a table of calls, with call_id and port_id",
  hint = c(
    "Rows of `week_calls`: their columns, but not all of them.",
    "In the lesson one join kept the rows that found no partner; in base R, `%in%` and `!` do.",
    "Begin with: anti_join(week_calls, ...), or week_calls[!week_calls$port_id %in% ..., ]"
  )
)
q$that(
  "no call in it has a port of the list",
  nrow(calls_without_port) > 0 && all(calls_without_port$call_id %in% lost$call_id),
  hint = c(
    "K01 is at Immingham, and GBIMM is in the list.",
    "Do you have the calls *with* a port? Which rows do you want?"
  ),
  weight = 0.5
)
q$same_values(
  "it holds every call that finds no port, once",
  calls_without_port$call_id,
  lost$call_id,
  hint = c(
    "To a computer `gbimm` is not `GBIMM`, and a space is a letter. Mend nothing yet.",
    "A call whose port is empty finds none either."
  ),
  weight = 2
)
q$same_values(
  "each call in it has its port_id as it was typed",
  as_typed(calls_without_port),
  as_typed(lost),
  hint = c(
    "Whoever has to mend it needs to see what was typed.",
    "Keep the rows of `week_calls` as they are: filter them, and change nothing."
  ),
  weight = 0.5
)
q$table("ports_without_calls", ports_without_calls,
  columns = c(port_id = "text"),
  says = "ports_without_calls is a table of ports, with port_id",
  hint = c(
    "Rows of `week_ports` this time.",
    "The same join as before, with the tables in the other order."
  )
)
q$that(
  "no port in it has a call",
  nrow(ports_without_calls) > 0 && all(ports_without_calls$port_id %in% quiet),
  hint = "Immingham has calls. Do you have the ports *with* calls?",
  weight = 0.5
)
q$same_values(
  "it holds every port that no call names, once",
  ports_without_calls$port_id,
  quiet,
  hint = c(
    "Go through the list: which ports have no call?",
    "Look each port up in the calls; the first table of the join is the one whose rows you keep."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Read the report
#
# K02 is at `gbimm`, K04 at `GB SOU`, K07 has no port, and K09 is at `FRLEH`, Le Havre.
# `DEHAM` and `GBMLF` have no calls.
# For each kind, say what you would do before anything is published, and whom you would ask.
# Four or five sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="read-report" points=4
# ### BEGIN SOLUTION
# K02 and K04 are spellings of ports in the list: make all codes capitals without
# spaces, by rule and not by hand, and note how many changed. K07 has no port: ask
# whoever entered it, and until then keep it in the total and count it as unknown. K09
# names a real port that the list lacks: ask the list's owner to add it, and do not
# drop the call. Hamburg and Milford Haven may have been quiet, or may not have sent
# their week: ask them before writing zero.
#
# *For whoever marks:* 1 point for mending the two spellings by a rule that is written
# down; 1 for keeping K07, as unknown; 1 for mending the list, not the call, for K09;
# 1 for telling a quiet port from a missing return. No point where calls are simply
# dropped. Accept any sensible person to ask.
# ### END SOLUTION
