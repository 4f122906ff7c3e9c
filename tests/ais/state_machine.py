"""The rule of `sessions` as a plain loop: slow, independent, and therefore the judge."""

from __future__ import annotations

import pandas as pd

Presence = tuple[str, str, int, int, int]


def state_machine(
    positions: pd.DataFrame, place: str, away_s: float, gap_s: float
) -> list[Presence]:
    """Return sorted (mmsi, place, first second, last second, number of positions)."""
    found: list[Presence] = []
    ordered = positions.sort_values(["mmsi", "time_utc"], kind="stable")
    for mmsi, track in ordered.groupby("mmsi"):
        here_since: list | None = None
        last_s, was_seen_outside = 0, False
        for time, here in zip(track["time_utc"], track[place], strict=True):
            s, is_outside = int(time.timestamp()), pd.isna(here)
            if here_since is not None:
                is_silent = s - last_s > gap_s
                has_left = (is_outside or was_seen_outside) and s - here_since[
                    3
                ] > away_s
                has_moved = not is_outside and here != here_since[1]
                if is_silent or has_left or has_moved:
                    found.append(tuple(here_since))
                    here_since = None
            if not is_outside:
                here_since = here_since or [mmsi, here, s, s, 0]
                here_since[3] = s
                here_since[4] += 1
                was_seen_outside = False
            elif here_since is not None:
                was_seen_outside = True
            last_s = s
        if here_since is not None:
            found.append(tuple(here_since))
    return sorted(found)
