"""What became of a file's lines, in words: the sum, why lines were set aside, a warning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

_MOST_REASONS: Final = 5
_HINTS: Final = {
    "position out of range": "are the names of lon and lat over the right columns?",
    "position not available": "a position of 91 and 181 is how AIS says that it has none",
    "time before there was AIS": "is that the time of the report, and in UTC?",
    "time in the future": "is that the time of the report, and in UTC?",
    "no time": "do the lines say when they were heard?",
    "too few cells": "does its header have as many names as a line has cells?",
    "too many cells": "does its header have as many names as a line has cells?",
    "not UTF-8": "save it as UTF-8",
    "wrong_checksum": "were the sentences changed on the way?",
}
_HINT: Final = "compare its header with its lines: order, separator, how numbers look"


def reasons_of(quarantined: Sequence[pd.DataFrame]) -> dict[str, list[int]]:
    """Return how many lines were set aside for each reason, and the first of them."""
    if not quarantined:
        return {}
    rows = pd.concat(quarantined, ignore_index=True)
    counts = rows.groupby("reason")["line"].agg(["size", "min"])
    counts = counts.sort_values(["size", "min"], ascending=[False, True])
    return {
        str(reason): [int(n), int(line)]
        for reason, n, line in counts.itertuples(name=None)
    }


def warning_of(record: dict[str, Any]) -> str:
    """Return what to look at in a file that was read, or nothing."""
    n_filled = record["lines"] - record["blank"]
    if not n_filled:
        return "a header and no reports: is the download complete?"
    n_bad = record["quarantined"]
    if n_bad <= n_filled / 10:
        return ""
    commonest = next(iter(record["reasons"]))
    what = f"{n_bad:,} of {n_filled:,} lines set aside, most for: {commonest}"
    # One bad line in three tells nothing of the file; most of them do.
    if n_bad <= n_filled / 2:
        return what
    return f"{what}; {_HINTS.get(commonest, _HINT)}"


def as_text(record: dict[str, Any]) -> str:
    """
    Return a line with the sum, and one for each of the commonest reasons.

    Examples
    --------
    >>> reasons = {"lat cannot be read": [2, 9]}
    >>> print(as_text({"source": "ais.csv", "lines": 50, "kept": 48, "quarantined": 2,
    ...                "blank": 0, "reasons": reasons, "warning": ""}))
    ais.csv: 50 lines = 48 kept + 2 set aside + 0 blank
      2 set aside: lat cannot be read (the first is line 9)
    """
    warning = f" ({record['warning']})" if record["warning"] else ""
    lines = [
        f"{record['source']}: {record['lines']:,} lines = {record['kept']:,} kept"
        f" + {record['quarantined']:,} set aside + {record['blank']:,} blank{warning}"
    ]
    reasons = record["reasons"]
    for reason in list(reasons)[:_MOST_REASONS]:
        count, line = reasons[reason]
        where = f"line {line:,}" if count == 1 else f"the first is line {line:,}"
        lines.append(f"  {count:,} set aside: {reason} ({where})")
    n_more = len(reasons) - _MOST_REASONS
    if n_more > 0:
        lines.append(f"  and for {n_more} reasons more")
    return "\n".join(lines)
