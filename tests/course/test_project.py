"""A project's repository: it runs from the first minute, and is checked without mercy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from soundings.course.cli import main
from soundings.course.project import make_project
from soundings.course.project_check import check_project
from soundings.course.project_runs import run_tests
from tests.course.conftest import ROOT

LANGUAGES = ["python", pytest.param("r", marks=pytest.mark.skipif(
    not shutil.which("Rscript"), reason="R is not installed"))]  # fmt: skip
ROW = '2026-03-14,"{}",The counts agree,A guess,Ash'


def find_unmet(
    folder: Path, week: int = 12, seconds: int | None = None
) -> dict[str, str]:
    return {f.says: f.reason for f in check_project(folder, week, seconds) if f.reason}


def reason_for(words: str, folder: Path, seconds: int | None = None) -> str:
    """Give the reason of the one claim that holds these words, empty if it is met."""
    found = [f for f in check_project(folder, 12, seconds) if words in f.says]
    assert len(found) == 1, found
    return found[0].reason


def write_up(folder: Path, *, is_stopped: bool = False) -> None:
    """Fill in all papers that are due, and commit."""
    for name in ("README.md", "data_card.md"):
        path = folder / name
        lines = path.read_text("utf8").splitlines()
        said = ["Why do ships wait?" if "[fill in" in line else line for line in lines]
        path.write_text("\n".join(said), "utf8")
    canvas = folder / "canvas.yml"
    canvas.write_text(canvas.read_text("utf8").replace('""', "A thing said"), "utf8")
    decisions = ("Count hours", "Mid-point: continue", "Exit: completed")
    if is_stopped:
        decisions = (
            "Count hours",
            "Mid-point: stop, nobody would act",
            "Exit: stopped",
        )
    log = folder / "decision_log.csv"
    log.write_text(
        log.read_text("utf8") + "\n".join(ROW.format(d) for d in decisions), "utf8"
    )
    checks = folder / "qa_log.csv"
    row = "2026-03-14,Counted again,A join can double,Twice the ships,tests/,Ash,yes\n"
    if not is_stopped:
        checks.write_text(checks.read_text("utf8") + 3 * row, "utf8")
    for pipeline in folder.glob("pipeline.*"):
        pipeline.write_text("# Mine\n" + pipeline.read_text("utf8"), "utf8")
    commit(folder)


def commit(folder: Path) -> None:
    who = ["-c", "user.name=Ash", "-c", "user.email=ash@example.org"]
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    subprocess.run(["git", *who, "commit", "-qm", "Say why"], cwd=folder, check=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a finished project in Python."""
    folder = make_project(tmp_path, "crane-waits", "python")
    write_up(folder)
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_project_runs_and_its_papers_are_still_to_write(
    tmp_path: Path, language: str
) -> None:
    """Nothing that a person must write passes for written; what runs, runs."""
    folder = make_project(tmp_path, "crane-waits", language)

    found = check_project(folder, 12, 60)

    assert {f.says for f in found if f.is_met} == {
        "no file holds a password or a private key",
        "every file under data/ stands in the data card, and is small",
        "no code names a folder of one computer",
        "every package is named with its version",
        "the pipeline runs from a fresh copy",
        "and writes the same, byte for byte, on a second",
        "its tests pass",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_that_stopped_at_mid_point_is_whole(
    tmp_path: Path, language: str
) -> None:
    """To stop with evidence is an exit like the others, and has no answer to check."""
    folder = make_project(tmp_path, "crane-waits", language)
    write_up(folder, is_stopped=True)

    assert find_unmet(folder, seconds=60) == {}


def test_a_completed_project_owes_checks_of_its_answer(project: Path) -> None:
    """Who gives an answer has had it checked, whatever was once said of stopping."""
    assert find_unmet(project) == {}
    log = project / "decision_log.csv"
    log.write_text(log.read_text("utf8").replace("continue", "stop"), "utf8")
    (project / "qa_log.csv").unlink()
    commit(project)

    assert list(find_unmet(project)) == [
        "qa_log.csv has three checks, with why, risk and evidence",
        "and one by somebody independent",
    ]


def test_both_languages_write_the_same(tmp_path: Path) -> None:
    """The example gives the same bytes in Python and in R."""
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    from soundings.course.project_runs import run_twice

    outputs = [
        run_twice(make_project(tmp_path, f"in-{language}", language), language, 60)[
            0
        ].outputs
        for language in ("python", "r")
    ]

    assert outputs[0] == outputs[1]
    assert list(outputs[0]) == ["left_out.csv", "long_stays.csv"]


def test_a_week_asks_for_what_is_due_and_no_more(tmp_path: Path) -> None:
    """The first week asks for the question and the canvas, and runs nothing."""
    folder = make_project(tmp_path, "crane-waits", "python")

    found = [finding.says for finding in check_project(folder, 1, 60)]

    assert len(found) == 3
    assert not any("pipeline" in says for says in found)


def test_what_differs_from_run_to_run_is_named(project: Path) -> None:
    """A clock, a folder and an order left open show on the second run."""
    path = project / "pipeline.py"
    lines = (
        "Path('outputs/now.txt').write_text(__import__('time').tzname[0])",
        "Path('outputs/where.txt').write_text(str(Path.cwd()))",
        "Path('outputs/hash.txt').write_text(str(hash('ship')))",
    )
    text = "".join(f"    {line}\n" for line in lines)
    path.write_text(path.read_text("utf8") + text, "utf8")

    reason = reason_for("byte for byte", project, 60)

    assert reason.startswith("hash.txt, now.txt, where.txt came out otherwise")


def test_a_pipeline_that_fails_or_writes_nothing_is_told_so(project: Path) -> None:
    """The last thing that the program said is the reason."""
    path = project / "pipeline.py"

    path.write_text("raise ValueError('no berth')\n", "utf8")
    assert "no berth" in reason_for("fresh copy", project, 60)
    path.write_text("pass\n", "utf8")
    assert "wrote nothing" in reason_for("fresh copy", project, 60)


def test_results_that_were_left_lying_are_not_taken_for_new(project: Path) -> None:
    """Outputs are made by the run, never copied."""
    (project / "outputs").mkdir()
    (project / "outputs" / "old.csv").write_text("42\n", "utf8")
    (project / ".gitignore").unlink()
    (project / "pipeline.py").write_text("pass\n", "utf8")

    assert "wrote nothing" in reason_for("fresh copy", project, 60)


def test_no_test_is_not_a_test_passed(project: Path) -> None:
    """Neither an empty folder nor a failing test passes."""
    test = project / "tests" / "test_pipeline.py"

    test.write_text("def test_sums():\n    assert 1 == 2\n", "utf8")
    assert "test_sums" in run_tests(project, "python", 60)
    test.write_text("import nowhere_at_all\n", "utf8")
    assert "test_pipeline.py" in run_tests(project, "python", 60)
    test.unlink()
    assert reason_for("tests pass", project, 60) == "tests/ holds none."


@pytest.mark.parametrize(
    ("file", "text", "claim", "says"),
    [
        ("data/names.csv", "name\n", "data card", "data/names.csv is not in"),
        ("data/big.csv", None, "data card", "larger than 5 MB"),
        ("read.py", "path = '/Users/ash/calls.csv'\n", "one computer", "read.py, line 1"),
        ("read.R", "path <- 'C:\\\\Users\\\\ash'\n", "one computer", "read.R, line 1"),
        ("keys.py", "password = 'hunter22'\n", "password", "keys.py, line 1"),
        ("keys.R", "api_key <- 'abcdef123'\n", "password", "keys.R, line 1"),
        ("more.py", "import numpy\n", "version", "lacks numpy"),
        ("more.py", "from sklearn import svm\n", "version", "lacks scikit-learn"),
        ("new.md", "A note\n", "left to commit", "new.md"),
        ("canvas.yml", "question: [\n", "canvas.yml", "cannot be read as YAML"),
        ("canvas.yml", "question: Why?\n", "canvas.yml", "Empty: decision, user"),
        ("data_card.md", "No heading\n", "data_card.md", "has no headings"),
        ("data_card.md", "## What one row is\nA call\n", "data_card.md", "May we use"),
        ("README.md", "# crane-waits\nA fine thing.\n", "the question", "question mark"),
        ("decision_log.csv", "date,decision\n", "three decisions", "It has 0."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(
    project: Path, file: str, text: str | None, claim: str, says: str
) -> None:
    """Each claim finds its own fault."""
    if file.startswith("data/"):
        (project / ".gitignore").unlink()
    (project / file).write_text("x" * 5_000_001 if text is None else text, "utf8")

    assert says in reason_for(claim, project)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("14/03/2026,Count,Why not,None,Ash", "Write it as 2026-03-14"),
        ("2026-03-14,Count,,None,Ash", "nothing under because"),
        ("2026-03-14,Count,Hours, not days,None,Ash", "too many commas"),
    ],
)
def test_a_log_is_read_row_by_row(project: Path, row: str, says: str) -> None:
    """A reason left out, a date in another form, a comma too many."""
    path = project / "decision_log.csv"
    path.write_text(f"{path.read_text('utf8')}\n{row}\n", "utf8")

    assert says in reason_for("three decisions", project)
    assert "Row 4" in reason_for("three decisions", project)


def test_code_that_is_ignored_by_git_is_no_part_of_the_project(project: Path) -> None:
    """Data that stay on this computer are not looked at."""
    (project / "data" / "real.csv").write_text("name\nAsh\n", "utf8")

    assert find_unmet(project) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_that_only_this_computer_has_is_named(
    tmp_path: Path, language: str
) -> None:
    """Whoever points the settings at the real file hears that nobody else has it."""
    folder = make_project(tmp_path, "crane-waits", language)
    (folder / "data" / "sample.csv").rename(folder / "data" / "real.csv")
    settings = folder / "settings.json"
    settings.write_text(settings.read_text("utf8").replace("sample", "real"), "utf8")

    reason = reason_for("fresh copy", folder, 60)

    assert "data/real.csv, which git does not give" in reason


@pytest.mark.parametrize("name", ["Crane Waits", "x", "check", "../up", "a" * 61])
def test_names_that_would_trouble_some_system_are_refused(
    tmp_path: Path, name: str
) -> None:
    """A name is short, lower-case, and no command."""
    with pytest.raises(click.ClickException, match="no name for a project"):
        make_project(tmp_path, name, "python")


def test_a_folder_that_is_there_stays_as_it_is(project: Path) -> None:
    """Nothing is written over."""
    with pytest.raises(click.ClickException, match="stays as it is"):
        make_project(project.parent, project.name, "r")


def test_the_command_makes_and_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`course project NAME`, then `course project check`; unmet claims end with 1."""
    monkeypatch.chdir(ROOT)
    run = CliRunner().invoke

    made = run(
        main, ["project", "crane-waits", "--language", "r", "--into", str(tmp_path)]
    )
    early = run(
        main, ["project", "check", str(tmp_path / "crane-waits"), "--week", "1"]
    )
    write_up(tmp_path / "crane-waits")
    late = run(main, ["project", "check", str(tmp_path / "crane-waits"), "--no-run"])

    assert made.exit_code == 0, made.output
    assert "in R that runs" in made.output
    assert f"project check {tmp_path / 'crane-waits'} --week 1" in made.output
    assert f"  cd {tmp_path / 'crane-waits'}\n  Rscript pipeline.R" in made.output
    assert early.exit_code == 1
    assert "✗ canvas.yml has all eight parts" in early.output
    assert "Week 1: 1 of 3 met." in early.output
    assert late.exit_code == 0, late.output
    assert "Week 12: 15 of 15 met." in late.output


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for sh")
def test_the_commands_it_prints_work_where_only_the_script_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an environment there is neither `course` nor `python` to call."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")

    made = CliRunner().invoke(main, ["project", "crane-waits", "--into", str(tmp_path)])

    assert (
        f"  ./course project check {tmp_path / 'crane-waits'} --week 1" in made.output
    )
    assert f"  {sys.executable} pipeline.py" in made.output
    run = subprocess.run(
        made.output.split("runs it:\n")[1], shell=True, capture_output=True, check=False
    )
    assert b"22 calls used" in run.stdout
