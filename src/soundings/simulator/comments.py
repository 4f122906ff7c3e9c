"""
Open comments on a port, and two people who sort them by topic.

Sentences were written by hand (`comments.json`) and are put together, shortened and
misspelt here, since text from one template is found out at once. They still recur, so
a classifier's score on them flatters it, and nothing here shows how one would do on
what real people write.

Two things are planted. Many who oppose growth paste one letter, as it is or changed a
little, and it makes its topic the loudest. And the two coders disagree about as often
as two careful people do: some comments have two topics, and some topics lie close.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from soundings.simulator.chance import Ints, choose, stream, uniform

TOPICS = (
    "jobs",
    "noise",
    "traffic",
    "environment",
    "housing",
    "consultation",
    "other",
)
EDITS = ("exact", "spacing", "case", "spelling", "greeting", "added", "shortened")
CAMPAIGN_TOPIC = "environment"

_TOPIC_SHARES = (0.19, 0.22, 0.26, 0.10, 0.07, 0.06, 0.10)
_EDIT_SHARES = (0.35, 0.15, 0.10, 0.15, 0.10, 0.10, 0.05)
_PASTES_THE_LETTER = {"Haven": 0.50, "Solent": 0.42, "Humber": 0.30, "Strait": 0.30}
_COMMENTS_BY_AGE = (0.45, 0.55, 0.66, 0.62)
_NEIGHBOUR = dict(
    zip(
        TOPICS,
        ["housing", "traffic", "noise", "noise", "jobs", "other", "consultation"],
        strict=True,
    )
)
# How often each coder notes the topic meant, and how often one that lies close to it.
_CODERS = {"topic_a": (0.91, 0.06), "topic_b": (0.86, 0.09)}
_HABITS = {
    "because": "becuase",
    "council": "counsil",
    "noise": "noice",
    "traffic": "trafic",
    "Lorries": "Lorrys",
    "lorries": "lorrys",
    "school": "shcool",
    "their": "there",
    "nobody": "noboddy",
    "harbour": "harbor",
    "another": "anouther",
    "cannot": "cant",
    "the": "teh",
}
_DICE = 64  # random numbers set aside for one comment


@cache
def fragments() -> dict[str, Any]:
    """Return the sentences written by hand."""
    path = Path(__file__).with_name("comments.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def write_comments(seed: int, people: pd.DataFrame) -> pd.DataFrame:
    """
    Return what each person wrote, and what two coders made of it.

    Parameters
    ----------
    seed : int
        The survey's seed.
    people : DataFrame
        Columns `person`, `age` (code), `region`, `works_in_port`, `noise_problem` and
        `supports_expansion`; one row each.

    Returns
    -------
    DataFrame
        In the order of `people`: `comment`, `topic` (as meant), `edit` (how the
        campaign's letter was changed; empty for other comments), `topic_a`, `topic_b`.
        All are empty text for those who wrote nothing.
    """
    person = people["person"].to_numpy()
    opposes = ~people["supports_expansion"].to_numpy(dtype=bool)
    letter_share = people["region"].map(_PASTES_THE_LETTER).fillna(0.0).to_numpy()
    pastes = opposes & (uniform(stream(seed, "letter"), person) < letter_share)
    writes_share = np.array(_COMMENTS_BY_AGE)[people["age"].to_numpy()]
    writes = uniform(stream(seed, "writes"), person) < writes_share
    edits = choose(stream(seed, "edit"), person, _EDIT_SHARES)
    meant = _topics(seed, people)
    dice = uniform(stream(seed, "words"), person[:, None], np.arange(_DICE))
    coders = {
        name: uniform(stream(seed, name), person[:, None], np.arange(2))
        for name in _CODERS
    }
    rows = []
    for i in range(len(people)):
        rolls = iter(dice[i].tolist())
        if pastes[i]:
            edit, second = EDITS[edits[i]], CAMPAIGN_TOPIC
            topic, text = CAMPAIGN_TOPIC, _letter(edit, rolls)
        elif writes[i]:
            edit, topic = "", TOPICS[meant[i]]
            text, second = _own_words(topic, rolls)
        else:
            rows.append(("", "", "", "", ""))
            continue
        a, b = (
            _code(topic, second, coders[name][i].tolist(), bool(edit), habits)
            for name, habits in _CODERS.items()
        )
        rows.append((text, topic, edit, a, b))
    return pd.DataFrame(
        rows, columns=["comment", "topic", "edit", "topic_a", "topic_b"]
    )


def _topics(seed: int, people: pd.DataFrame) -> Ints:
    """Return the topic each would write on: people write on what concerns them."""
    shares = np.tile(np.array(_TOPIC_SHARES), (len(people), 1))
    shares[:, TOPICS.index("jobs")] *= np.where(people["works_in_port"], 2.0, 0.9)
    shares[:, TOPICS.index("noise")] *= np.where(people["noise_problem"], 1.3, 0.8)
    edges = np.cumsum(shares, axis=1)
    drawn = uniform(stream(seed, "topic"), people["person"].to_numpy()) * edges[:, -1]
    return np.asarray((drawn[:, None] >= edges[:, :-1]).sum(axis=1))


def _pick(options: Sequence[str], rolls: Iterator[float]) -> str:
    """Return one option, with its own {a|b} decided."""
    chosen = options[int(next(rolls) * len(options))]
    return re.sub(
        r"\{([^}]*)\}",
        lambda found: _pick(found[1].split("|"), rolls),
        chosen,
    )


def _own_words(topic: str, rolls: Iterator[float]) -> tuple[str, str]:
    """Return a comment on the topic and its second topic (the same one if none)."""
    parts, second = fragments(), topic
    if next(rolls) < 0.10:
        return _misspell(_pick(parts["short"][topic], rolls), rolls, 0.1), topic
    sentences = [_pick(parts["topics"][topic], rolls)]
    more = next(rolls)
    if more < 0.30:
        others = [name for name in TOPICS if name != topic]
        second = _pick(others, rolls)
        aside = _pick(parts["topics"][second], rolls)
        sentences.insert(int(next(rolls) < 0.7), aside)
    elif more < 0.45:
        another = _pick(parts["topics"][topic], rolls)
        sentences += [another] if another not in sentences else []
    if next(rolls) < 0.25:
        opener = _pick(parts["openers"], rolls)
        if not opener.endswith((".", ":")) and not sentences[0].startswith("I "):
            sentences[0] = sentences[0][0].lower() + sentences[0][1:]
        sentences.insert(0, opener)
    if next(rolls) < 0.25:
        sentences.append(_pick(parts["closers"], rolls))
    text = _misspell(" ".join(sentences), rolls, 0.3)
    style = next(rolls)
    if style < 0.12:
        text = text.lower()
    elif style < 0.20:
        text = re.sub(r"[.,;:]", "", text)
    elif style < 0.26:
        text = text.rstrip(".") + "!!"
    return text, second


def _letter(edit: str, rolls: Iterator[float]) -> str:
    """Return the campaign's letter, changed in one way."""
    letter = fragments()["campaign"]
    sentences = list(letter["sentences"])
    if edit == "shortened":
        del sentences[1 + int(next(rolls) * (len(sentences) - 1))]
    text = " ".join(sentences)
    if edit == "spacing":
        words = text.split(" ")
        for _ in range(4):
            words[int(next(rolls) * len(words))] += " "
        text = " ".join(words)
    elif edit == "case":
        text = text.upper() if next(rolls) < 0.5 else text.lower()
    elif edit == "spelling":
        text = _misspell(_misspell(text, rolls, 1.0), rolls, 0.5)
    elif edit == "greeting":
        hello, bye = _pick(letter["greetings"], rolls), _pick(letter["signs"], rolls)
        text = f"{hello} {text} {bye}"
    elif edit == "added":
        topic = _pick(TOPICS, rolls)
        text = f"{text} {_pick(fragments()['topics'][topic], rolls)}"
    return text


def _misspell(text: str, rolls: Iterator[float], share: float) -> str:
    """Return the text, in a share of cases with a habitual and a slipped letter."""
    if next(rolls) >= share:
        return text
    words = text.split(" ")
    habitual = [i for i, word in enumerate(words) if word in _HABITS]
    if habitual:
        i = habitual[int(next(rolls) * len(habitual))]
        words[i] = _HABITS[words[i]]
    long = [i for i, word in enumerate(words) if word.isalpha() and len(word) > 4]
    if long:
        i = long[int(next(rolls) * len(long))]
        at = 1 + int(next(rolls) * (len(words[i]) - 2))
        word, slip = words[i], next(rolls)
        if slip < 0.4:
            words[i] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        elif slip < 0.7:
            words[i] = word[:at] + word[at + 1 :]
        else:
            words[i] = word[:at] + word[at] + word[at:]
    return " ".join(words)


def _code(
    topic: str,
    second: str,
    rolls: list[float],
    is_letter: bool,
    habits: tuple[float, float],
) -> str:
    """Return the topic one coder notes down."""
    if is_letter:
        return topic if rolls[0] < 0.97 else "consultation"
    meant, neighbour = habits
    if second != topic and rolls[1] < 0.30:
        return second
    if rolls[0] < meant:
        return topic
    return _NEIGHBOUR[topic] if rolls[0] < meant + neighbour else "other"
