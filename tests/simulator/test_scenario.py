"""Scenarios: what can be asked for, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from soundings.simulator.geography import read_geography
from soundings.simulator.own_ports import add_ports, port_settings
from soundings.simulator.scenario import SCENARIOS, Scenario, find_scenario
from soundings.simulator.world import make_world

HUB = yaml.safe_load((Path(__file__).parent / "hub.yml").read_text("utf8"))


@pytest.fixture(scope="module")
def geography():
    """Return the course's geography."""
    return read_geography()


def changed(path: str, value: object) -> dict:
    """Return the hub's settings with one changed; `path` has dots, and numbers in lists."""
    settings = yaml.safe_load(yaml.safe_dump(HUB["own_ports"]))
    place = settings["XXHUB"]
    *way, last = path.split(".")
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is None:
        del place[last]
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return settings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"days": 0}, "days is 0"),
        ({"days": 2.5}, "days is 2.5"),
        ({"start": "tomorrow"}, "start is 'tomorrow'"),
        ({"start": "2019-12-31"}, "start and days: 2019-12-31"),
        ({"start": "2021-12-30", "days": 9}, "leave the simulated years"),
        ({"loss": 1.0}, "loss is 1.0"),
        ({"kind": "armada"}, "kind is 'armada'"),
        ({"reception": "psychic"}, "reception is 'psychic'"),
        ({"seed": "seven"}, "seed is 'seven'"),
        ({"ports": ()}, "ports is empty"),
        ({"arrivals": {"GBSOU": 2.0}}, "arrivals.GBSOU is not among the ports"),
        ({"arrivals": {"GBFXT": -1.0}}, "arrivals.GBFXT is -1.0, a negative rate"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(settings, message):
    """Before anything is simulated."""
    with pytest.raises(ValueError, match=message):
        Scenario("test", **settings)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "terminals.XXHUB-A.berths.0.quay_m",
            150,
            r"berths\[1\]\.quay_m is 300, shorter than",
        ),
        (
            "traffic.container_feeder",
            -2,
            r"traffic\.container_feeder is -2, a negative rate",
        ),
        ("traffic.submarine", 1, r"traffic\.submarine is not known"),
        ("traffic.tanker_large", 1, r"no berth has tanker among its groups"),
        ("pilot", [1.25, 51.98], r"XXHUB-A\.channel: .* lies on land"),
        (
            "terminals.XXHUB-A.berths.0.point",
            [1.25, 51.98],
            r"berths\[0\]\.point: .* on land",
        ),
        ("partners.XXNIX", 3, r"partners\.XXNIX is not in the port table"),
        ("gate", None, r"own_ports\.XXHUB\.gate is missing"),
        ("colour", "red", r"own_ports\.XXHUB\.colour is not known"),
        ("channel_speed_knots", 0, r"channel_speed_knots is 0"),
    ],
)
def test_a_port_that_cannot_be_is_refused_by_name(geography, path, value, message):
    """A quay too short, a port on land, a negative rate, a typing error."""
    with pytest.raises(ValueError, match=message):
        add_ports(geography, changed(path, value))


def test_a_port_of_ones_own_has_calls(geography):
    """Ships come, wait, berth at its quays and go."""
    own = add_ports(geography, HUB["own_ports"])
    settings = (port_settings("XXHUB", HUB["own_ports"]["XXHUB"]),)
    world = make_world(own, settings, 3, (), end_s=1_577_836_800 + 30 * 86_400)
    assert 40 < len(world.calls) < 130
    assert set(world.calls["terminal_id"]) == {"XXHUB-A"}
    times = world.calls[
        ["arrived_s", "berthed_s", "unberthed_s", "departed_s"]
    ].to_numpy()
    assert (np.diff(times, axis=1) > 0).all()


def test_a_scenario_is_read_from_a_file(tmp_path):
    """With words for the dirt, and its own shocks."""
    path = tmp_path / "mine.yml"
    path.write_text(
        "seed: 9\nstart: 2021-02-01\ndays: 2\nports: [GBSOU]\ndirt: clean\n"
        "shocks:\n- {kind: strike, place: GBSOU, start: 2021-02-01, end: 2021-02-02}\n"
    )
    scenario = find_scenario(str(path), seed=11)
    assert (scenario.name, scenario.seed, scenario.ports) == ("mine", 11, ("GBSOU",))
    assert scenario.dirt.jump == 0
    assert scenario.shocks[0].end_s - scenario.shocks[0].start_s == 86_400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("dayz: 3\n", "setting 'dayz' is not known"),
        ("dirt: filthy\n", "dirt is 'filthy'"),
        ("dirt: {jump: 2}\n", "dirt.jump is 2"),
        ("dirt: {jumps: 0.1}\n", "dirt.jumps is not known"),
        ("shocks: [{kind: strike}]\n", "has no place"),
        (
            "shocks: [{kind: flood, place: GBSOU, start: 2021-01-01, end: 2021-01-02}]\n",
            "flood",
        ),
        ("- 3\n", "no settings"),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_name(tmp_path, text, message):
    """The file and the setting."""
    path = tmp_path / "bad.yml"
    path.write_text(text)
    with pytest.raises(ValueError, match=message) as caught:
        find_scenario(str(path))
    assert "bad.yml" in str(caught.value)


def test_an_unknown_scenario_names_the_known_ones():
    """And the way to one's own."""
    with pytest.raises(ValueError, match=r"felixstowe_starter.*\.yml"):
        find_scenario("atlantis")
    with pytest.raises(ValueError, match="is not there"):
        find_scenario("missing.yml")


def test_harsh_is_sixty_per_cent_lost():
    """As the quality targets have it."""
    assert SCENARIOS["felixstowe_harsh"].loss == 0.6
