"""Keys: what a marker or a mentor signs with, and what others know them by."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from soundings.course.record.file import read_json, write_whole

PRIVATE = "soundings-private-key"
PUBLIC = "soundings-public-key"


@dataclass(frozen=True)
class PublicKey:
    """Half of a key: enough to know its owner's signature."""

    name: str
    """What the owner calls themselves."""
    key: str
    """32 bytes as hexadecimal digits."""

    @property
    def fingerprint(self) -> str:
        """
        Sixteen digits that two people can read to each other.

        Examples
        --------
        >>> PublicKey("ash", "00" * 32).fingerprint
        '6668 7aad f862 bd77'
        """
        digits = hashlib.sha256(bytes.fromhex(self.key)).hexdigest()[:16]
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


@dataclass(frozen=True)
class Key:
    """A whole key; whoever holds it can sign as its owner."""

    public: PublicKey
    private: Ed25519PrivateKey


def find_key_path() -> Path:
    """Say where this user's key is kept."""
    from platformdirs import user_config_path

    return user_config_path("soundings", appauthor=False) / "record_key.json"


def make_key(path: Path, name: str) -> Key:
    """
    Make a key and keep it where only this user can read it.

    Raises
    ------
    click.ClickException
        If there is a key already: what it signed would lose its meaning.
    """
    if path.exists():
        raise click.ClickException(
            f"{path} holds a key already. Use that one; or move it away first, and "
            "give the new public key to all who trust the old one."
        )
    if not name.strip() or not name.isprintable() or len(name) > 200:
        raise click.ClickException(
            f"{name!r} cannot be a key's name. Give the name by which those who read "
            "a record know you: up to 200 letters, on one line."
        )
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {
        "format": PRIVATE,
        "version": 1,
        "name": name.strip(),
        "key": public,
        "private": private.private_bytes_raw().hex(),
    }
    write_whole(path, _to_text(content))
    return Key(PublicKey(name.strip(), public), private)


def read_key(path: Path) -> Key:
    """
    Read this user's key.

    Raises
    ------
    click.ClickException
        If there is none, if others can read it, or if it is no key.
    """
    if not path.exists():
        raise click.ClickException(
            f"There is no key at {path}, so nothing can be signed. Make one: course "
            "record key --name NAME"
        )
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise click.ClickException(
            f"{path} can be read by others, who could sign as you. If nobody did, "
            f"close it: chmod 600 {path}"
        )
    content = _read(path, PRIVATE)
    try:
        private = Ed25519PrivateKey.from_private_bytes(
            bytes.fromhex(content["private"])
        )
    except (KeyError, TypeError, ValueError):
        raise _not_a_key(path, PRIVATE) from None
    public = private.public_key().public_bytes_raw().hex()
    if public != content["key"]:
        raise click.ClickException(
            f"{path} has been changed: its two halves do not belong together. "
            "Restore it from a copy."
        )
    return Key(PublicKey(content["name"], public), private)


def write_public_key(path: Path, key: PublicKey) -> None:
    """Write what others need to know this key's signature."""
    if path.exists() and read_public_key(path) != key:
        raise click.ClickException(
            f"{path} holds another key. Choose another file with -o."
        )
    content = {"format": PUBLIC, "version": 1, "name": key.name, "key": key.key}
    write_whole(path, _to_text(content), 0o644)


def read_public_key(path: Path) -> PublicKey:
    """
    Read the public key of somebody whom the reader trusts.

    Raises
    ------
    click.ClickException
        If the file is no public key.
    """
    content = _read(path, PUBLIC)
    return PublicKey(content["name"], content["key"])


def _read(path: Path, kind: str) -> dict[str, Any]:
    content = read_json(path)
    if not isinstance(content, dict) or content.get("format") != kind:
        raise _not_a_key(path, kind)
    if content.get("version") != 1:
        raise click.ClickException(
            f"{path} is version {content.get('version')} of {kind}; this program "
            "knows version 1. Update it."
        )
    name, key = content.get("name"), content.get("key")
    if not isinstance(name, str) or not isinstance(key, str):
        raise _not_a_key(path, kind)
    if len(key) != 64 or set(key) - set("0123456789abcdef"):
        raise _not_a_key(path, kind)
    return content


def _not_a_key(path: Path, kind: str) -> click.ClickException:
    return click.ClickException(
        f"{path} is no {kind}. `course record key -o FILE` writes a public key's file."
    )


def _to_text(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
