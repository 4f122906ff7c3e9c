# %% [markdown]
# # Group and join: three small sets of tables
#
# Four questions on tables short enough to check by eye.
# The ports are real; the calls and figures are made up.
# Run the cells from the top; each question says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from pathlib import Path

import pandas as pd

from soundings import check

Path("returns.csv").write_text("""\
port_id,country_iso3,quarter,calls,on_time
GBDVR,GBR,2024Q1,400,320
GBDVR,GBR,2024Q2,500,490
GBIMM,GBR,2024Q1,100,70
GBIMM,GBR,2024Q2,100,60
GBSOU,GBR,2024Q1,50,30
GBSOU,GBR,2024Q2,150,120
BEANR,BEL,2024Q1,200,150
BEANR,BEL,2024Q2,300,240
NLRTM,NLD,2024Q1,600,330
NLRTM,NLD,2024Q2,700,490
""")
Path("june_calls.csv").write_text("""\
call_id,port_id,tonnes
J01,GBFXT,8200
J02,GBDVR,640
J03,NLRTM,15300
J04,NLRTM,6100
J05,NOOSL,2900
J06,GBDVR,710
J07,NLRTM,9800
J08,GRPIR,4300
J09,GBDVR,590
J10,GBDVR,580
""")
Path("june_ports.csv").write_text("""\
port_id,port_name,country_iso3
GBDVR,Dover,GBR
GBFXT,FELIXSTOWE,GBR
GBFXT,Felixstowe,GBR
GRPIR,Piraeus,GRC
MTMLA,Malta,MLT
NLRTM,Rotterdam,NLD
""")
Path("week_calls.csv").write_text("""\
call_id,port_id
K01,GBIMM
K02,gbimm
K03,GBSOU
K04,GB SOU
K05,SEGOT
K06,GBIMM
K07,
K08,SEGOT
K09,FRLEH
""")
Path("week_ports.csv").write_text("""\
port_id,port_name
DEHAM,Hamburg
GBIMM,Immingham
GBMLF,Milford Haven
GBSOU,Southampton
SEGOT,Gothenburg
""")

# %% [markdown]
# ## The national share
#
# Five ports sent in two quarters: how many calls, and how many of them on time.

# %%
returns = pd.read_csv("returns.csv")
returns

# %% [markdown]
# Make a table `uk_ports` with one row for each port of `GBR`, both quarters together.
# It has the columns `calls`, `on_time` and `share`, the part of the calls that was on time, from 0 to 1.
# Then say what share of all calls at UK ports was on time, and call that number `national_share`.

# %% solution="national-share"
uk_ports = None
national_share = None
### BEGIN SOLUTION
uk = returns[returns["country_iso3"] == "GBR"]
uk_ports = uk.groupby("port_id")[["calls", "on_time"]].sum().reset_index()
uk_ports["share"] = uk_ports["on_time"] / uk_ports["calls"]
national_share = uk_ports["on_time"].sum() / uk_ports["calls"].sum()
### END SOLUTION

# %% test="national-share" points=5
q = check("national-share", points=5)
sent = pd.read_csv("returns.csv")
sent_uk = sent[sent["country_iso3"] == "GBR"]
sums = sent_uk.groupby("port_id")[["calls", "on_time"]].sum()
by_quarter = sent_uk.groupby("quarter")[["calls", "on_time"]].sum()
q.table(
    "uk_ports",
    lambda: uk_ports,
    columns={"calls": "number", "on_time": "number", "share": "number"},
    rows=len(sums),
    says="uk_ports has one row for each UK port, with numbers calls, on_time and share",
    hint=(
        "First keep the rows of one country, then put the two quarters of a port together.",
        "Group by `port_id`, and take sums of `calls` and of `on_time`.",
        'Begin with: uk = returns[returns["country_iso3"] == ...]',
    ),
)
q.same_values(
    "its calls and on_time are those of both quarters",
    lambda: uk_ports[["calls", "on_time"]],
    sums.reset_index()[["calls", "on_time"]],
    within=1e-6,
    hint=(
        "Dover had 400 calls in one quarter and 500 in the other.",
        "In the lesson each new column was made from a column and a word: here the word is `sum`.",
    ),
)
q.same_values(
    "each share is a port's calls on time divided by its calls",
    lambda: uk_ports[["calls", "on_time", "share"]],
    sums.assign(share=sums["on_time"] / sums["calls"]).reset_index(drop=True),
    within=0.005,
    hint=(
        "Southampton's better quarter had three times the calls of its worse one.",
        "Divide after you have added up: one column of `uk_ports` by another.",
    ),
)
q.number(
    "national_share",
    lambda: national_share,
    at_least=0,
    at_most=1,
    hint=(
        "One number, the share alone: 0.5 and not 50.",
        "A sum divided by a sum is a number; a column divided by a column is a column.",
    ),
)
q.that(
    "every call has one vote: it is not the mean of the ports, nor of the quarters",
    lambda: (
        min(
            abs(national_share - (table["on_time"] / table["calls"]).mean())
            for table in [sums, sent_uk, by_quarter]
        )
        > 0.001
    ),
    hint=(
        "A mean of shares gives Southampton's 200 calls as many votes as Dover's 900.",
        "Forget the shares: how many calls were there, and how many were on time?",
    ),
    weight=0.5,
)
q.equals(
    "national_share counts all calls at UK ports, and no others",
    lambda: national_share,
    float(sums["on_time"].sum() / sums["calls"].sum()),
    within=0.005,
    hint=(
        "Which ports are in your sums, and which quarters?",
        "Two sums, both over `uk_ports`: calls on time, and calls.",
        'End with: ... / uk_ports["calls"].sum()',
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Join the calls to their ports
#
# Ten calls in June, and a list of ports.

# %%
june_calls = pd.read_csv("june_calls.csv")
june_ports = pd.read_csv("june_ports.csv")
print(june_calls, june_ports, sep="\n\n")

# %% [markdown]
# Make two tables.
# `port_list` is the list of ports with one row for each port; of two spellings keep either.
# `with_ports` has every call once, with its own columns and with `port_name` and `country_iso3`.
# Where the list lacks a call's port, those two stay missing.

# %% solution="join-calls"
port_list = None
with_ports = None
### BEGIN SOLUTION
port_list = june_ports.drop_duplicates("port_id")
with_ports = june_calls.merge(
    port_list, on="port_id", how="left", validate="many_to_one"
)
### END SOLUTION

# %% test="join-calls" points=6
q = check("join-calls", points=6)
june = pd.read_csv("june_calls.csv", index_col="call_id")
listed = pd.read_csv("june_ports.csv").drop_duplicates("port_id").set_index("port_id")
q.table(
    "port_list",
    lambda: port_list,
    columns={"port_id": "text", "port_name": "text", "country_iso3": "text"},
    hint=(
        "It is `june_ports`, or most of it, with the same columns.",
        "`drop_duplicates` takes the name of a column.",
    ),
    weight=0.5,
)
q.that(
    "no port stands twice in port_list",
    lambda: 0 < len(port_list) == len(set(port_list["port_id"])),
    hint=(
        "Two rows that differ in one letter are not duplicates to pandas: say which column counts.",
        "`drop_duplicates` takes the name of the key.",
    ),
)
q.same_values(
    "every port of the list is still in port_list",
    lambda: sorted(set(port_list["port_id"])),
    sorted(listed.index),
    hint=(
        "Felixstowe keeps one of its two rows, and a port without calls keeps its own.",
        "`keep=False` drops both rows of a pair; leave it out.",
    ),
)
q.table(
    "with_ports",
    lambda: with_ports,
    columns=["call_id", "port_id", "tonnes", "port_name", "country_iso3"],
    rows=len(june),
    says="with_ports has ten rows, as many as there are calls, and the columns of both tables",
    hint=(
        "More rows than calls: some call found two ports. Fewer: some call found none.",
        "An inner join drops what finds no partner. Which join keeps every call?",
        'Begin with: with_ports = june_calls.merge(port_list, on="port_id", how=...)',
    ),
)
q.same_values(
    "each of the ten calls is there once: none doubled, none lost",
    lambda: with_ports["call_id"],
    june.index.tolist(),
    hint=(
        "Ten rows prove little: look for J01, and for J05.",
        "Join to `port_list` and not to `june_ports`, and keep calls without a port.",
    ),
)
q.same_values(
    "each call keeps its port and tonnes, and has its port's country, or none",
    lambda: with_ports,
    june.assign(country_iso3=june["port_id"].map(listed["country_iso3"])).reset_index(),
    within=1e-6,
    hint=(
        "A join matches by the key, not by the place in the table.",
        "The list lacks Oslo, NOOSL. Its name and country stay missing, as the join leaves them.",
    ),
)
q.that(
    "each port_name belongs to the port of its row",
    lambda: all(
        pd.isna(name) if port not in listed.index
        else str(name).lower() == listed.loc[port, "port_name"].lower()
        for port, name in zip(with_ports["port_id"], with_ports["port_name"], strict=True)
    ),
    hint="The name comes with the country, from the same row of the list.",
    weight=0.5,
)  # fmt: skip
q.score()

# %% [markdown]
# ## What finds no partner
#
# A week of calls, as they were typed, and the ports that were to send them.

# %%
week_calls = pd.read_csv("week_calls.csv")
week_ports = pd.read_csv("week_ports.csv")
print(week_calls, week_ports, sep="\n\n")

# %% [markdown]
# Make the report that comes before a join; mend nothing yet.
# `calls_without_port` holds the rows of `week_calls` whose `port_id`, as it is typed, is not in the list.
# `ports_without_calls` holds the rows of `week_ports` whose `port_id` no call has.
# Call K07 has no port at all, so it finds none.

# %% solution="no-partner"
calls_without_port = None
ports_without_calls = None
### BEGIN SOLUTION
has_port = week_calls["port_id"].isin(week_ports["port_id"])
calls_without_port = week_calls[~has_port]
has_calls = week_ports["port_id"].isin(week_calls["port_id"])
ports_without_calls = week_ports[~has_calls]
### END SOLUTION

# %% test="no-partner" points=5
q = check("no-partner", points=5)
typed = pd.read_csv("week_calls.csv")
known = pd.read_csv("week_ports.csv")
lost = typed[~typed["port_id"].isin(known["port_id"])]
quiet = known.loc[~known["port_id"].isin(typed["port_id"]), "port_id"]
q.table(
    "calls_without_port",
    lambda: calls_without_port,
    columns={"call_id": "text", "port_id": None},
    says="calls_without_port is a table of calls, with call_id and port_id",
    hint=(
        "Rows of `week_calls`: their columns, but not all of them.",
        "`isin` is true where a value stands in another column; `~` turns that round.",
        'Begin with: has_port = week_calls["port_id"].isin(...)',
    ),
)
q.that(
    "no call in it has a port of the list",
    lambda: (
        len(calls_without_port) > 0
        and set(calls_without_port["call_id"]) <= set(lost["call_id"])
    ),
    hint=(
        "K01 is at Immingham, and GBIMM is in the list.",
        "After `isin`, true is a call *with* a port. Which rows do you want?",
    ),
    weight=0.5,
)
q.same_values(
    "it holds every call that finds no port, once",
    lambda: calls_without_port["call_id"],
    lost["call_id"].tolist(),
    hint=(
        "To a computer `gbimm` is not `GBIMM`, and a space is a letter. Mend nothing yet.",
        "A call whose port is empty finds none either.",
    ),
    weight=2,
)
q.same_values(
    "each call in it has its port_id as it was typed",
    lambda: (
        calls_without_port["call_id"] + " " + calls_without_port["port_id"].fillna("")
    ).tolist(),
    (lost["call_id"] + " " + lost["port_id"].fillna("")).tolist(),
    hint=(
        "Whoever has to mend it needs to see what was typed.",
        "Keep the rows of `week_calls` as they are: filter them, and change nothing.",
    ),
    weight=0.5,
)
q.table(
    "ports_without_calls",
    lambda: ports_without_calls,
    columns={"port_id": "text"},
    says="ports_without_calls is a table of ports, with port_id",
    hint=(
        "Rows of `week_ports` this time.",
        "The same two words as before, `isin` and `~`, with the tables in the other order.",
    ),
)
q.that(
    "no port in it has a call",
    lambda: (
        len(ports_without_calls) > 0
        and set(ports_without_calls["port_id"]) <= set(quiet)
    ),
    hint="Immingham has calls. After `isin`, which rows do you want?",
    weight=0.5,
)
q.same_values(
    "it holds every port that no call names, once",
    lambda: ports_without_calls["port_id"],
    quiet.tolist(),
    hint=(
        "Go through the list: which ports have no call?",
        "Look each port up in the calls: `.isin(week_calls[...])`.",
    ),
    weight=2,
)
q.score()

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
