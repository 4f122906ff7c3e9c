"""One message heard by several stations: which rows are copies of one another."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

WINDOW_SECONDS: Final = 5.0
"""Copies come 0 to 3 seconds apart; the fastest report on a ship at rest is every 10."""

_ENVELOPE: Final = (
    "time_utc",
    "received_utc",
    "time_source",
    "time_reason",
    "station",
    "channel",
    "line",
    "repeat",
)
_SAYS_THE_SAME: Final = (
    "mmsi",
    "message_type",
    "part",
    "name",
    "call_sign",
    "destination",
    "to_bow_m",
    "to_stern_m",
    "to_port_m",
    "to_starboard_m",
    "reported_utc",
)


def drop_copies(
    table: pd.DataFrame, window_seconds: float = WINDOW_SECONDS
) -> pd.DataFrame:
    r"""
    Keep one row of each message that several stations heard: the earliest.

    Rows are copies if all they say is the same and each came within `window_seconds`
    of the one before. A ship that lies still and sends no UTC second may say the same
    in earnest: with a window of its report interval or more, such reports go too.

    Parameters
    ----------
    table : DataFrame
        `positions`, `statics` or `others` of `Decoded`. Rows without a receive time
        are kept.
    window_seconds : float
        Longest time from one copy to the next.

    Returns
    -------
    DataFrame
        The rows kept, in their order, with two more columns: `stations`, the names of
        all that heard it, in alphabetical order with a blank between; and `n_copies`,
        how many rows it stood in.

    Examples
    --------
    >>> from soundings.ais.decoding.stream import decode
    >>> found = decode([
    ...     r"\s:NORTH,c:1623110402*73\!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F",
    ...     r"\s:SOUTH,c:1623110401*6A\!AIVDM,1,1,,A,13N=8F@01s05to0MfMl1j1J00000,0*2F",
    ... ])
    >>> drop_copies(found.positions)[["stations", "n_copies"]].values.tolist()
    [['NORTH SOUTH', 2]]
    """
    if window_seconds < 0:
        raise ValueError(
            f"drop_copies: window_seconds is {window_seconds}. Give 0 or more."
        )
    same = [c for c in map(str, table) if c in _SAYS_THE_SAME or c.endswith("_raw")]
    # Column by column, since grouping by all at once is several times as slow.
    message = np.zeros(len(table), np.int64)
    for name in same:
        codes, distinct = pd.factorize(table[name], use_na_sentinel=False)
        message = pd.factorize(message * len(distinct) + codes)[0].astype(np.int64)
    heard = pd.DataFrame(
        {
            "place": range(len(table)),
            "message": message,
            "received": table["received_utc"].to_numpy(),
            "station": table["station"].to_numpy(),
        }
    )
    # Every row without a time stands alone.
    untimed = heard["received"].isna()
    heard.loc[untimed, "message"] = -1 - heard.loc[untimed, "place"]
    heard = heard.sort_values(["message", "received", "place"], kind="stable")
    since = heard["received"] - heard.groupby("message")["received"].shift()
    is_first = ~(since <= pd.Timedelta(seconds=window_seconds))
    heard["transmission"] = is_first.cumsum()
    of_one = heard.groupby("transmission", sort=False)
    kept = of_one["place"].first().to_numpy()
    heard_by: dict[int, list[str]] = {}
    named = heard.dropna(subset="station").sort_values(["transmission", "station"])
    named = named.drop_duplicates(["transmission", "station"])
    for transmission, name in zip(
        named["transmission"].tolist(), named["station"].tolist(), strict=True
    ):
        heard_by.setdefault(transmission, []).append(name)
    transmissions = of_one["place"].first().index.tolist()
    found = table.iloc[kept].assign(
        stations=[" ".join(heard_by.get(number, [])) for number in transmissions],
        n_copies=of_one.size().to_numpy(),
    )
    return found.iloc[kept.argsort(kind="stable")]
