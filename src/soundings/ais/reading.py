"""A file of ship reports, in any form that publishers use, as one positions table."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from soundings.ais.clean import blank_sentinels
from soundings.ais.compression import (
    check_is_text,
    members_of,
    open_raw,
    with_line_feeds,
)
from soundings.ais.dialects import (
    DANISH_TIME,
    MORE,
    Dialect,
    find_dialect,
    is_sentence,
    ship_type_code,
    status_code,
)
from soundings.ais.tables import POSITIONS

_NUMBERS: Final = (
    *("lon", "lat", "speed_knots", "course_degrees", "heading_degrees"),
    *("length_m", "width_m", "draught_m"),
)
_CLASSES: Final = {"class a": "A", "class b": "B", "a": "A", "b": "B"}


def read(path: str | Path, *, blank: bool = False) -> pd.DataFrame:
    r"""
    Read a file of ship reports, in any of the forms that publishers use.

    Known are NOAA's files of 2015 to 2024, of 2020 and of 2025, and the Danish ones of
    2006, 2015 (semicolons, decimal commas, no header) and 2023; other files are read
    if their header names the columns. Whatever the form, the table is the same:
    columns are found by name, words become codes, times UTC.

    Parameters
    ----------
    path : str or Path
        A CSV file, plain or packed with gzip, zip, bzip2, xz, or (with PyArrow) zstd.
    blank : bool
        Turn the codes for "unknown" of speed, course and heading into missing values,
        as `blank_sentinels` does.

    Returns
    -------
    DataFrame
        A positions table (see `tables.POSITIONS`), rows in the file's order: `mmsi`
        of nine digits, `imo` in digits alone, `status` and `ship_type` as codes. If
        the file has them, `destination` and `mobile` follow. Other columns, such as
        the expected arrival and the rate of turn, are left out.

    Raises
    ------
    ValueError
        If the file is missing, damaged, empty or no table of reports; or if a line
        has too few or too many cells, or one that cannot be read. One bad line refuses
        the file: `soundings ingest` sets such lines aside and reads the rest.

    Warns
    -----
    UserWarning
        If a status or a type of ship is in words that are not known: it is then
        missing; and if the file has a header and nothing else.

    Notes
    -----
    Base stations and buoys are in Danish files too: their `mmsi` begins with 00 or 99.
    A reader of everything needs the file in memory twice; for a whole day of a whole
    country use the store.

    Examples
    --------
    >>> path = Path("two_reports.csv")
    >>> _ = path.write_text(
    ...     "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status\n"
    ...     "01/05/2024 06:00:02,Class A,232999001,51.9,1.3,Moored\n"
    ...     "01/05/2024 06:00:09,Base Station,2329901,51.8,1.6,Unknown value\n"
    ... )
    >>> read(path)[["mmsi", "lat", "status", "transceiver"]]
            mmsi   lat  status transceiver
    0  232999001  51.9     5.0           A
    1  002329901  51.8     NaN         NaN
    >>> path.unlink()
    """
    path = Path(path)
    text = _text_of(path)
    lines = text.split("\n")
    dialect = find_dialect(lines[:1000], path.name)
    rows = _rows(text, lines, dialect, path.name)
    where = _Where(path.name, lines, dialect)
    table = pd.DataFrame(index=rows.index)
    for column in rows.columns:
        if column in _NUMBERS:
            table[column] = _numbers(rows[column], where)
        elif column == "mmsi":
            table[column] = _nine_digits(rows[column], where)
        elif column == "time_utc":
            table[column] = _times(rows[column], dialect.time_form, where)
        elif column == "imo":
            table[column] = rows[column].str.replace(r"^\s*IMO\s*", "", regex=True)
        elif column not in ("status", "ship_type", "cargo"):
            table[column] = rows[column]
    _add_codes(table, rows, dialect, path.name)
    if "mobile" in rows and "transceiver" not in rows:
        table["transceiver"] = _by_value(
            rows["mobile"], lambda word: _CLASSES.get(word.strip().lower())
        ).astype("str")
    if not len(table):
        warnings.warn(
            f"{path.name}: a header and no reports. Is the download complete?",
            stacklevel=2,
        )
    table = table[[c for c in (*POSITIONS, *MORE) if c in table.columns]]
    return blank_sentinels(table) if blank else table


class _Where:
    """Where a row of the table stands in its file, for the message if it is bad."""

    def __init__(self, file_name: str, lines: list[str], dialect: Dialect) -> None:
        self.file_name, self.lines, self.dialect = file_name, lines, dialect

    def refuse(self, texts: pd.Series, is_bad: pd.Series, what: str) -> None:
        if not is_bad.any():
            return
        row = int(is_bad.to_numpy().argmax())
        filled = [i for i, line in enumerate(self.lines, 1) if line.strip()]
        line = filled[row + self.dialect.has_header]
        more = f" ({int(is_bad.sum())} such lines)" if is_bad.sum() > 1 else ""
        raise ValueError(
            f"{self.file_name}: {texts.iloc[row]!r} in line {line} is not {what}{more}. "
            "Correct it, or use `soundings ingest`, which sets such lines aside."
        )


def _text_of(path: Path) -> str:
    """Return the whole text with one kind of line end and no byte-order mark."""
    members = members_of(path)
    if len(members) > 1:
        raise ValueError(
            f"{path.name}: {len(members)} files in this zip ({', '.join(members[:3])} …)."
            " Unpack it and read them one by one, or use `soundings ingest`."
        )
    with open_raw(path, members[0]) as file:
        data = bytes(file.read())
    check_is_text(data[:512], path.name, "a CSV file")
    data = with_line_feeds(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"{path.name}: byte {data[error.start]:#04x} in line {line} is not UTF-8. "
            "Save the file as UTF-8, or use `soundings ingest`, which sets such lines aside."
        ) from None
    text = text.replace("\x00", "\ufffd")
    if is_sentence(text[:1000]):
        raise ValueError(
            f"{path.name}: radio sentences, not a table. Read it with `ais.decode`."
        )
    return text


def _rows(
    text: str, lines: list[str], dialect: Dialect, file_name: str
) -> pd.DataFrame:
    """Return the columns that have a name of ours, their numbers not yet checked."""
    quoting = _check_cells(lines, dialect, file_name)
    places = [i for i, name in enumerate(dialect.columns) if name]
    names = [dialect.columns[i] for i in places]
    texts = [i for i, name in zip(places, names, strict=True) if name not in _NUMBERS]
    rows: pd.DataFrame = pd.read_csv(
        io.StringIO(text),
        sep=dialect.separator,
        decimal=dialect.decimal,
        header=None,
        names=list(range(len(dialect.columns))),
        skiprows=_n_lines_to_data(lines, dialect),
        usecols=places,
        dtype=dict.fromkeys(texts, "str"),
        keep_default_na=False,
        na_values=list(dialect.missing),
        quoting=quoting,
        low_memory=False,
    )
    rows = rows[places]
    rows.columns = pd.Index(names)
    return rows


def _n_lines_to_data(lines: list[str], dialect: Dialect) -> int:
    if not dialect.has_header:
        return 0
    return next(i for i, line in enumerate(lines, 1) if line.strip())


def _check_cells(lines: list[str], dialect: Dialect, file_name: str) -> Literal[0, 3]:
    """
    Refuse a line with too few or too many cells; return how to treat quotes.

    Pandas would fill a short line with missing values, and let a quote that is never
    closed swallow the lines behind it; neither says a word.
    """
    n_wanted = len(dialect.columns)
    can_quote = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        n_cells = line.count(dialect.separator) + 1
        if '"' in line:
            is_closed = line.count('"') % 2 == 0
            can_quote = can_quote and is_closed
            if n_cells != n_wanted and is_closed:
                n_cells = len(next(csv.reader([line], delimiter=dialect.separator)))
                if not can_quote:
                    n_cells = -1
        if n_cells == n_wanted:
            continue
        found = "a quote is not closed" if n_cells < 0 else f"{n_cells} cells"
        raise ValueError(
            f"{file_name}: line {number} should have {n_wanted} cells; found {found} in "
            f"{line[:60]!r}. Correct it, or use `soundings ingest`, which sets such lines "
            "aside."
        )
    return 0 if can_quote else 3  # csv.QUOTE_MINIMAL, csv.QUOTE_NONE


def _numbers(values: pd.Series, where: _Where) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce")
    where.refuse(values, numbers.isna() & values.notna(), "a number")
    return numbers


def _nine_digits(values: pd.Series, where: _Where) -> pd.Series:
    texts = values.str.strip().str.replace(r"\.0*$", "", regex=True)
    is_number = texts.str.fullmatch(r"\d{1,9}").fillna(False).astype(bool)
    where.refuse(values, ~is_number, "an MMSI of nine digits")
    return texts.str.zfill(9)


def _times(texts: pd.Series, form: str, where: _Where) -> pd.Series:
    if form.startswith("epoch"):
        numbers = pd.to_numeric(texts, errors="coerce")
        times = pd.to_datetime(
            numbers, unit="ms" if form == "epoch_ms" else "s", utc=True, errors="coerce"
        )
    else:
        pattern = DANISH_TIME if form == "slashed" else "ISO8601"
        times = pd.to_datetime(texts, utc=True, format=pattern, errors="coerce")
    where.refuse(texts, times.isna(), "a time")
    in_microseconds: pd.Series = times.dt.as_unit("us")
    return in_microseconds


def _add_codes(
    table: pd.DataFrame, rows: pd.DataFrame, dialect: Dialect, file_name: str
) -> None:
    """Add status, type of ship and cargo as codes."""
    if "status" in rows:
        table["status"] = _by_value(rows["status"], status_code).astype(float)
    if "ship_type" in rows and dialect.is_danish and "cargo" in rows:
        kinds = rows["ship_type"].fillna("") + "\n" + rows["cargo"].fillna("")
        codes = _by_value(kinds, lambda kind: ship_type_code(*kind.split("\n")))
        table["ship_type"] = codes.astype(float)
    else:
        for column in {"ship_type", "cargo"} & set(rows.columns):
            table[column] = _by_value(rows[column], ship_type_code).astype(float)
    for column in {"status", "ship_type", "cargo"} & set(table.columns):
        is_lost = rows[column].notna() & table[column].isna()
        words = sorted(set(rows.loc[is_lost, column]) - {"Reserved"})
        if words:
            warnings.warn(
                f"{file_name}: {int(is_lost.sum())} rows have a {column} that is not "
                f"known, such as {words[0]!r}; it is missing in the table.",
                stacklevel=3,
            )


def _by_value(texts: pd.Series, code_of: Callable[[str], object]) -> pd.Series:
    """Return `code_of` each text, asked once for each that differs."""
    codes = {text: code_of(text) for text in texts.dropna().unique()}
    coded: pd.Series = texts.map(codes)
    return coded
