"""
What a ship loads and discharges, how deep it lies, and how long it is worked.

Sources: median hours and spread by group are of the size measured on AIS and in
authorities' records (see the datasheet); a change of draught is turned into tonnes by
the waterplane, as in the displacement method of Arslanalp, Koepke and Verschuur (2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from soundings.simulator.portable import exp

WATER_T_PER_M3: Final = 1.025
WATERPLANE: Final = {
    "container": 0.80,
    "tanker": 0.86,
    "dry_bulk": 0.88,
    "ro_ro": 0.78,
    "passenger": 0.76,
    "general_cargo": 0.84,
}
"""Area at the waterline as a share of length × beam."""

RAIN_EFFECT: Final = 0.03
"""Planted: each mm of rain on the day of berthing adds this to a dry bulker's log hours."""
LATE_WEEKEND_EFFECT: Final = 0.03
"""Planted: at weekends each hour late adds this to a cargo ship's log hours."""
MOST_LATE_H: Final = 24.0
"""Hours late beyond this add no more."""

# Hours at the shortest length, hours for each further metre, that length, sigma of log.
_BY_LENGTH: Final = {
    "container": (9.5, 0.100, 120.0, 0.38),
    "tanker": (17.0, 0.080, 90.0, 0.45),
    "dry_bulk": (18.0, 0.185, 85.0, 0.45),
    "ro_ro": (4.5, 0.0, 0.0, 0.45),
    "passenger": (2.5, 0.0, 0.0, 0.30),
    "general_cargo": (16.0, 0.200, 80.0, 0.60),
}
_BY_CLASS: Final = {
    "ferry": (1.3, 0.0, 0.0, 0.25),
    "cruise": (10.5, 0.0, 0.0, 0.20),
    "car_carrier": (13.0, 0.0, 0.0, 0.40),
}
# Share of calls that discharge rather than load; the others do both.
_IMPORTS: Final = {"tanker": 0.60, "dry_bulk": 0.65, "general_cargo": 0.55}


@dataclass(frozen=True)
class Load:
    """What one call moves, in tonnes, and how deep the ship lies, in decimetres."""

    draught_in_dm: int
    draught_out_dm: int
    tonnes_in: int
    tonnes_out: int


def hours_of_service(
    ship_class: str,
    group: str,
    length_m: float,
    factor: float,
    normal: float,
    rain_mm: float,
    late_h: float,
    is_weekend: bool,
) -> float:
    """
    Return hours alongside: lognormal round a median, with the planted effects.

    Examples
    --------
    A container ship of 200 m lies about 17 hours, whatever the rain.

    >>> round(hours_of_service("", "container", 200, 1.0, 0.0, 30.0, 0.0, False), 1)
    17.5

    Late by ten hours at a weekend: 0.03 × 10 = 0.3, so a third longer.

    >>> round(hours_of_service("", "container", 200, 1.0, 0.0, 0.0, 10.0, True), 1)
    23.6
    """
    first, per_m, shortest, sigma = _BY_CLASS.get(ship_class, _BY_LENGTH[group])
    log_factor = sigma * normal
    if group == "dry_bulk":
        log_factor += RAIN_EFFECT * rain_mm
    if is_weekend and group != "passenger":
        log_factor += LATE_WEEKEND_EFFECT * min(max(late_h, 0.0), MOST_LATE_H)
    median = first + per_m * (length_m - shortest)
    return median * factor * float(exp(log_factor))


def make_load(
    group: str,
    length_m: float,
    beam_m: float,
    design_draught_m: float,
    dwt_t: float,
    limit_m: float,
    draws: list[float],
) -> Load:
    """
    Return what a call moves; `limit_m` is the deepest the port can take.

    Parameters
    ----------
    draws : list of float
        Four numbers from 0 to 1: how laden in, how laden out, how much is moved,
        and whether it comes or goes.
    """
    laden_in, laden_out, moved, direction = draws
    low, high = 0.55 + 0.07 * laden_in, 0.80 + 0.18 * laden_out
    if group in _IMPORTS:
        imports = direction < _IMPORTS[group]
        share_in, share_out = (high, low) if imports else (low, high)
    elif group == "container":
        share_in, share_out = 0.68 + 0.24 * laden_in, 0.68 + 0.24 * laden_out
    else:
        share_in, share_out = 0.90 + 0.06 * laden_in, 0.90 + 0.06 * laden_out
    draught_in = _decimetres(share_in * design_draught_m, limit_m)
    draught_out = _decimetres(share_out * design_draught_m, limit_m)
    per_dm = WATER_T_PER_M3 * WATERPLANE[group] * length_m * beam_m / 10
    gain = (draught_out - draught_in) * per_dm
    if group in _IMPORTS:
        both = 0.0
    elif group == "container":
        both = (0.10 + 0.35 * moved) * dwt_t
    elif group == "ro_ro":
        both = (0.35 + 0.35 * moved) * dwt_t
    else:
        both = (0.20 + 0.20 * moved) * dwt_t if length_m < 216 else 0.0
    tonnes_in = max((both - gain) / 2, -gain, 0.0)
    return Load(
        draught_in, draught_out, _to_ten(tonnes_in), max(_to_ten(tonnes_in + gain), 0)
    )


def _decimetres(draught_m: float, limit_m: float) -> int:
    return int(min(draught_m, limit_m) * 10 + 1e-6)


def _to_ten(tonnes: float) -> int:
    return int(tonnes / 10 + 0.5) * 10
