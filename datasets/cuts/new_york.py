"""
Cut the real ship reports around New York from the package `tracktable-data`.

Rows are put in order and coordinates keep the source's five decimals; nothing else
is changed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
from collections.abc import Iterator, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

PACKAGE, VERSION = "tracktable-data", "1.7.3.1"
HOUR_SOURCE = "python_example_data/NYHarbor_2020_06_30_first_hour.csv"
HOUR_SHA256 = "5b81f49dae4063dca6170a9b96dfcf5d10d680edc1529bbe68170180b23a8329"
WEEK_SOURCE = "python_example_data/NYHarbor_2020_12_first_week.traj"


def is_here() -> bool:
    """Say whether the package is installed in the version the data is cut from."""
    return find_spec("tracktable_data") is not None and (
        metadata.version(PACKAGE) == VERSION
    )


def find_package() -> Path:
    """
    Return the folder of the installed package.

    Raises
    ------
    ValueError
        If it is not installed, or in another version.
    """
    spec = find_spec("tracktable_data")
    if not is_here() or spec is None or not spec.submodule_search_locations:
        raise ValueError(
            f"{PACKAGE} {VERSION} is not installed. "
            f"Run: pip install {PACKAGE}=={VERSION}"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def hour_csv() -> bytes:
    """
    Return one hour of reports, 30 June 2020, byte for byte as the package has it.

    Raises
    ------
    ValueError
        If the package's file is not the one the course describes.
    """
    content = (find_package() / HOUR_SOURCE).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != HOUR_SHA256:
        raise ValueError(
            f"{HOUR_SOURCE}: SHA-256 is {found}, expected {HOUR_SHA256}. "
            f"Reinstall {PACKAGE}=={VERSION}."
        )
    return content


def week_csv() -> bytes:
    """Return one week of positions, December 2020, ordered by mmsi and time."""
    lines = (find_package() / WEEK_SOURCE).read_text("ascii").splitlines()
    return positions_csv(lines)


def positions_csv(lines: Sequence[str]) -> bytes:
    r"""
    Return trajectories as one table of positions, ordered by mmsi and time.

    Examples
    --------
    >>> head = "*T*,a_1,terrestrial,1,0,*P*,terrestrial,2,1,1,0,"
    >>> positions_csv([head + "232999001,2020-12-01 06:00:00,-74.0123400,40.7"])
    b'mmsi,time_utc,lon,lat\n232999001,2020-12-01T06:00:00Z,-74.01234,40.70000\n'
    """
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
    properties, `*P*`, domain, four counts, and four fields per point.
    """
    fields = line.split(",")
    count, start = int(fields[3]), fields.index("*P*") + 6
    points = fields[start:]
    if len(points) != 4 * count:
        raise ValueError(
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
