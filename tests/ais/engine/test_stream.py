import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from soundings.ais.engine.stream import COLUMNS, as_stretch, read_vessel_days
from tests.ais.engine.random_ships import as_table, random_ships


def write_month(path, positions: pd.DataFrame):
    """One file of many days, in the order of the table."""
    rows = positions.assign(mmsi=positions["mmsi"].astype("int64"))
    table = pa.Table.from_pandas(rows[list(COLUMNS)], preserve_index=False)
    pq.write_table(table, path, row_group_size=37)
    return path


def sorted_ships(seed: int) -> pd.DataFrame:
    ships = random_ships(seed)
    return ships.sort_values(["mmsi", "time_utc", "lat", "lon"], ignore_index=True)


@pytest.mark.parametrize("rows_at_once", [1, 10, 100, 10_000])
def test_no_row_is_lost_and_no_vessel_day_is_split(rows_at_once, tmp_path):
    """However little is held at a time, all rows come in order, in whole vessel-days."""
    ships = sorted_ships(1)
    path = write_month(tmp_path / "month.parquet", ships)

    parts = list(read_vessel_days(path, rows_at_once=rows_at_once))

    tables = [as_table(as_stretch(part)) for part in parts]
    pd.testing.assert_frame_equal(
        pd.concat(tables, ignore_index=True), ships[list(COLUMNS)]
    )
    days = [
        set(zip(t["mmsi"], t["time_utc"].dt.floor("D"), strict=True)) for t in tables
    ]
    assert sum(map(len, days)) == len(set.union(*days))


def test_a_file_without_rows_gives_no_parts(tmp_path):
    """A day on which nobody was heard."""
    path = write_month(tmp_path / "empty.parquet", sorted_ships(1).head(0))

    assert sum(len(part) for part in read_vessel_days(path)) == 0


@pytest.mark.parametrize("rows_at_once", [50, 10_000])
def test_an_unsorted_file_is_refused(rows_at_once, tmp_path):
    """Nothing that follows would be right, so the error comes first."""
    ships = sorted_ships(1).iloc[::-1]
    path = write_month(tmp_path / "month.parquet", ships)

    with pytest.raises(ValueError, match="not sorted by mmsi and time"):
        list(read_vessel_days(path, rows_at_once=rows_at_once))


def test_a_missing_column_is_named(tmp_path):
    """The error says which column, and what was found instead."""
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"mmsi": [1], "ts": [2]}), path)

    with pytest.raises(ValueError, match="no column time_utc or lon or lat or speed"):
        list(read_vessel_days(path))


def test_a_missing_position_is_refused():
    """The store holds no such row: it was made by something else."""
    table = pa.table(
        {
            "mmsi": [1],
            "time_utc": pa.array([0], pa.timestamp("ms", tz="UTC")),
            "lon": pa.array([None], pa.float64()),
            "lat": [0.0],
            "speed_knots": [0.0],
        }
    )

    with pytest.raises(ValueError, match="1 rows have no lon"):
        as_stretch(table)


def test_a_missing_speed_is_not_a_number():
    """Arrow's null becomes nan, which says nothing of movement."""
    table = pa.table(
        {
            "mmsi": [1],
            "time_utc": pa.array([0], pa.timestamp("ms", tz="UTC")),
            "lon": [0.0],
            "lat": [0.0],
            "speed_knots": pa.array([None], pa.float32()),
        }
    )

    assert np.isnan(as_stretch(table).speed_knots[0])
