"""
How fast the engine finds runs, places and sessions, against named rivals.

    python benchmarks/engine.py                      everything: a month of 46 M rows
    python benchmarks/engine.py --vessels 200        a tenth of it
    python benchmarks/engine.py --rounds 1 --only scan streamed
    python benchmarks/engine.py --keep DIR           data made once, for another time

The rivals are installed apart, with `pip install --group benchmark`. Every measurement
runs in a process of its own; figures are CPU seconds of all threads, medians of several
rounds, and the peak of resident memory. Imports are not in them, nor is reading the rows
for the three libraries that take tables; ours always reads its file.

The data are made by `engine_data.py`.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine_data import fences, make_data

COLUMNS = ("mmsi", "time_utc", "lon", "lat", "speed_knots")


def scan(folder: Path, months: str = "month") -> int:
    """The yardstick: DuckDB reads the same five columns and adds them up."""
    import duckdb

    database = duckdb.connect()
    database.execute("set threads = 2")
    return database.execute(
        "select count(*), max(mmsi), epoch_ms(max(time_utc)), sum(lon), sum(lat), "
        f"sum(speed_knots) from read_parquet('{folder}/{months}.parquet')"
    ).fetchall()[0][0]


def streamed(folder: Path, month: str = "month") -> int:
    """The sorted month in constant memory, to sessions at ports and berths."""
    from soundings.ais.engine.stream import as_stretch, read_vessel_days

    tables = read_vessel_days(folder / f"{month}.parquet", COLUMNS)
    return _to_sessions(as_stretch(table) for table in tables)


def streamed_tenth(folder: Path) -> int:
    """The same on a tenth of the rows."""
    return streamed(folder, "tenth")


def unsorted(folder: Path) -> int:
    """Day files in the order of arrival, each read whole."""
    import pyarrow.parquet as pq

    from soundings.ais.engine.stream import as_stretch

    days = sorted(folder.glob("unsorted_*.parquet"))
    return _to_sessions(as_stretch(pq.read_table(day)) for day in days)


def _to_sessions(stretches) -> int:
    import pandas as pd

    from soundings.ais.engine.grid import make_grid
    from soundings.ais.engine.joining import by_vessels, join_days
    from soundings.ais.engine.kernel import analyse, join_runs, name_runs
    from soundings.ais.port_calls import sessions

    grid, segments = make_grid(fences()), []

    def runs():
        for stretch in stretches:
            found = analyse(stretch, grid)
            segments.append(found.segments)
            yield found.runs

    named = name_runs(join_runs(runs()), grid)
    n_rows = 0
    for part in by_vessels(named, pd.concat(segments, ignore_index=True)):
        table = join_days(*part)
        at_rest = table.assign(berth=table["berth"].where(table["movement"] == 1))
        sessions(table, "port"), sessions(at_rest, "berth", 30)
        n_rows += int(table["n_positions"].sum())
    return n_rows


def ours_few(folder: Path) -> int:
    """Twenty ships' month, to sessions."""
    return streamed(folder, "few")


def ours_some(folder: Path) -> int:
    """Sixty ships' month, to sessions."""
    return streamed(folder, "some")


def few(folder: Path, name: str = "few"):
    """Twenty ships' month without what the libraries stumble over."""
    import pandas as pd

    rows = pd.read_parquet(folder / f"{name}.parquet")
    rows = rows[rows["lat"] < 91].drop_duplicates(["mmsi", "time_utc"])
    return rows.reset_index(drop=True)


def some(folder: Path):
    """Sixty ships' month likewise."""
    return few(folder, "some")


def movingpandas_stops(table) -> int:
    """Stops of 30 minutes within 200 metres, by movingpandas."""
    from datetime import timedelta

    import movingpandas

    tracks = movingpandas.TrajectoryCollection(
        table, traj_id_col="mmsi", t="time_utc", x="lon", y="lat", crs=4326
    )
    detector = movingpandas.TrajectoryStopDetector(tracks)
    detector.get_stop_time_ranges(max_diameter=200, min_duration=timedelta(minutes=30))
    return len(table)


def trackintel_stops(table) -> int:
    """Staypoints of 30 minutes within 200 metres, by trackintel."""
    import geopandas
    import trackintel

    points = geopandas.points_from_xy(table["lon"], table["lat"], crs=4326)
    fixes = geopandas.GeoDataFrame(
        {"user_id": table["mmsi"], "tracked_at": table["time_utc"]}, geometry=points
    )
    trackintel.Positionfixes(fixes).generate_staypoints(
        method="sliding", dist_threshold=200, time_threshold=30, gap_threshold=1e6
    )
    return len(table)


def points(folder: Path):
    """Positions to be placed: a million and a half from the middle of the month."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(folder / "month.parquet")
    groups = range(min(file.num_row_groups, 70))
    table = file.read_row_groups(list(groups), columns=["lon", "lat"])
    return table.slice(0, 1_500_000).to_pandas()


def sjoin(table) -> int:
    """Places by geopandas."""
    import geopandas
    import shapely

    rings = fences()
    shapes = geopandas.GeoDataFrame(
        rings[["fence"]], geometry=[shapely.Polygon(r) for r in rings["ring"]], crs=4326
    )
    where = geopandas.points_from_xy(table["lon"], table["lat"], crs=4326)
    geopandas.sjoin(geopandas.GeoDataFrame(geometry=where), shapes)
    return len(table)


def grid_places(table) -> int:
    """Places by the grid, built anew."""
    from soundings.ais.engine.grid import make_grid, place_codes

    place_codes(table["lon"].to_numpy(), table["lat"].to_numpy(), make_grid(fences()))
    return len(table)


FROM_FILES = {
    f.__name__: f
    for f in (scan, streamed, streamed_tenth, unsorted, ours_few, ours_some)
}
FROM_TABLES = {
    "movingpandas_stops": (few, movingpandas_stops),
    "trackintel_stops": (some, trackintel_stops),
    "sjoin": (points, sjoin),
    "grid_places": (points, grid_places),
}
IMPORTS = {
    "scan": ["duckdb"],
    "movingpandas_stops": ["movingpandas"],
    "trackintel_stops": ["trackintel"],
    "sjoin": ["geopandas"],
}
BARS = [
    ("sorted, streamed: CPU against the scan, at most", 8.0, "streamed", "scan"),
    ("unsorted days: CPU against the scan, at most", 12.0, "unsorted", "scan"),
    ("rate against movingpandas, at least", 200.0, "ours_few", "movingpandas_stops"),
    ("rate against trackintel, at least", 50.0, "ours_some", "trackintel_stops"),
    ("places: rate against sjoin, at least", 5.0, "grid_places", "sjoin"),
]


def child(what: str, folder: Path) -> None:
    """Do one measurement and print rows, CPU seconds and peak memory."""
    import importlib

    ours = ["soundings.ais.engine.days", "soundings.ais.engine.joining"]
    for name in IMPORTS.get(what, ours):
        importlib.import_module(name)
    task: Callable[[], int]
    if what in FROM_FILES:
        task = lambda: FROM_FILES[what](folder)  # noqa: E731
    else:
        read, work = FROM_TABLES[what]
        table = read(folder)
        task = lambda: work(table)  # noqa: E731
    before = resource.getrusage(resource.RUSAGE_SELF)
    rows = task()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"rows": rows, "cpu_s": cpu, "peak_mb": after.ru_maxrss / 1024}))


def measure(what: str, folder: Path) -> dict[str, float]:
    """Run one measurement in a process of its own."""
    program = [sys.executable, __file__, "--child", what, str(folder)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{what}: {done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the tables of `README.md`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    everything = [*FROM_FILES, *FROM_TABLES]
    parser.add_argument("--vessels", type=int, default=2000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=everything, default=everything)
    parser.add_argument("--keep", type=Path, help="a folder to make the data in")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(arguments.child[0], Path(arguments.child[1]))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch)
        if not (folder / "made").exists():
            folder.mkdir(parents=True, exist_ok=True)
            make_data(folder, arguments.vessels, arguments.days)
            (folder / "made").touch()
        runs = {what: [] for what in arguments.only}
        for _ in range(arguments.rounds):
            for what, found in runs.items():
                found.append(measure(what, folder))
                print(what, found[-1], file=sys.stderr, flush=True)
    middle = {
        what: {name: statistics.median(run[name] for run in found) for name in found[0]}
        for what, found in runs.items()
    }
    print(
        "| what | rows | CPU s | rows per CPU-second | peak MB |\n|---|---|---|---|---|"
    )
    for what, found in middle.items():
        rate = found["rows"] / found["cpu_s"]
        print(
            f"| {what} | {found['rows']:,.0f} | {found['cpu_s']:.2f} | {rate:,.0f} "
            f"| {found['peak_mb']:.0f} |"
        )
    print("\n| bar | set | measured |\n|---|---|---|")
    for words, bar, one, other in BARS:
        if one in middle and other in middle:
            ours, theirs = middle[one], middle[other]
            ratio = ours["cpu_s"] / theirs["cpu_s"]
            if "rate" in words:
                ratio = ours["rows"] / ours["cpu_s"] / theirs["rows"] * theirs["cpu_s"]
            print(f"| {words} | {bar:g} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
