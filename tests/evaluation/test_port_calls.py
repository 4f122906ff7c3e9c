"""A hand-made simulation of one ship, so that every score can be worked out."""

from pathlib import Path

import pandas as pd

from soundings.evaluation.port_calls import score_folder

START = pd.Timestamp("2021-03-01", tz="UTC")
BERTH = (1.30053, 51.95831)  # GBFXT-TRI-5
SEA = (1.60, 51.90)


def write_folder(folder: Path, n_true: int) -> None:
    """Write a ship that is at the berth from two to five o'clock, and the truth."""
    minutes = pd.timedelta_range("0min", "600min", freq="3min")
    is_moored = (minutes >= pd.Timedelta("2h")) & (minutes <= pd.Timedelta("5h"))
    positions = pd.DataFrame(
        {
            "mmsi": 232999001,
            "time_utc": (START + minutes).astype("datetime64[ms, UTC]"),
            "lon": [BERTH[0] if moored else SEA[0] for moored in is_moored],
            "lat": [BERTH[1] if moored else SEA[1] for moored in is_moored],
            "speed_knots": [0.0 if moored else 12.0 for moored in is_moored],
            "message_type": 1,
        }
    )
    # The way in and out, without which the ship would have jumped.
    turns = positions["speed_knots"].diff().abs() > 0
    positions = positions[~turns.shift(-1, fill_value=False)]
    _parquet(positions, folder / "positions")
    _parquet(pd.DataFrame({"mmsi": [232999001], "ship_type": [70]}), folder / "statics")
    arrived = int(START.timestamp()) + 2 * 3600
    calls = pd.DataFrame(
        {
            "call_id": [f"C{n}" for n in range(n_true)],
            "ship": 0,
            "port_id": "GBFXT",
            "place": "GBFXT-TRI-5",
            "kind": "berth",
            "start_s": [arrived + 4 * 3600 * n for n in range(n_true)],
            "end_s": [arrived + 4 * 3600 * n + 3 * 3600 for n in range(n_true)],
        }
    )
    tables = {
        "calls": calls[["call_id", "ship", "port_id"]],
        "stays": calls.drop(columns="port_id"),
        "fleet": pd.DataFrame({"mmsi": ["232999001"], "home_port_id": [None]}),
        "identities": pd.DataFrame({"ship": [], "mmsi": [], "from_s": []}),
        "silences": pd.DataFrame({"call_id": [], "ship": []}),
    }
    (folder / "truth").mkdir()
    for name, table in tables.items():
        table.to_csv(folder / "truth" / f"sim_{name}.csv", index=False)


def _parquet(table: pd.DataFrame, folder: Path) -> None:
    place = folder / "day=2021-03-01"
    place.mkdir(parents=True)
    table.to_parquet(place / "part-0.parquet", index=False)


def test_a_call_found_at_its_berth_scores_full_marks(tmp_path):
    """One true call, one found, at the right berth, to the minute."""
    write_folder(tmp_path, n_true=1)

    scores = score_folder(tmp_path, "hand-made", 0.98, START, 1)

    values = {score.what: score.value for score in scores}
    assert values["port calls, F1"] == 1
    assert values["arrival error, median minutes"] == 0
    assert values["berth stays, F1"] == 1
    assert values["right berth, share"] == 1
    assert values["anchored against moored, share right"] == 1


def test_a_call_that_was_missed_costs(tmp_path):
    """Two true calls, one found: precision 1, recall 1/2, F1 2/3."""
    write_folder(tmp_path, n_true=2)

    scores = score_folder(tmp_path, "hand-made", 0.98, START, 1)

    values = {score.what: score.value for score in scores}
    assert round(values["port calls, F1"], 3) == 0.667
    assert scores[0].n == 2
