import duckdb
import pandas as pd
import pytest

from soundings.ais.engine.sql import sessions_sql
from tests.ais.state_machine import state_machine
from tests.ais.test_sessions import random_positions


def located(seed: int) -> pd.DataFrame:
    """Random presences, with times as whole seconds."""
    positions = random_positions(seed)
    seconds = positions["time_utc"].astype("datetime64[s, UTC]").astype("int64")
    return positions.assign(time_s=seconds)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    ("away_s", "gap_s"), [(3600, 14400), (3600, 3600), (14400, 1800)]
)
def test_sql_agrees_with_the_state_machine(seed, away_s, gap_s):
    """The same text that Spark is given, judged by the loop."""
    positions = located(seed)
    database = duckdb.connect()
    database.register("located", positions[["mmsi", "time_s", "port"]])

    found = database.execute(
        sessions_sql("located", "port", away_s / 60, gap_s / 60)
    ).fetchall()

    assert sorted(found) == state_machine(positions, "port", away_s, gap_s)


def test_a_name_that_is_no_name_is_refused():
    """It would go into the query as it is."""
    with pytest.raises(ValueError, match="not a plain name"):
        sessions_sql("located; drop table located")
