"""What a scenario's days are made from: the world, who listens, and the truth."""

from __future__ import annotations

from dataclasses import asdict, replace

import pandas as pd

from soundings.simulator.arrivals import PortSettings
from soundings.simulator.days import NO_CALLS, NO_VOYAGES, Sea
from soundings.simulator.dirt import CLEAN, identities
from soundings.simulator.disagreements import silent_call_ids
from soundings.simulator.eight_ports import SETTINGS
from soundings.simulator.fleet import add_small_craft
from soundings.simulator.geography import Geography, read_geography
from soundings.simulator.more_ports import MORE_SETTINGS
from soundings.simulator.own_ports import add_ports, port_settings
from soundings.simulator.reception import Receiver
from soundings.simulator.reports import make_radios
from soundings.simulator.rescue import RescueScenario, make_rescue
from soundings.simulator.rescue_settings import RescueSettings
from soundings.simulator.scenario import Scenario
from soundings.simulator.statics import identities_sent, static_faults, voyage_data
from soundings.simulator.transfers import transfers
from soundings.simulator.world import END_S, START_S, World, make_world


def _satellite(name: str, lon: float, lat: float) -> Receiver:
    """Return a low orbit: twelve minutes in sight every hour and a half (assumed)."""
    return Receiver(
        name, lon, lat, range_nm=1200.0, loss=0.6, pass_s=720, period_s=5700
    )


def make_sea(
    scenario: Scenario, world: World | None = None
) -> tuple[Sea, dict[str, pd.DataFrame]]:
    """
    Return what a scenario's days are made from, and its truth tables.

    The truth: `fleet, calls, shifts, voyages, stays, events, identities,
    static_faults, silences, transfers` for ports; `fleet, identities` for the rescue scenario,
    whose events are among `run.extra_files`.
    A world that was made before may be given, if it is the scenario's.
    """
    if scenario.kind == "rescue":
        return _rescue_sea(scenario)
    geography = add_ports(read_geography(), scenario.own_ports)
    settings = port_table(scenario)
    for port_id in scenario.ports:
        if port_id not in {port.port_id for port in settings}:
            known = ", ".join(port.port_id for port in settings)
            raise ValueError(f"ports: {port_id} is not known. Choose from {known}.")
    # The whole two years, whichever days are asked for: a call's queue is its past.
    if world is None:
        world = make_world(
            geography, settings, scenario.seed, scenario.shocks, START_S, END_S
        )
    fleet = add_small_craft(world.fleet, geography.ports, scenario.ports, scenario.seed)
    sea = Sea(
        fleet=fleet,
        calls=world.calls,
        shifts=world.shifts,
        voyages=world.voyages,
        geography=geography,
        receivers=receivers(scenario, geography),
        port_ids=scenario.ports,
        dirt=scenario.dirt,
        seed=scenario.seed,
        start_s=START_S,
        silent=() if scenario.dirt == CLEAN else silent_call_ids(world),
    )
    return sea, _truth(sea, world, scenario)


def port_table(scenario: Scenario) -> tuple[PortSettings, ...]:
    """Return what comes to each port of the scenario's world."""
    course = {port.port_id for port in SETTINGS}
    # The course's own world always has its eight ports, so that its calls are the same
    # whichever of them are watched.
    more = tuple(p for p in MORE_SETTINGS if p.port_id in scenario.ports)
    settings = (*(SETTINGS if course & {*scenario.ports} else ()), *more)
    settings += tuple(
        port_settings(port_id, own) for port_id, own in scenario.own_ports.items()
    )
    return tuple(_busier(p, scenario.arrivals.get(p.port_id, 1.0)) for p in settings)


def _busier(port: PortSettings, times: float) -> PortSettings:
    if times == 1.0:
        return port
    traffic = tuple(
        replace(
            stream,
            rate_per_day=stream.rate_per_day * times,
            weekly_slots=round(stream.weekly_slots * times),
        )
        for stream in port.traffic
    )
    return replace(port, traffic=traffic)


def receivers(scenario: Scenario, geography: Geography) -> tuple[Receiver, ...]:
    """
    Return who listens: two stations a port, one at the quays and one at the pilots.

    A receiver outage among the shocks silences the port's stations, a change of source
    the second one. The second station's clock is 0.8 seconds ahead.
    """
    found = []
    for port_id in scenario.ports:
        lanes = [lane for lane in geography.lanes if lane.port_id == port_id]
        if scenario.reception == "satellite":
            lon, lat = lanes[0].points[0]
            found.append(_satellite(f"SAT-{port_id}", float(lon), float(lat)))
            continue
        silent = {
            kind: tuple(
                (shock.start_s, shock.end_s)
                for shock in scenario.shocks
                if shock.kind == kind and shock.concerns(port_id)
            )
            for kind in ("outage", "source")
        }
        places = (lanes[0].points[-1], lanes[0].points[lanes[0].pilot_vertex])
        for number, (lon, lat) in enumerate(places):
            found.append(
                Receiver(
                    name=f"{port_id}-{number + 1}",
                    lon=float(lon),
                    lat=float(lat),
                    range_nm=32.0 if number == 0 else 18.0,
                    loss=scenario.loss,
                    skew_ms=800 * number,
                    outages=silent["outage"] + (silent["source"] if number else ()),
                )
            )
    return tuple(found)


def rescue_of(scenario: Scenario) -> RescueScenario:
    """Return the rescue scenario's ships, warnings and events."""
    settings = RescueSettings(start_s=scenario.start_s, days=scenario.days)
    return make_rescue(scenario.seed, settings)


def _rescue_sea(scenario: Scenario) -> tuple[Sea, dict[str, pd.DataFrame]]:
    rescue = rescue_of(scenario)
    stations = (
        _satellite("SAT-MED", 13.0, 35.0),
        Receiver("SICILY", 14.8, 36.7, 45.0, scenario.loss),
        Receiver("LAMPEDUSA", 12.6, 35.5, 45.0, scenario.loss),
        Receiver("MALTA", 14.4, 35.9, 45.0, scenario.loss),
    )
    sea = Sea(
        fleet=rescue.fleet,
        calls=NO_CALLS,
        shifts=NO_CALLS,
        voyages=NO_VOYAGES,
        geography=replace(read_geography(), lanes=()),
        receivers=stations,
        port_ids=(),
        dirt=scenario.dirt,
        seed=scenario.seed,
        start_s=scenario.start_s,
        knots=rescue.movements,
    )
    numbers = identities(rescue.fleet, scenario.dirt, scenario.seed, 0)
    truth = {"fleet": rescue.fleet, "identities": numbers}
    return sea, truth


def _truth(sea: Sea, world: World, scenario: Scenario) -> dict[str, pd.DataFrame]:
    """Return the truth about the days of a scenario."""
    calls = world.calls
    near = calls["port_id"].isin(scenario.ports)
    near &= (calls["departed_s"] >= scenario.start_s) & (
        calls["arrived_s"] < scenario.end_s
    )
    calls = calls[near]
    voyages = voyage_data(calls, sea.geography.ports, sea.dirt, sea.seed)
    typed = calls.join(voyages)
    radios = make_radios(sea.fleet, sea.seed)
    sent = identities_sent(sea.fleet, radios, sea.dirt, sea.seed)
    ids = calls["call_id"]
    legs = world.voyages
    table = transfers(world.calls, sea.fleet, sea.seed)
    return {
        "fleet": sea.fleet,
        "calls": calls,
        "shifts": world.shifts[world.shifts["call_id"].isin(ids)],
        "voyages": legs[legs["from_call_id"].isin(ids) | legs["to_call_id"].isin(ids)],
        "stays": stays(calls, world.shifts, sea.geography),
        "events": pd.DataFrame([asdict(shock) for shock in world.events]),
        "identities": identities(sea.fleet, sea.dirt, sea.seed, sea.start_s),
        "transfers": table[table["call_id"].isin(ids)],
        "silences": calls.loc[ids.isin(sea.silent), ["call_id", "ship"]],
        "static_faults": static_faults(sea.fleet, sent, radios, typed),
    }


def stays(
    calls: pd.DataFrame, shifts: pd.DataFrame, geography: Geography
) -> pd.DataFrame:
    """
    Return where ships lay still: `call_id, ship, place, kind, start_s, end_s`.

    `kind` is anchor or berth; a shift ends one stay and begins another.
    """
    moves = {str(call_id): rows for call_id, rows in shifts.groupby("call_id")}
    anchorages = {
        port_id: found.terminal_id
        for port_id in calls["port_id"].unique()
        if (found := geography.anchorage(port_id)) is not None
    }
    rows: list[tuple[object, ...]] = []
    for call in calls.to_dict("records"):
        call_id, ship = call["call_id"], call["ship"]
        if call["anchored_s"] >= 0:
            spot = anchorages[call["port_id"]]
            rows.append(
                (call_id, ship, spot, "anchor", call["anchored_s"], call["weighed_s"])
            )
        place, since = call["berth_id"], call["berthed_s"]
        for move in moves[call_id].to_dict("records") if call_id in moves else []:
            rows.append(
                (call_id, ship, place, _kind(place, geography), since, move["left_s"])
            )
            place, since = move["to_place"], move["reached_s"]
        rows.append(
            (call_id, ship, place, _kind(place, geography), since, call["unberthed_s"])
        )
    return pd.DataFrame(
        rows, columns=["call_id", "ship", "place", "kind", "start_s", "end_s"]
    )


def _kind(place: str, geography: Geography) -> str:
    return "berth" if place in geography.berths.index else "anchor"
