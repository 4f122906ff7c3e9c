"""Citations by author and year, in round brackets, and a list without labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from pybtex.plugin import (  # type: ignore[import-untyped]
    register_plugin as register_pybtex_plugin,
)
from pybtex.style.formatting.plain import (  # type: ignore[import-untyped]
    Style as PlainStyle,
)
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle


def _round_brackets() -> BracketStyle:
    return BracketStyle(left="(", right=")")


@dataclass
class RoundAuthorYear(AuthorYearReferenceStyle):
    """`(ONS, 2020)` in the text."""

    bracket_parenthetical: BracketStyle = field(default_factory=_round_brackets)
    bracket_textual: BracketStyle = field(default_factory=_round_brackets)
    bracket_author: BracketStyle = field(default_factory=_round_brackets)
    bracket_label: BracketStyle = field(default_factory=_round_brackets)
    bracket_year: BracketStyle = field(default_factory=_round_brackets)


class AlphabeticStyle(PlainStyle):
    """A list of references by author, then year, then title."""

    default_sorting_style = "author_year_title"


def setup(_app: Sphinx) -> None:
    """Register both styles under the names that `_config.yml` asks for."""
    register_plugin(
        "sphinxcontrib.bibtex.style.referencing",
        "soundings_author_year",
        RoundAuthorYear,
    )
    register_pybtex_plugin("pybtex.style.formatting", "soundings", AlphabeticStyle)
