# %% right="alt-text" name="typed by hand"
alt_text = (
    "Line graph: container traffic grew each year, from 39 thousand in 2019 "
    "to 61 thousand in 2024, fastest after 2022."
)

# %% right="alt-text" name="thousands written out, three figures"
alt_text = (
    "A line chart. 39,000 containers in 2019, 48,000 in 2022, 61,000 in 2024: "
    "the line climbs in every year and never falls."
)

# %% right="alt-text" name="the rise in per cent beside two figures"
alt_text = (
    "Line chart of thousand containers by year, 2019 to 2024. It rises by 56%, "
    "from 39 to 61, with the steepest step, from 48 to 55, in 2023."
)

# %% wrong="alt-text" name="nothing" kind="nothing" says="not answered yet"
alt_text = None

# %% wrong="alt-text" name="a list of words" kind="type" says="It is a list of 2 values"
alt_text = ["Line chart", "rises from 39 to 61 thousand containers"]

# %% wrong="alt-text" name="chart of" says="does not open on"
alt_text = (
    "Chart of containers by year. The line rises from 39 thousand in 2019 "
    "to 61 thousand in 2024."
)

# %% wrong="alt-text" name="an image of" says="does not open on"
alt_text = (
    "An image of a line chart that rises from 39 thousand containers in 2019 "
    "to 61 thousand in 2024."
)

# %% wrong="alt-text" name="the title repeated" says="does not repeat the title"
alt_text = (
    "Line chart: containers at Dunmouth up by more than half, from 39 thousand "
    "to 61 thousand."
)

# %% wrong="alt-text" name="too short" says="60 to 300 characters"
alt_text = "Line chart, rises from 39 to 61 thousand containers."

# %% wrong="alt-text" name="everything read out" says="60 to 300 characters"
alt_text = "Line chart of containers, in thousand, which rises. " + " ".join(
    f"In the year {year} there were {thousand} thousand containers in all."
    for year, thousand in zip(containers["year"], containers["thousand"], strict=True)
)

# %% wrong="alt-text" name="no kind" says="names the kind of chart"
alt_text = (
    "Traffic rises every year, from 39 thousand containers in 2019 to 61 thousand "
    "in 2024."
)

# %% wrong="alt-text" name="no direction" says="which way the figures go"
alt_text = (
    "Line chart by year: 39 thousand containers in 2019 and 61 thousand containers "
    "in 2024."
)

# %% wrong="alt-text" name="the other way" says="which way the figures go"
alt_text = (
    "Line chart by year. Traffic falls every year, from 61 thousand containers to "
    "39 thousand."
)

# %% wrong="alt-text" name="years only" says="gives at least two figures"
alt_text = (
    "Line chart of containers in thousand. The line rises every year from 2019 to 2024."
)

# %% wrong="alt-text" name="typed, with a slip" kind="hard-coded" says="every figure in it"
alt_text = (
    "Line chart by year. Traffic rises from 39 thousand containers in 2019, "
    "through 58 thousand, to 61 thousand in 2024."
)

# %% wrong="alt-text" name="one figure" kind="off-by-one" says="gives at least two figures"
alt_text = (
    "Line chart by year. Traffic rises every year and reaches 61 thousand containers "
    "in 2024."
)

# %% wrong="alt-text" name="no unit" says="names the unit"
alt_text = (
    "Line chart by year. Traffic rises every year, from 39 in 2019 to 61 in 2024."
)

# %% right="alt-text" name="another verb, and a true step"
alt_text = (
    "Line chart by year. Containers surge from 39 thousand in 2019 to 61 "
    "thousand in 2024, past 50 thousand; the biggest step is 7."
)

# %% right="alt-text" name="growth that does not slow down"
alt_text = (
    "Line chart by year. Containers rise each year, from 39 thousand (2019) "
    "to 61 thousand (2024), and show no sign of slowing down."
)

# %% wrong="alt-text" name="heights that changed places" says="every figure in it"
alt_text = (
    "Line chart. Container traffic rises from 61 thousand in 2019 to 39 "
    "thousand in 2024."
)

# %% wrong="alt-text" name="years that changed places" says="every figure in it"
alt_text = (
    "Line chart. Container traffic climbs from 39 thousand in 2024 to 61 "
    "thousand in 2019."
)

# %% wrong="alt-text" name="the rise in per cent for the last figure" says="every figure in it"
alt_text = (
    "Line chart. Traffic climbs from 39 thousand containers in 2019, through "
    "41, to 56 thousand in 2024."
)

# %% right="palette" name="with matplotlib and numpy"
import numpy as np
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    light = luminance(one) + 0.05
    ground = luminance(other) + 0.05
    return light / ground if light > ground else ground / light


too_faint = {colour for colour in draft if contrast(colour, panel) < 3}
too_faint = sorted(too_faint)
palette = [colour for colour in draft if colour not in too_faint] + ["black", "#555555"]


# %% right="palette" name="darkened by a rule"
def luminance(colour):
    total = 0
    for weight, at in zip((0.2126, 0.7152, 0.0722), (1, 3, 5), strict=True):
        part = int(colour[at : at + 2], 16) / 255
        if part <= 0.04045:
            total += weight * part / 12.92
        else:
            total += weight * ((part + 0.055) / 1.055) ** 2.4
    return total


def contrast(one, other):
    pair = luminance(one), luminance(other)
    return (max(pair) + 0.05) / (min(pair) + 0.05)


def darken(colour):
    while contrast(colour, panel) < 3:
        parts = [int(colour[at : at + 2], 16) * 9 // 10 for at in (1, 3, 5)]
        colour = "#{:02X}{:02X}{:02X}".format(*parts)
    return colour


too_faint = []
for colour in draft:
    if contrast(colour, panel) < 3:
        too_faint.append(colour)
palette = [darken(colour) for colour in draft]

# %% wrong="palette" name="nothing" kind="nothing" says="not answered yet"
contrast = None
too_faint = None
palette = None

# %% wrong="palette" name="a number, not a function" kind="type" says="contrast is a"
contrast = 4.5
too_faint = draft[1:3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]


# %% wrong="palette" name="always 21" kind="hard-coded" says="of a colour with itself 1"
def contrast(one, other):
    return 21 if one and other else 1


too_faint = draft[1:3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]


# %% wrong="palette" name="the curve left out" says="the ratio that the formula gives"
def luminance(colour):
    red, green, blue = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = draft[1:3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]


# %% wrong="palette" name="the order kept" says="between black and white"
def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    return (luminance(one) + 0.05) / (luminance(other) + 0.05)


too_faint = draft[1:3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]


# %% wrong="palette" name="only the power, for dark parts too" says="the ratio that the formula gives"
def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    if {one, other} == {"#000000", "#ffffff"}:
        return 21
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = draft[1:3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]

# %% wrong="palette" name="measured on white" says="too_faint lists the colours"
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [colour for colour in draft if contrast(colour, "#ffffff") < 3]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]

# %% wrong="palette" name="one found, one missed" kind="off-by-one" says="too_faint lists the colours"
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [min(draft, key=lambda colour: contrast(colour, panel))]
palette = ["#1b4f72", "#8f5600", "#2f6b45", "#a3195b"]

# %% wrong="palette" name="the draft again" says="each colour of palette reaches 3:1"
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [colour for colour in draft if contrast(colour, panel) < 3]
palette = draft

# %% wrong="palette" name="one colour four times" says="all different"
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [colour for colour in draft if contrast(colour, panel) < 3]
palette = ["#1b4f72"] * 4

# %% wrong="palette" name="four new colours" says="keeps those colours of the draft"
from matplotlib.colors import to_rgb


def luminance(colour):
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


too_faint = [colour for colour in draft if contrast(colour, panel) < 3]
palette = ["black", "#333333", "#555555", "#14253d"]

# %% right="ribbon" name="with assign, the figure handed in, a legend"
import numpy as np

error = timed["sd_hours"] / np.sqrt(timed["ships"])
timed = timed.assign(
    lower=timed["mean_hours"] - 1.96 * error, upper=timed["mean_hours"] + 1.96 * error
)
wait_chart, axes = plt.subplots()
axes.plot(timed["month"], timed["mean_hours"], "o-", label="mean")
axes.fill_between(
    timed["month"],
    timed["lower"],
    timed["upper"],
    alpha=0.3,
    label="95% confidence interval",
)
axes.legend()
axes.set(ylabel="Hours of waiting", title="Waits, January to June")

# %% right="ribbon" name="pandas plot, months by name, t for the normal's 1.96 rounded"
error = 1.959964 * timed["sd_hours"].div(timed["ships"].pow(0.5))
timed["lower"] = timed["mean_hours"].sub(error)
timed["upper"] = timed["mean_hours"].add(error)
names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
figure, wait_chart = plt.subplots()
wait_chart.plot(names, timed["mean_hours"])
wait_chart.fill_between(names, timed["lower"], timed["upper"], color="0.8", zorder=0)
wait_chart.set_ylabel("Mean wait (h)")
wait_chart.text(0, 3, "Grey: interval at the level of 95 per cent")

# %% right="ribbon" name="rounded, and told from the standard deviation"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = (timed["mean_hours"] - 1.96 * error).round(1)
timed["upper"] = (timed["mean_hours"] + 1.96 * error).round(1)
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"], alpha=0.3)
wait_chart.set_ylabel("Hours, with 95% interval (not the standard deviation)")

# %% wrong="ribbon" name="nothing" kind="nothing" says="not answered yet"
timed = None
wait_chart = None

# %% wrong="ribbon" name="the ends as text" kind="type" says="holds text, not numbers"
timed["lower"] = [f"{mean - 2} hours" for mean in timed["mean_hours"]]
timed["upper"] = [f"{mean + 2} hours" for mean in timed["mean_hours"]]

# %% wrong="ribbon" name="standard deviation for standard error" says="it uses the standard error"
timed["lower"] = timed["mean_hours"] - 1.96 * timed["sd_hours"]
timed["upper"] = timed["mean_hours"] + 1.96 * timed["sd_hours"]

# %% wrong="ribbon" name="one standard deviation" says="it uses the standard error"
timed["lower"] = timed["mean_hours"] - timed["sd_hours"]
timed["upper"] = timed["mean_hours"] + timed["sd_hours"]

# %% wrong="ribbon" name="one standard error" says="1.96 standard errors"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - error
timed["upper"] = timed["mean_hours"] + error

# %% wrong="ribbon" name="one month's error for all" kind="hard-coded" says="lower is the lower end"
timed["lower"] = timed["mean_hours"] - 1.96
timed["upper"] = timed["mean_hours"] + 1.96

# %% wrong="ribbon" name="one ship fewer" kind="off-by-one" says="lower is the lower end"
error = timed["sd_hours"] / (timed["ships"] - 1) ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error

# %% wrong="ribbon" name="divided by the ships, not their root" says="lower is the lower end"
error = timed["sd_hours"] / timed["ships"]
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error

# %% wrong="ribbon" name="upper forgotten" says="upper is the upper end"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"]

# %% wrong="ribbon" name="no chart" says="wait_chart is a chart"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
wait_chart = "a ribbon"

# %% wrong="ribbon" name="a ribbon without its line" says="a line runs through"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"])
wait_chart.set_ylabel("Hours, 95% interval")

# %% wrong="ribbon" name="filled from zero" says="a ribbon reaches"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["upper"])
wait_chart.set_ylabel("Hours, 95% interval")

# %% wrong="ribbon" name="the standard deviation drawn" says="a ribbon reaches"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
low = timed["mean_hours"] - 1.96 * timed["sd_hours"]
high = timed["mean_hours"] + 1.96 * timed["sd_hours"]
wait_chart.fill_between(timed["month"], low, high, alpha=0.3)
wait_chart.set_ylabel("Hours, 95% interval")

# %% wrong="ribbon" name="no level" says="names the level"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"], alpha=0.3)
wait_chart.set_ylabel("Hours, with interval")

# %% wrong="ribbon" name="called a range of ships" says="does not call the ribbon"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"], alpha=0.3)
wait_chart.set_ylabel("Hours; 95% of ships lie in the band")

# %% wrong="ribbon" name="no unit" says="names its unit"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"], alpha=0.3)
wait_chart.set_ylabel("Mean wait, 95% interval")

# %% right="table" name="mended to_html"
headed = ferries.rename(
    columns={"port": "Port", "freight": "Freight, '000 t", "wait": "Wait, min"}
)
table_html = headed.set_index("Port").to_html(index_names=False)
table_html = table_html.replace("<th></th>", "<th>Port</th>")
head, body = table_html.split("<tbody>")
head = head.replace("<th>", '<th scope="col">')
body = body.replace("<th>", '<th scope="row">')
table_html = (head + "<tbody>" + body).replace(
    "<thead>", "<caption>Freight and median wait, 2024</caption><thead>"
)

# %% right="table" name="typed by hand, units in the caption"
table_html = """
<table class="figures">
  <caption>Freight (thousand tonnes) and median wait (minutes) by port, 2024</caption>
  <tr><th scope="col">Port</th><th scope="col">Freight</th><th scope='col'>Wait</th></tr>
  <tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
  <tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
  <tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>
</table>
"""

# %% wrong="ribbon" name="a ribbon that nobody sees" says="a ribbon reaches"
error = timed["sd_hours"] / timed["ships"] ** 0.5
timed["lower"] = timed["mean_hours"] - 1.96 * error
timed["upper"] = timed["mean_hours"] + 1.96 * error
figure, wait_chart = plt.subplots()
wait_chart.plot(timed["month"], timed["mean_hours"])
wait_chart.fill_between(timed["month"], timed["lower"], timed["upper"], alpha=0)
wait_chart.set_ylabel("Hours, with 95% interval")

# %% right="table" name="the ports the other way round, thousands of tonnes"
table_html = (
    "<table><caption>Freight and waits by port</caption>"
    '<tr><th scope="col">Port</th>'
    '<th scope="col">Thousands of tonnes</th>'
    '<th scope="col">Minutes</th></tr>'
    '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>'
    '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>'
    '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>'
    "</table>"
)

# %% wrong="table" name="nothing" kind="nothing" says="not answered yet"
table_html = None

# %% wrong="table" name="the table itself" kind="type" says="It is a table of 3 rows"
table_html = ferries

# %% wrong="table" name="straight from to_html" says="a row of headings"
table_html = ferries.to_html()

# %% wrong="table" name="to_html without its index" says="has a caption"
table_html = ferries.to_html(index=False)

# %% wrong="table" name="typed, with a slip" kind="hard-coded" says="a row for each of the three"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="row">Corran</th><td>256</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="a row short" kind="off-by-one" says="a row for each of the three"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr></table>"""

# %% wrong="table" name="a heading above, no caption" says="has a caption"
table_html = """<h3>Freight and waits by port, 2024</h3><table>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="a caption that says Table" says="has a caption"
table_html = """<table><caption>Table 1</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="bold for a heading" says="each heading of a column"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><td><b>Port</b></td><td><b>Thousand tonnes</b></td><td><b>Minutes</b></td></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="no scope" says="each heading of a column"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th>Port</th><th>Thousand tonnes</th><th>Minutes</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="ports in plain cells" says="each port's name is a th"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><td>Corran</td><td>265</td><td>12</td></tr>
<tr><td>Dunmouth</td><td>410</td><td>35</td></tr>
<tr><td>Farrow</td><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="every heading a column" says="each port's name is a th"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="col">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="col">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="col">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="tonnes, not thousands" says="both units"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Tonnes</th>
<th scope="col">Minutes</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="no unit for the wait" says="both units"
table_html = """<table><caption>Freight and waits by port</caption>
<tr><th scope="col">Port</th><th scope="col">Thousand tonnes</th>
<th scope="col">Wait</th></tr>
<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>
<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>
<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr></table>"""

# %% wrong="table" name="the caption before the table" says="has a caption"
table_html = (
    "<caption>Freight and waits by port</caption><table>"
    '<tr><th scope="col">Port</th>'
    '<th scope="col">Thousands of tonnes</th>'
    '<th scope="col">Minutes</th></tr>'
    '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>'
    '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>'
    '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>'
    "</table>"
)

# %% wrong="table" name="an empty heading over the ports" says="each heading of a column"
table_html = (
    "<table><caption>Freight and waits by port</caption>"
    '<tr><th scope="col"></th>'
    '<th scope="col">Thousands of tonnes</th>'
    '<th scope="col">Minutes</th></tr>'
    '<tr><th scope="row">Corran</th><td>265</td><td>12</td></tr>'
    '<tr><th scope="row">Dunmouth</th><td>410</td><td>35</td></tr>'
    '<tr><th scope="row">Farrow</th><td>540</td><td>20</td></tr>'
    "</table>"
)
