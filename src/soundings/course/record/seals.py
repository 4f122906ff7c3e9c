"""Seals and signatures: what shows that an entry is as it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from soundings.course.record.entries import find_faults, find_unknown
from soundings.course.record.keys import Key
from soundings.record import canonical, digest, is_sealed

_PURPOSE = b"soundings-record 1\n"


class Standing(Enum):
    """How far an entry can be believed."""

    GOOD = "good"
    UNKNOWN_KEY = "unknown key"
    ALTERED = "altered"


@dataclass(frozen=True)
class Judgement:
    """What was found of one entry."""

    standing: Standing
    by: str
    """Who says so, in words; empty if altered."""
    reasons: tuple[str, ...] = ()
    """Why it is altered."""
    remarks: tuple[str, ...] = ()
    """What is unusual and sealed all the same."""


def seal(content: Mapping[str, Any]) -> dict[str, Any]:
    """
    Seal an entry that nobody signs: anyone can make such a seal.

    Parameters
    ----------
    content : mapping
        The entry without `says` and `id`.

    Returns
    -------
    dict
        The entry, with its seal as `id`.
    """
    entry = {**content, "says": "self"}
    return {**entry, "id": digest(entry)}


def sign(content: Mapping[str, Any], says: str, key: Key) -> dict[str, Any]:
    """
    Seal an entry and sign it with Ed25519.

    Parameters
    ----------
    content : mapping
        The entry without `says`, `signed_by`, `id` and `signature`.
    says : {"marked", "mentor"}
    key : Key
        The signer's.

    Returns
    -------
    dict
        The entry.
    """
    signed_by = {"name": key.public.name, "key": key.public.key}
    entry = {**content, "says": says, "signed_by": signed_by}
    signature = key.private.sign(_PURPOSE + canonical(entry).encode())
    return {**entry, "id": digest(entry), "signature": signature.hex()}


def judge(entry: Any, trusted: Mapping[str, str]) -> Judgement:
    """
    Say how far an entry can be believed.

    A seal shows an edit made by accident or without care; whoever can compute a
    digest can make another. Only a signature shows who vouches for an entry.

    Parameters
    ----------
    entry : any JSON value
    trusted : mapping of str to str
        Public keys the reader trusts, each with the name the reader knows it by.
    """
    if not isinstance(entry, dict):
        return Judgement(Standing.ALTERED, "", ("it is no entry",))
    reasons = find_faults(entry)
    remarks = tuple(find_unknown(entry))
    if not is_sealed(entry):
        reasons.append("it is not what was sealed")
    if entry.get("says") != "self" and not reasons and not _is_signed(entry):
        reasons.append("the signature is not of this entry and this key")
    if reasons:
        return Judgement(Standing.ALTERED, "", tuple(reasons), remarks)
    if entry["says"] == "self":
        return Judgement(Standing.GOOD, "the learner", (), remarks)
    name, key = entry["signed_by"]["name"], entry["signed_by"]["key"]
    if key in trusted:
        return Judgement(Standing.GOOD, trusted[key], (), remarks)
    return Judgement(Standing.UNKNOWN_KEY, f"one who signs as {name}", (), remarks)


def _is_signed(entry: Mapping[str, Any]) -> bool:
    content = {k: v for k, v in entry.items() if k not in ("id", "signature")}
    try:
        public = Ed25519PublicKey.from_public_bytes(
            bytes.fromhex(entry["signed_by"]["key"])
        )
        public.verify(
            bytes.fromhex(entry["signature"]), _PURPOSE + canonical(content).encode()
        )
    except (InvalidSignature, ValueError):
        return False
    return True
