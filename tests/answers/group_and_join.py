# Answers to `solutions/group_and_join.py` that must pass, and answers that must not.
# Each stands in for the solution of the question it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="national-share" name="each new column named, the port left in the index"
uk_ports = (
    returns.query("country_iso3 == 'GBR'")
    .groupby("port_id")
    .agg(calls=("calls", "sum"), on_time=("on_time", "sum"))
    .assign(share=lambda ports: ports["on_time"] / ports["calls"])
)
national_share = (uk_ports["share"] * uk_ports["calls"]).sum() / uk_ports["calls"].sum()

# %% right="national-share" name="a pivot table, and sums straight from the returns"
is_uk = returns["port_id"].str.startswith("GB")
uk_ports = returns[is_uk].pivot_table(
    index="port_id", values=["calls", "on_time"], aggfunc="sum"
)
uk_ports["share"] = uk_ports["on_time"].div(uk_ports["calls"]).round(3)
national_share = returns[is_uk]["on_time"].sum() / returns[is_uk]["calls"].sum()

# %% right="national-share" name="a loop over the ports, and numpy's weights"
import numpy as np

rows = []
for port_id in ["GBDVR", "GBIMM", "GBSOU"]:
    port = returns[returns["port_id"] == port_id]
    calls, on_time = port["calls"].sum(), port["on_time"].sum()
    rows.append(
        {
            "port_id": port_id,
            "calls": calls,
            "on_time": on_time,
            "share": on_time / calls,
        }
    )
uk_ports = pd.DataFrame(rows)
national_share = round(np.average(uk_ports["share"], weights=uk_ports["calls"]), 3)

# %% wrong="national-share" name="nothing" kind="nothing" says="not answered yet"
uk_ports = None
national_share = None

# %% wrong="national-share" name="the quarters kept apart" says="It has 6 rows, not 3"
uk_ports = returns[returns["country_iso3"] == "GBR"].copy()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="every port of the table" says="It has 5 rows, not 3"
uk_ports = returns.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="no column share" says="It has no column share"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="a port left out" kind="off-by-one" says="It has 2 rows, not 3"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum().iloc[1:]
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="the second quarter only" says="those of both quarters"
uk = returns[(returns["country_iso3"] == "GBR") & (returns["quarter"] == "2024Q2")]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="means of the quarters, not sums" says="those of both quarters"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].mean()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="a share that is the mean of two quarters" says="calls on time divided by its calls"
uk = returns[returns["country_iso3"] == "GBR"]
uk = uk.assign(share=uk["on_time"] / uk["calls"])
uk_ports = uk.groupby("port_id").agg(
    calls=("calls", "sum"), on_time=("on_time", "sum"), share=("share", "mean")
)
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="shares in per cent" says="calls on time divided by its calls"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = 100 * uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="the table, without the number" says="not answered yet"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = None

# %% wrong="national-share" name="a number written as text" kind="type" says="take the quotes away"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = "0.838"

# %% wrong="national-share" name="per cent" says="national_share is a number from 0 to 1"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = 100 * uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="a column of shares" says="a column of 3 values"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"] / uk_ports["calls"]

# %% wrong="national-share" name="the mean of the ports" says="every call has one vote"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["share"].mean()

# %% wrong="national-share" name="the mean of the quarters" says="every call has one vote"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = (uk["on_time"] / uk["calls"]).mean()

# %% wrong="national-share" name="the mean of the two quarters' national shares" says="every call has one vote"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
by_quarter = uk.groupby("quarter")[["calls", "on_time"]].sum()
national_share = (by_quarter["on_time"] / by_quarter["calls"]).mean()

# %% wrong="national-share" name="the right shares at the wrong ports" says="calls on time divided by its calls"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
uk_ports["share"] = uk_ports["share"].tolist()[::-1]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()

# %% wrong="national-share" name="a table without rows" says="It has no rows, not 3"
uk_ports = returns[returns["country_iso3"] == "UK"].assign(share=1.0)
national_share = 0.838

# %% right="national-share" name="both rounded to whole per cents"
uk_ports = returns[returns["country_iso3"].eq("GBR")].groupby("port_id", as_index=False)
uk_ports = uk_ports[["calls", "on_time"]].sum()
uk_ports["share"] = (uk_ports["on_time"] / uk_ports["calls"]).round(2)
national_share = round(uk_ports["on_time"].sum() / uk_ports["calls"].sum(), 2)

# %% wrong="national-share" name="all countries in the number" says="and no others"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = returns["on_time"].sum() / returns["calls"].sum()

# %% wrong="national-share" name="Dover's share read off" kind="hard-coded" says="and no others"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = 0.9

# %% wrong="national-share" name="the ratio upside down" says="national_share is a number from 0 to 1"
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["calls"].sum() / uk_ports["on_time"].sum()

# %% right="join-calls" name="the other spelling, and the call as index on the way"
port_list = june_ports.drop_duplicates("port_id", keep="last")
with_ports = june_calls.set_index("call_id").join(
    port_list.set_index("port_id"), on="port_id"
)
with_ports = with_ports.reset_index()

# %% right="join-calls" name="a group for each port, and the list on the right"
port_list = june_ports.groupby("port_id").first().reset_index()
with_ports = pd.merge(port_list, june_calls, how="right", on="port_id")

# %% right="join-calls" name="looked up column by column, largest first"
port_list = june_ports[~june_ports["port_id"].duplicated()].set_index("port_id")
with_ports = june_calls.assign(
    port_name=june_calls["port_id"].map(port_list["port_name"]),
    country_iso3=june_calls["port_id"].map(port_list["country_iso3"]),
).sort_values("tonnes", ascending=False)
port_list = port_list.reset_index()

# %% wrong="join-calls" name="nothing" kind="nothing" says="not answered yet"
port_list = None
with_ports = None

# %% wrong="join-calls" name="a list of names" kind="type" says="port_list is a table"
port_list = list(june_ports["port_id"])
with_ports = june_calls.merge(june_ports, on="port_id", how="left")

# %% wrong="join-calls" name="the list as it came: fan-out and loss make ten" says="no port stands twice in port_list"
port_list = june_ports
with_ports = june_calls.merge(june_ports, on="port_id")

# %% wrong="join-calls" name="no column named, so nothing dropped" says="no port stands twice in port_list"
port_list = june_ports.drop_duplicates()
with_ports = june_calls.merge(port_list, on="port_id", how="left")

# %% wrong="join-calls" name="both rows of the pair dropped" says="is still in port_list"
port_list = june_ports.drop_duplicates("port_id", keep=False)
with_ports = june_calls.merge(port_list, on="port_id", how="left")

# %% wrong="join-calls" name="one port for each country" says="is still in port_list"
port_list = june_ports.drop_duplicates("country_iso3")
with_ports = june_calls.merge(port_list, on="port_id", how="left")

# %% wrong="join-calls" name="the last port left behind" kind="off-by-one" says="is still in port_list"
port_list = june_ports.drop_duplicates("port_id").iloc[:-1]
with_ports = june_calls.merge(port_list, on="port_id", how="left")

# %% wrong="join-calls" name="the list mended, the calls not joined" says="not answered yet"
port_list = june_ports.drop_duplicates("port_id")
with_ports = None

# %% wrong="join-calls" name="a fan-out" says="It has 11 rows, not 10"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(june_ports, on="port_id", how="left")

# %% wrong="join-calls" name="an inner join that loses a call" says="It has 9 rows, not 10"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(port_list, on="port_id")

# %% wrong="join-calls" name="an outer join" says="It has 11 rows, not 10"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(port_list, on="port_id", how="outer")

# %% wrong="join-calls" name="a fan-out and a loss that cancel" says="none doubled, none lost"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(june_ports, on="port_id")

# %% wrong="join-calls" name="the tables side by side" says="has its port's country, or none"
port_list = june_ports.drop_duplicates("port_id").reset_index(drop=True)
with_ports = pd.concat(
    [june_calls, port_list[["port_name", "country_iso3"]]], axis="columns"
)

# %% wrong="join-calls" name="a country made up for the unknown port" says="has its port's country, or none"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(port_list, on="port_id", how="left")
with_ports["country_iso3"] = with_ports["country_iso3"].fillna("GBR")

# %% wrong="join-calls" name="the name from another row" says="each port_name belongs to the port of its row"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(port_list, on="port_id", how="left")
with_ports["port_name"] = "Dover"

# %% wrong="join-calls" name="countries written down in order" kind="hard-coded" says="has its port's country, or none"
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.assign(port_name="Dover", country_iso3="GBR")

# %% wrong="join-calls" name="a list without rows" says="port_list is a table"
port_list = june_ports[june_ports["port_id"] == "Dover"]
with_ports = june_calls.merge(port_list, on="port_id", how="left")

# %% wrong="join-calls" name="the list on the left: a port without calls, a call lost" says="none doubled, none lost"
port_list = june_ports.drop_duplicates("port_id")
with_ports = port_list.merge(june_calls, on="port_id", how="left")

# %% right="no-partner" name="a left join that says what it found"
found = week_calls.merge(week_ports, on="port_id", how="left", indicator=True)
calls_without_port = found[found["_merge"] == "left_only"]
found = week_ports.merge(
    week_calls.drop_duplicates("port_id"), on="port_id", how="left", indicator=True
)
ports_without_calls = found.query("_merge == 'left_only'")

# %% right="no-partner" name="one outer join, read from both ends"
both = week_calls.merge(week_ports, on="port_id", how="outer", indicator=True)
calls_without_port = both.loc[both["_merge"] == "left_only", ["call_id", "port_id"]]
ports_without_calls = both.loc[both["_merge"] == "right_only", ["port_id", "port_name"]]

# %% right="no-partner" name="sets of keys"
listed_ports = set(week_ports["port_id"])
calls_without_port = pd.DataFrame(
    [row for row in week_calls.to_dict("records") if row["port_id"] not in listed_ports]
)
named = set(week_calls["port_id"].dropna())
ports_without_calls = week_ports[[port not in named for port in week_ports["port_id"]]]

# %% wrong="no-partner" name="nothing" kind="nothing" says="not answered yet"
calls_without_port = None
ports_without_calls = None

# %% wrong="no-partner" name="counts instead of rows" kind="type" says="calls_without_port is a table of calls"
calls_without_port = 4
ports_without_calls = 2

# %% wrong="no-partner" name="the calls that have a port" says="no call in it has a port of the list"
calls_without_port = week_calls[week_calls["port_id"].isin(week_ports["port_id"])]
ports_without_calls = week_ports[week_ports["port_id"].isin(week_calls["port_id"])]

# %% wrong="no-partner" name="a left join, and nothing left out" says="no call in it has a port of the list"
calls_without_port = week_calls.merge(week_ports, on="port_id", how="left")
ports_without_calls = week_ports.merge(week_calls, on="port_id", how="left")

# %% wrong="no-partner" name="the call without a port dropped" kind="off-by-one" says="every call that finds no port"
has_port = week_calls["port_id"].isin(week_ports["port_id"])
calls_without_port = week_calls[~has_port].dropna()
has_calls = week_ports["port_id"].isin(week_calls["port_id"])
ports_without_calls = week_ports[~has_calls]

# %% wrong="no-partner" name="only the empty port" says="every call that finds no port"
calls_without_port = week_calls[week_calls["port_id"].isna()]
has_calls = week_ports["port_id"].isin(week_calls["port_id"])
ports_without_calls = week_ports[~has_calls]

# %% wrong="no-partner" name="the spellings mended first" says="every call that finds no port"
tidy = week_calls["port_id"].str.upper().str.replace(" ", "")
calls_without_port = week_calls[~tidy.isin(week_ports["port_id"])]
ports_without_calls = week_ports[~week_ports["port_id"].isin(tidy)]

# %% wrong="no-partner" name="the ports mended in the report" says="as it was typed"
calls_without_port = week_calls[~week_calls["port_id"].isin(week_ports["port_id"])]
calls_without_port = calls_without_port.assign(
    port_id=calls_without_port["port_id"].str.upper().str.replace(" ", "")
)
ports_without_calls = week_ports[~week_ports["port_id"].isin(week_calls["port_id"])]

# %% wrong="no-partner" name="two tables without rows" says="calls_without_port is a table of calls"
calls_without_port = week_calls.iloc[:0]
ports_without_calls = week_ports.iloc[:0]

# %% wrong="no-partner" name="the calls' numbers alone" says="It has no column port_id"
has_port = week_calls["port_id"].isin(week_ports["port_id"])
calls_without_port = week_calls.loc[~has_port, ["call_id"]]
ports_without_calls = week_ports[~week_ports["port_id"].isin(week_calls["port_id"])]

# %% wrong="no-partner" name="two calls copied by hand" kind="hard-coded" says="every call that finds no port"
calls_without_port = pd.DataFrame(
    {"call_id": ["K02", "K04"], "port_id": ["gbimm", "GB SOU"]}
)
ports_without_calls = pd.DataFrame({"port_id": ["DEHAM", "GBMLF"]})

# %% wrong="no-partner" name="the second table forgotten" says="not answered yet"
calls_without_port = week_calls[~week_calls["port_id"].isin(week_ports["port_id"])]
ports_without_calls = None

# %% wrong="no-partner" name="the same rows twice over" says="ports_without_calls is a table of ports"
has_port = week_calls["port_id"].isin(week_ports["port_id"])
calls_without_port = week_calls[~has_port]
ports_without_calls = calls_without_port["port_id"]

# %% wrong="no-partner" name="the calls' ports for the list's" says="no port in it has a call"
has_port = week_calls["port_id"].isin(week_ports["port_id"])
calls_without_port = week_calls[~has_port]
ports_without_calls = week_calls[~has_port]

# %% wrong="no-partner" name="the ports that have calls" says="no port in it has a call"
calls_without_port = week_calls[~week_calls["port_id"].isin(week_ports["port_id"])]
ports_without_calls = week_ports[week_ports["port_id"].isin(week_calls["port_id"])]

# %% wrong="no-partner" name="the first idle port only" says="it holds every port that no call names"
calls_without_port = week_calls[~week_calls["port_id"].isin(week_ports["port_id"])]
has_calls = week_ports["port_id"].isin(week_calls["port_id"])
ports_without_calls = week_ports[~has_calls].head(1)
