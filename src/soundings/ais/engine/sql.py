"""
The rule of `sessions` in SQL: one text for DuckDB and for Spark.

A cross-check of the toolkit by other hands, and for those whose positions are in a
database already. It is four to ten times slower than the kernel.
"""

from __future__ import annotations

from typing import Final

SESSIONS: Final = """
with numbered as (
    select *, row_number() over vessel as k,
           time_s - lag(time_s) over vessel as silence_s
    from {table}
    window vessel as (partition by mmsi order by time_s)
),
watched as (
    select *, sum(case when silence_s > {gap_s} then 1 else 0 end) over (
        partition by mmsi order by time_s rows unbounded preceding) as silences
    from numbered
),
inside as (
    select * from watched where {place} is not null
),
steps as (
    select *,
           lag({place}) over vessel is distinct from {place}
           or silences <> lag(silences) over vessel
           or (k - lag(k) over vessel > 1
               and time_s - lag(time_s) over vessel > {away_s}) as starts
    from inside
    window vessel as (partition by mmsi order by time_s)
),
counted as (
    select *, sum(case when starts then 1 else 0 end) over (
        partition by mmsi order by time_s rows unbounded preceding) as number
    from steps
)
select mmsi, min({place}) as {place}, min(time_s) as first_s, max(time_s) as last_s,
       count(*) as n_positions
from counted
group by mmsi, number
order by mmsi, first_s
"""


def sessions_sql(
    table: str,
    place: str = "port",
    away_minutes: float = 60.0,
    gap_minutes: float = 720.0,
) -> str:
    """
    Return the query that does what `port_calls.sessions` does.

    Seconds as integers keep it portable: to subtract two times means one thing in
    DuckDB and another in Spark.

    Parameters
    ----------
    table : str
        A table or view of clean positions: `mmsi`, `time_s` (seconds since 1970, an
        integer; one position per vessel and second) and `place`, which is missing
        outside. Positions outside must be there.
    place : str
        The column that says where.
    away_minutes, gap_minutes : float
        As in `sessions`; either may be the larger.

    Returns
    -------
    str
        A query for `mmsi, <place>, first_s, last_s, n_positions`, by vessel and time.

    Raises
    ------
    ValueError
        If `table` or `place` is not a plain name: it goes into the query as it is.

    Examples
    --------
    >>> import duckdb
    >>> database = duckdb.connect()
    >>> _ = database.execute(
    ...     "create table located as select * from (values (1, 0, 'harbour'), "
    ...     "(1, 60, null), (1, 120, 'harbour')) as t(mmsi, time_s, port)"
    ... )
    >>> database.execute(sessions_sql("located", away_minutes=1)).fetchall()
    [(1, 'harbour', 0, 0, 1), (1, 'harbour', 120, 120, 1)]
    >>> database.execute(sessions_sql("located", away_minutes=2)).fetchall()
    [(1, 'harbour', 0, 120, 2)]
    """
    for name in (table, place):
        if not name.isidentifier():
            raise ValueError(
                f"{name!r} is not a plain name. Give letters, digits and underscores."
            )
    return SESSIONS.format(
        table=table,
        place=place,
        away_s=f"{away_minutes * 60:.15g}",
        gap_s=f"{gap_minutes * 60:.15g}",
    )
