"""Claims whose outcome the marker knows, put among those of a test and taken out again."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from soundings.course.marking.quoting import quote

if TYPE_CHECKING:
    from soundings.course.marking.guard import Guarded

_ASSIGNED = re.compile(r"^([A-Za-z]\w*) *(?:<-|=) *check\(", re.M)
_WORDS = (
    "the ships are counted once", "each row has a time", "no value is missing",
    "the table is complete", "the order is right", "the unit is knots",
)  # fmt: skip


@dataclass(frozen=True)
class Decoy:
    """A claim of ours: where it stands among all (from the end if negative)."""

    place: int
    says: str
    is_met: bool


def plant(source: str, language: str, secret: Random) -> tuple[str, tuple[Decoy, ...]]:
    """
    Put decoys into a test: true ones at its front, true and false ones at its end.

    Those at the end stand behind every real claim, so that a false one is never the
    first unmet claim, whose hint is shown. Their sentences are copies of real ones,
    and one is new each time. A test that does not assign its `check` and end in its
    `score()`, each on a line of its own, gets none.

    Parameters
    ----------
    source : str
        A test cell.
    language : str
        `python` or `R`.
    secret : Random
        Decides how many, where and what.

    Returns
    -------
    source : str
    decoys : tuple of Decoy
    """
    lines = source.split("\n")
    opened = _ASSIGNED.search(source)
    if opened is None:
        return source, ()
    name = opened[1]
    mark = "." if language == "python" else "$"
    score = _last(lines, f"{name}{mark}score()")
    start = _opening_line(lines, name)
    if score is None or start is None:
        return source, ()
    copies = _sentences(source, f"{name}{mark}")
    fresh = f"{secret.choice(_WORDS)} ({secret.getrandbits(32)})"
    front = [_make(copies, secret, True, i) for i in range(secret.randint(1, 2))]
    truths = [False, *(secret.random() < 0.5 for _ in range(secret.randint(1, 3)))]
    secret.shuffle(truths)
    end = [_make(copies, secret, t, i - len(truths)) for i, t in enumerate(truths)]
    where = secret.randrange(len(end))
    end[where] = Decoy(end[where].place, fresh, end[where].is_met)

    def write(decoys: list[Decoy]) -> list[str]:
        return [_code(decoy, f"{name}{mark}that", language, secret) for decoy in decoys]

    planted = [
        *lines[: start + 1],
        *write(front),
        *lines[start + 1 : score],
        *write(end),
        *lines[score:],
    ]
    return "\n".join(planted), (*front, *end)


def strip(bundle: object, guarded: Guarded) -> tuple[str, list[dict[str, Any]]]:
    """
    Take the decoys out of a published result.

    Returns
    -------
    why : str
        Why the result cannot be the test's own; '' if nothing speaks against it.
    claims : list of dict
        The test's own claims, with `says`, `is_met`, `reason` and `weight`.
    """
    if not isinstance(bundle, dict) or bundle.get("question") != guarded.question:
        return "its result is another question's", []
    found = bundle.get("claims")
    claims = [_read(claim) for claim in found] if isinstance(found, list) else []
    sound = [claim for claim in claims if claim is not None]
    if not sound or len(sound) < len(claims) or len(sound) <= len(guarded.decoys):
        return "its result has not the claims that were made", []
    for decoy in guarded.decoys:
        claim = sound[decoy.place]
        if claim["says"] != decoy.says:
            return "its result has not the claims that were made", []
        if claim["is_met"] != decoy.is_met:
            came, was = ("true", "false") if claim["is_met"] else ("false", "true")
            return f"a claim known to be {was} came out {came}", []
    met = sum(claim["weight"] for claim in sound if claim["is_met"])
    expected = guarded.points * met / sum(claim["weight"] for claim in sound)
    if not _is_near(bundle.get("points"), expected):
        return "its points are not those of its claims", []
    places = {decoy.place % len(sound) for decoy in guarded.decoys}
    return "", [claim for i, claim in enumerate(sound) if i not in places]


def _read(claim: object) -> dict[str, Any] | None:
    """Read a claim; None if no `check` could have published it."""
    if not isinstance(claim, dict):
        return None
    says, is_met = claim.get("says"), claim.get("is_met")
    reason, weight = claim.get("reason"), claim.get("weight", 1)
    if not isinstance(says, str) or not isinstance(is_met, bool):
        return None
    if isinstance(weight, bool) or not isinstance(weight, int | float):
        return None
    if not (math.isfinite(weight) and weight > 0):
        return None
    said = reason if isinstance(reason, str) else None
    return {"says": says, "is_met": is_met, "reason": said, "weight": weight}


def _is_near(points: object, expected: float) -> bool:
    is_number = isinstance(points, int | float) and not isinstance(points, bool)
    return is_number and abs(points - expected) < 0.011  # type: ignore[operator]


def _last(lines: list[str], call: str) -> int | None:
    found = [i for i, line in enumerate(lines) if line.rstrip() == call]
    return found[-1] if found else None


def _opening_line(lines: list[str], name: str) -> int | None:
    """Find where a test makes its `check`, if it does so on one line."""
    for index, line in enumerate(lines):
        if _ASSIGNED.match(line) and line.count("(") == line.count(")"):
            return index if line.startswith(name) else None
    return None


def _sentences(source: str, start: str) -> list[str]:
    """Collect the sentences that the test's own claims say."""
    pattern = re.escape(start) + r'\w+\(\s*("(?:[^"\\\n]|\\.)*")'
    found = []
    for literal in re.findall(pattern, source):
        try:
            found.append(str(json.loads(literal)))
        except ValueError:
            continue
    return found


def _make(copies: list[str], secret: Random, is_met: bool, place: int) -> Decoy:
    return Decoy(place, secret.choice(copies or list(_WORDS)), is_met)


def _code(decoy: Decoy, call: str, language: str, secret: Random) -> str:
    """Write a decoy as code that has to be run to be understood."""
    a, b = secret.randrange(1_000, 30_000), secret.randrange(1_000, 30_000)
    result = a * b + (0 if decoy.is_met else secret.randrange(1, 500))
    says = quote(decoy.says, language)
    if language == "python":
        return f"{call}({says}, lambda: {a} * {b} == {result})"
    return f"{call}({says}, {a} * {b} == {result})"
