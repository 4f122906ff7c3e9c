"""One change at a time to Python code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

Change = tuple[int, str, str, str]
"""The line of a change, the code before and after it, and the whole cell after it."""

SWAPPED = {
    one: other
    for pair in (
        ("min", "max"), ("idxmin", "idxmax"), ("nsmallest", "nlargest"),
        ("mean", "median"), ("first", "last"), ("head", "tail"), ("any", "all"),
        ("ffill", "bfill"), ("floor", "ceil"),
    )
    for one, other in (pair, pair[::-1])
}  # fmt: skip
"""Names that a slip puts in each other's place."""

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
"""A comparison becomes its neighbour at the limit, and its opposite."""

_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip

_SORTS = {"sort_values": "ascending", "sort_index": "ascending", "sorted": "reverse"}
"""What sorts, and the argument that turns it round."""


def change_python(code: str, lines: range) -> Iterator[Change]:
    """
    Make every change to a piece of Python code that starts on one of some lines.

    Parameters
    ----------
    code : str
        A cell that Python can parse.
    lines : range
        Lines of the code, from 1.

    Yields
    ------
    Change
        Each differs from the code and from those before it, and can be parsed.

    Examples
    --------
    >>> for line, before, after, code in change_python("a = b < 2", range(1, 2)):
    ...     print(before, "→", after)
    a = b < 2 → (dropped)
    b < 2 → b <= 2
    b < 2 → b >= 2
    2 → 3
    2 → 1
    2 → 20
    """
    tree = ast.parse(code)
    columns = sorted(_find_columns(tree))
    seen = {ast.unparse(tree)}
    for parent in ast.walk(tree):
        for field, at, node in _find_children(parent):
            if getattr(node, "lineno", 0) not in lines:
                continue
            for new in _changes(node, parent, columns):
                before, after = _describe(node, new)
                _put(parent, field, at, new)
                changed = ast.unparse(tree)
                _put(parent, field, at, node)
                if changed not in seen and _is_python(changed):
                    seen.add(changed)
                    yield node.lineno, before, after, changed


def _describe(node: ast.AST, new: ast.AST) -> tuple[str, str]:
    """Say what stood there before a change and after it, each on one line."""
    before, after = ast.unparse(node), ast.unparse(new)
    if isinstance(new, ast.Pass):
        return before.splitlines()[0], "(dropped)"
    if isinstance(node, ast.Call) and before.startswith(after):  # a step of a chain
        return before.removeprefix(after), "(dropped)"
    return " ".join(before.split()), " ".join(after.split())


def _find_children(parent: ast.AST) -> Iterator[tuple[str, int | None, Any]]:
    """Give each node right below another, and the place it has there."""
    for field, value in ast.iter_fields(parent):
        if isinstance(value, list):
            for at, node in enumerate(value):
                if isinstance(node, ast.AST):
                    yield field, at, node
        elif isinstance(value, ast.AST):
            yield field, None, value


def _put(parent: ast.AST, field: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[at] = node


def _is_python(code: str) -> bool:
    """Tell whether Python takes code; it is not run."""
    try:
        compile(code, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _find_columns(tree: ast.AST) -> set[str]:
    """Find the names of columns: the texts in square brackets."""
    return {
        inner.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        for inner in ast.walk(node.slice)
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str)
    }


def _changes(
    node: ast.AST, parent: ast.AST, columns: list[str]
) -> Iterator[ast.expr | ast.Pass]:
    """Give what may stand in a node's place."""
    match node:
        case ast.Expr(value=ast.Constant()):
            pass  # a docstring
        case ast.stmt():
            yield ast.Pass()
        case ast.Compare(left=left, ops=ops, comparators=right):
            for at, found in enumerate(ops):
                for kind in _COMPARED[type(found)]:
                    new = [kind() if i == at else op for i, op in enumerate(ops)]
                    yield ast.Compare(left, new, right)
        case ast.BinOp(left=left, op=op, right=other) if type(op) in _COMPUTED:
            yield ast.BinOp(left, _COMPUTED[type(op)](), other)
        case ast.BoolOp(op=ast.And(), values=values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(values=values):
            yield ast.BoolOp(ast.And(), values)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Constant(value=value):
            yield from _other_constants(value, parent, columns)
        case ast.Name(id=name, ctx=ast.Load()) if name in SWAPPED:
            yield ast.Name(SWAPPED[name], ast.Load())
        case ast.Attribute(value=of, attr=name) if name in SWAPPED:
            yield ast.Attribute(of, SWAPPED[name], ast.Load())
        case ast.Call():
            yield from _other_calls(node, parent)
    if isinstance(node, ast.expr) and _is_condition(node, parent):
        yield ast.UnaryOp(ast.Not(), node)
    if isinstance(parent, ast.Subscript) and isinstance(node, ast.Call):
        yield ast.UnaryOp(ast.Invert(), node)  # the rows that a table leaves out


def _is_condition(node: ast.expr, parent: ast.AST) -> bool:
    """Tell whether a node decides something, and is no comparison with its opposite."""
    if isinstance(node, ast.Compare | ast.UnaryOp):
        return False
    if isinstance(parent, ast.If | ast.IfExp | ast.While):
        return node is parent.test
    return isinstance(parent, ast.comprehension) and node in parent.ifs


def _other_constants(
    value: object, parent: ast.AST, columns: list[str]
) -> Iterator[ast.Constant]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int() | float():
            for other in (value + 1, value - 1, value * 10):
                yield ast.Constant(other)
        case str() if value in SWAPPED:
            yield ast.Constant(SWAPPED[value])
        case str() if value in columns and len(columns) > 1:
            yield ast.Constant(columns[(columns.index(value) + 1) % len(columns)])
        case str() if value and not isinstance(parent, ast.FormattedValue):
            yield ast.Constant("")


def _other_calls(call: ast.Call, parent: ast.AST) -> Iterator[ast.expr]:
    """Leave a step out of a chain; turn an order round."""
    if isinstance(call.func, ast.Attribute):
        name = call.func.attr
        if not isinstance(parent, ast.Expr):
            yield call.func.value
    else:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
    argument = _SORTS.get(name, "")
    if argument and argument not in [keyword.arg for keyword in call.keywords]:
        turned = ast.keyword(argument, ast.Constant(argument == "reverse"))
        yield ast.Call(call.func, call.args, [*call.keywords, turned])
