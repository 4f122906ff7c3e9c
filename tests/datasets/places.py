"""Read the course's maps as shapes in metres, for tests about them."""

import importlib.util
import json
import math
from functools import cache
from pathlib import Path
from types import ModuleType

import pandas as pd
import shapely

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "datasets" / "reference"
BASEMAP = ROOT / "datasets" / "basemap"
METRES_PER_DEGREE = 111_195.0

# The base map on which each port is drawn.
MAPS = {
    "GBFXT": "felixstowe_harwich",
    "GBSOU": "solent",
    "GBDVR": "dover_strait",
    "GBIMM": "humber",
    "IDJKT": "tanjung_priok",
    "IDSUB": "surabaya",
    "GRPIR": "piraeus",
    "MTMLA": "malta",
    "GBMLF": "milford_haven",
    "GBLON": "thames_estuary",
    "GBBEL": "belfast",
    "IDBLW": "belawan",
    "IDUPG": "makassar",
}
PORT_CODES = list(MAPS)


@cache
def features(path: Path) -> list[dict]:
    """Return the features of a GeoJSON file, the shape of each under `shape`."""
    found = json.loads(path.read_text("utf8"))["features"]
    for feature in found:
        feature["shape"] = shapely.geometry.shape(feature["geometry"])
    return found


@cache
def land(name: str) -> shapely.Geometry:
    """Return the land of a base map in degrees."""
    whole = shapely.union_all(
        [f["shape"] for f in features(BASEMAP / f"{name}.geojson")]
    )
    shapely.prepare(whole)
    return whole


@cache
def middle_latitude(name: str) -> float:
    bbox = json.loads((BASEMAP / f"{name}.geojson").read_text("utf8"))["bbox"]
    return (bbox[1] + bbox[3]) / 2


def metres(shape: shapely.Geometry, name: str) -> shapely.Geometry:
    """Return a shape in metres, flat around the middle of a base map."""
    east = METRES_PER_DEGREE * math.cos(math.radians(middle_latitude(name)))
    return shapely.transform(shape, lambda points: points * [east, METRES_PER_DEGREE])


@cache
def land_metres(name: str) -> shapely.Geometry:
    whole = metres(land(name), name)
    shapely.prepare(whole)
    return whole


def read(name: str, **options) -> pd.DataFrame:
    """Read a reference table; "NA" would be a country, so only blanks are missing."""
    return pd.read_csv(
        REFERENCE / f"{name}.csv", keep_default_na=False, na_values=[""], **options
    )


def load(name: str) -> ModuleType:
    """Import one of the programs that make the files."""
    path = REFERENCE.parent / "cuts" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lanes(port_id: str) -> list[dict]:
    found = features(REFERENCE / "lanes.geojson")
    return [lane for lane in found if lane["properties"]["port_id"] == port_id]
