"""One change at a time to R code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from soundings.course.trials.mutants_python import Change
from soundings.course.trials.r_code import Node, peel, read_assignment, read_call

SWAPPED = {
    one: other
    for pair in (
        ("min", "max"), ("which.min", "which.max"), ("pmin", "pmax"),
        ("slice_min", "slice_max"), ("mean", "median"), ("first", "last"),
        ("head", "tail"), ("any", "all"), ("floor", "ceiling"),
    )
    for one, other in (pair, pair[::-1])
}  # fmt: skip
"""Functions that a slip puts in each other's place."""

_OPERATORS = {
    "LT": ("<=", ">="), "LE": ("<", ">"), "GT": (">=", "<="), "GE": (">", "<"),
    "EQ": ("!=",), "NE": ("==",),
    "AND": ("|",), "AND2": ("||",), "OR": ("&",), "OR2": ("&&",),
    "'+'": ("-",), "'-'": ("+",), "'*'": ("/",), "'/'": ("*",), "'^'": ("*",),
}  # fmt: skip
"""A comparison becomes its neighbour at the limit, and its opposite."""

_SPECIAL = {"%/%": "/", "%%": "*"}

_VERBS = {
    "aes", "arrange", "count", "distinct", "filter", "group_by", "mutate", "pull",
    "select", "subset", "summarise", "transform", "transmute", "with",
}  # fmt: skip
"""Functions whose arguments name columns as if they were variables."""

_LAYERS = (
    "annotate", "coord_", "facet_", "geom_", "guides", "labs", "scale_", "stat_", "theme",
)  # fmt: skip
"""How the functions begin that are added to a chart, and may be left out."""


def change_r(tree: Node, lines: range) -> Iterator[Change]:
    """
    Make every change to a piece of R code that starts on one of some lines.

    Parameters
    ----------
    tree : Node
        The code, as `parse_r` gives it.
    lines : range
        Lines of the code, from 1.

    Yields
    ------
    Change
        Some may be no R, or the same code in another layout: ask `plain_r`.
    """
    columns = _find_columns(tree)
    names = sorted({_bare(node) for node in columns})
    for parent in tree.walk():
        for node in parent.children:
            if node.line not in lines:
                continue
            for new in [
                *_other_nodes(node, parent),
                *([_next_column(node, names)] if node in columns else []),
            ]:
                yield (
                    *_describe(node, new),
                    tree.code[: node.start] + new + tree.code[node.end :],
                )


def _describe(node: Node, new: str) -> tuple[int, str, str]:
    """Say where a change is, and what stood there before and after, each on one line."""
    if new == "NULL":
        return node.line, node.text.splitlines()[0], "(dropped)"
    if node.token == "expr" and node.text.startswith(new):  # a step or layer is gone
        gone = " ".join(node.text[len(new) :].split())
        return node.children[-1].line, gone, "(dropped)"
    return node.line, " ".join(node.text.split()), " ".join(new.split())


def _other_nodes(node: Node, parent: Node) -> Iterator[str]:
    """Give what may be written in a node's place, names of columns apart."""
    if _is_statement(node, parent):
        yield "NULL"
    if node.token in _OPERATORS or node.token == "SPECIAL":
        return  # changed with what stands on both sides
    if node.token == "NUM_CONST":
        yield from _other_numbers(node.text)
    elif node.token == "STR_CONST" and len(node.text) > 2:
        other = SWAPPED.get(node.text[1:-1], "")
        yield f'"{other}"'
    elif node.token == "SYMBOL_FUNCTION_CALL" and node.text in SWAPPED:
        yield SWAPPED[node.text]
    elif node.token in ("expr", "expr_or_assign_or_help"):
        yield from _other_expressions(node, parent)


def _is_statement(node: Node, parent: Node) -> bool:
    """Tell whether a node stands by itself: at the top, or between braces."""
    is_code = node.token in ("expr", "expr_or_assign_or_help", "equal_assign")
    return is_code and (
        not parent.token or [c.token for c in parent.children][:1] == ["'{'"]
    )


def _other_expressions(node: Node, parent: Node) -> Iterator[str]:
    parts = node.children
    match [part.token for part in parts]:
        case [_, operator, _] if operator in _OPERATORS:
            left, right = parts[0], parts[2]
            if operator == "'+'" and _is_layer(right):
                yield left.text
                return
            for new in _OPERATORS[operator]:
                yield _join(node, left, new, right)
        case [_, "PIPE", _]:
            yield parts[0].text
        case [_, "SPECIAL", _]:
            special = parts[1].text
            if special == "%>%":
                yield parts[0].text
            elif special == "%in%":
                yield f"!({node.text})"
            elif special in _SPECIAL:
                yield _join(node, parts[0], _SPECIAL[special], parts[2])
        case ["'!'" | "'-'", _]:
            yield parts[1].text
        case _:
            yield from _other_calls(node)
    siblings = [part.token for part in parent.children]
    if siblings[:1] in (["IF"], ["WHILE"]) and parent.children[2] is node:
        yield f"!({node.text})"


def _join(node: Node, left: Node, operator: str, right: Node) -> str:
    """Write another operator between two operands, all else as it was."""
    code = node.code
    middle = code[left.end : right.start]
    old = node.children[1].text
    return code[left.start : left.end] + middle.replace(old, operator, 1) + right.text


def _other_calls(node: Node) -> Iterator[str]:
    """Turn an order round."""
    call = read_call(node)
    if not call or not call.arguments:
        return
    names = [name for name, _ in call.arguments]
    last = call.arguments[-1][1]
    if call.function in ("order", "sort") and "decreasing" not in names:
        yield f"{node.text[:-1]}, decreasing = TRUE)"
    elif call.function == "arrange":
        head, tail = (
            node.text[: last.start - node.start],
            node.text[last.end - node.end :],
        )
        yield f"{head}desc({last.text}){tail}"
    elif call.function == "desc":
        yield last.text


def _other_numbers(text: str) -> Iterator[str]:
    if text in ("TRUE", "FALSE"):
        yield "FALSE" if text == "TRUE" else "TRUE"
        return
    digits, suffix = text.removesuffix("L"), "L" if text.endswith("L") else ""
    try:
        value = float(digits)
    except ValueError:  # NA, Inf, or a number in another base
        return
    for other in (value + 1, value - 1, value * 10):
        new = f"{other:.12g}{suffix}"
        yield f"({new})" if other < 0 else new


def _is_layer(node: Node) -> bool:
    call = read_call(node)
    return call is not None and call.function.startswith(_LAYERS)


def _find_columns(tree: Node) -> set[Node]:
    """Find the tokens that name columns: after `$`, in `[ ]`, and in dplyr's verbs."""
    found = set()
    assigned = {a[0] for node in tree.walk() if (a := read_assignment(node))} | {
        node.text for node in tree.walk() if node.token == "SYMBOL_FORMALS"
    }
    for node in tree.walk():
        for one, next_one in pairwise(node.children):
            leaf = peel(next_one)
            if one.token == "'$'" and leaf.token == "SYMBOL":
                found.add(leaf)
        if [child.token for child in node.children][1:2] in (["'['"], ["LBB"]):
            found |= {
                leaf for leaf in map(peel, node.children) if leaf.token == "STR_CONST"
            }
        is_pipe = len(node.children) == 3 and node.children[1].text in ("|>", "%>%")
        for child in node.children:
            call = read_call(child)
            if call and call.function in _VERBS:
                is_table_given = not is_pipe and call.function != "aes"
                for _, argument in call.arguments[is_table_given:]:
                    found |= {
                        leaf
                        for leaf in argument.walk()
                        if leaf.token == "SYMBOL" and leaf.text not in assigned
                    }
    return found


def _bare(node: Node) -> str:
    return node.text.strip("\"'`")


def _next_column(node: Node, names: list[str]) -> str:
    """Name the next column that the code uses, in the alphabet and round again."""
    name = names[(names.index(_bare(node)) + 1) % len(names)]
    return f'"{name}"' if node.token == "STR_CONST" else name
