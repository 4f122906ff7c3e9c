# Answers to `solutions/clear_chart.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is the first
# unmet check it must bring up.

# %% right="target-line" name="pandas draws it"
on_time_chart = sailings.plot(x="month", y="on_time_pct", legend=False)
on_time_chart.axhline(90, color="C3")
on_time_chart.set_ylabel("Per cent of sailings on time (axis from 85)")
on_time_chart.set_title("Three months below target", loc="center")

# %% right="target-line" name="pyplot, and the figure handed in"
plt.figure()
plt.plot(sailings["month"], sailings["on_time_pct"], color="black")
plt.hlines(90, 0, 7, colors="red", linestyles="dashed")
plt.ylabel("On time (percent)")
plt.ylim(0, 100)
plt.suptitle("3 of 8 months missed the target")
on_time_chart = plt.gcf()

# %% right="target-line" name="real dates, and the target as a column of its own"
months = pd.date_range("2024-01-01", periods=8, freq="MS")
figure, on_time_chart = plt.subplots()
on_time_chart.plot(months, sailings["on_time_pct"].to_numpy(), "o-")
on_time_chart.plot(months, [90] * 8, ":")
on_time_chart.set(
    title="Target missed in three months", ylabel="% on time, from 80", ylim=(80, 100)
)

# %% right="target-line" name="dashes in the same colour, and the pair that subplots gives"
on_time_chart = plt.subplots()
on_time_chart[1].plot(sailings["month"], sailings["on_time_pct"], "k-")
on_time_chart[1].axhline(90, color="k", linestyle="--")
on_time_chart[1].set_title("We missed the target three times")
on_time_chart[1].yaxis.set_major_formatter("{x:.0f}%")
on_time_chart[1].text(0, 86, "The axis does not begin at zero.")

# %% right="target-line" name="a list of columns"
on_time_chart = sailings.assign(target=90).plot(
    x="month", y=["on_time_pct", "target"], style=["-", "--"],
    ylabel="%", title="The target was missed in 3 months", ylim=(0, 100),
)  # fmt: skip

# %% right="target-line" name="eight months, of which three"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Of 8 months, 3 missed the target", ylabel="% (axis cut)")

# %% right="target-line" name="not met"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="The target was not met in three months", ylabel="% from 85")

# %% right="target-line" name="both counts"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Target met in 5 of 8 months, missed in 3", ylabel="On time (%, from 85)"
)

# %% right="target-line" name="shares of one, on an axis of per cent"
from matplotlib.ticker import PercentFormatter

figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"] / 100)
on_time_chart.axhline(0.9, color="red")
on_time_chart.yaxis.set_major_formatter(PercentFormatter(1))
on_time_chart.set(title="Target missed in 3 months", ylabel="On time (axis from 85%)")

# %% right="target-line" name="pct, for short"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="On time (pct)", ylim=(0, 100))

# %% right="target-line" name="misses first"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Missed in three months, on target in five months", ylabel="%", ylim=(0, 100)
)

# %% right="target-line" name="off target"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Ferry off target in 3 of 8 months", ylabel="%", ylim=(0, 100))

# %% right="target-line" name="the months named"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="On time fell short of 90% in April, May and August",
    ylabel="%",
    ylim=(0, 100),
)

# %% right="target-line" name="fewer than 90%"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="In 3 months fewer than 90% of sailings left on time",
    ylabel="%",
    ylim=(0, 100),
)

# %% right="target-line" name="a detail after it"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Target missed in 3 months, two months in a row in spring",
    ylabel="%",
    ylim=(0, 100),
)

# %% right="target-line" name="all but three"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Ferry hit its target in all but three months", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="nothing" kind="nothing" says="is a chart"
on_time_chart = None

# %% wrong="target-line" name="the table, not the chart" kind="type" says="is a chart"
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

# %% wrong="target-line" name="typed by hand, one month off by one" kind="hard-coded" says="one line runs through"
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

# %% wrong="target-line" name="the month at 90 counted as a miss" kind="off-by-one" says="the title says in how many months"
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

# %% wrong="target-line" name="missed in all but three" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Target missed in all but three months", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="four, not three" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="The target was missed in 4, not 3, months", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="not missed" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="The target was not missed in 3 months", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="three on target" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="3 months on target; the rest missed", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="more than three" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Target missed in more than 3 months", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="the month numbered three" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Target missed in month 3", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="three of twelve" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Missed the target in 3 months of 12", ylabel="%", ylim=(0, 100)
)

# %% wrong="target-line" name="five by three" says="the title says in how many"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="5 months missed the target by 3", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="shares of one, called per cent" says="names its unit"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"] / 100)
on_time_chart.axhline(0.9, color="red")
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 1))

# %% wrong="target-line" name="9000 per cent" says="names its unit"
from matplotlib.ticker import PercentFormatter

figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.yaxis.set_major_formatter(PercentFormatter(1))
on_time_chart.set(title="Missed in 3 months", ylim=(0, 100))

# %% wrong="target-line" name="the column's name for a label" says="names its unit"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="on_time_pct", ylim=(0, 100))

# %% wrong="target-line" name="a cut axis that says nothing" says="says where it begins"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="On time (%)")

# %% wrong="target-line" name="a cut axis that claims zero" says="says where it begins"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="On time (%, axis from 0)")

# %% wrong="target-line" name="a cut axis that claims another beginning" says="says where it begins"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(
    title="Missed in 3 months", ylabel="On time (%, axis from 80)", ylim=(85, 95)
)

# %% wrong="target-line" name="months by number" says="the months are named"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="names wiped out" says="the months are named"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set_xticklabels([])
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="names the wrong way round" says="the months are named"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set_xticks(range(8), sailings["month"][::-1])
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="a target that nobody sees" says="a level line marks"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1", alpha=0)
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="months that nobody sees" says="one line runs through"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"], linewidth=0)
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="colours a step apart" says="looks different"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"], color="#102030")
on_time_chart.axhline(90, color="#102031")
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 100))

# %% wrong="target-line" name="pressed flat" says="shows every month"
figure, on_time_chart = plt.subplots()
on_time_chart.plot(sailings["month"], sailings["on_time_pct"])
on_time_chart.axhline(90, color="C1")
on_time_chart.set(title="Missed in 3 months", ylabel="%", ylim=(0, 10000))

# %% right="ordered-bars" name="standing bars, largest first"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours", ascending=False)
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["berth_hours"])
title = f"Simulated: {longest} was slowest in December 2020"
port_chart.set(ylabel="Hours to a berth", title=title)

# %% right="ordered-bars" name="pandas lays them"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
port_chart = (
    waits.set_index("port")["berth_hours"]
    .sort_values()
    .plot.barh(xlabel="Hours to a berth, Dec 2020 (simulated)", ylabel="")
)
port_chart.set_title(f"Where a berth took longest: {longest}")

# %% right="ordered-bars" name="pandas stands them, and the figure is handed in"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
port_chart = (
    waits.sort_values("berth_hours")
    .plot(kind="bar", x="port", y="berth_hours", legend=False, ylabel="Wait (h)")
    .get_figure()
)
port_chart.supxlabel("Source: simulated port calls, December 2020")
port_chart.suptitle(f"{longest} took longest, Dover was soonest")

# %% right="ordered-bars" name="what plt.bar gives back"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours", ascending=False)
port_chart = plt.bar(range(8), in_order["berth_hours"])
plt.xticks(range(8), in_order["port"])
plt.ylabel("Hours")
plt.title(f"{longest}: the longest in Dec. 2020, in a simulation")

# %% right="ordered-bars" name="names written in the bars, the unit on the ticks"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
lying = port_chart.barh(range(8), in_order["berth_hours"])
port_chart.bar_label(lying, labels=in_order["port"])
port_chart.set(title=f"SIMULATED, 2020-12: {longest} is last", yticks=[])
port_chart.xaxis.set_major_formatter("{x:.0f} h")

# %% right="ordered-bars" name="a note in the corner"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set_xlabel("hrs")
port_chart.set_title(f"{longest}, not Immingham, kept ships longest")
figure.text(0.99, 0.01, "Made-up data, December 2020.", ha="right")

# %% wrong="ordered-bars" name="nothing" kind="nothing" says="is a chart"
port_chart = None

# %% wrong="ordered-bars" name="the name of a chart, as text" kind="type" says="is a chart"
port_chart = "waits.plot.barh()"

# %% wrong="ordered-bars" name="a line through the ports" says="eight bars"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.plot(in_order["port"], in_order["berth_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="without the first row" kind="off-by-one" says="eight bars"
in_order = waits.sort_values("berth_hours").iloc[1:]
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="the longest five" says="eight bars"
in_order = waits.nlargest(5, "berth_hours")
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["berth_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="figures sorted without their names" says="as long as its port's figure"
figure, port_chart = plt.subplots()
port_chart.bar(waits["port"], sorted(waits["berth_hours"]))
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="figures as text" says="as long as its port's figure"
in_order = waits.astype("str").sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["berth_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="one figure a tenth off" says="as long as its port's figure"
in_order = waits.sort_values("berth_hours", ignore_index=True)
in_order.loc[7, "berth_hours"] += 0.1
figure, port_chart = plt.subplots()
port_chart.bar(in_order["port"], in_order["berth_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="days" says="as long as its port's figure"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"] / 24)
port_chart.set(xlabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="an axis cut at half an hour" says="begin at zero"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title="Simulated", xlim=(0.5, 30))

# %% wrong="ordered-bars" name="alphabetical" says="in order of size"
figure, port_chart = plt.subplots()
port_chart.bar(waits["port"], waits["berth_hours"])
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="bars without names" says="carries the name of its port"
figure, port_chart = plt.subplots()
port_chart.bar(range(8), sorted(waits["berth_hours"]))
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="names only in a legend" says="carries the name of its port"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.bar(range(8), in_order["berth_hours"], label=in_order["port"])
port_chart.legend()
port_chart.set(ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="a unit left off" says="names the unit"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Wait", title="Simulated")

# %% wrong="ordered-bars" name="the column's name for a label" says="names the unit"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="berth_hours", title="Simulated")

# %% wrong="ordered-bars" name="another unit" says="names the unit"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Wait (days)", title="Simulated waits in hours")

# %% wrong="ordered-bars" name="the unit on the axis of the ports" says="names the unit"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Wait", ylabel="Hours", title="Simulated")

# %% wrong="ordered-bars" name="passed off as real" says="simulated"
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title="Waits at eight ports, December 2020")

# %% wrong="ordered-bars" name="expressly real" says="simulated"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"{longest} took longest, December 2020 (real, not simulated)"
port_chart.set(xlabel="Hours", title=title)

# %% wrong="ordered-bars" name="no month" says="names the month"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title=f"{longest} took longest (simulated)")

# %% wrong="ordered-bars" name="a year for a month" says="names the month"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title=f"{longest} took longest in 2020 (simulated)")

# %% wrong="ordered-bars" name="the page's answer" kind="hard-coded" says="the title answers"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = "Immingham took longest, December 2020 (simulated)"
port_chart.set(xlabel="Hours", title=title)

# %% wrong="ordered-bars" name="a title that names no port" says="the title answers"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
port_chart.set(xlabel="Hours", title="Simulated hours to a berth, December 2020")

# %% wrong="ordered-bars" name="longest called shortest" says="the title answers"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"Shortest wait at {longest}, December 2020 (simulated)"
port_chart.set(xlabel="Hours", title=title)

# %% wrong="ordered-bars" name="clipped at ten hours" says="the axis reaches the longest"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"{longest} took longest, December 2020 (simulated)"
port_chart.set(xlabel="Hours", title=title, xlim=(0, 10))

# %% wrong="ordered-bars" name="an axis ten times too long" says="the axis reaches the longest"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"{longest} took longest, December 2020 (simulated)"
port_chart.set(xlabel="Hours", title=title, xlim=(0, 300))

# %% wrong="ordered-bars" name="a median it is not" says="names the unit"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"{longest} took longest, December 2020 (simulated)"
port_chart.set(xlabel="Median hours", title=title)

# %% wrong="ordered-bars" name="days, not hours" says="names the unit"
longest = waits.loc[waits["berth_hours"].idxmax(), "port"]
in_order = waits.sort_values("berth_hours")
figure, port_chart = plt.subplots()
port_chart.barh(in_order["port"], in_order["berth_hours"])
title = f"{longest} took longest, December 2020 (simulated)"
port_chart.set(xlabel="Days (not hours)", title=title)

# %% right="repair" name="pandas"
repaired = seven_quarters.plot.bar(
    x="quarter", y="tonnes_m", legend=False, ylabel="Million tonnes",
    title="Freight fell by 7.1% from 2022Q4 to 2023Q4",
)  # fmt: skip

# %% right="repair" name="on a time axis, the empty row dropped"
shown = seven_quarters.dropna()
starts = pd.PeriodIndex(shown["quarter"], freq="Q").to_timestamp()
figure, repaired = plt.subplots()
repaired.bar(starts, shown["tonnes_m"], width=70)
repaired.set(ylabel="Million tonnes", ylim=(0, 120))
repaired.set_title("Fourth-quarter freight down 7% on the year")

# %% right="repair" name="lying bars, and the figure handed in"
repaired, axes = plt.subplots()
axes.barh(seven_quarters["quarter"], seven_quarters["tonnes_m"])
axes.set_xlabel("Freight (Mt)")
repaired.suptitle("In 2023Q4 freight was 7% below the year before")

# %% wrong="repair" name="units in a panel of their own" says="units are left out"
repaired, (above, below) = plt.subplots(2, 1, sharex=True)
above.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
above.set(ylabel="Million tonnes", title="Tonnes fell by 7% from 2022Q4 to 2023Q4")
below.plot(seven_quarters["quarter"], seven_quarters["units_m"], "o-")
below.set_ylabel("Million units")

# %% right="repair" name="two decimals, millions of tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    title="Freight fell by 7.15% from 2022Q4 to 2023Q4", ylabel="Millions of tonnes"
)

# %% right="repair" name="three decimals, tonnes in millions"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight dropped 7.149% in 2022Q4-2023Q4", ylabel="Tonnes, millions")

# %% right="repair" name="m tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="2023Q4: 7 per cent lower than 2022Q4", ylabel="m tonnes")

# %% right="repair" name="fewer tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes",
    title="UK ports handled 7.1% fewer tonnes in 2023Q4 than in 2022Q4",
)

# %% right="repair" name="a real minus"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Port freight −7.1%, 2022Q4 to 2023Q4")

# %% right="repair" name="denies the draft"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes",
    title="Freight fell 7.1% from 2022Q4 to 2023Q4: gentle, no collapse",
)

# %% right="repair" name="smaller"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes",
    title="Port freight in 2023Q4 is 7.1% smaller than in 2022Q4",
)

# %% right="repair" name="contracted"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes",
    title="Port freight contracted by 7.1% from 2022Q4 to 2023Q4",
)

# %% right="repair" name="has not grown"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight has not grown: down 7.1%, 2023Q4 on 2022Q4"
)

# %% right="repair" name="not rounded"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
fall_pct = 100 * (1 - 102.6 / 110.5)
title = f"Freight fell by {fall_pct}% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title)

# %% wrong="repair" name="nothing" kind="nothing" says="is a chart"
repaired = None

# %% wrong="repair" name="a percentage, not a chart" kind="type" says="is a chart"
repaired = 9.6

# %% wrong="repair" name="typed by hand, with a slip" kind="hard-coded" says="six bars"
typed = [113.5, 111.6, 110.5, 109.5, 110.3, float("nan"), 106.2]
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], typed)
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="without the first quarter" kind="off-by-one" says="six bars"
later = seven_quarters.iloc[1:]
figure, repaired = plt.subplots()
repaired.bar(later["quarter"], later["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="the unknown filled in" says="six bars"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"].interpolate())
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="the unknown called zero" says="six bars"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"].fillna(0))
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="units for tonnes" says="six bars show the tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["units_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="sorted by size" says="in order of time"
in_order = seven_quarters.sort_values("tonnes_m")
figure, repaired = plt.subplots()
repaired.bar(in_order["quarter"], in_order["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="the axis still cut" says="begin at zero"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes",
    title="Freight fell by 7% in 2022Q4-2023Q4",
    ylim=(100, 115),
)

# %% wrong="repair" name="bars that start at 100" says="begin at zero"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"] - 100, bottom=100)
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="the quarter still hidden" says="keeps an empty place"
shown = seven_quarters.dropna()
figure, repaired = plt.subplots()
repaired.bar(shown["quarter"], shown["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")

# %% wrong="repair" name="the second axis still there" says="one value axis"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% in 2022Q4-2023Q4")
repaired.twinx().plot(seven_quarters["quarter"], seven_quarters["units_m"], "C1o-")

# %% wrong="repair" name="a nameless million" says="million tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Freight (millions)", title="Freight fell by 7% in 2022Q4-2023Q4")

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
repaired.set(
    title="Freight fell by 7.7% from 2022Q4 to 2023Q4", ylabel="Million tonnes"
)

# %% wrong="repair" name="a slip in the sum" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    title="Freight fell by 7.9% from 2022Q4 to 2023Q4", ylabel="Million tonnes"
)

# %% wrong="repair" name="a rise" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(title="Freight rose by 7% from 2022Q4 to 2023Q4", ylabel="Million tonnes")

# %% wrong="repair" name="the fall in tonnes" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    title="Freight fell by 7 million tonnes from 2022Q4 to 2023Q4",
    ylabel="Million tonnes",
)

# %% wrong="repair" name="a collapse with a figure" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    title="Freight collapses by 7% from 2022Q4 to 2023Q4", ylabel="Million tonnes"
)

# %% wrong="repair" name="the unit on the axis of the quarters" says="million tonnes"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    title="Freight fell by 7% in 2022Q4-2023Q4",
    ylabel="Freight",
    xlabel="Million tonnes",
)

# %% wrong="repair" name="another season" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight fell by 9.6% from 2022Q2 to 2023Q4"
)

# %% wrong="repair" name="fell to" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell to 7% of 2022Q4 in 2023Q4")

# %% wrong="repair" name="in one quarter" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight fell by 7% in one quarter, 2022Q4 to 2023Q4"
)

# %% wrong="repair" name="a quarter" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight fell by 7% a quarter from 2022Q4 to 2023Q4"
)

# %% wrong="repair" name="units in the title" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight units fell by 7% from 2022Q4 to 2023Q4"
)

# %% wrong="repair" name="another figure first" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight fell by 78%, not 7%, from 2022Q4 to 2023Q4"
)

# %% wrong="repair" name="denied" says="the fall in per cent"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(
    ylabel="Million tonnes", title="Freight hasn't fallen 7% from 2022Q4 to 2023Q4"
)

# %% wrong="repair" name="no period" says="names the period"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Port freight fell by 7%")

# %% wrong="repair" name="whole years" says="names the period"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Port freight fell by 7% from 2022 to 2023")

# %% wrong="repair" name="seven per cent for another season" says="names the period"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set(ylabel="Million tonnes", title="Freight fell by 7% from 2022Q2 to 2023Q4")

# %% wrong="repair" name="every bar clipped" says="the axis reaches the longest"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title, ylim=(0, 50))

# %% wrong="repair" name="pressed flat" says="the axis reaches the longest"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title, ylim=(0, 1000))

# %% wrong="repair" name="no quarter named" says="the quarters are named"
figure, repaired = plt.subplots()
repaired.bar(range(7), seven_quarters["tonnes_m"])
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title, xticks=[])

# %% wrong="repair" name="quarters of the year before" says="the quarters are named"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
wrong = ["2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2", "2022Q3", "2022Q4"]
repaired.set_xticks(range(7), wrong)
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title)

# %% wrong="repair" name="quarters by letter" says="the quarters are named"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.set_xticks(range(7), list("abcdefg"))
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title)

# %% wrong="repair" name="units on the axis of the tonnes" says="units are left out"
figure, repaired = plt.subplots()
repaired.bar(seven_quarters["quarter"], seven_quarters["tonnes_m"])
repaired.plot(seven_quarters["quarter"], seven_quarters["units_m"], "C1")
title = "Freight fell by 7% from 2022Q4 to 2023Q4"
repaired.set(ylabel="Million tonnes", title=title)
