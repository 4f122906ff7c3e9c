"""The figure on the front door is what its program draws, and its words what it shows."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from matplotlib.testing.compare import compare_images

BOOK = Path(__file__).parents[1] / "book"


@pytest.fixture(scope="module")
def figure() -> Iterator[Figure]:
    """Draw it by the program beside it, which is in no package."""
    spec = importlib.util.spec_from_file_location("port_week", BOOK / "port_week.py")
    assert spec
    assert spec.loader
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    yield (drawn := program.draw())
    plt.close(drawn)


def test_the_picture_is_what_the_program_draws(figure: Figure, tmp_path: Path):
    """Whoever changes a method or a file draws the front door again."""
    figure.savefig(tmp_path / "port_week.png", dpi=160)

    fault = compare_images(
        str(BOOK / "port_week.png"), str(tmp_path / "port_week.png"), tol=1
    )

    assert fault is None, f"{fault}\nRun: python book/port_week.py"


@pytest.mark.parametrize("page", ["index.md", "../README.md"])
def test_words_say_what_the_picture_shows(page: str, figure: Figure):
    """The counts in the text are those of the bars: nobody typed them and forgot."""
    week = figure.axes[1]
    strokes, bars = (len(lines.get_segments()) for lines in week.collections)
    text = (BOOK / page).read_text("utf8")

    assert week.get_title("left").endswith(f"{strokes} visits, {bars} port calls")
    assert f"{strokes} " in text
    assert f"a row for each of {round(week.get_ylim()[1])} ships" in text
    assert f"{bars} times one came" in text or f"there were {bars} port calls" in text
