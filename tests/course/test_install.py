"""What a machine lacks is named, with what still works and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest

from soundings.course.install import (
    find_missing_r,
    name_debian_packages,
    read_r_packages,
    set_up_r,
    set_up_sources,
)
from soundings.course.steps import Steps

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No R, no apt-get, no sudo."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_r_is_told_what_still_works():
    """Which packages are missing, that Python works, and both ways to R."""
    said: list[str] = []

    assert not set_up_r(ROOT, said.append)

    text = "\n".join(said)
    assert "missing: R, IRkernel, readr, dplyr, ggplot2, jsonlite" in text
    assert "every Python lesson and exercise" in text
    assert "apt-get install r-base-core r-cran-irkernel" in text
    assert "conda env create -f environment.yml" in text


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_a_missing_package_of_r_is_found():
    """Base is there; a package nobody wrote is not."""
    assert find_missing_r(["base", "no.such.package"]) == ["no.such.package"]


def test_tests_need_more_of_r():
    """The linter is for those who change the course."""
    assert "lintr" in read_r_packages(ROOT, for_tests=True)
    assert "lintr" not in read_r_packages(ROOT)


def test_debian_names_follow_from_rs():
    """R itself is r-base-core; a package is in lower case."""
    assert name_debian_packages(["R", "IRkernel"]) == ["r-base-core", "r-cran-irkernel"]


@pytest.mark.usefixtures("bare_machine")
def test_a_machine_without_the_shoreline_is_told_what_happens():
    """Base maps are compared with their records instead of made again."""
    said: list[str] = []

    set_up_sources(ROOT, said.append)

    assert said == [
        "gmt-gshhg-full is not here: base maps are compared, not made again"
    ]


def test_a_failed_step_is_remembered_and_the_next_one_runs(tmp_path: Path):
    """One fault does not hide another."""
    steps = Steps()

    steps.run("wrong", ["false"], tmp_path)
    steps.run("right", ["true"], tmp_path)

    assert steps.failed == ["wrong"]
    assert list(steps.seconds) == ["wrong", "right"]


def test_a_test_that_failed_ends_in_an_error():
    """The last line names what failed."""
    from soundings.course.prove import finish

    steps = Steps()
    steps.failed.append("Types")
    with pytest.raises(click.ClickException, match="failed: Types"):
        finish(steps)
