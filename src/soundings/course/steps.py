"""Steps of a long command: each says that it began, how long it took, how it ended."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click


class Steps:
    """
    Run named steps and remember which failed and what each took.

    Examples
    --------
    >>> steps = Steps()
    >>> with steps("Soundings") as say:
    ...     say("by the deep, four")
    ▸ Soundings
      by the deep, four
      0.0 s
    >>> steps.failed
    []
    """

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[Callable[[str], None]]:
        """Run one step; what it raises ends the command."""
        click.echo(f"▸ {name}")
        start = time.monotonic()
        yield lambda line: click.echo(f"  {line}")
        self.seconds[name] = time.monotonic() - start
        click.echo(f"  {self.seconds[name]:.1f} s")

    def run(
        self,
        name: str,
        command: Sequence[str],
        root: Path,
        environment: Mapping[str, str] | None = None,
    ) -> bool:
        """Run a command as a step; if it fails, remember and let others go on."""
        with self(name) as say:
            done = subprocess.run(command, cwd=root, env=environment)
            if done.returncode:
                self.failed.append(name)
                say(f"FAILED: {' '.join(command)}")
        return not done.returncode

    def run_together(self, commands: Mapping[str, Sequence[str]], root: Path) -> None:
        """Run commands side by side; what each says is shown whole, in their order."""
        begun = time.monotonic()
        running = []
        for name, command in commands.items():
            click.echo(f"▸ {name}")
            words = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
            process = subprocess.Popen(
                command, cwd=root, stdout=words, stderr=subprocess.STDOUT
            )
            running.append((name, command, process, words))
        for name, command, process, words in running:
            failed = process.wait() != 0
            self.seconds[name] = time.monotonic() - begun
            with words:
                words.seek(0)
                click.echo(words.read().decode("utf8", "replace"), nl=False)
            click.echo(f"  {self.seconds[name]:.1f} s  {name}")
            if failed:
                self.failed.append(name)
                click.echo(f"  FAILED: {' '.join(command)}")
