"""Anchored or moored, told by movement alone, where no fence was drawn."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.clean import add_speed, mark_stopped
from soundings.ais.geometry import distance_nm
from soundings.ais.port_calls import by_hull, sessions
from soundings.ais.tables import REQUIRED, check_columns, vessel_key

STILLNESS: Final = {
    "mmsi": "the ship's radio",
    "hull": "which of the ships that share this mmsi, if positions tell",
    "first_utc": "first position at rest",
    "last_utc": "last position at rest",
    "n_positions": "positions at rest",
    "lon": "degrees east, of the middle",
    "lat": "degrees north, of the middle",
    "radius_m": "half the time it was within so many metres of the middle",
    "turn_degrees": "half the time its bow pointed within so much of its mean",
    "lies": "anchored, moored or unclear",
}
"""One row is one rest of one vessel, wherever that was."""

SLOT: Final = "10min"


def describe_rests(
    positions: pd.DataFrame,
    least_hours: float = 1.0,
    sure_hours: float = 3.0,
    swing_m: float = 30.0,
    swing_degrees: float = 10.0,
    steady_degrees: float = 2.0,
    farthest_m: float = 1000.0,
    away_minutes: float = 30.0,
    gap_minutes: float = 720.0,
) -> pd.DataFrame:
    """
    Return where vessels rested, and whether they swung as a ship at anchor does.

    A ship at anchor points into stream and wind and goes round her anchor when they
    turn, hundreds of metres in a tide; one that is moored stays within what its
    receiver errs, and points one way. Navigational status is not used: half of still
    ships say that they are under way.

    It misleads where nothing turns: at anchor in a river or a steady wind a ship may
    lie as still as at a quay. Of buoys, and of ships alongside one at anchor, it says
    anchored.

    Parameters
    ----------
    positions : DataFrame
        Clean positions; `heading_degrees` and `hull` are used if they are there.
    least_hours : float
        Shorter rests are left out.
    sure_hours : float
        A rest so long without a swing is moored; a shorter one is unclear, unless its
        heading tells.
    swing_m, swing_degrees : float
        More than either, as a median, is a swing.
    steady_degrees : float
        A bow that keeps within this is held by ropes, wherever tugs push the ship:
        at anchor it yaws by more.
    farthest_m : float
        A median beyond this is no rest at one place, and unclear.
    away_minutes, gap_minutes : float
        As in `sessions`.

    Returns
    -------
    DataFrame
        One row a rest (see `STILLNESS`), ordered by vessel and time. Every ten minutes
        count alike, however many positions fall into them.

    Examples
    --------
    Six hours at rest, half of them 200 metres further north.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=36, freq="10min", tz="UTC"),
    ...     "lon": 1.7, "lat": [51.9] * 18 + [51.9018] * 18, "speed_knots": 0.1,
    ... })
    >>> describe_rests(positions)["lies"].tolist()
    ['anchored']
    """
    check_columns(positions, REQUIRED, "describe_rests")
    if "speed_knots" not in positions.columns:
        positions = by_hull(positions, add_speed)
    key = vessel_key(positions)
    stopped = by_hull(positions, mark_stopped)
    says = stopped["is_stopped"]
    rest = pd.Series("rest", index=stopped.index).where(says.fillna(False))
    table = stopped.assign(rest=rest)[says.notna()]
    rests = sessions(table, "rest", away_minutes, gap_minutes)
    length = (rests["last_utc"] - rests["first_utc"]).dt.total_seconds() / 3600
    rests, length = rests[length >= least_hours], length[length >= least_hours]
    rests = rests.drop(columns="rest").assign(hours=length).reset_index(drop=True)
    spread = _spread(table[table["rest"].notna()], rests, key)
    found = rests.join(spread)
    swings = (found["radius_m"] > swing_m) | (found["turn_degrees"] > swing_degrees)
    is_steady = found["turn_degrees"] <= steady_degrees
    lies = np.select(
        [
            found["radius_m"] > farthest_m,
            is_steady,
            swings,
            found["hours"] >= sure_hours,
        ],
        ["unclear", "moored", "anchored", "moored"],
        "unclear",
    )
    found = found.assign(lies=lies)
    return found[[*key, *(name for name in STILLNESS if name not in ("mmsi", "hull"))]]


def _spread(still: pd.DataFrame, rests: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return each rest's middle, and how far positions and bows strayed from it."""
    numbered = rests.assign(number=rests.index, since=rests["first_utc"])
    columns = [*key, "since", "last_utc", "number"]
    placed = pd.merge_asof(
        still.sort_values("time_utc", kind="stable"),
        numbered[columns].sort_values("since", kind="stable"),
        left_on="time_utc",
        right_on="since",
        by=key,
    )
    placed = placed[placed["time_utc"] <= placed["last_utc"]]
    slot = placed["time_utc"].dt.floor(SLOT)
    placed = placed.assign(slot=slot).drop_duplicates(["number", "slot"])
    if "heading_degrees" not in placed.columns:
        placed = placed.assign(heading_degrees=np.nan)
    rest = placed["number"]
    middle = placed.groupby(rest)[["lon", "lat"]].median()
    own = middle.reindex(rest)
    lon, lat = placed["lon"].to_numpy(), placed["lat"].to_numpy()
    metres = 1852 * distance_nm(own["lon"].to_numpy(), own["lat"].to_numpy(), lon, lat)
    bow = np.radians(placed["heading_degrees"].where(placed["heading_degrees"] < 360))
    means = pd.DataFrame({"s": np.sin(bow), "c": np.cos(bow)}).groupby(rest).mean()
    means = means.reindex(rest)
    mean = np.arctan2(means["s"].to_numpy(), means["c"].to_numpy())
    turn = np.abs(np.degrees(np.angle(np.exp(1j * (bow.to_numpy() - mean)))))
    strayed = placed.assign(radius_m=metres, turn_degrees=turn)
    medians = strayed.groupby(rest)[["radius_m", "turn_degrees"]].median()
    return middle.join(medians)
