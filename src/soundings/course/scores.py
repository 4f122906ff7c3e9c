"""Read a test cell's score from what `check` published, in either language."""

from __future__ import annotations

import math
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor

from soundings.checks import RESULT


class FairScores(NbGraderPreprocessor):
    """
    Leave one number in each machine-marked cell: the points that `check` gave.

    Without it nbgrader takes a warning on stderr for a wrong answer, and gives
    full marks to whatever shows no number it can read, which in R is everything.
    It runs between nbgrader's `Execute` and `SaveAutoGrades`.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the score in place of what the cell showed."""
        del index
        if cell.cell_type == "code" and utils.is_grade(cell) and utils.is_locked(cell):
            points = float(cell.metadata["nbgrader"]["points"])
            cell.outputs = [
                o for o in cell.outputs
                if not (o.output_type == "stream" and o.name == "stderr")
                and o.output_type != "execute_result"
            ]  # fmt: skip
            result = read_result(cell)
            earned = result["points"] if result else None
            if earned is not None and is_score(earned, points):
                cell.outputs.append(
                    new_output(
                        "execute_result",
                        {"text/plain": repr(float(earned))},
                        execution_count=cell.get("execution_count"),
                    )
                )
            elif not any(o.output_type == "error" for o in cell.outputs):
                cell.outputs.append(_no_score(cell, earned, points))
        return cell, resources


def read_result(cell: NotebookNode) -> dict[str, Any] | None:
    """
    Return what `check` published in a test cell, or None.

    Only a result that names the cell's own question counts.
    """
    question = cell.metadata["nbgrader"]["grade_id"].removesuffix("-test")
    found = None
    for output in cell.get("outputs", []):
        published = output.get("data", {}).get(RESULT)
        if isinstance(published, dict) and published.get("question") == question:
            found = published
    return found


def is_score(value: object, points: float) -> bool:
    """Whether a value is a finite number from 0 to the cell's points."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and 0 <= value <= points
    )


def _no_score(cell: NotebookNode, found: object, points: float) -> NotebookNode:
    name = cell.metadata["nbgrader"]["grade_id"]
    text = (
        f"{name} gave no score between 0 and {points:g} (found: {found}). "
        "End the test cell with the score() of its own check."
    )
    error: NotebookNode = new_output(
        "error", ename="NoScore", evalue=text, traceback=[text]
    )
    return error
