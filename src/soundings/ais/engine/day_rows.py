"""The rows of a reading, checked: which are kept, on which day, and why others are not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from soundings.ais.dialects import SHORE_MOBILES, status_code
from soundings.ais.engine.csv_rows import TYPES, sql_text
from soundings.ais.engine.readings import Reading

NULLS: Final = {
    "speed_not_available": 1,
    "speed_out_of_range": 2,
    "course_not_available": 4,
    "course_out_of_range": 8,
    "course_repaired": 16,
    "heading_not_available": 32,
    "heading_out_of_range": 64,
    "status_not_available": 128,
    "status_out_of_range": 256,
}
"""
Bits of the column `nulls`. *Not available*: the report says so, by a code such as 102.3
knots or by an empty cell. *Out of range*: a value that no report can mean. *Repaired*: a
course that was read as signed, mended. A column that a file lacks sets no bit.
"""

_SIGNED_COURSE: Final = 409.6
"""
A course of 12 bits, in tenths, that was read as signed is this much too low, if it is
negative. In the hour of New York in `datasets/ais`, moving ships with such courses head
2 degrees from them once they are mended, and 49 before.
"""
_FEWEST_SIGNED: Final = 30
"""Negative courses that must be there before a file is taken for one of those."""

# Whole days since 1970: arithmetic, where a text for each row would be dear.
_DAY: Final = "epoch_ms(time_utc) // 86400000"


def check_rows(
    con: duckdb.DuckDBPyConnection,
    reading: Reading,
    earliest: pd.Timestamp,
    latest: pd.Timestamp,
) -> None:
    """
    Make the view `checked`: every row of a reading, and why it cannot be kept.

    `reason` is missing if the row is kept; `is_shore` tells whether it is of no ship.
    """
    parts = [
        f"select null::bigint as place, * from"
        f" read_parquet({sql_text(path)}, hive_partitioning=false)"
        for path in reading.numbered
    ]
    if reading.rows is not None:
        parts.append(
            "select file_row_number as place, null::bigint as line,"
            " * exclude (file_row_number) from"
            f" read_parquet({sql_text(reading.rows)}, hive_partitioning=false,"
            " file_row_number=true)"
        )
    con.execute("drop view if exists checked")
    con.execute("drop view if exists rows")
    query = " union all by name ".join(parts)
    con.execute(
        "create temp view rows as"
        f" select * replace (time_utc::timestamptz as time_utc) from ({query})"
    )
    present = _columns(con, "rows")
    absent = "".join(
        f", null::{kind} as {name}"
        for name, kind in TYPES.items()
        if name not in present
    )
    mobiles = ", ".join(sql_text(word) for word in SHORE_MOBILES)
    con.execute(
        f"""
        create temp view checked as
        select *{absent},
            case
                when mmsi is null then 'no mmsi'
                when mmsi not between 1 and 999999999 then 'mmsi out of range'
                when time_utc is null then 'no time'
                when time_utc < timestamptz '{earliest}' then 'time before there was AIS'
                when time_utc >= timestamptz '{latest}' then 'time in the future'
                when lon is null or lat is null then 'no position'
                when lat = 91 or lon = 181 then 'position not available'
                when not (lon between -180 and 180 and lat between -90 and 90)
                    then 'position out of range'
            end as reason,
            mmsi < 100000000 or mmsi >= 990000000
                or coalesce(lower({"mobile" if "mobile" in present else "null"})
                            in ({mobiles}), false) as is_shore
        from rows
        """
    )
    _make_status_codes(con, "status" in present)
    reading.has_signed_courses = _has_signed_courses(con)


def days_of(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    """Return how many rows of `checked` each day keeps, by table."""
    found = con.execute(
        f"select is_shore, {_DAY} as day, count(*)"
        " from checked where reason is null group by all order by all"
    ).fetchall()
    days: dict[str, dict[str, int]] = {"positions": {}, "shore": {}}
    for is_shore, day, count in found:
        days["shore" if is_shore else "positions"][_day_text(day)] = count
    return days


def position_rows(
    con: duckdb.DuckDBPyConnection, reading: Reading, table: str, day: str
) -> str:
    """Return the query for the rows of one day, with the columns of `store.POSITIONS`."""
    present = _columns(con, "rows")
    speed = _blanked("speed", "speed_knots", "<= 102.25", "between 102.25 and 102.35")
    course = _blanked(
        "course", f"({_mended(reading)})", "< 359.95", "between 359.95 and 360.05"
    )
    heading = _blanked("heading", "heading_degrees", "< 359.5", "= 511")
    # The word 15, "not defined", says as much as an empty cell.
    status = (
        "case when code between 0 and 14 then code end::tinyint as status",
        f"case when code between 0 and 14 then 0 when status is null or code = 15"
        f" then {NULLS['status_not_available']} else {NULLS['status_out_of_range']} end",
    )
    bits = [
        bit
        for column, (_, bit) in {
            "speed_knots": speed,
            "course_degrees": course,
            "heading_degrees": heading,
            "status": status,
        }.items()
        if column in present
    ]
    if "course_degrees" in present and reading.has_signed_courses:
        bits.append(
            f"case when course_degrees < 0 then {NULLS['course_repaired']} else 0 end"
        )
    shore = "is_shore" if table == "shore" else "not is_shore"
    return (
        "select mmsi, epoch_ms(time_utc) as time_utc, lon, lat,"
        f" {speed[0]} as speed_knots, {course[0]} as course_degrees,"
        f" {heading[0]} as heading_degrees, {status[0]},"
        " case when upper(transceiver) in ('A', 'B') then upper(transceiver)"
        " when lower(mobile) = 'class a' then 'A' when lower(mobile) = 'class b' then 'B'"
        " end as transceiver,"
        f" ({' + '.join(bits) or '0'})::smallint as nulls,"
        f" '{reading.source}' as source"
        " from checked left join status_codes on checked.status = status_codes.word"
        f" where reason is null and {shore}"
        f" and time_utc >= timestamptz '{day} 00:00:00+00'"
        f" and time_utc < timestamptz '{day} 00:00:00+00' + interval 1 day"
    )


def quarantined_of(
    con: duckdb.DuckDBPyConnection, reading: Reading
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each day, or `unknown`, and the lines set aside of it, with their texts."""
    found = con.execute(
        "select place, line, reason, case when reason not like '%time%' then"
        f" {_DAY} end as day from checked"
        " where reason is not null order by place, line"
        if reading.has_reports
        else "select 0 as place, 0 as line, '' as reason, '' as day where false"
    ).fetchnumpy()
    place = np.ma.filled(found["place"], -1).astype(np.int64)
    line = np.ma.filled(found["line"], -1).astype(np.int64)
    line = np.where(place >= 0, reading.lines_of(place), line)
    rows = pd.DataFrame(
        {
            "day": pd.Series(found["day"], dtype="object"),
            "line": line,
            "reason": pd.Series(found["reason"], dtype="object"),
        }
    )
    rows["text"] = reading.texts_of(line.tolist())
    others = pd.DataFrame(
        [(None, *rejected) for rejected in reading.rejected],
        columns=["day", "line", "reason", "text"],
    )
    if len(others):
        rows = pd.concat([rows, others], ignore_index=True) if len(rows) else others
    rows["day"] = rows["day"].map(_day_text)
    for day, group in rows.groupby("day", sort=True):
        yield str(day), group.drop(columns="day")


def _day_text(day: object) -> str:
    """Return a day as the store names it."""
    if pd.isna(day):  # type: ignore[call-overload]
        return "unknown"
    # Beside rows without a day, whole numbers have become floats.
    return str(np.datetime64(int(float(str(day))), "D"))


def _columns(con: duckdb.DuckDBPyConnection, view: str) -> set[str]:
    return {row[0] for row in con.execute(f"describe {view}").fetchall()}


def _blanked(name: str, value: str, highest: str, unknown: str) -> tuple[str, str]:
    """Return a measurement or nothing, and the bit that says why it is nothing."""
    good = f"{value} >= 0 and {value} {highest}"
    return (
        f"(case when {good} then {value} end)::float",
        f"case when {good} then 0 when {value} is null or {value} {unknown}"
        f" then {NULLS[f'{name}_not_available']} else {NULLS[f'{name}_out_of_range']} end",
    )


def _mended(reading: Reading) -> str:
    if not reading.has_signed_courses:
        return "course_degrees"
    return (
        "case when course_degrees < 0"
        f" then round(course_degrees::double + {_SIGNED_COURSE}, 1)::float"
        " else course_degrees end"
    )


def _has_signed_courses(con: duckdb.DuckDBPyConnection) -> bool:
    """
    Tell whether the file took courses for signed numbers.

    Then they begin at -204.8, none lies between 204.8 and 360, and those below 0 go no
    higher than -49.6. Courses from -180 to 180 do, and are another matter. A handful of
    negative courses tells nothing: they are out of range.
    """
    ((n_negative, n_elsewhere),) = con.execute(
        "select count(*) filter (course_degrees < 0),"
        " count(*) filter (course_degrees < -204.85"
        " or course_degrees between -49.55 and -0.001 or course_degrees > 204.75)"
        " from checked"
    ).fetchall()
    # A few codes beyond 360 would look otherwise: they do not make it another file.
    return bool(n_negative >= _FEWEST_SIGNED and n_elsewhere < 0.01 * n_negative)


def _make_status_codes(con: duckdb.DuckDBPyConnection, has_status: bool) -> None:
    words = (
        con.execute(
            "select distinct status from rows where status is not null"
        ).fetchall()
        if has_status
        else []
    )
    con.execute(
        "create or replace temp table status_codes (word varchar, code integer)"
    )
    if words:
        con.executemany(
            "insert into status_codes values (?, ?)",
            [(word, status_code(word)) for (word,) in words],
        )
