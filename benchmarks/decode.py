"""
How fast AIS sentences are decoded into tables, against pyais on the same lines.

    python benchmarks/decode.py                     60,000 lines, five rounds
    python benchmarks/decode.py --lines 20000 --rounds 3
    python benchmarks/decode.py --feed FILE         lines of your own instead

Two feeds: every line of a simulated day with its tag blocks, and of it only the
positions of types 1, 2, 3 and 18, without tag blocks. The rival decodes each message
into its own object, with `pyais.IterMessages(lines)` and `decode()`; ours gives tables
with raw numbers, values, reasons and times. Each is timed in turn in one process, in
CPU seconds; the ratio is of messages per second, round by round, and the median is
taken. Memory is measured in a process that decodes the feed ten times over in blocks.

Bars: positions at 8 times pyais, everything at 3 times.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

BARS = {"positions": 8.0, "all": 3.0}
_POSITION = re.compile(rb"!..VDM,1,1,,.,[123B]")
BATCH = 5
"""Feeds on end that ours decodes, since one is over too soon to time well."""


def simulated_feed(lines: int) -> bytes:
    """Return so many lines of a port's day, as its stations log it."""
    from soundings.simulator.run import simulate
    from soundings.simulator.scenario import find_scenario

    scenario = replace(find_scenario("felixstowe_starter"), days=1)
    with tempfile.TemporaryDirectory() as folder:
        simulate(scenario, folder, ("nmea",))
        path = next(Path(folder, "nmea").glob("*.gz"))
        with gzip.open(path) as file:
            return b"".join(itertools.islice(file, lines))


def feeds(raw: bytes) -> dict[str, list[bytes]]:
    """Return the lines of each feed."""
    lines = raw.splitlines()
    found = [_POSITION.search(line) for line in lines]
    plain = [m.string[m.start() :] for m in found if m]
    return {"positions": plain, "all": lines}


def ours(text: bytes) -> int:
    """Decode a feed's text; return how many messages were read."""
    from soundings.ais.decoding import decode_stream

    n = 0
    for block in decode_stream(io.BytesIO(text)):
        n += len(block.positions) + len(block.statics) + len(block.others)
    return n


def theirs(lines: list[bytes]) -> int:
    """Decode the feed once with pyais; return how many messages were read."""
    import pyais

    n = 0
    for sentence in pyais.IterMessages(lines):
        sentence.decode()
        n += 1
    return n


def rate(decode: Callable[[], int]) -> float:
    """Return messages per CPU-second."""
    start = time.process_time()
    return decode() / (time.process_time() - start)


def peak_mb(path: Path, what: str) -> float:
    """Return the peak of memory of a process that decodes a hundred lines, or the feed."""
    program = [sys.executable, __file__, "--child", str(path), what]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def child(path: Path, what: str) -> None:
    """Do what is asked and print the peak of resident memory."""
    from soundings.ais.decoding import decode_stream

    # A few lines load what is loaded on first use.
    with path.open("rb") as file:
        lines = list(itertools.islice(file, 100))
    for _ in decode_stream(lines):
        pass
    if what == "decode":
        for _ in decode_stream(path):
            pass
    # Not `getrusage`: its peak goes on from that of the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak_kb = re.search(r"VmHWM:\s+(\d+)", status)
    print(json.dumps(int(peak_kb[1]) / 1024 if peak_kb else float("nan")))


def main() -> None:
    """Print the table of `README.md`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--lines", type=int, default=60_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--feed", type=Path)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(Path(arguments.child[0]), arguments.child[1])
        return
    if arguments.feed:
        opener = gzip.open if arguments.feed.suffix == ".gz" else open
        with opener(arguments.feed, "rb") as file:
            raw = b"".join(itertools.islice(file, arguments.lines))
    else:
        raw = simulated_feed(arguments.lines)
    print("| feed | lines | messages per CPU-second | pyais | ratio | bar |")
    print("|---|---|---|---|---|---|")
    for name, lines in feeds(raw).items():
        text = (b"\n".join(lines) + b"\n") * BATCH
        ours(text)
        rounds = [
            (
                rate(lambda text=text: ours(text)),
                rate(lambda lines=lines: theirs(lines)),
            )
            for _ in range(arguments.rounds)
        ]
        mine, rival = (statistics.median(side) for side in zip(*rounds, strict=True))
        ratio = statistics.median(a / b for a, b in rounds)
        print(
            f"| {name} | {len(lines):,} | {mine:,.0f} | {rival:,.0f} | {ratio:.1f} "
            f"| {BARS[name]:g} |",
            flush=True,
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "feed.nmea")
        path.write_bytes(raw * 10)
        idle, busy = peak_mb(path, "start"), peak_mb(path, "decode")
    print(f"\nPeak memory {busy:.0f} MB, of which {idle:.0f} MB for a hundred lines.")


if __name__ == "__main__":
    main()
