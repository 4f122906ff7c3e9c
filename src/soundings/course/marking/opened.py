"""Make a sound notebook of any bytes, or say in plain words why there is none."""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

MAX_CELLS = 5_000
_MAX_ATTACHMENTS = 5_000_000
_PICTURE = re.compile(r"image/(png|jpeg|gif|webp)")
_ID = re.compile(r"[\w-]{1,64}", re.A)
_CONFLICT = re.compile(r"^(<{7}|>{7}|={7})( |$)", re.M)


class Unreadable(Exception):  # noqa: N818  (what was handed in is; nothing broke)
    """What was handed in is no notebook; says why."""


def open_notebook(content: bytes) -> tuple[NotebookNode, str]:
    """
    Read a notebook of any format, and keep of it what marking needs.

    Parameters
    ----------
    content : bytes
        The file, of a size that can be parsed.

    Returns
    -------
    notebook : NotebookNode
        In format 4: each cell's kind, id, source, pictures (of text cells) and
        nbgrader's metadata; of the notebook's own metadata the kernel's. Ids may
        stand twice.
    note : str
        What was unusual, for the instructor; empty if nothing was.

    Raises
    ------
    Unreadable
        With the reason in plain words.

    Examples
    --------
    >>> open_notebook(b"PK")
    Traceback (most recent call last):
    soundings.course.marking.opened.Unreadable: Expecting value: line 1 column 1 (char 0)
    """
    text, note = _decode(content)
    found = _parse(text)
    if not isinstance(found, dict):
        raise Unreadable("it holds no cells")
    major = found.get("nbformat", 4)
    if major in (1, 2, 3) and not isinstance(major, bool):
        found = _upgrade(found)
        note = f"saved in the notebook format {major}, of years ago: converted"
    elif major != 4:
        raise Unreadable(f"its format is {str(major)[:20]}, and 4 is expected")
    cells = found.get("cells")
    if not isinstance(cells, list):
        raise Unreadable("it holds no cells")
    if len(cells) > MAX_CELLS:
        raise Unreadable(f"it has {len(cells)} cells, more than {MAX_CELLS}")
    sound = [cell for cell in map(_cell, cells) if cell is not None]
    if len(sound) < len(cells):
        said = f"{len(cells) - len(sound)} broken cells left out"
        note = f"{note}; {said}" if note else said
    return new_notebook(cells=sound, metadata=_kernel(found.get("metadata"))), note


def _decode(content: bytes) -> tuple[str, str]:
    """Read UTF-8, with or without a mark; UTF-16, which has one, with a note."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16"), "saved as UTF-16, not UTF-8: converted"
        except UnicodeDecodeError as error:
            raise Unreadable("it says it is UTF-16, and is not") from error
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        raise Unreadable(f"byte {error.start} is not UTF-8 text") from error


def _parse(text: str) -> object:
    if not text.strip():
        raise Unreadable("the file is empty")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise Unreadable("brackets within brackets, thousands deep") from error
    except ValueError as error:
        if conflict := _CONFLICT.search(text):
            line = text.count("\n", 0, conflict.start()) + 1
            raise Unreadable(
                f"line {line} is git's mark of a conflict, {conflict[1]}: "
                "two versions were merged and not settled"
            ) from error
        raise Unreadable(str(error)[:120]) from error


def _upgrade(found: dict[str, Any]) -> dict[str, Any]:
    try:
        converted = nbformat.convert(nbformat.from_dict(found), 4)
    except Exception as error:  # its converters fail in any way on a broken file
        reason = f"format {found['nbformat']}, and not a sound one"
        raise Unreadable(reason) from error
    return dict(converted)


def _cell(found: object) -> NotebookNode | None:
    """Make a cell of what is sound in it; None if that is nothing."""
    if not isinstance(found, dict):
        return None
    source = _clean(found.get("source"))
    if source is None:
        return None
    kind = found.get("cell_type")
    cell: NotebookNode
    if kind == "code":
        cell = new_code_cell(source)
    elif kind == "markdown":
        cell = new_markdown_cell(source)
        if pictures := _pictures(found.get("attachments")):
            cell.attachments = nbformat.from_dict(pictures)
    elif kind == "raw":
        cell = new_raw_cell(source)
    else:
        return None
    if isinstance(name := found.get("id"), str) and _ID.fullmatch(name):
        cell.id = name
    metadata = found.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(mark, dict) and isinstance(mark.get("grade_id"), str):
        cell.metadata["nbgrader"] = NotebookNode(
            {k: v for k, v in mark.items() if isinstance(v, str | int | float | None)}
        )
    return cell


def _clean(source: object) -> str | None:
    """Join a cell's lines; half of a surrogate pair, which UTF-8 lacks, becomes `?`."""
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        return None
    return source.encode("utf8", "replace").decode("utf8")


def _pictures(found: object) -> dict[str, dict[str, str]]:
    """Keep the pictures pasted into a text cell, up to a size."""
    kept: dict[str, dict[str, str]] = {}
    size = 0
    for name, bundle in found.items() if isinstance(found, dict) else ():
        for kind, data in bundle.items() if isinstance(bundle, dict) else ():
            if _PICTURE.fullmatch(kind) and isinstance(data, str):
                size += len(data)
                if size <= _MAX_ATTACHMENTS:
                    kept.setdefault(_clean(name) or "", {})[kind] = _clean(data) or ""
    return kept


def _kernel(found: object) -> NotebookNode:
    """Keep the names of the kernel and its language, if there are any."""
    spec = found.get("kernelspec") if isinstance(found, dict) else None
    if not isinstance(spec, dict):
        return NotebookNode()
    kept = {k: _clean(spec.get(k)) or "" for k in ("name", "language", "display_name")}
    return NotebookNode(kernelspec=NotebookNode(kept))
