"""
The segments of a vessel's day that can still be continued, and which a piece fits best.

The rules are those of `reach`, for single numbers: a hull's day has a few segments to
choose from, for which arrays would take five times as long.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from soundings.ais.geometry import EARTH_RADIUS_NM
from soundings.ais.reach import Day, TrackLimits

LIVE: Final = 64
"""So many segments, those heard last, can be continued: bounds the work for an MMSI
that hundreds of ships use, such as 123456789."""

AT_REST_KNOTS: Final = 1.0
"""A hull no faster than this may be found where it was hours ago."""

HANDED_OVER: Final = 10
"""A segment has taken over from one that fell silent if it has so many positions."""

STRAIGHT_S: Final = 180.0
"""For so long a ship goes straight on; after that its course says nothing."""

NM_PER_DEGREE: Final = math.radians(1.0) * EARTH_RADIUS_NM


@dataclass(slots=True, eq=False)
class Segment:
    """Pieces of one hull: places of its first and last position, and how many."""

    first: int
    last: int
    n_positions: int = 0
    pieces: list[int] = field(default_factory=list)
    transceiver: int = 0
    # Which way it last went, degrees a second; missing if that is not known.
    lon_s: float = math.nan
    lat_s: float = math.nan
    # Which segment was opened when this one had last been heard, and where it had ended.
    heir: Segment | None = None
    heir_since: int = -1


class LiveSegments:
    """The segments that can be continued, those heard last."""

    def __init__(self, day: Day, limits: TrackLimits) -> None:
        self.day, self.limits = day, limits
        # Python's own numbers, which are faster one by one.
        self.time_s: list[float] = day.time_s.tolist()
        self.lon: list[float] = day.lon.tolist()
        self.lat: list[float] = day.lat.tolist()
        self.speed_knots: list[float] = day.speed_knots.tolist()
        self.transceiver: list[int] = day.transceiver.tolist()
        self.tells_class = bool(day.transceiver.any())
        self.segments: list[Segment] = []

    def open(self, begin: int) -> Segment:
        """Make room for a new segment; the one heard longest ago goes."""
        new = Segment(begin, begin)
        if len(self.segments) < LIVE:
            place = len(self.segments)
            self.segments.append(new)
        else:
            last = [segment.last for segment in self.segments]
            place = last.index(min(last))
            for segment in self.segments:
                if segment.heir is self.segments[place]:
                    segment.heir = None
            self.segments[place] = new
        earliest_s = self.time_s[begin] - 60 * self.limits.silence_minutes / 3
        for segment in self.segments:
            if segment is new or self.time_s[segment.last] < earliest_s:
                continue
            # A stray is no heir: only where the last came to nothing is it replaced.
            heir = segment.heir
            if (
                heir is None
                or segment.heir_since != segment.last
                or heir.n_positions <= self.limits.stray_positions
            ):
                segment.heir, segment.heir_since = new, segment.last
        return new

    def extend(self, segment: Segment, piece: int, begin: int, end: int) -> None:
        """Let a segment go on with a piece: the places from begin to before end."""
        last = end - 1
        before = segment.last if begin == last else max(begin, last - 3)
        segment.pieces.append(piece)
        segment.n_positions += end - begin
        segment.last = last
        seconds = self.time_s[last] - self.time_s[before]
        is_way = 5 <= seconds <= 60 * self.limits.silence_minutes / 3
        if is_way and segment.n_positions > 1:
            segment.lon_s = (self.lon[last] - self.lon[before]) / seconds
            segment.lat_s = (self.lat[last] - self.lat[before]) / seconds
        elif seconds > 0:
            segment.lon_s = segment.lat_s = math.nan
        if self.tells_class:
            highest = max(self.transceiver[begin:end])
            segment.transceiver = highest or segment.transceiver

    def best_for(self, begin: int) -> Segment | None:
        """Return the segment that a piece fits best; None if none."""
        best, least_misfit = None, math.inf
        kind = self.transceiver[begin]
        for segment in self.segments:
            if kind and segment.transceiver not in (0, kind):
                continue
            nm = self._fitting_nm(segment, begin)
            if nm is None:
                continue
            misfit = self._misfit_nm(segment, begin, nm)
            if misfit < least_misfit:
                best, least_misfit = segment, misfit
        return best

    def _fitting_nm(self, segment: Segment, begin: int) -> float | None:
        """Return how far a position is from a segment that it fits; None otherwise."""
        limits, last = self.limits, segment.last
        seconds = self.time_s[begin] - self.time_s[last]
        before, now = self.speed_knots[last], self.speed_knots[begin]
        # Two strays hours apart could always be one hull. Few positions prove nothing:
        # they are continued only by what is near in time or in place.
        is_young = segment.n_positions <= limits.stray_positions
        if seconds > 60 * limits.free_minutes or (
            is_young and seconds > 30 * limits.silence_minutes
        ):
            # What lay there may lie there still; what sailed has gone somewhere.
            if before >= AT_REST_KNOTS or now >= AT_REST_KNOTS:
                return None
            reach = limits.tolerance_nm
        else:
            reach = _reach_nm(seconds, before, now, limits)
        # North alone is less than the distance, and mostly tells.
        north_nm = abs(self.lat[begin] - self.lat[last]) * NM_PER_DEGREE
        if north_nm > reach * (1 + 1e-9):
            return None
        nm = _distance_nm(
            self.lon[last], self.lat[last], self.lon[begin], self.lat[begin]
        )
        if nm > reach or self._is_replaced(segment, seconds):
            return None
        return nm

    def _is_replaced(self, segment: Segment, seconds: float) -> bool:
        """Say whether another took over from a silent segment when it ended."""
        return (
            seconds > 60 * self.limits.silence_minutes
            and segment.heir is not None
            and segment.heir_since == segment.last
            and segment.heir.n_positions >= HANDED_OVER
        )

    def _misfit_nm(self, segment: Segment, begin: int, nm: float) -> float:
        """
        Return how badly a position continues a segment, as a distance.

        A hull goes at least its lower and at most its higher reported speed. Of two
        that fit, the one whose speed has changed less in little time, then the nearer;
        and the one that leads there if it has gone straight on.
        """
        last = segment.last
        seconds = self.time_s[begin] - self.time_s[last]
        hours = seconds / 3600
        before, now = self.speed_knots[last], self.speed_knots[begin]
        known = [knots for knots in (before, now) if not math.isnan(knots)] or [0.0]
        outside = max(min(known) * hours - nm, 0) + max(nm - max(known) * hours, 0)
        change_knots = max(known) - min(known)
        sudden = change_knots * 30 / 3600 / (1 + hours * 60)
        misfit = outside + sudden + 0.1 * nm
        if seconds > STRAIGHT_S or math.isnan(segment.lon_s):
            return misfit
        off_nm = _distance_nm(
            self.lon[last] + segment.lon_s * seconds,
            self.lat[last] + segment.lat_s * seconds,
            self.lon[begin],
            self.lat[begin],
        )
        return misfit + 0.5 * off_nm


def _reach_nm(seconds: float, before: float, now: float, limits: TrackLimits) -> float:
    """`reach.reach_nm` for single numbers."""
    hours = seconds / 3600
    most = limits.max_speed_knots
    if math.isnan(before) or math.isnan(now):
        knots = most
    else:
        free = min(hours * 60 / limits.free_minutes, 1.0)
        knots = max(before, now) + limits.margin_knots
        knots = min(knots + (most - limits.margin_knots) * free, most)
    soon = min(hours, limits.free_minutes / 60)
    late = limits.sustained_knots * (hours - soon)
    return limits.tolerance_nm + knots * soon + late


def _distance_nm(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """`geometry.distance_nm` for single numbers."""
    east = abs(lon_2 - lon_1)
    east = math.radians(min(east, 360.0 - east))
    north = math.radians(lat_2 - lat_1)
    east *= math.cos(math.radians((lat_1 + lat_2) / 2))
    return EARTH_RADIUS_NM * math.sqrt(north * north + east * east)
