"""What every exercise must have before its checks can be believed; no code is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import click

from soundings.course.sources import KERNELS, Source, find_sources, read_source
from soundings.course.trials.answers import KINDS, Answer, answers_folder, read_answers
from soundings.course.trials.questions import Question, find_questions
from soundings.course.trials.r_code import (
    Node,
    parse_r,
    peel,
    read_assignment,
    read_call,
)

RANDOM_PYTHON = {"random", "secrets", "default_rng"}
RANDOM_R = {"runif", "rnorm", "rbinom", "rpois", "rexp", "sample", "sample.int"}
"""Names that make random inputs; a test of a function has to use one of them, or in
Python a name that the notebook takes from the module `random`."""

_DESCENDS = {"all", "any", "isTRUE", "isFALSE", "xor", "identity", "invisible"}
"""R functions that hand on what an equality below them gave."""


@dataclass(frozen=True)
class _TestCell:
    """What the rules ask of a test cell, in either language."""

    score_of: str
    """The name whose `score()` is the last line; '' if the last line is another."""
    checks: dict[str, tuple[object, object]]
    """Each name assigned from `check(question, points)`, with those two."""
    faults: list[str]


def lint_exercises(root: Path, has_r: bool = True) -> list[str]:
    """
    Look at every exercise of a course and at its answers.

    Parameters
    ----------
    root : Path
        The course.
    has_r : bool
        Whether R can be asked. Without it, tests in R are not looked at, for only R
        can read R; their answers are.

    Returns
    -------
    list of str
        One sentence or two for each fault: the file, the question, what was found,
        what to add.
    """
    sources = [read_source(path) for path in find_sources(root)]
    faults: list[str] = []
    for source in sources:
        faults += _lint_answers(root, source)
        if source.language == "python":
            random = RANDOM_PYTHON | _find_random_imports(source)
            for question in find_questions(source):
                where = f'{source.path.name}: test="{question.name}"'
                found = _lint_python(question, random)
                faults += [f"{where} {fault}" for fault in found]
    names = {source.path.name for source in sources}
    for path in sorted(answers_folder(root).glob("*.*")):
        if path.suffix in KERNELS and path.name not in names:
            faults.append(
                f"tests/answers/{path.name} belongs to no exercise: there is no "
                f"solutions/{path.name}. Rename it, or take it out."
            )
    if has_r:
        faults += _lint_all_r([source for source in sources if source.language == "R"])
    return faults


def _lint_answers(root: Path, source: Source) -> Iterator[str]:
    path = answers_folder(root) / source.path.name
    if not path.exists():
        yield (
            f"{source.path.name} has no answers that its checks are tried with. "
            f"Add tests/answers/{source.path.name}."
        )
        return
    try:
        answers = read_answers(path)
    except click.ClickException as error:
        yield error.message
        return
    names = [question.name for question in find_questions(source)]
    for name in names:
        own = [answer for answer in answers if answer.question == name]
        yield from _lint_question(path, name, own)
    for answer in answers:
        if answer.question not in names:
            verdict = "right" if answer.is_right else "wrong"
            yield (
                f'{path.name}: {verdict}="{answer.question}" name="{answer.name}" '
                f"answers no question of {source.path.name}. "
                f"Use one of {', '.join(names)}."
            )


def _lint_question(path: Path, name: str, answers: Sequence[Answer]) -> Iterator[str]:
    if not any(answer.is_right for answer in answers):
        yield (
            f"{path.name}: {name} has no right answer besides the solution. "
            f'Add a cell: # %% right="{name}" name="…"'
        )
    found = {answer.kind for answer in answers}
    missing = [kind for kind in KINDS if kind not in found]
    if missing:
        yield (
            f"{path.name}: {name} has no wrong answer of kind {', '.join(missing)}. "
            f'Add a cell for each: # %% wrong="{name}" name="…" kind="{missing[0]}" '
            'says="…"'
        )


def _find_random_imports(source: Source) -> set[str]:
    """Find the names that a notebook, in whichever cell, imports from `random`."""
    names = set()
    for cell in source.notebook.cells:
        try:
            read = ast.parse(cell.source if cell.cell_type == "code" else "")
        except SyntaxError:  # said of a test or a solution; elsewhere it is a magic
            continue
        for node in ast.walk(read):
            if isinstance(node, ast.ImportFrom) and node.module == "random":
                names |= {alias.asname or alias.name for alias in node.names}
    return names


def _lint_python(question: Question, random: Set[str]) -> Iterator[str]:
    try:
        test = ast.parse(question.test.code)
        solution = ast.parse(question.solution.code)
    except SyntaxError as error:
        yield f"is not Python, or its solution is not: {error}"
        return
    yield from _lint_test_cell(question, _read_python_test(test), ".", "=")
    defined = {s.name for s in solution.body if isinstance(s, ast.FunctionDef)}
    loaded = {
        n.id for n in ast.walk(test)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    }  # fmt: skip
    own = {s.name for s in test.body if isinstance(s, ast.FunctionDef)} | {
        n.id
        for n in ast.walk(test)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    attributes = {n.attr for n in ast.walk(test) if isinstance(n, ast.Attribute)}
    yield from _lint_inputs(
        defined & (loaded - own), (loaded | attributes) & random, "random"
    )


def _read_python_test(test: ast.Module) -> _TestCell:
    checks: dict[str, tuple[object, object]] = {}
    for statement in test.body:
        match statement:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="check"), args=args, keywords=keywords),
            ):
                given = [_constant(node) for node in args]
                named = {k.arg or "": _constant(k.value) for k in keywords}
                checks[name] = _read_arguments(given, named)
    score_of = ""
    match test.body[-1:]:
        case [
            ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=name), attr="score"), args=[]
                )
            )
        ]:
            score_of = name
    return _TestCell(score_of, checks, [])


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _read_arguments(
    given: Sequence[object], named: Mapping[str, object]
) -> tuple[object, object]:
    """Find `question` and `points` among a call's arguments, as either language does."""
    left = [name for name in ("question", "points") if name not in named]
    bound = {"points": 1, **named, **dict(zip(left, given, strict=False))}
    return bound.get("question"), bound["points"]


def _lint_test_cell(
    question: Question, cell: _TestCell, dot: str, gets: str
) -> Iterator[str]:
    begin = f'check("{question.name}", points={question.points:g})'
    if not cell.score_of:
        names = ", ".join(cell.checks) or "q"
        yield (
            "does not end on the score of its check, at the start of a line. "
            f"Make this its last line: {names}{dot}score()"
        )
    elif cell.score_of not in cell.checks:
        yield (
            f"scores {cell.score_of}, which no line of it sets to a check. "
            f"Begin its claims with: {cell.score_of} {gets} {begin}"
        )
    for name, (asked, points) in cell.checks.items():
        if asked != question.name or points != question.points:
            yield (
                f"is worth {question.points:g} by its mark, but {name} is "
                f"check({asked!r}, points={points}). Write: {begin}"
            )
    yield from cell.faults


def _lint_inputs(tested: set[str], random: set[str], example: str) -> Iterator[str]:
    """Refuse a test that calls a learner's function with the same inputs each time."""
    for name in sorted(tested):
        if not random:
            yield (
                f"tries {name}, which the learner writes, with no random inputs: it "
                f"would pass one that knows the answers. Make inputs with {example}."
            )


def _lint_all_r(sources: Sequence[Source]) -> Iterator[str]:
    asked = [(source, q) for source in sources for q in find_questions(source)]
    cells = [cell for _, q in asked for cell in (q.solution, q.test)]
    read = iter(parse_r([cell.code for cell in cells]))
    for source, question in asked:
        where = f'{source.path.name}: test="{question.name}"'
        solution, test = next(read), next(read)
        for found in (solution, test):
            if isinstance(found, str):
                yield f"{where} is not R, or its solution is not: {found}"
        if isinstance(solution, Node) and isinstance(test, Node):
            for fault in _lint_r(question, solution, test):
                yield f"{where} {fault}"


def _lint_r(question: Question, solution: Node, test: Node) -> Iterator[str]:
    yield from _lint_test_cell(question, _read_r_test(question, test), "$", "<-")
    named = [n for n in test.walk() if n.token.startswith("SYMBOL")]
    used = {n.text for n in named if n.token in ("SYMBOL", "SYMBOL_FUNCTION_CALL")}
    own = {a[0] for n in test.children if (a := read_assignment(n))}
    defined = {
        a[0]
        for n in solution.children
        if (a := read_assignment(n)) and a[1].children[0].token == "FUNCTION"
    }
    yield from _lint_inputs(defined & (used - own), used & RANDOM_R, "runif or sample")


def _read_r_test(question: Question, test: Node) -> _TestCell:
    checks: dict[str, tuple[object, object]] = {}
    for node in test.children:
        assigned = read_assignment(node)
        call = read_call(assigned[1]) if assigned else None
        if assigned and call and call.function == "check":
            given = [_r_constant(a) for name, a in call.arguments if not name]
            named = {name: _r_constant(a) for name, a in call.arguments if name}
            checks[assigned[0]] = _read_arguments(given, named)
    last = test.children[-1].text if test.children else ""
    at_start = test.children and (
        test.code[: test.children[-1].start].endswith("\n") or len(test.children) == 1
    )
    score_of = last.removesuffix("$score()")
    if score_of == last or not at_start or not score_of.isidentifier():
        score_of = ""
    faults = []
    for node in test.walk():
        at = question.test.line + node.line - 1
        if node.token == "SYMBOL_FUNCTION_CALL" and node.text == "stopifnot":
            faults.append(
                f"uses stopifnot in line {at}, which passes for NULL and for text. "
                "Make it a claim of the check."
            )
        call = read_call(node)
        if not call or call.function.partition("$")[0] not in checks:
            continue
        for _, argument in call.arguments:
            for equality in _find_bare_equalities(argument):
                at = question.test.line + equality.line - 1
                faults.append(
                    f"compares with {equality.children[1].text} in line {at}: "
                    f"{' '.join(equality.text.split())}. That is no answer for NULL "
                    "and passes text for a number: use identical(…), "
                    "isTRUE(all.equal(…)) or what check has for values."
                )
    return _TestCell(score_of, checks, faults)


def _r_constant(node: Node) -> object:
    node = peel(node)
    if node.token == "NUM_CONST" and node.text[0].isdigit():
        return float(node.text.removesuffix("L"))
    if node.token == "STR_CONST":
        return node.text[1:-1]
    return None


def _find_bare_equalities(node: Node) -> Iterator[Node]:
    """Find each `==` or `!=` whose result is the claim, or is handed on to it."""
    node = peel(node)
    tokens = [child.token for child in node.children]
    call = read_call(node)
    if call:
        if call.function.removeprefix("base::") in _DESCENDS:
            for _, argument in call.arguments:
                yield from _find_bare_equalities(argument)
    elif len(tokens) == 3 and tokens[1] in ("EQ", "NE"):
        yield node
    elif tokens[:1] == ["IF"]:  # if ( condition ) one else other
        for child in node.children[4:]:
            yield from _find_bare_equalities(child)
    elif tokens[:1] == ["'{'"]:
        yield from _find_bare_equalities(node.children[-2])
    elif tokens[:1] in (["'('"], ["'!'"]) or (
        len(tokens) == 3 and tokens[1] in ("AND", "AND2", "OR", "OR2")
    ):
        for child in node.children:
            yield from _find_bare_equalities(child)
