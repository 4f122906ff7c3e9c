"""`course grade`: mark a folder of submissions, and write what comes of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shlex import quote

import click

from soundings.course.kernels import (
    end_servers,
    make_kernels,
    start_servers,
    why_not_warm,
)
from soundings.course.marking.cohort import Cohort, Way
from soundings.course.marking.cohort_page import CohortResult, write_cohort_page
from soundings.course.marking.feedback import write_feedback
from soundings.course.marking.journal import sole_use
from soundings.course.marking.progress import Progress
from soundings.course.marking.results import read_results
from soundings.course.marking.slots import count_cores
from soundings.course.marking.tables import Mark, Total, write_table
from soundings.course.warm import confinement
from soundings.course.warm.limits import Confinement


@click.command("grade")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path),
    help="Where marks and feedback go.  [default: FOLDER_marks]",
)  # fmt: skip
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), default=None,
    help="Submissions at the same time.  [default: one per core]",
)  # fmt: skip
@click.option(
    "--again", is_flag=True, help="Mark all anew, what is marked already too."
)
@click.option(
    "--marks-only", is_flag=True,
    help="Run nothing again: write marks and feedback from the gradebook, "
    "for instance after marking written answers.",
)  # fmt: skip
@click.option(
    "--looked-at", metavar="LEARNER/EXERCISE", multiple=True,
    help="Settle a flag, once a person has looked at what it says; "
    "runs nothing again.",
)  # fmt: skip
@click.option(
    "--no-names", is_flag=True, help="Leave learners' names out of the cohort page."
)
@click.option(
    "--stock-kernels", is_flag=True,
    help="Start each kernel anew, as nbgrader does; needs --unconfined. "
    "SOUNDINGS_KERNELS=stock does the same.",
)  # fmt: skip
@click.option(
    "--unconfined",
    is_flag=True,
    help="Run submissions although they can read and change whatever you can.",
)
@click.pass_obj
def grade_command(
    root: Path,
    folder: Path,
    output: Path | None,
    jobs: int | None,
    again: bool,
    marks_only: bool,
    looked_at: tuple[str, ...],
    no_names: bool,
    stock_kernels: bool,
    unconfined: bool,
) -> None:
    """
    Mark FOLDER, which holds <learner>/<exercise>/<exercise>.ipynb.

    The same command again goes on where it was stopped, and marks what was handed
    in since.
    """
    folder = folder.resolve()
    cohort = Cohort(root, folder, output or _beside(folder))
    for stray in cohort.strays:
        click.echo(f"  not marked: {stray}")
    if not cohort.submissions:
        raise click.ClickException(
            f"{folder} holds no submission of any exercise. Known exercises: "
            f"{', '.join(sorted(cohort.sources))}."
        )
    with sole_use(cohort.output):
        for name in looked_at:
            cohort.settle(name)
        if not marks_only and not looked_at:
            is_warm = not stock_kernels
            reason = find_reason(cohort, is_warm)
            if reason and not unconfined:
                raise click.ClickException(refuse(reason))
            way = Way(jobs or count_cores(), is_isolated=not unconfined)
            mark_cohort(cohort, way, is_warm, again)
        report(cohort, folder, not no_names)


def find_reason(cohort: Cohort, is_warm: bool) -> str:
    """Say why submissions cannot be isolated here; '' if they can."""
    if not is_warm:
        return "stock kernels run with all that you may do"
    reasons = [reason for name in cohort.kernels() if (reason := why_not_warm(name))]
    return reasons[0] if reasons else confinement.why_not()


def refuse(reason: str) -> str:
    """Say what it would mean to go on, and how."""
    return (
        f"Submissions cannot be isolated here: {reason}. Each would run as you: it "
        "could read other learners' work and change the marks. Mark on Linux, or, if "
        "you trust every one of them, add --unconfined."
    )


def mark_cohort(cohort: Cohort, way: Way, is_warm: bool, again: bool) -> None:
    """Mark what is not marked yet, and say how it goes."""
    if again:
        cohort.journal.forget()
    unmarked = cohort.find_unmarked(way)
    if known := len(cohort.submissions) - len(unmarked):
        click.echo(f"  {known} are marked already (--again marks them anew)")
    if not unmarked:
        return
    cohort.prepare({s.exercise for s in unmarked})
    if not way.is_isolated:
        click.echo("  Submissions run without isolation, with all that you may do.")
    progress = Progress(len(unmarked), click.echo, sys.stdout.isatty())
    with kernels_for(cohort, way, is_warm):
        try:
            broken = cohort.mark(unmarked, way, progress)
        finally:
            progress.close()
    click.echo(
        f"{progress.done} submissions in {progress.seconds:.1f} s: "
        f"{progress.failed} failed, {progress.flagged} flagged for a person"
        f"{'' if way.is_isolated else '; run without isolation'}."
    )
    if broken:
        click.echo(
            f"{broken} could not be run, through no fault of theirs, and have zero for "
            "now. Run the same command again once the reason given above is mended."
        )


@contextmanager
def kernels_for(cohort: Cohort, way: Way, is_warm: bool) -> Iterator[None]:
    """Make the kernels that this cohort is run with, for as long as it runs."""
    shut_in = Confinement(cohort.root / "datasets", way.limits)
    before = os.environ.get("JUPYTER_PATH")
    folder = cohort.output / ".kernels"
    make_kernels(cohort.root, folder, is_warm, shut_in if way.is_isolated else None)
    try:
        start_servers(*cohort.kernels())
        yield
    finally:
        end_servers()
        if before is None:
            del os.environ["JUPYTER_PATH"]
        else:
            os.environ["JUPYTER_PATH"] = before


def report(cohort: Cohort, folder: Path, names: bool) -> None:
    """Write marks, feedback and the cohort page from what the gradebook holds."""
    totals, marks, pages = [], [], set()
    for result in read_results(cohort):
        totals.append(result.total)
        marks += result.marks()
        pages.add(write_feedback(cohort.output, result))
    for path in (cohort.output / "feedback").glob("*/*"):
        if path not in pages:  # of a submission that is no longer there
            path.unlink()
    write_table(totals, Total, cohort.output / "marks.csv")
    write_table(marks, Mark, cohort.output / "questions.csv")
    write_cohort_page(map(to_row, marks), cohort.output / "cohort.html", names)
    click.echo(
        f"{len(totals)} submissions are marked: see marks.csv, questions.csv, "
        f"cohort.html and feedback/ in {cohort.output}."
    )
    command = f"course grade {quote(str(folder))}"
    if cohort.output != _beside(folder):
        command += f" -o {quote(str(cohort.output))}"
    if waiting := sum(mark.waits_for_a_person for mark in marks):
        click.echo(
            f"{waiting} answers wait for a person: run `jupyter lab` in "
            f"{cohort.output}, choose Formgrader in the menu Nbgrader, then run "
            f"`{command} --marks-only`."
        )
    if flagged := sum(row.flagged for row in totals):
        click.echo(
            f"{flagged} are flagged: read their notes in marks.csv, and settle each "
            f"with `{command} --looked-at LEARNER/EXERCISE`."
        )


def _beside(folder: Path) -> Path:
    """Return where marks go if nobody says where."""
    return folder.with_name(f"{folder.name}_marks")


def to_row(mark: Mark) -> CohortResult:
    """Give a mark as the cohort page takes it."""
    handed_in = datetime.fromisoformat(mark.handed_in) if mark.handed_in else None
    return CohortResult(
        learner=mark.learner,
        exercise=mark.exercise,
        question=mark.question,
        title=mark.title,
        points=mark.points,
        out_of=mark.out_of,
        waits_for_a_person=mark.waits_for_a_person,
        flagged=mark.flagged,
        stopped_by=mark.stopped_by,
        note=mark.note,
        handed_in=handed_in,
    )
