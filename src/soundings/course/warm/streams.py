"""Standard output and errors of a Python kernel, which never hold much unsent."""

from __future__ import annotations

from ipykernel.iostream import OutStream

PIECE = 50_000
"""Characters that are sent before more is taken, and the most that one message holds."""


class SteadyStream(OutStream):
    """
    A stream that sends in pieces and waits while too much is unsent.

    ipykernel's own keeps whatever is printed until a thread comes round to sending
    it: an endless loop of `print` fills the memory before anybody can stop it, and
    the kernel dies with the answers that were right.
    """

    _unsent = 0

    def write(self, string: str) -> int:
        """Write, and wait for the sending once there is a piece to send."""
        for start in range(0, len(string), PIECE):
            piece = string[start : start + PIECE]
            super().write(piece)
            self._unsent += len(piece)
            if self._unsent >= PIECE:
                self._unsent = 0
                self.flush()  # type: ignore[no-untyped-call]
        return len(string)
