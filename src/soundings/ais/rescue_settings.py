"""Every threshold by which rescues are found, with its default and its reason."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class RescueSettings:
    """
    Thresholds of `find_rescues`; names carry the units.

    The defaults are round numbers from seamanship and from published descriptions, and
    were settled on simulated tracks. They are not measured on real rescues, of which
    no labelled set is public.

    Attributes
    ----------
    step_minutes : float
        Tracks are thinned to one position for each so many minutes.
    open_sea_nm : float
        Nearer to a port than this, nothing is looked for: pilots, anchored ships and
        ferries halt there all day. A rescue within it is missed.
    halt_knots : float
        A ship that halts goes no faster: it drifts, circles or keeps its place.
    halt_nm : float
        Two sightings farther apart are not one halt; nor may the halt reach farther
        than this from its middle.
    silence_hours : float
        Longest time unheard within a halt, and between sightings that say how fast a
        ship came or went.
    least_halt_hours, most_halt_hours : float
        How long a halt may last, as far as the sightings let one tell.
    short_halt_hours : float
        A halt that cannot have been longer speaks against a rescue: a patrol stops to
        look at a ship.
    long_halt_hours : float
        From here on a halt speaks against a rescue: ships wait, bunker and lie side by
        side for longer than people are left in a boat.
    before_hours : float
        How far back a dash is looked for.
    context_hours : float
        How far back it is asked what the ship was about before.
    dash_knots : float
        A dash is at least as fast.
    gain_knots : float
        And so much faster than the ship went before: a merchant ship that stops had
        no lower speed to start from.
    towing_knots, slow_share : float
        A ship that went no faster than the first for this share of the time before
        was fishing, drifting or surveying.
    search_turns_degrees : float
        Turns between dash and halt that add up to a search.
    port_nm : float
        A ship so near a port is going there.
    run_knots, run_hours, run_sinuosity : float
        A run to a port of safety is at least as fast, at most as long after the halt,
        and its way at most so many times the straight line's.
    beside_nm, beside_hours : float
        Two halts within this distance, no more than so long apart in time, are of one
        incident: one ship waits where the other still searches.
    alongside_nm, alongside_hours : float
        Two whose halts have their middles this close, for so long, hand cargo or fuel
        across.
    habit_nm, habit_days, n_habit : float, float, int
        A ship that halts this often within this distance, so many days before or
        after, has business there.
    busy_nm, n_busy : float, int
        A place where so many others halt in those days, at other times, is an
        anchorage, a pilot station or a fishing ground.
    warning_nm : float
        How far from a warning's place a halt may be and still be meant.
    warning_before_hours, warning_after_hours : float
        A warning is broadcast at most so long after the halt began, and at most so
        long before: ships may hear of a boat before everybody does.
    warning_close_nm : float
        A halt so near a warning's place counts as close.
    points : float
        An event has a halt with so many points (see `soundings.ais.rescue.POINTS`).
    companion_points : float
        What another vessel's halt beside it needs to be counted as part of the event.
    """

    step_minutes: float = 10.0
    open_sea_nm: float = 12.0
    halt_knots: float = 3.5
    halt_nm: float = 4.0
    silence_hours: float = 4.0
    least_halt_hours: float = 0.75
    most_halt_hours: float = 14.0
    short_halt_hours: float = 1.0
    long_halt_hours: float = 9.0
    before_hours: float = 9.0
    context_hours: float = 24.0
    dash_knots: float = 9.0
    gain_knots: float = 3.0
    towing_knots: float = 4.0
    slow_share: float = 0.6
    search_turns_degrees: float = 180.0
    port_nm: float = 10.0
    run_knots: float = 10.5
    run_hours: float = 36.0
    run_sinuosity: float = 1.3
    beside_nm: float = 3.0
    beside_hours: float = 6.0
    alongside_nm: float = 0.12
    alongside_hours: float = 5.0
    habit_nm: float = 3.0
    habit_days: float = 10.0
    n_habit: int = 3
    busy_nm: float = 1.5
    n_busy: int = 4
    warning_nm: float = 10.0
    warning_close_nm: float = 5.0
    warning_before_hours: float = 6.0
    warning_after_hours: float = 12.0
    points: float = 2.0
    companion_points: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what no threshold may be, naming it."""
        for field in fields(self):
            value = getattr(self, field.name)
            if not 0 <= value < float("inf"):
                raise ValueError(
                    f"RescueSettings: {field.name} is {value}. Give 0 or more."
                )
        if not self.step_minutes > 0:
            raise ValueError("RescueSettings: step_minutes is 0. Give more, as 10.")
        if self.least_halt_hours > self.most_halt_hours:
            raise ValueError(
                f"RescueSettings: least_halt_hours is {self.least_halt_hours}, above "
                f"most_halt_hours {self.most_halt_hours}. Give the lower number first."
            )
        if self.halt_knots >= self.dash_knots:
            raise ValueError(
                f"RescueSettings: halt_knots is {self.halt_knots} and dash_knots "
                f"{self.dash_knots}. A dash must be faster than a halt."
            )
