"""Tables as they leave pandas, R and Markdown, made readable by eye and by ear."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

_NUMBER = re.compile(r"[-+−]?[$£€]?\d[\d,]*(\.\d+)?(e[-+]?\d+)?\s?%?|[-+−]?\.\d+", re.I)
_NOTHING = {"", "nan", "<na>", "na", "nat", "none", "...", "…", "⋮", "-", "–", "inf"}
_IDENTITY = re.compile(
    r"(^|[_\s])(mmsi|imo|id|ids|code|codes|locode|key|call[_ ]?sign|phone)($|[_\s])",
    re.I,
)
_LEADING_ZERO = re.compile(r"0\d+")
_R_CAPTION = re.compile(r"A \S.*: \d+ × \d+|A \S.*: \d+")
_R_TYPE = re.compile(r"<[\w ,<>\[\]]+>")


def repair_table(soup: BeautifulSoup, table: Tag, number: int) -> None:
    """
    Mend one table in place.

    R's note of its size and its row of types go; headers say what they head;
    numbers stand right-aligned, but names made of digits, such as an MMSI, do not;
    the table gets a frame of its own in which it may scroll sideways.
    """
    _drop_remarks_of_r(table)
    _join_header_rows(table)
    _scope_headers(table)
    for attribute in ("border", "style"):
        if table.has_attr(attribute):
            del table[attribute]
    for row in table.find_all("tr"):
        if row.has_attr("style"):
            del row["style"]
    _align_columns(table)
    caption = table.find("caption")
    name = caption.get_text(" ", strip=True) if caption else ""
    frame = soup.new_tag("div", attrs={"class": "table-frame"})
    frame["data-scroll-name"] = name or f"Table {number}"
    table.wrap(frame)


def _drop_remarks_of_r(table: Tag) -> None:
    caption = table.find("caption")
    if caption and _R_CAPTION.fullmatch(caption.get_text(" ", strip=True)):
        caption.decompose()
    for row in table.select("thead tr"):
        said = [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
        types = [text for text in said if text]
        if types and all(_R_TYPE.fullmatch(text) for text in types):
            row.decompose()


def _join_header_rows(table: Tag) -> None:
    # pandas writes the names of its index on a row of their own.
    rows = table.select("thead tr")
    if len(rows) != 2:
        return
    upper, lower = (_cells(row) for row in rows)
    pairs = list(zip(upper, lower, strict=False))
    plain = len(upper) == len(lower) and not table.select("thead [colspan]")
    if plain and all(
        not (a.get_text(strip=True) and b.get_text(strip=True)) for a, b in pairs
    ):
        for above, below in pairs:
            if not above.get_text(strip=True):
                above.string = below.get_text(" ", strip=True)
        rows[1].decompose()


def _scope_headers(table: Tag) -> None:
    for header in table.select("thead th"):
        if header.get_text(strip=True):
            header["scope"] = "col"
        else:
            header.name = "td"
            header.attrs.pop("scope", None)
    for header in table.select("tbody th"):
        header["scope"] = "row"
        if not header.get_text(strip=True):
            header.name = "td"
            header.attrs.pop("scope", None)


def _cells(row: Tag) -> list[Tag]:
    return list(row.find_all(["td", "th"], recursive=False))


def _align_columns(table: Tag) -> None:
    rows = [_cells(row) for row in table.select("tbody tr")]
    heads = [_cells(row) for row in table.select("thead tr")]
    width = max((len(cells) for cells in rows), default=0)
    for place in range(width):
        cells = [row[place] for row in rows if len(row) > place]
        above = [row[place] for row in heads if len(row) > place]
        title = " ".join(cell.get_text(" ", strip=True) for cell in above)
        values = [cell.get_text(" ", strip=True) for cell in cells]
        if any(cell.name == "th" for cell in cells):
            continue  # the names of the rows
        if not is_number_column(title, values):
            continue
        for cell in (*above, *cells):
            cell["class"] = " ".join([*cell.get_attribute_list("class"), "number"])


def is_number_column(title: str, values: list[str]) -> bool:
    """
    Say whether a column holds quantities, which line up on the right.

    Examples
    --------
    >>> is_number_column("speed_knots", ["14.2", "NaN", "9.8"])
    True
    >>> is_number_column("mmsi", ["232999001", "232999002"])
    False
    >>> is_number_column("visits", ["53", "91", "not copied"])
    True
    >>> is_number_column("station", ["002329999", "232999001"])
    False
    """
    known = [value for value in values if value.casefold() not in _NOTHING]
    if not known or _IDENTITY.search(title):
        return False
    if any(_LEADING_ZERO.fullmatch(value) for value in known):
        return False
    words = [value for value in known if not _NUMBER.fullmatch(value)]
    if any(character.isdigit() for word in words for character in word):
        return False
    return len(words) < len(known) / 2  # a few cells may say "not published"
