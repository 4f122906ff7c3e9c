import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from soundings.ais.engine.changes import keep_changes
from soundings.ais.engine.store import (
    ROWS_PER_GROUP,
    STATICS,
    Store,
    is_done,
    read_footer,
    write_whole,
)

SHIPS = pa.table({"mmsi": [1, 2, 3], "name": ["a", "b", "c"]})


@pytest.fixture
def store(tmp_path):
    return Store.make(tmp_path / "store")


def test_a_folder_that_is_no_store_is_refused(tmp_path):
    """Neither read, nor written into if it holds something else."""
    with pytest.raises(ValueError, match=r"not a store .no such folder"):
        Store(tmp_path / "store")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").touch()
    with pytest.raises(ValueError, match=r"not a store .no store.json in it"):
        Store(tmp_path / "photos")
    with pytest.raises(ValueError, match=r"not empty: it holds cat\.jpg"):
        Store.make(tmp_path / "photos")
    with pytest.raises(ValueError, match="a file, not a folder"):
        Store.make(tmp_path / "photos" / "cat.jpg")


def test_a_store_of_another_format_is_refused(store):
    """Whoever changes the format must say so."""
    (store.folder / "store.json").write_text('{"format": 99}')

    with pytest.raises(ValueError, match=r"format 99; this version reads format 1"):
        Store(store.folder)


def test_a_day_comes_back_as_it_was_written(store):
    """With the columns that were asked for, and no column for the day."""
    for day in ("2024-05-02", "2024-05-01"):
        write_whole(SHIPS, store.path("positions", day), "a key")

    assert store.days() == ["2024-05-01", "2024-05-02"]
    assert store.read("positions", "2024-05-01").to_pydict() == SHIPS.to_pydict()
    assert store.read("positions", "2024-05-01", ["name"]).column_names == ["name"]


def test_tables_of_results_have_days_of_their_own(store):
    """`runs/<hash>` keeps runs of other thresholds apart."""
    write_whole(SHIPS, store.path("runs/1a2b", "2024-05-01"), "a key")

    assert store.days("runs/1a2b") == ["2024-05-01"]
    assert store.days("runs/3c4d") == []


def test_a_day_that_is_not_there_is_named_with_those_that_are(store):
    """The next question would be which there are."""
    write_whole(SHIPS, store.path("positions", "2024-05-01"), "a key")

    with pytest.raises(
        ValueError, match="no day 2024-06-01 of positions; it has 2024-05-01"
    ):
        store.read("positions", "2024-06-01")


def test_a_file_is_done_if_its_key_says_so(store):
    """Not if it is of another key, missing, or cut short."""
    path = store.path("positions", "2024-05-01")
    assert not is_done(path, "a key")

    write_whole(SHIPS, path, "a key", {"sources": "two files"})

    assert is_done(path, "a key")
    assert not is_done(path, "another key")
    assert read_footer(path) == {"key": "a key", "sources": "two files"}
    path.write_bytes(path.read_bytes()[:-9])
    assert not is_done(path, "a key")


def test_a_file_that_fails_half_way_leaves_the_old_one(store):
    """And nothing beside it."""
    path = store.path("positions", "2024-05-01")
    write_whole(SHIPS, path, "a key")

    def batches():
        yield from SHIPS.to_batches()
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        write_whole(
            pa.RecordBatchReader.from_batches(SHIPS.schema, batches()), path, "new"
        )

    assert is_done(path, "a key")
    assert [p.name for p in path.parent.iterdir()] == ["part-0.parquet"]


def test_the_bytes_tell_nothing_of_the_batches(store):
    """One table, a batch at a time or whole, with groups of the promised size."""
    n = ROWS_PER_GROUP + 1000
    table = pa.table({"mmsi": range(n), "name": ["a", "b"] * (n // 2)})
    small = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(70_001))
    write_whole(table, store.path("a", "d"), "a key")
    write_whole(small, store.path("b", "d"), "a key")

    assert store.path("a", "d").read_bytes() == store.path("b", "d").read_bytes()
    groups = pq.ParquetFile(store.path("a", "d")).metadata
    assert [groups.row_group(i).num_rows for i in range(2)] == [ROWS_PER_GROUP, 1000]


def test_an_empty_table_is_a_file_with_its_columns(store):
    """A day without runs is done, too."""
    write_whole(SHIPS.slice(0, 0), store.path("a", "d"), "a key")

    assert store.read("a", "d").num_rows == 0
    assert store.read("a", "d").column_names == ["mmsi", "name"]


def test_what_a_stopped_run_left_is_removed(store):
    """Files that begin with a dot and end in .tmp, and no others."""
    path = store.path("positions", "2024-05-01")
    write_whole(SHIPS, path, "a key")
    path.with_name(".part-0.parquet.123.tmp").touch()

    store.remove_stale()

    assert sorted(p.name for p in store.folder.iterdir()) == ["positions", "store.json"]
    assert [p.name for p in path.parent.iterdir()] == ["part-0.parquet"]


def test_an_ingest_that_was_killed_shows_until_the_next_one(store):
    """Its folder stays when calls are looked for, and goes when files are read again."""
    assert not store.has_unfinished()
    (store.folder / ".ingest.123.tmp").mkdir()
    (store.folder / ".ingest.123.tmp" / "plain.txt").touch()

    store.remove_stale()
    is_shown = store.has_unfinished()
    workbench = store.make_workbench()

    assert is_shown
    assert [p.name for p in store.folder.glob(".ingest.*")] == [workbench.name]
    workbench.rmdir()
    assert not store.has_unfinished()


def test_statics_join_days_and_leave_repeats_out(store):
    """A name said on two days is one row; the draught of the second day another."""
    first = {
        "mmsi": 232999001,
        "time_utc": pd.Timestamp("2024-05-01T06:00", tz="UTC"),
        "name": "WAVERLEY",
        "transceiver": "A",
        "source": "a",
    }
    second = {
        **first,
        "time_utc": pd.Timestamp("2024-05-02T06:00", tz="UTC"),
        "source": "b",
    }
    third = {**second, "time_utc": pd.Timestamp("2024-05-02T07:00", tz="UTC")}
    for day, rows in {
        "01": [first],
        "02": [second, {**third, "draught_m": 2.5}],
    }.items():
        table = pa.Table.from_pylist(rows, STATICS)
        write_whole(table, store.path("statics", f"2024-05-{day}"), "a key")

    statics = store.statics()

    assert statics["mmsi"].tolist() == ["232999001"] * 2
    assert statics["name"].tolist() == ["WAVERLEY"] * 2
    assert statics["time_utc"].dt.day.tolist() == [1, 2]
    assert statics["draught_m"].tolist()[1] == 2.5
    assert "source" not in statics


def test_a_store_without_statics_has_an_empty_table_of_them(store):
    """Positions alone are enough for port calls."""
    assert len(store.statics()) == 0
    assert "ship_type" in store.statics()


def test_a_return_to_an_old_name_is_a_change():
    """A, B, A are three rows, not two."""
    rows = pd.DataFrame(
        {
            "mmsi": 232999001,
            "time_utc": pd.date_range("2024-05-01", periods=4, freq="h", tz="UTC"),
            "name": ["A", "B", "B", "A"],
        }
    )

    assert keep_changes(rows)["name"].tolist() == ["A", "B", "A"]
