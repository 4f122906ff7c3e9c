"""What an exercise says of an answer; `check.R` beside it is the same in R.

    q = check("fastest-ship", points=4)
    q.that(
        "it is below 102.3, which is how a ship says it does not know",
        lambda: fastest_knots < 102.3,
        hint=("Which rows hold a speed that nobody measured?", "Begin with: known = ..."),
    )
    q.score()

Every claim is tried, and each gets a line: ✓ or ✗, the claim, and the reason if
there is one. Nothing beyond the standard library is needed, so that it also runs
in a browser page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

RESULT = "application/vnd.soundings.check+json"
"""The media type under which the marker reads the result of a question."""

UNANSWERED = "Not answered yet."

_failed_runs: dict[tuple[str, str], int] = {}
"""How often each claim of each question was the first one unmet."""


@dataclass(frozen=True)
class _Claim:
    says: str
    is_met: bool
    reason: str | None
    hints: tuple[str, ...]
    weight: float
    is_answered: bool = True


class check:  # noqa: N801  (a verb in an exercise: `check("…").that(…)`)
    """
    Check one question of an exercise, claim by claim.

    Parameters
    ----------
    question : str
        The question's name, as in its `solution="…"` mark.
    points : float
        What the question is worth when every claim is met.

    Examples
    --------
    >>> q = check("sum", points=2)
    >>> q.that("2 and 2 is 4", lambda: 2 + 2 == 4)
    >>> q.that("the total is called total", lambda: total > 0)
    >>> q.score()
    ✓ 2 and 2 is 4
    ✗ the total is called total
      `total` does not exist yet: run the cell above, or check the spelling.
    1 of 2 points
    1.0
    """

    def __init__(self, question: str, points: float = 1) -> None:
        self.question = question
        self.points = points
        self._claims: list[_Claim] = []

    def that(
        self,
        says: str,
        test: Callable[[], object],
        hint: str | Iterable[str] = (),
        weight: float = 1,
    ) -> None:
        """
        Try one claim about the answer; nothing is shown before `score`.

        Parameters
        ----------
        says : str
            The claim in plain words, in terms of the exercise.
        test : callable
            Takes nothing and gives True or False. What it raises becomes the reason.
        hint : str or iterable of str
            While this is the first claim unmet, the second run shows the first
            hint, the next run the next one.
        weight : float
            The claim's share of the points.
        """
        is_met, reason, is_answered = _try(test)
        hints = (hint,) if isinstance(hint, str) else tuple(hint)
        claim = _Claim(says, is_met, reason, hints, weight, is_answered)
        self._claims.append(claim)

    def score(self) -> float:
        """Show every claim and return the points earned, a plain float."""
        total = sum(claim.weight for claim in self._claims)
        if not total:
            raise ValueError(
                f'check("{self.question}") has no claims. Add q.that(…) before q.score().'
            )
        met = sum(claim.weight for claim in self._claims if claim.is_met)
        earned = round(float(self.points * met / total), 2)
        hint = self._next_hint()
        lines = [*self._lines(hint), f"{earned:g} of {self.points:g} points"]
        _show("\n".join(lines), self._result(earned, hint))
        return earned

    def _next_hint(self) -> str | None:
        """Climb the ladder of the first unmet claim; an empty answer is no try."""
        claim = next((claim for claim in self._claims if not claim.is_met), None)
        if claim is None or not claim.is_answered:
            return None
        key = (self.question, claim.says)
        earlier = _failed_runs.get(key, 0)
        _failed_runs[key] = earlier + 1
        if not earlier or not claim.hints:
            return None
        return claim.hints[min(earlier, len(claim.hints)) - 1]

    def _lines(self, hint: str | None) -> Iterable[str]:
        """Say each claim, each reason once, and the hint under the first one unmet."""
        said: set[str | None] = {None}
        for claim in self._claims:
            yield f"{'✓' if claim.is_met else '✗'} {claim.says}"
            if claim.reason not in said:
                said.add(claim.reason)
                yield f"  {claim.reason}"
            if not claim.is_met and hint:
                yield f"  Hint: {hint}"
                hint = None

    def _result(self, earned: float, hint: str | None) -> dict[str, Any]:
        return {
            "question": self.question,
            "points": earned,
            "out_of": self.points,
            "hint": hint,
            "claims": [
                {"says": c.says, "is_met": c.is_met, "reason": c.reason}
                for c in self._claims
            ],
        }


def _try(test: Callable[[], object]) -> tuple[bool, str | None, bool]:
    """Return whether a claim is met, why not, and whether there was an answer."""
    try:
        value = test()
    except NameError as error:
        name = error.name
        reason = (
            f"`{name}` does not exist yet: run the cell above, or check the spelling."
        )
        return False, reason, False
    except NotImplementedError:
        return False, UNANSWERED, False
    except Exception as error:
        return False, f"The check stopped with {type(error).__name__}: {error}", True
    if type(value).__name__ in ("bool", "bool_"):  # NumPy has a bool of its own
        return bool(value), None, True
    reason = (
        f"This check is broken: it gave {type(value).__name__}, not true or false. "
        "Please tell whoever runs the course."
    )
    return False, reason, True


def _show(text: str, result: Mapping[str, Any]) -> None:
    """Publish the result where a notebook listens; print it anywhere else."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        print(text)
        return
    if get_ipython() is None:
        print(text)
    else:
        display({"text/plain": text, RESULT: dict(result)}, raw=True)
