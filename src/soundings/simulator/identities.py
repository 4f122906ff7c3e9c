"""
Identities that belong to nobody.

Names begin "SIM", call signs begin "SIM", IMO numbers lie between 3000000 and 3999999
with a valid check digit, and the last six digits of an MMSI begin 99; the first three
are a country's real code, so that flags can be taught.
"""

from __future__ import annotations

from typing import Final

MIDS: Final = {
    "ATG": (304, 305),
    "BEL": (205,),
    "BHS": (308, 309, 311),
    "CHN": (412, 413),
    "CYP": (209, 210, 212),
    "DEU": (211, 218),
    "DNK": (219, 220),
    "FRA": (226, 227, 228),
    "GBR": (232, 233, 235),
    "GRC": (237, 239, 241),
    "HKG": (477,),
    "IDN": (525,),
    "ITA": (247,),
    "LBR": (636,),
    "MHL": (538,),
    "MLT": (215, 229, 248),
    "NLD": (244, 245, 246),
    "NOR": (257, 258),
    "PAN": (351, 352, 355, 370),
    "SGP": (563, 564, 565),
}
"""First three digits of the MMSI by country: a part of ITU's table, in `mid.csv`."""

OPEN_REGISTRIES: Final = ("ATG", "BHS", "CYP", "LBR", "MHL", "MLT", "PAN")
"""Flags that ships of other countries' owners commonly fly."""

FLAGS: Final = {
    "world": ("PAN", "HKG", "LBR", "SGP", "MHL", "GBR", "MLT", "DNK", "BHS", "CHN"),
    "europe": ("NLD", "CYP", "GBR", "ATG", "DEU", "MLT", "NOR", "BHS", "DNK", "LBR"),
    "med": ("MLT", "GRC", "CYP", "ITA", "PAN", "GRC", "LBR", "ITA"),
    "asia": ("IDN", "PAN", "SGP", "LBR", "IDN", "MHL"),
}
"""Flags by turns of open and national registers, so that half of any kind are open."""

_ADJECTIVES: Final = (
    "AMBER", "AUTUMN", "BOLD", "BRIGHT", "CALM", "CLEAR", "COBALT", "COPPER", "CORAL",
    "CRIMSON", "DAPPLED", "DISTANT", "EARLY", "EASTERN", "FAITHFUL", "FROSTED",
    "GENTLE", "GOLDEN", "HIDDEN", "IVORY", "KINDLY", "LATE", "MELLOW", "MISTY",
    "NIMBLE", "PATIENT", "QUIET", "ROVING", "SILVER", "STEADY", "TAWNY", "VERDANT",
)  # fmt: skip
_NOUNS: Final = (
    "ACORN", "ANCHOR", "BADGER", "BEACON", "BRAMBLE", "BREEZE", "CEDAR", "CLOVER",
    "COMPASS", "CURLEW", "DAHLIA", "DUNLIN", "EMBER", "FALCON", "FERN", "GANNET",
    "HARBOUR", "HAZEL", "HERON", "JUNIPER", "KESTREL", "LANTERN", "LARK", "MEADOW",
    "ORCHARD", "OTTER", "PEBBLE", "PLOVER", "SPINDLE", "THISTLE", "WILLOW", "WREN",
)  # fmt: skip
_SYMBOLS: Final = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def imo_number(base: int) -> str:
    """
    Return an IMO number: six digits, then the check digit.

    The digits times 7, 6, 5, 4, 3 and 2 are added; the sum's last digit is the check.

    Examples
    --------
    9×7 + 0×6 + 7×5 + 4×4 + 7×3 + 2×2 = 139.

    >>> imo_number(907472)
    '9074729'
    """
    digits = f"{base:06d}"
    total = sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=True))
    return f"{digits}{total % 10}"


def mmsi(flag: str, ship: int, u: float, used: set[str]) -> str:
    """Return nine digits: a country's code, 99, and four digits nobody else has."""
    mids = MIDS[flag]
    # 3571 is coprime to 10,000.
    return free_mmsi(mids[int(u * len(mids))], ship * 3_571, used)


def free_mmsi(mid: int | str, start: int, used: set[str]) -> str:
    """Return the first made-up number of a country from `start` on; it is then used."""
    for step in range(10_000):
        found = f"{mid}99{(start + step) % 10_000:04d}"
        if found not in used:
            used.add(found)
            return found
    raise ValueError(f"More than 10,000 ships under MID {mid}. Give them another.")


def name(ship: int, seed: int) -> str:
    """Return a name of two words; after 1,024 ships, a word and a number."""
    n = len(_ADJECTIVES) * len(_NOUNS)
    # 389 is coprime to 1,024, so no name comes twice.
    place = (ship * 389 + seed * 101) % n
    noun = _NOUNS[place % 32]
    return (
        f"SIM {noun} {ship}" if ship >= n else f"SIM {_ADJECTIVES[place // 32]} {noun}"
    )


def call_sign(ship: int, seed: int) -> str:
    """Return SIM and four symbols."""
    n = (ship * 7_919 + seed * 13) % 34**4
    return "SIM" + "".join(_SYMBOLS[n // 34**p % 34] for p in (3, 2, 1, 0))
