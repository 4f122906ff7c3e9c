"""
The same kernel, scheduled by Apache Spark; needs pyspark (`soundings[spark]`) and Java.

Spark decides where a day is built, and nothing else: `build_days` writes the same bytes
into the store as `local.build_days`, and `find_runs_in_table` finds the same runs in a
Spark table of positions that is in no store.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from soundings.ais.engine.days import (
    DayJob,
    build_day,
    cached_grid,
    fences_as_json,
)
from soundings.ais.engine.kernel import (
    RUN_SETTINGS,
    PlainRuns,
    RunSettings,
    analyse,
    join_runs,
    name_runs,
)
from soundings.ais.engine.stretch import Stretch
from soundings.ais.tables import check_columns

if TYPE_CHECKING:
    from pyspark.sql import DataFrame as SparkTable
    from pyspark.sql import SparkSession


@contextmanager
def connect(master: str = "local[2]") -> Iterator[SparkSession]:
    """
    Open a Spark session, and close it and clear up after it.

    On one machine everything is bound to 127.0.0.1. Workers on other machines need
    this package and the same Python; the time zone of the session is UTC, or days
    would begin at other hours.

    Parameters
    ----------
    master : str
        "local[2]" for two threads, "local-cluster[2,1,1024]" for two processes that
        stand for machines, or the address of a cluster.

    Raises
    ------
    ModuleNotFoundError
        If pyspark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "Spark is not installed. Install soundings[spark] and Java 17, "
            'or use scheduler="local".'
        ) from error
    is_here = master.startswith("local")
    with tempfile.TemporaryDirectory(prefix="soundings-spark-") as work:
        before = dict(os.environ)
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        # A local cluster would leave its work inside the installed package.
        os.environ["SPARK_WORKER_DIR"] = work
        if is_here:
            os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
            found = [str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")]
            os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, found))
        builder = SparkSession.builder.master(master).appName("soundings")
        for name, value in _settings(is_here, work).items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        try:
            yield session
        finally:
            # Without it a local cluster ends in pages of stack traces.
            session.stop()
            os.environ.clear()
            os.environ.update(before)


def _settings(is_here: bool, work: str) -> dict[str, str]:
    everywhere = {"spark.sql.session.timeZone": "UTC"}
    here = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.warehouse.dir": f"{work}/warehouse",
        "spark.local.dir": work,
    }
    return everywhere | (here if is_here else {})


def build_days(jobs: Sequence[DayJob], master: str = "local[2]") -> Iterator[str]:
    """
    Build the days of the jobs as Spark tasks, one each; yield each day built.

    Parameters
    ----------
    jobs : sequence of DayJob
        Their store must lie where every worker can read and write it.
    master : str
        As in `connect`.
    """
    if not jobs:
        return
    with connect(master) as session:
        rows = [(job.day, pickle.dumps(job)) for job in jobs]
        table = session.createDataFrame(rows, "day string, job binary")
        spread = table.repartition(len(jobs), "day")
        # `toLocalIterator` would tell of each day at once, and build one at a time.
        for row in spread.mapInPandas(_build, "day string").collect():
            yield row["day"]


def _build(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Run on a worker: build the day of every row."""
    for batch in batches:
        for job in batch["job"]:
            yield pd.DataFrame({"day": [build_day(pickle.loads(job))]})


def find_runs_in_table(
    positions: SparkTable,
    fences: pd.DataFrame,
    settings: RunSettings = RUN_SETTINGS,
    n_buckets: int = 8,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the runs and segments of a Spark table of positions, for `joining.join_days`.

    Parameters
    ----------
    positions : Spark DataFrame
        With `mmsi` (integer), `time_utc` (timestamp), `lon`, `lat`, `speed_knots`, in
        any order. Rows without one of the first four count as out of range.
    fences : DataFrame
        A fences table.
    settings : RunSettings
        As in `kernel.analyse`.
    n_buckets : int
        Into how many groups the vessels of one day are dealt. A group must fit into a
        worker's memory: take so many that none has more than two million rows.

    Returns
    -------
    tuple of two DataFrames
        Runs (see `kernel.DAY_RUNS`) and segments (see `tracks.SEGMENTS`).
    """
    from pyspark.sql import functions

    text = fences_as_json(fences)
    check_columns(
        pd.DataFrame(columns=positions.columns),
        ("mmsi", "time_utc", "lon", "lat", "speed_knots"),
        "find_runs_in_table",
    )
    time_ms = functions.unix_millis("time_utc")
    rows = positions.dropna(subset=["mmsi", "time_utc", "lon", "lat"]).select(
        functions.col("mmsi").cast("long").alias("mmsi"),
        time_ms.alias("time_ms"),
        functions.col("lon").cast("double").alias("lon"),
        functions.col("lat").cast("double").alias("lat"),
        functions.col("speed_knots").cast("float").alias("speed_knots"),
        functions.floor(time_ms / 86_400_000).alias("day"),
        (functions.col("mmsi").cast("long") % n_buckets).alias("bucket"),
    )
    # Whole vessel-days in a group: that is all the kernel asks for.
    groups = rows.groupBy("day", "bucket")

    def find(group: pd.DataFrame) -> pd.DataFrame:
        found = _analyse_group(group, text, settings)
        return pd.DataFrame({"found": [pickle.dumps(found)]})

    answers = groups.applyInPandas(find, "found binary").collect()
    found = [pickle.loads(answer["found"]) for answer in answers]
    if not found:
        raise ValueError("find_runs_in_table: no positions in the table.")
    runs = join_runs(runs for runs, _ in found)
    segments = pd.concat([segments for _, segments in found], ignore_index=True)
    return name_runs(runs, cached_grid(text)), segments


def _analyse_group(
    group: pd.DataFrame, fences: str, settings: RunSettings
) -> tuple[PlainRuns, pd.DataFrame]:
    positions = Stretch(
        group["mmsi"].to_numpy(np.int64),
        group["time_ms"].to_numpy(np.int64),
        group["lon"].to_numpy(float),
        group["lat"].to_numpy(float),
        group["speed_knots"].to_numpy(),
        np.arange(len(group)),
    )
    found = analyse(positions, cached_grid(fences), settings)
    return found.runs, found.segments
