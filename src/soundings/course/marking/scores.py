"""Read a test cell's score from what `check` published, in either language.

Two steps stand here between the running of a notebook and nbgrader's saving of its
marks: `TakeOutputs`, where the notebook ran elsewhere, and `FairScores`.
"""

from __future__ import annotations

import math
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from soundings.course.marking.checked import is_marked, read_result


class TakeOutputs(NbGraderPreprocessor):
    """
    Put outputs into a notebook that ran elsewhere, in place of nbgrader's `Execute`.

    Parameters
    ----------
    ran : list of dict
        `source`, `outputs` and `execution_count` of each code cell, in order.
    """

    def __init__(self, ran: list[dict[str, Any]], **settings: Any) -> None:
        super().__init__(**settings)
        self.ran = ran

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """
        Take the outputs of each cell.

        Raises
        ------
        ValueError
            If other cells ran than stand here: their outputs say nothing of these.
        """
        cells = [cell for cell in nb.cells if cell.cell_type == "code"]
        if [c.source for c in cells] != [c["source"] for c in self.ran]:
            raise ValueError("the cells that ran are not the cells to be marked")
        for cell, ran in zip(cells, self.ran, strict=True):
            cell.outputs = [from_dict(output) for output in ran["outputs"] or []]
            cell.execution_count = ran["execution_count"]
        return nb, resources


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
        if is_marked(cell):
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
