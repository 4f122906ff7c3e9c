"""
Warnings broadcast to shipping, and which halt of a ship each may be about.

A warning is late and inexact: hours pass between the boat, the call and the broadcast,
and the place is miles off by then. Nearest in space alone is the wrong match.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats, distance_nm
from soundings.ais.rescue_settings import RescueSettings
from soundings.ais.search_patterns import epoch_seconds
from soundings.ais.tables import check_columns

WARNINGS: Final = {
    "warning_id": "the broadcast's own number",
    "broadcast_utc": "when everybody could hear it",
    "lon": "degrees east, as broadcast",
    "lat": "degrees north, as broadcast",
}
"""One row is one broadcast; other columns, such as its text, are kept and not used."""

MATCHES: Final = {
    "halt": "row number in the halts table",
    "warning_id": "the broadcast's own number",
    "apart_nm": "from the halt's middle to the place in the warning",
    "late_hours": "from the halt's start to the broadcast; negative if it came first",
    "closeness": "1 at the place, 0 at the farthest that may be meant",
}
"""One row is one halt and one warning that may be about the same boat."""

_PLACE = re.compile(
    r"(\d{1,2})[- ](\d{1,2}(?:\.\d+)?) ?([NS])[ ,]+"
    r"(\d{1,3})[- ](\d{1,2}(?:\.\d+)?) ?([EW])"
)


def read_warnings(path: str | Path) -> pd.DataFrame:
    r"""
    Read broadcast warnings from a CSV file.

    Parameters
    ----------
    path : str or Path
        With `warning_id`, `broadcast_utc`, and `lon` and `lat`, or else `text`, from
        which the first place is taken (see `place_in_text`).

    Returns
    -------
    DataFrame
        A warnings table (see `WARNINGS`), in the file's order.

    Raises
    ------
    ValueError
        If a column is missing, or a time or a place cannot be read.

    Examples
    --------
    >>> path = Path("two_warnings.csv")
    >>> _ = path.write_text(
    ...     "warning_id,broadcast_utc,text\n"
    ...     "W1,2024-05-01T06:00:00Z,CRAFT IN 33-42.0N 013-06.0E\n"
    ... )
    >>> read_warnings(path)[["lon", "lat"]].values.tolist()
    [[13.1, 33.7]]
    >>> path.unlink()
    """
    path = Path(path)
    table = pd.read_csv(path, dtype={"warning_id": "str", "text": "str"})
    if "lon" not in table.columns and "text" in table.columns:
        places = [place_in_text(str(text)) for text in table["text"]]
        lon, lat = zip(*places, strict=True) if places else ((), ())
        table = table.assign(lon=lon, lat=lat)
    check_columns(table, tuple(WARNINGS), path.name)
    times = pd.to_datetime(
        table["broadcast_utc"], utc=True, format="ISO8601", errors="coerce"
    )
    if times.isna().any():
        row = int(times.isna().to_numpy().argmax())
        raise ValueError(
            f"{path.name}: {table['broadcast_utc'].iloc[row]!r} in data row {row + 1} "
            "is not a time. Write times as 2021-05-01T07:02:56Z."
        )
    for column, limit in (("lon", 180.0), ("lat", 90.0)):
        numbers = pd.to_numeric(table[column], errors="coerce")
        is_bad = ~(numbers.abs() <= limit).to_numpy()
        if is_bad.any():
            row = int(is_bad.argmax())
            raise ValueError(
                f"{path.name}: {column} is {str(table[column].iloc[row])!r} in data row "
                f"{row + 1}. Write degrees from -{limit:g} to {limit:g}."
            )
        table[column] = numbers.astype(float)
    return table.assign(broadcast_utc=times)


def place_in_text(text: str) -> tuple[float, float]:
    """
    Return the first place named in a broadcast, as longitude and latitude.

    Parameters
    ----------
    text : str
        Degrees and minutes as navigational warnings write them.

    Raises
    ------
    ValueError
        If there is none, or it is off the globe.

    Examples
    --------
    >>> place_in_text("CRAFT WITH PERSONS ON BOARD IN 33-42.0N 013-06.0W AT 010232Z MAY.")
    (-13.1, 33.7)
    """
    found = _PLACE.search(text.upper())
    if found is None:
        raise ValueError(
            f"warning: no place in {text[:60]!r}. Write it as 33-42.0N 013-06.0E."
        )
    lat = (int(found[1]) + float(found[2]) / 60) * (-1 if found[3] == "S" else 1)
    lon = (int(found[4]) + float(found[5]) / 60) * (-1 if found[6] == "W" else 1)
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(
            f"warning: {found[0]} is off the globe. Latitude comes first in the text."
        )
    return round(lon, 6), round(lat, 6)


def match_warnings(
    halts: pd.DataFrame,
    warnings: pd.DataFrame,
    settings: RescueSettings | None = None,
) -> pd.DataFrame:
    """
    Return the halts and warnings that agree in space and in time.

    All pairs are returned that may belong together; one halt may be near several
    warnings. A pair is an indication, not a proof: on a busy day a warning and a halt
    agree by chance.

    Parameters
    ----------
    halts : DataFrame
        `start_utc`, `end_utc`, `lon`, `lat` (see `find_halts`); a table of events fits.
    warnings : DataFrame
        A warnings table (see `WARNINGS`).
    settings : RescueSettings, optional
        `warning_nm`, `warning_before_hours` and `warning_after_hours`.

    Returns
    -------
    DataFrame
        A matches table (see `MATCHES`), nearest first for each halt.

    Raises
    ------
    ValueError
        If a column is missing.

    Examples
    --------
    Six miles off and two hours late it may be meant; the day after it is not.

    >>> halts = pd.DataFrame({
    ...     "start_utc": pd.to_datetime(["2024-05-01T06:00Z"]),
    ...     "end_utc": pd.to_datetime(["2024-05-01T09:00Z"]),
    ...     "lon": [13.0], "lat": [34.0],
    ... })
    >>> warnings = pd.DataFrame({
    ...     "warning_id": ["W1", "W2"],
    ...     "broadcast_utc": pd.to_datetime(["2024-05-01T08:00Z", "2024-05-02T08:00Z"]),
    ...     "lon": [13.0, 13.0], "lat": [34.1, 34.0],
    ... })
    >>> match_warnings(halts, warnings)[["warning_id", "late_hours"]].values.tolist()
    [['W1', 2.0]]
    """
    settings = settings or RescueSettings()
    check_columns(halts, ("start_utc", "end_utc", "lon", "lat"), "match_warnings")
    check_columns(warnings, tuple(WARNINGS), "match_warnings")
    starts = epoch_seconds(halts["start_utc"]) / 3600
    lon, lat = halts["lon"].to_numpy(float), halts["lat"].to_numpy(float)
    order = np.argsort(starts, kind="stable")
    heard = epoch_seconds(warnings["broadcast_utc"]) / 3600
    # A halt starts at most so long before the broadcast, and at most so long after.
    low = np.searchsorted(starts[order], heard - settings.warning_before_hours)
    high = np.searchsorted(starts[order], heard + settings.warning_after_hours, "right")
    parts: list[Floats] = [np.empty((0, 4))]
    for number, place in enumerate(zip(warnings["lon"], warnings["lat"], strict=True)):
        near = order[low[number] : high[number]]
        apart = distance_nm(lon[near], lat[near], *place)
        is_near = apart <= settings.warning_nm
        near, apart = near[is_near], apart[is_near]
        late = heard[number] - starts[near]
        parts.append(np.stack([near, np.full(len(near), number), apart, late], axis=1))
    pairs = np.concatenate(parts)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 2], pairs[:, 0]))]
    ids = warnings["warning_id"].astype("str").to_numpy(object)
    return pd.DataFrame(
        {
            "halt": pairs[:, 0].astype(np.int64),
            "warning_id": pd.Series(ids[pairs[:, 1].astype(int)], dtype="str"),
            "apart_nm": pairs[:, 2],
            "late_hours": pairs[:, 3].round(4),
            "closeness": 1 - pairs[:, 2] / max(settings.warning_nm, 1e-9),
        }
    )
