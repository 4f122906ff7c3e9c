"""Any table of the toolkit as a file that other programs open: CSV, Parquet or GeoJSON."""

from __future__ import annotations

import json
import os
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pandas as pd

from soundings.ais.geometry import inner_point
from soundings.ais.tables import FENCES, check_columns

SUFFIXES: Final = (".csv", ".parquet", ".geojson")
PLACES: Final = ("berth", "place", "anchorage", "port")
"""Columns that name a fence, the most exact first."""
LEG: Final = ("from_port", "to_port")


def write_table(
    table: pd.DataFrame, path: str | Path, fences: pd.DataFrame | None = None
) -> Path:
    r"""
    Write a table as CSV, Parquet or GeoJSON, by the ending of the file's name.

    The file appears whole or not at all, and the same table always gives the same
    bytes. Times are written in UTC, as 2021-06-08T06:00:00Z; missing values are empty
    in CSV and null in GeoJSON.

    Parameters
    ----------
    table : DataFrame
        Positions, visits, stays, calls, voyages, events, or a table of indicators.
    path : str or Path
        Ends in .csv, .csv.gz, .parquet or .geojson. Folders are made.
    fences : DataFrame, optional
        For GeoJSON of a table that names places and has no `lon` and `lat`: a row
        becomes the middle of its berth, anchorage or port; a voyage becomes a straight
        line between two ports, which is not the way the ship took.

    Returns
    -------
    Path

    Raises
    ------
    ValueError
        If the ending is not known, or if GeoJSON is asked for and nothing says where
        the rows are.

    Examples
    --------
    >>> path = write_table(pd.DataFrame({"port": ["harbour"], "n_calls": [2]}), "calls.csv")
    >>> path.read_text()
    'port,n_calls\nharbour,2\n'
    >>> path.unlink()
    """
    path = Path(path)
    check_ending(path)
    name = path.name.lower()
    with written_whole(path) as partial:
        if name.endswith(".parquet"):
            table.to_parquet(partial, index=False, compression="zstd")
        elif name.endswith(".geojson"):
            features = [*_features(table, path.name, fences)]
            text = json.dumps(
                {"type": "FeatureCollection", "features": features}, allow_nan=False
            )
            partial.write_text(text + "\n", encoding="utf-8", newline="\n")
        else:
            _as_text(table).to_csv(
                partial,
                index=False,
                lineterminator="\n",
                # gzip notes the time of writing unless told not to.
                compression={"method": "gzip", "mtime": 0}
                if name.endswith(".gz")
                else None,
            )
    return path


def check_ending(path: Path) -> None:
    """Refuse a name whose ending no table can be written to."""
    if not path.name.lower().endswith((*SUFFIXES, ".csv.gz")):
        raise ValueError(
            f"{path.name}: this ending is not known. "
            f"End the name in {', '.join(SUFFIXES)} or .csv.gz."
        )


def write_text(text: str, path: str | Path) -> Path:
    """Write a text file in UTF-8 that appears whole or not at all."""
    path = Path(path)
    with written_whole(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")
    return path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a name beside `path` to write to; flush that to disk and let it take its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)  # noqa: PTH105 - replaces on Windows too
    finally:
        partial.unlink(missing_ok=True)


def _as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its times as text in UTC, whole seconds without a fraction."""
    return table.assign(
        **{
            str(column): _iso(table[column])
            for column in table.columns
            if isinstance(table[column].dtype, pd.DatetimeTZDtype)
        }
    )


def _iso(times: pd.Series) -> pd.Series:
    utc = times.dt.tz_convert("UTC")
    seconds = utc.dt.strftime("%Y-%m-%dT%H:%M:%S")
    thousandths = utc.dt.strftime(".%f").str[:4]
    text: pd.Series = seconds + thousandths.where(thousandths != ".000", "") + "Z"
    return text


def _features(
    table: pd.DataFrame, file_name: str, fences: pd.DataFrame | None
) -> Iterator[dict[str, Any]]:
    rows = _as_text(table).to_dict("records")
    shapes = [*_shapes(table, file_name, fences)]
    for row, shape in zip(rows, shapes, strict=True):
        properties = {str(name): _plain(value) for name, value in row.items()}
        yield {"type": "Feature", "geometry": shape, "properties": properties}


def _shapes(
    table: pd.DataFrame, file_name: str, fences: pd.DataFrame | None
) -> Iterator[dict[str, Any] | None]:
    if {"lon", "lat"} <= set(table.columns):
        for lon, lat in table[["lon", "lat"]].to_numpy(dtype=float).tolist():
            is_known = lon == lon and lat == lat
            yield _point((lon, lat)) if is_known else None
        return
    named = [column for column in PLACES if column in table.columns]
    is_leg = set(LEG) <= set(table.columns)
    if not named and not is_leg:
        raise ValueError(
            f"{file_name}: nothing in this table says where its rows are. Found "
            f"{', '.join(map(str, table.columns))}. Write it as .csv or .parquet."
        )
    if fences is None:
        raise ValueError(
            f"{file_name}: the rows name places, and GeoJSON needs to know where they "
            "are. Give the fences, or write it as .csv or .parquet."
        )
    check_columns(fences, tuple(FENCES), "write_table")
    middles = _middles(fences)
    for row in table.to_dict("records"):
        if is_leg:
            ends = [middles.get(row[column]) for column in LEG]
            known = [end for end in ends if end is not None]
            is_whole = len(known) == len(LEG)
            yield {"type": "LineString", "coordinates": known} if is_whole else None
        else:
            spots = (middles.get(row[column]) for column in named)
            spot = next((spot for spot in spots if spot is not None), None)
            yield _point(spot) if spot is not None else None


def _middles(fences: pd.DataFrame) -> Mapping[Hashable, tuple[float, float]]:
    """Return a point well inside each fence."""
    points = (inner_point(ring) for ring in fences["ring"])
    spots = ((round(float(lon), 6), round(float(lat), 6)) for lon, lat in points)
    return dict(zip(fences["fence"], spots, strict=True))


def _point(spot: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [*spot]}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what is missing becomes null."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
