"""What a port call is, in numbers: every threshold, and whose visits are no calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from soundings.ais.tables import check_columns

SERVICE_TYPES: Final = frozenset(
    [*range(30, 38), *range(50, 60), 1001, 1002, 1019, 1021, 1023, 1025]
)
"""
Ship types whose stays serve other ships, or nobody's trade (ITU-R M.1371-5, table 53):
fishing, towing, dredging, diving, military, sailing, pleasure; pilots, rescue, tugs,
tenders, police and others. Above 1000 stand NOAA's own codes for fishing, pleasure,
military and towing.
"""


@dataclass(frozen=True)
class CallSettings:
    """
    Every threshold of `find_calls`.

    Attributes
    ----------
    away_minutes, gap_minutes : float
        A visit ends when the vessel was seen outside the port for longer than the
        one, or silent for longer than the other. Either may be the larger.
    berth_away_minutes : float
        A rest ends when the vessel moved for longer.
    stay_minutes, anchor_minutes : float
        Shortest stay at a berth, and at anchor (see `find_stays`). Ferries turn
        round in a quarter of an hour: half an hour would lose them.
    rejoin_minutes : float
        See `find_stays`.
    silent_at_berth_minutes : float
        See `bridge_silences`. At most `gap_minutes` switches it off.
    waiting_minutes : float
        A stay at anchor outside the port belongs to the visit that begins so soon
        after it.
    to_anchor_minutes, at_anchor_minutes : float
        A vessel that leaves port for the anchorage and comes back is still on the
        same visit, if each way took at most the first and the absence the second.
    stray_minutes : float
        A presence in another port, at most so long and amid a presence in this one,
        is taken for false positions.
    confidence_gap_minutes : float
        See `rate_visits`.
    least_share : float
        See `find_stays`.
    """

    away_minutes: float = 60.0
    gap_minutes: float = 720.0
    berth_away_minutes: float = 30.0
    stay_minutes: float = 10.0
    anchor_minutes: float = 30.0
    rejoin_minutes: float = 120.0
    silent_at_berth_minutes: float = 1440.0
    waiting_minutes: float = 720.0
    to_anchor_minutes: float = 180.0
    at_anchor_minutes: float = 2880.0
    stray_minutes: float = 10.0
    confidence_gap_minutes: float = 240.0
    least_share: float = 0.2

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not value >= 0:
                raise ValueError(f"{name} is {value}. Give a number, 0 or more.")


RULES: Final = {
    "soundings": CallSettings(),
    "gap_4_hours": CallSettings(gap_minutes=240.0),
    "outside_24_hours": CallSettings(away_minutes=1440.0, gap_minutes=1440.0),
}
"""
Rules for when a visit ends. `gap_4_hours`: a silence of four hours closes it, unless the
ship was silent at its berth (Global Fishing Watch calls four hours a gap, but does not
end a visit by it). `outside_24_hours`: the World Bank's notebooks
join visits less than 24 hours apart; a ferry then makes one visit in the whole year.
"""


def service_craft(statics: pd.DataFrame) -> set[object]:
    """
    Return the vessels that call themselves tugs, pilots, fishing boats and the like.

    A vessel belongs to them if every type it ever sent, unknown left aside, is in
    `SERVICE_TYPES`. One that never says what it is does not.

    Parameters
    ----------
    statics : DataFrame
        With `mmsi` and `ship_type`.

    Examples
    --------
    >>> statics = pd.DataFrame({"mmsi": [1, 1, 2, 2, 3], "ship_type": [52, 0, 52, 70, 0]})
    >>> sorted(service_craft(statics))
    [1]
    """
    check_columns(statics, ("mmsi", "ship_type"), "service_craft")
    types = pd.to_numeric(statics["ship_type"], errors="coerce").fillna(0)
    known = statics.assign(ship_type=types)[types > 0]
    is_service = known["ship_type"].isin(SERVICE_TYPES).groupby(known["mmsi"]).all()
    return set(is_service.index[is_service])
