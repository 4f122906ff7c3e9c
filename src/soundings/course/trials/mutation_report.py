"""`course check --mutants`: the changes of a solution that no check notices."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from soundings.course.kernels import make_kernels
from soundings.course.sources import Source, find_sources, read_source
from soundings.course.trials.bench import Bench, NoScore
from soundings.course.trials.mutants import Mutant, find_mutants
from soundings.course.trials.questions import Question, find_questions

SECONDS = 10.0
"""The longest that a cell of a mutant may run; one that runs longer was noticed."""

_EXPLANATION = """\
A mutant is a solution with one change. It is noticed if a claim of its question is
unmet, or if the code stops with an error or does not end. What is listed was not
noticed: either no claim tells the change from the solution, and one is wanted, or the
change makes no difference that the question asks about. Only a person can say which.
"""


@dataclass
class Tally:
    """How the mutants of one question fared."""

    slug: str
    question: str
    total: int
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def noticed(self) -> int:
        """How many mutants a check noticed."""
        return self.total - len(self.survivors)

    def __str__(self) -> str:
        """Give one line of the report."""
        return f"{self.slug}: {self.question}: {self.noticed} of {self.total} noticed"


def pick_sources(root: Path, slugs: Sequence[str]) -> list[Source]:
    """
    Read the exercises that are named, in both languages, or all.

    Raises
    ------
    click.ClickException
        If there is no exercise of a name.
    """
    paths = find_sources(root)
    for slug in slugs:
        if slug not in {name for path in paths for name in _names(path)}:
            raise click.ClickException(
                f"{slug} is no exercise. Use one of "
                f"{', '.join(path.stem for path in paths)}."
            )
    return [
        read_source(path)
        for path in paths
        if not slugs or not _names(path).isdisjoint(slugs)
    ]


def _names(path: Path) -> set[str]:
    return {path.stem, path.stem.removesuffix("_r")}


def try_mutants(
    root: Path, sources: Sequence[Source], say: Callable[[str], None]
) -> list[Tally]:
    """
    Run every mutant of some exercises against its own question's test.

    Parameters
    ----------
    root : Path
        The course.
    sources : sequence of Source
        The exercises.
    say : callable
        Takes a line of progress.

    Returns
    -------
    list of Tally
        One for each question.

    Raises
    ------
    click.ClickException
        If a solution itself does not meet every claim: nothing could be learnt.
    """
    mutants = find_mutants(sources)
    say(f"{len(mutants)} changes to {', '.join(s.slug for s in sources)}")
    tallies = []
    for source in sources:
        with (
            tempfile.TemporaryDirectory() as folder,
            Bench(root, source, Path(folder), SECONDS) as bench,
        ):
            for question in find_questions(source):
                own = [
                    m for m in mutants
                    if m.path == source.path and m.question == question.name
                ]  # fmt: skip
                start = time.monotonic()
                tally = _try_question(bench, question, own)
                tallies.append(tally)
                say(f"{tally}, {time.monotonic() - start:.0f} s")
    return tallies


def _try_question(bench: Bench, question: Question, mutants: Sequence[Mutant]) -> Tally:
    slug = bench.source.slug
    if unmet := bench.first_unmet(question.name, question.solution.code):
        raise click.ClickException(
            f"{bench.source.path.name}: the solution of {question.name} does not meet "
            f"its own claim: {unmet.strip()}. Mend one of the two first."
        )
    tally = Tally(slug, question.name, len(mutants))
    for mutant in mutants:
        try:
            unmet = bench.first_unmet(question.name, mutant.code)
        except NoScore:
            continue
        if unmet is None:
            tally.survivors.append(mutant)
    return tally


def describe(tallies: Iterable[Tally]) -> str:
    """Write the report in Markdown: what it means, the counts, the survivors."""
    lines = ["# Changes to solutions, and the checks", "", _EXPLANATION]
    for tally in tallies:
        lines += [f"- {tally}", *(f"    - `{m}`" for m in tally.survivors)]
    return "\n".join([*lines, ""])


def report_mutants(root: Path, slugs: Sequence[str], has_r: bool = True) -> None:
    """
    Try the mutants of some exercises, show the survivors, write `_build/mutants.md`.

    Parameters
    ----------
    root : Path
        The course.
    slugs : sequence of str
        Names of exercises; all if there is none.
    has_r : bool
        Whether R is whole. Without it the exercises in R are left out.
    """
    sources = pick_sources(root, slugs)
    if not has_r:
        click.echo("R is not whole: the exercises in R are left out")
        sources = [source for source in sources if source.language != "R"]
    make_kernels(root, Path("_build", "kernels", "mutants"))
    tallies = try_mutants(root, sources, click.echo)
    click.echo(f"\n{_EXPLANATION}")
    for tally in tallies:
        for mutant in tally.survivors:
            click.echo(f"  {mutant}")
    noticed, total = sum(t.noticed for t in tallies), sum(t.total for t in tallies)
    target = root / "_build" / "mutants.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(describe(tallies), "utf8")
    click.echo(f"{noticed} of {total} changes noticed: {target.relative_to(root)}")
