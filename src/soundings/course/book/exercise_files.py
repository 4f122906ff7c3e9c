"""The files a reader needs to do one exercise on a machine of their own."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

_DATA = re.compile(r"datasets/[\w./-]*\w")
_WHEN = (2026, 1, 1, 0, 0, 0)  # a zip of the same files has the same bytes


def find_exercise_files(root: Path, slug: str) -> list[Path]:
    """
    List an exercise's released files and the data sets its notebook names.

    Parameters
    ----------
    root : Path
        The course.
    slug : str
        The exercise.

    Returns
    -------
    list of Path
        The notebook first; empty if the exercise has not been released.
    """
    notebook = root / "exercises" / slug / f"{slug}.ipynb"
    if not notebook.exists():
        return []
    beside = sorted(
        path
        for path in notebook.parent.iterdir()
        if path.is_file() and path != notebook and not path.name.startswith(".")
    )
    named = sorted(set(_DATA.findall(notebook.read_text("utf8"))))
    return [notebook, *beside, *(root / n for n in named if (root / n).is_file())]


def stage_exercise(root: Path, slug: str, site: Path) -> None:
    """
    Put an exercise into the site: its files, and a zip if there are several.

    The zip keeps the course's folders, so that paths in the notebook stay true.
    """
    files = find_exercise_files(root, slug)
    target = site / "exercises" / slug
    shutil.rmtree(target, ignore_errors=True)
    if not files:
        return
    target.mkdir(parents=True)
    for path in files:
        if path.parent == files[0].parent:
            shutil.copy(path, target)
    if len(files) > 1:
        with zipfile.ZipFile(target / f"{slug}.zip", "w") as archive:
            for path in files:
                info = zipfile.ZipInfo(path.relative_to(root).as_posix(), _WHEN)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, path.read_bytes())
