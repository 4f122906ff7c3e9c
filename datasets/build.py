"""
Make the course's data files: what is cut, what is simulated, and from what.

    course data build            or    python datasets/build.py

The same sources and programs give the same content on any machine. A file that is
already as `checksums.csv` says, made by these very programs, is not made again; one
that comes out differently is an error unless `--accept` is given. Files that are not
listed here are written by hand, and only compared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from soundings.course.data.making import Output, Source, main
from soundings.course.data.records import pack

if TYPE_CHECKING:
    from soundings.simulator.archipelago import Archipelago
    from soundings.simulator.geography import Geography
    from soundings.simulator.world import World

DATASETS = Path(__file__).resolve().parent
ROOT = DATASETS.parent
REFERENCE, BASEMAP = DATASETS / "reference", DATASETS / "basemap"
SHORELINE_FILE = Path("/usr/share/gmt-gshhg/binned_GSHHS_f.nc")
ATLAS = ROOT / ".cache" / "web" / "node_modules" / "world-atlas"
sys.path.insert(0, str(DATASETS))  # for `cuts`, also when this file is imported

SELF = "datasets/build.py"
SIMULATOR = (
    SELF,
    "src/soundings/simulator/*.*",
    "src/soundings/ais/tables.py",
    "src/soundings/ais/geometry.py",
    "datasets/reference/*.csv",
    "datasets/reference/*.geojson",
)
PACKAGES = ("numpy", "pandas", "shapely", "h5py", "openpyxl")
"""Their versions may decide a file's bytes, so another version makes it again."""


def from_cut(module: str) -> tuple[str, ...]:
    """Return the files that decide what a module of `cuts` returns."""
    return (SELF, f"datasets/cuts/{module}.py")


# --- Sources that a machine may lack -------------------------------------------------


def has(*modules: str) -> bool:
    """Say whether Python packages are installed."""
    return all(find_spec(module) is not None for module in modules)


def has_tracktable() -> bool:
    """Say whether the package of real AIS is here, in the version that is cut."""
    from cuts import new_york

    return new_york.is_here()


TRACKTABLE = Source(
    "tracktable-data 1.7.3.1",
    has_tracktable,
    "Run: pip install tracktable-data==1.7.3.1",
)
SHORELINE = Source(
    "the shoreline of Debian's gmt-gshhg-full 2.3.7",
    lambda: SHORELINE_FILE.exists() and has("h5py", "shapely"),
    "Run: apt-get install gmt-gshhg-full && pip install h5py shapely",
)
WORLD_ATLAS = Source(
    "npm's world-atlas 2.0.2",
    lambda: ATLAS.exists() and has("pycountry", "shapely"),
    "Run: ./course setup && pip install pycountry shapely",
)
SEA_LANES = Source(
    "searoute 1.6.0",
    lambda: has("searoute", "networkx", "shapely"),
    "Run: pip install searoute==1.6.0 shapely",
)
GEOMETRY = Source("shapely", lambda: has("shapely"), "Run: pip install shapely")
SHAPEFILES = Source("pyshp", lambda: has("shapefile"), "Run: pip install pyshp")


# --- What is cut ---------------------------------------------------------------------

WINDOWS = (
    "belawan",
    "belfast",
    "central_mediterranean",
    "dover_strait",
    "felixstowe_harwich",
    "gibraltar",
    "humber",
    "liverpool_bay",
    "makassar",
    "malta",
    "milford_haven",
    "piraeus",
    "singapore_strait",
    "solent",
    "surabaya",
    "tanjung_priok",
    "thames_estuary",
)


def cut_base_maps() -> list[Output]:
    """List the coasts of the ports, and the world."""

    def window(name: str) -> bytes:
        from cuts import coast

        return coast.coast_geojson(name, SHORELINE_FILE)

    def new_york_harbor() -> bytes:
        from cuts import new_york, new_york_coast

        return new_york_coast.coast_geojson(new_york.find_package())

    def countries() -> bytes:
        from cuts import world

        return world.countries_geojson(ATLAS / world.FILE, world.iso3_by_number())

    windows = [
        Output(
            f"basemap/{name}.geojson",
            partial(window, name),
            from_cut("coast"),
            (SHORELINE,),
        )
        for name in WINDOWS
    ]
    return [
        *windows,
        Output(
            "basemap/new_york_harbor.geojson",
            new_york_harbor,
            from_cut("new_york_coast"),
            (TRACKTABLE, SHAPEFILES),
        ),
        Output(
            "basemap/world_countries.geojson",
            countries,
            from_cut("world"),
            (WORLD_ATLAS,),
        ),
    ]


def cut_reference() -> list[Output]:
    """List the table of ports, their harbours as drawn, and the ways between them."""

    def ports() -> bytes:
        from cuts import new_york, ports

        return ports.ports_csv(new_york.find_package())

    def drawn(name: str) -> bytes:
        from cuts import harbours

        makers = {
            "berths.csv": harbours.berths_csv,
            "terminals.geojson": harbours.terminals_geojson,
            "lanes.geojson": harbours.lanes_geojson,
        }
        return makers[name]()

    def legs() -> bytes:
        from cuts import sea_legs

        return sea_legs.sea_legs_geojson(REFERENCE, BASEMAP)

    drawing = (*from_cut("harbours"), "datasets/cuts/harbours.yml")
    ways = (
        *from_cut("sea_legs"),
        "datasets/basemap/*.geojson",
        "datasets/reference/ports.csv",
        "datasets/reference/lanes.geojson",
    )
    return [
        Output("reference/ports.csv", ports, from_cut("ports"), (TRACKTABLE,)),
        *(
            Output(f"reference/{name}", partial(drawn, name), drawing, (GEOMETRY,))
            for name in ("berths.csv", "terminals.geojson", "lanes.geojson")
        ),
        Output("reference/sea_legs.geojson", legs, ways, (SEA_LANES,)),
    ]


def cut_new_york() -> list[Output]:
    """List the real ship reports."""

    def hour() -> bytes:
        from cuts import new_york

        return pack(new_york.hour_csv())

    def week() -> bytes:
        from cuts import new_york

        return pack(new_york.week_csv())

    inputs = from_cut("new_york")
    return [
        Output("ais/noaa_nyharbor_2020_06_30.csv.gz", hour, inputs, (TRACKTABLE,)),
        Output("ais/noaa_nyharbor_2020_12_week1.csv.gz", week, inputs, (TRACKTABLE,)),
    ]


# --- What is simulated ---------------------------------------------------------------


def seed() -> int:
    """Return the seed of all that is simulated."""
    from soundings.simulator.eight_ports import SEED

    return SEED


@cache
def geography() -> Geography:
    """Return the ports, berths and lanes that all simulations share."""
    from soundings.simulator.geography import read_geography

    return read_geography(REFERENCE)


@cache
def world() -> World:
    """Return the simulated world of two years at eight ports, made once."""
    from soundings.simulator.eight_ports import SETTINGS
    from soundings.simulator.world import make_world

    return make_world(geography(), SETTINGS, seed())


@cache
def islands() -> Archipelago:
    """Return the forty islands and their calls, made once."""
    from soundings.simulator.archipelago import make_archipelago

    return make_archipelago(seed())


def simulate(
    makers: Mapping[str, Callable[..., bytes]], *arguments: Callable[[], object]
) -> list[Output]:
    """List the files of one simulator module; its arguments are made when needed."""

    def run(make: Callable[..., bytes]) -> bytes:
        return make(*(argument() for argument in arguments))

    return [
        Output(path, partial(run, make), SIMULATOR) for path, make in makers.items()
    ]


def list_outputs() -> list[Output]:
    """List all files that are made, each after what it is made from."""
    from soundings.simulator import (
        approaches,
        archipelago,
        calls_truth,
        port_quarter,
        rescue_map,
        rescue_tracks,
        starter,
        survey,
        windows,
    )

    return [
        *cut_base_maps(),
        *cut_reference(),
        *cut_new_york(),
        *simulate(calls_truth.MAKERS, world, geography),
        *simulate(
            {f"calls/{name}": make for name, make in archipelago.MAKERS.items()},
            islands,
        ),
        *simulate(survey.MAKERS, seed),
        *simulate(starter.MAKERS, world),
        *simulate(port_quarter.MAKERS, world),
        *simulate(approaches.MAKERS, seed, geography),
        *simulate(windows.MAKERS, seed),
        *simulate(rescue_map.MAKERS, seed),
        *simulate(rescue_tracks.MAKERS, seed),
    ]


OUTPUTS = list_outputs()

if __name__ == "__main__":
    main(OUTPUTS, DATASETS, ROOT / ".cache" / "data.json", PACKAGES)
