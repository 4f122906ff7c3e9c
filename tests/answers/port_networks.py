# Answers to `solutions/port_networks.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="edge-list" name="the call before by merge"
ordered = week.sort_values("arrived_utc")
ordered["place"] = ordered.groupby("vessel").cumcount()
before = ordered.assign(place=ordered["place"] + 1)
legs = before.merge(ordered, on=["vessel", "place"], suffixes=("_from", "_to"))
legs = legs.query("port_from != port_to")
edges = legs.value_counts(["port_from", "port_to"]).reset_index()
edges.columns = ["from_port", "to_port", "n_voyages"]

# %% right="edge-list" name="a loop over ships"
import itertools

counts = {}
for _, ship in week.sort_values("arrived_utc").groupby("vessel"):
    stops = ship["port"].tolist()
    for pair in itertools.pairwise(stops):
        if pair[0] != pair[1]:
            counts[pair] = counts.get(pair, 0) + 1
edges = pd.DataFrame(
    [(*pair, n) for pair, n in counts.items()],
    columns=["from_port", "to_port", "n_voyages"],
)

# %% right="edge-list" name="the next port instead, and a column more"
ordered = week.sort_values(["vessel", "arrived_utc"]).rename(
    columns={"port": "from_port"}
)
ordered["to_port"] = ordered.groupby("vessel")["from_port"].shift(-1)
legs = ordered.dropna()[lambda t: t["from_port"] != t["to_port"]]
edges = legs.groupby(["from_port", "to_port"], as_index=False).agg(
    n_voyages=("vessel", "size"), ships=("vessel", "nunique")
)

# %% wrong="edge-list" name="nothing" kind="nothing" says="not answered yet"
edges = None

# %% wrong="edge-list" name="a list of pairs" kind="type" says="not a table"
edges = [("Ardo", "Brim", 3), ("Brim", "Ardo", 1)]

# %% wrong="edge-list" name="ports left in the index" says="It has no column from_port"
ordered = week.sort_values(["vessel", "arrived_utc"])
before = ordered.groupby("vessel")["port"].shift().rename("from_port")
legs = ordered.assign(from_port=before, to_port=ordered["port"]).dropna()
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").to_frame()

# %% wrong="edge-list" name="self-loops kept" says="no voyage leads back"
ordered = week.sort_values(["vessel", "arrived_utc"])
ordered["from_port"] = ordered.groupby("vessel")["port"].shift()
legs = ordered.dropna().rename(columns={"port": "to_port"})
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="first calls given the last ship's port" says="nothing leads to Holm"
ordered = week.sort_values(["vessel", "arrived_utc"])
ordered["from_port"] = ordered["port"].shift()
legs = ordered.dropna().rename(columns={"port": "to_port"})
legs = legs[legs["from_port"] != legs["to_port"]]
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="first calls given an edge from the open sea" says="nothing leads to Holm"
ordered = week.sort_values(["vessel", "arrived_utc"])
ordered["from_port"] = ordered.groupby("vessel")["port"].shift().fillna("sea")
legs = ordered.rename(columns={"port": "to_port"})
legs = legs[legs["from_port"] != legs["to_port"]]
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="calls in the order of the file" says="direction counts"
ordered = week.copy()
ordered["from_port"] = ordered.groupby("vessel")["port"].shift()
legs = ordered.dropna().rename(columns={"port": "to_port"})
legs = legs[legs["from_port"] != legs["to_port"]]
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="from and to swapped" says="direction counts"
ordered = week.sort_values(["vessel", "arrived_utc"]).rename(
    columns={"port": "from_port"}
)
ordered["to_port"] = ordered.groupby("vessel")["from_port"].shift()
legs = ordered.dropna()[lambda t: t["from_port"] != t["to_port"]]
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="undirected" says="one row holds all voyages"
ordered = week.sort_values(["vessel", "arrived_utc"])
before = ordered.groupby("vessel")["port"].shift()
legs = pd.DataFrame({"a": before, "b": ordered["port"]}).dropna()
legs = legs[legs["a"] != legs["b"]]
edges = pd.DataFrame({"from_port": legs.min(axis=1), "to_port": legs.max(axis=1)})
edges = edges.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()

# %% wrong="edge-list" name="one row for each voyage" says="one row holds all voyages"
ordered = week.sort_values(["vessel", "arrived_utc"])
before = ordered.groupby("vessel")["port"].shift()
edges = pd.DataFrame({"from_port": before, "to_port": ordered["port"]}).dropna()
edges = edges[edges["from_port"] != edges["to_port"]].assign(n_voyages=1)

# %% wrong="edge-list" name="the last row left behind" kind="off-by-one" says="every direction is there"
ordered = week.sort_values(["vessel", "arrived_utc"])
before = ordered.groupby("vessel")["port"].shift()
legs = pd.DataFrame({"from_port": before, "to_port": ordered["port"]}).dropna()
legs = legs[legs["from_port"] != legs["to_port"]]
edges = legs.groupby(["from_port", "to_port"]).size().rename("n_voyages").reset_index()
edges = edges[:-1]

# %% wrong="edge-list" name="three rows written down" kind="hard-coded" says="every direction is there"
edges = pd.DataFrame(
    [("Ardo", "Brim", 3), ("Cole", "Eddy", 2), ("Eddy", "Gull", 1)],
    columns=["from_port", "to_port", "n_voyages"],
)

# %% right="between" name="counts of pairs divided by hand"
lagoon = nx.DiGraph()
for row in year.itertuples():
    lagoon.add_edge(row.from_port, row.to_port, n_voyages=row.n_voyages)
tables = []
for length in (None, "n_voyages"):
    counts = nx.betweenness_centrality(lagoon, normalized=False, weight=length)
    shares = pd.Series(counts, name="betweenness").div(42)
    tables.append(shares.rename_axis("port").reset_index())
between, hers = tables

# %% right="between" name="the largest first, and each choice tried"
lagoon = nx.from_pandas_edgelist(
    year.assign(inverse=1 / year["n_voyages"]),
    "from_port",
    "to_port",
    True,
    create_using=nx.DiGraph,
)
between = pd.DataFrame(
    nx.betweenness_centrality(lagoon).items(), columns=["port", "betweenness"]
).sort_values("betweenness", ascending=False)
for length in ("n_voyages", "inverse"):
    shares = nx.betweenness_centrality(lagoon, weight=length)
    gap = colleague["betweenness"] - colleague["port"].map(shares)
    if gap.abs().max() < 1e-9:
        hers = pd.DataFrame(shares.items(), columns=["port", "betweenness"])

# %% wrong="between" name="nothing" kind="nothing" says="not answered yet"
between = hers = None

# %% wrong="between" name="the dictionary itself" kind="type" says="not a table"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
between = hers = nx.betweenness_centrality(lagoon)

# %% wrong="between" name="the first five ports" kind="off-by-one" says="It has 5 rows, not 8"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
between = pd.Series(nx.betweenness_centrality(lagoon), name="betweenness")
between = hers = between.rename_axis("port").reset_index().head()

# %% wrong="between" name="counts of pairs" says="betweenness is a share of pairs"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
counts = nx.betweenness_centrality(lagoon, normalized=False)
between = pd.Series(counts, name="betweenness").rename_axis("port").reset_index()
hers = between

# %% wrong="between" name="directions put aside" says="each in its own direction"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port")
between = pd.Series(nx.betweenness_centrality(lagoon), name="betweenness")
between = hers = between.rename_axis("port").reset_index()

# %% wrong="between" name="weight used as distance" says="more shortest ways than Dune"
lagoon = nx.from_pandas_edgelist(
    year, "from_port", "to_port", "n_voyages", create_using=nx.DiGraph
)
shares = nx.betweenness_centrality(lagoon, weight="n_voyages")
between = hers = pd.DataFrame(shares.items(), columns=["port", "betweenness"])

# %% wrong="between" name="the colleague's numbers copied" kind="hard-coded" says="It has 3 rows, not 8"
between = hers = colleague.copy()

# %% wrong="between" name="rounded to three digits" says="to nine digits"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
between = pd.Series(nx.betweenness_centrality(lagoon), name="betweenness").round(3)
between = hers = between.rename_axis("port").reset_index()

# %% wrong="between" name="her three ports, not eight" says="It has 3 rows, not 8"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
between = pd.Series(nx.betweenness_centrality(lagoon), name="betweenness")
between = between.rename_axis("port").reset_index()
hers = colleague.copy()

# %% wrong="between" name="one over voyages" says="her length gives her own numbers"
year["inverse"] = 1 / year["n_voyages"]
lagoon = nx.from_pandas_edgelist(
    year, "from_port", "to_port", "inverse", create_using=nx.DiGraph
)
shares = nx.betweenness_centrality(lagoon)
between = pd.DataFrame(shares.items(), columns=["port", "betweenness"])
shares = nx.betweenness_centrality(lagoon, weight="inverse")
hers = pd.DataFrame(shares.items(), columns=["port", "betweenness"])

# %% wrong="between" name="her three numbers put in" kind="hard-coded" says="all eight ports have their share"
lagoon = nx.from_pandas_edgelist(year, "from_port", "to_port", create_using=nx.DiGraph)
between = pd.Series(nx.betweenness_centrality(lagoon), name="betweenness")
hers = between.copy()
hers.update(colleague.set_index("port")["betweenness"])
between = between.rename_axis("port").reset_index()
hers = hers.rename_axis("port").reset_index()

# %% right="closing" name="who can be reached, step by step"
going = trips.groupby("from_port")["to_port"].agg(set).to_dict()
names = sorted({*trips["from_port"], *trips["to_port"]})


def reached(start, closed):
    seen, new = {start}, [start]
    while new:
        for port in going.get(new.pop(), set()) - seen - {closed}:
            seen.add(port)
            new.append(port)
    return seen


rows = []
for closed in names:
    left = [port for port in names if port != closed]
    ways = {port: reached(port, closed) for port in left}
    parts = [{b for b in left if b in ways[a] and a in ways[b]} for a in left]
    rows.append((closed, len(left) - max(map(len, parts))))
closing = pd.DataFrame(rows, columns=["port", "n_cut_off"])
critical = "Eddy"

# %% right="closing" name="the toolkit"
from soundings import ais

voyages = trips.loc[trips.index.repeat(trips["n_voyages"])]
closing = ais.close_each_port(ais.make_network(voyages))
critical = closing["port"].iloc[0]

# %% wrong="closing" name="nothing" kind="nothing" says="not answered yet"
closing = critical = None

# %% wrong="closing" name="a dictionary" kind="type" says="not a table"
closing = {"Eddy": 3, "Fell": 1, "Gull": 1}
critical = "Eddy"

# %% wrong="closing" name="the port with most voyages" says="not the one with most voyages"
network = nx.from_pandas_edgelist(
    trips, "from_port", "to_port", create_using=nx.DiGraph
)
counts = []
for port in network:
    rest = network.subgraph(set(network) - {port})
    counts.append(len(rest) - max(map(len, nx.strongly_connected_components(rest))))
closing = pd.DataFrame({"port": list(network), "n_cut_off": counts})
critical = sailed.groupby("port")["n_voyages"].sum().idxmax()

# %% wrong="closing" name="the closed port counted" kind="off-by-one" says="the closed port is not counted"
network = nx.from_pandas_edgelist(
    trips, "from_port", "to_port", create_using=nx.DiGraph
)
counts = []
for port in network:
    rest = network.subgraph(set(network) - {port})
    counts.append(len(network) - max(map(len, nx.strongly_connected_components(rest))))
closing = pd.DataFrame({"port": list(network), "n_cut_off": counts})
critical = "Eddy"

# %% wrong="closing" name="directions put aside" says="closing Gull cuts Holm off"
network = nx.from_pandas_edgelist(trips, "from_port", "to_port")
counts = []
for port in network:
    rest = network.subgraph(set(network) - {port})
    counts.append(len(rest) - max(map(len, nx.connected_components(rest))))
closing = pd.DataFrame({"port": list(network), "n_cut_off": counts})
critical = "Eddy"

# %% wrong="closing" name="parts counted, not ports" says="the smaller part off, all of it"
network = nx.from_pandas_edgelist(
    trips, "from_port", "to_port", create_using=nx.DiGraph
)
counts = []
for port in network:
    rest = network.subgraph(set(network) - {port})
    counts.append(nx.number_strongly_connected_components(rest) - 1)
closing = pd.DataFrame({"port": list(network), "n_cut_off": counts})
critical = "Eddy"

# %% wrong="closing" name="closed ports stay closed" says="closing Gull cuts Holm off"
network = nx.from_pandas_edgelist(
    trips, "from_port", "to_port", create_using=nx.DiGraph
)
names, counts = list(network), []
for port in names:
    network.remove_node(port)
    parts = [len(part) for part in nx.strongly_connected_components(network)]
    counts.append(len(network) - max(parts, default=0))
closing = pd.DataFrame({"port": names, "n_cut_off": counts})
critical = "Eddy"

# %% wrong="closing" name="Fell forgotten" kind="hard-coded" says="every closing is counted"
closing = pd.DataFrame(
    {
        "port": ["Ardo", "Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"],
        "n_cut_off": [0, 0, 0, 0, 3, 0, 1, 0],
    }
)
critical = "Eddy"

# %% right="rank-change" name="a network's strength"
before_net = nx.from_pandas_edgelist(
    before_closing, "from_port", "to_port", "n_voyages", create_using=nx.DiGraph
)
after_net = before_net.subgraph(set(before_net) - {"Ardo"})
ranks = pd.DataFrame(
    {
        "before": pd.Series(dict(before_net.degree(weight="n_voyages"))).drop("Ardo"),
        "after": pd.Series(dict(after_net.degree(weight="n_voyages"))),
    }
)
ranks = ranks.rank(ascending=False, method="min").rename_axis("port").reset_index()
fallen = "Dune"

# %% right="rank-change" name="whole ranks, worst first"
ends = pd.concat(
    [
        before_closing.assign(port=before_closing["from_port"]),
        before_closing.assign(port=before_closing["to_port"]),
    ]
)
ends["other"] = ends["n_voyages"].where(
    (ends["from_port"] != "Ardo") & (ends["to_port"] != "Ardo"), 0
)
sums = ends.groupby("port")[["n_voyages", "other"]].sum().drop("Ardo")
ranks = sums.rank(ascending=False, method="min").astype(int)
ranks.columns = ["before", "after"]
ranks = ranks.reset_index().sort_values("after", ascending=False)
fallen = ranks.loc[(ranks["after"] - ranks["before"]).idxmax(), "port"]

# %% wrong="rank-change" name="nothing" kind="nothing" says="not answered yet"
ranks = fallen = None

# %% wrong="rank-change" name="a list of ports" kind="type" says="not a table"
ranks = ["Cole", "Brim", "Eddy", "Fell", "Gull", "Dune", "Holm"]
fallen = "Dune"

# %% wrong="rank-change" name="Ardo ranked, then left out" kind="off-by-one" says="is first before"
strength = before_closing.groupby("from_port")["n_voyages"].sum()
strength = strength + before_closing.groupby("to_port")["n_voyages"].sum()
kept = before_closing.query("from_port != 'Ardo' and to_port != 'Ardo'")
later = kept.groupby("from_port")["n_voyages"].sum()
later = later + kept.groupby("to_port")["n_voyages"].sum()
ranks = pd.DataFrame(
    {
        "before": strength.rank(ascending=False, method="min").drop("Ardo"),
        "after": later.rank(ascending=False, method="min"),
    }
)
ranks = ranks.rename_axis("port").reset_index()
fallen = "Dune"

# %% wrong="rank-change" name="the fewest voyages first" says="is first before"
strength = before_closing.groupby("from_port")["n_voyages"].sum()
strength = (strength + before_closing.groupby("to_port")["n_voyages"].sum()).drop(
    "Ardo"
)
ranks = strength.rank(method="min").rename("before").to_frame()
ranks["after"] = ranks["before"]
ranks = ranks.rename_axis("port").reset_index()
fallen = "Dune"

# %% wrong="rank-change" name="level ports share a mean rank" says="share the better rank"
strength = before_closing.groupby("from_port")["n_voyages"].sum()
strength = (strength + before_closing.groupby("to_port")["n_voyages"].sum()).drop(
    "Ardo"
)
ranks = strength.rank(ascending=False).rename("before").to_frame()
ranks["after"] = ranks["before"]
ranks = ranks.rename_axis("port").reset_index()
fallen = "Dune"

# %% wrong="rank-change" name="nothing taken away" says="gone after"
strength = before_closing.groupby("from_port")["n_voyages"].sum()
strength = (strength + before_closing.groupby("to_port")["n_voyages"].sum()).drop(
    "Ardo"
)
ranks = strength.rank(ascending=False, method="min").rename("before").to_frame()
ranks["after"] = ranks["before"]
ranks = ranks.rename_axis("port").reset_index()
fallen = "Dune"

# %% wrong="rank-change" name="two ranks after swapped" kind="hard-coded" says="every rank"
ranks = pd.DataFrame(
    {
        "port": ["Brim", "Cole", "Dune", "Eddy", "Fell", "Gull", "Holm"],
        "before": [1, 2, 3, 4, 4, 6, 7],
        "after": [2, 1, 5, 3, 3, 6, 7],
    }
)
fallen = "Dune"

# %% wrong="rank-change" name="the port that rose most" says="a larger rank is a worse one"
before_net = nx.from_pandas_edgelist(
    before_closing, "from_port", "to_port", "n_voyages", create_using=nx.DiGraph
)
after_net = before_net.subgraph(set(before_net) - {"Ardo"})
ranks = pd.DataFrame(
    {
        "before": pd.Series(dict(before_net.degree(weight="n_voyages"))).drop("Ardo"),
        "after": pd.Series(dict(after_net.degree(weight="n_voyages"))),
    }
)
ranks = ranks.rank(ascending=False, method="min").rename_axis("port").reset_index()
fallen = ranks.set_index("port").eval("after - before").idxmin()
