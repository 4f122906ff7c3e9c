"""R code as a tree, read by R's own parser: one Rscript call for many pieces."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

_READER = Path(__file__).with_suffix(".R")

_SECONDS = 120
"""The longest that R may read: the course's own sources take one second."""


@dataclass(eq=False)
class Node:
    """A token or an expression: what it is, and where in the code it stands."""

    token: str
    code: str = field(repr=False)
    start: int
    end: int
    line: int
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The code of this node, as it was written."""
        return self.code[self.start : self.end]

    def walk(self) -> Iterator[Node]:
        """Give this node and all below it, from left to right."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Call:
    """A call: the function as written, and each argument's name (or '') and node."""

    function: str
    arguments: list[tuple[str, Node]]


def parse_r(pieces: Sequence[str]) -> list[Node | str]:
    """
    Parse pieces of R code.

    Returns
    -------
    list of Node or str
        A node without a token, whose children are the top-level expressions; or, for
        code that R refuses, R's message.
    """
    read = _ask_r("tokens", pieces)
    return [
        found["error"] if "error" in found else _grow(code, found.get("tokens") or {})
        for code, found in zip(pieces, read, strict=True)
    ]


def plain_r(pieces: Sequence[str]) -> list[str | None]:
    """Give each piece without comments and layout, or None where R refuses it."""
    return [found.get("text") for found in _ask_r("text", pieces)]


def peel(node: Node) -> Node:
    """Take off the expressions that hold nothing but one node."""
    while len(node.children) == 1:
        node = node.children[0]
    return node


def read_call(node: Node) -> Call | None:
    """Read an expression as a call, if it is one."""
    parts = node.children
    if len(parts) < 3 or parts[0].token != "expr" or parts[1].token != "'('":
        return None
    arguments: list[tuple[str, Node]] = []
    name = ""
    for part in parts[2:-1]:
        if part.token in ("SYMBOL_SUB", "STR_CONST"):
            name = part.text
        elif part.token == "','":
            name = ""
        elif part.token != "EQ_SUB":
            arguments.append((name, part))
    return Call(parts[0].text, arguments)


def read_assignment(node: Node) -> tuple[str, Node] | None:
    """Read `name <- value` or `name = value`, if an expression is one."""
    parts = node.children
    if len(parts) == 3 and parts[1].token in ("LEFT_ASSIGN", "EQ_ASSIGN"):
        return parts[0].text, parts[2]
    return None


def _ask_r(wanted: str, pieces: Sequence[str]) -> list[dict[str, Any]]:
    if not pieces:
        return []
    if shutil.which("Rscript") is None:
        raise click.ClickException(
            "Rscript is not on the path, and only R can read R. Install R as "
            "README.md says, or name Python exercises alone."
        )
    done = subprocess.run(
        ["Rscript", "--vanilla", str(_READER), wanted],
        input=json.dumps(list(pieces)), capture_output=True, encoding="utf8",
        timeout=_SECONDS,
    )  # fmt: skip
    if done.returncode:
        raise click.ClickException(
            f"R could not read R code: {done.stderr.strip()[-300:]}. Is its package "
            "jsonlite installed?"
        )
    read: list[dict[str, Any]] = json.loads(done.stdout)
    return read


def _grow(code: str, tokens: dict[str, list[Any]]) -> Node:
    """Make a tree of `getParseData`'s columns; comments are left out."""
    begins = [0]
    for line in code.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))
    root = Node("", code, 0, len(code), 1)
    nodes = {0: root}
    rows = [
        dict(zip(tokens, values, strict=True))
        for values in zip(*tokens.values(), strict=True)
    ]
    for row in rows:
        nodes[row["id"]] = Node(
            token=row["token"],
            code=code,
            start=begins[row["line1"] - 1] + row["col1"] - 1,
            end=begins[row["line2"] - 1] + row["col2"],
            line=row["line1"],
        )
    for row in rows:
        if row["token"] != "COMMENT":
            nodes[row["parent"]].children.append(nodes[row["id"]])
    for node in nodes.values():
        node.children.sort(key=lambda child: child.start)
    return root
