"""
Stops by one SQL text, `book/ports/runs.sql`: whole, day by day, in pandas and on Spark.

    python benchmarks/stops.py felixstowe_starter 7         make the days, then measure
    python benchmarks/stops.py month 35 --skip pandas spark

The lesson `billions_of_rows` quotes `results/stops.csv`, to which each call adds a row
for each way. Every way runs in a process of its own: CPU seconds of all threads, start
and imports included, and the peak of resident memory, which for Spark is Python's part
alone. A way that did not fit under its cap has no figures. What is compared is the
SHA-256 of the table of stops, ordered and as CSV.
With `--keep PREFIX` the runs of all days are kept, for the lesson in R to join, and
the bytes of each column: `PREFIX_runs.csv.gz` and `PREFIX_columns.csv`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "stops.csv"
RULE = (ROOT / "book" / "ports" / "runs.sql").read_text()
REPORTS = """
create or replace view reports as
select mmsi, epoch_ms(time_utc) // 1000 as first_s, first_s as last_s,
       min(speed_knots) < 0.5 as is_slow
from read_parquet({files!r}) group by mmsi, first_s
"""
WAYS = {"whole": 2000, "by_day": 500, "pandas": None, "spark": None}
"""How, and the cap in megabytes that DuckDB is given."""


def connect(cap_mb: int):
    """Return a database with a cap and nowhere to spill."""
    import duckdb

    database = duckdb.connect()
    database.execute(f"set memory_limit='{cap_mb}MB'")
    database.execute("set threads=2")
    database.execute("set temp_directory=''")
    return database


def whole(files: list[str]):
    """Return the runs of all reports, in one query."""
    database = connect(WAYS["whole"])
    database.execute(REPORTS.format(files=files))
    return database.execute(RULE.format(table="reports")).df(), None


def by_day(files: list[str]):
    """Return the runs of all days joined, and before that."""
    import pandas as pd

    database = connect(WAYS["by_day"])
    days = []
    for file in files:
        database.execute(REPORTS.format(files=[file]))
        runs = database.execute(RULE.format(table="reports")).df()
        days.append(runs.assign(day=Path(file).parent.name.removeprefix("day=")))
    cut = pd.concat(days, ignore_index=True)
    database.register("cut", cut)
    return database.execute(RULE.format(table="cut")).df(), cut


def pandas(files: list[str]):
    """Return the runs of all reports, in memory."""
    import pandas as pd

    columns = ["mmsi", "time_utc", "speed_knots"]
    reports = pd.concat([pd.read_parquet(file, columns=columns) for file in files])
    ms = reports["time_utc"].astype("datetime64[ms, UTC]").astype("int64")
    seconds = reports.assign(first_s=ms // 1000).groupby(["mmsi", "first_s"])
    slow = seconds["speed_knots"].min().lt(0.5).rename("is_slow").reset_index()
    ship = slow.groupby("mmsi")
    changes = slow["is_slow"] != ship["is_slow"].shift()
    starts = changes | (ship["first_s"].diff() > 3600)
    runs = slow.groupby(["mmsi", "is_slow", starts.cumsum().rename("number")])
    found = runs["first_s"].agg(first_s="min", last_s="max")
    return found.reset_index().sort_values(["mmsi", "first_s"]), None


def spark(files: list[str]):
    """Return the runs of all reports, by Spark; only the view is spelt its way."""
    from soundings.ais.engine.spark import connect as connect_spark

    with connect_spark("local[2]") as session:
        session.read.parquet(*files).createOrReplaceTempView("positions")
        session.sql(
            "select mmsi, unix_seconds(time_utc) as first_s, "
            "unix_seconds(time_utc) as last_s, min(speed_knots) < 0.5 as is_slow "
            "from positions group by mmsi, unix_seconds(time_utc)"
        ).createOrReplaceTempView("reports")
        return session.sql(RULE.format(table="reports")).toPandas(), None


QUERIES = {query.__name__: query for query in (whole, by_day, pandas, spark)}


def measure(how: str, files: list[str], keep: str | None) -> dict[str, object]:
    """Run one way, and say what it took and what came out."""
    runs, cut = QUERIES[how](files)
    stops = runs[runs["is_slow"] & (runs["last_s"] - runs["first_s"] >= 1800)]
    stops = stops[["mmsi", "first_s", "last_s"]]
    # The mmsi of a single file are categories, in an order of their own.
    stops = stops.astype({"mmsi": "str"}).sort_values(["mmsi", "first_s"])
    text = stops.to_csv(index=False, lineterminator="\n")
    if cut is not None and keep:
        cut = cut[["day", "mmsi", "is_slow", "first_s", "last_s"]]
        cut.to_csv(
            f"{keep}_runs.csv.gz",
            index=False,
            compression={"method": "gzip", "mtime": 0},
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "cpu_s": round(used.ru_utime + used.ru_stime, 1) if how != "spark" else "",
        "peak_mb": round(used.ru_maxrss / 1000) if how != "spark" else "",
        "stops": len(stops),
        "sha256": hashlib.sha256(text.encode()).hexdigest()[:12],
    }


def main() -> None:
    """Make the days, measure every way, and add to the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("days", type=int)
    parser.add_argument("--folder", type=Path, help="where the days are, or shall be")
    parser.add_argument("--skip", nargs="*", default=[], choices=list(WAYS))
    parser.add_argument("--keep", help="the prefix of files for runs and columns")
    parser.add_argument("--one", choices=list(WAYS), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        files = json.load(sys.stdin)
        print(json.dumps(measure(given.one, files, given.keep)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        soundings = Path(sys.executable).with_name("soundings")
        command = [soundings, "simulate", given.scenario, "--days", str(given.days)]
        subprocess.run([*command, "-o", folder], check=True)
        paths = sorted(map(str, folder.glob("positions/day=*/*.parquet")))[: given.days]
        import pyarrow.parquet as pq

        rows = sum(pq.read_metadata(path).num_rows for path in paths)
        size = sum(Path(path).stat().st_size for path in paths)
        if given.keep:
            sizes = connect(WAYS["by_day"]).execute(
                "select path_in_schema as name, "
                "cast(sum(total_compressed_size) as bigint) as bytes "
                "from parquet_metadata(?) group by all order by bytes desc, name",
                [paths],
            )
            sizes.df().to_csv(f"{given.keep}_columns.csv", index=False)
        for how in [way for way in WAYS if way not in given.skip]:
            command = [sys.executable, __file__, given.scenario, str(given.days)]
            command += ["--one", how, *(["--keep", given.keep] if given.keep else [])]
            done = subprocess.run(
                command, input=json.dumps(paths), text=True, capture_output=True
            )
            is_too_small = "OutOfMemoryException" in done.stderr
            if done.returncode and not is_too_small:
                sys.exit(done.stderr)
            row = {"scenario": given.scenario, "days": given.days, "rows": rows}
            row |= {"bytes": size, "way": how, "cap_mb": WAYS[how]}
            nothing = dict.fromkeys(("cpu_s", "peak_mb", "stops", "sha256"), "")
            row |= nothing if is_too_small else json.loads(done.stdout.splitlines()[-1])
            is_new = not RESULTS.exists()
            with RESULTS.open("a", newline="") as file:
                writer = csv.DictWriter(file, row, lineterminator="\n")
                if is_new:
                    writer.writeheader()
                writer.writerow(row)
            print(row)


if __name__ == "__main__":
    main()
