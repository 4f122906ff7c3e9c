# Answers to `solutions/group_and_join_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the question it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="national-share" name="base R, aggregate and weighted.mean"
uk <- subset(returns, country_iso3 == "GBR")
uk_ports <- aggregate(cbind(calls, on_time) ~ port_id, uk, sum)
uk_ports$share <- uk_ports$on_time / uk_ports$calls
national_share <- weighted.mean(uk_ports$share, uk_ports$calls)

# %% right="national-share" name="base R, tapply and a new table"
uk <- returns[startsWith(returns$port_id, "GB"), ]
calls <- tapply(uk$calls, uk$port_id, sum)
on_time <- tapply(uk$on_time, uk$port_id, sum)
uk_ports <- data.frame(
  port_id = names(calls), calls = as.vector(calls), on_time = as.vector(on_time)
)
uk_ports$share <- round(uk_ports$on_time / uk_ports$calls, 3)
national_share <- sum(on_time) / sum(calls)

# %% right="national-share" name="dplyr, weighted counts, the number from the returns"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id, country_iso3) |>
  summarise(across(c(calls, on_time), sum), .groups = "drop") |>
  transmute(port_id, calls, on_time, share = on_time / calls)
national_share <- returns |>
  filter(country_iso3 == "GBR") |>
  summarise(share = sum(on_time) / sum(calls)) |>
  pull(share)

# %% right="national-share" name="dplyr, the number rounded and named"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- c(UK = round(sum(uk_ports$on_time) / sum(uk_ports$calls), 3))

# %% wrong="national-share" name="nothing" kind="nothing" says="not answered yet"
uk_ports <- NULL
national_share <- NULL

# %% wrong="national-share" name="the quarters kept apart" says="It has 6 rows, not 3"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  mutate(share = on_time / calls)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="every port of the table" says="It has 5 rows, not 3"
uk_ports <- aggregate(cbind(calls, on_time) ~ port_id, returns, sum)
uk_ports$share <- uk_ports$on_time / uk_ports$calls
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="no column share" says="It has no column share"
uk_ports <- aggregate(
  cbind(calls, on_time) ~ port_id, subset(returns, country_iso3 == "GBR"), sum
)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="a port left out" kind="off-by-one" says="It has 2 rows, not 3"
uk_ports <- aggregate(
  cbind(calls, on_time) ~ port_id, subset(returns, country_iso3 == "GBR"), sum
)[-1, ]
uk_ports$share <- uk_ports$on_time / uk_ports$calls
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="the second quarter only" says="those of both quarters"
uk_ports <- returns |>
  filter(country_iso3 == "GBR", quarter == "2024Q2") |>
  mutate(share = on_time / calls)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="means of the quarters, not sums" says="those of both quarters"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = mean(calls), on_time = mean(on_time), share = on_time / calls)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="a share that is the mean of two quarters" says="calls on time divided by its calls"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(share = mean(on_time / calls), calls = sum(calls), on_time = sum(on_time))
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="calls summed before they are used again" says="calls on time divided by its calls"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), share = mean(on_time / calls), on_time = sum(on_time))
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="shares in per cent" says="calls on time divided by its calls"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = 100 * on_time / calls)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="the table, without the number" says="not answered yet"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- NULL

# %% wrong="national-share" name="a number written as text" kind="type" says="take the quotes away"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- "0.838"

# %% wrong="national-share" name="per cent" says="national_share is a number from 0 to 1"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- 100 * sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="a vector of shares" says="a vector of 3 values"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- uk_ports$on_time / uk_ports$calls

# %% wrong="national-share" name="the mean of the ports" says="every call has one vote"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- mean(uk_ports$share)

# %% wrong="national-share" name="the mean of the quarters" says="every call has one vote"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- with(subset(returns, country_iso3 == "GBR"), mean(on_time / calls))

# %% wrong="national-share" name="the mean of the two quarters' national shares" says="every call has one vote"
uk_ports <- aggregate(
  cbind(calls, on_time) ~ port_id, subset(returns, country_iso3 == "GBR"), sum
)
uk_ports$share <- uk_ports$on_time / uk_ports$calls
national_share <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(quarter) |>
  summarise(share = sum(on_time) / sum(calls)) |>
  with(mean(share))

# %% wrong="national-share" name="the right shares at the wrong ports" says="calls on time divided by its calls"
uk_ports <- aggregate(
  cbind(calls, on_time) ~ port_id, subset(returns, country_iso3 == "GBR"), sum
)
uk_ports$share <- uk_ports$on_time / uk_ports$calls
uk_ports$share <- rev(uk_ports$share)
national_share <- sum(uk_ports$on_time) / sum(uk_ports$calls)

# %% wrong="national-share" name="a table without rows" says="It has no rows, not 3"
uk_ports <- transform(subset(returns, country_iso3 == "UK"), share = on_time / calls)
national_share <- 0.838

# %% right="national-share" name="base R, rowsum, rounded to whole per cents"
uk <- returns[returns$country_iso3 == "GBR", ]
uk_ports <- rowsum(uk[c("calls", "on_time")], uk$port_id)
uk_ports <- transform(uk_ports, share = round(on_time / calls, 2))
national_share <- round(sum(uk$on_time) / sum(uk$calls), 2)

# %% right="national-share" name="base R, split and bind"
uk <- subset(returns, country_iso3 == "GBR")
uk_ports <- do.call(rbind, lapply(split(uk, uk$port_id), function(port) {
  data.frame(
    calls = sum(port$calls), on_time = sum(port$on_time),
    share = sum(port$on_time) / sum(port$calls)
  )
}))
national_share <- colSums(uk_ports["on_time"]) / colSums(uk_ports["calls"])

# %% right="national-share" name="base R, columns that tapply made"
uk <- subset(returns, country_iso3 == "GBR")
uk_ports <- data.frame(
  calls = tapply(uk$calls, uk$port_id, sum), on_time = tapply(uk$on_time, uk$port_id, sum)
)
uk_ports$share <- with(uk_ports, on_time / calls)
national_share <- with(uk_ports, sum(share * calls) / sum(calls))

# %% wrong="national-share" name="all countries in the number" says="and no others"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- sum(returns$on_time) / sum(returns$calls)

# %% wrong="national-share" name="Dover's share read off" kind="hard-coded" says="and no others"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- 0.9

# %% wrong="national-share" name="the ratio upside down" says="national_share is a number from 0 to 1"
uk_ports <- returns |>
  filter(country_iso3 == "GBR") |>
  group_by(port_id) |>
  summarise(calls = sum(calls), on_time = sum(on_time), share = on_time / calls)
national_share <- sum(uk_ports$calls) / sum(uk_ports$on_time)

# %% right="join-calls" name="base R, duplicated and merge"
port_list <- june_ports[!duplicated(june_ports$port_id), ]
with_ports <- merge(june_calls, port_list, by = "port_id", all.x = TRUE)

# %% right="join-calls" name="base R, the other spelling, looked up with match"
port_list <- june_ports[!duplicated(june_ports$port_id, fromLast = TRUE), ]
place <- match(june_calls$port_id, port_list$port_id)
with_ports <- cbind(june_calls, port_list[place, c("port_name", "country_iso3")])

# %% right="join-calls" name="dplyr, the first row of each group"
port_list <- june_ports |>
  group_by(port_id) |>
  slice(1)
with_ports <- june_calls |>
  left_join(port_list, by = "port_id") |>
  arrange(desc(tonnes))

# %% right="join-calls" name="readr, and the list on the right"
port_list <- readr::read_csv("june_ports.csv", show_col_types = FALSE) |>
  distinct(port_id, .keep_all = TRUE)
with_ports <- port_list |>
  right_join(readr::read_csv("june_calls.csv", show_col_types = FALSE), by = "port_id")

# %% wrong="join-calls" name="nothing" kind="nothing" says="not answered yet"
port_list <- NULL
with_ports <- NULL

# %% wrong="join-calls" name="a vector of names" kind="type" says="port_list is a table"
port_list <- unique(june_ports$port_id)
with_ports <- left_join(june_calls, june_ports, by = "port_id")

# %% wrong="join-calls" name="only the key kept" says="It has no column port_name"
port_list <- distinct(june_ports, port_id)
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="the list as it came: fan-out and loss make ten" says="no port stands twice in port_list"
port_list <- june_ports
with_ports <- inner_join(june_calls, june_ports, by = "port_id")

# %% wrong="join-calls" name="no column named, so nothing dropped" says="no port stands twice in port_list"
port_list <- distinct(june_ports)
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="both rows of the pair dropped" says="is still in port_list"
port_list <- june_ports |>
  group_by(port_id) |>
  filter(n() == 1) |>
  ungroup()
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="one port for each country" says="is still in port_list"
port_list <- distinct(june_ports, country_iso3, .keep_all = TRUE)
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="the last port left behind" kind="off-by-one" says="is still in port_list"
port_list <- head(distinct(june_ports, port_id, .keep_all = TRUE), -1)
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="the list mended, the calls not joined" says="not answered yet"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- NULL

# %% wrong="join-calls" name="a fan-out" says="It has 11 rows, not 10"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- left_join(june_calls, june_ports, by = "port_id")

# %% wrong="join-calls" name="an inner join that loses a call" says="It has 9 rows, not 10"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- inner_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="base R's merge as it comes" says="It has 9 rows, not 10"
port_list <- june_ports[!duplicated(june_ports$port_id), ]
with_ports <- merge(june_calls, port_list)

# %% wrong="join-calls" name="a full join" says="It has 11 rows, not 10"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- full_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="a fan-out and a loss that cancel" says="none doubled, none lost"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- inner_join(june_calls, june_ports, by = "port_id")

# %% wrong="join-calls" name="the tables side by side" says="has its port's country, or none"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- cbind(june_calls, port_list[rep(1:5, 2), c("port_name", "country_iso3")])

# %% wrong="join-calls" name="a country made up for the unknown port" says="has its port's country, or none"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- left_join(june_calls, port_list, by = "port_id") |>
  mutate(country_iso3 = coalesce(country_iso3, "GBR"))

# %% wrong="join-calls" name="the name from another row" says="each port_name belongs to the port of its row"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- left_join(june_calls, port_list, by = "port_id") |>
  mutate(port_name = "Dover")

# %% wrong="join-calls" name="countries written down" kind="hard-coded" says="has its port's country, or none"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- mutate(june_calls, port_name = "Dover", country_iso3 = "GBR")

# %% right="join-calls" name="base R, the first row of each port, and a look-up by row name"
port_list <- do.call(rbind, by(june_ports, june_ports$port_id, head, 1))
with_ports <- transform(
  june_calls,
  port_name = port_list[port_id, "port_name"],
  country_iso3 = port_list[port_id, "country_iso3"]
)

# %% right="join-calls" name="base R, aggregate, and two columns added"
port_list <- aggregate(port_name ~ port_id + country_iso3, june_ports, min)
place <- match(june_calls$port_id, port_list$port_id)
with_ports <- june_calls
with_ports[c("port_name", "country_iso3")] <- port_list[place, c("port_name", "country_iso3")]

# %% right="join-calls" name="base R, with the text as factors"
port_list <- read.csv("june_ports.csv", stringsAsFactors = TRUE)
port_list <- subset(port_list, !duplicated(port_id))
with_ports <- merge(june_calls, port_list, all.x = TRUE)

# %% wrong="join-calls" name="a list without rows" says="It has no rows."
port_list <- subset(june_ports, port_id == "Dover")
with_ports <- left_join(june_calls, port_list, by = "port_id")

# %% wrong="join-calls" name="the list on the left: a port without calls, a call lost" says="none doubled, none lost"
port_list <- distinct(june_ports, port_id, .keep_all = TRUE)
with_ports <- merge(port_list, june_calls, by = "port_id", all.x = TRUE)

# %% right="no-partner" name="base R"
calls_without_port <- week_calls[!week_calls$port_id %in% week_ports$port_id, ]
ports_without_calls <- week_ports[!week_ports$port_id %in% week_calls$port_id, ]

# %% right="no-partner" name="base R, setdiff and subset"
calls_without_port <- subset(
  week_calls,
  port_id %in% setdiff(week_calls$port_id, week_ports$port_id)
)
ports_without_calls <- subset(
  week_ports,
  port_id %in% setdiff(week_ports$port_id, week_calls$port_id)
)

# %% right="no-partner" name="base R, match, with the empty port read as empty text"
typed_calls <- read.csv("week_calls.csv")
calls_without_port <- typed_calls[is.na(match(typed_calls$port_id, week_ports$port_id)), ]
ports_without_calls <- week_ports[is.na(match(week_ports$port_id, typed_calls$port_id)), ]

# %% right="no-partner" name="base R, merge and what it left empty"
found <- merge(week_calls, week_ports, by = "port_id", all = TRUE)
calls_without_port <- found[is.na(found$port_name), ]
ports_without_calls <- found[is.na(found$call_id), ]

# %% right="no-partner" name="dplyr, left joins and what they left empty"
calls_without_port <- week_calls |>
  left_join(week_ports, by = "port_id") |>
  filter(is.na(port_name))
ports_without_calls <- week_ports |>
  left_join(week_calls, by = "port_id") |>
  filter(is.na(call_id)) |>
  arrange(desc(port_id))

# %% wrong="no-partner" name="nothing" kind="nothing" says="not answered yet"
calls_without_port <- NULL
ports_without_calls <- NULL

# %% wrong="no-partner" name="counts instead of rows" kind="type" says="calls_without_port is a table of calls"
calls_without_port <- 4
ports_without_calls <- 2

# %% wrong="no-partner" name="the calls that have a port" says="no call in it has a port of the list"
calls_without_port <- semi_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- semi_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="a left join, and nothing left out" says="no call in it has a port of the list"
calls_without_port <- left_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- left_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="the call without a port dropped" kind="off-by-one" says="every call that finds no port"
calls_without_port <- na.omit(anti_join(week_calls, week_ports, by = "port_id"))
ports_without_calls <- anti_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="only the empty port" says="every call that finds no port"
calls_without_port <- filter(week_calls, is.na(port_id))
ports_without_calls <- anti_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="the spellings mended first" says="every call that finds no port"
tidy <- mutate(week_calls, port_id = gsub(" ", "", toupper(port_id)))
calls_without_port <- anti_join(tidy, week_ports, by = "port_id")
ports_without_calls <- anti_join(week_ports, tidy, by = "port_id")

# %% wrong="no-partner" name="the ports mended in the report" says="as it was typed"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id") |>
  mutate(port_id = gsub(" ", "", toupper(port_id)))
ports_without_calls <- anti_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="two tables without rows" says="It has no rows."
calls_without_port <- week_calls[0, ]
ports_without_calls <- week_ports[0, ]

# %% wrong="no-partner" name="the second table without rows" says="It has no rows."
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- week_ports[0, ]

# %% wrong="no-partner" name="the calls' numbers alone" says="It has no column port_id"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")["call_id"]
ports_without_calls <- anti_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="two calls copied by hand" kind="hard-coded" says="every call that finds no port"
calls_without_port <- data.frame(call_id = c("K02", "K04"), port_id = c("gbimm", "GB SOU"))
ports_without_calls <- data.frame(port_id = c("DEHAM", "GBMLF"))

# %% wrong="no-partner" name="the second table forgotten" says="not answered yet"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- NULL

# %% wrong="no-partner" name="a vector of ports" says="ports_without_calls is a table of ports"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- setdiff(week_ports$port_id, week_calls$port_id)

# %% wrong="no-partner" name="the calls' ports for the list's" says="no port in it has a call"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- calls_without_port

# %% wrong="no-partner" name="the ports that have calls" says="no port in it has a call"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- semi_join(week_ports, week_calls, by = "port_id")

# %% wrong="no-partner" name="the first idle port only" says="it holds every port that no call names"
calls_without_port <- anti_join(week_calls, week_ports, by = "port_id")
ports_without_calls <- head(anti_join(week_ports, week_calls, by = "port_id"), 1)
