"""One day of a store: from its positions to its runs, segments and coverage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import compute

from soundings.ais.coverage import COVERAGE, tally
from soundings.ais.engine.grid import BITS, Grid, make_grid
from soundings.ais.engine.kernel import (
    Analysis,
    RunSettings,
    analyse,
    join_runs,
    name_runs,
)
from soundings.ais.engine.store import Store, is_done, read_footer, write_whole
from soundings.ais.engine.stream import COLUMNS, as_stretch, read_vessel_days
from soundings.ais.engine.stretch import utc_times

CODE_VERSION: Final = 1
"""Raise it when the kernel's results change: stored runs are then built anew."""

TABLES: Final = ("coverage", "segments", "runs")
COVERAGE_COLUMNS: Final = ("course_degrees", "status", "transceiver")


class DayJob(NamedTuple):
    """What another process, or another machine, needs to build a day."""

    store: str
    day: str
    folder: str
    """The name below `runs/` and its fellows: one for each fences and settings."""
    key: str
    fences: str
    """The fences as JSON, which every process turns into a grid once."""
    settings: RunSettings
    thinned_s: float


def make_job(
    store: Store, day: str, fences: str, settings: RunSettings, thinned_s: float
) -> DayJob:
    """
    Return the job of a day; equal input, fences, thresholds and code have equal keys.

    The input's identity is the key in its footer, which ingest made from what the
    files held; a file from elsewhere goes by its size and time.
    """
    thresholds = {**asdict(settings), "thinned_s": thinned_s, "code": CODE_VERSION}
    folder = _hash([fences, thresholds])[:12]
    path = store.path("positions", day)
    state = path.stat()
    source = read_footer(path).get("key") or [state.st_size, state.st_mtime_ns]
    key = _hash([day, source, folder])
    return DayJob(
        str(store.folder.resolve()), day, folder, key, fences, settings, thinned_s
    )


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def fences_as_json(fences: pd.DataFrame) -> str:
    """Return a fences table as one text: equal tables, equal texts."""
    rows = zip(
        fences["fence"], fences["name"], fences["kind"], fences["ring"], strict=True
    )
    return json.dumps(
        [[f, n, k, np.asarray(ring, dtype=float).tolist()] for f, n, k, ring in rows]
    )


@lru_cache(maxsize=4)
def cached_grid(fences: str) -> Grid:
    """Return the grid of `fences_as_json`, made once in each process."""
    table = pd.DataFrame(json.loads(fences), columns=["fence", "name", "kind", "ring"])
    return make_grid(table)


def is_built(job: DayJob) -> bool:
    """Tell whether all files of the day are there, whole, and made from the same."""
    store = Store(job.store)
    return all(
        is_done(store.path(f"{table}/{job.folder}", job.day), job.key)
        for table in TABLES
    )


def build_day(job: DayJob) -> str:
    """
    Write the day's runs, segments and coverage into the store; return the day.

    It reads nothing but the day's positions, in constant memory, and may run at any
    time, in any process. A day that was built before is written again with the same
    bytes.
    """
    store, grid = Store(job.store), cached_grid(job.fences)
    path = store.path("positions", job.day)
    parts, segments, coverage = [], [], []
    for table in read_vessel_days(path, (*COLUMNS, *COVERAGE_COLUMNS)):
        found = analyse(as_stretch(table), grid, job.settings)
        parts.append(found.runs)
        segments.append(found.segments)
        coverage.append(_coverage(found, table, job.thinned_s))
    tables = {
        "coverage": _name_coverage(coverage, grid),
        "segments": pd.concat(segments, ignore_index=True),
        "runs": name_runs(join_runs(parts), grid),
    }
    for name in TABLES:  # the runs last: they are what others look for
        _write(tables[name], store.path(f"{name}/{job.folder}", job.day), job)
    return job.day


def _coverage(found: Analysis, table: pa.Table, thinned_s: float) -> pd.DataFrame:
    """Return received and expected reports by port number and hour."""
    port = (found.place & (2**BITS - 1)) - 1
    # Stretches in port need their own rows and, as their end, the row after.
    is_wanted = port >= 0
    is_wanted[1:] |= port[:-1] >= 0
    rows = np.flatnonzero(is_wanted)
    near = found.kept.take(rows)
    course, status, transceiver = (
        table[name].take(pa.array(near.row)) for name in COVERAGE_COLUMNS
    )
    return tally(
        near.mmsi,
        near.time_ms / 1000,
        port[rows],
        near.lon,
        near.lat,
        near.speed_knots.astype(float),
        status.to_numpy().astype(float),
        compute.equal(transceiver, "B").fill_null(False).to_numpy(),
        course.to_numpy().astype(float),
        thinned_s=thinned_s,
    )


def _name_coverage(parts: Iterable[pd.DataFrame], grid: Grid) -> pd.DataFrame:
    """Add up the parts: no ship is in two of them."""
    whole = pd.concat(parts, ignore_index=True)
    whole = whole.groupby(["port", "hour_s"], as_index=False).sum()
    names = grid.names["port"][whole["port"].to_numpy(np.int64) + 1]
    hours = utc_times(whole["hour_s"].to_numpy(np.int64) * 1000)
    named = whole.assign(port=pd.Series(names, dtype="str"), hour_utc=hours)
    return named.sort_values(["port", "hour_utc"], ignore_index=True)[list(COVERAGE)]


def _write(table: pd.DataFrame, path: Path, job: DayJob) -> None:
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    # Of no rows, Arrow cannot tell a text.
    texts = [i for i, f in enumerate(arrow.schema) if pa.types.is_null(f.type)]
    for i in texts:
        arrow = arrow.set_column(
            i, arrow.schema.field(i).name, arrow[i].cast(pa.string())
        )
    words = {"settings": json.dumps(asdict(job.settings), sort_keys=True)}
    write_whole(arrow.replace_schema_metadata(None), path, job.key, words)
