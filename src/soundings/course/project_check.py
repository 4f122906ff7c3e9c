"""What a project's repository must hold by which week, and nothing on its worth."""

from __future__ import annotations

import csv
import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import yaml

from soundings.course.project_runs import (
    PIPELINES,
    find_language,
    list_files,
    list_tests,
    run_tests,
    run_twice,
)

TEMPLATES = Path(__file__).parent / "templates" / "project"
WEEKS = 12
LARGEST = 5_000_000
EXITS = ("completed", "handed over", "stopped")
ASKED_OF_AN_ANSWER = (9, 10)
"""Weeks whose claims are about an answer; whoever stopped has none to check."""
_CANVAS = (
    "question", "decision", "user", "data",
    "measure", "risk", "smallest_version", "stop_rule",
)  # fmt: skip
_DECISIONS = ("date", "decision", "because", "instead_of", "by")
_CHECKS = ("date", "check", "why", "risk", "evidence", "by", "independent")
_OPEN = "[fill in"
_CODE = {".py", ".r", ".rmd", ".qmd", ".ipynb", ".sh", ".json", ".yml", ".toml"}
_HERE_ONLY = re.compile(r"/(?:home|Users)/\w+|\b[A-Za-z]:\\{1,2}\w+|file://")
_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(?:password|passwd|secret|token|api_?key)\b[\"']?\s*(?:=|:|<-)\s*[\"'][^\"'\s]{6,}",
    re.I,
)
_IMPORT = re.compile(r"^\s*(?:import|from)\s+(\w+)", re.M)
_LIBRARY = re.compile(r"(?:library|require)\(\s*[\"']?([\w.]+)|\b([\w.]+):::?\w")
_BASE_R = {
    "base", "compiler", "datasets", "grDevices", "graphics", "grid", "methods",
    "parallel", "splines", "stats", "stats4", "tcltk", "tools", "utils",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One claim on the repository, and the reason if it is not met."""

    says: str
    reason: str = ""

    @property
    def is_met(self) -> bool:
        """Whether there is nothing to mend."""
        return not self.reason


def check_project(folder: Path, week: int, seconds: int | None) -> list[Finding]:
    """
    Check what is due by a week.

    Parameters
    ----------
    folder : Path
    week : int
        From 1 to 12; later claims are left out.
    seconds : int or None
        The longest that a run may take; None runs nothing.

    Returns
    -------
    list of Finding
        In the order of the weeks. A project that stopped owes no checks of an answer.

    Raises
    ------
    click.ClickException
        If the folder is not there.
    """
    if not folder.is_dir():
        raise click.ClickException(
            f"{folder} is not there. Make one with: course project NAME, "
            "in the course's folder."
        )
    claims: list[tuple[int, str, Callable[[Path], str]]] = [
        (
            1,
            "README.md says the question, who decides and how to run it",
            _readme_begins,
        ),
        (1, "canvas.yml has all eight parts", _canvas),
        (1, "no file holds a password or a private key", _no_secret),
        (2, "data_card.md has every part, the permission among them", _data_card),
        (
            2,
            "every file under data/ stands in the data card, and is small",
            _data_files,
        ),
        (3, "the pipeline is your own", _pipeline),
        (3, "no code names a folder of one computer", _no_own_paths),
        (3, "git holds the work, with nothing left to commit", _committed),
        (4, "every package is named with its version", _packages),
        (6, "decision_log.csv has three decisions, each with its reason", _decisions),
        (6, "and what the mid-point decided: continue, hand over or stop", _mid_point),
        (9, "qa_log.csv has three checks, with why, risk and evidence", _checks),
        (10, "and one by somebody independent", _independent),
        (12, "README.md says what came out, and who can go on", _readme_ends),
        (12, f"the decision log ends with “Exit: {', or '.join(EXITS)}”", _exit),
    ]
    stopped = is_stopped(folder)
    findings = [
        Finding(says, claim(folder))
        for due, says, claim in claims
        if due <= week and not (stopped and due in ASKED_OF_AN_ANSWER)
    ]
    language = find_language(folder)
    if seconds is not None and language and week >= 3:
        findings += _try_it(folder, language, seconds)
    return findings


def _try_it(folder: Path, language: str, seconds: int) -> Iterator[Finding]:
    first, second = run_twice(folder, language, seconds)
    failed = first.failed or second.failed
    if not failed and not first.outputs:
        failed = "it wrote nothing to outputs/. That is where a reader looks."
    yield Finding("the pipeline runs from a fresh copy", failed)
    if not failed:
        names = sorted(first.outputs.keys() | second.outputs.keys())
        differ = [n for n in names if first.outputs.get(n) != second.outputs.get(n)]
        reason = differ and (
            f"{', '.join(differ)} came out otherwise in another folder and time zone. "
            "Look for today's date, a path, an order left open or a number drawn."
        )
        yield Finding("and writes the same, byte for byte, on a second", reason or "")
    if list_tests(folder, language):
        yield Finding("its tests pass", run_tests(folder, language, seconds))
    else:
        yield Finding("its tests pass", "tests/ holds none.")


def _read(path: Path) -> str:
    try:
        return path.read_text("utf8")
    except (OSError, UnicodeError):
        return ""


def _readme_begins(folder: Path) -> str:
    text = _read(folder / "README.md").split("## What came out")[0]
    if not text.strip():
        return "README.md is missing, empty or not UTF-8."
    if _OPEN in text:
        return f"It still asks you to: {_line_with(text, _OPEN)}"
    return "" if "?" in text else "No sentence in it ends in a question mark."


def _readme_ends(folder: Path) -> str:
    text = _read(folder / "README.md")
    return f"It still asks you to: {_line_with(text, _OPEN)}" if _OPEN in text else ""


def _canvas(folder: Path) -> str:
    try:
        canvas = yaml.safe_load(_read(folder / "canvas.yml"))
    except yaml.YAMLError:
        return "It cannot be read as YAML. Save the canvas again on its page."
    if not isinstance(canvas, dict):
        return "It is missing or empty. Save the canvas on its page, under this name."
    empty = [part for part in _CANVAS if not str(canvas.get(part) or "").strip()]
    return f"Empty: {', '.join(empty)}." if empty else ""


def _data_card(folder: Path) -> str:
    text = _read(folder / "data_card.md")
    parts = re.split(r"^## +(.+)$", text, flags=re.M)[1:]
    if not parts:
        return "data_card.md is missing, or has no headings."
    titles = dict(zip(parts[::2], parts[1::2], strict=True))
    wanted = ("What one row is", "May we use it for this", "Known faults")
    missing = [title for title in wanted if title not in titles]
    if missing:
        return f"It has no heading “{missing[0]}”."
    empty = [t for t, body in titles.items() if not body.strip() or _OPEN in body]
    return f"Not written yet: {', '.join(empty)}." if empty else ""


def _data_files(folder: Path) -> str:
    card = _read(folder / "data_card.md")
    for path in list_files(folder):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > LARGEST:
            return f"{name} is larger than {LARGEST // 1_000_000} MB. Keep a sample."
        if name.startswith("data/") and f"`{name}`" not in card:
            return f"{name} is not in data_card.md. May it be here? Then add a line."
    return ""


def _pipeline(folder: Path) -> str:
    language = find_language(folder)
    if not language:
        return f"There is neither {' nor '.join(PIPELINES.values())}."
    template = TEMPLATES / language / f"{PIPELINES[language]}.template"
    if _read(folder / PIPELINES[language]) == _read(template):
        return "It is still the course's example, about the course's ships."
    return ""


def _texts(folder: Path, suffixes: set[str]) -> Iterator[tuple[str, str]]:
    for path in list_files(folder):
        if path.suffix.lower() in suffixes and path.stat().st_size <= LARGEST:
            yield path.relative_to(folder).as_posix(), _read(path)


def _find(folder: Path, pattern: re.Pattern[str]) -> str:
    for name, text in _texts(folder, _CODE):
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                return f"{name}, line {number}"
    return ""


def _no_own_paths(folder: Path) -> str:
    found = _find(folder, _HERE_ONLY)
    return found and f"{found} names one. Put it in settings, from this folder on."


def _no_secret(folder: Path) -> str:
    found = _find(folder, _SECRET)
    return found and f"{found} looks like one. Change it where it is valid, then here."


def _committed(folder: Path) -> str:
    git = shutil.which("git")
    if not git:
        return "git is not installed here, so nobody can see what was changed when."
    if not (folder / ".git").exists():
        return "There is no git repository here. In this folder run: git init"
    log = subprocess.run(
        [git, "rev-parse", "--verify", "HEAD"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if log.returncode:
        return (
            "Nothing is committed yet. In this folder run: git add -A, then "
            'git commit -m "what changed"'
        )
    done = subprocess.run(
        [git, "-c", "core.fsmonitor=false", "status", "--porcelain"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    open_ = done.stdout.splitlines()
    return f"Not committed: {open_[0][3:]}." if open_ else ""


def _packages(folder: Path) -> str:
    if find_language(folder) == "r":
        code = "\n".join(text for _, text in _texts(folder, {".r", ".rmd", ".qmd"}))
        used = {a or b for a, b in _LIBRARY.findall(code)} - _BASE_R
        pinned = {
            (row.get("package") or "").lower()
            for row in _rows(folder / "packages.csv")
            if row.get("version")
        }
        where, form = "packages.csv", "its name and version"
    else:
        code = "\n".join(text for _, text in _texts(folder, {".py"}))
        own = {Path(name).stem for name, _ in _texts(folder, {".py"})}
        own |= {path.name for path in folder.iterdir() if path.is_dir()}
        imported = set(_IMPORT.findall(code)) - set(sys.stdlib_module_names) - own
        sold_as = importlib.metadata.packages_distributions()
        used = {sold_as.get(name, [name])[0] for name in imported}
        text = _read(folder / "requirements.txt")
        pinned = {n.lower() for n in re.findall(r"^([\w.-]+)==\S", text, re.M)}
        where, form = "requirements.txt", "NAME==VERSION"
    missing = sorted(name for name in used if name.lower() not in pinned)
    return f"{where} lacks {', '.join(missing)}. Write {form}." if missing else ""


def _rows(path: Path) -> list[dict[str, str]]:
    lines = _read(path).lstrip("\ufeff").splitlines()
    return [row for row in csv.DictReader(lines) if any(row.values())]


def _table(path: Path, columns: tuple[str, ...], fewest: int) -> str:
    rows = _rows(path)
    if len(rows) < fewest:
        return f"It has {len(rows)}."
    for number, row in enumerate(rows, 1):
        if None in row:
            return f"Row {number} has too many commas. Put its text in quotation marks."
        empty = [column for column in columns if not (row.get(column) or "").strip()]
        if empty:
            return f"Row {number} has nothing under {', '.join(empty)}."
        try:
            date.fromisoformat(row["date"].strip())
        except ValueError:
            return f"Row {number} has the date {row['date']!r}. Write it as 2026-03-14."
    return ""


def _decisions(folder: Path) -> str:
    return _table(folder / "decision_log.csv", _DECISIONS, 3)


def _checks(folder: Path) -> str:
    return _table(folder / "qa_log.csv", _CHECKS, 3)


def _decided(folder: Path) -> list[str]:
    rows = _rows(folder / "decision_log.csv")
    return [(row.get("decision") or "").strip().lower() for row in rows]


def _mid_point(folder: Path) -> str:
    words = ("mid-point: continue", "mid-point: hand over", "mid-point: stop")
    if any(decision.startswith(words) for decision in _decided(folder)):
        return ""
    return "No decision begins with “Mid-point: continue”, “hand over” or “stop”."


def is_stopped(folder: Path) -> bool:
    """Say whether the last word of the decision log on the project is to stop."""
    words = ("mid-point: stop", "exit: stopped")
    last = [d for d in _decided(folder) if d.startswith(("mid-point:", "exit:"))][-1:]
    return bool(last) and last[0].startswith(words)


def _independent(folder: Path) -> str:
    rows = _rows(folder / "qa_log.csv")
    if any((row.get("independent") or "").strip().lower() == "yes" for row in rows):
        return ""
    return "No row has “yes” under independent."


def _exit(folder: Path) -> str:
    words = tuple(f"exit: {exit_}" for exit_ in EXITS)
    decided = _decided(folder)
    return "" if decided and decided[-1].startswith(words) else "Its last row does not."


def _line_with(text: str, words: str) -> str:
    return next(line.strip() for line in text.splitlines() if words in line)
