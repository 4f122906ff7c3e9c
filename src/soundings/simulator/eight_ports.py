"""
The course's own world: what comes to its eight ports in 2020 and 2021.

The rates are made up: fewer ships than in life, and not to scale between ports. Partner
shares of Felixstowe follow the ONS Data Science Campus (2018); the rest are plausible.
Channel depths are those after recent dredging where the port table is out of date.
"""

from __future__ import annotations

from typing import Final

from soundings.simulator.arrivals import (
    CONTAINER_DAY,
    CONTAINER_WEEK,
    FERRY_DAY,
    PortSettings,
    Traffic,
)
from soundings.simulator.shocks import seconds

SEED: Final = 2020
WORKING_WEEK: Final = (1.05, 1.08, 1.08, 1.06, 1.04, 0.88, 0.81)

_NORTH_SEA: Final = {
    "NLRTM": 38.0, "BEANR": 10.0, "DEHAM": 10.0, "SEGOT": 4.0, "GBLON": 4.0,
    "ESALG": 4.0, "SGSIN": 5.0, "CNSHA": 2.0, "EGPSD": 3.0, "USNYC": 3.0,
}  # fmt: skip
_STRAIT: Final = {"FRCQF": 8.0, "FRDKK": 2.0}
_HOOK: Final = {"NLRTM": 1.0}
_CRETE: Final = {"GRHER": 1.0}
_CALABRIA: Final = {"ITGIT": 1.0}
_CHANNEL: Final = {
    "NLRTM": 25.0, "BEANR": 15.0, "DEHAM": 15.0, "ESALG": 12.0, "USNYC": 8.0,
    "GBLIV": 6.0, "GBMLF": 5.0, "SEGOT": 4.0, "GBBEL": 3.0, "SGSIN": 5.0,
}  # fmt: skip
_HUMBER: Final = {
    "NLRTM": 34.0, "SEGOT": 20.0, "BEANR": 14.0, "DEHAM": 12.0, "GBMLF": 5.0,
    "USNYC": 5.0, "ESALG": 4.0, "GBLIV": 3.0, "GBBEL": 3.0,
}  # fmt: skip
_JAVA: Final = {
    "SGSIN": 45.0, "IDSRG": 11.0, "IDBLW": 10.0, "IDUPG": 10.0, "IDBPN": 8.0,
    "CNSHA": 8.0,
}  # fmt: skip
_MEDITERRANEAN: Final = {
    "ITGIT": 32.0, "EGPSD": 20.0, "ESALG": 15.0, "GRHER": 10.0, "SGSIN": 6.0,
    "NLRTM": 4.0,
}  # fmt: skip

SETTINGS: Final = (
    PortSettings(
        "GBDVR",
        (
            Traffic("ferry", weekly_slots=108, partners=_STRAIT, lateness=0.2),
            Traffic("cruise", rate_per_day=0.20, lateness=0.5),
            Traffic("general_coastal", rate_per_day=0.35),
        ),
        _CHANNEL,
        hour=FERRY_DAY,
    ),
    PortSettings(
        "GBFXT",
        (
            Traffic("container_large", rate_per_day=0.60, weekly_slots=6),
            Traffic("container_medium", rate_per_day=0.90, weekly_slots=6),
            Traffic("container_feeder", rate_per_day=1.75, weekly_slots=9),
            Traffic("ro_ro_ferry", weekly_slots=11, partners=_HOOK, lateness=0.5),
            Traffic("general_coastal", rate_per_day=0.14),
            Traffic("tanker_coastal", rate_per_day=0.10),
        ),
        _NORTH_SEA,
        weekday=CONTAINER_WEEK,
        hour=CONTAINER_DAY,
        service={"container": 0.92},
        channel_depth_m=14.5,
        shift_after_s=(seconds("2021-06-08T06:00"),),
    ),
    PortSettings(
        "GBSOU",
        (
            Traffic("container_large", rate_per_day=0.12),
            Traffic("container_medium", rate_per_day=0.10),
            Traffic("container_feeder", rate_per_day=1.65, weekly_slots=7),
            Traffic("car_carrier", rate_per_day=1.05),
            Traffic("tanker_large", rate_per_day=0.70),
            Traffic("tanker_coastal", rate_per_day=1.10),
            Traffic("cruise", rate_per_day=0.55, weekly_slots=3, lateness=0.5),
            Traffic("bulk_coastal", rate_per_day=0.14),
            Traffic("general_coastal", rate_per_day=0.40),
        ),
        _CHANNEL,
        weekday=WORKING_WEEK,
        service={"container": 1.08},
        channel_depth_m=12.6,
    ),
    PortSettings(
        "GBIMM",
        (
            Traffic("bulk_large", rate_per_day=1.15),
            Traffic("bulk_coastal", rate_per_day=1.15),
            Traffic("tanker_large", rate_per_day=0.80),
            Traffic("tanker_coastal", rate_per_day=1.90),
            Traffic("general_coastal", rate_per_day=1.40),
            Traffic("ro_ro_ferry", weekly_slots=21, lateness=0.5),
        ),
        _HUMBER,
        weekday=WORKING_WEEK,
        channel_depth_m=11.0,
    ),
    PortSettings(
        "IDJKT",
        (
            Traffic("container_medium", rate_per_day=1.15, lateness=1.3),
            Traffic(
                "container_feeder_asia", rate_per_day=3.10, weekly_slots=9, lateness=1.3
            ),
            Traffic("general_asia", rate_per_day=2.20, lateness=1.3),
            Traffic("bulk_asia", rate_per_day=0.75, lateness=1.3),
            Traffic("tanker_asia", rate_per_day=0.90, lateness=1.3),
            Traffic("ferry_asia", weekly_slots=6, lateness=0.5),
        ),
        _JAVA,
        channel_depth_m=14.0,
    ),
    PortSettings(
        "IDSUB",
        (
            Traffic("container_feeder_asia", rate_per_day=0.55, lateness=1.3),
            Traffic("general_asia", rate_per_day=0.60, lateness=1.3),
            Traffic("bulk_asia", rate_per_day=0.22, lateness=1.3),
            Traffic("tanker_asia", rate_per_day=0.20, lateness=1.3),
            Traffic("ferry_asia", weekly_slots=3, lateness=0.5),
        ),
        _JAVA,
        channel_depth_m=13.0,
    ),
    PortSettings(
        "GRPIR",
        (
            Traffic("container_medium", rate_per_day=0.28),
            Traffic("container_feeder_med", rate_per_day=0.35),
            Traffic("ferry_med", weekly_slots=5, partners=_CRETE, lateness=0.2),
            Traffic("ro_ro_med", rate_per_day=0.25),
            Traffic("tanker_med", rate_per_day=0.14),
            Traffic("general_med", rate_per_day=0.14),
        ),
        _MEDITERRANEAN,
    ),
    PortSettings(
        "MTMLA",
        (
            Traffic("container_large", rate_per_day=0.15),
            Traffic("container_feeder_med", rate_per_day=0.80),
            Traffic("ferry_med", weekly_slots=3, partners=_CALABRIA, lateness=0.2),
            Traffic("cruise", rate_per_day=0.20, lateness=0.5),
            Traffic("tanker_med", rate_per_day=0.14),
            Traffic("general_med", rate_per_day=0.14),
        ),
        _MEDITERRANEAN,
    ),
)
"""Eight ports, about 40,000 calls in two years, a tenth of them at the last three."""
