# Answers to `solutions/clear_chart.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="target-line" name="pandas draws it"
on_time_chart = sailings.plot(x="month", y="on_time_pct", legend=False)
on_time_chart.axhline(90, color="C3")
on_time_chart.set_ylabel("Per cent of sailings on time")
on_time_chart.set_title("Three months below target", loc="center")

# %% right="target-line" name="pyplot, and the figure handed in"
plt.figure()
plt.plot(sailings["month"], sailings["on_time_pct"], color="black")
plt.hlines(90, 0, 7, colors="red", linestyles="dashed")
plt.ylabel("On time (percent)")
plt.suptitle("3 of 8 months missed the target")
on_time_chart = plt.gcf()

# %% right="target-line" name="real dates, and the target as a column of its own"
months = pd.date_range("2024-01-01", periods=8, freq="MS")
figure, on_time_chart = plt.subplots()
on_time_chart.plot(months, sailings["on_time_pct"].to_numpy(), "o-")
on_time_chart.plot(months, [90] * 8, ":")
on_time_chart.set(
    title="Target missed in three months", ylabel="% on time", ylim=(80, 100)
)

# %% right="target-line" name="dashes in the same colour, and the pair that subplots gives"
on_time_chart = plt.subplots()
on_time_chart[1].plot(sailings["month"], sailings["on_time_pct"], "k-")
on_time_chart[1].axhline(90, color="k", linestyle="--")
on_time_chart[1].set_title("We missed the target three times")
on_time_chart[1].yaxis.set_major_formatter("{x:.0f}%")

# %% right="target-line" name="a list of columns"
on_time_chart = sailings.assign(target=90).plot(
    x="month", y=["on_time_pct", "target"], style=["-", "--"],
    ylabel="%", title="The target was missed in 3 months",
)  # fmt: skip

# %% right="target-line" name="eight months, of which three"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Of 8 months, 3 missed the target", ylabel="On time (%)")

# %% right="target-line" name="not met"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="The target was not met in three months", ylabel="On time (%)")

# %% right="target-line" name="both counts"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Target met in 5 of 8 months, missed in 3", ylabel="On time (%)"
)

# %% wrong="target-line" name="nothing" says="is a chart"
on_time_chart = None

# %% wrong="target-line" name="the table, not the chart" says="is a chart"
on_time_chart = sailings

# %% wrong="target-line" name="bars" says="one line runs through the eight months"
figure, on_time_chart = plt.subplots()
on_time_chart.bar(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="dots that no line joins" says="one line runs through the eight months"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"], "o")
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="months in alphabetical order" says="January to August"
in_order = sailings.sort_values("month")
figure, on_time_chart = plt.subplots()
on_time_chart.plot(in_order["month"], in_order["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="typed by hand, one month off by one" says="one line runs through"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], [94, 92, 91, 88, 86, 90, 93, 90])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="no target" says="a level line marks the target"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="the target as a share of one" says="a level line marks the target"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(0.9, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="a target that stops half way" says="from the first month to the last"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.hlines(90, 0, 4, colors="red")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="a target like the months" says="looks different"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"], color="C0")
on_time_chart.axhline(90, color="C0")
on_time_chart.set(title="Missed in 3 months", ylabel="%")

# %% wrong="target-line" name="a bare number on the axis" says="names its unit"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="Punctuality")

# %% wrong="target-line" name="no title" says="the title says in how many months"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set_ylabel("Sailings on time (%)")

# %% wrong="target-line" name="the month at 90 counted as a miss" says="the title says in how many months"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 4 months", ylabel="Sailings on time (%)")

# %% wrong="target-line" name="three months met" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="The target was met in only 3 months", ylabel="On time (%)")

# %% wrong="target-line" name="the counts exchanged" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Target missed in 5 months, met in 3", ylabel="On time (%)")

# %% wrong="target-line" name="by three points" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Some months missed the target by 3%", ylabel="On time (%)")

# %% wrong="target-line" name="target and misses out of view" says="shows every month"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="On time (%)", ylim=(91, 95))

# %% wrong="target-line" name="an axis upside down" says="more above less"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="On time (%)", ylim=(95, 85))

# %% right="ordered-bars" name="standing bars, largest first"
in_order = waits.sort_values("wait_hours", ascending=False)
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["wait_hours"])
port_chart.set(ylabel="Hours to a berth", title="Simulated waits")

# %% right="ordered-bars" name="pandas lays them"
port_chart = (
    waits.set_index("port")["wait_hours"]
    .sort_values()
    .plot.barh(xlabel="Wait for a berth, hours (simulated)", ylabel="")
)

# %% right="ordered-bars" name="pandas stands them, and the figure is handed in"
port_chart = (
    waits.sort_values("wait_hours")
    .plot(kind="bar", x="port", y="wait_hours", legend=False, ylabel="Wait (h)")
    .get_figure()
)
port_chart.supxlabel("Source: simulated port calls, December 2020")

# %% right="ordered-bars" name="what plt.bar gives back"
in_order = waits.sort_values("wait_hours", ascending=False)
port_chart = plt.bar(range(8), in_order["wait_hours"])
plt.xticks(range(8), in_order["port"])
plt.ylabel("Hours")
plt.title("A simulation")

# %% right="ordered-bars" name="names written in the bars, the unit on the ticks"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
lying = port_chart.barh(range(8), in_order["wait_hours"])
port_chart.bar_label(lying, labels=in_order["port"])
port_chart.set(title="SIMULATED", yticks=[])
port_chart.xaxis.set_major_formatter("{x:.0f} h")

# %% right="ordered-bars" name="a note in the corner"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set_xlabel("hrs")
figure.text(0.99, 0.01, "Simulated.", ha="right")

# %% wrong="ordered-bars" name="nothing" says="is a chart"
port_chart = None

# %% wrong="ordered-bars" name="the name of a chart, as text" says="is a chart"
port_chart = "waits.plot.barh()"

# %% wrong="ordered-bars" name="a line through the ports" says="eight bars"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.plot(in_order["port"], in_order["wait_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="the longest five" says="eight bars"
in_order = waits.nlargest(5, "wait_hours")
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["wait_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="figures sorted without their names" says="as long as its port's figure"
figure, port_chart = plt.subplots()
port_chart.bar(waits["port"], sorted(waits["wait_hours"]))
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="figures as text" says="as long as its port's figure"
in_order = waits.astype("str").sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["wait_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="one figure a tenth off" says="as long as its port's figure"
in_order = waits.sort_values("wait_hours", ignore_index=True)
in_order.loc[7, "wait_hours"] += 0.1
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["wait_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="days" says="as long as its port's figure"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"] / 24)
port_chart.set(xlabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="an axis cut at half an hour" says="begin at zero"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="Hours", title="Simulated", xlim=(0.5, 30))

# %% wrong="ordered-bars" name="alphabetical" says="in order of size"
figure, port_chart = plt.subplots()
port_chart.bar(waits["port"], waits["wait_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="bars without names" says="carries the name of its port"
figure, port_chart = plt.subplots()
port_chart.bar(range(8), sorted(waits["wait_hours"]))
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="names only in a legend" says="carries the name of its port"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.bar(range(8), in_order["wait_hours"], label=in_order["port"])
port_chart.legend()
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="a unit left off" says="names the unit"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="Wait", title="Simulated")

# %% wrong="ordered-bars" name="the column's name for a label" says="names the unit"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="wait_hours", title="Simulated")

# %% wrong="ordered-bars" name="another unit" says="names the unit"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="Wait (days)", title="Simulated waits in hours")

# %% wrong="ordered-bars" name="the unit on the axis of the ports" says="names the unit"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="Wait", ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="passed off as real" says="simulated"
in_order = waits.sort_values("wait_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["wait_hours"])
port_chart.set(xlabel="Hours", title="Waits at eight ports, December 2020")

# %% right="repair" name="pandas"
repaired = seven_quarters.plot.bar(
    x="quarter", y="tonnes_m", legend=False, ylabel="Million tonnes",
    title="Freight fell by 9.6% from 2022Q2 to 2023Q4",
)  # fmt: skip

# %% right="repair" name="on a time axis, the empty row dropped"
shown = seven_quarters.dropna()
starts = pd.PeriodIndex(shown["quarter"], freq="Q").to_timestamp()
figure, repaired = plt.subplots()
repaired.bar(starts, shown["tonnes_m"], width=70)
repaired.set(ylabel="Million tonnes", ylim=(0, 120), title="Freight down 10%")

# %% right="repair" name="lying bars, and the figure handed in"
repaired, axes = plt.subplots()
axes.barh(seven_quarters["quarter"], seven_quarters["tonnes_m"])
axes.set_xlabel("Freight (Mt)")
repaired.suptitle("Freight fell by a tenth")

# %% right="repair" name="units in a panel of their own, as a line"
repaired, (above, below) = plt.subplots(2, 1, sharex=True)
above.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
above.set(ylabel="Million tonnes", title="Tonnes fell by 10%")
below.plot(seven_quarters["quarter"], seven_quarters["units_m"], "o-")
below.set_ylabel("Million units")

# %% right="repair" name="two decimals, millions of tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Port freight fell by 9.60%", ylabel="Millions of tonnes")

# %% right="repair" name="three decimals, tonnes in millions"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight dropped 9.604% up to 2023Q4", ylabel="Tonnes, millions")

# %% right="repair" name="m tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight is 10 per cent lower", ylabel="m tonnes")

# %% wrong="repair" name="nothing" says="is a chart"
repaired = None

# %% wrong="repair" name="a percentage, not a chart" says="is a chart"
repaired = 9.6

# %% wrong="repair" name="the unknown filled in" says="six bars"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"].interpolate())
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="the unknown called zero" says="six bars"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"].fillna(0))
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="units for tonnes" says="six bars show the tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["units_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="sorted by size" says="in order of time"
in_order = seven_quarters.sort_values("tonnes_m")
figure, repaired = plt.subplots()
repaired.bar(in_order["quarter"], in_order["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="the axis still cut" says="begin at zero"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%", ylim=(100, 115))

# %% wrong="repair" name="bars that start at 100" says="begin at zero"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"] - 100, bottom=100)
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="the quarter still hidden" says="keeps an empty place"
shown = seven_quarters.dropna()
figure, repaired = plt.subplots()
repaired.bar(shown["quarter"], shown["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")

# %% wrong="repair" name="the second axis still there" says="one value axis"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 10%")
repaired.twinx().plot(seven_quarters["quarter"], seven_quarters["units_m"], "C1o-")

# %% wrong="repair" name="a nameless million" says="million tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Freight (millions)", title="Freight fell by 10%")

# %% wrong="repair" name="an opinion for a title" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight collapses")

# %% wrong="repair" name="the fall as it was drawn" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 81%")

# %% wrong="repair" name="the wrong divisor" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight fell by 10.6%", ylabel="Million tonnes")

# %% wrong="repair" name="a slip in the sum" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight fell by 10.9%", ylabel="Million tonnes")

# %% wrong="repair" name="a rise" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight rose by 10%", ylabel="Million tonnes")

# %% wrong="repair" name="the fall in tonnes" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight fell by 10.9 million tonnes", ylabel="Million tonnes")

# %% wrong="repair" name="a collapse with a figure" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight collapses by 10%", ylabel="Million tonnes")

# %% wrong="repair" name="the unit on the axis of the quarters" says="million tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight fell by 10%", ylabel="Freight", xlabel="Million tonnes")
