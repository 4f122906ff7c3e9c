"""A claim of a question: how it is tried, what it is about, how it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import CodeType, FunctionType, ModuleType
from typing import Any

from soundings.checks.properties import NOTHING, Fault
from soundings.checks.values import plain

UNANSWERED = "Not answered yet."


@dataclass(frozen=True)
class Claim:
    """One claim that was tried, and what came of it."""

    says: str
    is_met: bool
    reason: str | None
    hints: tuple[str, ...]
    weight: float
    is_answered: bool = True
    answer: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return what is published of it."""
        return {
            "says": self.says,
            "is_met": self.is_met,
            "reason": self.reason,
            "weight": self.weight,
        }


def judge(value: Any) -> Fault | None:
    """Take True and NumPy's True for a claim that is met; refuse all but truths."""
    value = plain(value)
    if isinstance(value, bool):
        return None if value else Fault(None)
    if type(value).__name__ == "NAType":
        return Fault("There is nothing to compare: is a value missing (NA)?")
    return Fault(
        f"This check is broken: it gave {type(value).__name__}, not true or false. "
        "Please tell whoever runs the course."
    )


def attempt(
    value: Callable[[], object], find_fault: Callable[[Any], Fault | None]
) -> Fault | None:
    """
    Look at a value; what stops on the way becomes the reason.

    Where a name that it uses is None, nothing was answered, whatever came of it.
    """
    try:
        fault = find_fault(value())
    except NotImplementedError:
        return Fault(UNANSWERED, False, False)
    except (Exception, SystemExit) as error:
        fault = _explain(error, _find_blank(value))
    if fault and _find_blank(value) is not None:
        return replace(fault, is_answered=False)
    return fault


def _find_blank(value: Callable[[], object]) -> str | None:
    """Name what a claim uses that is None."""
    used = read_names(value)
    return next((name for name, known in used.items() if known is None), None)


def _explain(error: BaseException, blank: str | None) -> Fault:
    """Say in our own words, where there are any, why a look at a value stopped."""
    # A local name that has no value yet is a mistake within a function.
    is_missing = isinstance(error, NameError) and type(error) is not UnboundLocalError
    if is_missing and (name := getattr(error, "name", None)):
        return Fault(
            f"`{name}` does not exist yet: write your answer above and run that cell, "
            "or check the spelling.",
            False,
            False,
        )
    if blank is not None:
        return Fault(f"`{blank}` is None, nothing at all: {NOTHING}.")
    if isinstance(error, KeyError):
        return Fault(f"There is no {error} in it: check the spelling.")
    return Fault(f"The check stopped with {type(error).__name__}: {error}")


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)


def _codes_of(test: Callable[..., object]) -> Iterator[CodeType]:
    code = getattr(test, "__code__", None)
    return _codes_in(code) if code else iter(())


def find_texts(test: Callable[..., object]) -> set[str]:
    """
    Collect the texts in a function's own code, such as the names of columns.

    Examples
    --------
    >>> find_texts(lambda calls: calls["mmsi"])
    {'mmsi'}
    """
    constants = {c for code in _codes_of(test) for c in code.co_consts}
    return {constant for constant in constants if isinstance(constant, str)}


def find_names(test: Callable[..., object]) -> list[str]:
    """List the global names that a function's own code uses, once each."""
    names = [name for code in _codes_of(test) for name in code.co_names]
    known = getattr(test, "__globals__", {})
    return [name for name in dict.fromkeys(names) if name in known]


def read_names(test: Callable[..., object]) -> dict[str, object]:
    """
    Look up the names that a claim uses, itself or by helpers from the same notebook.

    Examples
    --------
    >>> known = {"knots": 14.2}
    >>> read_names(eval("lambda: knots < 102.3", known))
    {'knots': 14.2}
    """
    found: dict[str, object] = {}
    waiting: list[Callable[..., object]] = [test]
    while waiting:
        function = waiting.pop()
        known = getattr(function, "__globals__", {})
        for name in find_names(function):
            value = known[name]
            if name not in found:
                found[name] = value
                if isinstance(value, FunctionType) and value.__globals__ is known:
                    waiting.append(value)
    return found


def find_answer(
    test: Callable[..., object], used: Mapping[str, object], answers: Iterable[str]
) -> str | None:
    """
    Name the answer that a claim is about: one the question has named, or the only one.

    Returns None where a claim uses several names that may be answers or the test's.
    """
    for name in answers:
        if name in used:
            return name
    named = [name for name in find_names(test) if _is_data(used[name])]
    return named[0] if len(named) == 1 else None


def _is_data(value: object) -> bool:
    return not (callable(value) or isinstance(value, ModuleType))


def tell(
    claims: Iterable[Claim], hint: str | None, is_repeated: bool = False
) -> Iterator[str]:
    """Say each claim, each reason once, and the hint under the first one unmet."""
    said: set[str | None] = {None}
    for claim in claims:
        yield f"{'✓' if claim.is_met else '✗'} {claim.says}"
        if claim.reason not in said:
            said.add(claim.reason)
            yield f"  {claim.reason}"
        if claim.is_met:
            continue
        if is_repeated:
            answer = f"`{claim.answer}`" if claim.answer else "your answer"
            yield f"  The same answer as last time: did your change reach {answer}?"
        if hint:
            yield f"  Hint: {hint}"
        hint, is_repeated = None, False


def publish(text: str, result: dict[str, Any]) -> None:
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
        display({"text/plain": text, **result}, raw=True)
