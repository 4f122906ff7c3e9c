"""Steps of a long command say what they did, alone or side by side."""

from pathlib import Path

import pytest

from soundings.course.steps import Steps


def test_commands_side_by_side_are_told_apart(capfd: pytest.CaptureFixture[str]):
    """Each one's words stand together under its name, and one failure is one failure."""
    steps = Steps()
    commands = {
        "Slow": ["sh", "-c", "sleep 0.3; echo by the deep; sleep 0.1; echo four"],
        "Wrong": ["sh", "-c", "echo no bottom >&2; exit 3"],
    }

    steps.run_together(commands, Path())

    shown = capfd.readouterr().out
    assert "by the deep\nfour\n" in shown
    assert shown.index("four") < shown.index("no bottom")
    assert steps.failed == ["Wrong"]
    assert set(steps.seconds) == set(commands)
