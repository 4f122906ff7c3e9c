import shutil

import pandas as pd
import pyarrow as pa
import pytest

from soundings.ais.engine.joining import join_days
from soundings.ais.engine.pipeline import find_port_calls
from soundings.ais.engine.sql import sessions_sql
from tests.ais.engine.random_ships import PORTS, make_store, random_ships
from tests.ais.engine.test_pipeline import hashes
from tests.ais.state_machine import state_machine
from tests.ais.test_sessions import random_positions

pytest.importorskip("pyspark", reason="pyspark is not installed")

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    pytest.mark.xdist_group("spark"),
    # pyspark 4.3 was written before pandas 3.
    pytest.mark.filterwarnings("ignore::FutureWarning"),
]


def as_spark(session, positions: pd.DataFrame):
    """A table as Spark has it, by way of Arrow."""
    return session.createDataFrame(
        pa.Table.from_pandas(positions, preserve_index=False)
    )


@pytest.mark.parametrize("master", ["local[2]", "local-cluster[2,1,1024]"])
def test_spark_writes_the_same_bytes_as_the_local_scheduler(master, tmp_path):
    """Threads, or processes that stand for machines: every file of the store is equal."""
    positions = random_ships(1, n_rows=14)
    here = make_store(tmp_path / "here", positions)
    there = make_store(tmp_path / "there", positions)

    local = find_port_calls(here, PORTS)
    spark = find_port_calls(there, PORTS, scheduler="spark", master=master)

    assert hashes(tmp_path / "there") == hashes(tmp_path / "here")
    assert spark.n_built == local.n_built > 1
    assert find_port_calls(there, PORTS, scheduler="spark").n_built == 0


def test_a_spark_table_gives_the_same_runs_and_the_same_sql(tmp_path):
    """Groups of whole vessel-days, and the rule as text, in one session."""
    from soundings.ais.engine.spark import connect, find_runs_in_table

    positions = random_ships(2, n_rows=40)
    located = random_positions(3)
    seconds = located["time_utc"].astype("datetime64[s, UTC]").astype("int64")
    expected = find_port_calls(make_store(tmp_path / "store", positions), PORTS)

    with connect("local[2]") as session:
        mmsi = positions["mmsi"].astype("int64")
        table = as_spark(session, positions.assign(mmsi=mmsi))
        found = find_runs_in_table(table, PORTS, n_buckets=2)
        with_seconds = located.assign(time_s=seconds)[["mmsi", "time_s", "port"]]
        as_spark(session, with_seconds).createOrReplaceTempView("located")
        rows = session.sql(sessions_sql("located", "port", 60, 240)).collect()

    pd.testing.assert_frame_equal(join_days(*found), expected.runs)
    assert sorted(map(tuple, rows)) == state_machine(located, "port", 3600, 14400)
