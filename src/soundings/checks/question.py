"""One question of an exercise, and the vocabulary of its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from soundings.checks import differences, properties
from soundings.checks.claims import (
    Claim,
    attempt,
    find_answer,
    find_names,
    find_texts,
    judge,
    publish,
    read_names,
    tell,
)
from soundings.checks.ladder import climb
from soundings.checks.properties import Fault
from soundings.checks.values import (
    KINDS,
    count,
    make_seal,
    name_cells,
    refuse_to_seal,
    show,
)  # fmt: skip

RESULT = "application/vnd.soundings.check+json"
"""The media type under which the marker reads the result of a question."""

Hints = str | Iterable[str]


class check:  # noqa: N801  (a verb in an exercise: `check("…").that(…)`)
    """
    Check one question of an exercise, claim by claim.

    A value is given as `lambda: name`, so that a name which does not exist yet is a
    reason and not an error. The first argument of `number`, `text`, `truth`,
    `column`, `table` and `callable` is the answer's name: where it is not of its
    kind, later claims that use the name are unmet without being tried.
    Every claim takes `hint`, one or several, of which the second try shows the
    first and each further one the next, and `weight`, its share of the points.

    Parameters
    ----------
    question : str
        The question's name, as in its `solution="…"` mark.
    points : float
        What the question is worth when every claim is met.

    Examples
    --------
    >>> total = "4"
    >>> q = check("sum", points=3)
    >>> q.number("total", lambda: total)
    >>> q.equals("total is what two and two make", lambda: total, 4)
    >>> q.that("2 and 2 is 4", lambda: 2 + 2 == 4)
    >>> q.score()
    ✗ total is a number
      It is text, '4': take the quotes away, or make it a number.
    ✗ total is what two and two make
    ✓ 2 and 2 is 4
    1 of 3 points
    1.0
    """

    def __init__(self, question: str, points: float = 1) -> None:
        self.question = question
        self.points = points
        self._claims: list[Claim] = []
        self._used: dict[str, object] = {}
        self._answers: list[str] = []
        self._unfit: set[str] = set()

    def that(
        self,
        says: str,
        test: Callable[[], object],
        hint: Hints = (),
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
            While this is the first claim unmet, the second try shows the first
            hint, the next try the next one.
        weight : float
            The claim's share of the points.
        """
        self._try(says, test, judge, hint, weight)

    def number(
        self,
        name: str,
        value: Callable[[], object],
        whole: bool = False,
        at_least: float | None = None,
        at_most: float | None = None,
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is one finite number, if need be whole or in a range."""
        limits = "" if at_least is None else f" of {show(at_least)} or more"
        if at_most is not None:
            limits = f" of at most {show(at_most)}"
            if at_least is not None:
                limits = f" from {show(at_least)} to {show(at_most)}"
        sentence = f"{name} is a {'whole ' if whole else ''}number{limits}"
        look = partial(
            properties.find_number_fault,
            whole=whole,
            at_least=at_least,
            at_most=at_most,
        )
        self._try(says or sentence, value, look, hint, weight, name)

    def text(
        self,
        name: str,
        value: Callable[[], object],
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is one text."""
        look = partial(properties.find_kind_fault, wanted="text", noun="text")
        self._try(says or f"{name} is text", value, look, hint, weight, name)

    def truth(
        self,
        name: str,
        value: Callable[[], object],
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is True or False."""
        noun = KINDS["truth"]
        look = partial(properties.find_kind_fault, wanted="truth", noun=noun)
        self._try(says or f"{name} is {noun}", value, look, hint, weight, name)

    def column(
        self,
        name: str,
        value: Callable[[], object],
        kind: str | None = None,
        length: int | None = None,
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is a column, array or list; `kind` is one of KINDS."""
        sentence = f"{name} is a column"
        if kind:
            sentence = f"{name} holds {name_cells(kind)}"
        if length is not None:
            sentence += f" {'of' if kind is None else 'in'} {count(length, 'value')}"
        look = partial(properties.find_column_fault, kind=kind, length=length)
        self._try(says or sentence, value, look, hint, weight, name)

    def table(
        self,
        name: str,
        value: Callable[[], object],
        columns: Mapping[str, str] | Sequence[str] = (),
        rows: int | None = None,
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is a table; `columns` are names, or names with kinds."""
        kinds: dict[str, str | None] = (
            dict(columns) if isinstance(columns, Mapping) else dict.fromkeys(columns)
        )
        sentence = f"{name} is a table"
        if rows is not None:
            sentence += f" of {count(rows, 'row')}"
        if kinds:
            *others, last = (
                f"{n} ({name_cells(k)})" if k else n for n, k in kinds.items()
            )
            listed = f"{', '.join(others)} and {last}" if others else last
            sentence += f" with the column{'s' if others else ''} {listed}"
        look = partial(properties.find_table_fault, columns=kinds, rows=rows)
        self._try(says or sentence, value, look, hint, weight, name)

    def callable(
        self,
        name: str,
        value: Callable[[], object],
        takes: int | None = None,
        says: str | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """Claim that an answer is a function that can be given so many arguments."""
        sentence = f"{name} is a function"
        if takes is not None:
            sentence += f" of {count(takes, 'argument')}"
        look = partial(properties.find_function_fault, takes=takes)
        self._try(says or sentence, value, look, hint, weight, name)

    def equals(
        self,
        says: str,
        value: Callable[[], object],
        expected: object,
        within: float | None = None,
        unit: str = "",
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """
        Claim that one value is the one expected.

        Numbers may differ by `within`, times by so many seconds; a fraction cannot
        be expected without it. A reason says a number with its `unit`, as in "hours".
        """
        differences.demand_tolerance(expected, within)

        look = partial(
            differences.find_difference, expected=expected, within=within, unit=unit
        )
        self._try(says, value, look, hint, weight)

    def same_values(
        self,
        says: str,
        value: Callable[[], object],
        expected: object,
        within: float | None = None,
        in_order: bool = False,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """
        Claim that a column, list or table holds the values expected, in any order.

        Of a table only the columns of the expected one are compared.
        """
        differences.demand_tolerance(expected, within)

        look = partial(
            differences.find_other_values,
            expected=expected,
            within=within,
            in_order=in_order,
        )
        self._try(says, value, look, hint, weight)

    def for_inputs(
        self,
        says: str,
        value: Callable[[], object],
        inputs: Iterable[Any],
        expected: Callable[..., object],
        within: float | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """
        Claim that a function gives what `expected`, a function too, gives.

        Each input is one call; a tuple is several arguments. Make them at random in
        the test, so that nobody can list the answers.
        """
        inputs = list(inputs)
        name = next(iter(find_names(value)), "your function")
        look = partial(
            differences.find_input_fault,
            name=name,
            inputs=inputs,
            expected=expected,
            within=within,
        )
        self._try(says, value, look, hint, weight)

    def sealed(
        self,
        says: str,
        value: Callable[[], object],
        seal: str,
        digits: int | None = None,
        hint: Hints = (),
        weight: float = 1,
    ) -> None:
        """
        Claim that a value is the one sealed, which nobody can read in the notebook.

        Make `seal` with the method of that name, and with the same `digits`.
        """
        look = partial(
            differences.find_seal_fault,
            question=self.question,
            seal=seal,
            digits=digits,
        )
        self._try(says, value, look, hint, weight)

    def seal(self, value: object, digits: int | None = None) -> str:
        """
        Seal a value for `sealed`: for authors, not for test cells.

        Parameters
        ----------
        value : number, text, day, time or a list of them
            What the answer should be; not a choice, nor anything else that a few
            guesses would find.
        digits : int, optional
            How many significant digits of a number count; without it a number has
            to be whole, and all of it counts.

        Examples
        --------
        >>> check("tonnes").seal(113_502, digits=4)
        'f2d6f17bf9fc8619796f1fd24382ac3d'
        """
        refuse_to_seal(value, digits)
        return make_seal(self.question, value, digits)

    def score(self) -> float:
        """Show every claim and return the points earned, a plain float."""
        total = sum(claim.weight for claim in self._claims)
        if not total:
            raise ValueError(
                f'check("{self.question}") has no claims. Add q.that(…) before q.score().'
            )
        met = sum(claim.weight for claim in self._claims if claim.is_met)
        earned = round(float(self.points * met / total), 2)
        unmet = [claim for claim in self._claims if not claim.is_met]
        hint, next_hint, is_repeated = (
            climb(self.question, unmet[0], self._used) if unmet else (None, None, False)
        )
        told = tell(self._claims, hint, is_repeated)
        lines = [*told, f"{earned:g} of {self.points:g} points"]
        result = {
            "question": self.question,
            "points": earned,
            "out_of": self.points,
            "hint": hint,
            "next_hint": next_hint,
            "claims": [claim.to_dict() for claim in self._claims],
        }
        publish("\n".join(lines), {RESULT: result})
        return earned

    def _try(
        self,
        says: str,
        value: Callable[[], object],
        find_fault: Callable[[Any], Fault | None],
        hint: Hints,
        weight: float,
        name: str | None = None,
    ) -> None:
        """Keep a claim, met or with its reason."""
        if not callable(value):
            raise TypeError(
                f'"{says}" is tried on {show(value)} and not on a function. Write '
                "`lambda:` before it."
            )
        used = read_names(value)
        self._used |= used
        if name:
            self._answers.append(name)
        fault: Fault | None = Fault(None)
        if not self._unfit & set(used):
            fault = attempt(value, find_fault)
            # What a test made of a column of the wrong kind is not the learner's.
            if fault and self._unfit & find_texts(value):
                fault = replace(fault, reason=None)
            if fault and name and not fault.is_of_kind:
                self._unfit.add(name)
        hints = (hint,) if isinstance(hint, str) else tuple(hint)
        reason = fault.reason if fault else None
        is_answered = fault is None or fault.is_answered
        answer = find_answer(value, used, self._answers)
        claim = Claim(says, fault is None, reason, hints, weight, is_answered, answer)
        self._claims.append(claim)
