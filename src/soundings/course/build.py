"""Build the site from the book: strict, parallel, and honest about what failed."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from soundings.course.assets import fetch_assets
from soundings.course.book import reports
from soundings.course.book.exercise_files import stage_exercise
from soundings.course.book.lesson_card import read_front_matter
from soundings.course.book.reports import Report
from soundings.course.kernels import (
    end_servers,
    has_r_kernel,
    make_kernels,
    start_servers,
)

PACKAGE = Path(__file__).resolve().parents[1]
MOST_WARNINGS_SHOWN = 20


@dataclass(frozen=True)
class Build:
    """What a build came to."""

    site: Path
    seconds: float
    faults: list[Report]
    pages_without_r: list[str]


def build_book(
    root: Path,
    jobs: int | None = None,
    say: Callable[[str], None] = click.echo,
    fetch: bool = True,
    allow_no_r: bool | None = None,
) -> Build:
    """
    Build the site into `root/_build/html`.

    Pages are executed with a cache: one whose code, data and packages did not
    change is not executed again. A page that fails does not stop the others.

    Parameters
    ----------
    root : Path
        The course.
    jobs : int, optional
        Worker processes; if None, one for each core.
    say : callable
        Takes a line of progress.
    fetch : bool
        Whether to fetch missing front-end assets first.
    allow_no_r : bool, optional
        Whether R pages may be shown without results where R is missing; if None,
        yes, except in CI.

    Returns
    -------
    Build
        Where the site is, how long it took, and every fault found.

    Raises
    ------
    click.ClickException
        If the build could not run to its end; the message says why.
    """
    started = time.monotonic()
    root = root.resolve()
    with _one_at_a_time(root, say):
        return _build_book(root, jobs, say, fetch, allow_no_r, started)


def _build_book(
    root: Path,
    jobs: int | None,
    say: Callable[[str], None],
    fetch: bool,
    allow_no_r: bool | None,
    started: float,
) -> Build:
    if fetch and fetch_assets():
        say("Fetched fonts, maps and mathematics")
    without_r = _find_pages_without_r(root, say, allow_no_r)
    paths = _Paths(root)
    executed = paths.digest_of_executed()
    _drop_stale(paths, executed, bool(without_r))
    paths.unfinished.touch()
    with _kernels(root, is_cold=not (paths.caches / executed).exists()):
        found = _run_sphinx(
            paths, executed, jobs or os.cpu_count() or 1, say, without_r
        )
    faults = _keep_what_matters(found, without_r)
    _forget_pages_with_faults(paths, faults)
    for folder in sorted((root / "exercises").glob("*/")):
        stage_exercise(root, folder.name, paths.site)
    if not faults:
        paths.unfinished.unlink()
        (paths.site / ".built").write_text(paths.digest_of_sources(), "utf8")
    return Build(paths.site, time.monotonic() - started, faults, without_r)


@contextlib.contextmanager
def _one_at_a_time(root: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Wait for another build of the same course to end: they write the same files."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        yield
        return
    (root / "_build").mkdir(exist_ok=True)
    with (root / "_build" / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another build of this course is running: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class _Paths:
    """Where a build reads and writes, and hashes of what it depends on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book = root / "book"
        self.site = root / "_build" / "html"
        self.doctrees = root / "_build" / ".doctrees"
        self.unfinished = root / "_build" / ".unfinished"
        self.keys = root / "_build" / ".keys.json"
        self.caches = root / ".cache" / "jupyter"

    def digest_of_executed(self) -> str:
        """Hash what pages read besides their own text: data, measurements, the package."""
        package = (
            path
            for path in PACKAGE.rglob("*")
            if path.suffix in (".py", ".R", ".mplstyle")
            and "course" not in path.relative_to(PACKAGE).parts
        )
        data = (
            path
            for path in (self.root / "datasets").rglob("*")
            if path.suffix not in (".py", ".md")
        )
        shared = (
            *(path for path in self.book.rglob("*") if path.suffix in (".R", ".sql")),
            *(self.root / "benchmarks" / "results").rglob("*"),
            self.root / "requirements.lock",
        )
        return _digest([*package, *data, *shared])

    def digest_of_code(self) -> str:
        """Hash what decides how pages are read: the extension, settings, contents."""
        extension = (PACKAGE / "course" / "book").rglob("*.py")
        settings = (self.root / "_config.yml", self.book / "_toc.yml")
        sources = PACKAGE / "course" / "sources.py"
        return _digest([*extension, *settings, sources, PACKAGE / "_vendor" / ".stamp"])

    def digest_of_look(self) -> str:
        """Hash what every written page carries: styles, scripts and templates."""
        ours = PACKAGE / "course" / "book"
        return _digest(path for path in ours.rglob("*") if path.suffix != ".py")

    def digest_of_sources(self) -> str:
        """Hash everything a site is made from, to tell whether it is up to date."""
        pages = (
            path
            for folder in ("book", "solutions", "exercises")
            for path in (self.root / folder).rglob("*")
            if ".ipynb_checkpoints" not in path.parts
        )
        parts = (
            self.digest_of_executed(),
            self.digest_of_code(),
            self.digest_of_look(),
            _digest(pages),
        )
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def is_up_to_date(root: Path) -> bool:
    """Say whether `root/_build/html` was built, without a fault, from what is there."""
    paths = _Paths(root.resolve())
    stamp = paths.site / ".built"
    return stamp.exists() and stamp.read_text("utf8") == paths.digest_of_sources()


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(set(paths)):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def _drop_stale(paths: _Paths, executed: str, is_without_r: bool) -> None:
    """Make Sphinx write again what it does not know to be out of date."""
    now = {
        "code": paths.digest_of_code(),
        "look": paths.digest_of_look(),
        "executed": executed,
        "without R": str(is_without_r),
    }
    paths.keys.parent.mkdir(parents=True, exist_ok=True)
    before = json.loads(paths.keys.read_text("utf8")) if paths.keys.exists() else {}
    changed = {key for key in now if now[key] != before.get(key)}
    if changed - {"look"}:
        shutil.rmtree(paths.doctrees, ignore_errors=True)
    if changed or paths.unfinished.exists():
        shutil.rmtree(paths.site, ignore_errors=True)
    (paths.site / ".built").unlink(missing_ok=True)
    for cache in paths.caches.glob("*"):
        if cache.name != executed:  # results of other data or another package
            shutil.rmtree(cache) if cache.is_dir() else cache.unlink()
    paths.keys.write_text(json.dumps(now), "utf8")


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _kernels(root: Path, is_cold: bool) -> Iterator[None]:
    """
    Have lessons executed on warm kernels, of servers that all workers share.

    They are put on Jupyter's search path for the build only: learners have stock
    kernels. In a cold build they warm up while Sphinx is still starting.
    """
    with _environment(JUPYTER_PATH=os.environ.get("JUPYTER_PATH", "")):
        make_kernels(root, Path("_build", "kernels", "book"))
        used = [name for name in ("python3", "ir") if _find_pages(root, name)]
        start_servers(*used, is_urgent=is_cold)
        try:
            yield
        finally:
            end_servers()


def _run_sphinx(
    paths: _Paths,
    executed: str,
    jobs: int,
    say: Callable[[str], None],
    without_r: list[str],
) -> list[Report]:
    from jupyter_book.sphinx import build_sphinx

    say(f"Building the book with {jobs} worker{'s' if jobs > 1 else ''}")
    cache = paths.caches / executed
    cache.mkdir(parents=True, exist_ok=True)
    settings = {
        "external_toc_path": str(paths.book / "_toc.yml"),
        "latex_individualpages": False,
        "nb_execution_cache_path": str(cache),
    }
    if without_r:
        settings["nb_execution_excludepatterns"] = [f"{name}.*" for name in without_r]
    reports.collector = reports.Collector()
    reports.say = say
    noise = io.StringIO()
    package_path = os.pathsep.join(
        filter(None, [str(PACKAGE.parent), os.environ.get("PYTHONPATH")])
    )
    try:
        with (
            contextlib.redirect_stderr(noise),
            _environment(PYTHONPATH=package_path),
        ):
            result = build_sphinx(
                paths.book,
                paths.site,
                path_config=paths.root / "_config.yml",
                noconfig=True,
                confoverrides=settings,
                doctreedir=paths.doctrees,
                jobs=jobs,
                quiet=True,
            )
        found = reports.collector.reports
    finally:
        reports.collector, reports.say = None, None
    if isinstance(result, KeyboardInterrupt):
        raise result
    if isinstance(result, Exception):
        said = noise.getvalue().strip()[-2000:]
        raise click.ClickException(f"The book could not be built.\n{said or result!r}")
    return found


def _find_pages_without_r(
    root: Path, say: Callable[[str], None], allow_no_r: bool | None
) -> list[str]:
    """Name the R pages if R is missing, having said what that means."""
    pages = _find_pages(root, "ir")
    if not pages or has_r_kernel():
        return []
    advice = (
        f"R, or its Jupyter kernel, was not found. These pages need it: "
        f"{', '.join(pages)}. On Debian or Ubuntu: ./course setup. "
        "Elsewhere: conda env create -f environment.yml"
    )
    is_allowed = not os.environ.get("CI") if allow_no_r is None else allow_no_r
    if not is_allowed:
        raise click.ClickException(advice)
    say(f"WARNING: {advice}")
    say(f"WARNING: {len(pages)} R pages show no results; every Python page is whole.")
    return pages


def _find_pages(root: Path, kernel: str) -> list[str]:
    """Name the pages that are executed on a kernel."""
    return [
        path.relative_to(root / "book").with_suffix("").as_posix()
        for path in sorted((root / "book").rglob("*.md"))
        if read_front_matter(path.read_text("utf8")).get("kernelspec", {}).get("name")
        == kernel
    ]


def _keep_what_matters(found: list[Report], without_r: list[str]) -> list[Report]:
    """Leave out what follows from a cell that failed, or from R not being there."""
    failed = {_page_of(report) for report in found if report.kind == "soundings.cell"}
    kept = []
    for report in dict.fromkeys(found):
        page = _page_of(report)
        name = page.partition("/book/")[2].rpartition(".")[0]
        if name in without_r and not report.kind.startswith("soundings"):
            continue
        if page in failed and report.kind != "soundings.cell":
            continue
        kept.append(report)
    return kept


def _page_of(report: Report) -> str:
    return report.where.partition(".md")[0] + ".md" if ".md" in report.where else ""


def _forget_pages_with_faults(paths: _Paths, faults: list[Report]) -> None:
    """Have Sphinx read a faulty page again next time, or it would seem mended."""
    for fault in faults:
        page = _page_of(fault)
        inside = Path(page).is_relative_to(paths.book) if page else False
        if not inside:
            shutil.rmtree(paths.doctrees, ignore_errors=True)
            return
        name = Path(page).relative_to(paths.book).with_suffix(".doctree")
        (paths.doctrees / name).unlink(missing_ok=True)


def describe_faults(faults: list[Report], root: Path) -> str:
    """Say briefly what a build found: failing cells first, then the rest."""
    lines = []
    for fault in sorted(faults, key=lambda fault: fault.kind != "soundings.cell"):
        where = fault.where.replace(f"{root.resolve()}/", "")
        is_cell = fault.kind == "soundings.cell"
        joint = ", " if is_cell else ": "
        lines.append(f"  {where}{joint if where else ''}{fault.what.strip()}")
    hidden = len(lines) - MOST_WARNINGS_SHOWN
    if hidden > 0:
        lines = [*lines[:MOST_WARNINGS_SHOWN], f"  and {hidden} more like these"]
    count = f"{len(faults)} fault{'s' if len(faults) > 1 else ''}"
    return "\n".join([f"The book has {count}:", *lines])


@click.command("build")
@click.option("--jobs", type=click.IntRange(1), help="Workers; one a core if not said.")
@click.pass_obj
def build_command(root: Path, jobs: int | None) -> None:
    """Build the site into _build/html."""
    build = build_book(root, jobs, say=lambda line: click.echo(line, err=True))
    if build.faults:
        raise click.ClickException(describe_faults(build.faults, root))
    page = build.site.relative_to(root.resolve()) / "index.html"
    click.echo(f"Built in {build.seconds:.0f} s: {page}")
