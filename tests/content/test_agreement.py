"""The repository's files say the same of the things they share."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from soundings.course.sources import find_sources

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text("utf8"))
LOCKS = [
    ROOT / "requirements.lock",
    ROOT / "tests" / "requirements.lock",
    ROOT / "src" / "soundings" / "course" / "web" / "requirements.lock",
]
TOC = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text("utf8"))
PAGES = [
    ROOT / "book" / f"{chapter['file']}.md"
    for part in TOC["parts"]
    for chapter in part["chapters"]
]
LESSONS = [
    page
    for page in PAGES
    if not page.stem.endswith("_r") and "\nlesson:\n" in page.read_text("utf8")
]
TWINS = [page for page in PAGES if page.stem.endswith("_r")]


def read_lock(path: Path) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==([\w.!+]+)", path.read_text("utf8"), re.M)
    return dict(found)


def read_page(path: Path) -> tuple[dict, str]:
    _, front, body = path.read_text("utf8").split("---\n", 2)
    return yaml.safe_load(front), body


def read_headings(path: Path) -> list[str]:
    _, body = read_page(path)
    prose = re.sub(r"(?ms)^(```|:::).*?^\1\s*$", "", body)
    return re.findall(r"^#+ .*", prose, re.M)


def test_conda_asks_for_the_same_python():
    """environment.yml and pyproject.toml bound Python alike."""
    (python,) = [d for d in CONDA["dependencies"] if str(d).startswith("python>")]
    assert python == f"python{PROJECT['project']['requires-python']}"


def test_conda_asks_for_the_same_r_packages():
    """Every R package the course needs is a conda package too, and no other."""
    asked = {f"r-{n.lower()}" for n in PROJECT["tool"]["soundings"]["r"]["packages"]}
    found = {
        re.split("[>=<]", d)[0] for d in CONDA["dependencies"] if isinstance(d, str)
    }
    assert {name for name in found if name.startswith("r-")} == asked | {"r-base"}


def test_conda_takes_the_python_packages_from_the_project():
    """One list of Python packages, not two."""
    assert {"pip": ["-e ."]} in CONDA["dependencies"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda p: p.parent.name)
def test_a_lock_has_hashes_and_no_address(path: Path):
    """Every package is pinned and hashed, and nothing says where it is fetched."""
    text = path.read_text("utf8")
    assert not re.search(r"https?:|file:|--index|--find-links", text)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_what_is_tested_is_what_is_installed():
    """The longer list contains the shorter one, version for version."""
    assert read_lock(LOCKS[0]).items() <= read_lock(LOCKS[1]).items()


def test_the_lock_satisfies_the_project():
    """Each dependency of pyproject.toml is in the lock."""
    asked = {
        re.match(r"[\w-]+", d)[0].lower() for d in PROJECT["project"]["dependencies"]
    }
    assert asked <= {name.lower() for name in read_lock(LOCKS[0])}


def test_the_npm_lock_has_no_address():
    """Whoever installs it asks a registry of their own choosing."""
    web = ROOT / "src" / "soundings" / "course" / "web"
    text = (web / "package-lock.json").read_text("utf8")
    assert '"resolved"' not in text
    assert '"integrity"' in text


@pytest.mark.parametrize("path", TWINS, ids=lambda p: p.stem)
def test_twin_pages_have_the_same_headings(path: Path):
    """What stands under a heading in Python stands under it in R."""
    twin = path.with_name(f"{path.stem.removesuffix('_r')}.md")
    assert read_headings(path) == read_headings(twin)


@pytest.mark.parametrize("path", TWINS, ids=lambda p: p.stem)
def test_twin_pages_describe_the_same_lesson(path: Path):
    """Audience, minutes, objectives and skills do not depend on the language."""
    twin = path.with_name(f"{path.stem.removesuffix('_r')}.md")
    assert read_page(path)[0]["lesson"] == read_page(twin)[0]["lesson"]


@pytest.mark.parametrize("path", find_sources(ROOT), ids=lambda p: p.stem)
def test_every_exercise_has_its_page_and_its_answers(path: Path):
    """One slug everywhere: page, source, answers, release."""
    (page,) = [p for p in PAGES if p.stem == path.stem]
    assert f"```{{exercises}} {path.stem}\n" in page.read_text("utf8")
    assert (ROOT / "tests" / "answers" / path.name).exists()
    assert (ROOT / "exercises" / path.stem / f"{path.stem}.ipynb").exists()


def test_twin_exercises_ask_the_same():
    """The same questions for the same points in both languages."""
    marks = {}
    for path in find_sources(ROOT):
        text = path.read_text("utf8")
        found = re.findall(r'(?:test|written)="([\w-]+)" points=(\d+)', text)
        marks[path.stem] = dict(found)
    for slug in [s for s in marks if s.endswith("_r")]:
        assert marks[slug] == marks[slug.removesuffix("_r")]


def test_the_readme_names_commands_that_exist():
    """Each `course …` in the README and CONTRIBUTING is a command."""
    from soundings.course.cli import COMMANDS

    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text("utf8")
        used = set(re.findall(r"(?:\./|`)course ([a-z]+)", text))
        assert used <= set(COMMANDS), name


def test_ci_runs_the_readmes_command():
    """The command that the README calls the test is the one CI runs."""
    assert "./course test" in (ROOT / "README.md").read_text("utf8")
    assert "./course test" in (ROOT / ".ci" / "run").read_text("utf8")


def test_nothing_names_a_machine_or_a_registry():
    """The repository speaks of the course alone."""
    names = (
        r"/root/|/home/\w+/|pypi\.org|files\.pythonhosted|registry\.npmjs"
        r"|(?:cran|cloud)\.r-project"
    )
    for path in ROOT.rglob("*"):
        parts = set(path.relative_to(ROOT).parts)
        if parts & IGNORED or not path.is_file() or path.suffix in BINARY:
            continue
        if path == Path(__file__):
            continue
        found = re.search(names, path.read_text("utf8", errors="replace"))
        assert not found, f"{path.relative_to(ROOT)} names {found[0]}"


IGNORED = {
    ".git", ".venv", "_build", ".cache", "work", "_vendor", "__pycache__",
    ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache",
}  # fmt: skip
BINARY = {".gz", ".png", ".woff2"}


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_the_readme_gives_each_lessons_minutes(path: Path):
    """Its table says what the lesson's own card says."""
    lesson = read_page(path)[0]["lesson"]
    minutes = lesson["minutes_read"] + lesson["minutes_do"]
    (row,) = [
        line
        for line in (ROOT / "README.md").read_text("utf8").splitlines()
        if f"]({path.relative_to(ROOT).as_posix()})" in line and line.startswith("|")
    ]
    assert f"; {minutes} minutes" in row
