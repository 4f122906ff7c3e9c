"""AIS messages in, port calls out: `from soundings import ais`."""

from typing import TYPE_CHECKING, Any

from soundings.ais.clean import (
    add_speed,
    blank_sentinels,
    clean_positions,
    drop_impossible_jumps,
    drop_out_of_range,
    drop_repeats,
    mark_stopped,
)
from soundings.ais.fences import locate, make_fences, read_fences
from soundings.ais.geometry import distance_nm, is_inside
from soundings.ais.port_calls import port_calls, port_visits, sessions, stays
from soundings.ais.tables import read_positions

if TYPE_CHECKING:
    from soundings.ais.maps import SeaMap

__all__ = [
    "SeaMap",
    "add_speed",
    "blank_sentinels",
    "clean_positions",
    "distance_nm",
    "drop_impossible_jumps",
    "drop_out_of_range",
    "drop_repeats",
    "is_inside",
    "locate",
    "make_fences",
    "mark_stopped",
    "port_calls",
    "port_visits",
    "read_fences",
    "read_positions",
    "sessions",
    "stays",
]


def __getattr__(name: str) -> Any:
    # Maps need folium; a browser page may not have it.
    if name == "SeaMap":
        from soundings.ais.maps import SeaMap

        return SeaMap
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
