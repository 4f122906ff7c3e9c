"""
How fast a day of NOAA's text becomes a day of the store, against DuckDB alone.

    python benchmarks/ingest.py                    1.5 million lines, three rounds
    python benchmarks/ingest.py --rows 5000000     a larger day
    python benchmarks/ingest.py --rounds 1         one round instead of three

The rival is DuckDB's `read_csv` of the same file into Parquet, the types given: it sorts
nothing, checks no header, loses lines in silence. Both run in processes of their own;
the figures are CPU seconds of all threads and the peak of resident memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HEADER = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
    "Status,Length,Width,Draft,Cargo,TransceiverClass"
)
TYPES = (
    *("bigint", "timestamp", "double", "double", "float", "float", "float"),
    *("varchar", "varchar", "varchar", "varchar", "varchar", "float", "float", "float"),
    *("varchar", "varchar"),
)
N_SHIPS = 3_000
BARS = {"ratio": 2.5, "rows": 300_000, "megabytes": 650}


def write_day(rows: int, path: Path) -> None:
    """Write so many lines of a day as NOAA did in 2015 to 2024."""
    import numpy as np

    chance = np.random.default_rng(1)
    ships = [
        f"SHIP NUMBER {i},IMO{9_000_000 + i},CALL{i},{70 + i % 20},"
        f"{i % 6},{100 + i % 250},{15 + i % 40},{5 + i % 100 / 10},{70 + i % 20},"
        f"{'AB'[i % 4 == 0]}"
        for i in range(N_SHIPS)
    ]
    midnight = np.datetime64("2024-05-01T00:00:00")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER + "\n")
        for start in range(0, rows, 100_000):
            n = min(100_000, rows - start)
            ship = chance.integers(0, N_SHIPS, n)
            seconds = np.sort(chance.integers(0, 86_400 * n // rows, n))
            times = (midnight + start * 86_400 // rows + seconds).astype(str)
            lon = np.char.mod("%.5f", -74 + chance.random(n))
            lat = np.char.mod("%.5f", 40 + chance.random(n))
            speed = np.char.mod("%.1f", chance.gamma(1.0, 4.0, n))
            course = np.char.mod("%.1f", 360 * chance.random(n))
            heading = np.where(chance.random(n) < 0.5, 511, chance.integers(0, 360, n))
            lines = zip(ship, times, lat, lon, speed, course, heading, strict=True)
            file.writelines(
                f"{367_000_000 + s},{t},{y},{x},{v},{c},{h}.0,{ships[s]}\n"
                for s, t, y, x, v, c, h in lines
            )


def ingested(path: Path, folder: Path) -> None:
    """Put the file into a store."""
    from soundings.ais.engine.ingest import ingest

    (row,) = ingest(path, folder / "store").to_dict("records")
    assert row["lines"] == row["kept"], row


def typed(path: Path, folder: Path) -> None:
    """Let DuckDB turn the file into Parquet, the types given."""
    import duckdb

    con = duckdb.connect(config={"threads": 2, "memory_limit": "500MB"})
    columns = dict(zip(HEADER.split(","), TYPES, strict=True))
    con.execute(
        f"copy (from read_csv('{path}', columns={columns}, header=true, delim=','))"
        f" to '{folder / 'typed.parquet'}' (format parquet, compression zstd)"
    )


def measured(what: str, path: Path) -> tuple[float, float]:
    """Return CPU seconds and peak megabytes of one way, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, __file__, "--only", what, str(path), folder]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    used = json.loads(done.stdout)
    return used["seconds"], used["megabytes"]


def main() -> None:
    """Print a table of what each way took, and whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs=3, metavar=("WAY", "FILE", "FOLDER"))
    given = parser.parse_args()
    if given.only:
        what, path, folder = given.only
        {"ingest": ingested, "typed": typed}[what](Path(path), Path(folder))
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds, megabytes = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "megabytes": megabytes}))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.csv"
        write_day(given.rows, path)
        size = path.stat().st_size / 1e6
        rounds = [
            {what: measured(what, path) for what in ("typed", "ingest")}
            for _ in range(given.rounds)
        ]
    print(f"{given.rows:,} lines, {size:,.0f} MB; medians of {given.rounds} rounds\n")
    print("| way | CPU s | lines per CPU-second | peak MB |\n|---|---|---|---|")
    seconds, peaks = {}, {}
    for what in ("typed", "ingest"):
        seconds[what] = statistics.median(r[what][0] for r in rounds)
        peaks[what] = max(r[what][1] for r in rounds)
        rate = given.rows / seconds[what]
        print(f"| {what} | {seconds[what]:.2f} | {rate:,.0f} | {peaks[what]:,.0f} |")
    ratio = statistics.median(r["ingest"][0] / r["typed"][0] for r in rounds)
    print(f"\nratio {ratio:.2f}, at most {BARS['ratio']}")
    print(f"lines per CPU-second at least {BARS['rows']:,}")
    print(f"peak under {BARS['megabytes']} MB")
    is_met = (
        ratio <= BARS["ratio"]
        and given.rows / seconds["ingest"] >= BARS["rows"]
        and peaks["ingest"] < BARS["megabytes"]
    )
    print("All bars are met." if is_met else "A bar is missed.")


if __name__ == "__main__":
    main()
