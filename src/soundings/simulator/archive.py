"""
What an archive makes of AIS: one row a position, with the name and size beside it.

Radio sends who a ship is apart from where she is, and more rarely. Archives join the
two, which is why the static columns of their files are always a little old.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pandas as pd

from soundings.simulator.digits import Bytes, Ints, words

TEXTS: Final = ("name", "call_sign", "destination")
_VOYAGE: Final = (
    "imo",
    "draught_raw",
    "eta_month",
    "eta_day",
    "eta_hour",
    "eta_minute",
    "destination",
)
_HULL: Final = (
    "static_type",
    *_VOYAGE,
    "call_sign",
    "ship_type",
    "to_bow_m",
    "to_stern_m",
    "to_port_m",
    "to_starboard_m",
    "epfd",
)
_REPORT: Final = (
    "row",
    "mmsi",
    "received_ms",
    "message_type",
    "status",
    "rot_raw",
    "sog_raw",
    "lon_raw",
    "lat_raw",
    "cog_raw",
    "heading",
)


def archive_chunks(
    reports: pd.DataFrame,
    statics: pd.DataFrame,
    message_types: tuple[int, ...],
    thin_to_minute: bool = False,
    order_by: str = "received_ms",
    rows_per_chunk: int = 50_000,
) -> Iterator[pd.DataFrame]:
    """
    Give positions with what was last heard of the ship's name and size.

    Parameters
    ----------
    reports, statics : DataFrame
        As for `messages.payloads`, with `received_ms`.
    message_types : tuple of int
        The reports that the archive keeps.
    thin_to_minute : bool
        Keep the first position of each MMSI in each minute.
    order_by : str
        The column of `reports` that orders the rows; ties go by `row`.
    rows_per_chunk : int
        Rows of each table given.

    Yields
    ------
    DataFrame
        At most so many rows: the columns of the report; `name, call_sign,
        destination` as categories, missing if not heard; and as whole numbers, 0 if
        not heard, `static_type, imo, ship_type, to_bow_m, to_stern_m, to_port_m,
        to_starboard_m, epfd, draught_raw, eta_month, eta_day, eta_hour, eta_minute`.
        They are from the last static report of this MMSI before the position, or the
        first after it if none was heard before; `static_type` is that report's type.
    """
    is_kept = reports["message_type"].isin(message_types).to_numpy()
    kept = reports[is_kept]
    order = np.lexsort((kept["row"], kept[order_by]))
    if thin_to_minute:
        order = order[_first_of_minute(kept, order)]
    heard = _cleaned(statics)
    kind = heard["message_type"].to_numpy()
    part = heard["part"].to_numpy()
    sides = [
        (("name",), np.flatnonzero((kind != 24) | (part == 0))),
        (_HULL, np.flatnonzero((kind != 24) | (part == 1))),
    ]
    last = [_last_heard(kept, order, heard.iloc[places]) for _, places in sides]
    # What stands at place -1, the end, is for ships that were not heard.
    said = {
        column: _with_silence(heard[column].iloc[places])
        for columns, places in sides
        for column in columns
    }
    for first in range(0, len(order), rows_per_chunk):
        chunk = slice(first, first + rows_per_chunk)
        rows = kept.iloc[order[chunk]][list(_REPORT)].reset_index(drop=True)
        for (columns, _), at in zip(sides, last, strict=True):
            for column in columns:
                rows[column] = said[column][at[chunk]]
        yield rows


def year_of_eta(month: Ints, received_s: Ints) -> Ints:
    """
    Return the year of an announced arrival, of which AIS sends the month alone.

    It is the year that brings the month nearest to when the message was heard.

    Examples
    --------
    In December, January is next month, not eleven months ago.

    >>> year_of_eta(np.array([1, 12]), np.array([1_607_000_000] * 2)).tolist()
    [2021, 2020]
    """
    months = received_s.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    year, now = months // 12 + 1970, months % 12 + 1
    return np.asarray(year + (month < now - 6) - (month > now + 6))


def eta_texts(rows: pd.DataFrame, form: str) -> Bytes:
    """
    Return announced arrivals as a column of text, blank where they are no date.

    Parameters
    ----------
    rows : DataFrame
        From `archive_chunks`.
    form : str
        How they are written, for `strftime`.
    """
    parts = [
        rows[f"eta_{unit}"].to_numpy() for unit in ("month", "day", "hour", "minute")
    ]
    year = year_of_eta(parts[0], rows["received_ms"].to_numpy() // 1000)
    key = np.ravel_multi_index((year, *parts), (10_000, 16, 32, 32, 64))
    keys, place = np.unique(key, return_inverse=True)
    units = np.unravel_index(keys, (10_000, 16, 32, 32, 64))
    texts = [_date_text(form, *map(int, unit)) for unit in zip(*units, strict=True)]
    return words(place, texts)


def _date_text(form: str, *units: int) -> str:
    try:
        return dt.datetime(*units).strftime(form)  # type: ignore[arg-type]
    except ValueError:
        return ""


def _first_of_minute(reports: pd.DataFrame, order: Ints) -> Ints:
    minute = reports["received_ms"].to_numpy()[order] // 60_000
    ship = reports["mmsi"].to_numpy()[order].astype(np.int64)
    is_again = pd.Series((ship << 30) + minute).duplicated().to_numpy()
    return np.flatnonzero(~is_again)


def _cleaned(statics: pd.DataFrame) -> pd.DataFrame:
    """Return statics without what a message of their type does not say."""
    heard = statics.reset_index(drop=True)
    kind = heard["message_type"]
    heard["static_type"] = kind.astype(np.int64)
    is_voyage = kind == 5
    says_size = (kind != 24) | (heard["mmsi"] // 10_000_000 != 98)
    silent = {
        **dict.fromkeys(_VOYAGE, ~is_voyage),
        "call_sign": kind.isin((19, 21)),
        # There it says what kind of buoy this is.
        "ship_type": kind == 21,
        **dict.fromkeys(
            ("to_bow_m", "to_stern_m", "to_port_m", "to_starboard_m"), ~says_size
        ),
    }
    for column, where in silent.items():
        blank = None if column in TEXTS else 0
        heard[column] = heard[column].mask(where, blank)
    for column in TEXTS:
        heard[column] = _read_texts(heard[column])
    return heard


def _read_texts(column: pd.Series) -> pd.Series:
    """Return texts as a reader of AIS takes them: up to the first `@`, then no blanks."""
    codes, sent = pd.factorize(column)
    texts = [text.split("@")[0].strip() or None for text in sent]
    # A missing text has code -1: the last place.
    read, spellings = pd.factorize(np.array([*texts, None], dtype=object))
    return pd.Series(
        pd.Categorical.from_codes(read[codes], categories=pd.Index(spellings))
    )


def _last_heard(reports: pd.DataFrame, order: Ints, statics: pd.DataFrame) -> Ints:
    """Return the place in `statics` of what was last heard of each ship, or -1."""
    by_ship = np.lexsort((statics["row"], statics["received_ms"], statics["mmsi"]))
    if not len(by_ship):
        return np.full(len(order), -1)
    # One number for ship and time: milliseconds since 1970 take 41 bits until 2039,
    # so ships are numbered in the order of their MMSI.
    ships = np.unique(statics["mmsi"].to_numpy())
    ship = reports["mmsi"].to_numpy()[order]
    number = np.minimum(np.searchsorted(ships, ship), len(ships) - 1)
    known = np.searchsorted(ships, statics["mmsi"].to_numpy()[by_ship])
    times = (known.astype(np.int64) << 42) + statics["received_ms"].to_numpy()[by_ship]
    wanted = (number.astype(np.int64) << 42) + reports["received_ms"].to_numpy()[order]
    at = np.searchsorted(times, wanted, side="right") - 1
    is_before = (at >= 0) & (known[at] == number)
    at = np.where(is_before, at, np.minimum(at + 1, len(times) - 1))
    return np.where(ships[number] == ship, by_ship[at], -1)


def _with_silence(column: pd.Series) -> Ints | pd.Categorical[Any]:
    """Return a column with one more place at its end: a missing text, or 0."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.append(column.cat.codes.to_numpy(), np.int8(-1))
        return pd.Categorical.from_codes(codes, dtype=column.dtype)
    return np.append(column.to_numpy(), 0)
