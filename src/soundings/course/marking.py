"""Mark a folder of submissions through nbgrader; write marks and feedback."""

from __future__ import annotations

import csv
import shutil
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import click
import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from soundings.course.feedback import write_feedback
from soundings.course.intake import Submission, find_submissions, read_notebook
from soundings.course.kernels import make_quiet_kernel
from soundings.course.release import load_config, stage, working_in
from soundings.course.sources import find_sources, read_source

_CONFIG = '''\
"""nbgrader's settings for this cohort: `nbgrader formgrader` works from here."""

c = get_config()
load_subconfig("nbgrader_config.py", path={root!r})

c.CourseDirectory.root = {here!r}
c.CourseDirectory.source_directory = {source!r}
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "submitted"
c.CourseDirectory.autograded_directory = "autograded"
c.CourseDirectory.feedback_directory = "nbgrader_feedback"
c.CourseDirectory.db_url = "sqlite:///gradebook.db"
'''


@dataclass(frozen=True)
class Mark:
    """What one question of one submission earned."""

    learner: str
    exercise: str
    question: str
    points: float
    out_of: float
    waits_for_a_person: bool
    note: str


@dataclass
class Total:
    """What one submission earned: a row of `marks.csv`."""

    learner: str
    exercise: str
    points: float = 0.0
    out_of: float = 0.0
    waiting_for_a_person: float = 0.0
    note: str = ""


class Cohort:
    """A folder of submissions and, beside it, the nbgrader course that marks it."""

    def __init__(self, root: Path, folder: Path, output: Path) -> None:
        self.root = root
        self.output = output.resolve()
        self.sources = {path.stem: path for path in find_sources(root)}
        self.submissions, self.strays = find_submissions(folder, self.sources)

    def prepare(self) -> None:
        """Set up the nbgrader course: settings, released exercises, data."""
        self.output.mkdir(parents=True, exist_ok=True)
        source = self.root / "_build" / "nbgrader" / "source"
        (self.output / "nbgrader_config.py").write_text(
            _CONFIG.format(
                root=str(self.root), here=str(self.output), source=str(source)
            ),
            "utf8",
        )
        for slug in sorted({s.exercise for s in self.submissions}):
            stage(self.root, read_source(self.sources[slug]))
            self._ask("generate_assignment", slug)
        (self.output / "autograded").mkdir(exist_ok=True)
        _share(self.root / "datasets", self.output / "autograded" / "datasets")

    def mark(self, submission: Submission) -> str:
        """Mark one submission; return a note, empty if all was as usual."""
        notebook, note = read_notebook(submission)
        if notebook is not None:
            self._put(submission, notebook)
            try:
                self._ask("autograde", submission.exercise, submission.student_id)
                return note
            except click.ClickException as error:
                reason = _last_line(error.message)
                note = f"nbgrader could not mark it ({reason}): marked zero"
        # The empty release earns nothing, and has its place in the gradebook.
        slug = submission.exercise
        empty = self.output / "release" / slug / f"{slug}.ipynb"
        self._put(submission, nbformat.read(empty, as_version=4))
        self._ask("autograde", slug, submission.student_id)
        return note

    def collect(self, notes: dict[tuple[str, str], str]) -> list[Mark]:
        """Read every mark from the gradebook."""
        marks = []
        with Gradebook(f"sqlite:///{self.output / 'gradebook.db'}") as gradebook:
            for submission in self.submissions:
                slug, learner = submission.exercise, submission.learner
                try:
                    found = gradebook.find_submission_notebook(
                        slug, slug, submission.student_id
                    )
                except MissingEntry as error:
                    raise click.ClickException(
                        f"{learner}/{slug} is not in {self.output}/gradebook.db. "
                        "Run `course grade` without --marks-only first."
                    ) from error
                marks += [
                    Mark(
                        learner=learner,
                        exercise=slug,
                        question=grade.name.removesuffix("-test"),
                        points=float(grade.score),
                        out_of=float(grade.max_score),
                        waits_for_a_person=bool(grade.needs_manual_grade),
                        note=notes.get((learner, slug), ""),
                    )
                    for grade in found.grades
                ]
        return marks

    def _put(self, submission: Submission, notebook: Any) -> None:
        slug = submission.exercise
        folder = self.output / "submitted" / submission.student_id / slug
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{slug}.ipynb")

    def _config(self) -> Config:
        return load_config(self.output)

    def _ask(self, verb: str, *arguments: str) -> None:
        with working_in(self.output), warnings.catch_warnings():
            # nbgrader's own, of a habit that SQLAlchemy 2 frowns on.
            warnings.filterwarnings("ignore", "Object of type", SAWarning)
            api = NbGraderAPI(config=self._config())
            result: dict[str, Any] = getattr(api, verb)(*arguments, force=True)
        if not result["success"]:
            what = " ".join((verb, *arguments))
            said = f"{result.get('log', '')}{result.get('error', '')}".strip()
            raise click.ClickException(f"nbgrader failed: {what}\n{said}")


def total(marks: Iterable[Mark]) -> list[Total]:
    """Add up the questions of each submission."""
    totals: dict[tuple[str, str], Total] = {}
    for mark in marks:
        key = (mark.learner, mark.exercise)
        row = totals.setdefault(key, Total(*key, note=mark.note))
        row.points += mark.points
        row.out_of += mark.out_of
        if mark.waits_for_a_person:
            row.waiting_for_a_person += mark.out_of
    return list(totals.values())


def write_table(rows: Iterable[Mark | Total], kind: type, path: Path) -> None:
    """Write rows as CSV that a spreadsheet will not take for formulas."""
    with path.open("w", newline="", encoding="utf8") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(kind)])
        writer.writeheader()
        for row in rows:
            writer.writerow({k: _harmless(v) for k, v in asdict(row).items()})


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def _share(data: Path, link: Path) -> None:
    """Let `../../datasets` lead to the data from where submissions run."""
    if link.exists():
        return
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError:  # Windows asks for a right that few have
        shutil.copytree(data, link)


def _last_line(message: str) -> str:
    return message.strip().splitlines()[-1][:200]


def _mark_all(
    cohort: Cohort, said: Callable[[str], None]
) -> dict[tuple[str, str], str]:
    notes = {}
    width = len(str(len(cohort.submissions)))
    for number, submission in enumerate(cohort.submissions, start=1):
        start = time.monotonic()
        key = (submission.learner, submission.exercise)
        notes[key] = cohort.mark(submission)
        seconds = time.monotonic() - start
        line = f"  {number:{width}}/{len(cohort.submissions)}  {'/'.join(key)}"
        said(f"{line}  {seconds:.1f} s{'  ' + notes[key] if notes[key] else ''}")
    return notes


def _read_notes(output: Path) -> dict[tuple[str, str], str]:
    path = output / "marks.csv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf8") as file:
        return {(r["learner"], r["exercise"]): r["note"] for r in csv.DictReader(file)}


@click.command("grade")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="Where marks and feedback go.  [default: FOLDER_marks]",
)  # fmt: skip
@click.option(
    "--marks-only", is_flag=True,
    help="Run nothing again: write marks and feedback from the gradebook, "
    "for instance after marking written answers.",
)  # fmt: skip
@click.pass_obj
def grade_command(
    root: Path, folder: Path, output: Path | None, marks_only: bool
) -> None:
    """Mark FOLDER, which holds <learner>/<exercise>/<exercise>.ipynb."""
    make_quiet_kernel(root)
    folder = folder.resolve()
    output = output or folder.with_name(f"{folder.name}_marks")
    cohort = Cohort(root, folder, output)
    for stray in cohort.strays:
        click.echo(f"  not marked: {stray}")
    if not cohort.submissions:
        raise click.ClickException(
            f"{folder} holds no submission of any exercise. Known exercises: "
            f"{', '.join(sorted(cohort.sources))}."
        )
    if marks_only:
        notes = _read_notes(cohort.output)
    else:
        cohort.prepare()
        notes = _mark_all(cohort, click.echo)
    marks = cohort.collect(notes)
    totals = total(marks)
    write_table(totals, Total, cohort.output / "marks.csv")
    write_table(marks, Mark, cohort.output / "questions.csv")
    write_feedback(cohort.output, cohort.submissions, marks)
    click.echo(
        f"{len(totals)} submissions marked: {cohort.output}/marks.csv, questions.csv "
        "and feedback/"
    )
    if waiting := sum(mark.waits_for_a_person for mark in marks):
        click.echo(
            f"{waiting} written answers wait for a person: run `nbgrader formgrader` "
            f"in {cohort.output}, then `course grade {folder} --marks-only`."
        )
