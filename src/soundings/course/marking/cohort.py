"""A folder of submissions and, beside it, the nbgrader course that marks it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import click
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.apps import NbGraderAPI

from soundings.course.marking.gradebook import NotSavedError, Writer, quiet
from soundings.course.marking.intake import (
    MAX_NOTEBOOK_BYTES,
    Submission,
    find_submissions,
    keep_original,
)
from soundings.course.marking.journal import Entry, Journal, digest
from soundings.course.marking.progress import Progress
from soundings.course.marking.rebuild import OTHER_TEST, rebuild, with_tests
from soundings.course.marking.slots import Answer, Slots
from soundings.course.release import (
    find_companions,
    load_config,
    stage,
    working_in,
)
from soundings.course.sources import Source, find_sources, read_source
from soundings.course.warm.limits import Limits

STARTING_SECONDS = 60.0
"""What a slot may take over a notebook's own time: warming up, reading, writing."""

_CONFIG = '''\
"""nbgrader's settings for this cohort: `jupyter lab` here has its formgrader."""

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
class Way:
    """
    How a cohort is run.

    Attributes
    ----------
    jobs : int
        Submissions at the same time.
    is_isolated : bool
        Whether each is shut in; the kernelspecs see to it.
    limits : Limits
    """

    jobs: int = 1
    is_isolated: bool = True
    limits: Limits = field(default_factory=Limits)


class Cohort:
    """
    A cohort and its marks.

    Parameters
    ----------
    root : Path
        The course.
    folder : Path
        What was handed in; see `find_submissions`.
    output : Path
        nbgrader's course for this cohort, made if need be.
    """

    def __init__(self, root: Path, folder: Path, output: Path) -> None:
        self.root = root
        self.output = output.resolve()
        self.sources = {path.stem: path for path in find_sources(root)}
        self.submissions, self.strays = find_submissions(folder, self.sources)
        self._read: dict[str, Source] = {}

    @cached_property
    def journal(self) -> Journal:
        """The journal; look at it once the output folder is this process's alone."""
        return Journal(self.output)

    def source(self, slug: str) -> Source:
        """Read an exercise's source, once."""
        if slug not in self._read:
            self._read[slug] = read_source(self.sources[slug])
        return self._read[slug]

    def kernels(self) -> list[str]:
        """Name the kernels that the submissions need."""
        names = {
            str(self.source(s.exercise).notebook.metadata.kernelspec.name)
            for s in self.submissions
        }
        return sorted(names)

    def has_gradebook(self) -> bool:
        """Whether anything was ever marked here."""
        return (self.output / "gradebook.db").exists()

    def find_unmarked(self, way: Way) -> dict[Submission, str]:
        """Give each submission that the journal does not know as it is now."""
        rules = {
            slug: self._digest_rules(slug, way)
            for slug in {s.exercise for s in self.submissions}
        }
        found = {}
        for submission in self.submissions:
            now = digest(rules[submission.exercise], *_parts(submission))
            known = self.journal.entries.get((submission.learner, submission.exercise))
            if known is None or known.digest != now:
                found[submission] = now
        return found

    def _digest_rules(self, slug: str, way: Way) -> str:
        source = self.source(slug)
        settings = (repr(way.limits), repr(way.is_isolated))
        files = (source.path, *find_companions(self.root, source))
        return digest(*settings, self.root / "nbgrader_config.py", *files)

    def settle(self, name: str) -> None:
        """
        Note that a person has looked at what a submission is flagged for.

        Parameters
        ----------
        name : str
            LEARNER/EXERCISE.

        Raises
        ------
        click.ClickException
            If no such submission is flagged.
        """
        flagged = {_name(e): e for e in self.journal.entries.values() if e.flags}
        if name not in flagged:
            raise click.ClickException(
                f"{name} is not flagged. Flagged are: "
                f"{', '.join(sorted(flagged)) or 'none'}. "
                "Give one of them as LEARNER/EXERCISE."
            )
        self.journal.add(flagged[name].looked_at())

    def prepare(self, slugs: Iterable[str]) -> None:
        """Set up the nbgrader course: settings, released exercises, data."""
        self.output.mkdir(parents=True, exist_ok=True)
        source = self.root / "_build" / "nbgrader" / "source"
        (self.output / "nbgrader_config.py").write_text(
            _CONFIG.format(
                root=str(self.root), here=str(self.output), source=str(source)
            ),
            "utf8",
        )
        with working_in(self.output), quiet():
            api = NbGraderAPI(config=load_config(self.output))
            for slug in sorted(slugs):
                stage(self.root, self.source(slug))
                result: dict[str, Any] = api.generate_assignment(slug, force=True)
                if not result["success"]:
                    said = f"{result.get('log', '')}{result.get('error', '')}".strip()
                    raise click.ClickException(
                        f"nbgrader could not release {slug}.\n{said}"
                    )
        (self.output / "autograded").mkdir(exist_ok=True)
        _share(self.root / "datasets", self.output / "autograded" / "datasets")

    def mark(
        self, unmarked: dict[Submission, str], way: Way, progress: Progress
    ) -> int:
        """
        Mark submissions; each has a line in the journal when it is done.

        Parameters
        ----------
        unmarked : dict of Submission to str
            With their digests, as `find_unmarked` gives them.
        way : Way
        progress : Progress

        Returns
        -------
        int
            How many could not be run for a reason that is not theirs. They have
            zero for now and no line in the journal.
        """
        broken = 0
        patience = way.limits.notebook_seconds + STARTING_SECONDS
        slots: Slots[Submission] = Slots(
            way.jobs, patience, lambda s: progress.began(_name(s))
        )
        writer = Writer(self.output, load_config(self.output))
        try:
            for answer in slots.run(unmarked, lambda s: self._job(s, way)):
                submission = answer.item
                entry = self._save(writer, answer, unmarked[submission], way)
                if "error" in answer.said:
                    broken += 1
                else:
                    self.journal.add(entry)
                name = _name(submission)
                progress.ended(name, entry.remarks, entry.failed, bool(entry.flags))
        finally:
            writer.close()
        return broken

    def _job(self, submission: Submission, way: Way) -> dict[str, Any]:
        """Make what a slot is sent; see `slot.mark`."""
        slug = submission.exercise
        kept = self.output / "originals" / submission.student_id / slug
        shutil.rmtree(kept, ignore_errors=True)
        left_out = keep_original(submission, kept)
        staged = self._staged(slug)
        files = [p for p in staged.parent.iterdir() if p.suffix != ".ipynb"]
        return {
            "submission": {
                "learner": submission.learner,
                "exercise": slug,
                "path": str(submission.path) if submission.path else None,
                "note": "; ".join(filter(None, (submission.note, *left_out))),
            },
            "release": str(self._released(slug)),
            "source": str(staged),
            "files": {path.name: str(path) for path in files},
            "datasets": str(self.root / "datasets"),
            "limits": asdict(way.limits),
        }

    def _save(
        self, writer: Writer, answer: Answer[Submission], now: str, way: Way
    ) -> Entry:
        """Let nbgrader mark what a slot gave back, or the empty release."""
        submission, said = answer.item, answer.said
        notes, flags = list(said.get("notes", ())), list(said.get("flags", ()))
        failed = not said.get("is_sound", False)
        if not answer.why_not:
            notebook = nbformat.from_dict(said["notebook"])
            try:
                self._write(writer, submission, notebook, said["cells"])
            except NotSavedError as error:
                failed = True
                notes.append(f"nbgrader could not mark it ({error}): marked zero")
                self._write(writer, submission, *self._nothing(submission.exercise))
        else:
            self._write(writer, submission, *self._nothing(submission.exercise))
            why = answer.why_not.strip().splitlines()[-1][:200]
            notes.append("it could not be run: marked zero")
            flags.append(why)
        # After a test was mended every learner still has the old one.
        asides = [note for note in notes if note.endswith(OTHER_TEST)]
        return Entry(
            submission.learner,
            submission.exercise,
            now,
            _say_when(submission),
            tuple(note for note in notes if note not in asides),
            tuple(flags),
            tuple(asides),
            failed,
            way.is_isolated,
        )

    def _write(
        self,
        writer: Writer,
        submission: Submission,
        notebook: NotebookNode,
        ran: list[dict[str, Any]],
    ) -> None:
        student = submission.student_id
        timestamp = _timestamp(submission)
        writer.save(student, submission.exercise, notebook, ran, timestamp)

    def _nothing(self, slug: str) -> tuple[NotebookNode, list[dict[str, Any]]]:
        """Make the empty release, and say of each of its cells that it did not run."""
        says = "this notebook could not be run"
        error = new_output("error", ename="NotRun", evalue=says, traceback=[says])
        release = nbformat.read(self._released(slug), as_version=4)
        notebook = rebuild(release, None).notebook
        full = with_tests(notebook, nbformat.read(self._staged(slug), as_version=4))
        ran = [
            {"source": cell.source, "outputs": [error], "execution_count": None}
            for cell in full.cells
            if cell.cell_type == "code"
        ]
        return notebook, ran

    def _released(self, slug: str) -> Path:
        return self.output / "release" / slug / f"{slug}.ipynb"

    def _staged(self, slug: str) -> Path:
        return self.root / "_build" / "nbgrader" / "source" / slug / f"{slug}.ipynb"


def _name(submission: Submission | Entry) -> str:
    return f"{submission.learner}/{submission.exercise}"


def _parts(submission: Submission) -> list[str | Path]:
    """Give all of a submission that its marks depend on."""
    parts: list[str | Path] = [submission.note, _timestamp(submission)]
    if (path := submission.path) is not None:
        status = path.lstat()
        is_file = stat.S_ISREG(status.st_mode)
        # A link or pipe, and what is too large, is not read for this either.
        is_read = is_file and status.st_size <= MAX_NOTEBOOK_BYTES
        parts.append(path if is_read else f"{status.st_mode} {status.st_size}")
    return parts


def _say_when(submission: Submission) -> str:
    """Give the time of handing in as ISO 8601; '' where no file tells it."""
    when = submission.handed_in
    return when.isoformat(timespec="seconds") if when.timestamp() else ""


def _timestamp(submission: Submission) -> str:
    """Give nbgrader's time of handing in; '' where it was not collected with one."""
    folder = submission.folder
    if folder is None or not (folder / "timestamp.txt").is_file():
        return ""
    return f"{submission.handed_in:%Y-%m-%d %H:%M:%S.%f} UTC"


def _share(data: Path, link: Path) -> None:
    """Let `../../datasets` lead to the data where `nbgrader autograde` runs."""
    if link.exists():
        return
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError:  # Windows asks for a right that few have
        shutil.copytree(data, link)
