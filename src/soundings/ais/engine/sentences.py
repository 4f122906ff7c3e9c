"""The first pass over a file of radio sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from soundings.ais.decoding.stream import Decoded, decode_stream
from soundings.ais.engine.changes import SAID
from soundings.ais.engine.raw_files import RawFile
from soundings.ais.engine.readings import Reading, in_order

_TEXTS: Final = ("status", "transceiver", "mobile", "name", "call_sign", "destination")
_MEASURED: Final = {
    "speed_knots": "speed_reason",
    "course_degrees": "course_reason",
    "heading_degrees": "heading_reason",
}
_MOBILES: Final = {4: "Base Station", 21: "AtoN"}
_SAID: Final = ("mmsi", "time_utc", *SAID, "transceiver", "line")
_OUT_OF_RANGE: Final = -1.0
"""Stands where a report had a code that means nothing: the checks see that it cannot be."""


def read_sentences(raw: RawFile, folder: Path) -> Reading:
    """
    Read radio sentences.

    A line is set aside if it cannot be read, or if the position or the name that it
    completes has no time; lines of messages that say neither are kept, as read.

    Raises
    ------
    ValueError
        If a line was not accounted for.
    """
    reading = Reading(
        name=raw.name,
        sha256=raw.sha256,
        form="radio sentences",
        n_lines=raw.n_lines,
        numbered=[folder / "positions.parquet"],
        statics=folder / "statics.parquet",
        is_line_by_line=False,
        texts_of=lambda lines: in_order(dict(raw.texts_of(lines)), lines),
    )
    n_counted = 0
    positions = statics = None
    try:
        for block in decode_stream(raw.path):
            n_counted += int(block.counts.sum())
            reading.n_blank += int(block.counts["blank"])
            rejected = block.rejected
            reading.rejected += list(
                zip(
                    rejected["line"].tolist(),
                    rejected["cause"].tolist(),
                    rejected["text"].tolist(),
                    strict=True,
                )
            )
            positions = _append(positions, _positions(block), reading.numbered[0])
            said = block.statics[list(_SAID)]
            _reject_unusable(reading, raw, said)
            statics = _append(statics, _as_texts(said), folder / "statics.parquet")
    finally:
        for writer in (positions, statics):
            if writer is not None:
                writer.close()
    if n_counted < raw.n_lines:
        raise ValueError(
            f"{raw.name}: {raw.n_lines:,} lines, but {n_counted:,} accounted for. "
            "A line was lost: please report it, with the file."
        )
    return reading


def _positions(block: Decoded) -> pd.DataFrame:
    """Return the positions of a block, of ships and of others, as rows to be checked."""
    rows = block.positions
    table = rows[["mmsi", "time_utc", "lon", "lat", "transceiver", "line"]].copy()
    for column, reason in _MEASURED.items():
        is_wrong = rows[reason].eq("out_of_range").to_numpy()
        table[column] = rows[column].mask(is_wrong, _OUT_OF_RANGE)
    table["status"] = rows["status"].astype("object").map(_digits, na_action="ignore")
    others = block.others[["mmsi", "time_utc", "lon", "lat", "line"]].copy()
    others["mobile"] = block.others["message_type"].map(_MOBILES)
    parts = [part for part in (table, others) if len(part)]
    return _as_texts(pd.concat(parts, ignore_index=True) if parts else table)


def _digits(code: Any) -> str:
    return str(int(code))


def _as_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return columns of the types that the checks expect, whatever a block lacks."""
    table = rows.copy()
    table["mmsi"] = pd.to_numeric(table["mmsi"]).astype("int64")
    for column in table.columns:
        if column in _TEXTS or column in ("imo", "ship_type"):
            texts = table[column].astype("object")
            table[column] = texts.where(texts.notna(), None).map(
                str, na_action="ignore"
            )
        elif column not in ("mmsi", "time_utc", "line"):
            table[column] = table[column].astype("float64")
    for column in ("mobile", "status"):
        if "lon" in table and column not in table:
            table[column] = np.full(len(table), None, object)
    return table[sorted(table.columns)]


def _reject_unusable(reading: Reading, raw: RawFile, said: pd.DataFrame) -> None:
    """Set aside what is said at no time, or by nobody."""
    reasons = {
        "no time": said["time_utc"].isna(),
        "mmsi out of range": said["mmsi"].eq("000000000"),
    }
    for reason, is_bad in reasons.items():
        lines = said.loc[is_bad, "line"].tolist()
        reading.rejected += [(n, reason, text) for n, text in raw.texts_of(lines)]


def _append(
    writer: pq.ParquetWriter | None, rows: pd.DataFrame, path: Path
) -> pq.ParquetWriter:
    types = {
        "int64": pa.int64(),
        "float64": pa.float64(),
        "datetime64[ms, UTC]": pa.timestamp("ms", tz="UTC"),
    }
    schema = pa.schema(
        [(name, types.get(str(rows[name].dtype), pa.string())) for name in rows.columns]
    )
    table = pa.Table.from_pandas(rows, schema, preserve_index=False)
    if writer is None:
        writer = pq.ParquetWriter(path, schema.remove_metadata(), compression="lz4")
    writer.write_table(table.replace_schema_metadata(None))
    return writer
