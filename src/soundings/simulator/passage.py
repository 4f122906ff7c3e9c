"""
The way of one ship, written down knot by knot, with what it was about.

For ships whose next step depends on where they are by then: a search that ends when
the boat is seen, a patrol that breaks off for a warning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias, TypeVar

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.chance import stream, uniform
from soundings.simulator.movements import ACTIVITIES, NM_PER_DEGREE, step_nm
from soundings.simulator.portable import PI, cos

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""

_T = TypeVar("_T")
_BLOCK = 256


class Dice:
    """
    Random numbers for one entity, drawn one after another from its own stream.

    Examples
    --------
    >>> 2.0 <= Dice(1, "trawler/3").between(2.0, 4.0) < 4.0
    True
    """

    def __init__(self, seed: int, name: str) -> None:
        self._key = stream(seed, name)
        self._numbers: list[float] = []
        self._drawn = 0

    def between(self, low: float, high: float) -> float:
        """Return a number from `low` up to `high`."""
        if self._drawn == len(self._numbers):
            block = np.arange(self._drawn, self._drawn + _BLOCK)
            self._numbers += uniform(self._key, 0, block).tolist()
        self._drawn += 1
        return low + (high - low) * self._numbers[self._drawn - 1]

    def happens(self, share: float) -> bool:
        """Say yes in `share` of cases."""
        return self.between(0.0, 1.0) < share

    def pick(self, options: Sequence[_T]) -> _T:
        """Return one of the options, each as likely."""
        return options[int(self.between(0.0, len(options)))]

    def sign(self) -> float:
        """Return 1 or -1."""
        return 1.0 if self.happens(0.5) else -1.0


def offset(point: Point, east_nm: float, north_nm: float) -> Point:
    """
    Return the point so many nautical miles east and north of another.

    Examples
    --------
    >>> lon, lat = offset((13.0, 60.0), 60.04, 60.04)
    >>> round(lon, 2), round(lat, 2)
    (15.0, 61.0)
    """
    lon, lat = point
    wide = NM_PER_DEGREE * float(cos(lat * PI / 180))
    return lon + east_nm / wide, lat + north_nm / NM_PER_DEGREE


def east_north_nm(origin: Point, point: Point) -> tuple[float, float]:
    """Return how far east and north of an origin a point lies, in nautical miles."""
    middle = (origin[1] + point[1]) * (PI / 360)
    wide = NM_PER_DEGREE * float(cos(middle))
    return (point[0] - origin[0]) * wide, (point[1] - origin[1]) * NM_PER_DEGREE


def apart_nm(a: Point, b: Point) -> float:
    """
    Return the distance between two points within a sea, in nautical miles.

    Like `ais.geometry.distance_nm`, but with the same last bit on every machine.
    """
    east, north = east_north_nm(a, b)
    return float(np.sqrt(east * east + north * north))


class Passage:
    """
    One ship's knots in the making.

    Parameters
    ----------
    time_s : int
        Epoch seconds of the first knot.
    place : (float, float)
        Longitude and latitude of the first knot.

    Examples
    --------
    Six miles north at 12 knots take half an hour; at half time it is half way.

    >>> ship = Passage(0, (13.0, 34.0))
    >>> ship.sail([(13.0, 34.1)], 12.0, "dash")
    >>> ship.end_s, round(ship.where(900)[1], 4)
    (1801, 34.05)
    """

    def __init__(self, time_s: int, place: Point) -> None:
        self.time_s = [time_s]
        self.places = [place]
        self.activity = ["moored"]
        self.phase = ["port"]

    @property
    def end_s(self) -> int:
        """The moment of the last knot."""
        return self.time_s[-1]

    @property
    def place(self) -> Point:
        """Where the last knot lies."""
        return self.places[-1]

    def sail(
        self,
        points: Sequence[Point] | Floats,
        speed_knots: float,
        phase: str,
        activity: str = "sailing",
    ) -> None:
        """Go from point to point at one speed."""
        path = np.vstack([self.place, np.asarray(points, dtype=float)])
        seconds = np.rint(step_nm(path) / speed_knots * 3600).astype(int).tolist()
        for place, step_s in zip(path[1:].tolist(), seconds, strict=True):
            if step_s > 0:
                self._to((place[0], place[1]), step_s, phase, activity)

    def stay(self, seconds: float, phase: str, activity: str) -> None:
        """Remain at the place for some time."""
        if round(seconds) > 0:
            self._to(self.place, round(seconds), phase, activity)

    def _to(self, place: Point, seconds: int, phase: str, activity: str) -> None:
        self.activity[-1], self.phase[-1] = activity, phase
        self.time_s.append(self.end_s + seconds)
        self.places.append(place)
        self.activity.append(activity)
        self.phase.append(phase)

    def where(self, time_s: int) -> Point:
        """Return the place at a moment; the first or last before and after."""
        i = bisect_right(self.time_s, time_s) - 1
        if i < 0 or i == len(self.time_s) - 1:
            return self.places[max(i, 0)]
        share = (time_s - self.time_s[i]) / (self.time_s[i + 1] - self.time_s[i])
        (lon_1, lat_1), (lon_2, lat_2) = self.places[i], self.places[i + 1]
        return lon_1 + share * (lon_2 - lon_1), lat_1 + share * (lat_2 - lat_1)

    def phase_at(self, time_s: int) -> str:
        """Return what the ship was about at a moment; empty outside its knots."""
        i = bisect_right(self.time_s, time_s) - 1
        return "" if i < 0 or time_s >= self.end_s else self.phase[i]

    def break_off(self, time_s: int) -> None:
        """Forget everything after a moment: the ship has been called away."""
        place = self.where(time_s)
        i = bisect_right(self.time_s, time_s - 1)
        phase, activity = self.phase[i - 1], self.activity[i - 1]
        del self.time_s[i:], self.places[i:], self.activity[i:], self.phase[i:]
        self.time_s.append(time_s)
        self.places.append(place)
        self.phase.append(phase)
        self.activity.append(activity)

    def knots(self, ship: int) -> pd.DataFrame:
        """Return the knots as a table of movements (see `movements.KNOTS`)."""
        places = np.array(self.places)
        codes = [ACTIVITIES.index(name) for name in self.activity]
        return pd.DataFrame(
            {
                "ship": np.full(len(places), ship, dtype=np.int32),
                "track": np.zeros(len(places), dtype=np.int64),
                "time_s": np.array(self.time_s, dtype=np.int64),
                "lon": places[:, 0].round(6),
                "lat": places[:, 1].round(6),
                "activity": np.array(codes, dtype=np.int8),
                "heading_degrees": np.full(len(places), np.nan),
            }
        )
