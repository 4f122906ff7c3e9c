"""What a confined submission may see, and how much of the machine it may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Limits:
    """
    How much of the machine one submission may use.

    Attributes
    ----------
    cell_seconds : float
        For one cell, wall time; kept by whoever executes the notebook.
    notebook_seconds : float
        For the whole notebook, wall time; kept from outside the kernel.
    memory_mb : int
        Over what a warm kernel holds at its start, for all processes together.
    processes : int
        Processes and threads at the same time.
    files_mb : int
        All files that the submission writes, together.
    output_mb : int
        Printed and shown, together; kept by whoever executes the notebook.

    Examples
    --------
    >>> Limits(cell_seconds=2).notebook_seconds
    60.0
    """

    cell_seconds: float = 10.0
    notebook_seconds: float = 60.0
    memory_mb: int = 2048
    processes: int = 64
    files_mb: int = 50
    output_mb: int = 5


@dataclass(frozen=True)
class Confinement:
    """
    How one submission is shut in: what it may read besides the system, and its limits.

    Attributes
    ----------
    datasets : Path
        Read-only for the submission, at `../../datasets` from its folder.
    limits : Limits
        How much it may use.

    Examples
    --------
    It travels as JSON in a kernelspec.

    >>> there = Confinement(Path("datasets"), Limits(processes=8)).to_dict()
    >>> there["limits"]["processes"]
    8
    >>> Confinement.from_dict(there) == Confinement(Path("datasets"), Limits(processes=8))
    True
    """

    datasets: Path
    limits: Limits = field(default_factory=Limits)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain values that JSON can hold."""
        return {"datasets": str(self.datasets), "limits": asdict(self.limits)}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Confinement:
        """
        Make it again from what `to_dict` gave.

        Raises
        ------
        KeyError, TypeError
            If a value is missing, or a limit has another name.
        """
        return cls(Path(values["datasets"]), Limits(**values["limits"]))
