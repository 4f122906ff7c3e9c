"""Sentences made by hand, so that a test can say what is in each bit."""

from __future__ import annotations

from soundings.simulator.sixbit import ALPHABET, ARMOUR


def write_bits(*fields: tuple[int | str, int]) -> str:
    """Return bits from (number, bits), or (text, characters)."""
    bits = ""
    for value, size in fields:
        if isinstance(value, str):
            bits += "".join(f"{ALPHABET.index(c):06b}" for c in value.ljust(size, "@"))
        else:
            bits += f"{value % (1 << size):0{size}b}"
    return bits


def sentence(bits: str, head: str = "AIVDM,1,1,,A") -> str:
    """Return the sentence with these bits as its payload."""
    fill = -len(bits) % 6
    bits += "0" * fill
    payload = "".join(
        chr(ARMOUR[int(bits[k : k + 6], 2)]) for k in range(0, len(bits), 6)
    )
    return with_checksum(f"!{head},{payload},{fill}")


def with_checksum(body: str) -> str:
    """Return a sentence, or the inside of a tag block, with its checksum."""
    total = 0
    for byte in body.removeprefix("!").removeprefix("$").encode("latin-1"):
        total ^= byte
    return f"{body}*{total:02X}"


def tagged(line: str, inside: str) -> str:
    """Return a line with a tag block before it."""
    return f"\\{with_checksum(inside)}\\{line}"
