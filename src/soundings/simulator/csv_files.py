"""Tables as the bytes of a CSV file that base R and pandas read alike."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pandas as pd


def csv_bytes(table: pd.DataFrame, places: Mapping[str, int] | None = None) -> bytes:
    r"""
    Return a table as CSV: UTF-8, LF, missing values empty, `true` and `false`.

    Parameters
    ----------
    table : DataFrame
        A column whose name ends in `_s` holds epoch seconds; it is written as time,
        ISO 8601 with Z, under a name that ends in `_utc`. -1 is missing.
    places : mapping, optional
        Decimal places by column, for columns of decimals; two if not named.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"seen_s": [0, -1], "is_far": [True, False]}))
    b'seen_utc,is_far\n1970-01-01T00:00:00Z,true\n,false\n'
    """
    places = places or {}
    columns = {}
    for name in table.columns:
        values = table[name]
        if name.endswith("_s"):
            columns[name.removesuffix("_s") + "_utc"] = _times(values)
        elif values.dtype.kind == "b":
            columns[name] = values.map({True: "true", False: "false"})
        elif values.dtype.kind == "f":
            columns[name] = _decimals(values, places.get(name, 2))
        else:
            columns[name] = values
    text: str = pd.DataFrame(columns).to_csv(index=False, lineterminator="\n")
    return text.encode()


def _decimals(values: pd.Series, places: int) -> pd.Series:
    """Return numbers as text with so many decimals, and never -0.0."""
    zero = f"{0:.{places}f}"
    texts = [f"{value:.{places}f}" for value in values.tolist()]
    plain = pd.Series(texts, index=values.index).replace(f"-{zero}", zero)
    return plain.mask(values.isna())


def _times(seconds: pd.Series) -> pd.Series:
    times = pd.to_datetime(seconds.where(seconds >= 0), unit="s")
    return times.dt.strftime("%Y-%m-%dT%H:%M:%SZ")


def gzipped(content: bytes) -> bytes:
    """Return content packed, without a time stamp: the same bytes every day."""
    return gzip.compress(content, mtime=0)
