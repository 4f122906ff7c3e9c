"""
How fast the simulator writes AIS, and in how much memory, against plain noise.

    python benchmarks/simulator.py                    1, 10 and 100 million rows
    python benchmarks/simulator.py --rows 1000000     one size
    python benchmarks/simulator.py --rounds 1         one round instead of three

The rival is numpy's random generator: as many rows of noise in the same columns, in
parts of the same size, written by the same library. It simulates nothing, so it is the
floor of what writing such a table costs. Both run in processes of their own; the
figures are CPU seconds of all threads and the peak of resident memory. Making two
years of port calls comes first and costs the same whatever is written after it, so
the table also gives the rate of the rows beyond those of the size before.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

SIZES = (1_000_000, 10_000_000, 100_000_000)
ROWS_AT_ONCE = 250_000
ROWS_A_DAY = 900_000
"""Of the eight ports' days in the two years, about."""


def simulated(rows: int, folder: Path) -> int:
    """Write about so many rows of the eight ports' AIS; return how many were received."""
    from soundings.simulator.run import simulate
    from soundings.simulator.scenario import SCENARIOS

    days = min(731, max(1, round(rows / ROWS_A_DAY)))
    scenario = replace(SCENARIOS["two_years"], days=days)
    rows = simulate(scenario, folder)
    return rows["positions"] + rows["statics"]


def noise(rows: int, folder: Path) -> int:
    """Write so many rows of noise in the same columns."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    from soundings.simulator.store import DayFiles, positions_table

    chance = np.random.default_rng(1)
    files, written = DayFiles(folder, "2020-01-01"), 0
    while written < rows:
        n = min(ROWS_AT_ONCE, rows - written)
        row = np.arange(written, written + n)
        reports = pd.DataFrame(
            {
                "row": row,
                "mmsi": chance.integers(200_000_000, 200_000_600, n),
                "received_ms": 1_577_836_800_000 + row,
                "station": chance.integers(0, 16, n).astype(np.int16),
                "message_type": chance.integers(1, 4, n).astype(np.uint8),
                "status": chance.integers(0, 16, n).astype(np.uint8),
                "rot_raw": chance.integers(-128, 127, n).astype(np.int8),
                "sog_raw": chance.integers(0, 200, n).astype(np.uint16),
                "lon_raw": chance.integers(0, 10_000_000, n).astype(np.int32),
                "lat_raw": chance.integers(0, 10_000_000, n).astype(np.int32),
                "cog_raw": chance.integers(0, 3600, n).astype(np.uint16),
                "heading": chance.integers(0, 360, n).astype(np.uint16),
                "second": chance.integers(0, 60, n).astype(np.uint8),
            },
            copy=False,
        )
        truth = {"row": row, "ship": chance.integers(0, 600, n).astype(np.int32)}
        truth |= {"activity": chance.integers(0, 8, n).astype(np.int8)}
        truth |= {"faults": chance.integers(0, 4, n).astype(np.uint32)}
        truth |= {"copy": chance.integers(0, 2, n).astype(np.uint8)}
        files.write("positions", positions_table(reports, [f"R{s}" for s in range(16)]))
        files.write("truth/rows", pa.table(truth))
        written += n
    files.close()
    return written


def measure(what: str, rows: int) -> dict[str, float]:
    """Run one of the two in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, __file__, "--child", what, str(rows), folder]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(program, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {**found, "cpu_s": cpu, "bytes_per_row": size / found["rows"]}


def child(what: str, rows: int, folder: Path) -> None:
    """Do the work and print rows and peak memory."""
    written = {"simulated": simulated, "noise": noise}[what](rows, folder)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": written, "peak_mb": peak_mb}))


def main() -> None:
    """Print one row of the table of `README.md` for each size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        what, rows, folder = arguments.child
        child(what, int(rows), Path(folder))
        return
    print(
        "| rows | rows per CPU-second | of the rows beyond | peak MB | bytes a row "
        "| noise: rows per CPU-second | CPU, ratio |"
    )
    print("|---|---|---|---|---|---|---|")
    before: dict[str, float] = {}
    for rows in arguments.rows:
        runs = {"simulated": [], "noise": []}
        for _ in range(arguments.rounds):
            for what, found in runs.items():
                found.append(measure(what, rows))
        middle = {
            what: {
                name: statistics.median(run[name] for run in found) for name in found[0]
            }
            for what, found in runs.items()
        }
        ours, theirs = middle["simulated"], middle["noise"]
        rate, rival = ours["rows"] / ours["cpu_s"], theirs["rows"] / theirs["cpu_s"]
        more = (
            (ours["rows"] - before["rows"]) / (ours["cpu_s"] - before["cpu_s"])
            if before
            else float("nan")
        )
        before = ours
        print(
            f"| {ours['rows']:,.0f} | {rate:,.0f} | {more:,.0f} | {ours['peak_mb']:.0f} "
            f"| {ours['bytes_per_row']:.1f} | {rival:,.0f} | {rival / rate:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
