"""Run a test so that what the answer did to the notebook does not decide its marks.

For execution only, each marked cell is rewritten: it hands its test to `honest.py` or
`honest.R` in the kernel, which runs it with a fresh `check` and with the real meaning
of the names it uses; and between its claims stand *decoys*, whose outcome is known to
the marker alone. Decoys that come out otherwise show that something other than the
test made the result. It is a tripwire, not a proof: a test shares its process with the
answer, and determined code can tell the two apart. Who is caught is looked at by a
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

import soundings
from soundings.checks import RESULT
from soundings.course.marking.decoys import Decoy, plant, strip
from soundings.course.marking.names import (
    find_bound,
    find_imports,
    find_modules,
    find_r_bound,
    find_r_sourced,
    find_r_words,
    find_used,
)
from soundings.course.marking.quoting import quote
from soundings.honest import NOTES

_PACKAGE = Path(soundings.__file__).parent

_SUSPECT = {
    "python": (
        "input_transformers", "ast_transformers", "builtins", "showtraceback", "events",
        "register_hook", "display_pub", "settrace", "setprofile", "_getframe",
        "__closure__", "_claims", "soundings.checks", "soundings.honest", "sys.modules",
        "gc.get_objects", "user_ns", "_ih", "In[", "BEGIN HIDDEN TESTS", "gradebook",
        "vnd.soundings", "__eq__",
    ),
    "R": (
        "lockBinding", "unlockBinding", "assignInNamespace", "assignInMyNamespace",
        "makeActiveBinding", "lockEnvironment", "addTaskCallback", "trace(", "sys.frames",
        "sys.function", "jupyter.", "publish_mimebundle", "asNamespace", "baseenv",
        "registerS3method", "detach", "BEGIN HIDDEN TESTS", "gradebook", "vnd.soundings",
    ),
}  # fmt: skip
"""What an answer has no reason to touch."""

TAMPERED = "Tampered"
"""The name of the error that stands in place of a forged result."""


@dataclass(frozen=True)
class Guarded:
    """A marked cell as it is run, and what the marker alone knows of it."""

    source: str
    question: str
    points: float
    decoys: tuple[Decoy, ...]
    token: str


@dataclass(frozen=True)
class Verdict:
    """
    What a marked cell's outputs are worth.

    Attributes
    ----------
    points : float or None
        Computed again from the claims; None if there is no result to believe.
    tampered : str
        Why the result is not believed, for the instructor; '' if it is.
    notes : list of str
        What the notebook masked or changed, which did not help it.
    """

    points: float | None
    tampered: str = ""
    notes: list[str] = field(default_factory=list)


class Guard:
    """
    The guard of one notebook.

    Parameters
    ----------
    source : NotebookNode
        The exercise as its author wrote it, with solution and hidden tests: what an
        answer may define, what is imported, what the tests use.
    secret : Random, optional
        Where decoys come from; the system's own randomness unless told otherwise.

    Notes
    -----
    Run `opening` in the kernel before the notebook's first cell, `prepare` each
    marked cell and run that in its place (neither is kept in the kernel's history),
    and let `judge` say what the outputs are worth. After one forged result nothing
    later in the notebook is believed.
    """

    def __init__(self, source: NotebookNode, secret: Random | None = None) -> None:
        self._secret = secret or SystemRandom()
        self._token = f"t{self._secret.getrandbits(64):016x}"
        self.language = str(source.metadata["kernelspec"]["language"])
        self.tampered = ""
        is_python = self.language == "python"
        code = [c for c in source.cells if c.cell_type == "code"]
        self._tests = [c.source for c in code if _is_test(c)]
        others = [c.source for c in code if not _is_test(c)]
        plain = [c.source for c in code if "nbgrader" not in c.metadata]
        sourced = (
            [] if is_python else [f for text in plain for f in find_r_sourced(text)]
        )
        self._files = [f for f in dict.fromkeys(sourced) if f != "check.R"]
        imports = [i for text in plain for i in find_imports(text)] if is_python else []
        self._imports = list(dict.fromkeys(imports))
        self._own = sorted(
            {
                name
                for text in others
                for name in (
                    find_bound(text, False) if is_python else find_r_bound(text)
                )
            }
        )

    @property
    def opening(self) -> str:
        """The code that remembers what is genuine; run it before anything else."""
        if self.language == "python":
            lines = [i for text in self._tests for i in find_imports(text)]
            modules = {m for i in (*self._imports, *lines) for m in find_modules(i)}
            given = (self._token, sorted(modules), self._imports, self._own)
            return f"__import__('soundings.honest').honest.watch(*{given!a})"
        words = {word for test in self._tests for word in find_r_words(test)}
        return (
            "base::local({ "
            "honest <- base::getOption('soundings.honest'); "
            "if (base::is.null(honest)) { "
            "place <- base::new.env(parent = base::baseenv()); "
            f"base::sys.source({quote(str(_PACKAGE / 'honest.R'), 'R')}, place); "
            "honest <- place$honest; "
            f"honest$remember({quote(str(_PACKAGE), 'R')}) }}; "
            f"honest$watch({quote(self._token, 'R')}, {_r_vector(sorted(words))}, "
            f"{_r_vector(self._own)}, {_r_vector(self._files)}) }})"
        )

    def prepare(self, cell: NotebookNode) -> Guarded:
        """
        Rewrite a marked cell for execution.

        Parameters
        ----------
        cell : NotebookNode
            A test with its hidden part; not changed.
        """
        mark = cell.metadata["nbgrader"]
        planted, decoys = plant(cell.source, self.language, self._secret)
        if self.language == "python":
            given = (planted, find_used(cell.source), find_bound(cell.source, True))
            source = f"__import__({self._token!r}).run(*{given!a})"
        else:
            source = f"{self._token}({quote(planted, 'R')})"
        question = str(mark["grade_id"]).removesuffix("-test")
        return Guarded(source, question, float(mark["points"]), decoys, self._token)

    def judge(
        self, outputs: Iterable[NotebookNode], guarded: Guarded
    ) -> tuple[list[NotebookNode], Verdict]:
        """
        Say what the outputs of a guarded cell are worth, and clean them.

        Parameters
        ----------
        outputs : iterable of NotebookNode
            As they came from the kernel.
        guarded : Guarded
            What was run.

        Returns
        -------
        outputs : list of NotebookNode
            One result without decoys and with the points computed again; errors
            without tracebacks, which would quote the test. One error in place of
            all if the result is not believed.
        verdict : Verdict
        """
        kept, bundles, notes = _sort(outputs)
        if self.tampered:
            why = self.tampered
            return [_refusal(why)], Verdict(None, why, notes)
        errors = [o for o in kept if o.output_type == "error"]
        why = ""
        claims: list[dict[str, Any]] = []
        if any(guarded.token in str(o.get("evalue", "")) for o in errors):
            why = "the notebook took away what runs its tests"
        elif len(bundles) > 1:
            why = f"{len(bundles)} results were shown where a test shows one"
        elif bundles:
            why, claims = strip(bundles[0].data[RESULT], guarded)
        elif not errors:
            why = "a test ran and showed nothing, not even an error"
        if why:
            self.tampered = f"{guarded.question}: {why}"
            return [_refusal(self.tampered)], Verdict(None, self.tampered, notes)
        for error in errors:
            error.traceback = [f"{error.ename}: {error.evalue}"]
        if not bundles:
            return kept, Verdict(None, "", notes)
        bundle = _clean(bundles[0].data[RESULT], claims, guarded)
        bundles[0].data = NotebookNode(
            {"text/plain": _lines(bundle), RESULT: NotebookNode(bundle)}
        )
        return kept, Verdict(float(bundle["points"]), "", notes)


def suspicious(source: str, language: str) -> list[str]:
    """
    List what a cell touches that an answer has no reason to.

    A hint for the instructor and never a reason for a mark: a word proves nothing.

    Parameters
    ----------
    source : str
        A cell of the learner's.
    language : str
        `python` or `R`.

    Examples
    --------
    >>> suspicious("unlockBinding('q', globalenv())", "R")
    ['unlockBinding']
    """
    return sorted(
        word
        for word in _SUSPECT[language]
        if re.search(rf"(?<![A-Za-z_]){re.escape(word)}", source)
    )


def _sort(
    outputs: Iterable[NotebookNode],
) -> tuple[list[NotebookNode], list[NotebookNode], list[str]]:
    """Set apart results, and take out what the kernel's side says of masked names."""
    kept, bundles, notes = [], [], []
    for output in outputs:
        data = output.get("data", {})
        if NOTES in data:
            notes += _read_notes(data[NOTES])
            continue
        if RESULT in data:
            bundles.append(output)
        kept.append(output)
    return kept, bundles, notes


def _read_notes(found: Any) -> list[str]:
    notes = []
    for kind, says in (
        (
            "masked",
            "the notebook gives `{}` a meaning of its own: the test used the real",
        ),
        ("changed", "the notebook changes {}: put back for the test"),
    ):
        names = found.get(kind) if isinstance(found, dict) else None
        if isinstance(names, list) and names:
            words = ", ".join(str(name)[:80] for name in names[:8])
            notes.append(
                says.format(words.replace(", ", "`, `") if kind == "masked" else words)
            )
    return notes


def _clean(
    found: dict[str, Any], claims: list[dict[str, Any]], guarded: Guarded
) -> dict[str, Any]:
    weights = [claim["weight"] for claim in claims]
    met = sum(w for w, c in zip(weights, claims, strict=True) if c["is_met"])
    return {
        "question": guarded.question,
        "points": round(guarded.points * met / sum(weights), 2),
        "out_of": guarded.points,
        "hint": _text(found.get("hint")),
        "next_hint": _text(found.get("next_hint")),
        "claims": claims,
    }


def _lines(bundle: dict[str, Any]) -> str:
    """Say the result as `check` does, without the decoys."""
    said: set[str | None] = {None}
    hint = bundle["hint"]
    lines = []
    for claim in bundle["claims"]:
        lines.append(f"{'✓' if claim['is_met'] else '✗'} {claim['says']}")
        if claim["reason"] not in said:
            said.add(claim["reason"])
            lines.append(f"  {claim['reason']}")
        if not claim["is_met"] and hint:
            lines.append(f"  Hint: {hint}")
            hint = None
    lines.append(f"{bundle['points']:g} of {bundle['out_of']:g} points")
    return "\n".join(lines)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _refusal(why: str) -> NotebookNode:
    text = f"{why}. A person has to look at it."
    error: NotebookNode = new_output(
        "error", ename=TAMPERED, evalue=text, traceback=[text]
    )
    return error


def _is_test(cell: NotebookNode) -> bool:
    mark = cell.metadata.get("nbgrader", {})
    return bool(mark.get("grade") and mark.get("locked"))


def _r_vector(words: Iterable[str]) -> str:
    quoted = ", ".join(quote(word, "R") for word in words)
    return f"c({quoted})" if quoted else "character()"
