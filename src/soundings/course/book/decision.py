"""The `decision` directive: a tree of questions, walked one step at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from soundings.course.book.lines import join_items
from soundings.course.book.pieces import Pieces, escape

_NAME = r"[a-z][a-z0-9_-]*"
_STEP = re.compile(rf"\?\s+({_NAME}):\s+(.+)")
_CHOICE = re.compile(rf"[-*]\s+(.+?)\s+->\s+({_NAME})\s+::\s+(.+)")
_END = re.compile(rf"(!!?)\s+({_NAME}):\s+(.+)")


@dataclass(frozen=True)
class Choice:
    """An answer to a step's question, and where it leads."""

    text: str
    target: str
    feedback: str


@dataclass(frozen=True)
class Step:
    """A question of the tree."""

    question: str
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class End:
    """Where a path ends, and what is said there."""

    verdict: str
    is_defended: bool
    """Whether it is the end of a path that we would defend."""


Tree = Mapping[str, Step | End]


def parse_tree(lines: Iterable[str]) -> Tree:
    """
    Read a tree: its steps and ends by name, the first step first.

    Parameters
    ----------
    lines : iterable of str
        The directive's body.

    Returns
    -------
    dict of str to Step or End

    Raises
    ------
    ValueError
        With what is wrong, as a sentence.

    Examples
    --------
    >>> tree = parse_tree(["? ask: Publish?", "- Yes -> out :: Why?", "!! out: Fine."])
    >>> tree["ask"].choices[0].target, tree["out"].is_defended
    ('out', True)
    """
    tree: dict[str, Step | End] = {}
    step: Step | None = None
    made: Step | End
    for offset, line in join_items(lines):
        if choice := _CHOICE.fullmatch(line):
            if step is None:
                raise ValueError(f"line {offset + 1} answers no question: {line!r}.")
            step.choices.append(Choice(*choice.groups()))
            continue
        if begun := _STEP.fullmatch(line):
            name = begun[1]
            made = step = Step(begun[2])
        elif ended := _END.fullmatch(line):
            name, made = ended[2], End(ended[3], ended[1] == "!!")
            step = None
        else:
            raise ValueError(
                f"line {offset + 1} is no part of a tree: {line!r}. Write: ? step: "
                "question, - answer -> step :: feedback, or ! end: verdict"
            )
        if name in tree:
            raise ValueError(f"line {offset + 1} says {name!r} again.")
        tree[name] = made
    return tree


def find_faults(tree: Tree) -> list[str]:
    """
    List why a tree cannot be walked from its first step to its ends.

    Examples
    --------
    >>> find_faults(parse_tree(["? ask: Publish?", "- Yes -> out :: Why?"]))
    ["“Yes” leads to 'out', and there is none. Add ? out: … or ! out: …"]
    """
    if not tree or not isinstance(next(iter(tree.values())), Step):
        return ["it begins with no step. Write one first: ? start: question"]
    faults = []
    for name, step in tree.items():
        if isinstance(step, End):
            continue
        if not step.choices:
            faults.append(f"nobody can answer {name!r}. Add: - answer -> step :: …")
        faults += [
            f"“{choice.text}” leads to {choice.target!r}, and there is none. "
            f"Add ? {choice.target}: … or ! {choice.target}: …"
            for choice in step.choices
            if choice.target not in tree
        ]
    if faults:
        return faults
    reached: set[str] = set()
    circle = _walk(tree, next(iter(tree)), (), reached)
    if circle:
        return [f"{' -> '.join(circle)} goes in a circle, so a path may never end."]
    faults += [f"nothing leads to {name!r}." for name in tree if name not in reached]
    if not any(isinstance(end, End) and end.is_defended for end in tree.values()):
        faults.append("no end is the one to defend. Mark it with !! in place of !")
    return faults


def _walk(
    tree: Tree, name: str, path: tuple[str, ...], reached: set[str]
) -> tuple[str, ...]:
    """Note what can be reached; give the first circle, if there is one."""
    if name in path:
        return (*path[path.index(name) :], name)
    step = tree[name]
    if isinstance(step, Step) and name not in reached:
        for choice in step.choices:
            circle = _walk(tree, choice.target, (*path, name), reached)
            if circle:
                return circle
    reached.add(name)
    return ()


class DecisionDirective(SphinxDirective):
    """
    A tree of questions; the path taken stays on the screen and can be taken back.

    Without JavaScript every step is text to read, and each answer a link to the next.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make the tree."""
        title = self.arguments[0]
        try:
            tree = parse_tree(self.content)
        except ValueError as fault:
            raise self.error(f"decision: “{title}”: {fault}") from None
        faults = find_faults(tree)
        if faults:
            raise self.error(f"decision: “{title}”: {' '.join(faults)}")
        key = f"decision-{self.env.new_serialno('decision') + 1}"
        pieces = Pieces(self)
        pieces.add_html(
            f'<div class="decision" id="{key}" role="group" '
            f'aria-labelledby="{key}-title">'
            f'<p class="decision-title" id="{key}-title">'
        )
        pieces.add_text(title)
        pieces.add_html('</p><div class="decision-path">')
        for name, step in tree.items():
            if isinstance(step, Step):
                _add_step(pieces, key, name, step, tree)
            else:
                _add_end(pieces, key, name, step)
        pieces.add_html("</div></div>")
        return pieces.finish()


def _add_step(pieces: Pieces, key: str, name: str, step: Step, tree: Tree) -> None:
    pieces.add_html(
        f'<div class="decision-step" id="{key}-{name}" role="group" '
        f'aria-labelledby="{key}-{name}-asks"><p class="decision-question" '
        f'id="{key}-{name}-asks">'
    )
    pieces.add_text(step.question)
    pieces.add_html('</p><ul class="decision-choices">')
    for choice in step.choices:
        target = tree[choice.target]
        leads = "On to" if isinstance(target, Step) else "It ends with"
        text = target.question if isinstance(target, Step) else target.verdict
        pieces.add_html(
            f'<li class="decision-choice" data-target="{key}-{choice.target}">'
            '<span class="decision-answer">'
        )
        pieces.add_text(choice.text)
        pieces.add_html('</span> <span class="decision-feedback">')
        pieces.add_text(choice.feedback)
        pieces.add_html(
            f'</span> <a class="decision-next" href="#{key}-{choice.target}">'
            f"{leads} “{escape(_shorten(text))}”</a></li>"
        )
    pieces.add_html("</ul></div>")


def _add_end(pieces: Pieces, key: str, name: str, end: End) -> None:
    kind, sign, said = (
        ("yes", "✓", "A path we would defend.")
        if end.is_defended
        else ("no", "✗", "Not a path we would defend.")
    )
    pieces.add_html(
        f'<div class="decision-end" id="{key}-{name}" data-defended="{kind}">'
        '<p class="decision-judgement"><span aria-hidden="true">'
        f'{sign}</span> {said}</p><p class="decision-verdict">'
    )
    pieces.add_text(end.verdict)
    pieces.add_html("</p></div>")


def _shorten(text: str) -> str:
    """
    Give the first words of a Markdown text, without its marks.

    Examples
    --------
    >>> _shorten("Who would {term}`rely <reliance>` on *this* table, and what for?")
    'Who would rely on this table …'
    """
    plain = re.sub(r"\{\w+\}", "", text)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    plain = re.sub(r"\s*<[^>]*>(?=`)", "", plain)
    words = re.sub(r"[`*]", "", plain).split()
    if len(words) <= 7:
        return " ".join(words)
    return " ".join(words[:6]).rstrip(",;:") + " …"


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("decision", DecisionDirective)
