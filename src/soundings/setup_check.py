"""Say what a computer has for this course, what is missing, and what to do.

    my_setup = check_setup()

prints one line a thing, and writes the same to `setup.json`; `setup_check.R` does it
in R. It looks, and changes nothing else. Nothing is sent, and the file holds no name:
not yours, not your account's, not the computer's, and no folder's.

The file carries a random number, drawn anew for each run, and a digest of the rest.
They tell a file from another run, and one that was edited by hand or cut off. They are
no security: whoever can program can make both.

The standard library is enough, so that it also runs where nothing is installed.
"""

from __future__ import annotations

import locale
import platform
import secrets
import shutil
import sys
import tempfile
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from soundings.record import digest, now, read_json, write_json

FORMAT = "soundings-setup"
VERSION = 1
STATES = ("present", "missing", "note")
"""A note is worth knowing, and stops nothing."""

DATA = "datasets/calls/sim_port_calls.csv.gz"
PACKAGES = {
    "numpy": "pandas and every calculation stand on it",
    "pandas": "lessons read and count tables with it",
    "matplotlib": "lessons draw charts with it",
    "openpyxl": "a lesson reads a spreadsheet with it",
}
_ASK = "ask whoever runs this computer, or take another route of the lesson"

Finding = dict[str, str]


def check_setup(folder: str | Path = ".") -> dict[str, Any]:
    """
    Look at this computer, print what was found, and write it to `setup.json`.

    Parameters
    ----------
    folder : str or Path
        Where the notebook is, and where the file is written.

    Returns
    -------
    dict
        What the file holds: `format`, `version`, `run` (a random number), `date`
        (UTC), `language`, `system`, how many things are `present`, `missing` and a
        `note`, the `findings`, and the `digest`. Each finding has `what`, `state`,
        `found`, `why` and `do`.
    """
    folder = Path(folder)
    findings = [
        _look_at_python(),
        *(_look_at_package(name, why) for name, why in PACKAGES.items()),
        _look_at_folder(folder),
        _look_at_data(folder),
        _look_at_other_language(),
        _look_at_encoding(),
        _look_at_clock(),
    ]
    states = [finding["state"] for finding in findings]
    setup: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "run": secrets.token_hex(8),
        "date": now(),
        "language": "Python",
        "system": platform.system() or "unknown",
        **{state: states.count(state) for state in STATES},
        "findings": findings,
    }
    setup["digest"] = digest(setup)
    print(describe(setup))
    try:
        write_json(folder / "setup.json", setup)
    except OSError as error:
        print(f"setup.json was not written: {error.strerror}.")
    else:
        print("Written to setup.json. Nothing was sent.")
    return setup


def describe(setup: dict[str, Any]) -> str:
    """
    Put what was found into lines, and under each missing thing why and what to do.

    Examples
    --------
    >>> print(describe({"present": 1, "missing": 0, "note": 0, "findings": [
    ...     {"what": "Python", "state": "present", "found": "3.13.1", "why": "", "do": ""}
    ... ]}))
    present  Python: 3.13.1
    1 present, 0 missing, 0 to note.
    """
    lines = []
    for finding in setup["findings"]:
        lines.append(f"{finding['state']:<8} {finding['what']}: {finding['found']}")
        if finding["state"] != "present":
            lines += [
                f"           why: {finding['why']}",
                f"           do: {finding['do']}",
            ]
    counts = [setup[state] for state in STATES]
    return "\n".join([*lines, "{} present, {} missing, {} to note.".format(*counts)])


def read_setup(path: str | Path = "setup.json") -> dict[str, Any]:
    """
    Read a file that `check_setup` wrote.

    Raises
    ------
    FileNotFoundError
        If there is none.
    ValueError
        If it is another sort of file.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"There is no {path} in this folder. check_setup() writes it."
        )
    setup = read_json(path)
    if not isinstance(setup, dict) or setup.get("format") != FORMAT:
        raise ValueError(f"{path} was not written by check_setup(). Run that again.")
    return setup


def is_untouched(setup: dict[str, Any]) -> bool:
    """Say whether what was found is as it was written, by its digest."""
    content = {key: value for key, value in setup.items() if key != "digest"}
    return setup.get("digest") == digest(content)


def _find(what: str, state: str, found: str, why: str, do: str) -> Finding:
    return {"what": what, "state": state, "found": found, "why": why, "do": do}


def _look_at_python() -> Finding:
    state = "present" if (3, 11) <= sys.version_info < (3, 14) else "note"
    return _find(
        "Python",
        state,
        platform.python_version(),
        "the course is made for 3.11 to 3.13",
        f"if something later stops, {_ASK}",
    )


def _look_at_package(name: str, why: str) -> Finding:
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return _find(name, "missing", "not here", why, _ASK)
    return _find(name, "present", version, why, "nothing")


def _look_at_folder(folder: Path) -> Finding:
    why = "your notebook, its files and your record are kept here"
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        do = "copy the exercise into a folder of your own, and open it there"
        return _find("this folder", "missing", "cannot be written to", why, do)
    return _find("this folder", "present", "can be written to", why, "nothing")


def _look_at_data(folder: Path) -> Finding:
    why = "the lesson counts the port calls in it"
    for up in ("", "../", "../../", "../../../"):
        if (folder / up / DATA).is_file():
            return _find("the data", "present", f"{up}{DATA}", why, "nothing")
    do = "keep the course's folders together: datasets beside exercises, or beside work"
    return _find("the data", "missing", f"no {DATA} here or above", why, do)


def _look_at_other_language() -> Finding:
    why = "only the lessons in R need it"
    if shutil.which("Rscript"):
        return _find("R", "present", "found", why, "nothing")
    do = f"nothing, if Python is your language; else {_ASK}"
    return _find("R", "note", "not found", why, do)


def _look_at_encoding() -> Finding:
    encoding = locale.getpreferredencoding(do_setlocale=False).lower()
    why = "text from elsewhere, such as Málaga, may come out garbled"
    if encoding.replace("-", "") == "utf8":
        return _find("text", "present", "UTF-8", why, "nothing")
    do = 'write encoding="utf8" wherever you open a text file'
    return _find("text", "note", encoding, why, do)


def _look_at_clock() -> Finding:
    why = "ships' times are in UTC; a time that names no clock is taken for this one"
    if not datetime.now().astimezone().utcoffset():
        return _find("the clock", "present", "UTC today", why, "nothing")
    do = "name the clock whenever you read a time"
    return _find("the clock", "note", "not UTC", why, do)
