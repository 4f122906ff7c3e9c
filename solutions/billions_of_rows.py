# %% [markdown]
# # Billions of rows: four jobs on a small scale
#
# The days here are small and made up, and the rules are those of a large machine's life.
# A reader counts what you hold, files count what you read, and a battery fails while you save.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
import gc
import hashlib
import shutil
import tracemalloc
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from soundings import check


def make_day(day, seed, n_rows):
    """Return one day of made-up reports; 102.3 knots stands for unknown."""
    chance = np.random.default_rng([seed, day])
    speed_knots = np.round(chance.uniform(0, 8 + 2 * day, n_rows), 1)
    speed_knots[chance.uniform(size=n_rows) < 0.02] = 102.3
    ships = 232_999_000 + chance.integers(0, 60 + 10 * day, n_rows)
    return pd.DataFrame({"mmsi": ships, "speed_knots": speed_knots})


def held_mb():
    """Return the memory taken since day 0 was asked for, and not given back."""
    return tracemalloc.get_traced_memory()[0] / 1e6


def make_reader(seed, sizes, cap_mb=1.8):
    """Return `read`, which hands out one day at a time and refuses above the cap."""

    def read(day):
        if day == 0 or not tracemalloc.is_tracing():
            tracemalloc.start()
            tracemalloc.clear_traces()
        if held_mb() > cap_mb:
            gc.collect()
        if held_mb() > cap_mb:
            raise MemoryError(
                f"you hold {held_mb():.2f} MB, and the cap is {cap_mb} MB"
            )
        return make_day(day, seed, sizes[day])

    return read


days = list(range(8))
sizes = [20_000, 26_000, 3_000, 24_000, 22_000, 25_000, 5_000, 21_000]
read = make_reader(1, sizes)
make_day(0, 1, sizes[0]).head(3)

# %% [markdown]
# ## Under a cap
#
# `read(day)` hands out one day of reports, for each `day` in `days`.
# It looks at your memory first, and counts from the moment you ask for day 0.
# If you still hold more than 1.8 megabytes, some four days, it stops you with a MemoryError.
#
# Write a function `week_at_sea(read, days)`.
# It returns a dictionary with two numbers for all the days together:
#
# - `"ships"`: how many different ships reported. Most report on several days.
# - `"mean_knots"`: the mean of all known speeds. 102.3 means unknown, and the days differ in size.
#
# pandas, with every row in memory, would give the same two numbers.

# %% solution="under-a-cap"
week_at_sea = None
### BEGIN SOLUTION


def week_at_sea(read, days):
    """Return ships and mean speed of all days, holding one of them at a time."""
    ships, total_knots, n_known = set(), 0.0, 0
    for day in days:
        reports = read(day)
        known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
        ships.update(reports["mmsi"].unique())
        total_knots += known.sum()
        n_known += len(known)
    return {"ships": len(ships), "mean_knots": total_knots / n_known}


### END SOLUTION

# %% test="under-a-cap" points=5
q = check("under-a-cap", points=5)
dice = Random()


def all_rows(seed, sizes):
    return pd.concat([make_day(day, seed, n) for day, n in enumerate(sizes)])


def truth(seed, sizes):
    reports = all_rows(seed, sizes)
    known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
    return reports["mmsi"].nunique(), float(known.mean())


def under_cap(seed, sizes):
    """Give the function days behind a cap."""
    try:
        return week_at_sea(make_reader(seed, sizes), list(range(len(sizes))))
    finally:
        tracemalloc.stop()


n_ships, mean_of_all = truth(1, sizes)
q.callable(
    "week_at_sea",
    lambda: week_at_sea,
    takes=2,
    hint="It begins with: def week_at_sea(read, days):",
)
q.that(
    "it reads the week without holding more than the cap",
    lambda: under_cap(1, sizes) is not None,
    hint=(
        "A list of all the days is the whole week. What can you keep of a day instead?",
        "Read a day, take from it what the answer needs, and let the next take its place.",
        "Begin with: for day in days:",
    ),
)
q.that(
    "it returns a dictionary with ships and mean_knots, both numbers",
    lambda: all(
        isinstance(under_cap(1, sizes)[name], int | float | np.number)
        for name in ("ships", "mean_knots")
    ),
    hint='End with: return {"ships": ..., "mean_knots": ...}',
)
q.equals(
    "a ship that reports on several days is one ship",
    lambda: under_cap(1, sizes)["ships"],
    n_ships,
    hint=(
        "Daily counts of different ships cannot be added. Daily sets of ships can.",
        "A set drops what it has already: ships.update(...) adds a day's ships.",
    ),
)
q.that(
    "102.3 knots is not a speed: no ship here does more than 22 on average",
    lambda: under_cap(1, sizes)["mean_knots"] < mean_of_all + 1,
    hint="Keep the reports below 102.3 before you add up speeds.",
)
q.equals(
    "every report weighs the same, on a quiet day and on a busy one",
    lambda: under_cap(1, sizes)["mean_knots"],
    mean_of_all,
    within=1e-6,
    hint=(
        "The mean of daily means gives a small day as much weight as a large one.",
        "Two things can be added over days: the sum of the speeds, and their number.",
    ),
)
### BEGIN HIDDEN TESTS
q.that(
    "it gives the right numbers for other days too, whatever their sizes",
    lambda: all(
        np.allclose(
            [under_cap(seed, some)[name] for name in ("ships", "mean_knots")],
            truth(seed, some),
            atol=1e-6,
        )
        for seed, some in ((3, [900, 4000, 80]), (dice.randint(10, 99), [70, 5000]))
    ),
    hint="Does it use the days it is given, and no others?",
)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# ## Read no more than you need
#
# This cell writes twelve days of reports into the folder `archive`, each day a partition of its own.
# `read_part(path)` reads one file and notes how many bytes it was.
# The file of 28 May is damaged: reading it is an error.

# %%
bytes_read = []


def read_part(path):
    """Read one file of reports, and note its size."""
    text = Path(path).read_text()
    bytes_read.append(len(text))
    if not text.startswith("mmsi"):
        raise ValueError(f"{path} is damaged")
    return pd.read_csv(path, dtype={"mmsi": "str"})


archive = Path("archive")
shutil.rmtree(archive, ignore_errors=True)
for number, date in enumerate(pd.date_range("2024-05-25", periods=12)):
    part = make_day(number % 4, number, 30 + 7 * (number * 5 % 12))
    text = part.to_csv(index=False, lineterminator="\n")
    file = archive / f"day={date:%Y-%m-%d}" / "part-0.csv"
    file.parent.mkdir(parents=True)
    file.write_text("<html>Sorry</html>\n" if number == 3 else text)
print(sorted(path.name for path in archive.iterdir())[:2])

# %% [markdown]
# Write a function `reports_between(archive, first, last, read_part)`.
# It returns one table: the reports of all days from `first` to `last`, both included, such as `"2024-05-30"` and `"2024-06-02"`.
# It may open no file but those of these days.

# %% solution="pruning"
reports_between = None
### BEGIN SOLUTION


def reports_between(archive, first, last, read_part):
    """Return the reports of the days from first to last, and read no other day."""
    parts = [
        read_part(path)
        for path in sorted(Path(archive).glob("day=*/*.csv"))
        if first <= path.parent.name.removeprefix("day=") <= last
    ]
    return pd.concat(parts, ignore_index=True)


### END SOLUTION

# %% test="pruning" points=5
q = check("pruning", points=5)
dice = Random()


def ask(first, last):
    """Return the table found, the bytes read for it, and what both should be."""
    bytes_read.clear()
    found = reports_between(archive, first, last, read_part)
    read_for_it = sum(bytes_read)
    wanted = [
        archive / f"day={date:%Y-%m-%d}" / "part-0.csv"
        for date in pd.date_range(first, last)
    ]
    right = pd.concat([pd.read_csv(path, dtype={"mmsi": "str"}) for path in wanted])
    return found, read_for_it, right, sum(len(path.read_text()) for path in wanted)


def four_days(what):
    found, n_read, right, n_right = ask("2024-05-30", "2024-06-02")
    return {"found": found, "read": n_read, "right": right, "to_read": n_right}[what]


def rows_of(table):
    return sorted(map(tuple, table.to_numpy().tolist()))


q.callable(
    "reports_between",
    lambda: reports_between,
    takes=4,
    hint="It begins with: def reports_between(archive, first, last, read_part):",
)
q.that(
    "it answers for 30 May to 2 June, and leaves the damaged file alone",
    lambda: four_days("found") is not None,
    hint=(
        "28 May is not among the days asked for. Who opens it?",
        "The folder's name says the day, before anything is read.",
        "`path.parent.name` is the name of the folder that a file lies in.",
    ),
)
q.that(
    "it is one table, with the columns mmsi and speed_knots",
    lambda: list(four_days("found").columns) == ["mmsi", "speed_knots"],
    hint="`pd.concat` makes one table of a list of tables.",
)
q.that(
    "first and last are both included: the table has as many reports as the four days",
    lambda: len(four_days("found")) == len(four_days("right")),
    hint=(
        "How many days lie from 30 May to 2 June? Four.",
        "Days written as 2024-05-30 are in order as text: first <= day <= last.",
    ),
)
q.that(
    "every report of the four days is there, once",
    lambda: rows_of(four_days("found")) == rows_of(four_days("right")),
    hint="Are all four days different in your table?",
)
q.that(
    "it read the bytes of these four files, all through read_part, and no others",
    lambda: four_days("read") == four_days("to_read"),
    hint=(
        "Choose the files first, and read afterwards.",
        "Each file is read once, by read_part.",
    ),
    weight=2,
)
### BEGIN HIDDEN TESTS
q.that(
    "it does so for other days too, and for a single one",
    lambda: all(
        len(found) == len(right) and n_read == n_right
        for found, n_read, right, n_right in (
            ask("2024-05-25", "2024-05-27"),
            ask("2024-06-05", "2024-06-05"),
            ask(f"2024-05-{dice.randint(29, 31)}", f"2024-06-0{dice.randint(1, 5)}"),
        )
    ),
    hint="Does it use the days it is given? A single day is its own first and last.",
)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# ## How long for a billion?
#
# The course's simulator was run twice, and measured on a machine with two cores.
# Before its first row it makes two years of port calls, whatever is written after them.
# Then it makes the reports of a part of a day, writes them, and forgets them.

# %%
measured = pd.DataFrame(
    {
        "rows": [1_136_713, 14_825_821],
        "cpu_s": [10.6, 24.6],
        "peak_mb": [330, 372],
        "bytes": [40_800_000, 535_200_000],
    }
)
measured

# %% [markdown]
# Write a function `estimate(measured, rows)` that takes such a table of two runs, the small one first, and a number of rows.
# It returns a dictionary with three numbers for a run of so many rows:
#
# - `"cpu_s"`: seconds of processor time,
# - `"gigabytes"`: what it writes to disk, in thousands of millions of bytes,
# - `"peak_mb"`: the memory it needs, in megabytes.
#
# Then call it for a billion rows, and call the result `billion`.
# The third run of the same program was larger still: you are right if you come within a factor of two of what it says.

# %% solution="estimate"
estimate = None
billion = None
### BEGIN SOLUTION


def estimate(measured, rows):
    """Extend two measured runs: the start is paid once, each further row costs the same."""
    small, large = measured.iloc[0], measured.iloc[1]
    s_per_row = (large["cpu_s"] - small["cpu_s"]) / (large["rows"] - small["rows"])
    return {
        "cpu_s": large["cpu_s"] + s_per_row * (rows - large["rows"]),
        "gigabytes": large["bytes"] / large["rows"] * rows / 1e9,
        "peak_mb": large["peak_mb"],
    }


billion = estimate(measured, 1_000_000_000)
### END SOLUTION

# %% test="estimate" points=5
q = check("estimate", points=5)
dice = Random()
q.callable(
    "estimate",
    lambda: estimate,
    takes=2,
    hint="It begins with: def estimate(measured, rows):",
)
q.number(
    "cpu_s", lambda: billion["cpu_s"], says='billion["cpu_s"] is one number', weight=0.3
)
q.number(
    "gigabytes",
    lambda: billion["gigabytes"],
    says='billion["gigabytes"] is one number',
    weight=0.3,
)
q.number(
    "peak_mb",
    lambda: billion["peak_mb"],
    says='billion["peak_mb"] is one number',
    weight=0.4,
)
q.that(
    "the disk is within a factor of two: bytes do grow as rows do",
    lambda: 18.05 < billion["gigabytes"] < 72.2,
    hint=(
        "How many bytes is one row of the larger run?",
        "A gigabyte is 1e9 bytes here. Did you divide once?",
    ),
)
q.that(
    "the memory is within a factor of two: a part of a day is all it holds",
    lambda: 186 < billion["peak_mb"] < 746,
    hint=(
        "Thirteen times the rows took how many times the memory?",
        "A run of more days has more parts. Is one part larger?",
    ),
)
q.that(
    "the seconds are within a factor of two of the generator's own",
    lambda: 597 < billion["cpu_s"] < 2390,
    hint=(
        "The small run spent most of its seconds before the first row.",
        "What did the rows between the two runs cost?",
        "Seconds a row: the difference in seconds, divided by the difference in rows.",
    ),
    weight=2,
)
### BEGIN HIDDEN TESTS


def is_near(start_s, rows_a_second, rows):
    sizes = [1_000_000, dice.randint(2_000_000, 4_000_000)]
    runs = pd.DataFrame(
        {
            "rows": sizes,
            "cpu_s": [start_s + n / rows_a_second for n in sizes],
            "peak_mb": [400, 410],
            "bytes": [20 * n for n in sizes],
        }
    )
    found = estimate(runs, rows)
    return (
        0.5 < found["cpu_s"] / (start_s + rows / rows_a_second) < 2
        and 0.5 < found["gigabytes"] / (rows * 20 / 1e9) < 2
        and 200 < found["peak_mb"] < 820
    )


q.that(
    "two runs of another such program give an estimate within a factor of two as well",
    lambda: all(
        is_near(dice.uniform(40, 90), dice.uniform(4e5, 9e5), rows)
        for rows in (2e8, 1e9, 3e9)
    ),
    hint=(
        "Does it use the table it is given?",
        "To scale up the larger run pays for the start many times over.",
    ),
)
### END HIDDEN TESTS
q.score()

# %% [markdown]
# Somebody offers a cluster for this billion rows.
# Write three or four sentences to whoever signs: what the run takes on one core, what you took for granted in that estimate, and under what condition you would want the cluster after all.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="laptop-or-cluster" points=3
# ### BEGIN SOLUTION
# A billion simulated rows take about a thousand seconds of one core, 36 gigabytes of
# disk and less than half a gigabyte of memory: one laptop and a coffee break. The figure
# extends two runs of 1 and 15 million rows in a straight line, so it takes for granted
# that a later row costs what an early one did, that the disk keeps up, and that the
# machine is like the one that was measured; a run of 150 million rows would test that.
# I would want the cluster if the data lay in it already, if many people needed the
# answer at once, or if an estimate came to days where we have hours.
#
# *For whoever marks:* 1 point for time, disk and memory with their units; 1 for an
# assumption that could turn out false, and is this run's; 1 for a condition about data,
# people or time. Nothing of the third for "when it gets too big" without a figure.
# ### END SOLUTION

# %% [markdown]
# ## Start again after a kill
#
# `work(day)` makes a day's table; pretend that it takes an hour.
# `save(table, path)` writes it as CSV, and the battery may end in the middle of that.
# This cell saves one day, to show both.

# %%
worked = []


def work(day):
    """Return the day's result, and note that the day was worked on."""
    worked.append(day)
    return make_day(int(day[-2:]) % 5, int(day[-2:]), 25)


def save(table, path):
    """Write a table as CSV."""
    Path(path).write_text(table.to_csv(index=False, lineterminator="\n"))


dates = [f"2024-05-{day:02d}" for day in range(6, 12)]
save(work(dates[0]), "trial.csv")

# %% [markdown]
# Write a function `build(dates, folder, work, save)`.
# For each date it puts the result of `work` into the folder, under the date with `.csv`, such as `2024-05-06.csv`.
# All other files there are your affair.
#
# Killed at any moment and started again, it must end with the same files as a run that nobody killed.
# A date whose file is complete is not worked on again.
# After a kill nothing of yours runs: to catch the end and clear up does not help.

# %% solution="resume"
build = None
### BEGIN SOLUTION


def build(dates, folder, work, save):
    """Save the result of each date that is not there; a file appears whole or not at all."""
    for date in dates:
        file = Path(folder) / f"{date}.csv"
        if not file.exists():
            partial = file.with_suffix(".partial")
            save(work(date), partial)
            partial.replace(file)


### END SOLUTION

# %% test="resume" points=5
q = check("resume", points=5)
dice = Random()
disk = Path("disk")


class Killed(BaseException):
    """The battery is empty."""


def hash_of(folder):
    """Return one hash of all results in a folder, names and contents."""
    files = sorted(Path(folder).glob("*.csv"))
    return hashlib.sha256(
        b"".join(file.name.encode() + file.read_bytes() for file in files)
    ).hexdigest()


def run(dates, dies_at=None):
    """Build on the disk; the battery ends half way into a save. What was worked on?"""
    worked.clear()
    saves = []

    def save_or_die(table, path):
        saves.append(path)
        save(table, path)
        if len(saves) == dies_at:
            text = Path(path).read_text()
            Path(path).write_text(text[: len(text) // 2])
            shutil.copytree(disk, "after_kill")
            raise Killed

    try:
        build(dates, disk, work, save_or_die)
    except Killed:
        # What the function does after the kill has not happened.
        shutil.rmtree(disk)
        Path("after_kill").replace(disk)
    return len(worked)


def fresh():
    for folder in (disk, Path("after_kill")):
        shutil.rmtree(folder, ignore_errors=True)
    disk.mkdir()


def unbroken(dates):
    """Return the hash that a run without a kill should have."""
    fresh()
    for date in dates:
        save(work(date), disk / f"{date}.csv")
    right = hash_of(disk)
    fresh()
    return right


def whole_run(dates):
    right = unbroken(dates)
    run(dates)
    return hash_of(disk) == right


def killed_run(dates, dies_at):
    """Kill a run at one save, run again: the same hash? How many dates were repeated?"""
    right = unbroken(dates)
    n_worked = run(dates, dies_at) + run(dates)
    return hash_of(disk) == right, n_worked - len(dates)


q.callable(
    "build",
    lambda: build,
    takes=4,
    hint="It begins with: def build(dates, folder, work, save):",
)
q.that(
    "left alone, it puts one file for each date into the folder",
    lambda: whole_run(dates),
    hint=(
        "Go through the dates: work, then save under the date with .csv.",
        'The path of a file: Path(folder) / f"{date}.csv"',
    ),
)
q.that(
    "asked again at once, it works on no date",
    lambda: whole_run(dates) and run(dates) == 0,
    hint="Is the file there already? `path.exists()` says so.",
)
q.that(
    "killed in the middle of the third date and started again, it ends with the same hash",
    lambda: killed_run(dates, 3)[0],
    hint=(
        "The half file of the third date exists. What did the second run take it for?",
        "Save under another name first. When the file is whole, give it its own.",
        "`partial.replace(path)` renames a file, all at once.",
    ),
    weight=2,
)
q.that(
    "of the dates that were complete before the kill, none is worked on again",
    lambda: killed_run(dates, 5)[1] <= 1,
    hint="Only the date that was cut off has to be done twice.",
)
### BEGIN HIDDEN TESTS
q.that(
    "so it is at whichever date the battery ends, the first and the last among them",
    lambda: all(
        killed_run(some, at)[0] and killed_run(some, at)[1] <= 1
        for some in (dates, [f"2024-05-{x}" for x in dice.sample(range(12, 29), 3)])
        for at in (1, 2, len(some))
    ),
    hint="Does it use the dates it is given, in any order, and every one of them?",
)
### END HIDDEN TESTS
q.score()
