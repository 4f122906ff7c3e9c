# %% [markdown]
# # Port networks: a lagoon of eight ports
#
# Four exercises and a short answer about eight ports that are made up: Ardo, Brim, Cole, Dune, Eddy, Fell, Gull and Holm.
# There are few enough to draw on paper, and that helps.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
from io import StringIO

import networkx as nx
import pandas as pd

from soundings import check

# %% [markdown]
# ## From calls to voyages
#
# One week of calls, as the ports sent them in: in no good order, and nobody wrote down where a ship had been before.

# %%
week = pd.read_csv(
    StringIO("""\
vessel,port,arrived_utc
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
SIM CEDAR,Cole,2024-05-05T17:00Z
"""),
    parse_dates=["arrived_utc"],
)
week.head(3)

# %% [markdown]
# A voyage runs from one call of a ship to its next, at another port.
# A ship's first call of the week ends no voyage, since nobody saw where it came from.
# Make a table called `edges` with the columns `from_port`, `to_port` and `n_voyages`: one row for each direction between two ports in which a ship sailed.

# %% solution="edge-list"
edges = None
### BEGIN SOLUTION
ordered = week.sort_values(["vessel", "arrived_utc"])
before = ordered.groupby("vessel")["port"].shift()
legs = pd.DataFrame({"from_port": before, "to_port": ordered["port"]}).dropna()
legs = legs[legs["from_port"] != legs["to_port"]]
by_pair = legs.groupby(["from_port", "to_port"])
edges = by_pair.size().rename("n_voyages").reset_index()
### END SOLUTION

# %% test="edge-list" points=4
q = check("edge-list", points=4)


def rows_between(start, end):
    is_it = (edges["from_port"] == start) & (edges["to_port"] == end)
    return edges.loc[is_it, "n_voyages"].tolist()


q.table(
    "edges",
    lambda: edges,
    columns={"from_port": "text", "to_port": "text", "n_voyages": "number"},
    hint=(
        "Are the ports in the index? `.reset_index()` makes columns of them.",
        "Within each ship, in order of time, `.shift()` gives the port before.",
        'Begin with: ordered = week.sort_values(["vessel", "arrived_utc"])',
    ),
)
q.that(
    "no voyage leads back to the port it left: SIM BEECH called twice running at Ardo",
    lambda: len(edges) > 0 and not (edges["from_port"] == edges["to_port"]).any(),
    hint="Keep the rows whose two ports differ.",
)
q.that(
    "SIM GORSE called once, so nothing leads to Holm, or away from it",
    lambda: len(edges) > 0 and "Holm" not in {*edges["from_port"], *edges["to_port"]},
    hint=(
        "Whose call did you take for the one before? Each ship has a week of its own.",
        "Shift within a ship: group by vessel first.",
    ),
)
q.that(
    "direction counts: SIM ELM went on to Gull, and no ship came back from there",
    lambda: rows_between("Eddy", "Gull") == [1] and not rows_between("Gull", "Eddy"),
    hint=(
        "Is from_port the port before, and to_port the one that the ship came to?",
        "Sort by time within each ship before you look at the call before.",
    ),
)
q.that(
    "one row holds all voyages of its direction: two from Cole to Eddy",
    lambda: rows_between("Cole", "Eddy") == [2],
    hint="Group by both ports, and count with `.size()`.",
)
q.same_values(
    "every direction is there with all its voyages, of all ships, and no other",
    lambda: edges[["from_port", "to_port", "n_voyages"]],
    pd.DataFrame(
        [
            ("Ardo", "Brim", 3),
            ("Brim", "Ardo", 1),
            ("Brim", "Cole", 1),
            ("Cole", "Ardo", 1),
            ("Cole", "Eddy", 2),
            ("Eddy", "Cole", 1),
            ("Eddy", "Fell", 1),
            ("Eddy", "Gull", 1),
            ("Fell", "Eddy", 1),
        ],
        columns=["from_port", "to_port", "n_voyages"],
    ),
    within=1e-9,
    hint=(
        "Follow SIM ALDER with a pencil, in order of time: which voyages has it?",
        "Two ships sailed from Ardo to Brim, and one of them twice.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Two programs, one number
#
# A year of voyages on the lagoon, read afresh and called `year`.
# The second table, `colleague`, is betweenness of three ports as a colleague worked it out in igraph, a package that R people use.

# %%
YEAR = """\
from_port,to_port,n_voyages
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
Holm,Fell,15
"""
year = pd.read_csv(StringIO(YEAR))
colleague = pd.read_csv(
    StringIO("""\
port,betweenness
Cole,0.119047619048
Dune,0.380952380952
Eddy,0.714285714286
""")
)
colleague

# %% [markdown]
# Work betweenness out yourself: the network is directed, every edge is one hop, and values are shares of pairs, as networkx gives them.
# Make a table called `between` with the columns `port` and `betweenness`, eight rows.
# Your colleague's three numbers are not yours.
# What did she take for the length of an edge: voyages, or one over voyages?
# Find the choice that gives her three numbers to nine digits.
# Make a table called `hers` with the same columns: all eight ports by her length.

# %% solution="between"
between = hers = None
### BEGIN SOLUTION
lagoon = nx.from_pandas_edgelist(
    year, "from_port", "to_port", "n_voyages", create_using=nx.DiGraph
)
shares = nx.betweenness_centrality(lagoon)
between = pd.DataFrame({"port": list(shares), "betweenness": list(shares.values())})
shares = nx.betweenness_centrality(lagoon, weight="n_voyages")
hers = pd.DataFrame({"port": list(shares), "betweenness": list(shares.values())})
### END SOLUTION

# %% test="between" points=4
q = check("between", points=4)


def share_of(port, table):
    return float(table.set_index("port")["betweenness"][port])


q.table(
    "between",
    lambda: between,
    columns={"port": "text", "betweenness": "number"},
    rows=8,
    hint=(
        "`nx.betweenness_centrality` gives a dictionary: its keys are ports, its values shares.",
        "`pd.Series(...)` makes a column of a dictionary; then name both columns.",
        "Begin with: lagoon = nx.from_pandas_edgelist(year, ..., create_using=nx.DiGraph)",
    ),
)
q.same_values(
    "each of the eight ports has its row",
    lambda: between["port"],
    ["Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"],
    hint="The ports are in from_port and to_port of `year`.",
)
q.that(
    "betweenness is a share of pairs: none is below 0, none above 1",
    lambda: between["betweenness"].between(0, 1).all(),
    hint="Shares, not counts: networkx divides by the number of pairs unless told not to.",
)
q.that(
    "Fell and Gull are on the way of some pairs, each in its own direction",
    lambda: share_of("Fell", between) > 0.13 and share_of("Gull", between) > 0.13,
    hint="Can a ship of this lagoon sail from Holm to Gull and back the same way? `create_using=nx.DiGraph` keeps directions.",
)
q.that(
    "Cole is on more shortest ways than Dune, if every edge is one hop",
    lambda: share_of("Cole", between) > share_of("Dune", between),
    hint=(
        "Count hops: a way of two edges is shorter than one of three, however busy.",
        "Leave `weight` out, or give it a column that really is a length.",
    ),
)
q.same_values(
    "every share is that of shortest ways in hops, to nine digits",
    lambda: between[["port", "betweenness"]],
    pd.DataFrame(
        [
            ("Ardo", 5 / 252),
            ("Brim", 1 / 126),
            ("Cole", 21 / 84),
            ("Dune", 6 / 42),
            ("Eddy", 149 / 252),
            ("Fell", 6 / 42),
            ("Gull", 6 / 42),
            ("Holm", 1 / 84),
        ],
        columns=["port", "betweenness"],
    ),
    within=1e-9,
    hint="Did you round? networkx gives more digits than it needs: keep them all.",
)
q.table(
    "hers",
    lambda: hers,
    columns={"port": "text", "betweenness": "number"},
    rows=8,
    hint=(
        "The same two columns, and all eight ports, not only her three.",
        '`nx.betweenness_centrality(lagoon, weight="...")` takes a column of the edges for length.',
    ),
)
q.that(
    "her length gives her own numbers, to nine digits: for Cole, Dune and Eddy",
    lambda: all(
        abs(share_of(row.port, hers) - row.betweenness) < 1e-9
        for row in colleague.itertuples()
    ),
    hint=(
        "Work each choice out, and subtract: the largest gap has to be below 1e-9.",
        "One over voyages is a column that you have to make, before you make the network.",
    ),
)
q.same_values(
    "by her length all eight ports have their share, to nine digits",
    lambda: hers[["port", "betweenness"]],
    pd.DataFrame(
        [
            ("Ardo", 0),
            ("Brim", 0),
            ("Cole", 5 / 42),
            ("Dune", 16 / 42),
            ("Eddy", 30 / 42),
            ("Fell", 6 / 42),
            ("Gull", 6 / 42),
            ("Holm", 0),
        ],
        columns=["port", "betweenness"],
    ),
    within=1e-9,
    hint="Her length for every edge, and one network: are the ports beside their own shares?",
)
q.score()

# %% [markdown]
# ## The port you cannot spare
#
# The same year once more, called `trips`, whatever happened above.

# %%
trips = pd.read_csv(StringIO(YEAR))
sailed = trips.melt("n_voyages", value_name="port")
sailed.groupby("port")["n_voyages"].sum().sort_values()

# %% [markdown]
# Close each port in turn, with all its voyages.
# Of the ports that are left, take the largest set that can all reach each other, there and back; the others are cut off.
# The closed port itself is not counted.
# Make a table called `closing` with the columns `port` and `n_cut_off`, eight rows.
# Then call the port whose closing cuts most off `critical`.

# %% solution="closing"
closing = critical = None
### BEGIN SOLUTION
all_trips = nx.from_pandas_edgelist(
    trips, "from_port", "to_port", create_using=nx.DiGraph
)
counts = []
for port in all_trips:
    rest = all_trips.subgraph(set(all_trips) - {port})
    largest = max(nx.strongly_connected_components(rest), key=len)
    counts.append(len(rest) - len(largest))
closing = pd.DataFrame({"port": list(all_trips), "n_cut_off": counts})
critical = closing.loc[closing["n_cut_off"].idxmax(), "port"]
### END SOLUTION

# %% test="closing" points=5
q = check("closing", points=5)


def n_cut_off(port):
    return float(closing.set_index("port")["n_cut_off"][port])


q.table(
    "closing",
    lambda: closing,
    columns={"port": "text", "n_cut_off": "number"},
    rows=8,
    hint=(
        "One row for each port that closes: its name, and how many are cut off.",
        "`pd.DataFrame` takes a dictionary: each column's name with its list of values.",
        "Begin with: for port in network: rest = network.subgraph(set(network) - {port})",
    ),
)
q.same_values(
    "each of the eight ports is closed once",
    lambda: closing["port"],
    ["Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"],
    hint="The ports are in from_port and to_port of `trips`.",
)
q.that(
    "closing Ardo, the busiest port, cuts nobody off: the closed port is not counted",
    lambda: n_cut_off("Ardo") == 0,
    hint=(
        "Seven ports are left. How many of them are outside the largest part?",
        "Count ports, not voyages.",
    ),
)
q.that(
    "closing Gull cuts Holm off: from there one still comes away, but no longer to it",
    lambda: n_cut_off("Gull") == 1,
    hint=(
        "There and back: is your network one with directions?",
        "`nx.strongly_connected_components` asks for both directions, the weak ones for either.",
        "Does each closing begin with the whole network, the port closed before back in it?",
    ),
)
q.that(
    "closing a port that holds two parts together cuts the smaller part off, all of it",
    lambda: n_cut_off("Eddy") == 3,
    hint=(
        "Draw the eight ports without Eddy. Which is the largest part, and who is outside?",
        "How many ports, not how many parts.",
    ),
)
q.same_values(
    "every closing is counted",
    lambda: closing[["port", "n_cut_off"]],
    pd.DataFrame(
        [(port, 0) for port in ("Ardo", "Brim", "Cole", "Dune", "Holm")]
        + [("Eddy", 3), ("Fell", 1), ("Gull", 1)],
        columns=["port", "n_cut_off"],
    ),
    within=1e-9,
    hint="Begin each closing with the whole network: does the port closed before come back?",
)
q.text("critical", lambda: critical, hint="The name of one port, as text.", weight=0.5)
q.that(
    "critical is the port whose closing cuts most off, not the one with most voyages",
    lambda: str(critical).strip().lower() == "eddy",
    hint=(
        "Which row of `closing` has the largest n_cut_off?",
        "Traffic does not come into it.",
    ),
)
q.score()

# %% [markdown]
# ## When Ardo closes
#
# The same year, called `before_closing`.
# The owner of Dune asks for his rank if Ardo, the busiest port, closes.

# %%
before_closing = pd.read_csv(StringIO(YEAR))

# %% [markdown]
# Rank the other seven ports by their voyages, in and out together, 1 for the most; ports that are level share the better rank.
# Then take away all voyages from and to Ardo, and rank them again.
# Make a table called `ranks` with the columns `port`, `before` and `after`, seven rows.
# Call the port that falls by most ranks `fallen`.

# %% solution="rank-change"
ranks = fallen = None
### BEGIN SOLUTION


def count_voyages(table):
    out = table.groupby("from_port")["n_voyages"].sum()
    return out.add(table.groupby("to_port")["n_voyages"].sum(), fill_value=0)


is_ardo = (before_closing[["from_port", "to_port"]] == "Ardo").any(axis=1)
first = count_voyages(before_closing).drop("Ardo")
then = count_voyages(before_closing[~is_ardo])
ranks = pd.DataFrame(
    {
        "before": first.rank(ascending=False, method="min"),
        "after": then.rank(ascending=False, method="min"),
    }
)
ranks = ranks.rename_axis("port").reset_index()
fallen = ranks.set_index("port").eval("after - before").idxmax()
### END SOLUTION

# %% test="rank-change" points=4
q = check("rank-change", points=4)


def rank_of(port, column):
    return float(ranks.set_index("port")[column][port])


q.table(
    "ranks",
    lambda: ranks,
    columns={"port": "text", "before": "number", "after": "number"},
    rows=7,
    hint=(
        "Seven rows: Ardo is closed, so it has no rank after, and none before.",
        "Voyages of a port are those that leave it and those that come to it.",
        "`.rank(ascending=False)` gives 1 to the largest.",
    ),
)
q.same_values(
    "the seven others are there, and Ardo is not",
    lambda: ranks["port"],
    ["Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"],
    hint="Leave Ardo out before you rank, or every rank is one too many.",
)
q.that(
    "Brim, with most voyages of the seven, is first before",
    lambda: rank_of("Brim", "before") == 1,
    hint=(
        "Rank 1 is for the most voyages, among the seven.",
        "Leave Ardo out before you rank, or every rank is one too many.",
    ),
)
q.that(
    "Eddy and Fell are level before, and share the better rank",
    lambda: rank_of("Eddy", "before") == rank_of("Fell", "before") == 4,
    hint='`.rank` has a `method`: "min" gives both the better rank.',
)
q.that(
    "voyages from and to Ardo are gone after: Cole passes Brim",
    lambda: rank_of("Cole", "after") < rank_of("Brim", "after"),
    hint=(
        "Which rows of `before_closing` name Ardo, at either end?",
        "Take them all away, and count the voyages of each port once more.",
    ),
)
q.same_values(
    "every rank, before and after, counts voyages in and out",
    lambda: ranks[["port", "before", "after"]],
    pd.DataFrame(
        [
            ("Brim", 1, 2),
            ("Cole", 2, 1),
            ("Dune", 3, 6),
            ("Eddy", 4, 3),
            ("Fell", 4, 3),
            ("Gull", 6, 5),
            ("Holm", 7, 7),
        ],
        columns=["port", "before", "after"],
    ),
    within=1e-9,
    hint=(
        "A port's voyages are the sum of n_voyages where it stands first, and where it stands second.",
        "Count voyages, not neighbours.",
    ),
    weight=2,
)
q.text("fallen", lambda: fallen, hint="The name of one port, as text.", weight=0.5)
q.that(
    "fallen is the port whose rank grew most: a larger rank is a worse one",
    lambda: str(fallen).strip().lower() == "dune",
    hint="Subtract the rank before from the rank after, port by port.",
)
q.score()

# %% [markdown]
# ## Which ranks would you report?
#
# Three or four sentences, marked by a person.
# After the closing, ports have these voyages in the year: Cole 141, Brim 138, Eddy and Fell 50, Gull 49, Dune 47, Holm 31.
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
