"""
What happens to ports on known dates: storms, a strike, a fall in trade, Christmas.

One list serves the port calls and the AIS of the same world, so that what a learner
finds in one can be looked up in the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

KINDS: Final = ("storm", "strike", "fall", "holiday", "outage", "new_berth", "source")
EVERYWHERE: Final = "*"


def seconds(text: str) -> int:
    """
    Return a UTC time as whole seconds since 1970.

    Examples
    --------
    >>> seconds("1970-01-02T00:00")
    86400
    """
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def utc_text(time_s: int) -> str:
    """
    Return a UTC time as the files of data write it.

    Examples
    --------
    >>> utc_text(seconds("1970-01-02T00:00"))
    '1970-01-02T00:00:00Z'
    """
    return datetime.fromtimestamp(time_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Shock:
    """
    One dated event.

    Attributes
    ----------
    kind : str
        storm (the port is shut, then ships bunch), strike (no ship is served), fall
        (fewer arrivals, back to normal by degrees), holiday (fewer arrivals), outage
        (AIS receivers only; ships are not affected), new_berth (opens at the start) or
        source (the AIS comes from one station of the port instead of two).
    place : str
        A port, a berth for new_berth, or `*` for every port.
    start_s, end_s : int
        Seconds since 1970; the end is not included.
    factor : float
        What is left of arrivals, at a fall its lowest.

    Raises
    ------
    ValueError
        If the kind is unknown, the end is not after the start, or the factor is
        not between 0 and 1.
    """

    kind: str
    place: str
    start_s: int
    end_s: int
    factor: float = 1.0
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(
                f"shock: kind is {self.kind!r}. Choose from {', '.join(KINDS)}."
            )
        if self.end_s <= self.start_s:
            raise ValueError(
                f"shock {self.kind} at {self.place}: it ends at {self.end_s}, not after "
                f"its start at {self.start_s}. Give a later end."
            )
        if not 0 <= self.factor <= 1:
            raise ValueError(
                f"shock {self.kind} at {self.place}: factor is {self.factor}. "
                "Give a number from 0 to 1."
            )

    def concerns(self, port_id: str) -> bool:
        """Say whether it bears on a port."""
        return self.place in (EVERYWHERE, port_id)


def _shock(
    kind: str, place: str, start: str, end: str, factor: float, note: str
) -> Shock:
    return Shock(kind, place, seconds(start), seconds(end), factor, note)


SHOCKS: Final = (
    _shock(
        "storm", "GBDVR", "2020-02-09T06:00", "2020-02-10T18:00", 0.5, "February storm"
    ),
    _shock(
        "storm", "GBFXT", "2020-02-09T06:00", "2020-02-10T18:00", 0.5, "February storm"
    ),
    _shock(
        "fall", EVERYWHERE, "2020-03-23T00:00", "2020-09-23T00:00", 0.75,
        "Trade falls by a quarter at once and recovers along a straight line",
    ),
    _shock(
        "new_berth", "GBFXT-TRI-9", "2020-11-01T00:00", "2100-01-01T00:00", 1.0,
        "A new berth opens",
    ),
    _shock(
        "storm", "GBDVR", "2020-12-03T06:00", "2020-12-04T12:00", 0.5, "December storm"
    ),
    _shock(
        "strike", "GBSOU", "2020-12-07T00:00", "2020-12-14T00:00", 0.4,
        "Seven days without service; six ships in ten go elsewhere",
    ),
    _shock(
        "outage", "GBIMM", "2020-12-14T00:00", "2020-12-21T00:00", 1.0,
        "The Humber's AIS receivers fail; the ships do not",
    ),
    _shock(
        "holiday", EVERYWHERE, "2020-12-24T00:00", "2020-12-28T00:00", 0.5, "Christmas"
    ),
    _shock(
        "holiday", EVERYWHERE, "2021-12-24T00:00", "2021-12-28T00:00", 0.5, "Christmas"
    ),
)  # fmt: skip
"""The simulated years 2020 and 2021."""


def demand_factor(shocks: tuple[Shock, ...], port_id: str, time_s: float) -> float:
    """
    Return what is left of a port's arrivals at a time: 1 is normal.

    A storm is not among them: its ships are late, not lost.

    Examples
    --------
    Halfway through the recovery from a fall by a quarter.

    >>> demand_factor((Shock("fall", "*", 0, 100, 0.75),), "GBFXT", 50)
    0.875
    """
    left = 1.0
    for shock in shocks:
        if not (shock.concerns(port_id) and shock.start_s <= time_s < shock.end_s):
            continue
        if shock.kind == "fall":
            gone = (time_s - shock.start_s) / (shock.end_s - shock.start_s)
            left *= shock.factor + (1 - shock.factor) * gone
        elif shock.kind in ("holiday", "strike"):
            left *= shock.factor
    return left


def closures(
    shocks: tuple[Shock, ...], port_id: str, kinds: tuple[str, ...] = ("storm",)
) -> list[tuple[int, int]]:
    """Return when shocks of the kinds hold at a port, as (start, end), in order."""
    return sorted(
        (shock.start_s, shock.end_s)
        for shock in shocks
        if shock.kind in kinds and shock.concerns(port_id)
    )
