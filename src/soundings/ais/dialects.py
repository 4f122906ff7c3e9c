"""
The forms that files of ship reports come in: NOAA's three, the Danish three, and others.

Sources: MarineCadastre's data dictionaries; the Danish Maritime Authority's note on the
columns of its files; for the codes behind the words, ITU-R M.1371-5.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from soundings.ais.tables import REQUIRED, map_header

MORE: Final = {
    "destination": "as the crew typed it",
    "mobile": "what sends: Class A, Class B, Base Station, AtoN and others, in words",
}
"""Columns that a file may have beside those of `tables.POSITIONS`."""

_MORE_ALIASES: Final = {
    "destination": "destination",
    "typeofmobile": "mobile",
    "cargotype": "cargo",
}

DANISH: Final = (
    *("# Timestamp", "Type of mobile", "MMSI", "Latitude", "Longitude"),
    *("Navigational status", "ROT", "SOG", "COG", "Heading", "IMO", "Callsign", "Name"),
    *("Ship type", "Cargo type", "Width", "Length"),
    *("Type of position fixing device", "Draught", "Destination", "ETA"),
    *("Data source type", "A", "B", "C", "D"),
)
"""Columns of a Danish file since 2023; before, the last four were not there."""
_N_OLD_DANISH: Final = 22

DANISH_TIME: Final = "%d/%m/%Y %H:%M:%S"
MISSING: Final = ("", " ")
MISSING_DANISH: Final = (*MISSING, "Unknown", "Undefined", "Unknown value")
"""What stands in a cell that holds nothing."""

_TIMES: Final = {
    "iso": re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?)?$"),
    "zoned": re.compile(
        r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?(\d\d)?)$"
    ),
    "slashed": re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d$"),
    "epoch_s": re.compile(r"\d{9,10}(\.\d+)?$"),
    "epoch_ms": re.compile(r"\d{12,13}$"),
}

STATUSES: Final = {
    "under way using engine": 0,
    "underway using engine": 0,
    "at anchor": 1,
    "not under command": 2,
    "restricted maneuverability": 3,
    "restricted manoeuvrability": 3,
    "constrained by her draught": 4,
    "constrained by draught": 4,
    "moored": 5,
    "aground": 6,
    "engaged in fishing": 7,
    "under way sailing": 8,
    "underway sailing": 8,
    "reserved for future amendment [hsc]": 9,
    "reserved for future amendment [wig]": 10,
    "power-driven vessel towing astern": 11,
    "reserved for future use [11]": 11,
    "power-driven vessel pushing ahead or towing alongside": 12,
    "reserved for future use [12]": 12,
    "reserved for future use [13]": 13,
    "reserved for future use": 13,
    "reserved for future use (9)": 9,
    "reserved for future use (10)": 10,
    "reserved for future use (13)": 13,
    "ais-sart (active)": 14,
    "ais-sart (active); mob-ais; epirb-ais": 14,
    "ais-sart is active": 14,
    "unknown value": 15,
    "undefined": 15,
    "undefined (default)": 15,
    "not defined": 15,
    "not defined (default)": 15,
}
"""Navigational status, in the words of files, and the code of each."""
_TENS: Final = {
    "wig": 20,
    "hsc": 40,
    "passenger": 60,
    "cargo": 70,
    "tanker": 80,
    "other": 90,
}
_SINGLES: Final = {
    "fishing": 30,
    "towing": 31,
    "towing long/wide": 32,
    "dredging": 33,
    "diving": 34,
    "military": 35,
    "sailing": 36,
    "pleasure": 37,
    "pilot": 50,
    "sar": 51,
    "tug": 52,
    "port tender": 53,
    "anti-pollution": 54,
    "law enforcement": 55,
    "spare 1": 56,
    "spare 2": 57,
    "medical": 58,
    "not party to conflict": 59,
}
_CARGOES: Final = {
    "category x": 1,
    "category y": 2,
    "category z": 3,
    "category os": 4,
    "no additional information": 9,
}
SHORE_MOBILES: Final = ("base station", "aton")
"""Words of `mobile` for what stands on shore or on the sea bed."""


@dataclass(frozen=True)
class Dialect:
    """
    How one file is written.

    `header` are its column names in file order, supplied if the file has none;
    `columns` are ours, None where we have no such column. `time_form` is one of
    iso, zoned, slashed (day first), epoch_s, epoch_ms.
    """

    name: str
    separator: str
    decimal: str
    has_header: bool
    header: tuple[str, ...]
    columns: tuple[str | None, ...]
    time_form: str
    is_quoted: bool

    @property
    def is_danish(self) -> bool:
        """Whether words stand for codes, and for missing values."""
        return "mobile" in self.columns or self.name.startswith("Danish")

    @property
    def missing(self) -> tuple[str, ...]:
        """What stands in a cell that holds nothing."""
        return MISSING_DANISH if self.is_danish else MISSING


def find_dialect(lines: Sequence[str], file_name: str) -> Dialect:
    """
    Return how a file is written, told from its first lines.

    Parameters
    ----------
    lines : sequence of str
        The first lines, without line ends: the header, if there is one, and a few
        hundred rows. More rows settle more doubts.
    file_name : str
        For the message if something is wrong.

    Raises
    ------
    ValueError
        If there is nothing to read, no header and no Danish rows, a required column is
        missing, two columns mean the same, or the times cannot be told.

    Examples
    --------
    >>> lines = ["mmsi;time_utc;lon;lat", "232999001;2024-05-01T06:00:02;1,5;51,9"]
    >>> dialect = find_dialect(lines, "ais.csv")
    >>> dialect.separator, dialect.decimal, dialect.columns
    (';', ',', ('mmsi', 'time_utc', 'lon', 'lat'))
    """
    filled = [line for line in lines if line.strip()]
    if not filled:
        raise ValueError(
            f"{file_name}: the file is empty. Download or unpack it again."
        )
    separator = max(",;\t|", key=filled[0].count)
    rows = [_cells(line, separator) for line in filled[:500]]
    is_headless = _looks_danish(rows[0])
    if is_headless:
        names = DANISH[: len(rows[0])]
    else:
        if _looks_like_data(rows[0]):
            raise ValueError(
                f"{file_name}: no header line; the first line is {filled[0][:60]!r}. "
                "Write the names of the columns above it, such as "
                "MMSI,BaseDateTime,LAT,LON,SOG."
            )
        names = tuple(name.strip() for name in rows[0])
        rows = rows[1:]
    ours = map_columns(names, file_name)
    cells = {
        name: [row[i].strip() for row in rows if i < len(row)]
        for i, name in enumerate(ours)
        if name in REQUIRED
    }
    return Dialect(
        name=_name(names, is_headless),
        separator=separator,
        decimal="," if separator != "," and _has_decimal_commas(cells) else ".",
        has_header=not is_headless,
        header=names,
        columns=ours,
        time_form=_time_form(cells["time_utc"], "mobile" in ours, file_name),
        is_quoted=bool(rows) and _is_quoted(filled[-1], ours, separator),
    )


def map_columns(header: Sequence[str], file_name: str) -> tuple[str | None, ...]:
    """
    Return our name for each column of a header, None where there is none.

    Examples
    --------
    >>> map_columns(["# Timestamp", "MMSI", "Latitude", "Longitude", "ROT"], "a.csv")
    ('time_utc', 'mmsi', 'lat', 'lon', None)
    """
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    known = map_header(list(dict.fromkeys(header)), file_name)
    names: list[str | None] = []
    for column in header:
        plain = column.lower().translate(str.maketrans("", "", "_ #"))
        names.append(known.get(column, _MORE_ALIASES.get(plain)))
    for column in repeated:
        if names[header.index(column)] is not None:
            raise ValueError(
                f"{file_name}: two columns are called {column}. Remove one of them."
            )
    return tuple(names)


def status_code(text: str) -> int | None:
    """
    Return the code of a navigational status in digits or words; None if it is neither.

    Examples
    --------
    >>> [status_code(text) for text in ("5", "0.0", "Moored", "asleep")]
    [5, 0, 5, None]
    """
    code = whole_number(text)
    return code if code is not None else STATUSES.get(_plain(text))


def ship_type_code(text: str, cargo: str = "") -> int | None:
    """
    Return the code of a type of ship in digits or in the words of the Danish files.

    A cargo in words that stand for several codes is left out: the code is then the
    type's own, such as 70. `Reserved` stands for many types: it gives None.

    Examples
    --------
    >>> [ship_type_code("71.0"), ship_type_code("Cargo", "Category X")]
    [71, 71]
    >>> [ship_type_code("Tug"), ship_type_code("Reserved")]
    [52, None]
    """
    code = whole_number(text)
    if code is not None:
        return code
    words = _plain(text)
    if words in _TENS:
        return _TENS[words] + _CARGOES.get(_plain(cargo), 0)
    return _SINGLES.get(words)


def whole_number(text: str) -> int | None:
    """
    Return a whole number, also where a spreadsheet added `.0`; None if it is none.

    Examples
    --------
    >>> [whole_number(text) for text in ("70", " 70.0 ", "7.5", "")]
    [70, 70, None, None]
    """
    match = re.fullmatch(r"\s*(-?\d{1,18})(\.0*)?\s*", text)
    return int(match[1]) if match else None


def is_sentence(line: str) -> bool:
    r"""
    Tell whether a line is, or holds, a radio sentence.

    Examples
    --------
    >>> is_sentence(r"\s:A,c:1*00\!AIVDM,1,1,,A,14W`M;P,0*44"), is_sentence("MMSI,LAT")
    (True, False)
    """
    return re.search(r"![A-Z]{2}VD[MO],", line) is not None


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return line.split(separator)


def _looks_danish(cells: Sequence[str]) -> bool:
    return (
        len(cells) in (_N_OLD_DANISH, len(DANISH))
        and _TIMES["slashed"].match(cells[0].strip()) is not None
        and cells[2].strip().isdigit()
    )


def _looks_like_data(cells: Sequence[str]) -> bool:
    """Tell rows from a header: names of columns are no numbers and no times."""
    return any(
        whole_number(cell) is not None
        or any(form.match(cell.strip()) for form in _TIMES.values())
        for cell in cells
    )


def _has_decimal_commas(cells: dict[str, list[str]]) -> bool:
    return any(
        re.fullmatch(r"-?\d+,\d+", cell) for cell in (*cells["lon"], *cells["lat"])
    )


def _is_quoted(line: str, ours: Sequence[str | None], separator: str) -> bool:
    """Tell whether a program put quotes round cells that need none."""
    cells = line.split(separator)
    known = [
        cells[i] for i, name in enumerate(ours) if name in REQUIRED and i < len(cells)
    ]
    return any(cell.startswith('"') for cell in known)


def _time_form(texts: Sequence[str], is_danish: bool, file_name: str) -> str:
    """Return the form of the first time that has one."""
    for text in texts:
        for name, form in _TIMES.items():
            if form.match(text):
                if name == "slashed" and not is_danish:
                    _check_day_first(texts, file_name)
                return name
    found = next((text for text in texts if text), "")
    if found and len(texts) > 1:
        raise ValueError(
            f"{file_name}: {found!r} is not a time. "
            "Write times as 2020-12-01T11:31:39 in UTC."
        )
    # No rows, or none that can be read: each will be judged alone.
    return "slashed" if is_danish else "iso"


def _check_day_first(texts: Sequence[str], file_name: str) -> None:
    slashed = [text for text in texts if _TIMES["slashed"].match(text)]
    is_day_first = any(int(text[:2]) > 12 for text in slashed)
    if not is_day_first or any(int(text[3:5]) > 12 for text in slashed):
        raise ValueError(
            f"{file_name}: {slashed[0]!r} may have the day or the month first. "
            "Write times as 2020-12-01T11:31:39 in UTC."
        )


def _name(header: Sequence[str], is_headless: bool) -> str:
    if is_headless:
        return "Danish, 2015"
    if "Type of mobile" in header:
        return "Danish, 2023" if "A" in header else "Danish, 2006"
    if "BaseDateTime" in header:
        return "NOAA, 2020" if "TranscieverClass" in header else "NOAA, 2015"
    if "base_date_time" in header:
        return "NOAA, 2025"
    if set(REQUIRED) <= set(header):
        return "our own"
    return "other"
