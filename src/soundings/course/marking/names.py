"""The names that the cells of an exercise use, bind and import, by their sources.

Each notebook of a cohort asks the same of the same cells: answers are kept.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from functools import lru_cache

_R_ASSIGNED = re.compile(r"([A-Za-z.][\w.]*)\s*<<?-|^([A-Za-z.][\w.]*)\s*=[^=]", re.M)
_R_PROSE = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|#.*""")
_R_WORD = re.compile(r"[A-Za-z.][\w.]*")
_R_SOURCED = re.compile(r"""^source\(["']([\w.-]+\.R)["']\)""", re.M)
_INNER = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
KEPT = 1024
"""How many answers are kept of each function here."""


@lru_cache(KEPT)
def find_imports(source: str) -> tuple[str, ...]:
    """
    List what a Python cell imports, one statement for each name.

    Examples
    --------
    >>> find_imports("from soundings import ais, check")
    ('from soundings import ais', 'from soundings import check')
    """
    found: list[ast.stmt] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            found += [ast.Import([alias]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [ast.ImportFrom(node.module, [a], node.level) for a in node.names]
    return tuple(map(ast.unparse, found))


@lru_cache(KEPT)
def find_modules(statement: str) -> tuple[str, ...]:
    """
    List what one import statement may import.

    Examples
    --------
    >>> find_modules("from soundings import ais")
    ('soundings', 'soundings.ais')
    """
    node = ast.parse(statement).body[0]
    if isinstance(node, ast.ImportFrom):
        # What is imported may itself be a module.
        return (str(node.module), *(f"{node.module}.{a.name}" for a in node.names))
    return tuple(a.name for a in node.names) if isinstance(node, ast.Import) else ()


@lru_cache(KEPT)
def find_used(source: str) -> tuple[str, ...]:
    """List the names that a Python cell mentions."""
    nodes = ast.walk(ast.parse(source))
    return tuple(sorted({n.id for n in nodes if isinstance(n, ast.Name)}))


@lru_cache(KEPT)
def find_bound(source: str, with_imports: bool) -> tuple[str, ...]:
    """List what a Python cell assigns, defines and perhaps imports at its top level."""
    bound: set[str] = set()
    for node in _outer(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.alias) and with_imports:
            bound.add(node.asname or node.name.partition(".")[0])
    return tuple(sorted(bound))


def _outer(node: ast.AST) -> Iterable[ast.AST]:
    """Walk a cell, but not into functions, classes and comprehensions."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, _INNER):
            yield from _outer(child)


@lru_cache(KEPT)
def find_r_bound(source: str) -> tuple[str, ...]:
    """List what an R cell assigns, wherever in it."""
    return tuple(sorted({a or b for a, b in _R_ASSIGNED.findall(source)}))


@lru_cache(KEPT)
def find_r_words(source: str) -> tuple[str, ...]:
    """
    List the words in an R cell that are neither comment nor text.

    Examples
    --------
    >>> find_r_words("said <- toupper('no')  # that is all")
    ('said', 'toupper')
    """
    return tuple(sorted(set(_R_WORD.findall(_R_PROSE.sub(" ", source)))))


def find_r_sourced(source: str) -> list[str]:
    """
    List the files that an R cell sources.

    Examples
    --------
    >>> find_r_sourced('source("check.R")')
    ['check.R']
    """
    return _R_SOURCED.findall(source)
