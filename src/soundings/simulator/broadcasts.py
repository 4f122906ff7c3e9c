"""Warnings to shipping, made up in the manner of NAVAREA broadcasts."""

from __future__ import annotations

from datetime import UTC, datetime

from soundings.simulator.passage import Point


def rounded(place: Point) -> Point:
    """
    Return a position as a warning gives it: to a tenth of a minute.

    Examples
    --------
    >>> rounded((13.1, 33.70101))
    (13.1, 33.70167)
    """
    lon, lat = (round(round(degrees * 600) / 600, 5) for degrees in place)
    return lon, lat


def minutes(degrees: float, letters: str, width: int) -> str:
    """
    Return degrees and minutes as in a broadcast.

    Examples
    --------
    >>> minutes(33.7, "NS", 2), minutes(13.0951, "EW", 3)
    ('33-42.0N', '013-05.7E')
    """
    tenths = round(abs(degrees) * 600)
    whole, rest = divmod(tenths, 600)
    letter = letters[0] if degrees >= 0 else letters[1]
    return f"{whole:0{width}d}-{rest / 10:04.1f}{letter}"


def day_time(time_s: int) -> str:
    """
    Return a moment as in a broadcast: day, hour, minute, month.

    Examples
    --------
    >>> day_time(0)
    '010000Z JAN'
    """
    moment = datetime.fromtimestamp(time_s, UTC)
    names = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"
    month = names[3 * moment.month - 3 : 3 * moment.month]
    return f"{moment:%d%H%M}Z {month}"


def warning_text(number: int, place: Point, known_s: int) -> str:
    """
    Return the text of a warning.

    Parameters
    ----------
    number : int
        Running number of the broadcast.
    place : (float, float)
        Longitude and latitude as passed on, which is not where the boat is.
    known_s : int
        Epoch seconds of the moment the position was taken.

    Examples
    --------
    >>> warning_text(7, (13.1, 33.7), 0)[:60]
    'SIMULATED NAVAREA III 0007. CENTRAL MEDITERRANEAN SEA. CRAFT'
    """
    position = f"{minutes(place[1], 'NS', 2)} {minutes(place[0], 'EW', 3)}"
    return (
        f"SIMULATED NAVAREA III {number:04d}. CENTRAL MEDITERRANEAN SEA. "
        f"CRAFT IN DISTRESS WITH PERSONS ON BOARD IN {position} "
        f"AT {day_time(known_s)}. VESSELS IN VICINITY REQUESTED TO KEEP SHARP "
        "LOOKOUT, ASSIST IF POSSIBLE AND REPORT TO SIM RESCUE CENTRE."
    )
