"""From positions to port calls: one rule for presences, and what makes a visit a call."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from soundings.ais.clean import add_speed, mark_stopped
from soundings.ais.fences import locate
from soundings.ais.tables import FENCES, VISITS, check_columns, vessel_key

AWAY_MINUTES = 60.0
GAP_MINUTES = 720.0
STAY_MINUTES = 30.0


def sessions(
    runs: pd.DataFrame,
    place: str,
    away_minutes: float = AWAY_MINUTES,
    gap_minutes: float = GAP_MINUTES,
) -> pd.DataFrame:
    """
    Join each vessel's positions at one place into uninterrupted presences.

    A new presence starts when the place changes; when the vessel was *seen* elsewhere
    and stayed away longer than `away_minutes`; or when it was merely *silent* for
    longer than `gap_minutes`. Silences are counted over all of a vessel's positions,
    so either limit may be the larger.

    The first and last position inside bound a presence. They are not arrival and
    departure, and a presence of one position has no length.

    Parameters
    ----------
    runs : DataFrame
        Positions (with `time_utc`), or stretches of positions at one place (with
        `first_utc`, `last_utc` and `n_positions`). Those outside must be there too:
        they are how the rule knows that a vessel left.
    place : str
        The column that says where; missing means outside.
    away_minutes, gap_minutes : float
        An absence must be longer than this, not equal, to end a presence.

    Returns
    -------
    DataFrame
        A sessions table (see `ais.tables`), ordered by vessel and time.

    Examples
    --------
    Out of the harbour and seen there for two hours: it has left, and come again.

    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01 06:00", periods=5, freq="h", tz="UTC"),
    ...     "port": ["harbour", "harbour", None, "harbour", "harbour"],
    ... })
    >>> sessions(positions, "port", away_minutes=60)["n_positions"].tolist()
    [2, 2]

    With a little more patience it never left.

    >>> sessions(positions, "port", away_minutes=120)["n_positions"].tolist()
    [4]
    """
    key = vessel_key(runs)
    runs = _as_runs(runs, place).sort_values([*key, "first_utc"], kind="stable")
    runs = runs.reset_index(drop=True)
    away, gap = pd.Timedelta(minutes=away_minutes), pd.Timedelta(minutes=gap_minutes)

    is_outside = runs[place].isna()
    was_outside = is_outside.groupby([runs[k] for k in key]).shift(fill_value=True)
    silence = runs["first_utc"] - runs.groupby(key)["last_utc"].shift()
    breaks = (silence > gap).cumsum()
    inside = runs.assign(breaks=breaks, was_outside=was_outside)[~is_outside]

    vessel = inside.groupby(key)
    absent = inside["first_utc"] - vessel["last_utc"].shift()
    starts = (
        (inside[place] != vessel[place].shift()).fillna(True)
        | (inside["breaks"] != vessel["breaks"].shift())
        | (inside["was_outside"] & (absent > away))
    )
    return (
        inside.groupby([*key, starts.cumsum().rename("number")])
        .agg(
            **{place: (place, "first")},
            first_utc=("first_utc", "min"),
            last_utc=("last_utc", "max"),
            n_positions=("n_positions", "sum"),
        )
        .reset_index()
        .drop(columns="number")
    )


def _as_runs(table: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return stretches; a position is a stretch that starts and ends at once."""
    if "time_utc" in table.columns and "first_utc" not in table.columns:
        table = table.assign(
            first_utc=table["time_utc"], last_utc=table["time_utc"], n_positions=1
        )
    columns = (*vessel_key(table), place, "first_utc", "last_utc", "n_positions")
    check_columns(table, columns, "sessions")
    return table[list(columns)]


def stays(
    positions: pd.DataFrame,
    place: str = "berth",
    stay_minutes: float = STAY_MINUTES,
    away_minutes: float = AWAY_MINUTES / 2,
    gap_minutes: float = GAP_MINUTES,
) -> pd.DataFrame:
    """
    Return the stays of each vessel at rest at one place.

    Being inside a berth's outline is not enough: a ship that moves through is
    counted as outside. A position whose speed is unknown proves nothing, and is
    left out if it lies inside.

    Parameters
    ----------
    positions : DataFrame
        Positions with `is_stopped` (from `mark_stopped`) and the column `place`
        (from `locate`).
    place : str
        Usually "berth" or "anchorage".
    stay_minutes : float
        Shortest time from first to last position at rest that is a stay.
    away_minutes, gap_minutes : float
        As in `sessions`: short moves and silences that do not end a stay.

    Returns
    -------
    DataFrame
        A sessions table (see `ais.tables`) with one row for each stay.

    Examples
    --------
    >>> positions = pd.DataFrame({
    ...     "mmsi": "232999001",
    ...     "time_utc": pd.date_range("2024-05-01", periods=4, freq="20min", tz="UTC"),
    ...     "berth": ["quay", "quay", "quay", None],
    ...     "is_stopped": [False, True, True, False],
    ... })
    >>> len(stays(positions, stay_minutes=20)), len(stays(positions, stay_minutes=21))
    (1, 0)
    """
    check_columns(positions, ("mmsi", "time_utc", place, "is_stopped"), "stays")
    is_stopped = positions["is_stopped"].astype("boolean")
    at_rest = positions.assign(
        **{place: positions[place].where(is_stopped.fillna(False))}
    )
    says_something = is_stopped.notna() | positions[place].isna()
    found = sessions(at_rest[says_something], place, away_minutes, gap_minutes)
    length = found["last_utc"] - found["first_utc"]
    return found[length >= pd.Timedelta(minutes=stay_minutes)].reset_index(drop=True)


def port_visits(
    positions: pd.DataFrame,
    fences: pd.DataFrame,
    stay_minutes: float = STAY_MINUTES,
    away_minutes: float = AWAY_MINUTES,
    gap_minutes: float = GAP_MINUTES,
) -> pd.DataFrame:
    """
    Return every presence inside a port's fence, with what the vessel did there.

    Entering and leaving the fence are one definition of arrival and departure; the
    first and last position at rest at a berth are the other. Both are given. Time at
    anchor counts as waiting, so it moves neither.

    Parameters
    ----------
    positions : DataFrame
        Clean positions (see `clean_positions`). `speed_knots` is worked out by
        `add_speed` if the table has none.
    fences : DataFrame
        A fences table with ports and the berths in them.
    stay_minutes : float
        As in `stays`.
    away_minutes, gap_minutes : float
        As in `sessions`. A stay at a berth ends after half of `away_minutes`.

    Returns
    -------
    DataFrame
        A visits table (see `ais.tables`), ordered by vessel and time.
    """
    if "speed_knots" not in positions.columns:
        positions = by_hull(positions, add_speed)
    placed = by_hull(locate(positions, fences), mark_stopped)
    # A berth counts only inside a port, so that every stay belongs to one visit.
    placed = placed.assign(berth=placed["berth"].where(placed["port"].notna()))
    visits = sessions(placed, "port", away_minutes, gap_minutes)
    visits = visits.rename(columns={"first_utc": "entered_utc", "last_utc": "left_utc"})
    at_berth = stays(placed, "berth", stay_minutes, away_minutes / 2, gap_minutes)
    return _with_stays(visits, at_berth)


def by_hull(
    positions: pd.DataFrame, step: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Do a step that knows vessels by `mmsi` alone for one hull of each after the other."""
    if "hull" not in positions.columns or positions.empty:
        return step(positions)
    parts = [step(part) for _, part in positions.groupby("hull")]
    return pd.concat(parts, ignore_index=True)


def _with_stays(visits: pd.DataFrame, at_berth: pd.DataFrame) -> pd.DataFrame:
    """Add to each visit the stays that began in it."""
    key = vessel_key(visits)
    numbered = visits.assign(visit=range(len(visits)))
    pairs = numbered.merge(at_berth.drop(columns="n_positions"), on=key)
    pairs = pairs[pairs["first_utc"].between(pairs["entered_utc"], pairs["left_utc"])]
    pairs = pairs.sort_values(["visit", "first_utc"]).assign(
        hours=(pairs["last_utc"] - pairs["first_utc"]).dt.total_seconds() / 3600
    )
    found = pairs.groupby("visit").agg(
        n_stays=("berth", "size"),
        berth=("berth", "first"),
        arrived_utc=("first_utc", "min"),
        departed_utc=("last_utc", "max"),
        berth_hours=("hours", "sum"),
    )
    joined = numbered.join(found, on="visit")
    filled = joined.assign(
        n_stays=joined["n_stays"].fillna(0).astype(int),
        berth_hours=joined["berth_hours"].fillna(0.0),
    )
    return filled[[*key, *(name for name in VISITS if name not in key)]]


def port_calls(
    positions: pd.DataFrame,
    fences: pd.DataFrame,
    stay_minutes: float = STAY_MINUTES,
    away_minutes: float = AWAY_MINUTES,
    gap_minutes: float = GAP_MINUTES,
) -> pd.DataFrame:
    """
    Return the port calls: visits in which the vessel lay at a berth.

    A ship that crosses the fence on its way elsewhere, or waits inside it, has not
    called. Parameters and columns are those of `port_visits`.

    Raises
    ------
    ValueError
        If there is no port or no berth among the fences: nothing could be a call.

    Examples
    --------
    One ship lies at the quay for two hours; the other passes it.

    >>> harbour = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> quay = [(0, 1), (1, 1), (1, 2), (0, 2), (0, 1)]
    >>> fences = pd.DataFrame({
    ...     "fence": ["harbour", "quay"], "name": ["Harbour", "Quay"],
    ...     "kind": ["port", "berth"], "ring": [harbour, quay],
    ... })
    >>> hours = pd.date_range("2024-05-01", periods=4, freq="h", tz="UTC")
    >>> positions = pd.DataFrame({
    ...     "mmsi": ["232999001"] * 4 + ["232999002"] * 4,
    ...     "time_utc": [*hours, *hours],
    ...     "lon": [3.0, 0.5, 0.5, 0.5, 3.0, 1.5, 0.5, -1.0],
    ...     "lat": [1.5] * 8,
    ... })
    >>> len(port_visits(positions, fences)), len(port_calls(positions, fences))
    (2, 1)
    """
    check_columns(fences, tuple(FENCES), "port_calls")
    for kind in ("port", "berth"):
        if kind not in set(fences["kind"]):
            found = ", ".join(sorted(set(fences["kind"]))) or "none at all"
            raise ValueError(
                f"port_calls: no fence of kind {kind}. Found {found}. "
                "A call is a stay at a berth during a visit to a port: give both."
            )
    visits = port_visits(positions, fences, stay_minutes, away_minutes, gap_minutes)
    return visits[visits["n_stays"] > 0].reset_index(drop=True)
