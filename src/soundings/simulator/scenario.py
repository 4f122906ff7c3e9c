"""
What to simulate: which ports, when, how well it is heard and how dirty it is.

A scenario is a built-in one by name, or a YAML file of yours. Every setting is checked
before anything is simulated, and a wrong one is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from soundings.simulator.arrivals import DAY_S
from soundings.simulator.dirt import CLEAN, Dirt
from soundings.simulator.eight_ports import SEED
from soundings.simulator.shocks import SHOCKS, Shock, seconds

KINDS: Final = ("ports", "rescue", "archipelago")
RECEPTION: Final = ("terrestrial", "satellite")
DIRT: Final = {"clean": CLEAN, "realistic": Dirt(), "harsh": Dirt()}
HARSH_LOSS: Final = 0.6


@dataclass(frozen=True)
class Scenario:
    """
    All settings of one simulation.

    Attributes
    ----------
    name : str
    kind : str
        ports (port calls and local traffic), rescue (the central Mediterranean) or
        archipelago (a year of calls among islands that exist nowhere; no AIS).
    seed : int
        The same seed gives the same bytes on any machine.
    start : str
        First UTC day, such as 2021-06-08; within 2020 and 2021.
    days : int
    ports : tuple of str
        Which ports are watched; UN/LOCODE without the space.
    reception : str
        terrestrial, with two stations a port, or satellite.
    loss : float
        Share of reports that a station on land loses even nearby.
    dirt : Dirt
        How often things go wrong on board.
    arrivals : mapping
        Traffic of a port as a multiple of the usual; 1 if not named.
    shocks : tuple of Shock
    own_ports : mapping
        Ports of your own (see `own_ports.PORT_SETTINGS`).
    """

    name: str
    kind: str = "ports"
    seed: int = SEED
    start: str = "2021-06-08"
    days: int = 3
    ports: tuple[str, ...] = ("GBFXT",)
    reception: str = "terrestrial"
    loss: float = 0.05
    dirt: Dirt = field(default_factory=Dirt)
    arrivals: Mapping[str, float] = field(default_factory=dict)
    shocks: tuple[Shock, ...] = SHOCKS
    own_ports: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse settings that cannot be, naming the setting."""
        _is_one_of("kind", self.kind, KINDS)
        _is_one_of("reception", self.reception, RECEPTION)
        if not isinstance(self.seed, int) or isinstance(self.seed, bool):
            raise ValueError(f"seed is {self.seed!r}. Give a whole number.")
        if not isinstance(self.days, int) or self.days < 1:
            raise ValueError(f"days is {self.days!r}. Give a whole number above zero.")
        if not 0 <= self.loss < 1:
            raise ValueError(f"loss is {self.loss}. Give a share from 0 to below 1.")
        try:
            date.fromisoformat(self.start)
        except ValueError:
            raise ValueError(
                f"start is {self.start!r}. Write a day such as 2021-06-08."
            ) from None
        if self.kind == "ports" and not (
            seconds("2020-01-01") <= self.start_s
            and self.end_s <= seconds("2022-01-01")
        ):
            raise ValueError(
                f"start and days: {self.start} and {self.days} days leave the simulated "
                "years 2020 and 2021. Choose days within them."
            )
        if self.kind == "ports" and not self.ports:
            raise ValueError("ports is empty. Name one, such as GBFXT.")
        for port_id, times in self.arrivals.items():
            if port_id not in self.ports:
                raise ValueError(
                    f"arrivals.{port_id} is not among the ports "
                    f"{', '.join(self.ports)}. Name one of them."
                )
            if not times >= 0:
                raise ValueError(
                    f"arrivals.{port_id} is {times}, a negative rate. Give 0 or more."
                )

    @property
    def start_s(self) -> int:
        """First second, since 1970."""
        return seconds(self.start)

    @property
    def end_s(self) -> int:
        """The second after the last."""
        return self.start_s + self.days * DAY_S


def _is_one_of(setting: str, value: object, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ValueError(f"{setting} is {value!r}. Choose from {', '.join(choices)}.")


SCENARIOS: Final = {
    scenario.name: scenario
    for scenario in (
        Scenario("felixstowe_starter"),
        Scenario(
            "month",
            start="2020-11-30",
            days=35,
            ports=("GBFXT", "GBSOU", "GBDVR", "GBIMM"),
        ),
        Scenario(
            "two_years",
            start="2020-01-01",
            days=731,
            ports=(
                *("GBFXT", "GBSOU", "GBDVR", "GBIMM"),
                *("IDJKT", "IDSUB", "GRPIR", "MTMLA"),
            ),
        ),
        Scenario(
            "unseen_ports",
            seed=7,
            start="2021-03-01",
            days=14,
            ports=("GBMLF", "GBLON", "GBBEL", "IDBLW", "IDUPG"),
        ),
        Scenario("felixstowe_clean", dirt=CLEAN, loss=0.0),
        Scenario("felixstowe_harsh", loss=HARSH_LOSS),
        Scenario("felixstowe_satellite", reception="satellite"),
        Scenario("rescue", kind="rescue", start="2021-05-01", days=45, ports=()),
        Scenario("archipelago", kind="archipelago", days=365, ports=()),
    )
}
"""Built-in scenarios by name."""


def find_scenario(name_or_path: str, seed: int | None = None) -> Scenario:
    """
    Return a built-in scenario, or read one from a YAML file.

    Parameters
    ----------
    name_or_path : str
        A key of `SCENARIOS`, or a path that ends in .yml or .yaml.
    seed : int, optional
        In place of the scenario's own.

    Raises
    ------
    ValueError
        If the name is unknown, or a setting cannot be; the message names it.

    Examples
    --------
    >>> find_scenario("month").days
    35
    """
    if name_or_path.endswith((".yml", ".yaml")):
        scenario = read_scenario(Path(name_or_path))
    elif name_or_path in SCENARIOS:
        scenario = SCENARIOS[name_or_path]
    else:
        raise ValueError(
            f"scenario {name_or_path!r} is not known. Choose from "
            f"{', '.join(SCENARIOS)}, or give a .yml file."
        )
    return scenario if seed is None else replace(scenario, seed=seed)


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from a YAML file whose keys are the attributes of `Scenario`."""
    if not path.exists():
        raise ValueError(f"scenario: {path} is not there. Check the path.")
    text = path.read_text(encoding="utf-8")
    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name}: not YAML: {error}") from None
    if not isinstance(settings, dict):
        raise ValueError(f"{path.name}: found no settings. Write `name: value` lines.")
    known = {f.name for f in fields(Scenario)}
    for name in settings:
        if name not in known:
            raise ValueError(
                f"{path.name}: setting {name!r} is not known. "
                f"Choose from {', '.join(sorted(known))}."
            )
    try:
        return Scenario(**_converted({"name": path.stem, **settings}))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _converted(settings: dict[str, Any]) -> dict[str, Any]:
    """Turn YAML's lists and mappings into what `Scenario` holds."""
    out = dict(settings)
    if "start" in out:
        out["start"] = str(out["start"])
    if "ports" in out:
        out["ports"] = tuple(out["ports"])
    if isinstance(out.get("dirt"), str):
        _is_one_of("dirt", out["dirt"], tuple(DIRT))
        if out["dirt"] == "harsh":
            out.setdefault("loss", HARSH_LOSS)
        out["dirt"] = DIRT[out["dirt"]]
    elif "dirt" in out:
        rates = {f.name for f in fields(Dirt)}
        for name in out["dirt"]:
            if name not in rates:
                raise ValueError(
                    f"dirt.{name} is not known. Choose from {', '.join(sorted(rates))}."
                )
        out["dirt"] = Dirt(**out["dirt"])
    if "shocks" in out:
        out["shocks"] = tuple(_shock(shock) for shock in out["shocks"])
    return out


def _shock(settings: Mapping[str, Any]) -> Shock:
    for name in ("kind", "place", "start", "end"):
        if name not in settings:
            raise ValueError(f"shocks: a shock has no {name}. Found {dict(settings)}.")
    return Shock(
        kind=str(settings["kind"]),
        place=str(settings["place"]),
        start_s=seconds(str(settings["start"])),
        end_s=seconds(str(settings["end"])),
        factor=float(settings.get("factor", 1.0)),
        note=str(settings.get("note", "")),
    )
