"""
Is this number anybody's? What an MMSI stands for, and whether an IMO number can be.

MMSI by ITU-R M.585: the first digits say what sends, three of them (the MID) where it
is registered. IMO numbers by their check digit (IMO resolution A.1117).
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from soundings.ais.tables import check_columns

# Country codes that ITU has given out.
_GIVEN_OUT: Final = """
    201-216 218-220 224-259 261-279 301 303-312 314 316 319 321 323 325 327 329-332 334
    336 338-339 341 343 345 347-348 350-359 361-362 364 366-379 401 403 405 408 410
    412-414 416-417 419 422-423 425 428 431-432 434 436-438 440-441 443 445 447 450-451
    453 455 457 459 461 463 466 468 470-473 475 477-478 501 503 506 508 510-512 514-516
    518 520 523 525 529 531 533 536 538 540 542 544 546 548 550 553 555 557 559 561
    563-567 570 572 574 576-578 601 603 605 607-613 615-622 624-627 629-638 642 644-645
    647 649-650 654-657 659-672 674-679 701 710 720 725 730 735 740 745 750 755 760 765
    770 775
"""


def _numbers(spans: str) -> frozenset[str]:
    ends = [[int(end) for end in span.split("-")] for span in spans.split()]
    return frozenset(
        str(n) for first, *last in ends for n in range(first, [first, *last][-1] + 1)
    )


MIDS: Final = _numbers(_GIVEN_OUT)

MMSI_CLASSES: Final = {
    "rescue aircraft": r"111(\d{3})\d{3}",
    "rescue transmitter": r"970\d{6}",
    "man overboard": r"972\d{6}",
    "emergency beacon": r"974\d{6}",
    "craft of a ship": r"98(\d{3})\d{4}",
    "aid to navigation": r"99(\d{3})\d{4}",
    "coast station": r"00(\d{3})\d{4}",
    "group of ships": r"0([1-9]\d{2})\d{5}",
    "handheld radio": r"8(\d{3})\d{5}",
    "ship": r"([2-7]\d{2})\d{6}",
}
"""What each form of nine digits stands for; the part in brackets is a country's MID."""

PLACEHOLDERS: Final = ("123456789", "987654321", "001193046")
"""Numbers that radios send before one is set, or that people type to be done with it."""


def mmsi_class(mmsi: str | int) -> str:
    """
    Return what an MMSI stands for, a key of `MMSI_CLASSES`, or "invalid".

    Invalid are numbers of no known form, of a country code that ITU has not given
    out, placeholders such as 123456789, and one digit nine times.

    Examples
    --------
    >>> mmsi_class("232999001"), mmsi_class("002320001"), mmsi_class(123456789)
    ('ship', 'coast station', 'invalid')
    """
    text = str(mmsi).strip()
    text = text.zfill(9) if text.isascii() and text.isdigit() else text
    if text in PLACEHOLDERS or len(set(text)) == 1:
        return "invalid"
    for name, form in MMSI_CLASSES.items():
        found = re.fullmatch(form, text, flags=re.ASCII)
        if found:
            is_known = not found.groups() or found.group(1) in MIDS
            return name if is_known else "invalid"
    return "invalid"


def check_mmsi(mmsi: str | int) -> bool:
    """
    Say whether a ship can have this MMSI.

    A valid number may still be another ship's: typed wrong, or used by two.

    Examples
    --------
    >>> [check_mmsi(m) for m in ("232999001", "992321001", 0, 1193046)]
    [True, False, False, False]
    """
    return mmsi_class(mmsi) == "ship"


def check_imo(imo: str | int | float | None) -> bool:
    """
    Say whether an IMO number's check digit is right.

    The first six digits times 7, 6, 5, 4, 3 and 2 are added; the last digit of the sum
    is the seventh. One wrong digit is nearly always found; two swapped, mostly.
    `IMO 9074729` and `9074729` are the same; 0 means not set and is no number.

    Examples
    --------
    9×7 + 0×6 + 7×5 + 4×4 + 7×3 + 2×2 = 139.

    >>> check_imo("IMO 9074729"), check_imo(9074728), check_imo(0)
    (True, False, False)
    """
    digits = _imo_digits(imo)
    if not re.fullmatch(r"\d{7}", digits, flags=re.ASCII) or int(digits) == 0:
        return False
    total = sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=False))
    return total % 10 == int(digits[6])


def flag_identities(table: pd.DataFrame) -> pd.DataFrame:
    """
    Return a table with what is wrong in `mmsi` and, if it is there, in `imo`.

    Adds `mmsi_class` (see `mmsi_class`) and `imo_fault`: "not set" (empty or 0), "not
    seven digits", "wrong check digit", or missing if the number can be.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "mmsi": ["232999001", "123456789"],
    ...     "imo": ["IMO9074729", "9074728"],
    ... })
    >>> flagged = flag_identities(table)
    >>> flagged["mmsi_class"].tolist()
    ['ship', 'invalid']
    >>> flagged["imo_fault"].tolist()
    [nan, 'wrong check digit']
    """
    check_columns(table, ("mmsi",), "flag_identities")
    # Few numbers come often: each is looked at once.
    classes = {mmsi: mmsi_class(mmsi) for mmsi in table["mmsi"].dropna().unique()}
    classified = table["mmsi"].map(classes).astype("str").fillna("invalid")
    flagged = table.assign(mmsi_class=classified)
    if "imo" in table.columns:
        faults = {imo: _imo_fault(imo) for imo in table["imo"].dropna().unique()}
        found = table["imo"].map(faults)
        flagged["imo_fault"] = found.where(table["imo"].notna(), "not set").astype(
            "str"
        )
    return flagged


def _imo_digits(imo: object) -> str:
    """Return the text of an IMO number without its prefix, and without a decimal 0."""
    if imo is None or imo != imo:
        return ""
    text = re.sub(r"^IMO[\s:]*", "", str(imo).strip(), flags=re.IGNORECASE)
    return text.removesuffix(".0")


def _imo_fault(imo: object) -> str | None:
    digits = _imo_digits(imo)
    if not digits.strip("0"):
        return "not set"
    if not re.fullmatch(r"\d{7}", digits, flags=re.ASCII):
        return "not seven digits"
    return None if check_imo(digits) else "wrong check digit"
