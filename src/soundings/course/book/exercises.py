"""The `exercises` directive: an exercise's questions, taken from its source."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from pathlib import Path

import click
from docutils import nodes
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from soundings.course.book.exercise_files import find_exercise_files
from soundings.course.sources import Source, read_source

LOGGER = logging.getLogger(__name__)

_TITLE = re.compile(r"##\s+(.+)")
_SOLUTION_MARK = re.compile(r"^\s*#{1,4} (BEGIN|END) SOLUTION\s*$", re.M)
_FOR_MARKERS = re.compile(r"\*?\*?for whoever marks", re.I)
_LONG_CODE_LINES = 12


@dataclass
class Part:
    """A piece of a question: prose, given code, or an answer."""

    kind: str  # "prose", "code", "solution" or "model answer"
    text: str


@dataclass
class Question:
    """One question of an exercise."""

    title: str
    points: float = 0
    is_written: bool = False
    parts: list[Part] = field(default_factory=list)


def read_questions(source: Source) -> list[Question]:
    """
    Take a source's questions apart: what a page may show of them.

    Tests are left out, the hidden ones with them; of a written question's answer,
    the advice to whoever marks is left out too.
    """
    questions: list[Question] = []
    for cell in source.notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        found = _TITLE.match(cell.source) if cell.cell_type == "markdown" else None
        if found and not marks:
            questions.append(Question(found[1].strip()))
        if not questions:
            continue
        question = questions[-1]
        question.points += marks.get("points", 0)
        if marks.get("grade") and marks.get("locked"):
            continue  # a test
        if cell.cell_type == "markdown" and marks:
            question.is_written = True
            part = Part("model answer", _drop_advice(cell.source))
        elif marks:
            part = Part("solution", _drop_solution_marks(cell.source))
        elif cell.cell_type == "markdown":
            part = Part("prose", _TITLE.sub("", cell.source, count=1).strip())
        else:
            part = Part("code", cell.source.strip())
        if part.text:
            question.parts.append(part)
    return questions


def _drop_solution_marks(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", _SOLUTION_MARK.sub("", text)).strip("\n")


def _drop_advice(text: str) -> str:
    paragraphs = re.split(r"\n\s*\n", _drop_solution_marks(text).strip())
    return "\n\n".join(p for p in paragraphs if not _FOR_MARKERS.match(p.strip()))


class ExercisesDirective(SphinxDirective):
    """Buttons to open or download the notebook, then every question."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Make the buttons and the questions."""
        slug = self.arguments[0]
        root = Path(self.env.srcdir).parent
        path = (
            root / "solutions" / (f"{slug}.R" if slug.endswith("_r") else f"{slug}.py")
        )
        if not path.exists():
            raise self.error(
                f"exercises: there is no solutions/{path.name}. "
                "Write it, or correct the name after {exercises}."
            )
        self.env.note_dependency(str(path))
        try:
            source = read_source(path)
        except click.ClickException as fault:
            raise self.error(f"exercises: {fault.message}") from fault
        questions = read_questions(source)
        if not questions:
            raise self.error(
                f"exercises: solutions/{path.name} has no question. "
                "Begin each with a Markdown cell: # ## Title"
            )
        out: list[nodes.Node] = [self._make_buttons(root, slug)]
        for question in questions:
            out.append(self._make_question(question, source.language))
        return out

    def _make_buttons(self, root: Path, slug: str) -> nodes.Node:
        files = find_exercise_files(root, slug)
        if not files:
            LOGGER.warning(
                f"exercises: exercises/{slug}/{slug}.ipynb is missing. "
                "Run: course release",
                location=self.get_location(),
                type="soundings",
                subtype="exercise",
            )
        for path in files:
            self.env.note_dependency(str(path))
        up = "../" * self.env.docname.count("/")
        folder = f"{up}exercises/{slug}/{slug}"
        if len(files) > 1:
            *others, last = (path.name for path in files)
            names = f"{', '.join(others)} and {last}"
            link = f'<a class="button button-quiet" href="{folder}.zip" download>'
            link += "Download the notebook and its files</a>"
            note = f"A zip of {names}. Keep its folders as they are."
        else:
            link = f'<a class="button button-quiet" href="{folder}.ipynb" download>'
            link += "Download the notebook</a>"
            note = ""
        text = (
            '<div class="exercise-actions"><p>'
            f'<a class="button button-open" href="/open/{slug}">Open the exercises</a> '
            f"{link}</p>"
        )
        if note:
            text += f'<p class="exercise-note">{html.escape(note)}</p>'
        text += (
            '<p class="exercise-note exercise-where">The notebook runs in JupyterLab, '
            f'where Soundings is set up: see <a href="{up}index.html#start">how to '
            "start</a>. Run your answer, then the folded cell below it, which checks "
            "it.</p>"
        )
        return nodes.raw("", text + "</div>", format="html")

    def _make_question(self, question: Question, language: str) -> nodes.Node:
        box = nodes.container(classes=["exercise"])
        words, messages = self.state.inline_text(question.title, self.lineno)
        box += addnodes.compact_paragraph(
            "",
            "",
            nodes.raw("", '<h3 class="exercise-title">', format="html"),
            *words,
            *messages,
            nodes.raw("", "</h3>", format="html"),
        )
        unit = "point" if question.points == 1 else "points"
        marker = ", marked by a person" if question.is_written else ""
        points = nodes.paragraph(
            "", f"{question.points:g} {unit}{marker}", classes=["exercise-points"]
        )
        box += points
        for part in question.parts:
            box += self._make_part(part, language)
        return box

    def _make_part(self, part: Part, language: str) -> list[nodes.Node]:
        if part.kind == "prose":
            return self._parse(part.text)
        if part.kind == "model answer":
            return _fold("A good answer", "solution", self._parse(part.text))
        code = nodes.literal_block(part.text, part.text)
        code["language"] = "r" if language == "R" else "python"
        if part.kind == "solution":
            return _fold("Solution", "solution", [code])
        if part.text.count("\n") >= _LONG_CODE_LINES:
            return _fold("Given code", "given", [code])
        return [code]

    def _parse(self, text: str) -> list[nodes.Node]:
        holder = nodes.container()
        lines = StringList(text.splitlines(), source=self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, holder)
        return list(holder.children)


def _fold(summary: str, name: str, inside: list[nodes.Node]) -> list[nodes.Node]:
    opening = f'<details class="fold {name}"><summary>{summary}</summary>'
    return [
        nodes.raw("", opening, format="html"),
        *inside,
        nodes.raw("", "</details>", format="html"),
    ]


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_directive("exercises", ExercisesDirective)
