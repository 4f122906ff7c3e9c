"""What happens in the rescue scenario, and what nobody may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

DAY = 24 * 3600


@dataclass(frozen=True)
class RescueSettings:
    """
    What happens in the scenario, and how often.

    Pairs are the lowest and the highest value. The names carry the units.
    """

    start_s: int = 1_619_827_200  # 2021-05-01
    days: int = 45
    n_rescue_ships: int = 9
    n_trawlers: int = 12
    n_guards: int = 3
    n_surveys: int = 2
    n_drifters: int = 2
    n_transfers: int = 5
    n_merchants: int = 50
    incidents_per_day: float = 2.2
    patrol_nm: tuple[float, float] = (20.0, 60.0)
    noise_nm: tuple[float, float] = (1.0, 5.0)
    delay_h: tuple[float, float] = (0.5, 6.0)
    dash_knots: tuple[float, float] = (12.0, 18.0)
    on_scene_h: tuple[float, float] = (1.0, 6.0)
    second_ship_share: float = 0.35
    unwarned_share: float = 0.1
    false_warning_share: float = 0.12
    window_minutes: int = 60

    def __post_init__(self) -> None:
        for field in fields(self):
            _check_setting(field.name, getattr(self, field.name))
        if self.n_rescue_ships < 1:
            raise _refused("n_rescue_ships", self.n_rescue_ships, "Give one or more.")
        if not 1 <= self.window_minutes <= 720:
            raise _refused("window_minutes", self.window_minutes, "Give 1 to 720.")
        # A rescue must fit between the first patrols and the end.
        if self.days < 3:
            raise _refused("days", self.days, "Give three days or more.")
        for name in ("delay_h", "on_scene_h"):
            if getattr(self, name)[1] > 24:
                raise _refused(name, getattr(self, name), "Give 24 hours at most.")
        if self.dash_knots[0] < 6 or self.dash_knots[1] > 40:
            raise _refused("dash_knots", self.dash_knots, "Give 6 to 40 knots.")
        # All of it happens on open water: a search reaches five miles about the place
        # that was reported, and a boat drifts a mile an hour until it is sought.
        if self.noise_nm[1] > 15:
            raise _refused("noise_nm", self.noise_nm, "Give 15 nautical miles at most.")
        nearest_nm = max(self.noise_nm[1] + 6, self.delay_h[1] + 1)
        if not nearest_nm <= self.patrol_nm[0] <= self.patrol_nm[1] <= 100:
            advice = (
                f"Stay {nearest_nm:g} to 100 nautical miles off the coast, or lower "
                "noise_nm or delay_h."
            )
            raise _refused("patrol_nm", self.patrol_nm, advice)

    @property
    def end_s(self) -> int:
        """Epoch seconds of the end."""
        return self.start_s + self.days * DAY


def _check_setting(name: str, value: Any) -> None:
    """Refuse what no setting may be: negative, upside down, a share above 1."""
    numbers = value if isinstance(value, tuple) else (value,)
    if not all(0 <= number < float("inf") for number in numbers):
        raise _refused(name, value, "Give no number below 0, and none unbounded.")
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise _refused(name, value, "Give the lower number first.")
    if name.endswith("_share") and numbers[0] > 1:
        raise _refused(name, value, "Give a share from 0 to 1.")


def _refused(name: str, value: Any, advice: str) -> ValueError:
    return ValueError(f"RescueSettings: {name} is {value}. {advice}")
