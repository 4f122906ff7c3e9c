"""
AIS messages in, indicators of ports out: `from soundings import ais`.

Every public name of the toolkit is here, in the order in which data pass through it:

messages
    `decode, decode_stream, Decoded` sentences of the radio into tables
    `read_positions, read` a file of reports into a table; `read` knows every dialect
clean
    `clean_positions` and its steps `drop_out_of_range, drop_repeats,
    drop_impossible_jumps, blank_sentinels`; `clean_and_report` does more and accounts
    for every row; `repair_course, repair_swapped, drop_copies`
    `check_mmsi, check_imo, mmsi_class, flag_identities` who sends
tracks
    `assign_hulls` ships that share an MMSI; `number_tracks, add_motion, add_speed,
    mark_stopped`
places
    `read_fences, make_fences, locate, is_inside, distance_nm, SeaMap`
port calls
    `sessions, stays, port_visits, port_calls` by the simple rule; `find_calls` with
    anchorages, shifts and confidence
indicators
    `weekly_indicators, weekly_index, ships_by_hour, count_present, berth_occupancy,
    tally_coverage, find_shocks`
network
    `find_voyages, drop_skipped_calls, make_network, as_edges, centralities,
    communities, compare_with_chance, close_port, close_each_port, rank_changes`
payload
    `estimate_payloads, displacement_t, design_block`
rescue
    `find_rescues, search_features, read_warnings, blur_events`
more than memory holds
    `ingest, Store, find_port_calls`
out
    `write_table, write_report`

Tables are described in `soundings.ais.tables`, and beside the function that makes them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

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
    from soundings.ais.chance import compare_with_chance
    from soundings.ais.cleaning_report import clean_and_report
    from soundings.ais.closing import close_each_port, close_port, rank_changes
    from soundings.ais.coverage import tally_coverage
    from soundings.ais.decoding import Decoded, decode, decode_stream
    from soundings.ais.engine.ingest import ingest
    from soundings.ais.engine.pipeline import find_port_calls
    from soundings.ais.engine.store import Store
    from soundings.ais.export import write_table
    from soundings.ais.identity import (
        check_imo,
        check_mmsi,
        flag_identities,
        mmsi_class,
    )
    from soundings.ais.indicators import weekly_indicators
    from soundings.ais.maps import SeaMap
    from soundings.ais.network import (
        as_edges,
        centralities,
        communities,
        make_network,
    )
    from soundings.ais.occupancy import berth_occupancy, count_present, ships_by_hour
    from soundings.ais.payload import design_block, displacement_t, estimate_payloads
    from soundings.ais.reading import read
    from soundings.ais.repair import drop_copies, repair_course, repair_swapped
    from soundings.ais.report.page import write_report
    from soundings.ais.rescue import blur_events, find_rescues
    from soundings.ais.search_patterns import search_features
    from soundings.ais.shocks import find_shocks
    from soundings.ais.tracks import add_motion, assign_hulls, number_tracks
    from soundings.ais.visits import find_calls
    from soundings.ais.voyages import drop_skipped_calls, find_voyages
    from soundings.ais.warnings_at_sea import read_warnings
    from soundings.ais.weekly import weekly_index

# A page in the browser has numpy and pandas only: these are loaded when first asked for.
_LATER: Final = {
    name: module
    for module, names in {
        "chance": ("compare_with_chance",),
        "cleaning_report": ("clean_and_report",),
        "closing": ("close_each_port", "close_port", "rank_changes"),
        "coverage": ("tally_coverage",),
        "decoding": ("Decoded", "decode", "decode_stream"),
        "engine.ingest": ("ingest",),
        "engine.pipeline": ("find_port_calls",),
        "engine.store": ("Store",),
        "export": ("write_table",),
        "identity": ("check_imo", "check_mmsi", "flag_identities", "mmsi_class"),
        "indicators": ("weekly_indicators",),
        "maps": ("SeaMap",),
        "network": ("as_edges", "centralities", "communities", "make_network"),
        "occupancy": ("berth_occupancy", "count_present", "ships_by_hour"),
        "payload": ("design_block", "displacement_t", "estimate_payloads"),
        "reading": ("read",),
        "repair": ("drop_copies", "repair_course", "repair_swapped"),
        "report.page": ("write_report",),
        "rescue": ("blur_events", "find_rescues"),
        "search_patterns": ("search_features",),
        "shocks": ("find_shocks",),
        "tracks": ("add_motion", "assign_hulls", "number_tracks"),
        "visits": ("find_calls",),
        "voyages": ("drop_skipped_calls", "find_voyages"),
        "warnings_at_sea": ("read_warnings",),
        "weekly": ("weekly_index",),
    }.items()
    for name in names
}

__all__ = [
    "Decoded",
    "SeaMap",
    "Store",
    "add_motion",
    "add_speed",
    "as_edges",
    "assign_hulls",
    "berth_occupancy",
    "blank_sentinels",
    "blur_events",
    "centralities",
    "check_imo",
    "check_mmsi",
    "clean_and_report",
    "clean_positions",
    "close_each_port",
    "close_port",
    "communities",
    "compare_with_chance",
    "count_present",
    "decode",
    "decode_stream",
    "design_block",
    "displacement_t",
    "distance_nm",
    "drop_copies",
    "drop_impossible_jumps",
    "drop_out_of_range",
    "drop_repeats",
    "drop_skipped_calls",
    "estimate_payloads",
    "find_calls",
    "find_port_calls",
    "find_rescues",
    "find_shocks",
    "find_voyages",
    "flag_identities",
    "ingest",
    "is_inside",
    "locate",
    "make_fences",
    "make_network",
    "mark_stopped",
    "mmsi_class",
    "number_tracks",
    "port_calls",
    "port_visits",
    "rank_changes",
    "read",
    "read_fences",
    "read_positions",
    "read_warnings",
    "repair_course",
    "repair_swapped",
    "search_features",
    "sessions",
    "ships_by_hour",
    "stays",
    "tally_coverage",
    "weekly_index",
    "weekly_indicators",
    "write_report",
    "write_table",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
