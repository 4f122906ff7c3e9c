"""
What comes to ports that the course's data leaves out: for tests on unseen ports.

The rates are made up, of each port's kind: oil and gas at Milford Haven, a river with
several stops at London, domestic ro-ro at Belfast, roads at Belawan and Makassar.
"""

from __future__ import annotations

from typing import Final

from soundings.simulator.arrivals import PortSettings, Traffic

_EUROPE: Final = {
    "NLRTM": 30.0,
    "BEANR": 15.0,
    "DEHAM": 10.0,
    "FRLEH": 10.0,
    "IEDUB": 8.0,
}
_STRAITS: Final = {"SGSIN": 60.0, "CNSHA": 6.0, "IDSRG": 10.0, "IDBPN": 10.0}

MORE_SETTINGS: Final = (
    PortSettings(
        "GBMLF",
        (
            Traffic("tanker_large", rate_per_day=1.1),
            Traffic("tanker_coastal", rate_per_day=1.0),
            Traffic("ferry", weekly_slots=14, partners={"GBBEL": 1.0}, lateness=0.2),
        ),
        _EUROPE,
    ),
    PortSettings(
        "GBLON",
        (
            Traffic("container_large", rate_per_day=0.4),
            Traffic("container_medium", rate_per_day=0.8),
            Traffic("container_feeder", rate_per_day=1.4),
            Traffic("bulk_coastal", rate_per_day=1.2),
        ),
        _EUROPE,
    ),
    PortSettings(
        "GBBEL",
        (
            Traffic(
                "ro_ro_ferry", weekly_slots=28, partners={"GBLIV": 1.0}, lateness=0.4
            ),
            Traffic("general_coastal", rate_per_day=1.3),
            Traffic("bulk_coastal", rate_per_day=0.6),
        ),
        _EUROPE,
    ),
    PortSettings(
        "IDBLW",
        (
            Traffic("container_feeder_asia", rate_per_day=1.0, lateness=1.3),
            Traffic("tanker_asia", rate_per_day=0.9, lateness=1.3),
            Traffic("general_asia", rate_per_day=1.2, lateness=1.3),
        ),
        _STRAITS,
    ),
    PortSettings(
        "IDUPG",
        (
            Traffic("container_feeder_asia", rate_per_day=0.8, lateness=1.3),
            Traffic("general_asia", rate_per_day=1.4, lateness=1.3),
        ),
        _STRAITS,
    ),
)
