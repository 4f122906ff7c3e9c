# Answers to `solutions/billions_of_rows.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.


# %% right="under-a-cap" name="a small table of each day, joined at the end"
def week_at_sea(read, days):
    parts = []
    for day in days:
        reports = read(day)
        reports["known"] = reports["speed_knots"].where(reports["speed_knots"] < 102.3)
        parts.append(reports.groupby("mmsi")["known"].agg(["sum", "count"]))
    ships = pd.concat(parts).groupby("mmsi").sum()
    mean_knots = ships["sum"].sum() / ships["count"].sum()
    return {"ships": len(ships), "mean_knots": mean_knots}


# %% right="under-a-cap" name="after a failed trial that still holds days"
def week_at_sea(read, days):
    return [read(day) for day in days]


try:
    week_at_sea(read, days)
except MemoryError as error:
    held = error.__traceback__


def week_at_sea(read, days):
    ships, knots, n = set(), 0.0, 0
    for day in days:
        known = read(day).query("speed_knots < 102.3")
        ships |= set(known["mmsi"])
        knots += known["speed_knots"].sum()
        n += len(known)
    return {"ships": len(ships), "mean_knots": knots / n}


week_at_sea(read, days)


# %% right="under-a-cap" name="numpy, a running mean"
def week_at_sea(read, days):
    ships, mean, n = np.array([], dtype="int64"), 0.0, 0
    for day in days:
        reports = read(day)
        ships = np.union1d(ships, reports["mmsi"])
        knots = reports["speed_knots"].to_numpy()
        knots = knots[knots != 102.3]
        n += len(knots)
        mean += (knots.sum() - len(knots) * mean) / n
    return {"ships": ships.size, "mean_knots": mean}


# %% wrong="under-a-cap" name="nothing" kind="nothing" says="not answered yet"
week_at_sea = None


# %% wrong="under-a-cap" name="the whole week in memory" says="you hold"
def week_at_sea(read, days):
    reports = pd.concat([read(day) for day in days])
    known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
    return {"ships": reports["mmsi"].nunique(), "mean_knots": known.mean()}


# %% wrong="under-a-cap" name="a table that grows" says="it reads the week without"
def week_at_sea(read, days):
    reports = read(days[0])
    for day in days[1:]:
        reports = pd.concat([reports, read(day)])
    known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
    return {"ships": reports["mmsi"].nunique(), "mean_knots": known.mean()}


# %% wrong="under-a-cap" name="the numbers as text" kind="type" says="both numbers"
def week_at_sea(read, days):  # noqa: ARG001
    return {"ships": "130", "mean_knots": "7.4"}


# %% wrong="under-a-cap" name="daily counts added up" says="several days is one ship"
def week_at_sea(read, days):
    ships, total_knots, n_known = 0, 0.0, 0
    for day in days:
        reports = read(day)
        known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
        ships += reports["mmsi"].nunique()
        total_knots += known.sum()
        n_known += len(known)
    return {"ships": ships, "mean_knots": total_knots / n_known}


# %% wrong="under-a-cap" name="the code taken for a speed" says="102.3 knots is not a speed"
def week_at_sea(read, days):
    ships, total_knots, n = set(), 0.0, 0
    for day in days:
        reports = read(day)
        ships.update(reports["mmsi"])
        total_knots += reports["speed_knots"].sum()
        n += len(reports)
    return {"ships": len(ships), "mean_knots": total_knots / n}


# %% wrong="under-a-cap" name="the mean of daily means" says="every report weighs the same"
def week_at_sea(read, days):
    ships, means = set(), []
    for day in days:
        reports = read(day)
        ships.update(reports["mmsi"])
        known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
        means.append(known.mean())
    return {"ships": len(ships), "mean_knots": sum(means) / len(means)}


# %% wrong="under-a-cap" name="the last day left out" kind="off-by-one" says="several days is one ship"
def week_at_sea(read, days):
    ships, total_knots, n_known = set(), 0.0, 0
    for day in days[:-1]:
        reports = read(day)
        known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
        ships.update(reports["mmsi"])
        total_knots += known.sum()
        n_known += len(known)
    return {"ships": len(ships), "mean_knots": total_knots / n_known}


# %% wrong="under-a-cap" name="the answer written down" kind="hard-coded" says="for other days too"
def week_at_sea(read, days):  # noqa: ARG001
    reports = all_rows(1, sizes)
    known = reports.loc[reports["speed_knots"] < 102.3, "speed_knots"]
    return {"ships": reports["mmsi"].nunique(), "mean_knots": known.mean()}


# %% right="pruning" name="days first, then their files"
def reports_between(archive, first, last, read_part):
    dates = pd.date_range(first, last).strftime("%Y-%m-%d")
    return pd.concat(read_part(f"{archive}/day={date}/part-0.csv") for date in dates)


# %% right="pruning" name="times instead of text, the last day first"
def reports_between(archive, first, last, read_part):
    table = None
    for folder in sorted(archive.iterdir(), reverse=True):
        if pd.Timestamp(first) <= pd.Timestamp(folder.name[4:]) <= pd.Timestamp(last):
            for path in folder.iterdir():
                table = pd.concat([table, read_part(path)])
    return table


# %% wrong="pruning" name="nothing" kind="nothing" says="not answered yet"
reports_between = None


# %% wrong="pruning" name="everything read, then filtered" says="is damaged"
def reports_between(archive, first, last, read_part):
    parts = [
        read_part(path).assign(day=path.parent.name[4:])
        for path in archive.glob("day=*/*.csv")
    ]
    table = pd.concat(parts)
    return table[table["day"].between(first, last)].drop(columns="day")


# %% wrong="pruning" name="all but the damaged file read" says="it read the bytes of these four files"
def reports_between(archive, first, last, read_part):
    kept = []
    for path in archive.glob("day=*/*.csv"):
        try:
            part = read_part(path)
        except ValueError:
            continue
        if first <= path.parent.name[4:] <= last:
            kept.append(part)
    return pd.concat(kept)


# %% wrong="pruning" name="a list of tables" kind="type" says="it is one table"
def reports_between(archive, first, last, read_part):
    return [
        read_part(path)
        for path in sorted(archive.glob("day=*/*.csv"))
        if first <= path.parent.name[4:] <= last
    ]


# %% wrong="pruning" name="the last day left out" kind="off-by-one" says="first and last are both included"
def reports_between(archive, first, last, read_part):
    return pd.concat(
        read_part(path)
        for path in sorted(archive.glob("day=*/*.csv"))
        if first <= path.parent.name[4:] < last
    )


# %% wrong="pruning" name="past the counter" says="all through read_part"
def reports_between(archive, first, last, read_part):  # noqa: ARG001
    return pd.concat(
        pd.read_csv(path, dtype={"mmsi": "str"})
        for path in archive.glob("day=*/*.csv")
        if first <= path.parent.name[4:] <= last
    )


# %% wrong="pruning" name="the first file, four times" says="as many reports as the four days"
def reports_between(archive, first, last, read_part):  # noqa: ARG001
    part = read_part(archive / f"day={first}" / "part-0.csv")
    return pd.concat([part] * 4)


# %% wrong="pruning" name="the days written down" kind="hard-coded" says="for other days too"
def reports_between(archive, first, last, read_part):  # noqa: ARG001
    dates = ["2024-05-30", "2024-05-31", "2024-06-01", "2024-06-02"]
    return pd.concat(
        read_part(archive / f"day={date}" / "part-0.csv") for date in dates
    )


# %% right="estimate" name="a straight line by numpy"
def estimate(measured, rows):
    def line(column):
        return float(
            np.polyval(np.polyfit(measured["rows"], measured[column], 1), rows)
        )

    return {
        "cpu_s": line("cpu_s"),
        "gigabytes": line("bytes") / 1e9,
        "peak_mb": float(measured["peak_mb"].max()),
    }


billion = estimate(measured, 1e9)


# %% right="estimate" name="the start left out, which is small"
def estimate(measured, rows):
    more = measured.diff().iloc[1]
    return {
        "cpu_s": rows * more["cpu_s"] / more["rows"],
        "gigabytes": rows * more["bytes"] / more["rows"] / 1e9,
        "peak_mb": measured["peak_mb"].mean(),
    }


billion = estimate(measured, 10**9)

# %% wrong="estimate" name="nothing" kind="nothing" says="not answered yet"
estimate = None
billion = None


# %% wrong="estimate" name="the seconds as text" kind="type" says="one number"
def estimate(measured, rows):  # noqa: ARG001
    return {"cpu_s": "1000 s", "gigabytes": "36 GB", "peak_mb": "372 MB"}


billion = estimate(measured, 1e9)


# %% wrong="estimate" name="the small run scaled up" says="the seconds are within"
def estimate(measured, rows):
    small = measured.iloc[0]
    times = rows / small["rows"]
    return {
        "cpu_s": small["cpu_s"] * times,
        "gigabytes": small["bytes"] * times / 1e9,
        "peak_mb": small["peak_mb"],
    }


billion = estimate(measured, 1e9)


# %% wrong="estimate" name="the large run scaled up" says="another such program"
def estimate(measured, rows):
    large = measured.iloc[1]
    times = rows / large["rows"]
    return {
        "cpu_s": large["cpu_s"] * times,
        "gigabytes": large["bytes"] * times / 1e9,
        "peak_mb": large["peak_mb"],
    }


billion = estimate(measured, 1e9)


# %% wrong="estimate" name="memory on the line of the seconds" says="the memory is within"
def estimate(measured, rows):
    large, more = measured.iloc[1], measured.diff().iloc[1]
    end = large + (rows - large["rows"]) * more / more["rows"]
    return {
        "cpu_s": end["cpu_s"],
        "gigabytes": end["bytes"] / 1e9,
        "peak_mb": end["peak_mb"],
    }


billion = estimate(measured, 1e9)


# %% wrong="estimate" name="megabytes called gigabytes" says="the disk is within"
def estimate(measured, rows):
    large = measured.iloc[1]
    return {
        "cpu_s": rows / 977_000,
        "gigabytes": large["bytes"] / large["rows"] * rows / 1e6,
        "peak_mb": large["peak_mb"],
    }


billion = estimate(measured, 1e9)


# %% wrong="estimate" name="a million for a billion" kind="off-by-one" says="the disk is within"
def estimate(measured, rows):
    more = measured.diff().iloc[1]
    return {
        "cpu_s": rows * more["cpu_s"] / more["rows"],
        "gigabytes": rows * more["bytes"] / more["rows"] / 1e9,
        "peak_mb": measured["peak_mb"].mean(),
    }


billion = estimate(measured, 1e6)


# %% wrong="estimate" name="three numbers written down" kind="hard-coded" says="another such program"
def estimate(measured, rows):  # noqa: ARG001
    return {"cpu_s": 1195, "gigabytes": 36.1, "peak_mb": 373}


billion = estimate(measured, 1e9)


# %% right="resume" name="a list of what is done, written after each save"
def build(dates, folder, work, save):
    for date in dates:
        mark = Path(folder, f"{date}.done")
        if not mark.exists():
            save(work(date), Path(folder, f"{date}.csv"))
            mark.touch()


# %% right="resume" name="one partial name for all, and shutil"
def build(dates, folder, work, save):
    done = {path.name for path in Path(folder).iterdir()}
    for date in dates:
        if f"{date}.csv" in done:
            continue
        save(work(date), f"{folder}/unfinished")
        shutil.move(f"{folder}/unfinished", f"{folder}/{date}.csv")


# %% right="resume" name="no file asked, but its length compared with a note"
def build(dates, folder, work, save):
    for date in dates:
        file, note = Path(folder, f"{date}.csv"), Path(folder, f"{date}.size")
        if not (note.exists() and note.read_text() == str(file.stat().st_size)):
            save(work(date), file)
            note.write_text(str(file.stat().st_size))


# %% wrong="resume" name="nothing" kind="nothing" says="not answered yet"
build = None


# %% wrong="resume" name="a table returned, and nothing saved" kind="type" says="one file for each date"
def build(dates, folder, work, save):  # noqa: ARG001
    return pd.concat([work(date) for date in dates])


# %% wrong="resume" name="what exists is taken for done" says="it ends with the same hash"
def build(dates, folder, work, save):
    for date in dates:
        path = Path(folder) / f"{date}.csv"
        if not path.exists():
            save(work(date), path)


# %% wrong="resume" name="clearing up after the kill" says="it ends with the same hash"
def build(dates, folder, work, save):
    for date in dates:
        path = Path(folder) / f"{date}.csv"
        if not path.exists():
            try:
                save(work(date), path)
            except BaseException:
                path.unlink()
                raise


# %% wrong="resume" name="everything again, every time" says="works on no date"
def build(dates, folder, work, save):
    for date in dates:
        save(work(date), Path(folder) / f"{date}.csv")


# %% wrong="resume" name="worked on before looking" says="works on no date"
def build(dates, folder, work, save):
    for date in dates:
        table, path = work(date), Path(folder) / f"{date}.csv"
        if not path.exists():
            partial = path.with_suffix(".partial")
            save(table, partial)
            partial.replace(path)


# %% wrong="resume" name="the last date left out" kind="off-by-one" says="one file for each date"
def build(dates, folder, work, save):
    for date in dates[:-1]:
        path = Path(folder) / f"{date}.csv"
        if not path.exists():
            save(work(date), path.with_suffix(".partial"))
            path.with_suffix(".partial").replace(path)


# %% wrong="resume" name="all dates begun again unless all are there" says="none is worked on again"
def build(dates, folder, work, save):
    done = Path(folder) / "done"
    if not done.exists():
        for date in dates:
            save(work(date), Path(folder) / f"{date}.csv")
        done.touch()


# %% wrong="resume" name="the six dates written down" kind="hard-coded" says="whichever date the battery ends"
def build(dates, folder, work, save):  # noqa: ARG001
    for day in range(6, 12):
        path = Path(folder) / f"2024-05-{day:02d}.csv"
        if not path.exists():
            save(work(path.stem), path.with_suffix(".partial"))
            path.with_suffix(".partial").replace(path)
