"""The ladder of hints: one more at each try, and what counts as a try."""

from __future__ import annotations

import datetime as dt
import marshal
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from types import FunctionType
from typing import Any

from soundings.checks.claims import Claim
from soundings.checks.values import is_column, is_table

LONGEST = 1000
"""How far into a list an answer is looked at for a change."""


@dataclass(frozen=True)
class Try:
    """How often a claim was tried, with which answer last, and how often with that."""

    number: int = 0
    answer: str = ""
    repeats: int = 0

    def follow(self, answer: str) -> Try:
        """Return what the next answer makes of it: a first repeat is no try."""
        repeats = self.repeats + 1 if self.number and answer == self.answer else 0
        return Try(self.number + (repeats != 1), answer, repeats)


_tries: dict[tuple[str, str], Try] = {}
"""The last try of each claim that was the first one unmet."""


def climb(
    question: str, claim: Claim, answers: Mapping[str, object]
) -> tuple[str | None, str | None, bool]:
    """
    Climb the ladder of a claim that is unmet.

    An empty answer is no try, nor are the same answers once more: they may be a change
    that did not reach the answer. From then on they are one, as other code may give
    what the last gave.

    Returns
    -------
    hint : str or None
        What this try shows.
    next_hint : str or None
        What the next would show.
    is_repeated : bool
        Whether these are the answers of the last time, for the first time.
    """
    key = (question, claim.says)
    last = _tries.get(key, Try())
    if claim.is_answered:
        answer = "\n".join(
            f"{n}={_trace_safely(v)}" for n, v in sorted(answers.items())
        )
        last = _tries[key] = last.follow(answer)
    shown, after = (
        claim.hints[min(n, len(claim.hints)) - 1] if n > 0 and claim.hints else None
        for n in (last.number - 1, last.number)
    )
    if not claim.is_answered:
        return None, after, False
    return shown, after, last.repeats == 1


def _trace_safely(value: object) -> str:
    try:
        return trace(value)
    except Exception:  # a list that holds itself, a cell that pandas cannot hash
        return _trace_being(value)


def _trace_being(value: object) -> str:
    return f"{type(value)} {id(value)}"


def trace(value: Any) -> str:
    """
    Write what tells one answer from another: plain data by content, all else by being.

    Examples
    --------
    >>> trace([1, "2"]) == trace([1, "2"]), trace([1, "2"]) == trace([1, 2])
    (True, False)
    """
    plain = str | int | float | complex | bytes | dt.date | dt.timedelta | Decimal
    if value is None or isinstance(value, plain):
        return repr(value)
    if isinstance(value, list | tuple | set | frozenset):
        return f"{len(value)}[{','.join(map(trace, islice(value, LONGEST)))}]"
    if isinstance(value, dict):
        return f"dict{trace(list(islice(value.items(), LONGEST)))}"
    if isinstance(value, FunctionType):
        return str(marshal.dumps(value.__code__))
    if is_table(value) or is_column(value):
        return _trace_pandas(value)
    if type(value).__module__ == "numpy":
        return f"{value.dtype}{value.tobytes()!r}"
    return _trace_being(value)


def _trace_pandas(value: Any) -> str:
    from pandas.util import hash_pandas_object

    names = list(value.columns) if is_table(value) else value.name
    content = repr(hash_pandas_object(value).to_numpy().tobytes())
    return f"{names}{getattr(value, 'dtypes', '')}{content}"
