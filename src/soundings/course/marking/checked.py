"""What `check` published in a test cell, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from soundings.checks import RESULT


def is_marked(cell: NotebookNode) -> bool:
    """Whether a machine marks this cell: it is a test, not an answer."""
    mark = cell.metadata.get("nbgrader", {})
    return bool(
        cell.cell_type == "code" and mark.get("grade") and not mark.get("solution")
    )


def name_of(cell: NotebookNode) -> str:
    """Return the question that a marked cell is about."""
    return str(cell.metadata["nbgrader"]["grade_id"]).removesuffix("-test")


def read_result(cell: NotebookNode) -> dict[str, Any] | None:
    """
    Return what `check` published in a test cell, or None.

    Only a result that names the cell's own question counts.
    """
    question = name_of(cell)
    found = None
    for output in cell.get("outputs", []):
        published = output.get("data", {}).get(RESULT)
        if isinstance(published, dict) and published.get("question") == question:
            found = published
    return found


@dataclass(frozen=True)
class Claim:
    """One claim of a check, as it came out."""

    says: str
    is_met: bool
    reason: str


def read_claims(cell: NotebookNode) -> tuple[list[Claim], str]:
    """
    Return what `check` said of each claim, and the hint for the first one unmet.

    Nothing but plain text leaves here, whatever the kernel was made to publish.
    """
    result = read_result(cell) or {}
    claims = [
        Claim(
            str(claim.get("says", "")),
            claim.get("is_met") is True,
            str(claim.get("reason") or ""),
        )
        for claim in _list(result.get("claims"))
        if isinstance(claim, dict)
    ]
    return claims, str(result.get("next_hint") or result.get("hint") or "")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
