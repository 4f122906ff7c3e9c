"""Answers that an exercise's checks are tried with: right ones, and named wrong ones.

`tests/answers/<slug>.py` or `.R` is percent text. Each cell stands in for one
solution, and its mark says what has to come of it:

    # %% right="count-calls" name="pandas alone"
    # %% wrong="count-calls" name="nothing" kind="nothing" says="calls is a table"

`says` is part of the first unmet claim that the answer must bring up. `kind` names
one of the four mistakes that every question is tried with; other wrong answers have
none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import jupytext

from soundings.course.sources import KERNELS, LAYOUT

KINDS = ("nothing", "type", "hard-coded", "off-by-one")
"""The mistakes that every question is tried with: None or NULL, another type, the
look of the answer without its work, and one too many or too few."""

_MARKS = {"right", "wrong", "name", "says", "kind"}


@dataclass(frozen=True)
class Answer:
    """One answer: what it stands in for, and what a check says of it."""

    slug: str
    question: str
    is_right: bool
    name: str
    says: str
    kind: str
    code: str

    def __str__(self) -> str:
        """Name the answer in a report."""
        verdict = "right" if self.is_right else "wrong"
        return f"{self.slug}: {self.question}: {verdict}: {self.name}"


def answers_folder(root: Path) -> Path:
    """Name the folder that holds an exercise's answers, in a file of its name."""
    return root / "tests" / "answers"


def find_answers(root: Path) -> list[Answer]:
    """Read every answer of the course."""
    paths = sorted(answers_folder(root).glob("*.*"))
    return [a for path in paths if path.suffix in KERNELS for a in read_answers(path)]


def read_answers(path: Path) -> list[Answer]:
    """
    Read a file of answers.

    Parameters
    ----------
    path : Path
        A `.py` or `.R` file of percent text, named like its exercise.

    Raises
    ------
    click.ClickException
        If a mark is missing or unknown; the message names the answer and the remedy.
    """
    notebook = jupytext.read(path, fmt=f"{path.suffix[1:]}:percent")
    answers: list[Answer] = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        marks = {k: v for k, v in cell.metadata.items() if k not in LAYOUT}
        if not marks and not answers:
            continue  # the comment that opens the file
        answers.append(_read_marks(path, marks, cell.source))
    return answers


def _read_marks(path: Path, marks: dict[str, Any], code: str) -> Answer:
    verdicts = {"right", "wrong"} & set(marks)
    if len(verdicts) != 1 or not marks.get("name"):
        raise click.ClickException(
            f"{path.name}: {marks} before {code.splitlines()[0]!r}. "
            'Mark it right="question" name="…" or wrong="question" name="…" says="…".'
        )
    is_right = verdicts == {"right"}
    answer = Answer(
        slug=path.stem,
        question=str(marks["right" if is_right else "wrong"]),
        is_right=is_right,
        name=str(marks["name"]),
        says=str(marks.get("says", "")),
        kind=str(marks.get("kind", "")),
        code=code,
    )
    if unknown := sorted(set(marks) - _MARKS):
        raise _fault(
            path, answer, f"has {unknown[0]}, which is no mark",
            f"Take it out: answers know {', '.join(sorted(_MARKS))}.",
        )  # fmt: skip
    if is_right and (answer.kind or answer.says):
        found = "kind" if answer.kind else "says"
        raise _fault(path, answer, f"has {found}", "Only wrong answers have it.")
    if not is_right and not answer.says:
        raise _fault(
            path, answer, "does not say which claim it meets", 'Add says="…".'
        )  # fmt: skip
    if "kind" in marks and answer.kind not in KINDS:
        raise _fault(
            path, answer, f'has kind="{answer.kind}", which is not one',
            f"Use one of {', '.join(KINDS)}, or leave it out.",
        )  # fmt: skip
    return answer


def _fault(path: Path, answer: Answer, found: str, remedy: str) -> click.ClickException:
    verdict = "right" if answer.is_right else "wrong"
    return click.ClickException(
        f'{path.name}: {verdict}="{answer.question}" name="{answer.name}" {found}. '
        f"{remedy}"
    )
